/** Control endpoints of the twin shop: what shoppers, the payment provider and the shop's editors do. */
import { z } from 'zod';
import { percentOf, toCents, toMicros, toMoney } from './decimal.ts';
import { decimal, texts } from './erpApi.ts';
import type { Route } from './server.ts';
import { customer } from './shopApi.ts';
import * as carts from './shopCarts.ts';
import { setLevels } from './shopCatalogue.ts';
import { emit, needVariant, putProduct, type Shop } from './shopContext.ts';
import * as orders from './shopOrders.ts';
import * as returns from './shopReturns.ts';
import type { Webhooks } from './shopWebhooks.ts';

const edit = z.object({
  sku: z.string(),
  title: texts.exactOptional(),
  description: texts.exactOptional(),
  /** Net price of this variant. */
  net: decimal.exactOptional(),
  available: decimal.exactOptional(),
});
const newCustomer = customer.omit({ id: true }).partial().extend({ name: z.string(), email: z.string() });
const consent = z.object({ customerId: z.string(), purpose: z.string(), granted: z.boolean() });
const target = z.object({ url: z.string().exactOptional(), secret: z.string().exactOptional() });

export function shopControl(shop: Shop, webhooks: Webhooks): Route[] {
  const post = <B>(name: string, body: z.ZodType<B>, handle: (given: B) => unknown): Route => ({
    method: 'POST',
    path: `/control/${name}`,
    handle: (call) => handle(body.parse(call.body)),
  });
  return [
    post('checkout', orders.checkout, (given) => orders.placeOrder(shop, given)),
    post('pay', orders.payment, (given) => orders.pay(shop, given)),
    post('cancel', z.object({ orderId: z.string() }), (given) => orders.cancelOrder(shop, given.orderId)),
    post('cart', carts.basket, (given) => carts.fillCart(shop, given)),
    post('return', returns.request, (given) => returns.requestReturn(shop, given)),
    post('return/close', returns.decision, (given) => returns.closeReturn(shop, given)),
    post('consent', consent, (given) => agree(shop, given)),
    post('edit', edit, (given) => editProduct(shop, given)),
    post('customer', newCustomer, (given) => addCustomer(shop, given)),
    post('webhook', target, ({ url, secret }) => webhooks.target(url && secret ? { url, secret } : undefined)),
    { method: 'GET', path: '/control/webhooks', handle: () => ({ attempts: webhooks.attempts() }) },
  ];
}

/** An editor changes words or a price in the shop itself: drift, or the shop's own presentation. */
function editProduct(shop: Shop, given: z.infer<typeof edit>): unknown {
  const { product, variant } = needVariant(shop, given.sku);
  const vat = variant.price?.vat ?? '23';
  const net = given.net === undefined ? undefined : toMicros(given.net);
  const price =
    net === undefined ? variant.price : { net: toMoney(net), gross: toMoney(toCents(net + percentOf(net, vat))), currency: 'PLN', vat };
  if (given.available !== undefined) {
    setLevels(shop, { levels: [{ variantId: variant.id, sku: variant.sku, available: given.available }] });
    emit(shop, 'stock.changed', variant.id);
  }
  emit(shop, 'product.changed', product.id);
  return putProduct(shop, {
    ...product,
    title: { ...product.title, ...given.title },
    description: { ...product.description, ...given.description },
    variants: product.variants.map((one) => (one.id === variant.id && price ? { ...one, price } : one)),
  });
}

function addCustomer(shop: Shop, given: z.infer<typeof newCustomer>): unknown {
  const id = `SC${String(shop.store.next('customer') + 200).padStart(4, '0')}`;
  emit(shop, 'customer.changed', id);
  return shop.store.put('customers', {
    id,
    kind: given.kind ?? (given.taxNumber ? 'company' : 'person'),
    name: given.name,
    email: given.email,
    ...(given.phone ? { phone: given.phone } : {}),
    ...(given.taxNumber ? { taxNumber: given.taxNumber } : {}),
    active: given.active ?? true,
    groups: given.groups ?? [],
    ...(given.consents ? { consents: given.consents } : {}),
    addresses: given.addresses ?? [],
  });
}

/** A customer agrees to something, or takes it back. */
function agree(shop: Shop, { customerId, ...given }: z.infer<typeof consent>): unknown {
  const known = orders.needCustomer(shop, customerId);
  const others = (known.consents ?? []).filter((one) => one.purpose !== given.purpose);
  emit(shop, 'customer.changed', known.id);
  return shop.store.put('customers', { ...known, consents: [...others, { ...given, at: shop.now() }] });
}
