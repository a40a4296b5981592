/**
 * What promotions do to a set of lines, without a database. A line gets the one promotion on lines that leaves it cheapest; then at most one promotion on the
 * whole order, the one that takes most off. What the hub cannot evaluate marks the lines it may touch as estimated: the ERP decides.
 */
import { lineAmounts, type Micros, percentOf, toCents } from './money.ts';

export type PromotionEffect =
  | { kind: 'PERCENT'; percent: string; on: 'LINES' | 'ORDER' }
  | { kind: 'AMOUNT'; amount: Micros; currency: string; on: 'LINES' | 'ORDER' }
  | { kind: 'UNIT_PRICE'; unitNet: Micros; currency: string; on: 'LINES' };

export interface Promotion {
  id: string;
  code: string;
  title: string;
  /** First and last day, YYYY-MM-DD; '' when open. */
  startsOn: string;
  endsOn: string;
  /** Any one opens it; none = no code is needed. Folded by {@link foldCoupon}. */
  couponCodes: readonly string[];
  conditions: {
    /** A line counts when its variant or one of its categories is named; neither named = every line. Categories with all below them. */
    variantIds?: ReadonlySet<string>;
    categoryIds?: ReadonlySet<string>;
    priceListIds?: ReadonlySet<string>;
    minQuantity?: Micros;
    together?: boolean;
    minNet?: Micros;
    currency?: string;
  };
  /** Absent: only the ERP can tell. */
  effect?: PromotionEffect;
}

export interface PromotedLine {
  variantId: string;
  categoryIds: readonly string[];
  quantity: Micros;
  unitNet: Micros;
}

export interface PromotedBasket {
  lines: readonly PromotedLine[];
  day: string;
  currency: string;
  /** The buyer's list. */
  priceListId: string | undefined;
  coupons: readonly string[];
  /** False for lines that stand alone, such as prices on a page: then nothing is done to the order as a whole. */
  whole: boolean;
}

/** One promotion on one line. */
export interface LineDiscount {
  promotion: Promotion;
  /** What it takes off the whole line, net, to cents. */
  amount: Micros;
  /** What it takes off one stock unit, where it works by the unit. */
  unit?: Micros;
}

export interface PromotedResult {
  /** After promotions that work by the unit; never rounded. */
  unitNet: Micros;
  /** The whole line after all promotions. */
  net: Micros;
  discounts: LineDiscount[];
  /** Promotions that may touch it and that only the ERP can evaluate. */
  estimated: boolean;
}

/** What became of a code. BEATEN: it holds, but another promotion is better and they do not add up. */
export type CouponState = 'APPLIED' | 'BEATEN' | 'ESTIMATED' | 'NOT_MET' | 'NOT_STARTED' | 'EXPIRED' | 'UNKNOWN';
export interface CouponVerdict {
  code: string;
  state: CouponState;
  title?: string;
}

export const foldCoupon = (code: string): string => code.trim().toLowerCase();

/** `promotions` may hold some that are over or not begun: coupons say so. */
export function promote(basket: PromotedBasket, promotions: readonly Promotion[]): { lines: PromotedResult[]; coupons: CouponVerdict[] } {
  const given = new Set(basket.coupons.map(foldCoupon));
  const sorted = [...promotions].sort((a, b) => order(a.code, b.code) || order(a.id, b.id));
  const open = sorted.filter((promotion) => isRunning(promotion, basket.day) && isOpened(promotion, given));
  const met = new Map(
    open.flatMap((promotion): [Promotion, number[]][] => {
      const counting = countingLines(promotion, basket);
      return counting.length ? [[promotion, counting]] : [];
    }),
  );
  const lines = basket.lines.map((line): PromotedResult => {
    const { net } = lineAmounts(line.unitNet, line.quantity, '0');
    return { unitNet: line.unitNet, net, discounts: [], estimated: false };
  });
  discountByUnit(lines, basket, met);
  discountByAmount(lines, basket, met);
  if (basket.whole) discountOrder(lines, met);
  for (const [promotion, counting] of met) if (!promotion.effect) for (const index of counting) at(lines, index).estimated = true;
  const used = new Set(lines.flatMap((line) => line.discounts.map((discount) => discount.promotion)));
  return { lines, coupons: basket.coupons.map((code) => verdictOf(code, sorted, basket.day, met, used)) };
}

