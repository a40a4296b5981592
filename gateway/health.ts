/** Whether the process lives, whether it should be given requests, and how it leaves without dropping any. */
import { setTimeout as delay } from 'node:timers/promises';
import type { FastifyInstance } from 'fastify';
import { readHead } from '#hub/events.ts';
import type { Ground } from '#hub/subgraph.ts';

/** Events the process may be behind before it is called not ready. */
const MOST_LAG = 10_000;
/** The database is asked with this patience, milliseconds. */
const PATIENCE = 2_000;

export interface Shutdown {
  draining: boolean;
  /** HTTP requests being answered. */
  inFlight: number;
  /** Closes the sockets: 1001, "reconnect with your cursor". */
  closeStreams(): Promise<void>;
}

declare module 'fastify' {
  interface FastifyInstance {
    shutdown: Shutdown;
  }
}

export async function healthRoutes(app: FastifyInstance, ground: Ground): Promise<void> {
  app.get('/health/live', async (_request, reply) => reply.header('cache-control', 'no-store').send({ status: 'ok' }));
  app.get('/health/ready', async (_request, reply) => {
    const found = app.shutdown.draining ? { status: 'shutting down' } : await look(ground);
    return reply
      .code(found.status === 'ok' ? 200 : 503)
      .header('cache-control', 'no-store')
      .send(found);
  });
}

async function look(ground: Ground): Promise<{ status: string; feedLag?: number }> {
  const head = await Promise.race([readHead(ground.db.read).catch(() => undefined), delay(PATIENCE, undefined, { ref: false })]);
  if (!head) return { status: 'the database does not answer' };
  const feedLag = Math.max(0, head.position - ground.feed.position);
  return { status: feedLag > MOST_LAG ? 'the event feed lags behind' : 'ok', feedLag };
}

/** Unready → no new connections → answers under way finish within `ms` → sockets are closed → the rest is cut. */
export async function drain(app: FastifyInstance, ms = 10_000): Promise<void> {
  const { shutdown } = app;
  if (shutdown.draining) return;
  shutdown.draining = true;
  const deadline = performance.now() + ms;
  app.server.close();
  app.server.closeIdleConnections();
  while (shutdown.inFlight > 0 && performance.now() < deadline) await delay(20);
  await shutdown.closeStreams();
  await app.close();
}
