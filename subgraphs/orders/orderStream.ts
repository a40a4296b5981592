/** The subscription orderChanges: the orders of a filter as they are, then each change, without a hole. */
import { failure } from '#hub/errors.ts';
import type { HubEvent } from '#hub/events.ts';
import { eventStream, type StreamItem } from '#hub/stream.ts';
import { allowedCustomer } from '#hub/viewer.ts';
import type { RequestContext } from './context.ts';
import type { OrderChangedRow, OrderRow, OrderStatusRow } from './mappers.ts';
import { maySeeOrder, seesAnyOrder } from './rules.ts';
import { listStreamOrders } from './search.ts';
import { findEvents, findOrders } from './store.ts';
import type { OrderChangeFilter, SubscriptionOrderChangesArgs } from './types.ts';

type Change = Omit<OrderChangedRow, 'cursor'>;

/** Axes as changes.ts writes them into an event. */
interface Axes {
  phase: string;
  payment: string;
  fulfilment: string;
  documents: string;
  erp: string;
}
interface Payload {
  version: number;
  channelId: string;
  previous: Axes | null;
  status: Axes;
  eventIds: string[];
}

/** The open orders of a wide filter that the first picture holds at most; an order named by its id is always in it. */
export const MOST_IN_SNAPSHOT = 1_000;

export function orderStream(context: RequestContext, args: SubscriptionOrderChangesArgs): AsyncGenerator<StreamItem<Change>, undefined> {
  const { ground, viewer } = context;
  const filter = checkFilter(context, args.filter);
  return eventStream<Change>(ground, viewer, {
    topic: 'order',
    after: args.after,
    snapshot: args.snapshot ?? true,
    allowed: (event) => maySeeOrder(viewer, event) && fits(filter, event),
    readSnapshot: async () => (await listStreamOrders(ground.db.read, viewer, filter, MOST_IN_SNAPSHOT)).map(picture),
    toItems: async (events) => {
      const orders = new Map(
        (await findOrders(ground.db.read, [...new Set(events.map((event) => event.subjectId))])).map((row) => [row.id, row]),
      );
      const payloads = events.map((event) => event.payload as unknown as Payload);
      const entries = new Map(
        (
          await findEvents(
            ground.db.read,
            payloads.flatMap((payload) => payload.eventIds),
          )
        ).map((row) => [row.id, row]),
      );
      return events.flatMap((event, index): Change[] => {
        const order = orders.get(event.subjectId);
        const payload = payloads[index];
        // Rights are checked on the order as it is now, too: it may have been given to another customer since.
        if (!order || !payload || !maySeeOrder(viewer, order)) return [];
        return [
          {
            __typename: 'OrderChanged',
            order,
            previousStatus: payload.previous && statusRow(payload.previous),
            changes: payload.eventIds
              .flatMap((id) => entries.get(id) ?? [])
              .filter((entry) => entry.public === 1 || viewer.scopes.has('orders:read')),
            version: payload.version,
            occurredAt: event.occurredAt,
          },
        ];
      });
    },
  });
}

export interface StreamFilter {
  ids?: readonly string[];
  customerId?: string;
  channelIds?: readonly string[];
  phases?: readonly string[];
}

function checkFilter({ viewer }: RequestContext, filter: OrderChangeFilter): StreamFilter {
  const { orderIds, customerId, channelIds, phase } = filter;
  if (!filter.all && orderIds == null && customerId == null && channelIds == null)
    throw failure('BAD_USER_INPUT', 'Say which orders: all, orderIds, customerId or channelIds.');
  for (const list of [orderIds, channelIds]) if (list && list.length > 500) throw failure('BAD_USER_INPUT', 'At most 500 ids in a filter.');
  const customer = customerId == null ? undefined : allowedCustomer(viewer, customerId);
  if (!seesAnyOrder(viewer) && viewer.customerId === undefined)
    throw failure('FORBIDDEN', 'Without a customer this needs the scopes orders:read and customers:any.');
  return {
    ...(orderIds == null ? {} : { ids: orderIds }),
    ...(customer === undefined ? {} : { customerId: customer }),
    ...(channelIds == null ? {} : { channelIds }),
    ...(phase == null ? {} : { phases: phase }),
  };
}

/** Cheap: run for each event and subscriber. */
function fits(filter: StreamFilter, event: HubEvent): boolean {
  const { channelId, status } = event.payload as unknown as Payload;
  if (filter.ids && !filter.ids.includes(event.subjectId)) return false;
  if (filter.customerId !== undefined && filter.customerId !== event.customerId) return false;
  if (filter.channelIds && !filter.channelIds.includes(channelId)) return false;
  return !filter.phases || filter.phases.includes(status.phase);
}

const picture = (order: OrderRow): Change => ({
  __typename: 'OrderChanged',
  order,
  previousStatus: null,
  changes: [],
  version: order.version,
  occurredAt: order.updatedAt,
});

const statusRow = (axes: Axes): OrderStatusRow => ({
  phase: axes.phase,
  paymentState: axes.payment,
  fulfilmentState: axes.fulfilment,
  documentState: axes.documents,
  erpState: axes.erp,
});
