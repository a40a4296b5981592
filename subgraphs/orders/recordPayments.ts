/** Payments as a linked system tells them, matched to those we know. */
import type { OrderRecord, PaymentRecord } from '#connectors/connector.ts';
import type { ApplyContext } from '#hub/apply.ts';
import { bind } from '#hub/bindings.ts';
import type { Trx } from '#hub/database.ts';
import { newId } from '#hub/id.ts';
import type { OrderPaymentTable, SalesOrderTable } from '#hub/tables.ts';
import type { ChangeOptions } from './changes.ts';
import { mergePayment, type PaymentNotice } from './paymentNotice.ts';
import { mergeTransaction, paymentPosition, transactionOf } from './payments.ts';
import { boundPayments, findPaymentBindings, insertPayments } from './recordStore.ts';
import { listWritePayments, type WritePayment } from './writeStore.ts';

/**
 * A payment without a transaction number gets one of ours, so that two of them stay two. It begins with # and is never shown;
 * the unnumbered row of an order (number '') is the one that still waits for the provider's.
 */
const ownNumber = (payment: PaymentRecord): string | undefined =>
  payment.transactionNumber ?? (payment.externalId === undefined ? undefined : `#${payment.externalId}`);

function noticeOf(payment: PaymentRecord, record: OrderRecord, at: number): PaymentNotice {
  return {
    provider: payment.provider,
    methodCode: payment.methodCode,
    transactionNumber: ownNumber(payment),
    amount: payment.amount,
    currency: record.currency,
    state: payment.state,
    occurredAt: payment.occurredAt ?? at,
  };
}

/** Rows and position of a new order. */
export function newPayments(record: OrderRecord, orderId: string, at: number, now: number) {
  const rows = new Map<string, WritePayment & { externalIds: string[] }>();
  for (const payment of record.payments) {
    const notice = noticeOf(payment, record, at);
    // One that waits for its number is to be found again when the number comes.
    const told = transactionOf({
      ...notice,
      transactionNumber: payment.state === 'PENDING' ? payment.transactionNumber : notice.transactionNumber,
      amountMicros: notice.amount,
    });
    const key = `${told.provider} ${told.transactionNumber}`;
    const known = rows.get(key);
    const row = known
      ? mergeTransaction(known, told)
      : {
          ...told,
          id: newId('orderPayment'),
          orderId,
          methodCode: notice.methodCode,
          currency: notice.currency,
          refundOf: null,
          recordedAt: now,
          externalIds: [],
        };
    if (payment.externalId !== undefined) row.externalIds.push(payment.externalId);
    rows.set(key, row);
  }
  const payments = [...rows.values()];
  return { payments, position: paymentPosition(payments, record.totals.gross) };
}

export async function insertNewPayments(
  trx: Trx,
  systemId: string,
  payments: readonly (OrderPaymentTable & { externalIds: string[] })[],
  now: number,
): Promise<void> {
  await insertPayments(
    trx,
    payments.map(({ externalIds: _ids, ...row }) => row),
  );
  const bound = payments.flatMap(({ id, externalIds }) => externalIds.map((externalId) => ({ externalId, id })));
  if (bound.length) await bind(trx, systemId, 'payments', bound, now);
}

/** Merges what a system tells into what is known; answers the order as it is now and the payments the ERP should hear of. */
export async function applyPayments(
  trx: Trx,
  order: SalesOrderTable,
  record: OrderRecord,
  context: ApplyContext,
  options: ChangeOptions,
): Promise<{ order: SalesOrderTable; news: WritePayment[]; changed: boolean }> {
  const { system, now, readStartedAt } = context;
  const bindings = await findPaymentBindings(trx, system.id, record.payments);
  const news: WritePayment[] = [];
  let current = order;
  let changed = false;
  for (const payment of record.payments) {
    const known = await listWritePayments(trx, order.id);
    const match = await matchPayment(trx, system.id, payment, known, bindings);
    // Without a number and without a payment of ours there is nothing to learn from it before money moves.
    if (!match && !payment.transactionNumber && (payment.state === 'PENDING' || payment.state === 'FAILED')) continue;
    const at = order.history ? order.placedAt : readStartedAt;
    const notice = noticeOf(payment, record, at);
    const merged = await mergePayment(
      trx,
      current,
      match
        ? { ...notice, provider: match.provider, transactionNumber: payment.transactionNumber ?? (match.transactionNumber || undefined) }
        : notice,
      options,
    );
    changed ||= merged.order.version !== current.version || !match;
    current = merged.order;
    if (merged.news) news.push(merged.payment);
    if (payment.externalId !== undefined && !bindings.has(payment.externalId)) {
      await bind(trx, system.id, 'payments', [{ externalId: payment.externalId, id: merged.payment.id }], now);
      bindings.set(payment.externalId, merged.payment.id);
    }
  }
  return { order: current, news, changed };
}

/** By its id there, by its transaction number whatever the provider is called there, else by amount among those nobody there has. */
async function matchPayment(
  trx: Trx,
  systemId: string,
  payment: PaymentRecord,
  known: WritePayment[],
  bindings: Map<string, string>,
): Promise<WritePayment | undefined> {
  const boundId = payment.externalId === undefined ? undefined : bindings.get(payment.externalId);
  const bound = known.find((row) => row.id === boundId);
  if (bound) return bound;
  if (payment.transactionNumber) return known.find((row) => row.transactionNumber === payment.transactionNumber);
  const taken = await boundPayments(
    trx,
    systemId,
    known.map((row) => row.id),
  );
  const free = known.filter((row) => !taken.has(row.id) && row.amountMicros === payment.amount);
  return free.find((row) => row.state === payment.state) ?? (payment.state === 'REFUNDED' ? undefined : free[0]);
}
