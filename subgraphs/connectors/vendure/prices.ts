/** Prices of the connection's channel, in its own currency; gross or net as the channel keeps them. */
import { z } from 'zod';
import { type ShopPricePush, Terminal } from '../connector.ts';
import type { Channel, Shop } from './shop.ts';
import { id, inOrder, toCents } from './values.ts';

const writeBatch = 20;

/** What Vendure's `price` means in this channel. */
export function channelPrice(channel: Channel, price: { unitNet: bigint; unitGross: bigint; currency: string }): number {
  if (price.currency !== channel.currency)
    throw new Terminal('INVALID', 'the shop does not sell in this currency', `${price.currency}, not ${channel.currency}`);
  return toCents(channel.pricesIncludeTax ? price.unitGross : price.unitNet);
}

export async function pushPrices(shop: Shop, prices: ShopPricePush[], signal: AbortSignal): Promise<void> {
  const channel = await shop.channel(signal);
  for (let from = 0; from < prices.length; from += writeBatch) {
    const batch = prices.slice(from, from + writeBatch);
    const { productVariants } = await shop.admin.ask(
      'query ($o: ProductVariantListOptions) { productVariants(options: $o) { items { id sku prices { currencyCode price } } } }',
      { o: { take: batch.length, filter: { id: { in: batch.map((item) => item.variantExternalId) } } } },
      z.object({
        productVariants: z.object({
          items: z.array(z.object({ id, sku: z.string(), prices: z.array(z.object({ currencyCode: z.string(), price: z.number() })) })),
        }),
      }),
      signal,
    );
    const now = new Map(productVariants.items.map((item) => [item.id, item]));
    const input = batch.flatMap((item) => {
      const there = now.get(item.variantExternalId);
      if (there?.sku.trim() !== item.sku) {
        shop.log('a price for a variant the shop does not have', { sku: item.sku, variantId: item.variantExternalId });
        return [];
      }
      const price = channelPrice(channel, item);
      const same = there.prices.some((one) => one.currencyCode === item.currency && one.price === price);
      return same ? [] : [{ id: item.variantExternalId, prices: [{ currencyCode: item.currency, price }] }];
    });
    if (input.length === 0) continue;
    await shop.admin.ask(
      'mutation ($i: [UpdateProductVariantInput!]!) { updateProductVariants(input: $i) { id } }',
      { i: inOrder(input) },
      z.unknown(),
      signal,
    );
  }
}
