/** SQL of matches that wait for a person. */
import { bind, findBindings } from '#hub/bindings.ts';
import type { Db, Trx } from '#hub/database.ts';
import type { CustomerMatchTable } from '#hub/tables.ts';

export const findMatch = (db: Db, companyId: string, systemId: string, externalId: string): Promise<CustomerMatchTable | undefined> =>
  db
    .selectFrom('customerMatch')
    .selectAll()
    .where('companyId', '=', companyId)
    .where('systemId', '=', systemId)
    .where('externalId', '=', externalId)
    .executeTakeFirst();

export const waitingMatches = (db: Db, companyId: string): Promise<CustomerMatchTable[]> =>
  db
    .selectFrom('customerMatch')
    .selectAll()
    .where('companyId', '=', companyId)
    .where('state', '=', 'AMBIGUOUS')
    .orderBy('decidedAt')
    .orderBy('externalId')
    .limit(100)
    .execute();

/** The newest of each. */
export const matchesOf = (db: Db, customerIds: readonly string[]): Promise<CustomerMatchTable[]> =>
  db
    .selectFrom('customerMatch')
    .selectAll()
    .where('customerId', 'in', [...customerIds])
    .orderBy('decidedAt', 'desc')
    .execute();

export async function decideMatch(
  trx: Trx,
  { systemId, externalId }: CustomerMatchTable,
  customerId: string,
  orderId: string | undefined,
  now: number,
): Promise<void> {
  await trx
    .updateTable('customerMatch')
    .set({ customerId, orderId: orderId ?? null, state: 'LINKED', rule: 'person', confidence: '1', decidedAt: now })
    .where('systemId', '=', systemId)
    .where('externalId', '=', externalId)
    .execute();
}

/** The order of a buyer without an account, while it waits; undefined when the match is of an account. */
export async function giveHeldOrder(trx: Trx, match: CustomerMatchTable, customerId: string, now: number): Promise<string | undefined> {
  const order = await trx
    .updateTable('salesOrder')
    .set((eb) => ({ customerId, updatedAt: now, version: eb('version', '+', 1) }))
    .where('originSystemId', '=', match.systemId)
    .where('originExternalId', '=', match.externalId)
    .where('holdCode', '=', 'AMBIGUOUS_PARTY')
    .returning('id')
    .executeTakeFirst();
  if (order) await trx.updateTable('reservation').set({ customerId }).where('orderId', '=', order.id).execute();
  return order?.id;
}

/** Orders that wait for a person and came from this account. */
export const ordersOfAccount = (db: Db, { systemId, externalId }: CustomerMatchTable): Promise<CustomerMatchTable[]> =>
  db
    .selectFrom('customerMatch')
    .selectAll()
    .where('systemId', '=', systemId)
    .where('accountExternalId', '=', externalId)
    .where('state', '=', 'AMBIGUOUS')
    .execute();

/** False when the id is an order's and no account's. */
export async function linkAccount(
  trx: Trx,
  { systemId, externalId }: CustomerMatchTable,
  customerId: string,
  now: number,
): Promise<boolean> {
  const orders = await findBindings(trx, systemId, 'orders', [externalId]);
  const accounts = await findBindings(trx, systemId, 'parties', [externalId]);
  if (orders.size && !accounts.size) return false;
  await bind(trx, systemId, 'parties', [{ externalId, id: customerId }], now);
  return true;
}
