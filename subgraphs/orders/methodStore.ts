/** SQL of the ways of delivery and payment a company offers. */
import type { Db } from '#hub/database.ts';
import type { DeliveryMethodTable, PaymentMethodTable } from '#hub/tables.ts';

export const listDeliveryMethods = (db: Db, companyId: string): Promise<DeliveryMethodTable[]> =>
  db.selectFrom('deliveryMethod').selectAll().where('companyId', '=', companyId).orderBy('position').orderBy('code').execute();

export const listPaymentMethods = (db: Db, companyId: string): Promise<PaymentMethodTable[]> =>
  db.selectFrom('paymentMethod').selectAll().where('companyId', '=', companyId).orderBy('position').orderBy('code').execute();

/** The company's own places where goods can be picked up; its warehouses when it has no others. */
export async function listPickupLocationIds(db: Db, companyId: string): Promise<string[]> {
  const rows = await db
    .selectFrom('location')
    .select(['id', 'kind'])
    .where('companyId', '=', companyId)
    .where('active', '=', 1)
    .where('kind', 'in', ['PICKUP_POINT', 'STORE', 'WAREHOUSE'])
    .orderBy('code')
    .execute();
  const open = rows.filter((row) => row.kind !== 'WAREHOUSE');
  return (open.length ? open : rows).map((row) => row.id);
}
