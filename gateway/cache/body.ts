/** An answer's bytes, split where an age stands, so that it tells the age at the time it is sent. */
import { ageAt } from '#hub/reads.ts';

export interface Body {
  readonly bytes: number;
  at(now: number): Buffer;
}

/** A number alone as the value of a field: inside a string every quote has a backslash before it. */
const PLACEHOLDER = /(?<!\\)":(-1\d{9})(?=[,}\]])/g;

/** Splits at the placeholders a recording gave out; all else stays as it is. */
export function bodyOf(text: string, ages: ReadonlyMap<number, number>): Body {
  const parts: Buffer[] = [];
  const asOfs: number[] = [];
  let from = 0;
  if (ages.size)
    for (const match of text.matchAll(PLACEHOLDER)) {
      const asOf = ages.get(Number(match[1]));
      if (asOf === undefined) continue;
      parts.push(Buffer.from(text.slice(from, match.index + 2)));
      asOfs.push(asOf);
      from = match.index + match[0].length;
    }
  const last = Buffer.from(from === 0 ? text : text.slice(from));
  const bytes = parts.reduce((sum, part) => sum + part.length, last.length);
  if (!asOfs.length) return { bytes, at: () => last };
  return { bytes, at: (now) => joined(parts, asOfs, last, now, bytes) };
}

const LONGEST_AGE = 16;

function joined(parts: readonly Buffer[], asOfs: readonly number[], last: Buffer, now: number, bytes: number): Buffer {
  const whole = Buffer.allocUnsafe(bytes + asOfs.length * LONGEST_AGE);
  let at = 0;
  for (let i = 0; i < parts.length; i += 1) {
    const part = parts[i] ?? last;
    whole.set(part, at);
    at += part.length;
    at += whole.write(String(ageAt(now, asOfs[i] ?? now)), at, 'latin1');
  }
  whole.set(last, at);
  return whole.subarray(0, at + last.length);
}
