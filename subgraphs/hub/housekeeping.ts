/** What belongs to no system: holds that run out, work that waits for others, news nobody will ask for any more. */
import { randomUUID } from 'node:crypto';
import { setTimeout as delay, setImmediate as turn } from 'node:timers/promises';
import type { Database, Db, Trx } from './database.ts';
import { dropFiles, FILE_RETENTION, hasFilesBefore } from './files.ts';
import { takeLease } from './lease.ts';
import { expireReservations } from './reservations.ts';

export interface HousekeepingOptions {
  db: Database;
  /** What waits for others in a company, such as an order held for an unknown SKU: looked at now and then. */
  chore?(trx: Trx, companyId: string, now: number): Promise<boolean>;
  now(): number;
  log(level: 'warn', message: string, detail: Record<string, unknown>): void;
}

/** Seconds between two looks at what waits. */
const CHORES = 10;
/** Slices of a company's chores a second. */
const SLICES = 25;
/** Events and runs older than this are let go; a cursor that is older is told so. */
const RETENTION = 14 * 86_400_000;
/** Rows a transaction lets go: it is to last ≤ 10 ms. */
const TRIM = 500;

/** What belongs to no system: holds that run out, and news nobody will ask for any more. */
export async function keepHouse(options: HousekeepingOptions, signal: AbortSignal): Promise<void> {
  const { db, now } = options;
  const holder = randomUUID();
  let busy = false;
  for (let round = 1; !signal.aborted; round += 1) {
    try {
      if (busy || round % CHORES === 0) busy = await doChores(options, holder, signal);
      if ((await hasWork(db.read, now())) && (await takeLease(db, 'housekeeping', holder, now()))) {
        await db.write((trx) => expireReservations(trx, now(), 100));
        await db.write((trx) => trim(trx, now() - RETENTION));
        await db.write((trx) => dropFiles(trx, now() - FILE_RETENTION));
      }
    } catch (error) {
      options.log('warn', 'housekeeping failed', { error: String(error) });
    }
    await delay(1_000, undefined, { signal }).catch(() => {});
  }
}

/** True when work was left for the next round: each slice is a transaction of its own, and others get their turn in between. */
async function doChores({ db, now, chore }: HousekeepingOptions, holder: string, signal: AbortSignal): Promise<boolean> {
  if (!chore || !(await takeLease(db, 'chores', holder, now()))) return false;
  let left = false;
  for (const { id } of await db.read.selectFrom('company').select('id').execute()) {
    let more = true;
    for (let slice = 0; more && slice < SLICES && !signal.aborted; slice += 1) {
      more = await db.write((trx) => chore(trx, id, now()));
      await turn();
    }
    left ||= more;
  }
  return left;
}

async function hasWork(db: Db, now: number): Promise<boolean> {
  const expired = await db
    .selectFrom('reservation')
    .select('id')
    .where('expiresAt', '<=', now)
    .where('state', 'in', ['HELD', 'PARTIAL'])
    .limit(1)
    .executeTakeFirst();
  if (expired || (await hasFilesBefore(db, now - FILE_RETENTION))) return true;
  const old = await db
    .selectFrom('event')
    .select('position')
    .where('occurredAt', '<', now - RETENTION)
    .limit(1)
    .executeTakeFirst();
  return old !== undefined;
}

/** Oldest first and without a hole: what stays is everything after some position. */
async function trim(trx: Trx, before: number): Promise<void> {
  const oldest = await trx.selectFrom('event').select(['position', 'occurredAt']).orderBy('position').limit(TRIM).execute();
  const keep = oldest.findIndex((event) => event.occurredAt >= before);
  const last = oldest[(keep === -1 ? oldest.length : keep) - 1];
  if (last) await trx.deleteFrom('event').where('position', '<=', last.position).execute();
  await trx.deleteFrom('syncRun').where('startedAt', '<', before).where('kind', '=', 'DELTA').execute();
}
