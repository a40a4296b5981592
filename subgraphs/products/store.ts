/** Reads of the catalogue, in batches. Every function keeps to the company; `all` false leaves out what a storefront may not see. */
import { bindingsOf } from '#hub/bindings.ts';
import type { Db } from '#hub/database.ts';
import type { LocalizedTextTable, MediaTable, ParameterTable, VariantCostTable } from '#hub/tables.ts';
import type { CategoryRow, ChannelRow, ProductRow, VariantRow } from './mappers.ts';

export interface Sight {
  companyId: string;
  /** True with the scope products:read: what is off sale is seen, too. */
  all: boolean;
}

export const productColumns = [
  'product.id',
  'product.companyId',
  'product.slug',
  'product.shopSlug',
  'product.brand',
  'product.kind',
  'product.lifecycle',
  'product.axes',
  'product.sortTitle',
  'product.sortPriceMicros',
  'product.systemId',
  'product.version',
  'product.createdAt',
  'product.updatedAt',
  'product.asOf',
] as const;

function productsSeen(db: Db, sight: Sight) {
  const query = db.selectFrom('product').select(productColumns);
  return sight.all ? query : query.where('product.lifecycle', '=', 'ACTIVE');
}

function variantsSeen(db: Db, sight: Sight) {
  const query = db.selectFrom('variant').innerJoin('product', 'product.id', 'variant.productId').selectAll('variant');
  return sight.all ? query : query.where('variant.active', '=', 1).where('product.lifecycle', '=', 'ACTIVE');
}

function categoriesSeen(db: Db, sight: Sight) {
  const query = db.selectFrom('category').selectAll('category');
  return sight.all ? query : query.where('category.active', '=', 1);
}

/**
 * Rows found by their ids are kept to the company here, not in SQL: nearly every row is of the one company, and a condition on it would tempt the database to
 * walk that index instead of the ids'.
 */
async function ofCompany<R extends { companyId: string }>(sight: Sight, rows: Promise<R[]>): Promise<R[]> {
  return (await rows).filter((row) => row.companyId === sight.companyId);
}

export const findProducts = (db: Db, sight: Sight, ids: readonly string[]): Promise<ProductRow[]> =>
  ofCompany(sight, productsSeen(db, sight).where('product.id', 'in', ids).execute());

/** By the slug that is served; a slug of the ERP's that the shop replaced still leads to the product. */
export async function findProductBySlug(db: Db, sight: Sight, slug: string): Promise<ProductRow | undefined> {
  const seen = productsSeen(db, sight).where('product.companyId', '=', sight.companyId);
  const known = await seen.where('product.slug', '=', slug).executeTakeFirst();
  if (known && known.shopSlug === null) return known;
  return (await seen.where('product.shopSlug', '=', slug).orderBy('product.id').executeTakeFirst()) ?? known;
}

export const findVariants = (db: Db, sight: Sight, ids: readonly string[]): Promise<VariantRow[]> =>
  ofCompany(sight, variantsSeen(db, sight).where('variant.id', 'in', ids).execute());

export const findVariantsBySku = (db: Db, sight: Sight, skus: readonly string[]): Promise<VariantRow[]> =>
  variantsSeen(db, sight).where('variant.companyId', '=', sight.companyId).where('variant.sku', 'in', skus).execute();

/** A bar code may stand at several variants by mistake: the one on sale comes first. */
export async function findVariantByGtin(db: Db, sight: Sight, gtin: string): Promise<VariantRow | undefined> {
  const rows = variantsSeen(db, sight)
    .innerJoin('gtin', 'gtin.variantId', 'variant.id')
    .where('gtin.gtin', '=', gtin)
    .orderBy('variant.active', 'desc')
    .orderBy('variant.id')
    .limit(20)
    .execute();
  return (await ofCompany(sight, rows))[0];
}

