/** SQL of the persons of a company and of consents. */
import type { Db, Trx } from '#hub/database.ts';
import { newId } from '#hub/id.ts';
import type { ConsentTable, CustomerContactTable } from '#hub/tables.ts';

export async function contactsOf(db: Db, customerIds: readonly string[]): Promise<CustomerContactTable[]> {
  if (!customerIds.length) return [];
  return db
    .selectFrom('customerContact')
    .selectAll()
    .where('customerId', 'in', [...customerIds])
    .orderBy('id')
    .execute();
}

export const findContact = (db: Db, id: string): Promise<CustomerContactTable | undefined> =>
  db.selectFrom('customerContact').selectAll().where('id', '=', id).executeTakeFirst();

export async function saveContactRow(trx: Trx, row: CustomerContactTable): Promise<void> {
  // Whose it is stays: after a merge that is the customer that stayed.
  const { id: _id, customerId: _customerId, ...columns } = row;
  await trx
    .insertInto('customerContact')
    .values(row)
    .onConflict((conflict) => conflict.column('id').doUpdateSet(columns))
    .execute();
}

export async function stopContacts(trx: Trx, ids: readonly string[], now: number): Promise<void> {
  if (!ids.length) return;
  await trx
    .updateTable('customerContact')
    .set({ active: 0, updatedAt: now })
    .where('id', 'in', [...ids])
    .execute();
}

/** Those of these contacts that a system has. */
export async function boundContacts(db: Db, systemId: string, ids: readonly string[]): Promise<string[]> {
  if (!ids.length) return [];
  const rows = await db
    .selectFrom('binding')
    .select('id')
    .where('systemId', '=', systemId)
    .where('entity', '=', 'contacts')
    .where('id', 'in', [...ids])
    .execute();
  return rows.map((row) => row.id);
}

/** Newest first; the first of a purpose is what holds. */
export async function consentsOf(db: Db, customerIds: readonly string[]): Promise<ConsentTable[]> {
  if (!customerIds.length) return [];
  return db
    .selectFrom('consent')
    .selectAll()
    .where('customerId', 'in', [...customerIds])
    .orderBy('occurredAt', 'desc')
    .orderBy('id', 'desc')
    .execute();
}

/** True when it says something new. */
export async function recordConsent(
  trx: Trx,
  { customerId, purpose, granted, source, at }: { customerId: string; purpose: string; granted: boolean; source: string; at: number },
): Promise<boolean> {
  const last = await trx
    .selectFrom('consent')
    .selectAll()
    .where('customerId', '=', customerId)
    .where('purpose', '=', purpose)
    .orderBy('occurredAt', 'desc')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();
  if (last && (last.occurredAt > at || (last.granted === 1) === granted)) return false;
  await trx
    .insertInto('consent')
    .values({ id: newId('consent'), customerId, purpose, granted: granted ? 1 : 0, source, occurredAt: at })
    .execute();
  return true;
}
