/** What kind of buyer somebody is, by what it bought. Pure; the limits are stated here and nowhere else. */
import { type Micros, ONE } from '#hub/money.ts';

export const SEGMENTS = ['NEW', 'LOYAL', 'LAPSED', 'B2B', 'HIGH_VALUE'] as const;
export type Segment = (typeof SEGMENTS)[number];

/** What people read: a name, and the rule in words. Keep in step with the limits below. */
export const segmentTexts: Record<Segment, { name: string; rule: string }> = {
  NEW: { name: 'New', rule: 'first order within 90 days' },
  LOYAL: { name: 'Loyal', rule: 'at least 4 orders within 365 days' },
  LAPSED: { name: 'Lapsed', rule: 'has ordered, and not within 180 days' },
  B2B: { name: 'Companies', rule: 'a company or another organisation' },
  HIGH_VALUE: { name: 'High value', rule: 'orders of at least 10 000 gross within 365 days, in the company’s currency' },
};

const DAY = 86_400_000;
/** The first order was within this. */
const NEW_WITHIN = 90 * DAY;
/** So many orders within a year. */
const LOYAL_ORDERS = 4;
const YEAR = 365 * DAY;
/** Has ordered, and not since. */
const LAPSED_AFTER = 180 * DAY;
/** Gross of a year, in the company's currency. */
const HIGH_VALUE: Micros = 10_000n * ONE;

/** Orders that were not cancelled; gross in the company's currency, zero for others. */
export function segmentsOf(kind: string, orders: readonly { placedAt: number; gross: Micros }[], now: number): Segment[] {
  const times = orders.map((order) => order.placedAt);
  const ofYear = orders.filter((order) => order.placedAt > now - YEAR);
  const has: Record<Segment, boolean> = {
    NEW: orders.length > 0 && Math.min(...times) > now - NEW_WITHIN,
    LOYAL: ofYear.length >= LOYAL_ORDERS,
    LAPSED: orders.length > 0 && Math.max(...times) <= now - LAPSED_AFTER,
    B2B: kind === 'BUSINESS',
    HIGH_VALUE: ofYear.reduce((sum, order) => sum + order.gross, 0n) >= HIGH_VALUE,
  };
  return SEGMENTS.filter((segment) => has[segment]);
}
