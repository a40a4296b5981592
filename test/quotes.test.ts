import { expect, test } from 'vitest';
import { type QuoteAcceptPush, type QuotePush, type QuoteRecord, Terminal } from '#connectors/connector.ts';
import { bind } from '#hub/bindings.ts';
import { newId } from '#hub/id.ts';
import { micros as m } from '#hub/money.ts';
import type { Viewer } from '#hub/viewer.ts';
import { ordersAppliers } from '#subgraphs/orders/index.ts';
import { CHANNEL, COMPANY, ERP, type TestGround, viewer } from './ground.ts';
import { aCustomer, aVariant } from './makers.ts';
import { answer, apply, ask, type Data, openCompany, runErp } from './sales.ts';

const QUOTE = `id number state validUntil note version requestedAt customer { id } order { id number }
  lines { sku quantity { value } unitNet { amount } net { amount } gross { amount } taxPercent variant { id } discounts { code } }
  totals { net { amount } tax { amount } gross { amount } }`;
const ERRORS = 'userErrors { __typename code message field ... on CreditLimitError { shortBy { amount } } }';

const request = async (ground: TestGround, who: Viewer, more: Record<string, unknown> = {}): Promise<Data> =>
  (
    await ask(
      ground,
      who,
      `mutation($input: QuoteRequestInput!) { quoteRequest(input: $input) { quote { ${QUOTE} } operation { id } ${ERRORS} } }`,
      {
        input: { idempotencyKey: newId('operation'), wait: 'PT0S', lines: [{ sku: 'TENT', quantity: '5' }], ...more },
      },
    )
  ).quoteRequest;

const accept = async (ground: TestGround, who: Viewer, quoteId: string, more: Record<string, unknown> = {}): Promise<Data> =>
  (
    await ask(
      ground,
      who,
      `mutation($input: QuoteAcceptInput!) { quoteAccept(input: $input) {
        order { id number quote { id state } status { phase erp } totals { net { amount } gross { amount } deliveryNet { amount } }
          lines { nodes { sku unitNet { amount } net { amount } } } }
        operation { id } ${ERRORS} } }`,
      {
        input: {
          idempotencyKey: newId('operation'),
          wait: 'PT0S',
          quoteId,
          shippingAddress: { line1: 'ul. Długa 1', city: 'Kraków', country: 'PL' },
          delivery: { methodCode: 'pickup' },
          payment: { methodCode: 'blik' },
          ...more,
        },
      },
    )
  ).quoteAccept;

const quoteOf = async (ground: TestGround, who: Viewer, id: string): Promise<Data> =>
  (await ask(ground, who, `query($id: ID!) { quote(id: $id) { ${QUOTE} } }`, { id })).quote;

const anOffer = (more: Partial<QuoteRecord> = {}): QuoteRecord => ({
  externalId: 'q1',
  number: 'OF/7',
  partyId: 'p1',
  currency: 'PLN',
  state: 'OFFERED',
  validUntil: '2026-03-09',
  lines: [
    {
      sku: 'TENT',
      title: 'Namiot',
      quantity: m('5'),
      unitNet: m('90.00'),
      unitGross: m('110.70'),
      discounts: [],
      taxPercent: '23',
      net: m('450'),
      tax: m('103.50'),
      gross: m('553.50'),
    },
  ],
  totals: { net: m('450'), tax: m('103.50'), gross: m('553.50'), deliveryNet: 0n, deliveryGross: 0n },
  ...more,
});

/** A company with a tent on stock and a customer that the ERP knows as p1. */
async function openTrade(more: Record<string, unknown> = {}, onHand = '20') {
  const ground = await openCompany();
  await aVariant(ground, 'TENT', { price: '100', onHand });
  const customerId = await aCustomer(ground, more);
  await ground.db.write((trx) => bind(trx, ERP, 'parties', [{ externalId: 'p1', id: customerId }], ground.now()));
  return { ground, customerId, who: viewer('storefront', { customerId }) };
}

/** The offer that the ERP tells of, as the hub knows it. */
async function offered(ground: TestGround, more: Partial<QuoteRecord> = {}): Promise<string> {
  await apply(ground, ERP, 'quotes', [anOffer(more)]);
  const row = await ground.db.read.selectFrom('quote').select('id').executeTakeFirstOrThrow();
  return row.id;
}

