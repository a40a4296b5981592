/** The streams of stock: what buyers may know, and all figures. */
import { companyDay, readAvailability, STALE_AFTER } from '#hub/availability.ts';
import { channelLocations } from '#hub/channelLocations.ts';
import { failure } from '#hub/errors.ts';
import { ONE } from '#hub/money.ts';
import { MAX_PAGE } from '#hub/paging.ts';
import { availabilityOf, levelOf, type StockChangeCause } from '#hub/stockEvents.ts';
import { eventStream } from '#hub/stream.ts';
import type { RequestContext } from './context.ts';
import { readLevels } from './listStore.ts';
import type { AvailabilityChangedRow, StockChangedRow } from './mappers.ts';
import { findVariants, findVariantsBySku } from './store.ts';
import type { SubscriptionAvailabilityChangesArgs, SubscriptionStockChangesArgs } from './types.ts';

export async function availabilityChanges({ filter, after, snapshot }: SubscriptionAvailabilityChangesArgs, context: RequestContext) {
  const { ground, viewer, db } = context;
  if (!filter.variantIds?.length && !filter.skus?.length) throw failure('BAD_USER_INPUT', 'Name the variants to listen to.');
  const ids = await namedVariants(context, filter);
  const wanted = new Set(ids);
  const { channelId } = viewer;
  const readNow = async (some: readonly string[]) =>
    readAvailability(db, some, {
      now: ground.now(),
      today: await companyDay(db, viewer.companyId, ground.now()),
      staleAfterMs: STALE_AFTER,
      channelId,
    });
  // An event tells of all warehouses; a channel that sells from some of them looks for itself.
  const restricted = (await channelLocations(db, channelId)) !== undefined;
  return eventStream<AvailabilityChangedRow>(ground, viewer, {
    topic: 'availability',
    after,
    snapshot: snapshot ?? true,
    allowed: (event) => wanted.has(event.subjectId),
    async readSnapshot() {
      const now = ground.now();
      const found = await readNow(ids);
      return [...found.values()].map((availability) => ({
        __typename: 'AvailabilityChanged',
        availability: { ...availability, wanted: ONE },
        previousStatus: null,
        occurredAt: availability.asOf ?? now,
      }));
    },
    async toItems(events) {
      const own = restricted ? await readNow([...new Set(events.map((event) => event.subjectId))]) : undefined;
      return events.map((event) => {
        const told = availabilityOf(event.payload);
        const mine = own?.get(event.subjectId);
        const { availability, previousStatus } = mine ? { availability: mine, previousStatus: null } : told;
        return {
          __typename: 'AvailabilityChanged',
          availability: { ...availability, wanted: ONE },
          previousStatus,
          occurredAt: event.occurredAt,
        };
      });
    },
  });
}

export async function stockChanges({ filter, after, snapshot }: SubscriptionStockChangesArgs, context: RequestContext) {
  const { ground, viewer, db } = context;
  const named = filter.variantIds || filter.skus || filter.locationIds;
  if ((filter.all ?? false) === Boolean(named)) throw failure('BAD_USER_INPUT', 'Give all: true, or name variants or locations, not both.');
  const variantIds = filter.variantIds || filter.skus ? await namedVariants(context, filter) : undefined;
  const locationIds = filter.locationIds ? limited(filter.locationIds) : undefined;
  const [variants, locations] = [variantIds && new Set(variantIds), locationIds && new Set(locationIds)];
  return eventStream<StockChangedRow>(ground, viewer, {
    topic: 'stock',
    after,
    snapshot: snapshot ?? true,
    allowed(event) {
      const level = event.payload.level as { variantId?: string; locationId?: string } | undefined;
      return level !== undefined && (variants?.has(level.variantId ?? '') ?? true) && (locations?.has(level.locationId ?? '') ?? true);
    },
    async readSnapshot() {
      const levels =
        variantIds?.length === 0 || locationIds?.length === 0 ? [] : await readLevels(db, viewer.companyId, { variantIds, locationIds });
      return levels.map((level) => ({
        __typename: 'StockChanged',
        level,
        previousOnHandMicros: null,
        previousSellableMicros: null,
        cause: 'REBUILD',
        documentNumber: null,
        occurredAt: level.changedAt,
      }));
    },
    async toItems(events) {
      return events.map(({ payload, occurredAt }) => ({
        __typename: 'StockChanged',
        level: levelOf(payload),
        previousOnHandMicros: microsOf(payload.previousOnHandMicros),
        previousSellableMicros: microsOf(payload.previousSellableMicros),
        cause: payload.cause as StockChangeCause,
        documentNumber: typeof payload.documentNumber === 'string' ? payload.documentNumber : null,
        occurredAt,
      }));
    },
  });
}

const microsOf = (value: unknown): bigint | null => (typeof value === 'string' ? BigInt(value) : null);

/** Ids of those that are there; what is not there is never heard of. */
async function namedVariants(
  { db, viewer }: RequestContext,
  filter: { variantIds?: string[] | null; skus?: string[] | null },
): Promise<string[]> {
  const found = [
    ...(await findVariants(db, viewer.companyId, limited(filter.variantIds ?? []))),
    ...(await findVariantsBySku(db, viewer.companyId, limited(filter.skus ?? []))),
  ];
  return [...new Set(found.map((variant) => variant.id))];
}

function limited(values: string[]): string[] {
  if (values.length > MAX_PAGE) throw failure('BAD_USER_INPUT', `A filter takes at most ${MAX_PAGE} values.`);
  return values;
}
