/** Writes around one sale: placed, changed, cancelled, paid. */
import type { AddressRecord, OrderPush, OrderRecord } from '../connector.ts';
import { insist } from './check.ts';
import { type Fixture, fixtureOf } from './fixture.ts';
import type { Place } from './place.ts';
import { type Attempt, able, hubId, type Probe, quietly } from './probe.ts';

const ONE = 1_000_000n;

export interface Order {
  key: string;
  push: OrderPush;
}

/** One piece for the fixture's party, on its way to its own address. `mark` is found again in the reference and the note. */
export function anOrder(place: Place, fixture: Fixture, change: Partial<OrderPush> = {}): Order {
  const mark = place.mark();
  const { variant, party, address, currency, warehouse } = fixture;
  const push: OrderPush = {
    partyId: party.externalId,
    billingAddress: address,
    shippingAddress: address,
    contact: { name: party.name, ...(party.email ? { email: party.email } : {}) },
    reference: mark,
    customerReference: mark,
    channelCode: 'online',
    currency,
    documentDate: place.today(),
    warehouseId: warehouse.externalId,
    delivery: { methodCode: place.wishes.delivery ?? 'courier', methodName: 'Kurier', net: 10n * ONE, taxPercent: '23' },
    payment: { methodCode: place.wishes.payment ?? 'transfer', state: 'PENDING' },
    lines: [{ variantId: variant.externalId, sku: variant.sku, quantity: ONE, unitNet: variant.unitNet, taxPercent: variant.taxPercent }],
    note: `Certification ${mark}`,
    ...change,
  };
  return { key: hubId('ord', place.now()), push };
}

export async function placeOrder(place: Place, order: Order, signal: AbortSignal): Promise<string> {
  const ack = await able(place.connected.push.orderPlace, 'push.orderPlace')(order.push, order.key, signal);
  insist(typeof ack?.externalId === 'string' && ack.externalId !== '', 'the answer names no document');
  insist(typeof ack.number === 'string' && ack.number !== '', 'the answer has no number');
  return ack.externalId;
}

export async function cancelOrder(place: Place, id: string, signal: AbortSignal): Promise<void> {
  const { orderCancel } = place.connected.push;
  if (orderCancel) await quietly(() => orderCancel(id, 'Certification', hubId('opn', place.now()), signal));
}

/** The record of one sale, as soon as it is told and fits. */
export async function toldOrder(
  place: Place,
  id: string,
  signal: AbortSignal,
  fits: (record: OrderRecord) => boolean = () => true,
): Promise<OrderRecord | undefined> {
  return place.reading.await('orders', (records) => records.find((one) => one.externalId === id && fits(one)), signal);
}

/** Living sales that carry the order's key, or its mark under another key. */
export async function countOrders(place: Place, { key, push }: Order, signal: AbortSignal): Promise<number> {
  const mine = (one: OrderRecord) =>
    one.placed &&
    one.phase !== 'CANCELLED' &&
    (one.hubKey === key || (push.customerReference !== undefined && one.customerReference === push.customerReference));
  return (await place.reading.await('orders', (records) => records.filter(mine).length || undefined, signal)) ?? 0;
}

export const orderProbe: Probe = {
  name: 'an order',
  needs: ['push.orderPlace', 'pull.orders', 'pull.stock', 'pull.parties'],
  async prepare(place, signal) {
    const fixture = await fixtureOf(place, signal);
    const order = anOrder(place, fixture);
    const { find } = place.connected;
    return {
      send: (stop) => placeOrder(place, order, stop),
      ...(find.order ? { find: async (stop) => (await find.order?.(order.key, stop))?.externalId ?? null } : {}),
      count: (stop) => countOrders(place, order, stop),
      verify: (id, stop) => verifyOrder(place, fixture, order, id, stop),
      undo: (id, stop) => cancelOrder(place, id, stop),
    };
  },
};

async function verifyOrder(place: Place, fixture: Fixture, { key, push }: Order, id: string, signal: AbortSignal): Promise<string> {
  const told = await toldOrder(place, id, signal);
  insist(told, 'a delta never told of it');
  insist(told.hubKey === key, `it is told with the key ${told.hubKey ?? '(none)'} instead of the one it was sent with`);
  insist(told.placed && told.phase !== 'CANCELLED', `it is told as ${told.sourceStatus}, not as placed`);
  insist(told.partyId === push.partyId, 'it is of another party');
  insist(told.currency === push.currency, 'it is in another currency');
  const [wanted] = push.lines;
  const line = told.lines.find((one) => one.variantId === wanted?.variantId || one.sku === wanted?.sku);
  insist(line && wanted, 'its line is not told');
  insist(line.quantity === wanted.quantity, 'it has another quantity: is a unit converted?');
  insist(line.unitNet === wanted.unitNet, () => `its unit price is ${text(line.unitNet)} instead of ${text(wanted.unitNet)}`);
  insist(line.taxPercent === wanted.taxPercent, `its tax is ${line.taxPercent} %`);
  const net = wanted.unitNet + push.delivery.net;
  insist(close(told.totals.net, net), () => `its net is ${text(told.totals.net)} instead of ${text(net)}`);
  insist(close(told.totals.deliveryNet, push.delivery.net), () => `its delivery is ${text(told.totals.deliveryNet)}`);
  insist(sameCity(told.shippingAddress, fixture.address), 'its address is another one');
  const away = Math.abs(told.placedAt - place.now());
  const midnight = told.placedAt % 60_000 === 0 && away < 26 * 3_600_000;
  insist(away < 600_000 || midnight, `it is told as placed ${Math.round(away / 60_000)} minutes away from now: is its time UTC?`);
  const found = await place.connected.find.order?.(key, signal);
  insist(!place.connected.find.order || found?.externalId === id, 'the look-up finds another document, or none');
  insist(!found || (!found.cancelled && found.placed), 'the look-up says that it is not placed');
  return `told as ${told.number}`;
}

