/**
 * Shop orders that wait: for a SKU nobody knows yet, for a person to choose the customer, for goods. What is there is held for them meanwhile, and what is missing
 * is looked at again; nothing of them reaches the ERP before, so that a piece is sold once however many shops show it.
 */
import type { ApplyContext } from '#hub/apply.ts';
import { companyDay, completeOn, readAvailability } from '#hub/availability.ts';
import type { Trx } from '#hub/database.ts';
import { formatQuantity, type Micros } from '#hub/money.ts';
import { takeStock } from '#hub/reservations.ts';
import { erpOf } from '#hub/systems.ts';
import type { OrderLineTable, SalesOrderTable } from '#hub/tables.ts';
import type { Shortage } from '#hub/takes.ts';
import type { Buyer } from './buyer.ts';
import { lockOrder, recordChange } from './changes.ts';
import { queueErpOrder } from './erpOrder.ts';
import { findVariantsBySku, heldOfOrder, listHeldOrderIds, listOrderLines, resolveLine } from './recordStore.ts';

export interface Hold {
  code: 'UNKNOWN_SKU' | 'AMBIGUOUS_PARTY' | 'STOCK';
  message: string;
}

/** Why an order waits; undefined when it may go on. */
export function holdOf(lines: readonly OrderLineTable[], buyer: Pick<Buyer, 'ambiguous'>, short: readonly Missing[]): Hold | undefined {
  const unknown = lines.filter((line) => line.resolution === 'UNKNOWN_SKU').map((line) => line.sku);
  if (unknown.length) return { code: 'UNKNOWN_SKU', message: `Not known here: ${unknown.slice(0, 5).join(', ')}.` };
  if (buyer.ambiguous) return { code: 'AMBIGUOUS_PARTY', message: 'More than one customer fits: choose one.' };
  if (short.length) return { code: 'STOCK', message: messageOf(short) };
  return undefined;
}

export interface Missing {
  sku: string;
  quantity: Micros;
  /** When it is complete, as far as deliveries tell. */
  nextAvailableOn?: string;
}

function messageOf(short: readonly Missing[]): string {
  const parts = short
    .slice(0, 5)
    .map(
      ({ sku, quantity, nextAvailableOn }) =>
        `${formatQuantity(quantity)} × ${sku}${nextAvailableOn ? ` (expected ${nextAvailableOn})` : ''}`,
    );
  return `Not enough in stock: ${parts.join(', ')}. What is there is held; the order goes on when the rest has come.`;
}

type Held = Pick<SalesOrderTable, 'id' | 'companyId' | 'channelId' | 'customerId'>;

/** Holds what is there for an order the shop has sold already; answers what is missing. */
export async function holdStock(
  trx: Trx,
  order: Held,
  lines: readonly OrderLineTable[],
  now: number,
  key = `order ${order.id}`,
): Promise<Missing[]> {
  const wanted = lines.flatMap(({ variantId, quantityMicros, sku }) =>
    variantId && quantityMicros > 0n ? [{ variantId, quantity: quantityMicros, sku }] : [],
  );
  if (!wanted.length) return [];
  const { shortages } = await takeStock(trx, {
    companyId: order.companyId,
    channelId: order.channelId,
    application: 'hub',
    idempotencyKey: key,
    fingerprint: order.id,
    customerId: order.customerId ?? undefined,
    orderId: order.id,
    lines: wanted.map(({ variantId, quantity }) => ({ variantId, quantity })),
    allowPartial: true,
    expiresAt: null,
    now,
  });
  return shortages.map((shortage) => missingOf(shortage, wanted[shortage.index]?.sku ?? ''));
}

const missingOf = ({ requested, sellable, nextAvailableOn }: Shortage, sku: string): Missing => ({
  sku,
  quantity: requested - sellable,
  ...(nextAvailableOn ? { nextAvailableOn } : {}),
});

/** The key is the shop's order, so that it reaches the ERP once whatever repeats. */
export function sendHeldOrder(trx: Trx, order: SalesOrderTable, now: number): Promise<string> {
  return queueErpOrder(trx, order.id, {
    application: order.originSystemId ?? 'hub',
    key: `shop:${order.originSystemId}:${order.originExternalId}`,
    now,
    customerId: order.customerId,
  });
}

