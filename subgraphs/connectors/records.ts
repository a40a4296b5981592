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
  /** STORAGE is a place inside a warehouse: a rack, a bin. Stock is told by warehouse; see {@link StockRecord.bins}. */
  kind: 'WAREHOUSE' | 'STORE' | 'PICKUP_POINT' | 'SUPPLIER' | 'IN_TRANSIT' | 'STORAGE' | 'OTHER';
  /** The warehouse a STORAGE place lies in. */
  parentId?: ExternalId;
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
  rows: {
    minQuantity: Micros;
    unitNet: Micros;
    validFrom?: string;
    validTo?: string;
    /** What people call the rule that made this price, e.g. "Oświetlenie -15%". Named to the buyer in `applied`. */
    rule?: string;
    /** How the rule computes, as far as the system tells. */
    ruleKind?: 'FIXED' | 'PERCENT' | 'FORMULA';
  }[];
}

/**
 * A promotion as the ERP keeps it. `effect` is what the hub evaluates itself; a promotion it cannot evaluate (`effect` absent) is shown, and an order it may
 * touch is marked ESTIMATED: the ERP decides.
 */
export interface PromotionRecord {
  externalId: ExternalId;
  code: string;
  title: string;
  active: boolean;
  /** Days in the company's zone, both included. */
  startsOn?: string;
  endsOn?: string;
  /** Any one of these codes opens it; empty = no code is needed. Compared without case. */
  couponCodes: string[];
  /** All given ones must hold. A line counts when its variant or one of its categories (or their ancestors) is named; neither named = every line. */
  conditions: {
    variantIds?: ExternalId[];
    categoryIds?: ExternalId[];
    /** Buyers of these lists only. */
    priceListIds?: ExternalId[];
    /** Stock units of one line, or of all counting lines together where `together`. */
    minQuantity?: Micros;
    together?: boolean;
    /** Net of the counting lines. */
    minNet?: Micros;
    currency?: string;
  };
  effect?:
    | { kind: 'PERCENT'; percent: string; on: 'LINES' | 'ORDER' }
    | { kind: 'AMOUNT'; amount: Micros; currency: string; on: 'LINES' | 'ORDER' }
    | { kind: 'UNIT_PRICE'; unitNet: Micros; currency: string; on: 'LINES' };
}

/**
 * How taxes change with the party or the destination: OSS, EU reverse charge, export. For a buyer the rule of its party wins; else the first automatic one
 * (by `position`) that fits the destination. No rule = the variant's own percent.
 */
export interface TaxRuleRecord {
  externalId: ExternalId;
  code: string;
  name: string;
  active: boolean;
  /** Applied by itself where it fits; otherwise only at parties that name it. */
  automatic: boolean;
  /** Only for a business with a tax number of another country. */
  taxIdRequired: boolean;
  /** Destinations, ISO 3166-1 alpha-2; empty = any but the company's own. */
  countries: string[];
  reason: 'DOMESTIC' | 'DESTINATION' | 'REVERSE_CHARGE' | 'EXPORT' | 'EXEMPT' | 'OTHER';
  position: number;
  /** Percent of the goods to percent asked; what is not named stays. */
  rates: { from: string; to: string }[];
}

/** One unit of `currency` in the company's own, from this day on. */
export interface ExchangeRateRecord {
  externalId: ExternalId;
  currency: string;
  day: string;
  /** Decimal text. */
  rate: string;
  /** Who says so, e.g. "NBP", "ERP". */
  source: string;
}

export interface PartyAddressRecord extends AddressRecord {
  externalId: ExternalId;
  isBilling: boolean;
  isShipping: boolean;
  active: boolean;
}

/** A person of a company. */
export interface PartyContactRecord {
  externalId: ExternalId;
  name: string;
  email?: string;
  phone?: string;
  role: 'BUYER' | 'APPROVER' | 'ACCOUNTANT' | 'ADMIN' | 'OTHER';
  active: boolean;
}

/** A shop's accounts may be PERSON or BUSINESS; one and the same e-mail may stand at several parties. */
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
  /**
   * `limit` absent = none. `used` is all the ERP counts: open orders and open invoices, told apart where it tells them apart. A party is told again when its credit
   * moved: a payment, an invoice, a confirmed order, also where the party itself was not written.
   */
  credit?: {
    limit?: Micros;
    used: Micros;
    openOrders?: Micros;
    openInvoices?: Micros;
    overdue: Micros;
    currency: string;
    blocked: boolean;
  };
  /** The party's own tax rule; absent = the automatic ones. */
  taxRuleId?: ExternalId;
  /** BCP 47 of what it is written to in. */
  language?: Locale;
  salesRep?: { name: string; email?: string; phone?: string };
  /** The party it is a branch of. */
  parentId?: ExternalId;
  contacts?: PartyContactRecord[];
  /** What it agreed to, as a shop tells it. */
  consents?: { purpose: string; granted: boolean; at: number }[];
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
  /** What the ERP orders again at, and up to. */
  minimum?: Micros;
  maximum?: Micros;
  /** On hand by place inside the warehouse, where the ERP keeps places. */
  bins?: { locationId: ExternalId; onHand: Micros }[];
}

