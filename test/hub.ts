/** A whole hub over two twins, on either store, for the wide suites: in this process, or as a process that can be killed. */
import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { createClient } from 'graphql-ws';
import pg from 'pg';
import { WebSocket } from 'ws';
import { spawnTwin, type Twin, type TwinOptions } from '#connectors/twin/processes.ts';
import { type Config, readConfig } from '#gateway/config.ts';
import { createKey } from '#gateway/keys.ts';
import { type Hub, type HubOptions, linkSystems, openLog, sandboxKeyFile, startHub } from '#gateway/main.ts';
import { openSandboxKey, signCustomerToken } from '#gateway/tokens.ts';
import { type Database, migrate, openDatabase } from '#hub/database.ts';
import { type Role, roles } from '#hub/viewer.ts';
import { freePort } from './freePort.ts';

export type Store = 'SQLite' | 'PostgreSQL';

/** PostgreSQL only where `npm run test:wide` brought one. */
export const stores: readonly Store[] = process.env.WIDE_DATABASE_URL ? ['SQLite', 'PostgreSQL'] : ['SQLite'];

// biome-ignore lint/suspicious/noExplicitAny: answers of a graph, each looked at in one place only.
export type Data = any;

/** Everything a hub needs, prepared: a migrated database, two twins that are linked and active, a key of each role. */
export interface Place {
  readonly store: Store;
  readonly folder: string;
  /** Configuration of the hub, as its process is given it. */
  readonly env: Record<string, string>;
  readonly config: Config;
  readonly keys: Record<Role, string>;
  readonly erp: Twin;
  readonly shop: Twin;
  readonly webhook: { url: string; secret: string };
  /** The ERP again, on the same file and port, after it was killed. */
  restartErp(): Promise<Twin>;
  /** The database, for looking; never for writing. */
  look(): Promise<Database>;
  /** A customer's token, as the sandbox signs it. */
  token(customerId: string): Promise<string>;
  close(): Promise<void>;
}

const root = fileURLToPath(new URL('..', import.meta.url));

