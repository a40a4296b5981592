/**
 * Resolvers of the three subgraphs, written as a team would write them: rows by loaders that live one request. No graphql package is
 * imported, so that a peer runs them on its own copy.
 */
import DataLoader from 'dataloader';
import {
  type LevelRow,
  type LineRow,
  levelsBySku,
  type Money,
  orderById,
  type ProductRow,
  priceBySku,
  productBySku,
  products,
  warehouses,
} from './data.ts';
import { type SubgraphName, sdl } from './graph.ts';

interface ProductLoaders {
  products: DataLoader<string, ProductRow | undefined>;
}
interface StockLoaders {
  prices: DataLoader<string, Money | undefined>;
  levels: DataLoader<string, LevelRow[]>;
}

/** @apollo/subgraph writes the type's name on what a reference resolves to: it gets an object of its own. */
const fresh = (row: ProductRow | undefined): ProductRow | undefined => row && { ...row };

export interface Part {
  sdl: string;
  resolvers: Record<string, Record<string, unknown>>;
  /** Made once a request. */
  context(): object;
}

export const parts: Record<SubgraphName, Part> = {
  products: {
    sdl: sdl.products,
    resolvers: {
      Query: {
        products: (_root: unknown, { first, offset }: { first: number; offset: number }) => products.slice(offset, offset + first),
        product: (_root: unknown, { sku }: { sku: string }, { products: loader }: ProductLoaders) => loader.load(sku),
      },
      Product: {
        __resolveReference: ({ sku }: { sku: string }, { products: loader }: ProductLoaders) => loader.load(sku),
      },
    },
    context: (): ProductLoaders => ({ products: new DataLoader(async (skus) => skus.map((sku) => fresh(productBySku.get(sku)))) }),
  },
  stock: {
    sdl: sdl.stock,
    resolvers: {
      Product: {
        __resolveReference: ({ sku }: { sku: string }) => ({ sku }),
        price: ({ sku }: { sku: string }, _arguments: unknown, { prices }: StockLoaders) => prices.load(sku),
        stock: ({ sku }: { sku: string }, _arguments: unknown, { levels }: StockLoaders) => levels.load(sku),
      },
      StockLevel: {
        warehouse: ({ warehouse }: LevelRow) => warehouses.get(warehouse),
      },
    },
    context: (): StockLoaders => ({
      prices: new DataLoader(async (skus) => skus.map((sku) => priceBySku.get(sku))),
      levels: new DataLoader(async (skus) => skus.map((sku) => levelsBySku.get(sku) ?? [])),
    }),
  },
  orders: {
    sdl: sdl.orders,
    resolvers: {
      Query: {
        order: (_root: unknown, { id }: { id: string }) => orderById.get(id),
      },
      OrderLine: {
        product: ({ sku }: LineRow) => ({ sku }),
      },
    },
    context: () => ({}),
  },
};
