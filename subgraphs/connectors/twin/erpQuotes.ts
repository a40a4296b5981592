/** Offers of the twin ERP: asked for, priced by a clerk, accepted once into a sale, or ended. */
import { z } from 'zod';
import { localDate } from './dates.ts';
import { decimal } from './erpApi.ts';
import type { NewOffer, Offer, OfferAck } from './erpBookApi.ts';
import { paperNumber } from './erpBooks.ts';
import { quote } from './erpCatalogue.ts';
import { type Erp, need } from './erpContext.ts';
import { isCurrency } from './erpCurrency.ts';
import type { NewSale, SaleAck } from './erpOrderApi.ts';
import { ack, placeSale, pricedLine, totalsOf } from './erpOrders.ts';
import { Refusal } from './server.ts';

/** Nothing is taken from stock. The same key answers with the offer it made. */
export function placeOffer(erp: Erp, key: string | undefined, given: NewOffer): OfferAck {
  const known = key === undefined ? undefined : erp.store.keyed('quote', key);
  if (known) return offerAck(need(erp, 'quotes', known), true);
  const party = need(erp, 'parties', given.partyId);
  if (!party.active) throw new Refusal('NOT_FOUND', `party ${party.number} is not active`);
  if (!isCurrency(erp, given.currency)) throw new Refusal('INVALID', `no rate of ${given.currency}`);
  const lines = given.lines.map((line, index) => {
    const unitNet = line.unitNet ?? quote(erp, party.id, line.variantId, line.quantity).unitNet;
    return pricedLine(erp, { ...line, unitNet }, index);
  });
  const id = `OF${String(erp.store.next('quote')).padStart(6, '0')}`;
  const offer: Offer = {
    id,
    number: paperNumber(erp, 'OF', given.documentDate),
    ...(key === undefined ? {} : { key }),
    partyId: party.id,
    reference: given.reference,
    currency: given.currency,
    state: 'requested',
    documentDate: given.documentDate,
    ...(given.validUntil ? { validUntil: given.validUntil } : {}),
    ...(given.note ? { note: given.note } : {}),
    lines,
    totals: totalsOf(lines),
  };
  if (key !== undefined) erp.store.key('quote', key, id);
  erp.store.effect('quote.created', id, { key: key ?? null, number: offer.number, reference: given.reference });
  return offerAck(erp.store.put('quotes', offer), false);
}

export const offering = z.object({
  quoteId: z.string(),
  validUntil: z.string().exactOptional(),
  lines: z.array(z.object({ sku: z.string(), unitNet: decimal })).exactOptional(),
});

/** A clerk names the prices and sends the offer. */
export function sendOffer(erp: Erp, given: z.infer<typeof offering>): Offer {
  const offer = need(erp, 'quotes', given.quoteId);
  if (offer.state !== 'requested' && offer.state !== 'offered') throw new Refusal('STATE_FORBIDS', `the offer is ${offer.state}`);
  const prices = new Map(given.lines?.map(({ sku, unitNet }) => [sku, unitNet]));
  const lines = offer.lines.map((line, index) => pricedLine(erp, { ...line, unitNet: prices.get(line.sku) ?? line.unitNet }, index));
  erp.store.effect('quote.offered', offer.id);
  const { validUntil = offer.validUntil } = given;
  return erp.store.put('quotes', { ...offer, state: 'offered', ...(validUntil ? { validUntil } : {}), lines, totals: totalsOf(lines) });
}

export function endOffer(erp: Erp, quoteId: string, state: 'rejected' | 'expired'): Offer {
  const offer = need(erp, 'quotes', quoteId);
  if (offer.state === 'accepted') throw new Refusal('STATE_FORBIDS', 'the offer is accepted');
  erp.store.effect(`quote.${state}`, offer.id);
  return erp.store.put('quotes', { ...offer, state });
}

/** Offers whose last day is over. */
export function expireOffers(erp: Erp): void {
  const today = localDate(erp.now());
  for (const offer of erp.store.all('quotes'))
    if ((offer.state === 'offered' || offer.state === 'requested') && offer.validUntil !== undefined && offer.validUntil < today)
      endOffer(erp, offer.id, 'expired');
}

type Acceptance = Pick<NewSale, 'reference' | 'customerReference' | 'warehouseId' | 'billingAddressId' | 'shippingAddressId'> &
  Pick<NewSale, 'billingAddress' | 'shippingAddress' | 'delivery' | 'payment'>;

/** The offer becomes a sale at its own prices; the key is the sale's. */
export function acceptOffer(erp: Erp, key: string, quoteId: string, given: Acceptance): SaleAck {
  const known = erp.store.keyed('order', key);
  if (known) return ack(need(erp, 'orders', known), true);
  const offer = need(erp, 'quotes', quoteId);
  if (offer.state !== 'offered') throw new Refusal('STATE_FORBIDS', `the offer is ${offer.state}`);
  const today = localDate(erp.now());
  if (offer.validUntil !== undefined && offer.validUntil < today) throw new Refusal('STATE_FORBIDS', 'the offer has ended');
  const party = need(erp, 'parties', offer.partyId);
  const placed = placeSale(erp, key, {
    ...given,
    partyId: party.id,
    contact: { name: party.name, ...(party.email ? { email: party.email } : {}) },
    channel: 'quote',
    currency: offer.currency,
    documentDate: today,
    lines: offer.lines.map(({ variantId, quantity, unitNet, vat }) => ({ variantId, quantity, unitNet, vat })),
  });
  const sale = need(erp, 'orders', placed.id);
  const { net, gross } = offer.totals;
  const paper = { id: offer.id, kind: 'quotation' as const, number: offer.number, issuedOn: offer.documentDate, net, gross };
  erp.store.put('orders', { ...sale, quoteId, papers: [{ ...paper, state: 'issued' }, ...sale.papers] });
  erp.store.put('quotes', { ...offer, state: 'accepted', orderId: placed.id });
  return placed;
}

export function offerAck({ id, number, state, totals }: Offer, repeated: boolean): OfferAck {
  return { id, number, state, totals, repeated };
}
