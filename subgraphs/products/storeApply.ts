/** SQL of the appliers: what a pulled slice reads before it decides, and what it writes. */
import { type BoundEntity, bind } from '#hub/bindings.ts';
import type { Trx } from '#hub/database.ts';
import type { CategoryTable, ParameterTable, ProductTable, VariantCostTable, VariantTable } from '#hub/tables.ts';
import { chunks } from './storeWrites.ts';

/** Bindings that a finished full sweep did not see; only those older than its start. */
export async function missingSince(
  trx: Trx,
  systemId: string,
  entity: BoundEntity,
  sweepStartedAt: number,
): Promise<{ externalId: string; id: string }[]> {
  return trx
    .selectFrom('binding')
    .select(['externalId', 'id'])
    .where('systemId', '=', systemId)
    .where('entity', '=', entity)
    .where('seenAt', '<', sweepStartedAt)
    .where('createdAt', '<', sweepStartedAt)
    .execute();
}

/** Forgets where things were: the next publication makes them anew. */
export async function releaseBindings(
  trx: Trx,
  systemId: string,
  entity: BoundEntity,
  gone: readonly { externalId: string }[],
): Promise<void> {
  for (const some of chunks(gone, 500))
    await trx
      .deleteFrom('binding')
      .where('systemId', '=', systemId)
      .where('entity', '=', entity)
      .where(
        'externalId',
        'in',
        some.map((binding) => binding.externalId),
      )
      .execute();
}

/** So that the same record is applied again when it comes back. */
export async function forgetContent(trx: Trx, systemId: string, entity: BoundEntity, ids: readonly string[]): Promise<void> {
  for (const some of chunks(ids, 500))
    await trx
      .updateTable('binding')
      .set({ content: null })
      .where('systemId', '=', systemId)
      .where('entity', '=', entity)
      .where('id', 'in', some)
      .execute();
}

export async function upsertCategories(trx: Trx, rows: readonly CategoryTable[]): Promise<void> {
  for (const some of chunks(rows))
    await trx
      .insertInto('category')
      .values(some)
      .onConflict((conflict) =>
        conflict.column('id').doUpdateSet((eb) => ({
          parentId: eb.ref('excluded.parentId'),
          slug: eb.ref('excluded.slug'),
          active: eb.ref('excluded.active'),
          updatedAt: eb.ref('excluded.updatedAt'),
        })),
      )
      .execute();
}

/** Binds a shop's categories to ours of the same slug that the shop has not under another number; answers how many. */
export async function bindUnboundCategories(
  trx: Trx,
  systemId: string,
  companyId: string,
  wishes: readonly { externalId: string; slug: string }[],
  at: number,
): Promise<number> {
  if (!wishes.length) return 0;
  const rows = await trx
    .selectFrom('category')
    .select(['id', 'slug'])
    .where('companyId', '=', companyId)
    .where(
      'slug',
      'in',
      wishes.map((wish) => wish.slug),
    )
    .where((eb) =>
      eb.not(
        eb.exists(
          eb.selectFrom('binding').select('binding.id').whereRef('binding.id', '=', 'category.id').where('binding.systemId', '=', systemId),
        ),
      ),
    )
    .execute();
  const free = new Map(rows.map((row) => [row.slug, row.id]));
  const found = wishes.flatMap(({ externalId, slug }) => {
    const id = free.get(slug);
    free.delete(slug);
    return id === undefined ? [] : [{ externalId, id }];
  });
  await bind(trx, systemId, 'categories', found, at);
  return found.length;
}

export async function withdrawCategories(trx: Trx, systemId: string, ids: readonly string[], at: number): Promise<string[]> {
  const withdrawn: string[] = [];
  for (const some of chunks(ids, 500)) {
    const rows = await trx.selectFrom('category').select('id').where('id', 'in', some).where('active', '=', 1).execute();
    const active = rows.map((row) => row.id);
    if (active.length) await trx.updateTable('category').set({ active: 0, updatedAt: at }).where('id', 'in', active).execute();
    withdrawn.push(...active);
  }
  await forgetContent(trx, systemId, 'categories', ids);
  return withdrawn;
}

