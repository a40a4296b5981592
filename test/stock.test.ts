/** Stock as told by an ERP, asked through GraphQL. */
import { type ExecutionResult, graphql, parse, subscribe } from 'graphql';
import { expect, test } from 'vitest';
import type { Entity, StockRecord } from '#connectors/connector.ts';
import type { ApplyContext } from '#hub/apply.ts';
import { shopAvailable } from '#hub/availability.ts';
import { bind } from '#hub/bindings.ts';
import { newId } from '#hub/id.ts';
import { type Micros, ONE } from '#hub/money.ts';
import { OddAnswer } from '#hub/oddAnswer.ts';
import { acknowledgeReservation, takeStock } from '#hub/reservations.ts';
import type { Viewer } from '#hub/viewer.ts';
import { stock, stockAppliers } from '#subgraphs/stock/index.ts';
import { CHANNEL, COMPANY, ERP, openGround, SHOP, type TestGround, viewer } from './ground.ts';

const pieces = (count: number): Micros => BigInt(count) * ONE;

// biome-ignore lint/suspicious/noExplicitAny: answers are looked at by their shape.
type Answer = any;

function contextOf(ground: TestGround, as: Viewer) {
  return stock.context(ground, { viewer: as, requestId: 'r' });
}

async function ask(ground: TestGround, as: Viewer, source: string, variableValues: Record<string, unknown> = {}): Promise<Answer> {
  const result = await graphql({ schema: stock.schema, source, contextValue: contextOf(ground, as), variableValues });
  if (result.errors) throw result.errors[0];
  return JSON.parse(JSON.stringify(result.data));
}

const code = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => undefined,
    (error: { extensions?: { code?: string } }) => error.extensions?.code,
  );

async function aVariant(ground: TestGround, externalId: string, more: { salesUnits?: string; productId?: string } = {}): Promise<string> {
  const id = newId('variant');
  const row = {
    position: 0,
    active: 1,
    unitCode: 'PCE',
    minQuantityMicros: ONE,
    stepMicros: ONE,
    options: '[]',
    salesUnits: '[]',
    taxPercent: '23',
  };
  await ground.db.write(async (trx) => {
    await trx
      .insertInto('variant')
      .values({
        id,
        productId: newId('product'),
        companyId: COMPANY,
        sku: externalId,
        systemId: ERP,
        version: 1,
        updatedAt: 0,
        asOf: 0,
        ...row,
        ...more,
      })
      .execute();
    await bind(trx, ERP, 'variants', [{ externalId, id }], 0);
  });
  return id;
}

function applyContext(ground: TestGround, more: Partial<ApplyContext> = {}, systemId = ERP): ApplyContext {
  const role = systemId === ERP ? ('ERP' as const) : ('SHOP' as const);
  const system = {
    id: systemId,
    companyId: COMPANY,
    channelId: CHANNEL,
    role,
    zone: 'Europe/Warsaw',
    goLiveAt: null,
    mode: 'ACTIVE' as const,
  };
  return { system, now: ground.now(), readStartedAt: ground.now(), bulk: false, ...more };
}

function told(ground: TestGround, entity: Entity, records: unknown[], more: Partial<ApplyContext> = {}, systemId = ERP) {
  return ground.db.write(async (trx) => stockAppliers[entity]?.apply(trx, records, applyContext(ground, more, systemId)));
}

function swept(ground: TestGround, entity: Entity, sweepStartedAt: number) {
  return ground.db.write(async (trx) => stockAppliers[entity]?.retire?.(trx, { ...applyContext(ground), sweepStartedAt }));
}

/** Two warehouses, W1 and W2, and a pickup point P. */
async function places(ground: TestGround): Promise<void> {
  await told(ground, 'locations', [
    { externalId: 'w2', code: 'W2', name: 'Magazyn 2', kind: 'WAREHOUSE', active: true },
    {
      externalId: 'w1',
      code: 'W1',
      name: 'Magazyn 1',
      kind: 'WAREHOUSE',
      active: true,
      address: { line1: 'Prosta 1', city: 'Łódź', country: 'PL' },
    },
    { externalId: 'p', code: 'P', name: 'Punkt odbioru', kind: 'PICKUP_POINT', active: true },
  ]);
}

const level = (variantId: string, onHand: number, more: Partial<StockRecord> & { reserved?: Micros } = {}): StockRecord => ({
  variantId,
  locationId: 'w1',
  onHand: pieces(onHand),
  reserved: 0n,
  ...more,
});

const staff = viewer('staff');
const storefront = viewer('storefront');

