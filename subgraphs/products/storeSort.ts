/** The order of a product list: sort keys as SQL, and the same keys as what stands in a page cursor. */
import { type Expression, expressionBuilder, type SqlBool, sql } from 'kysely';
import { failure } from '#hub/errors.ts';
import type { CursorKey } from '#hub/paging.ts';
import { likePattern } from '#hub/text.ts';
import type { ProductRow } from './mappers.ts';
import { defaultColumn, type PriceColumn } from './storeSortPrices.ts';
import type { ProductSort } from './types.ts';

export interface OrderKey {
  by: ProductSort['by'];
  descending: boolean;
}

export type RankedRow = ProductRow & { rank?: number };

/** One column of the order. */
export interface Key {
  name: string;
  expression: ReturnType<typeof sql<string | number | bigint>>;
  descending: boolean;
  of(row: RankedRow): string | number;
  equals(cursor: CursorValues): Expression<SqlBool>;
  /** Strictly beyond the cursor in reading direction. */
  passes(cursor: CursorValues, backward: boolean): Expression<SqlBool>;
  /** At the cursor or beyond: lets the database begin in the index. */
  reaches(cursor: CursorValues, backward: boolean): Expression<SqlBool>;
}

export type CursorValues = ReadonlyMap<string, string | number | bigint>;

/** The asked order, or the usual one. Relevance means something only in a search, and is always best first. */
export function readOrder(sort: readonly ProductSort[] | null | undefined, searching: boolean): OrderKey[] {
  if ((sort?.length ?? 0) > 3) throw failure('BAD_USER_INPUT', 'At most 3 sort keys.');
  const asked = (sort ?? [])
    .filter(({ by }) => searching || by !== 'RELEVANCE')
    .map(({ by, direction }) => ({ by, descending: by !== 'RELEVANCE' && (direction === 'DESC') !== (by === 'NEWEST') }));
  if (new Set(asked.map((key) => key.by)).size < asked.length) throw failure('BAD_USER_INPUT', 'A sort key is named twice.');
  if (asked.length && asked.at(-1)?.by !== 'RELEVANCE') return asked;
  const usual: OrderKey[] = [...asked, ...(searching && !asked.length ? [{ by: 'RELEVANCE' as const, descending: false }] : [])];
  return usual.some((key) => key.by === 'TITLE') ? usual : [...usual, { by: 'TITLE', descending: false }];
}

/** A cursor names the order it was made for. */
export const orderOf = (order: readonly OrderKey[]): string => order.map((key) => `${key.by}${key.descending ? '-' : '+'}`).join('');

export function keysOf(order: readonly OrderKey[], phrase: string | undefined, price: PriceColumn): Key[] {
  const columns = ({ by, descending }: OrderKey): Key[] => {
    switch (by) {
      case 'TITLE':
        return [key('title', sql`product.sort_title`, descending, (row) => row.sortTitle)];
      case 'PRICE':
        return [
          key('priceless', sql`case when ${price} is null then 1 else 0 end`, false, (row) => (row.sortPriceMicros === null ? 1 : 0)),
          key('price', sql`coalesce(${price}, 0)`, descending, (row) => String(row.sortPriceMicros ?? 0n)),
        ];
      case 'NEWEST':
        return [key('created', sql`product.created_at`, descending, (row) => row.createdAt)];
      case 'UPDATED_AT':
        return [key('updated', sql`product.updated_at`, descending, (row) => row.updatedAt)];
      case 'RELEVANCE':
        return [key('rank', rankOf(phrase ?? ''), false, (row) => Number(row.rank ?? 0))];
    }
  };
  return [...order.flatMap(columns), key('id', sql`product.id`, order.at(-1)?.descending ?? false, (row) => row.id)];
}

/** An order that the rows of `product_category` have, too, with an index for it (see storeShelves.ts). */
export interface ShelfOrder {
  keys: readonly Key[];
  condition: Expression<SqlBool> | undefined;
}

/** A stretch of the list that is read by one statement. */
export interface Part {
  keys: readonly Key[];
  condition: Expression<SqlBool> | undefined;
  shelf: ShelfOrder | undefined;
  /** Whether a cursor lies in it. */
  holds(cursor: CursorValues | undefined): boolean;
  /** Whether something of it may come after the cursor, in reading direction. */
  reached(cursor: CursorValues, backward: boolean): boolean;
}

