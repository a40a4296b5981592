/** SQL of what customers bought, by customer. */
import type { Db } from '#hub/database.ts';
import type { Micros } from '#hub/money.ts';
import { inChunks } from './reportStore.ts';

export interface CustomerFacts {
  orders: { day: string; channelCode: string }[];
  sales: { day: string; currency: string; netMicros: Micros; costMicros: Micros | null }[];
  returns: { currency: string; netMicros: Micros }[];
}

export async function customerFacts(db: Db, companyId: string, customerIds: readonly string[]): Promise<Map<string, CustomerFacts>> {
  const facts = new Map<string, CustomerFacts>(customerIds.map((id) => [id, { orders: [], sales: [], returns: [] }]));
  const orders = await inChunks(customerIds, (some) =>
    db
      .selectFrom('orderFact')
      .innerJoin('channel', 'channel.id', 'orderFact.channelId')
      .select(['orderFact.customerId', 'orderFact.day', 'channel.code as channelCode'])
      .where('orderFact.companyId', '=', companyId)
      .where('orderFact.customerId', 'in', some)
      .where('orderFact.cancelled', '=', 0)
      .execute(),
  );
  for (const { customerId, ...row } of orders) facts.get(customerId ?? '')?.orders.push(row);
  const sales = await inChunks(customerIds, (some) =>
    db
      .selectFrom('saleFact')
      .select(['customerId', 'day', 'currency', 'netMicros', 'costMicros'])
      .where('companyId', '=', companyId)
      .where('customerId', 'in', some)
      .execute(),
  );
  for (const { customerId, ...row } of sales) facts.get(customerId ?? '')?.sales.push(row);
  const returns = await inChunks(customerIds, (some) =>
    db
      .selectFrom('returnFact')
      .select(['customerId', 'currency', 'netMicros'])
      .where('companyId', '=', companyId)
      .where('customerId', 'in', some)
      .execute(),
  );
  for (const { customerId, ...row } of returns) facts.get(customerId ?? '')?.returns.push(row);
  return facts;
}
