/** Orders of the twin shop: checkout by shoppers, payments that come later, and what the hub tells about the ERP's side. */
import { z } from 'zod';
import { netOf, percentOf, times, toCents, toMicros, toMoney, toText } from './decimal.ts';
import { address, decimal } from './erpApi.ts';
import { Refusal } from './server.ts';
import { type Customer, type OrderState, type ShopOrder, type ShopPayment, type StatusPush, shopPaymentStates } from './shopApi.ts';
import { hold, stockOf } from './shopCatalogue.ts';
import { emit, needOrder, needVariant, optionNames, type Shop } from './shopContext.ts';

export const checkout = z.object({
  /** A shop account; otherwise a guest with this e-mail. */
  customerId: z.string().exactOptional(),
  email: z.string().exactOptional(),
  name: z.string().exactOptional(),
  phone: z.string().exactOptional(),
  taxNumber: z.string().exactOptional(),
  lines: z.array(z.object({ sku: z.string(), quantity: decimal })).min(1),
  address: address.exactOptional(),
  delivery: z.enum(['courier', 'locker', 'pickup']).exactOptional(),
  /** LATO10 takes ten percent off. */
  coupon: z.string().exactOptional(),
  payment: z
    .object({
      method: z.enum(['blik', 'card', 'transfer', 'cod']).exactOptional(),
      /** Default `pending`: paid later by {@link pay}. */
      state: z.enum(shopPaymentStates).exactOptional(),
      transaction: z.string().exactOptional(),
    })
    .exactOptional(),
  note: z.string().exactOptional(),
  /** The basket it was, see shopCarts.ts. */
  cartId: z.string().exactOptional(),
});
export type Checkout = z.infer<typeof checkout>;

export const deliveries = {
  courier: { code: 'courier', name: 'Kurier InPost', net: '14.62', gross: '17.98' },
  locker: { code: 'locker', name: 'Paczkomat InPost', net: '10.56', gross: '12.99', pickupPoint: 'KRA01M' },
  pickup: { code: 'pickup', name: 'Odbiór osobisty', net: '0.00', gross: '0.00', pickupPoint: 'PKRK' },
} as const;

/** For a guest of a test that does not care where the goods go. */
const someAddress = { line1: 'ul. Rynkowa 5', postalCode: '31-001', city: 'Kraków', country: 'PL' };

export function placeOrder(shop: Shop, given: Checkout): ShopOrder {
  const account = given.customerId === undefined ? undefined : needCustomer(shop, given.customerId);
  const discount = given.coupon === 'LATO10' ? '10' : '0';
  if (given.coupon !== undefined && discount === '0') throw new Refusal('INVALID', 'unknown coupon');
  const lines = given.lines.map((line, index) => orderLine(shop, line, index, discount));
  const delivery = deliveries[given.delivery ?? 'courier'];
  const totals = sum(lines, delivery);
  const serial = shop.store.next('order');
  const id = `SO${String(serial).padStart(6, '0')}`;
  const to = given.address ?? account?.addresses[0] ?? someAddress;
  const order: ShopOrder = {
    id,
    number: `S-1${String(serial).padStart(3, '0')}`,
    state: 'placed',
    ...(account ? { customerId: account.id } : {}),
    contact: contact(given, account),
    billingAddress: address.parse(to),
    shippingAddress: address.parse(to),
    currency: 'PLN',
    placedAt: shop.now(),
    delivery,
    coupons: given.coupon ? [given.coupon] : [],
    ...(given.note ? { note: given.note } : {}),
    lines,
    totals,
    payments: [],
    shipments: [],
  };
  shop.store.put('orders', order);
  if (given.cartId !== undefined) convert(shop, given.cartId, id);
  shop.store.effect('order.created', id, { number: order.number, gross: totals.gross });
  emit(shop, 'order.created', id);
  const { method = 'blik', state = 'pending', transaction } = given.payment ?? {};
  return savePayment(shop, order, {
    method,
    state,
    ...(transaction ? { transaction } : state === 'paid' ? { transaction: `TR-${id}` } : {}),
  });
}

export const payment = z.object({
  orderId: z.string(),
  state: z.enum(shopPaymentStates).exactOptional(),
  transaction: z.string().exactOptional(),
  amount: decimal.exactOptional(),
});

