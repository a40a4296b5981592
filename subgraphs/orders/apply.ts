/** Pulled orders of an ERP or a shop. One bad record never stops the others: it is undone alone and counted. */
import type { OrderRecord } from '#connectors/connector.ts';
import type { Applied, Apply, ApplyContext } from '#hub/apply.ts';
import { bind, contentOf, findBindings, resolveIds } from '#hub/bindings.ts';
import type { Trx } from '#hub/database.ts';
import { companyCurrency } from '#hub/exchange.ts';
import { idKind } from '#hub/id.ts';
import type { SalesOrderTable } from '#hub/tables.ts';
import { applyErpOrder } from './applyErp.ts';
import { applyShopOrder } from './applyShop.ts';
import { findCarts } from './cartStore.ts';
import { retryHeld } from './heldOrders.ts';
import { type Papers, readPapers } from './paperStore.ts';
import { ordersOfQuotes } from './quoteStore.ts';
import { alone, boundIn, findByNumbers, findByReferences, findMethods, findVariantsBySku } from './recordStore.ts';
import { findOrders, touchOrders } from './store.ts';

/** What is read once for a whole slice. */
export interface Slice {
  /** What the company keeps its books in. */
  currency: string;
  methods: Awaited<ReturnType<typeof findMethods>>;
  variants: Awaited<ReturnType<typeof findVariantsBySku>>;
  /** Our customers by their parties. */
  parties: Map<string, string>;
  carts: Awaited<ReturnType<typeof findCarts>>;
  papers: Papers;
  /** Orders that the other side brought under the same number and that this system is not bound to yet. */
  candidates: SalesOrderTable[];
}

/** `order` is what a record is bound to already. True when anything changed. */
export type ApplyOne = (
  trx: Trx,
  record: OrderRecord,
  order: SalesOrderTable | undefined,
  slice: Slice,
  context: ApplyContext,
) => Promise<boolean>;

export const applyOrders: Apply<OrderRecord> = async (trx, page, context): Promise<Applied> => {
  // A page read while it changed may hold an order twice: the later one counts.
  const records = [...new Map(page.map((record) => [record.externalId, record])).values()];
  const { system, now } = context;
  const bindings = await findBindings(
    trx,
    system.id,
    'orders',
    records.map((record) => record.externalId),
  );
  const contents = records.map(contentOf);
  const isKnown = (record: OrderRecord, i: number): boolean => bindings.get(record.externalId)?.content === contents[i];
  const changed = records.filter((record, i) => !isKnown(record, i));
  const unchanged = records.flatMap((record, i) => (isKnown(record, i) ? (bindings.get(record.externalId) ?? []) : []));
  await bind(trx, system.id, 'orders', unchanged, now);
  await touchOrders(
    trx,
    unchanged.map((binding) => binding.id),
    context.readStartedAt,
  );

  const orders = await ordersOf(trx, records, bindings);
  const slice = await readSlice(trx, changed, bindings, context);
  const one: ApplyOne = system.role === 'ERP' ? applyErpOrder : applyShopOrder;
  const applied: Applied = { changed: 0, failed: 0 };
  for (const [i, record] of records.entries()) {
    const order = orders.get(record.externalId);
    const held = order?.holdCode === 'UNKNOWN_SKU' && system.role === 'SHOP' ? order : undefined;
    if (isKnown(record, i) && !held) continue;
    const result = await alone(trx, () =>
      held && isKnown(record, i) ? retryHeld(trx, held.id, context) : one(trx, record, order, slice, context),
    );
    if (result === 'failed') applied.failed += 1;
    else if (result) applied.changed += 1;
  }
  return applied;
};

/** Bound orders, and those that a push of ours carried there under its own id. */
async function ordersOf(trx: Trx, records: OrderRecord[], bindings: Map<string, { id: string }>): Promise<Map<string, SalesOrderTable>> {
  // A sale that was an offer may carry the offer's key.
  const offers = await ordersOfQuotes(
    trx,
    records.flatMap(({ hubKey }) => (hubKey !== undefined && idKind(hubKey) === 'quote' ? [hubKey] : [])),
  );
  const idOf = (record: OrderRecord) => bindings.get(record.externalId)?.id ?? offers.get(record.hubKey ?? '') ?? record.hubKey;
  const rows = new Map((await findOrders(trx, [...new Set(records.flatMap((record) => idOf(record) ?? []))])).map((row) => [row.id, row]));
  return new Map(
    records.flatMap((record) => {
      const row = rows.get(idOf(record) ?? '');
      return row ? [[record.externalId, row]] : [];
    }),
  );
}

async function readSlice(trx: Trx, records: OrderRecord[], bindings: Map<string, unknown>, { system }: ApplyContext): Promise<Slice> {
  const unknown = records.filter((record) => !bindings.has(record.externalId));
  const skus = records.flatMap((record) => record.lines.map((line) => line.sku.trim()));
  const candidates =
    system.role === 'ERP'
      ? await findByNumbers(
          trx,
          system.companyId,
          unknown.flatMap((record) => record.customerReference ?? []),
        )
      : await findByReferences(
          trx,
          system.companyId,
          unknown.filter((record) => record.placed).map((record) => record.number),
        );
  const bound = await boundIn(
    trx,
    system.id,
    candidates.map((row) => row.id),
  );
  return {
    currency: await companyCurrency(trx, system.companyId),
    methods: await findMethods(trx, system.companyId),
    variants: await findVariantsBySku(trx, system.companyId, skus),
    parties: await resolveIds(
      trx,
      system.id,
      'parties',
      records.flatMap((record) => record.partyId ?? []),
    ),
    carts:
      system.role === 'SHOP'
        ? await findCarts(
            trx,
            system.id,
            records.map((record) => record.externalId),
          )
        : new Map(),
    papers: await readPapers(trx, system.id, records),
    candidates: candidates.filter((row) => !bound.has(row.id)),
  };
}
