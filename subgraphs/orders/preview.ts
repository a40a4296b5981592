/** What an order would cost and when it could come: the headless cart. Everything comes from the hub's own copy; nothing is stored. */
import { type Availability, capSellable, companyDay, completeOn, readAvailability, STALE_AFTER } from '#hub/availability.ts';
import { failure, type UserErrorBody, userError } from '#hub/errors.ts';
import { formatQuantity, type Micros, micros, times } from '#hub/money.ts';
import { type PriceQuote, quotePrices } from '#hub/pricing.ts';
import type { CustomerTable } from '#hub/tables.ts';
import { allowedCustomer, type Viewer } from '#hub/viewer.ts';
import type { RequestContext } from './context.ts';
import { findBuyer, findChannel, findOrderedVariants, type OrderedVariant } from './draftStore.ts';
import type {
  CreditVerdictRow,
  DeliveryOptionRow,
  OrderPreviewLineRow,
  OrderPreviewRow,
  OrderTotalsRow,
  PaymentMethodRow,
} from './mappers.ts';
import { listDeliveryMethods, listPaymentMethods, listPickupLocationIds } from './methodStore.ts';
import { type ComputedOrder, type ComputedTotals, computeTotals } from './totals.ts';
import type { DeliveryOptionsInput, LineInput, OrderPreviewInput } from './types.ts';

/** More lines than this are a file, not a cart. */
const MOST_LINES = 500;
const DAY = 86_400_000;

type Buyer = CustomerTable | undefined;

/** Lines as wanted, matched to variants; what cannot be matched carries its errors. */
interface Wanted {
  input: LineInput;
  variant: OrderedVariant | undefined;
  quantity: Micros;
  errors: UserErrorBody[];
}

interface Frame {
  channelId: string;
  currency: string;
  pricesIncludeTax: number;
  buyer: Buyer;
  today: string;
}

export async function previewOrder(context: RequestContext, input: OrderPreviewInput): Promise<OrderPreviewRow> {
  const frame = await readFrame(context, input);
  const wanted = await matchLines(context, input.lines);
  const quotes = await priceLines(context, wanted, frame);
  const stock = await readStock(context, wanted, frame.today);
  const options = await deliveriesOf(context, frame, leaveOn(wanted, stock));
  const chosen = input.deliveryMethodCode == null ? undefined : options.find((option) => option.method.code === input.deliveryMethodCode);
  const priced = wanted.flatMap((line, index) => (quotes[index] ? [{ line, quote: quotes[index] }] : []));
  const computed = computeTotals({
    lines: priced.map(({ line, quote }) => ({
      quantity: line.quantity,
      unitNet: quote.unitNet,
      unitGross: quote.unitGross,
      taxPercent: quote.taxPercent,
    })),
    delivery: chosen && { net: chosen.method.netMicros, taxPercent: chosen.method.taxPercent },
  });
  const amounts = new Map(priced.map(({ line }, index) => [line, computed.lines[index]]));
  const taken = new Map<string, Micros>();
  const lines = wanted.map((line): OrderPreviewLineRow => {
    const availability = line.variant && stock.get(line.variant.id);
    const total = line.variant ? (taken.get(line.variant.id) ?? 0n) + line.quantity : line.quantity;
    if (line.variant) taken.set(line.variant.id, total);
    return lineOf(line, amounts.get(line) ?? null, availability, total, frame, context.viewer);
  });
  const credit = creditOf(frame.buyer, computed.totals.gross);
  return {
    lines,
    totals: totalsOf(computed, frame),
    deliveryOptions: options,
    paymentMethods: await paymentsOf(context, frame.buyer),
    credit,
    earliestDelivery: chosen ? chosen.from : earliest(options),
    warnings: [
      ...lines.flatMap((line) => line.errors),
      ...(input.deliveryMethodCode != null && !chosen
        ? [userError('INVALID', 'No such delivery method.', ['input', 'deliveryMethodCode'])]
        : []),
      ...creditWarnings(credit),
    ],
  };
}

export async function deliveryOptions(context: RequestContext, input: DeliveryOptionsInput): Promise<DeliveryOptionRow[]> {
  const frame = await readFrame(context, input);
  const wanted = await matchLines(context, input.lines);
  return deliveriesOf(context, frame, leaveOn(wanted, await readStock(context, wanted, frame.today)));
}

async function readFrame(
  { db, viewer, now }: RequestContext,
  input: { channelId?: string | null | undefined; customerId?: string | null | undefined; lines: readonly LineInput[] },
): Promise<Frame> {
  if (input.lines.length > MOST_LINES) throw failure('BAD_USER_INPUT', `At most ${MOST_LINES} lines.`);
  const customerId = allowedCustomer(viewer, input.customerId);
  const channel = await findChannel(db, viewer.companyId, input.channelId ?? viewer.channelId);
  if (!channel) throw failure('BAD_USER_INPUT', 'No channel with this id.');
  const buyer = customerId === undefined ? undefined : await findBuyer(db, viewer.companyId, customerId);
  if (customerId !== undefined && !buyer) throw failure('BAD_USER_INPUT', 'No customer with this id.');
  const today = await companyDay(db, viewer.companyId, now);
  return { channelId: channel.id, currency: channel.currency, pricesIncludeTax: channel.pricesIncludeTax, buyer, today };
}

async function matchLines({ db, viewer }: RequestContext, lines: readonly LineInput[]): Promise<Wanted[]> {
  const variants = await findOrderedVariants(db, viewer.companyId, {
    ids: lines.flatMap((line) => (line.variantId == null ? [] : [line.variantId])),
    skus: lines.flatMap((line) => (line.variantId == null && line.sku ? [line.sku] : [])),
  });
  const byId = new Map(variants.map((variant) => [variant.id, variant]));
  const bySku = new Map(variants.map((variant) => [variant.sku, variant]));
  return lines.map((input, index) => {
    const variant = input.variantId != null ? byId.get(input.variantId) : input.sku ? bySku.get(input.sku) : undefined;
    return checkLine(input, variant, ['input', 'lines', String(index)]);
  });
}

