/** What lines cost this buyer: the hub's prices with promotions and coupons, or those that a price token promised; taxed by party and destination. */
import type { Db } from '#hub/database.ts';
import { refuse, type UserErrorBody, UserFault, userError } from '#hub/errors.ts';
import { formatMicros, lineAmounts, type Micros, money } from '#hub/money.ts';
import { isPromisedTo, openPriceToken, type PricePromise, type PromisedLine } from '#hub/priceToken.ts';
import { type PriceQuote, quoteBasket } from '#hub/pricing.ts';
import { readTerms } from '#hub/pricingStore.ts';
import type { CouponVerdict } from '#hub/promotions.ts';
import type { TaxDecision } from '#hub/taxes.ts';
import type { RequestContext } from './context.ts';
import { findListCurrency, type OrderedVariant } from './draftStore.ts';
import type { DiscountRequest } from './totals.ts';

/** Who buys, what for and where it goes. */
export interface PriceFrame {
  channelId: string;
  customerId: string | undefined;
  currency: string;
  /** YYYY-MM-DD, the order's day. */
  date: string;
  shipTo: string | undefined;
  couponCodes: readonly string[];
}

export interface AskedLine {
  variant: OrderedVariant;
  /** Stock units. */
  quantity: Micros;
}

export interface PricedLine {
  /** One stock unit, before `discounts`. */
  unitNet: Micros;
  discounts: DiscountRequest[];
  taxPercent: string;
  estimated: boolean;
}

export interface PricedLines {
  /** In order; null where there is no price for this buyer. */
  lines: (PricedLine | null)[];
  coupons: CouponVerdict[];
  tax: TaxDecision;
}

export async function priceLines(
  { db, viewer, now }: RequestContext,
  asked: readonly AskedLine[],
  frame: PriceFrame,
): Promise<PricedLines> {
  const context = { companyId: viewer.companyId, now, ...frame };
  const basket = await quoteBasket(
    db,
    asked.map(({ variant, quantity }) => ({ variantId: variant.id, quantity })),
    context,
  );
  // A buyer without any list has a tax all the same.
  const tax = basket.quotes.some(Boolean) ? basket.tax : ((await readTerms(db, context))?.tax ?? basket.tax);
  return { lines: basket.quotes.map((quote) => quote && lineOf(quote)), coupons: basket.coupons, tax };
}

const lineOf = ({ regularNet, discounts, taxPercent, estimated }: PriceQuote): PricedLine => ({
  unitNet: regularNet,
  discounts: discounts.map(({ code, title, amount }) => ({ code, title, basis: 'NET', amount })),
  taxPercent,
  estimated,
});

/** The prices as a token carries them; undefined while a line has none. */
export function promiseOf(
  asked: readonly AskedLine[],
  { lines, tax }: PricedLines,
  owner: Pick<PricePromise, 'companyId' | 'channelId' | 'currency' | 'validUntil'> & { customerId: string | undefined },
): PricePromise | undefined {
  const { customerId, ...rest } = owner;
  const promised = asked.flatMap(({ variant, quantity }, i): PromisedLine[] => {
    const line = lines[i];
    if (!line) return [];
    const discounts = line.discounts.map(({ code, title = code, amount = 0n }) => ({ code, title, amount }));
    return [{ variantId: variant.id, quantity, unitNet: line.unitNet, taxPercent: line.taxPercent, discounts }];
  });
  if (!promised.length || promised.length < asked.length) return undefined;
  return {
    ...rest,
    ...(customerId === undefined ? {} : { customerId }),
    ...(tax.rule ? { tax: { ruleId: tax.rule.id, reason: tax.reason } } : {}),
    lines: promised,
  };
}

/**
 * The prices of a token instead of today's. One of another buyer or of other lines is refused INVALID, one that has run out PRICE_CHANGED with what changed;
 * where nothing has changed there is nothing to refuse. Tax is always that of the party and the destination.
 */
export async function honour(
  context: RequestContext,
  token: string,
  asked: readonly AskedLine[],
  priced: PricedLines,
  frame: PriceFrame,
): Promise<PricedLines> {
  const path = ['input', 'priceToken'];
  const opened = await openPriceToken(context.ground.db, token, context.now);
  const { channelId, customerId, currency } = frame;
  const lines = asked.map(({ variant, quantity }) => ({ variantId: variant.id, quantity }));
  if (
    opened.state === 'INVALID' ||
    !isPromisedTo(opened.promise, { companyId: context.viewer.companyId, channelId, customerId, currency, lines })
  )
    throw refuse('INVALID', 'This price token is not of these lines for this buyer: ask orderPreview again.', path);
  const promised = takePromised(opened.promise, asked, priced);
  if (opened.state === 'VALID') return { ...priced, lines: promised };
  const changes = asked.flatMap(({ variant, quantity }, i) => {
    const [was, is] = [netOf(promised[i], quantity), netOf(priced.lines[i], quantity)];
    return was === is ? [] : [{ variant, was: was ?? 0n, is }];
  });
  if (!changes.length) return priced;
  throw new UserFault([changedError(changes, currency, path)]);
}

