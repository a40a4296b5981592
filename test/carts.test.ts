import { expect, test } from 'vitest';
import type { CartRecord } from '#connectors/connector.ts';
import { bind } from '#hub/bindings.ts';
import { micros as m } from '#hub/money.ts';
import type { Viewer } from '#hub/viewer.ts';
import { ordersAppliers } from '#subgraphs/orders/index.ts';
import { CHANNEL, COMPANY, SHOP, type TestGround, viewer } from './ground.ts';
import { aCustomer, aVariant } from './makers.ts';
import { answer, apply, ask, type Data, openCompany } from './sales.ts';

const staff = viewer('staff');

const aCart = (ground: TestGround, more: Partial<CartRecord> = {}): CartRecord => ({
  externalId: 'c1',
  currency: 'PLN',
  lines: [{ sku: 'TENT', title: 'Namiot', quantity: m('2'), gross: m('240') }],
  gross: m('240'),
  updatedAt: ground.now(),
  ...more,
});

const anOrder = (more: Record<string, unknown> = {}) => ({
  externalId: 'o1',
  number: 'S-1',
  contact: { email: 'z@example.org' },
  currency: 'PLN',
  placedAt: Date.UTC(2026, 2, 2, 9, 0, 0),
  couponCodes: [],
  pricesIncludeTax: true,
  lines: [],
  totals: { net: m('195.12'), tax: m('44.88'), gross: m('240'), deliveryNet: 0n, deliveryGross: 0n },
  payments: [],
  fulfilments: [],
  documents: [],
  phase: 'RECEIVED',
  sourceStatus: 'placed',
  placed: true,
  ...more,
});

const LIST = `query($f: CartFilter, $first: Int, $after: String, $last: Int, $before: String) {
  carts(filter: $f, first: $first, after: $after, last: $last, before: $before) {
    totalCount pageInfo { hasNextPage endCursor startCursor }
    nodes { id state gross { amount } customer { id } order { id number } updatedAt createdAt
      lines { sku title quantity { value unitCode } gross { amount } grossToday { amount } availableNow { value } variant { id } } } } }`;
const carts = async (ground: TestGround, variables: Record<string, unknown> = {}, who: Viewer = staff): Promise<Data> =>
  (await ask(ground, who, LIST, variables)).carts;
const states = async (ground: TestGround): Promise<string[]> => (await carts(ground)).nodes.map(({ state }: Data) => state);
const snapshots = (ground: TestGround) =>
  ground.db.read.selectFrom('cartSnapshot').select(['externalId', 'state', 'grossMicros']).orderBy('recordedAt').orderBy('id').execute();

test('a cart shows today’s price and stock beside its own', async () => {
  const ground = await openCompany();
  const variantId = await aVariant(ground, 'TENT', { price: '100', onHand: '3' });
  await apply(ground, SHOP, 'carts', [
    aCart(ground, {
      lines: [
        { sku: 'TENT', title: 'Namiot', quantity: m('2'), gross: m('240') },
        { sku: 'GONE', title: 'Czegoś już nie ma', quantity: m('1'), gross: m('10') },
      ],
    }),
  ]);
  expect((await carts(ground)).nodes).toMatchObject([
    {
      state: 'OPEN',
      gross: { amount: '240.00' },
      customer: null,
      order: null,
      lines: [
        {
          sku: 'TENT',
          variant: { id: variantId },
          quantity: { value: '2', unitCode: 'PCE' },
          gross: { amount: '240.00' },
          grossToday: { amount: '246.00' },
          availableNow: { value: '3' },
        },
        { sku: 'GONE', variant: null, gross: { amount: '10.00' }, grossToday: null, availableNow: null },
      ],
    },
  ]);
});

