/** Customers joined, parted, linked, changed and erased; their points. */
import fc from 'fast-check';
import { graphql } from 'graphql';
import { expect, test } from 'vitest';
import { bind } from '#hub/bindings.ts';
import { newId } from '#hub/id.ts';
import { bookedMoves, movePoints, spendPoints } from '#hub/loyalty.ts';
import { bookLoyalty } from '#hub/loyaltyOrders.ts';
import { decide, recordMatch } from '#hub/matching.ts';
import { micros } from '#hub/money.ts';
import type { Viewer } from '#hub/viewer.ts';
import { customers, segmentCustomers } from '#subgraphs/customers/index.ts';
import { orders } from '#subgraphs/orders/index.ts';
import { CHANNEL, COMPANY, ERP, openGround, SHOP, type TestGround, viewer } from './ground.ts';
import { aCustomer, anOrder } from './makers.ts';

// biome-ignore lint/suspicious/noExplicitAny: answers are looked at by their shape.
type Answer = any;

const admin = viewer('admin');

async function ask(ground: TestGround, as: Viewer, source: string): Promise<Answer> {
  const contextValue = customers.context(ground, { viewer: as, requestId: 'r' });
  const { data, errors } = await graphql({ schema: customers.schema, source, contextValue });
  if (errors) throw new Error(JSON.stringify(errors));
  return JSON.parse(JSON.stringify(data));
}

const write = async (ground: TestGround, name: string, input: string, as = admin): Promise<Answer> =>
  (
    await ask(
      ground,
      as,
      `mutation { ${name}(input: { ${input} }) { customer { id } operationId erasedIn { systemId erased } userErrors { code field } } }`,
    )
  )[name];

const rowOf = (ground: TestGround, id: string) =>
  ground.db.read.selectFrom('customer').selectAll().where('id', '=', id).executeTakeFirstOrThrow();

test('a merge moves orders, credit and points, the old id answers as the new one, and a split puts all of it back', async () => {
  const ground = await openGround();
  const into = await aCustomer(ground, { name: 'Dąb' });
  const from = await aCustomer(ground, { name: 'Dab', creditHeldMicros: 5n });
  const order = await anOrder(ground, [{ quantity: '1', unitNet: '10' }], { customerId: from, creditHeldMicros: 5n });
  await ground.db.write(async (trx) => {
    await bind(
      trx,
      ERP,
      'parties',
      [
        { externalId: 'p-into', id: into },
        { externalId: 'p-from', id: from },
      ],
      1,
    );
    await bind(trx, SHOP, 'parties', [{ externalId: 'acc', id: from }], 1);
    await movePoints(trx, { companyId: COMPANY, customerId: from, points: 7, reason: 'MANUAL', cause: 'x', now: ground.now() });
  });
  const merge = `idempotencyKey: "m", intoId: "${into}", fromIds: ["${from}"]`;
  for (let i = 0; i < 2; i += 1)
    expect(await write(ground, 'customerMerge', merge)).toMatchObject({ customer: { id: into }, userErrors: [] });
  expect(await write(ground, 'customerMerge', merge.replace('"m"', '"m2"'))).toMatchObject({ userErrors: [] });
  expect((await write(ground, 'customerMerge', `idempotencyKey: "m", intoId: "${from}", fromIds: ["${into}"]`)).userErrors[0].code).toBe(
    'KEY_REUSED',
  );
  const owner = async () =>
    (await ground.db.read.selectFrom('salesOrder').select('customerId').where('id', '=', order).executeTakeFirst())?.customerId;
  expect(await owner()).toBe(into);
  expect((await rowOf(ground, into)).creditHeldMicros).toBe(5n);
  const told = await ask(
    ground,
    admin,
    `{ customer(id: "${from}") { id loyalty { points } externalIds { value } } customers { nodes { id } } }`,
  );
  expect(told.customer).toMatchObject({ id: into, loyalty: { points: 7 } });
  expect(told.customer.externalIds.map((one: Answer) => one.value).sort()).toEqual(['acc', 'p-from', 'p-into']);
  expect(told.customers.nodes).toEqual([{ id: into }]);
  const contextValue = orders.context(ground, { viewer: admin, requestId: 'r' });
  const source = `{ orders(filter: { customerId: "${from}" }) { nodes { id } } }`;
  expect(await graphql({ schema: orders.schema, source, contextValue })).toEqual({ data: { orders: { nodes: [{ id: order }] } } });
  for (const key of ['s', 's', 's2'])
    expect(await write(ground, 'customerSplit', `idempotencyKey: "${key}", id: "${into}", externalIds: ["p-from"]`)).toMatchObject({
      userErrors: [],
    });
  expect(await owner()).toBe(from);
  expect(await rowOf(ground, from)).toMatchObject({ creditHeldMicros: 5n, active: 1, mergedIntoId: null });
  expect((await rowOf(ground, into)).creditHeldMicros).toBe(0n);
  const parted = await ask(ground, admin, `{ customer(id: "${from}") { id loyalty { points } externalIds { value } } }`);
  expect(parted.customer).toMatchObject({ id: from, loyalty: { points: 7 }, externalIds: [{ value: 'p-from' }, { value: 'acc' }] });
});

