/** Generated from schema/customers.graphql by `npm run generate`. */
import type { GraphQLResolveInfo, GraphQLScalarType, GraphQLScalarTypeConfig } from 'graphql';
import type { ViewerRow, CustomerRow, CustomerAddressRow, CompanyAccountRow, CreditPositionRow, InputErrorRow, CustomerConnectionRow, CustomerPayloadRow, CustomerContactRow, LoyaltyAccountRow, LoyaltyEntryRow, LoyaltyEntryConnectionRow, CustomerMatchRow, MatchCandidateRow, CustomerStreamItemRow, CustomerChangedRow } from './mappers.ts';
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
  /** A language, BCP 47, such as "pl". Where an argument takes one, it defaults to Accept-Language, then to the channel's. */
  LanguageCode: { input: string; output: string; }
  /** A currency, ISO 4217, such as "PLN". */
  CurrencyCode: { input: string; output: string; }
  /** An instant, RFC 3339 in UTC, such as "2026-03-01T08:15:30.250Z". */
  DateTime: { input: string; output: string | number; }
  /** A country, ISO 3166-1 alpha-2, such as "PL". */
  CountryCode: { input: string; output: string; }
  /** An exact decimal as text, such as "12.30". Never a float. */
  Decimal: { input: string; output: string; }
  /**
   * Chosen by the client, 1 to 128 printable characters, one a logical write. The same key with the same input answers the same result and does
   * nothing again; with another input it is refused KEY_REUSED. Its scope is the application and the mutation.
   */
  IdempotencyKey: { input: string; output: string; }
  /** A length of time, ISO 8601, such as "PT15M". */
  Duration: { input: string; output: string; }
  /** A calendar day in the company's zone, such as "2026-03-01". */
  LocalDate: { input: string; output: string; }
  /** A place in an event stream: what a subscriber hands back to go on without a hole. Never the same thing as a page cursor. */
  StreamCursor: { input: string; output: string; }
  _FieldSet: { input: string; output: string; }
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

/** An amount in one currency. */
export type Money = {
  __typename?: 'Money';
  /** The amount, with two places or more. */
  amount: Scalars['Decimal']['output'];
  /** Its currency. */
  currencyCode: Scalars['CurrencyCode']['output'];
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
  /** Who asks, as the hub understood it. */
  viewer: Viewer;
  /** One customer, by exactly one of the hub's id and a linked system's. Null when it is not the viewer's own, unless the key may see any. */
  customer?: Maybe<Customer>;
  /** Customers that fit search and filter; by name unless sorted otherwise. */
  customers: CustomerConnection;
  /** Buyers of shops that no rule could tell for sure and that wait for customerLink, the oldest first; at most 100. */
  customerMatches: Array<CustomerMatch>;
};


/** Everything that can be read. */
export type QueryCustomerArgs = {
  id?: InputMaybe<Scalars['ID']['input']>;
  external?: InputMaybe<ExternalCustomerRef>;
};


/** Everything that can be read. */
export type QueryCustomersArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  search?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<CustomerFilter>;
  sort?: InputMaybe<CustomerSort>;
};

/** A customer as a linked system names it. */
export type ExternalCustomerRef = {
  /** Which linked system. */
  systemId: Scalars['ID']['input'];
  /** Its id there. */
  value: Scalars['String']['input'];
};

/** Who asks. */
export type Viewer = {
  __typename?: 'Viewer';
  /** What sort of asker. */
  kind: ViewerKind;
  /** Name of the application's key; null without one. */
  application?: Maybe<Scalars['String']['output']>;
  /** What it may do. */
  scopes: Array<Scalars['String']['output']>;
  /** The customer who is logged in. */
  customer?: Maybe<Customer>;
  /** The sales channel prices and orders are for. */
  channelId: Scalars['ID']['output'];
  /** The first language that texts are told in. */
  language: Scalars['LanguageCode']['output'];
  /** The currency prices are told in. */
  currencyCode: Scalars['CurrencyCode']['output'];
  /** When the customer's log-in ends. */
  expiresAt?: Maybe<Scalars['DateTime']['output']>;
};

/** Sorts of askers. */
export type ViewerKind =
  /** Nobody known. */
  | 'ANONYMOUS'
  /** A customer who is logged in. */
  | 'CUSTOMER'
  /** An application by its key alone. */
  | 'APPLICATION';

/** A person or company that buys. */
export type Customer = Node & {
  __typename?: 'Customer';
  /** Prefixed and stable, also over a rebuild. */
  id: Scalars['ID']['output'];
  /** Its number in the ERP. */
  number?: Maybe<Scalars['String']['output']>;
  /** Person or company. */
  kind: CustomerKind;
  /** Name of the person or company. */
  displayName: Scalars['String']['output'];
  /** E-mail address. */
  email?: Maybe<Scalars['String']['output']>;
  /** Phone number. */
  phone?: Maybe<Scalars['String']['output']>;
  /** Tax number; a Polish one without its prefix. */
  taxId?: Maybe<Scalars['String']['output']>;
  /** Addresses in use, the oldest first. */
  addresses: Array<CustomerAddress>;
  /** Persons of a company who may buy, approve or pay, the oldest first. */
  contacts: Array<CustomerContact>;
  /** What it agreed to and took back, the newest first: the first one of a purpose is what holds. */
  consents: Array<Consent>;
  /** Points it has; null for one that never had any. */
  loyalty?: Maybe<LoyaltyAccount>;
  /** What kind of buyer it is, looked at once a day: NEW, LOYAL, LAPSED, B2B, HIGH_VALUE. */
  segments: Array<Scalars['String']['output']>;
  /** Who looks after it at the seller. */
  salesRep?: Maybe<Contact>;
  /** How its shop account was matched; null when none was. */
  match?: Maybe<CustomerMatch>;
  /** Groups it is in. */
  groups: Array<Scalars['String']['output']>;
  /** Terms of a business customer; null for one without terms, price list and credit. */
  account?: Maybe<CompanyAccount>;
  /** False once the ERP no longer uses it. */
  active: Scalars['Boolean']['output'];
  /** Rises with each change. */
  version: Scalars['Int']['output'];
  /** The same customer in linked systems. */
  externalIds: Array<ExternalId>;
  /** Where it comes from and how old that is; null until the ERP has it. */
  provenance?: Maybe<Provenance>;
};

/** Sorts of customers. */
export type CustomerKind =
  /** A private person. */
  | 'PERSON'
  /** A company. */
  | 'BUSINESS'
  /** Somebody who bought without an account. */
  | 'GUEST'
  /** None of the above. */
  | 'OTHER';

