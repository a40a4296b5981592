/** One kind of write, made ready for the checks: sent once, repeated, raced, broken off. Each attempt is about a document of its own, under a key of its own. */

import type { Check } from './check.ts';
import { Impossible } from './check.ts';
import type { Place } from './place.ts';

export interface Attempt {
  /** Sends it, always under the same key. Answers the document's id; '' when the contract tells none. */
  send(signal: AbortSignal): Promise<string>;
  /** The look-up after an unknown outcome. */
  find?(signal: AbortSignal): Promise<string | null>;
  /** How many documents (or how often its effect) the system itself tells of; waits until there is one. */
  count?(signal: AbortSignal): Promise<number>;
  /** Looks at what the system tells of it. */
  verify?(id: string, signal: AbortSignal): Promise<string | undefined>;
  /** Takes it back as far as that can be done. */
  undo?(id: string, signal: AbortSignal): Promise<void>;
}

export interface Probe {
  /** With an article, as in a sentence: "an order". */
  name: string;
  needs: Check['needs'];
  prepare(place: Place, signal: AbortSignal): Promise<Attempt>;
}

/** An id as the hub mints them: a prefix and a UUIDv7 without dashes. */
export function hubId(prefix: string, now: number): string {
  const time = now.toString(16).padStart(12, '0');
  const rest = crypto.randomUUID().replaceAll('-', '').slice(12);
  return `${prefix}_${time}7${rest.slice(1)}`;
}

/** A push that `needs` names, for sure. */
export function able<T>(push: T | undefined, name: string): NonNullable<T> {
  if (push === undefined || push === null) throw new Impossible(`it has no ${name}`);
  return push;
}

/** Runs and forgets what goes wrong: tidying up is no promise. */
export async function quietly(work: () => Promise<unknown>): Promise<void> {
  await work().catch(() => undefined);
}
