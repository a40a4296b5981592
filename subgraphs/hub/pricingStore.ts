/** What a price is made of, read in a fixed number of statements however many lines are asked. */
import type { Db } from './database.ts';
import { ONE } from './money.ts';
import type { PastRow, PriceRow } from './pricingRules.ts';
import { decideTax, ownTax, type TaxDecision, type TaxReason } from './taxes.ts';

export interface List {
  id: string;
  code: string;
  name: string;
}

export interface Buyer {
  companyId: string;
  channelId: string;
  customerId?: string | undefined;
  currency: string;
  /** Where the goods go; absent = the customer's own delivery address, or the company's country. */
  shipTo?: string | undefined;
}

export interface Terms {
  zone: string;
  /** In the order they are asked: the customer's own, the channel's, the company's default; empty = this buyer has no price. */
  lists: List[];
  /** Those of `lists` that any visitor buys by: what is struck through. */
  publicLists: List[];
  discountPercent: string | null;
  tax: TaxDecision;
}

export type StoredRow = PriceRow & { variantId: string; priceListId: string; asOf: number; ruleKind: string | null };
export type StoredPast = PastRow & { variantId: string; priceListId: string };

export interface PricedVariant {
  id: string;
  productId: string;
  unitCode: string;
  taxPercent: string;
  systemId: string;
}

/** The list a visitor of a channel without a list of its own sees. */
export async function defaultPriceList(
  db: Db,
  companyId: string,
  currency?: string,
): Promise<{ id: string; currency: string } | undefined> {
  let query = db
    .selectFrom('priceList')
    .select(['id', 'currency'])
    .where('companyId', '=', companyId)
    .where('isDefault', '=', 1)
    .where('active', '=', 1);
  if (currency) query = query.where('currency', '=', currency);
  return query.orderBy('id').executeTakeFirst();
}

/** Undefined when the company, the channel or the named customer is not there: then nothing has a price. */
export async function readTerms(db: Db, buyer: Buyer): Promise<Terms | undefined> {
  const place = await readPlace(db, buyer);
  if (!place) return undefined;
  const customer = buyer.customerId === undefined ? undefined : await readCustomer(db, buyer.companyId, buyer.customerId);
  if (buyer.customerId !== undefined && !customer) return undefined;
  const rows = await readLists(db, buyer.companyId, customer?.priceListId ?? null, place.priceListCode);
  // ERPs name their default list at every party: that is no list of its own, and a channel's comes before it.
  const ownId = rows.find((list) => list.id === customer?.priceListId && list.isDefault === 0)?.id;
  const inCurrency = rows.filter((list) => list.currency === buyer.currency);
  const own = inCurrency.find((list) => list.id === ownId);
  const standard = inCurrency.find((list) => list.isDefault === 1);
  const channels =
    place.priceListCode === null || buyer.currency !== place.currency
      ? undefined
      : inCurrency.find((list) => list.code === place.priceListCode);
  // A channel whose list is not there is not to sell at the company's default price by mistake.
  const isLost = place.priceListCode !== null && buyer.currency === place.currency && !channels;
  const publicLists = isLost ? [] : distinct([channels, standard]);
  // Nor a customer whose list is in another currency at the visitors' price.
  const lists = ownId !== undefined && !own ? [] : distinct([own, ...publicLists]);
  const discountPercent = customer?.discountPercent ?? null;
  return { zone: place.zone, lists, publicLists, discountPercent, tax: await readTax(db, buyer, place.country, customer) };
}

const distinct = (lists: readonly (List | undefined)[]): List[] => [
  ...new Map(lists.flatMap((list) => (list ? [[list.id, list]] : []))).values(),
];

/** A channel of another company is none. */
async function readPlace(db: Db, { companyId, channelId }: Buyer) {
  return db
    .selectFrom('company')
    .leftJoin('channel', (join) => join.onRef('channel.companyId', '=', 'company.id').on('channel.id', '=', channelId))
    .select(['company.zone', 'company.country', 'channel.priceListCode', 'channel.currency'])
    .where('company.id', '=', companyId)
    .executeTakeFirst();
}

interface CustomerTerms {
  id: string;
  priceListId: string | null;
  discountPercent: string | null;
  taxRuleId: string | null;
  taxId: string | null;
}

async function readCustomer(db: Db, companyId: string, id: string): Promise<CustomerTerms | undefined> {
  return db
    .selectFrom('customer')
    .select(['id', 'priceListId', 'discountPercent', 'taxRuleId', 'taxId'])
    .where('id', '=', id)
    .where('companyId', '=', companyId)
    .executeTakeFirst();
}

