/** Money given back, exactly so much and once a key; goods that came back with it go into the shop's own count. */
import { z } from 'zod';
import { NotSent, type RefundPush, Terminal } from '../connector.ts';
import { bringBack, openChanges } from './goods.ts';
import type { ShopOrder } from './orderShape.ts';
import { readOrder, transactionOf } from './orders.ts';
import { capturedOf, paymentsOf, refundedOf } from './payments.ts';
import type { Shop } from './shop.ts';
import { id, text, toCents, toNumber } from './values.ts';

type Acked = { externalId?: string };

/** A refund has no field for a key; its note does, and people read it there. */
const noteOf = (key: string) => `splot ${key}`;

export async function refund(shop: Shop, push: RefundPush, key: string, signal: AbortSignal): Promise<Acked> {
  const order = await readOrder(shop, push.orderId, signal);
  if (!order) throw new Terminal('NOT_FOUND', 'the shop does not have this order');
  if (order.currency_code.toUpperCase() !== push.currency)
    throw new Terminal('INVALID', 'the order is of another currency', `${push.currency}, not ${order.currency_code}`);
  // First the goods: what the shop then owes is what is given back, and needs no credit line.
  if (push.lines.length > 0) await showGoods(shop, order, push, key, signal);
  return giveBack(shop, order, { note: noteOf(key), reason: push.reason, amount: push.amount, from: push.transactionNumber }, signal);
}

export async function findRefund(shop: Shop, orderId: string, key: string, signal: AbortSignal): Promise<Acked | null> {
  const order = await readOrder(shop, orderId, signal);
  const found = order && madeWith(order, noteOf(key));
  return found ? { externalId: found.id } : null;
}

/** Goods the shop never showed as shipped cannot come back to it: that must not keep the money. */
async function showGoods(shop: Shop, order: ShopOrder, push: RefundPush, key: string, signal: AbortSignal): Promise<void> {
  try {
    await bringBack(shop, order, push.lines, key, signal);
  } catch (error) {
    if (!(error instanceof Terminal)) throw error;
    shop.log('the shop does not take the goods back; the money goes back all the same', { order: order.display_id, detail: error.detail });
  }
}

const madeWith = (order: ShopOrder, note: string) =>
  paymentsOf(order)
    .flatMap((payment) => payment.refunds)
    .find((one) => one.note === note || one.note?.startsWith(`${note}:`));

const answer = z.object({ payment: z.object({ refunds: z.array(z.object({ id, note: text })) }) });

export async function giveBack(
  shop: Shop,
  order: ShopOrder,
  money: { note: string; reason?: string; amount: bigint; from?: string | undefined },
  signal: AbortSignal,
): Promise<Acked> {
  const done = madeWith(order, money.note);
  if (done) return { externalId: done.id };
  const payments = paymentsOf(order);
  // Medusa gives all back when an order is cancelled; that is this money.
  if (order.status === 'canceled') {
    const whole = payments.flatMap((payment) => payment.refunds).find((one) => toCents(one.raw_amount) >= toCents(money.amount));
    if (whole) return { externalId: whole.id };
  }
  // Captured 1251.509 is 1251.51 to everybody.
  const enough = payments.filter((payment) => toCents(capturedOf(payment) - refundedOf(payment)) >= money.amount);
  const payment = enough.find((one) => money.from !== undefined && transactionOf(one.data) === money.from) ?? enough[0];
  if (!payment) throw new Terminal('STATE_FORBIDS', 'the shop has no captured payment with so much left to give back');
  // Medusa gives the money back first and finds out then that it may not write to the order: it would answer no to a refund that is made.
  if ((await openChanges(shop, order.id, signal)).length > 0) throw new NotSent('somebody is changing the order in the shop right now');
  const body = { amount: toNumber(money.amount), note: money.reason ? `${money.note}: ${money.reason}` : money.note };
  try {
    const { payment: now } = await shop.admin.post(`/admin/payments/${payment.id}/refund`, body, answer, signal);
    const made = now.refunds.find((one) => one.note === body.note);
    return made ? { externalId: made.id } : {};
  } catch (error) {
    const now = await readOrder(shop, order.id, signal);
    const made = now && madeWith(now, money.note);
    if (!made) throw error;
    shop.log('the shop refused a refund and made it all the same', { order: order.display_id });
    return { externalId: made.id };
  }
}
