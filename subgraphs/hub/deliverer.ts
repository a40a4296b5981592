/** Empties the outbox of one shop: newest state only, in batches where the shop takes them, until it is told or dead. */
import { NotSent, type OrderStatusPush, Terminal } from '#connectors/connector.ts';
import { shopAvailable } from './availability.ts';
import { bind } from './bindings.ts';
import type { Database, Db, Trx } from './database.ts';
import { assertLease, type Lease } from './lease.ts';
import type { DeliveryKind } from './outbox.ts';
import { categoryPublication, notePublished, pricePublication, productPublication } from './publication.ts';
import type { LinkedSystem } from './systems.ts';
import type { DeliveryTable } from './tables.ts';

export interface DelivererOptions {
  db: Database;
  linked: LinkedSystem;
  /** What the shop is told of its own order; orders bring it, gateway/main hands it over. */
  orderStatus(db: Db, systemId: string, orderId: string): Promise<OrderStatusPush | null>;
  lease(): Lease;
  signal: AbortSignal;
  now(): number;
  log(message: string, detail: Record<string, unknown>): void;
}

/** A delivery that failed this often waits for a person. With the back-off below that is about a day. */
const ATTEMPTS = 20;
/** Rows one call to the shop may carry. */
const BATCH: Record<DeliveryKind, number> = { category: 1, product: 1, price: 50, stock: 50, orderStatus: 1 };
/** What comes first: a product must be there before its price, and interactive news before the catalogue. */
const ORDER: DeliveryKind[] = ['orderStatus', 'stock', 'price', 'category', 'product'];
const SENDING_LIMIT = 60_000;

/** Sends what is due; false when there is nothing. */
export async function deliverNext(options: DelivererOptions): Promise<boolean> {
  const { db, linked, now } = options;
  for (const kind of ORDER) {
    const due = await dueDeliveries(db.read, linked.row.id, kind, now());
    if (!due.length) continue;
    await deliver(options, kind, due);
    return true;
  }
  return false;
}

/** While a person has not activated the system, its deliveries are parked: they show what would be written. */
export async function parkDeliveries(db: Database, systemId: string, now: number): Promise<void> {
  const waiting = await db.read
    .selectFrom('delivery')
    .select('id')
    .where('systemId', '=', systemId)
    .where('state', '=', 'PENDING')
    .limit(1)
    .executeTakeFirst();
  if (!waiting) return;
  await db.write((trx) =>
    trx
      .updateTable('delivery')
      .set({ state: 'PARKED', updatedAt: now })
      .where('systemId', '=', systemId)
      .where('state', '=', 'PENDING')
      .execute(),
  );
}

function dueDeliveries(db: Db, systemId: string, kind: DeliveryKind, now: number): Promise<DeliveryTable[]> {
  return db
    .selectFrom('delivery')
    .selectAll()
    .where('systemId', '=', systemId)
    .where('kind', '=', kind)
    .where((eb) =>
      eb.or([
        eb.and([eb('state', '=', 'PENDING'), eb('nextAttemptAt', '<=', now)]),
        // A worker that died while sending: state deliveries are absolute, so they are simply sent again.
        eb.and([eb('state', '=', 'SENDING'), eb('updatedAt', '<', now - SENDING_LIMIT)]),
      ]),
    )
    .orderBy('nextAttemptAt')
    .orderBy('id')
    .limit(BATCH[kind])
    .execute();
}

async function deliver(options: DelivererOptions, kind: DeliveryKind, rows: DeliveryTable[]): Promise<void> {
  const { db, now, log } = options;
  const settle = (work: (trx: Trx) => Promise<void>) =>
    db.write(async (trx) => {
      await assertLease(trx, options.lease());
      await work(trx);
    });
  const ids = rows.map((row) => row.id);
  await settle(async (trx) => {
    await trx.updateTable('delivery').set({ state: 'SENDING', updatedAt: now() }).where('id', 'in', ids).execute();
  });
  try {
    const finish = await send(
      options,
      kind,
      rows.map((row) => row.subjectId),
    );
    await settle(async (trx) => {
      await finish?.(trx);
      for (const row of rows) await markSent(trx, row, now());
    });
  } catch (error) {
    if (options.signal.aborted) {
      await settle(async (trx) => {
        await trx.updateTable('delivery').set({ state: 'PENDING' }).where('id', 'in', ids).execute();
      });
      throw error;
    }
    log('delivery failed', {
      kind,
      subjects: rows.map((row) => row.subjectId).slice(0, 5),
      error: String(error),
      detail: error instanceof Terminal ? error.detail : undefined,
    });
    await settle(async (trx) => {
      for (const row of rows) await markFailed(trx, row, error, now());
    });
  }
}

/** One call to the shop; answers what is to be stored with it. */
async function send(
  options: DelivererOptions,
  kind: DeliveryKind,
  subjectIds: string[],
): Promise<((trx: Trx) => Promise<void>) | undefined> {
  const { db, linked, signal, now } = options;
  const { push } = linked.connected;
  const systemId = linked.row.id;
  const [subjectId = ''] = subjectIds;
  switch (kind) {
    case 'stock': {
      const levels = await shopAvailable(db.read, systemId, subjectIds);
      if (levels.length) await push.stock?.(levels, signal);
      return undefined;
    }
    case 'price': {
      const prices = await pricePublication(db.read, systemId, subjectIds, now());
      if (prices.length) await push.prices?.(prices, signal);
      return undefined;
    }
    case 'category': {
      const category = await categoryPublication(db.read, systemId, subjectId);
      if (!category || !push.category) return undefined;
      const { externalId } = await push.category(category, signal);
      return (trx) => bind(trx, systemId, 'categories', [{ externalId, id: subjectId }], now());
    }
    case 'product': {
      const product = await productPublication(db.read, systemId, subjectId, now());
      if (!product || !push.product) return undefined;
      const ack = await push.product(product, signal);
      return (trx) => notePublished(trx, systemId, subjectId, product, ack, now());
    }
    case 'orderStatus': {
      const status = await options.orderStatus(db.read, systemId, subjectId);
      if (status) await push.orderStatus?.(status, signal);
      return undefined;
    }
  }
}

/** Done, unless the subject changed while it was being sent. */
async function markSent(trx: Trx, row: DeliveryTable, now: number): Promise<void> {
  await trx
    .updateTable('delivery')
    .set((eb) => ({
      state: eb.case().when('version', '=', row.version).then('DONE').else('PENDING').end(),
      sentVersion: row.version,
      attempts: 0,
      nextAttemptAt: now,
      firstFailedAt: null,
      failure: null,
      message: null,
      updatedAt: now,
    }))
    .where('id', '=', row.id)
    .execute();
}

async function markFailed(trx: Trx, row: DeliveryTable, error: unknown, now: number): Promise<void> {
  const attempts = row.attempts + 1;
  const dead = error instanceof Terminal || attempts >= ATTEMPTS;
  const wait = Math.round(Math.min(1_000 * 2 ** Math.min(attempts, 12), 3_600_000) * (0.75 + Math.random() / 2));
  await trx
    .updateTable('delivery')
    .set({
      state: dead ? 'DEAD' : 'PENDING',
      attempts,
      nextAttemptAt: now + Math.max(wait, error instanceof NotSent ? Math.round(error.retryAfterMs ?? 0) : 0),
      firstFailedAt: row.firstFailedAt ?? now,
      failure: error instanceof Terminal ? 'BUSINESS' : 'TECHNICAL',
      message: error instanceof Terminal || error instanceof NotSent ? error.message : 'the shop did not take it',
      updatedAt: now,
    })
    .where('id', '=', row.id)
    .execute();
}
