/** Shapes of the parts of records: ids, amounts, days, instants, addresses, lines, papers. */
import { z } from 'zod';

export const id = z.string().min(1);
export const text = z.string().min(1);
export const micros = z.bigint();
export const some = micros.nonnegative();
export const percent = z.string().regex(/^\d{1,3}(\.\d{1,6})?$/, 'is no percent as decimal text');
export const factor = z.string().regex(/^\d{1,12}(\.\d{1,12})?$/, 'is no decimal text');
export const currency = z.string().regex(/^[A-Z]{3}$/, 'is no currency code');
export const country = z.string().regex(/^[A-Z]{2}$/, 'is no country code');
export const day = z.iso.date();
/** Epoch milliseconds between 2000 and 2100: seconds and microseconds fall outside. */
export const instant = z.int().min(946_684_800_000, 'is no epoch millisecond').max(4_102_444_800_000, 'is no epoch millisecond');
export const texts = z.array(z.object({ locale: z.string().regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/), value: z.string() }));
export const optional = <S extends z.ZodType>(schema: S) => z.exactOptional(schema);

export const addressFields = {
  name: optional(z.string()),
  companyName: optional(z.string()),
  line1: z.string(),
  line2: optional(z.string()),
  postalCode: optional(z.string()),
  city: z.string(),
  region: optional(z.string()),
  country,
  phone: optional(z.string()),
};
export const address = z.object(addressFields);
export const media = z.object({ url: text, alt: optional(z.string()), contentHash: text });
export const parameter = z.object({
  code: text,
  label: texts,
  value: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('TEXT'), text: z.string() }),
    z.object({ kind: z.literal('NUMBER'), number: z.string(), unitCode: optional(z.string()) }),
    z.object({ kind: z.literal('BOOLEAN'), flag: z.boolean() }),
    z.object({ kind: z.literal('CHOICE'), code: z.string(), label: z.string() }),
  ]),
});
export const axis = z.object({
  code: text,
  name: text,
  values: z.array(z.object({ code: text, name: text, swatch: optional(z.string()) })),
});
export const unitPrice = z.object({ unitNet: some, currency });
export const variant = z.object({
  externalId: id,
  sku: text.refine((sku) => sku === sku.trim(), 'is not trimmed'),
  active: z.boolean(),
  gtins: z.array(z.string()),
  title: optional(texts),
  options: z.array(z.object({ axis: text, value: text })),
  image: optional(media),
  parameters: z.array(parameter),
  unitCode: text,
  salesUnits: z.array(z.object({ code: text, name: z.string(), factor, gtin: optional(z.string()) })),
  minQuantity: optional(some),
  quantityStep: optional(some),
  cost: optional(z.object({ unit: some, currency, method: text })),
  listPrice: optional(unitPrice),
  taxPercent: optional(percent),
});
export const line = z.object({
  externalId: optional(id),
  sku: z.string(),
  variantId: optional(id),
  title: z.string(),
  quantity: micros,
  unitCode: optional(z.string()),
  unitNet: micros,
  unitGross: micros,
  discounts: z.array(
    z.object({ code: z.string(), title: z.string(), basis: z.enum(['NET', 'GROSS']), amount: micros, percent: optional(z.string()) }),
  ),
  taxPercent: percent,
  net: micros,
  tax: micros,
  gross: micros,
  quantityShipped: optional(micros),
  quantityReturned: optional(micros),
  cost: optional(z.object({ unit: micros, currency })),
});
export const totals = z.object({ net: micros, tax: micros, gross: micros, deliveryNet: micros, deliveryGross: micros });
export const payment = z.object({
  externalId: optional(id),
  methodCode: z.string(),
  provider: z.string(),
  transactionNumber: optional(z.string()),
  amount: micros,
  state: z.enum(['PENDING', 'AUTHORISED', 'PAID', 'FAILED', 'REFUNDED']),
  occurredAt: optional(instant),
});
export const fulfilment = z.object({
  externalId: id,
  number: optional(z.string()),
  state: z.enum(['PLANNED', 'PICKING', 'PACKED', 'READY_FOR_PICKUP', 'SHIPPED', 'DELIVERED', 'CANCELLED', 'UNKNOWN']),
  locationId: optional(id),
  carrier: optional(z.string()),
  trackingNumbers: z.array(text),
  trackingUrl: optional(z.url()),
  lines: z.array(z.object({ sku: z.string(), quantity: micros })),
  shippedAt: optional(instant),
  deliveredAt: optional(instant),
  isReturn: optional(z.boolean()),
});
export const documentKinds = [
  'QUOTATION',
  'SALES_ORDER',
  'PROFORMA',
  'DELIVERY_NOTE',
  'SHIPPING_LABEL',
  'WAYBILL',
  'INVOICE',
  'RECEIPT',
  'CREDIT_NOTE',
  'PAYMENT',
  'OTHER',
] as const;
export const document = z.object({
  externalId: id,
  kind: z.enum(documentKinds),
  number: optional(z.string()),
  issuedOn: optional(day),
  dueOn: optional(day),
  net: optional(micros),
  gross: optional(micros),
  paid: optional(micros),
  correctsId: optional(id),
  governmentNumber: optional(z.string()),
  state: z.string(),
  hasFile: optional(z.boolean()),
});
export const contact = z.object({
  externalId: id,
  name: text,
  email: optional(z.string()),
  phone: optional(z.string()),
  role: z.enum(['BUYER', 'APPROVER', 'ACCOUNTANT', 'ADMIN', 'OTHER']),
  active: z.boolean(),
});
