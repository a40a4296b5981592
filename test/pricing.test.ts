/** Prices: which row holds, what a buyer pays, what was the lowest of 30 days; and how price records become rows and history. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { dayEnd, dayStart } from '#hub/days.ts';
import { micros, ONE } from '#hub/money.ts';
import { quotePrices } from '#hub/pricing.ts';
import { bestRow, lowestBefore, type PastRow, type PriceRow, tiersOf } from '#hub/pricingRules.ts';
import { productsAppliers, turnPrices } from '#subgraphs/products/index.ts';
import { COMPANY, SHOP } from './ground.ts';
import { aCustomer, aList, apply, applyContext, aShop, context, prices, quote, sortPrice, statements, ZONE } from './pricedShop.ts';

const DAY = 86_400_000;
const row = (minimum: number, unitNet: string, validFrom = '', validTo = ''): PriceRow => ({
  minQuantityMicros: BigInt(minimum) * ONE,
  unitNetMicros: micros(unitNet),
  validFrom,
  validTo,
  rule: null,
});

describe('the row that holds', () => {
  const days = ['', '2026-03-01', '2026-03-05', '2026-03-10'];
  const anyRow = fc
    .record({
      minimum: fc.integer({ min: 0, max: 4 }),
      from: fc.constantFrom(...days),
      to: fc.constantFrom(...days),
      price: fc.integer({ min: 1, max: 5 }),
    })
    .map(({ minimum, from, to, price }) => row(minimum, String(price), from, to));

  test('is the one a patient clerk would choose', () => {
    fc.assert(
      fc.property(
        fc.array(anyRow, { maxLength: 8 }),
        fc.integer({ min: 0, max: 5 }),
        fc.constantFrom('2026-02-01', '2026-03-01', '2026-03-04', '2026-03-05', '2026-03-20'),
        (rows, quantity, day) => {
          expect(bestRow(rows, BigInt(quantity) * ONE, day)?.unitNetMicros).toBe(clerk(rows, BigInt(quantity) * ONE, day)?.unitNetMicros);
        },
      ),
      { numRuns: 2_000 },
    );
  });

  /** Throws away, rule by rule, what cannot be it; sorts nothing. */
  function clerk(rows: PriceRow[], quantity: bigint, day: string): PriceRow | undefined {
    let left = rows.filter(
      (r) => r.minQuantityMicros <= quantity && (!r.validFrom || r.validFrom <= day) && (!r.validTo || r.validTo >= day),
    );
    const keep = <T>(of: (r: PriceRow) => T, better: (a: T, b: T) => boolean) => {
      left = left.filter((r) => !left.some((other) => better(of(other), of(r))));
    };
    keep(
      (r) => r.minQuantityMicros,
      (a, b) => a > b,
    );
    keep(
      (r) => (r.validFrom || r.validTo ? 1 : 0),
      (a, b) => a > b,
    );
    keep(
      (r) => r.validFrom,
      (a, b) => a > b,
    );
    keep(
      (r) => r.validTo || '9999',
      (a, b) => a < b,
    );
    keep(
      (r) => r.unitNetMicros,
      (a, b) => a < b,
    );
    return left[0];
  }

  test('is a dated one before an open one of the same minimum, but a greater minimum comes first', () => {
    const rows = [row(1, '10'), row(1, '8', '2026-03-01', '2026-03-31'), row(10, '9')];
    expect(bestRow(rows, ONE, '2026-03-15')?.unitNetMicros).toBe(micros('8'));
    expect(bestRow(rows, ONE, '2026-04-01')?.unitNetMicros).toBe(micros('10'));
    expect(bestRow(rows, 10n * ONE, '2026-03-15')?.unitNetMicros).toBe(micros('9'));
  });

  test('gives a tier for each minimum valid that day', () => {
    const rows = [row(1, '10'), row(10, '9'), row(1, '8', '2026-03-01', '2026-03-31'), row(50, '5', '2026-05-01')];
    expect(tiersOf(rows, '2026-03-15').map((tier) => [tier.minQuantityMicros / ONE, tier.unitNetMicros])).toEqual([
      [1n, micros('8')],
      [10n, micros('9')],
    ]);
  });
});

