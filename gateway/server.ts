/** The HTTP shell: Fastify with Mercurius on the public schema, and the routes. What a request may do is decided in auth, limits and the subgraphs. */
import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import cors from '@fastify/cors';
import { type FastifyError, type FastifyInstance, fastify, LogController } from 'fastify';
import mercurius from 'mercurius';
import { failure } from '#hub/errors.ts';
import type { Ground } from '#hub/subgraph.ts';
import { createAuth } from './auth.ts';
import type { ResponseCache } from './cache/vocabulary.ts';
import { consoleRoutes } from './console/console.ts';
import { exportRoutes } from './exports.ts';
import type { Engine } from './federation/vocabulary.ts';
import { fileRoutes } from './files.ts';
import { graphqlRoute, MAX_BODY } from './graphqlRoute.ts';
import { healthRoutes } from './health.ts';
import { answerError, answerUnreadable } from './http/faults.ts';
import { followRequests } from './http/follow.ts';
import { createOperations } from './operations.ts';
import { type GatewayOptions, streamDefaults } from './options.ts';
import type { HubRequest } from './request.ts';
import { openSockets } from './streams/sockets.ts';
import { webhookRoutes } from './webhooks.ts';

/** A request must have arrived whole within this time, milliseconds. */
const REQUEST_TIMEOUT = 15_000;
/** Headers of an upgrade; Node itself would silently leave out those above 2,000. */
const MOST_HEADERS = 200;

export interface ServerParts {
  options: GatewayOptions;
  ground: Ground;
  engine: Engine<HubRequest>;
  /** Absent: every answer is made anew. */
  cache?: ResponseCache | undefined;
}

/** Not listening yet: the caller does `await app.listen({ host, port })`, and ends with `drain(app)`. */
export async function createServer({ options, ground, engine, cache }: ServerParts): Promise<FastifyInstance> {
  const { requestTimeout = REQUEST_TIMEOUT, compression = false, batching = 0 } = options;
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
    requestTimeout,
    keepAliveTimeout: 65_000,
    forceCloseConnections: true,
    clientErrorHandler: answerUnreadable,
    http: { headersTimeout: requestTimeout, connectionsCheckingInterval: Math.min(5_000, requestTimeout / 3), maxHeaderSize: 16_384 },
  }) as unknown as FastifyInstance;
  const auth = createAuth({ ground, tokens: options.tokens, defaultChannel: options.defaultChannel });
  const { introspection, limits, prices, documents } = options;
  const operations = createOperations({ engine, ground, introspection, limits, prices, documents });
  const sockets = openSockets({
    operations,
    auth,
    ground,
    corsOrigins: options.corsOrigins,
    options: { ...streamDefaults, ...options.streams },
  });

  app.decorate('shutdown', { draining: false, inFlight: 0, closeStreams: () => sockets.close() });
  app.addHook('onClose', () => sockets.close());
  app.server.on('upgrade', (request: IncomingMessage, socket: Socket, head) => {
    if (request.rawHeaders.length > 2 * MOST_HEADERS) answerUnreadable({ name: '', message: '', code: 'HPE_HEADER_OVERFLOW' }, socket);
    else sockets.upgrade(request, socket, head, app.shutdown.draining);
  });
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
  await app.register(async (scope) => graphqlRoute(scope, { operations, auth, compression, batching, cache }));
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
