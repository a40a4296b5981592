/**
 * Tryton's JSON-RPC: one session for the service user, renewed when it ended, and errors in our words.
 *
 * A rejected password is remembered: Tryton answers the next tries slower and slower and then locks the login, so a wrong secret
 * must not be tried in a loop.
 */
import { NotSent, Terminal } from '../connector.ts';
import type { Http } from '../http.ts';
import { decode, localDate, numbers, type Row, row, rows, text } from './values.ts';

export interface CallOptions {
  signal: AbortSignal;
  /** Added to the session's own context. */
  context?: Row;
  timeoutMs?: number;
}

export interface SearchOptions extends CallOptions {
  limit?: number;
  order?: [string, 'ASC' | 'DESC'][];
}

export interface Company {
  id: number;
  name: string;
  partyId: number;
  currencyId: number;
  currency: string;
  zone: string;
}

export interface Rpc {
  call(method: string, args: unknown[], options: CallOptions): Promise<unknown>;
  /** Deactivated records are seen too. */
  search(model: string, domain: unknown[], fields: string[], options: SearchOptions): Promise<Row[]>;
  read(model: string, ids: number[], fields: string[], options: CallOptions): Promise<Row[]>;
  company(signal: AbortSignal): Promise<Company>;
  today(signal: AbortSignal): Promise<string>;
  version(signal: AbortSignal): Promise<string>;
  /** The source's own clock, from its last answer; ours before the first one. Milliseconds. */
  sourceNow(): number;
  /** Value of the Authorization header, for the bus. */
  authorize(signal: AbortSignal): Promise<string>;
}

/** A business rule said no, or asks for a confirmation nobody can give. `detail` is Tryton's own text, never for a client. */
export class Refusal extends Error {
  readonly detail: string;
  constructor(kind: string, detail: string) {
    super(`Tryton refused (${kind})`);
    this.name = 'Refusal';
    this.detail = detail;
  }
}

/** The transaction was rolled back because another one was quicker: the same call may work a moment later. */
export class Conflict extends Error {
  constructor(detail: string) {
    super('another transaction in Tryton was quicker', { cause: detail });
    this.name = 'Conflict';
  }
}

/** Tryton locks a login for minutes; longer than its own counter forgets (`session.timeout`, five minutes by default). */
const afterRejectedLogin = 5 * 60_000;
const conflictTexts = /could not obtain lock|deadlock detected|could not serialize|lock timeout|database is locked/i;

