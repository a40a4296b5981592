/** Introspection: alone, beside data of several subgraphs, in fragments, under conditions. */
import { shopWorld } from './shop.ts';
import type { World } from './words.ts';

const review = { name: 'Review', kind: 'OBJECT', fields: [{ name: 'id' }, { name: 'text' }, { name: 'stars' }, { name: 'product' }] };

export const introspection: World = {
  title: 'introspection',
  subgraphs: shopWorld,
  remote: ['shop', 'stock'],
  cases: [
    {
      title: 'a type alone',
      query: '{ __type(name: "Review") { name kind fields { name } } }',
      data: { __type: review },
      untouched: true,
    },
    {
      title: 'the schema alone, aliased, with a variable',
      query:
        'query ($n: String!) { s: __schema { q: queryType { name } mutationType { name } } t: __type(name: $n) { name possibleTypes { name } } u: __type(name: "Nope") { name } }',
      variables: { n: 'Thing' },
      data: {
        s: { q: { name: 'Query' }, mutationType: null },
        t: { name: 'Thing', possibleTypes: [{ name: 'Product' }, { name: 'Shop' }] },
        u: null,
      },
      untouched: true,
    },
    {
      title: 'between data of two subgraphs, in the order of the operation',
      query:
        '{ a: product(id: "p1") { name onHand } __type(name: "Review") { name } b: newest { text } m: __schema { subscriptionType { name } } __typename }',
      data: {
        a: { name: 'Oak table', onHand: 3 },
        __type: { name: 'Review' },
        b: { text: 'fine' },
        m: { subscriptionType: null },
        __typename: 'Query',
      },
    },
    {
      title: 'in fragments beside data',
      query: `query { ...Q } fragment Q on Query { product(id: "p1") { onHand } ... { __type(name: "Review") { ...T } } __schema { queryType { ...T } } }
        fragment T on __Type { kind name }`,
      data: {
        product: { onHand: 3 },
        __type: { kind: 'OBJECT', name: 'Review' },
        __schema: { queryType: { kind: 'OBJECT', name: 'Query' } },
      },
    },
    ...[true, false].map((a) => ({
      title: `beside data, under @include ${a}`,
      query: `query ($a: Boolean!, $id: ID!) { __type(name: "Review") @include(if: $a) { name ... @skip(if: $a) { kind } } product(id: $id) { onHand } ...S @skip(if: $a) }
        fragment S on Query { __schema { queryType { name } } }`,
      variables: { a, id: 'p2' },
      data: a
        ? { __type: { name: 'Review' }, product: { onHand: 5 } }
        : { product: { onHand: 5 }, __schema: { queryType: { name: 'Query' } } },
    })),
    {
      title: 'types of the join specification and of federation are not there',
      query: `{ a: __type(name: "join__FieldSet") { name } b: __type(name: "_Any") { name } c: __type(name: "_Entity") { name } d: __type(name: "join__Graph") { name }
        e: __type(name: "link__Import") { name } f: __type(name: "join__ContextArgument") { name } q: __type(name: "Query") { fields { name } } }`,
      data: {
        a: null,
        b: null,
        c: null,
        d: null,
        e: null,
        f: null,
        q: {
          fields: ['newest', 'products', 'product', 'any', 'things', 'named', 'grid', 'echo', 'constructor', 'stocked'].map((name) => ({
            name,
          })),
        },
      },
      untouched: true,
    },
    {
      title: 'directives of federation are not there',
      query: '{ __schema { directives { name } } }',
      data: { __schema: { directives: ['include', 'skip', 'deprecated', 'specifiedBy', 'oneOf'].map((name) => ({ name })) } },
      untouched: true,
    },
    {
      title: 'arguments of every subgraph have their defaults',
      query: '{ __type(name: "Product") { fields { name args { name defaultValue } } } }',
      data: {
        __type: {
          fields: [
            { name: 'id', args: [] },
            { name: 'reviews', args: [] },
            { name: 'name', args: [] },
            { name: 'weight', args: [] },
            { name: 'related', args: [] },
            { name: 'shop', args: [] },
            { name: 'onHand', args: [{ name: 'w', defaultValue: null }] },
            { name: 'fee', args: [{ name: 'z', defaultValue: '2' }] },
            { name: 'rent', args: [] },
            {
              name: 'told',
              args: [
                { name: 'amount', defaultValue: null },
                { name: 'level', defaultValue: 'LOW' },
              ],
            },
          ],
        },
      },
      untouched: true,
    },
  ],
};
