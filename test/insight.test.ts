import fc from 'fast-check';
import { graphql } from 'graphql';
import { describe, expect, test } from 'vitest';
import { newId } from '#hub/id.ts';
import { micros as m } from '#hub/money.ts';
import { roles, type Viewer } from '#hub/viewer.ts';
import { age } from '#subgraphs/insight/ageing.ts';
import { csvLine } from '#subgraphs/insight/csv.ts';
import { openExport } from '#subgraphs/insight/exportLink.ts';
import { buildFacts, exportRows, insight } from '#subgraphs/insight/index.ts';
import { differencesOf, type OrderBooks } from '#subgraphs/insight/ledger.ts';
import { isoWeek } from '#subgraphs/insight/period.ts';
import { proposalOf, type Stocked } from '#subgraphs/insight/proposals.ts';
import { ratio } from '#subgraphs/insight/ratio.ts';
import { openGrouping } from '#subgraphs/insight/sales.ts';
import { turnoverOf } from '#subgraphs/insight/turnover.ts';
import { CHANNEL, COMPANY, ERP, openGround, type TestGround, viewer } from './ground.ts';
import { aCustomer, anOrder, aVariant } from './makers.ts';

// biome-ignore lint/suspicious/noExplicitAny: a test reads whatever it asked for.
async function ask(ground: TestGround, who: Viewer, source: string, variableValues: Record<string, unknown> = {}): Promise<any> {
  const contextValue = insight.context(ground, { viewer: who, requestId: 'test' });
  const result = await graphql({ schema: insight.schema, source, variableValues, contextValue });
  expect(result.errors).toBeUndefined();
  return result.data;
}

async function build(ground: TestGround): Promise<void> {
  ground.advance(1_000);
  while (await ground.db.write((trx) => buildFacts(trx, COMPANY, ground.now())));
}

async function anInvoice(
  ground: TestGround,
  more: Record<string, unknown> = {},
  lines: { variantId?: string; quantity: string; net: string }[] = [],
  orderIds: string[] = [],
): Promise<string> {
  const id = newId('invoice');
  await ground.db.write(async (trx) => {
    await trx
      .insertInto('invoice')
      .values({
        id,
        companyId: COMPANY,
        systemId: ERP,
        documentId: newId('erpDocument'),
        kind: 'INVOICE',
        side: 'RECEIVABLE',
        partyName: 'Górski Świat',
        currency: 'PLN',
        issuedOn: '2026-02-01',
        dueOn: '2026-02-15',
        netMicros: m('100'),
        taxMicros: m('23'),
        grossMicros: m('123'),
        openMicros: m('123'),
        state: 'POSTED',
        version: 1,
        updatedAt: ground.now(),
        asOf: ground.now(),
        ...more,
      })
      .execute();
    for (const [position, line] of lines.entries())
      await trx
        .insertInto('invoiceLine')
        .values({
          invoiceId: id,
          position,
          variantId: line.variantId ?? null,
          quantityMicros: m(line.quantity),
          netMicros: m(line.net),
          taxMicros: 0n,
          taxPercent: '23',
        })
        .execute();
    for (const orderId of orderIds) await trx.insertInto('invoiceOrder').values({ invoiceId: id, orderId }).execute();
  });
  return id;
}

const SALES = `query($input: SalesReportInput!) { salesReport(input: $input) { asOf otherCurrencies
  rows { key { dimension id label } orders units net { amount } cost { amount } margin { amount } marginPercent discounts { amount } returnsNet { amount } handlingCost { amount } rowsWithoutCost }
  total { orders units net { amount } margin { amount } returnsNet { amount } rowsWithoutCost } } }`;
const march = { from: '2026-03-01', to: '2026-03-31' };
const boss = viewer('admin');

