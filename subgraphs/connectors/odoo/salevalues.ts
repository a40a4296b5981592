/** The order as Odoo is to hold it: rows for `load`, the first with the head, each line under an external id of its own. */
import { type OrderPush, type QuotePush, Terminal } from '../connector.ts';
import { externalKey } from './externalids.ts';
import { ensureAddress } from './partywrites.ts';
import type { Reference } from './reference.ts';
import { expressPrice } from './saleprice.ts';
import { type Desk, orderMark, quoteMark, warehouseFor } from './sales.ts';
import { decimalText, divide, flag, html, micros, noon, number, numbers, type Row, text } from './values.ts';

const hundred = 100_000_000n;

export interface Rows {
  fields: string[];
  data: unknown[][];
}

const lineColumns = [
  'id',
  'sequence',
  'display_type',
  'name',
  'product_id/.id',
  'product_uom_qty',
  'price_unit',
  'discount',
  'is_delivery',
];

/** One record of `load`: the head beside the first line, the other lines below it. Columns that nobody fills are left out: an empty cell is written, as null is. */
function table(head: [string, unknown][], lines: Row[]): Rows {
  const given = head.filter(([, value]) => value !== undefined && value !== '').map(([field, value]) => [field, value ?? ''] as const);
  const columns = lineColumns.filter((column) => lines.some((line) => line[column] !== undefined));
  return {
    fields: [...given.map(([field]) => field), ...columns.map((column) => `order_line/${column}`)],
    data: lines.map((line, index) => [
      ...given.map(([, value]) => (index === 0 ? value : '')),
      ...columns.map((column) => line[column] ?? ''),
    ]),
  };
}

export async function saleRows(desk: Desk, order: OrderPush, key: string, signal: AbortSignal): Promise<Rows> {
  const { rpc } = desk;
  const reference = await desk.references.get(signal);
  const partyId = Number(order.partyId);
  const { party, products } = await known(desk, partyId, order.lines, signal);
  const warehouse = warehouseFor(desk, reference, order.warehouseId);
  if (!warehouse) throw new Terminal('INVALID', 'the ERP has no such warehouse');
  const term = order.paymentTermsCode && [...reference.terms].find(([, found]) => found.code === order.paymentTermsCode)?.[0];
  if (order.paymentTermsCode && !term) throw new Terminal('INVALID', 'the ERP has no such payment terms');
  const list = listFor(reference, order.currency, number(party.property_product_pricelist));
  const place = (given: string | undefined, address: OrderPush['shippingAddress']) =>
    given ? Number(given) : address && ensureAddress(rpc, reference, partyId, address, key, signal);
  const shipping = await place(order.shippingAddressId, order.shippingAddress);
  const billing = await place(order.billingAddressId, order.billingAddress);
  const service = deliveryService(desk, reference, order.delivery);
  const product = service.product || (order.delivery.net > 0n ? await chargedAs(desk, reference, order.delivery.taxPercent, signal) : 0);
  const name = externalKey(key);
  const lines: Row[] = order.lines.flatMap((line, index) => {
    const net = divide(line.unitNet * (hundred - micros(line.discountPercent)), hundred);
    const price = expressPrice(net, line.quantity, micros(products.get(Number(line.variantId))?.lst_price));
    return [
      {
        id: `splot.line_${name}_${index + 1}`,
        sequence: 10 * (index + 1),
        // An empty cell would be an empty name.
        name: text(products.get(Number(line.variantId))?.display_name),
        'product_id/.id': Number(line.variantId),
        product_uom_qty: decimalText(line.quantity),
        price_unit: decimalText(price.unit),
        discount: decimalText(price.discount),
      },
      ...(line.note
        ? [{ id: `splot.line_${name}_${index + 1}_note`, sequence: 10 * (index + 1) + 1, display_type: 'line_note', name: line.note }]
        : []),
    ];
  });
  if (product && order.delivery.net > 0n)
    lines.push({
      id: `splot.line_${name}_delivery`,
      sequence: 10_000,
      'product_id/.id': product,
      name: order.delivery.methodName || order.delivery.methodCode,
      product_uom_qty: '1',
      price_unit: decimalText(order.delivery.net),
      discount: '0',
      is_delivery: '1',
    });
  return table(
    [
      ['id', `splot.order_${name}`],
      ['origin', orderMark(key)],
      ['company_id/.id', reference.company.id],
      ['partner_id/.id', partyId],
      ['partner_invoice_id/.id', billing || shipping || undefined],
      ['partner_shipping_id/.id', shipping || billing || undefined],
      ['client_order_ref', order.customerReference ?? order.reference],
      ['warehouse_id/.id', warehouse],
      ['pricelist_id/.id', list],
      ['payment_term_id/.id', term],
      // Null is told to Odoo: without a rule of the hub's no rule of its own either.
      ['fiscal_position_id/.id', order.taxRuleId ? Number(order.taxRuleId) : null],
      ['carrier_id/.id', service.carrier],
      ['commitment_date', order.requestedOn && order.requestedOn >= order.documentDate ? noon(order.requestedOn) : undefined],
      ['note', html(noteOf(order))],
    ],
    lines,
  );
}

