import fc from 'fast-check';
import { type ExecutionResult, graphql, parse, subscribe } from 'graphql';
import { expect, test } from 'vitest';
import type { OrderRecord } from '#connectors/connector.ts';
import type { ApplyContext } from '#hub/apply.ts';
import { bind } from '#hub/bindings.ts';
import { readHead } from '#hub/events.ts';
import { newId } from '#hub/id.ts';
import { micros } from '#hub/money.ts';
import type { Viewer } from '#hub/viewer.ts';
import { recordChange } from '#subgraphs/orders/changes.ts';
import { retryHeldOrders } from '#subgraphs/orders/heldOrders.ts';
import { orders, ordersAppliers } from '#subgraphs/orders/index.ts';
import { mergeTransaction, paymentPosition, type Transaction, type TransactionState, transactionOf } from '#subgraphs/orders/payments.ts';
import { computeTotals, type TotalsLine } from '#subgraphs/orders/totals.ts';
import { CHANNEL, COMPANY, ERP, openGround, SHOP, type TestGround, viewer } from './ground.ts';
import { aCustomer, aVariant } from './makers.ts';

const START = Date.UTC(2026, 2, 2, 9, 0, 0);
const m = micros;

// --- makers -----------------------------------------------------------------------------------------------------------------

async function ask(ground: TestGround, who: Viewer, source: string, variableValues: Record<string, unknown> = {}) {
  const contextValue = orders.context(ground, { viewer: who, requestId: 'test' });
  const result = await graphql({ schema: orders.schema, source, variableValues, contextValue });
  return JSON.parse(JSON.stringify(result)) as {
    data?: Record<string, never>;
    errors?: { message: string; extensions: { code: string } }[];
  };
}

// biome-ignore lint/suspicious/noExplicitAny: a test reads whatever it asked for.
async function data(ground: TestGround, who: Viewer, source: string, variables: Record<string, unknown> = {}): Promise<any> {
  const result = await ask(ground, who, source, variables);
  expect(result.errors).toBeUndefined();
  return result.data;
}

function aRecord(more: Partial<OrderRecord> = {}): OrderRecord {
  return {
    externalId: 'o1',
    number: 'S-1',
    contact: { name: 'Żaneta Łoś', email: 'z@example.org', phone: '500' },
    shippingAddress: { line1: 'Długa 1', city: 'Kraków', country: 'PL' },
    currency: 'PLN',
    placedAt: START - 60_000,
    couponCodes: [],
    pricesIncludeTax: true,
    deliveryMethodCode: 'courier',
    deliveryMethodName: 'Kurier',
    lines: [
      {
        sku: 'TENT-2',
        title: 'Namiot',
        quantity: m('2'),
        unitNet: m('100'),
        unitGross: m('123'),
        discounts: [{ code: 'WIOSNA', title: 'Wiosna', basis: 'GROSS', amount: m('24.60'), percent: '10' }],
        taxPercent: '23',
        net: m('180'),
        tax: m('41.40'),
        gross: m('221.40'),
      },
    ],
    totals: { net: m('190'), tax: m('43.70'), gross: m('233.70'), deliveryNet: m('10'), deliveryGross: m('12.30') },
    payments: [],
    fulfilments: [],
    documents: [],
    phase: 'RECEIVED',
    sourceStatus: 'placed',
    placed: true,
    ...more,
  };
}

function contextFor(ground: TestGround, systemId: string, more: Partial<ApplyContext['system']> = {}): ApplyContext {
  const role = systemId === ERP ? ('ERP' as const) : ('SHOP' as const);
  return {
    system: { id: systemId, companyId: COMPANY, channelId: CHANNEL, role, zone: 'Europe/Warsaw', goLiveAt: null, mode: 'ACTIVE', ...more },
    now: ground.now(),
    readStartedAt: ground.now(),
    bulk: false,
  };
}

const apply = (ground: TestGround, systemId: string, records: OrderRecord[], more: Partial<ApplyContext['system']> = {}) =>
  ground.db.write(async (trx) => {
    const result = await ordersAppliers.orders?.apply(trx, records, contextFor(ground, systemId, more));
    return result ?? { changed: 0, failed: 0 };
  });

const theOrder = (ground: TestGround) => ground.db.read.selectFrom('salesOrder').selectAll().executeTakeFirstOrThrow();
const operations = (ground: TestGround) =>
  ground.db.read.selectFrom('operation').select(['kind', 'idempotencyKey', 'subjectId']).orderBy('id').execute();

const staff = viewer('staff');

// --- totals -----------------------------------------------------------------------------------------------------------------

const amounts = fc.bigInt({ min: 0n, max: 10_000_000_000n });
const rates = fc.constantFrom('23', '8', '5', '0', '8.5');
const discounts = fc.record({
  code: fc.constant('D'),
  basis: fc.constantFrom('NET' as const, 'GROSS' as const),
  amount: amounts,
  percent: fc.option(fc.integer({ min: 0, max: 120 }).map(String), { nil: undefined }),
});
const lines: fc.Arbitrary<TotalsLine> = fc.record({
  quantity: fc.bigInt({ min: 1n, max: 500_000_000n }),
  unitNet: amounts,
  taxPercent: rates,
  discounts: fc.array(discounts, { maxLength: 3 }),
});

test('totals add up whatever the lines, rates and discounts are', () => {
  fc.assert(
    fc.property(
      fc.array(lines, { maxLength: 8 }),
      fc.option(fc.record({ net: amounts, taxPercent: rates }), { nil: undefined }),
      (input, delivery) => {
        const { lines: computed, totals, byRate } = computeTotals({ lines: input, delivery });
        expect(totals.net + totals.tax).toBe(totals.gross);
        expect(totals.goodsNet + totals.deliveryNet).toBe(totals.net);
        expect(totals.goodsGross + totals.deliveryGross).toBe(totals.gross);
        expect(computed.reduce((sum, line) => sum + line.net, 0n)).toBe(totals.goodsNet);
        expect(byRate.reduce((sum, rate) => sum + rate.tax, 0n)).toBe(totals.tax);
        for (const amount of [totals.net, totals.tax, totals.gross, totals.discountNet, totals.discountGross]) {
          expect(amount >= 0n).toBe(true);
          expect(amount % 10_000n).toBe(0n);
        }
        for (const line of computed) {
          expect(line.net >= 0n && line.net + line.tax === line.gross).toBe(true);
          for (const discount of line.discounts) expect(BigInt(discount.amount) >= 0n).toBe(true);
        }
      },
    ),
  );
});

test('ten percent off 25.45 takes 2.55, half up', () => {
  const { lines: computed } = computeTotals({
    lines: [{ quantity: m('1'), unitNet: m('25.45'), taxPercent: '23', discounts: [{ code: 'D', basis: 'NET', percent: '10' }] }],
  });
  expect(computed[0]).toMatchObject({ net: m('22.90'), discounts: [{ amount: m('2.55').toString(), percent: '10' }] });
});

