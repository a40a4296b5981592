/** Small tables every record refers to: read once, kept for a minute, read again at once when a poll saw one change. */
import type { Rpc } from './rpc.ts';
import { flag, number, numbers, type Row, row, some, text } from './values.ts';

const keptFor = 60_000;

export interface Attribute {
  name: string;
  label: string;
  kind: string;
  choices: Map<string, string>;
}

export interface Unit {
  id: number;
  code: string;
  name: string;
  factor: number;
  rounding: number;
  category: number;
}

export interface Warehouse {
  id: number;
  code: string;
  name: string;
  active: boolean;
  addressId: number;
  /** Where goods come in, and where they lie. */
  input: number;
  storage: number;
}

/** A place inside a warehouse: a zone, a rack, a bin. */
export interface Place {
  id: number;
  code: string;
  name: string;
  active: boolean;
  warehouse: number;
}

export interface Carrier {
  id: number;
  name: string;
  /** SKU of the service that stands on the invoice. */
  code: string;
  productId: number;
  productName: string;
}

export interface Reference {
  attributes: Map<string, Attribute>;
  units: Map<number, Unit>;
  /** Tax ids by accounting category. */
  categoryTaxes: Map<number, number[]>;
  /** Rate as decimal text by tax id; only plain percentages. */
  taxRates: Map<number, string>;
  warehouses: Map<number, Warehouse>;
  /** Warehouse of a location, by walking up its parents; absent for customers, suppliers, lost and found. */
  warehouseOf: Map<number, number>;
  locationKind: Map<number, string>;
  /** Of warehouses that are divided into more than the zones every warehouse has. */
  places: Place[];
  carriers: Carrier[];
  shop: { id: number; guestParty: number } | undefined;
  defaultPriceList: number;
  /** Given to every new customer, and so the one that applies by itself; 0 = none. */
  defaultTaxRule: number;
}

export interface ReferenceStore {
  get(signal: AbortSignal, maxAge?: number): Promise<Reference>;
  forget(): void;
}

export function openReference(rpc: Rpc, now: () => number): ReferenceStore {
  let held: { at: number; value: Promise<Reference> } | undefined;
  return {
    get(signal, maxAge = keptFor) {
      if (!held || now() - held.at > maxAge) {
        const value = load(rpc, signal);
        held = { at: now(), value };
        value.catch(() => {
          if (held?.value === value) held = undefined;
        });
      }
      return held.value;
    },
    forget() {
      held = undefined;
    },
  };
}

async function load(rpc: Rpc, signal: AbortSignal): Promise<Reference> {
  const all = (model: string, fields: string[], domain: unknown[] = []) => rpc.search(model, domain, fields, { signal });
  const [attributes, units, categories, taxes, locations, carriers, shops, config, accounting] = await Promise.all([
    all('product.attribute', ['name', 'string', 'type_', 'selection']),
    all('product.uom', ['name', 'symbol', 'factor', 'rounding', 'category']),
    all('product.category', ['customer_taxes_used'], [['accounting', '=', true]]),
    all('account.tax', ['type', 'rate']),
    all('stock.location', ['name', 'code', 'type', 'parent', 'active', 'address', 'input_location', 'output_location', 'storage_location']),
    all('carrier', ['party.name', 'carrier_product', 'carrier_product.code', 'carrier_product.name']),
    all('web.shop', ['guest_party']),
    rpc.read('sale.configuration', [1], ['sale_price_list'], { signal }),
    rpc.read('account.configuration', [1], ['default_customer_tax_rule'], { signal }),
  ]);
  const [shop] = shops;
  const known = new Set(taxes.map((tax) => tax.id));
  return {
    attributes: new Map(attributes.map((found) => [text(found.name), attribute(found)])),
    units: new Map(units.map((found) => [number(found.id), unit(found)])),
    // A category has the taxes of every company.
    categoryTaxes: new Map(
      categories.map((found) => [number(found.id), numbers(found.customer_taxes_used).filter((tax) => known.has(tax))]),
    ),
    taxRates: new Map(taxes.filter((found) => found.type === 'percentage').map((found) => [number(found.id), text(found.rate)])),
    ...places(locations),
    carriers: carriers.map((found) => ({
      id: number(found.id),
      name: text(row(found['party.']).name),
      code: text(row(found['carrier_product.']).code),
      productId: number(found.carrier_product),
      productName: text(row(found['carrier_product.']).name),
    })),
    shop: shop && { id: number(shop.id), guestParty: number(shop.guest_party) },
    defaultPriceList: number(config[0]?.sale_price_list),
    defaultTaxRule: number(accounting[0]?.default_customer_tax_rule),
  };
}

function attribute(found: Row): Attribute {
  const choices = text(found.selection)
    .split('\n')
    .map((line) => line.split(':'))
    .filter((parts) => parts.length > 1)
    .map(([code = '', ...label]) => [code.trim(), label.join(':').trim()] as const);
  return { name: text(found.name), label: text(found.string), kind: text(found.type_), choices: new Map(choices) };
}

/** UN/ECE Recommendation 20 for the units every Tryton has; any other unit goes by its own symbol. */
const unitCodes: Record<string, string> = {
  u: 'PCE',
  kg: 'KGM',
  g: 'GRM',
  m: 'MTR',
  cm: 'CMT',
  mm: 'MMT',
  l: 'LTR',
  L: 'LTR',
  h: 'HUR',
  d: 'DAY',
  'm²': 'MTK',
  'm³': 'MTQ',
};

function unit(found: Row): Unit {
  const symbol = text(found.symbol);
  return {
    id: number(found.id),
    code: unitCodes[symbol] ?? symbol,
    name: text(found.name),
    factor: number(found.factor),
    rounding: number(found.rounding),
    category: number(found.category),
  };
}

function places(locations: Row[]): Pick<Reference, 'warehouses' | 'warehouseOf' | 'locationKind' | 'places'> {
  const byId = new Map(locations.map((found) => [number(found.id), found]));
  const warehouses = new Map<number, Warehouse>();
  const warehouseOf = new Map<number, number>();
  for (const [id, found] of byId) {
    if (found.type === 'warehouse')
      warehouses.set(id, {
        id,
        code: some(found.code) ?? String(id),
        name: text(found.name),
        active: flag(found.active),
        addressId: number(found.address),
        input: number(found.input_location),
        storage: number(found.storage_location),
      });
    let up: Row | undefined = found;
    while (up && up.type !== 'warehouse') up = byId.get(number(up.parent));
    if (up) warehouseOf.set(id, number(up.id));
  }
  const inside = [...byId].filter(([id, found]) => found.type === 'storage' && warehouseOf.has(id));
  const zones = new Set([...byId.values()].flatMap((found) => [found.input_location, found.output_location, found.storage_location]));
  const divided = new Set(inside.flatMap(([id]) => (zones.has(id) ? [] : [warehouseOf.get(id)])));
  return {
    warehouses,
    warehouseOf,
    locationKind: new Map([...byId].map(([id, found]) => [id, text(found.type)])),
    places: inside.flatMap(([id, found]) => {
      const warehouse = warehouseOf.get(id) ?? 0;
      const code = some(found.code) ?? String(id);
      return divided.has(warehouse) ? [{ id, code, name: text(found.name), active: flag(found.active), warehouse }] : [];
    }),
  };
}

/** "23" for one plain percentage; undefined for anything more complicated. */
export function taxRate(reference: Reference, taxIds: number[]): string | undefined {
  const [only] = taxIds;
  if (only === undefined) return '0';
  return taxIds.length === 1 ? reference.taxRates.get(only) : undefined;
}
