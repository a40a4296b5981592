/** Offers as the ERP tells them: one we asked for is found by its key, one that a sales representative made is new. */
import type { QuoteRecord } from '#connectors/connector.ts';
import type { Apply, ApplyContext, Retire } from '#hub/apply.ts';
import { bind, contentOf, findBindings, resolveIds } from '#hub/bindings.ts';
import type { Trx } from '#hub/database.ts';
import { idKind } from '#hub/id.ts';
import type { QuoteLineTable, QuoteTable } from '#hub/tables.ts';
import { quoteLineRows, quoteRow } from './quoteRows.ts';
import {
  changeQuote,
  findQuotes,
  insertQuote,
  listQuoteLines,
  nameQuote,
  replaceQuoteLines,
  touchQuotes,
  unseenQuotes,
} from './quoteStore.ts';
import { alone, findVariantsBySku, type KnownVariant } from './recordStore.ts';

interface Slice {
  variants: Map<string, KnownVariant>;
  parties: Map<string, string>;
  orders: Map<string, string>;
}

export const applyQuotes: Apply<QuoteRecord> = async (trx, page, context) => {
  const records = [...new Map(page.map((record) => [record.externalId, record])).values()];
  const { system, now, readStartedAt } = context;
  const externalIds = (of: (record: QuoteRecord) => string | undefined) => records.flatMap((record) => of(record) ?? []);
  const bindings = await findBindings(
    trx,
    system.id,
    'quotes',
    externalIds((record) => record.externalId),
  );
  const slice: Slice = {
    variants: await findVariantsBySku(
      trx,
      system.companyId,
      records.flatMap((record) => record.lines.map((line) => line.sku.trim())),
    ),
    parties: await resolveIds(
      trx,
      system.id,
      'parties',
      externalIds((record) => record.partyId),
    ),
    orders: await resolveIds(
      trx,
      system.id,
      'orders',
      externalIds((record) => record.orderId),
    ),
  };
  const idOf = (record: QuoteRecord) => bindings.get(record.externalId)?.id ?? ownId(record);
  const ids = [...new Set(records.flatMap((record) => idOf(record) ?? []))];
  const known = new Map((await findQuotes(trx, ids)).map((quote) => [quote.id, quote]));
  const lines = Map.groupBy(await listQuoteLines(trx, ids), (line) => line.quoteId);
  const result = { changed: 0, failed: 0 };
  const unchanged: string[] = [];
  for (const record of records) {
    const before = known.get(idOf(record) ?? '');
    // What was read earlier never overwrites what was read later.
    const isLate = before !== undefined && before.systemId !== null && before.asOf > readStartedAt;
    // A party or an order that comes later makes it another.
    const content = contentOf({ record, customer: slice.parties.get(record.partyId ?? ''), order: slice.orders.get(record.orderId ?? '') });
    if (before && (isLate || bindings.get(record.externalId)?.content === content)) {
      unchanged.push(before.id);
      await bind(trx, system.id, 'quotes', [{ externalId: record.externalId, id: before.id }], now);
      continue;
    }
    const done = await alone(trx, async () => {
      const id = await save(trx, record, before, lines.get(before?.id ?? '') ?? [], slice, context);
      await bind(trx, system.id, 'quotes', [{ externalId: record.externalId, id, content }], now);
      return true;
    });
    if (done === 'failed') result.failed += 1;
    else result.changed += 1;
  }
  await touchQuotes(trx, unchanged, readStartedAt);
  return result;
};

/** One that the hub asked for carries the hub's own id; after acceptance it may carry its order's. */
const ownId = ({ hubKey }: QuoteRecord): string | undefined => (hubKey !== undefined && idKind(hubKey) === 'quote' ? hubKey : undefined);

async function save(
  trx: Trx,
  record: QuoteRecord,
  before: QuoteTable | undefined,
  lines: readonly QuoteLineTable[],
  slice: Slice,
  context: ApplyContext,
): Promise<string> {
  const names = {
    customerId: slice.parties.get(record.partyId ?? '') ?? null,
    orderId: slice.orders.get(record.orderId ?? '') ?? null,
  };
  const row = quoteRow(record, before, names, context);
  const rows = quoteLineRows(record, row.id, slice.variants, lines);
  if (names.orderId) await nameQuote(trx, names.orderId, row.id);
  if (!before) {
    await insertQuote(trx, row, rows);
    return row.id;
  }
  const { id, version: _version, updatedAt: _updatedAt, ...changes } = row;
  await changeQuote(trx, id, changes, context.now);
  // A sale's quotation may be told without its lines.
  if (rows.length) await replaceQuoteLines(trx, id, rows);
  return id;
}

/** Offers that the ERP deleted; what became a sale stays. */
export const retireQuotes: Retire = async (trx, { system, sweepStartedAt, now }) => {
  const gone = await unseenQuotes(trx, system.id, sweepStartedAt);
  for (const id of gone) await changeQuote(trx, id, { state: 'EXPIRED' }, now);
  return gone.length;
};
