/** Price lists and their rows, the ERP's alone: what a shop shows is told to it, never read from it. */
import type { PriceListRecord, PriceRecord } from '#connectors/connector.ts';
import type { Apply, ApplyContext, Retire } from '#hub/apply.ts';
import { bind, contentOf, findBindings, idFor, resolveIds } from '#hub/bindings.ts';
import type { Trx } from '#hub/database.ts';
import { dayAt } from '#hub/days.ts';
import { emit } from '#hub/events.ts';
import { type Micros, ONE } from '#hub/money.ts';
import { enqueue } from '#hub/outbox.ts';
import { bestRow, type PriceRow, tiersOf } from '#hub/pricingRules.ts';
import { tellRulesChanged } from './applyPromotions.ts';
import { forgetContent, missingSince } from './storeApply.ts';
import {
  deactivateLists,
  findDefaultList,
  findPriceRows,
  findPricesNotSeen,
  findPricesTurning,
  findProductsOf,
  findShownLists,
  listProductPage,
  type PriceSet,
  replacePrices,
  touchPrices,
  upsertPriceLists,
} from './storePrices.ts';
import { hasUnsortedList, refreshSortPrices } from './storeSortPrices.ts';
import { chunks } from './storeWrites.ts';

export const applyPriceLists: Apply<PriceListRecord> = async (trx, records, context) => {
  const { id: systemId, companyId, role } = context.system;
  if (role !== 'ERP') return { changed: 0, failed: 0 };
  const latest = [...new Map(records.map((record) => [record.externalId, record])).values()];
  const bindings = await findBindings(
    trx,
    systemId,
    'priceLists',
    latest.map((record) => record.externalId),
  );
  const changed = latest.filter((record) => bindings.get(record.externalId)?.content !== contentOf(record));
  const rows = latest.map((record) => ({ record, id: idFor(bindings, record.externalId, 'priceList') }));
  const before = await findDefaultList(trx, companyId);
  await upsertPriceLists(
    trx,
    rows
      .filter(({ record }) => changed.includes(record))
      .map(({ record: { code, name, currency, isDefault, active }, id }) => ({
        id,
        companyId,
        code,
        name,
        currency,
        isDefault: isDefault ? 1 : 0,
        active: active ? 1 : 0,
        updatedAt: context.now,
      })),
  );
  await bind(
    trx,
    systemId,
    'priceLists',
    rows.map(({ record, id }) => ({ externalId: record.externalId, id, content: contentOf(record) })),
    context.now,
  );
  if (changed.length) tellRulesChanged(trx, { companyId, subjectId: systemId, now: context.now });
  if (before !== (await findDefaultList(trx, companyId))) await sortAnew(trx, sortingOf(context));
  return { changed: changed.length, failed: 0 };
};

interface Sorting {
  companyId: string;
  day: string;
  now: number;
  exceptSystemId?: string;
}

const sortingOf = ({ system, now }: ApplyContext): Sorting => ({
  companyId: system.companyId,
  day: dayAt(now, system.zone),
  now,
  exceptSystemId: system.id,
});

/** Another default list: every product's place by price changes. Rare, and worth one long transaction. */
async function sortAnew(trx: Trx, { companyId, day, now, exceptSystemId }: Sorting): Promise<void> {
  for (let after = ''; ; ) {
    const ids = await listProductPage(trx, companyId, after);
    const last = ids.at(-1);
    if (last === undefined) return;
    await refreshSortPrices(trx, companyId, ids, day);
    await enqueue(trx, {
      companyId,
      kind: 'product',
      subjectIds: ids,
      at: now,
      ...(exceptSystemId === undefined ? {} : { exceptSystemId }),
    });
    after = last;
  }
}

