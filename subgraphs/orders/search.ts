/** Lists of orders: filter, search, sort and sums, all in SQL. */
import { type ExpressionBuilder, type ExpressionWrapper, type SqlBool, sql } from 'kysely';
import type { Db } from '#hub/database.ts';
import { failure } from '#hub/errors.ts';
import { type Micros, micros } from '#hub/money.ts';
import { COUNT_LIMIT, type CursorKey, type PageArguments, readWindow, toConnection, type Window } from '#hub/paging.ts';
import { instantMs } from '#hub/scalars.ts';
import type { SalesOrderTable, Tables } from '#hub/tables.ts';
import { fold, likePattern } from '#hub/text.ts';
import { allowedCustomer, type Viewer } from '#hub/viewer.ts';
import type { OrderConnectionRow } from './mappers.ts';
import { seesAnyOrder } from './rules.ts';
import type { OrderFilter, OrderSort, OrderSortKey } from './types.ts';

export interface OrderArguments extends PageArguments {
  search?: string | null | undefined;
  filter?: OrderFilter | null | undefined;
  sort?: readonly OrderSort[] | null | undefined;
}

/** A list without its page: what counting and summing run over. */
export interface OrderQuery {
  conditions: Condition[];
}

type Builder = ExpressionBuilder<Tables, 'salesOrder'>;
type Condition = (eb: Builder) => ExpressionWrapper<Tables, 'salesOrder', SqlBool>;

/** A list argument longer than this is a mistake, and past SQLite's limits at some point. */
const MOST_VALUES = 500;
const MOST_SORTS = 3;

interface SortSpec {
  /** Never null: what has no value sorts as if it were empty. */
  key: ReturnType<typeof sql.ref<string>> | ReturnType<typeof sql<string>>;
  read(row: SalesOrderTable): string | number;
  parse(value: unknown): string | number | bigint | undefined;
}

const text = (value: unknown) => (typeof value === 'string' ? value : undefined);
const integer = (value: unknown) => (typeof value === 'number' && Number.isSafeInteger(value) ? value : undefined);
const amount = (value: unknown) => (typeof value === 'string' && /^-?\d{1,18}$/.test(value) ? BigInt(value) : undefined);

const sorts: Record<OrderSortKey, SortSpec> = {
  PLACED_AT: { key: sql.ref('placedAt'), read: (row) => row.placedAt, parse: integer },
  UPDATED_AT: { key: sql.ref('updatedAt'), read: (row) => row.updatedAt, parse: integer },
  NUMBER: { key: sql<string>`coalesce(${sql.ref('number')}, '')`, read: (row) => row.number ?? '', parse: text },
  GROSS: { key: sql.ref('grossMicros'), read: (row) => row.grossMicros.toString(), parse: amount },
  PROMISED_ON: { key: sql<string>`coalesce(${sql.ref('promisedOn')}, '')`, read: (row) => row.promisedOn ?? '', parse: text },
  DUE_ON: { key: sql<string>`coalesce(${sql.ref('dueOn')}, '')`, read: (row) => row.dueOn ?? '', parse: text },
};

/** One page of the orders a viewer may see. */
export async function listOrders(db: Db, viewer: Viewer, args: OrderArguments): Promise<OrderConnectionRow> {
  const window = readWindow(args);
  const sort = readSort(args.sort);
  const conditions = [...visible(viewer), ...filtered(viewer, args.filter ?? {}), ...searched(args.search)];
  const from = window.from && readCursor(window.from, sort);
  let query = db
    .selectFrom('salesOrder')
    .selectAll()
    .where((eb) => eb.and([...conditions.map((condition) => condition(eb)), ...(from ? [after(eb, sort, from, window)] : [])]));
  for (const { spec, descending } of sort) query = query.orderBy(spec.key, descending !== window.backward ? 'desc' : 'asc');
  query = query.orderBy('id', idDescending(sort) !== window.backward ? 'desc' : 'asc');
  const rows = await query.limit(window.limit + 1).execute();
  return { ...toConnection(rows, window, (row) => [...sort.map(({ spec }) => spec.read(row)), row.id]), query: { conditions } };
}

interface Sort {
  spec: SortSpec;
  descending: boolean;
}