test('a cart that nobody touched for an hour, or for as long as its channel says, is abandoned', async () => {
  const ground = await openCompany();
  await aVariant(ground, 'TENT', {});
  await apply(ground, SHOP, 'carts', [aCart(ground)]);
  ground.advance(3_600_000);
  expect(await states(ground)).toEqual(['OPEN']);
  ground.advance(1);
  expect(await states(ground)).toEqual(['ABANDONED']);
  const listed = async (f: Record<string, unknown>) => (await carts(ground, { f })).totalCount;
  expect(await listed({ state: ['ABANDONED'] })).toBe(1);
  expect(await listed({ state: ['OPEN', 'CONVERTED'] })).toBe(0);
  expect(await listed({ idleFor: 'PT30M' })).toBe(1);
  expect(await listed({ idleFor: 'PT2H' })).toBe(0);
  expect(await listed({ gross: { from: '240', to: '240' } })).toBe(1);
  expect(await listed({ gross: { from: '240.01' } })).toBe(0);
  await ground.db.write((trx) => trx.updateTable('channel').set({ cartIdleMs: 7_200_000 }).execute());
  expect(await states(ground)).toEqual(['OPEN']);

  // Somebody came back without changing anything: it is open again, and there is nothing new to remember.
  await ground.db.write((trx) => trx.updateTable('channel').set({ cartIdleMs: null }).execute());
  expect(await apply(ground, SHOP, 'carts', [aCart(ground)])).toEqual({ changed: 0, failed: 0 });
  expect(await states(ground)).toEqual(['OPEN']);
  expect(await snapshots(ground)).toHaveLength(1);
});

test('each change of content is a snapshot, repeats are none, and an empty cart is not listed', async () => {
  const ground = await openCompany();
  await aVariant(ground, 'TENT', {});
  expect(await apply(ground, SHOP, 'carts', [aCart(ground, { lines: [], gross: 0n })])).toEqual({ changed: 0, failed: 0 });
  expect(await apply(ground, SHOP, 'carts', [aCart(ground)])).toEqual({ changed: 1, failed: 0 });
  ground.advance(1_000);
  expect(await apply(ground, SHOP, 'carts', [aCart(ground)])).toEqual({ changed: 0, failed: 0 });
  ground.advance(1_000);
  await apply(ground, SHOP, 'carts', [aCart(ground, { lines: [], gross: 0n })]);
  expect(await snapshots(ground)).toMatchObject([{ grossMicros: m('240') }, { grossMicros: 0n }]);
  expect((await carts(ground)).nodes).toEqual([]);
});

test('a cart becomes its order, whichever of the two is told first', async () => {
  for (const cartFirst of [true, false]) {
    const ground = await openCompany();
    await aVariant(ground, 'TENT', {});
    const ordered = aCart(ground, { orderId: 'o1' });
    await apply(ground, SHOP, 'carts', [aCart(ground)]);
    if (cartFirst) await apply(ground, SHOP, 'carts', [ordered]);
    await apply(ground, SHOP, 'orders', [anOrder()]);
    if (!cartFirst) await apply(ground, SHOP, 'carts', [ordered]);
    // An older reading does not make a cart of it again.
    await apply(ground, SHOP, 'carts', [aCart(ground)]);
    expect((await carts(ground)).nodes).toMatchObject([{ state: 'CONVERTED', order: { number: 'S-1' } }]);
    expect((await snapshots(ground)).map(({ state }) => state)).toContain('CONVERTED');
  }
});

test('a shop that tells of baskets as orders which are not placed has carts, too', async () => {
  const ground = await openCompany();
  await aVariant(ground, 'TENT', {});
  const line = { sku: 'TENT', title: 'Namiot', quantity: m('1'), unitNet: m('100'), unitGross: m('123'), discounts: [], taxPercent: '23' };
  const lines = [{ ...line, net: m('100'), tax: m('23'), gross: m('123') }];
  const basket = anOrder({
    placed: false,
    lines,
    totals: { net: m('100'), tax: m('23'), gross: m('123'), deliveryNet: 0n, deliveryGross: 0n },
  });
  await apply(ground, SHOP, 'orders', [basket]);
  await apply(ground, SHOP, 'orders', [basket]);
  expect((await carts(ground)).nodes).toMatchObject([{ state: 'OPEN', gross: { amount: '123.00' } }]);
  ground.advance(60_000);
  await apply(ground, SHOP, 'orders', [{ ...basket, placed: true, placedAt: ground.now() }]);
  expect((await carts(ground)).nodes).toMatchObject([{ state: 'CONVERTED', order: { number: 'S-1' } }]);
  expect((await snapshots(ground)).map(({ state }) => state)).toEqual(['OPEN', 'CONVERTED']);
});

