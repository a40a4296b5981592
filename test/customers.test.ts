/** Customers as ERP and shop tell them, asked through GraphQL. */
import fc from 'fast-check';
import { graphql } from 'graphql';
import { expect, test } from 'vitest';
import type { PartyRecord } from '#connectors/connector.ts';
import { bind } from '#hub/bindings.ts';
import { newId } from '#hub/id.ts';
import { isNip, matchCustomer, normalTaxId } from '#hub/matching.ts';
import { ONE } from '#hub/money.ts';
import { OddAnswer } from '#hub/oddAnswer.ts';
import type { Viewer } from '#hub/viewer.ts';
import { customers, customersAppliers } from '#subgraphs/customers/index.ts';
import { CHANNEL, COMPANY, ERP, openGround, SHOP, type TestGround, viewer } from './ground.ts';

// biome-ignore lint/suspicious/noExplicitAny: answers are looked at by their shape.
type Answer = any;

const NIP = '5252248481';
const OTHER_NIP = '7010416384';

async function answerOf(ground: TestGround, as: Viewer, source: string, variableValues: Record<string, unknown> = {}): Promise<Answer> {
  const contextValue = customers.context(ground, { viewer: as, requestId: 'r' });
  return JSON.parse(JSON.stringify(await graphql({ schema: customers.schema, source, contextValue, variableValues })));
}

async function ask(ground: TestGround, as: Viewer, source: string, variables: Record<string, unknown> = {}): Promise<Answer> {
  const { data, errors } = await answerOf(ground, as, source, variables);
  if (errors) throw new Error(JSON.stringify(errors));
  return data;
}

const codeOf = async (ground: TestGround, as: Viewer, source: string): Promise<unknown> =>
  (await answerOf(ground, as, source)).errors?.[0]?.extensions?.code;

function party(externalId: string, more: Partial<PartyRecord> = {}): PartyRecord {
  return { externalId, kind: 'BUSINESS', name: `Firma ${externalId}`, active: true, groups: [], addresses: [], ...more };
}

interface Told {
  readStartedAt?: number;
  systemId?: string;
}

function told(ground: TestGround, records: PartyRecord[], { readStartedAt, systemId = ERP }: Told = {}) {
  const system = { id: systemId, companyId: COMPANY, channelId: CHANNEL, zone: 'Europe/Warsaw', goLiveAt: null, mode: 'ACTIVE' as const };
  const role = systemId === ERP ? ('ERP' as const) : ('SHOP' as const);
  const context = { system: { ...system, role }, now: ground.now(), readStartedAt: readStartedAt ?? ground.now(), bulk: false };
  return ground.db.write(async (trx) => customersAppliers.parties?.apply(trx, records, context));
}

function swept(ground: TestGround, sweepStartedAt: number) {
  const system = {
    id: ERP,
    companyId: COMPANY,
    channelId: CHANNEL,
    zone: 'Europe/Warsaw',
    goLiveAt: null,
    mode: 'ACTIVE' as const,
    role: 'ERP' as const,
  };
  const context = { system, now: ground.now(), readStartedAt: sweepStartedAt, bulk: false, sweepStartedAt };
  return ground.db.write(async (trx) => customersAppliers.parties?.retire?.(trx, context));
}

async function idOf(ground: TestGround, externalId: string, systemId = ERP): Promise<string> {
  const row = await ground.db.read
    .selectFrom('binding')
    .select('id')
    .where('systemId', '=', systemId)
    .where('entity', '=', 'parties')
    .where('externalId', '=', externalId)
    .executeTakeFirst();
  return row?.id ?? '';
}

const staff = viewer('staff');
const self = (customerId: string): Viewer => viewer('storefront', { customerId, scopes: new Set(['reservations:write', 'customer:self']) });

const address = { line1: 'Prosta 1', city: 'Łódź', postalCode: '90-001', country: 'PL' };

