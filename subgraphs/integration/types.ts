/** Generated from schema/integration.graphql by `npm run generate`. */
import type { GraphQLResolveInfo, GraphQLScalarType, GraphQLScalarTypeConfig } from 'graphql';
import type { InputErrorRow, LinkedSystemRow, SystemHealthRow, SyncRunRow, WriteOperationRow, DeliveryRow, SyncRunConnectionRow, WriteOperationConnectionRow, DeliveryConnectionRow, SyncScheduleRow, OperationChangedRow } from './mappers.ts';
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
  /**
   * Chosen by the client, 1 to 128 printable characters, one a logical write. The same key with the same input answers the same result and does
   * nothing again; with another input it is refused KEY_REUSED. Its scope is the application and the mutation.
   */
  IdempotencyKey: { input: string; output: string; }
  /** An instant, RFC 3339 in UTC, such as "2026-03-01T08:15:30.250Z". */
  DateTime: { input: string; output: string | number; }
  /** A place in an event stream: what a subscriber hands back to go on without a hole. Never the same thing as a page cursor. */
  StreamCursor: { input: string; output: string; }
  _FieldSet: { input: string; output: string; }
};

/** Anything that can be fetched by its id alone. */
export type Node = {
  /** Prefixed and stable, also over a rebuild. */
  id: Scalars['ID']['output'];
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

/** from <= x < to */
export type DateTimeRange = {
  /** From this instant on. */
  from?: InputMaybe<Scalars['DateTime']['input']>;
  /** Before this instant. */
  to?: InputMaybe<Scalars['DateTime']['input']>;
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

/** What can be asked. */
export type Query = {
  __typename?: 'Query';
  /** Anything by its id alone. Null when there is nothing with this id, or nothing that this viewer may see. */
  node?: Maybe<Node>;
  /** As `node`, for at most 250 ids; the answers stand in the order of the ids. */
  nodes: Array<Maybe<Node>>;
  /** Whether the hub answers, and how fresh its copies are. Needs no key. */
  health: Health;
  /** Every linked ERP and shop, in the order they were linked. */
  systems: Array<LinkedSystem>;
  /** One linked system, by id or by code. */
  system?: Maybe<LinkedSystem>;
  /** Runs that read a linked system, newest first. */
  syncRuns: SyncRunConnection;
  /** A write by its id, or by a key of the application that asks (the newest, when several mutations used the key). */
  operation?: Maybe<WriteOperation>;
  /** Writes to linked systems, newest first. */
  operations: WriteOperationConnection;
  /** What shops are told, newest first. The DEAD ones wait for a person. */
  deliveries: DeliveryConnection;
};


/** What can be asked. */
export type QueryNodeArgs = {
  id: Scalars['ID']['input'];
};


/** What can be asked. */
export type QueryNodesArgs = {
  ids: Array<Scalars['ID']['input']>;
};


/** What can be asked. */
export type QuerySystemArgs = {
  id?: InputMaybe<Scalars['ID']['input']>;
  code?: InputMaybe<Scalars['String']['input']>;
};


/** What can be asked. */
export type QuerySyncRunsArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<SyncRunFilter>;
};


/** What can be asked. */
export type QueryOperationArgs = {
  id?: InputMaybe<Scalars['ID']['input']>;
  idempotencyKey?: InputMaybe<Scalars['IdempotencyKey']['input']>;
};


/** What can be asked. */
export type QueryOperationsArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<OperationFilter>;
};


/** What can be asked. */
export type QueryDeliveriesArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<DeliveryFilter>;
};

/** What a shop shows on one page: one or more variants. */
export type Product = Node & {
  __typename?: 'Product';
  /** Prefixed and stable, also over a rebuild. */
  id: Scalars['ID']['output'];
};

/** What is stocked, priced and sold. */
export type Variant = Node & {
  __typename?: 'Variant';
  /** Prefixed and stable, also over a rebuild. */
  id: Scalars['ID']['output'];
};

/** A place in the catalogue tree. */
export type Category = Node & {
  __typename?: 'Category';
  /** Prefixed and stable, also over a rebuild. */
  id: Scalars['ID']['output'];
};

/** A person or company that buys. */
export type Customer = Node & {
  __typename?: 'Customer';
  /** Prefixed and stable, also over a rebuild. */
  id: Scalars['ID']['output'];
};

/** A sale, from whichever channel it came. */
export type Order = Node & {
  __typename?: 'Order';
  /** Prefixed and stable, also over a rebuild. */
  id: Scalars['ID']['output'];
};

/** Where goods lie: a warehouse, a store, a pickup point. */
export type StockLocation = Node & {
  __typename?: 'StockLocation';
  /** Prefixed and stable, also over a rebuild. */
  id: Scalars['ID']['output'];
};

/** Stock of one variant at one location. sellable = onHand - reservedInErp - reservedInHub - safetyBuffer. */
export type StockLevel = Node & {
  __typename?: 'StockLevel';
  /** Prefixed and stable, also over a rebuild. */
  id: Scalars['ID']['output'];
};

/** Stock held for a while for one cart or order. */
export type Reservation = Node & {
  __typename?: 'Reservation';
  /** Prefixed and stable, also over a rebuild. */
  id: Scalars['ID']['output'];
};

/** Where the company sells: a shop, a marketplace, a counter. */
export type Channel = Node & {
  __typename?: 'Channel';
  /** Prefixed and stable. */
  id: Scalars['ID']['output'];
};

/** Something cheaper for a time, for some goods, or with a code. */
export type Promotion = Node & {
  __typename?: 'Promotion';
  /** Prefixed and stable. */
  id: Scalars['ID']['output'];
};

/** One position of an order: a snapshot of what was sold. */
export type OrderLine = Node & {
  __typename?: 'OrderLine';
  /** Prefixed and stable. */
  id: Scalars['ID']['output'];
};

/** One payment of an order. */
export type OrderPayment = Node & {
  __typename?: 'OrderPayment';
  /** Prefixed and stable. */
  id: Scalars['ID']['output'];
};

/** A parcel, or a pickup. */
export type Fulfilment = Node & {
  __typename?: 'Fulfilment';
  /** Prefixed and stable. */
  id: Scalars['ID']['output'];
};

/** An offer of the ERP, asked for or made by its people. */
export type Quote = Node & {
  __typename?: 'Quote';
  /** Prefixed and stable. */
  id: Scalars['ID']['output'];
};

/** A basket in a shop. */
export type Cart = Node & {
  __typename?: 'Cart';
  /** Prefixed and stable. */
  id: Scalars['ID']['output'];
};

/** A paper the ERP made. */
export type ErpDocument = Node & {
  __typename?: 'ErpDocument';
  /** Prefixed and stable. */
  id: Scalars['ID']['output'];
};

/** Goods that are expected. */
export type IncomingDelivery = Node & {
  __typename?: 'IncomingDelivery';
  /** Prefixed and stable. */
  id: Scalars['ID']['output'];
};

/** Goods that moved. */
export type StockMovement = Node & {
  __typename?: 'StockMovement';
  /** Prefixed and stable. */
  id: Scalars['ID']['output'];
};

