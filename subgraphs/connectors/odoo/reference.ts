/** Small tables that everything else refers to, read together and kept for a while: the company, warehouses and places, taxes, units, countries, lists. */
import type { Rpc } from './rpc.ts';
import { flag, id, idsOf, micros, number, numbers, type Row, row, some, text } from './values.ts';

export interface Warehouse {
  id: number;
  code: string;
  name: string;
  partner: number;
  stock: number;
  active: boolean;
}

export interface Place {
  id: number;
  name: string;
  warehouse: number;
  /** `internal`, `transit`, `customer`, `supplier`, `inventory`, … */
  usage: string;
  active: boolean;
  barcode: string | undefined;
}

export interface Reference {
  company: { id: number; name: string; partner: number; currency: string; currencyId: number; country: string; zone: string };
  /** Parties that are companies of this database: not customers. */
  companyPartners: Set<number>;
  warehouses: Map<number, Warehouse>;
  places: Map<number, Place>;
  /** Percent of a tax in micros ("23" = 23_000_000n); group and fixed taxes are not in here. */
  taxRates: Map<number, bigint>;
  units: Map<number, { code: string; name: string; factor: number }>;
  countries: Map<number, string>;
  countryIds: Map<string, number>;
  currencies: Map<number, string>;
  lists: { id: number; name: string; currency: string; active: boolean; sequence: number }[];
  terms: Map<number, { code: string; name: string; days: number }>;
  carriers: { id: number; name: string; product: number; sku: string /** Percent of its service, in micros. */; taxRate: bigint }[];
  /** Customers' side (sales journals left out): where money comes in. */
  journals: { id: number; name: string; code: string; type: string }[];
  users: Map<number, { name: string; email: string | undefined; phone: string | undefined }>;
}

export interface ReferenceStore {
  /** At most `maxAgeMs` old, default a minute. */
  get(signal: AbortSignal, maxAgeMs?: number): Promise<Reference>;
}

/** UN/ECE codes of Odoo's own units, by the English name they come with; another unit keeps its name. */
const unitCodes: Record<string, string> = {
  Units: 'PCE',
  szt: 'PCE',
  'szt.': 'PCE',
  Jednostki: 'PCE',
  kg: 'KGM',
  g: 'GRM',
  m: 'MTR',
  cm: 'CMT',
  L: 'LTR',
  Hours: 'HUR',
  Godziny: 'HUR',
  Days: 'DAY',
  Dni: 'DAY',
};

export function openReference(
  rpc: Rpc,
  settings: { company: string | undefined; zone: string | undefined; setCompany(id: number): void },
  now: () => number,
): ReferenceStore {
  let held: { at: number; reference: Promise<Reference> } | undefined;
  return {
    get(signal, maxAgeMs = 60_000) {
      if (!held || now() - held.at > maxAgeMs) {
        const reference = load(rpc, settings, signal);
        held = { at: now(), reference };
        reference.catch(() => {
          if (held?.reference === reference) held = undefined;
        });
      }
      return held.reference;
    },
  };
}

