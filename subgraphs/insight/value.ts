/** What a customer is worth. */
import { dayAt } from '#hub/days.ts';
import { type Micros, money } from '#hub/money.ts';
import { may } from '#hub/viewer.ts';
import type { RequestContext } from './context.ts';
import { addDays } from './period.ts';
import { percent } from './ratio.ts';
import { findCompany } from './reportStore.ts';
import type { CustomerValue } from './types.ts';
import type { CustomerFacts } from './valueStore.ts';

export async function customerValue({ db, viewer, loaders, now }: RequestContext, customerId: string): Promise<CustomerValue | null> {
  const facts = await loaders.customerFacts.load(customerId);
  if (!facts?.orders.length) return null;
  const { currency, zone } = await findCompany(db, viewer.companyId);
  const value = worthOf(facts, currency, addDays(dayAt(now, zone), -364));
  return {
    lifetimeNet: money(value.net, currency),
    lifetimeMargin: value.margin === null || !may(viewer, 'costs:read') ? null : money(value.margin, currency),
    predictedNext12Months: value.lastYear > 0n ? money(value.lastYear, currency) : null,
    orders: facts.orders.length,
    firstOrderOn: value.first,
    lastOrderOn: value.last,
    returnRate: percent(value.back, value.net) ?? '0.00',
    channels: value.channels,
  };
}

/** Pure: only what is in the company's currency is added up. */
export function worthOf(facts: CustomerFacts, currency: string, yearFrom: string) {
  let [net, netWithCost, cost, lastYear, back]: Micros[] = [0n, 0n, 0n, 0n, 0n] as const;
  let costed = false;
  const own = <T extends { currency: string }>(rows: readonly T[]) => rows.filter((row) => row.currency === currency);
  for (const sale of own(facts.sales)) {
    net += sale.netMicros;
    if (sale.day >= yearFrom) lastYear += sale.netMicros;
    if (sale.costMicros === null) continue;
    costed = true;
    netWithCost += sale.netMicros;
    cost += sale.costMicros;
  }
  for (const row of own(facts.returns)) back += row.netMicros;
  const days = facts.orders.map((order) => order.day).sort();
  return {
    net,
    back,
    lastYear,
    margin: costed ? netWithCost - cost : null,
    first: days[0] ?? null,
    last: days.at(-1) ?? null,
    channels: [...new Set(facts.orders.map((order) => order.channelCode))].sort(),
  };
}
