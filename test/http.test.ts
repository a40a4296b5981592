/** The HTTP side: the specification, limits, masking, CSRF and CORS, health, shutdown, webhooks. */
import { once } from 'node:events';
import { connect } from 'node:net';
import { getIntrospectionQuery } from 'graphql';
import { auditServer } from 'graphql-http';
import { pino } from 'pino';
import { expect, test } from 'vitest';
import { drain } from '#gateway/health.ts';
import { createKey } from '#gateway/keys.ts';
import type { OnWebhook } from '#gateway/webhooks.ts';
import { openGround } from './ground.ts';
import { tinyGateway, tinyWorld } from './tinyGraph.ts';

test('every case of the GraphQL-over-HTTP audit passes', async () => {
  const { origin } = await tinyGateway(await openGround(), { options: { introspection: true } });
  const results = await auditServer({
    url: `${origin}/graphql`,
    // The audit's GETs are refused as cross-site requests without it.
    fetchFn: (url: string, init: RequestInit = {}) =>
      fetch(url, { ...init, headers: { ...(init.headers as object), 'graphql-require-preflight': '1' } }),
  });
  expect(results.length).toBe(61);
  expect(results.filter((result) => result.status !== 'ok').map((result) => `${result.id} ${result.name}`)).toEqual([]);
});

test('a GET that another site could send is refused', async () => {
  const { origin } = await tinyGateway(await openGround());
  const url = `${origin}/graphql?query=${encodeURIComponent('{ __typename }')}`;
  expect((await fetch(url)).status).toBe(400);
  expect((await fetch(url, { headers: { 'graphql-require-preflight': '1' } })).status).toBe(200);
});

test.for([
  ['form data', 'application/x-www-form-urlencoded'],
  ['plain text', 'text/plain'],
  ['multipart', 'multipart/form-data; boundary=x'],
  ['a tab in the type', 'application/json\ta'],
  ['two types', 'application/json, text/plain'],
  ['another alphabet', 'application/json; charset=utf-16'],
] as const)('a POST of %s is refused', async ([, type]) => {
  const { origin } = await tinyGateway(await openGround());
  const response = await fetch(`${origin}/graphql`, {
    method: 'POST',
    headers: { 'content-type': type },
    body: '{"query":"{ __typename }"}',
  });
  expect(response.status).toBe(415);
});

test('a mutation by GET is refused with 405', async () => {
  const { origin } = await tinyGateway(await openGround());
  const query = encodeURIComponent('mutation { rename(id: "p1", name: "X") { id } }');
  const response = await fetch(`${origin}/graphql?query=${query}`, { headers: { 'graphql-require-preflight': '1' } });
  expect([response.status, response.headers.get('allow')]).toEqual([405, 'POST']);
});