/** Whether the hub answers, and how fresh its copies are. */
export type Health = {
  __typename?: 'Health';
  /** True once every linked system in use has answered. */
  ready: Scalars['Boolean']['output'];
  /** Version of the hub. */
  version: Scalars['String']['output'];
  /** Linked systems in use. */
  systems: Array<SystemHealth>;
};

/** How one linked system does. */
export type SystemHealth = {
  __typename?: 'SystemHealth';
  /** Its short name. */
  code: Scalars['String']['output'];
  /** Whether it can be reached. */
  state: SystemState;
  /** Seconds since it last answered. Null while it never has. */
  dataAgeSeconds?: Maybe<Scalars['Int']['output']>;
};

/** One configured ERP or shop. */
export type LinkedSystem = Node & {
  __typename?: 'LinkedSystem';
  /** Prefixed and stable. */
  id: Scalars['ID']['output'];
  /** Its short name in configuration and in logs. */
  code: Scalars['String']['output'];
  /** What it is to the company. */
  kind: SystemKind;
  /** The software, such as "Tryton". */
  product: Scalars['String']['output'];
  /** Version of that software, once it has told. */
  version?: Maybe<Scalars['String']['output']>;
  /** How the hub finds a write again after an unknown outcome. */
  writeClass: WriteClass;
  /** Whether it can be reached. */
  state: SystemState;
  /** Whether the hub writes to it. */
  mode: SystemMode;
  /** Orders from before this instant are history: they are never written to it. */
  goLiveAt?: Maybe<Scalars['DateTime']['output']>;
  /** When it was last activated. */
  activatedAt?: Maybe<Scalars['DateTime']['output']>;
  /** When it last answered. */
  lastSuccessAt?: Maybe<Scalars['DateTime']['output']>;
  /** What keeps it from working and what to do next. Null while it works. */
  problem?: Maybe<Scalars['String']['output']>;
  /** Writes accepted and not yet settled, deliveries included. Parked ones are not counted. */
  pendingWrites: Scalars['Int']['output'];
  /** What waits for `systemActivate`. Null in mode ACTIVE. */
  wouldWrite?: Maybe<WouldWrite>;
  /** What is read from it and how far reading is. */
  schedules: Array<SyncSchedule>;
  /** True when it is no production system. */
  sandbox: Scalars['Boolean']['output'];
  /** Everything a system of its role could do, and whether this one can. Empty until the hub has been started with it. */
  capabilities: Array<SystemCapability>;
};

/** Something a linked system can or cannot do. */
export type SystemCapability = {
  __typename?: 'SystemCapability';
  /** `pull.<records>`: it tells; `push.<write>`: it takes; `file`: it prints papers; `listen`, `webhook`: it says when something changed. */
  name: Scalars['String']['output'];
  /** Whether it can. */
  able: Scalars['Boolean']['output'];
  /** Why not, and what the hub does instead; null where nothing is known. */
  reason?: Maybe<Scalars['String']['output']>;
};

/** What a linked system is to the company. */
export type SystemKind =
  /** Owns stock, prices and documents. */
  | 'ERP'
  /** Presents and sells. */
  | 'SHOP';

/** Whether a linked system can be reached. */
export type SystemState =
  /** It answers. */
  | 'ACTIVE'
  /** It answers slowly or only in part. */
  | 'DEGRADED'
  /** It does not answer; the hub goes on from its copy. */
  | 'UNREACHABLE'
  /** It refuses the credentials: a person must renew them. */
  | 'NEEDS_REAUTH'
  /** It says that it is in maintenance. */
  | 'MAINTENANCE'
  /** Switched off by configuration. */
  | 'DISABLED';

/** Whether the hub writes to a linked system. */
export type SystemMode =
  /** It is read only; what would be written waits. */
  | 'OBSERVE'
  /** It is read and written. */
  | 'ACTIVE';

/** How a write is found again after an unknown outcome. */
export type WriteClass =
  /** The system itself refuses a second write with the same key. */
  | 'NATIVE_KEY'
  /** The key stands in a field that can be searched. */
  | 'SEARCHABLE_REFERENCE'
  /** It cannot be found: a person decides. */
  | 'BLIND';

/** What a system in mode OBSERVE would be sent once it is activated. */
export type WouldWrite = {
  __typename?: 'WouldWrite';
  /** Writes such as orders and payments. */
  operations: Scalars['Int']['output'];
  /** Things it would be told, such as products, prices and stock. */
  deliveries: Scalars['Int']['output'];
  /** Both, by kind. */
  kinds: Array<WouldWriteKind>;
};

/** How many of one kind. */
export type WouldWriteKind = {
  __typename?: 'WouldWriteKind';
  /** Kind of operation or delivery. */
  kind: Scalars['String']['output'];
  /** How many. */
  count: Scalars['Int']['output'];
};

/** How far reading of one entity of a linked system is. */
export type SyncSchedule = {
  __typename?: 'SyncSchedule';
  /** What is read, such as products or stock. */
  entity: Scalars['String']['output'];
  /** When changes were last read. Null before the first time. */
  pulledAt?: Maybe<Scalars['DateTime']['output']>;
  /** When everything was last read from beginning to end. Null before the first time. */
  sweptAt?: Maybe<Scalars['DateTime']['output']>;
  /** The newest run that is on record. A reading that found nothing new leaves none. */
  lastRun?: Maybe<SyncRun>;
};

/** One reading of one entity of a linked system. */
export type SyncRun = Node & {
  __typename?: 'SyncRun';
  /** Prefixed and stable. */
  id: Scalars['ID']['output'];
  /** What is read. */
  system: LinkedSystem;
  /** Which of its entities. */
  entity: Scalars['String']['output'];
  /** How much is read. */
  kind: SyncRunKind;
  /** How far it is. */
  state: SyncRunState;
  /** When it began; while it is QUEUED, when it was asked for. */
  startedAt: Scalars['DateTime']['output'];
  /** When it ended. */
  finishedAt?: Maybe<Scalars['DateTime']['output']>;
  /** Records read so far. */
  read: Scalars['Int']['output'];
  /** Records that differed from the copy. */
  changed: Scalars['Int']['output'];
  /** Records that could not be understood; the others went on. */
  failed: Scalars['Int']['output'];
  /** Records expected, when the system tells. */
  total?: Maybe<Scalars['Int']['output']>;
  /** Records a second, on average. Null before anything was read. */
  ratePerSecond?: Maybe<Scalars['Float']['output']>;
  /** Seconds to go at that rate. Null unless it runs and the total is known. */
  secondsLeft?: Maybe<Scalars['Int']['output']>;
  /** Why it failed. */
  message?: Maybe<Scalars['String']['output']>;
};

/** How much a run reads. */
export type SyncRunKind =
  /** What changed since the last time. */
  | 'DELTA'
  /** Everything; what is not seen is gone. */
  | 'FULL';

/** How far a run is. */
export type SyncRunState =
  /** Asked for, not begun. */
  | 'QUEUED'
  /** Under way. */
  | 'RUNNING'
  /** Ended well. */
  | 'DONE'
  /** Ended early; what was read before stays. */
  | 'FAILED'
  /** Set aside; it goes on later. */
  | 'PAUSED';

