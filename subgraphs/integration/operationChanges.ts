/** The stream of writes that move on. */

import { failure } from '#hub/errors.ts';
import type { HubEvent } from '#hub/events.ts';
import { isSettled } from '#hub/operations.ts';
import { eventStream } from '#hub/stream.ts';
import { seesOperation, seesOperations } from './access.ts';
import type { RequestContext } from './context.ts';
import type { OperationChangedRow, WriteOperationRow } from './mappers.ts';
import { openOperations, operationFits, operationsById } from './store.ts';
import type { SubscriptionOperationChangesArgs } from './types.ts';

export async function operationChanges(args: SubscriptionOperationChangesArgs, context: RequestContext) {
  const { ground, viewer, db } = context;
  const { id, filter } = args;
  const read = async (ids: readonly string[]) => {
    const rows = ids.length ? await operationsById(db, viewer.companyId, ids) : [];
    return new Map(rows.filter((row) => seesOperation(viewer, row)).map((row) => [row.id, row]));
  };
  if (id != null && !(await read([id])).has(id)) throw failure('NOT_FOUND', 'There is no such operation.');
  // A storefront's key is shared: without a customer it must know the id of the write it follows.
  if (id == null && !seesOperations(viewer) && viewer.customerId === undefined)
    throw failure('FORBIDDEN', 'Name an id; to hear of all writes the key needs the scope operations:read.');

  return eventStream<OperationChangedRow>(ground, viewer, {
    topic: 'operation',
    after: args.after,
    snapshot: args.snapshot ?? true,
    allowed: (event) =>
      event.companyId === viewer.companyId &&
      (id != null ? event.subjectId === id : seesOperations(viewer) || event.customerId === viewer.customerId),
    async readSnapshot() {
      const rows =
        id != null
          ? [...(await read([id])).values()].filter((row) => operationFits(row, filter))
          : await openOperations(db, viewer.companyId, filter, seesOperations(viewer) ? undefined : viewer.customerId);
      return rows.map((row) => ({
        __typename: 'OperationChanged',
        operation: row,
        previousState: null,
        occurredAt: row.settledAt ?? row.sentAt ?? row.acceptedAt,
      }));
    },
    async toItems(events) {
      const rows = await read([...new Set(events.map((event) => event.subjectId))]);
      return events.flatMap((event) => {
        const row = rows.get(event.subjectId);
        const operation = row && asOf(row, event);
        return operation && operationFits(operation, filter)
          ? [
              {
                __typename: 'OperationChanged',
                operation,
                previousState: textOrNull(event.payload.previousState),
                occurredAt: event.occurredAt,
              },
            ]
          : [];
      });
    },
  });
}

/** The operation in the state it had come to at the event; the row may be further on. */
function asOf(row: WriteOperationRow, event: HubEvent): WriteOperationRow {
  const state = textOrNull(event.payload.state) ?? row.state;
  if (state === row.state) return row;
  return { ...row, state, settledAt: isSettled({ state }) ? row.settledAt : null, retryAt: null };
}

const textOrNull = (value: unknown): string | null => (typeof value === 'string' ? value : null);
