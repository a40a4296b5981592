/** What should be ordered, by when and how much: from the pace of four weeks, what is there, what comes, and what the supplier needs. */
import { divideRounded, formatQuantity, type Micros, money, ONE } from '#hub/money.ts';
import { addDays } from './period.ts';

export interface Stocked {
  id: string;
  onHandMicros: Micros;
  sellableMicros: Micros;
  incomingMicros: Micros;
  minimumMicros: Micros | null;
  maximumMicros: Micros | null;
  supplierItemId: string | null;
  supplierId: string | null;
  supplierName: string | null;
  leadTimeDays: number | null;
  minQuantityMicros: Micros | null;
  supplierNetMicros: Micros | null;
  supplierCurrency: string | null;
}

export interface Proposal {
  id: string;
  supplierId: string;
  variant: { id: string };
  supplierName: string;
  quantity: string;
  orderBy: string;
  runsOutOn: string;
  leadTimeDays: number;
  unitCost: { amount: string; currencyCode: string } | null;
  reasons: string[];
}

/** Days of sales an order is to last beyond its own lead time. */
const COVER_DAYS = 30;
/** Nobody plans further than this. */
const HORIZON = 365;
const PACE_DAYS = 28n;

/** Undefined when nothing needs to be ordered within the next four weeks, or nobody is known who sells it. */
export function proposalOf(stock: Stocked, sold: Micros, today: string): Proposal | undefined {
  const { supplierItemId, supplierId, supplierName, leadTimeDays } = stock;
  if (supplierItemId === null || supplierId === null || supplierName === null || leadTimeDays === null) return undefined;
  const there = stock.sellableMicros + stock.incomingMicros;
  const below = stock.minimumMicros !== null && there < stock.minimumMicros;
  // Days until it is gone; a stock that does not sell never is.
  const lasts = there <= 0n ? 0 : sold > 0n ? Number((there * PACE_DAYS) / sold) : HORIZON;
  const runsOutOn = addDays(today, Math.min(lasts, HORIZON));
  const latest = addDays(runsOutOn, -leadTimeDays);
  const orderBy = below || latest < today ? today : latest;
  if (!below && (sold === 0n || orderBy > addDays(today, Number(PACE_DAYS)))) return undefined;
  const need = divideRounded(sold * BigInt(leadTimeDays + COVER_DAYS), PACE_DAYS);
  const upTo = [stock.maximumMicros ?? 0n, need, stock.minimumMicros ?? 0n].reduce((a, b) => (a > b ? a : b));
  const wanted = upTo - there;
  if (wanted <= 0n) return undefined;
  const whole = ((wanted + ONE - 1n) / ONE) * ONE;
  const quantity = stock.minQuantityMicros !== null && stock.minQuantityMicros > whole ? stock.minQuantityMicros : whole;
  return {
    id: supplierItemId,
    supplierId,
    variant: { id: stock.id },
    supplierName,
    quantity: formatQuantity(quantity),
    orderBy,
    runsOutOn,
    leadTimeDays,
    unitCost:
      stock.supplierNetMicros === null || stock.supplierCurrency === null ? null : money(stock.supplierNetMicros, stock.supplierCurrency),
    reasons: [
      ...(below ? [`below the minimum of ${formatQuantity(stock.minimumMicros ?? 0n)}`] : []),
      ...(there < 0n ? ['more is promised than is there'] : []),
      ...(sold > 0n ? [`${formatQuantity(sold)} sold in 28 days; what is there lasts ${lasts} days`] : []),
      ...(latest < today ? [`new goods take ${leadTimeDays} days`] : []),
      ...(quantity > whole ? [`the supplier sells ${formatQuantity(quantity)} at least`] : []),
    ],
  };
}
