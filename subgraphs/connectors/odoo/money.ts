/** Money as the books have it: payments, and what each pays. */
import type { MoneyRecord } from '../connector.ts';
import { paymentFields, transactionOf } from './payments.ts';
import { idsIn, type Source } from './poll.ts';
import type { ReferenceStore } from './reference.ts';
import type { Rpc } from './rpc.ts';
import { byId, id, idsOf, micros, number, numbers, present, type Row, row, rows, someId, text } from './values.ts';

const states: Record<string, MoneyRecord['state']> = { draft: 'DRAFT', in_process: 'POSTED', paid: 'POSTED' };

export function money(rpc: Rpc, references: ReferenceStore): Source<MoneyRecord> {
  return {
    model: 'account.payment',
    domain: async (signal) => [['company_id', '=', (await references.get(signal)).company.id]],
    pageSize: 100,
    watch: [
      { model: 'account.payment', affects: idsIn('id') },
      // Setting a payment against an invoice touches the invoice, not always the payment.
      {
        model: 'account.move',
        domain: [['move_type', '!=', 'entry'], ['state', '=', 'posted']],
        affects: async (changed, signal) =>
          idsOf(await rpc.search('account.move', [['id', 'in', idsIn('id')(changed)]], ['matched_payment_ids'], { signal }), 'matched_payment_ids'),
      },
    ], // biome-ignore format: one table a line
    async load(ids, signal) {
      const reference = await references.get(signal);
      const found = await rpc.search(
        'account.payment',
        [
          ['id', 'in', ids],
          ['company_id', '=', reference.company.id],
        ],
        [...paymentFields, 'reconciled_invoice_ids', 'reconciled_bill_ids'],
        { signal, order: 'id' },
      );
      const papers = [...idsOf(found, 'reconciled_invoice_ids'), ...idsOf(found, 'reconciled_bill_ids')];
      const [invoices, partners] = await Promise.all([
        rpc.read('account.move', papers, ['invoice_payments_widget'], { signal }).then(byId),
        rpc.read('res.partner', idsOf(found, 'partner_id'), ['commercial_partner_id'], { signal }).then(byId),
      ]);
      return found.map((payment) => {
        const paid = [...numbers(payment.reconciled_invoice_ids), ...numbers(payment.reconciled_bill_ids)];
        return {
          externalId: id(payment.id),
          direction: payment.payment_type === 'outbound' ? 'OUT' : 'IN',
          day: text(payment.date),
          amount: micros(payment.amount),
          currency: reference.currencies.get(number(payment.currency_id)) ?? reference.company.currency,
          reference: text(payment.memo),
          invoices: paid.flatMap((key) => partsOf(invoices.get(key), payment)),
          state: states[text(payment.state)] ?? 'CANCELLED',
          ...present({
            partyId: someId(partners.get(number(payment.partner_id))?.commercial_partner_id),
            transactionNumber: transactionOf(payment.memo),
          }),
        } satisfies MoneyRecord;
      });
    },
  };
}

/** How much of an invoice one payment covers: Odoo tells it where it shows the invoice's payments. */
function partsOf(invoice: Row | undefined, payment: Row): MoneyRecord['invoices'] {
  const amount = rows(row(invoice?.invoice_payments_widget).content)
    .filter((part) => part.account_payment_id === payment.id)
    .reduce((sum, part) => sum + micros(part.amount), 0n);
  return invoice && amount > 0n ? [{ invoiceId: `invoice:${number(invoice.id)}`, amount }] : [];
}
