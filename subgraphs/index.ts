/** The subgraphs, what they make of pulled records, and how their writes reach an ERP. A new subgraph: one line each. */
import type { Appliers } from '#hub/apply.ts';
import { companyDay } from '#hub/availability.ts';
import type { Trx } from '#hub/database.ts';
import { bookLoyalty } from '#hub/loyaltyOrders.ts';
import { reviewDay } from '#hub/stockAlerts.ts';
import type { Subgraph } from '#hub/subgraph.ts';
import type { OperationHandlers } from '#hub/writer.ts';
import { customerHandlers, customers, customersAppliers, segmentCustomers } from './customers/index.ts';
import { buildFacts, insight } from './insight/index.ts';
import { integration } from './integration/index.ts';
import { movePromises, orderHandlers, orders, ordersAppliers, quoteHandlers, retryHeldOrders, returnHandlers } from './orders/index.ts';
import { products, productsAppliers, turnPrices } from './products/index.ts';
import { stock, stockAppliers, stockHandlers } from './stock/index.ts';

export const subgraphs: readonly Subgraph[] = [products, stock, orders, customers, integration, insight];

export const appliers: Appliers = { ...productsAppliers, ...stockAppliers, ...customersAppliers, ...ordersAppliers };

export const handlers: OperationHandlers = { ...orderHandlers, ...returnHandlers, ...quoteHandlers, ...customerHandlers, ...stockHandlers };

export { orderStatus } from './orders/index.ts';

/** Variants a look takes: it is to last ≤ 10 ms. */
const REVIEWED = 100;

/**
 * What waits in a company: facts to be built, promises that moved, orders held for an unknown SKU, prices whose day has come, alerts of the calendar.
 * True while more is left. Remembers the day it last looked at.
 */
export function createChore(): (trx: Trx, companyId: string, now: number) => Promise<boolean> {
  const seen = new Map<string, string>();
  const looked = new Map<string, number>();
  /** How far the daily look at every variant has come; absent when it is done. */
  const reviewing = new Map<string, string>();
  return async (trx, companyId, now) => {
    const facts = await buildFacts(trx, companyId, now);
    const points = await bookLoyalty(trx, companyId, now);
    const segments = await segmentCustomers(trx, companyId, now);
    const building = facts || points || segments;
    await movePromises(trx, companyId, looked.get(companyId) ?? now - 86_400_000, now);
    looked.set(companyId, now);
    await retryHeldOrders(trx, companyId, now);
    const day = await companyDay(trx, companyId, now);
    // At the first look yesterday's changes are made up for; a repeated one changes nothing.
    const since = seen.get(companyId) ?? (await companyDay(trx, companyId, now - 86_400_000));
    if (since !== day) {
      await turnPrices(trx, companyId, { since, day }, now);
      reviewing.set(companyId, '');
    }
    seen.set(companyId, day);
    const after = reviewing.get(companyId);
    if (after === undefined) return building;
    const next = await reviewDay(trx, { companyId, now, today: day, after, limit: REVIEWED });
    if (next === null) reviewing.delete(companyId);
    else reviewing.set(companyId, next);
    return building || next !== null;
  };
}
