/** New customers and addresses. The key of a customer stands in an identifier of its own; the same place is never saved twice. */
import { type AddressRecord, type PartyPush, type PartyUpdatePush, Terminal } from '../connector.ts';
import { addressFields, addressValues, parseAddress, sameAddress } from './addresses.ts';
import { keyPrefix } from './parties.ts';
import { Refusal, type Rpc, refused } from './rpc.ts';
import { create, type Desk, write } from './sales.ts';
import { id, number, numbers, present, type Row, row, some } from './values.ts';

interface Created {
  externalId: string;
  number?: string;
  addressIds: string[];
}

export async function findParty({ rpc }: Pick<Desk, 'rpc'>, key: string, signal: AbortSignal): Promise<Created | null> {
  const domain = [['code', '=', keyPrefix + key]];
  const [found] = await rpc.search('party.identifier', domain, ['party', 'party.code', 'party.addresses'], {
    signal,
    order: [['id', 'ASC']],
  });
  if (!found) return null;
  const party = row(found['party.']);
  return { externalId: id(found.party), addressIds: numbers(party.addresses).map(String), ...present({ number: some(party.code) }) };
}

export async function createParty(desk: Desk, party: PartyPush, key: string, signal: AbortSignal): Promise<Created> {
  const { rpc } = desk;
  return desk.inTurn(async () => {
    const earlier = await findParty(desk, key, signal);
    if (earlier) return earlier;
    const contact = (type: string, value: string | undefined) => (value ? [{ type, value }] : []);
    const country = party.address && (await countryId(rpc, party.address.country, signal));
    const values = {
      name: party.name,
      identifiers: [['create', [...taxIdentifier(party), { type: null, code: keyPrefix + key }]]],
      contact_mechanisms: [['create', [...contact('email', party.email), ...contact('phone', party.phone)]]],
      addresses: [['create', party.address ? [addressValues(party.address, country)] : []]],
    };
    try {
      await create(rpc, 'party.party', values, signal);
    } catch (error) {
      // Tryton checks the digits of a tax number and the form of a phone number.
      if (error instanceof Refusal) throw new Terminal('INVALID', 'the ERP does not accept these customer data', error.detail);
      throw error;
    }
    const made = await findParty(desk, key, signal);
    if (!made) throw new Error('the customer has vanished');
    return made;
  });
}

function taxIdentifier(party: Pick<PartyPush, 'taxId'>): Row[] {
  if (!party.taxId) return [];
  const code = party.taxId.replace(/[\s-]/g, '').toUpperCase();
  if (/^(PL)?\d{10}$/.test(code)) return [{ type: 'pl_nip', code: code.replace('PL', '') }];
  return [{ type: 'eu_vat', code }];
}

/** What is given becomes so; saying it twice changes nothing. */
export async function updateParty(desk: Desk, partyId: string, change: PartyUpdatePush, signal: AbortSignal): Promise<void> {
  const { rpc } = desk;
  const id = Number(partyId);
  await desk.inTurn(async () => {
    try {
      const [party] = await rpc.search('party.party', [['id', '=', id]], ['name'], { signal });
      if (!party) throw new Terminal('NOT_FOUND', 'the ERP has no such customer');
      const [mechanisms, identifiers] = await Promise.all([
        rpc.search('party.contact_mechanism', [['party', '=', id]], ['type', 'value', 'name'], { signal, order: [['id', 'ASC']] }),
        rpc.search('party.identifier', [['party', '=', id]], ['type', 'code'], { signal, order: [['id', 'ASC']] }),
      ]);
      if (change.name && change.name !== party.name) await write(rpc, 'party.party', [id], { name: change.name }, signal);
      for (const [type, value] of [
        ['email', change.email],
        ['phone', change.phone],
      ] as const) {
        if (!value) continue;
        // Mechanisms with a name are those of a person of the firm.
        const own = mechanisms.find((found) => !some(found.name) && (found.type === type || (type === 'phone' && found.type === 'mobile')));
        if (!own) await create(rpc, 'party.contact_mechanism', { party: id, type, value }, signal);
        else if (own.value !== value) await write(rpc, 'party.contact_mechanism', [number(own.id)], { value }, signal);
      }
      const [tax] = taxIdentifier(change);
      const known = identifiers.find((found) => /_(nip|vat|tva)$/.test(String(found.type)));
      if (tax && !known) await create(rpc, 'party.identifier', { party: id, ...tax }, signal);
      else if (tax && known?.code !== tax.code) await write(rpc, 'party.identifier', [number(known?.id)], tax, signal);
    } catch (error) {
      if (error instanceof Refusal) throw new Terminal('INVALID', 'the ERP does not accept these customer data', error.detail);
      throw error;
    }
  });
}

export async function saveAddress(
  desk: Desk,
  partyId: string,
  address: AddressRecord & { externalId?: string },
  signal: AbortSignal,
): Promise<{ externalId: string }> {
  return desk.inTurn(() => save(desk, partyId, address, signal));
}

async function save({ rpc }: Desk, partyId: string, address: AddressRecord & { externalId?: string }, signal: AbortSignal) {
  try {
    if (!address.externalId) return { externalId: String(await ensureAddress(rpc, Number(partyId), address, signal)) };
    const [own] = await rpc.search(
      'party.address',
      [
        ['id', '=', Number(address.externalId)],
        ['party', '=', Number(partyId)],
      ],
      [],
      { signal },
    );
    if (!own) throw new Terminal('NOT_FOUND', 'the ERP has no such address');
    await write(rpc, 'party.address', [number(own.id)], addressValues(address, await countryId(rpc, address.country, signal)), signal);
    return { externalId: address.externalId };
  } catch (error) {
    throw refused(error, 'the ERP does not accept this address');
  }
}

/** The party's own address that says the same, or a new one: safe to repeat without a key. */
export async function ensureAddress(rpc: Rpc, partyId: number, address: AddressRecord, signal: AbortSignal): Promise<number> {
  const own = await rpc.search(
    'party.address',
    [
      ['party', '=', partyId],
      ['active', '=', true],
    ],
    addressFields,
    { signal, order: [['id', 'ASC']] },
  );
  const known = own.find((found) => sameAddress({ ...parseAddress(found) }, address));
  if (known) return number(known.id);
  const country = await countryId(rpc, address.country, signal);
  return create(rpc, 'party.address', { party: partyId, ...addressValues(address, country) }, signal);
}

async function countryId(rpc: Rpc, code: string, signal: AbortSignal): Promise<number | undefined> {
  const [country] = await rpc.search('country.country', [['code', '=', code.toUpperCase()]], [], { signal });
  return country && number(country.id);
}
