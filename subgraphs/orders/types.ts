/** Generated from schema/orders.graphql by `npm run generate`. */
import type { GraphQLResolveInfo, GraphQLScalarType, GraphQLScalarTypeConfig } from 'graphql';
import type { CustomerRow, VariantRow, StockLocationRow, WriteOperationRow, ReturnRow, ReturnLineRow, ReturnConnectionRow, InvoiceRow, InvoiceConnectionRow, PayoutRow, PayoutItemRow, PayoutConnectionRow, OrderRow, OrderOriginRow, OrderDeliveryRow, OrderStatusRow, OrderTotalsRow, OrderLineRow, OrderDiscountRow, OrderPaymentRow, ErpDocumentRow, FulfilmentRow, FulfilmentLineRow, OrderEventRow, OrderConnectionRow, OrderEdgeRow, OrderLineConnectionRow, OrderLineEdgeRow, OrderEventConnectionRow, OrderEventEdgeRow, DeliveryOptionRow, OrderPreviewLineRow, OrderTaxRow, QuoteRow, QuoteLineRow, QuoteTotalsRow, QuoteConnectionRow, QuoteEdgeRow, CartRow, CartLineRow, CartConnectionRow, CartEdgeRow, UsualProductRow, PaymentMethodRow, CreditVerdictRow, OrderPreviewRow, OrderChangedRow, InputErrorRow, StreamCheckpointRow, StreamGapRow, InsufficientStockErrorRow } from './mappers.ts';
import type { RequestContext } from './context.ts';
export type Maybe<T> = T | null;
export type InputMaybe<T> = Maybe<T>;
export type Omit<T, K extends keyof T> = Pick<T, Exclude<keyof T, K>>;
export type RequireFields<T, K extends keyof T> = Omit<T, K> & { [P in K]-?: NonNullable<T[P]> };
/** All built-in and custom scalars, mapped to their actual values */
export type Scalars = {
  ID: { input: string; output: string; }
  String: { input: string; output: string; }
  Boolean: { input: boolean; output: boolean; }
  Int: { input: number; output: number; }
  Float: { input: number; output: number; }
  /** A place in an event stream: what a subscriber hands back to go on without a hole. Never the same thing as a page cursor. */
  StreamCursor: { input: string; output: string; }
  /** A calendar day in the company's zone, such as "2026-03-01". */
  LocalDate: { input: string; output: string; }
  /** An exact decimal as text, such as "12.30". Never a float. */
  Decimal: { input: string; output: string; }
  /** An instant, RFC 3339 in UTC, such as "2026-03-01T08:15:30.250Z". */
  DateTime: { input: string; output: string | number; }
  /** A country, ISO 3166-1 alpha-2, such as "PL". */
  CountryCode: { input: string; output: string; }
  /** A language, BCP 47, such as "pl". Where an argument takes one, it defaults to Accept-Language, then to the channel's. */
  LanguageCode: { input: string; output: string; }
  /** A currency, ISO 4217, such as "PLN". */
  CurrencyCode: { input: string; output: string; }
  /** An absolute URL, or a path on the hub itself, such as "/files/…". */
  URL: { input: string; output: string; }
  /**
   * Chosen by the client, 1 to 128 printable characters, one a logical write. The same key with the same input answers the same result and does
   * nothing again; with another input it is refused KEY_REUSED. Its scope is the application and the mutation.
   */
  IdempotencyKey: { input: string; output: string; }
  /** A length of time, ISO 8601, such as "PT15M". */
  Duration: { input: string; output: string; }
  _FieldSet: { input: string; output: string; }
};

/** An amount of goods in one unit. */
export type Quantity = {
  __typename?: 'Quantity';
  /** How much. */
  value: Scalars['Decimal']['output'];
  /** Unit of measure: UN/ECE code such as PCE or KGM, or the ERP's own. */
  unitCode: Scalars['String']['output'];
};

/** Anything that can be fetched by its id alone. */
export type Node = {
  /** Prefixed and stable, also over a rebuild. */
  id: Scalars['ID']['output'];
};

/** How to reach a person. */
export type Contact = {
  __typename?: 'Contact';
  /** Name. */
  name?: Maybe<Scalars['String']['output']>;
  /** E-mail address. */
  email?: Maybe<Scalars['String']['output']>;
  /** Phone number. */
  phone?: Maybe<Scalars['String']['output']>;
};

/** A postal address. */
export type Address = {
  __typename?: 'Address';
  /** Person. */
  name?: Maybe<Scalars['String']['output']>;
  /** Company. */
  companyName?: Maybe<Scalars['String']['output']>;
  /** Street and number. */
  line1: Scalars['String']['output'];
  /** Flat, floor, gate. */
  line2?: Maybe<Scalars['String']['output']>;
  /** Postal code. */
  postalCode?: Maybe<Scalars['String']['output']>;
  /** City. */
  city: Scalars['String']['output'];
  /** Voivodeship, state or province. */
  region?: Maybe<Scalars['String']['output']>;
  /** Country. */
  country: Scalars['CountryCode']['output'];
  /** Phone for the carrier. */
  phone?: Maybe<Scalars['String']['output']>;
};

/** The same thing in a linked system. */
export type ExternalId = {
  __typename?: 'ExternalId';
  /** Which linked system. */
  systemId: Scalars['ID']['output'];
  /** What it is there, such as product, variant, party. */
  kind: Scalars['String']['output'];
  /** Its id there. */
  value: Scalars['String']['output'];
};

/** Where an answer comes from and how old it is. */
export type Provenance = {
  __typename?: 'Provenance';
  /** The linked system that owns it. */
  systemId: Scalars['ID']['output'];
  /** When the source was read. */
  asOf: Scalars['DateTime']['output'];
  /** Seconds since then. */
  ageSeconds: Scalars['Int']['output'];
  /** How it was served. */
  servedFrom: Freshness;
};

/** How an answer was served. */
export type Freshness =
  /** Read from the source for this request. */
  | 'LIVE'
  /** From the hub's own copy, within its usual age. */
  | 'COPY'
  /** From the hub's own copy, older than usual because the source cannot be reached. */
  | 'STALE'
  /** The source has never answered. */
  | 'UNAVAILABLE';

/** Why a tax rate holds. */
export type TaxReason =
  /** The goods' own rate in the company's country. */
  | 'DOMESTIC'
  /** The rate of the country the goods go to (OSS). */
  | 'DESTINATION'
  /** The buyer accounts for the tax: a business with a tax number of another country. */
  | 'REVERSE_CHARGE'
  /** The goods leave the customs territory. */
  | 'EXPORT'
  /** Nothing is due by law. */
  | 'EXEMPT'
  /** None of the above. */
  | 'OTHER';

/** An amount in one currency. */
export type Money = {
  __typename?: 'Money';
  /** The amount, with two places or more. */
  amount: Scalars['Decimal']['output'];
  /** Its currency. */
  currencyCode: Scalars['CurrencyCode']['output'];
};

/** Where a page stands in its list. */
export type PageInfo = {
  __typename?: 'PageInfo';
  /** More after this page. */
  hasNextPage: Scalars['Boolean']['output'];
  /** More before this page. */
  hasPreviousPage: Scalars['Boolean']['output'];
  /** Give it as `before` to read what comes before. */
  startCursor?: Maybe<Scalars['String']['output']>;
  /** Give it as `after` to read on. */
  endCursor?: Maybe<Scalars['String']['output']>;
};

/** from <= x <= to */
export type DecimalRange = {
  /** At least. */
  from?: InputMaybe<Scalars['Decimal']['input']>;
  /** At most. */
  to?: InputMaybe<Scalars['Decimal']['input']>;
};

/** from <= x < to */
export type DateTimeRange = {
  /** From this instant on. */
  from?: InputMaybe<Scalars['DateTime']['input']>;
  /** Before this instant. */
  to?: InputMaybe<Scalars['DateTime']['input']>;
};

/** from <= x <= to */
export type DateRange = {
  /** From this day on. */
  from?: InputMaybe<Scalars['LocalDate']['input']>;
  /** Up to this day. */
  to?: InputMaybe<Scalars['LocalDate']['input']>;
};

/** Which way a list runs. */
export type SortDirection =
  /** Smallest first. */
  | 'ASC'
  /** Largest first. */
  | 'DESC';

/** A refusal that the client can act on. The request was understood; nothing was changed. */
export type UserError = {
  /** Stable; what programs decide on. */
  code: UserErrorCode;
  /** For people, in English. */
  message: Scalars['String']['output'];
  /** Path of the argument at fault, such as ["input", "lines", "0", "sku"]. */
  field?: Maybe<Array<Scalars['String']['output']>>;
  /** True when the same request may succeed later. */
  retryable: Scalars['Boolean']['output'];
};

/** Why a write was refused. */
export type UserErrorCode =
  /** Something needed is missing. */
  | 'REQUIRED'
  /** A value is not acceptable. */
  | 'INVALID'
  /** Nothing there with this id, or nothing that this viewer may see. */
  | 'NOT_FOUND'
  /** This viewer may not do this. */
  | 'NOT_ALLOWED'
  /** It exists already. */
  | 'DUPLICATE'
  /** This idempotency key was used with another input. */
  | 'KEY_REUSED'
  /** It changed since `expectedVersion`. */
  | 'VERSION_CONFLICT'
  /** Its state does not allow this. */
  | 'STATE_FORBIDS'
  /** Too little stock. */
  | 'INSUFFICIENT_STOCK'
  /** Not in this customer's assortment, or without a price. */
  | 'NOT_SOLD_TO_YOU'
  /** Less than the minimum order quantity. */
  | 'BELOW_MINIMUM'
  /** Not a multiple of the order step. */
  | 'WRONG_MULTIPLE'
  /** The price changed since the preview. */
  | 'PRICE_CHANGED'
  /** The total differs from `expectedGross` by more than the tolerance. */
  | 'TOTALS_MISMATCH'
  /** Above the customer's credit limit. */
  | 'CREDIT_LIMIT'
  /** The customer is blocked. */
  | 'CREDIT_BLOCKED'
  /** The reservation has run out. */
  | 'RESERVATION_EXPIRED'
  /** Too late: it is shipped. */
  | 'ALREADY_SHIPPED'
  /** Too late: it is invoiced. */
  | 'ALREADY_INVOICED'
  /** More than one customer in the ERP fits. */
  | 'AMBIGUOUS_PARTY'
  /** The linked system refused it. */
  | 'SOURCE_REFUSED'
  /** The linked system cannot be reached. */
  | 'SOURCE_UNAVAILABLE'
  /** None of the above. */
  | 'OTHER';

/** A postal address. */
export type AddressInput = {
  /** Person. */
  name?: InputMaybe<Scalars['String']['input']>;
  /** Company. */
  companyName?: InputMaybe<Scalars['String']['input']>;
  /** Street and number. */
  line1: Scalars['String']['input'];
  /** Flat, floor, gate. */
  line2?: InputMaybe<Scalars['String']['input']>;
  /** Postal code. */
  postalCode?: InputMaybe<Scalars['String']['input']>;
  /** City. */
  city: Scalars['String']['input'];
  /** Voivodeship, state or province. */
  region?: InputMaybe<Scalars['String']['input']>;
  /** Country. */
  country: Scalars['CountryCode']['input'];
  /** Phone for the carrier. */
  phone?: InputMaybe<Scalars['String']['input']>;
};

/** You have everything up to `cursor`. Sent after the snapshot and from time to time. */
export type StreamCheckpoint = {
  __typename?: 'StreamCheckpoint';
  /** Hand it back as `after` to go on from here. */
  cursor: Scalars['StreamCursor']['output'];
  /** True once the stream has reached the end of the log. */
  caughtUp: Scalars['Boolean']['output'];
  /** Seconds between the newest event and its delivery here. */
  lagSeconds: Scalars['Int']['output'];
};

/** Events were missed and will not come: read the current state again. */
export type StreamGap = {
  __typename?: 'StreamGap';
  /** Where the stream goes on. */
  cursor: Scalars['StreamCursor']['output'];
  /** Why there is a gap. */
  reason: StreamGapReason;
};

/** Why events are missing. */
export type StreamGapReason =
  /** The cursor is older than the log. */
  | 'RETENTION_EXPIRED'
  /** This subscriber read too slowly. */
  | 'SLOW_CONSUMER'
  /** The cursor belongs to another database: it was restored or rebuilt. */
  | 'SOURCE_REBUILT'
  /** None of the above. */
  | 'OTHER';

/** A refusal without further data. */
export type InputError = UserError & {
  __typename?: 'InputError';
  /** Stable; what programs decide on. */
  code: UserErrorCode;
  /** For people, in English. */
  message: Scalars['String']['output'];
  /** Path of the argument at fault. */
  field?: Maybe<Array<Scalars['String']['output']>>;
  /** True when the same request may succeed later. */
  retryable: Scalars['Boolean']['output'];
};

export type Query = {
  __typename?: 'Query';
  /** One order, named in exactly one way. Null when it is unknown or not this viewer's. */
  order?: Maybe<Order>;
  /** Orders over all channels that this viewer may see, the newest first unless sorted otherwise. At most 250 a page. */
  orders: OrderConnection;
  /** What an order of these lines would cost and when it could come: prices, stock, delivery, credit. Nothing is stored. */
  orderPreview: OrderPreview;
  /** The ways these goods can be delivered. */
  deliveryOptions: Array<DeliveryOption>;
  /** One offer. Null when it is unknown or not this viewer's. */
  quote?: Maybe<Quote>;
  /** Offers that this viewer may see, the newest first. At most 250 a page. */
  quotes: QuoteConnection;
  /** Baskets of the shops that hold something, the last touched first. At most 250 a page. */
  carts: CartConnection;
  /** Invoices, corrections and receipts, the newest first. A customer sees its own; what the company owes needs `finance:read`. */
  invoices: InvoiceConnection;
  /** Goods that came back or are to come back, the newest first. A customer sees its own. */
  returns: ReturnConnection;
  /** Batches of money that payment providers paid out, the newest first. */
  payouts: PayoutConnection;
};


export type QueryOrderArgs = {
  id?: InputMaybe<Scalars['ID']['input']>;
  number?: InputMaybe<Scalars['String']['input']>;
  external?: InputMaybe<ExternalOrderRef>;
};


export type QueryOrdersArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  search?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<OrderFilter>;
  sort?: InputMaybe<Array<OrderSort>>;
};


export type QueryOrderPreviewArgs = {
  input: OrderPreviewInput;
};


export type QueryDeliveryOptionsArgs = {
  input: DeliveryOptionsInput;
};


export type QueryQuoteArgs = {
  id: Scalars['ID']['input'];
};


export type QueryQuotesArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<QuoteFilter>;
};


export type QueryCartsArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<CartFilter>;
};


export type QueryInvoicesArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<InvoiceFilter>;
};


export type QueryReturnsArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<ReturnFilter>;
};


export type QueryPayoutsArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
};

export type Mutation = {
  __typename?: 'Mutation';
  /** Places an order and writes it to the ERP. Effectively once a key. */
  orderPlace: OrderPayload;
  /** Changes an order that the ERP has not begun to process. */
  orderUpdate: OrderPayload;
  /** Cancels an order that is not shipped. */
  orderCancel: OrderPayload;
  /** Records a payment notice. Repeated and late notices never take back what is paid. */
  orderPaymentRecord: OrderPayload;
  /** Asks the ERP for an offer of these goods. Effectively once a key. */
  quoteRequest: QuotePayload;
  /** Makes an order of an offer, at the offer's own prices. Effectively once an offer. */
  quoteAccept: OrderPayload;
  /** Declines an offer. It is noted in the hub; the ERP's paper stays. */
  quoteReject: QuotePayload;
  /** Asks to give goods back: a withdrawal, a complaint, a wrong item. */
  returnRequest: ReturnPayload;
  /** Agrees to a return that was asked for. */
  returnApprove: ReturnPayload;
  /** Says no to a return that was asked for; needs a comment. */
  returnReject: ReturnPayload;
  /** Takes a request back, before the goods arrive. */
  returnCancel: ReturnPayload;
  /** The goods arrived: the ERP books them in (to stock or away), corrects the invoice, and the money goes back or other goods go out. */
  returnReceive: ReturnPayload;
  /** Records a batch of money that a payment provider paid out; its items are matched to payments by transaction number. */
  payoutRecord: PayoutPayload;
};


export type MutationOrderPlaceArgs = {
  input: OrderPlaceInput;
};


export type MutationOrderUpdateArgs = {
  input: OrderUpdateInput;
};


export type MutationOrderCancelArgs = {
  input: OrderCancelInput;
};


export type MutationOrderPaymentRecordArgs = {
  input: OrderPaymentRecordInput;
};


export type MutationQuoteRequestArgs = {
  input: QuoteRequestInput;
};


export type MutationQuoteAcceptArgs = {
  input: QuoteAcceptInput;
};


export type MutationQuoteRejectArgs = {
  input: QuoteRejectInput;
};


export type MutationReturnRequestArgs = {
  input: ReturnRequestInput;
};


export type MutationReturnApproveArgs = {
  input: ReturnDecideInput;
};


export type MutationReturnRejectArgs = {
  input: ReturnDecideInput;
};


export type MutationReturnCancelArgs = {
  input: ReturnDecideInput;
};


export type MutationReturnReceiveArgs = {
  input: ReturnReceiveInput;
};


export type MutationPayoutRecordArgs = {
  input: PayoutRecordInput;
};

export type Subscription = {
  __typename?: 'Subscription';
  /** Orders as they change. Starts with the current state unless `after` or `snapshot: false` is given. */
  orderChanges: OrderStreamItem;
};


export type SubscriptionOrderChangesArgs = {
  filter: OrderChangeFilter;
  after?: InputMaybe<Scalars['StreamCursor']['input']>;
  snapshot?: Scalars['Boolean']['input'];
};

/** An order by the id it has in a linked system. */
export type ExternalOrderRef = {
  /** A channel that the system serves. */
  channelId: Scalars['ID']['input'];
  /** Its id there. */
  externalId: Scalars['String']['input'];
};

/** A customer; what it is stands in the customers subgraph. */
export type Customer = {
  __typename?: 'Customer';
  /** Its id. */
  id: Scalars['ID']['output'];
  /** Its orders over all channels, the newest first. */
  orders: OrderConnection;
  /** Its offers, the newest first. */
  quotes: QuoteConnection;
  /** What it buys again and again, over all channels; the most often ordered first. At most 100. */
  usualProducts: Array<UsualProduct>;
  /** Invoices, corrections and receipts of this customer, the newest first. */
  invoices: InvoiceConnection;
};


/** A customer; what it is stands in the customers subgraph. */
export type CustomerOrdersArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  search?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<OrderFilter>;
  sort?: InputMaybe<Array<OrderSort>>;
};


/** A customer; what it is stands in the customers subgraph. */
export type CustomerQuotesArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<QuoteFilter>;
};


/** A customer; what it is stands in the customers subgraph. */
export type CustomerUsualProductsArgs = {
  first?: Scalars['Int']['input'];
};


/** A customer; what it is stands in the customers subgraph. */
export type CustomerInvoicesArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<InvoiceFilter>;
};

/** What a customer buys again and again. */
export type UsualProduct = {
  __typename?: 'UsualProduct';
  /** What it is. */
  variant: Variant;
  /** In how many orders. */
  timesOrdered: Scalars['Int']['output'];
  /** The day it was last ordered. */
  lastOrderedOn: Scalars['LocalDate']['output'];
  /** How much is usually ordered at once: the median. */
  usualQuantity: Quantity;
};

/** A sellable variant; what it is stands in the products subgraph. */
export type Variant = {
  __typename?: 'Variant';
  /** Its id. */
  id: Scalars['ID']['output'];
};

/** A warehouse, shop or pickup point; what it is stands in the stock subgraph. */
export type StockLocation = {
  __typename?: 'StockLocation';
  /** Its id. */
  id: Scalars['ID']['output'];
};

/** A write on its way to a linked system; its state stands in the integration subgraph. */
export type WriteOperation = {
  __typename?: 'WriteOperation';
  /** Its id. */
  id: Scalars['ID']['output'];
};

