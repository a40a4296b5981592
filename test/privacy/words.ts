/** What an attacker can say: ids, texts and numbers of each owner, by the column they stand in, and cursors heard earlier. */
import { type IdKind, idKind, newId } from '#hub/id.ts';
import { encodeCursor } from '#hub/paging.ts';
import type { Owner } from './rows.ts';

export interface Random {
  /** From 0 up to but without 1. */
  next(): number;
  below(count: number): number;
  chance(probability: number): boolean;
  pick<T>(from: readonly T[]): T;
  some<T>(from: readonly T[], count: number): T[];
}

/** Mulberry32: the same seed, the same attack. */
export function seeded(seed: number): Random {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
  const below = (count: number) => Math.floor(next() * count);
  const pick = <T>(from: readonly T[]): T => {
    if (!from.length) throw new Error('nothing to pick from');
    return from[below(from.length)] as T;
  };
  return {
    next,
    below,
    chance: (probability) => next() < probability,
    pick,
    some(from, count) {
      const rest = [...from];
      return Array.from({ length: Math.min(count, rest.length) }, () => rest.splice(below(rest.length), 1)[0] as never);
    },
  };
}

/** How often each owner's words are said: the own ones, so that there is something to see; the victim's; the rest. */
const shares = { own: 0.5, victim: 0.3, open: 0.15 };

export interface Words {
  idOf(kind: IdKind | undefined): string;
  /** A text of a column with this name, or undefined when no table has one. */
  textOf(column: string): string | undefined;
  /** One of a few of them: what is written is the writer's own from then on, and no more a sign of another. */
  baitOf(column: string): string | undefined;
  anyText(): string;
  pageCursor(): string;
  streamCursor(): string;
  hear(cursor: string, kind: 'page' | 'stream'): void;
}

const MOST_CURSORS = 400;

export function createWords(random: Random, owners: { own: Owner; victim: Owner; open: Owner; secrets: Owner }): Words {
  const indexes = new Map(Object.entries(owners).map(([role, owner]) => [role, indexOf(owner)]));
  const cursors = { page: [] as string[], stream: [] as string[] };
  const role = (): string => {
    const at = random.next();
    if (at < shares.own) return 'own';
    if (at < shares.own + shares.victim) return 'victim';
    return at < shares.own + shares.victim + shares.open ? 'open' : 'secrets';
  };
  /** Of the owner asked for, else of any who has one. */
  const from = (find: (index: Index) => readonly string[] | undefined): string | undefined => {
    const wanted = role();
    for (const name of [wanted, 'own', 'open', 'secrets', 'victim']) {
      const found = find(indexes.get(name) as Index);
      if (found?.length) return random.pick(found);
    }
    return undefined;
  };
  const idOf = (kind: IdKind | undefined): string => {
    if (random.chance(0.04)) return newId(kind ?? 'order');
    // Now and then an id of quite another thing.
    const wanted =
      kind === undefined || random.chance(0.1) ? random.pick(['order', 'customer', 'invoice', 'operation', 'quote'] as const) : kind;
    return from((index) => index.ids.get(wanted)) ?? newId(wanted);
  };
  return {
    idOf,
    textOf: (column) => from((index) => index.texts.get(column)),
    baitOf: (column) => from((index) => index.texts.get(column)?.slice(0, 3)),
    anyText: () => from((index) => index.all) ?? 'zq',
    pageCursor() {
      if (cursors.page.length && random.chance(0.6)) return random.pick(cursors.page);
      const key = random.pick([random.below(2_000_000_000), Date.UTC(2025, 4, 18), from((index) => index.all) ?? '', '', null]);
      return encodeCursor(random.chance(0.3) ? [idOf(undefined)] : [key, idOf(undefined)]);
    },
    streamCursor: () => (cursors.stream.length ? random.pick(cursors.stream) : 'none'),
    hear(cursor, kind) {
      const known = cursors[kind];
      if (known.length < MOST_CURSORS) known.push(cursor);
      else known[random.below(MOST_CURSORS)] = cursor;
    },
  };
}

interface Index {
  ids: Map<IdKind, string[]>;
  texts: Map<string, string[]>;
  all: string[];
}

function indexOf(owner: Owner): Index {
  const index: Index = { ids: new Map(), texts: new Map(), all: [] };
  const add = <K>(map: Map<K, string[]>, key: K, value: string) => {
    const known = map.get(key);
    if (known) known.push(value);
    else map.set(key, [value]);
  };
  for (const id of owner.ids) {
    const kind = idKind(id);
    if (kind) add(index.ids, kind, id);
  }
  for (const rows of owner.rows.values())
    for (const row of rows)
      for (const [column, value] of Object.entries(row)) {
        if (typeof value !== 'string' || idKind(value) || /^[[{]/.test(value) || column === 'content') continue;
        add(index.texts, column, value);
        if (value.includes(owner.mark)) index.all.push(value);
      }
  return index;
}
