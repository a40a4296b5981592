/** kysely over node:sqlite: statements prepared once, transactions taken with BEGIN IMMEDIATE and retried without blocking the event loop. */
import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite';
import { setTimeout as delay } from 'node:timers/promises';
import {
  type CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  type QueryResult,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
} from 'kysely';

/** Prepared statements kept a connection; beyond that the oldest is dropped. */
const STATEMENTS = 500;
/** How long a writer waits for another process's transaction before it gives up, milliseconds. */
const BUSY_LIMIT = 5_000;

export interface SqliteOptions {
  readOnly: boolean;
  /** Rows are built with camelCase names at once: renaming them afterwards would cost as much again. */
  camelCase: boolean;
}

export function sqliteDialect(file: string, options: SqliteOptions): Dialect {
  return {
    createAdapter: () => new SqliteAdapter(),
    createDriver: () => createDriver(file, options),
    createIntrospector: (db) => new SqliteIntrospector(db),
    createQueryCompiler: () => new SqliteQueryCompiler(),
  };
}

function createDriver(file: string, { readOnly, camelCase }: SqliteOptions): Driver {
  let database: DatabaseSync | undefined;
  let connection: DatabaseConnection | undefined;
  let turn = Promise.resolve();
  let release: (() => void) | undefined;
  const run = (text: string) => database?.exec(text);
  return {
    async init() {
      database = new DatabaseSync(file, { readOnly });
      // The built-in busy wait would block the event loop: it is off, and beginTransaction waits instead.
      database.exec('pragma busy_timeout = 0; pragma foreign_keys = on; pragma cache_size = -65536; pragma temp_store = memory');
      if (!readOnly) database.exec('pragma journal_mode = wal; pragma synchronous = full');
      connection = connect(database, camelCase);
    },
    async acquireConnection() {
      if (!connection) throw new Error('database is closed');
      if (readOnly) return connection;
      const before = turn;
      let done: () => void = () => {};
      turn = new Promise((resolve) => {
        done = resolve;
      });
      await before;
      release = done;
      return connection;
    },
    async releaseConnection() {
      if (!readOnly) release?.();
    },
    async beginTransaction() {
      for (const deadline = Date.now() + BUSY_LIMIT; ; await delay(5 + Math.random() * 20)) {
        try {
          run('begin immediate');
          return;
        } catch (error) {
          if (!isBusy(error) || Date.now() > deadline) throw error;
        }
      }
    },
    async commitTransaction() {
      run('commit');
    },
    async rollbackTransaction() {
      // A statement that met a full disk may already have rolled the transaction back.
      if (database?.isTransaction) run('rollback');
    },
    async destroy() {
      database?.close();
      database = undefined;
      connection = undefined;
    },
  };
}

function isBusy(error: unknown): boolean {
  return (error as { errcode?: number }).errcode === 5;
}

function connect(database: DatabaseSync, camelCase: boolean): DatabaseConnection {
  const prepared = new Map<string, Prepared>();
  const prepare = (text: string): Prepared => {
    const known = prepared.get(text);
    if (known) return known;
    const made = prepareStatement(database, text, camelCase);
    if (prepared.size >= STATEMENTS) {
      const oldest = prepared.keys().next().value;
      if (oldest !== undefined) prepared.delete(oldest);
    }
    prepared.set(text, made);
    return made;
  };
  return {
    async executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
      const { statement, columns, bigints } = prepare(query.sql);
      const parameters = query.parameters.map(bindable);
      if (!columns.length) {
        const { changes } = statement.run(...parameters);
        return { rows: [], numAffectedRows: BigInt(changes) };
      }
      const rows = (statement.all(...parameters) as unknown as unknown[][]).map((values) => toRow(columns, values, bigints));
      return { rows: rows as R[], numAffectedRows: BigInt(rows.length) };
    },
    // biome-ignore lint/correctness/useYield: kysely's interface asks for a generator; nothing here streams from SQLite.
    async *streamQuery(): AsyncGenerator<never> {
      throw new Error('streaming is not offered on SQLite: page by key instead');
    },
  };
}

interface Prepared {
  statement: StatementSync;
  /** As rows name them; none for a statement that reads nothing. */
  columns: Column[];
  /** True when integers arrive as bigint, because some column holds micros. */
  bigints: boolean;
}

interface Column {
  name: string;
  micros: boolean;
}

function toRow(columns: readonly Column[], values: readonly unknown[], bigints: boolean): Record<string, unknown> {
  const row: Record<string, unknown> = {};
  for (let i = 0; i < columns.length; i += 1) {
    const column = columns[i] as Column;
    const value = values[i];
    row[column.name] = bigints && typeof value === 'bigint' && !column.micros ? Number(value) : value;
  }
  return row;
}

const camel = (name: string): string => name.replaceAll(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());

function prepareStatement(database: DatabaseSync, text: string, camelCase: boolean): Prepared {
  const statement = database.prepare(text);
  const columns = statement.columns().map(({ name }) => ({ name: camelCase ? camel(name) : name, micros: /micros$/i.test(name) }));
  const bigints = columns.some((column) => column.micros);
  statement.setReturnArrays(true);
  statement.setReadBigInts(bigints);
  return { statement, columns, bigints };
}

function bindable(value: unknown): SQLInputValue {
  if (value === undefined) return null;
  if (typeof value === 'boolean') return value ? 1 : 0;
  return value as SQLInputValue;
}
