/** Generated from the migrated database by `npm run generate`. Columns named …Micros are bigint, …At are epoch milliseconds. */

export interface ApiKeyTable {
  id: string;
  name: string;
  role: string;
  hash: string;
  hint: string;
  scopes: string;
  companyId: string;
  channelId: string;
  createdAt: number;
  revokedAt: number | null;
}

export interface BindingTable {
  systemId: string;
  entity: string;
  externalId: string;
  id: string;
  content: string | null;
  published: string | null;
  createdAt: number;
  seenAt: number;
}

export interface CartTable {
  id: string;
  companyId: string;
  channelId: string;
  systemId: string;
  customerId: string | null;
  email: string | null;
  currency: string;
  lines: string;
  grossMicros: bigint;
  state: string;
  orderId: string | null;
  orderExternalId: string | null;
  createdAt: number;
  updatedAt: number;
  asOf: number;
}

export interface CartSnapshotTable {
  id: string;
  systemId: string;
  externalId: string;
  customerId: string | null;
  lines: string;
  currency: string;
  grossMicros: bigint;
  state: string;
  occurredAt: number;
  recordedAt: number;
}

export interface CategoryTable {
  id: string;
  companyId: string;
  parentId: string | null;
  slug: string;
  active: number;
  updatedAt: number;
}

export interface ChannelTable {
  id: string;
  companyId: string;
  code: string;
  name: string;
  currency: string;
  language: string;
  pricesIncludeTax: number;
  priceListCode: string | null;
  warehouseCodes: string | null;
  languages: string | null;
  cartIdleMs: number | null;
}

export interface CompanyTable {
  id: string;
  name: string;
  country: string;
  currency: string;
  zone: string;
  code: string | null;
  handling: string | null;
  loyalty: string | null;
}

export interface ConsentTable {
  id: string;
  customerId: string;
  purpose: string;
  granted: number;
  source: string;
  occurredAt: number;
}

export interface CounterTable {
  name: string;
  value: number;
}

export interface CursorTable {
  systemId: string;
  entity: string;
  cursor: string | null;
  pulledAt: number;
  sweptAt: number | null;
}

export interface CustomerTable {
  id: string;
  companyId: string;
  number: string | null;
  kind: string;
  name: string;
  email: string | null;
  phone: string | null;
  taxId: string | null;
  active: number;
  groups: string;
  priceListId: string | null;
  discountPercent: string | null;
  termsCode: string | null;
  termsName: string | null;
  termsDays: number | null;
  creditLimitMicros: bigint | null;
  creditUsedMicros: bigint;
  creditOverdueMicros: bigint;
  creditHeldMicros: bigint;
  creditCurrency: string | null;
  creditBlocked: number;
  creditAsOf: number | null;
  search: string;
  sortName: string;
  systemId: string | null;
  version: number;
  createdAt: number;
  updatedAt: number;
  asOf: number;
  taxRuleId: string | null;
  language: string | null;
  salesRep: string | null;
  parentId: string | null;
  creditOpenOrdersMicros: bigint | null;
  creditOpenInvoicesMicros: bigint | null;
  mergedIntoId: string | null;
  segments: string | null;
  segmentedOn: string | null;
  erasedAt: number | null;
}

export interface CustomerAddressTable {
  id: string;
  customerId: string;
  label: string | null;
  address: string;
  isDefaultBilling: number;
  isDefaultShipping: number;
  active: number;
  updatedAt: number;
}

export interface CustomerContactTable {
  id: string;
  customerId: string;
  name: string;
  email: string | null;
  phone: string | null;
  role: string;
  orderLimitMicros: bigint | null;
  orderLimitCurrency: string | null;
  active: number;
  updatedAt: number;
}

export interface CustomerHistoryTable {
  id: string;
  customerId: string;
  action: string;
  detail: string;
  actor: string;
  idempotencyKey: string | null;
  fingerprint: string | null;
  occurredAt: number;
}

export interface CustomerMatchTable {
  companyId: string;
  customerId: string | null;
  systemId: string;
  externalId: string;
  accountExternalId: string | null;
  orderId: string | null;
  state: string;
  rule: string;
  confidence: string;
  candidates: string;
  decidedAt: number;
}

