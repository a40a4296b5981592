/** Baskets of the twin shop: filled, changed, left behind, or taken to the till by `checkout` with a `cartId`. */
import { z } from 'zod';
import { times, toCents, toMicros, toMoney } from './decimal.ts';
import { decimal } from './erpApi.ts';
import { Refusal } from './server.ts';
import type { Cart } from './shopApi.ts';
import { emit, needVariant, optionNames, type Shop } from './shopContext.ts';
import { needCustomer } from './shopOrders.ts';

export const basket = z.object({
  /** Absent = a new one. */
  cartId: z.string().exactOptional(),
  customerId: z.string().exactOptional(),
  email: z.string().exactOptional(),
  /** All of them; empty takes everything out. */
  lines: z.array(z.object({ sku: z.string(), quantity: decimal })),
  /** How long ago it was touched last. */
  ageMs: z.number().int().min(0).exactOptional(),
});

export function fillCart(shop: Shop, given: z.infer<typeof basket>): Cart {
  const known = given.cartId === undefined ? undefined : shop.store.find('carts', given.cartId);
  if (given.cartId !== undefined && (!known || known.orderId)) throw new Refusal('STATE_FORBIDS', 'no such open cart');
  const account = given.customerId === undefined ? undefined : needCustomer(shop, given.customerId);
  const email = given.email ?? account?.email ?? known?.email;
  const customerId = account?.id ?? known?.customerId;
  const lines = given.lines.map((line) => cartLine(shop, line));
  const cart: Cart = {
    id: known?.id ?? `SK${String(shop.store.next('cart')).padStart(6, '0')}`,
    ...(customerId ? { customerId } : {}),
    ...(email ? { email } : {}),
    currency: 'PLN',
    lines,
    gross: toMoney(lines.reduce((sum, line) => sum + toMicros(line.gross), 0n)),
    at: shop.now() - (given.ageMs ?? 0),
  };
  emit(shop, 'cart.changed', cart.id);
  return shop.store.put('carts', cart);
}

function cartLine(shop: Shop, { sku, quantity }: { sku: string; quantity: string }): Cart['lines'][number] {
  const { product, variant } = needVariant(shop, sku);
  if (toMicros(quantity) <= 0n) throw new Refusal('INVALID', 'the quantity must be positive');
  const gross = toMoney(toCents(times(toMicros(variant.price?.gross ?? '0'), toMicros(quantity))));
  return { sku: variant.sku, title: [product.title.pl ?? sku, ...optionNames(product, variant)].join(', '), quantity, gross };
}
