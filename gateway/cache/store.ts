/** Entries by key and by tag, within a number of bytes. What nobody asked for since the last look round goes first. */
import type { Counters, Entry } from './vocabulary.ts';

export interface Store<V> {
  get(key: string, now: number): Entry<V> | undefined;
  put(entry: Omit<Entry<V>, 'used'>): void;
  /** Those with the tag whose reading began before `position`. */
  drop(tag: string, position: number): void;
  clear(): void;
  readonly entries: number;
  readonly bytes: number;
}

/** Of a tag or an entry, beside its text. */
const OVERHEAD = 200;
const TAG_OVERHEAD = 60;

export const sizeOf = (key: string, bytes: number, tags: readonly string[]): number =>
  tags.reduce((sum, tag) => sum + tag.length + TAG_OVERHEAD, key.length * 2 + bytes + OVERHEAD);

export function openStore<V>(capacity: number, counters: Counters): Store<V> {
  const byKey = new Map<string, Entry<V>>();
  const byTag = new Map<string, Set<Entry<V>>>();
  let bytes = 0;

  function remove(entry: Entry<V>): void {
    byKey.delete(entry.key);
    bytes -= entry.size;
    for (const tag of entry.tags) {
      const set = byTag.get(tag);
      if (set?.delete(entry) && set.size === 0) byTag.delete(tag);
    }
  }

  /** The oldest first; one that was used since gets another round at the young end. */
  function makeRoom(): void {
    for (const entry of byKey.values()) {
      if (bytes <= capacity) return;
      if (entry.used) {
        entry.used = false;
        byKey.delete(entry.key);
        byKey.set(entry.key, entry);
      } else {
        remove(entry);
        counters.evicted += 1;
      }
    }
  }

  return {
    get(key, now) {
      const entry = byKey.get(key);
      if (entry === undefined) return undefined;
      if (entry.validUntil <= now) {
        remove(entry);
        counters.dropped += 1;
        return undefined;
      }
      entry.used = true;
      return entry;
    },
    put(given) {
      const entry = { ...given, used: false };
      const known = byKey.get(entry.key);
      if (known) remove(known);
      byKey.set(entry.key, entry);
      bytes += entry.size;
      for (const tag of entry.tags) {
        const set = byTag.get(tag);
        if (set) set.add(entry);
        else byTag.set(tag, new Set([entry]));
      }
      if (bytes > capacity) makeRoom();
    },
    drop(tag, position) {
      for (const entry of byTag.get(tag) ?? []) {
        if (entry.position >= position) continue;
        remove(entry);
        counters.dropped += 1;
      }
    },
    clear() {
      counters.dropped += byKey.size;
      byKey.clear();
      byTag.clear();
      bytes = 0;
    },
    get entries() {
      return byKey.size;
    },
    get bytes() {
      return bytes;
    },
  };
}
