/** Prices by channel and currency, why there is none, how long they hold, and the stream that tells when they change. */
import { describe, expect, onTestFinished, test } from 'vitest';
import { emit } from '#hub/events.ts';
import { newId } from '#hub/id.ts';
import { micros, ONE } from '#hub/money.ts';
import type { Viewer } from '#hub/viewer.ts';
import { turnPrices } from '#subgraphs/products/index.ts';
import { COMPANY, ERP, type TestGround, viewer } from './ground.ts';
import { aCustomer, aList, apply, aShop, ask, idOf, listen, prices, promotion, quote, refusal, statements } from './pricedShop.ts';

const m = micros;
const ONE_DAY = 86_400_000;

describe('a channel', () => {
  test('has its own list first, then the company’s default one; a customer’s own list comes before both', async () => {
    const ground = await aStore();
    const channelId = await aChannel(ground, 'hurtownia', { priceListCode: 'hurt' });
    await aList(ground, 'hurt');
    await aList(ground, 'vip');
    await prices(ground, 'hurt', 'A', [{ minQuantity: ONE, unitNet: m('80') }]);
    await prices(ground, 'vip', 'A', [{ minQuantity: ONE, unitNet: m('60') }]);
    const lines: [string, number][] = [
      ['A', 1],
      ['B', 1],
    ];
    expect(await quote(ground, lines)).toMatchObject([{ unitNet: m('100') }, { unitNet: m('50') }]);
    expect(await quote(ground, lines, { channelId })).toMatchObject([
      { unitNet: m('80'), listNet: m('80'), priceListCode: 'hurt' },
      { unitNet: m('50'), listNet: m('50'), priceListCode: 'retail' },
    ]);
    const vip = await aCustomer(ground, { list: 'vip' });
    const [own] = await quote(ground, lines, { channelId, customerId: vip });
    expect(own).toMatchObject({ unitNet: m('60'), listNet: m('80') });
    expect(own?.applied.map((step) => [step.code, step.amount])).toEqual([
      ['hurt', m('80')],
      ['vip', m('-20')],
    ]);
    // An ERP names its default list at every party: that is no list of the buyer's own.
    const anybody = await aCustomer(ground, { list: 'retail' });
    expect((await quote(ground, lines, { channelId, customerId: anybody }))[0]).toMatchObject({ unitNet: m('80') });
  });

  test('whose list is not there sells nothing rather than at another price', async () => {
    const ground = await aStore();
    const lost = await aChannel(ground, 'lost', { priceListCode: 'nothing' });
    expect(await quote(ground, [['A', 1]], { channelId: lost })).toEqual([null]);
    const euros = await aChannel(ground, 'euros', { priceListCode: 'retail', currency: 'EUR' });
    expect(await quote(ground, [['A', 1]], { channelId: euros, currency: 'EUR' })).toEqual([null]);
    await aList(ground, 'vip');
    await prices(ground, 'vip', 'A', [{ minQuantity: ONE, unitNet: m('60') }]);
    const customerId = await aCustomer(ground, { list: 'vip' });
    expect(await quote(ground, [['A', 1]], { channelId: lost, customerId })).toMatchObject([{ unitNet: m('60'), priceListCode: 'vip' }]);
  });

  test('in another currency has the lists of that currency, and nothing is converted', async () => {
    const ground = await aStore();
    const channelId = await aChannel(ground, 'de', { priceListCode: 'euro', currency: 'EUR', languages: ['de', 'en'] });
    await aList(ground, 'euro', { currency: 'EUR' });
    await prices(ground, 'euro', 'A', [{ minQuantity: ONE, unitNet: m('25.5') }]);
    await apply(ground, 'exchangeRates', [{ externalId: 'x', currency: 'EUR', day: '2026-03-01', rate: '4', source: 'NBP' }]);
    const german = viewer('storefront', { channelId, currency: 'EUR' });
    const query = '{ variants(skus: ["A", "B"]) { price { unitNet { amount currencyCode } } purchase { reasons } } }';
    expect((await ask(ground, query, german)).variants).toEqual([
      { price: { unitNet: { amount: '25.50', currencyCode: 'EUR' } }, purchase: { reasons: ['OUT_OF_STOCK'] } },
      // No list in euros has it, so signing in would not help.
      { price: null, purchase: { reasons: ['NO_PRICE', 'OUT_OF_STOCK'] } },
    ]);
    const asked = '{ variant(sku: "A") { price(for: { currencyCode: "EUR" }) { unitNet { amount } } } }';
    expect((await ask(ground, asked)).variant.price).toBeNull();
    expect((await ask(ground, asked, german)).variant.price).toEqual({ unitNet: { amount: '25.50' } });
    expect((await ask(ground, `{ variant(sku: "A") { price(for: { channelId: "${channelId}" }) { priceLevel } } }`)).variant.price).toEqual(
      {
        priceLevel: 'euro',
      },
    );
    expect((await ask(ground, '{ channels { code currencyCode language languages priceLevel } }')).channels).toEqual([
      { code: 'de', currencyCode: 'EUR', language: 'de', languages: ['de', 'en'], priceLevel: 'euro' },
      { code: 'online', currencyCode: 'PLN', language: 'pl', languages: ['pl'], priceLevel: null },
    ]);
  });

  test('sells to a customer in the currency of the customer’s own list, unless another is asked for', async () => {
    const ground = await aStore();
    await aList(ground, 'abroad', { currency: 'EUR' });
    await prices(ground, 'abroad', 'A', [{ minQuantity: ONE, unitNet: m('25') }]);
    const own = viewer('storefront', { customerId: await aCustomer(ground, { list: 'abroad' }) });
    const asked = (more = '') => ask(ground, `{ variant(sku: "A") { price${more} { unitNet { amount currencyCode } } } }`, own);
    expect((await asked()).variant.price).toEqual({ unitNet: { amount: '25.00', currencyCode: 'EUR' } });
    // A customer whose list is in another currency is not sold to at the visitors’ price by mistake.
    expect((await asked('(for: { currencyCode: "PLN" })')).variant.price).toBeNull();
  });

  test('sells from its own warehouses: in purchase, in the filter and in the facet', async () => {
    const ground = await aStore();
    await ground.db.write(async (trx) => {
      for (const [code, name] of [
        ['LODZ', 'A'],
        ['GDANSK', 'B'],
      ]) {
        const at = { companyId: COMPANY, systemId: ERP, updatedAt: 0 };
        await trx
          .insertInto('location')
          .values({ ...at, id: `loc_${code}`, code: code ?? '', name: code ?? '', kind: 'WAREHOUSE', active: 1 })
          .execute();
        const held = { reservedInErpMicros: 0n, reservedInHubMicros: 0n, safetyBufferMicros: 0n, systemId: ERP, version: 1 };
        const variantId = await idOf(ground, 'variants', name ?? '');
        const times = { changedAt: ground.now(), asOf: ground.now() };
        await trx
          .insertInto('stockLevel')
          .values({ ...held, ...times, id: `lvl_${code}`, variantId, locationId: `loc_${code}`, onHandMicros: 5n * ONE })
          .execute();
      }
    });
    const channelId = await aChannel(ground, 'pomorze', { warehouseCodes: JSON.stringify(['GDANSK']) });
    const none = await aChannel(ground, 'nigdzie', { warehouseCodes: JSON.stringify(['X']) });
    const query = (more: string) =>
      `{ products(filter: { availability: ["IN_STOCK"] }) { nodes { title } facets(codes: ["AVAILABILITY"]) { values { value count } } } variants(skus: ["A", "B"]) { purchase${more} { canBuy } } }`;
    const asked = async (as: Viewer, more = '') => {
      const data = await ask(ground, query(more), as);
      return {
        found: data.products.nodes.map((node: { title: string }) => node.title),
        counts: data.products.facets[0].values.map((value: { count: number }) => value.count),
        buys: data.variants.map((variant: { purchase: { canBuy: boolean } }) => variant.purchase.canBuy),
      };
    };
    expect(await asked(viewer('storefront'))).toEqual({ found: ['Towar A', 'Towar B'], counts: [2, 1], buys: [true, true] });
    expect(await asked(viewer('storefront', { channelId }))).toEqual({ found: ['Towar B'], counts: [1, 2], buys: [false, true] });
    expect(await asked(viewer('storefront', { channelId: none }))).toEqual({ found: [], counts: [0, 3], buys: [false, false] });
    expect((await asked(viewer('storefront'), `(for: { channelId: "${channelId}" })`)).buys).toEqual([false, true]);
  });

  test('filters, sorts and counts by its own list, also one it was given later', async () => {
    const ground = await aStore();
    const channelId = await aChannel(ground, 'de', { priceListCode: 'euro', currency: 'EUR' });
    await aList(ground, 'euro', { currency: 'EUR' });
    await prices(ground, 'euro', 'A', [{ minQuantity: ONE, unitNet: m('5') }]);
    await prices(ground, 'euro', 'C', [{ minQuantity: ONE, unitNet: m('7') }]);
    const german = viewer('storefront', { channelId, currency: 'EUR' });
    const list = async (as: Viewer, more: string) => {
      const { products } = await ask(
        ground,
        `{ products(${more}) { nodes { title } totalCount facets(codes: ["PRICE"]) { min max } } }`,
        as,
      );
      return [
        products.nodes.map((node: { title: string }) => node.title.slice(-1)).join(''),
        products.facets[0].min,
        products.facets[0].max,
      ];
    };
    const up = 'sort: [{ by: PRICE }]';
    expect(await list(viewer('storefront'), up)).toEqual(['BAC', '50.00', '100.00']);
    expect(await list(german, up)).toEqual(['ACB', '5.00', '7.00']);
    expect(await list(german, 'sort: [{ by: PRICE, direction: DESC }]')).toEqual(['CAB', '5.00', '7.00']);
    expect(await list(german, `filter: { price: { from: "6" } }, ${up}`)).toEqual(['C', '5.00', '7.00']);
    const first = (await ask(ground, `{ products(first: 2, ${up}) { pageInfo { endCursor } } }`, german)).products.pageInfo.endCursor;
    expect(await list(german, `first: 2, after: "${first}", ${up}`)).toEqual(['B', '5.00', '7.00']);
    await prices(ground, 'euro', 'A', [{ minQuantity: ONE, unitNet: m('9') }]);
    expect((await list(german, up))[0]).toBe('CAB');
    await prices(ground, 'euro', 'A', []);
    expect((await list(german, up))[0]).toBe('CAB');
    // The channel is given another list, with rows that were told before.
    await aList(ground, 'neu', { currency: 'EUR' });
    await prices(ground, 'neu', 'B', [{ minQuantity: ONE, unitNet: m('3') }]);
    await ground.db.write(async (trx) => {
      await trx.updateTable('channel').set({ priceListCode: 'neu' }).where('id', '=', channelId).execute();
      await turnPrices(trx, COMPANY, { since: '2026-03-01', day: '2026-03-02' }, ground.now());
    });
    expect(await list(german, up)).toEqual(['BAC', '3.00', '3.00']);
    const inZloty = await aChannel(ground, 'pl', { priceListCode: 'hurt' });
    await aList(ground, 'hurt');
    await prices(ground, 'hurt', 'A', [{ minQuantity: ONE, unitNet: m('40') }]);
    // B is not on the channel's list: its price is the company's.
    expect(await list(viewer('storefront', { channelId: inZloty }), up)).toEqual(['ABC', '40.00', '50.00']);
  });

  test('hears of a change of its own list in its shop', async () => {
    const ground = await aStore();
    await aChannel(ground, 'hurtownia', { priceListCode: 'hurt' });
    await aList(ground, 'hurt');
    await aList(ground, 'vip');
    await ground.db.write((trx) => trx.deleteFrom('delivery').execute());
    await prices(ground, 'vip', 'A', [{ minQuantity: ONE, unitNet: m('60') }]);
    const told = () => ground.db.read.selectFrom('delivery').select('subjectId').where('kind', '=', 'price').execute();
    expect(await told()).toEqual([]);
    await prices(ground, 'hurt', 'A', [{ minQuantity: ONE, unitNet: m('80') }]);
    expect(await told()).toEqual([{ subjectId: await idOf(ground, 'variants', 'A') }]);
  });
});