export const findVariantsOf = (db: Db, sight: Sight, productIds: readonly string[]): Promise<VariantRow[]> =>
  ofCompany(
    sight,
    variantsSeen(db, sight).where('variant.productId', 'in', productIds).orderBy('variant.position').orderBy('variant.id').execute(),
  );

export const findTexts = (db: Db, ids: readonly string[]): Promise<LocalizedTextTable[]> =>
  db.selectFrom('localizedText').selectAll().where('entityId', 'in', ids).orderBy('locale').execute();

export const findMedia = (db: Db, ownerIds: readonly string[]): Promise<MediaTable[]> =>
  db.selectFrom('media').selectAll().where('ownerId', 'in', ownerIds).orderBy('position').execute();

export const findParameters = (db: Db, ownerIds: readonly string[]): Promise<ParameterTable[]> =>
  db.selectFrom('parameter').selectAll().where('ownerId', 'in', ownerIds).orderBy('position').orderBy('code').execute();

export const findGtins = (db: Db, variantIds: readonly string[]): Promise<{ gtin: string; variantId: string }[]> =>
  db.selectFrom('gtin').selectAll().where('variantId', 'in', variantIds).orderBy('gtin').execute();

export const findCosts = (db: Db, variantIds: readonly string[]): Promise<VariantCostTable[]> =>
  db.selectFrom('variantCost').selectAll().where('variantId', 'in', variantIds).execute();

export const findExternalIds = (db: Db, ids: readonly string[]): Promise<{ id: string; systemId: string; kind: string; value: string }[]> =>
  bindingsOf(db, ids);

export const findCategories = (db: Db, sight: Sight, ids: readonly string[]): Promise<CategoryRow[]> =>
  ofCompany(sight, categoriesSeen(db, sight).where('category.id', 'in', ids).execute());

export const findCategoryBySlug = (db: Db, sight: Sight, slug: string): Promise<CategoryRow | undefined> =>
  categoriesSeen(db, sight).where('category.companyId', '=', sight.companyId).where('category.slug', '=', slug).executeTakeFirst();

export const findChildren = (db: Db, sight: Sight, parentIds: readonly string[]): Promise<CategoryRow[]> =>
  ofCompany(sight, categoriesSeen(db, sight).where('category.parentId', 'in', parentIds).orderBy('category.slug').execute());

/** A category whose parent is not here (yet) stands at the top, too: it must not be out of reach. */
export const findTopCategories = (db: Db, sight: Sight): Promise<CategoryRow[]> =>
  categoriesSeen(db, sight)
    .where('category.companyId', '=', sight.companyId)
    .where((eb) =>
      eb.or([
        eb('category.parentId', 'is', null),
        eb.not(eb.exists(eb.selectFrom('category as parent').select('parent.id').whereRef('parent.id', '=', 'category.parentId'))),
      ]),
    )
    .orderBy('category.slug')
    .execute();

export const findCategoriesOf = (db: Db, sight: Sight, productIds: readonly string[]): Promise<(CategoryRow & { productId: string })[]> =>
  ofCompany(
    sight,
    categoriesSeen(db, sight)
      .innerJoin('productCategory', 'productCategory.categoryId', 'category.id')
      .select('productCategory.productId')
      .where('productCategory.productId', 'in', productIds)
      .orderBy('category.slug')
      .execute(),
  );

/** Each asked category with everything above it, nearest first. A parent that is its own descendant ends the walk. */
export async function findAncestors(db: Db, sight: Sight, ids: readonly string[]): Promise<Map<string, CategoryRow[]>> {
  const found = new Map<string, CategoryRow[]>(ids.map((id) => [id, []]));
  const known = new Map<string, CategoryRow>();
  const asked = new Set<string>();
  for (let wanted = [...ids]; wanted.length && asked.size < 10_000; ) {
    for (const id of wanted) asked.add(id);
    const rows = await findCategories(db, sight, wanted);
    for (const row of rows) known.set(row.id, row);
    wanted = [...new Set(rows.flatMap((row) => (row.parentId && !asked.has(row.parentId) ? [row.parentId] : [])))];
  }
  for (const [id, above] of found) {
    const seen = new Set([id]);
    for (let at = known.get(id)?.parentId; at && !seen.has(at); at = known.get(at)?.parentId) {
      seen.add(at);
      const row = known.get(at);
      if (row) above.push(row);
    }
  }
  return found;
}

