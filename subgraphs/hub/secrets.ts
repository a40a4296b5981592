/** Keys the hub signs its own tokens with: made once a database, the same for all of its processes. */
import { randomBytes } from 'node:crypto';
import type { Database } from './database.ts';

const known = new WeakMap<Database, Map<string, Buffer>>();

/** 32 bytes. Undefined in a process that may only read while nobody has made the secret yet. */
export async function openSecret(database: Database, name: string, now: number): Promise<Buffer | undefined> {
  const cached = known.get(database)?.get(name);
  if (cached) return cached;
  let stored = await findSecret(database, name);
  if (!stored && !database.readOnly) {
    await database.write((trx) =>
      trx
        .insertInto('secret')
        .values({ name, value: randomBytes(32).toString('base64url'), createdAt: now })
        // Two processes met: the first one's stands, and is read below.
        .onConflict((conflict) => conflict.column('name').doNothing())
        .execute(),
    );
    stored = await findSecret(database, name);
  }
  if (!stored) return undefined;
  const secret = Buffer.from(stored, 'base64url');
  const secrets = known.get(database) ?? new Map<string, Buffer>();
  known.set(database, secrets.set(name, secret));
  return secret;
}

async function findSecret({ read }: Database, name: string): Promise<string | undefined> {
  return (await read.selectFrom('secret').select('value').where('name', '=', name).executeTakeFirst())?.value;
}
