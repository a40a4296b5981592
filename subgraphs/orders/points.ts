/**
 * Loyalty points that pay for goods: a discount, gross, over all lines by their share. Tax is counted on the net that is left, so the total may differ from it by
 * a grosz. Taking them off the card is the write's own transaction.
 */
import { type UserErrorBody, userError } from '#hub/errors.ts';
import { type Programme, worthOf } from '#hub/loyaltyRules.ts';
import type { Micros } from '#hub/money.ts';
import { spread } from '#hub/promotions.ts';
import { computeTotals, type DiscountRequest, type TotalsLine } from './totals.ts';

const field = ['input', 'loyaltyPoints'];

/** What stands in the way of spending so many, or undefined. */
export function pointsError(
  programme: Programme,
  points: number,
  buyer: { customerId: string | undefined; balance: number },
  currency: string,
  goods: Micros,
): UserErrorBody | undefined {
  if (buyer.customerId === undefined) return userError('REQUIRED', 'Points are a customer’s: sign in, or name customerId.', field);
  if (!Number.isSafeInteger(points) || points <= 0) return userError('INVALID', 'Spend one point or more.', field);
  if (programme.worth === undefined) return userError('NOT_ALLOWED', 'This company has no programme in which points pay.', field);
  if (currency !== programme.currency) return userError('INVALID', `Points pay in ${programme.currency} only.`, field);
  if (points > buyer.balance) return userError('STATE_FORBIDS', `The card has ${buyer.balance} points: spend at most these.`, field);
  return worthOf(programme, points) > goods
    ? userError('INVALID', 'The goods come to less than these points are worth.', field)
    : undefined;
}

/** Gross of the goods, as they would be without points. */
export const goodsOf = (lines: readonly TotalsLine[]): Micros => grossOf(lines).reduce((sum, gross) => sum + gross, 0n);

const grossOf = (lines: readonly TotalsLine[]): Micros[] => computeTotals({ lines }).lines.map((line) => line.gross);

/** The lines with what the points pay taken off each. */
export function payWithPoints<L extends TotalsLine>(programme: Programme, lines: readonly L[], points: number): L[] {
  const shares = spread(worthOf(programme, points), grossOf(lines));
  return lines.map((line, i) => {
    const amount = shares[i] ?? 0n;
    const discount: DiscountRequest = { code: 'LOYALTY', title: 'Punkty lojalnościowe', basis: 'GROSS', amount };
    return amount > 0n ? { ...line, discounts: [...(line.discounts ?? []), discount] } : line;
  });
}
