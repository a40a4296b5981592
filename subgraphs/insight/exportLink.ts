/** Links to exports: signed by the hub, for the application that asked, good for a quarter of an hour. Nothing is stored. */
import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Database } from '#hub/database.ts';
import { openSecret } from '#hub/secrets.ts';
import type { ExportKind } from './types.ts';

export interface ExportOrder {
  kind: ExportKind;
  companyId: string;
  application: string;
  from: string;
  to: string;
  channelIds?: string[];
  /** Cost and margin are in it. */
  costs: boolean;
  expiresAt: number;
}

const SECRET = 'export link';
export const EXPORT_LINK_MS = 15 * 60_000;

/** Null in a process that may only read while no link was ever signed. */
export async function signExport(database: Database, order: ExportOrder, now: number): Promise<string | null> {
  const secret = await openSecret(database, SECRET, now);
  if (!secret) return null;
  const body = Buffer.from(JSON.stringify(order));
  return `${body.toString('base64url')}.${seal(secret, body).toString('base64url')}`;
}

/** Undefined when it is not signed by this hub or has ended. */
export async function openExport(database: Database, token: string, now: number): Promise<ExportOrder | undefined> {
  if (token.length > 10_000) return undefined;
  const [text = '', mark = ''] = token.split('.', 2);
  const secret = await openSecret(database, SECRET, now);
  if (!secret) return undefined;
  const body = Buffer.from(text, 'base64url');
  const given = Buffer.from(mark, 'base64url');
  const expected = seal(secret, body);
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) return undefined;
  const order = JSON.parse(body.toString('utf8')) as ExportOrder;
  return order.expiresAt > now ? order : undefined;
}

const seal = (secret: Buffer, body: Buffer): Buffer => createHmac('sha256', secret).update(body).digest();
