/** Routes both twins have: change feeds, the long poll, the ledger, the faults, the clock. */
import { z } from 'zod';
import { type Faults, faultRequest } from './faults.ts';
import { type Call, Refusal, type Route } from './server.ts';
import type { Store, Tables } from './store.ts';

/** The twin's clock: real time plus what a test added. */
export interface Clock {
  now(): number;
  shift(offsetMs: number): void;
}

export function openClock(): Clock {
  let offset = 0;
  return {
    now: () => Date.now() + offset,
    shift: (offsetMs) => {
      offset = offsetMs;
    },
  };
}

/** `GET /<entity>?since=0&limit=200` and `GET /<entity>/:id` for each entity. */
export function feedRoutes<T extends Tables<T>>(store: Store<T>, entities: (keyof T & string)[]): Route[] {
  return entities.flatMap((entity): Route[] => [
    {
      method: 'GET',
      path: `/${entity}`,
      handle: ({ query }) => {
        const since = wholeNumber(query.get('since') ?? '0');
        const limit = Math.min(1000, Math.max(1, wholeNumber(query.get('limit') ?? '200')));
        return { feed: store.feed, ...store.since(entity, since, limit) };
      },
    },
    {
      method: 'GET',
      path: `/${entity}/:id`,
      handle: ({ params }) => {
        const row = store.find(entity, params.id ?? '');
        if (!row) throw new Refusal('NOT_FOUND', 'no such document', 404);
        return row;
      },
    },
  ]);
}

export function commonRoutes<T extends Tables<T>>(store: Store<T>, faults: Faults, clock: Clock): Route[] {
  return [
    { method: 'GET', path: '/changes', handle: (call) => waitForChanges(store, call) },
    {
      method: 'GET',
      path: '/control/ledger',
      handle: ({ query }) => ({ effects: store.ledger(wholeNumber(query.get('since') ?? '0')) }),
    },
    { method: 'GET', path: '/control/faults', handle: () => ({ faults: faults.list() }) },
    {
      method: 'POST',
      path: '/control/faults',
      loose: true,
      handle: ({ body }) => ({ faults: (Array.isArray(body) ? body : [body]).map((one) => faults.add(faultRequest.parse(one))) }),
    },
    { method: 'POST', path: '/control/faults/clear', loose: true, handle: () => faults.clear() },
    {
      method: 'POST',
      path: '/control/clock',
      loose: true,
      handle: ({ body }) => {
        clock.shift(z.object({ offsetMs: z.number().int() }).parse(body).offsetMs);
        return { now: clock.now() };
      },
    },
    {
      method: 'GET',
      path: '/control/orders',
      handle: () => ({ orders: store.all('orders' as keyof T & string) }),
    },
  ];
}

/** Answers as soon as something changed after `since`, or with nothing after `wait` seconds. */
async function waitForChanges<T extends Tables<T>>(store: Store<T>, { query, signal }: Call): Promise<unknown> {
  const feed = query.get('feed');
  // A version of another data set means nothing: the caller gets this one's version and re-reads all.
  const since = feed === null || feed === store.feed ? wholeNumber(query.get('since') ?? '0') : 0;
  const wait = Math.min(30, wholeNumber(query.get('wait') ?? '20'));
  if (store.version() <= since) {
    await new Promise<void>((resolve) => {
      const stop = store.onCommit(() => done());
      const timer = setTimeout(() => done(), wait * 1000);
      const done = () => {
        stop();
        clearTimeout(timer);
        signal.removeEventListener('abort', done);
        resolve();
      };
      signal.addEventListener('abort', done);
    });
  }
  return { feed: store.feed, version: store.version(), entities: store.changed(since) };
}

function wholeNumber(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value) || value < 0) throw new Refusal('INVALID', 'a whole number is needed', 400);
  return value;
}
