/** The wire of the twin ERP: what its HTTP API says. The service stores these shapes; the connector parses them from unknown. */
import { z } from 'zod';

export const decimal = z.string().regex(/^-?\d{1,18}(\.\d{1,6})?$/);
export const texts = z.record(z.string(), z.string());
const id = z.string().min(1).max(120);
const date = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);

export const address = z.object({
  name: z.string().exactOptional(),
  companyName: z.string().exactOptional(),
  line1: z.string().min(1),
  line2: z.string().exactOptional(),
  postalCode: z.string().exactOptional(),
  city: z.string().min(1),
  region: z.string().exactOptional(),
  country: z.string().length(2),
  phone: z.string().exactOptional(),
});
export type Address = z.infer<typeof address>;

export const location = z.object({
  id,
  code: z.string(),
  name: z.string(),
  /** `place` = a rack or a bin inside the warehouse `parentId`. */
  kind: z.enum(['warehouse', 'pickup', 'place']),
  parentId: id.exactOptional(),
  active: z.boolean(),
  address: address.exactOptional(),
});

export const category = z.object({ id, parentId: id.exactOptional(), name: texts, slug: z.string(), active: z.boolean() });

export const media = z.object({ path: z.string(), alt: z.string(), hash: z.string() });

export const parameter = z.object({
  code: z.string(),
  label: texts,
  text: z.string().exactOptional(),
  number: decimal.exactOptional(),
  unit: z.string().exactOptional(),
  flag: z.boolean().exactOptional(),
  choice: z.object({ code: z.string(), label: z.string() }).exactOptional(),
});

export const axis = z.object({
  code: z.string(),
  name: z.string(),
  values: z.array(z.object({ code: z.string(), name: z.string(), swatch: z.string().exactOptional() })),
});
export type Axis = z.infer<typeof axis>;

export const variant = z.object({
  id,
  sku: z.string().min(1),
  active: z.boolean(),
  gtins: z.array(z.string()),
  name: texts,
  options: z.record(z.string(), z.string()),
  parameters: z.array(parameter),
  unit: z.string(),
  salesUnits: z.array(z.object({ code: z.string(), name: z.string(), factor: decimal, gtin: z.string().exactOptional() })),
  minQuantity: decimal.exactOptional(),
  quantityStep: decimal.exactOptional(),
  cost: decimal,
  listPrice: decimal,
  vat: z.string(),
});
export type Variant = z.infer<typeof variant>;

export const product = z.object({
  id,
  active: z.boolean(),
  name: texts,
  description: texts,
  brand: z.string().exactOptional(),
  slug: z.string(),
  categoryIds: z.array(id),
  axes: z.array(axis),
  media: z.array(media),
  parameters: z.array(parameter),
  variants: z.array(variant),
});
export type Product = z.infer<typeof product>;

export const priceList = z.object({
  id,
  code: z.string(),
  name: z.string(),
  currency: z.string(),
  default: z.boolean(),
  active: z.boolean(),
});

export const price = z.object({
  id,
  listId: id,
  variantId: id,
  rows: z.array(
    z.object({
      minQuantity: decimal,
      unitNet: decimal,
      validFrom: date.exactOptional(),
      validTo: date.exactOptional(),
      rule: z.string().exactOptional(),
      ruleKind: z.enum(['fixed', 'percent', 'formula']).exactOptional(),
    }),
  ),
});
export type Price = z.infer<typeof price>;

export const partyAddress = address.extend({ id, billing: z.boolean(), shipping: z.boolean(), active: z.boolean() });

export const contactRoles = ['buyer', 'approver', 'accountant', 'admin', 'other'] as const;
/** A person of a company. */
export const contact = z.object({
  id,
  name: z.string().min(1),
  email: z.string().exactOptional(),
  phone: z.string().exactOptional(),
  role: z.enum(contactRoles),
  active: z.boolean(),
});
export type Contact = z.infer<typeof contact>;

export const party = z.object({
  id,
  number: z.string(),
  kind: z.enum(['person', 'company']),
  name: z.string(),
  email: z.string().exactOptional(),
  phone: z.string().exactOptional(),
  nip: z.string().exactOptional(),
  active: z.boolean(),
  groups: z.array(z.string()),
  priceListId: id.exactOptional(),
  discountPercent: z.string().exactOptional(),
  terms: z.object({ code: z.string(), name: z.string(), days: z.number().int() }),
  credit: z
    .object({
      limit: decimal,
      opening: decimal,
      used: decimal,
      /** Parts of `used`; `opening` counts as invoiced. */
      openOrders: decimal.exactOptional(),
      openInvoices: decimal.exactOptional(),
      overdue: decimal,
      blocked: z.boolean(),
    })
    .exactOptional(),
  taxRuleId: id.exactOptional(),
  language: z.string().exactOptional(),
  salesRep: z.object({ name: z.string(), email: z.string().exactOptional(), phone: z.string().exactOptional() }).exactOptional(),
  parentId: id.exactOptional(),
  contacts: z.array(contact).exactOptional(),
  addresses: z.array(partyAddress),
  key: z.string().exactOptional(),
});
export type Party = z.infer<typeof party>;

export const stock = z.object({
  id,
  variantId: id,
  locationId: id,
  onHand: decimal,
  /** Open confirmed demand: ordered here, not shipped yet. */
  reserved: decimal,
  minimum: decimal.exactOptional(),
  maximum: decimal.exactOptional(),
  /** Where in the warehouse the pieces lie; their sum is `onHand`. */
  bins: z.array(z.object({ locationId: id, onHand: decimal })).exactOptional(),
});
export type Stock = z.infer<typeof stock>;

export const incoming = z.object({
  id,
  number: z.string(),
  supplier: z.string(),
  variantId: id,
  locationId: id,
  quantity: decimal,
  expectedOn: date.exactOptional(),
  confirmed: z.boolean(),
  open: z.boolean(),
});
export type Incoming = z.infer<typeof incoming>;

export const movementKinds = ['sale_online', 'sale_offline', 'receipt', 'transfer', 'return', 'count', 'scrap'] as const;
export const movement = z.object({
  id,
  variantId: id,
  fromId: id.exactOptional(),
  toId: id.exactOptional(),
  quantity: decimal,
  kind: z.enum(movementKinds),
  document: z.string().exactOptional(),
  at: z.number().int(),
});
export type Movement = z.infer<typeof movement>;

/** One page of a change feed. `feed` names the data set: a version of another feed means nothing. */
export const feedPage = z.object({
  feed: z.string(),
  version: z.number().int(),
  more: z.boolean(),
  total: z.number().int(),
  rows: z.array(z.unknown()),
});

export const changes = z.object({ feed: z.string(), version: z.number().int(), entities: z.array(z.string()) });

export const refusal = z.object({ code: z.string(), message: z.string() });

export const about = z.object({ product: z.string(), version: z.string(), currency: z.string() });
