/** One subgraph as a process of its own: Apollo Server at /graphql, subscriptions at /graphql/stream. Only a gateway that knows the secret is let in. */
import { ApolloServer, type ApolloServerPlugin } from '@apollo/server';
import { ApolloServerPluginInlineTraceDisabled, ApolloServerPluginLandingPageDisabled } from '@apollo/server/plugin/disabled';
import { fastifyApolloDrainPlugin, fastifyApolloHandler } from '@as-integrations/fastify';
import { type FastifyInstance, type FastifyRequest, fastify, LogController } from 'fastify';
import { createSourceEventStream, execute, parse, validate } from 'graphql';
import { createHandler } from 'graphql-sse/lib/use/fastify';
import type { Logger } from 'pino';
import { failure } from '#hub/errors.ts';
import type { Context, Ground, Subgraph } from '#hub/subgraph.ts';
import type { Viewer } from '#hub/viewer.ts';
import { mapStream } from './federation/iterate.ts';
import { type MaskContext, maskErrors, maskResult } from './masking.ts';
import { REQUEST_ID_HEADER, VIEWER_HEADER, viewerReader } from './viewerToken.ts';

export interface SubgraphServer {
  /** Such as http://127.0.0.1:4101/graphql. */
  url: string;
  close(): Promise<void>;
}

/** Batches of representations are longer than a client's document. */
const MAX_BODY = 5_000_000;

export async function serveSubgraph(options: {
  subgraph: Subgraph;
  ground: Ground;
  port: number;
  host?: string;
  /** Shared with the gateway, 32 characters or more. */
  viewerSecret: string;
  log: Logger;
}): Promise<SubgraphServer> {
  const { subgraph, ground, log } = options;
  const readViewer = viewerReader(options.viewerSecret);
  const viewers = new WeakMap<FastifyRequest, Viewer>();
  const app = fastify({
    loggerInstance: log,
    logController: new LogController({ disableRequestLogging: true }),
    requestIdHeader: REQUEST_ID_HEADER,
    bodyLimit: MAX_BODY,
    exposeHeadRoutes: false,
    forceCloseConnections: true,
  }) as unknown as FastifyInstance;

  const apollo = new ApolloServer<Context>({
    schema: subgraph.schema,
    introspection: false,
    includeStacktraceInErrorResponses: false,
    logger: log,
    plugins: [
      ApolloServerPluginInlineTraceDisabled(),
      ApolloServerPluginLandingPageDisabled(),
      maskPlugin(log),
      fastifyApolloDrainPlugin(app),
    ],
  });
  await apollo.start();

  app.get('/health/live', async () => ({ status: 'ok' }));
  await app.register(async (scope) => {
    scope.addHook('onRequest', async (request, reply) => {
      const viewer = await readViewer(request.headers[VIEWER_HEADER]);
      if (!viewer) return reply.code(401).send({ errors: [failure('UNAUTHENTICATED', 'Only the gateway may ask here.')] });
      viewers.set(request, viewer);
      return undefined;
    });
    const contextOf = (request: FastifyRequest): Context => {
      const viewer = viewers.get(request);
      if (!viewer) throw new Error('a request without a viewer came through');
      return subgraph.context(ground, { viewer, requestId: request.id });
    };
    scope.post('/graphql', fastifyApolloHandler(apollo, { context: async (request) => contextOf(request) }));
    scope.post('/graphql/stream', streamHandler(subgraph, contextOf, log));
  });

  const origin = await app.listen({ host: options.host ?? '127.0.0.1', port: options.port });
  return {
    url: `${origin}/graphql`,
    async close() {
      await app.close();
      await apollo.stop();
    },
  };
}

const maskOf = (requestId: string, log: Logger): MaskContext => ({ requestId, log, suggestions: true });

/** Apollo's formatError does not know the request; here its id is at hand, and the errors are as they were thrown. */
function maskPlugin(log: Logger): ApolloServerPlugin<Context> {
  return {
    async requestDidStart() {
      return {
        async willSendResponse({ response: { body }, errors, contextValue }) {
          if (body.kind !== 'single' || !body.singleResult.errors?.length) return;
          body.singleResult.errors = maskErrors(errors ?? body.singleResult.errors, maskOf(contextValue.requestId, log)).map((error) =>
            error.toJSON(),
          );
        },
      };
    },
  };
}

function streamHandler(subgraph: Subgraph, contextOf: (request: FastifyRequest) => Context, log: Logger) {
  return createHandler({
    // One stream a request; no other mode of the protocol.
    authenticate: () => null,
    async onSubscribe(raw, { query, variables, operationName }) {
      const request = raw.raw as unknown as FastifyRequest;
      const mask = maskOf(request.id, log);
      const document = parse(query);
      const errors = validate(subgraph.schema, document);
      // Without `data` graphql-sse would not see a result in it.
      if (errors.length) return { data: null, errors: maskErrors(errors, mask) };
      const fresh = () => ({
        schema: subgraph.schema,
        document,
        operationName,
        variableValues: variables,
        contextValue: contextOf(request),
      });
      const source = await createSourceEventStream(fresh());
      if (!(Symbol.asyncIterator in source)) return { ...maskResult(source, mask), data: null };
      return mapStream(source, async (event) => maskResult(await execute({ ...fresh(), rootValue: event }), mask));
    },
  });
}
