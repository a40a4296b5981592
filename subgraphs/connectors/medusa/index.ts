/** Links a Medusa shop (2.x) over its Admin API. Whether it keeps our change log is found out, not configured. */
import { z } from 'zod';
import type { CheckResult, ConnectorKind } from '../connector.ts';
import { NotSent, Terminal } from '../connector.ts';
import { inTurn } from '../turns.ts';
import { openAdmin } from './admin.ts';
import { pullCarts } from './carts.ts';
import { pullCategories, pushCategory } from './categories.ts';
import { customerResource } from './customers.ts';
import { follow } from './follow.ts';
import { pushOrderStatus } from './orderStatus.ts';
import { orderResource } from './orders.ts';
import { findPayment, recordPayment } from './payments.ts';
import { pushPrices } from './prices.ts';
import { productResource } from './products.ts';
import { pushProduct } from './publish.ts';
import { findRefund, refund } from './refunds.ts';
import { returnResource } from './returns.ts';
import { describeShop, type Shop } from './shop.ts';
import { pullLocations, pushStock, stockResource } from './stock.ts';
import { readWebhook } from './webhook.ts';

/** Medusa commits within a call, step by step; its longest step is below our deadline. */
const lookupGraceMs = 30_000;

export const medusa: ConnectorKind = {
  name: 'medusa',
  role: 'SHOP',
  product: 'Medusa',
  settings: {
    url: { description: 'Address of the shop’s server, e.g. https://shop.example.com' },
    username: { description: 'E-mail of an administrator; this with a password, or a secret API key', optional: true },
    password: { description: 'Password of the administrator', optional: true, secret: true },
    apiKey: { description: 'A secret API key; slower, Medusa hashes it at every call', optional: true, secret: true },
    stockLocationId: { description: 'Id of the stock location to write to; the shop’s default one without it', optional: true },
    salesChannelId: {
      description:
        'Id of the sales channel to work in: its products, orders and carts only; without it all, and new products in the default one',
      optional: true,
    },
    country: { description: 'Country whose tax rates products get, e.g. pl; the stock location’s without it', optional: true },
    language: { description: 'Language of the shop’s texts, e.g. en; pl without it', optional: true },
    webhookSecret: {
      description: 'Secret our relay in the shop signs its calls with; no webhooks without it',
      optional: true,
      secret: true,
    },
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
        stock: follow(shop, stockResource(shop)),
        orders: follow(shop, orderResource(shop)),
        returns: follow(shop, returnResource(shop)),
        carts: pullCarts(shop),
      },
      push: {
        category: (category, signal) =>
          inTurn(shop, `category ${category.hubId}`, () => evenIfOvertaken(() => pushCategory(shop, category, signal))),
        product: (product, signal) =>
          inTurn(shop, `product ${product.erpKey}`, () => evenIfOvertaken(() => pushProduct(shop, product, signal))),
        stock: (levels, signal) => pushStock(shop, levels, signal),
        prices: (prices, signal) => pushPrices(shop, prices, signal),
        orderStatus: (status, signal) => pushOrderStatus(shop, status, signal),
        // One order at a time: its payments and refunds are read, then written.
        paymentRecord: (payment, _key, signal) => inTurn(shop, `money of ${payment.orderId}`, () => recordPayment(shop, payment, signal)),
        refund: (given, key, signal) => inTurn(shop, `money of ${given.orderId}`, () => refund(shop, given, key, signal)),
      },
      find: {
        payment: (orderId, transactionNumber, signal) => findPayment(shop, orderId, transactionNumber, signal),
        refund: (orderId, key, signal) => findRefund(shop, orderId, key, signal),
      },
      ...(webhookSecret
        ? { webhook: (headers, body) => readWebhook(webhookSecret, headers, body) }
        : { cannot: { webhook: 'No webhookSecret is configured: changes are found by asking, every few seconds.' } }),
      close: () => admin.close(),
    };
  },
};

/** A call that broke off may still have been at work in the shop while this one read and wrote: what is refused is read and tried once more, then believed. */
async function evenIfOvertaken<T>(push: () => Promise<T>): Promise<T> {
  try {
    return await push();
  } catch (error) {
    if (!(error instanceof Terminal)) throw error;
    return push();
  }
}

/** Reads once from each corner the work needs, so that what lacks shows now and not at the first order. */
async function check(shop: Shop, signal: AbortSignal): Promise<CheckResult> {
  const product = 'Medusa';
  try {
    const { currency } = await shop.basics(signal);
    for (const corner of ['products', 'orders', 'customers', 'returns'])
      await shop.admin.get(`/admin/${corner}`, { limit: 1, fields: 'id' }, z.unknown(), signal);
    return {
      ok: true,
      product,
      currency,
      ...((await shop.hasLog(signal)) ? {} : { problem: 'works by polling: the shop lacks our change log, so changes arrive later' }),
    };
  } catch (error) {
    if (signal.aborted) throw error;
    shop.log('the shop could not be checked', { detail: error instanceof Error ? `${error.message} ${error.cause ?? ''}` : String(error) });
    return {
      ok: false,
      product,
      problem: error instanceof NotSent || error instanceof Terminal ? error.message : 'the address does not answer as a Medusa shop',
    };
  }
}
