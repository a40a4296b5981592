/**
 * How long the event loop of this thread was held: a timer that should come each millisecond, and how late it came. A gap counts only as far as
 * this thread computed in it: a busy machine is no stall.
 */
export interface Stall {
  /** The worst gap since the last call, milliseconds; one that lasts still is not in it. */
  worst(): number;
  stop(): void;
}

export function watchStalls(): Stall {
  let worst = 0;
  let at = performance.now();
  let computed = process.threadCpuUsage();
  const timer = setInterval(() => {
    const now = performance.now();
    const { user, system } = process.threadCpuUsage(computed);
    worst = Math.max(worst, Math.min(now - at, (user + system) / 1_000));
    at = now;
    computed = process.threadCpuUsage();
  }, 1);
  return {
    worst() {
      const found = worst;
      worst = 0;
      return found;
    },
    stop: () => clearInterval(timer),
  };
}
