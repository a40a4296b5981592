/**
 * Writing under an external id, which Odoo's database keeps unique: `load` makes the record or finds it again. What it refuses it answers with HTTP 200 and
 * `ids: false`, also when another transaction was only quicker.
 */
import { Conflict, patiently, Refusal, type Rpc } from './rpc.ts';
import { quiet } from './sales.ts';
import { numbers, type Row, row, rows, text } from './values.ts';

/** The part of an external id that is ours to choose. */
export const externalKey = (key: string): string => key.replace(/[^\w-]/g, '_');

const passing = /could not serialize|could not obtain lock|deadlock|duplicate key|concurrent update/i;

/** What an answer of `load` means. */
export function loaded(answer: Row): number[] {
  const ids = numbers(answer.ids);
  if (ids.length) return ids;
  const words = rows(answer.messages)
    .map((message) => text(row(message).message))
    .join(' ');
  throw passing.test(words) ? new Conflict() : new Refusal('RULE', words);
}

export function upsert(rpc: Rpc, model: string, fields: string[], data: unknown[][], signal: AbortSignal): Promise<number[]> {
  const cells = data.map((line) => line.map((cell) => (cell === undefined || cell === null ? '' : cell)));
  return patiently(signal, async () =>
    loaded(row(await rpc.call(model, 'load', { fields, data: cells }, { signal, context: quiet, timeoutMs: 60_000 }))),
  );
}
