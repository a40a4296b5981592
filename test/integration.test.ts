/** The integration subgraph: node, linked systems, runs, operations, deliveries, and who may see them. */
import { graphql, parse, subscribe } from 'graphql';
import { describe, expect, test } from 'vitest';
import { readHead } from '#hub/events.ts';
import { newId } from '#hub/id.ts';
import { acceptOperation, moveOperation, type NewOperation, type Operation } from '#hub/operations.ts';
import type { DeliveryTable, SyncRunTable } from '#hub/tables.ts';
import type { Viewer } from '#hub/viewer.ts';
import { integration } from '#subgraphs/integration/index.ts';
import { CHANNEL, COMPANY, ERP, openGround, SHOP, type TestGround, viewer } from '#test/ground.ts';

const admin = viewer('admin');
const staff = viewer('staff');

/** Asks as `who`; answers data, and the error codes by path. */
async function ask(ground: TestGround, who: Viewer, source: string, variables: Record<string, unknown> = {}) {
  const contextValue = integration.context(ground, { viewer: who, requestId: 'r1' });
  const { data, errors = [] } = await graphql({ schema: integration.schema, source, variableValues: variables, contextValue });
  const codes = errors.map((error) => error.extensions.code ?? error.message);
  // biome-ignore lint/suspicious/noExplicitAny: the shape is the query's.
  return { ...(data as any), ...(codes.length ? { codes } : {}) };
}

/** An operation as a mutation would accept it. */
async function anOperation(ground: TestGround, more: Partial<NewOperation> = {}): Promise<Operation> {
  const { operation } = await ground.db.write((trx) =>
    acceptOperation(trx, {
      companyId: COMPANY,
      systemId: ERP,
      kind: 'ORDER_PLACE',
      lane: 'orders',
      application: 'key_storefront',
      mutation: 'orderPlace',
      idempotencyKey: newId('cart'),
      input: {},
      subjectId: newId('order'),
      now: ground.now(),
      ...more,
    }),
  );
  return operation;
}

async function aDelivery(ground: TestGround, more: Partial<DeliveryTable> = {}): Promise<string> {
  const id = newId('delivery');
  const row = { id, systemId: SHOP, kind: 'stock', subjectId: newId('variant'), state: 'PENDING', attempts: 0, version: 1, sentVersion: 0 };
  const at = ground.now();
  await ground.db.write((trx) =>
    trx
      .insertInto('delivery')
      .values({ ...row, createdAt: at, updatedAt: at, nextAttemptAt: at, ...more })
      .execute(),
  );
  return id;
}

async function aRun(ground: TestGround, more: Partial<SyncRunTable> = {}): Promise<string> {
  const id = newId('syncRun');
  const row = {
    id,
    systemId: ERP,
    entity: 'stock',
    kind: 'FULL',
    state: 'RUNNING',
    startedAt: ground.now(),
    read: 0,
    changed: 0,
    failed: 0,
  };
  await ground.db.write((trx) =>
    trx
      .insertInto('syncRun')
      .values({ ...row, ...more })
      .execute(),
  );
  return id;
}

const aCustomer = (id: string, now: number) => ({
  ...{ id, companyId: COMPANY, kind: 'PERSON', name: 'Jan', sortName: 'jan', search: 'jan', groups: '[]', active: 1, version: 1 },
  ...{ creditUsedMicros: 0n, creditOverdueMicros: 0n, creditHeldMicros: 0n, creditBlocked: 0 },
  ...{ createdAt: now, updatedAt: now, asOf: now },
});

const anOrder = (customerId: string | null, now: number) => ({
  ...{
    id: newId('order'),
    companyId: COMPANY,
    channelId: CHANNEL,
    application: 'key_storefront',
    customerId,
    originKind: 'HUB',
    history: 0,
  },
  ...{ currency: 'PLN', documentDate: '2026-03-02', deliveryTaxPercent: '23', partialAllowed: 0, couponCodes: '[]', pricesIncludeTax: 1 },
  ...{ goodsNetMicros: 0n, goodsGrossMicros: 0n, deliveryNetMicros: 0n, deliveryGrossMicros: 0n, discountNetMicros: 0n },
  ...{ discountGrossMicros: 0n, netMicros: 0n, taxMicros: 0n, grossMicros: 0n, paidMicros: 0n, creditHeldMicros: 0n, estimated: 0 },
  ...{ phase: 'OPEN', paymentState: 'UNPAID', fulfilmentState: 'NONE', documentState: 'NONE', erpState: 'NONE', search: '' },
  ...{ version: 1, placedAt: now, updatedAt: now, asOf: now },
});

