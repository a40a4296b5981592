/** Ageing, matched money, the close of the day, exports. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { newId } from '#hub/id.ts';
import { micros as m } from '#hub/money.ts';
import { age } from '#subgraphs/insight/ageing.ts';
import { csvLine } from '#subgraphs/insight/csv.ts';
import { openExport } from '#subgraphs/insight/exportLink.ts';
import { exportRows } from '#subgraphs/insight/index.ts';
import { differencesOf, type OrderBooks } from '#subgraphs/insight/ledger.ts';
import { isoWeek } from '#subgraphs/insight/period.ts';
import { CHANNEL, COMPANY, ERP, openGround } from './ground.ts';
import { anInvoice, ask, boss, build, march } from './insightGround.ts';
import { anOrder, aVariant } from './makers.ts';

describe('finance', () => {
  test('debts fall into buckets by the days they are overdue; credit notes count against', async () => {
    const ground = await openGround();
    await anInvoice(ground, { dueOn: '2026-03-02' });
    await anInvoice(ground, { dueOn: '2026-03-01', openMicros: m('23') });
    await anInvoice(ground, { dueOn: '2025-11-01', openMicros: m('10') });
    await anInvoice(ground, { dueOn: null, kind: 'CREDIT_NOTE', openMicros: m('3') });
    await anInvoice(ground, { currency: 'EUR' });
    await anInvoice(ground, { side: 'PAYABLE' });
    await anInvoice(ground, { state: 'DRAFT' });
    const { ageing } = await ask(
      ground,
      boss,
      '{ ageing(side: RECEIVABLE) { buckets { label amount { amount } documents } total { amount } asOf otherCurrencies } }',
    );
    expect(ageing).toEqual({
      buckets: [
        { label: 'not due', amount: { amount: '120.00' }, documents: 2 },
        { label: '1–30 days', amount: { amount: '23.00' }, documents: 1 },
        { label: '31–60 days', amount: { amount: '0.00' }, documents: 0 },
        { label: '61–90 days', amount: { amount: '0.00' }, documents: 0 },
        { label: 'more than 90 days', amount: { amount: '10.00' }, documents: 1 },
      ],
      total: { amount: '153.00' },
      asOf: '2026-03-02',
      otherCurrencies: ['EUR'],
    });
  });

  test('a document that falls due in parts stands in a bucket for each, by what is open of it', async () => {
    const ground = await openGround();
    const instalments = JSON.stringify([
      { dueOn: '2026-01-15', gross: m('36.9').toString(), open: m('6.9').toString() },
      { dueOn: '2026-02-20', gross: m('36.9').toString(), open: m('36.9').toString() },
      { dueOn: '2026-02-25', gross: m('49.2').toString(), open: m('49.2').toString() },
    ]);
    await anInvoice(ground, { dueOn: '2026-02-25', openMicros: m('93'), instalments });
    const on = async (asOf: string) =>
      (
        await ask(ground, boss, 'query($d: LocalDate) { ageing(side: RECEIVABLE, asOf: $d) { buckets { amount { amount } documents } } }', {
          d: asOf,
        })
      ).ageing.buckets.map((bucket: { amount: { amount: string }; documents: number }) => `${bucket.amount.amount} ${bucket.documents}`);
    expect(await on('2026-03-02')).toEqual(['0.00 0', '86.10 1', '6.90 1', '0.00 0', '0.00 0']);
    // Nothing is known to be paid by then.
    expect(await on('2026-02-22')).toEqual(['49.20 1', '36.90 1', '36.90 1', '0.00 0', '0.00 0']);
  });

  test('an earlier day goes by the payments known by then', async () => {
    const ground = await openGround();
    const invoiceId = await anInvoice(ground, { openMicros: 0n, state: 'PAID' });
    const moneyId = newId('money');
    await ground.db.write(async (trx) => {
      await trx
        .insertInto('moneyEntry')
        .values({
          id: moneyId,
          companyId: COMPANY,
          systemId: ERP,
          direction: 'IN',
          day: '2026-02-20',
          amountMicros: m('130'),
          currency: 'PLN',
          reference: 'FV 1',
          state: 'POSTED',
          matchState: 'MATCHED',
          updatedAt: 0,
          asOf: 0,
        })
        .execute();
      await trx
        .insertInto('moneyMatch')
        .values({ moneyId, invoiceId, amountMicros: m('123') })
        .execute();
    });
    const on = async (day: string) =>
      (await ask(ground, boss, 'query($d: LocalDate) { ageing(side: RECEIVABLE, asOf: $d) { total { amount } } }', { d: day })).ageing.total
        .amount;
    expect(await on('2026-02-19')).toBe('123.00');
    expect(await on('2026-02-20')).toBe('0.00');
    const { paymentMatches } = await ask(
      ground,
      boss,
      '{ paymentMatches(state: [MATCHED]) { totalCount nodes { amount { amount } state documentIds difference { amount } direction } } }',
    );
    expect(paymentMatches).toMatchObject({
      totalCount: 1,
      nodes: [{ amount: { amount: '130.00' }, state: 'MATCHED', difference: { amount: '7.00' }, direction: 'IN' }],
    });
    expect((await ask(ground, boss, '{ paymentMatches(state: [UNMATCHED]) { totalCount } }')).paymentMatches.totalCount).toBe(0);
  });

  test('the day closes when four books agree; each difference names its order and its books', async () => {
    const ground = await openGround();
    const gross = m('12.30');
    const good = await anOrder(ground, [{ quantity: '1', unitNet: '10' }], {
      originKind: 'SHOP',
      erpGrossMicros: gross,
      paidMicros: gross,
      fulfilmentState: 'COMPLETE',
    });
    await anInvoice(ground, { grossMicros: gross, openMicros: 0n, state: 'PAID' }, [], [good]);
    const bad = await anOrder(ground, [{ quantity: '1', unitNet: '10' }], { erpGrossMicros: gross + 10_000n, fulfilmentState: 'COMPLETE' });
    const { ledgerCheck } = await ask(
      ground,
      boss,
      'query($p: PeriodInput!) { ledgerCheck(input: { period: $p }) { orders shopGross { amount } hubGross { amount } erpInvoicedGross { amount } erpPaid { amount } differences { orderId kind amount { amount } } } }',
      { p: march },
    );
    expect(ledgerCheck).toEqual({
      orders: 2,
      shopGross: { amount: '12.30' },
      hubGross: { amount: '24.60' },
      erpInvoicedGross: { amount: '12.30' },
      erpPaid: { amount: '12.30' },
      differences: [
        { orderId: bad, kind: 'NOT_INVOICED', amount: { amount: '-12.31' } },
        { orderId: bad, kind: 'HUB_ERP', amount: { amount: '0.01' } },
      ],
    });
  });

  test('money paid at once for parcels that are invoiced one by one is paid for both, and no more than is invoiced', async () => {
    const ground = await openGround();
    const order = await anOrder(ground, [{ quantity: '2', unitNet: '10' }], {
      originKind: 'SHOP',
      erpGrossMicros: m('24.60'),
      paidMicros: m('24.60'),
      fulfilmentState: 'PARTIAL',
    });
    const entry = { companyId: COMPANY, systemId: ERP, day: '2026-03-02', currency: 'PLN', state: 'POSTED', matchState: 'MATCHED' };
    const amounts = { direction: 'IN', amountMicros: m('24.60'), reference: 'BLIK-1', orderId: order, updatedAt: 0, asOf: 0 };
    await ground.db.write((trx) =>
      trx
        .insertInto('moneyEntry')
        .values({ id: newId('money'), ...entry, ...amounts })
        .execute(),
    );
    const invoice = () => anInvoice(ground, { grossMicros: m('12.30'), openMicros: m('12.30') }, [], [order]);
    await invoice();
    const look = async () => {
      const { ledgerCheck, paymentMatches } = await ask(
        ground,
        boss,
        'query($p: PeriodInput!) { ledgerCheck(input: { period: $p }) { erpPaid { amount } differences { kind } } paymentMatches { nodes { documentIds difference { amount } } } }',
        { p: march },
      );
      const [match] = paymentMatches.nodes;
      return [ledgerCheck.erpPaid.amount, ledgerCheck.differences.length, match.documentIds.length, match.difference];
    };
    // The second half came with the order and waits for its parcel.
    expect(await look()).toEqual(['12.30', 1, 1, null]);
    await invoice();
    expect(await look()).toEqual(['24.60', 0, 2, null]);
  });

  test('books that agree differ in nothing, and each single disagreement is found', () => {
    const books: OrderBooks = {
      orderId: 'o',
      fromShop: true,
      shopGross: m('10'),
      hubGross: m('10'),
      erpGross: m('10'),
      invoiced: m('10'),
      paidInErp: m('10'),
      paidInHub: m('10'),
      shipped: true,
      hasInvoice: true,
      corrected: false,
    };
    const kinds = (more: Partial<OrderBooks>) => differencesOf({ ...books, ...more }).map((one) => one.kind);
    expect(kinds({})).toEqual([]);
    expect(kinds({ shopGross: m('11') })).toEqual(['SHOP_HUB']);
    expect(kinds({ invoiced: m('4'), paidInErp: m('4'), paidInHub: m('4') })).toEqual(['NOT_INVOICED']);
    expect(kinds({ invoiced: m('4'), paidInErp: m('4'), paidInHub: m('4'), corrected: true })).toEqual([]);
    expect(kinds({ invoiced: m('12'), paidInErp: m('12') })).toEqual(['INVOICED_MORE']);
    expect(kinds({ paidInErp: 0n })).toEqual(['NOT_PAID']);
    expect(kinds({ paidInErp: m('11') })).toEqual(['PAID_MORE']);
  });

  test('every debt falls into exactly one bucket', () => {
    fc.assert(
      fc.property(
        fc.array(fc.record({ dueOn: fc.option(fc.integer({ min: -400, max: 400 })), open: fc.bigInt(-1000n, 1000n) })),
        (debts) => {
          const asOf = '2026-03-02';
          const dated = debts.map(({ dueOn, open }) => ({
            dueOn: dueOn === null ? null : new Date(Date.parse(asOf) - dueOn * 86_400_000).toISOString().slice(0, 10),
            open,
          }));
          const buckets = age(dated, asOf);
          expect(buckets.reduce((sum, bucket) => sum + bucket.amount, 0n)).toBe(debts.reduce((sum, debt) => sum + debt.open, 0n));
          expect(buckets.reduce((sum, bucket) => sum + bucket.documents, 0)).toBe(debts.filter((debt) => debt.open !== 0n).length);
        },
      ),
    );
  });
});

describe('exports', () => {
  const START = 'mutation($input: ExportStartInput!) { exportStart(input: $input) { export { kind url expiresAt } userErrors { code } } }';

  test('a link is for the application that asked, ends, and cannot be written by anybody else', async () => {
    const ground = await openGround();
    await anOrder(ground, [{ sku: '=CMD("x")', quantity: '1', unitNet: '10', cost: '4' }]);
    await build(ground);
    const { exportStart } = await ask(ground, boss, START, { input: { idempotencyKey: 'e', kind: 'SALES', period: march } });
    const token = exportStart.export.url.replace('/exports/', '');
    const order = await openExport(ground.db, token, ground.now());
    expect(order).toMatchObject({ kind: 'SALES', application: boss.application, costs: true });
    if (!order) return;
    let text = '';
    for await (const part of exportRows(ground.db.read, order)) text += part;
    const [header, line] = text.split('\r\n');
    expect(header).toBe('day,orderId,channelId,origin,customerId,sku,units,net,discount,cost,margin,currency');
    expect(line).toContain(`,${CHANNEL},ERP,,"'=CMD(""x"")",1,10.00,0.00,4.00,6.00,PLN`);
    expect(await openExport(ground.db, token, order.expiresAt)).toBeUndefined();
    const [body = '', mark = ''] = token.split('.');
    const other = Buffer.from(body, 'base64url').toString().replace(COMPANY, 'com_other');
    expect(await openExport(ground.db, `${Buffer.from(other).toString('base64url')}.${mark}`, ground.now())).toBeUndefined();
  });

  test('an export without days is refused, and each kind has its header', async () => {
    const ground = await openGround();
    const refused = await ask(ground, boss, START, { input: { idempotencyKey: 'e', kind: 'ORDERS' } });
    expect(refused.exportStart).toEqual({ export: null, userErrors: [{ code: 'REQUIRED' }] });
    await anOrder(ground, [{ quantity: '1', unitNet: '10' }]);
    await aVariant(ground, 'LINA', { onHand: '3' });
    await anInvoice(ground, { issuedOn: '2026-03-02' });
    await build(ground);
    for (const kind of ['ORDERS', 'STOCK', 'INVOICES', 'SALES'] as const) {
      let lines = 0;
      for await (const part of exportRows(ground.db.read, {
        kind,
        companyId: COMPANY,
        application: 'a',
        from: '2026-03-01',
        to: '2026-03-31',
        costs: false,
        expiresAt: 0,
      }))
        lines += part.split('\r\n').length - 1;
      expect(lines, kind).toBe(2);
    }
  });

  test('a number stays a number, a formula becomes text', () => {
    expect(csvLine(['-12.30', '+48 600', '=1+1', '-a', 'ok "x", y', null, 3])).toBe('-12.30,\'+48 600,\'=1+1,\'-a,"ok ""x"", y",,3\r\n');
  });
});

test('weeks are those of ISO 8601', () => {
  expect([isoWeek('2026-01-01'), isoWeek('2027-01-01'), isoWeek('2026-03-02')]).toEqual(['2026-W01', '2026-W53', '2026-W10']);
});
