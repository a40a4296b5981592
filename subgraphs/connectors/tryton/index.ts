/** Tryton (6.0) as the ERP: what it can do, wired together. Read README.md beside this for what each file knows. */
import type { Connected, ConnectorKind } from '../connector.ts';
import { NotSent } from '../connector.ts';
import { openHttp } from '../http.ts';
import { invoices } from './billing.ts';
import { listen } from './bus.ts';
import { cancelOrder, updateOrder } from './cancel.ts';
import { saveContact } from './contacts.ts';
import { countStock, findCount } from './counts.ts';
import { creditInvoice, findCreditNote } from './credit.ts';
import { readCategories, readLocations } from './locations.ts';
import { moneySources } from './money.ts';
import { incoming, movements } from './moves.ts';
import { acceptQuote, findQuote, placeQuote } from './offers.ts';
import { orders } from './orders.ts';
import { parties } from './parties.ts';
import { createParty, findParty, saveAddress, updateParty } from './partywrites.ts';
import { findPayment, recordPayment } from './payments.ts';
import { placeOrder } from './place.ts';
import { joined, type Poller, pull, type Source, whole } from './poll.ts';
import { prices, readPriceLists } from './prices.ts';
import { printDocument } from './printing.ts';
import { products } from './products.ts';
import { readPromotions } from './promotions.ts';
import { quotes } from './quotes.ts';
import { readExchangeRates } from './rates.ts';
import { openReference } from './reference.ts';
import { returns } from './returns.ts';
import { findReturned, receiveReturn } from './returnwrites.ts';
import { openRpc } from './rpc.ts';
import { acknowledge, cancelMark, type Desk, findSale, isPlaced, openLane } from './sales.ts';
import { stock } from './stock.ts';
import { suppliers } from './suppliers.ts';
import { readTaxRules } from './taxrules.ts';

const list = (value: string | undefined) => (value ?? '').split(',').flatMap((part) => part.trim() || []);
const pairs = (value: string | undefined) =>
  new Map(list(value).map((part) => part.split('=').map((side) => side.trim()) as [string, string]));

