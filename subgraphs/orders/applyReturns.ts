/** Returns that shoppers ask for in their shop, or that an ERP's clerk made: brought in as requests, and approved where the goods are there already. */
import type { ReturnRecord } from '#connectors/connector.ts';
import type { Apply } from '#hub/apply.ts';
import { bind, contentOf, findBindings, resolveIds } from '#hub/bindings.ts';
import type { Trx } from '#hub/database.ts';
import { dayAt } from '#hub/days.ts';
import { newId } from '#hub/id.ts';
import type { Micros } from '#hub/money.ts';
import type { GoodsReturnLineTable, SalesOrderTable } from '#hub/tables.ts';
import { listOrderLines } from './recordStore.ts';
import { changeReturn, type GoodsReturn, insertReturn, lockReturn, nextReturnNumber } from './returnStore.ts';
import { findOrders } from './store.ts';

export const applyReturns: Apply<ReturnRecord> = async (trx, records, { system, now }) => {
  const bindings = await findBindings(
    trx,
    system.id,
    'returns',
    records.map((record) => record.externalId),
  );
  const orderIds = await resolveIds(
    trx,
    system.id,
    'orders',
    records.map((record) => record.orderId),
  );
  const orders = new Map((await findOrders(trx, [...orderIds.values()])).map((order) => [order.id, order]));
  let [changed, failed] = [0, 0];
  for (const record of records) {
    const content = contentOf(record);
    const known = bindings.get(record.externalId);
    const own = record.hubKey && (await lockReturn(trx, record.hubKey));
    if (known?.content === content) continue;
    const order = orders.get(orderIds.get(record.orderId) ?? '');
    if (!order) {
      // Its order comes later: it is read again then.
      failed += 1;
      continue;
    }
    const id = known?.id ?? (own ? own.id : newId('goodsReturn'));
    if (known || own) await follow(trx, id, record, now);
    // What an ERP's clerk did without us is seen in the order's papers; only a shop's customer asks.
    else if (system.role === 'SHOP') await insert(trx, id, record, order, now, system.zone);
    await bind(trx, system.id, 'returns', [{ externalId: record.externalId, id, content }], now);
    changed += 1;
  }
  return { changed, failed };
};

/** The shop may take a request back, or say that the goods are there; nothing else of it is the shop's. */
async function follow(trx: Trx, id: string, record: ReturnRecord, now: number): Promise<void> {
  const row = await lockReturn(trx, id);
  if (!row) return;
  if (record.state === 'CANCELLED' && (row.state === 'REQUESTED' || row.state === 'APPROVED'))
    await changeReturn(trx, row, { state: 'CANCELLED', decidedAt: now }, now);
  if (record.state === 'RECEIVED' && row.state === 'REQUESTED') await changeReturn(trx, row, { state: 'APPROVED', decidedAt: now }, now);
}

async function insert(trx: Trx, id: string, record: ReturnRecord, order: SalesOrderTable, now: number, zone: string): Promise<void> {
  const state: GoodsReturn['state'] = record.state === 'CANCELLED' ? 'CANCELLED' : record.state === 'RECEIVED' ? 'APPROVED' : 'REQUESTED';
  await insertReturn(
    trx,
    {
      id,
      companyId: order.companyId,
      number: record.number ?? (await nextReturnNumber(trx, order.companyId, dayAt(now, zone))),
      orderId: order.id,
      customerId: order.customerId,
      application: null,
      idempotencyKey: null,
      fingerprint: null,
      kind: record.kind,
      state,
      comment: record.note ?? null,
      answer: null,
      resolution: 'REFUND',
      refundMicros: null,
      currency: order.currency,
      creditNoteId: null,
      creditState: 'NONE',
      refundState: 'NONE',
      replacementOrderId: null,
      requestedAt: record.requestedAt,
      decidedAt: state === 'REQUESTED' ? null : now,
      receivedAt: null,
      refundedAt: null,
      version: 1,
      updatedAt: now,
    },
    await linesOf(trx, id, record, order.id),
  );
}

/** By SKU over the order's lines, no more a line than it sold. */
async function linesOf(trx: Trx, returnId: string, record: ReturnRecord, orderId: string): Promise<GoodsReturnLineTable[]> {
  const left = new Map<string, Micros>();
  const lines = await listOrderLines(trx, orderId);
  for (const line of lines) left.set(line.id, line.quantityMicros);
  return record.lines.flatMap((wanted) => {
    let open = wanted.quantity;
    return lines
      .filter((line) => line.sku === wanted.sku)
      .flatMap((line): GoodsReturnLineTable[] => {
        const had = left.get(line.id) ?? 0n;
        const quantityMicros = had < open ? had : open;
        if (quantityMicros <= 0n) return [];
        left.set(line.id, had - quantityMicros);
        open -= quantityMicros;
        return [
          {
            id: newId('returnLine'),
            returnId,
            orderLineId: line.id,
            quantityMicros,
            receivedMicros: 0n,
            reason: wanted.reason ?? null,
            restocked: null,
          },
        ];
      });
  });
}
