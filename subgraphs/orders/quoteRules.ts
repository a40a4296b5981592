/** Who sees an offer and what becomes of it. Pure. */
import type { QuoteRecord } from '#connectors/connector.ts';
import type { QuoteTable } from '#hub/tables.ts';
import type { Viewer } from '#hub/viewer.ts';
import { maySeeOrder } from './rules.ts';

export type QuoteStored = 'REQUESTED' | 'OFFERED' | 'ACCEPTED' | 'REJECTED' | 'EXPIRED' | 'UNKNOWN';

export const maySeeQuote = (viewer: Viewer, quote: QuoteTable): boolean => maySeeOrder(viewer, quote);

/** An offer ends by itself the day after its last: no write tells of it. */
export function quoteState(quote: Pick<QuoteTable, 'state' | 'validUntil'>, today: string): QuoteStored {
  if (quote.state === 'OFFERED' && quote.validUntil !== null && quote.validUntil < today) return 'EXPIRED';
  return quote.state as QuoteStored;
}

/**
 * What an offer is after its ERP told of it. What was decided here stands until the ERP says that it is a sale: its reading may be older than our word, and a
 * refusal of the customer is not written to it.
 */
export function toldState(current: QuoteStored | undefined, told: QuoteRecord['state']): QuoteStored {
  if (current === undefined) return told;
  if (told === 'ACCEPTED' || told === 'UNKNOWN') return told === 'ACCEPTED' ? told : current;
  if (current === 'ACCEPTED' || current === 'REJECTED') return current;
  return told;
}
