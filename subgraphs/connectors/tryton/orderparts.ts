/** The parts of an order in our words: its phase, lines, payments and shipments. */
import type { FulfilmentRecord, OrderLineRecord, OrderRecord, PaymentRecord } from '../connector.ts';
import { paymentOwner } from './payments.ts';
import type { Reference } from './reference.ts';
import type { ReturnMove } from './returns.ts';
import { cancelMark } from './sales.ts';
import {
  divide,
  id,
  instant,
  micros,
  microsText,
  momentOf,
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

export const lineFields = [
  'sale', 'type', 'product', 'product.code', 'product.name', 'product.default_uom', 'description', 'quantity', 'unit', 'unit_price', 'base_price', 'amount', 'taxes',
  'moves.state', 'moves.internal_quantity', 'moves.cost_price',
]; // biome-ignore format: one list

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

/** In the product's own unit, whatever unit it was sold in. `returned` and `currency` are left out for a line nothing was shipped of. */
export function lineOf(line: Row, reference: Reference, { returned = 0n, currency = '' } = {}): OrderLineRecord {
  const sold = micros(line.quantity);
  const own = number(row(line['product.']).default_uom) || number(line.unit);
  const factor = (unit: number) => reference.units.get(unit)?.factor ?? 1;
  const ratio = micros(factor(number(line.unit)) / factor(own));
  const price = micros(line.unit_price);
  const base = line.base_price === null || line.base_price === undefined ? price : micros(line.base_price);
  const whole = base > price ? base : price;
  const unitNet = divide(whole * 1_000_000n, ratio);
  const net = micros(line.amount);
  const rate = numbers(line.taxes).reduce((sum, tax) => sum + micros(reference.taxRates.get(tax)), 0n);
  const tax = roundMoney(multiply(net, rate));
  const saved = multiply(whole - price, sold);
  const gone = rows(line['moves.']).filter((move) => move.state === 'done');
  const shipped = gone.reduce((sum, move) => sum + micros(move.internal_quantity), 0n);
  return {
    externalId: id(line.id),
    sku: text(row(line['product.']).code),
    title: some(row(line['product.']).name) ?? text(line.description),
    quantity: multiply(sold, ratio),
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
              percent: trimmed(divide((whole - price) * 100_000_000n, whole)),
            },
          ]
        : [],
    taxPercent: trimmed(rate * 100n),
    net,
    tax,
    gross: net + tax,
    quantityShipped: shipped,
    ...(returned ? { quantityReturned: returned } : {}),
    ...present({
      variantId: someId(line.product),
      unitCode: reference.units.get(own)?.code,
      cost: currency ? costOf(gone, currency) : undefined,
    }),
  };
}

/** Of one stock unit, as the moves booked it when they left; several deliveries may have had several costs. */
function costOf(gone: Row[], currency: string): OrderLineRecord['cost'] {
  const booked = gone.filter((move) => move.cost_price !== null && move.cost_price !== undefined);
  const pieces = booked.reduce((sum, move) => sum + micros(move.internal_quantity), 0n);
  if (pieces === 0n) return undefined;
  const worth = booked.reduce((sum, move) => sum + micros(move.cost_price) * micros(move.internal_quantity), 0n);
  return { unit: divide(worth, pieces), currency };
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

export function fulfilmentOf(shipment: Row, moves: Row[], reference: Reference, zone: string): FulfilmentRecord {
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
      shippedAt: shipment.state === 'done' ? momentOf(shipment.effective_date, shipment.write_date, zone) : undefined,
    }),
  };
}

export function returnFulfilmentOf(shipment: Row, moves: ReturnMove[]): FulfilmentRecord {
  const state = text(shipment.state);
  return {
    externalId: `return:${shipment.id}`,
    state: state === 'cancelled' ? 'CANCELLED' : state === 'draft' ? 'PLANNED' : 'DELIVERED',
    trackingNumbers: [],
    lines: moves.map((move) => ({ sku: move.sku, quantity: move.quantity })),
    isReturn: true,
    ...present({ number: some(shipment.number), locationId: someId(shipment.warehouse) }),
  };
}