/** An address of a customer. */
export type CustomerAddress = {
  __typename?: 'CustomerAddress';
  /** Prefixed and stable. */
  id: Scalars['ID']['output'];
  /** The customer's own name for it. */
  label?: Maybe<Scalars['String']['output']>;
  /** The address itself. */
  address: Address;
  /** Invoices go here. */
  isDefaultBilling: Scalars['Boolean']['output'];
  /** Goods go here. */
  isDefaultShipping: Scalars['Boolean']['output'];
  /** The same address in linked systems. */
  externalIds: Array<ExternalId>;
};

/** What was agreed with a business customer. */
export type CompanyAccount = {
  __typename?: 'CompanyAccount';
  /** Name of its price list. */
  priceLevel?: Maybe<Scalars['String']['output']>;
  /** Percent off its price list. */
  discountPercent?: Maybe<Scalars['Decimal']['output']>;
  /** When it pays. */
  paymentTerms?: Maybe<PaymentTerms>;
  /** How far it may still buy; null when it has no credit limit. */
  credit?: Maybe<CreditPosition>;
  /** The company it is a branch of, where the viewer may see it. */
  parent?: Maybe<Customer>;
  /** Its branches that the viewer may see. */
  branches: Array<Customer>;
};

/** When a customer pays. */
export type PaymentTerms = {
  __typename?: 'PaymentTerms';
  /** The ERP's code. */
  code: Scalars['String']['output'];
  /** For people. */
  name: Scalars['String']['output'];
  /** Days until payment is due. */
  days: Scalars['Int']['output'];
};

/** How far a customer may still buy. available = limit - outstanding - heldInHub. */
export type CreditPosition = {
  __typename?: 'CreditPosition';
  /** The agreed limit. */
  limit: Money;
  /** What the ERP counts against the limit: unpaid invoices and open orders. */
  outstanding: Money;
  /** Part of `outstanding` that is ordered and not invoiced; null where the ERP does not tell it apart. */
  openOrders?: Maybe<Money>;
  /** Part of `outstanding` that is invoiced and not paid; null where the ERP does not tell it apart. */
  openInvoices?: Maybe<Money>;
  /** Orders of the hub that the ERP's figure does not contain yet. */
  heldInHub: Money;
  /** Part of `outstanding` whose day has passed. */
  overdue: Money;
  /** What may still be bought; below zero when the limit is passed. */
  available: Money;
  /** True when the customer may not buy on terms at all. */
  blocked: Scalars['Boolean']['output'];
  /** Where the figures come from and how old they are. */
  provenance: Provenance;
};

/** Which customers; all given conditions hold. */
export type CustomerFilter = {
  /** Of these sorts. */
  kind?: InputMaybe<Array<CustomerKind>>;
  /** With this tax number, any spelling; needs the scope customers:pii. */
  taxId?: InputMaybe<Scalars['String']['input']>;
  /** With this e-mail address; needs the scope customers:pii. */
  email?: InputMaybe<Scalars['String']['input']>;
  /** In any of these groups. */
  groups?: InputMaybe<Array<Scalars['String']['input']>>;
  /** On the price list of this name or code. */
  priceLevel?: InputMaybe<Scalars['String']['input']>;
  /** Blocked, or not. */
  blocked?: InputMaybe<Scalars['Boolean']['input']>;
  /** With something overdue, or nothing. */
  overdue?: InputMaybe<Scalars['Boolean']['input']>;
  /** In use, or not. */
  active?: InputMaybe<Scalars['Boolean']['input']>;
  /** In any of these segments. */
  segments?: InputMaybe<Array<Scalars['String']['input']>>;
  /** Looked after by the sales representative of this name. */
  salesRep?: InputMaybe<Scalars['String']['input']>;
  /** Changed then. */
  updatedAt?: InputMaybe<DateTimeRange>;
};

/** The order of customers. */
export type CustomerSort = {
  /** By what. */
  by: CustomerSortKey;
  /** Which way. */
  direction?: SortDirection;
};

/** What customers can be sorted by. */
export type CustomerSortKey =
  /** Name, in the order of the Polish alphabet. */
  | 'NAME'
  /** Number in the ERP. */
  | 'NUMBER'
  /** The last change. */
  | 'UPDATED_AT'
  /** What the ERP counts against the limit. */
  | 'OUTSTANDING';

/** A page of customers. */
export type CustomerConnection = {
  __typename?: 'CustomerConnection';
  /** The customers alone. */
  nodes: Array<Customer>;
  /** The customers with their cursors. */
  edges: Array<CustomerEdge>;
  /** Where this page stands. */
  pageInfo: PageInfo;
  /** How many there are in all; null above 10,000. */
  totalCount?: Maybe<Scalars['Int']['output']>;
};

/** A customer in its list. */
export type CustomerEdge = {
  __typename?: 'CustomerEdge';
  /** The customer. */
  node: Customer;
  /** Where it stands in the list. */
  cursor: Scalars['String']['output'];
};

/** Everything that can be written. */
export type Mutation = {
  __typename?: 'Mutation';
  /** Makes a customer, here and in the ERP. One that is there already is refused DUPLICATE. */
  customerCreate: CustomerPayload;
  /** Adds or changes an address of the viewer's own customer, or of any with the scopes customers:write and customers:any. */
  customerAddressSave: CustomerPayload;
  /** Changes the viewer's own customer, or any with the scopes customers:write and customers:any. Consents are the hub's; the rest goes to the ERP. */
  customerUpdate: CustomerPayload;
  /** Adds or changes a person of a company, for the company's own administrator or with the scopes customers:write and customers:any. */
  customerContactSave: CustomerPayload;
  /** Says who a shop's buyer is. An order that waited for it goes on. Repeating it changes nothing. */
  customerLink: CustomerPayload;
  /** Makes several customers one. The old ids answer as the one that stays. Repeating it changes nothing. */
  customerMerge: CustomerPayload;
  /** Takes back a merge: what it joined is put back where it was. */
  customerSplit: CustomerPayload;
  /** Takes a person's data out of the hub, for good. Documents that the law keeps stay in the ERP. */
  customerErase: CustomerPayload;
  /** Gives or takes points by hand; never below zero. */
  loyaltyAdjust: CustomerPayload;
};


/** Everything that can be written. */
export type MutationCustomerCreateArgs = {
  input: CustomerCreateInput;
};


/** Everything that can be written. */
export type MutationCustomerAddressSaveArgs = {
  input: CustomerAddressSaveInput;
};


/** Everything that can be written. */
export type MutationCustomerUpdateArgs = {
  input: CustomerUpdateInput;
};


/** Everything that can be written. */
export type MutationCustomerContactSaveArgs = {
  input: CustomerContactSaveInput;
};


/** Everything that can be written. */
export type MutationCustomerLinkArgs = {
  input: CustomerLinkInput;
};


/** Everything that can be written. */
export type MutationCustomerMergeArgs = {
  input: CustomerMergeInput;
};


