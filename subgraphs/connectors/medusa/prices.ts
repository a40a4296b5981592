/** Base prices of the shop's own currency; gross or net as the shop keeps them. Price lists and quantity steps of the shop stay untouched. */
import { z } from 'zod';
import { type ShopPricePush, Terminal } from '../connector.ts';
import type { Basics, Shop } from './shop.ts';
import { decimal, id, text, toCents, toNumber } from './values.ts';

const writeBatch = 50;

export const priceShape = z.object({
  id,
  amount: decimal,
  currency_code: z.string(),
  min_quantity: decimal.nullish(),
  max_quantity: decimal.nullish(),
  rules: z.record(z.string(), z.string()).nullish(),
});
export type ShownPrice = z.infer<typeof priceShape>;
export const priceFields = ['*variants.prices', '*variants.prices.price_rules'];

/** What the shop's price means: tax included or not. */
export function shopPrice(basics: Basics, price: { unitNet: bigint; unitGross: bigint; currency: string }): bigint {
  if (price.currency !== basics.currency)
    throw new Terminal('INVALID', 'the shop does not sell in this currency', `${price.currency}, not ${basics.currency}`);
  return toCents(basics.pricesIncludeTax ? price.unitGross : price.unitNet);
}

/** What everybody pays for one piece. */
const isBase = (basics: Basics, price: ShownPrice): boolean =>
  price.currency_code.toUpperCase() === basics.currency &&
  price.min_quantity == null &&
  price.max_quantity == null &&
  Object.keys(price.rules ?? {}).length === 0;

/** `prices` of a variant's update, or nothing when the price is that already. Medusa drops what is not named, so all others are named again. */
export function priceChange(basics: Basics, there: ShownPrice[], wanted: bigint): { prices?: unknown[] } {
  const base = there.find((price) => isBase(basics, price));
  if (base?.amount === wanted) return {};
  const kept = there.filter((price) => price !== base).map((price) => ({ id: price.id }));
  const own = { ...(base ? { id: base.id } : {}), currency_code: basics.currency.toLowerCase(), amount: toNumber(wanted) };
  return { prices: [...kept, own] };
}

const list = z.object({ variants: z.array(z.object({ id, sku: text, product_id: id, prices: z.array(priceShape).nullish() })) });

export async function pushPrices(shop: Shop, prices: ShopPricePush[], signal: AbortSignal): Promise<void> {
  const basics = await shop.basics(signal);
  for (let from = 0; from < prices.length; from += writeBatch) {
    const batch = prices.slice(from, from + writeBatch);
    const query = {
      id: batch.map((one) => one.variantExternalId),
      limit: batch.length,
      fields: 'id,sku,product_id,*prices,*prices.price_rules',
    };
    const { variants } = await shop.admin.get('/admin/product-variants', query, list, signal);
    const there = new Map(variants.map((one) => [one.id, one]));
    const updates = new Map<string, unknown[]>();
    for (const wanted of batch) {
      const variant = there.get(wanted.variantExternalId);
      if (variant?.sku !== wanted.sku) {
        shop.log('a price for a variant the shop does not have', { sku: wanted.sku, variantId: wanted.variantExternalId });
        continue;
      }
      const change = priceChange(basics, variant.prices ?? [], shopPrice(basics, wanted));
      if (change.prices) updates.set(variant.product_id, [...(updates.get(variant.product_id) ?? []), { id: variant.id, ...change }]);
    }
    for (const [productId, update] of updates)
      await shop.admin.post(`/admin/products/${productId}/variants/batch?fields=id`, { update }, z.unknown(), signal);
  }
}