/** A sale, from whichever channel it came. */
export type Order = Node & {
  __typename?: 'Order';
  /** Prefixed and stable, also over a rebuild. */
  id: Scalars['ID']['output'];
  /** The number people know: the shop's, the ERP's, or the hub's. */
  number?: Maybe<Scalars['String']['output']>;
  /** The customer's own order number. */
  customerReference?: Maybe<Scalars['String']['output']>;
  /** Where it was placed. */
  origin: OrderOrigin;
  /** The company that sells. */
  companyId: Scalars['ID']['output'];
  /** When it was placed. */
  placedAt: Scalars['DateTime']['output'];
  /** The day it counts for, in the company's zone. */
  documentDate: Scalars['LocalDate']['output'];
  /** Who bought. Null for a guest. */
  customer?: Maybe<Customer>;
  /** Whom to ask about it. Needs the scope customers:pii unless it is the viewer's own. */
  contact?: Maybe<Contact>;
  /** Where the invoice goes. Needs the scope customers:pii unless it is the viewer's own. */
  billingAddress?: Maybe<Address>;
  /** Where the goods go. Needs the scope customers:pii unless it is the viewer's own. */
  shippingAddress?: Maybe<Address>;
  /** How it is delivered. */
  delivery: OrderDelivery;
  /** Every payment, once a transaction. */
  payments: Array<OrderPayment>;
  /** Name of the payment terms, when it is bought on account. */
  paymentTerms?: Maybe<Scalars['String']['output']>;
  /** When it is to be paid. */
  dueOn?: Maybe<Scalars['LocalDate']['output']>;
  /** What was ordered. */
  lines: OrderLineConnection;
  /** Sums of the whole order. */
  totals: OrderTotals;
  /** Discounts of all lines, summed by code. */
  discounts: Array<OrderDiscount>;
  /** Coupons that were used. */
  couponCodes: Array<Scalars['String']['output']>;
  /** Which tax was asked and why. Null when the source does not tell. */
  tax?: Maybe<OrderTax>;
  /** True when a promotion that only the ERP can count may change the amounts. */
  estimated: Scalars['Boolean']['output'];
  /** The same in the company's own currency. Null for an order in that currency, and while no rate is known. */
  reporting?: Maybe<ReportingAmounts>;
  /** The offer it was made of. */
  quote?: Maybe<Quote>;
  /** What the customer wrote. */
  note?: Maybe<Scalars['String']['output']>;
  /** How far it is, on independent axes. */
  status: OrderStatus;
  /** The status in words that a customer understands. Polish or English. */
  statusText: Scalars['String']['output'];
  /** Why it does not go on by itself. Empty when nothing holds it. */
  holds: Array<OrderHold>;
  /** Papers the ERP made for it. */
  documents: Array<ErpDocument>;
  /** Parcels and pickups. */
  fulfilments: Array<Fulfilment>;
  /** What happened to it, the oldest first. Customers see the public entries. */
  timeline: OrderEventConnection;
  /** Writes to linked systems on its behalf, the oldest first. */
  operations: Array<WriteOperation>;
  /** What this viewer may do with it now. */
  allowed: Array<OrderAction>;
  /** Grows with every change. */
  version: Scalars['Int']['output'];
  /** The same order in linked systems. */
  externalIds: Array<ExternalId>;
  /** Which linked system told of it and when. Null until one has. */
  provenance?: Maybe<Provenance>;
  /** Goods that came back or are to come back, the newest first. */
  returns: Array<Return>;
};


/** A sale, from whichever channel it came. */
export type OrderLinesArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
};


/** A sale, from whichever channel it came. */
export type OrderStatusTextArgs = {
  language?: InputMaybe<Scalars['LanguageCode']['input']>;
};


/** A sale, from whichever channel it came. */
export type OrderTimelineArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
};

/** Which tax is asked of a buyer. */
export type OrderTax = {
  __typename?: 'OrderTax';
  /** Why. */
  reason: TaxReason;
  /** Name of the ERP's tax rule. Null when the goods' own tax holds. */
  ruleName?: Maybe<Scalars['String']['output']>;
};

/** What a sale in another currency counts for in the company's books. */
export type ReportingAmounts = {
  __typename?: 'ReportingAmounts';
  /** Net. */
  net: Money;
  /** Gross. */
  gross: Money;
  /** What one unit of the order's currency costs. */
  rate: Scalars['Decimal']['output'];
  /** Who says so, such as NBP. */
  source: Scalars['String']['output'];
};

/** Something a viewer may do with an order. */
export type OrderAction =
  /** Ask to give goods back. */
  | 'RETURN'
  /** Change it. */
  | 'UPDATE'
  /** Cancel it. */
  | 'CANCEL'
  /** Pay what is due. */
  | 'PAY';

/** Where an order was placed. */
export type OrderOrigin = {
  __typename?: 'OrderOrigin';
  /** The channel it counts for. */
  channelId: Scalars['ID']['output'];
  /** What kind of place. */
  kind: OrderOriginKind;
  /** The linked system it came from. Null when it was placed through the hub. */
  systemId?: Maybe<Scalars['ID']['output']>;
  /** Its id there. */
  externalId?: Maybe<Scalars['String']['output']>;
  /** Its number there. */
  externalNumber?: Maybe<Scalars['String']['output']>;
};

/** Where orders come from. */
export type OrderOriginKind =
  /** Placed through this API. */
  | 'HUB'
  /** Placed in the online shop. */
  | 'SHOP'
  /** Sold at a till. */
  | 'POS'
  /** Taken by a sales representative. */
  | 'SALES_REP'
  /** Sent by a partner's own system. */
  | 'EDI'
  /** Sold on a marketplace. */
  | 'MARKETPLACE'
  /** Entered in the ERP, which tells no more. */
  | 'ERP';

/** How an order is delivered. */
export type OrderDelivery = {
  __typename?: 'OrderDelivery';
  /** Code of the delivery method; empty when the source does not tell. */
  methodCode: Scalars['String']['output'];
  /** Its name. */
  methodName: Scalars['String']['output'];
  /** Who carries it. */
  carrier?: Maybe<Scalars['String']['output']>;
  /** Where it is picked up, when that is one of the company's own places. */
  pickupLocation?: Maybe<StockLocation>;
  /** The carrier's code of the parcel locker or pickup point. */
  pickupPointCode?: Maybe<Scalars['String']['output']>;
  /** The day the customer asked for. */
  requestedOn?: Maybe<Scalars['LocalDate']['output']>;
  /** The day that was promised. */
  promisedOn?: Maybe<Scalars['LocalDate']['output']>;
  /** True when it may come in parts. */
  partialAllowed: Scalars['Boolean']['output'];
  /** Net charge. */
  net: Money;
  /** Gross charge. */
  gross: Money;
};

/** One position of an order: a snapshot of what was sold. */
export type OrderLine = Node & {
  __typename?: 'OrderLine';
  /** Prefixed and stable. */
  id: Scalars['ID']['output'];
  /** What was sold. Null when the SKU is not known. */
  variant?: Maybe<Variant>;
  /** SKU as ordered. */
  sku: Scalars['String']['output'];
  /** Name as ordered. */
  title: Scalars['String']['output'];
  /** How much was ordered. */
  quantity: Quantity;
  /** How much of it is shipped. */
  quantityShipped: Quantity;
  /** How much of it is cancelled. */
  quantityCancelled: Quantity;
  /** How much of it came back. */
  quantityReturned: Quantity;
  /** Net price of a unit, before discounts. */
  unitNet: Money;
  /** Gross price of a unit, before discounts. */
  unitGross: Money;
  /** Discounts of this line. */
  discounts: Array<OrderDiscount>;
  /** Tax rate in percent. */
  taxPercent: Scalars['Decimal']['output'];
  /** Net of the line, after discounts. */
  net: Money;
  /** Tax of the line. */
  tax: Money;
  /** Gross of the line, after discounts. */
  gross: Money;
  /** The day promised for this line. */
  promisedOn?: Maybe<Scalars['LocalDate']['output']>;
  /** Where it is to be taken from. */
  sourceLocation?: Maybe<StockLocation>;
  /** Whether the SKU is known. */
  resolution: LineResolution;
  /** What the customer wrote for this line. */
  note?: Maybe<Scalars['String']['output']>;
};

/** A discount as it was given, never recomputed. */
export type OrderDiscount = {
  __typename?: 'OrderDiscount';
  /** Its code. */
  code: Scalars['String']['output'];
  /** What people call it. */
  title: Scalars['String']['output'];
  /** What `amount` is: net or gross. */
  basis: DiscountBasis;
  /** What it took off the line. */
  amount: Money;
  /** The percentage, when it was given as one. */
  percent?: Maybe<Scalars['Decimal']['output']>;
};

/** What a discount is counted on. */
export type DiscountBasis =
  /** On the net amount. */
  | 'NET'
  /** On the gross amount. */
  | 'GROSS';

/** Whether a line could be matched to a variant. */
export type LineResolution =
  /** It is a known variant. */
  | 'RESOLVED'
  /** No variant has this SKU. */
  | 'UNKNOWN_SKU'
  /** None of the above. */
  | 'OTHER';

/** One payment of an order. */
export type OrderPayment = Node & {
  __typename?: 'OrderPayment';
  /** Prefixed and stable. */
  id: Scalars['ID']['output'];
  /** How it was paid. */
  methodCode: Scalars['String']['output'];
  /** Who handled it. */
  provider: Scalars['String']['output'];
  /** The provider's transaction number. */
  transactionNumber?: Maybe<Scalars['String']['output']>;
  /** What was paid, or is to be paid. */
  amount: Money;
  /** What was paid back. */
  refunded: Money;
  /** How far it is. */
  state: PaymentState;
  /** When it was authorised. */
  authorisedAt?: Maybe<Scalars['DateTime']['output']>;
  /** When the money was taken. */
  capturedAt?: Maybe<Scalars['DateTime']['output']>;
};

/** How far a payment, or all payments of an order, are. */
export type PaymentState =
  /** Nothing has come. */
  | 'PENDING'
  /** The money is reserved. */
  | 'AUTHORISED'
  /** Paid in full. */
  | 'PAID'
  /** Paid in part. */
  | 'PARTIALLY_PAID'
  /** Paid back in part. */
  | 'PARTIALLY_REFUNDED'
  /** Paid back in full. */
  | 'REFUNDED'
  /** Refused or broken off. */
  | 'FAILED'
  /** The source does not tell. */
  | 'UNKNOWN';

/** Sums of an order. Goods and delivery add up to the whole; discounts are already taken off. */
export type OrderTotals = {
  __typename?: 'OrderTotals';
  /** Goods, net, after discounts. */
  goodsNet: Money;
  /** Goods, gross, after discounts. */
  goodsGross: Money;
  /** Delivery, net. */
  deliveryNet: Money;
  /** Delivery, gross. */
  deliveryGross: Money;
  /** What the discounts took off, net. */
  discountNet: Money;
  /** What the discounts took off, gross. */
  discountGross: Money;
  /** Net of the whole order. */
  net: Money;
  /** Tax of the whole order. */
  tax: Money;
  /** Gross of the whole order. */
  gross: Money;
  /** What is paid, less what was paid back. */
  paid: Money;
  /** What is still to be paid; zero when cancelled or overpaid. */
  due: Money;
  /** Net and tax by tax rate. */
  taxByRate: Array<TaxByRate>;
  /** Whether the buyer saw gross prices. */
  pricesIncludeTax: Scalars['Boolean']['output'];
  /** How the tax was rounded. */
  rounding: RoundingPolicy;
  /** Gross in the ERP's document. Null until the ERP has it. */
  erpGross?: Maybe<Money>;
  /** Gross in the ERP less gross here. Null until the ERP has it. */
  difference?: Maybe<Money>;
};

/** Net and tax at one rate. */
export type TaxByRate = {
  __typename?: 'TaxByRate';
  /** The rate in percent. */
  percent: Scalars['Decimal']['output'];
  /** Net at this rate. */
  net: Money;
  /** Tax at this rate. */
  tax: Money;
};

/** How amounts were rounded. */
export type RoundingPolicy = {
  __typename?: 'RoundingPolicy';
  /** Where the rounding happens. */
  level: RoundingLevel;
  /** Which way halves go. */
  mode: RoundingMode;
  /** What is rounded. */
  target: RoundingTarget;
};

/** Where rounding happens. */
export type RoundingLevel =
  /** Tax is rounded on each line. */
  | 'LINE'
  /** Tax is rounded once a rate. */
  | 'DOCUMENT';

/** Which way halves go. */
export type RoundingMode =
  /** Away from zero. */
  | 'HALF_UP';

/** What is rounded. */
export type RoundingTarget =
  /** Tax on the net. */
  | 'TAX';

/** How far an order is, on independent axes. */
export type OrderStatus = {
  __typename?: 'OrderStatus';
  /** The whole, derived from the others. */
  phase: OrderPhase;
  /** The money. */
  payment: PaymentState;
  /** The goods. */
  fulfilment: FulfilmentState;
  /** The ERP's papers. */
  documents: DocumentState;
  /** Whether the ERP has it. Null when nothing was sent to it: history, or held. */
  erp?: Maybe<WriteState>;
  /** When it was cancelled. */
  cancelledAt?: Maybe<Scalars['DateTime']['output']>;
  /** Why it was cancelled. */
  cancelReason?: Maybe<CancelReason>;
  /** The linked system's own word. */
  sourceStatus?: Maybe<Scalars['String']['output']>;
};

/** How far an order is as a whole. */
export type OrderPhase =
  /** Taken in. */
  | 'RECEIVED'
  /** Waits for the payment. */
  | 'AWAITING_PAYMENT'
  /** Waits for a person. */
  | 'ON_HOLD'
  /** Being prepared. */
  | 'PROCESSING'
  /** Waits to be picked up. */
  | 'READY_FOR_PICKUP'
  /** A part is on its way. */
  | 'PARTIALLY_SHIPPED'
  /** All is on its way. */
  | 'SHIPPED'
  /** Delivered and settled. */
  | 'COMPLETED'
  /** Cancelled. */
  | 'CANCELLED'
  /** The source's state is not in our table. */
  | 'UNKNOWN';

/** How much of the goods has left. */
export type FulfilmentState =
  /** Nothing. */
  | 'NONE'
  /** A part. */
  | 'PARTIAL'
  /** All. */
  | 'COMPLETE'
  /** It came back. */
  | 'RETURNED'
  /** The source does not tell. */
  | 'UNKNOWN';

/** Which papers the ERP has made. */
export type DocumentState =
  /** None. */
  | 'NONE'
  /** The sales order. */
  | 'ORDER_ONLY'
  /** A delivery note. */
  | 'WAREHOUSE_ISSUED'
  /** An invoice or receipt. */
  | 'INVOICED'
  /** A credit note. */
  | 'CORRECTED'
  /** The source does not tell. */
  | 'UNKNOWN';

/** How far a write to a linked system is. */
export type WriteState =
  /** Waits for its turn. */
  | 'QUEUED'
  /** On its way; no answer yet. */
  | 'SENT'
  /** The system has it. */
  | 'CONFIRMED'
  /** The system refused it. */
  | 'REJECTED'
  /** The outcome is not known yet; it is being looked up. */
  | 'IN_DOUBT';

/** Why an order was cancelled. */
export type CancelReason =
  /** The customer asked for it. */
  | 'CUSTOMER'
  /** The goods cannot be had. */
  | 'OUT_OF_STOCK'
  /** It was not paid. */
  | 'PAYMENT'
  /** It looked like fraud. */
  | 'FRAUD'
  /** It was placed by mistake. */
  | 'MISTAKE'
  /** None of the above. */
  | 'OTHER';

/** Why an order is to be cancelled. */
export type CancelReasonInput =
  /** The customer asks for it. */
  | 'CUSTOMER'
  /** The goods cannot be had. */
  | 'OUT_OF_STOCK'
  /** It is not paid. */
  | 'PAYMENT'
  /** It looks like fraud. */
  | 'FRAUD'
  /** It was placed by mistake. */
  | 'MISTAKE'
  /** None of the above. */
  | 'OTHER';

/** Why an order does not go on by itself. */
export type OrderHold = {
  __typename?: 'OrderHold';
  /** What kind of hold. */
  code: HoldCode;
  /** For people, in English. */
  message: Scalars['String']['output'];
  /** Since when. */
  since: Scalars['DateTime']['output'];
};

/** What holds an order. */
export type HoldCode =
  /** The credit limit. */
  | 'CREDIT'
  /** The payment. */
  | 'PAYMENT'
  /** Too little stock. */
  | 'STOCK'
  /** A SKU that the ERP does not have. */
  | 'UNKNOWN_SKU'
  /** More than one customer in the ERP fits. */
  | 'AMBIGUOUS_PARTY'
  /** The totals differ too much. */
  | 'TOTALS'
  /** A person. */
  | 'MANUAL'
  /** None of the above. */
  | 'OTHER';

/** A paper the ERP made. */
export type ErpDocument = Node & {
  __typename?: 'ErpDocument';
  /** Prefixed and stable. */
  id: Scalars['ID']['output'];
  /** What paper it is. */
  kind: DocumentKind;
  /** Its number. */
  number?: Maybe<Scalars['String']['output']>;
  /** The day it was issued. */
  issuedOn?: Maybe<Scalars['LocalDate']['output']>;
  /** The day it is to be paid. */
  dueOn?: Maybe<Scalars['LocalDate']['output']>;
  /** Net amount. */
  net?: Maybe<Money>;
  /** Gross amount. */
  gross?: Maybe<Money>;
  /** What is paid of it. */
  paid?: Maybe<Money>;
  /** The ERP's own word. */
  state: Scalars['String']['output'];
  /** What it corrects. */
  corrects?: Maybe<ErpDocument>;
  /** Its number in a system of the state, such as KSeF. */
  governmentNumber?: Maybe<Scalars['String']['output']>;
  /** The paper itself, through a link of the hub for this viewer alone. Printed by the ERP, or by the hub from its own copy where the ERP cannot. */
  file?: Maybe<DocumentFile>;
};

/** Papers an ERP makes. */
export type DocumentKind =
  /** Quotation. */
  | 'QUOTATION'
  /** Shipping label. */
  | 'SHIPPING_LABEL'
  /** Waybill. */
  | 'WAYBILL'
  /** Payment. */
  | 'PAYMENT'
  /** Sales order. */
  | 'SALES_ORDER'
  /** Pro forma invoice. */
  | 'PROFORMA'
  /** Delivery note. */
  | 'DELIVERY_NOTE'
  /** Invoice. */
  | 'INVOICE'
  /** Receipt. */
  | 'RECEIPT'
  /** Credit note. */
  | 'CREDIT_NOTE'
  /** None of the above. */
  | 'OTHER';

/** A parcel, or a pickup. */
export type Fulfilment = Node & {
  __typename?: 'Fulfilment';
  /** Prefixed and stable. */
  id: Scalars['ID']['output'];
  /** Its number. */
  number?: Maybe<Scalars['String']['output']>;
  /** What is in it. */
  lines: Array<FulfilmentLine>;
  /** Where it leaves from. */
  location?: Maybe<StockLocation>;
  /** Who carries it. */
  carrier?: Maybe<Scalars['String']['output']>;
  /** The carrier's numbers. */
  trackingNumbers: Array<Scalars['String']['output']>;
  /** How far it is. */
  state: ShipmentState;
  /** When it left. */
  shippedAt?: Maybe<Scalars['DateTime']['output']>;
  /** When the hub learned that it had arrived. */
  deliveredAt?: Maybe<Scalars['DateTime']['output']>;
  /** Where the parcel can be followed. */
  trackingUrl?: Maybe<Scalars['URL']['output']>;
  /** Goods that come back. */
  isReturn: Scalars['Boolean']['output'];
};

/** How far a parcel is. */
export type ShipmentState =
  /** Planned. */
  | 'PLANNED'
  /** Being picked. */
  | 'PICKING'
  /** Packed. */
  | 'PACKED'
  /** Waits to be picked up. */
  | 'READY_FOR_PICKUP'
  /** On its way. */
  | 'SHIPPED'
  /** Delivered. */
  | 'DELIVERED'
  /** Cancelled. */
  | 'CANCELLED'
  /** The source's state is not in our table. */
  | 'UNKNOWN';

/** A part of a parcel. */
export type FulfilmentLine = {
  __typename?: 'FulfilmentLine';
  /** Of which order line. */
  line: OrderLine;
  /** How much. */
  quantity: Quantity;
};

/** Something that happened to an order. */
export type OrderEvent = {
  __typename?: 'OrderEvent';
  /** Prefixed and stable. */
  id: Scalars['ID']['output'];
  /** What changed. */
  axis: OrderAxis;
  /** The value before. Null at the beginning. */
  from?: Maybe<Scalars['String']['output']>;
  /** The value since. */
  to: Scalars['String']['output'];
  /** The same in words. Polish or English. */
  title: Scalars['String']['output'];
  /** Whether customers see it. */
  publicToCustomer: Scalars['Boolean']['output'];
  /** Who or what did it. */
  source: Scalars['String']['output'];
  /** When it happened. */
  occurredAt: Scalars['DateTime']['output'];
  /** When the hub learned of it. */
  recordedAt: Scalars['DateTime']['output'];
};


