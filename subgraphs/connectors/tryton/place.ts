/**
 * An order into Tryton: exactly one confirmed sale a key. `web_id` is unique in Tryton's database, so two tries cannot both create;
 * every later step starts from the state the sale is in, so a broken call is repeated from where it stopped.
 */
import { type OrderAck, type OrderPush, Terminal, type TerminalCode } from '../connector.ts';
import { ensureAddress } from './partywrites.ts';
import { recordPayment } from './payments.ts';
import type { Carrier, Reference } from './reference.ts';
import { Refusal, refused } from './rpc.ts';
import {
  acknowledge,
  cancelMark,
  create,
  type Desk,
  findSale,
  isPlaced,
  press,
  readSale,
  refusedMark,
  type Sale,
  write,
  writing,
} from './sales.ts';
import { date, decimal, divide, micros, multiply, number, numbers, quantity, type Row, roundMoney, row, rows, text } from './values.ts';

/** Prices have four decimals in Tryton. */
const priceDigits = 4;
/** A grosz a line: the hub may round tax by line where Tryton rounds it by rate. */
const grosz = 10_000n;

export async function placeOrder(desk: Desk, order: OrderPush, key: string, signal: AbortSignal): Promise<OrderAck> {
  const sale = await desk.inTurn(async () => {
    const found = (await findSale(desk.rpc, key, signal)) ?? (await createSale(desk, order, key, signal));
    return advance(desk, order, found, signal);
  });
  const { payment } = order;
  if ((payment.state === 'PAID' || payment.state === 'AUTHORISED') && payment.transactionNumber && payment.amount) {
    const provider = payment.provider ?? payment.methodCode;
    await recordPayment(
      desk,
      {
        orderId: String(sale.id),
        provider,
        transactionNumber: payment.transactionNumber,
        methodCode: payment.methodCode,
        amount: payment.amount,
        currency: order.currency,
        state: payment.state,
        occurredAt: desk.now(),
      },
      signal,
    );
  }
  return acknowledge(sale);
}

/** From whatever state to confirmed, or to a refusal that leaves nothing open behind. */
async function advance(desk: Desk, order: OrderPush, found: Sale, signal: AbortSignal): Promise<Sale> {
  let sale = found;
  const before = refusedMark.exec(sale.comment)?.[1];
  if (before && (sale.state === 'cancelled' || sale.state === 'draft' || sale.state === 'quotation'))
    throw await abandon(desk, sale, new Terminal(before as TerminalCode, 'the ERP refused this order before'), signal);
  if (sale.state === 'cancelled') throw new Terminal('STATE_FORBIDS', 'the order was cancelled in the ERP');
  try {
    if (sale.state === 'draft') await press(desk.rpc, 'sale.sale', 'quote', [sale.id], signal);
    if (sale.state === 'draft' || sale.state === 'quotation') {
      await honourAgreement(desk, order, sale.id, signal);
      await press(desk.rpc, 'sale.sale', 'confirm', [sale.id], signal);
      sale = await again(desk, sale.id, signal);
    }
  } catch (error) {
    const verdict = refused(error);
    throw verdict instanceof Terminal ? await abandon(desk, sale, verdict, signal) : verdict;
  }
  if (!isPlaced(sale)) throw new Error(`the sale stays ${sale.state}`);
  if (sale.comment.includes(cancelMark)) throw new Terminal('STATE_FORBIDS', 'the order was cancelled in the ERP');
  return sale;
}

async function again({ rpc }: Desk, saleId: number, signal: AbortSignal): Promise<Sale> {
  const after = await readSale(rpc, saleId, signal);
  if (!after) throw new Error('the sale has vanished');
  return after;
}

/** A quotation counts as demand when Tryton checks stock, so a refused one must not stay. */
async function abandon(desk: Desk, sale: Sale, verdict: Terminal, signal: AbortSignal): Promise<Terminal> {
  if (sale.state === 'cancelled') return verdict;
  if (!refusedMark.test(sale.comment))
    await write(desk.rpc, 'sale.sale', [sale.id], { comment: `${sale.comment}\n[splot:refused ${verdict.code}]`.trim() }, signal);
  await press(desk.rpc, 'sale.sale', 'cancel', [sale.id], signal);
  return verdict;
}

interface Wanted {
  product: number;
  quantity: bigint;
  base: bigint;
  unit: bigint;
  taxPercent: string;
  note?: string | undefined;
  description?: string;
  delivery?: true;
}

const hundred = 100_000_000n;
const priceOf = (unitNet: bigint, discountPercent: string | undefined) => {
  const exact = divide(unitNet * (hundred - micros(discountPercent)), hundred);
  return divide(exact, 100n) * 100n;
};

