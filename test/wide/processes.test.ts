/** The same hub with its subgraphs in process and as five processes of their own: nobody can tell from the answers. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { subgraphNames } from '#hub/sdl.ts';
import { freePort } from '../freePort.ts';
import {
  type AskOptions,
  type Data,
  openPlace,
  type Place,
  type Process,
  type Running,
  runHub,
  spawnSplot,
  stores,
  until,
} from '../hub.ts';
import { aProduct, customerByNumber, documents, ORDER_PLACE, order, orderInput, stockOf } from './goods.ts';

interface Asked {
  title: string;
  query: string;
  variables?: (known: Known) => Record<string, unknown>;
  as?: (known: Known) => AskOptions;
  /** Answered with errors, alike on both. */
  fails?: string;
}

interface Known {
  sku: string;
  business: string;
  anna: string;
  orderId: string;
  variantId: string;
  productId: string;
  annaToken: string;
  piotrToken: string;
}

const asked: Asked[] = [
  {
    title: 'a product list with price and availability',
    query: `{ products(first: 20, sort: [{ by: TITLE }]) { totalCount pageInfo { endCursor hasNextPage } nodes { id slug title brand
      categories { slug name } media(first: 2) { url } priceRange { from { unitGross { amount } } to { unitGross { amount } } } availabilityStatus
      variants(first: 5) { nodes { sku title options { axis value { code name } } price { unitNet { amount currencyCode } unitGross { amount } taxPercent validUntil tiers { minQuantity { value } unitNet { amount } } }
        availability { status sellable { value unitCode } sellableCapped promise { availableOn source } } } } } } }`,
    as: () => ({ as: 'storefront' }),
  },
  {
    title: 'a search with facets',
    query: `{ products(first: 5, search: "namiot") { totalCount nodes { title } facets { code label values { value label count } } } }`,
  },
  {
    title: 'a variant by SKU, all of it',
    query: `query ($sku: String!) { variant(sku: $sku) { id sku gtins title product { id slug } options { axis } salesUnits { code factor } minOrderQuantity { value } orderStep { value }
      price { unitNet { amount } lineGross { amount } applied { code amount { amount } } provenance { systemId servedFrom } } purchase { canBuy reasons } cost { unit { amount } method } externalIds { systemId kind value }
      availability { status restockOn } pickup { location { code name } status } stockLevels { nodes { location { code } onHand { value } sellable { value } } } } }`,
    variables: ({ sku }) => ({ sku }),
    as: () => ({ as: 'admin' }),
  },
  {
    title: 'the tree of categories',
    query: '{ categories(depth: 4) { id slug name productCount parent { slug } ancestors { slug } children { slug } } }',
    as: () => ({ as: 'nobody' }),
  },
  {
    title: 'prices for a customer',
    query: `query ($skus: [PriceLineInput!]!, $customer: ID!) { priceQuotes(lines: $skus, for: { customerId: $customer }) { variant { sku title } quantity { value } unitNet { amount } lineGross { amount } priceLevel applied { code kind } tiers { unitNet { amount } } } }`,
    variables: ({ sku, business }) => ({
      skus: [
        { sku, quantity: '1' },
        { sku, quantity: '50' },
        { sku: 'NO-SUCH', quantity: '1' },
      ],
      customer: business,
    }),
  },
  {
    title: 'stock levels with what is expected',
    query: `{ stockLevels(first: 60) { totalCount nodes { id version variant { sku title } location { code name kind } onHand { value } reservedInErp { value } reservedInHub { value } sellable { value } minimum { value } incoming { documentNumber quantity { value } expectedOn } } } }`,
  },
  {
    title: 'customers with addresses',
    query: `{ customers(first: 50, sort: { by: NUMBER }) { totalCount nodes { id number kind displayName email taxId groups addresses { id label address { line1 city postalCode } isDefaultBilling } account { priceLevel discountPercent paymentTerms { days } credit { limit { amount } available { amount } blocked } } orders(first: 2) { totalCount nodes { number } } } } }`,
  },
  {
    title: 'orders with lines and status',
    query: `{ orders(first: 15) { totalCount nodes { id number placedAt customer { id displayName } origin { kind externalNumber } status { phase payment fulfilment documents erp } statusText totals { gross { amount } due { amount } taxByRate { percent tax { amount } } }
      lines(first: 20) { nodes { sku title quantity { value } net { amount } variant { id title product { title } } } } payments { state amount { amount } } fulfilments { number trackingNumbers location { code } } documents { kind number } timeline(first: 10) { nodes { axis to title } } } } }`,
  },
  {
    title: 'an order that is thought of',
    query: `query ($input: OrderPreviewInput!) { orderPreview(input: $input) { lines { sku variant { sku title } unitNet { amount } gross { amount } availableNow { value } errors { __typename code } } totals { gross { amount } deliveryGross { amount } }
      deliveryOptions { code gross { amount } allowed pickupLocations { code } } paymentMethods { code allowed reason } credit { allowed available { amount } } warnings { code } } }`,
    variables: ({ sku, business }) => ({
      input: {
        customerId: business,
        deliveryMethodCode: 'courier',
        lines: [
          { sku, quantity: '2' },
          { sku: 'NO-SUCH', quantity: '1' },
          { sku, quantity: '100000' },
        ],
      },
    }),
  },
  {
    title: 'things by their ids alone',
    query: `query ($ids: [ID!]!) { nodes(ids: $ids) { __typename id ... on Product { title } ... on Variant { sku } ... on Order { number customer { displayName } } ... on Customer { displayName } } }`,
    variables: ({ orderId, variantId, productId, business }) => ({
      ids: [orderId, variantId, productId, business, `prd_${'0'.repeat(32)}`, 'nonsense'],
    }),
  },
  {
    title: 'who asks, as a customer',
    query:
      '{ viewer { kind application scopes channelId language currencyCode customer { id displayName email orders(first: 5) { nodes { number } } } } }',
    as: ({ annaToken }) => ({ as: 'storefront', customer: annaToken }),
  },
  {
    title: 'health and linked systems',
    query: '{ systems { code kind product mode state pendingWrites schedules { entity } } }',
    as: () => ({ as: 'admin' }),
  },
  {
    title: 'a field that the key may not see',
    query: 'query ($sku: String!) { variant(sku: $sku) { sku cost { unit { amount } } stockLevels { nodes { id } } } }',
    variables: ({ sku }) => ({ sku }),
    as: () => ({ as: 'storefront' }),
    fails: 'FORBIDDEN',
  },
  {
    title: 'a list that needs a key',
    query: '{ orders(first: 2) { nodes { id } } }',
    as: () => ({ as: 'nobody' }),
    fails: 'UNAUTHENTICATED',
  },
  {
    title: 'ids that nothing has',
    query: `{ order(id: "ord_${'0'.repeat(32)}") { id } product(slug: "no-such") { id } variant(sku: "NO-SUCH") { id } customer(id: "cus_${'0'.repeat(32)}") { id } node(id: "x") { id } }`,
  },
  {
    title: 'the order of another customer',
    query: 'query ($id: ID!) { order(id: $id) { id number } node(id: $id) { id } orders(first: 50) { nodes { id } } }',
    variables: ({ orderId }) => ({ id: orderId }),
    as: ({ piotrToken }) => ({ as: 'storefront', customer: piotrToken }),
  },
  {
    title: 'another customer by an argument',
    query: 'query ($id: ID!) { orders(filter: { customerId: $id }) { nodes { id } } }',
    variables: ({ anna }) => ({ id: anna }),
    as: ({ piotrToken }) => ({ as: 'storefront', customer: piotrToken }),
    fails: 'FORBIDDEN',
  },
  { title: 'a page too large', query: '{ orders(first: 251) { nodes { id } } }', fails: 'PAGE_TOO_LARGE' },
];

