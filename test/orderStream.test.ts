import { type ExecutionResult, parse, subscribe } from 'graphql';
import { expect, test } from 'vitest';
import { bind } from '#hub/bindings.ts';
import { readHead } from '#hub/events.ts';
import type { Viewer } from '#hub/viewer.ts';
import { recordChange } from '#subgraphs/orders/changes.ts';
import { orders } from '#subgraphs/orders/index.ts';
import { openGround, SHOP, viewer } from './ground.ts';
import { aCustomer, aVariant } from './makers.ts';
import { apply, aRecord, m, START, staff } from './orderGround.ts';

test('a subscriber gets the picture, then each change of what it may see, with what happened', async () => {
  const ground = await openGround({ now: START });
  const anna = await aCustomer(ground);
  await aVariant(ground, 'TENT-2', { onHand: '50' });
  await ground.db.write((trx) => bind(trx, SHOP, 'parties', [{ externalId: 'c1', id: anna }], ground.now()));
  await apply(ground, SHOP, [aRecord({ partyId: 'c1' }), aRecord({ externalId: 'o2', number: 'S-2' })]);
  const rows = await ground.db.read.selectFrom('salesOrder').selectAll().orderBy('number').execute();
  await expect.poll(async () => ground.feed.position === (await readHead(ground.db.read)).position).toBe(true);
  const document = parse(`subscription { orderChanges(filter: { all: true }) { __typename
    ... on OrderChanged { order { number status { payment } payments { state } } previousStatus { phase erp } changes { axis to } version }
    ... on StreamCheckpoint { caughtUp } } }`);
  const contextValue = orders.context(ground, { viewer: viewer('storefront', { customerId: anna }), requestId: 'test' });
  const stream = (await subscribe({ schema: orders.schema, document, contextValue })) as AsyncGenerator<ExecutionResult>;
  const next = async () => JSON.parse(JSON.stringify((await stream.next()).value)).data.orderChanges;
  expect(await next()).toMatchObject({
    __typename: 'OrderChanged',
    order: { number: 'S-1', payments: [] },
    previousStatus: null,
    changes: [],
    version: 1,
  });
  expect(await next()).toEqual({ __typename: 'StreamCheckpoint', caughtUp: true });
  for (const row of rows.toReversed())
    await ground.db.write((trx) =>
      recordChange(trx, row.id, { phase: 'PROCESSING', erpState: 'CONFIRMED' }, { source: 'erp', now: ground.now() }),
    );
  await apply(ground, SHOP, [
    aRecord({
      partyId: 'c1',
      payments: [{ methodCode: 'blik', provider: 'payu', transactionNumber: 'T1', amount: m('233.70'), state: 'PAID' }],
    }),
  ]);
  expect(await next()).toMatchObject({
    order: { number: 'S-1' },
    previousStatus: { phase: 'RECEIVED', erp: 'QUEUED' },
    changes: [{ axis: 'PHASE', to: 'PROCESSING' }],
    version: 2,
  });
  expect(await next()).toMatchObject({
    order: { number: 'S-1', status: { payment: 'PAID' }, payments: [{ state: 'PAID' }] },
    changes: [{ axis: 'PAYMENT', to: 'PAID' }],
    version: 3,
  });
  await stream.return(undefined);
});

test('a stream says which orders it is about, and a visitor without a customer has none', async () => {
  const ground = await openGround({ now: START });
  const open = async (who: Viewer, filter: string) => {
    const contextValue = orders.context(ground, { viewer: who, requestId: 'test' });
    const result = await subscribe({
      schema: orders.schema,
      document: parse(`subscription { orderChanges(filter: ${filter}) { __typename } }`),
      contextValue,
    });
    return (result as ExecutionResult).errors?.[0]?.extensions.code;
  };
  expect(await open(staff, '{}')).toBe('BAD_USER_INPUT');
  expect(await open(viewer('storefront'), '{ all: true }')).toBe('FORBIDDEN');
  expect(await open(viewer('storefront', { customerId: 'cus_a' }), '{ customerId: "cus_b" }')).toBe('FORBIDDEN');
  expect(await open(viewer('anonymous'), '{ all: true }')).toBe('UNAUTHENTICATED');
});
