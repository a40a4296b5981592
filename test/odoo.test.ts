import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { NotSent, type OrderPush } from '#connectors/connector.ts';
import { loaded } from '#connectors/odoo/externalids.ts';
import { promotionOf } from '#connectors/odoo/offers.ts';
import { phaseOf } from '#connectors/odoo/orderparts.ts';
import { taxId } from '#connectors/odoo/parties.ts';
import { saleNameOf, transactionOf } from '#connectors/odoo/payments.ts';
import { agrees } from '#connectors/odoo/place.ts';
import { netOf, type PriceBook, type PricedVariant, type PriceRule, priceOf, steps } from '#connectors/odoo/pricerules.ts';
import { noonAt, periods } from '#connectors/odoo/prices.ts';
import { codeOf } from '#connectors/odoo/products.ts';
import type { Reference } from '#connectors/odoo/reference.ts';
import { Conflict, failureOf, Refusal, refused } from '#connectors/odoo/rpc.ts';
import { expressPrice, lineNet } from '#connectors/odoo/saleprice.ts';
import { orderKeyOf, quoteKeyOf } from '#connectors/odoo/sales.ts';
import { taxRuleOf } from '#connectors/odoo/taxes.ts';
import { html, instant, micros, plain, roundMoney } from '#connectors/odoo/values.ts';

const rule = (more: Partial<PriceRule>): PriceRule => ({
  id: 1, list: 1, name: '', appliedOn: 'ALL', variant: 0, template: 0, category: 0, minQuantity: 0n, from: undefined, to: undefined, compute: 'percentage', base: 'list_price',
  baseList: 0, fixed: 0n, percent: 0n, discount: 0n, markup: 0n, round: 0n, surcharge: 0n, minMargin: 0n, maxMargin: 0n, ...more,
}); // biome-ignore format: one rule
const book = (...rules: PriceRule[]): PriceBook => ({
  rules,
  currencyOf: (list) => (list === 9 ? 'EUR' : 'PLN'),
  companyCurrency: 'PLN',
  convert: (amount, from, to) => (from === to ? amount : amount / 4n),
  digits: 2,
  showsDiscount: true,
});
const variant: PricedVariant = { id: 7, template: 3, categories: [20, 10], listPrice: 129_000_000n, cost: 51_000_000n };
const net = (priced: PriceBook, quantity = 1n, at = 0, list = 1) => netOf(priceOf(priced, list, variant, quantity * 1_000_000n, at));

describe('prices of Odoo’s rules', () => {
  it('takes the most specific rule first and only then the larger quantity', () => {
    const rules = [
      rule({ id: 1, minQuantity: 100_000_000n, percent: 50_000_000n }),
      rule({ id: 2, appliedOn: 'PRODUCT', template: 3, minQuantity: 10_000_000n, percent: 5_000_000n }),
    ];
    expect(net(book(...rules), 100n)).toBe(122_550_000n);
    expect(net(book(...rules), 9n)).toBe(129_000_000n);
  });
  it('knows a category by its ancestors', () => {
    expect(net(book(rule({ appliedOn: 'CATEGORY', category: 10, percent: 10_000_000n })))).toBe(116_100_000n);
    expect(net(book(rule({ appliedOn: 'CATEGORY', category: 11, percent: 10_000_000n })))).toBe(129_000_000n);
  });
  it('rounds a formula to the price’s decimals and a percentage only in the line', () => {
    expect(net(book(rule({ compute: 'formula', discount: 12_500_000n })))).toBe(112_880_000n); // 112.875
    expect(net(book(rule({ percent: 12_500_000n })))).toBe(112_875_000n);
  });
  it('rounds to tens, adds and keeps within margins as Odoo does', () => {
    expect(net(book(rule({ compute: 'formula', discount: 20_000_000n, round: 10_000_000n, surcharge: -10_000n })))).toBe(99_990_000n);
    expect(net(book(rule({ compute: 'formula', base: 'standard_price', markup: 35_000_000n })))).toBe(68_850_000n);
    expect(net(book(rule({ compute: 'formula', discount: 90_000_000n, minMargin: -29_000_000n })))).toBe(100_000_000n);
  });
  it('rests a list on another, and converts its currency', () => {
    const below = rule({ id: 2, list: 2, percent: 10_000_000n });
    expect(net(book(rule({ compute: 'formula', base: 'pricelist', baseList: 2, discount: 15_000_000n }), below))).toBe(98_690_000n); // 98.685
    expect(net(book(rule({ list: 9, percent: 0n })), 1n, 0, 9)).toBe(32_250_000n);
  });
  it('holds a rule between its instants, both included', () => {
    const dated = book(rule({ percent: 10_000_000n, from: 1000, to: 2000 }));
    expect([999, 1000, 2000, 2001].map((at) => net(dated, 1n, at))).toEqual([129_000_000n, 116_100_000n, 116_100_000n, 129_000_000n]);
  });
  it('asks at every step once', () => {
    expect(
      steps([
        rule({ minQuantity: 5_000_000n }),
        rule({ minQuantity: 0n }),
        rule({ minQuantity: 5_000_000n }),
        rule({ minQuantity: 3_000_000n }),
      ]),
    ).toEqual([0n, 3_000_000n, 5_000_000n]);
  });
  it('never makes a price dearer by a percentage off, nor negative', () => {
    fc.assert(
      fc.property(fc.bigInt(0n, 10_000_000n), fc.bigInt(0n, 10_000n), (cents, hundredths) => {
        const priced = netOf(
          priceOf(book(rule({ percent: hundredths * 10_000n })), 1, { ...variant, listPrice: cents * 10_000n }, 1_000_000n, 0),
        );
        expect(priced >= 0n && priced <= cents * 10_000n).toBe(true);
      }),
    );
  });
});

