/** A deadline for many promises with one timer for all: a call that is answered in time costs none. */

interface Waiting {
  until: number;
  giveUp(): void;
}

/** How late a deadline may be noticed, milliseconds. */
const STEP = 500;

export type Patience = <T>(promise: Promise<T>, late: () => T) => Promise<T>;

/** What `late` says takes the place of a promise that is not settled after `ms`. */
export function createPatience(ms: number): Patience {
  // In the order of their deadlines, because all have the same patience.
  const waiting = new Set<Waiting>();
  let armed = false;

  function look(): void {
    const now = performance.now();
    for (const one of waiting) {
      if (one.until > now) break;
      waiting.delete(one);
      one.giveUp();
    }
    armed = false;
    if (waiting.size > 0) arm();
  }

  function arm(): void {
    armed = true;
    setTimeout(look, STEP).unref();
  }

  return <T>(promise: Promise<T>, late: () => T) =>
    new Promise<T>((resolve, reject) => {
      const own: Waiting = { until: performance.now() + ms, giveUp: () => resolve(late()) };
      waiting.add(own);
      if (!armed) arm();
      promise.then(
        (value) => {
          waiting.delete(own);
          resolve(value);
        },
        (error: unknown) => {
          waiting.delete(own);
          reject(error);
        },
      );
    });
}