async function events(ground: TestGround, topic: string): Promise<Answer[]> {
  const rows = await ground.db.read.selectFrom('event').selectAll().where('topic', '=', topic).orderBy('position').execute();
  return rows.map((row) => JSON.parse(row.payload));
}

const AVAILABILITY = `query ($id: ID!, $for: AvailabilityContext) { _entities(representations: [{ __typename: "Variant", id: $id }]) { ... on Variant {
  availability(for: $for) { status sellable { value unitCode } sellableCapped restockOn promise { quantity { value } availableOn source location { code } } provenance { asOf servedFrom } }
  pickup(for: $for) { location { code } status sellable { value } readyOn }
} } }`;

async function availabilityOf(ground: TestGround, id: string, asked: Record<string, unknown> = {}, as: Viewer = staff): Promise<Answer> {
  const answer = await ask(ground, as, AVAILABILITY, { id, for: asked });
  return { ...answer._entities[0].availability, pickup: answer._entities[0].pickup };
}

test('levels are told with everything that is taken off them', async () => {
  const ground = await openGround();
  await places(ground);
  await aVariant(ground, 'A');
  await told(ground, 'stock', [
    level('A', 12, { reserved: pieces(2), minimum: pieces(5), maximum: pieces(50) }),
    level('A', 4, { locationId: 'w2' }),
  ]);
  const { stockLevels } = await ask(
    ground,
    staff,
    `{ stockLevels(filter: { skus: ["A"] }) { totalCount nodes { version location { code address { city } externalIds { kind value } } onHand { value unitCode } reservedInErp { value }
       reservedInHub { value } safetyBuffer { value } sellable { value } minimum { value } maximum { value } provenance { systemId asOf ageSeconds servedFrom } } } }`,
  );
  expect(stockLevels.totalCount).toBe(2);
  const first = stockLevels.nodes.find((node: Answer) => node.location.code === 'W1');
  expect(first).toEqual({
    version: 1,
    location: { code: 'W1', address: { city: 'Łódź' }, externalIds: [{ kind: 'locations', value: 'w1' }] },
    onHand: { value: '12', unitCode: 'PCE' },
    reservedInErp: { value: '2' },
    reservedInHub: { value: '0' },
    safetyBuffer: { value: '0' },
    sellable: { value: '10' },
    minimum: { value: '5' },
    maximum: { value: '50' },
    provenance: { systemId: ERP, asOf: '2026-03-02T09:00:00.000Z', ageSeconds: 0, servedFrom: 'COPY' },
  });
});

test('levels are filtered, sorted and paged without a row lost or doubled', async () => {
  const ground = await openGround();
  await places(ground);
  const counts = [5, -2, 7, 5, 0, 30, 5];
  for (const i of counts.keys()) await aVariant(ground, `S${i}`);
  await told(
    ground,
    'stock',
    counts.map((count, i) => level(`S${i}`, count, { minimum: pieces(6) })),
  );
  const skusOf = async (args: string) => {
    const found: string[] = [];
    let after: string | null = null;
    do {
      const { stockLevels }: Answer = await ask(
        ground,
        staff,
        `query ($after: String) { stockLevels(first: 2, after: $after, ${args}) { nodes { onHand { value } } pageInfo { hasNextPage endCursor } } }`,
        { after },
      );
      found.push(...stockLevels.nodes.map((node: Answer) => node.onHand.value));
      after = stockLevels.pageInfo.hasNextPage ? stockLevels.pageInfo.endCursor : null;
    } while (after);
    return found;
  };
  expect(await skusOf('sort: { by: SELLABLE }')).toEqual(['-2', '0', '5', '5', '5', '7', '30']);
  expect(await skusOf('sort: { by: ON_HAND, direction: DESC }')).toEqual(['30', '7', '5', '5', '5', '0', '-2']);
  expect(await skusOf('sort: { by: SKU }')).toEqual(counts.map(String));
  expect(await skusOf('filter: { negative: true }')).toEqual(['-2']);
  expect(await skusOf('filter: { belowMinimum: false }, sort: { by: ON_HAND }')).toEqual(['7', '30']);
  expect(await skusOf('filter: { sellable: { from: "5", to: "7" } }, sort: { by: ON_HAND }')).toEqual(['5', '5', '5', '7']);
  expect(await code(skusOf('filter: { skus: [] }, sort: { by: CHANGED_AT }'))).toBeUndefined();
  expect(await code(ask(ground, staff, '{ stockLevels(first: 300) { nodes { id } } }'))).toBe('PAGE_TOO_LARGE');
  expect(await code(ask(ground, storefront, '{ stockLevels { nodes { id } } }'))).toBe('FORBIDDEN');
});