/** The given categories and all below them. */
export async function findSubtree(db: Db, companyId: string, ids: readonly string[]): Promise<string[]> {
  const rows = await subtree(db, companyId, ids).selectFrom('tree').select('tree.id').distinct().execute();
  return rows.map((row) => row.id);
}

/** How many products stand in each category or below it. */
export async function countProducts(db: Db, sight: Sight, ids: readonly string[]): Promise<Map<string, number>> {
  let query = subtree(db, sight.companyId, ids)
    .selectFrom('tree')
    .innerJoin('productCategory', 'productCategory.categoryId', 'tree.id')
    .innerJoin('product', 'product.id', 'productCategory.productId')
    .select((eb) => ['tree.root', eb.fn.count<number>('product.id').distinct().as('products')])
    .groupBy('tree.root');
  if (!sight.all) query = query.where('product.lifecycle', '=', 'ACTIVE');
  return new Map((await query.execute()).map((row) => [row.root, Number(row.products)]));
}

/** `union`, not `union all`: a circle in the source's tree must end. */
function subtree(db: Db, companyId: string, ids: readonly string[]) {
  return db.withRecursive('tree(root, id)', (cte) =>
    cte
      .selectFrom('category')
      .select(['category.id as root', 'category.id as id'])
      .where('category.id', 'in', ids)
      .where('category.companyId', '=', companyId)
      .union(
        cte.selectFrom('category as below').innerJoin('tree', 'tree.id', 'below.parentId').select(['tree.root as root', 'below.id as id']),
      ),
  );
}

export const findChannels = (db: Db, companyId: string): Promise<ChannelRow[]> =>
  db.selectFrom('channel').selectAll().where('companyId', '=', companyId).orderBy('code').execute();

export interface BuyerRow {
  id: string;
  creditBlocked: number;
  /** Currency of the list the buyer alone has; the default list is everybody's. */
  listCurrency: string | null;
}

export async function findBuyers(db: Db, companyId: string, ids: readonly string[]): Promise<BuyerRow[]> {
  const rows = await db
    .selectFrom('customer')
    .leftJoin('priceList', (join) =>
      join.onRef('priceList.id', '=', 'customer.priceListId').on('priceList.active', '=', 1).on('priceList.isDefault', '=', 0),
    )
    .select(['customer.id', 'customer.creditBlocked', 'customer.companyId', 'priceList.currency as listCurrency'])
    .where('customer.id', 'in', ids)
    .execute();
  return rows.filter((row) => row.companyId === companyId);
}

/** The currencies in which some list of the company has a price for each of these variants. */
export async function findPricedAnywhere(db: Db, companyId: string, variantIds: readonly string[]): Promise<Map<string, Set<string>>> {
  const rows = await db
    .selectFrom('price')
    .innerJoin('priceList', 'priceList.id', 'price.priceListId')
    .select(['price.variantId', 'priceList.currency'])
    .distinct()
    .where('price.variantId', 'in', variantIds)
    .where('priceList.companyId', '=', companyId)
    .where('priceList.active', '=', 1)
    .execute();
  return new Map([...Map.groupBy(rows, (row) => row.variantId)].map(([id, of]) => [id, new Set(of.map((row) => row.currency))]));
}

export const findZone = async (db: Db, companyId: string): Promise<string> =>
  (await db.selectFrom('company').select('zone').where('id', '=', companyId).executeTakeFirst())?.zone ?? 'UTC';
