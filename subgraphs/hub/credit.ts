/** Credit, checked and taken in one statement: two orders that together pass the limit cannot both get through. */
import { sql } from 'kysely';
import type { Db, Trx } from './database.ts';
import { UserFault, userError } from './errors.ts';
import { formatMicros, type Micros } from './money.ts';

export interface CreditPosition {
  limit: Micros | null;
  used: Micros;
  held: Micros;
  currency: string | null;
  blocked: boolean;
}

export async function readCredit(db: Db, customerId: string): Promise<CreditPosition | undefined> {
  const row = await db
    .selectFrom('customer')
    .select(['creditLimitMicros', 'creditUsedMicros', 'creditHeldMicros', 'creditCurrency', 'creditBlocked'])
    .where('id', '=', customerId)
    .executeTakeFirst();
  if (!row) return undefined;
  return {
    limit: row.creditLimitMicros,
    used: row.creditUsedMicros,
    held: row.creditHeldMicros,
    currency: row.creditCurrency,
    blocked: row.creditBlocked === 1,
  };
}

/** Takes `amount` of the customer's credit, or throws CREDIT_LIMIT / CREDIT_BLOCKED. A customer without a limit takes nothing; answers what was taken. */
export async function takeCredit(trx: Trx, customerId: string, amount: Micros): Promise<Micros> {
  const taken = await trx
    .updateTable('customer')
    .set((eb) => ({ creditHeldMicros: eb('creditHeldMicros', '+', amount) }))
    .where('id', '=', customerId)
    .where('creditBlocked', '=', 0)
    .where('creditLimitMicros', 'is not', null)
    .where(sql<boolean>`credit_used_micros + credit_held_micros + ${amount} <= credit_limit_micros`)
    .returning('id')
    .executeTakeFirst();
  if (taken) return amount;
  const position = await readCredit(trx, customerId);
  if (!position || (position.limit === null && !position.blocked)) return 0n;
  if (position.blocked)
    throw new UserFault([userError('CREDIT_BLOCKED', 'This customer is blocked: ask accounting.', ['input', 'customerId'])]);
  const available = (position.limit ?? 0n) - position.used - position.held;
  const currencyCode = position.currency ?? 'PLN';
  throw new UserFault([
    userError('CREDIT_LIMIT', `Above the credit limit by ${formatMicros(amount - available)} ${currencyCode}.`, ['input', 'customerId'], {
      __typename: 'CreditLimitError',
      available: { amount: formatMicros(available), currencyCode },
      required: { amount: formatMicros(amount), currencyCode },
    }),
  ]);
}

/** Gives back what an order still holds; once. */
export async function releaseCredit(trx: Trx, orderId: string): Promise<void> {
  const order = await trx.selectFrom('salesOrder').select(['customerId', 'creditHeldMicros']).where('id', '=', orderId).executeTakeFirst();
  if (!order?.customerId || order.creditHeldMicros === 0n) return;
  const { creditHeldMicros } = order;
  await trx.updateTable('salesOrder').set({ creditHeldMicros: 0n }).where('id', '=', orderId).execute();
  await trx
    .updateTable('customer')
    .set((eb) => ({ creditHeldMicros: eb('creditHeldMicros', '-', creditHeldMicros) }))
    .where('id', '=', order.customerId)
    .execute();
}
