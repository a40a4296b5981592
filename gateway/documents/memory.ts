/**
 * Remembers by text, bounded by count and by bytes. What was asked for once is forgotten first: a flood of texts that are never
 * sent again pushes out only its own kind, not the storefront's.
 */
export interface Memory<Value> {
  get(key: string): Value | undefined;
  set(key: string, value: Value, bytes: number): void;
  readonly size: number;
  readonly bytes: number;
}

interface Entry<Value> {
  value: Value;
  bytes: number;
}

/** Of count and bytes, for what was asked for once. */
const YOUNG = 1 / 4;

export function openMemory<Value>(most: { count: number; bytes: number }): Memory<Value> {
  const young = openShelf<Value>({ count: Math.ceil(most.count * YOUNG), bytes: most.bytes * YOUNG });
  const kept = openShelf<Value>({ count: Math.floor(most.count * (1 - YOUNG)), bytes: most.bytes * (1 - YOUNG) });
  return {
    get(key) {
      const entry = young.take(key) ?? kept.take(key);
      if (!entry) return undefined;
      // What the kept shelf has no room for gets a second life among the young.
      for (const [name, old] of kept.put(key, entry)) young.put(name, old);
      return entry.value;
    },
    set(key, value, bytes) {
      young.take(key);
      kept.take(key);
      young.put(key, { value, bytes });
    },
    get size() {
      return young.size() + kept.size();
    },
    get bytes() {
      return young.bytes() + kept.bytes();
    },
  };
}

function openShelf<Value>(most: { count: number; bytes: number }) {
  // A map's first key is the one unused longest.
  const entries = new Map<string, Entry<Value>>();
  let bytes = 0;
  function take(key: string): Entry<Value> | undefined {
    const entry = entries.get(key);
    if (!entry) return undefined;
    entries.delete(key);
    bytes -= entry.bytes;
    return entry;
  }
  return {
    take,
    /** Answers what had to go, the oldest first. */
    put(key: string, entry: Entry<Value>): [string, Entry<Value>][] {
      if (entry.bytes > most.bytes) return [];
      entries.set(key, entry);
      bytes += entry.bytes;
      const gone: [string, Entry<Value>][] = [];
      for (const [oldest, old] of entries) {
        if (entries.size <= most.count && bytes <= most.bytes) break;
        take(oldest);
        gone.push([oldest, old]);
      }
      return gone;
    },
    size: () => entries.size,
    bytes: () => bytes,
  };
}
