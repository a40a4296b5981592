/** What has changed, and when: from a commit's tables and keys to tags, and whether a reading came before. */
import { cachedTables, columnTag, rowTag, tableTag } from '#hub/cachedTables.ts';
import type { Touched } from '#hub/tableWrites.ts';

/** Tags of everything that a commit changed; 'all' when it does not say. */
export function tagsOf(touched: Touched): string[] | 'all' {
  const tags: string[] = [];
  for (const [table, told] of Object.entries(touched)) {
    const keys = cachedTables[table];
    // A newer version of this program may keep tables that this one does not know; their tags are nobody's here.
    if (table === '*') return 'all';
    if (!keys) continue;
    tags.push(tableTag(table));
    for (const key of keys) {
      const values = told[key] ?? 1;
      if (values === 1) tags.push(columnTag(table, key));
      else for (const value of values) tags.push(rowTag(table, key, value));
    }
  }
  return tags;
}

/** Tags remembered with their last change. Readings are short: whatever is forgotten refuses a few of them too many. */
const REMEMBERED = 50_000;

export interface Drops {
  add(tag: string, position: number): void;
  /** Nothing read at or before this position is sure. */
  addAll(position: number): void;
  /** Whether something of these changed behind `position`. */
  since(tags: Iterable<string>, position: number): boolean;
}

export function openDrops(): Drops {
  const last = new Map<string, number>();
  let floor = -1;
  const addAll = (position: number): void => {
    floor = Math.max(floor, position);
    last.clear();
  };
  return {
    add(tag, position) {
      if (last.size >= REMEMBERED) addAll(Math.max(...last.values(), position));
      const known = last.get(tag);
      if (known === undefined || known < position) last.set(tag, position);
    },
    addAll,
    since(tags, position) {
      if (position < floor) return true;
      for (const tag of tags) if ((last.get(tag) ?? -1) > position) return true;
      return false;
    },
  };
}
