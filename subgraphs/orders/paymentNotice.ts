/** A notice about a payment, from whomever: merged into what is known of its transaction, once, whatever repeats or comes late. */
import { releaseCredit } from '#hub/credit.ts';
import type { Trx } from '#hub/database.ts';
import { newId } from '#hub/id.ts';
import type { Micros } from '#hub/money.ts';
import type { SalesOrderTable } from '#hub/tables.ts';
import { type ChangeOptions, recordChange } from './changes.ts';
import { queueErpPayment } from './erpOrder.ts';
import { mergeTransaction, paymentPosition, type TransactionState, transactionOf } from './payments.ts';
import { listWritePayments, refundTold, savePayment, type WritePayment } from './writeStore.ts';

export interface PaymentNotice {
  provider: string;
  methodCode: string;
  /** Absent while the provider has given none. */
  transactionNumber?: string | undefined;
  amount: Micros;
  currency: string;
  state: TransactionState;
  occurredAt: number;
  /** Of a refund under a number of its own: the payment it gives back. */
  refundOf?: string | undefined;
}

/**
 * Merges the notice into the order's payments and its position. `order` was read under lock in this transaction.
 * Answers the payment's row and whether it now says something the ERP should hear (paid or paid back, and not before).
 */
export async function mergePayment(
  trx: Trx,
  order: SalesOrderTable,
  notice: PaymentNotice,
  options: ChangeOptions,
): Promise<{ payment: WritePayment; order: SalesOrderTable; news: boolean }> {
  const payments = await listWritePayments(trx, order.id);
  const known = findKnown(payments, notice);
  const told = transactionOf({ ...notice, amountMicros: notice.amount });
  const payment: WritePayment = known
    ? mergeTransaction(known, told)
    : {
        ...told,
        id: newId('orderPayment'),
        orderId: order.id,
        methodCode: notice.methodCode,
        currency: notice.currency,
        refundOf: notice.refundOf ?? null,
        recordedAt: options.now,
      };
  await savePayment(trx, payment);
  const position = paymentPosition([...payments.filter((row) => row.id !== payment.id), payment], order.grossMicros);
  const moved = position.state !== order.paymentState || position.paidMicros !== order.paidMicros;
  const changed = moved
    ? await recordChange(trx, order, { paymentState: position.state, paidMicros: position.paidMicros }, options)
    : order;
  // What is paid is bought on nobody's credit.
  if (position.state === 'PAID') await releaseCredit(trx, order.id, options.now);
  const news =
    ['PAID', 'REFUNDED'].includes(payment.state) && (known?.state !== payment.state || known.refundedMicros !== payment.refundedMicros);
  return { payment, order: changed, news };
}

/** The same transaction, or the one that waited for its number. */
function findKnown(payments: WritePayment[], notice: PaymentNotice): WritePayment | undefined {
  const same = payments.find((row) => row.provider === notice.provider && row.transactionNumber === (notice.transactionNumber ?? ''));
  return (
    same ??
    payments.find(
      (row) =>
        row.transactionNumber === '' &&
        (row.provider === notice.provider || row.methodCode === notice.methodCode || row.state === 'PENDING'),
    )
  );
}

/**
 * Tells the ERP what it should hear of a payment after placement: that it was paid, and each time more of it was paid back. The keys make each of them once,
 * however often it is told; what was told before stands in the ledger itself.
 */
export async function tellErp(trx: Trx, order: SalesOrderTable, payment: WritePayment, now: number): Promise<void> {
  if (order.history || !payment.transactionNumber) return;
  const shared = { application: 'hub', now, customerId: order.customerId };
  const paid = payment.state === 'PAID' || payment.capturedAt !== null;
  if (paid) await queueErpPayment(trx, order.id, { paymentId: payment.id }, { ...shared, key: `${payment.id} PAID` });
  const refund = await refundToTell(trx, order.id, payment);
  if (refund) await queueErpPayment(trx, order.id, refund, { ...shared, key: `${payment.id} REFUNDED ${refund.refundTo}` });
}

/** What of a payment's refunds the ERP has not been told yet, as a ledger payload: cumulative micros as text. */
export async function refundToTell(
  trx: Trx,
  orderId: string,
  payment: WritePayment,
): Promise<{ paymentId: string; refundFrom: string; refundTo: string } | undefined> {
  const told = await refundTold(trx, orderId, payment.id);
  if (payment.refundedMicros <= told) return undefined;
  return { paymentId: payment.id, refundFrom: told.toString(), refundTo: payment.refundedMicros.toString() };
}
