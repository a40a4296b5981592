/** Errors: where they stand in the client's answer and document, whichever subgraph made them. */
import { GraphQLError } from 'graphql';
import { shopWorld } from './shop.ts';
import type { Resolvers, World } from './words.ts';

type Row = { id: string };
const coded = (code: string) => () => {
  throw new GraphQLError(`Refused: ${code}.`, { extensions: { code, hint: 'as is' } });
};

const failing: Resolvers = {
  Query: { denied: coded('FORBIDDEN'), own: () => [{ id: 'p1' }, { id: 'p2' }] },
  Product: {
    // p2 cannot be found out here. A promise: what is thrown at once would take all entities of the call (see the last case).
    __resolveReference: async ({ id }: Row) => (id === 'p2' ? coded('NOT_FOUND')() : { id }),
    fragile: coded('CONFLICT'),
    sometimes: ({ id }: Row) => (id === 'p3' ? coded('CONFLICT')() : id),
    deep: ({ id }: Row) => ({ id, list: [{ n: 1 }, { n: 2 }] }),
    partners: () => [{ id: 'p3' }, { id: 'p1' }],
  },
  Shop: { __resolveReference: coded('GONE'), rating: () => 1 },
  Deep: { at: ({ id }: Row, { i }: { i: number }) => ({ id, i }) },
  Leaf: { bad: coded('GONE'), good: ({ n }: { n: number }) => n },
};

