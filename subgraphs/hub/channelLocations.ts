/** Where a channel's goods leave from: the warehouses it names, or undefined for all of the company. */
import type { Db } from './database.ts';

export async function channelLocations(db: Db, channelId: string): Promise<string[] | undefined> {
  const channel = await db.selectFrom('channel').select(['companyId', 'warehouseCodes']).where('id', '=', channelId).executeTakeFirst();
  if (!channel?.warehouseCodes) return undefined;
  const rows = await db
    .selectFrom('location')
    .select('id')
    .where('companyId', '=', channel.companyId)
    .where('code', 'in', JSON.parse(channel.warehouseCodes) as string[])
    .execute();
  return rows.map((row) => row.id);
}
