/** SQL of the lists: filters, order, pages. */
import { type RawBuilder, type SelectQueryBuilder, sql } from 'kysely';
import type { Db } from '#hub/database.ts';
import { failure } from '#hub/errors.ts';
import { type Micros, micros } from '#hub/money.ts';
import { COUNT_LIMIT, type Connection, type CursorKey, MAX_PAGE, toConnection, type Window } from '#hub/paging.ts';
import { instantMs } from '#hub/scalars.ts';
import type {
  IncomingDeliveryTable,
  LocationTable,
  ReservationTable,
  StockAlertTable,
  StockLevelTable,
  StockMovementTable,
  SupplierTable,
  Tables,
} from '#hub/tables.ts';
import type {
  IncomingFilter,
  ReservationFilter,
  StockAlertFilter,
  StockLevelFilter,
  StockLevelSort,
  StockLocationFilter,
  StockMovementFilter,
} from './types.ts';

type Counted<T> = Connection<T> & { count(): Promise<number | null> };
type Query<T extends keyof Tables, O> = SelectQueryBuilder<Tables, T, O>;
type Maybe<T> = T | null | undefined;

interface Order {
  /** SQL of the sort key and of the id. */
  key: RawBuilder<unknown>;
  id: RawBuilder<unknown>;
  descending: boolean;
  /** Reads the key out of a cursor, or undefined when it is none of this list's. */
  read(value: CursorKey[number]): string | number | bigint | undefined;
}

const asText = (value: CursorKey[number]) => (typeof value === 'string' ? value : undefined);
const asInstant = (value: CursorKey[number]) => (typeof value === 'number' && Number.isSafeInteger(value) ? value : undefined);
const asMicros = (value: CursorKey[number]) => (typeof value === 'string' && /^-?\d{1,19}$/.test(value) ? BigInt(value) : undefined);

async function page<T extends keyof Tables, O>(
  db: Db,
  query: Query<T, O>,
  order: Order,
  window: Window,
  keyOf: (row: O) => CursorKey,
): Promise<Counted<O>> {
  const direction = order.descending !== window.backward ? 'desc' : 'asc';
  let windowed = query
    .orderBy(order.key, direction)
    .orderBy(order.id, direction)
    .limit(window.limit + 1);
  if (window.from) {
    const [key, id, ...rest] = window.from;
    const read = order.read(key ?? null);
    if (read === undefined || typeof id !== 'string' || rest.length)
      throw failure('BAD_USER_INPUT', 'This page cursor belongs to another list.');
    windowed = windowed.where(
      direction === 'asc'
        ? sql<boolean>`(${order.key}, ${order.id}) > (${read}, ${id})`
        : sql<boolean>`(${order.key}, ${order.id}) < (${read}, ${id})`,
    );
  }
  const rows = (await windowed.execute()) as O[];
  return { ...toConnection(rows, window, keyOf), count: () => count(db, query) };
}

async function count<T extends keyof Tables, O>(db: Db, query: Query<T, O>): Promise<number | null> {
  const row = await db
    .selectFrom(query.limit(COUNT_LIMIT + 1).as('some'))
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  return row.count > COUNT_LIMIT ? null : row.count;
}

/** A list of a filter; undefined when it was not given. An empty one fits nothing. */
function listed<T extends string>(values: Maybe<readonly T[]>): (T | '')[] | undefined {
  if (!values) return undefined;
  if (values.length > MAX_PAGE) throw failure('BAD_USER_INPUT', `A filter takes at most ${MAX_PAGE} values.`);
  return values.length ? [...values] : [''];
}

export function listLocations(
  db: Db,
  companyId: string,
  filter: Maybe<StockLocationFilter>,
  window: Window,
): Promise<Counted<LocationTable>> {
  let query = db.selectFrom('location').selectAll().where('companyId', '=', companyId);
  const kinds = listed(filter?.kind);
  if (kinds) query = query.where('kind', 'in', kinds);
  if (filter?.active != null) query = query.where('active', '=', filter.active ? 1 : 0);
  return page(db, query, { key: sql.ref('code'), id: sql.ref('id'), descending: false, read: asText }, window, (row) => [row.code, row.id]);
}

const sellable = sql<Micros>`(stock_level.on_hand_micros - stock_level.reserved_in_erp_micros - stock_level.reserved_in_hub_micros - stock_level.safety_buffer_micros)`;

