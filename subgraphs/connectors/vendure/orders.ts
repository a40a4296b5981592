/** The shop's own orders, whole: lines with discounts and taxes, addresses, delivery, payments with refunds, fulfilments, coupons. */
import { z } from 'zod';
import type { FulfilmentRecord, OrderLineRecord, OrderRecord, PaymentRecord } from '../connector.ts';
import { idsOf, type Resource } from './follow.ts';
import type { Has, Shop } from './shop.ts';
import { addressRecord, given, id, instant, money, orderAddress, percent, pieces, taxId, text } from './values.ts';

const discount = z.object({ adjustmentSource: z.string(), description: z.string(), amount: money, amountWithTax: money });
const line = z.object({
  id,
  quantity: pieces,
  orderPlacedQuantity: pieces,
  unitPrice: money,
  unitPriceWithTax: money,
  proratedUnitPrice: money,
  proratedUnitPriceWithTax: money,
  proratedLinePrice: money,
  proratedLinePriceWithTax: money,
  taxRate: percent,
  discounts: z.array(discount),
  productVariant: z.object({ id, sku: z.string(), name: z.string() }),
});
const refund = z.object({ id, total: money, state: z.string(), transactionId: text, createdAt: instant });
const payment = z.object({
  id,
  method: z.string(),
  amount: money,
  state: z.string(),
  transactionId: text,
  createdAt: instant,
  refunds: z.array(refund),
});
const fulfilment = z.object({
  id,
  state: z.string(),
  method: z.string(),
  trackingCode: text,
  updatedAt: instant,
  lines: z.array(z.object({ orderLineId: id, quantity: pieces })),
});

const order = z.object({
  id,
  code: z.string(),
  state: z.string(),
  active: z.boolean(),
  createdAt: instant,
  orderPlacedAt: instant.nullish(),
  currencyCode: z.string(),
  couponCodes: z.array(z.string()),
  customer: z
    .object({
      id,
      firstName: z.string(),
      lastName: z.string(),
      emailAddress: z.string(),
      phoneNumber: text,
      customFields: z.object({ nip: text }).nullish(),
    })
    .nullish(),
  shippingAddress: orderAddress.nullish(),
  billingAddress: orderAddress.nullish(),
  lines: z.array(line),
  surcharges: z.array(z.object({ id, description: z.string(), sku: text, price: money, priceWithTax: money, taxRate: percent })),
  shippingLines: z.array(z.object({ shippingMethod: z.object({ code: z.string(), name: z.string() }) })),
  shipping: money,
  shippingWithTax: money,
  total: money,
  totalWithTax: money,
  payments: z.array(payment).nullish(),
  fulfillments: z.array(fulfilment).nullish(),
  channels: z.array(z.object({ id, pricesIncludeTax: z.boolean() })),
});
export type ShopOrder = z.infer<typeof order>;

const list = z.object({ orders: z.object({ totalItems: z.number(), items: z.array(order) }) });

function fields(has: Has): string {
  const address = `fullName company streetLine1 streetLine2 city province postalCode countryCode phoneNumber
    ${has.orderAddressNip ? 'customFields { nip }' : ''}`;
  return `id code state active createdAt orderPlacedAt currencyCode couponCodes channels { id pricesIncludeTax }
    customer { id firstName lastName emailAddress phoneNumber ${has.customerNip ? 'customFields { nip }' : ''} }
    shippingAddress { ${address} } billingAddress { ${address} }
    lines { id quantity orderPlacedQuantity unitPrice unitPriceWithTax proratedUnitPrice proratedUnitPriceWithTax proratedLinePrice
      proratedLinePriceWithTax taxRate discounts { adjustmentSource description amount amountWithTax } productVariant { id sku name } }
    surcharges { id description sku price priceWithTax taxRate }
    shippingLines { shippingMethod { code name } } shipping shippingWithTax total totalWithTax
    payments { id method amount state transactionId createdAt refunds { id total state transactionId createdAt } }
    fulfillments { id state method trackingCode updatedAt lines { orderLineId quantity } }`;
}

/** Without the plugin: Vendure 3.7 sets `Order.updatedAt` back when a payment settles, so open orders are read again this often. */
const openOrdersMs = 60_000;

const topics = ['order', 'order.line', 'order.placed', 'order.state', 'order.payment', 'order.refund', 'order.fulfilment'];

