/** SQL of stock for the reports: what lies where, what moved, who sells it. */
import type { Db } from '#hub/database.ts';
import type { Micros } from '#hub/money.ts';
import type { Stocked } from './proposals.ts';
import { inChunks } from './reportStore.ts';
import type { Move } from './turnover.ts';
import { PAGE } from './walk.ts';

export interface StockedVariant extends Stocked {
  costMicros: Micros | null;
  costCurrency: string | null;
}

interface Places {
  locationIds: readonly string[] | undefined;
  categoryIds: readonly string[] | undefined;
}

/** Kinds of place whose stock is the company's own to sell. */
const OWN = ['WAREHOUSE', 'STORE', 'PICKUP_POINT'];

/** Variants with a level, by id; levels of the places added up. */
export async function readStockPage(db: Db, companyId: string, places: Places, after: string): Promise<StockedVariant[]> {
  let query = db
    .selectFrom('stockLevel')
    .innerJoin('location', 'location.id', 'stockLevel.locationId')
    .innerJoin('variant', 'variant.id', 'stockLevel.variantId')
    .select((eb) => [
      'variant.id',
      eb.fn.sum<Micros>('stockLevel.onHandMicros').as('onHandMicros'),
      eb.fn.sum<Micros>('stockLevel.reservedInErpMicros').as('reservedInErpMicros'),
      eb.fn.sum<Micros>('stockLevel.reservedInHubMicros').as('reservedInHubMicros'),
      eb.fn.sum<Micros>('stockLevel.safetyBufferMicros').as('safetyBufferMicros'),
      eb.fn.sum<Micros | null>('stockLevel.minimumMicros').as('minimumMicros'),
      eb.fn.sum<Micros | null>('stockLevel.maximumMicros').as('maximumMicros'),
    ])
    .where('location.companyId', '=', companyId)
    .where('location.active', '=', 1)
    .where('location.kind', 'in', OWN)
    .where('variant.active', '=', 1)
    .where('variant.id', '>', after);
  if (places.locationIds) query = query.where('location.id', 'in', [...places.locationIds]);
  const { categoryIds } = places;
  if (categoryIds)
    query = query.where('variant.productId', 'in', (eb) =>
      eb
        .selectFrom('productCategory')
        .select('productId')
        .where('categoryId', 'in', [...categoryIds]),
    );
  if (places.locationIds?.length === 0 || categoryIds?.length === 0) return [];
  const rows = await query.groupBy('variant.id').orderBy('variant.id').limit(PAGE).execute();
  const ids = rows.map((row) => row.id);
  const costs = new Map(
    (await inChunks(ids, (some) => db.selectFrom('variantCost').selectAll().where('variantId', 'in', some).execute())).map((row) => [
      row.variantId,
      row,
    ]),
  );
  const incoming = await incomingOf(db, ids, places.locationIds);
  const items = await supplierItemsOf(db, ids);
  return rows.map((row) => {
    const cost = costs.get(row.id);
    const item = items.get(row.id);
    return {
      id: row.id,
      onHandMicros: row.onHandMicros,
      sellableMicros: row.onHandMicros - row.reservedInErpMicros - row.reservedInHubMicros - row.safetyBufferMicros,
      incomingMicros: incoming.get(row.id) ?? 0n,
      minimumMicros: row.minimumMicros,
      maximumMicros: row.maximumMicros,
      costMicros: cost?.unitMicros ?? null,
      costCurrency: cost?.currency ?? null,
      supplierItemId: item?.id ?? null,
      supplierId: item?.supplierId ?? null,
      supplierName: item?.name ?? null,
      leadTimeDays: item?.leadTimeDays ?? null,
      minQuantityMicros: item?.minQuantityMicros ?? null,
      supplierNetMicros: item?.unitNetMicros ?? null,
      supplierCurrency: item?.currency ?? null,
    };
  });
}

