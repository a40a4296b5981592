/** Reading linked systems, runs, operations and deliveries. What changes them stands in changeStore.ts. */
import { type SelectQueryBuilder, sql } from 'kysely';
import { entities } from '#connectors/connector.ts';
import type { Db } from '#hub/database.ts';
import { failure } from '#hub/errors.ts';
import type { Operation } from '#hub/operations.ts';
import { COUNT_LIMIT, type CursorKey, MAX_PAGE, type Window } from '#hub/paging.ts';
import { instantMs } from '#hub/scalars.ts';
import type { System } from '#hub/systems.ts';
import type { DeliveryTable, SyncRunTable, Tables } from '#hub/tables.ts';
import type { SyncScheduleRow } from './mappers.ts';
import type { DateTimeRange, DeliveryFilter, OperationFilter, SyncRunFilter } from './types.ts';

type Optional<T> = T | null | undefined;

export const listSystemsOf = (db: Db, companyId: string): Promise<System[]> =>
  db.selectFrom('system').selectAll().where('companyId', '=', companyId).orderBy('createdAt').orderBy('code').execute();

export const findSystemByCode = (db: Db, companyId: string, code: string): Promise<System | undefined> =>
  db.selectFrom('system').selectAll().where('companyId', '=', companyId).where('code', '=', code).executeTakeFirst();

export const systemsById = (db: Db, companyId: string, ids: readonly string[]): Promise<System[]> =>
  db.selectFrom('system').selectAll().where('companyId', '=', companyId).where('id', 'in', ids).execute();

export const runsById = (db: Db, companyId: string, ids: readonly string[]): Promise<SyncRunTable[]> =>
  runsOf(db, companyId, undefined).selectAll().where('id', 'in', ids).execute();

export const operationsById = (db: Db, companyId: string, ids: readonly string[]): Promise<Operation[]> =>
  db.selectFrom('operation').selectAll().where('companyId', '=', companyId).where('id', 'in', ids).execute();

export const deliveriesById = (db: Db, companyId: string, ids: readonly string[]): Promise<DeliveryTable[]> =>
  deliveriesOf(db, companyId, undefined).selectAll().where('id', 'in', ids).execute();

/** The newest, when several mutations of the application used the key. */
export const findOperationByKey = (db: Db, application: string, key: string): Promise<Operation | undefined> =>
  db
    .selectFrom('operation')
    .selectAll()
    .where('application', '=', application)
    .where('idempotencyKey', '=', key)
    .orderBy('acceptedAt', 'desc')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();

export const listRuns = (db: Db, companyId: string, filter: Optional<SyncRunFilter>, window: Window): Promise<SyncRunTable[]> =>
  newestFirst(runsOf(db, companyId, filter).selectAll(), 'startedAt', window).execute();

export const countRuns = (db: Db, companyId: string, filter: Optional<SyncRunFilter>): Promise<number | null> =>
  count(db, runsOf(db, companyId, filter).select('id'));

export const listOperations = (db: Db, companyId: string, filter: Optional<OperationFilter>, window: Window): Promise<Operation[]> =>
  newestFirst(operationsOf(db, companyId, filter).selectAll(), 'acceptedAt', window).execute();

export const countOperations = (db: Db, companyId: string, filter: Optional<OperationFilter>): Promise<number | null> =>
  count(db, operationsOf(db, companyId, filter).select('id'));

export const listDeliveries = (db: Db, companyId: string, filter: Optional<DeliveryFilter>, window: Window): Promise<DeliveryTable[]> =>
  newestFirst(deliveriesOf(db, companyId, filter).selectAll(), 'createdAt', window).execute();

export const countDeliveries = (db: Db, companyId: string, filter: Optional<DeliveryFilter>): Promise<number | null> =>
  count(db, deliveriesOf(db, companyId, filter).select('id'));

