import fc from 'fast-check';
import { graphql } from 'graphql';
import { describe, expect, test } from 'vitest';
import type { IncomingRecord, LocationRecord, Page, StockRecord, SupplierItemRecord } from '#connectors/connector.ts';
import type { Apply, ApplyContext } from '#hub/apply.ts';
import { type HubEvent, readEvents } from '#hub/events.ts';
import { newId } from '#hub/id.ts';
import { micros as m } from '#hub/money.ts';
import { setUpOwners } from '#hub/setup.ts';
import { alertsOf, reviewDay } from '#hub/stockAlerts.ts';
import type { Viewer } from '#hub/viewer.ts';
import { allocate, movePromises } from '#subgraphs/orders/promises.ts';
import { stock, stockAppliers, stockHandlers } from '#subgraphs/stock/index.ts';
import { CHANNEL, COMPANY, ERP, openGround, type TestGround, viewer } from './ground.ts';
import { anOrder, aVariant } from './makers.ts';

// biome-ignore lint/suspicious/noExplicitAny: a test reads whatever it asked for.
async function ask(ground: TestGround, who: Viewer, source: string, variableValues: Record<string, unknown> = {}): Promise<any> {
  const contextValue = stock.context(ground, { viewer: who, requestId: 'test' });
  const result = await graphql({ schema: stock.schema, source, variableValues, contextValue });
  expect(result.errors).toBeUndefined();
  return result.data;
}

const contextOf = (ground: TestGround, more: Partial<ApplyContext> = {}): ApplyContext => ({
  system: {
    id: ERP,
    companyId: COMPANY,
    channelId: CHANNEL,
    role: 'ERP',
    zone: 'Europe/Warsaw',
    goLiveAt: 0,
    mode: 'ACTIVE',
  },
  now: ground.now(),
  readStartedAt: ground.now(),
  bulk: false,
  ...more,
});

async function tell<R>(ground: TestGround, entity: keyof typeof stockAppliers, records: Page<R>['records']): Promise<number> {
  const apply = stockAppliers[entity]?.apply as Apply<R>;
  ground.advance(1_000);
  return (await ground.db.write((trx) => apply(trx, records, contextOf(ground)))).changed;
}

/** Binds a variant that a maker has made, as the ERP's products would have. */
async function bound(ground: TestGround, sku: string): Promise<string> {
  const id = await aVariant(ground, sku);
  await ground.db.write((trx) =>
    trx
      .insertInto('binding')
      .values({ systemId: ERP, entity: 'variants', externalId: `e-${sku}`, id, createdAt: 0, seenAt: 0 })
      .execute(),
  );
  return id;
}

const heard = async (ground: TestGround, topic: string): Promise<HubEvent[]> =>
  (await readEvents(ground.db.read, 0, 1_000)).filter((event) => event.topic === topic);

const warehouse = (code: string, more: Partial<LocationRecord> = {}): LocationRecord => ({
  externalId: code,
  code,
  name: code,
  kind: 'WAREHOUSE',
  active: true,
  ...more,
});
const level = (sku: string, onHand: string, more: Partial<StockRecord> = {}): StockRecord => ({
  variantId: `e-${sku}`,
  locationId: 'LODZ',
  onHand: m(onHand),
  reserved: 0n,
  ...more,
});
const delivery = (sku: string, quantity: string, expectedOn: string): IncomingRecord => ({
  externalId: `po-${sku}`,
  variantId: `e-${sku}`,
  locationId: 'LODZ',
  documentNumber: 'ZZ/1',
  supplierName: 'Dunajec sp. z o.o.',
  quantity: m(quantity),
  expectedOn,
  confidence: 'CONFIRMED',
  open: true,
});
const item = (sku: string, more: Partial<SupplierItemRecord> = {}): SupplierItemRecord => ({
  externalId: `si-${sku}`,
  supplierId: 'sup-1',
  supplierName: 'Dunajec sp. z o.o.',
  variantId: `e-${sku}`,
  leadTimeDays: 10,
  minQuantity: m('5'),
  price: { unitNet: m('12.345678'), currency: 'PLN' },
  position: 0,
  active: true,
  ...more,
});

