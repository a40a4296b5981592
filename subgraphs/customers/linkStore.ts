/** SQL of matches that wait for a person. */
import { bind } from '#hub/bindings.ts';
import type { Db, Trx } from '#hub/database.ts';
import { matchedOrder, orderMatchId } from '#hub/matching.ts';
import type { CustomerMatchTable } from '#hub/tables.ts';

export const findMatch = (db: Db, companyId: string, systemId: string, externalId: string): Promise<CustomerMatchTable | undefined> =>
  db
    .selectFrom('customerMatch')
    .selectAll()
    .where('companyId', '=', companyId)
    .where('systemId', '=', systemId)
    .where('externalId', '=', externalId)
    .executeTakeFirst();

/** With the order that waits for each, where one does. */
export async function waitingMatches(db: Db, companyId: string): Promise<CustomerMatchTable[]> {
  const matches = await db
    .selectFrom('customerMatch')
    .selectAll()
    .where('companyId', '=', companyId)
    .where('state', '=', 'AMBIGUOUS')
    .orderBy('decidedAt')
    .orderBy('externalId')
    .limit(100)
    .execute();
  const wanted = matches.flatMap(({ externalId }) => matchedOrder(externalId) ?? []);
  if (!wanted.length) return matches;
  const orders = await db
    .selectFrom('salesOrder')
    .select(['id', 'originSystemId', 'originExternalId'])
    .where('companyId', '=', companyId)
    .where('originExternalId', 'in', wanted)
    .execute();
  const ids = new Map(orders.map((order) => [`${order.originSystemId} ${orderMatchId(order.originExternalId ?? '')}`, order.id]));
  return matches.map((match) => ({ ...match, orderId: ids.get(`${match.systemId} ${match.externalId}`) ?? null }));
}

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

/** The order a match is of, while it waits; undefined when it has gone on, or when the match is of an account. */
export async function giveHeldOrder(trx: Trx, match: CustomerMatchTable, customerId: string, now: number): Promise<string | undefined> {
  const originExternalId = matchedOrder(match.externalId);
  if (originExternalId === undefined) return undefined;
  const order = await trx
    .updateTable('salesOrder')
    .set((eb) => ({ customerId, updatedAt: now, version: eb('version', '+', 1) }))
    .where('originSystemId', '=', match.systemId)
    .where('originExternalId', '=', originExternalId)
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

/** Binds an account; false when the match is of an order. */
export async function linkAccount(
  trx: Trx,
  { systemId, externalId }: CustomerMatchTable,
  customerId: string,
  now: number,
): Promise<boolean> {
  if (matchedOrder(externalId) !== undefined) return false;
  await bind(trx, systemId, 'parties', [{ externalId, id: customerId }], now);
  return true;
}
