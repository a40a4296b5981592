/** One price as it is told: amounts, tax, tiers, the steps it came about by, the lowest of 30 days. */
import { dayAfter } from './days.ts';
import { grossPrice, type Micros, ONE, percentOf, toCents } from './money.ts';
import { type PriceStep, stepsOf } from './priceSteps.ts';
import { bestRow, isPromotion, lowestBefore, lowestHoldsUntil, tiersOf } from './pricingRules.ts';
import type { List, PricedVariant, StoredPast, StoredRow, Terms } from './pricingStore.ts';
import { isRunning, type PromotedResult, type Promotion, promote, unitAfter } from './promotions.ts';
import type { TaxReason } from './taxes.ts';

export interface PriceRequest {
  variantId: string;
  /** In stock units. */
  quantity: Micros;
}

/** Who asks. Whether a viewer may ask for this customer is the caller's to check. */
export interface PriceContext {
  companyId: string;
  channelId: string;
  customerId?: string | undefined;
  /** Day of the order, YYYY-MM-DD in the company's zone. */
  date: string;
  now: number;
  /** A list in another currency gives no price: nothing is converted here. */
  currency: string;
  /** Where the goods go, ISO 3166-1 alpha-2; absent = the customer's own delivery address, or the company's country. */
  shipTo?: string | undefined;
  couponCodes?: readonly string[] | undefined;
}

export interface QuoteDiscount {
  promotionId: string;
  code: string;
  title: string;
  /** Off the whole line, net, to cents. */
  amount: Micros;
}

export interface PriceQuote {
  variantId: string;
  quantity: Micros;
  unitCode: string;
  priceListId: string;
  priceListCode: string;
  priceListName: string;
  /** With promotions that work by the unit; amounts off a line or an order are in `lineNet` only. */
  unitNet: Micros;
  unitGross: Micros;
  /** Before promotions: `lineAmounts(regularNet, quantity)` less `discounts` is `lineNet`. */
  regularNet: Micros;
  discounts: QuoteDiscount[];
  lineNet: Micros;
  lineTax: Micros;
  lineGross: Micros;
  /** The ordinary price of the public list for one unit. */
  listNet?: Micros;
  listGross?: Micros;
  lowest30DaysNet?: Micros;
  lowest30DaysGross?: Micros;
  taxPercent: string;
  taxReason: TaxReason;
  taxRuleName?: string;
  currency: string;
  /** Before promotions. */
  tiers: { minQuantity: Micros; unitNet: Micros; unitGross: Micros }[];
  applied: PriceStep[];
  /** A promotion that only the ERP can evaluate may change this price. */
  estimated: boolean;
  /** Last millisecond before the price changes, when that is known. */
  validUntil?: number;
  /** From this instant on the lowest price of 30 days may be another; the day's end is not told here. */
  turnsAt: number;
  asOf: number;
  systemId: string;
}

/** Everything read that prices are made of. */
export interface Pricing {
  terms: Terms;
  variants: Map<string, PricedVariant>;
  promotions: Promotion[];
  categoriesOf(variant: PricedVariant): readonly string[];
  /** Those that name it or everything. */
  promotionsOf(variant: PricedVariant): readonly Promotion[];
  rowsOf(variantId: string, list: List): StoredRow[];
  pastOf(variantId: string, list: List): StoredPast[];
}

/** A line before promotions. */
export interface Base {
  request: PriceRequest;
  variant: PricedVariant;
  list: List;
  row: StoredRow;
  unitNet: Micros;
}

export const discounted = ({ discountPercent }: Terms, price: Micros): Micros =>
  discountPercent ? price - percentOf(price, discountPercent) : price;

