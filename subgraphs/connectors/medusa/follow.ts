/**
 * How a resource is followed. With our change log: exactly, by the transactions that changed it. Without it: by the shop's `updated_at` with overlap, and by
 * reading again what Medusa changes without touching it.
 *
 * A cursor is taken before the reading it covers begins, so what changes meanwhile is read again.
 */
import { z } from 'zod';
import type { Page, Pull } from '../connector.ts';
import type { Shop } from './shop.ts';

/** A resource as the follower needs it. Ids are Medusa's. */
export interface Resource<R> {
  /** What the change log calls it. */
  topic: string;
  /** Rows of one call; sized so that a page costs a small shop a few hundred milliseconds. */
  pageSize: number;
  /** Of everything, sorted by id; `total` is their number, where the shop tells. */
  page(skip: number, take: number, signal: AbortSignal): Promise<{ rows: Row<R>[]; total?: number }>;
  read(ids: string[], signal: AbortSignal): Promise<R[]>;
  /** Without the log: ids whose stamps moved since (ISO, the shop's clock). */
  movedSince(since: string, signal: AbortSignal): Promise<string[]>;
  /** Without the log: what changes without a stamp, and how often it is read again. */
  unstamped?: { everyMs: number; ids(signal: AbortSignal): Promise<string[]> };
}

export interface Row<R> {
  id: string;
  records: R[];
}

const logCursor = z.object({ epoch: z.string(), after: z.string() });
const pollCursor = z.object({ since: z.number(), againAt: z.number() });
type PollCursor = z.infer<typeof pollCursor>;

const head = z.object({ epoch: z.string(), first: z.string(), settled: z.string() });
const changeList = z.object({ changes: z.array(z.object({ xid: z.string(), topic: z.string(), id: z.string() })) });

const changesPerCall = 1000;
/** Stamps are made before the commit. */
const pollOverlapMs = 10_000;

export function follow<R>(shop: Shop, resource: Resource<R>): Pull<R> {
  return async function* (cursor, signal) {
    if (await shop.hasLog(signal)) yield* followLog(shop, resource, cursor, signal);
    else yield* followStamps(shop, resource, cursor, signal);
  };
}

async function* followLog<R>(shop: Shop, resource: Resource<R>, cursor: string | null, signal: AbortSignal): AsyncGenerator<Page<R>> {
  const readStartedAt = shop.now();
  const { epoch, first, settled } = await shop.admin.get('/admin/hub/log', {}, head, signal);
  const next = JSON.stringify({ epoch, after: settled });
  const at = parse(logCursor, cursor);
  // Another history, or one cut off before us: only a sweep tells what happened.
  const known = at && at.epoch === epoch && BigInt(first) < BigInt(at.after) && BigInt(at.after) <= BigInt(settled);
  if (!known) {
    yield* sweep(shop, resource, next, signal);
    return;
  }
  const ids = at.after === settled ? [] : await changed(shop, resource.topic, at.after, settled, signal);
  for (let from = 0; from < ids.length; from += resource.pageSize) {
    const records = await resource.read(ids.slice(from, from + resource.pageSize), signal);
    // The old cursor: a run cut short here reads the rest again.
    yield { records, cursor: cursor ?? next, readStartedAt, total: ids.length };
  }
  yield { records: [], cursor: next, readStartedAt };
}

/** Ids that changed in the transactions from `after` on and before `before`. */
async function changed(shop: Shop, topic: string, after: string, before: string, signal: AbortSignal): Promise<string[]> {
  const ids = new Set<string>();
  for (let place: Record<string, string> = { after }; ; ) {
    const { changes } = await shop.admin.get('/admin/hub/changes', { ...place, before, limit: changesPerCall }, changeList, signal);
    for (const change of changes) if (change.topic === topic) ids.add(change.id);
    const last = changes.at(-1);
    if (!last || changes.length < changesPerCall) return [...ids];
    place = { after: last.xid, topic: last.topic, id: last.id };
  }
}

async function* followStamps<R>(shop: Shop, resource: Resource<R>, cursor: string | null, signal: AbortSignal): AsyncGenerator<Page<R>> {
  const at = parse(pollCursor, cursor);
  const readStartedAt = shop.now();
  // Any answer tells the shop's clock.
  await shop.admin.get('/admin/stores', { fields: 'id', limit: 1 }, z.unknown(), signal);
  const since = shop.admin.shopNow();
  const again = resource.unstamped;
  const next = (againAt: number) => JSON.stringify({ since, againAt } satisfies PollCursor);
  if (!at) {
    yield* sweep(shop, resource, next(shop.now() + (again?.everyMs ?? 0)), signal);
    return;
  }
  const due = again !== undefined && at.againAt <= shop.now();
  const moved = await resource.movedSince(new Date(at.since - pollOverlapMs).toISOString(), signal);
  const ids = [...new Set([...moved, ...(due ? await again.ids(signal) : [])])];
  for (let from = 0; from < ids.length; from += resource.pageSize) {
    yield { records: await resource.read(ids.slice(from, from + resource.pageSize), signal), cursor: JSON.stringify(at), readStartedAt };
  }
  yield { records: [], cursor: next(due ? shop.now() + again.everyMs : at.againAt), readStartedAt };
}

/**
 * Medusa pages by offset only: something deleted meanwhile would make the next page skip a row, and the hub would retire it. So each page begins with the last
 * row of the one before.
 */
async function* sweep<R>(shop: Shop, resource: Resource<R>, cursor: string, signal: AbortSignal): AsyncGenerator<Page<R>> {
  let last: string | undefined;
  for (let skip = 0; ; ) {
    const readStartedAt = shop.now();
    const { rows, total } = await resource.page(skip, resource.pageSize, signal);
    if (last !== undefined && rows[0]?.id !== last) throw new Error('the list moved while it was read');
    const fresh = last === undefined ? rows : rows.slice(1);
    yield { records: fresh.flatMap((row) => row.records), cursor, readStartedAt, ...(total === undefined ? {} : { total }) };
    if (rows.length < resource.pageSize) return;
    last = rows.at(-1)?.id;
    skip += rows.length - 1;
  }
}

function parse<T>(schema: z.ZodType<T>, cursor: string | null): T | undefined {
  if (cursor === null) return undefined;
  try {
    return schema.safeParse(JSON.parse(cursor)).data;
  } catch {
    return undefined;
  }
}
