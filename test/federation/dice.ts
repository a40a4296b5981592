/** Chance that repeats: everything generated is a function of a seed. */

/** 53 bits of a text (cyrb53): cheap, and good enough to choose by. */
export function hashOf(text: string): number {
  let a = 0xdeadbeef;
  let b = 0x41c6ce57;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    a = Math.imul(a ^ code, 2654435761);
    b = Math.imul(b ^ code, 1597334677);
  }
  a = Math.imul(a ^ (a >>> 16), 2246822507) ^ Math.imul(b ^ (b >>> 13), 3266489909);
  b = Math.imul(b ^ (b >>> 16), 2246822507) ^ Math.imul(a ^ (a >>> 13), 3266489909);
  return 4294967296 * (2097151 & b) + (a >>> 0);
}

export interface Dice {
  below(n: number): number;
  chance(share: number): boolean;
  pick<T>(items: readonly T[]): T;
  /** Between `least` and `most` of them, in their order. */
  some<T>(items: readonly T[], least: number, most?: number): T[];
}

export function diceOf(seed: string): Dice {
  let rolls = 0;
  const below = (n: number) => hashOf(`${seed}#${rolls++}`) % n;
  const pick = <T>(items: readonly T[]): T => {
    const item = items[below(items.length)];
    if (item === undefined) throw new Error('nothing to pick from');
    return item;
  };
  return {
    below,
    chance: (share) => below(1000) < share * 1000,
    pick,
    some(items, least, most = items.length) {
      const size = Math.min(items.length, least + below(Math.max(1, Math.min(most, items.length) - least + 1)));
      const left = new Set(items.keys());
      while (left.size > size) left.delete(pick([...left]));
      return items.filter((_, i) => left.has(i));
    },
  };
}
