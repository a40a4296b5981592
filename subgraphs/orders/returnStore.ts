/** SQL of returns. */
import { sql } from 'kysely';
import type { Db, Trx } from '#hub/database.ts';
import { failure } from '#hub/errors.ts';
import { emit } from '#hub/events.ts';
import type { Micros } from '#hub/money.ts';
import { COUNT_LIMIT, type Window } from '#hub/paging.ts';
import { instantMs } from '#hub/scalars.ts';
import type { GoodsReturnLineTable, GoodsReturnTable } from '#hub/tables.ts';
import type { ReturnState } from './returnRules.ts';
import type { ReturnFilter } from './types.ts';

export type GoodsReturn = GoodsReturnTable & { state: ReturnState };
const typed = (row: GoodsReturnTable): GoodsReturn => row as GoodsReturn;

export async function findReturns(db: Db, ids: readonly string[]): Promise<GoodsReturn[]> {
  if (!ids.length) return [];
  return (
    await db
      .selectFrom('goodsReturn')
      .selectAll()
      .where('id', 'in', [...ids])
      .execute()
  ).map(typed);
}

export async function findReturn(db: Db, id: string): Promise<GoodsReturn | undefined> {
  return (await findReturns(db, [id]))[0];
}

/** So that nobody else can move it before this transaction ends. */
export async function lockReturn(trx: Trx, id: string): Promise<GoodsReturn | undefined> {
  const row = await trx
    .updateTable('goodsReturn')
    .set((eb) => ({ version: eb.ref('version') }))
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirst();
  return row && typed(row);
}

export async function findReturnByKey(db: Db, application: string, key: string): Promise<GoodsReturn | undefined> {
  const row = await db
    .selectFrom('goodsReturn')
    .selectAll()
    .where('application', '=', application)
    .where('idempotencyKey', '=', key)
    .executeTakeFirst();
  return row && typed(row);
}

export async function insertReturn(trx: Trx, row: GoodsReturn, lines: readonly GoodsReturnLineTable[]): Promise<void> {
  await trx.insertInto('goodsReturn').values(row).execute();
  if (lines.length)
    await trx
      .insertInto('goodsReturnLine')
      .values([...lines])
      .execute();
}

/** Moves a return on and tells its order's listeners; the only place that does. */
export async function changeReturn(
  trx: Trx,
  row: GoodsReturn,
  changes: Partial<Omit<GoodsReturn, 'id' | 'version' | 'updatedAt'>>,
  now: number,
): Promise<GoodsReturn> {
  const set = { ...changes, version: row.version + 1, updatedAt: now };
  await trx.updateTable('goodsReturn').set(set).where('id', '=', row.id).execute();
  const after = { ...row, ...set };
  if (after.state !== row.state)
    emit(trx, {
      topic: 'return',
      subjectId: row.id,
      companyId: row.companyId,
      customerId: row.customerId ?? undefined,
      payload: { orderId: row.orderId, state: after.state, previousState: row.state },
      occurredAt: now,
    });
  return after;
}

export async function listReturnLines(db: Db, returnIds: readonly string[]): Promise<GoodsReturnLineTable[]> {
  if (!returnIds.length) return [];
  return db
    .selectFrom('goodsReturnLine')
    .selectAll()
    .where('returnId', 'in', [...returnIds])
    .orderBy('id')
    .execute();
}

export async function saveReceived(trx: Trx, lineId: string, received: Micros, restocked: boolean): Promise<void> {
  await trx
    .updateTable('goodsReturnLine')
    .set({ receivedMicros: received, restocked: restocked ? 1 : 0 })
    .where('id', '=', lineId)
    .execute();
}

export async function listReturnsOfOrders(db: Db, orderIds: readonly string[]): Promise<GoodsReturn[]> {
  if (!orderIds.length) return [];
  return (
    await db
      .selectFrom('goodsReturn')
      .selectAll()
      .where('orderId', 'in', [...orderIds])
      .orderBy('requestedAt', 'desc')
      .orderBy('id', 'desc')
      .execute()
  ).map(typed);
}

/** What of each order line other returns that are not refused or taken back have asked for. */
export async function askedFor(db: Db, orderId: string, except?: string): Promise<Map<string, Micros>> {
  let query = db
    .selectFrom('goodsReturnLine')
    .innerJoin('goodsReturn', 'goodsReturn.id', 'goodsReturnLine.returnId')
    .select(['goodsReturnLine.orderLineId', 'goodsReturnLine.quantityMicros', 'goodsReturnLine.receivedMicros', 'goodsReturn.state'])
    .where('goodsReturn.orderId', '=', orderId)
    .where('goodsReturn.state', 'not in', ['REJECTED', 'CANCELLED']);
  if (except) query = query.where('goodsReturn.id', '!=', except);
  const asked = new Map<string, Micros>();
  for (const row of await query.execute()) {
    const done = row.state !== 'REQUESTED' && row.state !== 'APPROVED' && row.state !== 'RECEIVING';
    const quantity = done ? row.receivedMicros : row.quantityMicros;
    asked.set(row.orderLineId, (asked.get(row.orderLineId) ?? 0n) + quantity);
  }
  return asked;
}

