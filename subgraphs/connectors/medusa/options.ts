/** Axes of a product in the shop. A shop that named them its own way keeps its names: they are matched by code, then by label. */
import { z } from 'zod';
import { type AxisRecord, type ProductPush, Terminal } from '../connector.ts';
import { noAxis } from './products.ts';
import type { Shown } from './publish.ts';
import type { Shop } from './shop.ts';

const noAxisValue = 'Default option value';
const alike = (a: string, b: string) => a.trim().toLowerCase() === b.trim().toLowerCase();
type VariantPush = ProductPush['variants'][number];

/** What a variant's options are called in the shop, title → value; one entry an option the product has there. */
export type OptionsOf = (variant: VariantPush) => Record<string, string>;

/** For a product that is new to the shop. Medusa wants at least one. */
export function newOptions(push: ProductPush): { title: string; values: string[]; is_exclusive: boolean }[] {
  if (push.axes.length === 0) return [{ title: noAxis, values: [noAxisValue], is_exclusive: true }];
  return push.axes.map((axis) => ({ title: axis.name, values: labels(axis), is_exclusive: true }));
}

export const newOptionsOf = (push: ProductPush): OptionsOf =>
  push.axes.length === 0
    ? () => ({ [noAxis]: noAxisValue })
    : (variant) => Object.fromEntries(push.axes.map((axis) => [axis.name, labelOf(axis, variant)]));

const labels = (axis: AxisRecord) => [...new Set(axis.values.map((value) => value.name))];

function labelOf(axis: AxisRecord, variant: VariantPush): string {
  const code = variant.options.find((option) => option.axis === axis.code)?.value;
  const value = axis.values.find((one) => one.code === code);
  if (!value)
    throw new Terminal('INVALID', 'a variant names an option that its product does not have', `${variant.sku}: ${axis.code}/${code}`);
  return value.name;
}

/** Makes what the shop lacks, then tells what each variant's options are called there. */
export async function ensureOptions(shop: Shop, there: Shown, push: ProductPush, signal: AbortSignal): Promise<OptionsOf> {
  const own = there.options ?? [];
  const found = push.axes.map((axis) => ({
    axis,
    option: own.find((one) => alike(one.title, axis.code)) ?? own.find((one) => alike(one.title, axis.name)),
  }));
  const add = found.flatMap(({ axis, option }) => (option ? [] : [{ title: axis.name, values: labels(axis), is_exclusive: true }]));
  const update = found.flatMap(({ axis, option }) => {
    const missing = option ? axis.values.filter((value) => !valueThere(option, value)).map((value) => ({ value: value.name })) : [];
    return option && missing.length > 0 ? [{ product_option_id: option.id, add: missing }] : [];
  });
  if (add.length + update.length > 0)
    await shop.admin.post(`/admin/products/${there.id}/options/batch?fields=id`, { add, update }, z.unknown(), signal);
  const others = own.filter((one) => !found.some(({ option }) => option === one));
  return (variant) => ({
    ...Object.fromEntries(others.map((one) => [one.title, one.values?.[0]?.value ?? noAxisValue])),
    ...Object.fromEntries(
      found.map(({ axis, option }) => {
        const code = variant.options.find((one) => one.axis === axis.code)?.value;
        const value = axis.values.find((one) => one.code === code);
        const known = option && value ? valueThere(option, value) : undefined;
        return [option?.title ?? axis.name, known ?? labelOf(axis, variant)];
      }),
    ),
  });
}

function valueThere(option: NonNullable<Shown['options']>[number], value: AxisRecord['values'][number]): string | undefined {
  const values = option.values ?? [];
  return (values.find((one) => alike(one.value, value.code)) ?? values.find((one) => alike(one.value, value.name)))?.value;
}
