/** SQL of price lists, prices and their history. */
import type { Trx } from '#hub/database.ts';
import { defaultPriceList } from '#hub/pricing.ts';
import type { PriceRow } from '#hub/pricingRules.ts';
import type { PriceListTable } from '#hub/tables.ts';
import { chunks } from './storeWrites.ts';

/** All rows of one variant in one list. */
export interface PriceSet {
  priceListId: string;
  variantId: string;
  rows: PriceRow[];
}

export async function upsertPriceLists(trx: Trx, rows: readonly PriceListTable[]): Promise<void> {
  for (const some of chunks(rows))
    await trx
      .insertInto('priceList')
      .values(some)
      .onConflict((conflict) =>
        conflict.column('id').doUpdateSet((eb) => ({
          code: eb.ref('excluded.code'),
          name: eb.ref('excluded.name'),
          currency: eb.ref('excluded.currency'),
          isDefault: eb.ref('excluded.isDefault'),
          active: eb.ref('excluded.active'),
          updatedAt: eb.ref('excluded.updatedAt'),
        })),
      )
      .execute();
}

/** The list products are sorted by: the default one in the company's currency. */
export async function findDefaultList(trx: Trx, companyId: string): Promise<string | undefined> {
  const company = await trx.selectFrom('company').select('currency').where('id', '=', companyId).executeTakeFirst();
  return ((await defaultPriceList(trx, companyId, company?.currency)) ?? (await defaultPriceList(trx, companyId)))?.id;
}

/** The lists that shops show: the default ones and those of the channels. */
export async function findShownLists(trx: Trx, companyId: string): Promise<Set<string>> {
  const codes = await trx
    .selectFrom('channel')
    .select('priceListCode')
    .where('companyId', '=', companyId)
    .where('priceListCode', 'is not', null)
    .execute();
  const lists = await trx.selectFrom('priceList').select(['id', 'code', 'isDefault']).where('companyId', '=', companyId).execute();
  const named = new Set(codes.map((row) => row.priceListCode));
  return new Set(lists.filter((list) => list.isDefault === 1 || named.has(list.code)).map((list) => list.id));
}

export async function deactivateLists(trx: Trx, ids: readonly string[], at: number): Promise<number> {
  if (!ids.length) return 0;
  const active = (await trx.selectFrom('priceList').select('id').where('id', 'in', ids).where('active', '=', 1).execute()).map(
    (row) => row.id,
  );
  if (active.length) await trx.updateTable('priceList').set({ active: 0, updatedAt: at }).where('id', 'in', active).execute();
  return active.length;
}

/** By "list variant". */
export async function findPriceRows(trx: Trx, variantIds: readonly string[], listIds: readonly string[]): Promise<Map<string, PriceRow[]>> {
  const rows = await trx
    .selectFrom('price')
    .select(['variantId', 'priceListId', 'minQuantityMicros', 'validFrom', 'validTo', 'unitNetMicros', 'rule', 'ruleKind'])
    .where('variantId', 'in', variantIds)
    .where('priceListId', 'in', listIds)
    .execute();
  return Map.groupBy(rows, (row) => `${row.priceListId} ${row.variantId}`);
}

/** `as_of` is when the hub last heard of a price, by its own clock: a sweep must not take a source's slow clock for a price that is gone. */
export async function touchPrices(trx: Trx, sets: readonly PriceSet[], at: number): Promise<void> {
  for (const [priceListId, of] of Map.groupBy(sets, (set) => set.priceListId))
    await trx
      .updateTable('price')
      .set({ asOf: at })
      .where('priceListId', '=', priceListId)
      .where(
        'variantId',
        'in',
        of.map((set) => set.variantId),
      )
      .execute();
}

