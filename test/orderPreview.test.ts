import { expect, test } from 'vitest';
import { COMPANY, openGround, viewer } from './ground.ts';
import { aCustomer, aVariant } from './makers.ts';
import { data, m, START } from './orderGround.ts';

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
