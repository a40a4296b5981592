/** Generated from schema/stock.graphql by `npm run generate`. */
import type { GraphQLResolveInfo, GraphQLScalarType, GraphQLScalarTypeConfig } from 'graphql';
import type { ProductRow, VariantRow, StockLocationRow, IncomingDeliveryRow, StockMovementRow, ReservationRow, ReservationLineRow, InputErrorRow, InsufficientStockErrorRow, StockLevelRow, AvailabilityRow, PromiseLineRow, PickupOfferRow, StockLocationConnectionRow, StockLevelConnectionRow, StockMovementConnectionRow, IncomingDeliveryConnectionRow, ReservationConnectionRow, StockAlertConnectionRow, SupplierConnectionRow, SupplierRow, SupplierItemRow, StockAlertRow, StockBinRow, StockCountDifferenceRow, StockCountPayloadRow, StockAlertRaisedRow, AvailabilityChangedRow, StockChangedRow } from './mappers.ts';
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
  /** An exact decimal as text, such as "12.30". Never a float. */
  Decimal: { input: string; output: string; }
  /** A calendar day in the company's zone, such as "2026-03-01". */
  LocalDate: { input: string; output: string; }
  /** An instant, RFC 3339 in UTC, such as "2026-03-01T08:15:30.250Z". */
  DateTime: { input: string; output: string | number; }
  /** A country, ISO 3166-1 alpha-2, such as "PL". */
  CountryCode: { input: string; output: string; }
  /**
   * Chosen by the client, 1 to 128 printable characters, one a logical write. The same key with the same input answers the same result and does
   * nothing again; with another input it is refused KEY_REUSED. Its scope is the application and the mutation.
   */
  IdempotencyKey: { input: string; output: string; }
  /** A length of time, ISO 8601, such as "PT15M". */
  Duration: { input: string; output: string; }
  /** A place in an event stream: what a subscriber hands back to go on without a hole. Never the same thing as a page cursor. */
  StreamCursor: { input: string; output: string; }
  /** A currency, ISO 4217, such as "PLN". */
  CurrencyCode: { input: string; output: string; }
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

/** Anything that can be fetched by its id alone. */
export type Node = {
  /** Prefixed and stable, also over a rebuild. */
  id: Scalars['ID']['output'];
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

/** Which way a list runs. */
export type SortDirection =
  /** Smallest first. */
  | 'ASC'
  /** Largest first. */
  | 'DESC';

/** from <= x <= to */
export type DateRange = {
  /** From this day on. */
  from?: InputMaybe<Scalars['LocalDate']['input']>;
  /** Up to this day. */
  to?: InputMaybe<Scalars['LocalDate']['input']>;
};

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

/** An amount in one currency. */
export type Money = {
  __typename?: 'Money';
  /** The amount, with two places or more. */
  amount: Scalars['Decimal']['output'];
  /** Its currency. */
  currencyCode: Scalars['CurrencyCode']['output'];
};

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

/** Everything that can be read. */
export type Query = {
  __typename?: 'Query';
  /** One location, by exactly one of its id and its code. */
  stockLocation?: Maybe<StockLocation>;
  /** Locations in the order of their codes. */
  stockLocations: StockLocationConnection;
  /** Stock a variant and location, with everything that is taken off it; by SKU unless sorted otherwise. */
  stockLevels: StockLevelConnection;
  /** What moved, newest first. */
  stockMovements: StockMovementConnection;
  /** Open deliveries, the soonest first and those without a day last. */
  incomingDeliveries: IncomingDeliveryConnection;
  /** Alerts that stand now, the newest first. */
  stockAlerts: StockAlertConnection;
  /** Who sells to the company, by name. */
  suppliers: SupplierConnection;
  /** One reservation: the application's and customer's own, or any with the scope stock:read. */
  reservation?: Maybe<Reservation>;
  /** Reservations, newest first. */
  reservations: ReservationConnection;
};


/** Everything that can be read. */
export type QueryStockLocationArgs = {
  id?: InputMaybe<Scalars['ID']['input']>;
  code?: InputMaybe<Scalars['String']['input']>;
};


/** Everything that can be read. */
export type QueryStockLocationsArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<StockLocationFilter>;
};


/** Everything that can be read. */
export type QueryStockLevelsArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<StockLevelFilter>;
  sort?: InputMaybe<StockLevelSort>;
};


/** Everything that can be read. */
export type QueryStockMovementsArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<StockMovementFilter>;
};


/** Everything that can be read. */
export type QueryIncomingDeliveriesArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<IncomingFilter>;
};


/** Everything that can be read. */
export type QueryStockAlertsArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<StockAlertFilter>;
};


/** Everything that can be read. */
export type QuerySuppliersArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
};


/** Everything that can be read. */
export type QueryReservationArgs = {
  id: Scalars['ID']['input'];
};


/** Everything that can be read. */
export type QueryReservationsArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<ReservationFilter>;
};

/** Something that is sold, in one or more variants; what it is stands in the products subgraph. */
export type Product = {
  __typename?: 'Product';
  /** Prefixed and stable. */
  id: Scalars['ID']['output'];
  /** The best status of its active variants. */
  availabilityStatus: AvailabilityStatus;
};


/** Something that is sold, in one or more variants; what it is stands in the products subgraph. */
export type ProductAvailabilityStatusArgs = {
  for?: InputMaybe<AvailabilityContext>;
};

/** One sellable form of a product; what it is stands in the products subgraph. */
export type Variant = {
  __typename?: 'Variant';
  /** Prefixed and stable. */
  id: Scalars['ID']['output'];
  /** What can be had, and when. */
  availability?: Maybe<Availability>;
  /** Stores and pickup points that have it themselves, in the order of their codes. */
  pickup: Array<PickupOffer>;
  /** Who sells it to the company; what is asked first first. */
  suppliers: Array<SupplierItem>;
  /** Its stock a location, in the order of their codes. */
  stockLevels: StockLevelConnection;
};


/** One sellable form of a product; what it is stands in the products subgraph. */
export type VariantAvailabilityArgs = {
  for?: InputMaybe<AvailabilityContext>;
};


/** One sellable form of a product; what it is stands in the products subgraph. */
export type VariantPickupArgs = {
  for?: InputMaybe<AvailabilityContext>;
  first?: InputMaybe<Scalars['Int']['input']>;
};


/** One sellable form of a product; what it is stands in the products subgraph. */
export type VariantStockLevelsArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
};

/** For what availability is asked. */
export type AvailabilityContext = {
  /** How much is wanted; the promise is for that much. One when nothing is given. */
  quantity?: InputMaybe<Scalars['Decimal']['input']>;
  /** Unit of `quantity`: the stock unit, or one of the variant's sales units. */
  unitCode?: InputMaybe<Scalars['String']['input']>;
  /** Only what this location has. */
  locationId?: InputMaybe<Scalars['ID']['input']>;
};

/** What can be had of a variant, and when. */
export type Availability = {
  __typename?: 'Availability';
  /** In one word. */
  status: AvailabilityStatus;
  /** How much can be sold now, over all warehouses that sell; at most 20 without the scope stock:read. */
  sellable: Quantity;
  /** True when there is more than `sellable` tells. */
  sellableCapped: Scalars['Boolean']['output'];
  /** Where the wanted quantity comes from; shorter than wanted when not all of it can be promised. */
  promise: Array<PromiseLine>;
  /** The first known day on which more comes. */
  restockOn?: Maybe<Scalars['LocalDate']['output']>;
  /** Where the figures come from; null when no source has told any. */
  provenance?: Maybe<Provenance>;
};

/** Whether something can be had. */
export type AvailabilityStatus =
  /** More than three. */
  | 'IN_STOCK'
  /** The last three, or fewer. */
  | 'LOW'
  /** None now; a delivery is on its way. */
  | 'INCOMING'
  /** None now; sold nevertheless. */
  | 'BACKORDER'
  /** None, and none is expected. */
  | 'OUT_OF_STOCK'
  /** No source has told, or none has for too long. */
  | 'UNKNOWN';

/** Goods promised from one place for one day. */
export type PromiseLine = {
  __typename?: 'PromiseLine';
  /** How much of what was wanted. */
  quantity: Quantity;
  /** When it can leave. */
  availableOn: Scalars['LocalDate']['output'];
  /** Where it is, or will be. */
  location?: Maybe<StockLocation>;
  /** What the promise rests on. */
  source: PromiseSource;
  /** How sure the day is. */
  confidence: PromiseConfidence;
};

/** What a promise rests on. */
export type PromiseSource =
  /** It is there. */
  | 'ON_HAND'
  /** A delivery that is expected. */
  | 'INCOMING';

/** How sure a day is. */
export type PromiseConfidence =
  /** The supplier confirmed it. */
  | 'CONFIRMED'
  /** A planned day. */
  | 'ESTIMATED';

/** What can be collected at one location. */
export type PickupOffer = {
  __typename?: 'PickupOffer';
  /** Where. */
  location: StockLocation;
  /** In one word, for this location alone. */
  status: AvailabilityStatus;
  /** How much it has; at most 20 without the scope stock:read. */
  sellable: Quantity;
  /** When the wanted quantity is complete there; null when that cannot be told. */
  readyOn?: Maybe<Scalars['LocalDate']['output']>;
};

/** Where goods lie: a warehouse, a store, a pickup point. */
export type StockLocation = Node & {
  __typename?: 'StockLocation';
  /** Prefixed and stable, also over a rebuild. */
  id: Scalars['ID']['output'];
  /** The company's own short name of it. */
  code: Scalars['String']['output'];
  /** For people. */
  name: Scalars['String']['output'];
  /** What sort of place it is. */
  kind: LocationKind;
  /** The company it belongs to. */
  companyId: Scalars['ID']['output'];
  /** Where it stands. */
  address?: Maybe<Address>;
  /** False once it is closed. */
  active: Scalars['Boolean']['output'];
  /** The warehouse a storage place lies in; null for anything else. */
  parent?: Maybe<StockLocation>;
  /** Storage places inside, by code. */
  places: Array<StockLocation>;
  /** The same place in linked systems. */
  externalIds: Array<ExternalId>;
};