/** One write to a linked system, from acceptance to verdict. Seen by the application that made it, and by its customer when it was made for one. */
export type WriteOperation = Node & {
  __typename?: 'WriteOperation';
  /** Prefixed and stable. */
  id: Scalars['ID']['output'];
  /** What is written, such as ORDER_PLACE. */
  kind: Scalars['String']['output'];
  /** What it is about, such as an order. */
  subjectId?: Maybe<Scalars['ID']['output']>;
  /** How far it is. */
  state: WriteState;
  /** The key the client chose. */
  idempotencyKey: Scalars['IdempotencyKey']['output'];
  /** How often the system was called. */
  attempts: Scalars['Int']['output'];
  /** Where it is written. */
  system?: Maybe<LinkedSystem>;
  /** Who asked: the id of the API key. */
  application: Scalars['String']['output'];
  /** When the hub took it. */
  acceptedAt: Scalars['DateTime']['output'];
  /** When the verdict came. */
  settledAt?: Maybe<Scalars['DateTime']['output']>;
  /** When it is tried, or looked up, again. */
  retryAt?: Maybe<Scalars['DateTime']['output']>;
  /** What went wrong last. */
  failure?: Maybe<FailureClass>;
  /** Why it was refused. Empty unless REJECTED. */
  userErrors: Array<UserError>;
};

/** How far a write is. */
export type WriteState =
  /** Accepted; the system has not been called, or surely took nothing. */
  | 'QUEUED'
  /** The system is being called. */
  | 'SENT'
  /** The system has it. */
  | 'CONFIRMED'
  /** The system refused it; it is not tried again. */
  | 'REJECTED'
  /** The outcome is unknown: it is looked up before anything is tried again. */
  | 'IN_DOUBT';

/** What kind of failure it was. */
export type FailureClass =
  /** Not reached, or it broke on the way; it is tried again. */
  | 'TECHNICAL'
  /** The system understood and refused. */
  | 'BUSINESS'
  /** The credentials were refused. */
  | 'AUTH'
  /** Something in it has no counterpart in the system. */
  | 'MAPPING'
  /** The outcome is unknown. */
  | 'IN_DOUBT'
  /** None of the above. */
  | 'OTHER';

/** News for a linked system: the newest state of one subject, whatever happened in between. */
export type Delivery = Node & {
  __typename?: 'Delivery';
  /** Prefixed and stable. */
  id: Scalars['ID']['output'];
  /** Who is told. */
  system: LinkedSystem;
  /** What it is told, such as stock or price. */
  kind: Scalars['String']['output'];
  /** What it is about. */
  subjectId?: Maybe<Scalars['ID']['output']>;
  /** How far it is. */
  state: DeliveryState;
  /** Failed tries since it last went well. */
  attempts: Scalars['Int']['output'];
  /** What went wrong last. */
  failure?: Maybe<FailureClass>;
  /** The same in words. */
  message?: Maybe<Scalars['String']['output']>;
  /** When it is tried next. Null unless PENDING. */
  nextAttemptAt?: Maybe<Scalars['DateTime']['output']>;
  /** When it first failed since it last went well. */
  firstFailedAt?: Maybe<Scalars['DateTime']['output']>;
};

/** How far a delivery is. */
export type DeliveryState =
  /** Waits for its turn. */
  | 'PENDING'
  /** On its way. */
  | 'SENDING'
  /** The system was told the newest state. */
  | 'DONE'
  /** Given up: a person looks, then `deliveryRetry`. */
  | 'DEAD'
  /** Waits until a person activates the system. */
  | 'PARKED';

/** Which runs. */
export type SyncRunFilter = {
  /** Of these systems. */
  systemIds?: InputMaybe<Array<Scalars['ID']['input']>>;
  /** Of these entities. */
  entities?: InputMaybe<Array<Scalars['String']['input']>>;
  /** In these states. */
  states?: InputMaybe<Array<SyncRunState>>;
  /** Begun in this time. */
  startedAt?: InputMaybe<DateTimeRange>;
};

/** Which writes. */
export type OperationFilter = {
  /** In these states. */
  states?: InputMaybe<Array<WriteState>>;
  /** About this. */
  subjectId?: InputMaybe<Scalars['ID']['input']>;
  /** To these systems. */
  systemIds?: InputMaybe<Array<Scalars['ID']['input']>>;
  /** Asked by this API key. */
  application?: InputMaybe<Scalars['String']['input']>;
  /** Accepted in this time. */
  acceptedAt?: InputMaybe<DateTimeRange>;
};

/** Which deliveries. */
export type DeliveryFilter = {
  /** In these states. */
  states?: InputMaybe<Array<DeliveryState>>;
  /** To these systems. */
  systemIds?: InputMaybe<Array<Scalars['ID']['input']>>;
  /** That last failed so. */
  failures?: InputMaybe<Array<FailureClass>>;
  /** About this. */
  subjectId?: InputMaybe<Scalars['ID']['input']>;
};

/** A page of runs. */
export type SyncRunConnection = {
  __typename?: 'SyncRunConnection';
  /** What stands on the page. */
  nodes: Array<SyncRun>;
  /** The same, each with its cursor. */
  edges: Array<SyncRunEdge>;
  /** Where the page stands. */
  pageInfo: PageInfo;
  /** How many there are. Null above 10,000. */
  totalCount?: Maybe<Scalars['Int']['output']>;
};

/** One place in the list. */
export type SyncRunEdge = {
  __typename?: 'SyncRunEdge';
  /** What stands here. */
  node: SyncRun;
  /** Give it as `after` to read on from here. */
  cursor: Scalars['String']['output'];
};

/** A page of writes. */
export type WriteOperationConnection = {
  __typename?: 'WriteOperationConnection';
  /** What stands on the page. */
  nodes: Array<WriteOperation>;
  /** The same, each with its cursor. */
  edges: Array<WriteOperationEdge>;
  /** Where the page stands. */
  pageInfo: PageInfo;
  /** How many there are. Null above 10,000. */
  totalCount?: Maybe<Scalars['Int']['output']>;
};

/** One place in the list. */
export type WriteOperationEdge = {
  __typename?: 'WriteOperationEdge';
  /** What stands here. */
  node: WriteOperation;
  /** Give it as `after` to read on from here. */
  cursor: Scalars['String']['output'];
};

/** A page of deliveries. */
export type DeliveryConnection = {
  __typename?: 'DeliveryConnection';
  /** What stands on the page. */
  nodes: Array<Delivery>;
  /** The same, each with its cursor. */
  edges: Array<DeliveryEdge>;
  /** Where the page stands. */
  pageInfo: PageInfo;
  /** How many there are. Null above 10,000. */
  totalCount?: Maybe<Scalars['Int']['output']>;
};

/** One place in the list. */
export type DeliveryEdge = {
  __typename?: 'DeliveryEdge';
  /** What stands here. */
  node: Delivery;
  /** Give it as `after` to read on from here. */
  cursor: Scalars['String']['output'];
};

