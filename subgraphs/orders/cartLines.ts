/** What is in baskets, with today's price and stock beside it: for any number of baskets a fixed number of statements a buyer. */
import { capSellable, companyDay, readAvailability, STALE_AFTER } from '#hub/availability.ts';

import { quotePrices } from '#hub/pricing.ts';
import type { Context } from '#hub/subgraph.ts';
import type { ListedCart, StoredCartLine } from './cartStore.ts';
import { findUnits } from './draftStore.ts';
import type { CartLineRow } from './mappers.ts';

/** In the order of the carts. */
export async function readCartLines({ db, viewer, now }: Omit<Context, 'loaders'>, carts: readonly ListedCart[]): Promise<CartLineRow[][]> {
  const today = await companyDay(db, viewer.companyId, now);
  const lines = carts.flatMap((cart) =>
    (JSON.parse(cart.lines) as StoredCartLine[]).map((line) => ({ cart, ...line, quantity: BigInt(line.quantity) })),
  );
  const prices = new Map<(typeof lines)[number], bigint>();
  const available = new Map<(typeof lines)[number], bigint>();
  for (const own of Map.groupBy(lines, ({ cart }) => `${cart.channelId} ${cart.customerId} ${cart.currency}`).values()) {
    const [{ cart } = {}] = own;
    const known = own.flatMap((line) => (line.variantId === null || line.quantity <= 0n ? [] : [{ line, variantId: line.variantId }]));
    if (!cart || !known.length) continue;
    const { channelId, currency } = cart;
    const quotes = await quotePrices(
      db,
      known.map(({ line, variantId }) => ({ variantId, quantity: line.quantity })),
      { companyId: viewer.companyId, channelId, customerId: cart.customerId ?? undefined, date: today, now, currency },
    );
    const ids = [...new Set(known.map(({ variantId }) => variantId))];
    const stock = await readAvailability(db, ids, { now, today, staleAfterMs: STALE_AFTER, channelId });
    for (const [i, { line, variantId }] of known.entries()) {
      const quote = quotes[i];
      if (quote) prices.set(line, quote.lineGross);
      const availability = stock.get(variantId);
      if (availability && !availability.stale) available.set(line, capSellable(viewer, availability.sellable).value);
    }
  }
  const units = await findUnits(db, [...new Set(lines.flatMap((line) => line.variantId ?? []))]);
  const rows = lines.map((line) => ({
    cartId: line.cart.id,
    row: {
      variantId: line.variantId,
      sku: line.sku,
      title: line.title,
      unitCode: units.get(line.variantId ?? '') ?? 'PCE',
      quantityMicros: line.quantity,
      grossMicros: BigInt(line.gross),
      currency: line.cart.currency,
      today: prices.get(line) ?? null,
      available: available.get(line) ?? null,
    },
  }));
  const byCart = Map.groupBy(rows, ({ cartId }) => cartId);
  return carts.map((cart) => (byCart.get(cart.id) ?? []).map(({ row }) => row));
}
