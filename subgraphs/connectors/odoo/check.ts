/** Whether this Odoo can be worked with, and what a person should set right: what Odoo itself says nothing about. */
import { type CheckResult, NotSent } from '../connector.ts';
import type { Http } from '../http.ts';
import type { Procedures } from './procedures.ts';
import type { ReferenceStore } from './reference.ts';
import type { Rpc } from './rpc.ts';
import { instant, number, row, some, text } from './values.ts';

interface Parts {
  http: Http;
  rpc: Rpc;
  references: ReferenceStore;
  procedures: Procedures;
  now(): number;
  log(message: string, detail?: Record<string, unknown>): void;
}

/** A key that ends sooner is worth a warning: its end is silent until every call is refused. */
const warnBefore = 14 * 86_400_000;

export async function check(parts: Parts, signal: AbortSignal): Promise<CheckResult> {
  const { http, references, log } = parts;
  const product = 'Odoo';
  try {
    const answer = await http.send({ path: '/web/version', signal });
    const version = some(row(parsed(answer.text)).version);
    const reference = await references.get(signal, 0);
    const problems = [
      ...(version && Number.parseInt(version, 10) < 19 ? ['Odoo is older than 19 and lacks JSON-2: upgrade it'] : []),
      ...(await settingsProblems(parts, signal)),
    ];
    const warnings = [...(await keyWarnings(parts, signal)), ...(await procedureWarnings(parts, signal))];
    for (const warning of warnings) log(warning);
    const problem = [...problems, ...warnings].join('; ');
    return {
      ok: problems.length === 0,
      product,
      currency: reference.company.currency,
      ...(version ? { version } : {}),
      ...(problem ? { problem } : {}),
    };
  } catch (error) {
    if (error instanceof NotSent) return { ok: false, product, problem: error.message };
    log('Odoo does not answer as expected', { error: String(error) });
    return { ok: false, product, problem: 'Odoo does not answer as expected: check address, database, modules and the groups of the user' };
  }
}

function parsed(words: string): unknown {
  try {
    return JSON.parse(words);
  } catch {
    return {};
  }
}

/** Price lists that are switched off are ignored by Odoo without a word, and every customer pays the list price. */
async function settingsProblems({ rpc }: Parts, signal: AbortSignal): Promise<string[]> {
  const on = await hasGroup(rpc, 'product.group_product_pricelist', signal);
  return on ? [] : ['price lists are switched off in Odoo (Settings, Sales, Pricelists): it ignores them, switch them on'];
}

/** Of the user whose key this is. */
export async function hasGroup(rpc: Rpc, group: string, signal: AbortSignal): Promise<boolean> {
  const me = number(row(await rpc.call('res.users', 'context_get', {}, { signal })).uid);
  return (await rpc.call('res.users', 'has_group', { ids: [me], group_ext_id: group }, { signal })) === true;
}

async function keyWarnings({ rpc, now }: Parts, signal: AbortSignal): Promise<string[]> {
  const keys = await rpc.search('res.users.apikeys', [], ['name', 'expiration_date'], { signal });
  return keys.flatMap((key) => {
    const end = instant(key.expiration_date);
    if (!end || end - now() > warnBefore) return [];
    return [`the API key “${text(key.name)}” ends on ${new Date(end).toISOString().slice(0, 10)}: make a new one before`];
  });
}

async function procedureWarnings({ procedures }: Parts, signal: AbortSignal): Promise<string[]> {
  const { missing, different } = await procedures.compare(signal);
  return [
    ...(missing.length ? [`stored procedures are missing in Odoo: ${missing.join(', ')}`] : []),
    ...(different.length ? [`stored procedures differ from those this hub was tested with: ${different.join(', ')}`] : []),
  ];
}
