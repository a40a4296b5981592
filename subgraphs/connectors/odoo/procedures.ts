/**
 * Stored procedures: server actions a person installed in Odoo, run through JSON-2 as the hub's own user, one transaction each. Their text lies in `procedures/`
 * beside this; the hub finds them by name, and compares what stands in Odoo with what it was tested with.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { Terminal } from '../connector.ts';
import type { CallOptions, Rpc } from './rpc.ts';
import { number, type Row, row, rows, text } from './values.ts';

export interface Procedures {
  /** What the procedure answered; null where it is not installed. */
  run(name: string, input: Row, options: CallOptions): Promise<Row | null>;
  /** As `run`, for what cannot be done without. */
  need(name: string, input: Row, options: CallOptions): Promise<Row>;
  has(name: string, signal: AbortSignal): Promise<boolean>;
  /** Names of procedures that are missing in Odoo, and of those that read otherwise there. */
  compare(signal: AbortSignal): Promise<{ missing: string[]; different: string[] }>;
}

/** The text of each procedure, by name. */
export function procedureTexts(): Map<string, string> {
  const folder = new URL('procedures/', import.meta.url);
  const files = readdirSync(folder).filter((file) => file.endsWith('.py'));
  return new Map(files.map((file) => [file.slice(0, -3), readFileSync(new URL(file, folder), 'utf8').trim()]));
}

const prefix = 'splot_';
/** Bound to this model, so that whoever may run them can find them. */
const boundTo = 'res.company';
/** Somebody may install them while the hub runs. */
const remembered = 60_000;

export function openProcedures(rpc: Rpc, now: () => number): Procedures {
  let held: { at: number; known: Promise<Map<string, number>> } | undefined;

  function known(signal: AbortSignal): Promise<Map<string, number>> {
    if (!held || now() - held.at > remembered) {
      const found = rpc
        .call('ir.actions.actions', 'get_bindings', { model_name: boundTo }, { signal })
        .then((bindings) => new Map(rows(row(bindings).action).map((action) => [text(action.name), number(action.id)])));
      held = { at: now(), known: found };
      found.catch(() => {
        held = undefined;
      });
    }
    return held.known;
  }

  async function run(name: string, input: Row, options: CallOptions): Promise<Row | null> {
    const action = (await known(options.signal)).get(prefix + name);
    if (!action) return null;
    return row(
      await rpc.call('ir.actions.server', 'run', { ids: [action] }, { ...options, context: { ...options.context, splot: input } }),
    );
  }

  return {
    run,
    async need(name, input, options) {
      const answer = await run(name, input, options);
      if (answer) return answer;
      throw new Terminal('SOURCE_REFUSED', `the ERP lacks the stored procedure splot_${name}: install it as the connector’s README says`);
    },
    has: async (name, signal) => (await known(signal)).has(prefix + name),
    async compare(signal) {
      const there = await run('directory', {}, { signal });
      const installed = row(there?.procedures);
      const texts = [...procedureTexts()];
      return {
        missing: texts.map(([name]) => name).filter((name) => typeof installed[prefix + name] !== 'string'),
        different: texts
          .filter(([name, own]) => typeof installed[prefix + name] === 'string' && text(installed[prefix + name]).trim() !== own)
          .map(([name]) => name),
      };
    },
  };
}
