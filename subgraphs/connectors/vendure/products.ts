/** The shop's catalogue as records: what it shows, in every language it has. */
import { z } from 'zod';
import type { MediaRecord, ProductRecord, VariantRecord } from '../connector.ts';
import { assetHash } from './assets.ts';
import { categoryFacet } from './categories.ts';
import { type Change, idsOf, type Resource } from './follow.ts';
import type { Has, Shop } from './shop.ts';
import { given, id, instant, localTexts, money, percent, text, toLocale } from './values.ts';

const asset = z.object({ id, source: z.string(), name: z.string(), fileSize: z.number(), tags: z.array(z.object({ value: z.string() })) });
const named = z.object({ languageCode: z.string(), name: z.string() });
const option = z.object({ code: z.string(), name: z.string(), group: z.object({ code: z.string() }) });

const variant = z.object({
  id,
  sku: z.string(),
  enabled: z.boolean(),
  price: money,
  currencyCode: z.string(),
  taxRateApplied: z.object({ value: percent }),
  featuredAsset: asset.nullable(),
  options: z.array(option),
  translations: z.array(named),
  customFields: z.object({ ean: text }).nullish(),
});

const product = z.object({
  id,
  updatedAt: instant,
  enabled: z.boolean(),
  slug: z.string(),
  translations: z.array(
    named.extend({ description: z.string(), customFields: z.object({ seoTitle: text, seoDescription: text }).nullish() }),
  ),
  assets: z.array(asset),
  collections: z.array(z.object({ id })),
  facetValues: z.array(
    z.object({ code: z.string(), name: z.string(), facet: z.object({ code: z.string(), translations: z.array(named), name: z.string() }) }),
  ),
  optionGroups: z.array(
    z.object({ code: z.string(), name: z.string(), options: z.array(z.object({ code: z.string(), name: z.string() })) }),
  ),
  variants: z.array(variant),
});

const list = z.object({ products: z.object({ totalItems: z.number(), items: z.array(product) }) });

const assetFields = 'id source name fileSize tags { value }';
const fields = (has: Has) => `
  id updatedAt enabled slug
  translations { languageCode name description ${has.seo ? 'customFields { seoTitle seoDescription }' : ''} }
  assets { ${assetFields} }
  collections { id }
  facetValues { code name facet { code name translations { languageCode name } } }
  optionGroups { code name options { code name } }
  variants {
    id sku enabled price currencyCode taxRateApplied { value } featuredAsset { ${assetFields} }
    options { code name group { code } } translations { languageCode name } ${has.ean ? 'customFields { ean }' : ''}
  }`;

export function productResource(shop: Shop): Resource<ProductRecord> {
  async function ask(options: Record<string, unknown>, signal: AbortSignal) {
    const document = `query ($o: ProductListOptions) { products(options: $o) { totalItems items { ${fields(await shop.has(signal))} } } }`;
    return (await shop.admin.ask(document, { o: { sort: { id: 'ASC' }, ...options } }, list, signal)).products;
  }
  return {
    pageSize: 40,
    async page(skip, take, signal) {
      const { items, totalItems } = await ask({ skip, take }, signal);
      return { rows: items.map((item) => ({ id: item.id, records: [productRecord(item)] })), total: totalItems };
    },
    async read(ids, signal) {
      return (await ask({ take: ids.length, filter: { id: { in: ids } } }, signal)).items.map(productRecord);
    },
    touched: (changes, signal) => productsTouched(shop, changes, signal),
    async movedSince(since, signal) {
      const moved = { filter: { updatedAt: { after: since } }, take: 1000 };
      const { products, productVariants } = await shop.admin.ask(
        `query ($p: ProductListOptions, $v: ProductVariantListOptions) {
          products(options: $p) { items { id } } productVariants(options: $v) { items { productId } } }`,
        { p: moved, v: moved },
        z.object({ products: idList, productVariants: z.object({ items: z.array(z.object({ productId: id })) }) }),
        signal,
      );
      return [...products.items.map((item) => item.id), ...productVariants.items.map((item) => item.productId)];
    },
  };
}

