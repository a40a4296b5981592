/** What the resolvers get as their parents. */
import type { UserErrorBody } from '#hub/errors.ts';
import type { Connection } from '#hub/paging.ts';
import type { CustomerAddressTable, CustomerTable } from '#hub/tables.ts';
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
  userErrors: UserErrorBody[];
}
