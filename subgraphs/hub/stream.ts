/**
 * The one way a subscription hears of events: snapshot → live without a hole, or from a cursor through the log → live without a hole and
 * without a double. What cannot be delivered any more is told as a gap. Nothing is read before the subscriber asks for it.
 */
import type { Db } from './database.ts';
import { failure } from './errors.ts';
import { eventOf, type HubEvent, readHead, type Topic } from './events.ts';
import type { Ground } from './subgraph.ts';
import type { Viewer } from './viewer.ts';

export interface StreamCheckpoint {
  __typename: 'StreamCheckpoint';
  cursor: string;
  caughtUp: boolean;
  lagSeconds: number;
}

export interface StreamGap {
  __typename: 'StreamGap';
  cursor: string;
  reason: 'RETENTION_EXPIRED' | 'SLOW_CONSUMER' | 'SOURCE_REBUILT' | 'OTHER';
}

export interface StreamOptions<T> {
  topic: Topic | readonly Topic[];
  /** A cursor of an earlier message: the stream goes on behind it, and no snapshot is sent. */
  after?: string | null | undefined;
  /** True: the present state comes first, and again after a gap. */
  snapshot: boolean;
  readSnapshot(): Promise<T[]>;
  /**
   * At most one item an event, in the order of the events; none for an event that does not concern this subscriber after all.
   * The item's cursor is its event's. Where one event may be many items: pairs, in the same order.
   */
  toItems: ((events: readonly HubEvent[]) => Promise<T[]>) | { pairs(events: readonly HubEvent[]): Promise<[HubEvent, T][]> };
  /** Cheap and synchronous; events of other companies never come here. */
  allowed?(event: HubEvent): boolean | undefined;
  signal?: AbortSignal | undefined;
  /** Events that wait for a slow reader; above that it is told SLOW_CONSUMER and gets the present state. */
  queueSize?: number;
  /** Milliseconds of silence until a checkpoint. */
  checkpointEvery?: number;
}

export type StreamItem<T> = (T & { cursor: string }) | StreamCheckpoint | StreamGap;

const QUEUE_SIZE = 1_000;
const CHECKPOINT_EVERY = 30_000;
/** Events made into items at once. */
const BATCH = 200;

/** `return()` frees the listener at once, also while `next()` waits. */
export function eventStream<T extends object>(
  ground: Ground,
  viewer: Viewer,
  options: StreamOptions<T>,
): AsyncGenerator<StreamItem<T>, undefined> {
  const from = options.after == null ? undefined : decodeStreamCursor(options.after);
  const ending = new AbortController();
  const signal = options.signal ? AbortSignal.any([ending.signal, options.signal]) : ending.signal;
  const tail = openTail(ground, viewer, options, signal);
  const inner = run(ground, viewer, options, from, tail, signal);
  const end = async (): Promise<void> => {
    ending.abort();
    tail.close();
    await inner.return(undefined);
  };
  return {
    async next() {
      const item = await inner.next().catch((error: unknown) => {
        tail.close();
        throw error;
      });
      if (item.done) tail.close();
      return item.done || signal.aborted ? { value: undefined, done: true } : item;
    },
    async return() {
      await end();
      return { value: undefined, done: true };
    },
    async throw(error) {
      await end();
      throw error;
    },
    [Symbol.asyncIterator]() {
      return this;
    },
    [Symbol.asyncDispose]: end,
  };
}