test('a business customer is told with its terms, price list and credit', async () => {
  const ground = await openGround();
  const priceListId = newId('priceList');
  await ground.db.write(async (trx) => {
    await trx
      .insertInto('priceList')
      .values({ id: priceListId, companyId: COMPANY, code: 'hurt', name: 'Hurt', currency: 'PLN', isDefault: 0, active: 1, updatedAt: 0 })
      .execute();
    await bind(trx, ERP, 'priceLists', [{ externalId: 'pl-1', id: priceListId }], 0);
  });
  await told(ground, [
    party('p1', {
      number: 'K-7',
      name: 'Stolarnia Dąb',
      email: ' Biuro@Dab.PL ',
      taxId: `PL ${NIP}`,
      groups: ['HURT'],
      priceListId: 'pl-1',
      discountPercent: '5',
      paymentTerms: { code: '14D', name: 'Przelew 14 dni', days: 14 },
      credit: { limit: 1_000n * ONE, used: 300n * ONE, overdue: 50n * ONE, currency: 'PLN', blocked: false },
      addresses: [{ ...address, externalId: 'a1', isBilling: true, isShipping: false, active: true }],
    }),
  ]);
  const id = await idOf(ground, 'p1');
  await ground.db.write((trx) =>
    trx
      .updateTable('customer')
      .set({ creditHeldMicros: 100n * ONE })
      .where('id', '=', id)
      .execute(),
  );
  const amount = (value: string) => ({ amount: value, currencyCode: 'PLN' });
  const { customer } = await ask(
    ground,
    staff,
    `{ customer(external: { systemId: "${ERP}", value: "p1" }) { id number kind displayName email taxId groups active externalIds { systemId value } provenance { systemId servedFrom }
       addresses { address { line1 city country } isDefaultBilling isDefaultShipping externalIds { value } }
       account { priceLevel discountPercent paymentTerms { code days } credit { limit { amount currencyCode } outstanding { amount currencyCode } heldInHub { amount currencyCode } overdue { amount currencyCode } available { amount currencyCode } blocked } } } }`,
  );
  expect(customer).toEqual({
    id,
    number: 'K-7',
    kind: 'BUSINESS',
    displayName: 'Stolarnia Dąb',
    email: 'biuro@dab.pl',
    taxId: NIP,
    groups: ['HURT'],
    active: true,
    externalIds: [{ systemId: ERP, value: 'p1' }],
    provenance: { systemId: ERP, servedFrom: 'COPY' },
    addresses: [
      {
        address: { line1: 'Prosta 1', city: 'Łódź', country: 'PL' },
        isDefaultBilling: true,
        isDefaultShipping: false,
        externalIds: [{ value: 'a1' }],
      },
    ],
    account: {
      priceLevel: 'Hurt',
      discountPercent: '5',
      paymentTerms: { code: '14D', days: 14 },
      credit: {
        limit: amount('1000.00'),
        outstanding: amount('300.00'),
        heldInHub: amount('100.00'),
        overdue: amount('50.00'),
        available: amount('600.00'),
        blocked: false,
      },
    },
  });
});

test('a customer is seen by nobody but itself and keys that may see any, on every path', async () => {
  const ground = await openGround();
  await told(ground, [party('a', { email: 'a@a.pl' }), party('b', { email: 'b@b.pl' })]);
  const [a, b] = [await idOf(ground, 'a'), await idOf(ground, 'b')];
  const paths = (id: string) => [
    `{ x: customer(id: "${id}") { id } }`,
    `{ x: customer(external: { systemId: "${ERP}", value: "${id === a ? 'a' : 'b'}" }) { id } }`,
  ];
  const entity = `{ _entities(representations: [{ __typename: "Customer", id: "${b}" }]) { ... on Customer { id email } } }`;
  for (const as of [self(a), viewer('storefront'), viewer('staff', { scopes: new Set(['customers:read']) })]) {
    for (const path of paths(b)) expect((await ask(ground, as, path)).x).toBeNull();
    expect((await ask(ground, as, entity))._entities).toEqual([null]);
    expect(await codeOf(ground, as, '{ customers { nodes { id } } }')).toBe('FORBIDDEN');
  }
  for (const path of paths(a)) expect((await ask(ground, self(a), path)).x).toEqual({ id: a });
  expect(await codeOf(ground, viewer('anonymous'), paths(a)[0] ?? '')).toBe('UNAUTHENTICATED');
  expect((await ask(ground, self(a), '{ viewer { kind customer { id email } } }')).viewer).toEqual({
    kind: 'CUSTOMER',
    customer: { id: a, email: 'a@a.pl' },
  });
  expect((await ask(ground, viewer('anonymous'), '{ viewer { kind application customer { id } language } }')).viewer).toEqual({
    kind: 'ANONYMOUS',
    application: null,
    customer: null,
    language: 'pl',
  });
});