export async function openPlace(store: Store, options: { erp?: TwinOptions; shop?: TwinOptions } = {}): Promise<Place> {
  const folder = mkdtempSync(join(tmpdir(), 'splot-wide-'));
  const database = store === 'PostgreSQL' ? await freshSchema() : undefined;
  const port = await freePort();
  const webhook = { url: `http://127.0.0.1:${port}/webhooks/shop`, secret: randomUUID() };
  const erpOptions: TwinOptions = { port: await freePort(), file: join(folder, 'twin-erp.sqlite'), ...options.erp };
  let erp = await spawnTwin('erp', erpOptions);
  const shop = await spawnTwin('shop', { file: join(folder, 'twin-shop.sqlite'), webhook, ...options.shop });
  const env = {
    SPLOT_PORT: String(port),
    SPLOT_DATA: folder,
    ...(database ? { DATABASE_URL: database.url } : {}),
    SPLOT_SANDBOX: 'true',
    SPLOT_LOG_LEVEL: process.env.SPLOT_LOG_LEVEL ?? 'fatal',
    SPLOT_SYSTEMS: 'erp,shop',
    SPLOT_SYSTEM_ERP_KIND: 'twin-erp',
    SPLOT_SYSTEM_ERP_URL: erp.url,
    SPLOT_SYSTEM_ERP_KEY: erp.key,
    SPLOT_SYSTEM_SHOP_KIND: 'twin-shop',
    SPLOT_SYSTEM_SHOP_URL: shop.url,
    SPLOT_SYSTEM_SHOP_KEY: shop.key,
    SPLOT_SYSTEM_SHOP_WEBHOOK_SECRET: webhook.secret,
  };
  const config = readConfig(env);
  const keys = await prepare(config);
  const opened: Database[] = [];
  return {
    store,
    folder,
    env,
    config,
    keys,
    get erp() {
      return erp;
    },
    shop,
    webhook,
    async restartErp() {
      await erp.stop();
      erp = await spawnTwin('erp', erpOptions);
      return erp;
    },
    async look() {
      const db = await openDatabase(config.database, { readOnly: true });
      opened.push(db);
      return db;
    },
    token: async (customerId) => signCustomerToken(await openSandboxKey(sandboxKeyFile(config)), { customerId, now: Date.now() }),
    async close() {
      await Promise.all(opened.map((db) => db.close()));
      await Promise.all([erp.stop(), shop.stop()]);
      await database?.drop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Tables, the systems linked and active, and a key of each role. */
async function prepare(config: Config): Promise<Record<Role, string>> {
  await migrate(config.database);
  const db = await openDatabase(config.database);
  const systems = await linkSystems(db, config, true, Date.now, openLog('silent'));
  const made: Partial<Record<Role, string>> = {};
  for (const role of Object.keys(roles) as Role[]) made[role] = (await createKey({ db, now: Date.now }, { name: role, role })).key;
  await Promise.all(systems.map((system) => system.connected.close()));
  await db.close();
  return made as Record<Role, string>;
}

async function freshSchema(): Promise<{ url: string; drop(): Promise<void> }> {
  const base = process.env.WIDE_DATABASE_URL ?? '';
  const name = `wide_${randomUUID().replaceAll('-', '').slice(0, 16)}`;
  const run = async (text: string) => {
    const client = new pg.Client({ connectionString: base });
    await client.connect();
    await client.query(text).finally(() => client.end());
  };
  await run(`create schema ${name}`);
  const url = new URL(base);
  url.searchParams.set('options', `-c search_path=${name}`);
  return { url: url.href, drop: () => run(`drop schema if exists ${name} cascade`) };
}

export interface Answer {
  status: number;
  data: Data;
  errors: Data[] | undefined;
  text: string;
  headers: Headers;
}

export interface AskOptions {
  /** A role's key, a key as text, or none. Default: staff. */
  as?: Role | { key: string } | 'nobody';
  /** A customer's token. */
  customer?: string;
  /** How long the whole answer may take, milliseconds. */
  ms?: number;
}

/** Runs an operation at a hub; whatever comes back is the answer, only a lost connection throws. */
export function asker(url: string, keys: Record<Role, string>) {
  return async (query: string, variables: Record<string, unknown> = {}, options: AskOptions = {}): Promise<Answer> => {
    const { as = 'staff', customer, ms = 60_000 } = options;
    const key = as === 'nobody' ? undefined : typeof as === 'object' ? as.key : keys[as];
    const response = await fetch(`${url}/graphql`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        ...(key ? { authorization: `Bearer ${key}` } : {}),
        ...(customer ? { 'splot-customer': customer } : {}),
      },
      body: JSON.stringify({ query, variables }),
      signal: AbortSignal.timeout(ms),
    });
    const text = await response.text();
    const body = (text.startsWith('{') ? JSON.parse(text) : {}) as { data?: Data; errors?: Data[] };
    return { status: response.status, data: body.data, errors: body.errors, text, headers: response.headers };
  };
}

export interface Running extends Place {
  readonly hub: Hub;
  readonly url: string;
  readonly ask: ReturnType<typeof asker>;
  /** Like `ask`, but answers the data alone and throws on errors. */
  get(query: string, variables?: Record<string, unknown>, options?: AskOptions): Promise<Data>;
  listen(query: string, variables?: Record<string, unknown>, options?: AskOptions): Promise<Listener>;
}

/** The hub in this process, imported. */
export async function openHub(store: Store, options: { erp?: TwinOptions; shop?: TwinOptions } & HubOptions = {}): Promise<Running> {
  const place = await openPlace(store, options);
  try {
    return await runHub(place, options);
  } catch (error) {
    await place.close();
    throw error;
  }
}

/** A hub of this process over a place; `env` comes on top of the place's own. Closing it closes the place. */
export async function runHub(place: Place, options: HubOptions & { env?: Record<string, string> } = {}): Promise<Running> {
  const hub = await startHub(readConfig({ ...place.env, ...options.env }), options);
  await hub.imported;
  const url = hub.url ?? '';
  const ask = asker(url, place.keys);
  return Object.defineProperties({} as Running, {
    ...Object.getOwnPropertyDescriptors(place),
    ...Object.getOwnPropertyDescriptors({
      hub,
      url,
      ask,
      async get(query: string, variables?: Record<string, unknown>, asked?: AskOptions) {
        const { status, data, errors } = await ask(query, variables, asked);
        if (errors || !data) throw new Error(`${status}: ${JSON.stringify(errors).slice(0, 1_500)}`);
        return data as Data;
      },
      listen: (query: string, variables?: Record<string, unknown>, asked?: AskOptions) =>
        openListener(url, place.keys, query, variables, asked),
      async close() {
        await hub.stop();
        await place.close();
      },
    }),
  });
}

export interface Process {
  readonly pid: number;
  /** What it wrote, the last part. */
  output(): string;
  kill(): Promise<void>;
  stop(): Promise<void>;
}

/** `splot …` as a process of its own; resolves when it says that it listens. */
export async function spawnSplot(words: string[], env: Record<string, string>, ready: RegExp): Promise<Process> {
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', join(root, 'gateway', 'cli.ts'), ...words], {
    cwd: root,
    env: { PATH: process.env.PATH, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  const listening = new Promise<void>((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`splot ${words.join(' ')} did not get ready: ${output}`)), 30_000);
    const heard = (part: Buffer) => {
      output = (output + part.toString()).slice(-8_000);
      if (ready.test(output)) {
        clearTimeout(timer);
        resolve();
      }
    };
    child.stdout.on('data', heard);
    child.stderr.on('data', heard);
    child.once('exit', (code) => {
      clearTimeout(timer);
      reject(new Error(`splot ${words.join(' ')} ended with ${code}: ${output}`));
    });
  });
  const end = async (signal: 'SIGKILL' | 'SIGTERM') => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, 'exit');
    child.kill(signal);
    await ended;
  };
  await listening.catch(async (error) => {
    await end('SIGKILL');
    throw error;
  });
  return { pid: child.pid ?? 0, output: () => output, kill: () => end('SIGKILL'), stop: () => end('SIGTERM') };
}

