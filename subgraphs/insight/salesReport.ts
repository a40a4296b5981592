/** salesReport and channelReport: a walk over the facts of a period. */
import { dayEnd, dayStart } from '#hub/days.ts';
import { failure } from '#hub/errors.ts';
import { divideRounded, formatQuantity, type Micros, micros, money } from '#hub/money.ts';
import type { HandlingRule } from '#hub/setup.ts';
import type { RequestContext } from './context.ts';
import { builtAt } from './factStore.ts';
import { type Period, readPeriod } from './period.ts';
import { percent } from './ratio.ts';
import {
  abandonedCarts,
  categoriesOf,
  findCompany,
  firstOrderDays,
  labelsOf,
  listChannels,
  orderFacts,
  returnFacts,
  saleFacts,
} from './reportStore.ts';
import { type Group, handlingOf, hasCost, marginOf, marginPercentOf, openGrouping, type Sums, sortGroups } from './sales.ts';
import type { ChannelResult, PeriodInput, SalesDimension, SalesReport, SalesReportInput, SalesRow } from './types.ts';
import { walk } from './walk.ts';

const MOST_ROWS = 1_000;
const COST_BASIS = 'Cost of a stock unit when it was sold, as the ERP stamped it on the line, else as the hub knew it then.';

export async function salesReport(context: RequestContext, input: SalesReportInput): Promise<SalesReport> {
  const { db, viewer } = context;
  const period = readPeriod(input.period);
  const dimensions = [...new Set(input.groupBy)];
  if (dimensions.length > 3) throw failure('BAD_USER_INPUT', 'At most three dimensions.');
  const first = input.first ?? 100;
  if (first < 1 || first > MOST_ROWS) throw failure('BAD_USER_INPUT', `first is 1 to ${MOST_ROWS}.`);
  const company = await findCompany(db, viewer.companyId);
  const currency = input.currencyCode ?? company.currency;
  const rule = ruleOf(company.handling);
  const { grouping, otherCurrencies } = await addUp(context, period, dimensions, currency);
  const rows = sortGroups([...grouping.groups.values()], input.sortBy ?? 'NET', input.direction !== 'ASC', rule).slice(0, first);
  const labels = await readLabels(context, dimensions, rows);
  return {
    rows: rows.map((group) => ({
      ...rowOf(group, currency, rule),
      key: dimensions.map((dimension, i) => keyOf(dimension, group.key[i] ?? '', labels.get(dimension))),
    })),
    total: { ...rowOf(grouping.total, currency, rule), key: [] },
    asOf: await builtAt(db, viewer.companyId),
    costBasis: COST_BASIS,
    otherCurrencies,
  } as unknown as SalesReport;
}

export const ruleOf = (handling: string | null): HandlingRule | undefined =>
  handling === null ? undefined : (JSON.parse(handling) as HandlingRule);

async function addUp(context: RequestContext, period: Period, dimensions: readonly SalesDimension[], currency: string) {
  const { db, viewer } = context;
  const categories = new Map<string, string[]>();
  const grouping = openGrouping(dimensions, (productId) => categories.get(productId ?? '') ?? []);
  const learn = async (productIds: (string | null)[]) => {
    if (!dimensions.includes('CATEGORY')) return;
    const fresh = [...new Set(productIds.flatMap((id) => (id !== null && !categories.has(id) ? [id] : [])))];
    for (const id of fresh) categories.set(id, []);
    for (const { productId, categoryId } of await categoriesOf(db, fresh)) categories.get(productId)?.push(categoryId);
  };
  const others = new Set<string>();
  await walk<Awaited<ReturnType<typeof saleFacts>>[number], [string, string]>(
    (after) => saleFacts(db, viewer.companyId, period, after),
    (row) => [row.day, row.lineId],
    async (rows) => {
      await learn(rows.map((row) => row.productId));
      for (const row of rows) {
        if (row.currency === currency) grouping.sale(row);
        else others.add(row.orderId);
      }
    },
  );
  await walk<Awaited<ReturnType<typeof returnFacts>>[number], [string, string]>(
    (after) => returnFacts(db, viewer.companyId, period, after),
    (row) => [row.day, `${row.invoiceId}/${row.position}`],
    async (rows) => {
      await learn(rows.map((row) => row.productId));
      for (const row of rows) if (row.currency === currency) grouping.goodsBack(row);
    },
  );
  return { grouping, otherCurrencies: others.size };
}

