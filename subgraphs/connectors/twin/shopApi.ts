/** The wire of the twin shop: what its HTTP API says. The service stores these shapes; the connector parses them from unknown. */
import { z } from 'zod';
import { address, axis, decimal, texts } from './erpApi.ts';

const id = z.string().min(1).max(200);

export const collection = z.object({
  id,
  hubId: z.string().exactOptional(),
  parentId: id.exactOptional(),
  name: texts,
  slug: z.string(),
  active: z.boolean(),
});
export type Collection = z.infer<typeof collection>;

/** `src` is a path of this shop or a whole URL. */
export const picture = z.object({ src: z.string(), alt: z.string().exactOptional(), hash: z.string() });

export const shopPrice = z.object({ net: decimal, gross: decimal, currency: z.string(), vat: z.string() });

export const shopVariant = z.object({
  id,
  erpKey: z.string().exactOptional(),
  sku: z.string().min(1),
  active: z.boolean(),
  title: texts.exactOptional(),
  options: z.record(z.string(), z.string()),
  gtins: z.array(z.string()),
  price: shopPrice.exactOptional(),
});
export type ShopVariant = z.infer<typeof shopVariant>;

export const shopProduct = z.object({
  id,
  erpKey: z.string().exactOptional(),
  slug: z.string(),
  active: z.boolean(),
  title: texts,
  description: texts,
  seoTitle: texts.exactOptional(),
  media: z.array(picture),
  collectionIds: z.array(id),
  axes: z.array(axis),
  variants: z.array(shopVariant),
});
export type ShopProduct = z.infer<typeof shopProduct>;

/** `available` as told from outside; `held` by the shop for its own orders; what a visitor may buy is the difference. */
export const shopStock = z.object({ id, sku: z.string(), available: decimal, held: decimal });
export type ShopStock = z.infer<typeof shopStock>;

export const customer = z.object({
  id,
  kind: z.enum(['person', 'company', 'guest']),
  name: z.string(),
  email: z.string(),
  phone: z.string().exactOptional(),
  /** As the customer typed it. */
  taxNumber: z.string().exactOptional(),
  active: z.boolean(),
  groups: z.array(z.string()),
  /** What the customer agreed to, the newest word for each purpose. */
  consents: z.array(z.object({ purpose: z.string(), granted: z.boolean(), at: z.number().int() })).exactOptional(),
  addresses: z.array(address.extend({ id, billing: z.boolean(), shipping: z.boolean() })),
});
export type Customer = z.infer<typeof customer>;

export const orderStates = ['placed', 'processing', 'partially_shipped', 'shipped', 'completed', 'cancelled'] as const;
export type OrderState = (typeof orderStates)[number];

export const shopPaymentStates = ['pending', 'authorised', 'paid', 'failed', 'refunded'] as const;

export const shopPayment = z.object({
  id,
  method: z.string(),
  provider: z.string(),
  transaction: z.string().exactOptional(),
  amount: decimal,
  state: z.enum(shopPaymentStates),
  at: z.number().int(),
  /** Money given back under a number of its own. */
  refundOf: z.string().exactOptional(),
});
export type ShopPayment = z.infer<typeof shopPayment>;

export const shopLine = z.object({
  id,
  variantId: id,
  sku: z.string(),
  title: z.string(),
  quantity: decimal,
  unitNet: decimal,
  unitGross: decimal,
  vat: z.string(),
  /** Gross, whole line. */
  discount: decimal,
  net: decimal,
  tax: decimal,
  gross: decimal,
  shipped: decimal,
});

export const shopShipment = z.object({
  number: z.string().exactOptional(),
  state: z.string(),
  carrier: z.string().exactOptional(),
  trackingNumbers: z.array(z.string()),
  lines: z.array(z.object({ sku: z.string(), quantity: decimal })),
});

