/** From the twin ERP's wire to the hub's records: promotions, tax rules, exchange rates, suppliers' offers. */
import type { ExchangeRateRecord, PromotionRecord, SupplierItemRecord, TaxRuleRecord } from '../connector.ts';
import { toMicros } from './decimal.ts';
import type { Promotion, Rate, SupplierItem, TaxRule } from './erpTermsApi.ts';

const currency = 'PLN';

export function promotionRecord(one: Promotion): PromotionRecord {
  const effect = effectOf(one);
  return {
    externalId: one.id,
    code: one.code,
    title: one.title,
    active: one.active,
    ...(one.from ? { startsOn: one.from } : {}),
    ...(one.to ? { endsOn: one.to } : {}),
    couponCodes: one.coupons,
    conditions: {
      ...(one.variantIds ? { variantIds: one.variantIds } : {}),
      ...(one.categoryIds ? { categoryIds: one.categoryIds } : {}),
      ...(one.priceListIds ? { priceListIds: one.priceListIds } : {}),
      ...(one.minQuantity ? { minQuantity: toMicros(one.minQuantity) } : {}),
      ...(one.together === undefined ? {} : { together: one.together }),
      ...(one.minNet ? { minNet: toMicros(one.minNet), currency } : {}),
    },
    ...(effect ? { effect } : {}),
  };
}

function effectOf(one: Promotion): PromotionRecord['effect'] {
  const on = one.on === 'order' ? 'ORDER' : 'LINES';
  if (one.percent !== undefined) return { kind: 'PERCENT', percent: one.percent, on };
  if (one.amount !== undefined) return { kind: 'AMOUNT', amount: toMicros(one.amount), currency, on };
  if (one.unitNet !== undefined) return { kind: 'UNIT_PRICE', unitNet: toMicros(one.unitNet), currency, on: 'LINES' };
  return undefined;
}

const reasons = {
  domestic: 'DOMESTIC',
  destination: 'DESTINATION',
  reverse_charge: 'REVERSE_CHARGE',
  export: 'EXPORT',
  exempt: 'EXEMPT',
  other: 'OTHER',
} as const satisfies Record<TaxRule['reason'], TaxRuleRecord['reason']>;

export function taxRuleRecord({ id, reason, ...rest }: TaxRule): TaxRuleRecord {
  return { externalId: id, reason: reasons[reason], ...rest };
}

export function rateRecord({ id, ...rest }: Rate): ExchangeRateRecord {
  return { externalId: id, ...rest };
}

export function supplierRecord({ id, leadDays, minQuantity, price, ...rest }: SupplierItem): SupplierItemRecord {
  return {
    externalId: id,
    ...rest,
    leadTimeDays: leadDays,
    ...(minQuantity ? { minQuantity: toMicros(minQuantity) } : {}),
    ...(price ? { price: { unitNet: toMicros(price.net), currency: price.currency } } : {}),
  };
}
