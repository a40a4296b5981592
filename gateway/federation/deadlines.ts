/** Gives up waiting. One coarse timer for all calls of a process: a timer a call would cost more than many a call. */

const TICK = 50;

interface Waiting {
  until: number;
  signal?: AbortSignal;
  giveUp(): void;
}

const waiting = new Set<Waiting>();
let timer: NodeJS.Timeout | undefined;

/**
 * `promise`, or what `late()` says once `ms` have passed or the signal says that nobody waits any more (50 ms exact). The promise goes on;
 * nobody hears of it. The signal is looked at and not listened to: a listener a call would cost more than many a call.
 */
export function within<T>(promise: Promise<T>, ms: number, signal: AbortSignal, late: () => T): Promise<T> {
  return new Promise((resolve, reject) => {
    const entry: Waiting = { until: performance.now() + ms, signal, giveUp: () => resolve(late()) };
    watch(entry);
    promise.then(
      (value) => {
        waiting.delete(entry);
        resolve(value);
      },
      (error) => {
        waiting.delete(entry);
        reject(error);
      },
    );
  });
}

/** Calls `giveUp` after `ms` unless the function it answers is called before. */
export function after(ms: number, giveUp: () => void): () => void {
  const entry: Waiting = { until: performance.now() + ms, giveUp };
  watch(entry);
  return () => {
    waiting.delete(entry);
  };
}

function watch(entry: Waiting): void {
  waiting.add(entry);
  timer ??= setInterval(tick, TICK).unref();
}

function tick(): void {
  const now = performance.now();
  for (const entry of waiting) {
    if (entry.until > now && !entry.signal?.aborted) continue;
    waiting.delete(entry);
    entry.giveUp();
  }
  if (waiting.size || !timer) return;
  clearInterval(timer);
  timer = undefined;
}
