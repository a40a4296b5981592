/** Tax rules and exchange rates, the ERP's alone. */
import type { ExchangeRateRecord, TaxRuleRecord } from '#connectors/connector.ts';
import type { Apply, Retire } from '#hub/apply.ts';
import { bind, contentOf, findBindings, idFor } from '#hub/bindings.ts';
import { tryMicros } from '#hub/money.ts';
import { tellRulesChanged } from './applyPromotions.ts';
import { forgetContent, missingSince } from './storeApply.ts';
import { deactivateTaxRules, findRates, upsertRates, upsertTaxRules } from './storePromotions.ts';

export const applyTaxRules: Apply<TaxRuleRecord> = async (trx, records, context) => {
  const { id: systemId, companyId, role } = context.system;
  if (role !== 'ERP') return { changed: 0, failed: 0 };
  const latest = [...new Map(records.map((record) => [record.externalId, record])).values()];
  const sound = latest.filter((record) => record.rates.every(({ from, to }) => isPercent(from) && isPercent(to)));
  const bindings = await findBindings(
    trx,
    systemId,
    'taxRules',
    sound.map((record) => record.externalId),
  );
  const changed = sound.filter((record) => bindings.get(record.externalId)?.content !== contentOf(record));
  const rows = sound.map((record) => ({ record, id: idFor(bindings, record.externalId, 'taxRule') }));
  await upsertTaxRules(
    trx,
    rows
      .filter(({ record }) => changed.includes(record))
      .map(({ id, record }) => ({
        id,
        companyId,
        code: record.code,
        name: record.name,
        active: record.active ? 1 : 0,
        automatic: record.automatic ? 1 : 0,
        taxIdRequired: record.taxIdRequired ? 1 : 0,
        countries: JSON.stringify(record.countries),
        reason: record.reason,
        position: record.position,
        rates: JSON.stringify(record.rates),
        systemId,
        updatedAt: context.now,
      })),
  );
  await bind(
    trx,
    systemId,
    'taxRules',
    rows.map(({ record, id }) => ({ externalId: record.externalId, id, content: contentOf(record) })),
    context.now,
  );
  if (changed.length) tellRulesChanged(trx, { companyId, subjectId: systemId, now: context.now });
  return { changed: changed.length, failed: latest.length - sound.length };
};

function isPercent(text: string): boolean {
  const value = tryMicros(text);
  return value !== undefined && value >= 0n;
}

export const retireTaxRules: Retire = async (trx, context) => {
  const { id: systemId, companyId, role } = context.system;
  if (role !== 'ERP') return 0;
  const gone = (await missingSince(trx, systemId, 'taxRules', context.sweepStartedAt)).map((binding) => binding.id);
  const retired = await deactivateTaxRules(trx, gone, context.now);
  await forgetContent(trx, systemId, 'taxRules', gone);
  if (retired) tellRulesChanged(trx, { companyId, subjectId: systemId, now: context.now });
  return retired;
};

/** A rate once told stays: orders of that day were reckoned with it. */
export const applyExchangeRates: Apply<ExchangeRateRecord> = async (trx, records, context) => {
  const { id: systemId, companyId, role } = context.system;
  if (role !== 'ERP') return { changed: 0, failed: 0 };
  const sound = records.filter(
    ({ rate, day }) => /^\d{1,12}(\.\d{1,18})?$/.test(rate) && Number(rate) > 0 && /^\d{4}-\d{2}-\d{2}$/.test(day),
  );
  const latest = [...new Map(sound.map((record) => [`${record.currency} ${record.day}`, record])).values()];
  const stored = await findRates(
    trx,
    companyId,
    [...new Set(latest.map((record) => record.currency))],
    [...new Set(latest.map((record) => record.day))],
  );
  const known = new Map(stored.map((row) => [`${row.currency} ${row.day}`, `${row.rate} ${row.source}`]));
  const changed = latest.filter((record) => known.get(`${record.currency} ${record.day}`) !== `${record.rate} ${record.source}`);
  await upsertRates(
    trx,
    changed.map(({ currency, day, rate, source }) => ({ companyId, currency, day, rate, source, systemId })),
  );
  return { changed: changed.length, failed: records.length - sound.length };
};