export function orderResource(shop: Shop): Resource<OrderRecord> {
  async function ask(options: Record<string, unknown>, signal: AbortSignal) {
    const document = `query ($o: OrderListOptions) { orders(options: $o) { totalItems items { ${fields(await shop.has(signal))} } } }`;
    const { orders } = await shop.admin.ask(document, { o: { sort: { id: 'ASC' }, ...options } }, list, signal);
    const { id: channelId, pricesIncludeTax } = await shop.channel(signal);
    const rows = orders.items.map((item) => ({
      id: item.id,
      records: [orderRecord(item, item.channels.find((channel) => channel.id === channelId)?.pricesIncludeTax ?? pricesIncludeTax)],
    }));
    return { rows, total: orders.totalItems };
  }
  async function ids(filter: Record<string, unknown>, signal: AbortSignal): Promise<string[]> {
    const { orders } = await shop.admin.ask(
      'query ($o: OrderListOptions) { orders(options: $o) { items { id } } }',
      { o: { filter, take: 1000, sort: { id: 'ASC' } } },
      z.object({ orders: z.object({ items: z.array(z.object({ id })) }) }),
      signal,
    );
    return orders.items.map((item) => item.id);
  }
  return {
    pageSize: 50,
    // Carts are not orders; they come one by one as they change.
    page: (skip, take, signal) => ask({ skip, take, filter: { orderPlacedAt: { isNull: false } } }, signal),
    async read(wanted, signal) {
      return (await ask({ take: wanted.length, filter: { id: { in: wanted } } }, signal)).rows.flatMap((row) => row.records);
    },
    touched: async (changes) => idsOf(changes, topics),
    async movedSince(since, signal) {
      const placed = { orderPlacedAt: { after: since } };
      return ids({ _or: [placed, { updatedAt: { after: since }, orderPlacedAt: { isNull: false } }] }, signal);
    },
    unstamped: {
      everyMs: openOrdersMs,
      ids: (signal) => ids({ active: { eq: false }, state: { notIn: ['Delivered', 'Cancelled'] } }, signal),
    },
  };
}

/** One order as it is now; null when the shop does not have it. */
export async function readOrder(
  shop: Shop,
  orderId: string,
  signal: AbortSignal,
): Promise<(ShopOrder & { erpNumber?: string; erpStatus?: string }) | null> {
  const has = await shop.has(signal);
  const custom = has.orderStatus ? 'customFields { erpNumber erpStatus }' : '';
  const answer = await shop.admin.ask(
    `query ($id: ID!) { order(id: $id) { ${fields(has)} ${custom} } }`,
    { id: orderId },
    z.object({ order: order.extend({ customFields: z.object({ erpNumber: text, erpStatus: text }).nullish() }).nullable() }),
    signal,
  );
  if (!answer.order) return null;
  const { customFields, ...rest } = answer.order;
  return { ...rest, ...given('erpNumber', customFields?.erpNumber), ...given('erpStatus', customFields?.erpStatus) };
}

const phases: Record<string, OrderRecord['phase']> = {
  ArrangingPayment: 'AWAITING_PAYMENT',
  ArrangingAdditionalPayment: 'AWAITING_PAYMENT',
  PaymentAuthorized: 'RECEIVED',
  PaymentSettled: 'RECEIVED',
  Modifying: 'RECEIVED',
  PartiallyShipped: 'PARTIALLY_SHIPPED',
  Shipped: 'SHIPPED',
  PartiallyDelivered: 'SHIPPED',
  Delivered: 'COMPLETED',
  Cancelled: 'CANCELLED',
};

function orderRecord(item: ShopOrder, pricesIncludeTax: boolean): OrderRecord {
  const { customer, billingAddress, shippingAddress } = item;
  const person = customer ? `${customer.firstName} ${customer.lastName}`.trim() : undefined;
  const phone = customer?.phoneNumber ?? shippingAddress?.phoneNumber ?? billingAddress?.phoneNumber;
  const delivery = item.shippingLines[0]?.shippingMethod;
  // Vendure keeps the address an order does not have as an object of nulls.
  const billing = billingAddress?.streetLine1 ? billingAddress : undefined;
  const shipping = shippingAddress?.streetLine1 ? shippingAddress : undefined;
  const skus = new Map(item.lines.map((one) => [one.id, one.productVariant.sku.trim()]));
  const fulfilments = (item.fulfillments ?? []).map((one) => fulfilmentRecord(one, skus));
  const lines = [...item.lines.map((one) => lineRecord(one, item, pricesIncludeTax)), ...item.surcharges.map(surchargeRecord)];
  // Of a cancelled order Vendure keeps no totals; the lines still tell.
  const net = item.state === 'Cancelled' ? lines.reduce((sum, one) => sum + one.net, item.shipping) : item.total;
  const gross = item.state === 'Cancelled' ? lines.reduce((sum, one) => sum + one.gross, item.shippingWithTax) : item.totalWithTax;
  return {
    externalId: item.id,
    number: item.code,
    ...given('partyId', customer?.id),
    contact: {
      ...given('name', person || billing?.fullName || shipping?.fullName),
      ...given('email', customer?.emailAddress),
      ...given('phone', phone),
      ...given('taxId', taxId(billing?.customFields?.nip ?? customer?.customFields?.nip)),
    },
    ...given('billingAddress', (billing ?? shipping) && addressRecord((billing ?? shipping) as z.infer<typeof orderAddress>)),
    ...given('shippingAddress', shipping && addressRecord(shipping)),
    currency: item.currencyCode,
    placedAt: item.orderPlacedAt ?? item.createdAt,
    ...given('deliveryMethodCode', delivery?.code),
    ...given('deliveryMethodName', delivery?.name),
    couponCodes: item.couponCodes,
    pricesIncludeTax,
    lines,
    totals: {
      net,
      tax: gross - net,
      gross,
      deliveryNet: item.shipping,
      deliveryGross: item.shippingWithTax,
    },
    payments: (item.payments ?? []).flatMap(paymentRecords),
    fulfilments,
    documents: [],
    phase: phases[item.state] ?? 'UNKNOWN',
    sourceStatus: item.state,
    placed: item.orderPlacedAt != null,
  };
}

