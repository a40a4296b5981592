/** Insight as the API tells it. */
import { type Micros, money } from '#hub/money.ts';
import type { MoneyEntryTable } from '#hub/tables.ts';
import type { RequestContext } from './context.ts';
import { startExport } from './exports.ts';
import { ageing, ledgerCheck, paymentMatches } from './finance.ts';
import { readPeriod } from './period.ts';
import { fulfilmentReport, promotionReport } from './salesKinds.ts';
import { channelReport, salesReport } from './salesReport.ts';
import { segments } from './segments.ts';
import { purchaseProposals, stockReport, variantTurnover } from './stockReport.ts';
import type { Resolvers } from './types.ts';
import { customerValue } from './value.ts';

export const resolvers: Resolvers = {
  Query: {
    salesReport: (_, { input }, context) => salesReport(context, input),
    channelReport: (_, { input }, context) => channelReport(context, input),
    stockReport: (_, { input }, context) => stockReport(context, input),
    purchaseProposals: (_, { filter, ...page }, context) => purchaseProposals(context, page, filter) as never,
    promotionReport: (_, { input }, context) => promotionReport(context, input),
    fulfilmentReport: (_, { input }, context) => fulfilmentReport(context, input),
    ageing: (_, args, context) => ageing(context, args),
    paymentMatches: (_, args, context) => paymentMatches(context, args),
    ledgerCheck: (_, { input }, context) => ledgerCheck(context, input),
    segments: (_, __, context) => segments(context),
  },

  Mutation: {
    exportStart: (_, { input }, context) => startExport(context, input) as never,
  },

  Customer: {
    __resolveReference: ({ id }) => ({ id }),
    value: ({ id }, _, context) => customerValue(context, id),
  },
  Variant: {
    __resolveReference: ({ id }) => ({ id }),
    turnover: ({ id }, { period }, context) => variantTurnover(context, id, period ? readPeriod(period) : undefined),
  },

  PaymentMatchConnection: { totalCount: ({ count }) => count() },
  PaymentMatch: {
    direction: ({ direction }) => (direction === 'OUT' ? 'OUT' : 'IN'),
    receivedOn: ({ day }) => day,
    amount: ({ amountMicros, currency }) => money(amountMicros, currency),
    state: ({ matchState }) => (matchState === 'MATCHED' || matchState === 'PROPOSED' ? matchState : 'UNMATCHED'),
    documentIds: (row, _, context) => documentsOf(context, row),
    async difference({ id, amountMicros, currency }, _, context) {
      const paid = await paidOf(context, id);
      return paid === null ? null : money(amountMicros - paid, currency);
    },
  },
};

async function documentsOf(
  { loaders }: RequestContext,
  { id, orderId, direction }: Pick<MoneyEntryTable, 'id' | 'orderId' | 'direction'>,
): Promise<string[]> {
  const settled = await loaders.matches.load(id);
  if (settled.length || !orderId) return settled.map((match) => match.documentId);
  const kind = direction === 'OUT' ? 'CREDIT_NOTE' : 'INVOICE';
  return (await loaders.invoices.load(orderId)).filter((invoice) => invoice.kind === kind).map((invoice) => invoice.documentId);
}

async function paidOf({ loaders }: RequestContext, id: string): Promise<Micros | null> {
  const matches = await loaders.matches.load(id);
  return matches.length ? matches.reduce((sum, match) => sum + match.amountMicros, 0n) : null;
}
