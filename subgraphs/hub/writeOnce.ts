/** What every write through to a linked system has in common: who writes, one key one write, the ERP behind it, the wait for its verdict. */
import type { Trx } from './database.ts';
import { failure, refuse, type UserErrorBody, UserFault } from './errors.ts';
import {
  acceptOperation,
  checkSameInput,
  findByKey,
  type NewOperation,
  type Operation,
  operationErrors,
  waitForOperation,
} from './operations.ts';
import { durationMs } from './scalars.ts';
import type { Context } from './subgraph.ts';
import { erpOf, type System } from './systems.ts';

/** A client may wait this long for the verdict; then it gets the operation's state. */
const LONGEST_WAIT = 30_000;
const USUAL_WAIT = 'PT5S';

export interface Write {
  application: string;
  /** First statement of the write's transaction. With `replay` nothing more is to be done. */
  accept(
    trx: Trx,
    operation: Pick<NewOperation, 'systemId' | 'kind' | 'lane' | 'subjectId' | 'customerId' | 'payload'>,
  ): Promise<{ operation: Operation; replay: boolean }>;
}

export interface Written {
  /** The operation as it stands after the wait; undefined when the write was refused before it was accepted. */
  operation?: Operation;
  userErrors: UserErrorBody[];
}

/**
 * Runs `work` once a (application, customer, mutation, key): a repeated write answers the verdict of the first. Refusals become userErrors and burn no key;
 * anything else goes on up and is masked. When `work` answers nothing, nothing was to be written, and nothing is waited for.
 */
export async function writeOnce(
  context: Context,
  mutation: string,
  input: { idempotencyKey: string; wait?: string | null | undefined },
  work: (write: Write) => Promise<Operation | undefined>,
): Promise<Written> {
  try {
    const application = writerOf(context);
    const { viewer } = context;
    const { wait, ...sent } = input;
    // A storefront's key is shared by its visitors: two customers may come upon the same idempotency key.
    const scope = viewer.customerId ? `${mutation} ${viewer.customerId}` : mutation;
    const known = await findByKey(context.db, application, scope, input.idempotencyKey);
    const operation = known
      ? checkSameInput(known, sent)
      : await work({
          application,
          accept: (trx, wanted) =>
            acceptOperation(trx, {
              ...wanted,
              companyId: viewer.companyId,
              application,
              mutation: scope,
              idempotencyKey: input.idempotencyKey,
              input: sent,
              now: context.now,
            }),
        });
    if (!operation) return { userErrors: [] };
    if (!known) context.ground.wake();
    const settled = await waitForOperation(context.ground, operation.id, Math.min(durationMs(wait ?? USUAL_WAIT) ?? 0, LONGEST_WAIT));
    return { operation: settled, userErrors: operationErrors(settled) };
  } catch (error) {
    if (error instanceof UserFault) return { userErrors: error.errors };
    throw error;
  }
}

/** The application's key; without one nothing is written. */
export function writerOf({ viewer, ground }: Context): string {
  if (!viewer.application) throw failure('UNAUTHENTICATED', 'Send an API key as Authorization: Bearer.');
  if (ground.db.readOnly) throw failure('READ_ONLY', 'This process may only read: send writes to the process that owns the database.');
  return viewer.application;
}

/** The ERP of the viewer's company, or a refusal that says what is missing. */
export async function linkedErp({ db, viewer }: Context): Promise<System> {
  const erp = await erpOf(db, viewer.companyId);
  if (!erp) throw refuse('SOURCE_UNAVAILABLE', 'No ERP is linked: ask whoever runs this hub.');
  if (erp.mode !== 'ACTIVE')
    throw refuse('STATE_FORBIDS', 'The ERP is only observed so far; nothing is written to it until systemActivate.');
  return erp;
}
