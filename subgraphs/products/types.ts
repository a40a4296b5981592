/** Generated from schema/products.graphql by `npm run generate`. */
import type { GraphQLResolveInfo, GraphQLScalarType, GraphQLScalarTypeConfig } from 'graphql';
import type { ChannelRow, CategoryRow, ProductRow, VariantRow, MediaRow, ProductParameterRow, ParameterValueRow, TextValueRow, NumberValueRow, BooleanValueRow, ChoiceValueRow, VariantCostRow, PriceQuoteRow, PriceRangeRow, ProductConnectionRow, VariantConnectionRow, PromotionRow, PromotionConnectionRow, PriceChangedRow, FacetRow } from './mappers.ts';
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
  /** An exact decimal as text, such as "12.30". Never a float. */
  Decimal: { input: string; output: string; }
  /** A currency, ISO 4217, such as "PLN". */
  CurrencyCode: { input: string; output: string; }
  /** An instant, RFC 3339 in UTC, such as "2026-03-01T08:15:30.250Z". */
  DateTime: { input: string; output: string | number; }
  /** A language, BCP 47, such as "pl". Where an argument takes one, it defaults to Accept-Language, then to the channel's. */
  LanguageCode: { input: string; output: string; }
  /** An absolute URL, or a path on the hub itself, such as "/files/…". */
  URL: { input: string; output: string; }
  /** A calendar day in the company's zone, such as "2026-03-01". */
  LocalDate: { input: string; output: string; }
  /** A country, ISO 3166-1 alpha-2, such as "PL". */
  CountryCode: { input: string; output: string; }
  _FieldSet: { input: string; output: string; }
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

/** An amount in one currency. */
export type Money = {
  __typename?: 'Money';
  /** The amount, with two places or more. */
  amount: Scalars['Decimal']['output'];
  /** Its currency. */
  currencyCode: Scalars['CurrencyCode']['output'];
};

/** Anything that can be fetched by its id alone. */
export type Node = {
  /** Prefixed and stable, also over a rebuild. */
  id: Scalars['ID']['output'];
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

/** An amount of goods in one unit. */
export type Quantity = {
  __typename?: 'Quantity';
  /** How much. */
  value: Scalars['Decimal']['output'];
  /** Unit of measure: UN/ECE code such as PCE or KGM, or the ERP's own. */
  unitCode: Scalars['String']['output'];
};

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

/** Which way a list runs. */
export type SortDirection =
  /** Smallest first. */
  | 'ASC'
  /** Largest first. */
  | 'DESC';

/** Everything that can be read. */
export type Query = {
  __typename?: 'Query';
  /** One product, by exactly one of its id and its slug. Without the scope products:read only what is active is seen, here and everywhere. */
  product?: Maybe<Product>;
  /** Products that fit search and filter, page by page. */
  products: ProductConnection;
  /** One variant, by exactly one of id, SKU and GTIN. */
  variant?: Maybe<Variant>;
  /** Variants in the order asked, null where unknown; ids or skus, at most 250. */
  variants: Array<Maybe<Variant>>;
  /** One category, by exactly one of its id and its slug. */
  category?: Maybe<Category>;
  /** The categories below one, or those at the top, in Polish alphabetical order. */
  categories: Array<Category>;
  /** Promotions by their code. Without the scope products:read those that run now and are open to this viewer. */
  promotions: PromotionConnection;
  /** The sales channels of the company. */
  channels: Array<Channel>;
  /** Prices of many lines bought together, in the order asked, null where there is no price; at most 250. Promotions on whole orders count. */
  priceQuotes: Array<Maybe<PriceQuote>>;
};


/** Everything that can be read. */
export type QueryProductArgs = {
  id?: InputMaybe<Scalars['ID']['input']>;
  slug?: InputMaybe<Scalars['String']['input']>;
};


/** Everything that can be read. */
export type QueryProductsArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  search?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<ProductFilter>;
  sort?: InputMaybe<Array<ProductSort>>;
  for?: InputMaybe<PriceContext>;
};


/** Everything that can be read. */
export type QueryVariantArgs = {
  id?: InputMaybe<Scalars['ID']['input']>;
  sku?: InputMaybe<Scalars['String']['input']>;
  gtin?: InputMaybe<Scalars['String']['input']>;
};


/** Everything that can be read. */
export type QueryVariantsArgs = {
  ids?: InputMaybe<Array<Scalars['ID']['input']>>;
  skus?: InputMaybe<Array<Scalars['String']['input']>>;
};


/** Everything that can be read. */
export type QueryCategoryArgs = {
  id?: InputMaybe<Scalars['ID']['input']>;
  slug?: InputMaybe<Scalars['String']['input']>;
};


/** Everything that can be read. */
export type QueryCategoriesArgs = {
  parentId?: InputMaybe<Scalars['ID']['input']>;
  depth?: InputMaybe<Scalars['Int']['input']>;
};


/** Everything that can be read. */
export type QueryPromotionsArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<PromotionFilter>;
};


/** Everything that can be read. */
export type QueryPriceQuotesArgs = {
  lines: Array<PriceLineInput>;
  for?: InputMaybe<PriceContext>;
};

/** Everything that can be listened to. */
export type Subscription = {
  __typename?: 'Subscription';
  /**
   * Prices of the named variants for one buyer: a changed row or rule, a promotion or a validity that begins or ends, another price list of the buyer's. Starts with
   * the prices as they are, unless told not to or continued with `after`.
   */
  priceChanges: PriceStreamItem;
};


/** Everything that can be listened to. */
export type SubscriptionPriceChangesArgs = {
  filter: PriceChangeFilter;
  after?: InputMaybe<Scalars['StreamCursor']['input']>;
  snapshot?: Scalars['Boolean']['input'];
};

/** What to listen to: at least one variant, at most 250 of each kind of name. */
export type PriceChangeFilter = {
  /** These variants. */
  variantIds?: InputMaybe<Array<Scalars['ID']['input']>>;
  /** The variants with these SKUs. */
  skus?: InputMaybe<Array<Scalars['String']['input']>>;
  /** For whom and how many; without a day always today's price. */
  for?: InputMaybe<PriceContext>;
};

/** A price, or news of the stream itself. */
export type PriceStreamItem = PriceChanged | StreamCheckpoint | StreamGap;

/** A price is another one now. */
export type PriceChanged = {
  __typename?: 'PriceChanged';
  /** Hand it back as `after` to go on from here. */
  cursor: Scalars['StreamCursor']['output'];
  /** What is priced. */
  variant: Variant;
  /** The price now; null when there is none any more. */
  price?: Maybe<PriceQuote>;
  /** Net unit price told here before; null when there was none, or when this stream did not tell one yet. */
  previousUnitNet?: Maybe<Money>;
  /** When the hub learned of it. */
  occurredAt: Scalars['DateTime']['output'];
};

/** Where the company sells: a shop, a marketplace, a counter. */
export type Channel = Node & {
  __typename?: 'Channel';
  /** Prefixed and stable. */
  id: Scalars['ID']['output'];
  /** Short name for programs. */
  code: Scalars['String']['output'];
  /** Name for people. */
  name: Scalars['String']['output'];
  /** Its currency. */
  currencyCode: Scalars['CurrencyCode']['output'];
  /** Its first language. */
  language: Scalars['LanguageCode']['output'];
  /** All of its languages, the first one first. */
  languages: Array<Scalars['LanguageCode']['output']>;
  /** Code of the price list its visitors buy by; null where that is the company's default list. */
  priceLevel?: Maybe<Scalars['String']['output']>;
  /** True when its prices are shown gross. */
  pricesIncludeTax: Scalars['Boolean']['output'];
  /** The company that sells here. */
  companyId: Scalars['ID']['output'];
};

/** A place in the catalogue tree. */
export type Category = Node & {
  __typename?: 'Category';
  /** Prefixed and stable. */
  id: Scalars['ID']['output'];
  /** For addresses of pages. */
  slug: Scalars['String']['output'];
  /** Name in the asked language, or the nearest there is. */
  name: Scalars['String']['output'];
  /** The category above. */
  parent?: Maybe<Category>;
  /** From the top down to the parent. */
  ancestors: Array<Category>;
  /** Directly below, in Polish alphabetical order. */
  children: Array<Category>;
  /** Products here and below that this viewer may see. */
  productCount: Scalars['Int']['output'];
  /** Products here and below. */
  products: ProductConnection;
  /** The same category in the linked systems. */
  externalIds: Array<ExternalId>;
};