test('a gross discount leaves the gross that the buyer was shown', () => {
  const { lines: computed, totals } = computeTotals({
    lines: [{ quantity: m('1'), unitNet: m('100'), taxPercent: '23', discounts: [{ code: 'D', basis: 'GROSS', amount: m('23') }] }],
  });
  expect(computed[0]).toMatchObject({ net: m('81.30'), gross: m('100') });
  expect(totals).toMatchObject({ discountNet: m('18.70'), discountGross: m('23'), gross: m('100') });
});

// --- payments ---------------------------------------------------------------------------------------------------------------

const states: TransactionState[] = ['PENDING', 'AUTHORISED', 'PAID', 'FAILED', 'REFUNDED'];
const notices = fc
  .record({
    provider: fc.constant('payu'),
    transactionNumber: fc.constantFrom('T1', 'T2', 'T3'),
    amountMicros: fc.constantFrom(m('30'), m('70'), m('100')),
    state: fc.constantFrom(...states),
    occurredAt: fc.integer({ min: 1, max: 9 }),
  })
  .map(transactionOf);

const fold = (list: Transaction[]): Transaction[] => {
  const rows = new Map<string, Transaction>();
  for (const notice of list) {
    const known = rows.get(notice.transactionNumber);
    rows.set(notice.transactionNumber, known ? mergeTransaction(known, notice) : notice);
  }
  return [...rows.values()];
};

test('payment notices come to the same in any order and however often they repeat', () => {
  fc.assert(
    fc.property(
      fc
        .array(notices, { maxLength: 8 })
        .chain((list) => fc.tuple(fc.constant(list), fc.shuffledSubarray([...list, ...list], { minLength: list.length * 2 }))),
      ([list, repeated]) => {
        const sorted = (rows: Transaction[]) => rows.toSorted((a, b) => (a.transactionNumber < b.transactionNumber ? -1 : 1));
        expect(sorted(fold(repeated))).toEqual(sorted(fold(list)));
        expect(paymentPosition(repeated, m('100'))).toEqual(paymentPosition(fold(list), m('100')));
      },
    ),
  );
});

test('what is paid is never taken back by a late failure, promise or authorisation', () => {
  fc.assert(
    fc.property(fc.array(notices, { maxLength: 6 }), notices, (list, late) => {
      const unpaid = { ...late, state: late.state === 'PAID' || late.state === 'REFUNDED' ? 'FAILED' : late.state } as Transaction;
      const known = [
        ...list,
        transactionOf({
          provider: 'payu',
          transactionNumber: late.transactionNumber,
          amountMicros: m('100'),
          state: 'PAID',
          occurredAt: 1,
        }),
      ];
      const before = paymentPosition(known, m('100'));
      expect(paymentPosition([...known, { ...unpaid, refundedMicros: 0n, capturedAt: null }], m('100'))).toEqual(before);
    }),
  );
});

test.each([
  [[], 'PENDING', '0'],
  [[['T1', 'PENDING', '100']], 'PENDING', '0'],
  [[['T1', 'FAILED', '100']], 'FAILED', '0'],
  [[['T1', 'AUTHORISED', '100']], 'AUTHORISED', '0'],
  [[['T1', 'PAID', '40']], 'PARTIALLY_PAID', '40'],
  [
    [
      ['T1', 'FAILED', '100'],
      ['T2', 'PAID', '100'],
    ],
    'PAID',
    '100',
  ],
  [
    [
      ['T1', 'PAID', '100'],
      ['R1', 'REFUNDED', '30'],
    ],
    'PARTIALLY_REFUNDED',
    '70',
  ],
  [
    [
      ['T1', 'PAID', '100'],
      ['T1', 'REFUNDED', '30'],
    ],
    'PARTIALLY_REFUNDED',
    '70',
  ],
  [
    [
      ['T1', 'PAID', '100'],
      ['T1', 'REFUNDED', '100'],
    ],
    'REFUNDED',
    '0',
  ],
  [[['T1', 'REFUNDED', '100']], 'REFUNDED', '0'],
] as [[string, TransactionState, string][], string, string][])('payments %j come to %s', (given, state, paid) => {
  const rows = given.map(([transactionNumber, of, amount]) =>
    transactionOf({ provider: 'payu', transactionNumber, amountMicros: m(amount), state: of, occurredAt: 1 }),
  );
  expect(paymentPosition(rows, m('100'))).toEqual({ state, paidMicros: m(paid) });
});

// --- a shop's order ---------------------------------------------------------------------------------------------------------

