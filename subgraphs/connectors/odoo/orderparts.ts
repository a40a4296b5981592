/** The parts of an order in our words: its phase and its lines. */
import type { FulfilmentRecord, OrderLineRecord, OrderRecord } from '../connector.ts';
import { type Reference, rateOf } from './reference.ts';
import { decimalText, divide, id, micros, multiply, number, present, type Row, roundMoney, some, someId, text } from './values.ts';

export const lineFields = [
  'order_id', 'product_id', 'name', 'product_uom_qty', 'product_uom_id', 'price_unit', 'discount', 'tax_ids', 'price_subtotal', 'price_tax', 'price_total', 'is_delivery',
  'purchase_price',
]; // biome-ignore format: one list
export const moveFields = [
  'product_id',
  'sale_line_id',
  'picking_id',
  'state',
  'product_uom',
  'quantity',
  'product_uom_qty',
  'location_usage',
  'location_dest_usage',
];

export interface Kin {
  reference: Reference;
  products: Map<number, Row>;
  movesOfLine: Map<number, Row[]>;
  movesOfPicking: Map<number, Row[]>;
}

export function phaseOf(sale: Row, fulfilments: FulfilmentRecord[], invoices: Row[]): OrderRecord['phase'] {
  if (sale.state === 'draft' || sale.state === 'sent') return 'RECEIVED';
  if (sale.state === 'cancel') return 'CANCELLED';
  if (sale.state !== 'sale') return 'UNKNOWN';
  const settled =
    sale.invoice_status === 'invoiced' &&
    invoices.every((invoice) => invoice.state !== 'posted' || ['paid', 'in_payment', 'reversed'].includes(text(invoice.payment_state)));
  const goods = fulfilments.filter((found) => !found.isReturn && found.state !== 'CANCELLED');
  // Nothing to ship (services), or everything left.
  if (sale.delivery_status === 'full' || (!goods.length && sale.invoice_status === 'invoiced')) return settled ? 'COMPLETED' : 'SHIPPED';
  if (goods.some((found) => found.state === 'SHIPPED')) return 'PARTIALLY_SHIPPED';
  return 'PROCESSING';
}

const hundred = 100_000_000n;
const one = 1_000_000n;

/** How many of the product's own unit one of this unit is: six of a pack of six. */
export function ratioOf({ reference, products }: Kin, unit: unknown, product: unknown): bigint {
  const factor = (key: unknown) => reference.units.get(number(key))?.factor ?? 1;
  return micros(factor(unit) / factor(products.get(number(product))?.uom_id ?? unit));
}

/** Odoo counts and prices a line in the unit it was sold in; here it is in the product's own. */
export function lineOf(line: Row, kin: Kin): OrderLineRecord {
  const { reference, products, movesOfLine } = kin;
  const sold = micros(line.product_uom_qty);
  const ratio = ratioOf(kin, line.product_uom_id, line.product_id);
  const each = (amount: bigint) => divide(amount * one, ratio);
  const [net, gross] = [micros(line.price_subtotal), micros(line.price_total)];
  const discount = micros(line.discount);
  const rate = rateOf(reference, line.tax_ids);
  const price = micros(line.price_unit);
  // Where prices contain their tax, the net one follows from what the line comes to.
  const whole = multiply(price, sold);
  const inclusive = gross !== net && roundMoney(divide(whole * (hundred - discount), hundred)) === gross;
  const netPrice = inclusive && rate ? divide(price * hundred, hundred + rate) : price;
  const unitNet = each(netPrice);
  const saved = divide(multiply(netPrice, sold) * discount, hundred);
  const product = products.get(number(line.product_id));
  const moved = (movesOfLine.get(number(line.id)) ?? []).filter((move) => move.state === 'done');
  const total = (usage: 'location_usage' | 'location_dest_usage') =>
    moved
      .filter((move) => move[usage] === 'customer')
      .reduce((sum, move) => sum + multiply(micros(move.quantity), ratioOf(kin, move.product_uom, move.product_id)), 0n);
  return {
    externalId: id(line.id),
    sku: some(product?.default_code) ?? '',
    title: some(product?.name) ?? text(line.name),
    quantity: multiply(sold, ratio),
    unitNet,
    unitGross: unitNet + divide(unitNet * rate, hundred),
    discounts: saved > 0n ? [{ code: 'LINE', title: '', basis: 'NET', amount: roundMoney(saved), percent: decimalText(discount) }] : [],
    taxPercent: decimalText(rate),
    net,
    tax: gross - net,
    gross,
    quantityShipped: total('location_dest_usage'),
    quantityReturned: total('location_usage'),
    ...present({
      variantId: someId(line.product_id),
      unitCode: reference.units.get(number(product?.uom_id ?? line.product_uom_id))?.code,
      cost:
        typeof line.purchase_price === 'number'
          ? { unit: each(micros(line.purchase_price)), currency: reference.company.currency }
          : undefined,
    }),
  };
}
