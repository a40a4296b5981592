import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import fc from 'fast-check';
import { afterEach, describe, expect, test } from 'vitest';
import { type Connected, NotSent, type Page, Terminal } from '#connectors/connector.ts';
import { medusa } from '#connectors/medusa/index.ts';
import { amountsOf } from '#connectors/medusa/orderAmounts.ts';
import { openLines } from '#connectors/medusa/parcels.ts';
import { parseExactly, toCents, toMicros, toText } from '#connectors/medusa/values.ts';

const signal = AbortSignal.timeout(60_000);

describe('amounts', () => {
  test('a decimal of any length is read to the micro, half away from zero', () => {
    expect(toMicros('12.186991869918699187')).toBe(12_186_992n);
    expect(toMicros('-0.0000005')).toBe(-1n);
    expect(toMicros('1.5e-7')).toBe(0n);
    expect(toMicros('5e-7')).toBe(1n);
    expect(toMicros('1e3')).toBe(1_000_000_000n);
    for (const wrong of ['', '.', 'abc', '1,5', 'NaN', '0x10']) expect(() => toMicros(wrong)).toThrow(RangeError);
  });

  test('what is written is read back', () => {
    fc.assert(fc.property(fc.bigInt({ min: -(10n ** 15n), max: 10n ** 15n }), (amount) => toMicros(toText(amount)) === amount));
  });

  test('no number of an answer passes through a float', () => {
    expect(parseExactly('{"a":0.1234567890123456789,"b":7,"c":1e-7,"d":["1.10",null,9007199254740993]}')).toEqual({
      a: '0.1234567890123456789',
      b: 7,
      c: '1e-7',
      d: ['1.10', null, '9007199254740993'],
    });
  });

  test('10 % off 2 × 527.67 and 318.57, with a courier, is what Medusa asked the payment provider for', () => {
    const order = {
      items: [
        line({ id: 'a', unit: '527.67', quantity: 2, off: '105.534' }),
        line({ id: 'b', unit: '318.57', quantity: 1, off: '31.857' }),
      ],
      shipping_methods: [delivery('14.99')],
    };
    const { lines, totals } = amountsOf(order);
    expect(totals).toEqual({
      net: 1_017_490_000n,
      tax: 234_020_000n,
      gross: 1_251_510_000n,
      deliveryNet: 12_190_000n,
      deliveryGross: 14_990_000n,
    });
    expect(lines.map(({ net, tax, gross }) => [net, tax, gross])).toEqual([
      [772_200_000n, 177_610_000n, 949_810_000n],
      [233_100_000n, 53_610_000n, 286_710_000n],
    ]);
    expect(lines[0]).toMatchObject({ unitNet: 429_000_000n, unitGross: 527_670_000n });
    expect(lines[0]?.discounts).toEqual([{ code: 'WITAJ10', title: 'WITAJ10', basis: 'GROSS', amount: 105_530_000n, percent: '10' }]);
  });

  const anyLine = fc.record({
    unit: fc.bigInt({ min: 1n, max: 10n ** 11n }),
    quantity: fc.integer({ min: 1, max: 400 }),
    /** Thousandths of the line. */
    off: fc.integer({ min: 0, max: 1000 }),
    rate: fc.constantFrom('23', '8', '5', '0', '8.5'),
    inclusive: fc.boolean(),
    offInclusive: fc.boolean(),
  });

  test('lines and delivery add up to the whole, each within two grosze of its own exact amount', () => {
    fc.assert(
      fc.property(fc.array(anyLine, { minLength: 1, maxLength: 12 }), fc.bigInt({ min: 0n, max: 50_000_000n }), (some, courier) => {
        const items = some.map(({ unit, quantity, off, rate, inclusive, offInclusive }, index) =>
          line({
            ...{ id: `l${index}`, unit: toText(unit), quantity, rate, inclusive, offInclusive },
            off: toText((unit * BigInt(quantity) * BigInt(off)) / 1_000n),
          }),
        );
        const { lines, totals } = amountsOf({ items, shipping_methods: [delivery(toText(courier))] });
        const sum = (of: (one: (typeof lines)[number]) => bigint) => lines.reduce((total, one) => total + of(one), 0n);
        expect(sum((one) => one.gross) + totals.deliveryGross).toBe(totals.gross);
        expect(sum((one) => one.net) + totals.deliveryNet).toBe(totals.net);
        expect(totals.net + totals.tax).toBe(totals.gross);
        for (const one of [...lines.flatMap(({ net, tax, gross }) => [net, tax, gross]), totals.gross]) expect(one % 10_000n).toBe(0n);
        for (const one of lines) expect(one.net + one.tax).toBe(one.gross);
        // What rounding leaves over is half a grosz a line at most.
        const alone = items.map((item) => amountsOf({ items: [item], shipping_methods: [] }).totals.gross);
        const apart = lines.map((one, index) => one.gross - (alone[index] ?? 0n)).filter((difference) => difference !== 0n);
        expect(apart.length).toBeLessThanOrEqual(1);
        for (const difference of apart)
          expect(difference < 0n ? -difference : difference).toBeLessThanOrEqual(10_000n * BigInt(items.length));
      }),
    );
  });

  test('a return and the way back change nothing of what was bought', () => {
    const bought = { items: [line({ id: 'a', unit: '99.99', quantity: 3, off: '10.10' })], shipping_methods: [delivery('9.99')] };
    const [item] = bought.items;
    const after = {
      items: item ? [{ ...item, detail: { ...item.detail, raw_return_received_quantity: 2_000_000n } }] : [],
      shipping_methods: [...bought.shipping_methods, { ...delivery('12.50'), id: 'back', detail: { return_id: 'return_1' } }],
    };
    expect(amountsOf(after).totals).toEqual(amountsOf(bought).totals);
    expect(amountsOf(after).lines[0]?.quantityReturned).toBe(2_000_000n);
  });

  test('rounding to cents is half away from zero', () => {
    expect([toCents(5_000n), toCents(4_999n), toCents(-5_000n), toCents(-4_999n)]).toEqual([10_000n, 0n, -10_000n, 0n]);
  });
});

