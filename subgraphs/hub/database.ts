/**
 * The one SQL database: node:sqlite by default, PostgreSQL with DATABASE_URL. Everything that differs between the two stands here
 * and in sqlite.ts.
 *
 * Reads use `db.read`. Writes use `db.write(async (trx) => …)`: nothing but SQL is awaited inside, and inside only `trx` is used.
 * Integers come back as numbers, columns whose name ends in `micros` as bigint, on both stores.
 */
import { mkdirSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as delay } from 'node:timers/promises';
import {
  CamelCasePlugin,
  Kysely,
  type KyselyPlugin,
  type PluginTransformQueryArgs,
  type PluginTransformResultArgs,
  PostgresDialect,
  sql,
  type Transaction,
} from 'kysely';
import { Migrator } from 'kysely/migration';
import pg from 'pg';
import { migrations } from '#migrations/index.ts';
import { type Commit, flushEvents } from './events.ts';
import { sqliteDialect } from './sqlite.ts';
import type { Tables } from './tables.ts';
import { recordWrites } from './tableWrites.ts';

/** What a store function takes first: a reader, or the transaction it stands in. */
export type Db = Kysely<Tables>;
export type Trx = Transaction<Tables>;

export interface Database {
  readonly dialect: 'sqlite' | 'postgres';
  /** True in a process that may not write (a second process on SQLite). */
  readonly readOnly: boolean;
  readonly read: Db;
  /** Runs `work` in a transaction, writes its events, commits, then wakes the feed. Retried whole on a serialisation failure or deadlock. */
  write<T>(work: (trx: Trx) => Promise<T>): Promise<T>;
  /** Lets the planner look at the data again; cheap when nothing changed much. PostgreSQL does so by itself. */
  analyse(): Promise<void>;
  /** Called after each commit of this process, before its writer goes on; what other processes commit is found by polling. Undefined when nothing is in the log. */
  onCommit(listener: (commit: Commit | undefined) => void): () => void;
  close(): Promise<void>;
}

/** Somebody else writes to this database file: this process may only read. */
export class ReadOnlyDatabase extends Error {
  constructor() {
    super('this process may only read the database');
    this.name = 'ReadOnlyDatabase';
  }
}

/** `url` is a PostgreSQL URL or a path of an SQLite file. */
export async function openDatabase(url: string, options: OpenOptions = {}): Promise<Database> {
  return isPostgresUrl(url) ? openPostgres(url, options.readOnly ?? false) : openSqlite(url, options);
}

export interface OpenOptions {
  readOnly?: boolean;
  /** A command that writes a little beside a running hub and takes turns with it: on SQLite it does not claim the file. */
  brief?: boolean;
}

export const isPostgresUrl = (url: string): boolean => /^postgres(ql)?:\/\//.test(url);

/** Brings the schema up to date, or as far as `wanted` goes; answers the names of the migrations that ran. */
export async function migrate(url: string, wanted = migrations): Promise<string[]> {
  const db = isPostgresUrl(url)
    ? new Kysely<unknown>({ dialect: new PostgresDialect({ pool: postgresPool(url, 1) }) })
    : new Kysely<unknown>({ dialect: sqliteDialect(makeFolder(url), { readOnly: false, camelCase: false }) });
  try {
    // Another schema's migrations are not ours: the migrator would look through all of them.
    const schema = isPostgresUrl(url)
      ? (await sql<{ name: string }>`select current_schema() as name`.execute(db)).rows[0]?.name
      : undefined;
    const migrator = new Migrator({
      db,
      provider: { getMigrations: async () => wanted },
      ...(schema ? { migrationTableSchema: schema } : {}),
    });
    const { error, results } = await migrator.migrateToLatest();
    if (error) throw error;
    return (results ?? []).filter((r) => r.status === 'Success').map((r) => r.migrationName);
  } finally {
    await db.destroy();
  }
}

function makeFolder(file: string): string {
  mkdirSync(dirname(resolve(file)), { recursive: true });
  return file;
}

