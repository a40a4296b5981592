/**
 * Alerts of stock: conditions that somebody should look at, each open from the moment it begins until it is over. They are reviewed with every change of the
 * levels or deliveries they are made of, in the same transaction, and once a day for what only the calendar changes.
 */
import type { Db, Trx } from './database.ts';
import { emit } from './events.ts';
import { newId } from './id.ts';
import type { Micros } from './money.ts';
import type { StockAlertTable } from './tables.ts';
import { sellableOf } from './variantStock.ts';

export const stockAlertKinds = ['BELOW_MINIMUM', 'WILL_RUN_OUT', 'ABOVE_MAXIMUM', 'NEGATIVE', 'OVERSOLD', 'DELIVERY_LATE'] as const;
export type StockAlertKind = (typeof stockAlertKinds)[number];

export interface AlertLevel {
  variantId: string;
  locationId: string;
  onHandMicros: Micros;
  reservedInErpMicros: Micros;
  reservedInHubMicros: Micros;
  safetyBufferMicros: Micros;
  minimumMicros: Micros | null;
  maximumMicros: Micros | null;
}

export interface AlertDelivery {
  variantId: string;
  locationId: string;
  quantityMicros: Micros;
  expectedOn: string | null;
}

/** What is sold of a variant a day, and how long new goods take: null where nothing is known. */
export interface Demand {
  perDay: Micros;
  leadTimeDays: number | null;
}

export interface Alert {
  kind: StockAlertKind;
  variantId: string;
  locationId: string | null;
  /** The day goods are expected, or the day they run out. */
  expectedOn: string | null;
}

/** The rules alone. `demand` is given only where it was asked for: WILL_RUN_OUT is judged once a day. */
export function alertsOf(
  variantId: string,
  levels: readonly AlertLevel[],
  deliveries: readonly AlertDelivery[],
  today: string,
  demand?: Demand,
): Alert[] {
  const alerts: Alert[] = [];
  const add = (kind: StockAlertKind, locationId: string | null, expectedOn: string | null) =>
    alerts.push({ kind, variantId, locationId, expectedOn });
  for (const level of levels) {
    const next = soonest(deliveries, today, level.locationId);
    if (level.minimumMicros !== null && level.onHandMicros < level.minimumMicros) add('BELOW_MINIMUM', level.locationId, next);
    if (level.maximumMicros !== null && level.onHandMicros > level.maximumMicros) add('ABOVE_MAXIMUM', level.locationId, null);
    if (level.onHandMicros < 0n) add('NEGATIVE', level.locationId, null);
    if (sellableOf(level) < 0n) add('OVERSOLD', level.locationId, next);
  }
  const late = deliveries
    .filter((delivery) => delivery.expectedOn !== null && delivery.expectedOn < today)
    .map((delivery) => delivery.expectedOn);
  if (late.length) add('DELIVERY_LATE', null, late.toSorted()[0] ?? null);
  const runsOut = demand && dayItRunsOut(levels, deliveries, today, demand);
  if (runsOut) add('WILL_RUN_OUT', null, runsOut);
  return alerts;
}

function soonest(deliveries: readonly AlertDelivery[], today: string, locationId: string): string | null {
  const days = deliveries.flatMap((delivery) =>
    delivery.locationId === locationId && delivery.expectedOn !== null && delivery.expectedOn >= today ? [delivery.expectedOn] : [],
  );
  return days.toSorted()[0] ?? null;
}

/** The day on which what can be sold is gone at today's pace, when goods ordered now would come after it; null otherwise. */
function dayItRunsOut(levels: readonly AlertLevel[], deliveries: readonly AlertDelivery[], today: string, demand: Demand): string | null {
  if (demand.perDay <= 0n || demand.leadTimeDays === null) return null;
  const sellable = levels.reduce((sum, level) => sum + sellableOf(level), 0n);
  if (sellable <= 0n) return null;
  const coming = deliveries.reduce(
    (sum, delivery) =>
      delivery.expectedOn !== null && delivery.expectedOn <= plusDays(today, demand.leadTimeDays ?? 0)
        ? sum + delivery.quantityMicros
        : sum,
    0n,
  );
  const days = Number((sellable + coming) / demand.perDay);
  return days < demand.leadTimeDays ? plusDays(today, days) : null;
}

const plusDays = (day: string, days: number): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);

/** Opens what has begun and closes what is over, of these variants; answers how many moved. */
export async function reviewAlerts(
  trx: Trx,
  variantIds: readonly string[],
  about: { companyId: string; now: number; today: string; demand?: Map<string, Demand>; quiet?: boolean },
): Promise<number> {
  const ids = [...new Set(variantIds)];
  let moved = 0;
  for (let i = 0; i < ids.length; i += 200) moved += await reviewSlice(trx, ids.slice(i, i + 200), about);
  return moved;
}

