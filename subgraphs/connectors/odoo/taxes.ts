/** Fiscal positions as tax rules, and what currencies were worth. */
import type { ExchangeRateRecord, TaxRuleRecord } from '../connector.ts';
import type { Reference } from './reference.ts';
import type { Rpc } from './rpc.ts';
import { byId, decimalText, id, idsOf, micros, number, numbers, type Row, row, text } from './values.ts';

export async function readTaxRules(rpc: Rpc, reference: Reference, signal: AbortSignal): Promise<TaxRuleRecord[]> {
  const [positions, used, taxes] = await Promise.all([
    rpc.search('account.fiscal.position', [['company_id', '=', reference.company.id]], ['name', 'active', 'sequence', 'auto_apply', 'vat_required', 'country_id', 'country_group_id', 'zip_from', 'tax_ids', 'tax_map'], { signal, order: 'sequence, id' }),
    rpc.search('account.tax', [['company_id', '=', reference.company.id], ['type_tax_use', '=', 'sale'], ['active', '=', true]], [], { signal, order: 'sequence, id' }),
    rpc.search('account.tax', [['company_id', '=', reference.company.id], ['type_tax_use', '=', 'sale']], ['tax_scope'], { signal }),
  ]); // biome-ignore format: one table a line
  const groups = byId(await rpc.read('res.country.group', idsOf(positions, 'country_group_id'), ['country_ids'], { signal }));
  const scopes = new Map(taxes.map((tax) => [number(tax.id), text(tax.tax_scope)]));
  return positions.map((position, index) =>
    taxRuleOf(position, {
      index,
      countries: position.country_id ? [number(position.country_id)] : numbers(groups.get(number(position.country_group_id))?.country_ids),
      sales: used.map((tax) => number(tax.id)).filter((tax) => scopes.get(tax) !== 'service'),
      reference,
    }),
  );
}

interface Kin {
  index: number;
  countries: number[];
  /** Sales taxes on goods. */
  sales: number[];
  reference: Reference;
}

export function taxRuleOf(position: Row, { index, countries, sales, reference }: Kin): TaxRuleRecord {
  const own = reference.company.country;
  const codes = countries.flatMap((country) => reference.countries.get(country) ?? []).filter(Boolean);
  const destinations = countries.length === 1 ? codes : codes.filter((code) => code !== own);
  const map = row(position.tax_map);
  const bare = !numbers(position.tax_ids).length; // Odoo: a position without any tax takes all of them away
  const rates = new Map<string, string>();
  for (const tax of sales) {
    const from = reference.taxRates.get(tax);
    if (from === undefined) continue;
    const target = map[String(tax)];
    const to = bare ? [] : numbers(target);
    if (!bare && target === undefined) continue;
    // The first of several taxes of one percent is the ordinary one; the others are special cases.
    const key = decimalText(from);
    if (!rates.has(key)) rates.set(key, decimalText(to.reduce((sum, one) => sum + (reference.taxRates.get(one) ?? 0n), 0n)));
  }
  const changed = [...rates].filter(([from, to]) => from !== to).map(([from, to]) => ({ from, to }));
  return {
    externalId: id(position.id),
    code: `FP-${number(position.id)}`,
    name: text(position.name),
    active: position.active === true,
    // By post codes the hub does not choose.
    automatic: position.auto_apply === true && !position.zip_from,
    taxIdRequired: position.vat_required === true,
    countries: destinations,
    reason: reasonOf(destinations, own, changed, position.vat_required === true),
    position: index,
    rates: changed,
  };
}

function reasonOf(countries: string[], own: string, rates: TaxRuleRecord['rates'], taxId: boolean): TaxRuleRecord['reason'] {
  if (countries.length === 1 && countries[0] === own) return 'DOMESTIC';
  const free = rates.length > 0 && rates.every((rate) => rate.to === '0');
  if (free && countries.length && taxId) return 'REVERSE_CHARGE';
  if (free && !countries.length) return 'EXPORT';
  if (free) return 'EXEMPT';
  return countries.length ? 'DESTINATION' : 'OTHER';
}

export async function readExchangeRates(rpc: Rpc, reference: Reference, signal: AbortSignal): Promise<ExchangeRateRecord[]> {
  const rates = await rpc.search(
    'res.currency.rate',
    [
      ['company_id', 'in', [false, reference.company.id]],
      ['currency_id', '!=', reference.company.currencyId],
    ],
    ['name', 'currency_id', 'inverse_company_rate'],
    { signal, order: 'id' },
  );
  return rates.flatMap((rate) => {
    const currency = reference.currencies.get(number(rate.currency_id));
    if (!currency) return [];
    return [
      { externalId: id(rate.id), currency, day: text(rate.name), rate: decimalText(micros(rate.inverse_company_rate)), source: 'ERP' },
    ];
  });
}