describe('days and zones', () => {
  it('counts a rule for a day when it holds at noon in the company’s zone', () => {
    const zone = 'Europe/Warsaw';
    expect(new Date(noonAt(zone, '2026-07-01')).toISOString()).toBe('2026-07-01T10:00:00.000Z');
    expect(new Date(noonAt(zone, '2026-12-01')).toISOString()).toBe('2026-12-01T11:00:00.000Z');
    // From midnight to a minute before midnight, local time.
    const dated = rule({ from: Date.parse('2026-11-30T23:00:00Z'), to: Date.parse('2026-12-05T22:59:00Z') });
    expect(periods([dated], zone, '2026-11-23')).toEqual([
      { to: '2026-11-30' },
      { from: '2026-12-01', to: '2026-12-05' },
      { from: '2026-12-06' },
    ]);
  });
  it('reads a stamp of Odoo as UTC', () => {
    expect(instant('2026-11-23 03:39:32')).toBe(Date.UTC(2026, 10, 23, 3, 39, 32));
    expect(instant(false)).toBe(0);
  });
});

describe('errors', () => {
  const json = 'application/json; charset=utf-8';
  const body = (name: string) => JSON.stringify({ name, message: 'Wewnętrzny tekst', debug: 'Traceback (most recent call last)' });
  it('lets the name decide, not the status or the text', () => {
    expect(failureOf(422, json, body('odoo.exceptions.UserError'), 'a.b')).toMatchObject({ name: 'Refusal', kind: 'RULE' });
    expect(failureOf(403, json, body('odoo.exceptions.AccessError'), 'a.b')).toMatchObject({ kind: 'RIGHTS' });
    expect(failureOf(404, json, body('odoo.exceptions.MissingError'), 'a.b')).toMatchObject({ kind: 'MISSING' });
    expect(failureOf(404, json, body('werkzeug.exceptions.NotFound'), 'a.b')).not.toBeInstanceOf(Refusal);
    expect(failureOf(500, json, body('psycopg2.errors.SerializationFailure'), 'a.b')).toBeInstanceOf(Conflict);
    expect(failureOf(409, json, body('odoo.exceptions.LockError'), 'a.b')).toBeInstanceOf(Conflict);
    expect(failureOf(500, json, body('builtins.KeyError'), 'a.b')).not.toBeInstanceOf(NotSent);
  });
  it('knows what surely did nothing: no key, no database', () => {
    expect(failureOf(401, json, body('werkzeug.exceptions.Unauthorized'), 'a.b')).toBeInstanceOf(NotSent);
    expect(failureOf(404, 'text/html', '<html>', 'a.b')).toBeInstanceOf(NotSent);
    expect(failureOf(502, 'text/html', '<html>', 'a.b')).not.toBeInstanceOf(NotSent);
  });
  it('tells a client nothing of Odoo’s own text, and nobody the traceback', () => {
    for (const name of [
      'odoo.exceptions.UserError',
      'odoo.exceptions.AccessError',
      'odoo.exceptions.MissingError',
      'builtins.ValueError',
    ]) {
      const shown = refused(failureOf(422, json, body(name), 'a.b'));
      expect(String(shown)).not.toMatch(/Wewnętrzny|Traceback/);
      expect(JSON.stringify(shown)).not.toContain('Traceback');
    }
  });
  it('reads a refusal of load out of HTTP 200, and a passing one as worth repeating', () => {
    expect(() => loaded({ ids: false, messages: [{ message: 'could not serialize access due to concurrent update' }] })).toThrow(Conflict);
    expect(() => loaded({ ids: false, messages: [{ message: 'No matching record found' }] })).toThrow(Refusal);
    expect(loaded({ ids: [4], messages: [] })).toEqual([4]);
  });
});

