/**
 * Puts an ERP product on sale, or takes it off. Found by binding, by the ERP's key, by SKU; written only where it differs, so a repeat changes nothing and makes
 * no event. What the push does not give is the shop's own.
 */
import { z } from 'zod';
import { type ProductAck, type ProductPush, Terminal } from '../connector.ts';
import { ensureImages } from './images.ts';
import { ensureOptions, newOptions } from './options.ts';
import { priceFields } from './prices.ts';
import { type Shop, shown } from './shop.ts';
import { pushStock } from './stock.ts';
import { ensureTax } from './taxes.ts';
import { given, id, text } from './values.ts';
import { newVariant, pushVariants, variantFields, variantShape } from './variants.ts';

const shape = z.object({
  id,
  title: z.string(),
  status: z.string(),
  description: text,
  external_id: text,
  images: z.array(z.object({ id, url: z.string() })).nullish(),
  categories: z.array(z.object({ id, external_id: id.nullish() })).nullish(),
  sales_channels: z.array(z.object({ id })).nullish(),
  options: z.array(z.object({ id, title: z.string(), values: z.array(z.object({ id, value: z.string() })).nullish() })).nullish(),
  variants: z.array(variantShape).nullish(),
});
/** A product as the shop has it, as far as a push may touch it. */
export type Shown = z.infer<typeof shape>;

const list = z.object({ products: z.array(shape) });
const made = z.object({ product: z.object({ id, variants: z.array(z.object({ id, sku: text })).nullish() }) });
const fields = [
  ...['id', 'title', 'status', 'description', 'external_id', 'images.id', 'images.url', 'categories.id', 'categories.external_id'],
  ...['sales_channels.id', '*options', '*options.values', ...variantFields, ...priceFields],
].join();

export async function pushProduct(shop: Shop, push: ProductPush, signal: AbortSignal): Promise<ProductAck> {
  const there = await findProduct(shop, push, signal);
  if (!there && !push.active) {
    // Taken off sale, and gone already.
    if (push.externalId !== undefined) return { externalId: push.externalId, variants: [] };
    throw new Terminal('NOT_FOUND', 'the shop never had this product');
  }
  const ack = there ? await update(shop, there, push, signal) : await create(shop, push, signal);
  await ensureTax(shop, ack.externalId, push, signal);
  const levels = push.variants.flatMap(({ sku, stock }) => {
    const variantExternalId = ack.variants.find((one) => one.sku === sku)?.externalId;
    return stock && variantExternalId !== undefined ? [{ variantExternalId, sku, available: stock.available }] : [];
  });
  if (levels.length > 0) await pushStock(shop, levels, signal);
  return ack;
}

async function findProduct(shop: Shop, push: ProductPush, signal: AbortSignal): Promise<Shown | undefined> {
  const first = async (query: Record<string, string | string[]>) =>
    (await shop.admin.get('/admin/products', { ...query, fields, limit: 1, order: 'id' }, list, signal)).products[0];
  const skus = push.variants.map((variant) => variant.sku);
  return (
    (push.externalId === undefined ? undefined : await first({ id: push.externalId })) ??
    (await first({ external_id: push.erpKey })) ??
    (skus.length > 0 ? await first({ 'variants[sku]': skus }) : undefined)
  );
}

/** One call makes it whole: product, options, variants, prices and their inventory items. */
async function create(shop: Shop, push: ProductPush, signal: AbortSignal): Promise<ProductAck> {
  const basics = await shop.basics(signal);
  const images = await ensureImages(shop, push.media ?? [], [], signal);
  const title = shown(shop, push.title) ?? shown(shop, push.variants[0]?.title) ?? push.variants[0]?.sku ?? push.slug;
  const description = shown(shop, push.description);
  const input = {
    ...{ title, handle: push.slug, external_id: push.erpKey, status: 'published' },
    ...given('description', description),
    ...(images.length > 0 ? { images: images.map((url) => ({ url })), thumbnail: images[0] } : {}),
    categories: push.categoryExternalIds.map((category) => ({ id: category })),
    sales_channels: [{ id: basics.salesChannelId }],
    ...given('shipping_profile_id', basics.shippingProfileId),
    options: newOptions(push),
    // What was never on sale need not be made.
    variants: push.variants.filter((variant) => variant.active).map((variant) => newVariant(shop, basics, push, title, variant)),
  };
  const { product } = await shop.admin.post('/admin/products?fields=id,variants.id,variants.sku', input, made, signal);
  return {
    externalId: product.id,
    variants: (product.variants ?? []).map((variant) => ({ sku: variant.sku ?? '', externalId: variant.id })),
  };
}

/** The handle stays as it is: it is an address that people have saved. */
async function update(shop: Shop, there: Shown, push: ProductPush, signal: AbortSignal): Promise<ProductAck> {
  const { salesChannelId } = await shop.basics(signal);
  const title = shown(shop, push.title);
  const description = shown(shop, push.description);
  const channels = (there.sales_channels ?? []).map((channel) => channel.id);
  const change = {
    ...(push.active === (there.status === 'published') ? {} : { status: push.active ? 'published' : 'draft' }),
    ...(title === undefined || title === there.title ? {} : { title }),
    ...(description === undefined || description === there.description ? {} : { description }),
    ...(there.external_id === push.erpKey ? {} : { external_id: push.erpKey }),
    ...(push.active && !channels.includes(salesChannelId)
      ? { sales_channels: [...channels, salesChannelId].map((channel) => ({ id: channel })) }
      : {}),
    ...categoryChange(there, push),
    ...(await imageChange(shop, there, push, signal)),
  };
  if (Object.keys(change).length > 0) await shop.admin.post(`/admin/products/${there.id}?fields=id`, change, z.unknown(), signal);
  const options = await ensureOptions(shop, there, push, signal);
  return { externalId: there.id, variants: await pushVariants(shop, there, push, options, signal) };
}

/** Categories that the hub did not make or adopt are the shop's own. */
function categoryChange(there: Shown, push: ProductPush) {
  const now = there.categories ?? [];
  const own = now.filter((category) => !category.external_id).map((category) => category.id);
  const wanted = [...new Set([...own, ...push.categoryExternalIds])];
  const same = wanted.length === now.length && now.every((category) => wanted.includes(category.id));
  return same ? {} : { categories: wanted.map((category) => ({ id: category })) };
}

async function imageChange(shop: Shop, there: Shown, push: ProductPush, signal: AbortSignal) {
  if (!push.media) return {};
  const now = there.images ?? [];
  const urls = await ensureImages(
    shop,
    push.media,
    now.map((image) => image.url),
    signal,
  );
  // None could be fetched: what is shown is better than nothing.
  if (urls.length === 0 && push.media.length > 0) return {};
  if (urls.join() === now.map((image) => image.url).join()) return {};
  const images = urls.map((url) => ({ ...given('id', now.find((image) => image.url === url)?.id), url }));
  return { images, thumbnail: urls[0] ?? null };
}