const order = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

export const isRunning = ({ startsOn, endsOn }: Promotion, day: string): boolean =>
  (startsOn === '' || startsOn <= day) && (endsOn === '' || day <= endsOn);

const isOpened = ({ couponCodes }: Promotion, given: ReadonlySet<string>): boolean =>
  couponCodes.length === 0 || couponCodes.some((code) => given.has(code));

/** Whether a line may count at all: its variant or a category is named, or the promotion names neither. */
export function isNamed(
  { conditions: { variantIds, categoryIds } }: Promotion,
  line: Pick<PromotedLine, 'variantId' | 'categoryIds'>,
): boolean {
  if (!variantIds && !categoryIds) return true;
  return Boolean(variantIds?.has(line.variantId)) || line.categoryIds.some((id) => Boolean(categoryIds?.has(id)));
}

/** The lines that count, by index; none where a condition fails. */
function countingLines(promotion: Promotion, { lines, currency, priceListId }: PromotedBasket): number[] {
  const { conditions, effect } = promotion;
  const { priceListIds, minQuantity, minNet } = conditions;
  if (priceListIds && !(priceListId !== undefined && priceListIds.has(priceListId))) return [];
  // An amount in another currency is neither reached nor given: nothing is converted here.
  if (effect && 'currency' in effect && effect.currency !== currency) return [];
  if (minNet !== undefined && conditions.currency !== undefined && conditions.currency !== currency) return [];
  let counting = lines.flatMap((line, index) => (line.quantity > 0n && isNamed(promotion, line) ? [index] : []));
  const sum = (of: (line: PromotedLine) => Micros): Micros => counting.reduce((total, index) => total + of(at(lines, index)), 0n);
  if (minQuantity !== undefined && !conditions.together) counting = counting.filter((index) => at(lines, index).quantity >= minQuantity);
  else if (minQuantity !== undefined && sum((line) => line.quantity) < minQuantity) return [];
  if (minNet !== undefined && sum((line) => lineAmounts(line.unitNet, line.quantity, '0').net) < minNet) return [];
  return counting;
}

/** Percent off and fixed unit prices: each line takes the cheapest. */
function discountByUnit(lines: PromotedResult[], { lines: asked }: PromotedBasket, met: ReadonlyMap<Promotion, number[]>): void {
  for (const [promotion, counting] of met)
    for (const index of counting) {
      const [line, result] = [at(asked, index), at(lines, index)];
      const unitNet = unitAfter(promotion, line.unitNet);
      if (unitNet === undefined || unitNet >= result.unitNet) continue;
      const full = lineAmounts(line.unitNet, line.quantity, '0').net;
      const { net } = lineAmounts(unitNet, line.quantity, '0');
      Object.assign(result, { unitNet, net, discounts: [{ promotion, amount: full - net, unit: line.unitNet - unitNet }] });
    }
}

/** One unit's price by a promotion that works by the unit; undefined for the others. */
export function unitAfter({ effect }: Promotion, unitNet: Micros): Micros | undefined {
  if (effect?.on !== 'LINES' || effect.kind === 'AMOUNT') return undefined;
  return effect.kind === 'PERCENT' ? unitNet - percentOf(unitNet, effect.percent) : effect.unitNet;
}

/** An amount off the counting lines together, where that is more than what they have by the unit. */
function discountByAmount(lines: PromotedResult[], { lines: asked }: PromotedBasket, met: ReadonlyMap<Promotion, number[]>): void {
  const taken = new Set<number>();
  const offers = [...met].flatMap(([promotion, counting]) =>
    promotion.effect?.kind === 'AMOUNT' && promotion.effect.on === 'LINES' ? [{ promotion, counting, off: promotion.effect.amount }] : [],
  );
  for (const { promotion, counting, off } of offers.sort((a, b) => (a.off === b.off ? 0 : a.off > b.off ? -1 : 1))) {
    const free = counting.filter((index) => !taken.has(index));
    const nets = free.map((index) => lineAmounts(at(asked, index).unitNet, at(asked, index).quantity, '0').net);
    const shares = spread(off, nets);
    const had = free.reduce((sum, index) => sum + saved(at(lines, index)), 0n);
    if (shares.reduce((sum, share) => sum + share, 0n) <= had) continue;
    for (const [i, index] of free.entries()) {
      const amount = shares[i] ?? 0n;
      // Too small a line for a cent keeps what it has.
      if (amount === 0n) continue;
      Object.assign(at(lines, index), {
        unitNet: at(asked, index).unitNet,
        net: (nets[i] ?? 0n) - amount,
        discounts: [{ promotion, amount }],
      });
      taken.add(index);
    }
  }
}