function lineRecord(item: z.infer<typeof line>, whole: ShopOrder, pricesIncludeTax: boolean): OrderLineRecord {
  // Cancelling an order sets its lines to nought; what was ordered is still what was ordered.
  const cancelled = whole.state === 'Cancelled';
  const quantity = cancelled ? item.orderPlacedQuantity : item.quantity;
  const count = quantity / 1_000_000n;
  const net = cancelled ? item.proratedUnitPrice * count : item.proratedLinePrice;
  const gross = cancelled ? item.proratedUnitPriceWithTax * count : item.proratedLinePriceWithTax;
  return {
    externalId: item.id,
    sku: item.productVariant.sku.trim(),
    variantId: item.productVariant.id,
    title: item.productVariant.name,
    quantity,
    unitCode: 'PCE',
    unitNet: item.unitPrice,
    unitGross: item.unitPriceWithTax,
    discounts: item.discounts.map((one) => ({
      code: one.adjustmentSource,
      title: one.description,
      basis: pricesIncludeTax ? 'GROSS' : 'NET',
      amount: pricesIncludeTax ? -one.amountWithTax : -one.amount,
    })),
    taxPercent: item.taxRate,
    net,
    tax: gross - net,
    gross,
    quantityShipped: shipped(item.id, whole),
  };
}

function shipped(lineId: string, whole: ShopOrder): bigint {
  const gone = (whole.fulfillments ?? []).filter(({ state }) => state === 'Shipped' || state === 'Delivered');
  const lines = gone.flatMap((one) => one.lines).filter((one) => one.orderLineId === lineId);
  return lines.reduce((sum, one) => sum + one.quantity, 0n);
}

function surchargeRecord(item: ShopOrder['surcharges'][number]): OrderLineRecord {
  return {
    externalId: `surcharge-${item.id}`,
    sku: item.sku ?? '',
    title: item.description,
    quantity: 1_000_000n,
    unitNet: item.price,
    unitGross: item.priceWithTax,
    discounts: [],
    taxPercent: item.taxRate,
    net: item.price,
    tax: item.priceWithTax - item.price,
    gross: item.priceWithTax,
  };
}

const paymentStates: Record<string, PaymentRecord['state']> = {
  Created: 'PENDING',
  Authorized: 'AUTHORISED',
  Settled: 'PAID',
  Declined: 'FAILED',
  Error: 'FAILED',
  Cancelled: 'FAILED',
};
const refundStates: Record<string, PaymentRecord['state']> = { Settled: 'REFUNDED', Failed: 'FAILED' };

/** A payment, then each refund of it as a record of its own with the amount that went back. */
function paymentRecords(item: z.infer<typeof payment>): PaymentRecord[] {
  const shared = { methodCode: item.method, provider: item.method };
  return [
    {
      externalId: item.id,
      ...shared,
      ...given('transactionNumber', item.transactionId),
      amount: item.amount,
      state: paymentStates[item.state] ?? 'PENDING',
      occurredAt: item.createdAt,
    },
    ...item.refunds.map((one) => ({
      externalId: `refund-${one.id}`,
      ...shared,
      ...given('transactionNumber', one.transactionId),
      amount: one.total,
      state: refundStates[one.state] ?? ('PENDING' as const),
      occurredAt: one.createdAt,
    })),
  ];
}

const fulfilmentStates: Record<string, FulfilmentRecord['state']> = {
  Created: 'PLANNED',
  Pending: 'PLANNED',
  Shipped: 'SHIPPED',
  Delivered: 'DELIVERED',
  Cancelled: 'CANCELLED',
};

function fulfilmentRecord(item: z.infer<typeof fulfilment>, skus: Map<string, string>): FulfilmentRecord {
  const state = fulfilmentStates[item.state] ?? 'UNKNOWN';
  return {
    externalId: item.id,
    state,
    carrier: item.method,
    trackingNumbers: item.trackingCode?.split(/[,;]\s*/) ?? [],
    lines: item.lines.map((one) => ({ sku: skus.get(one.orderLineId) ?? '', quantity: one.quantity })),
    ...given('shippedAt', state === 'SHIPPED' || state === 'DELIVERED' ? item.updatedAt : undefined),
  };
}
