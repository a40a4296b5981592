/**
 * Holds on stock. A level's `reserved_in_hub` is the sum of its HELD reservation lines: every function here moves both in one transaction.
 *
 * Rows are always locked in one order (reservation, lines by id, levels by id), so that two transactions never wait for each other.
 */
import { companyDay } from './availability.ts';
import type { Db, Trx } from './database.ts';
import { refuse } from './errors.ts';
import { newId } from './id.ts';
import type { Micros } from './money.ts';
import { announceLevels, type LevelChange, type StockChangeCause } from './stockEvents.ts';
import type { ReservationLineTable, ReservationTable } from './tables.ts';
import { insufficient, type Shortage, shortagesOf, type Take, type TakeLine, type TakeRequest, takeFromLevels } from './takes.ts';

export type { Shortage, TakeLine, TakeRequest } from './takes.ts';

/** HELD, PARTIAL (not everything could be held), CONFIRMED (an order's, does not run out), RELEASED, EXPIRED. Lines: HELD, RELEASED, EXPIRED, ABSORBED. */
export type ReservationState = 'HELD' | 'PARTIAL' | 'CONFIRMED' | 'RELEASED' | 'EXPIRED';

export interface Taken {
  reservation: ReservationTable;
  shortages: Shortage[];
  /** True when this key had already taken: nothing was done again. */
  repeated: boolean;
}

/** Takes stock for all lines. The same key with the same fingerprint answers what was taken the first time, with another one KEY_REUSED. */
export async function takeStock(trx: Trx, request: TakeRequest): Promise<Taken> {
  const { now, lines, path = ['input', 'lines'] } = request;
  for (const [index, line] of lines.entries())
    if (line.quantity <= 0n) throw refuse('INVALID', 'A quantity must be above zero.', [...path, index, 'quantity']);
  const reservation: ReservationTable = {
    id: request.id ?? newId('reservation'),
    companyId: request.companyId,
    channelId: request.channelId,
    application: request.application,
    idempotencyKey: request.idempotencyKey,
    fingerprint: request.fingerprint,
    customerId: request.customerId ?? null,
    orderId: request.orderId ?? null,
    state: request.orderId ? 'CONFIRMED' : 'HELD',
    expiresAt: request.orderId ? null : request.expiresAt,
    version: 1,
    createdAt: now,
    updatedAt: now,
  };
  // Taking the key comes first: a second request with it waits here for the first to commit.
  const { numInsertedOrUpdatedRows } = await trx
    .insertInto('reservation')
    .values(reservation)
    .onConflict((conflict) => conflict.columns(['application', 'idempotencyKey']).doNothing())
    .executeTakeFirst();
  if (!numInsertedOrUpdatedRows) return repeatTake(trx, request);

  const { takes, changes } = await takeFromLevels(trx, request);
  const shortages = await shortagesOf(trx, request, takes);
  if (shortages.length && !request.allowPartial) throw await insufficient(trx, shortages, path);
  await insertLines(trx, reservation.id, lines, takes);
  if (shortages.length && !request.orderId) {
    reservation.state = 'PARTIAL';
    await trx.updateTable('reservation').set({ state: 'PARTIAL' }).where('id', '=', reservation.id).execute();
  }
  await announce(trx, request.companyId, changes, 'RESERVATION', now);
  return { reservation, shortages, repeated: false };
}

async function repeatTake(trx: Trx, request: TakeRequest): Promise<Taken> {
  const reservation = await trx
    .selectFrom('reservation')
    .selectAll()
    .where('application', '=', request.application)
    .where('idempotencyKey', '=', request.idempotencyKey)
    .executeTakeFirstOrThrow();
  if (reservation.fingerprint !== request.fingerprint)
    throw refuse('KEY_REUSED', 'This idempotency key was used with another input.', ['input', 'idempotencyKey']);
  const held = new Map<string, Micros>();
  const rows = await findReservationLines(trx, [reservation.id]);
  for (const row of rows) held.set(row.variantId, (held.get(row.variantId) ?? 0n) + row.heldMicros);
  const shortages: Shortage[] = [];
  for (const [index, { variantId, quantity }] of request.lines.entries()) {
    const had = held.get(variantId) ?? 0n;
    held.set(variantId, had > quantity ? had - quantity : 0n);
    if (had < quantity) shortages.push({ index, variantId, requested: quantity, sellable: had });
  }
  return { reservation, shortages, repeated: true };
}