export const errors: World = {
  title: 'errors',
  subgraphs: {
    ...shopWorld,
    failing: {
      sdl: `
        type Query { denied: Int own: [Product!]! }
        type Product @key(fields: "id") { id: ID! fragile: Int sometimes: String deep: Deep partners: [Product!] }
        type Shop @key(fields: "id") { id: ID! rating: Int }
        type Deep { list: [Leaf!] }
        type Leaf { bad: Int good: Int }`,
      resolvers: failing,
    },
  },
  remote: ['failing', 'stock'],
  cases: [
    {
      title: 'a root field’s error stands at its alias, at its line and column',
      query: `{
  newest { text }
  no: denied
}`,
      data: { newest: { text: 'fine' }, no: null },
      errors: [['no', 'FORBIDDEN']],
      locations: ['3:3'],
    },
    {
      title: 'a field’s error in joined entities stands once at each row, under the client’s aliases',
      query: `query Named {
  all: products(ids: ["p1", "p3"]) {
    name
    bad: fragile
  }
}`,
      data: {
        all: [
          { name: 'Oak table', bad: null },
          { name: 'Lamp', bad: null },
        ],
      },
      errors: [
        ['all.0.bad', 'CONFLICT'],
        ['all.1.bad', 'CONFLICT'],
      ],
      locations: ['4:5', '4:5'],
    },
    {
      title: 'an error of one row alone',
      query: '{ products(ids: ["p1", "p3", "p1"]) { s: sometimes } }',
      data: { products: [{ s: 'p1' }, { s: null }, { s: 'p1' }] },
      errors: [['products.1.s', 'CONFLICT']],
    },
    {
      title: 'an entity that stands at three places has its error at each',
      query: '{ product(id: "p1") { bad: fragile related { related { worse: fragile } } } products(ids: ["p1"]) { fragile } }',
      data: { product: { bad: null, related: [{ related: [{ worse: null }] }, { related: [] }] }, products: [{ fragile: null }] },
      errors: [
        ['product.bad', 'CONFLICT'],
        ['product.related.0.related.0.worse', 'CONFLICT'],
        ['products.0.fragile', 'CONFLICT'],
      ],
    },
    {
      title: 'an error below a joined entity keeps the rest of its path',
      query: '{ x: product(id: "p1") { d: deep { l: list { good b: bad } } } }',
      data: {
        x: {
          d: {
            l: [
              { good: 1, b: null },
              { good: 2, b: null },
            ],
          },
        },
      },
      errors: [
        ['x.d.l.0.b', 'GONE'],
        ['x.d.l.1.b', 'GONE'],
      ],
    },
    {
      title: 'an entity that cannot be resolved is in error at each field it should have given',
      query: '{ products(ids: ["p2", "p1"]) { name s: sometimes partners { name } onHand } }',
      data: {
        products: [
          { name: 'Oak chair', s: null, partners: null, onHand: 5 },
          { name: 'Oak table', s: 'p1', partners: [{ name: 'Lamp' }, { name: 'Oak table' }], onHand: 3 },
        ],
      },
      errors: [
        ['products.0.partners', 'NOT_FOUND'],
        ['products.0.s', 'NOT_FOUND'],
      ],
    },
    {
      title: 'an error in an entity reached over three subgraphs',
      query: '{ reviews: newest { p: product { name partners { sometimes shop { open } } } } own { partners { s: sometimes } } }',
      data: {
        reviews: { p: { name: 'Oak chair', partners: null } },
        own: [{ partners: [{ s: null }, { s: 'p1' }] }, { partners: [{ s: null }, { s: 'p1' }] }],
      },
      errors: [
        ['own.0.partners.0.s', 'CONFLICT'],
        ['own.1.partners.0.s', 'CONFLICT'],
        ['reviews.p.partners', 'NOT_FOUND'],
      ],
    },
    {
      title: 'errors in lists of lists',
      query: '{ grid { s: fragile } }',
      data: { grid: [[{ s: null }, { s: null }], [], [{ s: null }]] },
      errors: [
        ['grid.0.0.s', 'CONFLICT'],
        ['grid.0.1.s', 'NOT_FOUND'],
        ['grid.2.0.s', 'CONFLICT'],
      ],
    },
    {
      title: 'errors in types of a union',
      query: '{ things { ... on Shop { name top { bad: sometimes fragile } } ... on Product { bad: fragile } } }',
      data: {
        things: [
          { bad: null },
          {
            name: 'North',
            top: [
              { bad: 'p1', fragile: null },
              { bad: null, fragile: null },
            ],
          },
          { bad: null },
        ],
      },
      errors: [
        ['things.0.bad', 'CONFLICT'],
        ['things.1.top.0.fragile', 'CONFLICT'],
        ['things.1.top.1.bad', 'NOT_FOUND'],
        ['things.1.top.1.fragile', 'NOT_FOUND'],
        ['things.2.bad', 'NOT_FOUND'],
      ],
    },
    {
      title: 'what takes all entities of a call is an error at each field that the call should have given, for every place it was made for',
      query: '{ things { ... on Shop { name rating } } product(id: "p1") { shop { r: rating } s: sometimes } }',
      data: { things: [{}, { name: 'North', rating: null }, {}], product: { shop: { r: null }, s: null } },
      errors: [
        ['product.s', 'GONE'],
        ['product.shop.r', 'GONE'],
        ['things.1.rating', 'GONE'],
      ],
    },
    {
      title: 'a skipped field has no error',
      query: 'query ($a: Boolean!) { product(id: "p1") { fragile @skip(if: $a) name } denied @include(if: $a) }',
      variables: { a: true },
      data: { product: { name: 'Oak table' }, denied: null },
      errors: [['denied', 'FORBIDDEN']],
    },
    {
      title: 'an error under an alias that is a key’s name',
      query: `{ product(id: "p1") {
  id: fragile
  name } }`,
      data: { product: { id: null, name: 'Oak table' } },
      errors: [['product.id', 'CONFLICT']],
      locations: ['2:3'],
    },
    {
      title: 'an error in a fragment is located at its field in the fragment',
      query: `{ product(id: "p1") { ...F } }
fragment F on Product {
  bad: fragile
}`,
      data: { product: { bad: null } },
      errors: [['product.bad', 'CONFLICT']],
      locations: ['3:3'],
    },
    {
      title: 'one answer with several codes of several subgraphs',
      query: '{ denied product(id: "p2") { name sometimes } own { fragile } }',
      data: { denied: null, product: { name: 'Oak chair', sometimes: null }, own: [{ fragile: null }, { fragile: null }] },
      errors: [
        ['denied', 'FORBIDDEN'],
        ['own.0.fragile', 'CONFLICT'],
        ['own.1.fragile', 'CONFLICT'],
        ['product.sometimes', 'NOT_FOUND'],
      ],
    },
  ],
};
