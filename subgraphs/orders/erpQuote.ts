/** What the worker does with offers: asks the ERP for one, and makes a sale of one that was accepted. */
import { type Connected, type QuotePush, Terminal } from '#connectors/connector.ts';
import { bind, externalIdsOf } from '#hub/bindings.ts';
import type { Operation } from '#hub/operations.ts';
import { ensureParty } from '#hub/parties.ts';
import type { QuoteTable } from '#hub/tables.ts';
import type { HandlerTools, OperationHandler } from '#hub/writer.ts';
import { orderOf, placing } from './erpOrder.ts';
import { acceptPush, payloadOf, textOf } from './orderPush.ts';
import { changeQuote, findQuotes, listQuoteLines, reopenQuote } from './quoteStore.ts';

async function quoteOf(tools: HandlerTools, id: unknown): Promise<QuoteTable> {
  const [quote] = await findQuotes(tools.db.read, [String(id)]);
  if (!quote) throw new Terminal('NOT_FOUND', 'The offer of this write is gone.');
  return quote;
}

async function quotePush(operation: Operation, quote: QuoteTable, partyId: string, tools: HandlerTools): Promise<QuotePush> {
  const lines = await listQuoteLines(tools.db.read, [quote.id]);
  const ids = await externalIdsOf(
    tools.db.read,
    tools.systemId,
    lines.flatMap((line) => line.variantId ?? []),
  );
  const { documentDate, reference, validUntil } = payloadOf(operation);
  return {
    partyId,
    reference: String(reference),
    currency: quote.currency,
    documentDate: String(documentDate),
    ...(textOf(validUntil) ? { validUntil: String(validUntil) } : {}),
    ...(quote.note ? { note: quote.note } : {}),
    // No prices: naming them is what the ERP is asked for.
    lines: lines.map((line) => {
      const variantId = line.variantId === null ? undefined : ids.get(line.variantId);
      if (!variantId) throw new Terminal('NOT_FOUND', `The ERP has no product ${line.sku}.`);
      return { variantId, sku: line.sku, quantity: line.quantityMicros, taxPercent: line.taxPercent };
    }),
  };
}

const asking: OperationHandler = {
  async send(connected, operation, tools) {
    if (!connected.push.quotePlace) throw new Terminal('SOURCE_REFUSED', 'This ERP takes no questions for offers from the hub.');
    const quote = await quoteOf(tools, operation.subjectId);
    if (quote.customerId === null) throw new Terminal('NOT_FOUND', 'The offer has no customer.');
    const party = await ensureParty(connected, quote.customerId, undefined, tools);
    return { ...(await connected.push.quotePlace(await quotePush(operation, quote, party, tools), quote.id, tools.signal)) };
  },
  async find(connected, operation, tools) {
    if (!connected.find.quote || !operation.subjectId) return null;
    const found = await connected.find.quote(operation.subjectId, tools.signal);
    return found && { ...found };
  },
  async confirm(trx, operation, result, { now }) {
    const id = String(operation.subjectId);
    if (operation.systemId) await bind(trx, operation.systemId, 'quotes', [{ externalId: String(result.externalId), id }], now);
    const totals = result.totals as Record<'net' | 'tax' | 'gross', bigint | string> | undefined;
    await changeQuote(
      trx,
      id,
      {
        number: String(result.number),
        ...(totals ? { netMicros: BigInt(totals.net), taxMicros: BigInt(totals.tax), grossMicros: BigInt(totals.gross) } : {}),
      },
      now,
    );
  },
  async reject(trx, operation, _refusal, now) {
    await changeQuote(trx, String(operation.subjectId), { state: 'REJECTED' }, now);
  },
};

const accepting: OperationHandler = {
  async send(connected, operation, tools) {
    if (!connected.push.quoteAccept) throw new Terminal('SOURCE_REFUSED', 'This ERP lets the hub accept no offers.');
    const order = await orderOf(tools.db.read, operation);
    const { quoteId } = payloadOf(operation);
    const externalId = (await externalIdsOf(tools.db.read, tools.systemId, [String(quoteId)])).get(String(quoteId));
    if (!externalId) throw new Terminal('NOT_FOUND', 'The ERP does not have this offer.');
    const push = await acceptPush(operation, order, externalId, tools);
    return { ...(await connected.push.quoteAccept(push, order.id, tools.signal)) };
  },
  find: (connected: Connected, operation, tools) => placing.find?.(connected, operation, tools) ?? Promise.resolve(null),
  confirm: (trx, operation, result, at) => placing.confirm(trx, operation, result, at),
  async reject(trx, operation, refusal, now) {
    await placing.reject(trx, operation, refusal, now);
    // Refused because it has ended, or for the order's sake: then it may be accepted again.
    const state = refusal.code === 'STATE_FORBIDS' ? 'EXPIRED' : 'OFFERED';
    await reopenQuote(trx, String(payloadOf(operation).quoteId), state, now);
  },
};

export const quoteHandlers: Record<'QUOTE_PLACE' | 'QUOTE_ACCEPT', OperationHandler> = { QUOTE_PLACE: asking, QUOTE_ACCEPT: accepting };
