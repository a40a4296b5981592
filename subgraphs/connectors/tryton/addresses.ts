/** Addresses: Tryton keeps street lines in one text. */
import type { AddressRecord } from '../connector.ts';
import type { Rpc } from './rpc.ts';
import { number, present, type Row, row, some, text } from './values.ts';

export const addressFields = ['name', 'party_name', 'street', 'postal_code', 'city', 'country.code', 'subdivision.name', 'active', 'party'];

export function parseAddress(found: Row): AddressRecord {
  const [line1 = '', ...rest] = text(found.street).split('\n');
  return {
    ...present({
      name: some(found.party_name),
      companyName: some(found.name),
      line2: some(rest.join(', ')),
      postalCode: some(found.postal_code),
      region: some(row(found['subdivision.']).name),
    }),
    line1: line1.trim(),
    city: text(found.city),
    country: text(row(found['country.']).code) || 'PL',
  };
}

export async function readAddresses(rpc: Rpc, ids: number[], signal: AbortSignal): Promise<Map<number, AddressRecord>> {
  const wanted = [...new Set(ids.filter((id) => id > 0))];
  const found = await rpc.read('party.address', wanted, addressFields, { signal });
  return new Map(found.map((address) => [number(address.id), parseAddress(address)]));
}

/** As `party.address` takes it. `country` is Tryton's id. */
export function addressValues(address: AddressRecord, country: number | undefined): Row {
  return {
    party_name: address.name ?? null,
    name: address.companyName ?? null,
    street: [address.line1, address.line2].filter(Boolean).join('\n'),
    postal_code: address.postalCode ?? null,
    city: address.city,
    country: country ?? null,
  };
}

const folded = (value: unknown) => text(value).trim().replace(/\s+/g, ' ').toLocaleLowerCase('pl');

/** The same place, whatever the capitals and spaces. */
export function sameAddress(a: AddressRecord, b: AddressRecord): boolean {
  const key = ({ name, companyName, line1, line2, postalCode, city, country }: AddressRecord) =>
    [name, companyName, line1, line2, postalCode, city, country].map(folded).join('|');
  return key(a) === key(b);
}