/** Everything that can be written. */
export type MutationCustomerSplitArgs = {
  input: CustomerSplitInput;
};


/** Everything that can be written. */
export type MutationCustomerEraseArgs = {
  input: CustomerEraseInput;
};


/** Everything that can be written. */
export type MutationLoyaltyAdjustArgs = {
  input: LoyaltyAdjustInput;
};

/** A customer to be made. */
export type CustomerCreateInput = {
  /** One a customer: repeating the same one makes nothing twice. */
  idempotencyKey: Scalars['IdempotencyKey']['input'];
  /** Person or company. */
  kind: CustomerKindInput;
  /** Name of the person or company. */
  name: Scalars['String']['input'];
  /** E-mail address; required for a person. */
  email?: InputMaybe<Scalars['String']['input']>;
  /** Phone number. */
  phone?: InputMaybe<Scalars['String']['input']>;
  /** Tax number; required for a company. */
  taxId?: InputMaybe<Scalars['String']['input']>;
  /** First address. */
  address?: InputMaybe<AddressInput>;
  /** How long to wait for the ERP's answer, at most 30 seconds. */
  wait?: Scalars['Duration']['input'];
};

/** Sorts of customers that can be made. */
export type CustomerKindInput =
  /** A private person. */
  | 'PERSON'
  /** A company. */
  | 'BUSINESS';

/** An address to be saved. */
export type CustomerAddressSaveInput = {
  /** One a change: repeating the same one changes nothing more. */
  idempotencyKey: Scalars['IdempotencyKey']['input'];
  /** Whose. */
  customerId: Scalars['ID']['input'];
  /** Which one to change; a new one when not given. */
  addressId?: InputMaybe<Scalars['ID']['input']>;
  /** The customer's own name for it. */
  label?: InputMaybe<Scalars['String']['input']>;
  /** The whole address. */
  address: AddressInput;
  /** Invoices go here from now on, and to no other. */
  defaultBilling?: InputMaybe<Scalars['Boolean']['input']>;
  /** Goods go here from now on, and to no other. */
  defaultShipping?: InputMaybe<Scalars['Boolean']['input']>;
  /** How long to wait for the ERP's answer, at most 30 seconds. */
  wait?: Scalars['Duration']['input'];
};

/** What came of it. */
export type CustomerPayload = {
  __typename?: 'CustomerPayload';
  /** As it stands now; null when refused. */
  customer?: Maybe<Customer>;
  /** The write on its way to the ERP. */
  operationId?: Maybe<Scalars['ID']['output']>;
  /** Of customerErase: where the data were, and whether they are gone there. Null otherwise. */
  erasedIn?: Maybe<Array<ErasedIn>>;
  /** Why it was refused. */
  userErrors: Array<UserError>;
};

/** A place a person's data were in. */
export type ErasedIn = {
  __typename?: 'ErasedIn';
  /** Which linked system; null for the hub. */
  systemId?: Maybe<Scalars['ID']['output']>;
  /** True where they are gone; false where documents kept by law, or an account of its own, still hold them. */
  erased: Scalars['Boolean']['output'];
};

/** A person of a company. */
export type CustomerContact = {
  __typename?: 'CustomerContact';
  /** Prefixed and stable. */
  id: Scalars['ID']['output'];
  /** Name, e-mail address and phone. */
  contact: Contact;
  /** What it does there. */
  role: ContactRole;
  /** What it may order alone, gross; null without a limit. */
  orderLimit?: Maybe<Money>;
  /** False for one who has left. */
  active: Scalars['Boolean']['output'];
};

/** What a person does in a company. */
export type ContactRole =
  /** Orders. */
  | 'BUYER'
  /** Orders above the limits of others. */
  | 'APPROVER'
  /** Pays. */
  | 'ACCOUNTANT'
  /** Says who may do what. */
  | 'ADMIN'
  /** None of the above. */
  | 'OTHER';

/** Something agreed to, or taken back. */
export type Consent = {
  __typename?: 'Consent';
  /** What for, e.g. newsletter. */
  purpose: Scalars['String']['output'];
  /** False when it was taken back. */
  granted: Scalars['Boolean']['output'];
  /** When. */
  at: Scalars['DateTime']['output'];
  /** Who told it: a linked system, an application or the customer. */
  source: Scalars['String']['output'];
};

/** Points of a customer. */
export type LoyaltyAccount = {
  __typename?: 'LoyaltyAccount';
  /** To be spent now. */
  points: Scalars['Int']['output'];
  /** Of orders that are not invoiced yet. */
  pending: Scalars['Int']['output'];
  /** Points that end at `expiresOn`. */
  expiringPoints: Scalars['Int']['output'];
  /** The next day on which points end; null when none do. */
  expiresOn?: Maybe<Scalars['LocalDate']['output']>;
  /** What came and went, the newest first; at most 250 a page. */
  history: LoyaltyEntryConnection;
  /** The ERP's card; null where the hub keeps the points itself. */
  provenance?: Maybe<Provenance>;
};


/** Points of a customer. */
export type LoyaltyAccountHistoryArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
};

/** Points that came or went. */
export type LoyaltyEntry = {
  __typename?: 'LoyaltyEntry';
  /** Prefixed and stable. */
  id: Scalars['ID']['output'];
  /** Below zero when they went. */
  points: Scalars['Int']['output'];
  /** Why. */
  reason: LoyaltyReason;
  /** True until its order is invoiced. */
  pending: Scalars['Boolean']['output'];
  /** The order it is of. */
  orderId?: Maybe<Scalars['ID']['output']>;
  /** Why, in the words of whoever did it. */
  comment?: Maybe<Scalars['String']['output']>;
  /** When. */
  occurredAt: Scalars['DateTime']['output'];
};

/** Why points came or went. */
export type LoyaltyReason =
  /** Bought something. */
  | 'EARNED'
  /** Spent on an order, or given back when that order was cancelled. */
  | 'REDEEMED'
  /** Gave goods back. */
  | 'RETURNED'
  /** Not spent in time. */
  | 'EXPIRED'
  /** By hand. */
  | 'MANUAL'
  /** None of the above, such as a change made in the ERP. */
  | 'OTHER';

/** A page of entries. */
export type LoyaltyEntryConnection = {
  __typename?: 'LoyaltyEntryConnection';
  /** The entries alone. */
  nodes: Array<LoyaltyEntry>;
  /** The entries with their cursors. */
  edges: Array<LoyaltyEntryEdge>;
  /** Where this page stands. */
  pageInfo: PageInfo;
};

/** An entry in its list. */
export type LoyaltyEntryEdge = {
  __typename?: 'LoyaltyEntryEdge';
  /** The entry. */
  node: LoyaltyEntry;
  /** Where it stands in the list. */
  cursor: Scalars['String']['output'];
};

