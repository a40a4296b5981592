/** Writes subgraphs/hub/tables.ts from a freshly migrated SQLite database: the database is the source, the types follow. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { migrate } from '#hub/database.ts';

export async function tableTypes(): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'splot-tables-'));
  try {
    const file = join(folder, 'tables.sqlite');
    await migrate(file);
    return render(file);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const camel = (name: string): string => name.replaceAll(/_(\w)/g, (_, letter: string) => letter.toUpperCase());

function render(file: string): string {
  const db = new DatabaseSync(file, { readOnly: true });
  const names = db
    .prepare("select name from sqlite_master where type = 'table' and name not like 'kysely_%' and name not like 'sqlite_%' order by name")
    .all();
  const interfaces: string[] = [];
  const entries: string[] = [];
  for (const { name } of names as { name: string }[]) {
    const type = `${camel(name)[0]?.toUpperCase()}${camel(name).slice(1)}Table`;
    const columns = db.prepare(`pragma table_info(${name})`).all() as { name: string; type: string; notnull: number }[];
    const lines = columns.map((c) => {
      const base = c.name.endsWith('micros') ? 'bigint' : c.type.toLowerCase() === 'text' ? 'string' : 'number';
      return `  ${camel(c.name)}: ${c.notnull ? base : `${base} | null`};`;
    });
    interfaces.push(`export interface ${type} {\n${lines.join('\n')}\n}`);
    entries.push(`  ${camel(name)}: ${type};`);
  }
  db.close();
  return `/** Generated from the migrated database by \`npm run generate\`. Columns named …Micros are bigint, …At are epoch milliseconds. */\n\n${interfaces.join('\n\n')}\n\nexport interface Tables {\n${entries.join('\n')}\n}\n`;
}
