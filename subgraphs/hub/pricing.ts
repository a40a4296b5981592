/**
 * The price for a buyer, evaluated by the hub itself from the rows the ERP gave: the same for a product page and for an order. One call reads the prices of
 * any number of lines in a fixed number of statements.
 */
import type { Db } from './database.ts';
import { dayAfter, dayAt, dayStart } from './days.ts';
import { type Base, discounted, type PriceContext, type PriceQuote, type PriceRequest, type Pricing, quoteOf } from './priceQuote.ts';
import { bestRow, HISTORY_REACH } from './pricingRules.ts';
import type { PricedVariant } from './pricingStore.ts';
import { readPast, readRows, readTerms, readVariants } from './pricingStore.ts';
import { readCategoriesOf, readPromotions } from './promotionStore.ts';
import { type CouponVerdict, isNamed, type PromotedResult, type Promotion, promote } from './promotions.ts';
import { ownTax, type TaxDecision } from './taxes.ts';

export type { PriceContext, PriceQuote, PriceRequest, QuoteDiscount } from './priceQuote.ts';
export type { PriceStep } from './priceSteps.ts';
export { defaultPriceList } from './pricingStore.ts';

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
  if (!requests.length) return [];
  const pricing = await readPricing(db, requests, context);
  return requests.map((request) => {
    const [quote] = pricing ? quoteTogether(pricing, [request], context, false).quotes : [];
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
  return { ...quoteTogether(pricing, requests, context, true), tax: pricing.terms.tax };
}

/** Ids of the lists this buyer's prices come from, the first one asked first; empty when the buyer has no price anywhere. */
export async function listsOf(db: Db, context: PriceContext): Promise<string[]> {
  return (await readTerms(db, context))?.lists.map((list) => list.id) ?? [];
}

async function readPricing(db: Db, requests: readonly PriceRequest[], context: PriceContext): Promise<Pricing | undefined> {
  const terms = await readTerms(db, context);
  if (!terms) return undefined;
  const variantIds = terms.lists.length ? [...new Set(requests.map((request) => request.variantId))] : [];
  const listIds = terms.lists.map((list) => list.id);
  const touching = new Map<string, Promotion[]>();
  const variants = await readVariants(db, context.companyId, variantIds);
  const rows = await readRows(db, variantIds, listIds);
  const past = await readPast(db, variantIds, listIds, context.now - HISTORY_REACH);
  const promotions = await readPromotions(db, context.companyId, dayAt(context.now - HISTORY_REACH, terms.zone));
  const productIds = [...new Set([...variants.values()].map((variant) => variant.productId))];
  const categories =
    productIds.length && promotions.some(({ conditions }) => conditions.categoryIds)
      ? await readCategoriesOf(db, productIds)
      : new Map<string, string[]>();
  const categoriesOf = (variant: PricedVariant) => categories.get(variant.productId) ?? [];
  return {
    terms,
    variants,
    promotions,
    categoriesOf,
    promotionsOf(variant) {
      const known = touching.get(variant.id);
      if (known) return known;
      const line = { variantId: variant.id, categoryIds: categoriesOf(variant) };
      const found = promotions.filter((promotion) => isNamed(promotion, line));
      touching.set(variant.id, found);
      return found;
    },
    rowsOf: (variantId, list) => rows.get(`${variantId} ${list.id}`) ?? [],
    pastOf: (variantId, list) => past.get(`${variantId} ${list.id}`) ?? [],
  };
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

interface Evaluated {
  lines: ({ base: Base; result: PromotedResult } | undefined)[];
  coupons: CouponVerdict[];
}

/** Promotions that may touch these lines; for a basket also those that its codes may mean. */
function promotionsFor(
  { variants, promotions, promotionsOf }: Pricing,
  requests: readonly PriceRequest[],
  whole: boolean,
): readonly Promotion[] {
  if (whole) return promotions;
  return requests.flatMap(({ variantId }) => {
    const variant = variants.get(variantId);
    return variant ? promotionsOf(variant) : [];
  });
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
    promotionsFor(pricing, requests, whole),
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

function quoteTogether(pricing: Pricing, requests: PriceRequest[], context: PriceContext, whole: boolean): Omit<QuotedBasket, 'tax'> {
  const { lines, coupons } = evaluate(pricing, requests, context, context.date, whole);
  const ends = endsOf(pricing, requests, context, lines, whole);
  return { quotes: lines.map((line, i) => (line ? quoteOf(pricing, line.base, line.result, ends[i], context) : null)), coupons };
}

/** Days looked at for the end of a price; what has more turns than that ends at the next one, changed or not. */
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
  for (const [turn, day] of turnsAfter(pricing, requests, context.date, whole).entries()) {
    if (turn > TURNS || lines.every((line, i) => !line || ends[i] !== undefined)) break;
    const later = evaluate(pricing, requests, context, day, whole).lines;
    for (const [i, line] of lines.entries()) {
      const then = later[i]?.result;
      const same = then?.unitNet === line?.result.unitNet && then?.net === line?.result.net;
      if (line && ends[i] === undefined && (!same || turn === TURNS)) ends[i] = dayStart(day, pricing.terms.zone) - 1;
    }
  }
  return ends;
}

/** Days after `date` on which a row or a promotion begins, or has just ended; in order. */
function turnsAfter(pricing: Pricing, requests: readonly PriceRequest[], date: string, whole: boolean): string[] {
  const { terms, rowsOf } = pricing;
  const days = new Set<string>();
  const add = (from: string, to: string) => {
    if (from > date) days.add(from);
    if (to !== '' && to >= date) days.add(dayAfter(to));
  };
  for (const { variantId } of requests)
    for (const list of terms.lists) for (const row of rowsOf(variantId, list)) add(row.validFrom, row.validTo);
  for (const promotion of promotionsFor(pricing, requests, whole)) add(promotion.startsOn, promotion.endsOn);
  return [...days].sort();
}
