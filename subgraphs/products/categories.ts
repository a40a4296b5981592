/** The catalogue tree. */
import { failure } from '#hub/errors.ts';
import { sortKey } from '#hub/text.ts';
import type { RequestContext } from './context.ts';
import { listProducts } from './lists.ts';
import type { CategoryRow } from './mappers.ts';
import { externalIdsOf } from './shared.ts';
import { languagesOf, servedText } from './texts.ts';
import type { CategoryResolvers } from './types.ts';

const DEPTH = 10;

/** Level by level; parents stand before their children. */
export async function listCategories(context: RequestContext, parentId: string | undefined, depth: number): Promise<CategoryRow[]> {
  if (depth < 1 || depth > DEPTH) throw failure('BAD_USER_INPUT', `depth is 1 to ${DEPTH}.`);
  const { loaders } = context;
  let level = parentId === undefined ? await loaders.topCategories() : await loaders.childrenOf.load(parentId);
  const seen = new Set<string>();
  const all: CategoryRow[] = [];
  for (let i = 0; i < depth && level.length; i++) {
    // A circle in the source's tree must not go round.
    level = (await sortCategories(level, context)).filter(({ id }) => !seen.has(id));
    for (const row of level) seen.add(row.id);
    all.push(...level);
    if (i + 1 < depth) level = (await Promise.all(level.map(({ id }) => loaders.childrenOf.load(id)))).flat();
  }
  return all;
}

async function nameOf(row: CategoryRow, context: RequestContext, language?: string | null): Promise<string> {
  return servedText(await context.loaders.texts.load(row.id), 'name', languagesOf(context, language)) ?? row.slug;
}

export async function sortCategories<R extends CategoryRow>(rows: readonly R[], context: RequestContext): Promise<R[]> {
  const named = await Promise.all(rows.map(async (row) => ({ row, key: sortKey(await nameOf(row, context)) })));
  return named.sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : a.row.id < b.row.id ? -1 : 1)).map(({ row }) => row);
}

export const categoryResolvers: CategoryResolvers = {
  __resolveReference: async ({ id }, { loaders }) => {
    const row = await loaders.category.load(id);
    return row && { ...row };
  },
  name: (row, { language }, context) => nameOf(row, context, language),
  parent: (row, _, { loaders }) => (row.parentId === null ? null : loaders.category.load(row.parentId)),
  ancestors: async (row, _, { loaders }) => (await loaders.ancestors.load(row.id)).toReversed(),
  children: async (row, _, context) => sortCategories(await context.loaders.childrenOf.load(row.id), context),
  productCount: (row, _, { loaders }) => loaders.productCount.load(row.id),
  products: (row, list, context) => listProducts(context, list, row.id),
  externalIds: (row, _, context) => externalIdsOf(row.id, context),
};
