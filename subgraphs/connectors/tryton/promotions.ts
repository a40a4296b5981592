/** Promotions. Tryton writes what they do as a formula over the price; the plain ones are told as an effect the hub can evaluate. */
import type { PromotionRecord } from '../connector.ts';
import { codeOf } from './prices.ts';
import type { Reference } from './reference.ts';
import type { Rpc } from './rpc.ts';
import { id, micros, microsText, number, numbers, present, type Row, row, rows, some, text } from './values.ts';

const fields = [
  'name',
  'formula',
  'quantity',
  'unit',
  'amount',
  'currency.code',
  'untaxed_amount',
  'products',
  'categories',
  'price_list',
  'start_date',
  'end_date',
  'coupons.numbers.number',
];

export async function readPromotions(rpc: Rpc, reference: Reference, signal: AbortSignal): Promise<PromotionRecord[]> {
  const company = await rpc.company(signal);
  const found = await rpc.search('sale.promotion', [['company', '=', company.id]], fields, { signal });
  return found.map((promotion) => promotionOf(promotion, reference, company.currency));
}

function promotionOf(promotion: Row, reference: Reference, companyCurrency: string): PromotionRecord {
  const currency = some(row(promotion['currency.']).code) ?? companyCurrency;
  const [variantIds, categoryIds] = [promotion.products, promotion.categories].map((ids) => numbers(ids).map(String));
  const unit = reference.units.get(number(promotion.unit));
  const wholeSale = !variantIds?.length && !categoryIds?.length;
  const amount = promotion.amount === null ? undefined : micros(promotion.amount);
  // Tryton compares the whole sale's amount, the hub that of the counting lines: the same thing only where every line counts, net.
  const amountFits = amount === undefined || (wholeSale && promotion.untaxed_amount === true);
  const effect = amountFits ? effectOf(text(promotion.formula), companyCurrency) : undefined;
  return {
    externalId: id(promotion.id),
    code: codeOf(text(promotion.name)),
    title: text(promotion.name),
    active: true,
    couponCodes: rows(promotion['coupons.']).flatMap((coupon) => rows(coupon['numbers.']).map((found) => text(found.number))),
    conditions: present({
      variantIds: variantIds?.length ? variantIds : undefined,
      categoryIds: categoryIds?.length ? categoryIds : undefined,
      priceListIds: promotion.price_list === null ? undefined : [id(promotion.price_list)],
      minQuantity: promotion.quantity && unit ? micros(number(promotion.quantity) * unit.factor) : undefined,
      together: promotion.quantity && unit ? true : undefined,
      minNet: amount && amountFits ? amount : undefined,
      currency: amount && amountFits ? currency : undefined,
    }),
    ...present({ startsOn: some(promotion.start_date), endsOn: some(promotion.end_date), effect }),
  };
}

const numeral = String.raw`(?:Decimal\(['"]?)?(\d+(?:\.\d+)?)(?:['"]?\))?`;
const scaled = [new RegExp(String.raw`^unit_price\s*\*\s*${numeral}$`), new RegExp(String.raw`^${numeral}\s*\*\s*unit_price$`)];
const fixed = new RegExp(`^${numeral}$`);

/** Undefined for a formula that says more than "so many percent less" or "this price". */
export function effectOf(formula: string, currency: string): PromotionRecord['effect'] {
  const plain = formula.trim();
  const factor = scaled.map((pattern) => pattern.exec(plain)?.[1]).find((found) => found !== undefined);
  if (factor !== undefined) {
    const percent = 100_000_000n - micros(factor) * 100n;
    return percent < 0n ? undefined : { kind: 'PERCENT', percent: microsText(percent).replace(/\.?0+$/, ''), on: 'LINES' };
  }
  const price = fixed.exec(plain)?.[1];
  return price === undefined ? undefined : { kind: 'UNIT_PRICE', unitNet: micros(price), currency, on: 'LINES' };
}