/** What can be changed. */
export type Mutation = {
  __typename?: 'Mutation';
  /** From now on the hub writes to this system; what waited is let go. Repeating it changes nothing. */
  systemActivate: SystemActivatePayload;
  /** The hub stops writing to this system and goes on reading it. Repeating it changes nothing. */
  systemPause: SystemPausePayload;
  /** Asks for a run. The same key names the same run. */
  syncStart: SyncStartPayload;
  /** Tries DEAD and PARKED deliveries again; others stay as they are. Repeating it changes nothing. */
  deliveryRetry: DeliveryRetryPayload;
};


/** What can be changed. */
export type MutationSystemActivateArgs = {
  input: SystemActivateInput;
};


/** What can be changed. */
export type MutationSystemPauseArgs = {
  input: SystemPauseInput;
};


/** What can be changed. */
export type MutationSyncStartArgs = {
  input: SyncStartInput;
};


/** What can be changed. */
export type MutationDeliveryRetryArgs = {
  input: DeliveryRetryInput;
};

/** Which system goes live, and from when. */
export type SystemActivateInput = {
  /** One a logical write. */
  idempotencyKey: Scalars['IdempotencyKey']['input'];
  /** The system. */
  systemId: Scalars['ID']['input'];
  /** Orders from before this instant are history. Default: as set before, else now. */
  goLiveAt?: InputMaybe<Scalars['DateTime']['input']>;
};

/** Which system is only read from now on. */
export type SystemPauseInput = {
  /** One a logical write. */
  idempotencyKey: Scalars['IdempotencyKey']['input'];
  /** The system. */
  systemId: Scalars['ID']['input'];
};

/** What is read. */
export type SyncStartInput = {
  /** One a logical write. */
  idempotencyKey: Scalars['IdempotencyKey']['input'];
  /** The system. */
  systemId: Scalars['ID']['input'];
  /** Which of its entities, such as products or stock. */
  entity: Scalars['String']['input'];
  /** How much is read. */
  kind: SyncRunKindInput;
};

/** How much a run reads. */
export type SyncRunKindInput =
  /** What changed since the last time. */
  | 'DELTA'
  /** Everything; what is not seen is gone. */
  | 'FULL';

/** Which deliveries are tried again. */
export type DeliveryRetryInput = {
  /** One a logical write. */
  idempotencyKey: Scalars['IdempotencyKey']['input'];
  /** At most 250. */
  ids: Array<Scalars['ID']['input']>;
};

/** What `systemActivate` answers. */
export type SystemActivatePayload = {
  __typename?: 'SystemActivatePayload';
  /** The system as it stands now. */
  system?: Maybe<LinkedSystem>;
  /** Why nothing was changed. Empty when it was. */
  userErrors: Array<UserError>;
};

/** What `systemPause` answers. */
export type SystemPausePayload = {
  __typename?: 'SystemPausePayload';
  /** The system as it stands now. */
  system?: Maybe<LinkedSystem>;
  /** Why nothing was changed. Empty when it was. */
  userErrors: Array<UserError>;
};

/** What `syncStart` answers. */
export type SyncStartPayload = {
  __typename?: 'SyncStartPayload';
  /** The run as it stands now. */
  run?: Maybe<SyncRun>;
  /** Why nothing was changed. Empty when it was. */
  userErrors: Array<UserError>;
};

/** What `deliveryRetry` answers. */
export type DeliveryRetryPayload = {
  __typename?: 'DeliveryRetryPayload';
  /** The deliveries as they stand now, in the order of the ids. */
  deliveries: Array<Delivery>;
  /** Why nothing was changed. Empty when it was. */
  userErrors: Array<UserError>;
};

/** What can be listened to. */
export type Subscription = {
  __typename?: 'Subscription';
  /** Writes that move on. Without an id: all with the scope operations:read, else those of the viewer's customer. The snapshot holds those not yet settled. */
  operationChanges: OperationStreamItem;
};


/** What can be listened to. */
export type SubscriptionOperationChangesArgs = {
  id?: InputMaybe<Scalars['ID']['input']>;
  filter?: InputMaybe<OperationFilter>;
  after?: InputMaybe<Scalars['StreamCursor']['input']>;
  snapshot?: Scalars['Boolean']['input'];
};

/** What `operationChanges` sends. */
export type OperationStreamItem = OperationChanged | StreamCheckpoint | StreamGap;

/** A write moved on, or stands so in the snapshot. */
export type OperationChanged = {
  __typename?: 'OperationChanged';
  /** Hand it back as `after` to go on from here. */
  cursor: Scalars['StreamCursor']['output'];
  /** The write, in the state it came to. */
  operation: WriteOperation;
  /** The state before. Null in the snapshot and when it is new. */
  previousState?: Maybe<WriteState>;
  /** When it happened. */
  occurredAt: Scalars['DateTime']['output'];
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
  LinkedSystem: LinkedSystem;
  SyncRun: SyncRun;
  WriteOperation: WriteOperation;
  Delivery: Delivery;
};

/** Mapping of federation reference types */
export type FederationReferenceTypes = {
  LinkedSystem:
    ( { __typename: 'LinkedSystem' }
    & GraphQLRecursivePick<FederationTypes['LinkedSystem'], {"id":true}> );
  SyncRun:
    ( { __typename: 'SyncRun' }
    & GraphQLRecursivePick<FederationTypes['SyncRun'], {"id":true}> );
  WriteOperation:
    ( { __typename: 'WriteOperation' }
    & GraphQLRecursivePick<FederationTypes['WriteOperation'], {"id":true}> );
  Delivery:
    ( { __typename: 'Delivery' }
    & GraphQLRecursivePick<FederationTypes['Delivery'], {"id":true}> );
};

/** Mapping of union types */
export type ResolversUnionTypes<_RefType extends Record<string, unknown>> = {
  OperationStreamItem:
    | ( OperationChangedRow )
    | ( Partial<StreamCheckpoint> )
    | ( Partial<StreamGap> )
  ;
};

/** Mapping of interface types */
export type ResolversInterfaceTypes<_RefType extends Record<string, unknown>> = {
  Node:
    | ( Partial<Product> )
    | ( Partial<Variant> )
    | ( Partial<Category> )
    | ( Partial<Customer> )
    | ( Partial<Order> )
    | ( Partial<StockLocation> )
    | ( Partial<StockLevel> )
    | ( Partial<Reservation> )
    | ( Partial<Channel> )
    | ( Partial<Promotion> )
    | ( Partial<OrderLine> )
    | ( Partial<OrderPayment> )
    | ( Partial<Fulfilment> )
    | ( Partial<Quote> )
    | ( Partial<Cart> )
    | ( Partial<ErpDocument> )
    | ( Partial<IncomingDelivery> )
    | ( Partial<StockMovement> )
    | ( LinkedSystemRow )
    | ( SyncRunRow )
    | ( WriteOperationRow )
    | ( DeliveryRow )
  ;
  UserError: ( InputErrorRow );
};

