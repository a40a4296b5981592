/** Who sees an order, and what may be done with it. Pure. */

import type { SalesOrderTable } from '#hub/tables.ts';
import { floored } from '#hub/variantStock.ts';
import { may, seesAnyCustomer, type Viewer } from '#hub/viewer.ts';
import type { OrderAction } from './types.ts';

/** Sees the orders of every customer of its company. */
export const seesAnyOrder = (viewer: Viewer): boolean => may(viewer, 'orders:read') && seesAnyCustomer(viewer);

type Owned = { companyId: string; customerId?: string | null | undefined };

/** A guest's order has no owner who could come back: only staff see it. */
export function maySeeOrder(viewer: Viewer, order: Owned): boolean {
  if (order.companyId !== viewer.companyId) return false;
  return seesAnyOrder(viewer) || isOwn(viewer, order);
}

const isOwn = (viewer: Viewer, order: Owned): boolean => order.customerId != null && order.customerId === viewer.customerId;

/** Names and addresses: the customer's own, or with the scope. */
export const seesPersonalData = (viewer: Viewer, order: Owned): boolean => isOwn(viewer, order) || may(viewer, 'customers:pii');

export const dueOf = (order: Pick<SalesOrderTable, 'phase' | 'grossMicros' | 'paidMicros'>): bigint =>
  order.phase === 'CANCELLED' ? 0n : floored(order.grossMicros - order.paidMicros);

const open = new Set(['RECEIVED', 'AWAITING_PAYMENT', 'ON_HOLD', 'PROCESSING']);
const unpaid = new Set(['PENDING', 'FAILED', 'PARTIALLY_PAID']);

/** Nothing has left and nothing is invoiced. */
const isUntouched = (order: SalesOrderTable): boolean =>
  !order.history &&
  open.has(order.phase) &&
  order.fulfilmentState === 'NONE' &&
  (order.documentState === 'NONE' || order.documentState === 'ORDER_ONLY');

export function allowedActions(viewer: Viewer, order: SalesOrderTable): OrderAction[] {
  const writes = isOwn(viewer, order) || may(viewer, 'orders:write');
  const actions: OrderAction[] = [];
  // While a write's outcome is unknown nothing more is sent after it.
  if (writes && isUntouched(order) && order.erpState !== 'IN_DOUBT') actions.push('UPDATE', 'CANCEL');
  if ((isOwn(viewer, order) || may(viewer, 'payments:write')) && !order.history && unpaid.has(order.paymentState) && dueOf(order) > 0n)
    actions.push('PAY');
  if (writes && !order.history && order.fulfilmentState !== 'NONE' && order.phase !== 'CANCELLED') actions.push('RETURN');
  return actions;
}
