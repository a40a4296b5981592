/** @skip and @include, with values and with variables, over the joins of the shop world. */
import { shopWorld } from './shop.ts';
import type { Case, World } from './words.ts';

const table = { id: 'p1', name: 'Oak table', onHand: 3 };

/** One query under each value of its variables. */
const under = (title: string, query: string, answers: readonly (readonly [Record<string, unknown>, unknown, Partial<Case>?])[]): Case[] =>
  answers.map(([variables, data, more]) => ({ title: `${title} ${JSON.stringify(variables)}`, query, variables, data, ...more }) as Case);

export const conditions: World = {
  title: 'conditions',
  subgraphs: shopWorld,
  remote: ['stock', 'review'],
  cases: [
    ...under(
      'a field of another subgraph with @include is asked only when it is wanted',
      'query ($a: Boolean!) { product(id: "p1") { name onHand @include(if: $a) } }',
      [
        [{ a: true }, { product: { name: 'Oak table', onHand: 3 } }, { plan: ['Condition if'], asked: { stock: [1] } }],
        [{ a: false }, { product: { name: 'Oak table' } }, { asked: { stock: [] } }],
      ],
    ),
    ...under(
      'a field of another subgraph with @skip is asked only when it is wanted',
      'query ($a: Boolean!) { product(id: "p1") { name onHand @skip(if: $a) } }',
      [
        [{ a: true }, { product: { name: 'Oak table' } }, { plan: ['Condition else'], asked: { stock: [] } }],
        [{ a: false }, { product: { name: 'Oak table', onHand: 3 } }, { asked: { stock: [1] } }],
      ],
    ),
    ...under(
      '@include and @skip at once',
      'query ($a: Boolean!, $b: Boolean!) { product(id: "p1") { onHand @include(if: $a) @skip(if: $b) id } }',
      [
        [{ a: true, b: false }, { product: { onHand: 3, id: 'p1' } }, { plan: ['Condition in a condition'] }],
        [{ a: true, b: true }, { product: { id: 'p1' } }, { asked: { stock: [] } }],
        [{ a: false, b: false }, { product: { id: 'p1' } }, { asked: { stock: [] } }],
        [{ a: false, b: true }, { product: { id: 'p1' } }, { asked: { stock: [] } }],
      ],
    ),
    ...under(
      '@include and @skip of one variable',
      'query ($a: Boolean!) { product(id: "p1") { id onHand @include(if: $a) @skip(if: $a) } }',
      [
        [{ a: true }, { product: { id: 'p1' } }],
        [{ a: false }, { product: { id: 'p1' } }],
      ],
    ),
    ...under(
      'fragments with @include and @skip in two subgraphs',
      `query ($a: Boolean!) { product(id: "p1") { ...X @include(if: $a) id ... @skip(if: $a) { onHand reviews { text } } } }
       fragment X on Product { name onHand fee }`,
      [
        [{ a: true }, { product: { name: 'Oak table', onHand: 3, fee: 24, id: 'p1' } }, { asked: { review: [] } }],
        [{ a: false }, { product: { id: 'p1', onHand: 3, reviews: [{ text: 'solid' }, { text: 'heavy' }] } }],
      ],
    ),
    ...under(
      'a condition in a conditional fragment',
      `query ($a: Boolean!, $b: Boolean!) { product(id: "p1") { ...X @include(if: $a) id } }
       fragment X on Product { name ...Y @skip(if: $b) } fragment Y on Product { onHand }`,
      [
        [{ a: true, b: false }, { product: { name: 'Oak table', onHand: 3, id: 'p1' } }],
        [{ a: true, b: true }, { product: { name: 'Oak table', id: 'p1' } }],
        [{ a: false, b: false }, { product: { id: 'p1' } }, { asked: { stock: [] } }],
      ],
    ),
    ...under(
      'conditional types of a union',
      'query ($a: Boolean!) { things { ... on Shop @include(if: $a) { open top { onHand } } ... on Product @skip(if: $a) { onHand } } }',
      [
        [{ a: true }, { things: [{}, { open: true, top: [{ onHand: 3 }, { onHand: 5 }] }, {}] }],
        [{ a: false }, { things: [{ onHand: 3 }, {}, { onHand: 5 }] }],
      ],
    ),
    ...under(
      'a conditional root field, joined',
      'query ($a: Boolean!) { product(id: "p1") @include(if: $a) { id name onHand } newest { text } }',
      [
        [{ a: true }, { product: table, newest: { text: 'fine' } }],
        [{ a: false }, { newest: { text: 'fine' } }, { asked: { stock: [] } }],
      ],
    ),
    ...under('nothing is left of the root', 'query ($a: Boolean!) { product(id: "p1") @skip(if: $a) { onHand } }', [
      [{ a: true }, {}, { untouched: true }],
      [{ a: false }, { product: { onHand: 3 } }],
    ]),
    ...under(
      'a field that is there twice is given when either is wanted',
      'query ($a: Boolean!, $b: Boolean!) { product(id: "p1") { onHand @include(if: $a) id onHand @include(if: $b) } }',
      [
        [{ a: true, b: false }, { product: { onHand: 3, id: 'p1' } }],
        [{ a: false, b: true }, { product: { id: 'p1', onHand: 3 } }],
        [{ a: false, b: false }, { product: { id: 'p1' } }],
      ],
    ),
    ...under(
      'an object that is there twice has the fields of those that are wanted',
      'query ($a: Boolean!) { product(id: "p1") { shop @include(if: $a) { name open } id shop { id } } }',
      [
        [{ a: true }, { product: { shop: { name: 'North', open: true, id: 's1' }, id: 'p1' } }],
        [{ a: false }, { product: { id: 'p1', shop: { id: 's1' } } }],
      ],
    ),
    ...under(
      'keys and required fields that the client skips are still there for the join',
      'query ($a: Boolean!) { product(id: "p1") { id @skip(if: $a) weight @skip(if: $a) fee onHand shop @skip(if: $a) { name } rent } }',
      [
        [{ a: true }, { product: { fee: 24, onHand: 3, rent: 's1@North' } }],
        [{ a: false }, { product: { id: 'p1', weight: 12, fee: 24, onHand: 3, shop: { name: 'North' }, rent: 's1@North' } }],
      ],
    ),
    ...under(
      'a skipped __typename does not hide the type from the join',
      'query ($a: Boolean!) { any { __typename @skip(if: $a) ... on Product { onHand } } named { __typename @include(if: $a) ... on Shop { n: name } } }',
      [
        [{ a: true }, { any: { onHand: 3 }, named: [{ __typename: 'Product' }, { __typename: 'Shop', n: 'South' }] }],
        [{ a: false }, { any: { __typename: 'Product', onHand: 3 }, named: [{}, { n: 'South' }] }],
      ],
    ),
    ...under('variables of conditions have defaults', 'query ($a: Boolean! = true) { product(id: "p1") { id onHand @skip(if: $a) } }', [
      [{}, { product: { id: 'p1' } }, { asked: { stock: [] } }],
      [{ a: false }, { product: { id: 'p1', onHand: 3 } }],
    ]),
    {
      title: 'literal conditions',
      query: '{ product(id: "p1") { name @skip(if: true) onHand @include(if: false) fee @skip(if: false) id @include(if: true) } }',
      data: { product: { fee: 24, id: 'p1' } },
    },
    {
      title: 'a literal condition that leaves nothing',
      query: '{ product(id: "p1") @skip(if: true) { name } }',
      data: {},
      untouched: true,
    },
    {
      title: 'a literal condition that leaves an object without fields',
      query: '{ product(id: "p1") { onHand @skip(if: true) } }',
      data: { product: {} },
    },
  ],
};
