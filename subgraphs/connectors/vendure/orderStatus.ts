/** Shows the ERP's view of an order to the shop's customer: numbers, payment, parcels, cancellation. Each step only when it is missing. */
import { z } from 'zod';
import { type OrderStatusPush, Terminal } from '../connector.ts';
import { granted, REFUSAL, refusedWith } from './admin.ts';
import { readOrder, type ShopOrder } from './orders.ts';
import { settle } from './payments.ts';
import type { Shop } from './shop.ts';
import { exactPieces, given, id } from './values.ts';

type Fulfilment = NonNullable<ShopOrder['fulfillments']>[number];
type FulfilmentPush = OrderStatusPush['fulfilments'][number];

export async function pushOrderStatus(shop: Shop, push: OrderStatusPush, signal: AbortSignal): Promise<void> {
  const order = await readOrder(shop, push.orderId, signal);
  if (!order) throw new Terminal('NOT_FOUND', 'the shop does not have this order');
  const has = await shop.has(signal);
  const sameNumber = push.erpNumber === undefined || order.erpNumber === push.erpNumber;
  if (has.orderStatus && !(sameNumber && order.erpStatus === push.erpStatus)) {
    const customFields = { ...given('erpNumber', push.erpNumber), erpStatus: push.erpStatus };
    await shop.admin.ask(
      'mutation ($i: UpdateOrderInput!) { setOrderCustomFields(input: $i) { id } }',
      { i: { id: order.id, customFields } },
      z.unknown(),
      signal,
    );
  }
  if (order.state === 'Cancelled') return;
  if (push.cancelled) return cancel(shop, order, signal);
  if (push.paid && push.payment) await showPayment(shop, order, push.payment, signal);
  const shown = new Set<string>();
  for (const parcel of push.fulfilments) {
    const target = parcel.state === 'DELIVERED' ? 'Delivered' : parcel.state === 'SHIPPED' ? 'Shipped' : undefined;
    if (target) await showParcel(shop, push.orderId, parcel, target, shown, signal);
  }
}

async function cancel(shop: Shop, order: ShopOrder, signal: AbortSignal): Promise<void> {
  const { cancelOrder } = await shop.admin.ask(
    `mutation ($i: CancelOrderInput!) { cancelOrder(input: $i) { ... on Order { id } ${REFUSAL} } }`,
    { i: { orderId: order.id, cancelShipping: true, reason: 'ERP' } },
    z.object({ cancelOrder: z.unknown() }),
    signal,
  );
  granted(cancelOrder);
}

/** A payment that fits nothing in the shop must not keep the parcels from being shown. */
async function showPayment(
  shop: Shop,
  order: ShopOrder,
  payment: NonNullable<OrderStatusPush['payment']>,
  signal: AbortSignal,
): Promise<void> {
  try {
    await settle(shop, order, payment, signal);
  } catch (error) {
    if (!(error instanceof Terminal)) throw error;
    shop.log('the shop does not take the payment the ERP reports', { order: order.code, detail: error.detail });
  }
}

/** Finds the parcel among those not `shown` yet, makes it when it is missing, and moves it on. */
async function showParcel(
  shop: Shop,
  orderId: string,
  parcel: FulfilmentPush,
  target: 'Shipped' | 'Delivered',
  shown: Set<string>,
  signal: AbortSignal,
): Promise<void> {
  // Read again for each: the parcel before this one has taken its lines.
  const order = await readOrder(shop, orderId, signal);
  if (!order) return;
  const there = findParcel(order, parcel, shown);
  const made = there ?? (await makeParcel(shop, order, parcel, signal));
  if (!made) return;
  shown.add(made.id);
  const steps =
    made.state === 'Pending'
      ? target === 'Delivered'
        ? ['Shipped', 'Delivered']
        : ['Shipped']
      : made.state === 'Shipped' && target === 'Delivered'
        ? ['Delivered']
        : [];
  for (const state of steps) {
    const { transitionFulfillmentToState } = await shop.admin.ask(
      `mutation ($id: ID!, $s: String!) { transitionFulfillmentToState(id: $id, state: $s) { ... on Fulfillment { id } ${REFUSAL} } }`,
      { id: made.id, s: state },
      z.object({ transitionFulfillmentToState: z.unknown() }),
      signal,
    );
    granted(transitionFulfillmentToState);
  }
}

/** What the shop's customer reads as the way of delivery. The number makes the parcel known again. */
const methodOf = (parcel: FulfilmentPush) => [parcel.carrier, parcel.number].filter(Boolean).join(' · ') || 'ERP';
const trackingOf = (parcel: FulfilmentPush) => parcel.trackingNumbers.join(', ');

function findParcel(order: ShopOrder, parcel: FulfilmentPush, shown: Set<string>): Fulfilment | undefined {
  const alive = (order.fulfillments ?? []).filter((one) => one.state !== 'Cancelled' && !shown.has(one.id));
  const { number } = parcel;
  const tracking = trackingOf(parcel);
  const known =
    alive.find((one) => number !== undefined && (one.method === number || one.method.endsWith(` · ${number}`))) ??
    alive.find((one) => tracking !== '' && one.trackingCode === tracking);
  if (known) return known;
  // Without a mark only the goods tell; with one, they tell only of a parcel made by hand in the shop, which took the last of them.
  const marked = number !== undefined || tracking !== '';
  return !marked || openLines(order, parcel).length === 0 ? alive.find((one) => sameGoods(order, one, parcel)) : undefined;
}

