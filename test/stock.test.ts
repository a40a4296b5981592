import { expect, test } from 'vitest';
import { newId } from '#hub/id.ts';
import { ERP, openGround, viewer } from './ground.ts';

import {
  type Answer,
  AVAILABILITY,
  ask,
  aVariant,
  availabilityOf,
  code,
  events,
  level,
  pieces,
  places,
  staff,
  storefront,
  swept,
  told,
} from './stockGround.ts';

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
