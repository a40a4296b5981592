/** The shop's Admin API: one REST call with a deadline, its answer parsed, its refusals read as ours. */
import { z } from 'zod';
import { NotSent, type Settings, Terminal, type TerminalCode } from '../connector.ts';
import { type Http, type HttpAnswer, openHttp } from '../http.ts';
import { parseExactly } from './values.ts';

export type Query = Record<string, string | number | boolean | readonly string[]>;

export interface Admin {
  /** Parsed answer. A refusal throws {@link Terminal} or {@link NotSent}; anything else thrown leaves the outcome unknown. */
  get<T>(path: string, query: Query, schema: z.ZodType<T>, signal: AbortSignal): Promise<T>;
  post<T>(path: string, body: unknown, schema: z.ZodType<T>, signal: AbortSignal): Promise<T>;
  remove(path: string, signal: AbortSignal): Promise<void>;
  upload<T>(path: string, file: UploadFile, schema: z.ZodType<T>, signal: AbortSignal): Promise<T>;
  /** Whether the shop has this route: our own may be missing. */
  knows(path: string, signal: AbortSignal): Promise<boolean>;
  /** The shop's own clock, which stamps its `updated_at`; epoch milliseconds, whole seconds. */
  shopNow(): number;
  close(): Promise<void>;
}

export interface UploadFile {
  name: string;
  type: string;
  bytes: Uint8Array;
}

/** A page of fifty orders on a small shop takes half a second, a first fulfilment a second. */
const timeoutMs = 20_000;
/** A small shop answers 50 calls a second in all; its visitors come first. */
const connections = 3;
const maxBytes = 64 * 1024 * 1024;
type Method = 'GET' | 'POST' | 'DELETE';

export function openAdmin(settings: Settings, now: () => number): Admin {
  const http = openHttp(settings.url ?? '', { timeoutMs, connections, maxBytes });
  const session = openSession(settings, http);
  let skewMs = 0;

  async function send(
    method: Method,
    path: string,
    body: { type: string; content: string | Uint8Array } | undefined,
    signal: AbortSignal,
    again = true,
  ): Promise<HttpAnswer> {
    const authorization = await session.authorization(signal);
    const answer = await http.send({
      method,
      path,
      headers: { authorization, ...(body ? { 'content-type': body.type } : {}) },
      ...(body ? { body: body.content } : {}),
      signal,
    });
    const date = Date.parse(answer.headers.date ?? '');
    if (Number.isFinite(date)) skewMs = date - now();
    if (answer.status === 401 && again && session.forget(authorization)) return send(method, path, body, signal, false);
    return answer;
  }

  const json = (body: unknown) => ({ type: 'application/json', content: JSON.stringify(body) });
  return {
    async get(path, query, schema, signal) {
      return schema.parse(accepted(await send('GET', path + search(query), undefined, signal)));
    },
    async post(path, body, schema, signal) {
      return schema.parse(accepted(await send('POST', path, json(body), signal)));
    },
    async remove(path, signal) {
      accepted(await send('DELETE', path, undefined, signal));
    },
    async upload(path, file, schema, signal) {
      return schema.parse(accepted(await send('POST', path, multipart(file), signal)));
    },
    async knows(path, signal) {
      const answer = await send('GET', path, undefined, signal);
      if (answer.status === 404) return false;
      accepted(answer);
      return true;
    },
    shopNow: () => now() + skewMs,
    close: () => http.close(),
  };
}

interface Session {
  authorization(signal: AbortSignal): Promise<string>;
  /** Drops a login that ran out, unless it was renewed meanwhile; false when there is none to renew (an API key). */
  forget(refused: string): boolean;
}

