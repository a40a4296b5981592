/** What a shop is told of the catalogue: the ERP's data in the shop's own ids, without what the shop presents in its own way. */
import {
  type AxisRecord,
  type CategoryPush,
  type LocalText,
  type MediaRecord,
  NotSent,
  type ProductAck,
  type ProductPush,
  type ShopPricePush,
} from '#connectors/connector.ts';
import { companyDay } from './availability.ts';
import { bind, externalIdsOf, findBindings } from './bindings.ts';
import type { Db, Trx } from './database.ts';
import { ONE } from './money.ts';
import { enqueue } from './outbox.ts';
import { type PriceQuote, quotePrices } from './pricing.ts';

export interface PublishedMedia {
  sent: string[];
  seen?: string[];
  before?: string[];
}

/** What the hub last wrote into a shop, kept at the binding: a text that comes back unchanged is ours, not the shop's own. */
export interface Published {
  title?: Record<string, string>;
  description?: Record<string, string>;
  slug?: string;
  /**
   * Fingerprints of the pictures as sent. A shop may keep copies with fingerprints of its own: those are noted as `seen` at their first return. `before` are
   * the copies of the pictures sent earlier, which a page read a moment too soon still shows.
   */
  media?: PublishedMedia;
  /** When it was written. */
  at: number;
}

/** Reads {@link Published} of a binding; undefined when nothing was written there yet. */
export function readPublished(json: string | null | undefined): Published | undefined {
  return json ? (JSON.parse(json) as Published) : undefined;
}

/** Null when the shop need not hear of it: it is off sale and was never there. */
export async function productPublication(db: Db, systemId: string, productId: string, now: number): Promise<ProductPush | null> {
  const product = await db.selectFrom('product').selectAll().where('id', '=', productId).executeTakeFirst();
  if (!product) return null;
  const variants = await db
    .selectFrom('variant')
    .selectAll()
    .where('productId', '=', productId)
    .orderBy('position')
    .orderBy('id')
    .execute();
  const variantIds = variants.map((variant) => variant.id);
  const there = await externalIdsOf(db, systemId, [productId, ...variantIds]);
  const onSale = product.lifecycle === 'ACTIVE';
  const externalId = there.get(productId);
  if (externalId === undefined && !onSale) return null;
  const texts = await readTexts(db, [productId, ...variantIds]);
  const gtins = await readGtins(db, variantIds);
  const quotes = await readQuotes(db, systemId, product.companyId, variantIds, now);
  const erpKeys = await externalIdsOf(db, product.systemId, [productId, ...variantIds]);
  const told = variants.filter((variant) => there.has(variant.id) || variant.active === 1);
  return {
    erpKey: erpKeys.get(productId) ?? productId,
    ...(externalId === undefined ? {} : { externalId }),
    active: onSale,
    slug: product.shopSlug ?? product.slug,
    ...given('title', ownTexts(texts, productId, 'title')),
    ...given('description', ownTexts(texts, productId, 'description')),
    ...given('media', await ownMedia(db, productId)),
    categoryExternalIds: await readCategories(db, systemId, productId),
    axes: JSON.parse(product.axes) as AxisRecord[],
    variants: told.map((variant) => {
      const external = there.get(variant.id);
      const quote = quotes.get(variant.id);
      return {
        erpKey: erpKeys.get(variant.id) ?? variant.id,
        ...(external === undefined ? {} : { externalId: external }),
        sku: variant.sku,
        // A shop would give away what has no price.
        active: onSale && variant.active === 1 && quote !== undefined,
        ...given('title', ownTexts(texts, variant.id, 'title')),
        options: JSON.parse(variant.options) as { axis: string; value: string }[],
        gtins: gtins.get(variant.id) ?? [],
        ...(quote ? { price: priceOf(quote) } : {}),
      };
    }),
  };
}