const switchSystem = (ground: TestGround, mode: 'OBSERVE' | 'ACTIVE', id = SHOP) =>
  ground.db.write((trx) => trx.updateTable('system').set({ mode, activatedAt: null }).where('id', '=', id).execute());

describe('node', () => {
  const aCategory = async (ground: TestGround) => {
    const id = newId('category');
    await ground.db.write((trx) =>
      trx.insertInto('category').values({ id, companyId: COMPANY, slug: id, active: 1, updatedAt: ground.now() }).execute(),
    );
    return id;
  };

  test('answers what is there, and null for what is not, in the order asked', async () => {
    const ground = await openGround();
    const category = await aCategory(ground);
    const ids = [newId('category'), category, 'nonsense', ERP, newId('apiKey'), `prd_${'0'.repeat(31)}g`, category];
    const { nodes } = await ask(ground, admin, 'query ($ids: [ID!]!) { nodes(ids: $ids) { __typename id } }', { ids });
    const found = { __typename: 'Category', id: category };
    expect(nodes).toEqual([null, found, null, { __typename: 'LinkedSystem', id: ERP }, null, null, found]);
  });

  test('takes at most 250 ids', async () => {
    const ground = await openGround();
    const ids = Array.from({ length: 251 }, () => 'x');
    expect(await ask(ground, admin, 'query ($ids: [ID!]!) { nodes(ids: $ids) { id } }', { ids })).toEqual({ codes: ['PAGE_TOO_LARGE'] });
  });

  test('keeps customers, orders and what hangs on orders from those who may not see them', async () => {
    const ground = await openGround();
    const [own, other, guest] = [newId('customer'), newId('customer'), null];
    const now = ground.now();
    const customers = [own, other].map((id) => aCustomer(id, now));
    const orders = [own, other, guest].map((customerId) => anOrder(customerId, now));
    const documents = orders.map((order) => ({
      id: newId('erpDocument'),
      companyId: COMPANY,
      systemId: ERP,
      orderId: order.id,
      hasFile: 0,
      kind: 'INVOICE',
      currency: 'PLN',
      state: 'OPEN',
      updatedAt: now,
    }));
    await ground.db.write(async (trx) => {
      await trx.insertInto('customer').values(customers).execute();
      await trx.insertInto('salesOrder').values(orders).execute();
      await trx.insertInto('erpDocument').values(documents).execute();
    });
    const ids = [own, other, ...orders.map((order) => order.id), ...documents.map((document) => document.id)];
    const seen = async (who: Viewer) =>
      (await ask(ground, who, 'query ($ids: [ID!]!) { nodes(ids: $ids) { id } }', { ids })).nodes.map((node: unknown) => node !== null);

    expect(await seen(viewer('anonymous'))).toEqual([false, false, false, false, false, false, false, false]);
    expect(await seen(viewer('storefront', { customerId: own }))).toEqual([true, false, true, false, false, true, false, false]);
    expect(await seen(viewer('storefront', { application: 'key_other', customerId: other }))).toEqual([
      false,
      true,
      false,
      true,
      false,
      false,
      true,
      false,
    ]);
    expect(await seen(staff)).toEqual(ids.map(() => true));
    expect(await seen(viewer('admin', { companyId: newId('company') }))).toEqual(ids.map(() => false));
  });

  test('keeps offers to their customers and baskets to those who may read them', async () => {
    const ground = await openGround();
    const [own, other] = [newId('customer'), newId('customer')];
    const now = ground.now();
    const shared = { companyId: COMPANY, channelId: CHANNEL, currency: 'PLN', grossMicros: 0n, version: 1, updatedAt: now, asOf: now };
    const { version: _version, ...cart } = { ...shared, id: newId('cart'), systemId: SHOP, lines: '[]', state: 'OPEN', createdAt: now };
    const quotes = [own, other].map((customerId) => ({
      ...shared,
      id: newId('quote'),
      customerId,
      state: 'OFFERED',
      netMicros: 0n,
      taxMicros: 0n,
      requestedAt: now,
    }));
    await ground.db.write(async (trx) => {
      await trx.insertInto('quote').values(quotes).execute();
      await trx.insertInto('cart').values(cart).execute();
    });
    const ids = [...quotes.map(({ id }) => id), cart.id];
    const seen = async (who: Viewer) =>
      (await ask(ground, who, 'query ($ids: [ID!]!) { nodes(ids: $ids) { id } }', { ids })).nodes.map((node: unknown) => node !== null);
    expect(await seen(viewer('anonymous'))).toEqual([false, false, false]);
    expect(await seen(viewer('storefront', { customerId: own }))).toEqual([true, false, false]);
    expect(await seen(staff)).toEqual([true, true, true]);
    expect(await seen(viewer('admin', { companyId: newId('company') }))).toEqual([false, false, false]);
  });
});