/** A place in the catalogue tree. */
export type CategoryNameArgs = {
  language?: InputMaybe<Scalars['LanguageCode']['input']>;
};


/** A place in the catalogue tree. */
export type CategoryProductsArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<ProductFilter>;
  sort?: InputMaybe<Array<ProductSort>>;
};

/** What a shop shows on one page: one or more variants. */
export type Product = Node & {
  __typename?: 'Product';
  /** Prefixed and stable. */
  id: Scalars['ID']['output'];
  /** For addresses of pages: the shop's when it has one. */
  slug: Scalars['String']['output'];
  /** The shop's title when it has its own, else the ERP's. */
  title: Scalars['String']['output'];
  /** The shop's description when it has its own, else the ERP's. */
  description?: Maybe<Scalars['String']['output']>;
  /** Brand or manufacturer. */
  brand?: Maybe<Scalars['String']['output']>;
  /** How it is made up. */
  kind: ProductKind;
  /** Whether it is sold. */
  lifecycle: ProductLifecycle;
  /** Where it stands in the tree. */
  categories: Array<Category>;
  /** Its variants in the ERP's order. */
  variants: VariantConnection;
  /** The variant with exactly these options. */
  variantByOptions?: Maybe<Variant>;
  /** What its variants differ in. */
  optionAxes: Array<OptionAxis>;
  /** Cheapest and dearest variant for this viewer. */
  priceRange?: Maybe<PriceRange>;
  /** Pictures: the shop's when it has its own, else the ERP's. */
  media: Array<Media>;
  /** Technical parameters that all variants share. */
  parameters: Array<ProductParameter>;
  /** Texts for search engines, when somebody wrote them. */
  seo?: Maybe<Seo>;
  /** The same product in the linked systems. */
  externalIds: Array<ExternalId>;
  /** When anything of it last changed here. */
  updatedAt: Scalars['DateTime']['output'];
  /** Where it comes from and how old it is. */
  provenance: Provenance;
};


/** What a shop shows on one page: one or more variants. */
export type ProductTitleArgs = {
  language?: InputMaybe<Scalars['LanguageCode']['input']>;
};


/** What a shop shows on one page: one or more variants. */
export type ProductDescriptionArgs = {
  language?: InputMaybe<Scalars['LanguageCode']['input']>;
  format?: TextFormat;
};


/** What a shop shows on one page: one or more variants. */
export type ProductVariantsArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
};


/** What a shop shows on one page: one or more variants. */
export type ProductVariantByOptionsArgs = {
  options: Array<VariantOptionInput>;
};


/** What a shop shows on one page: one or more variants. */
export type ProductPriceRangeArgs = {
  for?: InputMaybe<PriceContext>;
};


/** What a shop shows on one page: one or more variants. */
export type ProductMediaArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
};

/** How a text is wanted. */
export type TextFormat =
  /** As the source wrote it. */
  | 'HTML'
  /** Without markup. */
  | 'PLAIN';

/** How a product is made up. */
export type ProductKind =
  /** One variant. */
  | 'SIMPLE'
  /** Several variants. */
  | 'VARIANTS'
  /** Sold as one, stocked as its parts. */
  | 'KIT'
  /** Nothing to stock. */
  | 'SERVICE'
  /** None of the above. */
  | 'OTHER';

/** Whether a product is sold. */
export type ProductLifecycle =
  /** On sale. */
  | 'ACTIVE'
  /** Taken off sale in the ERP. */
  | 'DISCONTINUED'
  /** No longer in the ERP. */
  | 'DELETED';

/** Texts for search engines. */
export type Seo = {
  __typename?: 'Seo';
  /** Page title. */
  title?: Maybe<Scalars['String']['output']>;
  /** Page description. */
  description?: Maybe<Scalars['String']['output']>;
};

/** Something the variants of a product differ in, such as colour. */
export type OptionAxis = {
  __typename?: 'OptionAxis';
  /** Stable code. */
  code: Scalars['String']['output'];
  /** Name for people. */
  name: Scalars['String']['output'];
  /** The values there are. */
  values: Array<OptionValue>;
};

/** One value of an axis. */
export type OptionValue = {
  __typename?: 'OptionValue';
  /** Stable code. */
  code: Scalars['String']['output'];
  /** Name for people. */
  name: Scalars['String']['output'];
  /** Colour as #rrggbb, or an address of a picture. */
  swatch?: Maybe<Scalars['String']['output']>;
};

/** The value a variant has on one axis. */
export type VariantOption = {
  __typename?: 'VariantOption';
  /** Code of the axis. */
  axis: Scalars['String']['output'];
  /** Name of the axis. */
  name: Scalars['String']['output'];
  /** The value. */
  value: OptionValue;
};

/** One chosen option. */
export type VariantOptionInput = {
  /** Code of the axis. */
  axis: Scalars['String']['input'];
  /** Code of the value. */
  value: Scalars['String']['input'];
};

/** What is stocked, priced and sold. */
export type Variant = Node & {
  __typename?: 'Variant';
  /** Prefixed and stable. */
  id: Scalars['ID']['output'];
  /** The company's own number of the article. */
  sku: Scalars['String']['output'];
  /** Bar codes. */
  gtins: Array<Scalars['String']['output']>;
  /** Its own title, or the product's with its options. */
  title: Scalars['String']['output'];
  /** The product it belongs to. */
  product: Product;
  /** One value for each axis of the product. */
  options: Array<VariantOption>;
  /** Its own picture, or the product's first. */
  image?: Maybe<Media>;
  /** Technical parameters of this variant alone. */
  parameters: Array<ProductParameter>;
  /** Units it can be ordered in, the stock unit first. */
  salesUnits: Array<SalesUnit>;
  /** The least that can be ordered. */
  minOrderQuantity: Quantity;
  /** Orders are multiples of this. */
  orderStep: Quantity;
  /** The price for this viewer; null when there is none. */
  price?: Maybe<PriceQuote>;
  /** Whether this viewer can buy it now, and why not. */
  purchase: Purchase;
  /** Purchase or production cost. */
  cost?: Maybe<VariantCost>;
  /** The same variant in the linked systems. */
  externalIds: Array<ExternalId>;
  /** When it last changed here. */
  updatedAt: Scalars['DateTime']['output'];
  /** Where it comes from and how old it is. */
  provenance: Provenance;
};


/** What is stocked, priced and sold. */
export type VariantTitleArgs = {
  language?: InputMaybe<Scalars['LanguageCode']['input']>;
};


/** What is stocked, priced and sold. */
export type VariantPriceArgs = {
  for?: InputMaybe<PriceContext>;
};


/** What is stocked, priced and sold. */
export type VariantPurchaseArgs = {
  for?: InputMaybe<PriceContext>;
};

/** A unit to order in. */
export type SalesUnit = {
  __typename?: 'SalesUnit';
  /** Unit of measure: UN/ECE code such as PCE, or the ERP's own. */
  code: Scalars['String']['output'];
  /** Name for people. */
  name: Scalars['String']['output'];
  /** How many stock units it holds. */
  factor: Scalars['Decimal']['output'];
  /** Bar code of this packing. */
  gtin?: Maybe<Scalars['String']['output']>;
  /** True for the stock unit. */
  isDefault: Scalars['Boolean']['output'];
};

/** What one stock unit costs the company. */
export type VariantCost = {
  __typename?: 'VariantCost';
  /** Net, one stock unit. */
  unit: Money;
  /** How the ERP reckons it, such as average or standard. */
  method: Scalars['String']['output'];
  /** When it was read. */
  asOf: Scalars['DateTime']['output'];
};

/** Whether something can be bought now. */
export type Purchase = {
  __typename?: 'Purchase';
  /** True when nothing stands against it. */
  canBuy: Scalars['Boolean']['output'];
  /** Everything that stands against it. */
  reasons: Array<PurchaseBlock>;
};

