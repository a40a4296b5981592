/** SQL that makes the rows of one customer another's, and puts them back. */
import type { Db, Trx } from '#hub/database.ts';
import type { Joined } from './merge.ts';

/** What is a customer's. Its points move as points, facts are built anew, the log of events stays as it was. */
const OWNED = [
  'salesOrder',
  'invoice',
  'customerAddress',
  'customerContact',
  'consent',
  'erpDocument',
  'goodsReturn',
  'moneyEntry',
  'quote',
  'reservation',
  'cart',
] as const;
type Owned = (typeof OWNED)[number];

/** Facts are built anew of what changed. */
const isDated = (table: Owned): boolean => table === 'salesOrder' || table === 'invoice';

export async function moveRows(trx: Trx, from: string, into: string, now: number): Promise<Joined['moved']> {
  const moved: Joined['moved'] = {};
  for (const table of OWNED) {
    const rows = await trx.selectFrom(table).select('id').where('customerId', '=', from).execute();
    const ids = rows.map((row) => row.id);
    await giveRows(trx, table, ids, from, into, now);
    if (ids.length) moved[table] = ids;
  }
  await trx.updateTable('loyaltyEntry').set({ customerId: into }).where('customerId', '=', from).where('state', '=', 'PENDING').execute();
  await trx.updateTable('customerMatch').set({ customerId: into }).where('customerId', '=', from).execute();
  return moved;
}

export async function putRowsBack(trx: Trx, moved: Joined['moved'], into: string, id: string, now: number): Promise<void> {
  for (const table of OWNED) await giveRows(trx, table, moved[table] ?? [], into, id, now);
  await trx
    .updateTable('loyaltyEntry')
    .set({ customerId: id })
    .where('customerId', '=', into)
    .where('state', '=', 'PENDING')
    .where('orderId', 'in', (eb) => eb.selectFrom('salesOrder').select('salesOrder.id').where('salesOrder.customerId', '=', id))
    .execute();
}

/** Only those that are still the one's. */
async function giveRows(trx: Trx, table: Owned, ids: readonly string[], from: string, to: string, now: number): Promise<void> {
  for (let i = 0; i < ids.length; i += 500)
    await trx
      .updateTable(table)
      .set({ customerId: to, ...(isDated(table) ? { updatedAt: now } : {}) })
      .where('id', 'in', ids.slice(i, i + 500))
      .where('customerId', '=', from)
      .execute();
}

export const partyBindings = (db: Db, id: string): Promise<{ systemId: string; externalId: string }[]> =>
  db
    .selectFrom('binding')
    .select(['systemId', 'externalId'])
    .where('id', '=', id)
    .where('entity', '=', 'parties')
    .orderBy('systemId')
    .orderBy('externalId')
    .execute();

/** A party of an ERP in which the other has one, too, stays its own row, so that the two are not told over each other; what is told of it finds the one by redirect. */
export async function moveBindings(trx: Trx, bindings: Joined['bindings'], from: string, into: string): Promise<Joined['bindings']> {
  const known = new Set((await partyBindings(trx, into)).map((one) => one.systemId));
  const erps = new Set((await trx.selectFrom('system').select('id').where('role', '=', 'ERP').execute()).map((one) => one.id));
  const moving = bindings.filter(({ systemId }) => !erps.has(systemId) || !known.has(systemId));
  await bindTo(trx, moving, into);
  await trx.updateTable('binding').set({ content: null }).where('id', '=', from).where('entity', '=', 'parties').execute();
  return moving;
}

export const putBindingsBack = (trx: Trx, bindings: Joined['bindings'], id: string): Promise<void> => bindTo(trx, bindings, id);

/** The next pull reads them again: whose they are has changed. */
async function bindTo(trx: Trx, bindings: Joined['bindings'], id: string): Promise<void> {
  for (const { systemId, externalId } of bindings)
    await trx
      .updateTable('binding')
      .set({ id, content: null })
      .where('systemId', '=', systemId)
      .where('entity', '=', 'parties')
      .where('externalId', '=', externalId)
      .execute();
}

/** Old ids always lead to the one that stays in a single step. Answers those that had led to `from`. */
export async function redirect(trx: Trx, from: string, into: string, now: number): Promise<string[]> {
  const earlier = await trx.updateTable('redirect').set({ intoId: into }).where('intoId', '=', from).returning('id').execute();
  await trx.insertInto('redirect').values({ id: from, intoId: into, createdAt: now }).execute();
  return earlier.map((row) => row.id);
}

export async function unredirect(trx: Trx, id: string, earlier: readonly string[]): Promise<void> {
  await trx.deleteFrom('redirect').where('id', '=', id).execute();
  if (earlier.length)
    await trx
      .updateTable('redirect')
      .set({ intoId: id })
      .where('id', 'in', [...earlier])
      .execute();
}

/** Where the one that stays has a default, the other's are none any more. Answers what they were. */
export async function clearDefaults(trx: Trx, from: string, into: string, now: number): Promise<Joined['defaults']> {
  const rows = await trx
    .selectFrom('customerAddress')
    .select(['id', 'customerId', 'isDefaultBilling', 'isDefaultShipping'])
    .where('customerId', 'in', [from, into])
    .where('active', '=', 1)
    .execute();
  const own = rows.filter((row) => row.customerId === from && (row.isDefaultBilling || row.isDefaultShipping));
  for (const column of ['isDefaultBilling', 'isDefaultShipping'] as const)
    if (rows.some((row) => row.customerId === into && row[column] === 1))
      await trx
        .updateTable('customerAddress')
        .set({ [column]: 0, updatedAt: now })
        .where('customerId', '=', from)
        .execute();
  return own.map(({ id, isDefaultBilling, isDefaultShipping }) => ({ id, isDefaultBilling, isDefaultShipping }));
}

export async function restoreDefaults(trx: Trx, defaults: Joined['defaults'], now: number): Promise<void> {
  for (const { id, ...flags } of defaults)
    await trx
      .updateTable('customerAddress')
      .set({ ...flags, updatedAt: now })
      .where('id', '=', id)
      .execute();
}

/** What the orders of a customer hold of its credit. */
export async function heldOf(db: Db, customerId: string): Promise<bigint> {
  const rows = await db
    .selectFrom('salesOrder')
    .select('creditHeldMicros')
    .where('customerId', '=', customerId)
    .where('creditHeldMicros', '>', 0n)
    .execute();
  return rows.reduce((sum, row) => sum + row.creditHeldMicros, 0n);
}

/** Customers that became these, for what is bound to them still. */
export async function mergedInto(db: Db, ids: readonly string[]): Promise<{ id: string; intoId: string }[]> {
  return db
    .selectFrom('redirect')
    .select(['id', 'intoId'])
    .where('intoId', 'in', [...ids])
    .execute();
}