/** Null when the shop need not hear of it. Throws {@link NotSent} while its parent is not in the shop yet: parents go first. */
export async function categoryPublication(db: Db, systemId: string, categoryId: string): Promise<CategoryPush | null> {
  const category = await db.selectFrom('category').selectAll().where('id', '=', categoryId).executeTakeFirst();
  if (!category) return null;
  const parent = category.parentId
    ? await db.selectFrom('category').select('id').where('id', '=', category.parentId).executeTakeFirst()
    : undefined;
  const external = await externalIdsOf(db, systemId, [categoryId, ...(parent ? [parent.id] : [])]);
  const externalId = external.get(categoryId);
  if (externalId === undefined && !category.active) return null;
  const parentExternalId = parent && external.get(parent.id);
  if (parent && parentExternalId === undefined) throw new NotSent('the category above is not in the shop yet', { retryAfterMs: 2_000 });
  const name = ownTexts(await readTexts(db, [categoryId]), categoryId, 'name');
  return {
    hubId: categoryId,
    ...(externalId === undefined ? {} : { externalId }),
    ...(parentExternalId === undefined ? {} : { parentExternalId }),
    name: name.length ? name : [{ locale: 'pl', value: category.slug }],
    slug: category.slug,
    active: category.active === 1,
  };
}

/** Prices of what the shop has; what has none is taken off sale by the product's own publication. */
export async function pricePublication(db: Db, systemId: string, variantIds: string[], now: number): Promise<ShopPricePush[]> {
  const external = await externalIdsOf(db, systemId, variantIds);
  const ids = variantIds.filter((id) => external.has(id));
  if (!ids.length) return [];
  const variants = await db.selectFrom('variant').select(['id', 'sku', 'companyId']).where('id', 'in', ids).execute();
  const companyId = variants[0]?.companyId;
  if (companyId === undefined) return [];
  const quotes = await readQuotes(db, systemId, companyId, ids, now);
  return variants.flatMap((variant) => {
    const quote = quotes.get(variant.id);
    const variantExternalId = external.get(variant.id);
    if (!quote || variantExternalId === undefined) return [];
    const { unitNet, unitGross, currency } = quote;
    return [{ variantExternalId, sku: variant.sku, unitNet, unitGross, currency }];
  });
}

/** Binds what the shop made of a push and remembers what was written, so that it is known again when it comes back. */
export async function notePublished(
  trx: Trx,
  systemId: string,
  productId: string,
  push: ProductPush,
  ack: ProductAck,
  at: number,
): Promise<void> {
  const variants = await trx.selectFrom('variant').select(['id', 'sku', 'companyId']).where('productId', '=', productId).execute();
  const idOf = new Map(variants.map((variant) => [variant.sku, variant.id]));
  const kept = readPublished((await findBindings(trx, systemId, 'products', [ack.externalId])).get(ack.externalId)?.published);
  const published: Published = {
    ...kept,
    ...(push.title ? { title: { ...kept?.title, ...byLocale(push.title) } } : {}),
    ...(push.description ? { description: { ...kept?.description, ...byLocale(push.description) } } : {}),
    ...(push.media ? { media: sentMedia(kept, push.media) } : {}),
    slug: push.slug,
    at,
  };
  await bind(trx, systemId, 'products', [{ externalId: ack.externalId, id: productId, published: JSON.stringify(published) }], at);
  const before = await findBindings(
    trx,
    systemId,
    'variants',
    ack.variants.map((variant) => variant.externalId),
  );
  const titles = new Map(push.variants.map((variant) => [variant.sku, variant.title]));
  const rows = ack.variants.flatMap(({ sku, externalId }) => {
    const id = idOf.get(sku);
    if (id === undefined) return [];
    const own = readPublished(before.get(externalId)?.published);
    const title = titles.get(sku);
    const note: Published = { ...own, ...(title ? { title: { ...own?.title, ...byLocale(title) } } : {}), at };
    return [{ externalId, id, published: JSON.stringify(note) }];
  });
  await bind(trx, systemId, 'variants', rows, at);
  // A level told before the shop had the variant went nowhere.
  const fresh = rows.filter((row) => !before.has(row.externalId)).map((row) => row.id);
  const companyId = variants[0]?.companyId;
  if (companyId) await enqueue(trx, { companyId, kind: 'stock', subjectIds: fresh, at, systemId });
}