/** Sorts of places. */
export type LocationKind =
  /** Sends goods out; its stock is sold to everybody. */
  | 'WAREHOUSE'
  /** Sells over the counter. */
  | 'STORE'
  /** Goods are collected there. */
  | 'PICKUP_POINT'
  /** A supplier's own stock. */
  | 'SUPPLIER'
  /** Between two places. */
  | 'IN_TRANSIT'
  /** A place inside a warehouse: a rack, a bin. */
  | 'STORAGE'
  /** None of the above. */
  | 'OTHER';

/** Stock of one variant at one location. sellable = onHand - reservedInErp - reservedInHub - safetyBuffer. */
export type StockLevel = Node & {
  __typename?: 'StockLevel';
  /** Prefixed and stable, also over a rebuild. */
  id: Scalars['ID']['output'];
  /** What. */
  variant: Variant;
  /** Where. */
  location: StockLocation;
  /** What lies there. */
  onHand: Quantity;
  /** Confirmed open demand in the ERP. */
  reservedInErp: Quantity;
  /** Held by the hub for carts and orders that the ERP's own figure does not contain yet. */
  reservedInHub: Quantity;
  /** Never sold, against miscounts. */
  safetyBuffer: Quantity;
  /** What may still be sold; below zero when too much was promised. */
  sellable: Quantity;
  /** Below this it should be ordered. */
  minimum?: Maybe<Quantity>;
  /** Above this it should not be ordered. */
  maximum?: Maybe<Quantity>;
  /** What lies where inside the warehouse; empty where the ERP keeps no places. */
  bins: Array<StockBin>;
  /** Open deliveries to this location, the soonest first. */
  incoming: Array<IncomingDelivery>;
  /** Rises with each change. */
  version: Scalars['Int']['output'];
  /** When it last changed. */
  changedAt: Scalars['DateTime']['output'];
  /** Where the figures come from and how old they are. */
  provenance: Provenance;
};

/** Goods that are expected. */
export type IncomingDelivery = Node & {
  __typename?: 'IncomingDelivery';
  /** Prefixed and stable, also over a rebuild. */
  id: Scalars['ID']['output'];
  /** What. */
  variant: Variant;
  /** Where to. */
  location: StockLocation;
  /** Number of the purchase or delivery in the ERP. */
  documentNumber: Scalars['String']['output'];
  /** Who sends it. */
  supplierName?: Maybe<Scalars['String']['output']>;
  /** The supplier, where it is one the ERP tells of. */
  supplier?: Maybe<Supplier>;
  /** How much is still to come. */
  quantity: Quantity;
  /** The day now expected. */
  expectedOn?: Maybe<Scalars['LocalDate']['output']>;
  /** The day that was expected when the hub first saw it. */
  originallyExpectedOn?: Maybe<Scalars['LocalDate']['output']>;
  /** How sure the day is. */
  confidence: PromiseConfidence;
  /** When it last changed. */
  updatedAt: Scalars['DateTime']['output'];
};

/** Goods that moved. */
export type StockMovement = Node & {
  __typename?: 'StockMovement';
  /** Prefixed and stable, also over a rebuild. */
  id: Scalars['ID']['output'];
  /** What. */
  variant: Variant;
  /** Where from; null when it came from outside. */
  from?: Maybe<StockLocation>;
  /** Where to; null when it went outside. */
  to?: Maybe<StockLocation>;
  /** How much. */
  quantity: Quantity;
  /** Why. */
  kind: MovementKind;
  /** Number of the document in the ERP. */
  documentNumber?: Maybe<Scalars['String']['output']>;
  /** The order it was for. */
  orderId?: Maybe<Scalars['ID']['output']>;
  /** When it moved. */
  occurredAt: Scalars['DateTime']['output'];
};

/** Why goods move. */
export type MovementKind =
  /** Sold over the internet. */
  | 'SALE_ONLINE'
  /** Sold over the counter or by telephone. */
  | 'SALE_OFFLINE'
  /** Came from a supplier. */
  | 'RECEIPT'
  /** From one location to another. */
  | 'TRANSFER'
  /** Came back from a customer. */
  | 'RETURN'
  /** Corrected by a count. */
  | 'COUNT'
  /** Thrown away. */
  | 'SCRAP'
  /** None of the above. */
  | 'OTHER';

/** Which locations. */
export type StockLocationFilter = {
  /** Of these sorts. */
  kind?: InputMaybe<Array<LocationKind>>;
  /** Open ones only, or closed ones only. */
  active?: InputMaybe<Scalars['Boolean']['input']>;
};

/** Which levels; all given conditions hold. */
export type StockLevelFilter = {
  /** Of these variants. */
  variantIds?: InputMaybe<Array<Scalars['ID']['input']>>;
  /** Of these SKUs. */
  skus?: InputMaybe<Array<Scalars['String']['input']>>;
  /** At these locations. */
  locationIds?: InputMaybe<Array<Scalars['ID']['input']>>;
  /** In these categories. */
  categoryIds?: InputMaybe<Array<Scalars['ID']['input']>>;
  /** With that much to sell. */
  sellable?: InputMaybe<DecimalRange>;
  /** On hand below the minimum, or not. */
  belowMinimum?: InputMaybe<Scalars['Boolean']['input']>;
  /** On hand above the maximum, or not. */
  aboveMaximum?: InputMaybe<Scalars['Boolean']['input']>;
  /** More promised than there is, or not. */
  negative?: InputMaybe<Scalars['Boolean']['input']>;
  /** Changed then. */
  changedAt?: InputMaybe<DateTimeRange>;
};

/** The order of levels. */
export type StockLevelSort = {
  /** By what. */
  by: StockLevelSortKey;
  /** Which way. */
  direction?: SortDirection;
};

/** What levels can be sorted by. */
export type StockLevelSortKey =
  /** The article number. */
  | 'SKU'
  /** What may still be sold. */
  | 'SELLABLE'
  /** What lies there. */
  | 'ON_HAND'
  /** The last change. */
  | 'CHANGED_AT';

/** Which movements; all given conditions hold. */
export type StockMovementFilter = {
  /** Of these variants. */
  variantIds?: InputMaybe<Array<Scalars['ID']['input']>>;
  /** From or to these locations. */
  locationIds?: InputMaybe<Array<Scalars['ID']['input']>>;
  /** For these reasons. */
  kind?: InputMaybe<Array<MovementKind>>;
  /** Moved then. */
  occurredAt?: InputMaybe<DateTimeRange>;
};

/** Which deliveries; all given conditions hold. */
export type IncomingFilter = {
  /** Of these variants. */
  variantIds?: InputMaybe<Array<Scalars['ID']['input']>>;
  /** To these locations. */
  locationIds?: InputMaybe<Array<Scalars['ID']['input']>>;
  /** Expected then. */
  expectedOn?: InputMaybe<DateRange>;
  /** Later than first expected, or not here though its day is past; or neither. */
  late?: InputMaybe<Scalars['Boolean']['input']>;
};

/** Which reservations; all given conditions hold. */
export type ReservationFilter = {
  /** In these states. */
  state?: InputMaybe<Array<ReservationState>>;
  /** With any of these variants. */
  variantIds?: InputMaybe<Array<Scalars['ID']['input']>>;
  /** Of this customer. */
  customerId?: InputMaybe<Scalars['ID']['input']>;
};

/** Stock held for a while for one cart or order. */
export type Reservation = Node & {
  __typename?: 'Reservation';
  /** Prefixed and stable, also over a rebuild. */
  id: Scalars['ID']['output'];
  /** What is held; a line taken from several locations stands once for each. */
  lines: Array<ReservationLine>;
  /** When it runs out; null once it belongs to an order. */
  expiresAt?: Maybe<Scalars['DateTime']['output']>;
  /** The order it became. */
  orderId?: Maybe<Scalars['ID']['output']>;
  /** Where it stands. */
  state: ReservationState;
  /** Rises with each change. */
  version: Scalars['Int']['output'];
};

/** A part of a reservation. */
export type ReservationLine = {
  __typename?: 'ReservationLine';
  /** What. */
  variant: Variant;
  /** Where; null when nothing could be held. */
  location?: Maybe<StockLocation>;
  /** How much was wanted. */
  requested: Quantity;
  /** How much was held. */
  held: Quantity;
};

/** Where a reservation stands. */
export type ReservationState =
  /** All of it is held. */
  | 'HELD'
  /** Less than wanted is held. */
  | 'PARTIAL'
  /** It belongs to an order and does not run out. */
  | 'CONFIRMED'
  /** Given back. */
  | 'RELEASED'
  /** Ran out and was given back. */
  | 'EXPIRED';

/** Everything that can be written. */
export type Mutation = {
  __typename?: 'Mutation';
  /** Holds stock for a while; all lines or none, unless `allowPartial`. */
  reservationPlace: ReservationPayload;
  /** Holds on: `holdFor` counts from now. */
  reservationExtend: ReservationPayload;
  /** Gives back what is held. One that was given back or ran out before stays as it is. */
  reservationRelease: ReservationPayload;
  /** Writes what was counted in one warehouse or store through to the ERP, which books the differences. The levels follow when the ERP tells them. */
  stockCountRecord: StockCountPayload;
};


/** Everything that can be written. */
export type MutationReservationPlaceArgs = {
  input: ReservationPlaceInput;
};


/** Everything that can be written. */
export type MutationReservationExtendArgs = {
  input: ReservationExtendInput;
};


/** Everything that can be written. */
export type MutationReservationReleaseArgs = {
  input: ReservationReleaseInput;
};


