/** Batched reading, made anew for each request. */
import DataLoader from 'dataloader';
import type { Context } from '#hub/subgraph.ts';
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

export function loaders({ db, viewer }: Omit<Context, 'loaders'>) {
  return {
    /** Null when unknown or not this viewer's. */
    order: one(async (ids) => (await findOrders(db, ids)).filter((row) => maySeeOrder(viewer, row))),
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
