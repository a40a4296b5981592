/** The persons of a company and what a customer agreed to, as a system tells of them. */
import type { PartyRecord } from '#connectors/connector.ts';
import type { ApplyContext } from '#hub/apply.ts';
import { bind, findBindings } from '#hub/bindings.ts';
import type { Trx } from '#hub/database.ts';
import { newId } from '#hub/id.ts';
import { normalEmail } from '#hub/matching.ts';
import * as store from './contactStore.ts';

interface Told {
  id: string;
  record: PartyRecord;
}

/** A limit is the hub's own and stays; a person who is told no more is not active any more. A party told without contacts keeps those it has. */
export async function applyContacts(trx: Trx, parties: readonly Told[], { system, now }: ApplyContext): Promise<void> {
  const told = parties.flatMap(({ id, record }) => (record.contacts ?? []).map((contact) => ({ customerId: id, contact })));
  const externalIds = told.map(({ contact }) => contact.externalId);
  const bindings = await findBindings(trx, system.id, 'contacts', externalIds);
  const withContacts = parties.filter(({ record }) => record.contacts).map(({ id }) => id);
  const stored = await store.contactsOf(trx, withContacts);
  const bound: { externalId: string; id: string }[] = [];
  const seen = new Set<string>();
  for (const { customerId, contact } of told) {
    const id = bindings.get(contact.externalId)?.id ?? newId('contact');
    const before = stored.find((one) => one.id === id);
    await store.saveContactRow(trx, {
      id,
      customerId,
      name: contact.name,
      email: normalEmail(contact.email) ?? null,
      phone: contact.phone?.trim() || null,
      role: contact.role,
      orderLimitMicros: before?.orderLimitMicros ?? null,
      orderLimitCurrency: before?.orderLimitCurrency ?? null,
      active: contact.active ? 1 : 0,
      updatedAt: now,
    });
    seen.add(id);
    bound.push({ externalId: contact.externalId, id });
  }
  await bind(trx, system.id, 'contacts', bound, now);
  const missing = stored.filter((one) => one.active === 1 && !seen.has(one.id)).map((one) => one.id);
  // One that is on its way there is not bound yet and stays.
  await store.stopContacts(trx, await store.boundContacts(trx, system.id, missing), now);
}

/** A consent is a row a change: what repeats the last one adds nothing, and what is older than it changes nothing. */
export async function applyConsents(trx: Trx, parties: readonly Told[], { system }: ApplyContext): Promise<void> {
  for (const { id, record } of parties)
    for (const { purpose, granted, at } of [...(record.consents ?? [])].sort((a, b) => a.at - b.at))
      await store.recordConsent(trx, { customerId: id, purpose, granted, source: system.id, at });
}
