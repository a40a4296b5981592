/** Papers: delivery notes, invoices and corrections, what is owed to the company and by it; and their print. */
import { type DocumentFile, type DocumentRecord, type InvoiceRecord, Terminal } from '../connector.ts';
import { idsIn, type Source } from './poll.ts';
import type { Procedures } from './procedures.ts';
import { type ReferenceStore, rateOf } from './reference.ts';
import { type Rpc, refused } from './rpc.ts';
import { byId, dayOf, decimalText, groupBy, id, idsOf, micros, number, numbers, present, type Row, some, someId, text } from './values.ts';

export const invoiceFields = [
  'name', 'state', 'move_type', 'payment_state', 'invoice_date', 'invoice_date_due', 'amount_untaxed', 'amount_tax', 'amount_total', 'amount_residual', 'reversed_entry_id',
  'currency_id', 'commercial_partner_id', 'invoice_partner_display_name', 'l10n_pl_edi_number',
]; // biome-ignore format: one list

export function paperOf(picking: Row, zone: string): DocumentRecord[] {
  if (picking.state !== 'done' || picking.picking_type_code !== 'outgoing') return [];
  return [
    {
      externalId: `picking:${number(picking.id)}`,
      kind: 'DELIVERY_NOTE',
      state: text(picking.state),
      ...present({ number: some(picking.name), issuedOn: dayOf(zone, picking.date_done) }),
    },
  ];
}

const invoiceId = (key: unknown) => `invoice:${number(key)}`;

export function invoicePaper(invoice: Row): DocumentRecord {
  const gross = micros(invoice.amount_total);
  return {
    externalId: invoiceId(invoice.id),
    kind: invoice.move_type === 'out_refund' ? 'CREDIT_NOTE' : 'INVOICE',
    state: text(invoice.state),
    net: micros(invoice.amount_untaxed),
    gross,
    paid: invoice.state === 'posted' ? gross - micros(invoice.amount_residual) : 0n,
    ...present({
      number: some(invoice.name),
      issuedOn: some(invoice.invoice_date),
      dueOn: some(invoice.invoice_date_due),
      governmentNumber: some(invoice.l10n_pl_edi_number),
      correctsId: number(invoice.reversed_entry_id) ? invoiceId(invoice.reversed_entry_id) : undefined,
    }),
  };
}

const kinds = {
  out_invoice: 'INVOICE',
  out_refund: 'CREDIT_NOTE',
  out_receipt: 'RECEIPT',
  in_invoice: 'INVOICE',
  in_refund: 'CREDIT_NOTE',
} as const;

