/** Attacks by the text: parser, fragments, schema. The numbers are those of the list. */
import { getIntrospectionQuery } from 'graphql';
import { type Attack, ask, deepCodes, orderCancel, refused, SEARCH, unknown, withVariables } from './attack.ts';
import {
  aliasLadder,
  brackets,
  circularIntrospection,
  crossing,
  deep,
  deepJson,
  fragmentChain,
  fragmentLadder,
  inlineGrid,
  objects,
  words,
} from './makers.ts';

const parser: Attack[] = [
  refused(19, '10 000 aliases', ask(`{ ${words(10_000, (i) => `a${i}: __typename`)} }`), undefined),
  refused(19, '2 500 aliases', ask(`{ ${words(2_500, (i) => `a${i}:__typename`)} }`), 'characters'),
  refused(19, '600 aliases', ask(`{ ${words(600, (i) => `a${i}: __typename`)} }`), 'aliases'),
  refused(20, '101 aliases of a write', ask(`mutation ($i: OrderCancelInput!) { ${words(101, orderCancel)} }`), 'aliases'),
  refused(20, '11 writes', ask(`mutation ($i: OrderCancelInput!) { ${words(11, orderCancel)} }`), 'root fields of a mutation'),
  refused(21, '10 000 repeated fields', ask(`{ ${'__typename '.repeat(10_000)} }`), undefined),
  refused(21, '5 000 repeated fields', ask(`{ category(slug: "x") { ${'id '.repeat(5_000)} } }`), 'tokens'),
  refused(21, '900 repeated fields', ask(`{ category(slug: "x") { ${'id '.repeat(900)} } }`), 'fields of one name at one level'),
  refused(
    21,
    '300 repeated objects',
    ask(`{ category(slug: "x") { ${'parent { id } '.repeat(300)} } }`),
    'fields of one name at one level',
  ),
  refused(21, '150 fragments that cross', ask(crossing(150)), 'fields of one name at one level'),
  refused(22, '10 000 directives', ask(`{ __typename ${'@skip(if: false) '.repeat(10_000)} }`), undefined),
  refused(22, '10 000 unknown directives', ask(`{ __typename ${'@a '.repeat(9_900)} }`), 'tokens'),
  refused(22, '900 unknown directives', ask(`{ __typename ${'@a '.repeat(900)} }`), 'directives'),
  refused(23, 'depth 13', ask(deep(12)), 'levels', deepCodes),
  refused(23, 'depth 2 000', ask(deep(2_000)), 'levels', deepCodes),
  refused(23, 'depth 20 000', ask(`${'{a'.repeat(20_000)}${'}'.repeat(20_000)}`), 'characters'),
  refused(24, 'a list 5 000 deep', ask(`{ category(slug: ${brackets(5_000)}) { id } }`), 'levels', deepCodes),
  refused(24, 'an object 5 000 deep', ask(`{ category(slug: ${objects(2_500)}) { id } }`), 'levels', deepCodes),
  refused(
    24,
    'a default value 5 000 deep',
    ask(`query ($a: String = ${brackets(5_000)}) { category(slug: $a) { id } }`),
    'levels',
    deepCodes,
  ),
  refused(25, 'variables 100 000 deep', withVariables(SEARCH, `{"search":${deepJson(100_000)}}`), undefined),
  refused(25, 'variables 40 000 deep', withVariables(SEARCH, `{"search":${deepJson(40_000)}}`), 'levels in a variable', deepCodes),
];