test('personal data need their own scope, also as a filter', async () => {
  const ground = await openGround();
  await told(ground, [party('a', { email: 'a@a.pl', taxId: NIP })]);
  const clerk = viewer('staff', { scopes: new Set(['customers:read', 'customers:any']) });
  expect((await ask(ground, clerk, '{ customers { nodes { displayName } } }')).customers.nodes).toEqual([{ displayName: 'Firma a' }]);
  for (const field of ['email', 'phone', 'taxId', 'addresses { id }'])
    expect(await codeOf(ground, clerk, `{ customers { nodes { ${field} } } }`)).toBe('FORBIDDEN');
  // Logged in as somebody, it still reads nobody else's.
  const other = viewer('staff', { customerId: newId('customer'), scopes: new Set(['customers:read', 'customers:any', 'customer:self']) });
  expect(await codeOf(ground, other, '{ customers { nodes { email } } }')).toBe('FORBIDDEN');
  expect(await codeOf(ground, clerk, `{ customers(filter: { taxId: "${NIP}" }) { nodes { id } } }`)).toBe('FORBIDDEN');
  for (const search of [NIP, 'a@a.pl'])
    expect((await ask(ground, clerk, `{ customers(search: "${search}") { nodes { id } } }`)).customers.nodes).toEqual([]);
  for (const search of [`PL ${NIP}`, 'A@A.pl', 'firma'])
    expect((await ask(ground, staff, `{ customers(search: "${search}") { nodes { id } } }`)).customers.nodes).toHaveLength(1);
});

test('customers are searched, filtered, sorted in the Polish order and paged both ways', async () => {
  const ground = await openGround();
  const names = ['Zając', 'Łoś', 'Lis', 'Ąk', 'Azor', 'Żubr'];
  await told(
    ground,
    names.map((name, i) =>
      party(String(i), { name, number: `K-${i}`, kind: i % 2 ? 'PERSON' : 'BUSINESS', groups: i < 2 ? ['VIP', 'hurt'] : ['vip'] }),
    ),
  );
  const namesOf = async (args: string) =>
    (
      await ask(
        ground,
        staff,
        `{ customers(${args}) { totalCount nodes { displayName } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } }`,
      )
    ).customers;
  const list = async (args: string) => (await namesOf(args)).nodes.map((node: Answer) => node.displayName);
  expect(await list('first: 10')).toEqual(['Azor', 'Ąk', 'Lis', 'Łoś', 'Zając', 'Żubr']);
  const first = await namesOf('first: 4');
  expect(first).toMatchObject({ totalCount: 6, pageInfo: { hasNextPage: true } });
  const second = await namesOf(`first: 4, after: "${first.pageInfo.endCursor}"`);
  expect(second.nodes.map((node: Answer) => node.displayName)).toEqual(['Zając', 'Żubr']);
  expect(await list(`last: 2, before: "${second.pageInfo.startCursor}"`)).toEqual(['Lis', 'Łoś']);
  expect(await list('search: "zajac"')).toEqual(['Zając']);
  expect(await list('search: "k 2"')).toEqual(['Lis']);
  expect(await list('filter: { kind: [PERSON] }, sort: { by: NUMBER, direction: DESC }')).toEqual(['Żubr', 'Ąk', 'Łoś']);
  expect(await list('filter: { groups: ["VIP"] }')).toEqual(['Łoś', 'Zając']);
  expect(await list('filter: { groups: [] }')).toEqual([]);
});