test('availability says what can be had, in one word and in lines that add up to what is wanted', async () => {
  const ground = await openGround();
  await places(ground);
  const [plenty, low, coming, none, unknown] = [
    await aVariant(ground, 'plenty', { salesUnits: '[{"code":"PK","name":"karton","factor":"6"}]' }),
    await aVariant(ground, 'low'),
    await aVariant(ground, 'coming'),
    await aVariant(ground, 'none'),
    await aVariant(ground, 'unknown'),
  ];
  await told(ground, 'stock', [
    level('plenty', 10),
    level('plenty', 30, { locationId: 'w2' }),
    level('plenty', 2, { locationId: 'p' }),
    level('low', 3),
    level('coming', 1, { reserved: pieces(3) }),
    level('none', 0),
  ]);
  const delivery = { locationId: 'w1', documentNumber: 'ZK 1', confidence: 'CONFIRMED', open: true };
  await told(ground, 'incoming', [
    { ...delivery, externalId: 'd1', variantId: 'coming', quantity: pieces(5), expectedOn: '2026-03-12' },
    { ...delivery, externalId: 'd2', variantId: 'coming', quantity: pieces(9), expectedOn: '2026-03-20' },
    { ...delivery, externalId: 'd3', variantId: 'plenty', quantity: pieces(9), expectedOn: '2026-03-05' },
  ]);
  const line = (value: string, availableOn: string, source: string, at: string) => ({
    quantity: { value },
    availableOn,
    source,
    location: { code: at },
  });
  expect(await availabilityOf(ground, plenty, { quantity: '7', unitCode: 'PK' })).toMatchObject({
    status: 'IN_STOCK',
    sellable: { value: '40', unitCode: 'PCE' },
    promise: [
      line('10', '2026-03-02', 'ON_HAND', 'W1'),
      line('30', '2026-03-02', 'ON_HAND', 'W2'),
      line('2', '2026-03-05', 'INCOMING', 'W1'),
    ],
    pickup: [{ location: { code: 'P' }, status: 'LOW', sellable: { value: '2' }, readyOn: null }],
  });
  expect(await availabilityOf(ground, low)).toMatchObject({ status: 'LOW', sellable: { value: '3' } });
  expect(await availabilityOf(ground, coming, { quantity: '4' })).toMatchObject({
    status: 'INCOMING',
    sellable: { value: '0' },
    restockOn: '2026-03-12',
    // Two of the five are owed already.
    promise: [line('3', '2026-03-12', 'INCOMING', 'W1'), line('1', '2026-03-20', 'INCOMING', 'W1')],
  });
  expect(await availabilityOf(ground, none)).toMatchObject({ status: 'OUT_OF_STOCK', promise: [], restockOn: null });
  expect(await availabilityOf(ground, unknown)).toMatchObject({ status: 'UNKNOWN', provenance: null });
  expect((await ask(ground, staff, AVAILABILITY, { id: newId('variant') }))._entities[0].availability).toBeNull();
  expect(await code(availabilityOf(ground, low, { unitCode: 'KGM' }))).toBe('BAD_USER_INPUT');
  ground.advance(31 * 60_000);
  expect(await availabilityOf(ground, plenty)).toMatchObject({
    status: 'UNKNOWN',
    sellable: { value: '40' },
    provenance: { servedFrom: 'STALE' },
  });
});

test('a storefront is not told how much there is', async () => {
  const ground = await openGround();
  await places(ground);
  const id = await aVariant(ground, 'A');
  await told(ground, 'stock', [level('A', 500)]);
  expect(await availabilityOf(ground, id, { quantity: '100000' }, storefront)).toMatchObject({
    sellable: { value: '20' },
    sellableCapped: true,
    promise: [{ quantity: { value: '20' } }],
  });
  expect(await availabilityOf(ground, id, {}, viewer('anonymous'))).toMatchObject({ sellableCapped: true });
  const refused = await ask(
    ground,
    storefront,
    `mutation { reservationPlace(input: { idempotencyKey: "k", lines: [{ sku: "A", quantity: "100000" }] }) { userErrors { code ... on InsufficientStockError { sellable { value } variant { id } } } } }`,
  );
  expect(refused.reservationPlace.userErrors).toEqual([{ code: 'INSUFFICIENT_STOCK', sellable: { value: '20' }, variant: { id } }]);
});

test('the best variant speaks for its product', async () => {
  const ground = await openGround();
  await places(ground);
  const productId = newId('product');
  for (const sku of ['A', 'B']) await aVariant(ground, sku, { productId });
  await told(ground, 'stock', [level('A', 0), level('B', 2)]);
  const source = `query ($id: ID!) { _entities(representations: [{ __typename: "Product", id: $id }]) { ... on Product { availabilityStatus } } }`;
  expect((await ask(ground, storefront, source, { id: productId }))._entities).toEqual([{ availabilityStatus: 'LOW' }]);
});

