/** Customers as the API tells them. */
import { failure } from '#hub/errors.ts';
import { money } from '#hub/money.ts';
import { readWindow } from '#hub/paging.ts';
import { may, type Viewer } from '#hub/viewer.ts';
import { seesPersonal } from './access.ts';
import type { CustomerRow } from './mappers.ts';
import { findCustomerIdByExternal, listCustomers } from './store.ts';
import type { Resolvers } from './types.ts';
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
  },

  Mutation: {
    customerCreate: (_, { input }, context) => createCustomer(context, input),
    customerAddressSave: (_, { input }, context) => saveAddress(context, input),
  },
  CustomerPayload: {
    customer: ({ customerId }, _, { loaders }) => (customerId === undefined ? null : loaders.customer.load(customerId)),
    operationId: ({ operationId }) => operationId ?? null,
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
    groups: ({ groups }) => JSON.parse(groups) as string[],
    account: (customer) => (hasAccount(customer) ? customer : null),
    active: ({ active }) => active === 1,
    externalIds: ({ id }, _, { loaders }) => loaders.externalIds.load(id),
    provenance: (customer, _, { now }) => provenance(customer.systemId, customer.asOf, now),
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

  CompanyAccount: {
    priceLevel: ({ priceListId }, _, { loaders }) => (priceListId === null ? null : loaders.priceListName.load(priceListId)),
    paymentTerms: ({ termsCode, termsName, termsDays }) =>
      termsCode === null ? null : { code: termsCode, name: termsName ?? termsCode, days: termsDays ?? 0 },
    credit: ({ creditLimitMicros, creditCurrency, ...customer }) =>
      creditLimitMicros === null || creditCurrency === null ? null : { ...customer, creditLimitMicros, creditCurrency },
  },
  CreditPosition: {
    limit: ({ creditLimitMicros, creditCurrency }) => money(creditLimitMicros, creditCurrency),
    outstanding: ({ creditUsedMicros, creditCurrency }) => money(creditUsedMicros, creditCurrency),
    heldInHub: ({ creditHeldMicros, creditCurrency }) => money(creditHeldMicros, creditCurrency),
    overdue: ({ creditOverdueMicros, creditCurrency }) => money(creditOverdueMicros, creditCurrency),
    available: ({ creditLimitMicros, creditUsedMicros, creditHeldMicros, creditCurrency }) =>
      money(creditLimitMicros - creditUsedMicros - creditHeldMicros, creditCurrency),
    blocked: ({ creditBlocked }) => creditBlocked === 1,
    provenance: ({ systemId, creditAsOf, asOf }, _, { now }) => provenance(systemId ?? '', creditAsOf ?? asOf, now) ?? never(),
  },
};

/** The same row, once it is sure that its personal data may be told. */
function personal(viewer: Viewer, customer: CustomerRow): CustomerRow {
  if (!seesPersonal(viewer, customer.id)) throw failure('FORBIDDEN', 'This needs the scope customers:pii, or to be the customer.');
  return customer;
}

const hasAccount = (customer: CustomerRow): boolean =>
  customer.kind === 'BUSINESS' || customer.creditLimitMicros !== null || customer.priceListId !== null || customer.termsCode !== null;

const provenance = (systemId: string | null, asOf: number, now: number) =>
  systemId === null ? null : { systemId, asOf, ageSeconds: Math.max(0, Math.floor((now - asOf) / 1000)), servedFrom: 'COPY' as const };

function never(): never {
  throw new Error('a credit limit comes from a system');
}