const saved = ({ discounts }: PromotedResult): Micros => discounts.reduce((sum, discount) => sum + discount.amount, 0n);

/** The best of those on the whole order, off what the others left. */
function discountOrder(lines: PromotedResult[], met: ReadonlyMap<Promotion, number[]>): void {
  const nets = lines.map((line) => line.net);
  const whole = nets.reduce((sum, net) => sum + net, 0n);
  let best: { promotion: Promotion; off: Micros } | undefined;
  for (const promotion of met.keys()) {
    const { effect } = promotion;
    if (effect?.on !== 'ORDER') continue;
    const off = effect.kind === 'PERCENT' ? toCents(percentOf(whole, effect.percent)) : effect.amount;
    const most = off < whole ? off : whole;
    if (most > (best?.off ?? 0n)) best = { promotion, off: most };
  }
  if (!best) return;
  for (const [index, amount] of spread(best.off, nets).entries()) {
    if (amount === 0n) continue;
    const line = at(lines, index);
    line.net -= amount;
    line.discounts.push({ promotion: best.promotion, amount });
  }
}

const CENT: Micros = 10_000n;

/**
 * An amount over lines in proportion to their nets (whole cents), in whole cents, by largest remainder: the shares add up to the amount, or to all there is where
 * that is less, and no line gets more than its net.
 */
export function spread(amount: Micros, nets: readonly Micros[]): Micros[] {
  const whole = nets.reduce((sum, net) => sum + net, 0n);
  const cents = (amount >= whole ? whole : toCents(amount)) / CENT;
  if (whole <= 0n || cents <= 0n) return nets.map(() => 0n);
  const parts = nets.map((net, index) => ({ index, floor: (cents * net) / whole, rest: (cents * net) % whole }));
  let left = cents - parts.reduce((sum, part) => sum + part.floor, 0n);
  const shares = parts.map((part) => part.floor * CENT);
  for (const { index } of parts.sort((a, b) => (a.rest === b.rest ? a.index - b.index : a.rest > b.rest ? -1 : 1))) {
    if (left === 0n) break;
    shares[index] = (shares[index] ?? 0n) + CENT;
    left -= 1n;
  }
  return shares;
}

/** Of several promotions under one code the luckiest speaks for it. */
const luck: readonly CouponState[] = ['APPLIED', 'ESTIMATED', 'BEATEN', 'NOT_MET', 'NOT_STARTED', 'EXPIRED', 'UNKNOWN'];

function verdictOf(
  code: string,
  promotions: readonly Promotion[],
  day: string,
  met: ReadonlyMap<Promotion, number[]>,
  used: ReadonlySet<Promotion>,
): CouponVerdict {
  const stateOf = (promotion: Promotion): CouponState => {
    if (promotion.endsOn !== '' && promotion.endsOn < day) return 'EXPIRED';
    if (promotion.startsOn > day) return 'NOT_STARTED';
    if (!met.has(promotion)) return 'NOT_MET';
    if (!promotion.effect) return 'ESTIMATED';
    return used.has(promotion) ? 'APPLIED' : 'BEATEN';
  };
  const known = promotions
    .filter((promotion) => promotion.couponCodes.includes(foldCoupon(code)))
    .map((promotion): CouponVerdict => ({ code, state: stateOf(promotion), title: promotion.title }))
    .sort((a, b) => luck.indexOf(a.state) - luck.indexOf(b.state));
  return known[0] ?? { code, state: 'UNKNOWN' };
}

function at<T>(list: readonly T[], index: number): T {
  const item = list[index];
  if (item === undefined) throw new RangeError(`no line ${index}`);
  return item;
}
