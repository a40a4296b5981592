/** Taking pieces from levels: which location, and the one conditional update that decides. */
import { companyDay, completeOn, readAvailability } from './availability.ts';
import { channelLocations } from './channelLocations.ts';
import type { Trx } from './database.ts';
import { UserFault, userError } from './errors.ts';
import type { Micros } from './money.ts';
import type { LevelChange } from './stockEvents.ts';
import type { StockLevelTable } from './tables.ts';
import { saleKinds, sellableOf, smaller } from './variantStock.ts';

export interface TakeLine {
  variantId: string;
  /** Taken from here only; default: the sale location that has it all, else several. */
  locationId?: string | undefined;
  quantity: Micros;
}

export interface TakeRequest {
  id?: string;
  companyId: string;
  channelId: string;
  application: string;
  /** Scoped to the application. A client's own keys hold no space: keys made by the hub begin with a word and a space, e.g. `order ord_…`. */
  idempotencyKey: string;
  fingerprint: string;
  customerId?: string | undefined;
  orderId?: string | undefined;
  lines: TakeLine[];
  /** Otherwise all or nothing: throws {@link UserFault} INSUFFICIENT_STOCK, which rolls the caller's transaction back. */
  allowPartial: boolean;
  expiresAt: number | null;
  now: number;
  /** Where the lines stand in the mutation's arguments. */
  path?: (string | number)[];
}

export interface Shortage {
  index: number;
  variantId: string;
  requested: Micros;
  /** What could be had. */
  sellable: Micros;
  /** When the requested quantity is complete, as far as deliveries tell. */
  nextAvailableOn?: string;
}

export interface Take {
  index: number;
  level: Pick<StockLevelTable, 'id' | 'locationId'>;
  quantity: Micros;
}

/** After so many lost races the rest counts as not there. */
const ROUNDS = 5;

/**
 * Plans from what it reads, then takes each piece with one conditional update, which alone decides. Where another taker was faster, what is still missing is
 * planned anew (cannot happen on SQLite, which has one writer).
 */
export async function takeFromLevels(trx: Trx, request: TakeRequest): Promise<{ takes: Take[]; changes: LevelChange[] }> {
  const takes: Take[] = [];
  const changes = new Map<string, LevelChange>();
  let open = request.lines.map((line, index) => ({ ...line, index }));
  for (let round = 0; round < ROUNDS && open.length; round++) {
    const plan = planTakes(open, await readTakable(trx, request));
    const lost: typeof open = [];
    const done = new Set<Take>();
    for (const take of plan.toSorted((a, b) => (a.level.id < b.level.id ? -1 : a.level.id > b.level.id ? 1 : 0))) {
      const after = await takeFrom(trx, take, request.now);
      if (after) {
        done.add(take);
        const before = { ...after, reservedInHubMicros: after.reservedInHubMicros - take.quantity, version: after.version - 1 };
        changes.set(after.id, { before: changes.get(after.id)?.before ?? before, after, cause: 'RESERVATION' });
      } else {
        const line = request.lines[take.index];
        if (line) lost.push({ ...line, index: take.index, quantity: take.quantity });
      }
    }
    takes.push(...plan.filter((take) => done.has(take)));
    open = lost;
  }
  return { takes, changes: [...changes.values()] };
}

/** The one statement that sells a piece once. */
async function takeFrom(trx: Trx, take: Take, now: number): Promise<StockLevelTable | undefined> {
  return trx
    .updateTable('stockLevel')
    .set((eb) => ({
      reservedInHubMicros: eb('reservedInHubMicros', '+', take.quantity),
      version: eb('version', '+', 1),
      changedAt: now,
    }))
    .where('id', '=', take.level.id)
    .where(
      (eb) =>
        eb(
          eb(eb('onHandMicros', '-', eb.ref('reservedInErpMicros')), '-', eb.ref('reservedInHubMicros')),
          '-',
          eb.ref('safetyBufferMicros'),
        ),
      '>=',
      take.quantity,
    )
    .returningAll()
    .executeTakeFirst();
}

type Takable = Pick<StockLevelTable, 'id' | 'variantId' | 'locationId'> & { sellable: Micros; sale: boolean };

