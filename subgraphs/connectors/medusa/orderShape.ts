/** An order as Medusa's Admin API answers it, as far as the hub reads it. */
import { z } from 'zod';
import { address, decimal, id, inOrder, instant, metadata, text } from './values.ts';

/** Rows of an order, always in one order. */
const some = <S extends z.ZodRawShape>(shape: S) =>
  z
    .array(z.object({ id, ...shape }))
    .nullish()
    .transform((rows) => inOrder(rows as ({ id: string } & z.infer<z.ZodObject<S>>)[] | null | undefined));

const taxLines = z
  .array(z.object({ rate: decimal }))
  .nullish()
  .transform((list) => list ?? []);
const adjustment = {
  code: text,
  description: text,
  promotion_id: id.nullish(),
  is_tax_inclusive: z.boolean().nullish(),
  raw_amount: decimal,
};
const line = {
  title: text,
  product_title: text,
  variant_title: text,
  variant_id: id.nullish(),
  variant_sku: text,
  is_tax_inclusive: z.boolean(),
  raw_unit_price: decimal,
  raw_quantity: decimal,
  tax_lines: taxLines,
  adjustments: some(adjustment),
  detail: z.object({ raw_shipped_quantity: decimal, raw_return_received_quantity: decimal, raw_fulfilled_quantity: decimal }),
};

const delivery = {
  name: z.string(),
  shipping_option_id: id.nullish(),
  is_tax_inclusive: z.boolean(),
  raw_amount: decimal,
  tax_lines: taxLines,
  adjustments: some(adjustment),
  /** A return may have a way of its own. */
  detail: z.object({ return_id: id.nullish() }).nullish(),
};

const payment = {
  provider_id: z.string(),
  raw_amount: decimal,
  data: metadata,
  created_at: instant,
  captured_at: instant.nullish(),
  canceled_at: instant.nullish(),
  captures: some({ raw_amount: decimal, created_at: instant }),
  refunds: some({ raw_amount: decimal, note: text, created_at: instant.optional() }),
};

const fulfilment = {
  location_id: id.nullish(),
  metadata,
  packed_at: instant.nullish(),
  shipped_at: instant.nullish(),
  delivered_at: instant.nullish(),
  canceled_at: instant.nullish(),
  items: some({ line_item_id: id.nullish(), sku: text, raw_quantity: decimal }),
  labels: some({ tracking_number: z.string(), tracking_url: text }),
};
export type ShopFulfilment = z.infer<typeof order>['fulfillments'][number];

const order = z.object({
  id,
  display_id: z.number(),
  custom_display_id: text,
  status: z.string(),
  payment_status: text,
  fulfillment_status: text,
  created_at: instant,
  currency_code: z.string(),
  email: text,
  metadata,
  customer_id: id.nullish(),
  customer: z.object({ first_name: text, last_name: text, email: text, phone: text, metadata }).nullish(),
  billing_address: address.nullish(),
  shipping_address: address.nullish(),
  items: some(line),
  shipping_methods: some(delivery),
  payment_collections: some({ payments: some(payment) }),
  fulfillments: some(fulfilment),
});
export type ShopOrder = z.infer<typeof order>;

export const orderList = z.object({ orders: z.array(order), count: z.number() });

export const orderFields = [
  ...['id', 'display_id', 'custom_display_id', 'status', 'payment_status', 'fulfillment_status', 'created_at', 'currency_code', 'email'],
  ...['metadata', 'customer_id', '*billing_address', '*shipping_address'],
  ...['first_name', 'last_name', 'email', 'phone', 'metadata'].map((name) => `customer.${name}`),
  ...['*items', '*items.tax_lines', '*items.adjustments', '*items.detail'],
  ...['*shipping_methods', '*shipping_methods.tax_lines', '*shipping_methods.adjustments', 'shipping_methods.detail.return_id'],
  ...[
    '*payment_collections',
    '*payment_collections.payments',
    '*payment_collections.payments.captures',
    '*payment_collections.payments.refunds',
  ],
  ...['*fulfillments', '*fulfillments.items', '*fulfillments.labels'],
].join();
