/** What every part of the twin shop works on: its tables, its clock, its outbox. */

import { Refusal } from './server.ts';
import type { Cart, Collection, Customer, ShopEvent, ShopOrder, ShopProduct, ShopReturn, ShopStock, ShopVariant } from './shopApi.ts';
import { openStore, type Store } from './store.ts';

export interface ShopTables {
  collections: Collection;
  products: ShopProduct;
  stock: ShopStock;
  customers: Customer;
  orders: ShopOrder;
  carts: Cart;
  returns: ShopReturn;
  /** Outbox of webhooks: written in the transaction of what they tell. */
  events: ShopEvent;
  /** Index: which product holds a variant. */
  variants: { id: string; sku: string; productId: string };
}

export const shopFeeds = [
  'collections',
  'products',
  'stock',
  'customers',
  'orders',
  'carts',
  'returns',
  'events',
] as const satisfies (keyof ShopTables)[];

export interface Shop {
  store: Store<ShopTables>;
  now(): number;
}

export function openShopStore(file: string, now: () => number): Store<ShopTables> {
  return openStore<ShopTables>(file, {
    now,
    indexes: {
      products: ['erpKey', 'slug'],
      variants: ['sku'],
      customers: ['email'],
      collections: ['hubId', 'slug'],
      orders: ['number'],
      returns: ['orderId'],
    },
  });
}

export function emit(shop: Shop, event: ShopEvent['event'], subject: string): void {
  const id = `E${String(shop.store.next('event')).padStart(8, '0')}`;
  shop.store.put('events', { id, event, subject, at: shop.now() });
}

export function findVariant(shop: Shop, idOrSku: string): { product: ShopProduct; variant: ShopVariant } | undefined {
  const ref = shop.store.find('variants', idOrSku) ?? shop.store.where('variants', 'sku', idOrSku)[0];
  const product = ref && shop.store.find('products', ref.productId);
  const variant = product?.variants.find((one) => one.id === ref?.id);
  return product && variant && { product, variant };
}

export function needVariant(shop: Shop, idOrSku: string): { product: ShopProduct; variant: ShopVariant } {
  const found = findVariant(shop, idOrSku);
  if (!found) throw new Refusal('NOT_FOUND', `variant ${idOrSku} does not exist`);
  return found;
}

/** The chosen options in words: `L, czarny`. */
export function optionNames(product: ShopProduct, variant: ShopVariant): string[] {
  return Object.entries(variant.options).map(([axis, value]) => {
    const values = product.axes.find((one) => one.code === axis)?.values;
    return values?.find((one) => one.code === value)?.name ?? value;
  });
}

export function needOrder(shop: Shop, id: string): ShopOrder {
  const order = shop.store.find('orders', id) ?? shop.store.where('orders', 'number', id)[0];
  if (!order) throw new Refusal('NOT_FOUND', `order ${id} does not exist`);
  return order;
}

export function putProduct(shop: Shop, product: ShopProduct): ShopProduct {
  for (const { id, sku } of product.variants) {
    if (shop.store.find('variants', id)?.sku !== sku) shop.store.put('variants', { id, sku, productId: product.id });
  }
  return shop.store.put('products', product);
}
