/** SQL of the appliers: levels, places, deliveries, movements as the sources tell them. */
import type { Db, Trx } from '#hub/database.ts';
import type { IncomingDeliveryTable, StockLevelTable, StockMovementTable } from '#hub/tables.ts';

export async function levelsOf(db: Db, variantIds: readonly string[]): Promise<StockLevelTable[]> {
  if (!variantIds.length) return [];
  return db
    .selectFrom('stockLevel')
    .selectAll()
    .where('variantId', 'in', [...variantIds])
    .orderBy('id')
    .execute();
}

/** How many levels of a location a system says are above zero. */
export async function countFilled(db: Db, systemId: string, locationId: string): Promise<number> {
  const row = await db
    .selectFrom('stockLevel')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('systemId', '=', systemId)
    .where('locationId', '=', locationId)
    .where('onHandMicros', '!=', 0n)
    .executeTakeFirstOrThrow();
  return row.count;
}

export type LevelFigures = Pick<StockLevelTable, 'onHandMicros' | 'reservedInErpMicros' | 'minimumMicros' | 'maximumMicros' | 'bins'>;

/** Only what the ERP owns: holds and buffers are the hub's. */
export async function writeLevel(trx: Trx, id: string, figures: LevelFigures, at: { now: number; asOf: number }): Promise<StockLevelTable> {
  return trx
    .updateTable('stockLevel')
    .set((eb) => ({ ...figures, version: eb('version', '+', 1), changedAt: at.now, asOf: at.asOf }))
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirstOrThrow();
}

export async function insertLevel(trx: Trx, row: StockLevelTable): Promise<StockLevelTable> {
  return trx.insertInto('stockLevel').values(row).returningAll().executeTakeFirstOrThrow();
}

/** Read again, nothing new. */
export async function touchLevels(trx: Trx, ids: readonly string[], asOf: number): Promise<void> {
  if (ids.length)
    await trx
      .updateTable('stockLevel')
      .set({ asOf })
      .where('id', 'in', [...ids])
      // Whose they are is told to whoever keeps answers.
      .returning('variantId')
      .execute();
}

/** Levels of a system that a sweep did not yield although they were there before it began. */
export async function unseenLevels(db: Db, systemId: string, sweepStartedAt: number): Promise<StockLevelTable[]> {
  return db
    .selectFrom('stockLevel')
    .selectAll()
    .where('systemId', '=', systemId)
    .where('asOf', '<', sweepStartedAt)
    .where((eb) => eb.or([eb('onHandMicros', '!=', 0n), eb('reservedInErpMicros', '!=', 0n)]))
    .orderBy('id')
    .execute();
}

/** The newest movements of variants, for the reason of a change. */
export async function movementsSince(db: Db, variantIds: readonly string[], since: number): Promise<StockMovementTable[]> {
  if (!variantIds.length) return [];
  return db
    .selectFrom('stockMovement')
    .selectAll()
    .where('variantId', 'in', [...variantIds])
    .where('occurredAt', '>=', since)
    .orderBy('occurredAt', 'desc')
    .limit(200)
    .execute();
}

export async function incomingByIds(db: Db, ids: readonly string[]): Promise<IncomingDeliveryTable[]> {
  if (!ids.length) return [];
  return db
    .selectFrom('incomingDelivery')
    .selectAll()
    .where('id', 'in', [...ids])
    .execute();
}

/** Writes one delivery; the day that was expected first stays. */
export async function saveIncoming(trx: Trx, row: IncomingDeliveryTable): Promise<void> {
  const { id, originallyExpectedOn, ...columns } = row;
  await trx
    .insertInto('incomingDelivery')
    .values({ id, originallyExpectedOn, ...columns })
    .onConflict((conflict) =>
      conflict.column('id').doUpdateSet((eb) => ({
        ...columns,
        originallyExpectedOn: eb.fn.coalesce('incomingDelivery.originallyExpectedOn', 'excluded.originallyExpectedOn'),
      })),
    )
    .execute();
}

/** Open deliveries of a system that a sweep did not yield. */
export async function unseenIncoming(db: Db, systemId: string, sweepStartedAt: number): Promise<IncomingDeliveryTable[]> {
  return db
    .selectFrom('incomingDelivery')
    .innerJoin('binding', 'binding.id', 'incomingDelivery.id')
    .selectAll('incomingDelivery')
    .where('binding.systemId', '=', systemId)
    .where('binding.entity', '=', 'incoming')
    .where('binding.seenAt', '<', sweepStartedAt)
    .where('incomingDelivery.open', '=', 1)
    .orderBy('incomingDelivery.id')
    .execute();
}

export async function closeIncoming(trx: Trx, ids: readonly string[], at: number): Promise<void> {
  await trx
    .updateTable('incomingDelivery')
    .set({ open: 0, updatedAt: at })
    .where('id', 'in', [...ids])
    .execute();
}

export async function saveMovement(trx: Trx, row: StockMovementTable): Promise<void> {
  const { id, recordedAt, ...columns } = row;
  await trx
    .insertInto('stockMovement')
    .values({ id, recordedAt, ...columns })
    .onConflict((conflict) => conflict.column('id').doUpdateSet(columns))
    .execute();
}