/** Why something cannot be bought. */
export type PurchaseBlock =
  /** Only known customers have a price. */
  | 'LOGIN_REQUIRED'
  /** There is no price for this viewer. */
  | 'NO_PRICE'
  /** Less than this quantity can be sold. */
  | 'OUT_OF_STOCK'
  /** It is off sale. */
  | 'DISCONTINUED'
  /** The customer is blocked. */
  | 'CREDIT_BLOCKED';

/** A picture. */
export type Media = {
  __typename?: 'Media';
  /** Where it lies. */
  url: Scalars['URL']['output'];
  /** What it shows, for those who cannot see it. */
  alt?: Maybe<Scalars['String']['output']>;
  /** Changes when the picture changes. */
  contentHash: Scalars['String']['output'];
  /** From 0; the first is the main one. */
  position: Scalars['Int']['output'];
};

/** One technical parameter. */
export type ProductParameter = {
  __typename?: 'ProductParameter';
  /** Stable code, such as weight_g. */
  code: Scalars['String']['output'];
  /** Name for people. */
  label: Scalars['String']['output'];
  /** The value, typed. */
  value: ParameterValue;
  /** The value as people read it. */
  text: Scalars['String']['output'];
};


/** One technical parameter. */
export type ProductParameterLabelArgs = {
  language?: InputMaybe<Scalars['LanguageCode']['input']>;
};


/** One technical parameter. */
export type ProductParameterTextArgs = {
  language?: InputMaybe<Scalars['LanguageCode']['input']>;
};

/** A value of one of four kinds. */
export type ParameterValue = TextValue | NumberValue | BooleanValue | ChoiceValue;

/** Free text. */
export type TextValue = {
  __typename?: 'TextValue';
  /** The text. */
  text: Scalars['String']['output'];
};

/** A number, perhaps with a unit. */
export type NumberValue = {
  __typename?: 'NumberValue';
  /** The number. */
  number: Scalars['Decimal']['output'];
  /** Its unit. */
  unitCode?: Maybe<Scalars['String']['output']>;
};

/** Yes or no. */
export type BooleanValue = {
  __typename?: 'BooleanValue';
  /** True for yes. */
  flag: Scalars['Boolean']['output'];
};

/** One of a fixed list. */
export type ChoiceValue = {
  __typename?: 'ChoiceValue';
  /** Stable code. */
  code: Scalars['String']['output'];
  /** Name for people. */
  label: Scalars['String']['output'];
};

/** For whom and for how many a price is asked; everything defaults to the viewer's own. */
export type PriceContext = {
  /** The viewer's own customer, or any with the scope customers:any. */
  customerId?: InputMaybe<Scalars['ID']['input']>;
  /** A channel of the company. */
  channelId?: InputMaybe<Scalars['ID']['input']>;
  /** Default: the least that can be ordered, at least one stock unit. */
  quantity?: InputMaybe<Scalars['Decimal']['input']>;
  /** Unit of the quantity: one of salesUnits. Default: the stock unit. */
  unitCode?: InputMaybe<Scalars['String']['input']>;
  /** Day of the order; a later day than today needs the scope products:read. */
  date?: InputMaybe<Scalars['LocalDate']['input']>;
  /** Where the goods go, which decides the tax. Default: the customer's delivery address, else the company's country. */
  shipTo?: InputMaybe<Scalars['CountryCode']['input']>;
  /** Currency of the price. Default: that of the customer's own price list, else the channel's. Nothing is converted: without a price list in it there is no price. */
  currencyCode?: InputMaybe<Scalars['CurrencyCode']['input']>;
  /** Codes that open promotions, letter case aside; at most 20. */
  couponCodes?: InputMaybe<Array<Scalars['String']['input']>>;
};

/** The price of one variant for one buyer, quantity and day. */
export type PriceQuote = {
  __typename?: 'PriceQuote';
  /** What is priced. */
  variant: Variant;
  /** For how many stock units. */
  quantity: Quantity;
  /** One stock unit without tax, exactly as the ERP would charge. Promotions that work by the unit are in it. */
  unitNet: Money;
  /** One stock unit with tax. */
  unitGross: Money;
  /** One stock unit without tax, before promotions. */
  regularNet: Money;
  /** What promotions take off the whole quantity. */
  discounts: Array<PriceDiscount>;
  /** The whole quantity without tax, rounded to cents: at `regularNet`, less the discounts. */
  lineNet: Money;
  /** Tax on the whole quantity. */
  lineTax: Money;
  /** The whole quantity with tax. */
  lineGross: Money;
  /** The ordinary price of the public list for one unit, to strike through. */
  listNet?: Maybe<Money>;
  /** The same with tax. */
  listGross?: Maybe<Money>;
  /** Lowest price of the 30 days before the current price began, promotions without a code included (EU price indication directive). */
  lowest30DaysNet?: Maybe<Money>;
  /** The same with tax. */
  lowest30DaysGross?: Maybe<Money>;
  /** Tax rate of this buyer, such as 23. */
  taxPercent: Scalars['Decimal']['output'];
  /** Why this rate. */
  taxReason: TaxReason;
  /** Name of the tax rule that made the rate; null where the goods' own rate holds. */
  taxRule?: Maybe<Scalars['String']['output']>;
  /** Prices by quantity, smallest first, before promotions. */
  tiers: Array<PriceTier>;
  /** How the price came about: the amounts add up to unitNet. */
  applied: Array<PriceRuleApplied>;
  /** Code of the price list the price was found in. */
  priceLevel: Scalars['String']['output'];
  /** True where a promotion may apply that only the ERP can evaluate: the order may come out cheaper. */
  estimated: Scalars['Boolean']['output'];
  /** The last instant of this price, when that is known: a row, a rule or a promotion begins or ends behind it. */
  validUntil?: Maybe<Scalars['DateTime']['output']>;
  /** Where it comes from and how old it is. */
  provenance: Provenance;
};

/** What one promotion takes off a line. */
export type PriceDiscount = {
  __typename?: 'PriceDiscount';
  /** Code of the promotion. */
  code: Scalars['String']['output'];
  /** Name for people. */
  title: Scalars['String']['output'];
  /** Off the whole quantity, without tax. */
  amount: Money;
};

/** A price from a quantity on. */
export type PriceTier = {
  __typename?: 'PriceTier';
  /** From so many stock units. */
  minQuantity: Quantity;
  /** One stock unit without tax. */
  unitNet: Money;
  /** One stock unit with tax. */
  unitGross: Money;
};

/** One step of a price. */
export type PriceRuleApplied = {
  __typename?: 'PriceRuleApplied';
  /** Code of the list or rule. */
  code: Scalars['String']['output'];
  /** Name for people. */
  title: Scalars['String']['output'];
  /** What kind of step. */
  kind: PriceRuleKind;
  /** What it adds to the net unit price; negative for a discount. */
  amount: Money;
  /** What people call the rule of the list that made it; null where the list tells none. */
  rule?: Maybe<Scalars['String']['output']>;
  /** How that rule computes; null where the list does not tell. */
  ruleComputation?: Maybe<PriceComputation>;
  /** Its last instant, when it ends by itself. */
  endsAt?: Maybe<Scalars['DateTime']['output']>;
};

/** How a rule of a price list computes. */
export type PriceComputation =
  /** It names the price. */
  | 'FIXED'
  /** Some percent off another price. */
  | 'PERCENT'
  /** From cost or another price by a formula. */
  | 'FORMULA';

/** What a step of a price is. */
export type PriceRuleKind =
  /** The ordinary price. */
  | 'LIST'
  /** The customer's price list. */
  | 'PRICE_LIST'
  /** The customer's discount. */
  | 'CUSTOMER'
  /** A promotion, or a price for a limited time. */
  | 'PROMOTION'
  /** A price from a quantity on. */
  | 'VOLUME'
  /** None of the above. */
  | 'OTHER';

/** Cheapest and dearest variant. */
export type PriceRange = {
  __typename?: 'PriceRange';
  /** The cheapest. */
  from: PriceQuote;
  /** The dearest. */
  to: PriceQuote;
};

