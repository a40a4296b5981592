/** SQL of loyalty cards and their entries. */
import type { Db, Trx } from '#hub/database.ts';
import { newId } from '#hub/id.ts';
import { type Connection, toConnection, type Window } from '#hub/paging.ts';
import type { LoyaltyCardTable, LoyaltyEntryTable } from '#hub/tables.ts';

export async function cardsOf(db: Db, customerIds: readonly string[]): Promise<LoyaltyCardTable[]> {
  return db
    .selectFrom('loyaltyCard')
    .selectAll()
    .where('customerId', 'in', [...customerIds])
    .execute();
}

export async function pendingOf(db: Db, customerIds: readonly string[]): Promise<{ customerId: string; points: number }[]> {
  return db
    .selectFrom('loyaltyEntry')
    .select(['customerId', 'points'])
    .where('customerId', 'in', [...customerIds])
    .where('state', '=', 'PENDING')
    .execute();
}

/** Newest first. */
export async function listEntries(
  db: Db,
  customerId: string,
  window: Window,
  from?: [number, string],
): Promise<Connection<LoyaltyEntryTable>> {
  let query = db
    .selectFrom('loyaltyEntry')
    .selectAll()
    .where('customerId', '=', customerId)
    .where('state', 'in', ['PENDING', 'BOOKED'])
    .orderBy('occurredAt', 'desc')
    .orderBy('id', 'desc')
    .limit(window.limit + 1);
  if (from) {
    const [at, id] = from;
    query = query.where((eb) => eb.or([eb('occurredAt', '<', at), eb.and([eb('occurredAt', '=', at), eb('id', '<', id)])]));
  }
  return toConnection(await query.execute(), window, (row) => [row.occurredAt, row.id]);
}

/** The card as it was; one that was read later is not touched. */
export async function saveCard(trx: Trx, card: LoyaltyCardTable): Promise<LoyaltyCardTable | undefined> {
  const before = await trx.selectFrom('loyaltyCard').selectAll().where('customerId', '=', card.customerId).executeTakeFirst();
  const { id: _, customerId, ...columns } = card;
  if (!before)
    await trx
      .insertInto('loyaltyCard')
      .values({ ...card, points: card.points })
      .execute();
  else if (before.systemId === null || before.asOf <= card.asOf)
    await trx.updateTable('loyaltyCard').set(columns).where('customerId', '=', customerId).execute();
  return before;
}

/** Points on their way to the ERP, or acknowledged after it was read. */
export async function movedSince(db: Db, customerId: string, readStartedAt: number): Promise<number> {
  const rows = await db
    .selectFrom('loyaltyEntry')
    .innerJoin('operation', 'operation.id', 'loyaltyEntry.operationId')
    .select('loyaltyEntry.points')
    .where('loyaltyEntry.customerId', '=', customerId)
    .where('loyaltyEntry.state', '=', 'BOOKED')
    .where((eb) =>
      eb.or([eb('operation.state', 'in', ['QUEUED', 'SENT', 'IN_DOUBT']), eb('operation.acknowledgedAt', '>=', readStartedAt)]),
    )
    .execute();
  return rows.reduce((sum, { points }) => sum + points, 0);
}

export async function sumOfBooked(db: Db, customerId: string): Promise<number> {
  const rows = await db
    .selectFrom('loyaltyEntry')
    .select('points')
    .where('customerId', '=', customerId)
    .where('state', '=', 'BOOKED')
    .execute();
  return rows.reduce((sum, { points }) => sum + points, 0);
}

/** What the ERP has changed by itself. */
export async function writeDifference(trx: Trx, customerId: string, points: number, readStartedAt: number, now: number): Promise<void> {
  const id = newId('loyaltyEntry');
  await trx
    .insertInto('loyaltyEntry')
    .values({ id, customerId, cause: `erp ${id}`, points, reason: 'OTHER', state: 'BOOKED', occurredAt: readStartedAt, updatedAt: now })
    .execute();
}

/** The ERP would not have it. */
export async function cancelEntry(trx: Trx, entryId: string, now: number): Promise<LoyaltyEntryTable | undefined> {
  const entry = await trx
    .updateTable('loyaltyEntry')
    .set({ state: 'CANCELLED', updatedAt: now })
    .where('id', '=', entryId)
    .where('state', '=', 'BOOKED')
    .returningAll()
    .executeTakeFirst();
  if (!entry) return undefined;
  const card = await trx.selectFrom('loyaltyCard').select('points').where('customerId', '=', entry.customerId).executeTakeFirst();
  const points = Math.max(0, (card?.points ?? 0) - entry.points);
  await trx.updateTable('loyaltyCard').set({ points }).where('customerId', '=', entry.customerId).execute();
  return entry;
}
