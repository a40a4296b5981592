/**
 * Boots a real Vendure shop: installed from npm once, seeded once, then each boot is a copy of the seeded template, with a
 * PostgreSQL and ports of its own. The shop is a separate program; everything here and in the hub reaches it over HTTP.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { constants, cpSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { freePort } from '../../freePort.ts';
import { endPostgres, openToPostgres, postgresVersion, startPostgres } from '../../postgres.ts';
import { type Address, type Customer, checkout, type Payment, type PlacedOrder } from './checkout.ts';
import { type Client, openClient, type Query } from './client.ts';
import { readProducts, type SeedProduct } from './products.ts';

export type { Address, Customer, Payment, PlacedOrder } from './checkout.ts';
export type { SeedProduct } from './products.ts';

export interface VendureOptions {
  port?: number;
  /** Where the shop sends its signed hints. */
  webhookUrl?: string;
  webhookSecret?: string;
  log?: (line: string) => void;
  products?: SeedProduct[];
  /** A shop that nobody prepared for the hub: without the plugin and without fields of ours. */
  bare?: boolean;
}

export interface Vendure {
  url: string;
  adminApi: string;
  shopApi: string;
  /** For the header `vendure-api-key`; a role with what a hub needs and no more. */
  apiKey: string;
  adminUser: string;
  adminPassword: string;
  /** The live story's own eyes: a superadmin session apart from the connector's. */
  admin: Query;
  /** A visitor with a session of their own. */
  shopper(): Client;
  /** A real order through the shop API. */
  checkout(
    lines: { sku: string; quantity: number }[],
    customer: Customer,
    address: Address,
    payment: Payment,
    options?: { delivery?: string; coupon?: string },
  ): Promise<PlacedOrder>;
  /** The shop goes down and keeps its data; `resume` brings it back on the same port. */
  halt(): Promise<void>;
  resume(): Promise<void>;
  stop(): Promise<void>;
}

const here = path.dirname(fileURLToPath(import.meta.url));
const adminUser = 'admin';
const adminPassword = 'splot-live-admin';
/** A cold machine with a busy disk; a warm boot takes 5 s. */
const bootTimeoutMs = 120_000;
const stopTimeoutMs = 5_000;
/** TypeORM sends queries of one connection without waiting, which the next major version of pg will not take. */
const quiet = ['--disable-warning=DeprecationWarning'];
/** Throw-away data: a crash of the machine may lose the shop, and the next boot copies the template again. */
const databaseSettings = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', jit: 'off', max_connections: 60 };

export async function bootVendure(options: VendureOptions = {}): Promise<Vendure> {
  const started = performance.now();
  const log = (line: string) => options.log?.(`[${((performance.now() - started) / 1000).toFixed(1)} s] vendure: ${line}`);
  await install(log);
  const cache = cacheFolder();
  const template = await prepareTemplate(cache, options.products ?? readProducts(), log);

  const port = options.port ?? (await freePort());
  const data = path.join(cache, 'runs', `${process.pid}-${port}`);
  sweepRuns(path.dirname(data));
  rmSync(data, { recursive: true, force: true });
  cpSync(template, data, { recursive: true, mode: constants.COPYFILE_FICLONE });
  const { apiKey } = JSON.parse(readFileSync(path.join(data, 'shop.json'), 'utf8')) as { apiKey: string };
  const database = await startPostgres({ folder: data, settings: databaseSettings });
  const environment = {
    SHOP_DATA: data,
    SHOP_DATABASE_URL: database.url,
    SHOP_PORT: String(port),
    ...(options.bare ? { SHOP_BARE: '1' } : {}),
    ...(options.webhookUrl ? { SHOP_HOOK_URL: options.webhookUrl, SHOP_HOOK_SECRET: options.webhookSecret ?? '' } : {}),
  };
  let shop: ChildProcess | undefined = await serve({ ...environment, SHOP_NEW_EPOCH: '1' }, log).catch((error: unknown) => {
    database.stop();
    throw error;
  });
  log(`answers on port ${port}`);

  const url = `http://127.0.0.1:${port}`;
  const adminApi = `${url}/admin-api`;
  const shopApi = `${url}/shop-api`;
  const admin = loggedIn(adminApi);
  const shopper = () => openClient(shopApi);
  async function halt(): Promise<void> {
    if (shop) await end(shop);
    shop = undefined;
  }
  return {
    url,
    adminApi,
    shopApi,
    apiKey,
    adminUser,
    adminPassword,
    admin,
    shopper,
    checkout: (lines, customer, address, payment, extra) => checkout(admin, shopper(), { lines, customer, address, payment, ...extra }),
    halt,
    async resume() {
      shop ??= await serve(environment, log);
    },
    async stop() {
      await halt();
      database.stop();
    },
  };
}

/** PostgreSQL has a user of its own where we are root, and may not walk into a home folder. */
function cacheFolder(): string {
  const cache = path.resolve(process.env.SPLOT_LIVE_CACHE ?? path.join(here, '../../../.cache/live'), 'vendure');
  mkdirSync(cache, { recursive: true });
  if (openToPostgres(cache)) return cache;
  const open = '/var/tmp/splot-live/vendure';
  mkdirSync(open, { recursive: true });
  return open;
}

