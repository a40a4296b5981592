/**
 * A price token: the prices of one preview, signed by the hub, so that an order placed before it ends is priced as previewed whatever changed meanwhile. It holds
 * no secret, only a promise: whoever has it can read its own prices, nobody can write another.
 */
import { createHmac, timingSafeEqual } from 'node:crypto';
import { deflateRawSync, inflateRawSync } from 'node:zlib';
import type { Database } from './database.ts';
import type { Micros } from './money.ts';
import { openSecret } from './secrets.ts';

export interface PromisedLine {
  variantId: string;
  /** Stock units. */
  quantity: Micros;
  /** One stock unit, before `discounts`. */
  unitNet: Micros;
  taxPercent: string;
  /** What promotions take off the whole line, net. */
  discounts: { code: string; title: string; amount: Micros }[];
}

/** What was promised, and to whom. */
export interface PricePromise {
  companyId: string;
  channelId: string;
  /** Absent: a visitor. */
  customerId?: string;
  currency: string;
  /** The tax rule the percents came from, and why; absent = the goods' own percents. */
  tax?: { ruleId: string; reason: string };
  /** In the order of the preview. */
  lines: PromisedLine[];
  /** Epoch milliseconds; the last one at which it holds. */
  validUntil: number;
}

/** EXPIRED still tells what was promised, so that the order can say what changed. INVALID: not signed by this hub, or cut. */
export type OpenedToken = { state: 'VALID' | 'EXPIRED'; promise: PricePromise } | { state: 'INVALID' };

const SECRET = 'price token';
/** A token of 500 lines has about 30,000 characters; nothing of ours is longer. */
const MOST_CHARACTERS = 100_000;

/** Null in a process that may only read while no token was ever signed: a preview without a token is still a preview. */
export async function signPrices(database: Database, promise: PricePromise, now: number): Promise<string | null> {
  const secret = await openSecret(database, SECRET, now);
  if (!secret) return null;
  const body = deflateRawSync(JSON.stringify(pack(promise)));
  return `${body.toString('base64url')}.${seal(secret, body).toString('base64url')}`;
}

export async function openPriceToken(database: Database, token: string, now: number): Promise<OpenedToken> {
  const [text = '', mark = '', ...rest] = token.slice(0, MOST_CHARACTERS + 1).split('.');
  const secret = token.length <= MOST_CHARACTERS && rest.length === 0 ? await openSecret(database, SECRET, now) : undefined;
  if (!secret) return { state: 'INVALID' };
  const body = Buffer.from(text, 'base64url');
  const given = Buffer.from(mark, 'base64url');
  const expected = seal(secret, body);
  // Nothing is unpacked before the seal is known to be ours.
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) return { state: 'INVALID' };
  const promise = unpack(JSON.parse(inflateRawSync(body).toString('utf8')) as Packed);
  return { state: now <= promise.validUntil ? 'VALID' : 'EXPIRED', promise };
}

export interface TokenUse {
  companyId: string;
  channelId: string;
  customerId: string | undefined;
  currency: string;
  lines: readonly { variantId: string; quantity: Micros }[];
}

/** Whether a promise was made to this buyer for these very lines, in whatever order. */
export function isPromisedTo(promise: PricePromise, use: TokenUse): boolean {
  const same = (['companyId', 'channelId', 'customerId', 'currency'] as const).every((key) => promise[key] === use[key]);
  const named = (lines: TokenUse['lines']) => lines.map((line) => `${line.variantId} ${line.quantity}`).sort();
  return same && named(promise.lines).join() === named(use.lines).join();
}

const seal = (secret: Buffer, body: Buffer): Buffer => createHmac('sha256', secret).update(body).digest();

/** Short: it travels with every order. */
interface Packed {
  v: 1;
  c: string;
  h: string;
  b?: string;
  m: string;
  t?: [ruleId: string, reason: string];
  l: [
    variantId: string,
    quantity: string,
    unitNet: string,
    taxPercent: string,
    ...discounts: [code: string, title: string, amount: string][],
  ][];
  u: number;
}

const pack = ({ companyId, channelId, customerId, currency, tax, lines, validUntil }: PricePromise): Packed => ({
  v: 1,
  c: companyId,
  h: channelId,
  ...(customerId === undefined ? {} : { b: customerId }),
  m: currency,
  ...(tax ? { t: [tax.ruleId, tax.reason] } : {}),
  l: lines.map((line) => [
    line.variantId,
    String(line.quantity),
    String(line.unitNet),
    line.taxPercent,
    ...line.discounts.map(({ code, title, amount }): [string, string, string] => [code, title, String(amount)]),
  ]),
  u: validUntil,
});

const unpack = ({ c, h, b, m, t, l, u }: Packed): PricePromise => ({
  companyId: c,
  channelId: h,
  ...(b === undefined ? {} : { customerId: b }),
  currency: m,
  ...(t ? { tax: { ruleId: t[0], reason: t[1] } } : {}),
  lines: l.map(([variantId, quantity, unitNet, taxPercent, ...discounts]) => ({
    variantId,
    quantity: BigInt(quantity),
    unitNet: BigInt(unitNet),
    taxPercent,
    discounts: discounts.map(([code, title, amount]) => ({ code, title, amount: BigInt(amount) })),
  })),
  validUntil: u,
});
