/** A promotion in plain words, Polish or English. */
import { formatMicros, formatQuantity } from '#hub/money.ts';

/** As stored: our ids, micros as text. */
export interface StoredConditions {
  variantIds?: string[];
  categoryIds?: string[];
  priceListIds?: string[];
  minQuantity?: string;
  together?: boolean;
  minNet?: string;
  currency?: string;
}

export type StoredEffect =
  | { kind: 'PERCENT'; percent: string; on: 'LINES' | 'ORDER' }
  | { kind: 'AMOUNT'; amount: string; currency: string; on: 'LINES' | 'ORDER' }
  | { kind: 'UNIT_PRICE'; unitNet: string; currency: string; on: 'LINES' };

const words = {
  en: {
    lines: 'off these goods',
    order: 'off the whole order',
    unit: 'a unit, net',
    goods: 'Only for certain goods',
    lists: 'Only for buyers of certain price lists',
    line: 'At least {} of one article',
    together: 'At least {} of these goods together',
    net: 'Goods for at least {} net',
    coupon: 'With a coupon code',
  },
  pl: {
    lines: 'taniej na te towary',
    order: 'taniej na całe zamówienie',
    unit: 'netto za jednostkę',
    goods: 'Tylko na wybrane towary',
    lists: 'Tylko dla kupujących z wybranych cenników',
    line: 'Co najmniej {} jednego towaru',
    together: 'Razem co najmniej {} tych towarów',
    net: 'Towary za co najmniej {} netto',
    coupon: 'Z kodem kuponu',
  },
};

const wordsOf = (language: string | undefined) => words[language?.split('-')[0] === 'pl' ? 'pl' : 'en'];

const amountText = (amount: string, currency: string): string => `${formatMicros(BigInt(amount))} ${currency}`;

/** Null where only the ERP can tell. */
export function effectText(effect: StoredEffect | null, language: string | undefined): string | null {
  const say = wordsOf(language);
  if (!effect) return null;
  if (effect.kind === 'UNIT_PRICE') return `${amountText(effect.unitNet, effect.currency)} ${say.unit}`;
  const much = effect.kind === 'PERCENT' ? `${effect.percent}%` : amountText(effect.amount, effect.currency);
  return `${much} ${effect.on === 'ORDER' ? say.order : say.lines}`;
}

export function conditionTexts(conditions: StoredConditions, withCoupon: boolean, language: string | undefined): string[] {
  const say = wordsOf(language);
  const { variantIds, categoryIds, priceListIds, minQuantity, together, minNet, currency } = conditions;
  return [
    ...(withCoupon ? [say.coupon] : []),
    ...(variantIds || categoryIds ? [say.goods] : []),
    ...(priceListIds ? [say.lists] : []),
    ...(minQuantity ? [(together ? say.together : say.line).replace('{}', formatQuantity(BigInt(minQuantity)))] : []),
    ...(minNet ? [say.net.replace('{}', currency ? amountText(minNet, currency) : formatMicros(BigInt(minNet)))] : []),
  ];
}