describe('sales', () => {
  it('says a price of the ERP’s own lists so that the line comes to the same grosz', () => {
    fc.assert(
      fc.property(fc.bigInt(1n, 1_000_000n), fc.bigInt(0n, 9_999n), fc.bigInt(1n, 200n), (cents, hundredths, pieces) => {
        const listPrice = cents * 10_000n;
        const quantity = pieces * 1_000_000n;
        const agreed = netOf({ unit: listPrice, discount: hundredths * 10_000n });
        const price = expressPrice(agreed, quantity, listPrice);
        expect(price.unit % 10_000n === 0n && price.discount % 10_000n === 0n).toBe(true);
        expect(lineNet(price, quantity)).toBe(roundMoney(agreed * pieces));
      }),
    );
  });
  it('prefers the price as it is, then the ERP’s own discount off the list price', () => {
    expect(expressPrice(113_520_000n, 1_000_000n, 129_000_000n)).toEqual({ unit: 113_520_000n, discount: 0n });
    expect(expressPrice(112_875_000n, 10_000_000n, 129_000_000n)).toEqual({ unit: 129_000_000n, discount: 12_500_000n });
  });
  it('accepts a grosz a line and no more', () => {
    const order = {
      lines: [{ unitNet: 100_000_000n, quantity: 2_000_000n, taxPercent: '23' }],
      delivery: { net: 16_260_000n, taxPercent: '23' },
    } as unknown as OrderPush;
    expect(agrees({ net: 216_260_000n, tax: 49_740_000n }, order)).toBe(true);
    expect(agrees({ net: 216_260_000n, tax: 0n }, order)).toBe(false);
  });
  it('finds both keys in a source field', () => {
    expect(orderKeyOf('splot-quote:Q1 splot:O1')).toBe('O1');
    expect(quoteKeyOf('splot-quote:Q1 splot:O1')).toBe('Q1');
    expect(orderKeyOf('S00012')).toBeUndefined();
    expect([saleNameOf('TX-1 [S00012]'), transactionOf('TX-1 [S00012]'), transactionOf('przelew 12')]).toEqual([
      'S00012',
      'TX-1',
      'przelew 12',
    ]);
  });
  it('tells a phase from state, shipments and invoices', () => {
    const shipped = { externalId: '1', state: 'SHIPPED' as const, trackingNumbers: [], lines: [] };
    const planned = { ...shipped, state: 'PLANNED' as const };
    expect(phaseOf({ state: 'sale' }, [planned], [])).toBe('PROCESSING');
    expect(phaseOf({ state: 'sale', delivery_status: 'partial' }, [shipped, planned], [])).toBe('PARTIALLY_SHIPPED');
    expect(phaseOf({ state: 'sale', delivery_status: 'full' }, [shipped], [])).toBe('SHIPPED');
    expect(
      phaseOf(
        { state: 'sale', delivery_status: 'full', invoice_status: 'invoiced' },
        [shipped],
        [{ state: 'posted', payment_state: 'paid' }],
      ),
    ).toBe('COMPLETED');
    expect(phaseOf({ state: 'cancel' }, [shipped], [])).toBe('CANCELLED');
    expect(phaseOf({ state: 'frozen' }, [], [])).toBe('UNKNOWN');
  });
});

