/** What the suite has read of a system: each entity once in full, then on from its cursor, so that every later look is a delta. */
import type { Connected, Entity, Page, Pull } from '../connector.ts';
import { Failed, Impossible } from './check.ts';

/** Records by entity, as the pulls of the contract yield them. */
export type RecordOf<E extends Entity> = NonNullable<Connected['pull'][E]> extends Pull<infer R> ? R : never;

export interface Sweep<R> {
  records: Map<string, R>;
  pages: Page<R>[];
  cursor: string;
  seconds: number;
}

export interface Reading {
  /** The full sweep, made once. Throws {@link Impossible} when the system has no such pull. */
  full<E extends Entity>(entity: E, signal: AbortSignal): Promise<Sweep<RecordOf<E>>>;
  /** Ids of one more full sweep, kept nowhere. */
  sweep(entity: Entity, signal: AbortSignal): Promise<Set<string>>;
  /** Everything known, brought up to date by a delta from the last cursor. */
  known<E extends Entity>(entity: E, signal: AbortSignal): Promise<RecordOf<E>[]>;
  /** One delta from a cursor, kept nowhere. */
  delta<E extends Entity>(entity: E, cursor: string, signal: AbortSignal): Promise<RecordOf<E>[]>;
  /** Looks again and again, each time after a delta, until it is there; undefined when it is not there in time. */
  await<E extends Entity, T>(entity: E, look: (records: RecordOf<E>[]) => T | undefined, signal: AbortSignal): Promise<T | undefined>;
}

export function idOf(entity: Entity, record: unknown): string {
  const row = record as { externalId?: string; listId?: string; variantId?: string; locationId?: string };
  if (entity === 'prices') return `${row.listId}|${row.variantId}`;
  if (entity === 'stock') return `${row.variantId}@${row.locationId}`;
  return String(row.externalId);
}

export function openReading(
  connected: Connected,
  { now, progress, patienceMs }: { now(): number; progress(line: string): void; patienceMs: number },
): Reading {
  const sweeps = new Map<Entity, Promise<Sweep<unknown>>>();
  const latest = new Map<Entity, { records: Map<string, unknown>; cursor: string }>();

  const pullOf = (entity: Entity): Pull<unknown> => {
    const pull = connected.pull[entity] as Pull<unknown> | undefined;
    if (!pull) throw new Impossible(connected.cannot?.[`pull.${entity}` as never] ?? `it does not tell ${entity}`);
    return pull;
  };

  async function sweep(entity: Entity, signal: AbortSignal): Promise<Sweep<unknown>> {
    const began = now();
    const found: Sweep<unknown> = { records: new Map(), pages: [], cursor: '', seconds: 0 };
    let told = began;
    for await (const page of pullOf(entity)(null, signal)) {
      found.pages.push(page);
      for (const record of page.records) found.records.set(idOf(entity, record), record);
      found.cursor = page.cursor;
      if (now() - told < 1_000) continue;
      told = now();
      progress(`${entity} ${found.records.size}${page.total ? ` of ${page.total}` : ''}`);
    }
    if (found.pages.length === 0) throw new Failed(`the sweep of ${entity} yielded no page, so there is no cursor to go on from`);
    found.seconds = (now() - began) / 1000;
    latest.set(entity, { records: new Map(found.records), cursor: found.cursor });
    return found;
  }

  const reading: Reading = {
    async full(entity, signal) {
      const known = sweeps.get(entity) ?? sweep(entity, signal);
      sweeps.set(entity, known);
      known.catch(() => sweeps.delete(entity));
      return (await known) as Sweep<never>;
    },
    async sweep(entity, signal) {
      const ids = new Set<string>();
      for await (const page of pullOf(entity)(null, signal)) for (const record of page.records) ids.add(idOf(entity, record));
      return ids;
    },
    async known(entity, signal) {
      await reading.full(entity, signal);
      const state = latest.get(entity);
      if (!state) throw new Failed(`${entity} could not be read`);
      for await (const page of pullOf(entity)(state.cursor, signal)) {
        for (const record of page.records) state.records.set(idOf(entity, record), record);
        state.cursor = page.cursor;
      }
      return [...state.records.values()] as never[];
    },
    async delta(entity, cursor, signal) {
      const records: unknown[] = [];
      for await (const page of pullOf(entity)(cursor, signal)) records.push(...page.records);
      return records as never[];
    },
    async await(entity, look, signal) {
      for (const end = now() + patienceMs; ; ) {
        const found = look(await reading.known(entity, signal));
        if (found !== undefined || now() > end) return found;
        await pause(250, signal);
      }
    },
  };
  return reading;
}

export function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const end = () => {
      clearTimeout(timer);
      reject(signal.reason);
    };
    const timer = setTimeout(() => {
      signal.removeEventListener('abort', end);
      resolve();
    }, ms);
    if (signal.aborted) end();
    else signal.addEventListener('abort', end, { once: true });
  });
}
