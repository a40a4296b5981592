/** Generated from schema/insight.graphql by `npm run generate`. */
import type { GraphQLResolveInfo, GraphQLScalarType, GraphQLScalarTypeConfig } from 'graphql';
import type { CustomerRow, VariantRow, InputErrorRow, PaymentMatchRow, PaymentMatchConnectionRow } from './mappers.ts';
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
  /** A calendar day in the company's zone, such as "2026-03-01". */
  LocalDate: { input: string; output: string; }
  /** A currency, ISO 4217, such as "PLN". */
  CurrencyCode: { input: string; output: string; }
  /** An instant, RFC 3339 in UTC, such as "2026-03-01T08:15:30.250Z". */
  DateTime: { input: string; output: string | number; }
  /** An exact decimal as text, such as "12.30". Never a float. */
  Decimal: { input: string; output: string; }
  /**
   * Chosen by the client, 1 to 128 printable characters, one a logical write. The same key with the same input answers the same result and does
   * nothing again; with another input it is refused KEY_REUSED. Its scope is the application and the mutation.
   */
  IdempotencyKey: { input: string; output: string; }
  /** An absolute URL, or a path on the hub itself, such as "/files/…". */
  URL: { input: string; output: string; }
  _FieldSet: { input: string; output: string; }
};

/** Which way a list runs. */
export type SortDirection =
  /** Smallest first. */
  | 'ASC'
  /** Largest first. */
  | 'DESC';

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
  /** What was sold, grouped; from facts that are rebuilt as orders change. */
  salesReport: SalesReport;
  /** What each channel did. */
  channelReport: Array<ChannelResult>;
  /** What lies in stock, what it is worth, and how long it lasts. */
  stockReport: StockReport;
  /** What should be ordered from suppliers, the most urgent first. */
  purchaseProposals: PurchaseProposalConnection;
  /** What promotions and coupons brought, by code. */
  promotionReport: Array<PromotionResult>;
  /** How fast and how well orders were handled. */
  fulfilmentReport: FulfilmentReport;
  /** What is owed, by how long it is overdue. */
  ageing: Ageing;
  /** Money that came in or went out, and what it pays. */
  paymentMatches: PaymentMatchConnection;
  /** The day's close: shop = hub = invoiced by the ERP = paid, and where they differ. */
  ledgerCheck: LedgerCheck;
  /** Segments of customers with what they bought in the last 365 days. */
  segments: Array<Segment>;
};


/** Everything that can be read. */
export type QuerySalesReportArgs = {
  input: SalesReportInput;
};


/** Everything that can be read. */
export type QueryChannelReportArgs = {
  input: PeriodInput;
};


/** Everything that can be read. */
export type QueryStockReportArgs = {
  input: StockReportInput;
};


/** Everything that can be read. */
export type QueryPurchaseProposalsArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<PurchaseProposalFilter>;
};


/** Everything that can be read. */
export type QueryPromotionReportArgs = {
  input: PeriodInput;
};


/** Everything that can be read. */
export type QueryFulfilmentReportArgs = {
  input: PeriodInput;
};


/** Everything that can be read. */
export type QueryAgeingArgs = {
  side: LedgerSide;
  asOf?: InputMaybe<Scalars['LocalDate']['input']>;
  currencyCode?: InputMaybe<Scalars['CurrencyCode']['input']>;
};


/** Everything that can be read. */
export type QueryPaymentMatchesArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
  state?: InputMaybe<Array<PaymentMatchState>>;
};


/** Everything that can be read. */
export type QueryLedgerCheckArgs = {
  input: LedgerCheckInput;
};

/** Everything that can be written. */
export type Mutation = {
  __typename?: 'Mutation';
  /** A link to a CSV file that is written while it is read. */
  exportStart: ExportPayload;
};


/** Everything that can be written. */
export type MutationExportStartArgs = {
  input: ExportStartInput;
};

/** Who buys; stands in the customers subgraph. */
export type Customer = {
  __typename?: 'Customer';
  /** Prefixed and stable. */
  id: Scalars['ID']['output'];
  /** What this customer is worth; null before the first order. */
  value?: Maybe<CustomerValue>;
};

/** One sellable form of a product; what it is stands in the products subgraph. */
export type Variant = {
  __typename?: 'Variant';
  /** Prefixed and stable. */
  id: Scalars['ID']['output'];
  /** How fast it sells. */
  turnover?: Maybe<Turnover>;
};


/** One sellable form of a product; what it is stands in the products subgraph. */
export type VariantTurnoverArgs = {
  period?: InputMaybe<PeriodInput>;
};

/** Days by the documents' dates, both included; in the company's zone. */
export type PeriodInput = {
  /** The first day. */
  from: Scalars['LocalDate']['input'];
  /** The last day. */
  to: Scalars['LocalDate']['input'];
  /** Only these channels; default all. */
  channelIds?: InputMaybe<Array<Scalars['ID']['input']>>;
};

/** Which sales, grouped by what. */
export type SalesReportInput = {
  /** Which days and channels. */
  period: PeriodInput;
  /** One to three dimensions; none = the total only. */
  groupBy: Array<SalesDimension>;
  /** How many rows, the first by `sortBy`; 1,000 at most. */
  first?: InputMaybe<Scalars['Int']['input']>;
  /** What rows are sorted by. */
  sortBy?: SalesMeasure;
  /** Which way. */
  direction?: SortDirection;
  /** Which currency; default the company's. Orders in other currencies are left out and counted. */
  currencyCode?: InputMaybe<Scalars['CurrencyCode']['input']>;
};

/** What sales can be grouped by. */
export type SalesDimension =
  /** Day of the document. */
  | 'DAY'
  /** ISO week. */
  | 'WEEK'
  /** Calendar month. */
  | 'MONTH'
  /** Sales channel. */
  | 'CHANNEL'
  /** Each category of the product: what stands in two counts in both, and once in the total. */
  | 'CATEGORY'
  /** Product. */
  | 'PRODUCT'
  /** Variant. */
  | 'VARIANT'
  /** Customer. */
  | 'CUSTOMER'
  /** Where the order was born. */
  | 'ORIGIN';

