/** Products by words, conditions and order: one page, the count, and the set that facets are counted over. */
import { type Expression, type ExpressionBuilder, type SqlBool, sql } from 'kysely';
import { saleKinds } from '#hub/availability.ts';
import type { Db } from '#hub/database.ts';
import type { Micros } from '#hub/money.ts';
import { COUNT_LIMIT, type Connection, toConnection, type Window } from '#hub/paging.ts';
import type { Tables } from '#hub/tables.ts';
import { likePattern } from '#hub/text.ts';
import type { ProductRow } from './mappers.ts';
import { productColumns, type Sight } from './store.ts';
import { shelvesOf } from './storeShelves.ts';
import {
  beyond,
  type CursorValues,
  cursorValues,
  keysOf,
  type OrderKey,
  orderOf,
  type Part,
  partsOf,
  type RankedRow,
} from './storeSort.ts';
import type { PriceColumn } from './storeSortPrices.ts';
import type { ProductGap, ProductLifecycle } from './types.ts';

/** Conditions as checked and resolved from the arguments; absent means no condition, an empty list that nothing fits. */
export interface Conditions {
  ids?: readonly string[];
  skus?: readonly string[];
  gtins?: readonly string[];
  /** With everything below them. */
  categoryIds?: readonly string[];
  brands?: readonly string[];
  price?: { from: Micros | undefined; to: Micros | undefined };
  availability?: ReadonlySet<string>;
  parameters?: readonly { code: string; anyOf?: readonly string[]; from?: Micros | undefined; to?: Micros | undefined }[];
  lifecycle?: readonly ProductLifecycle[];
  updatedAt?: { from: number | undefined; to: number | undefined };
  missing?: readonly ProductGap[];
}

export interface Search {
  sight: Sight;
  /** The search folded, whole; undefined when nothing was searched. '' fits nothing. */
  phrase: string | undefined;
  conditions: Conditions;
  order: OrderKey[];
  /** Categories, brands and so on as the caller gave them, for `selected` in facets. */
  selectedCategories: ReadonlySet<string>;
  /** Whose warehouses decide what can be sold. */
  channelId: string;
  /** The channel's, where price is a condition or an order; else the default one. */
  price: PriceColumn;
  /** Ids of those warehouses, where they are needed; undefined = all of the company. */
  places?: readonly string[] | undefined;
}

export type ProductExpressions = ExpressionBuilder<Tables, 'product'>;

export async function searchProducts(db: Db, search: Search, window: Window): Promise<Connection<ProductRow>> {
  const keys = keysOf(search.order, search.phrase, search.price);
  const after = window.from && cursorValues(search.order, keys, window.from);
  const parts = partsOf(search.order, keys, search.price);
  if (window.backward) parts.reverse();
  const rows: RankedRow[] = [];
  for (const part of parts) {
    if (rows.length > window.limit) break;
    if (after && !part.reached(after, window.backward)) continue;
    rows.push(
      ...(await readPart(db, search, part, part.holds(after) ? after : undefined, window.backward, window.limit + 1 - rows.length)),
    );
  }
  return toConnection(rows, window, (row) => [orderOf(search.order), ...keys.map((key) => key.of(row))]);
}

async function readPart(
  db: Db,
  search: Search,
  part: Part,
  after: CursorValues | undefined,
  backward: boolean,
  limit: number,
): Promise<RankedRow[]> {
  const { keys, condition } = part;
  const shelves = shelvesOf(search, part, after, backward, limit);
  let query = db
    .selectFrom('product')
    .select(productColumns.filter((column) => column !== 'product.sortPriceMicros'))
    .select(search.price.as('sortPriceMicros'))
    .where((eb) => eb.and(shelves ? [...conditionsOf(eb, search, 'categoryIds', true), shelves] : conditionsOf(eb, search)))
    .limit(limit);
  if (condition) query = query.where(() => condition);
  for (const key of keys) {
    query = query.orderBy(key.expression, key.descending !== backward ? 'desc' : 'asc');
    if (key.name === 'rank') query = query.select(key.expression.as('rank'));
  }
  if (after) query = query.where((eb) => eb.and(beyond(keys, after, backward)));
  return (await query.execute()) as RankedRow[];
}

