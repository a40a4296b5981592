/**
 * Credit, checked and taken in one statement: two orders that together pass the limit cannot both get through.
 *
 * available = limit − used − held. `used` is the ERP's: open orders and open invoices. `held` is the hub's: orders that the ERP's figure does not contain yet.
 * An order's hold leaves once: when the ERP's figure was read after it had acknowledged the order, when the order ends, or when it is paid.
 */
import { sql } from 'kysely';
import type { Db, Trx } from './database.ts';
import { UserFault, userError } from './errors.ts';
import { emit } from './events.ts';
import { convert } from './exchange.ts';
import { formatMicros, type Micros } from './money.ts';
import type { CustomerTable } from './tables.ts';

/** Of a customer with a limit; amounts are in `currency`. */
export interface CreditPosition {
  limit: Micros;
  /** All that the ERP counts: open orders and open invoices. */
  used: Micros;
  /** Null where the ERP does not tell the two apart. */
  openOrders: Micros | null;
  openInvoices: Micros | null;
  overdue: Micros;
  held: Micros;
  /** Below zero when the limit is passed. */
  available: Micros;
  currency: string;
  blocked: boolean;
  /** When the ERP told of it, epoch milliseconds. */
  asOf: number;
}

/** Undefined for a customer without a limit. */
export function positionOf(customer: CustomerTable): CreditPosition | undefined {
  const { creditLimitMicros: limit, creditUsedMicros: used, creditHeldMicros: held, creditCurrency: currency } = customer;
  if (limit === null || currency === null) return undefined;
  return {
    limit,
    used,
    openOrders: customer.creditOpenOrdersMicros,
    openInvoices: customer.creditOpenInvoicesMicros,
    overdue: customer.creditOverdueMicros,
    held,
    available: limit - used - held,
    currency,
    blocked: customer.creditBlocked === 1,
    asOf: customer.creditAsOf ?? customer.asOf,
  };
}

const findCustomer = (db: Db, id: string): Promise<CustomerTable | undefined> =>
  db.selectFrom('customer').selectAll().where('id', '=', id).executeTakeFirst();

/** What an order asks of a credit, in the order's currency. */
export interface CreditClaim {
  amount: Micros;
  currency: string;
  /** Day of the rate, when the credit is in another currency. */
  day: string;
  now: number;
}

/**
 * Takes of the customer's credit, or throws CREDIT_BLOCKED, CREDIT_LIMIT with what is missing, or INVALID when the amount cannot be counted in the credit's
 * currency. A customer without a limit takes nothing. Answers what was taken, in the credit's currency.
 */
export async function takeCredit(trx: Trx, customerId: string, claim: CreditClaim): Promise<Micros> {
  const field = ['input', 'customerId'];
  const customer = await findCustomer(trx, customerId);
  if (!customer) return 0n;
  if (customer.creditBlocked === 1) throw blocked(field);
  const currency = customer.creditCurrency ?? claim.currency;
  if (customer.creditLimitMicros === null || claim.amount <= 0n) return 0n;
  const amount = await convert(trx, customer.companyId, { value: claim.amount, from: claim.currency, to: currency }, claim.day);
  if (amount === undefined)
    throw new UserFault([
      userError('INVALID', `No rate says what this order is in ${currency}, in which the customer’s credit is kept.`, [
        'input',
        'currencyCode',
      ]),
    ]);
  const taken = await trx
    .updateTable('customer')
    .set((eb) => ({ creditHeldMicros: eb('creditHeldMicros', '+', amount) }))
    .where('id', '=', customerId)
    .where('creditBlocked', '=', 0)
    .where('creditLimitMicros', 'is not', null)
    .where(sql<boolean>`credit_used_micros + credit_held_micros + ${amount} <= credit_limit_micros`)
    .returning('id')
    .executeTakeFirst();
  if (taken) {
    tell(trx, customer, claim.now);
    return amount;
  }
  const current = await findCustomer(trx, customerId);
  if (current?.creditBlocked === 1) throw blocked(field);
  const position = current && positionOf(current);
  if (!position) return 0n;
  const short = { amount: formatMicros(amount - position.available), currencyCode: currency };
  throw new UserFault([
    userError('CREDIT_LIMIT', `Above the credit limit by ${short.amount} ${currency}.`, field, {
      __typename: 'CreditLimitError',
      available: { amount: formatMicros(position.available), currencyCode: currency },
      required: { amount: formatMicros(amount), currencyCode: currency },
      shortBy: short,
    }),
  ]);
}

