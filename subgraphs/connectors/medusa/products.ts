/** The shop's catalogue as records: what it shows, in the one language it has. */
import { z } from 'zod';
import type { AxisRecord, MediaRecord, ProductRecord, VariantRecord } from '../connector.ts';
import type { Resource } from './follow.ts';
import { imageHash } from './images.ts';
import { inChannel, languageOf, type Shop } from './shop.ts';
import { given, id, inOrder, metadata, noted, text } from './values.ts';

const rank = z.number().nullish();
const option = z.object({ id, title: z.string(), values: z.array(z.object({ id, value: z.string(), rank })).nullish() });
const variant = z.object({
  id,
  title: text,
  sku: text,
  ean: text,
  upc: text,
  barcode: text,
  metadata,
  thumbnail: text,
  variant_rank: rank,
  options: z.array(z.object({ id, value: z.string(), option: z.object({ title: z.string() }).nullish() })).nullish(),
});
const product = z.object({
  id,
  title: z.string(),
  handle: text,
  description: text,
  status: z.string(),
  images: z.array(z.object({ id, url: z.string(), rank })).nullish(),
  categories: z.array(z.object({ id })).nullish(),
  options: z.array(option).nullish(),
  variants: z.array(variant).nullish(),
});
type Product = z.infer<typeof product>;

const list = z.object({ products: z.array(product), count: z.number() });
const fields = [
  ...[
    'id',
    'title',
    'handle',
    'description',
    'status',
    'images.id',
    'images.url',
    'images.rank',
    'categories.id',
    '*options',
    '*options.values',
  ],
  ...[
    'variants.id',
    'variants.title',
    'variants.sku',
    'variants.ean',
    'variants.upc',
    'variants.barcode',
    'variants.metadata',
    'variants.variant_rank',
  ],
  ...['variants.thumbnail', '*variants.options', 'variants.options.option.title'],
].join();

/** Medusa gives a product without options one of this name, with one value. */
export const noAxis = 'Default option';
/** Medusa has no switch for one variant: this entry in its metadata says that the hub took it off sale. */
export const offSaleMark = 'splot_off_sale';

/** Without the log: pictures and categories move no stamp of their product. */
const allAgainMs = 900_000;
const page = 1000;

export function productResource(shop: Shop): Resource<ProductRecord> {
  const ask = (query: Record<string, string | number | string[]>, signal: AbortSignal) =>
    shop.admin.get('/admin/products', { order: 'id', fields, ...inChannel(shop), ...query }, list, signal);
  return {
    topic: 'product',
    pageSize: 40,
    async page(skip, take, signal) {
      const { products, count } = await ask({ offset: skip, limit: take }, signal);
      return { rows: products.map((item) => ({ id: item.id, records: [productRecord(shop, item)] })), total: count };
    },
    async read(ids, signal) {
      return (await ask({ id: ids, limit: ids.length }, signal)).products.map((item) => productRecord(shop, item));
    },
    async movedSince(since, signal) {
      const moved = { 'updated_at[$gte]': since, limit: page };
      const [{ products }, { variants }] = await Promise.all([
        shop.admin.get('/admin/products', { ...moved, fields: 'id' }, z.object({ products: z.array(z.object({ id })) }), signal),
        shop.admin.get(
          '/admin/product-variants',
          { ...moved, fields: 'id,product_id' },
          z.object({ variants: z.array(z.object({ product_id: id.nullish() })) }),
          signal,
        ),
      ]);
      return [...products.map((one) => one.id), ...variants.flatMap((one) => one.product_id ?? [])];
    },
    unstamped: {
      everyMs: allAgainMs,
      async ids(signal) {
        const all: string[] = [];
        for (;;) {
          const { products } = await shop.admin.get(
            '/admin/products',
            { order: 'id', fields: 'id', offset: all.length, limit: page },
            z.object({ products: z.array(z.object({ id })) }),
            signal,
          );
          all.push(...products.map((one) => one.id));
          if (products.length < page) return all;
        }
      },
    },
  };
}

function productRecord(shop: Shop, item: Product): ProductRecord {
  const locale = languageOf(shop);
  const axes = axesOf(item);
  const variants = inOrder(item.variants, (one) => one.variant_rank ?? 0);
  return {
    externalId: item.id,
    active: item.status === 'published',
    kind: variants.length > 1 || axes.length > 0 ? 'VARIANTS' : 'SIMPLE',
    ...given('slug', item.handle),
    title: [{ locale, value: item.title }],
    description: item.description ? [{ locale, value: item.description }] : [],
    categoryIds: inOrder(item.categories).map((category) => category.id),
    axes,
    media: inOrder(item.images, (image) => image.rank ?? 0).map((image) => mediaRecord(image.url)),
    parameters: [],
    // A variant without a SKU can be linked to nothing.
    variants: variants.flatMap((one) => (one.sku ? [variantRecord(one, one.sku, locale)] : [])),
  };
}

/** Options have titles only: the title is the code too. */
function axesOf(item: Product): AxisRecord[] {
  return inOrder(item.options)
    .filter((one) => one.title !== noAxis)
    .map(({ title, values }) => ({
      code: title,
      name: title,
      values: inOrder(values, (one) => one.rank ?? 0).map(({ value }) => ({ code: value, name: value })),
    }));
}

function variantRecord(item: z.infer<typeof variant>, sku: string, locale: string): VariantRecord {
  return {
    externalId: item.id,
    sku,
    active: noted(item.metadata, offSaleMark) === undefined,
    gtins: [...new Set([item.ean, item.upc, item.barcode].flatMap((code) => code ?? []))],
    title: item.title ? [{ locale, value: item.title }] : [],
    options: inOrder(item.options).flatMap(({ option: axis, value }) =>
      axis && axis.title !== noAxis ? [{ axis: axis.title, value }] : [],
    ),
    ...given('image', item.thumbnail === undefined ? undefined : mediaRecord(item.thumbnail)),
    parameters: [],
    unitCode: 'PCE',
    salesUnits: [],
  };
}

const mediaRecord = (url: string): MediaRecord => ({ url, contentHash: imageHash(url) });
