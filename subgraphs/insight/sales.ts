/** Adds facts up into groups: pure arithmetic, no database. */
import { type Micros, micros } from '#hub/money.ts';
import type { HandlingRule } from '#hub/setup.ts';
import { isoWeek } from './period.ts';
import { percent } from './ratio.ts';
import type { SalesDimension, SalesMeasure } from './types.ts';

/** What of a fact decides its group. */
export interface Keyed {
  channelId: string | null;
  origin: string | null;
  customerId: string | null;
  productId: string | null;
  variantId: string | null;
  sku: string | null;
  day: string;
}

export interface Sums {
  orders: Set<string>;
  units: Micros;
  net: Micros;
  /** Of the lines that have a cost. */
  cost: Micros;
  netWithCost: Micros;
  discounts: Micros;
  returnsNet: Micros;
  lines: number;
  withoutCost: number;
}

export interface Group extends Sums {
  /** One value a dimension; '' where a fact has none. */
  key: string[];
}

const emptySums = (): Sums => ({
  orders: new Set(),
  units: 0n,
  net: 0n,
  cost: 0n,
  netWithCost: 0n,
  discounts: 0n,
  returnsNet: 0n,
  lines: 0,
  withoutCost: 0,
});

export interface Sale extends Keyed {
  orderId: string;
  unitsMicros: Micros;
  netMicros: Micros;
  discountMicros: Micros;
  costMicros: Micros | null;
}

/** Groups as they grow. */
export interface Grouping {
  readonly groups: ReadonlyMap<string, Group>;
  readonly total: Sums;
  sale(fact: Sale): void;
  goodsBack(fact: Keyed & { netMicros: Micros }): void;
}

/** `categories` of a product; a product in none stands under ''. */
export function openGrouping(dimensions: readonly SalesDimension[], categories: (productId: string | null) => readonly string[]): Grouping {
  const groups = new Map<string, Group>();
  const total = emptySums();
  function groupsOf(fact: Keyed): Group[] {
    if (!dimensions.length) return [];
    return keysOf(dimensions, fact, categories).map((key) => {
      const name = JSON.stringify(key);
      const known = groups.get(name);
      if (known) return known;
      const group = { key, ...emptySums() };
      groups.set(name, group);
      return group;
    });
  }
  return {
    groups,
    total,
    sale(fact) {
      for (const sums of [total, ...groupsOf(fact)]) addSale(sums, fact);
    },
    goodsBack(fact) {
      for (const sums of [total, ...groupsOf(fact)]) sums.returnsNet += fact.netMicros;
    },
  };
}

function addSale(sums: Sums, fact: Sale): void {
  sums.orders.add(fact.orderId);
  sums.units += fact.unitsMicros;
  sums.net += fact.netMicros;
  sums.discounts += fact.discountMicros;
  sums.lines += 1;
  if (fact.costMicros === null) sums.withoutCost += 1;
  else {
    sums.cost += fact.costMicros;
    sums.netWithCost += fact.netMicros;
  }
}

/** One key a group the fact belongs to: several only by category. */
function keysOf(
  dimensions: readonly SalesDimension[],
  fact: Keyed,
  categories: (productId: string | null) => readonly string[],
): string[][] {
  let keys: string[][] = [[]];
  for (const dimension of dimensions) {
    const values = dimension === 'CATEGORY' ? [...categories(fact.productId)] : [partOf(dimension, fact)];
    if (!values.length) values.push('');
    keys = keys.flatMap((key) => values.map((value) => [...key, value]));
  }
  return keys;
}

function partOf(dimension: Exclude<SalesDimension, 'CATEGORY'>, fact: Keyed): string {
  switch (dimension) {
    case 'DAY':
      return fact.day;
    case 'WEEK':
      return isoWeek(fact.day);
    case 'MONTH':
      return fact.day.slice(0, 7);
    case 'CHANNEL':
      return fact.channelId ?? '';
    case 'PRODUCT':
      return fact.productId ?? '';
    case 'VARIANT':
      return fact.variantId ?? '';
    case 'CUSTOMER':
      return fact.customerId ?? '';
    case 'ORIGIN':
      return fact.origin ?? '';
    default:
      return dimension satisfies never;
  }
}

export const hasCost = (sums: Sums): boolean => sums.lines > sums.withoutCost;
export const marginOf = (sums: Sums): Micros | null => (hasCost(sums) ? sums.netWithCost - sums.cost : null);
export const marginPercentOf = (sums: Sums): string | null =>
  hasCost(sums) ? percent(sums.netWithCost - sums.cost, sums.netWithCost) : null;

/** By the company's rule: so much an order and so much a line. */
export const handlingOf = (rule: HandlingRule, orders: number, lines: number): Micros =>
  BigInt(orders) * micros(rule.order) + BigInt(lines) * micros(rule.line);

/** Sorted by a measure; what is equal by key, so that two askings answer alike. Groups without the measure come last. */
export function sortGroups(groups: readonly Group[], by: SalesMeasure, descending: boolean, rule: HandlingRule | undefined): Group[] {
  const value = measureOf(by, rule);
  return groups.toSorted((a, b) => {
    const [x, y] = [value(a), value(b)];
    if (x === y) return a.key.join(' ') < b.key.join(' ') ? -1 : 1;
    if (x === null) return 1;
    if (y === null) return -1;
    return x < y === descending ? 1 : -1;
  });
}

function measureOf(by: SalesMeasure, rule: HandlingRule | undefined): (group: Group) => bigint | null {
  switch (by) {
    case 'NET':
      return (group) => group.net;
    case 'MARGIN':
      return marginOf;
    case 'MARGIN_PERCENT':
      return (group) => {
        const text = marginPercentOf(group);
        return text === null ? null : micros(text);
      };
    case 'ORDERS':
      return (group) => BigInt(group.orders.size);
    case 'UNITS':
      return (group) => group.units;
    case 'RETURNS':
      return (group) => group.returnsNet;
    case 'HANDLING_COST':
      return (group) => (rule ? handlingOf(rule, group.orders.size, group.lines) : null);
    case 'DISCOUNTS':
      return (group) => group.discounts;
    default:
      return by satisfies never;
  }
}