describe('storage places and suppliers', () => {
  test('places lie in their warehouse, and a level says what lies where', async () => {
    const ground = await openGround();
    await bound(ground, 'LINA');
    await tell(ground, 'locations', [warehouse('LODZ'), warehouse('LODZ/A-1', { kind: 'STORAGE', parentId: 'LODZ' })]);
    await tell(ground, 'stock', [level('LINA', '7', { bins: [{ locationId: 'LODZ/A-1', onHand: m('4') }] })]);
    const { stockLevels } = await ask(
      ground,
      viewer('admin'),
      '{ stockLevels { nodes { onHand { value } location { code places { code parent { code } } } bins { location { code } onHand { value } } } } }',
    );
    expect(stockLevels.nodes).toEqual([
      {
        onHand: { value: '7' },
        location: { code: 'LODZ', places: [{ code: 'LODZ/A-1', parent: { code: 'LODZ' } }] },
        bins: [{ location: { code: 'LODZ/A-1' }, onHand: { value: '4' } }],
      },
    ]);
    expect(await tell(ground, 'stock', [level('LINA', '7', { bins: [{ locationId: 'LODZ/A-1', onHand: m('4') }] })])).toBe(0);
    expect(await tell(ground, 'stock', [level('LINA', '7', { bins: [{ locationId: 'LODZ/A-1', onHand: m('5') }] })])).toBe(1);
  });

  test('what a supplier sells is told once, changed and withdrawn; its price needs the scope for costs', async () => {
    const ground = await openGround();
    const id = await bound(ground, 'LINA');
    await tell(ground, 'locations', [warehouse('LODZ')]);
    expect(await tell(ground, 'suppliers', [item('LINA')])).toBe(1);
    expect(await tell(ground, 'suppliers', [item('LINA')])).toBe(0);
    expect(await tell(ground, 'suppliers', [item('LINA', { leadTimeDays: 14 })])).toBe(1);
    await tell(ground, 'incoming', [delivery('LINA', '10', '2026-03-10')]);
    const query = `query($id: ID!) { _entities(representations: [{ __typename: "Variant", id: $id }]) { ... on Variant {
      suppliers { supplier { name } leadTimeDays minQuantity { value } unitNet { amount } }
      stockLevels { nodes { incoming { supplier { name } } } } } } }`;
    const seen = (await ask(ground, viewer('admin'), query, { id }))._entities[0];
    expect(seen.suppliers).toEqual([
      { supplier: { name: 'Dunajec sp. z o.o.' }, leadTimeDays: 14, minQuantity: { value: '5' }, unitNet: { amount: '12.345678' } },
    ]);
    expect((await ask(ground, viewer('staff'), query, { id }))._entities[0].suppliers[0].unitNet).toBeNull();
    const { incomingDeliveries } = await ask(ground, viewer('admin'), '{ incomingDeliveries { nodes { supplier { name } } } }');
    expect(incomingDeliveries.nodes).toEqual([{ supplier: { name: 'Dunajec sp. z o.o.' } }]);

    ground.advance(1_000);
    const context = { ...contextOf(ground), sweepStartedAt: ground.now() };
    expect(await ground.db.write(async (trx) => stockAppliers.suppliers?.retire?.(trx, context))).toBe(1);
    expect((await ask(ground, viewer('admin'), query, { id }))._entities[0].suppliers).toEqual([]);
  });
});

