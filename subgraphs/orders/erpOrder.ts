/** An order's way into the ERP: the ledger rows that others queue, and what the worker does with each kind. */
import { NotSent, type PaymentPush, Terminal } from '#connectors/connector.ts';
import { bind, externalIdsOf } from '#hub/bindings.ts';
import { acknowledgeCredit, releaseCredit } from '#hub/credit.ts';
import type { Db, Trx } from '#hub/database.ts';
import { acceptOperation, type Operation, type OperationKind } from '#hub/operations.ts';
import { ensureParty } from '#hub/parties.ts';
import { acknowledgeReservation, releaseOrderReservations } from '#hub/reservations.ts';
import { erpOf } from '#hub/systems.ts';
import type { HandlerTools, OperationHandler } from '#hub/writer.ts';
import { type ChangeOptions, lockOrder, type OrderChanges, recordChange } from './changes.ts';
import { orderPush, payloadOf, textOf } from './orderPush.ts';
import { reopenQuote } from './quoteStore.ts';
import { findOrderForWrite, listWritePayments, type WriteOrder, type WritePayment } from './writeStore.ts';

interface QueueOptions {
  application: string;
  key: string;
  now: number;
  customerId: string | null;
}

/** Sends a shop's order to the ERP; the same key again is the same operation. Answers the operation's id. */
export const queueErpOrder = (trx: Trx, orderId: string, options: QueueOptions): Promise<string> =>
  queue(trx, 'ORDER_PLACE', orderId, {}, options);

/** The shop cancelled: the ERP is to follow. */
export const queueErpCancel = (trx: Trx, orderId: string, options: QueueOptions & { reason: string }): Promise<string> =>
  queue(trx, 'ORDER_CANCEL', orderId, { reason: options.reason }, options);

/** A payment that came after placement, or what was paid back of it: see `tellErp`. */
export const queueErpPayment = (
  trx: Trx,
  orderId: string,
  payload: { paymentId: string; refundFrom?: string; refundTo?: string },
  options: QueueOptions,
): Promise<string> => queue(trx, 'PAYMENT_RECORD', orderId, payload, options);

async function queue(
  trx: Trx,
  kind: OperationKind,
  orderId: string,
  payload: Record<string, unknown>,
  options: QueueOptions,
): Promise<string> {
  const order = await findOrderForWrite(trx, orderId);
  const erp = order && (await erpOf(trx, order.companyId));
  if (!erp) throw new Error(`no ERP to send ${orderId} to`);
  const { operation } = await acceptOperation(trx, {
    companyId: order.companyId,
    systemId: erp.id,
    kind,
    lane: `order:${orderId}`,
    application: options.application,
    mutation: kind,
    idempotencyKey: options.key,
    input: { orderId, ...payload },
    customerId: options.customerId ?? undefined,
    subjectId: orderId,
    payload,
    now: options.now,
  });
  return operation.id;
}

export async function orderOf(db: Db, operation: Operation): Promise<WriteOrder> {
  const order = operation.subjectId ? await findOrderForWrite(db, operation.subjectId) : undefined;
  if (!order) throw new Terminal('NOT_FOUND', 'The order of this write is gone.');
  return order;
}

async function changeOrder(trx: Trx, orderId: string, changes: OrderChanges, options: ChangeOptions): Promise<void> {
  const order = await lockOrder(trx, orderId);
  if (order) await recordChange(trx, order, changes, options);
}

/** The ERP's id of an order; an order that never got there cannot be changed there. */
async function erpOrderId(tools: HandlerTools, orderId: string): Promise<string> {
  const externalId = (await externalIdsOf(tools.db.read, tools.systemId, [orderId])).get(orderId);
  if (!externalId) throw new Terminal('STATE_FORBIDS', 'The ERP never took this order.');
  return externalId;
}

