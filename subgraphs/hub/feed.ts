/** The live end of the event log in this process: one reader, many listeners, positions in order and without holes. */
import { setTimeout as delay } from 'node:timers/promises';
import type { Database } from './database.ts';
import { type HubEvent, readEvents, readHead } from './events.ts';

export interface Feed {
  readonly epoch: string;
  /** The newest position handed out. */
  readonly position: number;
  /** When the log was last read to its end, by `performance.now()`: what was committed before has been handed out. */
  readonly readAt: number;
  /** Called when what comes next does not follow what came: the log is another one, or goes on behind a hole. */
  onBreak(listener: () => void): () => void;
  /** Called with each batch of new events, in commit order. A listener must not throw or wait. */
  listen(listener: (events: readonly HubEvent[]) => void): () => void;
  /** Resolves with the first event that fits, or undefined after `timeoutMs` or an abort. Look at the database after calling, before waiting. */
  next(fits: (event: HubEvent) => boolean, timeoutMs: number, signal?: AbortSignal): Promise<HubEvent | undefined>;
  close(): Promise<void>;
}

/** How often the log is looked at when nobody says that it moved (another process wrote), milliseconds. */
const POLL = 200;
const BATCH = 1_000;

export async function openFeed(db: Database): Promise<Feed> {
  const head = await readHead(db.read);
  const listeners = new Set<(events: readonly HubEvent[]) => void>();
  const closing = new AbortController();
  const breaks = new Set<() => void>();
  let { epoch, position } = head;
  let readAt = performance.now();
  let woken: (() => void) | undefined;
  let pending = false;
  const stopListening = db.onCommit((commit) => {
    if (!commit) return;
    pending = true;
    woken?.();
  });

  async function drain(): Promise<void> {
    for (;;) {
      const began = performance.now();
      const events = await readEvents(db.read, position, BATCH);
      const last = events.at(-1);
      if (!last) {
        await follow();
        readAt = began;
        return;
      }
      if (events[0]?.position !== position + 1) for (const listener of breaks) listener();
      position = last.position;
      for (const listener of listeners) listener(events);
      if (events.length < BATCH) {
        readAt = began;
        return;
      }
    }
  }

  /** Nothing behind our position: because there is nothing new, or because the log is another one (a restore, a failover). */
  async function follow(): Promise<void> {
    const now = await readHead(db.read);
    if (now.epoch === epoch && now.position >= position) return;
    ({ epoch, position } = now);
    for (const listener of breaks) listener();
  }

  const running = (async () => {
    while (!closing.signal.aborted) {
      if (!pending) {
        const sleep = delay(POLL, undefined, { signal: closing.signal }).catch(() => {});
        await Promise.race([
          sleep,
          new Promise<void>((resolve) => {
            woken = resolve;
          }),
        ]);
      }
      pending = false;
      // A database that is away for a moment must not end the feed; positions make the next reading complete.
      await drain().catch(() => delay(POLL));
    }
  })();

  return {
    get epoch() {
      return epoch;
    },
    get position() {
      return position;
    },
    get readAt() {
      return readAt;
    },
    onBreak(listener) {
      breaks.add(listener);
      return () => breaks.delete(listener);
    },
    listen(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    next(fits, timeoutMs, signal) {
      return new Promise((resolve) => {
        const end = (event?: HubEvent) => {
          clearTimeout(timer);
          listeners.delete(listener);
          signal?.removeEventListener('abort', abort);
          resolve(event);
        };
        const abort = () => end();
        const listener = (events: readonly HubEvent[]) => {
          const found = events.find(fits);
          if (found) end(found);
        };
        const timer = setTimeout(end, timeoutMs);
        listeners.add(listener);
        signal?.addEventListener('abort', abort, { once: true });
      });
    },
    async close() {
      closing.abort();
      woken?.();
      stopListening();
      await running;
    },
  };
}