test('what did not change is not told again, and what was read earlier changes nothing', async () => {
  const ground = await openGround();
  expect(await told(ground, [party('a', { name: 'Nowa' })])).toEqual({ changed: 1, failed: 0 });
  ground.advance(1_000);
  expect(await told(ground, [party('a', { name: 'Nowa' })])).toEqual({ changed: 0, failed: 0 });
  expect(await told(ground, [party('a', { name: 'Stara' })], { readStartedAt: ground.now() - 500 })).toEqual({ changed: 0, failed: 0 });
  expect(await told(ground, [party('a', { name: 'Nowsza', email: 'tajne@a.pl' })])).toEqual({ changed: 1, failed: 0 });
  const events = await ground.db.read.selectFrom('event').selectAll().where('topic', '=', 'customer').orderBy('position').execute();
  expect(events.map((event) => event.customerId)).toEqual([await idOf(ground, 'a'), await idOf(ground, 'a')]);
  expect(JSON.parse(events[1]?.payload ?? '')).toEqual({ changedFields: ['name', 'email'] });
});

test('an address that the ERP tells no more is not used any more; one that is on its way stays', async () => {
  const ground = await openGround();
  const at = (externalId: string, line1: string) => ({ ...address, line1, externalId, isBilling: false, isShipping: true, active: true });
  await told(ground, [party('a', { addresses: [at('1', 'Prosta 1'), at('2', 'Prosta 2')] })]);
  const id = await idOf(ground, 'a');
  const saved = await ask(
    ground,
    self(id),
    `mutation { customerAddressSave(input: { idempotencyKey: "k", customerId: "${id}", wait: "PT0S", address: { line1: "Krzywa 3", city: "Łódź", postalCode: "90-001", country: "PL" } }) { operationId userErrors { code } } }`,
  );
  expect(saved.customerAddressSave).toMatchObject({ operationId: expect.any(String), userErrors: [] });
  const lines = async () =>
    (await ask(ground, staff, `{ customer(id: "${id}") { addresses { address { line1 } } } }`)).customer.addresses.map(
      (one: Answer) => one.address.line1,
    );
  await told(ground, [party('a', { addresses: [at('2', 'Prosta 2')] })]);
  expect((await lines()).sort()).toEqual(['Krzywa 3', 'Prosta 2']);
  // Told back before its own answer came: the same address, not a second one.
  await told(ground, [party('a', { addresses: [at('2', 'Prosta 2'), at('3', 'Krzywa 3')] })]);
  expect((await lines()).sort()).toEqual(['Krzywa 3', 'Prosta 2']);
});

test('credit that the hub holds is given up only when the ERP counts the order itself', async () => {
  const ground = await openGround();
  const credit = { limit: 1_000n * ONE, used: 0n, overdue: 0n, currency: 'PLN', blocked: false };
  await told(ground, [party('a', { credit })]);
  const id = await idOf(ground, 'a');
  ground.advance(10_000);
  const acknowledgedAt = ground.now();
  await anOrder(ground, id, 200n * ONE, acknowledgedAt);
  await ground.db.write((trx) =>
    trx
      .updateTable('customer')
      .set({ creditHeldMicros: 200n * ONE })
      .where('id', '=', id)
      .execute(),
  );
  const available = async () =>
    (await ask(ground, staff, `{ customer(id: "${id}") { account { credit { heldInHub { amount } available { amount } } } } }`)).customer
      .account.credit;
  await told(ground, [party('a', { credit })], { readStartedAt: acknowledgedAt });
  expect(await available()).toEqual({ heldInHub: { amount: '200.00' }, available: { amount: '800.00' } });
  for (let i = 0; i < 2; i++)
    await told(ground, [party('a', { credit: { ...credit, used: 200n * ONE } })], { readStartedAt: acknowledgedAt + 1 });
  expect(await available()).toEqual({ heldInHub: { amount: '0.00' }, available: { amount: '800.00' } });
});

