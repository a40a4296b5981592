/** Parties of the twin ERP: creation, addresses, and credit, which is recomputed from the documents at each change. */
import { localDate } from './dates.ts';
import { toMicros, toText } from './decimal.ts';
import type { Address, Contact, Party } from './erpApi.ts';
import { type Erp, need } from './erpContext.ts';
import { inOwnCurrency } from './erpCurrency.ts';
import type { NewParty, PartyChange, Sale } from './erpOrderApi.ts';
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

/** Absolute, so repeating it changes nothing. A tax number belongs to one party. */
export function changeParty(erp: Erp, partyId: string, change: PartyChange): Party {
  const party = need(erp, 'parties', partyId);
  if (change.nip && erp.store.where('parties', 'nip', change.nip).some((one) => one.id !== partyId && one.active))
    throw new Refusal('DUPLICATE', `another party has the tax number ${change.nip}`);
  const changed = { ...party, ...change };
  if (JSON.stringify(changed) === JSON.stringify(party)) return party;
  erp.store.effect('party.changed', partyId, change);
  return erp.store.put('parties', changed);
}

/** Saves a person of a company and answers its id: by its own id, by the key that made it, or new. */
export function saveContact(erp: Erp, partyId: string, given: Omit<Contact, 'id'>, options: { id?: string; key?: string } = {}): string {
  const party = need(erp, 'parties', partyId);
  const contacts = party.contacts ?? [];
  const known = options.id ?? (options.key === undefined ? undefined : erp.store.keyed('contact', options.key));
  if (known !== undefined && !contacts.some((one) => one.id === known)) throw new Refusal('NOT_FOUND', `contact ${known} does not exist`);
  const id = known ?? `OS${String(erp.store.next('contact')).padStart(5, '0')}`;
  const saved: Contact = { ...given, id };
  if (JSON.stringify(contacts.find((one) => one.id === id)) === JSON.stringify(saved)) return id;
  if (options.key !== undefined && known === undefined) erp.store.key('contact', options.key, id);
  const others = known === undefined ? [...contacts, saved] : contacts.map((one) => (one.id === id ? saved : one));
  erp.store.put('parties', { ...party, contacts: others });
  erp.store.effect('contact.saved', id, { partyId });
  return id;
}

/** Recomputes what a party owes: earlier balance + what its documents on account leave unpaid. */
export function refreshCredit(erp: Erp, partyId: string): void {
  const party = need(erp, 'parties', partyId);
  if (!party.credit) return;
  const today = localDate(erp.now());
  let invoices = toMicros(party.credit.opening);
  let orders = 0n;
  let overdue = party.credit.blocked ? invoices : 0n;
  for (const sale of erp.store.where('orders', 'partyId', partyId)) {
    if (sale.state === 'cancelled' || sale.termsDays === 0) continue;
    const unpaid = inOwnCurrency(erp, sale.currency, due(sale));
    const invoice = sale.papers.find((paper) => paper.kind === 'invoice' && paper.state !== 'draft');
    if (invoice) invoices += unpaid;
    else orders += unpaid;
    if (invoice?.dueOn && invoice.dueOn < today) overdue += unpaid;
  }
  const figures = {
    used: toText(invoices + orders),
    openOrders: toText(orders),
    openInvoices: toText(invoices),
    overdue: toText(overdue),
  };
  const credit = { ...party.credit, ...figures };
  if (JSON.stringify(credit) !== JSON.stringify({ ...party.credit })) erp.store.put('parties', { ...party, credit });
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
