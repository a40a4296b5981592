/**
 * Odoo's price rules, evaluated here: for a database without the stored procedure `prices`, and to check it. As a sale line would have it: a percentage rule
 * shows as the rounded base less a discount of two decimals, any other price is rounded to the precision of prices.
 */
import { divide } from './values.ts';

/** A row of a price list. Amounts and percents in micros (10 % = 10_000_000n). */
export interface PriceRule {
  id: number;
  list: number;
  name: string;
  appliedOn: 'VARIANT' | 'PRODUCT' | 'CATEGORY' | 'ALL';
  variant: number;
  template: number;
  category: number;
  minQuantity: bigint;
  /** Epoch milliseconds, both included. */
  from: number | undefined;
  to: number | undefined;
  compute: 'fixed' | 'percentage' | 'formula';
  base: 'list_price' | 'standard_price' | 'pricelist';
  baseList: number;
  fixed: bigint;
  percent: bigint;
  /** Of a formula: discount off the base, or markup on the cost. */
  discount: bigint;
  markup: bigint;
  round: bigint;
  surcharge: bigint;
  minMargin: bigint;
  maxMargin: bigint;
}

export interface PricedVariant {
  id: number;
  template: number;
  /** Own category first, then its ancestors. */
  categories: number[];
  listPrice: bigint;
  cost: bigint;
}

export interface PriceBook {
  rules: PriceRule[];
  /** Currency of a list. */
  currencyOf(list: number): string;
  companyCurrency: string;
  /** From one currency to another, unrounded. */
  convert(amount: bigint, from: string, to: string): bigint;
  /** Decimals of prices in Odoo ("Product Price"). */
  digits: number;
  /** Odoo shows percentage rules as a discount of the line. */
  showsDiscount: boolean;
}

const hundred = 100_000_000n;
const order = { VARIANT: 0, PRODUCT: 1, CATEGORY: 2, ALL: 3 };

/** Most specific first, then the larger quantity, then the younger rule: Odoo's own order. */
export function sortRules(rules: PriceRule[]): PriceRule[] {
  return rules.toSorted(
    (a, b) => order[a.appliedOn] - order[b.appliedOn] || Number(b.minQuantity - a.minQuantity) || b.category - a.category || b.id - a.id,
  );
}

export function ruleFor(rules: PriceRule[], list: number, variant: PricedVariant, quantity: bigint, at: number): PriceRule | undefined {
  return sortRules(rules.filter((rule) => rule.list === list)).find(
    (rule) =>
      (rule.from === undefined || rule.from <= at) &&
      (rule.to === undefined || rule.to >= at) &&
      (rule.minQuantity === 0n || quantity >= rule.minQuantity) &&
      touches(rule, variant),
  );
}

export function touches(rule: PriceRule, variant: PricedVariant): boolean {
  if (rule.appliedOn === 'VARIANT') return rule.variant === variant.id;
  if (rule.appliedOn === 'PRODUCT') return rule.template === variant.template;
  if (rule.appliedOn === 'CATEGORY') return variant.categories.includes(rule.category);
  return true;
}

export interface Priced {
  unit: bigint;
  /** Percent in micros, as the line shows it. */
  discount: bigint;
  rule: PriceRule | undefined;
}

/** What a line would say: price and discount as Odoo rounds them. */
export function priceOf(book: PriceBook, list: number, variant: PricedVariant, quantity: bigint, at: number): Priced {
  const asked = quantity || 1_000_000n;
  const rule = ruleFor(book.rules, list, variant, asked, at);
  const price = compute(book, rule, list, variant, asked, at);
  if (rule?.compute !== 'percentage' || !book.showsDiscount) return { unit: rounded(price, book.digits), discount: 0n, rule };
  const before = beforeDiscount(book, rule, list, variant, asked, at);
  const discount = before > 0n && before > price ? rounded(divide((before - price) * hundred, before), 2) : 0n;
  return { unit: rounded(before > price ? before : price, book.digits), discount, rule };
}

/** Net of one piece: six decimals. */
export const netOf = ({ unit, discount }: Pick<Priced, 'unit' | 'discount'>): bigint => divide(unit * (hundred - discount), hundred);

export function rounded(amount: bigint, digits: number): bigint {
  const unit = 10n ** BigInt(6 - Math.min(6, digits));
  return divide(amount, unit) * unit;
}

function compute(book: PriceBook, rule: PriceRule | undefined, list: number, variant: PricedVariant, quantity: bigint, at: number): bigint {
  const currency = book.currencyOf(list);
  if (!rule) return book.convert(variant.listPrice, book.companyCurrency, currency);
  if (rule.compute === 'fixed') return rule.fixed;
  const base = baseOf(book, rule, list, variant, quantity, at);
  if (rule.compute === 'percentage') return base - divide(base * rule.percent, hundred);
  const off = rule.base === 'standard_price' ? -rule.markup : rule.discount;
  let price = base - divide(base * off, hundred);
  if (rule.round) price = divide(price, rule.round) * rule.round;
  price += rule.surcharge;
  if (rule.minMargin && price < base + rule.minMargin) price = base + rule.minMargin;
  if (rule.maxMargin && price > base + rule.maxMargin) price = base + rule.maxMargin;
  return price;
}

function baseOf(book: PriceBook, rule: PriceRule, list: number, variant: PricedVariant, quantity: bigint, at: number): bigint {
  const currency = book.currencyOf(list);
  if (rule.base === 'pricelist' && rule.baseList) {
    const below = ruleFor(book.rules, rule.baseList, variant, quantity, at);
    return book.convert(compute(book, below, rule.baseList, variant, quantity, at), book.currencyOf(rule.baseList), currency);
  }
  return book.convert(rule.base === 'standard_price' ? variant.cost : variant.listPrice, book.companyCurrency, currency);
}

/** Through lists that rest on lists, as far as each shows its discount. */
function beforeDiscount(book: PriceBook, rule: PriceRule, list: number, variant: PricedVariant, quantity: bigint, at: number): bigint {
  let lowest = rule;
  while (lowest.base === 'pricelist') {
    const below = ruleFor(book.rules, lowest.baseList, variant, quantity, at);
    if (below?.compute !== 'percentage') break;
    lowest = below;
  }
  return baseOf(book, lowest, list, variant, quantity, at);
}

/** Quantities at which a price may change, from nothing on. */
export function steps(rules: PriceRule[]): bigint[] {
  return [...new Set([0n, ...rules.map((rule) => rule.minQuantity)])].sort((a, b) => Number(a - b));
}

/** Rules of a list and of those it rests on. */
export function rulesUnder(rules: PriceRule[], list: number, known = new Set<number>()): PriceRule[] {
  if (known.has(list)) return [];
  known.add(list);
  const own = rules.filter((rule) => rule.list === list);
  return [
    ...own,
    ...own.flatMap((rule) => (rule.base === 'pricelist' && rule.compute !== 'fixed' ? rulesUnder(rules, rule.baseList, known) : [])),
  ];
}
