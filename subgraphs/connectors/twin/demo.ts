/**
 * The demo company: one data set for both twins. The same on every machine; only its dates move, counted from `anchor`,
 * the instant of the twin's first start.
 */

import type { z } from 'zod';
import { DAY, localDate } from './dates.ts';
import { percentOf, toCents, toMicros, toMoney } from './decimal.ts';
import { type DemoProduct, demoProducts } from './demoCatalogue.ts';
import { categories } from './demoFamilies.ts';
import { type DemoOrder, demoOrders } from './demoOrders.ts';
import { demoParties } from './demoPeople.ts';
import { demoPromotions, demoRates, demoSuppliers, taxRules } from './demoTerms.ts';
import type { category, Incoming, location, Party, Price, priceList, Stock, Variant } from './erpApi.ts';
import type { Promotion, Rate, SupplierItem, TaxRule } from './erpTermsApi.ts';
import { random } from './random.ts';

export interface Demo {
  company: { name: string; nip: string; currency: string; zone: string };
  locations: z.infer<typeof location>[];
  categories: z.infer<typeof category>[];
  products: DemoProduct[];
  variants: Variant[];
  priceLists: z.infer<typeof priceList>[];
  prices: Price[];
  parties: Party[];
  stock: Stock[];
  incoming: Incoming[];
  orders: DemoOrder[];
  promotions: Promotion[];
  taxRules: readonly TaxRule[];
  rates: Rate[];
  suppliers: SupplierItem[];
}

export function demo(anchor: number): Demo {
  const products = demoProducts();
  const variants = products.flatMap((product) => product.erp.variants);
  const shown = products.filter((product) => product.inShop).flatMap((product) => product.erp.variants);
  const parties = demoParties();
  return {
    company: { name: 'Polana sp. z o.o.', nip: '9990000072', currency: 'PLN', zone: 'Europe/Warsaw' },
    locations: [...locations, ...places],
    categories: categories.map(({ code, parent, pl, en }) => ({
      id: `KAT-${code}`,
      ...(parent ? { parentId: `KAT-${parent}` } : {}),
      name: { pl, en },
      slug: code,
      active: true,
    })),
    products,
    variants,
    priceLists,
    prices: variants.flatMap((variant, index) => prices(variant, index, anchor)),
    parties,
    stock: levels(variants),
    incoming: deliveries(variants, anchor),
    orders: demoOrders(shown, parties),
    promotions: demoPromotions(anchor),
    taxRules,
    rates: demoRates(anchor),
    suppliers: demoSuppliers(variants),
  };
}

const place = (line1: string, postalCode: string, city: string) => ({
  companyName: 'Polana sp. z o.o.',
  line1,
  postalCode,
  city,
  country: 'PL',
});

const locations: Demo['locations'] = [
  {
    id: 'MAG-KRK',
    code: 'KRK',
    name: 'Magazyn centralny Kraków',
    kind: 'warehouse',
    active: true,
    address: place('ul. Półłanki 80', '30-740', 'Kraków'),
  },
  {
    id: 'MAG-WAW',
    code: 'WAW',
    name: 'Magazyn Warszawa',
    kind: 'warehouse',
    active: true,
    address: place('ul. Annopol 17', '03-236', 'Warszawa'),
  },
  {
    id: 'MAG-GDN',
    code: 'GDN',
    name: 'Magazyn Gdańsk',
    kind: 'warehouse',
    active: true,
    address: place('ul. Kontenerowa 21', '80-601', 'Gdańsk'),
  },
  {
    id: 'PKT-KRK',
    code: 'PKRK',
    name: 'Salon i odbiór Kraków',
    kind: 'pickup',
    active: true,
    address: place('ul. Długa 44', '31-146', 'Kraków'),
  },
  {
    id: 'PKT-POZ',
    code: 'PPOZ',
    name: 'Salon i odbiór Poznań',
    kind: 'pickup',
    active: true,
    address: place('ul. Półwiejska 12', '61-888', 'Poznań'),
  },
];

/** Inside the central warehouse: where goods come in, and two racks. */
const places: Demo['locations'] = [
  { id: 'MAG-KRK-P', code: 'KRK/P', name: 'Kraków, strefa przyjęć', kind: 'place', parentId: 'MAG-KRK', active: true },
  { id: 'MAG-KRK-A', code: 'KRK/A', name: 'Kraków, regał A', kind: 'place', parentId: 'MAG-KRK', active: true },
  { id: 'MAG-KRK-B', code: 'KRK/B', name: 'Kraków, regał B', kind: 'place', parentId: 'MAG-KRK', active: true },
];

