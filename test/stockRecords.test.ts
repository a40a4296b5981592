import { expect, test } from 'vitest';
import { shopAvailable } from '#hub/availability.ts';
import { bind } from '#hub/bindings.ts';
import { newId } from '#hub/id.ts';
import { ONE } from '#hub/money.ts';
import { OddAnswer } from '#hub/oddAnswer.ts';
import { acknowledgeReservation, takeStock } from '#hub/reservations.ts';
import { CHANNEL, COMPANY, ERP, openGround, SHOP, type TestGround } from './ground.ts';

import { ask, aVariant, availabilityOf, events, level, pieces, places, staff, swept, told } from './stockGround.ts';

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
