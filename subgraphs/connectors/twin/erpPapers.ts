/** What happens to a sale after it is confirmed: picking, shipping, invoicing, each with its document. */
import { DAY, localDate } from './dates.ts';
import { smaller, toMicros, toText } from './decimal.ts';
import { closeSale, ksefNumber, paperNumber } from './erpBooks.ts';
import { type Erp, need } from './erpContext.ts';
import type { Paper, Sale, SaleState } from './erpOrderApi.ts';
import { type Allocation, move, release } from './erpStock.ts';
import { Refusal } from './server.ts';

export function pickSale(erp: Erp, id: string): Sale {
  const sale = inState(erp, id, ['confirmed']);
  erp.store.effect('order.picking', id);
  return erp.store.put('orders', { ...sale, state: 'picking' });
}

export interface ShipRequest {
  /** Default: all that is left. */
  lines?: { sku: string; quantity: string }[];
  carrier?: string;
  trackingNumber?: string;
}

/** Ships: one delivery note and one label for each place the goods leave from. */
export function shipSale(erp: Erp, id: string, request: ShipRequest = {}): Sale {
  const sale = inState(erp, id, ['confirmed', 'picking', 'partial']);
  const wanted = request.lines && new Map(request.lines.map((line) => [line.sku, toMicros(line.quantity)]));
  const leaving = new Map<string, { sku: string; quantity: string; variantId: string }[]>();
  const lines = sale.lines.map((line) => {
    const left = toMicros(line.quantity) - toMicros(line.shipped);
    const asked = wanted ? (wanted.get(line.sku) ?? 0n) : left;
    if (asked > left) throw new Refusal('INVALID', `only ${toText(left)} of ${line.sku} is left to ship`);
    const { taken, kept } = take(line.reserved, asked);
    for (const part of taken) {
      const parts = leaving.get(part.locationId) ?? [];
      leaving.set(part.locationId, [...parts, { sku: line.sku, quantity: part.quantity, variantId: line.variantId }]);
    }
    release(erp, line.variantId, taken);
    return { ...line, shipped: toText(toMicros(line.shipped) + asked), reserved: kept };
  });
  if (leaving.size === 0) throw new Refusal('INVALID', 'nothing to ship');
  const shipments = [...sale.shipments];
  const papers = [...sale.papers];
  const issuedOn = localDate(erp.now());
  for (const [locationId, parts] of leaving) {
    const number = paperNumber(erp, 'WZ', issuedOn);
    const shipmentId = `${id}-W${shipments.length + 1}`;
    for (const { variantId, quantity } of parts) {
      move(erp, { variantId, fromId: locationId, quantity, kind: 'sale_online', document: number });
    }
    const tracking = request.trackingNumber ?? `6200000${String(erp.store.next('tracking')).padStart(9, '0')}`;
    shipments.push({
      id: shipmentId,
      number,
      state: 'shipped',
      locationId,
      carrier: request.carrier ?? 'InPost',
      trackingNumbers: [tracking],
      lines: parts.map(({ sku, quantity }) => ({ sku, quantity })),
      at: erp.now(),
    });
    papers.push({ id: shipmentId, kind: 'delivery_note', number, issuedOn, state: 'issued' });
    papers.push({ id: `${shipmentId}-ET`, kind: 'label', number: tracking, issuedOn, state: 'issued' });
    erp.store.effect('shipment.created', shipmentId, { orderId: id, number });
  }
  const state: SaleState = lines.every((line) => toMicros(line.shipped) === toMicros(line.quantity)) ? 'shipped' : 'partial';
  return erp.store.put('orders', { ...sale, lines, shipments, papers, state });
}

export function deliverSale(erp: Erp, id: string): Sale {
  const sale = need(erp, 'orders', id);
  return erp.store.put('orders', { ...sale, shipments: sale.shipments.map((shipment) => ({ ...shipment, state: 'delivered' as const })) });
}

/** Invoices a shipped sale; a paid one is closed at once. A draft has no number yet and owes nothing: see {@link postInvoice}. */
export function invoiceSale(erp: Erp, id: string, { draft = false }: { draft?: boolean } = {}): Sale {
  const sale = inState(erp, id, ['shipped']);
  const paperId = `${id}-FV`;
  if (sale.papers.some((paper) => paper.id === paperId)) throw new Refusal('STATE_FORBIDS', 'the sale has a draft invoice: post it');
  const { net, gross } = sale.totals;
  const paper: Paper = { id: paperId, kind: 'invoice', net, gross, paid: '0', state: 'draft' };
  const drafted: Sale = { ...sale, papers: [...sale.papers, paper] };
  return draft ? closeSale(erp, drafted) : post(erp, drafted, paperId);
}

/** A draft gets its number and counts. */
export function postInvoice(erp: Erp, invoiceId: string): Sale {
  const { orderIds, state } = need(erp, 'invoices', invoiceId);
  if (state !== 'draft') throw new Refusal('STATE_FORBIDS', 'the invoice is posted already');
  return post(erp, need(erp, 'orders', orderIds[0] ?? ''), invoiceId);
}

function post(erp: Erp, sale: Sale, paperId: string): Sale {
  const issuedOn = localDate(erp.now());
  const number = paperNumber(erp, 'FV', issuedOn);
  const numbered = { number, issuedOn, dueOn: localDate(erp.now() + sale.termsDays * DAY), ksef: ksefNumber(number, issuedOn) };
  const papers = sale.papers.map((paper): Paper => (paper.id === paperId ? { ...paper, ...numbered, state: 'open' } : paper));
  erp.store.effect('invoice.created', paperId, { orderId: sale.id, number, gross: sale.totals.gross });
  return closeSale(erp, { ...sale, state: 'invoiced', papers });
}

function inState(erp: Erp, id: string, states: SaleState[]): Sale {
  const sale = need(erp, 'orders', id);
  if (!states.includes(sale.state)) throw new Refusal('STATE_FORBIDS', `the sale is ${sale.state}`);
  return sale;
}

/** Splits reservations into what leaves now and what stays. */
function take(reserved: Allocation[], quantity: bigint): { taken: Allocation[]; kept: Allocation[] } {
  const taken: Allocation[] = [];
  const kept: Allocation[] = [];
  let open = quantity;
  for (const part of reserved) {
    const has = toMicros(part.quantity);
    const goes = smaller(has, open);
    if (goes > 0n) taken.push({ locationId: part.locationId, quantity: toText(goes) });
    if (has > goes) kept.push({ locationId: part.locationId, quantity: toText(has - goes) });
    open -= goes;
  }
  return { taken, kept };
}
