/**
 * What a connector carries out, and what the system answers. Part of the contract in connector.ts, which says the units. Every id is the system's own unless
 * it says otherwise.
 */
import type {
  AddressRecord,
  AxisRecord,
  ExternalId,
  FulfilmentRecord,
  LocalText,
  MediaRecord,
  Micros,
  OrderRecord,
  PaymentRecord,
} from './records.ts';

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
  /** Terms the order was sold by; absent = the party's own. */
  paymentTermsCode?: string;
  /** The tax rule the hub priced by (see `TaxRuleRecord`); absent = none. */
  taxRuleId?: ExternalId;
  /** Where it was born, in the hub's words. */
  origin?: string;
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
  /** REFUNDED: money given back, `amount` positive, under a transaction number of its own. */
  state: 'AUTHORISED' | 'PAID' | 'FAILED' | 'REFUNDED';
  occurredAt: number;
  /** What a refund gives back: the transaction of the payment. */
  refundOf?: string;
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

export interface OrderUpdatePush {
  shippingAddress?: AddressRecord;
  note?: string;
  customerReference?: string;
  requestedOn?: string;
  lines?: { sku: string; variantId: ExternalId; quantity: Micros; unitNet: Micros; taxPercent: string }[];
}

/** What of a party the hub may change; absent = stays. */
export interface PartyUpdatePush {
  name?: string;
  email?: string;
  phone?: string;
  taxId?: string;
}

export interface ContactPush {
  externalId?: ExternalId;
  name: string;
  email?: string;
  phone?: string;
  role: 'BUYER' | 'APPROVER' | 'ACCOUNTANT' | 'ADMIN' | 'OTHER';
  active: boolean;
}

/** Goods that came back of one sale. The system books them in: to stock, or away as scrap. Repeating it with its key changes nothing. */
export interface ReturnPush {
  orderId: ExternalId;
  /** The hub's number of the return, for people. */
  number: string;
  kind: 'WITHDRAWAL' | 'COMPLAINT' | 'WRONG_ITEM' | 'OTHER';
  lines: { sku: string; variantId: ExternalId; quantity: Micros; restock: boolean; reason?: string }[];
}

export interface ReturnAck {
  externalId: ExternalId;
  number?: string;
}

/** A correction of one invoice for goods that came back, or for an amount. */
export interface CreditNotePush {
  orderId: ExternalId;
  /** The invoice it corrects, as told in the order's documents. */
  invoiceId: ExternalId;
  number: string;
  reason: string;
  lines: { sku: string; variantId: ExternalId; quantity: Micros }[];
}

export interface CreditNoteAck {
  /** As in `DocumentRecord`. */
  externalId: ExternalId;
  number?: string;
  net: Micros;
  tax: Micros;
  gross: Micros;
}

/** Money given back in a shop for one of its orders: exactly this amount, once a key. */
export interface RefundPush {
  orderId: ExternalId;
  amount: Micros;
  currency: string;
  reason: string;
  /** The payment that is given back; absent = the shop's choice. */
  transactionNumber?: string;
  /** Goods that came back to stock, so that the shop's own count follows; empty for money only. */
  lines: { sku: string; quantity: Micros }[];
}

/** A question for an offer: like an order, but a quotation is made and not confirmed. Lines without `unitNet` are priced by the ERP. */
export interface QuotePush {
  partyId: ExternalId;
  reference: string;
  currency: string;
  documentDate: string;
  validUntil?: string;
  note?: string;
  lines: { sku: string; variantId: ExternalId; quantity: Micros; unitNet?: Micros; taxPercent: string }[];
}

/** An accepted offer becomes a sale, with what was open: where it goes, how it is paid. The ERP's own prices stay. */
export interface QuoteAcceptPush {
  quoteId: ExternalId;
  reference: string;
  customerReference?: string;
  warehouseId?: ExternalId;
  billingAddressId?: ExternalId;
  shippingAddressId?: ExternalId;
  billingAddress?: AddressRecord;
  shippingAddress?: AddressRecord;
  delivery: OrderPush['delivery'];
  payment: OrderPush['payment'];
}

/** What was counted in one warehouse; the ERP books the differences. */
export interface StockCountPush {
  locationId: ExternalId;
  reference: string;
  lines: { sku: string; variantId: ExternalId; counted: Micros }[];
}

/** Points given or taken; the key makes it once. `points` is negative when they are spent. Never below zero: Terminal('STATE_FORBIDS'). */
export interface LoyaltyPush {
  partyId: ExternalId;
  points: number;
  reason: string;
  orderId?: ExternalId;
}

/** A printed paper. */
export interface DocumentFile {
  bytes: Uint8Array;
  /** e.g. `application/pdf`. */
  mediaType: string;
  name: string;
}
