/** What an amount of one currency is in another, by the rates a linked system told. Nothing is guessed: without a rate there is no amount. */
import type { Db } from './database.ts';
import { divideRounded, type Micros, toCents } from './money.ts';

export interface Rate {
  /** What one unit of the currency costs in the company's own, decimal text. */
  rate: string;
  source: string;
}

/** What a company keeps its books in. */
export async function companyCurrency(db: Db, companyId: string): Promise<string> {
  const company = await db.selectFrom('company').select('currency').where('id', '=', companyId).executeTakeFirstOrThrow();
  return company.currency;
}

/** The newest rate of the day or before it; undefined when nobody has told one. */
export async function findRate(db: Db, companyId: string, currency: string, day: string): Promise<Rate | undefined> {
  return db
    .selectFrom('exchangeRate')
    .select(['rate', 'source'])
    .where('companyId', '=', companyId)
    .where('currency', '=', currency)
    .where('day', '<=', day)
    .orderBy('day', 'desc')
    .limit(1)
    .executeTakeFirst();
}

/** An amount of the order's currency in the company's own, to its smallest unit. */
export function atRate(amount: Micros, rate: string): Micros {
  const { value, scale } = scaled(rate);
  return toCents(divideRounded(amount * value, scale));
}

/** "4.2513" as 42513 of 10000: rates have more places than money. */
function scaled(rate: string): { value: bigint; scale: bigint } {
  const match = /^(\d{1,12})(?:\.(\d{1,18}))?$/.exec(rate);
  if (!match) throw new RangeError(`not a rate: ${rate.slice(0, 40)}`);
  const [, whole = '0', fraction = ''] = match;
  return { value: BigInt(whole + fraction), scale: 10n ** BigInt(fraction.length) };
}

/** How a sale counts in the company's books. */
export interface Reporting {
  reportingCurrency: string | null;
  reportingRate: string | null;
  reportingSource: string | null;
  reportingNetMicros: Micros | null;
  reportingGrossMicros: Micros | null;
}

const own: Reporting = {
  reportingCurrency: null,
  reportingRate: null,
  reportingSource: null,
  reportingNetMicros: null,
  reportingGrossMicros: null,
};

/** Columns of sales_order: all null for a sale in the company's own currency, and while nobody has told a rate. */
export async function reportingOf(
  db: Db,
  ownCurrency: string,
  sale: { companyId: string; currency: string; documentDate: string; netMicros: Micros; grossMicros: Micros },
): Promise<Reporting> {
  if (ownCurrency === sale.currency) return own;
  const found = await findRate(db, sale.companyId, sale.currency, sale.documentDate);
  if (!found) return own;
  return {
    reportingCurrency: ownCurrency,
    reportingRate: found.rate,
    reportingSource: found.source,
    reportingNetMicros: atRate(sale.netMicros, found.rate),
    reportingGrossMicros: atRate(sale.grossMicros, found.rate),
  };
}

/** The amount in another currency, through the company's own; undefined when a rate is missing. */
export async function convert(
  db: Db,
  companyId: string,
  amount: { value: Micros; from: string; to: string },
  day: string,
): Promise<Micros | undefined> {
  const { value, from, to } = amount;
  if (from === to) return value;
  const ownCurrency = await companyCurrency(db, companyId);
  const rateOf = async (currency: string) => (currency === ownCurrency ? '1' : (await findRate(db, companyId, currency, day))?.rate);
  const [there, back] = [await rateOf(from), await rateOf(to)];
  if (there === undefined || back === undefined) return undefined;
  const [given, wanted] = [scaled(there), scaled(back)];
  return wanted.value === 0n ? undefined : toCents(divideRounded(value * given.value * wanted.scale, given.scale * wanted.value));
}
