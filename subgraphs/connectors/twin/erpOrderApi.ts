/** The wire of the twin ERP for sales: the document as kept, and the bodies that create and change it. */
import { z } from 'zod';
import { address, decimal } from './erpApi.ts';

const id = z.string().min(1).max(120);
const date = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);
const percent = z.string().regex(/^\d{1,3}(\.\d{1,6})?$/);

export const saleStates = ['confirmed', 'picking', 'partial', 'shipped', 'invoiced', 'closed', 'cancelled'] as const;
export type SaleState = (typeof saleStates)[number];

export const paymentStates = ['pending', 'authorised', 'paid', 'failed', 'refunded'] as const;
export const payment = z.object({
  id,
  methodCode: z.string(),
  provider: z.string(),
  transactionNumber: z.string().exactOptional(),
  amount: decimal,
  state: z.enum(paymentStates),
  /** Money sent back under a transaction number of its own. */
  separate: z.boolean().exactOptional(),
  at: z.number().int(),
  /** The transaction that a refund gives back. */
  refundOf: z.string().exactOptional(),
  /** The line of the bank statement it was matched from. */
  moneyId: id.exactOptional(),
});
export type Payment = z.infer<typeof payment>;

export const saleLine = z.object({
  id,
  variantId: id,
  sku: z.string(),
  title: z.string(),
  quantity: decimal,
  unit: z.string(),
  unitNet: decimal,
  unitGross: decimal,
  discountPercent: percent.exactOptional(),
  discountNet: decimal,
  vat: percent,
  net: decimal,
  tax: decimal,
  gross: decimal,
  shipped: decimal,
  returned: decimal.exactOptional(),
  credited: decimal.exactOptional(),
  /** Cost of one unit when it was sold, in the company's currency. */
  cost: decimal.exactOptional(),
  note: z.string().exactOptional(),
  /** Where the pieces are reserved. */
  reserved: z.array(z.object({ locationId: id, quantity: decimal })),
});
export type SaleLine = z.infer<typeof saleLine>;

export const shipment = z.object({
  id,
  number: z.string(),
  state: z.enum(['shipped', 'delivered']),
  locationId: id,
  carrier: z.string(),
  trackingNumbers: z.array(z.string()),
  lines: z.array(z.object({ sku: z.string(), quantity: decimal })),
  at: z.number().int(),
  /** Goods that came back. */
  isReturn: z.boolean().exactOptional(),
});

export const paper = z.object({
  id,
  kind: z.enum(['quotation', 'sale', 'delivery_note', 'label', 'invoice', 'credit_note']),
  /** A draft has none. */
  number: z.string().exactOptional(),
  issuedOn: date.exactOptional(),
  dueOn: date.exactOptional(),
  net: decimal.exactOptional(),
  gross: decimal.exactOptional(),
  paid: decimal.exactOptional(),
  correctsId: id.exactOptional(),
  ksef: z.string().exactOptional(),
  /** What a correction takes back. */
  lines: z.array(z.object({ sku: z.string(), quantity: decimal, net: decimal, tax: decimal })).exactOptional(),
  state: z.enum(['draft', 'issued', 'open', 'paid']),
});
export type Paper = z.infer<typeof paper>;

const delivery = z.object({
  methodCode: z.string(),
  methodName: z.string(),
  net: decimal,
  vat: percent,
  pickupPointCode: z.string().exactOptional(),
});
const contact = z.object({
  name: z.string().exactOptional(),
  email: z.string().exactOptional(),
  phone: z.string().exactOptional(),
});

