/** A visitor buys: the same calls a storefront makes, so that the order is the shop's own in every respect. */
import type { ShopBasket } from '../hands.ts';
import { type Client, type Json, openClient, openVisitor } from './client.ts';
import type { RunningShop } from './machine.ts';
import { addressInput, customerPassword } from './seed.ts';

export async function openCart(
  shop: RunningShop,
  visitor: Client,
  admin: Client,
  lines: ShopBasket['lines'],
  more: Record<string, unknown>,
): Promise<Json> {
  const { variants } = await admin.get('/admin/product-variants', { sku: lines.map((line) => line.sku), limit: 500, fields: 'id,sku' });
  const items = lines.map(({ sku, quantity }) => {
    const variant = variants.find((one: Json) => one.sku === sku);
    if (!variant) throw new Error(`the shop does not sell ${sku}`);
    return { variant_id: variant.id, quantity };
  });
  return (await visitor.post('/store/carts', { region_id: shop.regionId, items, ...more })).cart;
}

/** Answers the order's id. */
export async function buy(shop: RunningShop, admin: Client, basket: ShopBasket): Promise<string> {
  const { lines, customer, address, payment, delivery = 'kurier', coupon } = basket;
  const visitor = openVisitor(shop.url, shop.publishableKey, await logIn(shop, customer.email));
  const place = addressInput(address, customer);
  const cart = await openCart(shop, visitor, admin, lines, {
    email: customer.email,
    shipping_address: place,
    billing_address: place,
    ...(coupon ? { promo_codes: [coupon] } : {}),
  });
  const { shipping_options: options } = await visitor.get('/store/shipping-options', { cart_id: cart.id, fields: '+type.code' });
  const option = options.find((one: Json) => one.type.code === delivery);
  if (!option) throw new Error(`the shop does not deliver by ${delivery}`);
  await visitor.post(`/store/carts/${cart.id}/shipping-methods`, { option_id: option.id });
  const { payment_collection: collection } = await visitor.post('/store/payment-collections', { cart_id: cart.id });
  await visitor.post(`/store/payment-collections/${collection.id}/payment-sessions`, {
    provider_id: `pp_${payment.method ?? 'przelewy'}`,
    data: { transactionId: payment.transactionId },
  });
  const placed = await visitor.post(`/store/carts/${cart.id}/complete`);
  if (placed.type !== 'order') throw new Error(`the shop did not take the order: ${JSON.stringify(placed.error).slice(0, 400)}`);
  return placed.order.id;
}

/** The seed's customers have accounts; anybody else buys as a guest. */
async function logIn(shop: RunningShop, email: string): Promise<string | undefined> {
  return openClient(shop.url)
    .post('/auth/customer/emailpass', { email, password: customerPassword })
    .then(
      (answer) => answer.token as string,
      () => undefined,
    );
}
