/**
 * What a connector yields: canonical data, keyed by the system's own ids. Part of the contract in connector.ts, which says the units.
 */

/** 1e-6 of a currency unit or of a unit of measure. */
export type Micros = bigint;
/** An id as the system itself writes it. Unique within (system, entity). */
export type ExternalId = string;
/** BCP 47, e.g. `pl`, `en`. */
export type Locale = string;

export interface AddressRecord {
  name?: string;
  companyName?: string;
  line1: string;
  line2?: string;
  postalCode?: string;
  city: string;
  region?: string;
  /** ISO 3166-1 alpha-2. */
  country: string;
  phone?: string;
}

export interface LocationRecord {
  externalId: ExternalId;
  code: string;
  name: string;
  kind: 'WAREHOUSE' | 'STORE' | 'PICKUP_POINT' | 'SUPPLIER' | 'IN_TRANSIT' | 'OTHER';
  active: boolean;
  address?: AddressRecord;
}

export interface LocalText {
  locale: Locale;
  value: string;
}

export interface CategoryRecord {
  externalId: ExternalId;
  parentId?: ExternalId;
  name: LocalText[];
  slug?: string;
  active: boolean;
}

export interface MediaRecord {
  url: string;
  alt?: string;
  /** Any stable fingerprint of the content (or of the url when the system has none). */
  contentHash: string;
}

export interface ParameterRecord {
  /** Stable code, e.g. `weight_g`. */
  code: string;
  label: LocalText[];
  value:
    | { kind: 'TEXT'; text: string }
    | { kind: 'NUMBER'; number: string; unitCode?: string }
    | { kind: 'BOOLEAN'; flag: boolean }
    | { kind: 'CHOICE'; code: string; label: string };
}

export interface AxisRecord {
  code: string;
  name: string;
  values: { code: string; name: string; swatch?: string }[];
}

export interface VariantRecord {
  externalId: ExternalId;
  /** The link key between systems: trimmed, compared exactly. */
  sku: string;
  active: boolean;
  gtins: string[];
  title?: LocalText[];
  /** One value per axis of the product, by codes. */
  options: { axis: string; value: string }[];
  image?: MediaRecord;
  parameters: ParameterRecord[];
  /** UN/ECE or the system's code of the stock unit, e.g. `PCE`, `KGM`, `MTR`. */
  unitCode: string;
  salesUnits: { code: string; name: string; factor: string; gtin?: string }[];
  minQuantity?: Micros;
  quantityStep?: Micros;
  /** Net, in the company's currency. Absent when the system does not tell. */
  cost?: { unit: Micros; currency: string; method: string };
  /** List price, net; the base of price lists. */
  listPrice?: { unitNet: Micros; currency: string };
  /** Decimal text, e.g. "23". */
  taxPercent?: string;
}

export interface ProductRecord {
  externalId: ExternalId;
  active: boolean;
  kind: 'SIMPLE' | 'VARIANTS' | 'KIT' | 'SERVICE' | 'OTHER';
  slug?: string;
  brand?: string;
  title: LocalText[];
  description: LocalText[];
  seoTitle?: LocalText[];
  seoDescription?: LocalText[];
  categoryIds: ExternalId[];
  axes: AxisRecord[];
  media: MediaRecord[];
  parameters: ParameterRecord[];
  variants: VariantRecord[];
}

export interface PriceListRecord {
  externalId: ExternalId;
  code: string;
  name: string;
  currency: string;
  /** True for the list that a visitor without a party sees. */
  isDefault: boolean;
  active: boolean;
}

/**
 * Every price row of one variant in one list. The set replaces what the hub held for (list, variant): an empty `rows` withdraws
 * the price. `unitNet` is what the system itself would charge per stock unit from `minQuantity` on.
 */
export interface PriceRecord {
  listId: ExternalId;
  variantId: ExternalId;
  rows: { minQuantity: Micros; unitNet: Micros; validFrom?: string; validTo?: string; rule?: string }[];
}

export interface PartyAddressRecord extends AddressRecord {
  externalId: ExternalId;
  isBilling: boolean;
  isShipping: boolean;
  active: boolean;
}

export interface PartyRecord {
  externalId: ExternalId;
  number?: string;
  kind: 'PERSON' | 'BUSINESS' | 'GUEST' | 'OTHER';
  name: string;
  email?: string;
  phone?: string;
  /** Digits only for Polish NIP; other countries with prefix. */
  taxId?: string;
  active: boolean;
  groups: string[];
  priceListId?: ExternalId;
  discountPercent?: string;
  paymentTerms?: { code: string; name: string; days: number };
  credit?: { limit: Micros; used: Micros; overdue: Micros; currency: string; blocked: boolean };
  addresses: PartyAddressRecord[];
  /** The hub's own key when this party was created by a push (see {@link PartyPush}). */
  hubKey?: string;
}