function readSort(wanted: readonly OrderSort[] | null | undefined): Sort[] {
  if (wanted && wanted.length > MOST_SORTS) throw failure('BAD_USER_INPUT', `At most ${MOST_SORTS} sort keys.`);
  const given = wanted?.length ? wanted : [{ by: 'PLACED_AT' as const, direction: 'DESC' as const }];
  return given.map(({ by, direction }) => ({ spec: sorts[by], descending: direction !== 'ASC' }));
}

/** The id goes the way of the last sort key. */
const idDescending = (sort: Sort[]): boolean => sort.at(-1)?.descending ?? true;

function readCursor(key: CursorKey, sort: Sort[]): (string | number | bigint)[] {
  const parsed = sort.map(({ spec }, index) => spec.parse(key[index]));
  const id = text(key[sort.length]);
  const values = [...parsed, id].filter((value) => value !== undefined);
  if (key.length !== sort.length + 1 || values.length !== key.length)
    throw failure('BAD_USER_INPUT', 'This page cursor belongs to another sort: take it from the same list.');
  return values;
}

/** (k1, k2, id) beyond the cursor's, each key its own way. */
function after(eb: Builder, sort: Sort[], from: (string | number | bigint)[], window: Window) {
  const keys = [
    ...sort.map(({ spec, descending }) => ({ key: spec.key, descending })),
    { key: sql.ref<string>('id'), descending: idDescending(sort) },
  ];
  return eb.or(
    keys.map(({ key, descending }, index) =>
      eb.and([
        ...keys.slice(0, index).map((before, i) => eb(before.key, '=', from[i] as string)),
        eb(key, descending !== window.backward ? '<' : '>', from[index] as string),
      ]),
    ),
  );
}

/** Row-level rule: the company's orders with the scopes, otherwise the customer's own. */
function visible(viewer: Viewer): Condition[] {
  const company: Condition = (eb) => eb('companyId', '=', viewer.companyId);
  if (seesAnyOrder(viewer)) return [company];
  const { customerId } = viewer;
  return [company, (eb) => (customerId === undefined ? eb(sql<number>`1`, '=', 0) : eb('customerId', '=', customerId))];
}

function searched(wanted: string | null | undefined): Condition[] {
  if (!wanted) return [];
  if (wanted.length > 200) throw failure('BAD_USER_INPUT', 'A search is at most 200 characters.');
  const words = fold(wanted).split(' ').filter(Boolean).slice(0, 8);
  return words.map((word) => (eb) => eb(sql<string>`search`, 'like', sql<string>`${likePattern(word)} escape '\\'`));
}

function filtered(viewer: Viewer, filter: OrderFilter): Condition[] {
  const found: Condition[] = [];
  const among = (column: ListColumn, values: readonly string[] | null | undefined) => {
    if (values == null) return;
    if (values.length > MOST_VALUES) throw failure('BAD_USER_INPUT', `At most ${MOST_VALUES} values in a filter.`);
    found.push((eb) => (values.length ? eb(column, 'in', values) : eb(sql<number>`1`, '=', 0)));
  };
  among('id', filter.ids);
  among('number', filter.numbers);
  const owner = filter.customerId == null ? undefined : allowedCustomer(viewer, filter.customerId);
  if (owner !== undefined) found.push(ofCustomer(owner));
  among('channelId', filter.channelIds);
  among('originKind', filter.originKinds);
  among('originExternalId', filter.externalIds);
  const { customerReference } = filter;
  if (customerReference != null) found.push((eb) => eb('customerReference', '=', customerReference));
  among('phase', filter.phase);
  among('paymentState', filter.payment);
  among('fulfilmentState', filter.fulfilment);
  among('erpState', filter.erpState);
  among('holdCode', filter.holds);
  found.push(...ranges(filter), ...related(filter));
  return found;
}

/** Whoever was merged into another is asked for by either id. */
const ofCustomer =
  (id: string): Condition =>
  (eb) =>
    eb.or([
      eb('customerId', '=', id),
      eb('customerId', '=', eb.selectFrom('redirect').select('redirect.intoId').where('redirect.id', '=', id)),
    ]);

type ListColumn =
  | 'id'
  | 'number'
  | 'channelId'
  | 'originKind'
  | 'originExternalId'
  | 'phase'
  | 'paymentState'
  | 'fulfilmentState'
  | 'erpState'
  | 'holdCode';

