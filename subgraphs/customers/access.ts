/** Who may see which customer, on any path: query, _entities, mutation. */
import { may, seesAnyCustomer, type Viewer } from '#hub/viewer.ts';

export const seesCustomers = (viewer: Viewer): boolean => may(viewer, 'customers:read') && seesAnyCustomer(viewer);

export function seesCustomer(viewer: Viewer, row: { id: string; companyId: string }): boolean {
  return row.companyId === viewer.companyId && (row.id === viewer.customerId || seesCustomers(viewer));
}

/** Address, phone, e-mail, tax number: the customer's own, or with the scope. */
export const seesPersonal = (viewer: Viewer, customerId: string): boolean =>
  customerId === viewer.customerId || (may(viewer, 'customers:pii') && seesAnyCustomer(viewer));

export const mayChange = (viewer: Viewer, customerId: string): boolean =>
  customerId === viewer.customerId || (may(viewer, 'customers:write') && seesAnyCustomer(viewer));
