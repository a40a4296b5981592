/**
 * POST and GET /graphql by the GraphQL-over-HTTP specification. A request's way: media types → who asks → parameters → run → status and
 * bytes. This is the hot route: what is made here is made for every request.
 */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { ExecutionResult } from 'graphql';
import type { Viewer } from '#hub/viewer.ts';
import type { Auth } from './auth.ts';
import type { ResponseCache } from './cache/vocabulary.ts';
import { pack } from './http/compression.ts';
import { isJson, type Media, negotiate } from './http/media.ts';
import { readBody, readUrl } from './http/params.ts';
import { refuse, send, varyByEncoding } from './http/reply.ts';
import { type Call, createRunner, needsPost } from './http/run.ts';
import { statusOf } from './http/status.ts';
import type { Operations } from './operations.ts';

/** Of a request, before anything is parsed. */
export const MAX_BODY = 100_000;

/** A page of another site cannot send these without being asked by CORS first. */
const PREFLIGHT_HEADERS = ['graphql-require-preflight', 'apollo-require-preflight', 'authorization', 'splot-customer'];

export interface RouteParts {
  operations: Operations;
  auth: Auth;
  /** Compresses answers for who takes them compressed. */
  compression: boolean;
  /** Operations that may come in one request as an array; 0: none. */
  batching: number;
  /** Absent: every answer is made anew. */
  cache: ResponseCache | undefined;
}

export async function graphqlRoute(app: FastifyInstance, { operations, auth, compression, batching, cache }: RouteParts): Promise<void> {
  const { run, runBatch } = createRunner(operations, batching);
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', { parseAs: 'buffer', bodyLimit: MAX_BODY }, (_request, body, done) => done(null, body));
  if (compression)
    app.addHook('onRequest', (_request, reply, done) => {
      varyByEncoding(reply);
      done();
    });

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
      const body = request.body as Buffer | undefined;
      const known = body && cache?.look(viewer, body, one(headers['splot-position']));
      if (known) return leave(request, reply, 200, media, known);
      const params = readBody(body);
      const call = { ...callOf(viewer, request, reply), cache };
      if (Array.isArray(params)) return answer(request, reply, media, await runBatch(params, call));
      const result = await run(params, call);
      return leave(request, reply, statusOf(result, media), media, settled(call, result, body));
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
      const result = await run(readUrl(request.url), callOf(viewer, request, reply));
      if (result === needsPost) return refuse(reply.header('allow', 'POST'), 405, 'A mutation needs POST.');
      return answer(request, reply, media, result);
    },
  });

  app.route({
    method: app.supportedMethods.filter((method) => method !== 'GET' && method !== 'POST'),
    url: '/graphql',
    handler: (_request, reply) => refuse(reply.header('allow', 'GET, POST'), 405, 'The API takes GET and POST.'),
  });

  function answer(
    request: FastifyRequest,
    reply: FastifyReply,
    media: Media,
    result: ExecutionResult | ExecutionResult[],
  ): FastifyReply | Promise<FastifyReply> {
    const status = Array.isArray(result) ? 200 : statusOf(result, media);
    return leave(request, reply, status, media, JSON.stringify(result));
  }

  function leave(request: FastifyRequest, reply: FastifyReply, status: number, media: Media, body: string | Buffer) {
    if (!compression) return send(reply, status, media, { body, coding: undefined });
    const packed = pack(body, request.headers['accept-encoding']);
    return packed instanceof Promise ? packed.then((late) => send(reply, status, media, late)) : send(reply, status, media, packed);
  }
}

const refuseMedia = (reply: FastifyReply): FastifyReply =>
  refuse(reply, 406, 'The answer can be application/graphql-response+json or application/json.');

function credentials({ headers }: FastifyRequest) {
  const token = headers['splot-customer'];
  return {
    authorization: headers.authorization,
    customerToken: Array.isArray(token) ? token[0] : token,
    acceptLanguage: headers['accept-language'],
  };
}

const one = (header: string | string[] | undefined): string | undefined => (Array.isArray(header) ? header[0] : header);

/** The answer's text as it may leave; one without errors is remembered under its request's bytes. */
function settled({ begun, cache, viewer }: Call, result: ExecutionResult, body: Buffer | undefined): string {
  const text = JSON.stringify(result);
  if (!cache || !begun) return text;
  const isWhole = body !== undefined && !result.errors?.length && result.data !== null && result.data !== undefined;
  return cache.settle(begun, text, isWhole ? { viewer, body } : undefined);
}

const callOf = (viewer: Viewer, { id, method }: FastifyRequest, { raw }: FastifyReply): Call => ({
  viewer,
  requestId: id,
  response: raw,
  overGet: method === 'GET',
});
