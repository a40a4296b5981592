/** What the resolvers get as their parents: rows of the ground's own tables. */
import type { UserErrorBody } from '#hub/errors.ts';
import type { Operation } from '#hub/operations.ts';
import type { Connection } from '#hub/paging.ts';
import type { System } from '#hub/systems.ts';
import type { DeliveryTable, SyncRunTable } from '#hub/tables.ts';

export type InputErrorRow = UserErrorBody;
export type LinkedSystemRow = System;
export type SystemHealthRow = System;
export type SyncRunRow = SyncRunTable;
export type WriteOperationRow = Operation;
export type DeliveryRow = DeliveryTable;

/** A page that counts the whole list only when somebody asks. */
type Counted<T> = Connection<T> & { count(): Promise<number | null> };
export type SyncRunConnectionRow = Counted<SyncRunRow>;
export type WriteOperationConnectionRow = Counted<WriteOperationRow>;
export type DeliveryConnectionRow = Counted<DeliveryRow>;

export interface SyncScheduleRow {
  entity: string;
  pulledAt: number | null;
  sweptAt: number | null;
  lastRunId: string | null;
}

export interface OperationChangedRow {
  __typename: 'OperationChanged';
  /** Added by the stream. */
  cursor?: string;
  operation: WriteOperationRow;
  previousState: string | null;
  occurredAt: number;
}