/** Who a buyer of a shop is, and why. */
export type CustomerMatch = {
  __typename?: 'CustomerMatch';
  /** Which shop. */
  systemId: Scalars['ID']['output'];
  /** The account there, or `order:` and the shop's id of the order, where no account of its buyer is linked. */
  externalId: Scalars['String']['output'];
  /** The order that waits or waited for it. */
  orderId?: Maybe<Scalars['ID']['output']>;
  /** What came of it. */
  state: MatchState;
  /** Which rule decided, e.g. taxId+email. */
  rule: Scalars['String']['output'];
  /** From 0 to 1. */
  confidence: Scalars['Decimal']['output'];
  /** Who it could be, the likeliest first. */
  candidates: Array<MatchCandidate>;
  /** When it was decided. */
  decidedAt: Scalars['DateTime']['output'];
};

/** What came of a match. */
export type MatchState =
  /** A person decided. */
  | 'LINKED'
  /** A rule decided. */
  | 'AUTO_LINKED'
  /** More than one fits: a person has to decide. */
  | 'AMBIGUOUS'
  /** Nobody fits. */
  | 'UNLINKED';

/** Somebody a buyer could be. */
export type MatchCandidate = {
  __typename?: 'MatchCandidate';
  /** Who. */
  customer: Customer;
  /** Names of the fields that agree. */
  agreeing: Array<Scalars['String']['output']>;
  /** Names of the fields that differ. */
  differing: Array<Scalars['String']['output']>;
};

/** Something agreed to, or taken back. */
export type ConsentInput = {
  /** What for, e.g. newsletter. */
  purpose: Scalars['String']['input'];
  /** False to take it back. */
  granted: Scalars['Boolean']['input'];
};

/** A change of a customer; what is not given stays. */
export type CustomerUpdateInput = {
  /** One a change: repeating the same one changes nothing more. */
  idempotencyKey: Scalars['IdempotencyKey']['input'];
  /** Whose. */
  id: Scalars['ID']['input'];
  /** Refused VERSION_CONFLICT when it has moved on from this version. */
  expectedVersion?: InputMaybe<Scalars['Int']['input']>;
  /** Name of the person or company. */
  name?: InputMaybe<Scalars['String']['input']>;
  /** E-mail address. */
  email?: InputMaybe<Scalars['String']['input']>;
  /** Phone number. */
  phone?: InputMaybe<Scalars['String']['input']>;
  /** Tax number. */
  taxId?: InputMaybe<Scalars['String']['input']>;
  /** What it agrees to or takes back. */
  consents?: InputMaybe<Array<ConsentInput>>;
  /** How long to wait for the ERP's answer, at most 30 seconds. */
  wait?: Scalars['Duration']['input'];
};

/** A person of a company to be saved. */
export type CustomerContactSaveInput = {
  /** One a change: repeating the same one changes nothing more. */
  idempotencyKey: Scalars['IdempotencyKey']['input'];
  /** Whose. */
  customerId: Scalars['ID']['input'];
  /** Which one to change; a new one when not given. */
  contactId?: InputMaybe<Scalars['ID']['input']>;
  /** First and last name. */
  name: Scalars['String']['input'];
  /** E-mail address. */
  email?: InputMaybe<Scalars['String']['input']>;
  /** Phone number. */
  phone?: InputMaybe<Scalars['String']['input']>;
  /** What it does there. */
  role: ContactRole;
  /** What it may order alone, gross, in the company's currency; no limit when not given. */
  orderLimit?: InputMaybe<Scalars['Decimal']['input']>;
  /** False for one who has left. */
  active?: Scalars['Boolean']['input'];
  /** How long to wait for the ERP's answer, at most 30 seconds. */
  wait?: Scalars['Duration']['input'];
};

/** Who a buyer of a shop is. */
export type CustomerLinkInput = {
  /** One a change: repeating the same one changes nothing more. */
  idempotencyKey: Scalars['IdempotencyKey']['input'];
  /** The customer it is. */
  id: Scalars['ID']['input'];
  /** Which shop. */
  systemId: Scalars['ID']['input'];
  /** The account there, or `order:` and the shop's id of the order, as customerMatches tells it. */
  externalId: Scalars['String']['input'];
};

/** Customers to become one. */
export type CustomerMergeInput = {
  /** One a change: repeating the same one changes nothing more. */
  idempotencyKey: Scalars['IdempotencyKey']['input'];
  /** The one that stays. */
  intoId: Scalars['ID']['input'];
  /** Those that become it; at most 20. */
  fromIds: Array<Scalars['ID']['input']>;
};

/** A merge to be taken back. */
export type CustomerSplitInput = {
  /** One a change: repeating the same one changes nothing more. */
  idempotencyKey: Scalars['IdempotencyKey']['input'];
  /** The one that stayed. */
  id: Scalars['ID']['input'];
  /** Ids in linked systems of the customers to be put back; the hub's own old ids work too. */
  externalIds: Array<Scalars['String']['input']>;
};

/** A person whose data are to go. */
export type CustomerEraseInput = {
  /** One a change: repeating the same one changes nothing more. */
  idempotencyKey: Scalars['IdempotencyKey']['input'];
  /** Whose. */
  id: Scalars['ID']['input'];
  /** Why, for the record; no personal data in it. */
  reason: Scalars['String']['input'];
};

/** Points by hand. */
export type LoyaltyAdjustInput = {
  /** One a change: repeating the same one changes nothing more. */
  idempotencyKey: Scalars['IdempotencyKey']['input'];
  /** Whose. */
  customerId: Scalars['ID']['input'];
  /** How many; below zero to take them. */
  points: Scalars['Int']['input'];
  /** The order it is about. */
  orderId?: InputMaybe<Scalars['ID']['input']>;
  /** Why. */
  comment: Scalars['String']['input'];
};

/** Everything that is told live. */
export type Subscription = {
  __typename?: 'Subscription';
  /** Changes of customers: the viewer's own, or any with the scopes customers:read and customers:any. */
  customerChanges: CustomerStreamItem;
};


/** Everything that is told live. */
export type SubscriptionCustomerChangesArgs = {
  filter: CustomerChangeFilter;
  after?: InputMaybe<Scalars['StreamCursor']['input']>;
  snapshot?: Scalars['Boolean']['input'];
};

/** Which changes. */
export type CustomerChangeFilter = {
  /** Of these customers; the viewer's own when not given, or all for a key that sees any. */
  customerIds?: InputMaybe<Array<Scalars['ID']['input']>>;
  /** True: only changes of the credit position or, with `loyalty`, of points. */
  credit?: InputMaybe<Scalars['Boolean']['input']>;
  /** True: only changes of points or, with `credit`, of the credit position. */
  loyalty?: InputMaybe<Scalars['Boolean']['input']>;
};

