/** Payments of a shop order, each captured or given back once, whatever repeats. */
import { z } from 'zod';
import { type PaymentPush, Terminal } from '../connector.ts';
import type { ShopOrder } from './orderShape.ts';
import { readOrder, refundNumber, transactionOf } from './orders.ts';
import { giveBack } from './refunds.ts';
import type { Shop } from './shop.ts';
import { id, toCents } from './values.ts';

type Acked = { externalId?: string };
export type ShopPayment = ShopOrder['payment_collections'][number]['payments'][number];

export const paymentsOf = (order: ShopOrder): ShopPayment[] => order.payment_collections.flatMap((collection) => collection.payments);
export const capturedOf = (payment: ShopPayment): bigint => payment.captures.reduce((sum, one) => sum + one.raw_amount, 0n);
export const refundedOf = (payment: ShopPayment): bigint => payment.refunds.reduce((sum, one) => sum + one.raw_amount, 0n);

export async function recordPayment(shop: Shop, push: PaymentPush, signal: AbortSignal): Promise<Acked> {
  const order = await readOrder(shop, push.orderId, signal);
  if (!order) throw new Terminal('NOT_FOUND', 'the shop does not have this order');
  if (push.state === 'PAID') return settle(shop, order, push, signal);
  if (push.state === 'REFUNDED')
    return giveBack(shop, order, { note: `ERP ${push.transactionNumber}`, amount: push.amount, from: push.refundOf }, signal);
  // The shop hears of an authorisation or a failure from its provider itself.
  const there = paymentsOf(order).find((payment) => transactionOf(payment.data) === push.transactionNumber);
  return there ? { externalId: there.id } : {};
}

export async function findPayment(shop: Shop, orderId: string, transactionNumber: string, signal: AbortSignal): Promise<Acked | null> {
  const order = await readOrder(shop, orderId, signal);
  const payments = order ? paymentsOf(order) : [];
  const payment = payments.find((one) => transactionOf(one.data) === transactionNumber && capturedOf(one) > 0n);
  const back = payments.flatMap((one) => one.refunds).find((one) => refundNumber(one) === transactionNumber);
  return payment ? { externalId: payment.id } : back ? { externalId: back.id } : null;
}

/** What came in: a payment the shop has authorised is captured; where it has none, the order is marked as paid. */
export async function settle(
  shop: Shop,
  order: ShopOrder,
  paid: { transactionNumber?: string; amount: bigint },
  signal: AbortSignal,
): Promise<Acked> {
  const payments = paymentsOf(order).filter((payment) => !payment.canceled_at);
  const same = payments.find((payment) => paid.transactionNumber !== undefined && transactionOf(payment.data) === paid.transactionNumber);
  if (same && capturedOf(same) > 0n) return { externalId: same.id };
  // Cash on delivery: what the courier hands over has another number than what the shop authorised.
  const open = same ?? payments.find((payment) => capturedOf(payment) === 0n && toCents(payment.raw_amount) === toCents(paid.amount));
  if (open) {
    await shop.admin.post(`/admin/payments/${open.id}/capture`, {}, z.unknown(), signal);
    return { externalId: open.id };
  }
  const [captured] = payments.filter((payment) => capturedOf(payment) > 0n);
  if (captured) return { externalId: captured.id };
  const waiting = order.payment_collections.find((collection) => collection.payments.every((payment) => payment.canceled_at));
  if (!waiting) throw new Terminal('STATE_FORBIDS', 'the shop has no payment of this amount to settle');
  await shop.admin.post(`/admin/payment-collections/${waiting.id}/mark-as-paid`, { order_id: order.id }, z.unknown(), signal);
  const now = await readOrder(shop, order.id, signal);
  const made = now && paymentsOf(now).find((payment) => capturedOf(payment) > 0n);
  return made ? { externalId: id.parse(made.id) } : {};
}
