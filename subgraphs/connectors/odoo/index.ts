/** Odoo (19) as the ERP: what it can do, wired together. Read README.md beside this for what each file knows. */
import type { Connected, ConnectorKind, MediaRecord } from '../connector.ts';
import { NotSent } from '../connector.ts';
import { openHttp } from '../http.ts';
import { cancelOrder, updateOrder } from './cancel.ts';
import { check } from './check.ts';
import { countStock, findCount, findCreditNote, findLoyaltyMove, findReturn, moveLoyalty, postCreditNote, receiveReturn } from './goods.ts';
import { readCategories, readLocations } from './locations.ts';
import { money } from './money.ts';
import { incoming, movements, suppliers } from './moves.ts';
import { loyalty, quotes, readPromotions } from './offers.ts';
import { orders } from './orders.ts';
import { invoices, printPaper } from './papers.ts';
import { parties } from './parties.ts';
import { createParty, findParty, saveAddress, saveContact, updateParty } from './partywrites.ts';
import { findPayment, recordPayment } from './payments.ts';
import { returns } from './pickings.ts';
import { placeOrder } from './place.ts';
import { type Poller, pull, type Source, whole } from './poll.ts';
import { prices, readPriceLists } from './prices.ts';
import { openProcedures } from './procedures.ts';
import { products } from './products.ts';
import { acceptQuote, placeQuote } from './quotes.ts';
import { openReference } from './reference.ts';
import { openRpc } from './rpc.ts';
import { acknowledge, type Desk, findQuote, findSale, openLane } from './sales.ts';
import { stock } from './stock.ts';
import { readExchangeRates, readTaxRules } from './taxes.ts';
import { row, text } from './values.ts';

const list = (value: string | undefined) => (value ?? '').split(',').flatMap((part) => part.trim() || []);
const pairs = (value: string | undefined) =>
  new Map(list(value).map((part) => part.split('=').map((side) => side.trim()) as [string, string]));