export const retirePriceLists: Retire = async (trx, context) => {
  const { id: systemId, companyId, role } = context.system;
  if (role !== 'ERP') return 0;
  const gone = (await missingSince(trx, systemId, 'priceLists', context.sweepStartedAt)).map((binding) => binding.id);
  const before = await findDefaultList(trx, companyId);
  const retired = await deactivateLists(trx, gone, context.now);
  await forgetContent(trx, systemId, 'priceLists', gone);
  if (retired) tellRulesChanged(trx, { companyId, subjectId: systemId, now: context.now });
  if (before !== (await findDefaultList(trx, companyId))) await sortAnew(trx, sortingOf(context));
  return retired;
};

export const applyPrices: Apply<PriceRecord> = async (trx, records, context) => {
  const { id: systemId, role } = context.system;
  if (role !== 'ERP') return { changed: 0, failed: 0 };
  const latest = [...new Map(records.map((record) => [`${record.listId} ${record.variantId}`, record])).values()];
  const lists = await resolveIds(
    trx,
    systemId,
    'priceLists',
    latest.map((record) => record.listId),
  );
  const variants = await resolveIds(
    trx,
    systemId,
    'variants',
    latest.map((record) => record.variantId),
  );
  const sets = latest.flatMap((record): PriceSet[] => {
    const priceListId = lists.get(record.listId);
    const variantId = variants.get(record.variantId);
    return priceListId !== undefined && variantId !== undefined && isSound(record)
      ? [{ priceListId, variantId, rows: rowsOf(record) }]
      : [];
  });
  const changed = await store(trx, sets, context);
  return { changed, failed: latest.length - sets.length };
};

const isSound = (record: PriceRecord): boolean => record.rows.every((row) => row.minQuantity >= 0n && row.unitNet >= 0n);

/** One row a minimum quantity and validity; said twice, the later one counts. */
function rowsOf(record: PriceRecord): PriceRow[] {
  const rows = record.rows.map((row) => ({
    minQuantityMicros: row.minQuantity,
    validFrom: row.validFrom ?? '',
    validTo: row.validTo ?? '',
    unitNetMicros: row.unitNet,
    rule: row.rule ?? null,
    ruleKind: row.ruleKind ?? null,
  }));
  return [...new Map(rows.map((row) => [keyOf(row), row])).values()];
}

const keyOf = (row: PriceRow): string => `${row.minQuantityMicros} ${row.validFrom} ${row.validTo}`;

/** Stores the sets that differ, with their history, events and deliveries; answers how many. */
async function store(trx: Trx, sets: PriceSet[], context: ApplyContext): Promise<number> {
  if (!sets.length) return 0;
  const { companyId, id: systemId, zone } = context.system;
  const day = dayAt(context.now, zone);
  const stored = await findPriceRows(trx, [...new Set(sets.map((set) => set.variantId))], [...new Set(sets.map((set) => set.priceListId))]);
  const before = (set: PriceSet): PriceRow[] => stored.get(`${set.priceListId} ${set.variantId}`) ?? [];
  const changes = sets.filter((set) => !sameRows(before(set), set.rows));
  await touchPrices(
    trx,
    sets.filter((set) => !changes.includes(set)),
    context.now,
  );
  if (!changes.length) return 0;
  await replacePrices(
    trx,
    changes.map((set) => ({ ...set, before: before(set) })),
    context.now,
  );
  const productOf = await findProductsOf(
    trx,
    changes.map((set) => set.variantId),
  );
  const turned = await refreshSortPrices(trx, companyId, [...new Set(productOf.values())], day);
  if (context.bulk)
    emit(trx, {
      topic: 'price',
      subjectId: systemId,
      companyId,
      payload: { change: 'BULK', count: changes.length },
      occurredAt: context.now,
    });
  else
    tell(
      trx,
      changes.map((set) => ({ ...set, unitNet: basePrice(set.rows, day), previous: basePrice(before(set), day) })),
      { companyId, now: context.now },
    );
  const lists = await findShownLists(trx, companyId);
  const shown = [...new Set(changes.filter((set) => lists.has(set.priceListId)).map((set) => set.variantId))];
  const bare = changes
    .filter((set) => (before(set).length === 0) !== (set.rows.length === 0))
    .flatMap((set) => productOf.get(set.variantId) ?? []);
  await enqueue(trx, { companyId, kind: 'price', subjectIds: shown, at: context.now, exceptSystemId: systemId });
  // What gets its first price goes on sale in the shop; what loses its last comes off.
  await enqueue(trx, {
    companyId,
    kind: 'product',
    subjectIds: [...new Set([...turned, ...bare])],
    at: context.now,
    exceptSystemId: systemId,
  });
  return changes.length;
}

