/** Orders: where they came from, how far they are, what they cost, and the ways to write them. */
import type { Appliers } from '#hub/apply.ts';
import { defineSubgraph } from '#hub/subgraph.ts';
import { applyOrders } from './apply.ts';
import { applyQuotes, retireQuotes } from './applyQuotes.ts';
import { applyCarts, retireCarts } from './cart.ts';
import { loaders } from './loaders.ts';
import { resolvers } from './resolvers.ts';

export const orders = defineSubgraph({ name: 'orders', resolvers, loaders });

export const ordersAppliers: Appliers = {
  quotes: { apply: applyQuotes, retire: retireQuotes },
  orders: { apply: applyOrders },
  carts: { apply: applyCarts, retire: retireCarts },
};

export { orderHandlers } from './erpOrder.ts';
export { quoteHandlers } from './erpQuote.ts';
export { retryHeldOrders } from './heldOrders.ts';
export { orderStatus } from './orderStatus.ts';
export { movePromises } from './promises.ts';
