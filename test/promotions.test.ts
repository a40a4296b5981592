/** Promotions: what they do to lines, what a buyer sees of them, and how records become rules. */
import fc from 'fast-check';
import { graphql } from 'graphql';
import { describe, expect, test } from 'vitest';
import { lineAmounts, type Micros, micros, ONE } from '#hub/money.ts';
import { quoteBasket } from '#hub/pricing.ts';
import { type Promotion, type PromotionEffect, promote, spread, unitAfter } from '#hub/promotions.ts';
import type { Viewer } from '#hub/viewer.ts';
import { integration } from '#subgraphs/integration/index.ts';
import { productsAppliers, turnPrices } from '#subgraphs/products/index.ts';
import { COMPANY, SHOP, type TestGround, viewer } from './ground.ts';
import { aCustomer, aList, apply, applyContext, aShop, ask, context, idOf, prices, promotion, quote, refusal } from './pricedShop.ts';

const DAY = '2026-03-02';
const CENT = 10_000n;
const m = micros;

describe('an amount spread over lines', () => {
  test('adds up to the amount or to all there is, takes no line below nothing, and is fair to a cent', () => {
    fc.assert(
      fc.property(
        fc.bigInt({ min: 0n, max: 100_000n }),
        fc.array(fc.bigInt({ min: 0n, max: 50_000n }), { maxLength: 12 }),
        (amountCents, netCents) => {
          const nets = netCents.map((cents) => cents * CENT);
          const whole = nets.reduce((sum, net) => sum + net, 0n);
          const amount = amountCents * CENT;
          const shares = spread(amount, nets);
          expect(shares.reduce((sum, share) => sum + share, 0n)).toBe(amount < whole ? amount : whole);
          for (const [i, share] of shares.entries()) {
            const net = nets[i] ?? 0n;
            expect(share >= 0n && share <= net && share % CENT === 0n).toBe(true);
            const off = whole > 0n ? share * whole - (amount < whole ? amount : whole) * net : 0n;
            expect((off < 0n ? -off : off) < CENT * whole || off === 0n).toBe(true);
          }
        },
      ),
      { numRuns: 2_000 },
    );
  });
});