export interface SkuHolder {
  id: string;
  sku: string;
  productId: string;
  /** On sale: active and of an active product. */
  onSale: boolean;
  /** What the system itself calls it; undefined when it does not know it. */
  externalId: string | undefined;
}

export async function findSkuHolders(
  trx: Trx,
  systemId: string,
  companyId: string,
  skus: readonly string[],
): Promise<Map<string, SkuHolder>> {
  const found = new Map<string, SkuHolder>();
  for (const some of chunks(skus, 500)) {
    const rows = await trx
      .selectFrom('variant')
      .innerJoin('product', 'product.id', 'variant.productId')
      .leftJoin('binding', (join) =>
        join.onRef('binding.id', '=', 'variant.id').on('binding.systemId', '=', systemId).on('binding.entity', '=', 'variants'),
      )
      .select(['variant.id', 'variant.sku', 'variant.productId', 'variant.active', 'product.lifecycle', 'binding.externalId'])
      .where('variant.companyId', '=', companyId)
      .where('variant.sku', 'in', some)
      .execute();
    for (const { active, lifecycle, externalId, ...row } of rows)
      found.set(row.sku, { ...row, onSale: active === 1 && lifecycle === 'ACTIVE', externalId: externalId ?? undefined });
  }
  return found;
}

export async function findStoredProducts(
  trx: Trx,
  ids: readonly string[],
): Promise<Map<string, Pick<ProductTable, 'id' | 'slug' | 'shopSlug' | 'lifecycle'>>> {
  if (!ids.length) return new Map();
  const rows = await trx.selectFrom('product').select(['id', 'slug', 'shopSlug', 'lifecycle']).where('id', 'in', ids).execute();
  return new Map(rows.map((row) => [row.id, row]));
}

export async function upsertProducts(trx: Trx, rows: readonly ProductTable[]): Promise<void> {
  for (const some of chunks(rows))
    await trx
      .insertInto('product')
      .values(some)
      .onConflict((conflict) =>
        conflict.column('id').doUpdateSet((eb) => ({
          slug: eb.ref('excluded.slug'),
          brand: eb.ref('excluded.brand'),
          kind: eb.ref('excluded.kind'),
          lifecycle: eb.ref('excluded.lifecycle'),
          axes: eb.ref('excluded.axes'),
          systemId: eb.ref('excluded.systemId'),
          version: eb('product.version', '+', 1),
          updatedAt: eb.ref('excluded.updatedAt'),
          asOf: eb.ref('excluded.asOf'),
        })),
      )
      .execute();
}

export async function upsertVariants(trx: Trx, rows: readonly VariantTable[]): Promise<void> {
  for (const some of chunks(rows))
    await trx
      .insertInto('variant')
      .values(some)
      .onConflict((conflict) =>
        conflict.column('id').doUpdateSet((eb) => ({
          productId: eb.ref('excluded.productId'),
          sku: eb.ref('excluded.sku'),
          position: eb.ref('excluded.position'),
          active: eb.ref('excluded.active'),
          unitCode: eb.ref('excluded.unitCode'),
          minQuantityMicros: eb.ref('excluded.minQuantityMicros'),
          stepMicros: eb.ref('excluded.stepMicros'),
          options: eb.ref('excluded.options'),
          salesUnits: eb.ref('excluded.salesUnits'),
          taxPercent: eb.ref('excluded.taxPercent'),
          systemId: eb.ref('excluded.systemId'),
          version: eb('variant.version', '+', 1),
          updatedAt: eb.ref('excluded.updatedAt'),
          asOf: eb.ref('excluded.asOf'),
        })),
      )
      .execute();
}

