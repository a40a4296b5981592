/** customerErase: a person's data leave the hub for good; documents that the law keeps stay in the ERP. */
import { refuse } from '#hub/errors.ts';
import type { RequestContext } from './context.ts';
import { eraseRows, openWorkOf } from './eraseStore.ts';
import { writeHere } from './local.ts';
import type { CustomerPayloadRow } from './mappers.ts';
import { mergedInto, partyBindings } from './mergeStore.ts';
import type { CustomerEraseInput } from './types.ts';
import { customersByIds } from './writeStore.ts';
import { tell } from './writes.ts';

export function eraseCustomer(context: RequestContext, input: CustomerEraseInput): Promise<CustomerPayloadRow> {
  const { viewer, now } = context;
  return writeHere(context, 'ERASE', input, async (trx) => {
    const { id, reason } = input;
    const customer = (await customersByIds(trx, [id])).get(id);
    if (customer?.companyId !== viewer.companyId || customer.mergedIntoId !== null)
      throw refuse('NOT_FOUND', 'There is no such customer.', ['input', 'id']);
    if (!reason.trim()) throw refuse('REQUIRED', 'Say why.', ['input', 'reason']);
    // Those that became it are the same person.
    const ids = [id, ...(await mergedInto(trx, [id])).map((one) => one.id)];
    const open = await openWorkOf(trx, ids);
    if (open)
      throw refuse('STATE_FORBIDS', 'An order or a write of this customer is still under way: erase it when that has ended.', [
        'input',
        'id',
      ]);
    const bindings = (await Promise.all(ids.map((one) => partyBindings(trx, one)))).flat();
    const systems = [...new Set(bindings.map((one) => one.systemId))];
    if (customer.erasedAt === null) {
      await eraseRows(trx, ids, now);
      tell(trx, viewer.companyId, id, ['erased'], now);
    }
    const erasedIn = [{ systemId: null, erased: true }, ...systems.map((systemId) => ({ systemId, erased: false }))];
    return { customerId: id, detail: customer.erasedAt === null ? { reason: reason.slice(0, 200) } : null, answer: { erasedIn } };
  });
}
