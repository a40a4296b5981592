/** The signed hint of the hub plugin: names topics, carries no data. */
import { createHmac, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import type { Entity } from '../connector.ts';

const header = 'x-splot-signature';

const topicEntities: Record<string, Entity[]> = {
  product: ['products'],
  variant: ['products'],
  option: ['products'],
  'option.group': ['products'],
  price: ['products'],
  asset: ['products'],
  collection: ['categories'],
  'collection.variants': [],
  stock: ['stock'],
  customer: ['parties'],
  'customer.address': ['parties'],
  'customer.group': ['parties'],
};

const hint = z.object({ topics: z.array(z.string()) });

/** Null when the signature is not the HMAC-SHA-256 of exactly these bytes. */
export function readWebhook(secret: string, headers: Record<string, string | undefined>, body: Uint8Array): { pull: Entity[] } | null {
  const given = /^sha256=([0-9a-f]{64})$/.exec(headers[header] ?? '')?.[1];
  if (!given) return null;
  const expected = createHmac('sha256', secret).update(body).digest();
  if (!timingSafeEqual(Buffer.from(given, 'hex'), expected)) return null;
  const { topics } = parse(body);
  const entities = topics.flatMap((topic) => topicEntities[topic] ?? (topic.startsWith('order') ? (['orders', 'carts'] as const) : []));
  return { pull: [...new Set(entities)] };
}

function parse(body: Uint8Array): z.infer<typeof hint> {
  try {
    return hint.safeParse(JSON.parse(Buffer.from(body).toString('utf8'))).data ?? { topics: [] };
  } catch {
    return { topics: [] };
  }
}
