/** Batched reading, made anew for each request. */
import DataLoader from 'dataloader';
import { type IdKind, idKind } from '#hub/id.ts';
import type { Context } from '#hub/subgraph.ts';
import { seesOperation, seesSystems, seesWork } from './access.ts';
import type { DeliveryRow, LinkedSystemRow, SyncRunRow, WriteOperationRow } from './mappers.ts';
import { type ForeignKind, isForeign, visibleIds } from './nodeStore.ts';
import { countOpenWrites, deliveriesById, operationsById, runsById, schedulesOf, systemsById } from './store.ts';

/** What `node` answers: a row of ours, or the id alone of what another subgraph owns. */
export type NodeRow = LinkedSystemRow | SyncRunRow | WriteOperationRow | DeliveryRow | { id: string };

export function loaders({ db, viewer }: Omit<Context, 'loaders'>) {
  const { companyId } = viewer;
  const byId = <T extends { id: string }>(read: (ids: readonly string[]) => Promise<T[]>) =>
    new DataLoader<string, T | null>(async (ids) => {
      const rows = new Map((await read(ids)).map((row) => [row.id, row]));
      return ids.map((id) => rows.get(id) ?? null);
    });

  const system = byId((ids) => systemsById(db, companyId, ids));
  const run = byId((ids) => runsById(db, companyId, ids));
  const operation = byId((ids) => operationsById(db, companyId, ids));
  const delivery = byId((ids) => deliveriesById(db, companyId, ids));

  /** Our own rows, seen through the rules of access.ts. */
  const visible = {
    system: async (id: string) => (seesSystems(viewer) ? await system.load(id) : null),
    run: async (id: string) => (seesWork(viewer) ? await run.load(id) : null),
    delivery: async (id: string) => (seesWork(viewer) ? await delivery.load(id) : null),
    async operation(id: string) {
      const found = await operation.load(id);
      return found && seesOperation(viewer, found) ? found : null;
    },
  };

  function ownNode(kind: IdKind, id: string): Promise<NodeRow | null> {
    switch (kind) {
      case 'system':
        return visible.system(id);
      case 'syncRun':
        return visible.run(id);
      case 'operation':
        return visible.operation(id);
      case 'delivery':
        return visible.delivery(id);
      default:
        return Promise.resolve(null);
    }
  }

  const node = new DataLoader<string, NodeRow | null>(async (ids) => {
    const foreign = new Map<ForeignKind, string[]>();
    for (const id of ids) {
      const kind = idKind(id);
      if (kind && isForeign(kind)) foreign.set(kind, [...(foreign.get(kind) ?? []), id]);
    }
    const found = await Promise.all([...foreign].map(([kind, wanted]) => visibleIds(db, viewer, kind, wanted)));
    const there = new Set(found.flatMap((set) => [...set]));
    return Promise.all(
      ids.map((id) => {
        const kind = idKind(id);
        if (!kind) return null;
        if (isForeign(kind)) return there.has(id) ? { id } : null;
        return ownNode(kind, id);
      }),
    );
  });

  const openWrites = new DataLoader(async (ids: readonly string[]) => {
    const counts = await countOpenWrites(db, ids);
    return ids.map((id) => counts.filter((row) => row.systemId === id));
  });
  const schedules = new DataLoader(async (ids: readonly string[]) => {
    const found = await schedulesOf(db, ids);
    return ids.map((id) => found.get(id) ?? []);
  });

  return { system, run, visible, node, openWrites, schedules };
}