/** Writes on their way, newest first: what a stream begins with. */
export function openOperations(
  db: Db,
  companyId: string,
  filter: Optional<OperationFilter>,
  customerId: string | undefined,
): Promise<Operation[]> {
  return operationsOf(db, companyId, filter)
    .selectAll()
    .where('state', 'in', ['QUEUED', 'SENT', 'IN_DOUBT'])
    .$if(customerId !== undefined, (query) => query.where('customerId', '=', customerId ?? ''))
    .orderBy('acceptedAt', 'desc')
    .orderBy('id', 'desc')
    .limit(MAX_PAGE)
    .execute();
}

/** Writes that are not settled, by system, kind and state. */
export interface OpenCount {
  systemId: string;
  kind: string;
  state: string;
  count: number;
  source: 'operation' | 'delivery';
}

export async function countOpenWrites(db: Db, systemIds: readonly string[]): Promise<OpenCount[]> {
  const operations = await db
    .selectFrom('operation')
    .select((eb) => ['systemId', 'kind', 'state', eb.fn.countAll<number>().as('count')])
    .where('systemId', 'in', systemIds)
    .where('state', 'in', ['QUEUED', 'SENT', 'IN_DOUBT'])
    .groupBy(['systemId', 'kind', 'state'])
    .execute();
  const deliveries = await db
    .selectFrom('delivery')
    .select((eb) => ['systemId', 'kind', 'state', eb.fn.countAll<number>().as('count')])
    .where('systemId', 'in', systemIds)
    .where('state', 'in', ['PENDING', 'SENDING', 'PARKED'])
    .groupBy(['systemId', 'kind', 'state'])
    .execute();
  return [
    ...operations.map((row) => ({ ...row, systemId: row.systemId ?? '', source: 'operation' as const })),
    ...deliveries.map((row) => ({ ...row, source: 'delivery' as const })),
  ];
}

/** How far each entity of each system is; entities never begun are left out. In the order of a first import. */
export async function schedulesOf(db: Db, systemIds: readonly string[]): Promise<Map<string, SyncScheduleRow[]>> {
  const cursors = await db.selectFrom('cursor').selectAll().where('systemId', 'in', systemIds).execute();
  // One seek in the index an entity: a grouped maximum would read every run there ever was.
  const runs = await db
    .selectFrom('system')
    .select('system.id')
    .select((eb) =>
      entities.map((entity) =>
        eb
          .selectFrom('syncRun')
          .select('syncRun.id')
          .whereRef('syncRun.systemId', '=', 'system.id')
          .where('syncRun.entity', '=', entity)
          .orderBy('syncRun.startedAt', 'desc')
          .limit(1)
          .as(entity),
      ),
    )
    .where('system.id', 'in', systemIds)
    .execute();
  const result = new Map<string, SyncScheduleRow[]>();
  for (const { id, ...latest } of runs) {
    const rows = entities.map((entity) => {
      const cursor = cursors.find((row) => row.systemId === id && row.entity === entity);
      return { entity, pulledAt: cursor?.pulledAt ?? null, sweptAt: cursor?.sweptAt ?? null, lastRunId: latest[entity] ?? null };
    });
    result.set(
      id,
      rows.filter((row) => row.pulledAt !== null || row.lastRunId !== null),
    );
  }
  return result;
}

function runsOf(db: Db, companyId: string, filter: Optional<SyncRunFilter>) {
  const { systemIds, entities: names, states, startedAt } = filter ?? {};
  return db
    .selectFrom('syncRun')
    .where('systemId', 'in', (eb) => eb.selectFrom('system').select('system.id').where('system.companyId', '=', companyId))
    .$if(systemIds != null, (query) => query.where('systemId', 'in', listed(systemIds)))
    .$if(names != null, (query) => query.where('entity', 'in', listed(names)))
    .$if(states != null, (query) => query.where('state', 'in', listed(states)))
    .$if(startedAt?.from != null, (query) => query.where('startedAt', '>=', edge(startedAt?.from)))
    .$if(startedAt?.to != null, (query) => query.where('startedAt', '<', edge(startedAt?.to)));
}

