/** Rows of API keys, channels and token subjects: the SQL behind gateway/auth. Only hashes of keys are stored. */
import type { Db, Trx } from './database.ts';
import { idKind } from './id.ts';

export interface KeyRow {
  id: string;
  name: string;
  role: string;
  hint: string;
  scopes: string[];
  companyId: string;
  channelId: string;
  createdAt: number;
  revokedAt: number | null;
}

export interface ChannelRow {
  id: string;
  companyId: string;
  code: string;
  currency: string;
  language: string;
}

const keyColumns = ['id', 'name', 'role', 'hint', 'scopes', 'companyId', 'channelId', 'createdAt', 'revokedAt'] as const;
const channelColumns = ['id', 'companyId', 'code', 'currency', 'language'] as const;

const keyRow = (row: Omit<KeyRow, 'scopes'> & { scopes: string }): KeyRow => ({ ...row, scopes: JSON.parse(row.scopes) as string[] });

export async function insertKey(trx: Trx, key: Omit<KeyRow, 'revokedAt'> & { hash: string }): Promise<void> {
  await trx
    .insertInto('apiKey')
    .values({ ...key, scopes: JSON.stringify(key.scopes), revokedAt: null })
    .execute();
}

export async function findKeyByHash(db: Db, hash: string): Promise<KeyRow | undefined> {
  const row = await db.selectFrom('apiKey').select(keyColumns).where('hash', '=', hash).executeTakeFirst();
  return row && keyRow(row);
}

export async function listKeys(db: Db): Promise<KeyRow[]> {
  return (await db.selectFrom('apiKey').select(keyColumns).orderBy('createdAt').orderBy('id').execute()).map(keyRow);
}

/** Of these ids, those that still hold. */
export async function validKeys(db: Db, ids: readonly string[]): Promise<Set<string>> {
  const valid = new Set<string>();
  for (let i = 0; i < ids.length; i += 500) {
    const rows = await db
      .selectFrom('apiKey')
      .select('id')
      .where('id', 'in', ids.slice(i, i + 500))
      .where('revokedAt', 'is', null)
      .execute();
    for (const row of rows) valid.add(row.id);
  }
  return valid;
}

/** False when there is no such key, or it is revoked already. */
export async function markKeyRevoked(trx: Trx, id: string, now: number): Promise<boolean> {
  const { numUpdatedRows } = await trx
    .updateTable('apiKey')
    .set({ revokedAt: now })
    .where('id', '=', id)
    .where('revokedAt', 'is', null)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

export async function findChannel(db: Db, id: string): Promise<ChannelRow | undefined> {
  return db.selectFrom('channel').select(channelColumns).where('id', '=', id).executeTakeFirst();
}

/** The channel with this code; without a code, the first one. */
export async function findDefaultChannel(db: Db, code: string | undefined): Promise<ChannelRow | undefined> {
  const channels = db.selectFrom('channel').select(channelColumns);
  return code === undefined ? channels.orderBy('id').executeTakeFirst() : channels.where('code', '=', code).executeTakeFirst();
}

/**
 * The customer a token speaks of: a hub id, merged ones followed, or the id the channel's shop gives the customer. Undefined when there is
 * none, or an inactive one, or one of another company.
 */
export async function findTokenCustomer(
  db: Db,
  channel: ChannelRow,
  subject: { id: string } | { reference: string },
): Promise<string | undefined> {
  const named = 'id' in subject ? subject.id : await findReferredCustomer(db, channel, subject.reference);
  if (!named || idKind(named) !== 'customer') return undefined;
  const redirect = await db.selectFrom('redirect').select('intoId').where('id', '=', named).executeTakeFirst();
  const row = await db
    .selectFrom('customer')
    .select('id')
    .where('id', '=', redirect?.intoId ?? named)
    .where('companyId', '=', channel.companyId)
    .where('active', '=', 1)
    .executeTakeFirst();
  return row?.id;
}

async function findReferredCustomer(db: Db, channel: ChannelRow, reference: string): Promise<string | undefined> {
  const row = await db
    .selectFrom('binding')
    .innerJoin('system', 'system.id', 'binding.systemId')
    .select('binding.id')
    .where('system.channelId', '=', channel.id)
    .where('system.role', '=', 'SHOP')
    .where('binding.entity', '=', 'parties')
    .where('binding.externalId', '=', reference)
    .executeTakeFirst();
  return row?.id;
}