/** One row a location taken from; the last row of a line carries what could not be held. */
async function insertLines(trx: Trx, reservationId: string, lines: TakeLine[], takes: Take[]): Promise<void> {
  const rows = lines.flatMap((line, index) => {
    const own = takes.filter((take) => take.index === index);
    const missing = own.reduce((open, take) => open - take.quantity, line.quantity);
    const pieces: { locationId: string | null; quantity: Micros; missing: Micros }[] = own.map((take, i) => ({
      locationId: take.level.locationId,
      quantity: take.quantity,
      missing: i === own.length - 1 ? missing : 0n,
    }));
    if (!pieces.length) pieces.push({ locationId: line.locationId ?? null, quantity: 0n, missing });
    return pieces.map((piece) => ({
      id: newId('reservationLine'),
      reservationId,
      variantId: line.variantId,
      locationId: piece.locationId,
      requestedMicros: piece.quantity + piece.missing,
      heldMicros: piece.quantity,
      state: 'HELD',
      acknowledgedAt: null,
    }));
  });
  // Ids of one millisecond are in no order of their own; readers get the lines by id.
  const ids = rows.map((row) => row.id).sort();
  for (const [i, row] of rows.entries()) row.id = ids[i] ?? row.id;
  for (let i = 0; i < rows.length; i += 100)
    await trx
      .insertInto('reservationLine')
      .values(rows.slice(i, i + 100))
      .execute();
}

/** Lines in the order they were asked for. */
export async function findReservationLines(db: Db, reservationIds: readonly string[]): Promise<ReservationLineTable[]> {
  if (!reservationIds.length) return [];
  return db
    .selectFrom('reservationLine')
    .selectAll()
    .where('reservationId', 'in', [...reservationIds])
    .orderBy('id')
    .execute();
}

/**
 * Gives back what is still held, once, whatever repeats. EXPIRED only when its time has run out. Answers whether this call did it.
 * Taking again in the same transaction is safe: nobody can come between.
 */
export async function releaseReservation(
  trx: Trx,
  reservationId: string,
  { now, state }: { now: number; state: 'RELEASED' | 'EXPIRED' },
): Promise<boolean> {
  let update = trx
    .updateTable('reservation')
    .set((eb) => ({ state, updatedAt: now, version: eb('version', '+', 1) }))
    .where('id', '=', reservationId)
    .where('state', 'in', state === 'EXPIRED' ? ['HELD', 'PARTIAL'] : ['HELD', 'PARTIAL', 'CONFIRMED']);
  if (state === 'EXPIRED') update = update.where('expiresAt', '<=', now);
  const reservation = await update.returning('companyId').executeTakeFirst();
  if (!reservation) return false;
  const ended = await endLines(
    trx,
    (await findReservationLines(trx, [reservationId])).filter((line) => line.state === 'HELD'),
    state,
  );
  const changes = await giveBack(trx, ended, now);
  await announce(trx, reservation.companyId, changes, 'RELEASE', now);
  return true;
}

/** Moves HELD lines to an end state; answers those that this call moved. */
async function endLines(
  trx: Trx,
  lines: ReservationLineTable[],
  state: 'RELEASED' | 'EXPIRED' | 'ABSORBED',
): Promise<ReservationLineTable[]> {
  const moved: ReservationLineTable[] = [];
  for (const line of lines) {
    const { numUpdatedRows } = await trx
      .updateTable('reservationLine')
      .set({ state })
      .where('id', '=', line.id)
      .where('state', '=', 'HELD')
      .executeTakeFirst();
    if (numUpdatedRows > 0n) moved.push(line);
  }
  return moved;
}

/** Takes ended lines off their levels, in the levels' order. */
async function giveBack(trx: Trx, lines: ReservationLineTable[], now: number): Promise<LevelChange[]> {
  const sums = new Map<string, { variantId: string; locationId: string; quantity: Micros }>();
  for (const { variantId, locationId, heldMicros } of lines) {
    if (!locationId || heldMicros === 0n) continue;
    const key = levelKey(variantId, locationId);
    sums.set(key, { variantId, locationId, quantity: (sums.get(key)?.quantity ?? 0n) + heldMicros });
  }
  if (!sums.size) return [];
  const wanted = [...sums.values()];
  const levels = await trx
    .selectFrom('stockLevel')
    .select(['id', 'variantId', 'locationId'])
    .where('variantId', 'in', [...new Set(wanted.map((sum) => sum.variantId))])
    .orderBy('id')
    .execute();
  const changes: LevelChange[] = [];
  for (const level of levels) {
    const quantity = sums.get(levelKey(level.variantId, level.locationId))?.quantity;
    if (!quantity) continue;
    const after = await trx
      .updateTable('stockLevel')
      .set((eb) => ({ reservedInHubMicros: eb('reservedInHubMicros', '-', quantity), version: eb('version', '+', 1), changedAt: now }))
      .where('id', '=', level.id)
      .returningAll()
      .executeTakeFirstOrThrow();
    const before = { ...after, reservedInHubMicros: after.reservedInHubMicros + quantity, version: after.version - 1 };
    changes.push({ before, after, cause: 'RELEASE' });
  }
  return changes;
}

export const levelKey = (variantId: string, locationId: string): string => `${variantId} ${locationId}`;

async function announce(trx: Trx, companyId: string, changes: LevelChange[], cause: StockChangeCause, now: number): Promise<void> {
  if (!changes.length) return;
  const today = await companyDay(trx, companyId, now);
  await announceLevels(
    trx,
    changes.map((change) => ({ ...change, cause })),
    { companyId, now, today },
  );
}

export async function findReservation(db: Db, id: string): Promise<ReservationTable | undefined> {
  return db.selectFrom('reservation').selectAll().where('id', '=', id).executeTakeFirst();
}

