/** Bad input against a whole hub over HTTP: a coded error, the right status, and not one byte of the database changed. */
import { createHash } from 'node:crypto';
import { auditServer } from 'graphql-http';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Database } from '#hub/database.ts';
import type { Tables } from '#hub/tables.ts';
import { type Data, openPlace, type Place, type Running, runHub, stores, until } from '../hub.ts';
import { ORDER_PLACE, orderInput } from './goods.ts';

const absent = (prefix: string): string => `${prefix}_${'0'.repeat(32)}`;
const json = (body: unknown): RequestInit => ({ body: JSON.stringify(body) });
const deep = (levels: number): string => `{ categories ${'{ children '.repeat(levels)}{ id }${' }'.repeat(levels)} }`;
const order = (change: Record<string, unknown>) =>
  json({ query: ORDER_PLACE, variables: { input: { ...orderInput('LAT-SWI-CZARNY'), ...change } } });

interface Bad {
  title: string;
  send: RequestInit & { query?: string; path?: string; as?: 'staff' | 'storefront' | 'nobody' };
  status: number;
  /** Code of the error, or of the user error. */
  code?: string;
}

const bad: Bad[] = [
  { title: 'no body', send: {}, status: 400, code: 'BAD_REQUEST' },
  { title: 'a body that is no JSON', send: { body: '{"query":' }, status: 400, code: 'BAD_REQUEST' },
  { title: 'a body that is no UTF-8', send: { body: new Uint8Array([0x7b, 0xff, 0x7d]) }, status: 400 },
  { title: 'a list of operations', send: json([{ query: '{ __typename }' }]), status: 400, code: 'BAD_REQUEST' },
  { title: 'a query that is a number', send: json({ query: 7 }), status: 400, code: 'BAD_REQUEST' },
  { title: 'variables that are text', send: json({ query: '{ __typename }', variables: 'x' }), status: 400, code: 'BAD_REQUEST' },
  { title: 'half a query', send: json({ query: '{ products(' }), status: 400, code: 'GRAPHQL_PARSE_FAILED' },
  { title: 'an unknown field', send: json({ query: '{ produkty { id } }' }), status: 400, code: 'GRAPHQL_VALIDATION_FAILED' },
  {
    title: 'an unknown argument',
    send: json({ query: '{ products(offset: 3) { totalCount } }' }),
    status: 400,
    code: 'GRAPHQL_VALIDATION_FAILED',
  },
  {
    title: 'text for a number',
    send: json({ query: '{ products(first: "3") { totalCount } }' }),
    status: 400,
    code: 'GRAPHQL_VALIDATION_FAILED',
  },
  { title: 'no such operation', send: json({ query: 'query A { __typename }', operationName: 'B' }), status: 400, code: 'BAD_REQUEST' },
  {
    title: 'a variable of a wrong type',
    send: json({ query: 'query ($n: Int!) { products(first: $n) { totalCount } }', variables: { n: 'x' } }),
    status: 400,
    code: 'BAD_USER_INPUT',
  },
  {
    title: 'a variable that is missing',
    send: json({ query: 'query ($n: Int!) { products(first: $n) { totalCount } }' }),
    status: 400,
    code: 'BAD_USER_INPUT',
  },
  {
    title: 'a page of 2147483647',
    send: json({ query: '{ products(first: 2147483647) { nodes { id } } }' }),
    status: 400,
    code: 'QUERY_TOO_LARGE',
  },
  {
    title: 'a page of 2147483647, of orders, behind a cost',
    send: json({ query: '{ orders(first: 2147483647) { totalCount } }' }),
    status: 400,
    code: 'QUERY_TOO_LARGE',
  },
  { title: 'a page of 251', send: json({ query: '{ orders(first: 251) { totalCount } }' }), status: 200, code: 'PAGE_TOO_LARGE' },
  {
    title: 'a page of 2147483648',
    send: json({ query: '{ products(first: 2147483648) { totalCount } }' }),
    status: 400,
    code: 'GRAPHQL_VALIDATION_FAILED',
  },
  { title: 'a page of -1', send: json({ query: '{ products(first: -1) { nodes { id } } }' }), status: 200, code: 'BAD_USER_INPUT' },
  {
    title: 'a page of -1, of stock',
    send: json({ query: '{ stockLevels(first: -1) { nodes { id } } }' }),
    status: 200,
    code: 'BAD_USER_INPUT',
  },
  {
    title: 'a cursor of nowhere',
    send: json({ query: '{ products(after: "nowhere") { nodes { id } } }' }),
    status: 200,
    code: 'BAD_USER_INPUT',
  },
  {
    title: 'a cursor of another list',
    send: json({ query: '{ orders(after: "eyJrIjpbMV0sImlkIjoieCJ9") { nodes { id } } }' }),
    status: 200,
    code: 'BAD_USER_INPUT',
  },
  {
    title: 'a stream cursor for a page',
    send: json({ query: '{ stockMovements(after: "AAAA") { nodes { id } } }' }),
    status: 200,
    code: 'BAD_USER_INPUT',
  },
  {
    title: 'a decimal that is none',
    send: json({ query: '{ products(filter: { price: { from: "dwa" } }) { totalCount } }' }),
    status: 400,
    code: 'BAD_USER_INPUT',
  },
  {
    title: 'a day that is none',
    send: json({ query: '{ incomingDeliveries(filter: { expectedOn: { from: "2026-02-30" } }) { nodes { id } } }' }),
    status: 400,
    code: 'BAD_USER_INPUT',
  },
  {
    title: 'two ways to name one thing',
    send: json({ query: '{ variant(id: "x", sku: "y") { id } }' }),
    status: 200,
    code: 'BAD_USER_INPUT',
  },
  { title: 'no way to name one thing', send: json({ query: '{ product { id } }' }), status: 200, code: 'BAD_USER_INPUT' },
  {
    title: 'an unknown id to cancel',
    send: json({
      query: `mutation { orderCancel(input: { idempotencyKey: "k", id: "${absent('ord')}", reason: CUSTOMER }) { order { id } userErrors { code } } }`,
    }),
    status: 200,
    code: 'NOT_FOUND',
  },
  {
    title: 'an unknown id to release',
    send: json({
      query: `mutation { reservationRelease(input: { idempotencyKey: "k", id: "${absent('rsv')}" }) { userErrors { code } } }`,
    }),
    status: 200,
    code: 'NOT_FOUND',
  },
  {
    title: 'a payment of an unknown order',
    send: json({
      query: `mutation { orderPaymentRecord(input: { idempotencyKey: "k", orderId: "${absent('ord')}", provider: "p", transactionNumber: "t", amount: "1.00", currencyCode: "PLN", state: PAID, occurredAt: "2026-01-01T00:00:00Z" }) { userErrors { code } } }`,
    }),
    status: 200,
    code: 'NOT_FOUND',
  },
  { title: 'an order without lines', send: order({ lines: [] }), status: 200, code: 'REQUIRED' },
  { title: 'an order of an unknown SKU', send: order({ lines: [{ sku: 'NO-SUCH', quantity: '1' }] }), status: 200, code: 'NOT_FOUND' },
  { title: 'an order of minus one', send: order({ lines: [{ sku: 'LAT-SWI-CZARNY', quantity: '-1' }] }), status: 200, code: 'INVALID' },
  {
    title: 'an order of a quantity beyond all numbers',
    send: order({ lines: [{ sku: 'LAT-SWI-CZARNY', quantity: '9'.repeat(60) }] }),
    status: 400,
    code: 'BAD_USER_INPUT',
  },
  {
    title: 'an order of a billionth',
    send: order({ lines: [{ sku: 'LAT-SWI-CZARNY', quantity: '0.000000001' }] }),
    status: 400,
    code: 'BAD_USER_INPUT',
  },
  { title: 'an order with an empty key', send: order({ idempotencyKey: '' }), status: 400, code: 'BAD_USER_INPUT' },
  {
    title: 'an order with a key of a megabyte’s tenth',
    send: order({ idempotencyKey: 'k'.repeat(90_000) }),
    status: 400,
    code: 'BAD_USER_INPUT',
  },
  {
    title: 'an order with a price of its own from a storefront',
    send: { ...order({ lines: [{ sku: 'LAT-SWI-CZARNY', quantity: '1', unitPrice: '0.01' }] }), as: 'storefront' },
    status: 200,
    code: 'NOT_ALLOWED',
  },
  { title: 'an order for somebody unknown', send: order({ customerId: absent('cus'), guest: null }), status: 200, code: 'NOT_FOUND' },
  { title: 'an order in a currency without prices', send: order({ currencyCode: 'EUR' }), status: 200, code: 'NOT_SOLD_TO_YOU' },
  { title: 'an order without a key of an application', send: { ...order({}), as: 'nobody' }, status: 200, code: 'UNAUTHENTICATED' },
  {
    title: 'a hold from a visitor',
    send: {
      ...json({
        query:
          'mutation { reservationPlace(input: { idempotencyKey: "k", lines: [{ sku: "X", quantity: "1" }] }) { userErrors { code } } }',
      }),
      as: 'nobody',
    },
    status: 200,
    code: 'UNAUTHENTICATED',
  },
  {
    title: 'activating a system as staff',
    send: json({
      query: `mutation { systemActivate(input: { idempotencyKey: "k", systemId: "${absent('sys')}" }) { userErrors { code } } }`,
    }),
    status: 200,
    code: 'FORBIDDEN',
  },
  { title: 'thirteen levels', send: json({ query: deep(13) }), status: 400, code: 'QUERY_TOO_DEEP' },
  { title: 'five thousand levels', send: json({ query: deep(5_000) }), status: 400 },
  {
    title: 'sixty aliases',
    send: json({ query: `{ ${Array.from({ length: 60 }, (_, i) => `a${i}: __typename`).join(' ')} }` }),
    status: 400,
    code: 'QUERY_TOO_LARGE',
  },
  {
    title: 'forty fields that each cost a list',
    send: json({ query: `{ ${Array.from({ length: 40 }, (_, i) => `a${i}: products(first: 250) { nodes { id } }`).join(' ')} }` }),
    status: 400,
    code: 'QUERY_TOO_LARGE',
  },
  {
    title: 'fragments that double forty times',
    send: json({
      query: `{ ...F0 } ${Array.from({ length: 40 }, (_, i) => `fragment F${i} on Query { ...F${i + 1} ...F${i + 1} }`).join(' ')} fragment F40 on Query { __typename }`,
    }),
    status: 400,
    code: 'QUERY_TOO_LARGE',
  },
  { title: 'a document of 99 kB', send: json({ query: `{ ${'__typename '.repeat(8_900)} }` }), status: 400, code: 'QUERY_TOO_LARGE' },
  {
    title: 'a document of a megabyte',
    send: json({ query: `{ __typename } #${'x'.repeat(1_000_000)}` }),
    status: 413,
    code: 'QUERY_TOO_LARGE',
  },
  {
    title: 'form data',
    send: { body: 'query=%7B__typename%7D', headers: { 'content-type': 'application/x-www-form-urlencoded' } },
    status: 415,
  },
  { title: 'plain text', send: { body: '{"query":"{ __typename }"}', headers: { 'content-type': 'text/plain' } }, status: 415 },
  { title: 'a file upload', send: { body: '--x--', headers: { 'content-type': 'multipart/form-data; boundary=x' } }, status: 415 },
  {
    title: 'another alphabet',
    send: { body: '{"query":"{ __typename }"}', headers: { 'content-type': 'application/json; charset=utf-16' } },
    status: 415,
  },
  {
    title: 'a mutation by GET',
    send: {
      method: 'GET',
      path: `?query=${encodeURIComponent('mutation { reservationRelease(input: { idempotencyKey: "k", id: "x" }) { userErrors { code } } }')}`,
    },
    status: 405,
    code: 'BAD_REQUEST',
  },
  { title: 'PUT', send: { method: 'PUT', ...json({ query: '{ __typename }' }) }, status: 405 },
  {
    title: 'a subscription over HTTP',
    send: json({ query: 'subscription { stockChanges(filter: { all: true }) { __typename } }' }),
    status: 400,
    code: 'BAD_REQUEST',
  },
  {
    title: 'a key that is none',
    send: { ...json({ query: '{ __typename }' }), headers: { authorization: 'Bearer splot_admin_00000000000000000000000000000000' } },
    status: 401,
    code: 'UNAUTHENTICATED',
  },
  {
    title: 'another scheme than Bearer',
    send: { ...json({ query: '{ __typename }' }), headers: { authorization: 'Basic eDp5' } },
    status: 401,
    code: 'UNAUTHENTICATED',
  },
  {
    title: 'a customer’s token that nobody signed',
    send: { ...json({ query: '{ __typename }' }), headers: { 'splot-customer': 'eyJhbGciOiJub25lIn0.eyJzdWIiOiJjdXNfMSJ9.' } },
    status: 401,
    code: 'UNAUTHENTICATED',
  },
  { title: 'a webhook that nobody signed', send: { ...json({ id: 'x', event: 'order.created' }), path: '/webhooks/shop' }, status: 401 },
  { title: 'a webhook of a system that is not there', send: { ...json({}), path: '/webhooks/nobody' }, status: 404 },
];

