/** How an answer leaves: status, headers, bytes. */
import type { FastifyReply } from 'fastify';
import { failure } from '#hub/errors.ts';
import { json, type Media } from './media.ts';

/** An answer is for the one who asked, at this moment. */
const headers = { 'cache-control': 'no-store' };

export function send(reply: FastifyReply, status: number, { contentType }: Media, body: string | Buffer): FastifyReply {
  reply.raw.statusCode = status;
  return reply.headers(headers).header('content-type', contentType).send(body);
}

/** For what is wrong with the request as HTTP: the status is its own, the code says that asking again in the same way is of no use. */
export function refuse(reply: FastifyReply, status: 400 | 405 | 406 | 415, message: string): FastifyReply {
  return send(reply, status, json, JSON.stringify({ errors: [failure('BAD_REQUEST', message)] }));
}
