/** Promised prices, tax by destination and currencies in orders. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { bind } from '#hub/bindings.ts';
import { atRate } from '#hub/exchange.ts';
import { newId } from '#hub/id.ts';
import { micros as m } from '#hub/money.ts';
import { credit, heldOf, terms } from './creditGround.ts';
import { COMPANY, ERP, type TestGround, viewer } from './ground.ts';
import { aCustomer, aVariant } from './makers.ts';
import { anOrder, ask, openCompany, place, preview, runErp } from './sales.ts';

const reprice = (ground: TestGround, to: string) =>
  ground.db.write((trx) =>
    trx
      .updateTable('price')
      .set({ unitNetMicros: m(to) })
      .execute(),
  );

test('the prices of a token hold until it ends, whatever the ERP says meanwhile; after that it is told what changed', async () => {
  const ground = await openCompany();
  await aVariant(ground, 'TENT', { price: '100', onHand: '9' });
  const customerId = await aCustomer(ground);
  const who = viewer('storefront', { customerId });
  const { priceToken, validUntil } = await preview(ground, who, { lines: [{ sku: 'TENT', quantity: '2' }] });
  expect(Date.parse(validUntil)).toBe(ground.now() + 15 * 60_000);
  await reprice(ground, '120');
  const order = (more = {}) => anOrder('TENT', { lines: [{ sku: 'TENT', quantity: '2' }], priceToken, ...more });
  const placed = await place(ground, who, order({ expectedGross: '246.00' }));
  expect(placed.userErrors).toEqual([]);
  expect(placed.order.totals.net.amount).toBe('200.00');
  const dry =
    'mutation($input: OrderPlaceInput!) { orderPlace(input: $input) { preview { totals { net { amount } } } userErrors { code } } }';
  const { orderPlace } = await ask(ground, who, dry, { input: order({ dryRun: true }) });
  expect(orderPlace).toEqual({ preview: { totals: { net: { amount: '200.00' } } }, userErrors: [] });
  const without = await place(ground, who, order({ priceToken: null }));
  expect(without.order.totals.net.amount).toBe('240.00');

  ground.advance(15 * 60_000 + 1);
  const late = await place(ground, who, order());
  expect(late.userErrors).toMatchObject([
    {
      __typename: 'PriceChangedError',
      code: 'PRICE_CHANGED',
      field: ['input', 'priceToken'],
      changes: [{ sku: 'TENT', promised: { amount: '200.00' }, current: { amount: '240.00' } }],
    },
  ]);
  await reprice(ground, '100');
  expect((await place(ground, who, order())).userErrors).toEqual([]);
});

test('a token of another buyer, of other lines or cut short is refused', async () => {
  const ground = await openCompany();
  await aVariant(ground, 'TENT', { price: '100', onHand: '9' });
  const [anna, jan] = [await aCustomer(ground), await aCustomer(ground)];
  const { priceToken } = await preview(ground, viewer('storefront', { customerId: anna }), { lines: [{ sku: 'TENT', quantity: '2' }] });
  const lines = [{ sku: 'TENT', quantity: '2' }];
  for (const [customerId, more] of [
    [jan, { lines, priceToken }],
    [anna, { lines: [{ sku: 'TENT', quantity: '1' }], priceToken }],
    [anna, { lines, priceToken: priceToken.slice(0, -2) }],
    [anna, { lines, priceToken: 'x' }],
  ] as const) {
    const refused = await place(ground, viewer('storefront', { customerId }), anOrder('TENT', more));
    expect(refused.userErrors).toMatchObject([{ code: 'INVALID', field: ['input', 'priceToken'] }]);
  }
});

test('nothing is promised while a line has no price', async () => {
  const ground = await openCompany();
  await aVariant(ground, 'TENT', { price: '100', onHand: '9' });
  await aVariant(ground, 'ROPE', { onHand: '9' });
  const answer = await preview(ground, viewer('storefront'), {
    lines: [
      { sku: 'TENT', quantity: '1' },
      { sku: 'ROPE', quantity: '1' },
    ],
  });
  expect(answer).toMatchObject({ priceToken: null, validUntil: null, warnings: [{ code: 'NOT_SOLD_TO_YOU' }] });
});

// --- tax and currencies -----------------------------------------------------------------------------------------------------

async function aTaxRule(ground: TestGround, more: Record<string, unknown>): Promise<string> {
  const id = newId('taxRule');
  await ground.db.write((trx) =>
    trx
      .insertInto('taxRule')
      .values({
        id,
        companyId: COMPANY,
        code: 'WDT',
        name: 'WDT 0%',
        active: 1,
        automatic: 1,
        taxIdRequired: 1,
        countries: '["DE"]',
        reason: 'REVERSE_CHARGE',
        position: 1,
        rates: JSON.stringify([{ from: '23', to: '0' }]),
        systemId: ERP,
        updatedAt: ground.now(),
        ...more,
      })
      .execute(),
  );
  return id;
}

test('a business of another country is asked no tax, on delivery neither, and the order says why', async () => {
  const ground = await openCompany();
  await aVariant(ground, 'TENT', { price: '100', onHand: '9' });
  const ruleId = await aTaxRule(ground, {});
  await ground.db.write((trx) => bind(trx, ERP, 'taxRules', [{ externalId: 'fiscal-7', id: ruleId }], ground.now()));
  const pushed: unknown[] = [];
  await runErp(ground, {
    orderPlace: async ({ taxRuleId, paymentTermsCode, origin, lines, delivery }) => {
      pushed.push({ taxRuleId, paymentTermsCode, origin, taxes: [lines[0]?.taxPercent, delivery.taxPercent] });
      return { externalId: 'e1', number: 'SO1' };
    },
  });
  const customerId = await aCustomer(ground, { ...credit, kind: 'BUSINESS', taxId: 'DE123456789' });
  const who = viewer('storefront', { customerId });
  const abroad = { shippingAddress: { line1: 'Lange Str. 1', city: 'Berlin', country: 'DE' }, delivery: { methodCode: 'courier' } };
  const { order, userErrors } = await place(ground, who, anOrder('TENT', { ...abroad, ...terms, wait: 'PT10S' }));
  expect(userErrors).toEqual([]);
  expect(order).toMatchObject({
    tax: { reason: 'REVERSE_CHARGE', ruleName: 'WDT 0%' },
    lines: { nodes: [{ taxPercent: '0', gross: { amount: '100.00' } }] },
    totals: { net: { amount: '112.19' }, gross: { amount: '112.19' } },
  });
  expect(pushed).toEqual([{ taxRuleId: 'fiscal-7', paymentTermsCode: '14', origin: 'HUB', taxes: ['0', '0'] }]);
  const home = await place(ground, who, anOrder('TENT'));
  expect(home.order).toMatchObject({ tax: { reason: 'DOMESTIC', ruleName: null }, totals: { gross: { amount: '123.00' } } });
});

test('a token holds the prices, not the tax of another destination', async () => {
  const ground = await openCompany();
  await aVariant(ground, 'TENT', { price: '100', onHand: '9' });
  await aTaxRule(ground, {});
  const customerId = await aCustomer(ground, { kind: 'BUSINESS', taxId: 'DE123456789' });
  const who = viewer('storefront', { customerId });
  const { priceToken, tax, totals } = await preview(ground, who, { lines: [{ sku: 'TENT', quantity: '1' }], shipTo: 'PL' });
  expect({ tax, totals }).toMatchObject({ tax: { reason: 'DOMESTIC' }, totals: { gross: { amount: '123.00' } } });
  await reprice(ground, '200');
  const abroad = { priceToken, shippingAddress: { line1: 'Lange Str. 1', city: 'Berlin', country: 'DE' } };
  const { order } = await place(ground, who, anOrder('TENT', abroad));
  expect(order).toMatchObject({ tax: { reason: 'REVERSE_CHARGE' }, totals: { net: { amount: '100.00' }, gross: { amount: '100.00' } } });
});

test('an order in euro counts in the company’s books at the ERP’s rate, in the credit too', async () => {
  const ground = await openCompany();
  const variantId = await aVariant(ground, 'TENT', { price: '100', onHand: '9' });
  const listId = newId('priceList');
  const at = ground.now();
  await ground.db.write(async (trx) => {
    await trx
      .insertInto('priceList')
      .values({ id: listId, companyId: COMPANY, code: 'EUR', name: 'Export', currency: 'EUR', isDefault: 0, active: 1, updatedAt: at })
      .execute();
    await trx
      .insertInto('price')
      .values({ variantId, priceListId: listId, minQuantityMicros: m('1'), validFrom: '', validTo: '', unitNetMicros: m('25'), asOf: at })
      .execute();
    await trx
      .insertInto('exchangeRate')
      .values([
        { companyId: COMPANY, currency: 'EUR', day: '2026-02-27', rate: '4.2513', source: 'NBP', systemId: ERP },
        { companyId: COMPANY, currency: 'EUR', day: '2026-03-05', rate: '9', source: 'NBP', systemId: ERP },
      ])
      .execute();
  });
  const customerId = await aCustomer(ground, { ...credit, priceListId: listId });
  const who = viewer('storefront', { customerId });
  const { order, userErrors } = await place(ground, who, anOrder('TENT', { ...terms, delivery: { methodCode: 'courier' } }));
  expect(userErrors).toEqual([]);
  // 12.19 PLN of delivery is 2.87 EUR; (25 + 2.87) × 4.2513 = 118.48 PLN net.
  expect(order).toMatchObject({
    lines: { nodes: [{ unitNet: { amount: '25.00', currencyCode: 'EUR' } }] },
    totals: { deliveryNet: { amount: '2.87' }, net: { amount: '27.87' }, gross: { amount: '34.28', currencyCode: 'EUR' } },
    reporting: { net: { amount: '118.48', currencyCode: 'PLN' }, gross: { amount: '145.73' }, rate: '4.2513', source: 'NBP' },
  });
  expect(await heldOf(ground, customerId)).toBe('145.73');
  const verdict = await preview(ground, who, { lines: [{ sku: 'TENT', quantity: '1' }] });
  expect(verdict.credit.required).toEqual({ amount: '130.73', currencyCode: 'PLN' });
});

test('without a rate there is no order in another currency', async () => {
  const ground = await openCompany();
  await aVariant(ground, 'TENT', { price: '100', onHand: '9' });
  const { userErrors } = await place(
    ground,
    viewer('staff'),
    anOrder('TENT', { guest: { email: 'a@example.org' }, currencyCode: 'USD', delivery: { methodCode: 'courier' } }),
  );
  expect(userErrors).toMatchObject([{ code: 'NOT_SOLD_TO_YOU' }, { code: 'INVALID', field: ['input', 'currencyCode'] }]);
});

test('rates of any length are exact to the grosz', () => {
  fc.assert(
    fc.property(
      fc.bigInt({ min: 0n, max: 10n ** 13n }),
      fc.integer({ min: 1, max: 9_999_999 }),
      fc.integer({ min: 0, max: 7 }),
      (cents, digits, places) => {
        const text = String(digits).padStart(places + 1, '0');
        const rate = places === 0 ? text : `${text.slice(0, -places)}.${text.slice(-places)}`;
        const amount = cents * 10_000n;
        const exact = amount * BigInt(digits);
        const scale = 10n ** BigInt(places);
        const apart = atRate(amount, rate) * scale - exact;
        expect(atRate(amount, rate) % 10_000n).toBe(0n);
        expect(apart <= 5_001n * scale && apart >= -5_001n * scale).toBe(true);
      },
    ),
  );
});
