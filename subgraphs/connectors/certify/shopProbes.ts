/** Writes into a shop: what it shows, what it may sell, what happened to its orders, money given back. */
import type { OrderRecord, ProductPush, ProductRecord } from '../connector.ts';
import { Impossible, insist } from './check.ts';
import type { Place } from './place.ts';
import { able, hubId, type Probe, quietly } from './probe.ts';

const ONE = 1_000_000n;

/** A product of this run, off sale again when the check ends. */
function aProduct(place: Place, change: Partial<ProductPush> = {}): ProductPush {
  const mark = place.mark();
  return {
    erpKey: hubId('prd', place.now()),
    active: true,
    slug: mark,
    title: [{ locale: 'pl', value: `Łóżko próbne ${mark}` }],
    description: [{ locale: 'pl', value: 'Opis z certyfikacji.' }],
    categoryExternalIds: [],
    axes: [],
    variants: [
      {
        erpKey: hubId('var', place.now()),
        sku: mark.toUpperCase(),
        active: true,
        options: [],
        gtins: [],
        price: { unitNet: 100n * ONE, unitGross: 123n * ONE, currency: 'PLN', taxPercent: '23' },
        stock: { available: 5n * ONE },
      },
    ],
    ...change,
  };
}

async function publish(place: Place, product: ProductPush, signal: AbortSignal): Promise<{ id: string; variantId: string }> {
  const ack = await able(place.connected.push.product, 'push.product')(product, signal);
  const variant = ack.variants.find((one) => one.sku === product.variants[0]?.sku);
  insist(ack.externalId && variant?.externalId, 'the answer does not name the product and its variant');
  return { id: ack.externalId, variantId: variant.externalId };
}

const takeOff = (place: Place, product: ProductPush, signal: AbortSignal) =>
  quietly(() =>
    publish(
      place,
      { ...product, active: false, variants: product.variants.map(({ stock: _, ...one }) => ({ ...one, active: false })) },
      signal,
    ),
  );

const skuOf = (product: ProductPush): string => product.variants[0]?.sku ?? '';
const holding = (products: ProductRecord[], sku: string) => products.filter((one) => one.variants.some((variant) => variant.sku === sku));

export const productProbe: Probe = {
  name: 'a product',
  needs: ['push.product', 'pull.products'],
  async prepare(place) {
    const product = aProduct(place);
    const sku = skuOf(product);
    return {
      send: async (signal) => (await publish(place, product, signal)).id,
      count: async (signal) => (await place.reading.await('products', (all) => holding(all, sku).length || undefined, signal)) ?? 0,
      async verify(id, signal) {
        const [told] = holding(await place.reading.known('products', signal), sku);
        insist(told?.externalId === id, 'it is told under another id');
        insist(told.active, 'it is told as inactive');
        insist(
          told.title.some(({ value }) => value === product.title?.[0]?.value),
          'its title is not told as it was sent',
        );
        return undefined;
      },
      undo: (_id, signal) => takeOff(place, product, signal),
    };
  },
};

export const ownWordsProbe: Probe = {
  name: 'a product without words of the hub',
  needs: ['push.product', 'pull.products'],
  async prepare(place, signal) {
    const product = aProduct(place);
    const { id } = await publish(place, product, signal);
    const { title, description: _, ...wordless } = product;
    return {
      send: async (stop) => (await publish(place, { ...wordless, externalId: id }, stop)).id,
      count: async (stop) => (await place.reading.await('products', (all) => holding(all, skuOf(product)).length || undefined, stop)) ?? 0,
      async verify(_id, stop) {
        const [told] = holding(await place.reading.known('products', stop), skuOf(product));
        insist(
          told?.title.some(({ value }) => value === title?.[0]?.value),
          'a title that was not sent is gone: it is the shop’s own',
        );
        return undefined;
      },
      undo: (_id, stop) => takeOff(place, product, stop),
    };
  },
};

export const categoryProbe: Probe = {
  name: 'a category',
  needs: ['push.category'],
  async prepare(place) {
    const mark = place.mark();
    const { category } = place.connected.push;
    const shown = { hubId: hubId('cat', place.now()), name: [{ locale: 'pl', value: `Próbne ${mark}` }], slug: mark, active: true };
    let known: string | undefined;
    const send = async (active: boolean, signal: AbortSignal) =>
      (await able(category, 'push.category')({ ...shown, active, ...(known ? { externalId: known } : {}) }, signal)).externalId;
    return {
      send: (signal) => send(true, signal),
      async undo(id, signal) {
        known = id;
        await quietly(() => send(false, signal));
      },
    };
  },
};

export const levelProbe: Probe = {
  name: 'a stock level',
  needs: ['push.stock', 'push.product', 'pull.stock', 'pull.products'],
  async prepare(place, signal) {
    const product = aProduct(place);
    const { variantId } = await publish(place, product, signal);
    const level = { variantExternalId: variantId, sku: skuOf(product), available: 17n * ONE };
    return {
      async send(stop) {
        await able(place.connected.push.stock, 'push.stock')([level], stop);
        return '';
      },
      async count(stop) {
        const told = (all: { variantId: string; onHand: bigint }[]) =>
          all.filter((one) => one.variantId === variantId).reduce((sum, one) => sum + one.onHand, 0n) === level.available || undefined;
        return (await place.reading.await('stock', told, stop)) ? 1 : 0;
      },
      undo: (_id, stop) => takeOff(place, product, stop),
    };
  },
};

