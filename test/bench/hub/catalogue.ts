/** Catalogues of a wanted size on either store: made once, kept in .cache/bench, their stock told to be read just now. */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { openDatabase } from '#hub/database.ts';
import { openToPostgres, startPostgres, type TestPostgres } from '#test/postgres.ts';
import { copyCatalogue, type Sql } from './copies.ts';
import { type Access, importDemo } from './demo.ts';

export type Store = 'SQLite' | 'PostgreSQL';

export interface Catalogue extends Access {
  store: Store;
  variants: number;
  /** What a hub is told: SPLOT_DATA, and DATABASE_URL for PostgreSQL. */
  place: Record<string, string>;
}

const cache = fileURLToPath(new URL('../../../.cache/bench/', import.meta.url));
/** Variants of the demo. */
const DEMO = 240;

/** Anything that decides what a catalogue holds. */
function recipe(): string {
  const hash = createHash('sha256');
  for (const name of ['copies.ts', 'demo.ts', 'catalogue.ts']) hash.update(readFileSync(new URL(name, import.meta.url)));
  for (const name of readdirSync(new URL('../../../migrations/', import.meta.url)).sort()) hash.update(name);
  return hash.digest('hex').slice(0, 10);
}

const copiesFor = (variants: number): number => Math.max(0, Math.round(variants / DEMO) - 1);

/** A database file of its own in a folder of its own. */
export async function sqliteCatalogue(variants: number, say: (line: string) => void): Promise<Catalogue> {
  const folder = join(cache, `sqlite-${variants}-${recipe()}`);
  const file = (in_: string) => join(in_, 'splot.sqlite');
  if (!existsSync(folder)) {
    clearOlder(`sqlite-${variants}-`);
    const making = `${folder}.making`;
    rmSync(making, { recursive: true, force: true });
    mkdirSync(making, { recursive: true });
    const began = performance.now();
    say(`making a catalogue of ${variants} variants on SQLite …`);
    const access = await importDemo({ SPLOT_DATA: making });
    const db = new DatabaseSync(file(making));
    db.exec('pragma journal_mode = delete; pragma synchronous = off; pragma cache_size = -1000000; pragma temp_store = memory; begin');
    await copyCatalogue(sqliteSql(db), copiesFor(variants));
    db.exec(plain);
    db.exec('commit; pragma journal_mode = wal');
    db.close();
    const hub = await openDatabase(file(making));
    await hub.analyse();
    await hub.close();
    writeFileSync(join(making, 'access.json'), JSON.stringify(access));
    renameSync(making, folder);
    say(`made in ${Math.round((performance.now() - began) / 1000)} s`);
  }
  const db = new DatabaseSync(file(folder));
  db.exec(justRead());
  db.close();
  return { ...readAccess(folder), store: 'SQLite', variants, place: { SPLOT_DATA: folder } };
}

/** A server for all sizes, a database each. */
export async function postgresCatalogues(
  stack: AsyncDisposableStack,
  sizes: readonly number[],
  say: (line: string) => void,
): Promise<{ catalogues: Catalogue[]; pid: number }> {
  const folder = join(cache, `postgres-${recipe()}`);
  if (!existsSync(folder)) clearOlder('postgres-');
  mkdirSync(folder, { recursive: true });
  if (!openToPostgres(cache))
    throw new Error('the PostgreSQL server may not work in .cache/bench: start from a folder that everybody may enter');
  const server = await startPostgres({ folder, settings: { fsync: 'off', max_wal_size: '8GB' } });
  stack.defer(() => server.stop({ keep: true }));
  const catalogues: Catalogue[] = [];
  for (const variants of sizes) catalogues.push(await postgresCatalogue(server, folder, variants, say));
  return { catalogues, pid: Number(readFileSync(join(folder, 'data/postmaster.pid'), 'utf8').split('\n')[0]) };
}

async function postgresCatalogue(server: TestPostgres, folder: string, variants: number, say: (line: string) => void): Promise<Catalogue> {
  const url = new URL(server.url);
  url.pathname = `/catalogue_${variants}`;
  const own = join(folder, `hub-${variants}`);
  const place = { SPLOT_DATA: own, DATABASE_URL: url.href };
  if (!existsSync(join(own, 'access.json'))) {
    const began = performance.now();
    say(`making a catalogue of ${variants} variants on PostgreSQL …`);
    mkdirSync(own, { recursive: true });
    await withClient(server.url, async (client) => {
      await client.query(`drop database if exists catalogue_${variants}`);
      await client.query(`create database catalogue_${variants}`);
    });
    const access = await importDemo(place);
    await withClient(url.href, async (client) => {
      await client.query("set synchronous_commit = off; set work_mem = '256MB'; set maintenance_work_mem = '512MB'");
      await copyCatalogue(postgresSql(client), copiesFor(variants));
      await client.query(plain);
      await client.query('vacuum analyze');
    });
    writeFileSync(join(own, 'access.json'), JSON.stringify(access));
    say(`made in ${Math.round((performance.now() - began) / 1000)} s`);
  }
  await withClient(url.href, async (client) => void (await client.query(justRead())));
  return { ...readAccess(own), store: 'PostgreSQL', variants, place };
}

/** Promotions are off: a handler written by hand would not have them. */
const plain = 'update promotion set active = 0';
/** Stock that was read long ago is not believed. */
const justRead = (): string => `update cursor set pulled_at = ${Date.now()}`;
const readAccess = (folder: string): Access => JSON.parse(readFileSync(join(folder, 'access.json'), 'utf8')) as Access;

function clearOlder(prefix: string): void {
  mkdirSync(cache, { recursive: true });
  for (const name of readdirSync(cache)) if (name.startsWith(prefix)) rmSync(join(cache, name), { recursive: true, force: true });
}

const sqliteSql = (db: DatabaseSync): Sql => ({
  async run(sql) {
    db.exec(sql);
  },
  columnsOf: async (table) =>
    db
      .prepare(`select name from pragma_table_info('${table}')`)
      .all()
      .map(({ name }) => String(name)),
});

const postgresSql = (client: pg.Client): Sql => ({
  async run(sql) {
    await client.query(sql);
  },
  async columnsOf(table) {
    const { rows } = await client.query<{ name: string }>(
      `select column_name as name from information_schema.columns where table_schema = current_schema() and table_name = '${table}' order by ordinal_position`,
    );
    return rows.map(({ name }) => name);
  },
});

async function withClient<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
