/** An ERP that suddenly says that a whole warehouse is empty, or holds ten times as much, is asked again before anybody is told. */
import type { Db } from '#hub/database.ts';
import type { Micros } from '#hub/money.ts';
import { OddAnswer } from '#hub/oddAnswer.ts';
import { countFilled } from './levelStore.ts';

/** Smaller changes than this happen on an ordinary day. */
const FEW = 20;
const TIMES = 10n;
/** A warehouse can really have been emptied: an answer that stays the same for an hour is believed. Kept in memory: a restart waits again. */
const BELIEVED_AFTER = 3_600_000;
const firstSeen = new Map<string, number>();

export interface Step {
  locationId: string;
  from: Micros;
  to: Micros;
}

/**
 * Throws {@link OddAnswer} when a slice (or the retirement after a sweep) would zero or multiply more than half of a location that has more than 20 filled
 * levels: half of all of them, or half of those in a slice that is itself larger than 20.
 */
export async function holdOdd(db: Db, systemId: string, steps: readonly Step[], now: number): Promise<void> {
  const places = new Map<string, Step[]>();
  for (const step of steps) if (step.from > 0n) places.set(step.locationId, [...(places.get(step.locationId) ?? []), step]);
  for (const [locationId, filled] of places) {
    const key = `${systemId} ${locationId}`;
    const zeroed = filled.filter((step) => step.to === 0n).length;
    const multiplied = filled.filter((step) => step.to >= step.from * TIMES).length;
    const worst = Math.max(zeroed, multiplied);
    if (!(await isOdd(db, systemId, locationId, worst, filled.length))) {
      // A slice without a sign of it says nothing about the others.
      if (worst === 0) firstSeen.delete(key);
      continue;
    }
    const since = firstSeen.get(key) ?? now;
    firstSeen.set(key, since);
    if (now - since < BELIEVED_AFTER)
      throw new OddAnswer(
        zeroed >= multiplied
          ? 'The stock of a whole location went to zero at once. It is not published; look at the ERP.'
          : 'The stock of a whole location multiplied at once. It is not published; look at the ERP.',
      );
  }
}

async function isOdd(db: Db, systemId: string, locationId: string, worst: number, inSlice: number): Promise<boolean> {
  // More than half of more than twenty.
  if (worst <= FEW / 2) return false;
  if (inSlice > FEW && worst * 2 > inSlice) return true;
  const filled = await countFilled(db, systemId, locationId);
  return filled > FEW && worst * 2 > filled;
}
