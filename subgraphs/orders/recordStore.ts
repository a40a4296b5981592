/** SQL of pulled orders: what a slice of records needs to know, and the rows it writes. */
import { sql } from 'kysely';
import type { PaymentRecord } from '#connectors/connector.ts';
import { resolveIds } from '#hub/bindings.ts';
import type { Db, Trx } from '#hub/database.ts';
import type { Micros } from '#hub/money.ts';
import type { OrderLineTable, OrderPaymentTable, SalesOrderTable } from '#hub/tables.ts';

/** The rows of one statement: 100 rows of 24 values stay under both stores' limits. */
const ROWS = 100;

export interface KnownVariant {
  id: string;
  sku: string;
  unitCode: string;
  cost: { unitMicros: Micros; currency: string } | undefined;
}

export async function findVariantsBySku(db: Db, companyId: string, skus: readonly string[]): Promise<Map<string, KnownVariant>> {
  const found = new Map<string, KnownVariant>();
  const wanted = [...new Set(skus)];
  for (let i = 0; i < wanted.length; i += 500) {
    const rows = await db
      .selectFrom('variant')
      .leftJoin('variantCost', 'variantCost.variantId', 'variant.id')
      .select(['variant.id', 'variant.sku', 'variant.unitCode', 'variantCost.unitMicros', 'variantCost.currency'])
      .where('variant.companyId', '=', companyId)
      .where('variant.sku', 'in', wanted.slice(i, i + 500))
      .execute();
    for (const { unitMicros, currency, ...row } of rows)
      found.set(row.sku, { ...row, cost: unitMicros === null || currency === null ? undefined : { unitMicros, currency } });
  }
  return found;
}

/** Carriers of delivery methods by code. */
export async function findMethods(
  db: Db,
  companyId: string,
): Promise<Map<string, { name: string; carrier: string | null; taxPercent: string }>> {
  const rows = await db
    .selectFrom('deliveryMethod')
    .select(['code', 'name', 'carrier', 'taxPercent'])
    .where('companyId', '=', companyId)
    .execute();
  return new Map(rows.map((row) => [row.code, row]));
}

/** Orders of a company by the number people know. */
export async function findByNumbers(db: Db, companyId: string, numbers: readonly string[]): Promise<SalesOrderTable[]> {
  if (!numbers.length) return [];
  return db.selectFrom('salesOrder').selectAll().where('companyId', '=', companyId).where('number', 'in', numbers).execute();
}

/** Orders of a company by the customer's reference: where an ERP keeps the shop's number. */
export async function findByReferences(db: Db, companyId: string, references: readonly string[]): Promise<SalesOrderTable[]> {
  if (!references.length) return [];
  return db
    .selectFrom('salesOrder')
    .selectAll()
    .where('companyId', '=', companyId)
    .where('originKind', 'not in', ['HUB', 'SHOP'])
    .where('customerReference', 'in', references)
    .execute();
}

/** Which of these orders a system has already. */
export async function boundIn(db: Db, systemId: string, orderIds: readonly string[]): Promise<Set<string>> {
  if (!orderIds.length) return new Set();
  const rows = await db
    .selectFrom('binding')
    .select('id')
    .where('systemId', '=', systemId)
    .where('entity', '=', 'orders')
    .where('id', 'in', orderIds)
    .execute();
  return new Set(rows.map((row) => row.id));
}

export async function insertLines(trx: Trx, rows: readonly OrderLineTable[]): Promise<void> {
  for (let i = 0; i < rows.length; i += ROWS)
    await trx
      .insertInto('orderLine')
      .values(rows.slice(i, i + ROWS))
      .execute();
}

export async function replaceLines(trx: Trx, orderId: string, rows: readonly OrderLineTable[]): Promise<void> {
  await trx.deleteFrom('orderLine').where('orderId', '=', orderId).execute();
  await insertLines(trx, rows);
}

export const listOrderLines = (db: Db, orderId: string): Promise<OrderLineTable[]> =>
  db.selectFrom('orderLine').selectAll().where('orderId', '=', orderId).orderBy('position').orderBy('id').execute();

