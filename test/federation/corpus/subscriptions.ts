/** Subscriptions: each event is joined with other subgraphs, as of then; an event may be in error and the next one be well. */
import { GraphQLError } from 'graphql';
import type { World } from './words.ts';

const names = new Map<string, string>();
let asked = Promise.withResolvers<void>();
type Row = { id: string };
type Event = { id: string; onHand: number | null };

async function* of<T>(...events: T[]) {
  yield* events;
}
/** The name changes after it was asked for the first event, however far ahead the source is read. */
async function* renaming() {
  yield { id: 'p1', onHand: 1 };
  await asked.promise;
  names.set('p1', 'Pine table');
  yield { id: 'p1', onHand: 2 };
}
const item = (event: unknown) => event;

export const subscriptions: World = {
  title: 'subscriptions',
  reset() {
    asked = Promise.withResolvers<void>();
    names.clear();
    names.set('p1', 'Oak table').set('p2', 'Oak chair');
  },
  subgraphs: {
    stock: {
      sdl: `
        type Query { stocked: [Product!]! }
        type Subscription { levels(from: Int! = 0): Level changed: Product! renamed: Product! any: Item! refused: Product! }
        union Item = Level | Gap
        type Gap { reason: String! }
        type Level { product: Product! n: Int! }
        type Product @key(fields: "id") { id: ID! onHand: Int }`,
      resolvers: {
        Query: { stocked: () => [{ id: 'p1' }] },
        Subscription: {
          levels: {
            subscribe: (_: unknown, { from }: { from: number }) => of({ id: 'p1', onHand: 1 + from }, { id: 'p2', onHand: 2 + from }),
            resolve: ({ id, onHand }: Event) => ({ product: { id }, n: onHand }),
          },
          changed: { subscribe: () => of({ id: 'p1', onHand: 1 }, { id: 'p9', onHand: 2 }, { id: 'p2', onHand: 3 }), resolve: item },
          renamed: { subscribe: renaming, resolve: item },
          any: {
            subscribe: () => of({ reason: 'rebuilt' }, { product: { id: 'p2' }, n: 4 }),
            resolve: item,
          },
          refused: {
            subscribe: () => {
              throw new GraphQLError('This key may not.', { extensions: { code: 'FORBIDDEN' } });
            },
            resolve: item,
          },
        },
        Item: { __resolveType: (row: object) => ('reason' in row ? 'Gap' : 'Level') },
        Product: { __resolveReference: ({ id }: Row) => ({ id, onHand: 0 }) },
      },
    },
    shop: {
      sdl: `
        type Query { product: Product }
        type Product @key(fields: "id") { id: ID! name: String! nick: String related: [Product!]! }`,
      resolvers: {
        Query: { product: () => ({ id: 'p1' }) },
        Product: {
          __resolveReference: ({ id }: Row) => (names.has(id) ? { id } : null),
          name: ({ id }: Row) => {
            asked.resolve();
            return names.get(id);
          },
          nick: ({ id }: Row) => `nick of ${id}`,
          related: ({ id }: Row) => [...names.keys()].filter((other) => other !== id).map((other) => ({ id: other })),
        },
      },
    },
  },
  remote: ['stock', 'shop'],
  cases: [
    {
      title: 'an event of one subgraph alone',
      query: 'subscription { levels { n } }',
      events: [{ data: { levels: { n: 1 } } }, { data: { levels: { n: 2 } } }],
      plan: ['Subscription'],
    },
    {
      title: 'an event is joined with the other subgraph, there and back',
      query: 'subscription ($f: Int = 5) { l: levels(from: $f) { n product { title: name related { id name onHand } } __typename } }',
      events: [
        {
          data: {
            l: { n: 6, product: { title: 'Oak table', related: [{ id: 'p2', name: 'Oak chair', onHand: 0 }] }, __typename: 'Level' },
          },
        },
        {
          data: {
            l: { n: 7, product: { title: 'Oak chair', related: [{ id: 'p1', name: 'Oak table', onHand: 0 }] }, __typename: 'Level' },
          },
        },
      ],
      plan: ['Subscription', 'Sequence', 'Flatten'],
    },
    {
      title: 'each event is joined with what is true then',
      query: 'subscription { renamed { name onHand } }',
      events: [{ data: { renamed: { name: 'Oak table', onHand: 1 } } }, { data: { renamed: { name: 'Pine table', onHand: 2 } } }],
    },
    {
      title: 'an event whose entity the other subgraph does not know is null and in error, and the next is well',
      query: 'subscription { changed { id name } }',
      events: [
        { data: { changed: { id: 'p1', name: 'Oak table' } } },
        { data: null, errors: [['changed.name', 'INTERNAL']] },
        { data: { changed: { id: 'p2', name: 'Oak chair' } } },
      ],
    },
    {
      title: 'a nullable field of an unknown entity is null',
      query: 'subscription { changed { nick onHand } }',
      events: [
        { data: { changed: { nick: 'nick of p1', onHand: 1 } } },
        { data: { changed: { nick: null, onHand: 2 } } },
        { data: { changed: { nick: 'nick of p2', onHand: 3 } } },
      ],
    },
    {
      title: 'an event is a union',
      query: 'subscription { any { __typename ... on Gap { reason } ... on Level { n product { nick } } } }',
      events: [
        { data: { any: { __typename: 'Gap', reason: 'rebuilt' } } },
        { data: { any: { __typename: 'Level', n: 4, product: { nick: 'nick of p2' } } } },
      ],
    },
    {
      title: 'conditions hold for every event',
      query: 'subscription ($a: Boolean!) { levels { n @skip(if: $a) product { name @include(if: $a) id } } }',
      variables: { a: true },
      events: [
        { data: { levels: { product: { name: 'Oak table', id: 'p1' } } } },
        { data: { levels: { product: { name: 'Oak chair', id: 'p2' } } } },
      ],
      plan: ['Condition if'],
    },
    {
      title: 'a subscription that its subgraph refuses answers once, with the code',
      query: 'subscription { refused { name } }',
      events: [{ data: null, errors: [['refused', 'FORBIDDEN']] }],
    },
    {
      title: 'a subscription with a wrong variable is refused before its subgraph is asked',
      query: 'subscription ($f: Int!) { levels(from: $f) { n } }',
      variables: { f: 'x' },
      events: [{ data: null, errors: [['', 'BAD_USER_INPUT']] }],
      untouched: true,
    },
  ],
};
