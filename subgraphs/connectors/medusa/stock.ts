/** Stock levels of the shop: read with what its own reservations hold, written absolute and in batches. */
import { z } from 'zod';
import type { LocationRecord, Page, ShopStockPush, StockRecord } from '../connector.ts';
import type { Resource, Row } from './follow.ts';
import { offSaleMark } from './products.ts';
import type { Shop } from './shop.ts';
import { address, addressRecord, decimal, given, id, metadata, noted, text, toPieces } from './values.ts';

const pageSize = 100;
/** Rows of one write, which a small shop takes 60 ms for. */
const writeBatch = 50;
/** Without the log no list of levels can be asked for by stamp: everything is read again this often. */
const allAgainMs = 300_000;

const levelList = z.object({
  inventory_levels: z.array(z.object({ variant_id: id, location_id: id, inventory_item_id: id, stocked: decimal, reserved: decimal })),
});
const level = z.object({ location_id: id, stocked_quantity: decimal, reserved_quantity: decimal });
const item = z.object({
  inventory_item_id: id,
  required_quantity: z.number().nullish(),
  inventory: z.object({ location_levels: z.array(level).nullish() }).nullish(),
});
const variant = z.object({ id, sku: text, metadata, inventory_items: z.array(item).nullish() });
const variantList = z.object({ variants: z.array(variant), count: z.number() });
const bareFields =
  'id,sku,metadata,inventory_items.inventory_item_id,inventory_items.required_quantity,*inventory_items.inventory.location_levels';

interface Level {
  variantId: string;
  locationId: string;
  itemId: string;
  stocked: bigint;
  reserved: bigint;
}

export function stockResource(shop: Shop): Resource<StockRecord> {
  async function rows(ids: string[], signal: AbortSignal): Promise<Row<StockRecord>[]> {
    const levels = await readLevels(shop, ids, signal);
    return ids.map((variantId) => ({
      id: variantId,
      records: levels
        .filter((one) => one.variantId === variantId)
        .map(({ locationId, stocked, reserved }) => ({ variantId, locationId, onHand: stocked, reserved })),
    }));
  }
  async function variants(query: Record<string, string | number>, signal: AbortSignal) {
    const list = z.object({ variants: z.array(z.object({ id })), count: z.number() });
    const { variants: found, count } = await shop.admin.get(
      '/admin/product-variants',
      { order: 'id', fields: 'id', ...query },
      list,
      signal,
    );
    return { ids: found.map((one) => one.id), count };
  }
  return {
    topic: 'stock',
    pageSize,
    async page(skip, take, signal) {
      const { ids, count } = await variants({ offset: skip, limit: take }, signal);
      return { rows: await rows(ids, signal), total: count };
    },
    read: async (ids, signal) => (await rows(ids, signal)).flatMap((row) => row.records),
    movedSince: async (since, signal) => (await variants({ 'created_at[$gte]': since, limit: 1000 }, signal)).ids,
    unstamped: {
      everyMs: allAgainMs,
      async ids(signal) {
        const all: string[] = [];
        for (;;) {
          const { ids } = await variants({ offset: all.length, limit: 1000 }, signal);
          all.push(...ids);
          if (ids.length < 1000) return all;
        }
      },
    },
  };
}

async function readLevels(shop: Shop, variantIds: string[], signal: AbortSignal): Promise<Level[]> {
  if (variantIds.length === 0) return [];
  if (await shop.hasLog(signal)) {
    const { inventory_levels: levels } = await shop.admin.get('/admin/hub/inventory-levels', { variant_id: variantIds }, levelList, signal);
    return levels.map((one) => ({
      variantId: one.variant_id,
      locationId: one.location_id,
      itemId: one.inventory_item_id,
      stocked: one.stocked,
      reserved: one.reserved,
    }));
  }
  return (await readVariants(shop, variantIds, signal)).flatMap(levelsOf);
}

async function readVariants(shop: Shop, ids: string[], signal: AbortSignal): Promise<z.infer<typeof variant>[]> {
  const query = { id: ids, limit: ids.length, fields: bareFields };
  return (await shop.admin.get('/admin/product-variants', query, variantList, signal)).variants;
}

/** A variant that takes one piece of one item; a set of several has no level of its own. */
function itemOf(one: z.infer<typeof variant>): z.infer<typeof item> | undefined {
  const items = one.inventory_items ?? [];
  return items.length === 1 && (items[0]?.required_quantity ?? 1) === 1 ? items[0] : undefined;
}

function levelsOf(one: z.infer<typeof variant>): Level[] {
  const own = itemOf(one);
  return (own?.inventory?.location_levels ?? []).map((place) => ({
    variantId: one.id,
    locationId: place.location_id,
    itemId: own?.inventory_item_id ?? '',
    stocked: place.stocked_quantity,
    reserved: place.reserved_quantity,
  }));
}

const places = z.object({
  stock_locations: z.array(
    z.object({ id, name: z.string(), address: address.omit({ first_name: true, last_name: true, metadata: true }).nullish() }),
  ),
});

/** The shop's own places. Their stock is what the hub told the shop, not goods on a shelf. */
export function pullLocations(shop: Shop) {
  return async function* (_cursor: string | null, signal: AbortSignal): AsyncGenerator<Page<LocationRecord>> {
    const readStartedAt = shop.now();
    const query = { limit: 1000, order: 'id', fields: 'id,name,*address' };
    const { stock_locations: found } = await shop.admin.get('/admin/stock-locations', query, places, signal);
    const records = found.map(
      (one): LocationRecord => ({
        externalId: one.id,
        code: one.id,
        name: one.name,
        kind: 'OTHER',
        active: true,
        ...given(
          'address',
          one.address ? addressRecord({ ...one.address, first_name: undefined, last_name: undefined, metadata: null }) : undefined,
        ),
      }),
    );
    yield { records, cursor: String(readStartedAt), readStartedAt, total: records.length };
  };
}

/**
 * Writes what differs: an equal number would be a change that comes back to us. Medusa sells `stocked - reserved`, and its reservations are right, so what may be
 * sold plus what the shop holds goes in as it is. A variant that the hub took off sale keeps only what is held.
 */
export async function pushStock(shop: Shop, levels: ShopStockPush[], signal: AbortSignal): Promise<void> {
  const { stockLocationId } = await shop.basics(signal);
  for (let from = 0; from < levels.length; from += writeBatch) {
    const batch = levels.slice(from, from + writeBatch);
    const found = await readVariants(
      shop,
      batch.map((one) => one.variantExternalId),
      signal,
    );
    const byId = new Map(found.map((one) => [one.id, one]));
    const create: unknown[] = [];
    const update: unknown[] = [];
    for (const wanted of batch) {
      const there = byId.get(wanted.variantExternalId);
      const own = there && itemOf(there);
      if (there?.sku !== wanted.sku || !own) {
        shop.log('stock for a variant the shop does not have or keep', { sku: wanted.sku, variantId: wanted.variantExternalId });
        continue;
      }
      const now = levelsOf(there).find((one) => one.locationId === stockLocationId);
      const off = noted(there.metadata, offSaleMark) !== undefined;
      const stocked = toPieces(off ? (now?.reserved ?? 0n) : wanted.available);
      if (now && now.stocked === BigInt(stocked) * 1_000_000n) continue;
      (now ? update : create).push({ inventory_item_id: own.inventory_item_id, location_id: stockLocationId, stocked_quantity: stocked });
    }
    if (create.length + update.length > 0)
      await shop.admin.post('/admin/inventory-items/location-levels/batch', { create, update }, z.unknown(), signal);
  }
}
