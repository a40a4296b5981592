/** Batched reading, made anew for each request. */
import DataLoader from 'dataloader';
import { bindingsOf } from '#hub/bindings.ts';
import type { Context } from '#hub/subgraph.ts';
import type { CustomerAddressTable, CustomerTable } from '#hub/tables.ts';
import { seesCustomer, seesPersonal } from './access.ts';
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
      const found = await bindingsOf(db, ids);
      return ids.map((id) => found.filter((binding) => binding.id === id));
    }),
  };
}
