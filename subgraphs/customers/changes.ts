/** customerChanges: what changed of customers that the viewer may see. */
import { failure } from '#hub/errors.ts';
import { eventStream } from '#hub/stream.ts';
import { seesCustomers } from './access.ts';
import type { RequestContext } from './context.ts';
import type { CustomerChangedRow } from './mappers.ts';
import { findCustomers } from './store.ts';
import type { SubscriptionCustomerChangesArgs } from './types.ts';

const MOST = 250;

export function customerChanges({ filter, after, snapshot }: SubscriptionCustomerChangesArgs, context: RequestContext) {
  const { ground, viewer, db } = context;
  const any = seesCustomers(viewer);
  if (!any && viewer.customerId === undefined) throw failure('FORBIDDEN', 'Log in as a customer, or use a key that may see customers.');
  if (!any && filter.customerIds?.some((id) => id !== viewer.customerId))
    throw failure('FORBIDDEN', 'This key may not ask for another customer.');
  if ((filter.customerIds?.length ?? 0) > MOST) throw failure('BAD_USER_INPUT', `Name at most ${MOST} customers.`);
  const own = viewer.customerId === undefined ? [] : [viewer.customerId];
  const ids = filter.customerIds ? new Set(filter.customerIds) : any ? undefined : new Set(own);
  const wanted = new Set([...(filter.credit ? ['credit'] : []), ...(filter.loyalty ? ['loyalty'] : [])]);
  const fieldsOf = (payload: Record<string, unknown>) => (payload.changedFields as string[] | undefined) ?? [];
  return eventStream<CustomerChangedRow>(ground, viewer, {
    topic: 'customer',
    after,
    snapshot: snapshot ?? true,
    allowed: ({ subjectId, payload }) =>
      (ids?.has(subjectId) ?? true) && (!wanted.size || fieldsOf(payload).some((field) => wanted.has(field))),
    async readSnapshot() {
      const found = ids ? await findCustomers(db, viewer.companyId, [...ids]) : new Map();
      return [...found.values()].map((customer) => ({
        __typename: 'CustomerChanged',
        customer,
        changedFields: [],
        occurredAt: customer.updatedAt,
      }));
    },
    async toItems(events) {
      const found = await findCustomers(db, viewer.companyId, [...new Set(events.map((event) => event.subjectId))]);
      return events.flatMap((event): CustomerChangedRow[] => {
        const customer = found.get(event.subjectId);
        return customer
          ? [{ __typename: 'CustomerChanged', customer, changedFields: fieldsOf(event.payload), occurredAt: event.occurredAt }]
          : [];
      });
    },
  });
}
