/** SQL of what a customer buys again and again. */
import type { Db } from '#hub/database.ts';
import type { Micros } from '#hub/money.ts';

export interface UsualProduct {
  variantId: string;
  unitCode: string;
  timesOrdered: number;
  lastOrderedOn: string;
  usualMicros: Micros;
}

/** The most often ordered first, then the last ordered; cancelled orders do not count. Two statements, however long the history is. */
export async function listUsual(db: Db, companyId: string, customerId: string, limit: number): Promise<UsualProduct[]> {
  if (limit <= 0) return [];
  const lines = db
    .selectFrom('orderLine')
    .innerJoin('salesOrder', 'salesOrder.id', 'orderLine.orderId')
    .innerJoin('variant', 'variant.id', 'orderLine.variantId')
    .where('salesOrder.customerId', '=', customerId)
    .where('salesOrder.companyId', '=', companyId)
    .where('salesOrder.phase', '!=', 'CANCELLED')
    .where('orderLine.quantityMicros', '>', 0n);
  const most = await lines
    .select((eb) => [
      'variant.id as variantId',
      'variant.unitCode',
      eb.fn.count<number>('salesOrder.id').distinct().as('timesOrdered'),
      eb.fn.max('salesOrder.documentDate').as('lastOrderedOn'),
    ])
    .groupBy(['variant.id', 'variant.unitCode'])
    .orderBy('timesOrdered', 'desc')
    .orderBy('lastOrderedOn', 'desc')
    .orderBy('variant.id')
    .limit(limit)
    .execute();
  if (!most.length) return [];
  const bought = await lines
    .select((eb) => [
      'variant.id as variantId',
      'salesOrder.id as orderId',
      eb.fn.sum<Micros>('orderLine.quantityMicros').as('boughtMicros'),
    ])
    .where(
      'variant.id',
      'in',
      most.map((row) => row.variantId),
    )
    .groupBy(['variant.id', 'salesOrder.id'])
    .execute();
  const quantities = Map.groupBy(bought, (row) => row.variantId);
  return most.map((row) => ({ ...row, usualMicros: median((quantities.get(row.variantId) ?? []).map((one) => one.boughtMicros)) }));
}

/** Of an even number the lower of the two in the middle: a quantity that was really ordered. */
export function median(values: readonly Micros[]): Micros {
  const sorted = values.toSorted((a, b) => (a < b ? -1 : a > b ? 1 : 0));
  return sorted[Math.floor((sorted.length - 1) / 2)] ?? 0n;
}
