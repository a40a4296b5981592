/** Nulls: a null where the public schema forbids one rises to the nearest nullable place, whichever subgraph left it. */
import { GraphQLError } from 'graphql';
import type { World } from './words.ts';

type Row = { id: string };
const things = (...ids: string[]) => ids.map((id) => ({ id }));
const known = new Set(['a', 'b']);
const coded = (code: string) => () => {
  throw new GraphQLError('As was to be expected.', { extensions: { code } });
};

export const nulls: World = {
  title: 'nulls',
  subgraphs: {
    left: {
      sdl: `
        type Query {
          soft: [Thing] hard: [Thing!] strict: [Thing!]! one: Thing must: Thing! grid: [[Thing!]] keyless: [Thing] box: Box lone: [Int!] nothing: Int!
        }
        type Box { things: [Thing!]! first: Thing! label: String }
        type Thing @key(fields: "id") { id: ID label: String inner: Thing innerMust: Thing! }`,
      resolvers: {
        Query: {
          soft: () => things('a', 'x', 'b'),
          hard: () => things('a', 'x', 'b'),
          strict: () => things('a', 'x', 'b'),
          one: () => ({ id: 'x' }),
          must: () => ({ id: 'x' }),
          grid: () => [things('a'), things('x', 'b'), things('b')],
          keyless: () => [{ id: null, label: 'keyless' }, { id: 'a', label: 'A' }, null],
          box: () => ({ things: things('a', 'x'), first: { id: 'a' }, label: 'box' }),
          lone: () => [1, null, 2],
          nothing: () => null,
        },
        Thing: {
          __resolveReference: ({ id }: Row) => ({ id }),
          inner: ({ id }: Row) => (id === 'a' ? { id: 'x' } : { id: 'b' }),
          innerMust: ({ id }: Row) => (id === 'a' ? { id: 'x' } : { id: 'b' }),
        },
      },
    },
    right: {
      sdl: `
        type Query { known: [Thing!]! }
        type Thing @key(fields: "id") {
          id: ID name: String! size: Int list: [Int!] failing: String! failingSoft: String empty: Int! items: [Item!]! softItems: [Item]
        }
        type Item { n: Int! }`,
      resolvers: {
        Query: { known: () => things(...known) },
        Thing: {
          __resolveReference: ({ id }: Row) => (known.has(id) ? { id } : null),
          name: ({ id }: Row) => `name of ${id}`,
          size: () => 1,
          list: ({ id }: Row) => (id === 'a' ? [1, null] : [1]),
          failing: coded('FORBIDDEN'),
          failingSoft: coded('FORBIDDEN'),
          empty: ({ id }: Row) => (id === 'a' ? null : 1),
          items: ({ id }: Row) => (id === 'a' ? [{ n: 1 }, { n: null }] : [{ n: 2 }]),
          softItems: ({ id }: Row) => (id === 'a' ? [{ n: 1 }, { n: null }] : [{ n: 2 }]),
        },
      },
    },
  },
  remote: ['left', 'right'],
  cases: [
    {
      title: 'an unknown entity is null in its nullable fields, without an error',
      query: '{ soft { id size } one { size } }',
      data: {
        soft: [
          { id: 'a', size: 1 },
          { id: 'x', size: null },
          { id: 'b', size: 1 },
        ],
        one: { size: null },
      },
    },
    {
      title: 'a non-null field of an unknown entity takes the item of the list',
      query: '{ soft { id name } }',
      data: { soft: [{ id: 'a', name: 'name of a' }, null, { id: 'b', name: 'name of b' }] },
      errors: [['soft.1.name', 'INTERNAL']],
    },
    {
      title: 'the whole list, where its items are non-null',
      query: '{ hard { id name } one { size } }',
      data: { hard: null, one: { size: null } },
      errors: [['hard.1.name', 'INTERNAL']],
    },
    {
      title: 'all data, where nothing above is nullable',
      query: '{ one { size } strict { name } }',
      data: null,
      errors: [['strict.1.name', 'INTERNAL']],
    },
    {
      title: 'all data, from one entity at the root',
      query: '{ m: must { id n: name } soft { id } }',
      data: null,
      errors: [['m.n', 'INTERNAL']],
    },
    {
      title: 'one row of a list of lists',
      query: '{ grid { name } }',
      data: { grid: [[{ name: 'name of a' }], null, [{ name: 'name of b' }]] },
      errors: [['grid.1.0.name', 'INTERNAL']],
    },
    {
      title: 'over several non-null levels to the first nullable one',
      query: '{ box { label things { name } first { name } } one { id } }',
      data: { box: null, one: { id: 'x' } },
      errors: [['box.things.1.name', 'INTERNAL']],
    },
    {
      title: 'from a nested entity to its nullable field, and no further',
      query: '{ soft { id inner { name } } }',
      data: {
        soft: [
          { id: 'a', inner: null },
          { id: 'x', inner: { name: 'name of b' } },
          { id: 'b', inner: { name: 'name of b' } },
        ],
      },
      errors: [['soft.0.inner.name', 'INTERNAL']],
    },
    {
      title: 'from a nested non-null entity through its parent',
      query: '{ soft { id innerMust { name } } }',
      data: { soft: [null, { id: 'x', innerMust: { name: 'name of b' } }, { id: 'b', innerMust: { name: 'name of b' } }] },
      errors: [['soft.0.innerMust.name', 'INTERNAL']],
    },
    {
      title: 'a null within a list of non-null values of an entity takes the list',
      query: '{ known { id list } }',
      data: {
        known: [
          { id: 'a', list: null },
          { id: 'b', list: [1] },
        ],
      },
      errors: [['known.0.list.1', 'INTERNAL']],
    },
    {
      title: 'the same, joined',
      query: '{ soft { list softItems { n } } }',
      data: {
        soft: [
          { list: null, softItems: [{ n: 1 }, null] },
          { list: null, softItems: null },
          { list: [1], softItems: [{ n: 2 }] },
        ],
      },
      errors: [
        ['soft.0.list.1', 'INTERNAL'],
        ['soft.0.softItems.1.n', 'INTERNAL'],
      ],
    },
    {
      title: 'an error of a non-null field keeps its code, stands once at each place, and takes the items',
      query: '{ soft { id f: failing } }',
      data: { soft: [null, null, null] },
      errors: [
        ['soft.0.f', 'FORBIDDEN'],
        ['soft.1.f', 'INTERNAL'],
        ['soft.2.f', 'FORBIDDEN'],
      ],
    },
    {
      title: 'an error of a nullable field takes nothing else',
      query: '{ soft { id f: failingSoft size } }',
      data: {
        soft: [
          { id: 'a', f: null, size: 1 },
          { id: 'x', f: null, size: null },
          { id: 'b', f: null, size: 1 },
        ],
      },
      errors: [
        ['soft.0.f', 'FORBIDDEN'],
        ['soft.2.f', 'FORBIDDEN'],
      ],
    },
    {
      title: 'a null that rises within the other subgraph rises here no less',
      query: '{ soft { id empty items { n } } }',
      data: { soft: [null, null, { id: 'b', empty: 1, items: [{ n: 2 }] }] },
      errors: [
        ['soft.0.empty', 'INTERNAL'],
        ['soft.1.empty', 'INTERNAL'],
      ],
    },
    {
      title: 'an entity without a key is not asked; its nullable fields are null, the others take it',
      query: '{ k: keyless { label size } keyless { label name } }',
      data: {
        k: [{ label: 'keyless', size: null }, { label: 'A', size: 1 }, null],
        keyless: [null, { label: 'A', name: 'name of a' }, null],
      },
      errors: [['keyless.0.name', 'INTERNAL']],
    },
    {
      title: 'a null in a list of values, at the root',
      query: '{ lone one { size } }',
      data: { lone: null, one: { size: null } },
      errors: [['lone.1', 'INTERNAL']],
    },
    {
      title: 'a non-null root field that is null takes all data',
      query: '{ one { size } nothing }',
      data: null,
      errors: [['nothing', 'INTERNAL']],
    },
  ],
};