describe('a price holds until', () => {
  test('another row begins, not only until its own end', async () => {
    const ground = await aStore();
    await prices(ground, 'retail', 'A', [
      { minQuantity: ONE, unitNet: m('100') },
      { minQuantity: 10n * ONE, unitNet: m('90') },
      { minQuantity: ONE, unitNet: m('70'), validFrom: '2026-03-10', validTo: '2026-03-12' },
      { minQuantity: 10n * ONE, unitNet: m('90'), validFrom: '2026-03-05' },
    ]);
    const end = async (quantity: number, date: string) => {
      const [found] = await quote(ground, [['A', quantity]], { date });
      return found?.validUntil === undefined ? undefined : new Date(found.validUntil).toISOString();
    };
    expect(await end(1, '2026-03-02')).toBe('2026-03-09T22:59:59.999Z');
    expect(await end(1, '2026-03-10')).toBe('2026-03-12T22:59:59.999Z');
    expect(await end(1, '2026-03-13')).toBeUndefined();
    // A row that begins at the same price changes nothing.
    expect(await end(10, '2026-03-02')).toBeUndefined();
  });

  test('a promotion begins', async () => {
    const ground = await aStore();
    await promotion(ground, 'SOON', {
      startsOn: '2026-03-08',
      conditions: { variantIds: ['A'] },
      effect: { kind: 'PERCENT', percent: '5', on: 'LINES' },
    });
    const [a, b] = await quote(ground, [
      ['A', 1],
      ['B', 1],
    ]);
    expect(new Date(a?.validUntil ?? 0).toISOString()).toBe('2026-03-07T22:59:59.999Z');
    expect(b?.validUntil).toBeUndefined();
  });
});

