/** SQL of customers as they are asked for. */
import { type RawBuilder, type SelectQueryBuilder, sql } from 'kysely';
import type { Db } from '#hub/database.ts';
import { failure } from '#hub/errors.ts';
import { isNip, normalEmail, normalTaxId } from '#hub/matching.ts';
import { COUNT_LIMIT, type Connection, type CursorKey, MAX_PAGE, toConnection, type Window } from '#hub/paging.ts';
import { instantMs } from '#hub/scalars.ts';
import type { CustomerAddressTable, CustomerTable, Tables } from '#hub/tables.ts';
import { fold, likePattern } from '#hub/text.ts';
import type { CustomerFilter, CustomerSort } from './types.ts';

type Maybe<T> = T | null | undefined;
type Customers = SelectQueryBuilder<Tables, 'customer', CustomerTable>;

/** Merged ones are followed to the one that stays. */
export async function findCustomers(db: Db, companyId: string, ids: readonly string[]): Promise<Map<string, CustomerTable>> {
  const redirects = await db
    .selectFrom('redirect')
    .select(['id', 'intoId'])
    .where('id', 'in', [...ids])
    .execute();
  const into = new Map(redirects.map((row) => [row.id, row.intoId]));
  const rows = await db
    .selectFrom('customer')
    .selectAll()
    .where('companyId', '=', companyId)
    .where('id', 'in', [...ids, ...into.values()])
    .execute();
  const found = new Map(rows.map((row) => [row.id, row]));
  return new Map(
    ids.flatMap((id) => {
      const row = found.get(into.get(id) ?? id);
      return row ? [[id, row] as const] : [];
    }),
  );
}

export async function findCustomerIdByExternal(
  db: Db,
  companyId: string,
  systemId: string,
  externalId: string,
): Promise<string | undefined> {
  // One that was merged is followed by the loader.
  const row = await db
    .selectFrom('binding')
    .innerJoin('customer', 'customer.id', 'binding.id')
    .select('customer.id')
    .where('binding.systemId', '=', systemId)
    .where('binding.entity', '=', 'parties')
    .where('binding.externalId', '=', externalId)
    .where('customer.companyId', '=', companyId)
    .executeTakeFirst();
  return row?.id;
}

export async function findAddresses(db: Db, customerIds: readonly string[]): Promise<CustomerAddressTable[]> {
  return db
    .selectFrom('customerAddress')
    .selectAll()
    .where('customerId', 'in', [...customerIds])
    .where('active', '=', 1)
    .orderBy('id')
    .execute();
}

export async function findAddressesByIds(db: Db, ids: readonly string[]): Promise<CustomerAddressTable[]> {
  return db
    .selectFrom('customerAddress')
    .selectAll()
    .where('id', 'in', [...ids])
    .execute();
}

export async function findPriceListNames(db: Db, ids: readonly string[]): Promise<{ id: string; name: string }[]> {
  return db
    .selectFrom('priceList')
    .select(['id', 'name'])
    .where('id', 'in', [...ids])
    .execute();
}

interface Order {
  key: RawBuilder<unknown>;
  of(row: CustomerTable): string | number;
  read(value: CursorKey[number]): string | number | bigint | undefined;
}

const asText = (value: CursorKey[number]) => (typeof value === 'string' ? value : undefined);
const orders: Record<CustomerSort['by'], Order> = {
  NAME: { key: sql.ref('sortName'), of: (row) => row.sortName, read: asText },
  NUMBER: { key: sql`coalesce(number, '')`, of: (row) => row.number ?? '', read: asText },
  UPDATED_AT: {
    key: sql.ref('updatedAt'),
    of: (row) => row.updatedAt,
    read: (value) => (typeof value === 'number' && Number.isSafeInteger(value) ? value : undefined),
  },
  OUTSTANDING: {
    key: sql.ref('creditUsedMicros'),
    of: (row) => String(row.creditUsedMicros),
    read: (value) => (typeof value === 'string' && /^-?\d{1,19}$/.test(value) ? BigInt(value) : undefined),
  },
};

export interface CustomerWish {
  companyId: string;
  search: Maybe<string>;
  filter: Maybe<CustomerFilter>;
  /** Whether e-mail addresses and tax numbers may be searched. */
  personal: boolean;
}