const countOf = async (ground: TestGround, table: 'salesOrder' | 'quote' | 'operation'): Promise<number> =>
  (await ground.db.read.selectFrom(table).select('id').execute()).length;
const heldStock = async (ground: TestGround): Promise<bigint> =>
  (await ground.db.read.selectFrom('stockLevel').select('reservedInHubMicros').executeTakeFirstOrThrow()).reservedInHubMicros;

// --- asking -----------------------------------------------------------------------------------------------------------------

test('an offer is asked for once a key, carries no prices to the ERP and bears its number', async () => {
  const { ground, who, customerId } = await openTrade();
  const asked: [string, QuotePush][] = [];
  await runErp(ground, {
    quotePlace: async (push, key) => {
      asked.push([key, push]);
      return { externalId: 'q1', number: 'OF/7', totals: { net: m('480'), tax: m('110.40'), gross: m('590.40') } };
    },
  });
  const input = { idempotencyKey: 'k1', wait: 'PT10S', note: 'Na obóz', validUntil: '2026-03-20' };
  const first = await request(ground, who, input);
  const again = await request(ground, who, input);
  expect(first.userErrors).toEqual([]);
  expect(again.quote.id).toBe(first.quote.id);
  expect(first.quote).toMatchObject({
    number: 'OF/7',
    state: 'REQUESTED',
    note: 'Na obóz',
    customer: { id: customerId },
    lines: [{ sku: 'TENT', quantity: { value: '5' }, unitNet: { amount: '100.00' } }],
    totals: { gross: { amount: '590.40' } },
    order: null,
  });
  expect(asked).toMatchObject([[first.quote.id, { partyId: 'p1', currency: 'PLN', validUntil: '2026-03-20', note: 'Na obóz' }]]);
  expect(asked[0]?.[1].lines).toEqual([{ sku: 'TENT', variantId: 'TENT', quantity: m('5'), taxPercent: '23' }]);
  const other = await request(ground, who, { ...input, note: 'Inaczej' });
  expect(other.userErrors).toMatchObject([{ code: 'KEY_REUSED' }]);

  // What the ERP tells later is the same offer, found by its binding and by its key alike.
  await apply(ground, ERP, 'quotes', [anOffer({ hubKey: first.quote.id })]);
  expect(await countOf(ground, 'quote')).toBe(1);
  expect(await quoteOf(ground, who, first.quote.id)).toMatchObject({ state: 'OFFERED', totals: { gross: { amount: '553.50' } } });
});

test('goods without a price may be asked for, unknown goods and no goods may not', async () => {
  const { ground, who } = await openTrade();
  await aVariant(ground, 'ROPE', { onHand: '1' });
  const { quote } = await request(ground, who, { lines: [{ sku: 'ROPE', quantity: '1' }] });
  expect(quote.lines).toMatchObject([{ sku: 'ROPE', unitNet: null, net: null }]);
  const bad = await request(ground, who, {
    lines: [
      { sku: 'NOTHING', quantity: '1' },
      { sku: 'TENT', quantity: '0' },
    ],
  });
  expect(bad.userErrors.map((error: Data) => `${error.code} ${error.field.slice(2).join('.')}`)).toEqual([
    'NOT_FOUND 0.sku',
    'INVALID 1.quantity',
  ]);
  expect((await request(ground, who, { lines: [] })).userErrors).toMatchObject([{ code: 'REQUIRED' }]);
  expect((await request(ground, who, { validUntil: '2026-03-01' })).userErrors).toMatchObject([{ code: 'INVALID' }]);
  expect((await request(ground, viewer('storefront'))).userErrors).toMatchObject([{ code: 'REQUIRED', field: ['input', 'customerId'] }]);
  expect(await countOf(ground, 'quote')).toBe(1);
});

test('an ERP that takes no questions says so, and the offer is declined', async () => {
  const { ground, who } = await openTrade();
  await runErp(ground, {});
  const { quote, userErrors } = await request(ground, who, { wait: 'PT10S' });
  expect(userErrors).toMatchObject([{ code: 'SOURCE_REFUSED' }]);
  expect(quote.state).toBe('REJECTED');
});

