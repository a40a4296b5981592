/**
 * The event log. `emit` only remembers; the transaction writes all of its events in its last statement, which bumps the head row.
 * So positions are in commit order and without holes: a reader that has seen position n has seen everything before it.
 */
import type { Db, Trx } from './database.ts';

/** Topics are the streams' own words; a payload carries its topic's fields as of this version, and no personal data. */
export const topics = [
  'stock',
  'availability',
  'order',
  'operation',
  'product',
  'price',
  'customer',
  'system',
  'stockAlert',
  'return',
  'invoice',
  'file',
] as const;
export type Topic = (typeof topics)[number];

export interface NewEvent {
  topic: Topic;
  subjectId: string;
  companyId: string;
  /** Whose it is, when it is somebody's: rights are checked per event. */
  customerId?: string | undefined;
  /** JSON; bigint micros as decimal text. */
  payload: Record<string, unknown>;
  occurredAt: number;
}

export interface HubEvent extends NewEvent {
  position: number;
}

const pending = new WeakMap<object, NewEvent[]>();

/** Adds an event to the transaction. Nothing is written until it commits. */
export function emit(trx: Trx, event: NewEvent): void {
  const list = pending.get(trx);
  if (list) list.push(event);
  else pending.set(trx, [event]);
}

/** Called by the database as the last statement before COMMIT. */
export async function flushEvents(trx: Trx): Promise<void> {
  const events = pending.get(trx);
  if (!events?.length) return;
  pending.delete(trx);
  const head = await trx
    .updateTable('eventHead')
    .set((eb) => ({ position: eb('position', '+', events.length) }))
    .where('id', '=', 1)
    .returning('position')
    .executeTakeFirstOrThrow();
  const base = head.position - events.length;
  // 100 rows of 7 values stay under SQLite's and PostgreSQL's limits on parameters.
  for (let i = 0; i < events.length; i += 100)
    await trx
      .insertInto('event')
      .values(
        events.slice(i, i + 100).map((event, j) => ({
          position: base + i + j + 1,
          topic: event.topic,
          subjectId: event.subjectId,
          companyId: event.companyId,
          customerId: event.customerId ?? null,
          payload: JSON.stringify(event.payload),
          occurredAt: event.occurredAt,
        })),
      )
      .execute();
}

/** Events after a position, in commit order. */
export async function readEvents(db: Db, after: number, limit: number): Promise<HubEvent[]> {
  const rows = await db.selectFrom('event').selectAll().where('position', '>', after).orderBy('position').limit(limit).execute();
  return rows.map((row) => ({
    ...row,
    topic: row.topic as Topic,
    customerId: row.customerId ?? undefined,
    payload: JSON.parse(row.payload) as Record<string, unknown>,
  }));
}

/** Where the log stands now. */
export async function readHead(db: Db): Promise<{ epoch: string; position: number }> {
  return db.selectFrom('eventHead').select(['epoch', 'position']).where('id', '=', 1).executeTakeFirstOrThrow();
}
