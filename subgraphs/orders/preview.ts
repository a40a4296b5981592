/** What an order would cost and when it could come: the headless cart. Everything comes from the hub's own copy; nothing is stored. */
import { type Availability, capSellable, companyDay, completeOn, readAvailability, STALE_AFTER } from '#hub/availability.ts';
import { failure, UserFault, userError } from '#hub/errors.ts';
import { findProgramme } from '#hub/loyalty.ts';
import type { Micros } from '#hub/money.ts';
import { signPrices } from '#hub/priceToken.ts';
import type { CustomerTable } from '#hub/tables.ts';
import { allowedCustomer, type Viewer } from '#hub/viewer.ts';
import { creditOf, creditWarnings, deliveriesOf, paymentsOf } from './choices.ts';
import type { RequestContext } from './context.ts';
import { findBuyer, findChannel, findPoints } from './draftStore.ts';
import type { DeliveryOptionRow, OrderPreviewLineRow, OrderPreviewRow, OrderTotalsRow } from './mappers.ts';
import {
  type AskedLine,
  couponErrors,
  couponHints,
  currencyOf,
  honour,
  type PricedLine,
  type PricedLines,
  type PriceFrame,
  priceLines,
  promiseOf,
  readCoupons,
} from './orderPrices.ts';
import { goodsOf, payWithPoints, pointsError } from './points.ts';
import { type ComputedLine, type ComputedOrder, type ComputedTotals, computeTotals } from './totals.ts';
import type { DeliveryOptionsInput, LineInput, OrderPreviewInput } from './types.ts';
import { MOST_LINES, matchLines, type WantedLine } from './wantedLines.ts';

/** A buyer has so long to order at the prices of a preview. */
const PRICES_HOLD = 15 * 60_000;

type Wanted = WantedLine<LineInput>;

interface Frame extends PriceFrame {
  pricesIncludeTax: number;
  buyer: CustomerTable | undefined;
}

/** With a token its prices stand in it instead of today's; the caller has found it good. */
export async function previewOrder(
  context: RequestContext,
  input: OrderPreviewInput,
  priceToken?: string | null,
): Promise<OrderPreviewRow> {
  const frame = await readFrame(context, input);
  const wanted = await matchLines(context.db, context.viewer.companyId, input.lines);
  const { asked, basket, priced } = await priceWanted(context, wanted, frame, priceToken);
  const stock = await readStock(context, wanted, frame);
  const options = await deliveriesOf(context, { ...frame, percentOf: basket.tax.percentOf }, leaveOn(wanted, stock));
  const named = input.deliveryMethodCode;
  const chosen = named == null ? undefined : options.find((option) => option.method.code === named);
  const { currency, date, buyer } = frame;
  const sold = priced.map(({ line, price }) => ({ quantity: line.quantity, ...price }));
  const points = input.loyaltyPoints ?? undefined;
  const owner = { customerId: frame.customerId, balance: points === undefined ? 0 : await findPoints(context.db, frame.customerId) };
  const programme = await findProgramme(context.db, context.viewer.companyId);
  const noPoints = points === undefined ? undefined : pointsError(programme, points, owner, currency, goodsOf(sold));
  const computed = computeTotals({
    lines: points === undefined || noPoints ? sold : payWithPoints(programme, sold, points),
    delivery: chosen && { net: chosen.net, taxPercent: chosen.taxPercent },
  });
  const amounts = new Map(
    priced.map(({ line, price }, i) => [line, { ...(computed.lines[i] as ComputedLine), estimated: price.estimated }]),
  );
  const taken = new Map<string, Micros>();
  const lines = wanted.map((line): OrderPreviewLineRow => {
    const availability = line.variant && stock.get(line.variant.id);
    const total = line.variant ? (taken.get(line.variant.id) ?? 0n) + line.quantity : line.quantity;
    if (line.variant) taken.set(line.variant.id, total);
    return lineOf(line, amounts.get(line) ?? null, availability, total, frame, context.viewer);
  });
  const credit = await creditOf(context.db, buyer, { gross: computed.totals.gross, currency, date });
  const choice = named == null || chosen?.reason === null ? [] : [deliveryWarning(chosen)];
  return {
    lines,
    totals: totalsOf(computed, frame),
    tax: { reason: basket.tax.reason, ruleName: basket.tax.rule?.name ?? null },
    deliveryOptions: options,
    paymentMethods: await paymentsOf(context, buyer, credit),
    credit,
    earliestDelivery: chosen ? chosen.from : earliest(options),
    estimated: priced.some(({ price }) => price.estimated),
    ...(await promise(context, wanted, asked, basket, frame)),
    warnings: [
      ...lines.flatMap((line) => line.errors),
      ...couponErrors(basket.coupons),
      ...couponHints(basket.coupons),
      ...(noPoints ? [noPoints] : []),
      ...choice,
      ...creditWarnings(credit),
    ],
  };
}

