/** Resolvers of offers. */
import { companyZone } from '#hub/availability.ts';
import { type Micros, money, quantity } from '#hub/money.ts';
import { todayOf } from '#hub/reads.ts';
import { allowedCustomer } from '#hub/viewer.ts';
import type { RequestContext } from './context.ts';
import type { QuoteLineRow } from './mappers.ts';
import type { QuoteOutcome } from './quoteRequest.ts';
import { quoteState } from './quoteRules.ts';
import { findQuotes, listQuotes } from './quoteStore.ts';
import { seesAnyOrder } from './rules.ts';
import type { StoredDiscount } from './totals.ts';
import type { QueryQuotesArgs, Resolvers } from './types.ts';

const stub = (id: string | null) => (id === null ? null : { id });

/** `customerId` undefined: of all whom the viewer may see. */
export async function quotes({ db, viewer, reads }: RequestContext, { filter, ...page }: QueryQuotesArgs, customerId?: string) {
  const asked = allowedCustomer(viewer, customerId ?? filter?.customerId);
  // Nobody's offers are seen by a visitor.
  const own = seesAnyOrder(viewer) ? asked : (viewer.customerId ?? '');
  const today = todayOf(reads, await companyZone(db, viewer.companyId));
  return listQuotes(db, { companyId: viewer.companyId, customerId: own, states: filter?.state ?? undefined, today }, page);
}

export async function quotePayload({ db }: RequestContext, outcome: QuoteOutcome) {
  const [quote] = outcome.quoteId === undefined ? [] : await findQuotes(db, [outcome.quoteId]);
  return { quote: quote ?? null, operation: stub(outcome.operationId ?? null), userErrors: outcome.userErrors };
}

const named = (line: QuoteLineRow, amount: Micros) => (line.open ? null : money(amount, line.currency));

export const quoteFields: Resolvers = {
  Quote: {
    __resolveReference: async ({ id }, { loaders }) => {
      const quote = await loaders.quote.load(id);
      return quote && { ...quote };
    },
    customer: (quote) => stub(quote.customerId),
    state: async (quote, _, { db, viewer, reads }) =>
      quote.state === 'OFFERED' ? quoteState(quote, todayOf(reads, await companyZone(db, viewer.companyId))) : quoteState(quote, ''),
    lines: async (quote, _, { loaders }) =>
      (await loaders.quoteLinesOf.load(quote.id)).map((line) => ({
        ...line,
        open: quote.state === 'REQUESTED' && line.unitNetMicros === 0n,
      })),
    totals: (quote) => quote,
    order: async (quote, _, { loaders }) => (quote.orderId === null ? null : loaders.order.load(quote.orderId)),
    externalIds: async (quote, _, { loaders }) => loaders.externalIds.load(quote.id),
    provenance: ({ systemId, asOf }, _, { reads }) =>
      systemId === null ? null : { systemId, asOf, ageSeconds: reads.age(asOf), servedFrom: 'COPY' as const },
  },
  QuoteLine: {
    variant: (line) => stub(line.variantId),
    quantity: (line) => quantity(line.quantityMicros, line.unitCode),
    unitNet: (line) => named(line, line.unitNetMicros),
    unitGross: (line) => named(line, line.unitGrossMicros),
    net: (line) => named(line, line.netMicros),
    gross: (line) => named(line, line.grossMicros),
    discounts: (line) => (JSON.parse(line.discounts) as StoredDiscount[]).map((discount) => ({ ...discount, currency: line.currency })),
  },
  QuoteTotals: {
    net: ({ netMicros, currency }) => money(netMicros, currency),
    tax: ({ taxMicros, currency }) => money(taxMicros, currency),
    gross: ({ grossMicros, currency }) => money(grossMicros, currency),
  },
  QuoteConnection: { totalCount: ({ count }) => count() },
};
