/** SQL of a change: the order's row and its history. Only changes.ts writes them. */
import type { Trx } from '#hub/database.ts';
import type { OrderEventTable, SalesOrderTable } from '#hub/tables.ts';

/** Reads an order so that nobody else can change it before this transaction ends. */
export async function lockOrder(trx: Trx, id: string): Promise<SalesOrderTable | undefined> {
  // An update that changes nothing locks the row on PostgreSQL and is free on SQLite, where the writer is alone.
  return trx
    .updateTable('salesOrder')
    .set((eb) => ({ version: eb.ref('version') }))
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirst();
}

export async function insertOrderRow(trx: Trx, row: SalesOrderTable): Promise<void> {
  await trx.insertInto('salesOrder').values(row).execute();
}

export async function updateOrderRow(trx: Trx, id: string, set: Partial<SalesOrderTable>): Promise<void> {
  await trx.updateTable('salesOrder').set(set).where('id', '=', id).execute();
}

export async function insertEvents(trx: Trx, rows: readonly OrderEventTable[]): Promise<void> {
  if (rows.length) await trx.insertInto('orderEvent').values(rows).execute();
}
