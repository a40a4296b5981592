/** SQL of money: open documents, payments and what they pay, orders in their books. */
import { sql } from 'kysely';
import type { Db } from '#hub/database.ts';
import type { Micros } from '#hub/money.ts';
import { COUNT_LIMIT, type Window } from '#hub/paging.ts';
import type { InvoiceTable, MoneyEntryTable, SalesOrderTable } from '#hub/tables.ts';
import type { Period } from './period.ts';
import { inChunks } from './reportStore.ts';
import { PAGE } from './walk.ts';

/** Posted documents of a side issued by a day, by id. Of today only what is open; of earlier days all, because what was open then is worked out. */
export async function debtPage(
  db: Db,
  companyId: string,
  side: string,
  asOf: { day: string; openOnly: boolean },
  after: string,
): Promise<InvoiceTable[]> {
  let query = db
    .selectFrom('invoice')
    .selectAll()
    .where('companyId', '=', companyId)
    .where('side', '=', side)
    .where('state', 'in', ['POSTED', 'PAID'])
    .where('issuedOn', '<=', asOf.day)
    .where('id', '>', after);
  if (asOf.openOnly) query = query.where('openMicros', '!=', 0n);
  return query.orderBy('id').limit(PAGE).execute();
}

/** What was paid of documents by the end of a day. */
export async function paidBy(db: Db, invoiceIds: readonly string[], day: string): Promise<Map<string, Micros>> {
  const rows = await inChunks(invoiceIds, (some) =>
    db
      .selectFrom('moneyMatch')
      .innerJoin('moneyEntry', 'moneyEntry.id', 'moneyMatch.moneyId')
      .select((eb) => ['moneyMatch.invoiceId', eb.fn.sum<Micros>('moneyMatch.amountMicros').as('paidMicros')])
      .where('moneyMatch.invoiceId', 'in', some)
      .where('moneyEntry.state', '=', 'POSTED')
      .where('moneyEntry.day', '<=', day)
      .groupBy('moneyMatch.invoiceId')
      .execute(),
  );
  return new Map(rows.map((row) => [row.invoiceId, row.paidMicros]));
}

/** Payments, the newest first. */
export async function listMoney(
  db: Db,
  companyId: string,
  states: readonly string[] | undefined,
  window: Window,
): Promise<MoneyEntryTable[]> {
  const direction = window.backward ? 'asc' : 'desc';
  let query = moneyOf(db, companyId, states).selectAll();
  if (window.from) {
    const [day, id] = window.from.map(String);
    query = query.where(direction === 'desc' ? sql<boolean>`(day, id) < (${day}, ${id})` : sql<boolean>`(day, id) > (${day}, ${id})`);
  }
  return query
    .orderBy('day', direction)
    .orderBy('id', direction)
    .limit(window.limit + 1)
    .execute();
}

export async function countMoney(db: Db, companyId: string, states: readonly string[] | undefined): Promise<number | null> {
  const row = await db
    .selectFrom(
      moneyOf(db, companyId, states)
        .select('id')
        .limit(COUNT_LIMIT + 1)
        .as('counted'),
    )
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  return Number(row.count) > COUNT_LIMIT ? null : Number(row.count);
}

function moneyOf(db: Db, companyId: string, states: readonly string[] | undefined) {
  const query = db.selectFrom('moneyEntry').where('companyId', '=', companyId).where('state', '!=', 'CANCELLED');
  return states ? query.where('matchState', 'in', states.length ? [...states] : ['']) : query;
}

export interface MatchedDocument {
  moneyId: string;
  documentId: string;
  amountMicros: Micros;
}

export const matchesOf = (db: Db, moneyIds: readonly string[]): Promise<MatchedDocument[]> =>
  inChunks(moneyIds, (some) =>
    db
      .selectFrom('moneyMatch')
      .innerJoin('invoice', 'invoice.id', 'moneyMatch.invoiceId')
      .select(['moneyMatch.moneyId', 'invoice.documentId', 'moneyMatch.amountMicros'])
      .where('moneyMatch.moneyId', 'in', some)
      .orderBy('invoice.documentId')
      .execute(),
  );

