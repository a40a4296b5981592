/** The rules of a price, without a database: which row holds, what the tiers are, what was the lowest of 30 days. */

import { dayAt, dayEnd, dayStart } from './days.ts';
import type { Micros } from './money.ts';

/** One row of a price list for one variant. `validFrom` and `validTo` are '' when open. */
export interface PriceRow {
  minQuantityMicros: Micros;
  validFrom: string;
  validTo: string;
  unitNetMicros: Micros;
  rule: string | null;
  /** FIXED, PERCENT or FORMULA, where the ERP told. */
  ruleKind?: string | null;
}

/** A row as it stood in the list from one instant until another (null: still). */
export interface PastRow extends PriceRow {
  fromAt: number;
  untilAt: number | null;
}

const isDated = (row: PriceRow): boolean => row.validFrom !== '' || row.validTo !== '';

/** A price that ends by itself is a promotion; one that only begins is the new ordinary price. */
export const isPromotion = (row: PriceRow): boolean => row.validTo !== '';

export const isValidOn = (row: PriceRow, day: string): boolean =>
  (row.validFrom === '' || row.validFrom <= day) && (row.validTo === '' || day <= row.validTo);

/**
 * The row that holds: valid on the day, with the greatest minimum the quantity reaches. At the same minimum a dated row beats an open one, of two dated ones
 * the later begun, then the sooner ended, then the cheaper.
 */
export function bestRow<R extends PriceRow>(rows: readonly R[], quantity: Micros, day: string): R | undefined {
  let best: R | undefined;
  for (const row of rows) if (row.minQuantityMicros <= quantity && isValidOn(row, day) && (!best || beats(row, best))) best = row;
  return best;
}

function beats(row: PriceRow, other: PriceRow): boolean {
  if (row.minQuantityMicros !== other.minQuantityMicros) return row.minQuantityMicros > other.minQuantityMicros;
  if (isDated(row) !== isDated(other)) return isDated(row);
  if (row.validFrom !== other.validFrom) return row.validFrom > other.validFrom;
  if (row.validTo !== other.validTo) return row.validTo !== '' && (other.validTo === '' || row.validTo < other.validTo);
  return row.unitNetMicros < other.unitNetMicros;
}

/** The price at each minimum quantity, smallest first. */
export function tiersOf(rows: readonly PriceRow[], day: string): PriceRow[] {
  const minimums = new Set(rows.filter((row) => isValidOn(row, day)).map((row) => row.minQuantityMicros));
  return [...minimums].sort((a, b) => (a < b ? -1 : 1)).flatMap((minimum) => bestRow(rows, minimum, day) ?? []);
}

const DAYS_30 = 30 * 86_400_000;
/** A price that has held longer than this is no longer a reduction to be explained. */
export const HISTORY_REACH = 90 * 86_400_000;

/**
 * The lowest price of the 30 days before the current price began (Directive 98/6/EC, Art. 6a): a reduction is shown against it, so the reduced price itself
 * does not count. While the current price is no reduction, its own days count.
 */
export function lowestBefore(
  history: readonly PastRow[],
  quantity: Micros,
  now: number,
  zone: string,
  asked: Asked = { turns: [], priceOn: (unitNet) => unitNet },
): Micros | undefined {
  const spans = spansOf(history, quantity, now, zone, asked);
  const current = spans.at(-1);
  if (current?.price === undefined) return undefined;
  let first = spans.length - 1;
  while (first > 0 && spans[first - 1]?.price === current.price) first -= 1;
  const before = spans[first - 1]?.price;
  const reduced = before !== undefined && before > current.price;
  const end = reduced ? (spans[first]?.from ?? now) : now;
  let lowest: Micros | undefined;
  for (const span of spans)
    if (span.price !== undefined && span.from < end && span.until > end - DAYS_30 && (lowest === undefined || span.price < lowest))
      lowest = span.price;
  return lowest ?? current.price;
}

/** The next instant at which {@link lowestBefore} may answer otherwise without a change of rows: something leaves the 30 days, or the history. */
export function lowestHoldsUntil(history: readonly PastRow[], now: number, zone: string, days: readonly string[]): number {
  let next = Number.POSITIVE_INFINITY;
  const turn = (at: number): void => {
    for (const then of [at, at + DAYS_30, at + HISTORY_REACH]) if (then > now && then < next) next = then;
  };
  for (const row of history) {
    turn(row.fromAt);
    if (row.untilAt !== null) turn(row.untilAt);
    if (row.validFrom) turn(dayStart(row.validFrom, zone));
    if (row.validTo) turn(dayEnd(row.validTo, zone) + 1);
  }
  for (const day of days) turn(dayStart(day, zone));
  return next;
}

/** What a buyer is asked for a row's price on a day, and the days on which that may change without a change of rows. */
export interface Asked {
  turns: readonly string[];
  priceOn(unitNet: Micros, day: string): Micros;
}

interface Span {
  from: number;
  until: number;
  price: Micros | undefined;
}

/** What was asked from instant to instant up to now. */
function spansOf(history: readonly PastRow[], quantity: Micros, now: number, zone: string, { turns: days, priceOn }: Asked): Span[] {
  const reach = now - HISTORY_REACH;
  const turns = new Set<number>();
  for (const row of history) {
    turns.add(Math.max(row.fromAt, reach));
    if (row.untilAt !== null) turns.add(row.untilAt);
    if (row.validFrom) turns.add(dayStart(row.validFrom, zone));
    if (row.validTo) turns.add(dayEnd(row.validTo, zone) + 1);
  }
  for (const day of days) turns.add(dayStart(day, zone));
  const starts = [...turns].filter((at) => at >= reach && at <= now).sort((a, b) => a - b);
  return starts.map((from, i) => {
    const standing = history.filter((row) => row.fromAt <= from && (row.untilAt === null || row.untilAt > from));
    const day = dayAt(from, zone);
    const row = bestRow(standing, quantity, day);
    return { from, until: starts[i + 1] ?? now + 1, price: row && priceOn(row.unitNetMicros, day) };
  });
}
