/** Invoices and corrections of either side, and what still has to be paid on them. */
import type { InvoiceRecord } from '../connector.ts';
import { idsIn, type Source } from './poll.ts';
import type { Reference, ReferenceStore } from './reference.ts';
import type { Rpc } from './rpc.ts';
import {
  groupBy,
  micros,
  multiply,
  number,
  numbers,
  percentOf,
  present,
  type Row,
  roundMoney,
  row,
  rows,
  some,
  someId,
  text,
} from './values.ts';

export const invoiceFields = [
  'number', 'type', 'state', 'reference', 'party', 'party.name', 'currency.code', 'invoice_date', 'untaxed_amount', 'tax_amount', 'total_amount',
  'amount_to_pay', 'lines_to_pay', 'lines_to_pay.maturity_date', 'lines_to_pay.debit', 'lines_to_pay.credit', 'lines_to_pay.amount_second_currency',
]; // biome-ignore format: one list
const lineFields = ['invoice', 'type', 'origin', 'product', 'product.code', 'quantity', 'amount', 'taxes'];

export const invoiceId = (key: unknown) => `account.invoice,${key}`;
/** `model,7` → 7 where it is of that model; else 0. */
export const recordOf = (reference: unknown, model: string): number => {
  const [name, key] = text(reference).split(',');
  return name === model ? Number(key) : 0;
};
export const isBooked = (invoice: Row) => invoice.state === 'posted' || invoice.state === 'paid';

export function invoices(rpc: Rpc, references: ReferenceStore): Source<InvoiceRecord> {
  return {
    model: 'account.invoice',
    pageSize: 100,
    watch: [
      { model: 'account.invoice', affects: idsIn('id') },
      { model: 'account.invoice.line', domain: [['invoice', '!=', null]], fields: ['invoice'], affects: idsIn('invoice') },
      // A payment in part writes no invoice, but a line of the books, or a payment on one.
      {
        model: 'account.move.line',
        domain: [['party', '!=', null]],
        fields: ['move.origin', 'invoice_payment'],
        affects: (changed) =>
          changed.flatMap((line) =>
            [recordOf(row(line['move.']).origin, 'account.invoice'), number(line.invoice_payment)].filter((key) => key > 0),
          ),
      },
      {
        model: 'account.payment',
        domain: [['line', '!=', null]],
        fields: ['line.move.origin'],
        affects: (changed) => changed.flatMap((payment) => recordOf(row(row(payment['line.'])['move.']).origin, 'account.invoice') || []),
      },
    ],
    async load(ids, signal) {
      const [reference, found, lines] = await Promise.all([
        references.get(signal),
        rpc.read('account.invoice', ids, invoiceFields, { signal }),
        rpc.search('account.invoice.line', [['invoice', 'in', ids]], lineFields, { signal, order: [['id', 'ASC']] }),
      ]);
      const [origins, promised] = await Promise.all([readOrigins(rpc, lines, signal), readPromised(rpc, found, signal)]);
      const linesOf = groupBy(lines, (line) => number(line.invoice));
      return found.map((invoice) => {
        const own = linesOf.get(number(invoice.id)) ?? [];
        return invoiceOf(invoice, own, origins, promised.get(number(invoice.id)) ?? 0n, reference);
      });
    },
  };
}

/** What a line of an invoice comes from: a sale, and for a correction the invoice it corrects. */
export interface Origin {
  sale?: number;
  corrects?: number;
}

/** By invoice line. Corrections made by the wizard point at invoice lines; those of a return sale at its lines, and that sale at the first one. */
export async function readOrigins(rpc: Rpc, lines: Row[], signal: AbortSignal): Promise<Map<number, Origin>> {
  const origins = (list: Row[], model: string) => [...new Set(list.map((line) => recordOf(line.origin, model)).filter((key) => key > 0))];
  const corrected = await rpc.read('account.invoice.line', origins(lines, 'account.invoice.line'), ['invoice', 'origin'], { signal });
  const correctedById = new Map(corrected.map((line) => [number(line.id), line]));
  const saleLines = await rpc.read(
    'sale.line',
    origins([...lines, ...corrected], 'sale.line'),
    ['sale', 'sale.origin', 'sale.origin.invoices'],
    {
      signal,
    },
  );
  const saleOf = new Map(saleLines.map((line) => [number(line.id), line]));
  const returned = [...new Set(saleLines.flatMap((line) => recordOf(row(line['sale.']).origin, 'sale.sale') || []))];
  const firsts = new Map(
    (await rpc.read('sale.sale', returned, ['invoices'], { signal })).map((sale) => [number(sale.id), numbers(sale.invoices)]),
  );
  return new Map(
    lines.map((line) => {
      const source = correctedById.get(recordOf(line.origin, 'account.invoice.line'));
      const saleLine = saleOf.get(recordOf((source ?? line).origin, 'sale.line'));
      const first = recordOf(row(saleLine?.['sale.']).origin, 'sale.sale');
      const [corrects] = source ? [number(source.invoice)] : (firsts.get(first) ?? []);
      return [number(line.id), present({ sale: first || number(saleLine?.sale) || undefined, corrects: corrects || undefined })];
    }),
  );
}

