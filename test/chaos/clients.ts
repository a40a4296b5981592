/** Clients of a hub that comes and goes: each order has its key, and the same key is sent again until it is answered. */
import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { asker, type Place } from '../hub.ts';
import { ORDER_PLACE, orderInput } from '../wide/goods.ts';

/** One key as its client sees it. */
export interface Sent {
  key: string;
  tries: number;
  /** Orders it was answered with; one, however often it was asked. */
  orderIds: Set<string>;
  refusals: string[];
}

export interface Client {
  readonly done: Promise<void>;
  /** Brings the key under way to its answer, then ends. */
  finish(): void;
  /** Ends at once. */
  stop(): void;
}

/** The hub they ask. */
export type Home = Pick<Place, 'keys'> & { config: { port: number } };

export interface Shopping {
  count: number;
  skus: string[];
  sent: Map<string, Sent>;
  /** Of an order's answer, e.g. `PT1S`. */
  wait?: string;
  /** Who buys, in turn with guests; guests alone where there are none. */
  customerIds?: string[];
}

export function startClients(place: Home, options: Shopping): Client[] {
  return Array.from({ length: options.count }, (_, number) => startClient(place, number, options));
}

function startClient(place: Home, number: number, { skus, sent, wait = 'PT1S', customerIds = [] }: Shopping): Client {
  const ask = asker(`http://127.0.0.1:${place.config.port}`, place.keys);
  let stopped = false;
  let last = false;

  async function write(round: number): Promise<void> {
    const key = randomUUID();
    const one: Sent = { key, tries: 0, orderIds: new Set(), refusals: [] };
    sent.set(key, one);
    const customerId = customerIds[(number + round) % (customerIds.length + 1)];
    const input = orderInput(skus[(number + round) % skus.length] ?? '', { key, wait, ...(customerId ? { customerId } : {}) });
    // Answered orders are sure: a second asking now and then must get the same one.
    const wanted = round % 4 === 0 ? 2 : 1;
    for (let answers = 0; answers < wanted && !stopped; ) {
      one.tries += 1;
      try {
        const { data } = await ask(ORDER_PLACE, { input }, { ms: 10_000 });
        const payload = data?.orderPlace;
        if (!payload) throw new Error('no answer');
        for (const error of payload.userErrors) one.refusals.push(error.code);
        if (payload.order) one.orderIds.add(payload.order.id);
        answers += 1;
      } catch {
        // The hub is away: the same key again.
        await delay(100);
      }
    }
  }

  const done = (async () => {
    let round = 0;
    do {
      await write(round);
      round += 1;
    } while (!last && !stopped);
  })();
  return {
    done,
    finish() {
      last = true;
    },
    stop() {
      stopped = true;
    },
  };
}
