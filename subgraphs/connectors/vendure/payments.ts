/** Payments and refunds of a shop order, each recorded once, whatever repeats. */
import { z } from 'zod';
import { type PaymentPush, Terminal } from '../connector.ts';
import { granted, REFUSAL } from './admin.ts';
import { readOrder, type ShopOrder } from './orders.ts';
import { giveBack } from './refunds.ts';
import type { Shop } from './shop.ts';
import { id } from './values.ts';

type Acked = { externalId?: string };

export async function recordPayment(shop: Shop, push: PaymentPush, signal: AbortSignal): Promise<Acked> {
  const order = await readOrder(shop, push.orderId, signal);
  if (!order) throw new Terminal('NOT_FOUND', 'the shop does not have this order');
  if (push.state === 'REFUNDED') {
    const { amount, transactionNumber, refundOf } = push;
    // The provider gives a refund a number of its own; ours goes into the reason, where a repeat finds it.
    const reason = `ERP ${transactionNumber}`;
    return giveBack(shop, order, { amount, reason, mark: reason, of: refundOf, transactionNumber }, signal);
  }
  if (push.state === 'PAID') return settle(shop, order, { ...push, provider: push.methodCode }, signal);
  // The shop hears of an authorisation or a failure from its provider itself.
  const there = order.payments?.find((payment) => payment.transactionId === push.transactionNumber);
  return there ? { externalId: there.id } : {};
}

export async function findPayment(shop: Shop, orderId: string, transactionNumber: string, signal: AbortSignal): Promise<Acked | null> {
  const order = await readOrder(shop, orderId, signal);
  const payments = order?.payments ?? [];
  const payment = payments.find((one) => one.transactionId === transactionNumber);
  const back = payments.flatMap((one) => one.refunds).find((one) => one.transactionId === transactionNumber);
  return payment ? { externalId: payment.id } : back ? { externalId: `refund-${back.id}` } : null;
}

/** What came in: a payment the shop has authorised is settled; one it has not heard of is added when it waits for one. */
export async function settle(
  shop: Shop,
  order: ShopOrder,
  paid: { provider: string; transactionNumber?: string; amount: bigint },
  signal: AbortSignal,
): Promise<Acked> {
  const payments = order.payments ?? [];
  const same = payments.find((payment) => paid.transactionNumber !== undefined && payment.transactionId === paid.transactionNumber);
  if (same?.state === 'Settled') return { externalId: same.id };
  // Cash on delivery: what the courier hands over has another number than what the shop authorised.
  const open = same ?? payments.find((payment) => payment.state === 'Authorized' && payment.amount === paid.amount);
  if (open?.state === 'Authorized') {
    const { settlePayment } = await shop.admin.ask(
      `mutation ($id: ID!) { settlePayment(id: $id) { ... on Payment { id } ${REFUSAL} } }`,
      { id: open.id },
      z.object({ settlePayment: z.unknown() }),
      signal,
    );
    granted(settlePayment);
    return { externalId: open.id };
  }
  const settled = payments.filter((payment) => payment.state === 'Settled').reduce((sum, payment) => sum + payment.amount, 0n);
  const [first] = payments.filter((payment) => payment.state === 'Settled');
  if (settled >= order.totalWithTax && first) return { externalId: first.id };
  const { addManualPaymentToOrder } = await shop.admin.ask(
    `mutation ($i: ManualPaymentInput!) { addManualPaymentToOrder(input: $i) { ... on Order { payments { id transactionId } } ${REFUSAL} } }`,
    { i: { orderId: order.id, method: paid.provider, transactionId: paid.transactionNumber, metadata: {} } },
    z.object({ addManualPaymentToOrder: z.unknown() }),
    signal,
  );
  granted(addManualPaymentToOrder);
  const made = z.object({ payments: z.array(z.object({ id, transactionId: z.string().nullable() })) }).parse(addManualPaymentToOrder);
  const found = made.payments.find((payment) => payment.transactionId === paid.transactionNumber);
  return found ? { externalId: found.id } : {};
}