test('a cart that the shop let go is not listed any more', async () => {
  const ground = await openCompany();
  await aVariant(ground, 'TENT', {});
  await apply(ground, SHOP, 'carts', [aCart(ground), aCart(ground, { externalId: 'c2' })]);
  ground.advance(10_000);
  const sweepStartedAt = ground.now();
  await apply(ground, SHOP, 'carts', [aCart(ground)]);
  const context = {
    system: {
      id: SHOP,
      companyId: COMPANY,
      channelId: CHANNEL,
      role: 'SHOP' as const,
      zone: 'Europe/Warsaw',
      goLiveAt: null,
      mode: 'ACTIVE' as const,
    },
    now: ground.now(),
    readStartedAt: ground.now(),
    sweepStartedAt,
    bulk: false,
  };
  expect(await ground.db.write(async (trx) => ordersAppliers.carts?.retire?.(trx, context))).toBe(1);
  expect((await carts(ground)).totalCount).toBe(1);
});

test('carts belong to their customers, are for staff alone, and their addresses for whoever may see them', async () => {
  const ground = await openCompany();
  await aVariant(ground, 'TENT', {});
  const customerId = await aCustomer(ground);
  await ground.db.write((trx) => bind(trx, SHOP, 'parties', [{ externalId: 'p1', id: customerId }], ground.now()));
  await apply(ground, SHOP, 'carts', [aCart(ground, { partyId: 'p1', email: 'Z@Example.org' })]);
  expect((await carts(ground)).nodes).toMatchObject([{ customer: { id: customerId } }]);
  expect((await carts(ground, { f: { customerId } })).totalCount).toBe(1);
  const source = '{ carts { nodes { id email } } }';
  const [{ id, email }] = (await ask(ground, staff, source)).carts.nodes;
  expect(email).toBe('z@example.org');
  const own = await answer(ground, viewer('storefront', { customerId }), source);
  expect(own.errors).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }]);
  const entity = 'query($r: [_Any!]!) { _entities(representations: $r) { ... on Cart { id gross { amount } } } }';
  const representation = { r: [{ __typename: 'Cart', id }] };
  expect((await ask(ground, viewer('storefront', { customerId }), entity, representation))._entities).toEqual([null]);
  expect((await ask(ground, staff, entity, representation))._entities).toMatchObject([{ id }]);
  const blind = { ...staff, scopes: new Set(['carts:read']) } as Viewer;
  const hidden = await answer(ground, blind, source);
  expect(hidden.errors).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }]);
});

test('a list of carts pages both ways without holes or doubles', async () => {
  const ground = await openCompany();
  await aVariant(ground, 'TENT', {});
  for (let i = 0; i < 7; i += 1)
    await apply(ground, SHOP, 'carts', [aCart(ground, { externalId: `c${i}`, updatedAt: ground.now() - 1_000 * (i % 3) })]);
  const all = (await carts(ground, { first: 50 })).nodes.map(({ id }: Data) => id);
  expect(all).toHaveLength(7);
  const forth: string[] = [];
  for (let after: string | null = null; ; ) {
    const page: Data = await carts(ground, { first: 3, after });
    forth.push(...page.nodes.map(({ id }: Data) => id));
    if (!page.pageInfo.hasNextPage) break;
    after = page.pageInfo.endCursor;
  }
  expect(forth).toEqual(all);
  const last = await carts(ground, { last: 2 });
  expect(last.nodes.map(({ id }: Data) => id)).toEqual(all.slice(-2));
  const before = await carts(ground, { last: 2, before: last.pageInfo.startCursor });
  expect(before.nodes.map(({ id }: Data) => id)).toEqual(all.slice(3, 5));
});
