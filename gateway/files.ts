/** GET /files/<token>: a printed paper, for the viewer whose link it is. The request itself calls no system: the worker fetches what is not here yet. */
import type { FastifyInstance, FastifyReply } from 'fastify';
import { failure } from '#hub/errors.ts';
import { findFile, isCurrent, requestFile, waitForFile } from '#hub/files.ts';
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
      acceptLanguage: request.headers['accept-language'],
    });
    const link = await openFileLink(ground.db, request.params.token, ground.now());
    // Somebody else's link is not there.
    if (!link || link.application !== viewer.application || link.customerId !== viewer.customerId) return missing(reply);
    const paper = await findPaper(ground.db.read, link.documentId);
    if (!paper) return missing(reply);
    const own = async () => {
      const printed = await printDocument(ground.db.read, paper, viewer.languages, ground.now());
      return printed ? send(reply, printed.bytes, 'application/pdf', printed.name) : missing(reply);
    };
    if (!paper.hasFile) return own();
    if (!isCurrent(await findFile(ground.db.read, paper.id), paper)) {
      await ground.db.write((trx) => requestFile(trx, paper, ground.now()));
      ground.wake();
    }
    const file = await waitForFile(ground, paper.id, WAIT);
    if (file?.state === 'REFUSED') return own();
    if (file?.state === 'READY')
      return send(reply, Buffer.from(file.content ?? '', 'base64'), file.mediaType ?? 'application/pdf', file.name ?? 'paper.pdf');
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
    // Saved, never shown on the hub's own origin: the bytes are the ERP's.
    .header('content-type', /^[a-z]+\/[a-z0-9.+-]+$/.test(mediaType) ? mediaType : 'application/octet-stream')
    .header('content-disposition', savedAs(name))
    .header('cache-control', 'private, no-store')
    .send(bytes);

/** Numbers of papers have slashes, and names Polish letters: a plain name for old readers, the whole one beside it. */
function savedAs(name: string): string {
  const whole = name.replace(/[/\\:*?"<>|\p{Cc}]+/gu, '-').slice(0, 150);
  const plain = whole
    .normalize('NFKD')
    .replaceAll('ł', 'l')
    .replaceAll('Ł', 'L')
    .replace(/[^\x20-\x7e]+/g, '');
  return `attachment; filename="${plain}"; filename*=UTF-8''${encodeURIComponent(whole).replace(/['()]/g, (c) => `%${c.charCodeAt(0).toString(16)}`)}`;
}