test('a merge with a customer of another company, with itself or with nobody is refused and changes nothing', async () => {
  const ground = await openGround();
  const into = await aCustomer(ground);
  const foreign = await aCustomer(ground, { companyId: 'com_00000000000070008000000000000009' });
  const codes = async (ids: string[]) =>
    (
      await write(ground, 'customerMerge', `idempotencyKey: "k${ids.join('-')}", intoId: "${into}", fromIds: ${JSON.stringify(ids)}`)
    ).userErrors.map((e: Answer) => e.code);
  expect(await codes([foreign])).toEqual(['NOT_FOUND']);
  expect(await codes([into])).toEqual(['INVALID']);
  expect(await codes([])).toEqual(['INVALID']);
  expect((await rowOf(ground, foreign)).mergedIntoId).toBeNull();
});

test('points are the sum of what was booked, never below zero, and a repeated cause books once', async () => {
  const ground = await openGround();
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.record({ points: fc.integer({ min: -30, max: 30 }), cause: fc.integer({ min: 0, max: 8 }) }), { maxLength: 20 }),
      async (moves) => {
        const customerId = await aCustomer(ground);
        for (const { points, cause } of moves)
          await ground.db
            .write((trx) =>
              movePoints(trx, { companyId: COMPANY, customerId, points, reason: 'OTHER', cause: `c${cause}`, now: ground.now() }),
            )
            .catch((error: Error) => expect(error.message).toBe('STATE_FORBIDS'));
        const booked = await bookedMoves(ground.db.read, customerId);
        const card = await ground.db.read
          .selectFrom('loyaltyCard')
          .select('points')
          .where('customerId', '=', customerId)
          .executeTakeFirst();
        expect(card?.points ?? 0).toBe(booked.reduce((sum, one) => sum + one.points, 0));
        expect(card?.points ?? 0).toBeGreaterThanOrEqual(0);
        const causes = await ground.db.read.selectFrom('loyaltyEntry').select('cause').where('customerId', '=', customerId).execute();
        expect(new Set(causes.map((one) => one.cause)).size).toBe(causes.length);
      },
    ),
    { numRuns: 25 },
  );
});

