/** Terms the demo company sells and buys by: promotions, tax rules, exchange rates, what suppliers offer. Plain data; dates count from `anchor`. */
import { DAY, localDate } from './dates.ts';
import { percentOf, toCents, toMicros, toMoney } from './decimal.ts';
import type { Variant } from './erpApi.ts';
import type { Promotion, Rate, SupplierItem, TaxRule } from './erpTermsApi.ts';
import { random } from './random.ts';

export function demoPromotions(anchor: number): Promotion[] {
  const day = (offset: number) => localDate(anchor + offset * DAY);
  const running = { active: true, from: day(-14), to: day(60) };
  return [
    { id: 'PROMO-LATO', code: 'LATO', title: 'Lato: 10 % z kodem LATO10', ...running, coupons: ['LATO10'], percent: '10', on: 'order' },
    {
      id: 'PROMO-SPIWORY',
      code: 'SPIWORY3',
      title: 'Trzy śpiwory, 15 % taniej',
      ...running,
      coupons: [],
      categoryIds: ['KAT-spiwory-i-karimaty'],
      minQuantity: '3',
      together: true,
      percent: '15',
      on: 'lines',
    },
    {
      id: 'PROMO-HURT50',
      code: 'HURT50',
      title: 'Hurt: 50 zł od 2000 zł netto z kodem HURT50',
      ...running,
      coupons: ['HURT50'],
      priceListIds: ['CEN-HURT', 'CEN-VIP'],
      minNet: '2000',
      amount: '50.00',
      on: 'order',
    },
    {
      id: 'PROMO-KSIAZKA',
      code: 'KSIAZKA',
      title: 'Przewodnik za 19 zł z kodem SZLAK',
      ...running,
      coupons: ['SZLAK', 'SZLAK2'],
      categoryIds: ['KAT-ksiazki-i-mapy'],
      unitNet: '19.00',
      on: 'lines',
    },
    { id: 'PROMO-GRATIS', code: 'GRATIS', title: 'Upominek z kodem GRATIS', ...running, coupons: ['GRATIS'], on: 'order' },
    {
      id: 'PROMO-ZIMA',
      code: 'ZIMA',
      title: 'Zima: 20 % z kodem ZIMA20',
      active: true,
      from: day(-120),
      to: day(-30),
      coupons: ['ZIMA20'],
      percent: '20',
      on: 'order',
    },
    { id: 'PROMO-TEST', code: 'TEST', title: 'Wycofana', active: false, coupons: ['TEST'], percent: '50', on: 'order' },
  ];
}

const union = 'AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PT RO SE SI SK'.split(' ');

/** Standard and reduced rates of the countries where the company pays by destination. */
const destinations = [
  ['DE', '19', '7'],
  ['CZ', '21', '12'],
  ['SK', '23', '19'],
  ['FR', '20', '5.5'],
] as const;

export const taxRules: readonly TaxRule[] = [
  {
    id: 'POD-UE',
    code: 'WDT',
    name: 'Dostawa wewnątrzwspólnotowa, odwrotne obciążenie',
    active: true,
    automatic: true,
    taxIdRequired: true,
    countries: union,
    reason: 'reverse_charge',
    position: 1,
    rates: to('0'),
  },
  ...destinations.map(
    ([country, standard, reduced], index): TaxRule => ({
      id: `POD-OSS-${country}`,
      code: `OSS-${country}`,
      name: `OSS ${country} ${standard} %`,
      active: true,
      automatic: true,
      taxIdRequired: false,
      countries: [country],
      reason: 'destination',
      position: 10 + index,
      rates: to(standard, reduced),
    }),
  ),
  {
    id: 'POD-EKS',
    code: 'EKSPORT',
    name: 'Eksport poza Unię',
    active: true,
    automatic: true,
    taxIdRequired: false,
    countries: ['CH', 'GB', 'NO', 'UA', 'US'],
    reason: 'export',
    position: 20,
    rates: to('0'),
  },
  {
    id: 'POD-ZW',
    code: 'ZW',
    name: 'Zwolnienie: wypoczynek dzieci i młodzieży',
    active: true,
    automatic: false,
    taxIdRequired: false,
    countries: ['PL'],
    reason: 'exempt',
    position: 30,
    rates: to('0'),
  },
];

function to(standard: string, reduced = standard): TaxRule['rates'] {
  return [
    { from: '23', to: standard },
    { from: '8', to: reduced },
    { from: '5', to: reduced },
  ];
}

/** Rates of the last two weeks, working days only. */
export function demoRates(anchor: number): Rate[] {
  const chance = random(20_260_006);
  const rates: Rate[] = [];
  for (let back = 14; back >= 0; back -= 1) {
    const drawn = { EUR: 42_400 + chance.between(0, 400), USD: 36_100 + chance.between(0, 500) };
    const weekday = new Date(anchor - back * DAY).getUTCDay();
    if (weekday === 0 || weekday === 6) continue;
    const day = localDate(anchor - back * DAY);
    for (const [currency, rate] of Object.entries(drawn)) {
      rates.push({
        id: `${currency}-${day}`,
        currency,
        day,
        rate: `${Math.floor(rate / 10_000)}.${String(rate % 10_000).padStart(4, '0')}`,
        source: 'NBP',
      });
    }
  }
  return rates;
}

export const suppliers = [
  { id: 'DST-1', name: 'Hurtownia Turnia', days: 7, least: '6' },
  { id: 'DST-2', name: 'Tartak Dębowy Dom', days: 21, least: '2' },
  { id: 'DST-3', name: 'Len Polski S.A.', days: 10, least: '12' },
  { id: 'DST-4', name: 'Biwak Import sp. z o.o.', days: 35, least: '24' },
] as const;

/** Every variant has a first supplier, one in three a cheaper and slower second one that bills in euros. */
export function demoSuppliers(variants: Variant[]): SupplierItem[] {
  return variants.flatMap((variant, index) => {
    const first = suppliers[index % 3] ?? suppliers[0];
    const own: SupplierItem = {
      id: `${first.id}:${variant.id}`,
      supplierId: first.id,
      supplierName: first.name,
      variantId: variant.id,
      supplierSku: `T-${variant.sku}`,
      leadDays: first.days,
      minQuantity: first.least,
      price: { net: variant.cost, currency: 'PLN' },
      position: 1,
      active: true,
    };
    if (index % 3 !== 1) return [own];
    const [, , , second] = suppliers;
    // About a tenth below the first supplier's, at 4.30.
    const net = toMoney(toCents(percentOf(toMicros(variant.cost), '21')));
    const other = { id: `${second.id}:${variant.id}`, supplierId: second.id, supplierName: second.name, leadDays: second.days };
    return [own, { ...own, ...other, minQuantity: second.least, price: { net, currency: 'EUR' }, position: 2, active: index % 30 !== 1 }];
  });
}
