/** The wire of the twin ERP for what follows a sale or comes before it: invoices, money, returns, corrections, quotes, loyalty, counts, contacts. */
import { z } from 'zod';
import { decimal } from './erpApi.ts';
import { saleLine } from './erpOrderApi.ts';

const id = z.string().min(1).max(120);
const date = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);
const percent = z.string().regex(/^\d{1,3}(\.\d{1,6})?$/);
const totals = z.object({ net: decimal, tax: decimal, gross: decimal });

export const invoice = totals.extend({
  id,
  kind: z.enum(['invoice', 'credit_note', 'receipt']),
  side: z.enum(['receivable', 'payable']),
  number: z.string().exactOptional(),
  ksef: z.string().exactOptional(),
  partyId: id.exactOptional(),
  partyName: z.string(),
  orderIds: z.array(id),
  correctsId: id.exactOptional(),
  currency: z.string(),
  issuedOn: date.exactOptional(),
  dueOn: date.exactOptional(),
  open: decimal,
  state: z.enum(['draft', 'posted', 'paid', 'cancelled']),
  /** Delivery is a line without an article. */
  lines: z.array(
    z.object({
      sku: z.string().exactOptional(),
      variantId: id.exactOptional(),
      quantity: decimal,
      net: decimal,
      tax: decimal,
      vat: percent,
    }),
  ),
});
export type Invoice = z.infer<typeof invoice>;

export const money = z.object({
  id,
  direction: z.enum(['in', 'out']),
  partyId: id.exactOptional(),
  day: date,
  amount: decimal,
  currency: z.string(),
  reference: z.string(),
  transactionNumber: z.string().exactOptional(),
  invoices: z.array(z.object({ invoiceId: id, amount: decimal })),
  state: z.enum(['draft', 'posted', 'cancelled']),
});
export type Money = z.infer<typeof money>;

export const returnKinds = ['withdrawal', 'complaint', 'wrong_item', 'other'] as const;
export const goodsReturn = z.object({
  id,
  number: z.string(),
  key: z.string().exactOptional(),
  orderId: id,
  kind: z.enum(returnKinds),
  state: z.enum(['requested', 'received', 'cancelled']),
  lines: z.array(z.object({ sku: z.string(), quantity: decimal, reason: z.string().exactOptional(), restock: z.boolean() })),
  at: z.number().int(),
  note: z.string().exactOptional(),
});
export type GoodsReturn = z.infer<typeof goodsReturn>;

export const newReturn = z.object({
  /** Number of the return elsewhere, for people. */
  reference: z.string(),
  kind: z.enum(returnKinds),
  lines: goodsReturn.shape.lines.min(1).max(1000),
  locationId: id.exactOptional(),
});
export type NewReturn = z.infer<typeof newReturn>;
export const returnAck = z.object({ id, number: z.string(), repeated: z.boolean() });

export const newCorrection = z.object({
  invoiceId: id,
  reference: z.string(),
  reason: z.string(),
  lines: z
    .array(z.object({ sku: z.string(), quantity: decimal }))
    .min(1)
    .max(1000),
});
export type NewCorrection = z.infer<typeof newCorrection>;
export const correctionAck = totals.extend({ id, number: z.string(), repeated: z.boolean() });
export type CorrectionAck = z.infer<typeof correctionAck>;

export const quoteStates = ['requested', 'offered', 'accepted', 'rejected', 'expired'] as const;
export const offer = z.object({
  id,
  number: z.string(),
  key: z.string().exactOptional(),
  partyId: id,
  reference: z.string(),
  currency: z.string(),
  state: z.enum(quoteStates),
  documentDate: date,
  validUntil: date.exactOptional(),
  note: z.string().exactOptional(),
  lines: z.array(saleLine),
  totals,
  orderId: id.exactOptional(),
});
export type Offer = z.infer<typeof offer>;

export const newOffer = z.object({
  partyId: id,
  reference: z.string(),
  currency: z.string(),
  documentDate: date,
  validUntil: date.exactOptional(),
  note: z.string().exactOptional(),
  /** Without `unitNet` the ERP prices the line by the party's list. */
  lines: z
    .array(z.object({ variantId: id, quantity: decimal, unitNet: decimal.exactOptional(), vat: percent }))
    .min(1)
    .max(1000),
});
export type NewOffer = z.infer<typeof newOffer>;
export const offerAck = z.object({ id, number: z.string(), state: z.enum(quoteStates), totals, repeated: z.boolean() });
export type OfferAck = z.infer<typeof offerAck>;

export const loyaltyCard = z.object({ id, partyId: id, points: z.number().int(), expiresOn: date.exactOptional() });
export type LoyaltyCard = z.infer<typeof loyaltyCard>;
export const newPoints = z.object({ points: z.number().int(), reason: z.string(), orderId: id.exactOptional() });
export const pointsAck = z.object({ points: z.number().int(), repeated: z.boolean() });

export const newCount = z.object({
  locationId: id,
  reference: z.string(),
  lines: z
    .array(z.object({ variantId: id, counted: decimal }))
    .min(1)
    .max(1000),
});
export type NewCount = z.infer<typeof newCount>;
export const writeAck = z.object({ id, repeated: z.boolean() });

export const printed = z.object({ name: z.string(), mediaType: z.string(), base64: z.string() });
