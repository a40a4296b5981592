/** orderPaymentRecord: a notice of a payment, recorded in the hub at once and in the ERP once. */
import { refuse } from '#hub/errors.ts';
import { micros } from '#hub/money.ts';
import { moveOperation } from '#hub/operations.ts';
import { instantMs } from '#hub/scalars.ts';
import { linkedErp } from '#hub/writeOnce.ts';
import { changeableOrder } from './cancel.ts';
import { lockOrder } from './changes.ts';
import type { RequestContext } from './context.ts';
import type { WriteOutcome } from './outcome.ts';
import { mergePayment, refundToTell } from './paymentNotice.ts';
import { noteRefund } from './returnMoney.ts';
import type { OrderPaymentRecordInput } from './types.ts';
import { writeOnce } from './writeOnce.ts';
import { setPayload } from './writeStore.ts';

/** Clocks differ a little; a payment further ahead is a mistake. */
const AHEAD = 300_000;

export function recordPayment(context: RequestContext, input: OrderPaymentRecordInput): Promise<WriteOutcome> {
  return writeOnce(context, 'orderPaymentRecord', input, async ({ accept }) => {
    const { now } = context;
    const found = await changeableOrder(context, input.orderId, undefined);
    const notice = readNotice(input, found.currency, now);
    const erp = await linkedErp(context);
    return context.ground.db.write(async (trx) => {
      const order = await lockOrder(trx, found.id);
      if (!order) throw refuse('NOT_FOUND', 'No order with this id.', ['input', 'orderId']);
      const customerId = order.customerId ?? undefined;
      const { operation, replay } = await accept(trx, { systemId: erp.id, kind: 'PAYMENT_RECORD', subjectId: order.id, customerId });
      if (replay) return operation;
      const told = { ...notice, methodCode: order.paymentMethod ?? input.provider };
      const { payment, news } = await mergePayment(trx, order, told, { source: 'hub', now, occurredAt: notice.occurredAt });
      const refund = input.state === 'REFUNDED' ? await refundToTell(trx, order.id, payment) : undefined;
      await setPayload(trx, operation.id, refund ?? { paymentId: payment.id });
      if (input.state === 'REFUNDED') await noteRefund(trx, order.id, now);
      // A repeated or late notice says nothing new to the ERP, nor does one of a payment that did not go through.
      if (!news || order.erpState === 'REJECTED') await moveOperation(trx, operation, { state: 'CONFIRMED', now, result: { news: false } });
      return operation;
    });
  });
}

function readNotice(input: OrderPaymentRecordInput, currency: string, now: number) {
  const amount = micros(input.amount);
  if (amount <= 0n) throw refuse('INVALID', 'The amount must be above zero.', ['input', 'amount']);
  const transactionNumber = input.transactionNumber.trim();
  if (!transactionNumber) throw refuse('REQUIRED', 'A payment has a transaction number.', ['input', 'transactionNumber']);
  if (input.currencyCode !== currency) throw refuse('INVALID', `The order is in ${currency}.`, ['input', 'currencyCode']);
  const occurredAt = instantMs(input.occurredAt);
  if (occurredAt > now + AHEAD) throw refuse('INVALID', 'The payment lies in the future.', ['input', 'occurredAt']);
  const refundOf = input.refundOf?.trim() || undefined;
  if (refundOf && input.state !== 'REFUNDED') throw refuse('INVALID', 'Only a refund gives a payment back.', ['input', 'refundOf']);
  return { provider: input.provider, transactionNumber, amount, currency, state: input.state, occurredAt, refundOf };
}
