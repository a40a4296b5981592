/** What every read and write of a sale shares: the marks the hub leaves on it, finding it by key, its state in few words. */
import type { OrderAck } from '../connector.ts';
import type { Procedures } from './procedures.ts';
import type { Reference, ReferenceStore } from './reference.ts';
import { patiently, type Rpc } from './rpc.ts';
import { flag, id, micros, number, numbers, plain, type Row, some, text } from './values.ts';

/** What the writing files need of their connection. */
export interface Desk {
  rpc: Rpc;
  references: ReferenceStore;
  procedures: Procedures;
  now(): number;
  log(message: string, detail?: Record<string, unknown>): void;
  settings: {
    /** Warehouse code for orders that name none. */
    warehouse: string | undefined;
    /** Their method code → SKU of a carrier's product. */
    deliveryMap: Map<string, string>;
    /** SKU of the service charged for a delivery no carrier stands for. */
    deliveryProduct: string | undefined;
    /** Their method or provider code → name or code of a journal. */
    paymentMap: Map<string, string>;
  };
  /** One after another: Odoo promises the same piece to two confirmations that run side by side. */
  inTurn<T>(work: () => Promise<T>): Promise<T>;
}

/** In a sale's source field (`origin`), parted by spaces: the order's key, the offer's key. */
export const orderMark = (key: string) => `splot:${key}`;
export const quoteMark = (key: string) => `splot-quote:${key}`;
const markIn = (origin: unknown, prefix: string): string | undefined =>
  text(origin)
    .split(/\s+/)
    .find((word) => word.startsWith(prefix))
    ?.slice(prefix.length);
export const orderKeyOf = (origin: unknown) => markIn(origin, 'splot:');
export const quoteKeyOf = (origin: unknown) => markIn(origin, 'splot-quote:');

/** In the note of a sale the hub gave up, so that a repeated call answers as the first one did. */
export const refusedMark = /\[splot:refused ([A-Z_]+)\]/;

export interface Sale {
  id: number;
  number: string;
  state: string;
  origin: string;
  note: string;
  partner: number;
  net: bigint;
  tax: bigint;
  gross: bigint;
  locked: boolean;
  pickings: number[];
  invoices: number[];
  creditWarning: string;
}

const saleFields = [
  'name', 'state', 'origin', 'note', 'partner_id', 'amount_untaxed', 'amount_tax', 'amount_total', 'locked', 'picking_ids', 'invoice_ids', 'partner_credit_warning',
]; // biome-ignore format: one list

async function one(rpc: Rpc, domain: unknown[], signal: AbortSignal): Promise<Sale | null> {
  const [found] = await rpc.search('sale.order', domain, saleFields, { signal, order: 'id', limit: 1 });
  return found ? saleOf(found) : null;
}

const marked = (mark: string) => [
  '|',
  ['origin', '=', mark],
  '|',
  ['origin', '=like', `% ${escaped(mark)}`],
  ['origin', '=like', `${escaped(mark)} %`],
];
const escaped = (words: string) => words.replace(/[\\%_]/g, (letter) => `\\${letter}`);

export const findSale = (rpc: Rpc, key: string, signal: AbortSignal) => one(rpc, marked(orderMark(key)), signal);
export const findQuote = (rpc: Rpc, key: string, signal: AbortSignal) => one(rpc, marked(quoteMark(key)), signal);
export const readSale = (rpc: Rpc, saleId: number, signal: AbortSignal) => one(rpc, [['id', '=', saleId]], signal);

function saleOf(found: Row): Sale {
  return {
    id: number(found.id),
    number: some(found.name) ?? `#${number(found.id)}`,
    state: text(found.state),
    origin: text(found.origin),
    note: plain(found.note),
    partner: number(found.partner_id),
    net: micros(found.amount_untaxed),
    tax: micros(found.amount_tax),
    gross: micros(found.amount_total),
    locked: flag(found.locked),
    pickings: numbers(found.picking_ids),
    invoices: numbers(found.invoice_ids),
    creditWarning: text(found.partner_credit_warning),
  };
}

export function acknowledge(sale: Sale): OrderAck {
  return {
    externalId: id(sale.id),
    number: sale.number,
    totals: { net: sale.net, tax: sale.tax, gross: sale.gross },
    sourceStatus: sale.state,
  };
}

/** A person's phone number would otherwise turn a first shipment into a question about text messages. */
export const quiet = { skip_sms: true, mail_notrack: true };

/** Calls a method of records. Its answer is not the outcome: some answer a notification or a form to fill in, so the caller reads the record again. */
export function press(rpc: Rpc, model: string, method: string, ids: number[], signal: AbortSignal, context: Row = {}): Promise<unknown> {
  return patiently(signal, () => rpc.call(model, method, { ids }, { signal, context: { ...quiet, ...context }, timeoutMs: 60_000 }));
}

export function write(rpc: Rpc, model: string, ids: number[], vals: Row, signal: AbortSignal): Promise<unknown> {
  return patiently(signal, () => rpc.call(model, 'write', { ids, vals }, { signal, context: quiet, timeoutMs: 60_000 }));
}

export async function create(rpc: Rpc, model: string, vals: Row, signal: AbortSignal, context: Row = {}): Promise<number> {
  const made = await patiently(signal, () =>
    rpc.call(model, 'create', { vals_list: [vals] }, { signal, context: { ...quiet, ...context }, timeoutMs: 60_000 }),
  );
  const [first] = numbers(made);
  if (first === undefined) throw new Error(`Odoo created no ${model}`);
  return first;
}

export function openLane(): Desk['inTurn'] {
  let tail: Promise<unknown> = Promise.resolve();
  return <T>(work: () => Promise<T>): Promise<T> => {
    const turn = tail.then(work);
    tail = turn.catch(() => {});
    return turn;
  };
}

/** The warehouse an order leaves from. */
export function warehouseFor({ settings }: Desk, reference: Reference, wanted: string | undefined): number | undefined {
  if (wanted) return reference.warehouses.has(Number(wanted)) ? Number(wanted) : undefined;
  const all = [...reference.warehouses.values()].filter((warehouse) => warehouse.active);
  return (all.find((warehouse) => warehouse.code === settings.warehouse) ?? all[0])?.id;
}
