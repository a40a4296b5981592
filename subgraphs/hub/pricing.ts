/**
 * The price for a buyer, evaluated by the hub itself from the rows the ERP gave: the same for a product page and for an order. One call reads the prices of
 * any number of lines in a fixed number of statements.
 */
import type { Db } from './database.ts';
import { dayAt, dayStart } from './days.ts';
import { grossPrice, lineAmounts, type Micros, ONE, percentOf, toCents } from './money.ts';
import { type PriceStep, stepsOf } from './priceSteps.ts';
import { bestRow, HISTORY_REACH, isPromotion, lowestBefore, tiersOf } from './pricingRules.ts';
import {
  type List,
  type PricedVariant,
  readCategoriesOf,
  readPast,
  readPromotions,
  readRows,
  readTerms,
  readVariants,
  type StoredPast,
  type StoredRow,
  type Terms,
} from './pricingStore.ts';
import { type CouponVerdict, isRunning, type PromotedResult, type Promotion, promote, unitAfter } from './promotions.ts';
import { ownTax, type TaxDecision, type TaxReason } from './taxes.ts';

export type { PriceStep } from './priceSteps.ts';
export { defaultPriceList } from './pricingStore.ts';

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
  asOf: number;
  systemId: string;
}

/** Lines that are bought together. */
export interface QuotedBasket {
  /** One a request, in order; null where there is no price for this buyer. */
  quotes: (PriceQuote | null)[];
  /** What became of each code, in order. */
  coupons: CouponVerdict[];
  /** For what else is taxed, such as delivery. */
  tax: TaxDecision;
}

/** One quote a request, in order; null where there is no price for this buyer. Each line stands alone: promotions on whole orders are left out. */
export async function quotePrices(db: Db, requests: PriceRequest[], context: PriceContext): Promise<(PriceQuote | null)[]> {
  const pricing = await readPricing(db, requests, context);
  return requests.map((request) => {
    const [quote] = pricing ? quoteTogether(pricing, [request], context, false) : [];
    return quote ?? null;
  });
}

/** Lines bought together, with promotions on the whole order and what became of the coupons. */
export async function quoteBasket(db: Db, requests: PriceRequest[], context: PriceContext): Promise<QuotedBasket> {
  const pricing = await readPricing(db, requests, context);
  if (!pricing)
    return {
      quotes: requests.map(() => null),
      coupons: (context.couponCodes ?? []).map((code) => ({ code, state: 'UNKNOWN' })),
      tax: ownTax,
    };
  const { coupons } = evaluate(pricing, requests, context, context.date, true);
  return { quotes: quoteTogether(pricing, requests, context, true), coupons, tax: pricing.terms.tax };
}

/** Everything read that prices are made of. */
interface Pricing {
  terms: Terms;
  variants: Map<string, PricedVariant>;
  promotions: Promotion[];
  categoriesOf(variant: PricedVariant): readonly string[];
  rowsOf(variantId: string, list: List): StoredRow[];
  pastOf(variantId: string, list: List): StoredPast[];
}

async function readPricing(db: Db, requests: readonly PriceRequest[], context: PriceContext): Promise<Pricing | undefined> {
  if (!requests.length) return undefined;
  const terms = await readTerms(db, context);
  if (!terms?.lists.length) return undefined;
  const variantIds = [...new Set(requests.map((request) => request.variantId))];
  const listIds = terms.lists.map((list) => list.id);
  const variants = await readVariants(db, context.companyId, variantIds);
  const rows = await readRows(db, variantIds, listIds);
  const past = await readPast(db, variantIds, listIds, context.now - HISTORY_REACH);
  const promotions = await readPromotions(db, context.companyId, dayAt(context.now - HISTORY_REACH, terms.zone));
  const productIds = [...new Set([...variants.values()].map((variant) => variant.productId))];
  const categories =
    productIds.length && promotions.some(({ conditions }) => conditions.categoryIds)
      ? await readCategoriesOf(db, productIds)
      : new Map<string, string[]>();
  return {
    terms,
    variants,
    promotions,
    categoriesOf: (variant) => categories.get(variant.productId) ?? [],
    rowsOf: (variantId, list) => rows.get(`${variantId} ${list.id}`) ?? [],
    pastOf: (variantId, list) => past.get(`${variantId} ${list.id}`) ?? [],
  };
}

/** A line before promotions. */
interface Base {
  request: PriceRequest;
  variant: PricedVariant;
  list: List;
  row: StoredRow;
  unitNet: Micros;
}

/** The buyer's lists one after another; no other list is ever asked. */
function baseOf({ terms, variants, rowsOf }: Pricing, request: PriceRequest, day: string): Base | undefined {
  const variant = variants.get(request.variantId);
  if (!variant || request.quantity <= 0n) return undefined;
  for (const list of terms.lists) {
    const row = bestRow(rowsOf(variant.id, list), request.quantity, day);
    if (row) return { request, variant, list, row, unitNet: discounted(terms, row.unitNetMicros) };
  }
  return undefined;
}

const discounted = ({ discountPercent }: Terms, price: Micros): Micros =>
  discountPercent ? price - percentOf(price, discountPercent) : price;

interface Evaluated {
  lines: ({ base: Base; result: PromotedResult } | undefined)[];
  coupons: CouponVerdict[];
}