export interface DeliveryTable {
  id: string;
  systemId: string;
  kind: string;
  subjectId: string;
  state: string;
  attempts: number;
  version: number;
  sentVersion: number;
  nextAttemptAt: number | null;
  firstFailedAt: number | null;
  failure: string | null;
  message: string | null;
  createdAt: number;
  updatedAt: number;
}

export interface DeliveryMethodTable {
  code: string;
  companyId: string;
  name: string;
  carrier: string | null;
  netMicros: bigint;
  taxPercent: string;
  pickup: number;
  daysFrom: number;
  daysTo: number;
  position: number;
}

export interface DocumentFileTable {
  documentId: string;
  systemId: string;
  state: string;
  mediaType: string | null;
  name: string | null;
  content: string | null;
  message: string | null;
  requestedAt: number;
  fetchedAt: number | null;
}

export interface ErpDocumentTable {
  id: string;
  companyId: string;
  orderId: string | null;
  customerId: string | null;
  systemId: string;
  kind: string;
  number: string | null;
  issuedOn: string | null;
  dueOn: string | null;
  netMicros: bigint | null;
  grossMicros: bigint | null;
  paidMicros: bigint | null;
  currency: string;
  correctsId: string | null;
  governmentNumber: string | null;
  hasFile: number;
  state: string;
  updatedAt: number;
}

export interface EventTable {
  position: number;
  topic: string;
  subjectId: string;
  companyId: string;
  customerId: string | null;
  payload: string;
  occurredAt: number;
  touched: string | null;
}

export interface EventHeadTable {
  id: number;
  epoch: string;
  position: number;
}

export interface ExchangeRateTable {
  companyId: string;
  currency: string;
  day: string;
  rate: string;
  source: string;
  systemId: string;
}

export interface FactStateTable {
  companyId: string;
  fact: string;
  reachedAt: number;
  reachedId: string;
  builtAt: number;
}

export interface FulfilmentTable {
  id: string;
  orderId: string;
  number: string | null;
  state: string;
  locationId: string | null;
  carrier: string | null;
  trackingNumbers: string;
  lines: string;
  shippedAt: number | null;
  deliveredAt: number | null;
  updatedAt: number;
  trackingUrl: string | null;
  isReturn: number;
}

export interface GoodsReturnTable {
  id: string;
  companyId: string;
  number: string;
  orderId: string;
  customerId: string | null;
  application: string | null;
  idempotencyKey: string | null;
  fingerprint: string | null;
  kind: string;
  state: string;
  comment: string | null;
  answer: string | null;
  resolution: string | null;
  refundMicros: bigint | null;
  currency: string;
  creditNoteId: string | null;
  creditState: string;
  refundState: string;
  replacementOrderId: string | null;
  requestedAt: number;
  decidedAt: number | null;
  receivedAt: number | null;
  refundedAt: number | null;
  version: number;
  updatedAt: number;
}

export interface GoodsReturnLineTable {
  id: string;
  returnId: string;
  orderLineId: string;
  quantityMicros: bigint;
  receivedMicros: bigint;
  reason: string | null;
  restocked: number | null;
}

export interface GtinTable {
  gtin: string;
  variantId: string;
}

export interface IncomingDeliveryTable {
  id: string;
  variantId: string;
  locationId: string;
  documentNumber: string;
  supplierName: string | null;
  quantityMicros: bigint;
  expectedOn: string | null;
  originallyExpectedOn: string | null;
  confidence: string;
  open: number;
  updatedAt: number;
  supplierId: string | null;
}

export interface InvoiceTable {
  id: string;
  companyId: string;
  systemId: string;
  documentId: string;
  kind: string;
  side: string;
  number: string | null;
  governmentNumber: string | null;
  customerId: string | null;
  partyName: string;
  correctsId: string | null;
  currency: string;
  issuedOn: string | null;
  dueOn: string | null;
  instalments: string | null;
  netMicros: bigint;
  taxMicros: bigint;
  grossMicros: bigint;
  openMicros: bigint;
  state: string;
  version: number;
  updatedAt: number;
  asOf: number;
}

export interface InvoiceLineTable {
  invoiceId: string;
  position: number;
  variantId: string | null;
  sku: string | null;
  quantityMicros: bigint;
  netMicros: bigint;
  taxMicros: bigint;
  taxPercent: string;
}