/** Something cheaper for a time, for some goods, or with a code. */
export type Promotion = Node & {
  __typename?: 'Promotion';
  /** Prefixed and stable. */
  id: Scalars['ID']['output'];
  /** Short name for programs. */
  code: Scalars['String']['output'];
  /** Name for people. */
  title: Scalars['String']['output'];
  /** When it begins; null when it always ran. */
  startsAt?: Maybe<Scalars['DateTime']['output']>;
  /** Its last instant; null when it does not end. */
  endsAt?: Maybe<Scalars['DateTime']['output']>;
  /** Whether it runs now. */
  active: Scalars['Boolean']['output'];
  /** True when it takes a code. */
  couponRequired: Scalars['Boolean']['output'];
  /** The codes that open it. */
  couponCodes?: Maybe<Array<Scalars['String']['output']>>;
  /** What it does, in plain words; null where only the ERP can tell. */
  effect?: Maybe<Scalars['String']['output']>;
  /** What must hold, in plain words. */
  conditions: Array<Scalars['String']['output']>;
  /** False where only the ERP can evaluate it: prices it may touch are marked estimated. */
  evaluated: Scalars['Boolean']['output'];
  /** The linked system that keeps it. */
  systemId: Scalars['ID']['output'];
};


/** Something cheaper for a time, for some goods, or with a code. */
export type PromotionEffectArgs = {
  language?: InputMaybe<Scalars['LanguageCode']['input']>;
};


/** Something cheaper for a time, for some goods, or with a code. */
export type PromotionConditionsArgs = {
  language?: InputMaybe<Scalars['LanguageCode']['input']>;
};

/** Which promotions; all given conditions hold. */
export type PromotionFilter = {
  /** Running at this instant. Without the scope products:read only the present is seen. */
  activeAt?: InputMaybe<Scalars['DateTime']['input']>;
  /** Those that may touch any of these products; at most 250. */
  productIds?: InputMaybe<Array<Scalars['ID']['input']>>;
  /** With a code, or without one. */
  couponRequired?: InputMaybe<Scalars['Boolean']['input']>;
};

/** A page of promotions. */
export type PromotionConnection = {
  __typename?: 'PromotionConnection';
  /** The promotions. */
  nodes: Array<Promotion>;
  /** The promotions with their cursors. */
  edges: Array<PromotionEdge>;
  /** Where the page stands. */
  pageInfo: PageInfo;
  /** How many there are in all; null above 10,000. */
  totalCount?: Maybe<Scalars['Int']['output']>;
};

/** A promotion on a page. */
export type PromotionEdge = {
  __typename?: 'PromotionEdge';
  /** The promotion. */
  node: Promotion;
  /** Its place. */
  cursor: Scalars['String']['output'];
};

/** One line to be priced. */
export type PriceLineInput = {
  /** The variant, by id or by SKU. */
  variantId?: InputMaybe<Scalars['ID']['input']>;
  /** The variant, by id or by SKU. */
  sku?: InputMaybe<Scalars['String']['input']>;
  /** How many, more than zero. */
  quantity: Scalars['Decimal']['input'];
  /** Unit of the quantity: one of salesUnits. Default: the stock unit. */
  unitCode?: InputMaybe<Scalars['String']['input']>;
};

/** Conditions on products; all that are given hold. */
export type ProductFilter = {
  /** Any of these products; at most 250. */
  ids?: InputMaybe<Array<Scalars['ID']['input']>>;
  /** Has a variant with any of these SKUs; at most 250. */
  skus?: InputMaybe<Array<Scalars['String']['input']>>;
  /** Has a variant with any of these bar codes; at most 250. */
  gtins?: InputMaybe<Array<Scalars['String']['input']>>;
  /** Stands in any of these categories; at most 250. */
  categoryIds?: InputMaybe<Array<Scalars['ID']['input']>>;
  /** Counts what stands below those categories, too. */
  includeSubcategories?: Scalars['Boolean']['input'];
  /** Any of these brands, exactly as written. */
  brands?: InputMaybe<Array<Scalars['String']['input']>>;
  /** Lowest net price on the list of the viewer's channel. */
  price?: InputMaybe<DecimalRange>;
  /** IN_STOCK: something can be sold now from the channel's warehouses; OUT_OF_STOCK: nothing. */
  availability?: InputMaybe<Array<Scalars['String']['input']>>;
  /** All of these parameters fit; at most 20. */
  parameters?: InputMaybe<Array<ParameterFilter>>;
  /** Any of these; without products:read only ACTIVE is ever seen. */
  lifecycle?: InputMaybe<Array<ProductLifecycle>>;
  /** Changed within. */
  updatedAt?: InputMaybe<DateTimeRange>;
  /** Lacks all of these. Needs the scope products:read. */
  missing?: InputMaybe<Array<ProductGap>>;
};

/** Something a product page lacks. */
export type ProductGap =
  /** No picture. */
  | 'IMAGE'
  /** No description. */
  | 'DESCRIPTION'
  /** In no category. */
  | 'CATEGORY'
  /** No price on the default list. */
  | 'PRICE'
  /** In no shop. */
  | 'SHOP_BINDING'
  /** In no ERP. */
  | 'ERP_BINDING'
  /** No variant has a bar code. */
  | 'GTIN';

/** A condition on one parameter of the product or of a variant. */
export type ParameterFilter = {
  /** Code of the parameter. */
  code: Scalars['String']['input'];
  /** Any of these values: text, number, code of a choice, true or false. */
  anyOf?: InputMaybe<Array<Scalars['String']['input']>>;
  /** A number within. */
  range?: InputMaybe<DecimalRange>;
};

/** One sort key; later ones decide among equals. */
export type ProductSort = {
  /** What to sort by. */
  by: ProductSortKey;
  /** Which way. */
  direction?: SortDirection;
};

/** What products can be sorted by. */
export type ProductSortKey =
  /** Exact SKU or bar code first, then titles that begin with the search, then the rest; always best first. */
  | 'RELEVANCE'
  /** Polish alphabetical order. */
  | 'TITLE'
  /** Lowest net price on the list of the viewer's channel; without a price last, either way. */
  | 'PRICE'
  /** When it came into the hub; ASC is newest first. */
  | 'NEWEST'
  /** When it last changed. */
  | 'UPDATED_AT';

/** A page of products. */
export type ProductConnection = {
  __typename?: 'ProductConnection';
  /** The products. */
  nodes: Array<Product>;
  /** The products with their cursors. */
  edges: Array<ProductEdge>;
  /** Where the page stands. */
  pageInfo: PageInfo;
  /** How many there are in all; null above 10,000. */
  totalCount?: Maybe<Scalars['Int']['output']>;
  /** Values to narrow the list by, each counted as if its own condition were off. Codes: CATEGORY, BRAND, PRICE, AVAILABILITY, PARAMETER for all parameters, or codes of parameters. */
  facets: Array<Facet>;
};


/** A page of products. */
export type ProductConnectionFacetsArgs = {
  codes?: InputMaybe<Array<Scalars['String']['input']>>;
};

/** A product on a page. */
export type ProductEdge = {
  __typename?: 'ProductEdge';
  /** The product. */
  node: Product;
  /** Its place. */
  cursor: Scalars['String']['output'];
};

/** A page of variants. */
export type VariantConnection = {
  __typename?: 'VariantConnection';
  /** The variants. */
  nodes: Array<Variant>;
  /** The variants with their cursors. */
  edges: Array<VariantEdge>;
  /** Where the page stands. */
  pageInfo: PageInfo;
  /** How many there are in all. */
  totalCount: Scalars['Int']['output'];
};

/** A variant on a page. */
export type VariantEdge = {
  __typename?: 'VariantEdge';
  /** The variant. */
  node: Variant;
  /** Its place. */
  cursor: Scalars['String']['output'];
};

/** Something a list can be narrowed by. */
export type Facet = {
  __typename?: 'Facet';
  /** CATEGORY, BRAND, PRICE, AVAILABILITY or the code of a parameter. */
  code: Scalars['String']['output'];
  /** Name for people. */
  label: Scalars['String']['output'];
  /** What it is. */
  kind: FacetKind;
  /** The commonest values, at most 50; empty for PRICE. */
  values: Array<FacetValue>;
  /** Smallest number, for prices and numbers. */
  min?: Maybe<Scalars['Decimal']['output']>;
  /** Largest number, for prices and numbers. */
  max?: Maybe<Scalars['Decimal']['output']>;
};


/** Something a list can be narrowed by. */
export type FacetLabelArgs = {
  language?: InputMaybe<Scalars['LanguageCode']['input']>;
};

