/** SQL of stock alerts. Opening and closing them is hub/stockAlerts.ts. */
import type { Db } from '#hub/database.ts';
import type { StockAlertTable } from '#hub/tables.ts';

/** A snapshot tells so many; more open alerts than that are a list to be paged. */
const MOST_OPEN = 1_000;

export const openAlertsOf = (db: Db, companyId: string): Promise<StockAlertTable[]> =>
  db
    .selectFrom('stockAlert')
    .selectAll()
    .where('companyId', '=', companyId)
    .where('state', '=', 'OPEN')
    .orderBy('raisedAt', 'desc')
    .orderBy('id', 'desc')
    .limit(MOST_OPEN)
    .execute();

export async function findAlerts(db: Db, companyId: string, ids: readonly string[]): Promise<StockAlertTable[]> {
  if (!ids.length) return [];
  return db
    .selectFrom('stockAlert')
    .selectAll()
    .where('companyId', '=', companyId)
    .where('id', 'in', [...ids])
    .execute();
}