const levelOrders = {
  SKU: { key: sql.ref('variant.sku'), read: asText, of: (row: LevelItem) => row.sku },
  CODE: { key: sql.ref('location.code'), read: asText, of: (row: LevelItem) => row.code },
  SELLABLE: { key: sellable, read: asMicros, of: (row: LevelItem) => String(row.sellableMicros) },
  ON_HAND: { key: sql.ref('stockLevel.onHandMicros'), read: asMicros, of: (row: LevelItem) => String(row.onHandMicros) },
  CHANGED_AT: { key: sql.ref('stockLevel.changedAt'), read: asInstant, of: (row: LevelItem) => row.changedAt },
};

type LevelItem = StockLevelTable & { sku: string; code: string; sellableMicros: Micros };

export function listLevels(
  db: Db,
  companyId: string,
  filter: Maybe<StockLevelFilter>,
  sort: { by: StockLevelSort['by'] | 'CODE'; direction?: StockLevelSort['direction'] },
  window: Window,
): Promise<Counted<LevelItem>> {
  const order = levelOrders[sort.by];
  return page<'stockLevel' | 'location' | 'variant', LevelItem>(
    db,
    levelQuery(db, companyId, filter),
    { key: order.key, id: sql.ref('stockLevel.id'), descending: sort.direction === 'DESC', read: order.read },
    window,
    (row) => [order.of(row), row.id],
  );
}

function levelQuery(db: Db, companyId: string, filter: Maybe<StockLevelFilter>) {
  let query = db
    .selectFrom('stockLevel')
    .innerJoin('location', 'location.id', 'stockLevel.locationId')
    .innerJoin('variant', 'variant.id', 'stockLevel.variantId')
    .selectAll('stockLevel')
    .select(['variant.sku', 'location.code', sellable.as('sellableMicros')])
    .where('location.companyId', '=', companyId);
  if (!filter) return query;
  const [variantIds, skus, locationIds, categoryIds] = [filter.variantIds, filter.skus, filter.locationIds, filter.categoryIds].map(listed);
  if (variantIds) query = query.where('stockLevel.variantId', 'in', variantIds);
  if (skus) query = query.where('variant.sku', 'in', skus);
  if (locationIds) query = query.where('stockLevel.locationId', 'in', locationIds);
  if (categoryIds)
    query = query.where('variant.productId', 'in', (eb) =>
      eb.selectFrom('productCategory').select('productId').where('categoryId', 'in', categoryIds),
    );
  if (filter.sellable?.from != null) query = query.where(sellable, '>=', micros(filter.sellable.from));
  if (filter.sellable?.to != null) query = query.where(sellable, '<=', micros(filter.sellable.to));
  if (filter.belowMinimum != null)
    query = query.where(
      either(sql`stock_level.minimum_micros is not null and stock_level.on_hand_micros < stock_level.minimum_micros`, filter.belowMinimum),
    );
  if (filter.aboveMaximum != null)
    query = query.where(
      either(sql`stock_level.maximum_micros is not null and stock_level.on_hand_micros > stock_level.maximum_micros`, filter.aboveMaximum),
    );
  if (filter.negative != null) query = query.where(sellable, filter.negative ? '<' : '>=', 0n);
  if (filter.changedAt?.from != null) query = query.where('stockLevel.changedAt', '>=', instantMs(String(filter.changedAt.from)));
  if (filter.changedAt?.to != null) query = query.where('stockLevel.changedAt', '<', instantMs(String(filter.changedAt.to)));
  return query;
}

const either = (condition: RawBuilder<unknown>, wanted: boolean) =>
  wanted ? sql<boolean>`(${condition})` : sql<boolean>`not (${condition})`;

/** For snapshots of streams: every level that fits, in the order of ids. */
export function readLevels(
  db: Db,
  companyId: string,
  filter: { variantIds: string[] | undefined; locationIds: string[] | undefined },
): Promise<StockLevelTable[]> {
  let query = db
    .selectFrom('stockLevel')
    .innerJoin('location', 'location.id', 'stockLevel.locationId')
    .innerJoin('variant', 'variant.id', 'stockLevel.variantId')
    .selectAll('stockLevel')
    .where('location.companyId', '=', companyId);
  if (filter.variantIds) query = query.where('stockLevel.variantId', 'in', filter.variantIds);
  if (filter.locationIds) query = query.where('stockLevel.locationId', 'in', filter.locationIds);
  return query.orderBy('stockLevel.id').execute();
}

