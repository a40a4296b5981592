/** Variants of a product on its way to the shop: made where the SKU is new, changed where something differs. */
import { z } from 'zod';
import { type ProductAck, type ProductPush, Terminal } from '../connector.ts';
import type { Options } from './options.ts';
import { channelPrice } from './prices.ts';
import type { Shown } from './publish.ts';
import { type Channel, type Has, inLanguages, type Shop } from './shop.ts';
import { pushStock } from './stock.ts';
import { given, id, inOrder, toPieces } from './values.ts';

export const variantShape = z.object({
  id,
  sku: z.string(),
  enabled: z.boolean(),
  customFields: z.object({ erpId: z.string().nullish(), ean: z.string().nullish() }).nullish(),
  prices: z.array(z.object({ currencyCode: z.string(), price: z.number() })),
  taxCategory: z.object({ id }),
  options: z.array(z.object({ id, groupId: id })),
  translations: z.array(z.object({ languageCode: z.string(), name: z.string() })),
});
type ShownVariant = z.infer<typeof variantShape>;
type VariantPush = ProductPush['variants'][number];

export function variantFields(has: Has): string {
  const custom = [has.variantKey ? 'erpId' : '', has.ean ? 'ean' : ''].filter(Boolean).join(' ');
  return `id sku enabled ${custom ? `customFields { ${custom} }` : ''} prices { currencyCode price } taxCategory { id }
    options { id groupId } translations { languageCode name }`;
}

export async function pushVariants(
  shop: Shop,
  shown: Shown,
  push: ProductPush,
  options: Options,
  signal: AbortSignal,
): Promise<ProductAck['variants']> {
  const [has, channel] = await Promise.all([shop.has(signal), shop.channel(signal)]);
  const there = await elsewhere(shop, shown, push, signal);
  const changes: { id: string }[] = [];
  const fresh: VariantPush[] = [];
  const ack: ProductAck['variants'] = [];
  for (const variant of push.variants) {
    const found =
      there.find((one) => one.id === variant.externalId && one.sku.trim() === variant.sku) ??
      there.find((one) => one.sku.trim() === variant.sku);
    if (!found) {
      // What was never on sale need not be made.
      if (variant.active) fresh.push(variant);
      continue;
    }
    ack.push({ sku: variant.sku, externalId: found.id });
    const change = variantChange(has, channel, shown, found, variant, options);
    if (Object.keys(change).length > 0) changes.push({ id: found.id, ...change });
  }
  if (changes.length > 0) {
    await shop.admin.ask(
      'mutation ($i: [UpdateProductVariantInput!]!) { updateProductVariants(input: $i) { id } }',
      { i: inOrder(changes) },
      z.unknown(),
      signal,
    );
  }
  const levels = push.variants.flatMap(({ sku, stock }) => {
    const variantExternalId = ack.find((one) => one.sku === sku)?.externalId;
    return stock && variantExternalId !== undefined ? [{ variantExternalId, sku, available: stock.available }] : [];
  });
  if (levels.length > 0) await pushStock(shop, levels, signal);
  if (fresh.length > 0) {
    const { createProductVariants } = await shop.admin.ask(
      'mutation ($i: [CreateProductVariantInput!]!) { createProductVariants(input: $i) { id sku } }',
      { i: fresh.map((variant) => newVariant(has, channel, shown, push, variant, options)) },
      z.object({ createProductVariants: z.array(z.object({ id, sku: z.string() })) }),
      signal,
    );
    ack.push(...createProductVariants.map(({ id: externalId, sku }) => ({ sku: sku.trim(), externalId })));
  }
  return ack;
}

/** The product's own variants, and those of its SKUs that the shop keeps under other products: Vendure would take the same SKU twice. */
async function elsewhere(shop: Shop, shown: Shown, push: ProductPush, signal: AbortSignal): Promise<ShownVariant[]> {
  const own = new Set(shown.variants.map((variant) => variant.sku.trim()));
  const missing = push.variants.map((variant) => variant.sku).filter((sku) => !own.has(sku));
  if (missing.length === 0) return shown.variants;
  const has = await shop.has(signal);
  const { productVariants } = await shop.admin.ask(
    `query ($o: ProductVariantListOptions) { productVariants(options: $o) { items { ${variantFields(has)} } } }`,
    { o: { filter: { sku: { in: missing } }, take: missing.length * 2, sort: { id: 'ASC' } } },
    z.object({ productVariants: z.object({ items: z.array(variantShape) }) }),
    signal,
  );
  return [...shown.variants, ...productVariants.items];
}

