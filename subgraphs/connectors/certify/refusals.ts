/** Writes that must be refused for good: with a code, a message fit for people, and nothing left behind. */
import { type Capability, type OrderPush, Terminal } from '../connector.ts';
import { type Check, Failed, Impossible, insist } from './check.ts';
import { fixtureOf } from './fixture.ts';
import { anOrder, toldOrder } from './orderProbes.ts';
import type { Place } from './place.ts';
import { able, hubId } from './probe.ts';

const ONE = 1_000_000n;

export function refusalChecks(role: Place['role']): Check[] {
  return role === 'ERP' ? [unknownVariant, unknownParty, lateCancel, tooMuchBack, belowZero, unknownPaper] : [tooMuchMoney];
}

/** No vendor text, address or stack in what may reach a client. */
export function insistClean(place: Place, message: string): void {
  insist(message !== '' && message.length <= 300, 'the message is empty, or too long for a person');
  insist(!/https?:\/\/|\n|Traceback|\bat .+:\d+:\d+|<\/?\w+>/.test(message), `the message is not fit for people: ${message.slice(0, 80)}`);
  for (const name of place.secrets) insist(!message.includes(place.settingOf(name) ?? '\u0000'), 'the message holds a secret');
}

interface Refused {
  name: string;
  needs: readonly Capability[];
  codes: readonly string[];
  /** Sends what must be refused; answers how to see that nothing is left of it. */
  run(place: Place, signal: AbortSignal): Promise<{ send(): Promise<unknown>; leftovers?(): Promise<number> }>;
}

function refusal({ name, needs, codes, run }: Refused): Check {
  return {
    group: 'faults',
    name,
    needs,
    writes: true,
    async run(place, signal) {
      const { send, leftovers } = await run(place, signal);
      const error = await send().then(
        () => undefined,
        (reason: unknown) => reason,
      );
      insist(error !== undefined, 'it was accepted');
      if (!(error instanceof Terminal))
        throw new Failed(
          `it is no Terminal but ${error instanceof Error ? `${error.name}: ${error.message}` : String(error)}`.slice(0, 300),
        );
      insist(codes.includes(error.code), `its code is ${error.code}, not ${codes.join(' or ')}`);
      insistClean(place, error.message);
      const left = (await leftovers?.()) ?? 0;
      insist(left === 0, `${left} documents are left of it`);
      return error.code;
    },
  };
}

const orderNeeds: readonly Capability[] = ['push.orderPlace', 'pull.orders', 'pull.stock', 'pull.parties'];

const badOrder =
  (change: (order: OrderPush) => Partial<OrderPush>): Refused['run'] =>
  async (place, signal) => {
    const order = anOrder(place, await fixtureOf(place, signal));
    const push = { ...order.push, ...change(order.push) };
    const { orderPlace } = place.connected.push;
    const { find } = place.connected;
    return {
      send: () => able(orderPlace, 'push.orderPlace')(push, order.key, signal),
      async leftovers() {
        const found = await find.order?.(order.key, signal);
        if (found) return 1;
        const orders = await place.reading.known('orders', signal);
        return orders.filter((one) => one.hubKey === order.key || one.customerReference === push.customerReference).length;
      },
    };
  };

const unknownVariant = refusal({
  name: 'an order of a variant that does not exist is refused and leaves nothing',
  needs: orderNeeds,
  codes: ['NOT_FOUND', 'INVALID'],
  run: badOrder(({ lines }) => ({ lines: lines.map((line) => ({ ...line, variantId: '999999999', sku: 'NO-SUCH-SKU' })) })),
});

const unknownParty = refusal({
  name: 'an order of a party that does not exist is refused and leaves nothing',
  needs: orderNeeds,
  codes: ['NOT_FOUND', 'INVALID'],
  run: badOrder(() => ({ partyId: '999999999' })),
});

const lateCancel = refusal({
  name: 'a sale that was shipped is not cancelled',
  needs: ['push.orderCancel', 'pull.orders'],
  codes: ['ALREADY_SHIPPED', 'ALREADY_INVOICED'],
  async run(place, signal) {
    const shipped = (await place.reading.known('orders', signal)).find(
      (one) => /SHIPPED|COMPLETED/.test(one.phase) && one.lines.some((line) => (line.quantityShipped ?? 0n) > 0n),
    );
    if (!shipped) throw new Impossible('no sale in it was shipped: ship one and try again');
    const { orderCancel } = place.connected.push;
    return {
      send: () => able(orderCancel, 'push.orderCancel')(shipped.externalId, 'Certification', hubId('opn', place.now()), signal),
      leftovers: async () => ((await toldOrder(place, shipped.externalId, signal))?.phase === 'CANCELLED' ? 1 : 0),
    };
  },
});

const tooMuchBack = refusal({
  name: 'more goods than went out do not come back',
  needs: ['push.returnReceive', 'pull.orders'],
  codes: ['STATE_FORBIDS'],
  async run(place, signal) {
    for (const order of await place.reading.known('orders', signal))
      for (const { sku, variantId, quantity, quantityShipped = 0n } of order.lines)
        if (variantId && quantityShipped > 0n && order.phase !== 'CANCELLED') {
          const key = hubId('ret', place.now());
          const lines = [{ sku, variantId, quantity: quantity + 1_000n * ONE, restock: true }];
          const { push, find } = place.connected;
          return {
            send: () =>
              able(push.returnReceive, 'push.returnReceive')(
                { orderId: order.externalId, number: place.mark(), kind: 'OTHER', lines },
                key,
                signal,
              ),
            leftovers: async () => ((await find.returned?.(key, signal)) ? 1 : 0),
          };
        }
    throw new Impossible('no sale in it was shipped: ship one and try again');
  },
});

const belowZero = refusal({
  name: 'more points than there are cannot be spent',
  needs: ['push.loyaltyMove', 'pull.loyalty'],
  codes: ['STATE_FORBIDS'],
  async run(place, signal) {
    const [card] = await place.reading.known('loyalty', signal);
    if (!card) throw new Impossible('nobody has a card');
    const key = hubId('len', place.now());
    const { push, find } = place.connected;
    return {
      send: () =>
        able(push.loyaltyMove, 'push.loyaltyMove')(
          { partyId: card.partyId, points: -card.points - 1_000_000, reason: 'Certification' },
          key,
          signal,
        ),
      leftovers: async () => ((await find.loyaltyMove?.(card.partyId, key, signal)) ? 1 : 0),
    };
  },
});

const unknownPaper = refusal({
  name: 'a paper that does not exist is not printed',
  needs: ['file'],
  codes: ['NOT_FOUND'],
  async run(place, signal) {
    return { send: () => able(place.connected.file, 'file')('invoice:999999999', signal) };
  },
});

const tooMuchMoney = refusal({
  name: 'more money than was paid is not given back',
  needs: ['push.refund', 'pull.orders'],
  codes: ['STATE_FORBIDS', 'INVALID'],
  async run(place, signal) {
    const order = (await place.reading.known('orders', signal)).find(
      (one) => one.placed && one.payments.some(({ state }) => state === 'PAID'),
    );
    if (!order) throw new Impossible('the shop has no paid order: pay one and try again');
    const key = hubId('ret', place.now());
    const { push, find } = place.connected;
    const refund = {
      orderId: order.externalId,
      amount: order.totals.gross * 2n,
      currency: order.currency,
      reason: 'Certification',
      lines: [],
    };
    return {
      send: () => able(push.refund, 'push.refund')(refund, key, signal),
      leftovers: async () => ((await find.refund?.(order.externalId, key, signal)) ? 1 : 0),
    };
  },
});
