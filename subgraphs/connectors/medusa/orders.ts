/** The shop's own orders, whole: lines with discounts and taxes, addresses, delivery, payments with refunds, fulfilments, coupons. */
import { z } from 'zod';
import type { FulfilmentRecord, OrderLineRecord, OrderRecord, PaymentRecord } from '../connector.ts';
import { nipOf } from './customers.ts';
import type { Resource } from './follow.ts';
import { amountsOf } from './orderAmounts.ts';
import { orderFields, orderList, type ShopFulfilment, type ShopOrder } from './orderShape.ts';
import { inChannel, type Shop } from './shop.ts';
import { addressRecord, fullName, given, id, noted, toCents } from './values.ts';

/** Without the log: a capture or a refund moves no stamp of its order, so open orders are read again this often. */
const openOrdersMs = 60_000;
const page = 1000;
const idList = z.object({ orders: z.array(z.object({ id })) });
const refundedIds = z.object({
  payments: z.array(z.object({ payment_collection: z.object({ order: z.object({ id }).nullish() }).nullish() })),
});

export function orderResource(shop: Shop): Resource<OrderRecord> {
  async function records(query: Record<string, string | number | string[]>, signal: AbortSignal) {
    const deliveries = await shop.deliveries(signal);
    const { orders, count } = await shop.admin.get(
      '/admin/orders',
      { order: 'id', fields: orderFields, ...inChannel(shop), ...query },
      orderList,
      signal,
    );
    return { rows: orders.map((item) => ({ id: item.id, records: [orderRecord(item, deliveries)] })), total: count };
  }
  return {
    topic: 'order',
    pageSize: 50,
    page: (skip, take, signal) => records({ offset: skip, limit: take }, signal),
    async read(wanted, signal) {
      return (await records({ id: wanted, limit: wanted.length }, signal)).rows.flatMap((row) => row.records);
    },
    async movedSince(since, signal) {
      const stamp = { 'updated_at[$gte]': since, limit: page };
      const [{ orders }, { payments }] = await Promise.all([
        shop.admin.get('/admin/orders', { ...stamp, fields: 'id' }, idList, signal),
        shop.admin.get('/admin/payments', { ...stamp, fields: 'id,payment_collection.order.id' }, refundedIds, signal),
      ]);
      return [...orders.map((one) => one.id), ...payments.flatMap((one) => one.payment_collection?.order?.id ?? [])];
    },
    unstamped: {
      everyMs: openOrdersMs,
      async ids(signal) {
        const query = { status: ['pending', 'requires_action'], fields: 'id', order: '-id', limit: page };
        return (await shop.admin.get('/admin/orders', query, idList, signal)).orders.map((one) => one.id);
      },
    },
  };
}

/** One order as it is now; null when the shop does not have it. */
export async function readOrder(shop: Shop, orderId: string, signal: AbortSignal): Promise<ShopOrder | null> {
  const query = { id: [orderId], limit: 1, fields: orderFields };
  return (await shop.admin.get('/admin/orders', query, orderList, signal)).orders[0] ?? null;
}

export function orderRecord(item: ShopOrder, deliveries: ReadonlyMap<string, string>): OrderRecord {
  const { customer, billing_address: billing, shipping_address: shipping } = item;
  const person = customer ? fullName(customer) : undefined;
  const [delivery] = item.shipping_methods;
  const skus = new Map(item.items.map((one) => [one.id, one.variant_sku ?? '']));
  const { lines, totals } = amountsOf(item);
  const phone = customer?.phone ?? shipping?.phone ?? billing?.phone;
  return {
    externalId: item.id,
    number: item.custom_display_id ?? String(item.display_id),
    ...given('partyId', item.customer_id ?? undefined),
    contact: {
      ...given('name', person ?? fullName(billing) ?? fullName(shipping)),
      ...given('email', item.email ?? customer?.email),
      ...given('phone', phone),
      ...given('taxId', nipOf(billing?.metadata, customer?.metadata)),
    },
    ...given('billingAddress', (billing ?? shipping) ? addressRecord((billing ?? shipping) as NonNullable<typeof billing>) : undefined),
    ...given('shippingAddress', shipping ? addressRecord(shipping) : undefined),
    currency: item.currency_code.toUpperCase(),
    placedAt: item.created_at,
    ...given('note', noted(item.metadata, 'note')),
    ...given('deliveryMethodCode', delivery && (deliveries.get(delivery.shipping_option_id ?? '') ?? delivery.name)),
    ...given('deliveryMethodName', delivery?.name),
    couponCodes: [...new Set(item.items.flatMap((one) => one.adjustments.flatMap((adjustment) => adjustment.code ?? [])))],
    pricesIncludeTax: item.items.some((one) => one.is_tax_inclusive),
    lines,
    totals,
    payments: item.payment_collections.flatMap((collection) => collection.payments).flatMap(paymentRecords),
    fulfilments: item.fulfillments.map((one) => fulfilmentRecord(one, skus)),
    documents: [],
    phase: phaseOf(item, lines),
    sourceStatus: [item.status, item.payment_status, item.fulfillment_status].filter(Boolean).join(', '),
    placed: item.status !== 'draft',
  };
}

