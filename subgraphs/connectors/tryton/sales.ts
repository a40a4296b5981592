/** What every write on a sale shares: finding it by our key, reading it again, pressing its buttons. */
import type { OrderAck } from '../connector.ts';
import type { ReferenceStore } from './reference.ts';
import { patiently, type Rpc } from './rpc.ts';
import { id, micros, number, numbers, type Row, some, text } from './values.ts';

/** What the writing files need of their connection. */
export interface Desk {
  rpc: Rpc;
  references: ReferenceStore;
  now(): number;
  log(message: string, detail?: Record<string, unknown>): void;
  settings: {
    /** Warehouse code for orders that name none. */
    warehouse: string | undefined;
    /** SKU of the service charged for a delivery no carrier stands for. */
    deliveryProduct: string | undefined;
    /** Their method code → carrier product SKU. */
    deliveryMap: Map<string, string>;
    /** Their method or provider code → payment journal name. */
    paymentMap: Map<string, string>;
  };
  /** One after another: Tryton locks whole tables while it checks a credit limit, so orders side by side only fail. */
  inTurn<T>(work: () => Promise<T>): Promise<T>;
}

export interface Sale {
  id: number;
  number: string | undefined;
  state: string;
  comment: string;
  party: number;
  net: bigint;
  tax: bigint;
  gross: bigint;
  shipments: number[];
  invoices: number[];
}

/** In the comment of a sale the hub gave up, so that a repeated call answers as the first one did. */
export const refusedMark = /\[splot:refused ([A-Z_]+)\]/;
export const cancelMark = '[splot:cancelled]';
/** Where nothing in Tryton keeps a key single it stands in a text of the record, which is looked up before anything is made. */
export const keyMark = (key: string) => `[splot:${key}]`;
export const keyIn = (value: unknown): string | undefined => /\[splot:([^\]\s]+)\]/.exec(text(value))?.[1];
/** A quotation the hub asked for. It stays when the quotation becomes a sale and `web_id` the key of the order. */
export const quoteMark = (key: string) => `[splot:quote ${key}]`;
export const quoteKeyIn = (comment: unknown): string | undefined => /\[splot:quote ([^\]\s]+)\]/.exec(text(comment))?.[1];

/** Refusals are matched by their English text, whatever language the service user reads in. */
export const writing = { language: 'en' };

const saleFields = ['number', 'state', 'comment', 'party', 'untaxed_amount', 'tax_amount', 'total_amount', 'shipments', 'invoices'];

export async function findSale(rpc: Rpc, key: string, signal: AbortSignal): Promise<Sale | null> {
  const [found] = await rpc.search('sale.sale', [['web_id', '=', key]], saleFields, { signal });
  return found ? parseSale(found) : null;
}

export async function readSale(rpc: Rpc, saleId: number, signal: AbortSignal): Promise<Sale | null> {
  const [found] = await rpc.search('sale.sale', [['id', '=', saleId]], saleFields, { signal });
  return found ? parseSale(found) : null;
}

function parseSale(found: Row): Sale {
  return {
    id: number(found.id),
    number: some(found.number),
    state: text(found.state),
    comment: text(found.comment),
    party: number(found.party),
    net: micros(found.untaxed_amount),
    tax: micros(found.tax_amount),
    gross: micros(found.total_amount),
    shipments: numbers(found.shipments),
    invoices: numbers(found.invoices),
  };
}

export const isPlaced = (sale: Sale) => ['confirmed', 'processing', 'done'].includes(sale.state);

export function acknowledge(sale: Sale): OrderAck {
  return {
    externalId: id(sale.id),
    number: sale.number ?? `#${sale.id}`,
    totals: { net: sale.net, tax: sale.tax, gross: sale.gross },
    sourceStatus: sale.state,
  };
}

/** A button in a state that does not allow it does nothing and says nothing: the caller reads the record again. */
export function press(rpc: Rpc, model: string, button: string, ids: number[], signal: AbortSignal): Promise<unknown> {
  return patiently(signal, () => rpc.call(`model.${model}.${button}`, [ids], { signal, context: writing, timeoutMs: 60_000 }));
}

export function write(rpc: Rpc, model: string, ids: number[], values: Row, signal: AbortSignal): Promise<unknown> {
  return patiently(signal, () => rpc.call(`model.${model}.write`, [ids, values], { signal, context: writing }));
}

export async function create(rpc: Rpc, model: string, values: Row, signal: AbortSignal): Promise<number> {
  const ids = await patiently(signal, () => rpc.call(`model.${model}.create`, [[values]], { signal, context: writing, timeoutMs: 60_000 }));
  const [made] = numbers(ids);
  if (made === undefined) throw new Error(`Tryton created no ${model}`);
  return made;
}

export function openLane(): Desk['inTurn'] {
  let tail: Promise<unknown> = Promise.resolve();
  return <T>(work: () => Promise<T>): Promise<T> => {
    const turn = tail.then(work);
    tail = turn.catch(() => {});
    return turn;
  };
}
