import { graphql } from 'graphql';
import { expect, onTestFinished, test } from 'vitest';
import { type Connected, type OrderPush, Terminal } from '#connectors/connector.ts';
import { bind } from '#hub/bindings.ts';
import { newId } from '#hub/id.ts';
import { micros } from '#hub/money.ts';
import { setUpOwners } from '#hub/setup.ts';
import { findSystem, moveSystem } from '#hub/systems.ts';
import type { Viewer } from '#hub/viewer.ts';
import { startWorker } from '#hub/worker.ts';
import { handlers } from '#subgraphs/index.ts';
import { orders } from '#subgraphs/orders/index.ts';
import { ERP, openGround, type TestGround, viewer } from './ground.ts';
import { aCustomer, aVariant } from './makers.ts';

const PLACE = `mutation($input: OrderPlaceInput!) { orderPlace(input: $input) {
  order { id number status { phase erp } totals { gross { amount } } } operation { id }
  userErrors { __typename code field } } }`;

// biome-ignore lint/suspicious/noExplicitAny: a test reads whatever it asked for.
async function ask(ground: TestGround, who: Viewer, source: string, variableValues: Record<string, unknown> = {}): Promise<any> {
  const contextValue = orders.context(ground, { viewer: who, requestId: 'test' });
  const result = await graphql({ schema: orders.schema, source, variableValues, contextValue });
  expect(result.errors).toBeUndefined();
  return result.data;
}

/** The company with its delivery and payment methods, on top of what every ground has. */
async function openShop(): Promise<TestGround> {
  const ground = await openGround();
  const company = { code: 'main', name: 'Splot Demo sp. z o.o.', country: 'PL', currency: 'PLN', zone: 'Europe/Warsaw' };
  const channel = { code: 'online', companyCode: 'main', name: 'Sklep', currency: 'PLN', languages: ['pl'], pricesIncludeTax: true };
  await ground.db.write((trx) => setUpOwners(trx, [company], [channel]));
  return ground;
}

const anOrder = (sku: string, more: Record<string, unknown> = {}) => ({
  idempotencyKey: newId('operation'),
  wait: 'PT0S',
  shippingAddress: { line1: 'ul. Długa 1', city: 'Kraków', country: 'PL' },
  delivery: { methodCode: 'courier' },
  payment: { methodCode: 'blik' },
  lines: [{ sku, quantity: '1' }],
  ...more,
});

const aGuest = { guest: { name: 'Anna', email: 'anna@example.org' } };
const place = async (ground: TestGround, who: Viewer, input: Record<string, unknown>) =>
  (await ask(ground, who, PLACE, { input })).orderPlace;
const held = async (ground: TestGround): Promise<bigint> =>
  (await ground.db.read.selectFrom('stockLevel').select('reservedInHubMicros').execute()).reduce(
    (sum, row) => sum + row.reservedInHubMicros,
    0n,
  );
const countOrders = async (ground: TestGround): Promise<number> =>
  (await ground.db.read.selectFrom('salesOrder').select('id').execute()).length;

/** An ERP that answers as it is told, driven by a real worker. */
async function runErp(ground: TestGround, push: Connected['push'], find: Connected['find'] = {}): Promise<void> {
  const row = await findSystem(ground.db.read, ERP);
  if (!row) throw new Error('no ERP');
  const connected: Connected = {
    writeClass: 'NATIVE_KEY',
    lookupGraceMs: 0,
    check: async () => ({ ok: true, product: 'Test ERP' }),
    pull: {},
    push: { partyCreate: async () => ({ externalId: newId('customer'), addressIds: [] }), ...push },
    find,
    close: async () => {},
  };
  const kind = { name: 'test', role: 'ERP' as const, product: 'Test ERP', settings: {}, connect: () => connected };
  const variants = await ground.db.read.selectFrom('variant').select(['id', 'sku']).execute();
  await ground.db.write((trx) =>
    bind(
      trx,
      ERP,
      'variants',
      variants.map(({ id, sku }) => ({ externalId: sku, id })),
      ground.now(),
    ),
  );
  await ground.db.write((trx) => moveSystem(trx, ERP, 'ACTIVE', null, ground.now()));
  const worker = startWorker({
    db: ground.db,
    feed: ground.feed,
    systems: [{ row, kind, connected }],
    appliers: {},
    handlers,
    orderStatus: async () => null,
    now: Date.now,
    log: () => {},
  });
  Object.assign(ground, { wake: () => worker.wake() });
  onTestFinished(() => worker.stop());
}

