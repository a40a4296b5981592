/** quoteRequest and quoteReject: goods are asked for, the ERP names the prices; a customer says no. */
import { companyDay } from '#hub/availability.ts';
import { refuse, type UserErrorBody, UserFault } from '#hub/errors.ts';
import { newId } from '#hub/id.ts';
import type { QuoteLineTable, QuoteTable } from '#hub/tables.ts';
import { may } from '#hub/viewer.ts';
import { linkedErp, writerOf } from '#hub/writeOnce.ts';
import type { RequestContext } from './context.ts';
import { readParties } from './draft.ts';
import { currencyOf, priceLines } from './orderPrices.ts';
import { orderingCustomer } from './place.ts';
import { quoteState } from './quoteRules.ts';
import { changeQuote, findQuotes, insertQuote, lockQuote } from './quoteStore.ts';
import { computeTotals } from './totals.ts';
import type { QuoteRejectInput, QuoteRequestInput } from './types.ts';
import { MOST_LINES, matchLines } from './wantedLines.ts';
import { writeOnce } from './writeOnce.ts';

/** What a write to an offer answers; the resolver reads the offer afresh. */
export interface QuoteOutcome {
  quoteId?: string | undefined;
  operationId?: string | undefined;
  userErrors: UserErrorBody[];
}

export async function requestQuote(context: RequestContext, input: QuoteRequestInput): Promise<QuoteOutcome> {
  const { orderId: quoteId, ...outcome } = await writeOnce(context, 'quoteRequest', input, async ({ application, accept }) => {
    const customerId = orderingCustomer(context, input.customerId);
    if (customerId === undefined)
      throw refuse('REQUIRED', 'An offer is made to a customer: sign in, or name customerId.', ['input', 'customerId']);
    const erp = await linkedErp(context);
    const id = newId('quote');
    const { quote, lines, documentDate } = await draftQuote(context, input, { id, customerId, application });
    return context.ground.db.write(async (trx) => {
      const { operation, replay } = await accept(trx, {
        systemId: erp.id,
        kind: 'QUOTE_PLACE',
        subjectId: id,
        customerId,
        payload: { documentDate, reference: `Q-${id.slice(-8)}`, validUntil: input.validUntil ?? null },
      });
      if (!replay) await insertQuote(trx, quote, lines);
      return operation;
    });
  });
  return { quoteId, ...outcome };
}

/** The hub's own prices stand in it until the ERP has named its. */
async function draftQuote(
  context: RequestContext,
  input: QuoteRequestInput,
  owner: { id: string; customerId: string; application: string },
): Promise<{ quote: QuoteTable; lines: QuoteLineTable[]; documentDate: string }> {
  const { db, viewer, now } = context;
  const { channel, buyer, documentDate } = await readParties(context, input.channelId, owner.customerId);
  if (!input.lines.length) throw refuse('REQUIRED', 'Name what the offer is to be of.', ['input', 'lines']);
  if (input.lines.length > MOST_LINES) throw refuse('INVALID', `At most ${MOST_LINES} lines an offer.`, ['input', 'lines']);
  if (input.validUntil != null && input.validUntil < documentDate)
    throw refuse('INVALID', 'An offer cannot end before today.', ['input', 'validUntil']);
  const wanted = await matchLines(db, viewer.companyId, input.lines);
  const problems = wanted.flatMap((line) => line.errors);
  if (problems.length) throw new UserFault(problems);
  const asked = wanted.flatMap(({ variant, quantity }) => (variant ? [{ variant, quantity }] : []));
  const currency = await currencyOf(db, undefined, buyer, channel);
  const frame = { channelId: channel.id, customerId: owner.customerId, currency, date: documentDate, shipTo: undefined, couponCodes: [] };
  const { lines: prices, tax } = await priceLines(context, asked, frame);
  const computed = computeTotals({
    lines: asked.map(({ variant, quantity }, i) => ({
      quantity,
      ...(prices[i] ?? { unitNet: 0n, discounts: [], taxPercent: tax.percentOf(variant.taxPercent) }),
    })),
  });
  const lines = asked.flatMap(({ variant, quantity }, position): QuoteLineTable[] => {
    const amounts = computed.lines[position];
    if (!amounts) return [];
    return [
      {
        id: newId('quoteLine'),
        quoteId: owner.id,
        position,
        variantId: variant.id,
        sku: variant.sku,
        title: variant.title,
        quantityMicros: quantity,
        unitCode: variant.unitCode,
        unitNetMicros: amounts.unitNet,
        unitGrossMicros: amounts.unitGross,
        discounts: JSON.stringify(amounts.discounts),
        taxPercent: amounts.taxPercent,
        netMicros: amounts.net,
        taxMicros: amounts.tax,
        grossMicros: amounts.gross,
      },
    ];
  });
  const { net, tax: taxes, gross } = computed.totals;
  const quote: QuoteTable = {
    id: owner.id,
    companyId: viewer.companyId,
    channelId: channel.id,
    number: null,
    application: owner.application,
    customerId: owner.customerId,
    state: 'REQUESTED',
    currency,
    validUntil: input.validUntil ?? null,
    note: input.note ?? null,
    netMicros: net,
    taxMicros: taxes,
    grossMicros: gross,
    orderId: null,
    orderExternalId: null,
    systemId: null,
    version: 1,
    requestedAt: now,
    updatedAt: now,
    asOf: now,
  };
  return { quote, lines, documentDate };
}

/** The offer, when this viewer may answer it; somebody else's is as unknown as one that is not there. */
export async function answerableQuote(context: RequestContext, id: string): Promise<QuoteTable> {
  const { viewer, db } = context;
  const [quote] = await findQuotes(db, [id]);
  const own = quote?.customerId != null && quote.customerId === viewer.customerId;
  const any = may(viewer, 'customers:any') && may(viewer, 'orders:write');
  if (!quote || quote.companyId !== viewer.companyId || !(own || any))
    throw refuse('NOT_FOUND', 'No offer with this id.', ['input', 'quoteId']);
  return quote;
}

/** Noted here alone: the contract knows no way to tell an ERP of it. Declining twice changes nothing. */
export async function rejectQuote(context: RequestContext, input: QuoteRejectInput): Promise<QuoteOutcome> {
  writerOf(context);
  try {
    const { id } = await answerableQuote(context, input.quoteId);
    const today = await companyDay(context.db, context.viewer.companyId, context.now);
    await context.ground.db.write(async (trx) => {
      const quote = await lockQuote(trx, id);
      const state = quote && quoteState(quote, today);
      if (state === 'REJECTED') return;
      if (state !== 'OFFERED' && state !== 'REQUESTED')
        throw refuse('STATE_FORBIDS', `This offer is ${state?.toLowerCase() ?? 'gone'}: it cannot be declined any more.`, [
          'input',
          'quoteId',
        ]);
      await changeQuote(trx, id, { state: 'REJECTED' }, context.now);
    });
    return { quoteId: id, userErrors: [] };
  } catch (error) {
    if (error instanceof UserFault) return { userErrors: error.errors };
    throw error;
  }
}
