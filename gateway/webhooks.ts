/** POST /webhooks/:systemCode: the bytes as they came, because signatures are over bytes. A webhook is a hint; what it leads to is the hub's. */
import type { IncomingHttpHeaders } from 'node:http';
import type { FastifyInstance } from 'fastify';

/** `unknown`: no such system, or it takes no webhooks. `refused`: the signature is wrong. */
export type OnWebhook = (systemCode: string, headers: IncomingHttpHeaders, bytes: Buffer) => Promise<'accepted' | 'unknown' | 'refused'>;

const MAX_BYTES = 1_000_000;
const statusOf = { accepted: 202, unknown: 404, refused: 401 } as const;

export async function webhookRoutes(app: FastifyInstance, onWebhook: OnWebhook): Promise<void> {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', { parseAs: 'buffer', bodyLimit: MAX_BYTES }, (_request, body, done) => done(null, body));
  app.post<{ Params: { systemCode: string } }>('/webhooks/:systemCode', { bodyLimit: MAX_BYTES }, async (request, reply) => {
    const bytes = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
    const verdict = await onWebhook(request.params.systemCode, request.headers, bytes);
    return reply.code(statusOf[verdict]).send();
  });
}