async function anOrder(ground: TestGround, customerId: string, held: bigint, acknowledgedAt: number): Promise<void> {
  const zero = ['goodsNet', 'goodsGross', 'deliveryNet', 'deliveryGross', 'discountNet', 'discountGross', 'net', 'tax', 'gross', 'paid'];
  await ground.db.write((trx) =>
    trx
      .insertInto('salesOrder')
      .values({
        id: newId('order'),
        companyId: COMPANY,
        channelId: CHANNEL,
        customerId,
        originKind: 'API',
        history: 0,
        currency: 'PLN',
        placedAt: 0,
        documentDate: '2026-03-02',
        deliveryTaxPercent: '23',
        partialAllowed: 0,
        couponCodes: '[]',
        pricesIncludeTax: 1,
        phase: 'PROCESSING',
        paymentState: 'NONE',
        fulfilmentState: 'NONE',
        documentState: 'NONE',
        erpState: 'CONFIRMED',
        search: '',
        version: 1,
        updatedAt: 0,
        asOf: 0,
        creditHeldMicros: held,
        creditAcknowledgedAt: acknowledgedAt,
        ...Object.fromEntries(zero.map((name) => [`${name}Micros`, 0n])),
      } as never)
      .execute(),
  );
}

test('a shop account is bound to the customer whose tax number and e-mail it has, or whose e-mail alone, and never changes it', async () => {
  const ground = await openGround();
  await told(ground, [
    party('erp-a', { taxId: NIP, name: 'Dąb', email: 'biuro@dab.example' }),
    party('erp-b', { kind: 'PERSON', email: 'ala@example.org' }),
    party('erp-c', { kind: 'PERSON', email: 'dwa@example.org' }),
    party('erp-d', { kind: 'PERSON', email: 'dwa@example.org' }),
  ]);
  await told(
    ground,
    [
      party('s1', { taxId: 'PL 525-224-84-81', name: 'Inna nazwa', email: 'Biuro@dab.example' }),
      party('s2', { kind: 'PERSON', email: 'ALA@example.org' }),
      party('s3', { kind: 'PERSON', email: 'dwa@example.org' }),
      party('s4', { kind: 'PERSON', email: 'nikt@example.org' }),
      // Anybody can type a company's tax number and name.
      party('s5', { taxId: NIP, name: 'Dąb', email: 'obcy@example.org' }),
      party('s6', { taxId: NIP, name: 'Dąb' }),
    ],
    { systemId: SHOP },
  );
  expect(await idOf(ground, 's1', SHOP)).toBe(await idOf(ground, 'erp-a'));
  expect(await idOf(ground, 's2', SHOP)).toBe(await idOf(ground, 'erp-b'));
  for (const stranger of ['s3', 's4', 's5', 's6']) expect(await idOf(ground, stranger, SHOP)).toBe('');
  const { customer } = await ask(
    ground,
    staff,
    `{ customer(id: "${await idOf(ground, 'erp-a')}") { displayName email externalIds { systemId } } }`,
  );
  expect(customer).toEqual({ displayName: 'Dąb', email: 'biuro@dab.example', externalIds: [{ systemId: ERP }, { systemId: SHOP }] });
});

test('a tax number in any spelling finds one customer, and what fits two finds none', async () => {
  const ground = await openGround();
  await told(ground, [
    party('a', { taxId: NIP, name: 'Dąb' }),
    party('b', { taxId: OTHER_NIP, name: 'Sosna Łódź', email: 'lodz@sosna.pl' }),
    party('c', { taxId: OTHER_NIP, name: 'Sosna Kraków' }),
    party('d', { kind: 'BUSINESS', email: 'biuro@firma.pl' }),
    party('e', { taxId: 'DE123456789' }),
  ]);
  const find = (wish: Parameters<typeof matchCustomer>[2]) => matchCustomer(ground.db.read, COMPANY, wish);
  for (const taxId of [NIP, `PL${NIP}`, 'pl 525-224-84-81', ' 525 224 84 81 '])
    expect(await find({ taxId })).toMatchObject({ state: 'LINKED', customerId: await idOf(ground, 'a'), rule: 'taxId' });
  expect(await find({ taxId: 'DE 123 456 789' })).toMatchObject({ state: 'LINKED', customerId: await idOf(ground, 'e') });
  expect(await find({ taxId: OTHER_NIP })).toMatchObject({ state: 'AMBIGUOUS', rule: 'taxId' });
  expect(await find({ taxId: OTHER_NIP, email: 'LODZ@sosna.pl' })).toMatchObject({
    customerId: await idOf(ground, 'b'),
    rule: 'taxId+email',
  });
  expect(await find({ taxId: OTHER_NIP, name: 'sosna krakow' })).toMatchObject({ customerId: await idOf(ground, 'c'), rule: 'taxId+name' });
  expect(await find({ taxId: '1111111111', email: 'biuro@firma.pl' })).toMatchObject({ state: 'UNLINKED', rule: 'none' });
  expect(await find({ email: 'biuro@firma.pl' })).toMatchObject({ state: 'UNLINKED', rule: 'none' });
  expect(await find({})).toMatchObject({ state: 'UNLINKED', rule: 'none' });
});

