/** SQL of the reports: pages of facts, names of what they are of. */
import { sql } from 'kysely';
import type { Db } from '#hub/database.ts';
import type { OrderFactTable, ReturnFactTable, SaleFactTable } from '#hub/tables.ts';
import type { Period } from './period.ts';
import { PAGE } from './walk.ts';

type After = [day: string, id: string] | undefined;

export async function saleFacts(db: Db, companyId: string, period: Period, after: After): Promise<SaleFactTable[]> {
  let query = db
    .selectFrom('saleFact')
    .selectAll()
    .where('companyId', '=', companyId)
    .where('day', '>=', period.from)
    .where('day', '<=', period.to);
  if (period.channelIds) query = query.where('channelId', 'in', period.channelIds);
  if (after) query = query.where(sql<boolean>`(day, line_id) > (${after[0]}, ${after[1]})`);
  return period.channelIds?.length === 0 ? [] : query.orderBy('day').orderBy('lineId').limit(PAGE).execute();
}

export async function orderFacts(db: Db, companyId: string, period: Period, after: After): Promise<OrderFactTable[]> {
  let query = db
    .selectFrom('orderFact')
    .selectAll()
    .where('companyId', '=', companyId)
    .where('day', '>=', period.from)
    .where('day', '<=', period.to);
  if (period.channelIds) query = query.where('channelId', 'in', period.channelIds);
  if (after) query = query.where(sql<boolean>`(day, order_id) > (${after[0]}, ${after[1]})`);
  return period.channelIds?.length === 0 ? [] : query.orderBy('day').orderBy('orderId').limit(PAGE).execute();
}

/** All of a period at once, in pages by (day, invoice): one invoice's lines never part. */
export async function returnFacts(db: Db, companyId: string, period: Period, after: After): Promise<ReturnFactTable[]> {
  let query = db
    .selectFrom('returnFact')
    .selectAll()
    .where('companyId', '=', companyId)
    .where('day', '>=', period.from)
    .where('day', '<=', period.to);
  if (period.channelIds) query = query.where('channelId', 'in', period.channelIds);
  if (after) query = query.where(sql<boolean>`(day, invoice_id || '/' || position) > (${after[0]}, ${after[1]})`);
  return period.channelIds?.length === 0 ? [] : query.orderBy('day').orderBy(sql`invoice_id || '/' || position`).limit(PAGE).execute();
}

export async function findCompany(db: Db, companyId: string): Promise<{ currency: string; zone: string; handling: string | null }> {
  return db.selectFrom('company').select(['currency', 'zone', 'handling']).where('id', '=', companyId).executeTakeFirstOrThrow();
}

export const listChannels = (db: Db, companyId: string): Promise<{ id: string; code: string; name: string }[]> =>
  db.selectFrom('channel').select(['id', 'code', 'name']).where('companyId', '=', companyId).orderBy('code').execute();

export const categoriesOf = (db: Db, productIds: readonly string[]): Promise<{ productId: string; categoryId: string }[]> =>
  inChunks(productIds, (ids) =>
    db.selectFrom('productCategory').select(['productId', 'categoryId']).where('productId', 'in', ids).execute(),
  );

/** The day of each customer's first order. */
export async function firstOrderDays(db: Db, customerIds: readonly string[]): Promise<Map<string, string>> {
  const rows = await inChunks(customerIds, (ids) =>
    db
      .selectFrom('orderFact')
      .select((eb) => ['customerId', eb.fn.min('day').as('day')])
      .where('customerId', 'in', ids)
      .where('cancelled', '=', 0)
      .groupBy('customerId')
      .execute(),
  );
  return new Map(rows.flatMap((row) => (row.customerId === null ? [] : [[row.customerId, row.day] as const])));
}

/** What people call things, by id. Titles in the first language that has one. */
export async function labelsOf(
  db: Db,
  dimension: 'CHANNEL' | 'CATEGORY' | 'PRODUCT' | 'VARIANT' | 'CUSTOMER',
  ids: readonly string[],
  languages: readonly string[],
): Promise<Map<string, string>> {
  switch (dimension) {
    case 'CHANNEL':
      return toMap(
        await inChunks(ids, (some) => db.selectFrom('channel').select(['id', 'name as label']).where('id', 'in', some).execute()),
      );
    case 'VARIANT':
      return toMap(
        await inChunks(ids, (some) => db.selectFrom('variant').select(['id', 'sku as label']).where('id', 'in', some).execute()),
      );
    case 'CUSTOMER':
      return toMap(
        await inChunks(ids, (some) => db.selectFrom('customer').select(['id', 'name as label']).where('id', 'in', some).execute()),
      );
    default:
      return titlesOf(db, ids, dimension === 'CATEGORY' ? 'name' : 'title', languages);
  }
}

async function titlesOf(db: Db, ids: readonly string[], field: string, languages: readonly string[]): Promise<Map<string, string>> {
  const rows = await inChunks(ids, (some) =>
    db
      .selectFrom('localizedText')
      .select(['entityId', 'locale', 'value', 'source'])
      .where('entityId', 'in', some)
      .where('field', '=', field)
      .execute(),
  );
  const rank = (locale: string): number => {
    const at = languages.indexOf(locale);
    return at < 0 ? languages.length : at;
  };
  const best = rows.toSorted((a, b) => rank(b.locale) - rank(a.locale));
  return new Map(best.map((row) => [row.entityId, row.value]));
}

const toMap = (rows: { id: string; label: string }[]): Map<string, string> => new Map(rows.map((row) => [row.id, row.label]));

export async function inChunks<R>(ids: readonly string[], read: (some: string[]) => Promise<R[]>): Promise<R[]> {
  const found: R[] = [];
  for (let i = 0; i < ids.length; i += 500) found.push(...(await read(ids.slice(i, i + 500))));
  return found;
}

/** Baskets of a period that were left behind, by channel. */
export async function abandonedCarts(db: Db, companyId: string, fromAt: number, toAt: number): Promise<Map<string, number>> {
  const rows = await db
    .selectFrom('cart')
    .select((eb) => ['channelId', eb.fn.countAll<number>().as('count')])
    .where('companyId', '=', companyId)
    .where('state', '=', 'ABANDONED')
    .where('updatedAt', '>=', fromAt)
    .where('updatedAt', '<', toAt)
    .groupBy('channelId')
    .execute();
  return new Map(rows.map((row) => [row.channelId, Number(row.count)]));
}

/** Writes of a period that the ERP refused or that are in doubt. */
export async function countErrors(db: Db, companyId: string, fromAt: number, toAt: number): Promise<number> {
  const row = await db
    .selectFrom('operation')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('companyId', '=', companyId)
    .where('state', 'in', ['REJECTED', 'IN_DOUBT'])
    .where('acceptedAt', '>=', fromAt)
    .where('acceptedAt', '<', toAt)
    .executeTakeFirstOrThrow();
  return Number(row.count);
}