export const shopOrder = z.object({
  id,
  number: z.string(),
  state: z.enum(orderStates),
  customerId: id.exactOptional(),
  contact: z.object({
    name: z.string(),
    email: z.string(),
    phone: z.string().exactOptional(),
    taxNumber: z.string().exactOptional(),
  }),
  billingAddress: address.exactOptional(),
  shippingAddress: address.exactOptional(),
  currency: z.string(),
  placedAt: z.number().int(),
  delivery: z.object({ code: z.string(), name: z.string(), net: decimal, gross: decimal, pickupPoint: z.string().exactOptional() }),
  coupons: z.array(z.string()),
  note: z.string().exactOptional(),
  lines: z.array(shopLine),
  totals: z.object({ net: decimal, tax: decimal, gross: decimal }),
  payments: z.array(shopPayment),
  shipments: z.array(shopShipment),
  /** What the ERP calls it, as told by the hub. */
  erpNumber: z.string().exactOptional(),
  erpStatus: z.string().exactOptional(),
});
export type ShopOrder = z.infer<typeof shopOrder>;

/** A basket; nothing is held for it. */
export const cart = z.object({
  id,
  customerId: id.exactOptional(),
  email: z.string().exactOptional(),
  currency: z.string(),
  lines: z.array(z.object({ sku: z.string(), title: z.string(), quantity: decimal, gross: decimal })),
  gross: decimal,
  at: z.number().int(),
  /** What it became. */
  orderId: id.exactOptional(),
});
export type Cart = z.infer<typeof cart>;

/** Goods a shopper wants to send back. */
export const shopReturn = z.object({
  id,
  number: z.string(),
  orderId: id,
  kind: z.enum(['withdrawal', 'complaint', 'wrong_item', 'other']),
  state: z.enum(['requested', 'received', 'cancelled']),
  lines: z.array(z.object({ sku: z.string(), quantity: decimal, reason: z.string().exactOptional() })),
  at: z.number().int(),
  note: z.string().exactOptional(),
});
export type ShopReturn = z.infer<typeof shopReturn>;

/** Body of a webhook; the outbox row has the same shape. */
export const shopEvent = z.object({
  id,
  event: z.enum([
    'order.created',
    'order.changed',
    'product.changed',
    'customer.changed',
    'stock.changed',
    'cart.changed',
    'return.changed',
  ]),
  subject: id,
  at: z.number().int(),
});
export type ShopEvent = z.infer<typeof shopEvent>;

export const collectionPush = collection.omit({ id: true, hubId: true }).extend({ id: id.exactOptional() });

export const productPush = z.object({
  id: id.exactOptional(),
  active: z.boolean(),
  slug: z.string().min(1),
  title: texts.exactOptional(),
  description: texts.exactOptional(),
  media: z.array(picture).exactOptional(),
  collectionIds: z.array(id),
  axes: z.array(axis),
  variants: z
    .array(
      shopVariant
        .omit({ id: true, erpKey: true })
        .extend({ id: id.exactOptional(), erpKey: z.string(), available: decimal.exactOptional() }),
    )
    .min(1),
});
export type ProductPushBody = z.infer<typeof productPush>;

export const productAck = z.object({ id, variants: z.array(z.object({ sku: z.string(), id })) });
export const idAck = z.object({ id });

export const levelsPush = z.object({ levels: z.array(z.object({ variantId: id, sku: z.string(), available: decimal })) });
export const pricesPush = z.object({
  prices: z.array(z.object({ variantId: id, sku: z.string(), net: decimal, gross: decimal, currency: z.string() })),
});
export const countAck = z.object({ changed: z.number().int() });

export const statusPush = z.object({
  erpNumber: z.string().exactOptional(),
  erpStatus: z.string(),
  state: z.enum(orderStates).exactOptional(),
  paid: z.boolean(),
  payment: z.object({ provider: z.string(), transaction: z.string().exactOptional(), amount: decimal }).exactOptional(),
  shipments: z.array(shopShipment),
  cancelled: z.boolean(),
});
export type StatusPush = z.infer<typeof statusPush>;

export const refundPush = z.object({
  amount: decimal,
  currency: z.string(),
  reason: z.string(),
  transaction: z.string().exactOptional(),
  lines: z.array(z.object({ sku: z.string(), quantity: decimal })),
});
export type RefundPush = z.infer<typeof refundPush>;
export const refundAck = z.object({ id, repeated: z.boolean() });
