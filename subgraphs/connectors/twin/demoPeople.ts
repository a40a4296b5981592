/** Customers of the demo company: 20 people and 10 businesses. Names are invented; tax numbers use an unassigned office code. */
import { plain } from './demoCatalogue.ts';
import type { Address, Contact, Party } from './erpApi.ts';

const people = [
  'Anna Kowalska',
  'Piotr Zieliński',
  'Małgorzata Wójcik',
  'Łukasz Dąbrowski',
  'Żaneta Święcicka',
  'Tomasz Lewandowski',
  'Katarzyna Szymańska',
  'Michał Górski',
  'Agnieszka Mazur',
  'Jakub Krawczyk',
  'Ewa Pawłowska',
  'Grzegorz Brzęczyszczykiewicz',
  'Joanna Ćwiklińska',
  'Marcin Źrebiec',
  'Natalia Ośmiałowska',
  'Paweł Nowak',
  'Zofia Jabłońska',
  'Rafał Śliwa',
  'Monika Adamczyk',
  'Stanisław Wróbel',
] as const;

/** Name, price list, payment days, credit limit in PLN, share of it already used from earlier years, blocked. */
const companies = [
  ['Schronisko Pod Turnią sp. z o.o.', 'HURT', 14, '20000', '3500', false],
  ['Hotel Biały Jeleń S.A.', 'HURT', 30, '50000', '12000', false],
  ['Góral Sport sp.j.', 'HURT', 14, '15000', '14620', false],
  ['Pensjonat Słoneczny Stok', 'HURT', 14, '8000', '6100', true],
  ['Obozy Harcerskie Żbik', 'VIP', 30, '12000', '0', false],
  ['Wypożyczalnia Biwak Łódź', 'HURT', 14, '10000', '1800', false],
  ['Ratownictwo Górskie Grań', 'VIP', 30, '40000', '0', false],
  ['Sklep Turystyczny Szarotka', 'HURT', 7, '6000', '900', false],
  ['Dom Noclegowy Przystań', 'HURT', 14, '9000', '2200', false],
  ['Agencja Przygód Kompas sp. z o.o.', 'HURT', 0, '0', '0', false],
] as const;

const places = [
  ['Kraków', '31-014', 'ul. Floriańska'],
  ['Warszawa', '00-545', 'ul. Marszałkowska'],
  ['Gdańsk', '80-831', 'ul. Długa'],
  ['Wrocław', '50-101', 'Rynek'],
  ['Poznań', '61-772', 'ul. Święty Marcin'],
  ['Łódź', '90-408', 'ul. Piotrkowska'],
  ['Zakopane', '34-500', 'ul. Krupówki'],
  ['Rzeszów', '35-030', 'ul. Słowackiego'],
  ['Białystok', '15-087', 'ul. Lipowa'],
  ['Świnoujście', '72-600', 'ul. Żeromskiego'],
] as const;

export const terms = {
  0: { code: 'PRZEDPLATA', name: 'Przedpłata', days: 0 },
  7: { code: 'P7', name: 'Przelew 7 dni', days: 7 },
  14: { code: 'P14', name: 'Przelew 14 dni', days: 14 },
  30: { code: 'P30', name: 'Przelew 30 dni', days: 30 },
} as const;

/** Name, tax number, country, town, postal code, street, language. They buy in euros. */
const abroad = [
  ['Bergwelt Handels GmbH', 'DE999000123', 'DE', 'Dresden', '01067', 'Weiße Gasse 4', 'de'],
  ['Hory a Stany s.r.o.', 'CZ99900045', 'CZ', 'Ostrava', '702 00', 'Nádražní 12', 'cs'],
] as const;

export function demoParties(): Party[] {
  return [...people.map(person), ...companies.map(company), ...abroad.map(foreigner)];
}

/** A NIP that passes its checksum; 999 is no tax office, so it can be nobody's. */
export function nip(serial: number): string {
  const weights = [6, 5, 7, 2, 3, 4, 5, 6, 7];
  // A remainder of 10 has no check digit: such bodies do not exist, the next one is taken.
  for (let body = 999_000_000 + serial * 37; ; body += 1) {
    const digits = String(body);
    const check = weights.reduce((sum, weight, index) => sum + weight * Number(digits[index]), 0) % 11;
    if (check < 10) return `${digits}${check}`;
  }
}

