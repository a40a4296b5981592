/** Two subgraphs as small as can be, for tests of the gateway: products owns Product, stock adds to it. */
import { buildSubgraphSchema } from '@apollo/subgraph';
import { composeServices } from '@theguild/federation-composition';
import DataLoader from 'dataloader';
import { parse } from 'graphql';
import { onTestFinished } from 'vitest';
import { createEngine } from '#gateway/federation/engine.ts';
import type { Engine, LocalSubgraph, RemoteSubgraph } from '#gateway/federation/vocabulary.ts';
import type { GatewayOptions } from '#gateway/options.ts';
import { type HubRequest, placeLocal } from '#gateway/request.ts';
import { createServer } from '#gateway/server.ts';
import { failure } from '#hub/errors.ts';
import { plainReads } from '#hub/reads.ts';
import { scalars } from '#hub/scalars.ts';
import { eventStream } from '#hub/stream.ts';
import type { Context, Ground, Subgraph } from '#hub/subgraph.ts';

const LINK = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@shareable"])`;

const productsSdl = parse(`${LINK}
  scalar Decimal
  type Query { products(first: Int, after: String): [Product!]! product(id: ID!): Product me: Me! boom: String denied: String price(amount: Decimal!): Decimal }
  type Me { application: String customer: ID languages: [String!]! scopes: [String!]! }
  type Mutation { rename(id: ID!, name: String!): Product! }
  type Product @key(fields: "id") { id: ID! name: String! related(first: Int): [Product!]! }
`);

const stockSdl = parse(`${LINK}
  scalar StreamCursor
  type Query { _stock: Boolean }
  type Product @key(fields: "id") { id: ID! onHand: Int stockError: Int }
  type Subscription { levels(after: StreamCursor, snapshot: Boolean! = true): LevelItem! ticks: Product! }
  union LevelItem = LevelChanged | StreamCheckpoint | StreamGap
  type LevelChanged { cursor: StreamCursor! product: Product! onHand: Int! }
  type StreamCheckpoint { cursor: StreamCursor! caughtUp: Boolean! lagSeconds: Int! }
  type StreamGap { cursor: StreamCursor! reason: String! }
`);

export interface TinyWorld {
  names: Map<string, string>;
  levels: Map<string, number>;
  /** What the loaders were asked: one entry a batch. */
  batches: string[][];
  /** How many contexts were made, by subgraph. */
  contexts: Map<string, number>;
  ticks: AsyncIterable<unknown>;
}

type TinyContext = Context<{ value: DataLoader<string, string | number | undefined> }>;

function tiny(
  name: Subgraph['name'],
  sdl: ReturnType<typeof parse>,
  resolvers: object,
  world: TinyWorld,
  values: () => Map<string, string | number>,
): Subgraph {
  return {
    name,
    schema: buildSubgraphSchema([{ typeDefs: sdl, resolvers: resolvers as never }]),
    context(ground: Ground, { viewer, requestId }): TinyContext {
      world.contexts.set(name, (world.contexts.get(name) ?? 0) + 1);
      const value = new DataLoader<string, string | number | undefined>(async (ids) => {
        world.batches.push([name, ...ids]);
        return ids.map((id) => values().get(id));
      });
      return { ground, db: ground.db.read, viewer, requestId, now: ground.now(), reads: plainReads(ground.now()), loaders: { value } };
    },
  };
}

export function tinyWorld(): TinyWorld {
  return {
    names: new Map([
      ['p1', 'Oak table'],
      ['p2', 'Oak chair'],
    ]),
    levels: new Map([
      ['p1', 3],
      ['p2', 5],
    ]),
    batches: [],
    contexts: new Map(),
    ticks: (async function* () {})(),
  };
}

export function tinyProducts(world: TinyWorld): Subgraph {
  const all = () => [...world.names.keys()].map((id) => ({ id }));
  return tiny(
    'products',
    productsSdl,
    {
      Decimal: scalars.Decimal,
      Query: {
        products: all,
        product: (_: unknown, { id }: { id: string }) => (world.names.has(id) ? { id } : null),
        price: (_: unknown, { amount }: { amount: string }) => amount,
        me: (_: unknown, __: unknown, { viewer }: TinyContext) => ({
          application: viewer.applicationName,
          customer: viewer.customerId,
          languages: viewer.languages,
          scopes: [...viewer.scopes],
        }),
        boom: () => {
          throw new Error('connect ECONNREFUSED 10.0.0.7:5432 password=hunter2');
        },
        denied: () => {
          throw failure('FORBIDDEN', 'This key may not.');
        },
      },
      Mutation: {
        rename(_: unknown, { id, name }: { id: string; name: string }) {
          world.names.set(id, name);
          return { id };
        },
      },
      Product: {
        __resolveReference: ({ id }: { id: string }) => (world.names.has(id) ? { id } : null),
        name: ({ id }: { id: string }, _: unknown, { loaders }: TinyContext) => loaders.value.load(id),
        related: all,
      },
    },
    world,
    () => world.names,
  );
}

