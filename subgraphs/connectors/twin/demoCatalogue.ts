/** Products of the demo company, generated from the families: 80 products, 240 variants. */
import { netOf, percentOf, toCents, toMicros, toMoney } from './decimal.ts';
import { type Axis, axisNames, type Family, families } from './demoFamilies.ts';
import type { Product, Variant } from './erpApi.ts';
import { fingerprint } from './media.ts';

/** A product as the ERP keeps it, and what the shop's editors made of it. */
export interface DemoProduct {
  erp: Product;
  shop: { title: Record<string, string>; description: Record<string, string>; images: number };
  /** False: the shop does not have it yet, the hub will publish it. */
  inShop: boolean;
  family: Family;
}

const unpublished = new Set(['lozko-podlasie', 'kubek-zar', 'danie-leczo']);

type Choice = { axis: Axis; value: Axis['values'][number] };

export function demoProducts(): DemoProduct[] {
  const products: DemoProduct[] = [];
  let serial = 0;
  for (const family of families) {
    for (const [index, model] of family.models.entries()) {
      const number = products.length + 1;
      const variants: Variant[] = [];
      for (const choices of combinations(family.axes)) {
        serial += 1;
        variants.push(demoVariant(family, model, index, choices, serial));
      }
      products.push(demoProduct(family, model, index, number, variants));
    }
  }
  return products;
}

/** Latin letters, digits and dashes: for slugs and codes. */
export function plain(text: string): string {
  return text
    .toLowerCase()
    .replaceAll('ł', 'l')
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
}

/** GTIN-13 of a serial number, check digit included. 590 = registered in Poland. */
export function gtin13(serial: number): string {
  const body = `5909990${String(serial).padStart(5, '0')}`;
  let sum = 0;
  for (const [index, digit] of [...body].entries()) sum += Number(digit) * (index % 2 === 0 ? 1 : 3);
  return body + String((10 - (sum % 10)) % 10);
}

function demoProduct(family: Family, model: string, index: number, number: number, variants: Variant[]): DemoProduct {
  const name = { pl: `${family.pl} ${model}`, en: `${family.en} ${model}` };
  const slug = plain(name.pl);
  // Every fifth product was never touched by the shop's editors: there both systems show the same words.
  const edited = number % 5 !== 0;
  const dry = { pl: `${name.pl}, ${family.material.label}.`, en: `${name.en}, by ${family.brand}.` };
  const sells = {
    pl: `${family.shop.story} ${name.pl} od marki ${family.brand}: ${family.material.label}. Wysyłka z Krakowa w 24 godziny.`,
    en: `${name.en} by ${family.brand}, ${family.shop.en}. Ships from Kraków within 24 hours.`,
  };
  return {
    family,
    inShop: !unpublished.has(slug),
    erp: {
      id: `T${String(number).padStart(4, '0')}`,
      active: true,
      name,
      description: dry,
      brand: family.brand,
      slug,
      categoryIds: [`KAT-${family.category}`],
      axes: family.axes.map((axis) => ({
        code: axis.code,
        name: axisNames[axis.code],
        values: axis.values.map(({ code, name: label, swatch }) => ({ code, name: label, ...(swatch ? { swatch } : {}) })),
      })),
      media: number % 3 === 0 ? [erpPhoto(slug, name.pl)] : [],
      parameters: [
        { code: 'material', label: { pl: 'Materiał', en: 'Material' }, choice: family.material },
        { code: 'outdoor', label: { pl: 'Na zewnątrz', en: 'For outdoors' }, flag: family.outdoor },
        { code: 'warranty_months', label: { pl: 'Gwarancja', en: 'Warranty' }, number: index % 2 ? '36' : '24', unit: 'MON' },
        { code: 'origin', label: { pl: 'Kraj pochodzenia', en: 'Country of origin' }, text: 'Polska' },
      ],
      variants,
    },
    shop: {
      title: edited ? { pl: `${name.pl} ${family.shop.pl}`, en: `${name.en}, ${family.shop.en}` } : name,
      description: edited ? sells : dry,
      images: edited ? 2 : 1,
    },
  };
}

function demoVariant(family: Family, model: string, index: number, choices: Choice[], serial: number): Variant {
  const extra = choices.reduce((sum, { value }) => sum + (value.extra ?? 0), 0);
  const gross = toMicros(String(family.gross + index * family.step + extra));
  const net = netOf(gross, family.vat);
  const suffix = choices.map(({ value }) => value.code.toUpperCase());
  const gtin = gtin13(serial);
  return {
    id: `W${String(serial).padStart(5, '0')}`,
    sku: [family.code, plain(model).slice(0, 3).toUpperCase(), ...suffix].join('-'),
    active: true,
    gtins: [gtin],
    name: {
      pl: [`${family.pl} ${model}`, ...choices.map(({ value }) => value.name)].join(' '),
      en: [`${family.en} ${model}`, ...choices.map(({ value }) => value.name)].join(' '),
    },
    options: Object.fromEntries(choices.map(({ axis, value }) => [axis.code, value.code])),
    parameters: [
      {
        code: 'weight_g',
        label: { pl: 'Waga', en: 'Weight' },
        number: String(family.weightGrams + index * 15 + choices.length * 10),
        unit: 'GRM',
      },
    ],
    unit: family.unit,
    salesUnits: [
      { code: family.unit, name: family.unit === 'MTR' ? 'metr' : 'sztuka', factor: '1', gtin },
      ...(family.box ? [{ ...family.box, gtin: gtin13(50_000 + serial) }] : []),
    ],
    ...(family.unit === 'MTR' ? { minQuantity: '1', quantityStep: '0.5' } : {}),
    cost: toMoney(toCents(percentOf(net, '62'))),
    listPrice: toMoney(net),
    vat: family.vat,
  };
}

function erpPhoto(slug: string, alt: string): Product['media'][number] {
  const path = `/media/${slug}-erp.svg`;
  return { path, alt, hash: fingerprint(path) };
}

function combinations(axes: readonly Axis[]): Choice[][] {
  let sets: Choice[][] = [[]];
  for (const axis of axes) sets = sets.flatMap((set) => axis.values.map((value) => [...set, { axis, value }]));
  return sets;
}
