/** The one way an order's status or amounts change: row, history, event and the news for its shop, in one transaction. */
import type { Trx } from '#hub/database.ts';
import { emit } from '#hub/events.ts';
import { newId } from '#hub/id.ts';
import { enqueue } from '#hub/outbox.ts';
import type { OrderEventTable, SalesOrderTable } from '#hub/tables.ts';
import { fold } from '#hub/text.ts';
import { insertEvents, insertOrderRow, lockOrder, updateOrderRow } from './changeStore.ts';

export { lockOrder } from './changeStore.ts';

/** `erp_state` of an order that was not sent to an ERP: history, or held. */
export const NOT_SENT = 'NONE';

/** The columns whose change is history, and whether customers see it. */
const axes = [
  { axis: 'PHASE', column: 'phase', first: undefined, public: 1 },
  { axis: 'PAYMENT', column: 'paymentState', first: 'PENDING', public: 1 },
  { axis: 'FULFILMENT', column: 'fulfilmentState', first: 'NONE', public: 1 },
  { axis: 'DOCUMENTS', column: 'documentState', first: 'NONE', public: 1 },
  { axis: 'ERP', column: 'erpState', first: NOT_SENT, public: 0 },
  { axis: 'HOLD', column: 'holdCode', first: null, public: 0 },
  { axis: 'PROMISE', column: 'promisedOn', first: null, public: 1 },
] as const;
export type OrderAxis = (typeof axes)[number]['axis'];

export interface ChangeOptions {
  /** Who or what did it, for the timeline: an application, a system's code, `hub`. */
  source: string;
  now: number;
  /** When it happened, when that was not now. */
  occurredAt?: number | undefined;
  /** The linked system that told it: it is not told back. */
  systemId?: string | undefined;
  /** True during a first import or rebuild: no event of its own. */
  bulk?: boolean | undefined;
}

export type OrderChanges = Partial<Omit<SalesOrderTable, 'id' | 'version' | 'updatedAt'>>;

/**
 * With `before` null, `changes` is the whole row of a new order. Otherwise `before` is the order's id, or its row as read in this transaction
 * with {@link lockOrder}.
 * May be called with no changed column when something beside the row changed, such as a tracking number. Answers the row as it is now.
 */
export async function recordChange(trx: Trx, before: null, changes: SalesOrderTable, options: ChangeOptions): Promise<SalesOrderTable>;
export async function recordChange(
  trx: Trx,
  before: SalesOrderTable | string,
  changes: OrderChanges,
  options: ChangeOptions,
): Promise<SalesOrderTable>;
export async function recordChange(
  trx: Trx,
  before: SalesOrderTable | string | null,
  changes: Partial<SalesOrderTable>,
  options: ChangeOptions,
): Promise<SalesOrderTable> {
  if (!before) {
    const row = changes as SalesOrderTable;
    await insertOrderRow(trx, row);
    return recordPlaced(trx, row, options);
  }
  const known = typeof before === 'string' ? await lockOrder(trx, before) : before;
  if (!known) throw new Error(`no order ${before} to change`);
  const after = await update(trx, known, changes, options.now);
  return tell(trx, known, after, options);
}

/** History and event of a new order whose row is already inserted. */
export const recordPlaced = (trx: Trx, row: SalesOrderTable, options: ChangeOptions): Promise<SalesOrderTable> =>
  tell(trx, null, row, options);

async function tell(trx: Trx, before: SalesOrderTable | null, after: SalesOrderTable, options: ChangeOptions): Promise<SalesOrderTable> {
  const history = historyOf(before, after, options);
  await insertEvents(trx, history);
  if (after.originKind === 'SHOP' && after.originSystemId && !after.history && after.originSystemId !== options.systemId)
    await enqueue(trx, {
      companyId: after.companyId,
      kind: 'orderStatus',
      subjectIds: [after.id],
      at: options.now,
      systemId: after.originSystemId,
    });
  if (!options.bulk)
    emit(trx, {
      topic: 'order',
      subjectId: after.id,
      companyId: after.companyId,
      customerId: after.customerId ?? undefined,
      payload: {
        version: after.version,
        channelId: after.channelId,
        previous: before ? statusOf(before) : null,
        status: statusOf(after),
        eventIds: history.map((event) => event.id),
      },
      occurredAt: options.occurredAt ?? options.now,
    });
  return after;
}

/** The axes as events carry them. */
export const statusOf = (row: SalesOrderTable) => ({
  phase: row.phase,
  payment: row.paymentState,
  fulfilment: row.fulfilmentState,
  documents: row.documentState,
  erp: row.erpState,
});

/** What a search looks through: folded words of whatever people type to find an order. */
export function searchText(parts: readonly (string | null | undefined)[]): string {
  return fold(parts.filter(Boolean).join(' ')).slice(0, 4_000);
}

async function update(trx: Trx, before: SalesOrderTable, changes: OrderChanges, now: number): Promise<SalesOrderTable> {
  const found =
    changes.erpNumber && !before.search.includes(fold(changes.erpNumber)) ? { search: `${before.search} ${fold(changes.erpNumber)}` } : {};
  const set = { ...found, ...changes, version: before.version + 1, updatedAt: now };
  await updateOrderRow(trx, before.id, set);
  return { ...before, ...set };
}

function historyOf(before: SalesOrderTable | null, after: SalesOrderTable, options: ChangeOptions): OrderEventTable[] {
  return axes.flatMap(({ axis, column, first, public: isPublic }) => {
    const from = before ? before[column] : first;
    const to = after[column];
    if (from === to) return [];
    return [
      {
        id: newId('orderEvent'),
        orderId: after.id,
        axis,
        fromValue: before ? (from ?? null) : null,
        toValue: to,
        public: isPublic,
        source: options.source,
        occurredAt: options.occurredAt ?? options.now,
        recordedAt: options.now,
      },
    ];
  });
}