/** Mapping between all available schema types and the resolvers types */
export type ResolversTypes = {
  Node: ResolverTypeWrapper<ResolversInterfaceTypes<ResolversTypes>['Node']>;
  ID: ResolverTypeWrapper<Partial<Scalars['ID']['output']>>;
  IdempotencyKey: ResolverTypeWrapper<Partial<Scalars['IdempotencyKey']['output']>>;
  DateTime: ResolverTypeWrapper<Partial<Scalars['DateTime']['output']>>;
  UserError: ResolverTypeWrapper<ResolversInterfaceTypes<ResolversTypes>['UserError']>;
  String: ResolverTypeWrapper<Partial<Scalars['String']['output']>>;
  Boolean: ResolverTypeWrapper<Partial<Scalars['Boolean']['output']>>;
  UserErrorCode: ResolverTypeWrapper<Partial<UserErrorCode>>;
  DateTimeRange: ResolverTypeWrapper<Partial<DateTimeRange>>;
  PageInfo: ResolverTypeWrapper<Partial<PageInfo>>;
  StreamCursor: ResolverTypeWrapper<Partial<Scalars['StreamCursor']['output']>>;
  StreamCheckpoint: ResolverTypeWrapper<Partial<StreamCheckpoint>>;
  Int: ResolverTypeWrapper<Partial<Scalars['Int']['output']>>;
  StreamGap: ResolverTypeWrapper<Partial<StreamGap>>;
  StreamGapReason: ResolverTypeWrapper<Partial<StreamGapReason>>;
  InputError: ResolverTypeWrapper<InputErrorRow>;
  Query: ResolverTypeWrapper<Record<PropertyKey, never>>;
  Product: ResolverTypeWrapper<Partial<Product>>;
  Variant: ResolverTypeWrapper<Partial<Variant>>;
  Category: ResolverTypeWrapper<Partial<Category>>;
  Customer: ResolverTypeWrapper<Partial<Customer>>;
  Order: ResolverTypeWrapper<Partial<Order>>;
  StockLocation: ResolverTypeWrapper<Partial<StockLocation>>;
  StockLevel: ResolverTypeWrapper<Partial<StockLevel>>;
  Reservation: ResolverTypeWrapper<Partial<Reservation>>;
  Channel: ResolverTypeWrapper<Partial<Channel>>;
  Promotion: ResolverTypeWrapper<Partial<Promotion>>;
  OrderLine: ResolverTypeWrapper<Partial<OrderLine>>;
  OrderPayment: ResolverTypeWrapper<Partial<OrderPayment>>;
  Fulfilment: ResolverTypeWrapper<Partial<Fulfilment>>;
  Quote: ResolverTypeWrapper<Partial<Quote>>;
  Cart: ResolverTypeWrapper<Partial<Cart>>;
  ErpDocument: ResolverTypeWrapper<Partial<ErpDocument>>;
  IncomingDelivery: ResolverTypeWrapper<Partial<IncomingDelivery>>;
  StockMovement: ResolverTypeWrapper<Partial<StockMovement>>;
  Health: ResolverTypeWrapper<Partial<Omit<Health, 'systems'> & { systems: Array<ResolversTypes['SystemHealth']> }>>;
  SystemHealth: ResolverTypeWrapper<SystemHealthRow>;
  LinkedSystem: ResolverTypeWrapper<LinkedSystemRow>;
  SystemCapability: ResolverTypeWrapper<Partial<SystemCapability>>;
  SystemKind: ResolverTypeWrapper<Partial<SystemKind>>;
  SystemState: ResolverTypeWrapper<Partial<SystemState>>;
  SystemMode: ResolverTypeWrapper<Partial<SystemMode>>;
  WriteClass: ResolverTypeWrapper<Partial<WriteClass>>;
  WouldWrite: ResolverTypeWrapper<Partial<WouldWrite>>;
  WouldWriteKind: ResolverTypeWrapper<Partial<WouldWriteKind>>;
  SyncSchedule: ResolverTypeWrapper<SyncScheduleRow>;
  SyncRun: ResolverTypeWrapper<SyncRunRow>;
  Float: ResolverTypeWrapper<Partial<Scalars['Float']['output']>>;
  SyncRunKind: ResolverTypeWrapper<Partial<SyncRunKind>>;
  SyncRunState: ResolverTypeWrapper<Partial<SyncRunState>>;
  WriteOperation: ResolverTypeWrapper<WriteOperationRow>;
  WriteState: ResolverTypeWrapper<Partial<WriteState>>;
  FailureClass: ResolverTypeWrapper<Partial<FailureClass>>;
  Delivery: ResolverTypeWrapper<DeliveryRow>;
  DeliveryState: ResolverTypeWrapper<Partial<DeliveryState>>;
  SyncRunFilter: ResolverTypeWrapper<Partial<SyncRunFilter>>;
  OperationFilter: ResolverTypeWrapper<Partial<OperationFilter>>;
  DeliveryFilter: ResolverTypeWrapper<Partial<DeliveryFilter>>;
  SyncRunConnection: ResolverTypeWrapper<SyncRunConnectionRow>;
  SyncRunEdge: ResolverTypeWrapper<Partial<Omit<SyncRunEdge, 'node'> & { node: ResolversTypes['SyncRun'] }>>;
  WriteOperationConnection: ResolverTypeWrapper<WriteOperationConnectionRow>;
  WriteOperationEdge: ResolverTypeWrapper<Partial<Omit<WriteOperationEdge, 'node'> & { node: ResolversTypes['WriteOperation'] }>>;
  DeliveryConnection: ResolverTypeWrapper<DeliveryConnectionRow>;
  DeliveryEdge: ResolverTypeWrapper<Partial<Omit<DeliveryEdge, 'node'> & { node: ResolversTypes['Delivery'] }>>;
  Mutation: ResolverTypeWrapper<Record<PropertyKey, never>>;
  SystemActivateInput: ResolverTypeWrapper<Partial<SystemActivateInput>>;
  SystemPauseInput: ResolverTypeWrapper<Partial<SystemPauseInput>>;
  SyncStartInput: ResolverTypeWrapper<Partial<SyncStartInput>>;
  SyncRunKindInput: ResolverTypeWrapper<Partial<SyncRunKindInput>>;
  DeliveryRetryInput: ResolverTypeWrapper<Partial<DeliveryRetryInput>>;
  SystemActivatePayload: ResolverTypeWrapper<Partial<Omit<SystemActivatePayload, 'system' | 'userErrors'> & { system?: Maybe<ResolversTypes['LinkedSystem']>, userErrors: Array<ResolversTypes['UserError']> }>>;
  SystemPausePayload: ResolverTypeWrapper<Partial<Omit<SystemPausePayload, 'system' | 'userErrors'> & { system?: Maybe<ResolversTypes['LinkedSystem']>, userErrors: Array<ResolversTypes['UserError']> }>>;
  SyncStartPayload: ResolverTypeWrapper<Partial<Omit<SyncStartPayload, 'run' | 'userErrors'> & { run?: Maybe<ResolversTypes['SyncRun']>, userErrors: Array<ResolversTypes['UserError']> }>>;
  DeliveryRetryPayload: ResolverTypeWrapper<Partial<Omit<DeliveryRetryPayload, 'deliveries' | 'userErrors'> & { deliveries: Array<ResolversTypes['Delivery']>, userErrors: Array<ResolversTypes['UserError']> }>>;
  Subscription: ResolverTypeWrapper<Record<PropertyKey, never>>;
  OperationStreamItem: Partial<ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['OperationStreamItem']>>;
  OperationChanged: ResolverTypeWrapper<OperationChangedRow>;
};

