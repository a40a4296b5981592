/** Promotions as people read them. What they do to a price is hub/promotions.ts. */
import { companyDay } from '#hub/availability.ts';
import { dayEnd, dayStart } from '#hub/days.ts';
import { failure } from '#hub/errors.ts';
import { type CursorKey, MAX_PAGE, type PageArguments, readWindow, toConnection } from '#hub/paging.ts';
import { promotionsFor } from '#hub/promotionStore.ts';
import { instantMs } from '#hub/scalars.ts';
import { may } from '#hub/viewer.ts';
import { readBuyer } from './buyer.ts';
import type { RequestContext } from './context.ts';
import type { PromotionConnectionRow, PromotionRow } from './mappers.ts';
import { conditionTexts, effectText, type StoredConditions, type StoredEffect } from './promotionTexts.ts';
import { findStoredPromotions, listStoredPromotions } from './storePromotions.ts';
import type { InputMaybe, PromotionFilter, PromotionResolvers } from './types.ts';

const conditionsOf = (row: PromotionRow): StoredConditions => JSON.parse(row.conditions) as StoredConditions;
const effectOf = (row: PromotionRow): StoredEffect | null => (row.effect === null ? null : (JSON.parse(row.effect) as StoredEffect));
const isRunning = (row: PromotionRow, day: string): boolean =>
  row.active === 1 && (row.startsOn === null || row.startsOn <= day) && (row.endsOn === null || day <= row.endsOn);

/** A company has some hundreds of them at most: the page is cut here, because who sees one stands in its conditions. */
export async function listPromotions(
  context: RequestContext,
  filter: InputMaybe<PromotionFilter> | undefined,
  page: PageArguments,
): Promise<PromotionConnectionRow> {
  const { db, viewer } = context;
  const window = readWindow(page);
  if (filter?.activeAt != null && !may(viewer, 'products:read'))
    throw failure('FORBIDDEN', 'This key may only ask for promotions that run now.');
  if (filter?.productIds && filter.productIds.length > MAX_PAGE)
    throw failure('PAGE_TOO_LARGE', `At most ${MAX_PAGE} productIds; got ${filter.productIds.length}.`, { maximum: MAX_PAGE });
  const day = filter?.activeAt == null ? undefined : await companyDay(db, viewer.companyId, instantMs(filter.activeAt));
  const fits = filter?.productIds ? await touching(context, filter.productIds) : () => true;
  const rows = (await visible(context, await listStoredPromotions(db, viewer.companyId))).filter(
    (row) =>
      (day === undefined || isRunning(row, day)) &&
      (filter?.couponRequired == null || filter.couponRequired === (row.couponCodes !== '[]')) &&
      fits(row),
  );
  const ordered = window.backward ? rows.toReversed() : rows;
  const last = window.from?.[1];
  const start = window.from ? ordered.findIndex((row) => row.id === last) + 1 : 0;
  if (window.from && start === 0)
    throw failure('BAD_USER_INPUT', 'This page cursor belongs to another list: begin again at the first page.');
  const key = (row: PromotionRow): CursorKey => [row.code, row.id];
  return { ...toConnection(ordered.slice(start, start + window.limit + 1), window, key), totalCount: rows.length };
}

/** Without products:read: what runs today and is for this buyer. */
async function visible(context: RequestContext, rows: readonly PromotionRow[]): Promise<PromotionRow[]> {
  const { db, viewer } = context;
  const own = rows.filter((row) => row.companyId === viewer.companyId);
  if (may(viewer, 'products:read')) return own;
  const buyer = await readBuyer(context, null);
  const running = own.filter((row) => isRunning(row, buyer.date));
  return promotionsFor(db, { ...buyer, companyId: viewer.companyId }, running);
}

/** What names none of these products, their variants or the categories above them does not touch them. */
async function touching({ loaders }: RequestContext, productIds: readonly string[]): Promise<(row: PromotionRow) => boolean> {
  const variants = new Set(
    (await loaders.variantsOf.loadMany([...productIds])).flatMap((found) => (found instanceof Error ? [] : found.map((row) => row.id))),
  );
  const own = (await loaders.categoriesOf.loadMany([...productIds])).flatMap((found) =>
    found instanceof Error ? [] : found.map((row) => row.id),
  );
  const above = (await loaders.ancestors.loadMany(own)).flatMap((found) => (found instanceof Error ? [] : found.map((row) => row.id)));
  const categories = new Set([...own, ...above]);
  return (row) => {
    const { variantIds, categoryIds } = conditionsOf(row);
    if (!variantIds && !categoryIds) return variants.size > 0;
    return Boolean(variantIds?.some((id) => variants.has(id)) || categoryIds?.some((id) => categories.has(id)));
  };
}

export const promotionResolvers: PromotionResolvers = {
  __resolveReference: async ({ id }, context) => {
    const [row] = await visible(context, await findStoredPromotions(context.db, [id]));
    return row ? { ...row } : null;
  },
  startsAt: async (row, _, { loaders }) => (row.startsOn === null ? null : dayStart(row.startsOn, await loaders.zone())),
  endsAt: async (row, _, { loaders }) => (row.endsOn === null ? null : dayEnd(row.endsOn, await loaders.zone())),
  active: async (row, _, { loaders }) => isRunning(row, await loaders.today()),
  couponRequired: (row) => row.couponCodes !== '[]',
  couponCodes: (row) => JSON.parse(row.couponCodes) as string[],
  effect: (row, { language }, { viewer }) => effectText(effectOf(row), language ?? viewer.languages[0]),
  conditions: (row, { language }, { viewer }) =>
    conditionTexts(conditionsOf(row), row.couponCodes !== '[]', language ?? viewer.languages[0]),
  evaluated: (row) => row.effect !== null,
};
