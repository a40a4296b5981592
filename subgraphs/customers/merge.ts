/** customerMerge and customerSplit: several customers become one, in one transaction; the history keeps what is needed to put all of it back. */
import type { Trx } from '#hub/database.ts';
import { refuse } from '#hub/errors.ts';
import { movePoints } from '#hub/loyalty.ts';
import type { CustomerTable } from '#hub/tables.ts';
import type { RequestContext } from './context.ts';
import { historyOf } from './historyStore.ts';
import { writeHere } from './local.ts';
import { cardsOf } from './loyaltyStore.ts';
import type { CustomerPayloadRow } from './mappers.ts';
import * as store from './mergeStore.ts';
import type { CustomerMergeInput, CustomerSplitInput } from './types.ts';
import { customersByIds, lockCustomer, setCustomer } from './writeStore.ts';
import { tell } from './writes.ts';

const MOST = 20;

/** One customer that became another; micros as text. */
export interface Joined {
  id: string;
  active: number;
  externalIds: string[];
  /** Ids of rows that moved, by table. */
  moved: Record<string, string[]>;
  bindings: { systemId: string; externalId: string }[];
  /** Customers that had been merged into it before. */
  redirects: string[];
  defaults: { id: string; isDefaultBilling: number; isDefaultShipping: number }[];
  points: number;
}

export function mergeCustomers(context: RequestContext, input: CustomerMergeInput): Promise<CustomerPayloadRow> {
  const { viewer, now } = context;
  const { intoId } = input;
  return writeHere(context, 'MERGE', input, async (trx, application) => {
    const fromIds = [...new Set(input.fromIds)].sort();
    if (!fromIds.length || fromIds.length > MOST) throw refuse('INVALID', `Name 1 to ${MOST} customers.`, ['input', 'fromIds']);
    if (fromIds.includes(intoId)) throw refuse('INVALID', 'A customer cannot become itself.', ['input', 'fromIds']);
    const rows = await customersByIds(trx, [intoId, ...fromIds]);
    const into = standing(rows.get(intoId), viewer.companyId, 'intoId');
    const joined: Joined[] = [];
    for (const fromId of fromIds) {
      const row = rows.get(fromId);
      if (row?.companyId === viewer.companyId && row.mergedIntoId === intoId) continue;
      const from = standing(row, viewer.companyId, 'fromIds');
      joined.push(await join(trx, await lockCustomer(trx, from.id), into, { now, application }));
      tell(trx, viewer.companyId, from.id, ['mergedInto'], now);
    }
    if (joined.length) {
      await setCustomer(trx, intoId, { updatedAt: now });
      tell(trx, viewer.companyId, intoId, ['merged', 'externalIds', 'addresses', 'credit', 'loyalty'], now);
    }
    return { customerId: intoId, detail: joined.length ? { joined } : null };
  });
}

/** There, of this company, and not another's part already. */
function standing(row: CustomerTable | undefined, companyId: string, field: string): CustomerTable {
  if (row?.companyId !== companyId) throw refuse('NOT_FOUND', 'There is no such customer.', ['input', field]);
  if (row.mergedIntoId !== null) throw refuse('STATE_FORBIDS', 'It was merged into another: name that one.', ['input', field]);
  if (row.erasedAt !== null) throw refuse('STATE_FORBIDS', 'Its data were erased: it cannot be merged.', ['input', field]);
  return row;
}

async function join(
  trx: Trx,
  from: CustomerTable,
  into: CustomerTable,
  { now, application }: { now: number; application: string },
): Promise<Joined> {
  if (from.creditHeldMicros > 0n && into.creditCurrency !== null && from.creditCurrency !== into.creditCurrency)
    throw refuse('STATE_FORBIDS', 'Their credits are in two currencies: wait until the orders of one are in the ERP.', [
      'input',
      'fromIds',
    ]);
  const externalIds = await store.partyBindings(trx, from.id);
  const defaults = await store.clearDefaults(trx, from.id, into.id, now);
  const moved = await store.moveRows(trx, from.id, into.id, now);
  const bindings = await store.moveBindings(trx, externalIds, from.id, into.id);
  const redirects = await store.redirect(trx, from.id, into.id, now);
  const points = await movePointsOver(trx, from, into, { now, application });
  await setCustomer(trx, into.id, { creditHeldMicros: (await lockCustomer(trx, into.id)).creditHeldMicros + from.creditHeldMicros });
  await setCustomer(trx, from.id, { active: 0, mergedIntoId: into.id, creditHeldMicros: 0n, updatedAt: now });
  return {
    id: from.id,
    active: from.active,
    externalIds: externalIds.map((one) => one.externalId),
    moved,
    bindings,
    redirects,
    defaults,
    points,
  };
}

