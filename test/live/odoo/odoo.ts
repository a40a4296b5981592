/** Boots a real Odoo 19 (odoo.sh) and gives the stories a clerk and a bookkeeper of it: see hands.ts for what each hand does. */
import { execFile, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import pg from 'pg';
import type { Erp, HubSettings } from '../hands.ts';
import { catalogueHands } from './catalogue.ts';
import { openClerk } from './client.ts';
import { saleHands } from './sales.ts';
import { stockHands } from './stock.ts';

const script = fileURLToPath(new URL('odoo.sh', import.meta.url));

export interface OdooErp extends Erp {
  /** The clerk's own words with Odoo, for what a story wants beyond the hands. */
  clerk: ReturnType<typeof openClerk>;
  /** API keys of the hub's user and of the clerk. */
  keys: { hub: string; clerk: string };
  /** A year of back-dated orders in a database of its own; answers its settings. */
  year(count?: number): Promise<HubSettings>;
  /** Hands on another database of the same server. */
  database(name: string): { clerk: ReturnType<typeof openClerk>; sql: Erp['sql'] };
}

/** One ERP a port; what an earlier run left on that port is removed. Everything ends with this process, however it ends. */
export async function bootOdoo(options: { port?: number; log?: (line: string) => void } = {}): Promise<OdooErp> {
  const { port = defaultPort(), log = () => {} } = options;
  const env = environment(port);
  const step = (...args: string[]) => run(args, env, log);
  await step('up');
  const keys = await readKeys(env);
  const url = `http://127.0.0.1:${port}`;
  const settingsOf = (database: string): HubSettings => ({ KIND: 'odoo', URL: url, DATABASE: database, KEY: keys.hub });
  const books = openBooks(env.ODOO_PG_PORT);
  const sqlOf = books.sqlOf;
  const clerk = openClerk(url, 'erp', keys.clerk);
  const sql = sqlOf('erp');
  return {
    kind: 'odoo',
    hubSettings: settingsOf('erp'),
    clerk,
    keys,
    sql,
    pause: () => step('pause'),
    resume: () => step('resume'),
    kill: () => step('stop'),
    async stop() {
      await books.close();
      await step('down');
    },
    ...catalogueHands(clerk),
    ...stockHands(clerk),
    ...saleHands(clerk, sql),
    async freshDatabase(name) {
      await step('newdb', name);
      return settingsOf(name);
    },
    async year(count = 120) {
      await step('year', String(count));
      return settingsOf('hub_year');
    },
    database: (name) => ({ clerk: openClerk(url, name, keys.clerk), sql: sqlOf(name) }),
  };
}

/** A clerk of an Odoo that another process has booted. */
export async function attachOdoo(port = defaultPort()): Promise<ReturnType<typeof saleHands> & { close(): Promise<void> }> {
  const env = environment(port);
  const keys = await readKeys(env);
  const books = openBooks(env.ODOO_PG_PORT);
  return { ...saleHands(openClerk(`http://127.0.0.1:${port}`, 'erp', keys.clerk), books.sqlOf('erp')), close: books.close };
}

const defaultPort = () => Number(process.env.ODOO_PORT ?? 8500);

const environment = (port: number) => ({
  ...process.env,
  ODOO_PORT: String(port),
  ODOO_PG_PORT: String(port + 17_000),
  SPLOT_LIVE_OWNER: String(process.pid),
});

async function readKeys(env: NodeJS.ProcessEnv): Promise<OdooErp['keys']> {
  const { stdout } = await promisify(execFile)('bash', [script, 'keys'], { env });
  return Object.fromEntries(stdout.trim().split('\n').map((line) => line.split(' '))) as OdooErp['keys']; // biome-ignore format: one line
}

/** Odoo's own databases, one pool each. */
function openBooks(port: string) {
  const pools = new Map<string, pg.Pool>();
  return {
    sqlOf:
      (database: string): Erp['sql'] =>
      async (text) => {
        const pool = pools.get(database) ?? new pg.Pool({ connectionString: `postgresql://odoo@127.0.0.1:${port}/${database}`, max: 4 });
        // The server ends before the pool does when an ERP is killed.
        if (!pools.has(database)) pool.on('error', () => {});
        pools.set(database, pool);
        return (await pool.query(text)).rows;
      },
    close: async () => void (await Promise.all([...pools.values()].map((pool) => pool.end().catch(() => {})))),
  };
}

function run(args: string[], env: NodeJS.ProcessEnv, log: (line: string) => void): Promise<void> {
  return new Promise((resolve, reject) => {
    const lines: string[] = [];
    const child = spawn('bash', [script, ...args], { env, stdio: ['ignore', 'ignore', 'pipe'] });
    createInterface(child.stderr).on('line', (line) => {
      lines.push(line);
      log(line);
    });
    child.once('error', reject);
    // "exit", not "close": the server that stays holds no pipe of ours, but a slow helper might.
    child.once('exit', (code) => (code === 0 ? resolve() : reject(new Error(`odoo.sh ${args.join(' ')}: ${lines.slice(-8).join('\n')}`))));
  });
}