// --- accepting --------------------------------------------------------------------------------------------------------------

test('an accepted offer is an order at the offer’s own prices and number, with its stock and credit held, once', async () => {
  const { ground, who, customerId } = await openTrade({ creditLimitMicros: m('1000'), creditCurrency: 'PLN' });
  const quoteId = await offered(ground);
  const sale = {
    externalId: 's1',
    number: 'OF/7',
    contact: {},
    currency: 'PLN',
    placedAt: ground.now(),
    couponCodes: [],
    pricesIncludeTax: false,
    lines: [],
    totals: { net: m('462.19'), tax: m('106.30'), gross: m('568.49'), deliveryNet: m('12.19'), deliveryGross: m('14.99') },
    payments: [],
    fulfilments: [],
    documents: [],
    phase: 'PROCESSING',
    sourceStatus: 'sale',
    placed: true,
  };
  const accepted: [string, QuoteAcceptPush][] = [];
  await runErp(ground, {
    quoteAccept: async (push, key) => {
      accepted.push([key, push]);
      // The pull is quicker than the answer, and the sale bears the offer's key: it is the order all the same.
      await apply(ground, ERP, 'orders', [{ ...sale, hubKey: quoteId }]);
      return { externalId: 's1', number: 'OF/7' };
    },
  });
  const input = { idempotencyKey: 'a1', wait: 'PT10S', delivery: { methodCode: 'courier' }, expectedGross: '568.49' };
  const [first, again] = [await accept(ground, who, quoteId, input), await accept(ground, who, quoteId, input)];
  expect(first.userErrors).toEqual([]);
  expect(again.order.id).toBe(first.order.id);
  expect(first.order).toMatchObject({
    number: 'OF/7',
    quote: { id: quoteId, state: 'ACCEPTED' },
    status: { phase: 'PROCESSING', erp: 'CONFIRMED' },
    totals: { net: { amount: '462.19' }, gross: { amount: '568.49' }, deliveryNet: { amount: '12.19' } },
    lines: { nodes: [{ sku: 'TENT', unitNet: { amount: '90.00' }, net: { amount: '450.00' } }] },
  });
  expect(accepted).toHaveLength(1);
  expect(accepted[0]).toMatchObject([
    first.order.id,
    { quoteId: 'q1', reference: 'OF/7', delivery: { methodCode: 'courier', net: m('12.19') } },
  ]);
  expect(await heldStock(ground)).toBe(m('5'));
  const { creditHeldMicros } = await ground.db.read
    .selectFrom('customer')
    .selectAll()
    .where('id', '=', customerId)
    .executeTakeFirstOrThrow();
  expect(creditHeldMicros).toBe(m('568.49'));

  await apply(ground, ERP, 'orders', [{ ...sale, sourceStatus: 'done' }]);
  await apply(ground, ERP, 'quotes', [anOffer({ state: 'ACCEPTED', orderId: 's1' })]);
  expect(await countOf(ground, 'salesOrder')).toBe(1);
  expect(await quoteOf(ground, who, quoteId)).toMatchObject({ state: 'ACCEPTED', order: { id: first.order.id, number: 'OF/7' } });
});

test('of many acceptances at once one makes an order', async () => {
  const { ground, who } = await openTrade();
  const quoteId = await offered(ground);
  const answers = await Promise.all(Array.from({ length: 6 }, () => accept(ground, who, quoteId)));
  const codes = answers.flatMap((one) => one.userErrors.map((error: Data) => error.code));
  expect(answers.filter((one) => one.order)).toHaveLength(1);
  expect(codes).toHaveLength(5);
  expect(new Set(codes)).toEqual(new Set(['STATE_FORBIDS']));
  expect(await countOf(ground, 'salesOrder')).toBe(1);
  expect(await heldStock(ground)).toBe(m('5'));
});