export async function setShipped(trx: Trx, lineId: string, shippedMicros: Micros): Promise<void> {
  await trx.updateTable('orderLine').set({ shippedMicros }).where('id', '=', lineId).execute();
}

export async function setCost(trx: Trx, lineId: string, cost: { unit: Micros; currency: string }): Promise<void> {
  await trx.updateTable('orderLine').set({ costUnitMicros: cost.unit, costCurrency: cost.currency }).where('id', '=', lineId).execute();
}

export async function resolveLine(trx: Trx, lineId: string, variant: KnownVariant): Promise<void> {
  await trx
    .updateTable('orderLine')
    .set({
      variantId: variant.id,
      resolution: 'RESOLVED',
      unitCode: variant.unitCode,
      costUnitMicros: variant.cost?.unitMicros ?? null,
      costCurrency: variant.cost?.currency ?? null,
    })
    .where('id', '=', lineId)
    .execute();
}

/** Held orders with lines of unknown SKUs, the oldest first. */
export const listHeldOrderIds = async (db: Db, companyId: string, limit: number): Promise<string[]> =>
  (
    await db
      .selectFrom('salesOrder')
      .select('id')
      .where('companyId', '=', companyId)
      .where((eb) =>
        eb.or([
          eb('holdCode', 'in', ['UNKNOWN_SKU', 'STOCK']),
          eb.and([eb('holdCode', '=', 'AMBIGUOUS_PARTY'), eb('customerId', 'is not', null)]),
        ]),
      )
      .where('erpState', '=', 'NONE')
      .orderBy('placedAt')
      .limit(limit)
      .execute()
  ).map((row) => row.id);

/** What is held for an order, by variant. */
export async function heldOfOrder(db: Db, orderId: string): Promise<Map<string, bigint>> {
  const rows = await db
    .selectFrom('reservationLine')
    .innerJoin('reservation', 'reservation.id', 'reservationLine.reservationId')
    .select(['reservationLine.variantId', 'reservationLine.heldMicros'])
    .where('reservation.orderId', '=', orderId)
    .where('reservationLine.state', '=', 'HELD')
    .execute();
  const held = new Map<string, bigint>();
  for (const row of rows) held.set(row.variantId, (held.get(row.variantId) ?? 0n) + row.heldMicros);
  return held;
}

export async function insertPayments(trx: Trx, rows: readonly OrderPaymentTable[]): Promise<void> {
  if (rows.length) await trx.insertInto('orderPayment').values(rows).execute();
}

/** Our payment rows of a system's payments. */
export const findPaymentBindings = (db: Db, systemId: string, payments: readonly PaymentRecord[]): Promise<Map<string, string>> =>
  resolveIds(
    db,
    systemId,
    'payments',
    payments.flatMap((payment) => payment.externalId ?? []),
  );

/** Which of these payment rows a system has already. */
export async function boundPayments(db: Db, systemId: string, paymentIds: readonly string[]): Promise<Set<string>> {
  if (!paymentIds.length) return new Set();
  const rows = await db
    .selectFrom('binding')
    .select('id')
    .where('systemId', '=', systemId)
    .where('entity', '=', 'payments')
    .where('id', 'in', paymentIds)
    .execute();
  return new Set(rows.map((row) => row.id));
}

/** Errors that are the transaction's, not the record's: it is run again as a whole. */
const transactional = new Set(['40001', '40P01', '55P03']);

/** Runs the work of one record; when it fails, undoes that alone. */
export async function alone(trx: Trx, work: () => Promise<boolean>): Promise<boolean | 'failed'> {
  await sql`savepoint order_record`.execute(trx);
  try {
    const changed = await work();
    await sql`release savepoint order_record`.execute(trx);
    return changed;
  } catch (error) {
    if (transactional.has((error as { code?: string }).code ?? '')) throw error;
    await sql`rollback to savepoint order_record`.execute(trx);
    await sql`release savepoint order_record`.execute(trx);
    return 'failed';
  }
}
