/** Returns of the shop: what its customers ask to send back, and what came. */
import { z } from 'zod';
import type { ReturnRecord } from '../connector.ts';
import type { Resource } from './follow.ts';
import type { Shop } from './shop.ts';
import { decimal, given, id, inOrder, instant, metadata, noted, text } from './values.ts';

/** Where a return that the hub made carries the hub's key. */
export const keyMark = 'splot_key';

const item = z.object({
  id,
  item_id: id,
  raw_quantity: decimal,
  raw_received_quantity: decimal,
  note: text,
  reason: z.object({ value: z.string(), label: text }).nullish(),
  item: z.object({ variant_sku: text }).nullish(),
});
const goods = z.object({
  id,
  display_id: z.number(),
  order_id: id,
  status: z.string(),
  metadata,
  location_id: id.nullish(),
  created_at: instant,
  requested_at: instant.nullish(),
  canceled_at: instant.nullish(),
  items: z.array(item).nullish(),
});
export type ShopReturn = z.infer<typeof goods>;
const list = z.object({ returns: z.array(goods), count: z.number() });
const fields = [
  ...['id', 'display_id', 'order_id', 'status', 'metadata', 'location_id', 'created_at', 'requested_at', 'canceled_at'],
  ...['*items', '*items.reason', 'items.item.variant_sku'],
].join();

/** Without the log: open returns are read again this often. */
const openMs = 120_000;
const ids = z.object({ returns: z.array(z.object({ id })) });

export function returnResource(shop: Shop): Resource<ReturnRecord> {
  return {
    topic: 'return',
    pageSize: 50,
    async page(skip, take, signal) {
      const { returns, count } = await ask(shop, { offset: skip, limit: take }, signal);
      return { rows: returns.map((one) => ({ id: one.id, records: asked(one) })), total: count };
    },
    async read(wanted, signal) {
      return (await ask(shop, { id: wanted, limit: wanted.length }, signal)).returns.flatMap(asked);
    },
    async movedSince(since, signal) {
      const query = { 'updated_at[$gte]': since, fields: 'id', limit: 1000 };
      return (await shop.admin.get('/admin/returns', query, ids, signal)).returns.map((one) => one.id);
    },
    unstamped: {
      everyMs: openMs,
      async ids(signal) {
        const query = { status: ['requested', 'partially_received'], fields: 'id', limit: 1000 };
        return (await shop.admin.get('/admin/returns', query, ids, signal)).returns.map((one) => one.id);
      },
    },
  };
}

export const returnsOf = async (shop: Shop, orderId: string, signal: AbortSignal): Promise<ShopReturn[]> =>
  (await ask(shop, { order_id: orderId, limit: 500 }, signal)).returns;

const ask = (shop: Shop, query: Record<string, string | number | string[]>, signal: AbortSignal) =>
  shop.admin.get('/admin/returns', { order: 'id', fields, ...query }, list, signal);

/** One that is still being written down is nothing to anybody yet. */
const asked = (one: ShopReturn): ReturnRecord[] => (one.status === 'open' ? [] : [returnRecord(one)]);

const states: Record<string, ReturnRecord['state']> = {
  requested: 'REQUESTED',
  received: 'RECEIVED',
  partially_received: 'REQUESTED',
  canceled: 'CANCELLED',
};

export function returnRecord(one: ShopReturn): ReturnRecord {
  const items = inOrder(one.items);
  const notes = items.flatMap((line) => line.note ?? []);
  return {
    externalId: one.id,
    number: String(one.display_id),
    ...given('hubKey', noted(one.metadata, keyMark)),
    orderId: one.order_id,
    kind: kindOf(items.flatMap((line) => line.reason?.value ?? [])),
    state: one.canceled_at ? 'CANCELLED' : (states[one.status] ?? 'UNKNOWN'),
    lines: items.map((line) => ({
      sku: line.item?.variant_sku ?? '',
      quantity: line.raw_quantity,
      ...given('reason', line.reason?.label ?? line.note),
    })),
    requestedAt: one.requested_at ?? one.created_at,
    ...given('note', notes.length > 0 ? notes.join('; ') : undefined),
  };
}

/** A shop names its reasons itself; these are the words they are named by. */
const words: [RegExp, ReturnRecord['kind']][] = [
  [/reklam|complain|defect|damag|uszkodz|wad[ayę]|warranty|gwaranc/i, 'COMPLAINT'],
  [/pomyl|wrong|inny|mistake/i, 'WRONG_ITEM'],
  [/odst[aą]p|withdraw|changed.mind|rezygn/i, 'WITHDRAWAL'],
];

function kindOf(reasons: string[]): ReturnRecord['kind'] {
  for (const [pattern, kind] of words) if (reasons.some((reason) => pattern.test(reason))) return kind;
  return 'OTHER';
}