/** Mapping between all available schema types and the resolvers parents */
export type ResolversParentTypes = {
  Node: ResolversInterfaceTypes<ResolversParentTypes>['Node'];
  ID: Partial<Scalars['ID']['output']>;
  IdempotencyKey: Partial<Scalars['IdempotencyKey']['output']>;
  DateTime: Partial<Scalars['DateTime']['output']>;
  UserError: ResolversInterfaceTypes<ResolversParentTypes>['UserError'];
  String: Partial<Scalars['String']['output']>;
  Boolean: Partial<Scalars['Boolean']['output']>;
  DateTimeRange: Partial<DateTimeRange>;
  PageInfo: Partial<PageInfo>;
  StreamCursor: Partial<Scalars['StreamCursor']['output']>;
  StreamCheckpoint: Partial<StreamCheckpoint>;
  Int: Partial<Scalars['Int']['output']>;
  StreamGap: Partial<StreamGap>;
  InputError: InputErrorRow;
  Query: Record<PropertyKey, never>;
  Product: Partial<Product>;
  Variant: Partial<Variant>;
  Category: Partial<Category>;
  Customer: Partial<Customer>;
  Order: Partial<Order>;
  StockLocation: Partial<StockLocation>;
  StockLevel: Partial<StockLevel>;
  Reservation: Partial<Reservation>;
  Channel: Partial<Channel>;
  Promotion: Partial<Promotion>;
  OrderLine: Partial<OrderLine>;
  OrderPayment: Partial<OrderPayment>;
  Fulfilment: Partial<Fulfilment>;
  Quote: Partial<Quote>;
  Cart: Partial<Cart>;
  ErpDocument: Partial<ErpDocument>;
  IncomingDelivery: Partial<IncomingDelivery>;
  StockMovement: Partial<StockMovement>;
  Health: Partial<Omit<Health, 'systems'> & { systems: Array<ResolversParentTypes['SystemHealth']> }>;
  SystemHealth: SystemHealthRow;
  LinkedSystem: LinkedSystemRow;
  SystemCapability: Partial<SystemCapability>;
  WouldWrite: Partial<WouldWrite>;
  WouldWriteKind: Partial<WouldWriteKind>;
  SyncSchedule: SyncScheduleRow;
  SyncRun: SyncRunRow;
  Float: Partial<Scalars['Float']['output']>;
  WriteOperation: WriteOperationRow;
  Delivery: DeliveryRow;
  SyncRunFilter: Partial<SyncRunFilter>;
  OperationFilter: Partial<OperationFilter>;
  DeliveryFilter: Partial<DeliveryFilter>;
  SyncRunConnection: SyncRunConnectionRow;
  SyncRunEdge: Partial<Omit<SyncRunEdge, 'node'> & { node: ResolversParentTypes['SyncRun'] }>;
  WriteOperationConnection: WriteOperationConnectionRow;
  WriteOperationEdge: Partial<Omit<WriteOperationEdge, 'node'> & { node: ResolversParentTypes['WriteOperation'] }>;
  DeliveryConnection: DeliveryConnectionRow;
  DeliveryEdge: Partial<Omit<DeliveryEdge, 'node'> & { node: ResolversParentTypes['Delivery'] }>;
  Mutation: Record<PropertyKey, never>;
  SystemActivateInput: Partial<SystemActivateInput>;
  SystemPauseInput: Partial<SystemPauseInput>;
  SyncStartInput: Partial<SyncStartInput>;
  DeliveryRetryInput: Partial<DeliveryRetryInput>;
  SystemActivatePayload: Partial<Omit<SystemActivatePayload, 'system' | 'userErrors'> & { system?: Maybe<ResolversParentTypes['LinkedSystem']>, userErrors: Array<ResolversParentTypes['UserError']> }>;
  SystemPausePayload: Partial<Omit<SystemPausePayload, 'system' | 'userErrors'> & { system?: Maybe<ResolversParentTypes['LinkedSystem']>, userErrors: Array<ResolversParentTypes['UserError']> }>;
  SyncStartPayload: Partial<Omit<SyncStartPayload, 'run' | 'userErrors'> & { run?: Maybe<ResolversParentTypes['SyncRun']>, userErrors: Array<ResolversParentTypes['UserError']> }>;
  DeliveryRetryPayload: Partial<Omit<DeliveryRetryPayload, 'deliveries' | 'userErrors'> & { deliveries: Array<ResolversParentTypes['Delivery']>, userErrors: Array<ResolversParentTypes['UserError']> }>;
  Subscription: Record<PropertyKey, never>;
  OperationStreamItem: Partial<ResolversUnionTypes<ResolversParentTypes>['OperationStreamItem']>;
  OperationChanged: OperationChangedRow;
};

export type NodeResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Node'] = ResolversParentTypes['Node']> = {
  __resolveType: TypeResolveFn<'Product' | 'Variant' | 'Category' | 'Customer' | 'Order' | 'StockLocation' | 'StockLevel' | 'Reservation' | 'Channel' | 'Promotion' | 'OrderLine' | 'OrderPayment' | 'Fulfilment' | 'Quote' | 'Cart' | 'ErpDocument' | 'IncomingDelivery' | 'StockMovement' | 'LinkedSystem' | 'SyncRun' | 'WriteOperation' | 'Delivery', ParentType, ContextType>;
};

export interface IdempotencyKeyScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['IdempotencyKey'], any> {
  name: 'IdempotencyKey';
}

export interface DateTimeScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['DateTime'], any> {
  name: 'DateTime';
}

export type UserErrorResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['UserError'] = ResolversParentTypes['UserError']> = {
  __resolveType: TypeResolveFn<'InputError', ParentType, ContextType>;
};

