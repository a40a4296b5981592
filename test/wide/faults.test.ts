/** An ERP and a shop on their bad days: what the hub promises of writes, reads, payments and privacy holds, on both stores. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Data, openHub, type Running, stores, until } from '../hub.ts';
import {
  aProduct,
  customerByNumber,
  documents,
  effectsOf,
  ledgerLength,
  ORDER_PLACE,
  operationOf,
  order,
  orderInput,
  settled,
  stockOf,
} from './goods.ts';

const strike = (place: Running, kind: string, more: Record<string, unknown> = {}) =>
  place.erp.control('faults', { kind, method: 'POST', path: '/orders', times: 1, ...more });

const calls = async (place: Running): Promise<number> => {
  const { faults } = (await place.erp.control('faults')) as Data;
  return faults.find((fault: Data) => fault.kind === 'delay_before' && fault.ms === 0).hits;
};

describe.each(stores)('%s', (store) => {
  let place: Running;
  beforeAll(async () => {
    place = await openHub(store);
  });
  afterAll(() => place?.close());
  beforeEach(() => Promise.all([place.erp.control('faults/clear', {}), place.shop.control('faults/clear', {})]));

  test.for([
    ['its answer is lost after the commit', 'lose_reply', {}],
    ['it answers 500 after the commit', 'error_after', {}],
    ['it answers 500 before any work', 'error_before', {}],
    ['it answers half a JSON text', 'garbage', {}],
    ['a proxy’s page comes instead of its answer', 'html', {}],
    ['it is in maintenance for a moment', 'maintenance', { times: 2, retryAfter: 0 }],
    ['it never answers', 'hang', {}],
  ] as const)('an order makes one document in the ERP though %s', async ([, kind, more]) => {
    const { sku } = await aProduct(place);
    await strike(place, kind, more);
    const placed = await order(place, sku);
    expect(placed.userErrors).toEqual([]);
    const operation = await settled(place, placed.operation.id);
    expect(operation.state).toBe('CONFIRMED');
    const made = await documents(place, placed.order.id);
    expect(made).toHaveLength(1);
    const { order: now } = await place.get(
      'query ($id: ID!) { order(id: $id) { status { phase erp } externalIds { value kind } totals { gross { amount } erpGross { amount } difference { amount } } } }',
      { id: placed.order.id },
      { as: 'admin' },
    );
    expect(now.status.erp).toBe('CONFIRMED');
    expect(now.externalIds.map((one: Data) => one.value)).toContain(made[0].id);
    expect(now.totals.difference.amount).toBe('0.00');
  });

  test('one piece is gone once, not twice, also when the ERP’s figures were read before its answer came', async () => {
    const { sku } = await aProduct(place);
    await strike(place, 'lose_reply');
    const placed = await order(place, sku);
    expect((await settled(place, placed.operation.id)).state).toBe('CONFIRMED');
    let seen: unknown;
    await until(
      'the hold is in the ERP’s own figure',
      async () => {
        const stock = await stockOf(place, sku);
        seen = stock;
        return stock.hub === 0 && stock.erp === 1 && stock.sellable === 9;
      },
      15_000,
      () => JSON.stringify(seen),
    );
  });

  test('an ERP that asks for a pause is left alone for that long', async () => {
    const { sku } = await aProduct(place);
    await strike(place, 'delay_before', { ms: 0, times: 0 });
    await strike(place, 'too_many', { retryAfter: 3 });
    const placed = await order(place, sku, { wait: 'PT0S' });
    await until('the first call', async () => (await calls(place)) === 1);
    const began = performance.now();
    const operation = await settled(place, placed.operation.id);
    expect(operation).toMatchObject({ state: 'CONFIRMED', attempts: 2 });
    expect(performance.now() - began).toBeGreaterThan(2_800);
    expect(await calls(place)).toBe(2);
    expect(await documents(place, placed.order.id)).toHaveLength(1);
  });

  test('the same key again answers the same order; with another input it is refused', async () => {
    const { sku } = await aProduct(place);
    const key = randomUUID();
    const input = orderInput(sku, { key });
    const answers = await Promise.all(Array.from({ length: 5 }, () => place.get(ORDER_PLACE, { input })));
    expect(new Set(answers.map(({ orderPlace }) => orderPlace.order.id)).size).toBe(1);
    expect(answers.flatMap(({ orderPlace }) => orderPlace.userErrors)).toEqual([]);
    expect(await documents(place, answers[0].orderPlace.order.id)).toHaveLength(1);
    const { orderPlace } = await place.get(ORDER_PLACE, { input: { ...input, lines: [{ sku, quantity: '2' }] } });
    expect(orderPlace).toMatchObject({ order: null, userErrors: [{ code: 'KEY_REUSED' }] });
  });

  test('an ERP that is down: reads go on and tell their age, orders wait as QUEUED and arrive once when it is back', async () => {
    const { sku } = await aProduct(place);
    await place.erp.kill();
    let back = false;
    try {
      const placed = await order(place, sku, { wait: 'PT1S' });
      expect(placed.userErrors).toEqual([]);
      expect(placed.order.status.erp).toBe('QUEUED');
      const away = async (state: string) => {
        const { health } = await place.get('{ health { systems { code state } } }');
        return health.systems.find((one: Data) => one.code === 'erp' && one.state === state);
      };
      await until('the hub says so', () => away('UNREACHABLE'));
      // Not one call left: there is nothing to doubt.
      expect(await operationOf(place, placed.operation.id)).toMatchObject({ state: 'QUEUED', settledAt: null });
      const { variant } = await until('an age', async () => {
        const answer = await place.get(
          'query ($sku: String!) { variant(sku: $sku) { sku availability { status sellable { value } provenance { ageSeconds servedFrom } } } }',
          { sku },
        );
        return answer.variant.availability.provenance.ageSeconds >= 2 && answer;
      });
      expect(variant).toMatchObject({ sku, availability: { sellable: { value: '9' }, provenance: { servedFrom: 'COPY' } } });
      await place.restartErp();
      back = true;
      expect((await settled(place, placed.operation.id)).state).toBe('CONFIRMED');
      expect(await documents(place, placed.order.id)).toHaveLength(1);
      await until('the hub says that it is back', () => away('ACTIVE'));
    } finally {
      if (!back) await place.restartErp();
    }
  });

  test.for([
    ['sent twice', 'webhook_duplicate'],
    ['lost', 'webhook_drop'],
    ['in the wrong order', 'webhook_reorder'],
    ['late', 'webhook_delay'],
  ] as const)('a shop’s order reaches the ERP once though its webhooks are %s', async ([, kind]) => {
    const { sku } = await aProduct(place);
    await until('it is in the shop', async () => (await shopStock(place, sku)) === 10);
    await place.shop.control('faults', { kind, times: 0, ms: 700 });
    // Its level may be there a moment before it is on sale.
    const bought = (await until('it is bought', () => place.shop.control('checkout', { lines: [{ sku, quantity: '2' }] }))) as Data;
    await place.shop.control('pay', { orderId: bought.id });
    await place.shop.control('pay', { orderId: bought.id });
    const { sale } = await erpSaleOf(place, bought.number);
    await until('the payment is in the ERP', async () => (await effectsOf(place, 'payment.recorded', sale.id)).length === 1);
    await place.shop.control('faults/clear', {});
    await until('the shop knows the ERP’s number', async () => {
      const { orders } = (await place.shop.control('orders')) as Data;
      return orders.find((one: Data) => one.id === bought.id)?.erpNumber === sale.number;
    });
    const { effects } = (await place.erp.control('ledger')) as Data;
    expect(effects.filter((one: Data) => one.effect === 'order.created' && one.detail.reference === bought.number)).toHaveLength(1);
    expect(await effectsOf(place, 'payment.recorded', sale.id)).toHaveLength(1);
  });

  test('a payment told twice and then as failed is recorded once and stays paid', async () => {
    const { sku } = await aProduct(place);
    const placed = await order(place, sku);
    const tell = async (state: string, minutesAgo: number, key = randomUUID()) => {
      const { orderPaymentRecord } = await place.get(
        `mutation ($input: OrderPaymentRecordInput!) { orderPaymentRecord(input: $input) {
          order { status { payment } totals { due { amount } paid { amount } } payments { transactionNumber state } } operation { id } userErrors { code } } }`,
        {
          input: {
            idempotencyKey: key,
            orderId: placed.order.id,
            provider: 'payu',
            transactionNumber: `TR-${sku}`,
            amount: placed.order.totals.gross.amount,
            currencyCode: 'PLN',
            state,
            occurredAt: new Date(Date.now() - minutesAgo * 60_000).toISOString(),
          },
        },
      );
      return orderPaymentRecord;
    };
    const key = randomUUID();
    await Promise.all([tell('PAID', 5, key), tell('PAID', 5), tell('PAID', 5)]);
    const late = await tell('FAILED', 1);
    const early = await tell('FAILED', 10);
    for (const told of [late, early]) expect(told.userErrors).toEqual([]);
    expect(early.order).toMatchObject({ status: { payment: 'PAID' }, totals: { due: { amount: '0.00' } } });
    expect(early.order.payments).toEqual([{ transactionNumber: `TR-${sku}`, state: 'PAID' }]);
    const [made] = await documents(place, placed.order.id);
    await until('the payment is in the ERP', async () => (await effectsOf(place, 'payment.recorded', made.id)).length > 0);
    await settled(place, early.operation.id);
    await settled(place, late.operation.id);
    expect(await effectsOf(place, 'payment.recorded', made.id)).toMatchObject([{ detail: { state: 'paid' } }]);
    expect(await effectsOf(place, 'payment.changed', made.id)).toEqual([]);
  });

  test.for([
    ['more than there is', { quantity: '11' }, 'INSUFFICIENT_STOCK'],
    ['an unknown SKU', { input: { lines: [{ sku: 'NO-SUCH-SKU', quantity: '1' }] } }, 'NOT_FOUND'],
    ['a blocked customer on account', { customer: 'KL-0024', payment: 'terms' }, 'CREDIT_BLOCKED'],
    ['too little credit', { customer: 'KL-0023', payment: 'terms', quantity: '10' }, 'CREDIT_LIMIT'],
    ['a quantity of nothing', { quantity: '0' }, 'INVALID'],
    ['an unknown delivery', { input: { delivery: { methodCode: 'balloon' } } }, 'INVALID'],
    ['another total than the buyer saw', { input: { expectedGross: '1.00' } }, 'TOTALS_MISMATCH'],
  ] as const)(
    '%s is refused with a code, and nothing is left of it',
    async ([, { customer, ...options }, code]: readonly [string, Data, string]) => {
      const { sku } = await aProduct(place);
      const before = await ledgerLength(place);
      const customerId = customer ? await customerByNumber(place, customer) : undefined;
      const refused = await order(place, sku, { ...options, customerId });
      expect(refused.userErrors.map((error: Data) => error.code)).toEqual([code]);
      expect(refused).toMatchObject({ order: null, operation: null });
      expect(await stockOf(place, sku)).toEqual({ onHand: 10, erp: 0, hub: 0, sellable: 10 });
      expect(await ledgerLength(place)).toBe(before);
    },
  );

  test('what only the ERP refuses is told by its code, and stock and credit are free again', async () => {
    const { sku } = await aProduct(place);
    const customerId = await customerByNumber(place, 'KL-0027');
    const held = async () => {
      const { customer } = await place.get(
        'query ($id: ID!) { customer(id: $id) { account { credit { heldInHub { amount } blocked } } } }',
        { id: customerId },
        { as: 'admin' },
      );
      return customer.account.credit;
    };
    expect(await held()).toEqual({ heldInHub: { amount: '0.00' }, blocked: false });
    // The hub cannot hear of the block before it sends the order.
    await place.erp.control('faults', { kind: 'error_before', method: 'GET', path: '/parties', times: 0 });
    await place.erp.control('party', { id: 'K0027', credit: { blocked: true } });
    try {
      const refused = await order(place, sku, { customerId, payment: 'terms' });
      expect(refused.userErrors.map((error: Data) => error.code)).toEqual(['CREDIT_BLOCKED']);
      expect(refused).toMatchObject({ order: { status: { phase: 'CANCELLED', erp: 'REJECTED' } }, operation: { state: 'REJECTED' } });
      expect(await documents(place, refused.order.id)).toEqual([]);
      expect(await stockOf(place, sku)).toEqual({ onHand: 10, erp: 0, hub: 0, sellable: 10 });
      expect((await held()).heldInHub.amount).toBe('0.00');
    } finally {
      await place.erp.control('party', { id: 'K0027', credit: { blocked: false } });
    }
  });

  const cancel = async (id: string): Promise<Data> => {
    const { orderCancel } = await place.get(
      `mutation ($input: OrderCancelInput!) { orderCancel(input: $input) { order { status { phase cancelReason } } operation { id state } userErrors { code } } }`,
      { input: { idempotencyKey: randomUUID(), id, reason: 'CUSTOMER' } },
    );
    return orderCancel;
  };

  test('an order that the ERP never saw ends in the hub alone', async () => {
    const { sku } = await aProduct(place);
    const other = await aProduct(place);
    // The first order keeps the line to the ERP busy.
    await strike(place, 'delay_before', { ms: 2_500 });
    await order(place, other.sku, { wait: 'PT0S' });
    const placed = await order(place, sku, { wait: 'PT0S' });
    const cancelled = await cancel(placed.order.id);
    expect(cancelled).toMatchObject({
      order: { status: { phase: 'CANCELLED', cancelReason: 'CUSTOMER' } },
      operation: { state: 'CONFIRMED' },
      userErrors: [],
    });
    expect(await stockOf(place, sku)).toEqual({ onHand: 10, erp: 0, hub: 0, sellable: 10 });
    const last = await order(place, other.sku);
    expect((await settled(place, last.operation.id)).state).toBe('CONFIRMED');
    expect(await documents(place, placed.order.id)).toEqual([]);
  });

  test('an order that the ERP has is cancelled there, and its stock comes back', async () => {
    const { sku } = await aProduct(place);
    const placed = await order(place, sku, { quantity: '3' });
    const [made] = await documents(place, placed.order.id);
    const cancelled = await cancel(placed.order.id);
    expect(cancelled).toMatchObject({ order: { status: { phase: 'CANCELLED' } }, operation: { state: 'CONFIRMED' }, userErrors: [] });
    expect(await effectsOf(place, 'order.cancelled', made.id)).toHaveLength(1);
    await until('it can be sold again', async () => {
      const { sellable, erp, hub } = await stockOf(place, sku);
      return sellable === 10 && erp === 0 && hub === 0;
    });
  });

  test('an order that left is not cancelled', async () => {
    const { sku } = await aProduct(place);
    const placed = await order(place, sku);
    const [made] = await documents(place, placed.order.id);
    await place.erp.control('ship', { orderId: made.id });
    const refused = await cancel(placed.order.id);
    const code = refused.userErrors[0]?.code ?? (await settled(place, refused.operation.id)).userErrors[0]?.code;
    expect(code).toBe('ALREADY_SHIPPED');
    expect(await effectsOf(place, 'order.cancelled', made.id)).toEqual([]);
  });

  test('a customer’s order does not exist for another customer, on no path', async () => {
    const { sku } = await aProduct(place);
    const anna = await customerByNumber(place, 'KL-0001');
    const piotr = await customerByNumber(place, 'KL-0002');
    const asAnna = { as: 'storefront', customer: await place.token(anna) } as const;
    const asPiotr = { as: 'storefront', customer: await place.token(piotr) } as const;
    const piotrHears = await place.listen(
      'subscription { orderChanges(filter: { all: true }) { __typename ... on OrderChanged { order { id } } } }',
      {},
      asPiotr,
    );
    const annaHears = await place.listen(
      'subscription { orderChanges(filter: { all: true }) { __typename ... on OrderChanged { order { id } } } }',
      {},
      asAnna,
    );
    const placed = await order(place, sku, { ...asAnna, customerId: anna });
    expect(placed.userErrors).toEqual([]);
    const { id } = placed.order;
    await annaHears.next((event) => event.order?.id === id);

    const one = 'query ($id: ID!) { order(id: $id) { id totals { gross { amount } } } }';
    const any = 'query ($id: ID!) { node(id: $id) { id } nodes(ids: [$id]) { id } }';
    expect((await place.get(one, { id }, asAnna)).order.id).toBe(id);
    expect((await place.get(any, { id }, asAnna)).node.id).toBe(id);
    expect(await place.get(one, { id }, asPiotr)).toEqual({ order: null });
    expect(await place.get(any, { id }, asPiotr)).toEqual({ node: null, nodes: [null] });
    expect(await place.get(one, { id }, { as: 'storefront' })).toEqual({ order: null });
    expect(await place.get(one, { id }, { as: 'nobody' })).toEqual({ order: null });
    const { order: whole } = await place.get(
      'query ($id: ID!) { order(id: $id) { number lines { nodes { id } } payments { id } } }',
      { id },
      asAnna,
    );
    expect(await place.get('query ($n: String!) { order(number: $n) { id } }', { n: whole.number }, asPiotr)).toEqual({ order: null });
    for (const part of [...whole.lines.nodes, ...whole.payments])
      expect(await place.get(any, { id: part.id }, asPiotr)).toEqual({ node: null, nodes: [null] });

    const list = 'query ($customer: ID) { orders(first: 50, filter: { customerId: $customer }) { nodes { id customer { id } } } }';
    expect((await place.get(list, {}, asAnna)).orders.nodes.map((row: Data) => row.id)).toContain(id);
    expect((await place.get(list, {}, asPiotr)).orders.nodes.map((row: Data) => row.customer?.id)).not.toContain(anna);
    expect((await place.ask(list, { customer: anna }, asPiotr)).errors?.[0]?.extensions.code).toBe('FORBIDDEN');
    const through = await place.ask(
      'query ($id: ID!) { customer(id: $id) { id orders(first: 5) { nodes { id } } } }',
      { id: anna },
      asPiotr,
    );
    expect(through.data?.customer ?? null).toBeNull();
    const searched = await place.get(
      'query ($s: String!) { orders(first: 50, search: $s) { nodes { id } } }',
      { s: whole.number },
      asPiotr,
    );
    expect(searched.orders.nodes).toEqual([]);

    const change = { idempotencyKey: randomUUID(), id };
    for (const mutation of [
      [
        `mutation ($input: OrderCancelInput!) { orderCancel(input: $input) { order { id } userErrors { code } } }`,
        { ...change, reason: 'CUSTOMER' },
      ],
      [
        `mutation ($input: OrderUpdateInput!) { orderUpdate(input: $input) { order { id } userErrors { code } } }`,
        { ...change, note: 'x' },
      ],
    ] as const) {
      const { data } = await place.ask(mutation[0], { input: mutation[1] }, asPiotr);
      expect(Object.values(data)).toEqual([{ order: null, userErrors: [{ code: 'NOT_FOUND' }] }]);
    }
    const forAnna = await place.get(ORDER_PLACE, { input: orderInput(sku, { customerId: anna }) }, asPiotr);
    expect(forAnna.orderPlace).toMatchObject({ order: null, userErrors: [{ code: 'NOT_FOUND' }] });
    const operation = 'query ($id: ID!) { operation(id: $id) { id } }';
    expect((await place.get(operation, { id: placed.operation.id }, asPiotr)).operation).toBeNull();

    const named =
      'subscription ($id: ID!) { orderChanges(filter: { orderIds: [$id] }) { __typename ... on OrderChanged { order { id } } } }';
    const spying = await place.listen(named, { id }, asPiotr);
    const { orderCancel } = await place.get(
      `mutation ($input: OrderCancelInput!) { orderCancel(input: $input) { order { status { phase } } userErrors { code } } }`,
      { input: { idempotencyKey: randomUUID(), id, reason: 'CUSTOMER' } },
      asAnna,
    );
    expect(orderCancel.userErrors).toEqual([]);
    await annaHears.next((event) => event.order?.id === id && annaHears.heard.filter((one) => one.order?.id === id).length >= 2);
    // Piotr's own order comes after hers in the log: when he hears it, hers has passed by.
    const own = await order(place, sku, { ...asPiotr, customerId: piotr });
    await piotrHears.next((event) => event.order?.id === own.order.id);
    expect(JSON.stringify([piotrHears.heard, spying.heard])).not.toContain(id);
    await Promise.all([piotrHears.close(), annaHears.close(), spying.close()]);
  });
});

async function shopStock(place: Running, sku: string): Promise<number | undefined> {
  const answer = await fetch(`${place.shop.url}/stock?since=0&limit=1000`, { headers: { 'x-twin-key': place.shop.key } });
  const { rows } = (await answer.json()) as Data;
  const row = rows.find((one: Data) => one.sku === sku);
  return row && Number(row.available) - Number(row.held);
}

async function erpSaleOf(place: Running, shopNumber: string): Promise<{ sale: Data }> {
  const sale = await until(
    `the shop's order ${shopNumber} in the ERP`,
    async () => {
      const { orders } = (await place.erp.control('orders')) as Data;
      return orders.find((one: Data) => one.reference === shopNumber);
    },
    20_000,
  );
  return { sale };
}