function changedError(
  changes: readonly { variant: OrderedVariant; was: Micros; is: Micros | undefined }[],
  currency: string,
  path: string[],
): UserErrorBody {
  const told = changes.map(
    ({ variant, was, is }) => `${variant.sku} ${formatMicros(was)} → ${is === undefined ? 'no price' : formatMicros(is)}`,
  );
  return userError('PRICE_CHANGED', `The price token has run out, and prices have changed: ${told.slice(0, 5).join(', ')}.`, path, {
    __typename: 'PriceChangedError',
    changes: changes.map(({ variant, was, is }) => ({
      sku: variant.sku,
      variant: { id: variant.id },
      promised: money(was, currency),
      current: is === undefined ? null : money(is, currency),
    })),
  });
}

/** Net of a whole line after its discounts. */
function netOf(line: PricedLine | null | undefined, quantity: Micros): Micros | undefined {
  if (!line) return undefined;
  return line.discounts.reduce((net, { amount = 0n }) => net - amount, lineAmounts(line.unitNet, quantity, '0').net);
}

/** Two lines of one variant and quantity take a promise each. */
function takePromised(promise: PricePromise, asked: readonly AskedLine[], { tax }: PricedLines): PricedLine[] {
  const left = [...promise.lines];
  return asked.flatMap(({ variant, quantity }) => {
    const at = left.findIndex((line) => line.variantId === variant.id && line.quantity === quantity);
    const [line] = at < 0 ? [] : left.splice(at, 1);
    if (!line) return [];
    const taxPercent = tax.rule?.id === promise.tax?.ruleId ? line.taxPercent : tax.percentOf(variant.taxPercent);
    const discounts = line.discounts.map(({ code, title, amount }): DiscountRequest => ({ code, title, basis: 'NET', amount }));
    return [{ unitNet: line.unitNet, discounts, taxPercent, estimated: false }];
  });
}

const troubles = {
  UNKNOWN: ['NOT_FOUND', 'There is no such coupon.'],
  EXPIRED: ['STATE_FORBIDS', 'This coupon has ended.'],
  NOT_STARTED: ['STATE_FORBIDS', 'This coupon does not hold yet.'],
  NOT_MET: ['INVALID', 'These lines do not meet what this coupon asks for.'],
} as const;

/** Codes that do nothing, each with its reason. */
export function couponErrors(coupons: readonly CouponVerdict[]): UserErrorBody[] {
  return coupons.flatMap(({ state }, i) => {
    if (state === 'APPLIED' || state === 'BEATEN' || state === 'ESTIMATED') return [];
    const [code, message] = troubles[state];
    return [userError(code, message, ['input', 'couponCodes', i])];
  });
}

/** What else is good to know of coupons that hold. */
export function couponHints(coupons: readonly CouponVerdict[]): UserErrorBody[] {
  return coupons.flatMap(({ state }, i) => {
    const field = ['input', 'couponCodes', i];
    if (state === 'BEATEN') return [userError('OTHER', 'Another promotion is better for you, and the two do not add up.', field)];
    return state === 'ESTIMATED' ? [userError('OTHER', 'What this coupon takes off is decided by the ERP.', field)] : [];
  });
}

const MOST_COUPONS = 20;
const LONGEST_COUPON = 100;

/** As given, once each. Throws INVALID for a list that is no list of coupons. */
export function readCoupons(given: readonly string[] | null | undefined): string[] {
  const codes = [...new Set((given ?? []).map((code) => code.trim()).filter(Boolean))];
  if (codes.length > MOST_COUPONS || codes.some((code) => code.length > LONGEST_COUPON))
    throw refuse('INVALID', `At most ${MOST_COUPONS} coupons of ${LONGEST_COUPON} characters.`, ['input', 'couponCodes']);
  return codes;
}

/** What a buyer counts in: what is asked for, else the currency of its own list, else the channel's. */
export async function currencyOf(
  db: Db,
  asked: string | null | undefined,
  buyer: { priceListId: string | null } | undefined,
  channel: { currency: string },
): Promise<string> {
  if (asked != null) return asked;
  return (buyer?.priceListId ? await findListCurrency(db, buyer.priceListId) : undefined) ?? channel.currency;
}
