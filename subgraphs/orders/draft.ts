/** An order in the making: every name looked up, every price the hub's own, every mistake found at once. Nothing is written here. */
import { companyDay } from '#hub/availability.ts';
import { refuse, type UserErrorBody, UserFault, userError } from '#hub/errors.ts';
import { findProgramme } from '#hub/loyalty.ts';
import { type Micros, micros } from '#hub/money.ts';
import { checkOrderLimit } from '#hub/orderLimit.ts';
import type { CustomerTable } from '#hub/tables.ts';
import { may } from '#hub/viewer.ts';
import { checkTotals } from './checkTotals.ts';
import { type Conditions, chargeOf, noRate, readConditions } from './conditions.ts';
import type { RequestContext } from './context.ts';
import { findBuyer, findChannel, findLocationForAll, findPoints } from './draftStore.ts';
import { couponErrors, currencyOf, honour, type PricedLine, type PriceFrame, priceLines, readCoupons } from './orderPrices.ts';
import { goodsOf, payWithPoints, pointsError } from './points.ts';
import { type ComputedLine, type ComputedOrder, computeTotals, type DiscountRequest, type TotalsLine } from './totals.ts';
import type { OrderPlaceInput, OrderPlaceLineInput } from './types.ts';
import { MOST_LINES, matchLines, type WantedLine } from './wantedLines.ts';

export interface DraftLine {
  /** Null for what an offer has and the catalogue has not. */
  variantId: string | null;
  sku: string;
  title: string;
  unitCode: string;
  quantity: Micros;
  taxPercent: string;
  amounts: ComputedLine;
  locationId?: string | undefined;
  promisedOn?: string | undefined;
  note?: string | undefined;
}

export interface OrderDraft extends Omit<Conditions, 'payment'> {
  companyId: string;
  channelId: string;
  customerId: string | undefined;
  currency: string;
  pricesIncludeTax: boolean;
  documentDate: string;
  payment: Conditions['payment'] & { amount: Micros };
  paid: boolean;
  couponCodes: string[];
  taxRuleId: string | undefined;
  taxReason: string;
  /** True when a promotion that only the ERP can evaluate may change it. */
  estimated: boolean;
  /** Points that pay for goods; their discount stands in the lines. */
  loyaltyPoints?: number | undefined;
  /** The offer it was made of. */
  quote?: { id: string; number: string | null } | undefined;
  lines: DraftLine[];
  stockLines: { variantId: string; locationId?: string | undefined; quantity: Micros }[];
  totals: ComputedOrder;
}

/** Throws one {@link UserFault} with every mistake of the input. */
export async function readDraft(context: RequestContext, input: OrderPlaceInput, customerId: string | undefined): Promise<OrderDraft> {
  const problems: UserErrorBody[] = [];
  const { channel, buyer, documentDate } = await readParties(context, input.channelId, customerId);
  if (!buyer && !(input.guest?.email || input.guest?.phone))
    problems.push(userError('REQUIRED', 'An order without a customer needs the guest’s e-mail or phone.', ['input', 'guest']));
  const conditions = await readConditions(context, input, buyer, documentDate, problems, input.guest);
  const wanted = await readLines(context, input.lines, problems);
  const frame: PriceFrame = {
    channelId: channel.id,
    customerId,
    currency: await currencyOf(context.db, input.currencyCode, buyer, channel),
    date: documentDate,
    shipTo: conditions.shippingAddress?.country,
    couponCodes: readCoupons(input.couponCodes),
  };
  const priced = await priceWanted(context, wanted, frame, input.priceToken, problems);
  const charge = await chargeOf(context.db, context.viewer.companyId, conditions.delivery.net, frame);
  if (charge === undefined) problems.push(noRate(frame.currency));
  const points = input.loyaltyPoints ?? undefined;
  const sold = priced.lines.map(({ line, price }) => ({ quantity: line.quantity, ...price }));
  const balance = points === undefined ? 0 : await findPoints(context.db, customerId);
  const programme = await findProgramme(context.db, context.viewer.companyId);
  const refusal = points === undefined ? undefined : pointsError(programme, points, { customerId, balance }, frame.currency, goodsOf(sold));
  if (refusal) problems.push(refusal);
  if (problems.length) throw new UserFault(problems);

  const delivery = { net: charge ?? 0n, taxPercent: priced.tax.percentOf(conditions.delivery.taxPercent) };
  const computed = computeTotals({ lines: points === undefined ? sold : payWithPoints(programme, sold, points), delivery });
  const lines = priced.lines.map(
    ({ line, variant, price }, index): DraftLine => ({
      variantId: variant.id,
      sku: variant.sku,
      title: variant.title,
      unitCode: variant.unitCode,
      quantity: line.quantity,
      taxPercent: price.taxPercent,
      amounts: computed.lines[index] as ComputedLine,
      locationId: line.input.sourceLocationId ?? undefined,
      note: line.input.note ?? undefined,
    }),
  );
  return finishDraft(context, {
    conditions,
    frame,
    channel,
    totals: computed.totals,
    lines,
    expected: input,
    couponCodes: frame.couponCodes,
    taxRuleId: priced.tax.rule?.id,
    taxReason: priced.tax.reason,
    estimated: priced.lines.some(({ price }) => price.estimated),
    loyaltyPoints: points,
  });
}

