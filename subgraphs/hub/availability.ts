/** What can be promised of a variant: one arithmetic for the stock subgraph, product pages, order previews, reservations and shops. */
import type { ShopStockPush } from '#connectors/connector.ts';
import { externalIdsOf } from './bindings.ts';
import { channelLocations } from './channelLocations.ts';
import type { Db } from './database.ts';
import { dayAt } from './days.ts';
import { type Micros, ONE } from './money.ts';
import { type AvailabilityLevel, floored, readVariantStock, sellableOf, smaller, type VariantStock } from './variantStock.ts';
import { may, type Viewer } from './viewer.ts';

export { saleKinds, sellableOf } from './variantStock.ts';

export type AvailabilityStatus = 'IN_STOCK' | 'LOW' | 'INCOMING' | 'BACKORDER' | 'OUT_OF_STOCK' | 'UNKNOWN';

/** Goods that can be had from one place on one day. */
export interface PromiseLine {
  quantityMicros: Micros;
  availableOn: string;
  locationId: string;
  source: 'ON_HAND' | 'INCOMING';
  confidence: 'CONFIRMED' | 'ESTIMATED';
}

export interface Availability {
  variantId: string;
  status: AvailabilityStatus;
  /** Sum over the sale locations, none below zero: exactly what a reservation could take. */
  sellable: Micros;
  /** On hand first, then deliveries by date. Whole; {@link promiseOf} cuts it to a quantity. */
  promise: PromiseLine[];
  /** The first known day on which more comes; null when nothing is dated. */
  restockOn: string | null;
  /** When the source was last read; null when it never was. */
  asOf: number | null;
  stale: boolean;
  systemId: string | null;
  unitCode: string;
  /** Rises with each change of any of its levels. */
  version: number;
}

export interface AvailabilityOptions {
  now: number;
  /** Today in the company's zone. */
  today: string;
  /** A source read longer ago is not believed. */
  staleAfterMs: number;
  /** Only these locations, whatever their kind; default: the channel's, or every active sale location. */
  locationIds?: readonly string[] | undefined;
  channelId?: string | undefined;
}

/** So many stock units or fewer are LOW. */
const LOW_UP_TO = 3n * ONE;
/** More is not told without stock:read. */
export const SELLABLE_CAP = 20n * ONE;
/** A stock source not read for half an hour is not believed: ERPs are polled every few seconds or minutes. */
export const STALE_AFTER = 30 * 60_000;

/** What a viewer may hear of a sellable quantity: stock figures do not leak to storefronts. */
export function capSellable(viewer: Viewer, sellable: Micros): { value: Micros; capped: boolean } {
  const capped = sellable > SELLABLE_CAP && !may(viewer, 'stock:read');
  return { value: capped ? SELLABLE_CAP : sellable, capped };
}

/** Today where the company is. */
export async function companyDay(db: Db, companyId: string, at: number): Promise<string> {
  return dayAt(at, await companyZone(db, companyId));
}

export async function companyZone(db: Db, companyId: string): Promise<string> {
  const company = await db.selectFrom('company').select('zone').where('id', '=', companyId).executeTakeFirst();
  return company?.zone ?? 'UTC';
}

export async function readAvailability(
  db: Db,
  variantIds: readonly string[],
  options: AvailabilityOptions,
): Promise<Map<string, Availability>> {
  const channel = options.channelId === undefined ? undefined : await channelLocations(db, options.channelId);
  const stock = await readVariantStock(db, variantIds, options.locationIds ?? channel);
  return new Map([...stock].map(([id, of]) => [id, judge(of, options)]));
}

/** The arithmetic alone. */
export function judge(stock: VariantStock, options: Omit<AvailabilityOptions, 'locationIds' | 'channelId'>): Availability {
  const { levels } = stock;
  const readAt = (level: AvailabilityLevel): number => Math.max(level.asOf, stock.pulledAt.get(level.systemId) ?? 0);
  const asOf = levels.length ? Math.min(...levels.map(readAt)) : null;
  const stale = asOf === null || options.now - asOf > options.staleAfterMs;
  const sellable = levels.reduce((sum, level) => sum + floored(sellableOf(level)), 0n);
  const { dated, undated } = openIncoming(stock, options.today);
  const promise: PromiseLine[] = levels
    .filter((level) => sellableOf(level) > 0n)
    .map((level) => ({
      quantityMicros: sellableOf(level),
      availableOn: options.today,
      locationId: level.locationId,
      source: 'ON_HAND',
      confidence: 'CONFIRMED',
    }));
  return {
    variantId: stock.variantId,
    status: stale ? 'UNKNOWN' : statusOf(sellable, dated.length > 0 || undated),
    sellable,
    promise: [...promise, ...dated],
    restockOn: dated[0]?.availableOn ?? null,
    asOf,
    stale,
    systemId: levels[0]?.systemId ?? null,
    unitCode: stock.unitCode,
    version: levels.reduce((sum, level) => sum + level.version, 0),
  };
}

function statusOf(sellable: Micros, moreComes: boolean): AvailabilityStatus {
  if (sellable > LOW_UP_TO) return 'IN_STOCK';
  if (sellable > 0n) return 'LOW';
  return moreComes ? 'INCOMING' : 'OUT_OF_STOCK';
}