export function quoteOf(
  pricing: Pricing,
  base: Base,
  result: PromotedResult,
  validUntil: number | undefined,
  context: PriceContext,
): PriceQuote {
  const { terms } = pricing;
  const { request, variant, list, row } = base;
  const { tax } = terms;
  const taxPercent = tax.percentOf(variant.taxPercent);
  const lineTax = toCents(percentOf(result.net, taxPercent));
  const gross = (price: Micros): Micros => grossPrice(price, taxPercent);
  const standard = publicPrice(pricing, variant.id, context.date);
  const ordinary = standard?.row;
  const rows = pricing.rowsOf(variant.id, list);
  const { lowest, turnsAt } = lowestOf(pricing, base, context);
  const steps = stepsOf({
    list,
    row,
    atOne: ordinaryRow(rows, ONE < request.quantity ? ONE : request.quantity, context.date),
    atQuantity: ordinaryRow(rows, request.quantity, context.date),
    standard,
    discountPercent: terms.discountPercent,
    regularNet: base.unitNet,
    promotions: result.discounts,
    zone: terms.zone,
  });
  return {
    variantId: variant.id,
    quantity: request.quantity,
    unitCode: variant.unitCode,
    priceListId: list.id,
    priceListCode: list.code,
    priceListName: list.name,
    unitNet: result.unitNet,
    unitGross: gross(result.unitNet),
    regularNet: base.unitNet,
    discounts: result.discounts.map(({ promotion: { id, code, title }, amount }) => ({ promotionId: id, code, title, amount })),
    lineNet: result.net,
    lineTax,
    lineGross: result.net + lineTax,
    ...(ordinary ? { listNet: ordinary.unitNetMicros, listGross: gross(ordinary.unitNetMicros) } : {}),
    ...(lowest === undefined ? {} : { lowest30DaysNet: lowest, lowest30DaysGross: gross(lowest) }),
    taxPercent,
    taxReason: tax.reason,
    ...(tax.rule ? { taxRuleName: tax.rule.name } : {}),
    currency: context.currency,
    tiers: tiersOf(rows, context.date).map((tier) => {
      const price = discounted(terms, tier.unitNetMicros);
      return { minQuantity: tier.minQuantityMicros, unitNet: price, unitGross: gross(price) };
    }),
    applied: steps,
    estimated: result.estimated,
    ...(validUntil === undefined ? {} : { validUntil }),
    turnsAt,
    asOf: row.asOf,
    systemId: variant.systemId,
  };
}

/** What any visitor's list asks for one when nothing is on promotion. */
function publicPrice({ terms, rowsOf }: Pricing, variantId: string, day: string): { list: List; row: StoredRow } | undefined {
  for (const list of terms.publicLists) {
    const row = ordinaryRow(rowsOf(variantId, list), ONE, day);
    if (row) return { list, row };
  }
  return undefined;
}

/** What it costs when nothing is on promotion; a list of promotions alone has no other price. */
function ordinaryRow(rows: readonly StoredRow[], quantity: Micros, day: string): StoredRow | undefined {
  return (
    bestRow(
      rows.filter((row) => !isPromotion(row)),
      quantity,
      day,
    ) ?? bestRow(rows, quantity, day)
  );
}

/** The lowest price of 30 days for one unit, with the promotions that anybody had without a code on each of those days. */
function lowestOf(pricing: Pricing, { variant, list }: Base, context: PriceContext): { lowest: Micros | undefined; turnsAt: number } {
  const { terms } = pricing;
  const open = pricing.promotionsOf(variant).filter((promotion) => promotion.couponCodes.length === 0 && promotion.effect?.on === 'LINES');
  const line = { variantId: variant.id, categoryIds: pricing.categoriesOf(variant), quantity: ONE };
  const priceOn = (unit: Micros, day: string): Micros => {
    const unitNet = discounted(terms, unit);
    const running = open.filter((promotion) => isRunning(promotion, day) && unitAfter(promotion, unitNet) !== undefined);
    if (!running.length) return unitNet;
    const basket = { lines: [{ ...line, unitNet }], day, currency: context.currency, priceListId: terms.lists[0]?.id, coupons: [] };
    return promote({ ...basket, whole: false }, running).lines[0]?.unitNet ?? unitNet;
  };
  const turns = open.flatMap(({ startsOn, endsOn }) => [startsOn, endsOn && dayAfter(endsOn)].filter((day) => day !== ''));
  const history = pricing.pastOf(variant.id, list);
  return {
    lowest: lowestBefore(history, ONE, context.now, terms.zone, { turns, priceOn }),
    turnsAt: lowestHoldsUntil(history, context.now, terms.zone, turns),
  };
}
