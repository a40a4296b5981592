/** orderUpdate: where it goes and what is noted on it, while the ERP still lets that change. */
import { refuse } from '#hub/errors.ts';
import { linkedErp } from '#hub/writeOnce.ts';
import { changeableOrder } from './cancel.ts';
import type { RequestContext } from './context.ts';
import type { WriteOutcome } from './outcome.ts';
import type { OrderUpdateInput } from './types.ts';
import { writeOnce } from './writeOnce.ts';

export function updateOrder(context: RequestContext, input: OrderUpdateInput): Promise<WriteOutcome> {
  return writeOnce(context, 'orderUpdate', input, async ({ accept }) => {
    const order = await changeableOrder(context, input.id, input.expectedVersion);
    if (order.phase === 'CANCELLED') throw refuse('STATE_FORBIDS', 'The order is cancelled.', ['input', 'id']);
    if (order.fulfilmentState !== 'NONE') throw refuse('ALREADY_SHIPPED', 'The order has left.', ['input', 'id']);
    const change = readChange(input);
    const erp = await linkedErp(context);
    const customerId = order.customerId ?? undefined;
    const { operation } = await context.ground.db.write((trx) =>
      accept(trx, { systemId: erp.id, kind: 'ORDER_UPDATE', subjectId: order.id, customerId, payload: { change } }),
    );
    return operation;
  });
}

function readChange({ shippingAddress, note, customerReference }: OrderUpdateInput): Record<string, unknown> {
  if (shippingAddress && !(shippingAddress.line1.trim() && shippingAddress.city.trim()))
    throw refuse('REQUIRED', 'An address needs a street and a city.', ['input', 'shippingAddress']);
  const change = {
    ...(shippingAddress
      ? { shippingAddress: Object.fromEntries(Object.entries(shippingAddress).filter(([, value]) => value != null)) }
      : {}),
    ...(note == null ? {} : { note }),
    ...(customerReference == null ? {} : { customerReference }),
  };
  if (!Object.keys(change).length) throw refuse('REQUIRED', 'There is nothing to change.', ['input']);
  return change;
}