/** The shop's packages, in this folder: installed again only when the lock file changed. Nothing of theirs runs while installing. */
async function install(log: (line: string) => void): Promise<void> {
  const marker = path.join(here, 'node_modules', '.installed');
  const wanted = digest(path.join(here, 'package-lock.json'));
  if (existsSync(marker) && readFileSync(marker, 'utf8') === wanted) return;
  log('installing Vendure from npm (once, 160 MB)');
  const npm = process.env.npm_execpath;
  const [command, ...first] = npm ? [process.execPath, npm] : ['npm'];
  await run(command ?? 'npm', [...first, 'ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: here,
    env: process.env,
    onLine: log,
  });
  writeFileSync(marker, wanted);
  log('installed');
}

/** The seeded database, keyed by everything that shapes it. Made aside and renamed, so that a broken run leaves nothing behind. */
async function prepareTemplate(cache: string, products: SeedProduct[], log: (line: string) => void): Promise<string> {
  const list = JSON.stringify(products);
  const shape = ['package-lock.json', 'client.ts', ...readdirSync(path.join(here, 'shop')).map((name) => `shop/${name}`)];
  const key = createHash('sha256').update(list).update(postgresVersion());
  for (const file of shape.sort()) key.update(digest(path.join(here, file)));
  const template = path.join(cache, `template-${key.digest('hex').slice(0, 16)}`);
  if (existsSync(template)) return template;

  log(`seeding a shop with ${products.length} variants (once)`);
  const aside = `${template}.${process.pid}`;
  rmSync(aside, { recursive: true, force: true });
  mkdirSync(aside, { recursive: true });
  const file = path.join(aside, 'products.json');
  writeFileSync(file, list);
  const database = await startPostgres({ folder: aside, settings: databaseSettings });
  let seeded = false;
  try {
    await run(process.execPath, [...quiet, path.join(here, 'shop/seed.js'), file], {
      // Vendure leaves files of its own where it is started.
      cwd: aside,
      env: childEnv({
        SHOP_DATA: aside,
        SHOP_DATABASE_URL: database.url,
        SHOP_PORT: String(await freePort()),
        SHOP_SYNCHRONIZE: '1',
      }),
      onLine: (line) => log(stepOf(line)),
    });
    seeded = true;
  } finally {
    database.stop({ keep: seeded });
  }
  for (const old of readdirSync(cache)) {
    if (old.startsWith('template-') && !old.includes('.')) rmSync(path.join(cache, old), { recursive: true, force: true });
  }
  renameSync(aside, template);
  log('seeded');
  return template;
}

/** What killed processes left behind. */
function sweepRuns(folder: string): void {
  if (!existsSync(folder)) return;
  for (const run of readdirSync(folder)) {
    try {
      process.kill(Number(run.split('-')[0]), 0);
    } catch {
      endPostgres(path.join(folder, run));
      rmSync(path.join(folder, run), { recursive: true, force: true });
    }
  }
}

function stepOf(line: string): string {
  try {
    return String((JSON.parse(line) as { step: unknown }).step);
  } catch {
    return line;
  }
}

async function serve(environment: Record<string, string> & { SHOP_DATA: string }, log: (line: string) => void): Promise<ChildProcess> {
  const child = spawn(process.execPath, [...quiet, path.join(here, 'shop/serve.js')], {
    cwd: environment.SHOP_DATA,
    env: childEnv(environment),
    // The channel lets the shop see that whoever started it is gone.
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  // Neither the shop nor its channel keeps a finished test process alive.
  child.channel?.unref();
  const { stdout, stderr } = child;
  if (!stdout || !stderr) throw new Error('the shop has no output');
  const lines = createInterface({ input: stdout });
  createInterface({ input: stderr }).on('line', log);
  await new Promise<void>((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error('the shop did not answer in time')), bootTimeoutMs);
    child.once('exit', (code) => reject(new Error(`the shop ended with ${code} before it answered`)));
    lines.on('line', (line) => {
      if (!line.startsWith('{"ready"')) return log(line);
      clearTimeout(timer);
      resolve();
    });
  }).catch((error: unknown) => {
    child.kill('SIGKILL');
    throw error;
  });
  return child;
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  child.kill('SIGTERM');
  const timer = setTimeout(() => child.kill('SIGKILL'), stopTimeoutMs);
  await gone;
  clearTimeout(timer);
}

function childEnv(environment: Record<string, string>): NodeJS.ProcessEnv {
  const { PATH, HOME, TMPDIR } = process.env;
  // Vendure's columns have no time zone: only UTC reads back as written.
  return { PATH, HOME, TMPDIR, TZ: 'UTC', NODE_ENV: 'production', ...environment };
}

function run(
  command: string,
  args: string[],
  options: { cwd: string; env: NodeJS.ProcessEnv; onLine: (line: string) => void },
): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd: options.cwd,
      env: options.env,
      stdio: ['ignore', 'pipe', 'pipe'],
      shell: process.platform === 'win32' && command === 'npm',
    });
    createInterface({ input: child.stdout }).on('line', options.onLine);
    createInterface({ input: child.stderr }).on('line', options.onLine);
    child.once('error', reject);
    child.once('exit', (code) => (code === 0 ? resolve() : reject(new Error(`${path.basename(args[0] ?? command)} ended with ${code}`))));
  });
}

function digest(file: string): string {
  return createHash('sha256').update(readFileSync(file)).digest('hex');
}

/** Logs in before the first question. */
function loggedIn(url: string): Query {
  const client = openClient(url);
  let login: Promise<unknown> | undefined;
  return async (query, variables) => {
    login ??= client.query('mutation($u: String!, $p: String!) { login(username: $u, password: $p) { __typename } }', {
      u: adminUser,
      p: adminPassword,
    });
    await login;
    return client.query(query, variables);
  };
}
