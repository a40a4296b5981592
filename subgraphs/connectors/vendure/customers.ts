/** The shop's accounts and guests. Vendure makes a customer of every guest who buys; it has no login. */
import { z } from 'zod';
import type { PartyAddressRecord, PartyRecord } from '../connector.ts';
import { idsOf, type Resource } from './follow.ts';
import type { Has, Shop } from './shop.ts';
import { given, id, instant, taxId, text } from './values.ts';

const address = z.object({
  id,
  fullName: text,
  company: text,
  streetLine1: text,
  streetLine2: text,
  city: text,
  province: text,
  postalCode: text,
  phoneNumber: text,
  country: z.object({ code: z.string() }),
  defaultShippingAddress: z.boolean().nullish(),
  defaultBillingAddress: z.boolean().nullish(),
  customFields: z.object({ nip: text }).nullish(),
});

const customer = z.object({
  id,
  firstName: z.string(),
  lastName: z.string(),
  emailAddress: z.string(),
  phoneNumber: text,
  user: z.object({ id }).nullish(),
  groups: z.array(z.object({ name: z.string() })),
  addresses: z.array(address).nullish(),
  customFields: z.object({ nip: text, marketingConsent: z.boolean().nullish(), marketingConsentAt: instant.nullish() }).nullish(),
});

const list = z.object({ customers: z.object({ totalItems: z.number(), items: z.array(customer) }) });

const ownFields = (has: Has) =>
  [has.customerNip && 'nip', has.consent && 'marketingConsent marketingConsentAt'].filter((name) => name !== false).join(' ');

const fields = (has: Has) => `
  id firstName lastName emailAddress phoneNumber user { id } groups { name } ${ownFields(has) && `customFields { ${ownFields(has)} }`}
  addresses { id fullName company streetLine1 streetLine2 city province postalCode phoneNumber country { code }
    defaultShippingAddress defaultBillingAddress ${has.addressNip ? 'customFields { nip }' : ''} }`;

export function customerResource(shop: Shop): Resource<PartyRecord> {
  async function ask(options: Record<string, unknown>, signal: AbortSignal) {
    const document = `query ($o: CustomerListOptions) { customers(options: $o) { totalItems items { ${fields(await shop.has(signal))} } } }`;
    return (await shop.admin.ask(document, { o: { sort: { id: 'ASC' }, ...options } }, list, signal)).customers;
  }
  return {
    pageSize: 100,
    async page(skip, take, signal) {
      const { items, totalItems } = await ask({ skip, take }, signal);
      return { rows: items.map((item) => ({ id: item.id, records: [partyRecord(item)] })), total: totalItems };
    },
    async read(ids, signal) {
      return (await ask({ take: ids.length, filter: { id: { in: ids } } }, signal)).items.map(partyRecord);
    },
    touched: async (changes) => idsOf(changes, ['customer', 'customer.address', 'customer.group']),
    async movedSince(since, signal) {
      return (await ask({ filter: { updatedAt: { after: since } }, take: 1000 }, signal)).items.map((item) => item.id);
    },
  };
}

function partyRecord(item: z.infer<typeof customer>): PartyRecord {
  const addresses = item.addresses ?? [];
  const company =
    addresses.find((one) => one.defaultBillingAddress && one.company)?.company ?? addresses.find((one) => one.company)?.company;
  const nip = taxId(item.customFields?.nip ?? addresses.find((one) => one.customFields?.nip)?.customFields?.nip);
  const person = `${item.firstName} ${item.lastName}`.trim();
  return {
    externalId: item.id,
    kind: nip ? 'BUSINESS' : item.user ? 'PERSON' : 'GUEST',
    name: (nip && company) || person || item.emailAddress,
    email: item.emailAddress,
    ...given('phone', item.phoneNumber),
    ...given('taxId', nip),
    ...given('consents', consentsOf(item.customFields)),
    active: true,
    groups: item.groups.map((group) => group.name),
    addresses: addresses.map(partyAddress),
  };
}

/** Told once the customer was asked: a shop that never asked says nothing. */
function consentsOf(fields: z.infer<typeof customer>['customFields']): PartyRecord['consents'] {
  const { marketingConsent: granted, marketingConsentAt: at } = fields ?? {};
  return typeof granted === 'boolean' && typeof at === 'number' ? [{ purpose: 'MARKETING', granted, at }] : undefined;
}

function partyAddress(item: z.infer<typeof address>): PartyAddressRecord {
  return {
    externalId: item.id,
    isBilling: item.defaultBillingAddress ?? false,
    isShipping: item.defaultShippingAddress ?? false,
    active: true,
    ...given('name', item.fullName),
    ...given('companyName', item.company),
    line1: item.streetLine1 ?? '',
    ...given('line2', item.streetLine2),
    ...given('postalCode', item.postalCode),
    city: item.city ?? '',
    ...given('region', item.province),
    country: item.country.code,
    ...given('phone', item.phoneNumber),
  };
}
