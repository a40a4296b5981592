/** Offers asked of Odoo, and offers that were accepted. An offer and the sale it becomes are one record, which carries both keys. */
import { type OrderAck, type QuoteAcceptPush, type QuotePush, Terminal } from '../connector.ts';
import { upsert } from './externalids.ts';
import { ensureAddress } from './partywrites.ts';
import { recordPayment } from './payments.ts';
import { confirm } from './place.ts';
import { refused } from './rpc.ts';
import { expressPrice } from './saleprice.ts';
import {
  acknowledge,
  type Desk,
  findQuote,
  findSale,
  orderKeyOf,
  orderMark,
  press,
  readSale,
  type Sale,
  warehouseFor,
  write,
} from './sales.ts';
import { deliveryService, quoteRows } from './salevalues.ts';
import { byId, dayIn, micros, number, type Row, some, toNumber } from './values.ts';

export async function placeQuote(desk: Desk, quote: QuotePush, key: string, signal: AbortSignal): Promise<OrderAck> {
  return desk.inTurn(async () => {
    try {
      const known = await findQuote(desk.rpc, key, signal);
      const sale = known ?? (await createQuote(desk, quote, key, signal));
      if (sale.state === 'draft') {
        await agreePrices(desk, quote, sale, signal);
        await press(desk.rpc, 'sale.order', 'action_quotation_sent', [sale.id], signal);
      }
      return acknowledge((await readSale(desk.rpc, sale.id, signal)) ?? sale);
    } catch (error) {
      throw refused(error, 'the ERP does not accept this question for an offer');
    }
  });
}

async function createQuote(desk: Desk, quote: QuotePush, key: string, signal: AbortSignal): Promise<Sale> {
  const { fields, data } = await quoteRows(desk, quote, key, signal);
  const [made] = await upsert(desk.rpc, 'sale.order', fields, data, signal);
  const sale = made === undefined ? null : await readSale(desk.rpc, made, signal);
  if (!sale) throw new Error('the offer was made and cannot be found');
  return sale;
}

async function agreePrices({ rpc }: Desk, quote: QuotePush, sale: Sale, signal: AbortSignal): Promise<void> {
  if (!quote.lines.some((line) => line.unitNet !== undefined)) return;
  const lines = await rpc.search(
    'sale.order.line',
    [
      ['order_id', '=', sale.id],
      ['display_type', '=', false],
    ],
    ['product_id'],
    { signal, order: 'sequence, id' },
  );
  const products = byId(
    await rpc.read(
      'product.product',
      lines.map((line) => number(line.product_id)),
      ['lst_price'],
      { signal },
    ),
  );
  const commands = quote.lines.flatMap((line, index) => {
    const own = lines[index];
    if (line.unitNet === undefined || own?.product_id !== Number(line.variantId)) return [];
    const price = expressPrice(line.unitNet, line.quantity, micros(products.get(Number(line.variantId))?.lst_price));
    return [[1, own.id, { price_unit: toNumber(price.unit), discount: toNumber(price.discount) }]];
  });
  if (commands.length) await write(rpc, 'sale.order', [sale.id], { order_line: commands }, signal);
}

export async function acceptQuote(desk: Desk, acceptance: QuoteAcceptPush, key: string, signal: AbortSignal): Promise<OrderAck> {
  const { rpc } = desk;
  const sale = await desk.inTurn(async () => {
    try {
      const found = (await findSale(rpc, key, signal)) ?? (await readSale(rpc, Number(acceptance.quoteId), signal));
      if (!found) throw new Terminal('NOT_FOUND', 'the ERP has no such offer');
      const ours = orderKeyOf(found.origin) === key;
      if (found.state === 'sale') {
        if (ours) return found;
        throw new Terminal('STATE_FORBIDS', 'the offer is accepted already');
      }
      if (found.state === 'cancel') throw new Terminal('STATE_FORBIDS', 'the offer was withdrawn');
      await stillHolds(desk, found, signal);
      await complete(desk, found, acceptance, key, signal);
      return await confirm(desk, (await readSale(rpc, found.id, signal)) ?? found, signal);
    } catch (error) {
      throw refused(error, 'the ERP does not let this offer be accepted');
    }
  });
  const { payment } = acceptance;
  if ((payment.state === 'PAID' || payment.state === 'AUTHORISED') && payment.transactionNumber && payment.amount) {
    const { company } = await desk.references.get(signal);
    await recordPayment(
      desk,
      {
        orderId: String(sale.id),
        provider: payment.provider ?? payment.methodCode,
        transactionNumber: payment.transactionNumber,
        methodCode: payment.methodCode,
        amount: payment.amount,
        currency: company.currency,
        state: payment.state,
        occurredAt: desk.now(),
      },
      signal,
    );
  }
  return acknowledge(sale);
}

async function stillHolds({ rpc, references }: Desk, sale: Sale, signal: AbortSignal): Promise<void> {
  const [found] = await rpc.read('sale.order', [sale.id], ['validity_date'], { signal });
  const { company } = await references.get(signal);
  const until = some(found?.validity_date);
  if (until && until < dayIn(company.zone, rpc.sourceNow())) throw new Terminal('STATE_FORBIDS', 'the offer has ended');
}

/** What was open in the offer, written once: the order's key in its source says that it was. */
async function complete(desk: Desk, sale: Sale, acceptance: QuoteAcceptPush, key: string, signal: AbortSignal): Promise<void> {
  if (orderKeyOf(sale.origin) === key) return;
  const { rpc } = desk;
  const reference = await desk.references.get(signal);
  const place = (given: string | undefined, address: QuoteAcceptPush['shippingAddress']) =>
    given ? Number(given) : address && ensureAddress(rpc, reference, sale.partner, address, key, signal);
  const shipping = await place(acceptance.shippingAddressId, acceptance.shippingAddress);
  const billing = await place(acceptance.billingAddressId, acceptance.billingAddress);
  const warehouse = warehouseFor(desk, reference, acceptance.warehouseId);
  if (!warehouse) throw new Terminal('INVALID', 'the ERP has no such warehouse');
  const { carrier, product } = deliveryService(desk, reference, acceptance.delivery);
  const anyService = reference.carriers.find((found) => found.taxRate === micros(acceptance.delivery.taxPercent))?.product;
  const delivery: Row[] =
    acceptance.delivery.net > 0n && (product ?? anyService)
      ? [
          {
            product_id: product ?? anyService,
            name: acceptance.delivery.methodName,
            product_uom_qty: 1,
            price_unit: toNumber(acceptance.delivery.net),
            discount: 0,
            is_delivery: true,
            sequence: 10_000,
          },
        ]
      : [];
  await write(
    rpc,
    'sale.order',
    [sale.id],
    {
      origin: `${sale.origin} ${orderMark(key)}`.trim(),
      warehouse_id: warehouse,
      client_order_ref: acceptance.customerReference ?? acceptance.reference,
      ...(shipping ? { partner_shipping_id: shipping } : {}),
      ...(billing ? { partner_invoice_id: billing } : {}),
      ...(carrier ? { carrier_id: carrier } : {}),
      ...(delivery.length ? { order_line: delivery.map((line) => [0, 0, line]) } : {}),
    },
    signal,
  );
}
