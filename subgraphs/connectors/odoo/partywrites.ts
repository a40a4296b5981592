/** Parties, their addresses and people: made once a key, changed where they are. */
import { createHash } from 'node:crypto';
import { type AddressRecord, type ContactPush, type PartyPush, type PartyUpdatePush, Terminal } from '../connector.ts';
import { addressFields, addressOf, addressValues, sameAddress } from './addresses.ts';
import { externalKey, upsert } from './externalids.ts';
import { partyMark } from './parties.ts';
import type { Reference } from './reference.ts';
import { type Rpc, refused } from './rpc.ts';
import { type Desk, write } from './sales.ts';
import { id, number, present, some } from './values.ts';

interface Made {
  externalId: string;
  number?: string;
  addressIds: string[];
}

export async function createParty(desk: Desk, party: PartyPush, key: string, signal: AbortSignal): Promise<Made> {
  try {
    const known = await findParty(desk, key, signal);
    if (known) return known;
    const reference = await desk.references.get(signal);
    const address = party.address && addressValues(party.address, reference);
    const country = number(address?.country_id) || reference.countryIds.get(reference.company.country);
    const values: [string, unknown][] = [
      ['name', party.name],
      ['is_company', party.kind === 'BUSINESS' ? '1' : '0'],
      ['email', party.email],
      ['phone', party.phone ?? party.address?.phone],
      ['vat', party.taxId && (/^\d{10}$/.test(party.taxId) ? `PL${party.taxId}` : party.taxId)],
      ['comment', partyMark(key)],
      ['street', party.address?.line1],
      ['street2', party.address?.line2],
      ['zip', party.address?.postalCode],
      ['city', party.address?.city],
      ['country_id/.id', country],
    ];
    const given = values.filter(([, value]) => value !== undefined && value !== '');
    await upsert(
      desk.rpc,
      'res.partner',
      ['id', ...given.map(([field]) => field)],
      [[`splot.party_${externalKey(key)}`, ...given.map(([, value]) => value)]],
      signal,
    );
    const made = await findParty(desk, key, signal);
    if (!made) throw new Error('the party was made and cannot be found');
    return made;
  } catch (error) {
    throw refused(error, 'the ERP does not accept this customer: look at its tax number and country');
  }
}

export async function findParty({ rpc }: Desk, key: string, signal: AbortSignal): Promise<Made | null> {
  const [found] = await rpc.search('res.partner', [['comment', 'like', partyMark(key).replace(/_/g, '\\_')]], ['ref', 'street', 'city'], {
    signal,
    order: 'id',
    limit: 1,
  });
  if (!found) return null;
  const children = await rpc.search(
    'res.partner',
    [
      ['parent_id', '=', found.id],
      ['type', '!=', 'contact'],
    ],
    [],
    { signal, order: 'id' },
  );
  const own = some(found.street) || some(found.city) ? [id(found.id)] : [];
  return {
    externalId: id(found.id),
    addressIds: [...own, ...children.map((child) => id(child.id))],
    ...present({ number: some(found.ref) }),
  };
}

export async function updateParty({ rpc }: Desk, partyId: string, change: PartyUpdatePush, signal: AbortSignal): Promise<void> {
  const vat = change.taxId && (/^\d{10}$/.test(change.taxId) ? `PL${change.taxId}` : change.taxId);
  const values = present({ name: change.name, email: change.email, phone: change.phone, vat });
  try {
    if (Object.keys(values).length) await write(rpc, 'res.partner', [Number(partyId)], values, signal);
  } catch (error) {
    throw refused(error, 'the ERP does not accept this change of the customer');
  }
}