test('a new shop order is stored whole, holds its stock and goes to the ERP once', async () => {
  const ground = await openGround({ now: START });
  const variantId = await aVariant(ground, 'TENT-2', { cost: '55', onHand: '3' });
  const record = aRecord({
    payments: [{ externalId: 'p1', methodCode: 'blik', provider: 'payu', transactionNumber: 'T1', amount: m('233.70'), state: 'PAID' }],
  });
  expect(await apply(ground, SHOP, [record])).toEqual({ changed: 1, failed: 0 });
  expect(await apply(ground, SHOP, [record])).toEqual({ changed: 0, failed: 0 });

  const row = await theOrder(ground);
  expect(row).toMatchObject({
    originKind: 'SHOP',
    erpState: 'QUEUED',
    phase: 'RECEIVED',
    paymentState: 'PAID',
    paidMicros: m('233.70'),
    history: 0,
  });
  expect(await operations(ground)).toEqual([{ kind: 'ORDER_PLACE', idempotencyKey: `shop:${SHOP}:o1`, subjectId: row.id }]);
  const level = await ground.db.read
    .selectFrom('stockLevel')
    .select('reservedInHubMicros')
    .where('variantId', '=', variantId)
    .executeTakeFirstOrThrow();
  expect(level.reservedInHubMicros).toBe(m('2'));

  const { order } = await data(
    ground,
    staff,
    `query ($n: String!) { order(number: $n) {
      number origin { kind systemId externalId } customer { id } contact { name email } shippingAddress { city }
      delivery { methodCode net { amount } gross { amount } } couponCodes
      lines { totalCount nodes { sku variant { id } quantity { value unitCode } discounts { basis amount { amount } percent } net { amount } resolution } }
      totals { goodsNet { amount } goodsGross { amount } deliveryGross { amount } discountGross { amount } gross { amount } paid { amount } due { amount }
        taxByRate { percent net { amount } tax { amount } } rounding { level } }
      payments { transactionNumber state amount { amount } } status { phase payment fulfilment documents erp } statusText(language: "pl")
      timeline { nodes { axis to title(language: "en") publicToCustomer source } } operations { id } allowed externalIds { systemId kind value }
      provenance { systemId ageSeconds servedFrom } version
    } }`,
    { n: 'S-1' },
  );
  expect(order).toMatchObject({
    origin: { kind: 'SHOP', systemId: SHOP, externalId: 'o1' },
    contact: { name: 'Żaneta Łoś' },
    shippingAddress: { city: 'Kraków' },
    delivery: { methodCode: 'courier', net: { amount: '10.00' }, gross: { amount: '12.30' } },
    lines: {
      totalCount: 1,
      nodes: [
        {
          sku: 'TENT-2',
          variant: { id: variantId },
          quantity: { value: '2', unitCode: 'PCE' },
          discounts: [{ basis: 'GROSS', amount: { amount: '24.60' }, percent: '10' }],
        },
      ],
    },
    totals: {
      goodsNet: { amount: '180.00' },
      goodsGross: { amount: '221.40' },
      discountGross: { amount: '24.60' },
      gross: { amount: '233.70' },
      due: { amount: '0.00' },
      taxByRate: [{ percent: '23', net: { amount: '190.00' }, tax: { amount: '43.70' } }],
      rounding: { level: 'DOCUMENT' },
    },
    payments: [{ transactionNumber: 'T1', state: 'PAID' }],
    status: { phase: 'RECEIVED', payment: 'PAID', fulfilment: 'NONE', documents: 'NONE', erp: 'QUEUED' },
    statusText: 'Mamy płatność i przyjęliśmy zamówienie.',
    allowed: ['UPDATE', 'CANCEL'],
    externalIds: [{ systemId: SHOP, kind: 'order', value: 'o1' }],
    provenance: { systemId: SHOP, servedFrom: 'COPY' },
  });
  expect(order.operations).toHaveLength(1);
  expect(order.timeline.nodes).toMatchObject([
    { axis: 'PHASE', to: 'RECEIVED', title: 'Order received', publicToCustomer: true, source: 'shop' },
    { axis: 'PAYMENT', to: 'PAID' },
    { axis: 'ERP', to: 'QUEUED', publicToCustomer: false },
  ]);
  const [line] = await ground.db.read.selectFrom('orderLine').selectAll().execute();
  expect(line).toMatchObject({ costUnitMicros: m('55'), costCurrency: 'PLN' });
});

test('an order from before go-live, or seen while observing, is history and is written nowhere', async () => {
  const ground = await openGround({ now: START });
  await aVariant(ground, 'TENT-2', { onHand: '5', cost: '55' });
  await apply(ground, SHOP, [aRecord({ phase: 'SHIPPED' })], { goLiveAt: START });
  await apply(ground, SHOP, [aRecord({ externalId: 'o2', number: 'S-2' })], { mode: 'OBSERVE' });
  const rows = await ground.db.read
    .selectFrom('salesOrder')
    .select(['number', 'history', 'erpState', 'phase', 'fulfilmentState', 'customerId'])
    .orderBy('number')
    .execute();
  expect(rows).toEqual([
    { number: 'S-1', history: 1, erpState: 'NONE', phase: 'SHIPPED', fulfilmentState: 'COMPLETE', customerId: null },
    { number: 'S-2', history: 1, erpState: 'NONE', phase: 'RECEIVED', fulfilmentState: 'NONE', customerId: null },
  ]);
  expect(await operations(ground)).toEqual([]);
  const [line] = await ground.db.read.selectFrom('orderLine').select('costUnitMicros').execute();
  expect(line?.costUnitMicros).toBeNull();
  const { orders: list } = await data(ground, staff, '{ orders { nodes { status { erp } allowed } } }');
  expect(list.nodes).toEqual([
    { status: { erp: null }, allowed: [] },
    { status: { erp: null }, allowed: [] },
  ]);
});

test('of two shop orders for the last pieces the first is sold; the other waits, is held what is there, and goes on when the rest has come', async () => {
  const ground = await openGround({ now: START });
  const variantId = await aVariant(ground, 'TENT-2', { onHand: '3' });
  await apply(ground, SHOP, [aRecord(), aRecord({ externalId: 'o2', number: 'S-2' })]);
  expect(await operations(ground)).toHaveLength(1);
  const holds = async () => (await data(ground, staff, '{ order(number: "S-2") { status { phase } holds { code message } } }')).order;
  expect(await holds()).toEqual({
    status: { phase: 'ON_HOLD' },
    holds: [
      {
        code: 'STOCK',
        message: 'Not enough in stock: 1 × TENT-2. What is there is held; the order goes on when the rest has come.',
      },
    ],
  });
  const level = () => ground.db.read.selectFrom('stockLevel').select(['onHandMicros', 'reservedInHubMicros']).executeTakeFirstOrThrow();
  expect(await level()).toEqual({ onHandMicros: m('3'), reservedInHubMicros: m('3') });

  const retry = () => ground.db.write((trx) => retryHeldOrders(trx, COMPANY, ground.now()));
  expect(await retry()).toBe(0);
  await ground.db.write((trx) =>
    trx
      .updateTable('stockLevel')
      .set({ onHandMicros: m('4') })
      .where('variantId', '=', variantId)
      .execute(),
  );
  expect(await retry()).toBe(1);
  expect(await retry()).toBe(0);
  expect(await operations(ground)).toHaveLength(2);
  expect(await holds()).toEqual({ status: { phase: 'RECEIVED' }, holds: [] });
  expect(await level()).toEqual({ onHandMicros: m('4'), reservedInHubMicros: m('4') });
});

test('a shop order that waits for goods and is cancelled in the shop gives back what was held for it', async () => {
  const ground = await openGround({ now: START });
  await aVariant(ground, 'TENT-2', { onHand: '1' });
  await apply(ground, SHOP, [aRecord()]);
  await apply(ground, SHOP, [aRecord({ phase: 'CANCELLED' })]);
  expect(await theOrder(ground)).toMatchObject({ phase: 'CANCELLED', holdCode: null });
  expect(await operations(ground)).toEqual([]);
  const { reservedInHubMicros } = await ground.db.read.selectFrom('stockLevel').select('reservedInHubMicros').executeTakeFirstOrThrow();
  expect(reservedInHubMicros).toBe(0n);
});

