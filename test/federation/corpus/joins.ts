/** Plain joins of the shop world: order of the answer, lists in lists, __typename, an entity asked once wherever it stands. */
import { shopWorld } from './shop.ts';
import type { World } from './words.ts';

export const joins: World = {
  title: 'joins',
  subgraphs: shopWorld,
  remote: ['stock', 'review'],
  cases: [
    {
      title: 'fields of two subgraphs stand in the order of the operation',
      query: '{ products { onHand name fee id } }',
      data: {
        products: [
          { onHand: 3, name: 'Oak table', fee: 24, id: 'p1' },
          { onHand: 5, name: 'Oak chair', fee: 10, id: 'p2' },
          { onHand: 0, name: 'Lamp', fee: null, id: 'p3' },
        ],
      },
      plan: ['Sequence', 'Fetch', 'Flatten'],
      asked: { stock: [3] },
    },
    {
      title: 'root fields of three subgraphs stand in the order of the operation',
      query: '{ newest { text } product(id: "p1") { name } stocked { onHand } z: newest { stars } }',
      data: {
        newest: { text: 'fine' },
        product: { name: 'Oak table' },
        stocked: [{ onHand: 3 }, { onHand: 5 }, { onHand: 0 }],
        z: { stars: 4 },
      },
      plan: ['Parallel'],
    },
    {
      title: 'from stock to the shop to reviews and back to the shop',
      query: '{ stocked { name reviews { product { name onHand related { name } } } } }',
      data: {
        stocked: [
          {
            name: 'Oak table',
            reviews: [
              { product: { name: 'Oak table', onHand: 3, related: [{ name: 'Oak chair' }, { name: 'Lamp' }] } },
              { product: { name: 'Oak table', onHand: 3, related: [{ name: 'Oak chair' }, { name: 'Lamp' }] } },
            ],
          },
          { name: 'Oak chair', reviews: [{ product: { name: 'Oak chair', onHand: 5, related: [{ name: 'Oak table' }] } }] },
          { name: 'Lamp', reviews: [] },
        ],
      },
    },
    {
      title: 'a list of lists is joined at its innermost items',
      query: '{ grid { id onHand } }',
      data: {
        grid: [
          [
            { id: 'p1', onHand: 3 },
            { id: 'p2', onHand: 5 },
          ],
          [],
          [{ id: 'p1', onHand: 3 }],
        ],
      },
      asked: { stock: [2] },
    },
    {
      title: 'an entity that stands at three depths is asked once',
      query: '{ products { related { related { onHand } onHand } onHand } }',
      data: {
        products: [
          {
            related: [
              { related: [{ onHand: 3 }], onHand: 5 },
              { related: [], onHand: 0 },
            ],
            onHand: 3,
          },
          { related: [{ related: [{ onHand: 5 }, { onHand: 0 }], onHand: 3 }], onHand: 5 },
          { related: [], onHand: 0 },
        ],
      },
      plan: ['BatchFetch', 'BatchFetch of many paths'],
      asked: { stock: [3] },
    },
    {
      title: 'the same entity twice in one list is asked once',
      query: '{ products(ids: ["p2", "p1", "p2"]) { onHand } }',
      data: { products: [{ onHand: 5 }, { onHand: 3 }, { onHand: 5 }] },
      asked: { stock: [2] },
    },
    {
      title: 'an empty list asks no other subgraph',
      query: '{ products(ids: []) { onHand reviews { text } } }',
      data: { products: [] },
      asked: { stock: [], review: [] },
    },
    {
      title: 'a null entity asks no other subgraph',
      query: '{ product(id: "p9") { onHand reviews { text } } }',
      data: { product: null },
      asked: { stock: [], review: [] },
    },
    {
      title: '__typename alone, at the root',
      query: '{ __typename }',
      data: { __typename: 'Query' },
    },
    {
      title: '__typename at the root between data, aliased too',
      query: '{ a: __typename product(id: "p1") { name } __typename }',
      data: { a: 'Query', product: { name: 'Oak table' }, __typename: 'Query' },
    },
    {
      title: '__typename in entities of every origin, aliased too',
      query:
        '{ products(first: 1) { __typename kind: __typename onHand reviews { __typename product { __typename } } shop { t: __typename } } }',
      data: {
        products: [
          {
            __typename: 'Product',
            kind: 'Product',
            onHand: 3,
            reviews: [
              { __typename: 'Review', product: { __typename: 'Product' } },
              { __typename: 'Review', product: { __typename: 'Product' } },
            ],
            shop: { t: 'Shop' },
          },
        ],
      },
    },
    {
      title: 'keys that were asked for the join alone are not in the answer',
      query: '{ products(first: 1) { onHand shop { open } } }',
      data: { products: [{ onHand: 3, shop: { open: true } }] },
    },
    {
      title: 'only the named operation of a document runs',
      query: 'query A { product(id: "p1") { name } } query B { product(id: "p2") { onHand } }',
      operationName: 'B',
      data: { product: { onHand: 5 } },
    },
    {
      title: 'text in strings of every notation arrives as written',
      query: '{ a: echo(filter: {name: "q\\"\\\\ \\u0142 \\n"}) b: echo(filter: {name: """block "quoted" text"""}, level: null) }',
      data: {
        a: '{"filter":{"min":1,"name":"q\\"\\\\ ł \\n"},"level":"LOW","must":7}',
        b: '{"filter":{"min":1,"name":"block \\"quoted\\" text"},"level":null,"must":7}',
      },
    },
  ],
};
