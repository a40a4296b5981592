/** Money as the ERP's books have it, and what it pays: named by the books, found by transaction number, or proposed by amount and party. */
import type { MoneyRecord } from '#connectors/connector.ts';
import type { Apply } from '#hub/apply.ts';
import { bind, contentOf, findBindings, resolveIds } from '#hub/bindings.ts';
import { newId } from '#hub/id.ts';
import type { MoneyEntryTable } from '#hub/tables.ts';
import { matchMoney, readFacts } from './moneyMatch.ts';
import { saveMoney } from './moneyStore.ts';

export const applyMoney: Apply<MoneyRecord> = async (trx, records, { system, now, readStartedAt }) => {
  const bindings = await findBindings(
    trx,
    system.id,
    'money',
    records.map((record) => record.externalId),
  );
  const fresh = records.filter((record) => bindings.get(record.externalId)?.content !== contentOf(record));
  const parties = await resolveIds(
    trx,
    system.id,
    'parties',
    fresh.flatMap((record) => record.partyId ?? []),
  );
  const invoices = await resolveIds(
    trx,
    system.id,
    'invoices',
    fresh.flatMap((record) => record.invoices.map((one) => one.invoiceId)),
  );
  /** What money pays may be told after it: until that is known the entry is looked at again each time it is read. */
  const open = new Set<string>();
  const ids = new Map(records.map((record) => [record.externalId, bindings.get(record.externalId)?.id ?? newId('money')]));
  for (const record of fresh) {
    const id = ids.get(record.externalId) ?? newId('money');
    const customerId = (record.partyId && parties.get(record.partyId)) ?? null;
    const paid = record.invoices.flatMap(({ invoiceId, amount }) => {
      const own = invoices.get(invoiceId);
      return own ? [{ moneyId: id, invoiceId: own, amountMicros: amount }] : [];
    });
    const facts = await readFacts(trx, { companyId: system.companyId, customerId, record });
    const found = matchMoney({ record, named: paid.length, ...facts });
    if (found.state !== 'MATCHED' || paid.length < record.invoices.length || (record.partyId && customerId === null))
      open.add(record.externalId);
    const row: MoneyEntryTable = {
      id,
      companyId: system.companyId,
      systemId: system.id,
      direction: record.direction,
      customerId,
      day: record.day,
      amountMicros: record.amount,
      currency: record.currency,
      reference: record.reference,
      transactionNumber: record.transactionNumber ?? found.transactionNumber ?? null,
      state: record.state,
      matchState: found.state,
      orderId: found.orderId ?? null,
      updatedAt: now,
      asOf: readStartedAt,
    };
    await saveMoney(trx, row, paid);
  }
  await bind(
    trx,
    system.id,
    'money',
    records.map((record) => ({
      externalId: record.externalId,
      id: ids.get(record.externalId) ?? '',
      content: open.has(record.externalId) ? null : contentOf(record),
    })),
    now,
  );
  return { changed: fresh.length, failed: 0 };
};
