/** The twins as the trade has them: what clerks and shoppers do by the control routes is told by the pulls, and adds up. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Connected, type Entity, type OrderPush, Terminal } from '#connectors/connector.ts';
import { twinErp } from '#connectors/twin/erpConnector.ts';
import { spawnTwin, type Twin } from '#connectors/twin/processes.ts';
import { twinShop } from '#connectors/twin/shopConnector.ts';
import type { Data } from '../hub.ts';

let erp: Twin;
let shop: Twin;
let books: Connected;
let web: Connected;
const signal = new AbortController().signal;
const ONE = 1_000_000n;

beforeAll(async () => {
  [erp, shop] = await Promise.all([spawnTwin('erp'), spawnTwin('shop')]);
  const options = { now: Date.now, log: () => {} };
  books = twinErp.connect({ url: erp.url, key: erp.key }, options);
  web = twinShop.connect({ url: shop.url, key: shop.key }, options);
});
afterAll(() => Promise.all([books?.close(), web?.close(), erp?.stop(), shop?.stop()]));

async function all(connected: Connected, entity: Entity): Promise<Data[]> {
  const records: Data[] = [];
  for await (const page of connected.pull[entity]?.(null, signal) ?? []) records.push(...page.records);
  return records;
}
const one = async (entity: Entity, id: string): Promise<Data> => (await all(books, entity)).find((record) => record.externalId === id);

/** A shipped sale of three pieces, on account unless paid. */
async function shipped(partyId = 'K0022', change: Partial<OrderPush> = {}): Promise<{ id: string; sku: string }> {
  const sku = `TWIN-${randomUUID().slice(0, 8)}`;
  const made = (await erp.control('product', { name: { pl: sku }, variants: [{ sku }], listPrice: '100.00', onHand: '10' })) as Data;
  const push: OrderPush = {
    partyId,
    contact: {},
    reference: sku,
    channelCode: 'online',
    currency: 'PLN',
    documentDate: '2026-03-02',
    delivery: { methodCode: 'courier', methodName: 'Kurier', net: 0n, taxPercent: '23' },
    payment: { methodCode: 'transfer', state: 'PENDING' },
    lines: [{ variantId: made.variants[0].id, sku, quantity: 3n * ONE, unitNet: 100n * ONE, taxPercent: '23' }],
    ...change,
  };
  const ack = await books.push.orderPlace?.(push, randomUUID(), signal);
  await erp.control('ship', { orderId: ack?.externalId });
  return { id: ack?.externalId ?? '', sku };
}

