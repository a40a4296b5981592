/** SQL of promises on orders already placed. */
import type { Db, Trx } from '#hub/database.ts';
import { newId } from '#hub/id.ts';
import type { Micros } from '#hub/money.ts';
import type { Supply } from './promises.ts';

export interface WaitingLine {
  lineId: string;
  orderId: string;
  variantId: string;
  openMicros: Micros;
  promisedOn: string | null;
  /** It was told a day of a delivery before. */
  waiting: boolean;
}

export const zoneOf = async (db: Db, companyId: string): Promise<string> =>
  (await db.selectFrom('company').select('zone').where('id', '=', companyId).executeTakeFirst())?.zone ?? 'UTC';

/** Variants of open order lines whose deliveries moved since then. */
export async function movedVariants(db: Db, companyId: string, since: number, limit: number): Promise<string[]> {
  const rows = await db
    .selectFrom('incomingDelivery')
    .innerJoin('location', 'location.id', 'incomingDelivery.locationId')
    .select('incomingDelivery.variantId')
    .distinct()
    .where('location.companyId', '=', companyId)
    .where('incomingDelivery.updatedAt', '>', since)
    .where((eb) =>
      eb.exists(
        eb
          .selectFrom('orderLine')
          .innerJoin('salesOrder', 'salesOrder.id', 'orderLine.orderId')
          .select('orderLine.id')
          .whereRef('orderLine.variantId', '=', 'incomingDelivery.variantId')
          .where('salesOrder.companyId', '=', companyId)
          .where('salesOrder.phase', 'in', openPhases),
      ),
    )
    .orderBy('incomingDelivery.variantId')
    .limit(limit)
    .execute();
  return rows.map((row) => row.variantId);
}

const openPhases = ['RECEIVED', 'AWAITING_PAYMENT', 'ON_HOLD', 'PROCESSING', 'PARTIALLY_SHIPPED'];

/** Lines that still need goods, the oldest order first. */
export async function openLinesOf(db: Db, companyId: string, variantIds: readonly string[]): Promise<WaitingLine[]> {
  const rows = await db
    .selectFrom('orderLine')
    .innerJoin('salesOrder', 'salesOrder.id', 'orderLine.orderId')
    .select((eb) => [
      'orderLine.id as lineId',
      'orderLine.orderId',
      'orderLine.variantId',
      'orderLine.quantityMicros',
      'orderLine.shippedMicros',
      'orderLine.cancelledMicros',
      'orderLine.promisedOn',
      eb
        .selectFrom('promise')
        .select('promise.source')
        .whereRef('promise.lineId', '=', 'orderLine.id')
        .orderBy('promise.givenAt', 'desc')
        .orderBy('promise.id', 'desc')
        .limit(1)
        .as('source'),
    ])
    .where('orderLine.variantId', 'in', [...variantIds])
    .where('salesOrder.companyId', '=', companyId)
    .where('salesOrder.phase', 'in', openPhases)
    .orderBy('salesOrder.placedAt')
    .orderBy('salesOrder.id')
    .orderBy('orderLine.position')
    .execute();
  return rows.flatMap(({ source, quantityMicros, shippedMicros, cancelledMicros, variantId, ...line }) => {
    const openMicros = quantityMicros - shippedMicros - cancelledMicros;
    return variantId === null || openMicros <= 0n ? [] : [{ ...line, variantId, openMicros, waiting: source === 'INCOMING' }];
  });
}

/** What is there and what comes, of variants. */
export async function supplyOf(db: Db, variantIds: readonly string[], today: string): Promise<Map<string, Supply>> {
  const levels = await db
    .selectFrom('stockLevel')
    .innerJoin('location', 'location.id', 'stockLevel.locationId')
    .select((eb) => ['stockLevel.variantId', eb.fn.sum<Micros>('stockLevel.onHandMicros').as('onHandMicros')])
    .where('stockLevel.variantId', 'in', [...variantIds])
    .where('location.active', '=', 1)
    .groupBy('stockLevel.variantId')
    .execute();
  const deliveries = await db
    .selectFrom('incomingDelivery')
    .select(['variantId', 'quantityMicros', 'expectedOn'])
    .where('variantId', 'in', [...variantIds])
    .where('open', '=', 1)
    .where('expectedOn', '>=', today)
    .orderBy('expectedOn')
    .orderBy('id')
    .execute();
  const onHand = new Map(levels.map((row) => [row.variantId, row.onHandMicros]));
  const coming = Map.groupBy(deliveries, (row) => row.variantId);
  return new Map(
    variantIds.map((id) => [
      id,
      {
        onHand: onHand.get(id) ?? 0n,
        deliveries: (coming.get(id) ?? []).map((row) => ({ quantity: row.quantityMicros, day: row.expectedOn ?? today })),
      },
    ]),
  );
}

/** The line's new day, and the promise as it was given: nobody could find that out later. */
export async function savePromise(
  trx: Trx,
  line: WaitingLine,
  promise: { promisedOn: string; source: 'ON_HAND' | 'INCOMING' },
  now: number,
): Promise<void> {
  const { lineId, orderId, variantId, openMicros } = line;
  await trx.updateTable('orderLine').set({ promisedOn: promise.promisedOn }).where('id', '=', lineId).execute();
  await trx
    .insertInto('promise')
    .values({ id: newId('promise'), orderId, lineId, variantId, quantityMicros: openMicros, ...promise, givenAt: now })
    .execute();
}
