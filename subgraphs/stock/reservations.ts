/** reservationPlace, reservationExtend, reservationRelease: what a client may ask of holds. The holds themselves are hub/reservations.ts. */
import { failure, refuse, type UserErrorBody, UserFault, userError } from '#hub/errors.ts';
import { type Micros, micros } from '#hub/money.ts';
import { fingerprint } from '#hub/operations.ts';
import { extendReservation, findReservation, releaseReservation, type TakeLine, takeStock } from '#hub/reservations.ts';
import { durationMs } from '#hub/scalars.ts';
import type { ReservationTable } from '#hub/tables.ts';
import { seesReservation } from './access.ts';
import type { RequestContext } from './context.ts';
import { findLocations, findVariants, findVariantsBySku, type VariantInfo } from './store.ts';
import type { ReservationExtendInput, ReservationLineInput, ReservationPlaceInput, ReservationReleaseInput } from './types.ts';
import { inStockUnits } from './units.ts';

export interface ReservationPayload {
  reservation: ReservationTable | null;
  userErrors: UserErrorBody[];
}

const MOST_LINES = 100;
/** A cart that is left must not keep goods from others for days. */
const LONGEST_HOLD = 24 * 3_600_000;

export function placeReservation(context: RequestContext, input: ReservationPlaceInput): Promise<ReservationPayload> {
  return answering(async () => {
    const { ground, viewer, now } = context;
    const application = writer(context);
    const expiresAt = now + holdMs(input.holdFor ?? 'PT15M');
    const lines = await readLines(context, input.lines);
    const { reservation } = await ground.db.write((trx) =>
      takeStock(trx, {
        companyId: viewer.companyId,
        channelId: viewer.channelId,
        application,
        idempotencyKey: input.idempotencyKey,
        // A storefront's key is shared by its visitors: the same words from another customer are another wish.
        fingerprint: fingerprint({ input, customerId: viewer.customerId }),
        customerId: viewer.customerId,
        lines,
        allowPartial: input.allowPartial ?? false,
        expiresAt,
        now,
      }),
    );
    ground.wake();
    return reservation;
  });
}

export function keepReservation(context: RequestContext, input: ReservationExtendInput): Promise<ReservationPayload> {
  return answering(async () => {
    writer(context);
    const expiresAt = context.now + holdMs(input.holdFor);
    await ownReservation(context, input.id);
    return context.ground.db.write((trx) => extendReservation(trx, input.id, { now: context.now, expiresAt }));
  });
}

export function giveBackReservation(context: RequestContext, input: ReservationReleaseInput): Promise<ReservationPayload> {
  return answering(async () => {
    writer(context);
    const reservation = await ownReservation(context, input.id);
    if (reservation.state === 'CONFIRMED')
      throw refuse('STATE_FORBIDS', 'This reservation belongs to an order: cancel the order.', ['input', 'id']);
    return context.ground.db.write(async (trx) => {
      const found = await findReservation(trx, input.id);
      // An order may have taken it since it was looked at.
      if (found?.state === 'CONFIRMED')
        throw refuse('STATE_FORBIDS', 'This reservation belongs to an order: cancel the order.', ['input', 'id']);
      await releaseReservation(trx, input.id, { now: context.now, state: 'RELEASED' });
      return (await findReservation(trx, input.id)) ?? reservation;
    });
  });
}

async function answering(work: () => Promise<ReservationTable>): Promise<ReservationPayload> {
  try {
    return { reservation: await work(), userErrors: [] };
  } catch (error) {
    if (error instanceof UserFault) return { reservation: null, userErrors: error.errors };
    throw error;
  }
}

/** Who writes: the application's key; without one nothing is held. */
function writer({ viewer, ground }: RequestContext): string {
  if (!viewer.application) throw failure('UNAUTHENTICATED', 'Send an API key as Authorization: Bearer.');
  if (ground.db.readOnly) throw failure('READ_ONLY', 'This process may only read: send writes to the process that owns the database.');
  return viewer.application;
}

async function ownReservation(context: RequestContext, id: string): Promise<ReservationTable> {
  const reservation = await findReservation(context.db, id);
  if (!reservation || !seesReservation(context.viewer, reservation))
    throw refuse('NOT_FOUND', 'There is no such reservation.', ['input', 'id']);
  return reservation;
}

function holdMs(holdFor: string): number {
  const ms = durationMs(holdFor) ?? 0;
  if (ms < 1_000 || ms > LONGEST_HOLD) throw refuse('INVALID', 'A reservation holds from one second to one day.', ['input', 'holdFor']);
  return ms;
}

/** Every line checked, every fault named. */
async function readLines(context: RequestContext, inputs: readonly ReservationLineInput[]): Promise<TakeLine[]> {
  if (!inputs.length) throw refuse('REQUIRED', 'Name at least one line.', ['input', 'lines']);
  if (inputs.length > MOST_LINES) throw refuse('INVALID', `At most ${MOST_LINES} lines.`, ['input', 'lines']);
  const { db, viewer } = context;
  const present = <T>(values: (T | null | undefined)[]) => values.filter((value) => value != null);
  const variants = [
    ...(await findVariants(db, viewer.companyId, present(inputs.map((line) => line.variantId)))),
    ...(await findVariantsBySku(db, viewer.companyId, present(inputs.map((line) => line.sku)))),
  ];
  const locationIds = present(inputs.map((line) => line.locationId));
  const locations = locationIds.length ? await findLocations(db, viewer.companyId, locationIds) : [];
  const errors: UserErrorBody[] = [];
  const lines = inputs.flatMap((line, index) => {
    const at = (field: string) => ['input', 'lines', index, field];
    const fault = checkLine(line, variants);
    if ('code' in fault) {
      errors.push(userError(fault.code, fault.message, at(fault.field)));
      return [];
    }
    if (line.locationId != null && !locations.some((location) => location.id === line.locationId && location.active)) {
      errors.push(userError('NOT_FOUND', 'There is no such location.', at('locationId')));
      return [];
    }
    return [{ variantId: fault.variant.id, locationId: line.locationId ?? undefined, quantity: fault.quantity }];
  });
  if (errors.length) throw new UserFault(errors);
  return lines;
}

type LineFault = { code: 'REQUIRED' | 'INVALID' | 'NOT_FOUND'; message: string; field: string };

function checkLine(line: ReservationLineInput, variants: VariantInfo[]): { variant: VariantInfo; quantity: Micros } | LineFault {
  if (line.variantId == null && line.sku == null) return { code: 'REQUIRED', message: 'Give variantId or sku.', field: 'variantId' };
  if (line.variantId != null && line.sku != null) return { code: 'INVALID', message: 'Give variantId or sku, not both.', field: 'sku' };
  const variant = variants.find((candidate) => candidate.id === line.variantId || candidate.sku === line.sku);
  if (!variant) return { code: 'NOT_FOUND', message: 'There is no such variant.', field: line.sku == null ? 'variantId' : 'sku' };
  const quantity = micros(line.quantity);
  if (quantity <= 0n) return { code: 'INVALID', message: 'A quantity must be above zero.', field: 'quantity' };
  const counted = inStockUnits(variant, quantity, line.unitCode);
  if (counted === undefined) return { code: 'INVALID', message: 'This variant is not sold by this unit.', field: 'unitCode' };
  return { variant, quantity: counted };
}
