/** Products as pulled: the ERP's say what there is, a shop's say how it is presented. */
import type { ProductRecord, VariantRecord } from '#connectors/connector.ts';
import type { Applied, Apply, ApplyContext, Retire } from '#hub/apply.ts';
import { type Binding, bind, contentOf, findBindings, resolveIds } from '#hub/bindings.ts';
import type { Trx } from '#hub/database.ts';
import { dayAt } from '#hub/days.ts';
import { emit } from '#hub/events.ts';
import { newId } from '#hub/id.ts';
import { tryMicros } from '#hub/money.ts';
import { enqueue } from '#hub/outbox.ts';
import { slugify } from '#hub/text.ts';
import { applyShopProducts, retireShopProducts } from './applyShop.ts';
import { changedFields, tellsShops } from './changes.ts';
import { asOfOf, type Planned, parametersOf, productRow, textsOf, titleOf, variantRow } from './rows.ts';
import {
  deleteProducts,
  findSkuHolders,
  findStoredProducts,
  missingSince,
  replaceCategories,
  replaceGtins,
  replaceParameters,
  type SkuHolder,
  stopOtherVariants,
  touchProducts,
  upsertCosts,
  upsertProducts,
  upsertVariants,
} from './storeApply.ts';
import { refreshSortPrices } from './storeSortPrices.ts';
import { freeSlugs, refreshSearch, replaceMedia, replaceTexts } from './storeWrites.ts';

export const applyProducts: Apply<ProductRecord> = async (trx, records, context) => {
  const latest = [...new Map(records.map((record) => [record.externalId, record])).values()];
  return context.system.role === 'ERP' ? applyErpProducts(trx, latest, context) : applyShopProducts(trx, latest, context);
};

async function applyErpProducts(trx: Trx, records: ProductRecord[], context: ApplyContext): Promise<Applied> {
  const { id: systemId, companyId } = context.system;
  const bindings = await findBindings(
    trx,
    systemId,
    'products',
    records.map((record) => record.externalId),
  );
  const categories = await resolveIds(
    trx,
    systemId,
    'categories',
    records.flatMap((record) => record.categoryIds),
  );
  const variantBindings = await findBindings(
    trx,
    systemId,
    'variants',
    records.flatMap((record) => record.variants.map((variant) => variant.externalId)),
  );
  const contents = new Map(records.map((record) => [record, fingerprint(record, categories)]));
  const changed = records.filter((record) => bindings.get(record.externalId)?.content !== contents.get(record));
  const unchanged = records.filter((record) => !changed.includes(record));
  await noteSeen(trx, unchanged, bindings, variantBindings, context);

  const skus = changed.flatMap((record) => record.variants.map((variant) => variant.sku.trim()));
  const holders = await findSkuHolders(trx, systemId, companyId, skus);
  const planned: Planned[] = [];
  let failed = 0;
  for (const record of changed) {
    const variants = isSound(record) ? planVariants(record, variantBindings, holders) : undefined;
    if (!variants) {
      failed += 1;
      continue;
    }
    const binding = bindings.get(record.externalId);
    planned.push({
      record,
      id: binding?.id ?? newId('product'),
      content: contents.get(record) ?? '',
      before: binding?.content ? (JSON.parse(binding.content) as { record: ProductRecord }).record : undefined,
      categoryIds: record.categoryIds.flatMap((externalId) => categories.get(externalId) ?? []),
      variants,
    });
  }
  await write(trx, planned, context);
  return { changed: planned.length, failed };
}

/** The record, and what its categories are here: a category that comes later makes the product another. */
const fingerprint = (record: ProductRecord, categories: Map<string, string>): string =>
  contentOf({ record, categories: record.categoryIds.map((externalId) => categories.get(externalId) ?? null) });

async function noteSeen(
  trx: Trx,
  records: ProductRecord[],
  bindings: Map<string, Binding>,
  variantBindings: Map<string, Binding>,
  context: ApplyContext,
): Promise<void> {
  if (!records.length) return;
  const rows = records.flatMap(({ externalId }) => bindings.get(externalId) ?? []);
  const seen = (found: Binding[]) => found.map(({ externalId, id }) => ({ externalId, id }));
  await bind(trx, context.system.id, 'products', seen(rows), context.now);
  const variants = records.flatMap((record) => record.variants.flatMap(({ externalId }) => variantBindings.get(externalId) ?? []));
  await bind(trx, context.system.id, 'variants', seen(variants), context.now);
  await touchProducts(
    trx,
    rows.map((row) => row.id),
    asOfOf(context),
  );
}

function isSound(record: ProductRecord): boolean {
  const skus = record.variants.map((variant) => variant.sku.trim());
  return (
    new Set(skus).size === skus.length &&
    record.variants.every(
      (variant) =>
        variant.sku.trim() !== '' &&
        (variant.taxPercent === undefined || tryMicros(variant.taxPercent) !== undefined) &&
        variant.salesUnits.every((unit) => (tryMicros(unit.factor) ?? 0n) > 0n),
    )
  );
}

