/**
 * A real Medusa shop for the live stories: what a visitor does in it, and what its administrator reads there, each on a client of our own. The shop is a separate
 * program; everything here and in the hub reaches it over HTTP, and it ends with the process that booted it.
 */
import type { HubSettings, Shop, ShopOrder } from '../hands.ts';
import { buy, openCart } from './checkout.ts';
import { type Client, type Json, openAdmin, openVisitor } from './client.ts';
import { administrator, type MachineOptions, type RunningShop, runShop } from './machine.ts';
import pinned from './package.json' with { type: 'json' };
import { register } from './seed.ts';

export interface MedusaOptions extends MachineOptions {
  log?: (line: string) => void;
}

export interface Medusa extends Shop {
  /** Address of the shop; both its APIs lie below it. */
  readonly url: string;
  readonly databaseUrl: string;
  /** The story's own eyes: an administrator's session apart from the connector's. */
  readonly admin: Client;
  /** A visitor without an account. */
  readonly visitor: Client;
}

export async function bootMedusa(options: MedusaOptions = {}): Promise<Medusa> {
  const started = performance.now();
  const log = (line: string) => options.log?.(`[${((performance.now() - started) / 1000).toFixed(1)} s] medusa: ${line}`);
  const shop = await runShop(options, log);
  log(`answers at ${shop.url}${options.bare ? ', bare' : ''}`);
  const admin = openAdmin(shop.url, administrator.email, administrator.password);
  const visitor = openVisitor(shop.url, shop.publishableKey);
  return {
    kind: 'medusa',
    url: shop.url,
    databaseUrl: shop.databaseUrl,
    admin,
    visitor,
    version: pinned.dependencies['@medusajs/medusa'],
    hubSettings: hubSettings(shop, options),
    pause: async () => shop.freeze(),
    async resume() {
      shop.thaw();
      await shop.start();
    },
    kill: shop.kill,
    stop: shop.stop,
    async titles() {
      const products: Json[] = (await admin.get('/admin/products', { limit: 5_000, status: ['published'], fields: 'title,variants.sku' }))
        .products;
      return new Map(products.flatMap(({ title, variants }) => variants.map(({ sku }: Json) => [sku, title] as const)));
    },
    checkout: async (basket) => readOrder(admin, await buy(shop, admin, basket)),
    order: (id) => readOrder(admin, id),
    async stock(sku) {
      const [item] = (await admin.get('/admin/inventory-items', { sku, fields: 'id,*location_levels' })).inventory_items;
      if (!item) throw new Error(`the shop has no ${sku}`);
      return item.location_levels.reduce((sum: number, level: Json) => sum + level.stocked_quantity - level.reserved_quantity, 0);
    },
    onSale: (skus) => onSale(shop, visitor, skus),
    abandonCart: async (lines, email) => (await openCart(shop, visitor, admin, lines, { email })).id,
    register: (account) => register(shop.url, admin, shop.publishableKey, account),
  };
}

function hubSettings(shop: RunningShop, options: MedusaOptions): HubSettings {
  return {
    KIND: 'medusa',
    URL: shop.url,
    USERNAME: administrator.email,
    PASSWORD: administrator.password,
    ...(options.webhookSecret ? { WEBHOOK_SECRET: options.webhookSecret } : {}),
  };
}

const orderFields = [
  ...['id', 'display_id', 'status', 'payment_status', 'fulfillment_status', 'payment_collections.amount'],
  ...['fulfillments.canceled_at', 'fulfillments.labels.tracking_number', 'payment_collections.payments.refunds.amount'],
].join();

async function readOrder(admin: Client, id: string): Promise<ShopOrder> {
  const { order } = await admin.get(`/admin/orders/${id}`, { fields: orderFields });
  const refunds: Json[] = order.payment_collections.flatMap((one: Json) => one.payments.flatMap((payment: Json) => payment.refunds));
  const parcels: Json[] = order.fulfillments.filter((one: Json) => !one.canceled_at);
  const { status, payment_status: payment, fulfillment_status: fulfilment } = order;
  return {
    id: order.id,
    number: String(order.display_id),
    // What was to be paid: Medusa's own total shrinks with every return and refund.
    gross: Number(order.payment_collections[0]?.amount ?? 0).toFixed(2),
    state: `${status}, ${payment}, ${fulfilment}`,
    paid: ['captured', 'partially_refunded', 'refunded'].includes(payment),
    shipped: ['shipped', 'delivered', 'partially_delivered'].includes(fulfilment),
    cancelled: status === 'canceled',
    refunded: refunds.reduce((sum, refund) => sum + refund.amount, 0).toFixed(2),
    trackingNumbers: parcels.flatMap((one) => one.labels.map((label: Json) => label.tracking_number)),
  };
}

/** As a storefront asks: published, in the visitor's channel, with a price. A single variant has no switch in Medusa: one that the hub marked counts as off sale. */
async function onSale(shop: RunningShop, visitor: Client, skus: string[]) {
  const wanted = new Set(skus);
  const { products } = await visitor.get('/store/products', {
    limit: 5_000,
    region_id: shop.regionId,
    fields: 'title,options.title,*variants,*variants.calculated_price',
  });
  const found = new Map<string, { title: string; axes: number; gross: string }>();
  for (const { title, options, variants } of products) {
    const axes = options.filter((option: Json) => option.title !== 'Default option').length;
    for (const variant of variants) {
      const gross = variant.calculated_price?.calculated_amount_with_tax ?? variant.calculated_price?.calculated_amount;
      const marked = Boolean(variant.metadata?.splot_off_sale);
      if (wanted.has(variant.sku) && !marked && gross != null) found.set(variant.sku, { title, axes, gross: Number(gross).toFixed(2) });
    }
  }
  return found;
}