describe('the number of statements', () => {
  test('is the same for one line and for two hundred, with promotions by category, a tax rule and a customer', async () => {
    const ground = await aShop(200, Object.fromEntries(Array.from({ length: 200 }, (_, i) => [`N${i}`, `top/c${i % 10}`])));
    await aList(ground, 'retail', { isDefault: true });
    await aList(ground, 'vip');
    const records = Array.from({ length: 200 }, (_, i) => ({
      listId: 'retail',
      variantId: `N${i}`,
      rows: [{ minQuantity: ONE, unitNet: m('10') }],
    }));
    for (let i = 0; i < 200; i += 50) await apply(ground, 'prices', records.slice(i, i + 50));
    const plain = await statements(ground, () => quote(ground, [['N0', 1]]));
    await promotion(ground, 'TOP', { conditions: { categoryIds: ['top'] }, effect: { kind: 'PERCENT', percent: '5', on: 'LINES' } });
    const customerId = await aCustomer(ground, { list: 'vip' });
    const all = Array.from({ length: 200 }, (_, i): [string, number] => [`N${i}`, 1]);
    const one = await statements(ground, () => quote(ground, [['N0', 1]], { customerId, shipTo: 'DE' }));
    const many = await statements(ground, () => quote(ground, all, { customerId, shipTo: 'DE' }));
    expect(many).toBe(one);
    // Place, lists, variants, rows, history, promotions; then categories of promotions and of products, the customer, the tax rules.
    expect([plain, one]).toEqual([6, 10]);
    expect((await quote(ground, all)).every((found) => found?.unitNet === m('9.5'))).toBe(true);
  });
});

