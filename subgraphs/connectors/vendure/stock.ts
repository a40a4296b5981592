/** Stock levels of the shop: read with what it holds for its own open orders, written absolute and in batches. */
import { z } from 'zod';
import type { LocationRecord, Page, Pull, ShopStockPush, StockRecord } from '../connector.ts';
import { follow, idsOf, type Resource } from './follow.ts';
import type { Shop } from './shop.ts';
import { id, inOrder, pieces, toPieces } from './values.ts';

const pageSize = 200;
/** Rows of one write, which a small shop takes 300 ms for. They are locked until it ends, and whoever buys one of them waits. */
const writeBatch = 20;
/** Without the plugin a checkout moves no stamp that can be asked for: everything is read again this often. */
const allAgainMs = 300_000;

const bareLevel = z.object({ stockLocationId: id, stockOnHand: pieces, stockAllocated: pieces });
const variants = z.object({
  productVariants: z.object({ totalItems: z.number(), items: z.array(z.object({ id, stockLevels: z.array(bareLevel).optional() })) }),
});
const heldLevels = z.object({
  hubStockLevels: z.array(z.object({ variantId: id, stockLocationId: id, stockOnHand: pieces, held: pieces })),
});

type Row = { id: string; records: StockRecord[] };

export function stockResource(shop: Shop): Resource<StockRecord> {
  async function ask(options: Record<string, unknown>, signal: AbortSignal): Promise<{ rows: Row[]; total: number }> {
    const { log } = await shop.has(signal);
    const levels = log ? '' : 'stockLevels { stockLocationId stockOnHand stockAllocated }';
    const { productVariants } = await shop.admin.ask(
      `query ($o: ProductVariantListOptions) { productVariants(options: $o) { totalItems items { id ${levels} } } }`,
      { o: { sort: { id: 'ASC' }, ...options } },
      variants,
      signal,
    );
    const { items, totalItems } = productVariants;
    const ids = items.map((item) => item.id);
    const rows = log ? await heldRows(shop, ids, signal) : items.map((item) => bareRow(item.id, item.stockLevels ?? []));
    return { rows, total: totalItems };
  }
  return {
    pageSize,
    page: (skip, take, signal) => ask({ skip, take }, signal),
    async read(ids, signal) {
      const { log } = await shop.has(signal);
      const rows = log ? await heldRows(shop, ids, signal) : (await ask({ take: ids.length, filter: { id: { in: ids } } }, signal)).rows;
      return rows.flatMap((row) => row.records);
    },
    touched: async (changes) => idsOf(changes, ['stock']),
    async movedSince(since, signal) {
      return (await ask({ filter: { updatedAt: { after: since } }, take: 1000 }, signal)).rows.map((row) => row.id);
    },
    unstamped: {
      everyMs: allAgainMs,
      async ids(signal) {
        const all: string[] = [];
        for (let skip = 0; ; skip += pageSize) {
          const { rows } = await ask({ skip, take: pageSize }, signal);
          all.push(...rows.map((row) => row.id));
          if (rows.length < pageSize) return all;
        }
      },
    },
  };
}

export const pullStock = (shop: Shop): Pull<StockRecord> => follow(shop, stockResource(shop));

/** From the plugin: what open orders hold, counted from their lines, because Vendure's own sum loses updates when buyers race. */
async function heldRows(shop: Shop, variantIds: string[], signal: AbortSignal): Promise<Row[]> {
  if (variantIds.length === 0) return [];
  const { hubStockLevels } = await shop.admin.ask(
    'query ($ids: [ID!]) { hubStockLevels(variantIds: $ids) { variantId stockLocationId stockOnHand held } }',
    { ids: variantIds },
    heldLevels,
    signal,
  );
  const records = hubStockLevels.map(({ variantId, stockLocationId, stockOnHand, held }) => ({
    variantId,
    locationId: stockLocationId,
    onHand: stockOnHand,
    reserved: held,
  }));
  return variantIds.map((variantId) => ({ id: variantId, records: records.filter((record) => record.variantId === variantId) }));
}

