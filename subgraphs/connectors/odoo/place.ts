/**
 * An order into Odoo: exactly one confirmed sale a key. The sale is loaded under an external id, which is unique, and carries its key in its source field; every
 * later step starts from the state the sale is in, so a broken call is repeated from where it stopped.
 */
import { type OrderAck, type OrderPush, Terminal, type TerminalCode } from '../connector.ts';
import { letGo } from './cancel.ts';
import { upsert } from './externalids.ts';
import { recordPayment } from './payments.ts';
import { patiently, refused } from './rpc.ts';
import { acknowledge, type Desk, findSale, press, readSale, refusedMark, type Sale, write } from './sales.ts';
import { saleRows } from './salevalues.ts';
import { divide, flag, html, micros, multiply, number, roundMoney } from './values.ts';

/** A grosz a line: the hub may round tax by line where Odoo rounds it by rate. */
const grosz = 10_000n;

export async function placeOrder(desk: Desk, order: OrderPush, key: string, signal: AbortSignal): Promise<OrderAck> {
  const sale = await desk.inTurn(async () => {
    try {
      const found = (await findSale(desk.rpc, key, signal)) ?? (await createSale(desk, order, key, signal));
      return await advance(desk, order, found, signal);
    } catch (error) {
      throw refused(error, 'the ERP does not accept this order');
    }
  });
  const { payment } = order;
  if ((payment.state === 'PAID' || payment.state === 'AUTHORISED') && payment.transactionNumber && payment.amount)
    await recordPayment(desk, {
      orderId: String(sale.id),
      provider: payment.provider ?? payment.methodCode,
      transactionNumber: payment.transactionNumber,
      methodCode: payment.methodCode,
      amount: payment.amount,
      currency: order.currency,
      state: payment.state,
      occurredAt: desk.now(),
    }, signal); // biome-ignore format: one payment
  return acknowledge(sale);
}

async function createSale(desk: Desk, order: OrderPush, key: string, signal: AbortSignal): Promise<Sale> {
  const { fields, data } = await saleRows(desk, order, key, signal);
  const [made] = await upsert(desk.rpc, 'sale.order', fields, data, signal);
  const sale = made === undefined ? null : await readSale(desk.rpc, made, signal);
  if (!sale) throw new Error('the sale was made and cannot be found');
  return sale;
}

/** From whatever state to confirmed, or to a refusal that leaves nothing open behind. */
async function advance(desk: Desk, order: OrderPush, sale: Sale, signal: AbortSignal): Promise<Sale> {
  const before = refusedMark.exec(sale.note)?.[1];
  if (before && sale.state !== 'sale')
    throw await abandon(desk, sale, new Terminal(before as TerminalCode, 'the ERP refused this order before'), signal);
  if (sale.state === 'sale') return sale;
  if (sale.state === 'cancel') throw new Terminal('STATE_FORBIDS', 'the order was cancelled in the ERP');
  if (!agrees(sale, order))
    throw await abandon(
      desk,
      sale,
      new Terminal('TOTALS_MISMATCH', 'the ERP comes to other totals', `net ${sale.net} tax ${sale.tax}`),
      signal,
    );
  // Odoo would only warn. What is paid already owes nothing.
  if (
    sale.creditWarning &&
    order.payment.state !== 'PAID' &&
    order.payment.state !== 'AUTHORISED' &&
    (await overCredit(desk, sale, signal))
  )
    throw await abandon(desk, sale, new Terminal('CREDIT_LIMIT', 'the credit limit does not cover this order', sale.creditWarning), signal);
  return confirm(desk, sale, signal);
}

