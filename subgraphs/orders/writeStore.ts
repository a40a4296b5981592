/** SQL of the write side: what the ERP is to be told, and a new order with its lines, payment, cost at sale and promises. */
import type { AddressRecord } from '#connectors/connector.ts';
import type { Db, Trx } from '#hub/database.ts';
import { companyCurrency, reportingOf } from '#hub/exchange.ts';
import { newId } from '#hub/id.ts';
import { divideRounded, ONE } from '#hub/money.ts';
import type { OrderPaymentTable, SalesOrderTable } from '#hub/tables.ts';
import { fold } from '#hub/text.ts';
import type { OrderDraft } from './draft.ts';
import type { TransactionState } from './payments.ts';

export interface WriteOrder extends Omit<SalesOrderTable, 'billingAddress' | 'shippingAddress' | 'contact'> {
  channelCode: string;
  billingAddress: AddressRecord | undefined;
  shippingAddress: AddressRecord | undefined;
  contact: { name?: string; email?: string; phone?: string } | undefined;
}

const parse = <T>(json: string | null): T | undefined => (json === null ? undefined : (JSON.parse(json) as T));

export async function findOrderForWrite(db: Db, id: string): Promise<WriteOrder | undefined> {
  const row = await db
    .selectFrom('salesOrder')
    .innerJoin('channel', 'channel.id', 'salesOrder.channelId')
    .selectAll('salesOrder')
    .select('channel.code as channelCode')
    .where('salesOrder.id', '=', id)
    .executeTakeFirst();
  if (!row) return undefined;
  return { ...row, billingAddress: parse(row.billingAddress), shippingAddress: parse(row.shippingAddress), contact: parse(row.contact) };
}

export async function listWriteLines(db: Db, orderId: string) {
  const rows = await db.selectFrom('orderLine').selectAll().where('orderId', '=', orderId).orderBy('position').execute();
  return rows.map((row) => {
    const discounts = JSON.parse(row.discounts) as { percent?: string }[];
    const discountPercent = discounts.length === 1 ? discounts[0]?.percent : undefined;
    // An ERP knows one percentage a line: whatever else was taken off is in the price it is told.
    const isInPrice = discounts.length > 0 && discountPercent === undefined && row.quantityMicros > 0n;
    const soldNetMicros = isInPrice ? divideRounded(row.netMicros * ONE, row.quantityMicros) : row.unitNetMicros;
    return { ...row, discountPercent, soldNetMicros };
  });
}

export type WritePayment = OrderPaymentTable & { state: TransactionState };

export async function listWritePayments(db: Db, orderId: string): Promise<WritePayment[]> {
  const rows = await db.selectFrom('orderPayment').selectAll().where('orderId', '=', orderId).orderBy('recordedAt').orderBy('id').execute();
  return rows.map((row) => ({ ...row, state: row.state as TransactionState }));
}

/** Stores a payment, new or merged. */
export async function savePayment(trx: Trx, payment: WritePayment): Promise<void> {
  const { id: _id, orderId: _orderId, ...columns } = payment;
  await trx
    .insertInto('orderPayment')
    .values(payment)
    .onConflict((conflict) => conflict.column('id').doUpdateSet(columns))
    .execute();
}

/** How much of a payment's refunds the ledger holds already, whatever became of it. */
export async function refundTold(db: Db, orderId: string, paymentId: string): Promise<bigint> {
  const rows = await db
    .selectFrom('operation')
    .select('payload')
    .where('subjectId', '=', orderId)
    .where('kind', '=', 'PAYMENT_RECORD')
    .execute();
  return rows.reduce((most, { payload }) => {
    const told = JSON.parse(payload) as { paymentId?: string; refundTo?: string };
    const to = told.paymentId === paymentId ? BigInt(told.refundTo ?? 0) : 0n;
    return to > most ? to : most;
  }, 0n);
}

/** What the worker is to send, when that is known only after the operation was accepted. */
export async function setPayload(trx: Trx, operationId: string, payload: Record<string, unknown>): Promise<void> {
  await trx
    .updateTable('operation')
    .set({ payload: JSON.stringify(payload) })
    .where('id', '=', operationId)
    .execute();
}