/** Something that happened to an order. */
export type OrderEventTitleArgs = {
  language?: InputMaybe<Scalars['LanguageCode']['input']>;
};

/** What can change on an order. */
export type OrderAxis =
  /** The whole. */
  | 'PHASE'
  /** The money. */
  | 'PAYMENT'
  /** The goods. */
  | 'FULFILMENT'
  /** The ERP's papers. */
  | 'DOCUMENTS'
  /** Whether the ERP has it. */
  | 'ERP'
  /** The promised day. */
  | 'PROMISE'
  /** A hold; `to` is NONE when it is lifted. */
  | 'HOLD';

/** A page of orders. */
export type OrderConnection = {
  __typename?: 'OrderConnection';
  /** The orders. */
  nodes: Array<Order>;
  /** The orders with their cursors. */
  edges: Array<OrderEdge>;
  /** Where the page stands. */
  pageInfo: PageInfo;
  /** How many there are in all, exact to 10,000; null beyond. */
  totalCount?: Maybe<Scalars['Int']['output']>;
  /** Sums over the whole list, not only the page; cancelled orders left out. */
  totals?: Maybe<OrderListTotals>;
};

/** Sums over a list of orders, one amount a currency. */
export type OrderListTotals = {
  __typename?: 'OrderListTotals';
  /** Net. */
  net: Array<Money>;
  /** Gross. */
  gross: Array<Money>;
  /** Still to be paid. */
  due: Array<Money>;
};

/** An order in a page. */
export type OrderEdge = {
  __typename?: 'OrderEdge';
  /** The order. */
  node: Order;
  /** Its place. */
  cursor: Scalars['String']['output'];
};

/** A page of order lines. */
export type OrderLineConnection = {
  __typename?: 'OrderLineConnection';
  /** The lines. */
  nodes: Array<OrderLine>;
  /** The lines with their cursors. */
  edges: Array<OrderLineEdge>;
  /** Where the page stands. */
  pageInfo: PageInfo;
  /** How many there are. */
  totalCount?: Maybe<Scalars['Int']['output']>;
};

/** A line in a page. */
export type OrderLineEdge = {
  __typename?: 'OrderLineEdge';
  /** The line. */
  node: OrderLine;
  /** Its place. */
  cursor: Scalars['String']['output'];
};

/** A page of a timeline. */
export type OrderEventConnection = {
  __typename?: 'OrderEventConnection';
  /** The entries. */
  nodes: Array<OrderEvent>;
  /** The entries with their cursors. */
  edges: Array<OrderEventEdge>;
  /** Where the page stands. */
  pageInfo: PageInfo;
};

/** An entry in a page. */
export type OrderEventEdge = {
  __typename?: 'OrderEventEdge';
  /** The entry. */
  node: OrderEvent;
  /** Its place. */
  cursor: Scalars['String']['output'];
};

/** Which orders; all conditions hold together. */
export type OrderFilter = {
  /** One of these. */
  ids?: InputMaybe<Array<Scalars['ID']['input']>>;
  /** One of these numbers. */
  numbers?: InputMaybe<Array<Scalars['String']['input']>>;
  /** Of this customer. Another than the viewer's own needs the scope customers:any. */
  customerId?: InputMaybe<Scalars['ID']['input']>;
  /** Of one of these channels. */
  channelIds?: InputMaybe<Array<Scalars['ID']['input']>>;
  /** Placed at one of these. */
  originKinds?: InputMaybe<Array<OrderOriginKind>>;
  /** With one of these ids in the system it was placed in. */
  externalIds?: InputMaybe<Array<Scalars['String']['input']>>;
  /** With this order number of the customer's own. */
  customerReference?: InputMaybe<Scalars['String']['input']>;
  /** In one of these phases. */
  phase?: InputMaybe<Array<OrderPhase>>;
  /** With one of these payment states. */
  payment?: InputMaybe<Array<PaymentState>>;
  /** With one of these fulfilment states. */
  fulfilment?: InputMaybe<Array<FulfilmentState>>;
  /** With one of these ERP states. */
  erpState?: InputMaybe<Array<WriteState>>;
  /** Held for one of these reasons. */
  holds?: InputMaybe<Array<HoldCode>>;
  /** With a line of this SKU. */
  sku?: InputMaybe<Scalars['String']['input']>;
  /** With a gross total in this range. */
  gross?: InputMaybe<DecimalRange>;
  /** Placed then. */
  placedAt?: InputMaybe<DateTimeRange>;
  /** Promised for then. */
  promisedOn?: InputMaybe<DateRange>;
  /** Last changed then. */
  updatedAt?: InputMaybe<DateTimeRange>;
  /** Paid with this transaction number. */
  transactionNumber?: InputMaybe<Scalars['String']['input']>;
};

/** Order of a list. */
export type OrderSort = {
  /** What decides. */
  by: OrderSortKey;
  /** Which way. */
  direction?: SortDirection;
};

/** What orders are sorted by. */
export type OrderSortKey =
  /** When it was placed. */
  | 'PLACED_AT'
  /** When it last changed. */
  | 'UPDATED_AT'
  /** Its number. */
  | 'NUMBER'
  /** Its gross total. */
  | 'GROSS'
  /** The promised day. */
  | 'PROMISED_ON'
  /** The day it is to be paid. */
  | 'DUE_ON';

/** For what delivery is asked. */
export type DeliveryOptionsInput = {
  /** The goods. */
  lines: Array<LineInput>;
  /** The channel; the viewer's own unless given. */
  channelId?: InputMaybe<Scalars['ID']['input']>;
  /** The buyer; the viewer's own unless given. */
  customerId?: InputMaybe<Scalars['ID']['input']>;
  /** Where the goods go; the buyer's own address unless given. */
  shipTo?: InputMaybe<Scalars['CountryCode']['input']>;
  /** What to count in; the currency of the buyer's price list, or the channel's, unless given. */
  currencyCode?: InputMaybe<Scalars['CurrencyCode']['input']>;
};

/** A way of delivery. */
export type DeliveryOption = {
  __typename?: 'DeliveryOption';
  /** Give it as `methodCode`. */
  code: Scalars['String']['output'];
  /** Its name. */
  name: Scalars['String']['output'];
  /** Who carries it. */
  carrier?: Maybe<Scalars['String']['output']>;
  /** Net charge. */
  net: Money;
  /** Gross charge. */
  gross: Money;
  /** The earliest day. Null while the goods cannot be had. */
  deliverableFrom?: Maybe<Scalars['LocalDate']['output']>;
  /** The day by which it comes. Null while the goods cannot be had. */
  deliverableTo?: Maybe<Scalars['LocalDate']['output']>;
  /** Where it can be picked up; empty for deliveries. */
  pickupLocations: Array<StockLocation>;
  /** Whether it can be chosen. */
  allowed: Scalars['Boolean']['output'];
  /** Why not. */
  reason?: Maybe<Scalars['String']['output']>;
};

/** Some goods. */
export type LineInput = {
  /** By SKU. */
  sku?: InputMaybe<Scalars['String']['input']>;
  /** Or by id. */
  variantId?: InputMaybe<Scalars['ID']['input']>;
  /** How much. */
  quantity: Scalars['Decimal']['input'];
  /** Sales unit; the stock unit unless given. */
  unitCode?: InputMaybe<Scalars['String']['input']>;
};

/** An order that is being thought of. */
export type OrderPreviewInput = {
  /** The channel; the viewer's own unless given. */
  channelId?: InputMaybe<Scalars['ID']['input']>;
  /** The buyer; the viewer's own unless given. */
  customerId?: InputMaybe<Scalars['ID']['input']>;
  /** Where the goods go; the buyer's own address unless given. */
  shipTo?: InputMaybe<Scalars['CountryCode']['input']>;
  /** What to count in; the currency of the buyer's price list, or the channel's, unless given. */
  currencyCode?: InputMaybe<Scalars['CurrencyCode']['input']>;
  /** Coupons; what becomes of each stands in the warnings when it does nothing. */
  couponCodes?: InputMaybe<Array<Scalars['String']['input']>>;
  /** Points of the customer's card to pay with: a discount, gross, in the lines. What stands in the way is a warning. */
  loyaltyPoints?: InputMaybe<Scalars['Int']['input']>;
  /** The goods. */
  lines: Array<LineInput>;
  /** The way of delivery, to be counted in. */
  deliveryMethodCode?: InputMaybe<Scalars['String']['input']>;
};

/** What an order would cost and when it could come. */
export type OrderPreview = {
  __typename?: 'OrderPreview';
  /** As asked, in the same order. */
  lines: Array<OrderPreviewLine>;
  /** Sums of the lines that have a price, with the delivery. */
  totals: OrderTotals;
  /** Ways of delivery. */
  deliveryOptions: Array<DeliveryOption>;
  /** Ways of payment. */
  paymentMethods: Array<PaymentMethod>;
  /** Whether it fits the buyer's credit. Null for a buyer without credit. */
  credit?: Maybe<CreditVerdict>;
  /** The earliest day on which all of it can be there. Null when that is not known. */
  earliestDelivery?: Maybe<Scalars['LocalDate']['output']>;
  /** Which tax is asked and why. */
  tax: OrderTax;
  /** True when a promotion that only the ERP can count may change the amounts. */
  estimated: Scalars['Boolean']['output'];
  /** Give it to orderPlace: these prices then hold until `validUntil`. Null while a line cannot be priced. */
  priceToken?: Maybe<Scalars['String']['output']>;
  /** Until when the token holds. */
  validUntil?: Maybe<Scalars['DateTime']['output']>;
  /** What would stand in the way. */
  warnings: Array<UserError>;
};

/** One line of a preview. */
export type OrderPreviewLine = {
  __typename?: 'OrderPreviewLine';
  /** SKU as asked, or the variant's. */
  sku: Scalars['String']['output'];
  /** What it is. Null when unknown. */
  variant?: Maybe<Variant>;
  /** How much, in the stock unit when the variant is known. */
  quantity: Quantity;
  /** Net price of a unit. Null without a price. */
  unitNet?: Maybe<Money>;
  /** Gross price of a unit. */
  unitGross?: Maybe<Money>;
  /** Net of the line. */
  net?: Maybe<Money>;
  /** Gross of the line. */
  gross?: Maybe<Money>;
  /** Discounts of the line. */
  discounts: Array<OrderDiscount>;
  /** Tax rate in percent. Null without a price. */
  taxPercent?: Maybe<Scalars['Decimal']['output']>;
  /** True when a promotion that only the ERP can count may change it. */
  estimated: Scalars['Boolean']['output'];
  /** How much can be sold now. Null when that is not known. */
  availableNow?: Maybe<Quantity>;
  /** The day on which it can leave. Null when that is not known. */
  promisedOn?: Maybe<Scalars['LocalDate']['output']>;
  /** What would stand in the way. */
  errors: Array<UserError>;
};

/** A way of payment. */
export type PaymentMethod = {
  __typename?: 'PaymentMethod';
  /** Give it as `methodCode`. */
  code: Scalars['String']['output'];
  /** Its name. */
  name: Scalars['String']['output'];
  /** Whether this buyer may choose it. */
  allowed: Scalars['Boolean']['output'];
  /** Why not. */
  reason?: Maybe<Scalars['String']['output']>;
};

/** Whether an order fits a credit. */
export type CreditVerdict = {
  __typename?: 'CreditVerdict';
  /** Whether it fits. */
  allowed: Scalars['Boolean']['output'];
  /** What is left of the limit. */
  available: Money;
  /** What the order needs. */
  required: Money;
  /** What is missing. */
  shortBy: Money;
  /** When the ERP told of the credit. */
  asOf: Scalars['DateTime']['output'];
};

/** How to reach a person. */
export type ContactInput = {
  /** Name. */
  name?: InputMaybe<Scalars['String']['input']>;
  /** E-mail address. */
  email?: InputMaybe<Scalars['String']['input']>;
  /** Phone number. */
  phone?: InputMaybe<Scalars['String']['input']>;
};

/** An order. */
export type OrderPlaceInput = {
  /** One a logical order. */
  idempotencyKey: Scalars['IdempotencyKey']['input'];
  /** Check everything, store nothing, and answer a preview. */
  dryRun?: Scalars['Boolean']['input'];
  /** How long to wait for the ERP's verdict, at most PT30S. */
  wait?: Scalars['Duration']['input'];
  /** A reservation that this order takes over. */
  reservationId?: InputMaybe<Scalars['ID']['input']>;
  /** Of a preview of these very lines for this buyer: its prices hold until it ends. After that the order is refused PRICE_CHANGED if anything changed. */
  priceToken?: InputMaybe<Scalars['String']['input']>;
  /** The total the buyer saw. */
  expectedGross?: InputMaybe<Scalars['Decimal']['input']>;
  /** How far the total may be off `expectedGross`; zero unless given. */
  tolerance?: InputMaybe<Scalars['Decimal']['input']>;
  /** The channel; the viewer's own unless given. */
  channelId?: InputMaybe<Scalars['ID']['input']>;
  /** The buyer; the viewer's own unless given. */
  customerId?: InputMaybe<Scalars['ID']['input']>;
  /** The buyer, when it is no known customer. */
  guest?: InputMaybe<ContactInput>;
  /** Whom to ask about it; the buyer unless given. */
  contact?: InputMaybe<ContactInput>;
  /** The customer's own order number. */
  customerReference?: InputMaybe<Scalars['String']['input']>;
  /** Where the invoice goes. */
  billingAddress?: InputMaybe<AddressInput>;
  /** Or one of the customer's addresses. */
  billingAddressId?: InputMaybe<Scalars['ID']['input']>;
  /** Where the goods go. */
  shippingAddress?: InputMaybe<AddressInput>;
  /** Or one of the customer's addresses. */
  shippingAddressId?: InputMaybe<Scalars['ID']['input']>;
  /** How it is delivered. */
  delivery: DeliveryInput;
  /** How it is paid. */
  payment: PaymentInput;
  /** What to count in; the currency of the buyer's price list, or the channel's, unless given. */
  currencyCode?: InputMaybe<Scalars['CurrencyCode']['input']>;
  /** Coupons; one that does nothing is refused. With a price token they are those of the preview. */
  couponCodes?: InputMaybe<Array<Scalars['String']['input']>>;
  /** Points of the customer's card to pay with: a discount, gross, in the lines. They come back when the order is cancelled. */
  loyaltyPoints?: InputMaybe<Scalars['Int']['input']>;
  /** What is ordered. */
  lines: Array<OrderPlaceLineInput>;
  /** What the customer writes. */
  note?: InputMaybe<Scalars['String']['input']>;
};

/** How an order is to be delivered. */
export type DeliveryInput = {
  /** Code of a delivery option. */
  methodCode: Scalars['String']['input'];
  /** Where it is picked up. */
  pickupLocationId?: InputMaybe<Scalars['ID']['input']>;
  /** The carrier's code of the parcel locker or pickup point. */
  pickupPointCode?: InputMaybe<Scalars['String']['input']>;
  /** The day the customer asks for. */
  requestedOn?: InputMaybe<Scalars['LocalDate']['input']>;
  /** Whether it may come in parts. */
  partialAllowed?: Scalars['Boolean']['input'];
};

/** How an order is paid. */
export type PaymentInput = {
  /** Code of a payment method. */
  methodCode: Scalars['String']['input'];
  /** Who handles it. */
  provider?: InputMaybe<Scalars['String']['input']>;
  /** The provider's transaction number. */
  transactionNumber?: InputMaybe<Scalars['String']['input']>;
  /** What is paid; the whole unless given. */
  amount?: InputMaybe<Scalars['Decimal']['input']>;
  /** How far it is. Anything but PENDING needs the scope payments:write. */
  state?: PaymentInputState;
};

/** How far a payment is. */
export type PaymentInputState =
  /** Nothing has come. */
  | 'PENDING'
  /** The money is reserved. */
  | 'AUTHORISED'
  /** Paid. */
  | 'PAID'
  /** Refused or broken off. */
  | 'FAILED'
  /** Paid back; the amount is all that was paid back of this transaction so far. */
  | 'REFUNDED';

/** One line of an order. */
export type OrderPlaceLineInput = {
  /** By SKU. */
  sku?: InputMaybe<Scalars['String']['input']>;
  /** Or by id. */
  variantId?: InputMaybe<Scalars['ID']['input']>;
  /** How much. */
  quantity: Scalars['Decimal']['input'];
  /** Sales unit; the stock unit unless given. */
  unitCode?: InputMaybe<Scalars['String']['input']>;
  /** Net price of a unit. Needs the scope orders:price; the hub prices otherwise. */
  unitPrice?: InputMaybe<Scalars['Decimal']['input']>;
  /** Discounts. Need the scope orders:price. */
  discounts?: InputMaybe<Array<DiscountInput>>;
  /** Where to take it from. */
  sourceLocationId?: InputMaybe<Scalars['ID']['input']>;
  /** What the customer writes for this line. */
  note?: InputMaybe<Scalars['String']['input']>;
};

/** A discount: an amount, or a percentage. */
export type DiscountInput = {
  /** Its code. */
  code: Scalars['String']['input'];
  /** What it is counted on. */
  basis: DiscountBasis;
  /** What to take off the line. */
  amount?: InputMaybe<Scalars['Decimal']['input']>;
  /** Or which part of it. */
  percent?: InputMaybe<Scalars['Decimal']['input']>;
};

/** A change of an order; what is left out stays. */
export type OrderUpdateInput = {
  /** One a logical change. */
  idempotencyKey: Scalars['IdempotencyKey']['input'];
  /** The order. */
  id: Scalars['ID']['input'];
  /** Refuse when it has changed since. */
  expectedVersion?: InputMaybe<Scalars['Int']['input']>;
  /** Where the goods go. */
  shippingAddress?: InputMaybe<AddressInput>;
  /** What the customer writes. */
  note?: InputMaybe<Scalars['String']['input']>;
  /** The customer's own order number. */
  customerReference?: InputMaybe<Scalars['String']['input']>;
};

/** A cancellation. */
export type OrderCancelInput = {
  /** One a logical cancellation. */
  idempotencyKey: Scalars['IdempotencyKey']['input'];
  /** The order. */
  id: Scalars['ID']['input'];
  /** Refuse when it has changed since. */
  expectedVersion?: InputMaybe<Scalars['Int']['input']>;
  /** Why. */
  reason: CancelReasonInput;
  /** In words, for the ERP. */
  comment?: InputMaybe<Scalars['String']['input']>;
};

/** A notice about a payment. */
export type OrderPaymentRecordInput = {
  /** One a logical notice. */
  idempotencyKey: Scalars['IdempotencyKey']['input'];
  /** The order. */
  orderId: Scalars['ID']['input'];
  /** Who handles it. */
  provider: Scalars['String']['input'];
  /** The provider's transaction number. */
  transactionNumber: Scalars['String']['input'];
  /** The amount of the transaction; with REFUNDED all that was paid back of it so far. */
  amount: Scalars['Decimal']['input'];
  /** Its currency; must be the order's. */
  currencyCode: Scalars['CurrencyCode']['input'];
  /** How far it is. */
  state: PaymentInputState;
  /** When it happened at the provider. */
  occurredAt: Scalars['DateTime']['input'];
  /** Of a refund under a number of its own: the number of the payment it gives back. */
  refundOf?: InputMaybe<Scalars['String']['input']>;
};

/** The outcome of a write to an order. */
export type OrderPayload = {
  __typename?: 'OrderPayload';
  /** The order as it is now. */
  order?: Maybe<Order>;
  /** The write on its way to the ERP. */
  operation?: Maybe<WriteOperation>;
  /** With `dryRun`: what would be ordered. */
  preview?: Maybe<OrderPreview>;
  /** Why it was refused. Empty when it was not. */
  userErrors: Array<UserError>;
};

/** The total is not what the buyer saw. */
export type TotalsMismatchError = UserError & {
  __typename?: 'TotalsMismatchError';
  /** Stable; what programs decide on. */
  code: UserErrorCode;
  /** For people, in English. */
  message: Scalars['String']['output'];
  /** Path of the argument at fault. */
  field?: Maybe<Array<Scalars['String']['output']>>;
  /** True when the same request may succeed later. */
  retryable: Scalars['Boolean']['output'];
  /** What the buyer saw. */
  expected: Money;
  /** What the hub computed. */
  computed: Money;
  /** What difference was allowed. */
  tolerance: Money;
};

