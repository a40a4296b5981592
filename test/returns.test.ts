import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Connected } from '#connectors/connector.ts';
import { bind } from '#hub/bindings.ts';
import { micros as m } from '#hub/money.ts';
import { findOperation } from '#hub/operations.ts';
import { handlers } from '#subgraphs/index.ts';
import { actionsOf, isOver, mayBecome, refusalOf, returnStates, shareOf } from '#subgraphs/orders/returnRules.ts';
import { SHOP, viewer } from './ground.ts';
import { aCustomer } from './makers.ts';
import { apply, ask, type Data } from './sales.ts';
import { carryOut, decide, key, kinds, read, received, requested, sold, staff } from './sold.ts';

describe('what may be given back', () => {
  test('a consumer changes their mind within 14 days, a company does not; a complaint needs a reason and an answer', async () => {
    const own = await sold();
    const first = await requested(own);
    expect(first.userErrors).toEqual([]);
    expect(first.return).toMatchObject({ number: 'ZW/2026/000001', state: 'APPROVED', allowed: ['RECEIVE', 'CANCEL'], decideBy: null });
    const late = await sold({ shippedDaysAgo: 15 });
    const buyer = viewer('storefront', { customerId: late.customerId });
    expect((await requested(late, {}, buyer)).userErrors[0]).toMatchObject({
      code: 'STATE_FORBIDS',
      message: expect.stringContaining('14 days'),
    });
    const firm = await sold({ kind: 'BUSINESS' });
    expect((await requested(firm, {}, viewer('storefront', { customerId: firm.customerId }))).userErrors[0].code).toBe('STATE_FORBIDS');
    const complaint = { kind: 'COMPLAINT', lines: [{ lineId: firm.lineIds[0], quantity: '1' }] };
    expect((await requested(firm, complaint)).userErrors[0]).toMatchObject({ code: 'REQUIRED', field: ['input', 'lines', '0', 'reason'] });
    const told = await requested(firm, {
      kind: 'COMPLAINT',
      lines: [{ lineId: firm.lineIds[0], quantity: '1', reason: 'Rozdarty tropik' }],
    });
    expect(told.return).toMatchObject({ state: 'REQUESTED', decideBy: '2026-03-16' });
  });

  test('never more comes back than was shipped, however many ask at once', async () => {
    const own = await sold();
    const answers = await Promise.all(Array.from({ length: 4 }, () => requested(own)));
    expect(answers.filter((answer) => answer.return)).toHaveLength(1);
    expect(answers.filter((answer) => answer.userErrors[0]?.code === 'STATE_FORBIDS')).toHaveLength(3);
  });

  test('one key is one request; another input under it is refused', async () => {
    const own = await sold();
    const input = { idempotencyKey: 'zwrot-1' };
    const first = await requested(own, input);
    expect((await requested(own, input)).return.id).toBe(first.return.id);
    expect((await requested(own, { ...input, lines: [{ lineId: own.lineIds[1], quantity: '1' }] })).userErrors[0].code).toBe('KEY_REUSED');
  });

  test('somebody else’s order and return are not there', async () => {
    const own = await sold();
    const first = await requested(own);
    const other = viewer('storefront', { customerId: await aCustomer(own.ground) });
    expect((await requested(own, {}, other)).userErrors[0].code).toBe('NOT_FOUND');
    const cancel = await ask(own.ground, other, decide('returnCancel'), { input: { idempotencyKey: key(), returnId: first.return.id } });
    expect(cancel.returnCancel.userErrors[0].code).toBe('NOT_FOUND');
    expect((await ask(own.ground, other, '{ returns { nodes { id } } }')).returns.nodes).toEqual([]);
    const mine = viewer('storefront', { customerId: own.customerId });
    expect((await ask(own.ground, mine, '{ returns { nodes { id allowed } } }')).returns.nodes).toEqual([
      { id: first.return.id, allowed: ['CANCEL'] },
    ]);
  });

  test('a decision is made once, a no says why, and what is over stays over', async () => {
    const own = await sold({ kind: 'BUSINESS' });
    const { return: asked } = await requested(own, {
      kind: 'COMPLAINT',
      comment: 'Pękł pierwszego dnia',
      lines: [{ lineId: own.lineIds[0], quantity: '1', reason: 'Pęknięty stelaż' }],
    });
    const boss = viewer('admin');
    const say = async (name: string, more: Record<string, unknown> = {}) =>
      (await ask(own.ground, boss, decide(name), { input: { idempotencyKey: key(), returnId: asked.id, ...more } }))[name];
    expect((await say('returnReject')).userErrors[0].code).toBe('REQUIRED');
    expect((await say('returnReject', { comment: 'Uszkodzenie mechaniczne' })).return).toMatchObject({
      state: 'REJECTED',
      comment: 'Pękł pierwszego dnia',
      answer: 'Uszkodzenie mechaniczne',
    });
    expect((await say('returnReject', { comment: 'x' })).return.answer).toBe('Uszkodzenie mechaniczne');
    expect((await say('returnApprove')).userErrors[0].code).toBe('STATE_FORBIDS');
    expect(
      (await requested(own, { kind: 'COMPLAINT', lines: [{ lineId: own.lineIds[0], quantity: '3', reason: 'znowu' }] })).userErrors,
    ).toEqual([]);
  });
});