/** Everything that can be written. */
export type MutationStockCountRecordArgs = {
  input: StockCountInput;
};

/** A hold to be placed. */
export type ReservationPlaceInput = {
  /** One a hold: repeating the same one answers the same reservation. */
  idempotencyKey: Scalars['IdempotencyKey']['input'];
  /** What to hold, 1 to 100 lines. */
  lines: Array<ReservationLineInput>;
  /** Hold what there is instead of refusing. */
  allowPartial?: Scalars['Boolean']['input'];
  /** How long, at most a day. */
  holdFor?: Scalars['Duration']['input'];
};

/** One line to hold: a variant by its id or its SKU. */
export type ReservationLineInput = {
  /** Its id. */
  variantId?: InputMaybe<Scalars['ID']['input']>;
  /** Its article number. */
  sku?: InputMaybe<Scalars['String']['input']>;
  /** Only from here; otherwise the hub chooses a warehouse. */
  locationId?: InputMaybe<Scalars['ID']['input']>;
  /** How much. */
  quantity: Scalars['Decimal']['input'];
  /** Unit of `quantity`: the stock unit, or one of the variant's sales units. */
  unitCode?: InputMaybe<Scalars['String']['input']>;
};

/** A hold to be kept on. */
export type ReservationExtendInput = {
  /** Names this wish. Repeating it is harmless: the time counts from now again. */
  idempotencyKey: Scalars['IdempotencyKey']['input'];
  /** Which. */
  id: Scalars['ID']['input'];
  /** How long from now, at most a day. */
  holdFor: Scalars['Duration']['input'];
};

/** A hold to be given back. */
export type ReservationReleaseInput = {
  /** Names this wish. Repeating it is harmless: what is given back stays so. */
  idempotencyKey: Scalars['IdempotencyKey']['input'];
  /** Which. */
  id: Scalars['ID']['input'];
};

