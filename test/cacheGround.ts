/** The whole graph over HTTP with its response cache, on a test's ground: what the suites of the cache share. */
import type { FastifyInstance } from 'fastify';
import { onTestFinished } from 'vitest';
import { openCache } from '#gateway/cache/cache.ts';
import type { Meter } from '#gateway/cache/vocabulary.ts';
import { createEngine } from '#gateway/federation/engine.ts';
import type { Engine } from '#gateway/federation/vocabulary.ts';
import { createKey } from '#gateway/keys.ts';
import { readSupergraph } from '#gateway/main.ts';
import { type HubRequest, placeLocal } from '#gateway/request.ts';
import { createServer } from '#gateway/server.ts';
import { openSandboxKey, sandboxNames, signCustomerToken } from '#gateway/tokens.ts';
import type { Ground } from '#hub/subgraph.ts';
import type { Role } from '#hub/viewer.ts';
import { subgraphs } from '#subgraphs/index.ts';
import { COMPANY, type TestGround } from './ground.ts';
import { aProduct, boundId, erp, prices } from './productGround.ts';
import { level, places, told } from './stockGround.ts';

export interface Asked {
  variables?: Record<string, unknown>;
  key?: string;
  customer?: string;
  headers?: Record<string, string>;
}

// biome-ignore lint/suspicious/noExplicitAny: answers are looked into by hand in tests.
export type Data = any;

export interface Answer {
  data: Data;
  errors: Data[] | undefined;
  text: string;
  position: string | undefined;
  type: string | undefined;
}

export interface CachedGateway {
  readonly app: FastifyInstance;
  readonly engine: Engine<HubRequest>;
  readonly meter: Meter;
  ask(query: string, asked?: Asked): Promise<Answer>;
  /** What the next asking does to the counters: 'hit', 'stored', 'refused', 'uncacheable' … */
  outcome(query: string, asked?: Asked): Promise<string>;
}

/** `mb` 0: without a cache, as what answers are compared with. */
export async function cachedGateway(
  ground: Ground,
  options: { mb?: number; engine?: Engine<HubRequest>; tokenFile?: string } = {},
): Promise<CachedGateway> {
  const { mb = 8 } = options;
  const engine =
    options.engine ??
    createEngine({
      supergraphSdl: readSupergraph(),
      subgraphs: new Map(subgraphs.map((subgraph) => [subgraph.name, placeLocal(subgraph, ground)])),
      log: ground.log,
    });
  const cache = mb > 0 ? openCache(ground, mb * 1_000_000) : undefined;
  const tokens = options.tokenFile
    ? { kind: 'sandbox' as const, key: await openSandboxKey(options.tokenFile), ...sandboxNames }
    : { kind: 'none' as const };
  const app = await createServer({ options: { corsOrigins: [], introspection: true, tokens }, ground, engine, cache });
  onTestFinished(async () => {
    cache?.close();
    await app.close();
    await engine.close();
  });
  const ask = async (query: string, { variables, key, customer, headers }: Asked = {}): Promise<Answer> => {
    const reply = await app.inject({
      method: 'POST',
      url: '/graphql',
      headers: {
        'content-type': 'application/json',
        ...(key ? { authorization: `Bearer ${key}` } : {}),
        ...(customer ? { 'splot-customer': customer } : {}),
        ...headers,
      },
      payload: JSON.stringify({ query, variables }),
    });
    const { data, errors } = reply.json() as { data?: Data; errors?: Data[] };
    const position = reply.headers['splot-position'];
    return {
      data,
      errors,
      text: reply.body,
      position: position === undefined ? undefined : String(position),
      type: reply.headers['content-type'],
    };
  };
  const meter = cache?.meter ?? ({} as Meter);
  return {
    app,
    engine,
    meter,
    ask,
    async outcome(query, asked) {
      const before = { ...meter };
      await ask(query, asked);
      const names = ['hits', 'stored', 'refused', 'uncacheable', 'bypassed'] as const;
      return names.filter((name) => meter[name] > before[name]).join(' ');
    },
  };
}

export const keyOf = async (ground: TestGround, role: Role, more: { channel?: string } = {}): Promise<string> =>
  (await createKey(ground, { name: `${role} ${Math.random()}`, role, ...more })).key;

export const customerToken = async (tokenFile: string, customerId: string, now: number): Promise<string> =>
  signCustomerToken(await openSandboxKey(tokenFile), { customerId, now });

/** Two warehouses, and products with a price and ten pieces each; answers the variants' ids. */
export async function shopOf(ground: TestGround, skus: readonly string[]): Promise<Map<string, string>> {
  await places(ground);
  await erp(
    ground,
    skus.map((sku) => aProduct(sku, { title: `Rzecz ${sku}` })),
  );
  await prices(ground, Object.fromEntries(skus.map((sku) => [sku, '100'])));
  await told(
    ground,
    'stock',
    skus.map((sku) => level(sku, 10)),
  );
  return new Map(await Promise.all(skus.map(async (sku) => [sku, await boundId(ground, 'variants', sku)] as const)));
}

export { COMPANY };
