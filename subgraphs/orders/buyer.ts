/** Who bought in a shop: the shop's account, a customer that surely fits, or a guest. */
import type { OrderRecord } from '#connectors/connector.ts';
import type { ApplyContext } from '#hub/apply.ts';
import type { Trx } from '#hub/database.ts';
import { matchCustomer, orderMatchId, recordMatch } from '#hub/matching.ts';
import { takeCustomerTurn } from '#hub/parties.ts';
import type { Slice } from './apply.ts';
import { findGuest, insertGuest } from './buyerStore.ts';

export interface Buyer {
  customerId: string | null;
  /** More than one customer has the tax number: a person has to choose. */
  ambiguous: boolean;
}

export async function buyerOf(
  trx: Trx,
  record: OrderRecord,
  slice: Slice,
  { system, now }: ApplyContext,
  history: boolean,
): Promise<Buyer> {
  const account = record.partyId === undefined ? undefined : slice.parties.get(record.partyId);
  if (account) return { customerId: account, ambiguous: false };
  // Two shops may tell of one new person at the same instant.
  if (!history) await takeCustomerTurn(trx, system.companyId);
  const match = await matchCustomer(trx, system.companyId, record.contact);
  if (match.customerId !== undefined) return { customerId: match.customerId, ambiguous: false };
  // Many people share an e-mail; an invoice to the wrong branch is another matter.
  if (match.state === 'AMBIGUOUS' && match.rule !== 'email') {
    const { id: systemId, companyId } = system;
    const externalId = orderMatchId(record.externalId);
    if (!history) await recordMatch(trx, { companyId, systemId, externalId, accountExternalId: record.partyId, match, now });
    return { customerId: null, ambiguous: true };
  }
  // Nobody is made for the past.
  if (history) return { customerId: null, ambiguous: false };
  const known = await findGuest(trx, system.companyId, record.contact);
  return { customerId: known ?? (await insertGuest(trx, system.companyId, record.contact, now)), ambiguous: false };
}