function rowOf(sums: Sums, currency: string, rule: HandlingRule | undefined): Omit<SalesRow, 'key'> {
  const margin = marginOf(sums);
  return {
    orders: sums.orders.size,
    units: formatQuantity(sums.units),
    net: money(sums.net, currency),
    cost: hasCost(sums) ? money(sums.cost, currency) : null,
    margin: margin === null ? null : money(margin, currency),
    marginPercent: marginPercentOf(sums),
    discounts: money(sums.discounts, currency),
    returnsNet: money(sums.returnsNet, currency),
    handlingCost: rule ? money(handlingOf(rule, sums.orders.size, sums.lines), currency) : null,
    rowsWithoutCost: sums.withoutCost,
  };
}

const named = ['CHANNEL', 'CATEGORY', 'PRODUCT', 'VARIANT', 'CUSTOMER'] as const;
const isNamed = (dimension: SalesDimension): dimension is (typeof named)[number] => (named as readonly string[]).includes(dimension);

async function readLabels({ db, viewer }: RequestContext, dimensions: readonly SalesDimension[], rows: readonly Group[]) {
  const labels = new Map<SalesDimension, Map<string, string>>();
  for (const [i, dimension] of dimensions.entries()) {
    if (!isNamed(dimension)) continue;
    const ids = [...new Set(rows.flatMap((row) => row.key[i] || []))];
    labels.set(dimension, await labelsOf(db, dimension, ids, viewer.languages));
  }
  return labels;
}

function keyOf(dimension: SalesDimension, value: string, labels: Map<string, string> | undefined) {
  if (!isNamed(dimension)) return { dimension, id: null, label: value };
  return { dimension, id: value || null, label: value ? (labels?.get(value) ?? value) : '—' };
}

/** One row a channel; everything in the company's currency. */
export async function channelReport(context: RequestContext, input: PeriodInput): Promise<ChannelResult[]> {
  const { db, viewer } = context;
  const period = readPeriod(input);
  const company = await findCompany(db, viewer.companyId);
  const { currency } = company;
  const rule = ruleOf(company.handling);
  const { grouping } = await addUp(context, period, ['CHANNEL'], currency);
  const groups = new Map([...grouping.groups.values()].map((group) => [group.key[0] ?? '', group]));
  const people = await peopleOf(context, period);
  const [fromAt, toAt] = [dayStart(period.from, company.zone), dayEnd(period.to, company.zone) + 1];
  const carts = await abandonedCarts(db, viewer.companyId, fromAt, toAt);
  const channels = (await listChannels(db, viewer.companyId)).filter(({ id }) => period.channelIds?.includes(id) ?? true);
  return channels.map(({ id, name }) => {
    const sums = groups.get(id);
    const own = people.get(id);
    const orders = sums?.orders.size ?? 0;
    const [net, returnsNet] = [sums?.net ?? 0n, sums?.returnsNet ?? 0n];
    const margin = sums ? marginOf(sums) : null;
    return {
      channelId: id,
      name,
      orders,
      cancelled: own?.cancelled ?? 0,
      net: money(net, currency),
      margin: margin === null ? null : money(margin, currency),
      averageOrderNet: orders ? money(roundCents(net, orders), currency) : null,
      returnsNet: money(returnsNet, currency),
      returnPercent: percent(returnsNet, net),
      customers: own?.customers.size ?? 0,
      newCustomers: own?.fresh ?? 0,
      abandonedCarts: carts.get(id) ?? 0,
      handlingCost: rule ? money(handlingOf(rule, orders, sums?.lines ?? 0), currency) : null,
    };
  });
}

/** An amount shared evenly, to the smallest unit of the currency. */
export const roundCents = (amount: Micros, parts: number): Micros => divideRounded(amount, BigInt(parts) * 10_000n) * micros('0.01');

async function peopleOf({ db, viewer }: RequestContext, period: Period) {
  const channels = new Map<string, { customers: Set<string>; cancelled: number; fresh: number }>();
  await walk<Awaited<ReturnType<typeof orderFacts>>[number], [string, string]>(
    (after) => orderFacts(db, viewer.companyId, period, after),
    (row) => [row.day, row.orderId],
    (rows) => {
      for (const row of rows) {
        const own = channels.get(row.channelId) ?? { customers: new Set<string>(), cancelled: 0, fresh: 0 };
        channels.set(row.channelId, own);
        if (row.cancelled) own.cancelled += 1;
        else if (row.customerId) own.customers.add(row.customerId);
      }
    },
  );
  const firsts = await firstOrderDays(db, [...new Set([...channels.values()].flatMap((own) => [...own.customers]))]);
  for (const own of channels.values()) own.fresh = [...own.customers].filter((id) => (firsts.get(id) ?? '') >= period.from).length;
  return channels;
}