/** What one unit costs that day; where only more than one is sold, the price of the least quantity. */
const basePrice = (rows: readonly PriceRow[], day: string): Micros | undefined =>
  (bestRow(rows, ONE, day) ?? tiersOf(rows, day)[0])?.unitNetMicros;

interface Turned {
  priceListId: string;
  variantId: string;
  unitNet: Micros | undefined;
  previous: Micros | undefined;
}

function tell(trx: Trx, prices: readonly Turned[], { companyId, now }: { companyId: string; now: number }): void {
  for (const { variantId, priceListId, unitNet, previous } of prices)
    emit(trx, {
      topic: 'price',
      subjectId: variantId,
      companyId,
      payload: { variantId, priceListId, unitNet: unitNet?.toString() ?? null, previous: previous?.toString() ?? null },
      occurredAt: now,
    });
}

function sameRows(a: readonly PriceRow[], b: readonly PriceRow[]): boolean {
  if (a.length !== b.length) return false;
  const known = new Map(a.map((row) => [keyOf(row), row]));
  return b.every((row) => {
    const other = known.get(keyOf(row));
    return (
      other !== undefined &&
      other.unitNetMicros === row.unitNetMicros &&
      other.rule === row.rule &&
      (other.ruleKind ?? null) === (row.ruleKind ?? null)
    );
  });
}

/** Prices a full sweep of the lists did not tell are withdrawn, their history closed. */
export const retirePrices: Retire = async (trx, context) => {
  if (context.system.role !== 'ERP') return 0;
  const gone = await findPricesNotSeen(trx, context.system.id, context.sweepStartedAt);
  let retired = 0;
  for (const some of chunks(gone, 500))
    retired += await store(
      trx,
      some.map((set) => ({ ...set, rows: [] })),
      context,
    );
  return retired;
};

/** Rows that begin or end with a day: told, their products sorted anew and queued for the shops. */
export async function turnRows(trx: Trx, companyId: string, days: { since: string; day: string }, now: number): Promise<number> {
  const { since, day } = days;
  // A channel may have been given another list since.
  if (await hasUnsortedList(trx, companyId)) await sortAnew(trx, { companyId, day, now });
  const lists = await findShownLists(trx, companyId);
  let turned = 0;
  for (const some of chunks(await findPricesTurning(trx, companyId, since, day), 500)) {
    const stored = await findPriceRows(
      trx,
      [...new Set(some.map((set) => set.variantId))],
      [...new Set(some.map((set) => set.priceListId))],
    );
    const prices = some
      .map((set): Turned => {
        const rows = stored.get(`${set.priceListId} ${set.variantId}`) ?? [];
        return { ...set, unitNet: basePrice(rows, day), previous: basePrice(rows, since) };
      })
      .filter(({ unitNet, previous }) => unitNet !== previous);
    tell(trx, prices, { companyId, now });
    const shown = [...new Set(prices.filter((price) => lists.has(price.priceListId)).map((price) => price.variantId))];
    const productIds = [...new Set((await findProductsOf(trx, shown)).values())];
    const bare = await refreshSortPrices(trx, companyId, productIds, day);
    await enqueue(trx, { companyId, kind: 'price', subjectIds: shown, at: now });
    await enqueue(trx, { companyId, kind: 'product', subjectIds: bare, at: now });
    turned += prices.length;
  }
  return turned;
}
