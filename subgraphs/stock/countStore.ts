/** SQL of stock counts. */
import type { Db, Trx } from '#hub/database.ts';
import type { StockCountTable } from '#hub/tables.ts';

export const findCount = (db: Db, id: string): Promise<StockCountTable | undefined> =>
  db.selectFrom('stockCount').selectAll().where('id', '=', id).executeTakeFirst();

export async function insertCount(trx: Trx, row: StockCountTable): Promise<void> {
  await trx.insertInto('stockCount').values(row).execute();
}

export async function settleCount(trx: Trx, id: string, state: 'BOOKED' | 'REJECTED', at: number): Promise<void> {
  await trx
    .updateTable('stockCount')
    .set({ state, bookedAt: state === 'BOOKED' ? at : null })
    .where('id', '=', id)
    .execute();
}
