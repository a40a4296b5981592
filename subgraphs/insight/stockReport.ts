/** stockReport: what lies in stock, what it is worth, what it is like; and purchaseProposals, what should be ordered. */
import { dayAt } from '#hub/days.ts';
import { failure } from '#hub/errors.ts';
import { formatQuantity, type Micros, money, times } from '#hub/money.ts';
import { readWindow, toConnection } from '#hub/paging.ts';
import type { RequestContext } from './context.ts';
import { addDays, yearTo } from './period.ts';
import { type Proposal, proposalOf } from './proposals.ts';
import { findCompany } from './reportStore.ts';
import { classOf, soldIn } from './stockClass.ts';
import { movesOf, readStockPage, type StockedVariant, supplyOf } from './stockStore.ts';
import { daysOfCover, turnoverOf } from './turnover.ts';
import type { PurchaseProposalFilter, StockClass, StockReport, StockReportInput, StockReportRow } from './types.ts';
import { walk } from './walk.ts';

const MOST_ROWS = 1_000;

export async function stockReport(context: RequestContext, input: StockReportInput): Promise<StockReport> {
  const { db, viewer, now } = context;
  const first = input.first ?? 100;
  if (first < 1 || first > MOST_ROWS) throw failure('BAD_USER_INPUT', `first is 1 to ${MOST_ROWS}.`);
  const idleDays = input.idleDays ?? 180;
  if (idleDays < 1 || idleDays > 3_650) throw failure('BAD_USER_INPUT', 'idleDays is 1 to 3650.');
  const { zone, currency } = await findCompany(db, viewer.companyId);
  const today = dayAt(now, zone);
  const kinds = input.kinds && new Set<StockClass>(input.kinds);
  const found: { row: StockReportRow; value: Micros }[] = [];
  let [value, withoutCost] = [0n, 0];
  await eachStocked(context, input, Math.max(idleDays, 365), (variant, moves) => {
    const history = { onHand: variant.onHandMicros, moves };
    const turnover = turnoverOf(history, yearTo(today), zone);
    const kind = classOf({ ...variant, sellableMicros: variant.onHandMicros }, { idleDays, today, zone, moves, turnover });
    if (kinds && !kinds.has(kind)) return;
    const worth = variant.costMicros === null || variant.costCurrency !== currency ? null : times(variant.costMicros, variant.onHandMicros);
    if (worth === null) withoutCost += 1;
    else value += worth;
    found.push({
      value: worth ?? -1n,
      row: {
        variant: { id: variant.id },
        class: kind,
        onHand: formatQuantity(variant.onHandMicros),
        value: worth === null ? null : money(worth, currency),
        daysOfCover: daysOfCover(variant.onHandMicros, soldIn(moves, addDays(today, -89), zone), 90),
        turnover,
      } as unknown as StockReportRow,
    });
  });
  const rows = found.toSorted((a, b) => (a.value === b.value ? 0 : a.value < b.value ? 1 : -1)).slice(0, first);
  return { rows: rows.map(({ row }) => row), value: money(value, currency), withoutCost, asOf: now } as unknown as StockReport;
}

type Moves = Awaited<ReturnType<typeof movesOf>> extends Map<string, infer M> ? M : never;

/** Every variant with something on hand (or below zero), with its movements of so many days. */
async function eachStocked(
  { db, viewer, now }: RequestContext,
  filter: { locationIds?: readonly string[] | null; categoryIds?: readonly string[] | null },
  days: number,
  visit: (variant: StockedVariant, moves: Moves) => void,
): Promise<void> {
  const places = { locationIds: filter.locationIds ?? undefined, categoryIds: filter.categoryIds ?? undefined };
  await walk<StockedVariant, string>(
    (after) => readStockPage(db, viewer.companyId, places, after ?? ''),
    (variant) => variant.id,
    async (page) => {
      // Few variants may have very many movements: they are read in small lots.
      for (let i = 0; i < page.length; i += 50) {
        const lot = page.slice(i, i + 50);
        const moves = await movesOf(
          db,
          lot.map((variant) => variant.id),
          places.locationIds,
          now - days * 86_400_000,
        );
        for (const variant of lot) visit(variant, moves.get(variant.id) ?? []);
      }
    },
  );
}

/** All proposals, the most urgent first; paged by (orderBy, id). */
export async function purchaseProposals(
  context: RequestContext,
  page: { first?: number | null; after?: string | null },
  filter: PurchaseProposalFilter | null | undefined,
) {
  const { db, viewer, now } = context;
  const window = readWindow(page);
  const { zone } = await findCompany(db, viewer.companyId);
  const today = dayAt(now, zone);
  const found: Proposal[] = [];
  await eachStocked(context, {}, 28, (variant, moves) => {
    const proposal = proposalOf(variant, soldIn(moves, addDays(today, -27), zone), today);
    if (proposal && fits(proposal, filter)) found.push(proposal);
  });
  const sorted = found.toSorted((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
  const from = window.from ? window.from.join(' ') : undefined;
  const rest = from === undefined ? sorted : sorted.filter((proposal) => keyOf(proposal) > from);
  return { ...toConnection(rest.slice(0, window.limit + 1), window, (row) => [row.orderBy, row.id]), totalCount: sorted.length };
}

const keyOf = (proposal: Proposal): string => `${proposal.orderBy} ${proposal.id}`;

const fits = (proposal: Proposal, filter: PurchaseProposalFilter | null | undefined): boolean =>
  (filter?.supplierIds?.includes(proposal.supplierId) ?? true) && (filter?.urgentBy == null || proposal.orderBy <= filter.urgentBy);

/** One variant's turnover. */
export async function variantTurnover(
  { db, viewer, now }: RequestContext,
  variantId: string,
  period: { from: string; to: string } | undefined,
) {
  const { zone } = await findCompany(db, viewer.companyId);
  const span = period ?? yearTo(dayAt(now, zone));
  const onHand = (await supplyOf(db, viewer.companyId, [variantId])).get(variantId);
  if (onHand === undefined) return null;
  const moves = (await movesOf(db, [variantId], undefined, Date.parse(span.from) - 2 * 86_400_000)).get(variantId) ?? [];
  return turnoverOf({ onHand, moves }, span, zone);
}
