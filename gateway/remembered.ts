/** Answers of a look-up, kept for a second: long enough to spare the database, short enough that a revoked key ends at once. */

/** What was found, and until when it may be believed. */
export interface Remembered<T> {
  until: number;
  value: Promise<T>;
}

const KEPT_MS = 1_000;
const MOST_KEPT = 10_000;

export function remembered<T>(now: () => number, look: (key: string) => Promise<T>): (key: string) => Remembered<T> {
  const cache = new Map<string, Remembered<T>>();
  return (key) => {
    const at = now();
    const known = cache.get(key);
    if (known && known.until > at) return known;
    const found = { until: at + KEPT_MS, value: look(key) };
    if (cache.size >= MOST_KEPT) cache.clear();
    cache.set(key, found);
    found.value.catch(() => cache.delete(key));
    return found;
  };
}