describe('alerts', () => {
  test('an alert is raised when it begins, stands in the list, and goes when it is over', async () => {
    const ground = await openGround();
    await bound(ground, 'LINA');
    await tell(ground, 'locations', [warehouse('LODZ')]);
    await tell(ground, 'stock', [level('LINA', '9', { minimum: m('5'), maximum: m('20') })]);
    const kinds = async () =>
      (await ask(ground, viewer('staff'), '{ stockAlerts { nodes { kind expectedOn location { code } } totalCount } }')).stockAlerts.nodes;
    expect(await kinds()).toEqual([]);
    await tell(ground, 'stock', [level('LINA', '4', { minimum: m('5'), maximum: m('20'), reserved: m('6') })]);
    expect((await kinds()).map((alert: { kind: string }) => alert.kind).sort()).toEqual(['BELOW_MINIMUM', 'OVERSOLD']);
    await tell(ground, 'incoming', [delivery('LINA', '10', '2026-03-10')]);
    expect((await kinds()).every((alert: { expectedOn: string }) => alert.expectedOn === '2026-03-10')).toBe(true);
    await tell(ground, 'stock', [level('LINA', '30', { minimum: m('5'), maximum: m('20') })]);
    expect(await kinds()).toEqual([{ kind: 'ABOVE_MAXIMUM', expectedOn: null, location: { code: 'LODZ' } }]);
    await tell(ground, 'stock', [level('LINA', '10', { minimum: m('5'), maximum: m('20') })]);
    expect(await kinds()).toEqual([]);
    const events = await heard(ground, 'stockAlert');
    expect(events.map((event) => event.payload.kind)).toEqual(['BELOW_MINIMUM', 'OVERSOLD', 'ABOVE_MAXIMUM']);
  });

  test('a delivery that did not come is late from the next day on', async () => {
    const ground = await openGround();
    await bound(ground, 'LINA');
    await tell(ground, 'locations', [warehouse('LODZ')]);
    await tell(ground, 'stock', [level('LINA', '1')]);
    await tell(ground, 'incoming', [delivery('LINA', '10', '2026-03-02')]);
    const review = (today: string) =>
      ground.db.write((trx) => reviewDay(trx, { companyId: COMPANY, now: ground.now(), today, after: '', limit: 10 }));
    await review('2026-03-02');
    const count = async () => (await ask(ground, viewer('staff'), '{ stockAlerts { totalCount } }')).stockAlerts.totalCount;
    expect(await count()).toBe(0);
    expect(await review('2026-03-03')).toBeNull();
    expect(await count()).toBe(1);
  });

  test('goods that are gone before new ones could come are told; goods that are ordered in time are not', () => {
    const of = (onHand: string, incoming: string, leadTimeDays: number | null) =>
      alertsOf(
        'v',
        [
          {
            variantId: 'v',
            locationId: 'l',
            onHandMicros: m(onHand),
            reservedInErpMicros: 0n,
            reservedInHubMicros: 0n,
            safetyBufferMicros: 0n,
            minimumMicros: null,
            maximumMicros: null,
          },
        ],
        [{ variantId: 'v', locationId: 'l', quantityMicros: m(incoming), expectedOn: '2026-03-05' }],
        '2026-03-02',
        { perDay: m('2'), leadTimeDays },
      ).map((alert) => [alert.kind, alert.expectedOn]);
    expect(of('10', '0', 7)).toEqual([['WILL_RUN_OUT', '2026-03-07']]);
    expect(of('10', '10', 7)).toEqual([]);
    expect(of('10', '0', 5)).toEqual([]);
    expect(of('10', '0', null)).toEqual([]);
  });
});

