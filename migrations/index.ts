/** Forward only, in this order, the same on both stores. A new migration: one file, one line. */
import type { Migration } from 'kysely/migration';
import * as hub from './0001_hub.ts';
import * as products from './0002_products.ts';
import * as stock from './0003_stock.ts';
import * as customers from './0004_customers.ts';
import * as orders from './0005_orders.ts';
import * as prices from './0006_prices.ts';
import * as business from './0007_business.ts';
import * as papers from './0008_papers.ts';
import * as supply from './0009_supply.ts';
import * as insight from './0010_insight.ts';
import * as cache from './0011_cache.ts';
import * as shelves from './0012_shelves.ts';

export const migrations: Record<string, Migration> = {
  '0001_hub': hub,
  '0002_products': products,
  '0003_stock': stock,
  '0004_customers': customers,
  '0005_orders': orders,
  '0006_prices': prices,
  '0007_business': business,
  '0008_papers': papers,
  '0009_supply': supply,
  '0010_insight': insight,
  '0011_cache': cache,
  '0012_shelves': shelves,
};