/** What a facet is of. */
export type FacetKind =
  /** Categories, each with all below it. */
  | 'CATEGORY'
  /** Brands. */
  | 'BRAND'
  /** Lowest net prices on the list of the viewer's channel. */
  | 'PRICE'
  /** Whether something can be sold now. */
  | 'AVAILABILITY'
  /** A technical parameter. */
  | 'PARAMETER';

/** One value to narrow by. */
export type FacetValue = {
  __typename?: 'FacetValue';
  /** What to give in the filter. */
  value: Scalars['String']['output'];
  /** Name for people. */
  label: Scalars['String']['output'];
  /** How many products have it. */
  count: Scalars['Int']['output'];
  /** True when the filter names it. */
  selected: Scalars['Boolean']['output'];
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
  Channel: Channel;
  Category: Category;
  Product: Product;
  Variant: Variant;
  Promotion: Promotion;
};

/** Mapping of federation reference types */
export type FederationReferenceTypes = {
  Channel:
    ( { __typename: 'Channel' }
    & GraphQLRecursivePick<FederationTypes['Channel'], {"id":true}> );
  Category:
    ( { __typename: 'Category' }
    & GraphQLRecursivePick<FederationTypes['Category'], {"id":true}> );
  Product:
    ( { __typename: 'Product' }
    & GraphQLRecursivePick<FederationTypes['Product'], {"id":true}> );
  Variant:
    ( { __typename: 'Variant' }
    & ( GraphQLRecursivePick<FederationTypes['Variant'], {"id":true}>
        | GraphQLRecursivePick<FederationTypes['Variant'], {"sku":true}> ) );
  Promotion:
    ( { __typename: 'Promotion' }
    & GraphQLRecursivePick<FederationTypes['Promotion'], {"id":true}> );
};

/** Mapping of union types */
export type ResolversUnionTypes<_RefType extends Record<string, unknown>> = {
  PriceStreamItem:
    | ( PriceChangedRow )
    | ( Partial<StreamCheckpoint> )
    | ( Partial<StreamGap> )
  ;
  ParameterValue:
    | ( TextValueRow )
    | ( NumberValueRow )
    | ( BooleanValueRow )
    | ( ChoiceValueRow )
  ;
};

/** Mapping of interface types */
export type ResolversInterfaceTypes<_RefType extends Record<string, unknown>> = {
  Node:
    | ( ChannelRow )
    | ( CategoryRow )
    | ( ProductRow )
    | ( VariantRow )
    | ( PromotionRow )
  ;
};

/** Mapping between all available schema types and the resolvers types */
export type ResolversTypes = {
  StreamCursor: ResolverTypeWrapper<Partial<Scalars['StreamCursor']['output']>>;
  StreamCheckpoint: ResolverTypeWrapper<Partial<StreamCheckpoint>>;
  Boolean: ResolverTypeWrapper<Partial<Scalars['Boolean']['output']>>;
  Int: ResolverTypeWrapper<Partial<Scalars['Int']['output']>>;
  StreamGap: ResolverTypeWrapper<Partial<StreamGap>>;
  StreamGapReason: ResolverTypeWrapper<Partial<StreamGapReason>>;
  Money: ResolverTypeWrapper<Partial<Money>>;
  Decimal: ResolverTypeWrapper<Partial<Scalars['Decimal']['output']>>;
  CurrencyCode: ResolverTypeWrapper<Partial<Scalars['CurrencyCode']['output']>>;
  DateTime: ResolverTypeWrapper<Partial<Scalars['DateTime']['output']>>;
  Node: ResolverTypeWrapper<ResolversInterfaceTypes<ResolversTypes>['Node']>;
  ID: ResolverTypeWrapper<Partial<Scalars['ID']['output']>>;
  LanguageCode: ResolverTypeWrapper<Partial<Scalars['LanguageCode']['output']>>;
  ExternalId: ResolverTypeWrapper<Partial<ExternalId>>;
  String: ResolverTypeWrapper<Partial<Scalars['String']['output']>>;
  Provenance: ResolverTypeWrapper<Partial<Provenance>>;
  Freshness: ResolverTypeWrapper<Partial<Freshness>>;
  Quantity: ResolverTypeWrapper<Partial<Quantity>>;
  URL: ResolverTypeWrapper<Partial<Scalars['URL']['output']>>;
  LocalDate: ResolverTypeWrapper<Partial<Scalars['LocalDate']['output']>>;
  CountryCode: ResolverTypeWrapper<Partial<Scalars['CountryCode']['output']>>;
  TaxReason: ResolverTypeWrapper<Partial<TaxReason>>;
  PageInfo: ResolverTypeWrapper<Partial<PageInfo>>;
  DecimalRange: ResolverTypeWrapper<Partial<DecimalRange>>;
  DateTimeRange: ResolverTypeWrapper<Partial<DateTimeRange>>;
  SortDirection: ResolverTypeWrapper<Partial<SortDirection>>;
  Query: ResolverTypeWrapper<Record<PropertyKey, never>>;
  Subscription: ResolverTypeWrapper<Record<PropertyKey, never>>;
  PriceChangeFilter: ResolverTypeWrapper<Partial<PriceChangeFilter>>;
  PriceStreamItem: Partial<ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['PriceStreamItem']>>;
  PriceChanged: ResolverTypeWrapper<PriceChangedRow>;
  Channel: ResolverTypeWrapper<ChannelRow>;
  Category: ResolverTypeWrapper<CategoryRow>;
  Product: ResolverTypeWrapper<ProductRow>;
  TextFormat: ResolverTypeWrapper<Partial<TextFormat>>;
  ProductKind: ResolverTypeWrapper<Partial<ProductKind>>;
  ProductLifecycle: ResolverTypeWrapper<Partial<ProductLifecycle>>;
  Seo: ResolverTypeWrapper<Partial<Seo>>;
  OptionAxis: ResolverTypeWrapper<Partial<OptionAxis>>;
  OptionValue: ResolverTypeWrapper<Partial<OptionValue>>;
  VariantOption: ResolverTypeWrapper<Partial<VariantOption>>;
  VariantOptionInput: ResolverTypeWrapper<Partial<VariantOptionInput>>;
  Variant: ResolverTypeWrapper<VariantRow>;
  SalesUnit: ResolverTypeWrapper<Partial<SalesUnit>>;
  VariantCost: ResolverTypeWrapper<VariantCostRow>;
  Purchase: ResolverTypeWrapper<Partial<Purchase>>;
  PurchaseBlock: ResolverTypeWrapper<Partial<PurchaseBlock>>;
  Media: ResolverTypeWrapper<MediaRow>;
  ProductParameter: ResolverTypeWrapper<ProductParameterRow>;
  ParameterValue: ResolverTypeWrapper<ParameterValueRow>;
  TextValue: ResolverTypeWrapper<TextValueRow>;
  NumberValue: ResolverTypeWrapper<NumberValueRow>;
  BooleanValue: ResolverTypeWrapper<BooleanValueRow>;
  ChoiceValue: ResolverTypeWrapper<ChoiceValueRow>;
  PriceContext: ResolverTypeWrapper<Partial<PriceContext>>;
  PriceQuote: ResolverTypeWrapper<PriceQuoteRow>;
  PriceDiscount: ResolverTypeWrapper<Partial<PriceDiscount>>;
  PriceTier: ResolverTypeWrapper<Partial<PriceTier>>;
  PriceRuleApplied: ResolverTypeWrapper<Partial<PriceRuleApplied>>;
  PriceComputation: ResolverTypeWrapper<Partial<PriceComputation>>;
  PriceRuleKind: ResolverTypeWrapper<Partial<PriceRuleKind>>;
  PriceRange: ResolverTypeWrapper<PriceRangeRow>;
  Promotion: ResolverTypeWrapper<PromotionRow>;
  PromotionFilter: ResolverTypeWrapper<Partial<PromotionFilter>>;
  PromotionConnection: ResolverTypeWrapper<PromotionConnectionRow>;
  PromotionEdge: ResolverTypeWrapper<Partial<Omit<PromotionEdge, 'node'> & { node: ResolversTypes['Promotion'] }>>;
  PriceLineInput: ResolverTypeWrapper<Partial<PriceLineInput>>;
  ProductFilter: ResolverTypeWrapper<Partial<ProductFilter>>;
  ProductGap: ResolverTypeWrapper<Partial<ProductGap>>;
  ParameterFilter: ResolverTypeWrapper<Partial<ParameterFilter>>;
  ProductSort: ResolverTypeWrapper<Partial<ProductSort>>;
  ProductSortKey: ResolverTypeWrapper<Partial<ProductSortKey>>;
  ProductConnection: ResolverTypeWrapper<ProductConnectionRow>;
  ProductEdge: ResolverTypeWrapper<Partial<Omit<ProductEdge, 'node'> & { node: ResolversTypes['Product'] }>>;
  VariantConnection: ResolverTypeWrapper<VariantConnectionRow>;
  VariantEdge: ResolverTypeWrapper<Partial<Omit<VariantEdge, 'node'> & { node: ResolversTypes['Variant'] }>>;
  Facet: ResolverTypeWrapper<FacetRow>;
  FacetKind: ResolverTypeWrapper<Partial<FacetKind>>;
  FacetValue: ResolverTypeWrapper<Partial<FacetValue>>;
};