/** A message of customerChanges. */
export type CustomerStreamItem = CustomerChanged | StreamCheckpoint | StreamGap;

/** A customer that changed. */
export type CustomerChanged = {
  __typename?: 'CustomerChanged';
  /** Where it stands in the stream. */
  cursor: Scalars['StreamCursor']['output'];
  /** As it stands now. */
  customer: Customer;
  /** Names of what changed; empty in a snapshot. */
  changedFields: Array<Scalars['String']['output']>;
  /** When. */
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
  Customer: Customer;
  CustomerAddress: CustomerAddress;
};

/** Mapping of federation reference types */
export type FederationReferenceTypes = {
  Customer:
    ( { __typename: 'Customer' }
    & GraphQLRecursivePick<FederationTypes['Customer'], {"id":true}> );
  CustomerAddress:
    ( { __typename: 'CustomerAddress' }
    & GraphQLRecursivePick<FederationTypes['CustomerAddress'], {"id":true}> );
};


/** Mapping of interface types */
export type ResolversInterfaceTypes<_RefType extends Record<string, unknown>> = {
  Node: ( CustomerRow );
  UserError: ( InputErrorRow );
};

/** Mapping between all available schema types and the resolvers types */
export type ResolversTypes = {
  LanguageCode: ResolverTypeWrapper<Partial<Scalars['LanguageCode']['output']>>;
  CurrencyCode: ResolverTypeWrapper<Partial<Scalars['CurrencyCode']['output']>>;
  DateTime: ResolverTypeWrapper<Partial<Scalars['DateTime']['output']>>;
  Node: ResolverTypeWrapper<ResolversInterfaceTypes<ResolversTypes>['Node']>;
  ID: ResolverTypeWrapper<Partial<Scalars['ID']['output']>>;
  Contact: ResolverTypeWrapper<Partial<Contact>>;
  String: ResolverTypeWrapper<Partial<Scalars['String']['output']>>;
  ExternalId: ResolverTypeWrapper<Partial<ExternalId>>;
  Provenance: ResolverTypeWrapper<Partial<Provenance>>;
  Int: ResolverTypeWrapper<Partial<Scalars['Int']['output']>>;
  Freshness: ResolverTypeWrapper<Partial<Freshness>>;
  Address: ResolverTypeWrapper<Partial<Address>>;
  CountryCode: ResolverTypeWrapper<Partial<Scalars['CountryCode']['output']>>;
  Decimal: ResolverTypeWrapper<Partial<Scalars['Decimal']['output']>>;
  Money: ResolverTypeWrapper<Partial<Money>>;
  DateTimeRange: ResolverTypeWrapper<Partial<DateTimeRange>>;
  SortDirection: ResolverTypeWrapper<Partial<SortDirection>>;
  PageInfo: ResolverTypeWrapper<Partial<PageInfo>>;
  Boolean: ResolverTypeWrapper<Partial<Scalars['Boolean']['output']>>;
  IdempotencyKey: ResolverTypeWrapper<Partial<Scalars['IdempotencyKey']['output']>>;
  AddressInput: ResolverTypeWrapper<Partial<AddressInput>>;
  Duration: ResolverTypeWrapper<Partial<Scalars['Duration']['output']>>;
  UserError: ResolverTypeWrapper<ResolversInterfaceTypes<ResolversTypes>['UserError']>;
  UserErrorCode: ResolverTypeWrapper<Partial<UserErrorCode>>;
  LocalDate: ResolverTypeWrapper<Partial<Scalars['LocalDate']['output']>>;
  StreamCursor: ResolverTypeWrapper<Partial<Scalars['StreamCursor']['output']>>;
  StreamCheckpoint: ResolverTypeWrapper<Partial<StreamCheckpoint>>;
  StreamGap: ResolverTypeWrapper<Partial<StreamGap>>;
  StreamGapReason: ResolverTypeWrapper<Partial<StreamGapReason>>;
  InputError: ResolverTypeWrapper<InputErrorRow>;
  Query: ResolverTypeWrapper<Record<PropertyKey, never>>;
  ExternalCustomerRef: ResolverTypeWrapper<Partial<ExternalCustomerRef>>;
  Viewer: ResolverTypeWrapper<ViewerRow>;
  ViewerKind: ResolverTypeWrapper<Partial<ViewerKind>>;
  Customer: ResolverTypeWrapper<CustomerRow>;
  CustomerKind: ResolverTypeWrapper<Partial<CustomerKind>>;
  CustomerAddress: ResolverTypeWrapper<CustomerAddressRow>;
  CompanyAccount: ResolverTypeWrapper<CompanyAccountRow>;
  PaymentTerms: ResolverTypeWrapper<Partial<PaymentTerms>>;
  CreditPosition: ResolverTypeWrapper<CreditPositionRow>;
  CustomerFilter: ResolverTypeWrapper<Partial<CustomerFilter>>;
  CustomerSort: ResolverTypeWrapper<Partial<CustomerSort>>;
  CustomerSortKey: ResolverTypeWrapper<Partial<CustomerSortKey>>;
  CustomerConnection: ResolverTypeWrapper<CustomerConnectionRow>;
  CustomerEdge: ResolverTypeWrapper<Partial<Omit<CustomerEdge, 'node'> & { node: ResolversTypes['Customer'] }>>;
  Mutation: ResolverTypeWrapper<Record<PropertyKey, never>>;
  CustomerCreateInput: ResolverTypeWrapper<Partial<CustomerCreateInput>>;
  CustomerKindInput: ResolverTypeWrapper<Partial<CustomerKindInput>>;
  CustomerAddressSaveInput: ResolverTypeWrapper<Partial<CustomerAddressSaveInput>>;
  CustomerPayload: ResolverTypeWrapper<CustomerPayloadRow>;
  ErasedIn: ResolverTypeWrapper<Partial<ErasedIn>>;
  CustomerContact: ResolverTypeWrapper<CustomerContactRow>;
  ContactRole: ResolverTypeWrapper<Partial<ContactRole>>;
  Consent: ResolverTypeWrapper<Partial<Consent>>;
  LoyaltyAccount: ResolverTypeWrapper<LoyaltyAccountRow>;
  LoyaltyEntry: ResolverTypeWrapper<LoyaltyEntryRow>;
  LoyaltyReason: ResolverTypeWrapper<Partial<LoyaltyReason>>;
  LoyaltyEntryConnection: ResolverTypeWrapper<LoyaltyEntryConnectionRow>;
  LoyaltyEntryEdge: ResolverTypeWrapper<Partial<Omit<LoyaltyEntryEdge, 'node'> & { node: ResolversTypes['LoyaltyEntry'] }>>;
  CustomerMatch: ResolverTypeWrapper<CustomerMatchRow>;
  MatchState: ResolverTypeWrapper<Partial<MatchState>>;
  MatchCandidate: ResolverTypeWrapper<MatchCandidateRow>;
  ConsentInput: ResolverTypeWrapper<Partial<ConsentInput>>;
  CustomerUpdateInput: ResolverTypeWrapper<Partial<CustomerUpdateInput>>;
  CustomerContactSaveInput: ResolverTypeWrapper<Partial<CustomerContactSaveInput>>;
  CustomerLinkInput: ResolverTypeWrapper<Partial<CustomerLinkInput>>;
  CustomerMergeInput: ResolverTypeWrapper<Partial<CustomerMergeInput>>;
  CustomerSplitInput: ResolverTypeWrapper<Partial<CustomerSplitInput>>;
  CustomerEraseInput: ResolverTypeWrapper<Partial<CustomerEraseInput>>;
  LoyaltyAdjustInput: ResolverTypeWrapper<Partial<LoyaltyAdjustInput>>;
  Subscription: ResolverTypeWrapper<Record<PropertyKey, never>>;
  CustomerChangeFilter: ResolverTypeWrapper<Partial<CustomerChangeFilter>>;
  CustomerStreamItem: ResolverTypeWrapper<CustomerStreamItemRow>;
  CustomerChanged: ResolverTypeWrapper<CustomerChangedRow>;
};

