/**
 * The contract between the hub and a linked system. Read this file first: the words are the trade's, and every
 * connector (tryton, vendure, twin, …) has this one shape.
 *
 * A connector yields *records* (canonical data, keyed by the system's own ids) and carries out *pushes*. It knows
 * nothing of the hub's tables: bindings, authority, cursors, retries and events are the hub's.
 *
 * What is thrown decides what happens next: anything thrown is retried; only {@link Terminal} stops and is shown.
 * A push whose outcome is unknown (deadline, broken connection, 5xx after sending) is looked up through `find`
 * before it is tried again, so a push must be safe to repeat with the same key.
 *
 * Units: amounts and quantities are `bigint` micros (1 PLN = 1_000_000n, 1 piece = 1_000_000n); instants are epoch
 * milliseconds UTC; document dates are `YYYY-MM-DD` in the company's zone; percents are decimal text ("23", "8.5").
 */

/** 1e-6 of a currency unit or of a unit of measure. */
export type Micros = bigint;
/** An id as the system itself writes it. Unique within (system, entity). */
export type ExternalId = string;
/** BCP 47, e.g. `pl`, `en`. */
export type Locale = string;

export const entities = [
  'locations',
  'categories',
  'products',
  'priceLists',
  'prices',
  'parties',
  'stock',
  'incoming',
  'movements',
  'orders',
] as const;
/** What can be pulled. The order is the order of a first import: later ones refer to earlier ones. */
export type Entity = (typeof entities)[number];

/**
 * One slice of a pull. The hub stores the records and the cursor in one transaction.
 * `cursor` is opaque to the hub. `readStartedAt` is when the reading of THIS page began at the source: a hold in the hub
 * counts until a stock page that began after the ERP's acknowledgement is stored.
 */
export interface Page<R> {
  records: R[];
  cursor: string;
  readStartedAt: number;
  /** Expected number of records of the whole pull, for progress; absent when unknown. */
  total?: number;
}

/**
 * `cursor` null = full sweep: every record, deactivated ones included (with `active: false`). What a full sweep that ended
 * without an error did not yield may be declared gone by the hub. A delta reads with overlap; the hub drops what is unchanged.
 */
export type Pull<R> = (cursor: string | null, signal: AbortSignal) => AsyncIterable<Page<R>>;

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

/** An order on its way into an ERP. Every id is the ERP's own. */
export interface OrderPush {
  partyId: ExternalId;
  billingAddressId?: ExternalId;
  shippingAddressId?: ExternalId;
  /** Given when the ERP has no such address yet; the connector saves it at the party and uses it. */
  billingAddress?: AddressRecord;
  shippingAddress?: AddressRecord;
  contact: { name?: string; email?: string; phone?: string };
  /** Number people know: the hub's, or the shop's. */
  reference: string;
  customerReference?: string;
  channelCode: string;
  currency: string;
  documentDate: string;
  requestedOn?: string;
  warehouseId?: ExternalId;
  delivery: { methodCode: string; methodName: string; net: Micros; taxPercent: string; pickupPointCode?: string };
  payment: { methodCode: string; provider?: string; transactionNumber?: string; state: PaymentRecord['state']; amount?: Micros };
  lines: {
    variantId: ExternalId;
    sku: string;
    quantity: Micros;
    unitNet: Micros;
    discountPercent?: string;
    taxPercent: string;
    note?: string;
  }[];
  note?: string;
}

export interface OrderAck {
  externalId: ExternalId;
  number: string;
  totals?: { net: Micros; tax: Micros; gross: Micros };
  sourceStatus?: string;
}

export interface PaymentPush {
  orderId: ExternalId;
  provider: string;
  transactionNumber: string;
  methodCode: string;
  amount: Micros;
  currency: string;
  state: 'AUTHORISED' | 'PAID' | 'FAILED' | 'REFUNDED';
  occurredAt: number;
}

export interface PartyPush {
  kind: 'PERSON' | 'BUSINESS';
  name: string;
  email?: string;
  phone?: string;
  taxId?: string;
  address?: AddressRecord;
}

/** A category to show in a shop. Ids are the hub's; `externalId` is the shop's when it is already bound. */
export interface CategoryPush {
  hubId: string;
  externalId?: ExternalId;
  parentExternalId?: ExternalId;
  name: LocalText[];
  slug: string;
  active: boolean;
}

