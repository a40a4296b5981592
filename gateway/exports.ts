/** GET /exports/<token>: a CSV file, written while it is read, for the application that asked for it. */
import { Readable } from 'node:stream';
import type { FastifyInstance } from 'fastify';
import { failure } from '#hub/errors.ts';
import type { Ground } from '#hub/subgraph.ts';
import { exportRows, openExport } from '#subgraphs/insight/index.ts';
import type { Auth } from './auth.ts';

export async function exportRoutes(scope: FastifyInstance, { ground, auth }: { ground: Ground; auth: Auth }): Promise<void> {
  scope.get<{ Params: { token: string } }>('/exports/:token', async (request, reply) => {
    const viewer = await auth.identify({ authorization: request.headers.authorization });
    const order = await openExport(ground.db, request.params.token, ground.now());
    // Another application's link is not there for this one.
    if (!order || order.application !== viewer.application)
      return reply.code(404).send({ errors: [failure('NOT_FOUND', 'There is no such export, or its link has ended: ask for a new one.')] });
    return reply
      .header('content-type', 'text/csv; charset=utf-8')
      .header('content-disposition', `attachment; filename="${order.kind.toLowerCase()}-${order.from}-${order.to}.csv"`)
      .header('cache-control', 'private, no-store')
      .send(Readable.from(exportRows(ground.db.read, order)));
  });
}