/** Tryton takes payments that are only promised off what is to be paid: so much of it is still open. By invoice. */
export async function readPromised(rpc: Rpc, found: Row[], signal: AbortSignal): Promise<Map<number, bigint>> {
  const owner = new Map(found.flatMap((invoice) => numbers(invoice.lines_to_pay).map((line) => [line, number(invoice.id)] as const)));
  const promised = new Map<number, bigint>();
  if (owner.size === 0) return promised;
  const payments = await rpc.search(
    'account.payment',
    [
      ['line', 'in', [...owner.keys()]],
      ['state', 'in', ['draft', 'approved', 'processing']],
    ],
    ['line', 'amount'],
    { signal },
  );
  for (const payment of payments) {
    const invoice = owner.get(number(payment.line)) ?? 0;
    promised.set(invoice, (promised.get(invoice) ?? 0n) + micros(payment.amount));
  }
  return promised;
}

export const openOf = (invoice: Row, promised: bigint): bigint => {
  const open = micros(invoice.amount_to_pay) + promised;
  return open < 0n ? -open : open;
};

const states: Record<string, InvoiceRecord['state']> = {
  draft: 'DRAFT',
  validated: 'DRAFT',
  posted: 'POSTED',
  paid: 'PAID',
  cancelled: 'CANCELLED',
};

function invoiceOf(invoice: Row, lines: Row[], origins: Map<number, Origin>, promised: bigint, reference: Reference): InvoiceRecord {
  const credit = micros(invoice.total_amount) < 0n;
  const positive = (amount: bigint) => (credit ? -amount : amount);
  const own = lines.flatMap((line) => origins.get(number(line.id)) ?? []);
  const sales = [...new Set(own.flatMap((origin) => origin.sale ?? []))];
  const corrects = own.find((origin) => origin.corrects)?.corrects;
  return {
    externalId: invoiceId(invoice.id),
    kind: credit ? 'CREDIT_NOTE' : 'INVOICE',
    side: invoice.type === 'in' ? 'PAYABLE' : 'RECEIVABLE',
    partyName: text(row(invoice['party.']).name),
    orderIds: sales.map(String),
    currency: text(row(invoice['currency.']).code),
    net: positive(micros(invoice.untaxed_amount)),
    tax: positive(micros(invoice.tax_amount)),
    gross: positive(micros(invoice.total_amount)),
    open: isBooked(invoice) ? openOf(invoice, promised) : 0n,
    state: states[text(invoice.state)] ?? 'DRAFT',
    lines: lines
      .filter((line) => line.type === 'line')
      .map((line) => {
        const rate = numbers(line.taxes).reduce((sum, tax) => sum + micros(reference.taxRates.get(tax)), 0n);
        const net = positive(micros(line.amount));
        return {
          quantity: positive(micros(line.quantity)),
          net,
          tax: roundMoney(multiply(net, rate)),
          taxPercent: percentOf(rate),
          ...present({ sku: some(row(line['product.']).code), variantId: someId(line.product) }),
        };
      }),
    ...present({
      number: some(invoice.number),
      partyId: someId(invoice.party),
      correctsId: corrects ? invoiceId(corrects) : undefined,
      issuedOn: some(invoice.invoice_date),
      dueOn: dueOn(invoice),
      instalments: instalmentsOf(invoice, isBooked(invoice) ? openOf(invoice, promised) : 0n),
    }),
  };
}

/** What was paid by hand is of the invoice, not of one of its lines: the earliest are paid first. */
function instalmentsOf(invoice: Row, open: bigint): InvoiceRecord['instalments'] {
  const lines = rows(invoice['lines_to_pay.']);
  if (lines.length < 2) return undefined;
  let left = open;
  return lines
    .toSorted((a, b) => (text(a.maturity_date) < text(b.maturity_date) ? 1 : -1))
    .map((line) => {
      const amount = micros(line.amount_second_currency) || micros(line.debit) - micros(line.credit);
      const gross = amount < 0n ? -amount : amount;
      const part = gross < left ? gross : left;
      left -= part;
      return { dueOn: text(line.maturity_date), gross, open: part };
    })
    .reverse();
}

export const dueOn = (invoice: Row): string | undefined =>
  rows(invoice['lines_to_pay.'])
    .flatMap((line) => some(line.maturity_date) ?? [])
    .sort()
    .at(-1);
