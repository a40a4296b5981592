/** @requires: one field, nested, from a list, with an argument, over two steps, and @provides that saves a step. */
import type { World } from './words.ts';
import { rowsBy } from './words.ts';

const boxes = [
  {
    id: 'b1',
    size: { w: 2, h: 3 },
    parts: [
      { grams: 10, kind: 'k1' },
      { grams: 5, kind: 'k2' },
    ],
    kilos: 4,
    tags: ['a', 'b'],
    base: 1,
  },
  { id: 'b2', size: { w: 4, h: 5 }, parts: [], kilos: 1.5, tags: [], base: 2 },
];
const factors: Record<string, number> = { k1: 3, k2: 7 };
const kinds = [
  { k: 'k1', label: 'wood' },
  { k: 'k2', label: 'steel' },
];
const box = rowsBy(boxes, 'id');
type Box = (typeof boxes)[number];
type Required = {
  id: string;
  size: { w: number; h: number };
  parts: { grams: number; kind: { factor: number } }[];
  weight: number;
  tags: string[];
  base: number;
  taxed: number;
};
type Unit = { unit: 'KG' | 'G' };

export const requires: World = {
  title: 'requires',
  subgraphs: {
    boxes: {
      sdl: `
        type Query { boxes: [Box!]! box: Box sealed: Box @provides(fields: "label { text }") }
        type Box @key(fields: "id") {
          id: ID! size: Size! parts: [Part!]! weight(unit: Unit = KG): Float! tags: [String!]! label: Label @external
        }
        type Label { text: String @external }
        type Size { w: Int! h: Int! }
        type Part { grams: Int! kind: Kind! }
        type Kind @key(fields: "k") { k: ID! }
        enum Unit { KG G }`,
      resolvers: {
        Query: {
          boxes: () => boxes.map(({ id }) => box(id)),
          box: () => box('b2'),
          sealed: () => ({ ...box('b1'), label: { text: 'provided' } }),
        },
        Box: {
          __resolveReference: ({ id }: Box) => box(id),
          weight: (row: Box, { unit }: Unit) => row.kilos * (unit === 'G' ? 1000 : 1),
        },
        Part: { kind: ({ kind }: { kind: string }) => ({ k: kind }) },
      },
    },
    quotes: {
      sdl: `
        type Box @key(fields: "id") {
          id: ID!
          size: Size! @external
          parts: [Part!]! @external
          weight(unit: Unit = KG): Float! @external
          tags: [String!]! @external
          taxed: Int! @external
          area: Int! @requires(fields: "size { w h }")
          total: Int! @requires(fields: "parts { grams kind { factor } }")
          grams: Float! @requires(fields: "weight(unit: G)")
          tagText: String @requires(fields: "tags")
          quote(rate: Int! = 1): Float! @requires(fields: "weight(unit: G) size { w }")
          base: Int!
          double: Int! @requires(fields: "taxed")
          label: Label
        }
        type Label { text: String colour: String }
        type Size { w: Int! @external h: Int! @external }
        type Part { grams: Int! @external kind: Kind! @external }
        type Kind @key(fields: "k") { k: ID! factor: Int! @external }
        enum Unit { KG G }`,
      resolvers: {
        Box: {
          __resolveReference: (row: Required) => ({ ...row, base: boxes.find(({ id }) => id === row.id)?.base }),
          area: ({ size }: Required) => size.w * size.h,
          total: ({ parts }: Required) => parts.reduce((sum, { grams, kind }) => sum + grams * kind.factor, 0),
          grams: ({ weight }: Required) => weight,
          tagText: ({ tags }: Required) => tags.join('+'),
          quote: ({ weight, size }: Required, { rate }: { rate: number }) => weight * size.w * rate,
          double: ({ taxed }: Required) => taxed * 2,
          label: () => ({ text: 'resolved', colour: 'red' }),
        },
      },
    },
    kinds: {
      sdl: `
        type Kind @key(fields: "k") { k: ID! factor: Int! label: String! }
        type Box @key(fields: "id") { id: ID! base: Int! @external taxed: Int! @requires(fields: "base") }`,
      resolvers: {
        Kind: {
          __resolveReference: ({ k }: { k: string }) => kinds.find((one) => one.k === k),
          factor: ({ k }: { k: string }) => factors[k],
        },
        Box: { __resolveReference: (row: Required) => ({ ...row }), taxed: ({ base }: Required) => base + 10 },
      },
    },
  },
  remote: ['quotes', 'kinds'],
  cases: [
    {
      title: 'fields of an object are required',
      query: '{ boxes { area } }',
      data: { boxes: [{ area: 6 }, { area: 20 }] },
    },
    {
      title: 'required fields under aliases, and twice',
      query: '{ boxes { size { wide: w } a: area b: area } }',
      data: {
        boxes: [
          { size: { wide: 2 }, a: 6, b: 6 },
          { size: { wide: 4 }, a: 20, b: 20 },
        ],
      },
    },
    {
      title: 'a list is required, and in its items what a third subgraph has',
      query: '{ boxes { total } }',
      data: { boxes: [{ total: 65 }, { total: 0 }] },
      plan: ['Flatten'],
    },
    {
      title: 'a required list, that the client asks under an alias and with other fields',
      query: '{ boxes { pieces: parts { g: grams kind { label } } total parts { grams } } }',
      data: {
        boxes: [
          {
            pieces: [
              { g: 10, kind: { label: 'wood' } },
              { g: 5, kind: { label: 'steel' } },
            ],
            total: 65,
            parts: [{ grams: 10 }, { grams: 5 }],
          },
          { pieces: [], total: 0, parts: [] },
        ],
      },
    },
    {
      title: 'a field is required with an argument, beside the client’s own with another',
      query: '{ boxes { weight grams } }',
      data: {
        boxes: [
          { weight: 4, grams: 4000 },
          { weight: 1.5, grams: 1500 },
        ],
      },
      plan: ['required field under an alias'],
    },
    {
      title: 'a field is required with an argument, and its name is an alias of something else',
      query: '{ box { grams weight: id kilos: weight(unit: KG) } }',
      data: { box: { grams: 1500, weight: 'b2', kilos: 1.5 } },
    },
    {
      title: 'a list of scalars is required, and its name is an alias of something else',
      query: '{ boxes { tagText tags: id } }',
      data: {
        boxes: [
          { tagText: 'a+b', tags: 'b1' },
          { tagText: '', tags: 'b2' },
        ],
      },
    },
    {
      title: 'a requiring field with arguments under two aliases, in two places',
      query: 'query ($r: Int!) { boxes { quote(rate: $r) q: quote(rate: 1) size: weight } box { quote tagText size { w } } }',
      variables: { r: 3 },
      data: {
        boxes: [
          { quote: 24000, q: 8000, size: 4 },
          { quote: 18000, q: 6000, size: 1.5 },
        ],
        box: { quote: 6000, tagText: '', size: { w: 4 } },
      },
    },
    {
      title: 'a required field requires another, there and back',
      query: '{ boxes { double } }',
      data: { boxes: [{ double: 22 }, { double: 24 }] },
      asked: { kinds: [2], quotes: [2, 2] },
    },
    {
      title: 'a chain of required fields under swapped aliases',
      query: '{ box { base: double double: base taxed: id } }',
      data: { box: { base: 24, double: 2, taxed: 'b2' } },
    },
    {
      title: 'a field that is provided on one way needs no other subgraph',
      query: '{ sealed { label { text } } }',
      data: { sealed: { label: { text: 'provided' } } },
      asked: { quotes: [] },
    },
    {
      title: 'what is not provided is asked',
      query: '{ sealed { id label { colour } } box { label { text } } }',
      data: { sealed: { id: 'b1', label: { colour: 'red' } }, box: { label: { text: 'resolved' } } },
    },
  ],
};
