/**
 * A subgraph in another process: POST over a keep-alive pool, with a deadline, a bounded answer, a bounded number of calls at once and a
 * breaker that stops asking one that is down. Nothing is ever sent twice. Subscriptions come as server-sent events.
 */
import { BrokenCircuitError, bulkhead, ConsecutiveBreaker, circuitBreaker, handleWhen, wrap } from 'cockatiel';
import { createClient } from 'graphql-sse';
import type { Logger } from 'pino';
import { Pool, fetch as undiciFetch } from 'undici';
import { failure } from '#hub/errors.ts';
import { after } from './deadlines.ts';
import { mapStream } from './iterate.ts';
import { isObject } from './merge.ts';
import type { Data } from './run.ts';
import type { Answer, SubgraphOperation, Transport } from './transport.ts';
import type { EngineRequest, RemoteSubgraph } from './vocabulary.ts';

const DEADLINE = 5_000;
const MUTATION_DEADLINE = 35_000;
const MAX_BYTES = 20_000_000;
const CONCURRENCY = 64;
/** A stream without a byte for this long is dead: the other side sends a sign of life every 12 s. */
const STREAM_SILENCE = 30_000;
/** Calls that fail one after another until the subgraph is taken for down, and how long it is left alone then. */
const FAILURES_TO_OPEN = 10;
const LEFT_ALONE = 1_000;

/** Nobody waits any more: says nothing about the subgraph. */
class Gone extends Error {}
class TooLate extends Error {}

export function remoteTransport<R extends EngineRequest>(name: string, subgraph: RemoteSubgraph<R>, log: Logger): Transport {
  const url = new URL(subgraph.url);
  const path = `${url.pathname}${url.search}`;
  const deadline = subgraph.deadline ?? DEADLINE;
  const mutationDeadline = Math.max(deadline, subgraph.mutationDeadline ?? MUTATION_DEADLINE);
  const maxBytes = subgraph.maxBytes ?? MAX_BYTES;
  const concurrency = subgraph.concurrency ?? CONCURRENCY;
  const pool = new Pool(url.origin, {
    connections: concurrency,
    connect: { timeout: deadline },
    headersTimeout: mutationDeadline,
    bodyTimeout: mutationDeadline,
  });
  const streams = new Pool(url.origin, { connect: { timeout: deadline }, headersTimeout: deadline, bodyTimeout: STREAM_SILENCE });
  const guard = wrap(
    circuitBreaker(
      handleWhen((error) => !(error instanceof Gone)),
      { halfOpenAfter: LEFT_ALONE, breaker: new ConsecutiveBreaker(FAILURES_TO_OPEN) },
    ),
    bulkhead(concurrency, concurrency * 4),
  );

  const headersOf = async (request: EngineRequest): Promise<Record<string, string>> => ({
    // The engine hands on the request it was given: R is what this subgraph expects.
    ...(await subgraph.headers?.(request as R)),
    'content-type': 'application/json',
    accept: 'application/json',
  });

  const unavailable = (error: unknown, request: EngineRequest): Answer => {
    if (!(error instanceof Gone || error instanceof BrokenCircuitError))
      log.warn({ err: error, subgraph: name, requestId: request.requestId }, 'a subgraph cannot be reached');
    const [code, what] =
      error instanceof TooLate
        ? (['TIMEOUT', 'did not answer in time'] as const)
        : (['SUBGRAPH_UNAVAILABLE', 'cannot be reached now'] as const);
    return { errors: [failure(code, `The part of the graph named ${name} ${what}.`, { subgraph: name })] };
  };

  function post(body: string, headers: Record<string, string>, { signal }: EngineRequest, patience: number): Promise<Answer> {
    return new Promise((resolve, reject) => {
      const chunks: Buffer[] = [];
      let size = 0;
      let status = 0;
      let typed = false;
      let stop: (reason: Error) => void = reject;
      const give = (reason: Error) => {
        end();
        stop(reason);
        reject(reason);
      };
      const leave = () => give(new Gone('nobody waits for the answer any more'));
      const inTime = after(patience, () => give(new TooLate(`no answer within ${patience} ms`)));
      const end = () => {
        inTime();
        signal.removeEventListener('abort', leave);
      };
      if (signal.aborted) return leave();
      signal.addEventListener('abort', leave, { once: true });
      pool.dispatch(
        { method: 'POST', path, headers, body },
        {
          onRequestStart(controller) {
            stop = (reason) => controller.abort(reason);
          },
          onResponseStart(_controller, code, received) {
            status = code;
            typed = String(received['content-type'] ?? '').startsWith('application/graphql-response+json');
          },
          onResponseData(controller, chunk) {
            size += chunk.byteLength;
            if (size > maxBytes) controller.abort(new Error(`more than ${maxBytes} bytes`));
            else chunks.push(chunk);
          },
          onResponseEnd() {
            end();
            try {
              if (status !== 200 && !typed) throw new Error(`HTTP status ${status}`);
              resolve(readAnswer((chunks.length === 1 ? chunks[0] : Buffer.concat(chunks, size))?.toString('utf8') ?? ''));
            } catch (error) {
              reject(error);
            }
          },
          onResponseError(_controller, error) {
            end();
            reject(error);
          },
        },
      );
      return undefined;
    });
  }

  return {
    name,
    prepare({ text, kind }) {
      const head = `{"query":${JSON.stringify(text)},"variables":`;
      const patience = kind === 'mutation' ? mutationDeadline : deadline;
      return async (variables, { request }) => {
        const body = `${head}${JSON.stringify(variables)}}`;
        try {
          const headers = await headersOf(request);
          return await guard.execute(() => post(body, headers, request, patience));
        } catch (error) {
          return unavailable(error, request);
        }
      };
    },
    prepareStream({ text }: SubgraphOperation) {
      return async (variables, { request }) => {
        const { accept: _accept, 'content-type': _type, ...headers } = await headersOf(request);
        const client = createClient({
          url: `${url.href.replace(/\/$/, '')}/stream`,
          headers,
          retryAttempts: 0,
          fetchFn: (input: string, init: Parameters<typeof undiciFetch>[1]) => undiciFetch(input, { ...init, dispatcher: streams }),
        });
        const events = client.iterate({ query: text, variables });
        const end = () => {
          request.signal.removeEventListener('abort', end);
          client.dispose();
          void events.return?.();
        };
        request.signal.addEventListener('abort', end, { once: true });
        return mapStream(
          guarded(events as AsyncIterableIterator<Answer>, end, (error) => unavailable(error, request)),
          (event) => {
            try {
              return checked(event);
            } catch (error) {
              return unavailable(error, request);
            }
          },
        );
      };
    },
    async close() {
      await Promise.all([pool.destroy(), streams.destroy()]);
    },
  };
}