test('a parcel takes what no other has, line by line', () => {
  const items = [
    line({ id: 'a', unit: '1', quantity: 2 }),
    line({ id: 'b', unit: '1', quantity: 3 }),
    line({ id: 'c', unit: '1', quantity: 1, sku: 'OTHER' }),
  ];
  const [first] = items;
  if (first) first.detail.raw_fulfilled_quantity = 1_000_000n;
  expect(openLines({ items }, { lines: [{ sku: 'SKU', quantity: 3_000_000n }] })).toEqual([
    { id: 'a', quantity: 1 },
    { id: 'b', quantity: 2 },
  ]);
  expect(openLines({ items }, { lines: [{ sku: 'UNKNOWN', quantity: 1_000_000n }] })).toEqual([]);
});

describe('the signed hint', () => {
  const connected = medusa.connect({ url: 'http://127.0.0.1:9', webhookSecret: 'secret' }, { now: Date.now, log: () => {} });
  const signed = (body: string, secret = 'secret') => ({
    'x-splot-signature': `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`,
  });
  const read = (body: string, headers: Record<string, string | undefined> = signed(body)) =>
    connected.webhook?.(headers, Buffer.from(body));

  test('names what to read again, once each', () => {
    const topics = ['order.placed', 'inventory.inventory-level.updated', 'inventory-level.updated', 'payment.captured', 'something.else'];
    expect(read(JSON.stringify({ topics }))).toEqual({ pull: ['orders', 'stock'] });
    expect(read(JSON.stringify({ topics: ['product-category.updated', 'pricing.price.updated', 'cart.updated'] }))).toEqual({
      pull: ['categories', 'products', 'carts'],
    });
    expect(read(JSON.stringify({ topics: ['order.return_requested'] }))).toEqual({ pull: ['returns', 'orders'] });
  });

  test('is refused when one byte, the secret or the header is another', () => {
    const body = JSON.stringify({ topics: ['order.placed'] });
    expect(read(`${body} `, signed(body))).toBeNull();
    expect(read(body, signed(body, 'other'))).toBeNull();
    expect(read(body, {})).toBeNull();
  });

  test('says nothing when it is signed and not understood', () => {
    expect(read('[]')).toEqual({ pull: [] });
    expect(read('not JSON')).toEqual({ pull: [] });
  });
});

