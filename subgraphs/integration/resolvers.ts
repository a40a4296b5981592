/** Linked systems, what is read from them and what is written to them; and `node`. */

import { failure, type UserErrorBody, UserFault } from '#hub/errors.ts';
import { idKind } from '#hub/id.ts';
import { operationErrors } from '#hub/operations.ts';
import { MAX_PAGE, readWindow, toConnection } from '#hub/paging.ts';
import { instantMs } from '#hub/scalars.ts';
import type { SystemCapability } from '#hub/setup.ts';
import manifest from '../../package.json' with { type: 'json' };
import { seesOperation } from './access.ts';
import { activateSystem, pauseSystem, queueRun, retryDeliveries } from './changeStore.ts';
import type { DeliveryRow, LinkedSystemRow, OperationChangedRow, SyncRunRow } from './mappers.ts';
import { foreignTypes, isForeign } from './nodeStore.ts';
import { operationChanges } from './operationChanges.ts';
import { ratePerSecond, secondsLeft } from './progress.ts';
import * as store from './store.ts';
import type { Resolvers } from './types.ts';

export const resolvers: Resolvers = {
  Query: {
    node: (_, { id }, { loaders }) => loaders.node.load(id),
    nodes(_, { ids }, { loaders }) {
      tooMany(ids);
      return Promise.all(ids.map((id) => loaders.node.load(id)));
    },
    async health(_, _args, { db, viewer }) {
      const systems = (await store.listSystemsOf(db, viewer.companyId)).filter((system) => system.state !== 'DISABLED');
      return { ready: systems.every((system) => system.lastSuccessAt !== null), version: manifest.version, systems };
    },
    systems: (_, _args, { db, viewer }) => store.listSystemsOf(db, viewer.companyId),
    async system(_, { id, code }, { db, viewer, loaders }) {
      if (id != null && code == null) return loaders.system.load(id);
      if (code != null && id == null) return (await store.findSystemByCode(db, viewer.companyId, code)) ?? null;
      throw failure('BAD_USER_INPUT', 'Give id or code.');
    },
    async syncRuns(_, { filter, ...page }, { db, viewer }) {
      const window = readWindow(page);
      const rows = await store.listRuns(db, viewer.companyId, filter, window);
      return {
        ...toConnection(rows, window, (row) => [row.startedAt, row.id]),
        count: () => store.countRuns(db, viewer.companyId, filter),
      };
    },
    async operation(_, { id, idempotencyKey }, { db, viewer, loaders }) {
      if (id != null && idempotencyKey == null) return loaders.visible.operation(id);
      if (idempotencyKey == null || id != null) throw failure('BAD_USER_INPUT', 'Give id or idempotencyKey.');
      if (viewer.application === undefined) return null;
      const found = await store.findOperationByKey(db, viewer.application, idempotencyKey);
      return found && seesOperation(viewer, found) ? found : null;
    },
    async operations(_, { filter, ...page }, { db, viewer }) {
      const window = readWindow(page);
      const rows = await store.listOperations(db, viewer.companyId, filter, window);
      return {
        ...toConnection(rows, window, (row) => [row.acceptedAt, row.id]),
        count: () => store.countOperations(db, viewer.companyId, filter),
      };
    },
    async deliveries(_, { filter, ...page }, { db, viewer }) {
      const window = readWindow(page);
      const rows = await store.listDeliveries(db, viewer.companyId, filter, window);
      return {
        ...toConnection(rows, window, (row) => [row.createdAt, row.id]),
        count: () => store.countDeliveries(db, viewer.companyId, filter),
      };
    },
  },

  Mutation: {
    systemActivate: (_, { input }, { ground, viewer, now }) =>
      answering<{ system: LinkedSystemRow | null }>({ system: null }, async () => {
        const goLiveAt = input.goLiveAt == null ? undefined : instantMs(input.goLiveAt);
        const { companyId } = viewer;
        const system = await ground.db.write((trx) => activateSystem(trx, { companyId, systemId: input.systemId, goLiveAt, now }));
        ground.wake();
        return { system };
      }),
    systemPause: (_, { input }, { ground, viewer, now }) =>
      answering<{ system: LinkedSystemRow | null }>({ system: null }, async () => {
        const system = await ground.db.write((trx) => pauseSystem(trx, viewer.companyId, input.systemId, now));
        ground.wake();
        return { system };
      }),
    syncStart: (_, { input }, { ground, viewer, now }) =>
      answering<{ run: SyncRunRow | null }>({ run: null }, async () => {
        const { companyId, application = '' } = viewer;
        const run = await ground.db.write((trx) => queueRun(trx, { ...input, companyId, application, now }));
        ground.wake();
        return { run };
      }),
    deliveryRetry(_, { input }, { ground, viewer, now }) {
      tooMany(input.ids);
      return answering<{ deliveries: DeliveryRow[] }>({ deliveries: [] }, async () => {
        const deliveries = await ground.db.write((trx) => retryDeliveries(trx, viewer.companyId, input.ids, now));
        ground.wake();
        return { deliveries };
      });
    },
  },

  Subscription: {
    operationChanges: {
      subscribe: (_, args, context) => operationChanges(args, context),
      resolve: (item: unknown) => item as OperationChangedRow,
    },
  },
  OperationStreamItem: { __resolveType: (item) => item.__typename ?? 'OperationChanged' },

  Node: {
    __resolveType({ id }) {
      const kind = id ? idKind(id) : undefined;
      if (kind === 'system') return 'LinkedSystem';
      if (kind === 'syncRun') return 'SyncRun';
      if (kind === 'operation') return 'WriteOperation';
      if (kind === 'delivery') return 'Delivery';
      if (kind && isForeign(kind)) return foreignTypes[kind];
      throw new Error('node answered something without an id of ours');
    },
  },

  SystemHealth: {
    dataAgeSeconds: ({ lastSuccessAt }, _, { now }) =>
      lastSuccessAt === null ? null : Math.max(0, Math.floor((now - lastSuccessAt) / 1000)),
  },

  LinkedSystem: {
    __resolveReference: ({ id }, { loaders }) => copy(loaders.visible.system(id)),
    kind: ({ role }) => (role === 'SHOP' ? 'SHOP' : 'ERP'),
    sandbox: ({ sandbox }) => sandbox !== 0,
    capabilities: ({ capabilities }) => JSON.parse(capabilities ?? '[]') as SystemCapability[],
    async pendingWrites({ id, mode }, _, { loaders }) {
      const counts = await loaders.openWrites.load(id);
      // While it is observed, only what was on its way before the pause still counts.
      const pending = counts.filter(({ state }) => state !== 'PARKED' && (mode === 'ACTIVE' || !waits(state)));
      return sum(pending);
    },
    async wouldWrite({ id, mode }, _, { loaders }) {
      if (mode === 'ACTIVE') return null;
      const waiting = (await loaders.openWrites.load(id)).filter(({ state }) => waits(state));
      const kinds = new Map<string, number>();
      for (const { kind, count } of waiting) kinds.set(kind, (kinds.get(kind) ?? 0) + count);
      return {
        operations: sum(waiting.filter(({ source }) => source === 'operation')),
        deliveries: sum(waiting.filter(({ source }) => source === 'delivery')),
        kinds: [...kinds].sort(([a], [b]) => (a < b ? -1 : 1)).map(([kind, count]) => ({ kind, count })),
      };
    },
    schedules: ({ id }, _, { loaders }) => loaders.schedules.load(id),
  },

  SyncSchedule: {
    lastRun: ({ lastRunId }, _, { loaders }) => (lastRunId === null ? null : loaders.run.load(lastRunId)),
  },

  SyncRun: {
    __resolveReference: ({ id }, { loaders }) => copy(loaders.visible.run(id)),
    system: ({ systemId }, _, { loaders }) => there(loaders.system.load(systemId)),
    ratePerSecond: (run, _, { now }) => ratePerSecond(run, now),
    secondsLeft: (run, _, { now }) => secondsLeft(run, now),
  },
  SyncRunConnection: { totalCount: ({ count }) => count() },

  WriteOperation: {
    __resolveReference: ({ id }, { loaders }) => copy(loaders.visible.operation(id)),
    system: ({ systemId }, _, { loaders }) => (systemId === null ? null : loaders.system.load(systemId)),
    userErrors: (operation) => operationErrors(operation),
  },
  WriteOperationConnection: { totalCount: ({ count }) => count() },

  Delivery: {
    __resolveReference: ({ id }, { loaders }) => copy(loaders.visible.delivery(id)),
    system: ({ systemId }, _, { loaders }) => there(loaders.system.load(systemId)),
    nextAttemptAt: ({ state, nextAttemptAt }) => (state === 'PENDING' ? nextAttemptAt : null),
  },
  DeliveryConnection: { totalCount: ({ count }) => count() },
};

/** States that wait for the activation of an observed system. */
const waits = (state: string): boolean => state === 'PARKED' || state === 'PENDING' || state === 'QUEUED';

const sum = (counts: readonly { count: number }[]): number => counts.reduce((total, { count }) => total + count, 0);

function tooMany(ids: readonly string[]): void {
  if (ids.length > MAX_PAGE) throw failure('PAGE_TOO_LARGE', `At most ${MAX_PAGE} ids; asked for ${ids.length}.`, { maximum: MAX_PAGE });
}

/** @apollo/subgraph writes on what a reference resolves to; a loader's row is shared. */
async function copy<T extends object>(promise: Promise<T | null>): Promise<T | null> {
  const row = await promise;
  return row && { ...row };
}

async function there<T>(promise: Promise<T | null>): Promise<T> {
  const value = await promise;
  if (value === null) throw new Error('a row names a system that is not there');
  return value;
}

/** A payload: what `work` made, or why it was refused. */
async function answering<T extends object>(refused: T, work: () => Promise<T>): Promise<T & { userErrors: UserErrorBody[] }> {
  try {
    return { ...(await work()), userErrors: [] };
  } catch (error) {
    if (error instanceof UserFault) return { ...refused, userErrors: error.errors };
    throw error;
  }
}
