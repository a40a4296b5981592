/**
 * Money given back in the shop, exactly the amount asked. Vendure keeps nothing single: the key stands in the refund's reason, is looked for before
 * anything is given back, and two that ask for one order at the same time go one after another.
 */
import { z } from 'zod';
import { type RefundPush, Terminal } from '../connector.ts';
import { inTurn } from '../turns.ts';
import { granted, REFUSAL } from './admin.ts';
import { readOrder, type ShopOrder } from './orders.ts';
import type { Shop } from './shop.ts';
import { id, money, toCents } from './values.ts';

type Acked = { externalId?: string };

const refund = z.object({ id, total: money, state: z.string(), transactionId: z.string().nullish(), reason: z.string().nullish() });
const answer = z.object({ order: z.object({ payments: z.array(z.object({ id, refunds: z.array(refund) })) }).nullable() });

export const keyMark = (key: string) => `[splot:${key}]`;

/** `mark` is what a repeat finds in the reason; `of` the transaction number of the payment to be given back from. */
export interface GivenBack {
  amount: bigint;
  reason: string;
  mark: string;
  of?: string | undefined;
  /** Also known by this number, where the shop's own people gave it back. */
  transactionNumber?: string;
}

export async function refundOrder(shop: Shop, push: RefundPush, key: string, signal: AbortSignal): Promise<Acked> {
  const order = await readOrder(shop, push.orderId, signal);
  if (!order) throw new Terminal('NOT_FOUND', 'the shop does not have this order');
  if (order.currencyCode !== push.currency) throw new Terminal('INVALID', `the shop took ${order.currencyCode} for this order`);
  return giveBack(
    shop,
    order,
    { amount: push.amount, reason: `${push.reason} ${keyMark(key)}`.trim(), mark: keyMark(key), of: push.transactionNumber },
    signal,
  );
}

export async function findRefund(shop: Shop, orderId: string, key: string, signal: AbortSignal): Promise<Acked | null> {
  return (await find(shop, orderId, { mark: keyMark(key) }, signal)) ?? null;
}

export async function giveBack(shop: Shop, order: ShopOrder, back: GivenBack, signal: AbortSignal): Promise<Acked> {
  return inTurn(shop, `refund of ${order.id}`, async () => {
    const done = await find(shop, order.id, back, signal);
    if (done) return done;
    const now = (await readOrder(shop, order.id, signal)) ?? order;
    const payment = payable(now, back);
    const { refundOrder: made } = await shop.admin.ask(
      `mutation ($i: RefundOrderInput!) { refundOrder(input: $i) { ... on Refund { id } ${REFUSAL} } }`,
      // Deprecated, and still: without them PostgreSQL refuses the row. Stock follows by the hub's own push, so no line is named.
      { i: { paymentId: payment, amount: toCents(back.amount), reason: back.reason, lines: [], shipping: 0, adjustment: 0 } },
      z.object({ refundOrder: z.unknown() }),
      signal,
    );
    granted(made);
    return { externalId: `refund-${z.object({ id }).parse(made).id}` };
  });
}

/** Id of the settled payment that still has so much; the one that was named, or the first. */
function payable(order: ShopOrder, { amount, of }: GivenBack): string {
  const settled = (order.payments ?? []).filter((payment) => payment.state === 'Settled');
  const named = settled.filter((payment) => of !== undefined && payment.transactionId === of);
  const left = (payment: (typeof settled)[number]) =>
    payment.refunds.filter((one) => one.state !== 'Failed').reduce((rest, one) => rest - one.total, payment.amount);
  const fits = (named.length ? named : settled).find((payment) => left(payment) >= amount);
  if (!settled.length) throw new Terminal('STATE_FORBIDS', 'the shop has no settled payment to give back');
  if (!fits) throw new Terminal('STATE_FORBIDS', 'more would be given back than was paid');
  return fits.id;
}

async function find(
  shop: Shop,
  orderId: string,
  { mark, transactionNumber }: Pick<GivenBack, 'mark' | 'transactionNumber'>,
  signal: AbortSignal,
): Promise<Acked | undefined> {
  const { order } = await shop.admin.ask(
    'query ($id: ID!) { order(id: $id) { payments { id refunds { id total state transactionId reason } } } }',
    { id: orderId },
    answer,
    signal,
  );
  const found = order?.payments
    .flatMap((payment) => payment.refunds)
    .find((one) => one.reason?.includes(mark) || (transactionNumber !== undefined && one.transactionId === transactionNumber));
  if (found?.state === 'Failed') throw new Terminal('SOURCE_REFUSED', "the shop's payment provider did not give the money back");
  return found && { externalId: `refund-${found.id}` };
}