describe('a shop', () => {
  const opened: { close(): Promise<void> }[] = [];
  afterEach(async () => {
    await Promise.all(opened.splice(0).map((one) => one.close()));
  });
  const open = async (routes: Routes): Promise<Stand> => {
    const stand = await openStand(routes);
    opened.push(stand);
    return stand;
  };

  test('is logged in to once, however many ask, and once more when the session ran out', async () => {
    let valid = 1;
    let renewed = () => {};
    const renewal = new Promise<void>((resolve) => {
      renewed = resolve;
    });
    let held = false;
    const stand = await open({
      'POST /auth/user/emailpass': () => {
        if (valid === 2) renewed();
        return { token: `t${valid}` };
      },
      async 'GET /admin/stock-locations'({ headers }) {
        if (headers.authorization === `Bearer t${valid}`) return { stock_locations: [] };
        // One refusal comes late, when the others are logged in anew: it must not log them out.
        if (!held) {
          held = true;
          await renewal;
        }
        return { status: 401, type: 'unauthorized' };
      },
    });
    const locations = () => drain(stand.connected.pull.locations?.(null, signal));
    await Promise.all(Array.from({ length: 8 }, locations));
    expect(stand.count('POST /auth/user/emailpass')).toBe(1);
    valid = 2;
    await Promise.all(Array.from({ length: 8 }, locations));
    expect(stand.count('POST /auth/user/emailpass')).toBe(2);
  });

  test('that does not accept the login is told as not sent', async () => {
    const stand = await open({ 'POST /auth/user/emailpass': () => ({ status: 401, message: 'Invalid email or password' }) });
    await expect(drain(stand.connected.pull.locations?.(null, signal))).rejects.toThrow(NotSent);
    expect(await stand.connected.check(signal)).toMatchObject({ ok: false, problem: 'the shop does not accept the login' });
  });

  test.each([
    [400, 'invalid_data', 'INVALID'],
    [400, 'not_allowed', 'STATE_FORBIDS'],
    [404, 'not_found', 'NOT_FOUND'],
    [422, 'duplicate_error', 'DUPLICATE'],
    [400, 'insufficient_inventory', 'INSUFFICIENT_STOCK'],
  ])('that answers %i %s refuses for good, in our words', async (status, type, code) => {
    const stand = await open({ 'GET /admin/stock-locations': () => ({ status, type, message: 'vendor words' }) });
    const refusal = await drain(stand.connected.pull.locations?.(null, signal)).catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(Terminal);
    expect(refusal).toMatchObject({
      code,
      message: expect.not.stringContaining('vendor'),
      detail: expect.stringContaining('vendor words'),
    });
  });

  test('that fails leaves the outcome unknown; one that is busy took nothing', async () => {
    let status = 500;
    const stand = await open({ 'GET /admin/stock-locations': () => ({ status, type: 'unknown_error' }) });
    const ask = () => drain(stand.connected.pull.locations?.(null, signal)).catch((error: unknown) => error);
    const unknown = await ask();
    expect(unknown).toBeInstanceOf(Error);
    expect(unknown).not.toBeInstanceOf(Terminal);
    expect(unknown).not.toBeInstanceOf(NotSent);
    status = 409;
    expect(await ask()).toBeInstanceOf(NotSent);
  });

  describe('with a change log', () => {
    const customer = (id: string) => ({ id, email: `${id}@example.pl`, has_account: true });
    const withLog = (more: Routes) => ({
      'GET /admin/customers': ({ query }: Asked) => {
        const wanted = query.getAll('id[]');
        const all = ['a', 'b', 'c'].filter((id) => !wanted.length || wanted.includes(id));
        return { customers: all.map(customer), count: all.length };
      },
      ...more,
    });

    test('is swept first, then read by what changed, from where the log stood before the sweep', async () => {
      let settled = '100';
      const asked: string[] = [];
      const stand = await open(
        withLog({
          'GET /admin/hub/log': () => ({ epoch: 'e1', first: '50', settled }),
          'GET /admin/hub/changes': ({ query }) => {
            asked.push(`${query.get('after')}-${query.get('before')}`);
            return { changes: [change('100', 'customer', 'b'), change('101', 'order', 'o'), change('102', 'customer', 'b')] };
          },
        }),
      );
      const first = await drain(stand.connected.pull.parties?.(null, signal));
      expect(first.ids).toEqual(['a', 'b', 'c']);
      const still = await drain(stand.connected.pull.parties?.(first.cursor, signal));
      expect(still.ids).toEqual([]);
      expect(asked).toEqual([]);
      settled = '103';
      const second = await drain(stand.connected.pull.parties?.(still.cursor, signal));
      expect(second.ids).toEqual(['b']);
      expect(asked).toEqual(['100-103']);
    });

    test.each([
      ['another history', { epoch: 'e2', first: '50', settled: '200' }],
      ['a log cut off before us', { epoch: 'e1', first: '150', settled: '200' }],
      ['a copy that lags behind us', { epoch: 'e1', first: '50', settled: '90' }],
    ])('is swept again after %s', async (_what, head) => {
      const stand = await open(withLog({ 'GET /admin/hub/log': () => head }));
      const again = await drain(stand.connected.pull.parties?.(JSON.stringify({ epoch: 'e1', after: '100' }), signal));
      expect(again.ids).toEqual(['a', 'b', 'c']);
      expect(JSON.parse(again.cursor)).toEqual({ epoch: head.epoch, after: head.settled });
    });

    test('is read on where a full answer ended, and a run cut short starts over', async () => {
      const first = Array.from({ length: 1000 }, (_, index) => change('100', 'customer', `x${String(index).padStart(4, '0')}`));
      const places: string[] = [];
      const stand = await open(
        withLog({
          'GET /admin/hub/log': () => ({ epoch: 'e1', first: '50', settled: '120' }),
          'GET /admin/hub/changes': ({ query }) => {
            places.push([query.get('after'), query.get('topic'), query.get('id')].join('/'));
            return { changes: places.length === 1 ? first : [change('110', 'customer', 'c')] };
          },
        }),
      );
      const cursor = JSON.stringify({ epoch: 'e1', after: '100' });
      const read = await drain(stand.connected.pull.parties?.(cursor, signal));
      expect(places).toEqual(['100//', '100/customer/x0999']);
      expect(read.ids).toEqual(['c']);
      expect(read.cursors.slice(0, -1).every((one) => one === cursor)).toBe(true);
      expect(JSON.parse(read.cursor)).toEqual({ epoch: 'e1', after: '120' });
    });
  });

  test('is told a level only where it differs, and a variant off sale keeps what is held', async () => {
    const variant = (id: string, stocked: number, reserved: number, metadata = {}) => ({
      ...{ id, sku: id.toUpperCase(), metadata },
      inventory_items: [
        {
          inventory_item_id: `item_${id}`,
          required_quantity: 1,
          inventory: { location_levels: [{ location_id: 'loc', stocked_quantity: stocked, reserved_quantity: reserved }] },
        },
      ],
    });
    const variants = [variant('a', 5, 0), variant('b', 5, 2), variant('c', 5, 1, { splot_off_sale: 'yes' }), variant('d', 1, 0)];
    const stand = await open({
      'GET /admin/product-variants': () => ({ variants, count: variants.length }),
      'POST /admin/inventory-items/location-levels/batch': () => ({}),
    });
    const level = (id: string, available: bigint, sku = id.toUpperCase()) => ({
      variantExternalId: id,
      sku,
      available: available * 1_000_000n,
    });
    await stand.connected.push.stock?.(
      [level('a', 5n), level('b', 7n), level('c', 9n), level('d', -3n), level('a', 1n, 'ANOTHER')],
      signal,
    );
    expect(stand.bodies('POST /admin/inventory-items/location-levels/batch')).toEqual([
      {
        create: [],
        update: [
          { inventory_item_id: 'item_b', location_id: 'loc', stocked_quantity: 7 },
          { inventory_item_id: 'item_c', location_id: 'loc', stocked_quantity: 1 },
          { inventory_item_id: 'item_d', location_id: 'loc', stocked_quantity: 0 },
        ],
      },
    ]);
    expect(stand.logged).toContain('stock for a variant the shop does not have or keep');
  });

  test('is told a price without losing its quantity steps and group prices', async () => {
    const prices = [
      { id: 'p1', amount: 12.3, currency_code: 'pln', min_quantity: null, max_quantity: null, rules: {} },
      { id: 'p2', amount: 11, currency_code: 'pln', min_quantity: 10, max_quantity: null, rules: {} },
      { id: 'p3', amount: 3, currency_code: 'eur', rules: {} },
    ];
    const stand = await open({
      'GET /admin/product-variants': () => ({ variants: [{ id: 'v', sku: 'V', product_id: 'prod', prices }] }),
      'POST /admin/products/prod/variants/batch': () => ({}),
    });
    const price = (gross: bigint) => [{ variantExternalId: 'v', sku: 'V', unitNet: 10_000_000n, unitGross: gross, currency: 'PLN' }];
    await stand.connected.push.prices?.(price(12_300_000n), signal);
    expect(stand.count('POST /admin/products/prod/variants/batch')).toBe(0);
    await stand.connected.push.prices?.(price(13_530_000n), signal);
    expect(stand.bodies('POST /admin/products/prod/variants/batch')).toEqual([
      { update: [{ id: 'v', prices: [{ id: 'p2' }, { id: 'p3' }, { id: 'p1', currency_code: 'pln', amount: 13.53 }] }] },
    ]);
    await expect(stand.connected.push.prices?.([{ ...price(1n)[0], currency: 'EUR' } as never], signal)).rejects.toMatchObject({
      code: 'INVALID',
    });
  });
});

