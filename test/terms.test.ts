import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type PartyRecord, Terminal } from '#connectors/connector.ts';
import { bind } from '#hub/bindings.ts';
import { absorbCredit, acknowledgeCredit, releaseCredit, takeCredit } from '#hub/credit.ts';
import { UserFault } from '#hub/errors.ts';
import { atRate } from '#hub/exchange.ts';
import { newId } from '#hub/id.ts';
import { formatMicros, lineAmounts, micros as m } from '#hub/money.ts';
import { appliers } from '#subgraphs/index.ts';
import { CHANNEL, COMPANY, ERP, type TestGround, viewer } from './ground.ts';
import { aCustomer, aVariant } from './makers.ts';
import { anOrder, apply, ask, openCompany, place, runErp } from './sales.ts';

const credit = { creditLimitMicros: m('500'), creditCurrency: 'PLN', termsCode: '14', termsName: '14 dni', termsDays: 14 };
const terms = { payment: { methodCode: 'terms' } };

const positionOf = (ground: TestGround, id: string) =>
  ground.db.read
    .selectFrom('customer')
    .select(['creditUsedMicros', 'creditHeldMicros', 'creditLimitMicros'])
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
const heldOf = async (ground: TestGround, id: string): Promise<string> => formatMicros((await positionOf(ground, id)).creditHeldMicros);
const creditEvents = async (ground: TestGround, id: string): Promise<number> =>
  (await ground.db.read.selectFrom('event').select('payload').where('topic', '=', 'customer').where('subjectId', '=', id).execute()).filter(
    ({ payload }) => payload.includes('credit'),
  ).length;

const aParty = (more: Partial<PartyRecord> = {}): PartyRecord => ({
  externalId: 'p1',
  kind: 'BUSINESS',
  name: 'Szkoła Górska',
  active: true,
  groups: [],
  addresses: [],
  paymentTerms: { code: '14', name: '14 dni', days: 14 },
  credit: { limit: m('500'), used: 0n, overdue: 0n, currency: 'PLN', blocked: false },
  ...more,
});

async function theCustomer(ground: TestGround): Promise<string> {
  const row = await ground.db.read.selectFrom('customer').select('id').executeTakeFirstOrThrow();
  return row.id;
}

// --- credit -----------------------------------------------------------------------------------------------------------------

test('two orders at once that together pass the limit are one order and one CREDIT_LIMIT with what is missing', async () => {
  const ground = await openCompany();
  await aVariant(ground, 'TENT', { price: '300', onHand: '9' });
  const customerId = await aCustomer(ground, credit);
  const who = viewer('storefront', { customerId });
  const both = await Promise.all([place(ground, who, anOrder('TENT', terms)), place(ground, who, anOrder('TENT', terms))]);
  const errors = both.flatMap((one) => one.userErrors);
  expect(errors).toMatchObject([
    {
      __typename: 'CreditLimitError',
      code: 'CREDIT_LIMIT',
      available: { amount: '131.00', currencyCode: 'PLN' },
      required: { amount: '369.00' },
      shortBy: { amount: '238.00' },
    },
  ]);
  expect(both.filter((one) => one.order)).toHaveLength(1);
  expect(await heldOf(ground, customerId)).toBe('369.00');
  expect(await creditEvents(ground, customerId)).toBe(1);
});

test('a customer that the ERP blocked is refused, one with overdue invoices alone is not', async () => {
  const ground = await openCompany();
  await aVariant(ground, 'TENT', { price: '100', onHand: '9' });
  const blocked = await aCustomer(ground, { ...credit, creditBlocked: 1 });
  const late = await aCustomer(ground, { ...credit, creditUsedMicros: m('200'), creditOverdueMicros: m('200') });
  const refused = await place(ground, viewer('storefront', { customerId: blocked }), anOrder('TENT', terms));
  expect(refused.userErrors).toMatchObject([{ code: 'CREDIT_BLOCKED' }]);
  const placed = await place(ground, viewer('storefront', { customerId: late }), anOrder('TENT', terms));
  expect(placed.userErrors).toEqual([]);
  expect(placed.order).toMatchObject({ paymentTerms: '14 dni', dueOn: '2026-03-16' });
});

