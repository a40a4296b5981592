/**
 * Odoo's JSON-2: one call is one transaction, errors in our words. The `name` of an error decides what it is, never its text; the traceback is thrown away
 * here, the message goes no further than the log.
 */
import { NotSent, Terminal } from '../connector.ts';
import type { Http } from '../http.ts';
import { type Row, row, rows, text } from './values.ts';

export interface CallOptions {
  signal: AbortSignal;
  /** Added to the connection's own context (companies, language). */
  context?: Row;
  timeoutMs?: number;
}

export interface SearchOptions extends CallOptions {
  limit?: number;
  order?: string;
}

export interface Rpc {
  /** `ids` and other named arguments, as the method has them. */
  call(model: string, method: string, args: Row, options: CallOptions): Promise<unknown>;
  /** Archived records are seen too. Many2one fields are bare ids. */
  search(model: string, domain: unknown[], fields: string[], options: SearchOptions): Promise<Row[]>;
  /** By ids; what is gone is not in the answer. */
  read(model: string, ids: number[], fields: string[], options: CallOptions): Promise<Row[]>;
  /** The source's own clock, from its last answer; ours before the first one. Milliseconds. */
  sourceNow(): number;
}

export type RefusalKind = 'RULE' | 'RIGHTS' | 'MISSING';

/** A business rule, a right or a vanished record said no. `detail` is Odoo's own text, never for a client. */
export class Refusal extends Error {
  readonly kind: RefusalKind;
  readonly detail: string;
  constructor(kind: RefusalKind, detail: string) {
    super(`Odoo refused (${kind})`);
    this.name = 'Refusal';
    this.kind = kind;
    this.detail = detail;
  }
}

/** The transaction was rolled back because another one was quicker: the same call may work a moment later. */
export class Conflict extends Error {
  constructor() {
    super('another transaction in Odoo was quicker');
    this.name = 'Conflict';
  }
}

const refusals: Record<string, RefusalKind> = {
  'odoo.exceptions.UserError': 'RULE',
  'odoo.exceptions.ValidationError': 'RULE',
  'odoo.exceptions.RedirectWarning': 'RULE',
  'odoo.exceptions.AccessError': 'RIGHTS',
  'odoo.exceptions.MissingError': 'MISSING',
};
const conflicts = /^(odoo\.exceptions\.LockError|psycopg2\.errors\.(SerializationFailure|LockNotAvailable|DeadlockDetected))$/;

/** What an answer that is not 200 means. Nothing of Odoo's text is in the message. */
export function failureOf(status: number, mediaType: string, body: string, method: string): Error {
  if (status === 401) return new NotSent('Odoo does not accept the API key: it may be wrong or expired; make a new one and set it');
  // An HTML page comes from before any model: no such database, or a proxy on the way.
  if (!mediaType.includes('json')) {
    if (status === 404) return new NotSent('Odoo has no such database');
    if (status === 503) return new NotSent('Odoo is not ready');
    return new Error(`Odoo answered ${status} to ${method}`);
  }
  const { name, message } = parsed(body);
  const kind = refusals[text(name)];
  if (kind) return new Refusal(kind, text(message));
  if (conflicts.test(text(name))) return new Conflict();
  return new Error(`Odoo failed in ${method} (${status} ${text(name)})`, { cause: text(message) });
}

function parsed(body: string): Row {
  try {
    return row(JSON.parse(body));
  } catch {
    return {};
  }
}

export function openRpc(http: Http, settings: { database: string; key: string; context(): Row }, now: () => number): Rpc {
  let clockOffset = 0;
  const headers = {
    'content-type': 'application/json',
    authorization: `bearer ${settings.key}`,
    'x-odoo-database': settings.database,
  };

  async function call(model: string, method: string, args: Row, options: CallOptions): Promise<unknown> {
    const answer = await http.send({
      method: 'POST',
      path: `/json/2/${model}/${method}`,
      headers,
      body: JSON.stringify({ ...args, context: { ...settings.context(), ...options.context } }),
      signal: options.signal,
      ...(options.timeoutMs ? { timeoutMs: options.timeoutMs } : {}),
    });
    const served = Date.parse(answer.headers.date ?? '');
    if (served) clockOffset = served - now();
    if (answer.status !== 200) throw failureOf(answer.status, answer.headers['content-type'] ?? '', answer.text, `${model}.${method}`);
    try {
      return JSON.parse(answer.text) as unknown;
    } catch {
      throw new Error(`Odoo answered something else than JSON to ${model}.${method}`);
    }
  }

  /** Fields of modules this Odoo does not have are left out of a question, and read as nothing. */
  const knownFields = new Map<string, Promise<string[]>>();
  function known(model: string, fields: string[], options: CallOptions): Promise<string[]> {
    const key = `${model} ${fields.join()}`;
    const held = knownFields.get(key);
    if (held) return held;
    const asked = call(model, 'fields_get', { allfields: fields, attributes: ['type'] }, { signal: options.signal }).then((answer) => {
      const there = row(answer);
      return fields.filter((field) => field === 'id' || there[field] !== undefined);
    });
    knownFields.set(key, asked);
    asked.catch(() => knownFields.delete(key));
    return asked;
  }

  async function search(model: string, domain: unknown[], fields: string[], options: SearchOptions): Promise<Row[]> {
    const { limit, order, context, ...rest } = options;
    const args = {
      domain,
      // No fields at all would mean all of them.
      fields: fields.length ? await known(model, fields, options) : ['id'],
      load: null,
      ...(limit === undefined ? {} : { limit }),
      ...(order === undefined ? {} : { order }),
    };
    return rows(await call(model, 'search_read', args, { ...rest, context: { active_test: false, ...context } }));
  }

  return {
    call,
    search,
    read: async (model, ids, fields, options) =>
      ids.length ? search(model, [['id', 'in', [...new Set(ids)]]], fields, { ...options, order: 'id' }) : [],
    sourceNow: () => now() + clockOffset,
  };
}

/** Repeats a step that is safe to repeat while Odoo says that another transaction was quicker. */
export async function patiently<T>(signal: AbortSignal, step: () => Promise<T>): Promise<T> {
  for (const wait of [100, 250, 500, 1000, 2000, 4000]) {
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

/** A refusal in the API's words; anything else as it was. */
export function refused(error: unknown, message = 'the ERP refused'): unknown {
  if (!(error instanceof Refusal)) return error;
  if (error.kind === 'RIGHTS')
    return new Terminal('SOURCE_REFUSED', 'the hub’s user has no right to this in the ERP: see its groups', error.detail);
  if (error.kind === 'MISSING') return new Terminal('NOT_FOUND', 'the ERP has no such record any more', error.detail);
  return new Terminal('SOURCE_REFUSED', message, error.detail);
}
