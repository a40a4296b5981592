/**
 * How changes are found. Tryton stamps a row with the START of its transaction, so a stamp older than one already read may appear
 * later: every poll reads an overlap again and leaves out what the cursor says was already seen (row and stamp). `write_date` is
 * null until the first update, parents do not move when children do, and deletes leave no trace: only a sweep shows those.
 */
import type { Page } from '../connector.ts';
import type { Rpc } from './rpc.ts';
import { chunks, datetime, numbers, type Row, text } from './values.ts';

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
  domain?: unknown[];
  pageSize: number;
  watch: Watch[];
  load(ids: number[], signal: AbortSignal): Promise<R[]>;
}

interface Cursor {
  /** Source time when the reading began that this cursor stands for. */
  at: number;
  /** Rows of the overlap that were delivered: `<watch>.<id>.<stamp>`. */
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

export async function* pull<R>(poller: Poller, source: Source<R>, cursor: string | null, signal: AbortSignal): AsyncIterable<Page<R>> {
  await poller.rpc.company(signal); // the first answer tells the source's clock
  const from = cursor === null ? null : (JSON.parse(cursor) as Cursor);
  if (from === null) return yield* sweep(poller, source, { at: poller.rpc.sourceNow(), after: 0 }, signal);
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
  const keep = found.flat().filter((change) => change.stamp > stampOf(at - poller.overlap));
  const next: Cursor = { at, ...(keep.length <= maxSeen ? { seen: keep.map((change) => change.key) } : {}) };
  if (affected.includes('all')) return yield* sweep(poller, source, { at, after: 0 }, signal);

  const ids = [...new Set(affected.flat() as number[])];
  const pages = chunks(ids, source.pageSize);
  for (const [index, page] of pages.entries()) {
    const started = index === 0 ? readStartedAt : poller.now();
    const records = await source.load(page, signal);
    yield { records, cursor: index === pages.length - 1 ? JSON.stringify(next) : JSON.stringify(from), readStartedAt: started };
  }
  if (pages.length === 0) yield { records: [], cursor: JSON.stringify(next), readStartedAt };
}

async function* sweep<R>({ rpc, now }: Poller, source: Source<R>, from: Cursor, signal: AbortSignal): AsyncIterable<Page<R>> {
  const domain = source.domain ?? [];
  const counted =
    from.after === 0
      ? Number(await rpc.call(`model.${source.model}.search_count`, [domain], { signal, context: { active_test: false } }))
      : 0;
  let after = from.after ?? 0;
  for (;;) {
    const readStartedAt = now();
    const slice = await rpc.search(source.model, [domain, ['id', '>', after]], ['id'], {
      signal,
      limit: source.pageSize,
      order: [['id', 'ASC']],
    });
    const ids = numbers(slice.map((found) => found.id));
    const done = ids.length < source.pageSize;
    after = ids.at(-1) ?? after;
    const records = ids.length ? await source.load(ids, signal) : [];
    const cursor: Cursor = done ? { at: from.at } : { at: from.at, after };
    yield { records, cursor: JSON.stringify(cursor), readStartedAt, ...(counted ? { total: counted } : {}) };
    if (done) return;
  }
}

async function changed({ rpc, overlap }: Poller, watch: Watch, index: number, from: Cursor, signal: AbortSignal) {
  const since = datetime(stampOf(from.at - overlap));
  const stamps = [
    'OR',
    [['write_date', '>', since]],
    [
      ['write_date', '=', null],
      ['create_date', '>', since],
    ],
  ];
  const found = await rpc.search(watch.model, [watch.domain ?? [], stamps], ['write_date', 'create_date', ...(watch.fields ?? [])], {
    signal,
  });
  return found.map((row) => {
    const stamp = text(row.write_date) || text(row.create_date);
    return { row, stamp, key: `${index}.${String(row.id)}.${stamp.slice(5)}` };
  });
}

/** Records of one kind that stand in two tables: one source after the other, each with a cursor of its own. */
export async function* joined<R>(poller: Poller, sources: Source<R>[], cursor: string | null, signal: AbortSignal): AsyncIterable<Page<R>> {
  const held = cursor === null ? sources.map((): string | null => null) : (JSON.parse(cursor) as (string | null)[]);
  for (const [index, source] of sources.entries())
    for await (const page of pull(poller, source, held[index] ?? null, signal)) {
      held[index] = page.cursor;
      yield { ...page, cursor: JSON.stringify(held) };
    }
}

const stampOf = (at: number) => new Date(at).toISOString().slice(0, 23);

/** The whole of a small table at every pull: cheaper than finding out what changed. */
export async function* whole<R>(now: () => number, load: () => Promise<R[]>): AsyncIterable<Page<R>> {
  const readStartedAt = now();
  const records = await load();
  yield { records, cursor: 'whole', readStartedAt, total: records.length };
}

/** Ids found in a field, or in the record itself. */
export const idsIn = (field: string) => (changed: Row[]) => numbers(changed.map((row) => row[field]));
