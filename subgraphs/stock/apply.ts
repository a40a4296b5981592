/** Places, deliveries and movements as the ERP tells them; levels stand in applyLevels.ts. */
import type { IncomingRecord, LocationRecord, MovementRecord } from '#connectors/connector.ts';
import type { Appliers, Apply, ApplyContext, Retire } from '#hub/apply.ts';
import { companyDay } from '#hub/availability.ts';
import { bind, contentOf, findBindings, idFor, resolveIds } from '#hub/bindings.ts';
import type { Trx } from '#hub/database.ts';
import { OddAnswer } from '#hub/oddAnswer.ts';
import { announceAvailability } from '#hub/stockEvents.ts';
import type { IncomingDeliveryTable } from '#hub/tables.ts';
import { readVariantStock, type VariantStock } from '#hub/variantStock.ts';
import { absorbAfterPull, applyStock, retireStock } from './applyLevels.ts';
import { applySuppliers, retireSuppliers } from './applySuppliers.ts';
import * as store from './levelStore.ts';
import { findSuppliersByName } from './supplierStore.ts';
import { variantIdsOf } from './variantIds.ts';

/** Changes something that availability is made of, and tells what came of it. */
async function announcing(
  trx: Trx,
  variantIds: readonly string[],
  { system, now, bulk }: ApplyContext,
  change: () => Promise<void>,
): Promise<void> {
  const ids = [...new Set(variantIds)];
  const before = await readVariantStock(trx, ids);
  await change();
  const undo = (stock: VariantStock) => before.get(stock.variantId) ?? stock;
  await announceAvailability(trx, ids, undo, {
    companyId: system.companyId,
    now,
    today: await companyDay(trx, system.companyId, now),
    bulk,
  });
}

/** A shop's places are not the company's: only the ERP's count. */
const applyLocations: Apply<LocationRecord> = async (trx, records, context) => {
  const { system, now } = context;
  if (system.role === 'SHOP') return { changed: 0, failed: 0 };
  const bindings = await findBindings(
    trx,
    system.id,
    'locations',
    records.map((record) => record.externalId),
  );
  const codes = await store.locationCodes(trx, system.companyId);
  const seen: { externalId: string; id: string; content: string }[] = [];
  const changed: { id: string; record: LocationRecord }[] = [];
  // A place may be told in the same page as the warehouse it lies in.
  const parents = new Map([
    ...(await resolveIds(
      trx,
      system.id,
      'locations',
      records.flatMap((record) => record.parentId ?? []),
    )),
  ]);
  let failed = 0;
  for (const record of records) {
    const { externalId } = record;
    const id = idFor(bindings, externalId, 'location');
    const holder = codes.get(record.code);
    if (holder !== undefined && holder !== id) {
      failed += 1;
      continue;
    }
    codes.set(record.code, id);
    parents.set(externalId, id);
    const content = contentOf(record);
    if (bindings.get(externalId)?.content !== content) changed.push({ id, record });
    seen.push({ externalId, id, content });
  }
  const variantIds = changed.length
    ? await store.variantsAt(
        trx,
        changed.map((one) => one.id),
      )
    : [];
  await announcing(trx, variantIds, context, async () => {
    for (const { id, record } of changed) {
      const { code, name, kind, active, address } = record;
      const parentId = (record.parentId && parents.get(record.parentId)) ?? null;
      const figures = { code, name, kind, active: active ? 1 : 0, address: address ? contentOf(address) : null, parentId };
      await store.saveLocation(trx, id, figures, { companyId: system.companyId, systemId: system.id, now });
    }
  });
  await bind(trx, system.id, 'locations', seen, now);
  return { changed: changed.length, failed };
};

const retireLocations: Retire = async (trx, context) => {
  if (context.system.role === 'SHOP') return 0;
  const gone = await store.unseenLocations(trx, context.system.id, context.sweepStartedAt);
  if (!gone.length) return 0;
  if (gone.length === (await store.countOpenLocations(trx, context.system.id)))
    throw new OddAnswer('Every location is gone at once. They stay as they are; look at the ERP.');
  await announcing(trx, await store.variantsAt(trx, gone), context, () => store.closeLocations(trx, gone, context.now));
  return gone.length;
};

