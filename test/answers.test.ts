/** How answers leave: media types, compression, and several operations in one request. */
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { chooseCoding } from '#gateway/http/compression.ts';
import { isJson, negotiate } from '#gateway/http/media.ts';
import { exchange } from './attacks/wire.ts';
import { openGround } from './ground.ts';
import { tinyGateway, tinyWorld } from './tinyGraph.ts';

test.for<[string | undefined, string | undefined]>([
  [undefined, 'application/json'],
  ['', 'application/json'],
  ['*/*', 'application/json'],
  ['application/*', 'application/json'],
  ['Application/JSON', 'application/json'],
  ['application/json; charset=utf-8', 'application/json'],
  ['application/graphql-response+json', 'application/graphql-response+json'],
  ['application/graphql-response+json; charset=utf-8, application/json; charset=utf-8', 'application/graphql-response+json'],
  ['application/json, application/graphql-response+json', 'application/json'],
  ['application/graphql-response+json;q=0.5, application/json;q=0.9', 'application/json'],
  ['application/json;q=0.5, application/graphql-response+json;q=0.9', 'application/graphql-response+json'],
  ['*/*, application/graphql-response+json', 'application/graphql-response+json'],
  ['*/*;q=0.1, application/json;q=0', 'application/graphql-response+json'],
  ['text/html, application/xhtml+xml, */*;q=0.8', 'application/json'],
  ['application/json;q=0', undefined],
  ['application/json;q=high', undefined],
  ['application/json; charset=utf-16', undefined],
  ['text/html', undefined],
  ['*/*;q=0', undefined],
  ['json', undefined],
])('the wish %j is answered with %j', ([accept, type]) => {
  expect(negotiate(accept)?.contentType.split(';')[0]).toBe(type);
  // Asked again it comes from memory.
  expect(negotiate(accept)?.contentType.split(';')[0]).toBe(type);
});

test.for([
  ['application/json', true],
  ['APPLICATION/JSON;charset=UTF-8', true],
  ['application/json ; charset="utf-8"', true],
  ['application/json; charset=utf-16', false],
  ['application/json; profile=x', false],
  ['application/jsonp', false],
  ['xapplication/json', false],
] as const)('the content type %j is taken: %j', ([type, taken]) => {
  expect(isJson(type)).toBe(taken);
});

test.for<[string | undefined, string | undefined]>([
  ['gzip, deflate, br', 'br'],
  ['gzip, deflate', 'gzip'],
  ['br;q=0.5, gzip', 'gzip'],
  ['*', 'br'],
  ['*;q=0', undefined],
  ['br;q=0, *', 'gzip'],
  ['deflate, zstd', undefined],
  ['identity', undefined],
  [undefined, undefined],
])('who takes %j gets %j', ([header, coding]) => expect(chooseCoding(header)).toBe(coding));

/** An answer of about so many bytes. */
async function long(bytes: number, compression: boolean) {
  const world = tinyWorld();
  world.names.set('p1', 'Stół dębowy '.repeat(bytes / 12));
  const { origin } = await tinyGateway(await openGround(), { world, options: { compression, corsOrigins: ['https://shop.example.org'] } });
  const body = JSON.stringify({ query: '{ product(id: "p1") { name } }' });
  return async (encoding: string) => {
    const raw = await exchange(
      origin,
      `POST /graphql HTTP/1.1\r\nHost: x\r\nConnection: close\r\nOrigin: https://shop.example.org\r\nContent-Type: application/json\r\nAccept-Encoding: ${encoding}\r\nContent-Length: ${body.length}\r\n\r\n${body}`,
    );
    const [head = ''] = raw.split('\r\n\r\n', 1);
    const headers = new Map(
      head
        .split('\r\n')
        .slice(1)
        .map((line) => line.split(': ') as [string, string]),
    );
    return { headers, bytes: Buffer.from(raw.slice(head.length + 4), 'latin1'), name: world.names.get('p1') };
  };
}

test.for([3_000, 60_000])('an answer of %j bytes leaves compressed, whole, and says what it depends on', async (size) => {
  const ask = await long(size, true);
  for (const [accepted, coding, open] of [
    ['gzip, br', 'br', brotliDecompressSync],
    ['gzip', 'gzip', gunzipSync],
  ] as const) {
    const { headers, bytes, name } = await ask(accepted);
    expect([headers.get('content-encoding'), headers.get('vary')]).toEqual([coding, 'Origin, accept-encoding']);
    expect([Number(headers.get('content-length')), bytes.length < size / 3]).toEqual([bytes.length, true]);
    expect(JSON.parse(open(bytes).toString()).data.product.name).toBe(name);
  }
  const plain = await ask('identity');
  expect([plain.headers.get('content-encoding'), plain.headers.get('vary')]).toEqual([undefined, 'Origin, accept-encoding']);
  expect(JSON.parse(plain.bytes.toString()).data.product.name).toBe(plain.name);
});

test('a small answer, and every answer with compression off, leaves as it is', async () => {
  expect((await (await long(1_000, true))('br')).headers.get('content-encoding')).toBeUndefined();
  const { headers, bytes, name } = await (await long(60_000, false))('br');
  expect([headers.get('content-encoding'), headers.get('vary')]).toEqual([undefined, 'Origin']);
  expect(JSON.parse(bytes.toString()).data.product.name).toBe(name);
});

