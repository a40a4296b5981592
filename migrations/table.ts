/** One table from a column list, the same on SQLite and PostgreSQL. */
import { type Kysely, type RawBuilder, sql } from 'kysely';

/**
 * `text` compares bytewise on both stores · `micros` is an integer of 1e-6 units · `at` is epoch milliseconds · `day` is YYYY-MM-DD ·
 * `int` a small integer · `flag` 0 or 1 · `json` text. A trailing `?` allows NULL.
 */
export type ColumnKind = 'text' | 'micros' | 'at' | 'day' | 'int' | 'flag' | 'json';
export type Columns = Record<string, ColumnKind | `${ColumnKind}?`>;

export interface TableOptions {
  key: string[];
  unique?: string[][];
  index?: string[][];
}

// biome-ignore lint/suspicious/noExplicitAny: a migration sees the database before its types exist.
type AnyDatabase = Kysely<any>;

export async function createTable(db: AnyDatabase, name: string, columns: Columns, options: TableOptions): Promise<void> {
  const postgres = isPostgres(db);
  let builder = db.schema.createTable(name);
  for (const [column, spec] of Object.entries(columns)) {
    const optional = spec.endsWith('?');
    const kind = (optional ? spec.slice(0, -1) : spec) as ColumnKind;
    builder = builder.addColumn(column, columnType(kind, column, postgres), (c) => (optional ? c : c.notNull()));
  }
  builder = builder.addPrimaryKeyConstraint(`${name}_key`, options.key as never[]);
  for (const columns of options.unique ?? [])
    builder = builder.addUniqueConstraint(`${name}_${columns.join('_')}_unique`, columns as never[]);
  await builder.execute();
  for (const columns of options.index ?? [])
    await db.schema
      .createIndex(`${name}_${columns.join('_')}_index`)
      .on(name)
      .columns(columns as never[])
      .execute();
}

/** New columns of a table that stands: each may be null, or has a default. */
export async function addColumns(
  db: AnyDatabase,
  name: string,
  columns: Columns,
  defaults: Record<string, string | number> = {},
): Promise<void> {
  const postgres = isPostgres(db);
  for (const [column, spec] of Object.entries(columns)) {
    const optional = spec.endsWith('?');
    const kind = (optional ? spec.slice(0, -1) : spec) as ColumnKind;
    await db.schema
      .alterTable(name)
      .addColumn(column, columnType(kind, column, postgres), (c) => (optional ? c : c.notNull().defaultTo(defaults[column] ?? '')))
      .execute();
  }
}

function columnType(kind: ColumnKind, column: string, postgres: boolean): RawBuilder<unknown> {
  switch (kind) {
    case 'micros':
    case 'at':
      // SQLite would store 1.5 in a BIGINT column without a word.
      return postgres ? sql`bigint` : sql`bigint check (${sql.ref(column)} is null or typeof(${sql.ref(column)}) = 'integer')`;
    case 'int':
    case 'flag':
      return sql`integer`;
    default:
      return postgres ? sql`text collate "C"` : sql`text`;
  }
}

export function isPostgres(db: AnyDatabase): boolean {
  return db.getExecutor().adapter.supportsTransactionalDdl === true;
}
