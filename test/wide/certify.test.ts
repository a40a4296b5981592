/** The certification suite itself: both twins pass it whole, and a system that breaks a promise is caught by the check of that promise. */
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type CertifyOptions, certify } from '#connectors/certify/certify.ts';
import type { Group } from '#connectors/certify/check.ts';
import { summaryOf } from '#connectors/certify/report.ts';
import { type Connected, type ConnectorKind, type Page, type Pull, Terminal } from '#connectors/connector.ts';
import { twinErp } from '#connectors/twin/erpConnector.ts';
import { spawnTwin, type Twin } from '#connectors/twin/processes.ts';
import { twinShop } from '#connectors/twin/shopConnector.ts';

let erp: Twin;
let shop: Twin;

beforeAll(async () => {
  [erp, shop] = await Promise.all([spawnTwin('erp'), spawnTwin('shop')]);
});
afterAll(() => Promise.all([erp?.stop(), shop?.stop()]));
beforeEach(() => Promise.all([erp.control('faults/clear', {}), shop.control('faults/clear', {})]));

const run = (kind: ConnectorKind, twin: Twin, only: Group[] | undefined, more: Partial<CertifyOptions> = {}) =>
  certify({
    kind,
    settings: { url: twin.url, key: twin.key, webhookSecret: 'a-secret-of-webhooks' },
    write: true,
    ...(only ? { only } : {}),
    wishes: {},
    zone: 'Europe/Warsaw',
    patienceMs: 1_500,
    now: Date.now,
    progress: () => {},
    ...more,
  });

test('both twins keep every promise', async () => {
  for (const [kind, twin] of [
    [twinErp, erp],
    [twinShop, shop],
  ] as const) {
    const { results } = await run(kind, twin, undefined);
    expect(results.filter(({ state }) => state === 'failed')).toEqual([]);
    expect(results.filter(({ state }) => state === 'cannot').map(({ name }) => name)).toEqual(
      kind === twinErp ? [] : ['what is taken off is told as inactive', 'pull.categories'],
    );
    expect(results.length).toBeGreaterThan(kind === twinErp ? 130 : 50);
    console.log(`${kind.product}: ${summaryOf(results)}`);
  }
});

test('without leave to write, nothing is written', async () => {
  const before = (await erp.control('ledger')) as { effects: unknown[] };
  const { results } = await run(twinErp, erp, undefined, { write: false });
  expect(results.filter(({ state }) => state === 'failed')).toEqual([]);
  expect(results.find(({ name }) => name.startsWith('an order is made'))).toMatchObject({
    state: 'cannot',
    reason: expect.stringContaining('--write'),
  });
  expect(((await erp.control('ledger')) as { effects: unknown[] }).effects).toHaveLength(before.effects.length);
});

/** A pull whose records are changed on the way. */
function changed<R>(pull: Pull<R> | undefined, change: (record: R) => unknown): Pull<R> {
  return async function* (cursor, signal) {
    for await (const page of pull?.(cursor, signal) ?? []) yield { ...page, records: page.records.map(change) } as Page<R>;
  };
}

type Tamper = (connected: Connected) => Connected;
const pulling =
  (pull: (from: Connected['pull']) => Partial<Connected['pull']>): Tamper =>
  (connected) => ({
    ...connected,
    pull: { ...connected.pull, ...pull(connected.pull) },
  });
const pushing =
  (push: (from: Connected['push']) => Partial<Connected['push']>): Tamper =>
  (connected) => ({
    ...connected,
    push: { ...connected.push, ...push(connected.push) },
  });

/** Checks first, then makes: right when called in turn, wrong when called at once. */
const careless: Tamper = pushing(({ orderPlace }) => {
  const made = new Map<string, ReturnType<NonNullable<typeof orderPlace>>>();
  return {
    async orderPlace(order, key, signal) {
      const known = made.get(key);
      if (known) return known;
      await delay(30);
      const making = orderPlace?.(order, `${key}-${Math.random()}`, signal);
      if (!making) throw new Error('it cannot');
      made.set(key, making);
      return making;
    },
  };
});

