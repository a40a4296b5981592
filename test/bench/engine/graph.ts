/** The graph the engines are measured on: three subgraphs, three questions, 400 sets of variables each. */
import { ORDERS, orderIdOf, PRODUCTS, skuOf } from './data.ts';

const link = 'extend schema @link(url: "https://specs.apollo.dev/federation/v2.3", import: ["@key", "@shareable"])';

export const sdl = {
  products: `${link}
    type Query {
      products(first: Int!, offset: Int!): [Product!]!
      product(sku: ID!): Product
    }
    type Product @key(fields: "sku") {
      sku: ID!
      title: String!
      brand: String!
      description: String!
      images: [Image!]!
      attributes: [Attribute!]!
    }
    type Image { url: String! alt: String! }
    type Attribute { name: String! value: String! }`,
  stock: `${link}
    type Product @key(fields: "sku") {
      sku: ID!
      price: Money
      stock: [StockLevel!]!
    }
    type StockLevel { warehouse: Warehouse! available: Int! }
    type Warehouse { code: ID! name: String! }
    type Money @shareable { amount: String! currency: String! }`,
  orders: `${link}
    type Query {
      order(id: ID!): Order
    }
    type Order {
      id: ID!
      number: String!
      placedAt: String!
      status: String!
      customer: Customer!
      total: Money!
      lines: [OrderLine!]!
    }
    type Customer { name: String! email: String! }
    type OrderLine { position: Int! quantity: Int! unitPrice: Money! product: Product! }
    type Product @key(fields: "sku", resolvable: false) { sku: ID! }
    type Money @shareable { amount: String! currency: String! }`,
};

export type SubgraphName = keyof typeof sdl;
export const subgraphNames = Object.keys(sdl) as SubgraphName[];

export const questions = {
  list: `query List($first: Int!, $offset: Int!) {
  products(first: $first, offset: $offset) {
    sku
    title
    images { url }
    price { amount currency }
    stock { warehouse { code } available }
  }
}`,
  page: `query Page($sku: ID!) {
  product(sku: $sku) {
    sku
    title
    brand
    description
    images { url alt }
    attributes { name value }
    price { amount currency }
    stock { warehouse { code name } available }
  }
}`,
  order: `query Order($id: ID!) {
  order(id: $id) {
    id
    number
    placedAt
    status
    customer { name email }
    total { amount currency }
    lines {
      position
      quantity
      unitPrice { amount currency }
      product {
        sku
        title
        images { url }
        price { amount currency }
        stock { warehouse { code } available }
      }
    }
  }
}`,
};

export type Question = keyof typeof questions;
export const questionNames = Object.keys(questions) as Question[];

const SETS = 400;
const FIRST = 20;

function variablesOf(question: Question, set: number): Record<string, unknown> {
  if (question === 'list') return { first: FIRST, offset: (set * 37) % (PRODUCTS - FIRST) };
  if (question === 'page') return { sku: skuOf((set * 37) % PRODUCTS) };
  return { id: orderIdOf(set % ORDERS) };
}

/** Bodies of requests: no two are alike, because engines join equal calls that are under way. */
export const bodiesOf = (question: Question): string[] =>
  Array.from({ length: SETS }, (_, set) =>
    JSON.stringify({
      query: questions[question],
      operationName: `${question[0]?.toUpperCase()}${question.slice(1)}`,
      variables: variablesOf(question, set),
    }),
  );