const idList = z.object({ items: z.array(z.object({ id })) });
const changesOfOne = 500;

/** A change of a variant, an option or a group is a change of its product: Vendure itself moves no stamp for the latter two. */
async function productsTouched(shop: Shop, changes: Change[], signal: AbortSignal): Promise<string[]> {
  const ids = idsOf(changes, ['product']);
  const variants = idsOf(changes, ['variant']);
  const groups = idsOf(changes, ['option.group']);
  const options = idsOf(changes, ['option']);
  for (let from = 0; from < variants.length; from += changesOfOne) {
    const { productVariants } = await shop.admin.ask(
      'query ($o: ProductVariantListOptions) { productVariants(options: $o) { items { productId } } }',
      { o: { filter: { id: { in: variants.slice(from, from + changesOfOne) } }, take: changesOfOne } },
      z.object({ productVariants: z.object({ items: z.array(z.object({ productId: id })) }) }),
      signal,
    );
    ids.push(...productVariants.items.map((item) => item.productId));
  }
  if (options.length > 0) {
    const { productOptions } = await shop.admin.ask(
      'query ($o: ProductOptionListOptions) { productOptions(options: $o) { items { groupId } } }',
      { o: { filter: { id: { in: options } }, take: 1000 } },
      z.object({ productOptions: z.object({ items: z.array(z.object({ groupId: id })) }) }),
      signal,
    );
    groups.push(...productOptions.items.map((item) => item.groupId));
  }
  if (groups.length > 0) {
    const { products } = await shop.admin.ask(
      'query ($o: ProductListOptions) { products(options: $o) { items { id } } }',
      { o: { filter: { optionGroupId: { in: [...new Set(groups)] } }, take: 1000 } },
      z.object({ products: idList }),
      signal,
    );
    ids.push(...products.items.map((item) => item.id));
  }
  return ids;
}

function productRecord(item: z.infer<typeof product>): ProductRecord {
  const several = item.variants.length > 1 || item.optionGroups.length > 0;
  const seoTitle = localTexts(item.translations, (translation) => translation.customFields?.seoTitle);
  const seoDescription = localTexts(item.translations, (translation) => translation.customFields?.seoDescription);
  return {
    externalId: item.id,
    active: item.enabled,
    kind: several ? 'VARIANTS' : 'SIMPLE',
    slug: item.slug,
    title: localTexts(item.translations, (translation) => translation.name),
    description: localTexts(item.translations, (translation) => translation.description),
    ...(seoTitle.length > 0 ? { seoTitle } : {}),
    ...(seoDescription.length > 0 ? { seoDescription } : {}),
    categoryIds: item.collections.map((collection) => collection.id),
    axes: item.optionGroups.map(({ code, name, options }) => ({ code, name, values: options })),
    media: item.assets.map(mediaRecord),
    parameters: item.facetValues
      .filter(({ facet }) => facet.code !== categoryFacet)
      .map(({ code, name, facet }) => ({
        code: facet.code,
        label: facet.translations.map((label) => ({ locale: toLocale(label.languageCode), value: label.name })),
        value: { kind: 'CHOICE', code, label: name },
      })),
    variants: item.variants.map(variantRecord),
  };
}

function variantRecord(item: z.infer<typeof variant>): VariantRecord {
  const ean = item.customFields?.ean;
  return {
    externalId: item.id,
    sku: item.sku.trim(),
    active: item.enabled,
    gtins: ean ? [ean] : [],
    title: localTexts(item.translations, (translation) => translation.name),
    options: item.options.map(({ code, group }) => ({ axis: group.code, value: code })),
    ...given('image', item.featuredAsset ? mediaRecord(item.featuredAsset) : undefined),
    parameters: [],
    unitCode: 'PCE',
    salesUnits: [],
    listPrice: { unitNet: item.price, currency: item.currencyCode },
    taxPercent: item.taxRateApplied.value,
  };
}

function mediaRecord(item: z.infer<typeof asset>): MediaRecord {
  return { url: item.source, alt: item.name, contentHash: assetHash(item) };
}
