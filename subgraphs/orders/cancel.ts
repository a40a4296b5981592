/** orderCancel: an order the ERP has not seen yet ends here at once; one that it has is cancelled there first. */
import { refuse } from '#hub/errors.ts';
import { lockOperation, moveOperation } from '#hub/operations.ts';
import { may } from '#hub/viewer.ts';
import { linkedErp } from '#hub/writeOnce.ts';
import type { RequestContext } from './context.ts';
import { recordCancelled } from './erpOrder.ts';
import type { WriteOutcome } from './outcome.ts';
import type { OrderCancelInput } from './types.ts';
import { writeOnce } from './writeOnce.ts';
import { findOrderForWrite, findUnsentPlacement, type WriteOrder } from './writeStore.ts';

export function cancelOrder(context: RequestContext, input: OrderCancelInput): Promise<WriteOutcome> {
  return writeOnce(context, 'orderCancel', input, async ({ accept }) => {
    const order = await changeableOrder(context, input.id, input.expectedVersion);
    if (order.phase === 'CANCELLED') return { orderId: order.id, userErrors: [] };
    if (order.documentState === 'INVOICED' || order.documentState === 'CORRECTED')
      throw refuse('ALREADY_INVOICED', 'The order is invoiced: give the goods back instead, and the invoice is corrected.', [
        'input',
        'id',
      ]);
    if (order.fulfilmentState === 'COMPLETE')
      throw refuse('ALREADY_SHIPPED', 'The order has left: ask for a return instead.', ['input', 'id']);
    const erp = await linkedErp(context);
    const { now } = context;
    return context.ground.db.write(async (trx) => {
      const { operation, replay } = await accept(trx, {
        systemId: erp.id,
        kind: 'ORDER_CANCEL',
        subjectId: order.id,
        customerId: order.customerId ?? undefined,
        payload: { reason: input.reason },
      });
      if (replay) return operation;
      const placement = await findUnsentPlacement(trx, order.id);
      const unsent = placement && (await lockOperation(trx, placement.id));
      if (unsent?.state === 'QUEUED' && unsent.attempts === 0) {
        // It never left the hub: both writes end here, and the worker finds nothing to send.
        const message = 'Cancelled before it was sent.';
        await moveOperation(trx, unsent, { state: 'REJECTED', now, failure: 'OTHER', code: 'STATE_FORBIDS', message });
        await moveOperation(trx, operation, { state: 'CONFIRMED', now });
        await recordCancelled(trx, order, input.reason, now);
      }
      return operation;
    });
  });
}

/** The order, when this viewer may change it; somebody else's is as unknown as one that is not there. */
export async function changeableOrder(
  context: RequestContext,
  id: string,
  expectedVersion: number | null | undefined,
): Promise<WriteOrder> {
  const { viewer } = context;
  const order = await findOrderForWrite(context.db, id);
  const own = order?.customerId != null && order.customerId === viewer.customerId;
  const any = may(viewer, 'customers:any') && may(viewer, 'orders:write');
  if (!order || order.companyId !== viewer.companyId || !(own || any)) throw refuse('NOT_FOUND', 'No order with this id.', ['input', 'id']);
  if (order.history) throw refuse('STATE_FORBIDS', 'This order is history: it cannot be changed here.', ['input', 'id']);
  if (expectedVersion != null && expectedVersion !== order.version)
    throw refuse('VERSION_CONFLICT', 'The order has changed since you read it.', ['input', 'expectedVersion'], {
      __typename: 'VersionConflictError',
      currentVersion: order.version,
    });
  return order;
}