/** Too little stock for a line. */
export type InsufficientStockError = UserError & {
  __typename?: 'InsufficientStockError';
  /** Stable; what programs decide on. */
  code: UserErrorCode;
  /** For people, in English. */
  message: Scalars['String']['output'];
  /** Path of the argument at fault. */
  field?: Maybe<Array<Scalars['String']['output']>>;
  /** True when the same request may succeed later. */
  retryable: Scalars['Boolean']['output'];
  /** Of what there is too little. */
  variant: Variant;
  /** How much could be had; at most 20 is told without the scope stock:read. */
  sellable: Quantity;
  /** When the quantity is complete, as far as deliveries tell. */
  nextAvailableOn?: Maybe<Scalars['LocalDate']['output']>;
};

/** The order does not fit the credit. */
export type CreditLimitError = UserError & {
  __typename?: 'CreditLimitError';
  /** Stable; what programs decide on. */
  code: UserErrorCode;
  /** For people, in English. */
  message: Scalars['String']['output'];
  /** Path of the argument at fault. */
  field?: Maybe<Array<Scalars['String']['output']>>;
  /** True when the same request may succeed later. */
  retryable: Scalars['Boolean']['output'];
  /** What is left of the limit. */
  available: Money;
  /** What the order needs. */
  required: Money;
  /** What is missing. */
  shortBy: Money;
};

/** The prices of a preview hold no more. */
export type PriceChangedError = UserError & {
  __typename?: 'PriceChangedError';
  /** Stable; what programs decide on. */
  code: UserErrorCode;
  /** For people, in English. */
  message: Scalars['String']['output'];
  /** Path of the argument at fault. */
  field?: Maybe<Array<Scalars['String']['output']>>;
  /** True when the same request may succeed later. */
  retryable: Scalars['Boolean']['output'];
  /** The lines that cost something else now. */
  changes: Array<PriceChange>;
};

/** A line that costs something else now. */
export type PriceChange = {
  __typename?: 'PriceChange';
  /** Its SKU. */
  sku: Scalars['String']['output'];
  /** What it is. */
  variant: Variant;
  /** Net of the line as it was promised. */
  promised: Money;
  /** Net of the line now. Null when it has no price any more. */
  current?: Maybe<Money>;
};

/** It changed since `expectedVersion`. */
export type VersionConflictError = UserError & {
  __typename?: 'VersionConflictError';
  /** Stable; what programs decide on. */
  code: UserErrorCode;
  /** For people, in English. */
  message: Scalars['String']['output'];
  /** Path of the argument at fault. */
  field?: Maybe<Array<Scalars['String']['output']>>;
  /** True when the same request may succeed later. */
  retryable: Scalars['Boolean']['output'];
  /** The version it has now. */
  currentVersion: Scalars['Int']['output'];
};

/** An offer of the ERP, asked for or made by its people. */
export type Quote = Node & {
  __typename?: 'Quote';
  /** Prefixed and stable. */
  id: Scalars['ID']['output'];
  /** The ERP's number. Null until it has one. */
  number?: Maybe<Scalars['String']['output']>;
  /** Whose it is. */
  customer?: Maybe<Customer>;
  /** How far it is. */
  state: QuoteState;
  /** The last day on which it can be accepted. Null when it does not end. */
  validUntil?: Maybe<Scalars['LocalDate']['output']>;
  /** What was asked, or what the offer says. */
  note?: Maybe<Scalars['String']['output']>;
  /** What is offered. */
  lines: Array<QuoteLine>;
  /** Sums of the offer. While it is REQUESTED they are the hub's own prices, and the ERP decides. */
  totals: QuoteTotals;
  /** The order it became. */
  order?: Maybe<Order>;
  /** When it was asked for, or first seen. */
  requestedAt: Scalars['DateTime']['output'];
  /** Grows with every change. */
  version: Scalars['Int']['output'];
  /** The same offer in linked systems. */
  externalIds: Array<ExternalId>;
  /** Which linked system told of it and when. Null until one has. */
  provenance?: Maybe<Provenance>;
};

/** One position of an offer. */
export type QuoteLine = {
  __typename?: 'QuoteLine';
  /** Prefixed and stable. */
  id: Scalars['ID']['output'];
  /** What it is. Null when the SKU is not known. */
  variant?: Maybe<Variant>;
  /** Its SKU. */
  sku: Scalars['String']['output'];
  /** Its name. */
  title: Scalars['String']['output'];
  /** How much. */
  quantity: Quantity;
  /** Net price of a unit, before discounts. Null while nobody has named one. */
  unitNet?: Maybe<Money>;
  /** Gross price of a unit, before discounts. Null while nobody has named one. */
  unitGross?: Maybe<Money>;
  /** Discounts of this line. */
  discounts: Array<OrderDiscount>;
  /** Tax rate in percent. */
  taxPercent: Scalars['Decimal']['output'];
  /** Net of the line, after discounts. */
  net?: Maybe<Money>;
  /** Gross of the line, after discounts. */
  gross?: Maybe<Money>;
};

/** Sums of an offer. */
export type QuoteTotals = {
  __typename?: 'QuoteTotals';
  /** Net. */
  net: Money;
  /** Tax. */
  tax: Money;
  /** Gross. */
  gross: Money;
};

/** How far an offer is. */
export type QuoteState =
  /** Asked for; the prices are not decided. */
  | 'REQUESTED'
  /** Can be accepted. */
  | 'OFFERED'
  /** It became an order. */
  | 'ACCEPTED'
  /** Declined, by either side. */
  | 'REJECTED'
  /** Its last day is over. */
  | 'EXPIRED'
  /** The source's state is not in our table. */
  | 'UNKNOWN';

/** A page of offers. */
export type QuoteConnection = {
  __typename?: 'QuoteConnection';
  /** The offers. */
  nodes: Array<Quote>;
  /** The offers with their cursors. */
  edges: Array<QuoteEdge>;
  /** Where the page stands. */
  pageInfo: PageInfo;
  /** How many there are in all, exact to 10,000; null beyond. */
  totalCount?: Maybe<Scalars['Int']['output']>;
};

/** An offer in a page. */
export type QuoteEdge = {
  __typename?: 'QuoteEdge';
  /** The offer. */
  node: Quote;
  /** Its place. */
  cursor: Scalars['String']['output'];
};

/** Which offers; all conditions hold together. */
export type QuoteFilter = {
  /** Of this customer. Another than the viewer's own needs the scope customers:any. */
  customerId?: InputMaybe<Scalars['ID']['input']>;
  /** In one of these states. */
  state?: InputMaybe<Array<QuoteState>>;
};

/** A question for an offer. */
export type QuoteRequestInput = {
  /** One a logical question. */
  idempotencyKey: Scalars['IdempotencyKey']['input'];
  /** How long to wait for the ERP, at most PT30S. */
  wait?: Scalars['Duration']['input'];
  /** The channel; the viewer's own unless given. */
  channelId?: InputMaybe<Scalars['ID']['input']>;
  /** Whom the offer is for; the viewer's own customer unless given. */
  customerId?: InputMaybe<Scalars['ID']['input']>;
  /** The goods. */
  lines: Array<LineInput>;
  /** Until when the offer should hold. The ERP decides. */
  validUntil?: InputMaybe<Scalars['LocalDate']['input']>;
  /** What the customer writes. */
  note?: InputMaybe<Scalars['String']['input']>;
};

/** An accepted offer: what was open of the order it becomes. */
export type QuoteAcceptInput = {
  /** One a logical acceptance. */
  idempotencyKey: Scalars['IdempotencyKey']['input'];
  /** How long to wait for the ERP's verdict, at most PT30S. */
  wait?: Scalars['Duration']['input'];
  /** The offer. */
  quoteId: Scalars['ID']['input'];
  /** Refuse when the offer has changed since. */
  expectedVersion?: InputMaybe<Scalars['Int']['input']>;
  /** The total the buyer saw, with the delivery. */
  expectedGross?: InputMaybe<Scalars['Decimal']['input']>;
  /** How far the total may be off `expectedGross`; zero unless given. */
  tolerance?: InputMaybe<Scalars['Decimal']['input']>;
  /** Whom to ask about it; the buyer unless given. */
  contact?: InputMaybe<ContactInput>;
  /** The customer's own order number. */
  customerReference?: InputMaybe<Scalars['String']['input']>;
  /** Where the invoice goes. */
  billingAddress?: InputMaybe<AddressInput>;
  /** Or one of the customer's addresses. */
  billingAddressId?: InputMaybe<Scalars['ID']['input']>;
  /** Where the goods go. */
  shippingAddress?: InputMaybe<AddressInput>;
  /** Or one of the customer's addresses. */
  shippingAddressId?: InputMaybe<Scalars['ID']['input']>;
  /** How it is delivered. */
  delivery: DeliveryInput;
  /** How it is paid. */
  payment: PaymentInput;
  /** What the customer writes. */
  note?: InputMaybe<Scalars['String']['input']>;
};

/** A declined offer. */
export type QuoteRejectInput = {
  /** One a logical refusal; repeating it changes nothing. */
  idempotencyKey: Scalars['IdempotencyKey']['input'];
  /** The offer. */
  quoteId: Scalars['ID']['input'];
};

/** The outcome of a write to an offer. */
export type QuotePayload = {
  __typename?: 'QuotePayload';
  /** The offer as it is now. */
  quote?: Maybe<Quote>;
  /** The write on its way to the ERP. */
  operation?: Maybe<WriteOperation>;
  /** Why it was refused. Empty when it was not. */
  userErrors: Array<UserError>;
};

/** A basket in a shop. */
export type Cart = Node & {
  __typename?: 'Cart';
  /** Prefixed and stable. */
  id: Scalars['ID']['output'];
  /** The channel it counts for. */
  channelId: Scalars['ID']['output'];
  /** Whose it is. Null for a visitor. */
  customer?: Maybe<Customer>;
  /** The visitor's address, as far as it was typed. */
  email?: Maybe<Scalars['String']['output']>;
  /** What is in it. */
  lines: Array<CartLine>;
  /** Gross of the whole basket, as the shop counts it. */
  gross: Money;
  /** What became of it. */
  state: CartState;
  /** When the hub first saw it. */
  createdAt: Scalars['DateTime']['output'];
  /** When it was last touched. */
  updatedAt: Scalars['DateTime']['output'];
  /** The order it became. */
  order?: Maybe<Order>;
};

/** One position of a basket, with today's price and stock next to the basket's own. */
export type CartLine = {
  __typename?: 'CartLine';
  /** What it is. Null when the SKU is not known. */
  variant?: Maybe<Variant>;
  /** Its SKU. */
  sku: Scalars['String']['output'];
  /** Its name in the shop. */
  title: Scalars['String']['output'];
  /** How much. */
  quantity: Quantity;
  /** Gross of the line, as the shop counted it. */
  gross: Money;
  /** Gross of the line at today's price for this buyer. Null when it has none, or for lines in another currency. */
  grossToday?: Maybe<Money>;
  /** How much can be sold now. Null when that is not known. */
  availableNow?: Maybe<Quantity>;
};

/** What became of a basket. */
export type CartState =
  /** Somebody is filling it. */
  | 'OPEN'
  /** Nobody touched it for longer than its channel waits: an hour unless configured. */
  | 'ABANDONED'
  /** It became an order. */
  | 'CONVERTED';

/** A page of baskets. */
export type CartConnection = {
  __typename?: 'CartConnection';
  /** The baskets. */
  nodes: Array<Cart>;
  /** The baskets with their cursors. */
  edges: Array<CartEdge>;
  /** Where the page stands. */
  pageInfo: PageInfo;
  /** How many there are in all, exact to 10,000; null beyond. */
  totalCount?: Maybe<Scalars['Int']['output']>;
};

/** A basket in a page. */
export type CartEdge = {
  __typename?: 'CartEdge';
  /** The basket. */
  node: Cart;
  /** Its place. */
  cursor: Scalars['String']['output'];
};

/** Which baskets; all conditions hold together. */
export type CartFilter = {
  /** In one of these states. */
  state?: InputMaybe<Array<CartState>>;
  /** Not touched for so long. */
  idleFor?: InputMaybe<Scalars['Duration']['input']>;
  /** Of one of these channels. */
  channelIds?: InputMaybe<Array<Scalars['ID']['input']>>;
  /** Of this customer. */
  customerId?: InputMaybe<Scalars['ID']['input']>;
  /** With a gross total in this range. */
  gross?: InputMaybe<DecimalRange>;
};

/** Which orders a subscriber wants; at least one of all, orderIds, customerId and channelIds. */
export type OrderChangeFilter = {
  /** Every order this viewer may see. */
  all?: Scalars['Boolean']['input'];
  /** These orders. */
  orderIds?: InputMaybe<Array<Scalars['ID']['input']>>;
  /** Of this customer. Another than the viewer's own needs the scope customers:any. */
  customerId?: InputMaybe<Scalars['ID']['input']>;
  /** Of these channels. */
  channelIds?: InputMaybe<Array<Scalars['ID']['input']>>;
  /** Only changes into one of these phases. */
  phase?: InputMaybe<Array<OrderPhase>>;
};

/** A message of the stream. */
export type OrderStreamItem = OrderChanged | StreamCheckpoint | StreamGap;

/** An order changed, or is part of the first picture. */
export type OrderChanged = {
  __typename?: 'OrderChanged';
  /** Hand it back as `after` to go on from here. */
  cursor: Scalars['StreamCursor']['output'];
  /** The order as it is now. */
  order: Order;
  /** The status before. Null in the first picture and for a new order. */
  previousStatus?: Maybe<OrderStatus>;
  /** What happened. Empty in the first picture. */
  changes: Array<OrderEvent>;
  /** The version this message is about; `order` may be newer already. */
  version: Scalars['Int']['output'];
  /** When it changed. */
  occurredAt: Scalars['DateTime']['output'];
};

/** A printed paper, fetched through the hub: never an address of the ERP. */
export type DocumentFile = {
  __typename?: 'DocumentFile';
  /** Fetch it with the same API key and customer token; the first fetch may take some seconds. */
  url: Scalars['URL']['output'];
  /** When the link ends; ask again for another. */
  expiresAt: Scalars['DateTime']['output'];
  /** What it is. */
  mediaType: Scalars['String']['output'];
};

/** What is owed: an invoice, a correction of one, a receipt. */
export type Invoice = {
  __typename?: 'Invoice';
  /** Prefixed and stable. */
  id: Scalars['ID']['output'];
  /** The paper. */
  document: ErpDocument;
  /** To the company, or by it. */
  side: InvoiceSide;
  /** Whose, as the paper says. */
  partyName: Scalars['String']['output'];
  /** The customer; null for a supplier. */
  customer?: Maybe<Customer>;
  /** Orders it is of, as far as this viewer sees them. */
  orders: Array<Order>;
  /** Net amount; of a correction what it takes off. */
  net: Money;
  /** Tax. */
  tax: Money;
  /** Gross amount. */
  gross: Money;
  /** Still to be paid; of a correction, still to be used. */
  open: Money;
  /** Where it stands. */
  state: InvoiceState;
  /** Days since it was to be paid; 0 when it is not overdue. */
  overdueDays: Scalars['Int']['output'];
  /** The paper a correction corrects. */
  corrects?: Maybe<ErpDocument>;
  /** Where from, how old. */
  provenance: Provenance;
};

/** Whose debt. */
export type InvoiceSide =
  /** Owed to the company. */
  | 'RECEIVABLE'
  /** Owed by the company. */
  | 'PAYABLE';

/** Where an invoice stands. */
export type InvoiceState =
  /** Not issued yet. */
  | 'DRAFT'
  /** Issued, not paid in full. */
  | 'POSTED'
  /** Paid in full. */
  | 'PAID'
  /** Withdrawn. */
  | 'CANCELLED';

/** Which invoices; all given conditions hold. */
export type InvoiceFilter = {
  /** Of this customer. */
  customerId?: InputMaybe<Scalars['ID']['input']>;
  /** Of this order. */
  orderId?: InputMaybe<Scalars['ID']['input']>;
  /** With something to be paid, or without. */
  open?: InputMaybe<Scalars['Boolean']['input']>;
  /** To be paid before today, or not. */
  overdue?: InputMaybe<Scalars['Boolean']['input']>;
  /** Issued on these days. */
  issuedOn?: InputMaybe<DateRange>;
  /** Of these kinds. */
  kind?: InputMaybe<Array<DocumentKind>>;
  /** Whose debt; default RECEIVABLE. */
  side?: InputMaybe<InvoiceSide>;
};

/** A page of invoices. */
export type InvoiceConnection = {
  __typename?: 'InvoiceConnection';
  /** The invoices. */
  nodes: Array<Invoice>;
  /** The invoices with their cursors. */
  edges: Array<InvoiceEdge>;
  /** Where this page stands. */
  pageInfo: PageInfo;
  /** How many there are; null above 10,000. */
  totalCount?: Maybe<Scalars['Int']['output']>;
  /** What is open in all that fit, by currency; corrections count against. */
  openTotal: Array<Money>;
};

/** An invoice in its list. */
export type InvoiceEdge = {
  __typename?: 'InvoiceEdge';
  /** The invoice. */
  node: Invoice;
  /** Its place in the list. */
  cursor: Scalars['String']['output'];
};

/** Goods that are to come back, or have. */
export type Return = {
  __typename?: 'Return';
  /** Prefixed and stable. */
  id: Scalars['ID']['output'];
  /** What people call it. */
  number: Scalars['String']['output'];
  /** Why goods come back. */
  kind: ReturnKind;
  /** Of which order. */
  order: Order;
  /** Where it stands. */
  state: ReturnState;
  /** Which goods. */
  lines: Array<ReturnLine>;
  /** What was asked for. */
  resolution: ReturnResolution;
  /** What goes back, gross; null until that is known. */
  refund?: Maybe<Money>;
  /** Where the money stands. */
  refundState: RefundState;
  /** The correction of the invoice. */
  creditNote?: Maybe<ErpDocument>;
  /** The order of other goods. */
  replacement?: Maybe<Order>;
  /** What was written when it was asked for. */
  comment?: Maybe<Scalars['String']['output']>;
  /** What was written when somebody decided. */
  answer?: Maybe<Scalars['String']['output']>;
  /** A complaint is answered by this day (14 days), else it counts as accepted; null for the rest. */
  decideBy?: Maybe<Scalars['LocalDate']['output']>;
  /** When it was asked for. */
  requestedAt: Scalars['DateTime']['output'];
  /** When the goods arrived. */
  receivedAt?: Maybe<Scalars['DateTime']['output']>;
  /** What may be done with it now, by this viewer. */
  allowed: Array<ReturnAction>;
  /** Rises with each change. */
  version: Scalars['Int']['output'];
};

/** One line of goods that come back. */
export type ReturnLine = {
  __typename?: 'ReturnLine';
  /** Of the order. */
  line: OrderLine;
  /** How many were asked for. */
  quantity: Quantity;
  /** How many arrived. */
  received: Quantity;
  /** Why, in the customer's words. */
  reason?: Maybe<Scalars['String']['output']>;
  /** Back to stock, or away; null until they arrived. */
  restocked?: Maybe<Scalars['Boolean']['output']>;
};

/** Why goods come back. */
export type ReturnKind =
  /** A consumer changes their mind, within 14 days, without a reason. */
  | 'WITHDRAWAL'
  /** The goods are not as they should be. */
  | 'COMPLAINT'
  /** Something else was sent. */
  | 'WRONG_ITEM'
  /** Whatever a shop says. */
  | 'OTHER';

/** Why goods come back. */
export type ReturnKindInput =
  /** A consumer changes their mind, within 14 days, without a reason. */
  | 'WITHDRAWAL'
  /** The goods are not as they should be; each line needs a reason. */
  | 'COMPLAINT'
  /** Something else was sent; each line needs a reason. */
  | 'WRONG_ITEM';

/** Where a return stands. */
export type ReturnState =
  /** Asked for; somebody has to answer. A withdrawal in time is never here: it needs nobody's consent. */
  | 'REQUESTED'
  /** The goods may come. */
  | 'APPROVED'
  /** No. */
  | 'REJECTED'
  /** Taken back before the goods came. */
  | 'CANCELLED'
  /** The goods arrived; the ERP is booking them in. */
  | 'RECEIVING'
  /** Booked in; the money is on its way, or due. */
  | 'RECEIVED'
  /** The money went back. */
  | 'REFUNDED'
  /** Other goods went out. */
  | 'REPLACED'
  /** Over: nothing was to be paid back. */
  | 'CLOSED';

/** What the customer gets. */
export type ReturnResolution =
  /** The money. */
  | 'REFUND'
  /** The same goods again. */
  | 'REPLACEMENT';

/** Where the money of a return stands. */
export type RefundState =
  /** Nothing goes back: nothing was paid, or other goods go out. */
  | 'NONE'
  /** It is to be paid back by whoever took it; recorded with `orderPaymentRecord` and state REFUNDED. */
  | 'DUE'
  /** The shop was told to pay it back. */
  | 'SENT'
  /** It went back. */
  | 'DONE'
  /** The shop refused: a person decides. */
  | 'FAILED';

