/** Reading orders and what belongs to them. */
import type { Db, Trx } from '#hub/database.ts';
import type { ErpDocumentTable, FulfilmentTable, OrderEventTable, OrderPaymentTable, SalesOrderTable } from '#hub/tables.ts';
import type { OrderLineRow } from './mappers.ts';

/** Parameters of one statement stay far below both stores' limits. */
const CHUNK = 500;

async function chunked<T>(ids: readonly string[], read: (ids: readonly string[]) => Promise<T[]>): Promise<T[]> {
  const rows: T[] = [];
  for (let i = 0; i < ids.length; i += CHUNK) rows.push(...(await read(ids.slice(i, i + CHUNK))));
  return rows;
}

export const findOrder = (db: Db, id: string): Promise<SalesOrderTable | undefined> =>
  db.selectFrom('salesOrder').selectAll().where('id', '=', id).executeTakeFirst();

export const findOrders = (db: Db, ids: readonly string[]): Promise<SalesOrderTable[]> =>
  chunked(ids, (some) => db.selectFrom('salesOrder').selectAll().where('id', 'in', some).execute());

/** Orders with a number, the newest first: two systems may have given the same. */
export const findOrdersByNumber = (db: Db, companyId: string, number: string): Promise<SalesOrderTable[]> =>
  db
    .selectFrom('salesOrder')
    .selectAll()
    .where('companyId', '=', companyId)
    .where('number', '=', number)
    .orderBy('placedAt', 'desc')
    .orderBy('id', 'desc')
    .limit(20)
    .execute();

/** Orders with an id in one of a channel's systems. */
export async function findOrdersByExternalId(db: Db, companyId: string, channelId: string, externalId: string): Promise<SalesOrderTable[]> {
  return db
    .selectFrom('binding')
    .innerJoin('system', 'system.id', 'binding.systemId')
    .innerJoin('salesOrder', 'salesOrder.id', 'binding.id')
    .selectAll('salesOrder')
    .where('binding.entity', '=', 'orders')
    .where('binding.externalId', '=', externalId)
    .where('system.companyId', '=', companyId)
    .where('system.channelId', '=', channelId)
    .orderBy('salesOrder.placedAt', 'desc')
    .execute();
}

const lines = (db: Db) =>
  db
    .selectFrom('orderLine')
    .innerJoin('salesOrder', 'salesOrder.id', 'orderLine.orderId')
    .selectAll('orderLine')
    .select('salesOrder.currency as currency');

export const listLines = (db: Db, orderIds: readonly string[]): Promise<OrderLineRow[]> =>
  chunked(orderIds, (some) =>
    lines(db).where('orderLine.orderId', 'in', some).orderBy('orderLine.position').orderBy('orderLine.id').execute(),
  );

export const findLines = (db: Db, ids: readonly string[]): Promise<OrderLineRow[]> =>
  chunked(ids, (some) => lines(db).where('orderLine.id', 'in', some).execute());

export const listPayments = (db: Db, orderIds: readonly string[]): Promise<OrderPaymentTable[]> =>
  chunked(orderIds, (some) => db.selectFrom('orderPayment').selectAll().where('orderId', 'in', some).orderBy('id').execute());

export const findPayments = (db: Db, ids: readonly string[]): Promise<OrderPaymentTable[]> =>
  chunked(ids, (some) => db.selectFrom('orderPayment').selectAll().where('id', 'in', some).execute());

export const listFulfilments = (db: Db, orderIds: readonly string[]): Promise<FulfilmentTable[]> =>
  chunked(orderIds, (some) => db.selectFrom('fulfilment').selectAll().where('orderId', 'in', some).orderBy('id').execute());

export const findFulfilments = (db: Db, ids: readonly string[]): Promise<FulfilmentTable[]> =>
  chunked(ids, (some) => db.selectFrom('fulfilment').selectAll().where('id', 'in', some).execute());

export const listDocuments = (db: Db, orderIds: readonly string[]): Promise<ErpDocumentTable[]> =>
  chunked(orderIds, (some) => db.selectFrom('erpDocument').selectAll().where('orderId', 'in', some).orderBy('id').execute());

export const findDocuments = (db: Db, ids: readonly string[]): Promise<ErpDocumentTable[]> =>
  chunked(ids, (some) => db.selectFrom('erpDocument').selectAll().where('id', 'in', some).execute());

export const listEvents = (db: Db, orderIds: readonly string[]): Promise<OrderEventTable[]> =>
  chunked(orderIds, (some) => db.selectFrom('orderEvent').selectAll().where('orderId', 'in', some).orderBy('id').execute());

export const findEvents = (db: Db, ids: readonly string[]): Promise<OrderEventTable[]> =>
  chunked(ids, (some) => db.selectFrom('orderEvent').selectAll().where('id', 'in', some).orderBy('id').execute());

/** Ledger rows of orders, the oldest first. */
export const listOperations = (db: Db, orderIds: readonly string[]): Promise<{ id: string; orderId: string | null }[]> =>
  chunked(orderIds, (some) =>
    db
      .selectFrom('operation')
      .select(['id', 'subjectId as orderId'])
      .where('subjectId', 'in', some)
      .orderBy('acceptedAt')
      .orderBy('id')
      .execute(),
  );

export interface OrderBinding {
  id: string;
  systemId: string;
  role: string;
  externalId: string;
}

export const listOrderBindings = (db: Db, orderIds: readonly string[]): Promise<OrderBinding[]> =>
  chunked(orderIds, (some) =>
    db
      .selectFrom('binding')
      .innerJoin('system', 'system.id', 'binding.systemId')
      .select(['binding.id', 'binding.systemId', 'system.role', 'binding.externalId'])
      .where('binding.entity', '=', 'orders')
      .where('binding.id', 'in', some)
      .orderBy('binding.createdAt')
      .orderBy('binding.systemId')
      .execute(),
  );

/** These orders were read again and had not changed. */
export async function touchOrders(trx: Trx, ids: readonly string[], asOf: number): Promise<void> {
  if (ids.length) await trx.updateTable('salesOrder').set({ asOf }).where('id', 'in', ids).where('asOf', '<', asOf).execute();
}

export const findPaper = (db: Db, id: string): Promise<ErpDocumentTable | undefined> =>
  db.selectFrom('erpDocument').selectAll().where('id', '=', id).executeTakeFirst();

export const companyName = async (db: Db, id: string): Promise<string> =>
  (await db.selectFrom('company').select('name').where('id', '=', id).executeTakeFirst())?.name ?? '';
