/** @interfaceObject: a subgraph adds fields to every type of an interface, and knows none of them. */
import type { World } from './words.ts';
import { rowsBy } from './words.ts';

const media = [
  { __typename: 'Book', id: 'm1', title: 'Weaving', pages: 90 },
  { __typename: 'Film', id: 'm2', title: 'Looms', minutes: 70 },
];
const ratings = [
  { id: 'm1', stars: 4, related: ['m2'], genre: 'craft' },
  { id: 'm2', stars: 5, related: ['m2', 'm1'], genre: null },
];
const medium = rowsBy(media, 'id');
const rating = rowsBy(ratings, 'id');
type Row = { id: string };

export const interfaceObjects: World = {
  title: 'interface objects',
  subgraphs: {
    media: {
      sdl: `
        type Query { media: [Media!]! book: Book film: Film }
        interface Media @key(fields: "id") { id: ID! title: String! }
        type Book implements Media @key(fields: "id") { id: ID! title: String! pages: Int! }
        type Film implements Media @key(fields: "id") { id: ID! title: String! minutes: Int! }`,
      resolvers: {
        Query: { media: () => media.map(({ id }) => medium(id)), book: () => medium('m1'), film: () => medium('m2') },
        Media: { __resolveType: (row: { __typename: string }) => row.__typename, __resolveReference: ({ id }: Row) => medium(id) },
        Book: { __resolveReference: ({ id }: Row) => medium(id) },
        Film: { __resolveReference: ({ id }: Row) => medium(id) },
      },
    },
    ratings: {
      sdl: `
        type Query { best: Media top: [Media!]! }
        type Media @interfaceObject @key(fields: "id") { id: ID! stars(times: Int = 1): Int! related: [Media!]! genre: String }`,
      resolvers: {
        Query: { best: () => rating('m2'), top: () => [rating('m2'), rating('m1')] },
        Media: {
          __resolveReference: ({ id }: Row) => rating(id),
          stars: (row: { stars: number }, { times }: { times: number }) => row.stars * times,
          related: (row: { related: string[] }) => row.related.map(rating),
        },
      },
    },
    shelves: {
      sdl: `type Book @key(fields: "id") { id: ID! shelf: String }`,
      resolvers: { Book: { __resolveReference: ({ id }: Row) => ({ id, shelf: `shelf of ${id}` }) } },
    },
  },
  remote: ['media', 'ratings'],
  cases: [
    {
      title: 'a field of the interface object on every type',
      query: '{ media { title stars } }',
      data: {
        media: [
          { title: 'Weaving', stars: 4 },
          { title: 'Looms', stars: 5 },
        ],
      },
      plan: ['input rewrite ValueSetter'],
      asked: { ratings: [2] },
    },
    {
      title: 'on one type, named by itself',
      query: '{ book { __typename pages stars genre } }',
      data: { book: { __typename: 'Book', pages: 90, stars: 4, genre: 'craft' } },
    },
    {
      title: 'in several places at once, under aliases and on one type only',
      query: '{ book { pages stars } media { stars ... on Film { minutes thrice: stars(times: 3) } } }',
      data: { book: { pages: 90, stars: 4 }, media: [{ stars: 4 }, { stars: 5, minutes: 70, thrice: 15 }] },
      plan: ['BatchFetch', 'input rewrite ValueSetter'],
    },
    {
      title: 'from the interface object nothing else is asked, when nothing else is wanted',
      query: '{ best { id stars } }',
      data: { best: { id: 'm2', stars: 5 } },
      asked: { media: [] },
    },
    {
      title: 'the type behind the interface object is asked of who knows it',
      query: '{ best { __typename id } top { __typename } }',
      data: { best: { __typename: 'Film', id: 'm2' }, top: [{ __typename: 'Film' }, { __typename: 'Book' }] },
    },
    {
      title: 'from the interface object to its types and on to a third subgraph',
      query: '{ top { stars title ... on Book { pages shelf } ... on Film { minutes } } }',
      data: {
        top: [
          { stars: 5, title: 'Looms', minutes: 70 },
          { stars: 4, title: 'Weaving', pages: 90, shelf: 'shelf of m1' },
        ],
      },
    },
    {
      title: 'there and back and there again',
      query: '{ media { related { title related { stars title } ... on Book { pages } } } }',
      data: {
        media: [
          {
            related: [
              {
                title: 'Looms',
                related: [
                  { stars: 5, title: 'Looms' },
                  { stars: 4, title: 'Weaving' },
                ],
              },
            ],
          },
          {
            related: [
              {
                title: 'Looms',
                related: [
                  { stars: 5, title: 'Looms' },
                  { stars: 4, title: 'Weaving' },
                ],
              },
              { title: 'Weaving', related: [{ stars: 5, title: 'Looms' }], pages: 90 },
            ],
          },
        ],
      },
    },
    {
      title: 'fragments on the interface, within its types',
      query: '{ film { ...M ... on Media { genre } } media { ...M } } fragment M on Media { t: title s: stars }',
      data: {
        film: { t: 'Looms', s: 5, genre: null },
        media: [
          { t: 'Weaving', s: 4 },
          { t: 'Looms', s: 5 },
        ],
      },
    },
  ],
};
