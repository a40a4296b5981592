/**
 * `npm run live`: the stories on a real ERP and a real shop, each step read back from the two systems themselves.
 *   --erp odoo|tryton --shop medusa|vendure   the pair; default odoo and medusa
 *   --main         the main story only (a to i)
 *   --only a,c     these steps (a always runs: the others stand on it)
 *   --keep         leaves everything running and prints where
 */
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { type Stage, setStage } from './stage.ts';
import { catalogue } from './steps/catalogue.ts';
import { complaint } from './steps/complaint.ts';
import { credit } from './steps/credit.ts';
import { customers } from './steps/customers.ts';
import { identity } from './steps/identity.ts';
import { offers } from './steps/offers.ts';
import { outage } from './steps/outage.ts';
import { oversell } from './steps/oversell.ts';
import { papers } from './steps/papers.ts';
import { payments } from './steps/payments.ts';
import { place } from './steps/place.ts';
import { prices } from './steps/prices.ts';
import { publication } from './steps/publication.ts';
import { refusals } from './steps/refusals.ts';
import { repeats } from './steps/repeats.ts';
import { returns } from './steps/returns.ts';
import { shopOrder } from './steps/shopOrder.ts';
import { stockChange } from './steps/stockChange.ts';
import { supply } from './steps/supply.ts';

export interface Step {
  /** Letter of the story. */
  letter: string;
  title: string;
  /** Seconds it may take. */
  bound: number;
  run(stage: Stage): Promise<string>;
}

const mainStory: Step[] = [catalogue, place, repeats, stockChange, shopOrder, publication, payments, refusals, outage];
const tradeStories: Step[] = [credit, offers, supply, oversell, papers, returns, customers, prices, identity, complaint];

const { values } = parseArgs({
  options: {
    erp: { type: 'string', default: 'odoo' },
    shop: { type: 'string', default: 'medusa' },
    main: { type: 'boolean' },
    keep: { type: 'boolean' },
    only: { type: 'string' },
  },
});
const pair = { erp: values.erp, shop: values.shop };
const only = values.only?.split(',');
const steps = values.main ? mainStory : [...mainStory, ...tradeStories];
const say = (line: string) => console.log(line);

const began = performance.now();
const stage = await setStage(pair, (line) => say(`   ${line}`));
const results: string[] = [];
let missed = 0;
try {
  for (const step of steps) {
    if (only && step.letter !== 'a' && !only.includes(step.letter)) continue;
    say(`== ${step.letter}: ${step.title}`);
    const start = performance.now();
    let note = '';
    let ok = false;
    try {
      note = await step.run(stage);
      ok = true;
    } catch (error) {
      note = error instanceof Error ? (error.stack ?? error.message) : String(error);
    }
    const seconds = (performance.now() - start) / 1000;
    const good = ok && seconds <= step.bound;
    if (!good) missed += 1;
    say(`   ${note}`);
    results.push(`target live-${pair.erp}-${pair.shop}-${step.letter} ${seconds.toFixed(1)} ${step.bound} ${good ? 'ok' : 'MISS'}`);
  }
} finally {
  if (!values.keep) await stage.close();
}
for (const line of results) say(line);
say(`${results.length - missed} of ${results.length} steps hold, ${((performance.now() - began) / 1000).toFixed(0)} s in all`);

if (values.keep) {
  const { erp, shop, url, keys, env } = stage;
  const file = '.cache/live/env';
  writeFileSync(
    file,
    Object.entries({ HUB: url, STOREFRONT: keys.storefront, STAFF: keys.staff, ADMIN: keys.admin, SPLOT_DATA: env.SPLOT_DATA })
      .map(([name, value]) => `export ${name}=${value}\n`)
      .join(''),
    { mode: 0o600 },
  );
  say('');
  say('Left running. Stop with Ctrl-C.');
  say(`  hub        ${url}/graphql, GraphiQL ${url}/`);
  say(`             its address, keys and data as shell variables: . ${file}`);
  for (const { kind, hubSettings } of [erp, shop]) say(`  ${kind.padEnd(10)} ${JSON.stringify(hubSettings)}`);
  await new Promise<void>((resolve) => {
    process.once('SIGINT', () => resolve());
    process.once('SIGTERM', () => resolve());
  });
  await stage.close();
}
process.exit(missed ? 1 : 0);