/** What rows can be sorted by. */
export type SalesMeasure =
  /** Net after discounts. */
  | 'NET'
  /** Net less cost. */
  | 'MARGIN'
  /** Margin as a share of net. */
  | 'MARGIN_PERCENT'
  /** Number of orders. */
  | 'ORDERS'
  /** Stock units. */
  | 'UNITS'
  /** Net of goods that came back. */
  | 'RETURNS'
  /** Cost of handling by the configured rule. */
  | 'HANDLING_COST'
  /** Discounts given, net. */
  | 'DISCOUNTS';

/** What was sold. */
export type SalesReport = {
  __typename?: 'SalesReport';
  /** One a group. */
  rows: Array<SalesRow>;
  /** Everything of the period, also what the rows left out. */
  total: SalesRow;
  /** The state of the facts: changes up to here are in. */
  asOf: Scalars['DateTime']['output'];
  /** What cost means here. */
  costBasis: Scalars['String']['output'];
  /** Orders of the period in other currencies, left out. */
  otherCurrencies: Scalars['Int']['output'];
};

/** One group of sales. Goods only: delivery is left out. */
export type SalesRow = {
  __typename?: 'SalesRow';
  /** What it is a group of, in the order of `groupBy`; empty for the total. */
  key: Array<SalesKey>;
  /** Orders with at least one line in it. */
  orders: Scalars['Int']['output'];
  /** Stock units sold, as ordered. */
  units: Scalars['Decimal']['output'];
  /** Net after discounts. */
  net: Money;
  /** Cost stamped at the sale; null where no line has one. */
  cost?: Maybe<Money>;
  /** Net less cost, over the lines that have a cost. */
  margin?: Maybe<Money>;
  /** Margin as a percentage of those lines' net, two places. */
  marginPercent?: Maybe<Scalars['Decimal']['output']>;
  /** Discounts given, net. */
  discounts: Money;
  /** Net of credit notes issued in the period. */
  returnsNet: Money;
  /** Cost of handling by the company's rule; null without a rule, and where orders cannot be told apart. */
  handlingCost?: Maybe<Money>;
  /** Lines without a cost. */
  rowsWithoutCost: Scalars['Int']['output'];
};

/** One part of a group's key. */
export type SalesKey = {
  __typename?: 'SalesKey';
  /** Of which dimension. */
  dimension: SalesDimension;
  /** Id of the channel, category, product, variant or customer. */
  id?: Maybe<Scalars['ID']['output']>;
  /** For people: the day, the month, the name, the SKU. */
  label: Scalars['String']['output'];
};

/** What one channel did in a period, in the company's currency. */
export type ChannelResult = {
  __typename?: 'ChannelResult';
  /** Which channel. */
  channelId: Scalars['ID']['output'];
  /** Its name. */
  name: Scalars['String']['output'];
  /** Orders placed and not cancelled. */
  orders: Scalars['Int']['output'];
  /** Orders placed and cancelled. */
  cancelled: Scalars['Int']['output'];
  /** Goods, net after discounts. */
  net: Money;
  /** Net less cost, over the lines that have one. */
  margin?: Maybe<Money>;
  /** Net an order. */
  averageOrderNet?: Maybe<Money>;
  /** Net of credit notes. */
  returnsNet: Money;
  /** Returns as a percentage of net, two places. */
  returnPercent?: Maybe<Scalars['Decimal']['output']>;
  /** Customers who ordered. */
  customers: Scalars['Int']['output'];
  /** Customers whose first order it was. */
  newCustomers: Scalars['Int']['output'];
  /** Baskets of the period that were left. */
  abandonedCarts: Scalars['Int']['output'];
  /** Cost of handling by the company's rule; null without one. */
  handlingCost?: Maybe<Money>;
};

/** Which stock. */
export type StockReportInput = {
  /** At these places; default all warehouses and stores. */
  locationIds?: InputMaybe<Array<Scalars['ID']['input']>>;
  /** Of products in these categories. */
  categoryIds?: InputMaybe<Array<Scalars['ID']['input']>>;
  /** Stock not sold for so many days is DEAD. */
  idleDays?: InputMaybe<Scalars['Int']['input']>;
  /** Only these classes. */
  kinds?: InputMaybe<Array<StockClass>>;
  /** How many rows, the most valuable first; 1,000 at most. */
  first?: InputMaybe<Scalars['Int']['input']>;
};

/** What a stock is like. */
export type StockClass =
  /** On hand, and not sold for `idleDays`. */
  | 'DEAD'
  /** Above the ERP's maximum, or more than a year's sales. */
  | 'OVERSTOCK'
  /** Below the ERP's minimum, or gone before new goods come. */
  | 'SHORT'
  /** Lasts longer than half a year. */
  | 'SLOW'
  /** Turns over twelve times a year or more. */
  | 'FAST'
  /** Anything else. */
  | 'NORMAL';

/** What lies in stock. */
export type StockReport = {
  __typename?: 'StockReport';
  /** One a variant. */
  rows: Array<StockReportRow>;
  /** Worth of everything that fits, at today's cost, also what the rows left out. */
  value: Money;
  /** Variants on hand without a known cost: not in `value`. */
  withoutCost: Scalars['Int']['output'];
  /** When it was read. */
  asOf: Scalars['DateTime']['output'];
};

/** One variant in stock. */
export type StockReportRow = {
  __typename?: 'StockReportRow';
  /** Which variant. */
  variant: Variant;
  /** What its stock is like. */
  class: StockClass;
  /** Pieces on hand, in stock units. */
  onHand: Scalars['Decimal']['output'];
  /** At today's cost; null where it is not known. */
  value?: Maybe<Money>;
  /** How many days it lasts at the pace of the last 90 days, one place; null when nothing was sold. */
  daysOfCover?: Maybe<Scalars['Decimal']['output']>;
  /** Over the last 365 days. */
  turnover?: Maybe<Turnover>;
};