test('a single wrong digit of a NIP is always found out', () => {
  expect(isNip(NIP)).toBe(true);
  fc.assert(
    fc.property(fc.nat(9), fc.integer({ min: 1, max: 9 }), (position, step) => {
      const digits = [...NIP];
      digits[position] = String((Number(digits[position]) + step) % 10);
      expect(isNip(digits.join(''))).toBe(false);
    }),
  );
  expect([normalTaxId('PL 525-224-84-81'), normalTaxId(' - '), normalTaxId(null)]).toEqual([NIP, undefined, undefined]);
});

const CREATE = `mutation ($input: CustomerCreateInput!) { customerCreate(input: $input) { customer { id displayName email taxId provenance { systemId } } operationId userErrors { code field } } }`;

async function create(ground: TestGround, input: Record<string, unknown>, as: Viewer = staff): Promise<Answer> {
  return (await ask(ground, as, CREATE, { input: { idempotencyKey: 'k', kind: 'BUSINESS', name: 'Nowa', wait: 'PT0S', ...input } }))
    .customerCreate;
}

test('a new customer goes through the ledger once, and is there for the ERP to find by its id', async () => {
  const ground = await openGround();
  const made = await create(ground, { taxId: `PL ${NIP}`, email: 'Nowa@Firma.pl' });
  expect(made).toMatchObject({
    customer: { displayName: 'Nowa', email: 'nowa@firma.pl', taxId: NIP, provenance: null },
    operationId: expect.any(String),
    userErrors: [],
  });
  expect(await create(ground, { taxId: `PL ${NIP}`, email: 'Nowa@Firma.pl' })).toEqual(made);
  expect((await create(ground, { taxId: OTHER_NIP })).userErrors).toEqual([{ code: 'KEY_REUSED', field: ['input', 'idempotencyKey'] }]);
  expect((await create(ground, { taxId: NIP, idempotencyKey: 'k2' })).userErrors).toEqual([
    { code: 'DUPLICATE', field: ['input', 'taxId'] },
  ]);
  const operations = await ground.db.read.selectFrom('operation').selectAll().execute();
  expect(operations.map((operation) => [operation.kind, operation.subjectId, operation.state])).toEqual([
    ['PARTY_CREATE', made.customer.id, 'QUEUED'],
  ]);
  // The ERP's party comes back with the id it was made under.
  await told(ground, [party('p9', { name: 'Nowa sp. z o.o.', taxId: NIP, hubKey: made.customer.id })]);
  expect(await idOf(ground, 'p9')).toBe(made.customer.id);
  const { customer } = await ask(ground, staff, `{ customer(id: "${made.customer.id}") { displayName provenance { systemId } } }`);
  expect(customer).toEqual({ displayName: 'Nowa sp. z o.o.', provenance: { systemId: ERP } });
});

test('two sign-ups of one company at once make one customer', async () => {
  const ground = await openGround();
  const outcomes = await Promise.all(['a', 'b', 'c'].map((key) => create(ground, { idempotencyKey: key, taxId: NIP })));
  expect(outcomes.map((outcome) => outcome.userErrors[0]?.code ?? 'made').sort()).toEqual(['DUPLICATE', 'DUPLICATE', 'made']);
  expect(await ground.db.read.selectFrom('customer').selectAll().execute()).toHaveLength(1);
});

