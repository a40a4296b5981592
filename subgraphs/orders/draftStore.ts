/** SQL of an order in the making: what its lines, addresses and methods name. */
import type { AddressRecord } from '#connectors/connector.ts';
import { channelLocations } from '#hub/channelLocations.ts';
import type { Db } from '#hub/database.ts';
import { type Micros, ONE, tryMicros } from '#hub/money.ts';

export interface OrderedVariant {
  id: string;
  sku: string;
  title: string;
  unitCode: string;
  taxPercent: string;
  minQuantity: Micros;
  step: Micros;
  /** False once it is off sale. */
  active: boolean;
  /** Stock units a sales unit holds, by code; the stock unit itself is one. */
  factors: Map<string, Micros>;
}

export async function findOrderedVariants(db: Db, companyId: string, wanted: { ids: string[]; skus: string[] }): Promise<OrderedVariant[]> {
  if (!wanted.ids.length && !wanted.skus.length) return [];
  const rows = await db
    .selectFrom('variant')
    .innerJoin('product', 'product.id', 'variant.productId')
    .select([
      'variant.id',
      'variant.sku',
      'variant.productId',
      'variant.unitCode',
      'variant.taxPercent',
      'variant.minQuantityMicros',
      'variant.stepMicros',
      'variant.salesUnits',
      'variant.active',
      'product.lifecycle',
    ])
    .where('variant.companyId', '=', companyId)
    .where((eb) =>
      eb.or([
        ...(wanted.ids.length ? [eb('variant.id', 'in', wanted.ids)] : []),
        ...(wanted.skus.length ? [eb('variant.sku', 'in', wanted.skus)] : []),
      ]),
    )
    .execute();
  const titles = await readTitles(db, [...new Set(rows.flatMap((row) => [row.id, row.productId]))]);
  return rows.map((row) => ({
    id: row.id,
    sku: row.sku,
    title: titles.get(row.id) ?? titles.get(row.productId) ?? row.sku,
    unitCode: row.unitCode,
    taxPercent: row.taxPercent,
    minQuantity: row.minQuantityMicros,
    step: row.stepMicros,
    active: row.active === 1 && row.lifecycle === 'ACTIVE',
    factors: new Map([
      [row.unitCode, ONE],
      ...(JSON.parse(row.salesUnits) as { code: string; factor: string }[]).map((unit): [string, Micros] => [
        unit.code,
        tryMicros(unit.factor) ?? ONE,
      ]),
    ]),
  }));
}

/** What stands on the order: the ERP's own name, in Polish when there is one. */
async function readTitles(db: Db, ids: string[]): Promise<Map<string, string>> {
  if (!ids.length) return new Map();
  const rows = await db
    .selectFrom('localizedText')
    .select(['entityId', 'locale', 'source', 'value'])
    .where('entityId', 'in', ids)
    .where('field', '=', 'title')
    .execute();
  rows.sort((a, b) => rank(b) - rank(a));
  return new Map(rows.reverse().map((row) => [row.entityId, row.value]));
}

const rank = (row: { locale: string; source: string }): number => (row.source === 'erp' ? 2 : 0) + (row.locale === 'pl' ? 1 : 0);

export const findChannel = (db: Db, companyId: string, id: string) =>
  db.selectFrom('channel').selectAll().where('id', '=', id).where('companyId', '=', companyId).executeTakeFirst();

/** Stock units of variants. */
export async function findUnits(db: Db, ids: readonly string[]): Promise<Map<string, string>> {
  if (!ids.length) return new Map();
  const rows = await db.selectFrom('variant').select(['id', 'unitCode']).where('id', 'in', ids).execute();
  return new Map(rows.map((row) => [row.id, row.unitCode]));
}

/** Points on a customer's card. */
export async function findPoints(db: Db, customerId: string | undefined): Promise<number> {
  if (customerId === undefined) return 0;
  const card = await db.selectFrom('loyaltyCard').select('points').where('customerId', '=', customerId).executeTakeFirst();
  return card?.points ?? 0;
}

