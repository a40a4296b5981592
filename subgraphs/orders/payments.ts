/**
 * Payments live after the order, and their notices come late, twice and out of order. Both functions are pure and answer the same whatever the order
 * and the repetitions: what is paid stays paid, what is paid back stays paid back, and below that the newest notice counts.
 */
import type { PaymentRecord } from '#connectors/connector.ts';
import type { Micros } from '#hub/money.ts';

/** State of one transaction. */
export type TransactionState = PaymentRecord['state'];

/** What an order's payments come to. */
export type PaymentState = 'PENDING' | 'AUTHORISED' | 'PAID' | 'PARTIALLY_PAID' | 'PARTIALLY_REFUNDED' | 'REFUNDED' | 'FAILED' | 'UNKNOWN';

/** The columns of order_payment that decide. */
export interface Transaction {
  provider: string;
  /** '' while unknown. */
  transactionNumber: string;
  amountMicros: Micros;
  /** All that was paid back so far. */
  refundedMicros: Micros;
  state: TransactionState;
  occurredAt: number;
  authorisedAt: number | null;
  capturedAt: number | null;
}

const rank: Record<TransactionState, number> = { FAILED: 0, PENDING: 1, AUTHORISED: 2, PAID: 3, REFUNDED: 4 };
const isFinal = (state: TransactionState): boolean => rank[state] >= rank.PAID;

/** A notice as a transaction of its own. The amount of a REFUNDED notice is what was paid back so far. */
export function transactionOf(notice: {
  provider: string;
  transactionNumber?: string | undefined;
  amountMicros: Micros;
  state: TransactionState;
  occurredAt: number;
}): Transaction {
  return {
    provider: notice.provider,
    transactionNumber: notice.transactionNumber ?? '',
    amountMicros: notice.amountMicros,
    refundedMicros: notice.state === 'REFUNDED' ? notice.amountMicros : 0n,
    state: notice.state,
    occurredAt: notice.occurredAt,
    authorisedAt: notice.state === 'AUTHORISED' ? notice.occurredAt : null,
    capturedAt: notice.state === 'PAID' ? notice.occurredAt : null,
  };
}

/** Two tellings of one transaction become one. A transaction paid back in part stays PAID, with what was paid back beside it. */
export function mergeTransaction<T extends Transaction>(known: T, notice: Transaction): T {
  const authorisedAt = earliest(known.authorisedAt, notice.authorisedAt);
  const capturedAt = earliest(known.capturedAt, notice.capturedAt);
  // What waited for its number takes the provider's name with it: the next notice is found by both.
  const numbered =
    known.transactionNumber === '' && notice.transactionNumber !== ''
      ? { transactionNumber: notice.transactionNumber, provider: notice.provider }
      : {};
  if (!isFinal(known.state) && !isFinal(notice.state)) {
    const newest = isNewer(notice, known) ? notice : known;
    const { amountMicros, state, occurredAt } = newest;
    return { ...known, ...numbered, amountMicros, state, occurredAt, authorisedAt, capturedAt };
  }
  const final = [known, notice].filter((transaction) => isFinal(transaction.state));
  const amountMicros = largest(final.map((transaction) => transaction.amountMicros));
  const refundedMicros = largest(final.map((transaction) => transaction.refundedMicros));
  const state = refundedMicros > 0n && refundedMicros >= amountMicros ? 'REFUNDED' : 'PAID';
  const occurredAt = Math.max(...final.map((transaction) => transaction.occurredAt));
  return { ...known, ...numbered, amountMicros, refundedMicros, state, occurredAt, authorisedAt, capturedAt };
}

/** By time, then by rank, then by amount: a total order, so that neither order nor repetition matters. */
function isNewer(notice: Transaction, known: Transaction): boolean {
  if (notice.occurredAt !== known.occurredAt) return notice.occurredAt > known.occurredAt;
  if (notice.state !== known.state) return rank[notice.state] > rank[known.state];
  return notice.amountMicros > known.amountMicros;
}

const largest = (values: Micros[]): Micros => values.reduce((most, value) => (value > most ? value : most), 0n);

function earliest(a: number | null, b: number | null): number | null {
  if (a === null || b === null) return a ?? b;
  return Math.min(a, b);
}

export interface PaymentPosition {
  state: PaymentState;
  /** Paid less paid back. */
  paidMicros: Micros;
}

/** What an order's payments come to. Tellings of the same transaction number count once. */
export function paymentPosition(payments: readonly Transaction[], gross: Micros): PaymentPosition {
  const transactions = new Map<string, Transaction>();
  for (const payment of payments) {
    const key = payment.transactionNumber === '' ? `provider ${payment.provider}` : `number ${payment.transactionNumber}`;
    const known = transactions.get(key);
    transactions.set(key, known ? mergeTransaction(known, payment) : payment);
  }
  const all = [...transactions.values()];
  const final = all.filter((transaction) => isFinal(transaction.state));
  const refunded = final.reduce((sum, transaction) => sum + transaction.refundedMicros, 0n);
  // A refund that was never a payment itself is a transaction of its own: it takes from what the others brought.
  const kept = final.reduce(
    (sum, transaction) => sum + (isSeparateRefund(transaction) ? 0n : transaction.amountMicros) - transaction.refundedMicros,
    0n,
  );
  const paidMicros = kept > 0n ? kept : 0n;
  return { state: stateOf(all, paidMicros, refunded, gross), paidMicros };
}

const isSeparateRefund = (transaction: Transaction): boolean => transaction.state === 'REFUNDED' && transaction.capturedAt === null;

function stateOf(all: Transaction[], paid: Micros, refunded: Micros, gross: Micros): PaymentState {
  // An order that costs nothing is paid.
  if (paid >= gross && (paid > 0n || refunded === 0n)) return 'PAID';
  if (paid > 0n) return refunded > 0n ? 'PARTIALLY_REFUNDED' : 'PARTIALLY_PAID';
  if (refunded > 0n) return 'REFUNDED';
  for (const state of ['AUTHORISED', 'PENDING', 'FAILED'] as const)
    if (all.some((transaction) => transaction.state === state)) return state;
  return 'PENDING';
}
