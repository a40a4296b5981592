/** A client in a thread of its own, so that what it does holds nobody else up: sends bodies and says what came. */
import { parentPort, workerData } from 'node:worker_threads';
import { request } from 'undici';

export interface Sent {
  id: number;
  bodies: readonly string[];
  /** Requests under way at once. */
  atOnce: number;
  key?: string;
}
export interface Came {
  id: number;
  /** How often each status came. */
  statuses: Record<number, number>;
}

const { origin } = workerData as { origin: string };

parentPort?.on('message', async ({ id, bodies, atOnce, key }: Sent) => {
  const statuses: Record<number, number> = {};
  const waiting = bodies.values();
  const runner = async () => {
    for (const body of waiting) {
      const headers = {
        'content-type': 'application/json',
        accept: 'application/graphql-response+json',
        ...(key ? { authorization: `Bearer ${key}` } : {}),
      };
      const answer = await request(`${origin}/graphql`, { method: 'POST', headers, body });
      await answer.body.dump();
      statuses[answer.statusCode] = (statuses[answer.statusCode] ?? 0) + 1;
    }
  };
  await Promise.all(Array.from({ length: atOnce }, runner));
  parentPort?.postMessage({ id, statuses } satisfies Came);
});
