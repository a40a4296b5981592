/** Pulls one entity of one system: every page is stored with its cursor in one transaction; a full sweep may retire what it did not see. */

import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Entity, Page, Pull } from '#connectors/connector.ts';
import { type Appliers, type ApplyContext, SLICE } from './apply.ts';
import type { Database, Trx } from './database.ts';
import { newId } from './id.ts';
import { assertLease, type Lease } from './lease.ts';
import type { LinkedSystem } from './systems.ts';

export interface SyncOptions {
  db: Database;
  linked: LinkedSystem;
  appliers: Appliers;
  lease(): Lease;
  signal: AbortSignal;
  now(): number;
  /** For a progress line: called after each stored slice. */
  progress?(run: SyncProgress): void;
}

export interface SyncProgress {
  systemCode: string;
  entity: Entity;
  kind: 'FULL' | 'DELTA';
  read: number;
  changed: number;
  failed: number;
  total: number | undefined;
  startedAt: number;
  done: boolean;
}

/** One pull from the stored cursor (DELTA) or from nothing (FULL). Throws what the connector threw; what was stored before stays. */
export async function syncEntity(
  options: SyncOptions,
  entity: Entity,
  kind: 'FULL' | 'DELTA',
  queuedRunId?: string,
): Promise<SyncProgress> {
  const { db, linked, now } = options;
  const systemId = linked.row.id;
  const pull = linked.connected.pull[entity] as Pull<unknown> | undefined;
  const applier = options.appliers[entity];
  const startedAt = now();
  const stored = await db.read
    .selectFrom('cursor')
    .selectAll()
    .where('systemId', '=', systemId)
    .where('entity', '=', entity)
    .executeTakeFirst();
  const cursor = kind === 'FULL' ? null : (stored?.cursor ?? null);
  const full = cursor === null;
  const first = stored?.sweptAt == null;
  const progress: SyncProgress = {
    systemCode: linked.row.code,
    entity,
    kind: full ? 'FULL' : 'DELTA',
    read: 0,
    changed: 0,
    failed: 0,
    total: undefined,
    startedAt,
    done: false,
  };
  let latest: string | undefined;
  let readStartedAt: number | undefined;
  const pace = openPace(db.dialect === 'sqlite' ? 8 : 50);
  const run = openRun(options, progress, queuedRunId);
  if (!pull || !applier) {
    await run.finish('DONE', null);
    return progress;
  }
  try {
    if (full) await run.begin();
    for await (const page of pull(cursor, options.signal)) {
      // The first page tells: a later one may count only what is left.
      progress.total ??= page.total;
      readStartedAt ??= page.readStartedAt;
      await storePage(page);
      options.progress?.(progress);
    }
    if (full) await retire();
    // A source whose changes show late tells them late, too: what was committed longer ago than its grace is surely told.
    await settle(contextOf((readStartedAt ?? startedAt) - linked.connected.lookupGraceMs));
  } catch (error) {
    await run.finish('FAILED', 'the system could not be read to the end; it is tried again').catch(() => {});
    throw error;
  }
  progress.done = true;
  await run.finish('DONE', null);
  options.progress?.(progress);
  return progress;

  function contextOf(readStartedAt: number): ApplyContext {
    const { id, companyId, channelId, zone, goLiveAt } = linked.row;
    return {
      system: {
        id,
        companyId,
        channelId,
        role: linked.kind.role,
        zone,
        goLiveAt,
        mode: linked.row.mode === 'ACTIVE' ? 'ACTIVE' : 'OBSERVE',
      },
      now: now(),
      readStartedAt,
      bulk: first,
    };
  }

  async function storePage(page: Page<unknown>): Promise<void> {
    for (let from = 0, taken = 0; from === 0 || from < page.records.length; from += taken) {
      taken = pace.size;
      const slice = page.records.slice(from, from + taken);
      const last = from + taken >= page.records.length;
      const began = performance.now();
      const applied = await db.write(async (trx) => {
        await assertLease(trx, options.lease());
        const result = slice.length ? await applier?.apply(trx, slice, contextOf(page.readStartedAt)) : undefined;
        if (last) await storeCursor(trx, page.cursor);
        return result;
      });
      pace.learn(slice.length, performance.now() - began);
      // SQLite works in this thread: let requests through between two slices.
      await nextTurn();
      progress.read += slice.length;
      progress.changed += applied?.changed ?? 0;
      progress.failed += applied?.failed ?? 0;
      await run.note();
    }
  }

  /** During a full sweep the cursor is kept with swept_at untouched: a sweep cut short is begun again. */
  async function storeCursor(trx: Trx, value: string): Promise<void> {
    const at = now();
    await trx
      .insertInto('cursor')
      .values({ systemId, entity, cursor: full ? null : value, pulledAt: at })
      .onConflict((conflict) =>
        conflict.columns(['systemId', 'entity']).doUpdateSet(full ? { pulledAt: at } : { cursor: value, pulledAt: at }),
      )
      .execute();
    latest = value;
  }

  async function settle(context: ApplyContext): Promise<void> {
    const after = applier?.afterPull;
    if (!after || !(await after.isDue(db.read, context))) return;
    await db.write(async (trx) => {
      await assertLease(trx, options.lease());
      await after.apply(trx, context);
    });
  }

  async function retire(): Promise<void> {
    const at = now();
    await db.write(async (trx) => {
      await assertLease(trx, options.lease());
      if (applier?.retire) progress.changed += await applier.retire(trx, { ...contextOf(startedAt), sweepStartedAt: startedAt });
      await trx
        .insertInto('cursor')
        .values({ systemId, entity, cursor: latest ?? null, pulledAt: at, sweptAt: at })
        .onConflict((conflict) =>
          conflict.columns(['systemId', 'entity']).doUpdateSet({ cursor: latest ?? null, pulledAt: at, sweptAt: at }),
        )
        .execute();
    });
  }
}

