/** A return's way into the ERP and the shop: goods, then the correction, then the money. Each next step is queued in the transaction that settles the one before. */
import { type CreditNoteAck, type RefundPush, Terminal } from '#connectors/connector.ts';
import { companyDay } from '#hub/availability.ts';
import { bind, externalIdsOf } from '#hub/bindings.ts';
import type { Db, Trx } from '#hub/database.ts';
import { acceptOperation, type Operation } from '#hub/operations.ts';
import { erpOf } from '#hub/systems.ts';
import type { HandlerTools, OperationHandler } from '#hub/writer.ts';
import { recordChange } from './changes.ts';
import { saveCorrection } from './paperStore.ts';
import { listOrderLines } from './recordStore.ts';
import { goBack, receivedGross, shopPaidBack } from './returnMoney.ts';
import { addReturned, changeReturn, findReturn, type GoodsReturn, invoiceToCorrect, listReturnLines, lockReturn } from './returnStore.ts';
import { findOrderForWrite } from './writeStore.ts';

async function returnOf(db: Db, operation: Operation): Promise<GoodsReturn> {
  const row = operation.subjectId ? await findReturn(db, operation.subjectId) : undefined;
  if (!row) throw new Terminal('NOT_FOUND', 'The return of this write is gone.');
  return row;
}

async function lockedReturn(trx: Trx, operation: Operation): Promise<GoodsReturn> {
  const row = operation.subjectId ? await lockReturn(trx, operation.subjectId) : undefined;
  if (!row) throw new Error('the return of this write is gone');
  return row;
}

/** What came back, in the system's own ids. */
async function goodsOf(row: GoodsReturn, tools: HandlerTools) {
  const db = tools.db.read;
  const lines = new Map((await listOrderLines(db, row.orderId)).map((line) => [line.id, line]));
  const came = (await listReturnLines(db, [row.id])).filter((line) => line.receivedMicros > 0n);
  const variantIds = came.flatMap((line) => lines.get(line.orderLineId)?.variantId ?? []);
  const ids = await externalIdsOf(db, tools.systemId, [row.orderId, ...variantIds]);
  const orderId = ids.get(row.orderId);
  if (!orderId) throw new Terminal('STATE_FORBIDS', 'The ERP never took this order.');
  const goods = came.map((line) => {
    const sold = lines.get(line.orderLineId);
    const variantId = sold?.variantId ? ids.get(sold.variantId) : undefined;
    if (!sold || !variantId) throw new Terminal('NOT_FOUND', `The ERP does not know ${sold?.sku ?? 'a line of this return'}.`);
    return {
      sku: sold.sku,
      variantId,
      quantity: line.receivedMicros,
      restock: line.restocked === 1,
      ...(line.reason ? { reason: line.reason } : {}),
    };
  });
  return { orderId, goods };
}

const receiving: OperationHandler = {
  async send(connected, operation, tools) {
    const row = await returnOf(tools.db.read, operation);
    if (!connected.push.returnReceive) throw new Terminal('SOURCE_REFUSED', 'This ERP takes no returns from the hub.');
    const { orderId, goods } = await goodsOf(row, tools);
    const kind = row.kind as 'WITHDRAWAL' | 'COMPLAINT' | 'WRONG_ITEM' | 'OTHER';
    return { ...(await connected.push.returnReceive({ orderId, number: row.number, kind, lines: goods }, row.id, tools.signal)) };
  },
  async find(connected, operation, tools) {
    const found = await connected.find.returned?.(String(operation.subjectId), tools.signal);
    return found ? { ...found } : null;
  },
  async confirm(trx, operation, result, { now }) {
    const row = await lockedReturn(trx, operation);
    if (row.state !== 'RECEIVING') return;
    if (operation.systemId && typeof result.externalId === 'string')
      await bind(trx, operation.systemId, 'returns', [{ externalId: result.externalId, id: row.id }], now);
    for (const line of await listReturnLines(trx, [row.id])) await addReturned(trx, line.orderLineId, line.receivedMicros);
    // Other goods for these: what was invoiced stays sold.
    const invoice = row.resolution === 'REPLACEMENT' ? undefined : await invoiceToCorrect(trx, row.orderId, await skusOf(trx, row));
    const corrected = invoice !== undefined;
    const received = await changeReturn(trx, row, { state: 'RECEIVED', receivedAt: now, creditState: corrected ? 'SENT' : 'NONE' }, now);
    if (corrected) await queue(trx, received, { kind: 'CREDIT_NOTE', key: `${row.id} credit`, documentId: invoice, now });
    // Nothing is invoiced yet: what came back will not be.
    else await goBack(trx, received, await receivedGross(trx, received), now);
  },
  async reject(trx, operation, _refusal, now) {
    const row = await lockedReturn(trx, operation);
    if (row.state === 'RECEIVING') await changeReturn(trx, row, { state: 'APPROVED', refundState: 'NONE' }, now);
  },
};

