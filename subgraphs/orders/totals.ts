/**
 * The amounts of an order, computed once and stored.
 *
 * A line's net is rounded to cents, its discounts are taken off one after another, each from what the one before left. Tax is rounded once a rate on
 * the whole document, with delivery as a line of its own, so the taxes of the lines may differ from the order's by some cents: the order's is the one that
 * counts. Goods and delivery always add up to the whole; so goods, gross, is what delivery leaves of it.
 */
import {
  addTax,
  divideRounded,
  documentTotals,
  grossPrice,
  lineAmounts,
  type Micros,
  micros,
  ONE,
  percentOf,
  removeTax,
  times,
  toCents,
} from '#hub/money.ts';
import type { SalesOrderTable } from '#hub/tables.ts';

export interface DiscountRequest {
  code: string;
  /** The code again when absent. */
  title?: string | undefined;
  basis: 'NET' | 'GROSS';
  /** What to take off the line; ignored when there is a percentage. */
  amount?: Micros | undefined;
  /** Decimal text, 0 to 100. */
  percent?: string | undefined;
}

export type Delivery = { net: Micros; taxPercent: string };

/** As kept in order_line.discounts, as JSON. `amount` is what it took off the line, decimal micros as text, in its basis. */
export interface StoredDiscount {
  code: string;
  title: string;
  basis: 'NET' | 'GROSS';
  amount: string;
  percent?: string;
}

export interface TotalsLine {
  quantity: Micros;
  /** Net price of a unit, before discounts. */
  unitNet: Micros;
  /** As shown to the buyer; computed when absent. */
  unitGross?: Micros | undefined;
  taxPercent: string;
  discounts?: readonly DiscountRequest[] | undefined;
}

export interface TotalsInput {
  lines: readonly TotalsLine[];
  delivery?: Delivery | undefined;
}

/** The amounts of one line, each with a column of its own in order_line. */
export interface ComputedLine {
  unitNet: Micros;
  unitGross: Micros;
  discounts: StoredDiscount[];
  taxPercent: string;
  net: Micros;
  tax: Micros;
  gross: Micros;
  /** All discounts in one, percent of the undiscounted net with six places: for systems that know one percentage a line. Absent without discounts. */
  discountPercent?: string;
}

/** The amounts of an order, each with a column of its own in sales_order. */
export interface ComputedOrder {
  goodsNet: Micros;
  goodsGross: Micros;
  deliveryNet: Micros;
  deliveryGross: Micros;
  deliveryTaxPercent: string;
  discountNet: Micros;
  discountGross: Micros;
  net: Micros;
  tax: Micros;
  gross: Micros;
}

export interface RateTotals {
  percent: string;
  net: Micros;
  tax: Micros;
}

export interface ComputedTotals {
  lines: ComputedLine[];
  totals: ComputedOrder;
  byRate: RateTotals[];
}

export function computeTotals(input: TotalsInput): ComputedTotals {
  const lines = input.lines.map(computeLine);
  const deliveryTaxPercent = input.delivery?.taxPercent ?? '0';
  const delivery = lineAmounts(input.delivery?.net ?? 0n, ONE, deliveryTaxPercent);
  const whole = documentTotals([...lines, ...(input.delivery ? [{ net: delivery.net, taxPercent: deliveryTaxPercent }] : [])]);
  const sum = (of: (line: FullLine) => Micros): Micros => lines.reduce((total, line) => total + of(line), 0n);
  return {
    lines: lines.map(({ fullNet: _net, fullGross: _gross, ...line }) => line),
    totals: {
      goodsNet: sum((line) => line.net),
      goodsGross: whole.gross - delivery.gross,
      deliveryNet: delivery.net,
      deliveryGross: delivery.gross,
      deliveryTaxPercent,
      discountNet: sum((line) => line.fullNet - line.net),
      discountGross: sum((line) => line.fullGross - line.gross),
      net: whole.net,
      tax: whole.tax,
      gross: whole.gross,
    },
    byRate: whole.byRate,
  };
}

/** Lines whose amounts stand already, such as an offer's: they are added up with the delivery, never recomputed. */
export function sumLines(lines: readonly ComputedLine[], input: Delivery): ComputedOrder {
  const delivery = lineAmounts(input.net, ONE, input.taxPercent);
  const sum = (of: (line: ComputedLine) => Micros): Micros => lines.reduce((total, line) => total + of(line), 0n);
  const off = (basis: StoredDiscount['basis']) =>
    sum((line) => line.discounts.reduce((total, discount) => total + inBasis(discount, basis, line.taxPercent), 0n));
  const goods = { net: sum((line) => line.net), tax: sum((line) => line.tax), gross: sum((line) => line.gross) };
  return {
    goodsNet: goods.net,
    goodsGross: goods.gross,
    deliveryNet: delivery.net,
    deliveryGross: delivery.gross,
    deliveryTaxPercent: input.taxPercent,
    discountNet: off('NET'),
    discountGross: off('GROSS'),
    net: goods.net + delivery.net,
    tax: goods.tax + delivery.tax,
    gross: goods.gross + delivery.gross,
  };
}

