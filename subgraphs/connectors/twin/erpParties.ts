/** Parties of the twin ERP: creation, addresses, and credit, which is recomputed from the documents at each change. */
import { localDate } from './dates.ts';
import { toMicros, toText } from './decimal.ts';
import type { Address, Party } from './erpApi.ts';
import { type Erp, need } from './erpContext.ts';
import type { NewParty, Sale } from './erpOrderApi.ts';
import { Refusal } from './server.ts';

/** Once per key: the same key answers with the party it made. */
export function createParty(erp: Erp, key: string, given: NewParty): { party: Party; repeated: boolean } {
  const known = erp.store.keyed('party', key);
  if (known) return { party: need(erp, 'parties', known), repeated: true };
  const number = String(erp.store.next('party')).padStart(4, '0');
  const id = `K${number}`;
  const company = given.kind === 'company';
  const party: Party = {
    id,
    number: `KL-${number}`,
    kind: given.kind,
    name: given.name,
    ...(given.email ? { email: given.email } : {}),
    ...(given.phone ? { phone: given.phone } : {}),
    ...(given.nip ? { nip: given.nip } : {}),
    active: true,
    groups: [company ? 'b2b' : 'detal'],
    priceListId: company ? 'CEN-HURT' : 'CEN-DETAL',
    terms: { code: 'PRZEDPLATA', name: 'Przedpłata', days: 0 },
    addresses: given.address ? [{ ...given.address, id: `A${number}-1`, billing: true, shipping: true, active: true }] : [],
    key,
  };
  erp.store.key('party', key, id);
  erp.store.effect('party.created', id, { key });
  return { party: erp.store.put('parties', party), repeated: false };
}

/** Saves an address at a party and answers its id. An equal one is used again. */
export function saveAddress(erp: Erp, partyId: string, given: Address, options: { id?: string; key?: string } = {}): string {
  const party = need(erp, 'parties', partyId);
  if (options.id !== undefined) {
    const id = options.id;
    if (!party.addresses.some((one) => one.id === id)) throw new Refusal('NOT_FOUND', `address ${id} does not exist`);
    const addresses = party.addresses.map((one) =>
      one.id === id ? { ...given, id, billing: one.billing, shipping: one.shipping, active: one.active } : one,
    );
    erp.store.put('parties', { ...party, addresses });
    erp.store.effect('address.saved', id, { partyId });
    return id;
  }
  const known = options.key === undefined ? undefined : erp.store.keyed('address', options.key);
  const equal = known ?? party.addresses.find((one) => one.active && sameAddress(one, given))?.id;
  if (equal !== undefined) return equal;
  const id = `${party.id.replace('K', 'A')}-${party.addresses.length + 1}`;
  if (options.key !== undefined) erp.store.key('address', options.key, id);
  erp.store.put('parties', { ...party, addresses: [...party.addresses, { ...given, id, billing: false, shipping: true, active: true }] });
  erp.store.effect('address.saved', id, { partyId });
  return id;
}

/** Recomputes what a party owes: earlier balance + what its documents on account leave unpaid. */
export function refreshCredit(erp: Erp, partyId: string): void {
  const party = need(erp, 'parties', partyId);
  if (!party.credit) return;
  const today = localDate(erp.now());
  let used = toMicros(party.credit.opening);
  let overdue = party.credit.blocked ? used : 0n;
  for (const sale of erp.store.where('orders', 'partyId', partyId)) {
    if (sale.state === 'cancelled' || sale.termsDays === 0) continue;
    const unpaid = due(sale);
    used += unpaid;
    const invoice = sale.papers.find((paper) => paper.kind === 'invoice');
    if (invoice?.dueOn && invoice.dueOn < today) overdue += unpaid;
  }
  const credit = { ...party.credit, used: toText(used), overdue: toText(overdue) };
  if (credit.used !== party.credit.used || credit.overdue !== party.credit.overdue) erp.store.put('parties', { ...party, credit });
}

/** Refuses what would exceed the limit. `extra` = gross of the new demand; only purchases on account count. */
export function checkCredit(erp: Erp, party: Party, extra: bigint): void {
  if (!party.credit) return;
  if (party.credit.blocked) throw new Refusal('CREDIT_BLOCKED', `party ${party.number} is blocked`);
  if (party.terms.days === 0) return;
  const current = need(erp, 'parties', party.id).credit ?? party.credit;
  if (toMicros(current.used) + extra > toMicros(current.limit)) {
    throw new Refusal('CREDIT_LIMIT', `party ${party.number}: limit ${current.limit}, used ${current.used}, asked ${toText(extra)}`);
  }
}

/** What is left to pay on a sale, after credit notes. */
export function due(sale: Sale): bigint {
  let gross = toMicros(sale.totals.gross) - toMicros(sale.paid);
  for (const paper of sale.papers) if (paper.kind === 'credit_note' && paper.gross) gross += toMicros(paper.gross);
  return gross > 0n ? gross : 0n;
}

function sameAddress(a: Address, b: Address): boolean {
  const text = (one: Address) =>
    [one.name, one.companyName, one.line1, one.line2, one.postalCode, one.city, one.country].join('|').toLowerCase();
  return text(a) === text(b);
}
