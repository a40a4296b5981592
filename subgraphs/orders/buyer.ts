/** Who bought in a shop: the shop's account, the ERP's party with the same tax number, or a guest. */
import type { OrderRecord } from '#connectors/connector.ts';
import type { ApplyContext } from '#hub/apply.ts';
import type { Trx } from '#hub/database.ts';
import type { Slice } from './apply.ts';
import { findByTaxId, findGuest, insertGuest } from './buyerStore.ts';

export interface Buyer {
  customerId: string | null;
  /** More than one customer fits: a person has to choose. */
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
  const { taxId } = record.contact;
  const parties = taxId ? await findByTaxId(trx, system.companyId, taxId) : [];
  if (parties.length > 1) return { customerId: null, ambiguous: true };
  const [party] = parties;
  if (party) return { customerId: party, ambiguous: false };
  // Nobody is made for the past.
  if (history) return { customerId: null, ambiguous: false };
  const known = await findGuest(trx, system.companyId, record.contact);
  return { customerId: known ?? (await insertGuest(trx, system.companyId, record.contact, now)), ambiguous: false };
}
