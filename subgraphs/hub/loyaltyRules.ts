/** What points are given for, what they are worth, and how long they last. Pure. */
import { dayAt } from './days.ts';
import { type Micros, micros } from './money.ts';

/**
 * A company's own programme, in decimal text of its currency (see `SPLOT_COMPANY_LOYALTY_…`). What is absent does not happen: without `perPoint` the hub gives
 * no points (the ERP may), without `worth` none can be spent, without `days` none end.
 */
export interface LoyaltyRule {
  /** One point for every whole amount of goods, gross. */
  perPoint?: string;
  /** What a spent point pays, gross. */
  worth?: string;
  /** What is not spent in so many days ends. */
  days?: number;
}

/** The programme with the currency it counts in. */
export interface Programme extends LoyaltyRule {
  currency: string;
}

/** Points for goods of this gross; none in another currency. */
export const pointsFor = ({ perPoint, currency }: Programme, gross: Micros, paidIn: string): number =>
  perPoint !== undefined && paidIn === currency && gross > 0n ? Number(gross / micros(perPoint)) : 0;

/** What spent points pay, gross. */
export const worthOf = ({ worth }: LoyaltyRule, points: number): Micros => BigInt(points) * micros(worth ?? '0');

export interface Move {
  points: number;
  occurredAt: number;
}

/** What is left of each gain, the oldest first: what goes takes the oldest. */
export function openLots(moves: readonly Move[]): Move[] {
  const gains = moves.filter(({ points }) => points > 0).sort((a, b) => a.occurredAt - b.occurredAt);
  let gone = -moves.reduce((sum, { points }) => sum + Math.min(points, 0), 0);
  return gains.flatMap(({ points, occurredAt }) => {
    const taken = Math.min(points, gone);
    gone -= taken;
    return points > taken ? [{ points: points - taken, occurredAt }] : [];
  });
}

/** The day from which points of this instant cannot be spent; undefined where points do not end. */
export const endOf = ({ days }: LoyaltyRule, occurredAt: number, zone: string): string | undefined =>
  days === undefined ? undefined : dayAt(occurredAt + days * 86_400_000, zone);
