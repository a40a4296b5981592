/** promotionReport and fulfilmentReport: what promotions brought, how orders were handled. */
import { dayAt, dayEnd, dayStart } from '#hub/days.ts';
import { type Micros, money } from '#hub/money.ts';
import type { RequestContext } from './context.ts';
import { daysOf, readPeriod } from './period.ts';
import { percent, ratio } from './ratio.ts';
import { countErrors, findCompany, firstOrderDays, orderFacts, saleFacts } from './reportStore.ts';
import { handlingOf } from './sales.ts';
import { roundCents, ruleOf } from './salesReport.ts';
import type { FulfilmentReport, PeriodInput, PromotionResult } from './types.ts';
import { walk } from './walk.ts';

type SaleFact = Awaited<ReturnType<typeof saleFacts>>[number];
type OrderFact = Awaited<ReturnType<typeof orderFacts>>[number];

interface Promoted {
  title: string;
  orders: Set<string>;
  customers: Map<string, string>;
  net: Micros;
  discount: Micros;
  netWithCost: Micros;
  cost: Micros;
  costed: boolean;
}

export async function promotionReport({ db, viewer }: RequestContext, input: PeriodInput): Promise<PromotionResult[]> {
  const period = readPeriod(input);
  const { currency } = await findCompany(db, viewer.companyId);
  const found = new Map<string, Promoted>();
  await walk<SaleFact, [string, string]>(
    (after) => saleFacts(db, viewer.companyId, period, after),
    (row) => [row.day, row.lineId],
    (rows) => {
      for (const row of rows) if (row.promotions && row.currency === currency) addPromotions(found, row);
    },
  );
  const customers = [...new Set([...found.values()].flatMap((one) => [...one.customers.keys()]))];
  const firsts = await firstOrderDays(db, customers);
  return [...found]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([code, one]) => ({
      code,
      title: one.title,
      orders: one.orders.size,
      net: money(one.net, currency),
      discount: money(one.discount, currency),
      marginAfter: one.costed ? money(one.netWithCost - one.cost, currency) : null,
      newCustomers: [...one.customers].filter(([id, day]) => firsts.get(id) === day).length,
    }));
}

function addPromotions(found: Map<string, Promoted>, row: SaleFact): void {
  for (const { code, title, amount } of JSON.parse(row.promotions ?? '[]') as { code: string; title: string; amount: string }[]) {
    const one = found.get(code) ?? {
      title,
      orders: new Set<string>(),
      customers: new Map<string, string>(),
      net: 0n,
      discount: 0n,
      netWithCost: 0n,
      cost: 0n,
      costed: false,
    };
    found.set(code, one);
    one.orders.add(row.orderId);
    one.net += row.netMicros;
    one.discount += BigInt(amount);
    if (row.costMicros !== null) {
      one.costed = true;
      one.netWithCost += row.netMicros;
      one.cost += row.costMicros;
    }
    const earlier = row.customerId === null ? undefined : one.customers.get(row.customerId);
    if (row.customerId !== null && (earlier === undefined || row.day < earlier)) one.customers.set(row.customerId, row.day);
  }
}

export async function fulfilmentReport({ db, viewer }: RequestContext, input: PeriodInput): Promise<FulfilmentReport> {
  const period = readPeriod(input);
  const { currency, zone, handling } = await findCompany(db, viewer.companyId);
  const rule = ruleOf(handling);
  const minutes: number[] = [];
  let [orders, lines, promised, onTime] = [0, 0, 0, 0];
  await walk<OrderFact, [string, string]>(
    (after) => orderFacts(db, viewer.companyId, period, after),
    (row) => [row.day, row.orderId],
    (rows) => {
      for (const row of rows) {
        if (row.cancelled) continue;
        orders += 1;
        lines += row.lines;
        if (row.shippedAt === null) continue;
        minutes.push(Math.max(0, Math.round((row.shippedAt - row.placedAt) / 60_000)));
        if (row.promisedOn === null) continue;
        promised += 1;
        if (dayAt(row.shippedAt, zone) <= row.promisedOn) onTime += 1;
      }
    },
  );
  minutes.sort((a, b) => a - b);
  return {
    orders,
    orderToShipHoursP50: hoursAt(minutes, 50),
    orderToShipHoursP90: hoursAt(minutes, 90),
    onTimePercent: percent(BigInt(onTime), BigInt(promised)),
    linesPerDay: ratio(BigInt(lines), BigInt(daysOf(period)), 1),
    handlingCostPerOrder: rule && orders ? money(roundCents(handlingOf(rule, orders, lines), orders), currency) : null,
    errors: await countErrors(db, viewer.companyId, dayStart(period.from, zone), dayEnd(period.to, zone) + 1),
  };
}

/** The smallest value that so many percent do not exceed (nearest rank), in hours. */
function hoursAt(sortedMinutes: readonly number[], rank: number): string | null {
  const value = sortedMinutes[Math.max(0, Math.ceil((sortedMinutes.length * rank) / 100) - 1)];
  return value === undefined ? null : ratio(BigInt(value), 60n, 1);
}