test('an offer past its last day cannot be accepted and is listed as expired', async () => {
  const { ground, who } = await openTrade();
  const quoteId = await offered(ground);
  // Friday the 9th in Warsaw is still its last day.
  ground.advance(Date.parse('2026-03-09T22:59:00Z') - ground.now());
  expect(await quoteOf(ground, who, quoteId)).toMatchObject({ state: 'OFFERED' });
  ground.advance(120_000);
  const { userErrors } = await accept(ground, who, quoteId);
  expect(userErrors).toMatchObject([{ code: 'STATE_FORBIDS', field: ['input', 'quoteId'] }]);
  const listed = async (state: string) =>
    (await ask(ground, who, `query($f: QuoteFilter) { quotes(filter: $f) { totalCount nodes { id state } } }`, { f: { state: [state] } }))
      .quotes;
  expect(await listed('EXPIRED')).toEqual({ totalCount: 1, nodes: [{ id: quoteId, state: 'EXPIRED' }] });
  expect((await listed('OFFERED')).nodes).toEqual([]);
  expect(await countOf(ground, 'operation')).toBe(0);
});

test('an offer without prices, a declined one and one of somebody else cannot be accepted', async () => {
  const { ground, who } = await openTrade();
  const { quote } = await request(ground, who);
  expect((await accept(ground, who, quote.id)).userErrors).toMatchObject([{ code: 'STATE_FORBIDS' }]);
  const other = viewer('storefront', { customerId: await aCustomer(ground) });
  const theirs = await accept(ground, other, quote.id);
  expect(theirs.userErrors).toEqual((await accept(ground, other, newId('quote'))).userErrors);
  expect(theirs.userErrors).toMatchObject([{ code: 'NOT_FOUND' }]);
});

test('too little stock and too little credit refuse an acceptance and leave the offer open', async () => {
  const { ground, who, customerId } = await openTrade({ creditLimitMicros: m('500'), creditCurrency: 'PLN' }, '4');
  const quoteId = await offered(ground);
  expect((await accept(ground, who, quoteId)).userErrors).toMatchObject([{ code: 'INSUFFICIENT_STOCK' }]);
  await ground.db.write((trx) =>
    trx
      .updateTable('stockLevel')
      .set({ onHandMicros: m('9') })
      .execute(),
  );
  const short = await accept(ground, who, quoteId);
  expect(short.userErrors).toMatchObject([{ __typename: 'CreditLimitError', code: 'CREDIT_LIMIT', shortBy: { amount: '53.50' } }]);
  expect(await quoteOf(ground, who, quoteId)).toMatchObject({ state: 'OFFERED', order: null });
  expect(await heldStock(ground)).toBe(0n);
  await ground.db.write((trx) => trx.updateTable('customer').set({ creditLimitMicros: null }).where('id', '=', customerId).execute());
  expect((await accept(ground, who, quoteId)).userErrors).toEqual([]);
});

test('an acceptance that the ERP refuses gives everything back, and the offer stands or has ended', async () => {
  for (const [code, state] of [
    ['SOURCE_REFUSED', 'OFFERED'],
    ['STATE_FORBIDS', 'EXPIRED'],
  ] as const) {
    const { ground, who } = await openTrade();
    const quoteId = await offered(ground);
    await runErp(ground, {
      quoteAccept: async () => {
        throw new Terminal(code, 'No.');
      },
    });
    const { order, userErrors } = await accept(ground, who, quoteId, { wait: 'PT10S' });
    expect(userErrors).toMatchObject([{ code }]);
    expect(order.status).toEqual({ phase: 'CANCELLED', erp: 'REJECTED' });
    expect(await quoteOf(ground, who, quoteId)).toMatchObject({ state, order: null });
    expect(await heldStock(ground)).toBe(0n);
  }
});

test('a lost answer to an acceptance is looked up, never sent twice', async () => {
  const { ground, who } = await openTrade();
  const quoteId = await offered(ground);
  const taken = new Set<string>();
  let sends = 0;
  await runErp(
    ground,
    {
      quoteAccept: async (_push, key) => {
        sends += 1;
        taken.add(key);
        throw new Error('socket hang up');
      },
    },
    { order: async (key) => (taken.has(key) ? { externalId: 's1', number: 'OF/7', placed: true, cancelled: false } : null) },
  );
  const { order } = await accept(ground, who, quoteId, { wait: 'PT10S' });
  expect(order.status.erp).toBe('CONFIRMED');
  expect(sends).toBe(1);
});