/** What may be done with a return. */
export type ReturnAction =
  /** Agree. */
  | 'APPROVE'
  /** Say no. */
  | 'REJECT'
  /** Take it back. */
  | 'CANCEL'
  /** Book the goods in. */
  | 'RECEIVE';

/** Goods to be given back. */
export type ReturnRequestInput = {
  /** One a request. */
  idempotencyKey: Scalars['IdempotencyKey']['input'];
  /** Of which order. */
  orderId: Scalars['ID']['input'];
  /** Why. */
  kind: ReturnKindInput;
  /** Which goods. */
  lines: Array<ReturnLineInput>;
  /** What is asked for. */
  resolution?: ReturnResolution;
  /** Anything else. */
  comment?: InputMaybe<Scalars['String']['input']>;
};

/** One line of goods to be given back. */
export type ReturnLineInput = {
  /** Of the order. */
  lineId: Scalars['ID']['input'];
  /** How many, in the line's unit; never more than were shipped and not given back yet. */
  quantity: Scalars['Decimal']['input'];
  /** Why; needed for a complaint or a wrong item. */
  reason?: InputMaybe<Scalars['String']['input']>;
};

/** A decision on a return; repeating it changes nothing. */
export type ReturnDecideInput = {
  /** One a decision. */
  idempotencyKey: Scalars['IdempotencyKey']['input'];
  /** Which return. */
  returnId: Scalars['ID']['input'];
  /** Why; needed for a no. */
  comment?: InputMaybe<Scalars['String']['input']>;
};

/** Goods that arrived. */
export type ReturnReceiveInput = {
  /** One an arrival. */
  idempotencyKey: Scalars['IdempotencyKey']['input'];
  /** How long to wait for the ERP; at most PT30S. */
  wait?: InputMaybe<Scalars['Duration']['input']>;
  /** Which return. */
  returnId: Scalars['ID']['input'];
  /** Back to stock, or away as scrap; a line may say otherwise. */
  restock?: Scalars['Boolean']['input'];
  /** Whether the money goes back; never with a replacement. */
  refund?: Scalars['Boolean']['input'];
  /** What arrived; default everything that was asked for. */
  lines?: InputMaybe<Array<ReturnReceiveLineInput>>;
};

/** One line of goods that arrived. */
export type ReturnReceiveLineInput = {
  /** Of the order. */
  lineId: Scalars['ID']['input'];
  /** How many, at most as many as were asked for. */
  quantity: Scalars['Decimal']['input'];
  /** Back to stock, or away; default as for the whole. */
  restock?: InputMaybe<Scalars['Boolean']['input']>;
};

/** Which returns; all given conditions hold. */
export type ReturnFilter = {
  /** Of this customer. */
  customerId?: InputMaybe<Scalars['ID']['input']>;
  /** Of this order. */
  orderId?: InputMaybe<Scalars['ID']['input']>;
  /** In these states. */
  state?: InputMaybe<Array<ReturnState>>;
  /** Of these kinds. */
  kind?: InputMaybe<Array<ReturnKind>>;
  /** Asked for in this time. */
  requestedAt?: InputMaybe<DateTimeRange>;
};

/** What came of it. */
export type ReturnPayload = {
  __typename?: 'ReturnPayload';
  /** The return as it stands. */
  return?: Maybe<Return>;
  /** The write to the ERP, when there is one. */
  operation?: Maybe<WriteOperation>;
  /** Why not. */
  userErrors: Array<UserError>;
};

/** A page of returns. */
export type ReturnConnection = {
  __typename?: 'ReturnConnection';
  /** The returns. */
  nodes: Array<Return>;
  /** The returns with their cursors. */
  edges: Array<ReturnEdge>;
  /** Where this page stands. */
  pageInfo: PageInfo;
  /** How many there are; null above 10,000. */
  totalCount?: Maybe<Scalars['Int']['output']>;
};

/** A return in its list. */
export type ReturnEdge = {
  __typename?: 'ReturnEdge';
  /** The return. */
  node: Return;
  /** Its place in the list. */
  cursor: Scalars['String']['output'];
};

/** Money a payment provider paid out, for many payments at once. */
export type Payout = {
  __typename?: 'Payout';
  /** Prefixed and stable. */
  id: Scalars['ID']['output'];
  /** Which provider. */
  provider: Scalars['String']['output'];
  /** The provider's number of the batch. */
  number: Scalars['String']['output'];
  /** The day it was paid out. */
  paidOn: Scalars['LocalDate']['output'];
  /** What was paid out. */
  amount: Money;
  /** What the provider kept. */
  fee: Money;
  /** The payments in it. */
  items: Array<PayoutItem>;
  /** Items less fees less what was paid out: zero when the batch adds up. */
  difference: Money;
};

/** One payment in a batch. */
export type PayoutItem = {
  __typename?: 'PayoutItem';
  /** The provider's number. */
  transactionNumber: Scalars['String']['output'];
  /** What the customer paid; negative for a refund. */
  amount: Money;
  /** What the provider kept of it. */
  fee: Money;
  /** Whether the payment is known here. */
  state: PayoutItemState;
  /** The order it paid. */
  order?: Maybe<Order>;
};

/** Whether a payment of a batch is known. */
export type PayoutItemState =
  /** A payment with this number and amount is here. */
  | 'MATCHED'
  /** A payment with this number is here, with another amount. */
  | 'DIFFERENT'
  /** No payment with this number. */
  | 'UNKNOWN';

/** A batch as the provider tells it. The same batch again changes nothing. */
export type PayoutRecordInput = {
  /** One a batch. */
  idempotencyKey: Scalars['IdempotencyKey']['input'];
  /** Which provider. */
  provider: Scalars['String']['input'];
  /** The provider's number of the batch. */
  number: Scalars['String']['input'];
  /** The day it was paid out. */
  paidOn: Scalars['LocalDate']['input'];
  /** What was paid out. */
  amount: Scalars['Decimal']['input'];
  /** What the provider kept beside the items' fees. */
  fee?: Scalars['Decimal']['input'];
  /** In which currency. */
  currencyCode: Scalars['CurrencyCode']['input'];
  /** The payments in it; 1 to 2,000. */
  items: Array<PayoutItemInput>;
};

/** One payment in a batch. */
export type PayoutItemInput = {
  /** The provider's number. */
  transactionNumber: Scalars['String']['input'];
  /** What the customer paid; negative for a refund. */
  amount: Scalars['Decimal']['input'];
  /** What the provider kept of it. */
  fee?: Scalars['Decimal']['input'];
};

/** What came of it. */
export type PayoutPayload = {
  __typename?: 'PayoutPayload';
  /** The batch as it is kept. */
  payout?: Maybe<Payout>;
  /** Why not. */
  userErrors: Array<UserError>;
};

/** A page of batches. */
export type PayoutConnection = {
  __typename?: 'PayoutConnection';
  /** The batches. */
  nodes: Array<Payout>;
  /** The batches with their cursors. */
  edges: Array<PayoutEdge>;
  /** Where this page stands. */
  pageInfo: PageInfo;
  /** How many there are; null above 10,000. */
  totalCount?: Maybe<Scalars['Int']['output']>;
};

/** A batch in its list. */
export type PayoutEdge = {
  __typename?: 'PayoutEdge';
  /** The batch. */
  node: Payout;
  /** Its place in the list. */
  cursor: Scalars['String']['output'];
};



export type ResolverTypeWrapper<T> = Promise<T> | T;

export type ReferenceResolver<TResult, TReference, TContext> = (
      reference: TReference,
      context: TContext,
      info: GraphQLResolveInfo
    ) => Promise<TResult> | TResult;

      type ScalarCheck<T, S> = S extends true ? T : NullableCheck<T, S>;
      type NullableCheck<T, S> = Maybe<T> extends T ? Maybe<ListCheck<NonNullable<T>, S>> : ListCheck<T, S>;
      type ListCheck<T, S> = T extends (infer U)[] ? NullableCheck<U, S>[] : GraphQLRecursivePick<T, S>;
      export type GraphQLRecursivePick<T, S> = { [K in keyof T & keyof S]: ScalarCheck<T[K], S[K]> };
    

export type ResolverWithResolve<TResult, TParent, TContext, TArgs> = {
  resolve: ResolverFn<TResult, TParent, TContext, TArgs>;
};
export type Resolver<TResult, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>, TArgs = Record<PropertyKey, never>> = ResolverFn<TResult, TParent, TContext, TArgs> | ResolverWithResolve<TResult, TParent, TContext, TArgs>;