test('a draft invoice owes nothing; posted it raises what the party owes, paid it is closed, and its money names it', async () => {
  const { id } = await shipped();
  const owed = async () => (await one('parties', 'K0022')).credit;
  const before = await owed();
  await erp.control('invoice', { orderId: id, draft: true });
  expect(await one('invoices', `${id}-FV`)).toMatchObject({ state: 'DRAFT', gross: 369n * ONE, open: 369n * ONE });
  expect((await one('invoices', `${id}-FV`)).number).toBeUndefined();
  expect(await owed()).toEqual(before);
  await erp.control('invoice/post', { invoiceId: `${id}-FV` });
  expect(await one('invoices', `${id}-FV`)).toMatchObject({
    state: 'POSTED',
    number: expect.stringMatching(/^FV\//),
    governmentNumber: expect.any(String),
  });
  // From open orders to open invoices; the sum stays.
  expect(await owed()).toEqual({ ...before, openOrders: before.openOrders - 369n * ONE, openInvoices: before.openInvoices + 369n * ONE });
  await erp.control('invoice/pay', { invoiceId: `${id}-FV`, reference: 'przelew za fakture' });
  expect(await one('invoices', `${id}-FV`)).toMatchObject({ state: 'PAID', open: 0n });
  expect((await owed()).used).toBe(before.used - 369n * ONE);
  const money = (await all(books, 'money')).find((row) => row.invoices.some((part: Data) => part.invoiceId === `${id}-FV`));
  expect(money).toMatchObject({ direction: 'IN', reference: 'przelew za fakture', amount: 369n * ONE, invoices: [{ amount: 369n * ONE }] });
});

test('a line of the statement is unmatched until a bookkeeper matches it, and part of an invoice stays open', async () => {
  const { id } = await shipped();
  await erp.control('invoice', { orderId: id });
  const line = (await erp.control('money', { amount: '100.00', reference: 'czesc naleznosci', partyId: 'K0022' })) as Data;
  expect(await one('money', line.id)).toMatchObject({ invoices: [] });
  await erp.control('money/match', { moneyId: line.id, invoiceId: `${id}-FV` });
  expect(await one('money', line.id)).toMatchObject({
    reference: 'czesc naleznosci',
    invoices: [{ invoiceId: `${id}-FV`, amount: 100n * ONE }],
  });
  expect(await one('invoices', `${id}-FV`)).toMatchObject({ state: 'POSTED', open: 269n * ONE });
  await expect(erp.control('money/match', { moneyId: line.id, invoiceId: `${id}-FV` })).rejects.toThrow('STATE_FORBIDS');
});

test('goods come back to the shelf or as scrap, the correction names its invoice, the refund closes it', async () => {
  const { id, sku } = await shipped();
  await erp.control('invoice', { orderId: id });
  await erp.control('invoice/pay', { invoiceId: `${id}-FV` });
  const [line] = (await one('orders', id)).lines;
  const onHand = async () =>
    (await all(books, 'stock')).filter((row) => row.variantId === line.variantId).reduce((sum, row) => sum + row.onHand, 0n);
  expect(await onHand()).toBe(7n * ONE);
  const goods = { sku, variantId: line.variantId as string };
  const lines = [
    { ...goods, quantity: ONE, restock: true },
    { ...goods, quantity: ONE, restock: false },
  ];
  await books.push.returnReceive?.({ orderId: id, number: 'R-1', kind: 'COMPLAINT', lines }, randomUUID(), signal);
  expect(await onHand()).toBe(8n * ONE);
  const ack = await books.push.creditNote?.(
    { orderId: id, invoiceId: `${id}-FV`, number: 'R-1', reason: 'x', lines: [{ ...goods, quantity: 2n * ONE }] },
    randomUUID(),
    signal,
  );
  expect(ack).toMatchObject({ net: 200n * ONE, tax: 46n * ONE, gross: 246n * ONE });
  expect(await one('invoices', ack?.externalId ?? '')).toMatchObject({ correctsId: `${id}-FV`, open: 246n * ONE, state: 'POSTED' });
  const refund = { provider: 'bank', transactionNumber: `ZW-${id}`, methodCode: 'transfer', currency: 'PLN', state: 'REFUNDED' as const };
  await books.push.paymentRecord?.({ ...refund, orderId: id, amount: 246n * ONE, occurredAt: Date.now() }, randomUUID(), signal);
  expect(await one('invoices', ack?.externalId ?? '')).toMatchObject({ open: 0n, state: 'PAID' });
  expect(await one('money', (await all(books, 'money')).find((row) => row.transactionNumber === `ZW-${id}`)?.externalId)).toMatchObject({
    direction: 'OUT',
    invoices: [{ invoiceId: ack?.externalId, amount: 246n * ONE }],
  });
  const sale = await one('orders', id);
  expect(sale.lines[0]).toMatchObject({ quantityReturned: 2n * ONE, cost: { currency: 'PLN' } });
  expect(sale.fulfilments.filter((one: Data) => one.isReturn)).toHaveLength(1);
  await expect(
    books.push.returnReceive?.(
      { orderId: id, number: 'R-2', kind: 'OTHER', lines: [{ ...goods, quantity: 2n * ONE, restock: true }] },
      randomUUID(),
      signal,
    ),
  ).rejects.toMatchObject({ code: 'STATE_FORBIDS' });
});

test('an offer is priced by the party’s list, sent by a clerk, and cannot be accepted once its days are over', async () => {
  const [variant] = (await all(books, 'products'))[0].variants;
  const line = { sku: variant.sku, variantId: variant.externalId, quantity: ONE, taxPercent: '23' };
  const ask = async () =>
    (
      await books.push.quotePlace?.(
        { partyId: 'K0022', reference: 'x', currency: 'PLN', documentDate: '2026-03-02', lines: [line] },
        randomUUID(),
        signal,
      )
    )?.externalId ?? '';
  const accept = (quoteId: string) =>
    books.push.quoteAccept?.(
      {
        quoteId,
        reference: 'x',
        delivery: { methodCode: 'courier', methodName: 'Kurier', net: 0n, taxPercent: '23' },
        payment: { methodCode: 'transfer', state: 'PENDING' },
      },
      randomUUID(),
      signal,
    );
  const asked = await ask();
  const priced = await one('quotes', asked);
  const { unitNet } = (await erp.control(`quote?partyId=K0022&sku=${variant.sku}&quantity=1`)) as Data;
  expect(priced).toMatchObject({ state: 'REQUESTED', lines: [{ unitNet: BigInt(Math.round(Number(unitNet) * 1e6)) }] });
  await expect(accept(asked)).rejects.toMatchObject({ code: 'STATE_FORBIDS' });
  await erp.control('quote/offer', { quoteId: asked, lines: [{ sku: variant.sku, unitNet: '999.00' }], validUntil: '2099-01-01' });
  const sale = await accept(asked);
  expect(await one('quotes', asked)).toMatchObject({ state: 'ACCEPTED', orderId: sale?.externalId });
  expect((await one('orders', sale?.externalId ?? '')).lines[0].unitNet).toBe(999n * ONE);
  expect((await one('orders', sale?.externalId ?? '')).documents.map((paper: Data) => paper.kind)).toEqual(['QUOTATION', 'SALES_ORDER']);
  await expect(accept(asked)).rejects.toMatchObject({ code: 'STATE_FORBIDS' });
  const late = await ask();
  await erp.control('quote/offer', { quoteId: late, validUntil: '2020-01-01' });
  await expect(accept(late)).rejects.toMatchObject({ code: 'STATE_FORBIDS' });
  await erp.control('quote/expire', {});
  expect((await one('quotes', late)).state).toBe('EXPIRED');
});

test('the ERP sells in a currency it has a rate of, and counts the credit in its own', async () => {
  const before = (await one('parties', 'K0031')).credit;
  const { id } = await shipped('K0031', { currency: 'EUR', taxRuleId: 'POD-UE', paymentTermsCode: 'P7' });
  expect((await one('orders', id)).currency).toBe('EUR');
  const rates = (await all(books, 'exchangeRates')).filter((rate) => rate.currency === 'EUR').sort((a, b) => (a.day < b.day ? 1 : -1));
  const expected = (369n * BigInt(rates[0].rate.replace('.', '')) * ONE) / 10_000n;
  const used = BigInt((await one('parties', 'K0031')).credit.used) - BigInt(before.used);
  expect(used - expected < 10_000n && expected - used < 10_000n).toBe(true);
  await expect(shipped('K0031', { currency: 'JPY' })).rejects.toMatchObject({ code: 'INVALID' });
  await expect(shipped('K0031', { taxRuleId: 'NOWHERE' })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  await expect(shipped('K0031', { paymentTermsCode: 'NEVER' })).rejects.toMatchObject({ code: 'INVALID' });
});

test('pieces lie in the places of the warehouse, whatever comes and goes', async () => {
  const stock = (await all(books, 'stock')).filter((row) => row.bins);
  expect(stock.length).toBeGreaterThan(200);
  const { variantId } = stock.find((row) => row.onHand > 5n * ONE) ?? {};
  const sku = (await all(books, 'products'))
    .flatMap((product) => product.variants)
    .find((variant) => variant.externalId === variantId)?.sku;
  for (const delta of ['7', '-9', '2']) await erp.control('stock', { sku, delta });
  for (const row of (await all(books, 'stock')).filter((one) => one.bins))
    expect(
      row.bins.reduce((sum: bigint, bin: Data) => sum + bin.onHand, 0n),
      row.variantId,
    ).toBe(row.onHand);
});

test('the ERP accepts nothing while it is told so', async () => {
  await erp.control('faults', { kind: 'refuse', method: 'POST', path: '/parties', times: 1, code: 'DUPLICATE' });
  const create = () => books.push.partyCreate?.({ kind: 'PERSON', name: 'Ktoś' }, randomUUID(), signal);
  await expect(create()).rejects.toThrow(Terminal);
  await expect(create()).resolves.toMatchObject({ externalId: expect.any(String) });
});

test('a basket becomes an order, a return is asked for and closed by the refund, consent is told', async () => {
  const product = (await all(web, 'products')).find((one) => one.active);
  const { sku } = product.variants[0];
  await shop.control('edit', { sku, available: '50' });
  const cart = (await shop.control('cart', { customerId: 'SC0001', lines: [{ sku, quantity: '2' }], ageMs: 3_600_000 })) as Data;
  const told = async () => (await all(web, 'carts')).find((one) => one.externalId === cart.id);
  expect(await told()).toMatchObject({ partyId: 'SC0001', lines: [{ sku, quantity: 2n * ONE }] });
  expect((await told()).orderId).toBeUndefined();
  const bought = { customerId: 'SC0001', cartId: cart.id, lines: [{ sku, quantity: '2' }], payment: { state: 'paid' } };
  const order = (await shop.control('checkout', bought)) as Data;
  expect((await told()).orderId).toBe(order.id);
  await expect(shop.control('checkout', bought)).rejects.toThrow('STATE_FORBIDS');
  const request = { orderId: order.id, lines: [{ sku, quantity: '1', reason: 'Za duże' }] };
  const asked = (await shop.control('return', request)) as Data;
  await expect(shop.control('return', { ...request, lines: [{ sku, quantity: '2' }] })).rejects.toThrow('STATE_FORBIDS');
  const returned = async () => (await all(web, 'returns')).find((one) => one.externalId === asked.id);
  expect(await returned()).toMatchObject({ state: 'REQUESTED', kind: 'WITHDRAWAL', orderId: order.id });
  const level = async () => (await all(web, 'stock')).find((one) => one.variantId === product.variants[0].externalId)?.onHand;
  const before = (await level()) ?? 0n;
  const refund = { orderId: order.id, amount: ONE, currency: 'PLN', reason: 'x', lines: [{ sku, quantity: ONE }] };
  const key = randomUUID();
  const first = await web.push.refund?.(refund, key, signal);
  expect(await web.push.refund?.(refund, key, signal)).toEqual(first);
  expect((await returned()).state).toBe('RECEIVED');
  expect(await level()).toBe(before + ONE);
  await shop.control('consent', { customerId: 'SC0001', purpose: 'newsletter', granted: true });
  const { consents } = (await all(web, 'parties')).find((one) => one.externalId === 'SC0001');
  expect(consents).toContainEqual({ purpose: 'newsletter', granted: true, at: expect.any(Number) });
});
