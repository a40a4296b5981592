/** Runs one operation one way; the answer is plain data with everything that left: data, errors, extensions, each message of a stream. */

import { setTimeout as delay } from 'node:timers/promises';
import { type ExecutionResult, execute, parse, subscribe } from 'graphql';
import { createClient } from 'graphql-ws';
import { WebSocket } from 'ws';
import { maskResult } from '#gateway/masking.ts';
import { isRefused } from '#gateway/operations.ts';
import type { Subgraph } from '#hub/subgraph.ts';
import type { Generated } from './documents.ts';
import type { Asker, World } from './world.ts';

export type Ask = (operation: Pick<Generated, 'kind' | 'text'>, asker: Asker) => Promise<unknown>;

/** Messages of a stream that are looked at, and how long the next one is waited for, milliseconds. */
const MESSAGES = 8;
const SILENCE = 12;
const FIRST = 150;

const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value));
const never = new AbortController().signal;

/** Straight at a subgraph, whose own rules must hold: the gateway is not the only way in. Errors are masked as they are when they leave. */
export function askSubgraph({ ground }: World, subgraph: Subgraph): Ask {
  const mask = { requestId: 'privacy', log: ground.log, suggestions: false };
  return async ({ kind, text }, { viewer }) => {
    const contextValue = subgraph.context(ground, { viewer, requestId: 'privacy' });
    const args = { schema: subgraph.schema, document: parse(text), contextValue };
    if (kind !== 'subscription') return plain(maskResult(await execute(args), mask));
    const stream = await subscribe(args);
    return Symbol.asyncIterator in stream ? firstOf(stream, (one) => maskResult(one, mask)) : plain(maskResult(stream, mask));
  };
}

/** Through limits, validation, planning and all subgraphs. */
export function askEngine({ operations }: World): Ask {
  return async ({ kind, text }, { viewer }) => {
    const request = { viewer, requestId: 'privacy', signal: never };
    const prepared = operations.prepare({ query: text }, request);
    if (isRefused(prepared)) return plain({ errors: prepared });
    const run = { document: prepared.document, request };
    if (kind !== 'subscription') return plain(await operations.execute(run));
    const stream = await operations.subscribe(run);
    return Symbol.asyncIterator in stream ? firstOf(stream, (one) => one) : plain(stream);
  };
}

/** With the key and the token in the headers. */
export function askOverHttp({ origin }: World): Ask {
  return async ({ text }, { headers }) => {
    const response = await fetch(`${origin}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'application/graphql-response+json', ...headers },
      body: JSON.stringify({ query: text }),
    });
    const body = await response.text();
    return {
      headers: Object.fromEntries([...response.headers].filter(([name]) => !/^(date|content-length)$/.test(name))),
      body: JSON.parse(body),
    };
  };
}

/** A socket each asker; `close` ends them. */
export function askOverSockets({ origin }: World): { ask: Ask; close(): Promise<void> } {
  const clients = new Map<Asker, ReturnType<typeof createClient>>();
  const clientOf = (asker: Asker) => {
    const known = clients.get(asker);
    if (known) return known;
    const { authorization, 'splot-customer': splotCustomer } = asker.headers;
    const client = createClient({
      url: `${origin.replace('http', 'ws')}/graphql`,
      webSocketImpl: WebSocket,
      connectionParams: { ...(authorization ? { authorization } : {}), ...(splotCustomer ? { splotCustomer } : {}) },
      lazy: true,
      lazyCloseTimeout: 5_000,
      retryAttempts: 0,
    });
    clients.set(asker, client);
    return client;
  };
  return {
    async ask({ text }, asker) {
      const stream = clientOf(asker).iterate({ query: text }) as AsyncIterableIterator<ExecutionResult>;
      return firstOf(stream, (one) => one, 100).catch((errors: unknown) => plain({ errors }));
    },
    async close() {
      for (const client of clients.values()) await client.dispose();
    },
  };
}

async function firstOf(
  stream: AsyncIterableIterator<ExecutionResult>,
  mask: (one: ExecutionResult) => ExecutionResult,
  silence = SILENCE,
): Promise<unknown> {
  const messages: unknown[] = [];
  while (messages.length < MESSAGES) {
    const quiet = new AbortController();
    const next = stream.next();
    next.catch(() => {});
    const item = await Promise.race([
      next,
      delay(messages.length ? silence : FIRST, undefined, { signal: quiet.signal }).catch(() => undefined),
    ]);
    quiet.abort();
    if (!item || item.done) break;
    messages.push(plain(mask(item.value)));
  }
  await stream.return?.();
  return { messages };
}
