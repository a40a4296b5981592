/** What must hold between the hub's copy and the systems it was read from, looked up in its database. */
import { expect } from 'vitest';
import type { Twin } from '#connectors/twin/processes.ts';
import type { Database } from '#hub/database.ts';
import { formatMicros } from '#hub/money.ts';
import type { Data, Place } from '../hub.ts';

/** Every entity that either system tells was read from beginning to end. */
export async function isImported(db: Database): Promise<boolean> {
  const systems = await db.read.selectFrom('system').select(['id', 'capabilities']).execute();
  const wanted = systems.flatMap(({ id, capabilities }) =>
    (JSON.parse(capabilities ?? '[]') as { name: string; able: boolean }[])
      .filter(({ name, able }) => able && name.startsWith('pull.'))
      .map(({ name }) => `${id} ${name.slice('pull.'.length)}`),
  );
  const swept = await db.read.selectFrom('cursor').select(['systemId', 'entity']).where('sweptAt', 'is not', null).execute();
  const done = new Set(swept.map(({ systemId, entity }) => `${systemId} ${entity}`));
  return wanted.length > 0 && wanted.every((one) => done.has(one));
}

export async function settledWrites(db: Database): Promise<boolean> {
  const open = await db.read
    .selectFrom('operation')
    .select('id')
    .where('state', 'not in', ['CONFIRMED', 'REJECTED'])
    .limit(1)
    .executeTakeFirst();
  return open === undefined;
}

/** No reading is under way, or seems to be. */
export async function settledRuns(db: Database): Promise<boolean> {
  const open = await db.read.selectFrom('syncRun').select('id').where('state', 'in', ['QUEUED', 'RUNNING']).limit(1).executeTakeFirst();
  return open === undefined;
}

async function rowsOf(twin: Twin, entity: string): Promise<Data[]> {
  const rows: Data[] = [];
  for (let since = 0; ; ) {
    const answer = await fetch(`${twin.url}/${entity}?since=${since}&limit=1000`, { headers: { 'x-twin-key': twin.key } });
    const page = (await answer.json()) as Data;
    rows.push(...page.rows);
    since = page.version;
    if (!page.more) return rows;
  }
}

const plain = (text: string): string => String(Number(text));
const sorted = (lines: string[]): string[] => lines.sort();

/** Products, prices, levels, parties and orders are those of the systems: none missing, none twice. */
export async function compareCopy(place: Place, db: Database): Promise<true> {
  const { read } = db;
  const products = await rowsOf(place.erp, 'products');
  const variants = products.flatMap((product: Data) => product.variants);
  const mine = await read.selectFrom('variant').select(['sku', 'active']).execute();
  expect(sorted(mine.map((row) => `${row.sku} ${row.active}`))).toEqual(
    sorted(variants.map((one: Data) => `${one.sku} ${one.active ? 1 : 0}`)),
  );
  expect((await read.selectFrom('product').select('id').execute()).length).toBe(products.length);

  const skus = new Map(variants.map((one: Data) => [one.id, one.sku]));
  const levels = await read
    .selectFrom('stockLevel')
    .innerJoin('variant', 'variant.id', 'stockLevel.variantId')
    .innerJoin('location', 'location.id', 'stockLevel.locationId')
    .innerJoin('binding', (join) => join.onRef('binding.id', '=', 'location.id').on('binding.entity', '=', 'locations'))
    .select(['variant.sku', 'binding.externalId', 'onHandMicros', 'reservedInErpMicros'])
    .execute();
  expect(
    sorted(
      levels.map(
        (row) => `${row.sku}@${row.externalId} ${plain(formatMicros(row.onHandMicros))} ${plain(formatMicros(row.reservedInErpMicros))}`,
      ),
    ),
  ).toEqual(
    sorted(
      (await rowsOf(place.erp, 'stock')).map(
        (row: Data) => `${skus.get(row.variantId)}@${row.locationId} ${plain(row.onHand)} ${plain(row.reserved)}`,
      ),
    ),
  );

  const prices = await read
    .selectFrom('price')
    .innerJoin('variant', 'variant.id', 'price.variantId')
    .innerJoin('priceList', 'priceList.id', 'price.priceListId')
    .select(['variant.sku', 'priceList.code', 'price.minQuantityMicros', 'price.unitNetMicros'])
    .execute();
  const theirs = (await rowsOf(place.erp, 'prices')).flatMap((price: Data) =>
    price.rows.map(
      (row: Data) => `${skus.get(price.variantId)} ${price.listId.replace('CEN-', '')} ${plain(row.minQuantity)} ${plain(row.unitNet)}`,
    ),
  );
  expect(
    sorted(
      prices.map((row) => `${row.sku} ${row.code} ${plain(formatMicros(row.minQuantityMicros))} ${plain(formatMicros(row.unitNetMicros))}`),
    ),
  ).toEqual(sorted(theirs));

  const parties = await rowsOf(place.erp, 'parties');
  const bound = await read
    .selectFrom('binding')
    .innerJoin('system', 'system.id', 'binding.systemId')
    .select(['binding.externalId', 'binding.entity'])
    .where('system.code', '=', 'erp')
    .where('binding.entity', 'in', ['parties', 'orders'])
    .execute();
  const boundTo = (entity: string) => sorted(bound.filter((row) => row.entity === entity).map((row) => row.externalId));
  expect(boundTo('parties')).toEqual(sorted(parties.map((party: Data) => party.id)));
  expect(boundTo('orders')).toEqual(sorted((await rowsOf(place.erp, 'orders')).map((order: Data) => order.id)));
  return true;
}

/** A level's `reserved_in_hub` is the sum of its HELD lines. */
export async function consistentHolds(db: Database): Promise<void> {
  // One look for both, so that no release comes between.
  const { held, levels } = await db.read.transaction().execute(async (trx) => ({
    held: await trx.selectFrom('reservationLine').select(['variantId', 'locationId', 'heldMicros']).where('state', '=', 'HELD').execute(),
    levels: await trx.selectFrom('stockLevel').select(['variantId', 'locationId', 'reservedInHubMicros']).execute(),
  }));
  const sums = new Map<string, bigint>();
  for (const line of held) {
    const key = `${line.variantId} ${line.locationId}`;
    if (line.heldMicros > 0n) sums.set(key, (sums.get(key) ?? 0n) + line.heldMicros);
  }
  const stored = new Map(
    levels
      .filter((level) => level.reservedInHubMicros !== 0n)
      .map((level) => [`${level.variantId} ${level.locationId}`, level.reservedInHubMicros]),
  );
  expect(stored).toEqual(sums);
}

/** One variant a SKU. */
export async function productIds(db: Database, skus: string[]): Promise<string[]> {
  const rows = await db.read.selectFrom('variant').select(['id', 'sku']).where('sku', 'in', skus).execute();
  expect(rows.map((row) => row.sku).sort()).toEqual([...skus].sort());
  return rows.map((row) => row.id);
}

/** True while a run that began after `since` (epoch milliseconds) is under way. */
export async function isReading(db: Database, since: number): Promise<boolean> {
  const run = await db.read
    .selectFrom('syncRun')
    .select('id')
    .where('state', '=', 'RUNNING')
    .where('startedAt', '>=', since)
    .limit(1)
    .executeTakeFirst();
  return run !== undefined;
}
