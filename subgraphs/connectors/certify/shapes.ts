/** The shapes of all records as the contract has them, checked at run time: units, days, instants, codes. */
import { z } from 'zod';
import type { Entity } from '../connector.ts';
import type { RecordOf } from './reading.ts';

const id = z.string().min(1);
const text = z.string().min(1);
const micros = z.bigint();
const some = micros.nonnegative();
const percent = z.string().regex(/^\d{1,3}(\.\d{1,6})?$/, 'is no percent as decimal text');
const factor = z.string().regex(/^\d{1,12}(\.\d{1,12})?$/, 'is no decimal text');
const currency = z.string().regex(/^[A-Z]{3}$/, 'is no currency code');
const country = z.string().regex(/^[A-Z]{2}$/, 'is no country code');
const day = z.iso.date();
/** Epoch milliseconds between 2000 and 2100: seconds and microseconds fall outside. */
const instant = z.int().min(946_684_800_000, 'is no epoch millisecond').max(4_102_444_800_000, 'is no epoch millisecond');
const texts = z.array(z.object({ locale: z.string().regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/), value: z.string() }));
const optional = <S extends z.ZodType>(schema: S) => z.exactOptional(schema);

const addressFields = {
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
const address = z.object(addressFields);
const media = z.object({ url: text, alt: optional(z.string()), contentHash: text });
const parameter = z.object({
  code: text,
  label: texts,
  value: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('TEXT'), text: z.string() }),
    z.object({ kind: z.literal('NUMBER'), number: z.string(), unitCode: optional(z.string()) }),
    z.object({ kind: z.literal('BOOLEAN'), flag: z.boolean() }),
    z.object({ kind: z.literal('CHOICE'), code: z.string(), label: z.string() }),
  ]),
});
const axis = z.object({
  code: text,
  name: text,
  values: z.array(z.object({ code: text, name: text, swatch: optional(z.string()) })),
});
const unitPrice = z.object({ unitNet: some, currency });
const variant = z.object({
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
const line = z.object({
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
const totals = z.object({ net: micros, tax: micros, gross: micros, deliveryNet: micros, deliveryGross: micros });
const payment = z.object({
  externalId: optional(id),
  methodCode: z.string(),
  provider: z.string(),
  transactionNumber: optional(z.string()),
  amount: micros,
  state: z.enum(['PENDING', 'AUTHORISED', 'PAID', 'FAILED', 'REFUNDED']),
  occurredAt: optional(instant),
});
const fulfilment = z.object({
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
const documentKinds = [
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
const document = z.object({
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
const contact = z.object({
  externalId: id,
  name: text,
  email: optional(z.string()),
  phone: optional(z.string()),
  role: z.enum(['BUYER', 'APPROVER', 'ACCOUNTANT', 'ADMIN', 'OTHER']),
  active: z.boolean(),
});

export const shapes: { [E in Entity]: z.ZodType<RecordOf<E>> } = {
  locations: z.object({
    externalId: id,
    code: text,
    name: text,
    kind: z.enum(['WAREHOUSE', 'STORE', 'PICKUP_POINT', 'SUPPLIER', 'IN_TRANSIT', 'STORAGE', 'OTHER']),
    parentId: optional(id),
    active: z.boolean(),
    address: optional(address),
  }),
  categories: z.object({ externalId: id, parentId: optional(id), name: texts.min(1), slug: optional(z.string()), active: z.boolean() }),
  products: z.object({
    externalId: id,
    active: z.boolean(),
    kind: z.enum(['SIMPLE', 'VARIANTS', 'KIT', 'SERVICE', 'OTHER']),
    slug: optional(z.string()),
    brand: optional(z.string()),
    title: texts.min(1),
    description: texts,
    seoTitle: optional(texts),
    seoDescription: optional(texts),
    categoryIds: z.array(id),
    axes: z.array(axis),
    media: z.array(media),
    parameters: z.array(parameter),
    variants: z.array(variant),
  }),
  priceLists: z.object({ externalId: id, code: text, name: text, currency, isDefault: z.boolean(), active: z.boolean() }),
  prices: z.object({
    listId: id,
    variantId: id,
    rows: z.array(
      z.object({
        minQuantity: some,
        unitNet: some,
        validFrom: optional(day),
        validTo: optional(day),
        rule: optional(z.string()),
        ruleKind: optional(z.enum(['FIXED', 'PERCENT', 'FORMULA'])),
      }),
    ),
  }),
  promotions: z.object({
    externalId: id,
    code: z.string(),
    title: z.string(),
    active: z.boolean(),
    startsOn: optional(day),
    endsOn: optional(day),
    couponCodes: z.array(text),
    conditions: z.object({
      variantIds: optional(z.array(id)),
      categoryIds: optional(z.array(id)),
      priceListIds: optional(z.array(id)),
      minQuantity: optional(some),
      together: optional(z.boolean()),
      minNet: optional(some),
      currency: optional(currency),
    }),
    effect: optional(
      z.discriminatedUnion('kind', [
        z.object({ kind: z.literal('PERCENT'), percent, on: z.enum(['LINES', 'ORDER']) }),
        z.object({ kind: z.literal('AMOUNT'), amount: some, currency, on: z.enum(['LINES', 'ORDER']) }),
        z.object({ kind: z.literal('UNIT_PRICE'), unitNet: some, currency, on: z.literal('LINES') }),
      ]),
    ),
  }),
  taxRules: z.object({
    externalId: id,
    code: z.string(),
    name: text,
    active: z.boolean(),
    automatic: z.boolean(),
    taxIdRequired: z.boolean(),
    countries: z.array(country),
    reason: z.enum(['DOMESTIC', 'DESTINATION', 'REVERSE_CHARGE', 'EXPORT', 'EXEMPT', 'OTHER']),
    position: z.int(),
    rates: z.array(z.object({ from: percent, to: percent })),
  }),
  exchangeRates: z.object({ externalId: id, currency, day, rate: factor, source: text }),
  parties: z.object({
    externalId: id,
    number: optional(z.string()),
    kind: z.enum(['PERSON', 'BUSINESS', 'GUEST', 'OTHER']),
    name: z.string(),
    email: optional(z.string()),
    phone: optional(z.string()),
    taxId: optional(z.string().regex(/^[A-Z0-9]+$/, 'has other signs than digits and capitals')),
    active: z.boolean(),
    groups: z.array(z.string()),
    priceListId: optional(id),
    discountPercent: optional(percent),
    paymentTerms: optional(z.object({ code: text, name: text, days: z.int().min(0) })),
    credit: optional(
      z.object({
        limit: optional(micros),
        used: micros,
        openOrders: optional(micros),
        openInvoices: optional(micros),
        overdue: micros,
        currency,
        blocked: z.boolean(),
      }),
    ),
    taxRuleId: optional(id),
    language: optional(z.string().regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/, 'is no BCP 47 language')),
    salesRep: optional(z.object({ name: text, email: optional(z.string()), phone: optional(z.string()) })),
    parentId: optional(id),
    contacts: optional(z.array(contact)),
    consents: optional(z.array(z.object({ purpose: text, granted: z.boolean(), at: instant }))),
    addresses: z.array(
      z.object({ ...addressFields, externalId: id, isBilling: z.boolean(), isShipping: z.boolean(), active: z.boolean() }),
    ),
    hubKey: optional(text),
  }),
  loyalty: z.object({ externalId: id, partyId: id, points: z.int(), expiresOn: optional(day) }),
  stock: z.object({
    variantId: id,
    locationId: id,
    onHand: micros,
    reserved: some,
    minimum: optional(some),
    maximum: optional(some),
    bins: optional(z.array(z.object({ locationId: id, onHand: micros }))),
  }),
  suppliers: z.object({
    externalId: id,
    supplierId: id,
    supplierName: text,
    variantId: id,
    supplierSku: optional(z.string()),
    leadTimeDays: z.int().min(0),
    minQuantity: optional(some),
    price: optional(unitPrice),
    position: z.int(),
    active: z.boolean(),
  }),
  incoming: z.object({
    externalId: id,
    variantId: id,
    locationId: id,
    documentNumber: text,
    supplierName: optional(z.string()),
    quantity: some,
    expectedOn: optional(day),
    confidence: z.enum(['CONFIRMED', 'ESTIMATED']),
    open: z.boolean(),
  }),
  movements: z.object({
    externalId: id,
    variantId: id,
    fromLocationId: optional(id),
    toLocationId: optional(id),
    quantity: some,
    kind: z.enum(['SALE_ONLINE', 'SALE_OFFLINE', 'RECEIPT', 'TRANSFER', 'RETURN', 'COUNT', 'SCRAP', 'OTHER']),
    documentNumber: optional(z.string()),
    occurredAt: instant,
  }),
  quotes: z.object({
    externalId: id,
    number: text,
    hubKey: optional(text),
    partyId: optional(id),
    currency,
    state: z.enum(['REQUESTED', 'OFFERED', 'ACCEPTED', 'REJECTED', 'EXPIRED', 'UNKNOWN']),
    validUntil: optional(day),
    note: optional(z.string()),
    lines: z.array(line),
    totals,
    orderId: optional(id),
  }),
  orders: z.object({
    externalId: id,
    number: z.string(),
    hubKey: optional(text),
    partyId: optional(id),
    contact: z.object({
      name: optional(z.string()),
      email: optional(z.string()),
      phone: optional(z.string()),
      taxId: optional(z.string()),
    }),
    billingAddress: optional(address),
    shippingAddress: optional(address),
    currency,
    placedAt: instant,
    documentDate: optional(day),
    customerReference: optional(z.string()),
    note: optional(z.string()),
    deliveryMethodCode: optional(z.string()),
    deliveryMethodName: optional(z.string()),
    couponCodes: z.array(z.string()),
    pricesIncludeTax: z.boolean(),
    lines: z.array(line),
    totals,
    payments: z.array(payment),
    fulfilments: z.array(fulfilment),
    documents: z.array(document),
    phase: z.enum(['RECEIVED', 'AWAITING_PAYMENT', 'PROCESSING', 'PARTIALLY_SHIPPED', 'SHIPPED', 'COMPLETED', 'CANCELLED', 'UNKNOWN']),
    sourceStatus: z.string(),
    placed: z.boolean(),
    origin: optional(z.enum(['POS', 'SALES_REP', 'EDI', 'MARKETPLACE', 'ERP', 'SHOP'])),
  }),
  invoices: z.object({
    externalId: id,
    kind: z.enum(['INVOICE', 'CREDIT_NOTE', 'RECEIPT']),
    side: z.enum(['RECEIVABLE', 'PAYABLE']),
    number: optional(z.string()),
    governmentNumber: optional(z.string()),
    partyId: optional(id),
    partyName: z.string(),
    orderIds: z.array(id),
    correctsId: optional(id),
    currency,
    issuedOn: optional(day),
    dueOn: optional(day),
    net: micros,
    tax: micros,
    gross: micros,
    open: some,
    state: z.enum(['DRAFT', 'POSTED', 'PAID', 'CANCELLED']),
    lines: z.array(
      z.object({ sku: optional(z.string()), variantId: optional(id), quantity: micros, net: micros, tax: micros, taxPercent: percent }),
    ),
  }),
  money: z.object({
    externalId: id,
    direction: z.enum(['IN', 'OUT']),
    partyId: optional(id),
    day,
    amount: some,
    currency,
    reference: z.string(),
    transactionNumber: optional(z.string()),
    invoices: z.array(z.object({ invoiceId: id, amount: some })),
    state: z.enum(['DRAFT', 'POSTED', 'CANCELLED']),
  }),
  returns: z.object({
    externalId: id,
    number: optional(z.string()),
    hubKey: optional(text),
    orderId: id,
    kind: z.enum(['WITHDRAWAL', 'COMPLAINT', 'WRONG_ITEM', 'OTHER']),
    state: z.enum(['REQUESTED', 'RECEIVED', 'CANCELLED', 'UNKNOWN']),
    lines: z.array(z.object({ sku: z.string(), quantity: some, reason: optional(z.string()) })),
    requestedAt: instant,
    note: optional(z.string()),
  }),
  carts: z.object({
    externalId: id,
    partyId: optional(id),
    email: optional(z.string()),
    currency,
    lines: z.array(z.object({ sku: z.string(), title: z.string(), quantity: some, gross: some })),
    gross: some,
    updatedAt: instant,
    orderId: optional(id),
  }),
};

/** What is wrong with a record, in words; undefined = nothing. */
export function faultOf<E extends Entity>(entity: E, record: RecordOf<E>): string | undefined {
  const float = floatIn(record, entity);
  if (float) return `${float} is a fraction: amounts and quantities are bigint micros`;
  const { error } = shapes[entity].safeParse(record);
  const issue = error?.issues[0];
  return issue && `${[entity, ...issue.path].join('.')}: ${issue.message}`;
}

/** Path of the first number that is not whole. */
function floatIn(value: unknown, path: string): string | undefined {
  if (typeof value === 'number') return Number.isSafeInteger(value) ? undefined : path;
  if (typeof value !== 'object' || value === null) return undefined;
  for (const [name, part] of Object.entries(value)) {
    const found = floatIn(part, `${path}.${name}`);
    if (found) return found;
  }
  return undefined;
}
