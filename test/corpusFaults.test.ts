/** A subgraph elsewhere that fails, or answers what it should not: null and a coded error at each field it should have given, never a guess. */
import { expect, test } from 'vitest';
import { type Answering, type Asked, ask, expectAnswer, faultyEngine, page, raw } from './federation/corpus/faulty.ts';
import type { Fault } from './federation/corpus/words.ts';

/** All that `right` should have given here, with one code. */
const QUERY = '{ things { id s: size } x: one { name label numbers } root { n } c: count }';
const LOST = {
  things: [
    { id: 'a', s: null },
    { id: 'b', s: null },
  ],
  x: { name: 'name of c', label: null, numbers: null },
  root: null,
  c: null,
};
const lost = (code: string): Fault[] => ['things.0.s', 'things.1.s', 'x.label', 'x.numbers', 'root', 'c'].map((path) => [path, code]);

test.for([
  ['answers an error page', raw((response) => response.writeHead(500, { 'content-type': 'text/html' }).end(page)), 'SUBGRAPH_UNAVAILABLE'],
  ['answers a page that says it is well', raw((response) => response.writeHead(200).end(page)), 'SUBGRAPH_UNAVAILABLE'],
  ['answers JSON with a status of 503', raw((response) => response.writeHead(503).end('{"data":{"c":1}}')), 'SUBGRAPH_UNAVAILABLE'],
  [
    'sends us elsewhere',
    raw((response) => response.writeHead(302, { location: 'http://internal.example/' }).end()),
    'SUBGRAPH_UNAVAILABLE',
  ],
  ['answers nothing', raw((response) => response.writeHead(200).end()), 'SUBGRAPH_UNAVAILABLE'],
  [
    'answers half and closes',
    raw((response) => response.writeHead(200, { 'content-length': '100' }).write('{"data":', () => response.destroy())),
    'SUBGRAPH_UNAVAILABLE',
  ],
  ['answers half and hangs', raw((response) => response.writeHead(200, { 'content-length': '100' }).write('{"data":')), 'TIMEOUT'],
  ['hangs', raw(() => {}), 'TIMEOUT'],
  ['closes the socket', raw((response) => response.destroy()), 'SUBGRAPH_UNAVAILABLE'],
  ['answers too much', raw((response) => response.writeHead(200).end(`{"data":{"c":"${'x'.repeat(2_000_000)}"}}`)), 'SUBGRAPH_UNAVAILABLE'],
  ['answers a list', () => [], 'SUBGRAPH_UNAVAILABLE'],
  ['answers null', () => null, 'SUBGRAPH_UNAVAILABLE'],
  ['answers a number', () => 7, 'SUBGRAPH_UNAVAILABLE'],
  ['answers an empty object', () => ({}), 'SUBGRAPH_UNAVAILABLE'],
  ['answers data of null without errors', () => ({ data: null }), 'SUBGRAPH_UNAVAILABLE'],
  ['answers data that is text', () => ({ data: 'well' }), 'SUBGRAPH_UNAVAILABLE'],
  ['answers data that is a list', () => ({ data: [] }), 'SUBGRAPH_UNAVAILABLE'],
  ['answers errors that are none', () => ({ data: null, errors: 'bad' }), 'SUBGRAPH_UNAVAILABLE'],
  ['answers an empty list of errors', () => ({ errors: [] }), 'SUBGRAPH_UNAVAILABLE'],
  ['answers an error of null', () => ({ errors: [null] }), 'SUBGRAPH_UNAVAILABLE'],
  ['answers an error without a path and without a code', () => ({ errors: [{ message: page }] }), 'INTERNAL'],
  ['answers an error without anything', () => ({ errors: [{}] }), 'INTERNAL'],
  ['answers an error with a code', () => ({ errors: [{ message: 'Not you.', extensions: { code: 'FORBIDDEN' } }] }), 'FORBIDDEN'],
  ['answers an error with a code that nobody knows', () => ({ errors: [{ message: page, extensions: { code: 'EPROTO' } }] }), 'INTERNAL'],
  ['answers an error with an odd path', () => ({ errors: [{ message: page, path: { at: 1 } }] }), 'INTERNAL'],
  ['answers an error with an empty path', () => ({ errors: [{ message: page, path: [] }] }), 'INTERNAL'],
] as const)('a subgraph that %s leaves the rest whole', async ([, answering, code]) => {
  await expectAnswer(await faultyEngine(answering), QUERY, LOST, lost(code), code === 'TIMEOUT' ? 1 : 3);
});

test('root fields that are simply left out are null, and entities that are left out are an error', async () => {
  const faults = lost('SUBGRAPH_UNAVAILABLE').filter(([path]) => path !== 'root' && path !== 'c');
  await expectAnswer(await faultyEngine(() => ({ data: {} })), QUERY, LOST, faults);
});

