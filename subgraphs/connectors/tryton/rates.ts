/** Exchange rates. Tryton keeps a rate a currency and day against a base of its own choice; the hub wants them against the company's currency. */
import type { ExchangeRateRecord } from '../connector.ts';
import type { Rpc } from './rpc.ts';
import { divide, micros, microsText, type Row, row, text } from './values.ts';

export async function readExchangeRates(rpc: Rpc, signal: AbortSignal): Promise<ExchangeRateRecord[]> {
  const company = await rpc.company(signal);
  const found = await rpc.search('currency.currency.rate', [], ['date', 'rate', 'currency.code'], { signal, order: [['date', 'ASC']] });
  const byCode = Map.groupBy(found, (rate) => text(row(rate['currency.']).code));
  const own = byCode.get(company.currency) ?? [];
  return [...byCode].flatMap(([currency, rates]) => {
    if (currency === company.currency) return [];
    const days = [...new Set([...rates, ...own].map((rate) => text(rate.date)))].sort();
    return days.flatMap((day) => {
      const [theirs, ours] = [at(rates, day), at(own, day)];
      if (!theirs || !ours) return [];
      const rate = microsText(divide(ours * 1_000_000n, theirs)).replace(/\.?0+$/, '');
      return [{ externalId: `${currency}:${day}`, currency, day, rate, source: 'ERP' }];
    });
  });
}

/** The rate of a day is the last one given until then. */
function at(rates: Row[], day: string): bigint {
  return micros(rates.findLast((rate) => text(rate.date) <= day)?.rate);
}
