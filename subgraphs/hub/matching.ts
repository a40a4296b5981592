/** Whose account is this: a shop's customer against the customers the hub knows. Never a guess: what fits two fits none. */
import type { Db, Trx } from './database.ts';
import { fold, sortKey } from './text.ts';

export interface MatchWish {
  taxId?: string | null | undefined;
  email?: string | null | undefined;
  name?: string | null | undefined;
  phone?: string | null | undefined;
}

/** Somebody it could be, and why. */
export interface Candidate {
  id: string;
  agreeing: string[];
  differing: string[];
}

/** How sure a rule is, as decimal text from 0 to 1. */
export const CONFIDENCE = { 'taxId+email': '1', 'taxId+name': '0.95', taxId: '0.9', email: '0.8', 'phone+name': '0.7', none: '0' } as const;
export type MatchRule = keyof typeof CONFIDENCE;

export interface Match {
  state: 'LINKED' | 'AMBIGUOUS' | 'UNLINKED';
  customerId?: string;
  /** What decided. */
  rule: MatchRule;
  /** Who else it could be, the likeliest first. */
  candidates: Candidate[];
}

/** "PL 525-000-12-34" → "5250001234"; other countries keep their prefix. Undefined when nothing is left of it. */
export function normalTaxId(text: string | null | undefined): string | undefined {
  const bare = (text ?? '')
    .slice(0, 100)
    .toUpperCase()
    .replaceAll(/[^A-Z0-9]/g, '');
  return (/^PL\d{10}$/.test(bare) ? bare.slice(2) : bare) || undefined;
}

export const normalEmail = (text: string | null | undefined): string | undefined => text?.trim().toLowerCase() || undefined;

const WEIGHTS = [6, 5, 7, 2, 3, 4, 5, 6, 7];

/** The check digit of a Polish NIP, already normal. */
export function isNip(taxId: string): boolean {
  if (!/^\d{10}$/.test(taxId) || /^0+$/.test(taxId)) return false;
  const sum = WEIGHTS.reduce((total, weight, i) => total + weight * Number(taxId[i]), 0);
  return sum % 11 === Number(taxId[9]);
}

/** Digits only, without a Polish prefix. */
const normalPhone = (text: string | null | undefined): string => (text ?? '').replaceAll(/\D/g, '').replace(/^(00)?48(?=\d{9}$)/, '');

const FIELDS = {
  taxId: (one: MatchWish) => normalTaxId(one.taxId) ?? '',
  email: (one: MatchWish) => normalEmail(one.email) ?? '',
  name: (one: MatchWish) => fold(one.name ?? ''),
  phone: (one: MatchWish) => normalPhone(one.phone),
} as const;

/** Which fields that both have agree. */
export function compare(wish: MatchWish, known: MatchWish & { id: string }): Candidate {
  const both = (Object.keys(FIELDS) as (keyof typeof FIELDS)[]).filter((field) => FIELDS[field](wish) && FIELDS[field](known));
  const agreeing = both.filter((field) => FIELDS[field](wish) === FIELDS[field](known));
  return { id: known.id, agreeing, differing: both.filter((field) => !agreeing.includes(field)) };
}

/**
 * Who of these it is. By the tax number, any spelling; where several branches share it, the one with the same e-mail or the same name. Without a tax number by
 * e-mail, then by phone and name, among persons: a company is never found by an address that an employee took along. What fits two fits none. Pure.
 */