/** Throws NOT_FOUND for a channel or a customer that is not there. */
export async function readParties(context: RequestContext, channelId: string | null | undefined, customerId: string | undefined) {
  const { db, viewer, now } = context;
  const channel = await findChannel(db, viewer.companyId, channelId ?? viewer.channelId);
  if (!channel) throw refuse('NOT_FOUND', 'No channel with this id.', ['input', 'channelId']);
  const buyer: CustomerTable | undefined = customerId ? await findBuyer(db, viewer.companyId, customerId) : undefined;
  if (customerId && !buyer) throw refuse('NOT_FOUND', 'No customer with this id.', ['input', 'customerId']);
  return { channel, buyer, documentDate: await companyDay(db, viewer.companyId, now) };
}

/** What is left once every name and price is known. */
interface Parts {
  conditions: Conditions;
  frame: Pick<PriceFrame, 'customerId' | 'currency' | 'date'>;
  channel: { id: string; pricesIncludeTax: number };
  totals: ComputedOrder;
  lines: DraftLine[];
  expected: { expectedGross?: string | null; tolerance?: string | null };
  couponCodes: readonly string[];
  taxRuleId: string | undefined;
  taxReason: string;
  estimated: boolean;
  quote?: OrderDraft['quote'];
  loyaltyPoints?: number | undefined;
}

export async function finishDraft({ db, viewer }: RequestContext, parts: Parts): Promise<OrderDraft> {
  const { conditions, frame, channel, totals, expected, lines, ...rest } = parts;
  checkTotals(expected.expectedGross, expected.tolerance, totals.gross, frame.currency);
  await checkOrderLimit(db, viewer, { ...frame, gross: totals.gross });
  const known = lines.flatMap(({ variantId, quantity }) => (variantId === null ? [] : [{ variantId, quantity }]));
  const locationId = await findLocationForAll(db, channel.id, known);
  const { payment, promisedOn } = conditions;
  const placed = lines.map((line) => ({ ...line, locationId: line.locationId ?? locationId, promisedOn }));
  return {
    ...conditions,
    ...rest,
    companyId: viewer.companyId,
    channelId: channel.id,
    customerId: frame.customerId,
    currency: frame.currency,
    pricesIncludeTax: channel.pricesIncludeTax === 1,
    documentDate: frame.date,
    payment: { ...payment, amount: payment.amount ?? totals.gross },
    paid: payment.state === 'PAID',
    couponCodes: [...parts.couponCodes],
    lines: placed,
    stockLines: placed.flatMap(({ variantId, quantity, ...line }) =>
      variantId === null ? [] : [{ variantId, quantity, locationId: line.locationId }],
    ),
    totals,
  };
}

type Line = WantedLine<OrderPlaceLineInput>;

async function readLines(
  { db, viewer }: RequestContext,
  lines: readonly OrderPlaceLineInput[],
  problems: UserErrorBody[],
): Promise<Line[]> {
  if (!lines.length) problems.push(userError('REQUIRED', 'An order needs a line.', ['input', 'lines']));
  if (lines.length > MOST_LINES) throw refuse('INVALID', `At most ${MOST_LINES} lines an order.`, ['input', 'lines']);
  const wanted = await matchLines(db, viewer.companyId, lines);
  for (const { input, index, errors } of wanted) {
    problems.push(...errors);
    const path = ['input', 'lines', String(index)];
    if ((input.unitPrice != null || input.discounts?.length) && !may(viewer, 'orders:price'))
      problems.push(
        userError('NOT_ALLOWED', 'Only a key with the scope orders:price may set prices or discounts.', [
          ...path,
          input.unitPrice != null ? 'unitPrice' : 'discounts',
        ]),
      );
    if (input.unitPrice != null && micros(input.unitPrice) < 0n)
      problems.push(userError('INVALID', 'A price cannot be negative.', [...path, 'unitPrice']));
  }
  return wanted;
}

async function priceWanted(
  context: RequestContext,
  wanted: readonly Line[],
  frame: PriceFrame,
  token: string | null | undefined,
  problems: UserErrorBody[],
) {
  const known = wanted.flatMap((line) => (line.variant && !line.errors.length ? [{ line, variant: line.variant }] : []));
  const asked = known.map(({ line, variant }) => ({ variant, quantity: line.quantity }));
  const today = await priceLines(context, asked, frame);
  // Mistakes of the input are told first: a token is of lines without any.
  const isHonoured = token != null && !problems.length;
  const priced = isHonoured ? await honour(context, token, asked, today, frame) : today;
  if (!isHonoured) problems.push(...couponErrors(priced.coupons));
  const lines = known.flatMap(({ line, variant }, i) => {
    const price = ownPrice(line.input, priced.lines[i] ?? null, priced.tax.percentOf(variant.taxPercent));
    if (price) return [{ line, variant, price }];
    problems.push(
      userError('NOT_SOLD_TO_YOU', `${variant.sku} has no price for this buyer.`, ['input', 'lines', String(line.index), 'sku']),
    );
    return [];
  });
  return { lines, tax: priced.tax };
}

/** What a trusted seller set comes before the hub's price; its discounts come after the promotions, and on a set price alone. */
function ownPrice(
  input: OrderPlaceLineInput,
  priced: PricedLine | null,
  taxPercent: string,
): (Omit<TotalsLine, 'quantity'> & { taxPercent: string; estimated: boolean }) | undefined {
  const unitNet = input.unitPrice == null ? undefined : micros(input.unitPrice);
  const discounts: DiscountRequest[] = (input.discounts ?? []).map(({ code, basis, amount, percent }) => ({
    code,
    basis,
    amount: amount == null ? undefined : micros(amount),
    percent: percent ?? undefined,
  }));
  if (unitNet !== undefined) return { unitNet, discounts, taxPercent, estimated: false };
  if (!priced) return undefined;
  return { ...priced, discounts: [...priced.discounts, ...discounts] };
}
