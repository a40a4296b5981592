/** How a price came about, step by step: the amounts add up to the net unit price. */
import { dayEnd } from './days.ts';
import type { Micros } from './money.ts';
import { isPromotion } from './pricingRules.ts';
import type { List, StoredRow } from './pricingStore.ts';
import type { LineDiscount } from './promotions.ts';

export interface PriceStep {
  code: string;
  title: string;
  kind: 'LIST' | 'PRICE_LIST' | 'CUSTOMER' | 'PROMOTION' | 'VOLUME' | 'OTHER';
  /** What the step adds to the net unit price. */
  amount: Micros;
  /** What people call the rule of the list that made it. */
  rule?: string;
  ruleKind?: 'FIXED' | 'PERCENT' | 'FORMULA';
  /** Its last millisecond, when it ends by itself. */
  endsAt?: number;
}

export interface StepParts {
  list: List;
  /** The row that holds. */
  row: StoredRow;
  /** The ordinary rows of that list for one unit and for the quantity. */
  atOne: StoredRow | undefined;
  atQuantity: StoredRow | undefined;
  /** The public list's ordinary price. */
  standard: { list: List; row: StoredRow } | undefined;
  discountPercent: string | null;
  /** After the customer's discount, before promotions. */
  regularNet: Micros;
  promotions: readonly LineDiscount[];
  zone: string;
}

/** From the ordinary price to what is asked; steps that change nothing are left out. */
export function stepsOf(parts: StepParts): PriceStep[] {
  const { list, row, standard, discountPercent, regularNet, promotions, zone } = parts;
  const [atOne, atQuantity] = [parts.atOne ?? parts.atQuantity ?? row, parts.atQuantity ?? row];
  const steps: PriceStep[] = [];
  let reached = 0n;
  const step = (kind: PriceStep['kind'], code: string, title: string, to: Micros, by: Partial<PriceStep> = {}) => {
    if (to === reached && steps.length > 0) return;
    steps.push({ kind, code, title, amount: to - reached, ...by });
    reached = to;
  };
  const until = (day: string) => (day ? { endsAt: dayEnd(day, zone) } : {});
  if (standard) step('LIST', standard.list.code, standard.list.name, standard.row.unitNetMicros, ruleOf(standard.row));
  if (list.id !== standard?.list.id) step('PRICE_LIST', list.code, list.name, atOne.unitNetMicros, ruleOf(atOne));
  step('VOLUME', list.code, list.name, atQuantity.unitNetMicros, ruleOf(atQuantity));
  step(isPromotion(row) ? 'PROMOTION' : 'OTHER', row.rule ?? list.code, row.rule ?? list.name, row.unitNetMicros, {
    ...ruleOf(row),
    ...until(row.validTo),
  });
  step('CUSTOMER', 'customer', discountPercent ? `-${discountPercent}%` : '', regularNet);
  for (const { promotion, unit } of promotions)
    if (unit !== undefined) step('PROMOTION', promotion.code, promotion.title, reached - unit, until(promotion.endsOn));
  return steps;
}

function ruleOf({ rule, ruleKind }: StoredRow): Partial<PriceStep> {
  return { ...(rule === null ? {} : { rule }), ...(ruleKind === null ? {} : { ruleKind: ruleKind as 'FIXED' | 'PERCENT' | 'FORMULA' }) };
}