function newVariant(has: Has, channel: Channel, shown: Shown, push: ProductPush, variant: VariantPush, options: Options) {
  const named = inLanguages(channel, variant.title);
  const labels = variant.options.map(
    ({ axis, value }) => push.axes.find((one) => one.code === axis)?.values.find((one) => one.code === value)?.name ?? value,
  );
  const product =
    inLanguages(channel, push.title).find((text) => text.language === channel.language)?.value ??
    shown.translations[0]?.name ??
    variant.sku;
  const fallback = { language: channel.language, value: [product, ...labels].join(' ') };
  const texts = named.some((text) => text.language === channel.language) ? named : [...named, fallback];
  return {
    productId: shown.id,
    sku: variant.sku,
    enabled: variant.active,
    translations: texts.map(({ language, value }) => ({ languageCode: language, name: value })),
    optionIds: optionIds(variant, options),
    ...(variant.price
      ? { taxCategoryId: taxCategory(channel, variant.price.taxPercent), price: channelPrice(channel, variant.price) }
      : {}),
    stockLevels: [
      {
        stockLocationId: variant.stock?.locationExternalId ?? channel.stockLocationId,
        stockOnHand: variant.stock ? toPieces(variant.stock.available) : 0,
      },
    ],
    ...customFields(has, variant, undefined),
  };
}

function variantChange(
  has: Has,
  channel: Channel,
  shown: Shown,
  there: ShownVariant,
  variant: VariantPush,
  options: Options,
): Record<string, unknown> {
  const { price } = variant;
  const cents = price && channelPrice(channel, price);
  const samePrice = !price || there.prices.some((one) => one.currencyCode === price.currency && one.price === cents);
  const taxCategoryId = price && taxCategory(channel, price.taxPercent);
  const translations = inLanguages(channel, variant.title).filter(
    ({ language, value }) => there.translations.find((one) => one.languageCode === language)?.name !== value,
  );
  return {
    ...(there.enabled === variant.active ? {} : { enabled: variant.active }),
    ...(samePrice ? {} : { prices: [{ currencyCode: channel.currency, price: cents }] }),
    ...(taxCategoryId === undefined || taxCategoryId === there.taxCategory.id ? {} : { taxCategoryId }),
    ...(translations.length > 0
      ? { translations: translations.map(({ language, value }) => ({ languageCode: language, name: value })) }
      : {}),
    ...optionChange(shown, there, variant, options),
    ...customFields(has, variant, there),
  };
}

/** Only for a variant of this very product; one that the shop keeps elsewhere has the axes of its own product. */
function optionChange(shown: Shown, there: ShownVariant, variant: VariantPush, options: Options) {
  if (!shown.variants.includes(there)) return {};
  const wanted = optionIds(variant, options);
  const now = there.options.map((option) => option.id);
  return wanted.every((option) => now.includes(option)) ? {} : { optionIds: wanted };
}

function optionIds(variant: VariantPush, options: Options): string[] {
  return variant.options.map(({ axis, value }) => {
    const option = options.get(`${axis}/${value}`);
    if (option === undefined)
      throw new Terminal('INVALID', 'a variant names an option that its product does not have', `${variant.sku}: ${axis}/${value}`);
    return option;
  });
}

function customFields(has: Has, variant: VariantPush, there: ShownVariant | undefined) {
  const now = there?.customFields;
  const [ean] = variant.gtins;
  const wanted = {
    ...(has.variantKey && now?.erpId !== variant.erpKey ? { erpId: variant.erpKey } : {}),
    ...given('ean', has.ean && ean !== undefined && now?.ean !== ean ? ean : undefined),
  };
  return Object.keys(wanted).length > 0 ? { customFields: wanted } : {};
}

function taxCategory(channel: Channel, percent: string): string {
  const found = channel.taxCategories.get(String(Number(percent)));
  if (found === undefined) throw new Terminal('INVALID', 'the shop has no tax rate of this percent', percent);
  return found;
}
