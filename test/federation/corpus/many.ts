/** Many entities: asked in slices, each once, and no more than the request may join. */
import type { World } from './words.ts';

type Row = { id: string };
const rows = (n: number, of = n) => Array.from({ length: n }, (_, i) => ({ id: `i${i % of}` }));
const sizes = (n: number) => Array.from({ length: n }, (_, i) => ({ size: i }));

export const many: World = {
  title: 'many',
  subgraphs: {
    list: {
      sdl: `
        type Query { items(n: Int!, of: Int): [Item!]! }
        type Item @key(fields: "id") { id: ID! twin: Item }`,
      resolvers: {
        Query: { items: (_: unknown, { n, of }: { n: number; of?: number }) => rows(n, of ?? n) },
        Item: { __resolveReference: ({ id }: Row) => ({ id }), twin: ({ id }: Row) => ({ id }) },
      },
    },
    sizes: {
      sdl: `
        type Query { none: Item }
        type Item @key(fields: "id") { id: ID! size: Int odd: Boolean! }`,
      resolvers: {
        Item: {
          __resolveReference: ({ id }: Row) => ({ id }),
          size: ({ id }: Row) => Number(id.slice(1)),
          odd: ({ id }: Row) => Number(id.slice(1)) % 2 === 1,
        },
      },
    },
  },
  remote: ['list', 'sizes'],
  cases: [
    {
      title: '500 entities are asked in one call',
      query: '{ items(n: 500) { size } }',
      data: { items: sizes(500) },
      asked: { sizes: [500] },
    },
    {
      title: '1,203 entities are asked in calls of at most 500',
      query: '{ items(n: 1203) { size } }',
      data: { items: sizes(1203) },
      asked: { sizes: [203, 500, 500] },
    },
    {
      title: 'the same 3 entities at 900 places are asked once',
      query: '{ items(n: 900, of: 3) { size } }',
      data: { items: Array.from({ length: 900 }, (_, i) => ({ size: i % 3 })) },
      asked: { sizes: [3] },
    },
    {
      title: '700 entities in two places with different fields are asked in calls of at most 500',
      query: '{ a: items(n: 350) { size } b: items(n: 350) { odd } }',
      data: { a: sizes(350), b: Array.from({ length: 350 }, (_, i) => ({ odd: i % 2 === 1 })) },
    },
    {
      title: 'as many entities as the request may join',
      query: '{ items(n: 20) { size } }',
      maxEntities: 20,
      data: { items: sizes(20) },
    },
    {
      title: 'one entity more than the request may join is refused',
      query: '{ items(n: 21) { size } }',
      maxEntities: 20,
      data: null,
      errors: [['', 'QUERY_TOO_LARGE']],
      asked: { sizes: [] },
    },
    {
      title: 'more than 2,000 entities are refused when the request does not say otherwise',
      query: '{ items(n: 2001) { size } }',
      data: null,
      errors: [['', 'QUERY_TOO_LARGE']],
      asked: { sizes: [] },
    },
    {
      title: 'the sum over all joins is what counts',
      query: '{ a: items(n: 15) { size } b: items(n: 15) { odd } }',
      maxEntities: 20,
      data: null,
      errors: [['', 'QUERY_TOO_LARGE']],
    },
    {
      title: 'entities that no other subgraph is asked about do not count',
      query: '{ items(n: 30) { id twin { id } } }',
      maxEntities: 20,
      data: { items: rows(30).map(({ id }) => ({ id, twin: { id } })) },
      asked: { sizes: [] },
    },
  ],
};
