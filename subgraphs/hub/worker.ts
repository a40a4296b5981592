/**
 * Drives the linked systems: for each, under its lease, one loop writes (the ledger), one delivers (the outbox), one keeps stock and orders fresh,
 * one the catalogue. Interactive work never waits for batch. Hints (webhook, bus, a fresh operation) only shorten the wait.
 */
import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { type Entity, entities, type OrderStatusPush } from '#connectors/connector.ts';
import type { Appliers } from './apply.ts';
import type { Database, Db, Trx } from './database.ts';
import { deliverNext, parkDeliveries } from './deliverer.ts';
import type { Feed } from './feed.ts';
import { fetchNextFile } from './files.ts';
import { keepHouse } from './housekeeping.ts';
import { dropLease, LEASE_MS, type Lease, LeaseLost, takeLease } from './lease.ts';
import { OddAnswer } from './oddAnswer.ts';
import { type SyncProgress, syncEntity } from './sync.ts';
import { findSystem, type LinkedSystem, moveSystem } from './systems.ts';
import { type OperationHandlers, runNextOperation } from './writer.ts';

export interface WorkerOptions {
  db: Database;
  feed: Feed;
  systems: LinkedSystem[];
  appliers: Appliers;
  handlers: OperationHandlers;
  orderStatus(db: Db, systemId: string, orderId: string): Promise<OrderStatusPush | null>;
  /** What waits for others in a company, such as an order held for an unknown SKU: looked at now and then. */
  chore?(trx: Trx, companyId: string, now: number): Promise<boolean>;
  now(): number;
  log(level: 'info' | 'warn' | 'error', message: string, detail: Record<string, unknown>): void;
  progress?(progress: SyncProgress): void;
  /** Milliseconds between two reads of an entity; for tests and for ERPs that must be spared. */
  interval?(entity: Entity): number;
}

export interface Worker {
  /** Look at the ledger and the outbox now. */
  wake(): void;
  /** Re-read these entities of a system now. */
  hint(systemId: string, pull: readonly Entity[]): void;
  /** Resolves when every system that can be read has been imported once. */
  readonly imported: Promise<void>;
  stop(): Promise<void>;
}

/** Milliseconds between two deltas of one entity when nothing hints. */
const INTERVAL: Record<Entity, number> = {
  stock: 1_000,
  orders: 1_000,
  movements: 5_000,
  incoming: 5_000,
  products: 3_000,
  prices: 5_000,
  parties: 5_000,
  categories: 10_000,
  priceLists: 10_000,
  locations: 60_000,
  promotions: 10_000,
  taxRules: 60_000,
  exchangeRates: 600_000,
  loyalty: 5_000,
  suppliers: 60_000,
  quotes: 3_000,
  invoices: 2_000,
  money: 3_000,
  returns: 3_000,
  carts: 10_000,
};
/** Entities whose age a client sees first. Movements before stock: they say why a level changed. */
const LIVE: readonly Entity[] = ['movements', 'stock', 'orders', 'incoming', 'quotes', 'invoices', 'money', 'returns'];
/** Once a day everything is read again: only a full sweep may declare a thing gone. */
const SWEEP = 86_400_000;
const IDLE = 250;

export function startWorker(options: WorkerOptions): Worker {
  const stopping = new AbortController();
  const drivers = options.systems.map((linked) => driveSystem(options, linked, stopping.signal));
  const keeper = keepHouse(options, stopping.signal);
  const stopListening = options.feed.listen((events) => {
    if (events.some((event) => event.topic === 'operation' || event.topic === 'order' || event.topic === 'system'))
      for (const driver of drivers) driver.wake();
  });
  return {
    wake() {
      for (const driver of drivers) driver.wake();
    },
    hint(systemId, pull) {
      drivers.find((driver) => driver.systemId === systemId)?.hint(pull);
    },
    imported: Promise.all(drivers.map((driver) => driver.imported)).then(() => {}),
    async stop() {
      stopping.abort();
      stopListening();
      await Promise.all([...drivers.map((driver) => driver.stopped), keeper]);
    },
  };
}

/** Something to wait on that others can cut short. */
function bell() {
  let ring: (() => void) | undefined;
  let rung = false;
  return {
    ring() {
      rung = true;
      ring?.();
    },
    async wait(ms: number, signal: AbortSignal) {
      if (!rung && !signal.aborted) {
        const cut = new AbortController();
        const rings = new Promise<void>((resolve) => {
          ring = resolve;
        });
        await Promise.race([rings, delay(ms, undefined, { signal: AbortSignal.any([signal, cut.signal]) }).catch(() => {})]);
        cut.abort();
        ring = undefined;
      }
      rung = false;
    },
  };
}

