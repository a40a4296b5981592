/** SQL of what was done to a customer. */
import type { Db, Trx } from '#hub/database.ts';
import type { CustomerHistoryTable } from '#hub/tables.ts';

export const findHistoryByKey = (db: Db, actor: string, idempotencyKey: string): Promise<CustomerHistoryTable | undefined> =>
  db.selectFrom('customerHistory').selectAll().where('actor', '=', actor).where('idempotencyKey', '=', idempotencyKey).executeTakeFirst();

export async function insertHistory(trx: Trx, row: CustomerHistoryTable): Promise<void> {
  await trx.insertInto('customerHistory').values(row).execute();
}

/** Newest first. */
export const historyOf = (db: Db, customerId: string, action: string): Promise<CustomerHistoryTable[]> =>
  db
    .selectFrom('customerHistory')
    .selectAll()
    .where('customerId', '=', customerId)
    .where('action', '=', action)
    .orderBy('occurredAt', 'desc')
    .orderBy('id', 'desc')
    .execute();
