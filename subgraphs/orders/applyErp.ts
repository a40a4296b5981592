/** An order as the ERP holds it: the news of one we sent there, or a sale that was born there. */
import type { OrderRecord } from '#connectors/connector.ts';
import type { ApplyContext } from '#hub/apply.ts';
import { bind, contentOf } from '#hub/bindings.ts';
import { releaseCredit } from '#hub/credit.ts';
import type { Trx } from '#hub/database.ts';
import { reportingOf } from '#hub/exchange.ts';
import { newId } from '#hub/id.ts';
import { releaseOrderReservations } from '#hub/reservations.ts';
import type { OrderLineTable, SalesOrderTable } from '#hub/tables.ts';
import type { ApplyOne, Slice } from './apply.ts';
import { type ChangeOptions, lockOrder, NOT_SENT, type OrderChanges, recordChange } from './changes.ts';
import {
  amountColumns,
  documentRows,
  documentsOf,
  dueOn,
  erpOrigin,
  fulfilmentOf,
  isErpBorn,
  isHistory,
  isSameSale,
  lineRows,
  orderRow,
  phaseOf,
  sharer,
  shippedBySku,
} from './newOrder.ts';
import { saveDocuments, saveFulfilments } from './paperStore.ts';
import { joinSale } from './quoteStore.ts';
import { applyPayments, insertNewPayments, newPayments } from './recordPayments.ts';
import { insertLines, listOrderLines, replaceLines, setCost, setShipped } from './recordStore.ts';

export const applyErpOrder: ApplyOne = async (trx, record, known, slice, context) => {
  const found = known ?? adopted(record, slice);
  // A quotation is no sale yet; nor is what the ERP has of a write under way, or has taken back because it refused it.
  if (!record.placed && found?.erpState !== 'CONFIRMED') return false;
  const order = found && (await lockOrder(trx, found.id));
  return order ? update(trx, record, order, slice, context) : insert(trx, record, slice, context);
};

/** A shop's order from before the hub, under the shop's number in the ERP. */
const adopted = (record: OrderRecord, { candidates }: Slice): SalesOrderTable | undefined =>
  record.hubKey === undefined
    ? candidates.find(
        (row) =>
          row.originKind === 'SHOP' && row.erpState === NOT_SENT && row.number === record.customerReference && isSameSale(row, record),
      )
    : undefined;

async function insert(trx: Trx, record: OrderRecord, slice: Slice, context: ApplyContext): Promise<boolean> {
  const { system, now } = context;
  const id = newId('order');
  const history = isHistory(record, context);
  const customerId = (record.partyId && slice.parties.get(record.partyId)) ?? null;
  const { payments, position } = newPayments(record, id, record.placedAt, now);
  const method = slice.methods.get(record.deliveryMethodCode ?? '');
  const born = orderRow(record, { id, kind: erpOrigin(record), customerId, history, method }, context);
  const row = { ...born, ...(await reportingOf(trx, slice.currency, born)) };
  const lines = lineRows(record, id, slice.variants, !history);
  await insertLines(trx, lines);
  await insertNewPayments(trx, system.id, payments, now);
  await savePapers(trx, record, { id, fresh: true, lines }, slice, context);
  await bind(trx, system.id, 'orders', [{ externalId: record.externalId, id, content: contentOf(record) }], now);
  await recordChange(
    trx,
    null,
    { ...row, phase: phaseOf(record), paymentState: position.state, paidMicros: position.paidMicros },
    { source: 'erp', now, occurredAt: record.placedAt, systemId: system.id, bulk: context.bulk },
  );
  await joinSale(trx, system.id, record.externalId, id);
  return true;
}

async function update(trx: Trx, record: OrderRecord, order: SalesOrderTable, slice: Slice, context: ApplyContext): Promise<boolean> {
  const { system, now } = context;
  const options: ChangeOptions = { source: 'erp', now, systemId: system.id, bulk: context.bulk };
  await bind(trx, system.id, 'orders', [{ externalId: record.externalId, id: order.id, content: contentOf(record) }], now);
  const paid = await applyPayments(trx, order, record, context, options);
  const bornHere = isErpBorn(order) && order.originSystemId === system.id;
  const relined = bornHere && (await saveBornLines(trx, record, order, slice));
  const lines = await listOrderLines(trx, order.id);
  const shipped = await saveShipped(trx, record, lines);
  const costed = !relined && (await saveCosts(trx, record, lines));
  const papers = await savePapers(trx, record, { id: order.id, fresh: false, lines }, slice, context);
  const phase = nextPhase(paid.order, record, context.readStartedAt);
  const cancelled = phase === 'CANCELLED' && order.phase !== 'CANCELLED';
  const told = amountColumns(record);
  const amounts = bornHere ? { ...told, ...(await reportingOf(trx, slice.currency, { ...order, ...told })) } : {};
  const changes: OrderChanges = {
    phase,
    erpState: 'CONFIRMED',
    erpNumber: record.number,
    sourceStatus: record.sourceStatus,
    erpGrossMicros: record.totals.gross,
    fulfilmentState: fulfilmentOf(record),
    // A correction the hub had made may be younger than this reading.
    documentState: order.documentState === 'CORRECTED' ? 'CORRECTED' : documentsOf(record, true),
    dueOn: dueOn(record) ?? order.dueOn,
    ...amounts,
    ...(cancelled ? { cancelledAt: now, cancelReason: order.cancelReason ?? 'OTHER' } : {}),
    ...(phase !== 'CANCELLED' && order.phase === 'CANCELLED' ? { cancelledAt: null, cancelReason: null } : {}),
    ...(order.holdCode !== null && phase !== 'ON_HOLD' ? { holdCode: null, holdMessage: null, holdSinceAt: null } : {}),
  };
  const news = differing(paid.order, changes);
  if (cancelled) {
    await releaseOrderReservations(trx, order.id, now);
    await releaseCredit(trx, order.id, now);
  }
  if (!news && !relined && !shipped && !costed && !papers) return paid.changed;
  const { creditHeldMicros: _held, ...before } = paid.order;
  const current = cancelled ? { ...before, creditHeldMicros: 0n } : paid.order;
  await recordChange(trx, current, { ...changes, asOf: Math.max(order.asOf, context.readStartedAt) }, options);
  return true;
}

