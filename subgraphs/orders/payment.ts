/** orderPaymentRecord: a notice of a payment, recorded in the hub at once and in the ERP once. */
import { refuse } from '#hub/errors.ts';
import { micros } from '#hub/money.ts';
import { acceptOperation, checkSameInput, findByKey, moveOperation } from '#hub/operations.ts';
import { instantMs } from '#hub/scalars.ts';
import { erpOf } from '#hub/systems.ts';
import { changeableOrder } from './cancel.ts';
import { lockOrder } from './changes.ts';
import type { RequestContext } from './context.ts';
import type { WriteOutcome } from './outcome.ts';
import { mergePayment } from './paymentNotice.ts';
import { faultsAsErrors, sentInput, verdict, writer } from './place.ts';
import type { OrderPaymentRecordInput } from './types.ts';
import { setPayload } from './writeStore.ts';

const MUTATION = 'orderPaymentRecord';
/** Clocks differ a little; a payment further ahead is a mistake. */
const AHEAD = 300_000;

export async function recordPayment(context: RequestContext, input: OrderPaymentRecordInput): Promise<WriteOutcome> {
  return faultsAsErrors(async () => {
    const application = writer(context);
    const { now } = context;
    const known = await findByKey(context.db, application, MUTATION, input.idempotencyKey);
    if (known) return verdict(context, checkSameInput(known, sentInput(input)), undefined);
    const found = await changeableOrder(context, input.orderId, undefined);
    const amount = micros(input.amount);
    if (amount <= 0n) throw refuse('INVALID', 'The amount must be above zero.', ['input', 'amount']);
    if (!input.transactionNumber.trim()) throw refuse('REQUIRED', 'A payment has a transaction number.', ['input', 'transactionNumber']);
    if (input.currencyCode !== found.currency) throw refuse('INVALID', `The order is in ${found.currency}.`, ['input', 'currencyCode']);
    const occurredAt = instantMs(input.occurredAt);
    if (occurredAt > now + AHEAD) throw refuse('INVALID', 'The payment lies in the future.', ['input', 'occurredAt']);
    const erp = await erpOf(context.db, found.companyId);
    if (!erp) throw refuse('SOURCE_UNAVAILABLE', 'No ERP is linked: ask whoever runs this hub.');
    const operation = await context.ground.db.write(async (trx) => {
      const order = await lockOrder(trx, found.id);
      if (!order) throw refuse('NOT_FOUND', 'No order with this id.', ['input', 'orderId']);
      const notice = {
        provider: input.provider,
        methodCode: order.paymentMethod ?? input.provider,
        transactionNumber: input.transactionNumber.trim(),
        amount,
        currency: input.currencyCode,
        state: input.state,
        occurredAt,
      };
      const accepted = await acceptOperation(trx, {
        companyId: order.companyId,
        systemId: erp.id,
        kind: 'PAYMENT_RECORD',
        lane: `order:${order.id}`,
        application,
        mutation: MUTATION,
        idempotencyKey: input.idempotencyKey,
        input: sentInput(input),
        customerId: order.customerId ?? undefined,
        subjectId: order.id,
        now,
      });
      if (accepted.replay) return accepted.operation;
      const { payment, news } = await mergePayment(trx, order, notice, { source: 'hub', now, occurredAt });
      await setPayload(trx, accepted.operation.id, { paymentId: payment.id });
      // A repeated or late notice says nothing new to the ERP, nor does one of a payment that did not go through.
      if (!news || order.erpState === 'REJECTED')
        await moveOperation(trx, accepted.operation, { state: 'CONFIRMED', now, result: { news: false } });
      return accepted.operation;
    });
    context.ground.wake();
    return verdict(context, operation, undefined);
  });
}
