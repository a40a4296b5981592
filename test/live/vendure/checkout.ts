/** A visitor buys: the same calls a storefront makes, so that the order is the shop's own in every respect. */
import type { Client, Query } from './client.ts';

export interface Customer {
  email: string;
  firstName: string;
  lastName: string;
  phone?: string;
}

export interface Address {
  name?: string;
  company?: string;
  nip?: string;
  street: string;
  postalCode: string;
  city: string;
  phone?: string;
}

export interface Payment {
  /** `przelewy` (authorised, settled later), `blik` (settled at once), `pobranie` (authorised). */
  method?: string;
  transactionId: string;
  /** The provider says no. */
  decline?: boolean;
}

export interface PlacedOrder {
  id: string;
  code: string;
  state: string;
  /** Grosz. */
  totalWithTax: number;
  shippingWithTax: number;
  lines: { sku: string; quantity: number; unitPriceWithTax: number }[];
}

export async function checkout(
  admin: Query,
  shopper: Client,
  order: {
    lines: { sku: string; quantity: number }[];
    customer: Customer;
    address: Address;
    payment: Payment;
    /** `kurier`, `paczkomat` or `odbior`. */
    delivery?: string;
    coupon?: string;
  },
): Promise<PlacedOrder> {
  const variants = await variantIds(
    admin,
    order.lines.map((line) => line.sku),
  );
  const step = async (text: string, variables?: Record<string, unknown>) => accepted(await shopper.query(text, variables));
  const known = await logIn(shopper, order.customer);
  const added = await step(
    `mutation($i: [AddItemInput!]!) { addItemsToOrder(inputs: $i) { order { id } errorResults { ... on ErrorResult { errorCode message } } } }`,
    { i: order.lines.map(({ sku, quantity }) => ({ productVariantId: variants.get(sku), quantity })) },
  );
  const [refused] = (added as { errorResults: { errorCode: string; message: string }[] }).errorResults;
  if (refused) throw new Error(`${refused.errorCode}: ${refused.message}`);
  const { email, phone, ...names } = order.customer;
  if (!known) {
    await step(
      `mutation($i: CreateCustomerInput!) { setCustomerForOrder(input: $i) { __typename ... on ErrorResult { errorCode message } } }`,
      {
        i: { ...names, emailAddress: email, phoneNumber: phone },
      },
    );
  }
  if (order.coupon) {
    await step(`mutation($c: String!) { applyCouponCode(couponCode: $c) { __typename ... on ErrorResult { errorCode message } } }`, {
      c: order.coupon,
    });
  }
  const address = {
    fullName: order.address.name ?? `${names.firstName} ${names.lastName}`,
    company: order.address.company,
    streetLine1: order.address.street,
    postalCode: order.address.postalCode,
    city: order.address.city,
    countryCode: 'PL',
    phoneNumber: order.address.phone ?? phone,
    ...(order.address.nip ? { customFields: { nip: order.address.nip } } : {}),
  };
  await step(
    `mutation($a: CreateAddressInput!) { setOrderShippingAddress(input: $a) { __typename ... on ErrorResult { errorCode message } } }`,
    { a: address },
  );
  await step(
    `mutation($a: CreateAddressInput!) { setOrderBillingAddress(input: $a) { __typename ... on ErrorResult { errorCode message } } }`,
    { a: address },
  );
  const { eligibleShippingMethods } = (await shopper.query('{ eligibleShippingMethods { id code } }')) as {
    eligibleShippingMethods: { id: string; code: string }[];
  };
  const delivery = eligibleShippingMethods.find((method) => method.code === (order.delivery ?? 'kurier'));
  await step(
    `mutation($m: [ID!]!) { setOrderShippingMethod(shippingMethodId: $m) { __typename ... on ErrorResult { errorCode message } } }`,
    {
      m: [delivery?.id],
    },
  );
  await step(`mutation { transitionOrderToState(state: "ArrangingPayment") { __typename ... on ErrorResult { errorCode message } } }`);
  const { method = 'przelewy', transactionId, decline } = order.payment;
  const placed = await step(
    `mutation($i: PaymentInput!) { addPaymentToOrder(input: $i) { ... on Order { id code state totalWithTax shippingWithTax
      lines { quantity unitPriceWithTax productVariant { sku } } } ... on ErrorResult { errorCode message } } }`,
    { i: { method, metadata: { transactionId, ...(decline ? { decline } : {}) } } },
  );
  const { lines, ...rest } = placed as Omit<PlacedOrder, 'lines'> & {
    lines: { quantity: number; unitPriceWithTax: number; productVariant: { sku: string } }[];
  };
  return { ...rest, lines: lines.map(({ productVariant, ...line }) => ({ sku: productVariant.sku, ...line })) };
}

/** The seed's customers have accounts, and Vendure lets nobody buy as a guest under such an address. Their old cart is emptied. */
async function logIn(shopper: Client, customer: Customer): Promise<boolean> {
  const { login } = await shopper.query(
    'mutation($u: String!) { login(username: $u, password: "splot-live") { ... on CurrentUser { id } } }',
    {
      u: customer.email,
    },
  );
  if (!(login as { id?: string }).id) return false;
  const { activeOrder } = (await shopper.query('{ activeOrder { state } }')) as { activeOrder: { state: string } | null };
  if (activeOrder && activeOrder.state !== 'AddingItems') {
    accepted(
      await shopper.query(
        'mutation { transitionOrderToState(state: "AddingItems") { __typename ... on ErrorResult { errorCode message } } }',
      ),
    );
  }
  if (activeOrder)
    accepted(await shopper.query('mutation { removeAllOrderLines { __typename ... on ErrorResult { errorCode message } } }'));
  return true;
}

/** The one field of the answer; Vendure returns refusals as data. */
function accepted(data: Record<string, unknown>): unknown {
  const [result] = Object.values(data) as ({ errorCode?: string; message?: string } | null)[];
  if (result?.errorCode) throw new Error(`${result.errorCode}: ${result.message}`);
  return result;
}

async function variantIds(admin: Query, skus: string[]): Promise<Map<string, string>> {
  const { productVariants } = (await admin(
    'query($s: [String!]!) { productVariants(options: { filter: { sku: { in: $s } } }) { items { id sku } } }',
    { s: skus },
  )) as { productVariants: { items: { id: string; sku: string }[] } };
  const ids = new Map(productVariants.items.map((variant) => [variant.sku, variant.id]));
  for (const sku of skus) if (!ids.has(sku)) throw new Error(`the shop does not sell ${sku}`);
  return ids;
}