export const sale = z.object({
  id,
  number: z.string(),
  /** The idempotency key that created it; unique. */
  key: z.string().exactOptional(),
  state: z.enum(saleStates),
  partyId: id,
  contact: contact.extend({ nip: z.string().exactOptional() }),
  billingAddress: address.exactOptional(),
  shippingAddress: address.exactOptional(),
  reference: z.string(),
  customerReference: z.string().exactOptional(),
  channel: z.string(),
  currency: z.string(),
  placedAt: z.number().int(),
  documentDate: date,
  requestedOn: date.exactOptional(),
  warehouseId: id.exactOptional(),
  termsDays: z.number().int(),
  taxRuleId: id.exactOptional(),
  origin: z.string().exactOptional(),
  quoteId: id.exactOptional(),
  delivery: delivery.extend({ gross: decimal }),
  paymentMethod: z.string(),
  note: z.string().exactOptional(),
  cancelReason: z.string().exactOptional(),
  lines: z.array(saleLine),
  totals: z.object({ net: decimal, tax: decimal, gross: decimal }),
  paid: decimal,
  payments: z.array(payment),
  shipments: z.array(shipment),
  papers: z.array(paper),
});
export type Sale = z.infer<typeof sale>;

const newLine = z.object({
  variantId: id,
  quantity: decimal,
  unitNet: decimal,
  discountPercent: percent.exactOptional(),
  vat: percent,
  note: z.string().exactOptional(),
});

/** What is open until an order is placed, also when it comes from an accepted offer. */
export const acceptedSale = z.object({
  reference: z.string(),
  customerReference: z.string().exactOptional(),
  warehouseId: id.exactOptional(),
  billingAddressId: id.exactOptional(),
  shippingAddressId: id.exactOptional(),
  billingAddress: address.exactOptional(),
  shippingAddress: address.exactOptional(),
  delivery,
  payment: z.object({
    methodCode: z.string(),
    provider: z.string().exactOptional(),
    transactionNumber: z.string().exactOptional(),
    state: z.enum(paymentStates),
    amount: decimal.exactOptional(),
  }),
});

export const newSale = acceptedSale.extend({
  partyId: id,
  contact,
  channel: z.string(),
  currency: z.string(),
  documentDate: date,
  requestedOn: date.exactOptional(),
  /** Payment terms and tax rule by code and id; absent = the party's own. */
  termsCode: z.string().exactOptional(),
  taxRuleId: id.exactOptional(),
  origin: z.string().exactOptional(),
  lines: z.array(newLine).min(1).max(1000),
  note: z.string().exactOptional(),
});
export type NewSale = z.infer<typeof newSale>;

export const saleChange = z.object({
  shippingAddress: address.exactOptional(),
  note: z.string().exactOptional(),
  customerReference: z.string().exactOptional(),
  requestedOn: date.exactOptional(),
  lines: z.array(newLine).min(1).max(1000).exactOptional(),
});
export type SaleChange = z.infer<typeof saleChange>;

export const newPayment = z.object({
  provider: z.string(),
  transactionNumber: z.string().min(1),
  methodCode: z.string(),
  amount: decimal,
  currency: z.string(),
  state: z.enum(paymentStates),
  at: z.number().int(),
  refundOf: z.string().exactOptional(),
});
export type NewPayment = z.infer<typeof newPayment>;

/** Answer to every write on a sale. `repeated` = the key was known: nothing new happened. */
export const saleAck = z.object({
  id,
  number: z.string(),
  state: z.enum(saleStates),
  totals: z.object({ net: decimal, tax: decimal, gross: decimal }),
  repeated: z.boolean(),
});
export type SaleAck = z.infer<typeof saleAck>;

export const paymentAck = z.object({ id, repeated: z.boolean() });

export const newParty = z.object({
  kind: z.enum(['person', 'company']),
  name: z.string().min(1),
  email: z.string().exactOptional(),
  phone: z.string().exactOptional(),
  nip: z.string().exactOptional(),
  address: address.exactOptional(),
});
export type NewParty = z.infer<typeof newParty>;

export const partyAck = z.object({ id, number: z.string(), addressIds: z.array(id), repeated: z.boolean() });
export const addressAck = z.object({ id });

/** Absent = stays. */
export const partyChange = z.object({
  name: z.string().min(1).exactOptional(),
  email: z.string().exactOptional(),
  phone: z.string().exactOptional(),
  nip: z.string().exactOptional(),
});
export type PartyChange = z.infer<typeof partyChange>;