export type ResolverFn<TResult, TParent, TContext, TArgs> = (
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => Promise<TResult> | TResult;

export type SubscriptionSubscribeFn<TResult, TParent, TContext, TArgs> = (
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => AsyncIterable<TResult> | Promise<AsyncIterable<TResult>>;

export type SubscriptionResolveFn<TResult, TParent, TContext, TArgs> = (
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => TResult | Promise<TResult>;

export interface SubscriptionSubscriberObject<TResult, TKey extends string, TParent, TContext, TArgs> {
  subscribe: SubscriptionSubscribeFn<{ [key in TKey]: TResult }, TParent, TContext, TArgs>;
  resolve?: SubscriptionResolveFn<TResult, { [key in TKey]: TResult }, TContext, TArgs>;
}

export interface SubscriptionResolverObject<TResult, TParent, TContext, TArgs> {
  subscribe: SubscriptionSubscribeFn<any, TParent, TContext, TArgs>;
  resolve: SubscriptionResolveFn<TResult, any, TContext, TArgs>;
}

export type SubscriptionObject<TResult, TKey extends string, TParent, TContext, TArgs> =
  | SubscriptionSubscriberObject<TResult, TKey, TParent, TContext, TArgs>
  | SubscriptionResolverObject<TResult, TParent, TContext, TArgs>;

export type SubscriptionResolver<TResult, TKey extends string, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>, TArgs = Record<PropertyKey, never>> =
  | ((...args: any[]) => SubscriptionObject<TResult, TKey, TParent, TContext, TArgs>)
  | SubscriptionObject<TResult, TKey, TParent, TContext, TArgs>;

export type TypeResolveFn<TTypes, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>> = (
  parent: TParent,
  context: TContext,
  info: GraphQLResolveInfo
) => Maybe<TTypes> | Promise<Maybe<TTypes>>;

export type IsTypeOfResolverFn<T = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>> = (obj: T, context: TContext, info: GraphQLResolveInfo) => boolean | Promise<boolean>;

export type NextResolverFn<T> = () => Promise<T>;

export type DirectiveResolverFn<TResult = Record<PropertyKey, never>, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>, TArgs = Record<PropertyKey, never>> = (
  next: NextResolverFn<TResult>,
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => TResult | Promise<TResult>;

/** Mapping of federation types */
export type FederationTypes = {
  Customer: Customer;
  Order: Order;
  OrderLine: OrderLine;
  OrderPayment: OrderPayment;
  ErpDocument: ErpDocument;
  Fulfilment: Fulfilment;
  Quote: Quote;
  Cart: Cart;
  Invoice: Invoice;
  Return: Return;
};

/** Mapping of federation reference types */
export type FederationReferenceTypes = {
  Customer:
    ( { __typename: 'Customer' }
    & GraphQLRecursivePick<FederationTypes['Customer'], {"id":true}> );
  Order:
    ( { __typename: 'Order' }
    & GraphQLRecursivePick<FederationTypes['Order'], {"id":true}> );
  OrderLine:
    ( { __typename: 'OrderLine' }
    & GraphQLRecursivePick<FederationTypes['OrderLine'], {"id":true}> );
  OrderPayment:
    ( { __typename: 'OrderPayment' }
    & GraphQLRecursivePick<FederationTypes['OrderPayment'], {"id":true}> );
  ErpDocument:
    ( { __typename: 'ErpDocument' }
    & GraphQLRecursivePick<FederationTypes['ErpDocument'], {"id":true}> );
  Fulfilment:
    ( { __typename: 'Fulfilment' }
    & GraphQLRecursivePick<FederationTypes['Fulfilment'], {"id":true}> );
  Quote:
    ( { __typename: 'Quote' }
    & GraphQLRecursivePick<FederationTypes['Quote'], {"id":true}> );
  Cart:
    ( { __typename: 'Cart' }
    & GraphQLRecursivePick<FederationTypes['Cart'], {"id":true}> );
  Invoice:
    ( { __typename: 'Invoice' }
    & GraphQLRecursivePick<FederationTypes['Invoice'], {"id":true}> );
  Return:
    ( { __typename: 'Return' }
    & GraphQLRecursivePick<FederationTypes['Return'], {"id":true}> );
};

/** Mapping of union types */
export type ResolversUnionTypes<_RefType extends Record<string, unknown>> = {
  OrderStreamItem:
    | ( OrderChangedRow )
    | ( StreamCheckpointRow )
    | ( StreamGapRow )
  ;
};

/** Mapping of interface types */
export type ResolversInterfaceTypes<_RefType extends Record<string, unknown>> = {
  Node:
    | ( OrderRow )
    | ( OrderLineRow )
    | ( OrderPaymentRow )
    | ( ErpDocumentRow )
    | ( FulfilmentRow )
    | ( QuoteRow )
    | ( CartRow )
  ;
  UserError:
    | ( InputErrorRow )
    | ( Partial<TotalsMismatchError> )
    | ( InsufficientStockErrorRow )
    | ( Partial<CreditLimitError> )
    | ( Partial<Omit<PriceChangedError, 'changes'> & { changes: Array<_RefType['PriceChange']> }> )
    | ( Partial<VersionConflictError> )
  ;
};

/** Mapping between all available schema types and the resolvers types */
export type ResolversTypes = {
  StreamCursor: ResolverTypeWrapper<Partial<Scalars['StreamCursor']['output']>>;
  LocalDate: ResolverTypeWrapper<Partial<Scalars['LocalDate']['output']>>;
  Quantity: ResolverTypeWrapper<Partial<Quantity>>;
  String: ResolverTypeWrapper<Partial<Scalars['String']['output']>>;
  Decimal: ResolverTypeWrapper<Partial<Scalars['Decimal']['output']>>;
  Node: ResolverTypeWrapper<ResolversInterfaceTypes<ResolversTypes>['Node']>;
  ID: ResolverTypeWrapper<Partial<Scalars['ID']['output']>>;
  DateTime: ResolverTypeWrapper<Partial<Scalars['DateTime']['output']>>;
  Contact: ResolverTypeWrapper<Partial<Contact>>;
  Address: ResolverTypeWrapper<Partial<Address>>;
  CountryCode: ResolverTypeWrapper<Partial<Scalars['CountryCode']['output']>>;
  LanguageCode: ResolverTypeWrapper<Partial<Scalars['LanguageCode']['output']>>;
  ExternalId: ResolverTypeWrapper<Partial<ExternalId>>;
  Provenance: ResolverTypeWrapper<Partial<Provenance>>;
  Int: ResolverTypeWrapper<Partial<Scalars['Int']['output']>>;
  Freshness: ResolverTypeWrapper<Partial<Freshness>>;
  TaxReason: ResolverTypeWrapper<Partial<TaxReason>>;
  Money: ResolverTypeWrapper<Partial<Money>>;
  CurrencyCode: ResolverTypeWrapper<Partial<Scalars['CurrencyCode']['output']>>;
  URL: ResolverTypeWrapper<Partial<Scalars['URL']['output']>>;
  PageInfo: ResolverTypeWrapper<Partial<PageInfo>>;
  Boolean: ResolverTypeWrapper<Partial<Scalars['Boolean']['output']>>;
  DecimalRange: ResolverTypeWrapper<Partial<DecimalRange>>;
  DateTimeRange: ResolverTypeWrapper<Partial<DateTimeRange>>;
  DateRange: ResolverTypeWrapper<Partial<DateRange>>;
  SortDirection: ResolverTypeWrapper<Partial<SortDirection>>;
  UserError: ResolverTypeWrapper<ResolversInterfaceTypes<ResolversTypes>['UserError']>;
  UserErrorCode: ResolverTypeWrapper<Partial<UserErrorCode>>;
  IdempotencyKey: ResolverTypeWrapper<Partial<Scalars['IdempotencyKey']['output']>>;
  Duration: ResolverTypeWrapper<Partial<Scalars['Duration']['output']>>;
  AddressInput: ResolverTypeWrapper<Partial<AddressInput>>;
  StreamCheckpoint: ResolverTypeWrapper<StreamCheckpointRow>;
  StreamGap: ResolverTypeWrapper<StreamGapRow>;
  StreamGapReason: ResolverTypeWrapper<Partial<StreamGapReason>>;
  InputError: ResolverTypeWrapper<InputErrorRow>;
  Query: ResolverTypeWrapper<Record<PropertyKey, never>>;
  Mutation: ResolverTypeWrapper<Record<PropertyKey, never>>;
  Subscription: ResolverTypeWrapper<Record<PropertyKey, never>>;
  ExternalOrderRef: ResolverTypeWrapper<Partial<ExternalOrderRef>>;
  Customer: ResolverTypeWrapper<CustomerRow>;
  UsualProduct: ResolverTypeWrapper<UsualProductRow>;
  Variant: ResolverTypeWrapper<VariantRow>;
  StockLocation: ResolverTypeWrapper<StockLocationRow>;
  WriteOperation: ResolverTypeWrapper<WriteOperationRow>;
  Order: ResolverTypeWrapper<OrderRow>;
  OrderTax: ResolverTypeWrapper<OrderTaxRow>;
  ReportingAmounts: ResolverTypeWrapper<Partial<ReportingAmounts>>;
  OrderAction: ResolverTypeWrapper<Partial<OrderAction>>;
  OrderOrigin: ResolverTypeWrapper<OrderOriginRow>;
  OrderOriginKind: ResolverTypeWrapper<Partial<OrderOriginKind>>;
  OrderDelivery: ResolverTypeWrapper<OrderDeliveryRow>;
  OrderLine: ResolverTypeWrapper<OrderLineRow>;
  OrderDiscount: ResolverTypeWrapper<OrderDiscountRow>;
  DiscountBasis: ResolverTypeWrapper<Partial<DiscountBasis>>;
  LineResolution: ResolverTypeWrapper<Partial<LineResolution>>;
  OrderPayment: ResolverTypeWrapper<OrderPaymentRow>;
  PaymentState: ResolverTypeWrapper<Partial<PaymentState>>;
  OrderTotals: ResolverTypeWrapper<OrderTotalsRow>;
  TaxByRate: ResolverTypeWrapper<Partial<TaxByRate>>;
  RoundingPolicy: ResolverTypeWrapper<Partial<RoundingPolicy>>;
  RoundingLevel: ResolverTypeWrapper<Partial<RoundingLevel>>;
  RoundingMode: ResolverTypeWrapper<Partial<RoundingMode>>;
  RoundingTarget: ResolverTypeWrapper<Partial<RoundingTarget>>;
  OrderStatus: ResolverTypeWrapper<OrderStatusRow>;
  OrderPhase: ResolverTypeWrapper<Partial<OrderPhase>>;
  FulfilmentState: ResolverTypeWrapper<Partial<FulfilmentState>>;
  DocumentState: ResolverTypeWrapper<Partial<DocumentState>>;
  WriteState: ResolverTypeWrapper<Partial<WriteState>>;
  CancelReason: ResolverTypeWrapper<Partial<CancelReason>>;
  CancelReasonInput: ResolverTypeWrapper<Partial<CancelReasonInput>>;
  OrderHold: ResolverTypeWrapper<Partial<OrderHold>>;
  HoldCode: ResolverTypeWrapper<Partial<HoldCode>>;
  ErpDocument: ResolverTypeWrapper<ErpDocumentRow>;
  DocumentKind: ResolverTypeWrapper<Partial<DocumentKind>>;
  Fulfilment: ResolverTypeWrapper<FulfilmentRow>;
  ShipmentState: ResolverTypeWrapper<Partial<ShipmentState>>;
  FulfilmentLine: ResolverTypeWrapper<FulfilmentLineRow>;
  OrderEvent: ResolverTypeWrapper<OrderEventRow>;
  OrderAxis: ResolverTypeWrapper<Partial<OrderAxis>>;
  OrderConnection: ResolverTypeWrapper<OrderConnectionRow>;
  OrderListTotals: ResolverTypeWrapper<Partial<OrderListTotals>>;
  OrderEdge: ResolverTypeWrapper<OrderEdgeRow>;
  OrderLineConnection: ResolverTypeWrapper<OrderLineConnectionRow>;
  OrderLineEdge: ResolverTypeWrapper<OrderLineEdgeRow>;
  OrderEventConnection: ResolverTypeWrapper<OrderEventConnectionRow>;
  OrderEventEdge: ResolverTypeWrapper<OrderEventEdgeRow>;
  OrderFilter: ResolverTypeWrapper<Partial<OrderFilter>>;
  OrderSort: ResolverTypeWrapper<Partial<OrderSort>>;
  OrderSortKey: ResolverTypeWrapper<Partial<OrderSortKey>>;
  DeliveryOptionsInput: ResolverTypeWrapper<Partial<DeliveryOptionsInput>>;
  DeliveryOption: ResolverTypeWrapper<DeliveryOptionRow>;
  LineInput: ResolverTypeWrapper<Partial<LineInput>>;
  OrderPreviewInput: ResolverTypeWrapper<Partial<OrderPreviewInput>>;
  OrderPreview: ResolverTypeWrapper<OrderPreviewRow>;
  OrderPreviewLine: ResolverTypeWrapper<OrderPreviewLineRow>;
  PaymentMethod: ResolverTypeWrapper<PaymentMethodRow>;
  CreditVerdict: ResolverTypeWrapper<CreditVerdictRow>;
  ContactInput: ResolverTypeWrapper<Partial<ContactInput>>;
  OrderPlaceInput: ResolverTypeWrapper<Partial<OrderPlaceInput>>;
  DeliveryInput: ResolverTypeWrapper<Partial<DeliveryInput>>;
  PaymentInput: ResolverTypeWrapper<Partial<PaymentInput>>;
  PaymentInputState: ResolverTypeWrapper<Partial<PaymentInputState>>;
  OrderPlaceLineInput: ResolverTypeWrapper<Partial<OrderPlaceLineInput>>;
  DiscountInput: ResolverTypeWrapper<Partial<DiscountInput>>;
  OrderUpdateInput: ResolverTypeWrapper<Partial<OrderUpdateInput>>;
  OrderCancelInput: ResolverTypeWrapper<Partial<OrderCancelInput>>;
  OrderPaymentRecordInput: ResolverTypeWrapper<Partial<OrderPaymentRecordInput>>;
  OrderPayload: ResolverTypeWrapper<Partial<Omit<OrderPayload, 'order' | 'operation' | 'preview' | 'userErrors'> & { order?: Maybe<ResolversTypes['Order']>, operation?: Maybe<ResolversTypes['WriteOperation']>, preview?: Maybe<ResolversTypes['OrderPreview']>, userErrors: Array<ResolversTypes['UserError']> }>>;
  TotalsMismatchError: ResolverTypeWrapper<Partial<TotalsMismatchError>>;
  InsufficientStockError: ResolverTypeWrapper<InsufficientStockErrorRow>;
  CreditLimitError: ResolverTypeWrapper<Partial<CreditLimitError>>;
  PriceChangedError: ResolverTypeWrapper<Partial<Omit<PriceChangedError, 'changes'> & { changes: Array<ResolversTypes['PriceChange']> }>>;
  PriceChange: ResolverTypeWrapper<Partial<Omit<PriceChange, 'variant'> & { variant: ResolversTypes['Variant'] }>>;
  VersionConflictError: ResolverTypeWrapper<Partial<VersionConflictError>>;
  Quote: ResolverTypeWrapper<QuoteRow>;
  QuoteLine: ResolverTypeWrapper<QuoteLineRow>;
  QuoteTotals: ResolverTypeWrapper<QuoteTotalsRow>;
  QuoteState: ResolverTypeWrapper<Partial<QuoteState>>;
  QuoteConnection: ResolverTypeWrapper<QuoteConnectionRow>;
  QuoteEdge: ResolverTypeWrapper<QuoteEdgeRow>;
  QuoteFilter: ResolverTypeWrapper<Partial<QuoteFilter>>;
  QuoteRequestInput: ResolverTypeWrapper<Partial<QuoteRequestInput>>;
  QuoteAcceptInput: ResolverTypeWrapper<Partial<QuoteAcceptInput>>;
  QuoteRejectInput: ResolverTypeWrapper<Partial<QuoteRejectInput>>;
  QuotePayload: ResolverTypeWrapper<Partial<Omit<QuotePayload, 'quote' | 'operation' | 'userErrors'> & { quote?: Maybe<ResolversTypes['Quote']>, operation?: Maybe<ResolversTypes['WriteOperation']>, userErrors: Array<ResolversTypes['UserError']> }>>;
  Cart: ResolverTypeWrapper<CartRow>;
  CartLine: ResolverTypeWrapper<CartLineRow>;
  CartState: ResolverTypeWrapper<Partial<CartState>>;
  CartConnection: ResolverTypeWrapper<CartConnectionRow>;
  CartEdge: ResolverTypeWrapper<CartEdgeRow>;
  CartFilter: ResolverTypeWrapper<Partial<CartFilter>>;
  OrderChangeFilter: ResolverTypeWrapper<Partial<OrderChangeFilter>>;
  OrderStreamItem: Partial<ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['OrderStreamItem']>>;
  OrderChanged: ResolverTypeWrapper<OrderChangedRow>;
  DocumentFile: ResolverTypeWrapper<Partial<DocumentFile>>;
  Invoice: ResolverTypeWrapper<InvoiceRow>;
  InvoiceSide: ResolverTypeWrapper<Partial<InvoiceSide>>;
  InvoiceState: ResolverTypeWrapper<Partial<InvoiceState>>;
  InvoiceFilter: ResolverTypeWrapper<Partial<InvoiceFilter>>;
  InvoiceConnection: ResolverTypeWrapper<InvoiceConnectionRow>;
  InvoiceEdge: ResolverTypeWrapper<Partial<Omit<InvoiceEdge, 'node'> & { node: ResolversTypes['Invoice'] }>>;
  Return: ResolverTypeWrapper<ReturnRow>;
  ReturnLine: ResolverTypeWrapper<ReturnLineRow>;
  ReturnKind: ResolverTypeWrapper<Partial<ReturnKind>>;
  ReturnKindInput: ResolverTypeWrapper<Partial<ReturnKindInput>>;
  ReturnState: ResolverTypeWrapper<Partial<ReturnState>>;
  ReturnResolution: ResolverTypeWrapper<Partial<ReturnResolution>>;
  RefundState: ResolverTypeWrapper<Partial<RefundState>>;
  ReturnAction: ResolverTypeWrapper<Partial<ReturnAction>>;
  ReturnRequestInput: ResolverTypeWrapper<Partial<ReturnRequestInput>>;
  ReturnLineInput: ResolverTypeWrapper<Partial<ReturnLineInput>>;
  ReturnDecideInput: ResolverTypeWrapper<Partial<ReturnDecideInput>>;
  ReturnReceiveInput: ResolverTypeWrapper<Partial<ReturnReceiveInput>>;
  ReturnReceiveLineInput: ResolverTypeWrapper<Partial<ReturnReceiveLineInput>>;
  ReturnFilter: ResolverTypeWrapper<Partial<ReturnFilter>>;
  ReturnPayload: ResolverTypeWrapper<Partial<Omit<ReturnPayload, 'return' | 'operation' | 'userErrors'> & { return?: Maybe<ResolversTypes['Return']>, operation?: Maybe<ResolversTypes['WriteOperation']>, userErrors: Array<ResolversTypes['UserError']> }>>;
  ReturnConnection: ResolverTypeWrapper<ReturnConnectionRow>;
  ReturnEdge: ResolverTypeWrapper<Partial<Omit<ReturnEdge, 'node'> & { node: ResolversTypes['Return'] }>>;
  Payout: ResolverTypeWrapper<PayoutRow>;
  PayoutItem: ResolverTypeWrapper<PayoutItemRow>;
  PayoutItemState: ResolverTypeWrapper<Partial<PayoutItemState>>;
  PayoutRecordInput: ResolverTypeWrapper<Partial<PayoutRecordInput>>;
  PayoutItemInput: ResolverTypeWrapper<Partial<PayoutItemInput>>;
  PayoutPayload: ResolverTypeWrapper<Partial<Omit<PayoutPayload, 'payout' | 'userErrors'> & { payout?: Maybe<ResolversTypes['Payout']>, userErrors: Array<ResolversTypes['UserError']> }>>;
  PayoutConnection: ResolverTypeWrapper<PayoutConnectionRow>;
  PayoutEdge: ResolverTypeWrapper<Partial<Omit<PayoutEdge, 'node'> & { node: ResolversTypes['Payout'] }>>;
};

/** Mapping between all available schema types and the resolvers parents */
export type ResolversParentTypes = {
  StreamCursor: Partial<Scalars['StreamCursor']['output']>;
  LocalDate: Partial<Scalars['LocalDate']['output']>;
  Quantity: Partial<Quantity>;
  String: Partial<Scalars['String']['output']>;
  Decimal: Partial<Scalars['Decimal']['output']>;
  Node: ResolversInterfaceTypes<ResolversParentTypes>['Node'];
  ID: Partial<Scalars['ID']['output']>;
  DateTime: Partial<Scalars['DateTime']['output']>;
  Contact: Partial<Contact>;
  Address: Partial<Address>;
  CountryCode: Partial<Scalars['CountryCode']['output']>;
  LanguageCode: Partial<Scalars['LanguageCode']['output']>;
  ExternalId: Partial<ExternalId>;
  Provenance: Partial<Provenance>;
  Int: Partial<Scalars['Int']['output']>;
  Money: Partial<Money>;
  CurrencyCode: Partial<Scalars['CurrencyCode']['output']>;
  URL: Partial<Scalars['URL']['output']>;
  PageInfo: Partial<PageInfo>;
  Boolean: Partial<Scalars['Boolean']['output']>;
  DecimalRange: Partial<DecimalRange>;
  DateTimeRange: Partial<DateTimeRange>;
  DateRange: Partial<DateRange>;
  UserError: ResolversInterfaceTypes<ResolversParentTypes>['UserError'];
  IdempotencyKey: Partial<Scalars['IdempotencyKey']['output']>;
  Duration: Partial<Scalars['Duration']['output']>;
  AddressInput: Partial<AddressInput>;
  StreamCheckpoint: StreamCheckpointRow;
  StreamGap: StreamGapRow;
  InputError: InputErrorRow;
  Query: Record<PropertyKey, never>;
  Mutation: Record<PropertyKey, never>;
  Subscription: Record<PropertyKey, never>;
  ExternalOrderRef: Partial<ExternalOrderRef>;
  Customer: CustomerRow;
  UsualProduct: UsualProductRow;
  Variant: VariantRow;
  StockLocation: StockLocationRow;
  WriteOperation: WriteOperationRow;
  Order: OrderRow;
  OrderTax: OrderTaxRow;
  ReportingAmounts: Partial<ReportingAmounts>;
  OrderOrigin: OrderOriginRow;
  OrderDelivery: OrderDeliveryRow;
  OrderLine: OrderLineRow;
  OrderDiscount: OrderDiscountRow;
  OrderPayment: OrderPaymentRow;
  OrderTotals: OrderTotalsRow;
  TaxByRate: Partial<TaxByRate>;
  RoundingPolicy: Partial<RoundingPolicy>;
  OrderStatus: OrderStatusRow;
  OrderHold: Partial<OrderHold>;
  ErpDocument: ErpDocumentRow;
  Fulfilment: FulfilmentRow;
  FulfilmentLine: FulfilmentLineRow;
  OrderEvent: OrderEventRow;
  OrderConnection: OrderConnectionRow;
  OrderListTotals: Partial<OrderListTotals>;
  OrderEdge: OrderEdgeRow;
  OrderLineConnection: OrderLineConnectionRow;
  OrderLineEdge: OrderLineEdgeRow;
  OrderEventConnection: OrderEventConnectionRow;
  OrderEventEdge: OrderEventEdgeRow;
  OrderFilter: Partial<OrderFilter>;
  OrderSort: Partial<OrderSort>;
  DeliveryOptionsInput: Partial<DeliveryOptionsInput>;
  DeliveryOption: DeliveryOptionRow;
  LineInput: Partial<LineInput>;
  OrderPreviewInput: Partial<OrderPreviewInput>;
  OrderPreview: OrderPreviewRow;
  OrderPreviewLine: OrderPreviewLineRow;
  PaymentMethod: PaymentMethodRow;
  CreditVerdict: CreditVerdictRow;
  ContactInput: Partial<ContactInput>;
  OrderPlaceInput: Partial<OrderPlaceInput>;
  DeliveryInput: Partial<DeliveryInput>;
  PaymentInput: Partial<PaymentInput>;
  OrderPlaceLineInput: Partial<OrderPlaceLineInput>;
  DiscountInput: Partial<DiscountInput>;
  OrderUpdateInput: Partial<OrderUpdateInput>;
  OrderCancelInput: Partial<OrderCancelInput>;
  OrderPaymentRecordInput: Partial<OrderPaymentRecordInput>;
  OrderPayload: Partial<Omit<OrderPayload, 'order' | 'operation' | 'preview' | 'userErrors'> & { order?: Maybe<ResolversParentTypes['Order']>, operation?: Maybe<ResolversParentTypes['WriteOperation']>, preview?: Maybe<ResolversParentTypes['OrderPreview']>, userErrors: Array<ResolversParentTypes['UserError']> }>;
  TotalsMismatchError: Partial<TotalsMismatchError>;
  InsufficientStockError: InsufficientStockErrorRow;
  CreditLimitError: Partial<CreditLimitError>;
  PriceChangedError: Partial<Omit<PriceChangedError, 'changes'> & { changes: Array<ResolversParentTypes['PriceChange']> }>;
  PriceChange: Partial<Omit<PriceChange, 'variant'> & { variant: ResolversParentTypes['Variant'] }>;
  VersionConflictError: Partial<VersionConflictError>;
  Quote: QuoteRow;
  QuoteLine: QuoteLineRow;
  QuoteTotals: QuoteTotalsRow;
  QuoteConnection: QuoteConnectionRow;
  QuoteEdge: QuoteEdgeRow;
  QuoteFilter: Partial<QuoteFilter>;
  QuoteRequestInput: Partial<QuoteRequestInput>;
  QuoteAcceptInput: Partial<QuoteAcceptInput>;
  QuoteRejectInput: Partial<QuoteRejectInput>;
  QuotePayload: Partial<Omit<QuotePayload, 'quote' | 'operation' | 'userErrors'> & { quote?: Maybe<ResolversParentTypes['Quote']>, operation?: Maybe<ResolversParentTypes['WriteOperation']>, userErrors: Array<ResolversParentTypes['UserError']> }>;
  Cart: CartRow;
  CartLine: CartLineRow;
  CartConnection: CartConnectionRow;
  CartEdge: CartEdgeRow;
  CartFilter: Partial<CartFilter>;
  OrderChangeFilter: Partial<OrderChangeFilter>;
  OrderStreamItem: Partial<ResolversUnionTypes<ResolversParentTypes>['OrderStreamItem']>;
  OrderChanged: OrderChangedRow;
  DocumentFile: Partial<DocumentFile>;
  Invoice: InvoiceRow;
  InvoiceFilter: Partial<InvoiceFilter>;
  InvoiceConnection: InvoiceConnectionRow;
  InvoiceEdge: Partial<Omit<InvoiceEdge, 'node'> & { node: ResolversParentTypes['Invoice'] }>;
  Return: ReturnRow;
  ReturnLine: ReturnLineRow;
  ReturnRequestInput: Partial<ReturnRequestInput>;
  ReturnLineInput: Partial<ReturnLineInput>;
  ReturnDecideInput: Partial<ReturnDecideInput>;
  ReturnReceiveInput: Partial<ReturnReceiveInput>;
  ReturnReceiveLineInput: Partial<ReturnReceiveLineInput>;
  ReturnFilter: Partial<ReturnFilter>;
  ReturnPayload: Partial<Omit<ReturnPayload, 'return' | 'operation' | 'userErrors'> & { return?: Maybe<ResolversParentTypes['Return']>, operation?: Maybe<ResolversParentTypes['WriteOperation']>, userErrors: Array<ResolversParentTypes['UserError']> }>;
  ReturnConnection: ReturnConnectionRow;
  ReturnEdge: Partial<Omit<ReturnEdge, 'node'> & { node: ResolversParentTypes['Return'] }>;
  Payout: PayoutRow;
  PayoutItem: PayoutItemRow;
  PayoutRecordInput: Partial<PayoutRecordInput>;
  PayoutItemInput: Partial<PayoutItemInput>;
  PayoutPayload: Partial<Omit<PayoutPayload, 'payout' | 'userErrors'> & { payout?: Maybe<ResolversParentTypes['Payout']>, userErrors: Array<ResolversParentTypes['UserError']> }>;
  PayoutConnection: PayoutConnectionRow;
  PayoutEdge: Partial<Omit<PayoutEdge, 'node'> & { node: ResolversParentTypes['Payout'] }>;
};

export interface StreamCursorScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['StreamCursor'], any> {
  name: 'StreamCursor';
}

export interface LocalDateScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['LocalDate'], any> {
  name: 'LocalDate';
}

export type QuantityResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Quantity'] = ResolversParentTypes['Quantity']> = {
  value?: Resolver<ResolversTypes['Decimal'], ParentType, ContextType>;
  unitCode?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export interface DecimalScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['Decimal'], any> {
  name: 'Decimal';
}

export type NodeResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Node'] = ResolversParentTypes['Node']> = {
  __resolveType: TypeResolveFn<'Order' | 'OrderLine' | 'OrderPayment' | 'ErpDocument' | 'Fulfilment' | 'Quote' | 'Cart', ParentType, ContextType>;
};

export interface DateTimeScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['DateTime'], any> {
  name: 'DateTime';
}

export type ContactResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Contact'] = ResolversParentTypes['Contact']> = {
  name?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  email?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  phone?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type AddressResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Address'] = ResolversParentTypes['Address']> = {
  name?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  companyName?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  line1?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  line2?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  postalCode?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  city?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  region?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  country?: Resolver<ResolversTypes['CountryCode'], ParentType, ContextType>;
  phone?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export interface CountryCodeScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['CountryCode'], any> {
  name: 'CountryCode';
}

export interface LanguageCodeScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['LanguageCode'], any> {
  name: 'LanguageCode';
}

export type ExternalIdResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['ExternalId'] = ResolversParentTypes['ExternalId']> = {
  systemId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  value?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type ProvenanceResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Provenance'] = ResolversParentTypes['Provenance']> = {
  systemId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  asOf?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  ageSeconds?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  servedFrom?: Resolver<ResolversTypes['Freshness'], ParentType, ContextType>;
};

export type MoneyResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Money'] = ResolversParentTypes['Money']> = {
  amount?: Resolver<ResolversTypes['Decimal'], ParentType, ContextType>;
  currencyCode?: Resolver<ResolversTypes['CurrencyCode'], ParentType, ContextType>;
};

export interface CurrencyCodeScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['CurrencyCode'], any> {
  name: 'CurrencyCode';
}

export interface UrlScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['URL'], any> {
  name: 'URL';
}

export type PageInfoResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['PageInfo'] = ResolversParentTypes['PageInfo']> = {
  hasNextPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  hasPreviousPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  startCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  endCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type UserErrorResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['UserError'] = ResolversParentTypes['UserError']> = {
  __resolveType: TypeResolveFn<'InputError' | 'TotalsMismatchError' | 'InsufficientStockError' | 'CreditLimitError' | 'PriceChangedError' | 'VersionConflictError', ParentType, ContextType>;
};

export interface IdempotencyKeyScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['IdempotencyKey'], any> {
  name: 'IdempotencyKey';
}

export interface DurationScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['Duration'], any> {
  name: 'Duration';
}

export type StreamCheckpointResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['StreamCheckpoint'] = ResolversParentTypes['StreamCheckpoint']> = {
  cursor?: Resolver<ResolversTypes['StreamCursor'], ParentType, ContextType>;
  caughtUp?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  lagSeconds?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type StreamGapResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['StreamGap'] = ResolversParentTypes['StreamGap']> = {
  cursor?: Resolver<ResolversTypes['StreamCursor'], ParentType, ContextType>;
  reason?: Resolver<ResolversTypes['StreamGapReason'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type InputErrorResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['InputError'] = ResolversParentTypes['InputError']> = {
  code?: Resolver<ResolversTypes['UserErrorCode'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  field?: Resolver<Maybe<Array<ResolversTypes['String']>>, ParentType, ContextType>;
  retryable?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type QueryResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Query'] = ResolversParentTypes['Query']> = {
  order?: Resolver<Maybe<ResolversTypes['Order']>, ParentType, ContextType, Partial<QueryOrderArgs>>;
  orders?: Resolver<ResolversTypes['OrderConnection'], ParentType, ContextType, Partial<QueryOrdersArgs>>;
  orderPreview?: Resolver<ResolversTypes['OrderPreview'], ParentType, ContextType, RequireFields<QueryOrderPreviewArgs, 'input'>>;
  deliveryOptions?: Resolver<Array<ResolversTypes['DeliveryOption']>, ParentType, ContextType, RequireFields<QueryDeliveryOptionsArgs, 'input'>>;
  quote?: Resolver<Maybe<ResolversTypes['Quote']>, ParentType, ContextType, RequireFields<QueryQuoteArgs, 'id'>>;
  quotes?: Resolver<ResolversTypes['QuoteConnection'], ParentType, ContextType, Partial<QueryQuotesArgs>>;
  carts?: Resolver<ResolversTypes['CartConnection'], ParentType, ContextType, Partial<QueryCartsArgs>>;
  invoices?: Resolver<ResolversTypes['InvoiceConnection'], ParentType, ContextType, Partial<QueryInvoicesArgs>>;
  returns?: Resolver<ResolversTypes['ReturnConnection'], ParentType, ContextType, Partial<QueryReturnsArgs>>;
  payouts?: Resolver<ResolversTypes['PayoutConnection'], ParentType, ContextType, Partial<QueryPayoutsArgs>>;
};

export type MutationResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Mutation'] = ResolversParentTypes['Mutation']> = {
  orderPlace?: Resolver<ResolversTypes['OrderPayload'], ParentType, ContextType, RequireFields<MutationOrderPlaceArgs, 'input'>>;
  orderUpdate?: Resolver<ResolversTypes['OrderPayload'], ParentType, ContextType, RequireFields<MutationOrderUpdateArgs, 'input'>>;
  orderCancel?: Resolver<ResolversTypes['OrderPayload'], ParentType, ContextType, RequireFields<MutationOrderCancelArgs, 'input'>>;
  orderPaymentRecord?: Resolver<ResolversTypes['OrderPayload'], ParentType, ContextType, RequireFields<MutationOrderPaymentRecordArgs, 'input'>>;
  quoteRequest?: Resolver<ResolversTypes['QuotePayload'], ParentType, ContextType, RequireFields<MutationQuoteRequestArgs, 'input'>>;
  quoteAccept?: Resolver<ResolversTypes['OrderPayload'], ParentType, ContextType, RequireFields<MutationQuoteAcceptArgs, 'input'>>;
  quoteReject?: Resolver<ResolversTypes['QuotePayload'], ParentType, ContextType, RequireFields<MutationQuoteRejectArgs, 'input'>>;
  returnRequest?: Resolver<ResolversTypes['ReturnPayload'], ParentType, ContextType, RequireFields<MutationReturnRequestArgs, 'input'>>;
  returnApprove?: Resolver<ResolversTypes['ReturnPayload'], ParentType, ContextType, RequireFields<MutationReturnApproveArgs, 'input'>>;
  returnReject?: Resolver<ResolversTypes['ReturnPayload'], ParentType, ContextType, RequireFields<MutationReturnRejectArgs, 'input'>>;
  returnCancel?: Resolver<ResolversTypes['ReturnPayload'], ParentType, ContextType, RequireFields<MutationReturnCancelArgs, 'input'>>;
  returnReceive?: Resolver<ResolversTypes['ReturnPayload'], ParentType, ContextType, RequireFields<MutationReturnReceiveArgs, 'input'>>;
  payoutRecord?: Resolver<ResolversTypes['PayoutPayload'], ParentType, ContextType, RequireFields<MutationPayoutRecordArgs, 'input'>>;
};

export type SubscriptionResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Subscription'] = ResolversParentTypes['Subscription']> = {
  orderChanges?: SubscriptionResolver<ResolversTypes['OrderStreamItem'], "orderChanges", ParentType, ContextType, RequireFields<SubscriptionOrderChangesArgs, 'filter' | 'snapshot'>>;
};

export type CustomerResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Customer'] = ResolversParentTypes['Customer'], FederationReferenceType extends FederationReferenceTypes['Customer'] = FederationReferenceTypes['Customer']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Customer']> | FederationReferenceType, FederationReferenceType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  orders?: Resolver<ResolversTypes['OrderConnection'], ParentType, ContextType, Partial<CustomerOrdersArgs>>;
  quotes?: Resolver<ResolversTypes['QuoteConnection'], ParentType, ContextType, Partial<CustomerQuotesArgs>>;
  usualProducts?: Resolver<Array<ResolversTypes['UsualProduct']>, ParentType, ContextType, RequireFields<CustomerUsualProductsArgs, 'first'>>;
  invoices?: Resolver<ResolversTypes['InvoiceConnection'], ParentType, ContextType, Partial<CustomerInvoicesArgs>>;
};

export type UsualProductResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['UsualProduct'] = ResolversParentTypes['UsualProduct']> = {
  variant?: Resolver<ResolversTypes['Variant'], ParentType, ContextType>;
  timesOrdered?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  lastOrderedOn?: Resolver<ResolversTypes['LocalDate'], ParentType, ContextType>;
  usualQuantity?: Resolver<ResolversTypes['Quantity'], ParentType, ContextType>;
};

export type VariantResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Variant'] = ResolversParentTypes['Variant']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
};

export type StockLocationResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['StockLocation'] = ResolversParentTypes['StockLocation']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
};

export type WriteOperationResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['WriteOperation'] = ResolversParentTypes['WriteOperation']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
};