describe('a broken promise is caught', () => {
  test.each<[string, Group, string, Tamper]>([
    [
      'quantities as floats',
      'reads',
      'stock: a full sweep',
      pulling(({ stock }) => ({ stock: changed(stock, (one) => ({ ...one, onHand: Number(one.onHand) / 1e6 + 0.5 })) })),
    ],
    [
      'times in seconds',
      'reads',
      'orders: a full sweep',
      pulling(({ orders }) => ({ orders: changed(orders, (one) => ({ ...one, placedAt: Math.floor(one.placedAt / 1000) })) })),
    ],
    [
      'a total that does not add up',
      'reads',
      'net and tax make gross',
      pulling(({ orders }) => ({
        orders: changed(orders, (one) => ({ ...one, totals: { ...one.totals, gross: one.totals.gross + 1n } })),
      })),
    ],
    [
      'a price of a list that is not told',
      'reads',
      'records name only',
      pulling(({ prices }) => ({ prices: changed(prices, (one) => ({ ...one, listId: 'NOWHERE' })) })),
    ],
    [
      'a page without a cursor',
      'reads',
      'products: a full sweep',
      pulling(({ products }) => ({
        async *products(cursor, signal) {
          for await (const page of products?.(cursor, signal) ?? []) yield { ...page, cursor: '' };
        },
      })),
    ],
    [
      'a sweep that keeps something back',
      'reads',
      'carts',
      pulling(({ carts }) => ({
        async *carts(cursor, signal) {
          const from = cursor === null ? null : cursor.replace(/@.*/, '@0');
          for await (const page of carts?.(from, signal) ?? []) yield cursor === null ? { ...page, records: page.records.slice(1) } : page;
        },
      })),
    ],
    [
      'a listener that is never woken',
      'writes',
      'an order is heard of',
      (connected) => ({
        ...connected,
        listen: (_, signal) => new Promise((resolve) => signal.addEventListener('abort', () => resolve())),
      }),
    ],
    [
      'an order of two pieces instead of one',
      'writes',
      'an order is made',
      pushing(({ orderPlace }) => ({
        orderPlace: async (order, key, signal) => {
          const lines = order.lines.map((line) => ({ ...line, quantity: line.quantity * 2n }));
          const ack = await orderPlace?.({ ...order, lines }, key, signal);
          if (!ack) throw new Error('it cannot');
          return ack;
        },
      })),
    ],
    [
      'an order told two hours late, as if local time were UTC',
      'writes',
      'an order is made',
      pulling(({ orders }) => ({ orders: changed(orders, (one) => ({ ...one, placedAt: one.placedAt - 7_212_345 })) })),
    ],
    ['check then act', 'races', 'an order sent 8 times', careless],
    [
      'a refusal that would be tried for ever',
      'faults',
      'an order of a variant that does not exist',
      pushing(({ orderPlace }) => ({
        async orderPlace(order, key, signal) {
          const ack = await orderPlace?.(order, key, signal).catch(() => undefined);
          if (!ack) throw new Error('500');
          return ack;
        },
      })),
    ],
    [
      'the words of the vendor in a message',
      'faults',
      'an order of a party that does not exist',
      pushing(({ orderPlace }) => ({
        async orderPlace(order, key, signal) {
          const ack = await orderPlace?.(order, key, signal).catch(() => undefined);
          if (!ack) throw new Terminal('NOT_FOUND', 'Traceback (most recent call last):\n  File "sale.py"');
          return ack;
        },
      })),
    ],
    [
      'a look-up that finds another document',
      'repeats',
      'an order sent three times',
      (connected) => ({
        ...connected,
        find: { ...connected.find, order: async () => ({ externalId: 'Z000001', number: 'X', cancelled: false, placed: true }) },
      }),
    ],
    [
      'a capability that is missing without a reason',
      'capabilities',
      'push.loyaltyMove',
      (connected) => ({
        ...connected,
        push: Object.fromEntries(Object.entries(connected.push).filter(([name]) => name !== 'loyaltyMove')),
      }),
    ],
    ['a write that cannot be looked up', 'capabilities', 'every write whose answer', (connected) => ({ ...connected, find: {} })],
    [
      'an empty paper',
      'capabilities',
      'papers are printed',
      (connected) => ({ ...connected, file: async () => ({ bytes: new Uint8Array(), mediaType: 'application/pdf', name: 'a.pdf' }) }),
    ],
  ])('%s', async (_, group, name, tamper) => {
    const { results } = name === 'carts' ? await run(twinShop, shop, [group], { tamper }) : await run(twinErp, erp, [group], { tamper });
    expect(failedOf(results)).toContainEqual(expect.stringContaining(name));
  });

  test.each<[string, 'erp' | 'shop', Record<string, unknown>, Group, string]>([
    ['an order that is answered and forgotten', 'erp', { kind: 'forget', path: '/orders' }, 'writes', 'an order is made'],
    ['a key that is not kept', 'erp', { kind: 'ignore_key', path: '/orders' }, 'repeats', 'an order sent three times'],
    [
      'a key that is not kept, after a call broke off',
      'erp',
      { kind: 'ignore_key', path: '/orders' },
      'faults',
      'an order whose call breaks off',
    ],
    ['a sale made twice', 'erp', { kind: 'double', path: '/orders' }, 'races', 'an order sent 8 times'],
    ['goods taken back twice', 'erp', { kind: 'double', path: '/orders/*/returns' }, 'repeats', 'a return sent'],
    ['points given twice', 'erp', { kind: 'double', path: '/parties/*/points' }, 'writes', 'a move of points'],
    ['an offer without a trace', 'erp', { kind: 'forget', path: '/quotes' }, 'writes', 'a quote is made'],
    ['a count that is not booked', 'erp', { kind: 'forget', path: '/counts' }, 'writes', 'a stock count'],
    ['money given back twice', 'shop', { kind: 'double', path: '/orders/*/refunds' }, 'races', 'a refund sent 8 times'],
    ['a level that is not taken over', 'shop', { kind: 'forget', path: '/stock' }, 'writes', 'a stock level'],
  ])('%s', async (_, which, fault, group, name) => {
    const [kind, twin] = which === 'erp' ? ([twinErp, erp] as const) : ([twinShop, shop] as const);
    await twin.control('faults', { method: 'POST', times: 0, ...fault });
    const { results } = await run(kind, twin, [group]);
    expect(failedOf(results)).toContainEqual(expect.stringContaining(name));
  });

  test('wrong credentials that are taken for right ones', async () => {
    const blind: ConnectorKind = {
      ...twinErp,
      connect: (settings, options) => ({ ...twinErp.connect(settings, options), check: async () => ({ ok: true, product: 'Twin ERP' }) }),
    };
    const { results } = await run(blind, erp, ['faults'], { write: false });
    expect(failedOf(results)).toContainEqual(expect.stringContaining('wrong credentials'));
  });

  test('a reason makes a missing capability no failure', async () => {
    const { results } = await run(twinErp, erp, ['capabilities'], {
      tamper: (connected) => ({
        ...connected,
        push: Object.fromEntries(Object.entries(connected.push).filter(([name]) => name !== 'loyaltyMove')),
        cannot: { 'push.loyaltyMove': 'It keeps no points.' },
      }),
    });
    expect(failedOf(results)).toEqual([]);
    expect(results).toContainEqual(expect.objectContaining({ name: 'push.loyaltyMove', state: 'cannot', reason: 'It keeps no points.' }));
  });
});

