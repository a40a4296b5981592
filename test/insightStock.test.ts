import { describe, expect, test } from 'vitest';
import { newId } from '#hub/id.ts';
import { micros as m } from '#hub/money.ts';
import { proposalOf, type Stocked } from '#subgraphs/insight/proposals.ts';
import { ratio } from '#subgraphs/insight/ratio.ts';
import { turnoverOf } from '#subgraphs/insight/turnover.ts';
import { COMPANY, openGround } from './ground.ts';
import { ask, boss } from './insightGround.ts';
import { aVariant } from './makers.ts';

describe('stock', () => {
  const zone = 'Europe/Warsaw';
  const at = (day: string, hour = 12): number => Date.parse(`${day}T${String(hour).padStart(2, '0')}:00:00Z`);

  test('average stock is what lay there at the end of each day', () => {
    const sale = (day: string, quantity: string) => ({
      change: -m(quantity),
      kind: 'SALE_ONLINE',
      quantity: m(quantity),
      occurredAt: at(day),
    });
    const receipt = { change: m('10'), kind: 'RECEIPT', quantity: m('10'), occurredAt: at('2026-03-03') };
    // 6 | 4 (−2) | 14 (+10) | 11 (−3); 11 now
    const turnover = turnoverOf(
      { onHand: m('11'), moves: [sale('2026-03-02', '2'), receipt, sale('2026-03-04', '3')] },
      { from: '2026-03-01', to: '2026-03-04' },
      zone,
    );
    expect(turnover).toEqual({
      timesPerYear: ratio(m('5') * 365n, m('35'), 2),
      soldUnits: '5',
      averageStock: '8.750',
      lastSoldOn: '2026-03-04',
      trendPercent: '50.00',
    });
  });

  test('a report says what is dead, too much, too little, and what it is worth', async () => {
    const ground = await openGround();
    const make = async (sku: string, onHand: string, sold: string, cost?: string) => {
      const id = await aVariant(ground, sku, { onHand, ...(cost ? { cost } : {}) });
      const { locationId } = await ground.db.read
        .selectFrom('stockLevel')
        .select('locationId')
        .where('variantId', '=', id)
        .executeTakeFirstOrThrow();
      if (sold !== '0')
        await ground.db.write((trx) =>
          trx
            .insertInto('stockMovement')
            .values({
              id: newId('stockMovement'),
              companyId: COMPANY,
              variantId: id,
              fromLocationId: locationId,
              quantityMicros: m(sold),
              kind: 'SALE_ONLINE',
              occurredAt: ground.now() - 5 * 86_400_000,
              recordedAt: 0,
            })
            .execute(),
        );
      return id;
    };
    await make('MARTWY', '4', '0', '2.50');
    await make('NADMIAR', '500', '10', '1');
    await make('WOLNY', '40', '10', '1');
    await make('ZWYKLY', '10', '10');
    const { stockReport } = await ask(
      ground,
      boss,
      '{ stockReport(input: {}) { value { amount } withoutCost rows { variant { id } class onHand value { amount } daysOfCover turnover { soldUnits } } } }',
    );
    expect(stockReport.value.amount).toBe('550.00');
    expect(stockReport.withoutCost).toBe(1);
    expect(stockReport.rows.map((row: { class: string; daysOfCover: string | null }) => [row.class, row.daysOfCover])).toEqual([
      ['OVERSTOCK', '4500.0'],
      ['SLOW', '360.0'],
      ['DEAD', null],
      ['NORMAL', '90.0'],
    ]);
    const { stockReport: dead } = await ask(ground, boss, '{ stockReport(input: { kinds: [DEAD] }) { value { amount } rows { onHand } } }');
    expect(dead).toEqual({ value: { amount: '10.00' }, rows: [{ onHand: '4' }] });
  });

  test('an order is proposed in time, in the quantity the supplier sells, and never for what does not need it', () => {
    const stock = (more: Partial<Stocked> = {}): Stocked => ({
      id: 'v',
      onHandMicros: m('20'),
      sellableMicros: m('20'),
      incomingMicros: 0n,
      minimumMicros: null,
      maximumMicros: null,
      supplierItemId: 'i',
      supplierId: 's',
      supplierName: 'Dunajec',
      leadTimeDays: 7,
      minQuantityMicros: m('50'),
      supplierNetMicros: m('3.21'),
      supplierCurrency: 'PLN',
      ...more,
    });
    expect(proposalOf(stock(), m('56'), '2026-03-02')).toMatchObject({
      quantity: '54',
      runsOutOn: '2026-03-12',
      orderBy: '2026-03-05',
      unitCost: { amount: '3.21' },
    });
    expect(proposalOf(stock({ minQuantityMicros: m('100') }), m('56'), '2026-03-02')?.quantity).toBe('100');
    expect(proposalOf(stock({ incomingMicros: m('500') }), m('56'), '2026-03-02')).toBeUndefined();
    expect(proposalOf(stock(), 0n, '2026-03-02')).toBeUndefined();
    expect(proposalOf(stock({ minimumMicros: m('30'), maximumMicros: m('60') }), 0n, '2026-03-02')).toMatchObject({
      quantity: '50',
      orderBy: '2026-03-02',
    });
    expect(proposalOf(stock({ supplierItemId: null }), m('56'), '2026-03-02')).toBeUndefined();
  });
});
