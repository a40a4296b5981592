/** Alerts as a stream and as a list. */
import { eventStream } from '#hub/stream.ts';
import { findAlerts, openAlertsOf } from './alertStore.ts';
import type { RequestContext } from './context.ts';
import type { StockAlertRaisedRow } from './mappers.ts';
import type { StockAlertFilter, SubscriptionStockAlertsArgs } from './types.ts';

export async function stockAlerts({ filter, after, snapshot }: SubscriptionStockAlertsArgs, context: RequestContext) {
  const { ground, viewer, db } = context;
  const fits = fitting(filter);
  return eventStream<StockAlertRaisedRow>(ground, viewer, {
    topic: 'stockAlert',
    after,
    snapshot: snapshot ?? true,
    allowed: ({ payload }) => fits({ kind: String(payload.kind), locationId: (payload.locationId as string | null) ?? null }),
    async readSnapshot() {
      const open = await openAlertsOf(db, viewer.companyId);
      return open.filter(fits).map((alert) => ({ __typename: 'StockAlertRaised', alert, occurredAt: alert.raisedAt }));
    },
    async toItems(events) {
      const alerts = new Map(
        (
          await findAlerts(
            db,
            viewer.companyId,
            events.map((event) => event.subjectId),
          )
        ).map((alert) => [alert.id, alert]),
      );
      return events.flatMap((event): StockAlertRaisedRow[] => {
        const alert = alerts.get(event.subjectId);
        return alert ? [{ __typename: 'StockAlertRaised', alert, occurredAt: event.occurredAt }] : [];
      });
    },
  });
}

function fitting(filter: StockAlertFilter | null | undefined): (alert: { kind: string; locationId: string | null }) => boolean {
  const kinds = filter?.kinds && new Set<string>(filter.kinds);
  const locations = filter?.locationIds && new Set(filter.locationIds);
  return (alert) => (kinds?.has(alert.kind) ?? true) && (!locations || (alert.locationId !== null && locations.has(alert.locationId)));
}