export async function quoteRows(desk: Desk, quote: QuotePush, key: string, signal: AbortSignal): Promise<Rows> {
  const reference = await desk.references.get(signal);
  const { party } = await known(desk, Number(quote.partyId), quote.lines, signal);
  const name = externalKey(key);
  // Prices are no part of it: Odoo sets its own, and what was agreed is written over them afterwards.
  const lines: Row[] = quote.lines.map((line, index) => ({
    id: `splot.quoted_${name}_${index + 1}`,
    sequence: 10 * (index + 1),
    'product_id/.id': Number(line.variantId),
    product_uom_qty: decimalText(line.quantity),
  }));
  return table(
    [
      ['id', `splot.quote_${name}`],
      ['origin', quoteMark(key)],
      ['company_id/.id', reference.company.id],
      ['partner_id/.id', Number(quote.partyId)],
      ['client_order_ref', quote.reference],
      ['pricelist_id/.id', listFor(reference, quote.currency, number(party.property_product_pricelist))],
      ['validity_date', quote.validUntil],
      ['note', quote.note && html(quote.note)],
    ],
    lines,
  );
}

async function known({ rpc }: Desk, partyId: number, lines: { variantId: string; sku: string; quantity: bigint }[], signal: AbortSignal) {
  const [[party], products] = await Promise.all([
    rpc.search('res.partner', [['id', '=', partyId], ['active', '=', true]], ['property_product_pricelist'], { signal }),
    rpc.read('product.product', lines.map((line) => Number(line.variantId)), ['default_code', 'active', 'sale_ok', 'lst_price', 'display_name'], { signal }),
  ]); // biome-ignore format: one table a line
  if (!party) throw new Terminal('NOT_FOUND', 'the ERP has no such customer');
  const byKey = new Map(products.map((product) => [number(product.id), product]));
  for (const line of lines) {
    const product = byKey.get(Number(line.variantId));
    if (!product || !flag(product.active) || !flag(product.sale_ok)) throw new Terminal('INVALID', `${line.sku} is not sold by the ERP`);
    if (text(product.default_code).trim() !== line.sku) throw new Terminal('INVALID', `${line.sku} is another product in the ERP`);
    if (line.quantity <= 0n) throw new Terminal('INVALID', 'a quantity must be positive');
  }
  return { party, products: byKey };
}

/** A sale's currency is that of its list. */
function listFor(reference: Reference, currency: string, own: number): number {
  const fits = (list: Reference['lists'][number]) => list.active && list.currency === currency;
  const list = reference.lists.find((found) => found.id === own && fits(found)) ?? reference.lists.find(fits);
  if (!list) throw new Terminal('INVALID', 'the ERP has no price list in this currency');
  return list.id;
}

/** The carrier of a delivery method and the service product its price is charged as. */
export function deliveryService(
  { settings }: Desk,
  reference: Reference,
  delivery: OrderPush['delivery'],
): { carrier?: number; product?: number } {
  const same = (a: string, b: string) => a !== '' && a.toLocaleLowerCase('pl') === b.toLocaleLowerCase('pl');
  const wanted = settings.deliveryMap.get(delivery.methodCode) ?? delivery.methodCode;
  const carrier = reference.carriers.find(
    (found) => same(found.sku, wanted) || same(found.name, delivery.methodName) || same(found.name, wanted),
  );
  return carrier ? { carrier: carrier.id, product: carrier.product } : {};
}

/** What a delivery no carrier stands for is charged as: a service taxed as the hub priced it. */
async function chargedAs({ rpc, settings }: Desk, reference: Reference, taxPercent: string, signal: AbortSignal): Promise<number> {
  const sku = settings.deliveryProduct;
  const [product] = sku
    ? numbers((await rpc.search('product.product', [['default_code', '=', sku]], [], { signal })).map((found) => found.id))
    : [];
  const any = product ?? (reference.carriers.find((carrier) => carrier.taxRate === micros(taxPercent)) ?? reference.carriers[0])?.product;
  if (!any) throw new Terminal('INVALID', 'the ERP has nothing to charge this delivery as');
  return any;
}

/** For people in the ERP: what has no field of its own there. */
export function noteOf({ contact, delivery, payment, note, reference }: OrderPush): string {
  const list = (label: string, ...parts: (string | undefined)[]) =>
    parts.some(Boolean) ? [`${label}: ${parts.filter(Boolean).join(', ')}`] : [];
  return [
    ...(note ? [note] : []),
    ...list('Order', reference),
    ...list('Contact', contact.name, contact.email, contact.phone),
    ...list('Delivery', delivery.methodName || delivery.methodCode, delivery.pickupPointCode),
    ...list('Payment', payment.methodCode, payment.provider, payment.transactionNumber, payment.state),
  ].join('\n');
}