function checkLine(input: LineInput, variant: OrderedVariant | undefined, path: string[]): Wanted {
  const errors: UserErrorBody[] = [];
  const named = [...path, input.variantId == null ? 'sku' : 'variantId'];
  if (input.variantId == null && !input.sku) errors.push(userError('REQUIRED', 'A line names a sku or a variantId.', named));
  else if (!variant) errors.push(userError('NOT_FOUND', 'No product with this name.', named));
  else if (!variant.active) errors.push(userError('NOT_SOLD_TO_YOU', `${variant.sku} is not on sale.`, named));
  const factor = variant?.factors.get(input.unitCode ?? variant.unitCode);
  if (variant && factor === undefined) errors.push(userError('INVALID', `${variant.sku} is not sold in this unit.`, [...path, 'unitCode']));
  const quantity = times(micros(input.quantity), factor ?? 1_000_000n);
  const field = [...path, 'quantity'];
  if (quantity <= 0n) errors.push(userError('INVALID', 'A quantity must be above zero.', field));
  else if (variant && quantity < variant.minQuantity)
    errors.push(userError('BELOW_MINIMUM', `At least ${formatQuantity(variant.minQuantity)} of ${variant.sku}.`, field));
  else if (variant && variant.step > 0n && quantity % variant.step !== 0n)
    errors.push(userError('WRONG_MULTIPLE', `Only multiples of ${formatQuantity(variant.step)} of ${variant.sku}.`, field));
  return { input, variant: variant?.active ? variant : undefined, quantity, errors };
}

/** A quote a line, in order; null where there is no price. */
async function priceLines({ db, viewer, now }: RequestContext, wanted: Wanted[], frame: Frame): Promise<(PriceQuote | null)[]> {
  const known = wanted.filter((line) => line.variant !== undefined);
  const quotes = await quotePrices(
    db,
    known.map((line) => ({ variantId: line.variant?.id ?? '', quantity: line.quantity })),
    {
      companyId: viewer.companyId,
      channelId: frame.channelId,
      customerId: frame.buyer?.id,
      date: frame.today,
      now,
      currency: frame.currency,
    },
  );
  const byLine = new Map(known.map((line, index) => [line, quotes[index] ?? null]));
  for (const [index, line] of wanted.entries())
    if (line.variant && !byLine.get(line) && !line.errors.length)
      line.errors.push(userError('NOT_SOLD_TO_YOU', `${line.variant.sku} has no price for this buyer.`, ['input', 'lines', index]));
  return wanted.map((line) => byLine.get(line) ?? null);
}

function readStock({ db, now }: RequestContext, wanted: Wanted[], today: string): Promise<Map<string, Availability>> {
  const ids = [...new Set(wanted.flatMap((line) => (line.variant ? [line.variant.id] : [])))];
  return ids.length ? readAvailability(db, ids, { now, today, staleAfterMs: STALE_AFTER }) : Promise.resolve(new Map());
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
function leaveOn(wanted: Wanted[], stock: Map<string, Availability>): string | null {
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

async function deliveriesOf({ db, viewer }: RequestContext, frame: Frame, leave: string | null): Promise<DeliveryOptionRow[]> {
  const methods = await listDeliveryMethods(db, viewer.companyId);
  const locationIds = methods.some((method) => method.pickup === 1) ? await listPickupLocationIds(db, viewer.companyId) : [];
  return methods.map((method) => {
    const { totals } = computeTotals({ lines: [], delivery: { net: method.netMicros, taxPercent: method.taxPercent } });
    return {
      method,
      net: totals.deliveryNet,
      gross: totals.deliveryGross,
      currency: frame.currency,
      from: leave && addDays(leave, method.daysFrom),
      to: leave && addDays(leave, method.daysTo),
      locationIds: method.pickup === 1 ? locationIds : [],
      reason: null,
    };
  });
}

const addDays = (day: string, days: number): string => new Date(Date.parse(day) + days * DAY).toISOString().slice(0, 10);

const earliest = (options: DeliveryOptionRow[]): string | null => options.flatMap((option) => option.from ?? []).toSorted()[0] ?? null;

async function paymentsOf({ db, viewer }: RequestContext, buyer: Buyer): Promise<PaymentMethodRow[]> {
  const methods = await listPaymentMethods(db, viewer.companyId);
  return methods.map(({ code, name, terms }) => ({
    code,
    name,
    reason:
      terms === 0
        ? null
        : !buyer?.termsDays
          ? 'This buyer has no payment terms.'
          : buyer.creditBlocked
            ? 'This buyer’s credit is blocked.'
            : null,
  }));
}

function creditOf(buyer: Buyer, required: Micros): CreditVerdictRow | null {
  if (!buyer || buyer.creditLimitMicros === null || !buyer.creditCurrency) return null;
  return {
    available: buyer.creditLimitMicros - buyer.creditUsedMicros - buyer.creditHeldMicros,
    required,
    blocked: buyer.creditBlocked === 1,
    currency: buyer.creditCurrency,
    asOf: buyer.creditAsOf ?? buyer.asOf,
  };
}

function creditWarnings(credit: CreditVerdictRow | null): UserErrorBody[] {
  if (!credit) return [];
  if (credit.blocked) return [userError('CREDIT_BLOCKED', 'This customer is blocked: ask accounting.')];
  return credit.required > credit.available ? [userError('CREDIT_LIMIT', 'Above the credit limit.')] : [];
}

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
