/** A clerk's own way into Odoo: JSON-2 with the administrator's key, without the connector, so that a mistake of the connector cannot hide itself. */

export type Fields = Record<string, unknown>;

export interface Clerk {
  /** Answers the bare result; throws Odoo's own words. */
  call<T = unknown>(model: string, method: string, args?: Fields, context?: Fields): Promise<T>;
  search<T extends Fields = Fields>(model: string, domain: unknown[], fields: string[], order?: string): Promise<(T & { id: number })[]>;
  one<T extends Fields = Fields>(model: string, domain: unknown[], fields: string[]): Promise<T & { id: number }>;
  create(model: string, values: Fields, context?: Fields): Promise<number>;
  write(model: string, ids: number[], vals: Fields): Promise<void>;
}

/** Odoo closes a connection after each answer and may close one just being used; a read is tried again. */
export function openClerk(url: string, database: string, key: string): Clerk {
  async function call<T>(model: string, method: string, args: Fields = {}, context: Fields = {}): Promise<T> {
    const answer = await fetch(`${url}/json/2/${model}/${method}`, {
      method: 'POST',
      headers: { authorization: `bearer ${key}`, 'x-odoo-database': database, 'content-type': 'application/json' },
      body: JSON.stringify({ ...args, context: { lang: 'pl_PL', skip_sms: true, allowed_company_ids: [1], ...context } }),
      signal: AbortSignal.timeout(120_000),
    });
    const text = await answer.text();
    if (answer.ok) return JSON.parse(text) as T;
    const message = text.startsWith('{') ? (JSON.parse(text) as { message?: string }).message : text.slice(0, 200);
    throw new Error(`${model}.${method}: HTTP ${answer.status} ${message}`);
  }
  const search: Clerk['search'] = (model, domain, fields, order = 'id') =>
    call(model, 'search_read', { domain, fields, order, load: null }, { active_test: false });
  return {
    call,
    search,
    async one(model, domain, fields) {
      const [found] = await search(model, domain, fields);
      if (!found) throw new Error(`Odoo has no ${model} ${JSON.stringify(domain)}`);
      return found as never;
    },
    async create(model, values, context) {
      const [made] = await call<number[]>(model, 'create', { vals_list: [values] }, context);
      if (made === undefined) throw new Error(`Odoo created no ${model}`);
      return made;
    },
    async write(model, ids, vals) {
      await call(model, 'write', { ids, vals });
    },
  };
}
