import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Terminal } from '#connectors/connector.ts';
import { contactsOf } from '#connectors/tryton/contacts.ts';
import { effectOf } from '#connectors/tryton/promotions.ts';
import { readExchangeRates } from '#connectors/tryton/rates.ts';
import type { Reference } from '#connectors/tryton/reference.ts';
import type { Rpc } from '#connectors/tryton/rpc.ts';
import { keyIn, keyMark, quoteKeyIn, quoteMark } from '#connectors/tryton/sales.ts';
import { readRules, readTaxRules, ruleIdFor, taxesBy } from '#connectors/tryton/taxrules.ts';
import { micros, microsText, momentOf, percentOf, type Row } from '#connectors/tryton/values.ts';

const { signal } = new AbortController();
const today = '2026-11-23';

/** Answers every search with the rows of that model. */
function tables(rows: Record<string, Row[]>): Rpc {
  const answer = async (model: string) => rows[model] ?? [];
  const company = { id: 1, name: 'Splot', partyId: 1, currencyId: 1, currency: 'PLN', zone: 'Europe/Warsaw' };
  return { search: answer, read: answer, company: async () => company, today: async () => today } as unknown as Rpc;
}

describe('promotions of Tryton', () => {
  it('understands "so much of the price" and a fixed price, however the number is written', () => {
    expect(effectOf('0.85 * unit_price', 'PLN')).toEqual({ kind: 'PERCENT', percent: '15', on: 'LINES' });
    expect(effectOf("unit_price * Decimal('0.925')", 'PLN')).toEqual({ kind: 'PERCENT', percent: '7.5', on: 'LINES' });
    expect(effectOf('99.90', 'PLN')).toEqual({ kind: 'UNIT_PRICE', unitNet: 99_900_000n, currency: 'PLN', on: 'LINES' });
  });

  it('leaves every other formula to Tryton, and one that would raise the price', () => {
    for (const formula of ['unit_price - 5', '0.9 * unit_price + 1', 'min(unit_price, 10)', '1.1 * unit_price', 'cost_price * 1.2', ''])
      expect(effectOf(formula, 'PLN')).toBeUndefined();
  });
});

describe('tax rules of Tryton', () => {
  const rates = new Map([
    [1, '0.23'],
    [2, '0.08'],
    [3, '0'],
    [4, '0.19'],
    [5, '0.2'],
  ]);
  const reference = { taxRates: rates, defaultTaxRule: 2 } as unknown as Reference;
  const line = (rule: number, from: number, to: number | null, country?: string, more: Row = {}): Row => ({
    rule, origin_tax: from, tax: to, 'to_country.': country ? { code: country } : null, start_date: null, end_date: null, ...more,
  }); // biome-ignore format: one line
  const rpc = tables({
    'account.tax.rule': [
      { id: 1, name: 'Odwrotne obciążenie UE' },
      { id: 2, name: 'OSS' },
    ],
    'account.tax.rule.line': [
      line(1, 1, 3),
      line(1, 2, null),
      line(2, 1, 4, 'DE'),
      line(2, 2, 4, 'DE'),
      line(2, 1, 5, 'AT', { end_date: '2026-01-01' }),
      line(2, 1, 5, 'FR'),
    ],
  });

  it('tells reverse charge of any country as one rule, and rates that differ by country as a rule each', async () => {
    const found = await readTaxRules(rpc, reference, signal);
    expect(
      found.map(({ externalId, countries, reason, automatic, rates }) => ({ externalId, countries, reason, automatic, rates })),
    ).toEqual([
      {
        externalId: '1',
        countries: [],
        reason: 'REVERSE_CHARGE',
        automatic: false,
        rates: [
          { from: '23', to: '0' },
          { from: '8', to: '0' },
        ],
      },
      {
        externalId: '2:DE',
        countries: ['DE'],
        reason: 'DESTINATION',
        automatic: true,
        rates: [
          { from: '23', to: '19' },
          { from: '8', to: '19' },
        ],
      },
      { externalId: '2:FR', countries: ['FR'], reason: 'DESTINATION', automatic: true, rates: [{ from: '23', to: '20' }] },
    ]);
  });

  it('applies a rule as Tryton does: by tax and country, a tax without a line stays, a rule that is gone is refused', async () => {
    const rules = await readRules(rpc, signal);
    expect(taxesBy(rules, '1', [1, 2], 'DE', today)).toEqual([3]);
    expect(taxesBy(rules, '2:DE', [1], 'DE', today)).toEqual([4]);
    expect(taxesBy(rules, '2', [1], 'PL', today)).toEqual([1]);
    expect(taxesBy(rules, '2', [1], 'AT', today)).toEqual([1]);
    expect(() => taxesBy(rules, '9', [1], 'DE', today)).toThrow(Terminal);
  });

  it('names a party’s own rule, and not the automatic one', async () => {
    const rules = await readRules(rpc, signal);
    expect(ruleIdFor(rules, reference, 1, 'DE', today)).toBe('1');
    expect(ruleIdFor(rules, reference, 2, 'DE', today)).toBeUndefined();
    expect(ruleIdFor(rules, reference, 0, 'DE', today)).toBeUndefined();
  });
});

