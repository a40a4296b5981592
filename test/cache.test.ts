import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, expect, onTestFinished, test } from 'vitest';
import { openCache } from '#gateway/cache/cache.ts';
import { openDatabase } from '#hub/database.ts';
import { openFeed } from '#hub/feed.ts';
import { micros, ONE } from '#hub/money.ts';
import { type CachedGateway, cachedGateway, customerToken, type Data, keyOf, shopOf } from './cacheGround.ts';
import { openGround, type TestGround, viewer } from './ground.ts';
import { aCustomer, aProduct, apply, boundId, erp, prices } from './productGround.ts';
import { level, told } from './stockGround.ts';

const PAGE = `query ($sku: String!) { variant(sku: $sku) { sku title product { title }
  price { unitNet { amount } unitGross { amount } provenance { asOf ageSeconds } }
  availability { status sellable { value } promise { availableOn } provenance { asOf ageSeconds } } } }`;
const LIST = `{ products(first: 20, sort: [{ by: TITLE }]) { totalCount nodes { title priceRange { from { unitGross { amount } } }
  variants(first: 5) { nodes { sku price { unitGross { amount } } availability { sellable { value } } } } } } }`;
const ME = '{ viewer { customer { displayName } } }';
const RESERVE = `mutation ($input: ReservationPlaceInput!) { reservationPlace(input: $input) { reservation { id } userErrors { code } } }`;

const ANNA = `cus_${'a'.repeat(32)}`;
const PIOTR = `cus_${'b'.repeat(32)}`;
const page = (sku: string) => ({ variables: { sku } });
const sellable = ({ data }: { data: Data }) => data.variant.availability.sellable.value;

let ground: TestGround;
let hub: CachedGateway;
let key: string;

beforeEach(async () => {
  ground = await openGround();
  await shopOf(ground, ['A', 'B', 'C']);
  hub = await cachedGateway(ground);
  key = await keyOf(ground, 'storefront');
});

test('a page and a list are answered from memory when they are asked again, byte for byte', async () => {
  for (const [query, asked] of [
    [PAGE, { ...page('A'), key }],
    [LIST, { key }],
  ] as const) {
    const first = await hub.ask(query, asked);
    expect(first.errors).toBeUndefined();
    expect(await hub.ask(query, asked)).toEqual(first);
    expect(await hub.outcome(query, asked)).toBe('hits');
  }
  expect(hub.meter.entries).toBe(2);
});

test('a change of stock drops what showed that variant, and nothing else', async () => {
  for (const sku of ['A', 'B']) await hub.ask(PAGE, { ...page(sku), key });
  await hub.ask(LIST, { key });
  await told(ground, 'stock', [level('A', 3)]);
  expect(await hub.outcome(PAGE, { ...page('B'), key })).toBe('hits');
  expect(await hub.outcome(LIST, { key })).toBe('stored');
  expect(sellable(await hub.ask(PAGE, { ...page('A'), key }))).toBe('3');
});

test('a stock record that tells nothing new drops nothing of other variants', async () => {
  await hub.ask(PAGE, { ...page('B'), key });
  await told(ground, 'stock', [level('A', 10)]);
  expect(await hub.outcome(PAGE, { ...page('B'), key })).toBe('hits');
});

test('prices, products, texts and new products show at once', async () => {
  const gross = async (sku: string) => (await hub.ask(PAGE, { ...page(sku), key })).data.variant.price.unitGross.amount;
  expect([await gross('A'), await gross('B')]).toEqual(['123.00', '123.00']);
  await apply(ground, 'prices', [{ listId: 'retail', variantId: 'A', rows: [{ minQuantity: ONE, unitNet: micros('200') }] }]);
  expect([await gross('A'), await gross('B')]).toEqual(['246.00', '123.00']);
  await erp(ground, [aProduct('A', { title: 'Nowa nazwa' })]);
  expect((await hub.ask(PAGE, { ...page('A'), key })).data.variant.product.title).toBe('Nowa nazwa');
  expect((await hub.ask(LIST, { key })).data.products.totalCount).toBe(3);
  await erp(ground, [aProduct('D')], { bulk: true });
  await prices(ground, { D: '1' });
  expect((await hub.ask(LIST, { key })).data.products.totalCount).toBe(4);
});

