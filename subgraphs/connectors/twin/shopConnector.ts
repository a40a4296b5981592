/** Links the twin shop: its presentation, accounts and orders come in; catalogue, prices, levels and statuses go out as upserts. */
import { timingSafeEqual } from 'node:crypto';
import type { ConnectorKind, Entity } from '../connector.ts';
import { openClient } from './client.ts';
import { toMoney, toText } from './decimal.ts';
import * as wire from './shopApi.ts';
import * as records from './shopRecords.ts';
import { signature } from './shopWebhooks.ts';

/** The twin commits within a call: a look-up this long after it began sees whatever it made. */
const lookupGraceMs = 2_000;
/** Levels and prices a call. */
const batch = 200;

const rereads: Record<wire.ShopEvent['event'], Entity[]> = {
  'order.created': ['orders', 'stock'],
  'order.changed': ['orders', 'stock'],
  'product.changed': ['products'],
  'customer.changed': ['parties'],
  'stock.changed': ['stock'],
  'cart.changed': ['carts'],
  'return.changed': ['returns'],
};

export const twinShop: ConnectorKind = {
  name: 'twin-shop',
  role: 'SHOP',
  product: 'Twin shop',
  settings: {
    url: { description: 'Address of the twin, e.g. http://127.0.0.1:4102' },
    key: { description: 'The key it was started with', secret: true },
    webhookSecret: { description: 'What its webhooks are signed with', optional: true, secret: true },
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
        products: client.feed('products', wire.shopProduct, (one) => records.productRecord(one, base)),
        parties: client.feed('customers', wire.customer, records.partyRecord),
        stock: client.feed('stock', wire.shopStock, records.stockRecord),
        orders: client.feed('orders', wire.shopOrder, records.orderRecord),
        returns: client.feed('returns', wire.shopReturn, records.returnRecord),
        carts: client.feed('carts', wire.cart, records.cartRecord),
      },
      push: {
        async category(category, signal) {
          const body = {
            ...(category.externalId ? { id: category.externalId } : {}),
            ...(category.parentExternalId ? { parentId: category.parentExternalId } : {}),
            name: records.wireTexts(category.name),
            slug: category.slug,
            active: category.active,
          };
          const { id } = await client.send('PUT', `/collections/by-hub/${path(category.hubId)}`, body, wire.idAck, signal);
          return { externalId: id };
        },
        async product(product, signal) {
          const body = records.productPush(product);
          const ack = await client.send('PUT', `/products/by-key/${path(product.erpKey)}`, body, wire.productAck, signal);
          return { externalId: ack.id, variants: ack.variants.map(({ sku, id }) => ({ sku, externalId: id })) };
        },
        async stock(levels, signal) {
          for (let from = 0; from < levels.length; from += batch) {
            const body = {
              levels: levels
                .slice(from, from + batch)
                .map(({ variantExternalId, sku, available }) => ({ variantId: variantExternalId, sku, available: toText(available) })),
            };
            await client.send('POST', '/stock', body, wire.countAck, signal);
          }
        },
        async prices(prices, signal) {
          for (let from = 0; from < prices.length; from += batch) {
            const body = {
              prices: prices.slice(from, from + batch).map(({ variantExternalId, sku, unitNet, unitGross, currency }) => ({
                variantId: variantExternalId,
                sku,
                net: toMoney(unitNet),
                gross: toMoney(unitGross),
                currency,
              })),
            };
            await client.send('POST', '/prices', body, wire.countAck, signal);
          }
        },
        async refund(refund, key, signal) {
          const to = `/orders/${path(refund.orderId)}/refunds`;
          const { id } = await client.send('POST', to, records.refundPush(refund), wire.refundAck, signal, key);
          return { externalId: id };
        },
        async orderStatus(status, signal) {
          await client.send('POST', `/orders/${path(status.orderId)}/status`, records.statusPush(status), wire.idAck, signal);
        },
      },
      find: {
        async refund(orderId, key, signal) {
          const ack = await client.find(`/orders/${path(orderId)}/refunds/by-key/${path(key)}`, wire.refundAck, signal);
          return ack && { externalId: ack.id };
        },
      },
      cannot: { 'pull.categories': 'The twin shop has no categories of its own; it shows the ones the hub publishes.' },
      webhook(headers, body) {
        const { webhookSecret } = settings;
        if (!webhookSecret) return null;
        const given = Buffer.from(headers['x-twin-signature'] ?? '');
        const right = Buffer.from(signature(body, webhookSecret));
        if (given.length !== right.length || !timingSafeEqual(given, right)) return null;
        const event = wire.shopEvent.safeParse(parse(body)).data;
        // Signed but not understood: something changed, so all that changes by itself is read again.
        return { pull: event ? rereads[event.event] : ['products', 'parties', 'stock', 'orders', 'returns', 'carts'] };
      },
      close: () => client.close(),
    };
  },
};

function parse(body: Uint8Array): unknown {
  try {
    return JSON.parse(Buffer.from(body).toString('utf8')) as unknown;
  } catch {
    return undefined;
  }
}
