/** Looks at each customer once a day, a slice at a time. */
import { companyDay } from '#hub/availability.ts';
import type { Trx } from '#hub/database.ts';
import { segmentsOf } from '#hub/segments.ts';

/** Customers a slice takes: it is to last ≤ 10 ms. */
const AT_ONCE = 25;
/** Orders of a customer that count, the newest first. */
const MOST_ORDERS = 200;

/** True while more is waiting. */
export async function segmentCustomers(trx: Trx, companyId: string, now: number): Promise<boolean> {
  const today = await companyDay(trx, companyId, now);
  const { currency } = await trx.selectFrom('company').select('currency').where('id', '=', companyId).executeTakeFirstOrThrow();
  const customers = await trx
    .selectFrom('customer')
    .select(['id', 'kind'])
    .where('companyId', '=', companyId)
    .where((eb) => eb.or([eb('segmentedOn', 'is', null), eb('segmentedOn', '<', today)]))
    .limit(AT_ONCE)
    .execute();
  for (const { id, kind } of customers) {
    const orders = await trx
      .selectFrom('salesOrder')
      .select(['placedAt', 'grossMicros', 'currency'])
      .where('customerId', '=', id)
      .where('phase', '!=', 'CANCELLED')
      .orderBy('placedAt', 'desc')
      .limit(MOST_ORDERS)
      .execute();
    const bought = orders.map((order) => ({ placedAt: order.placedAt, gross: order.currency === currency ? order.grossMicros : 0n }));
    await trx
      .updateTable('customer')
      .set({ segments: JSON.stringify(segmentsOf(kind, bought, now)), segmentedOn: today })
      .where('id', '=', id)
      .execute();
  }
  return customers.length >= AT_ONCE;
}
