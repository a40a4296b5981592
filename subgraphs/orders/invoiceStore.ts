/** SQL of invoices. */
import { sql } from 'kysely';
import type { InvoiceRecord } from '#connectors/connector.ts';
import type { Db, Trx } from '#hub/database.ts';
import type { Micros } from '#hub/money.ts';
import { COUNT_LIMIT, type Window } from '#hub/paging.ts';
import type { InvoiceLineTable, InvoiceTable } from '#hub/tables.ts';
import type { InvoiceFilter } from './types.ts';

export async function findInvoices(db: Db, ids: readonly string[]): Promise<InvoiceTable[]> {
  if (!ids.length) return [];
  return db
    .selectFrom('invoice')
    .selectAll()
    .where('id', 'in', [...ids])
    .execute();
}

export async function saveInvoice(
  trx: Trx,
  row: InvoiceTable,
  lines: readonly InvoiceLineTable[],
  orderIds: readonly string[],
): Promise<void> {
  const { id, ...columns } = row;
  await trx
    .insertInto('invoice')
    .values(row)
    .onConflict((conflict) => conflict.column('id').doUpdateSet(columns))
    .execute();
  await trx.deleteFrom('invoiceLine').where('invoiceId', '=', id).execute();
  for (let i = 0; i < lines.length; i += 50)
    await trx
      .insertInto('invoiceLine')
      .values(lines.slice(i, i + 50))
      .execute();
  await trx.deleteFrom('invoiceOrder').where('invoiceId', '=', id).execute();
  if (orderIds.length)
    await trx
      .insertInto('invoiceOrder')
      .values(orderIds.map((orderId) => ({ invoiceId: id, orderId })))
      .execute();
}

/** The paper of an invoice: the order's own where that came first. What the order's record tells of it is not overwritten with less. */
export async function savePaper(
  trx: Trx,
  id: string,
  record: InvoiceRecord,
  of: { companyId: string; systemId: string; orderId: string | null; customerId: string | null; correctsId: string | null; now: number },
): Promise<void> {
  const { now, ...owner } = of;
  const columns = {
    kind: record.kind,
    number: record.number ?? null,
    issuedOn: record.issuedOn ?? null,
    dueOn: record.dueOn ?? null,
    netMicros: record.net,
    grossMicros: record.gross,
    paidMicros: record.gross - record.open,
    currency: record.currency,
    governmentNumber: record.governmentNumber ?? null,
    updatedAt: now,
  };
  const { correctsId, customerId, orderId } = owner;
  await trx
    .insertInto('erpDocument')
    .values({ id, ...owner, ...columns, hasFile: 0, state: record.state.toLowerCase() })
    .onConflict((conflict) =>
      conflict.column('id').doUpdateSet((eb) => ({
        ...columns,
        orderId: eb.fn.coalesce('erpDocument.orderId', eb.val(orderId)),
        customerId: eb.fn.coalesce('erpDocument.customerId', eb.val(customerId)),
        correctsId: eb.fn.coalesce('erpDocument.correctsId', eb.val(correctsId)),
      })),
    )
    .execute();
}

/** Invoices of a system that a sweep did not yield, withdrawn ones left out. */
export async function unseenInvoices(db: Db, systemId: string, sweepStartedAt: number): Promise<string[]> {
  const rows = await db
    .selectFrom('invoice')
    .innerJoin('binding', 'binding.id', 'invoice.id')
    .select('invoice.id')
    .where('binding.systemId', '=', systemId)
    .where('binding.entity', '=', 'invoices')
    .where('binding.seenAt', '<', sweepStartedAt)
    .where('invoice.state', '!=', 'CANCELLED')
    .execute();
  return rows.map((row) => row.id);
}

export async function withdrawInvoices(trx: Trx, ids: readonly string[], at: number): Promise<void> {
  await trx
    .updateTable('invoice')
    .set({ state: 'CANCELLED', openMicros: 0n, updatedAt: at })
    .where('id', 'in', [...ids])
    .execute();
}