export type OrderResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Order'] = ResolversParentTypes['Order'], FederationReferenceType extends FederationReferenceTypes['Order'] = FederationReferenceTypes['Order']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Order']> | FederationReferenceType, FederationReferenceType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  number?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  customerReference?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  origin?: Resolver<ResolversTypes['OrderOrigin'], ParentType, ContextType>;
  companyId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  placedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  documentDate?: Resolver<ResolversTypes['LocalDate'], ParentType, ContextType>;
  customer?: Resolver<Maybe<ResolversTypes['Customer']>, ParentType, ContextType>;
  contact?: Resolver<Maybe<ResolversTypes['Contact']>, ParentType, ContextType>;
  billingAddress?: Resolver<Maybe<ResolversTypes['Address']>, ParentType, ContextType>;
  shippingAddress?: Resolver<Maybe<ResolversTypes['Address']>, ParentType, ContextType>;
  delivery?: Resolver<ResolversTypes['OrderDelivery'], ParentType, ContextType>;
  payments?: Resolver<Array<ResolversTypes['OrderPayment']>, ParentType, ContextType>;
  paymentTerms?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  dueOn?: Resolver<Maybe<ResolversTypes['LocalDate']>, ParentType, ContextType>;
  lines?: Resolver<ResolversTypes['OrderLineConnection'], ParentType, ContextType, RequireFields<OrderLinesArgs, 'first'>>;
  totals?: Resolver<ResolversTypes['OrderTotals'], ParentType, ContextType>;
  discounts?: Resolver<Array<ResolversTypes['OrderDiscount']>, ParentType, ContextType>;
  couponCodes?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
  tax?: Resolver<Maybe<ResolversTypes['OrderTax']>, ParentType, ContextType>;
  estimated?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  reporting?: Resolver<Maybe<ResolversTypes['ReportingAmounts']>, ParentType, ContextType>;
  quote?: Resolver<Maybe<ResolversTypes['Quote']>, ParentType, ContextType>;
  note?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  status?: Resolver<ResolversTypes['OrderStatus'], ParentType, ContextType>;
  statusText?: Resolver<ResolversTypes['String'], ParentType, ContextType, Partial<OrderStatusTextArgs>>;
  holds?: Resolver<Array<ResolversTypes['OrderHold']>, ParentType, ContextType>;
  documents?: Resolver<Array<ResolversTypes['ErpDocument']>, ParentType, ContextType>;
  fulfilments?: Resolver<Array<ResolversTypes['Fulfilment']>, ParentType, ContextType>;
  timeline?: Resolver<ResolversTypes['OrderEventConnection'], ParentType, ContextType, RequireFields<OrderTimelineArgs, 'first'>>;
  operations?: Resolver<Array<ResolversTypes['WriteOperation']>, ParentType, ContextType>;
  allowed?: Resolver<Array<ResolversTypes['OrderAction']>, ParentType, ContextType>;
  version?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  externalIds?: Resolver<Array<ResolversTypes['ExternalId']>, ParentType, ContextType>;
  provenance?: Resolver<Maybe<ResolversTypes['Provenance']>, ParentType, ContextType>;
  returns?: Resolver<Array<ResolversTypes['Return']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type OrderTaxResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['OrderTax'] = ResolversParentTypes['OrderTax']> = {
  reason?: Resolver<ResolversTypes['TaxReason'], ParentType, ContextType>;
  ruleName?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type ReportingAmountsResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['ReportingAmounts'] = ResolversParentTypes['ReportingAmounts']> = {
  net?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  gross?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  rate?: Resolver<ResolversTypes['Decimal'], ParentType, ContextType>;
  source?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type OrderOriginResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['OrderOrigin'] = ResolversParentTypes['OrderOrigin']> = {
  channelId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['OrderOriginKind'], ParentType, ContextType>;
  systemId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  externalId?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  externalNumber?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type OrderDeliveryResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['OrderDelivery'] = ResolversParentTypes['OrderDelivery']> = {
  methodCode?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  methodName?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  carrier?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  pickupLocation?: Resolver<Maybe<ResolversTypes['StockLocation']>, ParentType, ContextType>;
  pickupPointCode?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  requestedOn?: Resolver<Maybe<ResolversTypes['LocalDate']>, ParentType, ContextType>;
  promisedOn?: Resolver<Maybe<ResolversTypes['LocalDate']>, ParentType, ContextType>;
  partialAllowed?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  net?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  gross?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
};

export type OrderLineResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['OrderLine'] = ResolversParentTypes['OrderLine'], FederationReferenceType extends FederationReferenceTypes['OrderLine'] = FederationReferenceTypes['OrderLine']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['OrderLine']> | FederationReferenceType, FederationReferenceType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  variant?: Resolver<Maybe<ResolversTypes['Variant']>, ParentType, ContextType>;
  sku?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  title?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  quantity?: Resolver<ResolversTypes['Quantity'], ParentType, ContextType>;
  quantityShipped?: Resolver<ResolversTypes['Quantity'], ParentType, ContextType>;
  quantityCancelled?: Resolver<ResolversTypes['Quantity'], ParentType, ContextType>;
  quantityReturned?: Resolver<ResolversTypes['Quantity'], ParentType, ContextType>;
  unitNet?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  unitGross?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  discounts?: Resolver<Array<ResolversTypes['OrderDiscount']>, ParentType, ContextType>;
  taxPercent?: Resolver<ResolversTypes['Decimal'], ParentType, ContextType>;
  net?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  tax?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  gross?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  promisedOn?: Resolver<Maybe<ResolversTypes['LocalDate']>, ParentType, ContextType>;
  sourceLocation?: Resolver<Maybe<ResolversTypes['StockLocation']>, ParentType, ContextType>;
  resolution?: Resolver<ResolversTypes['LineResolution'], ParentType, ContextType>;
  note?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type OrderDiscountResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['OrderDiscount'] = ResolversParentTypes['OrderDiscount']> = {
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  title?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  basis?: Resolver<ResolversTypes['DiscountBasis'], ParentType, ContextType>;
  amount?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  percent?: Resolver<Maybe<ResolversTypes['Decimal']>, ParentType, ContextType>;
};

export type OrderPaymentResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['OrderPayment'] = ResolversParentTypes['OrderPayment'], FederationReferenceType extends FederationReferenceTypes['OrderPayment'] = FederationReferenceTypes['OrderPayment']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['OrderPayment']> | FederationReferenceType, FederationReferenceType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  methodCode?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  provider?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  transactionNumber?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  amount?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  refunded?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  state?: Resolver<ResolversTypes['PaymentState'], ParentType, ContextType>;
  authorisedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  capturedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type OrderTotalsResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['OrderTotals'] = ResolversParentTypes['OrderTotals']> = {
  goodsNet?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  goodsGross?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  deliveryNet?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  deliveryGross?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  discountNet?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  discountGross?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  net?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  tax?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  gross?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  paid?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  due?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  taxByRate?: Resolver<Array<ResolversTypes['TaxByRate']>, ParentType, ContextType>;
  pricesIncludeTax?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  rounding?: Resolver<ResolversTypes['RoundingPolicy'], ParentType, ContextType>;
  erpGross?: Resolver<Maybe<ResolversTypes['Money']>, ParentType, ContextType>;
  difference?: Resolver<Maybe<ResolversTypes['Money']>, ParentType, ContextType>;
};

export type TaxByRateResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['TaxByRate'] = ResolversParentTypes['TaxByRate']> = {
  percent?: Resolver<ResolversTypes['Decimal'], ParentType, ContextType>;
  net?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  tax?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
};

export type RoundingPolicyResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['RoundingPolicy'] = ResolversParentTypes['RoundingPolicy']> = {
  level?: Resolver<ResolversTypes['RoundingLevel'], ParentType, ContextType>;
  mode?: Resolver<ResolversTypes['RoundingMode'], ParentType, ContextType>;
  target?: Resolver<ResolversTypes['RoundingTarget'], ParentType, ContextType>;
};

export type OrderStatusResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['OrderStatus'] = ResolversParentTypes['OrderStatus']> = {
  phase?: Resolver<ResolversTypes['OrderPhase'], ParentType, ContextType>;
  payment?: Resolver<ResolversTypes['PaymentState'], ParentType, ContextType>;
  fulfilment?: Resolver<ResolversTypes['FulfilmentState'], ParentType, ContextType>;
  documents?: Resolver<ResolversTypes['DocumentState'], ParentType, ContextType>;
  erp?: Resolver<Maybe<ResolversTypes['WriteState']>, ParentType, ContextType>;
  cancelledAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  cancelReason?: Resolver<Maybe<ResolversTypes['CancelReason']>, ParentType, ContextType>;
  sourceStatus?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type OrderHoldResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['OrderHold'] = ResolversParentTypes['OrderHold']> = {
  code?: Resolver<ResolversTypes['HoldCode'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  since?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
};

export type ErpDocumentResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['ErpDocument'] = ResolversParentTypes['ErpDocument'], FederationReferenceType extends FederationReferenceTypes['ErpDocument'] = FederationReferenceTypes['ErpDocument']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['ErpDocument']> | FederationReferenceType, FederationReferenceType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['DocumentKind'], ParentType, ContextType>;
  number?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  issuedOn?: Resolver<Maybe<ResolversTypes['LocalDate']>, ParentType, ContextType>;
  dueOn?: Resolver<Maybe<ResolversTypes['LocalDate']>, ParentType, ContextType>;
  net?: Resolver<Maybe<ResolversTypes['Money']>, ParentType, ContextType>;
  gross?: Resolver<Maybe<ResolversTypes['Money']>, ParentType, ContextType>;
  paid?: Resolver<Maybe<ResolversTypes['Money']>, ParentType, ContextType>;
  state?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  corrects?: Resolver<Maybe<ResolversTypes['ErpDocument']>, ParentType, ContextType>;
  governmentNumber?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  file?: Resolver<Maybe<ResolversTypes['DocumentFile']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type FulfilmentResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Fulfilment'] = ResolversParentTypes['Fulfilment'], FederationReferenceType extends FederationReferenceTypes['Fulfilment'] = FederationReferenceTypes['Fulfilment']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Fulfilment']> | FederationReferenceType, FederationReferenceType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  number?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  lines?: Resolver<Array<ResolversTypes['FulfilmentLine']>, ParentType, ContextType>;
  location?: Resolver<Maybe<ResolversTypes['StockLocation']>, ParentType, ContextType>;
  carrier?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  trackingNumbers?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
  state?: Resolver<ResolversTypes['ShipmentState'], ParentType, ContextType>;
  shippedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  deliveredAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  trackingUrl?: Resolver<Maybe<ResolversTypes['URL']>, ParentType, ContextType>;
  isReturn?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type FulfilmentLineResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['FulfilmentLine'] = ResolversParentTypes['FulfilmentLine']> = {
  line?: Resolver<ResolversTypes['OrderLine'], ParentType, ContextType>;
  quantity?: Resolver<ResolversTypes['Quantity'], ParentType, ContextType>;
};

export type OrderEventResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['OrderEvent'] = ResolversParentTypes['OrderEvent']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  axis?: Resolver<ResolversTypes['OrderAxis'], ParentType, ContextType>;
  from?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  to?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  title?: Resolver<ResolversTypes['String'], ParentType, ContextType, Partial<OrderEventTitleArgs>>;
  publicToCustomer?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  source?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  occurredAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  recordedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
};

export type OrderConnectionResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['OrderConnection'] = ResolversParentTypes['OrderConnection']> = {
  nodes?: Resolver<Array<ResolversTypes['Order']>, ParentType, ContextType>;
  edges?: Resolver<Array<ResolversTypes['OrderEdge']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  totals?: Resolver<Maybe<ResolversTypes['OrderListTotals']>, ParentType, ContextType>;
};

export type OrderListTotalsResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['OrderListTotals'] = ResolversParentTypes['OrderListTotals']> = {
  net?: Resolver<Array<ResolversTypes['Money']>, ParentType, ContextType>;
  gross?: Resolver<Array<ResolversTypes['Money']>, ParentType, ContextType>;
  due?: Resolver<Array<ResolversTypes['Money']>, ParentType, ContextType>;
};

export type OrderEdgeResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['OrderEdge'] = ResolversParentTypes['OrderEdge']> = {
  node?: Resolver<ResolversTypes['Order'], ParentType, ContextType>;
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type OrderLineConnectionResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['OrderLineConnection'] = ResolversParentTypes['OrderLineConnection']> = {
  nodes?: Resolver<Array<ResolversTypes['OrderLine']>, ParentType, ContextType>;
  edges?: Resolver<Array<ResolversTypes['OrderLineEdge']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
};

export type OrderLineEdgeResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['OrderLineEdge'] = ResolversParentTypes['OrderLineEdge']> = {
  node?: Resolver<ResolversTypes['OrderLine'], ParentType, ContextType>;
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type OrderEventConnectionResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['OrderEventConnection'] = ResolversParentTypes['OrderEventConnection']> = {
  nodes?: Resolver<Array<ResolversTypes['OrderEvent']>, ParentType, ContextType>;
  edges?: Resolver<Array<ResolversTypes['OrderEventEdge']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type OrderEventEdgeResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['OrderEventEdge'] = ResolversParentTypes['OrderEventEdge']> = {
  node?: Resolver<ResolversTypes['OrderEvent'], ParentType, ContextType>;
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type DeliveryOptionResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['DeliveryOption'] = ResolversParentTypes['DeliveryOption']> = {
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  carrier?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  net?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  gross?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  deliverableFrom?: Resolver<Maybe<ResolversTypes['LocalDate']>, ParentType, ContextType>;
  deliverableTo?: Resolver<Maybe<ResolversTypes['LocalDate']>, ParentType, ContextType>;
  pickupLocations?: Resolver<Array<ResolversTypes['StockLocation']>, ParentType, ContextType>;
  allowed?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  reason?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type OrderPreviewResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['OrderPreview'] = ResolversParentTypes['OrderPreview']> = {
  lines?: Resolver<Array<ResolversTypes['OrderPreviewLine']>, ParentType, ContextType>;
  totals?: Resolver<ResolversTypes['OrderTotals'], ParentType, ContextType>;
  deliveryOptions?: Resolver<Array<ResolversTypes['DeliveryOption']>, ParentType, ContextType>;
  paymentMethods?: Resolver<Array<ResolversTypes['PaymentMethod']>, ParentType, ContextType>;
  credit?: Resolver<Maybe<ResolversTypes['CreditVerdict']>, ParentType, ContextType>;
  earliestDelivery?: Resolver<Maybe<ResolversTypes['LocalDate']>, ParentType, ContextType>;
  tax?: Resolver<ResolversTypes['OrderTax'], ParentType, ContextType>;
  estimated?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  priceToken?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  validUntil?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  warnings?: Resolver<Array<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type OrderPreviewLineResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['OrderPreviewLine'] = ResolversParentTypes['OrderPreviewLine']> = {
  sku?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  variant?: Resolver<Maybe<ResolversTypes['Variant']>, ParentType, ContextType>;
  quantity?: Resolver<ResolversTypes['Quantity'], ParentType, ContextType>;
  unitNet?: Resolver<Maybe<ResolversTypes['Money']>, ParentType, ContextType>;
  unitGross?: Resolver<Maybe<ResolversTypes['Money']>, ParentType, ContextType>;
  net?: Resolver<Maybe<ResolversTypes['Money']>, ParentType, ContextType>;
  gross?: Resolver<Maybe<ResolversTypes['Money']>, ParentType, ContextType>;
  discounts?: Resolver<Array<ResolversTypes['OrderDiscount']>, ParentType, ContextType>;
  taxPercent?: Resolver<Maybe<ResolversTypes['Decimal']>, ParentType, ContextType>;
  estimated?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  availableNow?: Resolver<Maybe<ResolversTypes['Quantity']>, ParentType, ContextType>;
  promisedOn?: Resolver<Maybe<ResolversTypes['LocalDate']>, ParentType, ContextType>;
  errors?: Resolver<Array<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type PaymentMethodResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['PaymentMethod'] = ResolversParentTypes['PaymentMethod']> = {
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  allowed?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  reason?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type CreditVerdictResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['CreditVerdict'] = ResolversParentTypes['CreditVerdict']> = {
  allowed?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  available?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  required?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  shortBy?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  asOf?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
};

export type OrderPayloadResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['OrderPayload'] = ResolversParentTypes['OrderPayload']> = {
  order?: Resolver<Maybe<ResolversTypes['Order']>, ParentType, ContextType>;
  operation?: Resolver<Maybe<ResolversTypes['WriteOperation']>, ParentType, ContextType>;
  preview?: Resolver<Maybe<ResolversTypes['OrderPreview']>, ParentType, ContextType>;
  userErrors?: Resolver<Array<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type TotalsMismatchErrorResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['TotalsMismatchError'] = ResolversParentTypes['TotalsMismatchError']> = {
  code?: Resolver<ResolversTypes['UserErrorCode'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  field?: Resolver<Maybe<Array<ResolversTypes['String']>>, ParentType, ContextType>;
  retryable?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  expected?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  computed?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  tolerance?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type InsufficientStockErrorResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['InsufficientStockError'] = ResolversParentTypes['InsufficientStockError']> = {
  code?: Resolver<ResolversTypes['UserErrorCode'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  field?: Resolver<Maybe<Array<ResolversTypes['String']>>, ParentType, ContextType>;
  retryable?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  variant?: Resolver<ResolversTypes['Variant'], ParentType, ContextType>;
  sellable?: Resolver<ResolversTypes['Quantity'], ParentType, ContextType>;
  nextAvailableOn?: Resolver<Maybe<ResolversTypes['LocalDate']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type CreditLimitErrorResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['CreditLimitError'] = ResolversParentTypes['CreditLimitError']> = {
  code?: Resolver<ResolversTypes['UserErrorCode'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  field?: Resolver<Maybe<Array<ResolversTypes['String']>>, ParentType, ContextType>;
  retryable?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  available?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  required?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  shortBy?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type PriceChangedErrorResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['PriceChangedError'] = ResolversParentTypes['PriceChangedError']> = {
  code?: Resolver<ResolversTypes['UserErrorCode'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  field?: Resolver<Maybe<Array<ResolversTypes['String']>>, ParentType, ContextType>;
  retryable?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  changes?: Resolver<Array<ResolversTypes['PriceChange']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type PriceChangeResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['PriceChange'] = ResolversParentTypes['PriceChange']> = {
  sku?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  variant?: Resolver<ResolversTypes['Variant'], ParentType, ContextType>;
  promised?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  current?: Resolver<Maybe<ResolversTypes['Money']>, ParentType, ContextType>;
};

export type VersionConflictErrorResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['VersionConflictError'] = ResolversParentTypes['VersionConflictError']> = {
  code?: Resolver<ResolversTypes['UserErrorCode'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  field?: Resolver<Maybe<Array<ResolversTypes['String']>>, ParentType, ContextType>;
  retryable?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  currentVersion?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type QuoteResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Quote'] = ResolversParentTypes['Quote'], FederationReferenceType extends FederationReferenceTypes['Quote'] = FederationReferenceTypes['Quote']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Quote']> | FederationReferenceType, FederationReferenceType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  number?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  customer?: Resolver<Maybe<ResolversTypes['Customer']>, ParentType, ContextType>;
  state?: Resolver<ResolversTypes['QuoteState'], ParentType, ContextType>;
  validUntil?: Resolver<Maybe<ResolversTypes['LocalDate']>, ParentType, ContextType>;
  note?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  lines?: Resolver<Array<ResolversTypes['QuoteLine']>, ParentType, ContextType>;
  totals?: Resolver<ResolversTypes['QuoteTotals'], ParentType, ContextType>;
  order?: Resolver<Maybe<ResolversTypes['Order']>, ParentType, ContextType>;
  requestedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  version?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  externalIds?: Resolver<Array<ResolversTypes['ExternalId']>, ParentType, ContextType>;
  provenance?: Resolver<Maybe<ResolversTypes['Provenance']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type QuoteLineResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['QuoteLine'] = ResolversParentTypes['QuoteLine']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  variant?: Resolver<Maybe<ResolversTypes['Variant']>, ParentType, ContextType>;
  sku?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  title?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  quantity?: Resolver<ResolversTypes['Quantity'], ParentType, ContextType>;
  unitNet?: Resolver<Maybe<ResolversTypes['Money']>, ParentType, ContextType>;
  unitGross?: Resolver<Maybe<ResolversTypes['Money']>, ParentType, ContextType>;
  discounts?: Resolver<Array<ResolversTypes['OrderDiscount']>, ParentType, ContextType>;
  taxPercent?: Resolver<ResolversTypes['Decimal'], ParentType, ContextType>;
  net?: Resolver<Maybe<ResolversTypes['Money']>, ParentType, ContextType>;
  gross?: Resolver<Maybe<ResolversTypes['Money']>, ParentType, ContextType>;
};

export type QuoteTotalsResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['QuoteTotals'] = ResolversParentTypes['QuoteTotals']> = {
  net?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  tax?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  gross?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
};

export type QuoteConnectionResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['QuoteConnection'] = ResolversParentTypes['QuoteConnection']> = {
  nodes?: Resolver<Array<ResolversTypes['Quote']>, ParentType, ContextType>;
  edges?: Resolver<Array<ResolversTypes['QuoteEdge']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
};

export type QuoteEdgeResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['QuoteEdge'] = ResolversParentTypes['QuoteEdge']> = {
  node?: Resolver<ResolversTypes['Quote'], ParentType, ContextType>;
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type QuotePayloadResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['QuotePayload'] = ResolversParentTypes['QuotePayload']> = {
  quote?: Resolver<Maybe<ResolversTypes['Quote']>, ParentType, ContextType>;
  operation?: Resolver<Maybe<ResolversTypes['WriteOperation']>, ParentType, ContextType>;
  userErrors?: Resolver<Array<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type CartResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Cart'] = ResolversParentTypes['Cart'], FederationReferenceType extends FederationReferenceTypes['Cart'] = FederationReferenceTypes['Cart']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Cart']> | FederationReferenceType, FederationReferenceType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  channelId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  customer?: Resolver<Maybe<ResolversTypes['Customer']>, ParentType, ContextType>;
  email?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  lines?: Resolver<Array<ResolversTypes['CartLine']>, ParentType, ContextType>;
  gross?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  state?: Resolver<ResolversTypes['CartState'], ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  updatedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  order?: Resolver<Maybe<ResolversTypes['Order']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type CartLineResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['CartLine'] = ResolversParentTypes['CartLine']> = {
  variant?: Resolver<Maybe<ResolversTypes['Variant']>, ParentType, ContextType>;
  sku?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  title?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  quantity?: Resolver<ResolversTypes['Quantity'], ParentType, ContextType>;
  gross?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  grossToday?: Resolver<Maybe<ResolversTypes['Money']>, ParentType, ContextType>;
  availableNow?: Resolver<Maybe<ResolversTypes['Quantity']>, ParentType, ContextType>;
};

export type CartConnectionResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['CartConnection'] = ResolversParentTypes['CartConnection']> = {
  nodes?: Resolver<Array<ResolversTypes['Cart']>, ParentType, ContextType>;
  edges?: Resolver<Array<ResolversTypes['CartEdge']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
};

export type CartEdgeResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['CartEdge'] = ResolversParentTypes['CartEdge']> = {
  node?: Resolver<ResolversTypes['Cart'], ParentType, ContextType>;
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type OrderStreamItemResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['OrderStreamItem'] = ResolversParentTypes['OrderStreamItem']> = {
  __resolveType: TypeResolveFn<'OrderChanged' | 'StreamCheckpoint' | 'StreamGap', ParentType, ContextType>;
};

export type OrderChangedResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['OrderChanged'] = ResolversParentTypes['OrderChanged']> = {
  cursor?: Resolver<ResolversTypes['StreamCursor'], ParentType, ContextType>;
  order?: Resolver<ResolversTypes['Order'], ParentType, ContextType>;
  previousStatus?: Resolver<Maybe<ResolversTypes['OrderStatus']>, ParentType, ContextType>;
  changes?: Resolver<Array<ResolversTypes['OrderEvent']>, ParentType, ContextType>;
  version?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  occurredAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type DocumentFileResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['DocumentFile'] = ResolversParentTypes['DocumentFile']> = {
  url?: Resolver<ResolversTypes['URL'], ParentType, ContextType>;
  expiresAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  mediaType?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type InvoiceResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Invoice'] = ResolversParentTypes['Invoice'], FederationReferenceType extends FederationReferenceTypes['Invoice'] = FederationReferenceTypes['Invoice']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Invoice']> | FederationReferenceType, FederationReferenceType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  document?: Resolver<ResolversTypes['ErpDocument'], ParentType, ContextType>;
  side?: Resolver<ResolversTypes['InvoiceSide'], ParentType, ContextType>;
  partyName?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  customer?: Resolver<Maybe<ResolversTypes['Customer']>, ParentType, ContextType>;
  orders?: Resolver<Array<ResolversTypes['Order']>, ParentType, ContextType>;
  net?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  tax?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  gross?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  open?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  state?: Resolver<ResolversTypes['InvoiceState'], ParentType, ContextType>;
  overdueDays?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  corrects?: Resolver<Maybe<ResolversTypes['ErpDocument']>, ParentType, ContextType>;
  provenance?: Resolver<ResolversTypes['Provenance'], ParentType, ContextType>;
};

export type InvoiceConnectionResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['InvoiceConnection'] = ResolversParentTypes['InvoiceConnection']> = {
  nodes?: Resolver<Array<ResolversTypes['Invoice']>, ParentType, ContextType>;
  edges?: Resolver<Array<ResolversTypes['InvoiceEdge']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  openTotal?: Resolver<Array<ResolversTypes['Money']>, ParentType, ContextType>;
};

export type InvoiceEdgeResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['InvoiceEdge'] = ResolversParentTypes['InvoiceEdge']> = {
  node?: Resolver<ResolversTypes['Invoice'], ParentType, ContextType>;
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type ReturnResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Return'] = ResolversParentTypes['Return'], FederationReferenceType extends FederationReferenceTypes['Return'] = FederationReferenceTypes['Return']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Return']> | FederationReferenceType, FederationReferenceType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  number?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['ReturnKind'], ParentType, ContextType>;
  order?: Resolver<ResolversTypes['Order'], ParentType, ContextType>;
  state?: Resolver<ResolversTypes['ReturnState'], ParentType, ContextType>;
  lines?: Resolver<Array<ResolversTypes['ReturnLine']>, ParentType, ContextType>;
  resolution?: Resolver<ResolversTypes['ReturnResolution'], ParentType, ContextType>;
  refund?: Resolver<Maybe<ResolversTypes['Money']>, ParentType, ContextType>;
  refundState?: Resolver<ResolversTypes['RefundState'], ParentType, ContextType>;
  creditNote?: Resolver<Maybe<ResolversTypes['ErpDocument']>, ParentType, ContextType>;
  replacement?: Resolver<Maybe<ResolversTypes['Order']>, ParentType, ContextType>;
  comment?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  answer?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  decideBy?: Resolver<Maybe<ResolversTypes['LocalDate']>, ParentType, ContextType>;
  requestedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  receivedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  allowed?: Resolver<Array<ResolversTypes['ReturnAction']>, ParentType, ContextType>;
  version?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type ReturnLineResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['ReturnLine'] = ResolversParentTypes['ReturnLine']> = {
  line?: Resolver<ResolversTypes['OrderLine'], ParentType, ContextType>;
  quantity?: Resolver<ResolversTypes['Quantity'], ParentType, ContextType>;
  received?: Resolver<ResolversTypes['Quantity'], ParentType, ContextType>;
  reason?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  restocked?: Resolver<Maybe<ResolversTypes['Boolean']>, ParentType, ContextType>;
};

export type ReturnPayloadResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['ReturnPayload'] = ResolversParentTypes['ReturnPayload']> = {
  return?: Resolver<Maybe<ResolversTypes['Return']>, ParentType, ContextType>;
  operation?: Resolver<Maybe<ResolversTypes['WriteOperation']>, ParentType, ContextType>;
  userErrors?: Resolver<Array<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type ReturnConnectionResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['ReturnConnection'] = ResolversParentTypes['ReturnConnection']> = {
  nodes?: Resolver<Array<ResolversTypes['Return']>, ParentType, ContextType>;
  edges?: Resolver<Array<ResolversTypes['ReturnEdge']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
};

export type ReturnEdgeResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['ReturnEdge'] = ResolversParentTypes['ReturnEdge']> = {
  node?: Resolver<ResolversTypes['Return'], ParentType, ContextType>;
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type PayoutResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Payout'] = ResolversParentTypes['Payout']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  provider?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  number?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  paidOn?: Resolver<ResolversTypes['LocalDate'], ParentType, ContextType>;
  amount?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  fee?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  items?: Resolver<Array<ResolversTypes['PayoutItem']>, ParentType, ContextType>;
  difference?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
};

export type PayoutItemResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['PayoutItem'] = ResolversParentTypes['PayoutItem']> = {
  transactionNumber?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  amount?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  fee?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  state?: Resolver<ResolversTypes['PayoutItemState'], ParentType, ContextType>;
  order?: Resolver<Maybe<ResolversTypes['Order']>, ParentType, ContextType>;
};

export type PayoutPayloadResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['PayoutPayload'] = ResolversParentTypes['PayoutPayload']> = {
  payout?: Resolver<Maybe<ResolversTypes['Payout']>, ParentType, ContextType>;
  userErrors?: Resolver<Array<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type PayoutConnectionResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['PayoutConnection'] = ResolversParentTypes['PayoutConnection']> = {
  nodes?: Resolver<Array<ResolversTypes['Payout']>, ParentType, ContextType>;
  edges?: Resolver<Array<ResolversTypes['PayoutEdge']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
};

export type PayoutEdgeResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['PayoutEdge'] = ResolversParentTypes['PayoutEdge']> = {
  node?: Resolver<ResolversTypes['Payout'], ParentType, ContextType>;
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type Resolvers<ContextType = RequestContext> = {
  StreamCursor?: GraphQLScalarType;
  LocalDate?: GraphQLScalarType;
  Quantity?: QuantityResolvers<ContextType>;
  Decimal?: GraphQLScalarType;
  Node?: NodeResolvers<ContextType>;
  DateTime?: GraphQLScalarType;
  Contact?: ContactResolvers<ContextType>;
  Address?: AddressResolvers<ContextType>;
  CountryCode?: GraphQLScalarType;
  LanguageCode?: GraphQLScalarType;
  ExternalId?: ExternalIdResolvers<ContextType>;
  Provenance?: ProvenanceResolvers<ContextType>;
  Money?: MoneyResolvers<ContextType>;
  CurrencyCode?: GraphQLScalarType;
  URL?: GraphQLScalarType;
  PageInfo?: PageInfoResolvers<ContextType>;
  UserError?: UserErrorResolvers<ContextType>;
  IdempotencyKey?: GraphQLScalarType;
  Duration?: GraphQLScalarType;
  StreamCheckpoint?: StreamCheckpointResolvers<ContextType>;
  StreamGap?: StreamGapResolvers<ContextType>;
  InputError?: InputErrorResolvers<ContextType>;
  Query?: QueryResolvers<ContextType>;
  Mutation?: MutationResolvers<ContextType>;
  Subscription?: SubscriptionResolvers<ContextType>;
  Customer?: CustomerResolvers<ContextType>;
  UsualProduct?: UsualProductResolvers<ContextType>;
  Variant?: VariantResolvers<ContextType>;
  StockLocation?: StockLocationResolvers<ContextType>;
  WriteOperation?: WriteOperationResolvers<ContextType>;
  Order?: OrderResolvers<ContextType>;
  OrderTax?: OrderTaxResolvers<ContextType>;
  ReportingAmounts?: ReportingAmountsResolvers<ContextType>;
  OrderOrigin?: OrderOriginResolvers<ContextType>;
  OrderDelivery?: OrderDeliveryResolvers<ContextType>;
  OrderLine?: OrderLineResolvers<ContextType>;
  OrderDiscount?: OrderDiscountResolvers<ContextType>;
  OrderPayment?: OrderPaymentResolvers<ContextType>;
  OrderTotals?: OrderTotalsResolvers<ContextType>;
  TaxByRate?: TaxByRateResolvers<ContextType>;
  RoundingPolicy?: RoundingPolicyResolvers<ContextType>;
  OrderStatus?: OrderStatusResolvers<ContextType>;
  OrderHold?: OrderHoldResolvers<ContextType>;
  ErpDocument?: ErpDocumentResolvers<ContextType>;
  Fulfilment?: FulfilmentResolvers<ContextType>;
  FulfilmentLine?: FulfilmentLineResolvers<ContextType>;
  OrderEvent?: OrderEventResolvers<ContextType>;
  OrderConnection?: OrderConnectionResolvers<ContextType>;
  OrderListTotals?: OrderListTotalsResolvers<ContextType>;
  OrderEdge?: OrderEdgeResolvers<ContextType>;
  OrderLineConnection?: OrderLineConnectionResolvers<ContextType>;
  OrderLineEdge?: OrderLineEdgeResolvers<ContextType>;
  OrderEventConnection?: OrderEventConnectionResolvers<ContextType>;
  OrderEventEdge?: OrderEventEdgeResolvers<ContextType>;
  DeliveryOption?: DeliveryOptionResolvers<ContextType>;
  OrderPreview?: OrderPreviewResolvers<ContextType>;
  OrderPreviewLine?: OrderPreviewLineResolvers<ContextType>;
  PaymentMethod?: PaymentMethodResolvers<ContextType>;
  CreditVerdict?: CreditVerdictResolvers<ContextType>;
  OrderPayload?: OrderPayloadResolvers<ContextType>;
  TotalsMismatchError?: TotalsMismatchErrorResolvers<ContextType>;
  InsufficientStockError?: InsufficientStockErrorResolvers<ContextType>;
  CreditLimitError?: CreditLimitErrorResolvers<ContextType>;
  PriceChangedError?: PriceChangedErrorResolvers<ContextType>;
  PriceChange?: PriceChangeResolvers<ContextType>;
  VersionConflictError?: VersionConflictErrorResolvers<ContextType>;
  Quote?: QuoteResolvers<ContextType>;
  QuoteLine?: QuoteLineResolvers<ContextType>;
  QuoteTotals?: QuoteTotalsResolvers<ContextType>;
  QuoteConnection?: QuoteConnectionResolvers<ContextType>;
  QuoteEdge?: QuoteEdgeResolvers<ContextType>;
  QuotePayload?: QuotePayloadResolvers<ContextType>;
  Cart?: CartResolvers<ContextType>;
  CartLine?: CartLineResolvers<ContextType>;
  CartConnection?: CartConnectionResolvers<ContextType>;
  CartEdge?: CartEdgeResolvers<ContextType>;
  OrderStreamItem?: OrderStreamItemResolvers<ContextType>;
  OrderChanged?: OrderChangedResolvers<ContextType>;
  DocumentFile?: DocumentFileResolvers<ContextType>;
  Invoice?: InvoiceResolvers<ContextType>;
  InvoiceConnection?: InvoiceConnectionResolvers<ContextType>;
  InvoiceEdge?: InvoiceEdgeResolvers<ContextType>;
  Return?: ReturnResolvers<ContextType>;
  ReturnLine?: ReturnLineResolvers<ContextType>;
  ReturnPayload?: ReturnPayloadResolvers<ContextType>;
  ReturnConnection?: ReturnConnectionResolvers<ContextType>;
  ReturnEdge?: ReturnEdgeResolvers<ContextType>;
  Payout?: PayoutResolvers<ContextType>;
  PayoutItem?: PayoutItemResolvers<ContextType>;
  PayoutPayload?: PayoutPayloadResolvers<ContextType>;
  PayoutConnection?: PayoutConnectionResolvers<ContextType>;
  PayoutEdge?: PayoutEdgeResolvers<ContextType>;
};

