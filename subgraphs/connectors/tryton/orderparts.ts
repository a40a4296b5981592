/** The parts of an order in our words: its phase, lines, payments, shipments and papers. */
import type { DocumentRecord, FulfilmentRecord, OrderLineRecord, OrderRecord, PaymentRecord } from '../connector.ts';
import { paymentOwner } from './payments.ts';
import type { Reference } from './reference.ts';
import { cancelMark } from './sales.ts';
import {
  divide,
  id,
  instant,
  micros,
  microsText,
  multiply,
  number,
  numbers,
  present,
  type Row,
  roundMoney,
  row,
  rows,
  some,
  someId,
  text,
} from './values.ts';

export function phaseOf(sale: Row, fulfilments: FulfilmentRecord[], invoices: Row[]): OrderRecord['phase'] {
  const shipped = fulfilments.some((found) => found.state === 'SHIPPED');
  switch (sale.state) {
    case 'draft':
    case 'quotation':
    case 'confirmed':
      return 'RECEIVED';
    case 'processing':
      if (sale.shipment_state === 'sent' && shipped) return 'SHIPPED';
      if (shipped) return 'PARTIALLY_SHIPPED';
      return text(sale.comment).includes(cancelMark) ? 'CANCELLED' : 'PROCESSING';
    case 'done':
      // A processed sale cannot be cancelled in Tryton: its shipments are, and then it is "done" with nothing sent and nothing to pay.
      return shipped || invoices.some((invoice) => invoice.state === 'posted' || invoice.state === 'paid') ? 'COMPLETED' : 'CANCELLED';
    case 'cancelled':
      return 'CANCELLED';
    default:
      return 'UNKNOWN';
  }
}

export function lineOf(line: Row, reference: Reference): OrderLineRecord {
  const quantity = micros(line.quantity);
  const unitPrice = micros(line.unit_price);
  const base = line.base_price === null || line.base_price === undefined ? unitPrice : micros(line.base_price);
  const unitNet = base > unitPrice ? base : unitPrice;
  const net = micros(line.amount);
  const rate = numbers(line.taxes).reduce((sum, tax) => sum + micros(reference.taxRates.get(tax)), 0n);
  const tax = roundMoney(multiply(net, rate));
  const saved = multiply(unitNet - unitPrice, quantity);
  const moves = Array.isArray(line['moves.']) ? line['moves.'].map(row) : [];
  const shipped = moves.filter((move) => move.state === 'done').reduce((sum, move) => sum + micros(move.quantity), 0n);
  return {
    externalId: id(line.id),
    sku: text(row(line['product.']).code),
    title: some(row(line['product.']).name) ?? text(line.description),
    quantity,
    unitNet,
    unitGross: unitNet + multiply(unitNet, rate),
    discounts:
      saved > 0n
        ? [
            {
              code: 'LINE',
              title: '',
              basis: 'NET',
              amount: roundMoney(saved),
              percent: trimmed(divide((unitNet - unitPrice) * 100_000_000n, unitNet)),
            },
          ]
        : [],
    taxPercent: trimmed(rate * 100n),
    net,
    tax,
    gross: net + tax,
    quantityShipped: shipped,
    ...present({ variantId: someId(line.product), unitCode: reference.units.get(number(line.unit))?.code }),
  };
}

const trimmed = (percent: bigint) => microsText(percent).replace(/\.?0+$/, '');

const paymentStates: Record<string, PaymentRecord['state']> = {
  draft: 'PENDING',
  approved: 'AUTHORISED',
  processing: 'AUTHORISED',
  succeeded: 'PAID',
  failed: 'FAILED',
};

export function paymentOf(payment: Row): PaymentRecord {
  const journal = text(row(payment['journal.']).name);
  const state = paymentStates[text(payment.state)] ?? 'PENDING';
  return {
    externalId: id(payment.id),
    methodCode: journal,
    provider: journal,
    amount: micros(payment.amount),
    state: payment.kind === 'payable' && state === 'PAID' ? 'REFUNDED' : state,
    occurredAt: instant(payment.create_date),
    ...present({ transactionNumber: some(paymentOwner(payment).transactionNumber) }),
  };
}

const shipmentStates: Record<string, FulfilmentRecord['state']> = {
  draft: 'PLANNED', waiting: 'PLANNED', assigned: 'PICKING', picked: 'PICKING', packed: 'PACKED', done: 'SHIPPED', cancelled: 'CANCELLED',
}; // biome-ignore format: one table

export function fulfilmentOf(shipment: Row, moves: Row[], reference: Reference): FulfilmentRecord {
  const carrier = reference.carriers.find((found) => found.id === shipment.carrier);
  return {
    externalId: id(shipment.id),
    state: shipmentStates[text(shipment.state)] ?? 'UNKNOWN',
    // Without a parcel module the waybill stands in the shipment's reference, several parted by a comma or a space.
    trackingNumbers: text(shipment.reference)
      .split(/[\s,;]+/)
      .filter(Boolean),
    lines: moves.map((move) => ({ sku: text(row(move['product.']).code), quantity: micros(move.internal_quantity) })),
    ...present({
      number: some(shipment.number),
      locationId: someId(shipment.warehouse),
      carrier: carrier?.name,
      shippedAt: shipment.state === 'done' ? instant(shipment.write_date) : undefined,
    }),
  };
}

export function salesOrder(sale: Row): DocumentRecord[] {
  const number = some(sale.number);
  if (!number) return [];
  const amounts = { net: micros(sale.untaxed_amount), gross: micros(sale.total_amount) };
  return [
    {
      externalId: `sale.sale,${sale.id}`,
      kind: 'SALES_ORDER',
      number,
      state: text(sale.state),
      ...amounts,
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

export function invoiceOf(invoice: Row): DocumentRecord {
  const gross = micros(invoice.total_amount);
  const open = micros(invoice.amount_to_pay);
  const due = rows(invoice['lines_to_pay.'])
    .flatMap((line) => some(line.maturity_date) ?? [])
    .sort()
    .at(-1);
  const booked = invoice.state === 'posted' || invoice.state === 'paid';
  return {
    externalId: `account.invoice,${invoice.id}`,
    kind: gross < 0n ? 'CREDIT_NOTE' : 'INVOICE',
    state: text(invoice.state),
    net: micros(invoice.untaxed_amount),
    gross,
    paid: booked ? gross - open : 0n,
    ...present({ number: some(invoice.number), issuedOn: some(invoice.invoice_date), dueOn: due }),
  };
}
