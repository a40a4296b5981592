/** Promotions as the ERP keeps them: rows that prices are evaluated with, by the day and by the coupon. */
import type { PromotionRecord } from '#connectors/connector.ts';
import type { Apply, ApplyContext, Retire } from '#hub/apply.ts';
import { bind, contentOf, findBindings, idFor, resolveIds } from '#hub/bindings.ts';
import type { Trx } from '#hub/database.ts';
import { dayAt } from '#hub/days.ts';
import { emit } from '#hub/events.ts';
import { micros, ONE, tryMicros } from '#hub/money.ts';
import { enqueue } from '#hub/outbox.ts';
import { foldCoupon } from '#hub/promotions.ts';
import type { PromotionTable } from '#hub/tables.ts';
import { forgetContent, missingSince } from './storeApply.ts';
import {
  deactivatePromotions,
  findPromotionsTurning,
  findPromotionVariants,
  findStoredPromotions,
  upsertPromotions,
} from './storePromotions.ts';

export const applyPromotions: Apply<PromotionRecord> = async (trx, records, context) => {
  const { id: systemId, companyId, role } = context.system;
  if (role !== 'ERP') return { changed: 0, failed: 0 };
  const latest = [...new Map(records.map((record) => [record.externalId, record])).values()];
  const ids = latest.map((record) => record.externalId);
  const bindings = await findBindings(trx, systemId, 'promotions', ids);
  const named = await resolveNamed(trx, systemId, latest);
  const contents = new Map(latest.map((record) => [record, contentOf({ record, named: conditionsOf(record, named) })]));
  const changed = latest.filter((record) => isSound(record) && bindings.get(record.externalId)?.content !== contents.get(record));
  const rows = changed.map(
    (record): PromotionTable => ({
      id: idFor(bindings, record.externalId, 'promotion'),
      companyId,
      code: record.code,
      title: record.title,
      active: record.active ? 1 : 0,
      startsOn: record.startsOn ?? null,
      endsOn: record.endsOn ?? null,
      couponCodes: JSON.stringify([...new Set(record.couponCodes.map(foldCoupon).filter((code) => code !== ''))]),
      conditions: contentOf(conditionsOf(record, named)),
      effect: record.effect ? contentOf(record.effect) : null,
      systemId,
      updatedAt: context.now,
      asOf: context.readStartedAt,
    }),
  );
  const before = await findStoredPromotions(
    trx,
    rows.map((row) => row.id),
  );
  await upsertPromotions(trx, rows);
  await bind(
    trx,
    systemId,
    'promotions',
    [
      ...changed.map((record, i) => ({ externalId: record.externalId, id: rows[i]?.id ?? '', content: contents.get(record) ?? null })),
      ...latest.flatMap((record) => {
        const known = changed.includes(record) ? undefined : bindings.get(record.externalId);
        return known ? [{ externalId: record.externalId, id: known.id }] : [];
      }),
    ],
    context.now,
  );
  await tellRules(trx, [...before, ...rows], { ...context.system, now: context.now });
  return { changed: rows.length, failed: latest.filter((record) => !isSound(record)).length };
};

function isSound({ startsOn, endsOn, conditions, effect }: PromotionRecord): boolean {
  if (startsOn && endsOn && startsOn > endsOn) return false;
  if ((conditions.minQuantity ?? 0n) < 0n || (conditions.minNet ?? 0n) < 0n) return false;
  if (!effect) return true;
  if (effect.kind !== 'PERCENT') return (effect.kind === 'AMOUNT' ? effect.amount : effect.unitNet) >= 0n;
  const percent = tryMicros(effect.percent);
  return percent !== undefined && percent >= 0n && percent <= micros('100');
}

type Named = Record<'variants' | 'categories' | 'priceLists', Map<string, string>>;

async function resolveNamed(trx: Trx, systemId: string, records: readonly PromotionRecord[]): Promise<Named> {
  const ids = (of: (record: PromotionRecord) => readonly string[] | undefined) => records.flatMap((record) => of(record) ?? []);
  return {
    variants: await resolveIds(
      trx,
      systemId,
      'variants',
      ids(({ conditions }) => conditions.variantIds),
    ),
    categories: await resolveIds(
      trx,
      systemId,
      'categories',
      ids(({ conditions }) => conditions.categoryIds),
    ),
    priceLists: await resolveIds(
      trx,
      systemId,
      'priceLists',
      ids(({ conditions }) => conditions.priceListIds),
    ),
  };
}

