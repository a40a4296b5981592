/** Faults: calls that break off, credentials that are wrong, addresses where nothing is, writes the system refuses. */
import { type Capability, type Connected, NotSent, type OrderPush, Terminal } from '../connector.ts';
import { type Check, Failed, Impossible, insist } from './check.ts';
import { fixtureOf } from './fixture.ts';
import { anOrder, toldOrder } from './orderProbes.ts';
import type { Place } from './place.ts';
import { able, hubId, type Probe } from './probe.ts';
import { probesOf } from './probes.ts';
import { pause } from './reading.ts';

const ONE = 1_000_000n;

export function faultChecks(role: Place['role']): Check[] {
  return [
    wrongCredentials,
    nobodyThere,
    ...probesOf(role).map(brokenOff),
    ...(role === 'ERP' ? [unknownVariant, unknownParty, lateCancel, tooMuchBack, belowZero, unknownPaper] : [tooMuchMoney]),
  ];
}

/** No vendor text, address or stack in what may reach a client. */
function insistClean(place: Place, message: string): void {
  insist(message !== '' && message.length <= 300, 'the message is empty, or too long for a person');
  insist(!/https?:\/\/|\n|Traceback|\bat .+:\d+:\d+|<\/?\w+>/.test(message), `the message is not fit for people: ${message.slice(0, 80)}`);
  for (const name of place.secrets) insist(!message.includes(place.settingOf(name) ?? '\u0000'), 'the message holds a secret');
}

const wrongCredentials: Check = {
  group: 'faults',
  name: 'wrong credentials give a clear problem, and nothing is read as if it were empty',
  needs: [],
  async run(place, signal) {
    const [secret] = place.secrets;
    if (secret === undefined) throw new Impossible('it is linked without a secret');
    const wrong = place.connect({ [secret]: `wrong-${(place.settingOf(secret) ?? '').length}-secret` });
    try {
      const found = await wrong.check(signal);
      insist(!found.ok, 'its check says that all is well');
      insist(found.problem, 'its check does not say what to do');
      insistClean(place, found.problem);
      await insistFails(wrong, signal);
      return found.problem;
    } finally {
      await wrong.close();
    }
  },
};

const nobodyThere: Check = {
  group: 'faults',
  name: 'an address where nothing answers gives a clear problem, and no write is in doubt',
  needs: [],
  async run(place, signal) {
    const [address] = place.addresses;
    if (address === undefined) throw new Impossible('it is linked without an address');
    // Port 9 discards: on a machine that is not reached through a proxy nothing listens there.
    const lost = place.connect({ [address]: 'http://127.0.0.1:9' });
    try {
      const found = await lost.check(signal);
      insist(!found.ok && found.problem, 'its check does not say what is wrong');
      insistClean(place, found.problem);
      const { orderCancel, stock } = lost.push;
      const write = orderCancel
        ? orderCancel('1', 'Certification', hubId('opn', place.now()), signal)
        : stock?.([{ variantExternalId: '1', sku: '1', available: 0n }], signal);
      const error = await write?.then(
        () => undefined,
        (reason: unknown) => reason,
      );
      insist(error instanceof NotSent, 'a write that surely never left is not told as NotSent');
      return found.problem;
    } finally {
      await lost.close();
    }
  },
};

async function insistFails(connected: Connected, signal: AbortSignal): Promise<void> {
  const pull = connected.pull.products ?? connected.pull.orders;
  if (!pull) return;
  let read = 0;
  const failed = await (async () => {
    for await (const page of pull(null as string | null, signal)) read += page.records.length;
  })().then(
    () => false,
    () => true,
  );
  insist(failed, `a pull ended well with ${read} records: the hub would take the rest for gone`);
}

/** The call is cut about where it is done; the look-up tells the truth, and the same key again makes it whole. */
function brokenOff(probe: Probe): Check {
  return {
    group: 'faults',
    name: `${probe.name} whose call breaks off is found or sent again, and is one`,
    needs: probe.needs,
    writes: true,
    limitMs: 300_000,
    async run(place, signal) {
      const usual = place.durations.get(probe.name) ?? 20;
      let notes = '';
      for (const share of [0.3, 0.8])
        notes = `${notes}${notes ? '; ' : ''}${await breakOff(place, probe, Math.max(1, usual * share), signal)}`;
      return notes;
    },
  };
}

async function breakOff(place: Place, probe: Probe, afterMs: number, signal: AbortSignal): Promise<string> {
  const attempt = await probe.prepare(place, signal);
  const cut = new AbortController();
  const began = place.now();
  const timer = setTimeout(() => cut.abort(), afterMs);
  const answered = await attempt.send(AbortSignal.any([signal, cut.signal])).then(
    (id) => id,
    () => undefined,
  );
  clearTimeout(timer);
  let found: string | null | undefined;
  if (attempt.find)
    for (;;) {
      found = await attempt.find(signal);
      if (found !== null || place.now() - began > place.connected.lookupGraceMs) break;
      await pause(200, signal);
    }
  const id = await attempt.send(signal);
  try {
    insist(!answered || id === answered, `it was answered as ${answered}, then as ${id}`);
    insist(!found || !id || found === id, `the look-up found ${found}, sending it again made ${id}`);
    const count = await attempt.count?.(signal);
    insist(count === undefined || count === 1, `the system tells of it ${count} times`);
    return answered !== undefined
      ? 'answered in time'
      : found === undefined
        ? 'sent again'
        : found === null
          ? 'not there, sent again'
          : 'found';
  } finally {
    await attempt.undo?.(id, signal);
  }
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