describe.each(stores)('%s', (store) => {
  let place: Place;
  let hub: Running;
  let db: Database;

  beforeAll(async () => {
    place = await openPlace(store);
    const importing = await runHub(place);
    db = await place.look();
    await until(
      'everything to be told',
      async () => {
        const open = await db.read.selectFrom('delivery').select('id').where('state', '!=', 'DONE').limit(1).executeTakeFirst();
        return !open;
      },
      45_000,
    );
    await importing.hub.stop();
    // Without a worker nothing moves by itself: whatever changes was changed by a request.
    hub = await runHub(place, { roles: { gateway: true, worker: false } });
  }, 120_000);
  afterAll(() => hub?.close());

  test.for(bad.map((one) => [one.title, one] as const))('%s is refused and changes nothing', async ([, { send, status, code }]) => {
    const before = await contentOf(db);
    const { path = '', as = 'staff', headers, ...init } = send;
    const key = as === 'nobody' ? undefined : place.keys[as];
    const answer = await fetch(path.startsWith('/') ? `${hub.url}${path}` : `${hub.url}/graphql${path}`, {
      method: 'POST',
      ...init,
      headers: {
        ...(init.method === 'GET' ? {} : { 'content-type': 'application/json' }),
        accept: 'application/graphql-response+json, application/json;q=0.5',
        ...(key ? { authorization: `Bearer ${key}` } : {}),
        ...(headers as Record<string, string> | undefined),
      },
    });
    const text = await answer.text();
    expect(text).not.toMatch(/ at .*\.ts|node_modules|sqlite|postgres|kysely|call stack/i);
    expect({ status: answer.status, codes: codesIn(text) }, text.slice(0, 400)).toEqual({
      status,
      codes: code ? expect.arrayContaining([code]) : expect.any(Array),
    });
    expect(await contentOf(db)).toBe(before);
  });

  test('the GraphQL-over-HTTP audit has no failure of a MUST', async () => {
    const results = await auditServer({
      url: `${hub.url}/graphql`,
      fetchFn: (url: string, init: RequestInit = {}) =>
        fetch(url, { ...init, headers: { ...(init.headers as object), authorization: `Bearer ${place.keys.admin}` } }),
    });
    expect(results.length).toBeGreaterThan(50);
    expect(results.filter((result) => result.status === 'error').map((result) => `${result.id} ${result.name}`)).toEqual([]);
    expect(results.filter((result) => result.status !== 'ok').map((result) => `${result.id} ${result.name}`)).toEqual([]);
  });

  test('after all of that the hub answers as before', async () => {
    const { status, data } = await hub.ask('{ health { systems { code } } products(first: 1) { totalCount } }');
    expect([status, data.products.totalCount > 50]).toEqual([200, true]);
  });
});

