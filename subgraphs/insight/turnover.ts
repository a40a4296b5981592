/** How fast stock sells: the average of what lay there, against what left. Pure arithmetic. */
import { dayAt, dayEnd, dayStart } from '#hub/days.ts';
import { formatMicros, formatQuantity, type Micros } from '#hub/money.ts';
import { daysOf } from './period.ts';
import { percent, ratio } from './ratio.ts';
import type { Turnover } from './types.ts';

/** One movement into (positive) or out of (negative) what the company holds, newest or oldest first. */
export interface Move {
  change: Micros;
  kind: string;
  quantity: Micros;
  occurredAt: number;
}

export interface StockHistory {
  /** On hand now. */
  onHand: Micros;
  /** Since the first day of the period, until now. */
  moves: readonly Move[];
}

const SALES = new Set(['SALE_ONLINE', 'SALE_OFFLINE']);

/**
 * Walks back from now: before each movement there was that much less, or more. `averageStock` is the stock at the end of each day of the period, on average
 * (days after today count as today).
 */
export function turnoverOf(history: StockHistory, period: { from: string; to: string }, zone: string): Turnover {
  const days = daysOf(period);
  const [fromAt, toAt] = [dayStart(period.from, zone), dayEnd(period.to, zone)];
  const middle = fromAt + (toAt - fromAt) / 2;
  const moves = history.moves.toSorted((a, b) => b.occurredAt - a.occurredAt);
  let [sold, early, late] = [0n, 0n, 0n];
  let lastSoldAt = 0;
  for (const move of moves) {
    if (move.occurredAt < fromAt || move.occurredAt > toAt) continue;
    const quantity = SALES.has(move.kind) ? move.quantity : move.kind === 'RETURN' && move.change > 0n ? -move.quantity : 0n;
    sold += quantity;
    if (move.occurredAt < middle) early += quantity;
    else late += quantity;
    if (SALES.has(move.kind)) lastSoldAt = Math.max(lastSoldAt, move.occurredAt);
  }
  const sum = sumOfDayEnds(history.onHand, moves, period, zone);
  return {
    timesPerYear: ratio(sold * 365n, sum, 2),
    soldUnits: formatQuantity(sold),
    averageStock: ratio(sum, BigInt(days) * 1_000_000n, 3) ?? '0.000',
    lastSoldOn: lastSoldAt ? dayAt(lastSoldAt, zone) : null,
    trendPercent: percent(late - early, early),
  };
}

/** Sum over the days of the period of what lay there at the day's end. */
function sumOfDayEnds(onHand: Micros, newestFirst: readonly Move[], period: { from: string; to: string }, zone: string): Micros {
  let sum = 0n;
  let stock = onHand;
  let next = 0;
  for (let day = period.to; day >= period.from; day = previousDay(day)) {
    const end = dayEnd(day, zone);
    for (let move = newestFirst[next]; move && move.occurredAt > end; move = newestFirst[next]) {
      stock -= move.change;
      next += 1;
    }
    sum += stock > 0n ? stock : 0n;
  }
  return sum;
}

const previousDay = (day: string): string => new Date(Date.parse(day) - 86_400_000).toISOString().slice(0, 10);

/** Days a stock lasts at a pace, one place; null when nothing is sold. */
export const daysOfCover = (onHand: Micros, sold: Micros, days: number): string | null => ratio(onHand * BigInt(days), sold, 1);

export const formatPieces = (value: Micros): string => formatMicros(value, 0);