/** The payment provider reports: default paid, whole, under a number of its own. */
export function pay(shop: Shop, given: z.infer<typeof payment>): ShopOrder {
  const order = needOrder(shop, given.orderId);
  const { state = 'paid', transaction = `TR-${order.id}${state === 'refunded' ? '-R' : ''}`, amount } = given;
  const method = order.payments[0]?.method ?? 'blik';
  const separate = state === 'refunded' && !order.payments.some((one) => one.transaction === transaction);
  const refundOf = separate ? order.payments.find((one) => one.state === 'paid')?.transaction : undefined;
  return savePayment(shop, order, { method, state, transaction, ...(amount ? { amount } : {}), ...(refundOf ? { refundOf } : {}) });
}

export function cancelOrder(shop: Shop, orderId: string): ShopOrder {
  const order = needOrder(shop, orderId);
  if (order.state === 'cancelled') return order;
  if (order.lines.some((line) => toMicros(line.shipped) > 0n)) throw new Refusal('ALREADY_SHIPPED', 'goods have left');
  return close(shop, order, 'order.cancelled');
}

/** The ERP's side of an order, from the hub. Held goods are let go as they ship or the order is cancelled. */
export function setStatus(shop: Shop, orderId: string, status: StatusPush): ShopOrder {
  let order = needOrder(shop, orderId);
  if (status.cancelled && order.state !== 'cancelled') order = close(shop, order, 'order.cancelled');
  const lines = order.state === 'cancelled' ? order.lines : shipLines(shop, order, status);
  const told: ShopOrder = {
    ...order,
    lines,
    state: order.state === 'cancelled' ? 'cancelled' : later(order.state, status.state),
    erpStatus: status.erpStatus,
    shipments: status.shipments,
    ...(status.erpNumber ? { erpNumber: status.erpNumber } : {}),
  };
  if (JSON.stringify(told) !== JSON.stringify(order)) {
    shop.store.put('orders', told);
    shop.store.effect('order.status', order.id, { state: told.state, erpStatus: told.erpStatus });
    emit(shop, 'order.changed', order.id);
  }
  if (!status.paid || !status.payment) return told;
  const { provider, transaction, amount } = status.payment;
  // Paid outside the shop (a bank transfer the ERP matched): shown to the customer once.
  const known = told.payments.some((one) => one.state === 'paid' && (transaction === undefined || one.transaction === transaction));
  const method = told.payments[0]?.method ?? 'transfer';
  return known ? told : savePayment(shop, told, { method, provider, state: 'paid', amount, ...(transaction ? { transaction } : {}) });
}

type NewPayment = Pick<ShopPayment, 'method' | 'state' | 'refundOf'> & { transaction?: string; amount?: string; provider?: string };

/** One payment a transaction number; the first pending one gets its number when it is known. */
export function savePayment(shop: Shop, order: ShopOrder, given: NewPayment): ShopOrder {
  const { method, state, transaction } = given;
  const refund = state === 'refunded';
  const known = order.payments.find((one) => (one.transaction ? one.transaction === transaction : !refund));
  if (known && known.state === state && known.transaction === transaction) return order;
  const saved: ShopPayment = {
    id: known?.id ?? `${order.id}-P${order.payments.length + 1}`,
    method,
    provider: given.provider ?? (method === 'cod' ? 'courier' : method === 'transfer' ? 'bank' : 'payu'),
    ...(transaction ? { transaction } : {}),
    amount: given.amount ?? known?.amount ?? order.totals.gross,
    state,
    at: shop.now(),
    ...(given.refundOf ? { refundOf: given.refundOf } : {}),
  };
  const payments = known ? order.payments.map((one) => (one === known ? saved : one)) : [...order.payments, saved];
  const paid = { ...order, payments };
  shop.store.put('orders', paid);
  if (state !== 'pending') {
    shop.store.effect('payment.recorded', saved.id, { orderId: order.id, transaction, state, amount: saved.amount });
    emit(shop, 'order.changed', order.id);
  }
  return paid;
}

function convert(shop: Shop, cartId: string, orderId: string): void {
  const cart = shop.store.find('carts', cartId);
  if (!cart || cart.orderId !== undefined) throw new Refusal('STATE_FORBIDS', 'no such open cart');
  shop.store.put('carts', { ...cart, orderId });
  emit(shop, 'cart.changed', cartId);
}

