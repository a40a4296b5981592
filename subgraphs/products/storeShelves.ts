/** A page within categories: the next products of each are read from an index by title or price, so that a page costs the same on a shelf of any size. */
import { type Expression, expressionBuilder, type SqlBool, sql } from 'kysely';
import type { Tables } from '#hub/tables.ts';
import { conditionsOf, type Search } from './search.ts';
import { beyond, type CursorValues, type Part } from './storeSort.ts';

/** Categories read one by one in a statement; SQLite takes 500 at most. */
const SHELVES = 100;

/**
 * Products among which the page must be, at most a page of each category. Undefined where no index has the order, and where there are few products anyway.
 * Whose company it is the caller checks: a category has products of one company only.
 */
export function shelvesOf(
  search: Search,
  { shelf }: Part,
  after: CursorValues | undefined,
  backward: boolean,
  limit: number,
): Expression<SqlBool> | undefined {
  const { categoryIds, ids, skus, gtins } = search.conditions;
  if (!shelf || !categoryIds?.length || categoryIds.length > SHELVES || ids || skus || gtins) return undefined;
  const eb = expressionBuilder<Tables, 'product'>();
  const [, ...conditions] = conditionsOf(eb, search, 'categoryIds');
  if (shelf.condition) conditions.push(shelf.condition);
  if (after) conditions.push(...beyond(shelf.keys, after, backward));
  const order = sql.join(
    shelf.keys.map(({ expression, descending }) => sql`${expression} ${sql.raw(descending !== backward ? 'desc' : 'asc')}`),
  );
  const pages = [...new Set(categoryIds)].map(
    (
      id,
    ) => sql`select * from (select product_category.product_id from product_category inner join product on product.id = product_category.product_id
      where product_category.category_id = ${id} and ${eb.and(conditions)} order by ${order} limit ${limit}) as page`,
  );
  return sql<SqlBool>`product.id in (${sql.join(pages, sql` union all `)})`;
}
