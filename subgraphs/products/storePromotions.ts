/** SQL of promotions, tax rules and exchange rates. */
import type { Db, Trx } from '#hub/database.ts';
import type { ExchangeRateTable, PromotionTable, TaxRuleTable } from '#hub/tables.ts';
import { findSubtree } from './store.ts';
import { chunks } from './storeWrites.ts';

export async function upsertPromotions(trx: Trx, rows: readonly PromotionTable[]): Promise<void> {
  for (const some of chunks(rows, 50))
    await trx
      .insertInto('promotion')
      .values(some)
      .onConflict((conflict) =>
        conflict.column('id').doUpdateSet((eb) => ({
          code: eb.ref('excluded.code'),
          title: eb.ref('excluded.title'),
          active: eb.ref('excluded.active'),
          startsOn: eb.ref('excluded.startsOn'),
          endsOn: eb.ref('excluded.endsOn'),
          couponCodes: eb.ref('excluded.couponCodes'),
          conditions: eb.ref('excluded.conditions'),
          effect: eb.ref('excluded.effect'),
          updatedAt: eb.ref('excluded.updatedAt'),
          asOf: eb.ref('excluded.asOf'),
        })),
      )
      .execute();
}

export async function findStoredPromotions(db: Db, ids: readonly string[]): Promise<PromotionTable[]> {
  return ids.length ? db.selectFrom('promotion').selectAll().where('id', 'in', ids).execute() : [];
}

/** All of a company, switched off ones included, by (code, id). */
export const listStoredPromotions = (db: Db, companyId: string): Promise<PromotionTable[]> =>
  db.selectFrom('promotion').selectAll().where('companyId', '=', companyId).orderBy('code').orderBy('id').execute();

export async function deactivatePromotions(trx: Trx, ids: readonly string[], at: number): Promise<void> {
  if (ids.length) await trx.updateTable('promotion').set({ active: 0, updatedAt: at }).where('id', 'in', ids).execute();
}

/** Those that began after `since` up to `day`, or ended from `since` on before `day` (YYYY-MM-DD). */
export async function findPromotionsTurning(
  db: Db,
  companyId: string,
  { since, day }: { since: string; day: string },
): Promise<PromotionTable[]> {
  return db
    .selectFrom('promotion')
    .selectAll()
    .where('companyId', '=', companyId)
    .where('active', '=', 1)
    .where((eb) =>
      eb.or([eb.and([eb('startsOn', '>', since), eb('startsOn', '<=', day)]), eb.and([eb('endsOn', '>=', since), eb('endsOn', '<', day)])]),
    )
    .orderBy('id')
    .execute();
}

/** Variants on sale that the promotions name, by themselves or through a category; all of them where a promotion names nothing. */
export async function findPromotionVariants(db: Db, companyId: string, promotions: readonly PromotionTable[]): Promise<string[]> {
  const named = promotions.map((row) => JSON.parse(row.conditions) as { variantIds?: string[]; categoryIds?: string[] });
  const variants = db.selectFrom('variant').select('variant.id').where('variant.companyId', '=', companyId).where('variant.active', '=', 1);
  if (named.some(({ variantIds, categoryIds }) => !variantIds && !categoryIds))
    return (await variants.orderBy('variant.id').execute()).map((row) => row.id);
  const found = new Set(named.flatMap(({ variantIds }) => variantIds ?? []));
  const tops = [...new Set(named.flatMap(({ categoryIds }) => categoryIds ?? []))];
  const categoryIds = tops.length ? await findSubtree(db, companyId, tops) : [];
  for (const some of chunks(categoryIds, 500)) {
    const rows = await variants
      .innerJoin('productCategory', 'productCategory.productId', 'variant.productId')
      .where('productCategory.categoryId', 'in', some)
      .execute();
    for (const row of rows) found.add(row.id);
  }
  return [...found].sort();
}

export async function upsertTaxRules(trx: Trx, rows: readonly TaxRuleTable[]): Promise<void> {
  for (const some of chunks(rows, 50))
    await trx
      .insertInto('taxRule')
      .values(some)
      .onConflict((conflict) =>
        conflict.column('id').doUpdateSet((eb) => ({
          code: eb.ref('excluded.code'),
          name: eb.ref('excluded.name'),
          active: eb.ref('excluded.active'),
          automatic: eb.ref('excluded.automatic'),
          taxIdRequired: eb.ref('excluded.taxIdRequired'),
          countries: eb.ref('excluded.countries'),
          reason: eb.ref('excluded.reason'),
          position: eb.ref('excluded.position'),
          rates: eb.ref('excluded.rates'),
          updatedAt: eb.ref('excluded.updatedAt'),
        })),
      )
      .execute();
}

/** Answers how many were active. */
export async function deactivateTaxRules(trx: Trx, ids: readonly string[], at: number): Promise<number> {
  if (!ids.length) return 0;
  const result = await trx
    .updateTable('taxRule')
    .set({ active: 0, updatedAt: at })
    .where('id', 'in', ids)
    .where('active', '=', 1)
    .executeTakeFirst();
  return Number(result.numUpdatedRows);
}

export async function findRates(
  trx: Trx,
  companyId: string,
  currencies: readonly string[],
  days: readonly string[],
): Promise<ExchangeRateTable[]> {
  if (!currencies.length || !days.length) return [];
  return trx
    .selectFrom('exchangeRate')
    .selectAll()
    .where('companyId', '=', companyId)
    .where('currency', 'in', currencies)
    .where('day', 'in', days)
    .execute();
}

export async function upsertRates(trx: Trx, rows: readonly ExchangeRateTable[]): Promise<void> {
  for (const some of chunks(rows, 100))
    await trx
      .insertInto('exchangeRate')
      .values(some)
      .onConflict((conflict) =>
        conflict.columns(['companyId', 'currency', 'day']).doUpdateSet((eb) => ({
          rate: eb.ref('excluded.rate'),
          source: eb.ref('excluded.source'),
          systemId: eb.ref('excluded.systemId'),
        })),
      )
      .execute();
}
