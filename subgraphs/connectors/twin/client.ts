/** The connectors' side of a twin's wire: calls with the key, answers read as verdicts, change feeds read as pages. */
import { z } from 'zod';
import { type CheckResult, NotSent, type Page, type Pull, Terminal, type TerminalCode } from '../connector.ts';
import { type Http, openHttp } from '../http.ts';
import { about, changes, feedPage, refusal } from './erpApi.ts';

export interface TwinClient {
  get<T>(path: string, schema: z.ZodType<T>, signal: AbortSignal): Promise<T>;
  /** Like `get`; null when the twin says in its own words that there is none. */
  find<T>(path: string, schema: z.ZodType<T>, signal: AbortSignal): Promise<T | null>;
  send<T>(method: 'POST' | 'PUT', path: string, body: unknown, schema: z.ZodType<T>, signal: AbortSignal, key?: string): Promise<T>;
  /** A pull over `GET /<entity>?since=`. */
  feed<W, R>(entity: string, schema: z.ZodType<W>, record: (wire: W) => R): Pull<R>;
  /** Long-polls for changes until the signal aborts; `changed` gets the names of feeds. */
  watch(changed: (feeds: string[]) => void, signal: AbortSignal): Promise<void>;
  check(signal: AbortSignal): Promise<CheckResult>;
  close(): Promise<void>;
}

/** Rows a page: 200 keep the hub's transaction within a few milliseconds. */
const pageSize = 200;
/** Seconds a long poll stays open. */
const pollSeconds = 20;
/** Between two tries of a long poll that failed, milliseconds. */
const pollPauseMs = 1_000;

const codes: Record<string, TerminalCode> = {
  INVALID: 'INVALID',
  NOT_FOUND: 'NOT_FOUND',
  DUPLICATE: 'DUPLICATE',
  STATE_FORBIDS: 'STATE_FORBIDS',
  INSUFFICIENT_STOCK: 'INSUFFICIENT_STOCK',
  CREDIT_LIMIT: 'CREDIT_LIMIT',
  CREDIT_BLOCKED: 'CREDIT_BLOCKED',
  ALREADY_SHIPPED: 'ALREADY_SHIPPED',
  ALREADY_INVOICED: 'ALREADY_INVOICED',
};

const words: Record<TerminalCode, string> = {
  INVALID: 'the system does not accept these values',
  NOT_FOUND: 'the system does not know what is named',
  DUPLICATE: 'the system has it already',
  STATE_FORBIDS: 'the state of the document does not allow it',
  INSUFFICIENT_STOCK: 'not enough stock',
  CREDIT_LIMIT: 'the credit limit would be exceeded',
  CREDIT_BLOCKED: 'the customer is blocked',
  ALREADY_SHIPPED: 'goods have already left',
  ALREADY_INVOICED: 'the order is already invoiced',
  TOTALS_MISMATCH: 'the totals differ',
  SOURCE_REFUSED: 'the system refused',
};

export function openClient(url: string, key: string, now: () => number): TwinClient {
  const http = openHttp(url, { timeoutMs: 10_000, connections: 4 });
  // A pool of its own, so that an open long poll never takes a socket from a write.
  const polls = openHttp(url, { timeoutMs: (pollSeconds + 10) * 1000, connections: 1 });

  async function call(pool: Http, method: 'GET' | 'POST' | 'PUT', path: string, signal: AbortSignal, body?: unknown, idempotency?: string) {
    const answer = await pool.send({
      method,
      path,
      signal,
      headers: {
        'x-twin-key': key,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...(idempotency === undefined ? {} : { 'idempotency-key': idempotency }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    if (answer.status === 200) return parseJson(answer.text);
    // Only the twin's own coded word is a verdict; a proxy's page with the same status is not.
    const verdict = refusal.safeParse(tryJson(answer.text)).data;
    if (verdict && answer.status === 401) throw new NotSent('the system does not accept the key');
    if (verdict?.code === 'MAINTENANCE') {
      const after = Number(answer.headers['retry-after']);
      throw new NotSent('the system is in maintenance', Number.isFinite(after) ? { retryAfterMs: after * 1000 } : {});
    }
    if (verdict && answer.status >= 400 && answer.status < 500) {
      const code = codes[verdict.code] ?? 'SOURCE_REFUSED';
      throw new Terminal(code, words[code], `${verdict.code}: ${verdict.message}`);
    }
    throw new Error(`the twin answered ${answer.status}`);
  }

  const client: TwinClient = {
    async get(path, schema, signal) {
      return schema.parse(await call(http, 'GET', path, signal));
    },
    async find(path, schema, signal) {
      try {
        return await client.get(path, schema, signal);
      } catch (error) {
        if (error instanceof Terminal && error.code === 'NOT_FOUND') return null;
        throw error;
      }
    },
    async send(method, path, body, schema, signal, idempotency) {
      return schema.parse(await call(http, method, path, signal, body, idempotency));
    },
    feed: (entity, schema, record) => (cursor, signal) => readFeed(client, now, entity, z.array(schema), record, cursor, signal),
    async watch(changed, signal) {
      let seen: z.infer<typeof changes> | undefined;
      while (!signal.aborted) {
        try {
          const query = seen ? `since=${seen.version}&feed=${encodeURIComponent(seen.feed)}&wait=${pollSeconds}` : 'since=0&wait=0';
          const next = changes.parse(await call(polls, 'GET', `/changes?${query}`, signal));
          // The first answer tells where the feed stands, not that anything is new.
          if (seen && next.entities.length > 0) changed(next.entities);
          seen = next;
        } catch {
          if (!signal.aborted) await pause(pollPauseMs, signal);
        }
      }
    },
    async check(signal) {
      try {
        return { ok: true, ...(await client.get('/about', about, signal)) };
      } catch (error) {
        if (signal.aborted) throw error;
        const problem = error instanceof NotSent ? error.message : 'the address does not answer as a twin does';
        return { ok: false, product: 'Twin', problem };
      }
    },
    close: async () => {
      await Promise.all([http.close(), polls.close()]);
    },
  };
  return client;
}

/**
 * Versions are given at commit by one writer, so a delta needs no overlap. The cursor names the data set it belongs to:
 * on a rebuilt twin an old one starts from the beginning instead of skipping what is below it.
 */
async function* readFeed<W, R>(
  client: TwinClient,
  now: () => number,
  entity: string,
  schema: z.ZodType<W[]>,
  record: (wire: W) => R,
  cursor: string | null,
  signal: AbortSignal,
): AsyncIterable<Page<R>> {
  const [feed, from = '0'] = cursor?.split('@') ?? [];
  let since = Number(from);
  let known = feed;
  for (;;) {
    const readStartedAt = now();
    const page = await client.get(`/${entity}?since=${since}&limit=${pageSize}`, feedPage, signal);
    if (known !== undefined && page.feed !== known) {
      known = page.feed;
      since = 0;
      continue;
    }
    known = page.feed;
    since = page.version;
    yield { records: schema.parse(page.rows).map(record), cursor: `${page.feed}@${page.version}`, readStartedAt, total: page.total };
    if (!page.more) return;
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch (cause) {
    throw new Error('the twin answered something that is not JSON', { cause });
  }
}

function tryJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    signal.addEventListener('abort', done);
  });
}