test('an order prices itself, holds its stock and waits as QUEUED', async () => {
  const ground = await openShop();
  await aVariant(ground, 'TENT', { price: '100', onHand: '3' });
  const { order, userErrors } = await place(ground, viewer('storefront'), anOrder('TENT', aGuest));
  expect(userErrors).toEqual([]);
  expect(order).toMatchObject({ status: { phase: 'RECEIVED', erp: 'QUEUED' }, totals: { gross: { amount: '137.99' } } });
  expect(await held(ground)).toBe(micros('1'));
});

test('the same key answers the same order, and another input with it is refused', async () => {
  const ground = await openShop();
  await aVariant(ground, 'TENT', { price: '100', onHand: '3' });
  const input = anOrder('TENT', aGuest);
  const first = await place(ground, viewer('storefront'), input);
  const again = await place(ground, viewer('storefront'), { ...input, wait: 'PT1S' });
  expect(again.order.id).toBe(first.order.id);
  const other = await place(ground, viewer('storefront'), { ...input, lines: [{ sku: 'TENT', quantity: '2' }] });
  expect(other.userErrors).toMatchObject([{ code: 'KEY_REUSED' }]);
  expect(await countOrders(ground)).toBe(1);
});

test('eight sends of one key at once make one order and one hold', async () => {
  const ground = await openShop();
  await aVariant(ground, 'TENT', { price: '100', onHand: '8' });
  const input = anOrder('TENT', aGuest);
  const answers = await Promise.all(Array.from({ length: 8 }, () => place(ground, viewer('storefront'), input)));
  expect(new Set(answers.map((answer) => answer.order.id)).size).toBe(1);
  expect(await held(ground)).toBe(micros('1'));
});

test('two customers of one storefront may come upon the same key without seeing each other', async () => {
  const ground = await openShop();
  await aVariant(ground, 'TENT', { price: '100', onHand: '3' });
  const [anna, jan] = [await aCustomer(ground), await aCustomer(ground)];
  const input = anOrder('TENT');
  const hers = await place(ground, viewer('storefront', { customerId: anna }), input);
  const his = await place(ground, viewer('storefront', { customerId: jan }), input);
  expect(his.userErrors).toEqual([]);
  expect(his.order.id).not.toBe(hers.order.id);
});

test('a refusal burns no key and changes nothing', async () => {
  const ground = await openShop();
  await aVariant(ground, 'TENT', { price: '100', onHand: '1' });
  const input = anOrder('TENT', { ...aGuest, lines: [{ sku: 'TENT', quantity: '2' }] });
  const refused = await place(ground, viewer('storefront'), input);
  expect(refused.userErrors).toMatchObject([{ __typename: 'InsufficientStockError', code: 'INSUFFICIENT_STOCK' }]);
  expect(await held(ground)).toBe(0n);
  expect(await ground.db.read.selectFrom('operation').selectAll().execute()).toEqual([]);
  const placed = await place(ground, viewer('storefront'), { ...input, lines: [{ sku: 'TENT', quantity: '1' }] });
  expect(placed.userErrors).toEqual([]);
});

test('every mistake of an input is told at once', async () => {
  const ground = await openShop();
  await aVariant(ground, 'TENT', { price: '100', onHand: '9' });
  const { userErrors } = await place(ground, viewer('storefront'), {
    ...anOrder('TENT'),
    shippingAddress: { line1: ' ', city: 'Kraków', country: 'PL' },
    delivery: { methodCode: 'pigeon' },
    payment: { methodCode: 'blik', state: 'PAID', transactionNumber: 'x' },
    lines: [
      { sku: 'NOTHING', quantity: '1' },
      { sku: 'TENT', quantity: '0' },
      { sku: 'TENT', quantity: '1', unitPrice: '1' },
    ],
  });
  expect(userErrors.map((error: { code: string; field: string[] }) => `${error.code} ${error.field.slice(1).join('.')}`)).toEqual([
    'REQUIRED guest',
    'REQUIRED shippingAddress.line1',
    'INVALID delivery.methodCode',
    'NOT_ALLOWED payment.state',
    'NOT_FOUND lines.0.sku',
    'INVALID lines.1.quantity',
    'NOT_ALLOWED lines.2.unitPrice',
  ]);
  expect(await countOrders(ground)).toBe(0);
});

test('a dry run answers a preview and stores nothing', async () => {
  const ground = await openShop();
  await aVariant(ground, 'TENT', { price: '100', onHand: '3' });
  const { orderPlace } = await ask(
    ground,
    viewer('storefront'),
    'mutation($input: OrderPlaceInput!) { orderPlace(input: $input) { order { id } preview { totals { gross { amount } } } userErrors { code } } }',
    {
      input: anOrder('TENT', { ...aGuest, dryRun: true }),
    },
  );
  expect(orderPlace).toEqual({ order: null, preview: { totals: { gross: { amount: '137.99' } } }, userErrors: [] });
  expect(await held(ground)).toBe(0n);
  expect(await countOrders(ground)).toBe(0);
});

