/** SQL of single rows and of what belongs to them. Lists with filters stand in listStore.ts. */
import type { Db } from '#hub/database.ts';
import type { IncomingDeliveryTable, LocationTable, ReservationTable, StockLevelTable, StockMovementTable } from '#hub/tables.ts';

export type LevelWithUnit = StockLevelTable & { unitCode: string };

export async function findLocations(db: Db, companyId: string, ids: readonly string[]): Promise<LocationTable[]> {
  return db
    .selectFrom('location')
    .selectAll()
    .where('companyId', '=', companyId)
    .where('id', 'in', [...ids])
    .execute();
}

export async function findLocationByCode(db: Db, companyId: string, code: string): Promise<LocationTable | undefined> {
  return db.selectFrom('location').selectAll().where('companyId', '=', companyId).where('code', '=', code).executeTakeFirst();
}

/** Open storage places inside warehouses. */
export async function findPlacesIn(db: Db, companyId: string, parentIds: readonly string[]): Promise<LocationTable[]> {
  return db
    .selectFrom('location')
    .selectAll()
    .where('companyId', '=', companyId)
    .where('parentId', 'in', [...parentIds])
    .where('active', '=', 1)
    .orderBy('code')
    .execute();
}

export interface VariantInfo {
  id: string;
  sku: string;
  unitCode: string;
  salesUnits: string;
}

export async function findVariants(db: Db, companyId: string, ids: readonly string[]): Promise<VariantInfo[]> {
  if (!ids.length) return [];
  return db
    .selectFrom('variant')
    .select(['id', 'sku', 'unitCode', 'salesUnits'])
    .where('companyId', '=', companyId)
    .where('id', 'in', [...ids])
    .execute();
}

export async function findVariantsBySku(db: Db, companyId: string, skus: readonly string[]): Promise<VariantInfo[]> {
  if (!skus.length) return [];
  return db
    .selectFrom('variant')
    .select(['id', 'sku', 'unitCode', 'salesUnits'])
    .where('companyId', '=', companyId)
    .where('sku', 'in', [...skus])
    .execute();
}

/** Active variants of products. */
export async function findVariantsOfProducts(
  db: Db,
  companyId: string,
  productIds: readonly string[],
): Promise<{ id: string; productId: string }[]> {
  return db
    .selectFrom('variant')
    .select(['id', 'productId'])
    .where('companyId', '=', companyId)
    .where('productId', 'in', [...productIds])
    .where('active', '=', 1)
    .execute();
}

/** Open places of these kinds that have ever told of these variants' stock, in the order of their codes. */
export async function findPlacesOf(
  db: Db,
  companyId: string,
  variantIds: readonly string[],
  kinds: readonly string[],
): Promise<(LocationTable & { variantId: string })[]> {
  return db
    .selectFrom('stockLevel')
    .innerJoin('location', 'location.id', 'stockLevel.locationId')
    .selectAll('location')
    .select('stockLevel.variantId')
    .where('stockLevel.variantId', 'in', [...variantIds])
    .where('location.companyId', '=', companyId)
    .where('location.kind', 'in', [...kinds])
    .where('location.active', '=', 1)
    .orderBy('location.code')
    .orderBy('location.id')
    .execute();
}

export async function findLevels(db: Db, companyId: string, ids: readonly string[]): Promise<StockLevelTable[]> {
  return db
    .selectFrom('stockLevel')
    .innerJoin('location', 'location.id', 'stockLevel.locationId')
    .selectAll('stockLevel')
    .where('stockLevel.id', 'in', [...ids])
    .where('location.companyId', '=', companyId)
    .execute();
}

/** Open deliveries of variants, the soonest first. */
export async function findIncoming(db: Db, variantIds: readonly string[]): Promise<IncomingDeliveryTable[]> {
  const rows = await db
    .selectFrom('incomingDelivery')
    .selectAll()
    .where('variantId', 'in', [...variantIds])
    .where('open', '=', 1)
    .orderBy('id')
    .execute();
  const day = (row: IncomingDeliveryTable): string => row.expectedOn ?? '9999-12-31';
  return rows.sort((a, b) => (day(a) < day(b) ? -1 : day(a) > day(b) ? 1 : 0));
}

export async function findIncomingByIds(db: Db, companyId: string, ids: readonly string[]): Promise<IncomingDeliveryTable[]> {
  return db
    .selectFrom('incomingDelivery')
    .innerJoin('location', 'location.id', 'incomingDelivery.locationId')
    .selectAll('incomingDelivery')
    .where('incomingDelivery.id', 'in', [...ids])
    .where('location.companyId', '=', companyId)
    .execute();
}

export async function findMovements(db: Db, companyId: string, ids: readonly string[]): Promise<StockMovementTable[]> {
  return db
    .selectFrom('stockMovement')
    .selectAll()
    .where('companyId', '=', companyId)
    .where('id', 'in', [...ids])
    .execute();
}

export async function findReservations(db: Db, companyId: string, ids: readonly string[]): Promise<ReservationTable[]> {
  return db
    .selectFrom('reservation')
    .selectAll()
    .where('companyId', '=', companyId)
    .where('id', 'in', [...ids])
    .execute();
}

/** When the stock of a system was last read. */
export async function readStockPulls(db: Db): Promise<Map<string, number>> {
  const rows = await db.selectFrom('cursor').select(['systemId', 'pulledAt']).where('entity', '=', 'stock').execute();
  return new Map(rows.map((row) => [row.systemId, row.pulledAt]));
}