export interface InvoiceQuery {
  companyId: string;
  /** Undefined: of everybody. */
  customerId: string | undefined;
  filter: InvoiceFilter | null | undefined;
  today: string;
}

/** By (issued, id); what is not issued yet stands first. */
const NOT_ISSUED = '9999-12-31';

export async function listInvoices(db: Db, query: InvoiceQuery, window: Window): Promise<InvoiceTable[]> {
  const direction = window.backward ? 'asc' : 'desc';
  const day = sql`coalesce(issued_on, ${sql.lit(NOT_ISSUED)})`;
  let rows = invoicesOf(db, query).selectAll();
  if (window.from) {
    const [key, id] = window.from;
    rows = rows.where(direction === 'desc' ? sql<boolean>`(${day}, id) < (${key}, ${id})` : sql<boolean>`(${day}, id) > (${key}, ${id})`);
  }
  return rows
    .orderBy(day, direction)
    .orderBy('id', direction)
    .limit(window.limit + 1)
    .execute();
}

export const issuedKey = (row: InvoiceTable): string => row.issuedOn ?? NOT_ISSUED;

export async function countInvoices(db: Db, query: InvoiceQuery): Promise<number | null> {
  const row = await db
    .selectFrom(
      invoicesOf(db, query)
        .select('id')
        .limit(COUNT_LIMIT + 1)
        .as('counted'),
    )
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  return Number(row.count) > COUNT_LIMIT ? null : Number(row.count);
}

/** What is open, by currency; corrections count against. */
export async function sumOpen(db: Db, query: InvoiceQuery): Promise<{ currency: string; openMicros: Micros }[]> {
  const rows = await invoicesOf(db, query)
    .select((eb) => ['currency', 'kind', eb.fn.sum<Micros>('openMicros').as('openMicros')])
    .where('state', 'in', ['POSTED', 'PAID'])
    .groupBy(['currency', 'kind'])
    .execute();
  const sums = new Map<string, Micros>();
  for (const row of rows)
    sums.set(row.currency, (sums.get(row.currency) ?? 0n) + (row.kind === 'CREDIT_NOTE' ? -row.openMicros : row.openMicros));
  return [...sums].sort().map(([currency, openMicros]) => ({ currency, openMicros }));
}

function invoicesOf(db: Db, { companyId, customerId, filter, today }: InvoiceQuery) {
  const { orderId, open, overdue, issuedOn, kind, side } = filter ?? {};
  const isOverdue = sql<boolean>`(open_micros > 0 and due_on is not null and due_on < ${today} and state = 'POSTED')`;
  return db
    .selectFrom('invoice')
    .where('companyId', '=', companyId)
    .where('side', '=', side ?? 'RECEIVABLE')
    .$if(customerId !== undefined, (query) => query.where('customerId', '=', customerId ?? ''))
    .$if(orderId != null, (query) =>
      query.where('id', 'in', (eb) =>
        eb
          .selectFrom('invoiceOrder')
          .select('invoiceId')
          .where('orderId', '=', orderId ?? ''),
      ),
    )
    .$if(open != null, (query) => query.where('openMicros', open ? '!=' : '=', 0n))
    .$if(overdue != null, (query) => query.where(overdue ? isOverdue : sql<boolean>`not ${isOverdue}`))
    .$if(issuedOn?.from != null, (query) => query.where('issuedOn', '>=', issuedOn?.from ?? ''))
    .$if(issuedOn?.to != null, (query) => query.where('issuedOn', '<=', issuedOn?.to ?? ''))
    .$if(kind != null, (query) => query.where('kind', 'in', kind?.length ? kind : ['']));
}

export async function ordersOfInvoices(db: Db, ids: readonly string[]): Promise<{ invoiceId: string; orderId: string }[]> {
  if (!ids.length) return [];
  return db
    .selectFrom('invoiceOrder')
    .selectAll()
    .where('invoiceId', 'in', [...ids])
    .orderBy('orderId')
    .execute();
}