describe('taxes, promotions and small values', () => {
  const reference = {
    company: { country: 'PL', currency: 'PLN' },
    countries: new Map([[1, 'PL'], [2, 'DE'], [3, 'FR']]),
    currencies: new Map([[1, 'PLN']]),
    taxRates: new Map([[5, 23_000_000n], [6, 8_000_000n], [22, 0n]]),
  } as unknown as Reference; // biome-ignore format: one reference
  it('reads a reverse charge, an export and the domestic position from the tax map', () => {
    const kin = { index: 1, sales: [5, 6], reference };
    const eu = taxRuleOf(
      { id: 5, name: 'Wspólnota', active: true, auto_apply: true, vat_required: true, tax_ids: [22], tax_map: { 5: [22], 6: [22] } },
      { ...kin, countries: [1, 2, 3] },
    );
    expect(eu).toMatchObject({
      reason: 'REVERSE_CHARGE',
      countries: ['DE', 'FR'],
      taxIdRequired: true,
      rates: [
        { from: '23', to: '0' },
        { from: '8', to: '0' },
      ],
    });
    const home = taxRuleOf(
      { id: 3, name: 'Kraj', active: true, auto_apply: true, tax_ids: [5, 6], tax_map: {} },
      { ...kin, countries: [1] },
    );
    expect(home).toMatchObject({ reason: 'DOMESTIC', rates: [] });
    expect(
      taxRuleOf({ id: 6, active: true, auto_apply: true, tax_ids: [22], tax_map: { 5: [22] } }, { ...kin, countries: [] }).reason,
    ).toBe('EXPORT');
  });
  it('tells a promotion with an effect only when the hub can compute it', () => {
    const program = { id: 3, name: 'Lato', active: true, currency_id: 1 };
    const percent = { reward_type: 'discount', discount_mode: 'percent', discount_applicability: 'order', discount: 10 };
    expect(
      promotionOf(program, [{ code: 'LATO10', minimum_amount: 100, minimum_amount_tax_mode: 'excl' }], [percent], reference),
    ).toMatchObject({
      couponCodes: ['LATO10'],
      effect: { kind: 'PERCENT', percent: '10', on: 'ORDER' },
      conditions: { minNet: 100_000_000n },
    });
    expect(promotionOf(program, [{ minimum_amount: 100, minimum_amount_tax_mode: 'incl' }], [percent], reference).effect).toBeUndefined();
    expect(promotionOf(program, [{}], [{ ...percent, discount_max_amount: 50 }], reference).effect).toBeUndefined();
    expect(promotionOf(program, [{}], [{ reward_type: 'product' }], reference).effect).toBeUndefined();
  });
  it('keeps Polish tax numbers as digits and others with their country', () => {
    expect(['PL 525-220-01-26', '5252200126', 'DE136695976'].map(taxId)).toEqual(['5252200126', '5252200126', 'DE136695976']);
  });
  it('makes stable codes of Polish names', () => {
    expect(['Żółty', '90 × 200 cm', 'Strumień świetlny (lm)'].map(codeOf)).toEqual(['zolty', '90_200_cm', 'strumien_swietlny_lm']);
  });
  it('turns notes to text and back', () => {
    expect(plain(html('a < b\n"c" & d'))).toBe('a < b\n"c" & d');
  });
  it('takes floats as the micros they were meant to be', () => {
    fc.assert(
      fc.property(fc.integer({ min: -1_000_000_000, max: 1_000_000_000 }), (cents) => {
        expect(micros(cents / 100)).toBe(BigInt(cents) * 10_000n);
      }),
    );
    expect([micros('38.165'), micros(false), micros('-0.000001')]).toEqual([38_165_000n, 0n, -1n]);
  });
});
