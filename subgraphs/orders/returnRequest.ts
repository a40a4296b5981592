/** returnRequest and the decisions on it: all in the hub, nothing reaches the ERP before goods arrive. */
import { companyDay } from '#hub/availability.ts';
import { refuse, type UserErrorBody, UserFault, userError } from '#hub/errors.ts';
import { newId } from '#hub/id.ts';
import { micros } from '#hub/money.ts';
import { fingerprint } from '#hub/operations.ts';
import type { GoodsReturnLineTable } from '#hub/tables.ts';
import { may } from '#hub/viewer.ts';
import { writerOf } from '#hub/writeOnce.ts';
import { findBuyerKind } from './buyerStore.ts';
import { changeableOrder } from './cancel.ts';
import { lockOrder } from './changes.ts';
import type { RequestContext } from './context.ts';
import { listOrderLines } from './recordStore.ts';
import { firstState, mayBecome, needsReason, type ReturnState, type ReturnWish, refusalOf } from './returnRules.ts';
import {
  askedFor,
  changeReturn,
  deliveredAtOf,
  findReturn,
  findReturnByKey,
  type GoodsReturn,
  insertReturn,
  lockReturn,
  nextReturnNumber,
} from './returnStore.ts';
import type { ReturnDecideInput, ReturnRequestInput } from './types.ts';
import type { WriteOrder } from './writeStore.ts';

export interface ReturnOutcome {
  returnId?: string | undefined;
  operationId?: string | undefined;
  userErrors: UserErrorBody[];
}

const LONGEST = 500;

export async function requestReturn(context: RequestContext, input: ReturnRequestInput): Promise<ReturnOutcome> {
  return answering(async () => {
    const application = writerOf(context);
    const { db, viewer, ground, now } = context;
    // A storefront's key is shared by its visitors: the same words from another customer are another wish.
    const print = fingerprint(input);
    const key = viewer.customerId ? `${viewer.customerId} ${input.idempotencyKey}` : input.idempotencyKey;
    const known = await findReturnByKey(db, application, key);
    if (known) return sameWish(known, print);
    const order = await changeableOrder(context, input.orderId, undefined);
    const wish: ReturnWish = {
      kind: input.kind,
      isConsumer: order.customerId === null || (await findBuyerKind(db, order.customerId)) !== 'BUSINESS',
      deliveredAt: await deliveredAtOf(db, order.id),
      now,
      byStaff: may(viewer, 'returns:write'),
    };
    const refusal = refusalOf(wish);
    if (refusal) throw refuse('STATE_FORBIDS', refusal, ['input', 'kind']);
    const wanted = newId('goodsReturn');
    const today = await companyDay(db, viewer.companyId, now);
    return ground.db.write(async (trx) => {
      // Two requests at once must not give one piece back twice: the first statement waits for the other's order row.
      await lockOrder(trx, order.id);
      const twin = await findReturnByKey(trx, application, key);
      if (twin) return sameWish(twin, print);
      const lines = await readLines(trx, order, input, wanted);
      const row: GoodsReturn = {
        id: wanted,
        companyId: order.companyId,
        number: await nextReturnNumber(trx, order.companyId, today),
        orderId: order.id,
        customerId: order.customerId,
        application,
        idempotencyKey: key,
        fingerprint: print,
        kind: input.kind,
        state: firstState(wish),
        comment: input.comment?.trim() || null,
        answer: null,
        resolution: input.resolution ?? 'REFUND',
        refundMicros: null,
        currency: order.currency,
        creditNoteId: null,
        creditState: 'NONE',
        refundState: 'NONE',
        replacementOrderId: null,
        requestedAt: now,
        decidedAt: firstState(wish) === 'APPROVED' ? now : null,
        receivedAt: null,
        refundedAt: null,
        version: 1,
        updatedAt: now,
      };
      await insertReturn(trx, row, lines);
      return wanted;
    });
  });
}

function sameWish(known: GoodsReturn, print: string): string {
  if (known.fingerprint !== print)
    throw refuse('KEY_REUSED', 'This idempotency key was used with another input. Take a new key for a new return.', [
      'input',
      'idempotencyKey',
    ]);
  return known.id;
}

