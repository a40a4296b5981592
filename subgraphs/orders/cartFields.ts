/** Resolvers of baskets. */
import { failure } from '#hub/errors.ts';
import { micros, money, quantity } from '#hub/money.ts';
import { durationMs } from '#hub/scalars.ts';
import { may } from '#hub/viewer.ts';
import { type CartWish, listCarts } from './cartStore.ts';
import type { RequestContext } from './context.ts';
import type { QueryCartsArgs, Resolvers } from './types.ts';

/** A list argument longer than this is a mistake. */
const MOST_VALUES = 500;

export function carts(context: RequestContext, { filter, ...page }: QueryCartsArgs) {
  const { db, viewer, now } = context;
  const { state, channelIds, customerId, idleFor, gross } = filter ?? {};
  if ((channelIds?.length ?? 0) > MOST_VALUES) throw failure('BAD_USER_INPUT', `At most ${MOST_VALUES} values in a filter.`);
  const wish: CartWish = {
    companyId: viewer.companyId,
    now,
    states: state ?? undefined,
    channelIds: channelIds ?? undefined,
    customerId: customerId ?? undefined,
    idleMs: idleFor == null ? undefined : durationMs(idleFor),
    from: gross?.from == null ? undefined : micros(gross.from),
    to: gross?.to == null ? undefined : micros(gross.to),
  };
  return listCarts(db, wish, page);
}

const stub = (id: string | null) => (id === null ? null : { id });

export const cartFields: Resolvers = {
  Cart: {
    // Baskets are seen with the scope alone, whichever way one comes to them.
    __resolveReference: async ({ id }, { viewer, loaders }) => {
      const cart = may(viewer, 'carts:read') ? await loaders.cart.load(id) : null;
      return cart && { ...cart };
    },
    customer: (cart) => stub(cart.customerId),
    lines: (cart, _, { loaders }) => loaders.cartLinesOf.load(cart),
    gross: (cart) => money(cart.grossMicros, cart.currency),
    state: (cart, _, { now }) => {
      if (cart.state === 'CONVERTED') return 'CONVERTED';
      return cart.updatedAt + cart.idleMs < now ? 'ABANDONED' : 'OPEN';
    },
    order: async (cart, _, { loaders }) => (cart.orderId === null ? null : loaders.order.load(cart.orderId)),
  },
  CartLine: {
    variant: (line) => stub(line.variantId),
    quantity: (line) => quantity(line.quantityMicros, line.unitCode),
    gross: (line) => money(line.grossMicros, line.currency),
    grossToday: (line) => (line.today === null ? null : money(line.today, line.currency)),
    availableNow: (line) => (line.available === null ? null : quantity(line.available, line.unitCode)),
  },
  CartConnection: { totalCount: ({ count }) => count() },
};
