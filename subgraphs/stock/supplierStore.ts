/** SQL of suppliers and of what they sell. */
import type { Db, Trx } from '#hub/database.ts';
import type { SupplierItemTable, SupplierTable } from '#hub/tables.ts';
import { sortKey } from '#hub/text.ts';

export async function saveSupplier(
  trx: Trx,
  supplier: { id: string; name: string; companyId: string; systemId: string; now: number },
): Promise<void> {
  const { id, name, companyId, systemId, now } = supplier;
  const columns = { name, sortName: sortKey(name), systemId, updatedAt: now };
  await trx
    .insertInto('supplier')
    .values({ id, companyId, ...columns })
    .onConflict((conflict) => conflict.column('id').doUpdateSet(columns))
    .execute();
}

export async function saveSupplierItem(trx: Trx, row: SupplierItemTable): Promise<void> {
  const { id, ...columns } = row;
  await trx
    .insertInto('supplierItem')
    .values(row)
    .onConflict((conflict) => conflict.column('id').doUpdateSet(columns))
    .execute();
}

/** Open items of a system that a sweep did not yield. */
export async function unseenSupplierItems(db: Db, systemId: string, sweepStartedAt: number): Promise<string[]> {
  const rows = await db
    .selectFrom('supplierItem')
    .innerJoin('binding', 'binding.id', 'supplierItem.id')
    .select('supplierItem.id')
    .where('binding.systemId', '=', systemId)
    .where('binding.entity', '=', 'suppliers')
    .where('binding.seenAt', '<', sweepStartedAt)
    .where('supplierItem.active', '=', 1)
    .execute();
  return rows.map((row) => row.id);
}

export async function closeSupplierItems(trx: Trx, ids: readonly string[], at: number): Promise<void> {
  await trx
    .updateTable('supplierItem')
    .set({ active: 0, updatedAt: at })
    .where('id', 'in', [...ids])
    .execute();
}

export async function findSuppliersByName(db: Db, companyId: string, names: readonly string[]): Promise<Map<string, string>> {
  if (!names.length) return new Map();
  const rows = await db
    .selectFrom('supplier')
    .select(['id', 'name'])
    .where('companyId', '=', companyId)
    .where('name', 'in', [...names])
    .execute();
  return new Map(rows.map((row) => [row.name, row.id]));
}

export async function findSuppliers(db: Db, companyId: string, ids: readonly string[]): Promise<SupplierTable[]> {
  return db
    .selectFrom('supplier')
    .selectAll()
    .where('companyId', '=', companyId)
    .where('id', 'in', [...ids])
    .execute();
}

/** Of variants, what is asked first first. */
export async function findSupplierItems(db: Db, companyId: string, variantIds: readonly string[]): Promise<SupplierItemTable[]> {
  return db
    .selectFrom('supplierItem')
    .innerJoin('supplier', 'supplier.id', 'supplierItem.supplierId')
    .selectAll('supplierItem')
    .where('supplier.companyId', '=', companyId)
    .where('supplierItem.variantId', 'in', [...variantIds])
    .where('supplierItem.active', '=', 1)
    .orderBy('supplierItem.position')
    .orderBy('supplierItem.id')
    .execute();
}
