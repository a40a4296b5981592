/** Which worker drives a connection: a lease in the database with a fencing number. A worker that lost it cannot settle anything. */
import type { Database, Trx } from './database.ts';

export interface Lease {
  readonly name: string;
  readonly holder: string;
  readonly fence: number;
}

/** How long a lease lives without renewal, milliseconds: the pause after a worker was killed. */
export const LEASE_MS = 5_000;

/** Takes the lease, or renews it; undefined while another worker has it. */
export async function takeLease(db: Database, name: string, holder: string, now: number): Promise<Lease | undefined> {
  const row = await db.write((trx) =>
    trx
      .insertInto('lease')
      .values({ name, holder, fence: 1, untilAt: now + LEASE_MS })
      .onConflict((conflict) =>
        conflict
          .column('name')
          .doUpdateSet((eb) => ({
            fence: eb
              .case()
              .when('lease.holder', '=', holder)
              .then(eb.ref('lease.fence'))
              .else(eb('lease.fence', '+', 1))
              .end(),
            holder,
            untilAt: now + LEASE_MS,
          }))
          .where((eb) => eb.or([eb('lease.holder', '=', holder), eb('lease.untilAt', '<', now)])),
      )
      .returning(['holder', 'fence'])
      .executeTakeFirst(),
  );
  return row?.holder === holder ? { name, holder, fence: row.fence } : undefined;
}

/** Gives it back at once, so that the next worker need not wait. */
export async function dropLease(db: Database, lease: Lease): Promise<void> {
  await db.write((trx) =>
    trx
      .updateTable('lease')
      .set({ untilAt: 0 })
      .where('name', '=', lease.name)
      .where('holder', '=', lease.holder)
      .where('fence', '=', lease.fence)
      .execute(),
  );
}

export class LeaseLost extends Error {
  constructor() {
    super('another worker drives this connection now');
    this.name = 'LeaseLost';
  }
}

/**
 * First statement of a worker's transaction. Throws {@link LeaseLost} when the worker was overtaken: nothing of it is stored. Locks the lease, so that a
 * system's transactions run one after another on PostgreSQL, too: two that meet the same new thing must not both give it an id.
 */
export async function assertLease(trx: Trx, lease: Lease): Promise<void> {
  const held = await trx
    .updateTable('lease')
    .set((eb) => ({ fence: eb.ref('lease.fence') }))
    .where('name', '=', lease.name)
    .where('holder', '=', lease.holder)
    .where('fence', '=', lease.fence)
    .returning('fence')
    .executeTakeFirst();
  if (!held) throw new LeaseLost();
}