/** Mapping between all available schema types and the resolvers parents */
export type ResolversParentTypes = {
  StreamCursor: Partial<Scalars['StreamCursor']['output']>;
  StreamCheckpoint: Partial<StreamCheckpoint>;
  Boolean: Partial<Scalars['Boolean']['output']>;
  Int: Partial<Scalars['Int']['output']>;
  StreamGap: Partial<StreamGap>;
  Money: Partial<Money>;
  Decimal: Partial<Scalars['Decimal']['output']>;
  CurrencyCode: Partial<Scalars['CurrencyCode']['output']>;
  DateTime: Partial<Scalars['DateTime']['output']>;
  Node: ResolversInterfaceTypes<ResolversParentTypes>['Node'];
  ID: Partial<Scalars['ID']['output']>;
  LanguageCode: Partial<Scalars['LanguageCode']['output']>;
  ExternalId: Partial<ExternalId>;
  String: Partial<Scalars['String']['output']>;
  Provenance: Partial<Provenance>;
  Quantity: Partial<Quantity>;
  URL: Partial<Scalars['URL']['output']>;
  LocalDate: Partial<Scalars['LocalDate']['output']>;
  CountryCode: Partial<Scalars['CountryCode']['output']>;
  PageInfo: Partial<PageInfo>;
  DecimalRange: Partial<DecimalRange>;
  DateTimeRange: Partial<DateTimeRange>;
  Query: Record<PropertyKey, never>;
  Subscription: Record<PropertyKey, never>;
  PriceChangeFilter: Partial<PriceChangeFilter>;
  PriceStreamItem: Partial<ResolversUnionTypes<ResolversParentTypes>['PriceStreamItem']>;
  PriceChanged: PriceChangedRow;
  Channel: ChannelRow;
  Category: CategoryRow;
  Product: ProductRow;
  Seo: Partial<Seo>;
  OptionAxis: Partial<OptionAxis>;
  OptionValue: Partial<OptionValue>;
  VariantOption: Partial<VariantOption>;
  VariantOptionInput: Partial<VariantOptionInput>;
  Variant: VariantRow;
  SalesUnit: Partial<SalesUnit>;
  VariantCost: VariantCostRow;
  Purchase: Partial<Purchase>;
  Media: MediaRow;
  ProductParameter: ProductParameterRow;
  ParameterValue: ParameterValueRow;
  TextValue: TextValueRow;
  NumberValue: NumberValueRow;
  BooleanValue: BooleanValueRow;
  ChoiceValue: ChoiceValueRow;
  PriceContext: Partial<PriceContext>;
  PriceQuote: PriceQuoteRow;
  PriceDiscount: Partial<PriceDiscount>;
  PriceTier: Partial<PriceTier>;
  PriceRuleApplied: Partial<PriceRuleApplied>;
  PriceRange: PriceRangeRow;
  Promotion: PromotionRow;
  PromotionFilter: Partial<PromotionFilter>;
  PromotionConnection: PromotionConnectionRow;
  PromotionEdge: Partial<Omit<PromotionEdge, 'node'> & { node: ResolversParentTypes['Promotion'] }>;
  PriceLineInput: Partial<PriceLineInput>;
  ProductFilter: Partial<ProductFilter>;
  ParameterFilter: Partial<ParameterFilter>;
  ProductSort: Partial<ProductSort>;
  ProductConnection: ProductConnectionRow;
  ProductEdge: Partial<Omit<ProductEdge, 'node'> & { node: ResolversParentTypes['Product'] }>;
  VariantConnection: VariantConnectionRow;
  VariantEdge: Partial<Omit<VariantEdge, 'node'> & { node: ResolversParentTypes['Variant'] }>;
  Facet: FacetRow;
  FacetValue: Partial<FacetValue>;
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

export type MoneyResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Money'] = ResolversParentTypes['Money']> = {
  amount?: Resolver<ResolversTypes['Decimal'], ParentType, ContextType>;
  currencyCode?: Resolver<ResolversTypes['CurrencyCode'], ParentType, ContextType>;
};

export interface DecimalScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['Decimal'], any> {
  name: 'Decimal';
}

export interface CurrencyCodeScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['CurrencyCode'], any> {
  name: 'CurrencyCode';
}

export interface DateTimeScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['DateTime'], any> {
  name: 'DateTime';
}

export type NodeResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Node'] = ResolversParentTypes['Node']> = {
  __resolveType: TypeResolveFn<'Channel' | 'Category' | 'Product' | 'Variant' | 'Promotion', ParentType, ContextType>;
};

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

export type QuantityResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Quantity'] = ResolversParentTypes['Quantity']> = {
  value?: Resolver<ResolversTypes['Decimal'], ParentType, ContextType>;
  unitCode?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export interface UrlScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['URL'], any> {
  name: 'URL';
}

export interface LocalDateScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['LocalDate'], any> {
  name: 'LocalDate';
}

export interface CountryCodeScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['CountryCode'], any> {
  name: 'CountryCode';
}

export type PageInfoResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['PageInfo'] = ResolversParentTypes['PageInfo']> = {
  hasNextPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  hasPreviousPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  startCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  endCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type QueryResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Query'] = ResolversParentTypes['Query']> = {
  product?: Resolver<Maybe<ResolversTypes['Product']>, ParentType, ContextType, Partial<QueryProductArgs>>;
  products?: Resolver<ResolversTypes['ProductConnection'], ParentType, ContextType, Partial<QueryProductsArgs>>;
  variant?: Resolver<Maybe<ResolversTypes['Variant']>, ParentType, ContextType, Partial<QueryVariantArgs>>;
  variants?: Resolver<Array<Maybe<ResolversTypes['Variant']>>, ParentType, ContextType, Partial<QueryVariantsArgs>>;
  category?: Resolver<Maybe<ResolversTypes['Category']>, ParentType, ContextType, Partial<QueryCategoryArgs>>;
  categories?: Resolver<Array<ResolversTypes['Category']>, ParentType, ContextType, RequireFields<QueryCategoriesArgs, 'depth'>>;
  promotions?: Resolver<ResolversTypes['PromotionConnection'], ParentType, ContextType, Partial<QueryPromotionsArgs>>;
  channels?: Resolver<Array<ResolversTypes['Channel']>, ParentType, ContextType>;
  priceQuotes?: Resolver<Array<Maybe<ResolversTypes['PriceQuote']>>, ParentType, ContextType, RequireFields<QueryPriceQuotesArgs, 'lines'>>;
};

export type SubscriptionResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Subscription'] = ResolversParentTypes['Subscription']> = {
  priceChanges?: SubscriptionResolver<ResolversTypes['PriceStreamItem'], "priceChanges", ParentType, ContextType, RequireFields<SubscriptionPriceChangesArgs, 'filter' | 'snapshot'>>;
};

export type PriceStreamItemResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['PriceStreamItem'] = ResolversParentTypes['PriceStreamItem']> = {
  __resolveType: TypeResolveFn<'PriceChanged' | 'StreamCheckpoint' | 'StreamGap', ParentType, ContextType>;
};

