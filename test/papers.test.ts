import { describe, expect, test } from 'vitest';
import type { InvoiceRecord, MoneyRecord } from '#connectors/connector.ts';
import { bind } from '#hub/bindings.ts';
import { newId } from '#hub/id.ts';
import { micros as m } from '#hub/money.ts';
import type { Viewer } from '#hub/viewer.ts';
import { numbersIn } from '#subgraphs/orders/moneyMatch.ts';
import { ERP, type TestGround, viewer } from './ground.ts';
import { aCustomer, anOrder, aVariant } from './makers.ts';
import { apply, ask, type Data, openCompany } from './sales.ts';

const staff = viewer('staff');
const boss = viewer('admin');

const anInvoice = (more: Partial<InvoiceRecord> = {}): InvoiceRecord => ({
  externalId: 'inv-1',
  kind: 'INVOICE',
  side: 'RECEIVABLE',
  number: 'FV/2026/1',
  partyId: 'p-1',
  partyName: 'Górski Świat sp. z o.o.',
  orderIds: ['sale-1'],
  currency: 'PLN',
  issuedOn: '2026-02-10',
  dueOn: '2026-02-24',
  net: m('100'),
  tax: m('23'),
  gross: m('123'),
  open: m('123'),
  state: 'POSTED',
  lines: [{ sku: 'NAMIOT', quantity: m('1'), net: m('100'), tax: m('23'), taxPercent: '23' }],
  ...more,
});

interface Books {
  ground: TestGround;
  orderId: string;
  customerId: string;
}

async function openBooks(): Promise<Books> {
  const ground = await openCompany();
  const customerId = await aCustomer(ground, { kind: 'BUSINESS', name: 'Górski Świat' });
  const variantId = await aVariant(ground, 'NAMIOT');
  const orderId = await anOrder(ground, [{ variantId, sku: 'NAMIOT', quantity: '1', unitNet: '100' }], {
    customerId,
    number: 'S/2026/000001',
  });
  await ground.db.write(async (trx) => {
    await bind(trx, ERP, 'parties', [{ externalId: 'p-1', id: customerId }], 0);
    await bind(trx, ERP, 'orders', [{ externalId: 'sale-1', id: orderId }], 0);
  });
  return { ground, orderId, customerId };
}

const INVOICES = `query($f: InvoiceFilter) { invoices(filter: $f) { totalCount openTotal { amount currencyCode } nodes { state open { amount } overdueDays
  document { kind number corrects { number } } corrects { number } customer { id } orders { id } } } }`;
const list = async ({ ground }: Books, who: Viewer, f: Data = {}): Promise<Data> => (await ask(ground, who, INVOICES, { f })).invoices;

describe('invoices', () => {
  test('an invoice stands with its order and its customer, says what is open and for how long, and is told once', async () => {
    const books = await openBooks();
    expect(await apply(books.ground, ERP, 'invoices', [anInvoice()])).toEqual({ changed: 1, failed: 0 });
    expect(await apply(books.ground, ERP, 'invoices', [anInvoice()])).toEqual({ changed: 0, failed: 0 });
    expect(await list(books, staff)).toEqual({
      totalCount: 1,
      openTotal: [{ amount: '123.00', currencyCode: 'PLN' }],
      nodes: [
        {
          state: 'POSTED',
          open: { amount: '123.00' },
          overdueDays: 6,
          document: { kind: 'INVOICE', number: 'FV/2026/1', corrects: null },
          corrects: null,
          customer: { id: books.customerId },
          orders: [{ id: books.orderId }],
        },
      ],
    });
    const { order } = await ask(books.ground, staff, 'query($id: ID!) { order(id: $id) { documents { kind number } } }', {
      id: books.orderId,
    });
    expect(order.documents).toEqual([{ kind: 'INVOICE', number: 'FV/2026/1' }]);
    await apply(books.ground, ERP, 'invoices', [anInvoice({ open: 0n, state: 'PAID' })]);
    const heard = await books.ground.db.read
      .selectFrom('event')
      .select(['topic', 'customerId', 'payload'])
      .where('topic', '=', 'invoice')
      .execute();
    expect(heard.map(({ customerId, payload }) => [customerId, JSON.parse(payload).state])).toEqual([
      [books.customerId, 'POSTED'],
      [books.customerId, 'PAID'],
    ]);
    expect((await list(books, staff, { open: true })).totalCount).toBe(0);
  });

  test('a correction names what it corrects and counts against what is open', async () => {
    const books = await openBooks();
    await apply(books.ground, ERP, 'invoices', [
      anInvoice(),
      anInvoice({
        externalId: 'inv-2',
        kind: 'CREDIT_NOTE',
        number: 'FKOR/1',
        correctsId: 'inv-1',
        gross: m('23'),
        open: m('23'),
        issuedOn: '2026-02-20',
      }),
    ]);
    const found = await list(books, staff);
    expect(found.openTotal).toEqual([{ amount: '100.00', currencyCode: 'PLN' }]);
    expect(found.nodes[0]).toMatchObject({ document: { kind: 'CREDIT_NOTE', corrects: { number: 'FV/2026/1' } }, overdueDays: 0 });
    expect((await list(books, staff, { overdue: true })).nodes).toHaveLength(2);
  });

  test('a customer sees its own invoices; what the company owes is for accounting', async () => {
    const books = await openBooks();
    await apply(books.ground, ERP, 'invoices', [
      anInvoice(),
      anInvoice({ externalId: 'bill-1', side: 'PAYABLE', orderIds: [], partyName: 'Dunajec' }),
    ]);
    expect((await list(books, viewer('storefront', { customerId: books.customerId }))).totalCount).toBe(1);
    expect((await list(books, viewer('storefront', { customerId: await aCustomer(books.ground) }))).totalCount).toBe(0);
    expect((await list(books, viewer('storefront'))).totalCount).toBe(0);
    expect((await list(books, boss, { side: 'PAYABLE' })).totalCount).toBe(1);
    await expect(list(books, staff, { side: 'PAYABLE' })).rejects.toThrow();
  });
});