test('what is paid or reserved at the bank takes no credit, what is left of it does', async () => {
  const ground = await openCompany();
  await aVariant(ground, 'TENT', { price: '100', onHand: '9' });
  const customerId = await aCustomer(ground, { ...credit, creditLimitMicros: m('23') });
  const pay = (state: string, amount?: string) => ({
    customerId,
    payment: { methodCode: 'card', provider: 'payu', transactionNumber: newId('operation'), state, ...(amount ? { amount } : {}) },
  });
  for (const [state, amount, held] of [
    ['PAID', undefined, '0.00'],
    ['AUTHORISED', undefined, '0.00'],
    ['PAID', '100', '23.00'],
  ] as const) {
    const { userErrors } = await place(ground, viewer('staff'), anOrder('TENT', pay(state, amount)));
    expect(userErrors).toEqual([]);
    expect(await heldOf(ground, customerId)).toBe(held);
  }
});

test('a hold leaves once, when the ERP’s figures were read after it had acknowledged the order, and a paid invoice frees credit live', async () => {
  const ground = await openCompany();
  await aVariant(ground, 'TENT', { price: '300', onHand: '9' });
  await apply(ground, ERP, 'parties', [aParty()]);
  const customerId = await theCustomer(ground);
  const who = viewer('storefront', { customerId });
  const { order } = await place(ground, who, anOrder('TENT', terms));
  ground.advance(1_000);
  const acknowledgedAt = ground.now();
  // Read between the ERP's commit and its answer: its figure contains the order already, and nobody can know.
  await ground.db.write((trx) => acknowledgeCredit(trx, order.id, acknowledgedAt));
  await apply(
    ground,
    ERP,
    'parties',
    [aParty({ credit: { limit: m('500'), used: m('369'), overdue: 0n, currency: 'PLN', blocked: false } })],
    {
      readStartedAt: acknowledgedAt - 10,
    },
  );
  expect(await heldOf(ground, customerId)).toBe('369.00');
  ground.advance(5_000);
  const afterPull = appliers.parties?.afterPull;
  const context = {
    system: {
      id: ERP,
      companyId: COMPANY,
      channelId: CHANNEL,
      role: 'ERP' as const,
      zone: 'Europe/Warsaw',
      goLiveAt: null,
      mode: 'ACTIVE' as const,
    },
    now: ground.now(),
    readStartedAt: ground.now(),
    bulk: false,
  };
  // The party is not told again: it has not changed. The pull that was read to its end says so.
  const before = await creditEvents(ground, customerId);
  expect(await afterPull?.isDue(ground.db.read, context)).toBe(true);
  await ground.db.write(async (trx) => afterPull?.apply(trx, context));
  expect(await afterPull?.isDue(ground.db.read, context)).toBe(false);
  expect(await positionOf(ground, customerId)).toMatchObject({ creditUsedMicros: m('369'), creditHeldMicros: 0n });
  expect(await creditEvents(ground, customerId)).toBe(before + 1);

  // Told again, once and twice: nothing is taken off a second time. The invoice is paid: there is room again.
  const paid = aParty({ credit: { limit: m('500'), used: 0n, overdue: 0n, currency: 'PLN', blocked: false } });
  await apply(ground, ERP, 'parties', [paid]);
  await apply(ground, ERP, 'parties', [paid]);
  expect(await positionOf(ground, customerId)).toMatchObject({ creditUsedMicros: 0n, creditHeldMicros: 0n });
  expect(await creditEvents(ground, customerId)).toBe(before + 2);
  const { userErrors } = await place(ground, who, anOrder('TENT', terms));
  expect(userErrors).toEqual([]);
});

test('an order that is paid before the ERP has it gives its credit back, once', async () => {
  const ground = await openCompany();
  await aVariant(ground, 'TENT', { price: '300', onHand: '9' });
  const customerId = await aCustomer(ground, credit);
  const { order } = await place(ground, viewer('storefront', { customerId }), anOrder('TENT', terms));
  expect(await heldOf(ground, customerId)).toBe('369.00');
  const source =
    'mutation($input: OrderPaymentRecordInput!) { orderPaymentRecord(input: $input) { order { status { payment } } userErrors { code } } }';
  for (const idempotencyKey of ['n1', 'n2']) {
    const input = { idempotencyKey, orderId: order.id, provider: 'payu', transactionNumber: 'T1', amount: '369', currencyCode: 'PLN' };
    const { orderPaymentRecord } = await ask(ground, viewer('staff'), source, {
      input: { ...input, state: 'PAID', occurredAt: '2026-03-02T09:00:00Z' },
    });
    expect(orderPaymentRecord).toEqual({ order: { status: { payment: 'PAID' } }, userErrors: [] });
    expect(await heldOf(ground, customerId)).toBe('0.00');
  }
});

