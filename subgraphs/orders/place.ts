/** orderPlace: checked and priced by the hub, then one transaction holds the stock, takes the credit, writes the order and its ledger row. */
import { takeCredit } from '#hub/credit.ts';
import type { Trx } from '#hub/database.ts';
import { failure, refuse, UserFault } from '#hub/errors.ts';
import { newId } from '#hub/id.ts';
import { acceptOperation, checkSameInput, findByKey, type Operation, operationErrors, waitForOperation } from '#hub/operations.ts';
import { findReservation, releaseReservation, takeStock } from '#hub/reservations.ts';
import { durationMs } from '#hub/scalars.ts';
import { erpOf } from '#hub/systems.ts';
import { allowedCustomer, may } from '#hub/viewer.ts';
import { recordPlaced } from './changes.ts';
import type { RequestContext } from './context.ts';
import { readDraft } from './draft.ts';
import type { WriteOutcome } from './outcome.ts';
import { previewOrder } from './preview.ts';
import type { OrderPlaceInput, OrderPreviewInput } from './types.ts';
import { insertOrder } from './writeStore.ts';

const MUTATION = 'orderPlace';
/** A client may wait this long for the ERP's verdict; then it gets the operation's state. */
const LONGEST_WAIT = 30_000;

export async function placeOrder(context: RequestContext, input: OrderPlaceInput): Promise<WriteOutcome> {
  return faultsAsErrors(async () => {
    const { viewer, ground } = context;
    const application = writer(context);
    const known = await findByKey(context.db, application, MUTATION, input.idempotencyKey);
    if (known) return verdict(context, checkSameInput(known, sentInput(input)), input.wait);

    const customerId = ownCustomer(context, input.customerId);
    const erp = await erpOf(context.db, viewer.companyId);
    if (!erp) throw refuse('SOURCE_UNAVAILABLE', 'No ERP is linked: ask whoever runs this hub.');
    if (erp.mode !== 'ACTIVE')
      throw refuse('STATE_FORBIDS', 'The ERP is only observed so far; nothing is written to it until systemActivate.');
    const draft = await readDraft(context, input, customerId);
    if (input.dryRun) return { preview: await previewOrder(context, asPreview(input)), userErrors: [] };

    const orderId = newId('order');
    const { now } = context;
    const operation = await ground.db.write(async (trx) => {
      const accepted = await acceptOperation(trx, {
        companyId: viewer.companyId,
        systemId: erp.id,
        kind: 'ORDER_PLACE',
        lane: `order:${orderId}`,
        application,
        mutation: MUTATION,
        idempotencyKey: input.idempotencyKey,
        input: sentInput(input),
        customerId,
        subjectId: orderId,
        payload: { billingAddressId: draft.billingAddressId, shippingAddressId: draft.shippingAddressId },
        now,
      });
      if (accepted.replay) return accepted.operation;
      // A cart's hold is given back and taken again for what is really ordered: one transaction, so nobody comes in between.
      if (input.reservationId) await giveBackHold(trx, input.reservationId, { application, customerId, now });
      await takeStock(trx, {
        companyId: viewer.companyId,
        channelId: draft.channelId,
        application,
        idempotencyKey: `order ${orderId}`,
        fingerprint: orderId,
        customerId,
        orderId,
        lines: draft.stockLines,
        allowPartial: false,
        expiresAt: null,
        now,
        path: ['input', 'lines'],
      });
      const creditHeld = draft.customerId && !draft.paid ? await takeCredit(trx, draft.customerId, draft.totals.gross) : 0n;
      const order = await insertOrder(trx, orderId, draft, { application, creditHeld, now });
      await recordPlaced(trx, order, { source: 'hub', now });
      return accepted.operation;
    });
    ground.wake();
    return verdict(context, operation, input.wait);
  });
}

/** A hold is its own application's and customer's: anybody else's is not there. */
async function giveBackHold(trx: Trx, id: string, by: { application: string; customerId: string | undefined; now: number }): Promise<void> {
  const field = ['input', 'reservationId'];
  const reservation = await findReservation(trx, id);
  if (!reservation || reservation.application !== by.application || (reservation.customerId ?? undefined) !== by.customerId)
    throw refuse('NOT_FOUND', 'There is no such reservation.', field);
  if (reservation.state === 'EXPIRED' || (reservation.expiresAt !== null && reservation.expiresAt <= by.now))
    throw refuse('RESERVATION_EXPIRED', 'This reservation has run out: place a new one, or order without.', field, { retryable: false });
  if (reservation.state !== 'HELD' && reservation.state !== 'PARTIAL')
    throw refuse('STATE_FORBIDS', 'This reservation is not open any more.', field);
  await releaseReservation(trx, id, { now: by.now, state: 'RELEASED' });
}

/** What the operation came to, after waiting for it a little. */
export async function verdict(context: RequestContext, operation: Operation, wait: string | null | undefined): Promise<WriteOutcome> {
  const waitMs = Math.min(durationMs(wait ?? 'PT5S') ?? 0, LONGEST_WAIT);
  const settled = await waitForOperation(context.ground, operation.id, waitMs);
  return { ...(settled.subjectId ? { orderId: settled.subjectId } : {}), operationId: settled.id, userErrors: operationErrors(settled) };
}

/** Who writes: the application's key; without one nothing is written. */
export function writer(context: RequestContext): string {
  if (!context.viewer.application) throw failure('UNAUTHENTICATED', 'Send an API key as Authorization: Bearer.');
  if (context.ground.db.readOnly)
    throw failure('READ_ONLY', 'This process may only read: send writes to the process that owns the database.');
  return context.viewer.application;
}

/** The customer an order is for: the viewer's own, or any with the scope; undefined for a guest. */
function ownCustomer(context: RequestContext, asked: string | null | undefined): string | undefined {
  const { viewer } = context;
  if (asked != null && asked !== viewer.customerId && !(may(viewer, 'customers:any') && may(viewer, 'orders:write')))
    throw refuse('NOT_FOUND', 'No customer with this id.', ['input', 'customerId']);
  return allowedCustomer(viewer, asked);
}

/** What a dry run answers, once the order itself would have been accepted. */
function asPreview(input: OrderPlaceInput): OrderPreviewInput {
  const { channelId, customerId, delivery, lines } = input;
  return {
    ...(channelId == null ? {} : { channelId }),
    ...(customerId == null ? {} : { customerId }),
    deliveryMethodCode: delivery.methodCode,
    lines: lines.map(({ sku, variantId, quantity, unitCode }) => ({
      quantity,
      ...(sku == null ? {} : { sku }),
      ...(variantId == null ? {} : { variantId }),
      ...(unitCode == null ? {} : { unitCode }),
    })),
  };
}

/** The input that makes the write; `wait` only says how long the client stays. */
export function sentInput(input: object): unknown {
  const { wait: _wait, ...rest } = input as { wait?: unknown };
  return rest;
}

/** Refusals become userErrors; anything else goes on up and is masked. */
export async function faultsAsErrors(work: () => Promise<WriteOutcome>): Promise<WriteOutcome> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof UserFault) return { userErrors: error.errors };
    throw error;
  }
}