export function listMovements(
  db: Db,
  companyId: string,
  filter: Maybe<StockMovementFilter>,
  window: Window,
): Promise<Counted<StockMovementTable>> {
  let query = db.selectFrom('stockMovement').selectAll().where('companyId', '=', companyId);
  const [variantIds, locationIds, kinds] = [filter?.variantIds, filter?.locationIds, filter?.kind].map((values) => listed(values));
  if (variantIds) query = query.where('variantId', 'in', variantIds);
  if (locationIds) query = query.where((eb) => eb.or([eb('fromLocationId', 'in', locationIds), eb('toLocationId', 'in', locationIds)]));
  if (kinds) query = query.where('kind', 'in', kinds);
  if (filter?.occurredAt?.from != null) query = query.where('occurredAt', '>=', instantMs(String(filter.occurredAt.from)));
  if (filter?.occurredAt?.to != null) query = query.where('occurredAt', '<', instantMs(String(filter.occurredAt.to)));
  const order = { key: sql.ref('occurredAt'), id: sql.ref('id'), descending: true, read: asInstant };
  return page(db, query, order, window, (row) => [row.occurredAt, row.id]);
}

const NO_DAY = '9999-12-31';

export function listIncoming(
  db: Db,
  companyId: string,
  today: string,
  filter: Maybe<IncomingFilter>,
  window: Window,
): Promise<Counted<IncomingDeliveryTable>> {
  let query = db
    .selectFrom('incomingDelivery')
    .innerJoin('location', 'location.id', 'incomingDelivery.locationId')
    .selectAll('incomingDelivery')
    .where('location.companyId', '=', companyId)
    .where('incomingDelivery.open', '=', 1);
  const [variantIds, locationIds] = [filter?.variantIds, filter?.locationIds].map((values) => listed(values));
  if (variantIds) query = query.where('incomingDelivery.variantId', 'in', variantIds);
  if (locationIds) query = query.where('incomingDelivery.locationId', 'in', locationIds);
  if (filter?.expectedOn?.from != null) query = query.where('incomingDelivery.expectedOn', '>=', filter.expectedOn.from);
  if (filter?.expectedOn?.to != null) query = query.where('incomingDelivery.expectedOn', '<=', filter.expectedOn.to);
  if (filter?.late != null)
    query = query.where(
      either(
        sql`incoming_delivery.expected_on is not null and (incoming_delivery.expected_on < ${today} or (incoming_delivery.originally_expected_on is not null and incoming_delivery.expected_on > incoming_delivery.originally_expected_on))`,
        filter.late,
      ),
    );
  const order = {
    key: sql`coalesce(incoming_delivery.expected_on, ${sql.lit(NO_DAY)})`,
    id: sql.ref('incomingDelivery.id'),
    descending: false,
    read: asText,
  };
  return page<'incomingDelivery' | 'location', IncomingDeliveryTable>(db, query, order, window, (row) => [
    row.expectedOn ?? NO_DAY,
    row.id,
  ]);
}

export function listReservations(
  db: Db,
  companyId: string,
  filter: Maybe<ReservationFilter>,
  window: Window,
): Promise<Counted<ReservationTable>> {
  let query = db.selectFrom('reservation').selectAll().where('companyId', '=', companyId);
  const [states, variantIds] = [filter?.state, filter?.variantIds].map((values) => listed(values));
  if (states) query = query.where('state', 'in', states);
  if (variantIds)
    query = query.where('id', 'in', (eb) => eb.selectFrom('reservationLine').select('reservationId').where('variantId', 'in', variantIds));
  if (filter?.customerId != null) query = query.where('customerId', '=', filter.customerId);
  const order = { key: sql.ref('createdAt'), id: sql.ref('id'), descending: true, read: asInstant };
  return page(db, query, order, window, (row) => [row.createdAt, row.id]);
}

/** Open alerts, the newest first. */
export function listAlerts(db: Db, companyId: string, filter: Maybe<StockAlertFilter>, window: Window): Promise<Counted<StockAlertTable>> {
  let query = db.selectFrom('stockAlert').selectAll().where('companyId', '=', companyId).where('state', '=', 'OPEN');
  const [kinds, locationIds] = [filter?.kinds, filter?.locationIds].map((values) => listed(values));
  if (kinds) query = query.where('kind', 'in', kinds);
  if (locationIds) query = query.where('locationId', 'in', locationIds);
  const order = { key: sql.ref('raisedAt'), id: sql.ref('id'), descending: true, read: asInstant };
  return page(db, query, order, window, (row) => [row.raisedAt, row.id]);
}

export function listSuppliers(db: Db, companyId: string, window: Window): Promise<Counted<SupplierTable>> {
  const query = db.selectFrom('supplier').selectAll().where('companyId', '=', companyId);
  const order = { key: sql.ref('sortName'), id: sql.ref('id'), descending: false, read: asText };
  return page(db, query, order, window, (row) => [row.sortName, row.id]);
}
