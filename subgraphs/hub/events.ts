/**
 * The event log. `emit` only remembers; the transaction writes all of its events in its last statement, which bumps the head row.
 * So positions are in commit order and without holes: a reader that has seen position n has seen everything before it.
 */
import type { Db, Trx } from './database.ts';
import type { EventTable } from './tables.ts';
import type { Touched } from './tableWrites.ts';

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

export interface HubEvent extends Omit<NewEvent, 'topic'> {
  position: number;
  /** `changed` is of no stream: rows changed that nobody is told of, but that answers may be kept with. */
  topic: Topic | 'changed';
  /** With the last event of a transaction: what it changed, its events' subjects and all else. */
  touched: Touched | undefined;
}

/** What a transaction put into the log. */
export interface Commit {
  /** Of its first event; nothing of another transaction stands between. */
  first: number;
  position: number;
  touched: Touched | undefined;
}

const pending = new WeakMap<object, NewEvent[]>();

/** Adds an event to the transaction. Nothing is written until it commits. */
export function emit(trx: Trx, event: NewEvent): void {
  const list = pending.get(trx);
  if (list) list.push(event);
  else pending.set(trx, [event]);
}

/** Called by the database as the last statement before COMMIT. */
export async function flushEvents(trx: Trx, touched: Touched | undefined, now: number): Promise<Commit | undefined> {
  const events: (Omit<NewEvent, 'topic'> & { topic: string })[] = pending.get(trx) ?? [];
  pending.delete(trx);
  if (!events.length && touched) events.push({ topic: 'changed', subjectId: '', companyId: '', payload: {}, occurredAt: now });
  if (!events.length) return undefined;
  const head = await trx
    .updateTable('eventHead')
    .set((eb) => ({ position: eb('position', '+', events.length) }))
    .where('id', '=', 1)
    .returning('position')
    .executeTakeFirstOrThrow();
  const base = head.position - events.length;
  // 100 rows of 8 values stay under SQLite's and PostgreSQL's limits on parameters.
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
          touched: touched && i + j + 1 === events.length ? JSON.stringify(touched) : null,
        })),
      )
      .execute();
  return { first: base + 1, position: head.position, touched };
}

/** Events after a position, in commit order. */
export async function readEvents(db: Db, after: number, limit: number): Promise<HubEvent[]> {
  const rows = await db.selectFrom('event').selectAll().where('position', '>', after).orderBy('position').limit(limit).execute();
  return rows.map(eventOf);
}

export const eventOf = (row: EventTable): HubEvent => ({
  ...row,
  topic: row.topic as HubEvent['topic'],
  customerId: row.customerId ?? undefined,
  payload: JSON.parse(row.payload) as Record<string, unknown>,
  touched: row.touched === null ? undefined : (JSON.parse(row.touched) as Touched),
});

/** Where the log stands now. */
export async function readHead(db: Db): Promise<{ epoch: string; position: number }> {
  return db.selectFrom('eventHead').select(['epoch', 'position']).where('id', '=', 1).executeTakeFirstOrThrow();
}
