/** Goods that came back, as a return of the shop: asked for, begun, received, confirmed. Each step only when it is missing, so a repeat goes on where it broke off. */
import { z } from 'zod';
import { type RefundPush, Terminal } from '../connector.ts';
import type { ShopOrder } from './orderShape.ts';
import { keyMark, returnsOf, type ShopReturn } from './returns.ts';
import type { Shop } from './shop.ts';
import { exactPieces, id, noted } from './values.ts';

type Goods = RefundPush['lines'];
interface Items {
  id: string;
  quantity: number;
}

export async function bringBack(shop: Shop, order: ShopOrder, goods: Goods, key: string, signal: AbortSignal): Promise<void> {
  const all = await returnsOf(shop, order.id, signal);
  const own = all.find((one) => noted(one.metadata, keyMark) === key && !one.canceled_at);
  if (own?.status === 'received') return;
  // One that broke off while it was asked for holds nothing yet.
  if (own?.status === 'open') await shop.admin.remove(`/admin/returns/${own.id}/request`, signal);
  const asked =
    own && own.status !== 'open' ? own : all.find((one) => one.status === 'requested' && !one.canceled_at && sameGoods(order, one, goods));
  const returnId = asked?.id ?? (await request(shop, order, goods, key, signal));
  await receive(shop, order, returnId, { goods, marks: asked ? await marksOf(shop, asked, key, signal) : {} }, signal);
}

const begun = z.object({ return: z.object({ id }) });

async function request(shop: Shop, order: ShopOrder, goods: Goods, key: string, signal: AbortSignal): Promise<string> {
  const { stockLocationId } = await shop.basics(signal);
  const body = { order_id: order.id, location_id: stockLocationId, internal_note: 'ERP', metadata: { [keyMark]: key } };
  const { return: made } = await shop.admin.post('/admin/returns', body, begun, signal);
  try {
    await shop.admin.post(`/admin/returns/${made.id}/request-items`, { items: itemsOf(order, goods) }, z.unknown(), signal);
    await shop.admin.post(`/admin/returns/${made.id}/request`, { no_notification: true }, z.unknown(), signal);
  } catch (error) {
    // A return that is left half asked for locks the order.
    if (error instanceof Terminal) await shop.admin.remove(`/admin/returns/${made.id}/request`, signal);
    throw error;
  }
  return made.id;
}

/** A return that the shop's customer asked for becomes the one these goods came by. */
async function marksOf(shop: Shop, asked: ShopReturn, key: string, signal: AbortSignal): Promise<Record<string, unknown>> {
  const { stockLocationId } = await shop.basics(signal);
  return {
    // Without a place Medusa fails in the middle of receiving, and the order stays locked.
    ...(asked.location_id ? {} : { location_id: stockLocationId }),
    ...(noted(asked.metadata, keyMark) === key ? {} : { metadata: { ...asked.metadata, [keyMark]: key } }),
  };
}

async function receive(
  shop: Shop,
  order: ShopOrder,
  returnId: string,
  { goods, marks }: { goods: Goods; marks: Record<string, unknown> },
  signal: AbortSignal,
): Promise<void> {
  const path = `/admin/returns/${returnId}/receive`;
  // A receiving that broke off is thrown away: what it had noted cannot be asked for.
  const open = await openChanges(shop, order.id, signal);
  if (open.some((one) => one.return_id === returnId && one.change_type === 'return_receive')) await shop.admin.remove(path, signal);
  await shop.admin.post(path, {}, z.unknown(), signal);
  // A return can be written to only while something of it is open.
  if (Object.keys(marks).length > 0) await shop.admin.post(`/admin/returns/${returnId}`, marks, z.unknown(), signal);
  await shop.admin.post(`/admin/returns/${returnId}/receive-items`, { items: itemsOf(order, goods) }, z.unknown(), signal);
  await shop.admin.post(`${path}/confirm`, { no_notification: true }, z.unknown(), signal);
}

const changes = z.object({
  order_changes: z.array(z.object({ status: z.string(), return_id: id.nullish(), change_type: z.string().nullish() })),
});

/** What is being changed of an order and not confirmed yet, by us or by a person: Medusa takes one change at a time. */
export async function openChanges(shop: Shop, orderId: string, signal: AbortSignal) {
  const { order_changes: all } = await shop.admin.get(`/admin/orders/${orderId}/changes`, {}, changes, signal);
  return all.filter((one) => one.status === 'pending' || one.status === 'requested');
}

/** By the shop's order lines: what was shipped of each and has not come back yet. */
function itemsOf(order: ShopOrder, goods: Goods): Items[] {
  return goods.flatMap(({ sku, quantity }) => {
    let wanted = quantity;
    const lines = order.items.filter((line) => line.variant_sku === sku);
    return lines.flatMap((line, index) => {
      const free = line.detail.raw_fulfilled_quantity - line.detail.raw_return_received_quantity;
      // What no line can take stays with the last one: the shop says no in its own words.
      const part = index === lines.length - 1 || free >= wanted ? wanted : free;
      if (part <= 0n) return [];
      wanted -= part;
      return [{ id: line.id, quantity: exactPieces(part) }];
    });
  });
}

function sameGoods(order: ShopOrder, asked: ShopReturn, goods: Goods): boolean {
  const skus = new Map(order.items.map((line) => [line.id, line.variant_sku ?? '']));
  const left = new Map<string, bigint>();
  const count = (sku: string, quantity: bigint) => left.set(sku, (left.get(sku) ?? 0n) + quantity);
  for (const item of asked.items ?? []) count(skus.get(item.item_id) ?? '', item.raw_quantity);
  for (const line of goods) count(line.sku, -line.quantity);
  return [...left.values()].every((quantity) => quantity === 0n);
}
