/** Baskets. In Vendure a basket and the order it becomes are one record: it is told as open until it is placed, then once more with the order. */
import { z } from 'zod';
import type { CartRecord } from '../connector.ts';
import { idsOf, type Resource } from './follow.ts';
import type { Shop } from './shop.ts';
import { given, id, instant, money, pieces } from './values.ts';

const cart = z.object({
  id,
  active: z.boolean(),
  state: z.string(),
  currencyCode: z.string(),
  updatedAt: instant,
  orderPlacedAt: instant.nullish(),
  totalWithTax: money,
  customer: z.object({ id, emailAddress: z.string() }).nullish(),
  lines: z.array(
    z.object({ quantity: pieces, discountedLinePriceWithTax: money, productVariant: z.object({ sku: z.string(), name: z.string() }) }),
  ),
});
const list = z.object({ orders: z.object({ totalItems: z.number(), items: z.array(cart) }) });

const document = `query ($o: OrderListOptions) { orders(options: $o) { totalItems items { id active state currencyCode updatedAt orderPlacedAt
  totalWithTax customer { id emailAddress } lines { quantity discountedLinePriceWithTax productVariant { sku name } } } } }`;

/** A basket that became an order is told this long: whoever was away for a while still hears of it, and a sweep does not tell every order ever placed. */
const toldMs = 30 * 86_400_000;

const topics = ['order', 'order.line', 'order.placed'];

export function cartResource(shop: Shop): Resource<CartRecord> {
  async function ask(options: Record<string, unknown>, signal: AbortSignal) {
    return (await shop.admin.ask(document, { o: { sort: { id: 'ASC' }, ...options } }, list, signal)).orders;
  }
  const placedSince = () => shop.admin.shopNow() - toldMs;
  return {
    pageSize: 100,
    async page(skip, take, signal) {
      const placed = { orderPlacedAt: { after: new Date(placedSince()).toISOString() } };
      const { items, totalItems } = await ask({ skip, take, filter: { _or: [{ active: { eq: true } }, placed] } }, signal);
      // A session without goods is nobody's basket.
      return { rows: items.map((item) => ({ id: item.id, records: item.lines.length ? [cartRecord(item)] : [] })), total: totalItems };
    },
    async read(ids, signal) {
      const { items } = await ask({ take: ids.length, filter: { id: { in: ids } } }, signal);
      return items.filter((item) => item.active || (item.orderPlacedAt ?? 0) > placedSince()).map(cartRecord);
    },
    touched: async (changes) => idsOf(changes, topics),
    async movedSince(since, signal) {
      const filter = { _or: [{ updatedAt: { after: since }, active: { eq: true } }, { orderPlacedAt: { after: since } }] };
      return (await ask({ filter, take: 1000 }, signal)).items.map((item) => item.id);
    },
  };
}

function cartRecord(item: z.infer<typeof cart>): CartRecord {
  const placed = item.orderPlacedAt ?? undefined;
  return {
    externalId: item.id,
    ...given('partyId', item.customer?.id),
    ...given('email', item.customer?.emailAddress),
    currency: item.currencyCode,
    lines: item.lines.map((line) => ({
      sku: line.productVariant.sku.trim(),
      title: line.productVariant.name,
      quantity: line.quantity,
      gross: line.discountedLinePriceWithTax,
    })),
    gross: item.totalWithTax,
    updatedAt: placed ?? item.updatedAt,
    ...given('orderId', placed === undefined ? undefined : item.id),
  };
}
