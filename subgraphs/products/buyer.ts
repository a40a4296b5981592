/** Turns a `for` into a price asked of the loader: whose price, on which day, for how many stock units. */
import { failure } from '#hub/errors.ts';
import { type Micros, micros, ONE, times, tryMicros } from '#hub/money.ts';
import type { PriceQuote } from '#hub/pricing.ts';
import { allowedCustomer, may } from '#hub/viewer.ts';
import type { RequestContext } from './context.ts';
import type { VariantRow } from './mappers.ts';
import type { PriceContext } from './types.ts';

export interface SalesUnitRow {
  code: string;
  name: string;
  factor: string;
  gtin?: string;
}

export interface Buyer {
  customerId: string | undefined;
  channelId: string;
  currency: string;
  date: string;
  shipTo: string | undefined;
  couponCodes: readonly string[];
}

/** More codes than anybody holds. */
const COUPONS = 20;

/** Checks what may be asked. Throws BAD_USER_INPUT or FORBIDDEN. */
export async function readBuyer(context: RequestContext, asked: PriceContext | null | undefined): Promise<Buyer> {
  const { viewer, loaders } = context;
  const customerId = allowedCustomer(viewer, asked?.customerId);
  const today = await loaders.today();
  const date = asked?.date ?? today;
  if (date > today && !may(viewer, 'products:read')) throw failure('FORBIDDEN', 'This key may not ask for prices of later days.');
  const couponCodes = asked?.couponCodes ?? [];
  if (couponCodes.length > COUPONS) throw failure('BAD_USER_INPUT', `At most ${COUPONS} couponCodes.`);
  const channel =
    asked?.channelId == null || asked.channelId === viewer.channelId
      ? { id: viewer.channelId, currency: viewer.currency }
      : await loaders.channel.load(asked.channelId);
  if (!channel) throw failure('BAD_USER_INPUT', 'There is no such channel.');
  const own = asked?.currencyCode == null && customerId !== undefined ? await loaders.buyer.load(customerId) : null;
  const currency = asked?.currencyCode ?? own?.listCurrency ?? channel.currency;
  return { customerId, channelId: channel.id, currency, date, shipTo: asked?.shipTo ?? undefined, couponCodes };
}

/** A wanted quantity in stock units. Throws BAD_USER_INPUT. */
export function stockUnits(variant: VariantRow, quantity: string | null | undefined, unitCode: string | null | undefined): Micros {
  if (quantity == null && unitCode == null) return leastQuantity(variant);
  const wanted = quantity == null ? ONE : tryMicros(quantity);
  if (wanted === undefined || wanted <= 0n) throw failure('BAD_USER_INPUT', 'A quantity must be more than zero.');
  if (unitCode == null || unitCode === variant.unitCode) return wanted;
  const unit = (JSON.parse(variant.salesUnits) as SalesUnitRow[]).find(({ code }) => code === unitCode);
  if (!unit) throw failure('BAD_USER_INPUT', `${variant.sku} is not sold in ${unitCode.slice(0, 20)}.`);
  return times(wanted, micros(unit.factor));
}

const leastQuantity = (variant: VariantRow): Micros => (variant.minQuantityMicros > ONE ? variant.minQuantityMicros : ONE);

/** The price of a variant for a `for`, or for the one its list was asked with. */
export async function priceOf(
  variant: VariantRow,
  asked: PriceContext | null | undefined,
  context: RequestContext,
): Promise<PriceQuote | null> {
  const wish = asked ?? variant.buyer;
  const buyer = await readBuyer(context, wish);
  return context.loaders.price.load({ ...buyer, variantId: variant.id, quantity: stockUnits(variant, wish?.quantity, wish?.unitCode) });
}
