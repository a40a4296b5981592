/** A subgraph in another process: POST over a keep-alive pool with a deadline and a bounded body; subscriptions over server-sent events. */
import { type Executor, getOperationASTFromRequest } from '@graphql-tools/utils';
import { type ExecutionResult, print } from 'graphql';
import { createClient } from 'graphql-sse';
import type { Logger } from 'pino';
import { Pool, fetch as undiciFetch } from 'undici';
import { failure } from '#hub/errors.ts';
import type { EngineRequest } from './engine.ts';
import { mapStream } from './iterate.ts';
import { type RequestScope, renew } from './scope.ts';
import { REQUEST_ID_HEADER, VIEWER_HEADER, viewerSigner } from './viewerToken.ts';

export interface RemoteSubgraph {
  kind: 'remote';
  /** Of its POST route, such as http://stock.internal:4101/graphql; subscriptions go to …/stream below it. */
  url: string;
  /** Shared with the subgraph's process (SPLOT_VIEWER_SECRET), 32 characters or more. */
  viewerSecret: string;
  /** Milliseconds until a query is given up. */
  deadline?: number;
  /** The same for a mutation, which may wait for the ERP. */
  mutationDeadline?: number;
  /** Bytes of an answer that are read at most. */
  maxBytes?: number;
}

const DEADLINE = 5_000;
const MUTATION_DEADLINE = 35_000;
const MAX_BYTES = 20_000_000;
/** A stream without a byte for this long is dead: the other side sends a sign of life every 12 s. */
const STREAM_SILENCE = 30_000;

export function remoteExecutor(name: string, subgraph: RemoteSubgraph, log: Logger): { executor: Executor; close(): Promise<void> } {
  const url = new URL(subgraph.url);
  const deadline = subgraph.deadline ?? DEADLINE;
  const mutationDeadline = Math.max(deadline, subgraph.mutationDeadline ?? MUTATION_DEADLINE);
  const sign = viewerSigner(subgraph.viewerSecret);
  const pool = new Pool(url.origin, {
    connections: 64,
    connect: { timeout: deadline },
    headersTimeout: mutationDeadline,
    bodyTimeout: deadline,
  });
  const streams = new Pool(url.origin, { connect: { timeout: deadline }, headersTimeout: deadline, bodyTimeout: STREAM_SILENCE });

  const headersFor = async (request: EngineRequest) => ({
    [VIEWER_HEADER]: await sign(request.viewer),
    [REQUEST_ID_HEADER]: request.requestId,
  });

  const unavailable = (cause: unknown, request: EngineRequest): Error => {
    if (!request.signal.aborted) log.warn({ err: cause, subgraph: name, requestId: request.requestId }, 'a subgraph cannot be reached');
    return failure('SUBGRAPH_UNAVAILABLE', `The part of the graph named ${name} cannot be reached now.`, { subgraph: name });
  };

  async function call(body: string, request: EngineRequest, patience: number): Promise<ExecutionResult> {
    try {
      const signal = AbortSignal.any([request.signal, AbortSignal.timeout(patience)]);
      const response = await pool.request({
        method: 'POST',
        path: url.pathname,
        headers: { ...(await headersFor(request)), 'content-type': 'application/json', accept: 'application/json' },
        body,
        signal,
      });
      const text = await readText(response.body, subgraph.maxBytes ?? MAX_BYTES);
      if (response.statusCode !== 200) throw new Error(`HTTP status ${response.statusCode}`);
      return readResult(text);
    } catch (error) {
      throw unavailable(error, request);
    }
  }

  async function stream(query: string, variables: Record<string, unknown>, request: EngineRequest) {
    const headers = await headersFor(request);
    const client = createClient({
      url: `${url.href.replace(/\/$/, '')}/stream`,
      headers,
      retryAttempts: 0,
      fetchFn: (input: string, init: Parameters<typeof undiciFetch>[1]) => undiciFetch(input, { ...init, dispatcher: streams }),
    });
    const events = client.iterate({ query, variables });
    const end = () => {
      request.signal.removeEventListener('abort', end);
      client.dispose();
      void events.return?.();
    };
    request.signal.addEventListener('abort', end, { once: true });
    const guarded: AsyncIterableIterator<ExecutionResult> = {
      async next() {
        try {
          const event = (await events.next()) as IteratorResult<ExecutionResult>;
          if (event.done) end();
          return event;
        } catch (error) {
          end();
          throw unavailable(error, request);
        }
      },
      async return() {
        end();
        return { value: undefined, done: true };
      },
      [Symbol.asyncIterator]() {
        return this;
      },
    };
    return guarded;
  }

  const executor = async (request: Parameters<Executor>[0]) => {
    const scope = request.context as unknown as RequestScope;
    const client = scope.request;
    // What another process read is not known here.
    client.reads?.never('a remote subgraph');
    const operation = request.operationType ?? getOperationASTFromRequest(request).operation;
    const query = print(request.document);
    const variables = (request.variables ?? {}) as Record<string, unknown>;
    if (operation === 'subscription') {
      const events = await stream(query, variables, client);
      return mapStream(events, (result) => {
        renew(scope, request.info);
        return result;
      });
    }
    return call(JSON.stringify({ query, variables }), client, operation === 'mutation' ? mutationDeadline : deadline);
  };
  return {
    executor: executor as Executor,
    async close() {
      await Promise.all([pool.destroy(), streams.destroy()]);
    },
  };
}

async function readText(body: AsyncIterable<Uint8Array> & { destroy(): unknown }, maxBytes: number): Promise<string> {
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of body) {
    size += part.byteLength;
    if (size > maxBytes) {
      body.destroy();
      throw new Error(`more than ${maxBytes} bytes`);
    }
    parts.push(part);
  }
  return Buffer.concat(parts, size).toString('utf8');
}

function readResult(text: string): ExecutionResult {
  const result: unknown = JSON.parse(text);
  if (!result || typeof result !== 'object' || !('data' in result || 'errors' in result)) throw new Error('not a GraphQL answer');
  return result as ExecutionResult;
}
