/** What counts towards a limit, and what does not. Attacks over HTTP stand in test/attacks.test.ts. */
import { buildASTSchema, buildSchema, type DocumentNode, Kind, parse } from 'graphql';
import { describe, expect, test } from 'vitest';
import { openCost } from '#gateway/limits/cost.ts';
import { limitDefaults } from '#gateway/limits/limits.ts';
import { checkPairs } from '#gateway/limits/overlap.ts';
import { readPrices } from '#gateway/limits/prices.ts';
import { checkCounts, checkSizes } from '#gateway/limits/shape.ts';
import { checkText } from '#gateway/limits/text.ts';
import { checkValues } from '#gateway/limits/values.ts';
import { readSupergraph } from '#gateway/main.ts';

const limitOf = (error: { extensions: Record<string, unknown> } | undefined): unknown => error?.extensions.limit;

describe('the text', () => {
  const limits = { ...limitDefaults, nesting: 3, stringLength: 10 };

  test.for([
    ['brackets in a string', '{ a(b: "{{{{") }'],
    ['brackets in a block string', '{ a(b: """[[[""") }'],
    ['brackets in a comment', '{ a # {{{{{{{\n }'],
    ['a quote behind a backslash', '{ a(b: "\\"{{{") }'],
    ['a block quote behind a backslash', '{ a(b: """\\"""[""") }'],
    ['brackets side by side', '{ a { b } c { d } e(f: [1]) { g } }'],
    ['an empty string', '{ a(b: "", c: "{") }'],
    ['an empty block string', '{ a(b: """""", c: "{") }'],
  ] as const)('is not too deep for %s', ([, text]) => {
    expect(checkText(text, limits)).toBeUndefined();
  });

  test.for([
    ['levels', '{ a { b { c { d } } } }'],
    ['levels', '{ a(b: "x") { b(c: [{ d: 1 }]) } }'],
    ['levels', '{ a(b: "unended\n) { { { {'],
    ['characters in a string', '{ a(b: "12345678901") }'],
    ['characters in a string', '{ a(b: """12345678901 never ended'],
    ['characters', ' '.repeat(30_001)],
  ] as const)('has too many %s', ([limit, text]) => {
    expect(limitOf(checkText(text, limits))).toBe(limit);
  });
});

describe('the shape', () => {
  test.for([
    '{ __typename __schema { types { name } } }',
    '{ a { ... on __Type { name } } } fragment F on __Field { name }',
    '{ _a: b c(_d: 1) }',
  ])('%s has no reserved names', (text) => {
    expect(checkCounts(parse(text), limitDefaults)).toBeUndefined();
  });

  test.for([
    '{ __a: b }',
    '{ __a }',
    'query __a { b }',
    'query ($__a: Int) { b }',
    '{ b(c: $__a) }',
    '{ ...__a }',
    'fragment __a on B { c }',
    '{ b(__a: 1) }',
    '{ b(c: { __a: 1 }) }',
    '{ b @__a }',
  ])('%s has a reserved name', (text) => {
    expect(checkCounts(parse(text), limitDefaults)).toMatchObject({
      message: expect.stringContaining('__a'),
      extensions: { code: 'BAD_REQUEST' },
    });
  });

  test('counts every use of a fragment with all that is in it', () => {
    const limits = { ...limitDefaults, selections: 10 };
    const text = (uses: number) => `{ a { ${'...F '.repeat(uses)} } } fragment F on A { b c { d } }`;
    expect(checkSizes(parse(text(3)), limits)).toBeUndefined();
    expect(checkSizes(parse(text(4)), limits)?.extensions).toMatchObject({ limit: 'selected fields', asked: 13, allowed: 10 });
    expect(limitOf(checkSizes(parse(text(4)), { ...limitDefaults, fragments: 3 }))).toBe('fragments');
  });

  test('counts pairs as validation compares them: on each level, through fragments, a fragment once', () => {
    const pairs = (text: string): unknown => checkPairs(parse(text), { ...limitDefaults, pairs: 0 })?.extensions.asked ?? 0;
    expect(pairs('{ a b c { a b } }')).toBe(0);
    expect(pairs('{ a a a }')).toBe(3);
    expect(pairs('{ a { b } a { b c } }')).toBe(2);
    expect(pairs('{ a { b } ... { a { b } ... { a { b } } } }')).toBe(6);
    expect(pairs('{ ...F ...F a } fragment F on Query { a }')).toBe(1);
    expect(pairs('{ x: a y: a }')).toBe(0);
  });

  test('measures depth of values without recursion', () => {
    const nested = (levels: number): unknown => JSON.parse('['.repeat(levels) + ']'.repeat(levels));
    expect(checkValues({ a: nested(30), b: [{ c: [1] }] }, limitDefaults)).toBeUndefined();
    expect(limitOf(checkValues({ a: nested(32) }, limitDefaults))).toBe('levels in a variable');
    expect(limitOf(checkValues({ a: nested(50_000) }, limitDefaults))).toBe('levels in a variable');
  });
});