describe('the stream of prices', () => {
  const SOURCE = `subscription($x: Boolean = true) { priceChanges(filter: { skus: ["A", "B", "C"] }, snapshot: $x) {
    __typename ... on PriceChanged { cursor variant { sku } price { unitNet { amount } validUntil } previousUnitNet { amount } } ... on StreamCheckpoint { cursor } ... on StreamGap { reason } } }`;

  test('begins with the prices as they are, also those that are none, and tells each change of the buyer’s own', async () => {
    const ground = await aStore();
    await aList(ground, 'vip');
    await aList(ground, 'other');
    await prices(ground, 'vip', 'A', [{ minQuantity: ONE, unitNet: m('60') }]);
    const customerId = await aCustomer(ground, { list: 'vip' });
    const visitor = open(ground);
    const buyer = open(ground, viewer('storefront', { customerId }));
    expect(await take(visitor, 4)).toEqual(['A=100.00', 'B=50.00', 'C=none', 'checkpoint']);
    expect(await take(buyer, 4)).toEqual(['A=60.00', 'B=50.00', 'C=none', 'checkpoint']);
    // Of a list that is not theirs nobody hears, not even that something was.
    await prices(ground, 'other', 'A', [{ minQuantity: ONE, unitNet: m('1') }]);
    await prices(ground, 'vip', 'A', [{ minQuantity: ONE, unitNet: m('55') }]);
    await prices(ground, 'retail', 'B', [{ minQuantity: ONE, unitNet: m('52') }]);
    expect(await take(buyer, 2)).toEqual(['A=55.00 (60.00)', 'B=52.00 (50.00)']);
    expect(await take(visitor, 1)).toEqual(['B=52.00 (50.00)']);
    // Another list is given to the buyer.
    const otherId = await idOf(ground, 'priceLists', 'other');
    await ground.db.write(async (trx) => {
      await trx.updateTable('customer').set({ priceListId: otherId }).where('id', '=', customerId).execute();
      emit(trx, { topic: 'customer', subjectId: customerId, companyId: COMPANY, customerId, payload: {}, occurredAt: ground.now() });
    });
    expect(await take(buyer, 1)).toEqual(['A=1.00 (55.00)']);
    await prices(ground, 'other', 'A', [{ minQuantity: ONE, unitNet: m('2') }]);
    await prices(ground, 'retail', 'C', [{ minQuantity: ONE, unitNet: m('9') }]);
    expect(await take(buyer, 2)).toEqual(['A=2.00 (1.00)', 'C=9.00']);
    expect(await take(visitor, 1)).toEqual(['C=9.00']);
    await prices(ground, 'retail', 'C', []);
    expect(await take(visitor, 1)).toEqual(['C=none (9.00)']);
  });

  test('tells when a validity, a promotion or a rule begins and ends', async () => {
    const ground = await aStore();
    await prices(ground, 'retail', 'B', [
      { minQuantity: ONE, unitNet: m('50') },
      { minQuantity: ONE, unitNet: m('40'), validFrom: '2026-03-03', validTo: '2026-03-03' },
    ]);
    const stream = open(ground);
    expect(await take(stream, 4)).toEqual(['A=100.00', 'B=50.00', 'C=none', 'checkpoint']);
    const tomorrow = async (since: string, day: string) => {
      ground.advance(ONE_DAY);
      await ground.db.write((trx) => turnPrices(trx, COMPANY, { since, day }, ground.now()));
    };
    await tomorrow('2026-03-02', '2026-03-03');
    expect(await take(stream, 1)).toEqual(['B=40.00 (50.00)']);
    await tomorrow('2026-03-03', '2026-03-04');
    expect(await take(stream, 1)).toEqual(['B=50.00 (40.00)']);
    const effect = { kind: 'PERCENT' as const, percent: '10', on: 'LINES' as const };
    await promotion(ground, 'P', { effect, endsOn: '2026-03-04' });
    expect(await take(stream, 2)).toEqual(['A=90.00 (100.00)', 'B=45.00 (50.00)']);
    await tomorrow('2026-03-04', '2026-03-05');
    expect(await take(stream, 2)).toEqual(['A=100.00 (90.00)', 'B=50.00 (45.00)']);
    await apply(ground, 'prices', [{ listId: 'retail', variantId: 'A', rows: [{ minQuantity: ONE, unitNet: m('101') }] }], { bulk: true });
    expect(await take(stream, 1)).toEqual(['A=101.00 (100.00)']);
  });

  test('goes on from any cursor without a hole, also in the middle of what one event told', async () => {
    const ground = await aStore();
    const first = listen(ground, SOURCE);
    onTestFinished(() => void first.return(undefined));
    for (let i = 0; i < 4; i++) await first.next();
    await promotion(ground, 'P', { effect: { kind: 'PERCENT', percent: '10', on: 'LINES' } });
    const { value } = await first.next();
    expect(value.priceChanges).toMatchObject({ variant: { sku: 'A' }, price: { unitNet: { amount: '90.00' } } });
    await first.return(undefined);
    const again = open(ground, viewer('storefront'), `after: "${value.priceChanges.cursor}"`);
    // What was told once may be told again; B, which was not told yet, must be.
    expect((await take(again, 4)).filter((text) => text.startsWith('B'))).toEqual(['B=45.00']);
  });

  test('that goes on from a cursor tells nothing of lists that are not the buyer’s', async () => {
    const ground = await aStore();
    await aList(ground, 'other');
    const first = listen(ground, SOURCE);
    for (let i = 0; i < 3; i++) await first.next();
    const { value } = await first.next();
    await first.return(undefined);
    await prices(ground, 'other', 'A', [{ minQuantity: ONE, unitNet: m('1') }]);
    await prices(ground, 'retail', 'B', [{ minQuantity: ONE, unitNet: m('52') }]);
    const again = open(ground, viewer('storefront'), `after: "${value.priceChanges.cursor}"`);
    expect(await take(again, 2)).toEqual(['B=52.00', 'checkpoint']);
  });

  test('asks for whom a price may be asked, for variants that are there, and not for too many', async () => {
    const ground = await aStore();
    const refused = (filter: string, as = viewer('storefront')) =>
      code(ground, `subscription { priceChanges(filter: { ${filter} }) { __typename } }`, as);
    expect(await refused('')).toBe('BAD_USER_INPUT');
    expect(await refused(`skus: [${'"A",'.repeat(251)}]`)).toBe('BAD_USER_INPUT');
    expect(await refused('skus: ["A"], for: { customerId: "cus_x" }')).toBe('FORBIDDEN');
    expect(await refused('skus: ["A"], for: { date: "2027-01-01" }')).toBe('FORBIDDEN');
    expect(await refused('skus: ["A"], for: { unitCode: "BARREL" }')).toBe('BAD_USER_INPUT');
    expect(await refused('skus: ["A"], for: { channelId: "chn_x" }')).toBe('BAD_USER_INPUT');
    const nothing = listen(ground, 'subscription { priceChanges(filter: { skus: ["X"] }) { __typename } }');
    onTestFinished(() => void nothing.return(undefined));
    expect((await nothing.next()).value).toEqual({ priceChanges: { __typename: 'StreamCheckpoint' } });
    expect(await refusal(ground, '{ variant(sku: "A") { price(for: { currencyCode: "złoty" }) { estimated } } }')).toBe('BAD_USER_INPUT');
  });

  function open(ground: TestGround, as = viewer('storefront'), more = '') {
    const stream = listen(ground, more ? SOURCE.replace('snapshot: $x', more) : SOURCE, as);
    onTestFinished(() => void stream.return(undefined));
    return stream;
  }

  /** Messages as short text: "A=55.00 (60.00)". */
  async function take(stream: ReturnType<typeof listen>, count: number): Promise<string[]> {
    const texts: string[] = [];
    while (texts.length < count) {
      const { value, done } = await stream.next();
      if (done) break;
      const item = value.priceChanges;
      const before = item.previousUnitNet ? ` (${item.previousUnitNet.amount})` : '';
      texts.push(
        item.__typename === 'PriceChanged'
          ? `${item.variant.sku}=${item.price?.unitNet.amount ?? 'none'}${before}`
          : item.__typename === 'StreamCheckpoint'
            ? 'checkpoint'
            : item.reason,
      );
    }
    return texts;
  }

  async function code(ground: TestGround, source: string, as: ReturnType<typeof viewer>): Promise<unknown> {
    const stream = listen(ground, source, as);
    const error = await stream.next().then(
      () => undefined,
      (thrown: { extensions?: { code?: unknown } }) => thrown,
    );
    return error?.extensions?.code;
  }
});

/** A costs 100, B 50, C has no price. */
async function aStore(): Promise<TestGround> {
  const ground = await aShop();
  await aList(ground, 'retail', { isDefault: true });
  await prices(ground, 'retail', 'A', [{ minQuantity: ONE, unitNet: m('100') }]);
  await prices(ground, 'retail', 'B', [{ minQuantity: ONE, unitNet: m('50') }]);
  return ground;
}

async function aChannel(
  ground: TestGround,
  code: string,
  more: { priceListCode?: string; currency?: string; languages?: string[]; warehouseCodes?: string },
): Promise<string> {
  const id = newId('channel');
  const { languages = ['pl'], ...rest } = more;
  await ground.db.write((trx) =>
    trx
      .insertInto('channel')
      .values({
        id,
        companyId: COMPANY,
        code,
        name: code,
        currency: 'PLN',
        language: languages[0] ?? 'pl',
        languages: JSON.stringify(languages),
        pricesIncludeTax: 1,
        ...rest,
      })
      .execute(),
  );
  return id;
}
