/** Tells everybody who must know that stock changed: subscribers through the event log, shops through the outbox. */
import { type Availability, type AvailabilityStatus, judge } from './availability.ts';
import type { Trx } from './database.ts';
import { emit } from './events.ts';
import { enqueue } from './outbox.ts';
import { reviewAlerts } from './stockAlerts.ts';
import type { StockLevelTable } from './tables.ts';
import { type AvailabilityLevel, readVariantStock, sellableOf, type VariantStock } from './variantStock.ts';

export type StockChangeCause =
  | 'SALE_ONLINE'
  | 'SALE_OFFLINE'
  | 'RESERVATION'
  | 'RELEASE'
  | 'RECEIPT'
  | 'TRANSFER'
  | 'RETURN'
  | 'COUNT'
  | 'INCOMING_MOVED'
  | 'BUFFER'
  | 'REBUILD'
  | 'OTHER';

/** `before` is undefined for a level that was not there. */
export interface LevelChange {
  before: StockLevelTable | undefined;
  after: StockLevelTable;
  cause: StockChangeCause;
  documentNumber?: string | null;
}

export interface Announcement {
  companyId: string;
  now: number;
  today: string;
  /** During an import nobody is told a row at a time; shops still are. */
  bulk?: boolean;
}

/** To be called after the levels are written, in the same transaction. */
export async function announceLevels(trx: Trx, changes: readonly LevelChange[], about: Announcement): Promise<void> {
  if (!changes.length) return;
  const stock = await readVariantStock(
    trx,
    changes.map(({ after }) => after.variantId),
  );
  // Stock may be told before its product is: nobody can be told of that yet.
  const known = changes.filter(({ after }) => stock.has(after.variantId));
  if (!about.bulk) for (const change of known) emitLevel(trx, change, about);
  const previous = new Map(known.map(({ after, before }) => [after.id, before]));
  const undo = (of: VariantStock) => ({ ...of, levels: of.levels.flatMap((level) => beforeOf(previous, level)) });
  await tellAvailability(trx, stock, undo, about);
}

function emitLevel(trx: Trx, { before, after, cause, documentNumber }: LevelChange, about: Announcement): void {
  emit(trx, {
    topic: 'stock',
    subjectId: after.id,
    companyId: about.companyId,
    payload: {
      level: textOf(after),
      previousOnHandMicros: before ? String(before.onHandMicros) : null,
      previousSellableMicros: before ? String(sellableOf(before)) : null,
      cause,
      documentNumber: documentNumber ?? null,
    },
    occurredAt: about.now,
  });
}

function beforeOf(previous: Map<string, StockLevelTable | undefined>, level: AvailabilityLevel): AvailabilityLevel[] {
  if (!previous.has(level.id)) return [level];
  const before = previous.get(level.id);
  return before ? [before] : [];
}

/** Emits only what a buyer would notice. `undo` gives the stock as it was before. */
export async function announceAvailability(
  trx: Trx,
  variantIds: readonly string[],
  undo: (stock: VariantStock) => VariantStock,
  about: Announcement,
): Promise<void> {
  await tellAvailability(trx, await readVariantStock(trx, variantIds), undo, about);
}

async function tellAvailability(
  trx: Trx,
  stocks: Map<string, VariantStock>,
  undo: (stock: VariantStock) => VariantStock,
  about: Announcement,
): Promise<void> {
  const options = { now: about.now, today: about.today, staleAfterMs: Number.POSITIVE_INFINITY };
  const told: string[] = [];
  for (const [variantId, stock] of stocks) {
    const before = judge(undo(stock), options);
    const after = judge(stock, options);
    if (before.sellable !== after.sellable) told.push(variantId);
    if (about.bulk || signature(before) === signature(after)) continue;
    const { promise, sellable, ...rest } = after;
    emit(trx, {
      topic: 'availability',
      subjectId: variantId,
      companyId: about.companyId,
      payload: {
        ...rest,
        sellableMicros: String(sellable),
        promise: promise.map((line) => ({ ...line, quantityMicros: String(line.quantityMicros) })),
        previousStatus: before.status,
        previousSellableMicros: String(before.sellable),
      },
      occurredAt: about.now,
    });
  }
  await enqueue(trx, { companyId: about.companyId, kind: 'stock', subjectIds: told, at: about.now });
  await reviewAlerts(trx, [...stocks.keys()], { ...about, quiet: about.bulk ?? false });
}

const signature = (of: ReturnType<typeof judge>): string =>
  JSON.stringify([
    of.status,
    String(of.sellable),
    of.promise.map((line) => [String(line.quantityMicros), line.availableOn, line.locationId]),
  ]);

/** A row as an event carries it: bigint as text. */
const textOf = (row: object): Record<string, unknown> =>
  Object.fromEntries(Object.entries(row).map(([name, value]) => [name, typeof value === 'bigint' ? String(value) : value]));

/** A level out of a `stock` event. */
export function levelOf(payload: Record<string, unknown>): StockLevelTable {
  const row = payload.level as Record<string, unknown>;
  return Object.fromEntries(
    Object.entries(row).map(([name, value]) => [name, name.endsWith('Micros') && typeof value === 'string' ? BigInt(value) : value]),
  ) as unknown as StockLevelTable;
}

/** An availability out of an `availability` event. */
export function availabilityOf(payload: Record<string, unknown>): {
  availability: Availability;
  previousStatus: AvailabilityStatus | null;
} {
  const { sellableMicros, promise, previousStatus, previousSellableMicros: _, ...rest } = payload;
  const lines = (promise as (Record<string, unknown> & { quantityMicros: string })[] | undefined) ?? [];
  return {
    availability: {
      ...rest,
      sellable: BigInt(String(sellableMicros)),
      promise: lines.map((line) => ({ ...line, quantityMicros: BigInt(line.quantityMicros) })),
    } as unknown as Availability,
    previousStatus: (previousStatus as AvailabilityStatus | undefined) ?? null,
  };
}