test('an order with an unknown SKU is kept and held, and goes on once the SKU is there', async () => {
  const ground = await openGround({ now: START });
  await apply(ground, SHOP, [aRecord()]);
  expect(await operations(ground)).toEqual([]);
  const { order } = await data(
    ground,
    staff,
    '{ order(number: "S-1") { status { phase } holds { code message } lines { nodes { resolution variant { id } } } } }',
  );
  expect(order).toEqual({
    status: { phase: 'ON_HOLD' },
    holds: [{ code: 'UNKNOWN_SKU', message: 'Not known here: TENT-2.' }],
    lines: { nodes: [{ resolution: 'UNKNOWN_SKU', variant: null }] },
  });

  const variantId = await aVariant(ground, 'TENT-2', { onHand: '5', cost: '40' });
  expect(await ground.db.write((trx) => retryHeldOrders(trx, COMPANY, ground.now()))).toBe(1);
  expect(await operations(ground)).toMatchObject([{ kind: 'ORDER_PLACE' }]);
  expect(await theOrder(ground)).toMatchObject({ phase: 'RECEIVED', holdCode: null, erpState: 'QUEUED' });
  expect(await ground.db.read.selectFrom('orderLine').select(['variantId', 'resolution', 'costUnitMicros']).executeTakeFirst()).toEqual({
    variantId,
    resolution: 'RESOLVED',
    costUnitMicros: m('40'),
  });
});

test('a payment that comes after placement is told to the ERP once', async () => {
  const ground = await openGround({ now: START });
  await aVariant(ground, 'TENT-2', { onHand: '5' });
  const pending = { externalId: 'p1', methodCode: 'blik', provider: 'payu', amount: m('233.70'), state: 'PENDING' as const };
  await apply(ground, SHOP, [aRecord({ phase: 'AWAITING_PAYMENT', payments: [pending] })]);
  expect(await theOrder(ground)).toMatchObject({ phase: 'AWAITING_PAYMENT', paymentState: 'PENDING' });
  ground.advance(40_000);
  const paid = { ...pending, transactionNumber: 'T9', state: 'PAID' as const, occurredAt: START + 39_000 };
  await apply(ground, SHOP, [aRecord({ payments: [paid] })]);
  await apply(ground, SHOP, [aRecord({ payments: [paid], note: 'a later reading' })]);
  await apply(ground, SHOP, [aRecord({ payments: [{ ...paid, state: 'FAILED', occurredAt: START + 50_000 }] })]);
  expect(await theOrder(ground)).toMatchObject({ phase: 'RECEIVED', paymentState: 'PAID', paidMicros: m('233.70') });
  expect((await operations(ground)).map((operation) => operation.kind)).toEqual(['ORDER_PLACE', 'PAYMENT_RECORD']);
  expect(await ground.db.read.selectFrom('orderPayment').select(['transactionNumber', 'state']).execute()).toEqual([
    { transactionNumber: 'T9', state: 'PAID' },
  ]);
});

test('an order cancelled in the shop is cancelled in the ERP, and at once when the ERP never had it', async () => {
  const ground = await openGround({ now: START });
  await apply(ground, SHOP, [aRecord({ externalId: 'held', number: 'S-9' })]);
  await aVariant(ground, 'TENT-2', { onHand: '5' });
  await apply(ground, SHOP, [aRecord()]);
  const cancelled = { phase: 'CANCELLED' as const, sourceStatus: 'cancelled' };
  await apply(ground, SHOP, [aRecord({ ...cancelled }), aRecord({ externalId: 'held', number: 'S-9', ...cancelled })]);
  expect((await operations(ground)).map((operation) => [operation.kind, operation.idempotencyKey])).toEqual([
    ['ORDER_PLACE', `shop:${SHOP}:o1`],
    ['ORDER_CANCEL', `shop:${SHOP}:o1:cancel`],
  ]);
  const rows = await ground.db.read.selectFrom('salesOrder').select(['number', 'phase', 'cancelReason']).orderBy('number').execute();
  expect(rows).toEqual([
    { number: 'S-1', phase: 'RECEIVED', cancelReason: null },
    { number: 'S-9', phase: 'CANCELLED', cancelReason: 'CUSTOMER' },
  ]);
});

test('a cart is a snapshot each time it changed, and is converted when it is ordered', async () => {
  const ground = await openGround({ now: START });
  const cart = aRecord({ placed: false });
  await apply(ground, SHOP, [cart]);
  await apply(ground, SHOP, [cart]);
  await apply(ground, SHOP, [aRecord({ placed: false, lines: [] })]);
  await apply(ground, SHOP, [aRecord()]);
  const carts = await ground.db.read.selectFrom('cartSnapshot').select(['state', 'lines']).orderBy('id').execute();
  expect(carts.map((row) => [row.state, (JSON.parse(row.lines) as unknown[]).length])).toEqual([
    ['OPEN', 1],
    ['OPEN', 0],
    ['CONVERTED', 0],
  ]);
  expect(await ground.db.read.selectFrom('salesOrder').select('id').execute()).toHaveLength(1);
});

test('one bad record does not stop the others', async () => {
  const ground = await openGround({ now: START });
  const bad = aRecord({ externalId: 'bad', number: 'S-BAD', currency: undefined as never });
  expect(await apply(ground, SHOP, [bad, aRecord()])).toEqual({ changed: 1, failed: 1 });
  expect(await ground.db.read.selectFrom('salesOrder').select('number').execute()).toEqual([{ number: 'S-1' }]);
});

// --- the ERP's view ---------------------------------------------------------------------------------------------------------

async function aSentOrder(ground: TestGround): Promise<string> {
  await aVariant(ground, 'TENT-2', { onHand: '5' });
  await apply(ground, SHOP, [
    aRecord({ payments: [{ methodCode: 'blik', provider: 'payu', transactionNumber: 'T1', amount: m('233.70'), state: 'PAID' }] }),
  ]);
  return (await theOrder(ground)).id;
}

const erpRecord = (hubKey: string, more: Partial<OrderRecord> = {}): OrderRecord =>
  aRecord({ externalId: 'z-7', number: 'ZK/7', hubKey, sourceStatus: 'confirmed', payments: [], ...more });

