/** Resolvers of an order preview and its parts. */
import { money, quantity } from '#hub/money.ts';
import type { Resolvers } from './types.ts';

export const previewFields: Resolvers = {
  OrderPreviewLine: {
    variant: (line) => (line.variantId === null ? null : { id: line.variantId }),
    quantity: (line) => quantity(line.quantityMicros, line.unitCode),
    unitNet: (line) => (line.amounts ? money(line.amounts.unitNet, line.currency) : null),
    unitGross: (line) => (line.amounts ? money(line.amounts.unitGross, line.currency) : null),
    net: (line) => (line.amounts ? money(line.amounts.net, line.currency) : null),
    gross: (line) => (line.amounts ? money(line.amounts.gross, line.currency) : null),
    taxPercent: (line) => line.amounts?.taxPercent ?? null,
    estimated: (line) => line.amounts?.estimated ?? false,
    discounts: (line) => (line.amounts?.discounts ?? []).map((discount) => ({ ...discount, currency: line.currency })),
    availableNow: (line) => (line.availableNow === null ? null : quantity(line.availableNow, line.unitCode)),
  },
  DeliveryOption: {
    code: ({ method }) => method.code,
    name: ({ method }) => method.name,
    carrier: ({ method }) => method.carrier,
    net: (option) => money(option.net, option.currency),
    gross: (option) => money(option.gross, option.currency),
    deliverableFrom: (option) => option.from,
    deliverableTo: (option) => option.to,
    pickupLocations: (option) => option.locationIds.map((id) => ({ id })),
    allowed: (option) => option.reason === null,
  },
  PaymentMethod: { allowed: (method) => method.reason === null },
  CreditVerdict: {
    allowed: (verdict) => !verdict.blocked && verdict.required <= verdict.available,
    available: (verdict) => money(verdict.available, verdict.currency),
    required: (verdict) => money(verdict.required, verdict.currency),
    shortBy: (verdict) => money(verdict.required > verdict.available ? verdict.required - verdict.available : 0n, verdict.currency),
  },
};
