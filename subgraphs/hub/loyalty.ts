/**
 * Points of customers. The balance is the sum of the booked entries and never below zero; a cause books once, whatever repeats. Where the ERP keeps cards each
 * entry goes there through the ledger (LOYALTY_MOVE) and the ERP's own figure wins; elsewhere the hub's card is all there is.
 */
import type { Db, Trx } from './database.ts';
import { refuse } from './errors.ts';
import { emit } from './events.ts';
import { newId } from './id.ts';
import { endOf, type LoyaltyRule, type Move, openLots, type Programme, worthOf } from './loyaltyRules.ts';
import type { Micros } from './money.ts';
import { acceptOperation, type Operation } from './operations.ts';
import { erpOf } from './systems.ts';
import type { LoyaltyCardTable, LoyaltyEntryTable } from './tables.ts';

export type LoyaltyReason = 'EARNED' | 'REDEEMED' | 'RETURNED' | 'EXPIRED' | 'MANUAL' | 'OTHER';

export interface PointMove {
  companyId: string;
  customerId: string;
  /** Whole points; below zero when they go. */
  points: number;
  reason: LoyaltyReason;
  /** What books once a customer, e.g. `earned ord_…`. */
  cause: string;
  orderId?: string | undefined;
  comment?: string | undefined;
  /** Who asks, for the ledger. */
  application?: string | undefined;
  now: number;
}

/** Books points, or answers the entry of the same cause. Throws STATE_FORBIDS when the card has too few. */
export async function movePoints(trx: Trx, move: PointMove): Promise<{ entry: LoyaltyEntryTable; operation?: Operation; replay: boolean }> {
  const { companyId, customerId, points, reason, cause, orderId, comment, now } = move;
  const row = { id: newId('loyaltyEntry'), customerId, orderId: orderId ?? null, cause, points, reason, state: 'BOOKED' };
  const inserted = await trx
    .insertInto('loyaltyEntry')
    .values({ ...row, comment: comment ?? null, occurredAt: now, updatedAt: now })
    .onConflict((conflict) => conflict.columns(['customerId', 'cause']).doNothing())
    .returningAll()
    .executeTakeFirst();
  if (!inserted) return { entry: await entryOf(trx, customerId, cause), replay: true };
  const card = await openCard(trx, companyId, customerId, now);
  const moved = await trx
    .updateTable('loyaltyCard')
    .set((eb) => ({ points: eb('points', '+', points) }))
    .where('customerId', '=', customerId)
    .where((eb) => eb(eb('points', '+', points), '>=', 0))
    .returning('points')
    .executeTakeFirst();
  if (!moved) throw refuse('STATE_FORBIDS', `The card has ${card.points} points: take at most these.`, ['input', 'points']);
  if (card.systemId === null) await noteEnd(trx, companyId, customerId);
  tellPoints(trx, companyId, customerId, now);
  const operation = card.systemId === null ? undefined : await queueMove(trx, card.systemId, inserted, move);
  return { entry: inserted, ...(operation ? { operation } : {}), replay: false };
}

/**
 * Spends points on an order, once an order whatever repeats; answers what they pay, gross, in the currency of the rule. Throws STATE_FORBIDS when there are too
 * few and INVALID when it is no whole number above zero.
 */
export async function spendPoints(
  trx: Trx,
  spending: { companyId: string; customerId: string; orderId: string; points: number; application?: string; now: number },
): Promise<Micros> {
  const { points, orderId } = spending;
  if (!Number.isSafeInteger(points) || points <= 0) throw refuse('INVALID', 'Spend one point or more.', ['input', 'loyaltyPoints']);
  const { entry } = await movePoints(trx, { ...spending, points: -points, reason: 'REDEEMED', cause: `spent ${orderId}` });
  return worthOf(await findProgramme(trx, spending.companyId), -entry.points);
}

