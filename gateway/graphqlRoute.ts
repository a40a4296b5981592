/** POST and GET /graphql by the GraphQL-over-HTTP specification: from headers and bytes to an operation, and from its result to bytes. */
import type { ServerResponse } from 'node:http';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { ExecutionResult } from 'graphql';
import { failure } from '#hub/errors.ts';
import type { Viewer } from '#hub/viewer.ts';
import type { Auth } from './auth.ts';
import type { Begun, ResponseCache } from './cache/vocabulary.ts';
import { isJson, type Media, negotiate } from './http/media.ts';
import { type Params, readBody, readUrl } from './http/params.ts';
import { refuse, send } from './http/reply.ts';
import { statusOf } from './http/status.ts';
import { isRefused, type Operations } from './operations.ts';
import type { HubRequest } from './request.ts';

/** Of a request, before anything is parsed. */
export const MAX_BODY = 100_000;

/** A page of another site cannot send these without being asked by CORS first. */
const PREFLIGHT_HEADERS = ['graphql-require-preflight', 'apollo-require-preflight', 'authorization', 'splot-customer'];
const never = new AbortController().signal;
const gone = new DOMException('The client has gone or has its answer.', 'AbortError');

interface Parts {
  operations: Operations;
  auth: Auth;
  cache: ResponseCache | undefined;
}

export async function graphqlRoute(app: FastifyInstance, { operations, auth, cache }: Parts): Promise<void> {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', { parseAs: 'buffer', bodyLimit: MAX_BODY }, (_request, body, done) => done(null, body));

  app.route({
    method: 'POST',
    url: '/graphql',
    bodyLimit: MAX_BODY,
    async handler(request, reply) {
      const { headers } = request;
      const media = negotiate(headers.accept);
      if (!media) return refuseMedia(reply);
      if (!isJson(headers['content-type'])) return refuse(reply, 415, 'A POST must be application/json in UTF-8.');
      const encoding = headers['content-encoding'];
      if (encoding !== undefined && encoding !== 'identity') return refuse(reply, 415, 'A compressed body is not taken.');
      const viewer = await auth.identify(credentials(request));
      const known = cache && Buffer.isBuffer(request.body) ? cache.look(viewer, request.body, one(headers['splot-position'])) : undefined;
      if (known) return send(reply, 200, media, known);
      const params = readBody(request.body);
      if (Array.isArray(params)) return refuse(reply, 400, 'One operation a request: an array is not taken.');
      const call = callOf(viewer, request, reply, cache);
      const result = await run(operations, params, call);
      const text = JSON.stringify(result);
      return send(reply, statusOf(result, media), media, settled(cache, call, result, text, request.body));
    },
  });

  app.route({
    method: 'GET',
    url: '/graphql',
    async handler(request, reply) {
      const media = negotiate(request.headers.accept);
      if (!media) return refuseMedia(reply);
      if (!PREFLIGHT_HEADERS.some((name) => request.headers[name] !== undefined))
        return refuse(reply, 400, 'A GET needs the header graphql-require-preflight, so that no other site can send it. POST needs none.');
      const viewer = await auth.identify(credentials(request));
      const result = await run(operations, readUrl(request.url), callOf(viewer, request, reply));
      if (result === needsPost) return refuse(reply.header('allow', 'POST'), 405, 'A mutation needs POST.');
      return answer(reply, media, result);
    },
  });

  app.route({
    method: app.supportedMethods.filter((method) => method !== 'GET' && method !== 'POST'),
    url: '/graphql',
    handler: (_request, reply) => refuse(reply.header('allow', 'GET, POST'), 405, 'The API takes GET and POST.'),
  });
}

const refuseMedia = (reply: FastifyReply): FastifyReply =>
  refuse(reply, 406, 'The answer can be application/graphql-response+json or application/json.');

const credentials = ({ headers }: FastifyRequest) => {
  const token = headers['splot-customer'];
  return {
    authorization: headers.authorization,
    customerToken: Array.isArray(token) ? token[0] : token,
    acceptLanguage: headers['accept-language'],
  };
};

const one = (header: string | string[] | undefined): string | undefined => (Array.isArray(header) ? header[0] : header);

/** One operation's way in and out. */
interface Call {
  viewer: Viewer;
  requestId: string;
  response: ServerResponse;
  overGet: boolean;
  cache: ResponseCache | undefined;
  /** Set while a query is answered that may be remembered. */
  begun: Begun | undefined;
}

const callOf = (viewer: Viewer, request: FastifyRequest, reply: FastifyReply, cache?: ResponseCache): Call => ({
  viewer,
  requestId: request.id,
  response: reply.raw,
  overGet: request.method === 'GET',
  cache,
  begun: undefined,
});

/** The answer's text as it may leave; an answer without errors is remembered under its request's bytes. */
function settled(cache: ResponseCache | undefined, { begun, viewer }: Call, result: ExecutionResult, text: string, body: unknown): string {
  if (!cache || !begun) return text;
  const isKept = Buffer.isBuffer(body) && !result.errors?.length && result.data !== null && result.data !== undefined;
  return cache.settle(begun, text, isKept ? { viewer, body } : undefined);
}

const answer = (reply: FastifyReply, media: Media, result: ExecutionResult): FastifyReply =>
  send(reply, statusOf(result, media), media, JSON.stringify(result));

const needsPost: ExecutionResult = {};

async function run(operations: Operations, params: Params, call: Call): Promise<ExecutionResult> {
  const { operationName, variables } = params;
  const prepared = operations.prepare({ query: documentOf(params), operationName, variables }, call);
  if (isRefused(prepared)) return { errors: prepared };
  const kind = prepared.operation.operation;
  if (kind === 'subscription')
    return { errors: [failure('BAD_REQUEST', 'Subscriptions come over WebSocket (graphql-transport-ws) at /graphql.')] };
  if (kind === 'mutation' && call.overGet) return needsPost;
  // A write goes on when its caller has gone: what the caller sent stands.
  const request = kind === 'mutation' ? { viewer: call.viewer, requestId: call.requestId, signal: never } : whileWaiting(call);
  if (kind === 'query') call.begun = call.cache?.begin();
  const result = await operations.execute({
    document: prepared.document,
    operationName,
    variables,
    request: call.begun ? Object.assign(request, { reads: call.begun.recording }) : request,
  });
  if (kind === 'mutation' && call.cache) call.response.setHeader('splot-position', call.cache.position());
  return result;
}

function documentOf({ query }: Params): string {
  if (query === undefined) throw failure('BAD_REQUEST', 'The parameter query is missing.');
  return query;
}

/** Aborted with a reason made once: a fresh one, with its stack, would cost more than the rest of it. */
function whileWaiting({ viewer, requestId, response }: Call): HubRequest {
  const controller = new AbortController();
  // 'close' comes after every end of an answer, and whatever is still under way for it then is of no use.
  if (response.closed) controller.abort(gone);
  else response.on('close', () => controller.abort(gone));
  return { viewer, requestId, signal: controller.signal };
}