/** Replaces whole sets. History is only added to and closed, never deleted. */
export async function replacePrices(trx: Trx, sets: readonly (PriceSet & { before: readonly PriceRow[] })[], at: number): Promise<void> {
  for (const [priceListId, of] of Map.groupBy(sets, (set) => set.priceListId))
    await trx
      .deleteFrom('price')
      .where('priceListId', '=', priceListId)
      .where(
        'variantId',
        'in',
        of.map((set) => set.variantId),
      )
      .execute();
  const rows = sets.flatMap(({ priceListId, variantId, rows: of }) => of.map((row) => ({ ...row, priceListId, variantId })));
  for (const some of chunks(rows))
    await trx
      .insertInto('price')
      .values(some.map((row) => ({ ...row, asOf: at })))
      .execute();
  const opened: typeof rows = [];
  for (const { priceListId, variantId, rows: now, before } of sets) {
    const find = (list: readonly PriceRow[], row: PriceRow) =>
      list.find(
        (other) => other.minQuantityMicros === row.minQuantityMicros && other.validFrom === row.validFrom && other.validTo === row.validTo,
      );
    for (const row of before)
      if (find(now, row)?.unitNetMicros !== row.unitNetMicros) await closeHistory(trx, { ...row, priceListId, variantId }, at);
    for (const row of now) if (find(before, row)?.unitNetMicros !== row.unitNetMicros) opened.push({ ...row, priceListId, variantId });
  }
  for (const some of chunks(opened))
    await trx
      .insertInto('priceHistory')
      .values(some.map(({ rule: _rule, ruleKind: _kind, ...row }) => ({ ...row, fromAt: at, untilAt: null })))
      // Changed twice within a millisecond: the first of the two was never asked of anybody.
      .onConflict((conflict) =>
        conflict
          .columns(['variantId', 'priceListId', 'minQuantityMicros', 'validFrom', 'validTo', 'fromAt'])
          .doUpdateSet((eb) => ({ unitNetMicros: eb.ref('excluded.unitNetMicros'), untilAt: eb.ref('excluded.untilAt') })),
      )
      .execute();
}

async function closeHistory(trx: Trx, row: PriceRow & { priceListId: string; variantId: string }, at: number): Promise<void> {
  await trx
    .updateTable('priceHistory')
    .set({ untilAt: at })
    .where('variantId', '=', row.variantId)
    .where('priceListId', '=', row.priceListId)
    .where('minQuantityMicros', '=', row.minQuantityMicros)
    .where('validFrom', '=', row.validFrom)
    .where('validTo', '=', row.validTo)
    .where('untilAt', 'is', null)
    .execute();
}

export async function findProductsOf(trx: Trx, variantIds: readonly string[]): Promise<Map<string, string>> {
  const found = new Map<string, string>();
  for (const some of chunks(variantIds, 500)) {
    const rows = await trx.selectFrom('variant').select(['id', 'productId']).where('id', 'in', some).execute();
    for (const row of rows) found.set(row.id, row.productId);
  }
  return found;
}

export async function listProductPage(trx: Trx, companyId: string, after: string): Promise<string[]> {
  const rows = await trx
    .selectFrom('product')
    .select('id')
    .where('companyId', '=', companyId)
    .where('id', '>', after)
    .orderBy('id')
    .limit(250)
    .execute();
  return rows.map((row) => row.id);
}

/** Sets of a system's lists that were not told since. */
export async function findPricesNotSeen(trx: Trx, systemId: string, since: number): Promise<Omit<PriceSet, 'rows'>[]> {
  return trx
    .selectFrom('price')
    .innerJoin('binding', 'binding.id', 'price.priceListId')
    .select(['price.priceListId', 'price.variantId'])
    .distinct()
    .where('binding.systemId', '=', systemId)
    .where('binding.entity', '=', 'priceLists')
    .where('price.asOf', '<', since)
    .execute();
}

/** Sets with a row that began after `since` up to `day`, or ended from `since` on before `day`. */
export async function findPricesTurning(trx: Trx, companyId: string, since: string, day: string): Promise<Omit<PriceSet, 'rows'>[]> {
  return trx
    .selectFrom('price')
    .innerJoin('priceList', 'priceList.id', 'price.priceListId')
    .select(['price.priceListId', 'price.variantId'])
    .distinct()
    .where('priceList.companyId', '=', companyId)
    .where('priceList.active', '=', 1)
    .where((eb) =>
      eb.or([
        eb.and([eb('price.validFrom', '>', since), eb('price.validFrom', '<=', day)]),
        eb.and([eb('price.validTo', '>=', since), eb('price.validTo', '<', day)]),
      ]),
    )
    .orderBy('price.priceListId')
    .orderBy('price.variantId')
    .execute();
}
