/** Writes of the catalogue that more than one applier needs. Everything is done for a slice of records at once. */
import { sql } from 'kysely';
import type { LocalText, MediaRecord } from '#connectors/connector.ts';
import type { Trx } from '#hub/database.ts';
import { fold, sortKey } from '#hub/text.ts';
import { servedText } from './texts.ts';

export type Source = 'erp' | 'shop';

/** Rows a statement may insert: far below the parameter limits of both stores. */
const ROWS = 100;

export function* chunks<T>(rows: readonly T[], size = ROWS): Generator<T[]> {
  for (let i = 0; i < rows.length; i += size) yield rows.slice(i, i + size);
}

export interface TextWrite {
  entityId: string;
  field: string;
  texts: readonly LocalText[];
}

/** Replaces all texts that one side told of these entities. */
export async function replaceTexts(trx: Trx, source: Source, entityIds: readonly string[], writes: readonly TextWrite[]): Promise<void> {
  for (const ids of chunks(entityIds, 500))
    await trx.deleteFrom('localizedText').where('entityId', 'in', ids).where('source', '=', source).execute();
  const rows = writes.flatMap(({ entityId, field, texts }) =>
    // A source that tells a language twice means the last.
    [...new Map(texts.map((text) => [text.locale, text.value]))].map(([locale, value]) => ({ entityId, field, locale, source, value })),
  );
  for (const some of chunks(rows)) await trx.insertInto('localizedText').values(some).execute();
}

/** Replaces all pictures that one side told of these owners. */
export async function replaceMedia(
  trx: Trx,
  source: Source,
  ownerIds: readonly string[],
  writes: readonly { ownerId: string; media: readonly MediaRecord[] }[],
): Promise<void> {
  for (const ids of chunks(ownerIds, 500)) await trx.deleteFrom('media').where('ownerId', 'in', ids).where('source', '=', source).execute();
  const rows = writes.flatMap(({ ownerId, media }) =>
    media.map(({ url, alt, contentHash }, position) => ({ ownerId, source, position, url, alt: alt ?? null, contentHash })),
  );
  for (const some of chunks(rows)) await trx.insertInto('media').values(some).execute();
}

/**
 * The search column: the folded titles a line each, then SKUs and bar codes between tabs, then the words of brand, variants and parameters. `storeSort.ts` reads
 * this shape for relevance.
 */
function searchText(titles: readonly string[], numbers: readonly string[], words: readonly string[]): string {
  const lines = [...new Set(titles.map(fold))];
  const others = [...new Set(words.map(fold))].filter((word) => word !== '');
  return `${lines.join('\n')}\n\t${[...new Set(numbers.map(fold))].join('\t')}\t\n${others.join('\n')}`;
}

/** Computes the search and sort columns anew from what is stored, both sides' texts included. */
export async function refreshSearch(trx: Trx, productIds: readonly string[]): Promise<void> {
  if (!productIds.length) return;
  const products = await trx.selectFrom('product').select(['id', 'brand', 'slug']).where('id', 'in', productIds).execute();
  const variants = await trx.selectFrom('variant').select(['id', 'productId', 'sku']).where('productId', 'in', productIds).execute();
  const owners = new Map(variants.map((variant) => [variant.id, variant.productId]));
  const texts = await trx
    .selectFrom('localizedText')
    .selectAll()
    .where('entityId', 'in', [...productIds, ...owners.keys()])
    .where('field', '=', 'title')
    .orderBy('locale')
    .execute();
  const gtins = owners.size
    ? await trx
        .selectFrom('gtin')
        .selectAll()
        .where('variantId', 'in', [...owners.keys()])
        .execute()
    : [];
  const parameters = await trx
    .selectFrom('parameter')
    .select(['productId', 'kind', 'display'])
    .where('productId', 'in', productIds)
    .execute();
  for (const { id, brand, slug } of products) {
    const own = texts.filter((text) => text.entityId === id);
    const title = servedText(own, 'title', ['pl']) ?? slug;
    const numbers = [
      ...variants.filter((variant) => variant.productId === id).map((variant) => variant.sku),
      ...gtins.filter((gtin) => owners.get(gtin.variantId) === id).map((gtin) => gtin.gtin),
    ];
    const titles = [title, ...own.map((text) => text.value)];
    const words = [
      brand ?? '',
      ...texts.filter((text) => owners.get(text.entityId) === id).map((text) => text.value),
      ...parameters.filter((parameter) => parameter.productId === id && parameter.kind !== 'BOOLEAN').map((parameter) => parameter.display),
    ];
    await trx
      .updateTable('product')
      .set({ search: searchText(titles, numbers, words), sortTitle: sortKey(title) })
      .where('id', '=', id)
      .execute();
  }
  await refreshShelves(trx, productIds);
}

/** The products' sort columns once more at each of their categories, where an index has them in order (see storeShelves.ts). */
export async function refreshShelves(trx: Trx, productIds: readonly string[]): Promise<void> {
  const of = (column: 'product.sortTitle' | 'product.sortPriceMicros') =>
    sql`(select ${sql.ref(column)} from product where product.id = product_category.product_id)`;
  for (const ids of chunks(productIds, 500))
    await trx
      .updateTable('productCategory')
      .set({ sortTitle: sql<string>`${of('product.sortTitle')}`, sortPriceMicros: sql<bigint | null>`${of('product.sortPriceMicros')}` })
      .where('productId', 'in', ids)
      .execute();
}

/** A slug nobody of the company has: the wanted one, else with a number of the thing's own. */
export async function freeSlugs(
  trx: Trx,
  table: 'product' | 'category',
  companyId: string,
  wishes: readonly { id: string; slug: string; suffix: string }[],
): Promise<Map<string, string>> {
  if (!wishes.length) return new Map();
  const candidates = wishes.flatMap(({ slug, suffix, id }) => [slug, `${slug}-${suffix}`, `${slug}-${id.slice(-12)}`]);
  const rows = await trx
    .selectFrom(table)
    .select(['id', 'slug'])
    .where('companyId', '=', companyId)
    .where('slug', 'in', candidates)
    .execute();
  const holders = new Map(rows.map((row) => [row.slug, row.id]));
  const given = new Map<string, string>();
  for (const { id, slug, suffix } of wishes) {
    const free =
      [slug, `${slug}-${suffix}`, `${slug}-${id.slice(-12)}`].find((name) => (holders.get(name) ?? id) === id) ?? `${slug}-${id}`;
    holders.set(free, id);
    given.set(id, free);
  }
  return given;
}