/** A card of the ERP stays where it is until the ERP has merged the two. */
async function movePointsOver(
  trx: Trx,
  from: CustomerTable,
  into: CustomerTable,
  at: { now: number; application: string },
): Promise<number> {
  const [card] = await cardsOf(trx, [from.id]);
  if (!card || card.systemId !== null || card.points === 0) return 0;
  await shiftPoints(trx, from, into, card.points, `merge ${from.id} ${from.version}`, at);
  return card.points;
}

async function shiftPoints(
  trx: Trx,
  from: Pick<CustomerTable, 'id' | 'companyId'>,
  to: Pick<CustomerTable, 'id'>,
  points: number,
  cause: string,
  at: { now: number; application: string },
): Promise<void> {
  const shared = { companyId: from.companyId, reason: 'OTHER' as const, cause, ...at };
  await movePoints(trx, { ...shared, customerId: from.id, points: -points });
  await movePoints(trx, { ...shared, customerId: to.id, points });
}

export function splitCustomer(context: RequestContext, input: CustomerSplitInput): Promise<CustomerPayloadRow> {
  const { viewer, now } = context;
  return writeHere(context, 'SPLIT', input, async (trx, application) => {
    const into = (await customersByIds(trx, [input.id])).get(input.id);
    if (into?.companyId !== viewer.companyId) throw refuse('NOT_FOUND', 'There is no such customer.', ['input', 'id']);
    const merges = (await historyOf(trx, into.id, 'MERGE')).flatMap(({ detail }) => (JSON.parse(detail) as { joined: Joined[] }).joined);
    // The newest merge of each, as one may have been parted and joined again.
    const latest = [...new Map([...merges].reverse().map((joined) => [joined.id, joined])).values()];
    const wanted = latest.filter(({ id, externalIds }) => [id, ...externalIds].some((one) => input.externalIds.includes(one)));
    const named = new Set(wanted.flatMap(({ id, externalIds }) => [id, ...externalIds]));
    if (!wanted.length || input.externalIds.some((one) => !named.has(one)))
      throw refuse('NOT_FOUND', 'None with this id was merged into it.', ['input', 'externalIds']);
    const rows = await customersByIds(
      trx,
      wanted.map(({ id }) => id),
    );
    const parted = wanted.filter(({ id }) => rows.get(id)?.mergedIntoId === into.id);
    for (const joined of parted) await part(trx, joined, into, { now, application });
    if (parted.length) tell(trx, viewer.companyId, into.id, ['split', 'externalIds', 'addresses', 'credit', 'loyalty'], now);
    return { customerId: into.id, detail: parted.length ? { parted: parted.map(({ id }) => id) } : null };
  });
}

/** What came since the merge stays where it is; of spent points what is left goes back. */
async function part(trx: Trx, joined: Joined, into: CustomerTable, at: { now: number; application: string }): Promise<void> {
  const { now } = at;
  const { id } = joined;
  await store.putRowsBack(trx, joined.moved, into.id, id, now);
  await store.putBindingsBack(trx, joined.bindings, id);
  await store.unredirect(trx, id, joined.redirects);
  await store.restoreDefaults(trx, joined.defaults, now);
  const held = await store.heldOf(trx, id);
  const { creditHeldMicros } = await lockCustomer(trx, into.id);
  await setCustomer(trx, into.id, { creditHeldMicros: creditHeldMicros - held, updatedAt: now });
  const row = await lockCustomer(trx, id);
  await setCustomer(trx, id, { active: joined.active, mergedIntoId: null, creditHeldMicros: held, updatedAt: now });
  const [card] = await cardsOf(trx, [into.id]);
  const points = Math.min(joined.points, card?.points ?? 0);
  if (points) await shiftPoints(trx, into, { id }, points, `split ${id} ${row.version}`, at);
  tell(trx, into.companyId, id, ['split'], now);
}
