/**
 * The books of the twin ERP: each sale's invoices, corrections and money as rows of their own, kept equal to the sale at every change; and what stands in
 * the books without a sale: receipts of the till, bills of suppliers.
 */
import { createHash } from 'node:crypto';
import { localDate } from './dates.ts';
import { smaller, toMicros, toMoney } from './decimal.ts';
import type { Invoice, Money } from './erpBookApi.ts';
import { type Erp, need } from './erpContext.ts';
import type { Paper, Sale } from './erpOrderApi.ts';
import { due, refreshCredit } from './erpParties.ts';

/** Writes a sale whose papers or payments changed: it is closed when all is paid, its books follow, its party's credit too. */
export function closeSale(erp: Erp, sale: Sale): Sale {
  const full = due(sale) === 0n;
  const papers = sale.papers.map((paper): Paper => {
    if (paper.kind !== 'invoice' || paper.state === 'draft') return paper;
    return { ...paper, paid: sale.paid, state: full ? 'paid' : 'open' };
  });
  const settled: Sale = { ...sale, papers, state: sale.state === 'invoiced' && full ? 'closed' : sale.state };
  erp.store.put('orders', settled);
  for (const row of invoicesOf(erp, settled)) putInvoice(erp, row);
  for (const row of moneyOf(settled)) {
    // A line of the statement keeps what the payer wrote and its own day.
    const { reference, day } = erp.store.find('money', row.id) ?? row;
    putMoney(erp, { ...row, reference, day });
  }
  refreshCredit(erp, sale.partyId);
  return settled;
}

export function paperNumber(erp: Erp, series: string, date: string): string {
  const year = date.slice(0, 4);
  return `${series}/${year}/${String(erp.store.next(`${series}/${year}`)).padStart(5, '0')}`;
}

/** As the state's register would give it: tax number, day, two parts. */
export function ksefNumber(number: string, issuedOn: string): string {
  const hash = createHash('sha256').update(number).digest('hex').toUpperCase();
  return `9990000072-${issuedOn.replaceAll('-', '')}-${hash.slice(0, 12)}-${hash.slice(12, 14)}`;
}

export function putInvoice(erp: Erp, row: Invoice): Invoice {
  const known = erp.store.find('invoices', row.id);
  return JSON.stringify(known) === JSON.stringify(row) ? row : erp.store.put('invoices', row);
}

export function putMoney(erp: Erp, row: Money): Money {
  const known = erp.store.find('money', row.id);
  return JSON.stringify(known) === JSON.stringify(row) ? row : erp.store.put('money', row);
}

function invoicesOf(erp: Erp, sale: Sale): Invoice[] {
  const party = need(erp, 'parties', sale.partyId);
  const common = { side: 'receivable' as const, partyId: party.id, partyName: party.name, orderIds: [sale.id], currency: sale.currency };
  const { net, tax, gross } = sale.totals;
  const back = backOf(sale);
  return sale.papers.flatMap((paper): Invoice[] => {
    const { id, number, issuedOn, dueOn, ksef, correctsId } = paper;
    const dated = {
      ...(number ? { number } : {}),
      ...(ksef ? { ksef } : {}),
      ...(correctsId ? { correctsId } : {}),
      ...(issuedOn ? { issuedOn } : {}),
      ...(dueOn ? { dueOn } : {}),
    };
    if (paper.kind === 'invoice') {
      const open = toMoney(paper.state === 'draft' ? toMicros(gross) : due(sale));
      const state = paper.state === 'draft' ? 'draft' : paper.state === 'paid' ? 'paid' : 'posted';
      return [
        { id, kind: 'invoice', ...common, ...dated, net, tax, gross, open, state, lines: [...goodsLines(sale), ...deliveryLine(sale)] },
      ];
    }
    if (paper.kind !== 'credit_note') return [];
    const lines = (paper.lines ?? []).map(({ sku, quantity, net: lineNet, tax: lineTax }) => {
      const line = sale.lines.find((one) => one.sku === sku);
      return { sku, ...(line ? { variantId: line.variantId } : {}), quantity, net: lineNet, tax: lineTax, vat: line?.vat ?? '23' };
    });
    const positive = { net: minus(paper.net), gross: minus(paper.gross) };
    const open = back.get(id) ?? 0n;
    const whole = { ...positive, tax: toMoney(toMicros(positive.gross) - toMicros(positive.net)), open: toMoney(open) };
    return [{ id, kind: 'credit_note', ...common, ...dated, ...whole, state: open === 0n ? 'paid' : 'posted', lines }];
  });
}

/** What is still to be given back, by correction: what was paid above what is owed, on the newest corrections. */
function backOf(sale: Sale): Map<string, bigint> {
  const corrections = sale.papers.filter((paper) => paper.kind === 'credit_note');
  const credited = corrections.reduce((sum, paper) => sum - toMicros(paper.gross ?? '0'), 0n);
  let left = toMicros(sale.paid) + credited - toMicros(sale.totals.gross);
  return new Map(
    corrections.reverse().map((paper) => {
      const part = left > 0n ? smaller(left, -toMicros(paper.gross ?? '0')) : 0n;
      left -= part;
      return [paper.id, part];
    }),
  );
}

function goodsLines(sale: Sale): Invoice['lines'] {
  return sale.lines.map(({ sku, variantId, quantity, net, tax, vat }) => ({ sku, variantId, quantity, net, tax, vat }));
}

function deliveryLine({ delivery: { net, gross, vat } }: Sale): Invoice['lines'] {
  if (toMicros(gross) === 0n) return [];
  return [{ quantity: '1', net: toMoney(toMicros(net)), tax: toMoney(toMicros(gross) - toMicros(net)), vat }];
}

/** One row a payment that moved money. What came in pays the invoice; what went back pays the corrections. */
function moneyOf(sale: Sale): Money[] {
  const posted = sale.papers.filter((paper) => paper.number !== undefined);
  const bill = posted.find((paper) => paper.kind === 'invoice');
  const corrections = posted.filter((paper) => paper.kind === 'credit_note');
  const room = new Map([
    ...(bill ? [[bill.id, toMicros(bill.gross ?? '0')] as const] : []),
    ...corrections.map((paper) => [paper.id, -toMicros(paper.gross ?? '0')] as const),
  ]);
  return sale.payments.flatMap((payment): Money[] => {
    const out = payment.separate === true;
    const gone = !out && payment.state === 'refunded';
    if (!out && !gone && payment.state !== 'paid') return [];
    const amount = toMicros(payment.amount);
    const invoices: Money['invoices'] = [];
    let left = amount;
    for (const { id } of gone ? [] : out ? corrections : bill ? [bill] : []) {
      const part = smaller(left, room.get(id) ?? 0n);
      if (part <= 0n) continue;
      invoices.push({ invoiceId: id, amount: toMoney(part) });
      room.set(id, (room.get(id) ?? 0n) - part);
      left -= part;
    }
    const { transactionNumber } = payment;
    return [
      {
        id: payment.moneyId ?? `${payment.id}-KP`,
        direction: out ? 'out' : 'in',
        partyId: sale.partyId,
        day: localDate(payment.at),
        amount: payment.amount,
        currency: sale.currency,
        reference: [transactionNumber, sale.number].filter(Boolean).join(' '),
        ...(transactionNumber ? { transactionNumber } : {}),
        invoices,
        state: gone ? 'cancelled' : 'posted',
      },
    ];
  });
}

function minus(text: string | undefined): string {
  return toMoney(-toMicros(text ?? '0'));
}
