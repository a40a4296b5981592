/** The HTTP shell of a twin: loopback only, a key on every call, JSON in and out, faults struck around the work. */
import { randomUUID, timingSafeEqual } from 'node:crypto';
import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { ZodError } from 'zod';
import type { Fault, Faults } from './faults.ts';

export interface Call {
  params: Record<string, string>;
  query: URLSearchParams;
  body: unknown;
  /** Idempotency-Key header. */
  key: string | undefined;
  /** Aborts when the caller hangs up. */
  signal: AbortSignal;
  headers: IncomingHttpHeaders;
}

export interface Route {
  method: 'GET' | 'POST' | 'PUT';
  /** `/orders/:id` */
  path: string;
  /** Needs no key: pictures and pages for people. */
  open?: boolean;
  /** Changes nothing, or waits: runs outside a transaction. GETs always do. */
  loose?: boolean;
  handle(call: Call): unknown;
}

/** A coded refusal: changes nothing. */
export class Refusal extends Error {
  readonly status: number;
  readonly code: string;
  constructor(code: string, message: string, status = 422) {
    super(message);
    this.name = 'Refusal';
    this.code = code;
    this.status = status;
  }
}

/** An answer that is not JSON. */
export class Raw {
  readonly type: string;
  readonly text: string;
  constructor(type: string, text: string) {
    this.type = type;
    this.text = text;
  }
}

export interface Service {
  port: number;
  close(): Promise<void>;
}

const maxBody = 8 * 1024 * 1024;

