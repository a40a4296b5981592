/** The HTTP shell: Fastify with Mercurius on the public schema, and the routes. What a request may do is decided in auth, limits and the subgraphs. */
import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import cors from '@fastify/cors';
import { type FastifyError, type FastifyInstance, type FastifyReply, type FastifyRequest, fastify, LogController } from 'fastify';
import { GraphQLError } from 'graphql';
import mercurius from 'mercurius';
import { type Code, codes, failure } from '#hub/errors.ts';
import type { Ground } from '#hub/subgraph.ts';
import { createAuth } from './auth.ts';
import type { ResponseCache } from './cache/vocabulary.ts';
import { consoleRoutes } from './console/console.ts';
import { exportRoutes } from './exports.ts';
import type { Engine } from './federation/vocabulary.ts';
import { fileRoutes } from './files.ts';
import { graphqlRoute, MAX_BODY } from './graphqlRoute.ts';
import { healthRoutes } from './health.ts';
import { isCode, maskError } from './masking.ts';
import { createOperations } from './operations.ts';
import { type GatewayOptions, streamDefaults } from './options.ts';
import type { HubRequest } from './request.ts';
import { openSockets } from './streams/sockets.ts';
import { webhookRoutes } from './webhooks.ts';

/** A request must have arrived whole within this time, milliseconds. */
const REQUEST_TIMEOUT = 15_000;
/** An answer slower than this is worth a line in the log. */
const SLOW = 1_000;

export interface ServerParts {
  options: GatewayOptions;
  ground: Ground;
  engine: Engine<HubRequest>;
  /** Absent: every answer is made anew. */
  cache?: ResponseCache | undefined;
}

/** Not listening yet: the caller does `await app.listen({ host, port })`, and ends with `drain(app)`. */
export async function createServer({ options, ground, engine, cache }: ServerParts): Promise<FastifyInstance> {
  const app = fastify({
    loggerInstance: ground.log,
    // One line of our own instead (below): Fastify's would hold the whole URL.
    logController: new LogController({ disableRequestLogging: true }),
    exposeHeadRoutes: false,
    // Links to files and exports carry what they are good for.
    routerOptions: { maxParamLength: 4_096 },
    // A logger of its own for each request would cost more than the request: what is said of one names its id.
    childLoggerFactory: (logger) => logger,
    genReqId: () => randomUUID(),
    requestIdHeader: false,
    bodyLimit: MAX_BODY,
    trustProxy: options.trustProxy ?? false,
    requestTimeout: REQUEST_TIMEOUT,
    keepAliveTimeout: 65_000,
    forceCloseConnections: true,
    http: { headersTimeout: REQUEST_TIMEOUT, connectionsCheckingInterval: 5_000, maxHeaderSize: 16_384 },
  }) as unknown as FastifyInstance;
  const auth = createAuth({ ground, tokens: options.tokens, defaultChannel: options.defaultChannel });
  const operations = createOperations({ engine, ground, introspection: options.introspection, limits: options.limits });
  const sockets = openSockets({
    operations,
    auth,
    ground,
    corsOrigins: options.corsOrigins,
    options: { ...streamDefaults, ...options.streams },
  });

  app.decorate('shutdown', { draining: false, inFlight: 0, closeStreams: () => sockets.close() });
  app.addHook('onClose', () => sockets.close());
  app.server.on('upgrade', (request: IncomingMessage, socket, head) => sockets.upgrade(request, socket, head, app.shutdown.draining));
  followRequests(app, ground);
  app.setErrorHandler((error, request, reply) => answerError(error as FastifyError, request, reply, ground));
  app.setNotFoundHandler((_request, reply) =>
    reply.code(404).send({ errors: [failure('NOT_FOUND', 'There is nothing here: the API is at /graphql.')] }),
  );

  if (options.corsOrigins.length)
    await app.register(cors, {
      origin: [...options.corsOrigins],
      methods: ['GET', 'POST'],
      allowedHeaders: [
        'authorization',
        'content-type',
        'splot-customer',
        'splot-position',
        'graphql-require-preflight',
        'apollo-require-preflight',
      ],
      exposedHeaders: ['x-request-id', 'splot-position'],
      maxAge: 600,
    });
  await app.register(mercurius, { schema: engine.schema, routes: false, graphiql: false, subscription: false });
  await app.register(async (scope) => graphqlRoute(scope, { operations, auth, cache }));
  await app.register(async (scope) => exportRoutes(scope, { ground, auth }));
  await app.register(async (scope) => fileRoutes(scope, { ground, auth }));
  await app.register(async (scope) => healthRoutes(scope, ground));
  if (auth.jwks) app.get('/.well-known/jwks.json', async (_request, reply) => reply.header('cache-control', 'max-age=300').send(auth.jwks));
  const { onWebhook } = options;
  if (onWebhook) await app.register(async (scope) => webhookRoutes(scope, onWebhook));
  const { console: page } = options;
  if (page) await app.register(async (scope) => consoleRoutes(scope, page));
  return app;
}

/** What 'close' of an answer needs to know about it. */
const followed = Symbol('followed');
interface Followed extends ServerResponse {
  [followed]?: FastifyReply;
}

/** Counts the requests being answered, and leaves a line in the log about each. */
function followRequests(app: FastifyInstance, { log }: Ground): void {
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

/** Whatever is thrown outside of execution: refused keys, Fastify's own refusals, faults. */
function answerError(error: FastifyError | GraphQLError, request: FastifyRequest, reply: FastifyReply, { log }: Ground): FastifyReply {
  if (error instanceof GraphQLError) {
    const masked = maskError(error, { requestId: request.id, log, suggestions: false });
    const { code } = masked.extensions;
    if (code === 'UNAUTHENTICATED') reply.header('www-authenticate', 'Bearer');
    return reply.code(isCode(code) ? Math.max(400, codes[code]) : 500).send({ errors: [masked] });
  }
  const status = error.statusCode ?? 500;
  const said = status < 500 ? (refusals[status] ?? refusals[400]) : undefined;
  if (said) return reply.code(status).send({ errors: [failure(said.code, said.message)] });
  return reply.code(500).send({ errors: [maskError(error, { requestId: request.id, log, suggestions: false })] });
}

const refusals: Record<number, { code: Code; message: string }> = {
  400: { code: 'BAD_REQUEST', message: 'This request cannot be read.' },
  413: { code: 'QUERY_TOO_LARGE', message: 'This request is too large.' },
  415: { code: 'BAD_REQUEST', message: 'This content type is not taken.' },
};
