/** Who may see which row of this subgraph, on any path: query, node, _entities, subscription. */
import type { Operation } from '#hub/operations.ts';
import { may, seesAnyCustomer, type Viewer } from '#hub/viewer.ts';

/** Systems are named beside operations, so who may read those may read these. */
export const seesSystems = (viewer: Viewer): boolean => may(viewer, 'ops:read') || may(viewer, 'operations:read');

export const seesOperations = (viewer: Viewer): boolean => may(viewer, 'operations:read');

/** Runs and deliveries. */
export const seesWork = (viewer: Viewer): boolean => may(viewer, 'ops:read');

/**
 * The customer a write was made for sees it, and the application that made it. A storefront's key is shared by all of its visitors, so a write that
 * was made for a customer is not the application's to see unless it sees every customer.
 */
export function seesOperation(viewer: Viewer, operation: Pick<Operation, 'companyId' | 'application' | 'customerId'>): boolean {
  if (operation.companyId !== viewer.companyId) return false;
  if (seesOperations(viewer)) return true;
  if (operation.customerId !== null && operation.customerId === viewer.customerId) return true;
  const isApplications = viewer.application !== undefined && operation.application === viewer.application;
  return isApplications && (operation.customerId === null || seesAnyCustomer(viewer));
}
