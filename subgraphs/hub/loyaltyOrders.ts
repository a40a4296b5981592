/** Points of orders: pending when it is placed, booked when it is invoiced, taken back with what comes back; and points whose time has come. */
import { companyDay } from './availability.ts';
import type { Db, Trx } from './database.ts';
import { newId } from './id.ts';
import { bookedMoves, findProgramme, givePointsBack, movePoints, noteEnd, tellPoints } from './loyalty.ts';
import { endOf, openLots, type Programme, pointsFor } from './loyaltyRules.ts';
import type { LoyaltyEntryTable } from './tables.ts';

/** Orders and cards a slice takes: it is to last ≤ 10 ms. */
const AT_ONCE = 25;
/** Changes commit a little out of the order of their times: so much is read again. */
const OVERLAP = 10_000;

interface EarningOrder {
  id: string;
  companyId: string;
  customerId: string;
  phase: string;
  documentState: string;
  currency: string;
  grossMicros: bigint;
  deliveryGrossMicros: bigint;
  updatedAt: number;
}

/** One slice of the orders that changed; true while more is waiting. */
export async function bookLoyalty(trx: Trx, companyId: string, now: number): Promise<boolean> {
  const programme = await findProgramme(trx, companyId);
  if (programme.perPoint === undefined) return expirePoints(trx, programme, companyId, now);
  const state = await trx
    .selectFrom('factState')
    .selectAll()
    .where('companyId', '=', companyId)
    .where('fact', '=', 'loyalty')
    .executeTakeFirst();
  const reached = { at: state?.reachedAt ?? 0, id: state?.reachedId ?? '' };
  const orders = await changedOrders(trx, companyId, reached);
  for (const order of orders) await bookOrder(trx, programme, order, now);
  const more = orders.length >= AT_ONCE;
  const last = orders.at(-1);
  // At the end the mark goes back a little, so that what commits late is seen; in the middle it stands exactly.
  const mark = more && last ? { at: last.updatedAt, id: last.id } : { at: Math.max(reached.at, now - OVERLAP), id: '' };
  if (mark.at !== reached.at || mark.id !== reached.id) {
    const row = { reachedAt: mark.at, reachedId: mark.id, builtAt: now };
    await trx
      .insertInto('factState')
      .values({ companyId, fact: 'loyalty', ...row })
      .onConflict((conflict) => conflict.columns(['companyId', 'fact']).doUpdateSet(row))
      .execute();
  }
  return (await expirePoints(trx, programme, companyId, now)) || more;
}

const changedOrders = async (db: Db, companyId: string, { at, id }: { at: number; id: string }): Promise<EarningOrder[]> => {
  const rows = await db
    .selectFrom('salesOrder as o')
    .innerJoin('customer as c', 'c.id', 'o.customerId')
    .select([
      'o.id',
      'o.companyId',
      'c.id as customerId',
      'o.phase',
      'o.documentState',
      'o.currency',
      'o.grossMicros',
      'o.deliveryGrossMicros',
      'o.updatedAt',
    ])
    .where('o.companyId', '=', companyId)
    .where('o.history', '=', 0)
    .where('c.kind', '!=', 'GUEST')
    .where('c.erasedAt', 'is', null)
    .where((eb) => eb.or([eb('o.updatedAt', '>', at), eb.and([eb('o.updatedAt', '=', at), eb('o.id', '>', id)])]))
    .orderBy('o.updatedAt')
    .orderBy('o.id')
    .limit(AT_ONCE)
    .execute();
  return rows;
};

