/**
 * The client, a process of its own: so many connections, each sends the next request when its answer is there (closed loop). Every
 * answer is checked against the length it had when the candidates were compared. Driven over IPC by loader.ts.
 */
import { Pool } from 'undici';
import type { LoadOrder, LoadResult } from './loader.ts';

const pools = new Map<string, Pool>();

process.on('message', (order: LoadOrder) => {
  run(order).then(
    (result) => process.send?.(result),
    (error) => process.send?.({ error: error instanceof Error ? error.message : String(error) }),
  );
});
process.on('disconnect', () => process.exit(0));

async function run(order: LoadOrder): Promise<LoadResult> {
  const { origin, pathname } = new URL(order.url);
  let pool = pools.get(origin);
  if (!pool) {
    pool = new Pool(origin, { connections: order.connections, pipelining: 1 });
    pools.set(origin, pool);
  }
  const own = pool;
  const times: number[] = [];
  const began = performance.now();
  const until = began + order.seconds * 1000;
  let next = 0;
  let wrong: string | undefined;
  let failures = 0;
  const loop = async () => {
    for (let start = performance.now(); start < until; start = performance.now()) {
      const at = next++ % order.bodies.length;
      const { statusCode, body } = await own.request({
        method: 'POST',
        path: pathname,
        headers: order.headers,
        body: order.bodies[at] ?? '',
      });
      const { byteLength } = await body.bytes();
      times.push(performance.now() - start);
      if (statusCode === 200 && byteLength === order.lengths[at]) continue;
      failures += 1;
      wrong ??= `request ${at} was answered with status ${statusCode} and ${byteLength} bytes, not 200 and ${order.lengths[at]}`;
    }
  };
  await Promise.all(Array.from({ length: order.connections }, loop));
  const seconds = (performance.now() - began) / 1000;
  times.sort((a, b) => a - b);
  const percentile = (share: number) => times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0;
  return { requests: times.length, seconds, p50: percentile(0.5), p99: percentile(0.99), failures, ...(wrong ? { wrong } : {}) };
}