const priceLists: Demo['priceLists'] = [
  { id: 'CEN-DETAL', code: 'DETAL', name: 'Detal', currency: 'PLN', default: true, active: true },
  { id: 'CEN-HURT', code: 'HURT', name: 'Hurt', currency: 'PLN', default: false, active: true },
  { id: 'CEN-VIP', code: 'VIP', name: 'VIP', currency: 'PLN', default: false, active: true },
  { id: 'CEN-PROMO', code: 'PROMO', name: 'Promocja', currency: 'PLN', default: false, active: true },
  { id: 'CEN-EUR', code: 'EUR', name: 'Eksport EUR', currency: 'EUR', default: false, active: true },
];

function prices(variant: Variant, index: number, anchor: number): Price[] {
  const base = toMicros(variant.listPrice);
  const at = (percent: string) => toMoney(toCents(percentOf(base, percent)));
  const row = (listId: string, rows: Price['rows']): Price => ({ id: `${listId}:${variant.id}`, listId, variantId: variant.id, rows });
  const day = (offset: number) => localDate(anchor + offset * DAY);
  const result = [
    row('CEN-DETAL', [{ minQuantity: '1', unitNet: variant.listPrice }]),
    row('CEN-HURT', [
      { minQuantity: '1', unitNet: at('82') },
      { minQuantity: '12', unitNet: at('78') },
      { minQuantity: '48', unitNet: at('74') },
    ]),
    row('CEN-VIP', [
      { minQuantity: '1', unitNet: at('90') },
      { minQuantity: '24', unitNet: at('86') },
    ]),
    // At 4.30, a tenth above the wholesale price.
    row('CEN-EUR', [
      { minQuantity: '1', unitNet: at('21') },
      { minQuantity: '12', unitNet: at('20') },
    ]),
  ];
  // One variant in six is on promotion: running, over or still to come in turn.
  if (index % 6 === 2) {
    const [from, to] = (
      [
        [-3, 11],
        [-20, -2],
        [5, 19],
      ] as const
    )[Math.floor(index / 6) % 3] ?? [-3, 11];
    const validity = { validFrom: day(from), validTo: day(to), rule: 'promocja', ruleKind: 'percent' as const };
    result.push(row('CEN-PROMO', [{ minQuantity: '1', unitNet: at('80'), ...validity }]));
    // Every other promotion is for visitors too: a dated row in their list, below the standing price.
    if (index % 12 === 2) result[0]?.rows.push({ minQuantity: '1', unitNet: at('80'), ...validity });
  }
  return result;
}

function levels(variants: Variant[]): Stock[] {
  const chance = random(20_260_001);
  const stock: Stock[] = [];
  for (const [index, variant] of variants.entries()) {
    const scale = variant.unit === 'MTR' ? 40 : 1;
    for (const { id: locationId, kind } of locations) {
      const most = locationId === 'MAG-KRK' ? 60 : kind === 'warehouse' ? 25 : 4;
      const drawn = chance.between(locationId === 'MAG-KRK' ? 8 : 0, most) * scale;
      stock.push({
        id: `${variant.id}@${locationId}`,
        variantId: variant.id,
        locationId,
        onHand: String(index % 17 === 16 ? 0 : drawn),
        reserved: '0',
        ...(locationId === 'MAG-KRK' ? { minimum: String(6 * scale), maximum: String(80 * scale), bins: bins(index, drawn) } : {}),
      });
    }
  }
  return stock;
}

/** Goods that come lie down in the first place and are taken from it first. */
function bins(index: number, drawn: number): NonNullable<Stock['bins']> {
  return [
    { locationId: 'MAG-KRK-P', onHand: '0' },
    { locationId: index % 2 ? 'MAG-KRK-B' : 'MAG-KRK-A', onHand: String(index % 17 === 16 ? 0 : drawn) },
  ];
}

function deliveries(variants: Variant[], anchor: number): Incoming[] {
  const chance = random(20_260_002);
  const suppliers = ['Tartak Dębowy Dom', 'Hurtownia Turnia', 'Biwak Import sp. z o.o.', 'Len Polski S.A.'];
  const chosen = variants.filter((_, index) => index % 34 === 16 || index % 11 === 5);
  return chosen.map((variant, index) => ({
    id: `DOS-${String(index + 1).padStart(4, '0')}`,
    number: `ZD/${localDate(anchor).slice(0, 4)}/${String(index + 1).padStart(5, '0')}`,
    supplier: chance.pick(suppliers),
    variantId: variant.id,
    locationId: index % 4 === 3 ? 'MAG-WAW' : 'MAG-KRK',
    quantity: String(chance.between(2, 10) * (variant.unit === 'MTR' ? 100 : 6)),
    ...(index % 9 === 8 ? {} : { expectedOn: localDate(anchor + chance.between(1, 21) * DAY) }),
    confirmed: index % 3 !== 2,
    open: true,
  }));
}
