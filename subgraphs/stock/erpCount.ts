/** A count's way into the ERP: what the worker does with STOCK_COUNT. */
import { type StockCountPush, Terminal } from '#connectors/connector.ts';
import { externalIdsOf } from '#hub/bindings.ts';
import type { Operation } from '#hub/operations.ts';
import type { HandlerTools, OperationHandler } from '#hub/writer.ts';
import type { CountedLine } from './count.ts';
import { findCount, settleCount } from './countStore.ts';

const counting: OperationHandler = {
  async send(connected, operation, tools) {
    if (!connected.push.stockCount) throw new Terminal('SOURCE_REFUSED', 'This ERP takes no stock counts from the hub.');
    return { ...(await connected.push.stockCount(await pushOf(operation, tools), String(operation.subjectId), tools.signal)) };
  },
  async find(connected, operation, tools) {
    const found = await connected.find.stockCount?.(String(operation.subjectId), tools.signal);
    return found ? { ...found } : null;
  },
  async confirm(trx, operation, _result, { now }) {
    await settleCount(trx, String(operation.subjectId), 'BOOKED', now);
  },
  async reject(trx, operation, _refusal, now) {
    await settleCount(trx, String(operation.subjectId), 'REJECTED', now);
  },
};

async function pushOf(operation: Operation, tools: HandlerTools): Promise<StockCountPush> {
  const count = await findCount(tools.db.read, String(operation.subjectId));
  if (!count) throw new Terminal('NOT_FOUND', 'This count is gone.');
  const lines = JSON.parse(count.lines) as CountedLine[];
  const ids = await externalIdsOf(tools.db.read, tools.systemId, [count.locationId, ...lines.map((line) => line.variantId)]);
  const known = (id: string, what: string): string => {
    const externalId = ids.get(id);
    if (!externalId) throw new Terminal('NOT_FOUND', `The ERP does not know ${what}.`);
    return externalId;
  };
  return {
    locationId: known(count.locationId, 'this place'),
    reference: count.number,
    lines: lines.map((line) => ({ sku: line.sku, variantId: known(line.variantId, line.sku), counted: BigInt(line.counted) })),
  };
}

export const stockHandlers: Record<'STOCK_COUNT', OperationHandler> = { STOCK_COUNT: counting };