/** How fast a variant sells. */
export type Turnover = {
  __typename?: 'Turnover';
  /** Units sold through average stock, scaled to a year, two places; null without stock. */
  timesPerYear?: Maybe<Scalars['Decimal']['output']>;
  /** Units that left by sales, less customers' returns. */
  soldUnits: Scalars['Decimal']['output'];
  /** Average of the stock over the period, to three places. */
  averageStock: Scalars['Decimal']['output'];
  /** The last day it sold. */
  lastSoldOn?: Maybe<Scalars['LocalDate']['output']>;
  /** Sales of the period's second half against its first, two places; null when the first had none. */
  trendPercent?: Maybe<Scalars['Decimal']['output']>;
};

/** Which proposals. */
export type PurchaseProposalFilter = {
  /** Of these suppliers. */
  supplierIds?: InputMaybe<Array<Scalars['ID']['input']>>;
  /** To be ordered by this day. */
  urgentBy?: InputMaybe<Scalars['LocalDate']['input']>;
};

/** What should be ordered. */
export type PurchaseProposal = {
  __typename?: 'PurchaseProposal';
  /** Id of the supplier's item. */
  id: Scalars['ID']['output'];
  /** What. */
  variant: Variant;
  /** From whom: the one that is asked first. */
  supplierName: Scalars['String']['output'];
  /** How many, in stock units; at least the supplier's minimum. */
  quantity: Scalars['Decimal']['output'];
  /** The last day that is early enough. */
  orderBy: Scalars['LocalDate']['output'];
  /** When the stock is gone at the pace of four weeks, deliveries counted. */
  runsOutOn: Scalars['LocalDate']['output'];
  /** Days from order to delivery. */
  leadTimeDays: Scalars['Int']['output'];
  /** The supplier's price; null where it is not known. */
  unitCost?: Maybe<Money>;
  /** Why, in words. */
  reasons: Array<Scalars['String']['output']>;
};

/** A page of proposals. */
export type PurchaseProposalConnection = {
  __typename?: 'PurchaseProposalConnection';
  /** The proposals. */
  nodes: Array<PurchaseProposal>;
  /** The proposals with their cursors. */
  edges: Array<PurchaseProposalEdge>;
  /** Where this page stands. */
  pageInfo: PageInfo;
  /** How many there are. */
  totalCount?: Maybe<Scalars['Int']['output']>;
};

/** A proposal in its list. */
export type PurchaseProposalEdge = {
  __typename?: 'PurchaseProposalEdge';
  /** The proposal. */
  node: PurchaseProposal;
  /** Its place in the list. */
  cursor: Scalars['String']['output'];
};

/** Whose debts. */
export type LedgerSide =
  /** Owed to the company. */
  | 'RECEIVABLE'
  /** Owed by the company. */
  | 'PAYABLE';

/** Debts by how long they are overdue. */
export type Ageing = {
  __typename?: 'Ageing';
  /** Whose. */
  side: LedgerSide;
  /** Not due, 1–30, 31–60, 61–90 and more than 90 days. */
  buckets: Array<AgeingBucket>;
  /** All of them; credit notes count against. */
  total: Money;
  /** The day it was looked at. */
  asOf: Scalars['LocalDate']['output'];
  /** Currencies with open documents that this answer leaves out. */
  otherCurrencies: Array<Scalars['CurrencyCode']['output']>;
};

/** One span of days. */
export type AgeingBucket = {
  __typename?: 'AgeingBucket';
  /** For people. */
  label: Scalars['String']['output'];
  /** Days overdue from; 0 = not due yet. */
  fromDays: Scalars['Int']['output'];
  /** Days overdue to; null = without end. */
  toDays?: Maybe<Scalars['Int']['output']>;
  /** Sum of what is open. */
  amount: Money;
  /** How many documents. */
  documents: Scalars['Int']['output'];
};

/** Whether it is known what money pays. */
export type PaymentMatchState =
  /** It pays documents that are named. */
  | 'MATCHED'
  /** It may pay what is named; somebody should look. */
  | 'PROPOSED'
  /** Nobody knows. */
  | 'UNMATCHED';

/** Money that moved, and what it pays. */
export type PaymentMatch = {
  __typename?: 'PaymentMatch';
  /** Prefixed and stable. */
  id: Scalars['ID']['output'];
  /** Which way. */
  direction: MoneyDirection;
  /** The day in the books. */
  receivedOn: Scalars['LocalDate']['output'];
  /** How much. */
  amount: Money;
  /** What the payer wrote. */
  reference?: Maybe<Scalars['String']['output']>;
  /** The provider's number, where one is known. */
  transactionNumber?: Maybe<Scalars['String']['output']>;
  /** Whether it is known what it pays. */
  state: PaymentMatchState;
  /** The order it belongs to. */
  orderId?: Maybe<Scalars['ID']['output']>;
  /** The documents it pays: those the ERP has settled with it. Until it has, the invoices of the order (the corrections, for money that goes out). */
  documentIds: Array<Scalars['ID']['output']>;
  /** What is left of it after what the ERP has settled with it; null until it has. */
  difference?: Maybe<Money>;
};

/** Which way money moved. */
export type MoneyDirection =
  /** To the company. */
  | 'IN'
  /** From the company. */
  | 'OUT';

/** A page of payments. */
export type PaymentMatchConnection = {
  __typename?: 'PaymentMatchConnection';
  /** The payments. */
  nodes: Array<PaymentMatch>;
  /** The payments with their cursors. */
  edges: Array<PaymentMatchEdge>;
  /** Where this page stands. */
  pageInfo: PageInfo;
  /** How many there are; null above 10,000. */
  totalCount?: Maybe<Scalars['Int']['output']>;
};

/** A payment in its list. */
export type PaymentMatchEdge = {
  __typename?: 'PaymentMatchEdge';
  /** The payment. */
  node: PaymentMatch;
  /** Its place in the list. */
  cursor: Scalars['String']['output'];
};

/** Which days to close. */
export type LedgerCheckInput = {
  /** By the orders' document dates. */
  period: PeriodInput;
  /** Which currency; default the company's. */
  currencyCode?: InputMaybe<Scalars['CurrencyCode']['input']>;
};