function openSqlite(file: string, { readOnly = false, brief = false }: OpenOptions): Database {
  const lock = readOnly || brief ? undefined : lockFile(makeFolder(file));
  const plugins = [snakeCaseQueries];
  const writer = readOnly ? undefined : new Kysely<Tables>({ dialect: sqliteDialect(file, { readOnly: false, camelCase: true }), plugins });
  const read = new Kysely<Tables>({ dialect: sqliteDialect(file, { readOnly: true, camelCase: true }), plugins });
  return makeDatabase({
    dialect: 'sqlite',
    read,
    writer,
    async close() {
      await read.destroy();
      await writer?.destroy();
      lock?.close();
    },
  });
}

/** One writer a file. The lock is the operating system's, so it dies with the process, kill -9 included. */
function lockFile(file: string): DatabaseSync {
  const lock = new DatabaseSync(`${file}.lock`);
  try {
    lock.exec(
      'pragma busy_timeout = 0; pragma journal_mode = delete; create table if not exists holder (pid integer); begin exclusive; delete from holder',
    );
    lock.exec(`insert into holder values (${process.pid})`);
    return lock;
  } catch {
    lock.close();
    throw new Error(`another Splot writes to ${file}: stop it first, or set DATABASE_URL to a PostgreSQL database to run several`);
  }
}

function openPostgres(url: string, readOnly: boolean): Database {
  const pool = postgresPool(url, 10);
  const db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }), plugins: [camelCase, plainNumbers] });
  const database = makeDatabase({ dialect: 'postgres', read: db, writer: readOnly ? undefined : db, close: () => db.destroy() });
  return database;
}

function postgresPool(url: string, max: number): pg.Pool {
  const pool = new pg.Pool({
    connectionString: url,
    max,
    statement_timeout: 30_000,
    types: {
      getTypeParser: (oid: number, format?: 'text' | 'binary') =>
        oid === 20 || oid === 1700 ? BigInt : pg.types.getTypeParser(oid, format),
    } as pg.CustomTypesConfig,
  });
  // An idle connection that the server closed must not end the process; the next query opens another.
  pool.on('error', () => {});
  return pool;
}

/** 40001 serialisation failure, 40P01 deadlock, 55P03 lock not available. */
const retryable = new Set(['40001', '40P01', '55P03']);

function makeDatabase(parts: { dialect: Database['dialect']; read: Db; writer: Db | undefined; close(): Promise<void> }): Database {
  const listeners = new Set<(commit: Commit | undefined) => void>();
  return {
    dialect: parts.dialect,
    readOnly: !parts.writer,
    read: parts.read,
    async write(work) {
      const { writer } = parts;
      if (!writer) throw new ReadOnlyDatabase();
      for (let attempt = 1; ; attempt++) {
        try {
          const writes = recordWrites();
          let commit: Commit | undefined;
          const result = await writer.transaction().execute(async (bare) => {
            const trx = bare.withPlugin(writes.plugin);
            const value = await work(trx);
            // The clock only says how long the log keeps what no event of its own is dated by.
            commit = await flushEvents(trx, writes.touched(), Date.now());
            return value;
          });
          for (const listener of listeners) listener(commit);
          return result;
        } catch (error) {
          if (attempt >= 5 || !retryable.has((error as { code?: string }).code ?? '')) throw error;
          await delay(10 * attempt * Math.random());
        }
      }
    },
    async analyse() {
      // Bounded, so that it never takes long; without statistics SQLite prefers the company's index to a list of ids.
      if (parts.dialect === 'sqlite' && parts.writer) await sql`pragma optimize = 0x10002`.execute(parts.writer);
    },
    onCommit(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    close: parts.close,
  };
}

const camelCase = new CamelCasePlugin();

/** On SQLite the driver names the rows itself. */
const snakeCaseQueries: KyselyPlugin = {
  transformQuery: (args: PluginTransformQueryArgs) => camelCase.transformQuery(args),
  transformResult: async ({ result }: PluginTransformResultArgs) => result,
};

/** PostgreSQL's int8 and numeric arrive as bigint; only micros stay so. */
const plainNumbers: KyselyPlugin = {
  transformQuery: (args: PluginTransformQueryArgs) => args.node,
  async transformResult({ result }: PluginTransformResultArgs) {
    for (const row of result.rows)
      for (const name of Object.keys(row)) if (typeof row[name] === 'bigint' && !name.endsWith('Micros')) row[name] = Number(row[name]);
    return result;
  },
};
