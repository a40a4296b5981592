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

export interface OrderUpdatePush {
  shippingAddress?: AddressRecord;
  note?: string;
  customerReference?: string;
  requestedOn?: string;
  lines?: { sku: string; variantId: ExternalId; quantity: Micros; unitNet: Micros; taxPercent: string }[];
}
