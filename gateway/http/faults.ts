/** What a client is told when its request does not come as far as an operation, or a fault stopped it on the way. */
import type { Socket } from 'node:net';
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import { GraphQLError } from 'graphql';
import { type Code, codes, failure } from '#hub/errors.ts';
import type { Ground } from '#hub/subgraph.ts';
import { isCode, maskError } from '../masking.ts';

/** Whatever is thrown outside of execution: refused keys, Fastify's own refusals, faults. */
export function answerError(
  error: FastifyError | GraphQLError,
  request: FastifyRequest,
  reply: FastifyReply,
  { log }: Ground,
): FastifyReply {
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

const unreadable: Record<string, { status: string; message: string }> = {
  HPE_HEADER_OVERFLOW: { status: '431 Request Header Fields Too Large', message: 'The headers of this request are too large.' },
  ERR_HTTP_REQUEST_TIMEOUT: { status: '408 Request Timeout', message: 'This request did not arrive in time.' },
};
const broken = { status: '400 Bad Request', message: 'This is no HTTP request.' };

/** Bytes that are no request, or come too slowly: there is no request to answer, and nothing after them can be trusted. */
export function answerUnreadable(error: NodeJS.ErrnoException, socket: Socket): void {
  if (error.code === 'ECONNRESET' || !socket.writable) return void socket.destroy();
  const { status, message } = unreadable[error.code ?? ''] ?? broken;
  const body = JSON.stringify({ errors: [failure('BAD_REQUEST', message)] });
  socket.write(
    `HTTP/1.1 ${status}\r\nconnection: close\r\ncontent-type: application/json; charset=utf-8\r\ncontent-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
  );
  socket.destroySoon();
}
