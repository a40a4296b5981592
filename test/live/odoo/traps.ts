/**
 * `node gateway/start.js run test/live/odoo/traps.ts`: what Odoo does that nobody would expect, each shown on a real Odoo 19, and that the connector holds all the
 * same. The clerk (odoo.ts) makes the trap and looks at the result without the connector. `--only oversell,load` runs those alone; `--keep` leaves Odoo running.
 */
import { parseArgs } from 'node:util';
import { Terminal } from '#connectors/connector.ts';
import { bootOdoo } from './odoo.ts';
import { business } from './traps/business.ts';
import { circle } from './traps/cash.ts';
import { lateCommit, latency, silentStock } from './traps/changes.ts';
import { groundOf, type Trap } from './traps/ground.ts';
import { creditWarns, fallback, loadRefuses, noUndo, oversell, single, wizards } from './traps/orders.ts';
import { pricesAgree } from './traps/prices.ts';
import { companies, keyEnds, silentLists } from './traps/settings.ts';
import { twoCompanies } from './traps/twoCompanies.ts';

export const traps: Trap[] = [
  single,
  oversell,
  fallback,
  loadRefuses,
  wizards,
  noUndo,
  lateCommit,
  silentStock,
  silentLists,
  creditWarns,
  keyEnds,
  circle,
  business,
  companies,
  twoCompanies,
  pricesAgree,
  latency,
];

async function main(): Promise<void> {
  const { values } = parseArgs({ options: { only: { type: 'string' }, keep: { type: 'boolean' } } });
  const only = values.only?.split(',');
  const erp = await bootOdoo({ log: (line) => console.log(`   ${line}`) });
  const ground = groundOf(erp);
  const results: string[] = [];
  let missed = 0;
  for (const trap of traps) {
    if (only && !only.includes(trap.name)) continue;
    console.log(`== ${trap.title}`);
    const began = performance.now();
    let value = Number.NaN;
    try {
      value = await trap.run(ground);
    } catch (error) {
      const detail = error instanceof Terminal ? ` ${error.detail}` : '';
      console.log(`   ${error instanceof Error ? (error.stack ?? error.message) : String(error)}${detail}`);
    }
    const good = value <= trap.bound;
    if (!good) missed += 1;
    console.log(`   ${((performance.now() - began) / 1000).toFixed(1)} s`);
    results.push(`target odoo-${trap.name} ${Number.isNaN(value) ? 'failed' : value} ${trap.bound} ${good ? 'ok' : 'MISS'}`);
  }
  await ground.connected.close();
  if (!values.keep) await erp.stop();
  for (const line of results) console.log(line);
  process.exit(missed ? 1 : 0);
}

if (import.meta.main) await main();