test('what was read earlier never overwrites what was read later, and reading the same again changes nothing', async () => {
  const ground = await openGround();
  await places(ground);
  await aVariant(ground, 'A');
  expect(await told(ground, 'stock', [level('A', 8)])).toEqual({ changed: 1, failed: 0 });
  expect(await told(ground, 'stock', [level('A', 3)], { readStartedAt: ground.now() - 1 })).toEqual({ changed: 0, failed: 0 });
  ground.advance(60_000);
  expect(await told(ground, 'stock', [level('A', 8)])).toEqual({ changed: 0, failed: 0 });
  const [row] = await ground.db.read.selectFrom('stockLevel').selectAll().execute();
  expect(row).toMatchObject({ onHandMicros: pieces(8), version: 1, asOf: ground.now() });
  expect(await events(ground, 'stock')).toHaveLength(1);
  expect(await told(ground, 'stock', [level('A', 1), level('A', 1, { locationId: 'nowhere' })])).toEqual({ changed: 1, failed: 1 });
  expect((await events(ground, 'stock')).at(-1)).toMatchObject({ previousOnHandMicros: String(pieces(8)), cause: 'OTHER' });
});

test('stock told before its article is there when the article comes', async () => {
  const ground = await openGround();
  await places(ground);
  await told(ground, 'stock', [level('early', 8)]);
  expect(await events(ground, 'stock')).toEqual([]);
  const [binding] = await ground.db.read.selectFrom('binding').selectAll().where('entity', '=', 'variants').execute();
  expect((await ask(ground, staff, '{ stockLevels { nodes { id } } }')).stockLevels.nodes).toEqual([]);
  const row = {
    position: 0,
    active: 1,
    unitCode: 'PCE',
    minQuantityMicros: ONE,
    stepMicros: ONE,
    options: '[]',
    salesUnits: '[]',
    taxPercent: '23',
  };
  const id = binding?.id ?? '';
  await ground.db.write((trx) =>
    trx
      .insertInto('variant')
      .values({
        id,
        productId: newId('product'),
        companyId: COMPANY,
        sku: 'early',
        systemId: ERP,
        version: 1,
        updatedAt: 0,
        asOf: 0,
        ...row,
      })
      .execute(),
  );
  expect(await availabilityOf(ground, id)).toMatchObject({ status: 'IN_STOCK', sellable: { value: '8' } });
});

test('the hold of an order leaves when a snapshot read after the ERP took it is stored, without sellable moving', async () => {
  const ground = await openGround();
  await places(ground);
  const variantId = await aVariant(ground, 'A');
  await told(ground, 'stock', [level('A', 8)]);
  const orderId = newId('order');
  await ground.db.write((trx) =>
    takeStock(trx, {
      companyId: COMPANY,
      channelId: CHANNEL,
      application: 'key_staff',
      idempotencyKey: `order ${orderId}`,
      fingerprint: '',
      orderId,
      lines: [{ variantId, quantity: pieces(3) }],
      allowPartial: false,
      expiresAt: null,
      now: ground.now(),
    }),
  );
  ground.advance(1_000);
  await ground.db.write((trx) => acknowledgeReservation(trx, orderId, ground.now()));
  const figures = async () => {
    const [row] = await ground.db.read.selectFrom('stockLevel').selectAll().execute();
    return [row?.onHandMicros, row?.reservedInErpMicros, row?.reservedInHubMicros].map((value) => Number((value ?? 0n) / ONE));
  };
  // Read before the order was in it.
  await told(ground, 'stock', [level('A', 8)], { readStartedAt: ground.now() - 500 });
  expect(await figures()).toEqual([8, 0, 3]);
  ground.advance(1_000);
  await told(ground, 'stock', [level('A', 8, { reserved: pieces(3) })]);
  expect(await figures()).toEqual([8, 3, 0]);
  expect((await events(ground, 'stock')).at(-1)).toMatchObject({ cause: 'SALE_ONLINE', previousSellableMicros: String(pieces(5)) });
  expect(await events(ground, 'availability')).toHaveLength(2);
});