export type PageInfoResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['PageInfo'] = ResolversParentTypes['PageInfo']> = {
  hasNextPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  hasPreviousPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  startCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  endCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
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

export type InputErrorResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['InputError'] = ResolversParentTypes['InputError']> = {
  code?: Resolver<ResolversTypes['UserErrorCode'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  field?: Resolver<Maybe<Array<ResolversTypes['String']>>, ParentType, ContextType>;
  retryable?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type QueryResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Query'] = ResolversParentTypes['Query']> = {
  node?: Resolver<Maybe<ResolversTypes['Node']>, ParentType, ContextType, RequireFields<QueryNodeArgs, 'id'>>;
  nodes?: Resolver<Array<Maybe<ResolversTypes['Node']>>, ParentType, ContextType, RequireFields<QueryNodesArgs, 'ids'>>;
  health?: Resolver<ResolversTypes['Health'], ParentType, ContextType>;
  systems?: Resolver<Array<ResolversTypes['LinkedSystem']>, ParentType, ContextType>;
  system?: Resolver<Maybe<ResolversTypes['LinkedSystem']>, ParentType, ContextType, Partial<QuerySystemArgs>>;
  syncRuns?: Resolver<ResolversTypes['SyncRunConnection'], ParentType, ContextType, Partial<QuerySyncRunsArgs>>;
  operation?: Resolver<Maybe<ResolversTypes['WriteOperation']>, ParentType, ContextType, Partial<QueryOperationArgs>>;
  operations?: Resolver<ResolversTypes['WriteOperationConnection'], ParentType, ContextType, Partial<QueryOperationsArgs>>;
  deliveries?: Resolver<ResolversTypes['DeliveryConnection'], ParentType, ContextType, Partial<QueryDeliveriesArgs>>;
};

export type ProductResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Product'] = ResolversParentTypes['Product']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type VariantResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Variant'] = ResolversParentTypes['Variant']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type CategoryResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Category'] = ResolversParentTypes['Category']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type CustomerResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Customer'] = ResolversParentTypes['Customer']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type OrderResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Order'] = ResolversParentTypes['Order']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type StockLocationResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['StockLocation'] = ResolversParentTypes['StockLocation']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type StockLevelResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['StockLevel'] = ResolversParentTypes['StockLevel']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ReservationResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Reservation'] = ResolversParentTypes['Reservation']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ChannelResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Channel'] = ResolversParentTypes['Channel']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type PromotionResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Promotion'] = ResolversParentTypes['Promotion']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type OrderLineResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['OrderLine'] = ResolversParentTypes['OrderLine']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type OrderPaymentResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['OrderPayment'] = ResolversParentTypes['OrderPayment']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type FulfilmentResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Fulfilment'] = ResolversParentTypes['Fulfilment']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type QuoteResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Quote'] = ResolversParentTypes['Quote']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type CartResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Cart'] = ResolversParentTypes['Cart']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ErpDocumentResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['ErpDocument'] = ResolversParentTypes['ErpDocument']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type IncomingDeliveryResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['IncomingDelivery'] = ResolversParentTypes['IncomingDelivery']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type StockMovementResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['StockMovement'] = ResolversParentTypes['StockMovement']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type HealthResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Health'] = ResolversParentTypes['Health']> = {
  ready?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  version?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  systems?: Resolver<Array<ResolversTypes['SystemHealth']>, ParentType, ContextType>;
};

export type SystemHealthResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['SystemHealth'] = ResolversParentTypes['SystemHealth']> = {
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  state?: Resolver<ResolversTypes['SystemState'], ParentType, ContextType>;
  dataAgeSeconds?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
};

