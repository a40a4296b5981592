/** Keys of every shape: single, composite, nested, several on one type; entities that the other side does not know. */
import type { World } from './words.ts';
import { rowsBy } from './words.ts';

const items = [
  { sku: 's1', number: 1, org: { code: 'pl', label: 'Poland' }, name: 'Oak table' },
  { sku: 's2', number: 1, org: { code: 'de', label: 'Germany' }, name: 'Oak chair' },
  { sku: 's3', number: 2, org: { code: 'pl', label: 'Poland' }, name: 'Lamp' },
];
const prices: Record<string, number> = { 'pl/1': 100, 'de/1': 80, 'pl/2': 40 };
const weights = [
  { sku: 's1', ean: 'e1', weight: 12 },
  { sku: 's2', ean: 'e2', weight: 5 },
];
const colors: Record<string, string> = { e1: 'brown' };
const item = rowsBy(items, 'sku');
const weighed = rowsBy(weights, 'sku');
const labelled = rowsBy(weights, 'ean');

type Reference = { sku?: string; ean?: string; number: number; org: { code: string } };

export const keys: World = {
  title: 'keys',
  subgraphs: {
    catalogue: {
      sdl: `
        type Query { items: [Item!]! item(sku: ID!): Item }
        type Item @key(fields: "sku") @key(fields: "org { code } number") { sku: ID! number: Int! org: Org! name: String! }
        type Org @key(fields: "code") { code: ID! label: String }`,
      resolvers: {
        Query: { items: () => items.map(({ sku }) => item(sku)), item: (_: unknown, { sku }: { sku: string }) => item(sku) },
        Item: {
          __resolveReference: ({ sku, number, org }: Reference) =>
            sku ? item(sku) : items.find((one) => one.number === number && one.org.code === org.code),
        },
        Org: { __resolveReference: ({ code }: { code: string }) => items.find(({ org }) => org.code === code)?.org },
      },
    },
    prices: {
      sdl: `
        type Query { cheap: [Item!]! }
        type Item @key(fields: "org { code } number") { number: Int! org: Org! price: Int }
        type Org @key(fields: "code") { code: ID! }`,
      resolvers: {
        Query: { cheap: () => [{ number: 2, org: { code: 'pl' } }] },
        Item: {
          __resolveReference: (reference: Reference) => ({ ...reference }),
          price: ({ number, org }: Reference) => prices[`${org.code}/${number}`],
        },
      },
    },
    weights: {
      sdl: `type Item @key(fields: "sku") @key(fields: "ean") { sku: ID! ean: String weight: Int }`,
      resolvers: { Item: { __resolveReference: ({ sku, ean }: Reference) => (sku ? weighed(sku) : labelled(ean)) } },
    },
    colors: {
      sdl: `type Query { brown: [Item!]! } type Item @key(fields: "ean") { ean: String color: String }`,
      resolvers: {
        Query: { brown: () => [{ ean: 'e1' }, { ean: null }] },
        Item: { __resolveReference: ({ ean }: Reference) => ({ ean }), color: ({ ean }: Reference) => colors[ean ?? ''] },
      },
    },
  },
  remote: ['prices', 'weights'],
  cases: [
    {
      title: 'a composite, nested key joins',
      query: '{ items { name price } }',
      data: {
        items: [
          { name: 'Oak table', price: 100 },
          { name: 'Oak chair', price: 80 },
          { name: 'Lamp', price: 40 },
        ],
      },
      asked: { prices: [3] },
    },
    {
      title: 'a key that one subgraph alone has is a step on the way; an entity that is unknown is null there and asks nothing further',
      query: '{ items { sku weight color } }',
      data: {
        items: [
          { sku: 's1', weight: 12, color: 'brown' },
          { sku: 's2', weight: 5, color: null },
          { sku: 's3', weight: null, color: null },
        ],
      },
      asked: { weights: [3], colors: [2] },
    },
    {
      title: 'all subgraphs at once',
      query: '{ items { color org { label } price weight org { code } } }',
      data: {
        items: [
          { color: 'brown', org: { label: 'Poland', code: 'pl' }, price: 100, weight: 12 },
          { color: null, org: { label: 'Germany', code: 'de' }, price: 80, weight: 5 },
          { color: null, org: { label: 'Poland', code: 'pl' }, price: 40, weight: null },
        ],
      },
    },
    {
      title: 'from the composite key to the single one and on',
      query: '{ cheap { price name sku weight org { label } } }',
      data: { cheap: [{ price: 40, name: 'Lamp', sku: 's3', weight: null, org: { label: 'Poland' } }] },
    },
    {
      title: 'three steps back over keys; a null key asks nobody',
      query: '{ brown { color weight name price } }',
      data: null,
      errors: [['brown.1.name', 'INTERNAL']],
    },
    {
      title: 'a null key asks nobody, nullable fields are null',
      query: '{ brown { color weight price } }',
      data: {
        brown: [
          { color: 'brown', weight: 12, price: 100 },
          { color: null, weight: null, price: null },
        ],
      },
      asked: { weights: [1], catalogue: [1], prices: [1] },
    },
    {
      title: 'an alias that takes the name of one part of a key',
      query: '{ item(sku: "s1") { number: name price sku: number } }',
      data: { item: { number: 'Oak table', price: 100, sku: 1 } },
      plan: ['output rewrite KeyRenamer'],
    },
    {
      title: 'an alias that takes the name of a nested part of a key',
      query: '{ items { org { code: label } price } }',
      data: {
        items: [
          { org: { code: 'Poland' }, price: 100 },
          { org: { code: 'Germany' }, price: 80 },
          { org: { code: 'Poland' }, price: 40 },
        ],
      },
    },
    {
      title: 'an alias that takes the name of the object of a key',
      query: '{ items { org: name price } }',
      data: {
        items: [
          { org: 'Oak table', price: 100 },
          { org: 'Oak chair', price: 80 },
          { org: 'Lamp', price: 40 },
        ],
      },
    },
  ],
};
