import { expect, test } from 'vitest';
import { bind } from '#hub/bindings.ts';
import { CHANNEL, openGround, SHOP, type TestGround, viewer } from './ground.ts';
import { aCustomer, aVariant } from './makers.ts';
import { apply, aRecord, ask, data, m, START, staff } from './orderGround.ts';

test('an order is seen by its customer and by staff, and by nobody else on any path', async () => {
  const ground = await openGround({ now: START });
  await aVariant(ground, 'TENT-2', { onHand: '50' });
  const [anna, ola] = [await aCustomer(ground), await aCustomer(ground)];
  await ground.db.write((trx) => bind(trx, SHOP, 'parties', [{ externalId: 'c1', id: anna }], ground.now()));
  await apply(ground, SHOP, [
    aRecord({ partyId: 'c1' }),
    aRecord({ externalId: 'o2', number: 'S-2', contact: { name: 'Gość', email: 'g@example.org' } }),
  ]);
  const row = await ground.db.read.selectFrom('salesOrder').selectAll().where('number', '=', 'S-1').executeTakeFirstOrThrow();
  const [line] = await ground.db.read.selectFrom('orderLine').select('id').where('orderId', '=', row.id).execute();
  const document = `query ($id: ID!, $line: ID!, $channel: ID!) {
    byId: order(id: $id) { number contact { name } } byNumber: order(number: "S-1") { number } byExternal: order(external: { channelId: $channel, externalId: "o1" }) { number }
    list: orders { totalCount nodes { number } totals { gross { amount } } }
    guest: order(number: "S-2") { number }
    _entities(representations: [{ __typename: "Order", id: $id }, { __typename: "OrderLine", id: $line }]) { ... on Order { number } ... on OrderLine { sku } } }`;
  const variables = { id: row.id, line: line?.id, channel: CHANNEL };
  const own = await data(ground, viewer('storefront', { customerId: anna }), document, variables);
  expect(own).toMatchObject({
    byId: { number: 'S-1', contact: { name: 'Żaneta Łoś' } },
    byNumber: { number: 'S-1' },
    byExternal: { number: 'S-1' },
    list: { totalCount: 1, nodes: [{ number: 'S-1' }], totals: { gross: [{ amount: '233.70' }] } },
    guest: null,
    _entities: [{ number: 'S-1' }, { sku: 'TENT-2' }],
  });
  const nothing = {
    byId: null,
    byNumber: null,
    byExternal: null,
    guest: null,
    list: { totalCount: 0, nodes: [], totals: { gross: [] } },
    _entities: [null, null],
  };
  for (const stranger of [viewer('storefront', { customerId: ola }), viewer('storefront'), viewer('staff', { companyId: 'com_other' })])
    expect(await data(ground, stranger, document, variables)).toEqual(nothing);
  expect(await data(ground, staff, document, variables)).toMatchObject({ guest: { number: 'S-2' }, list: { totalCount: 2 } });
});

test('naming another customer is forbidden without the scope', async () => {
  const ground = await openGround({ now: START });
  const [anna, ola] = [await aCustomer(ground), await aCustomer(ground)];
  const own = viewer('storefront', { customerId: anna });
  for (const source of [
    `{ orders(filter: { customerId: "${ola}" }) { totalCount } }`,
    `{ orderPreview(input: { customerId: "${ola}", lines: [] }) { earliestDelivery } }`,
    `{ _entities(representations: [{ __typename: "Customer", id: "${ola}" }]) { ... on Customer { orders { totalCount } } } }`,
  ])
    expect((await ask(ground, own, source)).errors?.[0]?.extensions.code).toBe('FORBIDDEN');
  expect((await ask(ground, viewer('anonymous'), '{ orders { totalCount } }')).errors?.[0]?.extensions.code).toBe('UNAUTHENTICATED');
});

test('what is for staff is refused to a customer, and the rest is still served', async () => {
  const ground = await openGround({ now: START });
  const anna = await aCustomer(ground);
  await aVariant(ground, 'TENT-2', { onHand: '50' });
  await ground.db.write((trx) => bind(trx, SHOP, 'parties', [{ externalId: 'c1', id: anna }], ground.now()));
  await apply(ground, SHOP, [aRecord({ partyId: 'c1' })]);
  const own = viewer('storefront', { customerId: anna });
  const result = await ask(
    ground,
    own,
    '{ order(number: "S-1") { number totals { gross { amount } erpGross { amount } } timeline { nodes { axis } } allowed } }',
  );
  expect(result.errors?.map((error) => error.extensions.code)).toEqual(['FORBIDDEN']);
  expect(result.data?.order).toEqual({
    number: 'S-1',
    totals: { gross: { amount: '233.70' }, erpGross: null },
    timeline: { nodes: [{ axis: 'PHASE' }] },
    allowed: ['UPDATE', 'CANCEL', 'PAY'],
  });
  expect((await ask(ground, own, '{ order(number: "S-1") { operations { id } } }')).errors?.[0]?.extensions.code).toBe('FORBIDDEN');
});

