/**
 * A shop's products are recognised by SKU, and say only how things are presented. A text that equals what the hub wrote there is the hub's own coming
 * back: it is not stored, so that a later change in the ERP is published again. What differs is the shop's from then on.
 */
import type { LocalText, MediaRecord, ProductRecord } from '#connectors/connector.ts';
import type { Applied, ApplyContext, Retire } from '#hub/apply.ts';
import { type Binding, bind, contentOf, findBindings } from '#hub/bindings.ts';
import type { Trx } from '#hub/database.ts';
import { emit } from '#hub/events.ts';
import { enqueue } from '#hub/outbox.ts';
import { type Published, readPublished } from '#hub/publication.ts';
import { findSkuHolders, findStoredProducts, missingSince, releaseBindings, type SkuHolder } from './storeApply.ts';
import { findPresentation, type Presentation, setShopSlugs } from './storeShop.ts';
import { chunks, refreshSearch, replaceMedia, replaceTexts, type TextWrite } from './storeWrites.ts';

interface Matched {
  record: ProductRecord;
  productId: string;
  content: string;
  published: Published | undefined;
  variants: { id: string; record: ProductRecord['variants'][number]; published: Published | undefined }[];
}

export async function applyShopProducts(trx: Trx, records: ProductRecord[], context: ApplyContext): Promise<Applied> {
  const { id: systemId, companyId } = context.system;
  const skus = records.flatMap((record) => record.variants.map((variant) => variant.sku.trim()));
  const holders = await findSkuHolders(trx, systemId, companyId, skus);
  const bindings = await findBindings(
    trx,
    systemId,
    'products',
    records.map((record) => record.externalId),
  );
  const variantBindings = await findBindings(
    trx,
    systemId,
    'variants',
    records.flatMap((record) => record.variants.map((variant) => variant.externalId)),
  );
  const matched = records.flatMap((record) => match(record, holders, bindings, variantBindings) ?? []);
  const changed = matched.filter(({ record, content }) => bindings.get(record.externalId)?.content !== content);
  const known = await findPresentation(
    trx,
    changed.flatMap(({ productId, variants }) => [productId, ...variants.map((variant) => variant.id)]),
  );
  const seen = new Map<string, Published>();
  const shown = changed.map((match) => present(match, known, seen));
  await write(trx, shown, context);
  await bind(
    trx,
    systemId,
    'products',
    matched.map(({ record, productId, content }) => {
      const published = seen.get(record.externalId);
      return { externalId: record.externalId, id: productId, content, ...(published ? { published: JSON.stringify(published) } : {}) };
    }),
    context.now,
  );
  await bind(
    trx,
    systemId,
    'variants',
    matched.flatMap(({ variants }) => variants.map(({ id, record }) => ({ externalId: record.externalId, id }))),
    context.now,
  );
  return { changed: changed.length, failed: records.length - matched.length };
}

/** The product most of its SKUs belong to; undefined when we have none of them. */
function match(
  record: ProductRecord,
  holders: Map<string, SkuHolder>,
  bindings: Map<string, Binding>,
  variantBindings: Map<string, Binding>,
): Matched | undefined {
  const variants = record.variants.flatMap((variant) => {
    const holder = holders.get(variant.sku.trim());
    const published = readPublished(variantBindings.get(variant.externalId)?.published);
    return holder ? [{ id: holder.id, productId: holder.productId, record: variant, published }] : [];
  });
  const votes = [...Map.groupBy(variants, (variant) => variant.productId)].sort(([, a], [, b]) => b.length - a.length);
  const productId = votes[0]?.[0];
  if (productId === undefined) return undefined;
  const { title, description, media, slug, seoTitle, seoDescription } = record;
  const content = contentOf({
    productId,
    title,
    description,
    media,
    slug,
    seoTitle,
    seoDescription,
    variants: variants.map(({ id, record: { externalId, title: name, image } }) => ({ id, externalId, name, image })),
  });
  return { record, productId, content, published: readPublished(bindings.get(record.externalId)?.published), variants };
}