async function* run<T extends object>(
  ground: Ground,
  viewer: Viewer,
  options: StreamOptions<T>,
  from: { epoch: string; position: number } | undefined,
  tail: Tail,
  signal: AbortSignal,
): AsyncGenerator<StreamItem<T>, undefined> {
  const { epoch } = ground.feed;
  const cursorAt = (position: number): string => encodeStreamCursor(epoch, position);
  const gap = (reason: StreamGap['reason'], position: number): StreamGap => ({
    __typename: 'StreamGap',
    cursor: cursorAt(position),
    reason,
  });
  let at = 0;
  let lagSeconds = 0;
  const checkpoint = (): StreamCheckpoint => ({ __typename: 'StreamCheckpoint', cursor: cursorAt(at), caughtUp: true, lagSeconds });

  async function* present(): AsyncGenerator<StreamItem<T>, undefined> {
    // The position comes before the reading: what happens meanwhile is told after it, perhaps twice, never not.
    at = tail.start();
    if (options.snapshot) for (const item of await options.readSnapshot()) yield { ...item, cursor: cursorAt(at) };
  }
  async function* deliver(events: readonly HubEvent[]): AsyncGenerator<StreamItem<T>, undefined> {
    const { toItems } = options;
    const pairs = typeof toItems === 'function' ? await pair(events, toItems) : events.length ? await toItems.pairs(events) : [];
    for (const [i, [event, item]] of pairs.entries()) {
      // Everything up to the event before this one was delivered; a cursor may name this one from its last item on.
      at = pairs[i + 1]?.[0] === event ? event.position - 1 : event.position;
      lagSeconds = Math.max(0, Math.floor((ground.now() - event.occurredAt) / 1000));
      yield { ...item, cursor: cursorAt(at) };
    }
  }
  /** From `at` through the log to the live end; false when the log does not reach back that far. */
  async function* replay(): AsyncGenerator<StreamItem<T>, boolean> {
    for (;;) {
      const live = tail.start();
      const { events, complete, reached } = await readLog(ground.db.read, topicsOf(options), at, live);
      if (!complete) return false;
      yield* deliver(events.filter((event) => event.companyId === viewer.companyId && (options.allowed?.(event) ?? true)));
      at = Math.max(at, reached);
      // Whoever catches up is not slow: what overflows meanwhile is read from the log, too.
      if (signal.aborted || (at >= live && !tail.overflowed())) return true;
    }
  }

  let missed: StreamGap['reason'] | undefined;
  if (!from) yield* present();
  else {
    const head = await readHead(ground.db.read);
    at = from.position;
    if (from.epoch !== epoch || from.position > Math.max(head.position, ground.feed.position)) missed = 'SOURCE_REBUILT';
    else if (!(yield* replay())) missed = 'RETENTION_EXPIRED';
  }
  if (!missed) yield checkpoint();

  while (!signal.aborted) {
    if (missed) {
      yield gap(missed, ground.feed.position);
      missed = undefined;
      yield* present();
      yield checkpoint();
    }
    const found = await tail.take(at, options.checkpointEvery ?? CHECKPOINT_EVERY);
    if ((viewer.expiresAt ?? Infinity) <= ground.now()) return undefined;
    if (found === 'overflow') {
      if (options.snapshot) missed = 'SLOW_CONSUMER';
      // Whoever wants no snapshot wants each event: the log has them all, or the gap is real.
      else if (!(yield* replay())) missed = 'RETENTION_EXPIRED';
    } else if (found.events.length) {
      yield* deliver(found.events);
      at = Math.max(at, found.reached);
    } else if (!signal.aborted) {
      at = Math.max(at, found.reached);
      lagSeconds = 0;
      yield checkpoint();
    }
  }
  return undefined;
}

const topicsOf = ({ topic }: { topic: Topic | readonly Topic[] }): readonly Topic[] => (typeof topic === 'string' ? [topic] : topic);

interface Tail {
  /** Begins to listen (again), with an empty queue; answers the position it begins behind. */
  start(): number;
  /** The events waiting behind `after`, or after `ms` of silence none; 'overflow' when some were dropped. */
  take(after: number, ms: number): Promise<{ events: HubEvent[]; reached: number } | 'overflow'>;
  overflowed(): boolean;
  close(): void;
}