export function invoices(rpc: Rpc, references: ReferenceStore): Source<InvoiceRecord> {
  const papers = [['move_type', 'in', Object.keys(kinds)]];
  return {
    model: 'account.move',
    domain: async (signal) => [...papers, ['company_id', '=', (await references.get(signal)).company.id]],
    pageSize: 100,
    watch: [{ model: 'account.move', domain: papers, affects: idsIn('id') }],
    async load(ids, signal) {
      const reference = await references.get(signal);
      const found = await rpc.search(
        'account.move',
        [['id', 'in', ids], ...papers, ['company_id', '=', reference.company.id]],
        invoiceFields,
        { signal },
      );
      const lines = await rpc.search(
        'account.move.line',
        [
          ['move_id', 'in', idsOf(found, 'id')],
          ['display_type', '=', 'product'],
        ],
        ['move_id', 'product_id', 'quantity', 'price_subtotal', 'price_total', 'tax_ids', 'sale_line_ids'],
        { signal, order: 'id' },
      );
      const due = await rpc.search(
        'account.move.line',
        [
          ['move_id', 'in', idsOf(found, 'id')],
          ['display_type', '=', 'payment_term'],
        ],
        ['move_id', 'date_maturity', 'amount_currency', 'amount_residual_currency'],
        { signal, order: 'date_maturity, id' },
      );
      const dueOf = groupBy(due, 'move_id');
      const [products, saleLines] = await Promise.all([
        rpc.read('product.product', idsOf(lines, 'product_id'), ['default_code'], { signal }).then(byId),
        rpc.read('sale.order.line', idsOf(lines, 'sale_line_ids'), ['order_id'], { signal }).then(byId),
      ]);
      const linesOf = groupBy(lines, 'move_id');
      return found.map((invoice) => {
        const own = linesOf.get(number(invoice.id)) ?? [];
        const sales = own.flatMap((line) => numbers(line.sale_line_ids).map((key) => id(saleLines.get(key)?.order_id)));
        return {
          externalId: invoiceId(invoice.id),
          kind: kinds[text(invoice.move_type) as keyof typeof kinds] ?? 'INVOICE',
          side: text(invoice.move_type).startsWith('in_') ? 'PAYABLE' : 'RECEIVABLE',
          partyName: text(invoice.invoice_partner_display_name),
          orderIds: [...new Set(sales.filter(Boolean))],
          currency: reference.currencies.get(number(invoice.currency_id)) ?? reference.company.currency,
          net: micros(invoice.amount_untaxed),
          tax: micros(invoice.amount_tax),
          gross: micros(invoice.amount_total),
          open: invoice.state === 'posted' ? micros(invoice.amount_residual) : 0n,
          state: stateOf(invoice),
          lines: own.map((line) => ({
            quantity: micros(line.quantity),
            net: micros(line.price_subtotal),
            tax: micros(line.price_total) - micros(line.price_subtotal),
            taxPercent: decimalText(rateOf(reference, line.tax_ids)),
            ...present({ sku: some(products.get(number(line.product_id))?.default_code), variantId: someId(line.product_id) }),
          })),
          ...present({
            number: invoice.state === 'draft' ? undefined : some(invoice.name),
            governmentNumber: some(invoice.l10n_pl_edi_number),
            partyId: someId(invoice.commercial_partner_id),
            issuedOn: some(invoice.invoice_date),
            dueOn: some(invoice.invoice_date_due),
            correctsId: number(invoice.reversed_entry_id) ? invoiceId(invoice.reversed_entry_id) : undefined,
            instalments: instalmentsOf(dueOf.get(number(invoice.id)) ?? []),
          }),
        } satisfies InvoiceRecord;
      });
    },
  };
}

/** Odoo signs them by side and kind; here all of a document are above zero. */
function instalmentsOf(lines: Row[]): InvoiceRecord['instalments'] {
  if (lines.length < 2) return undefined;
  const size = (value: unknown) => {
    const amount = micros(value);
    return amount < 0n ? -amount : amount;
  };
  return lines.map((line) => ({
    dueOn: text(line.date_maturity),
    gross: size(line.amount_currency),
    open: size(line.amount_residual_currency),
  }));
}

function stateOf(invoice: Row): InvoiceRecord['state'] {
  if (invoice.state === 'cancel') return 'CANCELLED';
  if (invoice.state === 'draft') return 'DRAFT';
  return ['paid', 'in_payment', 'reversed'].includes(text(invoice.payment_state)) ? 'PAID' : 'POSTED';
}

const reports: Record<string, { model: string; report: string }> = {
  sale: { model: 'sale.order', report: 'sale.report_saleorder' },
  picking: { model: 'stock.picking', report: 'stock.report_deliveryslip' },
  invoice: { model: 'account.move', report: 'account.report_invoice_with_payments' },
};

/** Odoo's own print. Only a stored procedure can ask for it: the way a browser takes wants a session, not a key. */
export async function printPaper(procedures: Procedures, documentId: string, signal: AbortSignal): Promise<DocumentFile> {
  const [kind = '', key = ''] = documentId.split(':');
  const wanted = reports[kind];
  if (!wanted || !/^\d+$/.test(key)) throw new Terminal('NOT_FOUND', 'the ERP has no such document');
  try {
    const answer = await procedures.need('print', { ...wanted, id: Number(key) }, { signal, timeoutMs: 60_000 });
    if (!answer.pdf) throw new Terminal('NOT_FOUND', 'the ERP has no such document');
    return {
      bytes: Buffer.from(text(answer.pdf), 'base64'),
      mediaType: 'application/pdf',
      name: `${text(answer.name).replace(/[^\p{L}\p{N}]+/gu, '-')}.pdf`,
    };
  } catch (error) {
    throw refused(error, 'the ERP cannot print this document');
  }
}
