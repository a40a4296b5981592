/** Other goods for those that came back: an order of the hub at price zero that names the old one, through the ledger like any other. */
import type { Trx } from '#hub/database.ts';
import { newId } from '#hub/id.ts';
import { takeStock } from '#hub/reservations.ts';
import type { OrderLineTable, SalesOrderTable } from '#hub/tables.ts';
import { lockOrder, recordChange } from './changes.ts';
import { queueErpOrder } from './erpOrder.ts';
import { insertLines, listOrderLines } from './recordStore.ts';
import { type GoodsReturn, listReturnLines } from './returnStore.ts';

/** Answers the new order's id. Goods that are not there make it wait as any held order does. */
export async function replaceGoods(trx: Trx, row: GoodsReturn, now: number): Promise<string> {
  const order = await lockOrder(trx, row.orderId);
  if (!order) throw new Error('the order of a return is gone');
  const id = newId('order');
  const old = new Map((await listOrderLines(trx, order.id)).map((line) => [line.id, line]));
  const came = (await listReturnLines(trx, [row.id])).filter((line) => line.receivedMicros > 0n);
  const lines = came.flatMap(({ orderLineId, receivedMicros }, position): OrderLineTable[] => {
    const line = old.get(orderLineId);
    return line ? [freeLine(line, id, position, receivedMicros)] : [];
  });
  const wanted = lines.flatMap(({ variantId, quantityMicros }) => (variantId ? [{ variantId, quantity: quantityMicros }] : []));
  await takeStock(trx, {
    companyId: order.companyId,
    channelId: order.channelId,
    application: 'hub',
    idempotencyKey: `order ${id}`,
    fingerprint: id,
    customerId: order.customerId ?? undefined,
    orderId: id,
    lines: wanted,
    allowPartial: true,
    expiresAt: null,
    now,
  });
  await recordChange(trx, null, replacementRow(order, row, id, now), { source: 'hub', now });
  await insertLines(trx, lines);
  await queueErpOrder(trx, id, { application: 'hub', key: `${row.id} replacement`, now, customerId: order.customerId });
  return id;
}

function replacementRow(order: SalesOrderTable, row: GoodsReturn, id: string, now: number): SalesOrderTable {
  return {
    ...order,
    id,
    number: row.number,
    erpNumber: null,
    application: row.application,
    customerReference: row.number,
    originKind: 'HUB',
    originSystemId: null,
    originExternalId: null,
    originNumber: null,
    placedAt: now,
    requestedOn: null,
    promisedOn: null,
    couponCodes: '[]',
    note: `Wymiana: ${row.number}`,
    goodsNetMicros: 0n,
    goodsGrossMicros: 0n,
    deliveryNetMicros: 0n,
    deliveryGrossMicros: 0n,
    discountNetMicros: 0n,
    discountGrossMicros: 0n,
    netMicros: 0n,
    taxMicros: 0n,
    grossMicros: 0n,
    paidMicros: 0n,
    erpGrossMicros: null,
    reportingNetMicros: null,
    reportingGrossMicros: null,
    reportingCurrency: null,
    reportingRate: null,
    reportingSource: null,
    phase: 'RECEIVED',
    paymentState: 'PAID',
    fulfilmentState: 'NONE',
    documentState: 'NONE',
    erpState: 'QUEUED',
    sourceStatus: null,
    holdCode: null,
    holdMessage: null,
    holdSinceAt: null,
    cancelledAt: null,
    cancelReason: null,
    creditHeldMicros: 0n,
    creditAcknowledgedAt: null,
    quoteId: null,
    replacesOrderId: order.id,
    version: 1,
    updatedAt: now,
    asOf: now,
  };
}

const freeLine = (line: OrderLineTable, orderId: string, position: number, quantityMicros: bigint): OrderLineTable => ({
  ...line,
  id: newId('orderLine'),
  orderId,
  position,
  quantityMicros,
  shippedMicros: 0n,
  cancelledMicros: 0n,
  returnedMicros: 0n,
  unitNetMicros: 0n,
  unitGrossMicros: 0n,
  discounts: '[]',
  netMicros: 0n,
  taxMicros: 0n,
  grossMicros: 0n,
  promisedOn: null,
  locationId: null,
});
