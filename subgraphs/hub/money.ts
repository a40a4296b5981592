/**
 * Money and quantities: bigint micros (1e-6), never a float. Line amounts are computed here, once, and stored; rounding is half up, away from zero.
 */
export type Micros = bigint;

export const ONE: Micros = 1_000_000n;
const DECIMAL = /^([+-]?)(\d{1,15})(?:\.(\d{1,6}))?$/;

/** "12.30" → 12_300_000n. Undefined when it is no decimal of at most 15 digits before and 6 after the point. */
export function tryMicros(text: string): Micros | undefined {
  const match = DECIMAL.exec(text);
  if (!match) return undefined;
  const [, sign, whole = '0', fraction = ''] = match;
  const value = BigInt(whole) * ONE + BigInt(fraction.padEnd(6, '0'));
  return sign === '-' ? -value : value;
}

/** As {@link tryMicros}, for text that is known to be good. */
export function micros(text: string): Micros {
  const value = tryMicros(text);
  if (value === undefined) throw new RangeError(`not a decimal: ${text.slice(0, 40)}`);
  return value;
}

/** 12_300_000n → "12.30": at least `digits` places, more when they are not zero. */
export function formatMicros(value: Micros, digits = 2): string {
  const negative = value < 0n;
  const text = (negative ? -value : value).toString().padStart(7, '0');
  let fraction = text.slice(-6);
  while (fraction.length > digits && fraction.endsWith('0')) fraction = fraction.slice(0, -1);
  return `${negative ? '-' : ''}${text.slice(0, -6)}${fraction ? `.${fraction}` : ''}`;
}

/** 3_000_000n → "3". */
export const formatQuantity = (value: Micros): string => formatMicros(value, 0);

/** Integer division, half away from zero. `divisor` is positive. */
export function divideRounded(value: bigint, divisor: bigint): bigint {
  const half = divisor / 2n;
  return value >= 0n ? (value + half) / divisor : -((-value + half) / divisor);
}

/** amount × quantity, in micros. */
export const times = (amount: Micros, quantity: Micros): Micros => divideRounded(amount * quantity, ONE);

/** amount × percent / 100; `percent` is decimal text. */
export const percentOf = (amount: Micros, percent: string): Micros => divideRounded(amount * micros(percent), 100n * ONE);

/** To the smallest unit of the currency (two places), half up. */
export const toCents = (amount: Micros): Micros => divideRounded(amount, 10_000n) * 10_000n;

export const addTax = (net: Micros, percent: string): Micros => net + percentOf(net, percent);

/** What a buyer is shown for one unit: tax included, to the smallest unit of the currency. */
export const grossPrice = (net: Micros, percent: string): Micros => toCents(addTax(net, percent));

/** gross → net, in micros. */
export const removeTax = (gross: Micros, percent: string): Micros => divideRounded(gross * 100n * ONE, 100n * ONE + micros(percent));

/** `price` holds per stock unit. */
export interface LineAmounts {
  net: Micros;
  tax: Micros;
  gross: Micros;
}

/** One line: net rounded to cents, tax on it rounded to cents. */
export function lineAmounts(unitNet: Micros, quantity: Micros, taxPercent: string): LineAmounts {
  const net = toCents(times(unitNet, quantity));
  const tax = toCents(percentOf(net, taxPercent));
  return { net, tax, gross: net + tax };
}

/** Document totals: nets are summed per rate, and tax is rounded once a rate (Polish invoices; Art. 106e of the VAT act). */
export function documentTotals(
  lines: { net: Micros; taxPercent: string }[],
): LineAmounts & { byRate: { percent: string; net: Micros; tax: Micros }[] } {
  const nets = new Map<string, Micros>();
  for (const line of lines) {
    const rate = formatQuantity(micros(line.taxPercent));
    nets.set(rate, (nets.get(rate) ?? 0n) + line.net);
  }
  const byRate = [...nets].map(([percent, net]) => ({ percent, net, tax: toCents(percentOf(net, percent)) }));
  const net = byRate.reduce((sum, rate) => sum + rate.net, 0n);
  const tax = byRate.reduce((sum, rate) => sum + rate.tax, 0n);
  return { net, tax, gross: net + tax, byRate };
}

/** For resolvers: `Money` of the schema. */
export const money = (amount: Micros, currencyCode: string) => ({ amount: formatMicros(amount), currencyCode });
/** For resolvers: `Quantity` of the schema. */
export const quantity = (value: Micros, unitCode: string) => ({ value: formatQuantity(value), unitCode });
