/** orderUpdate: where it goes and what is noted on it, while the ERP still lets that change. */
import { refuse } from '#hub/errors.ts';
import { acceptOperation, checkSameInput, findByKey } from '#hub/operations.ts';
import { erpOf } from '#hub/systems.ts';
import { changeableOrder } from './cancel.ts';
import type { RequestContext } from './context.ts';
import type { WriteOutcome } from './outcome.ts';
import { faultsAsErrors, sentInput, verdict, writer } from './place.ts';
import type { OrderUpdateInput } from './types.ts';

const MUTATION = 'orderUpdate';

export async function updateOrder(context: RequestContext, input: OrderUpdateInput): Promise<WriteOutcome> {
  return faultsAsErrors(async () => {
    const application = writer(context);
    const known = await findByKey(context.db, application, MUTATION, input.idempotencyKey);
    if (known) return verdict(context, checkSameInput(known, sentInput(input)), undefined);
    const order = await changeableOrder(context, input.id, input.expectedVersion);
    if (order.phase === 'CANCELLED') throw refuse('STATE_FORBIDS', 'The order is cancelled.', ['input', 'id']);
    if (order.fulfilmentState !== 'NONE') throw refuse('ALREADY_SHIPPED', 'The order has left.', ['input', 'id']);
    const { shippingAddress } = input;
    if (shippingAddress && !(shippingAddress.line1.trim() && shippingAddress.city.trim()))
      throw refuse('REQUIRED', 'An address needs a street and a city.', ['input', 'shippingAddress']);
    const change = {
      ...(shippingAddress
        ? { shippingAddress: Object.fromEntries(Object.entries(shippingAddress).filter(([, value]) => value != null)) }
        : {}),
      ...(input.note == null ? {} : { note: input.note }),
      ...(input.customerReference == null ? {} : { customerReference: input.customerReference }),
    };
    if (!Object.keys(change).length) throw refuse('REQUIRED', 'There is nothing to change.', ['input']);
    const erp = await erpOf(context.db, order.companyId);
    if (!erp) throw refuse('SOURCE_UNAVAILABLE', 'No ERP is linked: ask whoever runs this hub.');
    const { operation } = await context.ground.db.write((trx) =>
      acceptOperation(trx, {
        companyId: order.companyId,
        systemId: erp.id,
        kind: 'ORDER_UPDATE',
        lane: `order:${order.id}`,
        application,
        mutation: MUTATION,
        idempotencyKey: input.idempotencyKey,
        input: sentInput(input),
        customerId: order.customerId ?? undefined,
        subjectId: order.id,
        payload: { change },
        now: context.now,
      }),
    );
    context.ground.wake();
    return verdict(context, operation, undefined);
  });
}
