/** SQL of money entries and of payout batches. */
import { sql } from 'kysely';
import type { Db, Trx } from '#hub/database.ts';
import type { Micros } from '#hub/money.ts';
import { COUNT_LIMIT, type Window } from '#hub/paging.ts';
import type { MoneyEntryTable, MoneyMatchTable, PayoutItemTable, PayoutTable } from '#hub/tables.ts';

export async function saveMoney(trx: Trx, row: MoneyEntryTable, matches: readonly MoneyMatchTable[]): Promise<void> {
  const { id, ...columns } = row;
  await trx
    .insertInto('moneyEntry')
    .values(row)
    .onConflict((conflict) => conflict.column('id').doUpdateSet(columns))
    .execute();
  await trx.deleteFrom('moneyMatch').where('moneyId', '=', id).execute();
  const summed = new Map<string, Micros>();
  for (const match of matches) summed.set(match.invoiceId, (summed.get(match.invoiceId) ?? 0n) + match.amountMicros);
  if (summed.size)
    await trx
      .insertInto('moneyMatch')
      .values([...summed].map(([invoiceId, amountMicros]) => ({ moneyId: id, invoiceId, amountMicros })))
      .execute();
}

/** Payments of the company's orders by their numbers, or by the numbers of their refunds. */
export async function paymentsByNumbers(
  db: Db,
  companyId: string,
  numbers: readonly string[],
): Promise<{ orderId: string; transactionNumber: string; paymentId: string; amountMicros: Micros; refundedMicros: Micros }[]> {
  if (!numbers.length) return [];
  return db
    .selectFrom('orderPayment')
    .innerJoin('salesOrder', 'salesOrder.id', 'orderPayment.orderId')
    .select([
      'orderPayment.id as paymentId',
      'orderPayment.orderId',
      'orderPayment.transactionNumber',
      'orderPayment.amountMicros',
      'orderPayment.refundedMicros',
    ])
    .where('salesOrder.companyId', '=', companyId)
    .where('orderPayment.transactionNumber', 'in', [...numbers])
    .orderBy('orderPayment.id')
    .execute();
}

/** Orders that owe exactly this amount; at most two, because more than one is as good as none. */
export async function openOrdersOf(
  db: Db,
  companyId: string,
  customerId: string | null,
  amount: Micros,
  currency: string,
): Promise<{ orderId: string; dueMicros: Micros }[]> {
  let query = db
    .selectFrom('salesOrder')
    .select(['id as orderId', 'grossMicros as dueMicros'])
    .where('companyId', '=', companyId)
    .where('currency', '=', currency)
    .where('phase', '!=', 'CANCELLED')
    .where(sql<boolean>`gross_micros - paid_micros = ${amount}`);
  if (customerId !== null) query = query.where('customerId', '=', customerId);
  return query.orderBy('placedAt', 'desc').limit(2).execute();
}

export const findPayout = (db: Db, companyId: string, provider: string, number: string): Promise<PayoutTable | undefined> =>
  db
    .selectFrom('payout')
    .selectAll()
    .where('companyId', '=', companyId)
    .where('provider', '=', provider)
    .where('number', '=', number)
    .executeTakeFirst();

/** False when the provider's batch of this number is there already. */
export async function insertPayout(trx: Trx, row: PayoutTable): Promise<boolean> {
  const inserted = await trx
    .insertInto('payout')
    .values(row)
    .onConflict((conflict) => conflict.columns(['companyId', 'provider', 'number']).doNothing())
    .returning('id')
    .executeTakeFirst();
  return inserted !== undefined;
}

export async function insertPayoutItems(trx: Trx, items: readonly PayoutItemTable[]): Promise<void> {
  for (let i = 0; i < items.length; i += 100)
    await trx
      .insertInto('payoutItem')
      .values(items.slice(i, i + 100))
      .execute();
}

export async function listPayouts(db: Db, companyId: string, window: Window): Promise<PayoutTable[]> {
  const direction = window.backward ? 'asc' : 'desc';
  let query = db.selectFrom('payout').selectAll().where('companyId', '=', companyId);
  if (window.from) {
    const [day, id] = window.from;
    query = query.where(
      direction === 'desc' ? sql<boolean>`(paid_on, id) < (${day}, ${id})` : sql<boolean>`(paid_on, id) > (${day}, ${id})`,
    );
  }
  return query
    .orderBy('paidOn', direction)
    .orderBy('id', direction)
    .limit(window.limit + 1)
    .execute();
}

export async function countPayouts(db: Db, companyId: string): Promise<number | null> {
  const row = await db
    .selectFrom('payout')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('companyId', '=', companyId)
    .executeTakeFirstOrThrow();
  return Number(row.count) > COUNT_LIMIT ? null : Number(row.count);
}

export const listPayoutItems = (db: Db, payoutIds: readonly string[]): Promise<PayoutItemTable[]> =>
  db
    .selectFrom('payoutItem')
    .selectAll()
    .where('payoutId', 'in', [...payoutIds])
    .orderBy('transactionNumber')
    .execute();
