/** The catalogue: products, variants, categories, prices. */
import type { Appliers } from '#hub/apply.ts';
import { defineSubgraph } from '#hub/subgraph.ts';
import { applyProducts, retireProducts } from './apply.ts';
import { applyCategories, retireCategories } from './applyCategories.ts';
import { applyPriceLists, applyPrices, retirePriceLists, retirePrices } from './applyPrices.ts';
import { loaders } from './loaders.ts';
import { resolvers } from './resolvers.ts';

export const products = defineSubgraph({ name: 'products', resolvers, loaders });

export const productsAppliers: Appliers = {
  categories: { apply: applyCategories, retire: retireCategories },
  products: { apply: applyProducts, retire: retireProducts },
  priceLists: { apply: applyPriceLists, retire: retirePriceLists },
  prices: { apply: applyPrices, retire: retirePrices },
};

export { turnPrices } from './applyPrices.ts';
