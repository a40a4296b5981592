/** A write of an order, on top of what every write has in common: its lane, and the order it answers. */
import type { Trx } from '#hub/database.ts';
import type { NewOperation, Operation } from '#hub/operations.ts';
import * as hub from '#hub/writeOnce.ts';
import type { RequestContext } from './context.ts';
import type { WriteOutcome } from './outcome.ts';

export interface Write {
  application: string;
  /** First statement of the write's transaction. With `replay` nothing more is to be done. */
  accept(
    trx: Trx,
    operation: Pick<NewOperation, 'systemId' | 'kind' | 'subjectId' | 'customerId' | 'payload'>,
  ): Promise<{ operation: Operation; replay: boolean }>;
}

/** As the hub's `writeOnce`; an outcome that `work` answers (a dry run, a refusal of its own) is answered as it is, and nothing is waited for. */
export async function writeOnce(
  context: RequestContext,
  mutation: string,
  input: { idempotencyKey: string; wait?: string | null },
  work: (write: Write) => Promise<Operation | WriteOutcome>,
): Promise<WriteOutcome> {
  let outcome: WriteOutcome | undefined;
  const { operation, userErrors } = await hub.writeOnce(context, mutation, input, async ({ application, accept }) => {
    const done = await work({
      application,
      // All writes of one order go one after another.
      accept: (trx, wanted) => accept(trx, { ...wanted, lane: `order:${wanted.subjectId}` }),
    });
    if (!('userErrors' in done)) return done;
    outcome = done;
    return undefined;
  });
  if (outcome) return outcome;
  return {
    ...(operation?.subjectId ? { orderId: operation.subjectId } : {}),
    ...(operation ? { operationId: operation.id } : {}),
    userErrors,
  };
}