test('an order earns pending points, books them when it is invoiced and loses them with what comes back; points are spent once and end in time', async () => {
  const ground = await openGround();
  const customerId = await aCustomer(ground);
  const order = await anOrder(ground, [{ quantity: '2', unitNet: '100' }], { customerId });
  const look = async () => {
    await ground.db.write((trx) => bookLoyalty(trx, COMPANY, ground.now()));
    const { loyalty } = (await ask(ground, admin, `{ customer(id: "${customerId}") { loyalty { points pending } } }`)).customer;
    return loyalty;
  };
  const change = (set: object) =>
    ground.db.write((trx) =>
      trx
        .updateTable('salesOrder')
        .set({ ...set, updatedAt: ground.now() })
        .where('id', '=', order)
        .execute(),
    );
  expect(await look()).toEqual({ points: 0, pending: 24 });
  await change({ documentState: 'INVOICED' });
  for (let i = 0; i < 2; i += 1) expect(await look()).toEqual({ points: 24, pending: 0 });
  const spend = () =>
    ground.db.write((trx) => spendPoints(trx, { companyId: COMPANY, customerId, orderId: 'ord_x', points: 4, now: ground.now() }));
  expect([await spend(), await spend()]).toEqual([400_000n, 400_000n]);
  expect(await look()).toEqual({ points: 20, pending: 0 });
  await ground.db.write((trx) => trx.updateTable('orderLine').set({ returnedMicros: 1_000_000n }).where('orderId', '=', order).execute());
  await change({ documentState: 'CORRECTED' });
  expect(await look()).toEqual({ points: 8, pending: 0 });
  ground.advance(366 * 86_400_000);
  expect(await look()).toEqual({ points: 0, pending: 0 });
});

test('points of an order that is invoiced a parcel at a time come with each invoice, and none twice', async () => {
  const ground = await openGround();
  const customerId = await aCustomer(ground);
  const orderId = await anOrder(ground, [{ quantity: '2', unitNet: '100' }], { customerId, documentState: 'INVOICED' });
  const systemId = ERP;
  const invoice = (number: string, gross: string) =>
    ground.db.write(async (trx) => {
      const row = { id: newId('erpDocument'), companyId: COMPANY, orderId, systemId, kind: 'INVOICE', number, currency: 'PLN' };
      await trx
        .insertInto('erpDocument')
        .values({ ...row, grossMicros: micros(gross), hasFile: 0, state: 'posted', updatedAt: ground.now() })
        .execute();
      await trx.updateTable('salesOrder').set({ updatedAt: ground.now() }).where('id', '=', orderId).execute();
    });
  const look = async () => {
    await ground.db.write((trx) => bookLoyalty(trx, COMPANY, ground.now()));
    return (await ask(ground, admin, `{ customer(id: "${customerId}") { loyalty { points pending } } }`)).customer.loyalty;
  };
  await invoice('FV 1', '100.00');
  for (let i = 0; i < 2; i += 1) expect(await look()).toEqual({ points: 10, pending: 14 });
  // A grosz of rounding does not keep a point back.
  await invoice('FV 2', '145.99');
  for (let i = 0; i < 2; i += 1) expect(await look()).toEqual({ points: 24, pending: 0 });
});

test('who links an account lets its waiting orders go on; who links one order says nothing of the account', async () => {
  const ground = await openGround();
  const id = await aCustomer(ground);
  const held = { originSystemId: SHOP, holdCode: 'AMBIGUOUS_PARTY' };
  const orders = await Promise.all(
    ['o1', 'o2'].map((originExternalId) => anOrder(ground, [{ quantity: '1', unitNet: '10' }], { ...held, originExternalId })),
  );
  const match = { state: 'AMBIGUOUS' as const, rule: 'taxId' as const, candidates: [{ id, agreeing: ['taxId'], differing: [] }] };
  const shop = { companyId: COMPANY, systemId: SHOP, match, now: 1 };
  await ground.db.write(async (trx) => {
    await recordMatch(trx, { ...shop, externalId: 'account' });
    await recordMatch(trx, { ...shop, externalId: 'order:o1', accountExternalId: 'account' });
    await recordMatch(trx, { ...shop, externalId: 'order:o2', accountExternalId: 'account' });
  });
  const link = (externalId: string) =>
    write(ground, 'customerLink', `idempotencyKey: "${externalId}", id: "${id}", systemId: "${SHOP}", externalId: "${externalId}"`);
  const owners = async () =>
    Promise.all(
      orders.map(
        async (order) =>
          (await ground.db.read.selectFrom('salesOrder').select('customerId').where('id', '=', order).executeTakeFirst())?.customerId ??
          null,
      ),
    );
  const waiting = async () =>
    (await ask(ground, admin, '{ customerMatches { orderId } }')).customerMatches.map((one: { orderId: string }) => one.orderId);
  expect(await waiting()).toEqual([null, ...orders]);
  expect((await link('order:o1')).userErrors).toEqual([]);
  expect([await owners(), await waiting()]).toEqual([
    [id, null],
    [null, orders[1]],
  ]);
  expect((await link('account')).userErrors).toEqual([]);
  expect([await owners(), await waiting()]).toEqual([[id, id], []]);
});

