/** Batched reads, one set a request: a page of products costs the same number of statements whatever its size. */
import DataLoader from 'dataloader';
import { readAvailability, STALE_AFTER } from '#hub/availability.ts';
import { type PriceQuote, quotePrices } from '#hub/pricing.ts';
import { todayOf } from '#hub/reads.ts';
import type { Context } from '#hub/subgraph.ts';
import { may } from '#hub/viewer.ts';
import type { CategoryRow, ChannelRow, ProductRow, VariantRow } from './mappers.ts';
import {
  countProducts,
  findAncestors,
  findBuyers,
  findCategories,
  findCategoriesOf,
  findChannels,
  findChildren,
  findCosts,
  findExternalIds,
  findGtins,
  findMedia,
  findParameters,
  findPricedAnywhere,
  findProducts,
  findTexts,
  findTopCategories,
  findVariants,
  findVariantsBySku,
  findVariantsOf,
  findZone,
  type Sight,
} from './store.ts';

/** A price asked of the loader: who buys what, when and how many. */
export interface PriceKey {
  variantId: string;
  quantity: bigint;
  channelId: string;
  currency: string;
  customerId: string | undefined;
  date: string;
  shipTo: string | undefined;
  couponCodes: readonly string[];
}

export function loaders(base: Omit<Context, 'loaders'>) {
  const { db, viewer } = base;
  const sight: Sight = { companyId: viewer.companyId, all: may(viewer, 'products:read') };
  const zone = once(() => findZone(db, viewer.companyId));
  return {
    sight,
    product: one<ProductRow>((ids) => findProducts(db, sight, ids), 'id'),
    variant: one<VariantRow>((ids) => findVariants(db, sight, ids), 'id'),
    variantBySku: one<VariantRow>((skus) => findVariantsBySku(db, sight, skus), 'sku'),
    variantsOf: many((ids) => findVariantsOf(db, sight, ids), 'productId'),
    texts: many((ids) => findTexts(db, ids), 'entityId'),
    media: many((ids) => findMedia(db, ids), 'ownerId'),
    parameters: many((ids) => findParameters(db, ids), 'ownerId'),
    gtins: many((ids) => findGtins(db, ids), 'variantId'),
    cost: one((ids) => findCosts(db, ids), 'variantId'),
    externalIds: many((ids) => findExternalIds(db, ids), 'id'),
    category: one<CategoryRow>((ids) => findCategories(db, sight, ids), 'id'),
    categoriesOf: many((ids) => findCategoriesOf(db, sight, ids), 'productId'),
    childrenOf: many((ids) => findChildren(db, sight, ids), 'parentId'),
    ancestors: keyed((ids) => findAncestors(db, sight, ids), [] as CategoryRow[]),
    productCount: keyed((ids) => countProducts(db, sight, ids), 0),
    channel: one<ChannelRow>(async () => findChannels(db, viewer.companyId), 'id'),
    topCategories: once(() => findTopCategories(db, sight)),
    zone,
    today: once(async () => todayOf(base.reads, await zone())),
    buyer: one((ids) => findBuyers(db, viewer.companyId, ids), 'id'),
    pricedAnywhere: keyed((ids) => findPricedAnywhere(db, viewer.companyId, ids), new Set<string>()),
    /** By "channel variant": each channel has its own warehouses. */
    sellable: keyed(async (keys) => {
      const today = todayOf(base.reads, await zone());
      const sellable = new Map<string, bigint>();
      for (const [channelId, of] of Map.groupBy(keys, (key) => key.split(' ', 1)[0] ?? '')) {
        const ids = of.map((key) => key.slice(channelId.length + 1));
        const found = await readAvailability(db, ids, { now: base.reads.now, today, staleAfterMs: STALE_AFTER, channelId });
        for (const [id, availability] of found) sellable.set(`${channelId} ${id}`, availability.sellable);
      }
      return sellable;
    }, 0n),
    price: new DataLoader((keys: readonly PriceKey[]) => priceMany(base, keys), { cacheKeyFn: nameOf, maxBatchSize: 2_000 }),
  };
}

/** One statement set a buyer and day; nearly always there is one of each. */
async function priceMany(base: Omit<Context, 'loaders'>, keys: readonly PriceKey[]): Promise<(PriceQuote | null)[]> {
  const found = new Map<PriceKey, PriceQuote | null>();
  const groups = Map.groupBy(keys, buyerOf);
  for (const group of groups.values()) {
    const [first] = group;
    if (!first) continue;
    const quotes = await quotePrices(base.db, group, { ...first, companyId: base.viewer.companyId, now: base.reads.now });
    for (const quote of quotes) if (quote) base.reads.until(quote.turnsAt);
    group.forEach((key, i) => {
      found.set(key, quotes[i] ?? null);
    });
  }
  return keys.map((key) => found.get(key) ?? null);
}

const buyerOf = ({ channelId, currency, customerId, date, shipTo, couponCodes }: PriceKey): string =>
  JSON.stringify([channelId, currency, customerId, date, shipTo, couponCodes]);

const nameOf = (key: PriceKey): string => `${key.variantId} ${key.quantity} ${buyerOf(key)}`;

/** One row a key, or null. */
function one<R>(read: (keys: readonly string[]) => Promise<R[]>, column: keyof R) {
  return new DataLoader<string, R | null>(async (keys) => {
    const found = new Map((await read(keys)).map((row) => [row[column] as string, row]));
    return keys.map((key) => found.get(key) ?? null);
  }, BATCH);
}

/** All rows of a key, in the order read. */
function many<R>(read: (keys: readonly string[]) => Promise<R[]>, column: keyof R) {
  return new DataLoader<string, R[]>(async (keys) => {
    const found = Map.groupBy(await read(keys), (row) => row[column] as string);
    return keys.map((key) => found.get(key) ?? []);
  }, BATCH);
}

function keyed<V>(read: (keys: readonly string[]) => Promise<Map<string, V>>, otherwise: V) {
  return new DataLoader<string, V>(async (keys) => {
    const found = await read(keys);
    return keys.map((key) => found.get(key) ?? otherwise);
  }, BATCH);
}

/** Parameters a statement may carry, on both stores. */
const BATCH = { maxBatchSize: 2_000 };

function once<T>(read: () => Promise<T>): () => Promise<T> {
  let value: Promise<T> | undefined;
  return () => {
    value ??= read();
    return value;
  };
}