/** Every line checked, every fault named; what other returns have asked for is taken off. */
async function readLines(
  trx: Parameters<typeof lockReturn>[0],
  order: WriteOrder,
  input: ReturnRequestInput,
  returnId: string,
): Promise<GoodsReturnLineTable[]> {
  if (!input.lines.length) throw refuse('REQUIRED', 'Name at least one line.', ['input', 'lines']);
  const lines = new Map((await listOrderLines(trx, order.id)).map((line) => [line.id, line]));
  const asked = await askedFor(trx, order.id);
  const errors: UserErrorBody[] = [];
  const rows = input.lines.flatMap((wanted, index): GoodsReturnLineTable[] => {
    const fault = (code: 'DUPLICATE' | 'NOT_FOUND' | 'INVALID' | 'REQUIRED' | 'STATE_FORBIDS', message: string, field: string) => {
      errors.push(userError(code, message, ['input', 'lines', index, field]));
      return [];
    };
    const line = lines.get(wanted.lineId);
    if (!line) return fault('NOT_FOUND', 'The order has no such line.', 'lineId');
    if (input.lines.findIndex(({ lineId }) => lineId === line.id) !== index)
      return fault('DUPLICATE', 'This line stands in the request already.', 'lineId');
    const quantity = micros(wanted.quantity);
    if (quantity <= 0n) return fault('INVALID', 'A quantity must be above zero.', 'quantity');
    const taken = asked.get(line.id) ?? 0n;
    asked.set(line.id, taken + quantity);
    if (taken + quantity > line.shippedMicros)
      return fault('STATE_FORBIDS', 'More than was shipped and is not on its way back yet.', 'quantity');
    const reason = wanted.reason?.trim() || null;
    if (needsReason(input.kind) && !reason) return fault('REQUIRED', 'Say what is wrong with it.', 'reason');
    if (reason && reason.length > LONGEST) return fault('INVALID', `At most ${LONGEST} characters.`, 'reason');
    return [
      { id: newId('returnLine'), returnId, orderLineId: line.id, quantityMicros: quantity, receivedMicros: 0n, reason, restocked: null },
    ];
  });
  if (errors.length) throw new UserFault(errors);
  return rows;
}

export function decideReturn(
  context: RequestContext,
  input: ReturnDecideInput,
  to: 'APPROVED' | 'REJECTED' | 'CANCELLED',
): Promise<ReturnOutcome> {
  return answering(async () => {
    writerOf(context);
    const { ground, now } = context;
    const found = await answerableReturn(context, input.returnId);
    const comment = input.comment?.trim() || null;
    if (to === 'REJECTED' && !comment) throw refuse('REQUIRED', 'Say why not: the customer is told.', ['input', 'comment']);
    await ground.db.write(async (trx) => {
      const row = await lockReturn(trx, found.id);
      if (!row || row.state === to) return;
      if (!mayBecome(row.state, to))
        throw refuse('STATE_FORBIDS', `This return is ${wordOf(row.state)}: it is too late for that.`, ['input', 'returnId']);
      await changeReturn(trx, row, { state: to, decidedAt: now, ...(comment ? { answer: comment } : {}) }, now);
    });
    return found.id;
  });
}

export const wordOf = (state: ReturnState): string => state.toLowerCase();

/** The return, when this viewer may write it; somebody else's is as unknown as one that is not there. */
export async function answerableReturn({ db, viewer }: RequestContext, id: string): Promise<GoodsReturn> {
  const row = await findReturn(db, id);
  const own = row?.customerId != null && row.customerId === viewer.customerId;
  const any = may(viewer, 'customers:any') && may(viewer, 'returns:write');
  if (!row || row.companyId !== viewer.companyId || !(own || any))
    throw refuse('NOT_FOUND', 'No return with this id.', ['input', 'returnId']);
  return row;
}

async function answering(work: () => Promise<string>): Promise<ReturnOutcome> {
  try {
    return { returnId: await work(), userErrors: [] };
  } catch (error) {
    if (error instanceof UserFault) return { userErrors: error.errors };
    throw error;
  }
}
