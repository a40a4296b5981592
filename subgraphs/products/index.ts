/** The catalogue: products, variants, categories, prices. */
import type { Appliers } from '#hub/apply.ts';
import type { Trx } from '#hub/database.ts';
import { defineSubgraph } from '#hub/subgraph.ts';
import { applyProducts, retireProducts } from './apply.ts';
import { applyCategories, retireCategories } from './applyCategories.ts';
import { applyPriceLists, applyPrices, retirePriceLists, retirePrices, turnRows } from './applyPrices.ts';
import { applyPromotions, retirePromotions, turnPromotions } from './applyPromotions.ts';
import { applyExchangeRates, applyTaxRules, retireTaxRules } from './applyTaxes.ts';
import { loaders } from './loaders.ts';
import { resolvers } from './resolvers.ts';

export const products = defineSubgraph({ name: 'products', resolvers, loaders });

export const productsAppliers: Appliers = {
  categories: { apply: applyCategories, retire: retireCategories },
  products: { apply: applyProducts, retire: retireProducts },
  priceLists: { apply: applyPriceLists, retire: retirePriceLists },
  prices: { apply: applyPrices, retire: retirePrices },
  promotions: { apply: applyPromotions, retire: retirePromotions },
  taxRules: { apply: applyTaxRules, retire: retireTaxRules },
  exchangeRates: { apply: applyExchangeRates },
};

/**
 * A day began: rows and promotions with a first or last day turn without any record. Tells of what turned after `since` up to `day` (both YYYY-MM-DD in the
 * company's zone). Repeating it changes nothing. Answers how many.
 */
export async function turnPrices(trx: Trx, companyId: string, days: { since: string; day: string }, now: number): Promise<number> {
  return (await turnRows(trx, companyId, days, now)) + (await turnPromotions(trx, companyId, days, now));
}