test('a person of the company orders up to their own limit, and for nobody else', async () => {
  const ground = await openCompany();
  await aVariant(ground, 'TENT', { price: '100', onHand: '9' });
  const customerId = await aCustomer(ground, { kind: 'BUSINESS' });
  const contactId = newId('contact');
  const contact = { id: contactId, customerId, name: 'Jan', role: 'BUYER', active: 1, updatedAt: ground.now() };
  await ground.db.write((trx) =>
    trx
      .insertInto('customerContact')
      .values({ ...contact, orderLimitMicros: m('123'), orderLimitCurrency: 'PLN' })
      .execute(),
  );
  const buyer = viewer('storefront', { customerId, contactId });
  expect((await place(ground, buyer, anOrder('TENT'))).userErrors).toEqual([]);
  const above = await place(ground, buyer, anOrder('TENT', { lines: [{ sku: 'TENT', quantity: '2' }] }));
  expect(above.userErrors).toMatchObject([{ code: 'NOT_ALLOWED', field: ['input', 'lines'] }]);
  const stranger = viewer('storefront', { customerId: await aCustomer(ground), contactId });
  expect((await place(ground, stranger, anOrder('TENT'))).userErrors).toMatchObject([{ code: 'NOT_ALLOWED' }]);
  await ground.db.write((trx) => trx.updateTable('customerContact').set({ active: 0 }).execute());
  expect((await place(ground, buyer, anOrder('TENT'))).userErrors).toMatchObject([{ code: 'NOT_ALLOWED' }]);
});

test('the ERP’s refusal gives the credit back', async () => {
  const ground = await openCompany();
  await aVariant(ground, 'TENT', { price: '300', onHand: '9' });
  const customerId = await aCustomer(ground, credit);
  await runErp(ground, {
    orderPlace: async () => {
      throw new Terminal('SOURCE_REFUSED', 'No.');
    },
  });
  const { userErrors } = await place(ground, viewer('storefront', { customerId }), anOrder('TENT', { ...terms, wait: 'PT10S' }));
  expect(userErrors).toMatchObject([{ code: 'SOURCE_REFUSED' }]);
  expect(await heldOf(ground, customerId)).toBe('0.00');
});

test('a hold that many give back at once is given back once', async () => {
  const ground = await openCompany();
  const customerId = await aCustomer(ground, { ...credit, creditHeldMicros: m('300') });
  const ids = await ground.db.write(async (trx) => [
    await aHeldOrder(trx, customerId, m('100'), ground.now()),
    await aHeldOrder(trx, customerId, m('200'), ground.now()),
  ]);
  const [id = ''] = ids;
  await ground.db.write((trx) => acknowledgeCredit(trx, id, ground.now()));
  const give = (i: number) =>
    ground.db.write(async (trx) => {
      if (i % 2) await releaseCredit(trx, id, ground.now());
      else await absorbCredit(trx, [customerId], ground.now() + 1);
    });
  await Promise.all(Array.from({ length: 8 }, (_, i) => give(i)));
  expect(await heldOf(ground, customerId)).toBe('200.00');
});

test('what is held is always the sum of what open orders hold, whatever is taken, acknowledged, absorbed and given back', async () => {
  const ground = await openCompany();
  const customerId = await aCustomer(ground, { ...credit, creditLimitMicros: m('1000') });
  const step = fc.record({
    what: fc.constantFrom('take', 'acknowledge', 'absorb', 'release'),
    which: fc.nat({ max: 5 }),
    amount: fc.integer({ min: 1, max: 700 }),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 12 }), async (steps) => {
      const ids: string[] = [];
      for (const { what, which, amount } of steps) {
        const id = ids[which % Math.max(1, ids.length)];
        ground.advance(10);
        await ground.db.write(async (trx) => {
          const now = ground.now();
          if (what === 'take') {
            const taken = await takeCredit(trx, customerId, { amount: m(String(amount)), currency: 'PLN', day: '2026-03-02', now }).catch(
              (error) => {
                if (error instanceof UserFault) return 0n;
                throw error;
              },
            );
            if (taken) ids.push(await aHeldOrder(trx, customerId, taken, now));
          } else if (id && what === 'acknowledge') await acknowledgeCredit(trx, id, now);
          else if (id && what === 'release') await releaseCredit(trx, id, now);
          else if (what === 'absorb') await absorbCredit(trx, [customerId], now);
        });
        const orders = await ground.db.read.selectFrom('salesOrder').select('creditHeldMicros').execute();
        const { creditHeldMicros, creditLimitMicros } = await positionOf(ground, customerId);
        expect(creditHeldMicros).toBe(orders.reduce((sum, order) => sum + order.creditHeldMicros, 0n));
        expect(creditHeldMicros <= (creditLimitMicros ?? 0n)).toBe(true);
      }
      await ground.db.write(async (trx) => {
        for (const id of ids) await releaseCredit(trx, id, ground.now());
      });
    }),
    { numRuns: 25 },
  );
});

