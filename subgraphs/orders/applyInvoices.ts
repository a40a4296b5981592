/** Invoices, corrections and receipts as the ERP's books have them, of both sides. */
import type { InvoiceRecord } from '#connectors/connector.ts';
import type { Apply, ApplyContext, Retire } from '#hub/apply.ts';
import { bind, contentOf, findBindings, resolveIds } from '#hub/bindings.ts';
import type { Trx } from '#hub/database.ts';
import { emit } from '#hub/events.ts';
import { newId } from '#hub/id.ts';
import type { InvoiceTable } from '#hub/tables.ts';
import { findInvoices, saveInvoice, savePaper, unseenInvoices, withdrawInvoices } from './invoiceStore.ts';

export const applyInvoices: Apply<InvoiceRecord> = async (trx, records, context) => {
  const { system, now, readStartedAt } = context;
  const externalIds = records.map((record) => record.externalId);
  const bindings = await findBindings(trx, system.id, 'invoices', externalIds);
  const fresh = records.filter((record) => bindings.get(record.externalId)?.content !== contentOf(record));
  const papers = await resolveIds(trx, system.id, 'documents', [...externalIds, ...fresh.flatMap((record) => record.correctsId ?? [])]);
  const parties = await resolveIds(
    trx,
    system.id,
    'parties',
    fresh.flatMap((record) => record.partyId ?? []),
  );
  const orders = await resolveIds(
    trx,
    system.id,
    'orders',
    fresh.flatMap((record) => record.orderIds),
  );
  const variants = await resolveIds(
    trx,
    system.id,
    'variants',
    fresh.flatMap((record) => record.lines.flatMap((line) => line.variantId ?? [])),
  );
  const before = new Map(
    (
      await findInvoices(
        trx,
        [...bindings.values()].map((binding) => binding.id),
      )
    ).map((row) => [row.id, row]),
  );
  /** Its party, order or corrected paper may be told after it: until then it is looked at again each time it is read. */
  const open = new Set<string>();
  const ids = new Map(records.map((record) => [record.externalId, bindings.get(record.externalId)?.id ?? newId('invoice')]));
  for (const record of fresh) {
    const id = ids.get(record.externalId) ?? newId('invoice');
    const orderIds = [...new Set(record.orderIds.flatMap((orderId) => orders.get(orderId) ?? []))];
    const known = papers.get(record.externalId);
    const documentId = known ?? newId('erpDocument');
    const customerId = (record.partyId && parties.get(record.partyId)) ?? null;
    const correctsId = (record.correctsId && papers.get(record.correctsId)) ?? null;
    const homeless = (record.partyId && customerId === null && record.side === 'RECEIVABLE') || (record.correctsId && correctsId === null);
    if (homeless || orderIds.length < new Set(record.orderIds).size) open.add(record.externalId);
    await savePaper(trx, documentId, record, {
      companyId: system.companyId,
      systemId: system.id,
      orderId: orderIds[0] ?? null,
      customerId,
      correctsId,
      now,
    });
    if (!known) {
      await bind(trx, system.id, 'documents', [{ externalId: record.externalId, id: documentId }], now);
      papers.set(record.externalId, documentId);
    }
    const row: InvoiceTable = {
      id,
      companyId: system.companyId,
      systemId: system.id,
      documentId,
      kind: record.kind,
      side: record.side,
      number: record.number ?? null,
      governmentNumber: record.governmentNumber ?? null,
      customerId,
      partyName: record.partyName,
      correctsId,
      currency: record.currency,
      issuedOn: record.issuedOn ?? null,
      dueOn: record.dueOn ?? null,
      instalments: record.instalments
        ? JSON.stringify(record.instalments.map(({ dueOn, gross, open }) => ({ dueOn, gross: String(gross), open: String(open) })))
        : null,
      netMicros: record.net,
      taxMicros: record.tax,
      grossMicros: record.gross,
      openMicros: record.open,
      state: record.state,
      version: (before.get(id)?.version ?? 0) + 1,
      updatedAt: now,
      asOf: readStartedAt,
    };
    const lines = record.lines.map((line, position) => ({
      invoiceId: id,
      position,
      variantId: (line.variantId && variants.get(line.variantId)) ?? null,
      sku: line.sku ?? null,
      quantityMicros: line.quantity,
      netMicros: line.net,
      taxMicros: line.tax,
      taxPercent: line.taxPercent,
    }));
    await saveInvoice(trx, row, lines, orderIds);
    tell(trx, row, before.get(id), context);
  }
  await bind(
    trx,
    system.id,
    'invoices',
    records.map((record) => ({
      externalId: record.externalId,
      id: ids.get(record.externalId) ?? '',
      content: open.has(record.externalId) ? null : contentOf(record),
    })),
    now,
  );
  return { changed: fresh.length, failed: 0 };
};

/** What a customer owes is the customer's news; what the company owes is not. No amounts: whoever may know reads them. */
function tell(trx: Trx, row: InvoiceTable, before: InvoiceTable | undefined, { bulk, now }: ApplyContext): void {
  if (bulk || row.side !== 'RECEIVABLE' || row.customerId === null) return;
  if (before && before.state === row.state && before.openMicros === row.openMicros) return;
  emit(trx, {
    topic: 'invoice',
    subjectId: row.id,
    companyId: row.companyId,
    customerId: row.customerId,
    payload: { state: row.state, previousState: before?.state ?? null, kind: row.kind },
    occurredAt: now,
  });
}

export const retireInvoices: Retire = async (trx, { system, sweepStartedAt, now }) => {
  const gone = await unseenInvoices(trx, system.id, sweepStartedAt);
  if (gone.length) await withdrawInvoices(trx, gone, now);
  return gone.length;
};