describe('salesReport', () => {
  test('a discount that a shop gave with tax counts without it', async () => {
    const ground = await openGround();
    const discount = { code: 'WIOSNA', title: 'Wiosna', amount: '12.30', basis: 'GROSS' as const };
    await anOrder(ground, [{ sku: 'LINA', quantity: '1', unitNet: '100', discount }]);
    await build(ground);
    const { salesReport } = await ask(ground, boss, SALES, { input: { period: march, groupBy: ['VARIANT'] } });
    expect(salesReport.rows[0].discounts).toEqual({ amount: '10.00' });
  });

  test('margin comes from the cost stamped at the sale; lines without one are counted, not guessed', async () => {
    const ground = await openGround();
    const lina = await aVariant(ground, 'LINA');
    const kask = await aVariant(ground, 'KASK');
    const customerId = await aCustomer(ground, { name: 'Górski Świat' });
    await anOrder(
      ground,
      [
        {
          variantId: lina,
          sku: 'LINA',
          quantity: '3',
          unitNet: '10.10',
          cost: '6.333333',
          discount: { code: 'WIOSNA', title: 'Wiosna', amount: '0.30' },
        },
        { variantId: kask, sku: 'KASK', quantity: '1', unitNet: '99.99' },
      ],
      { customerId },
    );
    await anOrder(ground, [{ variantId: lina, sku: 'LINA', quantity: '1', unitNet: '10', cost: '12' }], { documentDate: '2026-03-08' });
    await anOrder(ground, [{ variantId: lina, sku: 'LINA', quantity: '9', unitNet: '10' }], { phase: 'CANCELLED' });
    await anOrder(ground, [{ variantId: lina, sku: 'LINA', quantity: '1', unitNet: '10' }], { currency: 'EUR' });
    await anOrder(ground, [{ variantId: lina, sku: 'LINA', quantity: '1', unitNet: '10' }], { documentDate: '2026-04-01' });
    await anInvoice(ground, { kind: 'CREDIT_NOTE', issuedOn: '2026-03-20' }, [{ variantId: lina, quantity: '1', net: '10.00' }]);
    await build(ground);
    const { salesReport } = await ask(ground, boss, SALES, { input: { period: march, groupBy: ['VARIANT'] } });
    expect(salesReport.rows).toEqual([
      {
        key: [{ dimension: 'VARIANT', id: kask, label: 'KASK' }],
        orders: 1,
        units: '1',
        net: { amount: '99.99' },
        cost: null,
        margin: null,
        marginPercent: null,
        discounts: { amount: '0.00' },
        returnsNet: { amount: '0.00' },
        handlingCost: null,
        rowsWithoutCost: 1,
      },
      {
        key: [{ dimension: 'VARIANT', id: lina, label: 'LINA' }],
        orders: 2,
        units: '4',
        net: { amount: '40.00' },
        cost: { amount: '30.999999' },
        margin: { amount: '9.000001' },
        marginPercent: '22.50',
        discounts: { amount: '0.30' },
        returnsNet: { amount: '10.00' },
        handlingCost: null,
        rowsWithoutCost: 0,
      },
    ]);
    expect(salesReport.total).toMatchObject({
      orders: 2,
      units: '5',
      net: { amount: '139.99' },
      returnsNet: { amount: '10.00' },
      rowsWithoutCost: 1,
    });
    expect(salesReport.otherCurrencies).toBe(1);
    expect(Date.parse(salesReport.asOf)).toBe(ground.now());
  });

  test('a change of an order is in the report after the next slice: a cancelled one leaves it', async () => {
    const ground = await openGround();
    const id = await anOrder(ground, [{ quantity: '2', unitNet: '10' }]);
    await build(ground);
    const net = async () => (await ask(ground, boss, SALES, { input: { period: march, groupBy: [] } })).salesReport.total.net.amount;
    expect(await net()).toBe('20.00');
    ground.advance(60_000);
    await ground.db.write((trx) =>
      trx.updateTable('salesOrder').set({ phase: 'CANCELLED', updatedAt: ground.now() }).where('id', '=', id).execute(),
    );
    await build(ground);
    expect(await net()).toBe('0.00');
  });

  test('what stands in two categories counts in both and once in the total; the rest stands alone', async () => {
    const ground = await openGround();
    const variantId = await aVariant(ground, 'LINA');
    const { productId } = await ground.db.read
      .selectFrom('variant')
      .select('productId')
      .where('id', '=', variantId)
      .executeTakeFirstOrThrow();
    const categories = [newId('category'), newId('category')];
    await ground.db.write(async (trx) => {
      for (const [i, id] of categories.entries()) {
        await trx
          .insertInto('category')
          .values({ id, companyId: COMPANY, slug: `c${i}`, active: 1, updatedAt: 0 })
          .execute();
        await trx.insertInto('productCategory').values({ productId, categoryId: id }).execute();
        await trx
          .insertInto('localizedText')
          .values({ entityId: id, field: 'name', locale: 'pl', source: 'ERP', value: `Kategoria ${i}` })
          .execute();
      }
    });
    await anOrder(ground, [
      { variantId, quantity: '1', unitNet: '10' },
      { quantity: '1', unitNet: '5' },
    ]);
    await build(ground);
    const { salesReport } = await ask(ground, boss, SALES, { input: { period: march, groupBy: ['CATEGORY', 'MONTH'], sortBy: 'NET' } });
    expect(
      salesReport.rows.map((row: { key: { label: string }[]; net: { amount: string } }) => [
        row.key.map((key) => key.label),
        row.net.amount,
      ]),
    ).toEqual([
      [['Kategoria 0', '2026-03'], '10.00'],
      [['Kategoria 1', '2026-03'], '10.00'],
      [['—', '2026-03'], '5.00'],
    ]);
    expect(salesReport.total.net.amount).toBe('15.00');
  });

  test('groups without categories add up to the total, whatever is sold and however it is grouped', () => {
    const fact = fc.record({
      orderId: fc.constantFrom('a', 'b', 'c'),
      channelId: fc.constantFrom('x', 'y'),
      origin: fc.constantFrom('HUB', 'SHOP'),
      customerId: fc.constantFrom('p', null),
      productId: fc.constantFrom('q', null),
      variantId: fc.constantFrom('v', 'w', null),
      sku: fc.constant('s'),
      day: fc.constantFrom('2026-03-01', '2026-03-02', '2026-04-01'),
      unitsMicros: fc.bigInt(0n, 10n ** 12n),
      netMicros: fc.bigInt(-(10n ** 12n), 10n ** 12n),
      discountMicros: fc.bigInt(0n, 10n ** 9n),
      costMicros: fc.option(fc.bigInt(0n, 10n ** 12n)),
    });
    fc.assert(
      fc.property(
        fc.array(fact, { maxLength: 30 }),
        fc.uniqueArray(fc.constantFrom('DAY', 'MONTH', 'WEEK', 'CHANNEL', 'PRODUCT', 'VARIANT', 'CUSTOMER', 'ORIGIN'), {
          minLength: 1,
          maxLength: 3,
        }),
        (facts, dimensions) => {
          const grouping = openGrouping(dimensions as never, () => []);
          for (const one of facts) grouping.sale(one);
          const groups = [...grouping.groups.values()];
          const sum = (pick: (group: (typeof groups)[number]) => bigint) => groups.reduce((total, group) => total + pick(group), 0n);
          expect(sum((group) => group.net)).toBe(grouping.total.net);
          expect(sum((group) => group.cost)).toBe(grouping.total.cost);
          expect(groups.reduce((total, group) => total + group.lines, 0)).toBe(facts.length);
          for (const group of groups) expect(group.key).toHaveLength(dimensions.length);
        },
      ),
    );
  });

  test('handling is counted by the rule of the company', async () => {
    const ground = await openGround();
    await ground.db.write((trx) =>
      trx
        .updateTable('company')
        .set({ handling: JSON.stringify({ order: '8.50', line: '1.20', return: '5' }) })
        .where('id', '=', COMPANY)
        .execute(),
    );
    await anOrder(ground, [
      { quantity: '1', unitNet: '10' },
      { quantity: '1', unitNet: '10' },
    ]);
    await build(ground);
    const { salesReport } = await ask(ground, boss, SALES, { input: { period: march, groupBy: ['ORIGIN'] } });
    expect(salesReport.rows[0]).toMatchObject({ key: [{ label: 'ERP' }], handlingCost: { amount: '10.90' } });
  });

  test.each([
    [{ period: { from: '2026-03-02', to: '2026-03-01' }, groupBy: [] }, 'ends on or after'],
    [{ period: march, groupBy: ['DAY', 'MONTH', 'WEEK', 'ORIGIN'] }, 'three dimensions'],
    [{ period: march, groupBy: [], first: 5000 }, 'first is 1 to'],
  ])('%j is refused', async (input, message) => {
    const ground = await openGround();
    const contextValue = insight.context(ground, { viewer: boss, requestId: 'test' });
    const { errors } = await graphql({ schema: insight.schema, source: SALES, variableValues: { input }, contextValue });
    expect(errors?.[0]?.message).toContain(message);
  });
});

