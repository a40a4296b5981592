/** Who sells us what, how soon and from how many on, as the ERP tells it. */
import type { SupplierItemRecord } from '#connectors/connector.ts';
import type { Apply, Retire } from '#hub/apply.ts';
import { bind, contentOf, findBindings, idFor } from '#hub/bindings.ts';
import { newId } from '#hub/id.ts';
import { closeSupplierItems, saveSupplier, saveSupplierItem, unseenSupplierItems } from './supplierStore.ts';
import { variantIdsOf } from './variantIds.ts';

export const applySuppliers: Apply<SupplierItemRecord> = async (trx, records, { system, now }) => {
  if (system.role === 'SHOP') return { changed: 0, failed: 0 };
  const externalIds = records.map((record) => record.externalId);
  const bindings = await findBindings(trx, system.id, 'suppliers', externalIds);
  const changed = records.filter((record) => bindings.get(record.externalId)?.content !== contentOf(record));
  const seen = records.map((record) => ({
    externalId: record.externalId,
    id: idFor(bindings, record.externalId, 'supplierItem'),
    content: contentOf(record),
  }));
  if (changed.length) {
    const ids = new Map(seen.map((row) => [row.externalId, row.id]));
    const parties = await findBindings(
      trx,
      system.id,
      'supplierParties',
      changed.map((record) => record.supplierId),
    );
    const suppliers = new Map(changed.map((record) => [record.supplierId, parties.get(record.supplierId)?.id ?? newId('supplier')]));
    const names = new Map(changed.map((record) => [record.supplierId, record.supplierName]));
    for (const [externalId, id] of suppliers)
      await saveSupplier(trx, { id, name: names.get(externalId) ?? '', companyId: system.companyId, systemId: system.id, now });
    await bind(
      trx,
      system.id,
      'supplierParties',
      [...suppliers].map(([externalId, id]) => ({ externalId, id })),
      now,
    );
    const variants = await variantIdsOf(
      trx,
      system.id,
      changed.map((record) => record.variantId),
      now,
    );
    for (const record of changed)
      await saveSupplierItem(trx, {
        id: ids.get(record.externalId) ?? newId('supplierItem'),
        supplierId: suppliers.get(record.supplierId) ?? '',
        variantId: variants.get(record.variantId) ?? '',
        supplierSku: record.supplierSku ?? null,
        leadTimeDays: record.leadTimeDays,
        minQuantityMicros: record.minQuantity ?? null,
        unitNetMicros: record.price?.unitNet ?? null,
        currency: record.price?.currency ?? null,
        position: record.position,
        active: record.active ? 1 : 0,
        updatedAt: now,
      });
  }
  await bind(trx, system.id, 'suppliers', seen, now);
  return { changed: changed.length, failed: 0 };
};

export const retireSuppliers: Retire = async (trx, { system, sweepStartedAt, now }) => {
  const gone = await unseenSupplierItems(trx, system.id, sweepStartedAt);
  if (gone.length) await closeSupplierItems(trx, gone, now);
  return gone.length;
};