function sameGoods(order: ShopOrder, fulfilment: Fulfilment, parcel: FulfilmentPush): boolean {
  const skuOf = new Map(order.lines.map((line) => [line.id, line.productVariant.sku.trim()]));
  const packed = new Map<string, bigint>();
  const count = (sku: string, quantity: bigint) => packed.set(sku, (packed.get(sku) ?? 0n) + quantity);
  for (const line of fulfilment.lines) count(skuOf.get(line.orderLineId) ?? '', line.quantity);
  for (const line of parcel.lines) count(line.sku, -line.quantity);
  return [...packed.values()].every((left) => left === 0n);
}

/** The parcel's goods that no fulfilment has yet, by the shop's order lines. */
function openLines(order: ShopOrder, parcel: FulfilmentPush): { orderLineId: string; quantity: number }[] {
  const taken = new Map<string, bigint>();
  for (const one of (order.fulfillments ?? []).filter(({ state }) => state !== 'Cancelled')) {
    for (const line of one.lines) taken.set(line.orderLineId, (taken.get(line.orderLineId) ?? 0n) + line.quantity);
  }
  return parcel.lines.flatMap(({ sku, quantity }) => {
    let wanted = quantity;
    return order.lines
      .filter((line) => line.productVariant.sku.trim() === sku)
      .flatMap((line) => {
        const free = line.quantity - (taken.get(line.id) ?? 0n);
        const part = free < wanted ? free : wanted;
        if (part <= 0n) return [];
        wanted -= part;
        taken.set(line.id, (taken.get(line.id) ?? 0n) + part);
        return [{ orderLineId: line.id, quantity: exactPieces(part) }];
      });
  });
}

async function makeParcel(
  shop: Shop,
  order: ShopOrder,
  parcel: FulfilmentPush,
  signal: AbortSignal,
): Promise<{ id: string; state: string } | undefined> {
  const lines = openLines(order, parcel);
  if (lines.length === 0) {
    shop.log('the shop has no open line for this parcel', { order: order.code, parcel: parcel.number });
    return undefined;
  }
  const first = await addFulfilment(shop, parcel, lines, signal);
  // The goods have left: the shop's number for the shelf is behind, and the next stock push sets it anyway.
  const result = refusedWith(first) === 'INSUFFICIENT_STOCK_ON_HAND_ERROR' ? await raiseStock(shop, order, parcel, lines, signal) : first;
  granted(result);
  return z.object({ id, state: z.string() }).parse(result);
}

async function addFulfilment(
  shop: Shop,
  parcel: FulfilmentPush,
  lines: { orderLineId: string; quantity: number }[],
  signal: AbortSignal,
): Promise<unknown> {
  const args = { method: methodOf(parcel), trackingCode: trackingOf(parcel) };
  const handler = { code: 'manual-fulfillment', arguments: Object.entries(args).map(([name, value]) => ({ name, value })) };
  const { addFulfillmentToOrder } = await shop.admin.ask(
    `mutation ($i: FulfillOrderInput!) { addFulfillmentToOrder(input: $i) { ... on Fulfillment { id state } ${REFUSAL} } }`,
    { i: { lines, handler } },
    z.object({ addFulfillmentToOrder: z.unknown() }),
    signal,
  );
  return addFulfillmentToOrder;
}

async function raiseStock(
  shop: Shop,
  order: ShopOrder,
  parcel: FulfilmentPush,
  lines: { orderLineId: string; quantity: number }[],
  signal: AbortSignal,
): Promise<unknown> {
  const { stockLocationId } = await shop.channel(signal);
  const needed = new Map<string, number>();
  for (const { orderLineId, quantity } of lines) {
    const variantId = order.lines.find((line) => line.id === orderLineId)?.productVariant.id;
    if (variantId !== undefined) needed.set(variantId, (needed.get(variantId) ?? 0) + quantity);
  }
  const { productVariants } = await shop.admin.ask(
    'query ($o: ProductVariantListOptions) { productVariants(options: $o) { items { id stockLevels { stockLocationId stockOnHand } } } }',
    { o: { filter: { id: { in: [...needed.keys()] } }, take: needed.size } },
    z.object({
      productVariants: z.object({
        items: z.array(z.object({ id, stockLevels: z.array(z.object({ stockLocationId: id, stockOnHand: z.number() })) })),
      }),
    }),
    signal,
  );
  const input = productVariants.items.flatMap((variant) => {
    const onHand = variant.stockLevels.find((level) => level.stockLocationId === stockLocationId)?.stockOnHand ?? 0;
    const wanted = needed.get(variant.id) ?? 0;
    return onHand < wanted ? [{ id: variant.id, stockLevels: [{ stockLocationId, stockOnHand: wanted }] }] : [];
  });
  shop.log('the shop had less than was shipped; its stock is raised for the parcel', { order: order.code });
  if (input.length > 0) {
    await shop.admin.ask(
      'mutation ($i: [UpdateProductVariantInput!]!) { updateProductVariants(input: $i) { id } }',
      { i: input },
      z.unknown(),
      signal,
    );
  }
  return addFulfilment(shop, parcel, lines, signal);
}
