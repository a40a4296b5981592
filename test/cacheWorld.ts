/** A shop whose rows change at random, and questions of several viewers: what the long test of the cache plays with. */
import { newId } from '#hub/id.ts';
import { micros, ONE } from '#hub/money.ts';
import type { Asked } from './cacheGround.ts';
import type { TestGround } from './ground.ts';
import { aProduct, apply, erp } from './productGround.ts';
import { level, told } from './stockGround.ts';

export type Random = () => number;

/** The same numbers for the same seed. */
export function randomOf(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

export const pick = <T>(random: Random, from: readonly T[]): T => from[Math.floor(random() * from.length)] as T;

export interface Question {
  query: string;
  /** Others are refused. */
  forStaff: boolean;
  asked: Omit<Asked, 'key' | 'customer'>;
}

const PAGE = `query ($sku: String!) { variant(sku: $sku) { id sku title product { id title brand }
  price { unitNet { amount currencyCode } unitGross { amount } tiers { minQuantity { value } unitNet { amount } } lowest30DaysNet { amount } validUntil provenance { ageSeconds } }
  availability { status sellable { value unitCode } promise { availableOn quantity { value } location { code } } restockOn provenance { ageSeconds servedFrom } }
  pickup { location { code } status } } }`;
const PRICE = 'query ($sku: String!) { variant(sku: $sku) { sku price { unitNet { amount } priceLevel validUntil } } }';
const STOCK = 'query ($sku: String!) { variant(sku: $sku) { sku availability { status sellable { value } } } }';
const LIST = `{ products(first: 20, sort: [{ by: TITLE }]) { totalCount nodes { id title availabilityStatus priceRange { from { unitGross { amount } } }
  variants(first: 5) { nodes { sku active price { unitGross { amount } } availability { sellable { value } } } } } } }`;
const SEARCH =
  '{ products(first: 5, search: "nowa", sort: [{ by: PRICE }]) { totalCount nodes { title } facets { code values { value count } } } }';
const LEVELS =
  '{ stockLevels(first: 50) { totalCount nodes { version onHand { value } reservedInHub { value } sellable { value } location { code name } incoming { expectedOn } provenance { ageSeconds } } } }';
const ME = '{ viewer { kind language customer { displayName email account { priceLevel } provenance { ageSeconds } } } }';
const LOCATIONS = '{ stockLocations(first: 10) { nodes { code name active } } }';

export const questionOf = (random: Random, skus: readonly string[]): Question => {
  const one = [PAGE, PAGE, PRICE, STOCK, STOCK, LIST, LIST, SEARCH, LEVELS, ME, LOCATIONS];
  const query = pick(random, one);
  return {
    query,
    forStaff: query === LEVELS || query === LOCATIONS,
    asked: query.startsWith('query ($sku') ? { variables: { sku: pick(random, skus) } } : {},
  };
};

/** One change, as a source would tell it, or as a store writes it without telling anybody. */
export async function change(ground: TestGround, random: Random, skus: readonly string[], customers: readonly string[]): Promise<string> {
  const sku = pick(random, skus);
  const kinds = [
    'stock',
    'stock',
    'stock',
    'level',
    'price',
    'dated price',
    'product',
    'customer',
    'location',
    'incoming',
    'silent',
    'clock',
    'clock',
  ];
  const kind = pick(random, kinds);
  const amount = String(1 + Math.floor(random() * 500));
  switch (kind) {
    case 'stock':
      await told(ground, 'stock', [level(sku, Math.floor(random() * 30), { locationId: pick(random, ['w1', 'w2', 'p']) })]);
      break;
    case 'level':
      // Straight to the rows: no event of a stream, no applier.
      await ground.db.write((trx) =>
        trx
          .updateTable('stockLevel')
          .set((eb) => ({ reservedInHubMicros: BigInt(Math.floor(random() * 3)) * ONE, version: eb('version', '+', 1) }))
          .where('variantId', 'in', trx.selectFrom('variant').select('id').where('sku', '=', sku))
          .execute(),
      );
      break;
    case 'price':
      await apply(ground, 'prices', [{ listId: 'retail', variantId: sku, rows: [{ minQuantity: ONE, unitNet: micros(amount) }] }]);
      break;
    case 'dated price':
      await apply(ground, 'prices', [
        {
          listId: 'retail',
          variantId: sku,
          rows: [
            { minQuantity: ONE, unitNet: micros(amount) },
            { minQuantity: ONE, unitNet: micros('1'), validTo: new Date(ground.now()).toISOString().slice(0, 10) },
          ],
        },
      ]);
      break;
    case 'product':
      await erp(
        ground,
        [aProduct(sku, { title: `${pick(random, ['Nowa', 'Stara'])} ${sku} ${amount}`, ...(random() < 0.3 ? { brand: amount } : {}) })],
        {
          bulk: random() < 0.3,
        },
      );
      break;
    case 'customer':
      await ground.db.write((trx) =>
        trx
          .updateTable('customer')
          .set({ name: `Klient ${amount}`, email: `${amount}@example.org` })
          .where('id', '=', pick(random, customers))
          .execute(),
      );
      break;
    case 'location':
      await ground.db.write((trx) =>
        trx
          .updateTable('location')
          .set({ name: `Magazyn ${amount}` })
          .where('code', '=', pick(random, ['W1', 'W2', 'P']))
          .execute(),
      );
      break;
    case 'incoming':
      await told(ground, 'incoming', [
        {
          externalId: `in-${sku}`,
          documentNumber: `PO-${sku}`,
          variantId: sku,
          locationId: 'w1',
          quantity: micros(amount),
          expectedOn: new Date(ground.now() + 4 * 86_400_000).toISOString().slice(0, 10),
          confidence: 'CONFIRMED',
          open: random() < 0.8,
        },
      ]);
      break;
    case 'silent':
      await ground.db.write(async (trx) => {
        const variant = await trx.selectFrom('variant').select('id').where('sku', '=', sku).executeTakeFirstOrThrow();
        const title = { entityId: variant.id, field: 'title', locale: 'pl', value: `Wariant ${newId('variant').slice(-4)}` };
        const known = await trx.selectFrom('localizedText').select('entityId').where('entityId', '=', variant.id).executeTakeFirst();
        if (known) await trx.updateTable('localizedText').set({ value: title.value }).where('entityId', '=', variant.id).execute();
      });
      break;
    default:
      ground.advance(
        pick(random, [1, 1_000, Math.floor(random() ** 2 * 600_000), 31 * 60_000, toMidnight(ground.now()) - 1, toMidnight(ground.now())]),
      );
      // Often the source is read then, so that most of the time it is believed.
      if (random() < 0.4)
        await told(
          ground,
          'stock',
          skus.flatMap((one) => ['w1', 'w2', 'p'].map((locationId) => level(one, Math.floor(random() * 30), { locationId }))),
        );
  }
  return kind;
}

/** Where the company is, in winter. */
const toMidnight = (now: number): number => Math.max(1, 86_400_000 - ((now + 3_600_000) % 86_400_000));
