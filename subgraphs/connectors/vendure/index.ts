/** Links a Vendure shop (3.x) over its admin API. Which of our plugin and fields the shop has is found out, not configured. */
import { z } from 'zod';
import type { CheckResult, ConnectorKind } from '../connector.ts';
import { NotSent, Terminal } from '../connector.ts';
import { inTurn } from '../turns.ts';
import { evenIfOvertaken, openAdmin } from './admin.ts';
import { cartResource } from './carts.ts';
import { pullCategories, pushCategory } from './categories.ts';
import { customerResource } from './customers.ts';
import { follow } from './follow.ts';
import { pushOrderStatus } from './orderStatus.ts';
import { orderResource } from './orders.ts';
import { findPayment, recordPayment } from './payments.ts';
import { pushPrices } from './prices.ts';
import { productResource } from './products.ts';
import { pushProduct } from './publish.ts';
import { findRefund, refundOrder } from './refunds.ts';
import { describeShop, type Shop } from './shop.ts';
import { pullLocations, pullStock, pushStock } from './stock.ts';
import { readWebhook } from './webhook.ts';

/** Vendure commits within a call, and its own statement limit is below our deadline. */
const lookupGraceMs = 20_000;

export const vendure: ConnectorKind = {
  name: 'vendure',
  role: 'SHOP',
  product: 'Vendure',
  settings: {
    url: { description: 'Address of the admin API, e.g. https://shop.example.com/admin-api' },
    apiKey: { description: 'An API key (Vendure 3.6 or newer); this, or username and password', optional: true, secret: true },
    username: { description: 'An administrator, where there is no API key', optional: true },
    password: { description: 'Password of the administrator', optional: true, secret: true },
    channelToken: { description: 'Token of the channel to work in; the default channel without it', optional: true },
    stockLocationId: { description: 'Id of the stock location to write to; the first one without it', optional: true },
    webhookSecret: { description: 'Secret the hub plugin signs its calls with; no webhooks without it', optional: true, secret: true },
  },
  connect(settings, { now, log }) {
    const admin = openAdmin(settings, now);
    const shop = describeShop({ admin, now, log, settings });
    const { webhookSecret } = settings;
    return {
      writeClass: 'SEARCHABLE_REFERENCE',
      lookupGraceMs,
      check: (signal) => check(shop, signal),
      pull: {
        locations: pullLocations(shop),
        categories: pullCategories(shop),
        products: follow(shop, productResource(shop)),
        parties: follow(shop, customerResource(shop)),
        stock: pullStock(shop),
        orders: follow(shop, orderResource(shop)),
        carts: follow(shop, cartResource(shop)),
      },
      push: {
        category: (category, signal) =>
          inTurn(shop, `category ${category.hubId}`, () => evenIfOvertaken(() => pushCategory(shop, category, signal))),
        product: (product, signal) =>
          inTurn(shop, `product ${product.erpKey}`, () => evenIfOvertaken(() => pushProduct(shop, product, signal))),
        stock: (levels, signal) => pushStock(shop, levels, signal),
        prices: (prices, signal) => pushPrices(shop, prices, signal),
        orderStatus: (status, signal) => pushOrderStatus(shop, status, signal),
        paymentRecord: (payment, _key, signal) => recordPayment(shop, payment, signal),
        refund: (refund, key, signal) => refundOrder(shop, refund, key, signal),
      },
      find: {
        payment: (orderId, transactionNumber, signal) => findPayment(shop, orderId, transactionNumber, signal),
        refund: (orderId, key, signal) => findRefund(shop, orderId, key, signal),
      },
      cannot: {
        'pull.returns': 'Vendure keeps no returns; the hub keeps them, and the shop shows the refund.',
        ...(webhookSecret ? {} : { webhook: 'No webhook secret is configured; changes are found by polling.' }),
      },
      ...(webhookSecret ? { webhook: (headers, body) => readWebhook(webhookSecret, headers, body) } : {}),
      close: () => admin.close(),
    };
  },
};

/** Reads once from each corner the work needs, so that a right that lacks shows now and not at the first order. */
async function check(shop: Shop, signal: AbortSignal): Promise<CheckResult> {
  const product = 'Vendure';
  try {
    const { currency } = await shop.channel(signal);
    await shop.admin.ask(
      '{ products(options: { take: 1 }) { totalItems } orders(options: { take: 1 }) { totalItems } customers(options: { take: 1 }) { totalItems } }',
      {},
      z.unknown(),
      signal,
    );
    const { log } = await shop.has(signal);
    return {
      ok: true,
      product,
      currency,
      ...(log ? {} : { problem: 'works by polling: the shop lacks the hub plugin, so changes arrive later' }),
    };
  } catch (error) {
    if (signal.aborted) throw error;
    shop.log('the shop could not be checked', { detail: error instanceof Error ? `${error.message} ${error.cause ?? ''}` : String(error) });
    return {
      ok: false,
      product,
      problem: error instanceof NotSent || error instanceof Terminal ? error.message : 'the address does not answer as a Vendure admin API',
    };
  }
}
