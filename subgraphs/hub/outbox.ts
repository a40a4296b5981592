/** Work for linked systems that carries state, not commands: one row a (system, kind, subject), so that ten changes become one delivery of the newest. */
import { sql } from 'kysely';
import type { Db, Trx } from './database.ts';
import { newId } from './id.ts';

/** What a shop is told; the subject is a category, product, variant or order of ours. */
export const deliveryKinds = ['category', 'product', 'stock', 'price', 'orderStatus'] as const;
export type DeliveryKind = (typeof deliveryKinds)[number];

/** Marks subjects as changed for every shop of the company (or for the one given). Nothing is queued for the system the change came from. */
export async function enqueue(
  trx: Trx,
  work: { companyId: string; kind: DeliveryKind; subjectIds: readonly string[]; at: number; systemId?: string; exceptSystemId?: string },
): Promise<void> {
  if (!work.subjectIds.length) return;
  const shops = work.systemId ? [{ id: work.systemId }] : await shopsOf(trx, work.companyId);
  for (const shop of shops) {
    if (shop.id === work.exceptSystemId) continue;
    for (let i = 0; i < work.subjectIds.length; i += 60)
      await trx
        .insertInto('delivery')
        .values(
          work.subjectIds.slice(i, i + 60).map((subjectId) => ({
            id: newId('delivery'),
            systemId: shop.id,
            kind: work.kind,
            subjectId,
            state: 'PENDING',
            attempts: 0,
            version: 1,
            sentVersion: 0,
            nextAttemptAt: work.at,
            createdAt: work.at,
            updatedAt: work.at,
          })),
        )
        .onConflict((conflict) =>
          conflict.columns(['systemId', 'kind', 'subjectId']).doUpdateSet({
            version: sql`delivery.version + 1`,
            state: sql`case when delivery.state = 'SENDING' then delivery.state else 'PENDING' end`,
            nextAttemptAt: sql`case when delivery.state = 'PENDING' then delivery.next_attempt_at else excluded.next_attempt_at end`,
            updatedAt: work.at,
          }),
        )
        .execute();
  }
}

async function shopsOf(db: Db, companyId: string): Promise<{ id: string }[]> {
  return db
    .selectFrom('system')
    .select('id')
    .where('companyId', '=', companyId)
    .where('role', '=', 'SHOP')
    .where('state', '!=', 'DISABLED')
    .execute();
}