async function incomingOf(db: Db, variantIds: readonly string[], locationIds: readonly string[] | undefined): Promise<Map<string, Micros>> {
  const rows = await inChunks(variantIds, (some) => {
    let query = db
      .selectFrom('incomingDelivery')
      .select((eb) => ['variantId', eb.fn.sum<Micros>('quantityMicros').as('quantityMicros')])
      .where('variantId', 'in', some)
      .where('open', '=', 1);
    if (locationIds) query = query.where('locationId', 'in', [...locationIds]);
    return query.groupBy('variantId').execute();
  });
  return new Map(rows.map((row) => [row.variantId, row.quantityMicros]));
}

/** The item that is asked first, of each variant. */
async function supplierItemsOf(db: Db, variantIds: readonly string[]) {
  const rows = await inChunks(variantIds, (some) =>
    db
      .selectFrom('supplierItem')
      .innerJoin('supplier', 'supplier.id', 'supplierItem.supplierId')
      .selectAll('supplierItem')
      .select('supplier.name')
      .where('supplierItem.variantId', 'in', some)
      .where('supplierItem.active', '=', 1)
      .orderBy('supplierItem.position', 'desc')
      .orderBy('supplierItem.id', 'desc')
      .execute(),
  );
  return new Map(rows.map((row) => [row.variantId, row]));
}

/** Movements since then, into and out of these places (default: all own ones), with their sign. A transfer between own places is no change. */
export async function movesOf(
  db: Db,
  variantIds: readonly string[],
  locationIds: readonly string[] | undefined,
  since: number,
): Promise<Map<string, Move[]>> {
  const rows = await db
    .selectFrom('stockMovement')
    .leftJoin('location as origin', 'origin.id', 'stockMovement.fromLocationId')
    .leftJoin('location as target', 'target.id', 'stockMovement.toLocationId')
    .select([
      'stockMovement.variantId',
      'stockMovement.fromLocationId',
      'stockMovement.toLocationId',
      'origin.kind as fromKind',
      'target.kind as toKind',
      'stockMovement.quantityMicros',
      'stockMovement.kind',
      'stockMovement.occurredAt',
    ])
    .where('stockMovement.variantId', 'in', [...variantIds])
    .where('stockMovement.occurredAt', '>=', since)
    .execute();
  const own = (id: string | null, kind: string | null): boolean =>
    id !== null && (locationIds ? locationIds.includes(id) : OWN.includes(kind ?? ''));
  const moves = new Map<string, Move[]>();
  for (const row of rows) {
    const into = own(row.toLocationId, row.toKind);
    const outOf = own(row.fromLocationId, row.fromKind);
    if (into === outOf) continue;
    const list = moves.get(row.variantId) ?? [];
    moves.set(row.variantId, list);
    const quantity = row.quantityMicros;
    list.push({ change: into ? quantity : -quantity, kind: row.kind, quantity, occurredAt: row.occurredAt });
  }
  return moves;
}

/** On hand over all own places, of the company's variants. */
export async function supplyOf(db: Db, companyId: string, variantIds: readonly string[]): Promise<Map<string, Micros>> {
  const rows = await inChunks(variantIds, (some) =>
    db
      .selectFrom('variant')
      .leftJoin('stockLevel', 'stockLevel.variantId', 'variant.id')
      .leftJoin('location', 'location.id', 'stockLevel.locationId')
      .select(['variant.id', 'stockLevel.onHandMicros', 'location.kind', 'location.active'])
      .where('variant.companyId', '=', companyId)
      .where('variant.id', 'in', some)
      .execute(),
  );
  const sums = new Map<string, Micros>();
  for (const row of rows) {
    const counts = row.active === 1 && OWN.includes(row.kind ?? '');
    sums.set(row.id, (sums.get(row.id) ?? 0n) + (counts ? (row.onHandMicros ?? 0n) : 0n));
  }
  return sums;
}
