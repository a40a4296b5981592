/** The SQL of the handler written by hand, for either store: text with `?`, lists as one parameter. */
import { join } from 'node:path';
import { DatabaseSync, type StatementSync } from 'node:sqlite';
import pg from 'pg';

export type Row = Record<string, string | number | bigint | null>;
export type Parameter = string | number | bigint | readonly string[];

export interface HandStore {
  /** `column in ?` for a list. */
  among(column: string): string;
  /** Integers come back as bigint. */
  rows(text: string, parameters: Parameter[]): Promise<Row[]>;
}

export const openHandStore = (env: NodeJS.ProcessEnv): HandStore =>
  env.DATABASE_URL ? openPostgres(env.DATABASE_URL) : openSqlite(join(env.SPLOT_DATA ?? '', 'splot.sqlite'));

function openSqlite(file: string): HandStore {
  const db = new DatabaseSync(file, { readOnly: true });
  db.exec('pragma cache_size = -65536; pragma temp_store = memory');
  const statements = new Map<string, StatementSync>();
  return {
    among: (column) => `${column} in (select value from json_each(?))`,
    async rows(text, parameters) {
      let statement = statements.get(text);
      if (!statement) {
        statement = db.prepare(text);
        statement.setReadBigInts(true);
        statements.set(text, statement);
      }
      return statement.all(...parameters.map((value) => (typeof value === 'object' ? JSON.stringify(value) : value))) as Row[];
    },
  };
}

function openPostgres(url: string): HandStore {
  const isInteger = (oid: number) => oid === 20 || oid === 23;
  const pool = new pg.Pool({
    connectionString: url,
    max: 10,
    types: {
      getTypeParser: (oid: number, format?: 'text' | 'binary') => (isInteger(oid) ? BigInt : pg.types.getTypeParser(oid, format)),
    } as pg.CustomTypesConfig,
  });
  const known = new Map<string, { name: string; text: string }>();
  return {
    among: (column) => `${column} = any(?)`,
    async rows(text, parameters) {
      let statement = known.get(text);
      if (!statement) {
        let n = 0;
        statement = { name: `hand${known.size}`, text: text.replaceAll('?', () => `$${++n}`) };
        known.set(text, statement);
      }
      return (await pool.query<Row>({ ...statement, values: parameters.slice() })).rows;
    },
  };
}
