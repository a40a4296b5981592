/** Addresses: in Odoo an address is a partner, the company itself or a child of it. */
import type { AddressRecord } from '../connector.ts';
import type { Reference } from './reference.ts';
import { number, present, type Row, some, text } from './values.ts';

export const addressFields = [
  'name',
  'street',
  'street2',
  'zip',
  'city',
  'state_id',
  'country_id',
  'phone',
  'is_company',
  'type',
  'parent_id',
  'active',
];

export function addressOf(partner: Row, reference: Reference): AddressRecord {
  const name = some(partner.name);
  return {
    line1: text(partner.street),
    city: text(partner.city),
    country: reference.countries.get(number(partner.country_id)) ?? reference.company.country,
    ...present({
      name: partner.is_company === true ? undefined : name,
      companyName: partner.is_company === true ? name : undefined,
      line2: some(partner.street2),
      postalCode: some(partner.zip),
      phone: some(partner.phone),
    }),
  };
}

/** As values of a partner; its name only where the address has one. */
export function addressValues(address: AddressRecord, reference: Reference): Row {
  const country = reference.countryIds.get(address.country.toUpperCase());
  return {
    street: address.line1,
    street2: address.line2 ?? false,
    zip: address.postalCode ?? false,
    city: address.city,
    ...(country ? { country_id: country } : {}),
    ...(address.phone ? { phone: address.phone } : {}),
  };
}

const same = (a: string | undefined, b: string | undefined) =>
  (a ?? '').trim().toLocaleLowerCase('pl') === (b ?? '').trim().toLocaleLowerCase('pl');

/** Says the same place, whoever receives it. */
export const samePlace = (a: AddressRecord, b: AddressRecord): boolean =>
  same(a.line1, b.line1) &&
  same(a.line2, b.line2) &&
  same(a.postalCode, b.postalCode) &&
  same(a.city, b.city) &&
  same(a.country, b.country);

/** Says the same place and person, or leaves the person open. */
export const sameAddress = (known: AddressRecord, wanted: AddressRecord): boolean =>
  samePlace(known, wanted) &&
  (!(wanted.name ?? wanted.companyName) ||
    same(known.name ?? known.companyName, wanted.companyName ?? wanted.name) ||
    same(known.name ?? known.companyName, wanted.name ?? wanted.companyName));
