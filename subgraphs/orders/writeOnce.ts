/** What every write of an order has in common: who writes, one key one write, the ERP behind it, the wait for its verdict. */

import type { Trx } from '#hub/database.ts';
import { failure, refuse, UserFault } from '#hub/errors.ts';
import {
  acceptOperation,
  checkSameInput,
  findByKey,
  type NewOperation,
  type Operation,
  operationErrors,
  waitForOperation,
} from '#hub/operations.ts';
import { durationMs } from '#hub/scalars.ts';
import { erpOf, type System } from '#hub/systems.ts';
import type { RequestContext } from './context.ts';
import type { WriteOutcome } from './outcome.ts';

/** A client may wait this long for the ERP's verdict; then it gets the operation's state. */
const LONGEST_WAIT = 30_000;
const USUAL_WAIT = 'PT5S';

export interface Write {
  application: string;
  /** First statement of the write's transaction. With `replay` nothing more is to be done. */
  accept(
    trx: Trx,
    operation: Pick<NewOperation, 'systemId' | 'kind' | 'subjectId' | 'customerId' | 'payload'>,
  ): Promise<{ operation: Operation; replay: boolean }>;
}

/**
 * Runs `work` once a (application, customer, mutation, key): a repeated write answers the verdict of the first. The operation that `work` answers is waited for;
 * an outcome is answered as it is. Refusals become userErrors and burn no key; anything else goes on up and is masked.
 */
export async function writeOnce(
  context: RequestContext,
  mutation: string,
  input: { idempotencyKey: string; wait?: string | null },
  work: (write: Write) => Promise<Operation | WriteOutcome>,
): Promise<WriteOutcome> {
  try {
    const application = writer(context);
    const { viewer } = context;
    const { wait, ...sent } = input;
    // A storefront's key is shared by its visitors: two customers may come upon the same idempotency key.
    const scope = viewer.customerId ? `${mutation} ${viewer.customerId}` : mutation;
    const known = await findByKey(context.db, application, scope, input.idempotencyKey);
    if (known) return await verdict(context, checkSameInput(known, sent), wait);
    const done = await work({
      application,
      accept: (trx, operation) =>
        acceptOperation(trx, {
          ...operation,
          companyId: viewer.companyId,
          // All writes of one order go one after another.
          lane: `order:${operation.subjectId}`,
          application,
          mutation: scope,
          idempotencyKey: input.idempotencyKey,
          input: sent,
          now: context.now,
        }),
    });
    if ('userErrors' in done) return done;
    context.ground.wake();
    return await verdict(context, done, wait);
  } catch (error) {
    if (error instanceof UserFault) return { userErrors: error.errors };
    throw error;
  }
}

/** The application's key; without one nothing is written. */
export function writer({ viewer, ground }: RequestContext): string {
  if (!viewer.application) throw failure('UNAUTHENTICATED', 'Send an API key as Authorization: Bearer.');
  if (ground.db.readOnly) throw failure('READ_ONLY', 'This process may only read: send writes to the process that owns the database.');
  return viewer.application;
}

/** What the operation came to, after waiting for it a little. */
async function verdict(context: RequestContext, operation: Operation, wait: string | null | undefined): Promise<WriteOutcome> {
  const waitMs = Math.min(durationMs(wait ?? USUAL_WAIT) ?? 0, LONGEST_WAIT);
  const settled = await waitForOperation(context.ground, operation.id, waitMs);
  return { ...(settled.subjectId ? { orderId: settled.subjectId } : {}), operationId: settled.id, userErrors: operationErrors(settled) };
}

/** The ERP of the viewer's company, or a refusal that says what is missing. */
export async function linkedErp({ db, viewer }: RequestContext): Promise<System> {
  const erp = await erpOf(db, viewer.companyId);
  if (!erp) throw refuse('SOURCE_UNAVAILABLE', 'No ERP is linked: ask whoever runs this hub.');
  if (erp.mode !== 'ACTIVE')
    throw refuse('STATE_FORBIDS', 'The ERP is only observed so far; nothing is written to it until systemActivate.');
  return erp;
}
