/** The rows an availability is made of: levels by the order in which they are taken from, deliveries by date. */
import type { Db } from './database.ts';
import type { Micros } from './money.ts';

/** Kinds of location whose stock is sold to anybody; a pickup point's stock is sold only there. */
export const saleKinds = ['WAREHOUSE'] as const;

export interface LevelAmounts {
  onHandMicros: Micros;
  reservedInErpMicros: Micros;
  reservedInHubMicros: Micros;
  safetyBufferMicros: Micros;
}

/** May be negative: then more is promised than is there. */
export const sellableOf = (level: LevelAmounts): Micros =>
  level.onHandMicros - level.reservedInErpMicros - level.reservedInHubMicros - level.safetyBufferMicros;

/** Not below zero. */
export const floored = (value: Micros): Micros => (value > 0n ? value : 0n);

export function smaller(a: Micros, b: Micros): Micros {
  if (a < b) return a;
  return b;
}

export interface AvailabilityLevel extends LevelAmounts {
  id: string;
  variantId: string;
  locationId: string;
  systemId: string;
  version: number;
  asOf: number;
}

interface Expected {
  variantId: string;
  locationId: string;
  quantityMicros: Micros;
  expectedOn: string | null;
  confidence: string;
}

/** Everything an availability is made of. */
export interface VariantStock {
  variantId: string;
  unitCode: string;
  /** In the order in which locations are taken from: by code. */
  levels: AvailabilityLevel[];
  incoming: Expected[];
  /** When the stock of a system was last pulled, by system. */
  pulledAt: Map<string, number>;
}

/** Levels and deliveries of variants; unknown variants are left out. */
export async function readVariantStock(
  db: Db,
  variantIds: readonly string[],
  locationIds?: readonly string[],
): Promise<Map<string, VariantStock>> {
  const found = new Map<string, VariantStock>();
  const ids = [...new Set(variantIds)];
  if (!ids.length) return found;
  const pulledAt = await readPulledAt(db);
  for (let i = 0; i < ids.length; i += 500) {
    const slice = ids.slice(i, i + 500);
    const variants = await db.selectFrom('variant').select(['id', 'unitCode']).where('id', 'in', slice).execute();
    for (const { id, unitCode } of variants) found.set(id, { variantId: id, unitCode, levels: [], incoming: [], pulledAt });
    for (const level of await readSaleLevels(db, slice, locationIds)) found.get(level.variantId)?.levels.push(level);
    for (const expected of await readIncoming(db, slice, locationIds)) found.get(expected.variantId)?.incoming.push(expected);
  }
  return found;
}

/** A pull of changes that found none says that every level still holds: it counts as a reading of all. */
async function readPulledAt(db: Db): Promise<Map<string, number>> {
  const rows = await db.selectFrom('cursor').select(['systemId', 'pulledAt']).where('entity', '=', 'stock').execute();
  return new Map(rows.map((row) => [row.systemId, row.pulledAt]));
}

async function readSaleLevels(db: Db, variantIds: string[], locationIds: readonly string[] | undefined): Promise<AvailabilityLevel[]> {
  let query = db
    .selectFrom('stockLevel')
    .innerJoin('location', 'location.id', 'stockLevel.locationId')
    .select([
      'stockLevel.id',
      'stockLevel.variantId',
      'stockLevel.locationId',
      'stockLevel.onHandMicros',
      'stockLevel.reservedInErpMicros',
      'stockLevel.reservedInHubMicros',
      'stockLevel.safetyBufferMicros',
      'stockLevel.systemId',
      'stockLevel.version',
      'stockLevel.asOf',
    ])
    .where('stockLevel.variantId', 'in', variantIds)
    .where('location.active', '=', 1);
  query = locationIds ? query.where('location.id', 'in', [...locationIds]) : query.where('location.kind', 'in', [...saleKinds]);
  return locationIds?.length === 0 ? [] : query.orderBy('location.code').orderBy('location.id').execute();
}

async function readIncoming(db: Db, variantIds: string[], locationIds: readonly string[] | undefined): Promise<Expected[]> {
  let query = db
    .selectFrom('incomingDelivery')
    .innerJoin('location', 'location.id', 'incomingDelivery.locationId')
    .select([
      'incomingDelivery.variantId',
      'incomingDelivery.locationId',
      'incomingDelivery.quantityMicros',
      'incomingDelivery.expectedOn',
      'incomingDelivery.confidence',
    ])
    .where('incomingDelivery.variantId', 'in', variantIds)
    .where('incomingDelivery.open', '=', 1)
    .where('incomingDelivery.quantityMicros', '>', 0n)
    .where('location.active', '=', 1);
  query = locationIds ? query.where('location.id', 'in', [...locationIds]) : query.where('location.kind', 'in', [...saleKinds]);
  return locationIds?.length === 0 ? [] : query.orderBy('incomingDelivery.expectedOn').orderBy('incomingDelivery.id').execute();
}
