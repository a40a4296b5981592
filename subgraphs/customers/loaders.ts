/** Batched reading, made anew for each request. */
import DataLoader from 'dataloader';
import { bindingsOf } from '#hub/bindings.ts';
import type { Context } from '#hub/subgraph.ts';
import type {
  ConsentTable,
  CustomerAddressTable,
  CustomerContactTable,
  CustomerMatchTable,
  CustomerTable,
  LoyaltyCardTable,
} from '#hub/tables.ts';
import { seesCustomer, seesPersonal } from './access.ts';
import { consentsOf, contactsOf } from './contactStore.ts';
import { matchesOf } from './linkStore.ts';
import { cardsOf, pendingOf } from './loyaltyStore.ts';
import { mergedInto } from './mergeStore.ts';
import * as store from './store.ts';

export function loaders({ db, viewer }: Omit<Context, 'loaders'>) {
  const row = new DataLoader<string, CustomerTable | null>(async (ids) => {
    const found = await store.findCustomers(db, viewer.companyId, ids);
    return ids.map((id) => found.get(id) ?? null);
  });
  return {
    /** Only what the viewer may see. */
    customer: {
      async load(id: string): Promise<CustomerTable | null> {
        const found = await row.load(id);
        return found && seesCustomer(viewer, found) ? found : null;
      },
      clear: (id: string) => row.clear(id),
    },
    addresses: new DataLoader<string, CustomerAddressTable[]>(async (ids) => {
      const found = await store.findAddresses(db, ids);
      return ids.map((id) => found.filter((address) => address.customerId === id));
    }),
    /** Only those whose customer's personal data the viewer may see. */
    address: new DataLoader<string, CustomerAddressTable | null>(async (ids) => {
      const found = new Map((await store.findAddressesByIds(db, ids)).map((address) => [address.id, address]));
      const owners = await row.loadMany([...found.values()].map((address) => address.customerId));
      const there = new Set(owners.flatMap((owner) => (owner && !(owner instanceof Error) ? [owner.id] : [])));
      return ids.map((id) => {
        const address = found.get(id);
        return address && there.has(address.customerId) && seesPersonal(viewer, address.customerId) ? address : null;
      });
    }),
    priceListName: new DataLoader<string, string | null>(async (ids) => {
      const names = new Map((await store.findPriceListNames(db, ids)).map((list) => [list.id, list.name]));
      return ids.map((id) => names.get(id) ?? null);
    }),
    externalIds: new DataLoader<string, Awaited<ReturnType<typeof bindingsOf>>>(async (ids) => {
      const merged = await mergedInto(db, ids);
      const found = await bindingsOf(db, [...ids, ...merged.map((one) => one.id)]);
      const into = new Map(merged.map((one) => [one.id, one.intoId]));
      return ids.map((id) => found.filter((binding) => binding.id === id || into.get(binding.id) === id));
    }),
    contacts: new DataLoader<string, CustomerContactTable[]>(async (ids) => {
      const found = await contactsOf(db, ids);
      return ids.map((id) => found.filter((contact) => contact.customerId === id));
    }),
    consents: new DataLoader<string, ConsentTable[]>(async (ids) => {
      const found = await consentsOf(db, ids);
      return ids.map((id) => found.filter((consent) => consent.customerId === id));
    }),
    card: new DataLoader<string, LoyaltyCardTable | null>(async (ids) => {
      const found = new Map((await cardsOf(db, ids)).map((card) => [card.customerId, card]));
      return ids.map((id) => found.get(id) ?? null);
    }),
    pendingPoints: new DataLoader<string, number>(async (ids) => {
      const found = await pendingOf(db, ids);
      return ids.map((id) => found.reduce((sum, one) => sum + (one.customerId === id ? one.points : 0), 0));
    }),
    match: new DataLoader<string, CustomerMatchTable | null>(async (ids) => {
      const found = await matchesOf(db, ids);
      return ids.map((id) => found.find((match) => match.customerId === id) ?? null);
    }),
    branches: new DataLoader<string, CustomerTable[]>(async (ids) => {
      const found = (await store.findBranches(db, ids)).filter((one) => seesCustomer(viewer, one));
      return ids.map((id) => found.filter((one) => one.parentId === id));
    }),
  };
}
