/** The clerk's hands on Tryton: looking up, pressing buttons, going through wizards, as the administrator. */
import { setTimeout as delay } from 'node:timers/promises';
import type { Tryton } from './tryton.ts';

/** A record as read: decimals and days as text, what it refers to under `<field>.`; each is looked at in one place only. */
// biome-ignore lint/suspicious/noExplicitAny: answers of a foreign API.
export type Row = any;

export interface Clerk {
  rpc: Tryton['rpc'];
  rpcIn: Tryton['rpcIn'];
  find(model: string, domain: unknown[], fields: string[]): Promise<Row[]>;
  /** Throws when there is none. */
  one(model: string, domain: unknown[], fields: string[]): Promise<Row>;
  /** One button after the other. */
  press(model: string, buttons: string[], ids: number[]): Promise<unknown>;
  /** Steps are (state, forms); answers the last one's. */
  wizard(name: string, model: string, ids: number[], steps: [string, Row][]): Promise<unknown>;
  /** Tryton processes a confirmed sale in a transaction of its own, just after: looks until it is there, ten seconds at most. */
  soon<T>(what: string, look: () => Promise<T | undefined>): Promise<T>;
}

export function openDesk(tryton: Tryton): Clerk {
  const { rpc, rpcIn } = tryton;
  const find = (model: string, domain: unknown[], fields: string[]): Promise<Row[]> =>
    rpc<Row[]>(`model.${model}.search_read`, domain, 0, null, null, fields);
  const press = (model: string, buttons: string[], ids: number[]) =>
    buttons.reduce<Promise<unknown>>((before, button) => before.then(() => rpc(`model.${model}.${button}`, ids)), Promise.resolve());
  async function one(model: string, domain: unknown[], fields: string[]): Promise<Row> {
    const [found] = await find(model, domain, fields);
    if (!found) throw new Error(`Tryton has no ${model} ${JSON.stringify(domain)}`);
    return found;
  }
  async function soon<T>(what: string, look: () => Promise<T | undefined>): Promise<T> {
    for (const deadline = performance.now() + 10_000; ; await delay(100)) {
      const found = await look();
      if (found !== undefined) return found;
      if (performance.now() > deadline) throw new Error(`Tryton made no ${what}`);
    }
  }
  async function wizard(name: string, model: string, ids: number[], steps: [string, Row][]): Promise<unknown> {
    const chosen = { active_model: model, active_id: ids[0], active_ids: ids };
    const [session] = await rpcIn<[number]>(chosen, `wizard.${name}.create`);
    let answer: unknown;
    for (const [state, forms] of steps) answer = await rpcIn(chosen, `wizard.${name}.execute`, session, forms, state);
    await rpcIn(chosen, `wizard.${name}.delete`, session);
    return answer;
  }
  return { rpc, rpcIn, find, one, press, wizard, soon };
}

/** Today in the company's zone. */
export const today = (): string => new Date().toLocaleDateString('sv-SE', { timeZone: 'Europe/Warsaw' });