/** Our ids for a record's variants; undefined when an SKU of it is already another article's. */
function planVariants(
  record: ProductRecord,
  bindings: Map<string, Binding>,
  holders: Map<string, SkuHolder>,
): { id: string; record: VariantRecord }[] | undefined {
  const planned: { id: string; record: VariantRecord }[] = [];
  for (const variant of record.variants) {
    const sku = variant.sku.trim();
    const bound = bindings.get(variant.externalId)?.id;
    const holder = holders.get(sku);
    const taken =
      holder && (bound === undefined ? holder.externalId !== undefined && holder.externalId !== variant.externalId : holder.id !== bound);
    if (taken) {
      // An archived twin of an article on sale: ERPs keep both under one number.
      if (!variant.active || !record.active) continue;
      // An article re-made in the ERP goes on under its old id here; two on sale under one number cannot both be meant.
      if (holder.onSale || bound !== undefined) return undefined;
    }
    planned.push({ id: bound ?? holder?.id ?? newId('variant'), record: { ...variant, sku } });
  }
  for (const { id, record: variant } of planned)
    holders.set(variant.sku, {
      id,
      sku: variant.sku,
      productId: '',
      onSale: variant.active && record.active,
      externalId: variant.externalId,
    });
  return planned;
}

async function write(trx: Trx, planned: Planned[], context: ApplyContext): Promise<void> {
  if (!planned.length) return;
  const { id: systemId, companyId } = context.system;
  const ids = planned.map((plan) => plan.id);
  const variantIds = planned.flatMap((plan) => plan.variants.map((variant) => variant.id));
  const stored = await findStoredProducts(trx, ids);
  const slugs = await freeSlugs(
    trx,
    'product',
    companyId,
    planned.map(({ id, record }) => ({
      id,
      // An address once given stays, whatever the title becomes.
      slug: record.slug ? slugify(record.slug) : (stored.get(id)?.slug ?? slugify(titleOf(record))),
      suffix: slugify(record.variants[0]?.sku ?? record.externalId),
    })),
  );
  await upsertProducts(
    trx,
    planned.map((plan) => productRow(plan, slugs.get(plan.id) ?? plan.id, context)),
  );
  await upsertVariants(
    trx,
    planned.flatMap((plan) => plan.variants.map((variant, position) => variantRow(plan.id, variant, position, context))),
  );
  await stopOtherVariants(trx, systemId, ids, variantIds, context.now);
  await replaceTexts(trx, 'erp', [...ids, ...variantIds], planned.flatMap(textsOf));
  await replaceMedia(
    trx,
    'erp',
    [...ids, ...variantIds],
    planned.flatMap(({ id, record, variants }) => [
      { ownerId: id, media: record.media },
      ...variants.map((variant) => ({ ownerId: variant.id, media: variant.record.image ? [variant.record.image] : [] })),
    ]),
  );
  await replaceParameters(trx, ids, planned.flatMap(parametersOf));
  await replaceCategories(
    trx,
    ids,
    planned.flatMap(({ id, categoryIds }) => categoryIds.map((categoryId) => ({ productId: id, categoryId }))),
  );
  await replaceGtins(
    trx,
    variantIds,
    planned.flatMap(({ variants }) => variants.flatMap(({ id, record }) => record.gtins.map((gtin) => ({ gtin, variantId: id })))),
  );
  await upsertCosts(
    trx,
    planned.flatMap(({ variants }) =>
      variants.flatMap(({ id, record: { cost } }) =>
        cost ? [{ variantId: id, unitMicros: cost.unit, currency: cost.currency, method: cost.method, asOf: asOfOf(context) }] : [],
      ),
    ),
  );
  await refreshSearch(trx, ids);
  await refreshSortPrices(trx, companyId, ids, dayAt(context.now, context.system.zone));
  await bind(
    trx,
    systemId,
    'products',
    planned.map(({ record, id, content }) => ({ externalId: record.externalId, id, content })),
    context.now,
  );
  await bind(
    trx,
    systemId,
    'variants',
    planned.flatMap(({ variants }) => variants.map(({ id, record }) => ({ externalId: record.externalId, id }))),
    context.now,
  );
  tell(trx, planned, new Set(stored.keys()), context);
  const told = planned.filter(({ record, before }) => tellsShops(before, record)).map((plan) => plan.id);
  await enqueue(trx, { companyId, kind: 'product', subjectIds: told, at: context.now, exceptSystemId: systemId });
}

function tell(trx: Trx, planned: Planned[], known: ReadonlySet<string>, context: ApplyContext): void {
  const { id: systemId, companyId } = context.system;
  const occurredAt = context.now;
  if (context.bulk) {
    emit(trx, {
      topic: 'product',
      subjectId: systemId,
      companyId,
      payload: { change: 'BULK', fields: [], count: planned.length },
      occurredAt,
    });
    return;
  }
  for (const { id, record, before } of planned)
    emit(trx, {
      topic: 'product',
      subjectId: id,
      companyId,
      payload: { change: known.has(id) ? 'UPDATED' : 'CREATED', fields: changedFields(before, record) },
      occurredAt,
    });
}

export const retireProducts: Retire = async (trx, context) => {
  const { id: systemId, companyId, role } = context.system;
  if (role === 'SHOP') return retireShopProducts(trx, context);
  const gone = await missingSince(trx, systemId, 'products', context.sweepStartedAt);
  const deleted = await deleteProducts(trx, systemId, [...new Set(gone.map((binding) => binding.id))], context.now);
  for (const id of deleted)
    emit(trx, {
      topic: 'product',
      subjectId: id,
      companyId,
      payload: { change: 'DELETED', fields: ['lifecycle'] },
      occurredAt: context.now,
    });
  await enqueue(trx, { companyId, kind: 'product', subjectIds: deleted, at: context.now, exceptSystemId: systemId });
  return deleted.length;
};