describe('linked systems', () => {
  test('health needs no key, and tells how old the copies are', async () => {
    const ground = await openGround();
    await ground.db.write((trx) => trx.updateTable('system').set({ lastSuccessAt: ground.now() }).where('id', '=', ERP).execute());
    ground.advance(90_500);
    const { health } = await ask(ground, viewer('anonymous'), '{ health { ready version systems { code state dataAgeSeconds } } }');
    expect(health).toEqual({
      ready: false,
      version: expect.stringMatching(/^\d+\.\d+\.\d+/),
      systems: [
        { code: 'erp', state: 'ACTIVE', dataAgeSeconds: 90 },
        { code: 'shop', state: 'ACTIVE', dataAgeSeconds: null },
      ],
    });
  });

  test('are shown to operators alone', async () => {
    const ground = await openGround();
    const source = '{ system(code: "shop") { id kind mode sandbox pendingWrites wouldWrite { deliveries } schedules { entity } } }';
    expect(await ask(ground, staff, source)).toEqual({ system: null, codes: ['FORBIDDEN'] });
    expect(await ask(ground, viewer('anonymous'), source)).toEqual({ system: null, codes: ['UNAUTHENTICATED'] });
    expect((await ask(ground, admin, source)).system).toEqual({
      id: SHOP,
      kind: 'SHOP',
      mode: 'ACTIVE',
      sandbox: true,
      pendingWrites: 0,
      wouldWrite: null,
      schedules: [],
    });
  });

  test('show by entity how far reading is', async () => {
    const ground = await openGround();
    const at = ground.now();
    await aRun(ground, { entity: 'stock', state: 'DONE', startedAt: at - 5_000, finishedAt: at });
    const newest = await aRun(ground, { entity: 'stock', state: 'RUNNING', startedAt: at });
    const failed = await aRun(ground, { entity: 'products', state: 'FAILED', finishedAt: at, message: 'it broke off' });
    await ground.db.write((trx) =>
      trx
        .insertInto('cursor')
        .values({ systemId: ERP, entity: 'stock', cursor: 'c', pulledAt: at, sweptAt: at - 1_000 })
        .execute(),
    );
    const { system } = await ask(ground, admin, '{ system(code: "erp") { schedules { entity pulledAt sweptAt lastRun { id message } } } }');
    expect(system.schedules).toEqual([
      { entity: 'products', pulledAt: null, sweptAt: null, lastRun: { id: failed, message: 'it broke off' } },
      {
        entity: 'stock',
        pulledAt: new Date(at).toISOString(),
        sweptAt: new Date(at - 1_000).toISOString(),
        lastRun: { id: newest, message: null },
      },
    ]);
  });

  test('while observed, tell what they would be sent; activation lets it go, once', async () => {
    const ground = await openGround();
    await switchSystem(ground, 'OBSERVE');
    const parked = await aDelivery(ground, { state: 'PARKED', kind: 'price' });
    await aDelivery(ground, { state: 'PENDING' });
    await aDelivery(ground, { state: 'DONE' });
    await anOperation(ground, { systemId: SHOP, kind: 'PAYMENT_RECORD' });
    const before = await ask(
      ground,
      admin,
      '{ system(code: "shop") { pendingWrites wouldWrite { operations deliveries kinds { kind count } } } }',
    );
    expect(before.system).toEqual({
      pendingWrites: 0,
      wouldWrite: {
        operations: 1,
        deliveries: 2,
        kinds: [
          { kind: 'PAYMENT_RECORD', count: 1 },
          { kind: 'price', count: 1 },
          { kind: 'stock', count: 1 },
        ],
      },
    });

    let woken = 0;
    const heard = ground.feed.next((event) => event.topic === 'system', 5_000);
    const listening = {
      ...ground,
      wake() {
        woken += 1;
      },
    };
    const activate = (goLiveAt?: string) =>
      ask(
        listening,
        admin,
        'mutation ($input: SystemActivateInput!) { systemActivate(input: $input) { system { mode goLiveAt pendingWrites wouldWrite { deliveries } } userErrors { code field } } }',
        { input: { idempotencyKey: 'a1', systemId: SHOP, ...(goLiveAt ? { goLiveAt } : {}) } },
      );
    const live = { mode: 'ACTIVE', goLiveAt: '2026-03-01T00:00:00.000Z', pendingWrites: 3, wouldWrite: null };
    expect((await activate('2026-03-01T01:00:00+01:00')).systemActivate).toEqual({ system: live, userErrors: [] });
    expect(woken).toBe(1);
    expect((await heard)?.payload).toMatchObject({ mode: 'ACTIVE', previousMode: 'OBSERVE' });
    const row = await ground.db.read.selectFrom('delivery').select(['state', 'nextAttemptAt']).where('id', '=', parked).executeTakeFirst();
    expect(row).toEqual({ state: 'PENDING', nextAttemptAt: ground.now() });

    const { position } = await ground.db.read.selectFrom('eventHead').select('position').executeTakeFirstOrThrow();
    expect((await activate('2026-03-01T00:00:00Z')).systemActivate).toEqual({ system: live, userErrors: [] });
    expect((await activate()).systemActivate).toEqual({ system: live, userErrors: [] });
    expect((await activate('2026-03-02T00:00:00Z')).systemActivate.userErrors).toEqual([
      { code: 'STATE_FORBIDS', field: ['input', 'goLiveAt'] },
    ]);
    expect(await ground.db.read.selectFrom('eventHead').select('position').executeTakeFirstOrThrow()).toEqual({ position });
  });

  test('paused and activated again keep their go-live', async () => {
    const ground = await openGround();
    const system = 'system { mode goLiveAt } userErrors { code }';
    const pause = `mutation { systemPause(input: { idempotencyKey: "p", systemId: "${SHOP}" }) { ${system} } }`;
    await ground.db.write((trx) => trx.updateTable('system').set({ goLiveAt: 1_000 }).where('id', '=', SHOP).execute());
    const observed = { system: { mode: 'OBSERVE', goLiveAt: '1970-01-01T00:00:01.000Z' }, userErrors: [] };
    expect((await ask(ground, admin, pause)).systemPause).toEqual(observed);
    expect((await ask(ground, admin, pause)).systemPause).toEqual(observed);
    const activate = `mutation { systemActivate(input: { idempotencyKey: "a", systemId: "${SHOP}" }) { ${system} } }`;
    expect((await ask(ground, admin, activate)).systemActivate).toEqual({ ...observed, system: { ...observed.system, mode: 'ACTIVE' } });
  });

  test('are switched by operators alone, and only those of their company', async () => {
    const ground = await openGround();
    const pause = `mutation { systemPause(input: { idempotencyKey: "p", systemId: "${SHOP}" }) { system { mode } userErrors { code } } }`;
    expect((await ask(ground, staff, pause)).codes).toEqual(['FORBIDDEN']);
    const stranger = viewer('admin', { companyId: newId('company') });
    expect((await ask(ground, stranger, pause)).systemPause).toEqual({ system: null, userErrors: [{ code: 'NOT_FOUND' }] });
    const { mode } = await ground.db.read.selectFrom('system').select('mode').where('id', '=', SHOP).executeTakeFirstOrThrow();
    expect(mode).toBe('ACTIVE');
  });
});