/** Names of tax rules. */
export async function findTaxRuleNames(db: Db, ids: readonly string[]): Promise<Map<string, string>> {
  const rows = await db.selectFrom('taxRule').select(['id', 'name']).where('id', 'in', ids).execute();
  return new Map(rows.map((row) => [row.id, row.name]));
}

export const findBuyer = (db: Db, companyId: string, id: string) =>
  db.selectFrom('customer').selectAll().where('id', '=', id).where('companyId', '=', companyId).where('active', '=', 1).executeTakeFirst();

export interface BuyerAddress {
  id: string;
  address: AddressRecord;
  isDefaultBilling: boolean;
  isDefaultShipping: boolean;
}

export async function listBuyerAddresses(db: Db, customerId: string): Promise<BuyerAddress[]> {
  const rows = await db
    .selectFrom('customerAddress')
    .selectAll()
    .where('customerId', '=', customerId)
    .where('active', '=', 1)
    .orderBy('id')
    .execute();
  return rows.map((row) => ({
    id: row.id,
    address: JSON.parse(row.address) as AddressRecord,
    isDefaultBilling: row.isDefaultBilling === 1,
    isDefaultShipping: row.isDefaultShipping === 1,
  }));
}

/** Currency of a buyer's own list. The default one is everybody's: the channel says what that is in. */
export async function findListCurrency(db: Db, priceListId: string): Promise<string | undefined> {
  const row = await db
    .selectFrom('priceList')
    .select('currency')
    .where('id', '=', priceListId)
    .where('active', '=', 1)
    .where('isDefault', '=', 0)
    .executeTakeFirst();
  return row?.currency;
}

export const findDeliveryMethod = (db: Db, companyId: string, code: string) =>
  db.selectFrom('deliveryMethod').selectAll().where('companyId', '=', companyId).where('code', '=', code).executeTakeFirst();

export const findPaymentMethod = (db: Db, companyId: string, code: string) =>
  db.selectFrom('paymentMethod').selectAll().where('companyId', '=', companyId).where('code', '=', code).executeTakeFirst();

export const findPickupLocation = (db: Db, companyId: string, id: string) =>
  db
    .selectFrom('location')
    .select('id')
    .where('companyId', '=', companyId)
    .where('id', '=', id)
    .where('active', '=', 1)
    .where('kind', 'in', ['PICKUP_POINT', 'STORE', 'WAREHOUSE'])
    .executeTakeFirst();

/** The first warehouse that could send the whole order, so that the ERP makes one document of one warehouse. */
export async function findLocationForAll(
  db: Db,
  channelId: string,
  lines: readonly { variantId: string; quantity: Micros }[],
): Promise<string | undefined> {
  if (!lines.length) return undefined;
  const own = await channelLocations(db, channelId);
  const wanted = new Map<string, Micros>();
  for (const line of lines) wanted.set(line.variantId, (wanted.get(line.variantId) ?? 0n) + line.quantity);
  const levels = await db
    .selectFrom('stockLevel')
    .innerJoin('location', 'location.id', 'stockLevel.locationId')
    .select([
      'locationId',
      'variantId',
      'onHandMicros',
      'reservedInErpMicros',
      'reservedInHubMicros',
      'safetyBufferMicros',
      'location.code',
    ])
    .where('variantId', 'in', [...wanted.keys()])
    .where('location.active', '=', 1)
    .where('location.kind', '=', 'WAREHOUSE')
    .orderBy('location.code')
    .execute();
  const enough = new Map<string, number>();
  for (const level of levels) {
    if (own && !own.includes(level.locationId)) continue;
    const sellable = level.onHandMicros - level.reservedInErpMicros - level.reservedInHubMicros - level.safetyBufferMicros;
    if (sellable >= (wanted.get(level.variantId) ?? 0n)) enough.set(level.locationId, (enough.get(level.locationId) ?? 0) + 1);
  }
  return [...enough].find(([, count]) => count === wanted.size)?.[0];
}
