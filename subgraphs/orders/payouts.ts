/** payoutRecord and the list of payouts: a provider's batch, matched to payments by transaction number. */
import { refuse, type UserErrorBody, UserFault, userError } from '#hub/errors.ts';
import { newId } from '#hub/id.ts';
import { type Micros, micros, money } from '#hub/money.ts';
import { readWindow, toConnection } from '#hub/paging.ts';
import type { PayoutItemTable, PayoutTable } from '#hub/tables.ts';
import { writerOf } from '#hub/writeOnce.ts';
import type { RequestContext } from './context.ts';
import {
  countPayouts,
  findPayout,
  insertPayout,
  insertPayoutItems,
  listPayoutItems,
  listPayouts,
  paymentsByNumbers,
} from './moneyStore.ts';
import type { PayoutRecordInput, QueryPayoutsArgs, Resolvers } from './types.ts';

const MOST_ITEMS = 2_000;

export async function recordPayout(
  context: RequestContext,
  input: PayoutRecordInput,
): Promise<{ payout: PayoutTable | null; userErrors: UserErrorBody[] }> {
  try {
    writerOf(context);
    const { ground, viewer, now } = context;
    const { companyId } = viewer;
    const id = newId('payout');
    const { row, items } = readBatch(input, id, companyId, now);
    const payout = await ground.db.write(async (trx) => {
      // The first of two that come at once is kept; the other waits for it here.
      if (!(await insertPayout(trx, row))) {
        const known = await findPayout(trx, companyId, row.provider, row.number);
        if (!known) throw new Error('the batch that held this number went away');
        return sameBatch(known, await listPayoutItems(trx, [known.id]), row, items);
      }
      const payments = Map.groupBy(
        await paymentsByNumbers(
          trx,
          companyId,
          items.map((item) => item.transactionNumber),
        ),
        (payment) => payment.transactionNumber,
      );
      const matched = items.map((item): PayoutItemTable => {
        const [payment] = payments.get(item.transactionNumber) ?? [];
        if (!payment) return item;
        const told = item.amountMicros < 0n ? -payment.refundedMicros : payment.amountMicros;
        return {
          ...item,
          orderId: payment.orderId,
          paymentId: payment.paymentId,
          state: told === item.amountMicros ? 'MATCHED' : 'DIFFERENT',
        };
      });
      await insertPayoutItems(trx, matched);
      return row;
    });
    return { payout, userErrors: [] };
  } catch (error) {
    if (error instanceof UserFault) return { payout: null, userErrors: error.errors };
    throw error;
  }
}

/** The same batch again is the batch that is here; another one under its number is a mistake. */
function sameBatch(known: PayoutTable, kept: readonly PayoutItemTable[], row: PayoutTable, items: readonly PayoutItemTable[]): PayoutTable {
  const text = (batch: PayoutTable, of: readonly PayoutItemTable[]): string =>
    JSON.stringify([
      batch.paidOn,
      String(batch.amountMicros),
      String(batch.feeMicros),
      batch.currency,
      of.map((item) => `${item.transactionNumber} ${item.amountMicros} ${item.feeMicros}`).sort(),
    ]);
  if (text(known, kept) === text(row, items)) return known;
  throw refuse('DUPLICATE', `There is another batch ${row.number} of ${row.provider} already.`, ['input', 'number']);
}

function readBatch(input: PayoutRecordInput, id: string, companyId: string, now: number): { row: PayoutTable; items: PayoutItemTable[] } {
  const [provider, number] = [input.provider.trim(), input.number.trim()];
  const errors: UserErrorBody[] = [];
  if (!provider) errors.push(userError('REQUIRED', 'Say whose batch it is.', ['input', 'provider']));
  if (!number) errors.push(userError('REQUIRED', 'A batch has a number.', ['input', 'number']));
  if (!input.items.length || input.items.length > MOST_ITEMS)
    errors.push(userError('INVALID', `A batch has 1 to ${MOST_ITEMS} items.`, ['input', 'items']));
  const seen = new Set<string>();
  const items = input.items.map((item, index): PayoutItemTable => {
    const transactionNumber = item.transactionNumber.trim();
    if (!transactionNumber)
      errors.push(userError('REQUIRED', 'An item has a transaction number.', ['input', 'items', index, 'transactionNumber']));
    if (seen.has(transactionNumber))
      errors.push(userError('DUPLICATE', 'This transaction stands twice in the batch.', ['input', 'items', index, 'transactionNumber']));
    seen.add(transactionNumber);
    const [amountMicros, feeMicros] = [micros(item.amount), micros(item.fee ?? '0')];
    return { payoutId: id, transactionNumber, amountMicros, feeMicros, orderId: null, paymentId: null, state: 'UNKNOWN' };
  });
  if (errors.length) throw new UserFault(errors);
  const row = {
    id,
    companyId,
    provider,
    number,
    paidOn: input.paidOn,
    amountMicros: micros(input.amount),
    feeMicros: micros(input.fee ?? '0'),
    currency: input.currencyCode,
    recordedAt: now,
  };
  return { row, items };
}

export async function payouts({ db, viewer }: RequestContext, page: Partial<QueryPayoutsArgs>) {
  const window = readWindow(page);
  const rows = await listPayouts(db, viewer.companyId, window);
  return { ...toConnection(rows, window, (row) => [row.paidOn, row.id]), count: () => countPayouts(db, viewer.companyId) };
}

const sum = (items: readonly PayoutItemTable[], of: (item: PayoutItemTable) => Micros): Micros =>
  items.reduce((total, item) => total + of(item), 0n);

export const payoutFields: Resolvers = {
  Payout: {
    amount: (row) => money(row.amountMicros, row.currency),
    fee: (row) => money(row.feeMicros, row.currency),
    items: async (row, _, { loaders }) => (await loaders.payoutItemsOf.load(row.id)).map((item) => ({ ...item, currency: row.currency })),
    async difference(row, _, { loaders }) {
      const items = await loaders.payoutItemsOf.load(row.id);
      return money(sum(items, (item) => item.amountMicros - item.feeMicros) - row.feeMicros - row.amountMicros, row.currency);
    },
  },
  PayoutItem: {
    amount: (item) => money(item.amountMicros, item.currency),
    fee: (item) => money(item.feeMicros, item.currency),
    state: (item) => item.state as 'MATCHED',
    order: (item, _, { loaders }) => (item.orderId === null ? null : loaders.order.load(item.orderId)),
  },
  PayoutConnection: { totalCount: ({ count }) => count() },
};
