/** Which tax a buyer pays, without a database: by the party's own rule, else by where the goods go. */
import { formatQuantity, type Micros, micros } from './money.ts';

export type TaxReason = 'DOMESTIC' | 'DESTINATION' | 'REVERSE_CHARGE' | 'EXPORT' | 'EXEMPT' | 'OTHER';

export interface TaxRule {
  id: string;
  code: string;
  name: string;
  /** Fits by itself; otherwise only parties that name it have it. */
  automatic: boolean;
  taxIdRequired: boolean;
  /** ISO 3166-1 alpha-2; empty = any but the company's own. */
  countries: readonly string[];
  reason: TaxReason;
  position: number;
  /** Percents as decimal text; what is not named stays. */
  rates: readonly { from: string; to: string }[];
}

export interface TaxQuestion {
  companyCountry: string;
  /** Where the goods go; the company's own country when nobody says. */
  shipTo: string | undefined;
  /** The buyer's own rule, by id. */
  ownRuleId?: string | null;
  /** Digits only for Poland; other countries with their prefix. */
  taxId?: string | null;
}

/** The rule that holds, and the percent it makes of the goods' own. Without a rule the goods' own percent stays. */
export interface TaxDecision {
  rule: TaxRule | undefined;
  reason: TaxReason;
  percentOf(goods: string): string;
}

/** `rules` are the active ones, in any order. */
export function decideTax(rules: readonly TaxRule[], question: TaxQuestion): TaxDecision {
  const own = rules.find((rule) => rule.id === question.ownRuleId);
  const rule = own ?? automaticRule(rules, question);
  return { rule, reason: rule?.reason ?? 'DOMESTIC', percentOf: (goods) => replacedPercent(rule, goods) };
}

export const ownTax: TaxDecision = decideTax([], { companyCountry: '', shipTo: undefined });

function automaticRule(rules: readonly TaxRule[], { companyCountry, shipTo, taxId }: TaxQuestion): TaxRule | undefined {
  const destination = shipTo ?? companyCountry;
  const foreign = taxCountry(taxId, companyCountry) !== undefined && taxCountry(taxId, companyCountry) !== companyCountry;
  return rules
    .filter(
      (rule) =>
        rule.automatic &&
        (rule.countries.length ? rule.countries.includes(destination) : destination !== companyCountry) &&
        (!rule.taxIdRequired || foreign),
    )
    .sort((a, b) => a.position - b.position || (a.id < b.id ? -1 : 1))[0];
}

/** Prefixes of VAT numbers that are no country codes. */
const prefixes: Partial<Record<string, string>> = { EL: 'GR', XI: 'GB' };

/** The country a tax number is of; undefined without a number. */
function taxCountry(taxId: string | null | undefined, companyCountry: string): string | undefined {
  const number = taxId?.replace(/[\s.-]/g, '').toUpperCase();
  if (!number) return undefined;
  const [prefix] = /^[A-Z]{2}/.exec(number) ?? [];
  return prefix === undefined ? companyCountry : (prefixes[prefix] ?? prefix);
}

function replacedPercent(rule: TaxRule | undefined, goods: string): string {
  const value = (percent: string): Micros => micros(percent);
  const found = rule?.rates.find(({ from }) => value(from) === value(goods));
  return found ? formatQuantity(micros(found.to)) : goods;
}
