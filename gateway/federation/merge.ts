/** Puts what one fetch answered into what is known already. */
import type { Data } from './run.ts';

export const isObject = (value: unknown): value is Data => typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * Fields of one object may come from several fetches: objects are joined field by field, lists item by item. A null never removes what
 * another subgraph told.
 */
export function mergeInto(target: Data, source: Data): void {
  for (const key in source) {
    // JSON may name it; to read or to write it would reach Object.prototype itself.
    if (key === '__proto__') continue;
    const added = source[key];
    const known = target[key];
    if (known === undefined || known === null) target[key] = added;
    else if (added !== undefined && added !== null && added !== known) target[key] = join(known, added);
  }
}

function join(known: unknown, added: unknown): unknown {
  if (Array.isArray(known) && Array.isArray(added)) {
    for (let i = 0; i < added.length; i++) {
      const item: unknown = known[i];
      known[i] = item === undefined || item === null ? added[i] : added[i] === null || added[i] === undefined ? item : join(item, added[i]);
    }
    return known;
  }
  if (isObject(known) && isObject(added)) {
    mergeInto(known, added);
    return known;
  }
  return added;
}