const blocked = (field: string[]): UserFault =>
  new UserFault([userError('CREDIT_BLOCKED', 'This customer’s credit is blocked: ask accounting.', field)]);

/** Subscribers of the customer hear that its position moved. */
function tell(trx: Trx, { id, companyId }: Pick<CustomerTable, 'id' | 'companyId'>, now: number): void {
  emit(trx, { topic: 'customer', subjectId: id, companyId, customerId: id, payload: { changedFields: ['credit'] }, occurredAt: now });
}

/** Gives back what an order still holds; once, whatever repeats. */
export async function releaseCredit(trx: Trx, orderId: string, now: number): Promise<void> {
  const order = await trx
    .selectFrom('salesOrder')
    .select(['id', 'customerId', 'creditHeldMicros'])
    .where('id', '=', orderId)
    .where('creditHeldMicros', '!=', 0n)
    .executeTakeFirst();
  if (order) await giveBack(trx, [order], now);
}

/**
 * Holds of orders that the ERP acknowledged before the reading of these customers began: its figures contain them now. As with stock, never sooner.
 * Whoever stores the figures calls it in the same transaction and tells of the customers; answers whose position moved.
 */
export async function absorbCredit(trx: Trx, customerIds: readonly string[], readStartedAt: number): Promise<Set<string>> {
  const orders = await acknowledgedOrders(trx, readStartedAt)
    .where('customerId', 'in', [...customerIds, ''])
    .execute();
  return giveBack(trx, orders);
}

/** Whether there is anything for {@link absorbAcknowledgedCredit}. */
export async function hasAcknowledgedCredit(db: Db, companyId: string, readStartedAt: number): Promise<boolean> {
  return (await acknowledgedOrders(db, readStartedAt).where('companyId', '=', companyId).limit(1).execute()).length > 0;
}

/** Orders a transaction takes; the next pull goes on. */
const AT_ONCE = 100;

/**
 * After a pull of an ERP's parties that was read to its end (`readStartedAt` less its grace): a party that was not told again had moved before, so its figures
 * contain what was acknowledged before. Without it an order whose party was read between the ERP's commit and its answer would count twice.
 */
export async function absorbAcknowledgedCredit(trx: Trx, companyId: string, readStartedAt: number, now: number): Promise<void> {
  const orders = await acknowledgedOrders(trx, readStartedAt).where('companyId', '=', companyId).limit(AT_ONCE).execute();
  await giveBack(trx, orders, now);
}

const acknowledgedOrders = (db: Db, readStartedAt: number) =>
  db
    .selectFrom('salesOrder')
    .select(['id', 'customerId', 'creditHeldMicros'])
    .where('creditAcknowledgedAt', '<', readStartedAt)
    .where('creditHeldMicros', '>', 0n)
    .orderBy('id');

/** Ends holds, each once, and takes them off their customers, in the customers' order. With `now` it tells of it. */
async function giveBack(
  trx: Trx,
  orders: readonly { id: string; customerId: string | null; creditHeldMicros: Micros }[],
  now?: number,
): Promise<Set<string>> {
  const sums = new Map<string, Micros>();
  for (const { id, customerId, creditHeldMicros } of orders) {
    const { numUpdatedRows } = await trx
      .updateTable('salesOrder')
      .set({ creditHeldMicros: 0n, creditAcknowledgedAt: null })
      .where('id', '=', id)
      .where('creditHeldMicros', '=', creditHeldMicros)
      .executeTakeFirst();
    if (customerId && numUpdatedRows > 0n) sums.set(customerId, (sums.get(customerId) ?? 0n) + creditHeldMicros);
  }
  for (const [customerId, sum] of [...sums].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const customer = await trx
      .updateTable('customer')
      .set((eb) => ({ creditHeldMicros: eb('creditHeldMicros', '-', sum) }))
      .where('id', '=', customerId)
      .returning(['id', 'companyId'])
      .executeTakeFirst();
    if (customer && now !== undefined) tell(trx, customer, now);
  }
  return new Set(sums.keys());
}

/** The ERP has this order's claim since `at` (when its answer came): its own figures may contain it from now on. */
export async function acknowledgeCredit(trx: Trx, orderId: string, at: number): Promise<void> {
  await trx
    .updateTable('salesOrder')
    .set({ creditAcknowledgedAt: at })
    .where('id', '=', orderId)
    .where('creditHeldMicros', '!=', 0n)
    .execute();
}
