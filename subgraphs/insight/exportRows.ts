/** The rows of an export, written while they are read: a page at a time, whatever the size. */
import { setImmediate as turn } from 'node:timers/promises';
import type { Db } from '#hub/database.ts';
import { formatMicros, formatQuantity, type Micros } from '#hub/money.ts';
import { csvLine } from './csv.ts';
import type { ExportOrder } from './exportLink.ts';
import { levelPage, orderExportPage } from './exportStore.ts';
import { invoicePage, moneyPage } from './financeStore.ts';
import { saleFacts } from './reportStore.ts';
import { PAGE } from './walk.ts';

const amount = (value: Micros | null): string | null => (value === null ? null : formatMicros(value));

/** Lines of text, the header first. */
export async function* exportRows(db: Db, order: ExportOrder): AsyncGenerator<string> {
  const { companyId } = order;
  const period = { from: order.from, to: order.to, channelIds: order.channelIds };
  switch (order.kind) {
    case 'SALES': {
      const costs = order.costs;
      yield csvLine([
        'day',
        'orderId',
        'channelId',
        'origin',
        'customerId',
        'sku',
        'units',
        'net',
        'discount',
        ...(costs ? ['cost', 'margin'] : []),
        'currency',
      ]);
      yield* pages<Awaited<ReturnType<typeof saleFacts>>[number], [string, string]>(
        (after) => saleFacts(db, companyId, period, after),
        (row) => [row.day, row.lineId],
        (row) => [
          row.day,
          row.orderId,
          row.channelId,
          row.origin,
          row.customerId,
          row.sku,
          formatQuantity(row.unitsMicros),
          amount(row.netMicros),
          amount(row.discountMicros),
          ...(costs ? [amount(row.costMicros), row.costMicros === null ? null : amount(row.netMicros - row.costMicros)] : []),
          row.currency,
        ],
      );
      return;
    }
    case 'ORDERS':
      yield csvLine([
        'placedAt',
        'documentDate',
        'id',
        'number',
        'erpNumber',
        'origin',
        'channelId',
        'customerId',
        'net',
        'tax',
        'gross',
        'paid',
        'currency',
        'phase',
        'payment',
        'fulfilment',
        'documents',
      ]);
      yield* pages<Awaited<ReturnType<typeof orderExportPage>>[number], [string, string]>(
        (after) => orderExportPage(db, companyId, period, after),
        (row) => [row.documentDate, row.id],
        (row) => [
          new Date(row.placedAt).toISOString(),
          row.documentDate,
          row.id,
          row.number,
          row.erpNumber,
          row.originKind,
          row.channelId,
          row.customerId,
          amount(row.netMicros),
          amount(row.taxMicros),
          amount(row.grossMicros),
          amount(row.paidMicros),
          row.currency,
          row.phase,
          row.paymentState,
          row.fulfilmentState,
          row.documentState,
        ],
      );
      return;
    case 'STOCK':
      yield csvLine(['sku', 'location', 'onHand', 'reservedInErp', 'reservedInHub', 'safetyBuffer', 'minimum', 'maximum', 'asOf']);
      yield* pages<Awaited<ReturnType<typeof levelPage>>[number], string>(
        (after) => levelPage(db, companyId, after ?? ''),
        (row) => row.id,
        (row) => [
          row.sku,
          row.code,
          formatQuantity(row.onHandMicros),
          formatQuantity(row.reservedInErpMicros),
          formatQuantity(row.reservedInHubMicros),
          formatQuantity(row.safetyBufferMicros),
          row.minimumMicros === null ? null : formatQuantity(row.minimumMicros),
          row.maximumMicros === null ? null : formatQuantity(row.maximumMicros),
          new Date(row.asOf).toISOString(),
        ],
      );
      return;
    case 'INVOICES':
      yield csvLine([
        'id',
        'kind',
        'side',
        'number',
        'governmentNumber',
        'customerId',
        'party',
        'issuedOn',
        'dueOn',
        'net',
        'tax',
        'gross',
        'open',
        'currency',
        'state',
      ]);
      yield* pages<Awaited<ReturnType<typeof invoicePage>>[number], string>(
        (after) => invoicePage(db, companyId, period, after ?? ''),
        (row) => row.id,
        (row) => [
          row.id,
          row.kind,
          row.side,
          row.number,
          row.governmentNumber,
          row.customerId,
          row.partyName,
          row.issuedOn,
          row.dueOn,
          amount(row.netMicros),
          amount(row.taxMicros),
          amount(row.grossMicros),
          amount(row.openMicros),
          row.currency,
          row.state,
        ],
      );
      return;
    case 'MONEY':
      yield csvLine(['id', 'direction', 'day', 'amount', 'currency', 'reference', 'transactionNumber', 'match', 'orderId', 'customerId']);
      yield* pages<Awaited<ReturnType<typeof moneyPage>>[number], string>(
        (after) => moneyPage(db, companyId, period, after ?? ''),
        (row) => row.id,
        (row) => [
          row.id,
          row.direction,
          row.day,
          amount(row.amountMicros),
          row.currency,
          row.reference,
          row.transactionNumber,
          row.matchState,
          row.orderId,
          row.customerId,
        ],
      );
      return;
    default:
      order.kind satisfies never;
  }
}

async function* pages<R, K>(
  read: (after: K | undefined) => Promise<R[]>,
  keyOf: (row: R) => K,
  fields: (row: R) => (string | number | null)[],
): AsyncGenerator<string> {
  let after: K | undefined;
  for (;;) {
    const rows = await read(after);
    if (rows.length) yield rows.map((row) => csvLine(fields(row))).join('');
    const last = rows.at(-1);
    if (rows.length < PAGE || last === undefined) return;
    after = keyOf(last);
    await turn();
  }
}
