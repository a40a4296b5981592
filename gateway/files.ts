/** GET /files/<token>: a printed paper, for the viewer whose link it is. The request itself calls no system: the worker fetches what is not here yet. */
import type { FastifyInstance, FastifyReply } from 'fastify';
import { failure } from '#hub/errors.ts';
import { findFile, requestFile, waitForFile } from '#hub/files.ts';
import type { Ground } from '#hub/subgraph.ts';
import { findPaper, openFileLink, printDocument } from '#subgraphs/orders/index.ts';
import type { Auth } from './auth.ts';

const WAIT = 10_000;

export async function fileRoutes(scope: FastifyInstance, { ground, auth }: { ground: Ground; auth: Auth }): Promise<void> {
  scope.get<{ Params: { token: string } }>('/files/:token', async (request, reply) => {
    const token = request.headers['splot-customer'];
    const viewer = await auth.identify({
      authorization: request.headers.authorization,
      customerToken: typeof token === 'string' ? token : undefined,
    });
    const link = await openFileLink(ground.db, request.params.token, ground.now());
    // Somebody else's link is not there.
    if (!link || link.application !== viewer.application || link.customerId !== viewer.customerId) return missing(reply);
    const paper = await findPaper(ground.db.read, link.documentId);
    if (!paper) return missing(reply);
    if (!paper.hasFile) {
      const printed = await printDocument(ground.db.read, paper.id);
      return printed ? send(reply, printed.bytes, 'application/pdf', printed.name) : missing(reply);
    }
    if ((await findFile(ground.db.read, paper.id))?.state !== 'READY' && !ground.db.readOnly) {
      await ground.db.write((trx) => requestFile(trx, paper.id, paper.systemId, ground.now()));
      ground.wake();
    }
    const file = await waitForFile(ground, paper.id, WAIT);
    if (file?.state === 'READY')
      return send(reply, Buffer.from(file.content ?? '', 'base64'), file.mediaType ?? 'application/pdf', file.name ?? 'paper.pdf');
    if (file?.state === 'FAILED')
      return reply
        .code(502)
        .send({ errors: [failure('SUBGRAPH_UNAVAILABLE', file.message ?? 'The ERP did not print this paper; ask again later.')] });
    return reply
      .code(503)
      .header('retry-after', '5')
      .send({ errors: [failure('TIMEOUT', 'The ERP has not printed this paper yet: ask again in some seconds.')] });
  });
}

const missing = (reply: FastifyReply): FastifyReply =>
  reply.code(404).send({ errors: [failure('NOT_FOUND', 'There is no such paper, or its link has ended: ask for a new one.')] });

const send = (reply: FastifyReply, bytes: Buffer, mediaType: string, name: string): FastifyReply =>
  reply
    .header('content-type', mediaType)
    .header('content-disposition', `inline; filename*=UTF-8''${encodeURIComponent(name)}`)
    .header('cache-control', 'private, no-store')
    .send(bytes);
