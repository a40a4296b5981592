/** What a stock is like. The rules stand here, in the order in which they are asked. */
import { dayStart } from '#hub/days.ts';
import type { Micros } from '#hub/money.ts';
import { addDays } from './period.ts';
import type { Move } from './turnover.ts';
import type { StockClass, Turnover } from './types.ts';

export interface ClassedStock {
  onHandMicros: Micros;
  sellableMicros: Micros;
  incomingMicros: Micros;
  minimumMicros: Micros | null;
  maximumMicros: Micros | null;
  leadTimeDays: number | null;
}

/** Pieces that left by sales since a day. */
export function soldIn(moves: readonly Move[], from: string, zone: string): Micros {
  const fromAt = dayStart(from, zone);
  return moves.reduce((sum, move) => (move.occurredAt >= fromAt && isSale(move) ? sum + move.quantity : sum), 0n);
}

const isSale = (move: Move): boolean => move.kind === 'SALE_ONLINE' || move.kind === 'SALE_OFFLINE';

export function classOf(
  stock: ClassedStock,
  about: { idleDays: number; today: string; zone: string; moves: readonly Move[]; turnover: Turnover },
): StockClass {
  const { today, zone, moves } = about;
  if (stock.onHandMicros > 0n && soldIn(moves, addDays(today, -about.idleDays), zone) === 0n) return 'DEAD';
  const sold90 = soldIn(moves, addDays(today, -89), zone);
  if (stock.maximumMicros !== null && stock.onHandMicros > stock.maximumMicros) return 'OVERSTOCK';
  // At a pace of n pieces in 90 days a year's sales are n × 365 / 90.
  if (stock.onHandMicros * 90n > sold90 * 365n) return 'OVERSTOCK';
  if (stock.minimumMicros !== null && stock.onHandMicros < stock.minimumMicros) return 'SHORT';
  if (stock.leadTimeDays !== null && (stock.sellableMicros + stock.incomingMicros) * 90n < sold90 * BigInt(stock.leadTimeDays))
    return 'SHORT';
  if (stock.onHandMicros * 90n > sold90 * 182n) return 'SLOW';
  if (Number(about.turnover.timesPerYear ?? 0) >= 12) return 'FAST';
  return 'NORMAL';
}
