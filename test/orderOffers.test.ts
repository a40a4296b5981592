import { expect, test } from 'vitest';
import { newId } from '#hub/id.ts';
import { lineAmounts, micros as m } from '#hub/money.ts';
import { COMPANY, ERP, type TestGround, viewer } from './ground.ts';
import { aCustomer, aVariant } from './makers.ts';
import { anOrder, openCompany, place, preview, runErp } from './sales.ts';

async function aPromotion(ground: TestGround, more: Record<string, unknown>): Promise<void> {
  await ground.db.write((trx) =>
    trx
      .insertInto('promotion')
      .values({
        id: newId('promotion'),
        companyId: COMPANY,
        code: 'SPRING',
        title: 'Wiosna',
        active: 1,
        couponCodes: '[]',
        conditions: '{}',
        systemId: ERP,
        updatedAt: ground.now(),
        asOf: ground.now(),
        ...more,
      })
      .execute(),
  );
}
const TEN = JSON.stringify({ kind: 'PERCENT', percent: '10', on: 'LINES' });
const FIVE = JSON.stringify({ kind: 'AMOUNT', amount: m('5').toString(), currency: 'PLN', on: 'ORDER' });

test('promotions and coupons are named on the lines, and the ERP is told the price that is left', async () => {
  const ground = await openCompany();
  await aVariant(ground, 'TENT', { price: '99.99', onHand: '9' });
  await aPromotion(ground, { effect: TEN });
  await aPromotion(ground, { code: 'FIVE', title: 'Pięć złotych', couponCodes: '["five"]', effect: FIVE });
  const told: { unitNet: bigint; quantity: bigint; discountPercent?: string }[] = [];
  await runErp(ground, {
    orderPlace: async (order) => {
      told.push(...order.lines);
      return { externalId: 'e1', number: 'SO1' };
    },
  });
  const guest = { guest: { email: 'a@example.org' } };
  const input = anOrder('TENT', { ...guest, wait: 'PT10S', couponCodes: ['FIVE'], lines: [{ sku: 'TENT', quantity: '3' }] });
  const { order, userErrors } = await place(ground, viewer('storefront'), input);
  expect(userErrors).toEqual([]);
  // 3 × 99.99 = 299.97, ten percent off each unit leaves 269.97, five off the whole 264.97.
  expect(order).toMatchObject({
    couponCodes: ['FIVE'],
    estimated: false,
    lines: {
      nodes: [
        {
          unitNet: { amount: '99.99' },
          net: { amount: '264.97' },
          discounts: [
            { code: 'SPRING', title: 'Wiosna', amount: { amount: '30.00' } },
            { code: 'FIVE', title: 'Pięć złotych', amount: { amount: '5.00' } },
          ],
        },
      ],
    },
    discounts: [
      { code: 'SPRING', amount: { amount: '30.00' } },
      { code: 'FIVE', amount: { amount: '5.00' } },
    ],
    totals: { net: { amount: '264.97' }, gross: { amount: '325.91' } },
  });
  const [line] = told;
  expect(line?.discountPercent).toBeUndefined();
  expect(lineAmounts(line?.unitNet ?? 0n, line?.quantity ?? 0n, '23').net).toBe(m('264.97'));
});

test('a coupon that does nothing is a coded warning in a preview and a refusal in an order', async () => {
  const ground = await openCompany();
  await aVariant(ground, 'TENT', { price: '100', onHand: '9' });
  await aPromotion(ground, { code: 'OLD', couponCodes: '["old"]', endsOn: '2026-02-28', effect: TEN });
  await aPromotion(ground, {
    code: 'BIG',
    couponCodes: '["big"]',
    conditions: JSON.stringify({ minQuantity: m('50').toString() }),
    effect: TEN,
  });
  const couponCodes = ['nothing', 'OLD', 'big'];
  const { warnings, totals } = await preview(ground, viewer('storefront'), { lines: [{ sku: 'TENT', quantity: '1' }], couponCodes });
  const expected = [
    { code: 'NOT_FOUND', field: ['input', 'couponCodes', '0'] },
    { code: 'STATE_FORBIDS', field: ['input', 'couponCodes', '1'] },
    { code: 'INVALID', field: ['input', 'couponCodes', '2'] },
  ];
  expect(warnings).toEqual(expected);
  expect(totals.net.amount).toBe('100.00');
  const refused = await place(ground, viewer('storefront'), anOrder('TENT', { guest: { email: 'a@example.org' }, couponCodes }));
  expect(refused.userErrors).toMatchObject(expected);
});

