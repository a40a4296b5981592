/** SQL of exports that no report reads. */
import { sql } from 'kysely';
import type { Db } from '#hub/database.ts';
import type { SalesOrderTable, StockLevelTable } from '#hub/tables.ts';
import type { Period } from './period.ts';
import { PAGE } from './walk.ts';

export async function orderExportPage(
  db: Db,
  companyId: string,
  period: Period,
  after: [string, string] | undefined,
): Promise<SalesOrderTable[]> {
  let query = db
    .selectFrom('salesOrder')
    .selectAll()
    .where('companyId', '=', companyId)
    .where('documentDate', '>=', period.from)
    .where('documentDate', '<=', period.to);
  if (period.channelIds) query = query.where('channelId', 'in', period.channelIds);
  if (after) query = query.where(sql<boolean>`(document_date, id) > (${after[0]}, ${after[1]})`);
  return period.channelIds?.length === 0 ? [] : query.orderBy('documentDate').orderBy('id').limit(PAGE).execute();
}

export const levelPage = (db: Db, companyId: string, after: string): Promise<(StockLevelTable & { sku: string; code: string })[]> =>
  db
    .selectFrom('stockLevel')
    .innerJoin('location', 'location.id', 'stockLevel.locationId')
    .innerJoin('variant', 'variant.id', 'stockLevel.variantId')
    .selectAll('stockLevel')
    .select(['variant.sku', 'location.code'])
    .where('location.companyId', '=', companyId)
    .where('stockLevel.id', '>', after)
    .orderBy('stockLevel.id')
    .limit(PAGE)
    .execute();