/** Ages and request ids differ by nature. */
const normal = (text: string): Data =>
  JSON.parse(text, (name, value: unknown) => (/^(requestId|ageSeconds|asOf|dataAgeSeconds)$/.test(name) ? '–' : value));

describe.each(stores)('%s', (store) => {
  let place: Place;
  let local: Running | undefined;
  let remote: Running | undefined;
  const processes: Process[] = [];
  const answers = new Map<string, { status: number; body: Data }>();
  let known: Known;

  const ask = async (hub: Running, { query, variables, as }: Asked) => {
    const { status, text } = await hub.ask(query, variables?.(known), as?.(known) ?? {});
    return { status, body: normal(text) };
  };

  beforeAll(async () => {
    place = await openPlace(store);
    local = await runHub(place);
    const { sku, variantId } = await aProduct(local, 30);
    const anna = await customerByNumber(local, 'KL-0001');
    const piotr = await customerByNumber(local, 'KL-0002');
    const annaToken = await place.token(anna);
    const placed = await order(local, sku, { as: 'storefront', customer: annaToken, customerId: anna, quantity: '2' });
    const product = await local.get('query ($sku: String!) { variant(sku: $sku) { product { id } } }', { sku });
    known = {
      sku,
      variantId,
      anna,
      annaToken,
      business: await customerByNumber(local, 'KL-0022'),
      orderId: placed.order.id,
      productId: product.variant.product.id,
      piotrToken: await place.token(piotr),
    };
    const db = await place.look();
    await until(
      'everything to be told and read',
      async () => {
        const open = await db.read.selectFrom('delivery').select('id').where('state', '!=', 'DONE').limit(1).executeTakeFirst();
        const { erp, hub } = await stockOf(local as Running, sku);
        return !open && erp === 2 && hub === 0;
      },
      30_000,
    );
    for (const one of asked) answers.set(one.title, await ask(local, one));
    await local.hub.stop();

    const env: Record<string, string> = { SPLOT_VIEWER_SECRET: randomUUID() + randomUUID() };
    await Promise.all(
      subgraphNames.map(async (name) => {
        const port = await freePort();
        processes.push(
          await spawnSplot(
            ['serve', '--role', 'subgraph', '--name', name, '--port', String(port)],
            { ...place.env, SPLOT_VIEWER_SECRET: env.SPLOT_VIEWER_SECRET ?? '' },
            /subgraph \w+ at/,
          ),
        );
        env[`SPLOT_SUBGRAPH_${name.toUpperCase()}_URL`] = `http://127.0.0.1:${port}/graphql`;
      }),
    );
    remote = await runHub(place, { env });
  }, 120_000);

  afterAll(async () => {
    await remote?.hub.stop();
    await Promise.all(processes.map((one) => one.stop()));
    await place?.close();
  });

  test.for(asked.map((one) => [one.title, one] as const))('%s is answered alike', async ([title, one]) => {
    const expected = answers.get(title);
    expect(expected?.body.errors?.[0]?.extensions.code).toBe(one.fails);
    const got = await ask(remote as Running, one);
    expect(got).toEqual(expected);
  });

  test('a process of a subgraph lets in only who knows the secret', async () => {
    for (const { output } of processes) {
      const url = /http:\S+\/graphql/.exec(output())?.[0] ?? '';
      const answer = await fetch(url, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: '{"query":"{ __typename }"}',
      });
      expect(answer.status).toBe(401);
      const forged = await fetch(url, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'splot-viewer': 'eyJhbGciOiJub25lIn0.e30.' },
        body: '{"query":"{ __typename }"}',
      });
      expect(forged.status).toBe(401);
    }
  });

  test.runIf(store === 'PostgreSQL')('an order through remote subgraphs is in the ERP once', async () => {
    const hub = remote as Running;
    const { sku } = await aProduct(hub, 10);
    const input = orderInput(sku, { key: randomUUID() });
    const [first, second] = await Promise.all([hub.get(ORDER_PLACE, { input }), hub.get(ORDER_PLACE, { input })]);
    expect(first.orderPlace).toMatchObject({ userErrors: [], operation: { state: 'CONFIRMED' } });
    expect(second.orderPlace.order.id).toBe(first.orderPlace.order.id);
    expect(await documents(hub, first.orderPlace.order.id)).toHaveLength(1);
  });

  test.runIf(store === 'SQLite')('a write through a subgraph that may only read is refused with a code', async () => {
    const hub = remote as Running;
    const db = await place.look();
    const count = async () => (await db.read.selectFrom('operation').select('id').execute()).length;
    const before = await count();
    const { data, errors } = await hub.ask(ORDER_PLACE, { input: orderInput(known.sku) });
    expect(errors?.map((error) => error.extensions.code)).toEqual(['READ_ONLY']);
    expect(data?.orderPlace ?? null).toBeNull();
    expect(await count()).toBe(before);
  });

  test('a subscription through a remote subgraph hears what the ERP does', async () => {
    const hub = remote as Running;
    const { sku } = await aProduct(hub, 10);
    const listener = await hub.listen(
      `subscription ($sku: String!) { stockChanges(filter: { skus: [$sku] }) { __typename ... on StockChanged { cursor cause variant { sku title } level { onHand { value } location { code name } } previousOnHand { value } } ... on StreamCheckpoint { caughtUp } } }`,
      { sku },
    );
    await listener.next((event) => event.__typename === 'StreamCheckpoint');
    await hub.erp.control('sell', { sku, locationId: 'MAG-KRK', quantity: '3' });
    const event = await listener.next((one) => one.level?.onHand.value === '7');
    expect(event).toMatchObject({
      cause: 'SALE_OFFLINE',
      variant: { sku, title: `Rzecz ${sku}` },
      previousOnHand: { value: '10' },
      level: { location: { code: 'KRK' } },
    });
    await listener.close();
  });

  test('a subscription that the key may not have is refused alike', async () => {
    const hub = remote as Running;
    const listener = await hub.listen('subscription { stockChanges(filter: { all: true }) { __typename } }', {}, { as: 'storefront' });
    expect(JSON.stringify(listener.heard[0])).toContain('FORBIDDEN');
    await listener.close();
  });
});