function driveSystem(options: WorkerOptions, linked: LinkedSystem, stopping: AbortSignal) {
  const { db, now } = options;
  const systemId = linked.row.id;
  const holder = randomUUID();
  const bells = { write: bell(), deliver: bell(), fetch: bell(), live: bell(), batch: bell() };
  const due = new Map<Entity, number>();
  let imported: () => void = () => {};
  const firstImport = new Promise<void>((resolve) => {
    imported = resolve;
  });
  const log = (message: string, detail: Record<string, unknown>) => options.log('warn', message, { system: linked.row.code, ...detail });

  /** Holds the lease and runs the loops below it; when it is lost they end, and it is fought for again. */
  async function run(): Promise<void> {
    while (!stopping.aborted) {
      const lease = await takeLease(db, `system:${systemId}`, holder, now()).catch(() => undefined);
      if (lease) await underLease(lease);
      else await delay(LEASE_MS / 5, undefined, { signal: stopping }).catch(() => {});
    }
  }

  async function underLease(lease: Lease): Promise<void> {
    await endCutRuns(db, systemId, now()).catch(() => {});
    const lost = new AbortController();
    const signal = AbortSignal.any([stopping, lost.signal]);
    const held = () => lease;
    const tools = { db, linked, lease: held, signal, now };
    const renewing = renew(lease, lost, signal);
    const listening = linked.connected
      .listen?.(hint, signal)
      .catch((error) => signal.aborted || log('the bus cannot be heard; polling goes on', { error: String(error) }));
    await Promise.all([
      loop('writing', signal, bells.write, async () => {
        // A system that cannot be reached gets no writes until a read has found it again: they wait as QUEUED.
        if (linked.row.mode !== 'ACTIVE' || linked.row.state === 'UNREACHABLE') return false;
        return runNextOperation({ ...tools, handlers: options.handlers, log });
      }),
      loop('fetching', signal, bells.fetch, async () => {
        if (!linked.connected.file || linked.row.state === 'UNREACHABLE') return false;
        return fetchNextFile({ ...tools, systemId, companyId: linked.row.companyId, connected: linked.connected, log });
      }),
      loop('delivering', signal, bells.deliver, async () => {
        if (linked.kind.role !== 'SHOP') return false;
        if (linked.row.mode !== 'ACTIVE') {
          await parkDeliveries(db, systemId, now());
          return false;
        }
        if (linked.row.state === 'UNREACHABLE') return false;
        // Until the shop's catalogue is known, a product that is there already would be made twice.
        await firstImport;
        return deliverNext({ ...tools, orderStatus: options.orderStatus, log });
      }),
      syncing(signal, tools),
    ]);
    lost.abort();
    await Promise.all([renewing, listening]);
    await dropLease(db, lease).catch(() => {});
  }

  async function renew(lease: Lease, lost: AbortController, signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      await delay(LEASE_MS / 4, undefined, { signal }).catch(() => {});
      if (signal.aborted) return;
      const row = await findSystem(db.read, systemId).catch(() => undefined);
      if (row) linked.row = row;
      const renewed = await takeLease(db, lease.name, holder, now()).catch(() => undefined);
      if (renewed?.fence !== lease.fence) lost.abort();
    }
  }

  /** Repeats `step` while it finds work; waits for the bell otherwise. An error is logged and slowed down, never fatal. */
  async function loop(what: string, signal: AbortSignal, rings: ReturnType<typeof bell>, step: () => Promise<boolean>): Promise<void> {
    let failures = 0;
    while (!signal.aborted) {
      try {
        if (!(await step())) await rings.wait(IDLE, signal);
        failures = 0;
      } catch (error) {
        if (signal.aborted || error instanceof LeaseLost) return;
        failures += 1;
        log(`${what} failed`, { error: error instanceof Error ? (error.stack ?? error.message) : String(error) });
        await delay(Math.min(10_000, 200 * 2 ** failures), undefined, { signal }).catch(() => {});
      }
    }
  }

  async function syncing(signal: AbortSignal, tools: Omit<Parameters<typeof syncEntity>[0], 'appliers' | 'progress'>): Promise<void> {
    const pullable = entities.filter((entity) => linked.connected.pull[entity] && options.appliers[entity]);
    const sync = { ...tools, appliers: options.appliers, ...(options.progress ? { progress: options.progress } : {}) };
    let failures = 0;
    const once = async (entity: Entity, forced?: { kind: 'FULL' | 'DELTA'; runId: string }) => {
      try {
        const stored = await db.read
          .selectFrom('cursor')
          .select('sweptAt')
          .where('systemId', '=', systemId)
          .where('entity', '=', entity)
          .executeTakeFirst();
        const full = forced ? forced.kind === 'FULL' : stored?.sweptAt == null || now() - stored.sweptAt > SWEEP;
        await syncEntity(sync, entity, full ? 'FULL' : 'DELTA', forced?.runId);
        due.set(entity, now() + (options.interval?.(entity) ?? INTERVAL[entity]));
        if (failures > 0 || linked.row.state !== 'ACTIVE' || now() - (linked.row.lastSuccessAt ?? 0) > 5_000) {
          failures = 0;
          linked.row = { ...linked.row, state: 'ACTIVE', lastSuccessAt: now() };
          await db.write((trx) => moveSystem(trx, systemId, 'ACTIVE', null, now()));
          bells.write.ring();
          bells.deliver.ring();
          bells.write.ring();
          bells.deliver.ring();
        }
      } catch (error) {
        if (signal.aborted) return;
        if (error instanceof LeaseLost) throw error;
        failures += 1;
        if (failures === 1 || failures % 20 === 0)
          log(`${entity} cannot be read`, { error: error instanceof Error ? (error.stack ?? error.message) : String(error), failures });
        const state = error instanceof OddAnswer ? 'DEGRADED' : 'UNREACHABLE';
        const problem =
          error instanceof OddAnswer ? error.message : 'The system does not answer; reads go on from the hub’s own copy, writes wait.';
        linked.row = { ...linked.row, state };
        await db.write((trx) => moveSystem(trx, systemId, state, problem, now())).catch(() => {});
        due.set(entity, now() + Math.min(10_000, 500 * 2 ** Math.min(failures, 6)));
      }
    };
    // The first import goes in order: later entities refer to earlier ones, and a shop's catalogue to the ERP's.
    while (!signal.aborted) {
      const swept = await sweptEntities(db.read, systemId);
      const next = pullable.find((entity) => !swept.has(entity));
      if (!next) break;
      if (linked.kind.role === 'SHOP' && !(await erpImported(db.read, linked.row.companyId, options))) {
        await delay(IDLE, undefined, { signal }).catch(() => {});
        continue;
      }
      await once(next);
      const wait = (due.get(next) ?? 0) - now();
      if (failures > 0 && wait > 0) await delay(Math.min(wait, 5_000), undefined, { signal }).catch(() => {});
    }
    if (signal.aborted) return;
    await db.analyse();
    imported();

    const follow = (own: readonly Entity[], rings: ReturnType<typeof bell>) =>
      loop('reading', signal, rings, async () => {
        const queued = await queuedRun(db.read, systemId, own);
        if (queued) {
          await once(queued.entity as Entity, { kind: queued.kind === 'FULL' ? 'FULL' : 'DELTA', runId: queued.id });
          return true;
        }
        const [next] = own.toSorted((a, b) => (due.get(a) ?? 0) - (due.get(b) ?? 0));
        if (!next) return false;
        const wait = (due.get(next) ?? 0) - now();
        if (wait > 0) await rings.wait(Math.min(wait, 1_000), signal);
        else await once(next);
        return true;
      });
    await Promise.all([
      follow(
        LIVE.filter((entity) => pullable.includes(entity)),
        bells.live,
      ),
      follow(
        pullable.filter((entity) => !LIVE.includes(entity)),
        bells.batch,
      ),
    ]);
  }

  function hint(pull: readonly Entity[]): void {
    for (const entity of pull) due.set(entity, 0);
    bells.live.ring();
    bells.batch.ring();
  }

  return {
    systemId,
    hint,
    wake() {
      bells.write.ring();
      bells.deliver.ring();
      bells.fetch.ring();
    },
    imported: firstImport,
    stopped: run(),
  };
}

