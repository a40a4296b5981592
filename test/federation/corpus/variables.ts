/** Variables on their way to the subgraphs: defaults, nulls, enums, input objects, lists; wrong ones never get there. */
import { shopWorld } from './shop.ts';
import type { Case, World } from './words.ts';

const echo = (title: string, declared: string, given: string, variables: Record<string, unknown>, arrived: object): Case => ({
  title,
  query: `query (${declared}) { echo(${given}) }`,
  variables,
  data: { echo: JSON.stringify(arrived) },
});

const refused = (title: string, declared: string, given: string, variables: Record<string, unknown>): Case => ({
  title: `${title} is refused before any subgraph is asked`,
  query: `query (${declared}) { echo(${given}) product(id: "p1") { onHand } }`,
  variables,
  data: null,
  errors: [['', 'BAD_USER_INPUT']],
  untouched: true,
});

export const variables: World = {
  title: 'variables',
  subgraphs: shopWorld,
  remote: ['shop', 'stock'],
  cases: [
    echo('defaults of arguments hold when nothing is given', '$n: Int', 'n: $n', {}, { level: 'LOW', must: 7 }),
    echo('a missing variable leaves the argument’s default', '$l: Level, $m: Int', 'level: $l, n: $m', {}, { level: 'LOW', must: 7 }),
    echo('an explicit null is a null', '$l: Level, $n: Int', 'level: $l, n: $n', { l: null, n: null }, { level: null, must: 7, n: null }),
    echo(
      'a variable’s default goes before the argument’s',
      '$l: Level = HIGH, $n: Int! = 3',
      'level: $l, must: $n',
      {},
      { level: 'HIGH', must: 3 },
    ),
    echo('a value goes before a variable’s default', '$l: Level = HIGH', 'level: $l', { l: 'LOW' }, { level: 'LOW', must: 7 }),
    echo('a null goes before a variable’s default', '$l: Level = HIGH', 'level: $l', { l: null }, { level: null, must: 7 }),
    echo('a default of null', '$l: Level = null', 'level: $l', {}, { level: null, must: 7 }),
    echo('a nullable variable with a default where null is forbidden', '$n: Int = 4', 'must: $n', {}, { level: 'LOW', must: 4 }),
    echo(
      'a nullable variable that is missing where the argument has a default',
      '$n: Int = 5',
      'must: $n',
      { n: 6 },
      { level: 'LOW', must: 6 },
    ),
    echo(
      'an input object gets the defaults of its fields',
      '$f: Filter',
      'filter: $f',
      { f: { name: 'x' } },
      { filter: { min: 1, name: 'x' }, level: 'LOW', must: 7 },
    ),
    echo(
      'an input object in an input object, with an enum and a list',
      '$f: Filter!',
      'filter: $f',
      { f: { deep: { deep: { level: 'HIGH' }, min: 2 }, tags: ['a', 'b'] } },
      { filter: { deep: { deep: { level: 'HIGH', min: 1 }, min: 2 }, min: 1, tags: ['a', 'b'] }, level: 'LOW', must: 7 },
    ),
    echo(
      'a default that is an input object',
      '$f: Filter = {name: "d", tags: "t"}',
      'filter: $f',
      {},
      { filter: { min: 1, name: 'd', tags: ['t'] }, level: 'LOW', must: 7 },
    ),
    echo(
      'variables within a literal input object; a missing one is no field',
      '$name: String, $tag: String!, $none: Level',
      'filter: {name: $name, tags: [$tag, "b"], level: $none, deep: {min: 3}}',
      { name: null, tag: 'a' },
      { filter: { deep: { min: 3 }, min: 1, name: null, tags: ['a', 'b'] }, level: 'LOW', must: 7 },
    ),
    echo('a single value for a list', '$ids: [ID!]', 'ids: $ids', { ids: 'p1' }, { ids: ['p1'], level: 'LOW', must: 7 }),
    echo('a single value for a list of lists', '$m: [[Int]]', 'many: $m', { m: 3 }, { level: 'LOW', many: [[3]], must: 7 }),
    echo(
      'a list for a list of lists',
      '$m: [[Int]]',
      'many: $m',
      { m: [1, null, [2, null]] },
      { level: 'LOW', many: [[1], null, [2, null]], must: 7 },
    ),
    echo('a number for an ID', '$ids: [ID!]', 'ids: $ids', { ids: [1, '2'] }, { ids: ['1', '2'], level: 'LOW', must: 7 }),
    echo(
      'literals: enum, list coerced, object',
      '$n: Int',
      'n: $n, level: HIGH, ids: 5, filter: {tags: "t", level: LOW}',
      { n: 1 },
      {
        filter: { level: 'LOW', min: 1, tags: ['t'] },
        ids: ['5'],
        level: 'HIGH',
        must: 7,
        n: 1,
      },
    ),
    {
      title: 'variables reach a field of an entity, with the same rules',
      query: `query ($w: Int = 2, $l: Level, $a: Amount, $b: Int!) {
        product(id: "p2") { onHand(w: $w) told(level: $l, amount: $a) t: told(amount: {b: [$b, 1], a: $w}) u: told(amount: {b: 4, level: LOW}, level: null) }
      }`,
      variables: { a: { b: 7 }, b: 4 },
      data: {
        product: {
          onHand: 10,
          told: '{"amount":{"b":[7],"level":"HIGH"},"level":"LOW"}',
          t: '{"amount":{"a":2,"b":[4,1],"level":"HIGH"},"level":"LOW"}',
          u: '{"amount":{"b":[4],"level":"LOW"},"level":null}',
        },
      },
    },
    {
      title: 'one variable in two subgraphs',
      query: 'query ($id: ID!, $n: Int) { product(id: $id) { onHand(w: $n) } products(ids: [$id], first: $n) { name onHand(w: $n) } }',
      variables: { id: 'p2', n: 2 },
      data: { product: { onHand: 10 }, products: [{ name: 'Oak chair', onHand: 10 }] },
    },
    {
      title: 'a variable called as the engine calls its own',
      query:
        'query ($representations: Int, $__batch_reps_0: Int) { product(id: "p2") { onHand(w: $representations) related { onHand(w: $__batch_reps_0) } } }',
      variables: { representations: 2, __batch_reps_0: 3 },
      data: { product: { onHand: 10, related: [{ onHand: 9 }] } },
    },
    {
      title: 'a variable called representations in one entity fetch',
      query: 'query ($representations: Int) { product(id: "p2") { onHand(w: $representations) } }',
      variables: { representations: 2 },
      data: { product: { onHand: 10 } },
    },
    {
      title: 'variables that nobody declared are ignored',
      query: 'query ($n: Int) { echo(n: $n) }',
      variables: { n: 1, other: 'x', ['__proto__']: { polluted: true } },
      data: { echo: '{"level":"LOW","must":7,"n":1}' },
    },
    {
      title: 'variables with the names of methods',
      query: 'query ($constructor: Int, $toString: Level) { echo(n: $constructor, level: $toString) }',
      variables: {},
      data: { echo: '{"level":"LOW","must":7}' },
    },
    refused('text for a number', '$n: Int', 'n: $n', { n: '3' }),
    refused('a fraction for a whole number', '$n: Int', 'n: $n', { n: 1.5 }),
    refused('a number past 32 bits', '$n: Int', 'n: $n', { n: 2 ** 31 }),
    refused('an unknown enum value', '$l: Level', 'level: $l', { l: 'MIDDLE' }),
    refused('an unknown field of an input object', '$f: Filter', 'filter: $f', { f: { nope: 1 } }),
    refused('a null field that must not be null', '$f: Filter', 'filter: $f', { f: { deep: { min: null } } }),
    refused('a null in a list of non-null', '$ids: [ID!]', 'ids: $ids', { ids: ['p1', null] }),
    refused('a missing variable that must be there', '$n: Int!', 'n: $n', {}),
    refused('a null variable that must be there', '$n: Int!', 'n: $n', { n: null }),
    refused('an object for a list of ids', '$ids: [ID!]', 'ids: $ids', { ids: { id: 1 } }),
    refused('text for an input object', '$f: Filter', 'filter: $f', { f: 'x' }),
    {
      title: 'a wrong value in a variable of an entity’s field is refused before any subgraph is asked',
      query: 'query ($w: Int) { product(id: "p1") { name onHand(w: $w) } }',
      variables: { w: 'much' },
      data: null,
      errors: [['', 'BAD_USER_INPUT']],
      untouched: true,
    },
    {
      title: 'an operation that is not in the document is refused',
      query: 'query A { product(id: "p1") { name } } query B { newest { text } }',
      operationName: 'C',
      data: null,
      errors: [['', 'BAD_REQUEST']],
      untouched: true,
    },
    {
      title: 'no operation named where there are two is refused',
      query: 'query A { product(id: "p1") { name } } query B { newest { text } }',
      data: null,
      errors: [['', 'BAD_REQUEST']],
      untouched: true,
    },
  ],
};