test('a body above 100 kB is refused, and an array of operations is refused', async () => {
  const { ask, origin } = await tinyGateway(await openGround());
  expect((await ask(`{ __typename } #${'x'.repeat(100_000)}`)).status).toBe(413);
  const batch = await fetch(`${origin}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify([{ query: '{ __typename }' }]),
  });
  expect(batch.status).toBe(400);
});

const ladder = (levels: number, spreads: number): string =>
  `{ ...F0 } ${Array.from({ length: levels }, (_, i) => `fragment F${i} on Query { ${`...F${i + 1} `.repeat(spreads)} }`).join(' ')} fragment F${levels} on Query { products { id } }`;
const aliasLadder = (levels: number): string =>
  `{ products { ...L0 } } ${Array.from({ length: levels }, (_, i) => `fragment L${i} on Product { a: related { ...L${i + 1} } b: related { ...L${i + 1} } }`).join(' ')} fragment L${levels} on Product { id }`;
const deep = (levels: number): string => `{ products ${'{ related '.repeat(levels)}{ id }${' }'.repeat(levels)} }`;

test.for<readonly [string, string, string]>([
  ['10 000 aliases', `{ ${Array.from({ length: 3_000 }, (_, i) => `a${i}: __typename`).join(' ')} }`, 'characters'],
  ['101 aliases', `{ ${Array.from({ length: 101 }, (_, i) => `a${i}: __typename`).join(' ')} }`, 'aliases'],
  [
    '11 writes at once',
    `mutation { ${Array.from({ length: 11 }, (_, i) => `a${i}: rename(id: "p1", name: "x") { id }`).join(' ')} }`,
    'root fields of a mutation',
  ],
  ['many repeated root fields', `{ ${'products { id } '.repeat(100)} }`, 'root fields'],
  ['a fragment ladder 3^8', ladder(8, 3), 'root fields'],
  ['a fragment ladder 3^40', ladder(40, 3), 'root fields'],
  ['an alias ladder 2^20', aliasLadder(20), 'selected fields'],
  ['depth 13', deep(12), 'levels'],
  ['depth 200', deep(200), 'levels'],
  ['51 directives', `{ __typename ${'@skip(if: false) '.repeat(51)} }`, 'directives'],
  ['101 variables', `query (${Array.from({ length: 101 }, (_, i) => `$v${i}: Int`).join(' ')}) { __typename }`, 'variables'],
  ['nested pages', '{ products(first: 250) { related(first: 250) { related(first: 250) { id } } } }', 'cost'],
])('%s is refused before anything runs', async ([, query, limit]) => {
  const world = tinyWorld();
  const { ask } = await tinyGateway(await openGround(), { world });
  const { status, json } = await ask(query);
  expect(json.errors).toHaveLength(1);
  expect(json.errors[0].extensions).toMatchObject({ limit, code: limit === 'levels' ? 'QUERY_TOO_DEEP' : 'QUERY_TOO_LARGE' });
  expect(status).toBe(400);
  expect(world.contexts.size).toBe(0);
});

test('a list literal 5 000 deep is refused as a limit, not as a fault', async () => {
  const { ask } = await tinyGateway(await openGround());
  const { status, text } = await ask(`{ product(id: ${'['.repeat(5_000)}${']'.repeat(5_000)}) { id } }`);
  expect(status).toBe(400);
  expect(text).toMatch(/QUERY_TOO_/);
  expect(text).not.toMatch(/call stack/);
});

test('the cost of a page size given as a variable counts, too', async () => {
  const { ask } = await tinyGateway(await openGround());
  const query = 'query ($n: Int) { products(first: $n) { related(first: $n) { id name } } }';
  expect((await ask(query, { variables: { n: 20 } })).json.data.products).toHaveLength(2);
  expect((await ask(query, { variables: { n: 250 } })).json.errors[0].extensions).toMatchObject({ code: 'QUERY_TOO_LARGE', limit: 'cost' });
});

test('a fragment cycle is a validation error', async () => {
  const { ask } = await tinyGateway(await openGround());
  const { status, json } = await ask('{ ...A } fragment A on Query { ...B } fragment B on Query { ...A }');
  expect([status, json.errors[0].extensions.code]).toEqual([400, 'GRAPHQL_VALIDATION_FAILED']);
});

test('another operation of the same text runs when it is named', async () => {
  const { ask } = await tinyGateway(await openGround());
  const query = 'query A { product(id: "p1") { name } } query B { product(id: "p2") { name } }';
  for (let i = 0; i < 3; i++) expect((await ask(query, { operationName: 'A' })).json.data.product.name).toBe('Oak table');
  expect((await ask(query, { operationName: 'B' })).json.data.product.name).toBe('Oak chair');
  expect((await ask(query, { operationName: 'C' })).json.errors[0].extensions.code).toBe('BAD_REQUEST');
  expect((await ask(query)).json.errors[0].extensions.code).toBe('BAD_REQUEST');
});

test('an unexpected error is masked and carries the request’s id', async () => {
  const { ask } = await tinyGateway(await openGround());
  const { json, text, headers } = await ask('{ boom products { id } }');
  expect(json.data.products).toHaveLength(2);
  expect(json.errors).toEqual([
    {
      message: 'Internal error',
      locations: [{ line: 1, column: 3 }],
      path: ['boom'],
      extensions: { code: 'INTERNAL', requestId: headers.get('x-request-id') },
    },
  ]);
  expect(text).not.toMatch(/hunter2|ECONNREFUSED|stack/);
});

test('an error made on purpose keeps message, code and path, and says where in the client’s document', async () => {
  const { ask } = await tinyGateway(await openGround());
  const { json } = await ask('{ no: denied products { stockError } }');
  expect(json.errors).toContainEqual({
    message: 'This key may not.',
    locations: [{ line: 1, column: 3 }],
    path: ['no'],
    extensions: { code: 'FORBIDDEN' },
  });
  expect(json.errors).toContainEqual({
    message: 'No such level.',
    locations: [{ line: 1, column: 25 }],
    path: ['products', 1, 'stockError'],
    extensions: { code: 'NOT_FOUND' },
  });
});

test('a request id sent by a client is not taken over', async () => {
  const { ask } = await tinyGateway(await openGround());
  const { headers } = await ask('{ __typename }', { headers: { 'x-request-id': 'mine', 'request-id': 'mine' } });
  expect(headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/);
});

test('the schema and its names are shown only to keys with ops:read', async () => {
  const ground = await openGround();
  const { ask } = await tinyGateway(ground);
  expect((await ask('{ __schema { types { name } } }')).json.errors[0].extensions.code).toBe('FORBIDDEN');
  expect((await ask('{ product(id: "p1") { __typename } }')).json.data.product.__typename).toBe('Product');
  expect((await ask('{ produkt }')).json.errors[0].message).not.toMatch(/Did you mean/);
  const { key } = await createKey(ground, { name: 'ops', role: 'admin' });
  const headers = { authorization: `Bearer ${key}` };
  expect((await ask(getIntrospectionQuery(), { headers })).json.data.__schema.queryType.name).toBe('Query');
  expect((await ask('{ prodact }', { headers })).json.errors[0].message).toMatch(/Did you mean/);
  expect((await ask('{ _entities(representations: []) { __typename } }', { headers })).status).toBe(400);
});

test('in the sandbox everybody may introspect', async () => {
  const { ask } = await tinyGateway(await openGround(), { options: { introspection: true } });
  expect((await ask(getIntrospectionQuery())).json.errors).toBeUndefined();
});

test('only configured origins are allowed by CORS, never with credentials', async () => {
  const { origin } = await tinyGateway(await openGround());
  const preflight = (from: string) =>
    fetch(`${origin}/graphql`, {
      method: 'OPTIONS',
      headers: { origin: from, 'access-control-request-method': 'POST', 'access-control-request-headers': 'content-type,authorization' },
    });
  const good = await preflight('https://shop.example.org');
  expect(good.headers.get('access-control-allow-origin')).toBe('https://shop.example.org');
  expect(good.headers.get('access-control-allow-credentials')).toBeNull();
  expect((await preflight('https://evil.example.org')).headers.get('access-control-allow-origin')).toBeNull();
});

test('a subscription over HTTP is told where to go', async () => {
  const { ask } = await tinyGateway(await openGround());
  const { status, json } = await ask('subscription { ticks { id } }');
  expect([status, json.errors[0].extensions.code]).toEqual([400, 'BAD_REQUEST']);
});

test('health says alive and ready', async () => {
  const { origin } = await tinyGateway(await openGround());
  expect((await fetch(`${origin}/health/live`)).status).toBe(200);
  const ready = await fetch(`${origin}/health/ready`);
  expect([ready.status, await ready.json()]).toEqual([200, { status: 'ok', feedLag: 0 }]);
});

test('a shutdown lets the answer under way finish and takes no new connection', async () => {
  const world = tinyWorld();
  const { promise, resolve } = Promise.withResolvers<void>();
  const slow = Promise.withResolvers<void>();
  const ground = await openGround();
  const { app, origin } = await tinyGateway(ground, {
    world,
    options: {
      onWebhook: async () => {
        resolve();
        await slow.promise;
        return 'accepted';
      },
    },
  });
  const answer = fetch(`${origin}/webhooks/shop`, { method: 'POST', body: 'x' });
  await promise;
  const drained = drain(app, 5_000);
  const socket = connect(Number(new URL(origin).port), '127.0.0.1');
  expect(await once(socket, 'error').then(([error]) => (error as { code: string }).code)).toBe('ECONNREFUSED');
  slow.resolve();
  const response = await answer;
  expect([response.status, response.headers.get('connection')]).toEqual([202, 'close']);
  await drained;
});

test('a webhook arrives as the bytes that were sent', async () => {
  const seen: [string, string | undefined, string][] = [];
  const onWebhook: OnWebhook = async (code, headers, bytes) => {
    seen.push([code, headers['x-signature'] as string | undefined, bytes.toString('hex')]);
    return code === 'shop' ? 'accepted' : code === 'erp' ? 'refused' : 'unknown';
  };
  const { origin } = await tinyGateway(await openGround(), { options: { onWebhook } });
  const post = async (code: string, body: Uint8Array<ArrayBuffer>) =>
    (
      await fetch(`${origin}/webhooks/${code}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'x-signature': 's' },
        body,
      })
    ).status;
  expect(await post('shop', Uint8Array.of(0x7b, 0xff, 0x00, 0x0a))).toBe(202);
  expect(seen).toEqual([['shop', 's', '7bff000a']]);
  expect(await post('erp', Uint8Array.of(1))).toBe(401);
  expect(await post('other', Uint8Array.of(1))).toBe(404);
  expect(await post('shop', new Uint8Array(1_000_001))).toBe(413);
});