async function aList(ground: TestGround): Promise<void> {
  await aVariant(ground, 'TENT-2', { onHand: '500' });
  await apply(
    ground,
    SHOP,
    [5, 3, 9, 1, 7].map((n) =>
      aRecord({
        externalId: `o${n}`,
        number: `S-${n}`,
        placedAt: START - n * 1000,
        currency: n === 9 ? 'EUR' : 'PLN',
        totals: { ...aRecord().totals, gross: m(String(n % 4)) + m('233.70') },
        contact: { name: `Łukasz ${n}`, email: `l${n}@example.org` },
      }),
    ),
  );
}

test('a list pages both ways by its sort, without holes or doubles', async () => {
  const ground = await openGround({ now: START });
  await aList(ground);
  for (const [sort, expected] of [
    ['', ['S-1', 'S-3', 'S-5', 'S-7', 'S-9']],
    ['sort: [{ by: NUMBER, direction: DESC }]', ['S-9', 'S-7', 'S-5', 'S-3', 'S-1']],
    ['sort: [{ by: GROSS, direction: ASC }, { by: NUMBER, direction: DESC }]', ['S-9', 'S-5', 'S-1', 'S-7', 'S-3']],
    ['sort: [{ by: PROMISED_ON, direction: ASC }, { by: PLACED_AT, direction: ASC }]', ['S-9', 'S-7', 'S-5', 'S-3', 'S-1']],
  ] as const) {
    const forward: string[] = [];
    for (let after = ''; ; ) {
      const { orders: page } = await data(
        ground,
        staff,
        `{ orders(first: 2, ${sort} ${after}) { nodes { number } pageInfo { hasNextPage endCursor } } }`,
      );
      forward.push(...page.nodes.map((node: { number: string }) => node.number));
      if (!page.pageInfo.hasNextPage) break;
      after = `after: "${page.pageInfo.endCursor}"`;
    }
    expect(forward).toEqual(expected);
    const { orders: end } = await data(
      ground,
      staff,
      `{ orders(last: 2, ${sort}) { nodes { number } pageInfo { hasPreviousPage startCursor } } }`,
    );
    expect(end.nodes.map((node: { number: string }) => node.number)).toEqual(expected.slice(-2));
    const { orders: before } = await data(
      ground,
      staff,
      `{ orders(last: 9, before: "${end.pageInfo.startCursor}", ${sort}) { nodes { number } } }`,
    );
    expect(before.nodes.map((node: { number: string }) => node.number)).toEqual(expected.slice(0, 3));
  }
  const { orders: one } = await data(ground, staff, '{ orders(first: 1) { pageInfo { endCursor } } }');
  const foreign = await ask(ground, staff, `{ orders(sort: [{ by: NUMBER }], after: "${one.pageInfo.endCursor}") { totalCount } }`);
  expect(foreign.errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT');
  expect((await ask(ground, staff, '{ orders(first: 251) { totalCount } }')).errors?.[0]?.extensions.code).toBe('PAGE_TOO_LARGE');
});

test('sums are a row a currency over the whole list, and filters meet', async () => {
  const ground = await openGround({ now: START });
  await aList(ground);
  const { orders: all } = await data(
    ground,
    staff,
    '{ orders(first: 1) { totalCount totals { net { amount currencyCode } gross { amount currencyCode } due { amount currencyCode } } } }',
  );
  expect(all).toEqual({
    totalCount: 5,
    totals: {
      net: [
        { amount: '190.00', currencyCode: 'EUR' },
        { amount: '760.00', currencyCode: 'PLN' },
      ],
      gross: [
        { amount: '234.70', currencyCode: 'EUR' },
        { amount: '942.80', currencyCode: 'PLN' },
      ],
      due: [
        { amount: '234.70', currencyCode: 'EUR' },
        { amount: '942.80', currencyCode: 'PLN' },
      ],
    },
  });
  const numbers = async (args: string) =>
    (await data(ground, staff, `{ orders(${args}) { nodes { number } } }`)).orders.nodes.map((node: { number: string }) => node.number);
  expect(await numbers('search: "LUKASZ 7"')).toEqual(['S-7']);
  expect(await numbers('search: "tent-2 l5@example"')).toEqual(['S-5']);
  expect(await numbers('search: "100%"')).toEqual([]);
  expect(await numbers('filter: { numbers: ["S-1", "S-9"], phase: [RECEIVED], gross: { from: "234.70", to: "234.70" } }')).toEqual([
    'S-1',
    'S-9',
  ]);
  expect(
    await numbers(
      `filter: { placedAt: { from: "${new Date(START - 7000).toISOString()}", to: "${new Date(START - 3000).toISOString()}" } }`,
    ),
  ).toEqual(['S-5', 'S-7']);
  expect(await numbers('filter: { sku: "NONE" }')).toEqual([]);
  expect(await numbers('filter: { ids: [] }')).toEqual([]);
  expect(await numbers('filter: { sku: "TENT-2", externalIds: ["o3"], originKinds: [SHOP], erpState: [QUEUED] }')).toEqual(['S-3']);
});