export async function deliveryOptions(context: RequestContext, input: DeliveryOptionsInput): Promise<DeliveryOptionRow[]> {
  const frame = await readFrame(context, input);
  const wanted = await matchLines(context.db, context.viewer.companyId, input.lines);
  const { basket } = await priceWanted(context, wanted, frame);
  return deliveriesOf(context, { ...frame, percentOf: basket.tax.percentOf }, leaveOn(wanted, await readStock(context, wanted, frame)));
}

type FrameInput = Pick<OrderPreviewInput, 'channelId' | 'customerId' | 'lines' | 'shipTo' | 'currencyCode' | 'couponCodes'>;

async function readFrame({ db, viewer, now }: RequestContext, input: FrameInput): Promise<Frame> {
  if (input.lines.length > MOST_LINES) throw failure('BAD_USER_INPUT', `At most ${MOST_LINES} lines.`);
  const customerId = allowedCustomer(viewer, input.customerId);
  const channel = await findChannel(db, viewer.companyId, input.channelId ?? viewer.channelId);
  if (!channel) throw failure('BAD_USER_INPUT', 'No channel with this id.');
  const buyer = customerId === undefined ? undefined : await findBuyer(db, viewer.companyId, customerId);
  if (customerId !== undefined && !buyer) throw failure('BAD_USER_INPUT', 'No customer with this id.');
  return {
    channelId: channel.id,
    customerId,
    currency: await currencyOf(db, input.currencyCode, buyer, channel),
    pricesIncludeTax: channel.pricesIncludeTax,
    buyer,
    date: await companyDay(db, viewer.companyId, now),
    shipTo: input.shipTo ?? undefined,
    couponCodes: couponsOf(input.couponCodes),
  };
}

/** A query has no userErrors of its own. */
function couponsOf(given: readonly string[] | null | undefined): string[] {
  try {
    return readCoupons(given);
  } catch (error) {
    if (error instanceof UserFault) throw failure('BAD_USER_INPUT', error.errors[0]?.message ?? 'These are no coupons.');
    throw error;
  }
}

/** What has no price gets its error. */
async function priceWanted(context: RequestContext, wanted: readonly Wanted[], frame: Frame, priceToken?: string | null) {
  const asked = wanted.flatMap((line) =>
    line.variant && line.quantity > 0n ? [{ line, variant: line.variant, quantity: line.quantity }] : [],
  );
  const today = await priceLines(context, asked, frame);
  const basket = priceToken == null ? today : await honour(context, priceToken, asked, today, frame);
  const priced = asked.flatMap(({ line, variant }, i): { line: Wanted; price: PricedLine }[] => {
    const price = basket.lines[i];
    if (price) return [{ line, price }];
    if (!line.errors.length)
      line.errors.push(userError('NOT_SOLD_TO_YOU', `${variant.sku} has no price for this buyer.`, ['input', 'lines', String(line.index)]));
    return [];
  });
  return { asked, basket, priced };
}

