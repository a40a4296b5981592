/** Runs that people ask for: queued as rows, picked up by the worker that drives the system. */
import type { Entity } from '#connectors/connector.ts';
import type { Db, Trx } from './database.ts';
import { newId } from './id.ts';

export async function queueRun(trx: Trx, systemId: string, entity: Entity, kind: 'FULL' | 'DELTA', now: number): Promise<string> {
  const id = newId('syncRun');
  await trx
    .insertInto('syncRun')
    .values({ id, systemId, entity, kind, state: 'QUEUED', startedAt: now, read: 0, changed: 0, failed: 0 })
    .execute();
  return id;
}

export const findRun = (db: Db, id: string) => db.selectFrom('syncRun').selectAll().where('id', '=', id).executeTakeFirst();
