/** An order as a shop holds it: a new one goes on to the ERP, a known one brings payments and cancellations, a cart is only noted. */
import type { OrderRecord } from '#connectors/connector.ts';
import type { ApplyContext } from '#hub/apply.ts';
import { bind, contentOf } from '#hub/bindings.ts';
import { releaseCredit } from '#hub/credit.ts';
import type { Trx } from '#hub/database.ts';
import { reportingOf } from '#hub/exchange.ts';
import { newId } from '#hub/id.ts';
import { releaseOrderReservations } from '#hub/reservations.ts';
import { erpOf } from '#hub/systems.ts';
import type { SalesOrderTable } from '#hub/tables.ts';
import type { ApplyOne, Slice } from './apply.ts';
import { savePapers } from './applyErp.ts';
import { buyerOf } from './buyer.ts';
import { noteCart, noteConverted } from './cart.ts';
import { type ChangeOptions, lockOrder, NOT_SENT, type OrderChanges, recordChange } from './changes.ts';
import { queueErpCancel } from './erpOrder.ts';
import { holdOf, holdStock, sendHeldOrder } from './heldOrders.ts';
import { documentsOf, fulfilmentOf, isErpBorn, isHistory, isSameSale, lineRows, orderRow, phaseOf } from './newOrder.ts';
import { tellErp } from './paymentNotice.ts';
import { applyPayments, insertNewPayments, newPayments } from './recordPayments.ts';
import { insertLines, listOrderLines } from './recordStore.ts';

export const applyShopOrder: ApplyOne = async (trx, record, known, slice, context) => {
  if (!record.placed && !known) return noteCart(trx, record, slice, context);
  const order = known && (await lockOrder(trx, known.id));
  if (order) return update(trx, record, order, slice, context);
  const sale = slice.candidates.find((row) => isErpBorn(row) && row.customerReference === record.number && isSameSale(row, record));
  return sale ? adopt(trx, record, sale, slice, context) : insert(trx, record, slice, context);
};

const optionsOf = ({ system, now, bulk }: ApplyContext, history: boolean): ChangeOptions => ({
  source: 'shop',
  now,
  systemId: system.id,
  bulk: bulk && history,
});

async function insert(trx: Trx, record: OrderRecord, slice: Slice, context: ApplyContext): Promise<boolean> {
  const { system, now, readStartedAt } = context;
  const id = newId('order');
  const history = isHistory(record, context);
  const live = !history && system.mode === 'ACTIVE' && record.phase !== 'CANCELLED';
  const lines = lineRows(record, id, slice.variants, !history);
  const buyer = await buyerOf(trx, record, slice, context, history);
  const short = live
    ? await holdStock(trx, { id, companyId: system.companyId, channelId: system.channelId, customerId: buyer.customerId }, lines, now)
    : [];
  const hold = live ? holdOf(lines, buyer, short) : undefined;
  const sent = live && !hold && (await erpOf(trx, system.companyId)) !== undefined;
  const { payments, position } = newPayments(record, id, history ? record.placedAt : readStartedAt, now);
  const method = slice.methods.get(record.deliveryMethodCode ?? '');
  const told = orderRow(record, { id, kind: 'SHOP', customerId: buyer.customerId, history, method }, context);
  const row: SalesOrderTable = {
    ...told,
    ...(await reportingOf(trx, slice.currency, told)),
    phase: hold
      ? 'ON_HOLD'
      : history || record.phase === 'CANCELLED'
        ? phaseOf(record)
        : record.phase === 'AWAITING_PAYMENT'
          ? record.phase
          : 'RECEIVED',
    // What a shop says of shipping before the ERP has the order is not believed.
    ...(history ? {} : { fulfilmentState: 'NONE', documentState: 'NONE' }),
    paymentState: position.state,
    paidMicros: position.paidMicros,
    erpState: sent ? 'QUEUED' : NOT_SENT,
    ...(hold ? { holdCode: hold.code, holdMessage: hold.message, holdSinceAt: now } : {}),
  };
  await recordChange(trx, null, row, { ...optionsOf(context, history), occurredAt: record.placedAt });
  await insertLines(trx, lines);
  await insertNewPayments(trx, system.id, payments, now);
  if (history) await savePapers(trx, record, { id, fresh: true, lines }, slice, context);
  await bind(trx, system.id, 'orders', [{ externalId: record.externalId, id, content: contentOf(record) }], now);
  await noteConverted(trx, record, slice, id, context);
  if (sent) await sendHeldOrder(trx, row, now);
  return true;
}