/** Numbers people read: the year and a counter, such as S/2026/000042. The counter's row is locked until the order is stored. */
async function nextNumber(trx: Trx, companyId: string, documentDate: string): Promise<string> {
  const year = documentDate.slice(0, 4);
  const { value } = await trx
    .insertInto('counter')
    .values({ name: `order ${companyId} ${year}`, value: 1 })
    .onConflict((conflict) => conflict.column('name').doUpdateSet((eb) => ({ value: eb('counter.value', '+', 1) })))
    .returning('value')
    .executeTakeFirstOrThrow();
  return `S/${year}/${String(value).padStart(6, '0')}`;
}

export async function insertOrder(
  trx: Trx,
  id: string,
  draft: OrderDraft,
  by: { application: string; creditHeld: bigint; now: number },
): Promise<SalesOrderTable> {
  const { now } = by;
  const { totals } = draft;
  const customerId = draft.customerId ?? (await insertGuest(trx, draft, now));
  const { companyId, currency, documentDate } = draft;
  const sale = { companyId, currency, documentDate, netMicros: totals.net, grossMicros: totals.gross };
  const reporting = await reportingOf(trx, await companyCurrency(trx, companyId), sale);
  const row = await trx
    .insertInto('salesOrder')
    .values({
      id,
      companyId: draft.companyId,
      channelId: draft.channelId,
      number: draft.quote?.number ?? (await nextNumber(trx, draft.companyId, draft.documentDate)),
      application: by.application,
      customerId,
      customerReference: draft.customerReference ?? null,
      originKind: 'HUB',
      history: 0,
      contact: JSON.stringify(draft.contact),
      billingAddress: draft.billingAddress ? JSON.stringify(draft.billingAddress) : null,
      shippingAddress: draft.shippingAddress ? JSON.stringify(draft.shippingAddress) : null,
      currency: draft.currency,
      placedAt: now,
      documentDate: draft.documentDate,
      deliveryMethod: draft.delivery.code,
      deliveryName: draft.delivery.name,
      deliveryCarrier: draft.delivery.carrier,
      deliveryTaxPercent: totals.deliveryTaxPercent,
      pickupLocationId: draft.delivery.pickupLocationId ?? null,
      pickupPointCode: draft.delivery.pickupPointCode ?? null,
      requestedOn: draft.delivery.requestedOn ?? null,
      promisedOn: draft.promisedOn ?? null,
      partialAllowed: draft.delivery.partialAllowed ? 1 : 0,
      paymentMethod: draft.payment.methodCode,
      terms: draft.terms ?? null,
      dueOn: draft.dueOn ?? null,
      couponCodes: JSON.stringify(draft.couponCodes),
      note: draft.note ?? null,
      pricesIncludeTax: draft.pricesIncludeTax ? 1 : 0,
      goodsNetMicros: totals.goodsNet,
      goodsGrossMicros: totals.goodsGross,
      deliveryNetMicros: totals.deliveryNet,
      deliveryGrossMicros: totals.deliveryGross,
      discountNetMicros: totals.discountNet,
      discountGrossMicros: totals.discountGross,
      netMicros: totals.net,
      taxMicros: totals.tax,
      grossMicros: totals.gross,
      paidMicros: draft.paid ? draft.payment.amount : 0n,
      phase: 'RECEIVED',
      paymentState: draft.paid ? (draft.payment.amount >= totals.gross ? 'PAID' : 'PARTIALLY_PAID') : draft.payment.state,
      fulfilmentState: 'NONE',
      documentState: 'NONE',
      erpState: 'QUEUED',
      creditHeldMicros: by.creditHeld,
      taxRuleId: draft.taxRuleId ?? null,
      taxReason: draft.taxReason,
      estimated: draft.estimated ? 1 : 0,
      quoteId: draft.quote?.id ?? null,
      ...reporting,
      search: '',
      version: 1,
      updatedAt: now,
      asOf: now,
    })
    .returningAll()
    .executeTakeFirstOrThrow();
  const search = fold(
    [row.number, draft.customerReference, draft.contact.name, draft.contact.email, ...draft.lines.map((line) => line.sku)]
      .filter(Boolean)
      .join(' '),
  );
  await trx.updateTable('salesOrder').set({ search }).where('id', '=', id).execute();
  await insertLines(trx, id, draft, now);
  await insertPayment(trx, id, draft, now);
  return { ...row, search };
}

