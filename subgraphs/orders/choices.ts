/** What a buyer may choose from, and why not: ways of delivery, ways of payment, and whether the credit is enough. */
import { type CreditPosition, positionOf } from '#hub/credit.ts';
import type { Db } from '#hub/database.ts';
import { type UserErrorBody, userError } from '#hub/errors.ts';
import { convert } from '#hub/exchange.ts';
import { formatMicros, type Micros } from '#hub/money.ts';
import type { CustomerTable } from '#hub/tables.ts';
import { addDays, chargeOf, termsReason } from './conditions.ts';
import type { RequestContext } from './context.ts';
import type { CreditVerdictRow, DeliveryOptionRow, PaymentMethodRow } from './mappers.ts';
import { listDeliveryMethods, listPaymentMethods, listPickupLocationIds } from './methodStore.ts';
import { computeTotals } from './totals.ts';

/** `leave` is the day on which all the goods can leave; `percentOf` taxes the delivery as the goods are taxed. */
export async function deliveriesOf(
  { db, viewer }: RequestContext,
  frame: { currency: string; date: string; percentOf(percent: string): string },
  leave: string | null,
): Promise<DeliveryOptionRow[]> {
  const methods = await listDeliveryMethods(db, viewer.companyId);
  const locationIds = methods.some((method) => method.pickup === 1) ? await listPickupLocationIds(db, viewer.companyId) : [];
  const options: DeliveryOptionRow[] = [];
  for (const method of methods) {
    const charge = await chargeOf(db, viewer.companyId, method.netMicros, frame);
    const taxPercent = frame.percentOf(method.taxPercent);
    const { totals } = computeTotals({ lines: [], delivery: { net: charge ?? 0n, taxPercent } });
    options.push({
      method,
      taxPercent,
      net: totals.deliveryNet,
      gross: totals.deliveryGross,
      currency: frame.currency,
      from: leave && addDays(leave, method.daysFrom),
      to: leave && addDays(leave, method.daysTo),
      locationIds: method.pickup === 1 ? locationIds : [],
      reason: charge === undefined ? `No rate says what it costs in ${frame.currency}.` : null,
    });
  }
  return options;
}

/** Paying later is for buyers with terms and with room in their credit. */
export async function paymentsOf(
  { db, viewer }: RequestContext,
  buyer: CustomerTable | undefined,
  credit: CreditVerdictRow | null,
): Promise<PaymentMethodRow[]> {
  const methods = await listPaymentMethods(db, viewer.companyId);
  return methods.map(({ code, name, terms }) => ({
    code,
    name,
    reason: termsReason({ terms }, buyer) ?? (terms === 1 && credit ? shortReason(credit) : null),
  }));
}

function shortReason({ available, required, currency }: CreditVerdictRow): string | null {
  return required > available ? `Above the credit limit by ${formatMicros(required - available)} ${currency}.` : null;
}

/** Null for a buyer without credit, and where no rate says what the order is in the credit's currency. */
export async function creditOf(
  db: Db,
  buyer: CustomerTable | undefined,
  order: { gross: Micros; currency: string; date: string },
): Promise<CreditVerdictRow | null> {
  const position: CreditPosition | undefined = buyer && positionOf(buyer);
  if (!buyer || !position) return null;
  const { available, blocked, currency, asOf } = position;
  const required = await convert(db, buyer.companyId, { value: order.gross, from: order.currency, to: currency }, order.date);
  return required === undefined ? null : { available, required, blocked, currency, asOf };
}

export function creditWarnings(credit: CreditVerdictRow | null): UserErrorBody[] {
  if (!credit) return [];
  if (credit.blocked) return [userError('CREDIT_BLOCKED', 'This customer’s credit is blocked: ask accounting.')];
  const { available, required, currency } = credit;
  if (required <= available) return [];
  const amount = (value: Micros) => ({ amount: formatMicros(value), currencyCode: currency });
  return [
    userError('CREDIT_LIMIT', shortReason(credit) ?? '', null, {
      __typename: 'CreditLimitError',
      available: amount(available),
      required: amount(required),
      shortBy: amount(required - available),
    }),
  ];
}
