/** What every step of the live story stands on: two real systems, a hub between them, and ways to look at each by itself. */
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { createClient } from 'graphql-ws';
import { WebSocket } from 'ws';
import { readConfig } from '#gateway/config.ts';
import { createKey } from '#gateway/keys.ts';
import { type Hub, startHub } from '#gateway/main.ts';
import { freePort } from '../freePort.ts';
import type { Erp, HubSettings, Shop } from './hands.ts';
import { erps, shops } from './systems.ts';

export interface Stage {
  erp: Erp;
  shop: Shop;
  hub: Hub;
  /** Configuration of the hub, for one that runs as a process of its own. */
  env: Record<string, string>;
  url: string;
  keys: { storefront: string; staff: string; admin: string };
  /** Runs an operation at the hub; throws on `errors`. */
  ask<T = Data>(query: string, variables?: Record<string, unknown>, key?: string): Promise<T>;
  /** Events of a subscription, from now until `close`. */
  listen(query: string, variables?: Record<string, unknown>): Promise<Listener>;
  close(): Promise<void>;
}

// biome-ignore lint/suspicious/noExplicitAny: answers of three APIs, each looked at in one place only.
export type Data = any;

export interface Listener {
  /** Events heard so far. */
  readonly count: number;
  /** The first event that fits, heard already (from the given one on) or to come. Throws after `ms`. */
  next(fits: (event: Data) => boolean, ms: number, from?: number): Promise<Data>;
  close(): Promise<void>;
}

/** What a hub is told about a system, as keys of its environment. */
export const systemSettings = (code: string, settings: HubSettings): Record<string, string> =>
  Object.fromEntries(Object.entries(settings).map(([key, value]) => [`SPLOT_SYSTEM_${code.toUpperCase()}_${key}`, value]));

export async function setStage(pair: { erp: string; shop: string }, log: (line: string) => void): Promise<Stage> {
  const hubPort = await freePort();
  const webhookSecret = randomUUID();
  const began = performance.now();
  const bootErp = erps[pair.erp];
  const bootShop = shops[pair.shop];
  if (!bootErp || !bootShop)
    throw new Error(`--erp is one of ${Object.keys(erps).join(', ')}; --shop is one of ${Object.keys(shops).join(', ')}`);
  const [erp, shop] = await Promise.all([
    bootErp(log),
    bootShop({ log, webhookUrl: `http://127.0.0.1:${hubPort}/webhooks/shop`, webhookSecret }),
  ]);
  log(`both systems answer after ${((performance.now() - began) / 1000).toFixed(1)} s`);
  const folder = mkdtempSync(join(tmpdir(), 'splot-live-'));
  const env = {
    SPLOT_PORT: String(hubPort),
    SPLOT_DATA: folder,
    SPLOT_SANDBOX: 'true',
    SPLOT_LOG_LEVEL: process.env.SPLOT_LOG_LEVEL ?? 'warn',
    SPLOT_COMPANY_LOYALTY_PER_POINT: '10',
    SPLOT_COMPANY_LOYALTY_WORTH: '0.10',
    SPLOT_COMPANY_LOYALTY_DAYS: '365',
    SPLOT_SYSTEMS: 'erp,shop',
    ...systemSettings('erp', { ...erp.hubSettings, SANDBOX: 'true' }),
    ...systemSettings('shop', { WEBHOOK_SECRET: webhookSecret, ...shop.hubSettings, SANDBOX: 'true' }),
  };
  const config = readConfig(env);
  const hub = await startHub(config, { activate: true });
  const url = hub.url ?? '';
  const make = async (role: 'storefront' | 'staff' | 'admin') => (await createKey(hub.ground, { name: role, role })).key;
  const keys = { storefront: await make('storefront'), staff: await make('staff'), admin: await make('admin') };

  async function ask<T>(query: string, variables: Record<string, unknown> = {}, key = keys.admin): Promise<T> {
    const response = await fetch(`${url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${key}` },
      body: JSON.stringify({ query, variables }),
      signal: AbortSignal.timeout(60_000),
    });
    const { data, errors } = (await response.json()) as { data: T; errors?: unknown[] };
    if (errors) throw new Error(`${response.status}: ${JSON.stringify(errors).slice(0, 1500)}`);
    return data;
  }

  return {
    erp,
    shop,
    hub,
    env,
    url,
    keys,
    ask,
    listen: (query, variables) => openListener(url, keys.admin, query, variables),
    async close() {
      await hub.stop();
      await Promise.all([erp.stop(), shop.stop()]);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function openListener(url: string, key: string, query: string, variables: Record<string, unknown> = {}): Promise<Listener> {
  const client = createClient({
    url: `${url.replace('http', 'ws')}/graphql`,
    webSocketImpl: WebSocket,
    connectionParams: { authorization: `Bearer ${key}` },
    retryAttempts: 0,
  });
  const heard: Data[] = [];
  let failure: unknown;
  let ring: (() => void) | undefined;
  const events = client.iterate({ query, variables });
  void (async () => {
    try {
      for await (const event of events) {
        if (event.errors) throw new Error(JSON.stringify(event.errors).slice(0, 800));
        heard.push(Object.values(event.data as Data)[0]);
        ring?.();
      }
    } catch (error) {
      failure = error;
      ring?.();
    }
  })();
  const listener: Listener = {
    get count() {
      return heard.length;
    },
    async next(fits, ms, from = 0) {
      for (const deadline = performance.now() + ms; ; ) {
        const found = heard.slice(from).find(fits);
        if (found) return found;
        if (failure) throw new Error(`the stream ended: ${JSON.stringify(failure) === '{}' ? String(failure) : JSON.stringify(failure)}`);
        const left = deadline - performance.now();
        if (left <= 0) throw new Error(`no such event in ${ms} ms; heard ${JSON.stringify(heard.slice(-3)).slice(0, 600)}`);
        const rings = new Promise<void>((resolve) => {
          ring = resolve;
        });
        await Promise.race([rings, delay(Math.min(left, 250))]);
      }
    },
    async close() {
      await client.dispose();
    },
  };
  // The first message, a snapshot or a checkpoint, says that the stream is open.
  await listener.next(() => true, 10_000);
  return listener;
}

/** Looks again until it holds; the system's own latency is what is measured, so it looks often. Throws what was last seen. */
export async function until<T>(what: string, look: () => Promise<T | undefined | false | null>, ms: number): Promise<T> {
  let last: unknown;
  for (const deadline = performance.now() + ms; ; ) {
    try {
      const found = await look();
      if (found) return found;
    } catch (error) {
      last = error;
    }
    if (performance.now() > deadline) throw new Error(`not within ${ms} ms: ${what}${last ? ` (${String(last)})` : ''}`);
    await delay(100);
  }
}

export function check(holds: unknown, what: string): asserts holds {
  if (!holds) throw new Error(`does not hold: ${what}`);
}

export function same(found: unknown, wanted: unknown, what: string): void {
  if (JSON.stringify(found) !== JSON.stringify(wanted))
    throw new Error(`${what}: ${JSON.stringify(found)} instead of ${JSON.stringify(wanted)}`);
}