describe('sync runs', () => {
  const start = (ground: TestGround, input: Record<string, unknown>) =>
    ask(
      ground,
      admin,
      'mutation ($input: SyncStartInput!) { syncStart(input: $input) { run { id entity kind state system { code } } userErrors { code field } } }',
      { input: { idempotencyKey: 'k1', systemId: ERP, entity: 'stock', kind: 'FULL', ...input } },
    );

  test('are queued once a key', async () => {
    const ground = await openGround();
    const { syncStart } = await start(ground, {});
    expect(syncStart).toEqual({
      run: { id: expect.stringMatching(/^run_[0-9a-f]{32}$/), entity: 'stock', kind: 'FULL', state: 'QUEUED', system: { code: 'erp' } },
      userErrors: [],
    });
    await ground.db.write((trx) => trx.updateTable('syncRun').set({ state: 'DONE' }).where('id', '=', syncStart.run.id).execute());
    expect((await start(ground, {})).syncStart.run).toEqual({ ...syncStart.run, state: 'DONE' });
    expect((await start(ground, { entity: 'products' })).syncStart).toEqual({
      run: null,
      userErrors: [{ code: 'KEY_REUSED', field: ['input', 'idempotencyKey'] }],
    });
    expect((await start(ground, { idempotencyKey: 'k2' })).syncStart.run.id).not.toBe(syncStart.run.id);
    const { node } = await ask(ground, admin, 'query ($id: ID!) { node(id: $id) { __typename } }', { id: syncStart.run.id });
    expect(node).toEqual({ __typename: 'SyncRun' });
  });

  test('name an entity and a system that are there', async () => {
    const ground = await openGround();
    expect((await start(ground, { entity: 'unicorns' })).syncStart.userErrors).toEqual([{ code: 'INVALID', field: ['input', 'entity'] }]);
    expect((await start(ground, { systemId: newId('system') })).syncStart.userErrors).toEqual([
      { code: 'NOT_FOUND', field: ['input', 'systemId'] },
    ]);
    expect(await ground.db.read.selectFrom('syncRun').selectAll().execute()).toEqual([]);
  });

  test('tell how fast they are and how long they take', async () => {
    const ground = await openGround();
    const id = await aRun(ground, { read: 500, total: 2_000 });
    ground.advance(10_000);
    const progress = 'query ($id: ID!) { node(id: $id) { ... on SyncRun { read total ratePerSecond secondsLeft } } }';
    expect((await ask(ground, admin, progress, { id })).node).toEqual({ read: 500, total: 2_000, ratePerSecond: 50, secondsLeft: 30 });
    await ground.db.write((trx) =>
      trx.updateTable('syncRun').set({ state: 'DONE', read: 2_000, finishedAt: ground.now() }).where('id', '=', id).execute(),
    );
    ground.advance(60_000);
    expect((await ask(ground, admin, progress, { id })).node).toEqual({ read: 2_000, total: 2_000, ratePerSecond: 200, secondsLeft: null });
  });

  test('page newest first over equal times without a hole, under a filter', async () => {
    const ground = await openGround();
    const at = ground.now();
    const wanted: string[] = [];
    for (let i = 0; i < 7; i++) wanted.push(await aRun(ground, { startedAt: at - (i > 3 ? 1_000 : 0) }));
    await aRun(ground, { entity: 'products' });
    await aRun(ground, { state: 'FAILED' });
    const read: string[] = [];
    let after: string | null = null;
    do {
      const page = await ask(
        ground,
        admin,
        `query ($after: String, $from: DateTime, $to: DateTime) {
          syncRuns(first: 3, after: $after, filter: { entities: ["stock"], states: [RUNNING], systemIds: ["${ERP}"], startedAt: { from: $from, to: $to } }) {
            nodes { id } pageInfo { hasNextPage endCursor } totalCount
          }
        }`,
        { after, from: new Date(at - 1_000).toISOString(), to: new Date(at + 1).toISOString() },
      );
      expect(page.syncRuns.totalCount).toBe(7);
      read.push(...page.syncRuns.nodes.map((node: { id: string }) => node.id));
      after = page.syncRuns.pageInfo.hasNextPage ? page.syncRuns.pageInfo.endCursor : null;
    } while (after);
    const byId = (ids: string[]) => ids.sort().reverse();
    expect(read).toEqual([...byId(wanted.slice(0, 4)), ...byId(wanted.slice(4))]);
    const none = await ask(ground, admin, '{ syncRuns(filter: { states: [] }) { nodes { id } totalCount } }');
    expect(none.syncRuns).toEqual({ nodes: [], totalCount: 0 });
    const foreign = Buffer.from('["a","b","c"]').toString('base64url');
    expect((await ask(ground, admin, '{ syncRuns(after: "x") { nodes { id } } }')).codes).toEqual(['BAD_USER_INPUT']);
    expect((await ask(ground, admin, `{ syncRuns(after: "${foreign}") { nodes { id } } }`)).codes).toEqual(['BAD_USER_INPUT']);
    expect((await ask(ground, admin, '{ syncRuns(first: 251) { nodes { id } } }')).codes).toEqual(['PAGE_TOO_LARGE']);
  });
});