test('an acceptance that is cancelled before it left opens the offer again', async () => {
  const { ground, who } = await openTrade();
  const quoteId = await offered(ground);
  const { order } = await accept(ground, who, quoteId);
  const cancel = 'mutation($input: OrderCancelInput!) { orderCancel(input: $input) { order { status { phase } } userErrors { code } } }';
  const { orderCancel } = await ask(ground, who, cancel, { input: { idempotencyKey: 'c1', id: order.id, reason: 'CUSTOMER' } });
  expect(orderCancel).toEqual({ order: { status: { phase: 'CANCELLED' } }, userErrors: [] });
  expect(await quoteOf(ground, who, quoteId)).toMatchObject({ state: 'OFFERED', order: null });
});

// --- declining, telling, seeing ---------------------------------------------------------------------------------------------

const reject = async (ground: TestGround, who: Viewer, quoteId: string): Promise<Data> =>
  (
    await ask(ground, who, `mutation($input: QuoteRejectInput!) { quoteReject(input: $input) { quote { state } ${ERRORS} } }`, {
      input: { idempotencyKey: newId('operation'), quoteId },
    })
  ).quoteReject;

test('a declined offer stays declined, whatever the ERP repeats, until the ERP makes a sale of it', async () => {
  const { ground, who } = await openTrade();
  const quoteId = await offered(ground);
  expect(await reject(ground, who, quoteId)).toMatchObject({ quote: { state: 'REJECTED' }, userErrors: [] });
  expect(await reject(ground, who, quoteId)).toMatchObject({ quote: { state: 'REJECTED' }, userErrors: [] });
  await apply(ground, ERP, 'quotes', [anOffer({ note: 'news' })]);
  expect(await quoteOf(ground, who, quoteId)).toMatchObject({ state: 'REJECTED', note: 'news' });
  expect((await accept(ground, who, quoteId)).userErrors).toMatchObject([{ code: 'STATE_FORBIDS' }]);
  await apply(ground, ERP, 'quotes', [anOffer({ state: 'ACCEPTED' })]);
  expect(await quoteOf(ground, who, quoteId)).toMatchObject({ state: 'ACCEPTED' });
  expect((await reject(ground, who, quoteId)).userErrors).toMatchObject([{ code: 'STATE_FORBIDS' }]);
});

test('an offer that the ERP’s own people made a sale of knows its order, whichever of the two is told first', async () => {
  for (const offerFirst of [true, false]) {
    const { ground, who } = await openTrade();
    const quoteId = await offered(ground);
    const sold = anOffer({ state: 'ACCEPTED', orderId: 's1' });
    const sale = {
      ...anOffer(),
      externalId: 's1',
      number: 'SO/9',
      contact: {},
      placedAt: ground.now(),
      couponCodes: [],
      pricesIncludeTax: false,
    };
    const order = { ...sale, payments: [], fulfilments: [], documents: [], phase: 'PROCESSING', sourceStatus: 'sale', placed: true };
    if (offerFirst) await apply(ground, ERP, 'quotes', [sold]);
    await apply(ground, ERP, 'orders', [order]);
    if (!offerFirst) await apply(ground, ERP, 'quotes', [sold]);
    expect(await quoteOf(ground, who, quoteId)).toMatchObject({ state: 'ACCEPTED', order: { number: 'SO/9' } });
    const { order: read } = await ask(ground, who, '{ order(number: "SO/9") { origin { kind } quote { id } } }');
    expect(read).toEqual({ origin: { kind: 'ERP' }, quote: { id: quoteId } });
  }
});

