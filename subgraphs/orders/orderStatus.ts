/** What a shop is told of its own order: the ERP's view, in full each time, so that repeating it changes nothing. */
import type { FulfilmentRecord, OrderRecord, OrderStatusPush } from '#connectors/connector.ts';
import { externalIdsOf } from '#hub/bindings.ts';
import type { Db } from '#hub/database.ts';
import { findOrderForWrite, listFulfilmentsForShop, listWritePayments } from './writeStore.ts';

/** Null when there is nothing to tell yet, or nobody to tell. */
export async function orderStatus(db: Db, systemId: string, orderId: string): Promise<OrderStatusPush | null> {
  const order = await findOrderForWrite(db, orderId);
  if (!order || order.originSystemId !== systemId) return null;
  const shopOrderId = order.originExternalId ?? (await externalIdsOf(db, systemId, [orderId])).get(orderId);
  if (!shopOrderId) return null;
  const payments = await listWritePayments(db, orderId);
  const paid = payments.find((payment) => payment.state === 'PAID');
  return {
    orderId: shopOrderId,
    ...(order.erpNumber ? { erpNumber: order.erpNumber } : {}),
    erpStatus: order.sourceStatus ?? order.erpState,
    phase: order.phase === 'ON_HOLD' || order.phase === 'READY_FOR_PICKUP' ? 'PROCESSING' : (order.phase as OrderRecord['phase']),
    paid: order.paymentState === 'PAID',
    ...(paid
      ? {
          payment: {
            provider: paid.provider,
            ...(paid.transactionNumber ? { transactionNumber: paid.transactionNumber } : {}),
            amount: paid.amountMicros,
          },
        }
      : {}),
    fulfilments: (await listFulfilmentsForShop(db, orderId)).map((row) => ({
      ...(row.number ? { number: row.number } : {}),
      state: row.state as FulfilmentRecord['state'],
      ...(row.carrier ? { carrier: row.carrier } : {}),
      trackingNumbers: JSON.parse(row.trackingNumbers) as string[],
      lines: row.lines,
    })),
    cancelled: order.phase === 'CANCELLED',
  };
}
