/** SQL of baskets. What became of one is stored; that nobody touched it for long is found out when somebody asks. */
import type { ExpressionBuilder } from 'kysely';
import { findBindings } from '#hub/bindings.ts';
import type { Db, Trx } from '#hub/database.ts';
import { failure } from '#hub/errors.ts';
import { newId } from '#hub/id.ts';
import type { Micros } from '#hub/money.ts';
import { COUNT_LIMIT, type PageArguments, readWindow, toConnection } from '#hub/paging.ts';
import type { CartTable, Tables } from '#hub/tables.ts';

/** As kept in cart.lines and cart_snapshot.lines: quantities and amounts are decimal micros as text. */
export interface StoredCartLine {
  sku: string;
  variantId: string | null;
  title: string;
  quantity: string;
  /** Of the whole line. */
  gross: string;
}

/** With its channel's patience, milliseconds. */
export type ListedCart = CartTable & { idleMs: number };

/** A cart that is not touched for so long is abandoned, unless its channel says otherwise. */
export const USUAL_IDLE = 3_600_000;

export interface KnownCart extends CartTable {
  externalId: string;
}

/** What a slice's carts are already, by their ids in the system. */
export async function findCarts(db: Db, systemId: string, externalIds: readonly string[]): Promise<Map<string, KnownCart>> {
  const bindings = await findBindings(db, systemId, 'carts', externalIds);
  const ids = [...bindings.values()].map((binding) => binding.id);
  if (!ids.length) return new Map();
  const rows = await db.selectFrom('cart').selectAll().where('id', 'in', ids).execute();
  const carts = new Map(rows.map((row) => [row.id, row]));
  return new Map(
    [...bindings].flatMap(([externalId, { id }]) => {
      const cart = carts.get(id);
      return cart ? [[externalId, { ...cart, externalId }] as const] : [];
    }),
  );
}

/** The cart as it is now, and what it was at this moment: nobody can find out later what was left behind. */
export async function saveCart(trx: Trx, { externalId, ...cart }: KnownCart, recordedAt: number): Promise<void> {
  const { id: _id, createdAt: _createdAt, ...columns } = cart;
  await trx
    .insertInto('cart')
    .values(cart)
    .onConflict((conflict) => conflict.column('id').doUpdateSet(columns))
    .execute();
  const { systemId, customerId, lines, currency, grossMicros, state, updatedAt } = cart;
  await trx
    .insertInto('cartSnapshot')
    .values({ id: newId('cart'), systemId, externalId, customerId, lines, currency, grossMicros, state, occurredAt: updatedAt, recordedAt })
    .execute();
}

/** Somebody was there, and changed nothing. */
export async function touchCart(trx: Trx, id: string, updatedAt: number): Promise<void> {
  await trx.updateTable('cart').set({ updatedAt }).where('id', '=', id).where('updatedAt', '<', updatedAt).execute();
}

/** Carts whose order came after them. */
export async function joinOrder(trx: Trx, systemId: string, orderExternalId: string, orderId: string): Promise<void> {
  await trx
    .updateTable('cart')
    .set({ orderId })
    .where('systemId', '=', systemId)
    .where('orderExternalId', '=', orderExternalId)
    .where('orderId', 'is', null)
    .execute();
}

/** Open carts that a sweep did not yield: the shop let them go. Answers how many. */
export async function dropUnseen(trx: Trx, systemId: string, sweepStartedAt: number): Promise<number> {
  const { numUpdatedRows } = await trx
    .updateTable('cart')
    .set({ state: 'GONE' })
    .where('systemId', '=', systemId)
    .where('state', '=', 'OPEN')
    .where('id', 'in', (eb) =>
      eb
        .selectFrom('binding')
        .select('binding.id')
        .where('binding.systemId', '=', systemId)
        .where('binding.entity', '=', 'carts')
        .where('binding.seenAt', '<', sweepStartedAt),
    )
    .executeTakeFirst();
  return Number(numUpdatedRows);
}