function openSession(settings: Settings, http: Http): Session {
  const { apiKey } = settings;
  if (apiKey) {
    const authorization = `Basic ${Buffer.from(`${apiKey}:`).toString('base64')}`;
    return { authorization: async () => authorization, forget: () => false };
  }
  let current: string | undefined;
  let login: Promise<string> | undefined;
  return {
    async authorization(signal) {
      while (current === undefined) {
        const mine = login === undefined;
        login ??= logIn(settings, http, signal).finally(() => {
          login = undefined;
        });
        try {
          current = await login;
        } catch (error) {
          // Who only waited asks anew: the one who asked may have been called off.
          if (mine || signal.aborted) throw error;
        }
      }
      return current;
    },
    forget(refused) {
      if (current === refused) current = undefined;
      return true;
    },
  };
}

async function logIn(settings: Settings, http: Http, signal: AbortSignal): Promise<string> {
  const { status, text } = await http.send({
    method: 'POST',
    path: '/auth/user/emailpass',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email: settings.username ?? '', password: settings.password ?? '' }),
    signal,
  });
  if (status >= 500) throw new NotSent('the shop cannot log us in now');
  const token = z.object({ token: z.string() }).safeParse(status === 200 ? parse(status, text) : undefined).data?.token;
  if (!token) throw new NotSent('the shop does not accept the login');
  return `Bearer ${token}`;
}

function parse(status: number, text: string): unknown {
  try {
    return parseExactly(text);
  } catch {
    throw new Error(`the shop answered ${status} with something that is not JSON`);
  }
}

const refusal = z.object({ type: z.string().optional(), message: z.string().optional() });

/** Medusa's own words for why; what is not here is `STATE_FORBIDS` by its status. */
const refusals: Record<string, [TerminalCode, string]> = {
  invalid_data: ['INVALID', 'the shop does not accept these values'],
  invalid_argument: ['INVALID', 'the shop does not accept these values'],
  not_found: ['NOT_FOUND', 'the shop does not know what is named'],
  duplicate_error: ['DUPLICATE', 'the shop has this already'],
  insufficient_inventory: ['INSUFFICIENT_STOCK', 'the shop has not enough stock'],
  not_allowed: ['STATE_FORBIDS', 'the shop does not allow it in this state'],
};

function accepted({ status, text }: HttpAnswer): unknown {
  if (status >= 200 && status < 300) return text === '' ? {} : parse(status, text);
  const { type = '', message = '' } = refusal.safeParse(safely(text)).data ?? {};
  const detail = `${status} ${type}: ${message}`;
  if (status === 401 || status === 403) throw new NotSent('the shop does not accept our login or key', { cause: new Error(detail) });
  // Two writers met and this one lost: its transaction is gone whole.
  if (status === 409) throw new NotSent('the shop was busy with the same rows', { cause: new Error(detail) });
  if (/existing active order change/i.test(message))
    throw new NotSent('somebody is changing the order in the shop right now', { cause: new Error(detail) });
  if (status === 503) throw new NotSent('the shop is not ready', { cause: new Error(detail) });
  if (status >= 500) throw new Error(`the shop failed: ${detail}`);
  const [code, own] = refusals[type] ?? [status === 404 ? 'NOT_FOUND' : 'STATE_FORBIDS', 'the shop does not allow it'];
  throw new Terminal(code, own, detail);
}

function safely(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function search(query: Query): string {
  const pairs = Object.entries(query).flatMap(([key, value]): [string, string][] =>
    typeof value === 'object' ? value.map((one) => [`${key}[]`, one]) : [[key, String(value)]],
  );
  return pairs.length > 0 ? `?${new URLSearchParams(pairs)}` : '';
}

function multipart(file: UploadFile): { type: string; content: Uint8Array } {
  const boundary = `splot-${crypto.randomUUID()}`;
  const head = `--${boundary}\r\ncontent-disposition: form-data; name="files"; filename="${file.name}"\r\ncontent-type: ${file.type}\r\n\r\n`;
  return {
    type: `multipart/form-data; boundary=${boundary}`,
    content: Buffer.concat([Buffer.from(head), file.bytes, Buffer.from(`\r\n--${boundary}--\r\n`)]),
  };
}