test('nobody without the scopes sees insight, finance or exports', async () => {
  const ground = await openGround();
  const queries = [
    'salesReport(input: { period: { from: "2026-01-01", to: "2026-01-02" }, groupBy: [] }) { total { orders } }',
    'channelReport(input: { from: "2026-01-01", to: "2026-01-02" }) { net { amount } }',
    'stockReport(input: {}) { withoutCost }',
    'purchaseProposals { totalCount }',
    'promotionReport(input: { from: "2026-01-01", to: "2026-01-02" }) { code }',
    'fulfilmentReport(input: { from: "2026-01-01", to: "2026-01-02" }) { orders }',
    'ageing(side: RECEIVABLE) { total { amount } }',
    'paymentMatches { totalCount }',
    'ledgerCheck(input: { period: { from: "2026-01-01", to: "2026-01-02" } }) { orders }',
    'segments { code }',
  ];
  for (const who of [viewer('storefront'), viewer('staff'), viewer('anonymous')])
    for (const query of queries) {
      const contextValue = insight.context(ground, { viewer: who, requestId: 'test' });
      const { errors } = await graphql({ schema: insight.schema, source: `{ ${query} }`, contextValue });
      expect(errors?.[0]?.extensions?.code, query).toMatch(/FORBIDDEN|UNAUTHENTICATED/);
    }
});

