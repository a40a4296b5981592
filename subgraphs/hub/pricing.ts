/**
 * The price for a buyer, evaluated by the hub itself from the rows the ERP gave: the same for a product page and for an order. One call reads the prices of
 * any number of lines in a fixed number of statements.
 */
import type { Db } from './database.ts';
import { dayEnd } from './days.ts';
import { grossPrice, lineAmounts, type Micros, ONE, percentOf } from './money.ts';
import { bestRow, HISTORY_REACH, isPromotion, lowestBefore, type PastRow, type PriceRow, tiersOf } from './pricingRules.ts';

export interface PriceRequest {
  variantId: string;
  /** In stock units. */
  quantity: Micros;
}

/** Who asks. Whether a viewer may ask for this customer is the caller's to check. */
export interface PriceContext {
  companyId: string;
  channelId: string;
  customerId?: string | undefined;
  /** Day of the order, YYYY-MM-DD in the company's zone. */
  date: string;
  now: number;
  /** A list in another currency gives no price: nothing is converted here. */
  currency: string;
}

export interface PriceStep {
  code: string;
  title: string;
  kind: 'LIST' | 'PRICE_LIST' | 'CUSTOMER' | 'PROMOTION' | 'VOLUME' | 'OTHER';
  /** What the step adds to the net unit price. */
  amount: Micros;
}

export interface PriceQuote {
  variantId: string;
  quantity: Micros;
  unitCode: string;
  priceListId: string;
  priceListCode: string;
  priceListName: string;
  unitNet: Micros;
  unitGross: Micros;
  lineNet: Micros;
  lineTax: Micros;
  lineGross: Micros;
  /** The ordinary price of the default list for one unit. */
  listNet?: Micros;
  listGross?: Micros;
  lowest30DaysNet?: Micros;
  lowest30DaysGross?: Micros;
  taxPercent: string;
  currency: string;
  tiers: { minQuantity: Micros; unitNet: Micros; unitGross: Micros }[];
  applied: PriceStep[];
  /** Last millisecond of the last day on which this price holds. */
  validUntil?: number;
  asOf: number;
  systemId: string;
}

interface List {
  id: string;
  code: string;
  name: string;
  isDefault: number;
}

interface Terms {
  zone: string;
  own: List | undefined;
  standard: List | undefined;
  discountPercent: string | null;
}

type StoredRow = PriceRow & { variantId: string; priceListId: string; asOf: number };
type StoredPast = PastRow & { variantId: string; priceListId: string };

/** One quote a request, in order; null where there is no price for this buyer. */
export async function quotePrices(db: Db, requests: PriceRequest[], context: PriceContext): Promise<(PriceQuote | null)[]> {
  if (!requests.length) return [];
  const terms = await readTerms(db, context);
  const lists = [terms?.own, terms?.standard].filter((list) => list !== undefined);
  if (!terms || !lists.length) return requests.map(() => null);
  const variantIds = [...new Set(requests.map((request) => request.variantId))];
  const listIds = [...new Set(lists.map((list) => list.id))];
  const [variants, rows, past] = [
    await readVariants(db, context.companyId, variantIds),
    await readRows(db, variantIds, listIds),
    await readPast(db, variantIds, listIds, context.now - HISTORY_REACH),
  ];
  return requests.map((request) => {
    const variant = variants.get(request.variantId);
    if (!variant || request.quantity <= 0n) return null;
    const rowsOf = (list: List | undefined) => (list ? (rows.get(`${request.variantId} ${list.id}`) ?? []) : []);
    const pastOf = (list: List) => past.get(`${request.variantId} ${list.id}`) ?? [];
    return quote(request, variant, terms, rowsOf, pastOf, context);
  });
}

/** The list a visitor without a party sees. */
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

/** A buyer's list and discount. Undefined when the company or the named customer is not there: then nothing has a price. */
async function readTerms(db: Db, context: PriceContext): Promise<Terms | undefined> {
  const company = await db.selectFrom('company').select('zone').where('id', '=', context.companyId).executeTakeFirst();
  if (!company) return undefined;
  let ownId: string | null = null;
  let discountPercent: string | null = null;
  if (context.customerId !== undefined) {
    const customer = await db
      .selectFrom('customer')
      .select(['priceListId', 'discountPercent'])
      .where('id', '=', context.customerId)
      .where('companyId', '=', context.companyId)
      .executeTakeFirst();
    if (!customer) return undefined;
    ({ priceListId: ownId, discountPercent } = customer);
  }
  const lists = await db
    .selectFrom('priceList')
    .select(['id', 'code', 'name', 'isDefault', 'currency'])
    .where('companyId', '=', context.companyId)
    .where('active', '=', 1)
    .where((eb) => (ownId === null ? eb('isDefault', '=', 1) : eb.or([eb('isDefault', '=', 1), eb('id', '=', ownId)])))
    .orderBy('id')
    .execute();
  const standard = lists.find((list) => list.isDefault === 1 && list.currency === context.currency);
  const own = ownId === null ? undefined : lists.find((list) => list.id === ownId);
  // A customer whose list is in another currency is not to be sold at the visitors' price by mistake.
  if (own && own.currency !== context.currency) return { zone: company.zone, own: undefined, standard: undefined, discountPercent };
  return { zone: company.zone, own, standard, discountPercent };
}

interface PricedVariant {
  id: string;
  unitCode: string;
  taxPercent: string;
  systemId: string;
}