export interface InvoiceOrderTable {
  invoiceId: string;
  orderId: string;
}

export interface LeaseTable {
  name: string;
  holder: string;
  fence: number;
  untilAt: number;
}

export interface LocalizedTextTable {
  entityId: string;
  field: string;
  locale: string;
  source: string;
  value: string;
}

export interface LocationTable {
  id: string;
  companyId: string;
  code: string;
  name: string;
  kind: string;
  active: number;
  address: string | null;
  systemId: string;
  updatedAt: number;
  parentId: string | null;
}

export interface LoyaltyCardTable {
  id: string;
  customerId: string;
  systemId: string | null;
  points: number;
  expiresOn: string | null;
  asOf: number;
}

export interface LoyaltyEntryTable {
  id: string;
  customerId: string;
  orderId: string | null;
  cause: string;
  points: number;
  reason: string;
  state: string;
  operationId: string | null;
  comment: string | null;
  occurredAt: number;
  updatedAt: number;
}

export interface MediaTable {
  ownerId: string;
  source: string;
  position: number;
  url: string;
  alt: string | null;
  contentHash: string;
}

export interface MoneyEntryTable {
  id: string;
  companyId: string;
  systemId: string;
  direction: string;
  customerId: string | null;
  day: string;
  amountMicros: bigint;
  currency: string;
  reference: string;
  transactionNumber: string | null;
  state: string;
  matchState: string;
  orderId: string | null;
  updatedAt: number;
  asOf: number;
}

export interface MoneyMatchTable {
  moneyId: string;
  invoiceId: string;
  amountMicros: bigint;
}

export interface OperationTable {
  id: string;
  companyId: string;
  systemId: string | null;
  kind: string;
  lane: string;
  application: string;
  mutation: string;
  idempotencyKey: string;
  fingerprint: string;
  customerId: string | null;
  subjectId: string | null;
  payload: string;
  state: string;
  attempts: number;
  acceptedAt: number;
  sentAt: number | null;
  acknowledgedAt: number | null;
  settledAt: number | null;
  retryAt: number | null;
  failure: string | null;
  code: string | null;
  message: string | null;
  detail: string | null;
  result: string | null;
}

export interface OrderEventTable {
  id: string;
  orderId: string;
  axis: string;
  fromValue: string | null;
  toValue: string | null;
  public: number;
  source: string;
  occurredAt: number;
  recordedAt: number;
}

export interface OrderFactTable {
  orderId: string;
  companyId: string;
  channelId: string;
  origin: string;
  customerId: string | null;
  day: string;
  currency: string;
  cancelled: number;
  lines: number;
  netMicros: bigint;
  placedAt: number;
  shippedAt: number | null;
  promisedOn: string | null;
}

export interface OrderLineTable {
  id: string;
  orderId: string;
  position: number;
  variantId: string | null;
  sku: string;
  title: string;
  quantityMicros: bigint;
  shippedMicros: bigint;
  cancelledMicros: bigint;
  returnedMicros: bigint;
  unitCode: string;
  unitNetMicros: bigint;
  unitGrossMicros: bigint;
  discounts: string;
  taxPercent: string;
  netMicros: bigint;
  taxMicros: bigint;
  grossMicros: bigint;
  costUnitMicros: bigint | null;
  costCurrency: string | null;
  promisedOn: string | null;
  locationId: string | null;
  resolution: string;
  note: string | null;
}

export interface OrderPaymentTable {
  id: string;
  orderId: string;
  methodCode: string;
  provider: string;
  transactionNumber: string;
  amountMicros: bigint;
  refundedMicros: bigint;
  currency: string;
  state: string;
  occurredAt: number;
  authorisedAt: number | null;
  capturedAt: number | null;
  recordedAt: number;
  refundOf: string | null;
}

export interface ParameterTable {
  ownerId: string;
  productId: string;
  code: string;
  position: number;
  label: string;
  kind: string;
  value: string;
  numberMicros: bigint | null;
  unitCode: string | null;
  display: string;
}

export interface PaymentMethodTable {
  code: string;
  companyId: string;
  name: string;
  terms: number;
  position: number;
}

export interface PayoutTable {
  id: string;
  companyId: string;
  provider: string;
  number: string;
  paidOn: string;
  amountMicros: bigint;
  feeMicros: bigint;
  currency: string;
  recordedAt: number;
}