describe('channels, promotions, fulfilment, customers', () => {
  test('a channel says what it sold, to how many, how many were new and what came back', async () => {
    const ground = await openGround();
    const [old, fresh] = [await aCustomer(ground), await aCustomer(ground)];
    await anOrder(ground, [{ quantity: '1', unitNet: '10' }], { customerId: old, documentDate: '2026-01-05' });
    await anOrder(ground, [{ quantity: '1', unitNet: '20', cost: '15' }], { customerId: old });
    await anOrder(ground, [{ quantity: '1', unitNet: '30.01' }], { customerId: fresh });
    await anOrder(ground, [{ quantity: '1', unitNet: '30' }], { customerId: fresh, phase: 'CANCELLED' });
    await build(ground);
    const { channelReport } = await ask(
      ground,
      boss,
      'query($p: PeriodInput!) { channelReport(input: $p) { name orders cancelled net { amount } margin { amount } averageOrderNet { amount } customers newCustomers returnPercent } }',
      { p: march },
    );
    expect(channelReport).toEqual([
      {
        name: 'Sklep',
        orders: 2,
        cancelled: 1,
        net: { amount: '50.01' },
        margin: { amount: '5.00' },
        averageOrderNet: { amount: '25.01' },
        customers: 2,
        newCustomers: 1,
        returnPercent: '0.00',
      },
    ]);
  });

  test('a promotion says what it took off, what was left and who came for it', async () => {
    const ground = await openGround();
    const customerId = await aCustomer(ground);
    const discount = { code: 'WIOSNA', title: 'Wiosna -10%', amount: '2' };
    await anOrder(
      ground,
      [
        { quantity: '1', unitNet: '20', cost: '11', discount },
        { quantity: '1', unitNet: '5' },
      ],
      { customerId },
    );
    await build(ground);
    const { promotionReport } = await ask(
      ground,
      boss,
      'query($p: PeriodInput!) { promotionReport(input: $p) { code title orders net { amount } discount { amount } marginAfter { amount } newCustomers } }',
      { p: march },
    );
    expect(promotionReport).toEqual([
      {
        code: 'WIOSNA',
        title: 'Wiosna -10%',
        orders: 1,
        net: { amount: '18.00' },
        discount: { amount: '2.00' },
        marginAfter: { amount: '7.00' },
        newCustomers: 1,
      },
    ]);
  });

  test('fulfilment counts hours from order to the last parcel, and whether the promise was kept', async () => {
    const ground = await openGround();
    const ship = async (hours: number, promisedOn: string | null) => {
      const orderId = await anOrder(ground, [{ quantity: '1', unitNet: '1' }], { fulfilmentState: 'COMPLETE', promisedOn });
      await ground.db.write((trx) =>
        trx
          .insertInto('fulfilment')
          .values({
            id: newId('fulfilment'),
            orderId,
            state: 'SHIPPED',
            trackingNumbers: '[]',
            lines: '[]',
            shippedAt: ground.now() + hours * 3_600_000,
            isReturn: 0,
            updatedAt: 0,
          })
          .execute(),
      );
    };
    await ship(2, '2026-03-02');
    await ship(5, '2026-03-02');
    await ship(50, '2026-03-03');
    await anOrder(ground, [{ quantity: '1', unitNet: '1' }]);
    await build(ground);
    const { fulfilmentReport } = await ask(
      ground,
      boss,
      'query($p: PeriodInput!) { fulfilmentReport(input: $p) { orders orderToShipHoursP50 orderToShipHoursP90 onTimePercent linesPerDay errors handlingCostPerOrder { amount } } }',
      { p: march },
    );
    expect(fulfilmentReport).toEqual({
      orders: 4,
      orderToShipHoursP50: '5.0',
      orderToShipHoursP90: '50.0',
      onTimePercent: '66.67',
      linesPerDay: '0.1',
      errors: 0,
      handlingCostPerOrder: null,
    });
  });

  test('a customer is worth what was bought; margin needs the scope for costs', async () => {
    const ground = await openGround();
    const customerId = await aCustomer(ground);
    await anOrder(ground, [{ quantity: '1', unitNet: '100', cost: '60' }], { customerId });
    await anOrder(ground, [{ quantity: '1', unitNet: '40' }], { customerId, documentDate: '2024-05-05' });
    await anInvoice(ground, { kind: 'CREDIT_NOTE', customerId, issuedOn: '2026-03-02' }, [{ quantity: '1', net: '14' }]);
    await build(ground);
    const query = `query($id: ID!) { _entities(representations: [{ __typename: "Customer", id: $id }]) { ... on Customer { value {
      lifetimeNet { amount } lifetimeMargin { amount } predictedNext12Months { amount } orders firstOrderOn lastOrderOn returnRate channels } } } }`;
    const of = async (who: Viewer, id: string) => (await ask(ground, who, query, { id }))._entities[0].value;
    expect(await of(boss, customerId)).toEqual({
      lifetimeNet: { amount: '140.00' },
      lifetimeMargin: { amount: '40.00' },
      predictedNext12Months: { amount: '100.00' },
      orders: 2,
      firstOrderOn: '2024-05-05',
      lastOrderOn: '2026-03-02',
      returnRate: '10.00',
      channels: ['online'],
    });
    const noCosts = viewer('admin', { scopes: new Set(roles.admin.filter((scope) => scope !== 'costs:read')) });
    expect((await of(noCosts, customerId)).lifetimeMargin).toBeNull();
    expect(await of(boss, await aCustomer(ground))).toBeNull();
  });
});

