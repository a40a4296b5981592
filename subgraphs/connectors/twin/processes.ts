/** Starts a twin as a child process and talks to its control endpoints: for the demo and for tests. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { request } from 'undici';
import { defaultKey } from './child.ts';

export interface TwinOptions {
  /** Default: a free one. */
  port?: number;
  /** SQLite file; default in memory. */
  file?: string;
  key?: string;
  /** Start without the demo data. */
  empty?: boolean;
  /** Offline sales, arriving deliveries, orders shipped and invoiced by themselves. */
  life?: boolean;
  /** Shop only: where webhooks go. */
  webhook?: { url: string; secret: string };
  /** What the child writes to standard error; default: dropped. */
  onError?(text: string): void;
}

export interface Twin extends AsyncDisposable {
  url: string;
  key: string;
  pid: number;
  /** Resolves when the process has ended, for whatever reason. */
  ended: Promise<void>;
  stop(): Promise<void>;
  /** Ends it as a crash would. */
  kill(): Promise<void>;
  /** `POST /control/<path>` with a body, `GET` without; throws on anything but 200. */
  control(path: string, body?: unknown): Promise<unknown>;
}

/** A twin that is not ready by then is given up. */
const startTimeoutMs = 10_000;

export async function spawnTwin(kind: 'erp' | 'shop', options: TwinOptions = {}): Promise<Twin> {
  const key = options.key ?? defaultKey;
  const file = fileURLToPath(new URL(`./${kind}.ts`, import.meta.url));
  const flags = ['--port', String(options.port ?? 0), '--file', options.file ?? ':memory:'];
  if (options.empty) flags.push('--empty');
  if (options.life) flags.push('--life');
  const child = spawn(process.execPath, [file, ...flags], {
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    // Only what it needs: the parent's secrets are none of its business.
    env: {
      PATH: process.env.PATH,
      TWIN_KEY: key,
      NODE_NO_WARNINGS: '1',
      ...(options.webhook ? { TWIN_WEBHOOK_URL: options.webhook.url, TWIN_WEBHOOK_SECRET: options.webhook.secret } : {}),
    },
  });
  let complaint = '';
  child.stderr?.on('data', (part: Buffer) => {
    complaint = (complaint + part.toString()).slice(-2000);
    options.onError?.(part.toString());
  });
  const ended = once(child, 'exit').then(
    () => undefined,
    () => undefined,
  );
  const port = await new Promise<number>((resolve, reject) => {
    const timer = setTimeout(() => fail('it did not get ready in time'), startTimeoutMs);
    const fail = (why: string) => {
      clearTimeout(timer);
      child.kill('SIGKILL');
      reject(new Error(`the twin ${kind} did not start: ${why} ${complaint}`.trim()));
    };
    child.once('error', (error) => fail(error.message));
    child.once('exit', (code) => fail(`exit code ${code}.`));
    child.once('message', (message) => {
      clearTimeout(timer);
      resolve((message as { port: number }).port);
    });
  });
  // The parent may end without stop(): the child follows by itself.
  child.unref();
  child.channel?.unref();
  (child.stderr as unknown as { unref?(): void } | null)?.unref?.();

  const url = `http://127.0.0.1:${port}`;
  const end = async (signal: 'SIGTERM' | 'SIGKILL') => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    child.ref();
    const timer = setTimeout(() => child.kill('SIGKILL'), 3000);
    child.kill(signal);
    await ended;
    clearTimeout(timer);
  };
  return {
    url,
    key,
    pid: child.pid ?? 0,
    ended,
    stop: () => end('SIGTERM'),
    [Symbol.asyncDispose]: () => end('SIGTERM'),
    kill: () => end('SIGKILL'),
    async control(path, body) {
      const answer = await request(`${url}/control/${path.replace(/^\//, '')}`, {
        method: body === undefined ? 'GET' : 'POST',
        headers: { 'x-twin-key': key, 'content-type': 'application/json' },
        body: body === undefined ? null : JSON.stringify(body),
      });
      const text = await answer.body.text();
      if (answer.statusCode !== 200) throw new Error(`twin ${kind} control ${path} answered ${answer.statusCode}: ${text}`);
      return JSON.parse(text) as unknown;
    },
  };
}
