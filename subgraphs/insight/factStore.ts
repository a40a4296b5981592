/** SQL of the facts: what they are built from, and they themselves. */
import { sql } from 'kysely';
import type { Db, Trx } from '#hub/database.ts';
import type { OrderFactTable, OrderLineTable, ReturnFactTable, SaleFactTable, SalesOrderTable } from '#hub/tables.ts';

/** Everything that changed up to here is in: an instant, and the last id at it. */
export interface Reached {
  at: number;
  id: string;
}

export async function readReached(db: Db, companyId: string, fact: string): Promise<Reached | undefined> {
  const row = await db.selectFrom('factState').selectAll().where('companyId', '=', companyId).where('fact', '=', fact).executeTakeFirst();
  return row && { at: row.reachedAt, id: row.reachedId };
}

export async function saveReached(trx: Trx, companyId: string, fact: string, reached: Reached, builtAt: number | undefined): Promise<void> {
  const columns = { reachedAt: reached.at, reachedId: reached.id, ...(builtAt === undefined ? {} : { builtAt }) };
  await trx
    .insertInto('factState')
    .values({ companyId, fact, builtAt: 0, ...columns })
    .onConflict((conflict) => conflict.columns(['companyId', 'fact']).doUpdateSet(columns))
    .execute();
}

/** When all facts of a company were last seen to be complete; 0 = not yet. */
export async function builtAt(db: Db, companyId: string): Promise<number> {
  const rows = await db
    .selectFrom('factState')
    .select('builtAt')
    .where('companyId', '=', companyId)
    .where('fact', 'in', ['orders', 'returns'])
    .execute();
  return rows.length < 2 ? 0 : Math.min(...rows.map((row) => row.builtAt));
}

export type FactOrder = Pick<
  SalesOrderTable,
  | 'id'
  | 'companyId'
  | 'channelId'
  | 'originKind'
  | 'customerId'
  | 'documentDate'
  | 'currency'
  | 'phase'
  | 'placedAt'
  | 'promisedOn'
  | 'fulfilmentState'
  | 'updatedAt'
>;

export const changedOrders = (db: Db, companyId: string, { at, id }: Reached, limit: number): Promise<FactOrder[]> =>
  db
    .selectFrom('salesOrder')
    .select([
      'id',
      'companyId',
      'channelId',
      'originKind',
      'customerId',
      'documentDate',
      'currency',
      'phase',
      'placedAt',
      'promisedOn',
      'fulfilmentState',
      'updatedAt',
    ])
    .where('companyId', '=', companyId)
    .where(sql<boolean>`(updated_at, id) > (${at}, ${id})`)
    .orderBy('updatedAt')
    .orderBy('id')
    .limit(limit)
    .execute();

export const linesOfOrders = (db: Db, orderIds: readonly string[]): Promise<OrderLineTable[]> =>
  db
    .selectFrom('orderLine')
    .selectAll()
    .where('orderId', 'in', [...orderIds])
    .orderBy('orderId')
    .orderBy('position')
    .execute();

export async function productsOf(db: Db, variantIds: readonly string[]): Promise<Map<string, string>> {
  if (!variantIds.length) return new Map();
  const rows = await db
    .selectFrom('variant')
    .select(['id', 'productId'])
    .where('id', 'in', [...variantIds])
    .execute();
  return new Map(rows.map((row) => [row.id, row.productId]));
}

/** When the last parcel of an order left. */
export async function shippedAtOf(db: Db, orderIds: readonly string[]): Promise<Map<string, number>> {
  const rows = await db
    .selectFrom('fulfilment')
    .select((eb) => ['orderId', eb.fn.max<number | null>('shippedAt').as('shippedAt')])
    .where('orderId', 'in', [...orderIds])
    .where('isReturn', '=', 0)
    .groupBy('orderId')
    .execute();
  return new Map(rows.flatMap((row) => (row.shippedAt === null ? [] : [[row.orderId, Number(row.shippedAt)] as const])));
}

export async function replaceOrderFacts(
  trx: Trx,
  orderIds: readonly string[],
  orders: OrderFactTable[],
  sales: SaleFactTable[],
): Promise<void> {
  await trx
    .deleteFrom('saleFact')
    .where('orderId', 'in', [...orderIds])
    .execute();
  await trx
    .deleteFrom('orderFact')
    .where('orderId', 'in', [...orderIds])
    .execute();
  for (let i = 0; i < orders.length; i += 50)
    await trx
      .insertInto('orderFact')
      .values(orders.slice(i, i + 50))
      .execute();
  for (let i = 0; i < sales.length; i += 50)
    await trx
      .insertInto('saleFact')
      .values(sales.slice(i, i + 50))
      .execute();
}

export const changedCreditNotes = (
  db: Db,
  companyId: string,
  { at, id }: Reached,
  limit: number,
): Promise<{ id: string; updatedAt: number }[]> =>
  db
    .selectFrom('invoice')
    .select(['id', 'updatedAt'])
    .where('companyId', '=', companyId)
    .where('kind', '=', 'CREDIT_NOTE')
    .where('side', '=', 'RECEIVABLE')
    .where(sql<boolean>`(updated_at, id) > (${at}, ${id})`)
    .orderBy('updatedAt')
    .orderBy('id')
    .limit(limit)
    .execute();

/** Lines of posted credit notes; their channel is that of the order they are of. */
export async function creditNoteLines(db: Db, invoiceIds: readonly string[]): Promise<Omit<ReturnFactTable, 'productId'>[]> {
  const rows = await db
    .selectFrom('invoiceLine')
    .innerJoin('invoice', 'invoice.id', 'invoiceLine.invoiceId')
    .select((eb) => [
      'invoiceLine.invoiceId',
      'invoiceLine.position',
      'invoice.companyId',
      'invoice.customerId',
      'invoiceLine.variantId',
      'invoiceLine.sku',
      'invoice.issuedOn',
      'invoice.currency',
      'invoiceLine.quantityMicros',
      'invoiceLine.netMicros',
      eb
        .selectFrom('invoiceOrder')
        .select((inner) => inner.fn.min('invoiceOrder.orderId').as('orderId'))
        .whereRef('invoiceOrder.invoiceId', '=', 'invoice.id')
        .as('orderId'),
    ])
    .where('invoice.id', 'in', [...invoiceIds])
    .where('invoice.state', 'in', ['POSTED', 'PAID'])
    .where('invoice.issuedOn', 'is not', null)
    .execute();
  const orders = await ordersById(
    db,
    rows.flatMap((row) => row.orderId ?? []),
  );
  return rows.map(({ orderId, issuedOn, quantityMicros, ...row }) => {
    const order = orders.get(orderId ?? '');
    return {
      ...row,
      channelId: order?.channelId ?? null,
      origin: order?.originKind ?? null,
      day: issuedOn ?? '',
      unitsMicros: quantityMicros,
    };
  });
}

async function ordersById(db: Db, ids: string[]): Promise<Map<string, { channelId: string; originKind: string }>> {
  if (!ids.length) return new Map();
  const rows = await db.selectFrom('salesOrder').select(['id', 'channelId', 'originKind']).where('id', 'in', ids).execute();
  return new Map(rows.map((row) => [row.id, row]));
}

export async function replaceReturnFacts(trx: Trx, invoiceIds: readonly string[], rows: ReturnFactTable[]): Promise<void> {
  await trx
    .deleteFrom('returnFact')
    .where('invoiceId', 'in', [...invoiceIds])
    .execute();
  for (let i = 0; i < rows.length; i += 50)
    await trx
      .insertInto('returnFact')
      .values(rows.slice(i, i + 50))
      .execute();
}
