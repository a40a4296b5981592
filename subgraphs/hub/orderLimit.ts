/** What a person of a company may order alone. */
import type { Db } from './database.ts';
import { refuse } from './errors.ts';
import { convert } from './exchange.ts';
import { formatMicros, type Micros } from './money.ts';
import type { Viewer } from './viewer.ts';

/**
 * Throws NOT_ALLOWED when the signed-in contact may not place an order of this gross: it is inactive, is not of this customer, or the order is above its limit.
 * Somebody who is signed in as the company itself, and a contact without a limit, may order anything.
 */
export async function checkOrderLimit(
  db: Db,
  viewer: Viewer,
  order: { customerId: string | undefined; gross: Micros; currency: string; date: string },
): Promise<void> {
  const { contactId } = viewer;
  if (contactId === undefined) return;
  const contact = await db.selectFrom('customerContact').selectAll().where('id', '=', contactId).executeTakeFirst();
  if (contact?.active !== 1 || contact.customerId !== order.customerId)
    throw refuse('NOT_ALLOWED', 'This person may not order for this customer.', ['input', 'customerId']);
  const { orderLimitMicros: limit, orderLimitCurrency } = contact;
  if (limit === null) return;
  const to = orderLimitCurrency ?? order.currency;
  const gross = await convert(db, viewer.companyId, { value: order.gross, from: order.currency, to }, order.date);
  if (gross === undefined || gross > limit)
    throw refuse('NOT_ALLOWED', `Above what you may order alone, ${formatMicros(limit)} ${to}: ask an approver to place it.`, [
      'input',
      'lines',
    ]);
}
