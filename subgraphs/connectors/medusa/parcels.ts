/** Parcels of an order, shown to the shop's customer: found by the ERP's number or the courier's, made when missing, moved on. */
import { z } from 'zod';
import type { OrderStatusPush } from '../connector.ts';
import type { ShopFulfilment, ShopOrder } from './orderShape.ts';
import { readOrder } from './orders.ts';
import type { Shop } from './shop.ts';
import { exactPieces, given, noted } from './values.ts';

type Parcel = OrderStatusPush['fulfilments'][number];

/** Where a fulfilment carries the number of the ERP's delivery. */
const numberMark = 'erp_number';

export async function showParcels(shop: Shop, orderId: string, parcels: Parcel[], signal: AbortSignal): Promise<void> {
  const shown = new Set<string>();
  for (const parcel of parcels) {
    if (parcel.state !== 'SHIPPED' && parcel.state !== 'DELIVERED') continue;
    // Read again for each: the parcel before this one has taken its lines.
    const order = await readOrder(shop, orderId, signal);
    if (!order) return;
    const there = findParcel(order, parcel, shown) ?? (await makeParcel(shop, order, parcel, signal));
    if (!there) continue;
    shown.add(there.id);
    await moveOn(shop, orderId, there, parcel, signal);
  }
}

async function moveOn(shop: Shop, orderId: string, there: ShopFulfilment, parcel: Parcel, signal: AbortSignal): Promise<void> {
  const path = `/admin/orders/${orderId}/fulfillments/${there.id}`;
  if (!there.shipped_at && !there.delivered_at) {
    const items = there.items.flatMap((one) =>
      one.line_item_id ? [{ id: one.line_item_id, quantity: exactPieces(one.raw_quantity) }] : [],
    );
    const labels = parcel.trackingNumbers.map((number) => ({ tracking_number: number, tracking_url: '', label_url: '' }));
    await shop.admin.post(`${path}/shipments?fields=id`, { items, labels }, z.unknown(), signal);
  }
  if (parcel.state === 'DELIVERED' && !there.delivered_at)
    await shop.admin.post(`${path}/mark-as-delivered?fields=id`, {}, z.unknown(), signal);
}

function findParcel(order: ShopOrder, parcel: Parcel, shown: Set<string>): ShopFulfilment | undefined {
  const alive = order.fulfillments.filter((one) => !one.canceled_at && !shown.has(one.id));
  const known =
    alive.find((one) => parcel.number !== undefined && noted(one.metadata, numberMark) === parcel.number) ??
    alive.find((one) => one.labels.some((label) => parcel.trackingNumbers.includes(label.tracking_number)));
  if (known) return known;
  // Without a mark only the goods tell; with one, they tell only of a parcel made by hand in the shop, which took the last of them.
  const marked = parcel.number !== undefined || parcel.trackingNumbers.length > 0;
  return !marked || openLines(order, parcel).length === 0 ? alive.find((one) => sameGoods(order, one, parcel)) : undefined;
}

function sameGoods(order: ShopOrder, fulfilment: ShopFulfilment, parcel: Parcel): boolean {
  const skuOf = new Map(order.items.map((line) => [line.id, line.variant_sku ?? '']));
  const packed = new Map<string, bigint>();
  const count = (sku: string, quantity: bigint) => packed.set(sku, (packed.get(sku) ?? 0n) + quantity);
  for (const line of fulfilment.items) count(skuOf.get(line.line_item_id ?? '') ?? '', line.raw_quantity);
  for (const line of parcel.lines) count(line.sku, -line.quantity);
  return [...packed.values()].every((left) => left === 0n);
}

/** The parcel's goods that no fulfilment has yet, by the shop's order lines. */
export function openLines(order: Pick<ShopOrder, 'items'>, parcel: Pick<Parcel, 'lines'>): { id: string; quantity: number }[] {
  const taken = new Map(order.items.map((line) => [line.id, line.detail.raw_fulfilled_quantity]));
  return parcel.lines.flatMap(({ sku, quantity }) => {
    let wanted = quantity;
    return order.items
      .filter((line) => line.variant_sku === sku)
      .flatMap((line) => {
        const free = line.raw_quantity - (taken.get(line.id) ?? 0n);
        const part = free < wanted ? free : wanted;
        if (part <= 0n) return [];
        wanted -= part;
        taken.set(line.id, (taken.get(line.id) ?? 0n) + part);
        return [{ id: line.id, quantity: exactPieces(part) }];
      });
  });
}

async function makeParcel(shop: Shop, order: ShopOrder, parcel: Parcel, signal: AbortSignal): Promise<ShopFulfilment | undefined> {
  const items = openLines(order, parcel);
  if (items.length === 0) {
    shop.log('the shop has no open line for this parcel', { order: order.display_id, parcel: parcel.number });
    return undefined;
  }
  const { stockLocationId } = await shop.basics(signal);
  const marks = { ...given(numberMark, parcel.number), ...given('carrier', parcel.carrier) };
  const before = new Set(order.fulfillments.map((one) => one.id));
  const body = { items, location_id: stockLocationId, metadata: marks };
  await shop.admin.post(`/admin/orders/${order.id}/fulfillments?fields=id`, body, z.unknown(), signal);
  const now = await readOrder(shop, order.id, signal);
  return now?.fulfillments.find((one) => !before.has(one.id) && !one.canceled_at);
}