/** What a supplier sells us: one row a (supplier, variant). */
export interface SupplierItemRecord {
  externalId: ExternalId;
  supplierId: ExternalId;
  supplierName: string;
  variantId: ExternalId;
  supplierSku?: string;
  leadTimeDays: number;
  /** Stock units. */
  minQuantity?: Micros;
  price?: { unitNet: Micros; currency: string };
  /** Smaller is asked first. */
  position: number;
  active: boolean;
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
  /** In stock units, like everything here that is said of one unit, and `unitCode` names it. */
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
  quantityReturned?: Micros;
  /** The system's own cost of one stock unit when it was sold; it wins over what the hub stamped. */
  cost?: { unit: Micros; currency: string };
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
  trackingUrl?: string;
  lines: { sku: string; quantity: Micros }[];
  shippedAt?: number;
  deliveredAt?: number;
  /** Goods that come back. */
  isReturn?: boolean;
}

export type DocumentKind =
  | 'QUOTATION'
  | 'SALES_ORDER'
  | 'PROFORMA'
  | 'DELIVERY_NOTE'
  | 'SHIPPING_LABEL'
  | 'WAYBILL'
  | 'INVOICE'
  | 'RECEIPT'
  | 'CREDIT_NOTE'
  | 'PAYMENT'
  | 'OTHER';

/** A paper of an order. The same paper has the same external id here and in {@link InvoiceRecord}. */
export interface DocumentRecord {
  /** Tells kinds apart too, e.g. "sale:12", "invoice:7": what {@link Connected.file} is asked with. */
  externalId: ExternalId;
  kind: DocumentKind;
  number?: string;
  issuedOn?: string;
  dueOn?: string;
  net?: Micros;
  gross?: Micros;
  paid?: Micros;
  /** What a correction corrects. */
  correctsId?: ExternalId;
  /** KSeF or another number of the state. */
  governmentNumber?: string;
  state: string;
  /** The system can print it. */
  hasFile?: boolean;
}

/** An invoice, a correction or a receipt, whoever it is of: what is owed to the company, or by it. Credit notes have positive amounts. */
export interface InvoiceRecord {
  externalId: ExternalId;
  kind: 'INVOICE' | 'CREDIT_NOTE' | 'RECEIPT';
  side: 'RECEIVABLE' | 'PAYABLE';
  number?: string;
  governmentNumber?: string;
  partyId?: ExternalId;
  partyName: string;
  /** Sales it is of, in this system's own ids. */
  orderIds: ExternalId[];
  correctsId?: ExternalId;
  currency: string;
  issuedOn?: string;
  /** Where it falls due in parts, the last of them. */
  dueOn?: string;
  /** Its parts, the earliest first, where it falls due in several; together they are `gross` and `open`. */
  instalments?: { dueOn: string; gross: Micros; open: Micros }[];
  net: Micros;
  tax: Micros;
  gross: Micros;
  /** Still to be paid (or, of a credit note, to be used). */
  open: Micros;
  state: 'DRAFT' | 'POSTED' | 'PAID' | 'CANCELLED';
  lines: { sku?: string; variantId?: ExternalId; quantity: Micros; net: Micros; tax: Micros; taxPercent: string }[];
}

/** Money that came in or went out, as the ERP's books have it. */
export interface MoneyRecord {
  externalId: ExternalId;
  direction: 'IN' | 'OUT';
  partyId?: ExternalId;
  day: string;
  amount: Micros;
  currency: string;
  /** What the payer wrote; the transaction number is looked for in here where `transactionNumber` is absent. */
  reference: string;
  transactionNumber?: string;
  /** What it pays, by how much. Empty = not matched to anything yet. */
  invoices: { invoiceId: ExternalId; amount: Micros }[];
  state: 'DRAFT' | 'POSTED' | 'CANCELLED';
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
  /** Absent = the role of the system: ERP or SHOP. */
  origin?: OriginKind;
}

/** Where an order was born, when the system knows better than "here": a till, a sales representative, a partner's EDI. */
export type OriginKind = 'POS' | 'SALES_REP' | 'EDI' | 'MARKETPLACE' | 'ERP' | 'SHOP';

/** An offer of the ERP: priced by it, not an order until accepted. */
export interface QuoteRecord {
  externalId: ExternalId;
  number: string;
  /** The key a push carried here. */
  hubKey?: string;
  partyId?: ExternalId;
  currency: string;
  state: 'REQUESTED' | 'OFFERED' | 'ACCEPTED' | 'REJECTED' | 'EXPIRED' | 'UNKNOWN';
  validUntil?: string;
  note?: string;
  lines: OrderLineRecord[];
  totals: OrderTotalsRecord;
  /** The sale it became. */
  orderId?: ExternalId;
}

/** A return as a shop or an ERP keeps it. */
export interface ReturnRecord {
  externalId: ExternalId;
  number?: string;
  hubKey?: string;
  orderId: ExternalId;
  kind: 'WITHDRAWAL' | 'COMPLAINT' | 'WRONG_ITEM' | 'OTHER';
  state: 'REQUESTED' | 'RECEIVED' | 'CANCELLED' | 'UNKNOWN';
  lines: { sku: string; quantity: Micros; reason?: string }[];
  requestedAt: number;
  note?: string;
}

/** A basket in a shop. */
export interface CartRecord {
  externalId: ExternalId;
  /** The shop account it belongs to. */
  partyId?: ExternalId;
  email?: string;
  currency: string;
  lines: { sku: string; title: string; quantity: Micros; gross: Micros }[];
  gross: Micros;
  updatedAt: number;
  /** The shop order it became; absent while it is open. */
  orderId?: ExternalId;
}

/** A party's card in a loyalty program of the ERP. */
export interface LoyaltyRecord {
  externalId: ExternalId;
  partyId: ExternalId;
  /** Whole points. */
  points: number;
  expiresOn?: string;
}