function operationsOf(db: Db, companyId: string, filter: Optional<OperationFilter>) {
  const { states, subjectId, systemIds, application, acceptedAt } = filter ?? {};
  return db
    .selectFrom('operation')
    .where('companyId', '=', companyId)
    .$if(states != null, (query) => query.where('state', 'in', listed(states)))
    .$if(subjectId != null, (query) => query.where('subjectId', '=', subjectId ?? ''))
    .$if(systemIds != null, (query) => query.where('systemId', 'in', listed(systemIds)))
    .$if(application != null, (query) => query.where('application', '=', application ?? ''))
    .$if(acceptedAt?.from != null, (query) => query.where('acceptedAt', '>=', edge(acceptedAt?.from)))
    .$if(acceptedAt?.to != null, (query) => query.where('acceptedAt', '<', edge(acceptedAt?.to)));
}

/** The same filter for one operation that is at hand. */
export function operationFits(operation: Operation, filter: Optional<OperationFilter>): boolean {
  const { states, subjectId, systemIds, application, acceptedAt } = filter ?? {};
  return (
    (states == null || states.some((state) => state === operation.state)) &&
    (subjectId == null || subjectId === operation.subjectId) &&
    (systemIds == null || systemIds.some((id) => id === operation.systemId)) &&
    (application == null || application === operation.application) &&
    inRange(operation.acceptedAt, acceptedAt)
  );
}

const inRange = (at: number, range: Optional<DateTimeRange>): boolean =>
  (range?.from == null || at >= edge(range.from)) && (range?.to == null || at < edge(range.to));

function deliveriesOf(db: Db, companyId: string, filter: Optional<DeliveryFilter>) {
  const { states, systemIds, failures, subjectId } = filter ?? {};
  return db
    .selectFrom('delivery')
    .where('systemId', 'in', (eb) => eb.selectFrom('system').select('system.id').where('system.companyId', '=', companyId))
    .$if(states != null, (query) => query.where('state', 'in', listed(states)))
    .$if(systemIds != null, (query) => query.where('systemId', 'in', listed(systemIds)))
    .$if(failures != null, (query) => query.where('failure', 'in', listed(failures)))
    .$if(subjectId != null, (query) => query.where('subjectId', '=', subjectId ?? ''));
}

const edge = (text: Optional<string>): number => (text == null ? 0 : instantMs(text));

/** Values of a filter. An empty list fits nothing, and no column holds an empty text. */
function listed<T extends string>(values: Optional<readonly T[]>): (T | '')[] {
  if (values && values.length > MAX_PAGE) throw failure('BAD_USER_INPUT', `A filter takes at most ${MAX_PAGE} values.`);
  return values?.length ? [...values] : [''];
}

/** The window of a list sorted by (time, id), newest first, and one row more. */
function newestFirst<T extends keyof Tables, O>(query: SelectQueryBuilder<Tables, T, O>, column: string, window: Window) {
  const ordered = query
    .orderBy(sql.ref(column), 'desc')
    .orderBy(sql.ref('id'), 'desc')
    .limit(window.limit + 1);
  if (!window.from) return ordered;
  const [at, id] = timeKey(window.from);
  return ordered.where(sql<boolean>`(${sql.ref(column)}, id) < (${at}, ${id})`);
}

function timeKey([at, id, ...rest]: CursorKey): [number, string] {
  if (Number.isSafeInteger(at) && typeof at === 'number' && typeof id === 'string' && rest.length === 0) return [at, id];
  throw failure('BAD_USER_INPUT', 'This page cursor belongs to another list.');
}

async function count(
  db: Db,
  query: SelectQueryBuilder<Tables, 'syncRun' | 'operation' | 'delivery', { id: string }>,
): Promise<number | null> {
  const row = await db
    .selectFrom(query.limit(COUNT_LIMIT + 1).as('some'))
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  return row.count > COUNT_LIMIT ? null : row.count;
}
