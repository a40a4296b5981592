/** HTTP out, the only way a connector leaves the process: one pool a system, a deadline on every call, answers bounded, redirects never followed. */
import { Agent, type Dispatcher, request } from 'undici';
import { NotSent } from './connector.ts';

export interface HttpAnswer {
  status: number;
  headers: Record<string, string | undefined>;
  /** Decoded as UTF-8. */
  text: string;
}

export interface Http {
  send(call: {
    method?: 'GET' | 'POST' | 'PUT' | 'DELETE' | 'PATCH';
    path: string;
    headers?: Record<string, string>;
    body?: string | Uint8Array;
    signal: AbortSignal;
    /** Milliseconds for this call; default the pool's. */
    timeoutMs?: number;
  }): Promise<HttpAnswer>;
  close(): Promise<void>;
}

export interface HttpOptions {
  /** Deadline of one call, milliseconds. */
  timeoutMs?: number;
  /** Sockets to this system: protects an ERP from us. */
  connections?: number;
  /** Answers above this many bytes are refused. */
  maxBytes?: number;
}

const sentNothing = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EHOSTUNREACH', 'ENETUNREACH', 'EAI_AGAIN', 'UND_ERR_CONNECT_TIMEOUT']);

/** Opens a pool to one origin. A call that surely did not leave throws {@link NotSent}; any other failure leaves the outcome unknown. */
export function openHttp(baseUrl: string, options: HttpOptions = {}): Http {
  const { timeoutMs = 15_000, connections = 4, maxBytes = 64 * 1024 * 1024 } = options;
  const base = new URL(baseUrl);
  const agent = new Agent({ connections, pipelining: 1, keepAliveTimeout: 30_000, connect: { timeout: 5_000 } });
  return {
    async send(call) {
      const signal = AbortSignal.any([call.signal, AbortSignal.timeout(call.timeoutMs ?? timeoutMs)]);
      const url = new URL(base.pathname.replace(/\/$/, '') + call.path, base);
      let answer: Dispatcher.ResponseData;
      try {
        answer = await request(url, {
          dispatcher: agent,
          method: call.method ?? 'GET',
          headers: call.headers ?? {},
          body: call.body ?? null,
          signal,
          headersTimeout: call.timeoutMs ?? timeoutMs,
          bodyTimeout: call.timeoutMs ?? timeoutMs,
        });
      } catch (cause) {
        const code = (cause as { code?: string }).code;
        if (code && sentNothing.has(code)) throw new NotSent('the system cannot be reached', { cause });
        throw cause;
      }
      const text = (await readBounded(answer, maxBytes)).toString('utf8');
      const headers: HttpAnswer['headers'] = {};
      for (const [name, value] of Object.entries(answer.headers)) headers[name] = Array.isArray(value) ? value.join(', ') : value;
      if (answer.statusCode === 429) {
        const after = Number(headers['retry-after']);
        throw new NotSent('the system asks for a pause', Number.isFinite(after) ? { retryAfterMs: after * 1000 } : {});
      }
      return { status: answer.statusCode, headers, text };
    },
    close: () => agent.close(),
  };
}

/** A plain bounded GET of bytes from wherever they lie, such as a picture. Redirects are not followed. */
export async function download(
  url: string,
  options: { signal: AbortSignal; timeoutMs: number; maxBytes: number },
): Promise<{ status: number; type: string; bytes: Uint8Array }> {
  const { timeoutMs, maxBytes } = options;
  const signal = AbortSignal.any([options.signal, AbortSignal.timeout(timeoutMs)]);
  const answer = await request(url, { signal, headersTimeout: timeoutMs, bodyTimeout: timeoutMs });
  const type = String(answer.headers['content-type'] ?? '').split(';')[0] ?? '';
  return { status: answer.statusCode, type, bytes: await readBounded(answer, maxBytes) };
}

async function readBounded(answer: Dispatcher.ResponseData, maxBytes: number): Promise<Buffer> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of answer.body) {
    size += (part as Buffer).length;
    if (size > maxBytes) {
      answer.body.destroy();
      throw new Error(`answer larger than ${maxBytes} bytes`);
    }
    parts.push(part as Buffer);
  }
  return Buffer.concat(parts);
}