/** What of each order line came back, in other returns than `except`; `charged` leaves out what was replaced: it is still paid for. */
export async function arrivedOf(db: Db, orderId: string, about: { except?: string; charged?: boolean }): Promise<Map<string, Micros>> {
  const states: ReturnState[] = ['RECEIVED', 'REFUNDED', 'CLOSED', ...(about.charged ? [] : (['REPLACED'] as const))];
  const rows = await db
    .selectFrom('goodsReturnLine')
    .innerJoin('goodsReturn', 'goodsReturn.id', 'goodsReturnLine.returnId')
    .select([
      'goodsReturnLine.orderLineId',
      'goodsReturnLine.receivedMicros',
      'goodsReturn.id',
      'goodsReturn.resolution',
      'goodsReturn.state',
    ])
    .where('goodsReturn.orderId', '=', orderId)
    .where('goodsReturn.state', 'in', states)
    .execute();
  const arrived = new Map<string, Micros>();
  for (const row of rows)
    if (row.id !== about.except && !(about.charged && row.resolution === 'REPLACEMENT'))
      arrived.set(row.orderLineId, (arrived.get(row.orderLineId) ?? 0n) + row.receivedMicros);
  return arrived;
}

/** When the last goods of an order arrived, or left; undefined while nothing has. */
export async function deliveredAtOf(db: Db, orderId: string): Promise<number | undefined> {
  const rows = await db
    .selectFrom('fulfilment')
    .select(['shippedAt', 'deliveredAt', 'state', 'updatedAt'])
    .where('orderId', '=', orderId)
    .where('isReturn', '=', 0)
    .where('state', 'in', ['SHIPPED', 'DELIVERED'])
    .execute();
  if (!rows.length) return undefined;
  return Math.max(...rows.map((row) => row.deliveredAt ?? row.shippedAt ?? row.updatedAt));
}

export async function listReturns(
  db: Db,
  about: { companyId: string; customerId: string | undefined; filter: ReturnFilter | null | undefined },
  window: Window,
): Promise<GoodsReturn[]> {
  const direction = window.backward ? 'asc' : 'desc';
  let query = returnsOf(db, about).selectAll();
  if (window.from) {
    const [at, id] = window.from;
    if (typeof at !== 'number' || typeof id !== 'string' || window.from.length !== 2)
      throw failure('BAD_USER_INPUT', 'This page cursor belongs to another list.');
    query = query.where(
      direction === 'desc' ? sql<boolean>`(requested_at, id) < (${at}, ${id})` : sql<boolean>`(requested_at, id) > (${at}, ${id})`,
    );
  }
  return (
    await query
      .orderBy('requestedAt', direction)
      .orderBy('id', direction)
      .limit(window.limit + 1)
      .execute()
  ).map(typed);
}

export async function countReturns(db: Db, about: Parameters<typeof listReturns>[1]): Promise<number | null> {
  const row = await db
    .selectFrom(
      returnsOf(db, about)
        .select('id')
        .limit(COUNT_LIMIT + 1)
        .as('counted'),
    )
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  return Number(row.count) > COUNT_LIMIT ? null : Number(row.count);
}

function returnsOf(db: Db, { companyId, customerId, filter }: Parameters<typeof listReturns>[1]) {
  const { orderId, state, kind, requestedAt } = filter ?? {};
  return db
    .selectFrom('goodsReturn')
    .where('companyId', '=', companyId)
    .$if(customerId !== undefined, (query) => query.where('customerId', '=', customerId ?? ''))
    .$if(orderId != null, (query) => query.where('orderId', '=', orderId ?? ''))
    .$if(state != null, (query) => query.where('state', 'in', state?.length ? state : ['']))
    .$if(kind != null, (query) => query.where('kind', 'in', kind?.length ? kind : ['']))
    .$if(requestedAt?.from != null, (query) => query.where('requestedAt', '>=', instantMs(String(requestedAt?.from))))
    .$if(requestedAt?.to != null, (query) => query.where('requestedAt', '<', instantMs(String(requestedAt?.to))));
}

/** ZW/2026/000001: the counter's row is locked until the return is stored. */
export async function nextReturnNumber(trx: Trx, companyId: string, day: string): Promise<string> {
  const year = day.slice(0, 4);
  const { value } = await trx
    .insertInto('counter')
    .values({ name: `return ${companyId} ${year}`, value: 1 })
    .onConflict((conflict) => conflict.column('name').doUpdateSet((eb) => ({ value: eb('counter.value', '+', 1) })))
    .returning('value')
    .executeTakeFirstOrThrow();
  return `ZW/${year}/${String(value).padStart(6, '0')}`;
}

/** The invoice that a correction of these goods corrects: of those that are issued the newest with all of them on it, else with some, else the newest. */
export async function invoiceToCorrect(db: Db, orderId: string, skus: readonly string[]): Promise<string | undefined> {
  const rows = await db
    .selectFrom('erpDocument')
    .select('id')
    .where('orderId', '=', orderId)
    .where('kind', '=', 'INVOICE')
    .where('number', 'is not', null)
    .orderBy('issuedOn', 'desc')
    .orderBy('id', 'desc')
    .execute();
  if (rows.length < 2) return rows[0]?.id;
  const lines = await db
    .selectFrom('invoice')
    .innerJoin('invoiceLine', 'invoiceLine.invoiceId', 'invoice.id')
    .select(['invoice.documentId', 'invoiceLine.sku'])
    .where(
      'invoice.documentId',
      'in',
      rows.map((row) => row.id),
    )
    .where('invoiceLine.sku', 'in', [...skus, ''])
    .execute();
  const has = Map.groupBy(lines, (line) => line.documentId);
  const known = (id: string) => new Set((has.get(id) ?? []).map((line) => line.sku)).size;
  return (rows.find((row) => known(row.id) === new Set(skus).size) ?? rows.find((row) => known(row.id) > 0) ?? rows[0])?.id;
}

/** Goods of lines that came back count on the lines. */
export async function addReturned(trx: Trx, lineId: string, quantity: Micros): Promise<void> {
  await trx
    .updateTable('orderLine')
    .set((eb) => ({ returnedMicros: eb('returnedMicros', '+', quantity) }))
    .where('id', '=', lineId)
    .execute();
}