/** Deliveries less what is already promised of them. One that is late has no day any more: it promises nothing but is on its way. */
function openIncoming(stock: VariantStock, today: string): { dated: PromiseLine[]; undated: boolean } {
  const owed = new Map<string, Micros>();
  for (const level of stock.levels) owed.set(level.locationId, floored(-sellableOf(level)));
  const dated: PromiseLine[] = [];
  let undated = false;
  const byDay = stock.incoming.toSorted((a, b) => compare(a.expectedOn ?? '9999', b.expectedOn ?? '9999'));
  for (const delivery of byDay) {
    const debt = owed.get(delivery.locationId) ?? 0n;
    const left = floored(delivery.quantityMicros - debt);
    owed.set(delivery.locationId, floored(debt - delivery.quantityMicros));
    if (left === 0n) continue;
    if (!delivery.expectedOn || delivery.expectedOn < today) undated = true;
    else
      dated.push({
        quantityMicros: left,
        availableOn: delivery.expectedOn,
        locationId: delivery.locationId,
        source: 'INCOMING',
        confidence: delivery.confidence === 'CONFIRMED' ? 'CONFIRMED' : 'ESTIMATED',
      });
  }
  return { dated, undated };
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** The promise for a quantity: as many lines as it takes; less than asked when not all can be promised. */
export function promiseOf(availability: Pick<Availability, 'promise'>, wanted: Micros): PromiseLine[] {
  const lines: PromiseLine[] = [];
  let open = wanted;
  for (const line of availability.promise) {
    if (open <= 0n) break;
    const taken = smaller(line.quantityMicros, open);
    lines.push({ ...line, quantityMicros: taken });
    open -= taken;
  }
  return lines;
}

/** The day on which a quantity is complete; null when that cannot be told. */
export function completeOn(availability: Pick<Availability, 'promise'>, wanted: Micros): string | null {
  const lines = promiseOf(availability, wanted);
  const promised = lines.reduce((sum, line) => sum + line.quantityMicros, 0n);
  return promised >= wanted ? (lines.at(-1)?.availableOn ?? null) : null;
}

/**
 * What a shop is told: what may be sold, plus what the shop itself still holds for orders the hub already has (the shop takes its own holds off again).
 * A variant the shop does not have is left out.
 */
export async function shopAvailable(db: Db, systemId: string, variantIds: readonly string[]): Promise<ShopStockPush[]> {
  const external = await externalIdsOf(db, systemId, variantIds);
  const ids = variantIds.filter((id) => external.has(id));
  if (!ids.length) return [];
  const shop = await db.selectFrom('system').select('channelId').where('id', '=', systemId).executeTakeFirst();
  const stock = await readVariantStock(db, ids, shop && (await channelLocations(db, shop.channelId)));
  const held = await heldForKnownOrders(db, systemId, ids);
  const variants = await db.selectFrom('variant').select(['id', 'sku', 'active']).where('id', 'in', ids).execute();
  return variants.flatMap(({ id, sku, active }) => {
    const variantExternalId = external.get(id);
    const sellable = stock.get(id)?.levels.reduce((sum, level) => sum + floored(sellableOf(level)), 0n) ?? 0n;
    return variantExternalId === undefined ? [] : [{ variantExternalId, sku, available: (active ? sellable : 0n) + (held.get(id) ?? 0n) }];
  });
}

/**
 * A shop may already hold goods for an order the hub has not read yet: giving those back would sell them twice. So of what the shop holds only as much counts
 * as its orders known here still need, or have needed until the shop hears of it.
 */
async function heldForKnownOrders(db: Db, systemId: string, variantIds: string[]): Promise<Map<string, Micros>> {
  const rows = await db
    .selectFrom('shopStock')
    .select(['variantId', 'heldMicros'])
    .where('systemId', '=', systemId)
    .where('variantId', 'in', variantIds)
    .where('heldMicros', '>', 0n)
    .execute();
  if (!rows.length) return new Map();
  const needs = await db
    .selectFrom('orderLine')
    .innerJoin('salesOrder', 'salesOrder.id', 'orderLine.orderId')
    .leftJoin('delivery', (join) =>
      join.onRef('delivery.subjectId', '=', 'salesOrder.id').on('delivery.systemId', '=', systemId).on('delivery.kind', '=', 'orderStatus'),
    )
    .select((eb) => ['orderLine.variantId', eb.fn.sum<Micros>('orderLine.quantityMicros').as('neededMicros')])
    .where(
      'orderLine.variantId',
      'in',
      rows.map((row) => row.variantId),
    )
    .where('salesOrder.originSystemId', '=', systemId)
    .where((eb) =>
      eb.or([
        eb('salesOrder.phase', 'not in', ['SHIPPED', 'COMPLETED', 'CANCELLED']),
        // The shop has not heard yet that it is over. For a null (nothing to tell) this is not true.
        eb('delivery.version', '>', eb.ref('delivery.sentVersion')),
      ]),
    )
    .groupBy('orderLine.variantId')
    .execute();
  const needed = new Map(needs.map((row) => [row.variantId, row.neededMicros]));
  return new Map(
    rows.map(({ variantId, heldMicros }) => {
      const need = needed.get(variantId) ?? 0n;
      return [variantId, smaller(heldMicros, need)];
    }),
  );
}
