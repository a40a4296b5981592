/** What people change about linked systems. All of it is idempotent by nature: said twice, it changes nothing the second time. */
import { createHash } from 'node:crypto';
import { entities } from '#connectors/connector.ts';
import type { Trx } from '#hub/database.ts';
import { refuse, type UserErrorBody, UserFault, userError } from '#hub/errors.ts';
import { emit } from '#hub/events.ts';
import { prefixes } from '#hub/id.ts';
import type { System } from '#hub/systems.ts';
import type { DeliveryTable, SyncRunTable } from '#hub/tables.ts';

export interface Activation {
  companyId: string;
  systemId: string;
  /** Undefined: as it was, else now. */
  goLiveAt: number | undefined;
  now: number;
}

/** OBSERVE → ACTIVE, and what waited is let go. */
export async function activateSystem(trx: Trx, { companyId, systemId, goLiveAt, now }: Activation): Promise<System> {
  const system = await usableSystem(trx, companyId, systemId);
  if (system.mode === 'ACTIVE') {
    if (goLiveAt === undefined || goLiveAt === system.goLiveAt) return system;
    throw refuse('STATE_FORBIDS', 'This system is active already. Pause it first to change goLiveAt.', ['input', 'goLiveAt']);
  }
  const changes = { mode: 'ACTIVE', goLiveAt: goLiveAt ?? system.goLiveAt ?? now, activatedAt: now };
  await switchMode(trx, system, changes, now);
  await trx
    .updateTable('delivery')
    .set({ state: 'PENDING', nextAttemptAt: now, updatedAt: now })
    .where('systemId', '=', systemId)
    .where('state', '=', 'PARKED')
    .execute();
  return { ...system, ...changes };
}

/** ACTIVE → OBSERVE. What is on its way at this moment still ends; the worker parks the rest. */
export async function pauseSystem(trx: Trx, companyId: string, systemId: string, now: number): Promise<System> {
  const system = await usableSystem(trx, companyId, systemId);
  if (system.mode === 'OBSERVE') return system;
  const changes = { mode: 'OBSERVE' };
  await switchMode(trx, system, changes, now);
  return { ...system, ...changes };
}

async function switchMode(trx: Trx, system: System, changes: Partial<System> & { mode: string }, now: number): Promise<void> {
  const { numUpdatedRows } = await trx
    .updateTable('system')
    .set(changes)
    .where('id', '=', system.id)
    .where('mode', '=', system.mode)
    .executeTakeFirstOrThrow();
  // Somebody else switched it between the two statements (PostgreSQL): theirs is the event.
  if (numUpdatedRows === 0n) return;
  emit(trx, {
    topic: 'system',
    subjectId: system.id,
    companyId: system.companyId,
    payload: { state: system.state, previousState: system.state, mode: changes.mode, previousMode: system.mode },
    occurredAt: now,
  });
}

export interface RunRequest {
  companyId: string;
  application: string;
  idempotencyKey: string;
  systemId: string;
  entity: string;
  kind: 'DELTA' | 'FULL';
  now: number;
}

/** Queues a run for the worker. Its id comes from the key, so the same key names the same run, also years later. */
export async function queueRun(trx: Trx, request: RunRequest): Promise<SyncRunTable> {
  const { companyId, systemId, entity, kind, now } = request;
  if (!entities.some((name) => name === entity))
    throw refuse('INVALID', `An entity is one of ${entities.join(', ')}.`, ['input', 'entity']);
  await usableSystem(trx, companyId, systemId);
  const id = runId(request);
  await trx
    .insertInto('syncRun')
    .values({ id, systemId, entity, kind, state: 'QUEUED', startedAt: now, read: 0, changed: 0, failed: 0 })
    .onConflict((conflict) => conflict.column('id').doNothing())
    .execute();
  const run = await trx.selectFrom('syncRun').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
  // A DELTA without a cursor to start from is carried out as FULL, never the other way round.
  if (run.systemId === systemId && run.entity === entity && (run.kind === kind || run.kind === 'FULL')) return run;
  throw refuse('KEY_REUSED', 'This idempotency key was used with another input. Take a new key for a new run.', [
    'input',
    'idempotencyKey',
  ]);
}

const runId = ({ application, idempotencyKey }: RunRequest): string =>
  `${prefixes.syncRun}_${createHash('sha256')
    .update(JSON.stringify([application, idempotencyKey]))
    .digest('hex')
    .slice(0, 32)}`;

/** DEAD and PARKED → PENDING; all of them or none. */
export async function retryDeliveries(trx: Trx, companyId: string, ids: readonly string[], now: number): Promise<DeliveryTable[]> {
  const before = await readDeliveries(trx, companyId, ids);
  const faults = ids.flatMap((id, index) => whyNot(before.get(id), index));
  if (faults.length) throw new UserFault(faults);
  await trx
    .updateTable('delivery')
    .set({ state: 'PENDING', attempts: 0, nextAttemptAt: now, firstFailedAt: null, failure: null, message: null, updatedAt: now })
    .where('id', 'in', [...before.keys(), ''])
    .where('state', 'in', ['DEAD', 'PARKED'])
    .execute();
  const after = await readDeliveries(trx, companyId, ids);
  return ids.flatMap((id) => after.get(id) ?? []);
}

function whyNot(found: (DeliveryTable & { mode: string }) | undefined, index: number): UserErrorBody[] {
  if (!found) return [userError('NOT_FOUND', 'There is no such delivery.', ['input', 'ids', index])];
  if (found.mode === 'ACTIVE' || (found.state !== 'DEAD' && found.state !== 'PARKED')) return [];
  return [userError('STATE_FORBIDS', 'Its system is only observed. Activate the system first.', ['input', 'ids', index])];
}

async function readDeliveries(trx: Trx, companyId: string, ids: readonly string[]): Promise<Map<string, DeliveryTable & { mode: string }>> {
  if (!ids.length) return new Map();
  const rows = await trx
    .selectFrom('delivery')
    .innerJoin('system', 'system.id', 'delivery.systemId')
    .selectAll('delivery')
    .select('system.mode')
    .where('delivery.id', 'in', ids)
    .where('system.companyId', '=', companyId)
    .execute();
  return new Map(rows.map((row) => [row.id, row]));
}

async function usableSystem(trx: Trx, companyId: string, systemId: string): Promise<System> {
  const system = await trx
    .selectFrom('system')
    .selectAll()
    .where('id', '=', systemId)
    .where('companyId', '=', companyId)
    .executeTakeFirst();
  if (!system) throw refuse('NOT_FOUND', 'There is no such system.', ['input', 'systemId']);
  if (system.state === 'DISABLED') throw refuse('STATE_FORBIDS', 'This system is switched off by configuration.', ['input', 'systemId']);
  return system;
}
