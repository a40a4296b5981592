/** Categories of the shop: one tree, one name each. */
import { z } from 'zod';
import type { CategoryPush, CategoryRecord, Page } from '../connector.ts';
import { languageOf, type Shop, shown } from './shop.ts';
import { given, id } from './values.ts';

const category = z.object({
  id,
  name: z.string(),
  handle: z.string(),
  is_active: z.boolean(),
  is_internal: z.boolean(),
  parent_category_id: id.nullish(),
  external_id: id.nullish(),
});
type Category = z.infer<typeof category>;
const list = z.object({ product_categories: z.array(category) });
const made = z.object({ product_category: z.object({ id }) });
const fields = 'id,name,handle,is_active,is_internal,parent_category_id,external_id';
const pageSize = 1000;

/** A shop has tens of them: every pull reads them all. */
export function pullCategories(shop: Shop) {
  return async function* (_cursor: string | null, signal: AbortSignal): AsyncGenerator<Page<CategoryRecord>> {
    const readStartedAt = shop.now();
    const items = await readCategories(shop, {}, signal);
    const records = items.map((item) => ({
      externalId: item.id,
      ...given('parentId', item.parent_category_id ?? undefined),
      name: [{ locale: languageOf(shop), value: item.name }],
      slug: item.handle,
      active: item.is_active && !item.is_internal,
    }));
    yield { records, cursor: String(readStartedAt), readStartedAt, total: records.length };
  };
}

async function readCategories(shop: Shop, filter: Record<string, string>, signal: AbortSignal): Promise<Category[]> {
  const items: Category[] = [];
  for (;;) {
    const query = { ...filter, fields, order: 'id', limit: pageSize, offset: items.length };
    const { product_categories: page } = await shop.admin.get('/admin/product-categories', query, list, signal);
    items.push(...page);
    if (page.length < pageSize) return items;
  }
}

/** Upserts by binding, then by the hub's key, then by handle: a shop that already shows this category keeps its own. */
export async function pushCategory(shop: Shop, push: CategoryPush, signal: AbortSignal): Promise<{ externalId: string }> {
  const name = shown(shop, push.name) ?? push.slug;
  const there = await findCategory(shop, push, signal);
  if (!there) {
    const { product_category: fresh } = await shop.admin.post(
      '/admin/product-categories',
      {
        ...{ name, handle: push.slug, is_active: push.active, external_id: push.hubId },
        ...given('parent_category_id', push.parentExternalId),
      },
      made,
      signal,
    );
    return { externalId: fresh.id };
  }
  const change = {
    ...(there.is_active === push.active ? {} : { is_active: push.active }),
    ...(there.name === name ? {} : { name }),
    ...(there.external_id === push.hubId ? {} : { external_id: push.hubId }),
    ...(push.parentExternalId === undefined || push.parentExternalId === there.parent_category_id
      ? {}
      : { parent_category_id: push.parentExternalId }),
  };
  if (Object.keys(change).length > 0) await shop.admin.post(`/admin/product-categories/${there.id}`, change, z.unknown(), signal);
  return { externalId: there.id };
}

async function findCategory(shop: Shop, push: CategoryPush, signal: AbortSignal): Promise<Category | undefined> {
  const ways = [
    ...(push.externalId === undefined ? [] : [{ id: push.externalId }]),
    { external_id: push.hubId },
    { handle: push.slug },
  ] as Record<string, string>[];
  for (const filter of ways) {
    const [found] = await readCategories(shop, filter, signal);
    if (found) return found;
  }
  return undefined;
}