test('a subgraph that is not there leaves the rest whole', async () => {
  const engine = await faultyEngine(() => null, { url: 'http://127.0.0.1:9/graphql' });
  await expectAnswer(engine, QUERY, LOST, lost('SUBGRAPH_UNAVAILABLE'));
});

test('a mutation of a subgraph that hangs is given up at its own deadline', async () => {
  const engine = await faultyEngine(
    raw(() => {}),
    { deadline: 50, mutationDeadline: 150 },
  );
  await expectAnswer(engine, 'mutation { change { n } }', { change: null }, [['change', 'TIMEOUT']], 1);
});

test('a subgraph in this process that hangs is given up, too, at each field it should have given', async () => {
  const engine = await faultyEngine(() => ({ data: { c: 1, count: 1 } }), {}, 100);
  await expectAnswer(
    engine,
    '{ slow one { id } count }',
    { slow: null, one: null, count: 1 },
    [
      ['slow', 'TIMEOUT'],
      ['one', 'TIMEOUT'],
    ],
    1,
  );
});

/** Entities as the plan asks for them: one answer a representation. */
const entities =
  (...rows: unknown[]): Answering =>
  ({ variables }: Asked) => ({ data: { _entities: variables.representations?.map((_, i) => rows[i]) } });
const things = (...sizes: unknown[]) => ({ things: [{ s: sizes[0] ?? null }, { s: sizes[1] ?? null }] });
const both = (code: string): Fault[] => [
  ['things.0.s', code],
  ['things.1.s', code],
];
const SIZES = '{ things { s: size } }';

test.for<[string, unknown, unknown, Fault[]]>([
  [
    'in order, with fields that nobody asked for',
    [
      { s: 1, size: 1, evil: {} },
      { s: 2, size: 2, toString: 1 },
    ],
    things(1, 2),
    [],
  ],
  ['one too few', [{ s: 1, size: 1 }], things(), both('SUBGRAPH_UNAVAILABLE')],
  [
    'one too many',
    [
      { s: 1, size: 1 },
      { s: 2, size: 2 },
      { s: 3, size: 3 },
    ],
    things(),
    both('SUBGRAPH_UNAVAILABLE'),
  ],
  ['none', [], things(), both('SUBGRAPH_UNAVAILABLE')],
  ['an object', { 0: { s: 1, size: 1 }, 1: { s: 2, size: 2 }, length: 2 }, things(), both('SUBGRAPH_UNAVAILABLE')],
  ['text', 'xy', things(), both('SUBGRAPH_UNAVAILABLE')],
  ['null', null, things(), both('SUBGRAPH_UNAVAILABLE')],
  ['null and one', [null, { s: 2, size: 2 }], things(null, 2), []],
  ['text and one', ['x', { s: 2, size: 2 }], things(null, 2), [['things.0.s', 'SUBGRAPH_UNAVAILABLE']]],
  ['a list and one', [[{ s: 1, size: 1 }], { s: 2, size: 2 }], things(null, 2), [['things.0.s', 'SUBGRAPH_UNAVAILABLE']]],
  [
    'a list for a number',
    [
      { s: [1], size: [1] },
      { s: 2, size: 2 },
    ],
    things(null, 2),
    [['things.0.s', 'INTERNAL']],
  ],
  [
    'an object for a number',
    [
      { s: { n: 1 }, size: { n: 1 } },
      { s: 2, size: 2 },
    ],
    things(null, 2),
    [['things.0.s', 'INTERNAL']],
  ],
])('entities answered as %s', async ([, told, data, faults]) => {
  await expectAnswer(await faultyEngine(() => ({ data: { _entities: told } })), SIZES, data, faults);
});

const part = (query: string, told: unknown) => [`{ x: one { ${query} } }`, told] as const;