/** What the order is worth now against what it got so far; so whatever repeats books nothing more. */
async function bookOrder(trx: Trx, programme: Programme, order: EarningOrder, now: number): Promise<void> {
  const { id: orderId, companyId, customerId } = order;
  const cancelled = order.phase === 'CANCELLED';
  const goods = order.grossMicros - order.deliveryGrossMicros - (await returnedGross(trx, orderId));
  const due = cancelled ? 0 : pointsFor(programme, goods, order.currency);
  const waiting = order.grossMicros - (await invoicedGross(trx, order));
  // The ERP's total may be a grosz off ours: what gives no point by itself does not wait.
  const earned = !cancelled && pointsFor(programme, waiting, order.currency) ? pointsFor(programme, goods - waiting, order.currency) : due;
  const entries = await trx
    .selectFrom('loyaltyEntry')
    .selectAll()
    .where('orderId', '=', orderId)
    .where('reason', 'in', ['EARNED', 'RETURNED'])
    .execute();
  const pending = entries.find((entry) => entry.state === 'PENDING');
  const booked = entries.filter((entry) => entry.state === 'BOOKED');
  if (cancelled) await givePointsBack(trx, order, now);
  await notePending(trx, order, due - earned, pending, now);
  const difference = earned - booked.reduce((sum, { points }) => sum + points, 0);
  const round = booked.length ? ` ${booked.length}` : '';
  if (difference > 0)
    await movePoints(trx, {
      companyId,
      customerId,
      orderId,
      points: difference,
      reason: 'EARNED',
      cause: `earned ${orderId}${round}`,
      now,
    });
  if (difference < 0) {
    // What was spent meanwhile cannot be taken back: a card never goes below zero.
    const card = await trx.selectFrom('loyaltyCard').select('points').where('customerId', '=', customerId).executeTakeFirst();
    const points = -Math.min(-difference, card?.points ?? 0);
    if (points)
      await movePoints(trx, { companyId, customerId, orderId, points, reason: 'RETURNED', cause: `returned ${orderId}${round}`, now });
  }
}

async function notePending(
  trx: Trx,
  order: EarningOrder,
  points: number,
  before: LoyaltyEntryTable | undefined,
  now: number,
): Promise<void> {
  if (points === (before?.points ?? 0)) return;
  if (before && !points) await trx.deleteFrom('loyaltyEntry').where('id', '=', before.id).execute();
  else if (before) await trx.updateTable('loyaltyEntry').set({ points, updatedAt: now }).where('id', '=', before.id).execute();
  else
    await trx
      .insertInto('loyaltyEntry')
      .values({
        id: newId('loyaltyEntry'),
        customerId: order.customerId,
        orderId: order.id,
        cause: `pending ${order.id}`,
        points,
        reason: 'EARNED',
        state: 'PENDING',
        occurredAt: now,
        updatedAt: now,
      })
      .execute();
  tellPoints(trx, order.companyId, order.customerId, now);
}

/** Gross of what is invoiced so far: a parcel may have an invoice of its own. All of it where the invoice stands at another order. */
async function invoicedGross(db: Db, order: EarningOrder): Promise<bigint> {
  if (order.documentState !== 'INVOICED' && order.documentState !== 'CORRECTED') return 0n;
  const invoices = await db
    .selectFrom('erpDocument')
    .select('grossMicros')
    .where('orderId', '=', order.id)
    .where('kind', 'in', ['INVOICE', 'RECEIPT'])
    .where('number', 'is not', null)
    .execute();
  if (!invoices.length) return order.grossMicros;
  return invoices.reduce((sum, { grossMicros }) => sum + (grossMicros ?? order.grossMicros), 0n);
}

/** Gross of what came back, line by line. */
async function returnedGross(db: Db, orderId: string): Promise<bigint> {
  const lines = await db
    .selectFrom('orderLine')
    .select(['grossMicros', 'quantityMicros', 'returnedMicros'])
    .where('orderId', '=', orderId)
    .where('returnedMicros', '>', 0n)
    .execute();
  return lines.reduce(
    (sum, line) => sum + (line.quantityMicros > 0n ? (line.grossMicros * line.returnedMicros) / line.quantityMicros : 0n),
    0n,
  );
}

/** Cards of the hub whose oldest points end. The ERP ends those of its own. */
async function expirePoints(trx: Trx, programme: Programme, companyId: string, now: number): Promise<boolean> {
  const today = await companyDay(trx, companyId, now);
  const cards = await trx
    .selectFrom('loyaltyCard')
    .innerJoin('customer', 'customer.id', 'loyaltyCard.customerId')
    .select('loyaltyCard.customerId')
    .where('customer.companyId', '=', companyId)
    .where('loyaltyCard.systemId', 'is', null)
    .where('loyaltyCard.expiresOn', '<=', today)
    .limit(AT_ONCE)
    .execute();
  if (!cards.length) return false;
  const { zone } = await trx.selectFrom('company').select('zone').where('id', '=', companyId).executeTakeFirstOrThrow();
  for (const { customerId } of cards) {
    const ended = openLots(await bookedMoves(trx, customerId)).filter(
      ({ occurredAt }) => (endOf(programme, occurredAt, zone) ?? '9') <= today,
    );
    const points = -ended.reduce((sum, lot) => sum + lot.points, 0);
    if (points) await movePoints(trx, { companyId, customerId, points, reason: 'EXPIRED', cause: `expired ${today} ${customerId}`, now });
    await noteEnd(trx, companyId, customerId);
  }
  return cards.length >= AT_ONCE;
}