export const placing: OperationHandler = {
  async send(connected, operation, tools) {
    const order = await orderOf(tools.db.read, operation);
    if (!connected.push.orderPlace) throw new Terminal('SOURCE_REFUSED', 'This ERP takes no orders from the hub.');
    if (!order.customerId) throw new Terminal('NOT_FOUND', 'The order has no customer.');
    const party = await ensureParty(connected, order.customerId, order.billingAddress ?? order.shippingAddress, tools).catch((error) => {
      // Nothing of the order itself has left yet.
      if (error instanceof Terminal || tools.signal.aborted) throw error;
      throw new NotSent('the party could not be prepared', { cause: error });
    });
    const ack = await connected.push.orderPlace(await orderPush(operation, order, party, tools), order.id, tools.signal);
    return { ...ack };
  },
  async find(connected, operation, tools) {
    if (!connected.find.order || !operation.subjectId) return null;
    const found = await connected.find.order(operation.subjectId, tools.signal);
    // A document that is there but was not confirmed is finished by sending again: the connector resumes by its state.
    return found?.placed ? { ...found } : null;
  },
  async confirm(trx, operation, result, at) {
    const order = await orderOf(trx, operation);
    const externalId = String(result.externalId);
    const totals = result.totals as { gross: bigint | string } | undefined;
    if (operation.systemId) await bind(trx, operation.systemId, 'orders', [{ externalId, id: order.id }], at.now);
    await acknowledgeReservation(trx, order.id, at.acknowledgedAt);
    await acknowledgeCredit(trx, order.id, at.acknowledgedAt);
    await changeOrder(
      trx,
      order.id,
      {
        erpState: 'CONFIRMED',
        erpNumber: String(result.number),
        // An offer's order is the ERP's paper from the first: it bears the ERP's number.
        ...(order.quoteId ? { number: String(result.number) } : {}),
        documentState: order.documentState === 'NONE' ? 'ORDER_ONLY' : order.documentState,
        ...(order.phase === 'RECEIVED' || order.phase === 'ON_HOLD' ? { phase: 'PROCESSING' as const } : {}),
        ...(totals ? { erpGrossMicros: BigInt(totals.gross) } : {}),
        ...(textOf(result.sourceStatus) ? { sourceStatus: textOf(result.sourceStatus) ?? null } : {}),
        holdCode: null,
        holdMessage: null,
        holdSinceAt: null,
      },
      { source: 'erp', now: at.now },
    );
  },
  async reject(trx, operation, refusal, now) {
    const order = await orderOf(trx, operation);
    await releaseOrderReservations(trx, order.id, now);
    await releaseCredit(trx, order.id, now);
    // The shop's customer has ordered already: a person decides. An order of ours is simply refused.
    const held = order.originKind === 'SHOP';
    await changeOrder(
      trx,
      order.id,
      held
        ? {
            erpState: 'REJECTED',
            phase: 'ON_HOLD',
            holdCode: holdCodes[refusal.code] ?? 'OTHER',
            holdMessage: refusal.message,
            holdSinceAt: now,
          }
        : {
            erpState: 'REJECTED',
            phase: 'CANCELLED',
            cancelledAt: now,
            cancelReason: refusal.code === 'INSUFFICIENT_STOCK' ? 'OUT_OF_STOCK' : 'OTHER',
          },
      { source: 'erp', now },
    );
  },
};

const holdCodes: Record<string, string> = {
  CREDIT_LIMIT: 'CREDIT',
  CREDIT_BLOCKED: 'CREDIT',
  INSUFFICIENT_STOCK: 'STOCK',
  NOT_FOUND: 'UNKNOWN_SKU',
  TOTALS_MISMATCH: 'TOTALS',
};

const cancelling: OperationHandler = {
  async send(connected, operation, tools) {
    const orderId = await erpOrderId(tools, String(operation.subjectId));
    if (!connected.push.orderCancel) throw new Terminal('SOURCE_REFUSED', 'This ERP takes no cancellations from the hub.');
    await connected.push.orderCancel(orderId, textOf(payloadOf(operation).reason) ?? 'CUSTOMER', operation.id, tools.signal);
    return {};
  },
  async confirm(trx, operation, _result, { now }) {
    await recordCancelled(trx, await orderOf(trx, operation), textOf(payloadOf(operation).reason) ?? 'CUSTOMER', now);
  },
  async reject() {
    // The order stays as it is; the operation carries why.
  },
};

/** The order ends: its stock and credit are free again. */
export async function recordCancelled(trx: Trx, order: WriteOrder, reason: string, now: number): Promise<void> {
  await releaseOrderReservations(trx, order.id, now);
  await releaseCredit(trx, order.id, now);
  // An acceptance that never left the hub: the offer stands again.
  if (order.quoteId && order.erpState === 'QUEUED') await reopenQuote(trx, order.quoteId, 'OFFERED', now);
  await changeOrder(trx, order.id, { phase: 'CANCELLED', cancelledAt: now, cancelReason: reason }, { source: 'hub', now });
}