describe('promotions on lines', () => {
  const anyEffect: fc.Arbitrary<PromotionEffect | undefined> = fc.oneof(
    fc.record({ kind: fc.constant('PERCENT' as const), percent: fc.constantFrom('0', '5', '12.5', '33.333', '100'), on: onEither() }),
    fc.record({
      kind: fc.constant('AMOUNT' as const),
      amount: fc.bigInt({ min: 0n, max: 60_000_000n }),
      currency: fc.constantFrom('PLN', 'PLN', 'EUR'),
      on: onEither(),
    }),
    fc.record({
      kind: fc.constant('UNIT_PRICE' as const),
      unitNet: fc.bigInt({ min: 0n, max: 20_000_000n }),
      currency: fc.constant('PLN'),
      on: fc.constant('LINES' as const),
    }),
    fc.constant(undefined),
  );
  const anyPromotion = fc.record({
    code: fc.constantFrom('p1', 'p2', 'p3', 'p4', 'p5', 'p6'),
    startsOn: fc.constantFrom('', '', DAY, '2026-03-03'),
    endsOn: fc.constantFrom('', '', DAY, '2026-03-01'),
    couponCodes: fc.constantFrom<string[]>([], [], ['lato']),
    variantIds: fc.option(fc.uniqueArray(fc.constantFrom('a', 'b', 'c')), { nil: undefined }),
    minQuantity: fc.option(fc.bigInt({ min: 0n, max: 6n }), { nil: undefined }),
    together: fc.boolean(),
    minNet: fc.option(fc.bigInt({ min: 0n, max: 100n }), { nil: undefined }),
    effect: anyEffect,
  });
  const anyLine = fc.record({
    variantId: fc.constantFrom('a', 'b', 'c', 'd'),
    quantity: fc.bigInt({ min: 1n, max: 7_000_000n }),
    unitNet: fc.bigInt({ min: 0n, max: 40_000_000n }),
  });

  test('leave no line below nothing; what they take off is exactly what is missing; their order does not matter; no better one was left', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(anyPromotion, { selector: (p) => p.code, maxLength: 6 }),
        fc.array(anyLine, { maxLength: 6 }),
        fc.boolean(),
        fc.constantFrom<string[]>([], ['LATO ']),
        (wishes, asked, whole, coupons) => {
          const all = wishes.map(made);
          const lines = asked.map((line) => ({ ...line, categoryIds: [] }));
          const basket = { lines, day: DAY, currency: 'PLN', priceListId: 'list', coupons, whole };
          const { lines: found } = promote(basket, all);
          expect(promote(basket, all.toReversed()).lines).toEqual(found);
          for (const [i, line] of lines.entries()) {
            const result = found[i];
            if (!result) throw new Error('a line is missing');
            const full = lineAmounts(line.unitNet, line.quantity, '0').net;
            const off = result.discounts.reduce((sum, discount) => sum + discount.amount, 0n);
            expect(full - off).toBe(result.net);
            expect(result.net >= 0n && result.unitNet >= 0n && result.unitNet <= line.unitNet).toBe(true);
            const byUnit = result.discounts.find((discount) => discount.unit !== undefined);
            expect(line.unitNet - (byUnit?.unit ?? 0n)).toBe(result.unitNet);
            for (const { promotion: used } of result.discounts) expect(used.couponCodes.length === 0 || coupons.length > 0).toBe(true);
            // A lonely promotion by the unit that would leave the line cheaper would have been taken, or an amount took more off the whole.
            if (result.discounts.some((discount) => discount.promotion.effect?.kind === 'AMOUNT')) continue;
            for (const one of all.filter((candidate) => candidate.effect?.kind !== 'AMOUNT' && candidate.effect?.on === 'LINES')) {
              const alone = promote(basket, [one]).lines[i];
              expect((alone?.unitNet ?? 0n) >= result.unitNet).toBe(true);
            }
          }
        },
      ),
      { numRuns: 1_500 },
    );
  });

  function onEither() {
    return fc.constantFrom('LINES' as const, 'ORDER' as const);
  }

  function made({
    code,
    startsOn,
    endsOn,
    couponCodes,
    variantIds,
    minQuantity,
    together,
    minNet,
    effect,
  }: typeof anyPromotion extends fc.Arbitrary<infer T> ? T : never): Promotion {
    return {
      id: code,
      code,
      title: code,
      startsOn,
      endsOn,
      couponCodes,
      conditions: {
        together,
        ...(variantIds ? { variantIds: new Set(variantIds) } : {}),
        ...(minQuantity === undefined ? {} : { minQuantity: minQuantity * ONE }),
        ...(minNet === undefined ? {} : { minNet: minNet * ONE }),
      },
      ...(effect ? { effect } : {}),
    };
  }

  test('by the unit keep every micro', () => {
    const percent: Promotion = {
      ...plain('p'),
      effect: { kind: 'PERCENT', percent: '12.5', on: 'LINES' },
    };
    expect(unitAfter(percent, m('0.333333'))).toBe(m('0.291666'));
  });

  test('want each line to be many enough by itself, or the lines together where it says so', () => {
    const lines = ['a', 'b'].map((variantId) => ({ variantId, categoryIds: [], quantity: 2n * ONE, unitNet: m('10') }));
    const offer = (together: boolean): Promotion => ({
      ...plain('p'),
      conditions: { minQuantity: 3n * ONE, together },
      effect: { kind: 'UNIT_PRICE', unitNet: m('9'), currency: 'PLN', on: 'LINES' },
    });
    const basket = { lines, day: DAY, currency: 'PLN', priceListId: undefined, coupons: [], whole: true };
    expect(promote(basket, [offer(false)]).lines.map((line) => line.unitNet)).toEqual([m('10'), m('10')]);
    expect(promote(basket, [offer(true)]).lines.map((line) => line.unitNet)).toEqual([m('9'), m('9')]);
  });

  test('in another currency neither count nor give', () => {
    const basket = {
      lines: [{ variantId: 'a', categoryIds: [], quantity: ONE, unitNet: m('10') }],
      day: DAY,
      currency: 'PLN',
      priceListId: undefined,
      coupons: [],
      whole: true,
    };
    const euros: Promotion = { ...plain('p'), effect: { kind: 'AMOUNT', amount: m('1'), currency: 'EUR', on: 'ORDER' } };
    const reached: Promotion = {
      ...plain('q'),
      conditions: { minNet: m('1'), currency: 'EUR' },
      effect: { kind: 'PERCENT', percent: '50', on: 'LINES' },
    };
    expect(promote(basket, [euros, reached]).lines[0]).toMatchObject({ net: m('10'), discounts: [] });
  });

  function plain(code: string): Promotion {
    return { id: code, code, title: code, startsOn: '', endsOn: '', couponCodes: [], conditions: {} };
  }
});

