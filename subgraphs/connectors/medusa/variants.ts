/** Variants of a product on its way to the shop: made where the SKU is new, changed where something differs. */
import { z } from 'zod';
import type { ProductAck, ProductPush } from '../connector.ts';
import { newOptionsOf, type OptionsOf } from './options.ts';
import { priceChange, priceShape, shopPrice } from './prices.ts';
import { offSaleMark } from './products.ts';
import type { Shown } from './publish.ts';
import { type Basics, type Shop, shown } from './shop.ts';
import { id, metadata, noted, text, toNumber } from './values.ts';

/** Where a variant carries the ERP's key. */
const keyMark = 'splot_erp_key';

export const variantShape = z.object({
  id,
  sku: text,
  title: text,
  ean: text,
  upc: text,
  barcode: text,
  metadata,
  product_id: id.nullish(),
  options: z.array(z.object({ value: z.string(), option: z.object({ title: z.string() }).nullish() })).nullish(),
  prices: z.array(priceShape).nullish(),
});
type ShownVariant = z.infer<typeof variantShape>;
type VariantPush = ProductPush['variants'][number];

const own = ['id', 'sku', 'title', 'ean', 'upc', 'barcode', 'metadata', 'product_id'];
export const variantFields = [...own.map((name) => `variants.${name}`), '*variants.options', 'variants.options.option.title'];
const elsewhereFields = [...own, '*prices', '*prices.price_rules'].join();

export async function pushVariants(
  shop: Shop,
  there: Shown,
  push: ProductPush,
  options: OptionsOf,
  signal: AbortSignal,
): Promise<ProductAck['variants']> {
  const basics = await shop.basics(signal);
  const known = await withElsewhere(shop, there, push, signal);
  const ack: ProductAck['variants'] = [];
  const updates = new Map<string, unknown[]>();
  const create: unknown[] = [];
  for (const variant of push.variants) {
    const found =
      known.find((one) => one.id === variant.externalId && one.sku === variant.sku) ?? known.find((one) => one.sku === variant.sku);
    if (!found) {
      // What was never on sale need not be made.
      if (push.active && variant.active) create.push(newVariant(shop, basics, push, there.title, variant, options));
      continue;
    }
    ack.push({ sku: variant.sku, externalId: found.id });
    const mine = there.variants?.includes(found) ?? false;
    const change = variantChange(shop, basics, push, found, variant, mine ? options(variant) : undefined);
    const productId = found.product_id ?? there.id;
    if (Object.keys(change).length > 0) updates.set(productId, [...(updates.get(productId) ?? []), { id: found.id, ...change }]);
  }
  if (create.length > 0 && !updates.has(there.id)) updates.set(there.id, []);
  for (const [productId, update] of updates) {
    const body = { update, ...(productId === there.id ? { create } : {}) };
    const path = `/admin/products/${productId}/variants/batch?fields=id,sku`;
    const { created } = await shop.admin.post(path, body, z.object({ created: z.array(z.object({ id, sku: text })).nullish() }), signal);
    ack.push(...(created ?? []).map((one) => ({ sku: one.sku ?? '', externalId: one.id })));
  }
  return ack;
}

/** The product's own variants, and those of its SKUs that the shop keeps under other products: a SKU is there once in a shop. */
async function withElsewhere(shop: Shop, there: Shown, push: ProductPush, signal: AbortSignal): Promise<ShownVariant[]> {
  const here = there.variants ?? [];
  const missing = push.variants.map((variant) => variant.sku).filter((sku) => !here.some((one) => one.sku === sku));
  if (missing.length === 0) return here;
  const query = { sku: missing, limit: missing.length, fields: elsewhereFields };
  const { variants } = await shop.admin.get('/admin/product-variants', query, z.object({ variants: z.array(variantShape) }), signal);
  return [...here, ...variants];
}

export function newVariant(
  shop: Shop,
  basics: Basics,
  push: ProductPush,
  productTitle: string,
  variant: VariantPush,
  options: OptionsOf = newOptionsOf(push),
) {
  const named = options(variant);
  const labels = push.axes.length > 0 ? Object.values(named) : [];
  return {
    title: shown(shop, variant.title) ?? [productTitle, ...labels].join(' '),
    sku: variant.sku,
    ...codes(variant, undefined),
    manage_inventory: true,
    allow_backorder: false,
    options: named,
    metadata: { [keyMark]: variant.erpKey },
    prices: variant.price ? [{ currency_code: basics.currency.toLowerCase(), amount: toNumber(shopPrice(basics, variant.price)) }] : [],
  };
}

function variantChange(
  shop: Shop,
  basics: Basics,
  push: ProductPush,
  there: ShownVariant,
  variant: VariantPush,
  options: Record<string, string> | undefined,
): Record<string, unknown> {
  const title = shown(shop, variant.title);
  const now = new Map((there.options ?? []).map((one) => [one.option?.title ?? '', one.value]));
  const moved = options && Object.entries(options).some(([axis, value]) => now.get(axis) !== value);
  return {
    ...(title === undefined || title === there.title ? {} : { title }),
    ...codes(variant, there),
    ...(moved ? { options } : {}),
    ...(variant.price ? priceChange(basics, there.prices ?? [], shopPrice(basics, variant.price)) : {}),
    ...marks(push, variant, there),
  };
}

/** A product that is off sale needs no mark at its variants. An emptied mark is no mark: Medusa keeps what is not named. */
function marks(push: ProductPush, variant: VariantPush, there: ShownVariant): { metadata?: Record<string, unknown> } {
  const off = push.active && !variant.active;
  const marked = noted(there.metadata, offSaleMark) !== undefined;
  const wanted = {
    ...(noted(there.metadata, keyMark) === variant.erpKey ? {} : { [keyMark]: variant.erpKey }),
    ...(push.active && off !== marked ? { [offSaleMark]: off ? 'yes' : '' } : {}),
  };
  return Object.keys(wanted).length > 0 ? { metadata: { ...there.metadata, ...wanted } } : {};
}

/** One code goes where its length says; a shop that has it in any field keeps it there. */
function codes(variant: VariantPush, there: ShownVariant | undefined): Record<string, string> {
  const [code] = variant.gtins;
  if (code === undefined || [there?.ean, there?.upc, there?.barcode].includes(code)) return {};
  return /^(\d{8}|\d{13})$/.test(code) ? { ean: code } : /^\d{12}$/.test(code) ? { upc: code } : { barcode: code };
}