const change = (xid: string, topic: string, id: string) => ({ xid, topic, id });

interface LineInput {
  id: string;
  unit: string;
  quantity: number;
  off?: string;
  rate?: string;
  inclusive?: boolean;
  offInclusive?: boolean;
  sku?: string;
}

function line({ id, unit, quantity, off, rate = '23', inclusive = true, offInclusive = true, sku = 'SKU' }: LineInput) {
  return {
    ...{ id, title: id, product_title: id, variant_title: id, variant_id: null, variant_sku: sku, is_tax_inclusive: inclusive },
    raw_unit_price: toMicros(unit),
    raw_quantity: BigInt(quantity) * 1_000_000n,
    tax_lines: [{ rate: toMicros(rate) }],
    adjustments: off
      ? [
          {
            id: `${id}-off`,
            code: 'WITAJ10',
            description: undefined,
            promotion_id: null,
            is_tax_inclusive: offInclusive,
            raw_amount: toMicros(off),
          },
        ]
      : [],
    detail: { raw_shipped_quantity: 0n, raw_return_received_quantity: 0n, raw_fulfilled_quantity: 0n },
  };
}

const delivery = (amount: string) => ({
  ...{ id: 'way', name: 'Kurier', shipping_option_id: null, is_tax_inclusive: true, raw_amount: toMicros(amount) },
  ...{ tax_lines: [{ rate: 23_000_000n }], adjustments: [], detail: null },
});

