/** What is stocked, priced and sold. */
import type { AxisRecord } from '#connectors/connector.ts';
import { formatQuantity, micros, money, quantity } from '#hub/money.ts';
import { priceOf, readBuyer, type SalesUnitRow, stockUnits } from './buyer.ts';
import type { RequestContext } from './context.ts';
import type { ProductRow, VariantRow } from './mappers.ts';
import { externalIdsOf, mediaOf, provenanceOf } from './shared.ts';
import { languagesOf, servedText } from './texts.ts';
import type { PriceContext, PurchaseBlock, VariantCostResolvers, VariantOption, VariantResolvers } from './types.ts';

async function productOf(row: VariantRow, context: RequestContext): Promise<ProductRow> {
  const product = await context.loaders.product.load(row.productId);
  if (!product) throw new Error(`variant ${row.id} without its product`);
  return row.buyer ? { ...product, buyer: row.buyer } : product;
}

/** Its options with the names its product gives them. */
export function optionsOf(row: VariantRow, product: ProductRow): VariantOption[] {
  const axes = JSON.parse(product.axes) as AxisRecord[];
  return (JSON.parse(row.options) as { axis: string; value: string }[]).map(({ axis, value }) => {
    const found = axes.find(({ code }) => code === axis);
    const known = found?.values.find(({ code }) => code === value);
    return { axis, name: found?.name ?? axis, value: { code: value, name: known?.name ?? value, swatch: known?.swatch ?? null } };
  });
}

async function titleOf(row: VariantRow, context: RequestContext, language: string | null | undefined): Promise<string> {
  const languages = languagesOf(context, language);
  const own = servedText(await context.loaders.texts.load(row.id), 'title', languages);
  if (own) return own;
  const product = await productOf(row, context);
  const title = servedText(await context.loaders.texts.load(product.id), 'title', languages) ?? row.sku;
  const options = optionsOf(row, product).map(({ value }) => value.name);
  return options.length ? `${title}, ${options.join(', ')}` : title;
}

/** Everything that stands against buying it, as far as the hub knows. */
async function blocksOf(row: VariantRow, asked: PriceContext | null | undefined, context: RequestContext): Promise<PurchaseBlock[]> {
  const { loaders } = context;
  const wish = asked ?? row.buyer;
  const wanted = stockUnits(row, wish?.quantity, wish?.unitCode);
  const { customerId, channelId, currency } = await readBuyer(context, wish);
  const [product, price, sellable, elsewhere, buyer] = await Promise.all([
    productOf(row, context),
    priceOf(row, wish, context),
    loaders.sellable.load(`${channelId} ${row.id}`),
    loaders.pricedAnywhere.load(row.id),
    customerId === undefined ? null : loaders.buyer.load(customerId),
  ]);
  const blocks: PurchaseBlock[] = [];
  if (product.lifecycle !== 'ACTIVE' || !row.active) blocks.push('DISCONTINUED');
  if (!price) blocks.push(elsewhere.has(currency) && customerId === undefined ? 'LOGIN_REQUIRED' : 'NO_PRICE');
  if (product.kind !== 'SERVICE' && sellable < wanted) blocks.push('OUT_OF_STOCK');
  if (buyer?.creditBlocked) blocks.push('CREDIT_BLOCKED');
  return blocks;
}

export const variantResolvers: VariantResolvers = {
  __resolveReference: async (reference, { loaders }) => {
    const { id, sku } = reference as { id?: string; sku?: string };
    const row = id ? await loaders.variant.load(id) : await loaders.variantBySku.load(sku ?? '');
    return row && { ...row };
  },
  gtins: async (row, _, { loaders }) => (await loaders.gtins.load(row.id)).map(({ gtin }) => gtin),
  title: (row, { language }, context) => titleOf(row, context, language),
  product: (row, _, context) => productOf(row, context),
  options: async (row, _, context) => optionsOf(row, await productOf(row, context)),
  image: async (row, _, context) => (await mediaOf(row.id, context))[0] ?? (await mediaOf(row.productId, context))[0] ?? null,
  parameters: (row, _, { loaders }) => loaders.parameters.load(row.id),
  salesUnits: (row) => {
    const units = (JSON.parse(row.salesUnits) as SalesUnitRow[]).filter(({ code }) => code !== row.unitCode);
    const stock = (JSON.parse(row.salesUnits) as SalesUnitRow[]).find(({ code }) => code === row.unitCode);
    return [stock ?? { code: row.unitCode, name: row.unitCode, factor: '1' }, ...units].map(({ code, name, factor, gtin }) => ({
      code,
      name,
      factor: formatQuantity(micros(factor)),
      gtin: gtin ?? null,
      isDefault: code === row.unitCode,
    }));
  },
  minOrderQuantity: (row) => quantity(row.minQuantityMicros, row.unitCode),
  orderStep: (row) => quantity(row.stepMicros, row.unitCode),
  price: (row, args, context) => priceOf(row, args.for, context),
  purchase: async (row, args, context) => {
    const reasons = await blocksOf(row, args.for, context);
    return { canBuy: reasons.length === 0, reasons };
  },
  cost: (row, _, { loaders }) => loaders.cost.load(row.id),
  externalIds: (row, _, context) => externalIdsOf(row.id, context),
  provenance: (row, _, context) => provenanceOf(row, context),
};

export const costResolvers: VariantCostResolvers = {
  unit: (row) => money(row.unitMicros, row.currency),
};
