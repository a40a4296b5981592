/**
 * Money in the books: payments (`account.payment`), and lines a bookkeeper made by paying an invoice by hand. A payment of a journal with a clearing
 * account settles its invoice by a line of its own; which invoice that was is seen from what the line is reconciled with.
 */
import type { MoneyRecord } from '../connector.ts';
import { invoiceId, recordOf } from './billing.ts';
import { paymentOwner } from './payments.ts';
import { idsIn, type Source } from './poll.ts';
import type { Rpc } from './rpc.ts';
import { groupBy, micros, number, numbers, present, type Row, row, some, someId, text } from './values.ts';

const paymentFields = [
  'kind',
  'party',
  'date',
  'amount',
  'description',
  'state',
  'journal.currency.code',
  'line.move.origin',
  'clearing_move.lines',
];

export function moneySources(rpc: Rpc): Source<MoneyRecord>[] {
  return [payments(rpc), lines(rpc)];
}

const states: Record<string, MoneyRecord['state']> = { succeeded: 'POSTED', failed: 'CANCELLED' };

function payments(rpc: Rpc): Source<MoneyRecord> {
  return {
    model: 'account.payment',
    pageSize: 200,
    watch: [
      { model: 'account.payment', affects: idsIn('id') },
      // An invoice that is posted after the money came is matched then, without a word in the payment.
      {
        model: 'account.move.line',
        domain: [['move.origin', 'like', 'account.payment,%']],
        fields: ['move.origin'],
        affects: (changed) => changed.flatMap((line) => recordOf(row(line['move.']).origin, 'account.payment') || []),
      },
    ],
    async load(ids, signal) {
      const found = await rpc.read('account.payment', ids, paymentFields, { signal });
      const settled = await readSettled(
        rpc,
        found.flatMap((payment) => numbers(row(payment['clearing_move.']).lines)),
        signal,
      );
      return found.map((payment) => {
        const own = numbers(row(payment['clearing_move.']).lines).flatMap((line) => settled.get(line) ?? []);
        const direct = recordOf(row(row(payment['line.'])['move.']).origin, 'account.invoice');
        const amount = micros(payment.amount);
        const invoices = own.length || payment.state !== 'succeeded' || !direct ? own : [{ invoiceId: invoiceId(direct), amount }];
        return {
          externalId: `account.payment,${payment.id}`,
          direction: payment.kind === 'payable' ? ('OUT' as const) : ('IN' as const),
          day: text(payment.date),
          amount,
          currency: text(row(row(payment['journal.'])['currency.']).code),
          reference: text(payment.description),
          invoices,
          state: states[text(payment.state)] ?? 'DRAFT',
          ...present({ partyId: someId(payment.party), transactionNumber: some(paymentOwner(payment).transactionNumber) }),
        };
      });
    },
  };
}

/** Of these lines of the books, the invoices they are reconciled with and by how much. */
async function readSettled(rpc: Rpc, lineIds: number[], signal: AbortSignal): Promise<Map<number, MoneyRecord['invoices']>> {
  const own = (await rpc.read('account.move.line', lineIds, ['reconciliation', 'debit', 'credit'], { signal })).filter(
    (line) => line.reconciliation !== null,
  );
  const others = await rpc.search(
    'account.move.line',
    [
      ['reconciliation', 'in', numbers(own.map((line) => line.reconciliation))],
      ['move.origin', 'like', 'account.invoice,%'],
    ],
    ['reconciliation', 'debit', 'credit', 'move.origin'],
    { signal },
  );
  const byReconciliation = groupBy(others, (line) => number(line.reconciliation));
  const size = (line: Row) => micros(line.debit) + micros(line.credit);
  return new Map(
    own.map((line) => {
      let left = size(line);
      const invoices = (byReconciliation.get(number(line.reconciliation)) ?? []).flatMap((other) => {
        // Of the same side of the account: a correction that is settled by the same reconciliation is not paid by this money.
        if (micros(other.debit) > 0n === micros(line.debit) > 0n || left === 0n) return [];
        const amount = size(other) < left ? size(other) : left;
        left -= amount;
        return [{ invoiceId: invoiceId(recordOf(row(other['move.']).origin, 'account.invoice')), amount }];
      });
      return [number(line.id), invoices];
    }),
  );
}

function lines(rpc: Rpc): Source<MoneyRecord> {
  const domain = [['invoice_payments', '!=', null]];
  return {
    model: 'account.move.line',
    domain,
    pageSize: 200,
    watch: [{ model: 'account.move.line', domain, affects: idsIn('id') }],
    async load(ids, signal) {
      const [company, found] = await Promise.all([
        rpc.company(signal),
        rpc.read(
          'account.move.line',
          ids,
          ['party', 'date', 'debit', 'credit', 'move.description', 'move.number', 'move.origin', 'invoice_payments'],
          {
            signal,
          },
        ),
      ]);
      return found
        .filter((line) => !text(row(line['move.']).origin).startsWith('account.payment,'))
        .map((line) => {
          const amount = micros(line.debit) + micros(line.credit);
          const [invoice] = numbers(line.invoice_payments);
          return {
            externalId: `account.move.line,${line.id}`,
            direction: micros(line.credit) > 0n ? ('IN' as const) : ('OUT' as const),
            day: text(line.date),
            amount,
            currency: company.currency,
            reference: some(row(line['move.']).description) ?? text(row(line['move.']).number),
            invoices: invoice === undefined ? [] : [{ invoiceId: invoiceId(invoice), amount }],
            state: 'POSTED' as const,
            ...present({ partyId: someId(line.party) }),
          };
        });
    },
  };
}