/** What of a shop's record is the shop's own. */
interface Shown {
  match: Matched;
  texts: TextWrite[];
  media: { ownerId: string; media: MediaRecord[] }[];
  shopSlug: string | null;
  fields: string[];
}

function present(match: Matched, known: Presentation, seen: Map<string, Published>): Shown {
  const { record, productId, published, variants } = match;
  const own = (field: string, texts: readonly LocalText[], wrote: Record<string, string> | undefined) => ({
    entityId: productId,
    field,
    texts: texts.filter((text) => isOwn(text, wrote?.[text.locale], known, productId, field)),
  });
  const texts: TextWrite[] = [
    own('title', record.title, published?.title),
    own('description', record.description, published?.description),
    own('seoTitle', record.seoTitle ?? [], undefined),
    own('seoDescription', record.seoDescription ?? [], undefined),
    ...variants.map(({ id, record: variant, published: wrote }) => ({
      entityId: id,
      field: 'title',
      // A shop with one variant names it like the product: that tells nothing.
      texts: (variant.title ?? []).filter(
        (text) =>
          isOwn(text, wrote?.title?.[text.locale], known, id, 'title') &&
          !record.title.some((title) => title.locale === text.locale && same(title.value, text.value)),
      ),
    })),
  ];
  const pictures = ownMedia(match, known, seen);
  const media = [
    { ownerId: productId, media: pictures },
    ...variants.map(({ id, record: { image } }) => ({
      ownerId: id,
      // The product's picture again is not the variant's own.
      media: image && !record.media.some((picture) => picture.contentHash === image.contentHash) ? [image] : [],
    })),
  ];
  const stored = known.slugs.get(productId);
  const shopSlug = !record.slug || record.slug === published?.slug || record.slug === stored?.slug ? null : record.slug;
  const keptSlug = record.slug !== undefined && record.slug === published?.slug ? (stored?.shopSlug ?? null) : shopSlug;
  return { match, texts, media, shopSlug: keptSlug, fields: fieldsOf(texts, media, keptSlug, productId, known) };
}

/** Line ends and spaces are what shops change on the way. */
const plain = (text: string): string => text.replace(/\s+/g, ' ').trim();
const same = (a: string, b: string): boolean => plain(a) === plain(b);

function isOwn(text: LocalText, wrote: string | undefined, known: Presentation, entityId: string, field: string): boolean {
  if (wrote !== undefined) return !same(wrote, text.value);
  if (plain(text.value) === '') return false;
  // Nothing was written there yet: the ERP's very text is no decision of the shop's. One that the shop had already changed stays the shop's.
  const key = `${entityId} ${field} ${text.locale}`;
  const erp = known.erp.get(key);
  return erp === undefined || known.shop.has(key) || !same(erp, text.value);
}

/** A shop may store copies of the pictures it was sent: their fingerprints are noted at the first return, and then known again. */
function ownMedia({ record, published }: Matched, known: Presentation, seen: Map<string, Published>): MediaRecord[] {
  const hashes = record.media.map((picture) => picture.contentHash);
  const wrote = published?.media;
  const equal = (list: readonly string[] | undefined) => list?.join('\n') === hashes.join('\n');
  if (!wrote) return record.media.every(({ contentHash }) => known.erpMedia.has(contentHash)) ? [] : record.media;
  if (equal(wrote.sent) || equal(wrote.seen) || equal(wrote.before)) return [];
  if (published && wrote.seen === undefined && wrote.sent.length === hashes.length) {
    seen.set(record.externalId, { ...published, media: { ...wrote, seen: hashes } });
    return [];
  }
  return record.media;
}