export const odoo: ConnectorKind = {
  name: 'odoo',
  role: 'ERP',
  product: 'Odoo',
  settings: {
    url: { description: 'Address of the Odoo server, e.g. https://odoo.example.com' },
    database: { description: 'Name of the database' },
    key: { description: 'API key of a service user with the groups the connector’s README names', secret: true },
    company: { description: 'Name or id of the company in a database of several (default: the first one)', optional: true },
    locale: { description: 'Language of the names in Odoo (default pl)', optional: true },
    language: { description: 'Odoo’s own code of that language (default pl_PL)', optional: true },
    languages: { description: 'Further languages of product names, e.g. en=en_US,de=de_DE', optional: true },
    zone: { description: 'Time zone of document dates (default: the service user’s own)', optional: true },
    warehouse: { description: 'Code of the warehouse for orders that name none (default: the first one)', optional: true },
    brandAttribute: { description: 'Attribute that holds the brand (default Marka)', optional: true },
    deliveryMap: { description: 'method=SKU of a carrier’s product, comma-separated, e.g. inpost=DOST-INPOST', optional: true },
    deliveryProduct: { description: 'SKU of the service charged for a delivery without a carrier', optional: true },
    paymentMap: { description: 'method=name of a bank journal, comma-separated; * for all others', optional: true },
    overlapSeconds: {
      description: "How long the ERP's longest transaction may take (default 150): polls read that much again",
      optional: true,
    },
    connections: { description: 'Calls at the same time (default 4)', optional: true },
  },
  connect(settings, { now, log }): Connected {
    const { url = '', database = '', key = '', locale = 'pl', language = 'pl_PL' } = settings;
    const http = openHttp(url, { timeoutMs: 30_000, connections: Number(settings.connections ?? 4) });
    let companyId: number | undefined;
    const context = () => ({ lang: language, ...(companyId ? { allowed_company_ids: [companyId] } : {}) });
    const rpc = openRpc(http, { database, key, context }, now);
    const references = openReference(
      rpc,
      {
        company: settings.company,
        zone: settings.zone,
        setCompany(found) {
          companyId = found;
        },
      },
      now,
    );
    const procedures = openProcedures(rpc, now);
    const poller: Poller = { rpc, now, overlap: Number(settings.overlapSeconds ?? 150) * 1000 };
    /** The company comes first: until it is known, a call would see every company of the database. */
    async function* from<R>(source: Source<R>, cursor: string | null, signal: AbortSignal) {
      await references.get(signal);
      yield* pull(poller, source, cursor, signal);
    }
    const pulled =
      <R>(source: Source<R>) =>
      (cursor: string | null, signal: AbortSignal) =>
        from(source, cursor, signal);
    const fresh = (signal: AbortSignal) => references.get(signal, 2_000);
    const desk: Desk = {
      rpc,
      references,
      procedures,
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
    async function pictures(templates: number[], signal: AbortSignal): Promise<Map<number, MediaRecord>> {
      const answer = row((await procedures.run('pictures', { templates }, { signal }))?.pictures);
      return new Map(
        Object.entries(answer).map(([template, found]) => [
          Number(template),
          { url: new URL(text(row(found).path), url).href, contentHash: text(row(found).hash) },
        ]),
      );
    }
    const catalogue = { locale, languages: pairs(settings.languages), brandAttribute: settings.brandAttribute ?? 'Marka', pictures };
    /** A write, too, speaks for one company: that is known before the first one. */
    const ready =
      <A extends unknown[], R>(write: (desk: Desk, ...rest: [...A, AbortSignal]) => Promise<R>) =>
      async (...rest: [...A, AbortSignal]): Promise<R> => {
        await references.get(rest.at(-1) as AbortSignal).catch((error: unknown) => {
          throw error instanceof NotSent ? error : new NotSent('the ERP does not answer', { cause: error });
        });
        return write(desk, ...rest);
      };
    return {
      writeClass: 'NATIVE_KEY',
      // A client that hangs up does not stop a call. What comes through later still hits the key.
      lookupGraceMs: 60_000,
      check: (signal) => check({ http, rpc, references, procedures, now, log }, signal),
      pull: {
        locations: (_cursor, signal) => whole(now, async () => readLocations(rpc, await fresh(signal), signal)),
        categories: (_cursor, signal) => whole(now, () => readCategories(rpc, locale, signal)),
        products: pulled(products(rpc, references, catalogue)),
        priceLists: (_cursor, signal) => whole(now, async () => readPriceLists(await fresh(signal))),
        prices: pulled(prices(rpc, references, procedures)),
        promotions: (_cursor, signal) => whole(now, async () => readPromotions(rpc, await fresh(signal), signal)),
        taxRules: (_cursor, signal) => whole(now, async () => readTaxRules(rpc, await fresh(signal), signal)),
        exchangeRates: (_cursor, signal) => whole(now, async () => readExchangeRates(rpc, await fresh(signal), signal)),
        parties: pulled(parties(rpc, references)),
        loyalty: pulled(loyalty(rpc, references)),
        stock: pulled(stock(rpc, references)),
        suppliers: pulled(suppliers(rpc, references)),
        incoming: pulled(incoming(rpc, references)),
        movements: pulled(movements(rpc, references)),
        quotes: pulled(quotes(rpc, references)),
        orders: pulled(orders(rpc, references, procedures)),
        invoices: pulled(invoices(rpc, references)),
        money: pulled(money(rpc, references)),
        returns: pulled(returns(rpc, references)),
      },
      push: {
        orderPlace: ready(placeOrder),
        orderCancel: (orderId, reason, _key, signal) => ready(cancelOrder)(orderId, reason, signal),
        orderUpdate: (orderId, change, _key, signal) => ready(updateOrder)(orderId, change, signal),
        paymentRecord: (payment, _key, signal) => ready(recordPayment)(payment, signal),
        partyCreate: ready(createParty),
        partyUpdate: (partyId, change, _key, signal) => ready(updateParty)(partyId, change, signal),
        addressSave: ready(saveAddress),
        contactSave: ready(saveContact),
        returnReceive: ready(receiveReturn),
        creditNote: ready(postCreditNote),
        quotePlace: ready(placeQuote),
        quoteAccept: ready(acceptQuote),
        stockCount: ready(countStock),
        loyaltyMove: ready(moveLoyalty),
      },
      find: {
        async order(orderKey, signal) {
          await references.get(signal);
          const sale = await findSale(rpc, orderKey, signal);
          return sale && { ...acknowledge(sale), cancelled: sale.state === 'cancel', placed: sale.state === 'sale' };
        },
        async quote(quoteKey, signal) {
          await references.get(signal);
          const sale = await findQuote(rpc, quoteKey, signal);
          return sale && sale.state !== 'draft' ? acknowledge(sale) : null;
        },
        payment: ready(findPayment),
        party: ready(findParty),
        returned: ready(findReturn),
        creditNote: ready(findCreditNote),
        stockCount: ready(findCount),
        loyaltyMove: (_partyId, moveKey, signal) => ready(findLoyaltyMove)(moveKey, signal),
      },
      file: (documentId, signal) => printPaper(procedures, documentId, signal),
      cannot: { listen: 'Odoo’s bus needs rules in the database; the hub asks every second instead.' },
      close: () => http.close(),
    };
  },
};
