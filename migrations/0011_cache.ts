/** With the last event of a transaction: which rows it changed, for whoever keeps answers. */
import type { Kysely } from 'kysely';
import { addColumns } from './table.ts';

export async function up(db: Kysely<unknown>): Promise<void> {
  await addColumns(db, 'event', { touched: 'json?' });
}
