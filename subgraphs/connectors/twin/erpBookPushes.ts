/** What the hub writes into the twin ERP around an order: returns, corrections, quotes, counts, points, changes of parties; and their look-ups. */
import type { Connected } from '../connector.ts';
import type { TwinClient } from './client.ts';
import { toText } from './decimal.ts';
import * as book from './erpBookApi.ts';
import * as records from './erpBookRecords.ts';
import { addressAck, saleAck } from './erpOrderApi.ts';
import { wireContact } from './erpRecords.ts';
import { acceptedSale, orderAck } from './erpSaleRecords.ts';

type Push = Connected['push'];

const path = encodeURIComponent;

export function bookPushes(
  client: TwinClient,
): Pick<
  Push,
  'returnReceive' | 'creditNote' | 'quotePlace' | 'quoteAccept' | 'stockCount' | 'loyaltyMove' | 'partyUpdate' | 'contactSave'
> {
  return {
    async returnReceive(goods, key, signal) {
      const to = `/orders/${path(goods.orderId)}/returns`;
      const { id, number } = await client.send('POST', to, records.newReturn(goods), book.returnAck, signal, key);
      return { externalId: id, number };
    },
    async creditNote(correction, key, signal) {
      const to = `/orders/${path(correction.orderId)}/corrections`;
      return records.creditNoteAck(await client.send('POST', to, records.newCorrection(correction), book.correctionAck, signal, key));
    },
    async quotePlace(quote, key, signal) {
      return records.quoteAck(await client.send('POST', '/quotes', records.newOffer(quote), book.offerAck, signal, key));
    },
    async quoteAccept({ quoteId, ...acceptance }, key, signal) {
      return orderAck(await client.send('POST', `/quotes/${path(quoteId)}/accept`, acceptedSale(acceptance), saleAck, signal, key));
    },
    async stockCount({ locationId, reference, lines }, key, signal) {
      const counted = lines.map((line) => ({ variantId: line.variantId, counted: toText(line.counted) }));
      const { id } = await client.send('POST', '/counts', { locationId, reference, lines: counted }, book.writeAck, signal, key);
      return { externalId: id };
    },
    async loyaltyMove({ partyId, ...move }, key, signal) {
      const { points } = await client.send('POST', `/parties/${path(partyId)}/points`, move, book.pointsAck, signal, key);
      return { points };
    },
    async partyUpdate(partyId, { taxId, ...change }, key, signal) {
      const body = { ...change, ...(taxId === undefined ? {} : { nip: taxId }) };
      await client.send('PUT', `/parties/${path(partyId)}`, body, addressAck, signal, key);
    },
    async contactSave(partyId, contact, key, signal) {
      const list = `/parties/${path(partyId)}/contacts`;
      const body = wireContact(contact);
      const { id } = contact.externalId
        ? await client.send('PUT', `${list}/${path(contact.externalId)}`, body, addressAck, signal, key)
        : await client.send('POST', list, body, addressAck, signal, key);
      return { externalId: id };
    },
  };
}

export function bookFinds(client: TwinClient): Pick<Connected['find'], 'returned' | 'creditNote' | 'quote' | 'stockCount' | 'loyaltyMove'> {
  return {
    async returned(key, signal) {
      const ack = await client.find(`/returns/by-key/${path(key)}`, book.returnAck, signal);
      return ack && { externalId: ack.id, number: ack.number };
    },
    async creditNote(key, signal) {
      const ack = await client.find(`/corrections/by-key/${path(key)}`, book.correctionAck, signal);
      return ack && records.creditNoteAck(ack);
    },
    async quote(key, signal) {
      const ack = await client.find(`/quotes/by-key/${path(key)}`, book.offerAck, signal);
      return ack && records.quoteAck(ack);
    },
    async stockCount(key, signal) {
      const ack = await client.find(`/counts/by-key/${path(key)}`, book.writeAck, signal);
      return ack && { externalId: ack.id };
    },
    async loyaltyMove(partyId, key, signal) {
      const ack = await client.find(`/parties/${path(partyId)}/points/by-key/${path(key)}`, book.pointsAck, signal);
      return ack && { points: ack.points };
    },
  };
}
