/** The cache's parts without a hub. */
import { expect, test } from 'vitest';
import { bodyOf } from '#gateway/cache/body.ts';
import { openDrops } from '#gateway/cache/drops.ts';
import { openStore, sizeOf } from '#gateway/cache/store.ts';
import type { Counters } from '#gateway/cache/vocabulary.ts';
import { openRecording } from '#hub/reads.ts';

test('a change drops and refuses by position: older readings go, newer stay', () => {
  const drops = openDrops();
  drops.add('price', 5);
  drops.add('price', 3);
  expect([drops.since(['price'], 4), drops.since(['price'], 5), drops.since(['stock'], 0)]).toEqual([true, false, false]);
  drops.addAll(9);
  expect([drops.since([], 8), drops.since(['price'], 9)]).toEqual([true, false]);
});

test('what is kept stays within its bytes; what is asked for stays longest', () => {
  const counters = { evicted: 0, dropped: 0 } as Counters;
  const store = openStore<string>(10_000, counters);
  const put = (key: string) => store.put({ key, value: '', size: sizeOf(key, 900, ['t']), tags: ['t'], position: 1, validUntil: 9e15 });
  for (let i = 0; i < 50; i++) {
    put(`k${i}`);
    store.get('k0', 0);
  }
  expect(store.bytes).toBeLessThanOrEqual(10_000);
  expect([store.entries, store.get('k0', 0)?.key, store.get('k1', 0)]).toEqual([8, 'k0', undefined]);
  store.drop('t', 1);
  expect(store.entries).toBe(8);
  store.drop('t', 2);
  expect([store.entries, store.bytes]).toEqual([0, 0]);
});

test('only placeholders that were given out are replaced, and text is left alone', () => {
  const recording = openRecording(10_000);
  const placeholder = recording.age(4_000);
  const text = JSON.stringify({ ageSeconds: placeholder, other: -1_234_567_890, text: `":${placeholder},"`, ł: [{ a: placeholder }] });
  const sent = JSON.parse(bodyOf(text, recording.ages).at(9_500).toString());
  expect(sent).toEqual({ ageSeconds: 5, other: -1_234_567_890, text: `":${placeholder},"`, ł: [{ a: 5 }] });
});
