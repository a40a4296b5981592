/** The examples that the demo prints and GraphiQL opens with: a query, an order, a subscription. */
import type { Role } from '#hub/viewer.ts';

export interface Example {
  title: string;
  query: string;
  variables?: Record<string, unknown>;
  /** Ready to paste into a shell. */
  command(place: { url: string; keys: Record<Role, string> }): string;
}

const oneLine = (query: string): string => query.replaceAll(/\s+/g, ' ').trim();

function curl(url: string, key: string, query: string): string {
  const body = JSON.stringify({ query: oneLine(query) });
  return `curl -s ${url}/graphql -H 'Authorization: Bearer ${key}' -H 'Content-Type: application/json' -d '${body}'`;
}

const productsQuery = `{
  products(first: 3, search: "lozko") {
    nodes {
      title
      media(first: 1) { url }
      variants(first: 2) {
        nodes { sku price { unitGross { amount currencyCode } } availability { status } }
      }
    }
  }
}`;

/** Sent again with the same key it answers the same order. */
const orderMutation = `mutation {
  orderPlace(input: {
    idempotencyKey: "first-order"
    guest: { name: "Anna Nowak", email: "anna.nowak@example.com" }
    shippingAddress: { name: "Anna Nowak", line1: "ul. Piotrkowska 10", postalCode: "90-001", city: "Łódź", country: "PL" }
    delivery: { methodCode: "courier" }
    payment: { methodCode: "blik" }
    lines: [{ sku: "GAR-SOL", quantity: "1" }]
  }) {
    order { number status { phase erp } totals { gross { amount currencyCode } } }
    userErrors { code message field }
  }
}`;

/** Ordering a piece of it, or somebody buying it in the twin's store, shows here at once. */
const availabilitySubscription = `subscription {
  availabilityChanges(filter: { skus: ["GAR-SOL"] }) {
    __typename
    ... on AvailabilityChanged { cursor variant { sku } availability { status sellable { value } restockOn } }
    ... on StreamCheckpoint { cursor caughtUp }
    ... on StreamGap { cursor reason }
  }
}`;

export const examples: readonly Example[] = [
  {
    title: 'Products with price and availability',
    query: productsQuery,
    command: ({ url, keys }) => curl(url, keys.storefront, productsQuery),
  },
  { title: 'Place an order', query: orderMutation, command: ({ url, keys }) => curl(url, keys.storefront, orderMutation) },
  {
    title: 'Watch the stock',
    query: availabilitySubscription,
    command: ({ url, keys }) =>
      `npm run -s splot -- subscribe --url ${url.replace('http', 'ws')}/graphql --key ${keys.storefront} '${oneLine(availabilitySubscription)}'`,
  },
];