async function insertLines(trx: Trx, orderId: string, draft: OrderDraft, now: number): Promise<void> {
  const costs = await trx
    .selectFrom('variantCost')
    .selectAll()
    .where('variantId', 'in', ['', ...draft.lines.flatMap((line) => line.variantId ?? [])])
    .execute();
  for (const [position, line] of draft.lines.entries()) {
    const lineId = newId('orderLine');
    const cost = costs.find((candidate) => candidate.variantId === line.variantId);
    await trx
      .insertInto('orderLine')
      .values({
        id: lineId,
        orderId,
        position,
        variantId: line.variantId,
        sku: line.sku,
        title: line.title,
        quantityMicros: line.quantity,
        shippedMicros: 0n,
        cancelledMicros: 0n,
        returnedMicros: 0n,
        unitCode: line.unitCode,
        unitNetMicros: line.amounts.unitNet,
        unitGrossMicros: line.amounts.unitGross,
        discounts: JSON.stringify(line.amounts.discounts),
        taxPercent: line.taxPercent,
        netMicros: line.amounts.net,
        taxMicros: line.amounts.tax,
        grossMicros: line.amounts.gross,
        costUnitMicros: cost?.unitMicros ?? null,
        costCurrency: cost?.currency ?? null,
        promisedOn: line.promisedOn ?? null,
        locationId: line.locationId ?? null,
        resolution: line.variantId === null ? 'UNKNOWN_SKU' : 'RESOLVED',
        note: line.note ?? null,
      })
      .execute();
    if (line.promisedOn && line.variantId)
      await trx
        .insertInto('promise')
        .values({
          id: newId('promise'),
          orderId,
          lineId,
          variantId: line.variantId,
          quantityMicros: line.quantity,
          promisedOn: line.promisedOn,
          source: 'ON_HAND',
          givenAt: now,
        })
        .execute();
  }
}

async function insertPayment(trx: Trx, orderId: string, draft: OrderDraft, now: number): Promise<void> {
  const { payment } = draft;
  await trx
    .insertInto('orderPayment')
    .values({
      id: newId('orderPayment'),
      orderId,
      methodCode: payment.methodCode,
      provider: payment.provider ?? payment.methodCode,
      transactionNumber: payment.transactionNumber ?? '',
      amountMicros: payment.amount,
      refundedMicros: 0n,
      currency: draft.currency,
      state: payment.state,
      occurredAt: now,
      authorisedAt: payment.state === 'AUTHORISED' ? now : null,
      capturedAt: payment.state === 'PAID' ? now : null,
      recordedAt: now,
    })
    .execute();
}

/** A visitor without an account is a customer of kind GUEST, so that every order has somebody. */
async function insertGuest(trx: Trx, draft: OrderDraft, now: number): Promise<string> {
  const id = newId('customer');
  const name = draft.contact.name ?? draft.contact.email ?? 'Gość';
  await trx
    .insertInto('customer')
    .values({
      id,
      companyId: draft.companyId,
      kind: 'GUEST',
      name,
      email: draft.contact.email ?? null,
      phone: draft.contact.phone ?? null,
      active: 1,
      groups: '[]',
      creditUsedMicros: 0n,
      creditOverdueMicros: 0n,
      creditHeldMicros: 0n,
      creditBlocked: 0,
      search: fold(`${name} ${draft.contact.email ?? ''}`),
      sortName: fold(name),
      version: 1,
      createdAt: now,
      updatedAt: now,
      asOf: now,
    })
    .execute();
  return id;
}

/** The write that carries this order to the ERP, while it waits. */
export const findUnsentPlacement = (trx: Trx, orderId: string) =>
  trx
    .selectFrom('operation')
    .select('id')
    .where('subjectId', '=', orderId)
    .where('kind', 'in', ['ORDER_PLACE', 'QUOTE_ACCEPT'])
    .where('state', '=', 'QUEUED')
    .executeTakeFirst();

/** Fulfilments with their lines by SKU, as a shop knows them. */
export async function listFulfilmentsForShop(db: Db, orderId: string) {
  const skus = new Map(
    (await db.selectFrom('orderLine').select(['id', 'sku']).where('orderId', '=', orderId).execute()).map((line) => [line.id, line.sku]),
  );
  const rows = await db.selectFrom('fulfilment').selectAll().where('orderId', '=', orderId).orderBy('id').execute();
  return rows.map((row) => ({
    ...row,
    lines: (JSON.parse(row.lines) as { lineId: string; quantity: string }[]).flatMap(({ lineId, quantity }) => {
      const sku = skus.get(lineId);
      return sku ? [{ sku, quantity: BigInt(quantity) }] : [];
    }),
  }));
}