function ranges(filter: OrderFilter): Condition[] {
  const found: Condition[] = [];
  const { gross, placedAt, updatedAt, promisedOn } = filter;
  if (gross?.from != null) found.push(atLeast('grossMicros', micros(gross.from)));
  if (gross?.to != null) found.push(atMost('grossMicros', micros(gross.to)));
  for (const [column, range] of [
    ['placedAt', placedAt],
    ['updatedAt', updatedAt],
  ] as const) {
    const { from, to } = range ?? {};
    if (from != null) found.push((eb) => eb(column, '>=', instantMs(from)));
    if (to != null) found.push((eb) => eb(column, '<', instantMs(to)));
  }
  const { from, to } = promisedOn ?? {};
  if (from != null) found.push((eb) => eb('promisedOn', '>=', from));
  if (to != null) found.push((eb) => eb('promisedOn', '<=', to));
  return found;
}

const atLeast =
  (column: 'grossMicros', value: Micros): Condition =>
  (eb) =>
    eb(column, '>=', value);
const atMost =
  (column: 'grossMicros', value: Micros): Condition =>
  (eb) =>
    eb(column, '<=', value);

function related({ sku, transactionNumber }: OrderFilter): Condition[] {
  const found: Condition[] = [];
  if (sku != null)
    found.push((eb) => eb('id', 'in', eb.selectFrom('orderLine').select('orderLine.orderId').where('orderLine.sku', '=', sku)));
  if (transactionNumber != null)
    found.push((eb) =>
      eb(
        'id',
        'in',
        eb.selectFrom('orderPayment').select('orderPayment.orderId').where('orderPayment.transactionNumber', '=', transactionNumber),
      ),
    );
  return found;
}

/** How many there are, exact up to {@link COUNT_LIMIT}; null beyond. */
export async function countOrders(db: Db, { conditions }: OrderQuery): Promise<number | null> {
  const { count } = await db
    .selectFrom((eb) =>
      eb
        .selectFrom('salesOrder')
        .select('id')
        .where((inner) => inner.and(conditions.map((condition) => condition(inner))))
        .limit(COUNT_LIMIT + 1)
        .as('counted'),
    )
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  return count > COUNT_LIMIT ? null : count;
}

export interface CurrencySums {
  currency: string;
  netMicros: Micros;
  grossMicros: Micros;
  dueMicros: Micros;
}

/** Sums of a whole list, a row a currency; cancelled orders are no sales. */
export const sumOrders = (db: Db, { conditions }: OrderQuery): Promise<CurrencySums[]> =>
  db
    .selectFrom('salesOrder')
    .select((eb) => [
      'currency',
      eb.fn.sum<Micros>('netMicros').as('netMicros'),
      eb.fn.sum<Micros>('grossMicros').as('grossMicros'),
      sql<Micros>`sum(case when gross_micros > paid_micros then gross_micros - paid_micros else 0 end)`.as('dueMicros'),
    ])
    .where((eb) => eb.and([...conditions.map((condition) => condition(eb)), eb('phase', '!=', 'CANCELLED')]))
    .groupBy('currency')
    .orderBy('currency')
    .execute();

/** For the first picture of a stream: the orders named by id, otherwise the newest open ones. */
export async function listStreamOrders(
  db: Db,
  viewer: Viewer,
  filter: { ids?: readonly string[]; customerId?: string; channelIds?: readonly string[]; phases?: readonly string[] },
  most: number,
): Promise<SalesOrderTable[]> {
  const conditions = [
    ...visible(viewer),
    ...filtered(viewer, {
      ...(filter.ids ? { ids: [...filter.ids] } : {}),
      ...(filter.customerId === undefined ? {} : { customerId: filter.customerId }),
      ...(filter.channelIds ? { channelIds: [...filter.channelIds] } : {}),
      ...(filter.phases ? { phase: filter.phases as OrderFilter['phase'] & {} } : {}),
    }),
  ];
  const openOnly: Condition = (eb) => eb('phase', 'not in', ['COMPLETED', 'CANCELLED']);
  return db
    .selectFrom('salesOrder')
    .selectAll()
    .where((eb) => eb.and([...conditions, ...(filter.ids || filter.phases ? [] : [openOnly])].map((condition) => condition(eb))))
    .orderBy('updatedAt', 'desc')
    .orderBy('id', 'desc')
    .limit(most)
    .execute();
}
