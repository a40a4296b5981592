/** Currencies of the twin ERP: its own is PLN, it sells in whatever it has a rate of. */
import { times, toCents, toMicros } from './decimal.ts';
import { currency, type Erp } from './erpContext.ts';

/** The company's own, and whatever it has a rate of. */
export function isCurrency(erp: Erp, code: string): boolean {
  return code === currency || erp.store.where('rates', 'currency', code).length > 0;
}

/** An amount in the company's own currency, by the newest rate. */
export function inOwnCurrency(erp: Erp, code: string, amount: bigint): bigint {
  if (code === currency) return amount;
  const [newest] = erp.store.where('rates', 'currency', code).sort((a, b) => (a.day < b.day ? 1 : -1));
  return newest ? toCents(times(amount, toMicros(newest.rate))) : amount;
}
