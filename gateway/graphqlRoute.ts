/** POST and GET /graphql by the GraphQL-over-HTTP specification (graphql-http), executed by the engine. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { ExecutionArgs, GraphQLError } from 'graphql';
import { createHandler, type HandlerOptions } from 'graphql-http';
import { failure } from '#hub/errors.ts';
import type { Auth } from './auth.ts';
import { isRefused, type Operations, statusOf } from './operations.ts';
import type { HubRequest as EngineRequest } from './request.ts';

/** Of a request, before anything is parsed. */
export const MAX_BODY = 100_000;

interface Call {
  request: EngineRequest;
  /** Why the request failed whole; decides the status. */
  errors?: readonly GraphQLError[];
}

/** A page of another site cannot send these without being asked by CORS first. */
const PREFLIGHT_HEADERS = ['graphql-require-preflight', 'apollo-require-preflight', 'authorization', 'splot-customer'];
/** The specification wants 200 for these when the client accepts application/json only. */
const STILL_200 = new Set(['GRAPHQL_PARSE_FAILED', 'GRAPHQL_VALIDATION_FAILED', 'BAD_USER_INPUT']);
const never = new AbortController().signal;

export async function graphqlRoute(app: FastifyInstance, { operations, auth }: { operations: Operations; auth: Auth }): Promise<void> {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', { parseAs: 'buffer', bodyLimit: MAX_BODY }, (_request, body, done) => done(null, body));
  const handler = createHandler<undefined, Call, never>(handlerOptions(operations) as HandlerOptions<undefined, Call, never>);

  app.route({
    method: ['GET', 'POST'],
    url: '/graphql',
    bodyLimit: MAX_BODY,
    async handler(request, reply) {
      reply.header('cache-control', 'no-store');
      if (request.method === 'GET' && !PREFLIGHT_HEADERS.some((name) => request.headers[name] !== undefined))
        throw failure(
          'BAD_REQUEST',
          'A GET needs the header graphql-require-preflight, so that no other site can send it. POST needs none.',
        );
      const encoding = request.headers['content-encoding'];
      if (encoding !== undefined && encoding !== 'identity') return reply.code(415).send();
      const call: Call = { request: await engineRequest(request, reply, auth) };
      const [body, { status, statusText: _text, headers }] = await handler({
        method: request.method,
        url: request.url,
        headers: request.headers as Record<string, string>,
        body: () => readBody(request.body),
        raw: undefined,
        context: call,
      });
      const whole = call.errors?.length ? wholeStatus(call.errors, headers?.['content-type']) : status;
      return reply
        .code(whole)
        .headers(headers ?? {})
        .send(body);
    },
  });
  app.route({
    method: ['PUT', 'PATCH', 'DELETE', 'HEAD'],
    url: '/graphql',
    handler: async (_request, reply) => reply.code(405).header('allow', 'GET, POST').send(),
  });
}

async function engineRequest(request: FastifyRequest, reply: FastifyReply, auth: Auth): Promise<EngineRequest> {
  const { headers } = request;
  const viewer = await auth.identify({
    authorization: headers.authorization,
    customerToken: one(headers['splot-customer']),
    acceptLanguage: headers['accept-language'],
  });
  const gone = new AbortController();
  reply.raw.once('close', () => gone.abort());
  return { viewer, requestId: request.id, signal: gone.signal };
}

const one = (header: string | string[] | undefined): string | undefined => (Array.isArray(header) ? header[0] : header);

function readBody(body: unknown): string {
  // Bytes that are no UTF-8 are refused rather than repaired.
  return Buffer.isBuffer(body) ? new TextDecoder('utf-8', { fatal: true }).decode(body) : '';
}

function handlerOptions(operations: Operations) {
  const refuse = (call: Call, errors: readonly GraphQLError[]) => {
    call.errors = errors;
    return errors;
  };
  return {
    onSubscribe(raw, params) {
      const call = raw.context;
      const { query, operationName, variables } = params;
      const prepared = operations.prepare({ query, operationName, variables }, call.request);
      if (isRefused(prepared)) return refuse(call, prepared);
      const kind = prepared.operation.operation;
      if (kind === 'subscription')
        return refuse(call, [failure('BAD_REQUEST', 'Subscriptions come over WebSocket (graphql-transport-ws) at /graphql.')]);
      if (kind === 'mutation' && raw.method === 'GET') return mutationOverGet;
      // A write goes on when its caller has gone: what the caller sent stands.
      const request = kind === 'mutation' ? { ...call.request, signal: never } : call.request;
      return {
        schema: undefined as never,
        document: prepared.document,
        operationName,
        variableValues: variables,
        contextValue: { call, request },
      };
    },
    async execute(args: ExecutionArgs) {
      const { call, request } = args.contextValue as { call: Call; request: EngineRequest };
      const result = await operations.execute({
        document: args.document,
        operationName: args.operationName,
        variables: args.variableValues as Record<string, unknown> | undefined,
        request,
      });
      if (result.errors?.length && result.data === undefined) call.errors = result.errors;
      return result;
    },
    // Results are masked already; a plain Error comes only from graphql-http's reading of the request.
    formatError: (error) => ('extensions' in error ? error : failure('BAD_REQUEST', error.message)),
  } satisfies HandlerOptions<undefined, Call, { call: Call; request: EngineRequest }>;
}

const mutationOverGet = [
  JSON.stringify({ errors: [failure('BAD_REQUEST', 'A mutation needs POST.')] }),
  { status: 405, statusText: 'Method Not Allowed', headers: { allow: 'POST', 'content-type': 'application/json; charset=utf-8' } },
] as const;

function wholeStatus(errors: readonly GraphQLError[], contentType: string | undefined): number {
  const status = statusOf(errors);
  const plainJson = contentType?.startsWith('application/json') ?? false;
  if (plainJson && errors.every(({ extensions }) => STILL_200.has(String(extensions.code)))) return 200;
  // With the newer media type a request that was not executed is never 200.
  return plainJson ? status : Math.max(400, status);
}