describe('stock', () => {
  const zone = 'Europe/Warsaw';
  const at = (day: string, hour = 12): number => Date.parse(`${day}T${String(hour).padStart(2, '0')}:00:00Z`);

  test('average stock is what lay there at the end of each day', () => {
    const sale = (day: string, quantity: string) => ({
      change: -m(quantity),
      kind: 'SALE_ONLINE',
      quantity: m(quantity),
      occurredAt: at(day),
    });
    const receipt = { change: m('10'), kind: 'RECEIPT', quantity: m('10'), occurredAt: at('2026-03-03') };
    // 6 | 4 (−2) | 14 (+10) | 11 (−3); 11 now
    const turnover = turnoverOf(
      { onHand: m('11'), moves: [sale('2026-03-02', '2'), receipt, sale('2026-03-04', '3')] },
      { from: '2026-03-01', to: '2026-03-04' },
      zone,
    );
    expect(turnover).toEqual({
      timesPerYear: ratio(m('5') * 365n, m('35'), 2),
      soldUnits: '5',
      averageStock: '8.750',
      lastSoldOn: '2026-03-04',
      trendPercent: '50.00',
    });
  });

  test('a report says what is dead, too much, too little, and what it is worth', async () => {
    const ground = await openGround();
    const make = async (sku: string, onHand: string, sold: string, cost?: string) => {
      const id = await aVariant(ground, sku, { onHand, ...(cost ? { cost } : {}) });
      const { locationId } = await ground.db.read
        .selectFrom('stockLevel')
        .select('locationId')
        .where('variantId', '=', id)
        .executeTakeFirstOrThrow();
      if (sold !== '0')
        await ground.db.write((trx) =>
          trx
            .insertInto('stockMovement')
            .values({
              id: newId('stockMovement'),
              companyId: COMPANY,
              variantId: id,
              fromLocationId: locationId,
              quantityMicros: m(sold),
              kind: 'SALE_ONLINE',
              occurredAt: ground.now() - 5 * 86_400_000,
              recordedAt: 0,
            })
            .execute(),
        );
      return id;
    };
    await make('MARTWY', '4', '0', '2.50');
    await make('NADMIAR', '500', '10', '1');
    await make('WOLNY', '40', '10', '1');
    await make('ZWYKLY', '10', '10');
    const { stockReport } = await ask(
      ground,
      boss,
      '{ stockReport(input: {}) { value { amount } withoutCost rows { variant { id } class onHand value { amount } daysOfCover turnover { soldUnits } } } }',
    );
    expect(stockReport.value.amount).toBe('550.00');
    expect(stockReport.withoutCost).toBe(1);
    expect(stockReport.rows.map((row: { class: string; daysOfCover: string | null }) => [row.class, row.daysOfCover])).toEqual([
      ['OVERSTOCK', '4500.0'],
      ['SLOW', '360.0'],
      ['DEAD', null],
      ['NORMAL', '90.0'],
    ]);
    const { stockReport: dead } = await ask(ground, boss, '{ stockReport(input: { kinds: [DEAD] }) { value { amount } rows { onHand } } }');
    expect(dead).toEqual({ value: { amount: '10.00' }, rows: [{ onHand: '4' }] });
  });

  test('an order is proposed in time, in the quantity the supplier sells, and never for what does not need it', () => {
    const stock = (more: Partial<Stocked> = {}): Stocked => ({
      id: 'v',
      onHandMicros: m('20'),
      sellableMicros: m('20'),
      incomingMicros: 0n,
      minimumMicros: null,
      maximumMicros: null,
      supplierItemId: 'i',
      supplierId: 's',
      supplierName: 'Dunajec',
      leadTimeDays: 7,
      minQuantityMicros: m('50'),
      supplierNetMicros: m('3.21'),
      supplierCurrency: 'PLN',
      ...more,
    });
    expect(proposalOf(stock(), m('56'), '2026-03-02')).toMatchObject({
      quantity: '54',
      runsOutOn: '2026-03-12',
      orderBy: '2026-03-05',
      unitCost: { amount: '3.21' },
    });
    expect(proposalOf(stock({ minQuantityMicros: m('100') }), m('56'), '2026-03-02')?.quantity).toBe('100');
    expect(proposalOf(stock({ incomingMicros: m('500') }), m('56'), '2026-03-02')).toBeUndefined();
    expect(proposalOf(stock(), 0n, '2026-03-02')).toBeUndefined();
    expect(proposalOf(stock({ minimumMicros: m('30'), maximumMicros: m('60') }), 0n, '2026-03-02')).toMatchObject({
      quantity: '50',
      orderBy: '2026-03-02',
    });
    expect(proposalOf(stock({ supplierItemId: null }), m('56'), '2026-03-02')).toBeUndefined();
  });
});