test('an ERP that says a whole warehouse is empty is not believed at once', async () => {
  const ground = await openGround();
  await places(ground);
  const skus = Array.from({ length: 40 }, (_, i) => `S${i}`);
  for (const sku of skus) await aVariant(ground, sku);
  await told(
    ground,
    'stock',
    skus.map((sku) => level(sku, 10)),
  );
  const sumOnHand = async () => {
    const rows = await ground.db.read.selectFrom('stockLevel').select('onHandMicros').execute();
    return Number(rows.reduce((sum, row) => sum + row.onHandMicros, 0n) / ONE);
  };
  ground.advance(60_000);
  await expect(
    told(
      ground,
      'stock',
      skus.map((sku) => level(sku, 0)),
    ),
  ).rejects.toThrow(OddAnswer);
  await expect(
    told(
      ground,
      'stock',
      skus.map((sku) => level(sku, 1_000)),
    ),
  ).rejects.toThrow(OddAnswer);
  expect(await sumOnHand()).toBe(400);
  // A sweep without the warehouse's rows says the same.
  await expect(swept(ground, 'stock', ground.now())).rejects.toThrow(OddAnswer);
  // Half is an ordinary day.
  await told(
    ground,
    'stock',
    skus.map((sku, i) => level(sku, i < 20 ? 0 : 10)),
  );
  expect(await sumOnHand()).toBe(200);
  // An answer that stays is the truth after all.
  await told(
    ground,
    'stock',
    skus.map((sku) => level(sku, 10)),
  );
  await expect(
    told(
      ground,
      'stock',
      skus.map((sku) => level(sku, 0)),
    ),
  ).rejects.toThrow(OddAnswer);
  ground.advance(3_700_000);
  await told(
    ground,
    'stock',
    skus.map((sku) => level(sku, 0)),
  );
  expect(await sumOnHand()).toBe(0);
});

test('what a full sweep did not yield is not there any more', async () => {
  const ground = await openGround();
  await places(ground);
  for (const sku of ['A', 'B']) await aVariant(ground, sku);
  await told(ground, 'stock', [level('A', 4), level('B', 5)]);
  const delivery = { variantId: 'A', locationId: 'w1', documentNumber: 'ZK', confidence: 'ESTIMATED', open: true, quantity: ONE };
  await told(ground, 'incoming', [{ ...delivery, externalId: 'd1' }]);
  ground.advance(10_000);
  const startedAt = ground.now();
  await told(ground, 'stock', [level('B', 5)]);
  expect(await swept(ground, 'stock', startedAt)).toBe(1);
  expect(await swept(ground, 'incoming', startedAt)).toBe(1);
  expect(await swept(ground, 'stock', startedAt)).toBe(0);
  const { stockLevels, incomingDeliveries } = await ask(
    ground,
    staff,
    '{ stockLevels { nodes { onHand { value } } } incomingDeliveries { nodes { id } } }',
  );
  expect(stockLevels.nodes).toEqual([{ onHand: { value: '0' } }, { onHand: { value: '5' } }]);
  expect(incomingDeliveries.nodes).toEqual([]);
});

test('a delivery whose day moves keeps the day first told, and buyers hear of it', async () => {
  const ground = await openGround();
  await places(ground);
  await aVariant(ground, 'A');
  await told(ground, 'stock', [level('A', 0)]);
  const delivery = {
    externalId: 'd',
    variantId: 'A',
    locationId: 'w1',
    documentNumber: 'ZK 7',
    supplierName: 'Tartak',
    confidence: 'ESTIMATED',
    open: true,
  };
  await told(ground, 'incoming', [{ ...delivery, quantity: pieces(5), expectedOn: '2026-03-10' }]);
  await told(ground, 'incoming', [{ ...delivery, quantity: pieces(5), expectedOn: '2026-03-17' }]);
  const { incomingDeliveries } = await ask(
    ground,
    staff,
    '{ incomingDeliveries(filter: { late: true }) { totalCount nodes { documentNumber supplierName expectedOn originallyExpectedOn quantity { value } } } }',
  );
  expect(incomingDeliveries).toEqual({
    totalCount: 1,
    nodes: [
      {
        documentNumber: 'ZK 7',
        supplierName: 'Tartak',
        expectedOn: '2026-03-17',
        originallyExpectedOn: '2026-03-10',
        quantity: { value: '5' },
      },
    ],
  });
  expect((await events(ground, 'availability')).map((event) => event.restockOn)).toEqual([null, '2026-03-10', '2026-03-17']);
});