describe('stock counts', () => {
  const COUNT = `mutation($input: StockCountInput!) { stockCountRecord(input: $input) {
    operationId differences { variant { id } counted { value } booked { value } } userErrors { code field } } }`;
  const counter = viewer('admin');

  async function counting(): Promise<{ ground: TestGround; locationId: string; variantId: string }> {
    const ground = await openGround();
    const variantId = await bound(ground, 'LINA');
    await tell(ground, 'locations', [warehouse('LODZ')]);
    await tell(ground, 'stock', [level('LINA', '7')]);
    const { stockLocation } = await ask(ground, counter, '{ stockLocation(code: "LODZ") { id } }');
    return { ground, locationId: stockLocation.id, variantId };
  }

  test('a count goes to the ERP once, with what was counted, and says where it differs', async () => {
    const { ground, locationId, variantId } = await counting();
    const input = { idempotencyKey: 'count-1', wait: 'PT0S', locationId, lines: [{ sku: 'LINA', counted: '5.5', expectedVersion: 1 }] };
    const first = (await ask(ground, counter, COUNT, { input })).stockCountRecord;
    expect(first).toMatchObject({ differences: [{ counted: { value: '5.5' }, booked: { value: '7' } }], userErrors: [] });
    const again = (await ask(ground, counter, COUNT, { input })).stockCountRecord;
    expect(again.operationId).toBe(first.operationId);
    expect(first.differences[0].variant.id).toBe(variantId);
    const operation = await ground.db.read.selectFrom('operation').selectAll().executeTakeFirstOrThrow();
    const sent: unknown[] = [];
    const stockCount = async (...call: unknown[]) => {
      sent.push(call.slice(0, 2));
      return {};
    };
    const connected = { push: { stockCount }, find: {} };
    const tools = { db: ground.db, systemId: ERP, signal: AbortSignal.timeout(5_000), now: ground.now };
    const result = await stockHandlers.STOCK_COUNT.send(connected as never, operation, tools);
    expect(sent).toEqual([
      [
        { locationId: 'LODZ', reference: expect.stringMatching(/^INW-/), lines: [{ sku: 'LINA', variantId: 'e-LINA', counted: m('5.5') }] },
        operation.subjectId,
      ],
    ]);
    await ground.db.write((trx) =>
      stockHandlers.STOCK_COUNT.confirm(trx, operation, result, { acknowledgedAt: ground.now(), now: ground.now() }),
    );
    expect((await ground.db.read.selectFrom('stockCount').select('state').executeTakeFirstOrThrow()).state).toBe('BOOKED');
  });

  test.each([
    [{ lines: [{ sku: 'NIE', counted: '1' }] }, 'NOT_FOUND'],
    [{ lines: [{ sku: 'LINA', counted: '-1' }] }, 'INVALID'],
    [{ lines: [{ sku: 'LINA', counted: '1', expectedVersion: 9 }] }, 'VERSION_CONFLICT'],
    [
      {
        lines: [
          { sku: 'LINA', counted: '1' },
          { sku: 'LINA', counted: '2' },
        ],
      },
      'DUPLICATE',
    ],
    [{ lines: [] }, 'REQUIRED'],
    [{ locationId: newId('location'), lines: [{ sku: 'LINA', counted: '1' }] }, 'NOT_FOUND'],
  ])('%j is refused %s and nothing is written', async (part, code) => {
    const { ground, locationId } = await counting();
    const input = { idempotencyKey: newId('operation'), wait: 'PT0S', locationId, ...part };
    const answer = (await ask(ground, counter, COUNT, { input })).stockCountRecord;
    expect(answer.userErrors[0].code).toBe(code);
    expect(answer.operationId).toBeNull();
    expect(await ground.db.read.selectFrom('operation').select('id').execute()).toEqual([]);
    expect(await ground.db.read.selectFrom('stockCount').select('id').execute()).toEqual([]);
  });
});

