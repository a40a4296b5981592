/** Customers as the API tells them. */
import { failure } from '#hub/errors.ts';
import type { Candidate } from '#hub/matching.ts';
import { money } from '#hub/money.ts';
import { readWindow } from '#hub/paging.ts';
import type { Reads } from '#hub/reads.ts';
import { may, type Viewer } from '#hub/viewer.ts';
import { seesPersonal } from './access.ts';
import { customerChanges } from './changes.ts';
import { eraseCustomer } from './erase.ts';
import { linkCustomer } from './link.ts';
import { waitingMatches } from './linkStore.ts';
import { adjustPoints, expiringPoints, historyPage } from './loyalty.ts';
import type { CustomerRow } from './mappers.ts';
import { mergeCustomers, splitCustomer } from './merge.ts';
import { findCustomerIdByExternal, listCustomers } from './store.ts';
import type { Resolvers } from './types.ts';
import { saveContact, updateCustomer } from './update.ts';
import { createCustomer, saveAddress } from './writes.ts';

export const resolvers: Resolvers = {
  Query: {
    viewer: (_, __, { viewer }) => viewer,
    async customer(_, { id, external }, { db, viewer, loaders }) {
      if ((id == null) === (external == null)) throw failure('BAD_USER_INPUT', 'Give exactly one of id and external.');
      const found = id ?? (external && (await findCustomerIdByExternal(db, viewer.companyId, external.systemId, external.value)));
      return found == null ? null : loaders.customer.load(found);
    },
    customers(_, { search, filter, sort, ...page }, { db, viewer }) {
      const personal = may(viewer, 'customers:pii');
      if (!personal && (filter?.taxId != null || filter?.email != null))
        throw failure('FORBIDDEN', 'To filter by tax number or e-mail address the key needs the scope customers:pii.');
      return listCustomers(db, { companyId: viewer.companyId, search, filter, personal }, sort, readWindow(page));
    },
    customerMatches: (_, __, { db, viewer }) => waitingMatches(db, viewer.companyId),
  },

  Mutation: {
    customerCreate: (_, { input }, context) => createCustomer(context, input),
    customerAddressSave: (_, { input }, context) => saveAddress(context, input),
    customerUpdate: (_, { input }, context) => updateCustomer(context, input),
    customerContactSave: (_, { input }, context) => saveContact(context, input),
    customerLink: (_, { input }, context) => linkCustomer(context, input),
    customerMerge: (_, { input }, context) => mergeCustomers(context, input),
    customerSplit: (_, { input }, context) => splitCustomer(context, input),
    customerErase: (_, { input }, context) => eraseCustomer(context, input),
    loyaltyAdjust: (_, { input }, context) => adjustPoints(context, input),
  },
  Subscription: {
    customerChanges: { subscribe: (_, args, context) => customerChanges(args, context), resolve: (item: unknown) => item as never },
  },
  CustomerStreamItem: { __resolveType: (item) => item.__typename ?? 'CustomerChanged' },
  CustomerPayload: {
    customer: ({ customerId }, _, { loaders }) => (customerId === undefined ? null : loaders.customer.load(customerId)),
    operationId: ({ operationId }) => operationId ?? null,
    erasedIn: ({ erasedIn }) => erasedIn ?? null,
  },

  Viewer: {
    kind: ({ application, customerId }) =>
      customerId !== undefined ? 'CUSTOMER' : application !== undefined ? 'APPLICATION' : 'ANONYMOUS',
    application: ({ application, applicationName }) => applicationName ?? application ?? null,
    scopes: ({ scopes }) => [...scopes].sort(),
    customer: ({ customerId }, _, { loaders }) => (customerId === undefined ? null : loaders.customer.load(customerId)),
    language: ({ languages }) => languages[0] ?? 'pl',
    currencyCode: ({ currency }) => currency,
    expiresAt: ({ expiresAt }) => expiresAt ?? null,
  },

  Customer: {
    async __resolveReference({ id }, { loaders }) {
      const found = await loaders.customer.load(id);
      return found && { ...found };
    },
    displayName: ({ name }) => name,
    email: (customer, _, { viewer }) => personal(viewer, customer).email,
    phone: (customer, _, { viewer }) => personal(viewer, customer).phone,
    taxId: (customer, _, { viewer }) => personal(viewer, customer).taxId,
    addresses: (customer, _, { viewer, loaders }) => loaders.addresses.load(personal(viewer, customer).id),
    contacts: (customer, _, { viewer, loaders }) => loaders.contacts.load(personal(viewer, customer).id),
    async consents(customer, _, { viewer, loaders }) {
      const found = await loaders.consents.load(personal(viewer, customer).id);
      return found.map(({ purpose, granted, source, occurredAt }) => ({ purpose, granted: granted === 1, at: occurredAt, source }));
    },
    loyalty: async ({ id }, _, context) => {
      const { loaders } = context;
      return (
        (await loaders.card.load(id)) ??
        ((await loaders.pendingPoints.load(id))
          ? { id, customerId: id, systemId: null, points: 0, expiresOn: null, asOf: context.now }
          : null)
      );
    },
    segments: ({ segments }) => JSON.parse(segments ?? '[]') as string[],
    salesRep: ({ salesRep }) => (salesRep === null ? null : (JSON.parse(salesRep) as { name: string })),
    match: ({ id }, _, { loaders }) => loaders.match.load(id),
    groups: ({ groups }) => JSON.parse(groups) as string[],
    account: (customer) => (hasAccount(customer) ? customer : null),
    active: ({ active }) => active === 1,
    externalIds: ({ id }, _, { loaders }) => loaders.externalIds.load(id),
    provenance: (customer, _, { reads }) => provenance(customer.systemId, customer.asOf, reads),
  },
  CustomerConnection: { totalCount: ({ count }) => count() },

  CustomerAddress: {
    async __resolveReference({ id }, { loaders }) {
      const found = await loaders.address.load(id);
      return found && { ...found };
    },
    address: ({ address }) => JSON.parse(address),
    isDefaultBilling: ({ isDefaultBilling }) => isDefaultBilling === 1,
    isDefaultShipping: ({ isDefaultShipping }) => isDefaultShipping === 1,
    externalIds: ({ id }, _, { loaders }) => loaders.externalIds.load(id),
  },

  CustomerContact: {
    contact: ({ name, email, phone }) => ({ name, email, phone }),
    role: ({ role }) => role as 'OTHER',
    orderLimit: ({ orderLimitMicros, orderLimitCurrency }, _, { viewer }) =>
      orderLimitMicros === null ? null : money(orderLimitMicros, orderLimitCurrency ?? viewer.currency),
    active: ({ active }) => active === 1,
  },
  LoyaltyAccount: {
    pending: ({ customerId }, _, { loaders }) => loaders.pendingPoints.load(customerId),
    expiringPoints: (card, _, context) => expiringPoints(card, context),
    history: (card, page, context) => historyPage(card, page, context),
    provenance: ({ systemId, asOf }, _, { reads }) => provenance(systemId, asOf, reads),
  },
  LoyaltyEntry: { pending: ({ state }) => state === 'PENDING', reason: ({ reason }) => reason as 'OTHER' },
  CustomerMatch: {
    state: ({ state }) => state as 'LINKED',
    async candidates({ candidates }, _, { loaders }) {
      const noted = JSON.parse(candidates) as Candidate[];
      const found = await Promise.all(noted.map(async (one) => ({ ...one, customer: await loaders.customer.load(one.id) })));
      return found.flatMap(({ customer, agreeing, differing }) => (customer ? [{ customer, agreeing, differing }] : []));
    },
  },

  CompanyAccount: {
    parent: ({ parentId }, _, { loaders }) => (parentId === null ? null : loaders.customer.load(parentId)),
    branches: ({ id }, _, { loaders }) => loaders.branches.load(id),
    priceLevel: ({ priceListId }, _, { loaders }) => (priceListId === null ? null : loaders.priceListName.load(priceListId)),
    paymentTerms: ({ termsCode, termsName, termsDays }) =>
      termsCode === null ? null : { code: termsCode, name: termsName ?? termsCode, days: termsDays ?? 0 },
    credit: ({ creditLimitMicros, creditCurrency, ...customer }) =>
      creditLimitMicros === null || creditCurrency === null ? null : { ...customer, creditLimitMicros, creditCurrency },
  },
  CreditPosition: {
    limit: ({ creditLimitMicros, creditCurrency }) => money(creditLimitMicros, creditCurrency),
    outstanding: ({ creditUsedMicros, creditCurrency }) => money(creditUsedMicros, creditCurrency),
    openOrders: ({ creditOpenOrdersMicros, creditCurrency }) =>
      creditOpenOrdersMicros === null ? null : money(creditOpenOrdersMicros, creditCurrency),
    openInvoices: ({ creditOpenInvoicesMicros, creditCurrency }) =>
      creditOpenInvoicesMicros === null ? null : money(creditOpenInvoicesMicros, creditCurrency),
    heldInHub: ({ creditHeldMicros, creditCurrency }) => money(creditHeldMicros, creditCurrency),
    overdue: ({ creditOverdueMicros, creditCurrency }) => money(creditOverdueMicros, creditCurrency),
    available: ({ creditLimitMicros, creditUsedMicros, creditHeldMicros, creditCurrency }) =>
      money(creditLimitMicros - creditUsedMicros - creditHeldMicros, creditCurrency),
    blocked: ({ creditBlocked }) => creditBlocked === 1,
    provenance: ({ systemId, creditAsOf, asOf }, _, { reads }) => provenance(systemId ?? '', creditAsOf ?? asOf, reads) ?? never(),
  },
};

/** The same row, once it is sure that its personal data may be told. */
function personal(viewer: Viewer, customer: CustomerRow): CustomerRow {
  if (!seesPersonal(viewer, customer.id)) throw failure('FORBIDDEN', 'This needs the scope customers:pii, or to be the customer.');
  return customer;
}

const hasAccount = (customer: CustomerRow): boolean =>
  customer.kind === 'BUSINESS' || customer.creditLimitMicros !== null || customer.priceListId !== null || customer.termsCode !== null;

const provenance = (systemId: string | null, asOf: number, reads: Reads) =>
  systemId === null ? null : { systemId, asOf, ageSeconds: reads.age(asOf), servedFrom: 'COPY' as const };

function never(): never {
  throw new Error('a credit limit comes from a system');
}