test('a held buyer is linked by a person, a wrong id is refused, and an erased person is gone', async () => {
  const ground = await openGround();
  const id = await aCustomer(ground, { email: 'jan@x.pl', phone: '600' });
  const order = await anOrder(ground, [{ quantity: '1', unitNet: '10' }], {
    originSystemId: SHOP,
    originExternalId: 'o1',
    holdCode: 'AMBIGUOUS_PARTY',
    contact: '{"name":"Jan"}',
  });
  const match = { state: 'AMBIGUOUS' as const, rule: 'taxId' as const, candidates: [{ id, agreeing: ['taxId'], differing: ['email'] }] };
  await ground.db.write((trx) => recordMatch(trx, { companyId: COMPANY, systemId: SHOP, externalId: 'order:o1', match, now: 1 }));
  expect(
    (await ask(ground, admin, '{ customerMatches { state candidates { customer { id } agreeing differing } } }')).customerMatches,
  ).toEqual([{ state: 'AMBIGUOUS', candidates: [{ customer: { id }, agreeing: ['taxId'], differing: ['email'] }] }]);
  const link = (externalId: string, key: string) =>
    write(ground, 'customerLink', `idempotencyKey: "${key}", id: "${id}", systemId: "${SHOP}", externalId: "${externalId}"`);
  expect((await link('order:o2', 'a')).userErrors[0].code).toBe('NOT_FOUND');
  for (const key of ['b', 'c']) expect((await link('order:o1', key)).userErrors).toEqual([]);
  const row = await ground.db.read.selectFrom('salesOrder').select('customerId').where('id', '=', order).executeTakeFirst();
  expect(row?.customerId).toBe(id);
  const erase = (key: string) => write(ground, 'customerErase', `idempotencyKey: "${key}", id: "${id}", reason: "RODO"`);
  expect((await erase('x')).userErrors[0].code).toBe('STATE_FORBIDS');
  await ground.db.write(async (trx) => {
    const owner = { companyId: COMPANY, customerId: id, currency: 'PLN', version: 1, requestedAt: 1, updatedAt: 1 };
    const amounts = { netMicros: 0n, taxMicros: 0n, grossMicros: 0n };
    await trx
      .insertInto('quote')
      .values({ ...owner, ...amounts, id: newId('quote'), channelId: CHANNEL, state: 'OFFERED', note: 'Jan prosi', asOf: 1 })
      .execute();
    const states = { kind: 'COMPLAINT', state: 'REJECTED', creditState: 'NONE', refundState: 'NONE' };
    await trx
      .insertInto('goodsReturn')
      .values({
        ...owner,
        ...states,
        id: newId('goodsReturn'),
        number: 'ZW/1',
        orderId: order,
        comment: 'Jan pisze',
        answer: 'Panie Janie',
      })
      .execute();
  });
  await ground.db.write((trx) => trx.updateTable('salesOrder').set({ phase: 'COMPLETED' }).where('id', '=', order).execute());
  expect(await erase('y')).toMatchObject({ userErrors: [], erasedIn: [{ systemId: null, erased: true }] });
  expect(await rowOf(ground, id)).toMatchObject({ email: null, phone: null, active: 0 });
  const offer = await ground.db.read.selectFrom('quote').select('note').execute();
  const back = await ground.db.read.selectFrom('goodsReturn').select(['comment', 'answer']).execute();
  expect([offer, back]).toEqual([[{ note: null }], [{ comment: null, answer: null }]]);
  expect((await ground.db.read.selectFrom('salesOrder').select('contact').where('id', '=', order).executeTakeFirst())?.contact).toBeNull();
});

