/** The order as Tryton is to hold it: the values of a new sale, and what its lines must still say once Tryton has worked on them. */
import { type OrderPush, Terminal } from '../connector.ts';
import { ensureAddress } from './partywrites.ts';
import type { Carrier, Reference } from './reference.ts';
import type { Desk } from './sales.ts';
import { readRules, taxesBy } from './taxrules.ts';
import { date, decimal, divide, micros, number, numbers, quantity, type Row, row, text } from './values.ts';

/** Prices have four decimals in Tryton. */
export const priceDigits = 4;

export interface Wanted {
  product: number;
  quantity: bigint;
  base: bigint;
  unit: bigint;
  taxPercent: string;
  note?: string | undefined;
  description?: string;
  delivery?: true;
}

/** 100 % in micros. */
export const hundred = 100_000_000n;
const priceOf = (unitNet: bigint, discountPercent: string | undefined) => {
  const exact = divide(unitNet * (hundred - micros(discountPercent)), hundred);
  return divide(exact, 100n) * 100n;
};

export function wantedLines(order: OrderPush, delivery: { product: number } | undefined): Wanted[] {
  const lines: Wanted[] = order.lines.map((line) => ({
    product: Number(line.variantId),
    quantity: line.quantity,
    base: line.unitNet,
    unit: priceOf(line.unitNet, line.discountPercent),
    taxPercent: line.taxPercent,
    note: line.note,
  }));
  if (delivery && order.delivery.net > 0n) {
    const { net, taxPercent, methodName } = order.delivery;
    lines.push({
      product: delivery.product,
      quantity: 1_000_000n,
      base: net,
      unit: priceOf(net, undefined),
      taxPercent,
      description: methodName,
      delivery: true,
    });
  }
  return lines;
}

export async function saleValues(desk: Desk, order: OrderPush, key: string, signal: AbortSignal): Promise<Row> {
  const { rpc } = desk;
  const partyId = Number(order.partyId);
  const productIds = [...new Set(order.lines.map((line) => Number(line.variantId)))];
  const [company, reference, [party], products, [currency]] = await Promise.all([
    rpc.company(signal),
    desk.references.get(signal),
    rpc.search(
      'party.party',
      [
        ['id', '=', partyId],
        ['active', '=', true],
      ],
      ['customer_payment_term', 'sale_price_list', 'addresses'],
      { signal },
    ),
    rpc.search(
      'product.product',
      [['id', 'in', productIds]],
      ['code', 'active', 'template.default_uom', 'template.account_category', 'template.salable'],
      { signal },
    ),
    rpc.search('currency.currency', [['code', '=', order.currency]], [], { signal }),
  ]);
  if (!party) throw new Terminal('NOT_FOUND', 'the ERP has no such customer');
  if (!currency) throw new Terminal('INVALID', 'the ERP does not know this currency');
  const warehouse = order.warehouseId ? Number(order.warehouseId) : defaultWarehouse(desk, reference);
  if (!reference.warehouses.has(warehouse)) throw new Terminal('INVALID', 'the ERP has no such warehouse');
  const service = await deliveryService(desk, reference, order, signal);
  const known = new Map(products.map((product) => [number(product.id), product]));
  for (const line of order.lines) {
    const product = known.get(Number(line.variantId));
    if (product?.active !== true || row(product['template.']).salable !== true)
      throw new Terminal('INVALID', `${line.sku} is not sold by the ERP`);
    if (text(product.code).trim() !== line.sku) throw new Terminal('INVALID', `${line.sku} is another product in the ERP`);
    if (line.quantity <= 0n) throw new Terminal('INVALID', 'a quantity must be positive');
  }
  if (service)
    for (const product of await rpc.read('product.product', [service.product], ['template.default_uom', 'template.account_category'], {
      signal,
    }))
      known.set(service.product, product);
  const [billing, shipping] = [
    order.billingAddressId
      ? Number(order.billingAddressId)
      : order.billingAddress && (await ensureAddress(rpc, partyId, order.billingAddress, signal)),
    order.shippingAddressId
      ? Number(order.shippingAddressId)
      : order.shippingAddress && (await ensureAddress(rpc, partyId, order.shippingAddress, signal)),
  ];
  const [anyAddress] = numbers(party.addresses);
  const head = {
    company: company.id,
    party: partyId,
    currency: number(currency.id),
    warehouse,
    sale_date: date(order.documentDate),
    price_list: party.sale_price_list ?? (reference.defaultPriceList || null),
  };
  const [invoiceAddress, shipmentAddress] = [billing || shipping || anyAddress, shipping || billing || anyAddress];
  const taxes = await taxesUnder(desk, order, reference, shipmentAddress ?? 0, signal);
  const lines = wantedLines(order, service).map((line, index) => ({
    type: 'line',
    sequence: index + 1,
    product: line.product,
    quantity: quantity(line.quantity),
    unit: row(known.get(line.product)?.['template.']).default_uom,
    base_price: decimal(line.base, priceDigits),
    unit_price: decimal(line.unit, priceDigits),
    taxes: [['add', taxes(known.get(line.product))]],
    ...(line.note ? { note: line.note } : {}),
    ...(line.description ? { description: line.description } : {}),
  }));
  return {
    ...head,
    web_shop: reference.shop?.id ?? null,
    web_id: key,
    reference: order.customerReference ?? order.reference,
    description: `${order.channelCode} ${order.reference}`.trim(),
    invoice_address: invoiceAddress ?? null,
    shipment_address: shipmentAddress ?? null,
    payment_term: order.paymentTermsCode ? Number(order.paymentTermsCode) : party.customer_payment_term,
    // Carrier and method come after the quotation: with them Tryton would add a delivery line at its own price.
    shipment_cost_method: null,
    ...(order.requestedOn && order.requestedOn >= order.documentDate ? { shipping_date: date(order.requestedOn) } : {}),
    comment: commentOf(order),
    lines: [['create', lines]],
  };
}

