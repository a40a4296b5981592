/** Webhooks of the twin shop: signed over the raw bytes, tried three times, with the faults that webhooks have in life. */
import { createHmac } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { request } from 'undici';
import type { Faults } from './faults.ts';
import type { ShopEvent } from './shopApi.ts';
import type { Shop } from './shopContext.ts';

export interface WebhookTarget {
  url: string;
  secret: string;
}

export interface WebhookAttempt {
  id: string;
  event: string;
  at: number;
  /** HTTP status; 0 = no answer. */
  status: number;
}

export interface Webhooks {
  target(to: WebhookTarget | undefined): void;
  attempts(): WebhookAttempt[];
  stop(): void;
}

/** Answers are awaited this long. */
const timeoutMs = 3_000;
const retryPausesMs = [500, 2_000];

export function signature(body: string | Uint8Array, secret: string): string {
  return `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`;
}

export function startWebhooks(shop: Shop, faults: Faults, first: WebhookTarget | undefined): Webhooks {
  let target = first;
  let stopped = false;
  let seen = shop.store.version();
  let heldBack: ShopEvent | undefined;
  let queue = Promise.resolve();
  const attempts: WebhookAttempt[] = [];

  const unsubscribe = shop.store.onCommit(() => {
    const fresh = shop.store.since('events', seen, 1000);
    seen = fresh.version;
    for (const event of fresh.rows as ShopEvent[]) schedule(event);
  });

  function schedule(event: ShopEvent): void {
    if (!target) return;
    const struck = faults.strike('POST', event.event, 'webhook');
    const has = (kind: string) => struck.find((fault) => fault.kind === kind);
    if (has('webhook_drop')) return;
    const late = has('webhook_delay');
    if (late) return void sleep(late.ms, undefined, { ref: false }).then(() => enqueue(event));
    if (has('webhook_reorder') && !heldBack) {
      heldBack = event;
      return;
    }
    enqueue(event);
    if (has('webhook_duplicate')) enqueue(event);
    if (heldBack) {
      enqueue(heldBack);
      heldBack = undefined;
    }
  }

  function enqueue(event: ShopEvent): void {
    queue = queue.then(async () => {
      if (!(await attempt(event))) void retry(event);
    });
  }

  async function retry(event: ShopEvent): Promise<void> {
    for (const ms of retryPausesMs) {
      await sleep(ms, undefined, { ref: false });
      if (await attempt(event)) return;
    }
  }

  async function attempt(event: ShopEvent): Promise<boolean> {
    if (stopped || !target) return true;
    const body = JSON.stringify(event);
    let status = 0;
    try {
      const answer = await request(target.url, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          'x-twin-event': event.event,
          'x-twin-delivery': event.id,
          'x-twin-signature': signature(body, target.secret),
        },
        body,
        headersTimeout: timeoutMs,
        bodyTimeout: timeoutMs,
      });
      await answer.body.dump();
      status = answer.statusCode;
    } catch {
      // No answer: tried again below, and told in the attempts.
    }
    attempts.push({ id: event.id, event: event.event, at: shop.now(), status });
    if (attempts.length > 2000) attempts.splice(0, 1000);
    return status >= 200 && status < 300;
  }

  return {
    target: (to) => {
      target = to;
    },
    attempts: () => [...attempts],
    stop: () => {
      stopped = true;
      unsubscribe();
    },
  };
}
