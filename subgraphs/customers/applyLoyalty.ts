/** Cards as the ERP keeps them: its figure wins, with what the hub has moved since it was read. */
import type { LoyaltyRecord } from '#connectors/connector.ts';
import type { Apply } from '#hub/apply.ts';
import { bind, findBindings } from '#hub/bindings.ts';
import { newId } from '#hub/id.ts';
import { movedSince, saveCard, sumOfBooked, writeDifference } from './loyaltyStore.ts';
import { tell } from './writes.ts';

export const applyLoyalty: Apply<LoyaltyRecord> = async (trx, records, { system, now, readStartedAt, bulk }) => {
  const latest = [...new Map(records.map((record) => [record.externalId, record])).values()];
  // The card of a merged party stays its own until the ERP has merged the two.
  const parties = await findBindings(
    trx,
    system.id,
    'parties',
    latest.map((record) => record.partyId),
  );
  const bindings = await findBindings(
    trx,
    system.id,
    'loyalty',
    latest.map((record) => record.externalId),
  );
  let changed = 0;
  let failed = 0;
  for (const record of latest) {
    const customerId = parties.get(record.partyId)?.id;
    if (!customerId || !Number.isSafeInteger(record.points) || record.points < 0) {
      failed += 1;
      continue;
    }
    const points = Math.max(0, record.points + (await movedSince(trx, customerId, readStartedAt)));
    const id = bindings.get(record.externalId)?.id ?? newId('loyaltyCard');
    const before = await saveCard(trx, {
      id,
      customerId,
      systemId: system.id,
      points,
      expiresOn: record.expiresOn ?? null,
      asOf: readStartedAt,
    });
    await bind(trx, system.id, 'loyalty', [{ externalId: record.externalId, id: before?.id ?? id }], now);
    if (before && before.asOf > readStartedAt) continue;
    const difference = points - (await sumOfBooked(trx, customerId));
    if (difference) await writeDifference(trx, customerId, difference, readStartedAt, now);
    if (before?.points === points && before.expiresOn === (record.expiresOn ?? null)) continue;
    changed += 1;
    if (!bulk) tell(trx, system.companyId, customerId, ['loyalty'], now);
  }
  return { changed, failed };
};
