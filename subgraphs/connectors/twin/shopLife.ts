/** A life of its own: now and then somebody buys something. Modest by design. */
import { toMicros } from './decimal.ts';
import { random } from './random.ts';
import { Refusal } from './server.ts';
import { fillCart } from './shopCarts.ts';
import { stockOf } from './shopCatalogue.ts';
import type { Shop } from './shopContext.ts';
import { pay, placeOrder } from './shopOrders.ts';

/** Milliseconds between two shoppers. */
const beat = 8_000;
/** How long a shopper takes to pay after the order. */
const payAfter = 4_000;

export function startShopLife(shop: Shop): () => void {
  const chance = random(20_260_005);
  const timers = new Set<NodeJS.Timeout>();
  const tick = () => {
    try {
      shop.store.transaction(buy);
    } catch (error) {
      // Sold out between the look and the purchase is part of life.
      if (!(error instanceof Refusal)) console.error(error);
    }
  };

  function buy(): void {
    const products = shop.store.all('products').filter((product) => product.active);
    const customers = shop.store.all('customers').filter((customer) => customer.active && customer.kind === 'person');
    if (products.length === 0 || customers.length === 0) return;
    const variant = chance.pick(chance.pick(products).variants);
    const { available, held } = stockOf(shop, variant);
    if (!variant.active || !variant.price || toMicros(available) - toMicros(held) < 1_000_000n) return;
    const lines = [{ sku: variant.sku, quantity: '1' }];
    const customerId = chance.pick(customers).id;
    const { id: cartId } = fillCart(shop, { customerId, lines });
    // One basket in three is left behind.
    if (chance.next() < 0.33) return;
    const { id } = placeOrder(shop, {
      customerId,
      cartId,
      lines,
      delivery: chance.pick(['courier', 'locker', 'pickup'] as const),
      payment: { method: chance.pick(['blik', 'card'] as const) },
    });
    const timer = setTimeout(() => {
      timers.delete(timer);
      shop.store.transaction(() => pay(shop, { orderId: id }));
    }, payAfter);
    timers.add(timer);
  }

  const ticker = setInterval(tick, beat);
  return () => {
    clearInterval(ticker);
    for (const timer of timers) clearTimeout(timer);
  };
}