/** Levels of active locations that have something, in the order in which they are taken from. */
async function readTakable(trx: Trx, request: TakeRequest): Promise<Takable[]> {
  const variantIds = [...new Set(request.lines.map((line) => line.variantId))];
  const rows = await trx
    .selectFrom('stockLevel')
    .innerJoin('location', 'location.id', 'stockLevel.locationId')
    .selectAll('stockLevel')
    .select('location.kind')
    .where('stockLevel.variantId', 'in', variantIds)
    .where('location.companyId', '=', request.companyId)
    .where('location.active', '=', 1)
    .orderBy('location.code')
    .orderBy('location.id')
    .execute();
  const sold: readonly string[] = saleKinds;
  const own = await channelLocations(trx, request.channelId);
  const isSale = (locationId: string, kind: string): boolean => own?.includes(locationId) ?? sold.includes(kind);
  return rows.map(({ kind, ...row }) => ({ ...row, sellable: sellableOf(row), sale: isSale(row.locationId, kind) }));
}

/** Each line from the first location that has all of it, else from as few as code order gives. */
function planTakes(lines: (TakeLine & { index: number })[], levels: Takable[]): Take[] {
  const left = new Map(levels.map((level) => [level.id, level.sellable]));
  const takes: Take[] = [];
  for (const { index, variantId, locationId, quantity } of lines) {
    const offers = levels.filter((level) => level.variantId === variantId && (locationId ? level.locationId === locationId : level.sale));
    const whole = offers.find((level) => (left.get(level.id) ?? 0n) >= quantity);
    let open = quantity;
    for (const level of whole ? [whole] : offers) {
      const has = left.get(level.id) ?? 0n;
      const taken = smaller(has, open);
      if (taken <= 0n) continue;
      takes.push({ index, level, quantity: taken });
      left.set(level.id, has - taken);
      open -= taken;
    }
  }
  return takes;
}

export async function shortagesOf(trx: Trx, request: TakeRequest, takes: Take[]): Promise<Shortage[]> {
  const shortages: Shortage[] = [];
  for (const [index, line] of request.lines.entries()) {
    const taken = takes.reduce((sum, take) => (take.index === index ? sum + take.quantity : sum), 0n);
    if (taken >= line.quantity) continue;
    const shortage: Shortage = { index, variantId: line.variantId, requested: line.quantity, sellable: taken };
    const today = await companyDay(trx, request.companyId, request.now);
    const options = {
      now: request.now,
      today,
      staleAfterMs: Number.POSITIVE_INFINITY,
      locationIds: line.locationId ? [line.locationId] : undefined,
      channelId: request.channelId,
    };
    const availability = (await readAvailability(trx, [line.variantId], options)).get(line.variantId);
    // What was taken here is no longer in the promise: only the rest has to come.
    const next = availability && completeOn(availability, line.quantity - taken);
    shortages.push(next ? { ...shortage, nextAvailableOn: next } : shortage);
  }
  return shortages;
}

async function withUnits(trx: Trx, shortages: Shortage[]): Promise<(Shortage & { unitCode: string })[]> {
  const rows = await trx
    .selectFrom('variant')
    .select(['id', 'unitCode'])
    .where(
      'id',
      'in',
      shortages.map((shortage) => shortage.variantId),
    )
    .execute();
  const units = new Map(rows.map((row) => [row.id, row.unitCode]));
  return shortages.map((shortage) => ({ ...shortage, unitCode: units.get(shortage.variantId) ?? 'PCE' }));
}

/** One fault with an error a line. `sellable` is micros and exact: cut it with capSellable before a client reads it. */
export async function insufficient(trx: Trx, shortages: Shortage[], path: (string | number)[]): Promise<UserFault> {
  const errors = (await withUnits(trx, shortages)).map(({ index, variantId, sellable, unitCode, nextAvailableOn }) =>
    userError('INSUFFICIENT_STOCK', 'There is not enough in stock.', [...path, index, 'quantity'], {
      __typename: 'InsufficientStockError',
      retryable: true,
      variantId,
      sellable,
      unitCode,
      nextAvailableOn: nextAvailableOn ?? null,
    }),
  );
  return new UserFault(errors);
}