async function readLists(db: Db, companyId: string, ownId: string | null, code: string | null) {
  return db
    .selectFrom('priceList')
    .select(['id', 'code', 'name', 'isDefault', 'currency'])
    .where('companyId', '=', companyId)
    .where('active', '=', 1)
    .where((eb) =>
      eb.or([
        eb('isDefault', '=', 1),
        ...(ownId === null ? [] : [eb('id', '=', ownId)]),
        ...(code === null ? [] : [eb('code', '=', code)]),
      ]),
    )
    .orderBy('id')
    .execute();
}

/** The tax of a buyer, for orders as for prices: a visitor at home costs no statement. */
async function readTax(db: Db, buyer: Buyer, companyCountry: string, customer: CustomerTerms | undefined): Promise<TaxDecision> {
  const shipTo = buyer.shipTo ?? (customer && (await readCountry(db, customer.id)));
  if (!customer?.taxRuleId && (shipTo === undefined || shipTo === companyCountry)) return ownTax;
  const rows = await db
    .selectFrom('taxRule')
    .select(['id', 'code', 'name', 'automatic', 'taxIdRequired', 'countries', 'reason', 'position', 'rates'])
    .where('companyId', '=', buyer.companyId)
    .where('active', '=', 1)
    .execute();
  const rules = rows.map((row) => ({
    ...row,
    automatic: row.automatic === 1,
    taxIdRequired: row.taxIdRequired === 1,
    countries: JSON.parse(row.countries) as string[],
    reason: row.reason as TaxReason,
    rates: JSON.parse(row.rates) as { from: string; to: string }[],
  }));
  return decideTax(rules, { companyCountry, shipTo, ownRuleId: customer?.taxRuleId ?? null, taxId: customer?.taxId ?? null });
}

async function readCountry(db: Db, customerId: string): Promise<string | undefined> {
  const row = await db
    .selectFrom('customerAddress')
    .select('address')
    .where('customerId', '=', customerId)
    .where('active', '=', 1)
    .orderBy('isDefaultShipping', 'desc')
    .orderBy('isDefaultBilling', 'desc')
    .orderBy('id')
    .limit(1)
    .executeTakeFirst();
  const country = row && (JSON.parse(row.address) as { country?: string }).country;
  return country || undefined;
}

export async function readVariants(db: Db, companyId: string, ids: string[]): Promise<Map<string, PricedVariant>> {
  if (!ids.length) return new Map();
  // The company is looked at here: in SQL it would tempt the database to walk the company's index instead of the ids'.
  const rows = await db
    .selectFrom('variant')
    .select(['id', 'productId', 'companyId', 'unitCode', 'taxPercent', 'systemId'])
    .where('id', 'in', ids)
    .execute();
  return new Map(rows.filter((row) => row.companyId === companyId).map((row) => [row.id, row]));
}

/** By "variant list". */
export async function readRows(db: Db, variantIds: string[], listIds: string[]): Promise<Map<string, StoredRow[]>> {
  if (!variantIds.length) return new Map();
  const rows = await db
    .selectFrom('price')
    .select(['variantId', 'priceListId', 'minQuantityMicros', 'validFrom', 'validTo', 'unitNetMicros', 'rule', 'ruleKind', 'asOf'])
    .where('variantId', 'in', variantIds)
    .where('priceListId', 'in', listIds)
    .execute();
  return Map.groupBy(rows, (row) => `${row.variantId} ${row.priceListId}`);
}

/** By "variant list", what one unit cost. */
export async function readPast(db: Db, variantIds: string[], listIds: string[], since: number): Promise<Map<string, StoredPast[]>> {
  if (!variantIds.length) return new Map();
  const rows = await db
    .selectFrom('priceHistory')
    .select(['variantId', 'priceListId', 'minQuantityMicros', 'validFrom', 'validTo', 'unitNetMicros', 'fromAt', 'untilAt'])
    .where('variantId', 'in', variantIds)
    .where('priceListId', 'in', listIds)
    .where('minQuantityMicros', '<=', ONE)
    .where((eb) => eb.or([eb('untilAt', 'is', null), eb('untilAt', '>', since)]))
    .execute();
  return Map.groupBy(
    rows.map((row) => ({ ...row, rule: null })),
    (row) => `${row.variantId} ${row.priceListId}`,
  );
}
