/** Stock, availability and holds as the API tells them. */
import { type AvailabilityStatus, capSellable, completeOn, promiseOf, sellableOf } from '#hub/availability.ts';
import { failure } from '#hub/errors.ts';
import { type Micros, money, quantity } from '#hub/money.ts';
import { readWindow } from '#hub/paging.ts';
import type { Reads } from '#hub/reads.ts';
import { may } from '#hub/viewer.ts';
import { seesReservation, seesStock } from './access.ts';
import { stockAlerts } from './alerts.ts';
import { availabilityChanges, stockChanges } from './changes.ts';
import type { RequestContext } from './context.ts';
import { recordCount } from './count.ts';
import * as lists from './listStore.ts';
import type { AvailabilityChangedRow, AvailabilityRow, StockAlertRaisedRow, StockBinRow, StockChangedRow } from './mappers.ts';
import { giveBackReservation, keepReservation, placeReservation } from './reservations.ts';
import { findLocationByCode } from './store.ts';
import type { Resolvers } from './types.ts';
import { availabilityFor } from './units.ts';

export const resolvers: Resolvers = {
  Query: {
    async stockLocation(_, { id, code }, { db, viewer, loaders }) {
      if ((id == null) === (code == null)) throw failure('BAD_USER_INPUT', 'Give exactly one of id and code.');
      if (id != null) return loaders.location.load(id);
      return (await findLocationByCode(db, viewer.companyId, code ?? '')) ?? null;
    },
    stockLocations: (_, { filter, ...page }, { db, viewer }) => lists.listLocations(db, viewer.companyId, filter, readWindow(page)),
    stockLevels: (_, { filter, sort, ...page }, { db, viewer }) =>
      lists.listLevels(db, viewer.companyId, filter, sort ?? { by: 'SKU' }, readWindow(page)),
    stockMovements: (_, { filter, ...page }, { db, viewer }) => lists.listMovements(db, viewer.companyId, filter, readWindow(page)),
    incomingDeliveries: async (_, { filter, ...page }, { db, viewer, loaders }) =>
      lists.listIncoming(db, viewer.companyId, await loaders.today(), filter, readWindow(page)),
    stockAlerts: (_, { filter, ...page }, { db, viewer }) => lists.listAlerts(db, viewer.companyId, filter, readWindow(page)),
    suppliers: (_, page, { db, viewer }) => lists.listSuppliers(db, viewer.companyId, readWindow(page)),
    reservation: (_, { id }, context) => visibleReservation(context, id),
    reservations: (_, { filter, ...page }, { db, viewer }) => lists.listReservations(db, viewer.companyId, filter, readWindow(page)),
  },

  Mutation: {
    reservationPlace: (_, { input }, context) => placeReservation(context, input),
    reservationExtend: (_, { input }, context) => keepReservation(context, input),
    reservationRelease: (_, { input }, context) => giveBackReservation(context, input),
    stockCountRecord: (_, { input }, context) => recordCount(context, input),
  },

  Subscription: {
    availabilityChanges: {
      subscribe: (_, args, context) => availabilityChanges(args, context) as never,
      resolve: (item: unknown) => item as AvailabilityChangedRow,
    },
    stockChanges: {
      subscribe: (_, args, context) => stockChanges(args, context) as never,
      resolve: (item: unknown) => item as StockChangedRow,
    },
    stockAlerts: {
      subscribe: (_, args, context) => stockAlerts(args, context) as never,
      resolve: (item: unknown) => item as StockAlertRaisedRow,
    },
  },
  StockAlertStreamItem: { __resolveType: (item) => item.__typename ?? 'StockAlertRaised' },
  StockAlert: {
    variant: ({ variantId }) => ({ id: variantId }),
    location: ({ locationId }, _, { loaders }) => (locationId === null ? null : loaders.location.load(locationId)),
  },
  StockAlertConnection: { totalCount: ({ count }) => count() },
  AvailabilityStreamItem: { __resolveType: (item) => item.__typename ?? 'AvailabilityChanged' },
  StockStreamItem: { __resolveType: (item) => item.__typename ?? 'StockChanged' },
  AvailabilityChanged: {
    variant: ({ availability }) => ({ id: availability.variantId }),
    version: ({ availability }) => availability.version,
  },
  StockChanged: {
    variant: ({ level }) => ({ id: level.variantId }),
    previousOnHand: ({ level, previousOnHandMicros }, _, context) => counted(context, level.variantId, previousOnHandMicros),
    previousSellable: ({ level, previousSellableMicros }, _, context) => counted(context, level.variantId, previousSellableMicros),
  },

  Product: {
    __resolveReference: ({ id }) => ({ id }),
    async availabilityStatus({ id }, { for: asked }, context) {
      const variants = await context.loaders.variantsOfProduct.load(id);
      const found = await Promise.all(variants.map((variant) => availabilityFor(context, variant.id, asked)));
      return best(found.flatMap((availability) => (availability ? [availability.status] : [])));
    },
  },

  Variant: {
    __resolveReference: ({ id }) => ({ id }),
    availability: ({ id }, { for: asked }, context) => availabilityFor(context, id, asked),
    async pickup({ id }, { for: asked, first }, context) {
      const { limit } = readWindow({ first }, 10);
      const places = (await context.loaders.placesOf.load(id)).filter(
        (place) => asked?.locationId == null || place.id === asked.locationId,
      );
      const offers = await Promise.all(
        places
          .slice(0, limit)
          .map(async (location) => ({ location, availability: await availabilityFor(context, id, asked, location.id) })),
      );
      return offers.flatMap(({ location, availability }) => (availability ? [{ location, availability }] : []));
    },
    suppliers: ({ id }, _, { loaders }) => loaders.supplierItemsOf.load(id),
    stockLevels: ({ id }, page, { db, viewer }) =>
      lists.listLevels(db, viewer.companyId, { variantIds: [id] }, { by: 'CODE' }, readWindow(page, 50)),
  },

  Availability: {
    sellable: ({ sellable, unitCode }, _, { viewer }) => quantity(capSellable(viewer, sellable).value, unitCode),
    sellableCapped: ({ sellable }, _, { viewer }) => capSellable(viewer, sellable).capped,
    // What may be promised to a storefront ends where its figures end: a huge wish must not read the stock out.
    promise: (availability, _, { viewer }) =>
      promiseOf(availability, capSellable(viewer, availability.wanted).value).map((line) => ({ ...line, unitCode: availability.unitCode })),
    provenance: ({ systemId, asOf, stale }, _, { reads }) =>
      systemId === null || asOf === null ? null : provenance(systemId, asOf, reads, stale),
  },
  PromiseLine: {
    quantity: ({ quantityMicros, unitCode }) => quantity(quantityMicros, unitCode),
    location: ({ locationId }, _, { loaders }) => loaders.location.load(locationId),
  },
  PickupOffer: {
    status: ({ availability }) => availability.status,
    sellable: ({ availability: { sellable, unitCode } }, _, { viewer }) => quantity(capSellable(viewer, sellable).value, unitCode),
    readyOn: ({ availability }, _, { viewer }) => readyOn(availability, capSellable(viewer, availability.wanted).value),
  },

  StockLocation: {
    __resolveReference: ({ id }, { loaders }) => copyOf(loaders.location.load(id)),
    address: ({ address }) => (address === null ? null : JSON.parse(address)),
    active: ({ active }) => active === 1,
    parent: ({ parentId }, _, { loaders }) => (parentId === null ? null : loaders.location.load(parentId)),
    places: ({ id }, _, { loaders }) => loaders.placesIn.load(id),
    externalIds: ({ id }, _, { loaders }) => loaders.externalIds.load(id),
  },
  StockLocationConnection: { totalCount: ({ count }) => count() },

  StockLevel: {
    __resolveReference: ({ id }, { viewer, loaders }) => (seesStock(viewer) ? copyOf(loaders.level.load(id)) : null),
    variant: ({ variantId }) => ({ id: variantId }),
    location: ({ locationId }, _, context) => location(context, locationId),
    onHand: (level, _, context) => figure(context, level.variantId, level.onHandMicros),
    reservedInErp: (level, _, context) => figure(context, level.variantId, level.reservedInErpMicros),
    reservedInHub: (level, _, context) => figure(context, level.variantId, level.reservedInHubMicros),
    safetyBuffer: (level, _, context) => figure(context, level.variantId, level.safetyBufferMicros),
    sellable: (level, _, context) => figure(context, level.variantId, sellableOf(level)),
    minimum: (level, _, context) => counted(context, level.variantId, level.minimumMicros),
    maximum: (level, _, context) => counted(context, level.variantId, level.maximumMicros),
    bins: ({ variantId, bins }) => (JSON.parse(bins ?? '[]') as Omit<StockBinRow, 'variantId'>[]).map((bin) => ({ variantId, ...bin })),
    incoming: async (level, _, { loaders }) =>
      (await loaders.incomingOf.load(level.variantId)).filter((delivery) => delivery.locationId === level.locationId),
    async provenance({ systemId, asOf }, _, { loaders, reads }) {
      return provenance(systemId, Math.max(asOf, (await loaders.pulledAt.load(systemId)) ?? 0), reads, false);
    },
  },
  StockLevelConnection: { totalCount: ({ count }) => count() },
  StockBin: {
    location: ({ locationId }, _, context) => location(context, locationId),
    onHand: ({ variantId, onHandMicros }, _, context) => figure(context, variantId, BigInt(onHandMicros)),
  },

  Supplier: {
    externalIds: ({ id }, _, { loaders }) => loaders.externalIds.load(id),
  },
  SupplierConnection: { totalCount: ({ count }) => count() },
  SupplierItem: {
    supplier: async ({ supplierId }, _, { loaders }) => {
      const found = await loaders.supplier.load(supplierId);
      if (!found) throw new Error('an item names a supplier that is not there');
      return found;
    },
    minQuantity: ({ variantId, minQuantityMicros }, _, context) => counted(context, variantId, minQuantityMicros),
    unitNet: ({ unitNetMicros, currency }, _, { viewer }) =>
      unitNetMicros === null || !may(viewer, 'costs:read') ? null : money(unitNetMicros, currency ?? viewer.currency),
  },
  StockCountDifference: {
    variant: ({ variantId }) => ({ id: variantId }),
    counted: (line, _, context) => figure(context, line.variantId, BigInt(line.counted)),
    booked: (line, _, context) => figure(context, line.variantId, BigInt(line.booked)),
  },

  IncomingDelivery: {
    __resolveReference: ({ id }, { viewer, loaders }) => (seesStock(viewer) ? copyOf(loaders.incoming.load(id)) : null),
    variant: ({ variantId }) => ({ id: variantId }),
    location: ({ locationId }, _, context) => location(context, locationId),
    quantity: (delivery, _, context) => figure(context, delivery.variantId, delivery.quantityMicros),
    supplier: ({ supplierId }, _, { loaders }) => (supplierId === null ? null : loaders.supplier.load(supplierId)),
  },
  IncomingDeliveryConnection: { totalCount: ({ count }) => count() },

  StockMovement: {
    __resolveReference: ({ id }, { viewer, loaders }) => (seesStock(viewer) ? copyOf(loaders.movement.load(id)) : null),
    variant: ({ variantId }) => ({ id: variantId }),
    from: ({ fromLocationId }, _, { loaders }) => (fromLocationId === null ? null : loaders.location.load(fromLocationId)),
    to: ({ toLocationId }, _, { loaders }) => (toLocationId === null ? null : loaders.location.load(toLocationId)),
    quantity: (movement, _, context) => figure(context, movement.variantId, movement.quantityMicros),
  },
  StockMovementConnection: { totalCount: ({ count }) => count() },

  Reservation: {
    __resolveReference: ({ id }, context) => copyOf(visibleReservation(context, id)),
    lines: ({ id }, _, { loaders }) => loaders.reservationLines.load(id),
  },
  ReservationConnection: { totalCount: ({ count }) => count() },
  ReservationLine: {
    variant: ({ variantId }) => ({ id: variantId }),
    location: ({ locationId }, _, { loaders }) => (locationId === null ? null : loaders.location.load(locationId)),
    requested: (line, _, context) => figure(context, line.variantId, line.requestedMicros),
    held: (line, _, context) => figure(context, line.variantId, line.heldMicros),
  },

  InsufficientStockError: {
    variant: ({ variantId }) => ({ id: variantId }),
    sellable: ({ sellable, unitCode }, _, { viewer }) => quantity(capSellable(viewer, sellable).value, unitCode),
  },
};

