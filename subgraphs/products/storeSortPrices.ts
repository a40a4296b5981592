/** The price that product lists are filtered and sorted by: the lowest of a product on the list that visitors of the channel buy by. */
import { type RawBuilder, sql } from 'kysely';
import type { Db, Trx } from '#hub/database.ts';
import { type Micros, ONE } from '#hub/money.ts';
import { defaultPriceList } from '#hub/pricing.ts';
import { bestRow } from '#hub/pricingRules.ts';
import { readTerms } from '#hub/pricingStore.ts';
import { findDefaultList, findShownLists } from './storePrices.ts';
import { chunks, refreshShelves } from './storeWrites.ts';

/** A column of `product`, or what stands for one. */
export type PriceColumn = RawBuilder<Micros | null>;

export const defaultColumn: PriceColumn = sql`product.sort_price_micros`;

/** A channel without a list and currency of its own costs one statement, and keeps to the column that has an index. */
export async function findPriceColumn(db: Db, companyId: string, channelId: string): Promise<PriceColumn> {
  const place = await db
    .selectFrom('channel')
    .innerJoin('company', 'company.id', 'channel.companyId')
    .select(['channel.priceListCode', 'channel.currency', 'company.currency as home'])
    .where('channel.id', '=', channelId)
    .where('channel.companyId', '=', companyId)
    .executeTakeFirst();
  if (!place || (place.priceListCode === null && place.currency === place.home)) return defaultColumn;
  const lists = (await readTerms(db, { companyId, channelId, currency: place.currency }))?.publicLists ?? [];
  const home = (await defaultPriceList(db, companyId, place.home)) ?? (await defaultPriceList(db, companyId));
  const columns = lists.map(({ id }): PriceColumn => (id === home?.id ? defaultColumn : lowestOn(id)));
  const [only] = columns;
  return columns.length > 1 ? sql`coalesce(${sql.join(columns)})` : (only ?? sql`cast(null as bigint)`);
}

const lowestOn = (listId: string): PriceColumn =>
  sql`(select product_price.lowest_micros from product_price where product_price.price_list_id = ${listId} and product_price.product_id = product.id)`;

/** Reckons anew for these products, on every list that visitors of some channel buy by. Returns the products whose having a default price changed. */
export async function refreshSortPrices(trx: Trx, companyId: string, productIds: readonly string[], day: string): Promise<string[]> {
  if (!productIds.length) return [];
  const home = await findDefaultList(trx, companyId);
  const shown = await findShownLists(trx, companyId);
  const lists = [...new Set([...(home === undefined ? [] : [home]), ...shown])];
  const lowest = await readLowest(trx, lists, productIds, day);
  await trx.deleteFrom('productPrice').where('productId', 'in', productIds).execute();
  const others = lists.filter((id) => id !== home);
  const rows = others.flatMap((priceListId) =>
    productIds.flatMap((productId) => {
      const lowestMicros = lowest.get(`${priceListId} ${productId}`);
      return lowestMicros === undefined ? [] : [{ priceListId, productId, lowestMicros }];
    }),
  );
  for (const some of chunks(rows)) await trx.insertInto('productPrice').values(some).execute();
  const turned: string[] = [];
  const changed: string[] = [];
  const before = await trx.selectFrom('product').select(['id', 'sortPriceMicros']).where('id', 'in', productIds).execute();
  for (const { id, sortPriceMicros } of before) {
    const price = lowest.get(`${home} ${id}`) ?? null;
    if (price === sortPriceMicros) continue;
    changed.push(id);
    if ((price === null) !== (sortPriceMicros === null)) turned.push(id);
    await trx.updateTable('product').set({ sortPriceMicros: price }).where('id', '=', id).execute();
  }
  await refreshShelves(trx, changed);
  return turned;
}

/** By "list product": the price of the least quantity of its cheapest variant on sale. */
async function readLowest(trx: Trx, listIds: readonly string[], productIds: readonly string[], day: string): Promise<Map<string, Micros>> {
  if (!listIds.length) return new Map();
  const rows = await trx
    .selectFrom('price')
    .innerJoin('variant', 'variant.id', 'price.variantId')
    .select([
      'variant.productId',
      'price.variantId',
      'price.priceListId',
      'variant.minQuantityMicros as leastMicros',
      'price.minQuantityMicros',
      'price.validFrom',
      'price.validTo',
      'price.unitNetMicros',
      'price.rule',
    ])
    .where('price.priceListId', 'in', listIds)
    .where('variant.productId', 'in', productIds)
    .where('variant.active', '=', 1)
    .execute();
  const lowest = new Map<string, Micros>();
  for (const of of Map.groupBy(rows, (row) => `${row.priceListId} ${row.variantId}`).values()) {
    const [first] = of;
    const best = first && bestRow(of, first.leastMicros > ONE ? first.leastMicros : ONE, day);
    if (!first || !best) continue;
    const name = `${first.priceListId} ${first.productId}`;
    const known = lowest.get(name);
    if (known === undefined || best.unitNetMicros < known) lowest.set(name, best.unitNetMicros);
  }
  return lowest;
}

/** Lists that visitors of some channel buy by now, and that nothing is sorted by yet: a channel was given another list. */
export async function hasUnsortedList(db: Trx, companyId: string): Promise<boolean> {
  const home = await findDefaultList(db, companyId);
  for (const id of await findShownLists(db, companyId)) {
    if (id === home) continue;
    const sorted = await db.selectFrom('productPrice').select('productId').where('priceListId', '=', id).limit(1).executeTakeFirst();
    if (sorted) continue;
    const priced = await db.selectFrom('price').select('variantId').where('priceListId', '=', id).limit(1).executeTakeFirst();
    if (priced) return true;
  }
  return false;
}