it('tells exchange rates against the company’s currency, from the days either of the two changed', async () => {
  const rate = (code: string, date: string, value: string): Row => ({ date, rate: value, 'currency.': { code } });
  const found = await readExchangeRates(
    tables({
      'currency.currency.rate': [
        rate('PLN', '2026-01-01', '4.30'),
        rate('EUR', '2026-01-01', '1'),
        rate('PLN', '2026-06-01', '4.25'),
        rate('USD', '2026-06-02', '1.1'),
      ],
    }),
    signal,
  );
  expect(found.map(({ currency, day, rate }) => [currency, day, rate])).toEqual([
    ['EUR', '2026-01-01', '4.3'],
    ['EUR', '2026-06-01', '4.25'],
    ['USD', '2026-06-02', '3.863636'],
  ]);
});

it('makes one person of the mechanisms that share a name, with a role from the comment', () => {
  const mechanism = (id: number, type: string, value: string, name: string | null, comment: string | null, active = true): Row => ({
    id,
    type,
    value,
    name,
    comment,
    active,
  });
  expect(
    contactsOf([
      mechanism(1, 'email', 'firma@example.pl', null, null),
      mechanism(2, 'email', 'maria@example.pl', 'Maria', 'zakupy'),
      mechanism(3, 'mobile', '+48 1', 'Maria', null),
      mechanism(4, 'email', 'jan@example.pl', 'Jan', 'APPROVER [splot:con_1]', false),
    ]),
  ).toEqual([
    { externalId: '2', name: 'Maria', role: 'BUYER', active: true, email: 'maria@example.pl', phone: '+48 1' },
    { externalId: '4', name: 'Jan', role: 'APPROVER', active: false, email: 'jan@example.pl' },
  ]);
});

it('finds a key again in a text people may write around it, and never takes another mark for one', () => {
  fc.assert(
    fc.property(fc.stringMatching(/^[a-z]{3}_[0-9a-f-]{8,36}$/), fc.string(), fc.string(), (key, before, after) => {
      fc.pre(!/\[splot:/.test(before));
      expect(keyIn(`${before} ${keyMark(key)} ${after}`)).toBe(key);
      expect(quoteKeyIn(`${before}\n${quoteMark(key)}`)).toBe(key);
      expect(keyIn(quoteMark(key))).toBeUndefined();
    }),
  );
});

it('takes the stamp for the moment only where it is of the paper’s own day', () => {
  const stamp = '2026-11-23T22:30:00.000000';
  expect(momentOf('2026-11-23', stamp, 'Europe/Warsaw')).toBe(Date.parse('2026-11-23T22:30:00Z'));
  expect(momentOf('2026-03-02', stamp, 'Europe/Warsaw')).toBe(Date.parse('2026-03-02T12:00:00Z'));
  expect(momentOf(null, stamp, 'Europe/Warsaw')).toBe(Date.parse('2026-11-23T22:30:00Z'));
});

it('writes and reads amounts without losing a millionth, and rates as percents', () => {
  fc.assert(
    fc.property(fc.bigInt({ min: -(10n ** 18n), max: 10n ** 18n }), (amount) => {
      expect(micros(microsText(amount))).toBe(amount);
    }),
  );
  expect([230_000n, 85_000n, 0n, 1_000_000n].map(percentOf)).toEqual(['23', '8.5', '0', '100']);
});