describe('finance', () => {
  test('debts fall into buckets by the days they are overdue; credit notes count against', async () => {
    const ground = await openGround();
    await anInvoice(ground, { dueOn: '2026-03-02' });
    await anInvoice(ground, { dueOn: '2026-03-01', openMicros: m('23') });
    await anInvoice(ground, { dueOn: '2025-11-01', openMicros: m('10') });
    await anInvoice(ground, { dueOn: null, kind: 'CREDIT_NOTE', openMicros: m('3') });
    await anInvoice(ground, { currency: 'EUR' });
    await anInvoice(ground, { side: 'PAYABLE' });
    await anInvoice(ground, { state: 'DRAFT' });
    const { ageing } = await ask(
      ground,
      boss,
      '{ ageing(side: RECEIVABLE) { buckets { label amount { amount } documents } total { amount } asOf otherCurrencies } }',
    );
    expect(ageing).toEqual({
      buckets: [
        { label: 'not due', amount: { amount: '120.00' }, documents: 2 },
        { label: '1–30 days', amount: { amount: '23.00' }, documents: 1 },
        { label: '31–60 days', amount: { amount: '0.00' }, documents: 0 },
        { label: '61–90 days', amount: { amount: '0.00' }, documents: 0 },
        { label: 'more than 90 days', amount: { amount: '10.00' }, documents: 1 },
      ],
      total: { amount: '153.00' },
      asOf: '2026-03-02',
      otherCurrencies: ['EUR'],
    });
  });

  test('a document that falls due in parts stands in a bucket for each, by what is open of it', async () => {
    const ground = await openGround();
    const instalments = JSON.stringify([
      { dueOn: '2026-01-15', gross: m('36.9').toString(), open: m('6.9').toString() },
      { dueOn: '2026-02-20', gross: m('36.9').toString(), open: m('36.9').toString() },
      { dueOn: '2026-02-25', gross: m('49.2').toString(), open: m('49.2').toString() },
    ]);
    await anInvoice(ground, { dueOn: '2026-02-25', openMicros: m('93'), instalments });
    const on = async (asOf: string) =>
      (
        await ask(ground, boss, 'query($d: LocalDate) { ageing(side: RECEIVABLE, asOf: $d) { buckets { amount { amount } documents } } }', {
          d: asOf,
        })
      ).ageing.buckets.map((bucket: { amount: { amount: string }; documents: number }) => `${bucket.amount.amount} ${bucket.documents}`);
    expect(await on('2026-03-02')).toEqual(['0.00 0', '86.10 1', '6.90 1', '0.00 0', '0.00 0']);
    // Nothing is known to be paid by then.
    expect(await on('2026-02-22')).toEqual(['49.20 1', '36.90 1', '36.90 1', '0.00 0', '0.00 0']);
  });

  test('an earlier day goes by the payments known by then', async () => {
    const ground = await openGround();
    const invoiceId = await anInvoice(ground, { openMicros: 0n, state: 'PAID' });
    const moneyId = newId('money');
    await ground.db.write(async (trx) => {
      await trx
        .insertInto('moneyEntry')
        .values({
          id: moneyId,
          companyId: COMPANY,
          systemId: ERP,
          direction: 'IN',
          day: '2026-02-20',
          amountMicros: m('130'),
          currency: 'PLN',
          reference: 'FV 1',
          state: 'POSTED',
          matchState: 'MATCHED',
          updatedAt: 0,
          asOf: 0,
        })
        .execute();
      await trx
        .insertInto('moneyMatch')
        .values({ moneyId, invoiceId, amountMicros: m('123') })
        .execute();
    });
    const on = async (day: string) =>
      (await ask(ground, boss, 'query($d: LocalDate) { ageing(side: RECEIVABLE, asOf: $d) { total { amount } } }', { d: day })).ageing.total
        .amount;
    expect(await on('2026-02-19')).toBe('123.00');
    expect(await on('2026-02-20')).toBe('0.00');
    const { paymentMatches } = await ask(
      ground,
      boss,
      '{ paymentMatches(state: [MATCHED]) { totalCount nodes { amount { amount } state documentIds difference { amount } direction } } }',
    );
    expect(paymentMatches).toMatchObject({
      totalCount: 1,
      nodes: [{ amount: { amount: '130.00' }, state: 'MATCHED', difference: { amount: '7.00' }, direction: 'IN' }],
    });
    expect((await ask(ground, boss, '{ paymentMatches(state: [UNMATCHED]) { totalCount } }')).paymentMatches.totalCount).toBe(0);
  });

  test('the day closes when four books agree; each difference names its order and its books', async () => {
    const ground = await openGround();
    const gross = m('12.30');
    const good = await anOrder(ground, [{ quantity: '1', unitNet: '10' }], {
      originKind: 'SHOP',
      erpGrossMicros: gross,
      paidMicros: gross,
      fulfilmentState: 'COMPLETE',
    });
    await anInvoice(ground, { grossMicros: gross, openMicros: 0n, state: 'PAID' }, [], [good]);
    const bad = await anOrder(ground, [{ quantity: '1', unitNet: '10' }], { erpGrossMicros: gross + 10_000n, fulfilmentState: 'COMPLETE' });
    const { ledgerCheck } = await ask(
      ground,
      boss,
      'query($p: PeriodInput!) { ledgerCheck(input: { period: $p }) { orders shopGross { amount } hubGross { amount } erpInvoicedGross { amount } erpPaid { amount } differences { orderId kind amount { amount } } } }',
      { p: march },
    );
    expect(ledgerCheck).toEqual({
      orders: 2,
      shopGross: { amount: '12.30' },
      hubGross: { amount: '24.60' },
      erpInvoicedGross: { amount: '12.30' },
      erpPaid: { amount: '12.30' },
      differences: [
        { orderId: bad, kind: 'NOT_INVOICED', amount: { amount: '-12.31' } },
        { orderId: bad, kind: 'HUB_ERP', amount: { amount: '0.01' } },
      ],
    });
  });

  test('money paid at once for parcels that are invoiced one by one is paid for both, and no more than is invoiced', async () => {
    const ground = await openGround();
    const order = await anOrder(ground, [{ quantity: '2', unitNet: '10' }], {
      originKind: 'SHOP',
      erpGrossMicros: m('24.60'),
      paidMicros: m('24.60'),
      fulfilmentState: 'PARTIAL',
    });
    const entry = { companyId: COMPANY, systemId: ERP, day: '2026-03-02', currency: 'PLN', state: 'POSTED', matchState: 'MATCHED' };
    const amounts = { direction: 'IN', amountMicros: m('24.60'), reference: 'BLIK-1', orderId: order, updatedAt: 0, asOf: 0 };
    await ground.db.write((trx) =>
      trx
        .insertInto('moneyEntry')
        .values({ id: newId('money'), ...entry, ...amounts })
        .execute(),
    );
    const invoice = () => anInvoice(ground, { grossMicros: m('12.30'), openMicros: m('12.30') }, [], [order]);
    await invoice();
    const look = async () => {
      const { ledgerCheck, paymentMatches } = await ask(
        ground,
        boss,
        'query($p: PeriodInput!) { ledgerCheck(input: { period: $p }) { erpPaid { amount } differences { kind } } paymentMatches { nodes { documentIds difference { amount } } } }',
        { p: march },
      );
      const [match] = paymentMatches.nodes;
      return [ledgerCheck.erpPaid.amount, ledgerCheck.differences.length, match.documentIds.length, match.difference];
    };
    // The second half came with the order and waits for its parcel.
    expect(await look()).toEqual(['12.30', 1, 1, null]);
    await invoice();
    expect(await look()).toEqual(['24.60', 0, 2, null]);
  });

  test('books that agree differ in nothing, and each single disagreement is found', () => {
    const books: OrderBooks = {
      orderId: 'o',
      fromShop: true,
      shopGross: m('10'),
      hubGross: m('10'),
      erpGross: m('10'),
      invoiced: m('10'),
      paidInErp: m('10'),
      paidInHub: m('10'),
      shipped: true,
      hasInvoice: true,
      corrected: false,
    };
    const kinds = (more: Partial<OrderBooks>) => differencesOf({ ...books, ...more }).map((one) => one.kind);
    expect(kinds({})).toEqual([]);
    expect(kinds({ shopGross: m('11') })).toEqual(['SHOP_HUB']);
    expect(kinds({ invoiced: m('4'), paidInErp: m('4'), paidInHub: m('4') })).toEqual(['NOT_INVOICED']);
    expect(kinds({ invoiced: m('4'), paidInErp: m('4'), paidInHub: m('4'), corrected: true })).toEqual([]);
    expect(kinds({ invoiced: m('12'), paidInErp: m('12') })).toEqual(['INVOICED_MORE']);
    expect(kinds({ paidInErp: 0n })).toEqual(['NOT_PAID']);
    expect(kinds({ paidInErp: m('11') })).toEqual(['PAID_MORE']);
  });

  test('every debt falls into exactly one bucket', () => {
    fc.assert(
      fc.property(
        fc.array(fc.record({ dueOn: fc.option(fc.integer({ min: -400, max: 400 })), open: fc.bigInt(-1000n, 1000n) })),
        (debts) => {
          const asOf = '2026-03-02';
          const dated = debts.map(({ dueOn, open }) => ({
            dueOn: dueOn === null ? null : new Date(Date.parse(asOf) - dueOn * 86_400_000).toISOString().slice(0, 10),
            open,
          }));
          const buckets = age(dated, asOf);
          expect(buckets.reduce((sum, bucket) => sum + bucket.amount, 0n)).toBe(debts.reduce((sum, debt) => sum + debt.open, 0n));
          expect(buckets.reduce((sum, bucket) => sum + bucket.documents, 0)).toBe(debts.filter((debt) => debt.open !== 0n).length);
        },
      ),
    );
  });
});