function shipLines(shop: Shop, order: ShopOrder, status: StatusPush): ShopOrder['lines'] {
  const gone = new Map<string, bigint>();
  for (const shipment of status.shipments) {
    if (shipment.state !== 'SHIPPED' && shipment.state !== 'DELIVERED') continue;
    for (const { sku, quantity } of shipment.lines) gone.set(sku, (gone.get(sku) ?? 0n) + toMicros(quantity));
  }
  return order.lines.map((line) => {
    const told = gone.get(line.sku) ?? 0n;
    const whole = toMicros(line.quantity);
    const shipped = told < whole ? told : whole;
    gone.set(line.sku, told - shipped);
    const fresh = shipped - toMicros(line.shipped);
    if (fresh <= 0n) return line;
    hold(shop, { id: line.variantId, sku: line.sku }, { held: -fresh, available: -fresh });
    return { ...line, shipped: toText(shipped) };
  });
}

function close(shop: Shop, order: ShopOrder, effect: string): ShopOrder {
  for (const line of order.lines) {
    const held = toMicros(line.quantity) - toMicros(line.shipped);
    if (held > 0n) hold(shop, { id: line.variantId, sku: line.sku }, { held: -held });
  }
  const cancelled: ShopOrder = { ...order, state: 'cancelled' };
  shop.store.put('orders', cancelled);
  shop.store.effect(effect, order.id);
  emit(shop, 'order.changed', order.id);
  return cancelled;
}

/** Late news never takes an order back. */
function later(current: OrderState, told: OrderState | undefined): OrderState {
  const rank: OrderState[] = ['placed', 'processing', 'partially_shipped', 'shipped', 'completed'];
  return told !== undefined && rank.indexOf(told) > rank.indexOf(current) ? told : current;
}

/** Shops think in gross: the net is what is left of the rounded gross. */
function orderLine(shop: Shop, given: Checkout['lines'][number], index: number, discountPercent: string): ShopOrder['lines'][number] {
  const { product, variant } = needVariant(shop, given.sku);
  const { price } = variant;
  if (!product.active || !variant.active || !price) throw new Refusal('NOT_FOUND', `${given.sku} is not on sale`);
  const quantity = toMicros(given.quantity);
  if (quantity <= 0n) throw new Refusal('INVALID', 'the quantity must be positive');
  const { available, held } = stockOf(shop, variant);
  if (toMicros(available) - toMicros(held) < quantity) throw new Refusal('INSUFFICIENT_STOCK', `${given.sku} is sold out`);
  hold(shop, variant, { held: quantity });
  const full = toCents(times(toMicros(price.gross), quantity));
  const discount = toCents(percentOf(full, discountPercent));
  const gross = full - discount;
  const net = netOf(gross, price.vat);
  const title = product.title.pl ?? given.sku;
  return {
    id: String(index + 1),
    variantId: variant.id,
    sku: variant.sku,
    title: [title, ...optionNames(product, variant)].join(', '),
    quantity: toText(quantity),
    unitNet: price.net,
    unitGross: price.gross,
    vat: price.vat,
    discount: toMoney(discount),
    net: toMoney(net),
    tax: toMoney(gross - net),
    gross: toMoney(gross),
    shipped: '0',
  };
}

function sum(lines: ShopOrder['lines'], delivery: { net: string; gross: string }): ShopOrder['totals'] {
  let net = toMicros(delivery.net);
  let gross = toMicros(delivery.gross);
  for (const line of lines) {
    net += toMicros(line.net);
    gross += toMicros(line.gross);
  }
  return { net: toMoney(net), tax: toMoney(gross - net), gross: toMoney(gross) };
}

function contact(given: Checkout, account: Customer | undefined): ShopOrder['contact'] {
  const phone = given.phone ?? account?.phone;
  const taxNumber = given.taxNumber ?? account?.taxNumber;
  return {
    name: given.name ?? account?.name ?? 'Gość',
    email: given.email ?? account?.email ?? 'gosc@example.com',
    ...(phone ? { phone } : {}),
    ...(taxNumber ? { taxNumber } : {}),
  };
}

export function needCustomer(shop: Shop, id: string): Customer {
  const found = shop.store.find('customers', id) ?? shop.store.where('customers', 'email', id)[0];
  if (!found) throw new Refusal('NOT_FOUND', `customer ${id} does not exist`);
  return found;
}