test.for<[string, readonly [string, unknown], unknown, Fault[]]>([
  ['an object where a list is expected', part('parts { n }', { parts: { n: 1 } }), { parts: null }, [['x.parts', 'INTERNAL']]],
  ['a list where an object is expected', part('part { n }', { part: [{ n: 1 }] }), { part: null }, [['x.part', 'INTERNAL']]],
  ['text where an object is expected', part('part { n }', { part: 'n' }), { part: null }, [['x.part', 'INTERNAL']]],
  ['text where a list is expected', part('numbers', { numbers: '12' }), { numbers: null }, [['x.numbers', 'INTERNAL']]],
  ['a null in a list that has none', part('numbers', { numbers: [1, null] }), { numbers: null }, [['x.numbers.1', 'INTERNAL']]],
  ['an object in a list of numbers', part('numbers', { numbers: [1, {}] }), { numbers: null }, [['x.numbers.1', 'INTERNAL']]],
  ['a list in a list of objects', part('parts { n }', { parts: [[{ n: 1 }]] }), { parts: null }, [['x.parts.0', 'INTERNAL']]],
  [
    'a null field that may not be',
    part('parts { n must }', { parts: [{ n: 1, must: null }] }),
    { parts: null },
    [['x.parts.0.must', 'INTERNAL']],
  ],
  ['a missing field that may not be', part('parts { n must }', { parts: [{ n: 1 }] }), { parts: null }, [['x.parts.0.must', 'INTERNAL']]],
  ['a missing field that may be', part('label part { n text }', { part: { n: 1 } }), { label: null, part: { n: 1, text: null } }, []],
  [
    'an enum value that is none',
    part('part { n colour }', { part: { n: 1, colour: 'BLUE' } }),
    { part: { n: 1, colour: null } },
    [['x.part.colour', 'INTERNAL']],
  ],
  [
    'a number for an enum value',
    part('part { colour }', { part: { colour: 1 } }),
    { part: { colour: null } },
    [['x.part.colour', 'INTERNAL']],
  ],
  [
    'an unknown type in a union',
    part('pick { ... on Part { n } }', { pick: { __typename: 'Nothing', n: 1 } }),
    { pick: null },
    [['x.pick', 'INTERNAL']],
  ],
  [
    'a type that is not of the union',
    part('pick { ... on Part { n } }', { pick: { __typename: 'Other', n: 1 } }),
    { pick: null },
    [['x.pick', 'INTERNAL']],
  ],
  [
    'no type in a union',
    part('pick { ... on Part { n } ... on Thing { name } }', { pick: { n: 1 } }),
    { pick: null },
    [['x.pick', 'INTERNAL']],
  ],
  [
    'a type that is no text',
    part('pick { ... on Part { n } }', { pick: { __typename: 7, n: 1 } }),
    { pick: null },
    [['x.pick', 'INTERNAL']],
  ],
  [
    'a type called as a method of every object',
    part('pick { __typename }', { pick: { __typename: 'constructor' } }),
    { pick: null },
    [['x.pick', 'INTERNAL']],
  ],
])('%s', async ([, [query, told], data, faults]) => {
  await expectAnswer(await faultyEngine(entities(told)), query, { x: data }, faults);
});

test('keys of every object and of prototypes in an answer are data of nobody', async () => {
  const text = '{"data":{"root":{"n":1,"__proto__":{"text":"polluted"},"constructor":{"prototype":{"x":1}}},"__proto__":{"x":1}}}';
  const engine = await faultyEngine(raw((response) => response.writeHead(200).end(text)));
  await expectAnswer(engine, '{ root { n text } }', { root: { n: 1, text: null } }, []);
  expect(({} as { x?: number; text?: string }).x).toBeUndefined();
});

test.for<[string, unknown[], Fault[]]>([
  ['of an entity that was not asked for', ['_entities', 99, 's'], both('INTERNAL')],
  ['of a field that was not asked for', ['nothing'], both('INTERNAL')],
  ['of an entity by text', ['_entities', '1', 's'], both('INTERNAL')],
  ['of no entity', ['_entities'], both('INTERNAL')],
])('an error with the path %s loses nobody’s data silently', async ([, path, faults]) => {
  await expectAnswer(await faultyEngine(() => ({ data: null, errors: [{ message: page, path }] })), SIZES, things(), faults);
});

test('an error of one entity beside the data of the other', async () => {
  const engine = await faultyEngine(() => ({
    data: { _entities: [{ s: 1, size: 1 }, null] },
    errors: [{ message: 'Not you.', path: ['_entities', 1], extensions: { code: 'FORBIDDEN' } }],
  }));
  await expectAnswer(engine, SIZES, things(1), [['things.1.s', 'FORBIDDEN']]);
});

test('a client that leaves is not waited for', { timeout: 3_000 }, async () => {
  const asked = Promise.withResolvers<void>();
  const leaving = new AbortController();
  const engine = await faultyEngine(
    raw(() => asked.resolve()),
    { deadline: 60_000 },
  );
  const answer = ask(engine, QUERY, leaving.signal);
  await asked.promise;
  leaving.abort();
  expect((await answer).errors?.length).toBeGreaterThan(0);
});

test('nor for a subgraph in this process', { timeout: 3_000 }, async () => {
  const leaving = new AbortController();
  const engine = await faultyEngine(() => null, {}, 60_000);
  const answer = ask(engine, '{ slow }', leaving.signal);
  leaving.abort();
  expect((await answer).errors?.length).toBeGreaterThan(0);
});

test('a client that has left before it asked is answered at once, and nobody is asked', { timeout: 3_000 }, async () => {
  let calls = 0;
  const engine = await faultyEngine(
    raw(() => {
      calls += 1;
    }),
    { deadline: 60_000 },
  );
  await ask(engine, QUERY, AbortSignal.abort());
  expect(calls).toBe(0);
});