/** What came of it. */
export type ReservationPayload = {
  __typename?: 'ReservationPayload';
  /** As it stands now; null when refused. */
  reservation?: Maybe<Reservation>;
  /** Why it was refused. */
  userErrors: Array<UserError>;
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

/** Everything that can be listened to. */
export type Subscription = {
  __typename?: 'Subscription';
  /** What buyers may know of stock. Starts with how things stand, unless told not to or continued with `after`. */
  availabilityChanges: AvailabilityStreamItem;
  /** Every change of stock with all its figures. Starts with how things stand, unless told not to or continued with `after`. */
  stockChanges: StockStreamItem;
  /** Alerts as they are raised; with a snapshot, those that stand now come first. */
  stockAlerts: StockAlertStreamItem;
};


/** Everything that can be listened to. */
export type SubscriptionAvailabilityChangesArgs = {
  filter: AvailabilityChangeFilter;
  after?: InputMaybe<Scalars['StreamCursor']['input']>;
  snapshot?: Scalars['Boolean']['input'];
};


/** Everything that can be listened to. */
export type SubscriptionStockChangesArgs = {
  filter: StockChangeFilter;
  after?: InputMaybe<Scalars['StreamCursor']['input']>;
  snapshot?: Scalars['Boolean']['input'];
};


/** Everything that can be listened to. */
export type SubscriptionStockAlertsArgs = {
  filter?: InputMaybe<StockAlertFilter>;
  after?: InputMaybe<Scalars['StreamCursor']['input']>;
  snapshot?: Scalars['Boolean']['input'];
};

/** Which variants to listen to, 1 to 250, by ids, by SKUs, or both. */
export type AvailabilityChangeFilter = {
  /** Their ids. */
  variantIds?: InputMaybe<Array<Scalars['ID']['input']>>;
  /** Their article numbers. */
  skus?: InputMaybe<Array<Scalars['String']['input']>>;
};

/** What the availability stream says. */
export type AvailabilityStreamItem = AvailabilityChanged | StreamCheckpoint | StreamGap;

/** A variant's availability changed, or is told as it stands. */
export type AvailabilityChanged = {
  __typename?: 'AvailabilityChanged';
  /** Hand it back as `after` to go on from here. */
  cursor: Scalars['StreamCursor']['output'];
  /** Of what. */
  variant: Variant;
  /** As it is since this change. */
  availability: Availability;
  /** The status before; null when this is how things stood at the start. */
  previousStatus?: Maybe<AvailabilityStatus>;
  /** When it changed. */
  occurredAt: Scalars['DateTime']['output'];
  /** Rises with each change of this variant. */
  version: Scalars['Int']['output'];
};

/** Which levels to listen to: all of them, or those that fit every given list. */
export type StockChangeFilter = {
  /** Every level of the company; nothing else may be given then. */
  all?: Scalars['Boolean']['input'];
  /** Of these variants. */
  variantIds?: InputMaybe<Array<Scalars['ID']['input']>>;
  /** Of these SKUs; added to the variants. */
  skus?: InputMaybe<Array<Scalars['String']['input']>>;
  /** At these locations. */
  locationIds?: InputMaybe<Array<Scalars['ID']['input']>>;
};

/** What the stock stream says. */
export type StockStreamItem = StockChanged | StreamCheckpoint | StreamGap;

/** A level changed, or is told as it stands. */
export type StockChanged = {
  __typename?: 'StockChanged';
  /** Hand it back as `after` to go on from here. */
  cursor: Scalars['StreamCursor']['output'];
  /** What. */
  variant: Variant;
  /** As it is since this change. */
  level: StockLevel;
  /** What lay there before; null when this is how things stood at the start, or when the level is new. */
  previousOnHand?: Maybe<Quantity>;
  /** What could be sold before; null as above. */
  previousSellable?: Maybe<Quantity>;
  /** Why, as far as that is known. */
  cause: StockChangeCause;
  /** Number of the document that made the change. */
  documentNumber?: Maybe<Scalars['String']['output']>;
  /** When it changed. */
  occurredAt: Scalars['DateTime']['output'];
};

/** Why stock changed. */
export type StockChangeCause =
  /** Sold over the internet. */
  | 'SALE_ONLINE'
  /** Sold over the counter or by telephone. */
  | 'SALE_OFFLINE'
  /** Held by the hub for a cart or an order. */
  | 'RESERVATION'
  /** Given back by the hub. */
  | 'RELEASE'
  /** Came from a supplier. */
  | 'RECEIPT'
  /** From one location to another. */
  | 'TRANSFER'
  /** Came back from a customer. */
  | 'RETURN'
  /** Corrected by a count. */
  | 'COUNT'
  /** Told as it stands, at the start of a stream. */
  | 'REBUILD'
  /** Not known, or none of the above. */
  | 'OTHER';

/** A page of locations. */
export type StockLocationConnection = {
  __typename?: 'StockLocationConnection';
  /** The locations alone. */
  nodes: Array<StockLocation>;
  /** The locations with their cursors. */
  edges: Array<StockLocationEdge>;
  /** Where this page stands. */
  pageInfo: PageInfo;
  /** How many there are in all; null above 10,000. */
  totalCount?: Maybe<Scalars['Int']['output']>;
};

/** A location in its list. */
export type StockLocationEdge = {
  __typename?: 'StockLocationEdge';
  /** The location. */
  node: StockLocation;
  /** Where it stands in the list. */
  cursor: Scalars['String']['output'];
};

/** A page of levels. */
export type StockLevelConnection = {
  __typename?: 'StockLevelConnection';
  /** The levels alone. */
  nodes: Array<StockLevel>;
  /** The levels with their cursors. */
  edges: Array<StockLevelEdge>;
  /** Where this page stands. */
  pageInfo: PageInfo;
  /** How many there are in all; null above 10,000. */
  totalCount?: Maybe<Scalars['Int']['output']>;
};

/** A level in its list. */
export type StockLevelEdge = {
  __typename?: 'StockLevelEdge';
  /** The level. */
  node: StockLevel;
  /** Where it stands in the list. */
  cursor: Scalars['String']['output'];
};

/** A page of movements. */
export type StockMovementConnection = {
  __typename?: 'StockMovementConnection';
  /** The movements alone. */
  nodes: Array<StockMovement>;
  /** The movements with their cursors. */
  edges: Array<StockMovementEdge>;
  /** Where this page stands. */
  pageInfo: PageInfo;
  /** How many there are in all; null above 10,000. */
  totalCount?: Maybe<Scalars['Int']['output']>;
};

/** A movement in its list. */
export type StockMovementEdge = {
  __typename?: 'StockMovementEdge';
  /** The movement. */
  node: StockMovement;
  /** Where it stands in the list. */
  cursor: Scalars['String']['output'];
};

/** A page of deliveries. */
export type IncomingDeliveryConnection = {
  __typename?: 'IncomingDeliveryConnection';
  /** The deliveries alone. */
  nodes: Array<IncomingDelivery>;
  /** The deliveries with their cursors. */
  edges: Array<IncomingDeliveryEdge>;
  /** Where this page stands. */
  pageInfo: PageInfo;
  /** How many there are in all; null above 10,000. */
  totalCount?: Maybe<Scalars['Int']['output']>;
};

/** A delivery in its list. */
export type IncomingDeliveryEdge = {
  __typename?: 'IncomingDeliveryEdge';
  /** The delivery. */
  node: IncomingDelivery;
  /** Where it stands in the list. */
  cursor: Scalars['String']['output'];
};

/** A page of reservations. */
export type ReservationConnection = {
  __typename?: 'ReservationConnection';
  /** The reservations alone. */
  nodes: Array<Reservation>;
  /** The reservations with their cursors. */
  edges: Array<ReservationEdge>;
  /** Where this page stands. */
  pageInfo: PageInfo;
  /** How many there are in all; null above 10,000. */
  totalCount?: Maybe<Scalars['Int']['output']>;
};

/** A reservation in its list. */
export type ReservationEdge = {
  __typename?: 'ReservationEdge';
  /** The reservation. */
  node: Reservation;
  /** Where it stands in the list. */
  cursor: Scalars['String']['output'];
};

/** Pieces at one place inside a warehouse. */
export type StockBin = {
  __typename?: 'StockBin';
  /** The place. */
  location: StockLocation;
  /** What lies there. */
  onHand: Quantity;
};

/** Who sells to the company. */
export type Supplier = {
  __typename?: 'Supplier';
  /** Prefixed and stable. */
  id: Scalars['ID']['output'];
  /** What it is called in the ERP. */
  name: Scalars['String']['output'];
  /** The same supplier in linked systems. */
  externalIds: Array<ExternalId>;
};

/** What a supplier sells: one variant, from how many on, how soon. */
export type SupplierItem = {
  __typename?: 'SupplierItem';
  /** Prefixed and stable. */
  id: Scalars['ID']['output'];
  /** Who sells it. */
  supplier: Supplier;
  /** What the supplier calls it. */
  supplierSku?: Maybe<Scalars['String']['output']>;
  /** Days from order to delivery. */
  leadTimeDays: Scalars['Int']['output'];
  /** The least that can be ordered; null where any quantity can. */
  minQuantity?: Maybe<Quantity>;
  /** What one stock unit costs, net. Null without the scope `costs:read`. */
  unitNet?: Maybe<Money>;
};

/** A condition of stock that somebody should look at; it stands until it is over. */
export type StockAlert = {
  __typename?: 'StockAlert';
  /** Prefixed and stable. */
  id: Scalars['ID']['output'];
  /** What is the matter. */
  kind: StockAlertKind;
  /** Of what. */
  variant: Variant;
  /** Where; null when it concerns all places together. */
  location?: Maybe<StockLocation>;
  /** The day new goods are expected (BELOW_MINIMUM, OVERSOLD), were expected (DELIVERY_LATE), or the day they run out (WILL_RUN_OUT). */
  expectedOn?: Maybe<Scalars['LocalDate']['output']>;
  /** Since when. */
  raisedAt: Scalars['DateTime']['output'];
};

/** What can be the matter with stock. */
export type StockAlertKind =
  /** Less on hand than the ERP's minimum. */
  | 'BELOW_MINIMUM'
  /** At the pace of four weeks it is gone before goods ordered today would come. Judged once a day. */
  | 'WILL_RUN_OUT'
  /** More on hand than the ERP's maximum. */
  | 'ABOVE_MAXIMUM'
  /** The ERP says less than nothing is on hand. */
  | 'NEGATIVE'
  /** More is promised than is there. */
  | 'OVERSOLD'
  /** A delivery did not come on its day. */
  | 'DELIVERY_LATE';

/** Which alerts; all given conditions hold. */
export type StockAlertFilter = {
  /** Of these kinds. */
  kinds?: InputMaybe<Array<StockAlertKind>>;
  /** At these places; alerts of all places together do not fit then. */
  locationIds?: InputMaybe<Array<Scalars['ID']['input']>>;
};

/** What the stream of alerts says. */
export type StockAlertStreamItem = StockAlertRaised | StreamCheckpoint | StreamGap;

/** An alert was raised, or is told as it stands. */
export type StockAlertRaised = {
  __typename?: 'StockAlertRaised';
  /** Hand it back as `after` to go on without a hole. */
  cursor: Scalars['StreamCursor']['output'];
  /** The alert as it stands now. */
  alert: StockAlert;
  /** When it began. */
  occurredAt: Scalars['DateTime']['output'];
};

/** What was counted in one warehouse or store. */
export type StockCountInput = {
  /** One a count. */
  idempotencyKey: Scalars['IdempotencyKey']['input'];
  /** How long to wait for the ERP; at most PT30S. */
  wait?: InputMaybe<Scalars['Duration']['input']>;
  /** The warehouse or store. */
  locationId: Scalars['ID']['input'];
  /** What was counted; 1 to 500 SKUs, each once. What is not named is not touched. */
  lines: Array<StockCountLineInput>;
};

/** One SKU that was counted. */
export type StockCountLineInput = {
  /** The SKU. */
  sku: Scalars['String']['input'];
  /** How many are there, in stock units. */
  counted: Scalars['Decimal']['input'];
  /** The level's version when counting began: a level that has moved on since is refused VERSION_CONFLICT. */
  expectedVersion?: InputMaybe<Scalars['Int']['input']>;
};

/** What came of a count. */
export type StockCountPayload = {
  __typename?: 'StockCountPayload';
  /** The write to the ERP; null when it was refused here. */
  operationId?: Maybe<Scalars['ID']['output']>;
  /** Lines where what was counted differs from what the hub held. */
  differences: Array<StockCountDifference>;
  /** Why nothing was written. */
  userErrors: Array<UserError>;
};

/** A difference found by a count. */
export type StockCountDifference = {
  __typename?: 'StockCountDifference';
  /** Of what. */
  variant: Variant;
  /** How many were there. */
  counted: Quantity;
  /** How many the hub held. */
  booked: Quantity;
};

/** A page of alerts. */
export type StockAlertConnection = {
  __typename?: 'StockAlertConnection';
  /** The alerts. */
  nodes: Array<StockAlert>;
  /** The alerts with their cursors. */
  edges: Array<StockAlertEdge>;
  /** Where this page stands. */
  pageInfo: PageInfo;
  /** How many there are; null above 10,000. */
  totalCount?: Maybe<Scalars['Int']['output']>;
};

/** An alert in its list. */
export type StockAlertEdge = {
  __typename?: 'StockAlertEdge';
  /** The alert. */
  node: StockAlert;
  /** Its place in the list. */
  cursor: Scalars['String']['output'];
};

/** A page of suppliers. */
export type SupplierConnection = {
  __typename?: 'SupplierConnection';
  /** The suppliers. */
  nodes: Array<Supplier>;
  /** The suppliers with their cursors. */
  edges: Array<SupplierEdge>;
  /** Where this page stands. */
  pageInfo: PageInfo;
  /** How many there are; null above 10,000. */
  totalCount?: Maybe<Scalars['Int']['output']>;
};

/** A supplier in its list. */
export type SupplierEdge = {
  __typename?: 'SupplierEdge';
  /** The supplier. */
  node: Supplier;
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
  Product: Product;
  Variant: Variant;
  StockLocation: StockLocation;
  StockLevel: StockLevel;
  IncomingDelivery: IncomingDelivery;
  StockMovement: StockMovement;
  Reservation: Reservation;
};

/** Mapping of federation reference types */
export type FederationReferenceTypes = {
  Product:
    ( { __typename: 'Product' }
    & GraphQLRecursivePick<FederationTypes['Product'], {"id":true}> );
  Variant:
    ( { __typename: 'Variant' }
    & GraphQLRecursivePick<FederationTypes['Variant'], {"id":true}> );
  StockLocation:
    ( { __typename: 'StockLocation' }
    & GraphQLRecursivePick<FederationTypes['StockLocation'], {"id":true}> );
  StockLevel:
    ( { __typename: 'StockLevel' }
    & GraphQLRecursivePick<FederationTypes['StockLevel'], {"id":true}> );
  IncomingDelivery:
    ( { __typename: 'IncomingDelivery' }
    & GraphQLRecursivePick<FederationTypes['IncomingDelivery'], {"id":true}> );
  StockMovement:
    ( { __typename: 'StockMovement' }
    & GraphQLRecursivePick<FederationTypes['StockMovement'], {"id":true}> );
  Reservation:
    ( { __typename: 'Reservation' }
    & GraphQLRecursivePick<FederationTypes['Reservation'], {"id":true}> );
};

/** Mapping of union types */
export type ResolversUnionTypes<_RefType extends Record<string, unknown>> = {
  AvailabilityStreamItem:
    | ( AvailabilityChangedRow )
    | ( Partial<StreamCheckpoint> )
    | ( Partial<StreamGap> )
  ;
  StockStreamItem:
    | ( StockChangedRow )
    | ( Partial<StreamCheckpoint> )
    | ( Partial<StreamGap> )
  ;
  StockAlertStreamItem:
    | ( StockAlertRaisedRow )
    | ( Partial<StreamCheckpoint> )
    | ( Partial<StreamGap> )
  ;
};

/** Mapping of interface types */
export type ResolversInterfaceTypes<_RefType extends Record<string, unknown>> = {
  Node:
    | ( StockLocationRow )
    | ( StockLevelRow )
    | ( IncomingDeliveryRow )
    | ( StockMovementRow )
    | ( ReservationRow )
  ;
  UserError:
    | ( InputErrorRow )
    | ( InsufficientStockErrorRow )
  ;
};

/** Mapping between all available schema types and the resolvers types */
export type ResolversTypes = {
  Decimal: ResolverTypeWrapper<Partial<Scalars['Decimal']['output']>>;
  Quantity: ResolverTypeWrapper<Partial<Quantity>>;
  String: ResolverTypeWrapper<Partial<Scalars['String']['output']>>;
  LocalDate: ResolverTypeWrapper<Partial<Scalars['LocalDate']['output']>>;
  Provenance: ResolverTypeWrapper<Partial<Provenance>>;
  ID: ResolverTypeWrapper<Partial<Scalars['ID']['output']>>;
  Int: ResolverTypeWrapper<Partial<Scalars['Int']['output']>>;
  DateTime: ResolverTypeWrapper<Partial<Scalars['DateTime']['output']>>;
  Freshness: ResolverTypeWrapper<Partial<Freshness>>;
  Node: ResolverTypeWrapper<ResolversInterfaceTypes<ResolversTypes>['Node']>;
  Address: ResolverTypeWrapper<Partial<Address>>;
  CountryCode: ResolverTypeWrapper<Partial<Scalars['CountryCode']['output']>>;
  ExternalId: ResolverTypeWrapper<Partial<ExternalId>>;
  DecimalRange: ResolverTypeWrapper<Partial<DecimalRange>>;
  DateTimeRange: ResolverTypeWrapper<Partial<DateTimeRange>>;
  SortDirection: ResolverTypeWrapper<Partial<SortDirection>>;
  DateRange: ResolverTypeWrapper<Partial<DateRange>>;
  IdempotencyKey: ResolverTypeWrapper<Partial<Scalars['IdempotencyKey']['output']>>;
  Duration: ResolverTypeWrapper<Partial<Scalars['Duration']['output']>>;
  UserError: ResolverTypeWrapper<ResolversInterfaceTypes<ResolversTypes>['UserError']>;
  Boolean: ResolverTypeWrapper<Partial<Scalars['Boolean']['output']>>;
  UserErrorCode: ResolverTypeWrapper<Partial<UserErrorCode>>;
  StreamCursor: ResolverTypeWrapper<Partial<Scalars['StreamCursor']['output']>>;
  StreamCheckpoint: ResolverTypeWrapper<Partial<StreamCheckpoint>>;
  StreamGap: ResolverTypeWrapper<Partial<StreamGap>>;
  StreamGapReason: ResolverTypeWrapper<Partial<StreamGapReason>>;
  PageInfo: ResolverTypeWrapper<Partial<PageInfo>>;
  Money: ResolverTypeWrapper<Partial<Money>>;
  CurrencyCode: ResolverTypeWrapper<Partial<Scalars['CurrencyCode']['output']>>;
  InputError: ResolverTypeWrapper<InputErrorRow>;
  Query: ResolverTypeWrapper<Record<PropertyKey, never>>;
  Product: ResolverTypeWrapper<ProductRow>;
  Variant: ResolverTypeWrapper<VariantRow>;
  AvailabilityContext: ResolverTypeWrapper<Partial<AvailabilityContext>>;
  Availability: ResolverTypeWrapper<AvailabilityRow>;
  AvailabilityStatus: ResolverTypeWrapper<Partial<AvailabilityStatus>>;
  PromiseLine: ResolverTypeWrapper<PromiseLineRow>;
  PromiseSource: ResolverTypeWrapper<Partial<PromiseSource>>;
  PromiseConfidence: ResolverTypeWrapper<Partial<PromiseConfidence>>;
  PickupOffer: ResolverTypeWrapper<PickupOfferRow>;
  StockLocation: ResolverTypeWrapper<StockLocationRow>;
  LocationKind: ResolverTypeWrapper<Partial<LocationKind>>;
  StockLevel: ResolverTypeWrapper<StockLevelRow>;
  IncomingDelivery: ResolverTypeWrapper<IncomingDeliveryRow>;
  StockMovement: ResolverTypeWrapper<StockMovementRow>;
  MovementKind: ResolverTypeWrapper<Partial<MovementKind>>;
  StockLocationFilter: ResolverTypeWrapper<Partial<StockLocationFilter>>;
  StockLevelFilter: ResolverTypeWrapper<Partial<StockLevelFilter>>;
  StockLevelSort: ResolverTypeWrapper<Partial<StockLevelSort>>;
  StockLevelSortKey: ResolverTypeWrapper<Partial<StockLevelSortKey>>;
  StockMovementFilter: ResolverTypeWrapper<Partial<StockMovementFilter>>;
  IncomingFilter: ResolverTypeWrapper<Partial<IncomingFilter>>;
  ReservationFilter: ResolverTypeWrapper<Partial<ReservationFilter>>;
  Reservation: ResolverTypeWrapper<ReservationRow>;
  ReservationLine: ResolverTypeWrapper<ReservationLineRow>;
  ReservationState: ResolverTypeWrapper<Partial<ReservationState>>;
  Mutation: ResolverTypeWrapper<Record<PropertyKey, never>>;
  ReservationPlaceInput: ResolverTypeWrapper<Partial<ReservationPlaceInput>>;
  ReservationLineInput: ResolverTypeWrapper<Partial<ReservationLineInput>>;
  ReservationExtendInput: ResolverTypeWrapper<Partial<ReservationExtendInput>>;
  ReservationReleaseInput: ResolverTypeWrapper<Partial<ReservationReleaseInput>>;
  ReservationPayload: ResolverTypeWrapper<Partial<Omit<ReservationPayload, 'reservation' | 'userErrors'> & { reservation?: Maybe<ResolversTypes['Reservation']>, userErrors: Array<ResolversTypes['UserError']> }>>;
  InsufficientStockError: ResolverTypeWrapper<InsufficientStockErrorRow>;
  Subscription: ResolverTypeWrapper<Record<PropertyKey, never>>;
  AvailabilityChangeFilter: ResolverTypeWrapper<Partial<AvailabilityChangeFilter>>;
  AvailabilityStreamItem: Partial<ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['AvailabilityStreamItem']>>;
  AvailabilityChanged: ResolverTypeWrapper<AvailabilityChangedRow>;
  StockChangeFilter: ResolverTypeWrapper<Partial<StockChangeFilter>>;
  StockStreamItem: Partial<ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['StockStreamItem']>>;
  StockChanged: ResolverTypeWrapper<StockChangedRow>;
  StockChangeCause: ResolverTypeWrapper<Partial<StockChangeCause>>;
  StockLocationConnection: ResolverTypeWrapper<StockLocationConnectionRow>;
  StockLocationEdge: ResolverTypeWrapper<Partial<Omit<StockLocationEdge, 'node'> & { node: ResolversTypes['StockLocation'] }>>;
  StockLevelConnection: ResolverTypeWrapper<StockLevelConnectionRow>;
  StockLevelEdge: ResolverTypeWrapper<Partial<Omit<StockLevelEdge, 'node'> & { node: ResolversTypes['StockLevel'] }>>;
  StockMovementConnection: ResolverTypeWrapper<StockMovementConnectionRow>;
  StockMovementEdge: ResolverTypeWrapper<Partial<Omit<StockMovementEdge, 'node'> & { node: ResolversTypes['StockMovement'] }>>;
  IncomingDeliveryConnection: ResolverTypeWrapper<IncomingDeliveryConnectionRow>;
  IncomingDeliveryEdge: ResolverTypeWrapper<Partial<Omit<IncomingDeliveryEdge, 'node'> & { node: ResolversTypes['IncomingDelivery'] }>>;
  ReservationConnection: ResolverTypeWrapper<ReservationConnectionRow>;
  ReservationEdge: ResolverTypeWrapper<Partial<Omit<ReservationEdge, 'node'> & { node: ResolversTypes['Reservation'] }>>;
  StockBin: ResolverTypeWrapper<StockBinRow>;
  Supplier: ResolverTypeWrapper<SupplierRow>;
  SupplierItem: ResolverTypeWrapper<SupplierItemRow>;
  StockAlert: ResolverTypeWrapper<StockAlertRow>;
  StockAlertKind: ResolverTypeWrapper<Partial<StockAlertKind>>;
  StockAlertFilter: ResolverTypeWrapper<Partial<StockAlertFilter>>;
  StockAlertStreamItem: Partial<ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['StockAlertStreamItem']>>;
  StockAlertRaised: ResolverTypeWrapper<StockAlertRaisedRow>;
  StockCountInput: ResolverTypeWrapper<Partial<StockCountInput>>;
  StockCountLineInput: ResolverTypeWrapper<Partial<StockCountLineInput>>;
  StockCountPayload: ResolverTypeWrapper<StockCountPayloadRow>;
  StockCountDifference: ResolverTypeWrapper<StockCountDifferenceRow>;
  StockAlertConnection: ResolverTypeWrapper<StockAlertConnectionRow>;
  StockAlertEdge: ResolverTypeWrapper<Partial<Omit<StockAlertEdge, 'node'> & { node: ResolversTypes['StockAlert'] }>>;
  SupplierConnection: ResolverTypeWrapper<SupplierConnectionRow>;
  SupplierEdge: ResolverTypeWrapper<Partial<Omit<SupplierEdge, 'node'> & { node: ResolversTypes['Supplier'] }>>;
};

/** Mapping between all available schema types and the resolvers parents */
export type ResolversParentTypes = {
  Decimal: Partial<Scalars['Decimal']['output']>;
  Quantity: Partial<Quantity>;
  String: Partial<Scalars['String']['output']>;
  LocalDate: Partial<Scalars['LocalDate']['output']>;
  Provenance: Partial<Provenance>;
  ID: Partial<Scalars['ID']['output']>;
  Int: Partial<Scalars['Int']['output']>;
  DateTime: Partial<Scalars['DateTime']['output']>;
  Node: ResolversInterfaceTypes<ResolversParentTypes>['Node'];
  Address: Partial<Address>;
  CountryCode: Partial<Scalars['CountryCode']['output']>;
  ExternalId: Partial<ExternalId>;
  DecimalRange: Partial<DecimalRange>;
  DateTimeRange: Partial<DateTimeRange>;
  DateRange: Partial<DateRange>;
  IdempotencyKey: Partial<Scalars['IdempotencyKey']['output']>;
  Duration: Partial<Scalars['Duration']['output']>;
  UserError: ResolversInterfaceTypes<ResolversParentTypes>['UserError'];
  Boolean: Partial<Scalars['Boolean']['output']>;
  StreamCursor: Partial<Scalars['StreamCursor']['output']>;
  StreamCheckpoint: Partial<StreamCheckpoint>;
  StreamGap: Partial<StreamGap>;
  PageInfo: Partial<PageInfo>;
  Money: Partial<Money>;
  CurrencyCode: Partial<Scalars['CurrencyCode']['output']>;
  InputError: InputErrorRow;
  Query: Record<PropertyKey, never>;
  Product: ProductRow;
  Variant: VariantRow;
  AvailabilityContext: Partial<AvailabilityContext>;
  Availability: AvailabilityRow;
  PromiseLine: PromiseLineRow;
  PickupOffer: PickupOfferRow;
  StockLocation: StockLocationRow;
  StockLevel: StockLevelRow;
  IncomingDelivery: IncomingDeliveryRow;
  StockMovement: StockMovementRow;
  StockLocationFilter: Partial<StockLocationFilter>;
  StockLevelFilter: Partial<StockLevelFilter>;
  StockLevelSort: Partial<StockLevelSort>;
  StockMovementFilter: Partial<StockMovementFilter>;
  IncomingFilter: Partial<IncomingFilter>;
  ReservationFilter: Partial<ReservationFilter>;
  Reservation: ReservationRow;
  ReservationLine: ReservationLineRow;
  Mutation: Record<PropertyKey, never>;
  ReservationPlaceInput: Partial<ReservationPlaceInput>;
  ReservationLineInput: Partial<ReservationLineInput>;
  ReservationExtendInput: Partial<ReservationExtendInput>;
  ReservationReleaseInput: Partial<ReservationReleaseInput>;
  ReservationPayload: Partial<Omit<ReservationPayload, 'reservation' | 'userErrors'> & { reservation?: Maybe<ResolversParentTypes['Reservation']>, userErrors: Array<ResolversParentTypes['UserError']> }>;
  InsufficientStockError: InsufficientStockErrorRow;
  Subscription: Record<PropertyKey, never>;
  AvailabilityChangeFilter: Partial<AvailabilityChangeFilter>;
  AvailabilityStreamItem: Partial<ResolversUnionTypes<ResolversParentTypes>['AvailabilityStreamItem']>;
  AvailabilityChanged: AvailabilityChangedRow;
  StockChangeFilter: Partial<StockChangeFilter>;
  StockStreamItem: Partial<ResolversUnionTypes<ResolversParentTypes>['StockStreamItem']>;
  StockChanged: StockChangedRow;
  StockLocationConnection: StockLocationConnectionRow;
  StockLocationEdge: Partial<Omit<StockLocationEdge, 'node'> & { node: ResolversParentTypes['StockLocation'] }>;
  StockLevelConnection: StockLevelConnectionRow;
  StockLevelEdge: Partial<Omit<StockLevelEdge, 'node'> & { node: ResolversParentTypes['StockLevel'] }>;
  StockMovementConnection: StockMovementConnectionRow;
  StockMovementEdge: Partial<Omit<StockMovementEdge, 'node'> & { node: ResolversParentTypes['StockMovement'] }>;
  IncomingDeliveryConnection: IncomingDeliveryConnectionRow;
  IncomingDeliveryEdge: Partial<Omit<IncomingDeliveryEdge, 'node'> & { node: ResolversParentTypes['IncomingDelivery'] }>;
  ReservationConnection: ReservationConnectionRow;
  ReservationEdge: Partial<Omit<ReservationEdge, 'node'> & { node: ResolversParentTypes['Reservation'] }>;
  StockBin: StockBinRow;
  Supplier: SupplierRow;
  SupplierItem: SupplierItemRow;
  StockAlert: StockAlertRow;
  StockAlertFilter: Partial<StockAlertFilter>;
  StockAlertStreamItem: Partial<ResolversUnionTypes<ResolversParentTypes>['StockAlertStreamItem']>;
  StockAlertRaised: StockAlertRaisedRow;
  StockCountInput: Partial<StockCountInput>;
  StockCountLineInput: Partial<StockCountLineInput>;
  StockCountPayload: StockCountPayloadRow;
  StockCountDifference: StockCountDifferenceRow;
  StockAlertConnection: StockAlertConnectionRow;
  StockAlertEdge: Partial<Omit<StockAlertEdge, 'node'> & { node: ResolversParentTypes['StockAlert'] }>;
  SupplierConnection: SupplierConnectionRow;
  SupplierEdge: Partial<Omit<SupplierEdge, 'node'> & { node: ResolversParentTypes['Supplier'] }>;
};

export interface DecimalScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['Decimal'], any> {
  name: 'Decimal';
}

export type QuantityResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Quantity'] = ResolversParentTypes['Quantity']> = {
  value?: Resolver<ResolversTypes['Decimal'], ParentType, ContextType>;
  unitCode?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export interface LocalDateScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['LocalDate'], any> {
  name: 'LocalDate';
}

export type ProvenanceResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Provenance'] = ResolversParentTypes['Provenance']> = {
  systemId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  asOf?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  ageSeconds?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  servedFrom?: Resolver<ResolversTypes['Freshness'], ParentType, ContextType>;
};

