/** What the hub publishes to the twin shop: collections, products, prices, levels. Repeating a push changes nothing. */
import type { z } from 'zod';
import { toMicros, toText } from './decimal.ts';
import { Refusal } from './server.ts';
import type {
  Collection,
  collectionPush,
  levelsPush,
  ProductPushBody,
  pricesPush,
  ShopProduct,
  ShopStock,
  ShopVariant,
} from './shopApi.ts';
import { emit, findVariant, needVariant, putProduct, type Shop } from './shopContext.ts';

/** Upserts by the shop's id, the hub's id, or the slug. */
export function saveCollection(shop: Shop, hubId: string, given: z.infer<typeof collectionPush>): { id: string } {
  const { id: bound, ...fields } = given;
  const known =
    (bound && shop.store.find('collections', bound)) ||
    shop.store.where('collections', 'hubId', hubId)[0] ||
    shop.store.where('collections', 'slug', given.slug)[0];
  const saved: Collection = { ...fields, id: known?.id ?? `C${shop.store.next('collection')}`, hubId };
  if (!same(known, saved)) {
    shop.store.put('collections', saved);
    shop.store.effect('collection.saved', saved.id, { slug: saved.slug });
  }
  return { id: saved.id };
}

/** Upserts by the shop's id, the ERP's key, or a SKU. An absent title, description or media stays the shop's own. */
export function publishProduct(
  shop: Shop,
  erpKey: string,
  given: ProductPushBody,
): { id: string; variants: { sku: string; id: string }[] } {
  const known =
    (given.id && shop.store.find('products', given.id)) ||
    shop.store.where('products', 'erpKey', erpKey)[0] ||
    given.variants.map((variant) => findVariant(shop, variant.sku)?.product).find((product) => product !== undefined);
  const id = known?.id ?? `SP${String(shop.store.next('product')).padStart(4, '0')}`;
  const variants = [...(known?.variants ?? [])];
  for (const one of given.variants) saveVariant(shop, id, variants, one);
  const { title, description, media } = given;
  const product: ShopProduct = {
    ...(known ?? { title: {}, description: {}, media: [] }),
    id,
    erpKey,
    slug: freeSlug(shop, given.slug, id),
    active: given.active,
    collectionIds: given.collectionIds,
    axes: given.axes,
    variants,
    ...(title ? { title: { ...known?.title, ...title } } : {}),
    ...(description ? { description: { ...known?.description, ...description } } : {}),
    ...(media ? { media } : {}),
  };
  if (!same(known, product)) {
    putProduct(shop, product);
    shop.store.effect(known ? 'product.changed' : 'product.created', id, { erpKey });
    emit(shop, 'product.changed', id);
  }
  for (const one of given.variants) {
    const variant = variants.find((other) => other.sku === one.sku);
    if (variant && one.available !== undefined) setLevel(shop, variant, one.available);
  }
  return { id, variants: variants.map((variant) => ({ sku: variant.sku, id: variant.id })) };
}

export function setLevels(shop: Shop, given: z.infer<typeof levelsPush>): { changed: number } {
  let changed = 0;
  for (const { variantId, available } of given.levels) changed += setLevel(shop, needVariant(shop, variantId).variant, available);
  return { changed };
}

export function setPrices(shop: Shop, given: z.infer<typeof pricesPush>): { changed: number } {
  let changed = 0;
  for (const { variantId, net, gross, currency } of given.prices) {
    const { product, variant } = needVariant(shop, variantId);
    const price = { net, gross, currency, vat: variant.price?.vat ?? '23' };
    if (same(variant.price, price)) continue;
    const variants = product.variants.map((one) => (one.id === variant.id ? { ...one, price } : one));
    putProduct(shop, { ...product, variants });
    shop.store.effect('price.changed', variant.id, { sku: variant.sku, gross });
    changed += 1;
  }
  return { changed };
}

export function stockOf(shop: Shop, variant: { id: string; sku: string }): ShopStock {
  return shop.store.find('stock', variant.id) ?? { id: variant.id, sku: variant.sku, available: '0', held: '0' };
}

/** Changes what is held (and, when goods leave, what is available) by micros. */
export function hold(shop: Shop, variant: { id: string; sku: string }, by: { held?: bigint; available?: bigint }): void {
  const row = stockOf(shop, variant);
  const held = toMicros(row.held) + (by.held ?? 0n);
  const available = toMicros(row.available) + (by.available ?? 0n);
  shop.store.put('stock', { ...row, held: toText(held < 0n ? 0n : held), available: toText(available < 0n ? 0n : available) });
}

function setLevel(shop: Shop, variant: { id: string; sku: string }, available: string): number {
  const row = stockOf(shop, variant);
  if (shop.store.find('stock', variant.id) && toMicros(row.available) === toMicros(available)) return 0;
  shop.store.put('stock', { ...row, available });
  shop.store.effect('stock.changed', variant.id, { sku: variant.sku, available });
  return 1;
}

function saveVariant(shop: Shop, productId: string, variants: ShopVariant[], given: ProductPushBody['variants'][number]): void {
  const { available: _, id, ...fields } = given;
  const index = variants.findIndex((one) => one.id === id || one.erpKey === given.erpKey || one.sku === given.sku);
  const elsewhere = findVariant(shop, given.sku)?.product;
  if (elsewhere && elsewhere.id !== productId) throw new Refusal('DUPLICATE', `SKU ${given.sku} belongs to another product`);
  const known = variants[index];
  if (known) variants[index] = { ...known, ...fields };
  else variants.push({ ...fields, id: `SV${String(shop.store.next('variant')).padStart(5, '0')}` });
}

function freeSlug(shop: Shop, wanted: string, id: string): string {
  const taken = shop.store.where('products', 'slug', wanted).some((product) => product.id !== id);
  return taken ? `${wanted}-${id.toLowerCase()}` : wanted;
}

/** Compares without regard to the order of keys. */
function same(a: unknown, b: unknown): boolean {
  return canonical(a) === canonical(b);
}

function canonical(value: unknown): string {
  return (
    JSON.stringify(value, (_, part: unknown) =>
      part && typeof part === 'object' && !Array.isArray(part)
        ? Object.fromEntries(Object.entries(part).sort(([x], [y]) => (x < y ? -1 : 1)))
        : part,
    ) ?? ''
  );
}
