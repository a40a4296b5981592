/** What the resolvers get as their parents. */
import type { UserErrorBody } from '#hub/errors.ts';
import type { Connection } from '#hub/paging.ts';
import type { MoneyEntryTable } from '#hub/tables.ts';

export interface CustomerRow {
  id: string;
}
export interface VariantRow {
  id: string;
}
export type InputErrorRow = UserErrorBody;
export type PaymentMatchRow = MoneyEntryTable;
export type PaymentMatchConnectionRow = Connection<PaymentMatchRow> & { count(): Promise<number | null> };
