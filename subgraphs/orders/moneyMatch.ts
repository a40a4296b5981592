/** What money pays. The rules are pure; what they look at is read once an entry. */
import type { MoneyRecord } from '#connectors/connector.ts';
import type { Db } from '#hub/database.ts';
import type { Micros } from '#hub/money.ts';
import { openOrdersOf, paymentsByNumbers } from './moneyStore.ts';

export interface MoneyFacts {
  /** Payments of orders whose number stands in the reference or is the entry's own. */
  payments: { orderId: string; transactionNumber: string }[];
  /** Orders of the party, or of anybody where no party is known, that still owe exactly this amount. */
  owing: { orderId: string; dueMicros: Micros }[];
}

export interface MoneyMatch {
  state: 'MATCHED' | 'PROPOSED' | 'UNMATCHED';
  orderId?: string;
  transactionNumber?: string;
}

/**
 * Words of a reference that may be a transaction number: letters, digits and dashes, with at least one digit. A word with slashes is looked at whole, and
 * its longer parts alone: "BLIK/PSP-123456/sklep".
 */
export function numbersIn(reference: string): string[] {
  const words = reference.match(/[\p{L}\d][\p{L}\d./_-]{2,}[\p{L}\d]/gu) ?? [];
  const all = words.flatMap((word) => [word, ...word.split('/').filter((part) => part.length >= LEAST_PART)]);
  return [...new Set(all)].filter((word) => /\d/.test(word)).slice(0, 40);
}

/** A year or a running number between slashes is nobody's transaction. */
const LEAST_PART = 6;

export function matchMoney(entry: { record: Pick<MoneyRecord, 'transactionNumber'>; named: number } & MoneyFacts): MoneyMatch {
  const orders = new Set(entry.payments.map((payment) => payment.orderId));
  const [first] = entry.payments;
  const known = orders.size === 1 && first ? { orderId: first.orderId, transactionNumber: first.transactionNumber } : {};
  if (entry.named > 0 || known.orderId !== undefined) return { state: 'MATCHED', ...known };
  const [only, ...others] = entry.owing;
  return only && !others.length ? { state: 'PROPOSED', orderId: only.orderId } : { state: 'UNMATCHED' };
}

export async function readFacts(
  db: Db,
  { companyId, customerId, record }: { companyId: string; customerId: string | null; record: MoneyRecord },
): Promise<MoneyFacts> {
  const numbers = [...(record.transactionNumber ? [record.transactionNumber] : []), ...numbersIn(record.reference)];
  const payments = await paymentsByNumbers(db, companyId, numbers);
  const owing =
    payments.length || record.direction === 'OUT' ? [] : await openOrdersOf(db, companyId, customerId, record.amount, record.currency);
  return { payments, owing };
}