test('the console loads everything from this server under a strict policy, and shows only the key it was given', async () => {
  const examples = [{ title: 'Products', query: '{ products { id } }' }];
  const { origin } = await tinyGateway(await openGround(), { options: { console: { key: 'splot_storefront_demo', examples } } });
  const page = await fetch(`${origin}/`);
  const html = await page.text();
  expect(page.headers.get('content-security-policy')).toMatch(/default-src 'none'.*script-src 'self';/);
  expect(html).not.toMatch(/https?:|<script>/);
  for (const [, path] of html.matchAll(/(?:src|href)="([^"]+)"/g))
    expect([path, (await fetch(`${origin}${path}`)).status]).toEqual([path, 200]);
  expect(await (await fetch(`${origin}/console/settings.json`)).json()).toEqual({ key: 'splot_storefront_demo', examples });
  expect((await fetch(`${(await tinyGateway(await openGround())).origin}/graphiql`)).status).toBe(404);
});

test('secrets of a request never reach the log', async () => {
  const lines: string[] = [];
  const ground = await openGround();
  const log = pino({ level: 'trace' }, { write: (line: string) => void lines.push(line) });
  const { ask, origin } = await tinyGateway({ ...ground, log });
  await ask('{ boom }', { headers: { authorization: 'Bearer splot_admin_canarycanarycanarycanarycanary00' } });
  await ask('{ boom }', { headers: { authorization: 'Bearer x', 'splot-customer': 'canary' } });
  await ask('{ boom }', { headers: { 'splot-customer': 'canary' } });
  await fetch(`${origin}/graphql?key=canary&query={boom}`, { headers: { 'graphql-require-preflight': '1' } });
  expect(lines.join('')).toMatch(/ECONNREFUSED/);
  expect(lines.join('')).not.toMatch(/canary/);
});

test('an answer that joins more than 2 000 records is refused, but for keys that make reports', async () => {
  const ground = await openGround();
  const world = tinyWorld();
  for (let i = 0; i < 2_100; i++) world.names.set(`n${i}`, `Chair ${i}`);
  const { ask } = await tinyGateway(ground, { world });
  const { json, status } = await ask('{ products { onHand } }');
  expect([status, json.errors[0].extensions]).toEqual([200, { code: 'QUERY_TOO_LARGE', limit: 'entities', asked: 2_102, allowed: 2_000 }]);
  const { key } = await createKey(ground, { name: 'reports', role: 'admin' });
  const reports = await ask('{ products { onHand } }', { headers: { authorization: `Bearer ${key}` } });
  expect(reports.json.errors).toBeUndefined();
  expect(reports.json.data.products).toHaveLength(2_102);
  // In slices, so that nobody else waits for all of them.
  expect(Math.max(...world.batches.filter(([name]) => name === 'stock').map((batch) => batch.length - 1))).toBeLessThanOrEqual(500);
});
