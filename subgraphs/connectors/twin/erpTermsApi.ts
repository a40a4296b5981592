/** The wire of the twin ERP for the terms it sells and buys by: promotions, tax rules, exchange rates, suppliers' offers. */
import { z } from 'zod';
import { decimal } from './erpApi.ts';

const id = z.string().min(1).max(120);
const date = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);
const percent = z.string().regex(/^\d{1,3}(\.\d{1,6})?$/);

export const promotion = z.object({
  id,
  code: z.string(),
  title: z.string(),
  active: z.boolean(),
  from: date.exactOptional(),
  to: date.exactOptional(),
  coupons: z.array(z.string()),
  variantIds: z.array(id).exactOptional(),
  categoryIds: z.array(id).exactOptional(),
  priceListIds: z.array(id).exactOptional(),
  minQuantity: decimal.exactOptional(),
  together: z.boolean().exactOptional(),
  minNet: decimal.exactOptional(),
  /** One of these three; none = only a clerk knows what it gives. */
  percent: percent.exactOptional(),
  amount: decimal.exactOptional(),
  unitNet: decimal.exactOptional(),
  on: z.enum(['lines', 'order']),
});
export type Promotion = z.infer<typeof promotion>;

export const taxReasons = ['domestic', 'destination', 'reverse_charge', 'export', 'exempt', 'other'] as const;
export const taxRule = z.object({
  id,
  code: z.string(),
  name: z.string(),
  active: z.boolean(),
  automatic: z.boolean(),
  taxIdRequired: z.boolean(),
  countries: z.array(z.string().length(2)),
  reason: z.enum(taxReasons),
  position: z.number().int(),
  rates: z.array(z.object({ from: percent, to: percent })),
});
export type TaxRule = z.infer<typeof taxRule>;

/** Average rate of a day: one unit of `currency` in PLN. */
export const rate = z.object({ id, currency: z.string().length(3), day: date, rate: decimal, source: z.string() });
export type Rate = z.infer<typeof rate>;

export const supplierItem = z.object({
  id,
  supplierId: id,
  supplierName: z.string(),
  variantId: id,
  supplierSku: z.string().exactOptional(),
  leadDays: z.number().int().min(0),
  minQuantity: decimal.exactOptional(),
  price: z.object({ net: decimal, currency: z.string().length(3) }).exactOptional(),
  position: z.number().int(),
  active: z.boolean(),
});
export type SupplierItem = z.infer<typeof supplierItem>;
