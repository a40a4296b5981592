/** An agreed net price as Odoo can hold it: a price of two decimals and a discount of two. */
import { divide, multiply, roundMoney } from './values.ts';

const hundred = 100_000_000n;
const cent = 10_000n;

export interface LinePrice {
  unit: bigint;
  /** Percent in micros. */
  discount: bigint;
}

/** What a line of Odoo comes to. */
export const lineNet = ({ unit, discount }: LinePrice, quantity: bigint): bigint =>
  roundMoney(divide(multiply(unit, quantity) * (hundred - discount), hundred));

/**
 * The plainest way to say `net` for this quantity: as it is, else off the list price as the ERP itself would show it, else the nearest pair that comes to the
 * same line amount. Without one the plain rounding stands, and the totals check decides.
 */
export function expressPrice(net: bigint, quantity: bigint, listPrice: bigint | undefined): LinePrice {
  const wanted = roundMoney(multiply(net, quantity));
  const fits = (price: LinePrice) => lineNet(price, quantity) === wanted;
  const plain = { unit: roundMoney(net), discount: 0n };
  if (plain.unit === net || net <= 0n) return plain;
  const off = (unit: bigint): LinePrice => ({ unit, discount: roundMoney(divide((unit - net) * hundred, unit)) });
  if (listPrice && listPrice > net && fits(off(listPrice))) return off(listPrice);
  if (fits(plain)) return plain;
  const first = roundMoney(net + cent);
  for (let step = 0n; step < 400n; step += 1n) if (fits(off(first + step * cent))) return off(first + step * cent);
  return plain;
}
