/** Reservations and streams of stock, and who hears what. */
import { type ExecutionResult, parse, subscribe } from 'graphql';
import { expect, test } from 'vitest';
import { newId } from '#hub/id.ts';
import type { Viewer } from '#hub/viewer.ts';
import { stock } from '#subgraphs/stock/index.ts';
import { openGround, type TestGround, viewer } from './ground.ts';

import { type Answer, ask, aVariant, code, contextOf, level, places, staff, storefront, told } from './stockGround.ts';

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