/** The same orders in four books. */
export type LedgerCheck = {
  __typename?: 'LedgerCheck';
  /** How many orders. */
  orders: Scalars['Int']['output'];
  /** What shops took, of orders born in them. */
  shopGross: Money;
  /** What the hub holds. */
  hubGross: Money;
  /** What the ERP invoiced for them, corrections taken off. */
  erpInvoicedGross: Money;
  /** What of that is paid in the ERP's books. */
  erpPaid: Money;
  /** Order by order, the largest first; 1,000 at most. */
  differences: Array<LedgerDifference>;
};

/** One order on which two books differ. */
export type LedgerDifference = {
  __typename?: 'LedgerDifference';
  /** Which order. */
  orderId: Scalars['ID']['output'];
  /** Which books. */
  kind: LedgerDifferenceKind;
  /** By how much: the second book less the first. */
  amount: Money;
};

/** Between which books. */
export type LedgerDifferenceKind =
  /** The shop's total and the hub's. */
  | 'SHOP_HUB'
  /** The hub's total and the ERP's sale. */
  | 'HUB_ERP'
  /** Shipped in whole, and not invoiced in whole. */
  | 'NOT_INVOICED'
  /** Invoiced more than was sold. */
  | 'INVOICED_MORE'
  /** Paid by what the shop or provider said, and not in the ERP's books. */
  | 'NOT_PAID'
  /** Paid in the ERP's books more than was invoiced. */
  | 'PAID_MORE';

/** How orders were handled. */
export type FulfilmentReport = {
  __typename?: 'FulfilmentReport';
  /** Orders of the period, not cancelled. */
  orders: Scalars['Int']['output'];
  /** Half of the shipped orders left within so many hours, one place. */
  orderToShipHoursP50?: Maybe<Scalars['Decimal']['output']>;
  /** Nine of ten left within so many hours, one place. */
  orderToShipHoursP90?: Maybe<Scalars['Decimal']['output']>;
  /** Shipped orders that left by the promised day, two places. */
  onTimePercent?: Maybe<Scalars['Decimal']['output']>;
  /** Order lines a day of the period, one place. */
  linesPerDay?: Maybe<Scalars['Decimal']['output']>;
  /** By the company's rule; null without one. */
  handlingCostPerOrder?: Maybe<Money>;
  /** Writes to the ERP that were refused or are in doubt. */
  errors: Scalars['Int']['output'];
};

/** What one promotion or coupon brought. */
export type PromotionResult = {
  __typename?: 'PromotionResult';
  /** Its code. */
  code: Scalars['String']['output'];
  /** Its title. */
  title: Scalars['String']['output'];
  /** Orders with it. */
  orders: Scalars['Int']['output'];
  /** Net of the lines it touched, after discount. */
  net: Money;
  /** What it took off, net. */
  discount: Money;
  /** Net less cost of those lines; null where no cost is known. */
  marginAfter?: Maybe<Money>;
  /** Customers whose first order had it. */
  newCustomers: Scalars['Int']['output'];
};

/** A group of customers by a rule. */
export type Segment = {
  __typename?: 'Segment';
  /** Stable code. */
  code: Scalars['String']['output'];
  /** For people. */
  name: Scalars['String']['output'];
  /** The rule in words. */
  rule: Scalars['String']['output'];
  /** How many customers. */
  customers: Scalars['Int']['output'];
  /** What they bought in the last 365 days, goods, net, in the company's currency. */
  net: Money;
};

/** What a customer is worth, in the company's currency. */
export type CustomerValue = {
  __typename?: 'CustomerValue';
  /** Everything bought, goods, net. */
  lifetimeNet: Money;
  /** Net less cost over the lines that have one; null without the scope `costs:read`, or where no cost is known. */
  lifetimeMargin?: Maybe<Money>;
  /** The pace of the last 365 days, if there was any; an estimate. */
  predictedNext12Months?: Maybe<Money>;
  /** Orders not cancelled. */
  orders: Scalars['Int']['output'];
  /** The first. */
  firstOrderOn?: Maybe<Scalars['LocalDate']['output']>;
  /** The last. */
  lastOrderOn?: Maybe<Scalars['LocalDate']['output']>;
  /** Net that came back as a percentage of net, two places. */
  returnRate: Scalars['Decimal']['output'];
  /** Codes of the channels they bought through. */
  channels: Array<Scalars['String']['output']>;
};

/** What is exported. */
export type ExportStartInput = {
  /** One an export. */
  idempotencyKey: Scalars['IdempotencyKey']['input'];
  /** Which rows. */
  kind: ExportKind;
  /** Which days; needed for SALES, ORDERS, INVOICES and MONEY. */
  period?: InputMaybe<PeriodInput>;
};

/** What can be exported. */
export type ExportKind =
  /** One row a sold line with cost and margin; needs `costs:read` for those two. */
  | 'SALES'
  /** One row an order. */
  | 'ORDERS'
  /** One row a level. */
  | 'STOCK'
  /** One row a document. */
  | 'INVOICES'
  /** One row a payment. */
  | 'MONEY';

/** A link to an export. */
export type ExportPayload = {
  __typename?: 'ExportPayload';
  /** The link; null when it was refused. */
  export?: Maybe<Export>;
  /** Why not. */
  userErrors: Array<UserError>;
};

/** A link to a CSV file, for the application that asked. */
export type Export = {
  __typename?: 'Export';
  /** Which rows. */
  kind: ExportKind;
  /** Fetch it with the same API key; UTF-8, comma-separated, decimals with a point. */
  url: Scalars['URL']['output'];
  /** When the link ends. */
  expiresAt: Scalars['DateTime']['output'];
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
  Variant: Variant;
};

/** Mapping of federation reference types */
export type FederationReferenceTypes = {
  Customer:
    ( { __typename: 'Customer' }
    & GraphQLRecursivePick<FederationTypes['Customer'], {"id":true}> );
  Variant:
    ( { __typename: 'Variant' }
    & GraphQLRecursivePick<FederationTypes['Variant'], {"id":true}> );
};


/** Mapping of interface types */
export type ResolversInterfaceTypes<_RefType extends Record<string, unknown>> = {
  UserError: ( InputErrorRow );
};