/** How many records a slice takes, learnt from how long the last ones took. PostgreSQL's time is waiting, SQLite's is this thread's own. */
function openPace(targetMs: number) {
  let size = 8;
  return {
    get size() {
      return size;
    },
    learn(records: number, ms: number) {
      if (records === 0) return;
      const fitting = Math.round((records * targetMs) / Math.max(ms, 0.1));
      size = Math.max(1, Math.min(SLICE, fitting, size * 2));
    },
  };
}

/** Milliseconds between two notes of how far a run is. */
const NOTE_EVERY = 500;

/** The run as people see it. A delta that changed nothing leaves no row: it happens every second. */
function openRun(options: SyncOptions, progress: SyncProgress, queuedRunId: string | undefined) {
  const id = queuedRunId ?? newId('syncRun');
  let written = queuedRunId !== undefined;
  let notedAt = 0;
  const columns = () => ({ read: progress.read, changed: progress.changed, failed: progress.failed, total: progress.total ?? null });
  const write = (state: string, message: string | null, finishedAt: number | null) =>
    options.db.write(async (trx) => {
      const values = { ...columns(), state, message, finishedAt, kind: progress.kind, startedAt: progress.startedAt };
      if (written) await trx.updateTable('syncRun').set(values).where('id', '=', id).execute();
      else
        await trx
          .insertInto('syncRun')
          .values({ id, systemId: options.linked.row.id, entity: progress.entity, ...values })
          .execute();
      written = true;
    });
  return {
    begin: () => write('RUNNING', null, null),
    async note() {
      // For people's eyes only: not a transaction more for each slice.
      const at = options.now();
      if (!written || at - notedAt < NOTE_EVERY) return;
      notedAt = at;
      await write('RUNNING', null, null);
    },
    async finish(state: 'DONE' | 'FAILED', message: string | null) {
      if (written || progress.changed > 0 || progress.failed > 0) await write(state, message, options.now());
    },
  };
}