/** The copies a shop made stay known while the same pictures are sent again. */
function sentMedia(before: Published | undefined, media: MediaRecord[]): PublishedMedia {
  const sent = media.map((picture) => picture.contentHash);
  const known = before?.media;
  if (known && known.sent.join('\n') === sent.join('\n')) return known;
  return known ? { sent, before: known.seen ?? known.sent } : { sent };
}

const byLocale = (texts: LocalText[]): Record<string, string> => Object.fromEntries(texts.map((text) => [text.locale, text.value]));

function given<K extends string, T>(key: K, list: T[]): { [key in K]?: T[] } {
  return (list.length ? { [key]: list } : {}) as { [key in K]?: T[] };
}

function priceOf({ unitNet, unitGross, currency, taxPercent }: PriceQuote) {
  return { unitNet, unitGross, currency, taxPercent };
}

interface TextRow {
  entityId: string;
  field: string;
  locale: string;
  source: string;
  value: string;
}

function readTexts(db: Db, ids: string[]): Promise<TextRow[]> {
  return db.selectFrom('localizedText').selectAll().where('entityId', 'in', ids).orderBy('locale').execute();
}

/** The ERP's texts in the languages for which the shop has none of its own. */
function ownTexts(rows: TextRow[], entityId: string, field: string): LocalText[] {
  const mine = rows.filter((row) => row.entityId === entityId && row.field === field);
  const shops = new Set(mine.filter((row) => row.source === 'shop').map((row) => row.locale));
  return mine.filter((row) => row.source === 'erp' && !shops.has(row.locale)).map(({ locale, value }) => ({ locale, value }));
}

/** The ERP's pictures, unless the shop has its own. */
async function ownMedia(db: Db, productId: string): Promise<MediaRecord[]> {
  const rows = await db.selectFrom('media').selectAll().where('ownerId', '=', productId).orderBy('position').execute();
  if (rows.some((row) => row.source === 'shop')) return [];
  return rows.map(({ url, alt, contentHash }) => ({ url, contentHash, ...(alt === null ? {} : { alt }) }));
}

async function readGtins(db: Db, variantIds: string[]): Promise<Map<string, string[]>> {
  if (!variantIds.length) return new Map();
  const rows = await db.selectFrom('gtin').selectAll().where('variantId', 'in', variantIds).orderBy('gtin').execute();
  return new Map([...Map.groupBy(rows, (row) => row.variantId)].map(([id, of]) => [id, of.map((row) => row.gtin)]));
}

async function readCategories(db: Db, systemId: string, productId: string): Promise<string[]> {
  const rows = await db
    .selectFrom('productCategory')
    .innerJoin('category', 'category.id', 'productCategory.categoryId')
    .select('category.id')
    .where('productCategory.productId', '=', productId)
    .where('category.active', '=', 1)
    .orderBy('category.id')
    .execute();
  const external = await externalIdsOf(
    db,
    systemId,
    rows.map((row) => row.id),
  );
  return rows.flatMap((row) => external.get(row.id) ?? []);
}

/** The channel's price: what a visitor without a party pays today for one. */
async function readQuotes(
  db: Db,
  systemId: string,
  companyId: string,
  variantIds: string[],
  now: number,
): Promise<Map<string, PriceQuote>> {
  const channel = await db
    .selectFrom('system')
    .innerJoin('channel', 'channel.id', 'system.channelId')
    .select(['channel.id', 'channel.currency'])
    .where('system.id', '=', systemId)
    .executeTakeFirst();
  if (!channel || !variantIds.length) return new Map();
  const date = await companyDay(db, companyId, now);
  const quotes = await quotePrices(
    db,
    variantIds.map((variantId) => ({ variantId, quantity: ONE })),
    { companyId, channelId: channel.id, date, now, currency: channel.currency },
  );
  return new Map(quotes.flatMap((quote) => (quote ? [[quote.variantId, quote]] : [])));
}