export interface DateTimeScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['DateTime'], any> {
  name: 'DateTime';
}

export type NodeResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Node'] = ResolversParentTypes['Node']> = {
  __resolveType: TypeResolveFn<'StockLocation' | 'StockLevel' | 'IncomingDelivery' | 'StockMovement' | 'Reservation', ParentType, ContextType>;
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

export type ExternalIdResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['ExternalId'] = ResolversParentTypes['ExternalId']> = {
  systemId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  value?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export interface IdempotencyKeyScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['IdempotencyKey'], any> {
  name: 'IdempotencyKey';
}

export interface DurationScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['Duration'], any> {
  name: 'Duration';
}

export type UserErrorResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['UserError'] = ResolversParentTypes['UserError']> = {
  __resolveType: TypeResolveFn<'InputError' | 'InsufficientStockError', ParentType, ContextType>;
};

export interface StreamCursorScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['StreamCursor'], any> {
  name: 'StreamCursor';
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

export type PageInfoResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['PageInfo'] = ResolversParentTypes['PageInfo']> = {
  hasNextPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  hasPreviousPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  startCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  endCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type MoneyResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Money'] = ResolversParentTypes['Money']> = {
  amount?: Resolver<ResolversTypes['Decimal'], ParentType, ContextType>;
  currencyCode?: Resolver<ResolversTypes['CurrencyCode'], ParentType, ContextType>;
};

export interface CurrencyCodeScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['CurrencyCode'], any> {
  name: 'CurrencyCode';
}

export type InputErrorResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['InputError'] = ResolversParentTypes['InputError']> = {
  code?: Resolver<ResolversTypes['UserErrorCode'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  field?: Resolver<Maybe<Array<ResolversTypes['String']>>, ParentType, ContextType>;
  retryable?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type QueryResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Query'] = ResolversParentTypes['Query']> = {
  stockLocation?: Resolver<Maybe<ResolversTypes['StockLocation']>, ParentType, ContextType, Partial<QueryStockLocationArgs>>;
  stockLocations?: Resolver<ResolversTypes['StockLocationConnection'], ParentType, ContextType, Partial<QueryStockLocationsArgs>>;
  stockLevels?: Resolver<ResolversTypes['StockLevelConnection'], ParentType, ContextType, Partial<QueryStockLevelsArgs>>;
  stockMovements?: Resolver<ResolversTypes['StockMovementConnection'], ParentType, ContextType, Partial<QueryStockMovementsArgs>>;
  incomingDeliveries?: Resolver<ResolversTypes['IncomingDeliveryConnection'], ParentType, ContextType, Partial<QueryIncomingDeliveriesArgs>>;
  stockAlerts?: Resolver<ResolversTypes['StockAlertConnection'], ParentType, ContextType, Partial<QueryStockAlertsArgs>>;
  suppliers?: Resolver<ResolversTypes['SupplierConnection'], ParentType, ContextType, Partial<QuerySuppliersArgs>>;
  reservation?: Resolver<Maybe<ResolversTypes['Reservation']>, ParentType, ContextType, RequireFields<QueryReservationArgs, 'id'>>;
  reservations?: Resolver<ResolversTypes['ReservationConnection'], ParentType, ContextType, Partial<QueryReservationsArgs>>;
};

export type ProductResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Product'] = ResolversParentTypes['Product'], FederationReferenceType extends FederationReferenceTypes['Product'] = FederationReferenceTypes['Product']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Product']> | FederationReferenceType, FederationReferenceType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  availabilityStatus?: Resolver<ResolversTypes['AvailabilityStatus'], ParentType, ContextType, Partial<ProductAvailabilityStatusArgs>>;
};

export type VariantResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Variant'] = ResolversParentTypes['Variant'], FederationReferenceType extends FederationReferenceTypes['Variant'] = FederationReferenceTypes['Variant']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Variant']> | FederationReferenceType, FederationReferenceType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  availability?: Resolver<Maybe<ResolversTypes['Availability']>, ParentType, ContextType, Partial<VariantAvailabilityArgs>>;
  pickup?: Resolver<Array<ResolversTypes['PickupOffer']>, ParentType, ContextType, RequireFields<VariantPickupArgs, 'first'>>;
  suppliers?: Resolver<Array<ResolversTypes['SupplierItem']>, ParentType, ContextType>;
  stockLevels?: Resolver<ResolversTypes['StockLevelConnection'], ParentType, ContextType, RequireFields<VariantStockLevelsArgs, 'first'>>;
};