export async function serve(options: {
  port: number;
  key: string;
  routes: Route[];
  faults: Faults;
  store: { transaction<R>(work: () => R): R; rehearse<R>(work: () => R): R };
}): Promise<Service> {
  const routes = options.routes.map((route) => ({ ...route, parts: route.path.split('/') }));
  const key = Buffer.from(options.key);

  function allowed(request: IncomingMessage): boolean {
    const given = Buffer.from(String(request.headers['x-twin-key'] ?? ''));
    return given.length === key.length && timingSafeEqual(given, key);
  }

  function find(method: string, path: string): { route: Route; params: Record<string, string> } | undefined {
    const parts = path.split('/');
    for (const route of routes) {
      if (route.method !== method || route.parts.length !== parts.length) continue;
      const params: Record<string, string> = {};
      const same = route.parts.every((part, index) => {
        const given = parts[index] ?? '';
        if (!part.startsWith(':')) return part === given;
        params[part.slice(1)] = decodeURIComponent(given);
        return given !== '';
      });
      if (same) return { route, params };
    }
    return undefined;
  }

  async function answer(request: IncomingMessage, response: ServerResponse, gone: AbortSignal): Promise<void> {
    // A foreign name that resolves to loopback is a web page's trick.
    if (!/^(127\.0\.0\.1|localhost)(:\d+)?$/.test(request.headers.host ?? '')) throw new Refusal('NOT_FOUND', 'wrong host', 421);
    const method = request.method ?? 'GET';
    const url = new URL(request.url ?? '/', 'http://twin');
    const body = await readBody(request);
    const found = find(method, url.pathname);
    if (!found) throw new Refusal('NOT_FOUND', 'no such path', 404);
    if (!found.route.open && !allowed(request)) throw new Refusal('UNAUTHORISED', 'wrong key', 401);
    const call: Call = {
      params: found.params,
      query: url.searchParams,
      body: body.length ? parseJson(body) : undefined,
      key: header(request, 'idempotency-key'),
      signal: gone,
      headers: request.headers,
    };
    // Control must stay reachable whatever fault is on.
    const struck = url.pathname.startsWith('/control/') ? [] : options.faults.strike(method, url.pathname, 'http');
    if (await refuseEarly(struck, response, gone)) return;
    const has = (kind: Fault['kind']) => struck.some((fault) => fault.kind === kind);
    if (has('ignore_key') && call.key !== undefined) call.key = `${call.key}#${randomUUID()}`;
    const work = () => {
      const result = found.route.handle(call);
      if (has('double')) found.route.handle({ ...call, key: `${call.key ?? ''}#${randomUUID()}` });
      return result;
    };
    const forget = has('forget');
    const loose = method === 'GET' || found.route.loose;
    const result = await (loose ? work() : forget ? options.store.rehearse(work) : options.store.transaction(work));
    await reply(struck, response, result);
  }

  const server = createServer((request, response) => {
    const gone = new AbortController();
    response.on('close', () => gone.abort());
    answer(request, response, gone.signal).catch((error: unknown) => {
      if (response.destroyed || response.headersSent) return response.destroy();
      if (error instanceof Refusal) return json(response, error.status, { code: error.code, message: error.message });
      if (error instanceof ZodError) return json(response, 400, { code: 'INVALID', message: error.issues[0]?.message ?? 'invalid body' });
      console.error(error);
      return json(response, 500, { code: 'INTERNAL', message: 'internal error' });
    });
  });
  server.keepAliveTimeout = 60_000;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port, '127.0.0.1', resolve);
  });
  return {
    port: (server.address() as AddressInfo).port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** True when a fault kept the work from happening. */
async function refuseEarly(struck: Fault[], response: ServerResponse, gone: AbortSignal): Promise<boolean> {
  for (const fault of struck) {
    if (fault.kind === 'delay_before') await sleep(fault.ms);
    if (fault.kind === 'hang') {
      await new Promise<void>((resolve) => (gone.aborted ? resolve() : gone.addEventListener('abort', () => resolve(), { once: true })));
      return true;
    }
    if (fault.kind === 'too_many' || fault.kind === 'maintenance') {
      response.setHeader('retry-after', String(fault.retryAfter));
      if (fault.kind === 'too_many') json(response, 429, { code: 'TOO_MANY', message: 'slow down' });
      else json(response, 503, { code: 'MAINTENANCE', message: 'back soon' });
      return true;
    }
    if (fault.kind === 'refuse') {
      json(response, 422, { code: fault.code, message: 'nothing is accepted today' });
      return true;
    }
    if (fault.kind === 'error_before') {
      json(response, 500, { code: 'INTERNAL', message: 'internal error' });
      return true;
    }
  }
  return false;
}

async function reply(struck: Fault[], response: ServerResponse, result: unknown): Promise<void> {
  for (const fault of struck) {
    if (fault.kind === 'delay') await sleep(fault.ms);
    if (fault.kind === 'lose_reply') return void response.destroy();
    if (fault.kind === 'error_after') return json(response, 500, { code: 'INTERNAL', message: 'internal error' });
    if (fault.kind === 'garbage') return send(response, 200, 'application/json', JSON.stringify(result ?? {}).slice(0, -3));
    if (fault.kind === 'html') return send(response, 200, 'text/html', '<html><body><h1>502 Bad Gateway</h1></body></html>');
  }
  if (result instanceof Raw) return send(response, 200, result.type, result.text);
  json(response, 200, result ?? {});
}

function json(response: ServerResponse, status: number, body: unknown): void {
  send(response, status, 'application/json', JSON.stringify(body));
}

function send(response: ServerResponse, status: number, type: string, text: string): void {
  response.writeHead(status, { 'content-type': `${type}; charset=utf-8`, 'x-content-type-options': 'nosniff' });
  response.end(text);
}

async function readBody(request: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of request as AsyncIterable<Buffer>) {
    size += part.length;
    if (size > maxBody) throw new Refusal('TOO_LARGE', 'body too large', 413);
    parts.push(part);
  }
  return Buffer.concat(parts);
}

function parseJson(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8')) as unknown;
  } catch {
    throw new Refusal('INVALID', 'body is not JSON', 400);
  }
}

function header(request: IncomingMessage, name: string): string | undefined {
  const value = request.headers[name];
  return Array.isArray(value) ? value[0] : value;
}
