/** What points are given for, what they are worth, and how long they last. Pure. */
import { dayAt } from './days.ts';
import { type Micros, ONE } from './money.ts';

/** One point for every whole `perPoint` of goods, gross; a point pays `worth` when it is spent; what is not spent in `lastsDays` ends. */
export const LOYALTY_RULE = { currency: 'PLN', perPoint: 10n * ONE, worth: ONE / 10n, lastsDays: 365 } as const;

/** Points for goods of this gross; none in another currency. */
export const pointsFor = (gross: Micros, currency: string): number =>
  currency === LOYALTY_RULE.currency && gross > 0n ? Number(gross / LOYALTY_RULE.perPoint) : 0;

/** What spent points pay, gross. */
export const worthOf = (points: number): Micros => BigInt(points) * LOYALTY_RULE.worth;

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

/** The day from which points of this instant cannot be spent. */
export const endOf = (occurredAt: number, zone: string): string => dayAt(occurredAt + LOYALTY_RULE.lastsDays * 86_400_000, zone);