test('what only the ERP can count is marked as estimated', async () => {
  const ground = await openCompany();
  await aVariant(ground, 'TENT', { price: '100', onHand: '9' });
  await aPromotion(ground, { effect: null });
  const answer = await preview(ground, viewer('storefront'), { lines: [{ sku: 'TENT', quantity: '1' }] });
  expect(answer).toMatchObject({ estimated: true, lines: [{ estimated: true }] });
  const { order } = await place(ground, viewer('storefront'), anOrder('TENT', { guest: { email: 'a@example.org' } }));
  expect(order.estimated).toBe(true);
});

// --- loyalty points ---------------------------------------------------------------------------------------------------------

test('points pay for goods as a discount over all lines, are taken once, and never more than there are', async () => {
  const ground = await openCompany();
  await aVariant(ground, 'TENT', { price: '100', onHand: '20' });
  const customerId = await aCustomer(ground);
  const card = { id: newId('loyaltyCard'), customerId, points: 300, asOf: ground.now() };
  await ground.db.write((trx) => trx.insertInto('loyaltyCard').values(card).execute());
  const left = async () => (await ground.db.read.selectFrom('loyaltyCard').select('points').executeTakeFirstOrThrow()).points;
  const who = viewer('storefront', { customerId });
  const lines = [
    { sku: 'TENT', quantity: '1' },
    { sku: 'TENT', quantity: '3' },
  ];
  const { totals, warnings } = await preview(ground, who, { lines, loyaltyPoints: 200 });
  expect({ gross: totals.gross.amount, warnings }).toEqual({ gross: '471.99', warnings: [] });
  const input = anOrder('TENT', { lines, loyaltyPoints: 200 });
  const [first, again] = [await place(ground, who, input), await place(ground, who, input)];
  expect(again.order.id).toBe(first.order.id);
  // 123 and 369 gross; 200 points are 20 PLN. Not every gross has a net: tax on 95.93 + 287.80 leaves a grosz to the buyer.
  expect(first.order).toMatchObject({
    discounts: [{ code: 'LOYALTY', amount: { amount: '20.00' } }],
    totals: { gross: { amount: '471.99' } },
  });
  expect(await left()).toBe(100);

  const both = await Promise.all([1, 2].map(() => place(ground, who, anOrder('TENT', { loyaltyPoints: 80 }))));
  expect(both.flatMap((one) => one.userErrors.map((error: { code: string }) => error.code))).toEqual(['STATE_FORBIDS']);
  expect(await left()).toBe(20);
  for (const [more, code] of [
    [{ loyaltyPoints: 21 }, 'STATE_FORBIDS'],
    [{ loyaltyPoints: 0 }, 'INVALID'],
    [{ loyaltyPoints: -5 }, 'INVALID'],
  ] as const) {
    const { userErrors } = await place(ground, who, anOrder('TENT', more));
    expect(userErrors).toMatchObject([{ code, field: ['input', 'loyaltyPoints'] }]);
  }
  const nobody = await place(ground, viewer('storefront'), anOrder('TENT', { guest: { email: 'a@example.org' }, loyaltyPoints: 1 }));
  expect(nobody.userErrors).toMatchObject([{ code: 'REQUIRED', field: ['input', 'loyaltyPoints'] }]);
  const short = await preview(ground, who, { lines, loyaltyPoints: 21 });
  expect(short).toMatchObject({ totals: { gross: { amount: '492.00' } }, warnings: [{ code: 'STATE_FORBIDS' }] });
  expect(await left()).toBe(20);
});