function bareRow(variantId: string, levels: z.infer<typeof bareLevel>[]): Row {
  const records = levels.map(({ stockLocationId, stockOnHand, stockAllocated }) => ({
    variantId,
    locationId: stockLocationId,
    onHand: stockOnHand,
    reserved: stockAllocated,
  }));
  return { id: variantId, records };
}

/** The shop's own places. Their stock is what the hub told the shop, not goods on a shelf. */
export function pullLocations(shop: Shop) {
  return async function* (_cursor: string | null, signal: AbortSignal): AsyncGenerator<Page<LocationRecord>> {
    const readStartedAt = shop.now();
    const { stockLocations } = await shop.admin.ask(
      '{ stockLocations(options: { take: 500, sort: { id: ASC } }) { items { id name } } }',
      {},
      z.object({ stockLocations: z.object({ items: z.array(z.object({ id, name: z.string() })) }) }),
      signal,
    );
    const records = stockLocations.items.map(
      (item): LocationRecord => ({ externalId: item.id, code: `shop-${item.id}`, name: item.name, kind: 'OTHER', active: true }),
    );
    yield { records, cursor: String(readStartedAt), readStartedAt, total: records.length };
  };
}

/**
 * Writes what differs: an equal number would make a movement, and a change that comes back to us. Vendure sells
 * `stockOnHand - stockAllocated`, so what may be sold plus what the shop holds goes in, corrected by what Vendure's own sum of
 * holds is off (see the plugin).
 */
export async function pushStock(shop: Shop, levels: ShopStockPush[], signal: AbortSignal): Promise<void> {
  const { stockLocationId } = await shop.channel(signal);
  for (let from = 0; from < levels.length; from += writeBatch) {
    const batch = levels.slice(from, from + writeBatch);
    const now = await readShelves(
      shop,
      batch.map((item) => item.variantExternalId),
      stockLocationId,
      signal,
    );
    const input = batch.flatMap((item) => {
      const there = now.get(item.variantExternalId);
      if (there?.sku !== item.sku) {
        shop.log('stock for a variant the shop does not have', { sku: item.sku, variantId: item.variantExternalId });
        return [];
      }
      const stockOnHand = Math.max(0, toPieces(item.available) + there.correction);
      return there.onHand === stockOnHand ? [] : [{ id: item.variantExternalId, stockLevels: [{ stockLocationId, stockOnHand }] }];
    });
    if (input.length > 0) await shop.admin.ask(updateVariants, { i: inOrder(input) }, z.unknown(), signal);
  }
}

const updateVariants = 'mutation ($i: [UpdateProductVariantInput!]!) { updateProductVariants(input: $i) { id } }';
const shelf = z.object({ stockLocationId: id, stockOnHand: z.number() });
const shelves = z.object({
  productVariants: z.object({ items: z.array(z.object({ id, sku: z.string(), stockLevels: z.array(shelf) })) }),
  hubStockLevels: z.array(z.object({ variantId: id, stockLocationId: id, stockAllocated: z.number(), held: z.number() })).default([]),
});

async function readShelves(shop: Shop, variantIds: string[], locationId: string, signal: AbortSignal) {
  const { log } = await shop.has(signal);
  const held = log ? 'hubStockLevels(variantIds: $ids) { variantId stockLocationId stockAllocated held }' : '';
  const { productVariants, hubStockLevels } = await shop.admin.ask(
    `query ($o: ProductVariantListOptions${log ? ', $ids: [ID!]' : ''}) {
      productVariants(options: $o) { items { id sku stockLevels { stockLocationId stockOnHand } } } ${held} }`,
    { o: { take: variantIds.length, filter: { id: { in: variantIds } } }, ...(log ? { ids: variantIds } : {}) },
    shelves,
    signal,
  );
  return new Map(
    productVariants.items.map((item) => {
      const own = hubStockLevels.find((one) => one.variantId === item.id && one.stockLocationId === locationId);
      return [
        item.id,
        {
          sku: item.sku.trim(),
          onHand: item.stockLevels.find((one) => one.stockLocationId === locationId)?.stockOnHand,
          correction: own ? own.stockAllocated - own.held : 0,
        },
      ];
    }),
  );
}