/** As stored: our ids. What is not known here (yet) is left out, but a condition that names only such things still lets nothing through. */
function conditionsOf({ conditions }: PromotionRecord, { variants, categories, priceLists }: Named) {
  const known = (ids: readonly string[], of: Map<string, string>) => ids.flatMap((id) => of.get(id) ?? []);
  const { variantIds, categoryIds, priceListIds } = conditions;
  return {
    ...conditions,
    ...(variantIds ? { variantIds: known(variantIds, variants) } : {}),
    ...(categoryIds ? { categoryIds: known(categoryIds, categories) } : {}),
    ...(priceListIds ? { priceListIds: known(priceListIds, priceLists) } : {}),
  };
}

interface Place {
  id: string;
  companyId: string;
  zone: string;
  now: number;
}

/** One event for all, and the shops hear of what visitors pay otherwise from now on. */
async function tellRules(trx: Trx, promotions: readonly PromotionTable[], { id, companyId, zone, now }: Place): Promise<void> {
  if (!promotions.length) return;
  tellRulesChanged(trx, { companyId, subjectId: id, now });
  const day = dayAt(now, zone);
  const running = promotions.filter(
    (row) => row.active === 1 && (row.startsOn === null || row.startsOn <= day) && (row.endsOn === null || day <= row.endsOn),
  );
  await tellShops(trx, running, { companyId, now, exceptSystemId: id });
}

/** Prices may be others for reasons that stand at no price: subscribers look again. */
export function tellRulesChanged(trx: Trx, { companyId, subjectId, now }: { companyId: string; subjectId: string; now: number }): void {
  emit(trx, { topic: 'price', subjectId, companyId, payload: { change: 'RULES' }, occurredAt: now });
}

/** What needs a coupon, a quantity or a whole order is not in the price that a shop shows. */
async function tellShops(
  trx: Trx,
  promotions: readonly PromotionTable[],
  { companyId, now, exceptSystemId }: { companyId: string; now: number; exceptSystemId?: string },
): Promise<void> {
  const shown = promotions.filter((row) => {
    const conditions = JSON.parse(row.conditions) as { minQuantity?: string };
    const effect = row.effect === null ? undefined : (JSON.parse(row.effect) as { on: string });
    return effect?.on === 'LINES' && row.couponCodes === '[]' && BigInt(conditions.minQuantity ?? 0) <= ONE;
  });
  if (!shown.length) return;
  const subjectIds = await findPromotionVariants(trx, companyId, shown);
  await enqueue(trx, { companyId, kind: 'price', subjectIds, at: now, ...(exceptSystemId === undefined ? {} : { exceptSystemId }) });
}

export const retirePromotions: Retire = async (trx, context) => {
  const { id: systemId, role } = context.system;
  if (role !== 'ERP') return 0;
  const gone = (await missingSince(trx, systemId, 'promotions', context.sweepStartedAt)).map((binding) => binding.id);
  const before = (await findStoredPromotions(trx, gone)).filter((row) => row.active === 1);
  await deactivatePromotions(
    trx,
    before.map((row) => row.id),
    context.now,
  );
  await forgetContent(trx, systemId, 'promotions', gone);
  await tellRules(trx, before, placeOf(context));
  return before.length;
};

const placeOf = ({ system, now }: ApplyContext): Place => ({ id: system.id, companyId: system.companyId, zone: system.zone, now });

/** A day began: promotions that started or are over since then. Answers how many. */
export async function turnPromotions(trx: Trx, companyId: string, days: { since: string; day: string }, now: number): Promise<number> {
  const turning = await findPromotionsTurning(trx, companyId, days);
  if (!turning.length) return 0;
  tellRulesChanged(trx, { companyId, subjectId: companyId, now });
  await tellShops(trx, turning, { companyId, now });
  return turning.length;
}