interface Asked {
  headers: IncomingMessage['headers'];
  query: URLSearchParams;
  body: unknown;
}
type Routes = Record<string, (asked: Asked) => object | Promise<object>>;

interface Stand {
  connected: Connected;
  logged: string[];
  count(route: string): number;
  bodies(route: string): unknown[];
  close(): Promise<void>;
}

/** What every Medusa answers, where the test does not say otherwise. */
const usual: Routes = {
  'POST /auth/user/emailpass': () => ({ token: 'token' }),
  'GET /admin/stores': () => ({
    stores: [
      { default_sales_channel_id: 'sc', default_location_id: 'loc', supported_currencies: [{ currency_code: 'pln', is_default: true }] },
    ],
  }),
  'GET /admin/stock-locations': () => ({ stock_locations: [{ id: 'loc', name: 'Sklep', address: null }] }),
  'GET /admin/sales-channels': () => ({ sales_channels: [{ id: 'sc' }] }),
  'GET /admin/shipping-profiles': () => ({ shipping_profiles: [] }),
  'GET /admin/price-preferences': () => ({ price_preferences: [{ is_tax_inclusive: true }] }),
  'GET /admin/tax-regions': () => ({ tax_regions: [] }),
};

/** A server that answers as the test says; an answer's `status` is its status. */
async function openStand(routes: Routes): Promise<Stand> {
  const calls: { route: string; body: unknown }[] = [];
  const server = createServer((request, response) => {
    void (async () => {
      const { pathname, searchParams } = new URL(request.url ?? '/', 'http://shop');
      const route = `${request.method} ${pathname}`;
      const parts: Buffer[] = [];
      for await (const part of request) parts.push(part as Buffer);
      const text = Buffer.concat(parts).toString();
      const body: unknown = text ? JSON.parse(text) : undefined;
      calls.push({ route, body });
      const answer = await (routes[route] ?? usual[route])?.({ headers: request.headers, query: searchParams, body });
      const { status = answer ? 200 : 404, ...rest } = (answer ?? {}) as { status?: number };
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(rest));
    })();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const logged: string[] = [];
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const connected = medusa.connect({ url, username: 'u', password: 'p' }, { now: Date.now, log: (message) => logged.push(message) });
  return {
    connected,
    logged,
    count: (route) => calls.filter((call) => call.route === route).length,
    bodies: (route) => calls.filter((call) => call.route === route).map((call) => call.body),
    async close() {
      await connected.close();
      server.closeAllConnections();
      server.close();
    },
  };
}

async function drain<R extends { externalId?: string }>(pages: AsyncIterable<Page<R>> | undefined) {
  const read = { ids: [] as string[], cursors: [] as string[], cursor: '' };
  for await (const page of pages ?? []) {
    read.ids.push(...page.records.map((record) => record.externalId ?? ''));
    read.cursors.push(page.cursor);
    read.cursor = page.cursor;
  }
  return read;
}
