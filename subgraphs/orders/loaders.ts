/** Batched reading, made anew for each request. */
import DataLoader from 'dataloader';
import { bindingsOf } from '#hub/bindings.ts';
import type { Context } from '#hub/subgraph.ts';
import { readCartLines } from './cartLines.ts';
import { type ListedCart, readCarts } from './cartStore.ts';
import { findTaxRuleNames } from './draftStore.ts';
import { maySeeInvoice } from './invoiceFields.ts';
import { findInvoices, ordersOfInvoices } from './invoiceStore.ts';
import type { CartLineRow } from './mappers.ts';
import { listPayoutItems } from './moneyStore.ts';
import { maySeeQuote } from './quoteRules.ts';
import { findQuotes, listQuoteLines } from './quoteStore.ts';
import { findReturns, listReturnLines, listReturnsOfOrders } from './returnStore.ts';
import { maySeeOrder } from './rules.ts';
import {
  findDocuments,
  findFulfilments,
  findLines,
  findOrders,
  findPayments,
  listDocuments,
  listEvents,
  listFulfilments,
  listLines,
  listOperations,
  listOrderBindings,
  listPayments,
} from './store.ts';

export function loaders(context: Omit<Context, 'loaders'>) {
  const { db, viewer } = context;
  return {
    /** Null when unknown or not this viewer's. */
    order: one(async (ids) => (await findOrders(db, ids)).filter((row) => maySeeOrder(viewer, row))),
    /** Null when unknown or not this viewer's. */
    quote: one(async (ids) => (await findQuotes(db, ids)).filter((row) => maySeeQuote(viewer, row))),
    quoteLinesOf: new DataLoader(async (ids: readonly string[]) => {
      const rows = Map.groupBy(await listQuoteLines(db, ids), (row) => row.quoteId);
      return ids.map((id) => rows.get(id) ?? []);
    }),
    /** Whoever asks has checked the scope. */
    cart: one((ids) => readCarts(db, { companyId: viewer.companyId, now: context.now, ids })),
    cartLinesOf: new DataLoader<ListedCart, CartLineRow[], string>((carts) => readCartLines(context, carts), {
      cacheKeyFn: ({ id }) => id,
    }),
    taxRuleName: new DataLoader(async (ids: readonly string[]) => {
      const names = await findTaxRuleNames(db, ids);
      return ids.map((id) => names.get(id) ?? null);
    }),
    externalIds: new DataLoader(async (ids: readonly string[]) => {
      const rows = Map.groupBy(await bindingsOf(db, ids), (row) => row.id);
      return ids.map((id) => (rows.get(id) ?? []).map(({ systemId, kind, value }) => ({ systemId, kind, value })));
    }),
    /** Null when unknown or not this viewer's. */
    goodsReturn: one(async (ids) => (await findReturns(db, ids)).filter((row) => maySeeOrder(viewer, row))),
    returnLinesOf: new DataLoader(async (ids: readonly string[]) => {
      const rows = Map.groupBy(await listReturnLines(db, ids), (row) => row.returnId);
      return ids.map((id) => rows.get(id) ?? []);
    }),
    returnsOf: many((ids) => listReturnsOfOrders(db, ids)),
    /** Null when unknown or not this viewer's. */
    invoice: one(async (ids) => (await findInvoices(db, ids)).filter((row) => maySeeInvoice(viewer, row))),
    orderIdsOfInvoice: new DataLoader(async (ids: readonly string[]) => {
      const rows = Map.groupBy(await ordersOfInvoices(db, ids), (row) => row.invoiceId);
      return ids.map((id) => (rows.get(id) ?? []).map((row) => row.orderId));
    }),
    payoutItemsOf: new DataLoader(async (ids: readonly string[]) => {
      const rows = Map.groupBy(await listPayoutItems(db, ids), (row) => row.payoutId);
      return ids.map((id) => rows.get(id) ?? []);
    }),
    line: one((ids) => findLines(db, ids)),
    payment: one((ids) => findPayments(db, ids)),
    fulfilment: one((ids) => findFulfilments(db, ids)),
    document: one((ids) => findDocuments(db, ids)),
    linesOf: many((ids) => listLines(db, ids)),
    paymentsOf: many((ids) => listPayments(db, ids)),
    fulfilmentsOf: many((ids) => listFulfilments(db, ids)),
    documentsOf: many((ids) => listDocuments(db, ids)),
    eventsOf: many((ids) => listEvents(db, ids)),
    operationsOf: many((ids) => listOperations(db, ids)),
    bindingsOf: new DataLoader(async (ids: readonly string[]) => {
      const rows = Map.groupBy(await listOrderBindings(db, ids), (row) => row.id);
      return ids.map((id) => rows.get(id) ?? []);
    }),
  };
}

function one<T extends { id: string }>(read: (ids: readonly string[]) => Promise<T[]>): DataLoader<string, T | null> {
  return new DataLoader(async (ids) => {
    const rows = new Map((await read(ids)).map((row) => [row.id, row]));
    return ids.map((id) => rows.get(id) ?? null);
  });
}

function many<T extends { orderId: string | null }>(read: (ids: readonly string[]) => Promise<T[]>): DataLoader<string, T[]> {
  return new DataLoader(async (ids) => {
    const rows = Map.groupBy(await read(ids), (row) => row.orderId);
    return ids.map((id) => rows.get(id) ?? []);
  });
}
