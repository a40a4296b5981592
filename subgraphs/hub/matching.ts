/** Whose account is this: a shop's customer against the customers the hub knows. Never a guess: what fits two fits none. */
import type { Db } from './database.ts';
import { fold } from './text.ts';

export interface MatchWish {
  taxId?: string | null | undefined;
  email?: string | null | undefined;
  name?: string | null | undefined;
}

export interface Match {
  state: 'LINKED' | 'AMBIGUOUS' | 'UNLINKED';
  customerId?: string;
  /** What decided. */
  rule: 'taxId' | 'taxId+email' | 'taxId+name' | 'email' | 'none';
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

/**
 * By the tax number, any spelling; where several branches share it, the one with the same e-mail or the same name. Without a tax number by e-mail, among
 * persons: a company is never found by an address that an employee took along.
 */
export async function matchCustomer(db: Db, companyId: string, wish: MatchWish): Promise<Match> {
  const taxId = normalTaxId(wish.taxId);
  const email = normalEmail(wish.email);
  const active = db.selectFrom('customer').select(['id', 'email', 'name']).where('companyId', '=', companyId).where('active', '=', 1);
  if (taxId) {
    const found = await active.where('taxId', '=', taxId).orderBy('id').limit(50).execute();
    const name = fold(wish.name ?? '');
    const [byEmail, byName] = [found.filter((row) => email && row.email === email), found.filter((row) => name && fold(row.name) === name)];
    if (found.length === 1) return linked(found[0]?.id, 'taxId');
    if (byEmail.length === 1) return linked(byEmail[0]?.id, 'taxId+email');
    if (byName.length === 1) return linked(byName[0]?.id, 'taxId+name');
    return { state: found.length ? 'AMBIGUOUS' : 'UNLINKED', rule: found.length ? 'taxId' : 'none' };
  }
  if (!email) return { state: 'UNLINKED', rule: 'none' };
  const found = await active.where('email', '=', email).where('kind', 'in', ['PERSON', 'GUEST']).limit(2).execute();
  if (found.length === 1) return linked(found[0]?.id, 'email');
  return { state: found.length ? 'AMBIGUOUS' : 'UNLINKED', rule: found.length ? 'email' : 'none' };
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
  return email && customer?.email && normalEmail(customer.email) === email ? match : { state: 'UNLINKED', rule: 'none' };
}

const linked = (customerId: string | undefined, rule: Match['rule']): Match =>
  customerId ? { state: 'LINKED', customerId, rule } : { state: 'UNLINKED', rule: 'none' };