describe('the lowest price of 30 days', () => {
  const now = Date.UTC(2026, 2, 31, 12);
  const past = (daysAgo: number, until: number | null, unitNet: string, validFrom = '', validTo = ''): PastRow => ({
    ...row(1, unitNet, validFrom, validTo),
    fromAt: now - daysAgo * DAY,
    untilAt: until === null ? null : now - until * DAY,
  });

  test('is the price itself while nothing ever changed', () => {
    expect(lowestBefore([past(5, null, '10')], ONE, now, ZONE)).toBe(micros('10'));
  });

  test('does not count the reduced price it stands against', () => {
    expect(lowestBefore([past(60, 3, '10'), past(3, null, '7')], ONE, now, ZONE)).toBe(micros('10'));
  });

  test('finds a dip before the reduction', () => {
    const history = [past(60, 20, '10'), past(20, 18, '8'), past(18, 3, '12'), past(3, null, '9')];
    expect(lowestBefore(history, ONE, now, ZONE)).toBe(micros('8'));
  });

  test('looks back from when the reduction began, not from today', () => {
    const history = [past(80, 60, '5'), past(60, 20, '10'), past(20, null, '7')];
    expect(lowestBefore(history, ONE, now, ZONE)).toBe(micros('10'));
  });

  test('counts the lower days before a raise', () => {
    expect(lowestBefore([past(60, 10, '10'), past(10, null, '12')], ONE, now, ZONE)).toBe(micros('10'));
    expect(lowestBefore([past(85, 40, '10'), past(40, null, '12')], ONE, now, ZONE)).toBe(micros('12'));
  });

  test('sees a promotion begin and end by its days, without any change of rows', () => {
    const running = [past(60, null, '10'), past(60, null, '6', '2026-03-25', '2026-04-05')];
    expect(lowestBefore(running, ONE, now, ZONE)).toBe(micros('10'));
    const over = [past(60, null, '10'), past(60, null, '6', '2026-03-10', '2026-03-20')];
    expect(lowestBefore(over, ONE, now, ZONE)).toBe(micros('6'));
  });

  test('is nothing where there is no price', () => {
    expect(lowestBefore([], ONE, now, ZONE)).toBeUndefined();
    expect(lowestBefore([past(60, 10, '10')], ONE, now, ZONE)).toBeUndefined();
  });

  test('keeps to the days of the company, also when the clocks change', () => {
    expect(dayStart('2026-03-29', ZONE)).toBe(Date.UTC(2026, 2, 28, 23));
    expect(dayEnd('2026-03-29', ZONE)).toBe(Date.UTC(2026, 2, 29, 22) - 1);
  });
});