async function load(rpc: Rpc, settings: Parameters<typeof openReference>[1], signal: AbortSignal): Promise<Reference> {
  const all = (model: string, fields: string[], domain: unknown[] = []) => rpc.search(model, domain, fields, { signal, order: 'id' });
  // All that the user may see, also when we speak for one of them already.
  const everywhere = { allowed_company_ids: undefined };
  const companies = await rpc.search('res.company', [], ['name', 'partner_id', 'currency_id', 'country_id'], {
    signal,
    order: 'id',
    context: everywhere,
  });
  const wanted = settings.company?.toLocaleLowerCase('pl');
  const company = wanted
    ? companies.find((found) => String(found.id) === wanted || text(found.name).toLocaleLowerCase('pl') === wanted)
    : companies.toSorted((a, b) => number(a.id) - number(b.id))[0];
  if (!company) throw new Error('the hub’s user sees no such company in Odoo');
  // From here on every call speaks for this company alone.
  settings.setCompany(number(company.id));
  const own = ['company_id', 'in', [false, company.id]];
  const [warehouses, places, taxes, units, countries, currencies, lists, terms, termLines, carriers, journals, me, users] =
    await Promise.all([
      all('stock.warehouse', ['name', 'code', 'partner_id', 'lot_stock_id', 'active'], [['company_id', '=', company.id]]),
      all('stock.location', ['name', 'complete_name', 'warehouse_id', 'usage', 'active', 'barcode'], [own]),
      all('account.tax', ['amount', 'amount_type'], [['company_id', '=', company.id]]),
      all('uom.uom', ['name', 'factor']),
      all('res.country', ['code']),
      all('res.currency', ['name'], [['active', '=', true]]),
      all('product.pricelist', ['name', 'currency_id', 'active', 'sequence'], [own]),
      all('account.payment.term', ['name'], [own]),
      all('account.payment.term.line', ['payment_id', 'nb_days']),
      all('delivery.carrier', ['name', 'product_id'], [own, ['active', '=', true]]),
      all('account.journal', ['name', 'code', 'type'], [['company_id', '=', company.id], ['type', 'in', ['bank', 'cash', 'credit']]]),
      rpc.call('res.users', 'context_get', {}, { signal }).then(row),
      all('res.users', ['name', 'email', 'phone'], [['share', '=', false]]),
    ]); // biome-ignore format: one table a line
  const products = await rpc.read('product.product', idsOf(carriers, 'product_id'), ['default_code', 'taxes_id'], { signal });
  const serviceOf = new Map(products.map((product) => [number(product.id), product]));
  const taxRates = new Map(taxes.filter((tax) => tax.amount_type === 'percent').map((tax) => [number(tax.id), micros(tax.amount)]));
  const currencyNames = new Map(currencies.map((currency) => [number(currency.id), text(currency.name)]));
  const countryCodes = new Map(countries.map((country) => [number(country.id), text(country.code)]));
  return {
    company: {
      id: number(company.id),
      name: text(company.name),
      partner: number(company.partner_id),
      currency: currencyNames.get(number(company.currency_id)) ?? '',
      currencyId: number(company.currency_id),
      country: countryCodes.get(number(company.country_id)) ?? 'PL',
      zone: settings.zone ?? some(me.tz) ?? 'Europe/Warsaw',
    },
    companyPartners: new Set(numbers(companies.map((found) => found.partner_id))),
    warehouses: new Map(warehouses.map((found) => [number(found.id), warehouseOf(found)])),
    places: new Map(places.map((found) => [number(found.id), placeOf(found)])),
    taxRates,
    units: new Map(
      units.map((unit) => [
        number(unit.id),
        { code: unitCodes[text(unit.name)] ?? text(unit.name), name: text(unit.name), factor: number(unit.factor) || 1 },
      ]),
    ),
    countries: countryCodes,
    countryIds: new Map([...countryCodes].map(([key, code]) => [code, key])),
    currencies: currencyNames,
    lists: lists
      .map((list) => ({
        id: number(list.id),
        name: text(list.name),
        currency: currencyNames.get(number(list.currency_id)) ?? '',
        active: flag(list.active),
        sequence: number(list.sequence),
      }))
      .sort((a, b) => a.sequence - b.sequence || a.id - b.id),
    terms: new Map(
      terms.map((term) => {
        const days = termLines.filter((line) => line.payment_id === term.id).map((line) => number(line.nb_days));
        return [number(term.id), { code: id(term.id), name: text(term.name), days: Math.max(0, ...days) }];
      }),
    ),
    carriers: carriers.map((carrier) => ({
      id: number(carrier.id),
      name: text(carrier.name),
      product: number(carrier.product_id),
      sku: text(serviceOf.get(number(carrier.product_id))?.default_code),
      taxRate: numbers(serviceOf.get(number(carrier.product_id))?.taxes_id).reduce((sum, tax) => sum + (taxRates.get(tax) ?? 0n), 0n),
    })),
    journals: journals.map((journal) => ({
      id: number(journal.id),
      name: text(journal.name),
      code: text(journal.code),
      type: text(journal.type),
    })),
    users: new Map(users.map((user) => [number(user.id), { name: text(user.name), email: some(user.email), phone: some(user.phone) }])),
  };
}

function warehouseOf(found: Row): Warehouse {
  return {
    id: number(found.id),
    code: text(found.code),
    name: text(found.name),
    partner: number(found.partner_id),
    stock: number(found.lot_stock_id),
    active: flag(found.active),
  };
}

function placeOf(found: Row): Place {
  return {
    id: number(found.id),
    name: text(found.complete_name) || text(found.name),
    warehouse: number(found.warehouse_id),
    usage: text(found.usage),
    active: flag(found.active),
    barcode: some(found.barcode),
  };
}

/** Percent of several taxes together, in micros. */
export const rateOf = (reference: Reference, taxes: unknown): bigint =>
  numbers(taxes).reduce((sum, tax) => sum + (reference.taxRates.get(tax) ?? 0n), 0n);