describe('deliveries', () => {
  const retry = (ground: TestGround, ids: string[]) =>
    ask(
      ground,
      admin,
      'mutation ($input: DeliveryRetryInput!) { deliveryRetry(input: $input) { deliveries { id state attempts failure nextAttemptAt } userErrors { code field } } }',
      { input: { idempotencyKey: 'r1', ids } },
    );

  test('that were given up are tried again, and others are left alone', async () => {
    const ground = await openGround();
    const dead = await aDelivery(ground, { state: 'DEAD', attempts: 20, failure: 'BUSINESS', message: 'no', firstFailedAt: 1 });
    const done = await aDelivery(ground, { state: 'DONE' });
    ground.advance(60_000);
    const expected = {
      deliveries: [
        { id: done, state: 'DONE', attempts: 0, failure: null, nextAttemptAt: null },
        { id: dead, state: 'PENDING', attempts: 0, failure: null, nextAttemptAt: new Date(ground.now()).toISOString() },
      ],
      userErrors: [],
    };
    expect((await retry(ground, [done, dead])).deliveryRetry).toEqual(expected);
    expect((await retry(ground, [done, dead])).deliveryRetry).toEqual(expected);
    expect((await retry(ground, [])).deliveryRetry).toEqual({ deliveries: [], userErrors: [] });
  });

  test('are all tried again or none', async () => {
    const ground = await openGround();
    await switchSystem(ground, 'OBSERVE', SHOP);
    const dead = await aDelivery(ground, { systemId: ERP, state: 'DEAD' });
    ground.advance(1);
    const parked = await aDelivery(ground, { state: 'PARKED' });
    expect((await retry(ground, [dead, newId('delivery'), parked])).deliveryRetry).toEqual({
      deliveries: [],
      userErrors: [
        { code: 'NOT_FOUND', field: ['input', 'ids', '1'] },
        { code: 'STATE_FORBIDS', field: ['input', 'ids', '2'] },
      ],
    });
    const { deliveries } = await ask(
      ground,
      admin,
      '{ deliveries(filter: { states: [DEAD, PARKED] }) { nodes { id state system { code } } } }',
    );
    expect(deliveries.nodes).toEqual([
      { id: parked, state: 'PARKED', system: { code: 'shop' } },
      { id: dead, state: 'DEAD', system: { code: 'erp' } },
    ]);
  });
});

