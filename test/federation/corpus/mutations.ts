/** Mutations: root fields one after another over two subgraphs, each seeing what the one before it did. */
import { GraphQLError } from 'graphql';
import type { World } from './words.ts';

const names = new Map<string, string>();
const levels = new Map<string, number>();
const log: string[] = [];

type Row = { id: string };
const fail = (code: string) => () => {
  log.push(code);
  throw new GraphQLError(`This failed with ${code}.`, { extensions: { code } });
};
const renamed = (_: unknown, { id, to }: { id: string; to: string }) => {
  log.push(`rename ${id}`);
  names.set(id, to);
  return { id };
};
const taken = (_: unknown, { id, n }: { id: string; n: number }) => {
  log.push(`take ${id}`);
  levels.set(id, (levels.get(id) ?? 0) - n);
  return { id };
};
/** Later than what runs beside it, so that a wrong order shows. */
const later = <T>(read: () => T) => new Promise<T>((resolve) => setImmediate(() => setImmediate(() => resolve(read()))));

export const mutations: World = {
  title: 'mutations',
  reset() {
    names.clear();
    names.set('p1', 'Oak table').set('p2', 'Oak chair');
    levels.clear();
    levels.set('p1', 3).set('p2', 5);
    log.length = 0;
  },
  subgraphs: {
    shop: {
      sdl: `
        type Query { product(id: ID!): Product }
        type Mutation { rename(id: ID!, to: String!): Product failShop: Product mustShop: Product! log: [String!]! }
        type Product @key(fields: "id") { id: ID! name: String! }`,
      resolvers: {
        Query: { product: (_: unknown, { id }: Row) => ({ id }) },
        Mutation: { rename: renamed, failShop: fail('CONFLICT'), mustShop: fail('CONFLICT'), log: () => [...log] },
        Product: { __resolveReference: ({ id }: Row) => ({ id }), name: ({ id }: Row) => later(() => names.get(id)) },
      },
    },
    stock: {
      sdl: `
        type Query { stocked: [Product!]! }
        type Mutation { take(id: ID!, n: Int! = 1): Product! tryTake(id: ID!, n: Int! = 1): Product failStock: Int mustStock: Int! }
        type Product @key(fields: "id") { id: ID! onHand: Int broken: Int! }`,
      resolvers: {
        Query: { stocked: () => [...levels.keys()].map((id) => ({ id })) },
        Mutation: { take: taken, tryTake: taken, failStock: fail('NOT_FOUND'), mustStock: fail('NOT_FOUND') },
        Product: {
          __resolveReference: ({ id }: Row) => ({ id }),
          onHand: ({ id }: Row) => later(() => levels.get(id)),
          broken: fail('INTERNAL'),
        },
      },
    },
  },
  remote: ['shop', 'stock'],
  cases: [
    {
      title: 'a field of each subgraph, each joined with the other',
      query: 'mutation { rename(id: "p1", to: "A") { name onHand } take(id: "p2") { onHand name } }',
      data: { rename: { name: 'A', onHand: 3 }, take: { onHand: 4, name: 'Oak chair' } },
    },
    {
      title: 'the second field sees what the first did, in the other subgraph, too',
      query:
        'mutation ($id: ID!) { a: take(id: $id) { onHand name } b: rename(id: $id, to: "B") { name onHand } c: take(id: $id, n: 2) { onHand name } }',
      variables: { id: 'p1' },
      data: { a: { onHand: 2, name: 'Oak table' }, b: { name: 'B', onHand: 2 }, c: { onHand: 0, name: 'B' } },
    },
    {
      title: 'fields of one subgraph run in their order and are joined as of then',
      query: 'mutation { a: rename(id: "p1", to: "A") { name } b: rename(id: "p1", to: "B") { name } log }',
      data: { a: { name: 'A' }, b: { name: 'B' }, log: ['rename p1', 'rename p1'] },
    },
    {
      title: 'fields run in the order of the operation, whosever they are',
      query:
        'mutation { rename(id: "p1", to: "A") { id } take(id: "p1") { id } failShop { id } r2: rename(id: "p2", to: "B") { id } failStock t2: take(id: "p2") { id } log }',
      data: {
        rename: { id: 'p1' },
        take: { id: 'p1' },
        failShop: null,
        r2: { id: 'p2' },
        failStock: null,
        t2: { id: 'p2' },
        log: ['rename p1', 'take p1', 'CONFLICT', 'rename p2', 'NOT_FOUND', 'take p2'],
      },
      errors: [
        ['failShop', 'CONFLICT'],
        ['failStock', 'NOT_FOUND'],
      ],
    },
    {
      title: 'an error of a nullable field does not stop the next, in the same subgraph and in the other',
      query: 'mutation { failShop { name onHand } rename(id: "p1", to: "A") { name } failStock tryTake(id: "p1") { onHand } }',
      data: { failShop: null, rename: { name: 'A' }, failStock: null, tryTake: { onHand: 2 } },
      errors: [
        ['failShop', 'CONFLICT'],
        ['failStock', 'NOT_FOUND'],
      ],
    },
    {
      title: 'an error of a non-null field is an answer without data',
      query: 'mutation { rename(id: "p1", to: "A") { name } must: mustShop { name onHand } }',
      data: null,
      errors: [['must', 'CONFLICT']],
    },
    {
      title: 'an error of a non-null field of the other subgraph is an answer without data',
      query: 'mutation { rename(id: "p1", to: "A") { onHand } mustStock }',
      data: null,
      errors: [['mustStock', 'NOT_FOUND']],
    },
    {
      title: 'a non-null field that fails in a joined entity takes its nullable parent',
      query: 'mutation { a: rename(id: "p1", to: "A") { name broken } b: tryTake(id: "p1") { onHand } }',
      data: { a: null, b: { onHand: 2 } },
      errors: [['a.broken', 'INTERNAL']],
    },
    {
      title: 'a skipped mutation does not run',
      query: 'mutation ($a: Boolean!) { rename(id: "p1", to: "A") @include(if: $a) { name } take(id: "p1") @skip(if: $a) { onHand } log }',
      variables: { a: false },
      data: { take: { onHand: 2 }, log: ['take p1'] },
    },
    {
      title: '__typename beside mutations',
      query: 'mutation { __typename take(id: "p1") { __typename onHand } m: __typename rename(id: "p2", to: "C") { name } }',
      data: { __typename: 'Mutation', take: { __typename: 'Product', onHand: 2 }, m: 'Mutation', rename: { name: 'C' } },
    },
    {
      title: 'an object for what a joined field needs is read after the write',
      query: 'mutation { rename(id: "p2", to: "D") { id again: name onHand } }',
      data: { rename: { id: 'p2', again: 'D', onHand: 5 } },
    },
  ],
};
