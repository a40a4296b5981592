/** Links the twin ERP. It keeps the idempotency key itself: a repeated order answers with the document it made. */
import type { ConnectorKind, Entity } from '../connector.ts';
import { openClient } from './client.ts';
import * as wire from './erpApi.ts';
import * as book from './erpBookApi.ts';
import { bookFinds, bookPushes } from './erpBookPushes.ts';
import * as books from './erpBookRecords.ts';
import { addressAck, partyAck, paymentAck, sale, saleAck } from './erpOrderApi.ts';
import * as records from './erpRecords.ts';
import { newPayment, newSale, orderAck, saleChange, saleRecord } from './erpSaleRecords.ts';
import * as terms from './erpTermsApi.ts';
import { promotionRecord, rateRecord, supplierRecord, taxRuleRecord } from './erpTermsRecords.ts';

/** The twin commits within a call: a look-up this long after it began sees whatever it made. */
const lookupGraceMs = 2_000;

/** Feeds by the entity the hub reads them as. */
const feeds = {
  locations: 'locations',
  categories: 'categories',
  products: 'products',
  priceLists: 'priceLists',
  prices: 'prices',
  promotions: 'promotions',
  taxRules: 'taxRules',
  rates: 'exchangeRates',
  parties: 'parties',
  loyalty: 'loyalty',
  stock: 'stock',
  suppliers: 'suppliers',
  incoming: 'incoming',
  movements: 'movements',
  quotes: 'quotes',
  orders: 'orders',
  invoices: 'invoices',
  money: 'money',
  returns: 'returns',
} as const satisfies Record<string, Entity>;

export const twinErp: ConnectorKind = {
  name: 'twin-erp',
  role: 'ERP',
  product: 'Twin ERP',
  settings: {
    url: { description: 'Address of the twin, e.g. http://127.0.0.1:4101' },
    key: { description: 'The key it was started with', secret: true },
  },
  connect(settings, { now }) {
    const base = (settings.url ?? '').replace(/\/$/, '');
    const client = openClient(base, settings.key ?? '', now);
    const path = encodeURIComponent;
    return {
      writeClass: 'NATIVE_KEY',
      lookupGraceMs,
      check: client.check,
      pull: {
        locations: client.feed('locations', wire.location, records.locationRecord),
        categories: client.feed('categories', wire.category, records.categoryRecord),
        products: client.feed('products', wire.product, (one) => records.productRecord(one, base)),
        priceLists: client.feed('priceLists', wire.priceList, records.priceListRecord),
        prices: client.feed('prices', wire.price, records.priceRecord),
        promotions: client.feed('promotions', terms.promotion, promotionRecord),
        taxRules: client.feed('taxRules', terms.taxRule, taxRuleRecord),
        exchangeRates: client.feed('rates', terms.rate, rateRecord),
        parties: client.feed('parties', wire.party, records.partyRecord),
        loyalty: client.feed('loyalty', book.loyaltyCard, books.loyaltyRecord),
        stock: client.feed('stock', wire.stock, records.stockRecord),
        suppliers: client.feed('suppliers', terms.supplierItem, supplierRecord),
        incoming: client.feed('incoming', wire.incoming, records.incomingRecord),
        movements: client.feed('movements', wire.movement, records.movementRecord),
        quotes: client.feed('quotes', book.offer, books.quoteRecord),
        orders: client.feed('orders', sale, saleRecord),
        invoices: client.feed('invoices', book.invoice, books.invoiceRecord),
        money: client.feed('money', book.money, books.moneyRecord),
        returns: client.feed('returns', book.goodsReturn, books.returnRecord),
      },
      push: {
        async orderPlace(order, key, signal) {
          return orderAck(await client.send('POST', '/orders', newSale(order), saleAck, signal, key));
        },
        async orderCancel(orderId, reason, key, signal) {
          await client.send('POST', `/orders/${path(orderId)}/cancel`, { reason }, saleAck, signal, key);
        },
        async orderUpdate(orderId, change, key, signal) {
          return orderAck(await client.send('PUT', `/orders/${path(orderId)}`, saleChange(change), saleAck, signal, key));
        },
        async paymentRecord(payment, key, signal) {
          const { id } = await client.send(
            'POST',
            `/orders/${path(payment.orderId)}/payments`,
            newPayment(payment),
            paymentAck,
            signal,
            key,
          );
          return { externalId: id };
        },
        async partyCreate({ kind, taxId, address, ...party }, key, signal) {
          const body = {
            ...party,
            kind: kind === 'BUSINESS' ? 'company' : 'person',
            ...(taxId ? { nip: taxId } : {}),
            ...(address ? { address: records.wireAddress(address) } : {}),
          };
          const { id, number, addressIds } = await client.send('POST', '/parties', body, partyAck, signal, key);
          return { externalId: id, number, addressIds };
        },
        async addressSave(partyId, { externalId, ...address }, key, signal) {
          const list = `/parties/${path(partyId)}/addresses`;
          const body = records.wireAddress(address);
          const { id } = externalId
            ? await client.send('PUT', `${list}/${path(externalId)}`, body, addressAck, signal, key)
            : await client.send('POST', list, body, addressAck, signal, key);
          return { externalId: id };
        },
        ...bookPushes(client),
      },
      find: {
        ...bookFinds(client),
        async order(key, signal) {
          const ack = await client.find(`/orders/by-key/${path(key)}`, saleAck, signal);
          return ack && { ...orderAck(ack), cancelled: ack.state === 'cancelled', placed: true };
        },
        async payment(orderId, transactionNumber, signal) {
          const ack = await client.find(`/orders/${path(orderId)}/payments/${path(transactionNumber)}`, paymentAck, signal);
          return ack && { externalId: ack.id };
        },
        async party(key, signal) {
          const ack = await client.find(`/parties/by-key/${path(key)}`, partyAck, signal);
          return ack && { externalId: ack.id, number: ack.number, addressIds: ack.addressIds };
        },
      },
      async file(documentId, signal) {
        const { name, mediaType, base64 } = await client.get(`/papers/${path(documentId)}/file`, book.printed, signal);
        return { name, mediaType, bytes: Buffer.from(base64, 'base64') };
      },
      listen: (wake, signal) =>
        client.watch((changed) => {
          const entities = changed.flatMap((feed) => feeds[feed as keyof typeof feeds] ?? []);
          if (entities.length > 0) wake(entities);
        }, signal),
      close: () => client.close(),
    };
  },
};
