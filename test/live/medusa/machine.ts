/** Medusa as a program of its own: installed from npm once, seeded once, then each boot is a copy of the seeded template with a PostgreSQL and a port of its own. */
import { type ChildProcess, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  constants,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { freePort } from '../../freePort.ts';
import { endPostgres, openToPostgres, postgresVersion, startPostgres } from '../../postgres.ts';
import { readProducts } from '../vendure/products.ts';
import { openAdmin } from './client.ts';
import { type Seeded, seedShop } from './seed.ts';

export const administrator = { email: 'admin@splot.test', password: 'splot-live-admin' };

export interface MachineOptions {
  port?: number;
  /** Where the shop sends its signed hints. */
  webhookUrl?: string;
  webhookSecret?: string;
  /** A shop that nobody prepared for the hub: without our routes, subscriber and change log. */
  bare?: boolean;
}

export interface RunningShop extends Seeded {
  url: string;
  /** The shop's database, for figures computed without it. */
  databaseUrl: string;
  /** The shop's own process stands still and goes on; PostgreSQL runs. */
  freeze(): void;
  thaw(): void;
  /** The shop's process ends at once; the data stays. */
  kill(): Promise<void>;
  /** Up again on the same port; nothing happens when it runs. */
  start(): Promise<void>;
  stop(): Promise<void>;
}

const here = path.dirname(fileURLToPath(import.meta.url));
const shopFolder = path.join(here, 'shop');
/** A cold machine with a busy disk; a warm boot takes 4 s. */
const bootTimeoutMs = 120_000;
/** Throw-away data: a crash of the machine may lose the shop, and the next boot copies the template again. */
const databaseSettings = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', jit: 'off', max_connections: 60 };
type Say = (line: string) => void;

export async function runShop(options: MachineOptions, log: Say): Promise<RunningShop> {
  await install(log);
  const cache = cacheFolder();
  const template = await prepareTemplate(cache, log);
  const port = options.port ?? (await freePort());
  const folder = path.join(cache, 'runs', `${process.pid}-${port}`);
  sweepRuns(path.dirname(folder));
  rmSync(folder, { recursive: true, force: true });
  cpSync(template, folder, { recursive: true, mode: constants.COPYFILE_FICLONE });
  const seeded = JSON.parse(readFileSync(path.join(folder, 'shop.json'), 'utf8')) as Seeded & { url: string };
  const url = `http://127.0.0.1:${port}`;
  const database = await startPostgres({ folder, settings: databaseSettings });
  try {
    await settleIn(database.url, { from: seeded.url, to: url }, options.bare ?? false);
  } catch (error) {
    database.stop();
    throw error;
  }
  prepareProject(folder, options.bare ?? false);
  const environment = {
    ...shopEnvironment(database.url, port),
    ...(options.webhookUrl ? { SHOP_HOOK_URL: options.webhookUrl, SHOP_HOOK_SECRET: options.webhookSecret ?? '' } : {}),
  };
  const boot = () => serve(folder, environment, url, log);
  let shop: ChildProcess | undefined = await boot().catch((error: unknown) => {
    database.stop();
    throw error;
  });
  async function kill(): Promise<void> {
    if (shop) await end(shop);
    shop = undefined;
  }
  return {
    ...seeded,
    url,
    databaseUrl: database.url,
    freeze: () => shop?.kill('SIGSTOP'),
    thaw: () => shop?.kill('SIGCONT'),
    kill,
    async start() {
      shop ??= await boot();
    },
    async stop() {
      await kill();
      database.stop();
    },
  };
}

const shopEnvironment = (databaseUrl: string, port: number) => ({
  SHOP_DATABASE_URL: databaseUrl,
  SHOP_URL: `http://127.0.0.1:${port}`,
  SHOP_PORT: String(port),
});

/** PostgreSQL has a user of its own where we are root, and may not walk into a home folder. */
function cacheFolder(): string {
  const cache = path.resolve(process.env.SPLOT_LIVE_CACHE ?? path.join(here, '../../../.cache/live'), 'medusa');
  mkdirSync(cache, { recursive: true });
  if (openToPostgres(cache)) return cache;
  const open = '/var/tmp/splot-live/medusa';
  mkdirSync(open, { recursive: true });
  return open;
}

/** The shop's packages, in this folder: again only when the lock file changed. `npm ci` refuses the lock of overridden packages; this keeps to it as strictly. */
async function install(log: Say): Promise<void> {
  const marker = path.join(here, 'node_modules', '.installed');
  const wanted = digest(path.join(here, 'package-lock.json'));
  if (existsSync(marker) && readFileSync(marker, 'utf8') === wanted) return;
  log('installing Medusa from npm (once, 250 MB)');
  const npm = process.env.npm_execpath;
  const [command, ...first] = npm ? [process.execPath, npm] : ['npm'];
  const words = ['install', '--no-save', '--install-links', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
  await run(command ?? 'npm', [...first, ...words], { cwd: here, env: process.env, onLine: log });
  writeFileSync(marker, wanted);
  log('installed');
}

/** The seeded database and pictures, keyed by everything that shapes them. Made aside and renamed, so that a broken run leaves nothing behind. */
async function prepareTemplate(cache: string, log: Say): Promise<string> {
  const products = readProducts();
  const key = createHash('sha256').update(JSON.stringify(products)).update(postgresVersion());
  for (const file of ['package-lock.json', 'seed.ts', 'client.ts', 'shop/hub-log.sql', 'shop/medusa-config.js', 'shop/payment.js'])
    key.update(digest(path.join(here, file)));
  const template = path.join(cache, `template-${key.digest('hex').slice(0, 16)}`);
  if (existsSync(template)) return template;

  log(`seeding a shop with ${products.length} variants (once)`);
  const aside = `${template}.${process.pid}`;
  rmSync(aside, { recursive: true, force: true });
  mkdirSync(path.join(aside, 'static'), { recursive: true });
  prepareProject(aside, true);
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const database = await startPostgres({ folder: aside, settings: databaseSettings });
  let seeded = false;
  try {
    const environment = shopEnvironment(database.url, port);
    const tool = (script: string, more = {}) =>
      run(process.execPath, [path.join(shopFolder, script)], { cwd: aside, env: childEnv({ ...environment, ...more }), onLine: () => {} });
    await tool('migrate.js');
    log('tables are there');
    await tool('administrator.js', { SHOP_ADMIN_EMAIL: administrator.email, SHOP_ADMIN_PASSWORD: administrator.password });
    await query(database.url, readFileSync(path.join(shopFolder, 'hub-log.sql'), 'utf8'));
    const shop = await serve(aside, environment, url, log);
    const known = await seedShop(url, openAdmin(url, administrator.email, administrator.password), products, log).finally(() => end(shop));
    writeFileSync(path.join(aside, 'shop.json'), JSON.stringify({ ...known, url }));
    seeded = true;
  } finally {
    database.stop({ keep: seeded });
  }
  for (const name of ['node_modules', 'package.json', 'medusa-config.js']) rmSync(path.join(aside, name), { force: true });
  for (const old of readdirSync(cache)) {
    if (old.startsWith('template-') && !old.includes('.')) rmSync(path.join(cache, old), { recursive: true, force: true });
  }
  renameSync(aside, template);
  log('seeded');
  return template;
}

/** A copy is a shop of its own: its pictures lie at its own address, its change log is another history. */
async function settleIn(databaseUrl: string, move: { from: string; to: string }, bare: boolean): Promise<void> {
  const { from, to } = move;
  await query(
    databaseUrl,
    `update image set url = replace(url, '${from}/', '${to}/');
     update product set thumbnail = replace(thumbnail, '${from}/', '${to}/');
     ${bare ? 'drop schema hub cascade' : 'update hub.epoch set name = gen_random_uuid()::text, kept_from = pg_current_xact_id()'}`,
  );
}

async function query(databaseUrl: string, text: string): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  await client.query(text).finally(() => client.end());
}

/** Medusa looks for its project where it is started: configuration, packages, and routes of ours unless it is bare. */
function prepareProject(folder: string, bare: boolean): void {
  writeFileSync(
    path.join(folder, 'medusa-config.js'),
    `module.exports = require(${JSON.stringify(path.join(shopFolder, 'medusa-config.js'))});\n`,
  );
  writeFileSync(path.join(folder, 'package.json'), '{ "private": true, "type": "commonjs" }\n');
  symlinkSync(path.join(here, 'node_modules'), path.join(folder, 'node_modules'));
  if (!bare) symlinkSync(path.join(shopFolder, 'src'), path.join(folder, 'src'));
}

/** What killed processes left behind. */
function sweepRuns(folder: string): void {
  if (!existsSync(folder)) return;
  for (const name of readdirSync(folder)) {
    try {
      process.kill(Number(name.split('-')[0]), 0);
    } catch {
      endPostgres(path.join(folder, name));
      rmSync(path.join(folder, name), { recursive: true, force: true });
    }
  }
}

async function serve(folder: string, environment: Record<string, string>, url: string, log: Say): Promise<ChildProcess> {
  const child = spawn(process.execPath, [path.join(shopFolder, 'serve.js')], {
    cwd: folder,
    env: childEnv(environment),
    // The channel lets the shop see that whoever started it is gone.
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  // Neither the shop nor its channel keeps a finished test process alive.
  child.channel?.unref();
  for (const stream of [child.stdout, child.stderr]) if (stream) createInterface({ input: stream }).on('line', (line) => tell(line, log));
  for (const deadline = performance.now() + bootTimeoutMs; ; await delay(100)) {
    if (child.exitCode !== null || child.signalCode !== null) throw new Error(`the shop ended with ${child.exitCode} before it answered`);
    const answers = await fetch(`${url}/health`, { signal: AbortSignal.timeout(5_000) }).then(
      (answer) => answer.ok,
      () => false,
    );
    if (answers) return child;
    if (performance.now() > deadline) {
      child.kill('SIGKILL');
      throw new Error('the shop did not answer in time');
    }
  }
}

/** Its warnings are about production; its errors are worth reading. */
function tell(line: string, log: Say): void {
  if (/"level":"error"|Error:/.test(line)) log(line.slice(0, 500));
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  child.kill('SIGKILL');
  await gone;
}

function childEnv(environment: Record<string, string>): NodeJS.ProcessEnv {
  const { PATH, HOME, TMPDIR } = process.env;
  const fixed = { TZ: 'UTC', NODE_ENV: 'production', LOG_LEVEL: 'warn', MEDUSA_DISABLE_TELEMETRY: 'true' };
  return { PATH, HOME, TMPDIR, ...fixed, ...environment };
}

function run(command: string, args: string[], options: { cwd: string; env: NodeJS.ProcessEnv; onLine: Say }): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd: options.cwd,
      env: options.env,
      stdio: ['ignore', 'pipe', 'pipe'],
      shell: process.platform === 'win32' && command === 'npm',
    });
    let tail = '';
    const heard = (line: string) => {
      tail = `${tail}\n${line}`.slice(-2_000);
      options.onLine(line);
    };
    createInterface({ input: child.stdout }).on('line', heard);
    createInterface({ input: child.stderr }).on('line', heard);
    child.once('error', reject);
    child.once('exit', (code) =>
      code === 0 ? resolve() : reject(new Error(`${path.basename(args[0] ?? command)} ended with ${code}: ${tail}`)),
    );
  });
}

function digest(file: string): string {
  return createHash('sha256').update(readFileSync(file)).digest('hex');
}