export function decide(wish: MatchWish, known: readonly (MatchWish & { id: string; kind: string })[]): Match {
  const fits = (field: string) => (one: { agreeing: string[] }) => one.agreeing.includes(field);
  const compared = known.map((one) => ({ ...compare(wish, one), kind: one.kind }));
  const ranked = compared.sort((a, b) => b.agreeing.length - a.agreeing.length || (a.id < b.id ? -1 : 1));
  const told = (found: typeof ranked): Candidate[] => found.map(({ id, agreeing, differing }) => ({ id, agreeing, differing }));
  const verdict = (rule: MatchRule, found: typeof ranked): Match => {
    const [only, second] = found;
    if (!only) return { state: 'UNLINKED', rule: 'none', candidates: [] };
    if (second) return { state: 'AMBIGUOUS', rule, candidates: told(found) };
    return { state: 'LINKED', rule, customerId: only.id, candidates: told(found) };
  };
  if (FIELDS.taxId(wish)) {
    const found = ranked.filter(fits('taxId'));
    const byEmail = found.filter(fits('email'));
    // An e-mail address tells branches apart better than a name.
    const byName = (byEmail.length ? byEmail : found).filter(fits('name'));
    if (found.length > 1 && byEmail.length === 1) return { ...verdict('taxId+email', byEmail), candidates: told(found) };
    if (found.length > 1 && byName.length === 1) return { ...verdict('taxId+name', byName), candidates: told(found) };
    return verdict('taxId', found);
  }
  const persons = ranked.filter(({ kind }) => kind === 'PERSON' || kind === 'GUEST');
  const byEmail = persons.filter(fits('email'));
  if (byEmail.length) return verdict('email', byEmail);
  // Whoever gives another e-mail address is somebody else, as far as anybody can tell.
  return verdict(
    'phone+name',
    persons.filter((one) => fits('phone')(one) && fits('name')(one) && !one.differing.includes('email')),
  );
}

const MOST = 50;

/** {@link decide} among the customers of a company that are in use. */
export async function matchCustomer(db: Db, companyId: string, wish: MatchWish): Promise<Match> {
  const taxId = normalTaxId(wish.taxId);
  const email = normalEmail(wish.email);
  const active = db
    .selectFrom('customer')
    .select(['id', 'kind', 'email', 'name', 'phone', 'taxId'])
    .where('companyId', '=', companyId)
    .where('active', '=', 1)
    .where('mergedIntoId', 'is', null)
    .orderBy('id')
    .limit(MOST);
  if (taxId) return decide(wish, await active.where('taxId', '=', taxId).execute());
  const found = email ? await active.where('email', '=', email).execute() : [];
  if (found.length || !wish.name || !wish.phone) return decide(wish, found);
  return decide(wish, await active.where('sortName', '=', sortKey(wish.name)).execute());
}

const ORDER = 'order:';

/** The id a match of an order has: a shop may number accounts and orders alike. */
export const orderMatchId = (orderExternalId: string): string => ORDER + orderExternalId;

/** The shop's order a match is of; undefined when it is of an account. */
export const matchedOrder = (matchId: string): string | undefined => (matchId.startsWith(ORDER) ? matchId.slice(ORDER.length) : undefined);

export interface FoundMatch {
  companyId: string;
  systemId: string;
  /** The account; an {@link orderMatchId} where no account of an order's buyer is linked. */
  externalId: string;
  /** The account such an order came from. */
  accountExternalId?: string | undefined;
  match: Match;
  now: number;
}

/** Keeps how a buyer of a shop was matched; what a person decided stays. */
export async function recordMatch(trx: Trx, found: FoundMatch): Promise<void> {
  const { companyId, systemId, externalId, accountExternalId, match, now } = found;
  const row = {
    companyId,
    accountExternalId: accountExternalId ?? null,
    customerId: match.customerId ?? null,
    state: match.state === 'LINKED' ? 'AUTO_LINKED' : match.state,
    rule: match.rule,
    confidence: match.state === 'LINKED' ? CONFIDENCE[match.rule] : '0',
    candidates: JSON.stringify(match.candidates),
    decidedAt: now,
  };
  await trx
    .insertInto('customerMatch')
    .values({ ...row, systemId, externalId })
    .onConflict((conflict) =>
      conflict.columns(['systemId', 'externalId']).doUpdateSet(row).where('customerMatch.state', 'in', ['AMBIGUOUS', 'UNLINKED']),
    )
    .execute();
}

/**
 * The customer whose data a shop's account may see. A tax number and a name are public, so they say whom an account means, not who it is: only an account with
 * the customer's own e-mail address, which the shop has verified, is that customer.
 */
export async function matchAccount(db: Db, companyId: string, wish: MatchWish): Promise<Match> {
  const match = await matchCustomer(db, companyId, wish);
  if (match.customerId === undefined) return match;
  const customer = await db.selectFrom('customer').select('email').where('id', '=', match.customerId).executeTakeFirst();
  const email = normalEmail(wish.email);
  return email && customer?.email && normalEmail(customer.email) === email
    ? match
    : { state: 'UNLINKED', rule: 'none', candidates: match.candidates };
}
