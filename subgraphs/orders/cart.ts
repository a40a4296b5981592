/** Carts of a shop: a snapshot each time the content changed, because nobody can find out later what was left behind. */
import type { OrderRecord } from '#connectors/connector.ts';
import type { ApplyContext } from '#hub/apply.ts';
import type { Trx } from '#hub/database.ts';
import { newId } from '#hub/id.ts';
import type { Slice } from './apply.ts';
import { insertCart } from './recordStore.ts';

export async function noteCart(trx: Trx, record: OrderRecord, slice: Slice, context: ApplyContext): Promise<boolean> {
  const { system, now, readStartedAt } = context;
  const known = slice.carts.get(record.externalId);
  const lines = JSON.stringify(
    record.lines.map((line) => ({
      sku: line.sku.trim(),
      variantId: slice.variants.get(line.sku.trim())?.id ?? null,
      title: line.title,
      quantity: line.quantity.toString(),
      gross: line.gross.toString(),
    })),
  );
  const customerId = (record.partyId && slice.parties.get(record.partyId)) ?? null;
  const empty = record.lines.length === 0;
  if (known ? known.lines === lines && known.customerId === customerId && known.state === 'OPEN' : empty) return false;
  const row = {
    id: newId('cart'),
    systemId: system.id,
    externalId: record.externalId,
    customerId,
    lines,
    currency: record.currency,
    grossMicros: record.totals.gross,
    state: 'OPEN',
    occurredAt: readStartedAt,
    recordedAt: now,
  };
  await insertCart(trx, row);
  slice.carts.set(record.externalId, row);
  return true;
}

/** The cart became an order. */
export async function noteConverted(trx: Trx, record: OrderRecord, slice: Slice, { now }: ApplyContext): Promise<void> {
  const known = slice.carts.get(record.externalId);
  if (known?.state !== 'OPEN') return;
  await insertCart(trx, { ...known, id: newId('cart'), state: 'CONVERTED', occurredAt: record.placedAt, recordedAt: now });
}
