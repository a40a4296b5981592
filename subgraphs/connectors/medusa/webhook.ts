/** The signed hint of our relay in the shop: names Medusa's events, carries no data. */
import { createHmac, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import type { Entity } from '../connector.ts';

const header = 'x-splot-signature';

/** An event is named twice, by its module ("inventory.inventory-level.updated") and by its workflow ("order.placed"). The first that fits tells. */
const rereads: [RegExp, Entity[]][] = [
  [/(^|\.)(inventory|reservation)/, ['stock']],
  [/product-category/, ['categories']],
  [/^(product|pricing|price)/, ['products']],
  [/^cart\./, ['carts']],
  [/return/, ['returns', 'orders']],
  [/^customer/, ['parties']],
  [/^(order|payment|fulfillment|shipment|delivery|claim|exchange)/, ['orders']],
];

const hint = z.object({ topics: z.array(z.string()) });

/** Null when the signature is not the HMAC-SHA-256 of exactly these bytes. */
export function readWebhook(secret: string, headers: Record<string, string | undefined>, body: Uint8Array): { pull: Entity[] } | null {
  const given = /^sha256=([0-9a-f]{64})$/.exec(headers[header] ?? '')?.[1];
  if (!given) return null;
  const expected = createHmac('sha256', secret).update(body).digest();
  if (!timingSafeEqual(Buffer.from(given, 'hex'), expected)) return null;
  const entities = parse(body).topics.flatMap((topic) => rereads.find(([pattern]) => pattern.test(topic))?.[1] ?? []);
  return { pull: [...new Set(entities)] };
}

function parse(body: Uint8Array): z.infer<typeof hint> {
  try {
    return hint.safeParse(JSON.parse(Buffer.from(body).toString('utf8'))).data ?? { topics: [] };
  } catch {
    return { topics: [] };
  }
}