export type AvailabilityResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Availability'] = ResolversParentTypes['Availability']> = {
  status?: Resolver<ResolversTypes['AvailabilityStatus'], ParentType, ContextType>;
  sellable?: Resolver<ResolversTypes['Quantity'], ParentType, ContextType>;
  sellableCapped?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  promise?: Resolver<Array<ResolversTypes['PromiseLine']>, ParentType, ContextType>;
  restockOn?: Resolver<Maybe<ResolversTypes['LocalDate']>, ParentType, ContextType>;
  provenance?: Resolver<Maybe<ResolversTypes['Provenance']>, ParentType, ContextType>;
};

export type PromiseLineResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['PromiseLine'] = ResolversParentTypes['PromiseLine']> = {
  quantity?: Resolver<ResolversTypes['Quantity'], ParentType, ContextType>;
  availableOn?: Resolver<ResolversTypes['LocalDate'], ParentType, ContextType>;
  location?: Resolver<Maybe<ResolversTypes['StockLocation']>, ParentType, ContextType>;
  source?: Resolver<ResolversTypes['PromiseSource'], ParentType, ContextType>;
  confidence?: Resolver<ResolversTypes['PromiseConfidence'], ParentType, ContextType>;
};

export type PickupOfferResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['PickupOffer'] = ResolversParentTypes['PickupOffer']> = {
  location?: Resolver<ResolversTypes['StockLocation'], ParentType, ContextType>;
  status?: Resolver<ResolversTypes['AvailabilityStatus'], ParentType, ContextType>;
  sellable?: Resolver<ResolversTypes['Quantity'], ParentType, ContextType>;
  readyOn?: Resolver<Maybe<ResolversTypes['LocalDate']>, ParentType, ContextType>;
};