export type PriceChangedResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['PriceChanged'] = ResolversParentTypes['PriceChanged']> = {
  cursor?: Resolver<ResolversTypes['StreamCursor'], ParentType, ContextType>;
  variant?: Resolver<ResolversTypes['Variant'], ParentType, ContextType>;
  price?: Resolver<Maybe<ResolversTypes['PriceQuote']>, ParentType, ContextType>;
  previousUnitNet?: Resolver<Maybe<ResolversTypes['Money']>, ParentType, ContextType>;
  occurredAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ChannelResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Channel'] = ResolversParentTypes['Channel'], FederationReferenceType extends FederationReferenceTypes['Channel'] = FederationReferenceTypes['Channel']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Channel']> | FederationReferenceType, FederationReferenceType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  currencyCode?: Resolver<ResolversTypes['CurrencyCode'], ParentType, ContextType>;
  language?: Resolver<ResolversTypes['LanguageCode'], ParentType, ContextType>;
  languages?: Resolver<Array<ResolversTypes['LanguageCode']>, ParentType, ContextType>;
  priceLevel?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  pricesIncludeTax?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  companyId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type CategoryResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Category'] = ResolversParentTypes['Category'], FederationReferenceType extends FederationReferenceTypes['Category'] = FederationReferenceTypes['Category']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Category']> | FederationReferenceType, FederationReferenceType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  slug?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType, Partial<CategoryNameArgs>>;
  parent?: Resolver<Maybe<ResolversTypes['Category']>, ParentType, ContextType>;
  ancestors?: Resolver<Array<ResolversTypes['Category']>, ParentType, ContextType>;
  children?: Resolver<Array<ResolversTypes['Category']>, ParentType, ContextType>;
  productCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  products?: Resolver<ResolversTypes['ProductConnection'], ParentType, ContextType, Partial<CategoryProductsArgs>>;
  externalIds?: Resolver<Array<ResolversTypes['ExternalId']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ProductResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Product'] = ResolversParentTypes['Product'], FederationReferenceType extends FederationReferenceTypes['Product'] = FederationReferenceTypes['Product']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Product']> | FederationReferenceType, FederationReferenceType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  slug?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  title?: Resolver<ResolversTypes['String'], ParentType, ContextType, Partial<ProductTitleArgs>>;
  description?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType, RequireFields<ProductDescriptionArgs, 'format'>>;
  brand?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['ProductKind'], ParentType, ContextType>;
  lifecycle?: Resolver<ResolversTypes['ProductLifecycle'], ParentType, ContextType>;
  categories?: Resolver<Array<ResolversTypes['Category']>, ParentType, ContextType>;
  variants?: Resolver<ResolversTypes['VariantConnection'], ParentType, ContextType, Partial<ProductVariantsArgs>>;
  variantByOptions?: Resolver<Maybe<ResolversTypes['Variant']>, ParentType, ContextType, RequireFields<ProductVariantByOptionsArgs, 'options'>>;
  optionAxes?: Resolver<Array<ResolversTypes['OptionAxis']>, ParentType, ContextType>;
  priceRange?: Resolver<Maybe<ResolversTypes['PriceRange']>, ParentType, ContextType, Partial<ProductPriceRangeArgs>>;
  media?: Resolver<Array<ResolversTypes['Media']>, ParentType, ContextType, RequireFields<ProductMediaArgs, 'first'>>;
  parameters?: Resolver<Array<ResolversTypes['ProductParameter']>, ParentType, ContextType>;
  seo?: Resolver<Maybe<ResolversTypes['Seo']>, ParentType, ContextType>;
  externalIds?: Resolver<Array<ResolversTypes['ExternalId']>, ParentType, ContextType>;
  updatedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  provenance?: Resolver<ResolversTypes['Provenance'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type SeoResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Seo'] = ResolversParentTypes['Seo']> = {
  title?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  description?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type OptionAxisResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['OptionAxis'] = ResolversParentTypes['OptionAxis']> = {
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  values?: Resolver<Array<ResolversTypes['OptionValue']>, ParentType, ContextType>;
};

export type OptionValueResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['OptionValue'] = ResolversParentTypes['OptionValue']> = {
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  swatch?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type VariantOptionResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['VariantOption'] = ResolversParentTypes['VariantOption']> = {
  axis?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  value?: Resolver<ResolversTypes['OptionValue'], ParentType, ContextType>;
};

export type VariantResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Variant'] = ResolversParentTypes['Variant'], FederationReferenceType extends FederationReferenceTypes['Variant'] = FederationReferenceTypes['Variant']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Variant']> | FederationReferenceType, FederationReferenceType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  sku?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  gtins?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
  title?: Resolver<ResolversTypes['String'], ParentType, ContextType, Partial<VariantTitleArgs>>;
  product?: Resolver<ResolversTypes['Product'], ParentType, ContextType>;
  options?: Resolver<Array<ResolversTypes['VariantOption']>, ParentType, ContextType>;
  image?: Resolver<Maybe<ResolversTypes['Media']>, ParentType, ContextType>;
  parameters?: Resolver<Array<ResolversTypes['ProductParameter']>, ParentType, ContextType>;
  salesUnits?: Resolver<Array<ResolversTypes['SalesUnit']>, ParentType, ContextType>;
  minOrderQuantity?: Resolver<ResolversTypes['Quantity'], ParentType, ContextType>;
  orderStep?: Resolver<ResolversTypes['Quantity'], ParentType, ContextType>;
  price?: Resolver<Maybe<ResolversTypes['PriceQuote']>, ParentType, ContextType, Partial<VariantPriceArgs>>;
  purchase?: Resolver<ResolversTypes['Purchase'], ParentType, ContextType, Partial<VariantPurchaseArgs>>;
  cost?: Resolver<Maybe<ResolversTypes['VariantCost']>, ParentType, ContextType>;
  externalIds?: Resolver<Array<ResolversTypes['ExternalId']>, ParentType, ContextType>;
  updatedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  provenance?: Resolver<ResolversTypes['Provenance'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type SalesUnitResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['SalesUnit'] = ResolversParentTypes['SalesUnit']> = {
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  factor?: Resolver<ResolversTypes['Decimal'], ParentType, ContextType>;
  gtin?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  isDefault?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
};

export type VariantCostResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['VariantCost'] = ResolversParentTypes['VariantCost']> = {
  unit?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  method?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  asOf?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
};

export type PurchaseResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Purchase'] = ResolversParentTypes['Purchase']> = {
  canBuy?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  reasons?: Resolver<Array<ResolversTypes['PurchaseBlock']>, ParentType, ContextType>;
};

export type MediaResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Media'] = ResolversParentTypes['Media']> = {
  url?: Resolver<ResolversTypes['URL'], ParentType, ContextType>;
  alt?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  contentHash?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  position?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type ProductParameterResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['ProductParameter'] = ResolversParentTypes['ProductParameter']> = {
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  label?: Resolver<ResolversTypes['String'], ParentType, ContextType, Partial<ProductParameterLabelArgs>>;
  value?: Resolver<ResolversTypes['ParameterValue'], ParentType, ContextType>;
  text?: Resolver<ResolversTypes['String'], ParentType, ContextType, Partial<ProductParameterTextArgs>>;
};

export type ParameterValueResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['ParameterValue'] = ResolversParentTypes['ParameterValue']> = {
  __resolveType: TypeResolveFn<'TextValue' | 'NumberValue' | 'BooleanValue' | 'ChoiceValue', ParentType, ContextType>;
};

export type TextValueResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['TextValue'] = ResolversParentTypes['TextValue']> = {
  text?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type NumberValueResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['NumberValue'] = ResolversParentTypes['NumberValue']> = {
  number?: Resolver<ResolversTypes['Decimal'], ParentType, ContextType>;
  unitCode?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type BooleanValueResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['BooleanValue'] = ResolversParentTypes['BooleanValue']> = {
  flag?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ChoiceValueResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['ChoiceValue'] = ResolversParentTypes['ChoiceValue']> = {
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  label?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type PriceQuoteResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['PriceQuote'] = ResolversParentTypes['PriceQuote']> = {
  variant?: Resolver<ResolversTypes['Variant'], ParentType, ContextType>;
  quantity?: Resolver<ResolversTypes['Quantity'], ParentType, ContextType>;
  unitNet?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  unitGross?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  regularNet?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  discounts?: Resolver<Array<ResolversTypes['PriceDiscount']>, ParentType, ContextType>;
  lineNet?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  lineTax?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  lineGross?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  listNet?: Resolver<Maybe<ResolversTypes['Money']>, ParentType, ContextType>;
  listGross?: Resolver<Maybe<ResolversTypes['Money']>, ParentType, ContextType>;
  lowest30DaysNet?: Resolver<Maybe<ResolversTypes['Money']>, ParentType, ContextType>;
  lowest30DaysGross?: Resolver<Maybe<ResolversTypes['Money']>, ParentType, ContextType>;
  taxPercent?: Resolver<ResolversTypes['Decimal'], ParentType, ContextType>;
  taxReason?: Resolver<ResolversTypes['TaxReason'], ParentType, ContextType>;
  taxRule?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  tiers?: Resolver<Array<ResolversTypes['PriceTier']>, ParentType, ContextType>;
  applied?: Resolver<Array<ResolversTypes['PriceRuleApplied']>, ParentType, ContextType>;
  priceLevel?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  estimated?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  validUntil?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  provenance?: Resolver<ResolversTypes['Provenance'], ParentType, ContextType>;
};

export type PriceDiscountResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['PriceDiscount'] = ResolversParentTypes['PriceDiscount']> = {
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  title?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  amount?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
};

export type PriceTierResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['PriceTier'] = ResolversParentTypes['PriceTier']> = {
  minQuantity?: Resolver<ResolversTypes['Quantity'], ParentType, ContextType>;
  unitNet?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  unitGross?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
};

export type PriceRuleAppliedResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['PriceRuleApplied'] = ResolversParentTypes['PriceRuleApplied']> = {
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  title?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['PriceRuleKind'], ParentType, ContextType>;
  amount?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  rule?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  ruleComputation?: Resolver<Maybe<ResolversTypes['PriceComputation']>, ParentType, ContextType>;
  endsAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
};

export type PriceRangeResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['PriceRange'] = ResolversParentTypes['PriceRange']> = {
  from?: Resolver<ResolversTypes['PriceQuote'], ParentType, ContextType>;
  to?: Resolver<ResolversTypes['PriceQuote'], ParentType, ContextType>;
};

export type PromotionResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Promotion'] = ResolversParentTypes['Promotion'], FederationReferenceType extends FederationReferenceTypes['Promotion'] = FederationReferenceTypes['Promotion']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Promotion']> | FederationReferenceType, FederationReferenceType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  title?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  startsAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  endsAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  active?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  couponRequired?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  couponCodes?: Resolver<Maybe<Array<ResolversTypes['String']>>, ParentType, ContextType>;
  effect?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType, Partial<PromotionEffectArgs>>;
  conditions?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType, Partial<PromotionConditionsArgs>>;
  evaluated?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  systemId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type PromotionConnectionResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['PromotionConnection'] = ResolversParentTypes['PromotionConnection']> = {
  nodes?: Resolver<Array<ResolversTypes['Promotion']>, ParentType, ContextType>;
  edges?: Resolver<Array<ResolversTypes['PromotionEdge']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
};

export type PromotionEdgeResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['PromotionEdge'] = ResolversParentTypes['PromotionEdge']> = {
  node?: Resolver<ResolversTypes['Promotion'], ParentType, ContextType>;
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type ProductConnectionResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['ProductConnection'] = ResolversParentTypes['ProductConnection']> = {
  nodes?: Resolver<Array<ResolversTypes['Product']>, ParentType, ContextType>;
  edges?: Resolver<Array<ResolversTypes['ProductEdge']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  facets?: Resolver<Array<ResolversTypes['Facet']>, ParentType, ContextType, Partial<ProductConnectionFacetsArgs>>;
};

export type ProductEdgeResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['ProductEdge'] = ResolversParentTypes['ProductEdge']> = {
  node?: Resolver<ResolversTypes['Product'], ParentType, ContextType>;
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type VariantConnectionResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['VariantConnection'] = ResolversParentTypes['VariantConnection']> = {
  nodes?: Resolver<Array<ResolversTypes['Variant']>, ParentType, ContextType>;
  edges?: Resolver<Array<ResolversTypes['VariantEdge']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type VariantEdgeResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['VariantEdge'] = ResolversParentTypes['VariantEdge']> = {
  node?: Resolver<ResolversTypes['Variant'], ParentType, ContextType>;
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type FacetResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Facet'] = ResolversParentTypes['Facet']> = {
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  label?: Resolver<ResolversTypes['String'], ParentType, ContextType, Partial<FacetLabelArgs>>;
  kind?: Resolver<ResolversTypes['FacetKind'], ParentType, ContextType>;
  values?: Resolver<Array<ResolversTypes['FacetValue']>, ParentType, ContextType>;
  min?: Resolver<Maybe<ResolversTypes['Decimal']>, ParentType, ContextType>;
  max?: Resolver<Maybe<ResolversTypes['Decimal']>, ParentType, ContextType>;
};

export type FacetValueResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['FacetValue'] = ResolversParentTypes['FacetValue']> = {
  value?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  label?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  count?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  selected?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
};

export type Resolvers<ContextType = RequestContext> = {
  StreamCursor?: GraphQLScalarType;
  StreamCheckpoint?: StreamCheckpointResolvers<ContextType>;
  StreamGap?: StreamGapResolvers<ContextType>;
  Money?: MoneyResolvers<ContextType>;
  Decimal?: GraphQLScalarType;
  CurrencyCode?: GraphQLScalarType;
  DateTime?: GraphQLScalarType;
  Node?: NodeResolvers<ContextType>;
  LanguageCode?: GraphQLScalarType;
  ExternalId?: ExternalIdResolvers<ContextType>;
  Provenance?: ProvenanceResolvers<ContextType>;
  Quantity?: QuantityResolvers<ContextType>;
  URL?: GraphQLScalarType;
  LocalDate?: GraphQLScalarType;
  CountryCode?: GraphQLScalarType;
  PageInfo?: PageInfoResolvers<ContextType>;
  Query?: QueryResolvers<ContextType>;
  Subscription?: SubscriptionResolvers<ContextType>;
  PriceStreamItem?: PriceStreamItemResolvers<ContextType>;
  PriceChanged?: PriceChangedResolvers<ContextType>;
  Channel?: ChannelResolvers<ContextType>;
  Category?: CategoryResolvers<ContextType>;
  Product?: ProductResolvers<ContextType>;
  Seo?: SeoResolvers<ContextType>;
  OptionAxis?: OptionAxisResolvers<ContextType>;
  OptionValue?: OptionValueResolvers<ContextType>;
  VariantOption?: VariantOptionResolvers<ContextType>;
  Variant?: VariantResolvers<ContextType>;
  SalesUnit?: SalesUnitResolvers<ContextType>;
  VariantCost?: VariantCostResolvers<ContextType>;
  Purchase?: PurchaseResolvers<ContextType>;
  Media?: MediaResolvers<ContextType>;
  ProductParameter?: ProductParameterResolvers<ContextType>;
  ParameterValue?: ParameterValueResolvers<ContextType>;
  TextValue?: TextValueResolvers<ContextType>;
  NumberValue?: NumberValueResolvers<ContextType>;
  BooleanValue?: BooleanValueResolvers<ContextType>;
  ChoiceValue?: ChoiceValueResolvers<ContextType>;
  PriceQuote?: PriceQuoteResolvers<ContextType>;
  PriceDiscount?: PriceDiscountResolvers<ContextType>;
  PriceTier?: PriceTierResolvers<ContextType>;
  PriceRuleApplied?: PriceRuleAppliedResolvers<ContextType>;
  PriceRange?: PriceRangeResolvers<ContextType>;
  Promotion?: PromotionResolvers<ContextType>;
  PromotionConnection?: PromotionConnectionResolvers<ContextType>;
  PromotionEdge?: PromotionEdgeResolvers<ContextType>;
  ProductConnection?: ProductConnectionResolvers<ContextType>;
  ProductEdge?: ProductEdgeResolvers<ContextType>;
  VariantConnection?: VariantConnectionResolvers<ContextType>;
  VariantEdge?: VariantEdgeResolvers<ContextType>;
  Facet?: FacetResolvers<ContextType>;
  FacetValue?: FacetValueResolvers<ContextType>;
};