function evaluate(pricing: Pricing, requests: readonly PriceRequest[], context: PriceContext, day: string, whole: boolean): Evaluated {
  const bases = requests.map((request) => baseOf(pricing, request, day));
  const priced = bases.filter((base) => base !== undefined);
  const { lines, coupons } = promote(
    {
      lines: priced.map((base) => ({
        variantId: base.variant.id,
        categoryIds: pricing.categoriesOf(base.variant),
        quantity: base.request.quantity,
        unitNet: base.unitNet,
      })),
      day,
      currency: context.currency,
      priceListId: pricing.terms.lists[0]?.id,
      coupons: context.couponCodes ?? [],
      whole,
    },
    pricing.promotions,
  );
  const results = new Map(priced.map((base, i) => [base, lines[i]]));
  return {
    lines: bases.map((base) => {
      const result = base && results.get(base);
      return base && result ? { base, result } : undefined;
    }),
    coupons,
  };
}

function quoteTogether(pricing: Pricing, requests: PriceRequest[], context: PriceContext, whole: boolean): (PriceQuote | null)[] {
  const { lines } = evaluate(pricing, requests, context, context.date, whole);
  const ends = endsOf(pricing, requests, context, lines, whole);
  return lines.map((line, i) => (line ? quote(pricing, line.base, line.result, ends[i], context) : null));
}

/** Days looked at for the end of a price; what has more turns than that ends at the last one. */
const TURNS = 30;

/** When each line's price changes, by what is known today: rows and promotions that begin or end. */
function endsOf(
  pricing: Pricing,
  requests: readonly PriceRequest[],
  context: PriceContext,
  lines: Evaluated['lines'],
  whole: boolean,
): (number | undefined)[] {
  const ends: (number | undefined)[] = lines.map(() => undefined);
  const days = turnsAfter(pricing, requests, context.date).slice(0, TURNS);
  for (const day of days) {
    if (lines.every((line, i) => !line || ends[i] !== undefined)) break;
    const later = evaluate(pricing, requests, context, day, whole).lines;
    for (const [i, line] of lines.entries()) {
      const then = later[i]?.result;
      const same = then?.unitNet === line?.result.unitNet && then?.net === line?.result.net;
      if (line && ends[i] === undefined && !same) ends[i] = dayStart(day, pricing.terms.zone) - 1;
    }
  }
  return ends;
}

/** Days after `date` on which a row or a promotion begins, or has just ended; in order. */
function turnsAfter({ terms, promotions, rowsOf }: Pricing, requests: readonly PriceRequest[], date: string): string[] {
  const days = new Set<string>();
  const add = (from: string, to: string) => {
    if (from > date) days.add(from);
    if (to !== '' && to >= date) days.add(dayAfter(to));
  };
  for (const { variantId } of requests)
    for (const list of terms.lists) for (const row of rowsOf(variantId, list)) add(row.validFrom, row.validTo);
  for (const promotion of promotions) add(promotion.startsOn, promotion.endsOn);
  return [...days].sort();
}

const dayAfter = (day: string): string => Temporal.PlainDate.from(day).add({ days: 1 }).toString();

function quote(pricing: Pricing, base: Base, result: PromotedResult, validUntil: number | undefined, context: PriceContext): PriceQuote {
  const { terms } = pricing;
  const { request, variant, list, row } = base;
  const { tax } = terms;
  const taxPercent = tax.percentOf(variant.taxPercent);
  const lineTax = toCents(percentOf(result.net, taxPercent));
  const gross = (price: Micros): Micros => grossPrice(price, taxPercent);
  const standard = terms.publicLists.find((candidate) => ordinaryRow(pricing.rowsOf(variant.id, candidate), ONE, context.date));
  const ordinary = standard && ordinaryRow(pricing.rowsOf(variant.id, standard), ONE, context.date);
  const rows = pricing.rowsOf(variant.id, list);
  const lowest = lowestOf(pricing, base, context);
  const steps = stepsOf({
    list,
    row,
    atOne: ordinaryRow(rows, ONE < request.quantity ? ONE : request.quantity, context.date),
    atQuantity: ordinaryRow(rows, request.quantity, context.date),
    standard: standard && ordinary && { list: standard, row: ordinary },
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
    asOf: row.asOf,
    systemId: variant.systemId,
  };
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
function lowestOf(pricing: Pricing, { variant, list }: Base, context: PriceContext): Micros | undefined {
  const { terms } = pricing;
  const open = pricing.promotions.filter((promotion) => promotion.couponCodes.length === 0 && promotion.effect?.on === 'LINES');
  const line = { variantId: variant.id, categoryIds: pricing.categoriesOf(variant), quantity: ONE };
  const priceOn = (unit: Micros, day: string): Micros => {
    const unitNet = discounted(terms, unit);
    const running = open.filter((promotion) => isRunning(promotion, day) && unitAfter(promotion, unitNet) !== undefined);
    if (!running.length) return unitNet;
    const basket = { lines: [{ ...line, unitNet }], day, currency: context.currency, priceListId: terms.lists[0]?.id, coupons: [] };
    return promote({ ...basket, whole: false }, running).lines[0]?.unitNet ?? unitNet;
  };
  const turns = open.flatMap(({ startsOn, endsOn }) => [startsOn, endsOn && dayAfter(endsOn)].filter((day) => day !== ''));
  return lowestBefore(pricing.pastOf(variant.id, list), ONE, context.now, terms.zone, { turns, priceOn });
}
