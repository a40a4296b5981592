/**
 * Where a twin keeps its data: one SQLite file of its own. Every row carries a version from one counter, raised with each
 * write, so `since` is a change feed without holes: this process is the only writer and commits one transaction at a time.
 */
import { DatabaseSync, type StatementSync } from 'node:sqlite';

export interface Effect {
  sequence: number;
  at: number;
  effect: string;
  id: string;
  detail: unknown;
}

export interface FeedSlice {
  version: number;
  more: boolean;
  /** Rows after `since`, this slice included. */
  total: number;
  rows: unknown[];
}

/** Each entity's bodies have an id. */
export type Tables<T> = { [E in keyof T]: { id: string } };

/** `T` maps each entity to the shape of its body. */
export interface Store<T extends Tables<T>> {
  /** Name of this data set; another file has another. */
  readonly feed: string;
  readonly isNew: boolean;
  version(): number;
  /** Commits when `work` returns, rolls back when it throws. Nested calls join the outer one. */
  transaction<R>(work: () => R): R;
  /** Runs `work` and rolls it back: an answer without an effect. */
  rehearse<R>(work: () => R): R;
  find<E extends keyof T & string>(entity: E, id: string): T[E] | undefined;
  put<E extends keyof T & string>(entity: E, body: T[E]): T[E];
  all<E extends keyof T & string>(entity: E): T[E][];
  where<E extends keyof T & string>(entity: E, field: keyof T[E] & string, value: string): T[E][];
  since(entity: keyof T & string, version: number, limit: number): FeedSlice;
  /** Entities changed after a version. */
  changed(version: number): string[];
  /** Next number of a named sequence, from 1. */
  next(sequence: string): number;
  /** What a unique key stands for; undefined = free. */
  keyed(scope: string, key: string): string | undefined;
  key(scope: string, key: string, id: string): void;
  /** Appends to the ledger of effects. */
  effect(effect: string, id: string, detail?: unknown): void;
  ledger(since: number): Effect[];
  /** Called after each commit that wrote rows. Returns the way to stop. */
  onCommit(listener: () => void): () => void;
  close(): void;
}

const ddl = `
CREATE TABLE IF NOT EXISTS meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS row (
  entity TEXT NOT NULL, id TEXT NOT NULL, version INTEGER NOT NULL, body TEXT NOT NULL, PRIMARY KEY (entity, id)
) WITHOUT ROWID;
CREATE UNIQUE INDEX IF NOT EXISTS row_version ON row (entity, version);
CREATE UNIQUE INDEX IF NOT EXISTS row_order ON row (version, entity);
CREATE TABLE IF NOT EXISTS sequence (name TEXT PRIMARY KEY, value INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS key (scope TEXT NOT NULL, key TEXT NOT NULL, id TEXT NOT NULL, PRIMARY KEY (scope, key)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS ledger (
  sequence INTEGER PRIMARY KEY AUTOINCREMENT, at INTEGER NOT NULL, effect TEXT NOT NULL, id TEXT NOT NULL, detail TEXT NOT NULL
);`;

