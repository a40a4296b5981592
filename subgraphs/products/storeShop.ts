/** SQL of a shop's presentation. */
import type { Trx } from '#hub/database.ts';

/** What both sides have told so far, by "entity field locale". */
export interface Presentation {
  erp: Map<string, string>;
  shop: Map<string, string>;
  erpMedia: Set<string>;
  /** Fingerprints of the shop's own pictures by owner, a line each. */
  shopMedia: Map<string, string>;
  slugs: Map<string, { slug: string; shopSlug: string | null }>;
}

export async function findPresentation(trx: Trx, ids: readonly string[]): Promise<Presentation> {
  const found: Presentation = { erp: new Map(), shop: new Map(), erpMedia: new Set(), shopMedia: new Map(), slugs: new Map() };
  if (!ids.length) return found;
  const texts = await trx.selectFrom('localizedText').selectAll().where('entityId', 'in', ids).execute();
  for (const { entityId, field, locale, source, value } of texts)
    (source === 'shop' ? found.shop : found.erp).set(`${entityId} ${field} ${locale}`, value);
  const media = await trx.selectFrom('media').selectAll().where('ownerId', 'in', ids).orderBy('position').execute();
  for (const { ownerId, source, contentHash } of media) {
    if (source !== 'shop') {
      found.erpMedia.add(contentHash);
      continue;
    }
    const before = found.shopMedia.get(ownerId);
    found.shopMedia.set(ownerId, before === undefined ? contentHash : `${before}\n${contentHash}`);
  }
  const products = await trx.selectFrom('product').select(['id', 'slug', 'shopSlug']).where('id', 'in', ids).execute();
  for (const { id, slug, shopSlug } of products) found.slugs.set(id, { slug, shopSlug });
  return found;
}

/** Also marks the products as changed. */
export async function setShopSlugs(trx: Trx, rows: readonly { id: string; shopSlug: string | null }[], at: number): Promise<void> {
  for (const { id, shopSlug } of rows)
    await trx
      .updateTable('product')
      .set((eb) => ({ shopSlug, version: eb('version', '+', 1), updatedAt: at }))
      .where('id', '=', id)
      .execute();
}