/** Confirmed, or cancelled again with INSUFFICIENT_STOCK. Whatever the confirmation answered, the sale as it stands now decides. */
export async function confirm(desk: Desk, sale: Sale, signal: AbortSignal): Promise<Sale> {
  const { rpc, procedures } = desk;
  const answer = await patiently(signal, () => procedures.run('confirm', { sale: sale.id }, { signal, timeoutMs: 90_000 }));
  let short = Array.isArray(answer?.short);
  if (!answer) {
    short = await isShort(desk, sale, false, signal);
    if (!short) {
      await press(rpc, 'sale.order', 'action_confirm', [sale.id], signal);
      // Somebody else may have taken the same pieces at the same moment: the younger promise is taken back.
      short = await isShort(desk, sale, true, signal);
    }
  }
  if (short) throw await abandon(desk, sale, new Terminal('INSUFFICIENT_STOCK', 'not enough in stock'), signal);
  const after = await readSale(rpc, sale.id, signal);
  if (after?.state !== 'sale') throw new Error(`the sale stays ${after?.state}`);
  return after;
}

/** Whether more is promised than there is and will come. Before the confirmation the sale's own lines are not counted yet. */
async function isShort({ rpc }: Desk, sale: Sale, confirmed: boolean, signal: AbortSignal): Promise<boolean> {
  const lines = await rpc.search(
    'sale.order.line',
    [
      ['order_id', '=', sale.id],
      ['product_id.is_storable', '=', true],
    ],
    ['product_id', 'product_uom_qty', 'warehouse_id'],
    { signal },
  );
  const [head] = await rpc.read('sale.order', [sale.id], ['warehouse_id'], { signal });
  const wanted = new Map<number, bigint>();
  for (const line of lines) wanted.set(number(line.product_id), (wanted.get(number(line.product_id)) ?? 0n) + micros(line.product_uom_qty));
  const levels = await rpc.read('product.product', [...wanted.keys()], ['virtual_available'], {
    signal,
    context: { warehouse_id: number(head?.warehouse_id) },
  });
  return levels.some((level) => micros(level.virtual_available) < (confirmed ? 0n : (wanted.get(number(level.id)) ?? 0n)));
}

async function overCredit({ rpc }: Desk, sale: Sale, signal: AbortSignal): Promise<boolean> {
  const [partner] = await rpc.read('res.partner', [sale.partner], ['commercial_partner_id'], { signal });
  const [owner] = await rpc.read(
    'res.partner',
    [number(partner?.commercial_partner_id)],
    ['use_partner_credit_limit', 'credit_limit', 'credit'],
    { signal },
  );
  return flag(owner?.use_partner_credit_limit) && micros(owner?.credit) + sale.gross > micros(owner?.credit_limit);
}

/** Nothing of a refused order stays open, and its note says why, so that a repeated call answers the same. */
async function abandon(desk: Desk, sale: Sale, verdict: Terminal, signal: AbortSignal): Promise<Terminal> {
  const { rpc } = desk;
  const now = (await readSale(rpc, sale.id, signal)) ?? sale;
  if (!refusedMark.test(now.note))
    await write(rpc, 'sale.order', [sale.id], { note: html(`${now.note}\n[splot:refused ${verdict.code}]`.trim()) }, signal);
  if (now.state !== 'cancel') await letGo(desk, now, signal);
  return verdict;
}

const hundred = 100_000_000n;

export function agrees(sale: Pick<Sale, 'net' | 'tax'>, order: OrderPush): boolean {
  const parts = [
    ...order.lines.map((line) => ({
      net: roundMoney(multiply(divide(line.unitNet * (hundred - micros(line.discountPercent)), hundred), line.quantity)),
      percent: line.taxPercent,
    })),
    { net: roundMoney(order.delivery.net), percent: order.delivery.taxPercent },
  ];
  const net = parts.reduce((sum, part) => sum + part.net, 0n);
  const tax = parts.reduce((sum, part) => sum + divide(part.net * micros(part.percent), hundred), 0n);
  const near = (a: bigint, b: bigint) => (a > b ? a - b : b - a) <= grosz * BigInt(parts.length);
  return near(sale.net, net) && near(sale.tax, tax);
}
