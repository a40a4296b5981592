/**
 * Offers into Tryton: a sale that stops at the quotation. `web_id` keeps it single under the quote's key; when it is accepted the same sale takes the
 * order's key there, and a mark in its comment still says which quote it was.
 */
import { type OrderAck, type OrderPush, type QuoteAcceptPush, type QuotePush, Terminal } from '../connector.ts';
import { ensureAddress } from './partywrites.ts';
import { recordPayment } from './payments.ts';
import { validMark } from './quotes.ts';
import { Refusal, refused } from './rpc.ts';
import { acknowledge, create, type Desk, findSale, isPlaced, press, quoteKeyIn, quoteMark, readSale, type Sale, write } from './sales.ts';
import { deliveryService, priceDigits, saleValues, serviceTaxes } from './salevalues.ts';
import { date, decimal, micros, number, quantity, type Row, text } from './values.ts';

/** Behind every line of an offer. */
const deliverySequence = 1_000;

export async function placeQuote(desk: Desk, quote: QuotePush, key: string, signal: AbortSignal): Promise<OrderAck> {
  const { rpc } = desk;
  return desk.inTurn(async () => {
    let sale = (await findQuoteSale(desk, key, signal)) ?? (await createQuote(desk, quote, key, signal));
    try {
      if (sale.state === 'draft') {
        await press(rpc, 'sale.sale', 'quote', [sale.id], signal);
        await keepGivenPrices(desk, quote, sale.id, signal);
      }
    } catch (error) {
      // Too little in stock to be promised by itself: it stays a draft, a question for the people of the ERP.
      if (!(error instanceof Refusal)) throw error;
      desk.log('a quotation stays a draft in Tryton', { sale: sale.id, detail: error.detail });
    }
    sale = (await readSale(rpc, sale.id, signal)) ?? sale;
    return acknowledge(sale);
  });
}

/** A quote under its own key, or the sale it became. */
export async function findQuote(desk: Desk, key: string, signal: AbortSignal): Promise<OrderAck | null> {
  const sale = await findQuoteSale(desk, key, signal);
  return sale && sale.state !== 'cancelled' ? acknowledge(sale) : null;
}

async function findQuoteSale({ rpc }: Desk, key: string, signal: AbortSignal): Promise<Sale | null> {
  const own = await findSale(rpc, key, signal);
  if (own) return own;
  const found = await rpc.search('sale.sale', [['comment', 'like', `%${quoteMark(key)}%`]], ['comment'], {
    signal,
    order: [['id', 'ASC']],
  });
  const accepted = found.find((sale) => quoteKeyIn(sale.comment) === key);
  return accepted ? readSale(rpc, number(accepted.id), signal) : null;
}

async function createQuote(desk: Desk, quote: QuotePush, key: string, signal: AbortSignal): Promise<Sale> {
  const { rpc } = desk;
  try {
    const [party] = await rpc.search('party.party', [['id', '=', Number(quote.partyId)]], ['sale_price_list', 'customer_tax_rule'], {
      signal,
    });
    if (!party) throw new Terminal('NOT_FOUND', 'the ERP has no such customer');
    const lines = await Promise.all(
      quote.lines.map(async (line) => ({ ...line, unitNet: line.unitNet ?? (await priceOf(desk, quote, line, party, signal)) })),
    );
    const order: OrderPush = {
      partyId: quote.partyId,
      contact: {},
      reference: quote.reference,
      channelCode: '',
      currency: quote.currency,
      documentDate: quote.documentDate,
      delivery: { methodCode: '', methodName: '', net: 0n, taxPercent: '0' },
      payment: { methodCode: '', state: 'PENDING' },
      lines,
      ...(typeof party.customer_tax_rule === 'number' ? { taxRuleId: String(party.customer_tax_rule) } : {}),
    };
    const comment = [quote.note, quoteMark(key), quote.validUntil && validMark(quote.validUntil)].filter(Boolean).join('\n');
    const made = await create(rpc, 'sale.sale', { ...(await saleValues(desk, order, key, signal)), comment }, signal);
    const sale = await readSale(rpc, made, signal);
    if (!sale) throw new Error('the quotation has vanished');
    return sale;
  } catch (error) {
    // "The web ID on the sale must be unique": another try of the same quote was quicker.
    const earlier = error instanceof Refusal ? await findQuoteSale(desk, key, signal) : null;
    if (earlier) return earlier;
    throw refused(error, 'the ERP does not accept this question for an offer');
  }
}

async function priceOf(desk: Desk, quote: QuotePush, line: QuotePush['lines'][number], party: Row, signal: AbortSignal): Promise<bigint> {
  const [currency] = await desk.rpc.search('currency.currency', [['code', '=', quote.currency]], [], { signal });
  const reference = await desk.references.get(signal);
  const context = {
    price_list: party.sale_price_list ?? (reference.defaultPriceList || null),
    customer: Number(quote.partyId),
    quantity: quantity(line.quantity),
    currency: currency?.id ?? null,
    sale_date: date(quote.documentDate),
    date: date(quote.documentDate),
  };
  const [found] = await desk.rpc.read('product.product', [Number(line.variantId)], ['sale_price_uom'], { signal, context });
  if (!found || found.sale_price_uom === null) throw new Terminal('INVALID', `the ERP has no price for ${line.sku}`);
  return micros(found.sale_price_uom);
}

