/** How an answer leaves: status, headers, bytes. */
import type { FastifyReply } from 'fastify';
import { failure } from '#hub/errors.ts';
import type { Packed } from './compression.ts';
import { json, type Media } from './media.ts';

export function send(reply: FastifyReply, status: number, { contentType }: Media, { body, coding }: Packed): FastifyReply {
  reply.raw.statusCode = status;
  if (coding !== undefined) reply.header('content-encoding', coding);
  // An answer is for the one who asked, at this moment.
  return reply.header('cache-control', 'no-store').header('content-type', contentType).send(body);
}

/** Beside what CORS may have said already. */
export function varyByEncoding(reply: FastifyReply): void {
  const other = reply.getHeader('vary');
  reply.header('vary', other === undefined ? 'accept-encoding' : `${other}, accept-encoding`);
}

/** For what is wrong with the request as HTTP: the status is its own, the code says that asking again in the same way is of no use. */
export function refuse(reply: FastifyReply, status: 400 | 405 | 406 | 415, message: string): FastifyReply {
  return send(reply, status, json, { body: JSON.stringify({ errors: [failure('BAD_REQUEST', message)] }), coding: undefined });
}