test('what one customer sees is never given to another, to another channel or in another language', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'splot-cache-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const tokenFile = join(folder, 'key.json');
  await aCustomer(ground, ANNA);
  await aCustomer(ground, PIOTR);
  await ground.db.write((trx) => trx.updateTable('customer').set({ kind: 'PERSON' }).execute());
  await ground.db.write(async (trx) => {
    const channel = await trx.selectFrom('channel').selectAll().executeTakeFirstOrThrow();
    await trx
      .insertInto('channel')
      .values({ ...channel, id: 'chn_b2b', code: 'b2b', name: 'B2B', currency: 'EUR' })
      .execute();
  });
  const gateway = await cachedGateway(ground, { tokenFile });
  const [anna, piotr] = await Promise.all([ANNA, PIOTR].map((id) => customerToken(tokenFile, id, ground.now())));
  const name = async (customer: string | undefined) =>
    (await gateway.ask(ME, { key, ...(customer ? { customer } : {}) })).data?.viewer.customer?.displayName;
  for (let i = 0; i < 3; i++) expect([await name(anna), await name(piotr), await name(undefined)]).toEqual([ANNA, PIOTR, undefined]);
  const b2b = await keyOf(ground, 'storefront', { channel: 'b2b' });
  const price = async (with_: string) => (await gateway.ask(PAGE, { ...page('A'), key: with_ })).data.variant.price?.unitNet.amount ?? null;
  for (let i = 0; i < 2; i++) expect([await price(key), await price(b2b)]).toEqual(['100.00', null]);
  await erp(ground, [aProduct('A', { titles: { pl: 'Stół', de: 'Tisch' } })]);
  const title = async (language: string) =>
    (await gateway.ask(PAGE, { ...page('A'), key, headers: { 'accept-language': language } })).data.variant.product.title;
  for (let i = 0; i < 2; i++) expect([await title('pl'), await title('de')]).toEqual(['Stół', 'Tisch']);
});

test('a key with fewer rights gets its refusal, whatever another was answered', async () => {
  const LEVELS = '{ stockLevels(first: 5) { nodes { onHand { value } } } }';
  const staff = await keyOf(ground, 'staff');
  for (let i = 0; i < 2; i++) expect((await hub.ask(LEVELS, { key: staff })).data.stockLevels.nodes).toHaveLength(3);
  expect((await hub.ask(LEVELS, { key })).errors?.[0].extensions.code).toBe('FORBIDDEN');
  expect(await hub.outcome(LEVELS, { key: staff })).toBe('hits');
});

test('errors, introspection and fields of what is not followed are asked anew', async () => {
  const staff = await keyOf(ground, 'admin');
  for (const query of ['{ products(first: 251) { totalCount } }', '{ __schema { queryType { name } } }', '{ nonsense }'])
    for (let i = 0; i < 2; i++) expect([query, await hub.outcome(query, { key })]).not.toContain('hits');
  const LOCKED = '{ orders(first: 2) { nodes { id } } }';
  for (let i = 0; i < 2; i++) expect((await hub.ask(LOCKED)).errors?.[0].extensions.code).toBe('UNAUTHENTICATED');
  const SYSTEMS = '{ systems { code state } }';
  for (let i = 0; i < 2; i++) expect(await hub.outcome(SYSTEMS, { key: staff })).toBe('uncacheable');
  expect(hub.meter.entries).toBe(0);
});

test('an age grows between two askings that are answered from memory', async () => {
  const ages = async () => {
    const { variant } = (await hub.ask(PAGE, { ...page('A'), key })).data;
    return [variant.price.provenance.ageSeconds, variant.availability.provenance.ageSeconds];
  };
  expect(await ages()).toEqual([0, 0]);
  ground.advance(7_500);
  expect(await ages()).toEqual([7, 7]);
  expect(hub.meter.hits).toBe(1);
});