async function aHeldOrder(trx: Parameters<Parameters<TestGround['db']['write']>[0]>[0], customerId: string, held: bigint, now: number) {
  const id = newId('order');
  await trx
    .insertInto('salesOrder')
    .values({
      id,
      companyId: COMPANY,
      channelId: CHANNEL,
      customerId,
      originKind: 'HUB',
      history: 0,
      currency: 'PLN',
      placedAt: now,
      documentDate: '2026-03-02',
      deliveryTaxPercent: '23',
      partialAllowed: 1,
      couponCodes: '[]',
      pricesIncludeTax: 1,
      goodsNetMicros: 0n,
      goodsGrossMicros: 0n,
      deliveryNetMicros: 0n,
      deliveryGrossMicros: 0n,
      discountNetMicros: 0n,
      discountGrossMicros: 0n,
      netMicros: 0n,
      taxMicros: 0n,
      grossMicros: 0n,
      paidMicros: 0n,
      phase: 'RECEIVED',
      paymentState: 'PENDING',
      fulfilmentState: 'NONE',
      documentState: 'NONE',
      erpState: 'QUEUED',
      creditHeldMicros: held,
      estimated: 0,
      search: '',
      version: 1,
      updatedAt: now,
      asOf: now,
    })
    .execute();
  return id;
}

// --- ways of payment --------------------------------------------------------------------------------------------------------

const PREVIEW = `query($input: OrderPreviewInput!) { orderPreview(input: $input) {
  lines { sku unitNet { amount currencyCode } net { amount } taxPercent estimated discounts { code title amount { amount } } errors { code } }
  totals { net { amount } gross { amount currencyCode } deliveryNet { amount } } tax { reason ruleName } estimated
  paymentMethods { code allowed reason } credit { allowed required { amount currencyCode } shortBy { amount } }
  priceToken validUntil warnings { code field } } }`;
const preview = async (ground: TestGround, who: ReturnType<typeof viewer>, input: Record<string, unknown>) =>
  (await ask(ground, who, PREVIEW, { input })).orderPreview;

test('paying later is for customers with terms and with room in their credit, and orderPlace holds to it', async () => {
  const ground = await openCompany();
  await aVariant(ground, 'TENT', { price: '300', onHand: '9' });
  const later = async (customerId: string | undefined, quantity = '1') => {
    const who = viewer('storefront', customerId === undefined ? {} : { customerId });
    const { paymentMethods, credit: verdict } = await preview(ground, who, { lines: [{ sku: 'TENT', quantity }] });
    const method = paymentMethods.find(({ code }: { code: string }) => code === 'terms');
    expect(paymentMethods.find(({ code }: { code: string }) => code === 'blik')).toMatchObject({ allowed: true, reason: null });
    return { ...method, verdict };
  };
  const good = await aCustomer(ground, credit);
  const none = await aCustomer(ground);
  const blocked = await aCustomer(ground, { ...credit, creditBlocked: 1 });
  expect(await later(good)).toMatchObject({ allowed: true, reason: null, verdict: { allowed: true, shortBy: { amount: '0.00' } } });
  expect(await later(good, '2')).toMatchObject({
    allowed: false,
    reason: 'Above the credit limit by 238.00 PLN.',
    verdict: { allowed: false, required: { amount: '738.00', currencyCode: 'PLN' }, shortBy: { amount: '238.00' } },
  });
  expect(await later(none)).toMatchObject({ allowed: false, reason: 'This buyer has no payment terms.', verdict: null });
  expect(await later(blocked)).toMatchObject({ allowed: false, reason: 'This buyer’s credit is blocked.' });
  expect(await later(undefined)).toMatchObject({ allowed: false });

  const refused = await place(ground, viewer('storefront', { customerId: none }), anOrder('TENT', terms));
  expect(refused.userErrors).toMatchObject([{ code: 'NOT_ALLOWED', field: ['input', 'payment', 'methodCode'] }]);
});

// --- promotions and coupons -------------------------------------------------------------------------------------------------

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

// --- price tokens -----------------------------------------------------------------------------------------------------------

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
