/** What differs between two tellings of a product, in the schema's words. */
import type { ProductRecord } from '#connectors/connector.ts';
import { contentOf } from '#hub/bindings.ts';

const words: Partial<Record<string, string>> = {
  active: 'lifecycle',
  categoryIds: 'categories',
  axes: 'optionAxes',
  seoTitle: 'seo',
  seoDescription: 'seo',
};

/** `before` is what was stored as JSON: its micros are text there. */
export function changedFields(before: ProductRecord | undefined, after: ProductRecord): string[] {
  if (!before) return [];
  const now = JSON.parse(contentOf(after)) as Record<string, unknown>;
  const then = before as unknown as Record<string, unknown>;
  const names = [...new Set([...Object.keys(now), ...Object.keys(then)])].filter((name) => contentOf(now[name]) !== contentOf(then[name]));
  return [...new Set(names.map((name) => words[name] ?? name))].sort();
}

/** A change that shops hear of: cost is no business of theirs, and prices go their own way. */
export function tellsShops(before: ProductRecord | undefined, after: ProductRecord): boolean {
  if (!before) return true;
  // Applied again with the same record: it came back after it was gone, or its categories are known now.
  if (contentOf(before) === contentOf(after)) return true;
  const shown = (record: ProductRecord) =>
    contentOf({ ...record, variants: record.variants.map((variant) => ({ ...variant, cost: undefined, listPrice: undefined })) });
  return shown(before) !== shown(JSON.parse(contentOf(after)) as ProductRecord);
}
