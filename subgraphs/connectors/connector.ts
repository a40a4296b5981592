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
import type {
  CategoryPush,
  ContactPush,
  CreditNoteAck,
  CreditNotePush,
  DocumentFile,
  LoyaltyPush,
  OrderAck,
  OrderPush,
  OrderStatusPush,
  OrderUpdatePush,
  PartyPush,
  PartyUpdatePush,
  PaymentPush,
  ProductAck,
  ProductPush,
  QuoteAcceptPush,
  QuotePush,
  RefundPush,
  ReturnAck,
  ReturnPush,
  ShopPricePush,
  ShopStockPush,
  StockCountPush,
} from './pushes.ts';
import type {
  AddressRecord,
  CartRecord,
  CategoryRecord,
  ExchangeRateRecord,
  ExternalId,
  IncomingRecord,
  InvoiceRecord,
  LocationRecord,
  LoyaltyRecord,
  MoneyRecord,
  MovementRecord,
  OrderRecord,
  PartyRecord,
  PriceListRecord,
  PriceRecord,
  ProductRecord,
  PromotionRecord,
  QuoteRecord,
  ReturnRecord,
  StockRecord,
  SupplierItemRecord,
  TaxRuleRecord,
} from './records.ts';

export type * from './pushes.ts';
export type * from './records.ts';

export const entities = [
  'locations',
  'categories',
  'products',
  'priceLists',
  'prices',
  'promotions',
  'taxRules',
  'exchangeRates',
  'parties',
  'loyalty',
  'stock',
  'suppliers',
  'incoming',
  'movements',
  'quotes',
  'orders',
  'invoices',
  'money',
  'returns',
  'carts',
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
    promotions?: Pull<PromotionRecord>;
    taxRules?: Pull<TaxRuleRecord>;
    exchangeRates?: Pull<ExchangeRateRecord>;
    parties?: Pull<PartyRecord>;
    loyalty?: Pull<LoyaltyRecord>;
    stock?: Pull<StockRecord>;
    suppliers?: Pull<SupplierItemRecord>;
    incoming?: Pull<IncomingRecord>;
    movements?: Pull<MovementRecord>;
    quotes?: Pull<QuoteRecord>;
    orders?: Pull<OrderRecord>;
    invoices?: Pull<InvoiceRecord>;
    money?: Pull<MoneyRecord>;
    returns?: Pull<ReturnRecord>;
    carts?: Pull<CartRecord>;
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
    partyUpdate?(partyId: ExternalId, change: PartyUpdatePush, key: string, signal: AbortSignal): Promise<void>;
    contactSave?(partyId: ExternalId, contact: ContactPush, key: string, signal: AbortSignal): Promise<{ externalId: ExternalId }>;
    /** Goods back, of a sale that was shipped. Throws Terminal('STATE_FORBIDS') when more comes back than went out. */
    returnReceive?(goods: ReturnPush, key: string, signal: AbortSignal): Promise<ReturnAck>;
    /** A posted correction, linked to its invoice. */
    creditNote?(correction: CreditNotePush, key: string, signal: AbortSignal): Promise<CreditNoteAck>;
    /** A shop gives money back. */
    refund?(refund: RefundPush, key: string, signal: AbortSignal): Promise<{ externalId?: ExternalId }>;
    quotePlace?(quote: QuotePush, key: string, signal: AbortSignal): Promise<OrderAck>;
    /** Answers the sale; throws Terminal('STATE_FORBIDS') for an offer that ended. The key is the new order's id and must be found by `find.order`. */
    quoteAccept?(acceptance: QuoteAcceptPush, key: string, signal: AbortSignal): Promise<OrderAck>;
    stockCount?(count: StockCountPush, key: string, signal: AbortSignal): Promise<{ externalId?: ExternalId }>;
    loyaltyMove?(move: LoyaltyPush, key: string, signal: AbortSignal): Promise<{ points: number }>;
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
    returned?(key: string, signal: AbortSignal): Promise<ReturnAck | null>;
    creditNote?(key: string, signal: AbortSignal): Promise<CreditNoteAck | null>;
    refund?(orderId: ExternalId, key: string, signal: AbortSignal): Promise<{ externalId?: ExternalId } | null>;
    quote?(key: string, signal: AbortSignal): Promise<OrderAck | null>;
    stockCount?(key: string, signal: AbortSignal): Promise<{ externalId?: ExternalId } | null>;
    loyaltyMove?(partyId: ExternalId, key: string, signal: AbortSignal): Promise<{ points: number } | null>;
  };
  /** Prints a paper it told of (`DocumentRecord.hasFile`). Throws Terminal('NOT_FOUND') when it cannot be printed. */
  file?(documentId: ExternalId, signal: AbortSignal): Promise<DocumentFile>;
  /**
   * Why a capability is not there, in plain words for people, e.g. { 'push.loyaltyMove': 'Tryton keeps no loyalty points; the hub keeps them.' }.
   * Shown as `LinkedSystem.capabilities` and in the certification report.
   */
  cannot?: Partial<Record<Capability, string>>;
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

/** Everything a system of each role could do, in the order of the report. */
export const capabilities = {
  ERP: [
    ...(['locations', 'categories', 'products', 'priceLists', 'prices', 'promotions', 'taxRules', 'exchangeRates'] as const).map(pulls),
    ...(
      ['parties', 'loyalty', 'stock', 'suppliers', 'incoming', 'movements', 'quotes', 'orders', 'invoices', 'money', 'returns'] as const
    ).map(pulls),
    ...(
      ['orderPlace', 'orderUpdate', 'orderCancel', 'paymentRecord', 'partyCreate', 'partyUpdate', 'addressSave', 'contactSave'] as const
    ).map(pushes),
    ...(['returnReceive', 'creditNote', 'quotePlace', 'quoteAccept', 'stockCount', 'loyaltyMove'] as const).map(pushes),
    'file',
    'listen',
  ],
  SHOP: [
    ...(['categories', 'products', 'parties', 'stock', 'orders', 'returns', 'carts'] as const).map(pulls),
    ...(['category', 'product', 'stock', 'prices', 'orderStatus', 'refund'] as const).map(pushes),
    'webhook',
  ],
} as const;
export type Capability = (typeof capabilities)['ERP' | 'SHOP'][number];

function pulls<E extends Entity>(entity: E): `pull.${E}` {
  return `pull.${entity}`;
}
function pushes<P extends keyof Connected['push']>(push: P): `push.${P}` {
  return `push.${push}`;
}

/** Whether a system can do it: a capability is a key that is present. */
export function isAble(connected: Connected, capability: Capability): boolean {
  const [part, name] = capability.split('.', 2) as [string, string | undefined];
  if (part === 'pull') return connected.pull[name as Entity] !== undefined;
  if (part === 'push') return connected.push[name as keyof Connected['push']] !== undefined;
  return connected[part as 'file' | 'listen' | 'webhook'] !== undefined;
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