export interface PayoutItemTable {
  payoutId: string;
  transactionNumber: string;
  amountMicros: bigint;
  feeMicros: bigint;
  orderId: string | null;
  paymentId: string | null;
  state: string;
}

export interface PriceTable {
  variantId: string;
  priceListId: string;
  minQuantityMicros: bigint;
  validFrom: string;
  validTo: string;
  unitNetMicros: bigint;
  rule: string | null;
  asOf: number;
  ruleKind: string | null;
}

export interface PriceHistoryTable {
  variantId: string;
  priceListId: string;
  minQuantityMicros: bigint;
  validFrom: string;
  validTo: string;
  fromAt: number;
  untilAt: number | null;
  unitNetMicros: bigint;
}

export interface PriceListTable {
  id: string;
  companyId: string;
  code: string;
  name: string;
  currency: string;
  isDefault: number;
  active: number;
  updatedAt: number;
}

export interface ProductTable {
  id: string;
  companyId: string;
  slug: string;
  shopSlug: string | null;
  brand: string | null;
  kind: string;
  lifecycle: string;
  axes: string;
  search: string;
  sortTitle: string;
  sortPriceMicros: bigint | null;
  systemId: string;
  version: number;
  createdAt: number;
  updatedAt: number;
  asOf: number;
}

export interface ProductCategoryTable {
  productId: string;
  categoryId: string;
  sortTitle: string | null;
  sortPriceMicros: bigint | null;
}

export interface ProductPriceTable {
  priceListId: string;
  productId: string;
  lowestMicros: bigint;
}

export interface PromiseTable {
  id: string;
  orderId: string;
  lineId: string;
  variantId: string;
  quantityMicros: bigint;
  promisedOn: string;
  source: string;
  givenAt: number;
}

export interface PromotionTable {
  id: string;
  companyId: string;
  code: string;
  title: string;
  active: number;
  startsOn: string | null;
  endsOn: string | null;
  couponCodes: string;
  conditions: string;
  effect: string | null;
  systemId: string;
  updatedAt: number;
  asOf: number;
}

export interface QuoteTable {
  id: string;
  companyId: string;
  channelId: string;
  number: string | null;
  application: string | null;
  customerId: string | null;
  state: string;
  currency: string;
  validUntil: string | null;
  note: string | null;
  netMicros: bigint;
  taxMicros: bigint;
  grossMicros: bigint;
  orderId: string | null;
  orderExternalId: string | null;
  systemId: string | null;
  version: number;
  requestedAt: number;
  updatedAt: number;
  asOf: number;
}

export interface QuoteLineTable {
  id: string;
  quoteId: string;
  position: number;
  variantId: string | null;
  sku: string;
  title: string;
  quantityMicros: bigint;
  unitCode: string;
  unitNetMicros: bigint;
  unitGrossMicros: bigint;
  discounts: string;
  taxPercent: string;
  netMicros: bigint;
  taxMicros: bigint;
  grossMicros: bigint;
}

export interface RedirectTable {
  id: string;
  intoId: string;
  createdAt: number;
}

export interface ReservationTable {
  id: string;
  companyId: string;
  channelId: string;
  application: string;
  idempotencyKey: string;
  fingerprint: string;
  customerId: string | null;
  orderId: string | null;
  state: string;
  expiresAt: number | null;
  version: number;
  createdAt: number;
  updatedAt: number;
}

export interface ReservationLineTable {
  id: string;
  reservationId: string;
  variantId: string;
  locationId: string | null;
  requestedMicros: bigint;
  heldMicros: bigint;
  state: string;
  acknowledgedAt: number | null;
}

export interface ReturnFactTable {
  invoiceId: string;
  position: number;
  companyId: string;
  channelId: string | null;
  origin: string | null;
  customerId: string | null;
  variantId: string | null;
  productId: string | null;
  sku: string | null;
  day: string;
  currency: string;
  unitsMicros: bigint;
  netMicros: bigint;
}

export interface SaleFactTable {
  lineId: string;
  orderId: string;
  companyId: string;
  channelId: string;
  origin: string;
  customerId: string | null;
  variantId: string | null;
  productId: string | null;
  sku: string;
  day: string;
  currency: string;
  unitsMicros: bigint;
  netMicros: bigint;
  discountMicros: bigint;
  costMicros: bigint | null;
  promotions: string | null;
}