describe('money', () => {
  const entry = (more: Partial<MoneyRecord> = {}): MoneyRecord => ({
    externalId: 'bank-1',
    direction: 'IN',
    day: '2026-02-20',
    amount: m('123'),
    currency: 'PLN',
    reference: 'Zapłata za zamówienie',
    invoices: [],
    state: 'POSTED',
    ...more,
  });
  const stateOf = async ({ ground }: Books) =>
    ground.db.read.selectFrom('moneyEntry').select(['matchState', 'orderId', 'transactionNumber']).executeTakeFirstOrThrow();

  test('money is matched by what the books say, by a transaction number wherever it stands, else proposed by amount, else nobody knows', async () => {
    const books = await openBooks();
    await apply(books.ground, ERP, 'invoices', [anInvoice()]);
    await apply(books.ground, ERP, 'money', [entry({ amount: m('55.55') })]);
    expect(await stateOf(books)).toEqual({ matchState: 'UNMATCHED', orderId: null, transactionNumber: null });
    await apply(books.ground, ERP, 'money', [entry({ partyId: 'p-1' })]);
    expect(await stateOf(books)).toMatchObject({ matchState: 'PROPOSED', orderId: books.orderId });
    await apply(books.ground, ERP, 'money', [entry({ invoices: [{ invoiceId: 'inv-1', amount: m('123') }] })]);
    expect(await stateOf(books)).toMatchObject({ matchState: 'MATCHED' });
    await books.ground.db.write((trx) =>
      trx
        .insertInto('orderPayment')
        .values({
          id: newId('orderPayment'),
          orderId: books.orderId,
          methodCode: 'transfer',
          provider: 'p24',
          transactionNumber: 'P24-778-001',
          amountMicros: m('123'),
          refundedMicros: 0n,
          currency: 'PLN',
          state: 'PAID',
          occurredAt: 0,
          recordedAt: 0,
        })
        .execute(),
    );
    await apply(books.ground, ERP, 'money', [entry({ reference: 'PRZELEW24 tr. P24-778-001 dziękujemy' })]);
    expect(await stateOf(books)).toEqual({ matchState: 'MATCHED', orderId: books.orderId, transactionNumber: 'P24-778-001' });
    expect(await books.ground.db.read.selectFrom('moneyMatch').selectAll().execute()).toEqual([]);
  });

  test('numbers are found in a reference, words are not', () => {
    expect(numbersIn('Zapłata FV/2026/12 za zamówienie S-77, tr. P24-778-001')).toEqual(['FV/2026/12', 'S-77', 'P24-778-001']);
  });

  test('a batch adds up, names what is known of its payments, is recorded once, and another one under its number is refused', async () => {
    const books = await openBooks();
    await books.ground.db.write((trx) =>
      trx
        .insertInto('orderPayment')
        .values(
          ['T-1', 'T-2'].map((transactionNumber) => ({
            id: newId('orderPayment'),
            orderId: books.orderId,
            methodCode: 'blik',
            provider: 'p24',
            transactionNumber,
            amountMicros: m('50'),
            refundedMicros: 0n,
            currency: 'PLN',
            state: 'PAID',
            occurredAt: 0,
            recordedAt: 0,
          })),
        )
        .execute(),
    );
    const RECORD = `mutation($input: PayoutRecordInput!) { payoutRecord(input: $input) { payout { id number difference { amount } items { transactionNumber state order { id } } } userErrors { code field } } }`;
    const batch = {
      idempotencyKey: 'b',
      provider: 'p24',
      number: 'W/17',
      paidOn: '2026-02-21',
      amount: '147.50',
      fee: '0.50',
      currencyCode: 'PLN',
      items: [
        { transactionNumber: 'T-1', amount: '50', fee: '1' },
        { transactionNumber: 'T-2', amount: '49', fee: '1' },
        { transactionNumber: 'T-3', amount: '51', fee: '0' },
      ],
    };
    const record = async (input: Data) => (await ask(books.ground, boss, RECORD, { input })).payoutRecord;
    const first = await record(batch);
    expect(first).toMatchObject({
      userErrors: [],
      payout: {
        difference: { amount: '0.00' },
        items: [
          { transactionNumber: 'T-1', state: 'MATCHED', order: { id: books.orderId } },
          { transactionNumber: 'T-2', state: 'DIFFERENT' },
          { transactionNumber: 'T-3', state: 'UNKNOWN', order: null },
        ],
      },
    });
    expect((await record({ ...batch, idempotencyKey: 'c' })).payout.id).toBe(first.payout.id);
    expect((await record({ ...batch, amount: '1' })).userErrors[0].code).toBe('DUPLICATE');
    expect((await record({ ...batch, number: ' ', items: [] })).userErrors.map((error: Data) => error.code)).toEqual([
      'REQUIRED',
      'INVALID',
    ]);
    expect((await ask(books.ground, boss, '{ payouts { totalCount nodes { number } } }')).payouts).toEqual({
      totalCount: 1,
      nodes: [{ number: 'W/17' }],
    });
  });
});