/** Holds on until `expiresAt`. Refused once it has run out, was released, or belongs to an order. */
export async function extendReservation(
  trx: Trx,
  id: string,
  { now, expiresAt }: { now: number; expiresAt: number },
): Promise<ReservationTable> {
  const extended = await trx
    .updateTable('reservation')
    .set((eb) => ({ expiresAt, updatedAt: now, version: eb('version', '+', 1) }))
    .where('id', '=', id)
    .where('state', 'in', ['HELD', 'PARTIAL'])
    .where((eb) => eb.or([eb('expiresAt', 'is', null), eb('expiresAt', '>', now)]))
    .returningAll()
    .executeTakeFirst();
  return extended ?? refuseEnded(trx, id);
}

/** A cart's hold becomes an order's: it does not run out any more. Repeating it for the same order changes nothing. */
export async function attachToOrder(trx: Trx, id: string, orderId: string, now: number): Promise<ReservationTable> {
  const attached = await trx
    .updateTable('reservation')
    .set((eb) => ({ orderId, state: 'CONFIRMED', expiresAt: null, updatedAt: now, version: eb('version', '+', 1) }))
    .where('id', '=', id)
    .where('state', 'in', ['HELD', 'PARTIAL'])
    .where((eb) => eb.or([eb('expiresAt', 'is', null), eb('expiresAt', '>', now)]))
    .returningAll()
    .executeTakeFirst();
  if (attached) return attached;
  const found = await findReservation(trx, id);
  return found?.orderId === orderId && found.state === 'CONFIRMED' ? found : refuseEnded(trx, id);
}

async function refuseEnded(trx: Trx, id: string): Promise<never> {
  const found = await findReservation(trx, id);
  if (!found) throw refuse('NOT_FOUND', 'There is no such reservation.');
  if (found.state === 'RELEASED') throw refuse('STATE_FORBIDS', 'This reservation was released.');
  if (found.state === 'CONFIRMED') throw refuse('STATE_FORBIDS', 'This reservation belongs to an order.');
  throw refuse('RESERVATION_EXPIRED', 'This reservation has run out.');
}

/** The ERP has the demand of this order since `at` (when its answer came): from now on its own figures may contain it. */
export async function acknowledgeReservation(trx: Trx, orderId: string, at: number): Promise<void> {
  await trx
    .updateTable('reservationLine')
    .set({ acknowledgedAt: at })
    .where('reservationId', 'in', (eb) => eb.selectFrom('reservation').select('id').where('orderId', '=', orderId))
    .where('state', '=', 'HELD')
    .where('acknowledgedAt', 'is', null)
    .execute();
}

/** Gives back what an order holds (refused, cancelled before the ERP had it). */
export async function releaseOrderReservations(trx: Trx, orderId: string, now: number): Promise<void> {
  const rows = await trx.selectFrom('reservation').select('id').where('orderId', '=', orderId).orderBy('id').execute();
  for (const { id } of rows) await releaseReservation(trx, id, { now, state: 'RELEASED' });
}

/**
 * Called by whoever stores a stock snapshot, before it writes the levels: holds that the ERP acknowledged before the snapshot's reading began are in its own
 * `reserved` now, and leave `reserved_in_hub`. Announces nothing: the caller announces the level as a whole. Answers what left each level, by {@link levelKey}.
 */
export async function absorbAcknowledged(
  trx: Trx,
  levels: readonly { variantId: string; locationId: string }[],
  readStartedAt: number,
  now: number,
): Promise<Map<string, Micros>> {
  const wanted = new Set(levels.map(({ variantId, locationId }) => levelKey(variantId, locationId)));
  const variantIds = [...new Set(levels.map((level) => level.variantId))];
  const absorbed = new Map<string, Micros>();
  for (let i = 0; i < variantIds.length; i += 500) {
    const lines = await trx
      .selectFrom('reservationLine')
      .selectAll()
      .where('variantId', 'in', variantIds.slice(i, i + 500))
      .where('state', '=', 'HELD')
      .where('acknowledgedAt', '<', readStartedAt)
      .orderBy('id')
      .execute();
    const due = lines.filter((line) => line.locationId && wanted.has(levelKey(line.variantId, line.locationId)));
    for (const { before, after } of await giveBack(trx, await endLines(trx, due, 'ABSORBED'), now))
      absorbed.set(levelKey(after.variantId, after.locationId), (before?.reservedInHubMicros ?? 0n) - after.reservedInHubMicros);
  }
  return absorbed;
}

/** Ends holds whose time has run out, oldest first; answers how many. */
export async function expireReservations(trx: Trx, now: number, limit: number): Promise<number> {
  const due = await trx
    .selectFrom('reservation')
    .select('id')
    .where('state', 'in', ['HELD', 'PARTIAL'])
    .where('expiresAt', '<=', now)
    .orderBy('expiresAt')
    .limit(limit)
    .execute();
  let ended = 0;
  for (const { id } of due) if (await releaseReservation(trx, id, { now, state: 'EXPIRED' })) ended += 1;
  return ended;
}