const failedOf = (results: { state: string; name: string }[]) => results.filter(({ state }) => state === 'failed').map(({ name }) => name);

describe('splot systems certify', () => {
  const folder = mkdtempSync(join(tmpdir(), 'splot-certify-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const splot = (words: string[], env: Record<string, string> = {}): Promise<{ code: number | null; out: string; err: string }> =>
    new Promise((resolve) => {
      const child = spawn(process.execPath, ['gateway/cli.ts', ...words], {
        cwd: fileURLToPath(new URL('../..', import.meta.url)),
        env: {
          PATH: process.env.PATH,
          NODE_NO_WARNINGS: '1',
          SPLOT_DATA: folder,
          SPLOT_SYSTEMS: 'erp',
          SPLOT_SYSTEM_ERP_KIND: 'twin-erp',
          SPLOT_SYSTEM_ERP_URL: erp.url,
          SPLOT_SYSTEM_ERP_KEY: erp.key,
          ...env,
        },
      });
      let [out, err] = ['', ''];
      child.stdout.on('data', (part) => {
        out += part;
      });
      child.stderr.on('data', (part) => {
        err += part;
      });
      child.on('close', (code) => resolve({ code, out, err }));
    });

  test('refuses to write to a system that is not marked as a sandbox', async () => {
    const { code, err } = await splot(['systems', 'certify', 'erp', '--write']);
    expect([code, err]).toEqual([2, expect.stringContaining('SPLOT_SYSTEM_ERP_SANDBOX=true')]);
  });

  test('prints each check, writes the certificate and ends with the count', async () => {
    const report = join(folder, 'twin.md');
    const words = ['systems', 'certify', 'erp', '--write', '--only', 'writes,capabilities', '--report', report];
    const { code, out } = await splot(words, { SPLOT_SYSTEM_ERP_SANDBOX: 'true' });
    expect(code).toBe(0);
    expect(out).toMatch(/ok +writes +an order is made and told again/);
    expect(out.trim().split('\n').at(-1)).toMatch(/^Twin ERP 2\.0: \d+ passed, 0 failed, \d+ cannot$/);
    expect(readFileSync(report, 'utf8')).toMatch(/^# Twin ERP 2\.0\n\nCertified \d{4}-\d\d-\d\d as `twin-erp`/);
  });

  test('ends with 1 on a failure, and says a wrong group', async () => {
    await erp.control('faults', { kind: 'double', method: 'POST', path: '/counts', times: 0 });
    await erp.control('faults', { kind: 'ignore_key', method: 'POST', path: '/orders/*/corrections', times: 0 });
    const { code, out } = await splot(['systems', 'certify', 'erp', '--write', '--only', 'repeats'], { SPLOT_SYSTEM_ERP_SANDBOX: 'true' });
    expect([code, out]).toEqual([1, expect.stringMatching(/failed +repeats +a credit note/)]);
    expect(await splot(['systems', 'certify', 'erp', '--only', 'reeds'])).toMatchObject({ code: 2, err: expect.stringContaining('reeds') });
  });

  test('systems list tells what each can do', async () => {
    const { code, out } = await splot(['systems', 'list']);
    expect([code, out]).toEqual([0, expect.stringMatching(/^erp +Twin ERP +ERP +channel online +35 of 35 capabilities\n$/)]);
  });
});
