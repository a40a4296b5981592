/** SQL of the writes: new customers, addresses, what the ERP tells of them, credit that its figures contain now. */
import type { AddressRecord } from '#connectors/connector.ts';
import { contentOf } from '#hub/bindings.ts';
import type { Db, Trx } from '#hub/database.ts';
import type { CustomerAddressTable, CustomerTable } from '#hub/tables.ts';
import { fold, sortKey } from '#hub/text.ts';

/** What people search by; no e-mail address and no tax number, which not everybody may search. */
export const searchOf = (name: string, number: string | null): string => [fold(name), fold(number ?? '')].filter(Boolean).join('\n');

export const sortNameOf = (name: string): string => sortKey(name);

/** A customer that only the hub knows so far. */
export const blankCustomer = (id: string, companyId: string, now: number): CustomerTable => ({
  id,
  companyId,
  number: null,
  kind: 'OTHER',
  name: '',
  email: null,
  phone: null,
  taxId: null,
  active: 1,
  groups: '[]',
  priceListId: null,
  discountPercent: null,
  termsCode: null,
  termsName: null,
  termsDays: null,
  creditLimitMicros: null,
  creditUsedMicros: 0n,
  creditOverdueMicros: 0n,
  creditHeldMicros: 0n,
  creditCurrency: null,
  creditBlocked: 0,
  creditAsOf: null,
  creditOpenOrdersMicros: null,
  creditOpenInvoicesMicros: null,
  taxRuleId: null,
  language: null,
  salesRep: null,
  parentId: null,
  mergedIntoId: null,
  segments: null,
  segmentedOn: null,
  erasedAt: null,
  search: '',
  sortName: '',
  systemId: null,
  version: 1,
  createdAt: now,
  updatedAt: now,
  asOf: now,
});

export async function insertCustomer(trx: Trx, row: CustomerTable): Promise<void> {
  await trx.insertInto('customer').values(row).execute();
}

export async function customersByIds(db: Db, ids: readonly string[]): Promise<Map<string, CustomerTable>> {
  if (!ids.length) return new Map();
  const rows = await db
    .selectFrom('customer')
    .selectAll()
    .where('id', 'in', [...ids])
    .execute();
  return new Map(rows.map((row) => [row.id, row]));
}

/** What the ERP owns; what the hub holds of the credit is not touched. */
export type PartyFigures = Omit<
  CustomerTable,
  'id' | 'companyId' | 'version' | 'createdAt' | 'creditHeldMicros' | 'mergedIntoId' | 'segments' | 'segmentedOn' | 'erasedAt'
>;

export async function updateCustomer(trx: Trx, id: string, figures: PartyFigures): Promise<void> {
  await trx
    .updateTable('customer')
    .set((eb) => ({ ...figures, version: eb('version', '+', 1) }))
    .where('id', '=', id)
    .execute();
}

/** Read again, nothing new. */
export async function touchCustomers(trx: Trx, ids: readonly string[], asOf: number): Promise<void> {
  if (!ids.length) return;
  await trx
    .updateTable('customer')
    .set({ asOf })
    .where('id', 'in', [...ids])
    .execute();
  await trx
    .updateTable('customer')
    .set({ creditAsOf: asOf })
    .where('id', 'in', [...ids])
    .where('creditAsOf', 'is not', null)
    .execute();
}

export async function addressesOf(db: Db, customerIds: readonly string[]): Promise<CustomerAddressTable[]> {
  if (!customerIds.length) return [];
  return db
    .selectFrom('customerAddress')
    .selectAll()
    .where('customerId', 'in', [...customerIds])
    .orderBy('id')
    .execute();
}

export async function saveAddressRow(trx: Trx, row: CustomerAddressTable): Promise<void> {
  const { id, customerId, ...columns } = row;
  await trx
    .insertInto('customerAddress')
    .values({ id, customerId, ...columns })
    .onConflict((conflict) => conflict.column('id').doUpdateSet(columns))
    .execute();
}

/** Another address is the default from now on. */
export async function clearDefault(
  trx: Trx,
  customerId: string,
  column: 'isDefaultBilling' | 'isDefaultShipping',
  now: number,
): Promise<void> {
  await trx
    .updateTable('customerAddress')
    .set({ [column]: 0, updatedAt: now })
    .where('customerId', '=', customerId)
    .where(column, '=', 1)
    .execute();
}

export async function stopAddresses(trx: Trx, ids: readonly string[], now: number): Promise<void> {
  if (!ids.length) return;
  await trx
    .updateTable('customerAddress')
    .set({ active: 0, updatedAt: now })
    .where('id', 'in', [...ids])
    .execute();
}

/** Those of these addresses that a system has. */
export async function boundAddresses(db: Db, systemId: string, ids: readonly string[]): Promise<string[]> {
  if (!ids.length) return [];
  const rows = await db
    .selectFrom('binding')
    .select('id')
    .where('systemId', '=', systemId)
    .where('entity', '=', 'addresses')
    .where('id', 'in', [...ids])
    .execute();
  return rows.map((row) => row.id);
}

/** Two spellings of one address: as it is stored, keys in order. */
export const addressText = (address: AddressRecord): string => contentOf(address);

/** ERP parties that a sweep did not yield. */
export async function unseenCustomers(db: Db, systemId: string, sweepStartedAt: number): Promise<{ id: string; companyId: string }[]> {
  return db
    .selectFrom('customer')
    .innerJoin('binding', 'binding.id', 'customer.id')
    .select(['customer.id', 'customer.companyId'])
    .where('binding.systemId', '=', systemId)
    .where('binding.entity', '=', 'parties')
    .where('binding.seenAt', '<', sweepStartedAt)
    .where('customer.active', '=', 1)
    .orderBy('customer.id')
    .execute();
}

/** Customers in use that a system has. */
export async function countBoundCustomers(db: Db, systemId: string): Promise<number> {
  const row = await db
    .selectFrom('customer')
    .innerJoin('binding', 'binding.id', 'customer.id')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('binding.systemId', '=', systemId)
    .where('binding.entity', '=', 'parties')
    .where('customer.active', '=', 1)
    .executeTakeFirstOrThrow();
  return row.count;
}

export async function stopCustomers(trx: Trx, ids: readonly string[], now: number): Promise<void> {
  await trx
    .updateTable('customer')
    .set((eb) => ({ active: 0, updatedAt: now, version: eb('version', '+', 1) }))
    .where('id', 'in', [...ids])
    .execute();
}

/** The row, so that nobody else can move it before this transaction ends. */
export async function lockCustomer(trx: Trx, id: string): Promise<CustomerTable> {
  return trx
    .updateTable('customer')
    .set((eb) => ({ version: eb.ref('version') }))
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirstOrThrow();
}

export async function setCustomer(trx: Trx, id: string, changes: Partial<CustomerTable>): Promise<void> {
  await trx
    .updateTable('customer')
    .set((eb) => ({ ...changes, version: eb('version', '+', 1) }))
    .where('id', '=', id)
    .execute();
}
