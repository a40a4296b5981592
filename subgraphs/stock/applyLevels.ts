/** Stock levels as ERP and shop tell them. */
import type { StockRecord } from '#connectors/connector.ts';
import type { AfterPull, Applied, Apply, ApplyContext, Retire } from '#hub/apply.ts';
import { companyDay, shopAvailable } from '#hub/availability.ts';
import { resolveIds } from '#hub/bindings.ts';
import type { Trx } from '#hub/database.ts';
import { newId } from '#hub/id.ts';
import type { Micros } from '#hub/money.ts';
import { enqueue } from '#hub/outbox.ts';
import { absorbAcknowledged, levelKey } from '#hub/reservations.ts';
import { announceLevels, type LevelChange, type StockChangeCause } from '#hub/stockEvents.ts';
import type { StockLevelTable, StockMovementTable } from '#hub/tables.ts';
import * as store from './levelStore.ts';
import { holdOdd } from './oddStock.ts';
import { variantIdsOf } from './variantIds.ts';

interface Told {
  variantId: string;
  locationId: string;
  record: StockRecord;
  /** JSON of what lies where inside the warehouse; null where the ERP keeps no places. */
  bins: string | null;
}

export const applyStock: Apply<StockRecord> = (trx, records, context) =>
  context.system.role === 'SHOP' ? applyShopStock(trx, records, context) : applyErpStock(trx, records, context);

