/**
 * Entities of a subgraph, kept one by one: what a list of products asks of the stock subgraph is asked only for those whose stock has changed. A
 * transport in this process asks `lookup` with the representations of an `_entities` call, sends what is missing, and gives the rest to `store`.
 */
import type { Recording } from '#hub/reads.ts';
import type { Ground } from '#hub/subgraph.ts';
import type { Viewer } from '#hub/viewer.ts';
import { follow } from './follow.ts';
import { scopeOf } from './key.ts';
import { openStore, sizeOf } from './store.ts';
import type { Begun, Counters, Meter } from './vocabulary.ts';

/** One `_entities` call. `operation` is its text with every variable but the representations, so that equal texts ask the same. */
export interface EntityCall {
  readonly subgraph: string;
  readonly operation: string;
  readonly viewer: Viewer;
  readonly representations: readonly object[];
}

/** An entity as the subgraph answered; null is an answer, too. Frozen by agreement: whoever merges it into an answer copies it. */
export type EntityResult = object | null;

interface Part {
  readonly result: EntityResult;
  readonly ages: readonly (readonly [number, number])[];
}

export interface EntityCache {
  /** Per representation what is known, or undefined; what is used goes into the recording of the answer. */
  lookup(call: EntityCall, recording: Recording): (EntityResult | undefined)[];
  /**
   * Once a request and subgraph, before anything is read there, and used for all its calls: a loader that already has a row reads nothing for the
   * next call, and still rests on it as it was then. `recording` is what the subgraph's context is made with, one a subgraph; when the request
   * ends, the answer's own recording adopts it.
   */
  begin(recording: Recording): Begun;
  /** What was answered without any error, in the order of `missing`, the indexes that `lookup` left undefined. */
  store(call: EntityCall, begun: Begun, missing: readonly number[], results: readonly EntityResult[]): void;
  readonly meter: Meter;
  close(): void;
}

/** Columns whose rows belong to the entity of that id alone: another representation's row, read in the same batch, is not its own. */
const OWN: Readonly<Record<string, readonly string[]>> = {
  'stock Variant': [
    'stock_level.variant_id',
    'incoming_delivery.variant_id',
    'variant.id',
    'reservation_line.variant_id',
    'supplier_item.variant_id',
  ],
};

export function openEntityCache(ground: Ground, bytes: number): EntityCache {
  const counters: Counters = { hits: 0, misses: 0, stored: 0, refused: 0, uncacheable: 0, dropped: 0, evicted: 0, bypassed: 0 };
  const store = openStore<Part>(bytes, counters);
  const follower = follow(ground, store);
  const prefixOf = ({ subgraph, operation, viewer }: EntityCall): string => `${subgraph}\n${operation}\n${scopeOf(viewer)}\n`;

  return {
    lookup(call, recording) {
      if (!follower.isFresh()) {
        counters.bypassed += call.representations.length;
        return call.representations.map(() => undefined);
      }
      const now = ground.now();
      const prefix = prefixOf(call);
      return call.representations.map((representation) => {
        const entry = store.get(prefix + JSON.stringify(representation), now);
        if (!entry) {
          counters.misses += 1;
          return undefined;
        }
        counters.hits += 1;
        recording.adopt({ tags: entry.tags, validUntil: entry.validUntil, ages: entry.value.ages });
        return entry.value.result;
      });
    },
    begin: (recording) => ({ recording, position: follower.heard, generation: follower.generation }),
    store(call, begun, missing, results) {
      const { recording, position, generation } = begun;
      if (recording.refusal !== undefined || recording.tags.size === 0 || generation !== follower.generation) {
        counters.uncacheable += results.length;
        return;
      }
      const { validUntil } = recording;
      const tags = [...recording.tags];
      const ages = [...recording.ages];
      const prefix = prefixOf(call);
      const ids = new Set(call.representations.map(idOf));
      for (const [i, result] of results.entries()) {
        const representation = call.representations[missing[i] ?? -1];
        if (!representation) continue;
        const own = tagsOfOne(call.subgraph, representation, tags, ids);
        if (follower.drops.since(own, position)) {
          counters.refused += 1;
          continue;
        }
        const key = prefix + JSON.stringify(representation);
        const text = JSON.stringify(result);
        const size = sizeOf(key, text.length * 2, own);
        store.put({
          key,
          value: { result, ages: ages.filter(([placeholder]) => text.includes(String(placeholder))) },
          size,
          tags: own,
          position,
          validUntil,
        });
        counters.stored += 1;
      }
    },
    meter: Object.defineProperties(counters as Counters & { entries: number; bytes: number }, {
      entries: { get: () => store.entries, enumerable: true },
      bytes: { get: () => store.bytes, enumerable: true },
    }),
    close: () => follower.close(),
  };
}

const idOf = (representation: object): string => String((representation as { id?: unknown }).id);

/** Of the tags of a batch those of one entity: rows that are another one's by their very column are left out. */
function tagsOfOne(subgraph: string, representation: object, tags: readonly string[], ids: ReadonlySet<string>): string[] {
  const { __typename: type } = representation as { __typename?: string };
  const columns = OWN[`${subgraph} ${type}`];
  if (!columns) return [...tags];
  const id = idOf(representation);
  return tags.filter((tag) => {
    const at = tag.indexOf('=');
    const value = tag.slice(at + 1);
    return at < 0 || value === id || !ids.has(value) || !columns.includes(tag.slice(0, at));
  });
}
