/**
 * Puts an ERP product on sale, or takes it off. Found by binding, by the ERP's key, by SKU; written only where it differs, so a
 * repeat changes nothing and makes no event. What the push does not give is the shop's own.
 */
import { z } from 'zod';
import { type ProductAck, type ProductPush, Terminal } from '../connector.ts';
import { ensureAssets } from './assets.ts';
import { categoryFacet, facetValuesOf } from './categories.ts';
import { ensureOptions } from './options.ts';
import { type Channel, type Has, inLanguages, type Shop } from './shop.ts';
import { given, id } from './values.ts';
import { pushVariants, variantFields, variantShape } from './variants.ts';

const shape = z.object({
  id,
  enabled: z.boolean(),
  customFields: z.object({ erpId: z.string().nullish() }).nullish(),
  translations: z.array(z.object({ languageCode: z.string(), name: z.string(), slug: z.string(), description: z.string() })),
  facetValues: z.array(z.object({ id, facet: z.object({ code: z.string() }) })),
  assets: z.array(z.object({ id })),
  featuredAsset: z.object({ id }).nullable(),
  optionGroups: z.array(
    z.object({ id, code: z.string(), name: z.string(), options: z.array(z.object({ id, code: z.string(), name: z.string() })) }),
  ),
  variants: z.array(variantShape),
});
/** A product as the shop has it, as far as a push may touch it. */
export type Shown = z.infer<typeof shape>;

const fields = (has: Has) => `id enabled ${has.productKey ? 'customFields { erpId }' : ''}
  translations { languageCode name slug description } facetValues { id facet { code } } assets { id } featuredAsset { id }
  optionGroups { id code name options { id code name } } variants { ${variantFields(has)} }`;

export async function pushProduct(shop: Shop, push: ProductPush, signal: AbortSignal): Promise<ProductAck> {
  const there = await findProduct(shop, push, signal);
  if (!there && !push.active) {
    // Taken off sale, and gone already.
    if (push.externalId !== undefined) return { externalId: push.externalId, variants: [] };
    throw new Terminal('NOT_FOUND', 'the shop never had this product');
  }
  const shown = there ? await update(shop, there, push, signal) : await create(shop, push, signal);
  const options = await ensureOptions(shop, shown, push, signal);
  const variants = await pushVariants(shop, shown, push, options, signal);
  return { externalId: shown.id, variants };
}

async function findProduct(shop: Shop, push: ProductPush, signal: AbortSignal): Promise<Shown | undefined> {
  const has = await shop.has(signal);
  const skus = push.variants.map((variant) => variant.sku);
  const first = async (filter: Record<string, unknown>) => {
    const { products } = await shop.admin.ask(
      `query ($o: ProductListOptions) { products(options: $o) { items { ${fields(has)} } } }`,
      { o: { filter, take: 1, sort: { id: 'ASC' } } },
      z.object({ products: z.object({ items: z.array(shape) }) }),
      signal,
    );
    return products.items[0];
  };
  return (
    (push.externalId === undefined ? undefined : await first({ id: { eq: push.externalId } })) ??
    (has.productKey ? await first({ erpId: { eq: push.erpKey } }) : undefined) ??
    (skus.length > 0 ? await first({ sku: { in: skus } }) : undefined) ??
    // A push cut short between product and variants, in a shop without a field for our key.
    (has.productKey ? undefined : await emptyWithSlug(first, push.slug))
  );
}

async function emptyWithSlug(
  first: (filter: Record<string, unknown>) => Promise<Shown | undefined>,
  slug: string,
): Promise<Shown | undefined> {
  const found = await first({ slug: { eq: slug } });
  return found?.variants.length === 0 ? found : undefined;
}

async function create(shop: Shop, push: ProductPush, signal: AbortSignal): Promise<Shown> {
  const [has, channel] = await Promise.all([shop.has(signal), shop.channel(signal)]);
  const assetIds = await ensureAssets(shop, push.media ?? [], signal);
  const facetValueIds = await facetValuesOf(shop, push.categoryExternalIds, signal);
  const input = {
    enabled: push.active,
    translations: newTexts(channel, push),
    facetValueIds,
    assetIds,
    ...given('featuredAssetId', assetIds[0]),
    ...(has.productKey ? { customFields: { erpId: push.erpKey } } : {}),
  };
  const { createProduct } = await shop.admin.ask(
    `mutation ($i: CreateProductInput!) { createProduct(input: $i) { ${fields(has)} } }`,
    { i: input },
    z.object({ createProduct: shape }),
    signal,
  );
  return createProduct;
}