/** Codes of errors and user errors in an answer. */
function codesIn(text: string): string[] {
  if (!text.startsWith('{')) return [];
  const body = JSON.parse(text) as Data;
  const codes = new Set<string>((body.errors ?? []).map((error: Data) => String(error.extensions?.code)));
  for (const payload of Object.values<Data>(body.data ?? {})) for (const error of payload?.userErrors ?? []) codes.add(error.code);
  return [...codes];
}

let tables: (keyof Tables)[] | undefined;

/** Everything in the database, as a fingerprint. */
async function contentOf(db: Database): Promise<string> {
  tables ??= (await db.read.introspection.getTables())
    .map((table) => table.name.replaceAll(/_([a-z])/g, (_, letter: string) => letter.toUpperCase()))
    .filter((name, at, all) => !name.startsWith('kysely') && all.indexOf(name) === at) as (keyof Tables)[];
  const hash = createHash('sha256');
  for (const table of tables) {
    const rows = (await db.read.selectFrom(table).selectAll().execute()) as object[];
    const lines = rows.map((row) => JSON.stringify(row, (_, value: unknown) => (typeof value === 'bigint' ? String(value) : value))).sort();
    hash.update(`${table} ${lines.length}\n${lines.join('\n')}\n`);
  }
  return hash.digest('hex');
}