export const shopPriceProbe: Probe = {
  name: 'a price',
  needs: ['push.prices', 'push.product', 'pull.products'],
  async prepare(place, signal) {
    const shown = (await place.reading.known('products', signal)).some((one) => one.variants.some((variant) => variant.listPrice));
    if (!shown) throw new Impossible('the shop’s records carry no prices: a written one is seen in the shop only');
    const product = aProduct(place);
    const { variantId } = await publish(place, product, signal);
    const price = { variantExternalId: variantId, sku: skuOf(product), unitNet: 81_300_000n, unitGross: 100n * ONE, currency: 'PLN' };
    return {
      async send(stop) {
        await able(place.connected.push.prices, 'push.prices')([price], stop);
        return '';
      },
      async count(stop) {
        const near = (net: bigint | undefined) =>
          net !== undefined && (net > price.unitNet ? net - price.unitNet : price.unitNet - net) <= 10_000n;
        const told = (all: ProductRecord[]) =>
          all
            .flatMap((one) => one.variants)
            .some((one) => one.externalId === variantId && (near(one.listPrice?.unitNet) || one.listPrice?.unitNet === price.unitGross)) ||
          undefined;
        return (await place.reading.await('products', told, stop)) ? 1 : 0;
      },
      undo: (_id, stop) => takeOff(place, product, stop),
    };
  },
};

/** An order of the shop that is paid and not yet closed. */
async function openOrder(place: Place, signal: AbortSignal): Promise<OrderRecord> {
  const orders = (await place.reading.known('orders', signal)).filter(
    (one) => one.placed && one.phase !== 'CANCELLED' && one.phase !== 'COMPLETED',
  );
  const found = orders.find((one) => one.payments.some(({ state }) => state === 'PAID')) ?? orders[0];
  if (!found) throw new Impossible('the shop has no open order: place one and try again');
  return found;
}

export const statusProbe: Probe = {
  name: 'the status of an order',
  needs: ['push.orderStatus', 'pull.orders'],
  async prepare(place, signal) {
    const order = await openOrder(place, signal);
    const number = place.mark().toUpperCase();
    const status = {
      orderId: order.externalId,
      erpNumber: number,
      erpStatus: 'processing',
      phase: order.phase === 'RECEIVED' || order.phase === 'AWAITING_PAYMENT' ? ('PROCESSING' as const) : order.phase,
      paid: false,
      fulfilments: [],
      cancelled: false,
    };
    return {
      async send(stop) {
        await able(place.connected.push.orderStatus, 'push.orderStatus')(status, stop);
        return '';
      },
      async count(stop) {
        const told = (await place.reading.known('orders', stop)).find((one) => one.externalId === order.externalId);
        insist(told && told.totals.gross === order.totals.gross && told.phase !== 'CANCELLED', 'the order itself was changed');
        return 1;
      },
    };
  },
};

/** What is paid and not given back yet. */
const refundable = (order: OrderRecord): bigint =>
  order.payments.reduce((sum, one) => sum + (one.state === 'PAID' ? one.amount : one.state === 'REFUNDED' ? -one.amount : 0n), 0n);
const refundsOf = (orders: OrderRecord[], id: string) =>
  orders.find((one) => one.externalId === id)?.payments.filter(({ state }) => state === 'REFUNDED') ?? [];

export const refundProbe: Probe = {
  name: 'a refund',
  needs: ['push.refund', 'pull.orders'],
  async prepare(place, signal) {
    const order = (await place.reading.known('orders', signal)).find(
      (one) => one.placed && one.phase !== 'CANCELLED' && refundable(one) >= 5n * ONE,
    );
    if (!order) throw new Impossible('the shop has no paid order: pay one and try again');
    const sum = (orders: OrderRecord[]) => refundsOf(orders, order.externalId).reduce((total, one) => total + one.amount, 0n);
    const before = sum(await place.reading.known('orders', signal));
    const amount = 1_230_000n;
    const key = hubId('ret', place.now());
    const { push, find } = place.connected;
    const refund = { orderId: order.externalId, amount, currency: order.currency, reason: 'Certification', lines: [] };
    return {
      send: async (stop) => (await able(push.refund, 'push.refund')(refund, key, stop)).externalId ?? '',
      ...(find.refund
        ? {
            find: async (stop) => {
              const found = await find.refund?.(order.externalId, key, stop);
              return found ? (found.externalId ?? '') : null;
            },
          }
        : {}),
      async count(stop) {
        const given = await place.reading.await('orders', (all) => sum(all) - before || undefined, stop);
        return Number(given ?? 0n) / Number(amount);
      },
    };
  },
};