/** Posted invoices of orders (`INVOICE`), or corrections of these (`CREDIT_NOTE`). */
export const invoicesOfOrders = (db: Db, orderIds: readonly string[]): Promise<{ orderId: string; documentId: string; kind: string }[]> =>
  inChunks(orderIds, (some) =>
    db
      .selectFrom('invoiceOrder')
      .innerJoin('invoice', 'invoice.id', 'invoiceOrder.invoiceId')
      .select(['invoiceOrder.orderId', 'invoice.documentId', 'invoice.kind'])
      .where('invoiceOrder.orderId', 'in', some)
      .where('invoice.state', 'in', ['POSTED', 'PAID'])
      .orderBy('invoice.documentId')
      .execute(),
  );

type BookedOrder = Pick<
  SalesOrderTable,
  'id' | 'documentDate' | 'originKind' | 'originSystemId' | 'grossMicros' | 'erpGrossMicros' | 'paidMicros' | 'fulfilmentState' | 'currency'
>;

/** Orders of a period that were not cancelled, by (day, id). */
export async function orderPage(
  db: Db,
  companyId: string,
  period: Period,
  currency: string,
  after: [string, string] | undefined,
): Promise<BookedOrder[]> {
  let query = db
    .selectFrom('salesOrder')
    .select([
      'id',
      'documentDate',
      'originKind',
      'originSystemId',
      'grossMicros',
      'erpGrossMicros',
      'paidMicros',
      'fulfilmentState',
      'currency',
    ])
    .where('companyId', '=', companyId)
    .where('documentDate', '>=', period.from)
    .where('documentDate', '<=', period.to)
    .where('currency', '=', currency)
    .where('phase', '!=', 'CANCELLED');
  if (period.channelIds) query = query.where('channelId', 'in', period.channelIds);
  if (after) query = query.where(sql<boolean>`(document_date, id) > (${after[0]}, ${after[1]})`);
  return period.channelIds?.length === 0 ? [] : query.orderBy('documentDate').orderBy('id').limit(PAGE).execute();
}

/** Invoices and corrections of orders. */
export const invoicesOf = (db: Db, orderIds: readonly string[]) =>
  inChunks(orderIds, (some) =>
    db
      .selectFrom('invoiceOrder')
      .innerJoin('invoice', 'invoice.id', 'invoiceOrder.invoiceId')
      .select(['invoiceOrder.orderId', 'invoice.kind', 'invoice.grossMicros', 'invoice.openMicros'])
      .where('invoiceOrder.orderId', 'in', some)
      .where('invoice.side', '=', 'RECEIVABLE')
      .where('invoice.state', 'in', ['POSTED', 'PAID'])
      .execute(),
  );

/** Money of orders that stands in the ERP's books and settles no document yet; what was given back taken off. */
export async function unsettledOf(db: Db, orderIds: readonly string[]): Promise<Map<string, Micros>> {
  const entries = await inChunks(orderIds, (some) =>
    db
      .selectFrom('moneyEntry')
      .leftJoin('moneyMatch', 'moneyMatch.moneyId', 'moneyEntry.id')
      .select((eb) => [
        'moneyEntry.orderId',
        'moneyEntry.direction',
        'moneyEntry.amountMicros',
        eb.fn.coalesce(eb.fn.sum<Micros>('moneyMatch.amountMicros'), eb.lit(0)).as('settledMicros'),
      ])
      .where('moneyEntry.orderId', 'in', some)
      .where('moneyEntry.state', '=', 'POSTED')
      .groupBy(['moneyEntry.id', 'moneyEntry.orderId', 'moneyEntry.direction', 'moneyEntry.amountMicros'])
      .execute(),
  );
  const left = new Map<string, Micros>();
  for (const { orderId, direction, amountMicros, settledMicros } of entries) {
    const amount = amountMicros - BigInt(settledMicros);
    if (orderId) left.set(orderId, (left.get(orderId) ?? 0n) + (direction === 'OUT' ? -amount : amount));
  }
  return left;
}

/** Pages of a table for an export, by id. */
export const invoicePage = (db: Db, companyId: string, period: Period, after: string): Promise<InvoiceTable[]> =>
  db
    .selectFrom('invoice')
    .selectAll()
    .where('companyId', '=', companyId)
    .where('issuedOn', '>=', period.from)
    .where('issuedOn', '<=', period.to)
    .where('id', '>', after)
    .orderBy('id')
    .limit(PAGE)
    .execute();

export const moneyPage = (db: Db, companyId: string, period: Period, after: string): Promise<MoneyEntryTable[]> =>
  db
    .selectFrom('moneyEntry')
    .selectAll()
    .where('companyId', '=', companyId)
    .where('day', '>=', period.from)
    .where('day', '<=', period.to)
    .where('id', '>', after)
    .orderBy('id')
    .limit(PAGE)
    .execute();