describe('operations', () => {
  const customer = newId('customer');

  test('are seen by the application that made them, and by their customer', async () => {
    const ground = await openGround();
    const guests = await anOperation(ground);
    const customers = await anOperation(ground, { customerId: customer });
    const seen = async (who: Viewer) => {
      const source = 'query ($a: ID!, $b: ID!) { a: operation(id: $a) { id } b: operation(id: $b) { id } }';
      const { a, b } = await ask(ground, who, source, { a: guests.id, b: customers.id });
      const entities = await ask(
        ground,
        who,
        'query ($r: [_Any!]!) { _entities(representations: $r) { ... on WriteOperation { id state } } }',
        { r: [guests, customers].map(({ id }) => ({ __typename: 'WriteOperation', id })) },
      );
      const nodes = await ask(ground, who, 'query ($ids: [ID!]!) { nodes(ids: $ids) { id } }', { ids: [guests.id, customers.id] });
      const paths = [[a, b], entities._entities, nodes.nodes].map((pair) => pair.map((value: unknown) => value !== null));
      expect(paths[1]).toEqual(paths[0]);
      expect(paths[2]).toEqual(paths[0]);
      return paths[0];
    };
    expect(await seen(viewer('storefront'))).toEqual([true, false]);
    expect(await seen(viewer('storefront', { customerId: customer }))).toEqual([true, true]);
    expect(await seen(viewer('storefront', { application: 'key_other', customerId: customer }))).toEqual([false, true]);
    expect(await seen(viewer('storefront', { application: 'key_other' }))).toEqual([false, false]);
    expect(await seen(staff)).toEqual([true, true]);
    expect(await seen(viewer('admin', { companyId: newId('company') }))).toEqual([false, false]);
  });

  test('are found again by the key of the application that asks', async () => {
    const ground = await openGround();
    await anOperation(ground, { idempotencyKey: 'cart-1', application: 'key_other' });
    const own = await anOperation(ground, { idempotencyKey: 'cart-1' });
    ground.advance(1_000);
    const newer = await anOperation(ground, { idempotencyKey: 'cart-1', mutation: 'orderCancel', kind: 'ORDER_CANCEL' });
    const find = (key: string) => ask(ground, viewer('storefront'), `{ operation(idempotencyKey: "${key}") { id kind } }`);
    expect((await find('cart-1')).operation).toEqual({ id: newer.id, kind: 'ORDER_CANCEL' });
    expect((await find('cart-2')).operation).toBeNull();
    expect((await ask(ground, admin, `{ operation(idempotencyKey: "cart-1", id: "${own.id}") { id } }`)).codes).toEqual(['BAD_USER_INPUT']);
    expect((await ask(ground, admin, '{ operation { id } }')).codes).toEqual(['BAD_USER_INPUT']);
  });

  test('tell why they were refused, and name their system only to staff', async () => {
    const ground = await openGround();
    const operation = await anOperation(ground);
    const refused = {
      state: 'REJECTED',
      now: ground.now(),
      failure: 'BUSINESS',
      code: 'CREDIT_LIMIT',
      message: 'Over the limit.',
      detail: 'ORA-1',
    } as const;
    await ground.db.write((trx) => moveOperation(trx, operation, refused));
    const source = `{ operation(id: "${operation.id}") { state failure system { code } userErrors { __typename code message } } }`;
    const shown = {
      state: 'REJECTED',
      failure: 'BUSINESS',
      userErrors: [{ __typename: 'InputError', code: 'CREDIT_LIMIT', message: 'Over the limit.' }],
    };
    expect((await ask(ground, staff, source)).operation).toEqual({ ...shown, system: { code: 'erp' } });
    expect(await ask(ground, viewer('storefront'), source)).toEqual({ operation: { ...shown, system: null }, codes: ['FORBIDDEN'] });
  });

  test('are listed under a filter to those with the scope', async () => {
    const ground = await openGround();
    const first = await anOperation(ground);
    ground.advance(1_000);
    const second = await anOperation(ground, { application: 'key_staff' });
    const list = async (filter: string, who = staff) =>
      (await ask(ground, who, `{ operations(filter: ${filter}) { nodes { id } edges { cursor } totalCount } }`)).operations?.nodes;
    expect(await list('{}')).toEqual([{ id: second.id }, { id: first.id }]);
    expect(await list('{ application: "key_staff" }')).toEqual([{ id: second.id }]);
    expect(await list(`{ subjectId: "${first.subjectId}", states: [QUEUED], systemIds: ["${ERP}"] }`)).toEqual([{ id: first.id }]);
    expect(await list(`{ acceptedAt: { to: "${new Date(second.acceptedAt).toISOString()}" } }`)).toEqual([{ id: first.id }]);
    expect(await list('{}', viewer('storefront', { customerId: customer }))).toBeUndefined();
  });
});

