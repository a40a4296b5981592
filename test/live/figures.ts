/**
 * `node gateway/start.js run test/live/figures.ts`: every figure of `insight` over a generated year, against SQL on the ERP's own database.
 *   --erp odoo|tryton   whose year; default tryton
 *   --count 120         how many sales it has
 *   --only sales,stock  figures whose names begin so
 * Prints where the two differ, then `target figures-<erp>-<figure> VALUE BOUND ok|MISS`: VALUE is the largest difference, 0.00 is to be.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { readConfig } from '#gateway/config.ts';
import { createKey } from '#gateway/keys.ts';
import { startHub } from '#gateway/main.ts';
import { dayAt } from '#hub/days.ts';
import { differencesOf, type Figure, figures, formatCents, type Span } from './figures/figure.ts';
import { type Ask, readHub } from './figures/hub.ts';
import { statements } from './figures/statements.ts';
import { bootYear, isErpKind } from './figures/years.ts';
import { systemSettings } from './stage.ts';

const { values } = parseArgs({
  options: {
    erp: { type: 'string', default: 'tryton' },
    count: { type: 'string', default: '120' },
    only: { type: 'string' },
  },
});
const { erp } = values;
if (!isErpKind(erp)) throw new Error('--erp is odoo or tryton');
const wanted = values.only?.split(',');
const chosen = figures.filter((figure) => wanted?.some((name) => figure.startsWith(name)) ?? true);
const say = (line: string) => console.log(line);
const SHOWN = 5;
/** Of the hub and of the company in both ERPs: the clock of their databases may stand in another one. */
const ZONE = 'Europe/Warsaw';

const began = performance.now();
const seconds = () => `${((performance.now() - began) / 1000).toFixed(0)} s`;
const year = await bootYear(erp, Number(values.count), (line) => say(`   ${line}`));
const folder = mkdtempSync(join(tmpdir(), 'splot-figures-'));
const config = readConfig({
  SPLOT_PORT: '0',
  SPLOT_DATA: folder,
  SPLOT_SANDBOX: 'true',
  SPLOT_LOG_LEVEL: process.env.SPLOT_LOG_LEVEL ?? 'error',
  SPLOT_SYSTEMS: 'erp',
  ...systemSettings('erp', { ...year.hubSettings, SANDBOX: 'true' }),
});
let missed = 0;
const results: string[] = [];
try {
  say(`   the year is there after ${seconds()}`);
  const hub = await startHub(config, { activate: true });
  try {
    const ask = await openApi(hub.url ?? '', (await createKey(hub.ground, { name: 'admin', role: 'admin' })).key);
    const today = dayAt(Date.now(), ZONE);
    const span: Span = { from: daysBefore(today, 400), to: today };
    const told = statements(year.books, span);
    const read = { hub: readHub(ask), erp: (figure: Figure) => year.sql(told[figure]) };
    await hub.imported;
    say(`   imported after ${seconds()}`);
    await settle(ask, span, async () => Number((await read.erp('ledger'))[0]?.orders));
    say(`   the facts are complete after ${seconds()}`);
    for (const figure of chosen) {
      const [ours, theirs] = [await read.hub(figure, span), await read.erp(figure)];
      const apart = differencesOf(ours, theirs);
      say(`${figure}: ${theirs.length} rows in ${erp}, ${ours.length} in the hub, ${apart.length} differences`);
      for (const { where } of apart.slice(0, SHOWN)) say(`   ${where}`);
      // Nothing compared is nothing shown.
      const good = apart.length === 0 && theirs.length > 0;
      if (!good) missed += 1;
      results.push(`target figures-${erp}-${figure} ${formatCents(apart[0]?.cents ?? 0n)} 0.00 ${good ? 'ok' : 'MISS'}`);
    }
  } finally {
    await hub.stop();
  }
} finally {
  await year.stop();
  rmSync(folder, { recursive: true, force: true });
}
for (const line of results) say(line);
say(`${results.length - missed} of ${results.length} figures are equal, ${seconds()} in all`);
process.exit(missed ? 1 : 0);

function openApi(url: string, key: string): Ask {
  return async (query, variables = {}) => {
    const response = await fetch(`${url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${key}` },
      body: JSON.stringify({ query, variables }),
      signal: AbortSignal.timeout(60_000),
    });
    const { data, errors } = (await response.json()) as { data: unknown; errors?: unknown[] };
    if (errors) throw new Error(`${response.status}: ${JSON.stringify(errors).slice(0, 1500)}`);
    return data;
  };
}

/** Until the facts have every order of the ERP and stand still; where they never do, the figures say so. */
async function settle(ask: Ask, period: Span, ordersInErp: () => Promise<number>): Promise<void> {
  const wantedOrders = await ordersInErp();
  const question = `query ($sales: SalesReportInput!, $ledger: LedgerCheckInput!) {
    salesReport(input: $sales) { asOf total { orders units net { amount } cost { amount } returnsNet { amount } } }
    ledgerCheck(input: $ledger) { orders hubGross { amount } erpInvoicedGross { amount } erpPaid { amount } } }`;
  const importedAt = Date.now();
  let [last, seenAt, still] = ['', 0, 0];
  // Standing still means: built anew after the import, three times with the same outcome.
  for (const deadline = performance.now() + 240_000; performance.now() < deadline && still < 3; ) {
    await delay(500);
    const { salesReport, ledgerCheck } = await ask(question, { sales: { period, groupBy: [] }, ledger: { period } });
    const { asOf, ...totals } = salesReport;
    const builtAt = Date.parse(asOf);
    if (builtAt <= importedAt || builtAt === seenAt) continue;
    seenAt = builtAt;
    const now = JSON.stringify([totals, ledgerCheck]);
    still = now === last && totals.total.orders === wantedOrders ? still + 1 : 0;
    last = now;
  }
}

function daysBefore(day: string, days: number): string {
  return new Date(Date.parse(day) - days * 86_400_000).toISOString().slice(0, 10);
}
