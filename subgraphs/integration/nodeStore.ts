/**
 * Whether what an id names is there and may be seen: the owning subgraphs' own rules, as far as they concern a whole row. The fields are theirs to tell.
 */
import type { Db } from '#hub/database.ts';
import type { IdKind } from '#hub/id.ts';
import { promotionsFor } from '#hub/promotionStore.ts';
import { may, seesAnyCustomer, type Viewer } from '#hub/viewer.ts';

/** Types of other subgraphs that `node` can answer. */
export const foreignTypes = {
  product: 'Product',
  variant: 'Variant',
  category: 'Category',
  customer: 'Customer',
  order: 'Order',
  location: 'StockLocation',
  stockLevel: 'StockLevel',
  incomingDelivery: 'IncomingDelivery',
  stockMovement: 'StockMovement',
  reservation: 'Reservation',
  channel: 'Channel',
  promotion: 'Promotion',
  orderLine: 'OrderLine',
  orderPayment: 'OrderPayment',
  fulfilment: 'Fulfilment',
  erpDocument: 'ErpDocument',
  quote: 'Quote',
  cart: 'Cart',
} as const satisfies Partial<Record<IdKind, string>>;
export type ForeignKind = keyof typeof foreignTypes;

export const isForeign = (kind: IdKind): kind is ForeignKind => kind in foreignTypes;

/** Those of `ids` (all of one kind) that are there and that the viewer may see. */
export async function visibleIds(db: Db, viewer: Viewer, kind: ForeignKind, ids: readonly string[]): Promise<Set<string>> {
  if (!ids.length) return new Set();
  const rows = await finders[kind](db, viewer, ids);
  return new Set(rows.map((row) => row.id));
}

type Find = (db: Db, viewer: Viewer, ids: readonly string[]) => Promise<{ id: string }[]>;

/** What belongs to a company and is seen by whoever may ask it. */
const ofCompany =
  (table: 'product' | 'variant' | 'category' | 'location' | 'channel' | 'stockMovement' | 'cart'): Find =>
  (db, { companyId }, ids) =>
    db.selectFrom(table).select('id').where('id', 'in', ids).where('companyId', '=', companyId).execute();

/** What belongs to a customer is seen by it, and by whoever sees the orders of all. */
const ofCustomer =
  (table: 'salesOrder' | 'quote'): Find =>
  async (db, viewer, ids) => {
    const rows = await db
      .selectFrom(table)
      .select(['id', 'customerId'])
      .where('id', 'in', ids)
      .where('companyId', '=', viewer.companyId)
      .execute();
    const seesAll = may(viewer, 'orders:read') && seesAnyCustomer(viewer);
    return rows.filter(({ customerId }) => seesAll || (customerId !== null && customerId === viewer.customerId));
  };

const atLocation =
  (table: 'stockLevel' | 'incomingDelivery'): Find =>
  (db, { companyId }, ids) =>
    db
      .selectFrom(table)
      .select('id')
      .where('id', 'in', ids)
      .where('locationId', 'in', (eb) => eb.selectFrom('location').select('location.id').where('location.companyId', '=', companyId))
      .execute();

const forStock =
  (find: Find): Find =>
  async (db, viewer, ids) =>
    may(viewer, 'stock:read') ? find(db, viewer, ids) : [];

/** What belongs to an order is seen with it. */
const ofOrder =
  (table: 'orderLine' | 'orderPayment' | 'fulfilment' | 'erpDocument'): Find =>
  async (db, viewer, ids) => {
    const rows = await db.selectFrom(table).select(['id', 'orderId']).where('id', 'in', ids).execute();
    const orders = await visibleIds(db, viewer, 'order', [...new Set(rows.flatMap((row) => row.orderId ?? []))]);
    return rows.filter((row) => row.orderId !== null && orders.has(row.orderId));
  };

const finders: Record<ForeignKind, Find> = {
  product: ofCompany('product'),
  variant: ofCompany('variant'),
  category: ofCompany('category'),
  location: ofCompany('location'),
  channel: ofCompany('channel'),
  orderLine: ofOrder('orderLine'),
  orderPayment: ofOrder('orderPayment'),
  fulfilment: ofOrder('fulfilment'),
  erpDocument: ofOrder('erpDocument'),
  stockLevel: forStock(atLocation('stockLevel')),
  incomingDelivery: forStock(atLocation('incomingDelivery')),
  stockMovement: forStock(ofCompany('stockMovement')),
  async customer(db, viewer, ids) {
    const allowed = seesAnyCustomer(viewer) ? ids : ids.filter((id) => id === viewer.customerId);
    if (!allowed.length) return [];
    return db.selectFrom('customer').select('id').where('id', 'in', allowed).where('companyId', '=', viewer.companyId).execute();
  },
  order: ofCustomer('salesOrder'),
  quote: ofCustomer('quote'),
  cart: async (db, viewer, ids) => (may(viewer, 'carts:read') ? ofCompany('cart')(db, viewer, ids) : []),
  async promotion(db, viewer, ids) {
    const rows = await db
      .selectFrom('promotion')
      .select(['id', 'conditions', 'active'])
      .where('id', 'in', ids)
      .where('companyId', '=', viewer.companyId)
      .execute();
    if (may(viewer, 'products:read')) return rows;
    return promotionsFor(
      db,
      viewer,
      rows.filter((row) => row.active === 1),
    );
  },
  async reservation(db, viewer, ids) {
    const rows = await db
      .selectFrom('reservation')
      .select(['id', 'application', 'customerId'])
      .where('id', 'in', ids)
      .where('companyId', '=', viewer.companyId)
      .execute();
    const isOwn = ({ application, customerId }: (typeof rows)[number]) =>
      application === viewer.application && (customerId === null || customerId === viewer.customerId);
    return may(viewer, 'stock:read') ? rows : rows.filter(isOwn);
  },
};
