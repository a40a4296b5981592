/** What an answer was made of, told while it is made: so that it can be remembered, and forgotten when that changes. */
import { randomInt } from 'node:crypto';
import { dayAfter, dayAt, dayStart } from './days.ts';

export interface Reads {
  /** The instant the answer is made for. Whoever uses it says with `until` how long what follows from it holds. */
  readonly now: number;
  /** What the answer rests on; the words are those of cachedTables.ts. */
  tag(tag: string): void;
  /** From this instant on the answer may be another, without any change of data. */
  until(at: number): void;
  /** Not to be remembered; the reason is for the log and for tests. */
  never(reason: string): void;
  /** Seconds since `asOf`, as a field of the answer; while one is recorded a placeholder that `settle` replaces. */
  age(asOf: number): number;
}

/** For an answer that nobody remembers. */
export function plainReads(now: number): Reads {
  return { now, tag() {}, until() {}, never() {}, age: (asOf) => ageAt(now, asOf) };
}

export const ageAt = (now: number, asOf: number): number => Math.max(0, Math.floor((now - asOf) / 1000));

export interface Recording extends Reads {
  readonly tags: ReadonlySet<string>;
  /** The earliest of what was told; Infinity when nothing depends on time. */
  readonly validUntil: number;
  /** Why the answer is not to be remembered. */
  readonly refusal: string | undefined;
  /** Placeholder → asOf. */
  readonly ages: ReadonlyMap<number, number>;
  /** Takes over what a part was made of. */
  adopt(part: Part): void;
}

export interface Part {
  tags: Iterable<string>;
  validUntil: number;
  ages: Iterable<readonly [number, number]>;
  refusal?: string | undefined;
}

/** More tags than this are not worth being remembered. */
const MOST_TAGS = 5_000;

export function openRecording(now: number): Recording {
  const tags = new Set<string>();
  const ages = new Map<number, number>();
  const placeholders = new Map<number, number>();
  let validUntil = Number.POSITIVE_INFINITY;
  let refusal: string | undefined;
  return {
    now,
    tags,
    ages,
    get validUntil() {
      return validUntil;
    },
    get refusal() {
      return refusal ?? (tags.size > MOST_TAGS ? 'too many tags' : undefined);
    },
    tag(tag) {
      tags.add(tag);
    },
    until(at) {
      if (at < validUntil) validUntil = at;
    },
    never(reason) {
      refusal ??= reason;
    },
    age(asOf) {
      const known = placeholders.get(asOf);
      if (known !== undefined) return known;
      // A reading in the future is no age yet: it stays zero until then, which a later look at the clock gets right as well.
      const placeholder = -randomInt(1_000_000_000, 2_000_000_000);
      placeholders.set(asOf, placeholder);
      ages.set(placeholder, asOf);
      return placeholder;
    },
    adopt(part) {
      for (const tag of part.tags) tags.add(tag);
      for (const [placeholder, asOf] of part.ages) ages.set(placeholder, asOf);
      if (part.validUntil < validUntil) validUntil = part.validUntil;
      refusal ??= part.refusal;
    },
  };
}

/** Today in a zone, and until when it is. */
export function todayOf(reads: Reads, zone: string): string {
  const day = dayAt(reads.now, zone);
  reads.until(dayStart(dayAfter(day), zone));
  return day;
}