describe('goods, paper, money', () => {
  const erp = (pushed: unknown[]): Partial<Connected> => ({
    push: {
      returnReceive: async (goods, id) => {
        pushed.push(['goods', goods, id]);
        return { externalId: 'ret-1', number: 'WH/IN/7' };
      },
      creditNote: async (note, id) => {
        pushed.push(['note', note, id]);
        return { externalId: 'inv-2', number: 'FKOR/1', net: m('200'), tax: m('46'), gross: m('246') };
      },
    },
    find: {},
  });

  test('an invoiced order is corrected and its money is due; a recorded refund ends the return', async () => {
    const own = await sold({ kind: 'BUSINESS', paid: '409.99', invoice: 'FV/1' });
    const { return: asked } = await requested(own);
    const pushed: unknown[] = [];
    expect((await received(own, asked.id)).userErrors[0].code).toBe('STATE_FORBIDS');
    await ask(own.ground, staff, decide('returnApprove'), { input: { idempotencyKey: key(), returnId: asked.id } });
    const first = await received(own, asked.id, { restock: false });
    expect(first.userErrors).toEqual([]);
    expect(first.return).toMatchObject({ state: 'RECEIVING', refundState: 'DUE' });
    await carryOut(own, 'RETURN_RECEIVE', erp(pushed));
    expect(await read(own, asked.id)).toMatchObject({ state: 'RECEIVED', lines: [{ received: { value: '2' }, restocked: false }] });
    await carryOut(own, 'CREDIT_NOTE', erp(pushed));
    expect(pushed).toEqual([
      [
        'goods',
        {
          orderId: 'sale-1',
          number: 'ZW/2026/000001',
          kind: 'WITHDRAWAL',
          lines: [{ sku: 'NAMIOT', variantId: 'v-1', quantity: m('2'), restock: false }],
        },
        asked.id,
      ],
      [
        'note',
        {
          orderId: 'sale-1',
          invoiceId: 'inv-1',
          number: 'ZW/2026/000001',
          reason: 'ZW/2026/000001',
          lines: [{ sku: 'NAMIOT', variantId: 'v-1', quantity: m('2') }],
        },
        asked.id,
      ],
    ]);
    expect(await read(own, asked.id)).toMatchObject({
      state: 'RECEIVED',
      refund: { amount: '246.00' },
      refundState: 'DUE',
      creditNote: { number: 'FKOR/1', kind: 'CREDIT_NOTE', gross: { amount: '246.00' }, corrects: { number: 'FV/1' } },
    });
    const { order } = await ask(
      own.ground,
      staff,
      'query($id: ID!) { order(id: $id) { lines { nodes { quantityReturned { value } } } returns { id } } }',
      { id: own.orderId },
    );
    expect(order.lines.nodes.map((line: Data) => line.quantityReturned.value)).toEqual(['2', '0']);
    expect(order.returns).toEqual([{ id: asked.id }]);

    const RECORD =
      'mutation($input: OrderPaymentRecordInput!) { orderPaymentRecord(input: $input) { order { status { payment } totals { paid { amount } } } userErrors { code } } }';
    const refund = {
      idempotencyKey: key(),
      orderId: own.orderId,
      provider: 'p24',
      transactionNumber: 'R-9',
      refundOf: 'T-1',
      amount: '246.00',
      currencyCode: 'PLN',
      state: 'REFUNDED',
      occurredAt: new Date(own.ground.now()).toISOString(),
    };
    const { orderPaymentRecord } = await ask(own.ground, staff, RECORD, { input: refund });
    expect(orderPaymentRecord).toMatchObject({
      userErrors: [],
      order: { status: { payment: 'PARTIALLY_REFUNDED' }, totals: { paid: { amount: '163.99' } } },
    });
    expect(await read(own, asked.id)).toMatchObject({ state: 'REFUNDED', refundState: 'DONE' });
    const told: unknown[] = [];
    await carryOut(own, 'PAYMENT_RECORD', {
      push: { paymentRecord: async (payment) => ({ externalId: String(told.push(payment)) }) },
      find: {},
    });
    expect(told).toMatchObject([{ orderId: 'sale-1', transactionNumber: 'R-9', refundOf: 'T-1', amount: m('246'), state: 'REFUNDED' }]);
  });

  test('a shop’s customer gets the money through the shop, exactly what the goods cost, and the ERP hears of it once', async () => {
    const own = await sold({ paid: '409.99', origin: 'SHOP' });
    const { return: asked } = await requested(own, { lines: [{ lineId: own.lineIds[1], quantity: '1' }] });
    await received(own, asked.id);
    await carryOut(own, 'RETURN_RECEIVE', erp([]));
    expect(await kinds(own)).toEqual(['RETURN_RECEIVE', 'SHOP_REFUND']);
    const refunds: unknown[] = [];
    await carryOut(own, 'SHOP_REFUND', {
      push: { refund: async (...call) => ({ externalId: String(refunds.push(call.slice(0, 2))) }) },
      find: {},
    });
    expect(refunds).toEqual([
      [
        { orderId: 's-1', amount: m('41'), currency: 'PLN', reason: 'ZW/2026/000001', lines: [{ sku: 'NAMIOT', quantity: m('1') }] },
        asked.id,
      ],
    ]);
    expect(await read(own, asked.id)).toMatchObject({ state: 'REFUNDED', refundState: 'DONE', refund: { amount: '41.00' } });
    const told: unknown[] = [];
    await carryOut(own, 'PAYMENT_RECORD', {
      push: { paymentRecord: async (payment) => ({ externalId: String(told.push(payment)) }) },
      find: {},
    });
    const again: Data = told;
    if (again[0].state === 'PAID')
      await carryOut(own, 'PAYMENT_RECORD', {
        push: { paymentRecord: async (payment) => ({ externalId: String(told.push(payment)) }) },
        find: {},
      });
    expect(told.at(-1)).toMatchObject({ transactionNumber: 'T-1 R4100', refundOf: 'T-1', amount: m('41'), state: 'REFUNDED' });
    // The shop tells of its own refund afterwards: nothing new.
    expect(await kinds(own)).toHaveLength(told.length + 2);
  });

  test('a replacement goes out as an order at price zero, held and sent like any other', async () => {
    const own = await sold({ kind: 'BUSINESS' });
    const { return: asked } = await requested(own, {
      kind: 'WRONG_ITEM',
      resolution: 'REPLACEMENT',
      lines: [{ lineId: own.lineIds[0], quantity: '2', reason: 'Inny rozmiar' }],
    });
    await ask(own.ground, viewer('admin'), decide('returnApprove'), { input: { idempotencyKey: key(), returnId: asked.id } });
    await received(own, asked.id);
    await carryOut(own, 'RETURN_RECEIVE', erp([]));
    expect(await read(own, asked.id)).toMatchObject({
      state: 'REPLACED',
      refundState: 'NONE',
      replacement: { totals: { gross: { amount: '0.00' } }, lines: { nodes: [{ sku: 'NAMIOT', quantity: { value: '2' } }] } },
    });
    expect(await kinds(own)).toEqual(['RETURN_RECEIVE', 'ORDER_PLACE']);
    const { reservedInHubMicros } = await own.ground.db.read
      .selectFrom('stockLevel')
      .select('reservedInHubMicros')
      .executeTakeFirstOrThrow();
    expect(reservedInHubMicros).toBe(m('2'));
  });

  test('what nobody has paid is not paid back, and what the ERP refuses is still to come', async () => {
    const own = await sold();
    const { return: asked } = await requested(own);
    await received(own, asked.id);
    const [operation] = await own.ground.db.read.selectFrom('operation').selectAll().execute();
    if (!operation) throw new Error('no operation');
    const { Terminal } = await import('#connectors/connector.ts');
    await own.ground.db.write((trx) =>
      handlers.RETURN_RECEIVE.reject(trx, operation, new Terminal('STATE_FORBIDS', 'no'), own.ground.now()),
    );
    expect(await read(own, asked.id)).toMatchObject({ state: 'APPROVED', refundState: 'NONE' });
    await own.ground.db.write((trx) => trx.updateTable('operation').set({ state: 'REJECTED' }).execute());
    await received(own, asked.id, { lines: [{ lineId: own.lineIds[0], quantity: '1', restock: false }] });
    await carryOut(own, 'RETURN_RECEIVE', erp([]));
    expect(await read(own, asked.id)).toMatchObject({
      state: 'CLOSED',
      refundState: 'NONE',
      lines: [{ received: { value: '1' }, restocked: false }],
    });
    expect(await findOperation(own.ground.db.read, operation.id)).toBeDefined();
  });

  test.each([
    [{ lines: [{ lineId: 'x', quantity: '1' }] }, 'NOT_FOUND'],
    [{ lines: [{ lineId: 0, quantity: '3' }] }, 'INVALID'],
    [{ lines: [{ lineId: 0, quantity: '0' }] }, 'REQUIRED'],
  ])('an arrival of %j is refused %s and changes nothing', async (input, code) => {
    const own = await sold();
    const { return: asked } = await requested(own);
    const lines = input.lines.map((line) => ({ ...line, lineId: line.lineId === 0 ? own.lineIds[0] : line.lineId }));
    expect((await received(own, asked.id, { lines })).userErrors[0].code).toBe(code);
    expect((await read(own, asked.id)).state).toBe('APPROVED');
    expect(await kinds(own)).toEqual([]);
  });
});

