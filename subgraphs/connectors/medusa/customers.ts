/** The shop's accounts and guests: Medusa makes a customer without an account of every guest who buys. */
import { z } from 'zod';
import type { PartyAddressRecord, PartyRecord } from '../connector.ts';
import type { Resource } from './follow.ts';
import type { Shop } from './shop.ts';
import { address, addressRecord, fullName, given, id, inOrder, metadata, noted, taxId, text } from './values.ts';

const ownAddress = address.extend({ id, is_default_shipping: z.boolean().nullish(), is_default_billing: z.boolean().nullish() });
const customer = z.object({
  id,
  email: text,
  first_name: text,
  last_name: text,
  company_name: text,
  phone: text,
  has_account: z.boolean(),
  metadata,
  groups: z.array(z.object({ name: z.string() })).nullish(),
  addresses: z.array(ownAddress).nullish(),
});
const list = z.object({ customers: z.array(customer), count: z.number() });
const fields = 'id,email,first_name,last_name,company_name,phone,has_account,metadata,groups.name,*addresses';

/** Without the log: an address or a group moves no stamp of its customer. */
const allAgainMs = 900_000;
const page = 1000;
const ids = z.object({ customers: z.array(z.object({ id })) });

/** Where shops keep a tax number that have no field for it. */
export const nipOf = (...notes: z.infer<typeof metadata>[]): string | undefined =>
  notes.map((note) => taxId(noted(note, 'nip') ?? noted(note, 'vat_id') ?? noted(note, 'tax_id'))).find(Boolean);

export function customerResource(shop: Shop): Resource<PartyRecord> {
  const ask = (query: Record<string, string | number | string[]>, signal: AbortSignal) =>
    shop.admin.get('/admin/customers', { order: 'id', fields, ...query }, list, signal);
  return {
    topic: 'customer',
    pageSize: 100,
    async page(skip, take, signal) {
      const { customers, count } = await ask({ offset: skip, limit: take }, signal);
      return { rows: customers.map((item) => ({ id: item.id, records: [partyRecord(item)] })), total: count };
    },
    async read(wanted, signal) {
      return (await ask({ id: wanted, limit: wanted.length }, signal)).customers.map(partyRecord);
    },
    async movedSince(since, signal) {
      const query = { 'updated_at[$gte]': since, fields: 'id', limit: page };
      return (await shop.admin.get('/admin/customers', query, ids, signal)).customers.map((one) => one.id);
    },
    unstamped: {
      everyMs: allAgainMs,
      async ids(signal) {
        const all: string[] = [];
        for (;;) {
          const query = { order: 'id', fields: 'id', offset: all.length, limit: page };
          const { customers } = await shop.admin.get('/admin/customers', query, ids, signal);
          all.push(...customers.map((one) => one.id));
          if (customers.length < page) return all;
        }
      },
    },
  };
}

function partyRecord(item: z.infer<typeof customer>): PartyRecord {
  const addresses = inOrder(item.addresses);
  const nip = nipOf(item.metadata, ...addresses.map((one) => one.metadata));
  const company =
    item.company_name ?? (addresses.find((one) => one.is_default_billing && one.company) ?? addresses.find((one) => one.company))?.company;
  return {
    externalId: item.id,
    kind: nip ? 'BUSINESS' : item.has_account ? 'PERSON' : 'GUEST',
    name: (nip && company) || fullName(item) || item.email || item.id,
    ...given('email', item.email),
    ...given('phone', item.phone),
    ...given('taxId', nip),
    active: true,
    groups: (item.groups ?? []).map((group) => group.name).toSorted(),
    addresses: addresses.map(partyAddress),
  };
}

function partyAddress(item: z.infer<typeof ownAddress>): PartyAddressRecord {
  return {
    externalId: item.id,
    isBilling: item.is_default_billing ?? false,
    isShipping: item.is_default_shipping ?? false,
    active: true,
    ...addressRecord(item),
  };
}
