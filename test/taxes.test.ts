/** Taxes: which rule a buyer has, what it makes of a price, and how rules and rates become rows. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { TaxRuleRecord } from '#connectors/connector.ts';
import { findRate } from '#hub/exchange.ts';
import { newId } from '#hub/id.ts';
import { micros, ONE } from '#hub/money.ts';
import { quoteBasket } from '#hub/pricing.ts';
import { decideTax, type TaxRule } from '#hub/taxes.ts';
import { productsAppliers } from '#subgraphs/products/index.ts';
import { COMPANY, type TestGround, viewer } from './ground.ts';
import { aCustomer, aList, apply, applyContext, aShop, ask, context, idOf, prices, quote } from './pricedShop.ts';

const m = micros;
const rule = (code: string, more: Partial<TaxRule>): TaxRule => ({
  id: code,
  code,
  name: code,
  automatic: true,
  taxIdRequired: false,
  countries: [],
  reason: 'OTHER',
  position: 0,
  rates: [],
  ...more,
});

const rules: TaxRule[] = [
  rule('wdt', {
    taxIdRequired: true,
    countries: ['DE', 'CZ', 'GR', 'PL'],
    reason: 'REVERSE_CHARGE',
    position: 1,
    rates: [{ from: '23', to: '0' }],
  }),
  rule('oss-de', { countries: ['DE'], reason: 'DESTINATION', position: 2, rates: [{ from: '23.00', to: '19' }] }),
  rule('export', { countries: [], reason: 'EXPORT', position: 9, rates: [{ from: '23', to: '0' }] }),
  rule('exempt', { automatic: false, reason: 'EXEMPT', rates: [{ from: '23', to: '0' }] }),
];

describe('the rule that holds', () => {
  test.each([
    ['a buyer at home', {}, undefined, '23', 'DOMESTIC'],
    ['goods that stay in the country', { shipTo: 'PL' }, undefined, '23', 'DOMESTIC'],
    ['a company at home with its NIP', { shipTo: 'PL', taxId: '5252248481' }, undefined, '23', 'DOMESTIC'],
    ['a person in Germany', { shipTo: 'DE' }, 'oss-de', '19', 'DESTINATION'],
    ['a German company', { shipTo: 'DE', taxId: 'DE 811.907-980' }, 'wdt', '0', 'REVERSE_CHARGE'],
    ['a Polish company that has goods sent to Germany', { shipTo: 'DE', taxId: '5252248481' }, 'oss-de', '19', 'DESTINATION'],
    ['a Greek company, whose numbers begin with EL', { shipTo: 'GR', taxId: 'EL094259216' }, 'wdt', '0', 'REVERSE_CHARGE'],
    ['a German company that takes its goods in Poland', { shipTo: 'PL', taxId: 'DE811907980' }, 'wdt', '0', 'REVERSE_CHARGE'],
    ['a person overseas', { shipTo: 'US' }, 'export', '0', 'EXPORT'],
    ['a party with a rule of its own', { shipTo: 'PL', ownRuleId: 'exempt' }, 'exempt', '0', 'EXEMPT'],
    ['a party whose rule is gone', { shipTo: 'DE', ownRuleId: 'gone' }, 'oss-de', '19', 'DESTINATION'],
  ])('for %s', (_, question, code, percent, reason) => {
    const tax = decideTax(rules, { companyCountry: 'PL', shipTo: undefined, ...question });
    expect([tax.rule?.code, tax.percentOf('23'), tax.reason]).toEqual([code, percent, reason]);
    // What the rule does not name stays.
    expect(tax.percentOf('8')).toBe('8');
  });

  test('is the first by position, whatever order the rules come in', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray(rules, { minLength: 4 }), fc.constantFrom('DE', 'US', 'PL', 'CZ'), (shuffled, shipTo) => {
        const question = { companyCountry: 'PL', shipTo, taxId: null };
        expect(decideTax(shuffled, question).rule).toBe(decideTax(rules, question).rule);
      }),
    );
  });
});

describe('a price', () => {
  test('is taxed by where the goods go, with the reason', async () => {
    const ground = await aStore();
    const [home] = await quote(ground, [['A', 2]]);
    expect(home).toMatchObject({ taxPercent: '23', taxReason: 'DOMESTIC', unitGross: m('123'), lineTax: m('46'), lineGross: m('246') });
    expect(home?.taxRuleName).toBeUndefined();
    const [abroad] = await quote(ground, [['A', 2]], { shipTo: 'DE' });
    expect(abroad).toMatchObject({
      taxPercent: '19',
      taxReason: 'DESTINATION',
      unitGross: m('119'),
      lineGross: m('238'),
      listGross: m('119'),
    });
    expect(abroad?.taxRuleName).toBe('OSS Niemcy');
    expect((await quote(ground, [['A', 1]], { shipTo: 'US' }))[0]).toMatchObject({
      taxPercent: '0',
      taxReason: 'EXPORT',
      unitGross: m('100'),
    });
  });

  test('of a customer follows its delivery address, its tax number and its own rule, unless an order goes elsewhere', async () => {
    const ground = await aStore();
    const person = await aBuyer(ground, 'people', {}, 'DE');
    expect((await quote(ground, [['A', 1]], { customerId: person }))[0]).toMatchObject({ taxPercent: '19', taxReason: 'DESTINATION' });
    expect((await quote(ground, [['A', 1]], { customerId: person, shipTo: 'PL' }))[0]).toMatchObject({ taxPercent: '23' });
    const company = await aBuyer(ground, 'companies', { taxId: 'DE811907980' }, 'DE');
    const found = await quoteBasket(
      ground.db.read,
      [{ variantId: await idOf(ground, 'variants', 'A'), quantity: ONE }],
      context(ground, { customerId: company }),
    );
    expect(found.quotes[0]).toMatchObject({ taxPercent: '0', taxReason: 'REVERSE_CHARGE', lineGross: m('100') });
    expect([found.tax.rule?.id, found.tax.percentOf('23')]).toEqual([await idOf(ground, 'taxRules', 'wdt'), '0']);
    const exempt = await aBuyer(ground, 'exempt', { taxRuleId: await idOf(ground, 'taxRules', 'exempt') }, 'PL');
    expect((await quote(ground, [['A', 1]], { customerId: exempt }))[0]).toMatchObject({ taxPercent: '0', taxReason: 'EXEMPT' });
  });

  test('of the API takes shipTo and tells rate, reason and rule', async () => {
    const ground = await aStore();
    const query = (shipTo: string) =>
      `{ variant(sku: "A") { price(for: { shipTo: "${shipTo}" }) { taxPercent taxReason taxRule unitGross { amount } } } }`;
    expect((await ask(ground, query('DE'))).variant.price).toEqual({
      taxPercent: '19',
      taxReason: 'DESTINATION',
      taxRule: 'OSS Niemcy',
      unitGross: { amount: '119.00' },
    });
    expect((await ask(ground, query('PL'))).variant.price).toMatchObject({ taxReason: 'DOMESTIC', taxRule: null });
    const customerId = await aBuyer(ground, 'others', { taxId: 'DE811907980' }, 'DE');
    const own = viewer('storefront', { customerId });
    expect((await ask(ground, '{ priceQuotes(lines: [{ sku: "A", quantity: "1" }]) { taxReason } }', own)).priceQuotes).toEqual([
      { taxReason: 'REVERSE_CHARGE' },
    ]);
  });
});

describe('tax rule records', () => {
  test('are skipped when unchanged, refused when no percent, switched off, and go with a full sweep', async () => {
    const ground = await aStore();
    const [record] = taxRules();
    expect(await apply(ground, 'taxRules', [record])).toEqual({ changed: 0, failed: 0 });
    expect(await apply(ground, 'taxRules', [{ ...record, rates: [{ from: '23', to: 'zw' }] }])).toEqual({ changed: 0, failed: 1 });
    expect(await apply(ground, 'taxRules', [record], { shop: true })).toEqual({ changed: 0, failed: 0 });
    expect(await apply(ground, 'taxRules', [{ ...taxRules()[1], active: false }])).toEqual({ changed: 1, failed: 0 });
    expect((await quote(ground, [['A', 1]], { shipTo: 'DE' }))[0]).toMatchObject({ taxReason: 'EXPORT' });
    ground.advance(1_000);
    const sweepStartedAt = ground.now();
    ground.advance(1_000);
    await apply(ground, 'taxRules', [record]);
    const retire = () =>
      ground.db.write(async (trx) => productsAppliers.taxRules?.retire?.(trx, { ...applyContext(ground), sweepStartedAt }));
    expect(await retire()).toBe(2);
    expect((await quote(ground, [['A', 1]], { shipTo: 'US' }))[0]).toMatchObject({ taxPercent: '23', taxReason: 'DOMESTIC' });
    expect(await apply(ground, 'taxRules', taxRules())).toEqual({ changed: 3, failed: 0 });
    expect((await quote(ground, [['A', 1]], { shipTo: 'US' }))[0]).toMatchObject({ taxReason: 'EXPORT' });
  });
});

describe('exchange rate records', () => {
  test('stand by currency and day, are corrected, and refused when they are no rates', async () => {
    const ground = await aStore();
    const eur = (day: string, rate: string) => ({ externalId: day, currency: 'EUR', day, rate, source: 'NBP' });
    expect(await apply(ground, 'exchangeRates', [eur('2026-03-01', '4.25'), eur('2026-03-02', '4.2713')])).toEqual({
      changed: 2,
      failed: 0,
    });
    expect(await apply(ground, 'exchangeRates', [eur('2026-03-01', '4.25'), eur('2026-03-02', '4.2714')])).toEqual({
      changed: 1,
      failed: 0,
    });
    for (const bad of ['0', '-1', 'four', '4,25', ''])
      expect(await apply(ground, 'exchangeRates', [eur('2026-03-03', bad)])).toEqual({ changed: 0, failed: 1 });
    expect(await apply(ground, 'exchangeRates', [{ ...eur('2026-03-03', '4'), day: '3 marca' }])).toEqual({ changed: 0, failed: 1 });
    expect(await findRate(ground.db.read, COMPANY, 'EUR', '2026-03-02')).toEqual({ rate: '4.2714', source: 'NBP' });
    expect(await findRate(ground.db.read, COMPANY, 'EUR', '2026-02-01')).toBeUndefined();
  });
});

const taxRules = (): TaxRuleRecord[] => {
  const plain = { active: true, automatic: true, taxIdRequired: false, countries: [], rates: [{ from: '23', to: '0' }] };
  return [
    {
      ...plain,
      externalId: 'wdt',
      code: 'WDT',
      name: 'WDT 0%',
      reason: 'REVERSE_CHARGE',
      taxIdRequired: true,
      countries: ['DE', 'CZ'],
      position: 1,
    },
    {
      ...plain,
      externalId: 'oss',
      code: 'OSS-DE',
      name: 'OSS Niemcy',
      reason: 'DESTINATION',
      countries: ['DE'],
      position: 2,
      rates: [{ from: '23', to: '19' }],
    },
    { ...plain, externalId: 'exp', code: 'EXPORT', name: 'Eksport', reason: 'EXPORT', position: 3 },
    { ...plain, externalId: 'exempt', code: 'ZW', name: 'Zwolniony', reason: 'EXEMPT', automatic: false, position: 4 },
  ];
};

async function aStore(): Promise<TestGround> {
  const ground = await aShop();
  await aList(ground, 'retail', { isDefault: true });
  await prices(ground, 'retail', 'A', [{ minQuantity: ONE, unitNet: m('100') }]);
  await apply(ground, 'taxRules', taxRules());
  return ground;
}

/** Of a list without rows, so at the default price; with an address in the country. */
async function aBuyer(ground: TestGround, list: string, terms: { taxId?: string; taxRuleId?: string }, country: string): Promise<string> {
  await aList(ground, list);
  const customerId = await aCustomer(ground, { list, ...terms });
  await ground.db.write((trx) =>
    trx
      .insertInto('customerAddress')
      .values({
        id: newId('customerAddress'),
        customerId,
        address: JSON.stringify({ line1: 'Hauptstr. 1', city: 'Berlin', country }),
        isDefaultBilling: 1,
        isDefaultShipping: 1,
        active: 1,
        updatedAt: 0,
      })
      .execute(),
  );
  return customerId;
}
