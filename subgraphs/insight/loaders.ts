/** Batched reading, made anew for each request. */
import DataLoader from 'dataloader';
import type { Context } from '#hub/subgraph.ts';
import { invoicesOfOrders, type MatchedDocument, matchesOf } from './financeStore.ts';
import { type CustomerFacts, customerFacts } from './valueStore.ts';

export function loaders({ db, viewer }: Omit<Context, 'loaders'>) {
  return {
    customerFacts: new DataLoader<string, CustomerFacts | undefined>(
      async (ids) => {
        const facts = await customerFacts(db, viewer.companyId, ids);
        return ids.map((id) => facts.get(id));
      },
      { maxBatchSize: 100 },
    ),
    matches: new DataLoader<string, MatchedDocument[]>(async (ids) => {
      const found = Map.groupBy(await matchesOf(db, ids), (match) => match.moneyId);
      return ids.map((id) => found.get(id) ?? []);
    }),
    invoices: new DataLoader<string, { documentId: string; kind: string }[]>(async (orderIds) => {
      const found = Map.groupBy(await invoicesOfOrders(db, orderIds), (invoice) => invoice.orderId);
      return orderIds.map((id) => found.get(id) ?? []);
    }),
  };
}