/**
 * A product to show in a shop, upserted by `erpKey` (product) and SKU (variant). Only what is given is written: an absent
 * `title`, `description` or `media` is the shop's own and must survive. `active: false` takes it off sale.
 */
export interface ProductPush {
  erpKey: string;
  externalId?: ExternalId;
  active: boolean;
  slug: string;
  title?: LocalText[];
  description?: LocalText[];
  media?: MediaRecord[];
  categoryExternalIds: ExternalId[];
  axes: AxisRecord[];
  variants: {
    erpKey: string;
    externalId?: ExternalId;
    sku: string;
    active: boolean;
    title?: LocalText[];
    options: { axis: string; value: string }[];
    gtins: string[];
    /** The channel's price; what the shop shows. */
    price?: { unitNet: Micros; unitGross: Micros; currency: string; taxPercent: string };
    stock?: { locationExternalId?: ExternalId; available: Micros };
  }[];
}

export interface ProductAck {
  externalId: ExternalId;
  variants: { sku: string; externalId: ExternalId }[];
}

/** `available` = what may be sold through this shop plus what the shop itself still holds for orders the hub already has. Absolute. */
export interface ShopStockPush {
  variantExternalId: ExternalId;
  sku: string;
  available: Micros;
}

export interface ShopPricePush {
  variantExternalId: ExternalId;
  sku: string;
  unitNet: Micros;
  unitGross: Micros;
  currency: string;
}

/** The ERP's view of a shop's own order, to be shown to its customer. Repeating it changes nothing. */
export interface OrderStatusPush {
  orderId: ExternalId;
  erpNumber?: string;
  erpStatus: string;
  phase: OrderRecord['phase'];
  paid: boolean;
  payment?: { provider: string; transactionNumber?: string; amount: Micros };
  fulfilments: {
    number?: string;
    state: FulfilmentRecord['state'];
    carrier?: string;
    trackingNumbers: string[];
    lines: { sku: string; quantity: Micros }[];
  }[];
  cancelled: boolean;
}

/** How a system lets the hub find a write again. */
export type WriteClass = 'NATIVE_KEY' | 'SEARCHABLE_REFERENCE' | 'BLIND';

export interface CheckResult {
  ok: boolean;
  product: string;
  version?: string;
  currency?: string;
  /** What to do next when not ok; no secrets, no vendor text. */
  problem?: string;
}

