/** The papers of sales: the order itself, delivery notes, invoices and their corrections; and the goods that came back. */
import type { DocumentRecord } from '../connector.ts';
import { dueOn, invoiceFields, invoiceId, isBooked, type Origin, openOf, readOrigins, readPromised } from './billing.ts';
import { type ReturnMove, readReturned } from './returns.ts';
import type { Rpc } from './rpc.ts';
import { groupBy, micros, number, numbers, present, type Row, rows, some, text } from './values.ts';

export interface SaleInvoice {
  invoice: Row;
  /** Promised on it, and not here yet. */
  promised: bigint;
  origin: Origin;
}

export interface SaleReturn {
  shipment: Row;
  moves: ReturnMove[];
}

/** Invoices by sale: those Tryton itself counts to the sale, and corrections of them, which it does not. */
export async function readInvoices(rpc: Rpc, sales: Row[], signal: AbortSignal): Promise<Map<number, SaleInvoice[]>> {
  const own = sales.flatMap((sale) => numbers(sale.invoices));
  if (own.length === 0) return new Map();
  const corrections = await rpc.search('account.invoice.line', [['origin.invoice', 'in', own, 'account.invoice.line']], ['invoice'], {
    signal,
  });
  const takenBack = await rpc.search('sale.sale', [['origin', 'in', sales.map((sale) => `sale.sale,${sale.id}`)]], ['invoices'], {
    signal,
  });
  const ids = [
    ...new Set([...own, ...numbers(corrections.map((line) => line.invoice)), ...takenBack.flatMap((sale) => numbers(sale.invoices))]),
  ];
  const [found, lines] = await Promise.all([
    rpc.read('account.invoice', ids, invoiceFields, { signal }),
    rpc.search('account.invoice.line', [['invoice', 'in', ids]], ['invoice', 'origin'], { signal, order: [['id', 'ASC']] }),
  ]);
  const [origins, promised] = await Promise.all([readOrigins(rpc, lines, signal), readPromised(rpc, found, signal)]);
  const bySale = new Map<number, SaleInvoice[]>();
  const linesOf = groupBy(lines, (line) => number(line.invoice));
  for (const invoice of found) {
    const mine = (linesOf.get(number(invoice.id)) ?? []).flatMap((line) => origins.get(number(line.id)) ?? []);
    const corrects = mine.find((origin) => origin.corrects);
    for (const sale of new Set(mine.flatMap((origin) => origin.sale ?? [])))
      bySale.set(sale, [
        ...(bySale.get(sale) ?? []),
        { invoice, promised: promised.get(number(invoice.id)) ?? 0n, origin: corrects ?? { sale } },
      ]);
  }
  return bySale;
}

/** Return shipments by sale: those whose goods left by the sale's own moves, and those of a sale that takes it back. */
export async function readReturns(rpc: Rpc, sales: Row[], lines: Row[], signal: AbortSignal): Promise<Map<number, SaleReturn[]>> {
  const moves = lines.flatMap((line) => rows(line['moves.']).flatMap((move) => (move.state === 'done' ? [`stock.move,${move.id}`] : [])));
  const [direct, takenBack] = await Promise.all([
    moves.length
      ? rpc.search(
          'stock.move',
          [
            ['origin', 'in', moves],
            ['from_location.type', '=', 'customer'],
          ],
          ['shipment'],
          { signal },
        )
      : [],
    rpc.search('sale.sale', [['origin', 'in', sales.map((sale) => `sale.sale,${sale.id}`)]], ['shipment_returns'], { signal }),
  ]);
  const ids = [
    ...new Set([
      ...direct.flatMap((move) => Number(/^stock\.shipment\.out\.return,(\d+)$/.exec(text(move.shipment))?.[1] ?? 0) || []),
      ...takenBack.flatMap((sale) => numbers(sale.shipment_returns)),
    ]),
  ];
  const [shipments, returned] = await Promise.all([
    rpc.read('stock.shipment.out.return', ids, ['number', 'state', 'warehouse'], { signal }),
    readReturned(rpc, ids, signal),
  ]);
  const bySale = new Map<number, SaleReturn[]>();
  for (const shipment of shipments) {
    const own = returned.filter((move) => move.shipment === shipment.id);
    const sale = own.find((move) => move.sale)?.sale;
    if (sale) bySale.set(sale, [...(bySale.get(sale) ?? []), { shipment, moves: own.filter((move) => move.sale === sale) }]);
  }
  return bySale;
}

export function salesOrder(sale: Row): DocumentRecord[] {
  const number = some(sale.number);
  if (!number) return [];
  return [
    {
      externalId: `sale.sale,${sale.id}`,
      kind: sale.state === 'quotation' ? 'QUOTATION' : 'SALES_ORDER',
      number,
      state: text(sale.state),
      net: micros(sale.untaxed_amount),
      gross: micros(sale.total_amount),
      ...present({ issuedOn: some(sale.sale_date) }),
    },
  ];
}

export function deliveryNote(shipment: Row): DocumentRecord {
  return {
    externalId: `stock.shipment.out,${shipment.id}`,
    kind: 'DELIVERY_NOTE',
    state: text(shipment.state),
    ...present({ number: some(shipment.number), issuedOn: some(shipment.effective_date) }),
  };
}

export function invoiceDocument({ invoice, promised, origin }: SaleInvoice): DocumentRecord {
  const credit = micros(invoice.total_amount) < 0n;
  const positive = (amount: bigint) => (credit ? -amount : amount);
  const gross = positive(micros(invoice.total_amount));
  return {
    externalId: invoiceId(invoice.id),
    kind: credit ? 'CREDIT_NOTE' : 'INVOICE',
    state: text(invoice.state),
    net: positive(micros(invoice.untaxed_amount)),
    gross,
    paid: isBooked(invoice) ? gross - openOf(invoice, promised) : 0n,
    ...present({
      number: some(invoice.number),
      issuedOn: some(invoice.invoice_date),
      dueOn: dueOn(invoice),
      correctsId: origin.corrects ? invoiceId(origin.corrects) : undefined,
    }),
  };
}
