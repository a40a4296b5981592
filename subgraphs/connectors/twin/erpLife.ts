/** A life of its own: people buy in the stores, deliveries arrive, orders are picked, shipped, invoiced and paid. Modest by design. */
import { DAY, localDate } from './dates.ts';
import { toMicros } from './decimal.ts';
import type { Erp } from './erpContext.ts';
import { deliverSale, invoiceSale, pickSale, shipSale } from './erpPapers.ts';
import { announce, receive } from './erpPurchases.ts';
import { expireOffers, sendOffer } from './erpQuotes.ts';
import { sellOffline } from './erpTill.ts';
import { random } from './random.ts';

/** Milliseconds between two looks; one of them sells, ships or receives at most one thing. */
const beat = 2_000;
/** An order rests this long in each state before the next step. */
const rest = { confirmed: 6_000, picking: 8_000, shipped: 10_000 } as const;

export function startLife(erp: Erp): () => void {
  const chance = random(20_260_004);
  let since = new Map<string, { state: string; at: number }>();
  const born = erp.now();
  const tick = () => {
    try {
      erp.store.transaction(() => {
        const roll = chance.next();
        if (roll < 0.35) offlineSale();
        else if (roll < 0.4) arrival();
        else if (roll < 0.6) answer();
        advance();
      });
    } catch (error) {
      console.error(error);
    }
  };

  function offlineSale(): void {
    const place = chance.pick(['PKT-KRK', 'PKT-POZ', 'MAG-KRK']);
    const rows = erp.store.all('stock').filter((row) => row.locationId === place && free(row) >= 1_000_000n);
    if (rows.length === 0) return;
    const sku = erp.store.find('variants', chance.pick(rows).variantId)?.sku;
    if (sku) sellOffline(erp, sku, place, '1');
  }

  function arrival(): void {
    const tomorrow = localDate(erp.now() + DAY);
    const next = erp.store.all('incoming').find((one) => one.open && one.expectedOn !== undefined && one.expectedOn <= tomorrow);
    if (next) return void receive(erp, next.id);
    // Somebody in purchasing looks at the emptiest shelf.
    const low = erp.store.all('stock').find((row) => row.minimum !== undefined && free(row) < toMicros(row.minimum));
    const sku = low && erp.store.find('variants', low.variantId)?.sku;
    if (sku) announce(erp, { sku, quantity: '24', expectedOn: tomorrow });
  }

  /** A clerk sends what was asked for, valid for a fortnight. */
  function answer(): void {
    expireOffers(erp);
    const asked = erp.store.all('quotes').find((offer) => offer.state === 'requested');
    if (asked) sendOffer(erp, { quoteId: asked.id, validUntil: asked.validUntil ?? localDate(erp.now() + 14 * DAY) });
  }

  function advance(): void {
    const moving = (['shipped', 'picking', 'confirmed'] as const).flatMap((state) =>
      erp.store.where('orders', 'state', state).map((sale) => ({ sale, state })),
    );
    const earlier = since;
    since = new Map();
    let stepped = false;
    for (const { sale, state } of moving) {
      // Orders from before this life began are history and stay as they are.
      if (sale.placedAt < born) continue;
      const known = earlier.get(sale.id);
      const at = known?.state === state ? known.at : erp.now();
      since.set(sale.id, { state, at });
      const waited = erp.now() - at;
      // Goods paid in advance wait for the money.
      const held = sale.termsDays === 0 && sale.paymentMethod !== 'cod' && toMicros(sale.paid) < toMicros(sale.totals.gross);
      if (stepped || waited < rest[state] || (state === 'confirmed' && held)) continue;
      stepped = true;
      if (state === 'confirmed') pickSale(erp, sale.id);
      if (state === 'picking') shipSale(erp, sale.id);
      if (state === 'shipped') {
        invoiceSale(erp, sale.id);
        deliverSale(erp, sale.id);
      }
    }
  }

  const timer = setInterval(tick, beat);
  return () => clearInterval(timer);
}

function free(row: { onHand: string; reserved: string }): bigint {
  return toMicros(row.onHand) - toMicros(row.reserved);
}
