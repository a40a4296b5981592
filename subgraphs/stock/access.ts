/** Who may see which row of this subgraph, on any path: query, _entities, mutation, subscription. */
import type { ReservationTable } from '#hub/tables.ts';
import { may, type Viewer } from '#hub/viewer.ts';

export const seesStock = (viewer: Viewer): boolean => may(viewer, 'stock:read');

/**
 * A hold is seen by the application that placed it, for the customer it was placed for. One placed before anybody logged in is for whoever knows its id:
 * it goes on after the log-in.
 */
export function seesReservation(viewer: Viewer, row: Pick<ReservationTable, 'companyId' | 'application' | 'customerId'>): boolean {
  if (row.companyId !== viewer.companyId) return false;
  if (seesStock(viewer)) return true;
  if (viewer.application === undefined || row.application !== viewer.application) return false;
  return row.customerId === null || row.customerId === viewer.customerId;
}