test('bad input is named part by part and changes nothing', async () => {
  const ground = await openGround();
  const fields = async (input: Record<string, unknown>) =>
    (await create(ground, input)).userErrors.map((error: Answer) => [error.code, error.field.slice(1).join('.')]);
  expect(await fields({ name: ' ', taxId: '5252248482', email: 'nie', phone: 'x' })).toEqual([
    ['REQUIRED', 'name'],
    ['INVALID', 'email'],
    ['INVALID', 'phone'],
    ['INVALID', 'taxId'],
  ]);
  expect(await fields({})).toEqual([['REQUIRED', 'taxId']]);
  expect(await fields({ kind: 'PERSON' })).toEqual([['REQUIRED', 'email']]);
  expect(await fields({ taxId: NIP, address: { ...address, line1: '', postalCode: '90001' } })).toEqual([
    ['REQUIRED', 'address.line1'],
    ['INVALID', 'address.postalCode'],
  ]);
  expect(await ground.db.read.selectFrom('customer').selectAll().execute()).toEqual([]);
  expect(await ground.db.read.selectFrom('operation').selectAll().execute()).toEqual([]);
  const answer = await answerOf(ground, viewer('storefront'), CREATE, {
    input: { idempotencyKey: 'k', kind: 'PERSON', name: 'A', email: 'a@a.pl' },
  });
  expect(answer.errors[0].extensions.code).toBe('FORBIDDEN');
});

test("nobody saves an address at another's account", async () => {
  const ground = await openGround();
  await told(ground, [
    party('a'),
    party('b', { addresses: [{ ...address, externalId: 'b1', isBilling: true, isShipping: true, active: true }] }),
  ]);
  const [a, b] = [await idOf(ground, 'a'), await idOf(ground, 'b')];
  const addressOfB = (await ground.db.read.selectFrom('customerAddress').select('id').executeTakeFirstOrThrow()).id;
  const save = async (as: Viewer, customerId: string, addressId?: string) =>
    (
      await ask(
        ground,
        as,
        'mutation ($input: CustomerAddressSaveInput!) { customerAddressSave(input: $input) { customer { id } userErrors { code field } } }',
        { input: { idempotencyKey: newId('cart'), customerId, addressId, address, defaultShipping: true, wait: 'PT0S' } },
      )
    ).customerAddressSave;
  expect(await save(self(a), b)).toEqual({ customer: null, userErrors: [{ code: 'NOT_FOUND', field: ['input', 'customerId'] }] });
  expect(await save(self(a), a, addressOfB)).toEqual({
    customer: null,
    userErrors: [{ code: 'NOT_FOUND', field: ['input', 'addressId'] }],
  });
  expect(await save(viewer('storefront'), a)).toMatchObject({ customer: null });
  expect(await save(staff, b)).toEqual({ customer: { id: b }, userErrors: [] });
  const rows = await ground.db.read.selectFrom('customerAddress').select(['customerId', 'isDefaultShipping']).orderBy('id').execute();
  expect(rows).toEqual([
    { customerId: b, isDefaultShipping: 0 },
    { customerId: b, isDefaultShipping: 1 },
  ]);
  expect(await ground.db.read.selectFrom('operation').selectAll().execute()).toHaveLength(1);
});

test('customers that the ERP has no more stay for their orders, unless half of them go at once', async () => {
  const ground = await openGround();
  const all = Array.from({ length: 50 }, (_, i) => party(`p${i}`));
  await told(ground, all);
  ground.advance(1_000);
  const startedAt = ground.now();
  await told(ground, all.slice(0, 20));
  await expect(swept(ground, startedAt)).rejects.toThrow(OddAnswer);
  await told(ground, all.slice(20, 45));
  expect(await swept(ground, startedAt)).toBe(5);
  const { customers: found } = await ask(ground, staff, '{ customers(first: 100, filter: { active: false }) { nodes { displayName } } }');
  expect(found.nodes).toHaveLength(5);
});
