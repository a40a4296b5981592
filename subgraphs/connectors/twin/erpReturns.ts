/** Goods that come back to the twin ERP, and the corrections of their invoices: each once a key, never more than went out. */
import { localDate } from './dates.ts';
import { toMicros, toMoney, toText } from './decimal.ts';
import type { CorrectionAck, GoodsReturn, NewCorrection, NewReturn } from './erpBookApi.ts';
import { closeSale, ksefNumber, paperNumber } from './erpBooks.ts';
import { type Erp, need } from './erpContext.ts';
import type { Paper, Sale, SaleLine } from './erpOrderApi.ts';
import { move } from './erpStock.ts';
import { Refusal } from './server.ts';

/** Books goods in, to the shelf or away as scrap. The same key answers with the return it made. */
export function receiveReturn(
  erp: Erp,
  key: string | undefined,
  orderId: string,
  given: NewReturn,
): { row: GoodsReturn; repeated: boolean } {
  const known = key === undefined ? undefined : erp.store.keyed('return', key);
  if (known) return { row: need(erp, 'returns', known), repeated: true };
  const sale = need(erp, 'orders', orderId);
  const serial = String(erp.store.next('return')).padStart(6, '0');
  const row: GoodsReturn = {
    id: `ZW${serial}`,
    number: paperNumber(erp, 'ZW', localDate(erp.now())),
    ...(key === undefined ? {} : { key }),
    orderId,
    kind: given.kind,
    state: 'received',
    lines: given.lines,
    at: erp.now(),
    note: given.reference,
  };
  const locationId = given.locationId ?? 'MAG-KRK';
  need(erp, 'locations', locationId);
  let lines = sale.lines;
  for (const { sku, quantity, restock } of given.lines) {
    lines = spread(lines, sku, quantity, 'returned', 'more comes back than went out');
    const { variantId } = lineOf(sale, sku);
    move(erp, { variantId, toId: locationId, quantity, kind: 'return', document: row.number });
    if (!restock) move(erp, { variantId, fromId: locationId, quantity, kind: 'scrap', document: row.number });
  }
  const shipment: Sale['shipments'][number] = {
    id: `${orderId}-${row.id}`,
    number: row.number,
    state: 'delivered',
    locationId,
    carrier: '',
    trackingNumbers: [],
    lines: given.lines.map(({ sku, quantity }) => ({ sku, quantity })),
    at: row.at,
    isReturn: true,
  };
  erp.store.put('returns', row);
  if (key !== undefined) erp.store.key('return', key, row.id);
  erp.store.effect('return.received', row.id, { key: key ?? null, orderId, reference: given.reference });
  erp.store.put('orders', { ...sale, lines, shipments: [...sale.shipments, shipment] });
  return { row, repeated: false };
}

/** Issues the correction of a posted invoice. The same key answers with the one it made. */
export function correctInvoice(erp: Erp, key: string | undefined, orderId: string, given: NewCorrection): CorrectionAck {
  const known = key === undefined ? undefined : erp.store.keyed('correction', key);
  if (known) return ack(need(erp, 'orders', orderId), known, true);
  const sale = need(erp, 'orders', orderId);
  const bill = sale.papers.find((paper) => paper.id === given.invoiceId && paper.kind === 'invoice');
  if (!bill) throw new Refusal('NOT_FOUND', `${given.invoiceId} is no invoice of ${sale.number}`);
  if (bill.state === 'draft') throw new Refusal('STATE_FORBIDS', 'the invoice is a draft');
  const id = `${orderId}-K${sale.papers.filter((paper) => paper.kind === 'credit_note').length + 1}`;
  const { paper, lines } = correctionOf(erp, sale, given, id);
  if (key !== undefined) erp.store.key('correction', key, id);
  erp.store.effect('credit_note.created', id, { key: key ?? null, orderId, number: paper.number, gross: paper.gross });
  return ack(closeSale(erp, { ...sale, lines, papers: [...sale.papers, paper] }), id, false);
}