export interface SalesOrderTable {
  id: string;
  companyId: string;
  channelId: string;
  number: string | null;
  erpNumber: string | null;
  application: string | null;
  customerId: string | null;
  customerReference: string | null;
  originKind: string;
  originSystemId: string | null;
  originExternalId: string | null;
  originNumber: string | null;
  history: number;
  contact: string | null;
  billingAddress: string | null;
  shippingAddress: string | null;
  currency: string;
  placedAt: number;
  documentDate: string;
  deliveryMethod: string | null;
  deliveryName: string | null;
  deliveryCarrier: string | null;
  deliveryTaxPercent: string;
  pickupLocationId: string | null;
  pickupPointCode: string | null;
  requestedOn: string | null;
  promisedOn: string | null;
  partialAllowed: number;
  paymentMethod: string | null;
  terms: string | null;
  dueOn: string | null;
  couponCodes: string;
  note: string | null;
  pricesIncludeTax: number;
  goodsNetMicros: bigint;
  goodsGrossMicros: bigint;
  deliveryNetMicros: bigint;
  deliveryGrossMicros: bigint;
  discountNetMicros: bigint;
  discountGrossMicros: bigint;
  netMicros: bigint;
  taxMicros: bigint;
  grossMicros: bigint;
  paidMicros: bigint;
  erpGrossMicros: bigint | null;
  phase: string;
  paymentState: string;
  fulfilmentState: string;
  documentState: string;
  erpState: string;
  sourceStatus: string | null;
  holdCode: string | null;
  holdMessage: string | null;
  holdSinceAt: number | null;
  cancelledAt: number | null;
  cancelReason: string | null;
  creditHeldMicros: bigint;
  creditAcknowledgedAt: number | null;
  search: string;
  version: number;
  updatedAt: number;
  asOf: number;
  taxRuleId: string | null;
  taxReason: string | null;
  estimated: number;
  discounts: string | null;
  quoteId: string | null;
  replacesOrderId: string | null;
  reportingCurrency: string | null;
  reportingRate: string | null;
  reportingSource: string | null;
  reportingNetMicros: bigint | null;
  reportingGrossMicros: bigint | null;
}

export interface SecretTable {
  name: string;
  value: string;
  createdAt: number;
}

export interface ShopStockTable {
  systemId: string;
  variantId: string;
  shownMicros: bigint;
  heldMicros: bigint;
  asOf: number;
}

export interface StockAlertTable {
  id: string;
  companyId: string;
  kind: string;
  variantId: string;
  locationId: string | null;
  expectedOn: string | null;
  state: string;
  raisedAt: number;
  closedAt: number | null;
}

export interface StockCountTable {
  id: string;
  companyId: string;
  locationId: string;
  number: string;
  application: string;
  state: string;
  lines: string;
  countedAt: number;
  bookedAt: number | null;
}

export interface StockLevelTable {
  id: string;
  variantId: string;
  locationId: string;
  onHandMicros: bigint;
  reservedInErpMicros: bigint;
  reservedInHubMicros: bigint;
  safetyBufferMicros: bigint;
  minimumMicros: bigint | null;
  maximumMicros: bigint | null;
  systemId: string;
  version: number;
  changedAt: number;
  asOf: number;
  bins: string | null;
}

export interface StockMovementTable {
  id: string;
  companyId: string;
  variantId: string;
  fromLocationId: string | null;
  toLocationId: string | null;
  quantityMicros: bigint;
  kind: string;
  documentNumber: string | null;
  orderId: string | null;
  occurredAt: number;
  recordedAt: number;
}

export interface SupplierTable {
  id: string;
  companyId: string;
  name: string;
  sortName: string;
  systemId: string;
  updatedAt: number;
}

export interface SupplierItemTable {
  id: string;
  supplierId: string;
  variantId: string;
  supplierSku: string | null;
  leadTimeDays: number;
  minQuantityMicros: bigint | null;
  unitNetMicros: bigint | null;
  currency: string | null;
  position: number;
  active: number;
  updatedAt: number;
}

export interface SyncRunTable {
  id: string;
  systemId: string;
  entity: string;
  kind: string;
  state: string;
  startedAt: number;
  finishedAt: number | null;
  read: number;
  changed: number;
  failed: number;
  total: number | null;
  message: string | null;
}