/** Mapping between all available schema types and the resolvers types */
export type ResolversTypes = {
  LocalDate: ResolverTypeWrapper<Partial<Scalars['LocalDate']['output']>>;
  CurrencyCode: ResolverTypeWrapper<Partial<Scalars['CurrencyCode']['output']>>;
  SortDirection: ResolverTypeWrapper<Partial<SortDirection>>;
  DateTime: ResolverTypeWrapper<Partial<Scalars['DateTime']['output']>>;
  Decimal: ResolverTypeWrapper<Partial<Scalars['Decimal']['output']>>;
  Money: ResolverTypeWrapper<Partial<Money>>;
  PageInfo: ResolverTypeWrapper<Partial<PageInfo>>;
  Boolean: ResolverTypeWrapper<Partial<Scalars['Boolean']['output']>>;
  String: ResolverTypeWrapper<Partial<Scalars['String']['output']>>;
  IdempotencyKey: ResolverTypeWrapper<Partial<Scalars['IdempotencyKey']['output']>>;
  UserError: ResolverTypeWrapper<ResolversInterfaceTypes<ResolversTypes>['UserError']>;
  UserErrorCode: ResolverTypeWrapper<Partial<UserErrorCode>>;
  URL: ResolverTypeWrapper<Partial<Scalars['URL']['output']>>;
  InputError: ResolverTypeWrapper<InputErrorRow>;
  Query: ResolverTypeWrapper<Record<PropertyKey, never>>;
  Int: ResolverTypeWrapper<Partial<Scalars['Int']['output']>>;
  Mutation: ResolverTypeWrapper<Record<PropertyKey, never>>;
  Customer: ResolverTypeWrapper<CustomerRow>;
  ID: ResolverTypeWrapper<Partial<Scalars['ID']['output']>>;
  Variant: ResolverTypeWrapper<VariantRow>;
  PeriodInput: ResolverTypeWrapper<Partial<PeriodInput>>;
  SalesReportInput: ResolverTypeWrapper<Partial<SalesReportInput>>;
  SalesDimension: ResolverTypeWrapper<Partial<SalesDimension>>;
  SalesMeasure: ResolverTypeWrapper<Partial<SalesMeasure>>;
  SalesReport: ResolverTypeWrapper<Partial<SalesReport>>;
  SalesRow: ResolverTypeWrapper<Partial<SalesRow>>;
  SalesKey: ResolverTypeWrapper<Partial<SalesKey>>;
  ChannelResult: ResolverTypeWrapper<Partial<ChannelResult>>;
  StockReportInput: ResolverTypeWrapper<Partial<StockReportInput>>;
  StockClass: ResolverTypeWrapper<Partial<StockClass>>;
  StockReport: ResolverTypeWrapper<Partial<Omit<StockReport, 'rows'> & { rows: Array<ResolversTypes['StockReportRow']> }>>;
  StockReportRow: ResolverTypeWrapper<Partial<Omit<StockReportRow, 'variant'> & { variant: ResolversTypes['Variant'] }>>;
  Turnover: ResolverTypeWrapper<Partial<Turnover>>;
  PurchaseProposalFilter: ResolverTypeWrapper<Partial<PurchaseProposalFilter>>;
  PurchaseProposal: ResolverTypeWrapper<Partial<Omit<PurchaseProposal, 'variant'> & { variant: ResolversTypes['Variant'] }>>;
  PurchaseProposalConnection: ResolverTypeWrapper<Partial<Omit<PurchaseProposalConnection, 'nodes' | 'edges'> & { nodes: Array<ResolversTypes['PurchaseProposal']>, edges: Array<ResolversTypes['PurchaseProposalEdge']> }>>;
  PurchaseProposalEdge: ResolverTypeWrapper<Partial<Omit<PurchaseProposalEdge, 'node'> & { node: ResolversTypes['PurchaseProposal'] }>>;
  LedgerSide: ResolverTypeWrapper<Partial<LedgerSide>>;
  Ageing: ResolverTypeWrapper<Partial<Ageing>>;
  AgeingBucket: ResolverTypeWrapper<Partial<AgeingBucket>>;
  PaymentMatchState: ResolverTypeWrapper<Partial<PaymentMatchState>>;
  PaymentMatch: ResolverTypeWrapper<PaymentMatchRow>;
  MoneyDirection: ResolverTypeWrapper<Partial<MoneyDirection>>;
  PaymentMatchConnection: ResolverTypeWrapper<PaymentMatchConnectionRow>;
  PaymentMatchEdge: ResolverTypeWrapper<Partial<Omit<PaymentMatchEdge, 'node'> & { node: ResolversTypes['PaymentMatch'] }>>;
  LedgerCheckInput: ResolverTypeWrapper<Partial<LedgerCheckInput>>;
  LedgerCheck: ResolverTypeWrapper<Partial<LedgerCheck>>;
  LedgerDifference: ResolverTypeWrapper<Partial<LedgerDifference>>;
  LedgerDifferenceKind: ResolverTypeWrapper<Partial<LedgerDifferenceKind>>;
  FulfilmentReport: ResolverTypeWrapper<Partial<FulfilmentReport>>;
  PromotionResult: ResolverTypeWrapper<Partial<PromotionResult>>;
  Segment: ResolverTypeWrapper<Partial<Segment>>;
  CustomerValue: ResolverTypeWrapper<Partial<CustomerValue>>;
  ExportStartInput: ResolverTypeWrapper<Partial<ExportStartInput>>;
  ExportKind: ResolverTypeWrapper<Partial<ExportKind>>;
  ExportPayload: ResolverTypeWrapper<Partial<Omit<ExportPayload, 'userErrors'> & { userErrors: Array<ResolversTypes['UserError']> }>>;
  Export: ResolverTypeWrapper<Partial<Export>>;
};

