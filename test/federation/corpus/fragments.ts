/** Fragments: named, nested, on interfaces and unions, and selections that repeat. */
import { shopWorld } from './shop.ts';
import type { World } from './words.ts';

export const fragments: World = {
  title: 'fragments',
  subgraphs: shopWorld,
  remote: ['shop', 'review'],
  cases: [
    {
      title: 'a named fragment over fields of two subgraphs, spread in two places',
      query: '{ product(id: "p1") { ...P related { ...P } } } fragment P on Product { name onHand }',
      data: {
        product: {
          name: 'Oak table',
          onHand: 3,
          related: [
            { name: 'Oak chair', onHand: 5 },
            { name: 'Lamp', onHand: 0 },
          ],
        },
      },
    },
    {
      title: 'a fragment in a fragment, and a client’s fragment called as the planner calls its own',
      query:
        '{ a: product(id: "p1") { ...a } b: product(id: "p2") { ...b } } fragment a on Product { name ...b } fragment b on Product { onHand ... { fee } }',
      data: { a: { name: 'Oak table', onHand: 3, fee: 24 }, b: { onHand: 5, fee: 10 } },
    },
    {
      title: 'fields that are there twice are merged, at the place of the first',
      query: '{ product(id: "p1") { shop { name } onHand name shop { open } onHand ...X } } fragment X on Product { shop { id } name }',
      data: { product: { shop: { name: 'North', open: true, id: 's1' }, onHand: 3, name: 'Oak table' } },
    },
    {
      title: 'a root field that is there twice is merged',
      query: '{ product(id: "p1") { name } newest { text } product(id: "p1") { onHand } ...R } fragment R on Query { newest { stars } }',
      data: { product: { name: 'Oak table', onHand: 3 }, newest: { text: 'fine', stars: 4 } },
    },
    {
      title: 'a union of two entities, each with fields of another subgraph',
      query: '{ things { ... on Product { name onHand } ... on Shop { name open staff(n: 2) } } }',
      data: {
        things: [
          { name: 'Oak table', onHand: 3 },
          { name: 'North', open: true, staff: ['Ada', 'Jan'] },
          { name: 'Oak chair', onHand: 5 },
        ],
      },
      asked: { stock: [3] },
    },
    {
      title: 'a union of which one type alone is asked',
      query: '{ things { ... on Shop { open main { onHand } } } any { ... on Product { onHand } } }',
      data: { things: [{}, { open: true, main: { onHand: 3 } }, {}], any: { onHand: 3 } },
      plan: ['BatchFetch'],
    },
    {
      title: 'only one type of a union has a field of another subgraph, in a list',
      query: '{ things { __typename ... on Shop { open } } }',
      data: { things: [{ __typename: 'Product' }, { __typename: 'Shop', open: true }, { __typename: 'Product' }] },
      plan: ['Flatten with type conditions'],
    },
    {
      title: 'a union that is none of the asked types is an empty object',
      query: '{ any { ... on Shop { name open } } }',
      data: { any: {} },
    },
    {
      title: 'an interface with fields of its own and of its types, over two subgraphs',
      query: '{ named { name ... on Product { onHand fee } ... on Shop { open main { onHand } } } }',
      data: {
        named: [
          { name: 'Lamp', onHand: 0, fee: null },
          { name: 'South', open: false, main: null },
        ],
      },
    },
    {
      title: 'a fragment on an interface within a union, and on a union within an interface',
      query: '{ things { ... on Named { name ... on Shop { open } } } named { ... on Thing { ... on Product { onHand } __typename } } }',
      data: {
        things: [{ name: 'Oak table' }, { name: 'North', open: true }, { name: 'Oak chair' }],
        named: [{ onHand: 0, __typename: 'Product' }, { __typename: 'Shop' }],
      },
    },
    {
      title: 'a fragment on an interface within its type',
      query: '{ product(id: "p1") { ...N onHand } } fragment N on Named { name ... on Product { fee } ... on Shop { open } }',
      data: { product: { name: 'Oak table', fee: 24, onHand: 3 } },
    },
    {
      title: 'the order of types in a union’s answer is that of the fragments that apply',
      query: '{ things { ... on Product { onHand } ... on Named { name } ... on Product { id } ... on Shop { id open } } }',
      data: {
        things: [
          { onHand: 3, name: 'Oak table', id: 'p1' },
          { name: 'North', id: 's1', open: true },
          { onHand: 5, name: 'Oak chair', id: 'p2' },
        ],
      },
    },
    {
      title: 'one alias for fields of different types of a union',
      query: '{ things { ... on Product { x: name y: onHand z: shop { open } } ... on Shop { x: name z: main { onHand } } } }',
      data: {
        things: [
          { x: 'Oak table', y: 3, z: { open: true } },
          { x: 'North', z: { onHand: 3 } },
          { x: 'Oak chair', y: 5, z: { open: true } },
        ],
      },
    },
    {
      title: 'one alias for lists of different types of a union',
      query: '{ things { ... on Product { list: related { name onHand } } ... on Shop { list: top { id reviews { stars } } } } }',
      data: {
        things: [
          {
            list: [
              { name: 'Oak chair', onHand: 5 },
              { name: 'Lamp', onHand: 0 },
            ],
          },
          {
            list: [
              { id: 'p1', reviews: [{ stars: 5 }, { stars: 3 }] },
              { id: 'p2', reviews: [{ stars: 4 }] },
            ],
          },
          { list: [{ name: 'Oak table', onHand: 3 }] },
        ],
      },
    },
  ],
};
