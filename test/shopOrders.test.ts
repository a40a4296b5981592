import { expect, test } from 'vitest';
import { retryHeldOrders } from '#subgraphs/orders/heldOrders.ts';
import { COMPANY, openGround, SHOP } from './ground.ts';
import { aCustomer, aVariant } from './makers.ts';
import { apply, aRecord, data, m, operations, START, staff, theOrder } from './orderGround.ts';

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
