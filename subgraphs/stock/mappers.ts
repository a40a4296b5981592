/** What the resolvers get as their parents. */
import type { Availability } from '#hub/availability.ts';
import type { UserErrorBody } from '#hub/errors.ts';
import type { Micros } from '#hub/money.ts';
import type { Connection } from '#hub/paging.ts';
import type { StockChangeCause } from '#hub/stockEvents.ts';
import type {
  IncomingDeliveryTable,
  LocationTable,
  ReservationLineTable,
  ReservationTable,
  StockAlertTable,
  StockMovementTable,
  SupplierItemTable,
  SupplierTable,
} from '#hub/tables.ts';
import type { LevelAmounts } from '#hub/variantStock.ts';
import type { CountedLine } from './count.ts';

export interface ProductRow {
  id: string;
}
export interface VariantRow {
  id: string;
}
export type StockLocationRow = LocationTable;
export type IncomingDeliveryRow = IncomingDeliveryTable;
export type StockMovementRow = StockMovementTable;
export type ReservationRow = ReservationTable;
export type ReservationLineRow = ReservationLineTable;
export type InputErrorRow = UserErrorBody;
export interface InsufficientStockErrorRow extends UserErrorBody {
  variantId: string;
  sellable: Micros;
  unitCode: string;
  nextAvailableOn: string | null;
}

export interface StockLevelRow extends LevelAmounts {
  id: string;
  variantId: string;
  locationId: string;
  minimumMicros: Micros | null;
  maximumMicros: Micros | null;
  bins: string | null;
  systemId: string;
  version: number;
  changedAt: number;
  asOf: number;
}

/** With the quantity it was asked for, in stock units. */
export interface AvailabilityRow extends Availability {
  wanted: Micros;
}

export interface PromiseLineRow {
  quantityMicros: Micros;
  unitCode: string;
  availableOn: string;
  locationId: string;
  source: 'ON_HAND' | 'INCOMING';
  confidence: 'CONFIRMED' | 'ESTIMATED';
}

export interface PickupOfferRow {
  location: StockLocationRow;
  availability: AvailabilityRow;
}

/** A page that counts the whole list only when somebody asks. */
type Counted<T> = Connection<T> & { count(): Promise<number | null> };
export type StockLocationConnectionRow = Counted<StockLocationRow>;
export type StockLevelConnectionRow = Counted<StockLevelRow>;
export type StockMovementConnectionRow = Counted<StockMovementRow>;
export type IncomingDeliveryConnectionRow = Counted<IncomingDeliveryRow>;
export type ReservationConnectionRow = Counted<ReservationRow>;
export type StockAlertConnectionRow = Counted<StockAlertRow>;
export type SupplierConnectionRow = Counted<SupplierRow>;

export type SupplierRow = SupplierTable;
export type SupplierItemRow = SupplierItemTable;
export type StockAlertRow = StockAlertTable;
export interface StockBinRow {
  variantId: string;
  locationId: string;
  onHandMicros: string;
}
export type StockCountDifferenceRow = CountedLine;
export interface StockCountPayloadRow {
  operationId: string | null;
  differences: StockCountDifferenceRow[];
  userErrors: UserErrorBody[];
}

export interface StockAlertRaisedRow {
  __typename: 'StockAlertRaised';
  /** Added by the stream. */
  cursor?: string;
  alert: StockAlertRow;
  occurredAt: number;
}

export interface AvailabilityChangedRow {
  __typename: 'AvailabilityChanged';
  /** Added by the stream. */
  cursor?: string;
  availability: AvailabilityRow;
  previousStatus: Availability['status'] | null;
  occurredAt: number;
}

export interface StockChangedRow {
  __typename: 'StockChanged';
  /** Added by the stream. */
  cursor?: string;
  level: StockLevelRow;
  previousOnHandMicros: Micros | null;
  previousSellableMicros: Micros | null;
  cause: StockChangeCause;
  documentNumber: string | null;
  occurredAt: number;
}
