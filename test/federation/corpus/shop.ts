/** The world that most topics ask: a shop with products, their stock, their reviews. */
import type { Resolvers, SubgraphText } from './words.ts';
import { rowsBy } from './words.ts';

const products = [
  { id: 'p1', name: 'Oak table', weight: 12, shop: 's1', related: ['p2', 'p3'] },
  { id: 'p2', name: 'Oak chair', weight: 5, shop: 's1', related: ['p1'] },
  { id: 'p3', name: 'Lamp', weight: null, shop: null, related: [] },
];
const shops = [
  { id: 's1', name: 'North', top: ['p1', 'p2'], main: 'p1', open: true, staff: ['Ada', 'Jan'] },
  { id: 's2', name: 'South', top: [], main: null, open: false, staff: [] },
];
const onHand: Record<string, number> = { p1: 3, p2: 5, p3: 0 };
const reviews = [
  { id: 'r1', text: 'solid', stars: 5, product: 'p1' },
  { id: 'r2', text: 'heavy', stars: 3, product: 'p1' },
  { id: 'r3', text: 'fine', stars: 4, product: 'p2' },
];
const product = rowsBy(products, 'id');
const shop = rowsBy(shops, 'id');
const review = rowsBy(reviews, 'id');

type Row = { id: string };
type ProductRow = (typeof products)[number];
type ShopRow = (typeof shops)[number];
type ReviewRow = (typeof reviews)[number];

/** What a resolver was really given, with its keys sorted. */
export const told = (value: unknown): string =>
  JSON.stringify(value, (_, inner: unknown) =>
    inner && typeof inner === 'object' && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );

const ofType = (row: object) => ('top' in row ? 'Shop' : 'Product');

const shopResolvers: Resolvers = {
  Query: {
    products: (_: unknown, { ids, first }: { ids?: string[] | null; first: number }) =>
      (ids ? ids.map(product) : products.map(({ id }) => product(id))).slice(0, first),
    product: (_: unknown, { id }: Row) => product(id),
    any: () => product('p1'),
    things: () => [product('p1'), shop('s1'), product('p2')],
    named: () => [product('p3'), shop('s2')],
    grid: () => [[product('p1'), product('p2')], [], [product('p1')]],
    echo: (_: unknown, args: object) => told(args),
    constructor: () => product('p2'),
  },
  Thing: { __resolveType: ofType },
  Named: { __resolveType: ofType },
  Product: {
    __resolveReference: ({ id }: Row) => product(id),
    related: (row: ProductRow) => row.related.map(product),
    shop: (row: ProductRow) => row.shop && shop(row.shop),
  },
  Shop: {
    __resolveReference: ({ id }: Row) => shop(id),
    top: (row: ShopRow) => row.top.map(product),
    main: (row: ShopRow) => row.main && product(row.main),
  },
};

const stockResolvers: Resolvers = {
  Query: { stocked: () => Object.keys(onHand).map((id) => ({ id })) },
  Product: {
    __resolveReference: (row: Row) => ({ ...row }),
    onHand: ({ id }: Row, { w }: { w?: number | null }) => (onHand[id] ?? 0) * (w ?? 1),
    fee: ({ weight }: { weight: number | null }, { z }: { z: number }) => (weight === null ? null : weight * z),
    rent: (row: { shop: { id: string; name: string } | null }) => row.shop && `${row.shop.id}@${row.shop.name}`,
    told: (_: unknown, args: object) => told(args),
  },
  Shop: {
    __resolveReference: ({ id }: Row) => shop(id),
    staff: (row: ShopRow, { n }: { n: number }) => row.staff.slice(0, n),
  },
};

const reviewResolvers: Resolvers = {
  Query: { newest: () => review('r3') },
  Product: {
    __resolveReference: ({ id }: Row) => ({ id }),
    reviews: ({ id }: Row) => reviews.filter((one) => one.product === id).map((one) => ({ ...one })),
  },
  Review: {
    __resolveReference: ({ id }: Row) => review(id),
    product: (row: ReviewRow) => ({ id: row.product }),
  },
};

export const shopWorld: Record<string, SubgraphText> = {
  shop: {
    sdl: `
      type Query {
        products(ids: [ID!], first: Int = 10): [Product!]!
        product(id: ID!): Product
        any: Thing
        things: [Thing!]!
        named: [Named!]!
        grid: [[Product!]!]!
        echo(level: Level = LOW, filter: Filter, ids: [ID!], n: Int, must: Int! = 7, many: [[Int]]): String!
        constructor: Product
      }
      enum Level { LOW HIGH }
      input Filter { name: String tags: [String!] min: Int! = 1 deep: Filter level: Level }
      union Thing = Product | Shop
      interface Named { name: String! }
      type Shop implements Named @key(fields: "id") { id: ID! name: String! top: [Product!]! main: Product }
      type Product implements Named @key(fields: "id") {
        id: ID! name: String! weight: Int related: [Product!]! shop: Shop
      }`,
    resolvers: shopResolvers,
  },
  stock: {
    sdl: `
      type Query { stocked: [Product!]! }
      enum Level { LOW HIGH }
      input Amount { a: Int b: [Int!] level: Level! = HIGH }
      type Product @key(fields: "id") {
        id: ID!
        onHand(w: Int): Int
        weight: Int @external
        shop: Shop @external
        fee(z: Int! = 2): Int @requires(fields: "weight")
        rent: String @requires(fields: "shop { id name }")
        told(amount: Amount, level: Level = LOW): String!
      }
      type Shop @key(fields: "id") { id: ID! name: String! @external open: Boolean staff(n: Int = 1): [String!] }`,
    resolvers: stockResolvers,
  },
  review: {
    sdl: `
      type Query { newest: Review }
      type Product @key(fields: "id") { id: ID! reviews: [Review!]! }
      type Review @key(fields: "id") { id: ID! text: String! stars: Int product: Product! }`,
    resolvers: reviewResolvers,
  },
};