test('the ERP moves an order on: status, number, parcels, papers, payments, and the shop is told', async () => {
  const ground = await openGround({ now: START });
  const id = await aSentOrder(ground);
  const locationId = newId('location');
  await ground.db.write((trx) => bind(trx, ERP, 'locations', [{ externalId: 'M1', id: locationId }], ground.now()));
  await apply(ground, ERP, [erpRecord(id)]);
  expect(await theOrder(ground)).toMatchObject({
    phase: 'PROCESSING',
    erpState: 'CONFIRMED',
    erpNumber: 'ZK/7',
    documentState: 'ORDER_ONLY',
  });
  const shipped = erpRecord(id, {
    phase: 'PARTIALLY_SHIPPED',
    sourceStatus: 'partial',
    lines: aRecord().lines.map((line) => ({ ...line, quantityShipped: m('1') })),
    totals: { ...aRecord().totals, gross: m('233.71') },
    fulfilments: [
      {
        externalId: 'f1',
        number: 'WZ/1',
        state: 'SHIPPED',
        locationId: 'M1',
        carrier: 'DPD',
        trackingNumbers: ['0001'],
        lines: [{ sku: 'TENT-2', quantity: m('1') }],
        shippedAt: START,
      },
    ],
    documents: [
      { externalId: 'd1', kind: 'INVOICE', number: 'FV/1', issuedOn: '2026-03-02', dueOn: '2026-03-16', gross: m('233.71'), state: 'open' },
    ],
    payments: [{ externalId: 'ep1', methodCode: 'blik', provider: 'Bank', transactionNumber: 'T1', amount: m('233.70'), state: 'PAID' }],
  });
  ground.advance(1_000);
  expect(await apply(ground, ERP, [shipped])).toEqual({ changed: 1, failed: 0 });
  expect(await apply(ground, ERP, [shipped])).toEqual({ changed: 0, failed: 0 });

  const { order } = await data(
    ground,
    staff,
    `query ($id: ID!) { order(id: $id) { status { phase fulfilment documents erp sourceStatus } dueOn
      totals { erpGross { amount } difference { amount } paid { amount } } payments { transactionNumber state }
      lines { nodes { quantityShipped { value } } } documents { kind number issuedOn gross { amount } paid { amount } }
      fulfilments { number state carrier trackingNumbers location { id } lines { quantity { value } line { sku } } } provenance { systemId } } }`,
    { id },
  );
  expect(order).toMatchObject({
    status: { phase: 'PARTIALLY_SHIPPED', fulfilment: 'PARTIAL', documents: 'INVOICED', erp: 'CONFIRMED', sourceStatus: 'partial' },
    dueOn: '2026-03-16',
    totals: { erpGross: { amount: '233.71' }, difference: { amount: '0.01' }, paid: { amount: '233.70' } },
    payments: [{ transactionNumber: 'T1', state: 'PAID' }],
    lines: { nodes: [{ quantityShipped: { value: '1' } }] },
    documents: [{ kind: 'INVOICE', number: 'FV/1', gross: { amount: '233.71' }, paid: null }],
    fulfilments: [
      { number: 'WZ/1', state: 'SHIPPED', location: { id: locationId }, lines: [{ quantity: { value: '1' }, line: { sku: 'TENT-2' } }] },
    ],
    provenance: { systemId: ERP },
  });
  const told = await ground.db.read
    .selectFrom('delivery')
    .select(['systemId', 'kind', 'subjectId'])
    .where('kind', '=', 'orderStatus')
    .execute();
  expect(told).toEqual([{ systemId: SHOP, kind: 'orderStatus', subjectId: id }]);

  await apply(ground, ERP, [{ ...shipped, fulfilments: shipped.fulfilments.map((one) => ({ ...one, state: 'DELIVERED' as const })) }]);
  const { order: later } = await data(ground, staff, 'query ($id: ID!) { order(id: $id) { fulfilments { state deliveredAt } } }', { id });
  expect(later.fulfilments).toEqual([{ state: 'DELIVERED', deliveredAt: new Date(ground.now()).toISOString() }]);
});

test('an order cancelled in the ERP gives its stock back', async () => {
  const ground = await openGround({ now: START });
  const id = await aSentOrder(ground);
  await apply(ground, ERP, [erpRecord(id, { phase: 'CANCELLED' })]);
  expect(await theOrder(ground)).toMatchObject({ phase: 'CANCELLED', cancelReason: 'OTHER', cancelledAt: ground.now() });
  expect(await ground.db.read.selectFrom('stockLevel').select('reservedInHubMicros').executeTakeFirst()).toEqual({
    reservedInHubMicros: 0n,
  });
});

test('what the ERP booked as cost is the cost of the line, of an old sale too, and wins over what the hub stamped', async () => {
  const booked = (unit: string) => aRecord().lines.map((line) => ({ ...line, cost: { unit: m(unit), currency: 'PLN' } }));
  const costs = async (ground: TestGround) =>
    (await ground.db.read.selectFrom('orderLine').select('costUnitMicros').execute()).map((line) => line.costUnitMicros);

  const history = await openGround({ now: START });
  await aVariant(history, 'TENT-2', { cost: '55' });
  const sale = aRecord({ externalId: 'z-1', number: 'ZK/1', phase: 'COMPLETED' });
  await apply(history, ERP, [sale], { goLiveAt: START });
  expect(await costs(history)).toEqual([null]);
  await apply(history, ERP, [{ ...sale, lines: booked('48.5') }], { goLiveAt: START });
  expect(await costs(history)).toEqual([m('48.5')]);

  const ours = await openGround({ now: START });
  const id = await aSentOrder(ours);
  const sent = erpRecord(id, { lines: booked('51') });
  expect(await apply(ours, ERP, [sent])).toEqual({ changed: 1, failed: 0 });
  expect(await costs(ours)).toEqual([m('51')]);
  const { updatedAt } = await theOrder(ours);
  ours.advance(1_000);
  // Told again with nothing but another cost: the order changed, and its facts with it.
  await apply(ours, ERP, [{ ...sent, lines: booked('52') }]);
  expect(await costs(ours)).toEqual([m('52')]);
  expect((await theOrder(ours)).updatedAt).toBeGreaterThan(updatedAt);
});

test('a sale born in the ERP is an order of its own and follows the ERP, lines and all', async () => {
  const ground = await openGround({ now: START });
  await aVariant(ground, 'TENT-2');
  const sale = aRecord({ externalId: 'z-1', number: 'ZK/1', customerReference: 'PO 7', phase: 'PROCESSING' });
  await apply(ground, ERP, [sale], { goLiveAt: START - 3_600_000 });
  const before = await ground.db.read.selectFrom('orderLine').select('id').execute();
  const [line] = sale.lines;
  if (!line) throw new Error('no line');
  const grown = { ...line, quantity: m('3'), net: m('270'), tax: m('62.10'), gross: m('332.10') };
  await apply(ground, ERP, [{ ...sale, lines: [grown], totals: { ...sale.totals, net: m('280'), tax: m('64.40'), gross: m('344.40') } }]);
  const { orders: list } = await data(
    ground,
    staff,
    '{ orders(search: "zk/1 po") { nodes { number origin { kind } totals { gross { amount } } lines { nodes { id quantity { value } } } } } }',
  );
  expect(list.nodes).toEqual([
    {
      number: 'ZK/1',
      origin: { kind: 'ERP' },
      totals: { gross: { amount: '344.40' } },
      lines: { nodes: [{ id: before[0]?.id, quantity: { value: '3' } }] },
    },
  ]);
  expect(await operations(ground)).toEqual([]);
});