export interface Connected {
  writeClass: WriteClass;
  check(signal: AbortSignal): Promise<CheckResult>;
  /** A capability is a key that is present. */
  pull: {
    locations?: Pull<LocationRecord>;
    categories?: Pull<CategoryRecord>;
    products?: Pull<ProductRecord>;
    priceLists?: Pull<PriceListRecord>;
    prices?: Pull<PriceRecord>;
    parties?: Pull<PartyRecord>;
    stock?: Pull<StockRecord>;
    incoming?: Pull<IncomingRecord>;
    movements?: Pull<MovementRecord>;
    orders?: Pull<OrderRecord>;
  };
  push: {
    orderPlace?(order: OrderPush, key: string, signal: AbortSignal): Promise<OrderAck>;
    /** Throws Terminal('ALREADY_SHIPPED' | 'ALREADY_INVOICED') when it is too late; resolves when it is (already) cancelled. */
    orderCancel?(orderId: ExternalId, reason: string, key: string, signal: AbortSignal): Promise<void>;
    /** Only before the ERP processes it. */
    orderUpdate?(orderId: ExternalId, change: OrderUpdatePush, key: string, signal: AbortSignal): Promise<OrderAck>;
    /** Once per (order, transaction number), whatever repeats. */
    paymentRecord?(payment: PaymentPush, key: string, signal: AbortSignal): Promise<{ externalId?: ExternalId }>;
    partyCreate?(
      party: PartyPush,
      key: string,
      signal: AbortSignal,
    ): Promise<{ externalId: ExternalId; number?: string; addressIds: ExternalId[] }>;
    addressSave?(
      partyId: ExternalId,
      address: AddressRecord & { externalId?: ExternalId },
      key: string,
      signal: AbortSignal,
    ): Promise<{ externalId: ExternalId }>;
    category?(category: CategoryPush, signal: AbortSignal): Promise<{ externalId: ExternalId }>;
    product?(product: ProductPush, signal: AbortSignal): Promise<ProductAck>;
    stock?(levels: ShopStockPush[], signal: AbortSignal): Promise<void>;
    prices?(prices: ShopPricePush[], signal: AbortSignal): Promise<void>;
    orderStatus?(status: OrderStatusPush, signal: AbortSignal): Promise<void>;
  };
  /** Look-ups after an unknown outcome. Null = it is surely not there (yet): see `lookupGraceMs`. */
  find: {
    order?(key: string, signal: AbortSignal): Promise<(OrderAck & { cancelled: boolean; placed: boolean }) | null>;
    payment?(orderId: ExternalId, transactionNumber: string, signal: AbortSignal): Promise<{ externalId?: ExternalId } | null>;
    party?(key: string, signal: AbortSignal): Promise<{ externalId: ExternalId; number?: string; addressIds: ExternalId[] } | null>;
  };
  /** After an unknown outcome, a look-up that finds nothing is believed only this long after the call began (the ERP may still commit). */
  lookupGraceMs: number;
  /**
   * A raw webhook: verify the signature over the bytes, then name the entities worth re-reading. Null = signature wrong.
   * A hint only: the pull is the truth.
   */
  webhook?(headers: Record<string, string | undefined>, body: Uint8Array): { pull: Entity[] } | null;
  /** A bus or long poll, when the system has one: calls `wake` with entities worth re-reading until the signal aborts. */
  listen?(wake: (pull: Entity[]) => void, signal: AbortSignal): Promise<void>;
  close(): Promise<void>;
}

export interface OrderUpdatePush {
  shippingAddress?: AddressRecord;
  note?: string;
  customerReference?: string;
  requestedOn?: string;
  lines?: { sku: string; variantId: ExternalId; quantity: Micros; unitNet: Micros; taxPercent: string }[];
}

/** Settings of one connection, already validated by `Kind.settings`. Secrets are in here: never log the object. */
export type Settings = Record<string, string>;

/** A kind of system the hub can link: one folder, one export, one line in `connectors/index.ts`. */
export interface ConnectorKind {
  /** As written in configuration, e.g. `tryton`. */
  name: string;
  role: 'ERP' | 'SHOP';
  /** What people call it, e.g. "Tryton". */
  product: string;
  /** Keys of Settings with a one-line meaning; all required unless `optional`. */
  settings: Record<string, { description: string; optional?: boolean; secret?: boolean }>;
  connect(settings: Settings, options: { now(): number; log(message: string, detail?: Record<string, unknown>): void }): Connected;
}

/** Why a system refused for good, in the API's own error codes (`UserErrorCode` of the schema). */
export type TerminalCode =
  | 'INVALID'
  | 'NOT_FOUND'
  | 'DUPLICATE'
  | 'STATE_FORBIDS'
  | 'INSUFFICIENT_STOCK'
  | 'CREDIT_LIMIT'
  | 'CREDIT_BLOCKED'
  | 'ALREADY_SHIPPED'
  | 'ALREADY_INVOICED'
  | 'TOTALS_MISMATCH'
  | 'SOURCE_REFUSED';

/**
 * The system said no and will say no again: stop and show. `message` is ours and may reach a client;
 * `detail` is the system's own text, for the log only.
 */
export class Terminal extends Error {
  readonly code: TerminalCode;
  readonly detail: string | undefined;
  constructor(code: TerminalCode, message: string, detail?: string) {
    super(message);
    this.name = 'Terminal';
    this.code = code;
    this.detail = detail;
  }
}

/**
 * The call surely had no effect (connection refused, 429, 503 before work began, not logged in): it may be tried again without a look-up.
 * `retryAfterMs` honours the system's own wish.
 */
export class NotSent extends Error {
  readonly retryAfterMs: number | undefined;
  constructor(message: string, options: { retryAfterMs?: number; cause?: unknown } = {}) {
    super(message, { cause: options.cause });
    this.name = 'NotSent';
    this.retryAfterMs = options.retryAfterMs;
  }
}
