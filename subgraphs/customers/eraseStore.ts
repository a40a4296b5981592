/** SQL that takes personal data out. */
import type { Db, Trx } from '#hub/database.ts';

const ENDED = ['COMPLETED', 'CANCELLED', 'SHIPPED'] as const;

/** Whether an order, a write or a reservation still needs the data. */
export async function openWorkOf(db: Db, ids: readonly string[]): Promise<boolean> {
  const order = await db
    .selectFrom('salesOrder')
    .select('id')
    .where('customerId', 'in', [...ids])
    .where('phase', 'not in', [...ENDED])
    .where('history', '=', 0)
    .limit(1)
    .executeTakeFirst();
  const operation = await db
    .selectFrom('operation')
    .select('id')
    .where((eb) => eb.or([eb('customerId', 'in', [...ids]), eb('subjectId', 'in', [...ids])]))
    .where('state', 'in', ['QUEUED', 'SENT', 'IN_DOUBT'])
    .limit(1)
    .executeTakeFirst();
  return order !== undefined || operation !== undefined;
}

export async function eraseRows(trx: Trx, customerIds: readonly string[], now: number): Promise<void> {
  const ids = [...customerIds];
  await trx
    .updateTable('customer')
    .set((eb) => ({
      name: 'Usunięto',
      email: null,
      phone: null,
      taxId: null,
      salesRep: null,
      search: '',
      sortName: '',
      active: 0,
      erasedAt: now,
      updatedAt: now,
      version: eb('version', '+', 1),
    }))
    .where('id', 'in', ids)
    .execute();
  await trx.deleteFrom('customerAddress').where('customerId', 'in', ids).execute();
  await trx.deleteFrom('customerContact').where('customerId', 'in', ids).execute();
  await trx.updateTable('customerMatch').set({ candidates: '[]' }).where('customerId', 'in', ids).execute();
  await trx
    .updateTable('salesOrder')
    .set((eb) => ({
      contact: null,
      billingAddress: null,
      shippingAddress: null,
      note: null,
      search: '',
      updatedAt: now,
      version: eb('version', '+', 1),
    }))
    .where('customerId', 'in', ids)
    .execute();
  await trx.updateTable('invoice').set({ partyName: '', updatedAt: now }).where('customerId', 'in', ids).execute();
  await trx.updateTable('loyaltyEntry').set({ comment: null, updatedAt: now }).where('customerId', 'in', ids).execute();
  await trx.updateTable('goodsReturn').set({ comment: null, answer: null, updatedAt: now }).where('customerId', 'in', ids).execute();
  await trx.updateTable('quote').set({ note: null, updatedAt: now }).where('customerId', 'in', ids).execute();
  await trx.updateTable('cart').set({ email: null }).where('customerId', 'in', ids).execute();
  await trx.deleteFrom('cartSnapshot').where('customerId', 'in', ids).execute();
  await trx
    .updateTable('operation')
    .set({ payload: '{}', result: null, detail: null })
    .where((eb) => eb.or([eb('customerId', 'in', ids), eb('subjectId', 'in', ids)]))
    .execute();
}