test.each([['ERP first'], ['shop first']])('a sale that both sides tell of is one order: %s', async (first) => {
  const ground = await openGround({ now: START });
  const shop = () => apply(ground, SHOP, [aRecord({ phase: 'COMPLETED' })], { goLiveAt: START });
  const erp = () =>
    apply(ground, ERP, [aRecord({ externalId: 'z-1', number: 'ZK/1', customerReference: 'S-1', phase: 'COMPLETED' })], { goLiveAt: START });
  for (const side of first === 'ERP first' ? [erp, shop] : [shop, erp]) await side();
  const rows = await ground.db.read
    .selectFrom('salesOrder')
    .select(['number', 'erpNumber', 'originKind', 'originExternalId', 'erpState'])
    .execute();
  expect(rows).toEqual([{ number: 'S-1', erpNumber: 'ZK/1', originKind: 'SHOP', originExternalId: 'o1', erpState: 'CONFIRMED' }]);
  expect(await operations(ground)).toEqual([]);
});

// --- who sees what ----------------------------------------------------------------------------------------------------------

test('an order is seen by its customer and by staff, and by nobody else on any path', async () => {
  const ground = await openGround({ now: START });
  await aVariant(ground, 'TENT-2', { onHand: '50' });
  const [anna, ola] = [await aCustomer(ground), await aCustomer(ground)];
  await ground.db.write((trx) => bind(trx, SHOP, 'parties', [{ externalId: 'c1', id: anna }], ground.now()));
  await apply(ground, SHOP, [
    aRecord({ partyId: 'c1' }),
    aRecord({ externalId: 'o2', number: 'S-2', contact: { name: 'Gość', email: 'g@example.org' } }),
  ]);
  const row = await ground.db.read.selectFrom('salesOrder').selectAll().where('number', '=', 'S-1').executeTakeFirstOrThrow();
  const [line] = await ground.db.read.selectFrom('orderLine').select('id').where('orderId', '=', row.id).execute();
  const document = `query ($id: ID!, $line: ID!, $channel: ID!) {
    byId: order(id: $id) { number contact { name } } byNumber: order(number: "S-1") { number } byExternal: order(external: { channelId: $channel, externalId: "o1" }) { number }
    list: orders { totalCount nodes { number } totals { gross { amount } } }
    guest: order(number: "S-2") { number }
    _entities(representations: [{ __typename: "Order", id: $id }, { __typename: "OrderLine", id: $line }]) { ... on Order { number } ... on OrderLine { sku } } }`;
  const variables = { id: row.id, line: line?.id, channel: CHANNEL };
  const own = await data(ground, viewer('storefront', { customerId: anna }), document, variables);
  expect(own).toMatchObject({
    byId: { number: 'S-1', contact: { name: 'Żaneta Łoś' } },
    byNumber: { number: 'S-1' },
    byExternal: { number: 'S-1' },
    list: { totalCount: 1, nodes: [{ number: 'S-1' }], totals: { gross: [{ amount: '233.70' }] } },
    guest: null,
    _entities: [{ number: 'S-1' }, { sku: 'TENT-2' }],
  });
  const nothing = {
    byId: null,
    byNumber: null,
    byExternal: null,
    guest: null,
    list: { totalCount: 0, nodes: [], totals: { gross: [] } },
    _entities: [null, null],
  };
  for (const stranger of [viewer('storefront', { customerId: ola }), viewer('storefront'), viewer('staff', { companyId: 'com_other' })])
    expect(await data(ground, stranger, document, variables)).toEqual(nothing);
  expect(await data(ground, staff, document, variables)).toMatchObject({ guest: { number: 'S-2' }, list: { totalCount: 2 } });
});

test('naming another customer is forbidden without the scope', async () => {
  const ground = await openGround({ now: START });
  const [anna, ola] = [await aCustomer(ground), await aCustomer(ground)];
  const own = viewer('storefront', { customerId: anna });
  for (const source of [
    `{ orders(filter: { customerId: "${ola}" }) { totalCount } }`,
    `{ orderPreview(input: { customerId: "${ola}", lines: [] }) { earliestDelivery } }`,
    `{ _entities(representations: [{ __typename: "Customer", id: "${ola}" }]) { ... on Customer { orders { totalCount } } } }`,
  ])
    expect((await ask(ground, own, source)).errors?.[0]?.extensions.code).toBe('FORBIDDEN');
  expect((await ask(ground, viewer('anonymous'), '{ orders { totalCount } }')).errors?.[0]?.extensions.code).toBe('UNAUTHENTICATED');
});

test('what is for staff is refused to a customer, and the rest is still served', async () => {
  const ground = await openGround({ now: START });
  const anna = await aCustomer(ground);
  await aVariant(ground, 'TENT-2', { onHand: '50' });
  await ground.db.write((trx) => bind(trx, SHOP, 'parties', [{ externalId: 'c1', id: anna }], ground.now()));
  await apply(ground, SHOP, [aRecord({ partyId: 'c1' })]);
  const own = viewer('storefront', { customerId: anna });
  const result = await ask(
    ground,
    own,
    '{ order(number: "S-1") { number totals { gross { amount } erpGross { amount } } timeline { nodes { axis } } allowed } }',
  );
  expect(result.errors?.map((error) => error.extensions.code)).toEqual(['FORBIDDEN']);
  expect(result.data?.order).toEqual({
    number: 'S-1',
    totals: { gross: { amount: '233.70' }, erpGross: null },
    timeline: { nodes: [{ axis: 'PHASE' }] },
    allowed: ['UPDATE', 'CANCEL', 'PAY'],
  });
  expect((await ask(ground, own, '{ order(number: "S-1") { operations { id } } }')).errors?.[0]?.extensions.code).toBe('FORBIDDEN');
});

// --- lists ------------------------------------------------------------------------------------------------------------------

async function aList(ground: TestGround): Promise<void> {
  await aVariant(ground, 'TENT-2', { onHand: '500' });
  await apply(
    ground,
    SHOP,
    [5, 3, 9, 1, 7].map((n) =>
      aRecord({
        externalId: `o${n}`,
        number: `S-${n}`,
        placedAt: START - n * 1000,
        currency: n === 9 ? 'EUR' : 'PLN',
        totals: { ...aRecord().totals, gross: m(String(n % 4)) + m('233.70') },
        contact: { name: `Łukasz ${n}`, email: `l${n}@example.org` },
      }),
    ),
  );
}

