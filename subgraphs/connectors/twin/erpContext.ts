/** What every part of the twin ERP works on: its tables and its clock. */
import type { z } from 'zod';
import type { category, Incoming, location, Movement, Party, Price, Product, priceList, Stock, Variant } from './erpApi.ts';
import type { GoodsReturn, Invoice, LoyaltyCard, Money, Offer } from './erpBookApi.ts';
import type { Sale } from './erpOrderApi.ts';
import type { Promotion, Rate, SupplierItem, TaxRule } from './erpTermsApi.ts';
import { Refusal } from './server.ts';
import { openStore, type Store } from './store.ts';

export interface ErpTables {
  locations: z.infer<typeof location>;
  categories: z.infer<typeof category>;
  products: Product;
  priceLists: z.infer<typeof priceList>;
  prices: Price;
  parties: Party;
  stock: Stock;
  incoming: Incoming;
  movements: Movement;
  orders: Sale;
  promotions: Promotion;
  taxRules: TaxRule;
  rates: Rate;
  suppliers: SupplierItem;
  invoices: Invoice;
  money: Money;
  returns: GoodsReturn;
  quotes: Offer;
  loyalty: LoyaltyCard;
  /** Index: which product holds a variant. */
  variants: { id: string; sku: string; productId: string };
}

/** Entities with a public feed. */
export const erpFeeds = [
  'locations',
  'categories',
  'products',
  'priceLists',
  'prices',
  'parties',
  'stock',
  'incoming',
  'movements',
  'orders',
  'promotions',
  'taxRules',
  'rates',
  'suppliers',
  'invoices',
  'money',
  'returns',
  'quotes',
  'loyalty',
] as const satisfies (keyof ErpTables)[];

export interface Erp {
  store: Store<ErpTables>;
  now(): number;
}

export const currency = 'PLN';

export function openErpStore(file: string, now: () => number): Store<ErpTables> {
  return openStore<ErpTables>(file, {
    now,
    indexes: {
      orders: ['partyId', 'reference', 'state'],
      variants: ['sku'],
      stock: ['variantId'],
      prices: ['variantId'],
      incoming: ['variantId'],
      rates: ['currency'],
      loyalty: ['partyId'],
      parties: ['nip'],
    },
  });
}

/** A row that must exist; refuses with NOT_FOUND. */
export function need<E extends (typeof erpFeeds)[number]>(erp: Erp, entity: E, id: string): ErpTables[E] {
  const row = erp.store.find(entity, id);
  if (!row) throw new Refusal('NOT_FOUND', `${entity} ${id} does not exist`);
  return row;
}

export function findVariant(erp: Erp, variantId: string): { product: Product; variant: Variant } | undefined {
  const ref = erp.store.find('variants', variantId);
  const product = ref && erp.store.find('products', ref.productId);
  const variant = product?.variants.find((one) => one.id === variantId);
  return product && variant && { product, variant };
}

/** A variant by its id or its SKU; refuses with NOT_FOUND. */
export function needVariant(erp: Erp, idOrSku: string): { product: Product; variant: Variant } {
  const id = erp.store.find('variants', idOrSku)?.id ?? erp.store.where('variants', 'sku', idOrSku)[0]?.id;
  const found = id === undefined ? undefined : findVariant(erp, id);
  if (!found) throw new Refusal('NOT_FOUND', `variant ${idOrSku} does not exist`);
  return found;
}

/** Writes a product and the index of its variants. */
export function putProduct(erp: Erp, product: Product): Product {
  for (const { id, sku } of product.variants) {
    if (erp.store.find('variants', id)?.sku !== sku) erp.store.put('variants', { id, sku, productId: product.id });
  }
  return erp.store.put('products', product);
}