/** A stream that breaks says so as its last event. */
function guarded(
  events: AsyncIterableIterator<Answer>,
  end: () => void,
  failed: (error: unknown) => Answer,
): AsyncIterableIterator<Answer> {
  let broken = false;
  return {
    async next() {
      if (broken) return { value: undefined, done: true };
      try {
        const event = await events.next();
        if (event.done) end();
        return event;
      } catch (error) {
        broken = true;
        end();
        return { value: failed(error), done: false };
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
}

const readAnswer = (text: string): Answer => checked(JSON.parse(text));

function checked(answer: unknown): Answer {
  if (!isObject(answer)) throw new Error('not a GraphQL answer');
  const { data, errors } = answer;
  const told = Array.isArray(errors) ? errors.filter(isError) : [];
  if (data !== undefined && data !== null && !isObject(data)) throw new Error('the data of an answer is no object');
  if (!data && !told.length) throw new Error('an answer with neither data nor errors');
  return { data: (data ?? undefined) as Data | undefined, errors: told };
}

/** An error of any shape is an error; only a text is a message, and only a path is a path. */
function isError(error: unknown): error is NonNullable<Answer['errors']>[number] {
  if (!isObject(error)) return false;
  if (typeof error.message !== 'string') error.message = 'An error without a message.';
  if (!Array.isArray(error.path) || !error.path.every((key) => typeof key === 'string' || typeof key === 'number')) delete error.path;
  if (!isObject(error.extensions)) delete error.extensions;
  return true;
}