function defaultWarehouse({ settings }: Desk, reference: Reference): number {
  const all = [...reference.warehouses.values()].filter((warehouse) => warehouse.active);
  return (all.find((warehouse) => warehouse.code === settings.warehouse) ?? all[0])?.id ?? 0;
}

/** For people in the ERP: what has no field of its own there. */
function commentOf({ contact, delivery, payment, note, reference, origin }: OrderPush): string {
  const list = (label: string, ...parts: (string | undefined)[]) =>
    parts.some(Boolean) ? [`${label}: ${parts.filter(Boolean).join(', ')}`] : [];
  return [
    ...(note ? [note] : []),
    ...list('Order', reference),
    ...list('Origin', origin),
    ...list('Contact', contact.name, contact.email, contact.phone),
    ...list('Delivery', delivery.methodName || delivery.methodCode, delivery.pickupPointCode),
    ...list('Payment', payment.methodCode, payment.provider, payment.transactionNumber, payment.state),
  ].join('\n');
}

/** The carrier of a delivery method and the service product its price is charged as. */
export async function deliveryService(
  desk: Desk,
  reference: Reference,
  order: Pick<OrderPush, 'delivery'>,
  signal: AbortSignal,
): Promise<{ product: number; carrier?: number } | undefined> {
  const { methodCode, methodName, net } = order.delivery;
  const { deliveryMap, deliveryProduct } = desk.settings;
  const same = (a: string, b: string) => a.toLocaleLowerCase('pl') === b.toLocaleLowerCase('pl');
  const wanted = deliveryMap.get(methodCode) ?? methodCode;
  const matches = (carrier: Carrier) =>
    same(carrier.code, wanted) || same(carrier.productName, methodName) || same(carrier.name, methodName) || same(carrier.name, methodCode);
  const carrier = reference.carriers.find(matches);
  if (carrier) return { product: carrier.productId, carrier: carrier.id };
  if (net <= 0n) return undefined;
  const [product] = deliveryProduct ? await desk.rpc.search('product.product', [['code', '=', deliveryProduct]], [], { signal }) : [];
  if (product) return { product: number(product.id) };
  const [any] = reference.carriers;
  if (!any) throw new Terminal('INVALID', 'the ERP has nothing to charge this delivery as');
  return { product: any.productId };
}

/** The taxes of a product, as the rule the hub priced by makes them. */
async function taxesUnder(desk: Desk, order: OrderPush, reference: Reference, shippingId: number, signal: AbortSignal) {
  const own = (product: Row | undefined) => reference.categoryTaxes.get(number(row(product?.['template.']).account_category)) ?? [];
  const { taxRuleId } = order;
  if (!taxRuleId) return own;
  const [rules, [address]] = await Promise.all([
    readRules(desk.rpc, signal),
    desk.rpc.read('party.address', numbers([shippingId]), ['country.code'], { signal }),
  ]);
  const country = text(row(address?.['country.']).code);
  return (product: Row | undefined) => taxesBy(rules, taxRuleId, own(product), country, order.documentDate);
}

export async function serviceTaxes(desk: Desk, reference: Reference, product: number, signal: AbortSignal): Promise<number[]> {
  const [found] = await desk.rpc.read('product.product', [product], ['template.account_category'], { signal });
  return reference.categoryTaxes.get(number(row(found?.['template.']).account_category)) ?? [];
}
