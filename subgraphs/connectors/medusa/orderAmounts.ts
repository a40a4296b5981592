/**
 * Amounts of an order, in cents that add up. Medusa calculates without rounding (10 % off 527.67 is 474.903) and the payment provider takes the whole, rounded once:
 * that is the total. Lines are rounded each, and what the rounding leaves over goes to the line that feels it least.
 */
import type { OrderLineRecord, OrderTotalsRecord } from '../connector.ts';
import type { ShopOrder } from './orderShape.ts';
import { given, toCents, toPercent, toText } from './values.ts';

type ShopLine = ShopOrder['items'][number];
const ONE = 1_000_000n;

export function amountsOf(order: Pick<ShopOrder, 'items' | 'shipping_methods'>): { lines: OrderLineRecord[]; totals: OrderTotalsRecord } {
  const exact = sum([...order.items, ...order.shipping_methods].map((one) => one.raw_total));
  const gross = toCents(exact);
  const deliveryGross = toCents(sum(order.shipping_methods.map((one) => one.raw_total)));
  const deliveryTax = toCents(sum(order.shipping_methods.map((one) => one.raw_tax_total)));
  const rounded = order.items.map((item) => toCents(item.raw_total));
  const left = gross - deliveryGross - sum(rounded);
  const bearer = rounded.indexOf(rounded.reduce((most, one) => (one > most ? one : most), 0n));
  const lines = order.items.map((item, index) => lineRecord(item, (rounded[index] ?? 0n) + (index === bearer ? left : 0n)));
  const deliveryNet = deliveryGross - deliveryTax;
  const net = sum(lines.map((line) => line.net)) + deliveryNet;
  return { lines, totals: { net, tax: gross - net, gross, deliveryNet, deliveryGross } };
}

function lineRecord(item: ShopLine, gross: bigint): OrderLineRecord {
  const tax = toCents(item.raw_tax_total);
  const quantity = item.raw_quantity;
  return {
    externalId: item.id,
    sku: item.variant_sku ?? '',
    ...given('variantId', item.variant_id ?? undefined),
    title: item.variant_title && item.variant_title !== 'Default variant' ? item.variant_title : (item.product_title ?? item.title ?? ''),
    quantity,
    unitCode: 'PCE',
    unitNet: each(item.raw_original_subtotal, quantity),
    unitGross: toCents(each(item.raw_original_total, quantity)),
    discounts: discountsOf(item),
    taxPercent: toPercent(sum(item.tax_lines.map((one) => one.rate))),
    net: gross - tax,
    tax,
    gross,
    quantityShipped: item.detail.raw_shipped_quantity,
    quantityReturned: item.detail.raw_return_received_quantity,
  };
}

/** `percent` is of the line before any discount, in the discount's own basis. */
function discountsOf(item: ShopLine): OrderLineRecord['discounts'] {
  return item.adjustments.map((one) => {
    const inclusive = one.is_tax_inclusive ?? false;
    const from = inclusive ? item.raw_original_total : item.raw_original_subtotal;
    return {
      code: one.code ?? one.promotion_id ?? 'discount',
      title: one.description ?? one.code ?? '',
      basis: inclusive ? 'GROSS' : 'NET',
      amount: toCents(one.raw_amount),
      ...(from > 0n ? { percent: toText((one.raw_amount * 100n * ONE + from / 2n) / from) } : {}),
    };
  });
}

const each = (amount: bigint, quantity: bigint): bigint => (quantity > 0n ? (amount * ONE * 2n + quantity) / (quantity * 2n) : 0n);
const sum = (amounts: bigint[]): bigint => amounts.reduce((total, one) => total + one, 0n);
