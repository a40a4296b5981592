/** Shows the ERP's view of an order to the shop's customer: numbers, payment, parcels, cancellation. Each step only when it is missing. */
import { z } from 'zod';
import { type OrderStatusPush, Terminal } from '../connector.ts';
import type { ShopOrder } from './orderShape.ts';
import { readOrder } from './orders.ts';
import { showParcels } from './parcels.ts';
import { settle } from './payments.ts';
import type { Shop } from './shop.ts';
import { noted } from './values.ts';

/** Entries of the order's metadata that the shop's pages may show. */
const numberMark = 'erp_number';
const statusMark = 'erp_status';

export async function pushOrderStatus(shop: Shop, push: OrderStatusPush, signal: AbortSignal): Promise<void> {
  const order = await readOrder(shop, push.orderId, signal);
  if (!order) throw new Terminal('NOT_FOUND', 'the shop does not have this order');
  const wanted = { ...(push.erpNumber === undefined ? {} : { [numberMark]: push.erpNumber }), [statusMark]: push.erpStatus };
  if (Object.entries(wanted).some(([mark, value]) => noted(order.metadata, mark) !== value))
    await shop.admin.post(`/admin/orders/${order.id}?fields=id`, { metadata: { ...order.metadata, ...wanted } }, z.unknown(), signal);
  if (order.status === 'canceled') return;
  if (push.cancelled) return cancel(shop, order, signal);
  if (push.paid && push.payment) await showPayment(shop, order, push.payment, signal);
  await showParcels(shop, push.orderId, push.fulfilments, signal);
}

/** Medusa cancels no order with a parcel that stands. It gives back itself what was captured. */
async function cancel(shop: Shop, order: ShopOrder, signal: AbortSignal): Promise<void> {
  for (const parcel of order.fulfillments) {
    if (parcel.canceled_at) continue;
    if (parcel.shipped_at) throw new Terminal('ALREADY_SHIPPED', 'the shop has a parcel of this order on its way');
    await shop.admin.post(`/admin/orders/${order.id}/fulfillments/${parcel.id}/cancel`, { no_notification: true }, z.unknown(), signal);
  }
  await shop.admin.post(`/admin/orders/${order.id}/cancel`, {}, z.unknown(), signal);
}

/** A payment that fits nothing in the shop must not keep the parcels from being shown. */
async function showPayment(
  shop: Shop,
  order: ShopOrder,
  payment: NonNullable<OrderStatusPush['payment']>,
  signal: AbortSignal,
): Promise<void> {
  try {
    await settle(shop, order, payment, signal);
  } catch (error) {
    if (!(error instanceof Terminal)) throw error;
    shop.log('the shop does not take the payment the ERP reports', { order: order.display_id, detail: error.detail ?? error.message });
  }
}
