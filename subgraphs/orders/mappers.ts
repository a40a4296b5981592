/** What a resolver gets as its parent. */
import type { UserErrorBody } from '#hub/errors.ts';
import type { Micros } from '#hub/money.ts';
import type { Connection } from '#hub/paging.ts';
import type { StreamCheckpoint, StreamGap } from '#hub/stream.ts';
import type {
  DeliveryMethodTable,
  ErpDocumentTable,
  FulfilmentTable,
  GoodsReturnLineTable,
  InvoiceTable,
  OrderEventTable,
  OrderLineTable,
  OrderPaymentTable,
  PayoutItemTable,
  PayoutTable,
  QuoteLineTable,
  QuoteTable,
  SalesOrderTable,
} from '#hub/tables.ts';
import type { TaxReason } from '#hub/taxes.ts';
import type { ListedCart } from './cartStore.ts';
import type { InvoiceQuery } from './invoiceStore.ts';
import type { GoodsReturn } from './returnStore.ts';
import type { OrderQuery } from './search.ts';
import type { ComputedLine, StoredDiscount } from './totals.ts';

/** Stubs of other subgraphs: their id is all there is here. */
export interface CustomerRow {
  id: string;
}
export interface VariantRow {
  id: string;
}
export interface StockLocationRow {
  id: string;
}
export interface WriteOperationRow {
  id: string;
}

export type ReturnRow = GoodsReturn;
export type ReturnLineRow = GoodsReturnLineTable;
export type ReturnConnectionRow = Connection<ReturnRow> & { count(): Promise<number | null> };
export type InvoiceRow = InvoiceTable;
export type InvoiceConnectionRow = Connection<InvoiceRow> & { query: InvoiceQuery };
export type PayoutRow = PayoutTable;
export type PayoutItemRow = PayoutItemTable & { currency: string };
export type PayoutConnectionRow = Connection<PayoutRow> & { count(): Promise<number | null> };

export type OrderRow = SalesOrderTable;
export type OrderOriginRow = SalesOrderTable;
export type OrderDeliveryRow = SalesOrderTable;

/** The five axes as columns; of the past, from an event, only they are known. */
export type OrderStatusRow = Pick<SalesOrderTable, 'phase' | 'paymentState' | 'fulfilmentState' | 'documentState' | 'erpState'> &
  Partial<Pick<SalesOrderTable, 'cancelledAt' | 'cancelReason' | 'sourceStatus'>>;

/** A stored order's totals, or those of a preview. */
export type OrderTotalsRow = Pick<
  SalesOrderTable,
  | 'goodsNetMicros'
  | 'goodsGrossMicros'
  | 'deliveryNetMicros'
  | 'deliveryGrossMicros'
  | 'deliveryTaxPercent'
  | 'discountNetMicros'
  | 'discountGrossMicros'
  | 'netMicros'
  | 'taxMicros'
  | 'grossMicros'
  | 'paidMicros'
  | 'erpGrossMicros'
  | 'pricesIncludeTax'
  | 'currency'
  | 'phase'
> & {
  /** Of a stored order: its lines tell the rates. */
  id?: string;
  /** Of a preview. */
  byRate?: { percent: string; net: Micros; tax: Micros }[];
};

export type OrderLineRow = OrderLineTable & { currency: string };
export type OrderDiscountRow = StoredDiscount & { currency: string };
export type OrderPaymentRow = OrderPaymentTable;
export type ErpDocumentRow = ErpDocumentTable;
export type FulfilmentRow = FulfilmentTable;
export interface FulfilmentLineRow {
  line: OrderLineRow;
  quantityMicros: Micros;
}
export type OrderEventRow = OrderEventTable;

export type OrderConnectionRow = Connection<OrderRow> & { query: OrderQuery };
export interface OrderEdgeRow {
  node: OrderRow;
  cursor: string;
}
export type OrderLineConnectionRow = Connection<OrderLineRow> & { totalCount: number };
export interface OrderLineEdgeRow {
  node: OrderLineRow;
  cursor: string;
}
export type OrderEventConnectionRow = Connection<OrderEventRow>;
export interface OrderEventEdgeRow {
  node: OrderEventRow;
  cursor: string;
}

export interface DeliveryOptionRow {
  method: DeliveryMethodTable;
  /** As this buyer is taxed. */
  taxPercent: string;
  net: Micros;
  gross: Micros;
  currency: string;
  from: string | null;
  to: string | null;
  locationIds: string[];
  /** Why it cannot be chosen. */
  reason: string | null;
}

export interface OrderPreviewLineRow {
  sku: string;
  variantId: string | null;
  quantityMicros: Micros;
  unitCode: string;
  currency: string;
  /** Null without a price. */
  amounts: (Pick<ComputedLine, 'unitNet' | 'unitGross' | 'net' | 'gross' | 'discounts' | 'taxPercent'> & { estimated: boolean }) | null;
  availableNow: Micros | null;
  promisedOn: string | null;
  errors: UserErrorBody[];
}

export interface OrderTaxRow {
  reason: TaxReason;
  ruleName: string | null;
}

export type QuoteRow = QuoteTable;
export type QuoteLineRow = QuoteLineTable & { currency: string /** Nobody has named a price yet. */; open: boolean };
export type QuoteTotalsRow = QuoteTable;
export type QuoteConnectionRow = Connection<QuoteRow> & { count(): Promise<number | null> };
export interface QuoteEdgeRow {
  node: QuoteRow;
  cursor: string;
}

export type CartRow = ListedCart;
export interface CartLineRow {
  variantId: string | null;
  sku: string;
  title: string;
  unitCode: string;
  quantityMicros: Micros;
  grossMicros: Micros;
  currency: string;
  today: Micros | null;
  available: Micros | null;
}
export type CartConnectionRow = Connection<CartRow> & { count(): Promise<number | null> };
export interface CartEdgeRow {
  node: CartRow;
  cursor: string;
}

export interface UsualProductRow {
  variantId: string;
  unitCode: string;
  timesOrdered: number;
  lastOrderedOn: string;
  usualMicros: Micros;
}

export interface PaymentMethodRow {
  code: string;
  name: string;
  reason: string | null;
}

export interface CreditVerdictRow {
  available: Micros;
  required: Micros;
  blocked: boolean;
  currency: string;
  asOf: number;
}

export interface OrderPreviewRow {
  lines: OrderPreviewLineRow[];
  totals: OrderTotalsRow;
  deliveryOptions: DeliveryOptionRow[];
  paymentMethods: PaymentMethodRow[];
  credit: CreditVerdictRow | null;
  earliestDelivery: string | null;
  tax: OrderTaxRow;
  estimated: boolean;
  priceToken: string | null;
  validUntil: number | null;
  warnings: UserErrorBody[];
}

export interface OrderChangedRow {
  __typename: 'OrderChanged';
  cursor: string;
  order: OrderRow;
  previousStatus: OrderStatusRow | null;
  changes: OrderEventRow[];
  version: number;
  occurredAt: number;
}

/** Refusals of whichever type: `__typename` tells, further fields stand beside. */
export type InputErrorRow = UserErrorBody;
export type StreamCheckpointRow = StreamCheckpoint;
export type StreamGapRow = StreamGap;

/** What {@link insufficient} of the hub knows: `sellable` is exact, and cut before a client reads it. */
export interface InsufficientStockErrorRow extends UserErrorBody {
  variantId: string;
  sellable: Micros;
  unitCode: string;
  nextAvailableOn: string | null;
}
