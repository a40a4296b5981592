/**
 * Amounts of an order as it was placed, in cents that add up. Computed here from unit prices, discounts and rates: Medusa's own totals shrink with every return and
 * refund. Medusa calculates without rounding (10 % off 527.67 is 474.903) and the payment provider takes the whole, rounded once: that is the total. Lines are
 * rounded each, and what the rounding leaves over goes to the line that feels it least.
 */
import type { OrderLineRecord, OrderTotalsRecord } from '../connector.ts';
import type { ShopOrder } from './orderShape.ts';
import { given, toCents, toPercent, toText } from './values.ts';

type ShopLine = ShopOrder['items'][number];
type ShopDelivery = ShopOrder['shipping_methods'][number];
/** What has a price, a rate and discounts. */
type Priced = Pick<ShopLine, 'is_tax_inclusive' | 'tax_lines' | 'adjustments'>;
const ONE = 1_000_000n;

export function amountsOf(order: Pick<ShopOrder, 'items' | 'shipping_methods'>): { lines: OrderLineRecord[]; totals: OrderTotalsRecord } {
  const exact = order.items.map((item) => exactly(item, times(item.raw_unit_price, item.raw_quantity)));
  // What a customer pays to send goods back is no part of what was bought.
  const deliveries = order.shipping_methods.filter((one) => !one.detail?.return_id).map(deliveryExactly);
  const gross = toCents(sum([...exact, ...deliveries].map((one) => one.gross)));
  const deliveryGross = toCents(sum(deliveries.map((one) => one.gross)));
  const deliveryNet = deliveryGross - toCents(sum(deliveries.map((one) => one.tax)));
  const rounded = exact.map((one) => toCents(one.gross));
  const left = gross - deliveryGross - sum(rounded);
  const bearer = rounded.indexOf(rounded.reduce((most, one) => (one > most ? one : most), 0n));
  const lines = order.items.map((item, index) => {
    const { tax = 0n, fullNet = 0n, fullGross = 0n } = exact[index] ?? {};
    return lineRecord(item, { tax: toCents(tax), fullNet, fullGross, gross: (rounded[index] ?? 0n) + (index === bearer ? left : 0n) });
  });
  const net = sum(lines.map((line) => line.net)) + deliveryNet;
  return { lines, totals: { net, tax: gross - net, gross, deliveryNet, deliveryGross } };
}

const deliveryExactly = (item: ShopDelivery) => exactly(item, item.raw_amount);

interface Exact {
  /** Before discounts. */
  fullNet: bigint;
  fullGross: bigint;
  gross: bigint;
  tax: bigint;
}

/** `price` as the shop writes it: tax included or not. To the micro, nothing rounded to cents. */
function exactly(item: Priced, price: bigint): Exact {
  const rate = rateOf(item);
  const taken = (inclusive: boolean) =>
    sum(item.adjustments.filter((one) => (one.is_tax_inclusive ?? false) === inclusive).map((one) => one.raw_amount));
  const [fullNet, fullGross] = item.is_tax_inclusive ? [removeTax(price, rate), price] : [price, addTax(price, rate)];
  const off = taken(true) + addTax(taken(false), rate);
  const gross = off < fullGross ? fullGross - off : 0n;
  return { fullNet, fullGross, gross, tax: gross - removeTax(gross, rate) };
}

function lineRecord(item: ShopLine, amounts: Exact): OrderLineRecord {
  const { fullNet, fullGross, gross, tax } = amounts;
  const quantity = item.raw_quantity;
  return {
    externalId: item.id,
    sku: item.variant_sku ?? '',
    ...given('variantId', item.variant_id ?? undefined),
    title: item.variant_title && item.variant_title !== 'Default variant' ? item.variant_title : (item.product_title ?? item.title ?? ''),
    quantity,
    unitCode: 'PCE',
    unitNet: each(fullNet, quantity),
    unitGross: toCents(each(fullGross, quantity)),
    discounts: item.adjustments.map((one) => {
      const inclusive = one.is_tax_inclusive ?? false;
      const from = inclusive ? fullGross : fullNet;
      return {
        code: one.code ?? one.promotion_id ?? 'discount',
        title: one.description ?? one.code ?? '',
        basis: inclusive ? ('GROSS' as const) : ('NET' as const),
        amount: toCents(one.raw_amount),
        // Of the line before any discount.
        ...(from > 0n ? { percent: toText(divided(one.raw_amount * 100n * ONE, from)) } : {}),
      };
    }),
    taxPercent: toPercent(rateOf(item)),
    net: gross - tax,
    tax,
    gross,
    quantityShipped: item.detail.raw_shipped_quantity,
    quantityReturned: item.detail.raw_return_received_quantity,
  };
}

const rateOf = (item: Priced): bigint => sum(item.tax_lines.map((one) => one.rate));
const addTax = (net: bigint, rate: bigint): bigint => divided(net * (100n * ONE + rate), 100n * ONE);
const removeTax = (gross: bigint, rate: bigint): bigint => divided(gross * 100n * ONE, 100n * ONE + rate);
const times = (amount: bigint, quantity: bigint): bigint => divided(amount * quantity, ONE);
const each = (amount: bigint, quantity: bigint): bigint => (quantity > 0n ? divided(amount * ONE, quantity) : 0n);
/** Half up; neither is negative. */
const divided = (value: bigint, divisor: bigint): bigint => (value * 2n + divisor) / (divisor * 2n);
const sum = (amounts: bigint[]): bigint => amounts.reduce((total, one) => total + one, 0n);