test('an order that is invoiced is not cancelled any more', async () => {
  const own = await sold({ invoice: 'FV/1' });
  const CANCEL = 'mutation($input: OrderCancelInput!) { orderCancel(input: $input) { userErrors { code } } }';
  const { orderCancel } = await ask(own.ground, staff, CANCEL, {
    input: { idempotencyKey: key(), id: own.orderId, reason: 'CUSTOMER' },
  });
  expect(orderCancel.userErrors).toEqual([{ code: 'ALREADY_INVOICED' }]);
});

describe('returns asked for in a shop', () => {
  const record = (more: Record<string, unknown> = {}) => ({
    externalId: 'r-1',
    orderId: 's-1',
    kind: 'OTHER',
    state: 'REQUESTED',
    lines: [{ sku: 'NAMIOT', quantity: m('4') }],
    requestedAt: Date.UTC(2026, 2, 1),
    ...more,
  });

  test('they are requests here, spread over the lines, once; taken back or arrived they follow', async () => {
    const own = await sold({ origin: 'SHOP' });
    await own.ground.db.write((trx) => bind(trx, SHOP, 'orders', [{ externalId: 's-1', id: own.orderId }], 0));
    expect(await apply(own.ground, SHOP, 'returns', [record()])).toEqual({ changed: 1, failed: 0 });
    expect(await apply(own.ground, SHOP, 'returns', [record()])).toEqual({ changed: 0, failed: 0 });
    const list = async () =>
      (await ask(own.ground, staff, `{ returns { totalCount nodes { state lines { quantity { value } } } } }`)).returns;
    expect(await list()).toEqual({
      totalCount: 1,
      nodes: [{ state: 'REQUESTED', lines: [{ quantity: { value: '3' } }, { quantity: { value: '1' } }] }],
    });
    await apply(own.ground, SHOP, 'returns', [record({ state: 'RECEIVED' })]);
    expect((await list()).nodes[0].state).toBe('APPROVED');
    await apply(own.ground, SHOP, 'returns', [record({ state: 'CANCELLED' })]);
    expect((await list()).nodes[0].state).toBe('CANCELLED');
    expect(await apply(own.ground, SHOP, 'returns', [record({ externalId: 'r-2', orderId: 'unknown' })])).toEqual({
      changed: 0,
      failed: 1,
    });
  });
});