test('a list pages both ways by its sort, without holes or doubles', async () => {
  const ground = await openGround({ now: START });
  await aList(ground);
  for (const [sort, expected] of [
    ['', ['S-1', 'S-3', 'S-5', 'S-7', 'S-9']],
    ['sort: [{ by: NUMBER, direction: DESC }]', ['S-9', 'S-7', 'S-5', 'S-3', 'S-1']],
    ['sort: [{ by: GROSS, direction: ASC }, { by: NUMBER, direction: DESC }]', ['S-9', 'S-5', 'S-1', 'S-7', 'S-3']],
    ['sort: [{ by: PROMISED_ON, direction: ASC }, { by: PLACED_AT, direction: ASC }]', ['S-9', 'S-7', 'S-5', 'S-3', 'S-1']],
  ] as const) {
    const forward: string[] = [];
    for (let after = ''; ; ) {
      const { orders: page } = await data(
        ground,
        staff,
        `{ orders(first: 2, ${sort} ${after}) { nodes { number } pageInfo { hasNextPage endCursor } } }`,
      );
      forward.push(...page.nodes.map((node: { number: string }) => node.number));
      if (!page.pageInfo.hasNextPage) break;
      after = `after: "${page.pageInfo.endCursor}"`;
    }
    expect(forward).toEqual(expected);
    const { orders: end } = await data(
      ground,
      staff,
      `{ orders(last: 2, ${sort}) { nodes { number } pageInfo { hasPreviousPage startCursor } } }`,
    );
    expect(end.nodes.map((node: { number: string }) => node.number)).toEqual(expected.slice(-2));
    const { orders: before } = await data(
      ground,
      staff,
      `{ orders(last: 9, before: "${end.pageInfo.startCursor}", ${sort}) { nodes { number } } }`,
    );
    expect(before.nodes.map((node: { number: string }) => node.number)).toEqual(expected.slice(0, 3));
  }
  const { orders: one } = await data(ground, staff, '{ orders(first: 1) { pageInfo { endCursor } } }');
  const foreign = await ask(ground, staff, `{ orders(sort: [{ by: NUMBER }], after: "${one.pageInfo.endCursor}") { totalCount } }`);
  expect(foreign.errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT');
  expect((await ask(ground, staff, '{ orders(first: 251) { totalCount } }')).errors?.[0]?.extensions.code).toBe('PAGE_TOO_LARGE');
});

test('sums are a row a currency over the whole list, and filters meet', async () => {
  const ground = await openGround({ now: START });
  await aList(ground);
  const { orders: all } = await data(
    ground,
    staff,
    '{ orders(first: 1) { totalCount totals { net { amount currencyCode } gross { amount currencyCode } due { amount currencyCode } } } }',
  );
  expect(all).toEqual({
    totalCount: 5,
    totals: {
      net: [
        { amount: '190.00', currencyCode: 'EUR' },
        { amount: '760.00', currencyCode: 'PLN' },
      ],
      gross: [
        { amount: '234.70', currencyCode: 'EUR' },
        { amount: '942.80', currencyCode: 'PLN' },
      ],
      due: [
        { amount: '234.70', currencyCode: 'EUR' },
        { amount: '942.80', currencyCode: 'PLN' },
      ],
    },
  });
  const numbers = async (args: string) =>
    (await data(ground, staff, `{ orders(${args}) { nodes { number } } }`)).orders.nodes.map((node: { number: string }) => node.number);
  expect(await numbers('search: "LUKASZ 7"')).toEqual(['S-7']);
  expect(await numbers('search: "tent-2 l5@example"')).toEqual(['S-5']);
  expect(await numbers('search: "100%"')).toEqual([]);
  expect(await numbers('filter: { numbers: ["S-1", "S-9"], phase: [RECEIVED], gross: { from: "234.70", to: "234.70" } }')).toEqual([
    'S-1',
    'S-9',
  ]);
  expect(
    await numbers(
      `filter: { placedAt: { from: "${new Date(START - 7000).toISOString()}", to: "${new Date(START - 3000).toISOString()}" } }`,
    ),
  ).toEqual(['S-5', 'S-7']);
  expect(await numbers('filter: { sku: "NONE" }')).toEqual([]);
  expect(await numbers('filter: { ids: [] }')).toEqual([]);
  expect(await numbers('filter: { sku: "TENT-2", externalIds: ["o3"], originKinds: [SHOP], erpState: [QUEUED] }')).toEqual(['S-3']);
});

// --- preview ----------------------------------------------------------------------------------------------------------------

test('a preview tells price, stock, delivery, payment and credit of any lines and stores nothing', async () => {
  const ground = await openGround({ now: START });
  await aVariant(ground, 'TENT-2', { onHand: '3', price: '100' });
  const buyer = await aCustomer(ground, {
    creditLimitMicros: m('200'),
    creditCurrency: 'PLN',
    creditAsOf: START,
    termsDays: 14,
    termsName: '14 dni',
  });
  await ground.db.write(async (trx) => {
    await trx
      .insertInto('deliveryMethod')
      .values({
        code: 'courier',
        companyId: COMPANY,
        name: 'Kurier',
        carrier: 'DPD',
        netMicros: m('10'),
        taxPercent: '23',
        pickup: 0,
        daysFrom: 1,
        daysTo: 2,
        position: 0,
      })
      .execute();
    await trx
      .insertInto('paymentMethod')
      .values([
        { code: 'blik', companyId: COMPANY, name: 'BLIK', terms: 0, position: 0 },
        { code: 'invoice', companyId: COMPANY, name: 'Przelew', terms: 1, position: 1 },
      ])
      .execute();
  });
  const source = `query ($lines: [LineInput!]!) { orderPreview(input: { lines: $lines, deliveryMethodCode: "courier" }) {
    lines { sku unitNet { amount } gross { amount } availableNow { value } promisedOn errors { code field } }
    totals { gross { amount } deliveryGross { amount } taxByRate { tax { amount } } rounding { level } }
    deliveryOptions { code gross { amount } deliverableFrom deliverableTo allowed } paymentMethods { code allowed }
    credit { allowed available { amount } shortBy { amount } } earliestDelivery warnings { __typename code } } }`;
  const own = viewer('storefront', { customerId: buyer });
  const { orderPreview: good } = await data(ground, own, source, { lines: [{ sku: 'TENT-2', quantity: '2' }] });
  expect(good).toEqual({
    lines: [
      {
        sku: 'TENT-2',
        unitNet: { amount: '100.00' },
        gross: { amount: '246.00' },
        availableNow: { value: '3' },
        promisedOn: '2026-03-02',
        errors: [],
      },
    ],
    totals: {
      gross: { amount: '258.30' },
      deliveryGross: { amount: '12.30' },
      taxByRate: [{ tax: { amount: '48.30' } }],
      rounding: { level: 'DOCUMENT' },
    },
    deliveryOptions: [
      { code: 'courier', gross: { amount: '12.30' }, deliverableFrom: '2026-03-03', deliverableTo: '2026-03-04', allowed: true },
    ],
    paymentMethods: [
      { code: 'blik', allowed: true },
      { code: 'invoice', allowed: false },
    ],
    credit: { allowed: false, available: { amount: '200.00' }, shortBy: { amount: '58.30' } },
    earliestDelivery: '2026-03-03',
    warnings: [{ __typename: 'CreditLimitError', code: 'CREDIT_LIMIT' }],
  });
  const { orderPreview: bad } = await data(ground, viewer('anonymous'), source, {
    lines: [
      { sku: 'TENT-2', quantity: '2' },
      { sku: 'TENT-2', quantity: '2' },
      { sku: 'NONE', quantity: '1' },
      { sku: 'TENT-2', quantity: '0.5' },
    ],
  });
  expect(bad.lines.map((line: { errors: { code: string }[] }) => line.errors.map((error) => error.code))).toEqual([
    [],
    ['INSUFFICIENT_STOCK'],
    ['NOT_FOUND'],
    ['BELOW_MINIMUM', 'INSUFFICIENT_STOCK'],
  ]);
  expect(bad).toMatchObject({ credit: null, earliestDelivery: null, paymentMethods: [{ allowed: true }, { allowed: false }] });
  expect(await ground.db.read.selectFrom('salesOrder').select('id').execute()).toEqual([]);
});

// --- the stream -------------------------------------------------------------------------------------------------------------

test('a subscriber gets the picture, then each change of what it may see, with what happened', async () => {
  const ground = await openGround({ now: START });
  const anna = await aCustomer(ground);
  await aVariant(ground, 'TENT-2', { onHand: '50' });
  await ground.db.write((trx) => bind(trx, SHOP, 'parties', [{ externalId: 'c1', id: anna }], ground.now()));
  await apply(ground, SHOP, [aRecord({ partyId: 'c1' }), aRecord({ externalId: 'o2', number: 'S-2' })]);
  const rows = await ground.db.read.selectFrom('salesOrder').selectAll().orderBy('number').execute();
  await expect.poll(async () => ground.feed.position === (await readHead(ground.db.read)).position).toBe(true);
  const document = parse(`subscription { orderChanges(filter: { all: true }) { __typename
    ... on OrderChanged { order { number status { payment } payments { state } } previousStatus { phase erp } changes { axis to } version }
    ... on StreamCheckpoint { caughtUp } } }`);
  const contextValue = orders.context(ground, { viewer: viewer('storefront', { customerId: anna }), requestId: 'test' });
  const stream = (await subscribe({ schema: orders.schema, document, contextValue })) as AsyncGenerator<ExecutionResult>;
  const next = async () => JSON.parse(JSON.stringify((await stream.next()).value)).data.orderChanges;
  expect(await next()).toMatchObject({
    __typename: 'OrderChanged',
    order: { number: 'S-1', payments: [] },
    previousStatus: null,
    changes: [],
    version: 1,
  });
  expect(await next()).toEqual({ __typename: 'StreamCheckpoint', caughtUp: true });
  for (const row of rows.toReversed())
    await ground.db.write((trx) =>
      recordChange(trx, row.id, { phase: 'PROCESSING', erpState: 'CONFIRMED' }, { source: 'erp', now: ground.now() }),
    );
  await apply(ground, SHOP, [
    aRecord({
      partyId: 'c1',
      payments: [{ methodCode: 'blik', provider: 'payu', transactionNumber: 'T1', amount: m('233.70'), state: 'PAID' }],
    }),
  ]);
  expect(await next()).toMatchObject({
    order: { number: 'S-1' },
    previousStatus: { phase: 'RECEIVED', erp: 'QUEUED' },
    changes: [{ axis: 'PHASE', to: 'PROCESSING' }],
    version: 2,
  });
  expect(await next()).toMatchObject({
    order: { number: 'S-1', status: { payment: 'PAID' }, payments: [{ state: 'PAID' }] },
    changes: [{ axis: 'PAYMENT', to: 'PAID' }],
    version: 3,
  });
  await stream.return(undefined);
});

test('a stream says which orders it is about, and a visitor without a customer has none', async () => {
  const ground = await openGround({ now: START });
  const open = async (who: Viewer, filter: string) => {
    const contextValue = orders.context(ground, { viewer: who, requestId: 'test' });
    const result = await subscribe({
      schema: orders.schema,
      document: parse(`subscription { orderChanges(filter: ${filter}) { __typename } }`),
      contextValue,
    });
    return (result as ExecutionResult).errors?.[0]?.extensions.code;
  };
  expect(await open(staff, '{}')).toBe('BAD_USER_INPUT');
  expect(await open(viewer('storefront'), '{ all: true }')).toBe('FORBIDDEN');
  expect(await open(viewer('storefront', { customerId: 'cus_a' }), '{ customerId: "cus_b" }')).toBe('FORBIDDEN');
  expect(await open(viewer('anonymous'), '{ all: true }')).toBe('UNAUTHENTICATED');
});

test('a shop order without an account belongs to the customer who surely fits, to a guest, or waits for a person', async () => {
  const ground = await openGround({ now: START });
  await aVariant(ground, 'TENT-2', { onHand: '50' });
  const hotel = await aCustomer(ground, { kind: 'BUSINESS', taxId: '5250001234', name: 'Hotel' });
  for (const name of ['Filia A', 'Filia B']) await aCustomer(ground, { kind: 'BUSINESS', taxId: '7770001111', name });
  const guest = { name: 'Jan Gość', email: 'Jan@Example.org' };
  await apply(ground, SHOP, [
    aRecord({ contact: { name: 'Zakupy', taxId: 'PL 525-000-12-34' } }),
    aRecord({ externalId: 'o2', number: 'S-2', contact: guest }),
    aRecord({ externalId: 'o3', number: 'S-3', contact: guest }),
    aRecord({ externalId: 'o4', number: 'S-4', contact: { name: 'Centrala', taxId: '777-000-11-11' } }),
  ]);
  const rows = await ground.db.read.selectFrom('salesOrder').select(['customerId', 'phase', 'holdCode']).orderBy('number').execute();
  expect(rows[0]).toEqual({ customerId: hotel, phase: 'RECEIVED', holdCode: null });
  expect(rows[1]?.customerId).toBe(rows[2]?.customerId);
  expect(rows[3]).toEqual({ customerId: null, phase: 'ON_HOLD', holdCode: 'AMBIGUOUS_PARTY' });
  const guests = await ground.db.read.selectFrom('customer').select(['kind', 'name', 'email']).where('kind', '=', 'GUEST').execute();
  expect(guests).toEqual([{ kind: 'GUEST', name: 'Jan Gość', email: 'jan@example.org' }]);
  expect(await operations(ground)).toHaveLength(3);
});

test('an order that a page holds twice is one order', async () => {
  const ground = await openGround({ now: START });
  await aVariant(ground, 'TENT-2', { onHand: '50' });
  expect(await apply(ground, SHOP, [aRecord(), aRecord({ note: 'the later reading' })])).toEqual({ changed: 1, failed: 0 });
  expect(await ground.db.read.selectFrom('salesOrder').select('note').execute()).toEqual([{ note: 'the later reading' }]);
});
