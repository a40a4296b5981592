/** customerLink: a person says who a buyer of a shop is; the order that waited for it goes on at the next look. */
import { refuse } from '#hub/errors.ts';
import type { RequestContext } from './context.ts';
import { decideMatch, findMatch, giveHeldOrder, linkAccount, ordersOfAccount } from './linkStore.ts';
import { writeHere } from './local.ts';
import type { CustomerPayloadRow } from './mappers.ts';
import type { CustomerLinkInput } from './types.ts';
import { customersByIds } from './writeStore.ts';
import { tell } from './writes.ts';

export function linkCustomer(context: RequestContext, input: CustomerLinkInput): Promise<CustomerPayloadRow> {
  const { viewer, now } = context;
  return writeHere(context, 'LINK', input, async (trx) => {
    const { id, systemId, externalId } = input;
    const customer = (await customersByIds(trx, [id])).get(id);
    if (customer?.companyId !== viewer.companyId || customer.mergedIntoId !== null)
      throw refuse('NOT_FOUND', 'There is no such customer.', ['input', 'id']);
    if (!customer.active) throw refuse('STATE_FORBIDS', 'This customer is not in use: choose another.', ['input', 'id']);
    const match = await findMatch(trx, viewer.companyId, systemId, externalId);
    if (!match) throw refuse('NOT_FOUND', 'Nobody of this shop waits under this id: see customerMatches.', ['input', 'externalId']);
    if (match.state === 'LINKED' && match.customerId === id) return { customerId: id, detail: null };
    const orderId = await giveHeldOrder(trx, match, id, now);
    if (orderId === undefined && !(await linkAccount(trx, match, id, now)))
      throw refuse('STATE_FORBIDS', 'Its order has gone on already.', ['input', 'externalId']);
    await decideMatch(trx, match, id, orderId, now);
    // Whose the account is, its orders are. The other way round nothing follows: one order says nothing of who may look into the account.
    if (orderId === undefined)
      for (const waiting of await ordersOfAccount(trx, match))
        await decideMatch(trx, waiting, id, await giveHeldOrder(trx, waiting, id, now), now);
    tell(trx, viewer.companyId, id, ['externalIds'], now);
    return { customerId: id, detail: { systemId, externalId, before: match.customerId } };
  });
}