export async function listCustomers(
  db: Db,
  wish: CustomerWish,
  sort: Maybe<CustomerSort>,
  window: Window,
): Promise<Connection<CustomerTable> & { count(): Promise<number | null> }> {
  const query = customersOf(db, wish);
  const order = orders[sort?.by ?? 'NAME'];
  const direction = (sort?.direction === 'DESC') !== window.backward ? 'desc' : 'asc';
  let windowed = query
    .orderBy(order.key, direction)
    .orderBy('id', direction)
    .limit(window.limit + 1);
  if (window.from) {
    const [key, id, ...rest] = window.from;
    const read = order.read(key ?? null);
    if (read === undefined || typeof id !== 'string' || rest.length)
      throw failure('BAD_USER_INPUT', 'This page cursor belongs to another list.');
    windowed = windowed.where(
      direction === 'asc' ? sql<boolean>`(${order.key}, id) > (${read}, ${id})` : sql<boolean>`(${order.key}, id) < (${read}, ${id})`,
    );
  }
  return { ...toConnection(await windowed.execute(), window, (row) => [order.of(row), row.id]), count: () => count(db, query) };
}

async function count(db: Db, query: Customers): Promise<number | null> {
  const row = await db
    .selectFrom(query.limit(COUNT_LIMIT + 1).as('some'))
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  return row.count > COUNT_LIMIT ? null : row.count;
}

/** Words of a search that count. */
const MOST_WORDS = 8;

function customersOf(db: Db, { companyId, search, filter, personal }: CustomerWish): Customers {
  let query: Customers = db.selectFrom('customer').selectAll().where('companyId', '=', companyId).where('mergedIntoId', 'is', null);
  if (search?.trim()) query = searched(query, search.slice(0, 200), personal);
  if (!filter) return query;
  if (filter.kind) query = query.where('kind', 'in', listed(filter.kind));
  if (filter.taxId != null) query = query.where('taxId', '=', normalTaxId(filter.taxId) ?? '');
  if (filter.email != null) query = query.where('email', '=', normalEmail(filter.email) ?? '');
  const { groups, priceLevel } = filter;
  if (groups) query = query.where((eb) => eb.or(listed(groups).map((group) => contains('groups', JSON.stringify(group)))));
  const { segments, salesRep } = filter;
  if (segments) query = query.where((eb) => eb.or(listed(segments).map((segment) => contains('segments', JSON.stringify(segment)))));
  if (salesRep != null) query = query.where(contains('salesRep', `"name":${JSON.stringify(salesRep)}`));
  if (priceLevel != null)
    query = query.where('priceListId', 'in', (eb) =>
      eb
        .selectFrom('priceList')
        .select('priceList.id')
        .where('priceList.companyId', '=', companyId)
        .where((list) => list.or([list('priceList.name', '=', priceLevel), list('priceList.code', '=', priceLevel)])),
    );
  if (filter.blocked != null) query = query.where('creditBlocked', '=', filter.blocked ? 1 : 0);
  if (filter.overdue != null) query = query.where('creditOverdueMicros', filter.overdue ? '>' : '<=', 0n);
  if (filter.active != null) query = query.where('active', '=', filter.active ? 1 : 0);
  if (filter.updatedAt?.from != null) query = query.where('updatedAt', '>=', instantMs(String(filter.updatedAt.from)));
  if (filter.updatedAt?.to != null) query = query.where('updatedAt', '<', instantMs(String(filter.updatedAt.to)));
  return query;
}

/** LIKE minds capitals on one store and not on the other; this does on both. */
const contains = (column: string, text: string) => sql<boolean>`replace(${sql.ref(column)}, ${text}, '') <> ${sql.ref(column)}`;

function searched(query: Customers, search: string, personal: boolean): Customers {
  const taxId = personal ? normalTaxId(search) : undefined;
  if (taxId && isNip(taxId)) return query.where('taxId', '=', taxId);
  const email = personal && search.includes('@') ? normalEmail(search) : undefined;
  if (email) return query.where(sql<boolean>`${sql.ref('email')} like ${likePattern(email)} escape '\\'`);
  const words = fold(search).split(' ').filter(Boolean).slice(0, MOST_WORDS);
  // What leaves no letter or digit finds nothing.
  if (!words.length) return query.where(sql<boolean>`1 = 0`);
  return words.reduce((found, word) => found.where(sql<boolean>`${sql.ref('search')} like ${likePattern(word)} escape '\\'`), query);
}

function listed<T extends string>(values: readonly T[]): (T | '')[] {
  if (values.length > MAX_PAGE) throw failure('BAD_USER_INPUT', `A filter takes at most ${MAX_PAGE} values.`);
  return values.length ? [...values] : [''];
}

export const findCompanyZone = async (db: Db, companyId: string): Promise<string> =>
  (await db.selectFrom('company').select('zone').where('id', '=', companyId).executeTakeFirstOrThrow()).zone;

/** Branches in use, by name. */
export const findBranches = (db: Db, parentIds: readonly string[]): Promise<CustomerTable[]> =>
  db
    .selectFrom('customer')
    .selectAll()
    .where('parentId', 'in', [...parentIds])
    .where('active', '=', 1)
    .orderBy('sortName')
    .orderBy('id')
    .execute();