test('a movement is kept once and names the cause of a change', async () => {
  const ground = await openGround();
  await places(ground);
  await aVariant(ground, 'A');
  await told(ground, 'stock', [level('A', 9)]);
  ground.advance(1_000);
  const movement = {
    externalId: 'm',
    variantId: 'A',
    fromLocationId: 'w1',
    quantity: pieces(2),
    kind: 'SALE_OFFLINE',
    documentNumber: 'PA 3',
  };
  for (let i = 0; i < 2; i++) await told(ground, 'movements', [{ ...movement, occurredAt: ground.now() }]);
  await told(ground, 'stock', [level('A', 7)]);
  expect((await events(ground, 'stock')).at(-1)).toMatchObject({ cause: 'SALE_OFFLINE', documentNumber: 'PA 3' });
  const { stockMovements } = await ask(
    ground,
    staff,
    '{ stockMovements(filter: { kind: [SALE_OFFLINE] }) { totalCount nodes { from { code } to { code } quantity { value } documentNumber } } }',
  );
  expect(stockMovements).toEqual({
    totalCount: 1,
    nodes: [{ from: { code: 'W1' }, to: null, quantity: { value: '2' }, documentNumber: 'PA 3' }],
  });
});

test('a shop is told what is sellable plus what it holds for orders the hub already has', async () => {
  const ground = await openGround();
  await places(ground);
  const variantId = await aVariant(ground, 'A');
  await ground.db.write((trx) => bind(trx, SHOP, 'variants', [{ externalId: 's-A', id: variantId }], 0));
  await told(ground, 'stock', [level('A', 9, { reserved: pieces(2) })]);
  const shop = { variantId: 's-A', locationId: 'shop', onHand: pieces(9), reserved: pieces(2) };
  await told(ground, 'stock', [shop], {}, SHOP);
  // It holds two for an order that is not here yet: they must not come back.
  expect(await shopAvailable(ground.db.read, SHOP, [variantId])).toEqual([{ variantExternalId: 's-A', sku: 'A', available: pieces(7) }]);
  await anOrder(ground, variantId, 2);
  expect(await shopAvailable(ground.db.read, SHOP, [variantId])).toEqual([{ variantExternalId: 's-A', sku: 'A', available: pieces(9) }]);
});

async function anOrder(ground: TestGround, variantId: string, quantity: number): Promise<void> {
  const id = newId('order');
  const zero = [
    'goodsNet',
    'goodsGross',
    'deliveryNet',
    'deliveryGross',
    'discountNet',
    'discountGross',
    'net',
    'tax',
    'gross',
    'paid',
    'creditHeld',
  ];
  await ground.db.write(async (trx) => {
    await trx
      .insertInto('salesOrder')
      .values({
        id,
        companyId: COMPANY,
        channelId: CHANNEL,
        originKind: 'SHOP',
        originSystemId: SHOP,
        history: 0,
        currency: 'PLN',
        placedAt: 0,
        documentDate: '2026-03-02',
        deliveryTaxPercent: '23',
        partialAllowed: 0,
        couponCodes: '[]',
        pricesIncludeTax: 1,
        phase: 'PROCESSING',
        paymentState: 'PAID',
        fulfilmentState: 'NONE',
        documentState: 'NONE',
        erpState: 'CONFIRMED',
        search: '',
        version: 1,
        updatedAt: 0,
        asOf: 0,
        ...(Object.fromEntries(zero.map((name) => [`${name}Micros`, 0n])) as Record<'netMicros', bigint>),
      } as never)
      .execute();
    await trx
      .insertInto('orderLine')
      .values({
        id: newId('orderLine'),
        orderId: id,
        position: 0,
        variantId,
        sku: 'A',
        title: 'A',
        quantityMicros: pieces(quantity),
        shippedMicros: 0n,
        cancelledMicros: 0n,
        returnedMicros: 0n,
        unitCode: 'PCE',
        unitNetMicros: 0n,
        unitGrossMicros: 0n,
        discounts: '[]',
        taxPercent: '23',
        netMicros: 0n,
        taxMicros: 0n,
        grossMicros: 0n,
        resolution: 'OK',
      } as never)
      .execute();
  });
}

const PLACE = `mutation ($input: ReservationPlaceInput!) { reservationPlace(input: $input) { reservation { id state expiresAt version lines { variant { id } location { code } requested { value } held { value } } } userErrors { code field } } }`;