const correcting: OperationHandler = {
  async send(connected, operation, tools) {
    const row = await returnOf(tools.db.read, operation);
    if (!connected.push.creditNote) throw new Terminal('SOURCE_REFUSED', 'This ERP corrects no invoices for the hub.');
    const { orderId, goods } = await goodsOf(row, tools);
    const documentId = invoiceOf(operation);
    const invoiceId = documentId && (await externalIdsOf(tools.db.read, tools.systemId, [documentId])).get(documentId);
    if (!invoiceId) throw new Terminal('NOT_FOUND', 'There is no invoice to correct.');
    const reason = `${row.number}${row.comment ? `: ${row.comment}` : ''}`;
    const lines = goods.map(({ sku, variantId, quantity }) => ({ sku, variantId, quantity }));
    return { ...(await connected.push.creditNote({ orderId, invoiceId, number: row.number, reason, lines }, row.id, tools.signal)) };
  },
  async find(connected, operation, tools) {
    const found = await connected.find.creditNote?.(String(operation.subjectId), tools.signal);
    return found ? { ...found } : null;
  },
  async confirm(trx, operation, result, { now }) {
    const row = await lockedReturn(trx, operation);
    if (row.creditState !== 'SENT' || !operation.systemId) return;
    const ack = amountsOf(result);
    const issuedOn = await companyDay(trx, row.companyId, now);
    const creditNoteId = await saveCorrection(trx, row, ack, {
      systemId: operation.systemId,
      issuedOn,
      correctsId: invoiceOf(operation),
      now,
    });
    // Known here before the order is read again: the money must not be back while the papers still say that nothing happened.
    await recordChange(trx, row.orderId, { documentState: 'CORRECTED' }, { source: 'hub', now });
    const corrected = await changeReturn(trx, row, { creditState: 'DONE', creditNoteId }, now);
    await goBack(trx, corrected, ack.gross, now);
  },
  async reject(trx, operation, _refusal, now) {
    const row = await lockedReturn(trx, operation);
    // Money without a paper is nobody's to give: a person decides.
    if (row.creditState === 'SENT') await changeReturn(trx, row, { creditState: 'REFUSED', ...(await unpaid(trx, row)) }, now);
  },
};

/** Chosen once, when the goods were booked in: a later invoice of the order changes nothing. */
const invoiceOf = (operation: Operation): string | undefined => (JSON.parse(operation.payload) as { documentId?: string }).documentId;

async function skusOf(trx: Trx, row: GoodsReturn): Promise<string[]> {
  const lines = new Map((await listOrderLines(trx, row.orderId)).map((line) => [line.id, line.sku]));
  return (await listReturnLines(trx, [row.id])).flatMap((line) => (line.receivedMicros > 0n ? (lines.get(line.orderLineId) ?? []) : []));
}

/** Who was to get money is owed it still. */
const unpaid = async (trx: Trx, row: GoodsReturn) =>
  row.refundState === 'DUE' ? { refundState: 'FAILED', refundMicros: await receivedGross(trx, row) } : { refundState: row.refundState };

/** The ledger keeps bigint as text. */
const amountsOf = (result: Record<string, unknown>): CreditNoteAck => ({
  externalId: String(result.externalId),
  ...(typeof result.number === 'string' ? { number: result.number } : {}),
  net: BigInt(String(result.net)),
  tax: BigInt(String(result.tax)),
  gross: BigInt(String(result.gross)),
});

const paying: OperationHandler = {
  async send(connected, operation, tools) {
    const row = await returnOf(tools.db.read, operation);
    if (!connected.push.refund) throw new Terminal('SOURCE_REFUSED', 'This shop gives no money back for the hub.');
    return { ...(await connected.push.refund(await refundPush(row, tools), row.id, tools.signal)) };
  },
  async find(connected, operation, tools) {
    const row = await returnOf(tools.db.read, operation);
    const found = await connected.find.refund?.((await refundPush(row, tools)).orderId, row.id, tools.signal);
    return found ? { ...found } : null;
  },
  async confirm(trx, operation, _result, { now }) {
    const row = await lockedReturn(trx, operation);
    if (row.refundState === 'SENT') await shopPaidBack(trx, row, now);
  },
  async reject(trx, operation, _refusal, now) {
    const row = await lockedReturn(trx, operation);
    if (row.refundState === 'SENT') await changeReturn(trx, row, { refundState: 'FAILED' }, now);
  },
};

async function refundPush(row: GoodsReturn, tools: HandlerTools): Promise<RefundPush> {
  const db = tools.db.read;
  const order = await findOrderForWrite(db, row.orderId);
  if (!order?.originExternalId || row.refundMicros === null) throw new Terminal('NOT_FOUND', 'There is nothing to pay back in this shop.');
  const lines = new Map((await listOrderLines(db, row.orderId)).map((line) => [line.id, line.sku]));
  const back = (await listReturnLines(db, [row.id])).filter((line) => line.receivedMicros > 0n && line.restocked === 1);
  return {
    orderId: order.originExternalId,
    amount: row.refundMicros,
    currency: row.currency,
    reason: row.number,
    lines: back.map((line) => ({ sku: lines.get(line.orderLineId) ?? '', quantity: line.receivedMicros })),
  };
}

/** The same key again is the same operation: a step is queued once, whatever repeats. */
async function queue(
  trx: Trx,
  row: GoodsReturn,
  step: { kind: 'CREDIT_NOTE'; key: string; documentId: string; now: number },
): Promise<void> {
  const erp = await erpOf(trx, row.companyId);
  if (!erp) throw new Error('no ERP to correct an invoice in');
  await acceptOperation(trx, {
    companyId: row.companyId,
    systemId: erp.id,
    kind: step.kind,
    lane: `order:${row.orderId}`,
    application: 'hub',
    mutation: step.kind,
    idempotencyKey: step.key,
    input: { returnId: row.id },
    payload: { documentId: step.documentId },
    customerId: row.customerId ?? undefined,
    subjectId: row.id,
    now: step.now,
  });
}

export const returnHandlers: Record<'RETURN_RECEIVE' | 'CREDIT_NOTE' | 'SHOP_REFUND', OperationHandler> = {
  RETURN_RECEIVE: receiving,
  CREDIT_NOTE: correcting,
  SHOP_REFUND: paying,
};
