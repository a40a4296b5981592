/** Queries, mutations and the subscription. */
import { capSellable } from '#hub/availability.ts';
import { failure } from '#hub/errors.ts';
import { money, quantity } from '#hub/money.ts';
import { allowedCustomer } from '#hub/viewer.ts';
import { cancelOrder } from './cancel.ts';
import { cartFields, carts } from './cartFields.ts';
import type { RequestContext } from './context.ts';
import { invoiceFields, invoices } from './invoiceFields.ts';
import type { OrderRow } from './mappers.ts';
import { orderFields } from './orderFields.ts';
import { orderStream } from './orderStream.ts';
import type { WriteOutcome } from './outcome.ts';
import { recordPayment } from './payment.ts';
import { payoutFields, payouts, recordPayout } from './payouts.ts';
import { placeOrder } from './place.ts';
import { deliveryOptions, previewOrder } from './preview.ts';
import { previewFields } from './previewFields.ts';
import { acceptQuote } from './quoteAccept.ts';
import { quoteFields, quotePayload, quotes } from './quoteFields.ts';
import { rejectQuote, requestQuote } from './quoteRequest.ts';
import { returnFields, returnPayload, returns } from './returnFields.ts';
import { receiveReturn } from './returnReceive.ts';
import { decideReturn, requestReturn } from './returnRequest.ts';
import { maySeeOrder, seesAnyOrder } from './rules.ts';
import { countOrders, listOrders, sumOrders } from './search.ts';
import { findOrder, findOrdersByExternalId, findOrdersByNumber } from './store.ts';
import type { QueryOrderArgs, Resolvers, SubscriptionOrderChangesArgs } from './types.ts';
import { updateOrder } from './update.ts';
import { listUsual } from './usualStore.ts';

const MOST_USUAL = 100;

export const resolvers: Resolvers = {
  ...orderFields,
  ...previewFields,
  ...quoteFields,
  ...cartFields,
  ...returnFields,
  ...invoiceFields,
  ...payoutFields,
  Query: {
    order: (_, args, context) => findOne(context, args),
    orders: (_, args, { db, viewer }) => listOrders(db, viewer, args),
    orderPreview: (_, { input }, context) => previewOrder(context, input),
    deliveryOptions: (_, { input }, context) => deliveryOptions(context, input),
    quote: (_, { id }, { loaders }) => loaders.quote.load(id),
    quotes: (_, args, context) => quotes(context, args),
    carts: (_, args, context) => carts(context, args),
    invoices: (_, args, context) => invoices(context, args),
    returns: (_, args, context) => returns(context, args),
    payouts: (_, args, context) => payouts(context, args),
  },
  Mutation: {
    orderPlace: async (_, { input }, context) => payload(context, await placeOrder(context, input)),
    orderUpdate: async (_, { input }, context) => payload(context, await updateOrder(context, input)),
    orderCancel: async (_, { input }, context) => payload(context, await cancelOrder(context, input)),
    quoteRequest: async (_, { input }, context) => quotePayload(context, await requestQuote(context, input)),
    quoteAccept: async (_, { input }, context) => payload(context, await acceptQuote(context, input)),
    quoteReject: async (_, { input }, context) => quotePayload(context, await rejectQuote(context, input)),
    returnRequest: async (_, { input }, context) => returnPayload(context, await requestReturn(context, input)),
    returnApprove: async (_, { input }, context) => returnPayload(context, await decideReturn(context, input, 'APPROVED')),
    returnReject: async (_, { input }, context) => returnPayload(context, await decideReturn(context, input, 'REJECTED')),
    returnCancel: async (_, { input }, context) => returnPayload(context, await decideReturn(context, input, 'CANCELLED')),
    returnReceive: async (_, { input }, context) => returnPayload(context, await receiveReturn(context, input)),
    payoutRecord: (_, { input }, context) => recordPayout(context, input),
    orderPaymentRecord: async (_, { input }, context) => payload(context, await recordPayment(context, input)),
  },
  Subscription: {
    orderChanges: {
      subscribe: (_: unknown, args: SubscriptionOrderChangesArgs, context: RequestContext) => orderStream(context, args),
      resolve: (item: unknown, _: unknown, { loaders }: RequestContext) => {
        // One context lives as long as the subscription: each message reads afresh.
        for (const loader of Object.values(loaders)) loader.clearAll();
        return item;
      },
    } as never,
  },
  OrderStreamItem: { __resolveType: (item) => item.__typename ?? null },
  Customer: {
    __resolveReference: ({ id }) => ({ id }),
    orders: ({ id }, args, { db, viewer }) => {
      allowedCustomer(viewer, id);
      return listOrders(db, viewer, { ...args, filter: { ...args.filter, customerId: id } });
    },
    quotes: ({ id }, args, context) => quotes(context, args, id),
    invoices: ({ id }, args, context) => invoices(context, args, id),
    usualProducts: ({ id }, { first }, { db, viewer }) => {
      allowedCustomer(viewer, id);
      // Whoever sees neither all orders nor these sees nothing of them.
      if (id !== viewer.customerId && !seesAnyOrder(viewer)) return [];
      if (first < 0 || first > MOST_USUAL) throw failure('PAGE_TOO_LARGE', `At most ${MOST_USUAL} of them.`, { maximum: MOST_USUAL });
      return listUsual(db, viewer.companyId, id, first);
    },
  },
  UsualProduct: {
    variant: ({ variantId }) => ({ id: variantId }),
    usualQuantity: ({ usualMicros, unitCode }) => quantity(usualMicros, unitCode),
  },
  OrderConnection: {
    totalCount: ({ query }, _, { db }) => countOrders(db, query),
    totals: async ({ query }, _, { db }) => {
      const sums = await sumOrders(db, query);
      return {
        net: sums.map((sum) => money(sum.netMicros, sum.currency)),
        gross: sums.map((sum) => money(sum.grossMicros, sum.currency)),
        due: sums.map((sum) => money(sum.dueMicros, sum.currency)),
      };
    },
  },
  InsufficientStockError: {
    variant: ({ variantId }) => ({ id: variantId }),
    sellable: ({ sellable, unitCode }, _, { viewer }) => quantity(capSellable(viewer, sellable).value, unitCode),
  },
};

async function findOne({ db, viewer, loaders }: RequestContext, { id, number, external }: QueryOrderArgs): Promise<OrderRow | null> {
  if ([id, number, external].filter((name) => name != null).length !== 1)
    throw failure('BAD_USER_INPUT', 'Name an order by exactly one of id, number and external.');
  if (id != null) return loaders.order.load(id);
  const found =
    number != null
      ? await findOrdersByNumber(db, viewer.companyId, number)
      : external
        ? await findOrdersByExternalId(db, viewer.companyId, external.channelId, external.externalId)
        : [];
  return found.find((row) => maySeeOrder(viewer, row)) ?? null;
}

/**
 * The order is read afresh, and without the row rule: whoever just wrote it may see what came of it, a guest too. The write functions answer no id of an
 * order that this viewer may not write.
 */
async function payload({ db }: RequestContext, outcome: WriteOutcome) {
  const order = outcome.orderId === undefined ? null : ((await findOrder(db, outcome.orderId)) ?? null);
  return {
    order,
    operation: outcome.operationId === undefined ? null : { id: outcome.operationId },
    preview: outcome.preview ?? null,
    userErrors: outcome.userErrors,
  };
}
