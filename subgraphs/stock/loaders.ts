/** Batched reading, made anew for each request. */
import DataLoader from 'dataloader';
import { type Availability, companyZone, readAvailability, STALE_AFTER } from '#hub/availability.ts';
import { bindingsOf } from '#hub/bindings.ts';
import { todayOf } from '#hub/reads.ts';
import { findReservationLines } from '#hub/reservations.ts';
import type { Context } from '#hub/subgraph.ts';
import * as store from './store.ts';
import { findSupplierItems, findSuppliers } from './supplierStore.ts';

export function loaders({ db, viewer, reads }: Omit<Context, 'loaders'>) {
  const { companyId } = viewer;
  const byId = <T extends { id: string }>(read: (ids: readonly string[]) => Promise<T[]>) =>
    new DataLoader<string, T | null>(async (ids) => {
      const rows = new Map((await read(ids)).map((row) => [row.id, row]));
      return ids.map((id) => rows.get(id) ?? null);
    });
  const grouped = <T>(read: (ids: readonly string[]) => Promise<T[]>, keyOf: (row: T) => string) =>
    new DataLoader<string, T[]>(async (ids) => {
      const found = new Map<string, T[]>(ids.map((id) => [id, []]));
      for (const row of await read(ids)) found.get(keyOf(row))?.push(row);
      return ids.map((id) => found.get(id) ?? []);
    });

  let day: Promise<string> | undefined;
  /** Today where the company is. */
  const today = (): Promise<string> => {
    day ??= companyZone(db, companyId).then((zone) => todayOf(reads, zone));
    return day;
  };

  const variant = byId((ids) => store.findVariants(db, companyId, ids));

  /** Of the company's variants only; one loader a location, since both come in batches. */
  const places = new Map<string, DataLoader<string, Availability | null>>();
  const availability = (locationId: string | undefined): DataLoader<string, Availability | null> => {
    const known = places.get(locationId ?? '');
    if (known) return known;
    const made = new DataLoader<string, Availability | null>(async (ids) => {
      const own = (await variant.loadMany(ids)).flatMap((found) => (found && !(found instanceof Error) ? [found.id] : []));
      const options = {
        now: reads.now,
        today: await today(),
        staleAfterMs: STALE_AFTER,
        locationIds: locationId ? [locationId] : undefined,
        channelId: viewer.channelId,
      };
      const found = await readAvailability(db, own, options);
      for (const one of found.values()) {
        // What is believed now is not believed for ever; what is not, is believed again as soon as the source is read.
        if (one.asOf === null) continue;
        if (one.stale) reads.never('a stale source');
        else reads.until(one.asOf + STALE_AFTER + 1);
      }
      return ids.map((id) => found.get(id) ?? null);
    });
    places.set(locationId ?? '', made);
    return made;
  };

  return {
    today,
    variant,
    availability,
    variantsOfProduct: grouped(
      (ids) => store.findVariantsOfProducts(db, companyId, ids),
      (row) => row.productId,
    ),
    placesOf: grouped(
      (ids) => store.findPlacesOf(db, companyId, ids, ['STORE', 'PICKUP_POINT']),
      (row) => row.variantId,
    ),
    location: byId((ids) => store.findLocations(db, companyId, ids)),
    level: byId((ids) => store.findLevels(db, companyId, ids)),
    incoming: byId((ids) => store.findIncomingByIds(db, companyId, ids)),
    incomingOf: grouped(
      (ids) => store.findIncoming(db, ids),
      (row) => row.variantId,
    ),
    movement: byId((ids) => store.findMovements(db, companyId, ids)),
    reservation: byId((ids) => store.findReservations(db, companyId, ids)),
    reservationLines: grouped(
      (ids) => findReservationLines(db, ids),
      (row) => row.reservationId,
    ),
    placesIn: grouped(
      (ids) => store.findPlacesIn(db, companyId, ids),
      (row) => row.parentId ?? '',
    ),
    supplier: byId((ids) => findSuppliers(db, companyId, ids)),
    supplierItemsOf: grouped(
      (ids) => findSupplierItems(db, companyId, ids),
      (row) => row.variantId,
    ),
    externalIds: grouped(
      (ids) => bindingsOf(db, ids),
      (row) => row.id,
    ),
    pulledAt: new DataLoader<string, number | null>(async (systemIds) => {
      const pulls = await store.readStockPulls(db);
      return systemIds.map((id) => pulls.get(id) ?? null);
    }),
  };
}
