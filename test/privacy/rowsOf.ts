/** Every row that is of an owner or names one of its ids, as text: what nobody else may change, add or remove. */
import type { Db } from '#hub/database.ts';
import type { Owner } from './rows.ts';

export async function rowsOf(db: Db, owner: Owner): Promise<Map<string, string>> {
  const found = new Map<string, string>();
  for (const table of [...owner.rows.keys(), 'event'] as const)
    for (const row of (await db.selectFrom(table).selectAll().execute()) as Record<string, unknown>[]) {
      if (!Object.values(row).some((value) => typeof value === 'string' && owner.ids.has(value))) continue;
      const text = JSON.stringify(row, (_, value) => (typeof value === 'bigint' ? String(value) : value));
      const key = `${table} ${String(row.id ?? row.position ?? text)}`;
      found.set(key, text);
    }
  return found;
}
