/** Axes of a product in the shop. A shop that named them its own way keeps its names: they are matched by code, then by label. */
import { z } from 'zod';
import type { ProductPush } from '../connector.ts';
import type { Shown } from './publish.ts';
import type { Shop } from './shop.ts';
import { id } from './values.ts';

/** Option id by `axis/value` of the push. */
export type Options = Map<string, string>;

const groupShape = z.object({ id, options: z.array(z.object({ id, code: z.string() })) });
const alike = (a: string, b: string) => a.trim().toLowerCase() === b.trim().toLowerCase();

export async function ensureOptions(shop: Shop, shown: Shown, push: ProductPush, signal: AbortSignal): Promise<Options> {
  const { language } = await shop.channel(signal);
  const named = (name: string) => [{ languageCode: language, name }];
  const options: Options = new Map();
  for (const axis of push.axes) {
    const group =
      shown.optionGroups.find((one) => alike(one.code, axis.code)) ?? shown.optionGroups.find((one) => alike(one.name, axis.name));
    if (!group) {
      const input = {
        code: axis.code,
        translations: named(axis.name),
        options: axis.values.map(({ code, name }) => ({ code, translations: named(name) })),
      };
      const { createProductOptionGroup: made } = await shop.admin.ask(
        'mutation ($i: CreateProductOptionGroupInput!) { createProductOptionGroup(input: $i) { id options { id code } } }',
        { i: input },
        z.object({ createProductOptionGroup: groupShape }),
        signal,
      );
      await shop.admin.ask(
        'mutation ($p: ID!, $g: ID!) { addOptionGroupToProduct(productId: $p, optionGroupId: $g) { id } }',
        { p: shown.id, g: made.id },
        z.unknown(),
        signal,
      );
      axis.values.forEach(({ code }, index) => {
        const found = made.options.find((option) => alike(option.code, code)) ?? made.options[index];
        if (found) options.set(`${axis.code}/${code}`, found.id);
      });
      continue;
    }
    for (const { code, name } of axis.values) {
      const found = group.options.find((option) => alike(option.code, code)) ?? group.options.find((option) => alike(option.name, name));
      options.set(`${axis.code}/${code}`, found?.id ?? (await createOption(shop, group.id, code, named(name), signal)));
    }
  }
  return options;
}

async function createOption(shop: Shop, groupId: string, code: string, translations: unknown, signal: AbortSignal): Promise<string> {
  const { createProductOption } = await shop.admin.ask(
    'mutation ($i: CreateProductOptionInput!) { createProductOption(input: $i) { id } }',
    { i: { productOptionGroupId: groupId, code, translations } },
    z.object({ createProductOption: z.object({ id }) }),
    signal,
  );
  return createProductOption.id;
}
