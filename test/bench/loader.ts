/** Starts the client's process (load.ts) and gives it its orders. */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

export interface LoadOrder {
  url: string;
  headers: Record<string, string>;
  /** Sent one after the other, again and again. */
  bodies: string[];
  /** Bytes of the right answer to each. */
  lengths: number[];
  seconds: number;
  connections: number;
}

export interface LoadResult {
  requests: number;
  seconds: number;
  /** Milliseconds. */
  p50: number;
  p99: number;
  /** Answers that were not the right ones, and what the first was. */
  failures: number;
  wrong?: string;
}

export interface Loader {
  run(order: LoadOrder): Promise<LoadResult>;
  stop(): Promise<void>;
}

export function startLoader(): Loader {
  const child = fork(fileURLToPath(new URL('./load.ts', import.meta.url)), {
    execArgv: ['--disable-warning=ExperimentalWarning'],
    env: { PATH: process.env.PATH, NODE_ENV: 'production' },
  });
  const ended = once(child, 'exit').then(() => undefined);
  return {
    async run(order) {
      const answer = once(child, 'message') as Promise<[LoadResult | { error: string }]>;
      child.send(order);
      const result = (await Promise.race([answer, ended]))?.[0];
      if (!result || 'error' in result) throw new Error(result?.error ?? 'the load client has ended');
      return result;
    },
    async stop() {
      if (child.exitCode !== null) return;
      child.disconnect();
      await ended;
    },
  };
}
