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
}

export interface CompanyTable {
  id: string;
  name: string;
  country: string;
  currency: string;
  zone: string;
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

export interface ErpDocumentTable {
  id: string;
  orderId: string;
  kind: string;
  number: string | null;
  issuedOn: string | null;
  dueOn: string | null;
  netMicros: bigint | null;
  grossMicros: bigint | null;
  paidMicros: bigint | null;
  currency: string;
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
}

export interface EventHeadTable {
  id: number;
  epoch: string;
  position: number;
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
}

export interface MediaTable {
  ownerId: string;
  source: string;
  position: number;
  url: string;
  alt: string | null;
  contentHash: string;
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

export interface PriceTable {
  variantId: string;
  priceListId: string;
  minQuantityMicros: bigint;
  validFrom: string;
  validTo: string;
  unitNetMicros: bigint;
  rule: string | null;
  asOf: number;
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
}

export interface ShopStockTable {
  systemId: string;
  variantId: string;
  shownMicros: bigint;
  heldMicros: bigint;
  asOf: number;
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
  cartSnapshot: CartSnapshotTable;
  category: CategoryTable;
  channel: ChannelTable;
  company: CompanyTable;
  counter: CounterTable;
  cursor: CursorTable;
  customer: CustomerTable;
  customerAddress: CustomerAddressTable;
  delivery: DeliveryTable;
  deliveryMethod: DeliveryMethodTable;
  erpDocument: ErpDocumentTable;
  event: EventTable;
  eventHead: EventHeadTable;
  fulfilment: FulfilmentTable;
  gtin: GtinTable;
  incomingDelivery: IncomingDeliveryTable;
  lease: LeaseTable;
  localizedText: LocalizedTextTable;
  location: LocationTable;
  media: MediaTable;
  operation: OperationTable;
  orderEvent: OrderEventTable;
  orderLine: OrderLineTable;
  orderPayment: OrderPaymentTable;
  parameter: ParameterTable;
  paymentMethod: PaymentMethodTable;
  price: PriceTable;
  priceHistory: PriceHistoryTable;
  priceList: PriceListTable;
  product: ProductTable;
  productCategory: ProductCategoryTable;
  promise: PromiseTable;
  redirect: RedirectTable;
  reservation: ReservationTable;
  reservationLine: ReservationLineTable;
  salesOrder: SalesOrderTable;
  shopStock: ShopStockTable;
  stockLevel: StockLevelTable;
  stockMovement: StockMovementTable;
  syncRun: SyncRunTable;
  system: SystemTable;
  variant: VariantTable;
  variantCost: VariantCostTable;
}