test('a reservation belongs to the application and the customer it was placed for', async () => {
  const ground = await openGround();
  await places(ground);
  const variantId = await aVariant(ground, 'A', { salesUnits: '[{"code":"PK","name":"karton","factor":"6"}]' });
  await told(ground, 'stock', [level('A', 9)]);
  const [anna, bart] = [viewer('storefront', { customerId: 'cus_a' }), viewer('storefront', { customerId: 'cus_b' })];
  const input = { idempotencyKey: 'k', lines: [{ sku: 'A', quantity: '1', unitCode: 'PK' }] };
  const { reservationPlace } = await ask(ground, anna, PLACE, { input });
  const { id } = reservationPlace.reservation;
  expect(reservationPlace).toEqual({
    reservation: {
      id,
      state: 'HELD',
      expiresAt: '2026-03-02T09:15:00.000Z',
      version: 1,
      lines: [{ variant: { id: variantId }, location: { code: 'W1' }, requested: { value: '6' }, held: { value: '6' } }],
    },
    userErrors: [],
  });
  expect((await ask(ground, anna, PLACE, { input })).reservationPlace.reservation.id).toBe(id);
  const errorsOf = async (as: Viewer, of: unknown) => (await ask(ground, as, PLACE, { input: of })).reservationPlace.userErrors;
  expect(await errorsOf(anna, { ...input, holdFor: 'PT1H' })).toEqual([{ code: 'KEY_REUSED', field: ['input', 'idempotencyKey'] }]);
  expect(await errorsOf(bart, input)).toMatchObject([{ code: 'KEY_REUSED' }]);

  const look = async (as: Viewer) => (await ask(ground, as, `{ reservation(id: "${id}") { id } }`)).reservation;
  expect(await look(anna)).toEqual({ id });
  expect(await look(staff)).toEqual({ id });
  for (const other of [bart, storefront, viewer('storefront', { application: 'key_other', customerId: 'cus_a' }), viewer('anonymous')])
    expect(await look(other)).toBeNull();
  const entity = `{ _entities(representations: [{ __typename: "Reservation", id: "${id}" }]) { ... on Reservation { id } } }`;
  expect((await ask(ground, bart, entity))._entities).toEqual([null]);

  const release = `mutation { reservationRelease(input: { idempotencyKey: "r", id: "${id}" }) { reservation { state } userErrors { code } } }`;
  expect((await ask(ground, bart, release)).reservationRelease).toEqual({ reservation: null, userErrors: [{ code: 'NOT_FOUND' }] });
  const extend = `mutation { reservationExtend(input: { idempotencyKey: "e", id: "${id}", holdFor: "PT30M" }) { reservation { expiresAt } userErrors { code } } }`;
  expect((await ask(ground, anna, extend)).reservationExtend.reservation).toEqual({ expiresAt: '2026-03-02T09:30:00.000Z' });
  for (let i = 0; i < 2; i++)
    expect((await ask(ground, anna, release)).reservationRelease).toEqual({ reservation: { state: 'RELEASED' }, userErrors: [] });
  expect((await ask(ground, anna, extend)).reservationExtend.userErrors).toEqual([{ code: 'STATE_FORBIDS' }]);
  expect(await code(ask(ground, viewer('anonymous'), PLACE, { input }))).toBe('UNAUTHENTICATED');
});

test('every fault of a reservation is named, and nothing is held', async () => {
  const ground = await openGround();
  await places(ground);
  await aVariant(ground, 'A');
  await told(ground, 'stock', [level('A', 9)]);
  const input = {
    idempotencyKey: 'k',
    lines: [
      { sku: 'A', quantity: '1' },
      { sku: 'nope', quantity: '1' },
      { quantity: '1' },
      { sku: 'A', quantity: '0' },
      { sku: 'A', quantity: '1', unitCode: 'KGM' },
      { sku: 'A', quantity: '1', locationId: newId('location') },
    ],
  };
  const { userErrors, reservation } = (await ask(ground, storefront, PLACE, { input })).reservationPlace;
  expect(reservation).toBeNull();
  expect(userErrors).toEqual([
    { code: 'NOT_FOUND', field: ['input', 'lines', '1', 'sku'] },
    { code: 'REQUIRED', field: ['input', 'lines', '2', 'variantId'] },
    { code: 'INVALID', field: ['input', 'lines', '3', 'quantity'] },
    { code: 'INVALID', field: ['input', 'lines', '4', 'unitCode'] },
    { code: 'NOT_FOUND', field: ['input', 'lines', '5', 'locationId'] },
  ]);
  const of = async (more: object) =>
    (await ask(ground, storefront, PLACE, { input: { ...input, ...more } })).reservationPlace.userErrors[0].code;
  expect(await of({ lines: [] })).toBe('REQUIRED');
  expect(await of({ holdFor: 'P2D' })).toBe('INVALID');
  expect(await ground.db.read.selectFrom('reservation').selectAll().execute()).toEqual([]);
});

async function* listen(ground: TestGround, as: Viewer, source: string): AsyncGenerator<Answer> {
  const stream = await subscribe({ schema: stock.schema, document: parse(source), contextValue: contextOf(ground, as) });
  if (!(Symbol.asyncIterator in stream)) throw (stream as ExecutionResult).errors?.[0];
  for await (const { data, errors } of stream) {
    if (errors) throw errors[0];
    yield JSON.parse(JSON.stringify(data));
  }
}

