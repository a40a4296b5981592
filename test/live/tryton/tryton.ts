/**
 * Boots a real Tryton (tryton.sh) and gives the story a clerk: a JSON-RPC client of its own, which reads and acts inside the ERP
 * without the connector, so that a mistake of the connector cannot hide itself.
 */
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { Client } from 'pg';

export interface Tryton {
  url: string;
  database: string;
  /** The hub's own user, with few rights. */
  user: string;
  password: string;
  adminUser: string;
  adminPassword: string;
  /**
   * Calls `model.<model>.<method>` as the administrator; the context is appended. Decimals come back as text, dates as ISO text;
   * wrap arguments with {@link decimal} and {@link date}. Warnings are accepted, as a clerk would.
   */
  rpc<T = unknown>(method: string, ...params: unknown[]): Promise<T>;
  /** The same with more in its context: what is selected, which places stock is asked for. */
  rpcIn<T = unknown>(context: object, method: string, ...params: unknown[]): Promise<T>;
  /** Rows straight from the database, past Tryton; decimals as text. */
  sql<T extends Record<string, unknown>>(text: string): Promise<T[]>;
  /** Another copy of the seed on the same server; answers its name. */
  freshDatabase(name: string): Promise<string>;
  /**
   * Database `year` on the same server: a year of trade ending today or, from a kept dump, the day it was made; `count` sales. Generated in a minute or two, then
   * kept. Answers its name.
   */
  year(count?: number): Promise<string>;
  /**
   * Database `companies` on the same server: the seed with a second company, "Splot Outdoor sp. z o.o.", whose service user is `hub-outdoor` with the password of
   * the first one's. Answers its name.
   */
  companies(): Promise<string>;
  /** Frozen: connections are accepted, nothing answers. */
  pause(): Promise<void>;
  resume(): Promise<void>;
  /** The server process ends at once, its database stays: the ERP is down. */
  kill(): Promise<void>;
  start(): Promise<void>;
  /** Ends everything and removes what it wrote. */
  stop(): Promise<void>;
}

const script = fileURLToPath(new URL('tryton.sh', import.meta.url));
const admin = { user: 'admin', password: 'admin' };

export const decimal = (value: string | number) => ({ __class__: 'Decimal', decimal: String(value) });
export function date(iso: string) {
  const [year, month, day] = iso.split('-').map(Number);
  return { __class__: 'date', year, month, day };
}

/** One ERP a port; what an earlier run left on that port is removed. Everything ends with this process, however it ends. */
export async function bootTryton(options: { port?: number; db?: string; log?: (line: string) => void } = {}): Promise<Tryton> {
  const { port = Number(process.env.TRYTON_PORT ?? 8400), db = 'erp', log = () => {} } = options;
  const env = { ...process.env, TRYTON_PORT: String(port), SPLOT_LIVE_OWNER: String(process.pid) };
  const step = (...args: string[]) => run(args, env, log);
  const url = `http://127.0.0.1:${port}`;
  await step('up');
  if (db !== 'erp') await step('newdb', db);
  const clerk = openClerk(`${url}/${db}/`);
  return {
    url,
    database: db,
    user: 'hub',
    password: 'hub-password',
    adminUser: admin.user,
    adminPassword: admin.password,
    rpc: (method, ...params) => clerk({}, method, params),
    rpcIn: (context, method, ...params) => clerk(context, method, params),
    sql: (text) => query(port + 17_000, db, text),
    async freshDatabase(name) {
      await step('newdb', name);
      return name;
    },
    async year(count = 120) {
      await step('year', String(count));
      return 'year';
    },
    async companies() {
      await step('companies');
      return 'companies';
    },
    pause: () => step('pause'),
    resume: () => step('resume'),
    kill: () => step('stop'),
    start: () => step('start'),
    stop: () => step('down'),
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
    child.once('exit', (code) =>
      code === 0 ? resolve() : reject(new Error(`tryton.sh ${args.join(' ')}: ${lines.slice(-8).join('\n')}`)),
    );
  });
}

async function query<T extends Record<string, unknown>>(port: number, database: string, text: string): Promise<T[]> {
  const client = new Client({ host: '127.0.0.1', port, database, user: 'tryton' });
  await client.connect();
  try {
    return (await client.query<T>(text)).rows;
  } finally {
    await client.end();
  }
}

interface Answer {
  result?: unknown;
  error?: [string, unknown];
}

/** Logs in at the first call and again when the session has ended (a restarted server, an hour of silence). */
export function openClerk(url: string): <T>(more: object, method: string, params: unknown[]) => Promise<T> {
  let session: { authorization: string; context: object } | undefined;

  async function post(method: string, params: unknown[], authorization?: string): Promise<Answer | null> {
    const headers = { 'content-type': 'application/json', ...(authorization ? { authorization } : {}) };
    const response = await fetch(url, {
      method: 'POST',
      headers,
      body: JSON.stringify({ id: 1, method, params }),
      signal: AbortSignal.timeout(60_000),
    });
    if (response.status === 401) return null;
    if (!response.ok) throw new Error(`${method}: HTTP ${response.status}`);
    return (await response.json()) as Answer;
  }

  async function login() {
    const answer = await post('common.db.login', [admin.user, { password: admin.password }, 'en']);
    if (!answer?.result) throw new Error('the clerk cannot log in');
    const [id, key] = answer.result as [number, string];
    const authorization = `Session ${Buffer.from(`${admin.user}:${id}:${key}`).toString('base64')}`;
    return { authorization, context: (await post('model.res.user.get_preferences', [true, {}], authorization))?.result as object };
  }

  return async function call<T>(more: object, method: string, params: unknown[]): Promise<T> {
    for (let attempt = 0; attempt < 10; attempt += 1) {
      session ??= await login();
      const { authorization, context } = session;
      const answer = await post(method, [...params, { ...context, ...more }], authorization);
      if (answer === null) {
        session = undefined;
      } else if (answer.error?.[0] === 'UserWarning') {
        const [name] = answer.error[1] as [string];
        await post('model.res.user.warning.create', [[{ user: 1, name, always: false }], context], authorization);
      } else if (answer.error) {
        throw new Error(`${method}: ${JSON.stringify(answer.error)}`);
      } else {
        return decode(answer.result) as T;
      }
    }
    throw new Error(`${method}: warnings without end`);
  };
}

function decode(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(decode);
  if (typeof value !== 'object' || value === null) return value;
  const typed = value as Record<string, unknown>;
  const two = (part: unknown, width = 2) => String(part).padStart(width, '0');
  const day = () => `${two(typed.year, 4)}-${two(typed.month)}-${two(typed.day)}`;
  switch (typed.__class__) {
    case 'Decimal':
      return typed.decimal;
    case 'date':
      return day();
    case 'datetime':
      return `${day()}T${two(typed.hour)}:${two(typed.minute)}:${two(typed.second)}.${two(typed.microsecond, 6)}Z`;
    case 'timedelta':
      return typed.seconds;
    default:
      return Object.fromEntries(Object.entries(typed).map(([key, part]) => [key, decode(part)]));
  }
}