/** Orders by the numbers of their documents in the ERP. */
export async function ordersOfDocuments(db: Db, companyId: string, numbers: readonly string[]): Promise<Map<string, string>> {
  const found = new Map<string, string>();
  if (!numbers.length) return found;
  const orders = await db
    .selectFrom('salesOrder')
    .select(['id', 'erpNumber'])
    .where('companyId', '=', companyId)
    .where('erpNumber', 'in', [...numbers])
    .execute();
  for (const { id, erpNumber } of orders) if (erpNumber) found.set(erpNumber, id);
  const documents = await db
    .selectFrom('fulfilment')
    .innerJoin('salesOrder', 'salesOrder.id', 'fulfilment.orderId')
    .select(['fulfilment.orderId', 'fulfilment.number'])
    .where('salesOrder.companyId', '=', companyId)
    .where('fulfilment.number', 'in', [...numbers])
    .execute();
  for (const { orderId, number } of documents) if (number) found.set(number, orderId);
  return found;
}

export async function locationCodes(db: Db, companyId: string): Promise<Map<string, string>> {
  const rows = await db.selectFrom('location').select(['code', 'id']).where('companyId', '=', companyId).execute();
  return new Map(rows.map((row) => [row.code, row.id]));
}

export interface LocationFigures {
  code: string;
  name: string;
  kind: string;
  active: number;
  address: string | null;
  parentId: string | null;
}

export async function saveLocation(
  trx: Trx,
  id: string,
  figures: LocationFigures,
  of: { companyId: string; systemId: string; now: number },
): Promise<void> {
  const columns = { ...figures, systemId: of.systemId, updatedAt: of.now };
  await trx
    .insertInto('location')
    .values({ id, companyId: of.companyId, ...columns })
    .onConflict((conflict) => conflict.column('id').doUpdateSet(columns))
    .execute();
}

/** Open places of a system that a sweep did not yield. */
export async function unseenLocations(db: Db, systemId: string, sweepStartedAt: number): Promise<string[]> {
  const rows = await db
    .selectFrom('location')
    .innerJoin('binding', 'binding.id', 'location.id')
    .select('location.id')
    .where('binding.systemId', '=', systemId)
    .where('binding.entity', '=', 'locations')
    .where('binding.seenAt', '<', sweepStartedAt)
    .where('location.active', '=', 1)
    .execute();
  return rows.map((row) => row.id);
}

export async function countOpenLocations(db: Db, systemId: string): Promise<number> {
  const row = await db
    .selectFrom('location')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('systemId', '=', systemId)
    .where('active', '=', 1)
    .executeTakeFirstOrThrow();
  return row.count;
}

export async function closeLocations(trx: Trx, ids: readonly string[], at: number): Promise<void> {
  await trx
    .updateTable('location')
    .set({ active: 0, updatedAt: at })
    .where('id', 'in', [...ids])
    .execute();
}

/** Variants with a level at any of these places. */
export async function variantsAt(db: Db, locationIds: readonly string[]): Promise<string[]> {
  const rows = await db
    .selectFrom('stockLevel')
    .select('variantId')
    .distinct()
    .where('locationId', 'in', [...locationIds])
    .execute();
  return rows.map((row) => row.variantId);
}

export async function shopStockOf(
  db: Db,
  systemId: string,
  variantIds: readonly string[],
): Promise<Map<string, { shownMicros: bigint; heldMicros: bigint; asOf: number }>> {
  if (!variantIds.length) return new Map();
  const rows = await db
    .selectFrom('shopStock')
    .selectAll()
    .where('systemId', '=', systemId)
    .where('variantId', 'in', [...variantIds])
    .execute();
  return new Map(rows.map((row) => [row.variantId, row]));
}

export async function saveShopStock(
  trx: Trx,
  systemId: string,
  rows: readonly { variantId: string; shownMicros: bigint; heldMicros: bigint }[],
  asOf: number,
): Promise<void> {
  if (!rows.length) return;
  await trx
    .insertInto('shopStock')
    .values(rows.map((row) => ({ systemId, asOf, ...row })))
    .onConflict((conflict) =>
      conflict.columns(['systemId', 'variantId']).doUpdateSet((eb) => ({
        shownMicros: eb.ref('excluded.shownMicros'),
        heldMicros: eb.ref('excluded.heldMicros'),
        asOf: eb.ref('excluded.asOf'),
      })),
    )
    .execute();
}

/** Levels of a system with a hold that the ERP acknowledged before `readStartedAt`. */
export const acknowledgedLevels = (
  db: Db,
  systemId: string,
  readStartedAt: number,
  limit: number,
): Promise<{ variantId: string; locationId: string }[]> =>
  db
    .selectFrom('reservationLine')
    .innerJoin('stockLevel', (join) =>
      join
        .onRef('stockLevel.variantId', '=', 'reservationLine.variantId')
        .onRef('stockLevel.locationId', '=', 'reservationLine.locationId'),
    )
    .select(['stockLevel.variantId', 'stockLevel.locationId'])
    .where('reservationLine.state', '=', 'HELD')
    .where('reservationLine.acknowledgedAt', '<', readStartedAt)
    .where('stockLevel.systemId', '=', systemId)
    .orderBy('reservationLine.id')
    .limit(limit)
    .execute();
