/**
 * Builds the facts: each order that changed is read and its facts are written anew, a slice at a time, so that a report is a walk over rows that need no
 * thinking. What is undone (a cancelled order, a withdrawn credit note) leaves no fact.
 */
import type { Trx } from '#hub/database.ts';
import { type Micros, removeTax, times, toCents } from '#hub/money.ts';
import {
  changedCreditNotes,
  changedOrders,
  creditNoteLines,
  type FactOrder,
  linesOfOrders,
  productsOf,
  type Reached,
  readReached,
  replaceOrderFacts,
  replaceReturnFacts,
  saveReached,
  shippedAtOf,
} from './factStore.ts';

/** Orders a slice takes: it is to last ≤ 10 ms. */
const AT_ONCE = 40;
/** Changes commit a little out of the order of their times: so much is read again. */
const OVERLAP = 10_000;

/** One slice of each; true while more is waiting. */
export async function buildFacts(trx: Trx, companyId: string, now: number): Promise<boolean> {
  const orders = await buildSlice(trx, companyId, 'orders', now, async (reached) => {
    const changed = await changedOrders(trx, companyId, reached, AT_ONCE);
    await writeOrders(trx, changed);
    return changed;
  });
  const returns = await buildSlice(trx, companyId, 'returns', now, async (reached) => {
    const changed = await changedCreditNotes(trx, companyId, reached, AT_ONCE);
    await writeReturns(
      trx,
      changed.map((invoice) => invoice.id),
    );
    return changed;
  });
  return orders || returns;
}

async function buildSlice(
  trx: Trx,
  companyId: string,
  fact: 'orders' | 'returns',
  now: number,
  write: (reached: Reached) => Promise<{ id: string; updatedAt: number }[]>,
): Promise<boolean> {
  const stored = await readReached(trx, companyId, fact);
  const changed = await write(stored ?? { at: 0, id: '' });
  const last = changed.at(-1);
  const more = changed.length >= AT_ONCE;
  // At the end the mark goes back a little, so that what commits late is seen; in the middle it stands exactly.
  const reached = last ? { at: last.updatedAt, id: last.id } : (stored ?? { at: 0, id: '' });
  const settled = { at: Math.max(reached.at, now - OVERLAP), id: '' };
  const moved = more ? reached : settled.at > reached.at ? settled : reached;
  await saveReached(trx, companyId, fact, moved, more ? undefined : now);
  return more;
}

async function writeOrders(trx: Trx, orders: readonly FactOrder[]): Promise<void> {
  if (!orders.length) return;
  const ids = orders.map((order) => order.id);
  const lines = await linesOfOrders(trx, ids);
  const products = await productsOf(trx, [...new Set(lines.flatMap((line) => line.variantId ?? []))]);
  const shipped = await shippedAtOf(trx, ids);
  const byOrder = Map.groupBy(lines, (line) => line.orderId);
  const shared = (order: FactOrder) => ({
    orderId: order.id,
    companyId: order.companyId,
    channelId: order.channelId,
    origin: order.originKind,
    customerId: order.customerId,
    day: order.documentDate,
    currency: order.currency,
  });
  await replaceOrderFacts(
    trx,
    ids,
    orders.map((order) => {
      const own = byOrder.get(order.id) ?? [];
      return {
        ...shared(order),
        cancelled: order.phase === 'CANCELLED' ? 1 : 0,
        lines: own.length,
        netMicros: own.reduce((sum, line) => sum + line.netMicros, 0n),
        placedAt: order.placedAt,
        shippedAt: order.fulfilmentState === 'COMPLETE' ? (shipped.get(order.id) ?? null) : null,
        promisedOn: order.promisedOn,
      };
    }),
    orders
      .filter((order) => order.phase !== 'CANCELLED')
      .flatMap((order) =>
        (byOrder.get(order.id) ?? []).map((line) => {
          const discounts = netDiscounts(line);
          return {
            ...shared(order),
            lineId: line.id,
            variantId: line.variantId,
            productId: products.get(line.variantId ?? '') ?? null,
            sku: line.sku,
            unitsMicros: line.quantityMicros - line.cancelledMicros,
            netMicros: line.netMicros,
            discountMicros: discounts.reduce((sum, discount) => sum + discount.amount, 0n),
            costMicros: costOf(line, order.currency),
            promotions: discounts.length
              ? JSON.stringify(discounts.map((discount) => ({ ...discount, amount: discount.amount.toString() })))
              : null,
          };
        }),
      ),
  );
}

/** A shop gives its discounts in the basis of its prices. */
function netDiscounts(line: { discounts: string; taxPercent: string }): { code: string; title: string; amount: Micros }[] {
  const stored = JSON.parse(line.discounts) as { code: string; title: string; basis: 'NET' | 'GROSS'; amount: string }[];
  return stored.map(({ code, title, basis, amount }) => ({
    code,
    title,
    amount: basis === 'GROSS' ? toCents(removeTax(BigInt(amount), line.taxPercent)) : BigInt(amount),
  }));
}

/** Null where no cost was stamped, or one in another currency. */
function costOf(
  line: { costUnitMicros: Micros | null; costCurrency: string | null; quantityMicros: Micros; cancelledMicros: Micros },
  currency: string,
) {
  if (line.costUnitMicros === null || line.costCurrency !== currency) return null;
  return times(line.costUnitMicros, line.quantityMicros - line.cancelledMicros);
}

async function writeReturns(trx: Trx, invoiceIds: string[]): Promise<void> {
  if (!invoiceIds.length) return;
  const lines = await creditNoteLines(trx, invoiceIds);
  const products = await productsOf(trx, [...new Set(lines.flatMap((line) => line.variantId ?? []))]);
  await replaceReturnFacts(
    trx,
    invoiceIds,
    lines.map((line) => ({ ...line, productId: products.get(line.variantId ?? '') ?? null })),
  );
}