/** Opens (or makes) the file; `:memory:` works. `indexes` names the fields that {@link Store.where} is asked for. */
export function openStore<T extends Tables<T>>(
  file: string,
  options: { now(): number; indexes: { [E in keyof T & string]?: (keyof T[E] & string)[] } },
): Store<T> {
  const db = new DatabaseSync(file);
  // NORMAL: a killed process loses nothing; only a power cut could, and a twin may.
  db.exec(`PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; ${ddl}`);
  for (const [entity, fields] of Object.entries<string[] | undefined>(options.indexes)) {
    for (const field of fields ?? []) {
      db.exec(`CREATE INDEX IF NOT EXISTS row_${entity}_${field} ON row (json_extract(body, '$.${field}')) WHERE entity = '${entity}'`);
    }
  }
  const statements = new Map<string, StatementSync>();
  const sql = (text: string): StatementSync => {
    const known = statements.get(text) ?? db.prepare(text);
    statements.set(text, known);
    return known;
  };
  const meta = (name: string) => (sql('SELECT value FROM meta WHERE name = ?').get(name) as { value: string } | undefined)?.value;
  const isNew = meta('feed') === undefined;
  if (isNew) sql('INSERT INTO meta VALUES (?, ?)').run('feed', options.now().toString(36));

  let version = (sql('SELECT max(version) AS top FROM row').get() as { top: number | null }).top ?? 0;
  let depth = 0;
  const listeners = new Set<() => void>();
  const parse = <R>(row: unknown): R => JSON.parse((row as { body: string }).body) as R;

  function run<R>(work: () => R, keep: boolean): R {
    if (depth > 0) return work();
    const before = version;
    db.exec('BEGIN IMMEDIATE');
    depth = 1;
    try {
      const result = work();
      db.exec(keep ? 'COMMIT' : 'ROLLBACK');
      if (!keep) version = before;
      return result;
    } catch (error) {
      db.exec('ROLLBACK');
      version = before;
      throw error;
    } finally {
      depth = 0;
      if (version !== before) for (const listener of [...listeners]) listener();
    }
  }

  return {
    feed: meta('feed') ?? '',
    isNew,
    version: () => version,
    transaction: (work) => run(work, true),
    rehearse: (work) => run(work, false),
    find(entity, id) {
      const row = sql('SELECT body FROM row WHERE entity = ? AND id = ?').get(entity, id);
      return row && parse(row);
    },
    put(entity, body) {
      version += 1;
      sql('INSERT INTO row VALUES (?, ?, ?, ?) ON CONFLICT DO UPDATE SET version = excluded.version, body = excluded.body').run(
        entity,
        body.id,
        version,
        JSON.stringify(body),
      );
      return body;
    },
    all: (entity) =>
      sql('SELECT body FROM row WHERE entity = ? ORDER BY id')
        .all(entity)
        .map(parse<never>),
    where: (entity, field, value) =>
      sql(`SELECT body FROM row WHERE entity = '${entity}' AND json_extract(body, '$.${field}') = ? ORDER BY id`)
        .all(value)
        .map(parse<never>),
    since(entity, from, limit) {
      const rows = sql('SELECT version, body FROM row WHERE entity = ? AND version > ? ORDER BY version LIMIT ?').all(entity, from, limit);
      const { total } = sql('SELECT count(*) AS total FROM row WHERE entity = ? AND version > ?').get(entity, from) as { total: number };
      const last = rows.at(-1) as { version: number } | undefined;
      const more = total > rows.length;
      return { version: more && last ? last.version : Math.max(version, from), more, total, rows: rows.map(parse<unknown>) };
    },
    changed: (from) =>
      sql('SELECT DISTINCT entity FROM row WHERE version > ?')
        .all(from)
        .map((row) => String(row.entity)),
    next(name) {
      const row = sql('INSERT INTO sequence VALUES (?, 1) ON CONFLICT DO UPDATE SET value = value + 1 RETURNING value').get(name);
      return (row as { value: number }).value;
    },
    keyed: (scope, key) => (sql('SELECT id FROM key WHERE scope = ? AND key = ?').get(scope, key) as { id: string } | undefined)?.id,
    key: (scope, key, id) => void sql('INSERT INTO key VALUES (?, ?, ?)').run(scope, key, id),
    effect: (effect, id, detail = {}) =>
      void sql('INSERT INTO ledger (at, effect, id, detail) VALUES (?, ?, ?, ?)').run(options.now(), effect, id, JSON.stringify(detail)),
    ledger: (from) =>
      sql('SELECT * FROM ledger WHERE sequence > ? ORDER BY sequence')
        .all(from)
        .map((row) => ({ ...(row as unknown as Effect), detail: JSON.parse(String(row.detail)) as unknown })),
    onCommit(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    close: () => db.close(),
  };
}