describe('a quote', () => {
  test('is the default list for a visitor, with line, tiers and steps that add up', async () => {
    const ground = await aShop();
    await aList(ground, 'retail', { isDefault: true });
    await prices(ground, 'retail', 'A', [
      { minQuantity: ONE, unitNet: micros('10') },
      { minQuantity: 10n * ONE, unitNet: micros('9') },
    ]);
    const [one, many] = await quote(ground, [
      ['A', 1],
      ['A', 12],
    ]);
    expect(one).toMatchObject({
      unitNet: micros('10'),
      unitGross: micros('12.3'),
      lineGross: micros('12.3'),
      priceListCode: 'retail',
      taxPercent: '23',
    });
    expect(many).toMatchObject({
      unitNet: micros('9'),
      lineNet: micros('108'),
      lineTax: micros('24.84'),
      lineGross: micros('132.84'),
      listNet: micros('10'),
    });
    expect(many?.tiers.map((tier) => tier.unitNet)).toEqual([micros('10'), micros('9')]);
    expect(many?.applied.map((step) => [step.kind, step.amount])).toEqual([
      ['LIST', micros('10')],
      ['VOLUME', micros('-1')],
    ]);
  });

  test("is the customer's own list with the discount on top, and the default list where their list has no row", async () => {
    const ground = await aShop();
    await aList(ground, 'retail', { isDefault: true });
    await aList(ground, 'dealers');
    await aList(ground, 'others');
    await prices(ground, 'retail', 'A', [{ minQuantity: ONE, unitNet: micros('10') }]);
    await prices(ground, 'retail', 'B', [{ minQuantity: ONE, unitNet: micros('20') }]);
    await prices(ground, 'dealers', 'A', [{ minQuantity: ONE, unitNet: micros('7') }]);
    await prices(ground, 'others', 'C', [{ minQuantity: ONE, unitNet: micros('1') }]);
    const customerId = await aCustomer(ground, { list: 'dealers', discountPercent: '2.5' });
    const [a, b, c] = await quote(
      ground,
      [
        ['A', 1],
        ['B', 1],
        ['C', 1],
      ],
      { customerId },
    );
    expect(a).toMatchObject({ unitNet: micros('6.825'), priceListCode: 'dealers', listNet: micros('10') });
    expect(a?.applied).toEqual([
      expect.objectContaining({ kind: 'LIST', amount: micros('10') }),
      expect.objectContaining({ kind: 'PRICE_LIST', amount: micros('-3') }),
      expect.objectContaining({ kind: 'CUSTOMER', amount: micros('-0.175') }),
    ]);
    expect(b).toMatchObject({ unitNet: micros('19.5'), priceListCode: 'retail' });
    expect(c).toBeNull();
  });

  test('is refused for an unknown customer, an unknown variant, no quantity, and a list in another currency', async () => {
    const ground = await aShop();
    await aList(ground, 'retail', { isDefault: true });
    await aList(ground, 'export', { currency: 'EUR' });
    await prices(ground, 'retail', 'A', [{ minQuantity: ONE, unitNet: micros('10') }]);
    await prices(ground, 'export', 'A', [{ minQuantity: ONE, unitNet: micros('3') }]);
    expect(await quote(ground, [['A', 1]], { customerId: 'cus_nobody' })).toEqual([null]);
    expect(await quotePrices(ground.db.read, [{ variantId: 'var_nothing', quantity: ONE }], context(ground))).toEqual([null]);
    expect(await quote(ground, [['A', 0]])).toEqual([null]);
    const abroad = await aCustomer(ground, { list: 'export' });
    expect(await quote(ground, [['A', 1]], { customerId: abroad })).toEqual([null]);
    expect(await quote(ground, [['A', 1]], { customerId: abroad, currency: 'EUR' })).toMatchObject([
      { unitNet: micros('3'), currency: 'EUR' },
    ]);
    expect(await quotePrices(ground.db.read, [], context(ground))).toEqual([]);
  });

  test('of a promotion says how long it holds and against what it stands', async () => {
    const ground = await aShop();
    await aList(ground, 'retail', { isDefault: true });
    await prices(ground, 'retail', 'A', [
      { minQuantity: ONE, unitNet: micros('10') },
      { minQuantity: ONE, unitNet: micros('8'), validFrom: '2026-03-01', validTo: '2026-03-31', rule: 'Wiosna' },
    ]);
    const [a] = await quote(ground, [['A', 1]]);
    expect(a).toMatchObject({ unitNet: micros('8'), listNet: micros('10'), validUntil: dayEnd('2026-03-31', ZONE) });
    expect(a?.applied.at(-1)).toMatchObject({ kind: 'PROMOTION', title: 'Wiosna', amount: micros('-2') });
    const [later] = await quote(ground, [['A', 1]], { date: '2026-04-01' });
    expect(later).toMatchObject({ unitNet: micros('10') });
    expect(later?.validUntil).toBeUndefined();
  });

  test('costs the same number of statements for one line and for two hundred', async () => {
    const ground = await aShop(200);
    await aList(ground, 'retail', { isDefault: true });
    for (let i = 0; i < 200; i += 50)
      await apply(
        ground,
        'prices',
        Array.from({ length: 50 }, (_, j) => ({
          listId: 'retail',
          variantId: `N${i + j}`,
          rows: [{ minQuantity: ONE, unitNet: micros('10') }],
        })),
      );
    const one = await statements(ground, () => quote(ground, [['N0', 1]]));
    const many = await statements(ground, () =>
      quote(
        ground,
        Array.from({ length: 200 }, (_, i) => [`N${i}`, 1]),
      ),
    );
    expect(one).toBeGreaterThan(3);
    expect(many).toBe(one);
  });
});

