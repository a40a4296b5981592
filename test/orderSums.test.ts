/** Totals and payments of orders: the arithmetic. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { mergeTransaction, paymentPosition, type Transaction, type TransactionState, transactionOf } from '#subgraphs/orders/payments.ts';
import { computeTotals, type TotalsLine } from '#subgraphs/orders/totals.ts';
import { m } from './orderGround.ts';

const amounts = fc.bigInt({ min: 0n, max: 10_000_000_000n });
const rates = fc.constantFrom('23', '8', '5', '0', '8.5');
const discounts = fc.record({
  code: fc.constant('D'),
  basis: fc.constantFrom('NET' as const, 'GROSS' as const),
  amount: amounts,
  percent: fc.option(fc.integer({ min: 0, max: 120 }).map(String), { nil: undefined }),
});
const lines: fc.Arbitrary<TotalsLine> = fc.record({
  quantity: fc.bigInt({ min: 1n, max: 500_000_000n }),
  unitNet: amounts,
  taxPercent: rates,
  discounts: fc.array(discounts, { maxLength: 3 }),
});

test('totals add up whatever the lines, rates and discounts are', () => {
  fc.assert(
    fc.property(
      fc.array(lines, { maxLength: 8 }),
      fc.option(fc.record({ net: amounts, taxPercent: rates }), { nil: undefined }),
      (input, delivery) => {
        const { lines: computed, totals, byRate } = computeTotals({ lines: input, delivery });
        expect(totals.net + totals.tax).toBe(totals.gross);
        expect(totals.goodsNet + totals.deliveryNet).toBe(totals.net);
        expect(totals.goodsGross + totals.deliveryGross).toBe(totals.gross);
        expect(computed.reduce((sum, line) => sum + line.net, 0n)).toBe(totals.goodsNet);
        expect(byRate.reduce((sum, rate) => sum + rate.tax, 0n)).toBe(totals.tax);
        for (const amount of [totals.net, totals.tax, totals.gross, totals.discountNet, totals.discountGross]) {
          expect(amount >= 0n).toBe(true);
          expect(amount % 10_000n).toBe(0n);
        }
        for (const line of computed) {
          expect(line.net >= 0n && line.net + line.tax === line.gross).toBe(true);
          for (const discount of line.discounts) expect(BigInt(discount.amount) >= 0n).toBe(true);
        }
      },
    ),
  );
});

test('ten percent off 25.45 takes 2.55, half up', () => {
  const { lines: computed } = computeTotals({
    lines: [{ quantity: m('1'), unitNet: m('25.45'), taxPercent: '23', discounts: [{ code: 'D', basis: 'NET', percent: '10' }] }],
  });
  expect(computed[0]).toMatchObject({ net: m('22.90'), discounts: [{ amount: m('2.55').toString(), percent: '10' }] });
});

test('a gross discount leaves the gross that the buyer was shown', () => {
  const { lines: computed, totals } = computeTotals({
    lines: [{ quantity: m('1'), unitNet: m('100'), taxPercent: '23', discounts: [{ code: 'D', basis: 'GROSS', amount: m('23') }] }],
  });
  expect(computed[0]).toMatchObject({ net: m('81.30'), gross: m('100') });
  expect(totals).toMatchObject({ discountNet: m('18.70'), discountGross: m('23'), gross: m('100') });
});

const states: TransactionState[] = ['PENDING', 'AUTHORISED', 'PAID', 'FAILED', 'REFUNDED'];
const notices = fc
  .record({
    provider: fc.constant('payu'),
    transactionNumber: fc.constantFrom('T1', 'T2', 'T3'),
    amountMicros: fc.constantFrom(m('30'), m('70'), m('100')),
    state: fc.constantFrom(...states),
    occurredAt: fc.integer({ min: 1, max: 9 }),
  })
  .map(transactionOf);

const fold = (list: Transaction[]): Transaction[] => {
  const rows = new Map<string, Transaction>();
  for (const notice of list) {
    const known = rows.get(notice.transactionNumber);
    rows.set(notice.transactionNumber, known ? mergeTransaction(known, notice) : notice);
  }
  return [...rows.values()];
};

test('payment notices come to the same in any order and however often they repeat', () => {
  fc.assert(
    fc.property(
      fc
        .array(notices, { maxLength: 8 })
        .chain((list) => fc.tuple(fc.constant(list), fc.shuffledSubarray([...list, ...list], { minLength: list.length * 2 }))),
      ([list, repeated]) => {
        const sorted = (rows: Transaction[]) => rows.toSorted((a, b) => (a.transactionNumber < b.transactionNumber ? -1 : 1));
        expect(sorted(fold(repeated))).toEqual(sorted(fold(list)));
        expect(paymentPosition(repeated, m('100'))).toEqual(paymentPosition(fold(list), m('100')));
      },
    ),
  );
});

test('what is paid is never taken back by a late failure, promise or authorisation', () => {
  fc.assert(
    fc.property(fc.array(notices, { maxLength: 6 }), notices, (list, late) => {
      const unpaid = { ...late, state: late.state === 'PAID' || late.state === 'REFUNDED' ? 'FAILED' : late.state } as Transaction;
      const known = [
        ...list,
        transactionOf({
          provider: 'payu',
          transactionNumber: late.transactionNumber,
          amountMicros: m('100'),
          state: 'PAID',
          occurredAt: 1,
        }),
      ];
      const before = paymentPosition(known, m('100'));
      expect(paymentPosition([...known, { ...unpaid, refundedMicros: 0n, capturedAt: null }], m('100'))).toEqual(before);
    }),
  );
});

test.each([
  [[], 'PENDING', '0'],
  [[['T1', 'PENDING', '100']], 'PENDING', '0'],
  [[['T1', 'FAILED', '100']], 'FAILED', '0'],
  [[['T1', 'AUTHORISED', '100']], 'AUTHORISED', '0'],
  [[['T1', 'PAID', '40']], 'PARTIALLY_PAID', '40'],
  [
    [
      ['T1', 'FAILED', '100'],
      ['T2', 'PAID', '100'],
    ],
    'PAID',
    '100',
  ],
  [
    [
      ['T1', 'PAID', '100'],
      ['R1', 'REFUNDED', '30'],
    ],
    'PARTIALLY_REFUNDED',
    '70',
  ],
  [
    [
      ['T1', 'PAID', '100'],
      ['T1', 'REFUNDED', '30'],
    ],
    'PARTIALLY_REFUNDED',
    '70',
  ],
  [
    [
      ['T1', 'PAID', '100'],
      ['T1', 'REFUNDED', '100'],
    ],
    'REFUNDED',
    '0',
  ],
  [[['T1', 'REFUNDED', '100']], 'REFUNDED', '0'],
] as [[string, TransactionState, string][], string, string][])('payments %j come to %s', (given, state, paid) => {
  const rows = given.map(([transactionNumber, of, amount]) =>
    transactionOf({ provider: 'payu', transactionNumber, amountMicros: m(amount), state: of, occurredAt: 1 }),
  );
  expect(paymentPosition(rows, m('100'))).toEqual({ state, paidMicros: m(paid) });
});