export type StockLocationResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['StockLocation'] = ResolversParentTypes['StockLocation'], FederationReferenceType extends FederationReferenceTypes['StockLocation'] = FederationReferenceTypes['StockLocation']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['StockLocation']> | FederationReferenceType, FederationReferenceType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['LocationKind'], ParentType, ContextType>;
  companyId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  address?: Resolver<Maybe<ResolversTypes['Address']>, ParentType, ContextType>;
  active?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  parent?: Resolver<Maybe<ResolversTypes['StockLocation']>, ParentType, ContextType>;
  places?: Resolver<Array<ResolversTypes['StockLocation']>, ParentType, ContextType>;
  externalIds?: Resolver<Array<ResolversTypes['ExternalId']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type StockLevelResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['StockLevel'] = ResolversParentTypes['StockLevel'], FederationReferenceType extends FederationReferenceTypes['StockLevel'] = FederationReferenceTypes['StockLevel']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['StockLevel']> | FederationReferenceType, FederationReferenceType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  variant?: Resolver<ResolversTypes['Variant'], ParentType, ContextType>;
  location?: Resolver<ResolversTypes['StockLocation'], ParentType, ContextType>;
  onHand?: Resolver<ResolversTypes['Quantity'], ParentType, ContextType>;
  reservedInErp?: Resolver<ResolversTypes['Quantity'], ParentType, ContextType>;
  reservedInHub?: Resolver<ResolversTypes['Quantity'], ParentType, ContextType>;
  safetyBuffer?: Resolver<ResolversTypes['Quantity'], ParentType, ContextType>;
  sellable?: Resolver<ResolversTypes['Quantity'], ParentType, ContextType>;
  minimum?: Resolver<Maybe<ResolversTypes['Quantity']>, ParentType, ContextType>;
  maximum?: Resolver<Maybe<ResolversTypes['Quantity']>, ParentType, ContextType>;
  bins?: Resolver<Array<ResolversTypes['StockBin']>, ParentType, ContextType>;
  incoming?: Resolver<Array<ResolversTypes['IncomingDelivery']>, ParentType, ContextType>;
  version?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  changedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  provenance?: Resolver<ResolversTypes['Provenance'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type IncomingDeliveryResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['IncomingDelivery'] = ResolversParentTypes['IncomingDelivery'], FederationReferenceType extends FederationReferenceTypes['IncomingDelivery'] = FederationReferenceTypes['IncomingDelivery']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['IncomingDelivery']> | FederationReferenceType, FederationReferenceType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  variant?: Resolver<ResolversTypes['Variant'], ParentType, ContextType>;
  location?: Resolver<ResolversTypes['StockLocation'], ParentType, ContextType>;
  documentNumber?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  supplierName?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  supplier?: Resolver<Maybe<ResolversTypes['Supplier']>, ParentType, ContextType>;
  quantity?: Resolver<ResolversTypes['Quantity'], ParentType, ContextType>;
  expectedOn?: Resolver<Maybe<ResolversTypes['LocalDate']>, ParentType, ContextType>;
  originallyExpectedOn?: Resolver<Maybe<ResolversTypes['LocalDate']>, ParentType, ContextType>;
  confidence?: Resolver<ResolversTypes['PromiseConfidence'], ParentType, ContextType>;
  updatedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type StockMovementResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['StockMovement'] = ResolversParentTypes['StockMovement'], FederationReferenceType extends FederationReferenceTypes['StockMovement'] = FederationReferenceTypes['StockMovement']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['StockMovement']> | FederationReferenceType, FederationReferenceType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  variant?: Resolver<ResolversTypes['Variant'], ParentType, ContextType>;
  from?: Resolver<Maybe<ResolversTypes['StockLocation']>, ParentType, ContextType>;
  to?: Resolver<Maybe<ResolversTypes['StockLocation']>, ParentType, ContextType>;
  quantity?: Resolver<ResolversTypes['Quantity'], ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['MovementKind'], ParentType, ContextType>;
  documentNumber?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  orderId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  occurredAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ReservationResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Reservation'] = ResolversParentTypes['Reservation'], FederationReferenceType extends FederationReferenceTypes['Reservation'] = FederationReferenceTypes['Reservation']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Reservation']> | FederationReferenceType, FederationReferenceType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  lines?: Resolver<Array<ResolversTypes['ReservationLine']>, ParentType, ContextType>;
  expiresAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  orderId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  state?: Resolver<ResolversTypes['ReservationState'], ParentType, ContextType>;
  version?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ReservationLineResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['ReservationLine'] = ResolversParentTypes['ReservationLine']> = {
  variant?: Resolver<ResolversTypes['Variant'], ParentType, ContextType>;
  location?: Resolver<Maybe<ResolversTypes['StockLocation']>, ParentType, ContextType>;
  requested?: Resolver<ResolversTypes['Quantity'], ParentType, ContextType>;
  held?: Resolver<ResolversTypes['Quantity'], ParentType, ContextType>;
};

export type MutationResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Mutation'] = ResolversParentTypes['Mutation']> = {
  reservationPlace?: Resolver<ResolversTypes['ReservationPayload'], ParentType, ContextType, RequireFields<MutationReservationPlaceArgs, 'input'>>;
  reservationExtend?: Resolver<ResolversTypes['ReservationPayload'], ParentType, ContextType, RequireFields<MutationReservationExtendArgs, 'input'>>;
  reservationRelease?: Resolver<ResolversTypes['ReservationPayload'], ParentType, ContextType, RequireFields<MutationReservationReleaseArgs, 'input'>>;
  stockCountRecord?: Resolver<ResolversTypes['StockCountPayload'], ParentType, ContextType, RequireFields<MutationStockCountRecordArgs, 'input'>>;
};

export type ReservationPayloadResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['ReservationPayload'] = ResolversParentTypes['ReservationPayload']> = {
  reservation?: Resolver<Maybe<ResolversTypes['Reservation']>, ParentType, ContextType>;
  userErrors?: Resolver<Array<ResolversTypes['UserError']>, ParentType, ContextType>;
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

export type SubscriptionResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Subscription'] = ResolversParentTypes['Subscription']> = {
  availabilityChanges?: SubscriptionResolver<ResolversTypes['AvailabilityStreamItem'], "availabilityChanges", ParentType, ContextType, RequireFields<SubscriptionAvailabilityChangesArgs, 'filter' | 'snapshot'>>;
  stockChanges?: SubscriptionResolver<ResolversTypes['StockStreamItem'], "stockChanges", ParentType, ContextType, RequireFields<SubscriptionStockChangesArgs, 'filter' | 'snapshot'>>;
  stockAlerts?: SubscriptionResolver<ResolversTypes['StockAlertStreamItem'], "stockAlerts", ParentType, ContextType, RequireFields<SubscriptionStockAlertsArgs, 'snapshot'>>;
};

export type AvailabilityStreamItemResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['AvailabilityStreamItem'] = ResolversParentTypes['AvailabilityStreamItem']> = {
  __resolveType: TypeResolveFn<'AvailabilityChanged' | 'StreamCheckpoint' | 'StreamGap', ParentType, ContextType>;
};

