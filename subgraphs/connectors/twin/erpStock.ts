/** Stock of the twin ERP: levels, reservations of open demand, movements. */
import { smaller, toMicros, toText } from './decimal.ts';
import type { Movement, Stock } from './erpApi.ts';
import type { NewCount } from './erpBookApi.ts';
import { type Erp, need, needVariant } from './erpContext.ts';
import { Refusal } from './server.ts';

export type Allocation = { locationId: string; quantity: string };

/** Books goods from a place to a place (either may be outside the company) and writes the movement. */
export function move(erp: Erp, movement: Omit<Movement, 'id' | 'at'>): Movement {
  if (movement.fromId) change(erp, movement.variantId, movement.fromId, { onHand: -toMicros(movement.quantity) });
  if (movement.toId) change(erp, movement.variantId, movement.toId, { onHand: toMicros(movement.quantity) });
  const id = `RUCH-${String(erp.store.next('movement')).padStart(7, '0')}`;
  erp.store.effect('movement', id, movement);
  return erp.store.put('movements', { ...movement, id, at: erp.now() });
}

/** Sets a level by a counted movement; nothing moves when it is right already. */
export function count(erp: Erp, variantId: string, locationId: string, onHand: string): void {
  const difference = toMicros(onHand) - toMicros(level(erp, variantId, locationId).onHand);
  if (difference === 0n) return;
  const quantity = toText(difference < 0n ? -difference : difference);
  const place = difference < 0n ? { fromId: locationId } : { toId: locationId };
  move(erp, { variantId, ...place, quantity, kind: 'count' });
}

/** What was counted in one warehouse; the differences are booked. The same key answers with the count it made. */
export function countStock(erp: Erp, key: string, given: NewCount): { id: string; repeated: boolean } {
  const known = erp.store.keyed('count', key);
  if (known) return { id: known, repeated: true };
  const place = need(erp, 'locations', given.locationId);
  if (place.kind === 'place') throw new Refusal('INVALID', 'a whole warehouse is counted, not a place in it');
  for (const { variantId, counted } of given.lines) {
    if (toMicros(counted) < 0n) throw new Refusal('INVALID', 'nothing below zero is counted');
    count(erp, needVariant(erp, variantId).variant.id, place.id, counted);
  }
  const id = `INW-${String(erp.store.next('count')).padStart(5, '0')}`;
  erp.store.key('count', key, id);
  erp.store.effect('stock.counted', id, { key, reference: given.reference });
  return { id, repeated: false };
}

/** Takes `quantity` for an order: from `warehouseId` alone when given, else warehouse by warehouse, shops last. */
export function reserve(erp: Erp, variantId: string, quantity: bigint, warehouseId: string | undefined): Allocation[] {
  const kinds = new Map(erp.store.all('locations').map((location) => [location.id, location.kind]));
  const levels = erp.store
    .where('stock', 'variantId', variantId)
    .filter((row) => (warehouseId ? row.locationId === warehouseId : true))
    .sort((a, b) => Number(kinds.get(a.locationId) === 'pickup') - Number(kinds.get(b.locationId) === 'pickup') || order(a) - order(b));
  const taken: Allocation[] = [];
  let open = quantity;
  for (const row of levels) {
    const free = toMicros(row.onHand) - toMicros(row.reserved);
    const part = smaller(free, open);
    if (part <= 0n) continue;
    taken.push({ locationId: row.locationId, quantity: toText(part) });
    open -= part;
  }
  if (open > 0n) throw new Refusal('INSUFFICIENT_STOCK', `variant ${variantId}: ${toText(quantity - open)} of ${toText(quantity)} left`);
  for (const part of taken) change(erp, variantId, part.locationId, { reserved: toMicros(part.quantity) });
  return taken;
}

export function release(erp: Erp, variantId: string, allocations: Allocation[]): void {
  for (const part of allocations) change(erp, variantId, part.locationId, { reserved: -toMicros(part.quantity) });
}

export function level(erp: Erp, variantId: string, locationId: string): Stock {
  const id = `${variantId}@${locationId}`;
  return erp.store.find('stock', id) ?? { id, variantId, locationId, onHand: '0', reserved: '0' };
}

function change(erp: Erp, variantId: string, locationId: string, by: { onHand?: bigint; reserved?: bigint }): void {
  const row = level(erp, variantId, locationId);
  erp.store.put('stock', {
    ...row,
    onHand: toText(toMicros(row.onHand) + (by.onHand ?? 0n)),
    reserved: toText(toMicros(row.reserved) + (by.reserved ?? 0n)),
    ...(row.bins && by.onHand ? { bins: putAway(row.bins, by.onHand) } : {}),
  });
}

/** What comes lies down in the first bin; what goes is taken from the bins in their order. */
function putAway(bins: NonNullable<Stock['bins']>, by: bigint): NonNullable<Stock['bins']> {
  let left = by;
  return bins.map((bin, index) => {
    const has = toMicros(bin.onHand);
    const last = index === bins.length - 1;
    const part = left > 0n || last || has >= -left ? left : -has;
    left -= part;
    return { ...bin, onHand: toText(has + part) };
  });
}

/** The central warehouse serves first. */
function order(row: Stock): number {
  return row.locationId === 'MAG-KRK' ? 0 : 1;
}
