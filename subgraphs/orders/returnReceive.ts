/** returnReceive: the goods arrived. The ERP books them in first; what follows (correction, money, other goods) follows its verdict. */
import { refuse, type UserErrorBody, UserFault, userError } from '#hub/errors.ts';
import { type Micros, micros } from '#hub/money.ts';
import { may } from '#hub/viewer.ts';
import { linkedErp, writeOnce } from '#hub/writeOnce.ts';
import type { RequestContext } from './context.ts';
import { answerableReturn, type ReturnOutcome, wordOf } from './returnRequest.ts';
import { mayBecome } from './returnRules.ts';
import { changeReturn, type GoodsReturn, listReturnLines, lockReturn, saveReceived } from './returnStore.ts';
import type { ReturnReceiveInput } from './types.ts';

export async function receiveReturn(context: RequestContext, input: ReturnReceiveInput): Promise<ReturnOutcome> {
  const written = await writeOnce(context, 'returnReceive', input, async ({ accept }) => {
    const { ground, viewer, now } = context;
    if (!may(viewer, 'returns:write')) throw refuse('NOT_ALLOWED', 'This needs the scope returns:write.', ['input']);
    const found = await answerableReturn(context, input.returnId);
    const erp = await linkedErp(context);
    return ground.db.write(async (trx) => {
      const { operation, replay } = await accept(trx, {
        systemId: erp.id,
        kind: 'RETURN_RECEIVE',
        lane: `order:${found.orderId}`,
        subjectId: found.id,
        customerId: found.customerId ?? undefined,
        payload: {},
      });
      if (replay) return operation;
      const row = await lockReturn(trx, found.id);
      if (!row || !mayBecome(row.state, 'RECEIVING'))
        throw refuse('STATE_FORBIDS', `This return is ${wordOf(found.state)}: its goods cannot be booked in.`, ['input', 'returnId']);
      await receiveLines(trx, row, input);
      const refund = (input.refund ?? true) && row.resolution !== 'REPLACEMENT';
      await changeReturn(trx, row, { state: 'RECEIVING', refundState: refund ? 'DUE' : 'NONE' }, now);
      return operation;
    });
  });
  return { returnId: written.operation?.subjectId ?? undefined, operationId: written.operation?.id, userErrors: written.userErrors };
}

/** Every line checked, every fault named. What is not named did not come, unless nothing is named: then everything did. */
async function receiveLines(trx: Parameters<typeof lockReturn>[0], row: GoodsReturn, input: ReturnReceiveInput): Promise<void> {
  const lines = await listReturnLines(trx, [row.id]);
  const arrived = new Map<string, { quantity: Micros; restock: boolean }>();
  const errors: UserErrorBody[] = [];
  if (!input.lines) for (const line of lines) arrived.set(line.id, { quantity: line.quantityMicros, restock: input.restock ?? true });
  for (const [index, wanted] of (input.lines ?? []).entries()) {
    const at = (field: string) => ['input', 'lines', index, field];
    const line = lines.find((candidate) => candidate.orderLineId === wanted.lineId);
    const quantity = micros(wanted.quantity);
    if (!line) errors.push(userError('NOT_FOUND', 'The return has no such line.', at('lineId')));
    else if (quantity < 0n || quantity > line.quantityMicros)
      errors.push(userError('INVALID', 'Zero or more, and no more than was asked for.', at('quantity')));
    else arrived.set(line.id, { quantity, restock: wanted.restock ?? input.restock ?? true });
  }
  if (errors.length) throw new UserFault(errors);
  if (![...arrived.values()].some(({ quantity }) => quantity > 0n))
    throw refuse('REQUIRED', 'Nothing arrived: cancel the return instead.', ['input', 'lines']);
  for (const line of lines) {
    const came = arrived.get(line.id);
    await saveReceived(trx, line.id, came?.quantity ?? 0n, came?.restock ?? false);
  }
}