export function correctionByKey(erp: Erp, key: string): CorrectionAck {
  const id = erp.store.keyed('correction', key);
  const sale = erp.store.find('orders', id?.replace(/-K\d+$/, '') ?? '');
  if (id === undefined || !sale) throw new Refusal('NOT_FOUND', 'no correction has this key', 404);
  return ack(sale, id, true);
}

/** What a clerk does in one go: goods back on the shelf, and the correction. The money goes back by a payment of its own. */
export function returnSale(erp: Erp, id: string, given: { sku: string; quantity: string }[], locationId = 'MAG-KRK'): Sale {
  const lines = given.map((line) => ({ ...line, restock: true }));
  receiveReturn(erp, undefined, id, { reference: '', kind: 'withdrawal', lines, locationId });
  const sale = need(erp, 'orders', id);
  const bill = sale.papers.find((paper) => paper.kind === 'invoice' && paper.state !== 'draft');
  const correction: NewCorrection = { invoiceId: bill?.id ?? '', reference: '', reason: 'Zwrot towaru', lines: given };
  if (bill) correctInvoice(erp, undefined, id, correction);
  return need(erp, 'orders', id);
}

function correctionOf(erp: Erp, sale: Sale, given: NewCorrection, id: string): { paper: Paper; lines: SaleLine[] } {
  let net = 0n;
  let gross = 0n;
  let { lines } = sale;
  const corrected: NonNullable<Paper['lines']> = [];
  for (const { sku, quantity } of given.lines) {
    lines = spread(lines, sku, quantity, 'credited', 'more is corrected than was invoiced');
    const line = lineOf(sale, sku);
    const part = { net: share(line.net, quantity, line.quantity), gross: share(line.gross, quantity, line.quantity) };
    net += part.net;
    gross += part.gross;
    corrected.push({ sku, quantity, net: toMoney(part.net), tax: toMoney(part.gross - part.net) });
  }
  const issuedOn = localDate(erp.now());
  const number = paperNumber(erp, 'KOR', issuedOn);
  const paper: Paper = {
    id,
    kind: 'credit_note',
    number,
    issuedOn,
    net: toMoney(-net),
    gross: toMoney(-gross),
    correctsId: given.invoiceId,
    ksef: ksefNumber(number, issuedOn),
    lines: corrected,
    state: 'issued',
  };
  return { paper, lines };
}

function ack(sale: Sale, id: string, repeated: boolean): CorrectionAck {
  const paper = sale.papers.find((one) => one.id === id);
  const net = -toMicros(paper?.net ?? '0');
  const gross = -toMicros(paper?.gross ?? '0');
  return { id, number: paper?.number ?? '', net: toMoney(net), tax: toMoney(gross - net), gross: toMoney(gross), repeated };
}

/** Counts a quantity on the lines of one SKU, first lines first; what went out is the most. */
function spread(lines: SaleLine[], sku: string, quantity: string, field: 'returned' | 'credited', refusal: string): SaleLine[] {
  let left = toMicros(quantity);
  if (left <= 0n) throw new Refusal('INVALID', 'the quantity must be positive');
  const spreadLines = lines.map((line) => {
    if (line.sku !== sku || left === 0n) return line;
    const before = toMicros(line[field] ?? '0');
    const room = toMicros(line.shipped) - before;
    const part = room < left ? room : left;
    if (part <= 0n) return line;
    left -= part;
    return { ...line, [field]: toText(before + part) };
  });
  if (left > 0n) throw new Refusal('STATE_FORBIDS', `${sku}: ${refusal}`);
  return spreadLines;
}

function lineOf(sale: Sale, sku: string): SaleLine {
  const line = sale.lines.find((one) => one.sku === sku);
  if (!line) throw new Refusal('STATE_FORBIDS', `${sku} was not sold`);
  return line;
}

/** Part of a line's amount for part of its quantity, rounded to grosze. */
function share(amount: string, part: string, whole: string): bigint {
  const grosze = (toMicros(amount) * toMicros(part)) / toMicros(whole) / 10_000n;
  return grosze * 10_000n;
}