async function readVariants(db: Db, companyId: string, ids: string[]): Promise<Map<string, PricedVariant>> {
  // The company is looked at here: in SQL it would tempt the database to walk the company's index instead of the ids'.
  const rows = await db
    .selectFrom('variant')
    .select(['id', 'companyId', 'unitCode', 'taxPercent', 'systemId'])
    .where('id', 'in', ids)
    .execute();
  return new Map(rows.filter((row) => row.companyId === companyId).map((row) => [row.id, row]));
}

async function readRows(db: Db, variantIds: string[], listIds: string[]): Promise<Map<string, StoredRow[]>> {
  const rows = await db
    .selectFrom('price')
    .select(['variantId', 'priceListId', 'minQuantityMicros', 'validFrom', 'validTo', 'unitNetMicros', 'rule', 'asOf'])
    .where('variantId', 'in', variantIds)
    .where('priceListId', 'in', listIds)
    .execute();
  return Map.groupBy(rows, (row) => `${row.variantId} ${row.priceListId}`);
}

async function readPast(db: Db, variantIds: string[], listIds: string[], since: number): Promise<Map<string, StoredPast[]>> {
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

function quote(
  request: PriceRequest,
  variant: PricedVariant,
  terms: Terms,
  rowsOf: (list: List | undefined) => StoredRow[],
  pastOf: (list: List) => StoredPast[],
  context: PriceContext,
): PriceQuote | null {
  const { quantity } = request;
  // The customer's own list decides. Only where it has no row that holds does the default list; no other list is ever asked.
  const found = [terms.own, terms.standard]
    .map((list) => ({ list, row: bestRow(rowsOf(list), quantity, context.date) }))
    .find(({ row }) => row);
  if (!found?.list || !found.row) return null;
  const { list, row } = found;
  const { taxPercent } = variant;
  const discounted = (price: Micros): Micros => (terms.discountPercent ? price - percentOf(price, terms.discountPercent) : price);
  const unitNet = discounted(row.unitNetMicros);
  const line = lineAmounts(unitNet, quantity, taxPercent);
  const ordinary = ordinaryRow(rowsOf(terms.standard), ONE, context.date);
  const lowest = lowestBefore(pastOf(list), ONE, context.now, terms.zone);
  return {
    variantId: variant.id,
    quantity,
    unitCode: variant.unitCode,
    priceListId: list.id,
    priceListCode: list.code,
    priceListName: list.name,
    unitNet,
    unitGross: grossPrice(unitNet, taxPercent),
    lineNet: line.net,
    lineTax: line.tax,
    lineGross: line.gross,
    ...(ordinary ? { listNet: ordinary.unitNetMicros, listGross: grossPrice(ordinary.unitNetMicros, taxPercent) } : {}),
    ...(lowest === undefined ? {} : { lowest30DaysNet: discounted(lowest), lowest30DaysGross: grossPrice(discounted(lowest), taxPercent) }),
    taxPercent,
    currency: context.currency,
    tiers: tiersOf(rowsOf(list), context.date).map((tier) => {
      const price = discounted(tier.unitNetMicros);
      return { minQuantity: tier.minQuantityMicros, unitNet: price, unitGross: grossPrice(price, taxPercent) };
    }),
    applied: stepsOf({ list, row, rows: rowsOf(list), ordinary, terms, quantity, day: context.date, unitNet }),
    ...(row.validTo ? { validUntil: dayEnd(row.validTo, terms.zone) } : {}),
    asOf: row.asOf,
    systemId: variant.systemId,
  };
}

/** What it costs when nothing is on promotion; a list of promotions alone has no other price. */
function ordinaryRow(rows: readonly StoredRow[], quantity: Micros, day: string): StoredRow | undefined {
  return (
    bestRow(
      rows.filter((row) => !isPromotion(row)),
      quantity,
      day,
    ) ?? bestRow(rows, quantity, day)
  );
}

/** From the ordinary price to what is asked, step by step; steps that change nothing are left out. */
function stepsOf(parts: {
  list: List;
  row: StoredRow;
  rows: StoredRow[];
  ordinary: StoredRow | undefined;
  terms: Terms;
  quantity: Micros;
  day: string;
  unitNet: Micros;
}): PriceStep[] {
  const { list, row, rows, ordinary, terms, quantity, day, unitNet } = parts;
  const steps: PriceStep[] = [];
  let reached = 0n;
  const step = (kind: PriceStep['kind'], code: string, title: string, to: Micros | undefined) => {
    if (to === undefined || (to === reached && steps.length > 0)) return;
    steps.push({ kind, code, title, amount: to - reached });
    reached = to;
  };
  const { standard } = terms;
  if (standard && ordinary) step('LIST', standard.code, standard.name, ordinary.unitNetMicros);
  const atOne = ordinaryRow(rows, ONE < quantity ? ONE : quantity, day);
  const atQuantity = ordinaryRow(rows, quantity, day);
  if (list.id !== standard?.id) step('PRICE_LIST', list.code, list.name, (atOne ?? atQuantity ?? row).unitNetMicros);
  step('VOLUME', list.code, list.name, (atQuantity ?? row).unitNetMicros);
  step(isPromotion(row) ? 'PROMOTION' : 'OTHER', row.rule ?? list.code, row.rule ?? list.name, row.unitNetMicros);
  step('CUSTOMER', 'customer', terms.discountPercent ? `-${terms.discountPercent}%` : '', unitNet);
  return steps;
}
