/** Returns that shoppers ask for in the twin shop, and money given back: exactly what is asked, once a key. */
import { z } from 'zod';
import { toMicros, toMoney } from './decimal.ts';
import { Refusal } from './server.ts';
import { type RefundPush, type ShopReturn, shopReturn } from './shopApi.ts';
import { hold } from './shopCatalogue.ts';
import { emit, needOrder, needVariant, type Shop } from './shopContext.ts';
import { savePayment } from './shopOrders.ts';

export const request = shopReturn.pick({ orderId: true, lines: true }).extend({
  kind: shopReturn.shape.kind.exactOptional(),
  note: z.string().exactOptional(),
});

/** A shopper asks to send goods back: no more than was bought. */
export function requestReturn(shop: Shop, given: z.infer<typeof request>): ShopReturn {
  const order = needOrder(shop, given.orderId);
  for (const { sku, quantity } of given.lines) {
    const bought = order.lines.reduce((sum, line) => sum + (line.sku === sku ? toMicros(line.quantity) : 0n), 0n);
    const asked = shop.store
      .where('returns', 'orderId', order.id)
      .filter((one) => one.state !== 'cancelled')
      .flatMap((one) => one.lines)
      .reduce((sum, line) => sum + (line.sku === sku ? toMicros(line.quantity) : 0n), 0n);
    if (toMicros(quantity) <= 0n || asked + toMicros(quantity) > bought) throw new Refusal('STATE_FORBIDS', `${sku}: more than was bought`);
  }
  const serial = String(shop.store.next('return')).padStart(5, '0');
  const { kind = 'withdrawal', note, lines } = given;
  const id = `SZ${serial}`;
  shop.store.effect('return.requested', id, { orderId: order.id });
  emit(shop, 'return.changed', id);
  return shop.store.put('returns', {
    id,
    number: `ZWR-${serial}`,
    orderId: order.id,
    kind,
    state: 'requested',
    lines,
    at: shop.now(),
    ...(note ? { note } : {}),
  });
}

export const decision = z.object({ returnId: z.string(), state: z.enum(['received', 'cancelled']) });

export function closeReturn(shop: Shop, { returnId, state }: z.infer<typeof decision>): ShopReturn {
  const known = shop.store.find('returns', returnId);
  if (!known) throw new Refusal('NOT_FOUND', `return ${returnId} does not exist`);
  emit(shop, 'return.changed', returnId);
  return shop.store.put('returns', { ...known, state });
}

/** The same key answers with the refund it made. Goods named come back into what may be sold. */
export function refundOrder(shop: Shop, key: string, orderId: string, given: RefundPush): { id: string; repeated: boolean } {
  const known = shop.store.keyed('refund', `${orderId}|${key}`);
  if (known) return { id: known, repeated: true };
  const order = needOrder(shop, orderId);
  if (given.currency !== order.currency) throw new Refusal('INVALID', `the order is in ${order.currency}`);
  const amount = toMicros(given.amount);
  const of = (fits: (one: (typeof order.payments)[number]) => boolean) =>
    order.payments.filter(fits).reduce((sum, one) => sum + toMicros(one.amount), 0n);
  const left = of((one) => one.state === 'paid') - of((one) => one.state === 'refunded' && one.refundOf !== undefined);
  if (amount <= 0n) throw new Refusal('INVALID', 'the amount must be positive');
  if (amount > left) throw new Refusal('STATE_FORBIDS', `only ${toMoney(left)} can be given back`);
  const paid = order.payments.find((one) => one.state === 'paid' && (!given.transaction || one.transaction === given.transaction));
  if (!paid) throw new Refusal('NOT_FOUND', 'no such payment');
  const serial = shop.store.next('refund');
  const { payments } = savePayment(shop, order, {
    method: paid.method,
    provider: paid.provider,
    state: 'refunded',
    transaction: `ZW-${order.id}-${serial}`,
    amount: toMoney(amount),
    refundOf: paid.transaction ?? paid.id,
  });
  const id = payments.at(-1)?.id ?? '';
  shop.store.key('refund', `${orderId}|${key}`, id);
  for (const { sku, quantity } of given.lines) hold(shop, needVariant(shop, sku).variant, { available: toMicros(quantity) });
  for (const one of shop.store.where('returns', 'orderId', order.id))
    if (one.state === 'requested' && given.lines.length > 0) closeReturn(shop, { returnId: one.id, state: 'received' });
  return { id, repeated: false };
}

export function findRefund(shop: Shop, orderId: string, key: string): { id: string; repeated: boolean } {
  const id = shop.store.keyed('refund', `${orderId}|${key}`);
  if (!id) throw new Refusal('NOT_FOUND', 'no refund has this key', 404);
  return { id, repeated: true };
}
