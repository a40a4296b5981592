/** A database of an earlier version is brought up with all that is in it. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, onTestFinished, test } from 'vitest';
import { migrate } from '#hub/database.ts';
import { migrations } from '#migrations/index.ts';

/** Those of 0.1.0. */
const first = Object.fromEntries(Object.entries(migrations).slice(0, 5));

test('a database of 0.1.0 with a row in every table keeps each of them, and its papers learn whose they are', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'splot-migrations-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const file = join(folder, 'hub.sqlite');
  expect(Object.keys(first).at(-1)).toBe('0005_orders');
  await migrate(file, first);
  const old = new DatabaseSync(file);
  const tables = tablesOf(old);
  for (const table of tables) insertRow(old, table);
  old.close();

  expect(await migrate(file)).toEqual(Object.keys(migrations).slice(5));
  const now = new DatabaseSync(file, { readOnly: true });
  onTestFinished(() => now.close());
  for (const table of tables) expect([table, now.prepare(`select count(*) as rows from ${table}`).get()]).toEqual([table, { rows: 1 }]);
  expect(now.prepare('select id, order_id, company_id, customer_id, system_id, has_file from erp_document').get()).toEqual({
    id: 'x',
    order_id: 'x',
    company_id: 'x',
    customer_id: 'x',
    system_id: '',
    has_file: 0,
  });
  expect(now.prepare('pragma integrity_check').get()).toEqual({ integrity_check: 'ok' });
  expect(await migrate(file)).toEqual([]);
});

const tablesOf = (db: DatabaseSync): string[] =>
  db
    .prepare("select name from sqlite_master where type = 'table' and name not like 'kysely%' and name not like 'sqlite%' order by name")
    .all()
    .map((row) => String(row.name));

/** Every text is "x", so that whatever refers to something finds it; every number is one. */
function insertRow(db: DatabaseSync, table: string): void {
  const columns = db.prepare(`pragma table_info(${table})`).all();
  const values = columns.map(({ type }) => (/int/i.test(String(type)) ? 1 : 'x'));
  db.exec(`delete from ${table}`);
  db.prepare(
    `insert into ${table} (${columns.map((column) => `"${column.name}"`).join(', ')}) values (${values.map(() => '?').join(', ')})`,
  ).run(...values);
}
