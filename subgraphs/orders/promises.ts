/**
 * Promises on orders already placed: where goods are waited for, a delivery whose day moves moves the order's promised day with it, and its customer hears of it.
 * What is on hand goes to the oldest open orders first; what is left waits for the deliveries in the order of their days.
 */
import type { Trx } from '#hub/database.ts';
import { dayAt } from '#hub/days.ts';
import type { Micros } from '#hub/money.ts';
import { recordChange } from './changes.ts';
import { movedVariants, openLinesOf, savePromise, supplyOf, type WaitingLine, zoneOf } from './promiseStore.ts';

export interface Supply {
  onHand: Micros;
  /** In the order of their days; a delivery without a day, or late, cannot be promised. */
  deliveries: { quantity: Micros; day: string }[];
}

export interface Waiting {
  lineId: string;
  open: Micros;
}

/** The day each line's goods are complete: '' = from what is on hand, null = nobody can tell. `lines` in the order in which they were placed. */
export function allocate(supply: Supply, lines: readonly Waiting[]): Map<string, string | null> {
  let { onHand } = supply;
  const queue = supply.deliveries.map((delivery) => ({ ...delivery }));
  const days = new Map<string, string | null>();
  for (const { lineId, open } of lines) {
    let rest = open > onHand ? open - onHand : 0n;
    onHand = open > onHand ? 0n : onHand - open;
    let day: string | null = '';
    while (rest > 0n) {
      const [next] = queue;
      if (!next) {
        day = null;
        break;
      }
      const taken = next.quantity < rest ? next.quantity : rest;
      next.quantity -= taken;
      rest -= taken;
      day = next.day;
      if (next.quantity === 0n) queue.shift();
    }
    days.set(lineId, day);
  }
  return days;
}

/** Variants a transaction looks at. */
const AT_ONCE = 50;

/** Looks at the variants whose deliveries or levels moved since then; answers how many orders were told another day. */
export async function movePromises(trx: Trx, companyId: string, since: number, now: number): Promise<number> {
  const variantIds = await movedVariants(trx, companyId, since, AT_ONCE);
  if (!variantIds.length) return 0;
  const today = dayAt(now, await zoneOf(trx, companyId));
  const lines = await openLinesOf(trx, companyId, variantIds);
  const supplies = await supplyOf(trx, variantIds, today);
  const moved = new Map<string, string>();
  for (const [variantId, own] of Map.groupBy(lines, (line) => line.variantId)) {
    const days = allocate(
      supplies.get(variantId) ?? { onHand: 0n, deliveries: [] },
      own.map((line) => ({ lineId: line.lineId, open: line.openMicros })),
    );
    for (const line of own) {
      const day = newDay(line, days.get(line.lineId) ?? null, today);
      if (day === undefined) continue;
      await savePromise(trx, line, day, now);
      const latest = moved.get(line.orderId) ?? '';
      moved.set(line.orderId, day.promisedOn > latest ? day.promisedOn : latest);
    }
  }
  for (const [orderId, promisedOn] of moved) await recordChange(trx, orderId, { promisedOn }, { source: 'hub', now });
  return moved.size;
}

/** Undefined when the line keeps its day: nothing is waited for, or the day is the same, or nobody can tell a new one. */
function newDay(line: WaitingLine, day: string | null, today: string): { promisedOn: string; source: 'ON_HAND' | 'INCOMING' } | undefined {
  if (day === null) return undefined;
  if (day !== '') return day === line.promisedOn ? undefined : { promisedOn: day, source: 'INCOMING' };
  // It came: only who was told to wait is told that the waiting is over.
  return line.waiting && line.promisedOn !== null && line.promisedOn > today ? { promisedOn: today, source: 'ON_HAND' } : undefined;
}