describe('a quote with promotions', () => {
  test('names each step, takes the best one on lines, and says until when', async () => {
    const ground = await aStore();
    await promotion(ground, 'FIVE', { effect: { kind: 'PERCENT', percent: '5', on: 'LINES' }, endsOn: '2026-03-20' });
    await promotion(ground, 'TENTS', {
      conditions: { categoryIds: ['outdoor'] },
      effect: { kind: 'PERCENT', percent: '10', on: 'LINES' },
      endsOn: '2026-03-10',
    });
    const [a, b] = await quote(ground, [
      ['A', 3],
      ['B', 1],
    ]);
    expect(a).toMatchObject({ unitNet: m('90'), regularNet: m('100'), lineNet: m('270'), listNet: m('100'), estimated: false });
    expect(a?.discounts).toEqual([
      { promotionId: await idOf(ground, 'promotions', 'TENTS'), code: 'TENTS', title: 'Promocja TENTS', amount: m('30') },
    ]);
    expect(a?.applied.map((step) => [step.kind, step.code, step.amount])).toEqual([
      ['LIST', 'retail', m('100')],
      ['PROMOTION', 'TENTS', m('-10')],
    ]);
    expect(b).toMatchObject({ unitNet: m('47.5'), regularNet: m('50') });
    // When the ten percent end the five percent go on: the price changes then, not on the 20th.
    expect(new Date(a?.validUntil ?? 0).toISOString()).toBe('2026-03-10T22:59:59.999Z');
    expect(new Date(b?.validUntil ?? 0).toISOString()).toBe('2026-03-20T22:59:59.999Z');
    const [later] = await quote(ground, [['A', 3]], { date: '2026-03-11' });
    expect(later).toMatchObject({ unitNet: m('95') });
  });

  test('of a basket spreads what is off the order by the cent, and each line adds up', async () => {
    const ground = await aStore();
    await promotion(ground, 'ALL', {
      conditions: { minNet: m('200'), currency: 'PLN' },
      effect: { kind: 'AMOUNT', amount: m('10'), currency: 'PLN', on: 'ORDER' },
    });
    const few = await basket(ground, { A: 1, B: 1 });
    expect(few.quotes.map((found) => found?.lineNet)).toEqual([m('100'), m('50')]);
    const many = await basket(ground, { A: 1, B: 1, C: 3 });
    expect(many.quotes.map((found) => found?.lineNet)).toEqual([m('95.24'), m('47.62'), m('57.14')]);
    expect(many.quotes.map((found) => found?.unitNet)).toEqual([m('100'), m('50'), m('20')]);
    for (const found of many.quotes) {
      const off = found?.discounts.reduce((sum, discount) => sum + discount.amount, 0n) ?? 0n;
      expect(lineAmounts(found?.regularNet ?? 0n, found?.quantity ?? 0n, '0').net - off).toBe(found?.lineNet);
      expect((found?.lineNet ?? 0n) + (found?.lineTax ?? 0n)).toBe(found?.lineGross);
    }
    // A line that stands alone is not an order.
    expect((await quote(ground, [['A', 5]]))[0]).toMatchObject({ lineNet: m('500') });
  });

  test('says of each code what became of it', async () => {
    const ground = await aStore();
    const percent = (value: string) => ({ kind: 'PERCENT' as const, percent: value, on: 'LINES' as const });
    await promotion(ground, 'SUMMER', { couponCodes: ['Lato26'], effect: percent('20') });
    await promotion(ground, 'WEAK', { couponCodes: ['slaby'], effect: percent('1') });
    await promotion(ground, 'OLD', { couponCodes: ['stary'], effect: percent('50'), endsOn: '2026-02-01' });
    await promotion(ground, 'NEXT', { couponCodes: ['jutro'], effect: percent('50'), startsOn: '2026-03-03' });
    await promotion(ground, 'BIG', { couponCodes: ['duzy'], effect: percent('50'), conditions: { minQuantity: 100n * ONE } });
    await promotion(ground, 'MAGIC', { couponCodes: ['magia'] });
    await promotion(ground, 'OFF', { couponCodes: ['nic'], active: false, effect: percent('50') });
    const codes = [' LATO26', 'slaby', 'stary', 'jutro', 'duzy', 'magia', 'nic', 'xyz'];
    const found = await basket(ground, { A: 1 }, codes);
    expect(found.coupons.map(({ state }) => state)).toEqual([
      'APPLIED',
      'BEATEN',
      'EXPIRED',
      'NOT_STARTED',
      'NOT_MET',
      'ESTIMATED',
      'UNKNOWN',
      'UNKNOWN',
    ]);
    expect(found.quotes[0]).toMatchObject({ unitNet: m('80'), estimated: true });
    expect((await basket(ground, { A: 1 })).quotes[0]).toMatchObject({ unitNet: m('100'), estimated: false });
  });

  test('without a line, or for a buyer without a list, still knows codes and tax', async () => {
    const ground = await aShop();
    await promotion(ground, 'SUMMER', { couponCodes: ['lato'], effect: { kind: 'PERCENT', percent: '20', on: 'ORDER' } });
    const found = await quoteBasket(ground.db.read, [], context(ground, { couponCodes: ['lato', 'zima'] }));
    expect([found.quotes, found.coupons.map(({ state }) => state)]).toEqual([[], ['NOT_MET', 'UNKNOWN']]);
    expect(await basket(ground, { A: 1 }, ['lato'])).toMatchObject({ quotes: [null], coupons: [{ state: 'NOT_MET' }] });
    const nobody = await quoteBasket(ground.db.read, [], context(ground, { customerId: 'cus_nobody', couponCodes: ['lato'] }));
    expect(nobody.coupons).toEqual([{ code: 'lato', state: 'UNKNOWN' }]);
  });

  test('is for buyers of the named lists only, and marks what only the ERP can tell', async () => {
    const ground = await aStore();
    await aList(ground, 'dealers');
    await prices(ground, 'dealers', 'A', [{ minQuantity: ONE, unitNet: m('80') }]);
    const customerId = await aCustomer(ground, { list: 'dealers' });
    await promotion(ground, 'DEALERS', {
      conditions: { priceListIds: ['dealers'] },
      effect: { kind: 'PERCENT', percent: '25', on: 'LINES' },
    });
    await promotion(ground, 'MYSTERY', { conditions: { variantIds: ['B'] } });
    const lines: [string, number][] = [
      ['A', 1],
      ['B', 1],
    ];
    expect(await quote(ground, lines)).toMatchObject([
      { unitNet: m('100'), estimated: false },
      { unitNet: m('50'), estimated: true },
    ]);
    expect(await quote(ground, lines, { customerId })).toMatchObject([
      { unitNet: m('60'), regularNet: m('80') },
      { unitNet: m('37.5'), regularNet: m('50'), estimated: true },
    ]);
  });

  test('counts promotions of the past days in the lowest price of 30 days', async () => {
    const ground = await aStore();
    ground.advance(40 * 86_400_000);
    const date = '2026-04-11';
    const effect = { kind: 'PERCENT' as const, percent: '30', on: 'LINES' as const };
    await promotion(ground, 'MARCH', { startsOn: '2026-03-20', endsOn: '2026-03-25', effect });
    await promotion(ground, 'COUPON', { startsOn: '2026-03-20', couponCodes: ['x'], effect: { ...effect, percent: '90' } });
    const [before] = await quote(ground, [['A', 1]], { date });
    expect(before).toMatchObject({ unitNet: m('100'), lowest30DaysNet: m('70') });
    await promotion(ground, 'NOW', { startsOn: '2026-04-10', effect: { ...effect, percent: '10' } });
    const [now] = await quote(ground, [['A', 1]], { date });
    expect(now).toMatchObject({ unitNet: m('90'), lowest30DaysNet: m('70') });
  });

  test('always adds up, whatever buyer, promotions and quantities', async () => {
    const ground = await aStore();
    await aList(ground, 'dealers');
    await prices(ground, 'dealers', 'A', [
      { minQuantity: ONE, unitNet: m('83.333333'), rule: 'Hurt -16,7%', ruleKind: 'PERCENT' },
      { minQuantity: 5n * ONE, unitNet: m('77.777777') },
      { minQuantity: 5n * ONE, unitNet: m('70.000001'), validFrom: '2026-03-01', validTo: '2026-03-09', rule: 'Tydzień' },
    ]);
    const customerId = await aCustomer(ground, { list: 'dealers', discountPercent: '2.75' });
    await promotion(ground, 'P', { conditions: { minQuantity: 2n * ONE }, effect: { kind: 'PERCENT', percent: '7.77', on: 'LINES' } });
    await promotion(ground, 'Q', {
      conditions: { variantIds: ['C'] },
      effect: { kind: 'UNIT_PRICE', unitNet: m('18.999999'), currency: 'PLN', on: 'LINES' },
    });
    await promotion(ground, 'R', { conditions: { minNet: m('300') }, effect: { kind: 'PERCENT', percent: '3.3', on: 'ORDER' } });
    const ids = Object.fromEntries(await Promise.all(['A', 'B', 'C'].map(async (name) => [name, await idOf(ground, 'variants', name)])));
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.record({ name: fc.constantFrom('A', 'B', 'C'), quantity: fc.bigInt({ min: ONE, max: 20n * ONE }) }), {
          minLength: 1,
          maxLength: 5,
        }),
        fc.boolean(),
        async (lines, known) => {
          const requests = lines.map(({ name, quantity }) => ({ variantId: ids[name] ?? '', quantity }));
          const { quotes } = await quoteBasket(ground.db.read, requests, context(ground, known ? { customerId } : {}));
          for (const found of quotes) {
            if (!found) throw new Error('a price is missing');
            expect(sum(found.applied.map((step) => step.amount))).toBe(found.unitNet);
            expect(lineAmounts(found.regularNet, found.quantity, '0').net - sum(found.discounts.map(({ amount }) => amount))).toBe(
              found.lineNet,
            );
          }
        },
      ),
      { numRuns: 60 },
    );
    const [dealer] = (await quoteBasket(ground.db.read, [{ variantId: ids.A ?? '', quantity: ONE }], context(ground, { customerId })))
      .quotes;
    expect(dealer?.applied[1]).toMatchObject({ kind: 'PRICE_LIST', code: 'dealers', rule: 'Hurt -16,7%', ruleKind: 'PERCENT' });
  });
});

