/**
 * How a resource is followed. With the hub plugin: by the shop's change log, exactly. Without it: by the shop's `updatedAt`
 * with overlap, and by reading again what Vendure changes without touching it.
 *
 * A cursor is taken before the reading it covers begins, so what changes meanwhile is read again.
 */
import { z } from 'zod';
import type { Pull } from '../connector.ts';
import type { Shop } from './shop.ts';

/** A resource as the follower needs it. Ids are Vendure's. */
export interface Resource<R> {
  /** Rows of one call; sized so that a page costs a small shop about 200 ms. */
  pageSize: number;
  /** Of everything, sorted by id; `total` is their number. */
  page(skip: number, take: number, signal: AbortSignal): Promise<{ rows: { id: string; records: R[] }[]; total: number }>;
  read(ids: string[], signal: AbortSignal): Promise<R[]>;
  /** Ids to read again after these changes. */
  touched(changes: Change[], signal: AbortSignal): Promise<string[]>;
  /** Without the plugin: ids whose stamps moved since (ISO, the shop's clock). */
  movedSince(since: string, signal: AbortSignal): Promise<string[]>;
  /** Without the plugin: what changes without a stamp, and how often it is read again. */
  unstamped?: { everyMs: number; ids(signal: AbortSignal): Promise<string[]> };
}

const change = z.object({
  seq: z.number(),
  topic: z.string(),
  data: z.object({ op: z.string().optional(), ids: z.array(z.string()).default([]) }),
});
export type Change = z.infer<typeof change>;

/** The highest number seen, and the numbers below it that have not shown up yet, as `from, to`. */
const logCursor = z.object({ epoch: z.string(), seq: z.number(), gaps: z.array(z.tuple([z.number(), z.number()])) });
const pollCursor = z.object({ since: z.number(), againAt: z.number() });
type LogCursor = z.infer<typeof logCursor>;
type PollCursor = z.infer<typeof pollCursor>;

const changesPerCall = 500;
/** Stamps are made before the commit, on some databases of whole seconds. */
const pollOverlapMs = 10_000;

export function follow<R>(shop: Shop, resource: Resource<R>): Pull<R> {
  return async function* (cursor, signal) {
    const has = await shop.has(signal);
    if (has.log) yield* followLog(shop, resource, cursor, signal);
    else yield* followStamps(shop, resource, cursor, signal);
  };
}

async function* followLog<R>(shop: Shop, resource: Resource<R>, cursor: string | null, signal: AbortSignal) {
  const head = await readHead(shop, signal);
  const at = parse(logCursor, cursor);
  // Another history, or one cut off before us: only a sweep tells what happened.
  const known = at && at.epoch === head.epoch && at.seq <= head.last && head.first <= at.seq + 1;
  if (!known) {
    yield* sweep(shop, resource, JSON.stringify({ epoch: head.epoch, seq: head.settled, gaps: [] } satisfies LogCursor), signal);
    return;
  }
  let seen: LogCursor = at;
  for (;;) {
    const readStartedAt = shop.now();
    const changes = seen.seq < head.last || seen.gaps.length > 0 ? await readChanges(shop, seen, signal) : [];
    const ids = changes.length > 0 ? await resource.touched(changes, signal) : [];
    const more = changes.length >= changesPerCall;
    const next = advance(seen, changes, more ? Math.min(head.settled, changes.at(-1)?.seq ?? 0) : head.settled);
    for (let from = 0; from + resource.pageSize < ids.length; from += resource.pageSize) {
      const records = await resource.read(ids.slice(from, from + resource.pageSize), signal);
      // The old cursor: a run cut short here reads the rest again.
      yield { records, cursor: JSON.stringify(seen), readStartedAt };
    }
    const rest = ids.slice(Math.max(0, Math.ceil(ids.length / resource.pageSize) - 1) * resource.pageSize);
    yield { records: rest.length > 0 ? await resource.read(rest, signal) : [], cursor: JSON.stringify(next), readStartedAt };
    if (!more) return;
    seen = next;
  }
}

/**
 * `changes` are those after `seen.seq` and within its gaps, by number. A gap stays until it is filled or lies below `settled`,
 * which was asked for before the changes: what is missing there was rolled back.
 */
function advance(seen: LogCursor, changes: Change[], settled: number): LogCursor {
  const arrived = changes.map(({ seq }) => seq);
  const seq = Math.max(seen.seq, arrived.at(-1) ?? 0);
  const waitedFor: [from: number, to: number][] = [...seen.gaps, [seen.seq + 1, seq]];
  const gaps = waitedFor.flatMap(([from, to]) => {
    const inside = arrived.filter((one) => one >= from && one <= to);
    const edges = [from - 1, ...inside, to + 1];
    return edges.slice(1).map((edge, index): [number, number] => [(edges[index] ?? 0) + 1, edge - 1]);
  });
  return { epoch: seen.epoch, seq, gaps: gaps.filter(([from, to]) => from <= to && to > settled) };
}

async function* followStamps<R>(shop: Shop, resource: Resource<R>, cursor: string | null, signal: AbortSignal) {
  const at = parse(pollCursor, cursor);
  const readStartedAt = shop.now();
  // Any answer tells the shop's clock.
  await shop.admin.ask('{ activeChannel { id } }', {}, z.unknown(), signal);
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
 * Vendure pages by offset only: something deleted meanwhile would make the next page skip a row, and the hub would retire it. So
 * each page begins with the last row of the one before.
 */
async function* sweep<R>(shop: Shop, resource: Resource<R>, cursor: string, signal: AbortSignal) {
  let last: string | undefined;
  for (let skip = 0; ; ) {
    const readStartedAt = shop.now();
    const { rows, total } = await resource.page(skip, resource.pageSize, signal);
    if (last !== undefined && rows[0]?.id !== last) throw new Error('the list moved while it was read');
    const fresh = last === undefined ? rows : rows.slice(1);
    yield { records: fresh.flatMap((row) => row.records), cursor, readStartedAt, total };
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

const head = z.object({ hubLog: z.object({ epoch: z.string(), first: z.number(), last: z.number(), settled: z.number() }) });

async function readHead(shop: Shop, signal: AbortSignal) {
  return (await shop.admin.ask('{ hubLog { epoch first last settled } }', {}, head, signal)).hubLog;
}

async function readChanges(shop: Shop, { seq: after, gaps }: LogCursor, signal: AbortSignal): Promise<Change[]> {
  const { hubChanges } = await shop.admin.ask(
    'query ($after: Int!, $gaps: [[Int!]!]!, $take: Int!) { hubChanges(after: $after, gaps: $gaps, take: $take) { seq topic data } }',
    { after, gaps, take: changesPerCall },
    z.object({ hubChanges: z.array(change) }),
    signal,
  );
  return hubChanges;
}

/** Every id of the changes in these topics. */
export function idsOf(changes: Change[], topics: readonly string[]): string[] {
  return [...new Set(changes.filter(({ topic }) => topics.includes(topic)).flatMap(({ data }) => data.ids))];
}
