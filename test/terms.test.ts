/** Credit and ways of payment. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Terminal } from '#connectors/connector.ts';
import { absorbCredit, acknowledgeCredit, releaseCredit, takeCredit } from '#hub/credit.ts';
import { UserFault } from '#hub/errors.ts';
import { newId } from '#hub/id.ts';
import { micros as m } from '#hub/money.ts';
import { appliers } from '#subgraphs/index.ts';
import { aParty, credit, creditEvents, heldOf, positionOf, terms, theCustomer } from './creditGround.ts';
import { CHANNEL, COMPANY, ERP, type TestGround, viewer } from './ground.ts';
import { aCustomer, aVariant } from './makers.ts';
import { anOrder, apply, ask, openCompany, place, preview, runErp } from './sales.ts';

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