/** Gives back what a cancelled order had spent; once. */
export async function givePointsBack(trx: Trx, order: { id: string; companyId: string; customerId: string }, now: number): Promise<void> {
  // Whoever spent them may have been merged since.
  const spent = await trx
    .selectFrom('loyaltyEntry')
    .selectAll()
    .where('orderId', '=', order.id)
    .where('cause', '=', `spent ${order.id}`)
    .executeTakeFirst();
  if (spent?.state !== 'BOOKED') return;
  const { companyId, customerId, id: orderId } = order;
  const points = -spent.points;
  await movePoints(trx, { companyId, customerId, orderId, points, reason: 'REDEEMED', cause: `given back ${orderId}`, now });
}

export const findEntry = (db: Db, customerId: string, cause: string): Promise<LoyaltyEntryTable | undefined> =>
  db.selectFrom('loyaltyEntry').selectAll().where('customerId', '=', customerId).where('cause', '=', cause).executeTakeFirst();

async function entryOf(db: Db, customerId: string, cause: string): Promise<LoyaltyEntryTable> {
  const entry = await findEntry(db, customerId, cause);
  if (!entry) throw new Error('the entry that held this cause went away');
  return entry;
}

/** The customer's card; a new one is the ERP's where the ERP takes points. */
async function openCard(trx: Trx, companyId: string, customerId: string, now: number): Promise<LoyaltyCardTable> {
  const known = await trx.selectFrom('loyaltyCard').selectAll().where('customerId', '=', customerId).executeTakeFirst();
  if (known) return known;
  const erp = await erpOf(trx, companyId);
  const able = (JSON.parse(erp?.capabilities ?? '[]') as { name: string; able: boolean }[]).some(
    (one) => one.name === 'push.loyaltyMove' && one.able,
  );
  const card = { id: newId('loyaltyCard'), customerId, systemId: able && erp?.mode === 'ACTIVE' ? erp.id : null, points: 0, asOf: now };
  await trx
    .insertInto('loyaltyCard')
    .values(card)
    .onConflict((conflict) => conflict.column('customerId').doNothing())
    .execute();
  return { ...card, expiresOn: null };
}

async function queueMove(trx: Trx, systemId: string, entry: LoyaltyEntryTable, move: PointMove): Promise<Operation> {
  const { operation } = await acceptOperation(trx, {
    companyId: move.companyId,
    systemId,
    kind: 'LOYALTY_MOVE',
    lane: `customer:${move.customerId}`,
    application: move.application ?? 'hub',
    mutation: 'loyaltyMove',
    idempotencyKey: entry.id,
    input: { entryId: entry.id },
    customerId: move.customerId,
    subjectId: move.customerId,
    payload: { entryId: entry.id, points: entry.points, reason: entry.reason },
    now: move.now,
  });
  await trx.updateTable('loyaltyEntry').set({ operationId: operation.id }).where('id', '=', entry.id).execute();
  return operation;
}

/** A company's programme; nothing in it where none is configured. */
export async function findProgramme(db: Db, companyId: string): Promise<Programme> {
  const row = await db.selectFrom('company').select(['currency', 'loyalty']).where('id', '=', companyId).executeTakeFirstOrThrow();
  return { currency: row.currency, ...(row.loyalty === null ? {} : (JSON.parse(row.loyalty) as LoyaltyRule)) };
}

/** When the next points of a card that the hub keeps end. */
export async function noteEnd(trx: Trx, companyId: string, customerId: string): Promise<void> {
  const { zone } = await trx.selectFrom('company').select('zone').where('id', '=', companyId).executeTakeFirstOrThrow();
  const programme = await findProgramme(trx, companyId);
  const [next] = openLots(await bookedMoves(trx, customerId));
  await trx
    .updateTable('loyaltyCard')
    .set({ expiresOn: (next && endOf(programme, next.occurredAt, zone)) ?? null })
    .where('customerId', '=', customerId)
    .execute();
}

export const bookedMoves = (db: Db, customerId: string): Promise<Move[]> =>
  db
    .selectFrom('loyaltyEntry')
    .select(['points', 'occurredAt'])
    .where('customerId', '=', customerId)
    .where('state', '=', 'BOOKED')
    .orderBy('occurredAt')
    .execute();

export function tellPoints(trx: Trx, companyId: string, customerId: string, now: number): void {
  emit(trx, {
    topic: 'customer',
    subjectId: customerId,
    companyId,
    customerId,
    payload: { changedFields: ['loyalty'] },
    occurredAt: now,
  });
}