/** Mapping between all available schema types and the resolvers parents */
export type ResolversParentTypes = {
  LanguageCode: Partial<Scalars['LanguageCode']['output']>;
  CurrencyCode: Partial<Scalars['CurrencyCode']['output']>;
  DateTime: Partial<Scalars['DateTime']['output']>;
  Node: ResolversInterfaceTypes<ResolversParentTypes>['Node'];
  ID: Partial<Scalars['ID']['output']>;
  Contact: Partial<Contact>;
  String: Partial<Scalars['String']['output']>;
  ExternalId: Partial<ExternalId>;
  Provenance: Partial<Provenance>;
  Int: Partial<Scalars['Int']['output']>;
  Address: Partial<Address>;
  CountryCode: Partial<Scalars['CountryCode']['output']>;
  Decimal: Partial<Scalars['Decimal']['output']>;
  Money: Partial<Money>;
  DateTimeRange: Partial<DateTimeRange>;
  PageInfo: Partial<PageInfo>;
  Boolean: Partial<Scalars['Boolean']['output']>;
  IdempotencyKey: Partial<Scalars['IdempotencyKey']['output']>;
  AddressInput: Partial<AddressInput>;
  Duration: Partial<Scalars['Duration']['output']>;
  UserError: ResolversInterfaceTypes<ResolversParentTypes>['UserError'];
  LocalDate: Partial<Scalars['LocalDate']['output']>;
  StreamCursor: Partial<Scalars['StreamCursor']['output']>;
  StreamCheckpoint: Partial<StreamCheckpoint>;
  StreamGap: Partial<StreamGap>;
  InputError: InputErrorRow;
  Query: Record<PropertyKey, never>;
  ExternalCustomerRef: Partial<ExternalCustomerRef>;
  Viewer: ViewerRow;
  Customer: CustomerRow;
  CustomerAddress: CustomerAddressRow;
  CompanyAccount: CompanyAccountRow;
  PaymentTerms: Partial<PaymentTerms>;
  CreditPosition: CreditPositionRow;
  CustomerFilter: Partial<CustomerFilter>;
  CustomerSort: Partial<CustomerSort>;
  CustomerConnection: CustomerConnectionRow;
  CustomerEdge: Partial<Omit<CustomerEdge, 'node'> & { node: ResolversParentTypes['Customer'] }>;
  Mutation: Record<PropertyKey, never>;
  CustomerCreateInput: Partial<CustomerCreateInput>;
  CustomerAddressSaveInput: Partial<CustomerAddressSaveInput>;
  CustomerPayload: CustomerPayloadRow;
  ErasedIn: Partial<ErasedIn>;
  CustomerContact: CustomerContactRow;
  Consent: Partial<Consent>;
  LoyaltyAccount: LoyaltyAccountRow;
  LoyaltyEntry: LoyaltyEntryRow;
  LoyaltyEntryConnection: LoyaltyEntryConnectionRow;
  LoyaltyEntryEdge: Partial<Omit<LoyaltyEntryEdge, 'node'> & { node: ResolversParentTypes['LoyaltyEntry'] }>;
  CustomerMatch: CustomerMatchRow;
  MatchCandidate: MatchCandidateRow;
  ConsentInput: Partial<ConsentInput>;
  CustomerUpdateInput: Partial<CustomerUpdateInput>;
  CustomerContactSaveInput: Partial<CustomerContactSaveInput>;
  CustomerLinkInput: Partial<CustomerLinkInput>;
  CustomerMergeInput: Partial<CustomerMergeInput>;
  CustomerSplitInput: Partial<CustomerSplitInput>;
  CustomerEraseInput: Partial<CustomerEraseInput>;
  LoyaltyAdjustInput: Partial<LoyaltyAdjustInput>;
  Subscription: Record<PropertyKey, never>;
  CustomerChangeFilter: Partial<CustomerChangeFilter>;
  CustomerStreamItem: CustomerStreamItemRow;
  CustomerChanged: CustomerChangedRow;
};

export interface LanguageCodeScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['LanguageCode'], any> {
  name: 'LanguageCode';
}

export interface CurrencyCodeScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['CurrencyCode'], any> {
  name: 'CurrencyCode';
}

export interface DateTimeScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['DateTime'], any> {
  name: 'DateTime';
}

export type NodeResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Node'] = ResolversParentTypes['Node']> = {
  __resolveType: TypeResolveFn<'Customer', ParentType, ContextType>;
};

export type ContactResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Contact'] = ResolversParentTypes['Contact']> = {
  name?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  email?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  phone?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

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

export interface DecimalScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['Decimal'], any> {
  name: 'Decimal';
}

export type MoneyResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Money'] = ResolversParentTypes['Money']> = {
  amount?: Resolver<ResolversTypes['Decimal'], ParentType, ContextType>;
  currencyCode?: Resolver<ResolversTypes['CurrencyCode'], ParentType, ContextType>;
};