const applyIncoming: Apply<IncomingRecord> = async (trx, records, context) => {
  const { system, now } = context;
  if (system.role === 'SHOP') return { changed: 0, failed: 0 };
  const bindings = await findBindings(
    trx,
    system.id,
    'incoming',
    records.map((record) => record.externalId),
  );
  const { variants, locations } = await resolvePlaces(trx, system.id, records, now);
  const suppliers = await findSuppliersByName(trx, system.companyId, [...new Set(records.flatMap((record) => record.supplierName ?? []))]);
  const known = new Map(
    (
      await store.incomingByIds(
        trx,
        [...bindings.values()].map((binding) => binding.id),
      )
    ).map((row) => [row.id, row]),
  );
  const seen: { externalId: string; id: string; content: string }[] = [];
  const rows: IncomingDeliveryTable[] = [];
  let failed = 0;
  for (const record of records) {
    const variantId = variants.get(record.variantId);
    const locationId = locations.get(record.locationId);
    const content = contentOf(record);
    const binding = bindings.get(record.externalId);
    const id = idFor(bindings, record.externalId, 'incomingDelivery');
    if (!variantId || !locationId) {
      // Without a binding it is read again by the next sweep, when its product is there.
      failed += 1;
      continue;
    }
    seen.push({ externalId: record.externalId, id, content });
    // A sweep may have closed what now comes again.
    if (binding?.content === content && known.get(id)?.open === (record.open ? 1 : 0)) continue;
    rows.push({
      id,
      variantId,
      locationId,
      documentNumber: record.documentNumber,
      supplierName: record.supplierName ?? null,
      quantityMicros: record.quantity,
      expectedOn: record.expectedOn ?? null,
      originallyExpectedOn: record.expectedOn ?? null,
      supplierId: suppliers.get(record.supplierName ?? '') ?? null,
      confidence: record.confidence,
      open: record.open ? 1 : 0,
      updatedAt: now,
    });
  }
  const touched = rows.flatMap((row) => [row.variantId, known.get(row.id)?.variantId ?? row.variantId]);
  await announcing(trx, touched, context, async () => {
    for (const row of rows) await store.saveIncoming(trx, row);
  });
  await bind(trx, system.id, 'incoming', seen, now);
  return { changed: rows.length, failed };
};

const retireIncoming: Retire = async (trx, context) => {
  const gone = await store.unseenIncoming(trx, context.system.id, context.sweepStartedAt);
  if (!gone.length) return 0;
  await announcing(
    trx,
    gone.map((row) => row.variantId),
    context,
    () =>
      store.closeIncoming(
        trx,
        gone.map((row) => row.id),
        context.now,
      ),
  );
  return gone.length;
};

const applyMovements: Apply<MovementRecord> = async (trx, records, { system, now }) => {
  if (system.role === 'SHOP') return { changed: 0, failed: 0 };
  const bindings = await findBindings(
    trx,
    system.id,
    'movements',
    records.map((record) => record.externalId),
  );
  const fresh = records.filter((record) => bindings.get(record.externalId)?.content !== contentOf(record));
  if (!fresh.length) return { changed: 0, failed: 0 };
  const { variants, locations } = await resolvePlaces(trx, system.id, fresh, now);
  const orders = await store.ordersOfDocuments(trx, system.companyId, [...new Set(fresh.flatMap((record) => record.documentNumber ?? []))]);
  const stored: { externalId: string; id: string; content: string }[] = [];
  for (const record of fresh) {
    const variantId = variants.get(record.variantId);
    if (!variantId) continue;
    const id = idFor(bindings, record.externalId, 'stockMovement');
    await store.saveMovement(trx, {
      id,
      companyId: system.companyId,
      variantId,
      fromLocationId: locations.get(record.fromLocationId ?? '') ?? null,
      toLocationId: locations.get(record.toLocationId ?? '') ?? null,
      quantityMicros: record.quantity,
      kind: record.kind,
      documentNumber: record.documentNumber ?? null,
      orderId: orders.get(record.documentNumber ?? '') ?? null,
      occurredAt: record.occurredAt,
      recordedAt: now,
    });
    stored.push({ externalId: record.externalId, id, content: contentOf(record) });
  }
  await bind(trx, system.id, 'movements', stored, now);
  return { changed: stored.length, failed: fresh.length - stored.length };
};

interface Placed {
  variantId: string;
  locationId?: string;
  fromLocationId?: string;
  toLocationId?: string;
}

async function resolvePlaces(trx: Trx, systemId: string, records: readonly Placed[], now: number) {
  const places = records.flatMap((record) =>
    [record.locationId, record.fromLocationId, record.toLocationId].filter((id) => id !== undefined),
  );
  return {
    variants: await variantIdsOf(
      trx,
      systemId,
      records.map((record) => record.variantId),
      now,
    ),
    locations: await resolveIds(trx, systemId, 'locations', places),
  };
}

export const stockAppliers: Appliers = {
  locations: { apply: applyLocations, retire: retireLocations },
  stock: { apply: applyStock, retire: retireStock, afterPull: absorbAfterPull },
  incoming: { apply: applyIncoming, retire: retireIncoming },
  movements: { apply: applyMovements },
  suppliers: { apply: applySuppliers, retire: retireSuppliers },
};
