/**
 * What the certification suite is made of. A check looks at one promise of the connector contract on one linked system: it returns (with a note, if there is
 * something to tell), throws {@link Failed} when the promise is broken, or {@link Impossible} when this system has nothing to try it on.
 */
import type { Capability } from '../connector.ts';
import type { Place } from './place.ts';

export const groups = ['reads', 'writes', 'repeats', 'races', 'faults', 'capabilities'] as const;
export type Group = (typeof groups)[number];

export interface Check {
  group: Group;
  /** A sentence: what must hold. */
  name: string;
  /** Capabilities it is about; when one is missing the check cannot be made. */
  needs: readonly Capability[];
  /** It changes the system. */
  writes?: boolean;
  /** Milliseconds until it counts as failed; default two minutes. */
  limitMs?: number;
  run(place: Place, signal: AbortSignal): Promise<string | undefined>;
}

export interface Result {
  group: Group;
  name: string;
  state: 'ok' | 'failed' | 'cannot';
  seconds: number;
  /** Why it failed or cannot be made; what was seen when it is ok. */
  reason?: string;
}

/** The promise is broken; the message says how. */
export class Failed extends Error {}

/** Nothing to try it on, or the system cannot; the message says why. */
export class Impossible extends Error {}

export function insist(holds: unknown, otherwise: string | (() => string)): asserts holds {
  if (!holds) throw new Failed(typeof otherwise === 'string' ? otherwise : otherwise());
}