describe('the API', () => {
  test('shows a storefront what runs for its buyer, without codes, and staff everything', async () => {
    const ground = await aStore();
    await aList(ground, 'dealers');
    const customerId = await aCustomer(ground, { list: 'dealers' });
    await promotion(ground, 'SPRING', {
      startsOn: '2026-03-01',
      endsOn: '2026-03-31',
      conditions: { variantIds: ['A'], minQuantity: 2n * ONE, minNet: m('50'), currency: 'PLN' },
      effect: { kind: 'PERCENT', percent: '10', on: 'LINES' },
    });
    await promotion(ground, 'CODE', { couponCodes: ['tajny'] });
    await promotion(ground, 'DEALERS', { conditions: { priceListIds: ['dealers'] } });
    await promotion(ground, 'LATER', { startsOn: '2027-01-01' });
    await promotion(ground, 'OFF', { active: false });
    const codes = async (source: string, as = viewer('storefront')) =>
      (await ask(ground, source, as)).promotions.nodes.map((node: { code: string }) => node.code);
    const list = '{ promotions { nodes { code } totalCount } }';
    expect(await codes(list)).toEqual(['CODE', 'SPRING']);
    expect(await codes(list, viewer('storefront', { customerId }))).toEqual(['CODE', 'DEALERS', 'SPRING']);
    expect(await codes(list, viewer('staff'))).toEqual(['CODE', 'DEALERS', 'LATER', 'OFF', 'SPRING']);
    expect(await codes('{ promotions(filter: { activeAt: "2027-02-01T10:00:00Z" }) { nodes { code } } }', viewer('staff'))).toEqual([
      'CODE',
      'DEALERS',
      'LATER',
    ]);
    expect(await codes('{ promotions(filter: { couponRequired: true }) { nodes { code } } }')).toEqual(['CODE']);
    const b = await idOf(ground, 'products', 'B');
    expect(await codes(`{ promotions(filter: { productIds: ["${b}"] }) { nodes { code } } }`)).toEqual(['CODE']);
    const data = await ask(
      ground,
      `{ promotions(first: 1, filter: { couponRequired: false }) { nodes { title startsAt endsAt active couponRequired effect conditions(language: "en") evaluated systemId } pageInfo { hasNextPage } } }`,
    );
    expect(data.promotions).toEqual({
      nodes: [
        {
          title: 'Promocja SPRING',
          startsAt: '2026-02-28T23:00:00.000Z',
          endsAt: '2026-03-31T21:59:59.999Z',
          active: true,
          couponRequired: false,
          effect: '10% taniej na te towary',
          conditions: ['Only for certain goods', 'At least 2 of one article', 'Goods for at least 50.00 PLN net'],
          evaluated: true,
          systemId: expect.stringMatching(/^sys_/),
        },
      ],
      pageInfo: { hasNextPage: false },
    });
    expect(await refusal(ground, '{ promotions { nodes { couponCodes } } }')).toBe('FORBIDDEN');
    expect(await refusal(ground, '{ promotions(filter: { activeAt: "2027-02-01T10:00:00Z" }) { totalCount } }')).toBe('FORBIDDEN');
    expect(await refusal(ground, '{ promotions(first: 251) { totalCount } }')).toBe('PAGE_TOO_LARGE');
    expect(await refusal(ground, '{ promotions(after: "WyJ4IiwieCJd") { totalCount } }')).toBe('BAD_USER_INPUT');
    const hidden = await idOf(ground, 'promotions', 'DEALERS');
    const entity = `{ _entities(representations: [{ __typename: "Promotion", id: "${hidden}" }]) { ... on Promotion { code } } }`;
    expect(await ask(ground, entity)).toEqual({ _entities: [null] });
    expect(await ask(ground, entity, viewer('storefront', { customerId }))).toEqual({ _entities: [{ code: 'DEALERS' }] });
    expect(await ask(ground, entity, viewer('staff', { companyId: 'com_other' }))).toEqual({ _entities: [null] });
    const node = async (as: Viewer) => {
      const contextValue = integration.context(ground, { viewer: as, requestId: 'test' });
      return (await graphql({ schema: integration.schema, source: `{ node(id: "${hidden}") { id } }`, contextValue })).data?.node;
    };
    expect(await node(viewer('storefront'))).toBeNull();
    expect(await node(viewer('storefront', { customerId }))).toEqual({ id: hidden });
    expect(await node(viewer('staff'))).toEqual({ id: hidden });
  });

  test('pages promotions forward and backward over the same list', async () => {
    const ground = await aStore();
    for (const code of ['E', 'B', 'D', 'A', 'C']) await promotion(ground, code, {});
    const page = async (window: string) =>
      (await ask(ground, `{ promotions(${window}) { nodes { code } pageInfo { startCursor endCursor hasNextPage hasPreviousPage } } }`))
        .promotions;
    const first = await page('first: 2');
    expect(first.nodes.map(({ code }: { code: string }) => code)).toEqual(['A', 'B']);
    const second = await page(`first: 2, after: "${first.pageInfo.endCursor}"`);
    expect(second.nodes.map(({ code }: { code: string }) => code)).toEqual(['C', 'D']);
    const back = await page(`last: 2, before: "${second.pageInfo.startCursor}"`);
    expect(back.nodes.map(({ code }: { code: string }) => code)).toEqual(['A', 'B']);
    expect(back.pageInfo.hasPreviousPage).toBe(false);
  });

  test('quotes a basket with a coupon, and a price with its steps', async () => {
    const ground = await aStore();
    await promotion(ground, 'CODE', {
      couponCodes: ['lato'],
      effect: { kind: 'PERCENT', percent: '10', on: 'ORDER' },
      endsOn: '2026-03-31',
    });
    await promotion(ground, 'LINE', {
      effect: { kind: 'UNIT_PRICE', unitNet: m('45'), currency: 'PLN', on: 'LINES' },
      conditions: { variantIds: ['B'] },
    });
    const data = await ask(
      ground,
      `{ priceQuotes(lines: [{ sku: "A", quantity: "2" }, { sku: "nothing", quantity: "1" }, { sku: "B", quantity: "1" }], for: { couponCodes: ["LATO"] }) {
          regularNet { amount } unitNet { amount } discounts { code amount { amount } } lineNet { amount } estimated validUntil applied { kind code amount { amount } rule ruleComputation endsAt } } }`,
    );
    expect(data.priceQuotes).toEqual([
      {
        regularNet: { amount: '100.00' },
        unitNet: { amount: '100.00' },
        discounts: [{ code: 'CODE', amount: { amount: '20.00' } }],
        lineNet: { amount: '180.00' },
        estimated: false,
        validUntil: '2026-03-31T21:59:59.999Z',
        applied: [{ kind: 'LIST', code: 'retail', amount: { amount: '100.00' }, rule: null, ruleComputation: null, endsAt: null }],
      },
      null,
      {
        regularNet: { amount: '50.00' },
        unitNet: { amount: '45.00' },
        discounts: [
          { code: 'LINE', amount: { amount: '5.00' } },
          { code: 'CODE', amount: { amount: '4.50' } },
        ],
        lineNet: { amount: '40.50' },
        estimated: false,
        validUntil: '2026-03-31T21:59:59.999Z',
        applied: [
          { kind: 'LIST', code: 'retail', amount: { amount: '50.00' }, rule: null, ruleComputation: null, endsAt: null },
          { kind: 'PROMOTION', code: 'LINE', amount: { amount: '-5.00' }, rule: null, ruleComputation: null, endsAt: null },
        ],
      },
    ]);
    const many = Array.from({ length: 21 }, (_, i) => `"c${i}"`).join(', ');
    expect(await refusal(ground, `{ variant(sku: "A") { price(for: { couponCodes: [${many}] }) { estimated } } }`)).toBe('BAD_USER_INPUT');
  });
});

