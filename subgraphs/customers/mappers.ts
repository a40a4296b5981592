/** What the resolvers get as their parents. */
import type { UserErrorBody } from '#hub/errors.ts';
import type { Connection } from '#hub/paging.ts';
import type { StreamCheckpoint, StreamGap } from '#hub/stream.ts';
import type {
  CustomerAddressTable,
  CustomerContactTable,
  CustomerMatchTable,
  CustomerTable,
  LoyaltyCardTable,
  LoyaltyEntryTable,
} from '#hub/tables.ts';
import type { Viewer } from '#hub/viewer.ts';

export type ViewerRow = Viewer;
export type CustomerRow = CustomerTable;
export type CustomerAddressRow = CustomerAddressTable;
export type CompanyAccountRow = CustomerTable;
/** With the figures there: a customer without a limit has no position. */
export type CreditPositionRow = CustomerTable & { creditLimitMicros: bigint; creditCurrency: string };
export type InputErrorRow = UserErrorBody;

/** A page that counts the whole list only when somebody asks. */
export type CustomerConnectionRow = Connection<CustomerRow> & { count(): Promise<number | null> };

/** The customer is read after the write, by its id. */
export interface CustomerPayloadRow {
  customerId?: string;
  operationId?: string;
  erasedIn?: { systemId: string | null; erased: boolean }[];
  userErrors: UserErrorBody[];
}

export type CustomerContactRow = CustomerContactTable;
/** With what is on its way. */
export type LoyaltyAccountRow = LoyaltyCardTable;
export type LoyaltyEntryRow = LoyaltyEntryTable;
export type LoyaltyEntryConnectionRow = Connection<LoyaltyEntryRow>;
export type CustomerMatchRow = CustomerMatchTable;
/** Somebody the buyer could be, as it was noted. */
export interface MatchCandidateRow {
  customer: CustomerRow;
  agreeing: string[];
  differing: string[];
}
export type CustomerStreamItemRow = CustomerChangedRow | StreamCheckpoint | StreamGap;
export interface CustomerChangedRow {
  __typename: 'CustomerChanged';
  cursor?: string;
  customer: CustomerRow;
  changedFields: string[];
  occurredAt: number;
}