export interface CartWish {
  companyId: string;
  now: number;
  ids?: readonly string[];
  states?: readonly ('OPEN' | 'ABANDONED' | 'CONVERTED')[] | undefined;
  idleMs?: number | undefined;
  channelIds?: readonly string[] | undefined;
  customerId?: string | undefined;
  from?: Micros | undefined;
  to?: Micros | undefined;
}

type Builder = ExpressionBuilder<Tables, 'cart' | 'channel'>;

function cartsOf(db: Db, wish: CartWish) {
  const { now, states } = wish;
  const lastTouch = (eb: Builder) => eb('cart.updatedAt', '+', eb.fn.coalesce('channel.cartIdleMs', eb.val(USUAL_IDLE)));
  return (
    db
      .selectFrom('cart')
      .innerJoin('channel', 'channel.id', 'cart.channelId')
      .selectAll('cart')
      .select((eb) => eb.fn.coalesce('channel.cartIdleMs', eb.val(USUAL_IDLE)).as('idleMs'))
      .where('cart.companyId', '=', wish.companyId)
      .where('cart.state', 'in', ['OPEN', 'CONVERTED'])
      // One that was emptied again is nothing to look at.
      .where('cart.lines', '!=', '[]')
      .$if(wish.ids !== undefined, (query) => query.where('cart.id', 'in', [...(wish.ids ?? []), '']))
      .$if(wish.channelIds !== undefined, (query) => query.where('cart.channelId', 'in', [...(wish.channelIds ?? []), '']))
      .$if(wish.customerId !== undefined, (query) => query.where('cart.customerId', '=', wish.customerId ?? ''))
      .$if(wish.idleMs !== undefined, (query) => query.where('cart.updatedAt', '<=', now - (wish.idleMs ?? 0)))
      .$if(wish.from !== undefined, (query) => query.where('cart.grossMicros', '>=', wish.from ?? 0n))
      .$if(wish.to !== undefined, (query) => query.where('cart.grossMicros', '<=', wish.to ?? 0n))
      .$if(states !== undefined, (query) =>
        query.where((eb) =>
          eb.or([
            eb('cart.state', '=', states?.includes('CONVERTED') ? 'CONVERTED' : ''),
            ...(states?.includes('OPEN') ? [eb.and([eb('cart.state', '=', 'OPEN'), eb(lastTouch(eb), '>=', now)])] : []),
            ...(states?.includes('ABANDONED') ? [eb.and([eb('cart.state', '=', 'OPEN'), eb(lastTouch(eb), '<', now)])] : []),
          ]),
        ),
      )
  );
}

export const readCarts = (db: Db, wish: CartWish): Promise<ListedCart[]> => cartsOf(db, wish).execute();

/** The last touched first. */
export async function listCarts(db: Db, wish: CartWish, page: PageArguments) {
  const window = readWindow(page);
  const direction = window.backward ? 'asc' : 'desc';
  let query = cartsOf(db, wish)
    .orderBy('cart.updatedAt', direction)
    .orderBy('cart.id', direction)
    .limit(window.limit + 1);
  if (window.from) {
    const [at, id] = window.from;
    if (typeof at !== 'number' || typeof id !== 'string' || window.from.length !== 2)
      throw failure('BAD_USER_INPUT', 'This page cursor belongs to another list.');
    const beyond = window.backward ? '>' : '<';
    query = query.where((eb) =>
      eb.or([eb('cart.updatedAt', beyond, at), eb.and([eb('cart.updatedAt', '=', at), eb('cart.id', beyond, id)])]),
    );
  }
  const count = async (): Promise<number | null> => {
    const counted = cartsOf(db, wish)
      .clearSelect()
      .select('cart.id')
      .limit(COUNT_LIMIT + 1);
    const { found } = await db
      .selectFrom(counted.as('counted'))
      .select((eb) => eb.fn.countAll<number>().as('found'))
      .executeTakeFirstOrThrow();
    return found > COUNT_LIMIT ? null : found;
  };
  return { ...toConnection(await query.execute(), window, (row) => [row.updatedAt, row.id]), count };
}