test('a total that the buyer did not see is refused', async () => {
  const ground = await openShop();
  await aVariant(ground, 'TENT', { price: '100', onHand: '3' });
  const wrong = await place(ground, viewer('storefront'), anOrder('TENT', { ...aGuest, expectedGross: '130.00' }));
  expect(wrong.userErrors).toMatchObject([{ __typename: 'TotalsMismatchError', code: 'TOTALS_MISMATCH' }]);
  const near = await place(ground, viewer('storefront'), anOrder('TENT', { ...aGuest, expectedGross: '138.00', tolerance: '0.01' }));
  expect(near.userErrors).toEqual([]);
});

test('two orders at once that together pass the credit limit are one order and one CREDIT_LIMIT', async () => {
  const ground = await openShop();
  await aVariant(ground, 'TENT', { price: '100', onHand: '9' });
  const customerId = await aCustomer(ground, { creditLimitMicros: micros('200'), creditCurrency: 'PLN' });
  const who = viewer('storefront', { customerId });
  const both = await Promise.all([place(ground, who, anOrder('TENT')), place(ground, who, anOrder('TENT'))]);
  expect(both.flatMap((one) => one.userErrors.map((error: { code: string }) => error.code))).toEqual(['CREDIT_LIMIT']);
  expect(await countOrders(ground)).toBe(1);
  expect(await held(ground)).toBe(micros('1'));
});

test('somebody else’s customer is as unknown as one that is not there', async () => {
  const ground = await openShop();
  await aVariant(ground, 'TENT', { price: '100', onHand: '3' });
  const [anna, jan] = [await aCustomer(ground), await aCustomer(ground)];
  const who = viewer('storefront', { customerId: anna });
  const theirs = await place(ground, who, anOrder('TENT', { customerId: jan }));
  const nobodys = await place(ground, who, anOrder('TENT', { customerId: newId('customer') }));
  expect(theirs.userErrors).toEqual(nobodys.userErrors);
  expect(theirs.userErrors).toMatchObject([{ code: 'NOT_FOUND' }]);
});

test('the ERP’s refusal is told in a code and gives back the hold', async () => {
  const ground = await openShop();
  await aVariant(ground, 'TENT', { price: '100', onHand: '3' });
  await runErp(ground, {
    orderPlace: async () => {
      throw new Terminal('CREDIT_LIMIT', 'Above the credit limit.', 'vendor text: party 17 blocked by rule X');
    },
  });
  const { order, userErrors } = await place(ground, viewer('storefront'), anOrder('TENT', { ...aGuest, wait: 'PT10S' }));
  expect(userErrors).toMatchObject([{ code: 'CREDIT_LIMIT' }]);
  expect(JSON.stringify(userErrors)).not.toContain('rule X');
  expect(order.status).toEqual({ phase: 'CANCELLED', erp: 'REJECTED' });
  expect(await held(ground)).toBe(0n);
});

test('a lost answer is looked up, never sent twice', async () => {
  const ground = await openShop();
  await aVariant(ground, 'TENT', { price: '100', onHand: '3' });
  const taken = new Map<string, OrderPush>();
  let sends = 0;
  await runErp(
    ground,
    {
      orderPlace: async (order, key) => {
        sends += 1;
        taken.set(key, order);
        throw new Error('socket hang up');
      },
    },
    { order: async (key) => (taken.has(key) ? { externalId: `erp-${key}`, number: 'SO-1', placed: true, cancelled: false } : null) },
  );
  const { order } = await place(ground, viewer('storefront'), anOrder('TENT', { ...aGuest, wait: 'PT10S' }));
  expect(order.status.erp).toBe('CONFIRMED');
  expect(sends).toBe(1);
});

test('an order that the ERP has not seen is cancelled at once', async () => {
  const ground = await openShop();
  await aVariant(ground, 'TENT', { price: '100', onHand: '3' });
  const customerId = await aCustomer(ground);
  const who = viewer('storefront', { customerId });
  const { order } = await place(ground, who, anOrder('TENT'));
  const { orderCancel } = await ask(
    ground,
    who,
    'mutation($input: OrderCancelInput!) { orderCancel(input: $input) { order { status { phase } } userErrors { code } } }',
    {
      input: { idempotencyKey: 'c1', id: order.id, reason: 'CUSTOMER' },
    },
  );
  expect(orderCancel).toEqual({ order: { status: { phase: 'CANCELLED' } }, userErrors: [] });
  expect(await held(ground)).toBe(0n);
});