describe('the rules', () => {
  test('nothing leaves an end, and every state can be reached and left as far as its actions say', () => {
    const reached = new Set<string>(['REQUESTED']);
    for (let i = 0; i < returnStates.length; i += 1)
      for (const from of returnStates) if (reached.has(from)) for (const to of returnStates) if (mayBecome(from, to)) reached.add(to);
    expect([...reached].sort()).toEqual([...returnStates].sort());
    for (const state of returnStates) if (isOver(state)) expect(actionsOf(state, { own: true, decide: true })).toEqual([]);
  });

  test('shares of a line add up to the line, to the grosz, however it is given back', () => {
    fc.assert(
      fc.property(fc.bigInt(1n, 10n ** 12n), fc.array(fc.bigInt(1n, 5n), { minLength: 1, maxLength: 6 }), (grosze, parts) => {
        const amount = (grosze / 10_000n) * 10_000n;
        const total = parts.reduce((sum, part) => sum + part, 0n) * 1_000_000n;
        let [done, back] = [0n, 0n];
        for (const part of parts) {
          const share = shareOf(amount, total, done, part * 1_000_000n);
          expect(share % 10_000n).toBe(0n);
          expect(share >= 0n).toBe(true);
          back += share;
          done += part * 1_000_000n;
        }
        expect(back).toBe(amount);
      }),
    );
  });

  test('before anything has left there is nothing to give back', () => {
    expect(refusalOf({ kind: 'COMPLAINT', isConsumer: true, deliveredAt: undefined, now: 0, byStaff: true })).toContain(
      'cancel it instead',
    );
  });
});
