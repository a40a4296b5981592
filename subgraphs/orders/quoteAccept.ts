/** quoteAccept: an offer becomes an order at its own prices; stock and credit are taken as for any order, and the ERP makes its quotation the sale. */
import { refuse, type UserErrorBody, UserFault } from '#hub/errors.ts';
import { newId } from '#hub/id.ts';
import { readTerms } from '#hub/pricingStore.ts';
import { takeStock } from '#hub/reservations.ts';
import type { QuoteTable } from '#hub/tables.ts';
import { linkedErp } from '#hub/writeOnce.ts';
import { recordPlaced } from './changes.ts';
import { chargeOf, noRate, readConditions } from './conditions.ts';
import type { RequestContext } from './context.ts';
import { type DraftLine, finishDraft, type OrderDraft, readParties } from './draft.ts';
import type { WriteOutcome } from './outcome.ts';
import { takeCreditFor } from './place.ts';
import { answerableQuote } from './quoteRequest.ts';
import { quoteState } from './quoteRules.ts';
import { changeQuote, listQuoteLines, lockQuote } from './quoteStore.ts';
import { type StoredDiscount, sumLines } from './totals.ts';
import type { QuoteAcceptInput } from './types.ts';
import { writeOnce } from './writeOnce.ts';
import { insertOrder } from './writeStore.ts';

const path = ['input', 'quoteId'];

export function acceptQuote(context: RequestContext, input: QuoteAcceptInput): Promise<WriteOutcome> {
  return writeOnce(context, 'quoteAccept', input, async ({ application, accept }) => {
    const { ground, now } = context;
    const quote = await answerableQuote(context, input.quoteId);
    if (input.expectedVersion != null && input.expectedVersion !== quote.version) throw changed(quote, 'expectedVersion');
    const erp = await linkedErp(context);
    const draft = await readQuoteDraft(context, quote, input);
    const { billingAddressId, shippingAddressId, customerId } = draft;
    const orderId = newId('order');
    return ground.db.write(async (trx) => {
      const payload = { quoteId: quote.id, billingAddressId, shippingAddressId };
      const { operation, replay } = await accept(trx, { systemId: erp.id, kind: 'QUOTE_ACCEPT', subjectId: orderId, customerId, payload });
      if (replay) return operation;
      // Of two acceptances the second finds the offer taken.
      const locked = await lockQuote(trx, quote.id);
      checkOpen(locked ?? quote, draft.documentDate);
      if (locked?.version !== quote.version) throw changed(locked ?? quote, 'quoteId');
      await takeStock(trx, {
        companyId: draft.companyId,
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
        path,
      });
      const creditHeld = await takeCreditFor(trx, draft, now);
      const order = await insertOrder(trx, orderId, draft, { application, creditHeld, now });
      await changeQuote(trx, quote.id, { state: 'ACCEPTED', orderId }, now);
      await recordPlaced(trx, order, { source: 'hub', now });
      return operation;
    });
  });
}

const changed = ({ version }: QuoteTable, field: string) =>
  refuse('VERSION_CONFLICT', 'The offer has changed since you read it.', ['input', field], {
    __typename: 'VersionConflictError',
    retryable: true,
    currentVersion: version,
  });

const why: Partial<Record<string, string>> = {
  REQUESTED: 'The ERP has not named its prices yet.',
  ACCEPTED: 'This offer is an order already.',
  REJECTED: 'This offer was declined.',
  EXPIRED: 'This offer has ended: ask for another.',
};

function checkOpen(quote: QuoteTable, today: string): void {
  const state = quoteState(quote, today);
  if (state !== 'OFFERED') throw refuse('STATE_FORBIDS', why[state] ?? 'This offer cannot be accepted.', path);
}

async function readQuoteDraft(context: RequestContext, quote: QuoteTable, input: QuoteAcceptInput): Promise<OrderDraft> {
  const { db, viewer } = context;
  const { customerId } = quote;
  if (customerId === null) throw refuse('STATE_FORBIDS', 'This offer names no customer of ours.', path);
  const { channel, buyer, documentDate } = await readParties(context, quote.channelId, customerId);
  checkOpen(quote, documentDate);
  const problems: UserErrorBody[] = [];
  const conditions = await readConditions(context, input, buyer, documentDate, problems);
  const frame = { channelId: channel.id, customerId, currency: quote.currency, date: documentDate };
  const charge = await chargeOf(db, viewer.companyId, conditions.delivery.net, frame);
  if (charge === undefined) problems.push(noRate(quote.currency));
  if (problems.length) throw new UserFault(problems);
  const terms = await readTerms(db, { ...frame, companyId: viewer.companyId, shipTo: conditions.shippingAddress?.country });
  const { taxPercent } = conditions.delivery;
  const lines = await readQuoteLines(context, quote.id);
  return finishDraft(context, {
    conditions,
    frame,
    channel,
    totals: sumLines(
      lines.map((line) => line.amounts),
      { net: charge ?? 0n, taxPercent: terms?.tax.percentOf(taxPercent) ?? taxPercent },
    ),
    lines,
    expected: input,
    couponCodes: [],
    taxRuleId: terms?.tax.rule?.id,
    taxReason: terms?.tax.reason ?? 'DOMESTIC',
    estimated: false,
    quote: { id: quote.id, number: quote.number },
  });
}

async function readQuoteLines({ db }: RequestContext, quoteId: string): Promise<DraftLine[]> {
  const lines = await listQuoteLines(db, [quoteId]);
  if (!lines.length) throw refuse('STATE_FORBIDS', 'This offer has no lines.', path);
  return lines.map((line) => ({
    variantId: line.variantId,
    sku: line.sku,
    title: line.title,
    unitCode: line.unitCode,
    quantity: line.quantityMicros,
    taxPercent: line.taxPercent,
    amounts: {
      unitNet: line.unitNetMicros,
      unitGross: line.unitGrossMicros,
      discounts: JSON.parse(line.discounts) as StoredDiscount[],
      taxPercent: line.taxPercent,
      net: line.netMicros,
      tax: line.taxMicros,
      gross: line.grossMicros,
    },
  }));
}
