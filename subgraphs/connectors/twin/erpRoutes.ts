/** The routes of the twin ERP that others call: papers and writes. Feeds are in feed.ts, what its own clerks do in erpControl.ts. */
import type { z } from 'zod';
import { address, contact } from './erpApi.ts';
import { newCorrection, newCount, newOffer, newPoints, newReturn } from './erpBookApi.ts';
import { currency, type Erp, type ErpTables, type erpFeeds, need } from './erpContext.ts';
import { findMove, movePoints } from './erpLoyalty.ts';
import { acceptedSale, newParty, newPayment, newSale, partyChange, saleChange } from './erpOrderApi.ts';
import { ack, cancelSale, changeSale, placeSale } from './erpOrders.ts';
import { changeParty, createParty, saveAddress, saveContact } from './erpParties.ts';
import { recordPayment } from './erpPayments.ts';
import { printPaper } from './erpPrinter.ts';
import { acceptOffer, offerAck, placeOffer } from './erpQuotes.ts';
import { correctInvoice, correctionByKey, receiveReturn } from './erpReturns.ts';
import { countStock } from './erpStock.ts';
import { draw } from './media.ts';
import { type Call, Raw, Refusal, type Route } from './server.ts';

export function erpRoutes(erp: Erp): Route[] {
  return [
    { method: 'GET', path: '/about', handle: () => ({ product: 'Twin ERP', version: '2.0', currency }) },
    { method: 'GET', path: '/media/:name', open: true, handle: ({ params }) => new Raw('image/svg+xml', draw(`/media/${params.name}`)) },
    { method: 'GET', path: '/papers/:id/file', handle: ({ params }) => printPaper(erp, params.id ?? '') },
    ...saleRoutes(erp),
    ...bookRoutes(erp),
    ...offerRoutes(erp),
    ...partyRoutes(erp),
    ...stockRoutes(erp),
  ];
}

function saleRoutes(erp: Erp): Route[] {
  return [
    write('/orders', newSale, (given, call) => placeSale(erp, key(call), given)),
    {
      method: 'GET',
      path: '/orders/by-key/:key',
      handle: ({ params }) => ack(keyed(erp, 'orders', 'order', params.key), true),
    },
    { method: 'PUT', path: '/orders/:id', handle: ({ params, body }) => changeSale(erp, params.id ?? '', saleChange.parse(body)) },
    {
      method: 'POST',
      path: '/orders/:id/cancel',
      handle: ({ params, body }) => cancelSale(erp, params.id ?? '', String((body as { reason?: unknown } | undefined)?.reason ?? '')),
    },
    write('/orders/:id/payments', newPayment, (given, { params }) => recordPayment(erp, params.id ?? '', given)),
    {
      method: 'GET',
      path: '/orders/:id/payments/:number',
      handle: ({ params }) => ({ id: idOf(erp, 'payment', `${params.id}|${params.number}`), repeated: true }),
    },
  ];
}

function bookRoutes(erp: Erp): Route[] {
  return [
    write('/orders/:id/returns', newReturn, (given, call) => returnAck(receiveReturn(erp, key(call), call.params.id ?? '', given))),
    {
      method: 'GET',
      path: '/returns/by-key/:key',
      handle: ({ params }) => returnAck({ row: keyed(erp, 'returns', 'return', params.key), repeated: true }),
    },
    write('/orders/:id/corrections', newCorrection, (given, call) => correctInvoice(erp, key(call), call.params.id ?? '', given)),
    { method: 'GET', path: '/corrections/by-key/:key', handle: ({ params }) => correctionByKey(erp, params.key ?? '') },
  ];
}

function offerRoutes(erp: Erp): Route[] {
  return [
    write('/quotes', newOffer, (given, call) => placeOffer(erp, key(call), given)),
    { method: 'GET', path: '/quotes/by-key/:key', handle: ({ params }) => offerAck(keyed(erp, 'quotes', 'quote', params.key), true) },
    write('/quotes/:id/accept', acceptedSale, (given, call) => acceptOffer(erp, key(call), call.params.id ?? '', given)),
  ];
}

function partyRoutes(erp: Erp): Route[] {
  return [
    write('/parties', newParty, (given, call) => partyAck(createParty(erp, key(call), given))),
    {
      method: 'GET',
      path: '/parties/by-key/:key',
      handle: ({ params }) => partyAck({ party: keyed(erp, 'parties', 'party', params.key), repeated: true }),
    },
    {
      method: 'PUT',
      path: '/parties/:id',
      handle: ({ params, body }) => ({ id: changeParty(erp, params.id ?? '', partyChange.parse(body)).id }),
    },
    write('/parties/:id/addresses', address, (given, call) => ({
      id: saveAddress(erp, call.params.id ?? '', given, { key: key(call) }),
    })),
    {
      method: 'PUT',
      path: '/parties/:id/addresses/:address',
      handle: ({ params, body }) => ({
        id: saveAddress(erp, params.id ?? '', address.parse(body), params.address === undefined ? {} : { id: params.address }),
      }),
    },
    write('/parties/:id/contacts', newContact, (given, call) => ({
      id: saveContact(erp, call.params.id ?? '', given, { key: key(call) }),
    })),
    {
      method: 'PUT',
      path: '/parties/:id/contacts/:contact',
      handle: ({ params, body }) => ({
        id: saveContact(erp, params.id ?? '', newContact.parse(body), params.contact === undefined ? {} : { id: params.contact }),
      }),
    },
    write('/parties/:id/points', newPoints, (given, call) => movePoints(erp, key(call), call.params.id ?? '', given)),
    {
      method: 'GET',
      path: '/parties/:id/points/by-key/:key',
      handle: ({ params }) => findMove(erp, params.id ?? '', params.key ?? ''),
    },
  ];
}

function stockRoutes(erp: Erp): Route[] {
  return [
    write('/counts', newCount, (given, call) => countStock(erp, key(call), given)),
    { method: 'GET', path: '/counts/by-key/:key', handle: ({ params }) => ({ id: idOf(erp, 'count', params.key ?? ''), repeated: true }) },
  ];
}

const newContact = contact.omit({ id: true });

function write<B>(path: string, body: z.ZodType<B>, handle: (given: B, call: Call) => unknown): Route {
  return { method: 'POST', path, handle: (call) => handle(body.parse(call.body), call) };
}

/** What a key made; refuses with NOT_FOUND when it made nothing. */
function idOf(erp: Erp, scope: string, key: string): string {
  const id = erp.store.keyed(scope, key);
  if (!id) throw new Refusal('NOT_FOUND', `no ${scope} has this key`, 404);
  return id;
}

function keyed<E extends (typeof erpFeeds)[number]>(erp: Erp, entity: E, scope: string, key: string | undefined): ErpTables[E] {
  return need(erp, entity, idOf(erp, scope, key ?? ''));
}

function partyAck({ party, repeated }: ReturnType<typeof createParty>): unknown {
  return { id: party.id, number: party.number, addressIds: party.addresses.map((one) => one.id), repeated };
}

function returnAck({ row, repeated }: ReturnType<typeof receiveReturn>): unknown {
  return { id: row.id, number: row.number, repeated };
}

function key(call: Call): string {
  if (!call.key) throw new Refusal('INVALID', 'Idempotency-Key is missing', 400);
  return call.key;
}
