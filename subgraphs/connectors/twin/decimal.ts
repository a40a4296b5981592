/** Decimal text and bigint micros (1e-6). The twins' wire speaks decimal text; nobody here touches money with a float. */

const ONE = 1_000_000n;
const form = /^(-?)(\d{1,18})(?:\.(\d{1,6}))?$/;

export function toMicros(text: string): bigint {
  const match = form.exec(text);
  if (!match) throw new RangeError('not a decimal number');
  const [, sign, whole = '0', fraction = ''] = match;
  const value = BigInt(whole) * ONE + BigInt(fraction.padEnd(6, '0'));
  return sign ? -value : value;
}

/** Shortest text: `12`, `12.5`. */
export function toText(micros: bigint): string {
  const absolute = micros < 0n ? -micros : micros;
  const fraction = (absolute % ONE).toString().padStart(6, '0').replace(/0+$/, '');
  return `${micros < 0n ? '-' : ''}${absolute / ONE}${fraction ? `.${fraction}` : ''}`;
}

/** Text with at least two decimals, as money is written: `12.50`. */
export function toMoney(micros: bigint): string {
  const [whole, fraction = ''] = toText(micros).split('.');
  return `${whole}.${fraction.padEnd(2, '0')}`;
}

/** Product of two micros, in micros, half away from zero. */
export function times(a: bigint, b: bigint): bigint {
  return divide(a * b, ONE);
}

/** `percent` (decimal text) of an amount. */
export function percentOf(amount: bigint, percent: string): bigint {
  return divide(amount * toMicros(percent), 100n * ONE);
}

/** Rounds to hundredths (grosze), half away from zero. */
export function toCents(micros: bigint): bigint {
  return divide(micros, 10_000n) * 10_000n;
}

export function smaller(a: bigint, b: bigint): bigint {
  return a < b ? a : b;
}

/** Net of a gross amount, rounded to grosze. */
export function netOf(gross: bigint, taxPercent: string): bigint {
  return toCents(divide(gross * 100n * ONE, 100n * ONE + toMicros(taxPercent)));
}

function divide(value: bigint, by: bigint): bigint {
  const half = by / 2n;
  return value < 0n ? -((-value + half) / by) : (value + half) / by;
}