/** Whether everything of the company's ERPs was read once. */
async function erpImported(db: Db, companyId: string, options: WorkerOptions): Promise<boolean> {
  for (const { kind, row, connected } of options.systems) {
    if (kind.role !== 'ERP' || row.companyId !== companyId) continue;
    const wanted = entities.filter((entity) => connected.pull[entity] && options.appliers[entity]);
    const swept = await sweptEntities(db, row.id);
    if (!wanted.every((entity) => swept.has(entity))) return false;
  }
  return true;
}

/** Whoever holds the lease is the only reader: what still seems to run was cut short with the worker before. */
const endCutRuns = (db: Database, systemId: string, now: number) =>
  db.write((trx) =>
    trx
      .updateTable('syncRun')
      .set({ state: 'FAILED', message: 'the hub stopped meanwhile; ask for it again', finishedAt: now })
      .where('systemId', '=', systemId)
      .where('state', '=', 'RUNNING')
      .execute(),
  );

async function sweptEntities(db: Db, systemId: string): Promise<Set<string>> {
  const rows = await db.selectFrom('cursor').select('entity').where('systemId', '=', systemId).where('sweptAt', 'is not', null).execute();
  return new Set(rows.map((row) => row.entity));
}

function queuedRun(db: Db, systemId: string, own: readonly Entity[]) {
  if (!own.length) return Promise.resolve(undefined);
  return db
    .selectFrom('syncRun')
    .select(['id', 'entity', 'kind'])
    .where('systemId', '=', systemId)
    .where('state', '=', 'QUEUED')
    .where('entity', 'in', own)
    .orderBy('startedAt')
    .limit(1)
    .executeTakeFirst();
}
