import { expect, test } from 'vitest';
import type { OrderRecord } from '#connectors/connector.ts';
import { bind } from '#hub/bindings.ts';
import { newId } from '#hub/id.ts';
import { ERP, openGround, SHOP, type TestGround } from './ground.ts';
import { aVariant } from './makers.ts';
import { apply, aRecord, data, m, operations, START, staff, theOrder } from './orderGround.ts';

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

test('what the ERP shows of an order before it has taken it, or after it refused it, is no confirmation', async () => {
  const ground = await openGround({ now: START });
  const id = await aSentOrder(ground);
  const stateWith = async (sourceStatus: string, placed: boolean) => {
    ground.advance(1_000);
    await apply(ground, ERP, [erpRecord(id, { sourceStatus, placed })]);
    return (await theOrder(ground)).erpState;
  };
  expect(await stateWith('draft', false)).toBe('QUEUED');
  expect(await stateWith('cancel', false)).toBe('QUEUED');
  expect(await stateWith('sale', true)).toBe('CONFIRMED');
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