/** Mapping between all available schema types and the resolvers parents */
export type ResolversParentTypes = {
  LocalDate: Partial<Scalars['LocalDate']['output']>;
  CurrencyCode: Partial<Scalars['CurrencyCode']['output']>;
  DateTime: Partial<Scalars['DateTime']['output']>;
  Decimal: Partial<Scalars['Decimal']['output']>;
  Money: Partial<Money>;
  PageInfo: Partial<PageInfo>;
  Boolean: Partial<Scalars['Boolean']['output']>;
  String: Partial<Scalars['String']['output']>;
  IdempotencyKey: Partial<Scalars['IdempotencyKey']['output']>;
  UserError: ResolversInterfaceTypes<ResolversParentTypes>['UserError'];
  URL: Partial<Scalars['URL']['output']>;
  InputError: InputErrorRow;
  Query: Record<PropertyKey, never>;
  Int: Partial<Scalars['Int']['output']>;
  Mutation: Record<PropertyKey, never>;
  Customer: CustomerRow;
  ID: Partial<Scalars['ID']['output']>;
  Variant: VariantRow;
  PeriodInput: Partial<PeriodInput>;
  SalesReportInput: Partial<SalesReportInput>;
  SalesReport: Partial<SalesReport>;
  SalesRow: Partial<SalesRow>;
  SalesKey: Partial<SalesKey>;
  ChannelResult: Partial<ChannelResult>;
  StockReportInput: Partial<StockReportInput>;
  StockReport: Partial<Omit<StockReport, 'rows'> & { rows: Array<ResolversParentTypes['StockReportRow']> }>;
  StockReportRow: Partial<Omit<StockReportRow, 'variant'> & { variant: ResolversParentTypes['Variant'] }>;
  Turnover: Partial<Turnover>;
  PurchaseProposalFilter: Partial<PurchaseProposalFilter>;
  PurchaseProposal: Partial<Omit<PurchaseProposal, 'variant'> & { variant: ResolversParentTypes['Variant'] }>;
  PurchaseProposalConnection: Partial<Omit<PurchaseProposalConnection, 'nodes' | 'edges'> & { nodes: Array<ResolversParentTypes['PurchaseProposal']>, edges: Array<ResolversParentTypes['PurchaseProposalEdge']> }>;
  PurchaseProposalEdge: Partial<Omit<PurchaseProposalEdge, 'node'> & { node: ResolversParentTypes['PurchaseProposal'] }>;
  Ageing: Partial<Ageing>;
  AgeingBucket: Partial<AgeingBucket>;
  PaymentMatch: PaymentMatchRow;
  PaymentMatchConnection: PaymentMatchConnectionRow;
  PaymentMatchEdge: Partial<Omit<PaymentMatchEdge, 'node'> & { node: ResolversParentTypes['PaymentMatch'] }>;
  LedgerCheckInput: Partial<LedgerCheckInput>;
  LedgerCheck: Partial<LedgerCheck>;
  LedgerDifference: Partial<LedgerDifference>;
  FulfilmentReport: Partial<FulfilmentReport>;
  PromotionResult: Partial<PromotionResult>;
  Segment: Partial<Segment>;
  CustomerValue: Partial<CustomerValue>;
  ExportStartInput: Partial<ExportStartInput>;
  ExportPayload: Partial<Omit<ExportPayload, 'userErrors'> & { userErrors: Array<ResolversParentTypes['UserError']> }>;
  Export: Partial<Export>;
};

export interface LocalDateScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['LocalDate'], any> {
  name: 'LocalDate';
}

export interface CurrencyCodeScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['CurrencyCode'], any> {
  name: 'CurrencyCode';
}

export interface DateTimeScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['DateTime'], any> {
  name: 'DateTime';
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

export type UserErrorResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['UserError'] = ResolversParentTypes['UserError']> = {
  __resolveType: TypeResolveFn<'InputError', ParentType, ContextType>;
};

export interface UrlScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['URL'], any> {
  name: 'URL';
}

export type InputErrorResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['InputError'] = ResolversParentTypes['InputError']> = {
  code?: Resolver<ResolversTypes['UserErrorCode'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  field?: Resolver<Maybe<Array<ResolversTypes['String']>>, ParentType, ContextType>;
  retryable?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type QueryResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Query'] = ResolversParentTypes['Query']> = {
  salesReport?: Resolver<ResolversTypes['SalesReport'], ParentType, ContextType, RequireFields<QuerySalesReportArgs, 'input'>>;
  channelReport?: Resolver<Array<ResolversTypes['ChannelResult']>, ParentType, ContextType, RequireFields<QueryChannelReportArgs, 'input'>>;
  stockReport?: Resolver<ResolversTypes['StockReport'], ParentType, ContextType, RequireFields<QueryStockReportArgs, 'input'>>;
  purchaseProposals?: Resolver<ResolversTypes['PurchaseProposalConnection'], ParentType, ContextType, Partial<QueryPurchaseProposalsArgs>>;
  promotionReport?: Resolver<Array<ResolversTypes['PromotionResult']>, ParentType, ContextType, RequireFields<QueryPromotionReportArgs, 'input'>>;
  fulfilmentReport?: Resolver<ResolversTypes['FulfilmentReport'], ParentType, ContextType, RequireFields<QueryFulfilmentReportArgs, 'input'>>;
  ageing?: Resolver<ResolversTypes['Ageing'], ParentType, ContextType, RequireFields<QueryAgeingArgs, 'side'>>;
  paymentMatches?: Resolver<ResolversTypes['PaymentMatchConnection'], ParentType, ContextType, Partial<QueryPaymentMatchesArgs>>;
  ledgerCheck?: Resolver<ResolversTypes['LedgerCheck'], ParentType, ContextType, RequireFields<QueryLedgerCheckArgs, 'input'>>;
  segments?: Resolver<Array<ResolversTypes['Segment']>, ParentType, ContextType>;
};

export type MutationResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Mutation'] = ResolversParentTypes['Mutation']> = {
  exportStart?: Resolver<ResolversTypes['ExportPayload'], ParentType, ContextType, RequireFields<MutationExportStartArgs, 'input'>>;
};

export type CustomerResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Customer'] = ResolversParentTypes['Customer'], FederationReferenceType extends FederationReferenceTypes['Customer'] = FederationReferenceTypes['Customer']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Customer']> | FederationReferenceType, FederationReferenceType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  value?: Resolver<Maybe<ResolversTypes['CustomerValue']>, ParentType, ContextType>;
};

export type VariantResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Variant'] = ResolversParentTypes['Variant'], FederationReferenceType extends FederationReferenceTypes['Variant'] = FederationReferenceTypes['Variant']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Variant']> | FederationReferenceType, FederationReferenceType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  turnover?: Resolver<Maybe<ResolversTypes['Turnover']>, ParentType, ContextType, Partial<VariantTurnoverArgs>>;
};