test.for([
  ['no object', '"x"', 'The body must be a JSON object.'],
  ['broken JSON', '{', 'The body is not JSON.'],
  ['no query', '{}', 'The request names no document: give query or documentId.'],
  ['a number as query', '{"query":1}', 'query must be a string.'],
  ['an array as variables', '{"query":"{ __typename }","variables":[]}', 'variables must be an object.'],
  ['a text as extensions', '{"query":"{ __typename }","extensions":"x"}', 'extensions must be an object.'],
  ['nothing', '', 'A POST needs a body.'],
] as const)('a body of %s is told what is wrong', async ([, body, message]) => {
  const { origin } = await tinyGateway(await openGround());
  const response = await fetch(`${origin}/graphql`, { method: 'POST', headers: { 'content-type': 'application/json' }, body });
  expect([response.status, await response.json()]).toEqual([400, { errors: [{ message, extensions: { code: 'BAD_REQUEST' } }] }]);
});

test('a GET takes the same parameters, each once', async () => {
  const { origin } = await tinyGateway(await openGround());
  const get = async (parameters: string) => {
    const response = await fetch(`${origin}/graphql?${parameters}`, { headers: { 'graphql-require-preflight': '1' } });
    return [response.status, await response.text()];
  };
  const query = encodeURIComponent('query A($id: ID!) { product(id: $id) { name } } query B { __typename }');
  const variables = encodeURIComponent('{"id":"p2"}');
  expect(await get(`query=${query}&operationName=A&variables=${variables}`)).toEqual([200, '{"data":{"product":{"name":"Oak chair"}}}']);
  for (const [more, why] of [
    [`query=${query}&operationName=A&variables={`, 'is not JSON'],
    [`query=${query}&operationName=B&operationName=A`, 'more than once'],
    ['', 'names no document'],
  ] as const)
    expect(await get(more)).toEqual([400, expect.stringContaining(why)]);
});

async function batcher(batching: number, limits = {}) {
  const world = tinyWorld();
  const { origin } = await tinyGateway(await openGround(), { world, options: { batching, limits } });
  const send = async (...queries: string[]) => {
    const response = await fetch(`${origin}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(queries.map((query) => ({ query }))),
    });
    // biome-ignore lint/suspicious/noExplicitAny: answers are looked into by hand in tests.
    return { status: response.status, json: (await response.json()) as any };
  };
  return { send, world };
}

test('a batch is answered by an array, operation by operation, and one that fails fails alone', async () => {
  const { send } = await batcher(5);
  const { status, json } = await send('{ product(id: "p1") { name } }', '{ nothing }', 'subscription { ticks { id } }', '{ __typename }');
  expect(status).toBe(200);
  expect(
    json.map((one: { data?: unknown; errors?: { extensions: { code: string } }[] }) => one.data ?? one.errors?.[0]?.extensions.code),
  ).toEqual([{ product: { name: 'Oak table' } }, 'GRAPHQL_VALIDATION_FAILED', 'BAD_REQUEST', { __typename: 'Query' }]);
});

test('writes of a batch come one after another, and a read sees what stands before it', async () => {
  const { send } = await batcher(10);
  const rename = (name: string) => `mutation { rename(id: "p1", name: "${name}") { name } }`;
  const read = '{ product(id: "p1") { name } }';
  const { json } = await send(read, rename('A'), read, rename('B'), rename('C'), read);
  expect(JSON.stringify(json).match(/(?<="name":")[^"]+/g)).toEqual(['Oak table', 'A', 'A', 'B', 'C', 'C']);
});

const renames = (count: number): string =>
  `mutation { ${Array.from({ length: count }, (_, i) => `a${i}: rename(id: "p1", name: "x") { id }`).join(' ')} }`;
const roots = (count: number): string => `{ ${'products { id } '.repeat(count)} }`;
const sameFragment = '{ products { ...F } } fragment F on Product { id }';

test.for<[string, string[], string]>([
  ['more operations than allowed', Array(6).fill('{ __typename }'), 'operations'],
  ['writes', [renames(4), renames(4), renames(4)], 'root fields of a mutation'],
  ['root fields', [roots(9), roots(9), roots(9)], 'root fields'],
  ['aliases', Array(3).fill(`{ ${Array.from({ length: 18 }, (_, i) => `a${i}: __typename`).join(' ')} }`), 'aliases'],
  ['cost', Array(3).fill('{ products(first: 100) { related(first: 100) { id } } }'), 'cost'],
  ['tokens', Array(5).fill(`{ product(id: "p1") { ${'name '.repeat(50)} } }`), 'tokens'],
])('%s are counted over the batch, and nothing of it runs', async ([, queries, limit]) => {
  const { send, world } = await batcher(5, { cost: 25_000, ...(limit === 'tokens' ? { tokens: 200 } : {}) });
  if (limit !== 'operations') expect((await send(queries[0] ?? '')).status).toBe(200);
  const contexts = world.contexts.size;
  const { status, json } = await send(...queries);
  expect([status, json.errors[0].extensions]).toMatchObject([400, { code: 'QUERY_TOO_LARGE', limit }]);
  expect(world.contexts.size).toBe(contexts);
});

test('fragments of the same name in a batch are told apart', async () => {
  const { send } = await batcher(3);
  const { json } = await send(sameFragment, '{ product(id: "p1") { ...F } } fragment F on Product { name }');
  expect(json[1]).toEqual({ data: { product: { name: 'Oak table' } } });
});

test('an empty batch is no batch', async () => {
  const { send } = await batcher(3);
  expect((await send()).status).toBe(400);
});
