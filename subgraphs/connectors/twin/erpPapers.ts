/** What happens to a sale after it is confirmed: picking, shipping, invoicing, payments, returns, each with its document. */
import { DAY, localDate } from './dates.ts';
import { smaller, toMicros, toMoney, toText } from './decimal.ts';
import { currency, type Erp, need } from './erpContext.ts';
import type { NewPayment, Paper, Payment, Sale, SaleState } from './erpOrderApi.ts';
import { due, refreshCredit } from './erpParties.ts';
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

/** Ships: one delivery note for each place the goods leave from. */
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
    shipments.push({
      id: shipmentId,
      number,
      state: 'shipped',
      locationId,
      carrier: request.carrier ?? 'InPost',
      trackingNumbers: [request.trackingNumber ?? `6200000${String(erp.store.next('tracking')).padStart(9, '0')}`],
      lines: parts.map(({ sku, quantity }) => ({ sku, quantity })),
      at: erp.now(),
    });
    papers.push({ id: shipmentId, kind: 'delivery_note', number, issuedOn, state: 'issued' });
    erp.store.effect('shipment.created', shipmentId, { orderId: id, number });
  }
  const state: SaleState = lines.every((line) => toMicros(line.shipped) === toMicros(line.quantity)) ? 'shipped' : 'partial';
  return erp.store.put('orders', { ...sale, lines, shipments, papers, state });
}

export function deliverSale(erp: Erp, id: string): Sale {
  const sale = need(erp, 'orders', id);
  return erp.store.put('orders', { ...sale, shipments: sale.shipments.map((shipment) => ({ ...shipment, state: 'delivered' as const })) });
}

/** Issues the invoice of a shipped sale; a paid one is closed at once. */
export function invoiceSale(erp: Erp, id: string): Sale {
  const sale = inState(erp, id, ['shipped']);
  const issuedOn = localDate(erp.now());
  const number = paperNumber(erp, 'FV', issuedOn);
  const { net, gross } = sale.totals;
  const dueOn = localDate(erp.now() + sale.termsDays * DAY);
  const paper: Paper = { id: `${id}-FV`, kind: 'invoice', number, issuedOn, dueOn, net, gross, paid: sale.paid, state: 'open' };
  erp.store.effect('invoice.created', paper.id, { orderId: id, number, gross });
  const invoiced = settle({ ...sale, state: 'invoiced', papers: [...sale.papers, paper] });
  erp.store.put('orders', invoiced);
  refreshCredit(erp, sale.partyId);
  return invoiced;
}

/** Takes goods back: stock, movement and credit note. The money goes back by a payment of its own. */
export function returnSale(erp: Erp, id: string, given: { sku: string; quantity: string }[], locationId = 'MAG-KRK'): Sale {
  const sale = inState(erp, id, ['shipped', 'invoiced', 'closed']);
  const issuedOn = localDate(erp.now());
  const number = paperNumber(erp, 'KOR', issuedOn);
  let net = 0n;
  let gross = 0n;
  for (const { sku, quantity } of given) {
    const line = sale.lines.find((one) => one.sku === sku);
    if (!line || toMicros(quantity) > toMicros(line.shipped)) throw new Refusal('INVALID', `${sku}: more than was shipped`);
    move(erp, { variantId: line.variantId, toId: locationId, quantity, kind: 'return', document: number });
    net += share(line.net, quantity, line.quantity);
    gross += share(line.gross, quantity, line.quantity);
  }
  const paperId = `${id}-K${sale.papers.length + 1}`;
  const paper: Paper = { id: paperId, kind: 'credit_note', number, issuedOn, net: toMoney(-net), gross: toMoney(-gross), state: 'issued' };
  erp.store.effect('credit_note.created', paperId, { orderId: id, number, gross: paper.gross });
  return erp.store.put('orders', { ...sale, papers: [...sale.papers, paper] });
}

const rank: Record<Payment['state'], number> = { pending: 0, failed: 1, authorised: 2, paid: 3, refunded: 4 };

/** Once per (sale, transaction number). What repeats or comes late changes nothing; a later state of the same transaction is taken over. */
export function recordPayment(erp: Erp, orderId: string, given: NewPayment): { id: string; repeated: boolean } {
  const sale = need(erp, 'orders', orderId);
  if (given.currency !== currency) throw new Refusal('INVALID', 'this company takes PLN only');
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
  const id = `P${String(erp.store.next('payment')).padStart(6, '0')}`;
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

function save(erp: Erp, sale: Sale): void {
  let paid = 0n;
  for (const payment of sale.payments) {
    if (payment.state === 'paid') paid += toMicros(payment.amount);
    // A payment that was itself refunded just no longer counts.
    if (payment.separate) paid -= toMicros(payment.amount);
  }
  erp.store.put('orders', settle({ ...sale, paid: toMoney(paid < 0n ? 0n : paid) }));
  refreshCredit(erp, sale.partyId);
}

function settle(sale: Sale): Sale {
  const full = due(sale) === 0n;
  const papers = sale.papers.map(
    (paper): Paper => (paper.kind === 'invoice' ? { ...paper, paid: sale.paid, state: full ? 'paid' : 'open' } : paper),
  );
  return { ...sale, papers, state: sale.state === 'invoiced' && full ? 'closed' : sale.state };
}

function inState(erp: Erp, id: string, states: SaleState[]): Sale {
  const sale = need(erp, 'orders', id);
  if (!states.includes(sale.state)) throw new Refusal('STATE_FORBIDS', `the sale is ${sale.state}`);
  return sale;
}

function paperNumber(erp: Erp, series: string, date: string): string {
  const year = date.slice(0, 4);
  return `${series}/${year}/${String(erp.store.next(`${series}/${year}`)).padStart(5, '0')}`;
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

/** Part of a line's amount for part of its quantity, rounded to grosze. */
function share(amount: string, part: string, whole: string): bigint {
  const grosze = (toMicros(amount) * toMicros(part)) / toMicros(whole) / 10_000n;
  return grosze * 10_000n;
}