/** A promotion of Tryton may lower what it priced itself; a price that was given stays. */
async function keepGivenPrices({ rpc }: Desk, quote: QuotePush, saleId: number, signal: AbortSignal): Promise<void> {
  const lines = await rpc.search('sale.line', [['sale', '=', saleId]], ['sequence', 'unit_price'], { signal });
  for (const line of lines) {
    const given = quote.lines[number(line.sequence) - 1]?.unitNet;
    if (given !== undefined && micros(line.unit_price) !== given)
      await write(rpc, 'sale.line', [number(line.id)], { unit_price: decimal(given, priceDigits), promotion: null }, signal);
  }
}

export async function acceptQuote(desk: Desk, acceptance: QuoteAcceptPush, key: string, signal: AbortSignal): Promise<OrderAck> {
  const { rpc } = desk;
  const sale = await desk.inTurn(async () => {
    const own = await findSale(rpc, key, signal);
    let sale = own ?? (await takeOver(desk, acceptance, key, signal));
    if (!isPlaced(sale)) {
      if (sale.state !== 'quotation') throw new Terminal('STATE_FORBIDS', 'the ERP no longer offers this');
      try {
        await press(rpc, 'sale.sale', 'confirm', [sale.id], signal);
      } catch (error) {
        const verdict = refused(error, 'the ERP does not accept this order');
        // The offer stays open: what stood against it (credit, stock) may change before it ends.
        if (verdict instanceof Terminal) await write(rpc, 'sale.sale', [sale.id], { web_id: quoteKeyIn(sale.comment) ?? null }, signal);
        throw verdict;
      }
      sale = (await readSale(rpc, sale.id, signal)) ?? sale;
    }
    if (!isPlaced(sale)) throw new Error(`the sale stays ${sale.state}`);
    return sale;
  });
  const { payment } = acceptance;
  if ((payment.state === 'PAID' || payment.state === 'AUTHORISED') && payment.transactionNumber && payment.amount) {
    const [found] = await rpc.read('sale.sale', [sale.id], ['currency.code'], { signal });
    const currency = text((found?.['currency.'] as Row | undefined)?.code);
    const { transactionNumber, methodCode, amount, state } = payment;
    const provider = payment.provider ?? methodCode;
    await recordPayment(
      desk,
      { orderId: String(sale.id), provider, transactionNumber, methodCode, amount, currency, state, occurredAt: desk.now() },
      signal,
    );
  }
  return acknowledge(sale);
}

/** The quotation becomes the order's: its key, addresses, delivery. One write, so that a repeat finds all of it or nothing. */
async function takeOver(desk: Desk, acceptance: QuoteAcceptPush, key: string, signal: AbortSignal): Promise<Sale> {
  const { rpc } = desk;
  const sale = await readSale(rpc, Number(acceptance.quoteId), signal);
  if (!sale) throw new Terminal('NOT_FOUND', 'the ERP has no such offer');
  const until = /\[splot:valid (\d{4}-\d\d-\d\d)\]/.exec(sale.comment)?.[1];
  if (sale.state !== 'quotation' || (until && until < (await rpc.today(signal))))
    throw new Terminal('STATE_FORBIDS', 'this offer has ended: ask for a new one');
  const reference = await desk.references.get(signal);
  const service = await deliveryService(desk, reference, acceptance, signal);
  const address = async (addressId: string | undefined, given: QuoteAcceptPush['billingAddress']) =>
    addressId ? Number(addressId) : given && (await ensureAddress(rpc, sale.party, given, signal));
  const [billing, shipping] = [
    await address(acceptance.billingAddressId, acceptance.billingAddress),
    await address(acceptance.shippingAddressId, acceptance.shippingAddress),
  ];
  const { delivery } = acceptance;
  // What an earlier try charged, that was refused after all; Tryton lets no line of a quotation be deleted.
  const [before] = await rpc.search(
    'sale.line',
    [
      ['sale', '=', sale.id],
      ['sequence', '=', deliverySequence],
    ],
    [],
    { signal },
  );
  const net = decimal(delivery.net, priceDigits);
  const charge = service && {
    type: 'line',
    sequence: deliverySequence,
    product: service.product,
    quantity: 1,
    unit: await unitOf(desk, service.product, signal),
    base_price: net,
    unit_price: net,
    shipment_cost: net,
    description: delivery.methodName,
    taxes: [['add', await serviceTaxes(desk, reference, service.product, signal)]],
  };
  const free = before && !charge ? { unit_price: decimal(0n, priceDigits), base_price: decimal(0n, priceDigits) } : undefined;
  const lines = before ? [['write', [number(before.id)], charge ?? free]] : charge && delivery.net > 0n ? [['create', [charge]]] : [];
  await write(
    rpc,
    'sale.sale',
    [sale.id],
    {
      web_id: key,
      web_shop: reference.shop?.id ?? null,
      reference: acceptance.customerReference ?? acceptance.reference,
      description: acceptance.reference,
      comment: `${sale.comment}\nDelivery: ${delivery.methodName || delivery.methodCode}${delivery.pickupPointCode ? `, ${delivery.pickupPointCode}` : ''}`,
      ...(acceptance.warehouseId ? { warehouse: Number(acceptance.warehouseId) } : {}),
      ...(billing ? { invoice_address: billing } : {}),
      ...(shipping ? { shipment_address: shipping } : {}),
      ...(service ? { carrier: service.carrier ?? null, shipment_cost_method: 'order' } : {}),
      ...(lines.length ? { lines } : {}),
    },
    signal,
  );
  return (await readSale(rpc, sale.id, signal)) ?? sale;
}

async function unitOf({ rpc }: Desk, product: number, signal: AbortSignal): Promise<unknown> {
  const [found] = await rpc.read('product.product', [product], ['default_uom'], { signal });
  return found?.default_uom ?? null;
}
