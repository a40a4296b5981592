import { expect, test } from 'vitest';
import type { Connected } from '#connectors/connector.ts';
import { bind } from '#hub/bindings.ts';
import { newId } from '#hub/id.ts';
import { micros as m } from '#hub/money.ts';
import { handlers } from '#subgraphs/index.ts';
import { ERP, viewer } from './ground.ts';
import { aCustomer } from './makers.ts';
import { ask, type Data } from './sales.ts';
import { carryOut, key, kinds, read, received, requested, type Sold, sold, staff } from './sold.ts';

const erp: Partial<Connected> = {
  push: { returnReceive: async () => ({ externalId: newId('goodsReturn') }) },
  find: {},
};

async function broughtBack(own: Sold, quantity: string, line = 0): Promise<Data> {
  const { return: asked } = await requested(own, { lines: [{ lineId: own.lineIds[line], quantity }] });
  await received(own, asked.id);
  await carryOut(own, 'RETURN_RECEIVE', erp);
  return read(own, asked.id);
}

test('who has paid a part owes the rest first: only what is paid beyond the goods that stay goes back', async () => {
  // 3 × 123 and 40.99, 100 paid. One piece of 123 comes back; 286.99 stay, so nothing is paid too much.
  const own = await sold({ paid: '100' });
  expect(await broughtBack(own, '1')).toMatchObject({ state: 'CLOSED', refundState: 'NONE' });
});

test('paid 300 of 409.99, one piece of 123 comes back: 13.01 go back', async () => {
  const own = await sold({ paid: '300' });
  expect(await broughtBack(own, '1')).toMatchObject({ refund: { amount: '13.01' } });
});

test.each([
  ['410.00', ['246.00', '123.00', '41.00']],
  ['300.00', ['136.01', '123.00', '40.99']],
])('returns in a row give back what was paid, no more: %s', async (paid, amounts) => {
  const own = await sold({ paid });
  const backs = [await broughtBack(own, '2'), await broughtBack(own, '1'), await broughtBack(own, '1', 1)];
  expect(backs.map((one) => one.refund?.amount)).toEqual(amounts);
});

test('returns that overlap in time give back the line, no grosz more', async () => {
  const own = await sold({ paid: '409.99' });
  // 3 pieces for 10.00: 3.33 + 3.34 + 3.33.
  await own.ground.db.write((trx) =>
    trx
      .updateTable('orderLine')
      .set({ netMicros: m('8.13'), taxMicros: m('1.87'), grossMicros: m('10') })
      .where('id', '=', own.lineIds[0] ?? '')
      .execute(),
  );
  const asked: Data[] = [];
  for (let i = 0; i < 3; i += 1) asked.push((await requested(own, { lines: [{ lineId: own.lineIds[0], quantity: '1' }] })).return);
  const amounts: number[] = [];
  for (const { id } of asked.toReversed()) {
    await received(own, id);
    await carryOut(own, 'RETURN_RECEIVE', erp);
    amounts.push(Number((await read(own, id)).refund.amount));
  }
  expect(amounts.reduce((a, b) => a + b, 0)).toBeCloseTo(10, 6);
});

test('money the shop refused to give back is given back by a person, and the return ends', async () => {
  const own = await sold({ paid: '409.99', origin: 'SHOP' });
  const { return: asked } = await requested(own, { lines: [{ lineId: own.lineIds[0], quantity: '1' }] });
  await received(own, asked.id);
  await carryOut(own, 'RETURN_RECEIVE', erp);
  const row = await own.ground.db.read.selectFrom('operation').selectAll().where('kind', '=', 'SHOP_REFUND').executeTakeFirstOrThrow();
  const { Terminal } = await import('#connectors/connector.ts');
  await own.ground.db.write((trx) => handlers.SHOP_REFUND.reject(trx, row, new Terminal('SOURCE_REFUSED', 'no'), own.ground.now()));
  expect((await read(own, asked.id)).refundState).toBe('FAILED');
  const RECORD = 'mutation($input: OrderPaymentRecordInput!) { orderPaymentRecord(input: $input) { userErrors { code } } }';
  const input = {
    idempotencyKey: key(),
    orderId: own.orderId,
    provider: 'p24',
    transactionNumber: 'R-1',
    refundOf: 'T-1',
    amount: '123.00',
    currencyCode: 'PLN',
    state: 'REFUNDED',
    occurredAt: new Date(own.ground.now()).toISOString(),
  };
  await ask(own.ground, staff, RECORD, { input });
  expect(await read(own, asked.id)).toMatchObject({ state: 'REFUNDED', refundState: 'DONE' });
});