/** Variants of these products that the source no longer names are off sale; they stay, because orders point to them. */
export async function stopOtherVariants(
  trx: Trx,
  systemId: string,
  productIds: readonly string[],
  kept: readonly string[],
  at: number,
): Promise<void> {
  if (!productIds.length) return;
  const rows = await trx
    .selectFrom('variant')
    .select('id')
    .where('productId', 'in', productIds)
    .where('systemId', '=', systemId)
    .where('active', '=', 1)
    .execute();
  const keep = new Set(kept);
  const gone = rows.filter((row) => !keep.has(row.id)).map((row) => row.id);
  for (const ids of chunks(gone, 500))
    await trx
      .updateTable('variant')
      .set((eb) => ({ active: 0, version: eb('version', '+', 1), updatedAt: at }))
      .where('id', 'in', ids)
      .execute();
}

export async function replaceParameters(trx: Trx, productIds: readonly string[], rows: readonly ParameterTable[]): Promise<void> {
  if (productIds.length) await trx.deleteFrom('parameter').where('productId', 'in', productIds).execute();
  for (const some of chunks(rows))
    await trx
      .insertInto('parameter')
      .values(some)
      .onConflict((conflict) => conflict.columns(['ownerId', 'code']).doNothing())
      .execute();
}

export async function replaceCategories(
  trx: Trx,
  productIds: readonly string[],
  rows: readonly { productId: string; categoryId: string }[],
): Promise<void> {
  if (productIds.length) await trx.deleteFrom('productCategory').where('productId', 'in', productIds).execute();
  for (const some of chunks(rows, 500))
    await trx
      .insertInto('productCategory')
      .values(some)
      .onConflict((conflict) => conflict.columns(['productId', 'categoryId']).doNothing())
      .execute();
}

export async function replaceGtins(
  trx: Trx,
  variantIds: readonly string[],
  rows: readonly { gtin: string; variantId: string }[],
): Promise<void> {
  for (const some of chunks(variantIds, 500)) await trx.deleteFrom('gtin').where('variantId', 'in', some).execute();
  for (const some of chunks(rows, 500))
    await trx
      .insertInto('gtin')
      .values(some)
      .onConflict((conflict) => conflict.columns(['gtin', 'variantId']).doNothing())
      .execute();
}

export async function upsertCosts(trx: Trx, rows: readonly VariantCostTable[]): Promise<void> {
  for (const some of chunks(rows))
    await trx
      .insertInto('variantCost')
      .values(some)
      .onConflict((conflict) =>
        conflict.column('variantId').doUpdateSet((eb) => ({
          unitMicros: eb.ref('excluded.unitMicros'),
          currency: eb.ref('excluded.currency'),
          method: eb.ref('excluded.method'),
          asOf: eb.ref('excluded.asOf'),
        })),
      )
      .execute();
}

/** Read again and found unchanged. */
export async function touchProducts(trx: Trx, productIds: readonly string[], asOf: number): Promise<void> {
  if (!productIds.length) return;
  await trx.updateTable('product').set({ asOf }).where('id', 'in', productIds).where('asOf', '<', asOf).execute();
  await trx.updateTable('variant').set({ asOf }).where('productId', 'in', productIds).where('asOf', '<', asOf).execute();
}

/** Answers those that were not deleted before. */
export async function deleteProducts(trx: Trx, systemId: string, ids: readonly string[], at: number): Promise<string[]> {
  const deleted: string[] = [];
  for (const some of chunks(ids, 500)) {
    const rows = await trx
      .selectFrom('product')
      .select('id')
      .where('id', 'in', some)
      .where('systemId', '=', systemId)
      .where('lifecycle', '!=', 'DELETED')
      .execute();
    const open = rows.map((row) => row.id);
    if (open.length)
      await trx
        .updateTable('product')
        .set((eb) => ({ lifecycle: 'DELETED', version: eb('version', '+', 1), updatedAt: at }))
        .where('id', 'in', open)
        .execute();
    deleted.push(...open);
  }
  await forgetContent(trx, systemId, 'products', ids);
  return deleted;
}