export type SalesReportResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['SalesReport'] = ResolversParentTypes['SalesReport']> = {
  rows?: Resolver<Array<ResolversTypes['SalesRow']>, ParentType, ContextType>;
  total?: Resolver<ResolversTypes['SalesRow'], ParentType, ContextType>;
  asOf?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  costBasis?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  otherCurrencies?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type SalesRowResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['SalesRow'] = ResolversParentTypes['SalesRow']> = {
  key?: Resolver<Array<ResolversTypes['SalesKey']>, ParentType, ContextType>;
  orders?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  units?: Resolver<ResolversTypes['Decimal'], ParentType, ContextType>;
  net?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  cost?: Resolver<Maybe<ResolversTypes['Money']>, ParentType, ContextType>;
  margin?: Resolver<Maybe<ResolversTypes['Money']>, ParentType, ContextType>;
  marginPercent?: Resolver<Maybe<ResolversTypes['Decimal']>, ParentType, ContextType>;
  discounts?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  returnsNet?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  handlingCost?: Resolver<Maybe<ResolversTypes['Money']>, ParentType, ContextType>;
  rowsWithoutCost?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type SalesKeyResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['SalesKey'] = ResolversParentTypes['SalesKey']> = {
  dimension?: Resolver<ResolversTypes['SalesDimension'], ParentType, ContextType>;
  id?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  label?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type ChannelResultResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['ChannelResult'] = ResolversParentTypes['ChannelResult']> = {
  channelId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  orders?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  cancelled?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  net?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  margin?: Resolver<Maybe<ResolversTypes['Money']>, ParentType, ContextType>;
  averageOrderNet?: Resolver<Maybe<ResolversTypes['Money']>, ParentType, ContextType>;
  returnsNet?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  returnPercent?: Resolver<Maybe<ResolversTypes['Decimal']>, ParentType, ContextType>;
  customers?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  newCustomers?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  abandonedCarts?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  handlingCost?: Resolver<Maybe<ResolversTypes['Money']>, ParentType, ContextType>;
};

export type StockReportResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['StockReport'] = ResolversParentTypes['StockReport']> = {
  rows?: Resolver<Array<ResolversTypes['StockReportRow']>, ParentType, ContextType>;
  value?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  withoutCost?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  asOf?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
};

export type StockReportRowResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['StockReportRow'] = ResolversParentTypes['StockReportRow']> = {
  variant?: Resolver<ResolversTypes['Variant'], ParentType, ContextType>;
  class?: Resolver<ResolversTypes['StockClass'], ParentType, ContextType>;
  onHand?: Resolver<ResolversTypes['Decimal'], ParentType, ContextType>;
  value?: Resolver<Maybe<ResolversTypes['Money']>, ParentType, ContextType>;
  daysOfCover?: Resolver<Maybe<ResolversTypes['Decimal']>, ParentType, ContextType>;
  turnover?: Resolver<Maybe<ResolversTypes['Turnover']>, ParentType, ContextType>;
};

export type TurnoverResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Turnover'] = ResolversParentTypes['Turnover']> = {
  timesPerYear?: Resolver<Maybe<ResolversTypes['Decimal']>, ParentType, ContextType>;
  soldUnits?: Resolver<ResolversTypes['Decimal'], ParentType, ContextType>;
  averageStock?: Resolver<ResolversTypes['Decimal'], ParentType, ContextType>;
  lastSoldOn?: Resolver<Maybe<ResolversTypes['LocalDate']>, ParentType, ContextType>;
  trendPercent?: Resolver<Maybe<ResolversTypes['Decimal']>, ParentType, ContextType>;
};

export type PurchaseProposalResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['PurchaseProposal'] = ResolversParentTypes['PurchaseProposal']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  variant?: Resolver<ResolversTypes['Variant'], ParentType, ContextType>;
  supplierName?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  quantity?: Resolver<ResolversTypes['Decimal'], ParentType, ContextType>;
  orderBy?: Resolver<ResolversTypes['LocalDate'], ParentType, ContextType>;
  runsOutOn?: Resolver<ResolversTypes['LocalDate'], ParentType, ContextType>;
  leadTimeDays?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  unitCost?: Resolver<Maybe<ResolversTypes['Money']>, ParentType, ContextType>;
  reasons?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
};

export type PurchaseProposalConnectionResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['PurchaseProposalConnection'] = ResolversParentTypes['PurchaseProposalConnection']> = {
  nodes?: Resolver<Array<ResolversTypes['PurchaseProposal']>, ParentType, ContextType>;
  edges?: Resolver<Array<ResolversTypes['PurchaseProposalEdge']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
};

export type PurchaseProposalEdgeResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['PurchaseProposalEdge'] = ResolversParentTypes['PurchaseProposalEdge']> = {
  node?: Resolver<ResolversTypes['PurchaseProposal'], ParentType, ContextType>;
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type AgeingResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Ageing'] = ResolversParentTypes['Ageing']> = {
  side?: Resolver<ResolversTypes['LedgerSide'], ParentType, ContextType>;
  buckets?: Resolver<Array<ResolversTypes['AgeingBucket']>, ParentType, ContextType>;
  total?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  asOf?: Resolver<ResolversTypes['LocalDate'], ParentType, ContextType>;
  otherCurrencies?: Resolver<Array<ResolversTypes['CurrencyCode']>, ParentType, ContextType>;
};

export type AgeingBucketResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['AgeingBucket'] = ResolversParentTypes['AgeingBucket']> = {
  label?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  fromDays?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  toDays?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  amount?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  documents?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type PaymentMatchResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['PaymentMatch'] = ResolversParentTypes['PaymentMatch']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  direction?: Resolver<ResolversTypes['MoneyDirection'], ParentType, ContextType>;
  receivedOn?: Resolver<ResolversTypes['LocalDate'], ParentType, ContextType>;
  amount?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  reference?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  transactionNumber?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  state?: Resolver<ResolversTypes['PaymentMatchState'], ParentType, ContextType>;
  orderId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  documentIds?: Resolver<Array<ResolversTypes['ID']>, ParentType, ContextType>;
  difference?: Resolver<Maybe<ResolversTypes['Money']>, ParentType, ContextType>;
};

export type PaymentMatchConnectionResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['PaymentMatchConnection'] = ResolversParentTypes['PaymentMatchConnection']> = {
  nodes?: Resolver<Array<ResolversTypes['PaymentMatch']>, ParentType, ContextType>;
  edges?: Resolver<Array<ResolversTypes['PaymentMatchEdge']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
};

export type PaymentMatchEdgeResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['PaymentMatchEdge'] = ResolversParentTypes['PaymentMatchEdge']> = {
  node?: Resolver<ResolversTypes['PaymentMatch'], ParentType, ContextType>;
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type LedgerCheckResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['LedgerCheck'] = ResolversParentTypes['LedgerCheck']> = {
  orders?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  shopGross?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  hubGross?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  erpInvoicedGross?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  erpPaid?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  differences?: Resolver<Array<ResolversTypes['LedgerDifference']>, ParentType, ContextType>;
};

export type LedgerDifferenceResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['LedgerDifference'] = ResolversParentTypes['LedgerDifference']> = {
  orderId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['LedgerDifferenceKind'], ParentType, ContextType>;
  amount?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
};

export type FulfilmentReportResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['FulfilmentReport'] = ResolversParentTypes['FulfilmentReport']> = {
  orders?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  orderToShipHoursP50?: Resolver<Maybe<ResolversTypes['Decimal']>, ParentType, ContextType>;
  orderToShipHoursP90?: Resolver<Maybe<ResolversTypes['Decimal']>, ParentType, ContextType>;
  onTimePercent?: Resolver<Maybe<ResolversTypes['Decimal']>, ParentType, ContextType>;
  linesPerDay?: Resolver<Maybe<ResolversTypes['Decimal']>, ParentType, ContextType>;
  handlingCostPerOrder?: Resolver<Maybe<ResolversTypes['Money']>, ParentType, ContextType>;
  errors?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type PromotionResultResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['PromotionResult'] = ResolversParentTypes['PromotionResult']> = {
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  title?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  orders?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  net?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  discount?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  marginAfter?: Resolver<Maybe<ResolversTypes['Money']>, ParentType, ContextType>;
  newCustomers?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type SegmentResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Segment'] = ResolversParentTypes['Segment']> = {
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  rule?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  customers?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  net?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
};

export type CustomerValueResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['CustomerValue'] = ResolversParentTypes['CustomerValue']> = {
  lifetimeNet?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  lifetimeMargin?: Resolver<Maybe<ResolversTypes['Money']>, ParentType, ContextType>;
  predictedNext12Months?: Resolver<Maybe<ResolversTypes['Money']>, ParentType, ContextType>;
  orders?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  firstOrderOn?: Resolver<Maybe<ResolversTypes['LocalDate']>, ParentType, ContextType>;
  lastOrderOn?: Resolver<Maybe<ResolversTypes['LocalDate']>, ParentType, ContextType>;
  returnRate?: Resolver<ResolversTypes['Decimal'], ParentType, ContextType>;
  channels?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
};

export type ExportPayloadResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['ExportPayload'] = ResolversParentTypes['ExportPayload']> = {
  export?: Resolver<Maybe<ResolversTypes['Export']>, ParentType, ContextType>;
  userErrors?: Resolver<Array<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type ExportResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Export'] = ResolversParentTypes['Export']> = {
  kind?: Resolver<ResolversTypes['ExportKind'], ParentType, ContextType>;
  url?: Resolver<ResolversTypes['URL'], ParentType, ContextType>;
  expiresAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
};

export type Resolvers<ContextType = RequestContext> = {
  LocalDate?: GraphQLScalarType;
  CurrencyCode?: GraphQLScalarType;
  DateTime?: GraphQLScalarType;
  Decimal?: GraphQLScalarType;
  Money?: MoneyResolvers<ContextType>;
  PageInfo?: PageInfoResolvers<ContextType>;
  IdempotencyKey?: GraphQLScalarType;
  UserError?: UserErrorResolvers<ContextType>;
  URL?: GraphQLScalarType;
  InputError?: InputErrorResolvers<ContextType>;
  Query?: QueryResolvers<ContextType>;
  Mutation?: MutationResolvers<ContextType>;
  Customer?: CustomerResolvers<ContextType>;
  Variant?: VariantResolvers<ContextType>;
  SalesReport?: SalesReportResolvers<ContextType>;
  SalesRow?: SalesRowResolvers<ContextType>;
  SalesKey?: SalesKeyResolvers<ContextType>;
  ChannelResult?: ChannelResultResolvers<ContextType>;
  StockReport?: StockReportResolvers<ContextType>;
  StockReportRow?: StockReportRowResolvers<ContextType>;
  Turnover?: TurnoverResolvers<ContextType>;
  PurchaseProposal?: PurchaseProposalResolvers<ContextType>;
  PurchaseProposalConnection?: PurchaseProposalConnectionResolvers<ContextType>;
  PurchaseProposalEdge?: PurchaseProposalEdgeResolvers<ContextType>;
  Ageing?: AgeingResolvers<ContextType>;
  AgeingBucket?: AgeingBucketResolvers<ContextType>;
  PaymentMatch?: PaymentMatchResolvers<ContextType>;
  PaymentMatchConnection?: PaymentMatchConnectionResolvers<ContextType>;
  PaymentMatchEdge?: PaymentMatchEdgeResolvers<ContextType>;
  LedgerCheck?: LedgerCheckResolvers<ContextType>;
  LedgerDifference?: LedgerDifferenceResolvers<ContextType>;
  FulfilmentReport?: FulfilmentReportResolvers<ContextType>;
  PromotionResult?: PromotionResultResolvers<ContextType>;
  Segment?: SegmentResolvers<ContextType>;
  CustomerValue?: CustomerValueResolvers<ContextType>;
  ExportPayload?: ExportPayloadResolvers<ContextType>;
  Export?: ExportResolvers<ContextType>;
};