function person(name: string, index: number): Party {
  const number = index + 1;
  return {
    id: `K${String(number).padStart(4, '0')}`,
    number: `KL-${String(number).padStart(4, '0')}`,
    kind: 'person',
    name,
    email: `${plain(name).replaceAll('-', '.')}@example.com`,
    phone: `+48 12 000 ${String(10 + number)} 01`,
    active: number !== 20,
    groups: number % 4 === 0 ? ['detal', 'staly-klient'] : ['detal'],
    priceListId: number % 10 === 4 ? 'CEN-VIP' : 'CEN-DETAL',
    ...(number === 8 ? { discountPercent: '5' } : {}),
    terms: terms[0],
    addresses: [home(number, name, true), ...(number % 3 === 0 ? [home(number + 7, name, false)] : [])].map((address, position) => ({
      ...address,
      id: `A${String(number).padStart(4, '0')}-${position + 1}`,
    })),
  };
}

function company(row: (typeof companies)[number], index: number): Party {
  const [name, list, days, limit, opening, blocked] = row;
  const number = people.length + index + 1;
  const domain = `${plain(name).split('-').slice(0, 2).join('-')}.example`;
  return {
    id: `K${String(number).padStart(4, '0')}`,
    number: `KL-${String(number).padStart(4, '0')}`,
    kind: 'company',
    name,
    email: `biuro@${domain}`,
    phone: `+48 12 000 ${String(10 + number)} 02`,
    nip: nip(number),
    active: true,
    groups: list === 'VIP' ? ['b2b', 'vip'] : ['b2b'],
    priceListId: `CEN-${list}`,
    ...(index === 1 ? { discountPercent: '3' } : {}),
    terms: terms[days],
    credit: { limit, opening, used: opening, overdue: blocked ? opening : '0', blocked },
    language: 'pl',
    salesRep: salesReps[index % 2 ? 1 : 0],
    // The scouts are exempt; the guest house belongs to the hotel.
    ...(index === 4 ? { taxRuleId: 'POD-ZW' } : {}),
    ...(index === 8 ? { parentId: 'K0022' } : {}),
    contacts: contacts(number, domain),
    addresses: [
      { ...home(number, undefined, true, name), id: `A${String(number).padStart(4, '0')}-1` },
      { ...home(number + 3, 'Magazyn', false, name), id: `A${String(number).padStart(4, '0')}-2` },
    ],
  };
}

function foreigner(row: (typeof abroad)[number], index: number): Party {
  const [name, taxId, country, city, postalCode, line1, language] = row;
  const number = people.length + companies.length + index + 1;
  const code = String(number).padStart(4, '0');
  const address = { companyName: name, line1, postalCode, city, country, billing: true, shipping: true, active: true };
  return {
    id: `K${code}`,
    number: `KL-${code}`,
    kind: 'company',
    name,
    email: `einkauf${number}@${plain(name).split('-')[0]}.example`,
    nip: taxId,
    active: true,
    groups: ['b2b', 'eksport'],
    priceListId: 'CEN-EUR',
    terms: terms[14],
    credit: { limit: '30000', opening: '0', used: '0', overdue: '0', blocked: false },
    language,
    salesRep: salesReps[1],
    addresses: [{ ...address, id: `A${code}-1` }],
  };
}

const salesReps = [
  { name: 'Halina Wierzba', email: 'halina.wierzba@polana.example', phone: '+48 12 000 00 11' },
  { name: 'Bartosz Jodła', email: 'bartosz.jodla@polana.example', phone: '+48 12 000 00 12' },
] as const;

const roles = ['admin', 'buyer', 'approver', 'accountant'] as const;
const clerks = ['Renata Zając', 'Filip Sęk', 'Olga Miś', 'Igor Łoś', 'Ada Żuraw', 'Leon Bóbr'] as const;

/** Two to four people of a company. */
function contacts(number: number, domain: string): Contact[] {
  return roles.slice(0, 2 + (number % 3)).map((role, index) => {
    const name = clerks[(number + index) % clerks.length] ?? clerks[0];
    const id = `OS${String(number * 10 + index).padStart(5, '0')}`;
    return {
      id,
      name,
      email: `${plain(name).replace('-', '.')}@${domain}`,
      phone: `+48 12 000 ${10 + number} 1${index}`,
      role,
      active: true,
    };
  });
}

function home(seed: number, name: string | undefined, billing: boolean, companyName?: string) {
  const [city, postalCode, street] = places[seed % places.length] ?? places[0];
  const address: Address = {
    ...(name ? { name } : {}),
    ...(companyName ? { companyName } : {}),
    line1: `${street} ${1 + ((seed * 7) % 60)}`,
    ...(seed % 4 === 1 ? { line2: `m. ${1 + (seed % 20)}` } : {}),
    postalCode,
    city,
    country: 'PL',
  };
  return { ...address, billing, shipping: true, active: true };
}