function wantedLines(order: OrderPush, delivery: { product: number } | undefined): Wanted[] {
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

/**
 * What the customer accepted is what the sale says. Tryton's own promotions work on a quotation and would change prices: they are set back.
 * The delivery line becomes Tryton's shipment cost, which puts it on the invoice of the goods; else it would be an invoice of its own at once,
 * and one payment for two invoices settles neither. If the totals still differ (another tax, say), the order is refused.
 */
async function honourAgreement(desk: Desk, order: OrderPush, saleId: number, signal: AbortSignal): Promise<void> {
  const { rpc } = desk;
  const reference = await desk.references.get(signal);
  const service = await deliveryService(desk, reference, order, signal);
  const wanted = wantedLines(order, service);
  const domain = [
    ['sale', '=', saleId],
    ['type', '=', 'line'],
  ];
  const [sale, lines] = await Promise.all([
    again(desk, saleId, signal),
    rpc.search('sale.line', domain, ['sequence', 'unit_price', 'promotion', 'shipment_cost'], { signal }),
  ]);
  if (isPlaced(sale)) return; // an earlier, broken call of ours has come through meanwhile
  if (sale.state !== 'quotation') throw new Error(`the sale stays ${sale.state}`);
  const changes = lines.flatMap((line) => {
    const own = wanted[number(line.sequence) - 1];
    if (!own) return [];
    const values: Row = {};
    if (micros(line.unit_price) !== own.unit) {
      desk.log('a promotion of the ERP was set back to the agreed price', { sale: sale.id, line: line.id, promotion: line.promotion });
      Object.assign(values, { unit_price: decimal(own.unit, priceDigits), promotion: null });
    }
    if (own.delivery && line.shipment_cost === null) values.shipment_cost = decimal(own.unit, priceDigits);
    return Object.keys(values).length ? [['write', [line.id], values]] : [];
  });
  const head = service ? { carrier: service.carrier ?? null, shipment_cost_method: 'order' } : {};
  if (changes.length || service)
    await write(rpc, 'sale.sale', [sale.id], { ...head, ...(changes.length ? { lines: changes } : {}) }, signal);
  const after = changes.some(([, , values]) => (values as Row).unit_price) ? await again(desk, saleId, signal) : sale;
  if (!agrees(after, wanted)) throw new Terminal('TOTALS_MISMATCH', 'the ERP comes to other totals', `net ${after.net} tax ${after.tax}`);
}

function agrees(sale: Sale, wanted: Wanted[]): boolean {
  const nets = wanted.map((line) => roundMoney(multiply(line.unit, line.quantity)));
  const net = nets.reduce((sum, amount) => sum + amount, 0n);
  const tax = wanted.reduce((sum, line, index) => sum + divide((nets[index] ?? 0n) * micros(line.taxPercent), hundred), 0n);
  const near = (a: bigint, b: bigint) => (a > b ? a - b : b - a) <= grosz * BigInt(wanted.length);
  return near(sale.net, net) && near(sale.tax, tax);
}

async function createSale(desk: Desk, order: OrderPush, key: string, signal: AbortSignal): Promise<Sale> {
  const { rpc } = desk;
  try {
    const values = await saleValues(desk, order, key, signal);
    const made = await create(rpc, 'sale.sale', values, signal);
    // Only the steps to come tell number and totals: one question less.
    return {
      id: made,
      number: undefined,
      state: 'draft',
      comment: text(values.comment),
      party: number(values.party),
      net: 0n,
      tax: 0n,
      gross: 0n,
      shipments: [],
      invoices: [],
    };
  } catch (error) {
    // "The web ID on the sale must be unique": another try of the same order was quicker, or an earlier one came through after all.
    const earlier = error instanceof Refusal ? await findSale(rpc, key, signal) : null;
    if (earlier) return earlier;
    throw refused(error, 'the ERP does not accept this order');
  }
}

async function saleValues(desk: Desk, order: OrderPush, key: string, signal: AbortSignal): Promise<Row> {
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
      ['customer_payment_term', 'sale_price_list', 'customer_tax_rule', 'addresses'],
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
  const lines = await Promise.all(
    wantedLines(order, service).map(async (line, index) => ({
      type: 'line',
      sequence: index + 1,
      product: line.product,
      quantity: quantity(line.quantity),
      unit: row(known.get(line.product)?.['template.']).default_uom,
      base_price: decimal(line.base, priceDigits),
      unit_price: decimal(line.unit, priceDigits),
      taxes: [['add', await taxesOf(desk, reference, known.get(line.product), head, party, signal)]],
      ...(line.note ? { note: line.note } : {}),
      ...(line.description ? { description: line.description } : {}),
    })),
  );
  return {
    ...head,
    web_shop: reference.shop?.id ?? null,
    web_id: key,
    reference: order.customerReference ?? order.reference,
    description: `${order.channelCode} ${order.reference}`.trim(),
    invoice_address: billing || shipping || anyAddress || null,
    shipment_address: shipping || billing || anyAddress || null,
    payment_term: party.customer_payment_term,
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
function commentOf({ contact, delivery, payment, note, reference }: OrderPush): string {
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

/** The carrier of a delivery method and the service product its price is charged as. */
async function deliveryService(
  desk: Desk,
  reference: Reference,
  order: OrderPush,
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

/** The product's own taxes; a customer with a tax rule (export, reverse charge) is asked from Tryton. */
async function taxesOf(
  desk: Desk,
  reference: Reference,
  product: Row | undefined,
  head: Row,
  party: Row,
  signal: AbortSignal,
): Promise<number[]> {
  const own = reference.categoryTaxes.get(number(row(product?.['template.']).account_category)) ?? [];
  if (!party.customer_tax_rule) return own;
  const parent = Object.fromEntries(Object.entries(head).map(([field, value]) => [`_parent_sale.${field}`, value]));
  const asked = await desk.rpc.call(
    'model.sale.line.on_change',
    [{ type: 'line', product: product?.id, quantity: 1, taxes: [], ...parent }, ['product']],
    {
      signal,
      context: writing,
    },
  );
  const add = row(row(rows(asked)[0]).taxes).add;
  return Array.isArray(add) ? add.map((entry) => number(row(Array.isArray(entry) ? entry[1] : undefined).id)) : own;
}