export const paymentProbe: Probe = {
  name: 'a payment',
  needs: ['push.paymentRecord', 'push.orderPlace', 'pull.orders', 'pull.stock', 'pull.parties'],
  async prepare(place, signal) {
    const order = anOrder(place, await fixtureOf(place, signal));
    const orderId = await placeOrder(place, order, signal);
    const transactionNumber = place.mark().toUpperCase();
    const { push, find, pull } = place.connected;
    const payment = {
      orderId,
      provider: 'payu',
      transactionNumber,
      methodCode: order.push.payment.methodCode,
      amount: 5n * ONE,
      currency: order.push.currency,
      state: 'PAID' as const,
      occurredAt: place.now(),
    };
    const inOrder = (records: OrderRecord[]) =>
      records.find((one) => one.externalId === orderId)?.payments.filter((one) => one.transactionNumber === transactionNumber) ?? [];
    const attempt: Attempt = {
      send: async (stop) =>
        (await able(push.paymentRecord, 'push.paymentRecord')(payment, hubId('opn', place.now()), stop)).externalId ?? '',
      async count(stop) {
        const told = await place.reading.await('orders', (records) => inOrder(records).length || undefined, stop);
        if (told !== undefined || !pull.money) return told ?? 0;
        const holds = (one: { reference: string; transactionNumber?: string }) =>
          one.transactionNumber === transactionNumber || one.reference.includes(transactionNumber);
        return (await place.reading.await('money', (records) => records.filter(holds).length || undefined, stop)) ?? 0;
      },
      async verify(_id, stop) {
        const [told] = inOrder(await place.reading.known('orders', stop));
        insist(!told || told.amount === payment.amount, 'it has another amount');
        insist(!told || told.state === 'PAID', `it is told as ${told?.state}`);
        return undefined;
      },
      undo: (_id, stop) => cancelOrder(place, orderId, stop),
    };
    if (find.payment)
      attempt.find = async (stop) => {
        const found = await find.payment?.(orderId, transactionNumber, stop);
        return found ? (found.externalId ?? '') : null;
      };
    return attempt;
  },
};

/** Absolute: repeating it leaves the same text. */
export const updateProbe: Probe = {
  name: 'a change of an order',
  needs: ['push.orderUpdate', 'push.orderPlace', 'pull.orders', 'pull.stock', 'pull.parties'],
  async prepare(place, signal) {
    const id = await placeOrder(place, anOrder(place, await fixtureOf(place, signal)), signal);
    const note = `Changed ${place.mark()}`;
    const key = hubId('opn', place.now());
    return {
      send: async (stop) => (await able(place.connected.push.orderUpdate, 'push.orderUpdate')(id, { note }, key, stop)).externalId,
      count: async (stop) => ((await toldOrder(place, id, stop, (one) => one.note?.includes(note) === true)) ? 1 : 0),
      undo: (_id, stop) => cancelOrder(place, id, stop),
    };
  },
};

export const cancelProbe: Probe = {
  name: 'a cancelled order',
  needs: ['push.orderCancel', 'push.orderPlace', 'pull.orders', 'pull.stock', 'pull.parties'],
  async prepare(place, signal) {
    const order = anOrder(place, await fixtureOf(place, signal));
    const id = await placeOrder(place, order, signal);
    const { push, find } = place.connected;
    const key = hubId('opn', place.now());
    return {
      async send(stop) {
        await able(push.orderCancel, 'push.orderCancel')(id, 'Certification', key, stop);
        return '';
      },
      count: async (stop) => ((await toldOrder(place, id, stop, (one) => one.phase === 'CANCELLED')) ? 1 : 0),
      async verify(_id, stop) {
        const found = await find.order?.(order.key, stop);
        insist(!find.order || found?.cancelled, 'the look-up does not say that it is cancelled');
        return undefined;
      },
    };
  },
};

function close(a: bigint, b: bigint): boolean {
  return (a < b ? b - a : a - b) <= 20_000n;
}

function text(micros: bigint): string {
  return (Number(micros) / 1e6).toFixed(6).replace(/0{1,4}$/, '');
}

function sameCity(told: AddressRecord | undefined, sent: AddressRecord): boolean {
  return told !== undefined && told.city.toLowerCase() === sent.city.toLowerCase() && told.country === sent.country;
}
