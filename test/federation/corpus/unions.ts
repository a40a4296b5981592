/** Interfaces and unions whose types disagree in one subgraph, or are spread over several. */
import type { World } from './words.ts';

type Row = { id: string };

const entries = [
  { __typename: 'Post', id: 'x1', size: 1, note: 'post', author: { id: 'a1' } },
  { __typename: 'Ad', id: 'x1', size: null, note: null, author: { id: 'a2' } },
  { __typename: 'Ad', id: 'x2', size: 3, note: 'ad', author: null },
];
const entry = (type: string, id: string) => {
  const found = entries.find((one) => one.__typename === type && one.id === id);
  return found && { ...found };
};
const ofType = (row: { __typename: string }) => row.__typename;

export const unions: World = {
  title: 'unions',
  subgraphs: {
    feed: {
      sdl: `
        type Query { feed: [Entry!]! sized: [Sized!]! }
        union Entry = Post | Ad
        interface Sized { size: Int }
        type Post implements Sized @key(fields: "id") { id: ID! size: Int! @shareable note: String! @shareable author: Author }
        type Ad implements Sized @key(fields: "id") { id: ID! size: Int note: String author: Author }
        type Author @key(fields: "id") { id: ID! works: [Entry!]! }`,
      resolvers: {
        Query: {
          feed: () => entries.map(({ __typename, id }) => entry(__typename, id)),
          sized: () => [entry('Ad', 'x1'), entry('Post', 'x1')],
        },
        Post: { __resolveReference: ({ id }: Row) => entry('Post', id) },
        Ad: { __resolveReference: ({ id }: Row) => entry('Ad', id) },
        Author: {
          __resolveReference: ({ id }: Row) => ({ id }),
          works: ({ id }: Row) => entries.filter(({ author }) => author?.id === id).map(({ __typename, id }) => entry(__typename, id)),
        },
        Entry: { __resolveType: ofType },
        Sized: { __resolveType: ofType },
      },
    },
    clicks: {
      sdl: `
        type Query { last: Happening happenings: [Happening!]! writers: [Author!]! pair: [Author!]! writer: Author }
        union Happening = Click | Post | Note
        type Click { at: Int! on: Ad }
        type Note @key(fields: "id") { id: ID! text: String }
        type Post @key(fields: "id") { id: ID! size: Int @shareable note: String @shareable count: Int }
        type Ad @key(fields: "id") { id: ID! count: Int price: Int }
        type Author @key(fields: "id") { id: ID! name: String }`,
      resolvers: {
        Query: {
          writers: () => [{ id: 'a1' }, { id: 'a2' }],
          pair: () => [{ id: 'a2' }, { id: 'a1' }, { id: 'a2' }],
          writer: () => ({ id: 'a2' }),
          last: () => ({ __typename: 'Click', at: 7, on: { id: 'x2' } }),
          happenings: () => [
            { __typename: 'Post', id: 'x1' },
            { __typename: 'Click', at: 8, on: null },
            { __typename: 'Note', id: 'n1', text: 'hi' },
            { __typename: 'Click', at: 9, on: { id: 'x1' } },
          ],
        },
        Happening: { __resolveType: ofType },
        Post: { __resolveReference: ({ id }: Row) => ({ id }), count: () => 11, size: () => 1, note: () => 'post' },
        Ad: { __resolveReference: ({ id }: Row) => ({ id }), count: ({ id }: Row) => (id === 'x1' ? 21 : 22), price: () => 5 },
        Author: { __resolveReference: ({ id }: Row) => ({ id }), name: ({ id }: Row) => `name of ${id}` },
      },
    },
    notes: {
      sdl: `type Note @key(fields: "id") { id: ID! likes: Int }`,
      resolvers: { Note: { __resolveReference: ({ id }: Row) => ({ id, likes: 2 }) } },
    },
  },
  remote: ['feed', 'clicks'],
  cases: [
    {
      title: 'one field whose types differ in nullability in one subgraph',
      query: '{ feed { ... on Post { size } ... on Ad { size } } }',
      data: { feed: [{ size: 1 }, { size: null }, { size: 3 }] },
      plan: ['output rewrite KeyRenamer'],
    },
    {
      title: 'one alias over such fields, joined with another subgraph',
      query: '{ feed { ... on Post { n: note count } ... on Ad { n: note c: count size } } }',
      data: {
        feed: [
          { n: 'post', count: 11 },
          { n: null, c: 21, size: null },
          { n: 'ad', c: 22, size: 3 },
        ],
      },
      plan: ['output rewrite KeyRenamer'],
    },
    {
      title: 'an interface’s field beside its types’ fields',
      query: '{ sized { size ... on Post { note count } ... on Ad { id price } } }',
      data: {
        sized: [
          { size: null, id: 'x1', price: 5 },
          { size: 1, note: 'post', count: 11 },
        ],
      },
    },
    {
      title: 'such fields below an entity of the other subgraph',
      query: '{ writers { name works { ... on Post { size } ... on Ad { size count } } } }',
      data: {
        writers: [
          { name: 'name of a1', works: [{ size: 1 }] },
          { name: 'name of a2', works: [{ size: null, count: 21 }] },
        ],
      },
      plan: ['output rewrite KeyRenamer'],
    },
    {
      title: 'such fields below entities at several places, under aliases',
      query: `{ writers { all: works { ... on Post { s: size note } ... on Ad { s: size note } } }
        writer { works { ... on Ad { size x: note } ... on Post { size x: note } } } }`,
      data: {
        writers: [{ all: [{ s: 1, note: 'post' }] }, { all: [{ s: null, note: null }] }],
        writer: { works: [{ size: null, x: null }] },
      },
      plan: ['BatchFetch', 'output rewrite KeyRenamer'],
    },
    {
      title: 'such fields below an entity that stands twice in a list, joined on',
      query: '{ pair { works { ... on Post { size id } ... on Ad { size id count } } } writer { works { ... on Ad { size price } } } }',
      data: {
        pair: [
          { works: [{ size: null, id: 'x1', count: 21 }] },
          { works: [{ size: 1, id: 'x1' }] },
          { works: [{ size: null, id: 'x1', count: 21 }] },
        ],
        writer: { works: [{ size: null, price: 5 }] },
      },
      plan: ['output rewrite KeyRenamer'],
    },
    {
      title: 'entities of two types with the same key are two entities',
      query: '{ feed { __typename ... on Post { count } ... on Ad { count } } }',
      data: {
        feed: [
          { __typename: 'Post', count: 11 },
          { __typename: 'Ad', count: 21 },
          { __typename: 'Ad', count: 22 },
        ],
      },
      asked: { clicks: [3] },
    },
    {
      title: 'one field of two types leads to entities of one type',
      query: '{ feed { ... on Post { author { name } } ... on Ad { author { name id } price } } }',
      data: {
        feed: [{ author: { name: 'name of a1' } }, { author: { name: 'name of a2', id: 'a2' }, price: 5 }, { author: null, price: 5 }],
      },
    },
    {
      title: 'a union of entities and a plain type, whose entities are of three subgraphs',
      query:
        '{ happenings { __typename ... on Post { author { name } count } ... on Click { at on { size note } } ... on Note { text likes } } last { ... on Click { on { author { name } price } } } }',
      data: {
        happenings: [
          { __typename: 'Post', author: { name: 'name of a1' }, count: 11 },
          { __typename: 'Click', at: 8, on: null },
          { __typename: 'Note', text: 'hi', likes: 2 },
          { __typename: 'Click', at: 9, on: { size: null, note: null } },
        ],
        last: { on: { author: null, price: 5 } },
      },
    },
  ],
};