describe('exports', () => {
  const START = 'mutation($input: ExportStartInput!) { exportStart(input: $input) { export { kind url expiresAt } userErrors { code } } }';

  test('a link is for the application that asked, ends, and cannot be written by anybody else', async () => {
    const ground = await openGround();
    await anOrder(ground, [{ sku: '=CMD("x")', quantity: '1', unitNet: '10', cost: '4' }]);
    await build(ground);
    const { exportStart } = await ask(ground, boss, START, { input: { idempotencyKey: 'e', kind: 'SALES', period: march } });
    const token = exportStart.export.url.replace('/exports/', '');
    const order = await openExport(ground.db, token, ground.now());
    expect(order).toMatchObject({ kind: 'SALES', application: boss.application, costs: true });
    if (!order) return;
    let text = '';
    for await (const part of exportRows(ground.db.read, order)) text += part;
    const [header, line] = text.split('\r\n');
    expect(header).toBe('day,orderId,channelId,origin,customerId,sku,units,net,discount,cost,margin,currency');
    expect(line).toContain(`,${CHANNEL},ERP,,"'=CMD(""x"")",1,10.00,0.00,4.00,6.00,PLN`);
    expect(await openExport(ground.db, token, order.expiresAt)).toBeUndefined();
    const [body = '', mark = ''] = token.split('.');
    const other = Buffer.from(body, 'base64url').toString().replace(COMPANY, 'com_other');
    expect(await openExport(ground.db, `${Buffer.from(other).toString('base64url')}.${mark}`, ground.now())).toBeUndefined();
  });

  test('an export without days is refused, and each kind has its header', async () => {
    const ground = await openGround();
    const refused = await ask(ground, boss, START, { input: { idempotencyKey: 'e', kind: 'ORDERS' } });
    expect(refused.exportStart).toEqual({ export: null, userErrors: [{ code: 'REQUIRED' }] });
    await anOrder(ground, [{ quantity: '1', unitNet: '10' }]);
    await aVariant(ground, 'LINA', { onHand: '3' });
    await anInvoice(ground, { issuedOn: '2026-03-02' });
    await build(ground);
    for (const kind of ['ORDERS', 'STOCK', 'INVOICES', 'SALES'] as const) {
      let lines = 0;
      for await (const part of exportRows(ground.db.read, {
        kind,
        companyId: COMPANY,
        application: 'a',
        from: '2026-03-01',
        to: '2026-03-31',
        costs: false,
        expiresAt: 0,
      }))
        lines += part.split('\r\n').length - 1;
      expect(lines, kind).toBe(2);
    }
  });

  test('a number stays a number, a formula becomes text', () => {
    expect(csvLine(['-12.30', '+48 600', '=1+1', '-a', 'ok "x", y', null, 3])).toBe('-12.30,\'+48 600,\'=1+1,\'-a,"ok ""x"", y",,3\r\n');
  });
});

test('weeks are those of ISO 8601', () => {
  expect([isoWeek('2026-01-01'), isoWeek('2027-01-01'), isoWeek('2026-03-02')]).toEqual(['2026-W01', '2026-W53', '2026-W10']);
});