/** By price first, products with a price are read by its index, then those without; any other order is one stretch. */
export function partsOf(order: readonly OrderKey[], keys: readonly Key[], price: PriceColumn): Part[] {
  const [first] = order;
  const shelf = shelfOrders(order, price);
  if (first?.by !== 'PRICE')
    return [{ keys, condition: undefined, shelf: shelf[0], holds: (cursor) => cursor !== undefined, reached: () => true }];
  const others = keys.filter(({ name }) => name !== 'priceless' && name !== 'price');
  const plain = key('price', sql`${price}`, first.descending, (row) => String(row.sortPriceMicros ?? 0n));
  const part = (priceless: number, condition: Expression<SqlBool>, own: Key[]): Part => ({
    keys: own,
    condition,
    shelf: shelf[priceless],
    holds: (cursor) => cursor?.get('priceless') === priceless,
    reached: (cursor, backward) => (backward ? Number(cursor.get('priceless')) >= priceless : Number(cursor.get('priceless')) <= priceless),
  });
  return [part(0, sql<SqlBool>`${price} is not null`, [plain, ...others]), part(1, sql<SqlBool>`${price} is null`, others)];
}

/** One a part. Only by one key: within equal titles or prices the index goes on by id. */
function shelfOrders(order: readonly OrderKey[], price: PriceColumn): ShelfOrder[] {
  const [first] = order;
  if (!first || order.length > 1) return [];
  const none = () => '';
  const id = key('id', sql`product_category.product_id`, first.descending, none);
  if (first.by === 'TITLE')
    return [{ keys: [key('title', sql`product_category.sort_title`, first.descending, none), id], condition: undefined }];
  if (first.by !== 'PRICE' || price !== defaultColumn) return [];
  return [
    {
      keys: [key('price', sql`product_category.sort_price_micros`, first.descending, none), id],
      condition: sql<SqlBool>`product_category.sort_price_micros is not null`,
    },
    { keys: [id], condition: sql<SqlBool>`product_category.sort_price_micros is null` },
  ];
}

function key(name: string, expression: Key['expression'], descending: boolean, of: Key['of']): Key {
  const value = (cursor: CursorValues) => cursor.get(name);
  const greater = (backward: boolean) => descending === backward;
  return {
    name,
    expression,
    descending,
    of,
    equals: (cursor) => sql<SqlBool>`${expression} = ${value(cursor)}`,
    passes: (cursor, backward) =>
      greater(backward) ? sql<SqlBool>`${expression} > ${value(cursor)}` : sql<SqlBool>`${expression} < ${value(cursor)}`,
    reaches: (cursor, backward) =>
      greater(backward) ? sql<SqlBool>`${expression} >= ${value(cursor)}` : sql<SqlBool>`${expression} <= ${value(cursor)}`,
  };
}

/** What comes after a cursor in reading direction. */
export function beyond(keys: readonly Key[], after: CursorValues, backward: boolean): Expression<SqlBool>[] {
  const eb = expressionBuilder();
  const passes = keys.map((key, i) => eb.and([...keys.slice(0, i).map((before) => before.equals(after)), key.passes(after, backward)]));
  return [...keys.slice(0, 1).map((first) => first.reaches(after, backward)), eb.or(passes)];
}

/**
 * The search column holds the folded titles a line each, then SKUs and bar codes between tabs (see searchText in apply), so that one look at it tells
 * an exact number from a title's beginning.
 */
function rankOf(phrase: string): Key['expression'] {
  const at = (pattern: string) => sql`product.search like ${pattern} escape '\\'`;
  const inner = likePattern(phrase);
  const begins = inner.slice(1);
  return sql`case when ${at(`%\t${inner.slice(1, -1)}\t%`)} then 0 when ${at(begins)} then 1 when ${at(`%\n${begins}`)} then 2 when ${at(inner)} then 3 else 4 end`;
}

/** The values of a cursor by key. Throws BAD_USER_INPUT when it was made for another order. */
export function cursorValues(order: readonly OrderKey[], keys: readonly Key[], cursor: CursorKey): CursorValues {
  const [made, ...values] = cursor;
  const numeric = new Set(['priceless', 'created', 'updated', 'rank']);
  const good =
    made === orderOf(order) &&
    values.length === keys.length &&
    keys.every(({ name }, i) => {
      const value = values[i];
      if (numeric.has(name)) return typeof value === 'number' && Number.isSafeInteger(value);
      return typeof value === 'string' && (name !== 'price' || /^-?\d{1,18}$/.test(value));
    });
  if (!good) throw failure('BAD_USER_INPUT', 'This page cursor belongs to another order: begin again at the first page.');
  return new Map(keys.map(({ name }, i) => [name, name === 'price' ? BigInt(String(values[i])) : (values[i] as string | number)]));
}