const fragments: Attack[] = [
  {
    number: 26,
    title: 'a fragment cycle',
    body: ask('{ ...A } fragment A on Query { ...B } fragment B on Query { ...A }'),
    outcome: 'invalid',
    codes: unknown,
  },
  {
    number: 26,
    title: 'a fragment inside itself',
    body: ask('{ ...A } fragment A on Query { viewer { kind } ...A }'),
    outcome: 'invalid',
    codes: unknown,
  },
  ...[8, 11, 13, 20, 40].map((levels) => refused(27, `a fragment ladder 3^${levels}`, ask(fragmentLadder(levels, 3)), undefined)),
  ...[10, 15, 20, 30].map((levels) => refused(28, `an alias ladder 2^${levels}`, ask(aliasLadder(levels)), undefined)),
  refused(29, 'a chain of 10 000 fragments', ask(fragmentChain(10_000)), undefined),
  refused(29, 'a chain of 900 fragments', ask(fragmentChain(900)), undefined),
  refused(29, 'a chain of 200 fragments', ask(fragmentChain(200)), 'fragments inside one another', deepCodes),
  { number: 29, title: 'a chain of 30 fragments', body: ask(fragmentChain(30)), outcome: 'answered' },
  refused(30, 'a grid of inline fragments 200 x 100', ask(inlineGrid(200, 100)), undefined),
  refused(30, 'a grid of inline fragments 40 x 40', ask(inlineGrid(40, 40)), undefined),
  refused(30, 'a grid of inline fragments 20 x 14', ask(inlineGrid(20, 14)), 'fields of one name at one level'),
  refused(30, 'inline fragments 300 deep', ask(`{ ${'... { '.repeat(300)}__typename${' }'.repeat(300)} }`), 'levels', deepCodes),
  {
    number: 30,
    title: 'a bomb in a fragment nobody uses',
    body: ask(`{ __typename } fragment U on Category { ${'id '.repeat(900)} }`),
    outcome: 'invalid',
    codes: unknown,
  },
];

const schema: Attack[] = [
  refused(31, 'circular introspection', ask(circularIntrospection(7)), undefined, ['FORBIDDEN', ...unknown, ...deepCodes]),
  {
    ...refused(31, 'circular introspection by a developer', ask(circularIntrospection(7)), undefined, [...unknown, ...deepCodes]),
    developer: true,
  },
  refused(32, '5 000 unknown fields', ask(`{ ${words(5_000, (i) => `x${i}`)} }`), undefined),
  {
    number: 32,
    title: '900 unknown fields',
    body: ask(`{ category(slug: "x") { ${words(900, (i) => `name${i}`)} } }`),
    outcome: 'invalid',
    codes: unknown,
  },
  refused(33, 'introspection', ask(getIntrospectionQuery()), undefined, ['FORBIDDEN']),
  refused(33, 'one type', ask('{ __type(name: "Product") { fields { name } } }'), undefined, ['FORBIDDEN']),
  { number: 33, title: 'introspection by a developer', body: ask(getIntrospectionQuery()), developer: true, outcome: 'answered' },
  { number: 34, title: 'a field that is nearly right', body: ask('{ prodcts { id } }'), outcome: 'invalid', codes: unknown },
  {
    number: 34,
    title: 'an argument that is nearly right',
    body: ask('{ products(frist: 1) { nodes { id } } }'),
    outcome: 'invalid',
    codes: unknown,
  },
  {
    number: 34,
    title: 'a type that is nearly right',
    body: ask('query ($a: Sting) { __typename @skip(if: $a) }'),
    outcome: 'invalid',
    codes: unknown,
  },
  {
    number: 34,
    title: 'an enum value that is nearly right',
    body: ask('{ products(sort: { by: TITEL }) { nodes { id } } }'),
    outcome: 'invalid',
    codes: unknown,
  },
  {
    number: 34,
    title: 'a variable that is nearly right',
    body: ask('query ($s: [ProductSort!]) { products(sort: $s) { nodes { id } } }', { variables: { s: [{ by: 'TITEL' }] } }),
    outcome: 'inert',
  },
  refused(35, '5 000 variables', ask(`query (${words(5_000, (i) => `$v${i}: Int`)}) { __typename }`), undefined),
  refused(35, '101 variables', ask(`query (${words(101, (i) => `$v${i}: Int`)}) { __typename }`), 'variables'),
  refused(36, 'a string of 1 MB', ask(`{ category(slug: "${'x'.repeat(1_000_000)}") { id } }`), undefined),
  refused(36, 'a string of 20 kB', ask(`{ category(slug: "${'x'.repeat(20_000)}") { id } }`), 'characters in a string'),
  refused(36, 'a block string of 20 kB', ask(`{ category(slug: """${'x\n'.repeat(10_000)}""") { id } }`), 'characters in a string'),
];

export const textAttacks: readonly Attack[] = [...parser, ...fragments, ...schema];
