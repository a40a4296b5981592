/** Holds on stock: a piece is sold once, whatever happens at the same time. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Trx } from '#hub/database.ts';
import { UserFault } from '#hub/errors.ts';
import { newId } from '#hub/id.ts';
import { type Micros, ONE } from '#hub/money.ts';
import {
  absorbAcknowledged,
  acknowledgeReservation,
  attachToOrder,
  expireReservations,
  extendReservation,
  findReservation,
  findReservationLines,
  releaseOrderReservations,
  releaseReservation,
  type TakeRequest,
  takeStock,
} from '#hub/reservations.ts';
import { CHANNEL, COMPANY, ERP, openGround, SHOP, type TestGround } from './ground.ts';

const pieces = (count: number): Micros => BigInt(count) * ONE;

async function aLocation(ground: TestGround, more: { code?: string; kind?: string; active?: number } = {}): Promise<string> {
  const id = newId('location');
  await ground.db.write((trx) =>
    trx
      .insertInto('location')
      .values({
        id,
        companyId: COMPANY,
        code: id,
        name: 'Magazyn',
        kind: 'WAREHOUSE',
        active: 1,
        address: null,
        systemId: ERP,
        updatedAt: 0,
        ...more,
      })
      .execute(),
  );
  return id;
}

async function aVariant(ground: TestGround): Promise<string> {
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
  await ground.db.write((trx) =>
    trx
      .insertInto('variant')
      .values({ id, productId: newId('product'), companyId: COMPANY, sku: id, systemId: ERP, version: 1, updatedAt: 0, asOf: 0, ...row })
      .execute(),
  );
  return id;
}

async function aLevel(
  ground: TestGround,
  variantId: string,
  locationId: string,
  onHand: number,
  more: { reservedInErp?: number; buffer?: number } = {},
): Promise<string> {
  const id = newId('stockLevel');
  await ground.db.write((trx) =>
    trx
      .insertInto('stockLevel')
      .values({
        id,
        variantId,
        locationId,
        onHandMicros: pieces(onHand),
        reservedInErpMicros: pieces(more.reservedInErp ?? 0),
        reservedInHubMicros: 0n,
        safetyBufferMicros: pieces(more.buffer ?? 0),
        minimumMicros: null,
        maximumMicros: null,
        systemId: ERP,
        version: 1,
        changedAt: 0,
        asOf: ground.now(),
      })
      .execute(),
  );
  return id;
}

let keys = 0;
function aRequest(ground: TestGround, lines: TakeRequest['lines'], more: Partial<TakeRequest> = {}): TakeRequest {
  keys += 1;
  return {
    companyId: COMPANY,
    channelId: CHANNEL,
    application: 'key_a',
    idempotencyKey: `k${keys}`,
    fingerprint: 'f',
    lines,
    allowPartial: false,
    expiresAt: ground.now() + 900_000,
    now: ground.now(),
    ...more,
  };
}

const take = (ground: TestGround, lines: TakeRequest['lines'], more: Partial<TakeRequest> = {}) =>
  ground.db.write((trx) => takeStock(trx, aRequest(ground, lines, more)));

async function refusal(work: Promise<unknown>): Promise<UserFault['errors'][number] & Record<string, unknown>> {
  const error = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof UserFault) || !error.errors[0]) throw new Error(`expected a refusal, got ${String(error)}`);
  return error.errors[0] as never;
}

async function levelRow(ground: TestGround, id: string) {
  return ground.db.read.selectFrom('stockLevel').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
}

test('fifty buyers at once get exactly the ten pieces there are', async () => {
  const ground = await openGround();
  const variantId = await aVariant(ground);
  const level = await aLevel(ground, variantId, await aLocation(ground), 10);
  const outcomes = await Promise.allSettled(Array.from({ length: 50 }, () => take(ground, [{ variantId, quantity: ONE }])));
  expect(outcomes.filter((outcome) => outcome.status === 'fulfilled')).toHaveLength(10);
  for (const outcome of outcomes) if (outcome.status === 'rejected') expect(outcome.reason).toBeInstanceOf(UserFault);
  expect(await levelRow(ground, level)).toMatchObject({ reservedInHubMicros: pieces(10), version: 11 });
});

test('buyers of several things in opposite order neither block each other nor take too much', async () => {
  const ground = await openGround();
  const warehouse = await aLocation(ground);
  const [a, b] = [await aVariant(ground), await aVariant(ground)];
  const levels = [await aLevel(ground, a, warehouse, 7), await aLevel(ground, b, warehouse, 7)];
  const outcomes = await Promise.allSettled(
    Array.from({ length: 30 }, (_, i) => {
      const lines = [a, b].map((variantId) => ({ variantId, quantity: ONE }));
      return take(ground, i % 2 ? lines : lines.toReversed());
    }),
  );
  expect(outcomes.filter((outcome) => outcome.status === 'fulfilled')).toHaveLength(7);
  for (const level of levels) expect((await levelRow(ground, level)).reservedInHubMicros).toBe(pieces(7));
});

test('what cannot be held as a whole is refused with what is there and when more comes, and holds nothing', async () => {
  const ground = await openGround();
  const warehouse = await aLocation(ground);
  const [plenty, scarce] = [await aVariant(ground), await aVariant(ground)];
  const level = await aLevel(ground, plenty, warehouse, 50);
  await aLevel(ground, scarce, warehouse, 5, { reservedInErp: 1, buffer: 1 });
  await ground.db.write((trx) =>
    trx
      .insertInto('incomingDelivery')
      .values({
        id: newId('incomingDelivery'),
        variantId: scarce,
        locationId: warehouse,
        documentNumber: 'PZ 1',
        supplierName: null,
        quantityMicros: pieces(10),
        expectedOn: '2026-03-09',
        originallyExpectedOn: '2026-03-09',
        confidence: 'CONFIRMED',
        open: 1,
        updatedAt: 0,
      })
      .execute(),
  );
  const error = await refusal(
    take(ground, [
      { variantId: plenty, quantity: pieces(2) },
      { variantId: scarce, quantity: pieces(4) },
    ]),
  );
  expect(error).toMatchObject({
    __typename: 'InsufficientStockError',
    code: 'INSUFFICIENT_STOCK',
    field: ['input', 'lines', '1', 'quantity'],
    variantId: scarce,
    sellable: pieces(3),
    nextAvailableOn: '2026-03-09',
  });
  expect((await levelRow(ground, level)).reservedInHubMicros).toBe(0n);
  expect(await ground.db.read.selectFrom('reservation').selectAll().execute()).toEqual([]);
  expect(await ground.db.read.selectFrom('event').selectAll().where('topic', '!=', 'changed').execute()).toEqual([]);
});

test('a line comes from the first location that has all of it, and is split only when none has', async () => {
  const ground = await openGround();
  const [a, b, c] = [
    await aLocation(ground, { code: 'A' }),
    await aLocation(ground, { code: 'B' }),
    await aLocation(ground, { code: 'C' }),
  ];
  const pickup = await aLocation(ground, { code: '0', kind: 'PICKUP_POINT' });
  const closed = await aLocation(ground, { code: '1', active: 0 });
  const variantId = await aVariant(ground);
  for (const [location, onHand] of [
    [a, 2],
    [b, 5],
    [c, 5],
    [pickup, 9],
    [closed, 9],
  ] as const)
    await aLevel(ground, variantId, location, onHand);
  const whole = await take(ground, [{ variantId, quantity: pieces(4) }]);
  const split = await take(ground, [{ variantId, quantity: pieces(7) }]);
  const named = await take(ground, [{ variantId, locationId: pickup, quantity: pieces(3) }]);
  const linesOf = async (id: string) =>
    (await findReservationLines(ground.db.read, [id])).map((line) => [line.locationId, Number(line.heldMicros / ONE)]);
  expect(await linesOf(whole.reservation.id)).toEqual([[b, 4]]);
  expect(await linesOf(split.reservation.id)).toEqual([
    [a, 2],
    [b, 1],
    [c, 4],
  ]);
  expect(await linesOf(named.reservation.id)).toEqual([[pickup, 3]]);
});

test('a partial hold keeps what there is and says what is missing', async () => {
  const ground = await openGround();
  const variantId = await aVariant(ground);
  await aLevel(ground, variantId, await aLocation(ground), 3);
  const lines = [{ variantId, quantity: pieces(5) }];
  const taken = await take(ground, lines, { allowPartial: true, idempotencyKey: 'p' });
  expect(taken.reservation.state).toBe('PARTIAL');
  expect(taken.shortages).toEqual([{ index: 0, variantId, requested: pieces(5), sellable: pieces(3) }]);
  const [line] = await findReservationLines(ground.db.read, [taken.reservation.id]);
  expect(line).toMatchObject({ requestedMicros: pieces(5), heldMicros: pieces(3) });
  const again = await take(ground, lines, { allowPartial: true, idempotencyKey: 'p' });
  expect(again).toMatchObject({ repeated: true, shortages: [{ sellable: pieces(3) }] });
});

test('the same key takes once; with another input it is refused; another application has its own keys', async () => {
  const ground = await openGround();
  const variantId = await aVariant(ground);
  const level = await aLevel(ground, variantId, await aLocation(ground), 9);
  const lines = [{ variantId, quantity: ONE }];
  const takes = await Promise.all(Array.from({ length: 5 }, () => take(ground, lines, { idempotencyKey: 'cart' })));
  expect(new Set(takes.map((taken) => taken.reservation.id)).size).toBe(1);
  expect(takes.filter((taken) => !taken.repeated)).toHaveLength(1);
  expect(await refusal(take(ground, lines, { idempotencyKey: 'cart', fingerprint: 'other' }))).toMatchObject({ code: 'KEY_REUSED' });
  await take(ground, lines, { idempotencyKey: 'cart', application: 'key_b' });
  expect((await levelRow(ground, level)).reservedInHubMicros).toBe(pieces(2));
});

test('a hold is given back once, whoever says so and however often', async () => {
  const ground = await openGround();
  const variantId = await aVariant(ground);
  const level = await aLevel(ground, variantId, await aLocation(ground), 9);
  const { reservation } = await take(ground, [{ variantId, quantity: pieces(4) }]);
  await take(ground, [{ variantId, quantity: pieces(2) }]);
  const done = await Promise.all(
    Array.from({ length: 8 }, () =>
      ground.db.write((trx) => releaseReservation(trx, reservation.id, { now: ground.now(), state: 'RELEASED' })),
    ),
  );
  expect(done.filter(Boolean)).toHaveLength(1);
  expect((await levelRow(ground, level)).reservedInHubMicros).toBe(pieces(2));
});

test('a hold runs out only when its time is over, can be extended before, and never runs out as an order', async () => {
  const ground = await openGround();
  const variantId = await aVariant(ground);
  const level = await aLevel(ground, variantId, await aLocation(ground), 9);
  const lines = [{ variantId, quantity: ONE }];
  const [plain, extended, ordered] = [await take(ground, lines), await take(ground, lines), await take(ground, lines)];
  const orderId = newId('order');
  const expire = () => ground.db.write((trx) => expireReservations(trx, ground.now(), 100));
  const attach = (id: string, order: string) => ground.db.write((trx) => attachToOrder(trx, id, order, ground.now()));
  await ground.db.write((trx) =>
    extendReservation(trx, extended.reservation.id, { now: ground.now(), expiresAt: ground.now() + 2_000_000 }),
  );
  expect(await attach(ordered.reservation.id, orderId)).toMatchObject({ state: 'CONFIRMED', expiresAt: null, orderId });
  expect(await attach(ordered.reservation.id, orderId)).toMatchObject({ version: 2 });
  expect(await refusal(attach(ordered.reservation.id, newId('order')))).toMatchObject({ code: 'STATE_FORBIDS' });
  expect(await expire()).toBe(0);
  ground.advance(900_000);
  expect(await refusal(attach(plain.reservation.id, newId('order')))).toMatchObject({ code: 'RESERVATION_EXPIRED' });
  expect(await expire()).toBe(1);
  ground.advance(10_000_000);
  expect(await expire()).toBe(1);
  expect(
    await refusal(
      ground.db.write((trx) => extendReservation(trx, plain.reservation.id, { now: ground.now(), expiresAt: ground.now() + 1 })),
    ),
  ).toMatchObject({ code: 'RESERVATION_EXPIRED' });
  expect(await refusal(attach(newId('reservation'), orderId))).toMatchObject({ code: 'NOT_FOUND' });
  expect((await levelRow(ground, level)).reservedInHubMicros).toBe(ONE);
});

test('every taken or returned piece is told to subscribers and to the shops', async () => {
  const ground = await openGround();
  const variantId = await aVariant(ground);
  const level = await aLevel(ground, variantId, await aLocation(ground), 4);
  const { reservation } = await take(ground, [{ variantId, quantity: pieces(2) }]);
  await ground.db.write((trx) => releaseReservation(trx, reservation.id, { now: ground.now(), state: 'RELEASED' }));
  const log = await ground.db.read.selectFrom('event').selectAll().where('topic', '!=', 'changed').orderBy('position').execute();
  const events = log.map((event) => ({
    topic: event.topic,
    subjectId: event.subjectId,
    payload: JSON.parse(event.payload),
  }));
  expect(events).toMatchObject([
    { topic: 'stock', subjectId: level, payload: { cause: 'RESERVATION', previousSellableMicros: '4000000', level: { version: 2 } } },
    { topic: 'availability', subjectId: variantId, payload: { previousStatus: 'IN_STOCK', status: 'LOW', sellableMicros: '2000000' } },
    { topic: 'stock', subjectId: level, payload: { cause: 'RELEASE', previousSellableMicros: '2000000', level: { version: 3 } } },
    { topic: 'availability', subjectId: variantId, payload: { previousStatus: 'LOW', status: 'IN_STOCK' } },
  ]);
  const deliveries = await ground.db.read.selectFrom('delivery').select(['systemId', 'kind', 'subjectId', 'version']).execute();
  expect(deliveries).toEqual([{ systemId: SHOP, kind: 'stock', subjectId: variantId, version: 2 }]);
});

test('a hold stays until a snapshot is stored whose reading began after the ERP took the demand', async () => {
  const ground = await openGround();
  const variantId = await aVariant(ground);
  const locationId = await aLocation(ground);
  const level = await aLevel(ground, variantId, locationId, 9);
  const orderId = newId('order');
  await take(ground, [{ variantId, quantity: pieces(3) }], { orderId, expiresAt: null });
  const absorb = (readStartedAt: number) =>
    ground.db.write((trx) => absorbAcknowledged(trx, [{ variantId, locationId }], readStartedAt, ground.now()));
  expect((await absorb(ground.now() + 1)).size).toBe(0);
  const acknowledged = ground.now() + 50;
  await ground.db.write((trx) => acknowledgeReservation(trx, orderId, acknowledged));
  expect((await absorb(acknowledged)).size).toBe(0);
  expect([...(await absorb(acknowledged + 1)).values()]).toEqual([pieces(3)]);
  expect((await levelRow(ground, level)).reservedInHubMicros).toBe(0n);
  await ground.db.write((trx) => releaseOrderReservations(trx, orderId, ground.now()));
  expect((await levelRow(ground, level)).reservedInHubMicros).toBe(0n);
});

interface ModelHold {
  id: string;
  orderId: string;
  takes: Map<number, number>;
  expiresAt: number | null;
  state: 'HELD' | 'CONFIRMED' | 'ENDED';
  acknowledgedAt: number | null;
}

const commands = fc.array(
  fc.oneof(
    {
      weight: 4,
      arbitrary: fc.record({ kind: fc.constant('place' as const), quantity: fc.integer({ min: 1, max: 8 }), partial: fc.boolean() }),
    },
    { weight: 1, arbitrary: fc.record({ kind: fc.constant('extend' as const), pick: fc.nat(20) }) },
    { weight: 2, arbitrary: fc.record({ kind: fc.constant('release' as const), pick: fc.nat(20) }) },
    { weight: 2, arbitrary: fc.record({ kind: fc.constant('attach' as const), pick: fc.nat(20) }) },
    { weight: 2, arbitrary: fc.record({ kind: fc.constant('acknowledge' as const), pick: fc.nat(20) }) },
    { weight: 2, arbitrary: fc.record({ kind: fc.constant('snapshot' as const), place: fc.nat(1), ago: fc.nat(200) }) },
    { weight: 1, arbitrary: fc.record({ kind: fc.constant('expire' as const), advance: fc.nat(500) }) },
  ),
  { minLength: 5, maxLength: 40 },
);

test('after any sequence of holds, releases, orders and snapshots the levels hold exactly the sum of the open lines', {
  timeout: 120_000,
}, async () => {
  const ground = await openGround();
  await fc.assert(
    fc.asyncProperty(commands, async (sequence) => {
      const places = [await aLocation(ground), await aLocation(ground)].toSorted();
      const variantId = await aVariant(ground);
      const onHand = [9, 6];
      const levels = [await aLevel(ground, variantId, places[0] ?? '', 9), await aLevel(ground, variantId, places[1] ?? '', 6)];
      const holds: ModelHold[] = [];
      const heldAt = (place: number) => holds.reduce((sum, hold) => sum + (hold.state === 'ENDED' ? 0 : (hold.takes.get(place) ?? 0)), 0);
      const write = <T>(work: (trx: Trx) => Promise<T>) => ground.db.write(work);
      const pickOf = (pick: number): ModelHold | undefined => holds[pick % Math.max(holds.length, 1)];
      const live = (hold: ModelHold) => hold.state === 'HELD' && (hold.expiresAt ?? 0) > ground.now();

      for (const command of sequence) {
        ground.advance(10);
        const now = ground.now();
        if (command.kind === 'place') {
          const free = onHand.map((count, place) => count - heldAt(place));
          const whole = free.findIndex((count) => count >= command.quantity);
          const takes = new Map<number, number>();
          let open = command.quantity;
          for (const place of whole >= 0 ? [whole] : [0, 1]) {
            const taken = Math.max(0, Math.min(open, free[place] ?? 0));
            if (taken) takes.set(place, taken);
            open -= taken;
          }
          const request = [{ variantId, quantity: pieces(command.quantity) }];
          const work = take(ground, request, { allowPartial: command.partial, expiresAt: now + 300 });
          if (open > 0 && !command.partial) expect((await refusal(work)).code).toBe('INSUFFICIENT_STOCK');
          else {
            const { reservation } = await work;
            expect(reservation.state).toBe(open > 0 ? 'PARTIAL' : 'HELD');
            holds.push({ id: reservation.id, orderId: newId('order'), takes, expiresAt: now + 300, state: 'HELD', acknowledgedAt: null });
          }
        } else if (command.kind === 'snapshot') {
          const locationId = places[command.place] ?? '';
          const readStartedAt = now - command.ago;
          await write((trx) => absorbAcknowledged(trx, [{ variantId, locationId }], readStartedAt, now));
          for (const hold of holds)
            if (hold.state === 'CONFIRMED' && hold.acknowledgedAt !== null && hold.acknowledgedAt < readStartedAt)
              hold.takes.delete(command.place);
        } else if (command.kind === 'expire') {
          ground.advance(command.advance);
          await write((trx) => expireReservations(trx, ground.now(), 1_000));
          for (const hold of holds) if (hold.state === 'HELD' && (hold.expiresAt ?? 0) <= ground.now()) hold.state = 'ENDED';
        } else {
          const hold = pickOf(command.pick);
          if (!hold) continue;
          if (command.kind === 'extend') {
            const work = write((trx) => extendReservation(trx, hold.id, { now, expiresAt: now + 400 }));
            if (live(hold)) {
              await work;
              hold.expiresAt = now + 400;
            } else await refusal(work);
          } else if (command.kind === 'release') {
            expect(await write((trx) => releaseReservation(trx, hold.id, { now, state: 'RELEASED' }))).toBe(hold.state !== 'ENDED');
            hold.state = 'ENDED';
          } else if (command.kind === 'attach') {
            const work = write((trx) => attachToOrder(trx, hold.id, hold.orderId, now));
            if (live(hold) || hold.state === 'CONFIRMED') {
              await work;
              hold.state = 'CONFIRMED';
            } else await refusal(work);
          } else {
            await write((trx) => acknowledgeReservation(trx, hold.orderId, now));
            if (hold.state === 'CONFIRMED') hold.acknowledgedAt ??= now;
          }
        }
        for (const [place, level] of levels.entries()) {
          const row = await levelRow(ground, level);
          expect(row.reservedInHubMicros).toBe(pieces(heldAt(place)));
          expect(row.reservedInHubMicros >= 0n && row.reservedInHubMicros <= row.onHandMicros).toBe(true);
        }
      }
      const lines = await ground.db.read
        .selectFrom('reservationLine')
        .select((eb) => eb.fn.sum<bigint | null>('heldMicros').as('sumMicros'))
        .where('variantId', '=', variantId)
        .where('state', '=', 'HELD')
        .executeTakeFirstOrThrow();
      expect(lines.sumMicros ?? 0n).toBe(pieces(heldAt(0) + heldAt(1)));
    }),
    { numRuns: 25 },
  );
});

test('a reservation can be read back by its id', async () => {
  const ground = await openGround();
  const variantId = await aVariant(ground);
  await aLevel(ground, variantId, await aLocation(ground), 1);
  const { reservation } = await take(ground, [{ variantId, quantity: ONE }], { customerId: 'cus_a' });
  expect(await findReservation(ground.db.read, reservation.id)).toEqual(reservation);
});
