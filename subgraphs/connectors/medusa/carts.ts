/** Baskets of the shop. Medusa's Admin API has none: they come through our route, and a shop without it tells of none. */
import { z } from 'zod';
import type { CartRecord, Page, Pull } from '../connector.ts';
import { follow, type Resource } from './follow.ts';
import { inChannel, type Shop } from './shop.ts';
import { decimal, given, id, inOrder, instant, text, toCents } from './values.ts';

const cart = z.object({
  id,
  customer_id: id.nullish(),
  email: text,
  currency_code: z.string(),
  updated_at: instant,
  order_id: id.nullish(),
  items: z.array(z.object({ id, sku: text, title: text, quantity: decimal, total: decimal, updated_at: instant })),
});
const list = z.object({ carts: z.array(cart), count: z.number().nullish() });

export function pullCarts(shop: Shop): Pull<CartRecord> {
  const pull = follow(shop, cartResource(shop));
  return async function* (cursor, signal): AsyncGenerator<Page<CartRecord>> {
    if (await shop.hasLog(signal)) yield* pull(cursor, signal);
    else yield { records: [], cursor: 'none', readStartedAt: shop.now() };
  };
}

function cartResource(shop: Shop): Resource<CartRecord> {
  const ask = (query: Record<string, string | number | string[]>, signal: AbortSignal) =>
    shop.admin.get('/admin/hub/carts', { ...inChannel(shop), ...query }, list, signal);
  return {
    topic: 'cart',
    pageSize: 50,
    async page(skip, take, signal) {
      const { carts, count } = await ask({ offset: skip, limit: take }, signal);
      return { rows: carts.map((one) => ({ id: one.id, records: [cartRecord(one)] })), ...given('total', count ?? undefined) };
    },
    read: async (ids, signal) => (await ask({ id: ids, limit: ids.length }, signal)).carts.map(cartRecord),
    movedSince: async () => [],
  };
}

function cartRecord(item: z.infer<typeof cart>): CartRecord {
  const lines = inOrder(item.items).map((line) => ({
    sku: line.sku ?? '',
    title: line.title ?? '',
    quantity: line.quantity,
    gross: toCents(line.total),
  }));
  return {
    externalId: item.id,
    ...given('partyId', item.customer_id ?? undefined),
    ...given('email', item.email),
    currency: item.currency_code.toUpperCase(),
    lines,
    gross: lines.reduce((sum, line) => sum + line.gross, 0n),
    updatedAt: Math.max(item.updated_at, ...item.items.map((line) => line.updated_at)),
    ...given('orderId', item.order_id ?? undefined),
  };
}
