/** SQL of segments: how many customers are in one, and what they bought. */
import { sql } from 'kysely';
import type { Db } from '#hub/database.ts';
import type { Micros } from '#hub/money.ts';
import type { Period } from './period.ts';

export async function segmentFacts(
  db: Db,
  companyId: string,
  segment: string,
  currency: string,
  { from, to }: Period,
): Promise<{ customers: number; net: Micros }> {
  // A customer's segments are a JSON list of codes: one is in it when taking its quoted word out changes the text. Alike on both stores.
  const quoted = JSON.stringify(segment);
  const members = db
    .selectFrom('customer')
    .where('companyId', '=', companyId)
    .where('mergedIntoId', 'is', null)
    .where(sql<boolean>`replace(segments, ${quoted}, '') <> segments`);
  const [count, bought] = await Promise.all([
    members.select((eb) => eb.fn.countAll<number>().as('customers')).executeTakeFirstOrThrow(),
    db
      .selectFrom('saleFact')
      .select((eb) => eb.fn.sum<bigint | null>('netMicros').as('net'))
      .where('companyId', '=', companyId)
      .where('currency', '=', currency)
      .where('day', '>=', from)
      .where('day', '<=', to)
      .where('customerId', 'in', members.select('id'))
      .executeTakeFirstOrThrow(),
  ]);
  return { customers: Number(count.customers), net: BigInt(bought.net ?? 0) };
}
