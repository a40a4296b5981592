/**
 * Tryton's bus as an alarm clock: a long poll that answers when one of our triggers (see test/live/tryton/notify.sql) announced a commit.
 * It only says what to read again; without triggers, or where the bus is switched off, polling does the same a second later.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Entity } from '../connector.ts';
import type { Http } from '../http.ts';
import type { Rpc } from './rpc.ts';
import { type Row, row, text } from './values.ts';

const channel = 'hub';

const touches: Record<string, Entity[]> = {
  sale_sale: ['orders', 'quotes', 'stock', 'parties'],
  sale_line: ['orders'],
  stock_move: ['stock', 'incoming', 'movements'],
  stock_shipment_out: ['orders'],
  stock_shipment_out_return: ['returns', 'orders'],
  stock_order_point: ['stock'],
  account_invoice: ['orders', 'invoices', 'money', 'parties'],
  account_payment: ['orders', 'money', 'invoices', 'parties'],
  product_template: ['products', 'prices'],
  product_product: ['products', 'prices'],
  product_identifier: ['products'],
  product_price_list: ['priceLists', 'prices'],
  product_price_list_line: ['prices'],
  sale_promotion: ['promotions'],
  party_party: ['parties'],
  party_address: ['parties'],
  party_contact_mechanism: ['parties'],
  purchase_purchase: ['incoming'],
  purchase_product_supplier: ['suppliers'],
};

/** An order is four transactions within a second: what comes within this many milliseconds is one call, for each costs the ERP a poll. */
const gather = 250;
/** Tryton answers an idle poll after its `long_polling_timeout`, a minute by default. */
const patience = 120_000;
/** Between attempts while Tryton is away. */
const [firstWait, longestWait] = [1_000, 30_000];

export async function listen(http: Http, rpc: Rpc, database: string, wake: (pull: Entity[]) => void, signal: AbortSignal): Promise<void> {
  const due = new Set<Entity>();
  let timer: NodeJS.Timeout | undefined;
  const ring = (entities: Entity[]) => {
    for (const entity of entities) due.add(entity);
    if (due.size > 0)
      timer ??= setTimeout(() => {
        timer = undefined;
        const gathered = [...due];
        due.clear();
        wake(gathered);
      }, gather);
  };
  let last: string | null = null;
  let wait = firstWait;
  while (!signal.aborted) {
    try {
      const answer = await poll(http, rpc, database, last, signal);
      if (answer === 'none') break;
      // After a break anything may have happened unheard.
      if (wait > firstWait) ring([...new Set(Object.values(touches).flat())]);
      wait = firstWait;
      last = text(answer.message_id) || null;
      ring(touches[text(answer.table)] ?? []);
    } catch {
      last = null;
      await sleep(wait, undefined, { signal }).catch(() => {});
      wait = Math.min(wait * 2, longestWait);
    }
  }
  clearTimeout(timer);
}

async function poll(http: Http, rpc: Rpc, database: string, last: string | null, signal: AbortSignal): Promise<Row | 'none'> {
  const answer = await http.send({
    method: 'POST',
    path: `/${encodeURIComponent(database)}/bus`,
    headers: { 'content-type': 'application/json', authorization: await rpc.authorize(signal) },
    body: JSON.stringify({ channels: [channel], last_message: last }),
    timeoutMs: patience,
    signal,
  });
  if (answer.status === 200) return row(row(JSON.parse(answer.text)).message);
  if (answer.status === 501) return 'none';
  if (answer.status === 401) await rpc.call('model.res.user.get_preferences', [true], { signal }); // logs in again
  throw new Error(`the bus answered ${answer.status}`);
}
