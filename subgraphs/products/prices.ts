/** How a price is shown. */
import { failure } from '#hub/errors.ts';
import { type Micros, money, quantity } from '#hub/money.ts';
import { MAX_PAGE } from '#hub/paging.ts';
import { type PriceQuote, quoteBasket } from '#hub/pricing.ts';
import { exactlyOne } from './arguments.ts';
import { readBuyer, stockUnits } from './buyer.ts';
import type { RequestContext } from './context.ts';
import { provenanceOf } from './shared.ts';
import type { PriceContext, PriceLineInput, PriceQuoteResolvers } from './types.ts';

/** One quote a line, null where there is no such variant or no price. */
export async function quoteLines(
  lines: readonly PriceLineInput[],
  asked: PriceContext | null | undefined,
  context: RequestContext,
): Promise<(PriceQuote | null)[]> {
  if (lines.length > MAX_PAGE) throw failure('PAGE_TOO_LARGE', `At most ${MAX_PAGE} lines; got ${lines.length}.`, { maximum: MAX_PAGE });
  const { db, viewer, reads, loaders } = context;
  const buyer = await readBuyer(context, asked);
  const requests = await Promise.all(
    lines.map(async ({ variantId, sku, quantity: wanted, unitCode }) => {
      exactlyOne({ variantId, sku });
      const variant = variantId == null ? await loaders.variantBySku.load(sku ?? '') : await loaders.variant.load(variantId);
      return variant && { variantId: variant.id, quantity: stockUnits(variant, wanted, unitCode) };
    }),
  );
  const known = requests.filter((request) => request !== null);
  const { quotes } = await quoteBasket(db, known, { ...buyer, companyId: viewer.companyId, now: reads.now });
  for (const quote of quotes) if (quote) reads.until(quote.turnsAt);
  const quoteOf = new Map(known.map((request, i) => [request, quotes[i] ?? null]));
  return requests.map((request) => request && (quoteOf.get(request) ?? null));
}

const optional = (amount: Micros | undefined, currency: string) => (amount === undefined ? null : money(amount, currency));

export const priceResolvers: PriceQuoteResolvers = {
  variant: async (quote, _, { loaders }) => {
    const variant = await loaders.variant.load(quote.variantId);
    if (!variant) throw new Error(`price of ${quote.variantId} without its variant`);
    return variant;
  },
  quantity: (quote) => quantity(quote.quantity, quote.unitCode),
  unitNet: (quote) => money(quote.unitNet, quote.currency),
  unitGross: (quote) => money(quote.unitGross, quote.currency),
  lineNet: (quote) => money(quote.lineNet, quote.currency),
  lineTax: (quote) => money(quote.lineTax, quote.currency),
  lineGross: (quote) => money(quote.lineGross, quote.currency),
  regularNet: (quote) => money(quote.regularNet, quote.currency),
  discounts: (quote) => quote.discounts.map(({ code, title, amount }) => ({ code, title, amount: money(amount, quote.currency) })),
  listNet: (quote) => optional(quote.listNet, quote.currency),
  listGross: (quote) => optional(quote.listGross, quote.currency),
  lowest30DaysNet: (quote) => optional(quote.lowest30DaysNet, quote.currency),
  lowest30DaysGross: (quote) => optional(quote.lowest30DaysGross, quote.currency),
  tiers: (quote) =>
    quote.tiers.map((tier) => ({
      minQuantity: quantity(tier.minQuantity, quote.unitCode),
      unitNet: money(tier.unitNet, quote.currency),
      unitGross: money(tier.unitGross, quote.currency),
    })),
  applied: (quote) =>
    quote.applied.map(({ rule, ruleKind, endsAt, ...step }) => ({
      ...step,
      amount: money(step.amount, quote.currency),
      rule: rule ?? null,
      ruleComputation: ruleKind ?? null,
      endsAt: endsAt ?? null,
    })),
  taxRule: (quote) => quote.taxRuleName ?? null,
  priceLevel: (quote) => quote.priceListCode,
  validUntil: (quote) => quote.validUntil ?? null,
  provenance: (quote, _, context) => provenanceOf(quote, context),
};