describe('price records', () => {
  test('replace the set of their list and variant, keep history, tell the event log and the shop', async () => {
    const ground = await aShop();
    await aList(ground, 'retail', { isDefault: true });
    expect(await prices(ground, 'retail', 'A', [{ minQuantity: ONE, unitNet: micros('10') }])).toEqual({ changed: 1, failed: 0 });
    expect(await prices(ground, 'retail', 'A', [{ minQuantity: ONE, unitNet: micros('10') }])).toEqual({ changed: 0, failed: 0 });
    ground.advance(DAY);
    expect(await prices(ground, 'retail', 'A', [{ minQuantity: ONE, unitNet: micros('8') }])).toEqual({ changed: 1, failed: 0 });
    const history = await ground.db.read
      .selectFrom('priceHistory')
      .select(['unitNetMicros', 'fromAt', 'untilAt'])
      .orderBy('fromAt')
      .execute();
    expect(history).toEqual([
      { unitNetMicros: micros('10'), fromAt: ground.now() - DAY, untilAt: ground.now() },
      { unitNetMicros: micros('8'), fromAt: ground.now(), untilAt: null },
    ]);
    expect(await quote(ground, [['A', 1]])).toMatchObject([{ unitNet: micros('8'), lowest30DaysNet: micros('10') }]);
    expect(await sortPrice(ground, 'A')).toBe(micros('8'));
    const events = await ground.db.read
      .selectFrom('event')
      .select(['topic', 'payload'])
      .where('topic', '=', 'price')
      .orderBy('position')
      .execute();
    expect(JSON.parse(events.at(-1)?.payload ?? '{}')).toMatchObject({ unitNet: '8000000', previous: '10000000' });
    const deliveries = await ground.db.read.selectFrom('delivery').select(['systemId', 'kind']).where('kind', '=', 'price').execute();
    expect(deliveries).toEqual([{ systemId: SHOP, kind: 'price' }]);
  });

  test('withdraw a price when empty, and when a full sweep did not tell it', async () => {
    const ground = await aShop();
    await aList(ground, 'retail', { isDefault: true });
    for (const variant of ['A', 'B', 'C']) await prices(ground, 'retail', variant, [{ minQuantity: ONE, unitNet: micros('10') }]);
    ground.advance(DAY);
    await prices(ground, 'retail', 'A', []);
    expect(await quote(ground, [['A', 1]])).toEqual([null]);
    expect(await sortPrice(ground, 'A')).toBeNull();
    const sweepStartedAt = ground.now();
    ground.advance(1_000);
    await prices(ground, 'retail', 'B', [{ minQuantity: ONE, unitNet: micros('10') }]);
    const retired = await ground.db.write(async (trx) =>
      productsAppliers.prices?.retire?.(trx, { ...applyContext(ground), sweepStartedAt }),
    );
    expect(retired).toBe(1);
    expect(
      (
        await quote(ground, [
          ['B', 1],
          ['C', 1],
        ])
      ).map((found) => found?.unitNet),
    ).toEqual([micros('10'), undefined]);
    const open = await ground.db.read.selectFrom('priceHistory').select('variantId').where('untilAt', 'is', null).execute();
    expect(open).toHaveLength(1);
    expect(await ground.db.read.selectFrom('priceHistory').select('variantId').execute()).toHaveLength(3);
  });

  test('of unknown lists and variants, or below zero, are counted and change nothing', async () => {
    const ground = await aShop();
    await aList(ground, 'retail', { isDefault: true });
    expect(await prices(ground, 'nowhere', 'A', [{ minQuantity: ONE, unitNet: 1n }])).toEqual({ changed: 0, failed: 1 });
    expect(await prices(ground, 'retail', 'Z', [{ minQuantity: ONE, unitNet: 1n }])).toEqual({ changed: 0, failed: 1 });
    expect(await prices(ground, 'retail', 'A', [{ minQuantity: ONE, unitNet: -1n }])).toEqual({ changed: 0, failed: 1 });
    expect(await ground.db.read.selectFrom('price').selectAll().execute()).toEqual([]);
  });

  test('in bulk write one event a slice', async () => {
    const ground = await aShop();
    await aList(ground, 'retail', { isDefault: true });
    const records = ['A', 'B', 'C'].map((variantId) => ({
      listId: 'retail',
      variantId,
      rows: [{ minQuantity: ONE, unitNet: micros('10') }],
    }));
    await apply(ground, 'prices', records, { bulk: true });
    const events = await ground.db.read.selectFrom('event').select('payload').where('topic', '=', 'price').execute();
    expect(events.filter(({ payload }) => payload.includes('BULK'))).toHaveLength(1);
    expect(events.filter(({ payload }) => payload.includes('variantId'))).toHaveLength(0);
  });

  test('of another default list sort the catalogue anew, and a list that is gone has no prices', async () => {
    const ground = await aShop();
    await aList(ground, 'old', { isDefault: true });
    await aList(ground, 'new');
    await prices(ground, 'old', 'A', [{ minQuantity: ONE, unitNet: micros('10') }]);
    await prices(ground, 'new', 'A', [{ minQuantity: ONE, unitNet: micros('11') }]);
    expect(await sortPrice(ground, 'A')).toBe(micros('10'));
    await aList(ground, 'old', { isDefault: false });
    await aList(ground, 'new', { isDefault: true });
    expect(await sortPrice(ground, 'A')).toBe(micros('11'));
    ground.advance(DAY);
    await ground.db.write(async (trx) =>
      productsAppliers.priceLists?.retire?.(trx, { ...applyContext(ground), sweepStartedAt: ground.now() }),
    );
    expect(await sortPrice(ground, 'A')).toBeNull();
    expect(await quote(ground, [['A', 1]])).toEqual([null]);
  });

  test('turn with the day, once: sorted anew, told to the event log and to the shop', async () => {
    const ground = await aShop();
    await aList(ground, 'retail', { isDefault: true });
    await prices(ground, 'retail', 'A', [
      { minQuantity: ONE, unitNet: micros('10') },
      { minQuantity: ONE, unitNet: micros('8'), validFrom: '2026-03-03', validTo: '2026-03-04' },
    ]);
    await prices(ground, 'retail', 'B', [{ minQuantity: ONE, unitNet: micros('5'), validFrom: '2026-03-03' }]);
    await ground.db.write((trx) => trx.deleteFrom('delivery').execute());
    const turn = (since: string, day: string) => ground.db.write((trx) => turnPrices(trx, COMPANY, { since, day }, ground.now()));
    expect(await turn('2026-03-01', '2026-03-02')).toBe(0);
    expect(await turn('2026-03-02', '2026-03-03')).toBe(2);
    expect([await sortPrice(ground, 'A'), await sortPrice(ground, 'B')]).toEqual([micros('8'), micros('5')]);
    const deliveries = await ground.db.read.selectFrom('delivery').select('kind').orderBy('kind').execute();
    expect(deliveries.map((row) => row.kind)).toEqual(['price', 'price', 'product']);
    expect(await turn('2026-03-04', '2026-03-05')).toBe(1);
    expect(await sortPrice(ground, 'A')).toBe(micros('10'));
    const events = await ground.db.read.selectFrom('event').select('payload').where('topic', '=', 'price').orderBy('position').execute();
    expect(JSON.parse(events.at(-1)?.payload ?? '{}')).toMatchObject({ unitNet: '10000000', previous: '8000000' });
  });

  test('of a shop are nobody’s business', async () => {
    const ground = await aShop();
    expect(
      await apply(ground, 'priceLists', [{ externalId: 'x', code: 'x', name: 'x', currency: 'PLN', isDefault: true, active: true }], {
        shop: true,
      }),
    ).toEqual({ changed: 0, failed: 0 });
    expect(await apply(ground, 'prices', [{ listId: 'x', variantId: 'A', rows: [] }], { shop: true })).toEqual({ changed: 0, failed: 0 });
  });
});
