/**
 * How changes are found. Odoo stamps a row with the START of its transaction and tells whole seconds, so a row older than one already read may
 * appear later, and two writes of one second look alike: every poll reads an overlap again, and leaves out only what the cursor says was seen
 * and is older than the moment two stamps could be mistaken for each other. Deletes leave no trace: only a sweep shows those.
 */
import type { Page } from '../connector.ts';
import type { Rpc } from './rpc.ts';
import { chunks, instant, number, numbers, type Row, stamp, text } from './values.ts';

/** A table whose change makes records worth reading again. */
export interface Watch {
  model: string;
  fields?: string[];
  domain?: unknown[];
  /** Which records of the source: ids, or all of them. */
  affects(changed: Row[], signal: AbortSignal): Promise<number[] | 'all'> | number[] | 'all';
}

export interface Source<R> {
  /** The model that is swept, by id. */
  model: string;
  domain?(signal: AbortSignal): Promise<unknown[]> | unknown[];
  pageSize: number;
  watch: Watch[];
  /** `ids` may name records outside the domain, or gone: those are left out or told as inactive, as the record allows. */
  load(ids: number[], signal: AbortSignal): Promise<R[]>;
}

interface Cursor {
  /** Source time when the reading began that this cursor stands for. */
  at: number;
  /** Rows of the overlap that were delivered: `<watch>.<id>.<second>`. */
  seen?: string[];
  /** A sweep under way: the last id delivered. */
  after?: number;
}

export interface Poller {
  rpc: Rpc;
  now(): number;
  /** Milliseconds; longer than the longest transaction in the ERP. */
  overlap: number;
}

/** Above this the cursor would grow too long; the overlap is then read again, which costs time and no correctness. */
const maxSeen = 1000;
/** A row touched this recently may be touched again within the same second, unseen: it is read once more. */
const settled = 3_000;

export async function* pull<R>(poller: Poller, source: Source<R>, cursor: string | null, signal: AbortSignal): AsyncIterable<Page<R>> {
  const from = cursor === null ? null : (JSON.parse(cursor) as Cursor);
  if (from === null) {
    // The first answer tells the source's clock.
    await poller.rpc.call('res.users', 'context_get', {}, { signal });
    return yield* sweep(poller, source, { at: poller.rpc.sourceNow(), after: 0 }, signal);
  }
  if (from.after !== undefined) return yield* sweep(poller, source, from, signal);

  const readStartedAt = poller.now();
  const at = poller.rpc.sourceNow();
  const found = await Promise.all(source.watch.map((watch, index) => changed(poller, watch, index, from, signal)));
  const seen = new Set(from.seen);
  const fresh = found.map((list) => list.filter((change) => !seen.has(change.key)));
  const affected = await Promise.all(
    source.watch.map((watch, index) => {
      const list = fresh[index] ?? [];
      return list.length
        ? watch.affects(
            list.map((change) => change.row),
            signal,
          )
        : [];
    }),
  );
  const keep = found.flat().filter((change) => change.at > at - poller.overlap && change.at < at - settled);
  const next: Cursor = { at, ...(keep.length <= maxSeen ? { seen: keep.map((change) => change.key) } : {}) };
  if (affected.includes('all')) return yield* sweep(poller, source, { at, after: 0 }, signal);

  const ids = [...new Set(affected.flat() as number[])];
  const pages = chunks(ids, source.pageSize);
  for (const [index, page] of pages.entries()) {
    const started = index === 0 ? readStartedAt : poller.now();
    const records = await source.load(page, signal);
    yield { records, cursor: JSON.stringify(index === pages.length - 1 ? next : from), readStartedAt: started };
  }
  if (pages.length === 0) yield { records: [], cursor: JSON.stringify(next), readStartedAt };
}

async function* sweep<R>({ rpc, now }: Poller, source: Source<R>, from: Cursor, signal: AbortSignal): AsyncIterable<Page<R>> {
  const domain = (await source.domain?.(signal)) ?? [];
  const context = { active_test: false };
  const counted = from.after === 0 ? Number(await rpc.call(source.model, 'search_count', { domain }, { signal, context })) : 0;
  let after = from.after ?? 0;
  for (;;) {
    const readStartedAt = now();
    const page = { domain: [...domain, ['id', '>', after]], order: 'id', limit: source.pageSize };
    const ids = numbers(await rpc.call(source.model, 'search', page, { signal, context }));
    const done = ids.length < source.pageSize;
    after = ids.at(-1) ?? after;
    const records = ids.length ? await source.load(ids, signal) : [];
    const cursor: Cursor = done ? { at: from.at } : { at: from.at, after };
    yield { records, cursor: JSON.stringify(cursor), readStartedAt, ...(counted ? { total: counted } : {}) };
    if (done) return;
  }
}

async function changed({ rpc, overlap }: Poller, watch: Watch, index: number, from: Cursor, signal: AbortSignal) {
  // At the second itself too: ">" would lose what was written later in the same one.
  const domain = [...(watch.domain ?? []), ['write_date', '>=', stamp(from.at - overlap)]];
  const found = await rpc.search(watch.model, domain, ['write_date', ...(watch.fields ?? [])], { signal, order: 'write_date, id' });
  return found.map((row) => ({
    row,
    at: instant(row.write_date),
    key: `${index}.${number(row.id)}.${text(row.write_date).slice(8, 19)}`,
  }));
}

/** The whole of a small table at every pull: cheaper than finding out what changed. */
export async function* whole<R>(now: () => number, load: () => Promise<R[]>): AsyncIterable<Page<R>> {
  const readStartedAt = now();
  const records = await load();
  yield { records, cursor: 'whole', readStartedAt, total: records.length };
}

/** Ids found in a field, or in the record itself. */
export const idsIn = (field: string) => (changed: Row[]) => [...new Set(changed.flatMap((row) => numbers(row[field])))];