export type AvailabilityChangedResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['AvailabilityChanged'] = ResolversParentTypes['AvailabilityChanged']> = {
  cursor?: Resolver<ResolversTypes['StreamCursor'], ParentType, ContextType>;
  variant?: Resolver<ResolversTypes['Variant'], ParentType, ContextType>;
  availability?: Resolver<ResolversTypes['Availability'], ParentType, ContextType>;
  previousStatus?: Resolver<Maybe<ResolversTypes['AvailabilityStatus']>, ParentType, ContextType>;
  occurredAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  version?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type StockStreamItemResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['StockStreamItem'] = ResolversParentTypes['StockStreamItem']> = {
  __resolveType: TypeResolveFn<'StockChanged' | 'StreamCheckpoint' | 'StreamGap', ParentType, ContextType>;
};

export type StockChangedResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['StockChanged'] = ResolversParentTypes['StockChanged']> = {
  cursor?: Resolver<ResolversTypes['StreamCursor'], ParentType, ContextType>;
  variant?: Resolver<ResolversTypes['Variant'], ParentType, ContextType>;
  level?: Resolver<ResolversTypes['StockLevel'], ParentType, ContextType>;
  previousOnHand?: Resolver<Maybe<ResolversTypes['Quantity']>, ParentType, ContextType>;
  previousSellable?: Resolver<Maybe<ResolversTypes['Quantity']>, ParentType, ContextType>;
  cause?: Resolver<ResolversTypes['StockChangeCause'], ParentType, ContextType>;
  documentNumber?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  occurredAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type StockLocationConnectionResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['StockLocationConnection'] = ResolversParentTypes['StockLocationConnection']> = {
  nodes?: Resolver<Array<ResolversTypes['StockLocation']>, ParentType, ContextType>;
  edges?: Resolver<Array<ResolversTypes['StockLocationEdge']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
};

export type StockLocationEdgeResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['StockLocationEdge'] = ResolversParentTypes['StockLocationEdge']> = {
  node?: Resolver<ResolversTypes['StockLocation'], ParentType, ContextType>;
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type StockLevelConnectionResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['StockLevelConnection'] = ResolversParentTypes['StockLevelConnection']> = {
  nodes?: Resolver<Array<ResolversTypes['StockLevel']>, ParentType, ContextType>;
  edges?: Resolver<Array<ResolversTypes['StockLevelEdge']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
};

export type StockLevelEdgeResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['StockLevelEdge'] = ResolversParentTypes['StockLevelEdge']> = {
  node?: Resolver<ResolversTypes['StockLevel'], ParentType, ContextType>;
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type StockMovementConnectionResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['StockMovementConnection'] = ResolversParentTypes['StockMovementConnection']> = {
  nodes?: Resolver<Array<ResolversTypes['StockMovement']>, ParentType, ContextType>;
  edges?: Resolver<Array<ResolversTypes['StockMovementEdge']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
};

export type StockMovementEdgeResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['StockMovementEdge'] = ResolversParentTypes['StockMovementEdge']> = {
  node?: Resolver<ResolversTypes['StockMovement'], ParentType, ContextType>;
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type IncomingDeliveryConnectionResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['IncomingDeliveryConnection'] = ResolversParentTypes['IncomingDeliveryConnection']> = {
  nodes?: Resolver<Array<ResolversTypes['IncomingDelivery']>, ParentType, ContextType>;
  edges?: Resolver<Array<ResolversTypes['IncomingDeliveryEdge']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
};

export type IncomingDeliveryEdgeResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['IncomingDeliveryEdge'] = ResolversParentTypes['IncomingDeliveryEdge']> = {
  node?: Resolver<ResolversTypes['IncomingDelivery'], ParentType, ContextType>;
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type ReservationConnectionResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['ReservationConnection'] = ResolversParentTypes['ReservationConnection']> = {
  nodes?: Resolver<Array<ResolversTypes['Reservation']>, ParentType, ContextType>;
  edges?: Resolver<Array<ResolversTypes['ReservationEdge']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
};

export type ReservationEdgeResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['ReservationEdge'] = ResolversParentTypes['ReservationEdge']> = {
  node?: Resolver<ResolversTypes['Reservation'], ParentType, ContextType>;
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type StockBinResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['StockBin'] = ResolversParentTypes['StockBin']> = {
  location?: Resolver<ResolversTypes['StockLocation'], ParentType, ContextType>;
  onHand?: Resolver<ResolversTypes['Quantity'], ParentType, ContextType>;
};

export type SupplierResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Supplier'] = ResolversParentTypes['Supplier']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  externalIds?: Resolver<Array<ResolversTypes['ExternalId']>, ParentType, ContextType>;
};

export type SupplierItemResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['SupplierItem'] = ResolversParentTypes['SupplierItem']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  supplier?: Resolver<ResolversTypes['Supplier'], ParentType, ContextType>;
  supplierSku?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  leadTimeDays?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  minQuantity?: Resolver<Maybe<ResolversTypes['Quantity']>, ParentType, ContextType>;
  unitNet?: Resolver<Maybe<ResolversTypes['Money']>, ParentType, ContextType>;
};

export type StockAlertResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['StockAlert'] = ResolversParentTypes['StockAlert']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['StockAlertKind'], ParentType, ContextType>;
  variant?: Resolver<ResolversTypes['Variant'], ParentType, ContextType>;
  location?: Resolver<Maybe<ResolversTypes['StockLocation']>, ParentType, ContextType>;
  expectedOn?: Resolver<Maybe<ResolversTypes['LocalDate']>, ParentType, ContextType>;
  raisedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
};

export type StockAlertStreamItemResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['StockAlertStreamItem'] = ResolversParentTypes['StockAlertStreamItem']> = {
  __resolveType: TypeResolveFn<'StockAlertRaised' | 'StreamCheckpoint' | 'StreamGap', ParentType, ContextType>;
};

export type StockAlertRaisedResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['StockAlertRaised'] = ResolversParentTypes['StockAlertRaised']> = {
  cursor?: Resolver<ResolversTypes['StreamCursor'], ParentType, ContextType>;
  alert?: Resolver<ResolversTypes['StockAlert'], ParentType, ContextType>;
  occurredAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type StockCountPayloadResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['StockCountPayload'] = ResolversParentTypes['StockCountPayload']> = {
  operationId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  differences?: Resolver<Array<ResolversTypes['StockCountDifference']>, ParentType, ContextType>;
  userErrors?: Resolver<Array<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type StockCountDifferenceResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['StockCountDifference'] = ResolversParentTypes['StockCountDifference']> = {
  variant?: Resolver<ResolversTypes['Variant'], ParentType, ContextType>;
  counted?: Resolver<ResolversTypes['Quantity'], ParentType, ContextType>;
  booked?: Resolver<ResolversTypes['Quantity'], ParentType, ContextType>;
};

export type StockAlertConnectionResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['StockAlertConnection'] = ResolversParentTypes['StockAlertConnection']> = {
  nodes?: Resolver<Array<ResolversTypes['StockAlert']>, ParentType, ContextType>;
  edges?: Resolver<Array<ResolversTypes['StockAlertEdge']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
};

export type StockAlertEdgeResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['StockAlertEdge'] = ResolversParentTypes['StockAlertEdge']> = {
  node?: Resolver<ResolversTypes['StockAlert'], ParentType, ContextType>;
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type SupplierConnectionResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['SupplierConnection'] = ResolversParentTypes['SupplierConnection']> = {
  nodes?: Resolver<Array<ResolversTypes['Supplier']>, ParentType, ContextType>;
  edges?: Resolver<Array<ResolversTypes['SupplierEdge']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
};

export type SupplierEdgeResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['SupplierEdge'] = ResolversParentTypes['SupplierEdge']> = {
  node?: Resolver<ResolversTypes['Supplier'], ParentType, ContextType>;
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type Resolvers<ContextType = RequestContext> = {
  Decimal?: GraphQLScalarType;
  Quantity?: QuantityResolvers<ContextType>;
  LocalDate?: GraphQLScalarType;
  Provenance?: ProvenanceResolvers<ContextType>;
  DateTime?: GraphQLScalarType;
  Node?: NodeResolvers<ContextType>;
  Address?: AddressResolvers<ContextType>;
  CountryCode?: GraphQLScalarType;
  ExternalId?: ExternalIdResolvers<ContextType>;
  IdempotencyKey?: GraphQLScalarType;
  Duration?: GraphQLScalarType;
  UserError?: UserErrorResolvers<ContextType>;
  StreamCursor?: GraphQLScalarType;
  StreamCheckpoint?: StreamCheckpointResolvers<ContextType>;
  StreamGap?: StreamGapResolvers<ContextType>;
  PageInfo?: PageInfoResolvers<ContextType>;
  Money?: MoneyResolvers<ContextType>;
  CurrencyCode?: GraphQLScalarType;
  InputError?: InputErrorResolvers<ContextType>;
  Query?: QueryResolvers<ContextType>;
  Product?: ProductResolvers<ContextType>;
  Variant?: VariantResolvers<ContextType>;
  Availability?: AvailabilityResolvers<ContextType>;
  PromiseLine?: PromiseLineResolvers<ContextType>;
  PickupOffer?: PickupOfferResolvers<ContextType>;
  StockLocation?: StockLocationResolvers<ContextType>;
  StockLevel?: StockLevelResolvers<ContextType>;
  IncomingDelivery?: IncomingDeliveryResolvers<ContextType>;
  StockMovement?: StockMovementResolvers<ContextType>;
  Reservation?: ReservationResolvers<ContextType>;
  ReservationLine?: ReservationLineResolvers<ContextType>;
  Mutation?: MutationResolvers<ContextType>;
  ReservationPayload?: ReservationPayloadResolvers<ContextType>;
  InsufficientStockError?: InsufficientStockErrorResolvers<ContextType>;
  Subscription?: SubscriptionResolvers<ContextType>;
  AvailabilityStreamItem?: AvailabilityStreamItemResolvers<ContextType>;
  AvailabilityChanged?: AvailabilityChangedResolvers<ContextType>;
  StockStreamItem?: StockStreamItemResolvers<ContextType>;
  StockChanged?: StockChangedResolvers<ContextType>;
  StockLocationConnection?: StockLocationConnectionResolvers<ContextType>;
  StockLocationEdge?: StockLocationEdgeResolvers<ContextType>;
  StockLevelConnection?: StockLevelConnectionResolvers<ContextType>;
  StockLevelEdge?: StockLevelEdgeResolvers<ContextType>;
  StockMovementConnection?: StockMovementConnectionResolvers<ContextType>;
  StockMovementEdge?: StockMovementEdgeResolvers<ContextType>;
  IncomingDeliveryConnection?: IncomingDeliveryConnectionResolvers<ContextType>;
  IncomingDeliveryEdge?: IncomingDeliveryEdgeResolvers<ContextType>;
  ReservationConnection?: ReservationConnectionResolvers<ContextType>;
  ReservationEdge?: ReservationEdgeResolvers<ContextType>;
  StockBin?: StockBinResolvers<ContextType>;
  Supplier?: SupplierResolvers<ContextType>;
  SupplierItem?: SupplierItemResolvers<ContextType>;
  StockAlert?: StockAlertResolvers<ContextType>;
  StockAlertStreamItem?: StockAlertStreamItemResolvers<ContextType>;
  StockAlertRaised?: StockAlertRaisedResolvers<ContextType>;
  StockCountPayload?: StockCountPayloadResolvers<ContextType>;
  StockCountDifference?: StockCountDifferenceResolvers<ContextType>;
  StockAlertConnection?: StockAlertConnectionResolvers<ContextType>;
  StockAlertEdge?: StockAlertEdgeResolvers<ContextType>;
  SupplierConnection?: SupplierConnectionResolvers<ContextType>;
  SupplierEdge?: SupplierEdgeResolvers<ContextType>;
};