export const tryton: ConnectorKind = {
  name: 'tryton',
  role: 'ERP',
  product: 'Tryton',
  settings: {
    url: { description: 'Address of the Tryton server, e.g. http://127.0.0.1:8000' },
    database: { description: 'Name of the database' },
    user: {
      description:
        'Login of a service user in the groups Sales, Stock, Purchase, Account, Party Administration, Payment and Payment Approval',
    },
    password: { description: 'Its password', secret: true },
    company: { description: 'Name or id of the company this is; its service user must work in it, and in no other', optional: true },
    locale: { description: 'Language of the names in Tryton (default pl)', optional: true },
    language: { description: "Read names in this language of Tryton instead of the service user's own, e.g. pl", optional: true },
    warehouse: { description: 'Code of the warehouse for orders that name none (default: the first one)', optional: true },
    axes: {
      description: 'Attributes that tell variants apart, comma-separated (default: choices that differ within a product)',
      optional: true,
    },
    imageAttribute: { description: 'Attribute that holds the address of a picture (default image_url)', optional: true },
    brandAttribute: { description: 'Attribute that holds the brand (default marka)', optional: true },
    deliveryMap: { description: 'method=SKU of a carrier product, comma-separated, e.g. inpost=DOST-INPOST', optional: true },
    deliveryProduct: { description: 'SKU of the service charged for a delivery without a carrier', optional: true },
    paymentMap: { description: 'method=name of a payment journal, comma-separated; * for all others', optional: true },
    prints: {
      description: 'true where Tryton prints its papers as PDF (LibreOffice beside its server): they are then served as it prints them',
      optional: true,
    },
    overlapSeconds: {
      description: "How long the ERP's longest transaction may take (default 60): polls read that much again",
      optional: true,
    },
    connections: { description: 'Calls at the same time (default 4)', optional: true },
  },
  connect(settings, { now, log }): Connected {
    const { url = '', database = '', user = '', password = '', locale = 'pl', language, company } = settings;
    const http = openHttp(url, { timeoutMs: 30_000, connections: Number(settings.connections ?? 4) });
    const bus = openHttp(url, { connections: 1 });
    const rpc = openRpc(http, { database, user, password, ...(language ? { language } : {}), ...(company ? { company } : {}) }, now);
    const references = openReference(rpc, now);
    const poller: Poller = { rpc, now, overlap: Number(settings.overlapSeconds ?? 60) * 1000 };
    const from =
      <R>(source: Source<R>) =>
      (cursor: string | null, signal: AbortSignal) =>
        pull(poller, source, cursor, signal);
    const desk: Desk = {
      rpc,
      references,
      now,
      log,
      inTurn: openLane(),
      settings: {
        warehouse: settings.warehouse,
        deliveryProduct: settings.deliveryProduct,
        deliveryMap: pairs(settings.deliveryMap),
        paymentMap: pairs(settings.paymentMap),
      },
    };
    const catalogue = {
      locale,
      axes: list(settings.axes),
      imageAttribute: settings.imageAttribute ?? 'image_url',
      brandAttribute: settings.brandAttribute ?? 'marka',
    };
    const prints = settings.prints === 'true';
    const fresh = (signal: AbortSignal) => references.get(signal, 2_000);
    return {
      writeClass: 'NATIVE_KEY',
      lookupGraceMs: 60_000,
      async check(signal) {
        try {
          const version = await rpc.version(signal);
          const company = await rpc.company(signal);
          const reference = await fresh(signal);
          const problem = reference.shop
            ? undefined
            : 'Tryton has no web shop: create one, its orders carry the key that keeps them single';
          return { ok: !problem, product: 'Tryton', version, currency: company.currency, ...(problem ? { problem } : {}) };
        } catch (error) {
          if (error instanceof NotSent) return { ok: false, product: 'Tryton', problem: error.message };
          log('Tryton does not answer as expected', { error: String(error) });
          return {
            ok: false,
            product: 'Tryton',
            problem: 'Tryton does not answer as expected: check address, modules and rights of the user',
          };
        }
      },
      pull: {
        locations: (_cursor, signal) => whole(now, async () => readLocations(rpc, await fresh(signal), signal)),
        categories: (_cursor, signal) => whole(now, () => readCategories(rpc, locale, signal)),
        products: from(products(rpc, references, catalogue)),
        priceLists: (_cursor, signal) => whole(now, async () => readPriceLists(rpc, await fresh(signal), signal)),
        prices: from(prices(rpc, references)),
        promotions: (_cursor, signal) => whole(now, async () => readPromotions(rpc, await fresh(signal), signal)),
        taxRules: (_cursor, signal) => whole(now, async () => readTaxRules(rpc, await fresh(signal), signal)),
        exchangeRates: (_cursor, signal) => whole(now, () => readExchangeRates(rpc, signal)),
        parties: from(parties(rpc, references)),
        stock: from(stock(rpc, references)),
        suppliers: from(suppliers(rpc, references)),
        incoming: from(incoming(rpc, references)),
        movements: from(movements(rpc, references)),
        quotes: (cursor, signal) => quotes(rpc, references, now, cursor, signal),
        orders: from(orders(rpc, references, prints)),
        invoices: from(invoices(rpc, references)),
        money: (cursor, signal) => joined(poller, moneySources(rpc), cursor, signal),
        returns: from(returns(rpc)),
      },
      push: {
        orderPlace: (order, key, signal) => placeOrder(desk, order, key, signal),
        orderCancel: (orderId, reason, _key, signal) => cancelOrder(desk, orderId, reason, signal),
        orderUpdate: (orderId, change, _key, signal) => updateOrder(desk, orderId, change, signal),
        paymentRecord: (payment, _key, signal) => recordPayment(desk, payment, signal),
        partyCreate: (party, key, signal) => createParty(desk, party, key, signal),
        addressSave: (partyId, address, _key, signal) => saveAddress(desk, partyId, address, signal),
        partyUpdate: (partyId, change, _key, signal) => updateParty(desk, partyId, change, signal),
        contactSave: (partyId, contact, key, signal) => saveContact(desk, partyId, contact, key, signal),
        returnReceive: (goods, key, signal) => receiveReturn(desk, goods, key, signal),
        creditNote: (correction, key, signal) => creditInvoice(desk, correction, key, signal),
        quotePlace: (quote, key, signal) => placeQuote(desk, quote, key, signal),
        quoteAccept: (acceptance, key, signal) => acceptQuote(desk, acceptance, key, signal),
        stockCount: (count, key, signal) => countStock(desk, count, key, signal),
      },
      find: {
        async order(key, signal) {
          const sale = await findSale(rpc, key, signal);
          if (!sale) return null;
          const cancelled = sale.state === 'cancelled' || sale.comment.includes(cancelMark);
          return { ...acknowledge(sale), cancelled, placed: isPlaced(sale) };
        },
        payment: (orderId, transactionNumber, signal) => findPayment(desk, orderId, transactionNumber, signal),
        party: (key, signal) => findParty(desk, key, signal),
        returned: (key, signal) => findReturned(desk, key, signal),
        creditNote: (key, signal) => findCreditNote(desk, key, signal),
        quote: (key, signal) => findQuote(desk, key, signal),
        stockCount: (key, signal) => findCount(desk, key, signal),
      },
      ...(prints ? { file: (documentId, signal) => printDocument(rpc, documentId, signal) } : {}),
      cannot: {
        'pull.loyalty': 'Tryton keeps no loyalty points; the hub keeps them.',
        'push.loyaltyMove': 'Tryton keeps no loyalty points; the hub keeps them.',
        ...(prints
          ? {}
          : {
              file: 'Tryton prints OpenDocument texts, and PDF only with LibreOffice beside its server; the hub prints the papers itself.',
            }),
      },
      listen: (wake, signal) => listen(bus, rpc, database, wake, signal),
      async close() {
        await Promise.all([http.close(), bus.close()]);
      },
    };
  },
};