async function reviewSlice(trx: Trx, ids: string[], about: Parameters<typeof reviewAlerts>[2]): Promise<number> {
  const levels = Map.groupBy(await readLevels(trx, ids), (level) => level.variantId);
  const deliveries = Map.groupBy(await readDeliveries(trx, ids), (delivery) => delivery.variantId);
  const open = Map.groupBy(await openAlerts(trx, about.companyId, ids), (alert) => alert.variantId);
  let moved = 0;
  for (const variantId of ids) {
    const demand = about.demand?.get(variantId);
    const due = alertsOf(variantId, levels.get(variantId) ?? [], deliveries.get(variantId) ?? [], about.today, demand);
    // What is judged once a day stays as it is in between.
    const standing = (open.get(variantId) ?? []).filter((alert) => alert.kind !== 'WILL_RUN_OUT' || about.demand);
    const stays = (alert: StockAlertTable) => due.some((one) => keyOf(one) === keyOf(alert));
    const over = standing.filter((alert) => !stays(alert)).map((alert) => alert.id);
    const begun = due.filter((one) => !standing.some((alert) => keyOf(alert) === keyOf(one)));
    if (over.length) await trx.updateTable('stockAlert').set({ state: 'CLOSED', closedAt: about.now }).where('id', 'in', over).execute();
    for (const alert of begun) await raise(trx, alert, about);
    for (const one of due) {
      const alert = standing.find((candidate) => keyOf(candidate) === keyOf(one) && candidate.expectedOn !== one.expectedOn);
      if (alert) await trx.updateTable('stockAlert').set({ expectedOn: one.expectedOn }).where('id', '=', alert.id).execute();
    }
    moved += over.length + begun.length;
  }
  return moved;
}

const keyOf = (alert: { kind: string; locationId: string | null }): string => `${alert.kind} ${alert.locationId ?? ''}`;

async function raise(trx: Trx, alert: Alert, about: { companyId: string; now: number; quiet?: boolean }): Promise<void> {
  const id = newId('stockAlert');
  const { companyId, now } = about;
  await trx
    .insertInto('stockAlert')
    .values({ id, companyId, ...alert, state: 'OPEN', raisedAt: now, closedAt: null })
    .execute();
  if (!about.quiet) emit(trx, { topic: 'stockAlert', subjectId: id, companyId, payload: { ...alert }, occurredAt: now });
}

const readLevels = (db: Db, ids: string[]): Promise<AlertLevel[]> =>
  db
    .selectFrom('stockLevel')
    .innerJoin('location', 'location.id', 'stockLevel.locationId')
    .selectAll('stockLevel')
    .where('stockLevel.variantId', 'in', ids)
    .where('location.active', '=', 1)
    .orderBy('location.code')
    .execute();

const readDeliveries = (db: Db, ids: string[]): Promise<AlertDelivery[]> =>
  db
    .selectFrom('incomingDelivery')
    .select(['variantId', 'locationId', 'quantityMicros', 'expectedOn'])
    .where('variantId', 'in', ids)
    .where('open', '=', 1)
    .orderBy('id')
    .execute();

const openAlerts = (db: Db, companyId: string, ids: string[]): Promise<StockAlertTable[]> =>
  db
    .selectFrom('stockAlert')
    .selectAll()
    .where('companyId', '=', companyId)
    .where('variantId', 'in', ids)
    .where('state', '=', 'OPEN')
    .execute();

/** Days over which demand is looked at. */
const DEMAND_DAYS = 28;

/**
 * Once a day: deliveries that became late, goods that will run out. A page of variants at a time; answers the last id, or null when all are done.
 */
export async function reviewDay(
  trx: Trx,
  about: { companyId: string; now: number; today: string; after: string; limit: number },
): Promise<string | null> {
  const rows = await trx
    .selectFrom('variant')
    .select('id')
    .where('companyId', '=', about.companyId)
    .where('active', '=', 1)
    .where('id', '>', about.after)
    .orderBy('id')
    .limit(about.limit)
    .execute();
  const ids = rows.map((row) => row.id);
  if (ids.length) await reviewAlerts(trx, ids, { ...about, demand: await readDemand(trx, ids, about.now) });
  return ids.length < about.limit ? null : (ids.at(-1) ?? null);
}

async function readDemand(db: Db, ids: string[], now: number): Promise<Map<string, Demand>> {
  const sold = await db
    .selectFrom('stockMovement')
    .select((eb) => ['variantId', eb.fn.sum<Micros>('quantityMicros').as('soldMicros')])
    .where('variantId', 'in', ids)
    .where('kind', 'in', ['SALE_ONLINE', 'SALE_OFFLINE'])
    .where('occurredAt', '>=', now - DEMAND_DAYS * 86_400_000)
    .groupBy('variantId')
    .execute();
  const lead = await db
    .selectFrom('supplierItem')
    .select((eb) => ['variantId', eb.fn.min<number>('leadTimeDays').as('leadTimeDays')])
    .where('variantId', 'in', ids)
    .where('active', '=', 1)
    .groupBy('variantId')
    .execute();
  const leads = new Map(lead.map((row) => [row.variantId, row.leadTimeDays]));
  const sums = new Map(sold.map((row) => [row.variantId, row.soldMicros]));
  return new Map(ids.map((id) => [id, { perDay: (sums.get(id) ?? 0n) / BigInt(DEMAND_DAYS), leadTimeDays: leads.get(id) ?? null }]));
}
