/** Attacks by values, pages, directives and names. The numbers are those of the list. */
import { type Attack, ask, orderCancel, refused, SEARCH, unknown, withVariables } from './attack.ts';
import { words } from './makers.ts';

const search = (text: string): string => ask(SEARCH, { variables: { search: text } });
const pages = (first: string): string => `{ products(first: ${first}) { nodes { id } } }`;

export const valueAttacks: readonly Attack[] = [
  ...[
    '\u0000',
    'a\u0000b',
    '\ud800',
    'a\udfffb',
    '\u202eabc',
    '\ufeff',
    '🦊🦊',
    'e\u0301',
    '\uffff',
    "'; drop table product; --",
    '%',
    '\\',
  ].map((text): Attack => ({ number: 37, title: `the text ${JSON.stringify(text)} in a variable`, body: search(text), outcome: 'inert' })),
  {
    number: 37,
    title: 'lone surrogates in the document',
    body: ask('{ products(first: 1, search: "\\ud800") { nodes { id } } }'),
    outcome: 'inert',
  },
  { number: 37, title: 'a NUL in the document', body: ask('{ products(first: 1, search: "\u0000") { nodes { id } } }'), outcome: 'inert' },
  refused(38, 'a page of 2147483647', ask(pages('2147483647')), 'cost'),
  refused(38, 'a page of 1000000000 in a variable', ask(`query ($n: Int) ${pages('$n')}`, { variables: { n: 1_000_000_000 } }), 'cost'),
  { number: 38, title: 'a page of 1e9', body: ask(pages('1e9')), outcome: 'invalid', codes: unknown },
  { number: 38, title: 'a page of -1', body: ask(pages('-1')), outcome: 'inert', codes: ['BAD_USER_INPUT'] },
  { number: 38, title: 'a page of 251', body: ask(pages('251')), outcome: 'inert', codes: ['PAGE_TOO_LARGE'] },
  {
    number: 38,
    title: 'a page of 2147483648',
    body: ask(`query ($n: Int) ${pages('$n')}`, { variables: { n: 2_147_483_648 } }),
    outcome: 'inert',
  },
  refused(
    39,
    'pages inside pages',
    ask('{ products(first: 250) { nodes { categories { products(first: 250) { nodes { id } } } } } }'),
    'cost',
  ),
  refused(
    39,
    'a page in a variable inside a page',
    ask('query ($n: Int = 250) { products(first: $n) { nodes { variants(first: $n) { nodes { sku } } } } }'),
    'cost',
  ),
  {
    number: 40,
    title: '_entities',
    body: ask('query ($r: [_Any!]!) { _entities(representations: $r) { __typename } }', { variables: { r: [] } }),
    outcome: 'invalid',
    codes: unknown,
  },
  { number: 40, title: '_service', body: ask('{ _service { sdl } }'), outcome: 'invalid', codes: unknown },
  {
    number: 40,
    title: '10 000 keys',
    body: ask('query ($ids: [ID!]!) { nodes(ids: $ids) { id } }', { variables: { ids: Array(10_000).fill('prd_x') } }),
    outcome: 'inert',
    codes: ['PAGE_TOO_LARGE'],
  },
  refused(
    43,
    '@skip of a page inside a page',
    ask('{ products(first: 250) @skip(if: true) { nodes { variants(first: 250) { nodes { sku } } } } }'),
    'cost',
  ),
  refused(
    43,
    '@include of the schema',
    ask('query ($no: Boolean! = false) { __schema @include(if: $no) { types { name } } __typename }'),
    undefined,
    ['FORBIDDEN'],
  ),
  { number: 43, title: '@defer', body: ask('{ ... @defer { products { nodes { id } } } }'), outcome: 'invalid', codes: unknown },
  { number: 43, title: '@stream', body: ask('{ products { nodes @stream { id } } }'), outcome: 'invalid', codes: unknown },
  refused(
    43,
    '@skip of a write nobody may',
    ask(
      'mutation ($i: OrderCancelInput!, $no: Boolean! = false) { ...W @include(if: $no) } fragment W on Mutation { '.concat(
        words(11, orderCancel),
        ' }',
      ),
    ),
    'root fields of a mutation',
  ),
  refused(44, 'an operation that is not there', ask('query A { __typename }', { operationName: 'B' }), undefined, ['BAD_REQUEST']),
  refused(44, 'two operations and no name', ask('query A { __typename } query B { __typename }'), undefined, ['BAD_REQUEST']),
  {
    number: 44,
    title: 'the name __proto__',
    body: ask('query A { __typename }', { operationName: '__proto__' }),
    outcome: 'refused',
    codes: ['BAD_REQUEST'],
  },
  {
    number: 45,
    title: '__proto__ among the variables',
    body: withVariables(SEARCH, '{"search":"x","__proto__":{"search":"y"},"constructor":{"prototype":1}}'),
    outcome: 'answered',
  },
  {
    number: 45,
    title: '__proto__ in an input',
    body: withVariables('query ($f: ProductFilter) { products(filter: $f) { nodes { id } } }', '{"f":{"__proto__":{"skus":[]}}}'),
    outcome: 'inert',
  },
  {
    number: 45,
    title: 'constructor in an input',
    body: withVariables('query ($f: ProductFilter) { products(filter: $f) { nodes { id } } }', '{"f":{"constructor":1,"toString":2}}'),
    outcome: 'inert',
  },
  refused(45, '__proto__ as a name', ask('{ __proto__: viewer { kind } }'), 'reserved names', ['BAD_REQUEST']),
  refused(
    45,
    '__proto__ as a variable',
    ask('query ($__proto__: String) { products(search: $__proto__) { nodes { id } } }'),
    'reserved names',
    ['BAD_REQUEST'],
  ),
  {
    number: 45,
    title: 'constructor as a name',
    body: ask('{ constructor: viewer { toString: kind hasOwnProperty: kind } }'),
    outcome: 'answered',
  },
];
