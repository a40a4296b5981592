/** Checks the arguments of product lists and turns them into a search. */
import { channelLocations } from '#hub/channelLocations.ts';
import type { Db } from '#hub/database.ts';
import { failure } from '#hub/errors.ts';
import { formatQuantity, micros, tryMicros } from '#hub/money.ts';
import { MAX_PAGE } from '#hub/paging.ts';
import { instantMs } from '#hub/scalars.ts';
import { fold } from '#hub/text.ts';
import { may, type Viewer } from '#hub/viewer.ts';
import type { Conditions, Search } from './search.ts';
import { findSubtree, type Sight } from './store.ts';
import { readOrder } from './storeSort.ts';
import { defaultColumn, findPriceColumn } from './storeSortPrices.ts';
import type { DecimalRange, InputMaybe, ProductFilter, ProductSort } from './types.ts';

export interface ListArguments {
  search?: InputMaybe<string> | undefined;
  filter?: InputMaybe<ProductFilter> | undefined;
  sort?: InputMaybe<ProductSort[]> | undefined;
}

/** A longer search than any title or number. */
const SEARCH_LENGTH = 200;
const PARAMETERS = 20;

/** `within` keeps the list to one category and all below it. Throws BAD_USER_INPUT, PAGE_TOO_LARGE or FORBIDDEN. */
export async function readSearch(db: Db, viewer: Viewer, sight: Sight, list: ListArguments, within?: string): Promise<Search> {
  const text = list.search?.trim();
  if (text && text.length > SEARCH_LENGTH) throw failure('BAD_USER_INPUT', `A search has at most ${SEARCH_LENGTH} characters.`);
  const phrase = text ? fold(text) : undefined;
  const filter = list.filter ?? undefined;
  if (filter?.missing?.length && !may(viewer, 'products:read')) throw failure('FORBIDDEN', 'This needs the scope products:read.');
  const conditions = filter ? readConditions(filter) : {};
  const asked = filter?.categoryIds ?? undefined;
  if (asked) conditions.categoryIds = (filter?.includeSubcategories ?? true) ? await below(db, sight, asked) : asked;
  if (within !== undefined) {
    const inside = await below(db, sight, [within]);
    const both = conditions.categoryIds;
    conditions.categoryIds = both ? inside.filter((id) => both.includes(id)) : inside;
  }
  const { channelId } = viewer;
  return {
    sight,
    phrase,
    conditions,
    order: readOrder(list.sort, phrase !== undefined),
    selectedCategories: new Set(asked ?? []),
    channelId,
    price:
      conditions.price || list.sort?.some(({ by }) => by === 'PRICE')
        ? await findPriceColumn(db, viewer.companyId, channelId)
        : defaultColumn,
    ...(conditions.availability ? { places: await channelLocations(db, channelId) } : {}),
  };
}

const below = async (db: Db, sight: Sight, ids: readonly string[]): Promise<string[]> =>
  ids.length ? findSubtree(db, sight.companyId, limited('categoryIds', ids)) : [];

type Writable<T> = { -readonly [K in keyof T]: T[K] };

function readConditions(filter: ProductFilter): Writable<Conditions> {
  const conditions: Writable<Conditions> = {};
  for (const name of ['ids', 'skus', 'gtins', 'brands'] as const) {
    const values = filter[name];
    if (values) conditions[name] = limited(name, values);
  }
  if (filter.categoryIds) limited('categoryIds', filter.categoryIds);
  if (filter.lifecycle) conditions.lifecycle = filter.lifecycle;
  if (filter.missing?.length) conditions.missing = filter.missing;
  if (filter.price) conditions.price = readRange('price', filter.price);
  if (filter.availability) conditions.availability = readAvailabilityValues(filter.availability);
  if (filter.updatedAt) {
    const { from, to } = filter.updatedAt;
    conditions.updatedAt = { from: from == null ? undefined : instantMs(from), to: to == null ? undefined : instantMs(to) };
  }
  if (filter.parameters) {
    if (filter.parameters.length > PARAMETERS) throw failure('BAD_USER_INPUT', `At most ${PARAMETERS} parameters.`);
    conditions.parameters = filter.parameters.map(({ code, anyOf, range }) => ({
      code,
      ...(anyOf ? { anyOf: limited('anyOf', anyOf).flatMap(spellings) } : {}),
      ...(range ? readRange(code, range) : {}),
    }));
  }
  return conditions;
}

/** "12.0" finds what stands as "12". */
function spellings(value: string): string[] {
  const number = tryMicros(value);
  const plain = number === undefined ? value : formatQuantity(number);
  return plain === value ? [value] : [value, plain];
}

function limited<T>(name: string, values: readonly T[]): readonly T[] {
  if (values.length > MAX_PAGE)
    throw failure('PAGE_TOO_LARGE', `At most ${MAX_PAGE} ${name}; got ${values.length}.`, { maximum: MAX_PAGE });
  return values;
}

function readRange(name: string, range: DecimalRange) {
  const from = range.from == null ? undefined : micros(range.from);
  const to = range.to == null ? undefined : micros(range.to);
  if (from !== undefined && to !== undefined && from > to)
    throw failure('BAD_USER_INPUT', `The range of ${name.slice(0, 60)} ends before it begins.`);
  return { from, to };
}

function readAvailabilityValues(values: readonly string[]): ReadonlySet<string> {
  for (const value of values)
    if (value !== 'IN_STOCK' && value !== 'OUT_OF_STOCK') throw failure('BAD_USER_INPUT', 'availability takes IN_STOCK and OUT_OF_STOCK.');
  return new Set(values);
}

/** The one of several arguments that was given. Throws BAD_USER_INPUT when it is not exactly one. */
export function exactlyOne<T extends Record<string, unknown>>(given: T): keyof T {
  const names = Object.keys(given).filter((name) => given[name] != null);
  const [name] = names;
  if (name === undefined || names.length > 1) throw failure('BAD_USER_INPUT', `Give exactly one of ${Object.keys(given).join(', ')}.`);
  return name;
}