/** A discount as it was given, net or gross. */
export function inBasis(discount: { basis: 'NET' | 'GROSS'; amount: Micros | string }, basis: 'NET' | 'GROSS', taxPercent: string): Micros {
  const amount = BigInt(discount.amount);
  if (discount.basis === basis) return amount;
  return toCents(basis === 'NET' ? removeTax(amount, taxPercent) : addTax(amount, taxPercent));
}

/** With what it would be without discounts. */
interface FullLine extends ComputedLine {
  fullNet: Micros;
  fullGross: Micros;
}

function computeLine(line: TotalsLine): FullLine {
  const { quantity, unitNet, taxPercent } = line;
  const full = lineAmounts(unitNet, quantity, taxPercent);
  let net = full.net;
  const discounts = (line.discounts ?? []).map((discount) => {
    const { left, amount } = takeOff(net, taxPercent, discount);
    net = left;
    return store(discount, amount);
  });
  const tax = toCents(percentOf(net, taxPercent));
  return {
    unitNet,
    unitGross: line.unitGross ?? grossPrice(unitNet, taxPercent),
    discounts,
    taxPercent,
    net,
    tax,
    gross: net + tax,
    ...(discounts.length && full.net !== 0n ? { discountPercent: share(full.net - net, times(unitNet, quantity)) } : {}),
    fullNet: full.net,
    fullGross: full.gross,
  };
}

/** What a discount leaves of a net, and what it took in its own basis. Never below zero, never more than there is. */
function takeOff(net: Micros, taxPercent: string, discount: DiscountRequest): { left: Micros; amount: Micros } {
  const gross = net + toCents(percentOf(net, taxPercent));
  const from = discount.basis === 'NET' ? net : gross;
  const wanted = discount.percent === undefined ? (discount.amount ?? 0n) : percentOf(from, discount.percent);
  const amount = clamp(toCents(wanted), from);
  if (amount === 0n) return { left: net, amount };
  return { left: discount.basis === 'NET' ? net - amount : clamp(toCents(removeTax(from - amount, taxPercent)), net), amount };
}

const clamp = (value: Micros, most: Micros): Micros => (value < 0n ? 0n : value > most ? most : value);

const store = (discount: DiscountRequest, amount: Micros): StoredDiscount => ({
  code: discount.code,
  title: discount.title ?? discount.code,
  basis: discount.basis,
  amount: amount.toString(),
  ...(discount.percent === undefined ? {} : { percent: discount.percent }),
});

/** part / whole in percent, decimal text. */
function share(part: Micros, whole: Micros): string {
  const scaled = whole === 0n ? 0n : divideRounded(part * 100n * ONE, whole);
  const text = scaled.toString().padStart(7, '0');
  return `${text.slice(0, -6)}.${text.slice(-6)}`.replace(/\.?0+$/, '');
}

/** Sums by rate of a stored order. The source's own rounding is followed when the order's tax is the sum of its lines'. */
export function storedRates(
  order: Pick<SalesOrderTable, 'deliveryNetMicros' | 'deliveryGrossMicros' | 'deliveryTaxPercent' | 'taxMicros'>,
  lines: readonly { netMicros: Micros; taxMicros: Micros; taxPercent: string }[],
): { byRate: RateTotals[]; level: 'LINE' | 'DOCUMENT' } {
  const delivery =
    order.deliveryNetMicros === 0n && order.deliveryGrossMicros === 0n
      ? []
      : [{ net: order.deliveryNetMicros, tax: order.deliveryGrossMicros - order.deliveryNetMicros, taxPercent: order.deliveryTaxPercent }];
  const parts = [...lines.map((line) => ({ net: line.netMicros, tax: line.taxMicros, taxPercent: line.taxPercent })), ...delivery];
  const whole = documentTotals(parts);
  if (whole.tax === order.taxMicros) return { byRate: whole.byRate, level: 'DOCUMENT' };
  const taxes = new Map<string, Micros>();
  for (const part of parts) taxes.set(rateKey(part.taxPercent), (taxes.get(rateKey(part.taxPercent)) ?? 0n) + part.tax);
  const byLine = whole.byRate.map((rate) => ({ ...rate, tax: taxes.get(rateKey(rate.percent)) ?? rate.tax }));
  const sum = byLine.reduce((total, rate) => total + rate.tax, 0n);
  return sum === order.taxMicros ? { byRate: byLine, level: 'LINE' } : { byRate: whole.byRate, level: 'DOCUMENT' };
}

const rateKey = (percent: string): string => micros(percent).toString();
