/** Resolvers of the catalogue. Rows come from loaders, so that a list costs a fixed number of statements. */
import type { AxisRecord } from '#connectors/connector.ts';
import { failure } from '#hub/errors.ts';
import { money } from '#hub/money.ts';
import { type CursorKey, MAX_PAGE, readWindow, toConnection, type Window } from '#hub/paging.ts';
import { pickLocale } from '#hub/text.ts';
import { exactlyOne } from './arguments.ts';
import { priceOf } from './buyer.ts';
import { categoryResolvers, listCategories, sortCategories } from './categories.ts';
import { listProducts } from './lists.ts';
import type { PriceChangedRow, VariantConnectionRow, VariantRow } from './mappers.ts';
import { priceChanges } from './priceChanges.ts';
import { priceResolvers, quoteLines } from './prices.ts';
import { listPromotions, promotionResolvers } from './promotions.ts';
import { countFound } from './search.ts';
import { externalIdsOf, mediaOf, provenanceOf } from './shared.ts';
import { findCategoryBySlug, findChannels, findProductBySlug, findVariantByGtin } from './store.ts';
import { readFacets } from './storeFacets.ts';
import { displayOf, labelOf, languagesOf, plainText, servedText } from './texts.ts';
import type { ProductKind, ProductLifecycle, ProductResolvers, QueryResolvers, Resolvers } from './types.ts';
import { costResolvers, variantResolvers } from './variants.ts';

const query: QueryResolvers = {
  product: (_, args, { db, loaders }) =>
    exactlyOne({ id: args.id, slug: args.slug }) === 'id'
      ? loaders.product.load(args.id ?? '')
      : findProductBySlug(db, loaders.sight, args.slug ?? '').then((row) => row ?? null),
  products: (_, args, context) => listProducts(context, args),
  variant: async (_, args, { db, loaders }) => {
    switch (exactlyOne({ id: args.id, sku: args.sku, gtin: args.gtin })) {
      case 'id':
        return loaders.variant.load(args.id ?? '');
      case 'sku':
        return loaders.variantBySku.load(args.sku ?? '');
      default:
        return (await findVariantByGtin(db, loaders.sight, args.gtin ?? '')) ?? null;
    }
  },
  variants: async (_, { ids, skus }, { loaders }) => {
    const by = exactlyOne({ ids, skus }) === 'ids' ? loaders.variant : loaders.variantBySku;
    const keys = ids ?? skus ?? [];
    if (keys.length > MAX_PAGE)
      throw failure('PAGE_TOO_LARGE', `At most ${MAX_PAGE} variants; asked for ${keys.length}.`, { maximum: MAX_PAGE });
    return Promise.all(keys.map((key) => by.load(key)));
  },
  category: (_, args, { db, loaders }) =>
    exactlyOne({ id: args.id, slug: args.slug }) === 'id'
      ? loaders.category.load(args.id ?? '')
      : findCategoryBySlug(db, loaders.sight, args.slug ?? '').then((row) => row ?? null),
  categories: (_, { parentId, depth }, context) => listCategories(context, parentId ?? undefined, depth ?? 1),
  promotions: (_, { filter, ...page }, context) => listPromotions(context, filter, page),
  channels: (_, __, { db, viewer }) => findChannels(db, viewer.companyId),
  priceQuotes: (_, { lines, for: buyer }, context) => quoteLines(lines, buyer, context),
};