/** Nothing is promised while a line cannot be sold. */
async function promise(
  { ground, viewer, now }: RequestContext,
  wanted: readonly Wanted[],
  asked: readonly AskedLine[],
  basket: PricedLines,
  { channelId, customerId, currency }: Frame,
): Promise<Pick<OrderPreviewRow, 'priceToken' | 'validUntil'>> {
  const validUntil = now + PRICES_HOLD;
  const owner = { companyId: viewer.companyId, channelId, customerId, currency, validUntil };
  const promised = asked.length === wanted.length ? promiseOf(asked, basket, owner) : undefined;
  const priceToken = promised ? await signPrices(ground.db, promised, now) : null;
  return { priceToken, validUntil: priceToken === null ? null : validUntil };
}

const deliveryWarning = (chosen: DeliveryOptionRow | undefined) =>
  userError('INVALID', chosen?.reason ?? 'No such delivery method.', ['input', 'deliveryMethodCode']);

function readStock({ db, now }: RequestContext, wanted: readonly Wanted[], { channelId, date }: Frame): Promise<Map<string, Availability>> {
  const ids = [...new Set(wanted.flatMap((line) => (line.variant ? [line.variant.id] : [])))];
  return ids.length ? readAvailability(db, ids, { now, today: date, staleAfterMs: STALE_AFTER, channelId }) : Promise.resolve(new Map());
}

/** `total` is what this line and those before it want of the variant. */
function lineOf(
  line: Wanted,
  amounts: OrderPreviewLineRow['amounts'],
  availability: Availability | undefined,
  total: Micros,
  frame: Frame,
  viewer: Viewer,
): OrderPreviewLineRow {
  const known = availability && !availability.stale ? availability : undefined;
  const promisedOn = known && total > 0n ? completeOn(known, total) : null;
  const errors = [...line.errors];
  if (known && total > 0n && promisedOn === null)
    errors.push(userError('INSUFFICIENT_STOCK', `Not enough of ${line.variant?.sku} can be promised.`, null, { retryable: true }));
  return {
    sku: line.variant?.sku ?? line.input.sku ?? '',
    variantId: line.variant?.id ?? null,
    quantityMicros: line.quantity,
    unitCode: line.variant?.unitCode ?? line.input.unitCode ?? 'PCE',
    currency: frame.currency,
    amounts,
    availableNow: known ? capSellable(viewer, known.sellable).value : null,
    promisedOn,
    errors,
  };
}

/** The day on which all the goods can leave; null when that cannot be told. */
function leaveOn(wanted: readonly Wanted[], stock: Map<string, Availability>): string | null {
  const totals = new Map<string, Micros>();
  for (const line of wanted) {
    if (!line.variant) return null;
    totals.set(line.variant.id, (totals.get(line.variant.id) ?? 0n) + line.quantity);
  }
  const days = [...totals].map(([id, total]) => {
    const availability = stock.get(id);
    return availability && !availability.stale ? completeOn(availability, total) : null;
  });
  return days.includes(null) ? null : (days.toSorted().at(-1) ?? null);
}

const earliest = (options: DeliveryOptionRow[]): string | null => options.flatMap((option) => option.from ?? []).toSorted()[0] ?? null;

function totalsOf({ totals, byRate }: ComputedTotals, frame: Frame): OrderTotalsRow {
  return {
    ...totalColumns(totals),
    byRate,
    currency: frame.currency,
    pricesIncludeTax: frame.pricesIncludeTax,
    phase: 'RECEIVED',
    paidMicros: 0n,
    erpGrossMicros: null,
  };
}

/** Computed totals as columns of sales_order. */
export const totalColumns = (totals: ComputedOrder) => ({
  goodsNetMicros: totals.goodsNet,
  goodsGrossMicros: totals.goodsGross,
  deliveryNetMicros: totals.deliveryNet,
  deliveryGrossMicros: totals.deliveryGross,
  deliveryTaxPercent: totals.deliveryTaxPercent,
  discountNetMicros: totals.discountNet,
  discountGrossMicros: totals.discountGross,
  netMicros: totals.net,
  taxMicros: totals.tax,
  grossMicros: totals.gross,
});