/** Exact up to the limit, then null. */
export async function countFound(db: Db, search: Search): Promise<number | null> {
  const row = await db
    .selectFrom(
      db
        .selectFrom('product')
        .select('product.id')
        .where((eb) => eb.and(conditionsOf(eb, search)))
        .limit(COUNT_LIMIT + 1)
        .as('found'),
    )
    .select((eb) => eb.fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow();
  return row.total > COUNT_LIMIT ? null : Number(row.total);
}

/** `except` leaves out the conditions of one facet, so that its other values can be counted. `few`: few products can fit. */
export function conditionsOf(
  eb: ProductExpressions,
  search: Search,
  except?: keyof Conditions | { parameter: string },
  few = Boolean(search.conditions.ids ?? search.conditions.skus ?? search.conditions.gtins),
): Expression<SqlBool>[] {
  const { sight, conditions, phrase } = search;
  const wanted = typeof except === 'string' ? { ...conditions, [except]: undefined } : conditions;
  // Where few products can fit, the database is kept from walking the company's index.
  const list: Expression<SqlBool>[] = [
    few ? sql<SqlBool>`coalesce(product.company_id, '') = ${sight.companyId}` : eb('product.companyId', '=', sight.companyId),
  ];
  if (!sight.all) list.push(eb('product.lifecycle', '=', 'ACTIVE'));
  if (phrase !== undefined) list.push(...wordsOf(eb, phrase));
  if (wanted.ids) list.push(anyOf(eb, 'product.id', wanted.ids));
  if (wanted.skus) list.push(throughVariants(eb, sight, wanted.skus, 'sku'));
  if (wanted.gtins) list.push(throughVariants(eb, sight, wanted.gtins, 'gtin'));
  if (wanted.categoryIds) list.push(inCategories(eb, wanted.categoryIds));
  if (wanted.brands) list.push(anyOf(eb, 'product.brand', wanted.brands));
  if (wanted.lifecycle) list.push(anyOf(eb, 'product.lifecycle', wanted.lifecycle));
  if (wanted.price?.from !== undefined) list.push(sql<SqlBool>`${search.price} >= ${wanted.price.from}`);
  if (wanted.price?.to !== undefined) list.push(sql<SqlBool>`${search.price} <= ${wanted.price.to}`);
  if (wanted.updatedAt?.from !== undefined) list.push(eb('product.updatedAt', '>=', wanted.updatedAt.from));
  if (wanted.updatedAt?.to !== undefined) list.push(eb('product.updatedAt', '<', wanted.updatedAt.to));
  if (wanted.availability) list.push(availabilityIs(eb, wanted.availability, search.places));
  for (const parameter of wanted.parameters ?? [])
    if (typeof except !== 'object' || except.parameter !== parameter.code) list.push(parameterFits(eb, sight, parameter));
  for (const gap of wanted.missing ?? []) list.push(gaps[gap](eb));
  return list;
}

const nothing = sql<SqlBool>`1 = 0`;

function anyOf(
  eb: ProductExpressions,
  column: 'product.id' | 'product.brand' | 'product.lifecycle',
  values: readonly string[],
): Expression<SqlBool> {
  return values.length ? eb(column, 'in', values) : nothing;
}

/** Every word somewhere in the folded text; a word may be the beginning or the middle of one there. */
function wordsOf(eb: ProductExpressions, phrase: string): Expression<SqlBool>[] {
  const words = [...new Set(phrase.split(' '))].filter((word) => word !== '');
  return words.length ? words.map((word) => sql<SqlBool>`${eb.ref('product.search')} like ${likePattern(word)} escape '\\'`) : [nothing];
}

function throughVariants(eb: ProductExpressions, sight: Sight, values: readonly string[], by: 'sku' | 'gtin'): Expression<SqlBool> {
  if (!values.length) return nothing;
  let query = eb.selectFrom('variant').select('variant.productId').where('variant.companyId', '=', sight.companyId);
  if (!sight.all) query = query.where('variant.active', '=', 1);
  query =
    by === 'sku'
      ? query.where('variant.sku', 'in', values)
      : query.where('variant.id', 'in', eb.selectFrom('gtin').select('gtin.variantId').where('gtin.gtin', 'in', values));
  return eb('product.id', 'in', query);
}

function inCategories(eb: ProductExpressions, ids: readonly string[]): Expression<SqlBool> {
  if (!ids.length) return nothing;
  return eb(
    'product.id',
    'in',
    eb.selectFrom('productCategory').select('productCategory.productId').where('productCategory.categoryId', 'in', ids),
  );
}

/** Something of it can be sold now: the same arithmetic and the same places as a reservation. */
export function sellableNow(eb: ProductExpressions, places: readonly string[] | undefined): Expression<SqlBool> {
  if (places && !places.length) return nothing;
  return eb.exists(
    eb
      .selectFrom('variant as sold')
      .innerJoin('stockLevel', 'stockLevel.variantId', 'sold.id')
      .innerJoin('location', 'location.id', 'stockLevel.locationId')
      .select('sold.id')
      .whereRef('sold.productId', '=', 'product.id')
      .where('sold.active', '=', 1)
      .where('location.active', '=', 1)
      .where('location.kind', 'in', [...saleKinds])
      .$if(places !== undefined, (query) => query.where('location.id', 'in', places ?? []))
      .where(
        sql<SqlBool>`stock_level.on_hand_micros - stock_level.reserved_in_erp_micros - stock_level.reserved_in_hub_micros - stock_level.safety_buffer_micros > 0`,
      ),
  );
}

function availabilityIs(eb: ProductExpressions, wanted: ReadonlySet<string>, places: readonly string[] | undefined): Expression<SqlBool> {
  if (!wanted.size) return nothing;
  if (wanted.size > 1) return sql<SqlBool>`1 = 1`;
  return wanted.has('IN_STOCK') ? sellableNow(eb, places) : eb.not(sellableNow(eb, places));
}

function parameterFits(eb: ProductExpressions, sight: Sight, wanted: NonNullable<Conditions['parameters']>[number]): Expression<SqlBool> {
  let query = eb.selectFrom('parameter').select('parameter.productId').where('parameter.code', '=', wanted.code);
  if (wanted.anyOf) query = wanted.anyOf.length ? query.where('parameter.value', 'in', wanted.anyOf) : query.where(nothing);
  if (wanted.from !== undefined) query = query.where('parameter.numberMicros', '>=', wanted.from);
  if (wanted.to !== undefined) query = query.where('parameter.numberMicros', '<=', wanted.to);
  if (!sight.all) query = query.where(() => parameterShown);
  return eb('product.id', 'in', query);
}

/** Not that of a variant which is off sale. */
export const parameterShown = sql<SqlBool>`(parameter.owner_id = parameter.product_id or not exists (
  select 1 from variant as hidden where hidden.id = parameter.owner_id and hidden.active = 0))`;

const gaps: Record<ProductGap, (eb: ProductExpressions) => Expression<SqlBool>> = {
  IMAGE: (eb) => eb.not(eb.exists(eb.selectFrom('media').select('media.ownerId').whereRef('media.ownerId', '=', 'product.id'))),
  DESCRIPTION: (eb) =>
    eb.not(
      eb.exists(
        eb
          .selectFrom('localizedText')
          .select('localizedText.entityId')
          .whereRef('localizedText.entityId', '=', 'product.id')
          .where('localizedText.field', '=', 'description'),
      ),
    ),
  CATEGORY: (eb) =>
    eb.not(
      eb.exists(
        eb.selectFrom('productCategory').select('productCategory.productId').whereRef('productCategory.productId', '=', 'product.id'),
      ),
    ),
  PRICE: (eb) => eb('product.sortPriceMicros', 'is', null),
  SHOP_BINDING: (eb) => eb.not(boundIn(eb, 'SHOP')),
  ERP_BINDING: (eb) => eb.not(boundIn(eb, 'ERP')),
  GTIN: (eb) =>
    eb.not(
      eb.exists(
        eb
          .selectFrom('variant')
          .innerJoin('gtin', 'gtin.variantId', 'variant.id')
          .select('variant.id')
          .whereRef('variant.productId', '=', 'product.id'),
      ),
    ),
};

function boundIn(eb: ProductExpressions, role: 'ERP' | 'SHOP'): Expression<SqlBool> {
  return eb.exists(
    eb
      .selectFrom('binding')
      .innerJoin('system', 'system.id', 'binding.systemId')
      .select('binding.id')
      .whereRef('binding.id', '=', 'product.id')
      .where('system.role', '=', role),
  );
}