describe('operationChanges', () => {
  const customerA = newId('customer');
  const fields = `__typename
    ... on OperationChanged { cursor previousState occurredAt operation { id state settledAt } }
    ... on StreamCheckpoint { cursor caughtUp }`;

  /** What happened before a subscription must not reach it as news. */
  async function heardAll(ground: TestGround) {
    const { position } = await readHead(ground.db.read);
    const reached = ground.feed.next((event) => event.position >= position, 5_000);
    if (ground.feed.position < position) await reached;
  }

  /** Subscribes as `who`; `next` answers the next message, or the codes when it was refused. */
  async function listen(ground: TestGround, who: Viewer, args = '') {
    const contextValue = integration.context(ground, { viewer: who, requestId: 'r1' });
    await heardAll(ground);
    const document = parse(`subscription { operationChanges${args} { ${fields} } }`);
    const result = await subscribe({ schema: integration.schema, document, contextValue });
    if (!('next' in result)) return { codes: result.errors?.map((error) => error.extensions.code), next: undefined, stop: async () => {} };
    // biome-ignore lint/suspicious/noExplicitAny: the shape is the query's.
    const next = async (): Promise<any> => ((await result.next()).value as any)?.data.operationChanges;
    return { codes: undefined, next, stop: async () => void (await result.return?.(undefined)) };
  }

  test('begins with what is on its way, then tells each step with the state it came to', async () => {
    const ground = await openGround();
    const settled = await anOperation(ground);
    const open = await anOperation(ground, { customerId: customerA });
    const now = ground.now();
    await ground.db.write((trx) => moveOperation(trx, settled, { state: 'CONFIRMED', now }));
    const stream = await listen(ground, staff);
    expect(await stream.next?.()).toMatchObject({
      __typename: 'OperationChanged',
      previousState: null,
      operation: { id: open.id, state: 'QUEUED' },
    });
    expect(await stream.next?.()).toMatchObject({ __typename: 'StreamCheckpoint', caughtUp: true });
    await ground.db.write((trx) => moveOperation(trx, open, { state: 'SENT', now }));
    await ground.db.write((trx) => moveOperation(trx, { ...open, state: 'SENT' }, { state: 'CONFIRMED', now }));
    const sent = await stream.next?.();
    expect(sent).toMatchObject({ previousState: 'QUEUED', operation: { id: open.id, state: 'SENT', settledAt: null } });
    expect(await stream.next?.()).toMatchObject({
      previousState: 'SENT',
      operation: { state: 'CONFIRMED', settledAt: new Date(now).toISOString() },
    });
    await stream.stop();

    const resumed = await listen(ground, staff, `(after: "${sent.cursor}")`);
    expect(await resumed.next?.()).toMatchObject({ previousState: 'SENT', operation: { state: 'CONFIRMED' } });
    await resumed.stop();
  });

  test('tells a customer of its own writes only', async () => {
    const ground = await openGround();
    const stream = await listen(ground, viewer('storefront', { customerId: customerA }), '(snapshot: false)');
    expect(await stream.next?.()).toMatchObject({ __typename: 'StreamCheckpoint' });
    await anOperation(ground);
    await anOperation(ground, { customerId: newId('customer') });
    const own = await anOperation(ground, { customerId: customerA });
    expect(await stream.next?.()).toMatchObject({ previousState: null, operation: { id: own.id } });
    await stream.stop();
  });

  test('follows one write by its id, for the application that made it', async () => {
    const ground = await openGround();
    const own = await anOperation(ground);
    const args = `(id: "${own.id}", snapshot: false)`;
    const stream = await listen(ground, viewer('storefront'), args);
    expect(await stream.next?.()).toMatchObject({ __typename: 'StreamCheckpoint' });
    await anOperation(ground);
    await ground.db.write((trx) => moveOperation(trx, own, { state: 'IN_DOUBT', now: ground.now() }));
    expect(await stream.next?.()).toMatchObject({ operation: { id: own.id, state: 'IN_DOUBT' } });
    await stream.stop();
    expect((await listen(ground, viewer('storefront', { application: 'key_other' }), args)).codes).toEqual(['NOT_FOUND']);
    expect((await listen(ground, viewer('storefront'))).codes).toEqual(['FORBIDDEN']);
    expect((await listen(ground, viewer('anonymous'))).codes).toEqual(['UNAUTHENTICATED']);
  });

  test('tells only what fits the filter', async () => {
    const ground = await openGround();
    const operation = await anOperation(ground);
    const stream = await listen(ground, staff, '(filter: { states: [CONFIRMED, REJECTED] })');
    expect(await stream.next?.()).toMatchObject({ __typename: 'StreamCheckpoint' });
    const now = ground.now();
    await ground.db.write((trx) => moveOperation(trx, operation, { state: 'SENT', now }));
    await ground.db.write((trx) => moveOperation(trx, { ...operation, state: 'SENT' }, { state: 'REJECTED', now, code: 'INVALID' }));
    expect(await stream.next?.()).toMatchObject({ operation: { state: 'REJECTED' } });
    await stream.stop();
  });
});