export interface SystemTable {
  id: string;
  companyId: string;
  channelId: string;
  code: string;
  role: string;
  kind: string;
  product: string;
  version: string | null;
  writeClass: string;
  zone: string;
  mode: string;
  state: string;
  problem: string | null;
  sandbox: number;
  goLiveAt: number | null;
  activatedAt: number | null;
  lastSuccessAt: number | null;
  createdAt: number;
  capabilities: string | null;
}

export interface TaxRuleTable {
  id: string;
  companyId: string;
  code: string;
  name: string;
  active: number;
  automatic: number;
  taxIdRequired: number;
  countries: string;
  reason: string;
  position: number;
  rates: string;
  systemId: string;
  updatedAt: number;
}

export interface VariantTable {
  id: string;
  productId: string;
  companyId: string;
  sku: string;
  position: number;
  active: number;
  unitCode: string;
  minQuantityMicros: bigint;
  stepMicros: bigint;
  options: string;
  salesUnits: string;
  taxPercent: string;
  systemId: string;
  version: number;
  updatedAt: number;
  asOf: number;
}

export interface VariantCostTable {
  variantId: string;
  unitMicros: bigint;
  currency: string;
  method: string;
  asOf: number;
}

export interface Tables {
  apiKey: ApiKeyTable;
  binding: BindingTable;
  cart: CartTable;
  cartSnapshot: CartSnapshotTable;
  category: CategoryTable;
  channel: ChannelTable;
  company: CompanyTable;
  consent: ConsentTable;
  counter: CounterTable;
  cursor: CursorTable;
  customer: CustomerTable;
  customerAddress: CustomerAddressTable;
  customerContact: CustomerContactTable;
  customerHistory: CustomerHistoryTable;
  customerMatch: CustomerMatchTable;
  delivery: DeliveryTable;
  deliveryMethod: DeliveryMethodTable;
  documentFile: DocumentFileTable;
  erpDocument: ErpDocumentTable;
  event: EventTable;
  eventHead: EventHeadTable;
  exchangeRate: ExchangeRateTable;
  factState: FactStateTable;
  fulfilment: FulfilmentTable;
  goodsReturn: GoodsReturnTable;
  goodsReturnLine: GoodsReturnLineTable;
  gtin: GtinTable;
  incomingDelivery: IncomingDeliveryTable;
  invoice: InvoiceTable;
  invoiceLine: InvoiceLineTable;
  invoiceOrder: InvoiceOrderTable;
  lease: LeaseTable;
  localizedText: LocalizedTextTable;
  location: LocationTable;
  loyaltyCard: LoyaltyCardTable;
  loyaltyEntry: LoyaltyEntryTable;
  media: MediaTable;
  moneyEntry: MoneyEntryTable;
  moneyMatch: MoneyMatchTable;
  operation: OperationTable;
  orderEvent: OrderEventTable;
  orderFact: OrderFactTable;
  orderLine: OrderLineTable;
  orderPayment: OrderPaymentTable;
  parameter: ParameterTable;
  paymentMethod: PaymentMethodTable;
  payout: PayoutTable;
  payoutItem: PayoutItemTable;
  price: PriceTable;
  priceHistory: PriceHistoryTable;
  priceList: PriceListTable;
  product: ProductTable;
  productCategory: ProductCategoryTable;
  productPrice: ProductPriceTable;
  promise: PromiseTable;
  promotion: PromotionTable;
  quote: QuoteTable;
  quoteLine: QuoteLineTable;
  redirect: RedirectTable;
  reservation: ReservationTable;
  reservationLine: ReservationLineTable;
  returnFact: ReturnFactTable;
  saleFact: SaleFactTable;
  salesOrder: SalesOrderTable;
  secret: SecretTable;
  shopStock: ShopStockTable;
  stockAlert: StockAlertTable;
  stockCount: StockCountTable;
  stockLevel: StockLevelTable;
  stockMovement: StockMovementTable;
  supplier: SupplierTable;
  supplierItem: SupplierItemTable;
  syncRun: SyncRunTable;
  system: SystemTable;
  taxRule: TaxRuleTable;
  variant: VariantTable;
  variantCost: VariantCostTable;
}
