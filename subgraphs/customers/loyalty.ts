/** Points as the API tells them, and loyaltyAdjust. */
import { failure, refuse } from '#hub/errors.ts';
import { bookedMoves, findProgramme, movePoints } from '#hub/loyalty.ts';
import { endOf, openLots } from '#hub/loyaltyRules.ts';
import { readWindow } from '#hub/paging.ts';
import type { RequestContext } from './context.ts';
import { writeHere } from './local.ts';
import { listEntries } from './loyaltyStore.ts';
import type { CustomerPayloadRow, LoyaltyAccountRow } from './mappers.ts';
import { findCompanyZone } from './store.ts';
import type { LoyaltyAdjustInput } from './types.ts';
import { customersByIds } from './writeStore.ts';

const MOST = 1_000_000;

export function adjustPoints(context: RequestContext, input: LoyaltyAdjustInput): Promise<CustomerPayloadRow> {
  const { viewer, now } = context;
  return writeHere(context, 'POINTS', input, async (trx, application) => {
    const { customerId, points, comment } = input;
    const customer = (await customersByIds(trx, [customerId])).get(customerId);
    if (customer?.companyId !== viewer.companyId || customer.mergedIntoId !== null)
      throw refuse('NOT_FOUND', 'There is no such customer.', ['input', 'customerId']);
    if (points === 0 || Math.abs(points) > MOST) throw refuse('INVALID', `Give or take 1 to ${MOST} points.`, ['input', 'points']);
    if (!comment.trim()) throw refuse('REQUIRED', 'Say why.', ['input', 'comment']);
    const { companyId } = viewer;
    const cause = `adjust ${application} ${input.idempotencyKey} ${customerId}`;
    const { operation } = await movePoints(trx, {
      companyId,
      customerId,
      points,
      reason: 'MANUAL',
      cause,
      orderId: input.orderId ?? undefined,
      comment: comment.trim().slice(0, 200),
      application,
      now,
    });
    return { customerId, detail: { points }, ...(operation ? { answer: { operationId: operation.id } } : {}) };
  });
}

/** What ends next: of the hub's own card by its entries, of the ERP's all of it. */
export async function expiringPoints(card: LoyaltyAccountRow, { db, viewer }: RequestContext): Promise<number> {
  if (card.expiresOn === null) return 0;
  if (card.systemId !== null) return card.points;
  const zone = await findCompanyZone(db, viewer.companyId);
  const programme = await findProgramme(db, viewer.companyId);
  return openLots(await bookedMoves(db, card.customerId))
    .filter(({ occurredAt }) => endOf(programme, occurredAt, zone) === card.expiresOn)
    .reduce((sum, { points }) => sum + points, 0);
}

export function historyPage(
  { customerId }: LoyaltyAccountRow,
  page: { first?: number | null; after?: string | null },
  { db }: RequestContext,
) {
  const window = readWindow(page);
  const [at, id, ...rest] = window.from ?? [];
  if (window.from && (typeof at !== 'number' || typeof id !== 'string' || rest.length))
    throw failure('BAD_USER_INPUT', 'This page cursor belongs to another list.');
  return listEntries(db, customerId, window, typeof at === 'number' && typeof id === 'string' ? [at, id] : undefined);
}
