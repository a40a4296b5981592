/** Resolvers of returns. */
import { companyDay } from '#hub/availability.ts';
import { money, quantity } from '#hub/money.ts';
import { readWindow, toConnection } from '#hub/paging.ts';
import { allowedCustomer, may } from '#hub/viewer.ts';
import type { RequestContext } from './context.ts';
import type { OrderLineRow, ReturnLineRow } from './mappers.ts';
import type { ReturnOutcome } from './returnRequest.ts';
import { actionsOf, decideBy, type ReturnKind } from './returnRules.ts';
import { countReturns, findReturn, listReturns } from './returnStore.ts';
import { seesAnyOrder } from './rules.ts';
import type { QueryReturnsArgs, Resolvers } from './types.ts';

export async function returns({ db, viewer }: RequestContext, { filter, ...page }: Partial<QueryReturnsArgs>) {
  const asked = allowedCustomer(viewer, filter?.customerId);
  // Nobody's returns are seen by a visitor.
  const about = { companyId: viewer.companyId, customerId: seesAnyOrder(viewer) ? asked : (viewer.customerId ?? ''), filter };
  const window = readWindow(page);
  const rows = await listReturns(db, about, window);
  return { ...toConnection(rows, window, (row) => [row.requestedAt, row.id]), count: () => countReturns(db, about) };
}

export async function returnPayload({ db }: RequestContext, outcome: ReturnOutcome) {
  return {
    return: outcome.returnId === undefined ? null : ((await findReturn(db, outcome.returnId)) ?? null),
    operation: outcome.operationId === undefined ? null : { id: outcome.operationId },
    userErrors: outcome.userErrors,
  };
}

async function lineOf({ loaders }: RequestContext, row: ReturnLineRow): Promise<OrderLineRow> {
  const line = await loaders.line.load(row.orderLineId);
  if (!line) throw new Error('a return names a line that is not there');
  return line;
}

export const returnFields: Resolvers = {
  Return: {
    __resolveReference: async ({ id }, { loaders }) => {
      const row = await loaders.goodsReturn.load(id);
      return row && { ...row };
    },
    kind: (row) => row.kind as ReturnKind,
    order: async (row, _, { loaders }) => {
      const order = await loaders.order.load(row.orderId);
      if (!order) throw new Error('a return is seen by whoever does not see its order');
      return order;
    },
    lines: (row, _, { loaders }) => loaders.returnLinesOf.load(row.id),
    resolution: (row) => (row.resolution === 'REPLACEMENT' ? 'REPLACEMENT' : 'REFUND'),
    refund: (row) => (row.refundMicros === null ? null : money(row.refundMicros, row.currency)),
    refundState: (row) => row.refundState as 'NONE',
    creditNote: (row, _, { loaders }) => (row.creditNoteId === null ? null : loaders.document.load(row.creditNoteId)),
    replacement: (row, _, { loaders }) => (row.replacementOrderId === null ? null : loaders.order.load(row.replacementOrderId)),
    decideBy: async (row, _, { db, viewer }) => {
      const at = row.state === 'REQUESTED' ? decideBy(row.kind as ReturnKind, row.requestedAt) : undefined;
      return at === undefined ? null : companyDay(db, viewer.companyId, at);
    },
    allowed: (row, _, { viewer }) =>
      actionsOf(row.state, { own: row.customerId !== null && row.customerId === viewer.customerId, decide: may(viewer, 'returns:write') }),
  },
  ReturnLine: {
    line: (row, _, context) => lineOf(context, row),
    quantity: async (row, _, context) => quantity(row.quantityMicros, (await lineOf(context, row)).unitCode),
    received: async (row, _, context) => quantity(row.receivedMicros, (await lineOf(context, row)).unitCode),
    restocked: (row) => (row.restocked === null ? null : row.restocked === 1),
  },
  ReturnConnection: { totalCount: ({ count }) => count() },
};
