import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { OrderRecord } from '#connectors/connector.ts';
import { bind } from '#hub/bindings.ts';
import { micros as m } from '#hub/money.ts';
import { median } from '#subgraphs/orders/usualStore.ts';
import { ERP, SHOP, type TestGround, viewer } from './ground.ts';
import { aCustomer, aVariant } from './makers.ts';
import { anOrder, answer, apply, ask, type Data, openCompany, place, runErp } from './sales.ts';

const START = Date.UTC(2026, 2, 2, 9, 0, 0);

function aSale(more: Partial<OrderRecord> & { quantity?: string; sku?: string } = {}): OrderRecord {
  const { quantity = '1', sku = 'TENT', ...rest } = more;
  return {
    externalId: 's1',
    number: 'SO1',
    partyId: 'p1',
    contact: {},
    currency: 'PLN',
    placedAt: START,
    couponCodes: [],
    pricesIncludeTax: false,
    lines: [
      {
        sku,
        title: sku,
        quantity: m(quantity),
        unitNet: m('100'),
        unitGross: m('123'),
        discounts: [],
        taxPercent: '23',
        net: m('100'),
        tax: m('23'),
        gross: m('123'),
      },
    ],
    totals: { net: m('100'), tax: m('23'), gross: m('123'), deliveryNet: 0n, deliveryGross: 0n },
    payments: [],
    fulfilments: [],
    documents: [],
    phase: 'PROCESSING',
    sourceStatus: 'sale',
    placed: true,
    ...rest,
  };
}

async function openHistory() {
  const ground = await openCompany(START);
  await aVariant(ground, 'TENT', { price: '100', onHand: '50' });
  const customerId = await aCustomer(ground, { email: 'z@example.org' });
  for (const systemId of [ERP, SHOP])
    await ground.db.write((trx) => bind(trx, systemId, 'parties', [{ externalId: 'p1', id: customerId }], ground.now()));
  return { ground, customerId, who: viewer('storefront', { customerId }) };
}

const history = async (ground: TestGround, filter: Record<string, unknown> = {}): Promise<Data> =>
  (
    await ask(
      ground,
      viewer('staff'),
      'query($f: OrderFilter) { orders(filter: $f) { totalCount nodes { number origin { kind systemId } } } }',
      { f: filter },
    )
  ).orders;

test('an order of the hub comes back from the ERP as the same order, before its answer and after', async () => {
  const { ground, who } = await openHistory();
  let sold: OrderRecord | undefined;
  await runErp(ground, {
    orderPlace: async (order, key) => {
      sold = aSale({ number: 'SO1', customerReference: order.reference, hubKey: key });
      // The pull is quicker than the answer.
      await apply(ground, ERP, 'orders', [sold]);
      return { externalId: 's1', number: 'SO1' };
    },
  });
  const { order } = await place(ground, who, anOrder('TENT', { wait: 'PT10S' }));
  expect(order.status.erp).toBe('CONFIRMED');
  await apply(ground, ERP, 'orders', [{ ...(sold as OrderRecord), sourceStatus: 'done', hubKey: undefined } as unknown as OrderRecord]);
  expect(await history(ground)).toEqual({ totalCount: 1, nodes: [{ number: order.number, origin: { kind: 'HUB', systemId: null } }] });
});

test('sales of tills, representatives, partners and marketplaces keep their origin and are filtered by it', async () => {
  const { ground, customerId } = await openHistory();
  const origins = ['POS', 'SALES_REP', 'EDI', 'MARKETPLACE', 'ERP', undefined, 'SHOP'] as const;
  const sales = origins.map((origin, i) =>
    aSale({ externalId: `s${i}`, number: `SO${i}`, ...(origin ? { origin } : {}), placedAt: START - i }),
  );
  expect(await apply(ground, ERP, 'orders', sales)).toEqual({ changed: 7, failed: 0 });
  const listed = await history(ground, { customerId });
  expect(listed.nodes.map((order: Data) => order.origin.kind)).toEqual(['POS', 'SALES_REP', 'EDI', 'MARKETPLACE', 'ERP', 'ERP', 'ERP']);
  expect(listed.nodes.every((order: Data) => order.origin.systemId === ERP)).toBe(true);
  expect((await history(ground, { originKinds: ['POS', 'EDI'] })).nodes.map(({ number }: Data) => number)).toEqual(['SO0', 'SO2']);
  expect((await history(ground, { originKinds: ['HUB'] })).totalCount).toBe(0);

  // They follow the ERP like any sale of its own, lines and all.
  expect(await apply(ground, ERP, 'orders', [{ ...sales[0], phase: 'SHIPPED' }])).toEqual({ changed: 1, failed: 0 });
  const { order } = await ask(ground, viewer('staff'), '{ order(number: "SO0") { status { phase } origin { kind } } }');
  expect(order).toEqual({ status: { phase: 'SHIPPED' }, origin: { kind: 'POS' } });
});