test('the same request twice at once is one return, and both hear of it', async () => {
  const own = await sold();
  const input = { idempotencyKey: key() };
  const both = await Promise.all([requested(own, input), requested(own, input)]);
  expect(both.map((one) => one.userErrors)).toEqual([[], []]);
  expect(new Set(both.map((one) => one.return.id)).size).toBe(1);
});

test('two customers of one storefront may come upon the same key', async () => {
  const own = await sold();
  const stranger = await aCustomer(own.ground, { kind: 'PERSON' });
  const input = { idempotencyKey: 'return-1' };
  const first = await requested(own, input, viewer('storefront', { customerId: own.customerId }));
  expect(first.userErrors).toEqual([]);
  const other = await requested(own, input, viewer('storefront', { customerId: stranger }));
  expect(other.userErrors[0].code).toBe('NOT_FOUND');
});

test('a line that is named twice in a request is refused, or both of it can arrive', async () => {
  const own = await sold();
  const line = { lineId: own.lineIds[0], quantity: '1' };
  const { return: asked, userErrors } = await requested(own, { lines: [line, line] });
  if (userErrors.length) return;
  const arrived = await received(own, asked.id, { lines: [{ lineId: own.lineIds[0], quantity: '2' }] });
  expect(arrived.userErrors).toEqual([]);
});

test('the correction is of the invoice that has the goods, not of the newest one', async () => {
  const own = await sold({ paid: '409.99', invoice: 'FV/1' });
  const { ground, orderId, customerId } = own;
  const corrected: string[] = [];
  await ground.db.write(async (trx) => {
    const first = await trx.selectFrom('erpDocument').selectAll().executeTakeFirstOrThrow();
    const id = newId('erpDocument');
    await trx
      .insertInto('erpDocument')
      .values({ ...first, id, number: 'FV/2', issuedOn: '2026-03-02' })
      .execute();
    await bind(trx, ERP, 'documents', [{ externalId: 'inv-9', id }], ground.now());
    for (const [documentId, sku] of [
      [first.id, 'NAMIOT'],
      [id, 'ŚPIWÓR'],
    ] as const) {
      const invoiceId = newId('invoice');
      const row = {
        companyId: first.companyId,
        systemId: ERP,
        documentId,
        kind: 'INVOICE',
        side: 'RECEIVABLE',
        customerId,
        partyName: 'X',
        currency: 'PLN',
        netMicros: m('1'),
        taxMicros: 0n,
        grossMicros: m('1'),
        openMicros: 0n,
        state: 'POSTED',
        version: 1,
        updatedAt: ground.now(),
        asOf: ground.now(),
      };
      await trx
        .insertInto('invoice')
        .values({ id: invoiceId, ...row })
        .execute();
      await trx.insertInto('invoiceOrder').values({ invoiceId, orderId }).execute();
      await trx
        .insertInto('invoiceLine')
        .values({ invoiceId, position: 0, sku, quantityMicros: m('3'), netMicros: m('1'), taxMicros: 0n, taxPercent: '23' })
        .execute();
    }
  });
  const { return: asked } = await requested(own, { lines: [{ lineId: own.lineIds[0], quantity: '1' }] });
  await received(own, asked.id);
  await carryOut(own, 'RETURN_RECEIVE', erp);
  await carryOut(own, 'CREDIT_NOTE', {
    push: {
      creditNote: async ({ invoiceId }) => {
        corrected.push(invoiceId);
        return { externalId: 'k', net: m('100'), tax: m('23'), gross: m('123') };
      },
    },
    find: {},
  });
  expect(corrected).toEqual(['inv-1']);
});

test('other goods for goods: what was invoiced stays sold, nothing is corrected', async () => {
  const own = await sold({ paid: '410', invoice: 'FV/1' });
  const { return: asked } = await requested(own, { resolution: 'REPLACEMENT', lines: [{ lineId: own.lineIds[0], quantity: '1' }] });
  await received(own, asked.id);
  await carryOut(own, 'RETURN_RECEIVE', erp);
  expect(await read(own, asked.id)).toMatchObject({ state: 'REPLACED', creditNote: null, refundState: 'NONE' });
  expect(await kinds(own)).not.toContain('CREDIT_NOTE');
});
