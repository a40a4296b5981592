import { expect, test } from 'vitest';
import type { InvoiceRecord, MoneyRecord } from '#connectors/connector.ts';
import { bind } from '#hub/bindings.ts';
import { newId } from '#hub/id.ts';
import { micros as m } from '#hub/money.ts';
import { numbersIn } from '#subgraphs/orders/moneyMatch.ts';
import { ERP, viewer } from './ground.ts';
import { aCustomer, anOrder } from './makers.ts';
import { apply, ask, openCompany } from './sales.ts';

const entry = (more: Partial<MoneyRecord> = {}): MoneyRecord => ({
  externalId: 'm-1',
  direction: 'IN',
  day: '2026-03-02',
  amount: m('123'),
  currency: 'PLN',
  reference: '',
  invoices: [],
  state: 'POSTED',
  ...more,
});
const invoice = (more: Partial<InvoiceRecord> = {}): InvoiceRecord => ({
  externalId: 'i-1',
  kind: 'INVOICE',
  side: 'RECEIVABLE',
  number: 'FV/1',
  partyName: 'X',
  orderIds: [],
  currency: 'PLN',
  issuedOn: '2026-03-01',
  dueOn: '2026-03-10',
  net: m('100'),
  tax: m('23'),
  gross: m('123'),
  open: m('123'),
  state: 'POSTED',
  lines: [],
  ...more,
});

async function aSale() {
  const ground = await openCompany();
  const customerId = await aCustomer(ground);
  const orderId = await anOrder(ground, [{ quantity: '1', unitNet: '100' }], { customerId });
  const pay = (transactionNumber: string) =>
    ground.db.write((trx) =>
      trx
        .insertInto('orderPayment')
        .values({
          id: newId('orderPayment'),
          orderId,
          methodCode: 'blik',
          provider: 'p24',
          transactionNumber,
          amountMicros: m('123'),
          refundedMicros: 0n,
          currency: 'PLN',
          state: 'PAID',
          occurredAt: ground.now(),
          capturedAt: ground.now(),
          recordedAt: ground.now(),
        })
        .execute(),
    );
  const state = async () => await ground.db.read.selectFrom('moneyEntry').select(['matchState', 'orderId']).executeTakeFirstOrThrow();
  return { ground, customerId, orderId, pay, state };
}

test.each(['Zapłata PSP-123456.', 'nr:PSP-123456', '(PSP-123456)', 'PSP-123456,', 'BLIK/PSP-123456/sklep'])(
  'the number is found in "%s"',
  async (reference) => {
    const { ground, orderId, pay, state } = await aSale();
    await pay('PSP-123456');
    await apply(ground, ERP, 'money', [entry({ reference, amount: m('122') })]);
    expect(await state()).toEqual({ matchState: 'MATCHED', orderId });
    expect(numbersIn(reference)).toContain('PSP-123456');
  },
);

test('money that is read before its payment is told is matched once it is', async () => {
  const { ground, orderId, pay, state } = await aSale();
  const record = entry({ transactionNumber: 'PSP-1', amount: m('50') });
  await apply(ground, ERP, 'money', [record]);
  expect((await state()).matchState).toBe('UNMATCHED');
  await pay('PSP-1');
  await apply(ground, ERP, 'money', [record]);
  expect(await state()).toEqual({ matchState: 'MATCHED', orderId });
});

test('money that is read before its invoice is matched once the invoice is there', async () => {
  const { ground, state } = await aSale();
  const record = entry({ invoices: [{ invoiceId: 'i-1', amount: m('123') }], amount: m('50') });
  await apply(ground, ERP, 'money', [record]);
  await apply(ground, ERP, 'invoices', [invoice()]);
  await apply(ground, ERP, 'money', [record]);
  expect((await state()).matchState).toBe('MATCHED');
});

test('an invoice that is read before its party and order belongs to them once they are there', async () => {
  const { ground, customerId, orderId } = await aSale();
  const record = invoice({ partyId: 'p-1', orderIds: ['o-1'] });
  await apply(ground, ERP, 'invoices', [record]);
  await ground.db.write(async (trx) => {
    await bind(trx, ERP, 'parties', [{ externalId: 'p-1', id: customerId }], ground.now());
    await bind(trx, ERP, 'orders', [{ externalId: 'o-1', id: orderId }], ground.now());
  });
  await apply(ground, ERP, 'invoices', [record]);
  const { invoices } = await ask(
    ground,
    viewer('storefront', { customerId }),
    '{ invoices { nodes { partyName orders { id } } openTotal { amount currencyCode } } }',
  );
  expect(invoices).toEqual({
    nodes: [{ partyName: 'X', orders: [{ id: orderId }] }],
    openTotal: [{ amount: '123.00', currencyCode: 'PLN' }],
  });
});

test('money in another currency proposes no order of the same number', async () => {
  const { ground, state } = await aSale();
  await apply(ground, ERP, 'money', [entry({ currency: 'EUR' })]);
  expect((await state()).matchState).toBe('UNMATCHED');
});

test('the same batch twice at once is one payout', async () => {
  const { ground } = await aSale();
  const RECORD =
    'mutation($input: PayoutRecordInput!) { payoutRecord(input: $input) { payout { id difference { amount } } userErrors { code } } }';
  const input = {
    idempotencyKey: 'k',
    provider: 'p24',
    number: 'B-1',
    paidOn: '2026-03-02',
    amount: '120',
    currencyCode: 'PLN',
    items: [{ transactionNumber: 'T', amount: '123', fee: '3' }],
  };
  const send = async (more = {}) => (await ask(ground, viewer('admin'), RECORD, { input: { ...input, ...more } })).payoutRecord;
  const both = await Promise.all([send(), send()]);
  expect(both.map((one) => one.userErrors)).toEqual([[], []]);
  expect(both[0]?.payout).toEqual(both[1]?.payout);
});