/** A held order goes on to the ERP when what it waited for has come. True when it did. */
export async function retryHeld(trx: Trx, orderId: string, { now }: Pick<ApplyContext, 'now'>): Promise<boolean> {
  const order = await lockOrder(trx, orderId);
  if (!order || order.history || !(await erpOf(trx, order.companyId))) return false;
  if (order.holdCode === 'UNKNOWN_SKU') return retryUnknown(trx, order, now);
  if (order.holdCode === 'AMBIGUOUS_PARTY' && order.customerId !== null)
    return retryStock(trx, await recordChange(trx, order, { holdCode: 'STOCK', holdMessage: null }, { source: 'hub', now }), now);
  if (order.holdCode === 'STOCK' && order.originKind === 'SHOP' && order.erpState === 'NONE') return retryStock(trx, order, now);
  return false;
}

async function retryUnknown(trx: Trx, order: SalesOrderTable, now: number): Promise<boolean> {
  const lines = await listOrderLines(trx, order.id);
  const unknown = lines.filter((line) => line.resolution === 'UNKNOWN_SKU');
  const variants = await findVariantsBySku(
    trx,
    order.companyId,
    unknown.map((line) => line.sku),
  );
  const found = unknown.flatMap((line) => {
    const variant = variants.get(line.sku);
    return variant ? [{ line, variant }] : [];
  });
  if (!unknown.length || found.length < unknown.length) return false;
  for (const { line, variant } of found) await resolveLine(trx, line.id, variant);
  const known = new Set(unknown.map((line) => line.id));
  const resolved = (await listOrderLines(trx, order.id)).filter((line) => known.has(line.id));
  await holdStock(trx, order, resolved, now, `order ${order.id} resolved`);
  return goOn(trx, order, now);
}

/** Takes what is missing only when all of it is there: a held order must not eat up what comes piece by piece. */
async function retryStock(trx: Trx, order: SalesOrderTable, now: number): Promise<boolean> {
  const missing = await missingLines(trx, order);
  if (!missing.length) return goOn(trx, order, now);
  const today = await companyDay(trx, order.companyId, now);
  const options = { now, today, staleAfterMs: Number.POSITIVE_INFINITY, channelId: order.channelId };
  const found = await readAvailability(
    trx,
    missing.flatMap((line) => line.variantId ?? []),
    options,
  );
  const isThere = (line: OrderLineTable): boolean => (found.get(line.variantId ?? '')?.sellable ?? 0n) >= line.quantityMicros;
  if (!missing.every(isThere)) {
    const short = missing.map((line) => {
      const next = found.get(line.variantId ?? '');
      const day = next && completeOn(next, line.quantityMicros);
      return { sku: line.sku, quantity: line.quantityMicros, ...(day ? { nextAvailableOn: day } : {}) };
    });
    const holdMessage = messageOf(short);
    if (holdMessage !== order.holdMessage) await recordChange(trx, order, { holdMessage }, { source: 'hub', now });
    return false;
  }
  const short = await holdStock(trx, order, missing, now, `order ${order.id} goods ${now}`);
  return short.length ? false : goOn(trx, order, now);
}

/** Lines with the quantity that is not held yet; several lines of one variant are one. */
async function missingLines(trx: Trx, order: SalesOrderTable): Promise<OrderLineTable[]> {
  const held = await heldOfOrder(trx, order.id);
  const missing = new Map<string, OrderLineTable>();
  for (const line of await listOrderLines(trx, order.id)) {
    if (!line.variantId) continue;
    const known = missing.get(line.variantId);
    const had = held.get(line.variantId) ?? 0n;
    const open = line.quantityMicros > had ? line.quantityMicros - had : 0n;
    held.set(line.variantId, had > line.quantityMicros ? had - line.quantityMicros : 0n);
    if (open > 0n) missing.set(line.variantId, { ...line, quantityMicros: open + (known?.quantityMicros ?? 0n) });
  }
  return [...missing.values()];
}

async function goOn(trx: Trx, order: SalesOrderTable, now: number): Promise<boolean> {
  const freed = await recordChange(
    trx,
    order,
    { phase: 'RECEIVED', erpState: 'QUEUED', holdCode: null, holdMessage: null, holdSinceAt: null },
    { source: 'hub', now },
  );
  await sendHeldOrder(trx, freed, now);
  return true;
}

/** Looks at held orders again, the oldest first. Answers how many went on. */
export async function retryHeldOrders(trx: Trx, companyId: string, now: number, limit = 50): Promise<number> {
  let freed = 0;
  for (const id of await listHeldOrderIds(trx, companyId, limit)) if (await retryHeld(trx, id, { now })) freed += 1;
  return freed;
}
