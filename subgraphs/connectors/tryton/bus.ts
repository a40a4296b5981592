/**
 * Tryton's bus as an alarm clock: a long poll that answers when one of our triggers (see test/live/tryton/notify.sql) announced a commit.
 * It only says what to read again; without triggers, or where the bus is switched off, polling does the same a second later.
 */
import type { Entity } from '../connector.ts';
import type { Http } from '../http.ts';
import type { Rpc } from './rpc.ts';
import { row, text } from './values.ts';

const channel = 'hub';

const touches: Record<string, Entity[]> = {
  sale_sale: ['orders', 'stock', 'parties'],
  sale_line: ['orders'],
  stock_move: ['stock', 'incoming', 'movements'],
  stock_shipment_out: ['orders'],
  account_invoice: ['orders', 'parties'],
  account_payment: ['orders', 'parties'],
  product_template: ['products', 'prices'],
  product_product: ['products', 'prices'],
  product_identifier: ['products'],
  product_price_list: ['priceLists', 'prices'],
  product_price_list_line: ['prices'],
  party_party: ['parties'],
  party_address: ['parties'],
  purchase_purchase: ['incoming'],
};

/** One commit announces itself table by table: what comes within this many milliseconds is one call. */
const gather = 100;
/** Tryton answers an idle poll after its `long_polling_timeout`, a minute by default. */
const patience = 120_000;

export async function listen(http: Http, rpc: Rpc, database: string, wake: (pull: Entity[]) => void, signal: AbortSignal): Promise<void> {
  let last: string | null = null;
  const due = new Set<Entity>();
  let timer: NodeJS.Timeout | undefined;
  const ring = () => {
    timer = undefined;
    const entities = [...due];
    due.clear();
    wake(entities);
  };
  try {
    for (;;) {
      const answer = await http.send({
        method: 'POST',
        path: `/${encodeURIComponent(database)}/bus`,
        headers: { 'content-type': 'application/json', authorization: await rpc.authorize(signal) },
        body: JSON.stringify({ channels: [channel], last_message: last }),
        timeoutMs: patience,
        signal,
      });
      if (answer.status === 401)
        await rpc.call('model.res.user.get_preferences', [true], { signal }); // logs in again
      else if (answer.status !== 200)
        return; // no bus here
      else {
        const message = row(row(JSON.parse(answer.text)).message);
        last = text(message.message_id) || null;
        for (const entity of touches[text(message.table)] ?? []) due.add(entity);
        if (due.size > 0) timer ??= setTimeout(ring, gather);
      }
    }
  } catch (error) {
    if (!signal.aborted) throw error;
  } finally {
    clearTimeout(timer);
  }
}