export async function saveAddress(
  { rpc, references }: Desk,
  partyId: string,
  address: AddressRecord & { externalId?: string },
  key: string,
  signal: AbortSignal,
): Promise<{ externalId: string }> {
  try {
    const reference = await references.get(signal);
    if (!address.externalId) return { externalId: String(await ensureAddress(rpc, reference, Number(partyId), address, key, signal)) };
    const place = Number(address.externalId);
    const own = ['|', ['id', '=', Number(partyId)], ['parent_id', '=', Number(partyId)]];
    const [known] = await rpc.search('res.partner', [['id', '=', place], ...own], [], { signal });
    if (!known) throw new Terminal('NOT_FOUND', 'the ERP has no such address');
    const name = address.companyName ?? address.name;
    // The name of the party itself is not an address's to change.
    await write(
      rpc,
      'res.partner',
      [place],
      { ...addressValues(address, reference), ...(name && place !== Number(partyId) ? { name } : {}) },
      signal,
    );
    return { externalId: address.externalId };
  } catch (error) {
    throw refused(error, 'the ERP does not accept this address');
  }
}

/**
 * The party's own address that says the same, or a new one under an external id of the key and the address itself: one, also when the same write comes
 * several times at once.
 */
export async function ensureAddress(
  rpc: Rpc,
  reference: Reference,
  partyId: number,
  address: AddressRecord,
  key: string,
  signal: AbortSignal,
): Promise<number> {
  const own = await rpc.search(
    'res.partner',
    ['|', ['id', '=', partyId], ['parent_id', '=', partyId], ['active', '=', true]],
    addressFields,
    { signal, order: 'id' },
  );
  const known = own.find(
    (found) => (found.id === partyId || found.type !== 'contact') && sameAddress(addressOf(found, reference), address),
  );
  if (known) return number(known.id);
  const print = createHash('sha256')
    .update(
      JSON.stringify([address.line1, address.line2, address.postalCode, address.city, address.country, address.name, address.companyName]),
    )
    .digest('hex')
    .slice(0, 12);
  const values = Object.entries({
    ...addressValues(address, reference),
    parent_id: partyId,
    type: 'delivery',
    name: address.companyName ?? address.name,
  }).filter(([, value]) => Boolean(value));
  const columns = values.map(([field]) => (field.endsWith('_id') ? `${field}/.id` : field));
  const [made] = await upsert(
    rpc,
    'res.partner',
    ['id', ...columns],
    [[`splot.address_${externalKey(key)}_${print}`, ...values.map(([, value]) => value)]],
    signal,
  );
  if (made === undefined) throw new Error('Odoo made no address');
  return made;
}

const functions: Record<ContactPush['role'], string | false> = {
  BUYER: 'Zakupy',
  APPROVER: 'Akceptacja zamówień',
  ACCOUNTANT: 'Księgowość',
  ADMIN: 'Administrator',
  OTHER: false,
};

export async function saveContact(
  { rpc }: Desk,
  partyId: string,
  contact: ContactPush,
  key: string,
  signal: AbortSignal,
): Promise<{ externalId: string }> {
  const parent = Number(partyId);
  const role = functions[contact.role];
  try {
    if (contact.externalId) {
      const [known] = await rpc.search(
        'res.partner',
        [
          ['parent_id', '=', parent],
          ['id', '=', Number(contact.externalId)],
        ],
        ['function'],
        { signal },
      );
      if (!known) throw new Terminal('NOT_FOUND', 'the ERP has no such contact');
      const values = {
        name: contact.name,
        email: contact.email ?? false,
        phone: contact.phone ?? false,
        active: contact.active,
        function: role || (known.function ?? false),
      };
      await write(rpc, 'res.partner', [number(known.id)], values, signal);
      return { externalId: id(known.id) };
    }
    const cells = ['name', 'email', 'phone', 'function', 'active', 'type', 'parent_id/.id'];
    const line = [contact.name, contact.email, contact.phone, role, contact.active ? '1' : '0', 'contact', parent];
    const [made] = await upsert(
      rpc,
      'res.partner',
      ['id', ...cells],
      [[`splot.contact_${externalKey(key)}`, ...line.map((cell) => cell || '')]],
      signal,
    );
    if (made === undefined) throw new Error('Odoo made no contact');
    return { externalId: String(made) };
  } catch (error) {
    throw refused(error, 'the ERP does not accept this contact');
  }
}