test('a customer changes its name and consents, not its e-mail address; a stale version is refused; contacts are saved with a limit', async () => {
  const ground = await openGround();
  const id = await aCustomer(ground, { kind: 'BUSINESS' });
  const self = viewer('storefront', { customerId: id, scopes: new Set(['customer:self']) });
  const change = (key: string, rest: string) =>
    write(ground, 'customerUpdate', `idempotencyKey: "${key}", wait: "PT0S", id: "${id}", ${rest}`, self);
  expect((await change('a', 'name: "Nowa", consents: [{ purpose: "newsletter", granted: true }]')).userErrors).toEqual([]);
  expect((await change('b', 'email: "b@b.pl"')).userErrors[0].code).toBe('NOT_ALLOWED');
  expect((await change('c', 'name: "Inna", expectedVersion: 1')).userErrors[0].code).toBe('VERSION_CONFLICT');
  const contact = `idempotencyKey: "d", wait: "PT0S", customerId: "${id}", name: "Ewa", role: BUYER, orderLimit: "500"`;
  expect((await write(ground, 'customerContactSave', contact, self)).userErrors).toEqual([]);
  await ground.db.write((trx) => segmentCustomers(trx, COMPANY, ground.now()));
  const told = await ask(
    ground,
    admin,
    `{ customer(id: "${id}") { displayName segments consents { purpose granted source } contacts { contact { name } orderLimit { amount } } } customers(filter: { segments: ["B2B"] }) { nodes { id } } }`,
  );
  expect(told.customer).toEqual({
    displayName: 'Nowa',
    segments: ['B2B'],
    consents: [{ purpose: 'newsletter', granted: true, source: 'customer' }],
    contacts: [{ contact: { name: 'Ewa' }, orderLimit: { amount: '500.00' } }],
  });
  expect(told.customers.nodes).toEqual([{ id }]);
  expect((await ground.db.read.selectFrom('operation').select('kind').orderBy('id').execute()).map((one) => one.kind)).toEqual([
    'PARTY_UPDATE',
    'CONTACT_SAVE',
  ]);
});

test('whatever the order of the candidates, who is chosen is the same, and two that fit equally are never chosen between', () => {
  const person = fc.record({
    email: fc.constantFrom('a@x.pl', 'b@x.pl', null),
    name: fc.constantFrom('Jan Łoś', 'Ewa', null),
    phone: fc.constantFrom('+48 600 700 800', '600700800', null),
    taxId: fc.constantFrom('PL 525-224-84-81', '5252248481', null),
    kind: fc.constantFrom('PERSON', 'BUSINESS'),
  });
  fc.assert(
    fc.property(person, fc.array(person, { maxLength: 5 }), (wish, people) => {
      const known = people.map((one, i) => ({ ...one, id: `c${i}` }));
      const match = decide(wish, known);
      expect(decide(wish, [...known].reverse())).toEqual(match);
      if (match.state === 'LINKED') {
        const chosen = known.find((one) => one.id === match.customerId);
        const twin = { ...(chosen ?? wish), id: 'twin', kind: chosen?.kind ?? 'PERSON' };
        expect(decide(wish, [...known, twin]).state).toBe('AMBIGUOUS');
        if (!wish.taxId) expect(chosen?.kind).toBe('PERSON');
      } else expect(match.customerId).toBeUndefined();
    }),
  );
});

test('several who register the same person at the same instant make one customer', async () => {
  const ground = await openGround();
  const made = await Promise.all(
    [1, 2, 3, 4, 5].map((i) =>
      write(ground, 'customerCreate', `idempotencyKey: "n${i}", wait: "PT0S", kind: PERSON, name: "Jan", email: "jan@x.pl"`),
    ),
  );
  expect(made.filter((one) => one.userErrors.length === 0)).toHaveLength(1);
  expect(await ground.db.read.selectFrom('customer').select('id').where('email', '=', 'jan@x.pl').execute()).toHaveLength(1);
});