const SDL = `
  directive @cost(weight: Int!) on ARGUMENT_DEFINITION | ENUM | FIELD_DEFINITION | INPUT_FIELD_DEFINITION | OBJECT | SCALAR
  directive @listSize(assumedSize: Int, slicingArguments: [String!], sizedFields: [String!], requireOneSlicingArgument: Boolean = true) on FIELD_DEFINITION
  type Query {
    one: Thing
    plain: [Thing!]
    byKeys(ids: [ID!]!): [Thing]
    assumed: [Thing!] @listSize(assumedSize: 100)
    page(first: Int, last: Int): Page @listSize(slicingArguments: ["first", "last"], sizedFields: ["nodes", "edges"], requireOneSlicingArgument: false)
    ten(first: Int = 10): [Thing!] @listSize(slicingArguments: ["first"], requireOneSlicingArgument: false)
    strict(first: Int, last: Int): [Thing!] @listSize(slicingArguments: ["first", "last"])
    inside(input: In): [Thing!] @listSize(slicingArguments: ["input.first"], requireOneSlicingArgument: false)
    search(text: String @cost(weight: 20), deep: In): Thing
    any: Any
  }
  type Mutation { write: Thing }
  input In { first: Int dear: Int @cost(weight: 7) more: In }
  interface Any { id: ID price: Int }
  type Page { nodes: [Thing!] edges: [Edge!] total: Int @cost(weight: 3) }
  type Edge { node: Thing }
  type Thing implements Any { id: ID price: Int @cost(weight: 5) heavy: Heavy things: [Thing!] }
  type Heavy @cost(weight: 50) { id: ID }
`;
const costOf = openCost(buildSchema(SDL), readPrices(SDL));
const operationOf = (document: DocumentNode) => {
  const found = document.definitions.find((definition) => definition.kind === Kind.OPERATION_DEFINITION);
  if (!found) throw new Error('no operation');
  return found;
};
const cost = (text: string, variables: Record<string, unknown> = {}) => {
  const document = parse(text);
  return costOf(document, operationOf(document), variables);
};

