/** API keys: `splot_<role>_<random>`, stored as SHA-256. A key has 190 random bits, so a plain hash cannot be searched. */
import { createHash, randomInt } from 'node:crypto';
import { newId } from '#hub/id.ts';
import { findDefaultChannel, findKeyByHash, insertKey, type KeyRow, markKeyRevoked } from '#hub/keys.ts';
import type { Ground } from '#hub/subgraph.ts';
import { type Role, roles } from '#hub/viewer.ts';
import { type Remembered, remembered } from './remembered.ts';

const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const LENGTH = 32;
const shape = /^splot_[a-z]{1,20}_[0-9A-Za-z]{32,64}$/;

/** Of words that are no key at all. */
const unknown: Remembered<undefined> = { until: Number.POSITIVE_INFINITY, value: Promise.resolve(undefined) };

type KeyGround = Pick<Ground, 'db' | 'now'>;

const hashOf = (key: string): string => createHash('sha256').update(key).digest('hex');

function newSecret(role: Role): string {
  let random = '';
  for (let i = 0; i < LENGTH; i++) random += ALPHABET.charAt(randomInt(ALPHABET.length));
  return `splot_${role}_${random}`;
}

export interface NewKey {
  id: string;
  /** Shown once: only its hash is kept. */
  key: string;
}

export async function createKey(ground: KeyGround, options: { name: string; role: Role; channel?: string }): Promise<NewKey> {
  const channel = await findDefaultChannel(ground.db.read, options.channel);
  if (!channel) throw new Error(options.channel ? `there is no channel ${options.channel}` : 'there is no channel yet');
  const key = newSecret(options.role);
  const id = newId('apiKey');
  await ground.db.write((trx) =>
    insertKey(trx, {
      id,
      name: options.name,
      role: options.role,
      hash: hashOf(key),
      hint: key.slice(-4),
      scopes: [...roles[options.role]],
      companyId: channel.companyId,
      channelId: channel.id,
      createdAt: ground.now(),
    }),
  );
  return { id, key };
}

/** False when there is no such key, or it is revoked already. */
export async function revokeKey(ground: KeyGround, id: string): Promise<boolean> {
  return ground.db.write((trx) => markKeyRevoked(trx, id, ground.now()));
}

/** Finds keys that hold; remembers for at most a second, and misses not at all longer than hits. */
export function keyFinder(ground: KeyGround): (key: string) => Remembered<KeyRow | undefined> {
  const find = remembered(ground.now, async (hash: string) => {
    const row = await findKeyByHash(ground.db.read, hash);
    return row && row.revokedAt === null ? row : undefined;
  });
  return (key) => (shape.test(key) ? find(hashOf(key)) : unknown);
}