const differing = (order: SalesOrderTable, changes: OrderChanges): boolean =>
  (Object.keys(changes) as (keyof OrderChanges)[]).some((column) => changes[column] !== order[column]);

/** The ERP's phase in the order's own terms. What it does not know it does not change. */
function nextPhase(order: SalesOrderTable, record: OrderRecord, readStartedAt: number): string {
  const told = phaseOf(record);
  if (told === 'UNKNOWN') return order.phase;
  // A reading that began before the cancellation still shows the order alive.
  if (order.phase === 'CANCELLED' && told !== 'CANCELLED' && (order.cancelledAt ?? 0) >= readStartedAt) return order.phase;
  if (isErpBorn(order)) return told;
  const settled = order.paymentState === 'PAID' || order.paymentState === 'AUTHORISED';
  if (told === 'AWAITING_PAYMENT') return settled ? 'PROCESSING' : told;
  // Being in the ERP is being processed, unless we know that it waits for money.
  if (told === 'RECEIVED') return order.phase === 'AWAITING_PAYMENT' && !settled ? order.phase : 'PROCESSING';
  return told;
}

/** Lines of a sale that only the ERP has follow it; a line that stays keeps its id. */
async function saveBornLines(trx: Trx, record: OrderRecord, order: SalesOrderTable, slice: Slice): Promise<boolean> {
  const before = await listOrderLines(trx, order.id);
  const rows = lineRows(record, order.id, slice.variants, order.history === 0).map((row, i): OrderLineTable => {
    const same = before.find((line) => line.position === row.position && line.sku === row.sku);
    if (!same) return row;
    const { id, shippedMicros, note } = same;
    const { costUnitMicros, costCurrency } = record.lines[i]?.cost ? row : same;
    return { ...row, id, shippedMicros, costUnitMicros, costCurrency, note };
  });
  const text = (lines: OrderLineTable[]) => contentOf(lines.toSorted((a, b) => a.position - b.position));
  if (text(rows) === text(before)) return false;
  await replaceLines(trx, order.id, rows);
  return true;
}

async function saveShipped(trx: Trx, record: OrderRecord, lines: OrderLineTable[]): Promise<boolean> {
  const share = sharer(lines);
  const shipped = new Map<string, bigint>();
  for (const [sku, quantity] of shippedBySku(record))
    for (const part of share(sku, quantity)) shipped.set(part.lineId, (shipped.get(part.lineId) ?? 0n) + part.quantity);
  const changed = lines.filter((line) => line.shippedMicros !== (shipped.get(line.id) ?? 0n));
  for (const line of changed) await setShipped(trx, line.id, shipped.get(line.id) ?? 0n);
  return changed.length > 0;
}

/** What the ERP booked as cost wins over what was stamped at the sale. Lines of one SKU are taken in their order. */
async function saveCosts(trx: Trx, record: OrderRecord, lines: OrderLineTable[]): Promise<boolean> {
  const told = Map.groupBy(
    record.lines.filter((line) => line.cost),
    (line) => line.sku.trim(),
  );
  let changed = false;
  for (const line of lines) {
    const cost = told.get(line.sku)?.shift()?.cost;
    if (!cost || (line.costUnitMicros === cost.unit && line.costCurrency === cost.currency)) continue;
    await setCost(trx, line.id, cost);
    changed = true;
  }
  return changed;
}

/** Parcels and documents; true when anything changed. */
export async function savePapers(
  trx: Trx,
  record: OrderRecord,
  order: { id: string; fresh: boolean; lines: readonly OrderLineTable[] },
  { papers, parties }: Slice,
  { system, now }: ApplyContext,
): Promise<boolean> {
  const owner = { systemId: system.id, orderId: order.id, fresh: order.fresh, now };
  const { companyId } = system;
  const customerId = parties.get(record.partyId ?? '') ?? null;
  const share = sharer(order.lines);
  const parcels = await saveFulfilments(trx, owner, record.fulfilments, papers, (parcel) =>
    parcel.lines.flatMap(({ sku, quantity }) =>
      share(sku, quantity).map((part) => ({ lineId: part.lineId, quantity: part.quantity.toString() })),
    ),
  );
  const rows = documentRows(record, { companyId, orderId: order.id, customerId, systemId: system.id }, papers.documents, now);
  const documents = await saveDocuments(trx, owner, rows, papers);
  return parcels || documents;
}
