import { setTimeout as delay } from 'node:timers/promises';
import { type Entity, entities } from '#connectors/connector.ts';
import { type Database, migrate, openDatabase } from '#hub/database.ts';
import { dropLease, type Lease, takeLease } from '#hub/lease.ts';
import { syncEntity } from '#hub/sync.ts';
import { findRun, queueRun } from '#hub/syncRuns.ts';
import type { LinkedSystem } from '#hub/systems.ts';
import { appliers } from '#subgraphs/index.ts';
import { linkSystems, openLog } from '../main.ts';
import { type Command, configured, textOption, UsageError } from './command.ts';
import { progressPrinter } from './progress.ts';

export const syncCommand: Command = {
  name: 'sync',
  summary: 'read linked systems now, with progress',
  usage: '[--system CODE] [--entity NAME] [--full]',
  options: {
    system: { type: 'string', description: 'only this one' },
    entity: { type: 'string', description: `only this: ${entities.join(', ')}` },
    full: { type: 'boolean', description: 'read everything again, not only what changed' },
  },
  async run(words) {
    const config = configured();
    const code = textOption(words, 'system');
    const entity = textOption(words, 'entity');
    if (entity && !entities.includes(entity as Entity)) throw new UsageError(`--entity must be one of ${entities.join(', ')}`);
    if (!config.systems.some((system) => !code || system.code === code))
      throw new UsageError(code ? `no system "${code}" in SPLOT_SYSTEMS` : 'no system is configured: set SPLOT_SYSTEMS (see .env.example)');
    await migrate(config.database);
    const db = await openDatabase(config.database, { brief: true });
    const systems = await linkSystems(db, config, false, Date.now, openLog(config.logLevel));
    try {
      for (const linked of systems.filter((system) => !code || system.row.code === code))
        await syncSystem(db, linked, entity ? [entity as Entity] : entities, words.values.full === true ? 'FULL' : 'DELTA');
      return 0;
    } finally {
      await Promise.all(systems.map((system) => system.connected.close()));
      await db.close();
    }
  },
};

/** Reads in this process when nobody drives the system; otherwise asks the hub that does, and watches. */
async function syncSystem(db: Database, linked: LinkedSystem, wanted: readonly Entity[], kind: 'FULL' | 'DELTA'): Promise<void> {
  const print = progressPrinter(process.stdout);
  const name = `system:${linked.row.id}`;
  const holder = `splot sync ${process.pid}`;
  let lease = await takeLease(db, name, holder, Date.now());
  const pullable = wanted.filter((entity) => linked.connected.pull[entity]);
  if (!lease) {
    for (const entity of pullable) await watchRun(db, linked, entity, kind, print);
    return;
  }
  const renewing = setInterval(async () => {
    lease = (await takeLease(db, name, holder, Date.now()).catch(() => undefined)) ?? lease;
  }, 1_000);
  try {
    for (const entity of pullable)
      await syncEntity(
        { db, linked, appliers, lease: () => lease as Lease, signal: new AbortController().signal, now: Date.now, progress: print },
        entity,
        kind,
      );
  } finally {
    clearInterval(renewing);
    await dropLease(db, lease);
  }
}

async function watchRun(
  db: Database,
  linked: LinkedSystem,
  entity: Entity,
  kind: 'FULL' | 'DELTA',
  print: ReturnType<typeof progressPrinter>,
): Promise<void> {
  const id = await db.write((trx) => queueRun(trx, linked.row.id, entity, kind, Date.now()));
  for (;;) {
    const run = await findRun(db.read, id);
    if (!run) throw new Error('the run is gone');
    const done = run.state === 'DONE' || run.state === 'FAILED';
    print({ ...run, systemCode: linked.row.code, entity, kind, total: run.total ?? undefined, done });
    if (run.state === 'FAILED') throw new Error(`${entity}: ${run.message ?? 'failed'}`);
    if (done) return;
    await delay(300);
  }
}
