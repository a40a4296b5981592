/** The attack list, 19 to 45, against the real schema over HTTP: each case by its number. Stalls and memory are measured in test/wide/attacks.test.ts. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { attacks } from './attacks/cases.ts';
import { type AttackedPlace, openAttackedPlace } from './attacks/place.ts';
import { judge } from './attacks/verdict.ts';

/** Case 41 is a matter of memory (test/wide), 42 of test/documents.test.ts. */
const ELSEWHERE = [41, 42];

describe('attack', () => {
  // One place for all: what an attack leaves behind must not change what comes of the next.
  let place: AttackedPlace;
  const ends: (() => void | Promise<void>)[] = [];
  beforeAll(async () => {
    place = await openAttackedPlace({ atEnd: (end) => ends.push(end) });
  });
  afterAll(async () => {
    for (const end of ends.reverse()) await end();
  });

  test.for(attacks.map((attack) => [attack.number, attack.title, attack] as const))('%i, %s', async ([, , attack]) => {
    const before = place.ran();
    const logged = place.lines.length;
    const key = attack.developer ? place.keys.developer : place.keys.storefront;
    judge(attack, await place.send(attack.body, key));
    if (attack.outcome === 'refused' || attack.outcome === 'invalid') expect(place.ran(), 'resolvers ran').toBe(before);
    const lines = place.lines.slice(logged);
    expect(lines.length).toBeLessThanOrEqual(1);
    expect(lines.join('')).not.toContain(key);
    expect(lines.join('')).not.toMatch(/category\(slug|idempotencyKey/);
  });

  test('numbers 19 to 45 are all there', () => {
    const numbers = Array.from({ length: 27 }, (_, i) => i + 19).filter((number) => !ELSEWHERE.includes(number));
    expect([...new Set(attacks.map(({ number }) => number))].sort((a, b) => a - b)).toEqual(numbers);
  });
});
