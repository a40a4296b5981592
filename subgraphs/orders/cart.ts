/** Baskets of a shop, whichever way it tells of them: as carts, or as orders that are not placed. Each change of content is kept as a snapshot. */
import type { CartRecord, OrderRecord } from '#connectors/connector.ts';
import type { Apply, ApplyContext, Retire } from '#hub/apply.ts';
import { bind, resolveIds } from '#hub/bindings.ts';
import type { Trx } from '#hub/database.ts';
import { newId } from '#hub/id.ts';
import { normalEmail } from '#hub/matching.ts';
import type { Slice } from './apply.ts';
import { dropUnseen, findCarts, joinOrder, type KnownCart, type StoredCartLine, saveCart, touchCart } from './cartStore.ts';
import { alone, findVariantsBySku, type KnownVariant } from './recordStore.ts';

interface Names {
  /** False where the shop does not say when a basket was touched. */
  isTouch: boolean;
  variants: ReadonlyMap<string, KnownVariant>;
  customerId: string | null;
  orderId: string | null;
}

export const applyCarts: Apply<CartRecord> = async (trx, page, context) => {
  const records = [...new Map(page.map((record) => [record.externalId, record])).values()];
  const { system } = context;
  const carts = await findCarts(
    trx,
    system.id,
    records.map((record) => record.externalId),
  );
  const skus = records.flatMap((record) => record.lines.map((line) => line.sku.trim()));
  const variants = await findVariantsBySku(trx, system.companyId, skus);
  const idsOf = (entity: 'parties' | 'orders', of: (record: CartRecord) => string | undefined) =>
    resolveIds(
      trx,
      system.id,
      entity,
      records.flatMap((record) => of(record) ?? []),
    );
  const parties = await idsOf('parties', (record) => record.partyId);
  const orders = await idsOf('orders', (record) => record.orderId);
  const result = { changed: 0, failed: 0 };
  for (const record of records) {
    const customerId = parties.get(record.partyId ?? '') ?? null;
    const orderId = orders.get(record.orderId ?? '') ?? null;
    const done = await alone(trx, () =>
      save(trx, record, carts.get(record.externalId), { variants, customerId, orderId, isTouch: true }, context),
    );
    if (done === 'failed') result.failed += 1;
    else if (done) result.changed += 1;
  }
  return result;
};

export const retireCarts: Retire = (trx, { system, sweepStartedAt }) => dropUnseen(trx, system.id, sweepStartedAt);

/** True when its content changed. */
async function save(
  trx: Trx,
  record: CartRecord,
  known: KnownCart | undefined,
  names: Names,
  { system, now, readStartedAt }: ApplyContext,
): Promise<boolean> {
  const state = record.orderId === undefined ? 'OPEN' : 'CONVERTED';
  const next: KnownCart = {
    externalId: record.externalId,
    id: known?.id ?? newId('cart'),
    companyId: system.companyId,
    channelId: system.channelId,
    systemId: system.id,
    customerId: names.customerId,
    email: normalEmail(record.email) ?? null,
    currency: record.currency,
    lines: JSON.stringify(record.lines.map((line) => storedLine(line, names.variants))),
    grossMicros: record.gross,
    state,
    orderId: names.orderId ?? known?.orderId ?? null,
    orderExternalId: record.orderId ?? null,
    createdAt: known?.createdAt ?? Math.min(record.updatedAt, now),
    updatedAt: Math.min(record.updatedAt, now),
    asOf: readStartedAt,
  };
  await bind(trx, system.id, 'carts', [{ externalId: record.externalId, id: next.id }], now);
  // An order does not go back to being a cart, whatever an older reading says; and an empty cart is none until something was in it.
  const isOver = known?.state === 'CONVERTED' && state === 'OPEN';
  if (isOver || (!known && record.lines.length === 0)) return false;
  if (known && isSame(known, next)) {
    if (names.isTouch && next.updatedAt > known.updatedAt) await touchCart(trx, known.id, next.updatedAt);
    return false;
  }
  await saveCart(trx, next, now);
  return true;
}

const compared = ['customerId', 'email', 'currency', 'lines', 'grossMicros', 'state', 'orderId', 'orderExternalId'] as const;
const isSame = (a: KnownCart, b: KnownCart): boolean => compared.every((column) => a[column] === b[column]);

const storedLine = (line: CartRecord['lines'][number], variants: Names['variants']): StoredCartLine => ({
  sku: line.sku.trim(),
  variantId: variants.get(line.sku.trim())?.id ?? null,
  title: line.title,
  quantity: line.quantity.toString(),
  gross: line.gross.toString(),
});

/** An order that is not placed is a basket. */
export function noteCart(trx: Trx, record: OrderRecord, slice: Slice, context: ApplyContext): Promise<boolean> {
  const known = slice.carts.get(record.externalId);
  const customerId = (record.partyId && slice.parties.get(record.partyId)) || null;
  const cart = cartOf(record, context.readStartedAt);
  return save(trx, cart, known, { variants: slice.variants, customerId, orderId: null, isTouch: false }, context);
}

/** When it was touched an unplaced order does not say: when it was first read so. */
const cartOf = (record: OrderRecord, updatedAt: number): CartRecord => ({
  externalId: record.externalId,
  ...(record.partyId === undefined ? {} : { partyId: record.partyId }),
  ...(record.contact.email === undefined ? {} : { email: record.contact.email }),
  currency: record.currency,
  lines: record.lines.map(({ sku, title, quantity, gross }) => ({ sku, title, quantity, gross })),
  gross: record.totals.gross,
  updatedAt,
});

/** The basket became this order. */
export async function noteConverted(
  trx: Trx,
  record: OrderRecord,
  slice: Slice,
  orderId: string,
  { system, now }: Pick<ApplyContext, 'system' | 'now'>,
): Promise<void> {
  const known = slice.carts.get(record.externalId);
  // A shop whose baskets have ids of their own tells of the order in the basket.
  if (known?.state !== 'OPEN') return joinOrder(trx, system.id, record.externalId, orderId);
  await saveCart(trx, { ...known, state: 'CONVERTED', orderId, orderExternalId: record.externalId, updatedAt: record.placedAt }, now);
}
