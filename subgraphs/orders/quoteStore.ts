/** SQL of offers. */
import type { Db, Trx } from '#hub/database.ts';
import { failure } from '#hub/errors.ts';
import { COUNT_LIMIT, type PageArguments, readWindow, toConnection } from '#hub/paging.ts';
import type { QuoteLineTable, QuoteTable } from '#hub/tables.ts';
import type { QuoteStored } from './quoteRules.ts';

const CHUNK = 500;

export async function findQuotes(db: Db, ids: readonly string[]): Promise<QuoteTable[]> {
  const rows: QuoteTable[] = [];
  for (let i = 0; i < ids.length; i += CHUNK)
    rows.push(
      ...(await db
        .selectFrom('quote')
        .selectAll()
        .where('id', 'in', ids.slice(i, i + CHUNK))
        .execute()),
    );
  return rows;
}

export async function listQuoteLines(db: Db, quoteIds: readonly string[]): Promise<(QuoteLineTable & { currency: string })[]> {
  if (!quoteIds.length) return [];
  return db
    .selectFrom('quoteLine')
    .innerJoin('quote', 'quote.id', 'quoteLine.quoteId')
    .selectAll('quoteLine')
    .select('quote.currency as currency')
    .where('quoteLine.quoteId', 'in', quoteIds)
    .orderBy('quoteLine.position')
    .orderBy('quoteLine.id')
    .execute();
}

/** Reads an offer so that nobody else can change it before this transaction ends. */
export const lockQuote = (trx: Trx, id: string): Promise<QuoteTable | undefined> =>
  trx
    .updateTable('quote')
    .set((eb) => ({ version: eb.ref('version') }))
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirst();

export async function insertQuote(trx: Trx, quote: QuoteTable, lines: readonly QuoteLineTable[]): Promise<void> {
  await trx.insertInto('quote').values(quote).execute();
  await insertQuoteLines(trx, lines);
}

export async function insertQuoteLines(trx: Trx, lines: readonly QuoteLineTable[]): Promise<void> {
  for (let i = 0; i < lines.length; i += 100)
    await trx
      .insertInto('quoteLine')
      .values(lines.slice(i, i + 100))
      .execute();
}

export async function replaceQuoteLines(trx: Trx, quoteId: string, lines: readonly QuoteLineTable[]): Promise<void> {
  await trx.deleteFrom('quoteLine').where('quoteId', '=', quoteId).execute();
  await insertQuoteLines(trx, lines);
}

export async function changeQuote(trx: Trx, id: string, changes: Partial<QuoteTable>, now: number): Promise<void> {
  await trx
    .updateTable('quote')
    .set((eb) => ({ ...changes, version: eb('version', '+', 1), updatedAt: now }))
    .where('id', '=', id)
    .execute();
}

/** These offers were read again and had not changed. */
export async function touchQuotes(trx: Trx, ids: readonly string[], asOf: number): Promise<void> {
  if (ids.length) await trx.updateTable('quote').set({ asOf }).where('id', 'in', ids).where('asOf', '<', asOf).execute();
}

/** A sale that its ERP told of after the offer it was. */
export async function joinSale(trx: Trx, systemId: string, orderExternalId: string, orderId: string): Promise<void> {
  const quote = await trx
    .updateTable('quote')
    .set({ orderId })
    .where('systemId', '=', systemId)
    .where('orderExternalId', '=', orderExternalId)
    .where('orderId', 'is', null)
    .returning('id')
    .executeTakeFirst();
  if (quote) await nameQuote(trx, orderId, quote.id);
}

/** The order knows the offer it was made of. */
export async function nameQuote(trx: Trx, orderId: string, quoteId: string): Promise<void> {
  await trx.updateTable('salesOrder').set({ quoteId }).where('id', '=', orderId).where('quoteId', 'is', null).execute();
}

/** The orders that offers became, by the offer. */
export async function ordersOfQuotes(db: Db, quoteIds: readonly string[]): Promise<Map<string, string>> {
  const rows = (await findQuotes(db, quoteIds)).flatMap(({ id, orderId }) => (orderId === null ? [] : [[id, orderId] as const]));
  return new Map(rows);
}

export interface QuoteWish {
  companyId: string;
  /** Undefined: of every customer. */
  customerId: string | undefined;
  states: readonly QuoteStored[] | undefined;
  today: string;
}

function quotesOf(db: Db, { companyId, customerId, states, today }: QuoteWish) {
  let query = db.selectFrom('quote').selectAll().where('companyId', '=', companyId);
  if (customerId !== undefined) query = query.where('customerId', '=', customerId);
  if (states)
    query = query.where((eb) => {
      const offered = eb('state', '=', 'OFFERED');
      const stored = states.filter((state) => state !== 'OFFERED');
      return eb.or([
        eb('state', 'in', [...stored, '']),
        ...(states.includes('OFFERED') ? [eb.and([offered, eb.or([eb('validUntil', 'is', null), eb('validUntil', '>=', today)])])] : []),
        ...(states.includes('EXPIRED') ? [eb.and([offered, eb('validUntil', '<', today)])] : []),
      ]);
    });
  return query;
}

/** The newest first. */
export async function listQuotes(db: Db, wish: QuoteWish, page: PageArguments) {
  const window = readWindow(page);
  const direction = window.backward ? 'asc' : 'desc';
  let query = quotesOf(db, wish)
    .orderBy('requestedAt', direction)
    .orderBy('id', direction)
    .limit(window.limit + 1);
  if (window.from) {
    const [at, id] = window.from;
    if (typeof at !== 'number' || typeof id !== 'string' || window.from.length !== 2)
      throw failure('BAD_USER_INPUT', 'This page cursor belongs to another list.');
    const beyond = window.backward ? '>' : '<';
    query = query.where((eb) => eb.or([eb('requestedAt', beyond, at), eb.and([eb('requestedAt', '=', at), eb('id', beyond, id)])]));
  }
  const count = async (): Promise<number | null> => {
    const { found } = await db
      .selectFrom(
        quotesOf(db, wish)
          .clearSelect()
          .select('id')
          .limit(COUNT_LIMIT + 1)
          .as('counted'),
      )
      .select((eb) => eb.fn.countAll<number>().as('found'))
      .executeTakeFirstOrThrow();
    return found > COUNT_LIMIT ? null : found;
  };
  return { ...toConnection(await query.execute(), window, (row) => [row.requestedAt, row.id]), count };
}

/** Open offers of a system that a sweep did not yield. */
export async function unseenQuotes(trx: Trx, systemId: string, sweepStartedAt: number): Promise<string[]> {
  const rows = await trx
    .selectFrom('quote')
    .innerJoin('binding', 'binding.id', 'quote.id')
    .select('quote.id')
    .where('binding.systemId', '=', systemId)
    .where('binding.entity', '=', 'quotes')
    .where('binding.seenAt', '<', sweepStartedAt)
    .where('quote.state', 'in', ['REQUESTED', 'OFFERED', 'UNKNOWN'])
    .orderBy('quote.id')
    .execute();
  return rows.map((row) => row.id);
}

/** Its acceptance came to nothing. */
export async function reopenQuote(trx: Trx, id: string, state: 'OFFERED' | 'EXPIRED', now: number): Promise<void> {
  const quote = await lockQuote(trx, id);
  if (quote?.state === 'ACCEPTED') await changeQuote(trx, id, { state, orderId: null }, now);
}