describe('the cost', () => {
  test.for<readonly [string, number, Record<string, unknown>?]>([
    ['{ one { id } }', 1],
    ['{ one { id price } }', 6],
    ['{ one { heavy { id } } }', 51],
    ['mutation { write { id } }', 11],
    ['{ plain { id } }', 5],
    ['{ plain { things { id } } }', 5 * (1 + 5)],
    ['{ byKeys(ids: ["a"]) { id } }', 5],
    ['query ($ids: [ID!]!) { byKeys(ids: $ids) { id } }', 300, { ids: Array(300).fill('a') }],
    ['{ assumed { id } }', 100],
    ['{ page(first: 30) { nodes { id } } }', 1 + 30],
    ['{ page(first: 30) { nodes { id } edges { node { id } } total } }', 1 + 30 + 30 * 2 + 3],
    ['{ page(last: 40) { nodes { price } } }', 1 + 40 * 6],
    ['{ page { nodes { id } } }', 1 + 20],
    ['{ page(first: 30) { total } }', 1 + 30],
    [
      '{ page(first: 30) { ...P } } fragment P on Page { nodes { id } ... { ...Q } } fragment Q on Page { edges { node { id } } }',
      1 + 30 + 60,
    ],
    ['{ a: page(first: 1) { ...P } b: page(first: 100) { ...P } } fragment P on Page { nodes { id } }', 2 + 1 + 100],
    ['{ ten { id } }', 10],
    ['{ ten(first: 3) { id } }', 3],
    ['query ($n: Int = 7) { ten(first: $n) { id } }', 7],
    ['query ($n: Int = 7) { ten(first: $n) { id } }', 9, { n: 9 }],
    ['query ($n: Int) { ten(first: $n) { id } }', 10, {}],
    ['{ ten(first: -50) { id } }', 50],
    ['{ inside(input: { first: 12 }) { id } }', 12],
    ['query ($i: In) { inside(input: $i) { id } }', 13, { i: { first: 13 } }],
    ['query ($n: Int) { inside(input: { first: $n }) { id } }', 14, { n: 14 }],
    ['{ search { id } }', 1],
    ['{ search(text: "x") { id } }', 21],
    ['{ search(deep: { dear: 1, more: { dear: 2 } }) { id } }', 15],
    ['{ any { price } }', 6],
    ['{ ten @skip(if: true) { id } }', 10],
  ])('of %s is %i', ([text, expected, variables]) => {
    expect(cost(text, variables).cost).toBe(expected);
  });

  test('counts the fields of the answer beside it', () => {
    expect(cost('{ page(first: 30) { nodes { id price } } }').answer).toBe(1 + 30 * 3);
  });

  test('tells of a list that must be sliced once and is not', () => {
    for (const text of ['{ strict { id } }', '{ strict(first: 1, last: 2) { id } }']) expect(cost(text).unsliced?.field).toBe('strict');
    expect(cost('{ strict(first: 1) { id } }').unsliced).toBeUndefined();
  });

  test('is the same whether it was counted before, and follows the sizes of variables', () => {
    const flat = SDL.replace(' @cost(weight: 7)', '').replace('"input.first"', '"input"');
    const counted = openCost(buildASTSchema(parse(flat)), readPrices(flat));
    const document = parse('query ($n: Int, $t: String) { ten(first: $n) { id } search(text: $t) { id } }');
    const sums = [{ n: 3 }, { n: 4 }, { n: 3 }, { n: 3, t: 'x' }, { n: 3, t: null }, {}].map(
      (v) => counted(document, operationOf(document), v).cost,
    );
    expect(sums).toEqual([4, 5, 4, 24, 4, 11]);
  });

  test('every page of the schema has a list size, and the work behind search, prices and reports a price', () => {
    const prices = readPrices(readSupergraph());
    const schema = buildASTSchema(parse(readSupergraph()), { assumeValidSDL: true });
    const unsized = Object.values(schema.getTypeMap()).flatMap((type) =>
      type.astNode?.kind === Kind.OBJECT_TYPE_DEFINITION
        ? (type.astNode.fields ?? [])
            .filter(({ arguments: given }) => given?.some(({ name }) => name.value === 'first'))
            .map(({ name }) => `${type.name}.${name.value}`)
            .filter((field) => !prices.fields.get(field)?.list)
        : [],
    );
    expect(unsized).toEqual([]);
    expect(prices.fields.get('Query.products')?.arguments.get('search')).toBe(20);
    for (const field of [
      'Variant.price',
      'Variant.availability',
      'Query.salesReport',
      'ProductConnection.totalCount',
      'Query.orderPreview',
    ])
      expect([field, prices.fields.get(field)?.weight]).toEqual([field, expect.any(Number)]);
  });
});
