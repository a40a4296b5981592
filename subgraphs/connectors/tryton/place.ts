/**
 * An order into Tryton: exactly one confirmed sale a key. `web_id` is unique in Tryton's database, so two tries cannot both create;
 * every later step starts from the state the sale is in, so a broken call is repeated from where it stopped.
 */
import { type OrderAck, type OrderPush, Terminal, type TerminalCode } from '../connector.ts';
import { recordPayment } from './payments.ts';
import { Refusal, refused } from './rpc.ts';
import { acknowledge, cancelMark, create, type Desk, findSale, isPlaced, press, readSale, refusedMark, type Sale, write } from './sales.ts';
import { deliveryService, hundred, priceDigits, saleValues, type Wanted, wantedLines } from './salevalues.ts';
import { decimal, divide, micros, multiply, number, type Row, roundMoney, text } from './values.ts';

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