async function applyErpStock(trx: Trx, records: StockRecord[], context: ApplyContext): Promise<Applied> {
  const { system, readStartedAt, now, bulk } = context;
  const { told, failed } = await resolve(trx, records, context);
  const existing = await store.levelsOf(trx, [...new Set(told.map((one) => one.variantId))]);
  const levels = new Map(existing.map((level) => [levelKey(level.variantId, level.locationId), level]));
  // Pages may be stored out of order: what was read earlier never overwrites what was read later.
  const fresh = told.filter((one) => (levels.get(levelKey(one.variantId, one.locationId))?.asOf ?? 0) <= readStartedAt);
  if (!bulk)
    await holdOdd(
      trx,
      system.id,
      fresh.map(({ variantId, locationId, record }) => ({
        locationId,
        from: levels.get(levelKey(variantId, locationId))?.onHandMicros ?? 0n,
        to: record.onHand,
      })),
      now,
    );
  const absorbed = await absorbAcknowledged(trx, fresh, readStartedAt, now);
  const changes: LevelChange[] = [];
  const unchanged: string[] = [];
  for (const one of fresh.toSorted((a, b) => compare(idOf(levels, a), idOf(levels, b)))) {
    const key = levelKey(one.variantId, one.locationId);
    const before = levels.get(key);
    if (before && !absorbed.has(key) && isSame(before, one)) unchanged.push(before.id);
    else changes.push(await writeTold(trx, one, before, absorbed.get(key) ?? 0n, context));
  }
  await store.touchLevels(trx, unchanged, readStartedAt);
  await nameCauses(trx, changes, absorbed);
  const today = await companyDay(trx, system.companyId, now);
  await announceLevels(trx, changes, { companyId: system.companyId, now, today, bulk });
  return { changed: changes.length, failed };
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
const idOf = (levels: Map<string, StockLevelTable>, one: Told): string => levels.get(levelKey(one.variantId, one.locationId))?.id ?? '~';

const isSame = (level: StockLevelTable, { record, bins }: Told): boolean =>
  level.bins === bins &&
  level.onHandMicros === record.onHand &&
  level.reservedInErpMicros === record.reserved &&
  level.minimumMicros === (record.minimum ?? null) &&
  level.maximumMicros === (record.maximum ?? null);

/** Their ids to ours; of one level told twice in a slice the last counts. */
async function resolve(trx: Trx, records: StockRecord[], { system, now }: ApplyContext): Promise<{ told: Told[]; failed: number }> {
  const locations = await resolveIds(
    trx,
    system.id,
    'locations',
    records.flatMap((record) => [record.locationId, ...(record.bins ?? []).map((bin) => bin.locationId)]),
  );
  const variants = await variantIdsOf(
    trx,
    system.id,
    records.map((record) => record.variantId),
    now,
  );
  const told = new Map<string, Told>();
  let failed = 0;
  for (const record of records) {
    const [variantId, locationId] = [variants.get(record.variantId), locations.get(record.locationId)];
    if (variantId && locationId)
      told.set(levelKey(variantId, locationId), { variantId, locationId, record, bins: binsOf(record, locations) });
    else failed += 1;
  }
  return { told: [...told.values()], failed };
}

/** Places that are not known are left out; their pieces still count in the warehouse. */
function binsOf(record: StockRecord, locations: Map<string, string>): string | null {
  if (!record.bins) return null;
  return JSON.stringify(
    record.bins.flatMap(({ locationId, onHand }) => {
      const id = locations.get(locationId);
      return id ? [{ locationId: id, onHandMicros: onHand.toString() }] : [];
    }),
  );
}

async function writeTold(
  trx: Trx,
  { variantId, locationId, record, bins }: Told,
  known: StockLevelTable | undefined,
  absorbed: Micros,
  { system, now, readStartedAt }: ApplyContext,
): Promise<LevelChange> {
  const figures: store.LevelFigures = {
    onHandMicros: record.onHand,
    reservedInErpMicros: record.reserved,
    minimumMicros: record.minimum ?? null,
    maximumMicros: record.maximum ?? null,
    bins,
  };
  if (known) {
    const after = await store.writeLevel(trx, known.id, figures, { now, asOf: readStartedAt });
    const before = { ...known, reservedInHubMicros: after.reservedInHubMicros + absorbed, safetyBufferMicros: after.safetyBufferMicros };
    return { before, after, cause: 'OTHER' };
  }
  const after = await store.insertLevel(trx, {
    id: newId('stockLevel'),
    variantId,
    locationId,
    ...figures,
    reservedInHubMicros: 0n,
    safetyBufferMicros: 0n,
    systemId: system.id,
    version: 1,
    changedAt: now,
    asOf: readStartedAt,
  });
  return { before: undefined, after, cause: 'OTHER' };
}

/** A snapshot does not say why: a movement since the last one does, or an order of the hub that it now contains. */
async function nameCauses(trx: Trx, changes: LevelChange[], absorbed: Map<string, Micros>): Promise<void> {
  const known = changes.filter((change) => change.before);
  const since = Math.min(...known.map((change) => change.before?.asOf ?? 0));
  const movements = known.length ? await store.movementsSince(trx, [...new Set(known.map((change) => change.after.variantId))], since) : [];
  for (const change of known) {
    const { before, after } = change;
    const movement = movements.find(
      (one) => one.variantId === after.variantId && one.occurredAt >= (before?.asOf ?? 0) && touches(one, after.locationId),
    );
    if (movement) {
      change.cause = causeOf(movement.kind);
      change.documentNumber = movement.documentNumber;
    } else if (absorbed.has(levelKey(after.variantId, after.locationId))) change.cause = 'SALE_ONLINE';
  }
}

const touches = (movement: StockMovementTable, locationId: string): boolean =>
  movement.fromLocationId === locationId || movement.toLocationId === locationId;

const causes: readonly string[] = ['SALE_ONLINE', 'SALE_OFFLINE', 'RECEIPT', 'TRANSFER', 'RETURN', 'COUNT'];
const causeOf = (kind: string): StockChangeCause => (causes.includes(kind) ? (kind as StockChangeCause) : 'OTHER');

/**
 * The ERP's figures contain an acknowledged order also where they were read between its commit and its answer: that level is not told again, because it
 * has not changed since. A later pull that was read to its end says so.
 */
export const absorbAfterPull: AfterPull = {
  async isDue(db, { system, readStartedAt }) {
    return system.role === 'ERP' && (await store.acknowledgedLevels(db, system.id, readStartedAt, 1)).length > 0;
  },
  async apply(trx, { system, readStartedAt, now, bulk }) {
    const levels = await store.acknowledgedLevels(trx, system.id, readStartedAt, ABSORBED_AT_ONCE);
    const absorbed = await absorbAcknowledged(trx, levels, readStartedAt, now);
    const after = await store.levelsOf(trx, [...new Set(levels.map((level) => level.variantId))]);
    const changes = after.flatMap((level): LevelChange[] => {
      const left = absorbed.get(levelKey(level.variantId, level.locationId));
      if (left === undefined) return [];
      return [{ before: { ...level, reservedInHubMicros: level.reservedInHubMicros + left }, after: level, cause: 'SALE_ONLINE' }];
    });
    const today = await companyDay(trx, system.companyId, now);
    await announceLevels(trx, changes, { companyId: system.companyId, now, today, bulk });
  },
};

/** Levels a transaction takes; the next pull goes on. */
const ABSORBED_AT_ONCE = 100;

/** What a full sweep did not yield is not there any more. */
export const retireStock: Retire = async (trx, context) => {
  const { system, sweepStartedAt, now, bulk } = context;
  if (system.role === 'SHOP') return 0;
  const unseen = await store.unseenLevels(trx, system.id, sweepStartedAt);
  if (!unseen.length) return 0;
  await holdOdd(
    trx,
    system.id,
    unseen.map((level) => ({ locationId: level.locationId, from: level.onHandMicros, to: 0n })),
    now,
  );
  const absorbed = await absorbAcknowledged(trx, unseen, sweepStartedAt, now);
  const changes: LevelChange[] = [];
  for (const known of unseen) {
    const { minimumMicros, maximumMicros } = known;
    const figures = { onHandMicros: 0n, reservedInErpMicros: 0n, minimumMicros, maximumMicros, bins: null };
    const after = await store.writeLevel(trx, known.id, figures, { now, asOf: sweepStartedAt });
    const left = absorbed.get(levelKey(known.variantId, known.locationId)) ?? 0n;
    changes.push({ before: { ...known, reservedInHubMicros: after.reservedInHubMicros + left }, after, cause: 'OTHER' });
  }
  const today = await companyDay(trx, system.companyId, now);
  await announceLevels(trx, changes, { companyId: system.companyId, now, today, bulk });
  return changes.length;
};

/** A shop's own figures are not stock: they say what it shows and what it holds for its orders. It is told again when it shows what it should not. */
async function applyShopStock(trx: Trx, records: StockRecord[], { system, readStartedAt, now }: ApplyContext): Promise<Applied> {
  const variants = await resolveIds(
    trx,
    system.id,
    'variants',
    records.map((record) => record.variantId),
  );
  const told = new Map<string, { shownMicros: Micros; heldMicros: Micros }>();
  let failed = 0;
  for (const record of records) {
    const variantId = variants.get(record.variantId);
    if (!variantId) failed += 1;
    else {
      const sum = told.get(variantId) ?? { shownMicros: 0n, heldMicros: 0n };
      told.set(variantId, { shownMicros: sum.shownMicros + record.onHand, heldMicros: sum.heldMicros + record.reserved });
    }
  }
  const known = await store.shopStockOf(trx, system.id, [...told.keys()]);
  const rows = [...told].flatMap(([variantId, figures]) =>
    (known.get(variantId)?.asOf ?? 0) > readStartedAt ? [] : [{ variantId, ...figures }],
  );
  await store.saveShopStock(trx, system.id, rows, readStartedAt);
  const changed = rows.filter((row) => {
    const before = known.get(row.variantId);
    return !before || before.shownMicros !== row.shownMicros || before.heldMicros !== row.heldMicros;
  });
  const ids = changed.map((row) => row.variantId);
  const shown = new Map(records.map((record) => [record.variantId, told.get(variants.get(record.variantId) ?? '')?.shownMicros]));
  const external = new Map([...variants].map(([externalId, id]) => [externalId, id]));
  const wrong = (await shopAvailable(trx, system.id, ids)).filter((push) => shown.get(push.variantExternalId) !== push.available);
  await enqueue(trx, {
    companyId: system.companyId,
    kind: 'stock',
    subjectIds: wrong.flatMap((push) => external.get(push.variantExternalId) ?? []),
    at: now,
    systemId: system.id,
  });
  return { changed: changed.length, failed };
}