export interface Listener {
  readonly heard: Data[];
  /** The first event that fits, heard already or to come. Throws after `ms`. */
  next(fits: (event: Data) => boolean, ms?: number): Promise<Data>;
  close(): Promise<void>;
}

/** Events of a subscription from its first message on. An error of the operation is heard as `{ error }`. */
async function openListener(
  url: string,
  keys: Record<Role, string>,
  query: string,
  variables: Record<string, unknown> = {},
  { as = 'staff', customer }: AskOptions = {},
): Promise<Listener> {
  const key = as === 'nobody' ? undefined : typeof as === 'object' ? as.key : keys[as];
  const client = createClient({
    url: `${url.replace('http', 'ws')}/graphql`,
    webSocketImpl: WebSocket,
    connectionParams: { ...(key ? { authorization: `Bearer ${key}` } : {}), ...(customer ? { splotCustomer: customer } : {}) },
    retryAttempts: 0,
  });
  const heard: Data[] = [];
  void (async () => {
    try {
      for await (const event of client.iterate<Data>({ query, variables }))
        heard.push(event.errors ? { error: event.errors } : Object.values(event.data)[0]);
    } catch (error) {
      heard.push({ error });
    }
  })();
  const listener: Listener = {
    heard,
    next: (fits, ms = 15_000) =>
      until(
        'an event',
        async () => heard.find(fits),
        ms,
        () => JSON.stringify(heard.slice(-3)).slice(0, 800),
      ),
    close: async () => client.dispose(),
  };
  await listener.next(() => true);
  return listener;
}

/** Looks again until it is there. Throws what was asked for and, with `last`, what was seen instead. */
export async function until<T>(
  what: string,
  look: () => Promise<T | undefined | false | null>,
  ms = 15_000,
  last?: () => unknown,
): Promise<T> {
  let problem: unknown;
  for (const deadline = performance.now() + ms; ; ) {
    try {
      const found = await look();
      if (found) return found;
      problem = undefined;
    } catch (error) {
      problem = error;
    }
    if (performance.now() > deadline)
      throw new Error(`not within ${ms} ms: ${what} ${problem ? String(problem) : ''} ${last ? String(last()) : ''}`.trim(), {
        cause: problem,
      });
    await delay(50);
  }
}