export type PageInfoResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['PageInfo'] = ResolversParentTypes['PageInfo']> = {
  hasNextPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  hasPreviousPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  startCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  endCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export interface IdempotencyKeyScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['IdempotencyKey'], any> {
  name: 'IdempotencyKey';
}

export interface DurationScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['Duration'], any> {
  name: 'Duration';
}

export type UserErrorResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['UserError'] = ResolversParentTypes['UserError']> = {
  __resolveType: TypeResolveFn<'InputError', ParentType, ContextType>;
};

export interface LocalDateScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['LocalDate'], any> {
  name: 'LocalDate';
}

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
  viewer?: Resolver<ResolversTypes['Viewer'], ParentType, ContextType>;
  customer?: Resolver<Maybe<ResolversTypes['Customer']>, ParentType, ContextType, Partial<QueryCustomerArgs>>;
  customers?: Resolver<ResolversTypes['CustomerConnection'], ParentType, ContextType, Partial<QueryCustomersArgs>>;
  customerMatches?: Resolver<Array<ResolversTypes['CustomerMatch']>, ParentType, ContextType>;
};

export type ViewerResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Viewer'] = ResolversParentTypes['Viewer']> = {
  kind?: Resolver<ResolversTypes['ViewerKind'], ParentType, ContextType>;
  application?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  scopes?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
  customer?: Resolver<Maybe<ResolversTypes['Customer']>, ParentType, ContextType>;
  channelId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  language?: Resolver<ResolversTypes['LanguageCode'], ParentType, ContextType>;
  currencyCode?: Resolver<ResolversTypes['CurrencyCode'], ParentType, ContextType>;
  expiresAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
};

export type CustomerResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Customer'] = ResolversParentTypes['Customer'], FederationReferenceType extends FederationReferenceTypes['Customer'] = FederationReferenceTypes['Customer']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Customer']> | FederationReferenceType, FederationReferenceType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  number?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['CustomerKind'], ParentType, ContextType>;
  displayName?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  email?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  phone?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  taxId?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  addresses?: Resolver<Array<ResolversTypes['CustomerAddress']>, ParentType, ContextType>;
  contacts?: Resolver<Array<ResolversTypes['CustomerContact']>, ParentType, ContextType>;
  consents?: Resolver<Array<ResolversTypes['Consent']>, ParentType, ContextType>;
  loyalty?: Resolver<Maybe<ResolversTypes['LoyaltyAccount']>, ParentType, ContextType>;
  segments?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
  salesRep?: Resolver<Maybe<ResolversTypes['Contact']>, ParentType, ContextType>;
  match?: Resolver<Maybe<ResolversTypes['CustomerMatch']>, ParentType, ContextType>;
  groups?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
  account?: Resolver<Maybe<ResolversTypes['CompanyAccount']>, ParentType, ContextType>;
  active?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  version?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  externalIds?: Resolver<Array<ResolversTypes['ExternalId']>, ParentType, ContextType>;
  provenance?: Resolver<Maybe<ResolversTypes['Provenance']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type CustomerAddressResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['CustomerAddress'] = ResolversParentTypes['CustomerAddress'], FederationReferenceType extends FederationReferenceTypes['CustomerAddress'] = FederationReferenceTypes['CustomerAddress']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['CustomerAddress']> | FederationReferenceType, FederationReferenceType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  label?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  address?: Resolver<ResolversTypes['Address'], ParentType, ContextType>;
  isDefaultBilling?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  isDefaultShipping?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  externalIds?: Resolver<Array<ResolversTypes['ExternalId']>, ParentType, ContextType>;
};

export type CompanyAccountResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['CompanyAccount'] = ResolversParentTypes['CompanyAccount']> = {
  priceLevel?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  discountPercent?: Resolver<Maybe<ResolversTypes['Decimal']>, ParentType, ContextType>;
  paymentTerms?: Resolver<Maybe<ResolversTypes['PaymentTerms']>, ParentType, ContextType>;
  credit?: Resolver<Maybe<ResolversTypes['CreditPosition']>, ParentType, ContextType>;
  parent?: Resolver<Maybe<ResolversTypes['Customer']>, ParentType, ContextType>;
  branches?: Resolver<Array<ResolversTypes['Customer']>, ParentType, ContextType>;
};

export type PaymentTermsResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['PaymentTerms'] = ResolversParentTypes['PaymentTerms']> = {
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  days?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type CreditPositionResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['CreditPosition'] = ResolversParentTypes['CreditPosition']> = {
  limit?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  outstanding?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  openOrders?: Resolver<Maybe<ResolversTypes['Money']>, ParentType, ContextType>;
  openInvoices?: Resolver<Maybe<ResolversTypes['Money']>, ParentType, ContextType>;
  heldInHub?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  overdue?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  available?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  blocked?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  provenance?: Resolver<ResolversTypes['Provenance'], ParentType, ContextType>;
};

export type CustomerConnectionResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['CustomerConnection'] = ResolversParentTypes['CustomerConnection']> = {
  nodes?: Resolver<Array<ResolversTypes['Customer']>, ParentType, ContextType>;
  edges?: Resolver<Array<ResolversTypes['CustomerEdge']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
};

export type CustomerEdgeResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['CustomerEdge'] = ResolversParentTypes['CustomerEdge']> = {
  node?: Resolver<ResolversTypes['Customer'], ParentType, ContextType>;
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type MutationResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Mutation'] = ResolversParentTypes['Mutation']> = {
  customerCreate?: Resolver<ResolversTypes['CustomerPayload'], ParentType, ContextType, RequireFields<MutationCustomerCreateArgs, 'input'>>;
  customerAddressSave?: Resolver<ResolversTypes['CustomerPayload'], ParentType, ContextType, RequireFields<MutationCustomerAddressSaveArgs, 'input'>>;
  customerUpdate?: Resolver<ResolversTypes['CustomerPayload'], ParentType, ContextType, RequireFields<MutationCustomerUpdateArgs, 'input'>>;
  customerContactSave?: Resolver<ResolversTypes['CustomerPayload'], ParentType, ContextType, RequireFields<MutationCustomerContactSaveArgs, 'input'>>;
  customerLink?: Resolver<ResolversTypes['CustomerPayload'], ParentType, ContextType, RequireFields<MutationCustomerLinkArgs, 'input'>>;
  customerMerge?: Resolver<ResolversTypes['CustomerPayload'], ParentType, ContextType, RequireFields<MutationCustomerMergeArgs, 'input'>>;
  customerSplit?: Resolver<ResolversTypes['CustomerPayload'], ParentType, ContextType, RequireFields<MutationCustomerSplitArgs, 'input'>>;
  customerErase?: Resolver<ResolversTypes['CustomerPayload'], ParentType, ContextType, RequireFields<MutationCustomerEraseArgs, 'input'>>;
  loyaltyAdjust?: Resolver<ResolversTypes['CustomerPayload'], ParentType, ContextType, RequireFields<MutationLoyaltyAdjustArgs, 'input'>>;
};

export type CustomerPayloadResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['CustomerPayload'] = ResolversParentTypes['CustomerPayload']> = {
  customer?: Resolver<Maybe<ResolversTypes['Customer']>, ParentType, ContextType>;
  operationId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  erasedIn?: Resolver<Maybe<Array<ResolversTypes['ErasedIn']>>, ParentType, ContextType>;
  userErrors?: Resolver<Array<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type ErasedInResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['ErasedIn'] = ResolversParentTypes['ErasedIn']> = {
  systemId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  erased?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
};

export type CustomerContactResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['CustomerContact'] = ResolversParentTypes['CustomerContact']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  contact?: Resolver<ResolversTypes['Contact'], ParentType, ContextType>;
  role?: Resolver<ResolversTypes['ContactRole'], ParentType, ContextType>;
  orderLimit?: Resolver<Maybe<ResolversTypes['Money']>, ParentType, ContextType>;
  active?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
};

export type ConsentResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Consent'] = ResolversParentTypes['Consent']> = {
  purpose?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  granted?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  at?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  source?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type LoyaltyAccountResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['LoyaltyAccount'] = ResolversParentTypes['LoyaltyAccount']> = {
  points?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  pending?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  expiringPoints?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  expiresOn?: Resolver<Maybe<ResolversTypes['LocalDate']>, ParentType, ContextType>;
  history?: Resolver<ResolversTypes['LoyaltyEntryConnection'], ParentType, ContextType, RequireFields<LoyaltyAccountHistoryArgs, 'first'>>;
  provenance?: Resolver<Maybe<ResolversTypes['Provenance']>, ParentType, ContextType>;
};

export type LoyaltyEntryResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['LoyaltyEntry'] = ResolversParentTypes['LoyaltyEntry']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  points?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  reason?: Resolver<ResolversTypes['LoyaltyReason'], ParentType, ContextType>;
  pending?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  orderId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  comment?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  occurredAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
};

export type LoyaltyEntryConnectionResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['LoyaltyEntryConnection'] = ResolversParentTypes['LoyaltyEntryConnection']> = {
  nodes?: Resolver<Array<ResolversTypes['LoyaltyEntry']>, ParentType, ContextType>;
  edges?: Resolver<Array<ResolversTypes['LoyaltyEntryEdge']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type LoyaltyEntryEdgeResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['LoyaltyEntryEdge'] = ResolversParentTypes['LoyaltyEntryEdge']> = {
  node?: Resolver<ResolversTypes['LoyaltyEntry'], ParentType, ContextType>;
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type CustomerMatchResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['CustomerMatch'] = ResolversParentTypes['CustomerMatch']> = {
  systemId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  externalId?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  orderId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  state?: Resolver<ResolversTypes['MatchState'], ParentType, ContextType>;
  rule?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  confidence?: Resolver<ResolversTypes['Decimal'], ParentType, ContextType>;
  candidates?: Resolver<Array<ResolversTypes['MatchCandidate']>, ParentType, ContextType>;
  decidedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
};

export type MatchCandidateResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['MatchCandidate'] = ResolversParentTypes['MatchCandidate']> = {
  customer?: Resolver<ResolversTypes['Customer'], ParentType, ContextType>;
  agreeing?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
  differing?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
};

export type SubscriptionResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Subscription'] = ResolversParentTypes['Subscription']> = {
  customerChanges?: SubscriptionResolver<ResolversTypes['CustomerStreamItem'], "customerChanges", ParentType, ContextType, RequireFields<SubscriptionCustomerChangesArgs, 'filter' | 'snapshot'>>;
};

export type CustomerStreamItemResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['CustomerStreamItem'] = ResolversParentTypes['CustomerStreamItem']> = {
  __resolveType: TypeResolveFn<'CustomerChanged' | 'StreamCheckpoint' | 'StreamGap', ParentType, ContextType>;
};

export type CustomerChangedResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['CustomerChanged'] = ResolversParentTypes['CustomerChanged']> = {
  cursor?: Resolver<ResolversTypes['StreamCursor'], ParentType, ContextType>;
  customer?: Resolver<ResolversTypes['Customer'], ParentType, ContextType>;
  changedFields?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
  occurredAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type Resolvers<ContextType = RequestContext> = {
  LanguageCode?: GraphQLScalarType;
  CurrencyCode?: GraphQLScalarType;
  DateTime?: GraphQLScalarType;
  Node?: NodeResolvers<ContextType>;
  Contact?: ContactResolvers<ContextType>;
  ExternalId?: ExternalIdResolvers<ContextType>;
  Provenance?: ProvenanceResolvers<ContextType>;
  Address?: AddressResolvers<ContextType>;
  CountryCode?: GraphQLScalarType;
  Decimal?: GraphQLScalarType;
  Money?: MoneyResolvers<ContextType>;
  PageInfo?: PageInfoResolvers<ContextType>;
  IdempotencyKey?: GraphQLScalarType;
  Duration?: GraphQLScalarType;
  UserError?: UserErrorResolvers<ContextType>;
  LocalDate?: GraphQLScalarType;
  StreamCursor?: GraphQLScalarType;
  StreamCheckpoint?: StreamCheckpointResolvers<ContextType>;
  StreamGap?: StreamGapResolvers<ContextType>;
  InputError?: InputErrorResolvers<ContextType>;
  Query?: QueryResolvers<ContextType>;
  Viewer?: ViewerResolvers<ContextType>;
  Customer?: CustomerResolvers<ContextType>;
  CustomerAddress?: CustomerAddressResolvers<ContextType>;
  CompanyAccount?: CompanyAccountResolvers<ContextType>;
  PaymentTerms?: PaymentTermsResolvers<ContextType>;
  CreditPosition?: CreditPositionResolvers<ContextType>;
  CustomerConnection?: CustomerConnectionResolvers<ContextType>;
  CustomerEdge?: CustomerEdgeResolvers<ContextType>;
  Mutation?: MutationResolvers<ContextType>;
  CustomerPayload?: CustomerPayloadResolvers<ContextType>;
  ErasedIn?: ErasedInResolvers<ContextType>;
  CustomerContact?: CustomerContactResolvers<ContextType>;
  Consent?: ConsentResolvers<ContextType>;
  LoyaltyAccount?: LoyaltyAccountResolvers<ContextType>;
  LoyaltyEntry?: LoyaltyEntryResolvers<ContextType>;
  LoyaltyEntryConnection?: LoyaltyEntryConnectionResolvers<ContextType>;
  LoyaltyEntryEdge?: LoyaltyEntryEdgeResolvers<ContextType>;
  CustomerMatch?: CustomerMatchResolvers<ContextType>;
  MatchCandidate?: MatchCandidateResolvers<ContextType>;
  Subscription?: SubscriptionResolvers<ContextType>;
  CustomerStreamItem?: CustomerStreamItemResolvers<ContextType>;
  CustomerChanged?: CustomerChangedResolvers<ContextType>;
};

