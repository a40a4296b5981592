/** What goes back for goods that came back: money by whoever took it, or the same goods again. */
import type { Trx } from '#hub/database.ts';
import type { Micros } from '#hub/money.ts';
import { acceptOperation } from '#hub/operations.ts';
import type { SystemCapability } from '#hub/setup.ts';
import { findSystem } from '#hub/systems.ts';
import type { SalesOrderTable } from '#hub/tables.ts';
import { lockOrder } from './changes.ts';
import { mergePayment, tellErp } from './paymentNotice.ts';
import { listOrderLines } from './recordStore.ts';
import { replaceGoods } from './replacement.ts';
import { shareOf } from './returnRules.ts';
import { arrivedOf, changeReturn, type GoodsReturn, listReturnLines, listReturnsOfOrders, lockReturn } from './returnStore.ts';
import { listWritePayments } from './writeStore.ts';

/** Gross of what arrived: its share of the lines, less what earlier returns took of them. */
export async function receivedGross(trx: Trx, row: GoodsReturn): Promise<Micros> {
  const lines = new Map((await listOrderLines(trx, row.orderId)).map((line) => [line.id, line]));
  const earlier = await arrivedOf(trx, row.orderId, { except: row.id });
  let gross = 0n;
  for (const came of await listReturnLines(trx, [row.id])) {
    const line = lines.get(came.orderLineId);
    if (line) gross += shareOf(line.grossMicros, line.quantityMicros, earlier.get(line.id) ?? 0n, came.receivedMicros);
  }
  return gross;
}

/** After the goods and, where there is one, the correction: other goods, the shop's money, somebody's money, or nothing. */
export async function goBack(trx: Trx, row: GoodsReturn, gross: Micros, now: number): Promise<void> {
  if (row.resolution === 'REPLACEMENT') {
    const replacementOrderId = await replaceGoods(trx, row, now);
    await changeReturn(trx, row, { state: 'REPLACED', replacementOrderId }, now);
    return;
  }
  const order = await lockOrder(trx, row.orderId);
  const free = order && row.refundState === 'DUE' ? await paidTooMuch(trx, row, order) : 0n;
  const refundMicros = gross < free ? gross : free;
  // What nobody has paid is not paid back: the correction makes the debt smaller.
  if (!order || refundMicros === 0n) {
    await changeReturn(trx, row, { state: 'CLOSED', refundState: 'NONE', refundMicros: 0n }, now);
    return;
  }
  const shop = order.originKind === 'SHOP' && order.originSystemId ? await findSystem(trx, order.originSystemId) : undefined;
  const able =
    shop && (JSON.parse(shop.capabilities ?? '[]') as SystemCapability[]).some(({ name, able: can }) => name === 'push.refund' && can);
  if (!shop || !able) {
    await changeReturn(trx, row, { refundState: 'DUE', refundMicros }, now);
    return;
  }
  await changeReturn(trx, row, { refundState: 'SENT', refundMicros }, now);
  await acceptOperation(trx, {
    companyId: row.companyId,
    systemId: shop.id,
    kind: 'SHOP_REFUND',
    lane: `order:${row.orderId}`,
    application: 'hub',
    mutation: 'SHOP_REFUND',
    idempotencyKey: `${row.id} refund`,
    input: { returnId: row.id },
    customerId: row.customerId ?? undefined,
    subjectId: row.id,
    now,
  });
}

/** What is paid beyond the goods that stay, less what is on its way back already. */
async function paidTooMuch(trx: Trx, row: GoodsReturn, order: Pick<SalesOrderTable, 'grossMicros' | 'paidMicros'>): Promise<Micros> {
  const back = await arrivedOf(trx, row.orderId, { charged: true });
  let stays = order.grossMicros;
  for (const line of await listOrderLines(trx, row.orderId))
    stays -= shareOf(line.grossMicros, line.quantityMicros, 0n, back.get(line.id) ?? 0n);
  const promised = (await listReturnsOfOrders(trx, [row.orderId]))
    .filter((other) => other.id !== row.id && owed.has(other.refundState))
    .reduce((sum, other) => sum + (other.refundMicros ?? 0n), 0n);
  // An order's gross may have fractions of a grosz that nobody pays.
  const free = order.paidMicros - (stays - (stays % 10_000n)) - promised;
  return free > 0n ? free : 0n;
}

/** Money that is to go back and has not. FAILED: a person gives it back. */
const owed = new Set(['DUE', 'SENT', 'FAILED']);

/** The shop gave the money back: the payment says so, and the ERP hears of it. */
export async function shopPaidBack(trx: Trx, row: GoodsReturn, now: number): Promise<void> {
  const order = await lockOrder(trx, row.orderId);
  const amount = row.refundMicros ?? 0n;
  const paid = (await listWritePayments(trx, row.orderId)).find((payment) => payment.capturedAt !== null || payment.state === 'PAID');
  if (order && paid) {
    const notice = {
      provider: paid.provider,
      methodCode: paid.methodCode,
      transactionNumber: paid.transactionNumber,
      // A refund of a known payment says how much of it was paid back so far.
      amount: paid.refundedMicros + amount,
      currency: row.currency,
      state: 'REFUNDED' as const,
      occurredAt: now,
    };
    const { payment, order: after } = await mergePayment(trx, order, notice, { source: 'shop', now });
    await tellErp(trx, after, payment, now);
  }
  await changeReturn(trx, row, { state: 'REFUNDED', refundState: 'DONE', refundedAt: now }, now);
}

/** Money that somebody was to pay back went back: the oldest return it covers is over. */
export async function noteRefund(trx: Trx, orderId: string, now: number): Promise<void> {
  const payments = await listWritePayments(trx, orderId);
  const back = payments.reduce((sum, payment) => sum + payment.refundedMicros, 0n);
  const returns = (await listReturnsOfOrders(trx, [orderId])).toReversed();
  let covered = back;
  for (const found of returns) {
    const row = await lockReturn(trx, found.id);
    if (!row || row.refundMicros === null || row.refundMicros === 0n) continue;
    if (covered < row.refundMicros) return;
    covered -= row.refundMicros;
    if (owed.has(row.refundState) && row.state === 'RECEIVED')
      await changeReturn(trx, row, { state: 'REFUNDED', refundState: 'DONE', refundedAt: now }, now);
  }
}