function fieldsOf(texts: TextWrite[], media: Shown['media'], shopSlug: string | null, productId: string, known: Presentation): string[] {
  const fields = new Set<string>();
  const told = new Map(
    texts.flatMap(({ entityId, field, texts: list }) => list.map((text) => [`${entityId} ${field} ${text.locale}`, text.value])),
  );
  const owners = new Set(media.map((write) => write.ownerId));
  const name = (key: string) => {
    const [entityId, field = ''] = key.split(' ');
    return entityId !== productId ? 'variants' : field.startsWith('seo') ? 'seo' : field;
  };
  for (const [key, value] of told) if (known.shop.get(key) !== value) fields.add(name(key));
  for (const key of known.shop.keys()) if (owners.has(key.split(' ')[0] ?? '') && !told.has(key)) fields.add(name(key));
  for (const { ownerId, media: pictures } of media)
    if ((known.shopMedia.get(ownerId) ?? '') !== pictures.map((picture) => picture.contentHash).join('\n'))
      fields.add(ownerId === productId ? 'media' : 'variants');
  if ((known.slugs.get(productId)?.shopSlug ?? null) !== shopSlug) fields.add('slug');
  return [...fields].sort();
}

async function write(trx: Trx, shown: Shown[], context: ApplyContext): Promise<void> {
  const changes = shown.filter(({ fields }) => fields.length > 0);
  if (!changes.length) return;
  const { id: systemId, companyId } = context.system;
  const owners = changes.flatMap(({ media }) => media.map((write) => write.ownerId));
  await replaceTexts(
    trx,
    'shop',
    [...new Set(owners)],
    lastOf(
      changes.flatMap(({ texts }) => texts),
      ({ entityId, field }) => `${entityId} ${field}`,
    ),
  );
  await replaceMedia(
    trx,
    'shop',
    [...new Set(owners)],
    lastOf(
      changes.flatMap(({ media }) => media),
      ({ ownerId }) => ownerId,
    ),
  );
  const products = [...new Map(changes.map((change) => [change.match.productId, change])).values()];
  await setShopSlugs(
    trx,
    products.map(({ match, shopSlug }) => ({ id: match.productId, shopSlug })),
    context.now,
  );
  await refreshSearch(
    trx,
    products.map(({ match }) => match.productId),
  );
  const occurredAt = context.now;
  if (context.bulk)
    emit(trx, {
      topic: 'product',
      subjectId: systemId,
      companyId,
      payload: { change: 'BULK', fields: [], count: products.length },
      occurredAt,
    });
  else
    for (const { match, fields } of products)
      emit(trx, { topic: 'product', subjectId: match.productId, companyId, payload: { change: 'UPDATED', fields }, occurredAt });
}

/** Two pages of a shop for one product of ours: the later one counts. */
const lastOf = <T>(rows: T[], key: (row: T) => string): T[] => [...new Map(rows.map((row) => [key(row), row])).values()];

/** What the shop lost is presented by the ERP's texts again, and published anew. */
export const retireShopProducts: Retire = async (trx, context) => {
  const { id: systemId, companyId } = context.system;
  const gone = await missingSince(trx, systemId, 'products', context.sweepStartedAt);
  const variants = await missingSince(trx, systemId, 'variants', context.sweepStartedAt);
  await releaseBindings(trx, systemId, 'variants', variants);
  await releaseBindings(trx, systemId, 'products', gone);
  const ids: string[] = [];
  for (const some of chunks([...new Set(gone.map((binding) => binding.id))], 500))
    ids.push(...(await findStoredProducts(trx, some)).keys());
  const owners = [...ids, ...variants.map((variant) => variant.id)];
  await replaceTexts(trx, 'shop', owners, []);
  await replaceMedia(trx, 'shop', owners, []);
  await setShopSlugs(
    trx,
    ids.map((id) => ({ id, shopSlug: null })),
    context.now,
  );
  for (const some of chunks(ids, 200)) await refreshSearch(trx, some);
  for (const id of ids)
    emit(trx, {
      topic: 'product',
      subjectId: id,
      companyId,
      payload: { change: 'UPDATED', fields: ['externalIds'] },
      occurredAt: context.now,
    });
  await enqueue(trx, { companyId, kind: 'product', subjectIds: ids, at: context.now, systemId });
  return gone.length;
};
