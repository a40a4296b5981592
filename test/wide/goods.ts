/** Goods and orders of one test: each makes its own product in the ERP, so that nobody counts what another test did. */
import { randomUUID } from 'node:crypto';
import { type AskOptions, type Data, type Running, until } from '../hub.ts';

let count = 0;

export interface Goods {
  sku: string;
  /** The ERP's id of the variant. */
  erpId: string;
  variantId: string;
}

/** A product of one variant with so many pieces in the central warehouse, known to the hub. */
export async function aProduct(place: Running, pieces = 10, listPrice = '100.00'): Promise<Goods> {
  count += 1;
  const sku = `WIDE-${process.pid}-${count}`;
  const made = (await place.erp.control('product', {
    name: { pl: `Rzecz ${sku}` },
    description: { pl: 'Opis z ERP.' },
    variants: [{ sku }],
    listPrice,
    onHand: String(pieces),
  })) as Data;
  const variantId = await until(
    `${sku} in the hub`,
    async () => {
      const { variant } = await place.get(
        'query ($sku: String!) { variant(sku: $sku) { id price { unitNet { amount } } availability { sellable { value } } } }',
        { sku },
      );
      return variant?.price && Number(variant.availability?.sellable.value) === pieces && (variant.id as string);
    },
    20_000,
  );
  return { sku, erpId: made.variants[0].id, variantId };
}

const someAddress = { name: 'Anna Nowak', line1: 'ul. Piotrkowska 10', postalCode: '90-001', city: 'Łódź', country: 'PL' };

export const ORDER_PLACE = `mutation ($input: OrderPlaceInput!) { orderPlace(input: $input) {
  order { id number status { phase payment erp cancelReason } totals { gross { amount } } }
  operation { id state attempts retryAt }
  userErrors { __typename code message field retryable }
} }`;

export interface OrderOptions extends AskOptions {
  key?: string;
  quantity?: string;
  wait?: string;
  customerId?: string;
  payment?: string;
  input?: Record<string, unknown>;
}

export function orderInput(sku: string, options: OrderOptions = {}): Record<string, unknown> {
  const { key = randomUUID(), quantity = '1', wait = 'PT20S', customerId, payment = 'blik' } = options;
  return {
    idempotencyKey: key,
    wait,
    ...(customerId ? { customerId } : { guest: { name: 'Anna Nowak', email: `anna.${key}@example.com` } }),
    shippingAddress: someAddress,
    billingAddress: someAddress,
    delivery: { methodCode: 'courier' },
    payment: { methodCode: payment },
    lines: [{ sku, quantity }],
    ...options.input,
  };
}

/** Orders of one SKU; answers the payload. */
export async function order(place: Running, sku: string, options: OrderOptions = {}): Promise<Data> {
  const { orderPlace } = await place.get(ORDER_PLACE, { input: orderInput(sku, options) }, options);
  return orderPlace;
}

/** Effects in the ERP's ledger that belong to an order of the hub: by its id, which is the key it carries. */
export async function documents(place: Running, orderId: string): Promise<Data[]> {
  const { effects } = (await place.erp.control('ledger')) as Data;
  return effects.filter((effect: Data) => effect.effect === 'order.created' && effect.detail.key === orderId);
}

/** Effects of one kind for a document of the ERP. */
export async function effectsOf(place: Running, effect: string, erpOrderId: string): Promise<Data[]> {
  const { effects } = (await place.erp.control('ledger')) as Data;
  return effects.filter((one: Data) => one.effect === effect && (one.id === erpOrderId || one.detail?.orderId === erpOrderId));
}

export async function ledgerLength(place: Running): Promise<number> {
  return ((await place.erp.control('ledger')) as Data).effects.length;
}

export async function operationOf(place: Running, id: string): Promise<Data> {
  const { operation } = await place.get(
    'query ($id: ID!) { operation(id: $id) { state attempts retryAt failure acceptedAt settledAt userErrors { code } } }',
    { id },
    { as: 'admin' },
  );
  return operation;
}

export const settled = (place: Running, id: string, ms = 45_000): Promise<Data> =>
  until(
    `operation ${id} settled`,
    async () => {
      const operation = await operationOf(place, id);
      return ['CONFIRMED', 'REJECTED'].includes(operation.state) && operation;
    },
    ms,
  );

/** Stock of a SKU, summed over all places: on hand, reserved in the ERP and in the hub, sellable. */
export async function stockOf(place: Running, sku: string): Promise<{ onHand: number; erp: number; hub: number; sellable: number }> {
  const { stockLevels } = await place.get(
    `query ($sku: String!) { stockLevels(first: 50, filter: { skus: [$sku] }) {
      nodes { onHand { value } reservedInErp { value } reservedInHub { value } sellable { value } } } }`,
    { sku },
  );
  const sum = (name: string): number => stockLevels.nodes.reduce((all: number, level: Data) => all + Number(level[name].value), 0);
  return { onHand: sum('onHand'), erp: sum('reservedInErp'), hub: sum('reservedInHub'), sellable: sum('sellable') };
}

/** The hub's id of a customer, by its number in the ERP. */
export async function customerByNumber(place: Running, number: string): Promise<string> {
  const { customers } = await place.get(
    'query ($n: String!) { customers(first: 5, search: $n) { nodes { id number } } }',
    { n: number },
    { as: 'admin' },
  );
  const found = customers.nodes.find((one: Data) => one.number === number);
  if (!found) throw new Error(`no customer ${number}`);
  return found.id as string;
}