test('a price that ends and a day that ends are asked anew at that instant', async () => {
  const PRICE = 'query ($sku: String!) { variant(sku: $sku) { price { unitNet { amount } } } }';
  await apply(ground, 'prices', [
    {
      listId: 'retail',
      variantId: 'A',
      rows: [
        { minQuantity: ONE, unitNet: micros('100') },
        { minQuantity: ONE, unitNet: micros('80'), validTo: '2026-03-02' },
      ],
    },
  ]);
  const net = async () => (await hub.ask(PRICE, { ...page('A'), key })).data.variant.price.unitNet.amount;
  const midnight = Date.UTC(2026, 2, 2, 23, 0, 0);
  expect(await net()).toBe('80.00');
  ground.advance(midnight - ground.now() - 1);
  expect([await net(), hub.meter.hits]).toEqual(['80.00', 1]);
  ground.advance(1);
  expect([await net(), hub.meter.hits]).toEqual(['100.00', 1]);
});

test('a stock source that is not read any more is not believed from memory either', async () => {
  const STATUS = 'query ($sku: String!) { variant(sku: $sku) { availability { status } } }';
  const status = async () => (await hub.ask(STATUS, { ...page('A'), key })).data.variant.availability.status;
  expect(await status()).toBe('IN_STOCK');
  ground.advance(30 * 60_000 + 1);
  expect(await status()).toBe('UNKNOWN');
  expect(await hub.outcome(STATUS, { ...page('A'), key })).toBe('uncacheable');
});

test('a writer reads what it wrote, and the position it is told holds in another process', async () => {
  const otherDb = await openDatabase(ground.url, { readOnly: true });
  const feed = await openFeed(otherDb);
  onTestFinished(async () => {
    await feed.close();
    await otherDb.close();
  });
  // A feed that has not heard yet, for as long as the test likes.
  let deaf = false;
  const slow: typeof feed = Object.create(feed, {
    listen: { value: (listener: Parameters<typeof feed.listen>[0]) => feed.listen((events) => !deaf && listener(events)) },
  });
  const other = await cachedGateway({ ...ground, db: otherDb, feed: slow });
  for (const gateway of [hub, other]) expect(sellable(await gateway.ask(PAGE, { ...page('A'), key }))).toBe('10');
  deaf = true;
  const variant = (await hub.ask('query ($sku: String!) { variant(sku: $sku) { id } }', page('A'))).data.variant.id;
  const input = { idempotencyKey: 'hold-1-for-the-cache', lines: [{ variantId: variant, quantity: '4' }] };
  const { data, errors, position } = await hub.ask(RESERVE, { variables: { input }, key });
  expect([errors, data?.reservationPlace.userErrors]).toEqual([undefined, []]);
  expect(sellable(await hub.ask(PAGE, { ...page('A'), key }))).toBe('6');
  const seen = { ...page('A'), key, headers: { 'splot-position': position ?? '' } };
  expect(sellable(await other.ask(PAGE, seen))).toBe('6');
  expect(await other.outcome(PAGE, seen)).toContain('bypassed');
});

test('an answer whose reading began before a change is not kept after it', async () => {
  const cache = openCache(ground, 1_000_000);
  onTestFinished(() => cache.close());
  const settle = async (between: () => Promise<unknown>) => {
    const begun = cache.begin();
    begun.recording.tag('stock_level.variant_id');
    begun.recording.tag(`stock_level.variant_id=${await boundId(ground, 'variants', 'A')}`);
    await between();
    cache.settle(begun, '{"data":{}}', { viewer: viewer('storefront'), body: Buffer.from('{}') });
    return [cache.meter.stored, cache.meter.refused];
  };
  expect(await settle(() => told(ground, 'stock', [level('B', 1)]))).toEqual([1, 0]);
  expect(await settle(() => told(ground, 'stock', [level('A', 1)]))).toEqual([1, 1]);
});