const updating: OperationHandler = {
  async send(connected, operation, tools) {
    const orderId = await erpOrderId(tools, String(operation.subjectId));
    if (!connected.push.orderUpdate) throw new Terminal('SOURCE_REFUSED', 'This ERP takes no changes of orders from the hub.');
    const change = payloadOf(operation).change as Record<string, unknown>;
    const ack = await connected.push.orderUpdate(orderId, change, operation.id, tools.signal);
    return { ...ack };
  },
  async confirm(trx, operation, _result, { now }) {
    const change = payloadOf(operation).change as Record<string, unknown>;
    await changeOrder(
      trx,
      String(operation.subjectId),
      {
        ...(change.shippingAddress ? { shippingAddress: JSON.stringify(change.shippingAddress) } : {}),
        ...(typeof change.note === 'string' ? { note: change.note } : {}),
        ...(typeof change.customerReference === 'string' ? { customerReference: change.customerReference } : {}),
        ...(typeof change.requestedOn === 'string' ? { requestedOn: change.requestedOn } : {}),
      },
      { source: 'hub', now },
    );
  },
  async reject() {
    // The order stays as it is; the operation carries why.
  },
};

const paying: OperationHandler = {
  async send(connected, operation, tools) {
    const orderId = await erpOrderId(tools, String(operation.subjectId));
    if (!connected.push.paymentRecord) throw new Terminal('SOURCE_REFUSED', 'This ERP takes no payments from the hub.');
    const payment = await paymentOf(tools.db.read, operation);
    const push = paymentPush(orderId, payment, payloadOf(operation));
    const key = push.state === 'REFUNDED' ? `${payment.id} ${textOf(payloadOf(operation).refundTo) ?? ''}`.trim() : payment.id;
    return { ...(await connected.push.paymentRecord(push, key, tools.signal)) };
  },
  async find(connected, operation, tools) {
    if (!connected.find.payment) return null;
    const payment = await paymentOf(tools.db.read, operation);
    const orderId = await erpOrderId(tools, String(operation.subjectId));
    const push = paymentPush(orderId, payment, payloadOf(operation));
    // A payment that went from authorised to paid is the same transaction: only its first recording can be found.
    if (push.state !== 'PAID' && push.state !== 'REFUNDED') return null;
    const found = await connected.find.payment(orderId, push.transactionNumber, tools.signal);
    return found ? { ...found } : null;
  },
  async confirm(trx, operation, result, { now }) {
    const externalId = textOf(result.externalId);
    const paymentId = textOf(payloadOf(operation).paymentId);
    if (externalId && paymentId && operation.systemId)
      await bind(trx, operation.systemId, 'payments', [{ externalId, id: paymentId }], now);
  },
  async reject() {
    // The payment stays recorded in the hub; the operation carries why the ERP would not have it.
  },
};

/** A refund has a number of its own: the payment's, and how much of it was paid back by then; or its own where the provider gave one. */
function paymentPush(orderId: string, payment: WritePayment, payload: Record<string, unknown>): PaymentPush {
  const { provider, methodCode, currency, occurredAt, transactionNumber } = payment;
  const shared = { orderId, provider, methodCode, currency, occurredAt };
  const refundTo = textOf(payload.refundTo);
  if (refundTo === undefined) {
    const state = payment.state === 'REFUNDED' && payment.capturedAt !== null ? 'PAID' : payment.state;
    return { ...shared, transactionNumber, amount: payment.amountMicros, state: state as PaymentPush['state'] };
  }
  const amount = BigInt(refundTo) - BigInt(textOf(payload.refundFrom) ?? '0');
  const own = payment.capturedAt === null;
  return {
    ...shared,
    transactionNumber: own ? transactionNumber : `${transactionNumber} R${BigInt(refundTo) / 10_000n}`,
    amount,
    state: 'REFUNDED',
    ...(own ? (payment.refundOf ? { refundOf: payment.refundOf } : {}) : { refundOf: transactionNumber }),
  };
}

async function paymentOf(db: Db, operation: Operation) {
  const payments = await listWritePayments(db, String(operation.subjectId));
  const payment = payments.find((candidate) => candidate.id === payloadOf(operation).paymentId);
  if (!payment) throw new Terminal('NOT_FOUND', 'The payment of this write is gone.');
  return payment;
}

export const orderHandlers: Record<'ORDER_PLACE' | 'ORDER_UPDATE' | 'ORDER_CANCEL' | 'PAYMENT_RECORD', OperationHandler> = {
  ORDER_PLACE: placing,
  ORDER_UPDATE: updating,
  ORDER_CANCEL: cancelling,
  PAYMENT_RECORD: paying,
};