/** The live end for one subscriber: a bounded queue of the events that may concern it. */
function openTail<T>(ground: Ground, viewer: Viewer, options: StreamOptions<T>, signal: AbortSignal): Tail {
  const wanted = new Set<string>(topicsOf(options));
  const most = options.queueSize ?? QUEUE_SIZE;
  let queue: HubEvent[] = [];
  let overflow = false;
  let stop: (() => void) | undefined;
  let wake: (() => void) | undefined;

  const hear = (events: readonly HubEvent[]): void => {
    if (overflow) return;
    for (const event of events) {
      if (!wanted.has(event.topic) || event.companyId !== viewer.companyId || !(options.allowed?.(event) ?? true)) continue;
      if (queue.length >= most) {
        overflow = true;
        queue = [];
        break;
      }
      queue.push(event);
    }
    if (overflow || queue.length) wake?.();
  };
  const close = (): void => {
    stop?.();
    stop = undefined;
    queue = [];
    wake?.();
  };
  signal.addEventListener('abort', close, { once: true });

  return {
    start() {
      queue = [];
      overflow = false;
      // Both in one tick: the feed hands out every event behind this position.
      if (!signal.aborted) stop ??= ground.feed.listen(hear);
      return ground.feed.position;
    },
    async take(after, ms) {
      if (!queue.length && !overflow && !signal.aborted)
        await new Promise<void>((resolve) => {
          const timer = setTimeout(resolve, ms);
          timer.unref();
          wake = () => {
            clearTimeout(timer);
            resolve();
          };
        });
      wake = undefined;
      if (overflow) return 'overflow';
      const events = queue.splice(0, BATCH).filter((event) => event.position > after);
      const reached = queue[0] ? queue[0].position - 1 : signal.aborted ? after : ground.feed.position;
      return { events, reached };
    },
    overflowed: () => overflow,
    close,
  };
}

/** Which item is of which event. As an event yields one item at most, equal counts are pairs; else halves are asked again. */
async function pair<T>(events: readonly HubEvent[], toItems: (events: readonly HubEvent[]) => Promise<T[]>): Promise<[HubEvent, T][]> {
  if (!events.length) return [];
  const items = await toItems(events);
  if (!items.length) return [];
  if (items.length === events.length || events.length === 1)
    return items.flatMap((item, i): [HubEvent, T][] => {
      const event = events[i] ?? events.at(-1);
      return event ? [[event, item]] : [];
    });
  const half = Math.ceil(events.length / 2);
  return [...(await pair(events.slice(0, half), toItems)), ...(await pair(events.slice(half), toItems))];
}

/** A piece of the log behind `after`, and how far it reaches. `complete` is false when events behind `after` are gone already. */
async function readLog(
  db: Db,
  topics: readonly Topic[],
  after: number,
  until: number,
): Promise<{ events: HubEvent[]; complete: boolean; reached: number }> {
  const rows = await db
    .selectFrom('event')
    .selectAll()
    .where('topic', 'in', topics)
    .where('position', '>', after)
    .where('position', '<=', until)
    .orderBy('position')
    .limit(BATCH)
    .execute();
  // Looked at after the reading: what was there then had not been removed before it.
  const oldest = await db.selectFrom('event').select('position').orderBy('position').limit(1).executeTakeFirst();
  const complete = after >= until || (oldest !== undefined && oldest.position <= after + 1);
  const events = rows.map(eventOf);
  return { events, complete, reached: rows.length < BATCH ? until : (rows.at(-1)?.position ?? until) };
}

export const encodeStreamCursor = (epoch: string, position: number): string => Buffer.from(`${epoch}:${position}`).toString('base64url');

/** Throws BAD_USER_INPUT when it is no cursor at all; one of another database is well-formed. */
export function decodeStreamCursor(cursor: string): { epoch: string; position: number } {
  const match = /^([^:]{1,64}):(\d{1,15})$/.exec(Buffer.from(cursor, 'base64url').toString('utf8'));
  if (!match?.[1]) throw failure('BAD_USER_INPUT', 'This stream cursor is not one of ours: take it from a message of the stream.');
  return { epoch: match[1], position: Number(match[2]) };
}