export function openRpc(
  http: Http,
  settings: { database: string; user: string; password: string; language?: string; company?: string },
  now: () => number,
): Rpc {
  const databasePath = `/${encodeURIComponent(settings.database)}/`;
  let sequence = 0;
  let session: Promise<{ authorization: string; context: Row }> | undefined;
  let loginNotBefore = 0;
  let company: Company | undefined;
  let clockOffset = 0;

  async function post(method: string, params: unknown[], authorization: string | undefined, options: CallOptions, path = databasePath) {
    sequence += 1;
    const answer = await http.send({
      method: 'POST',
      path,
      headers: { 'content-type': 'application/json', ...(authorization ? { authorization } : {}) },
      body: JSON.stringify({ id: sequence, method, params }),
      signal: options.signal,
      ...(options.timeoutMs ? { timeoutMs: options.timeoutMs } : {}),
    });
    const served = Date.parse(answer.headers.date ?? '');
    if (served) clockOffset = served - now();
    if (answer.status === 401) return null;
    if (answer.status === 404) throw new NotSent('Tryton has no such database');
    if (answer.status !== 200) throw new Error(`Tryton answered ${answer.status} to ${method}`);
    const body = row(JSON.parse(answer.text));
    if (Array.isArray(body.error)) throw problem(method, body.error);
    return { result: decode(body.result) };
  }

  async function login(signal: AbortSignal) {
    if (now() < loginNotBefore) throw new NotSent('Tryton rejected the login', { retryAfterMs: loginNotBefore - now() });
    const answer = await post('common.db.login', [settings.user, { password: settings.password }, 'en'], undefined, { signal });
    const [id, key] = Array.isArray(answer?.result) ? answer.result : [];
    if (typeof id !== 'number') {
      loginNotBefore = now() + afterRejectedLogin;
      throw new NotSent('Tryton rejected the login', { retryAfterMs: afterRejectedLogin });
    }
    const authorization = `Session ${Buffer.from(`${settings.user}:${id}:${text(key)}`).toString('base64')}`;
    const preferences = row((await post('model.res.user.get_preferences', [true, {}], authorization, { signal }))?.result);
    const context = { ...preferences, ...(settings.language ? { language: settings.language } : {}) };
    if (settings.company) await expectCompany(settings.company, context, authorization, signal);
    return { authorization, context };
  }

  /** What Tryton shows follows the user's own company, whatever a call asks for: each company needs a user of its own, and a mix-up must not pass. */
  async function expectCompany(wanted: string, context: Row, authorization: string, signal: AbortSignal): Promise<void> {
    const ids = numbers([context.company]);
    const answer = await post('model.company.company.read', [ids, ['party.name'], context], authorization, { signal });
    const [own] = rows(answer?.result);
    if (own && (String(own.id) === wanted || text(row(own['party.']).name) === wanted)) return;
    throw new NotSent('the Tryton user works in another company: give the company of the settings a service user of its own');
  }

  /** All who wait share one login; a failed one is forgotten. */
  function open(signal: AbortSignal) {
    if (!session) {
      const opening = login(signal);
      session = opening;
      opening.catch(() => {
        if (session === opening) session = undefined;
      });
    }
    return session;
  }

  async function call(method: string, args: unknown[], options: CallOptions): Promise<unknown> {
    for (let attempt = 0; attempt < 2; attempt += 1) {
      const opened = open(options.signal);
      const { authorization, context } = await opened;
      const answer = await post(method, [...args, { ...context, ...options.context }], authorization, options);
      if (answer) return answer.result;
      if (session === opened) session = undefined; // else another call has logged in again meanwhile
    }
    throw new NotSent('Tryton does not accept our session');
  }

  const seeAll = (options: CallOptions): CallOptions => ({ ...options, context: { active_test: false, ...options.context } });

  const rpc: Rpc = {
    call,
    async search(model, domain, fields, options) {
      const { limit = null, order = null } = options;
      return rows(await call(`model.${model}.search_read`, [domain, 0, limit, order, fields], seeAll(options)));
    },
    async read(model, ids, fields, options) {
      return ids.length ? rows(await call(`model.${model}.read`, [ids, fields], seeAll(options))) : [];
    },
    async company(signal) {
      if (company) return company;
      const { context } = await open(signal);
      const [found] = await rpc.read(
        'company.company',
        numbers([context.company]),
        ['party', 'party.name', 'currency', 'currency.code', 'timezone'],
        { signal },
      );
      if (!found) throw new Error('the Tryton user belongs to no company');
      company = {
        id: Number(found.id),
        name: text(row(found['party.']).name),
        partyId: Number(found.party),
        currencyId: Number(found.currency),
        currency: text(row(found['currency.']).code),
        zone: text(found.timezone) || 'UTC',
      };
      return company;
    },
    today: async (signal) => localDate(now(), (await rpc.company(signal)).zone),
    version: async (signal) => text((await post('common.server.version', [], undefined, { signal }, '/'))?.result),
    sourceNow: () => now() + clockOffset,
    authorize: async (signal) => (await open(signal)).authorization,
  };
  return rpc;
}

function problem(method: string, [kind, detail]: unknown[]): Error {
  if (kind === 'UserError') return new Refusal('UserError', Array.isArray(detail) ? detail.map(text).join(' ').trim() : text(detail));
  if (kind === 'UserWarning') return new Refusal('UserWarning', Array.isArray(detail) ? detail.map(text).join(' ').trim() : text(detail));
  if (kind === 'ConcurrencyException') return new Conflict(text(detail));
  if (conflictTexts.test(text(kind))) return new Conflict(text(kind));
  return new Error(`Tryton failed in ${method}`, { cause: text(kind) });
}

/** Repeats a step that is safe to repeat while Tryton says that another transaction was quicker. */
export async function patiently<T>(signal: AbortSignal, step: () => Promise<T>): Promise<T> {
  for (const wait of [100, 250, 500, 1000, 2000]) {
    try {
      return await step();
    } catch (error) {
      if (!(error instanceof Conflict)) throw error;
      await new Promise((resolve) => setTimeout(resolve, wait * (0.75 + Math.random() / 2)));
      signal.throwIfAborted();
    }
  }
  return step();
}

/** What Tryton says when a rule refuses, in the API's words. Matched in English: writes are sent with that language. */
export function refused(error: unknown, message = 'the ERP refused'): unknown {
  if (!(error instanceof Refusal)) return error;
  if (/credit limit/i.test(error.detail)) return new Terminal('CREDIT_LIMIT', 'the credit limit does not cover this order', error.detail);
  if (/forcast quantity|forecast quantity/i.test(error.detail))
    return new Terminal('INSUFFICIENT_STOCK', 'not enough in stock', error.detail);
  return new Terminal('SOURCE_REFUSED', message, error.detail);
}
