/** Follows each request to the end of its answer: how many are on their way, what is worth a line in the log. */
import type { ServerResponse } from 'node:http';
import type { FastifyInstance, FastifyReply } from 'fastify';
import type { Ground } from '#hub/subgraph.ts';

/** An answer slower than this is worth a line in the log. */
const SLOW = 1_000;

/** What 'close' of an answer needs to know about it. */
const followed = Symbol('followed');
interface Followed extends ServerResponse {
  [followed]?: FastifyReply;
}

/** Counts the requests being answered, and leaves a line in the log about each. */
export function followRequests(app: FastifyInstance, { log }: Ground): void {
  const { shutdown } = app;
  // One listener for all answers. 'close' comes after every end of an answer, also when the client has gone.
  function ended(this: Followed): void {
    shutdown.inFlight -= 1;
    const reply = this[followed];
    if (!reply) return;
    const grave = reply.statusCode >= 500 || reply.elapsedTime > SLOW;
    if (!grave && !log.isLevelEnabled('debug')) return;
    const { request, statusCode, elapsedTime } = reply;
    const line = {
      requestId: request.id,
      method: request.method,
      path: request.url.split('?', 1)[0],
      status: statusCode,
      ms: Math.round(elapsedTime),
    };
    if (grave) log.warn(line, 'request');
    else log.debug(line, 'request');
  }
  app.addHook('onRequest', (request, reply, done) => {
    shutdown.inFlight += 1;
    reply.header('x-request-id', request.id).header('x-content-type-options', 'nosniff');
    const raw: Followed = reply.raw;
    raw[followed] = reply;
    raw.on('close', ended);
    done();
  });
  app.addHook('onSend', (_request, reply, payload, done) => {
    if (shutdown.draining) reply.header('connection', 'close');
    done(null, payload);
  });
}