describe('promises on orders already placed', () => {
  test('what is on hand goes to the oldest, the rest waits for the deliveries, and nothing is promised twice', () => {
    fc.assert(
      fc.property(
        fc.bigInt(0n, 20n),
        fc.array(fc.bigInt(1n, 9n), { maxLength: 5 }),
        fc.array(fc.bigInt(1n, 9n), { maxLength: 8 }),
        (onHand, incoming, wants) => {
          const deliveries = incoming.map((quantity, i) => ({ quantity, day: `2026-03-${10 + i}` }));
          const lines = wants.map((open, i) => ({ lineId: `l${i}`, open }));
          const days = allocate({ onHand, deliveries }, lines);
          for (const day of ['', ...deliveries.map((one) => one.day)]) {
            const until = onHand + deliveries.filter((one) => one.day <= day).reduce((sum, one) => sum + one.quantity, 0n);
            const promised = lines.reduce((sum, line) => {
              const own = days.get(line.lineId);
              return own !== null && own !== undefined && own <= day ? sum + line.open : sum;
            }, 0n);
            expect(promised <= until).toBe(true);
          }
          expect(days.size).toBe(lines.length);
        },
      ),
    );
  });

  test('a delivery whose day moves moves the promise of the order that waits for it, and the order is told', async () => {
    const ground = await openGround();
    const variantId = await bound(ground, 'LINA');
    await tell(ground, 'locations', [warehouse('LODZ')]);
    await tell(ground, 'stock', [level('LINA', '3', { reserved: m('5') })]);
    const orderId = await anOrder(ground, [{ variantId, sku: 'LINA', quantity: '5', unitNet: '10' }]);
    const started = ground.now();
    await tell(ground, 'incoming', [delivery('LINA', '10', '2026-03-10')]);
    const move = () => ground.db.write((trx) => movePromises(trx, COMPANY, started - 1, ground.now()));
    expect(await move()).toBe(1);
    expect(await move()).toBe(0);
    const promised = () => ground.db.read.selectFrom('salesOrder').select('promisedOn').where('id', '=', orderId).executeTakeFirstOrThrow();
    expect((await promised()).promisedOn).toBe('2026-03-10');
    await tell(ground, 'incoming', [delivery('LINA', '10', '2026-03-17')]);
    expect(await move()).toBe(1);
    expect((await promised()).promisedOn).toBe('2026-03-17');
    const events = await heard(ground, 'order');
    expect(events.map((event) => event.subjectId)).toEqual([orderId, orderId]);
    const history = await ground.db.read.selectFrom('orderEvent').select(['axis', 'fromValue', 'toValue']).orderBy('id').execute();
    expect(history).toEqual([
      { axis: 'PROMISE', fromValue: null, toValue: '2026-03-10' },
      { axis: 'PROMISE', fromValue: '2026-03-10', toValue: '2026-03-17' },
    ]);
    await tell(ground, 'stock', [level('LINA', '13', { reserved: m('5') })]);
    await tell(ground, 'incoming', [{ ...delivery('LINA', '10', '2026-03-17'), open: false }]);
    expect(await move()).toBe(1);
    expect((await promised()).promisedOn).toBe('2026-03-02');
    expect(await ground.db.read.selectFrom('promise').select('source').orderBy('id').execute()).toEqual([
      { source: 'INCOMING' },
      { source: 'INCOMING' },
      { source: 'ON_HAND' },
    ]);
  });
});

test('a channel that names its warehouses sells from those alone', async () => {
  const ground = await openGround();
  await bound(ground, 'LINA');
  await tell(ground, 'locations', [warehouse('LODZ'), warehouse('GDANSK')]);
  await tell(ground, 'stock', [level('LINA', '3'), level('LINA', '4', { locationId: 'GDANSK' })]);
  const owner = await ground.db.write((trx) =>
    setUpOwners(
      trx,
      [{ code: 'main', name: 'Splot', country: 'PL', currency: 'PLN', zone: 'Europe/Warsaw' }],
      [
        { code: 'online', companyCode: 'main', name: 'Sklep', currency: 'PLN', languages: ['pl'], pricesIncludeTax: true },
        {
          code: 'b2b',
          companyCode: 'main',
          name: 'Hurt',
          currency: 'PLN',
          languages: ['pl', 'en'],
          pricesIncludeTax: false,
          warehouseCodes: ['GDANSK'],
        },
      ],
    ),
  );
  const [variant] = await ground.db.read.selectFrom('variant').select('id').execute();
  const query = `query($id: ID!) { _entities(representations: [{ __typename: "Variant", id: $id }]) { ... on Variant { availability { sellable { value } promise { location { code } } } } } }`;
  const of = async (channelId: string) =>
    (await ask(ground, viewer('storefront', { channelId }), query, { id: variant?.id }))._entities[0].availability;
  expect((await of(CHANNEL)).sellable.value).toBe('7');
  expect(await of(owner.get('b2b')?.channelId ?? '')).toEqual({ sellable: { value: '4' }, promise: [{ location: { code: 'GDANSK' } }] });
  const PLACE = 'mutation($input: ReservationPlaceInput!) { reservationPlace(input: $input) { userErrors { code } } }';
  const take = async (quantity: string) =>
    (
      await ask(ground, viewer('storefront', { channelId: owner.get('b2b')?.channelId ?? '' }), PLACE, {
        input: { idempotencyKey: `take ${quantity}`.replace(' ', '-'), lines: [{ sku: 'LINA', quantity }] },
      })
    ).reservationPlace.userErrors;
  expect(await take('5')).toEqual([{ code: 'INSUFFICIENT_STOCK' }]);
  expect(await take('4')).toEqual([]);
});
