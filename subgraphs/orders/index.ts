/** Orders: where they came from, how far they are, what they cost, and the ways to write them. */
import type { Appliers } from '#hub/apply.ts';
import { defineSubgraph } from '#hub/subgraph.ts';
import { applyOrders } from './apply.ts';
import { applyInvoices, retireInvoices } from './applyInvoices.ts';
import { applyMoney } from './applyMoney.ts';
import { applyQuotes, retireQuotes } from './applyQuotes.ts';
import { applyReturns } from './applyReturns.ts';
import { applyCarts, retireCarts } from './cart.ts';
import { loaders } from './loaders.ts';
import { resolvers } from './resolvers.ts';

export const orders = defineSubgraph({ name: 'orders', resolvers, loaders });

export const ordersAppliers: Appliers = {
  quotes: { apply: applyQuotes, retire: retireQuotes },
  orders: { apply: applyOrders },
  invoices: { apply: applyInvoices, retire: retireInvoices },
  money: { apply: applyMoney },
  returns: { apply: applyReturns },
  carts: { apply: applyCarts, retire: retireCarts },
};

export { openFileLink } from './documentFile.ts';
export { orderHandlers } from './erpOrder.ts';
export { quoteHandlers } from './erpQuote.ts';
export { returnHandlers } from './erpReturn.ts';
export { retryHeldOrders } from './heldOrders.ts';
export { orderStatus } from './orderStatus.ts';
export { printDocument } from './print.ts';
export { movePromises } from './promises.ts';
export { findPaper } from './store.ts';