test('repeated and late tellings change nothing, a party that comes later makes the offer its own, a sweep ends what is gone', async () => {
  const { ground, who } = await openTrade();
  expect(await apply(ground, ERP, 'quotes', [anOffer({ partyId: 'p2' })])).toEqual({ changed: 1, failed: 0 });
  expect(await apply(ground, ERP, 'quotes', [anOffer({ partyId: 'p2' })])).toEqual({ changed: 0, failed: 0 });
  const row = await ground.db.read.selectFrom('quote').selectAll().executeTakeFirstOrThrow();
  expect(await quoteOf(ground, who, row.id)).toBeNull();
  expect(await apply(ground, ERP, 'quotes', [anOffer()])).toEqual({ changed: 1, failed: 0 });
  expect(await quoteOf(ground, who, row.id)).toMatchObject({ state: 'OFFERED' });
  const late = anOffer({ state: 'REQUESTED' });
  expect(await apply(ground, ERP, 'quotes', [late], { readStartedAt: ground.now() - 1 })).toEqual({ changed: 0, failed: 0 });
  ground.advance(10_000);
  const context = {
    system: {
      id: ERP,
      companyId: COMPANY,
      channelId: CHANNEL,
      role: 'ERP' as const,
      zone: 'Europe/Warsaw',
      goLiveAt: null,
      mode: 'ACTIVE' as const,
    },
    now: ground.now(),
    readStartedAt: ground.now(),
    sweepStartedAt: ground.now(),
    bulk: false,
  };
  expect(await ground.db.write(async (trx) => ordersAppliers.quotes?.retire?.(trx, context))).toBe(1);
  expect(await quoteOf(ground, who, row.id)).toMatchObject({ state: 'EXPIRED' });
});

test('an offer is seen by its customer and by staff, and by nobody else on any path', async () => {
  const { ground, who, customerId } = await openTrade();
  const quoteId = await offered(ground);
  const other = viewer('storefront', { customerId: await aCustomer(ground) });
  const list = '{ quotes { totalCount nodes { id } } }';
  const entity = 'query($r: [_Any!]!) { _entities(representations: $r) { ... on Quote { id number } } }';
  const representation = { r: [{ __typename: 'Quote', id: quoteId }] };
  for (const [seer, sees] of [
    [who, true],
    [viewer('staff'), true],
    [other, false],
    [viewer('storefront'), false],
  ] as const) {
    expect((await quoteOf(ground, seer, quoteId)) !== null).toBe(sees);
    expect((await ask(ground, seer, list)).quotes.nodes).toHaveLength(sees ? 1 : 0);
    expect((await ask(ground, seer, entity, representation))._entities).toEqual([sees ? { id: quoteId, number: 'OF/7' } : null]);
  }
  const ofCustomer = 'query($r: [_Any!]!) { _entities(representations: $r) { ... on Customer { quotes { nodes { id } } } } }';
  const theirs = await answer(ground, other, ofCustomer, { r: [{ __typename: 'Customer', id: customerId }] });
  expect(theirs.errors).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }]);
  const own = await ask(ground, who, ofCustomer, { r: [{ __typename: 'Customer', id: customerId }] });
  expect(own._entities[0].quotes.nodes).toEqual([{ id: quoteId }]);
});

test('a list of offers pages both ways without holes or doubles', async () => {
  const { ground, who } = await openTrade();
  for (let i = 0; i < 7; i += 1) {
    if (i % 3 === 0) ground.advance(1_000);
    await apply(ground, ERP, 'quotes', [anOffer({ externalId: `q${i}`, number: `OF/${i}` })]);
  }
  const page = async (args: string) =>
    (
      await ask(
        ground,
        who,
        `{ quotes(${args}) { totalCount nodes { id } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } }`,
      )
    ).quotes;
  const all = (await page('first: 50')).nodes.map(({ id }: Data) => id);
  expect(all).toHaveLength(7);
  const forth: string[] = [];
  for (let after = ''; ; ) {
    const { nodes, pageInfo, totalCount } = await page(`first: 2${after && `, after: "${after}"`}`);
    expect(totalCount).toBe(7);
    forth.push(...nodes.map(({ id }: Data) => id));
    if (!pageInfo.hasNextPage) break;
    after = pageInfo.endCursor;
  }
  expect(forth).toEqual(all);
  const last = await page('last: 3');
  expect(last.nodes.map(({ id }: Data) => id)).toEqual(all.slice(-3));
  const before = await page(`last: 3, before: "${last.pageInfo.startCursor}"`);
  expect(before.nodes.map(({ id }: Data) => id)).toEqual(all.slice(1, 4));
});