test('a storefront hears of availability, from how it stands to each change, and never of stock figures', async () => {
  const ground = await openGround();
  await places(ground);
  const [id] = [await aVariant(ground, 'A'), await aVariant(ground, 'B')];
  await told(ground, 'stock', [level('A', 2), level('B', 9)]);
  const stream = listen(
    ground,
    storefront,
    `subscription { availabilityChanges(filter: { skus: ["A"] }) { __typename ... on AvailabilityChanged { cursor variant { id } availability { status sellable { value } } previousStatus version } } }`,
  );
  const next = async () => (await stream.next()).value.availabilityChanges;
  expect(await next()).toMatchObject({
    variant: { id },
    availability: { status: 'LOW', sellable: { value: '2' } },
    previousStatus: null,
    version: 1,
  });
  expect(await next()).toMatchObject({ __typename: 'StreamCheckpoint' });
  await told(ground, 'stock', [level('B', 3)]);
  await told(ground, 'stock', [level('A', 70)]);
  expect(await next()).toMatchObject({
    __typename: 'AvailabilityChanged',
    variant: { id },
    availability: { status: 'IN_STOCK', sellable: { value: '20' } },
    previousStatus: 'LOW',
    version: 2,
  });
  await stream.return(undefined);
  expect(await code(listen(ground, storefront, 'subscription { availabilityChanges(filter: {}) { __typename } }').next())).toBe(
    'BAD_USER_INPUT',
  );
  expect(await code(listen(ground, storefront, 'subscription { stockChanges(filter: { all: true }) { __typename } }').next())).toBe(
    'FORBIDDEN',
  );
});

test('staff hear of every change of stock with its figures and its cause', async () => {
  const ground = await openGround();
  await places(ground);
  await aVariant(ground, 'A');
  await told(ground, 'stock', [level('A', 5)]);
  const stream = listen(
    ground,
    staff,
    `subscription { stockChanges(filter: { all: true }, snapshot: false) { __typename ... on StockChanged { level { onHand { value } reservedInHub { value } location { code } version }
       previousOnHand { value } previousSellable { value } cause } } }`,
  );
  const next = async () => (await stream.next()).value.stockChanges;
  expect(await next()).toMatchObject({ __typename: 'StreamCheckpoint' });
  await told(ground, 'stock', [level('A', 6)]);
  let heard = await next();
  // The very newest change before the beginning may be told, too.
  if (heard.previousOnHand === null) heard = await next();
  expect(heard).toMatchObject({ level: { onHand: { value: '6' } }, previousOnHand: { value: '5' }, cause: 'OTHER' });
  await ask(ground, storefront, PLACE, { input: { idempotencyKey: 'k', lines: [{ sku: 'A', quantity: '2' }] } });
  expect(await next()).toEqual({
    __typename: 'StockChanged',
    level: { onHand: { value: '6' }, reservedInHub: { value: '2' }, location: { code: 'W1' }, version: 3 },
    previousOnHand: { value: '6' },
    previousSellable: { value: '6' },
    cause: 'RESERVATION',
  });
  await stream.return(undefined);
  const refused = listen(ground, staff, 'subscription { stockChanges(filter: { all: true, skus: ["A"] }) { __typename } }').next();
  expect(await code(refused)).toBe('BAD_USER_INPUT');
});

test('places are found by id or code and close when the ERP no longer has them', async () => {
  const ground = await openGround();
  await places(ground);
  const id = await aVariant(ground, 'A');
  await told(ground, 'stock', [level('A', 4), level('A', 5, { locationId: 'w2' })]);
  ground.advance(10_000);
  await told(ground, 'locations', [{ externalId: 'w1', code: 'W1', name: 'Magazyn główny', kind: 'WAREHOUSE', active: true }]);
  expect(await swept(ground, 'locations', ground.now())).toBe(2);
  const { stockLocations, stockLocation } = await ask(
    ground,
    viewer('anonymous'),
    '{ stockLocations { nodes { code name active } } stockLocation(code: "W1") { name } }',
  );
  expect(stockLocations.nodes.map((node: Answer) => [node.code, node.active])).toEqual([
    ['P', false],
    ['W1', true],
    ['W2', false],
  ]);
  expect(stockLocation).toEqual({ name: 'Magazyn główny' });
  expect(await availabilityOf(ground, id)).toMatchObject({ sellable: { value: '4' } });
  expect((await events(ground, 'availability')).at(-1)).toMatchObject({ sellableMicros: String(pieces(4)) });
});