/** A new product needs a name in the channel's own language, and a slug in each. */
function newTexts(channel: Channel, push: ProductPush) {
  const titles = inLanguages(channel, push.title);
  const descriptions = new Map(inLanguages(channel, push.description).map((text) => [text.language, text.value]));
  const fallback = titles[0]?.value ?? push.variants[0]?.title?.[0]?.value ?? push.variants[0]?.sku ?? push.slug;
  const all = titles.some((text) => text.language === channel.language)
    ? titles
    : [...titles, { language: channel.language, value: fallback }];
  return all.map(({ language, value }) => ({
    languageCode: language,
    name: value,
    slug: language === channel.language ? push.slug : `${push.slug}-${language.toLowerCase()}`,
    description: descriptions.get(language) ?? '',
  }));
}

/** The slug stays as it is: it is an address that people have saved. */
async function update(shop: Shop, there: Shown, push: ProductPush, signal: AbortSignal): Promise<Shown> {
  const [has, channel] = await Promise.all([shop.has(signal), shop.channel(signal)]);
  const change = {
    ...(there.enabled === push.active ? {} : { enabled: push.active }),
    ...translationChange(channel, there, push),
    ...(await facetChange(shop, there, push, signal)),
    ...(await assetChange(shop, there, push, signal)),
    ...(has.productKey && there.customFields?.erpId !== push.erpKey ? { customFields: { erpId: push.erpKey } } : {}),
  };
  if (Object.keys(change).length > 0) {
    await shop.admin.ask(
      'mutation ($i: UpdateProductInput!) { updateProduct(input: $i) { id } }',
      { i: { id: there.id, ...change } },
      z.unknown(),
      signal,
    );
  }
  return there;
}

function translationChange(channel: Channel, there: Shown, push: ProductPush) {
  const titles = new Map(inLanguages(channel, push.title).map((text) => [text.language, text.value]));
  const descriptions = new Map(inLanguages(channel, push.description).map((text) => [text.language, text.value]));
  const translations = [...new Set([...titles.keys(), ...descriptions.keys()])].flatMap((language) => {
    const now = there.translations.find((translation) => translation.languageCode === language);
    const [name, description] = [titles.get(language), descriptions.get(language)];
    if (!now) {
      // A description alone makes no translation: the shop would show a product without a name.
      return name === undefined
        ? []
        : [{ languageCode: language, name, slug: `${push.slug}-${language.toLowerCase()}`, description: description ?? '' }];
    }
    const change = {
      ...(name === undefined || name === now.name ? {} : { name }),
      ...(description === undefined || description === now.description ? {} : { description }),
    };
    return Object.keys(change).length > 0 ? [{ languageCode: language, ...change }] : [];
  });
  return translations.length > 0 ? { translations } : {};
}

async function facetChange(shop: Shop, there: Shown, push: ProductPush, signal: AbortSignal) {
  const wanted = await facetValuesOf(shop, push.categoryExternalIds, signal);
  const foreign = there.facetValues.filter(({ facet }) => facet.code !== categoryFacet).map((value) => value.id);
  const facetValueIds = [...new Set([...foreign, ...wanted])];
  const same = facetValueIds.length === there.facetValues.length && there.facetValues.every((value) => facetValueIds.includes(value.id));
  return same ? {} : { facetValueIds };
}

async function assetChange(shop: Shop, there: Shown, push: ProductPush, signal: AbortSignal) {
  if (!push.media) return {};
  const assetIds = await ensureAssets(shop, push.media, signal);
  // None could be fetched: what is shown is better than nothing.
  if (assetIds.length === 0 && push.media.length > 0) return {};
  const same = assetIds.join() === there.assets.map((asset) => asset.id).join() && there.featuredAsset?.id === assetIds[0];
  return same ? {} : { assetIds, ...given('featuredAssetId', assetIds[0]) };
}