const waiting = new Set(['not_paid', 'awaiting', 'requires_action']);

/** Medusa has three axes; `status` alone tells little. */
function phaseOf({ status, payment_status: paid, fulfillment_status: sent }: ShopOrder, lines: OrderLineRecord[]): OrderRecord['phase'] {
  if (status === 'canceled') return 'CANCELLED';
  if (status === 'draft') return 'UNKNOWN';
  if (status === 'completed' || status === 'archived' || sent === 'delivered') return 'COMPLETED';
  if (sent === 'shipped') return 'SHIPPED';
  if (sent === 'partially_shipped' || sent === 'partially_delivered')
    return lines.every((line) => (line.quantityShipped ?? 0n) >= line.quantity) ? 'SHIPPED' : 'PARTIALLY_SHIPPED';
  if (waiting.has(paid ?? '')) return 'AWAITING_PAYMENT';
  return 'RECEIVED';
}

/** `pp_przelewy` → `przelewy`. */
const methodOf = (providerId: string) => providerId.replace(/^pp_/, '');

/** What the provider knows a payment by. Medusa has no field for it: each provider keeps it in `data` its own way. */
export function transactionOf(data: Record<string, unknown> | null | undefined): string | undefined {
  for (const key of ['transactionId', 'transaction_id', 'transactionNumber', 'transaction_number', 'id']) {
    const found = noted(data, key);
    if (found) return found;
  }
  return undefined;
}

/** A payment, then each refund of it as a record of its own with the amount that went back. */
function paymentRecords(item: ShopOrder['payment_collections'][number]['payments'][number]): PaymentRecord[] {
  const method = methodOf(item.provider_id);
  const shared = { methodCode: method, provider: method };
  const captured = item.captures.reduce((sum, one) => sum + one.raw_amount, 0n);
  const state = captured > 0n ? 'PAID' : item.canceled_at ? 'FAILED' : 'AUTHORISED';
  return [
    {
      externalId: item.id,
      ...shared,
      ...given('transactionNumber', transactionOf(item.data)),
      amount: toCents(captured > 0n ? captured : item.raw_amount),
      state,
      occurredAt: item.captured_at ?? item.captures[0]?.created_at ?? item.created_at,
    },
    ...item.refunds.map((one) => ({
      externalId: one.id,
      ...shared,
      transactionNumber: refundNumber(one),
      amount: toCents(one.raw_amount),
      state: 'REFUNDED' as const,
      ...given('occurredAt', one.created_at),
    })),
  ];
}

/** A refund that was recorded here from the ERP has that one's number in its note; any other is known by Medusa's own id. */
export const refundNumber = (refund: { id: string; note: string | undefined }): string =>
  /^ERP (\S+)/.exec(refund.note ?? '')?.[1] ?? refund.id;

function fulfilmentRecord(item: ShopFulfilment, skus: ReadonlyMap<string, string>): FulfilmentRecord {
  const state = item.canceled_at
    ? 'CANCELLED'
    : item.delivered_at
      ? 'DELIVERED'
      : item.shipped_at
        ? 'SHIPPED'
        : item.packed_at
          ? 'PACKED'
          : 'PLANNED';
  return {
    externalId: item.id,
    ...given('number', noted(item.metadata, 'erp_number')),
    state,
    ...given('locationId', item.location_id ?? undefined),
    ...given('carrier', noted(item.metadata, 'carrier')),
    trackingNumbers: item.labels.map((label) => label.tracking_number).filter(Boolean),
    ...given(
      'trackingUrl',
      item.labels.map((label) => label.tracking_url).find((url) => url?.startsWith('http')),
    ),
    lines: item.items.map((one) => ({ sku: skus.get(one.line_item_id ?? '') ?? one.sku ?? '', quantity: one.raw_quantity })),
    ...given('shippedAt', item.shipped_at ?? undefined),
    ...given('deliveredAt', item.delivered_at ?? undefined),
  };
}