export type LinkedSystemResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['LinkedSystem'] = ResolversParentTypes['LinkedSystem'], FederationReferenceType extends FederationReferenceTypes['LinkedSystem'] = FederationReferenceTypes['LinkedSystem']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['LinkedSystem']> | FederationReferenceType, FederationReferenceType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['SystemKind'], ParentType, ContextType>;
  product?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  version?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  writeClass?: Resolver<ResolversTypes['WriteClass'], ParentType, ContextType>;
  state?: Resolver<ResolversTypes['SystemState'], ParentType, ContextType>;
  mode?: Resolver<ResolversTypes['SystemMode'], ParentType, ContextType>;
  goLiveAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  activatedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  lastSuccessAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  problem?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  pendingWrites?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  wouldWrite?: Resolver<Maybe<ResolversTypes['WouldWrite']>, ParentType, ContextType>;
  schedules?: Resolver<Array<ResolversTypes['SyncSchedule']>, ParentType, ContextType>;
  sandbox?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  capabilities?: Resolver<Array<ResolversTypes['SystemCapability']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type SystemCapabilityResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['SystemCapability'] = ResolversParentTypes['SystemCapability']> = {
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  able?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  reason?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type WouldWriteResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['WouldWrite'] = ResolversParentTypes['WouldWrite']> = {
  operations?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  deliveries?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  kinds?: Resolver<Array<ResolversTypes['WouldWriteKind']>, ParentType, ContextType>;
};

export type WouldWriteKindResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['WouldWriteKind'] = ResolversParentTypes['WouldWriteKind']> = {
  kind?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  count?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type SyncScheduleResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['SyncSchedule'] = ResolversParentTypes['SyncSchedule']> = {
  entity?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  pulledAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  sweptAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  lastRun?: Resolver<Maybe<ResolversTypes['SyncRun']>, ParentType, ContextType>;
};

export type SyncRunResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['SyncRun'] = ResolversParentTypes['SyncRun'], FederationReferenceType extends FederationReferenceTypes['SyncRun'] = FederationReferenceTypes['SyncRun']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['SyncRun']> | FederationReferenceType, FederationReferenceType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  system?: Resolver<ResolversTypes['LinkedSystem'], ParentType, ContextType>;
  entity?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['SyncRunKind'], ParentType, ContextType>;
  state?: Resolver<ResolversTypes['SyncRunState'], ParentType, ContextType>;
  startedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  finishedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  read?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  changed?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  failed?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  total?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  ratePerSecond?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  secondsLeft?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  message?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type WriteOperationResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['WriteOperation'] = ResolversParentTypes['WriteOperation'], FederationReferenceType extends FederationReferenceTypes['WriteOperation'] = FederationReferenceTypes['WriteOperation']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['WriteOperation']> | FederationReferenceType, FederationReferenceType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  subjectId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  state?: Resolver<ResolversTypes['WriteState'], ParentType, ContextType>;
  idempotencyKey?: Resolver<ResolversTypes['IdempotencyKey'], ParentType, ContextType>;
  attempts?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  system?: Resolver<Maybe<ResolversTypes['LinkedSystem']>, ParentType, ContextType>;
  application?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  acceptedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  settledAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  retryAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  failure?: Resolver<Maybe<ResolversTypes['FailureClass']>, ParentType, ContextType>;
  userErrors?: Resolver<Array<ResolversTypes['UserError']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type DeliveryResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Delivery'] = ResolversParentTypes['Delivery'], FederationReferenceType extends FederationReferenceTypes['Delivery'] = FederationReferenceTypes['Delivery']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Delivery']> | FederationReferenceType, FederationReferenceType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  system?: Resolver<ResolversTypes['LinkedSystem'], ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  subjectId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  state?: Resolver<ResolversTypes['DeliveryState'], ParentType, ContextType>;
  attempts?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  failure?: Resolver<Maybe<ResolversTypes['FailureClass']>, ParentType, ContextType>;
  message?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  nextAttemptAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  firstFailedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type SyncRunConnectionResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['SyncRunConnection'] = ResolversParentTypes['SyncRunConnection']> = {
  nodes?: Resolver<Array<ResolversTypes['SyncRun']>, ParentType, ContextType>;
  edges?: Resolver<Array<ResolversTypes['SyncRunEdge']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
};

export type SyncRunEdgeResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['SyncRunEdge'] = ResolversParentTypes['SyncRunEdge']> = {
  node?: Resolver<ResolversTypes['SyncRun'], ParentType, ContextType>;
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type WriteOperationConnectionResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['WriteOperationConnection'] = ResolversParentTypes['WriteOperationConnection']> = {
  nodes?: Resolver<Array<ResolversTypes['WriteOperation']>, ParentType, ContextType>;
  edges?: Resolver<Array<ResolversTypes['WriteOperationEdge']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
};

export type WriteOperationEdgeResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['WriteOperationEdge'] = ResolversParentTypes['WriteOperationEdge']> = {
  node?: Resolver<ResolversTypes['WriteOperation'], ParentType, ContextType>;
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type DeliveryConnectionResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['DeliveryConnection'] = ResolversParentTypes['DeliveryConnection']> = {
  nodes?: Resolver<Array<ResolversTypes['Delivery']>, ParentType, ContextType>;
  edges?: Resolver<Array<ResolversTypes['DeliveryEdge']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
};

export type DeliveryEdgeResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['DeliveryEdge'] = ResolversParentTypes['DeliveryEdge']> = {
  node?: Resolver<ResolversTypes['Delivery'], ParentType, ContextType>;
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type MutationResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Mutation'] = ResolversParentTypes['Mutation']> = {
  systemActivate?: Resolver<ResolversTypes['SystemActivatePayload'], ParentType, ContextType, RequireFields<MutationSystemActivateArgs, 'input'>>;
  systemPause?: Resolver<ResolversTypes['SystemPausePayload'], ParentType, ContextType, RequireFields<MutationSystemPauseArgs, 'input'>>;
  syncStart?: Resolver<ResolversTypes['SyncStartPayload'], ParentType, ContextType, RequireFields<MutationSyncStartArgs, 'input'>>;
  deliveryRetry?: Resolver<ResolversTypes['DeliveryRetryPayload'], ParentType, ContextType, RequireFields<MutationDeliveryRetryArgs, 'input'>>;
};

export type SystemActivatePayloadResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['SystemActivatePayload'] = ResolversParentTypes['SystemActivatePayload']> = {
  system?: Resolver<Maybe<ResolversTypes['LinkedSystem']>, ParentType, ContextType>;
  userErrors?: Resolver<Array<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type SystemPausePayloadResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['SystemPausePayload'] = ResolversParentTypes['SystemPausePayload']> = {
  system?: Resolver<Maybe<ResolversTypes['LinkedSystem']>, ParentType, ContextType>;
  userErrors?: Resolver<Array<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type SyncStartPayloadResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['SyncStartPayload'] = ResolversParentTypes['SyncStartPayload']> = {
  run?: Resolver<Maybe<ResolversTypes['SyncRun']>, ParentType, ContextType>;
  userErrors?: Resolver<Array<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type DeliveryRetryPayloadResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['DeliveryRetryPayload'] = ResolversParentTypes['DeliveryRetryPayload']> = {
  deliveries?: Resolver<Array<ResolversTypes['Delivery']>, ParentType, ContextType>;
  userErrors?: Resolver<Array<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type SubscriptionResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Subscription'] = ResolversParentTypes['Subscription']> = {
  operationChanges?: SubscriptionResolver<ResolversTypes['OperationStreamItem'], "operationChanges", ParentType, ContextType, RequireFields<SubscriptionOperationChangesArgs, 'snapshot'>>;
};

export type OperationStreamItemResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['OperationStreamItem'] = ResolversParentTypes['OperationStreamItem']> = {
  __resolveType: TypeResolveFn<'OperationChanged' | 'StreamCheckpoint' | 'StreamGap', ParentType, ContextType>;
};

export type OperationChangedResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['OperationChanged'] = ResolversParentTypes['OperationChanged']> = {
  cursor?: Resolver<ResolversTypes['StreamCursor'], ParentType, ContextType>;
  operation?: Resolver<ResolversTypes['WriteOperation'], ParentType, ContextType>;
  previousState?: Resolver<Maybe<ResolversTypes['WriteState']>, ParentType, ContextType>;
  occurredAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type Resolvers<ContextType = RequestContext> = {
  Node?: NodeResolvers<ContextType>;
  IdempotencyKey?: GraphQLScalarType;
  DateTime?: GraphQLScalarType;
  UserError?: UserErrorResolvers<ContextType>;
  PageInfo?: PageInfoResolvers<ContextType>;
  StreamCursor?: GraphQLScalarType;
  StreamCheckpoint?: StreamCheckpointResolvers<ContextType>;
  StreamGap?: StreamGapResolvers<ContextType>;
  InputError?: InputErrorResolvers<ContextType>;
  Query?: QueryResolvers<ContextType>;
  Product?: ProductResolvers<ContextType>;
  Variant?: VariantResolvers<ContextType>;
  Category?: CategoryResolvers<ContextType>;
  Customer?: CustomerResolvers<ContextType>;
  Order?: OrderResolvers<ContextType>;
  StockLocation?: StockLocationResolvers<ContextType>;
  StockLevel?: StockLevelResolvers<ContextType>;
  Reservation?: ReservationResolvers<ContextType>;
  Channel?: ChannelResolvers<ContextType>;
  Promotion?: PromotionResolvers<ContextType>;
  OrderLine?: OrderLineResolvers<ContextType>;
  OrderPayment?: OrderPaymentResolvers<ContextType>;
  Fulfilment?: FulfilmentResolvers<ContextType>;
  Quote?: QuoteResolvers<ContextType>;
  Cart?: CartResolvers<ContextType>;
  ErpDocument?: ErpDocumentResolvers<ContextType>;
  IncomingDelivery?: IncomingDeliveryResolvers<ContextType>;
  StockMovement?: StockMovementResolvers<ContextType>;
  Health?: HealthResolvers<ContextType>;
  SystemHealth?: SystemHealthResolvers<ContextType>;
  LinkedSystem?: LinkedSystemResolvers<ContextType>;
  SystemCapability?: SystemCapabilityResolvers<ContextType>;
  WouldWrite?: WouldWriteResolvers<ContextType>;
  WouldWriteKind?: WouldWriteKindResolvers<ContextType>;
  SyncSchedule?: SyncScheduleResolvers<ContextType>;
  SyncRun?: SyncRunResolvers<ContextType>;
  WriteOperation?: WriteOperationResolvers<ContextType>;
  Delivery?: DeliveryResolvers<ContextType>;
  SyncRunConnection?: SyncRunConnectionResolvers<ContextType>;
  SyncRunEdge?: SyncRunEdgeResolvers<ContextType>;
  WriteOperationConnection?: WriteOperationConnectionResolvers<ContextType>;
  WriteOperationEdge?: WriteOperationEdgeResolvers<ContextType>;
  DeliveryConnection?: DeliveryConnectionResolvers<ContextType>;
  DeliveryEdge?: DeliveryEdgeResolvers<ContextType>;
  Mutation?: MutationResolvers<ContextType>;
  SystemActivatePayload?: SystemActivatePayloadResolvers<ContextType>;
  SystemPausePayload?: SystemPausePayloadResolvers<ContextType>;
  SyncStartPayload?: SyncStartPayloadResolvers<ContextType>;
  DeliveryRetryPayload?: DeliveryRetryPayloadResolvers<ContextType>;
  Subscription?: SubscriptionResolvers<ContextType>;
  OperationStreamItem?: OperationStreamItemResolvers<ContextType>;
  OperationChanged?: OperationChangedResolvers<ContextType>;
};