/** The level of one variant in one location, as of the page's `readStartedAt`. */
export interface StockRecord {
  variantId: ExternalId;
  locationId: ExternalId;
  onHand: Micros;
  /** ERP: confirmed open demand, not merely assigned. Shop: what the shop itself holds for its own open orders. */
  reserved: Micros;
  minimum?: Micros;
  maximum?: Micros;
}

/** A delivery that is expected; absent from a sweep = received or cancelled. */
export interface IncomingRecord {
  externalId: ExternalId;
  variantId: ExternalId;
  locationId: ExternalId;
  documentNumber: string;
  supplierName?: string;
  quantity: Micros;
  expectedOn?: string;
  confidence: 'CONFIRMED' | 'ESTIMATED';
  /** False once received or cancelled. */
  open: boolean;
}

export interface MovementRecord {
  externalId: ExternalId;
  variantId: ExternalId;
  fromLocationId?: ExternalId;
  toLocationId?: ExternalId;
  quantity: Micros;
  kind: 'SALE_ONLINE' | 'SALE_OFFLINE' | 'RECEIPT' | 'TRANSFER' | 'RETURN' | 'COUNT' | 'SCRAP' | 'OTHER';
  documentNumber?: string;
  occurredAt: number;
}

export interface OrderLineRecord {
  externalId?: ExternalId;
  sku: string;
  variantId?: ExternalId;
  title: string;
  quantity: Micros;
  unitCode?: string;
  /** Before the line's own discount. */
  unitNet: Micros;
  unitGross: Micros;
  discounts: { code: string; title: string; basis: 'NET' | 'GROSS'; amount: Micros; percent?: string }[];
  taxPercent: string;
  /** After discounts, whole line. */
  net: Micros;
  tax: Micros;
  gross: Micros;
  quantityShipped?: Micros;
}

export interface PaymentRecord {
  externalId?: ExternalId;
  methodCode: string;
  provider: string;
  transactionNumber?: string;
  amount: Micros;
  state: 'PENDING' | 'AUTHORISED' | 'PAID' | 'FAILED' | 'REFUNDED';
  occurredAt?: number;
}

export interface FulfilmentRecord {
  externalId: ExternalId;
  number?: string;
  state: 'PLANNED' | 'PICKING' | 'PACKED' | 'READY_FOR_PICKUP' | 'SHIPPED' | 'DELIVERED' | 'CANCELLED' | 'UNKNOWN';
  locationId?: ExternalId;
  carrier?: string;
  trackingNumbers: string[];
  lines: { sku: string; quantity: Micros }[];
  shippedAt?: number;
}

export interface DocumentRecord {
  externalId: ExternalId;
  kind: 'SALES_ORDER' | 'DELIVERY_NOTE' | 'INVOICE' | 'CREDIT_NOTE' | 'RECEIPT' | 'PROFORMA' | 'OTHER';
  number?: string;
  issuedOn?: string;
  dueOn?: string;
  net?: Micros;
  gross?: Micros;
  paid?: Micros;
  state: string;
}

export interface OrderTotalsRecord {
  net: Micros;
  tax: Micros;
  gross: Micros;
  deliveryNet: Micros;
  deliveryGross: Micros;
}

/** An order as a system holds it: an ERP's sale, or a shop's order. */
export interface OrderRecord {
  externalId: ExternalId;
  number: string;
  /** The key a push carried into this system; absent for orders born here. */
  hubKey?: string;
  partyId?: ExternalId;
  contact: { name?: string; email?: string; phone?: string; taxId?: string };
  billingAddress?: AddressRecord;
  shippingAddress?: AddressRecord;
  currency: string;
  placedAt: number;
  documentDate?: string;
  customerReference?: string;
  note?: string;
  deliveryMethodCode?: string;
  deliveryMethodName?: string;
  couponCodes: string[];
  pricesIncludeTax: boolean;
  lines: OrderLineRecord[];
  totals: OrderTotalsRecord;
  payments: PaymentRecord[];
  fulfilments: FulfilmentRecord[];
  documents: DocumentRecord[];
  /** Independent axes, in the hub's words; UNKNOWN when the system's state is not in our table. */
  phase: 'RECEIVED' | 'AWAITING_PAYMENT' | 'PROCESSING' | 'PARTIALLY_SHIPPED' | 'SHIPPED' | 'COMPLETED' | 'CANCELLED' | 'UNKNOWN';
  /** The system's own word, for people. */
  sourceStatus: string;
  /** False while it is a cart or a quotation: the hub skips those. */
  placed: boolean;
}