test('a sale that the ERP got from a shop is the shop’s order once the shop tells of it', async () => {
  const { ground, customerId } = await openHistory();
  await apply(ground, ERP, 'orders', [aSale({ origin: 'MARKETPLACE', customerReference: 'W-7' })]);
  await apply(ground, SHOP, 'orders', [aSale({ externalId: 'w7', number: 'W-7' })]);
  expect(await history(ground, { customerId })).toEqual({
    totalCount: 1,
    nodes: [{ number: 'W-7', origin: { kind: 'SHOP', systemId: SHOP } }],
  });
});

test('usual products count over all channels, without cancelled orders, with the median quantity', async () => {
  const { ground, who, customerId } = await openHistory();
  await aVariant(ground, 'ROPE', {});
  const day = 86_400_000;
  const sales = [
    aSale({ externalId: 'a', number: 'A', quantity: '2', placedAt: START - 40 * day, origin: 'POS' }),
    aSale({ externalId: 'b', number: 'B', quantity: '10', placedAt: START - 30 * day }),
    aSale({ externalId: 'c', number: 'C', quantity: '4', placedAt: START - 20 * day }),
    aSale({ externalId: 'd', number: 'D', quantity: '99', placedAt: START - 10 * day, phase: 'CANCELLED' }),
    aSale({ externalId: 'e', number: 'E', sku: 'ROPE', quantity: '1', placedAt: START - 5 * day }),
    aSale({ externalId: 'f', number: 'F', partyId: 'p9', sku: 'ROPE', quantity: '1', placedAt: START }),
  ];
  const [first, second] = sales;
  if (first && second) second.lines.push({ ...(first.lines[0] as OrderRecord['lines'][number]), quantity: m('5') });
  await apply(ground, ERP, 'orders', sales);
  const source = `query($r: [_Any!]!, $n: Int!) { _entities(representations: $r) { ... on Customer {
    usualProducts(first: $n) { variant { id } timesOrdered lastOrderedOn usualQuantity { value unitCode } } } } }`;
  const usual = async (viewing: typeof who, n = 20) =>
    (await ask(ground, viewing, source, { r: [{ __typename: 'Customer', id: customerId }], n }))._entities[0].usualProducts;
  // 2, 15 (10 and 5 in one order), 4.
  expect(await usual(who)).toMatchObject([
    { timesOrdered: 3, lastOrderedOn: '2026-02-10', usualQuantity: { value: '4', unitCode: 'PCE' } },
    { timesOrdered: 1, lastOrderedOn: '2026-02-25', usualQuantity: { value: '1' } },
  ]);
  expect(await usual(viewer('staff'), 1)).toHaveLength(1);
  const other = viewer('storefront', { customerId: await aCustomer(ground) });
  const theirs = await answer(ground, other, source, { r: [{ __typename: 'Customer', id: customerId }], n: 20 });
  expect(theirs.errors).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }]);
  const tooMany = await answer(ground, who, source, { r: [{ __typename: 'Customer', id: customerId }], n: 101 });
  expect(tooMany.errors).toMatchObject([{ extensions: { code: 'PAGE_TOO_LARGE' } }]);
});

test('a median is a quantity that was really ordered, with as many below it as above, one more at most', () => {
  fc.assert(
    fc.property(fc.array(fc.bigInt({ min: 1n, max: 50n }), { minLength: 1, maxLength: 20 }), (values) => {
      const middle = median(values);
      const [below, above] = [values.filter((value) => value < middle).length, values.filter((value) => value > middle).length];
      expect(values).toContain(middle);
      expect(below <= (values.length - 1) / 2 && above <= values.length / 2).toBe(true);
    }),
  );
  expect(median([])).toBe(0n);
});
