/** Linked systems as rows: made from configuration, switched by people, watched by the worker. */
import type { Connected, ConnectorKind } from '#connectors/connector.ts';
import type { Db, Trx } from './database.ts';
import { emit } from './events.ts';
import type { SystemTable } from './tables.ts';

export type System = SystemTable;

/** A linked system with the connector that speaks to it; only the worker's process has these. */
export interface LinkedSystem {
  row: System;
  kind: ConnectorKind;
  connected: Connected;
}

export const findSystem = (db: Db, id: string): Promise<System | undefined> =>
  db.selectFrom('system').selectAll().where('id', '=', id).executeTakeFirst();

export const findSystemByCode = (db: Db, code: string): Promise<System | undefined> =>
  db.selectFrom('system').selectAll().where('code', '=', code).executeTakeFirst();

/** The ERP that takes a company's orders: the first one linked. */
export const erpOf = (db: Db, companyId: string): Promise<System | undefined> =>
  db
    .selectFrom('system')
    .selectAll()
    .where('companyId', '=', companyId)
    .where('role', '=', 'ERP')
    .orderBy('createdAt')
    .orderBy('id')
    .limit(1)
    .executeTakeFirst();

/** ACTIVE, DEGRADED, UNREACHABLE, …: told once, when it changes. */
export async function moveSystem(trx: Trx, systemId: string, state: string, problem: string | null, now: number): Promise<void> {
  const before = await findSystem(trx, systemId);
  if (!before) return;
  await trx
    .updateTable('system')
    .set({ state, problem, ...(state === 'ACTIVE' ? { lastSuccessAt: now } : {}) })
    .where('id', '=', systemId)
    .execute();
  if (before.state === state) return;
  emit(trx, {
    topic: 'system',
    subjectId: systemId,
    companyId: before.companyId,
    payload: { state, previousState: before.state },
    occurredAt: now,
  });
}