describe('promotion records', () => {
  test('are skipped when unchanged, counted when they make no sense, and let nothing through while what they name is unknown', async () => {
    const ground = await aStore();
    const effect = { kind: 'PERCENT' as const, percent: '10', on: 'LINES' as const };
    expect(await promotion(ground, 'P', { effect, conditions: { variantIds: ['Z'] } })).toEqual({ changed: 1, failed: 0 });
    expect(await promotion(ground, 'P', { effect, conditions: { variantIds: ['Z'] } })).toEqual({ changed: 0, failed: 0 });
    expect((await quote(ground, [['A', 1]]))[0]).toMatchObject({ unitNet: m('100') });
    for (const bad of [
      { effect: { ...effect, percent: '101' } },
      { effect: { ...effect, percent: 'x' } },
      { startsOn: '2026-03-02', endsOn: '2026-03-01' },
      { effect: { kind: 'AMOUNT' as const, amount: -1n, currency: 'PLN', on: 'ORDER' as const } },
      { conditions: { minQuantity: -1n } },
    ])
      expect(await promotion(ground, 'BAD', bad)).toEqual({ changed: 0, failed: 1 });
    expect(await apply(ground, 'promotions', [{ externalId: 'S' }], { shop: true })).toEqual({ changed: 0, failed: 0 });
  });

  test('that name an article told later count once they are told again', async () => {
    const ground = await aStore();
    const record = { effect: { kind: 'PERCENT' as const, percent: '10', on: 'LINES' as const }, conditions: { categoryIds: ['new'] } };
    await promotion(ground, 'P', record);
    await apply(ground, 'categories', [{ externalId: 'new', parentId: 'dom', name: [{ locale: 'pl', value: 'new' }], active: true }]);
    expect(await promotion(ground, 'P', record)).toEqual({ changed: 1, failed: 0 });
  });

  test('go when a full sweep does not tell them, and come back', async () => {
    const ground = await aStore();
    const effect = { kind: 'PERCENT' as const, percent: '10', on: 'LINES' as const };
    await promotion(ground, 'P', { effect });
    await promotion(ground, 'Q', {});
    expect((await quote(ground, [['A', 1]]))[0]).toMatchObject({ unitNet: m('90') });
    ground.advance(1_000);
    const sweepStartedAt = ground.now();
    ground.advance(1_000);
    await promotion(ground, 'Q', {});
    const retire = () =>
      ground.db.write(async (trx) => productsAppliers.promotions?.retire?.(trx, { ...applyContext(ground), sweepStartedAt }));
    expect(await retire()).toBe(1);
    expect(await retire()).toBe(0);
    expect((await quote(ground, [['A', 1]]))[0]).toMatchObject({ unitNet: m('100') });
    expect(await promotion(ground, 'P', { effect })).toEqual({ changed: 1, failed: 0 });
    expect((await quote(ground, [['A', 1]]))[0]).toMatchObject({ unitNet: m('90') });
  });

  test('tell the shop the prices that visitors see otherwise, at once and on the day they begin and end', async () => {
    const ground = await aStore();
    const told = async () => {
      const rows = await ground.db.read
        .selectFrom('delivery')
        .select('subjectId')
        .where('kind', '=', 'price')
        .where('systemId', '=', SHOP)
        .execute();
      await ground.db.write((trx) => trx.deleteFrom('delivery').execute());
      return rows.map((row) => row.subjectId).sort();
    };
    const [a, b] = [await idOf(ground, 'variants', 'A'), await idOf(ground, 'variants', 'B')];
    await told();
    const effect = { kind: 'PERCENT' as const, percent: '10', on: 'LINES' as const };
    await promotion(ground, 'NOW', { effect, conditions: { variantIds: ['A'] } });
    expect(await told()).toEqual([a]);
    await promotion(ground, 'CODE', { effect, couponCodes: ['x'] });
    await promotion(ground, 'ORDER', { effect: { ...effect, on: 'ORDER' } });
    await promotion(ground, 'WEEK', { effect, conditions: { categoryIds: ['dom'] }, startsOn: '2026-03-03', endsOn: '2026-03-05' });
    expect(await told()).toEqual([]);
    const turn = (since: string, day: string) => ground.db.write((trx) => turnPrices(trx, COMPANY, { since, day }, ground.now()));
    expect(await turn('2026-03-02', '2026-03-03')).toBe(1);
    expect(await told()).toEqual([b]);
    expect(await turn('2026-03-03', '2026-03-04')).toBe(0);
    expect(await turn('2026-03-05', '2026-03-06')).toBe(1);
    expect(await told()).toEqual([b]);
  });
});

/** A costs 100, B 50, C 20; A stands in outdoor/namioty, B in dom. */
async function aStore(): Promise<TestGround> {
  const ground = await aShop(0, { A: 'outdoor/namioty', B: 'dom' });
  await aList(ground, 'retail', { isDefault: true });
  for (const [name, price] of Object.entries({ A: '100', B: '50', C: '20' }))
    await prices(ground, 'retail', name, [{ minQuantity: ONE, unitNet: m(price) }]);
  return ground;
}

async function basket(ground: TestGround, lines: Record<string, number>, couponCodes: string[] = []) {
  const requests = [];
  for (const [name, quantity] of Object.entries(lines))
    requests.push({ variantId: await idOf(ground, 'variants', name), quantity: BigInt(quantity) * ONE });
  return quoteBasket(ground.db.read, requests, context(ground, { couponCodes }));
}

const sum = (amounts: Micros[]): Micros => amounts.reduce((total, amount) => total + amount, 0n);
