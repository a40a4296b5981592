/** Ratios of bigint as decimal text, rounded half up: no float near money. */
import { divideRounded } from '#hub/money.ts';

/** a / b with so many places; null when b is not above zero. */
export function ratio(a: bigint, b: bigint, places: number): string | null {
  if (b <= 0n) return null;
  const scale = 10n ** BigInt(places);
  const value = divideRounded(a * scale, b);
  const negative = value < 0n;
  const text = (negative ? -value : value).toString().padStart(places + 1, '0');
  const whole = text.slice(0, text.length - places);
  return `${negative ? '-' : ''}${whole}${places ? `.${text.slice(-places)}` : ''}`;
}

/** a as a percentage of b, two places. */
export const percent = (a: bigint, b: bigint): string | null => ratio(a * 100n, b, 2);
