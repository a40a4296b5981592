/** Links that say by themselves what they are good for: signed by the hub, for one viewer, for a while. Nothing is stored. */
import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Database } from './database.ts';
import { openSecret } from './secrets.ts';

export interface Link {
  /** Epoch milliseconds; from then on it is no link any more. */
  expiresAt: number;
}

const LONGEST = 4_000;

/** Null in a process that may only read while no link of this purpose was ever signed. */
export async function signLink<L extends Link>(database: Database, purpose: string, link: L, now: number): Promise<string | null> {
  const secret = await openSecret(database, purpose, now);
  if (!secret) return null;
  const body = Buffer.from(JSON.stringify(link));
  return `${body.toString('base64url')}.${seal(secret, body).toString('base64url')}`;
}

/** Undefined when it was not signed by this hub for this purpose, or has ended. */
export async function openLink<L extends Link>(database: Database, purpose: string, token: string, now: number): Promise<L | undefined> {
  const secret = token.length <= LONGEST ? await openSecret(database, purpose, now) : undefined;
  if (!secret) return undefined;
  const [text = '', mark = '', ...rest] = token.split('.');
  const body = Buffer.from(text, 'base64url');
  const given = Buffer.from(mark, 'base64url');
  const expected = seal(secret, body);
  if (rest.length || given.length !== expected.length || !timingSafeEqual(given, expected)) return undefined;
  const link = JSON.parse(body.toString('utf8')) as L;
  return link.expiresAt > now ? link : undefined;
}

const seal = (secret: Buffer, body: Buffer): Buffer => createHmac('sha256', secret).update(body).digest();