export function tinyStock(world: TinyWorld): Subgraph {
  return tiny(
    'stock',
    stockSdl,
    {
      StreamCursor: scalars.StreamCursor,
      LevelItem: { __resolveType: ({ __typename }: { __typename: string }) => __typename },
      Subscription: {
        levels: {
          subscribe: (_: unknown, args: { after?: string | null; snapshot: boolean }, { ground, viewer }: TinyContext) =>
            eventStream<{ __typename: string; product: { id: string }; onHand: number }>(ground, viewer, {
              topic: 'stock',
              after: args.after,
              snapshot: args.snapshot,
              readSnapshot: async () => [...world.levels].map(([id, onHand]) => ({ __typename: 'LevelChanged', product: { id }, onHand })),
              toItems: async (events) =>
                events.map(({ subjectId, payload }) => ({
                  __typename: 'LevelChanged',
                  product: { id: subjectId },
                  onHand: Number(payload.onHand),
                })),
            }),
          resolve: (item: unknown) => item,
        },
        ticks: { subscribe: () => world.ticks, resolve: (item: unknown) => item },
      },
      Product: {
        __resolveReference: ({ id }: { id: string }) => ({ id }),
        onHand: ({ id }: { id: string }, _: unknown, { loaders }: TinyContext) => loaders.value.load(id),
        stockError: () => {
          throw failure('NOT_FOUND', 'No such level.');
        },
      },
    },
    world,
    () => world.levels,
  );
}

export function tinySupergraph(): string {
  const { supergraphSdl, errors } = composeServices([
    { name: 'products', typeDefs: productsSdl, url: 'http://products.invalid/graphql' },
    { name: 'stock', typeDefs: stockSdl, url: 'http://stock.invalid/graphql' },
  ]);
  if (!supergraphSdl) throw new Error(errors?.map((e) => e.message).join('\n'));
  return supergraphSdl;
}

/** An engine over both; `remote` replaces stock's process. */
export function tinyEngine(ground: Ground, world = tinyWorld(), remote?: RemoteSubgraph<HubRequest>): Engine<HubRequest> {
  const engine = createEngine({
    supergraphSdl: tinySupergraph(),
    subgraphs: new Map<string, LocalSubgraph<HubRequest> | RemoteSubgraph<HubRequest>>([
      ['products', placeLocal(tinyProducts(world), ground)],
      ['stock', remote ?? placeLocal(tinyStock(world), ground)],
    ]),
    log: ground.log,
  });
  onTestFinished(() => engine.close());
  return engine;
}

export const plainOptions: GatewayOptions = { corsOrigins: ['https://shop.example.org'], introspection: false, tokens: { kind: 'none' } };

/** A listening gateway over the tiny graph. */
export async function tinyGateway(
  ground: Ground,
  parts: { options?: Partial<GatewayOptions>; world?: TinyWorld; remote?: RemoteSubgraph<HubRequest> } = {},
) {
  const options = { ...plainOptions, ...parts.options };
  const app = await createServer({ options, ground, engine: tinyEngine(ground, parts.world, parts.remote) });
  const origin = await app.listen({ host: '127.0.0.1', port: 0 });
  onTestFinished(() => app.close());
  const ask = async (query: string, more: { headers?: Record<string, string>; variables?: object; operationName?: string } = {}) => {
    const response = await fetch(`${origin}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'application/graphql-response+json', ...more.headers },
      body: JSON.stringify({ query, variables: more.variables, operationName: more.operationName }),
    });
    const text = await response.text();
    // biome-ignore lint/suspicious/noExplicitAny: answers are looked into by hand in tests.
    return { status: response.status, headers: response.headers, text, json: text ? (JSON.parse(text) as any) : undefined };
  };
  return { app, origin, ask, options };
}
