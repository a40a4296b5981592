/** Writes that stay in the hub: once a key, each with its line in the customer's history. */
import type { Trx } from '#hub/database.ts';
import { refuse, UserFault } from '#hub/errors.ts';
import { newId } from '#hub/id.ts';
import { fingerprint } from '#hub/operations.ts';
import { takeCustomerTurn } from '#hub/parties.ts';
import { writerOf } from '#hub/writeOnce.ts';
import type { RequestContext } from './context.ts';
import { findHistoryByKey, insertHistory } from './historyStore.ts';
import type { CustomerPayloadRow } from './mappers.ts';

export interface Done {
  customerId: string;
  /** What the history keeps; null when nothing changed. */
  detail: Record<string, unknown> | null;
  answer?: Partial<CustomerPayloadRow>;
}

/** Customers of a company are joined, parted and erased one after another. */
export async function writeHere(
  context: RequestContext,
  action: string,
  input: { idempotencyKey: string },
  work: (trx: Trx, application: string) => Promise<Done>,
): Promise<CustomerPayloadRow> {
  const { viewer, ground, now, loaders } = context;
  const application = writerOf(context);
  const key = `${action} ${input.idempotencyKey}`;
  try {
    const done = await ground.db.write(async (trx) => {
      await takeCustomerTurn(trx, viewer.companyId);
      const known = await findHistoryByKey(trx, application, key);
      if (known && known.fingerprint !== fingerprint(input))
        throw refuse('KEY_REUSED', 'This idempotency key was used with another input. Take a new key for a new write.', [
          'input',
          'idempotencyKey',
        ]);
      if (known) return { customerId: known.customerId, answer: (JSON.parse(known.detail) as { answer?: Done['answer'] }).answer };
      const result = await work(trx, application);
      await insertHistory(trx, {
        id: newId('customerEvent'),
        customerId: result.customerId,
        action: result.detail ? action : 'NONE',
        detail: JSON.stringify({ ...result.detail, ...(result.answer ? { answer: result.answer } : {}) }),
        actor: application,
        idempotencyKey: key,
        fingerprint: fingerprint(input),
        occurredAt: now,
      });
      return result;
    });
    ground.wake();
    loaders.customer.clear(done.customerId);
    return { customerId: done.customerId, ...done.answer, userErrors: [] };
  } catch (error) {
    if (error instanceof UserFault) return { userErrors: error.errors };
    throw error;
  }
}