/** The ERP brought this sale first, under the shop's number: the two are one, and nothing is sent. */
async function adopt(trx: Trx, record: OrderRecord, sale: SalesOrderTable, slice: Slice, context: ApplyContext): Promise<boolean> {
  const { system, now } = context;
  const order = await lockOrder(trx, sale.id);
  if (!order) return false;
  await bind(trx, system.id, 'orders', [{ externalId: record.externalId, id: order.id, content: contentOf(record) }], now);
  await noteConverted(trx, record, slice, order.id, context);
  const buyer = order.customerId ?? (record.partyId && slice.parties.get(record.partyId)) ?? null;
  await recordChange(
    trx,
    order,
    {
      originKind: 'SHOP',
      originSystemId: system.id,
      originExternalId: record.externalId,
      originNumber: record.number,
      number: record.number,
      customerId: buyer,
      couponCodes: JSON.stringify(record.couponCodes),
      pricesIncludeTax: record.pricesIncludeTax ? 1 : 0,
    },
    optionsOf(context, order.history === 1),
  );
  return true;
}

async function update(trx: Trx, record: OrderRecord, order: SalesOrderTable, slice: Slice, context: ApplyContext): Promise<boolean> {
  const { system, now } = context;
  const options = optionsOf(context, order.history === 1);
  await bind(trx, system.id, 'orders', [{ externalId: record.externalId, id: order.id, content: contentOf(record) }], now);
  const paid = await applyPayments(trx, order, record, context, options);
  // Nothing of it is in the ERP: it is history, held, or was refused.
  const apart = order.erpState === NOT_SENT || order.erpState === 'REJECTED';
  const writes = order.history === 0 && system.mode === 'ACTIVE' && !apart;
  if (writes) for (const payment of paid.news) await tellErp(trx, paid.order, payment, now);
  const lines = await listOrderLines(trx, order.id);
  const papers = order.history === 1 && (await savePapers(trx, record, { id: order.id, fresh: false, lines }, slice, context));
  const changes = changesOf(record, paid.order, apart, now);
  if (changes.phase === 'CANCELLED') {
    await releaseOrderReservations(trx, order.id, now);
    await releaseCredit(trx, order.id, now);
  }
  if (writes && record.phase === 'CANCELLED' && order.phase !== 'CANCELLED')
    await queueErpCancel(trx, order.id, {
      application: system.id,
      key: `shop:${system.id}:${record.externalId}:cancel`,
      now,
      customerId: order.customerId,
      reason: 'CUSTOMER',
    });
  if (!papers && !Object.keys(changes).length) return paid.changed;
  const current = changes.phase === 'CANCELLED' ? { ...paid.order, creditHeldMicros: 0n } : paid.order;
  await recordChange(trx, current, changes, options);
  return true;
}

/** What a shop may change: all of history; of an order that the ERP has, only that it no longer waits for money. */
function changesOf(record: OrderRecord, order: SalesOrderTable, apart: boolean, now: number): OrderChanges {
  const cancelled = record.phase === 'CANCELLED' && order.phase !== 'CANCELLED';
  const status: OrderChanges = order.history
    ? {
        phase: record.phase === 'UNKNOWN' ? order.phase : phaseOf(record),
        sourceStatus: record.sourceStatus,
        fulfilmentState: fulfilmentOf(record),
        documentState: documentsOf(record, false),
      }
    : {};
  const settled = order.paymentState === 'PAID' || order.paymentState === 'AUTHORISED';
  const wanted: OrderChanges = {
    ...(order.erpState === NOT_SENT ? status : {}),
    ...(order.phase === 'AWAITING_PAYMENT' && settled && !cancelled
      ? { phase: order.erpState === 'CONFIRMED' ? 'PROCESSING' : 'RECEIVED' }
      : {}),
    ...(cancelled && apart
      ? { phase: 'CANCELLED', cancelledAt: now, cancelReason: 'CUSTOMER', holdCode: null, holdMessage: null, holdSinceAt: null }
      : {}),
  };
  return Object.fromEntries(
    Object.entries(wanted).filter(([column, value]) => order[column as keyof SalesOrderTable] !== value),
  ) as OrderChanges;
}
