/** Sales, channels, promotions, fulfilment and customers in figures. */
import fc from 'fast-check';
import { graphql } from 'graphql';
import { describe, expect, test } from 'vitest';
import { newId } from '#hub/id.ts';
import { roles, type Viewer } from '#hub/viewer.ts';
import { insight } from '#subgraphs/insight/index.ts';
import { openGrouping } from '#subgraphs/insight/sales.ts';
import { COMPANY, openGround, viewer } from './ground.ts';
import { anInvoice, ask, boss, build, march, SALES } from './insightGround.ts';
import { aCustomer, anOrder, aVariant } from './makers.ts';

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
