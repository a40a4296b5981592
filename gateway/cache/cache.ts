/** Whole answers, kept until what they were made of changes. */
import { openRecording } from '#hub/reads.ts';
import { decodeStreamCursor, encodeStreamCursor } from '#hub/stream.ts';
import type { Ground } from '#hub/subgraph.ts';
import { type Body, bodyOf } from './body.ts';
import { follow } from './follow.ts';
import { keyOf } from './key.ts';
import { openStore, sizeOf } from './store.ts';
import type { Counters, ResponseCache } from './vocabulary.ts';

/** The part of the cache that one answer may take. */
const LARGEST_PART = 64;

export function openCache(ground: Ground, bytes: number): ResponseCache {
  const counters: Counters = { hits: 0, misses: 0, stored: 0, refused: 0, uncacheable: 0, dropped: 0, evicted: 0, bypassed: 0 };
  const store = openStore<Body>(bytes, counters);
  const follower = follow(ground, store);

  function isAhead(seen: string): boolean {
    try {
      const { epoch, position } = decodeStreamCursor(seen);
      return epoch !== ground.feed.epoch || position > follower.heard;
    } catch {
      return true;
    }
  }

  return {
    look(viewer, body, seen) {
      if (!follower.isFresh() || (seen !== undefined && isAhead(seen))) {
        counters.bypassed += 1;
        return undefined;
      }
      const now = ground.now();
      const entry = store.get(keyOf(viewer, body), now);
      if (entry === undefined) {
        counters.misses += 1;
        return undefined;
      }
      counters.hits += 1;
      return entry.value.at(now);
    },
    begin: () => ({ recording: openRecording(ground.now()), position: follower.heard, generation: follower.generation }),
    settle(begun, text, keep) {
      const { recording, position, generation } = begun;
      const isKept = keep !== undefined && recording.refusal === undefined && recording.tags.size > 0;
      if (keep !== undefined && !isKept) counters.uncacheable += 1;
      if (!isKept && !recording.ages.size) return text;
      const body = bodyOf(text, recording.ages);
      if (isKept) {
        const key = keyOf(keep.viewer, keep.body);
        const tags = [...recording.tags];
        const size = sizeOf(key, body.bytes, tags);
        const { validUntil } = recording;
        if (generation !== follower.generation || follower.drops.since(tags, position)) counters.refused += 1;
        else if (size > bytes / LARGEST_PART || validUntil <= ground.now()) counters.uncacheable += 1;
        else {
          store.put({ key, value: body, size, tags, position, validUntil });
          counters.stored += 1;
        }
      }
      return recording.ages.size ? body.at(recording.now).toString() : text;
    },
    position: () => encodeStreamCursor(ground.feed.epoch, follower.reached),
    meter: Object.defineProperties(counters as Counters & { entries: number; bytes: number }, {
      entries: { get: () => store.entries, enumerable: true },
      bytes: { get: () => store.bytes, enumerable: true },
    }),
    close: () => follower.close(),
  };
}