const provenance = (systemId: string, asOf: number, reads: Reads, stale: boolean) => ({
  systemId,
  asOf,
  ageSeconds: reads.age(asOf),
  servedFrom: stale ? ('STALE' as const) : ('COPY' as const),
});

/** What a page or a product tells in one word when its variants differ. */
const fromBest: AvailabilityStatus[] = ['IN_STOCK', 'LOW', 'INCOMING', 'BACKORDER', 'UNKNOWN', 'OUT_OF_STOCK'];
const best = (statuses: AvailabilityStatus[]): AvailabilityStatus => fromBest.find((status) => statuses.includes(status)) ?? 'UNKNOWN';

const readyOn = (availability: AvailabilityRow, wanted: Micros): string | null =>
  availability.status === 'UNKNOWN' ? null : completeOn(availability, wanted);

async function visibleReservation({ viewer, loaders }: RequestContext, id: string) {
  const reservation = await loaders.reservation.load(id);
  return reservation && seesReservation(viewer, reservation) ? reservation : null;
}

async function location({ loaders }: RequestContext, id: string) {
  const found = await loaders.location.load(id);
  if (!found) throw new Error('a row names a location that is not there');
  return found;
}

/** A quantity in the variant's stock unit. */
async function figure({ loaders }: RequestContext, variantId: string, value: Micros) {
  return quantity(value, (await loaders.variant.load(variantId))?.unitCode ?? 'PCE');
}

const counted = async (context: RequestContext, variantId: string, value: Micros | null) =>
  value === null ? null : figure(context, variantId, value);

/** Of an entity the federation library writes on. */
async function copyOf<T extends object>(row: Promise<T | null>): Promise<T | null> {
  const found = await row;
  return found && { ...found };
}
