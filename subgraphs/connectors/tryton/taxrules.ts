/**
 * Tax rules. A rule of Tryton is lines "this tax becomes that one", some only for deliveries to one country. A rule whose countries differ in
 * their rates is told as one record a country (`<rule>:<country>`), because a record of the hub has one set of rates.
 */
import { type TaxRuleRecord, Terminal } from '../connector.ts';
import { codeOf } from './prices.ts';
import type { Reference } from './reference.ts';
import type { Rpc } from './rpc.ts';
import { id, number, numbers, percent, type Row, row, some, text } from './values.ts';

interface TaxRule {
  id: number;
  name: string;
  lines: TaxRuleLine[];
}

interface TaxRuleLine {
  country: string | undefined;
  from: number;
  to: number;
  begins: string | undefined;
  ends: string | undefined;
}

const europeanUnion = new Set('AT BE BG HR CY CZ DK EE FI FR DE GR HU IE IT LV LT LU MT NL PL PT RO SK SI ES SE'.split(' '));

export async function readRules(rpc: Rpc, signal: AbortSignal): Promise<TaxRule[]> {
  const company = await rpc.company(signal);
  const [rules, lines] = await Promise.all([
    rpc.search(
      'account.tax.rule',
      [
        ['company', '=', company.id],
        ['kind', 'in', ['sale', 'both']],
      ],
      ['name'],
      { signal, order: [['id', 'ASC']] },
    ),
    rpc.search(
      'account.tax.rule.line',
      [['rule.company', '=', company.id]],
      ['rule', 'to_country.code', 'origin_tax', 'tax', 'start_date', 'end_date'],
      {
        signal,
        order: [
          ['sequence', 'ASC'],
          ['id', 'ASC'],
        ],
      },
    ),
  ]);
  const linesOf = Map.groupBy(lines, (line) => number(line.rule));
  return rules.map((rule) => ({
    id: number(rule.id),
    name: text(rule.name),
    lines: (linesOf.get(number(rule.id)) ?? []).map(lineOf),
  }));
}

const lineOf = (line: Row): TaxRuleLine => ({
  country: some(row(line['to_country.']).code),
  from: number(line.origin_tax),
  to: number(line.tax),
  begins: some(line.start_date),
  ends: some(line.end_date),
});

export async function readTaxRules(rpc: Rpc, reference: Reference, signal: AbortSignal): Promise<TaxRuleRecord[]> {
  const [rules, today] = await Promise.all([readRules(rpc, signal), rpc.today(signal)]);
  return rules.flatMap((rule) => recordsOf(rule, reference, today));
}

/** The rule a party has, as `TaxRuleRecord` names it: of a rule that differs by country, the part for where the party is. */
export function ruleIdFor(rules: TaxRule[], reference: Reference, ruleId: number, country: string, today: string): string | undefined {
  const rule = rules.find((found) => found.id === ruleId);
  if (!rule || ruleId === reference.defaultTaxRule) return undefined; // the automatic one is found by the destination
  const records = recordsOf(rule, reference, today);
  return (records.find((record) => record.countries.includes(country)) ?? records.find((record) => record.countries.length === 0))
    ?.externalId;
}

function recordsOf(rule: TaxRule, reference: Reference, today: string): TaxRuleRecord[] {
  const lines = rule.lines.filter((line) => (!line.begins || line.begins <= today) && (!line.ends || line.ends >= today));
  const countries = [...new Set(lines.map((line) => line.country))];
  const parts = Map.groupBy(countries, (country) => JSON.stringify(ratesOf(lines, country, reference)));
  const position = (index: number) => rule.id * 100 + index;
  return [...parts.values()].map((members, index) => {
    const named = members.filter((country) => country !== undefined);
    const rates = ratesOf(lines, members[0], reference);
    return {
      externalId: parts.size === 1 ? id(rule.id) : `${rule.id}:${named.join('+') || '*'}`,
      code: parts.size === 1 ? codeOf(rule.name) : `${codeOf(rule.name)}-${named.join('-') || 'ALL'}`,
      name: rule.name,
      active: true,
      automatic: rule.id === reference.defaultTaxRule,
      taxIdRequired: false,
      // A line without a country fits any: then the countries say nothing.
      countries: members.includes(undefined) ? [] : named,
      reason: reasonOf(rule.name, named, rates),
      position: position(index),
      rates,
    };
  });
}

function ratesOf(lines: TaxRuleLine[], country: string | undefined, reference: Reference): TaxRuleRecord['rates'] {
  const rate = (tax: number) => (tax ? percent(reference.taxRates.get(tax)) : '0');
  const fitting = lines.filter((line) => line.country === country || line.country === undefined);
  const first = new Map<number, TaxRuleLine>();
  for (const line of fitting) if (!first.has(line.from)) first.set(line.from, line);
  return [...first.values()].flatMap((line) => (line.from ? [{ from: rate(line.from), to: rate(line.to) }] : []));
}

/** Tryton does not say why a tax changes: the name does, and where the goods go. */
function reasonOf(name: string, countries: string[], rates: TaxRuleRecord['rates']): TaxRuleRecord['reason'] {
  if (rates.some((rate) => rate.to !== '0')) return countries.length ? 'DESTINATION' : 'OTHER';
  if (/odwrotne|reverse|wdt|wewnątrzwsp/i.test(name)) return 'REVERSE_CHARGE';
  if (/eksport|export/i.test(name)) return 'EXPORT';
  if (/zwoln|exempt/i.test(name)) return 'EXEMPT';
  if (countries.length === 0) return 'OTHER';
  return countries.every((country) => europeanUnion.has(country)) ? 'REVERSE_CHARGE' : 'EXPORT';
}

/** Tryton's taxes after a rule, the way Tryton itself applies it. `ruleId` is a record's id; throws Terminal for one that is gone. */
export function taxesBy(rules: TaxRule[], ruleId: string, taxIds: number[], country: string, today: string): number[] {
  const rule = rules.find((found) => found.id === Number(ruleId.split(':')[0]));
  if (!rule) throw new Terminal('INVALID', 'the ERP has no such tax rule');
  return taxIds.flatMap((tax) => {
    const line = rule.lines.find(
      (found) =>
        (!found.from || found.from === tax) &&
        (!found.country || found.country === country) &&
        (!found.begins || found.begins <= today) &&
        (!found.ends || found.ends >= today),
    );
    return line ? numbers([line.to || undefined]) : [tax];
  });
}
