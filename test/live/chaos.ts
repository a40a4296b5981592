/**
 * `npm run chaos`: orders written to a real ERP over a way that loses replies, through a hub that is killed with -9. In the end the ERP has one confirmed
 * sale for each order of the hub, and no other.
 *   --erp odoo|tryton   default odoo
 *   --orders 300        keys the clients send
 *   --seed 7            repeats a run's moments and losses
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { random } from '#connectors/twin/random.ts';
import { readConfig } from '#gateway/config.ts';
import { createKey } from '#gateway/keys.ts';
import { startHub } from '#gateway/main.ts';
import { openDatabase } from '#hub/database.ts';
import { type Client, type Sent, startClients } from '../chaos/clients.ts';
import { settledWrites } from '../chaos/copy.ts';
import { freePort } from '../freePort.ts';
import { asker, type Process, spawnSplot } from '../hub.ts';
import type { Erp } from './hands.ts';
import { openLossyWay } from './replies.ts';
import { systemSettings, until } from './stage.ts';
import { erps } from './systems.ts';

const { values } = parseArgs({
  options: { erp: { type: 'string', default: 'odoo' }, orders: { type: 'string', default: '300' }, seed: { type: 'string' } },
});
const { erp: kind } = values;
const wanted = Number(values.orders);
const seed = Number(values.seed ?? Date.now() % 1_000_000);
const boot = erps[kind];
if (!boot || !Number.isSafeInteger(wanted) || wanted < 1)
  throw new Error(`--erp is one of ${Object.keys(erps).join(', ')}; --orders is a count`);
const say = (line: string) => console.log(line);
const SKUS = ['KUR-BIESZ-M', 'BIE-REK-S', 'BIE-SKAR-42'];
const BUYERS = ['Górski Świat sp. z o.o.', 'Hotel Bukowina S.A.', 'Anna Nowak'];
const READY = /GraphQL at/;

const chance = random(seed);
const began = performance.now();
const seconds = () => ((performance.now() - began) / 1000).toFixed(0);
const erp = await boot((line) => say(`   ${line}`));
const folder = mkdtempSync(join(tmpdir(), 'splot-chaos-'));
const methods: Record<string, (path: string, body: string) => string> = {
  odoo: (path) => path.split('/').at(-1) ?? '',
  tryton: (_, body) => /"method":"([^"]+)"/.exec(body)?.[1] ?? '',
};
const way = await openLossyWay(erp.hubSettings.URL ?? '', chance, { writes: 20, reads: 2 }, methods[kind] ?? (() => ''));
let missed = 0;
let hub: Process | undefined;
let clients: Client[] = [];
try {
  for (const sku of SKUS) await erp.adjustStock(sku, wanted);
  const env = {
    SPLOT_PORT: String(await freePort()),
    SPLOT_DATA: folder,
    SPLOT_SANDBOX: 'true',
    SPLOT_LOG_LEVEL: process.env.SPLOT_LOG_LEVEL ?? 'fatal',
    SPLOT_SYSTEMS: 'erp',
    ...systemSettings('erp', { ...erp.hubSettings, URL: way.url, SANDBOX: 'true' }),
  };
  const config = readConfig(env);
  const first = await startHub(config, { activate: true });
  const key = async (role: 'storefront' | 'staff' | 'admin') => (await createKey(first.ground, { name: role, role })).key;
  const keys = { storefront: await key('storefront'), staff: await key('staff'), admin: await key('admin') };
  await first.imported;
  const ask = asker(first.url ?? '', keys);
  const customerIds = await Promise.all(
    BUYERS.map(async (name) => {
      const { data } = await ask('query($s: String!) { customers(first: 1, search: $s) { nodes { id } } }', { s: name }, { as: 'admin' });
      return data.customers.nodes[0].id as string;
    }),
  );
  await first.stop();
  say(`   imported after ${seconds()} s; seed ${seed}`);

  const before = await erp.countSales();
  const sent = new Map<string, Sent>();
  clients = startClients({ config, keys }, { count: 6, skus: SKUS, sent, customerIds });
  let kills = 0;
  hub = await spawnSplot(['serve'], env, READY);
  while (sent.size < wanted) {
    await delay(chance.between(1_500, 9_000));
    await hub.kill();
    kills += 1;
    hub = await spawnSplot(['serve'], env, READY);
    say(`   ${sent.size} of ${wanted} keys sent, ${way.counts.lost} replies lost, ${kills} kills, ${seconds()} s`);
  }
  for (const client of clients) client.finish();
  await Promise.all(clients.map((client) => client.done));
  const db = await openDatabase(config.database, { readOnly: true });
  say(`   ${sent.size} keys are answered; what waits is written, ${seconds()} s`);
  await until('every write to be settled', () => settledWrites(db), 900_000);
  await hub.stop();

  const orders = await db.read.selectFrom('salesOrder').select(['id', 'erpState', 'originKind']).where('history', '=', 0).execute();
  await db.close();
  const found = await salesOf(
    erp,
    orders.filter((order) => order.originKind === 'HUB').map((order) => order.id),
  );
  const documents = (await erp.countSales()) - before;
  const told = new Set([...sent.values()].flatMap((one) => [...one.orderIds]));
  const target = (name: string, value: number, bound: number) => {
    if (value !== bound) missed += 1;
    say(`target chaos-${kind}-${name} ${value} ${bound} ${value === bound ? 'ok' : 'MISS'}`);
  };
  say(`   ${sent.size} keys in ${[...sent.values()].reduce((sum, one) => sum + one.tries, 0)} requests; ${way.counts.writes} writes, ${way.counts.lost} replies lost; ${kills} kills; ${seconds()} s`); // biome-ignore format: one line
  for (const one of sent.values()) if (one.refusals.length) say(`   ${one.key} was refused: ${one.refusals.join(', ')}`);
  target('orders-told', told.size, sent.size);
  target('orders-of-hub', orders.filter((order) => order.originKind === 'HUB').length, sent.size);
  target('orders-not-of-hub', orders.filter((order) => order.originKind !== 'HUB').length, 0);
  target('documents', documents, sent.size);
  target('orders-with-one-confirmed-document', found.filter((sales) => sales.length === 1 && sales[0]?.confirmed).length, sent.size);
  target('orders-answered-twice-with-different-ids', [...sent.values()].filter((one) => one.orderIds.size !== 1).length, 0);
} finally {
  for (const client of clients) client.stop();
  await hub?.kill();
  await way.close();
  await erp.stop();
  rmSync(folder, { recursive: true, force: true });
}
process.exit(missed ? 1 : 0);

/** Few at a time: the ERP has other work. */
async function salesOf(erp: Erp, orderIds: string[]): Promise<Awaited<ReturnType<Erp['sales']>>[]> {
  const found: Awaited<ReturnType<Erp['sales']>>[] = [];
  for (let i = 0; i < orderIds.length; i += 4) found.push(...(await Promise.all(orderIds.slice(i, i + 4).map((id) => erp.sales(id)))));
  return found;
}
