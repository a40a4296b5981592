/** Money of the twin ERP: payments of sales, each once by its transaction number, and lines of the bank statement that a bookkeeper matches. */
import { z } from 'zod';
import { localDate } from './dates.ts';
import { smaller, toMicros, toMoney } from './decimal.ts';
import { decimal } from './erpApi.ts';
import type { Money } from './erpBookApi.ts';
import { closeSale, putInvoice, putMoney } from './erpBooks.ts';
import { currency, type Erp, need } from './erpContext.ts';
import type { NewPayment, Payment, Sale } from './erpOrderApi.ts';
import { Refusal } from './server.ts';

const rank: Record<Payment['state'], number> = { pending: 0, failed: 1, authorised: 2, paid: 3, refunded: 4 };

/** Once per (sale, transaction number). What repeats or comes late changes nothing; a later state of the same transaction is taken over. */
export function recordPayment(erp: Erp, orderId: string, given: NewPayment): { id: string; repeated: boolean } {
  const sale = need(erp, 'orders', orderId);
  if (given.currency !== sale.currency) throw new Refusal('INVALID', `the sale is in ${sale.currency}`);
  const key = `${orderId}|${given.transactionNumber}`;
  const known = erp.store.keyed('payment', key);
  const { currency: _, ...body } = given;
  if (known) {
    const earlier = sale.payments.find((payment) => payment.id === known);
    if (!earlier || rank[given.state] <= rank[earlier.state]) return { id: known, repeated: true };
    const payments = sale.payments.map((payment) => (payment.id === known ? { ...payment, state: given.state } : payment));
    erp.store.effect('payment.changed', known, { orderId, state: given.state });
    save(erp, { ...sale, payments });
    return { id: known, repeated: false };
  }
  const id = nextPayment(erp);
  erp.store.key('payment', key, id);
  erp.store.effect('payment.recorded', id, {
    orderId,
    transactionNumber: given.transactionNumber,
    amount: given.amount,
    state: given.state,
  });
  save(erp, { ...sale, payments: [...sale.payments, { ...body, id, ...(given.state === 'refunded' ? { separate: true } : {}) }] });
  return { id, repeated: false };
}

export const statementLine = z.object({
  direction: z.enum(['in', 'out']).exactOptional(),
  partyId: z.string().exactOptional(),
  amount: decimal,
  currency: z.string().exactOptional(),
  /** What the payer wrote. */
  reference: z.string(),
  day: z.string().exactOptional(),
});

/** A line of the bank statement that nobody has matched yet. */
export function bookStatement(erp: Erp, given: z.infer<typeof statementLine>): Money {
  const id = `WB-${String(erp.store.next('statement')).padStart(6, '0')}`;
  erp.store.effect('money.booked', id, given);
  return putMoney(erp, {
    id,
    direction: given.direction ?? 'in',
    ...(given.partyId ? { partyId: need(erp, 'parties', given.partyId).id } : {}),
    day: given.day ?? localDate(erp.now()),
    amount: given.amount,
    currency: given.currency ?? currency,
    reference: given.reference,
    invoices: [],
    state: 'posted',
  });
}

export const match = z.object({ moneyId: z.string(), invoiceId: z.string() });

/** A bookkeeper matches a line of the statement with an invoice. */
export function matchMoney(erp: Erp, given: z.infer<typeof match>): Money {
  const row = need(erp, 'money', given.moneyId);
  const bill = need(erp, 'invoices', given.invoiceId);
  if (row.invoices.length > 0) throw new Refusal('STATE_FORBIDS', 'the money is matched already');
  if (bill.state === 'draft' || row.currency !== bill.currency)
    throw new Refusal('INVALID', 'the invoice is a draft or in another currency');
  erp.store.effect('money.matched', row.id, given);
  const [orderId] = bill.orderIds;
  if (orderId === undefined) {
    const part = smaller(toMicros(row.amount), toMicros(bill.open));
    const open = toMicros(bill.open) - part;
    putInvoice(erp, { ...bill, open: toMoney(open), state: open === 0n ? 'paid' : 'posted' });
    return putMoney(erp, { ...row, ...partyOf(bill), invoices: [{ invoiceId: bill.id, amount: toMoney(part) }] });
  }
  const sale = need(erp, 'orders', orderId);
  const payment: Payment = {
    id: nextPayment(erp),
    methodCode: 'transfer',
    provider: 'bank',
    amount: row.amount,
    state: row.direction === 'in' ? 'paid' : 'refunded',
    ...(row.direction === 'out' ? { separate: true } : {}),
    at: erp.now(),
    moneyId: row.id,
  };
  save(erp, { ...sale, payments: [...sale.payments, payment] });
  return need(erp, 'money', row.id);
}

export const invoicePayment = z.object({ invoiceId: z.string(), amount: decimal.exactOptional(), reference: z.string().exactOptional() });

/** Money comes in for an invoice and is matched at once; default: all that is open. */
export function payInvoice(erp: Erp, given: z.infer<typeof invoicePayment>): Money {
  const bill = need(erp, 'invoices', given.invoiceId);
  const direction = (bill.kind === 'credit_note') === (bill.side === 'payable') ? 'in' : 'out';
  const { amount = bill.open, reference = bill.number ?? bill.id } = given;
  const row = bookStatement(erp, { direction, ...partyOf(bill), amount, currency: bill.currency, reference });
  return matchMoney(erp, { moneyId: row.id, invoiceId: bill.id });
}

function partyOf(bill: { partyId?: string }): { partyId?: string } {
  return bill.partyId === undefined ? {} : { partyId: bill.partyId };
}

function nextPayment(erp: Erp): string {
  return `P${String(erp.store.next('payment')).padStart(6, '0')}`;
}

function save(erp: Erp, sale: Sale): void {
  let paid = 0n;
  for (const payment of sale.payments) {
    if (payment.state === 'paid') paid += toMicros(payment.amount);
    // A payment that was itself refunded just no longer counts.
    if (payment.separate) paid -= toMicros(payment.amount);
  }
  closeSale(erp, { ...sale, paid: toMoney(paid < 0n ? 0n : paid) });
}