const product: ProductResolvers = {
  __resolveReference: async ({ id }, { loaders }) => {
    const row = await loaders.product.load(id);
    return row && { ...row };
  },
  slug: (row) => row.shopSlug ?? row.slug,
  title: async (row, { language }, context) =>
    servedText(await context.loaders.texts.load(row.id), 'title', languagesOf(context, language)) ?? row.slug,
  description: async (row, { language, format }, context) => {
    const text = servedText(await context.loaders.texts.load(row.id), 'description', languagesOf(context, language));
    if (text === undefined) return null;
    return format === 'PLAIN' ? plainText(text) : text;
  },
  kind: (row) => row.kind as ProductKind,
  lifecycle: (row) => row.lifecycle as ProductLifecycle,
  categories: async (row, _, context) => sortCategories(await context.loaders.categoriesOf.load(row.id), context),
  variants: async (row, page, { loaders }) => {
    const all = await loaders.variantsOf.load(row.id);
    const own = row.buyer ? all.map((variant) => ({ ...variant, buyer: row.buyer })) : all;
    return variantPage(own, readWindow(page, 50));
  },
  variantByOptions: async (row, { options }, { loaders }) => {
    const wanted = new Map(options.map(({ axis, value }) => [axis, value]));
    const fits = (variant: VariantRow) => {
      const own = JSON.parse(variant.options) as { axis: string; value: string }[];
      return own.length === wanted.size && own.every(({ axis, value }) => wanted.get(axis) === value);
    };
    const found = (await loaders.variantsOf.load(row.id)).find(fits);
    return found ? { ...found, buyer: row.buyer } : null;
  },
  optionAxes: (row) => JSON.parse(row.axes) as AxisRecord[],
  priceRange: async (row, args, context) => {
    const variants = await context.loaders.variantsOf.load(row.id);
    const onSale = variants.filter((variant) => variant.active === 1);
    const quotes = (await Promise.all(onSale.map((variant) => priceOf({ ...variant, buyer: row.buyer }, args.for, context)))).filter(
      (quote) => quote !== null,
    );
    const [first] = quotes;
    if (!first) return null;
    return {
      from: quotes.reduce((least, quote) => (quote.unitNet < least.unitNet ? quote : least), first),
      to: quotes.reduce((most, quote) => (quote.unitNet > most.unitNet ? quote : most), first),
    };
  },
  media: async (row, { first }, context) => (await mediaOf(row.id, context)).slice(0, readWindow({ first }, 10).limit),
  parameters: (row, _, { loaders }) => loaders.parameters.load(row.id),
  seo: async (row, _, context) => {
    const texts = await context.loaders.texts.load(row.id);
    const title = servedText(texts, 'seoTitle', context.viewer.languages) ?? null;
    const description = servedText(texts, 'seoDescription', context.viewer.languages) ?? null;
    return title === null && description === null ? null : { title, description };
  },
  externalIds: (row, _, context) => externalIdsOf(row.id, context),
  provenance: (row, _, context) => provenanceOf(row, context),
};

/** All variants of a product are read anyway: the page is cut here. */
function variantPage(rows: VariantRow[], window: Window): VariantConnectionRow {
  const key = (row: VariantRow): CursorKey => [row.position, row.id];
  const from = window.from;
  const last = from?.[1];
  const start = from ? rows.findIndex((row) => row.id === last) + 1 : 0;
  if (from && start === 0) throw failure('BAD_USER_INPUT', 'This page cursor belongs to another list: begin again at the first page.');
  return { ...toConnection(rows.slice(start, start + window.limit + 1), window, key), totalCount: rows.length };
}

export const resolvers: Resolvers = {
  Query: query,
  Product: product,
  Category: categoryResolvers,
  Variant: variantResolvers,
  VariantCost: costResolvers,
  PriceQuote: priceResolvers,
  Promotion: promotionResolvers,
  Subscription: {
    priceChanges: {
      subscribe: (_, args, context) => priceChanges(args, context) as never,
      resolve: (item: unknown) => item as PriceChangedRow,
    },
  },
  PriceStreamItem: { __resolveType: (item) => item.__typename ?? 'PriceChanged' },
  PriceChanged: {
    cursor: ({ cursor }) => cursor ?? '',
    variant: async ({ row }, _, { loaders }) => ({ ...((await loaders.variant.load(row.id)) ?? row), buyer: row.buyer }),
    previousUnitNet: ({ previous }) => previous && money(previous.unitNet, previous.currency),
  },
  Channel: {
    __resolveReference: async ({ id }, { loaders }) => {
      const row = await loaders.channel.load(id);
      return row && { ...row };
    },
    currencyCode: (row) => row.currency,
    languages: (row) => (row.languages === null ? [row.language] : (JSON.parse(row.languages) as string[])),
    priceLevel: (row) => row.priceListCode,
    pricesIncludeTax: (row) => row.pricesIncludeTax === 1,
  },
  ProductConnection: {
    totalCount: ({ search }, _, { db }) => countFound(db, search),
    facets: ({ search }, { codes }, { db, viewer }) => readFacets(db, search, codes ?? undefined, viewer.languages),
  },
  Facet: {
    label: (row, { language }, context) => pickLocale(row.labels, languagesOf(context, language))?.value ?? row.code,
  },
  ProductParameter: {
    label: (row, { language }, context) => labelOf(row.label, languagesOf(context, language), row.code),
    value: (row) => row,
    text: (row, { language }, context) => displayOf(row, languagesOf(context, language)),
  },
  ParameterValue: {
    __resolveType: (row) =>
      row.kind === 'NUMBER' ? 'NumberValue' : row.kind === 'BOOLEAN' ? 'BooleanValue' : row.kind === 'CHOICE' ? 'ChoiceValue' : 'TextValue',
  },
  TextValue: { text: (row) => row.value },
  NumberValue: { number: (row) => row.value },
  BooleanValue: { flag: (row) => row.value === 'true' },
  ChoiceValue: { code: (row) => row.value, label: (row) => row.display },
};
