/** orderPlace: checked and priced by the hub, then one transaction holds the stock, takes the credit, writes the order and its ledger row. */
import { takeCredit } from '#hub/credit.ts';
import type { Trx } from '#hub/database.ts';
import { refuse } from '#hub/errors.ts';
import { newId } from '#hub/id.ts';
import { spendPoints } from '#hub/loyalty.ts';
import { findReservation, releaseReservation, takeStock } from '#hub/reservations.ts';
import { allowedCustomer, may } from '#hub/viewer.ts';
import { linkedErp } from '#hub/writeOnce.ts';
import { recordPlaced } from './changes.ts';
import { unsecured } from './conditions.ts';
import type { RequestContext } from './context.ts';
import { type OrderDraft, readDraft } from './draft.ts';
import type { WriteOutcome } from './outcome.ts';
import { previewOrder } from './preview.ts';
import type { OrderPlaceInput, OrderPreviewInput } from './types.ts';
import { writeOnce } from './writeOnce.ts';
import { insertOrder } from './writeStore.ts';

export function placeOrder(context: RequestContext, input: OrderPlaceInput): Promise<WriteOutcome> {
  return writeOnce(context, 'orderPlace', input, async ({ application, accept }) => {
    const { viewer, ground, now } = context;
    const customerId = orderingCustomer(context, input.customerId);
    const erp = await linkedErp(context);
    const draft = await readDraft(context, input, customerId);
    if (input.dryRun) return { preview: await previewOrder(context, asPreview(input), input.priceToken), userErrors: [] };

    const orderId = newId('order');
    return ground.db.write(async (trx) => {
      const { billingAddressId, shippingAddressId, termsCode } = draft;
      const payload = { billingAddressId, shippingAddressId, termsCode };
      const { operation, replay } = await accept(trx, { systemId: erp.id, kind: 'ORDER_PLACE', subjectId: orderId, customerId, payload });
      if (replay) return operation;
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
      await spendOn(trx, orderId, draft, application, now);
      const creditHeld = await takeCreditFor(trx, draft, now);
      const order = await insertOrder(trx, orderId, draft, { application, creditHeld, now });
      await recordPlaced(trx, order, { source: 'hub', now });
      return operation;
    });
  });
}

/** Takes the points off the card; refused when somebody else was quicker. */
async function spendOn(trx: Trx, orderId: string, draft: OrderDraft, application: string, now: number): Promise<void> {
  const { companyId, customerId, loyaltyPoints: points } = draft;
  if (points !== undefined && customerId !== undefined)
    await spendPoints(trx, { companyId, customerId, orderId, points, application, now });
}

/** What is not paid yet is bought on the customer's credit, if it has one. Answers what was taken. */
export async function takeCreditFor(trx: Trx, draft: OrderDraft, now: number): Promise<bigint> {
  const amount = unsecured(draft.totals.gross, draft.payment);
  if (draft.customerId === undefined || amount === 0n) return 0n;
  return takeCredit(trx, draft.customerId, { amount, currency: draft.currency, day: draft.documentDate, now });
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

/** The customer an order is for: the viewer's own, or any with the scope; undefined for a guest. */
export function orderingCustomer(context: RequestContext, asked: string | null | undefined): string | undefined {
  const { viewer } = context;
  if (asked != null && asked !== viewer.customerId && !(may(viewer, 'customers:any') && may(viewer, 'orders:write')))
    throw refuse('NOT_FOUND', 'No customer with this id.', ['input', 'customerId']);
  return allowedCustomer(viewer, asked);
}

/** What a dry run answers, once the order itself would have been accepted. */
function asPreview(input: OrderPlaceInput): OrderPreviewInput {
  const { channelId, customerId, currencyCode, couponCodes, loyaltyPoints, shippingAddress, delivery, lines } = input;
  return {
    ...(channelId == null ? {} : { channelId }),
    ...(customerId == null ? {} : { customerId }),
    ...(currencyCode == null ? {} : { currencyCode }),
    ...(couponCodes == null ? {} : { couponCodes }),
    ...(loyaltyPoints == null ? {} : { loyaltyPoints }),
    ...(shippingAddress == null ? {} : { shipTo: shippingAddress.country }),
    deliveryMethodCode: delivery.methodCode,
    lines: lines.map(({ sku, variantId, quantity, unitCode }) => ({
      quantity,
      ...(sku == null ? {} : { sku }),
      ...(variantId == null ? {} : { variantId }),
      ...(unitCode == null ? {} : { unitCode }),
    })),
  };
}
