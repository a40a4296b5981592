/** The storefront's query and the variables it is asked with: many full pages of 20 products, so that no two requests in a row are alike. */
import { type Answer, type Candidate, send } from '../measure.ts';

export const query = `query Storefront($first: Int!, $after: String, $filter: ProductFilter, $sort: [ProductSort!]) {
  products(first: $first, after: $after, filter: $filter, sort: $sort) {
    nodes {
      slug
      title
      media(first: 1) { url alt }
      variants(first: 2) {
        nodes {
          sku
          price {
            unitGross { amount currencyCode }
            tiers { minQuantity { value unitCode } unitGross { amount currencyCode } }
          }
          availability { status }
        }
      }
    }
    pageInfo { hasNextPage endCursor }
  }
}`;

export const PAGE = 20;
/** Pages of one view begin this many products apart. */
const STEP = 12;

type Variables = Record<string, unknown>;

const ask = ({ gateway, headers }: Candidate, text: string, variables: Variables = {}): Promise<Answer> =>
  send(gateway.url, headers, JSON.stringify({ query: text, variables }));

export const isFullPage = (data: Record<string, unknown>): boolean =>
  (data.products as { nodes?: unknown[] } | undefined)?.nodes?.length === PAGE;

/** Bodies of the requests; every one is answered with a full page. */
export async function writeQuestions(hub: Candidate): Promise<string[]> {
  const bodies: string[] = [];
  for (const view of await viewsOf(hub))
    for (const after of await startsOf(hub, view))
      bodies.push(JSON.stringify({ query, operationName: 'Storefront', variables: { first: PAGE, ...view, ...(after ? { after } : {}) } }));
  return scatter(bodies);
}

const categoriesQuery = '{ categories(depth: 10) { id productCount } }';

/** The whole range and shelves of it, by title and price; what is in stock; what costs so much. Each has more than a page. */
async function viewsOf(hub: Candidate): Promise<Variables[]> {
  const { body } = await ask(hub, categoriesQuery);
  const categories = (body.data?.categories ?? []) as { id: string; productCount: number }[];
  const sorts = ['TITLE', 'PRICE'].flatMap((by) => ['ASC', 'DESC'].map((direction) => ({ sort: [{ by, direction }] })));
  const shelves = categories.filter(({ productCount }) => productCount >= PAGE).map(({ id }) => ({ filter: { categoryIds: [id] } }));
  const conditions = [
    { filter: { availability: ['IN_STOCK'] } },
    { filter: { price: { from: '50' } } },
    { filter: { price: { to: '500' } } },
  ];
  return [...sorts, ...[...shelves, ...conditions].flatMap((view) => sorts.slice(1, 3).map((sort) => ({ ...view, ...sort })))];
}

const cursorsQuery = `query ($filter: ProductFilter, $sort: [ProductSort!]) {
  products(first: 80, filter: $filter, sort: $sort) { edges { cursor } }
}`;

/** Cursors after which a full page follows; undefined is the first page. */
async function startsOf(hub: Candidate, view: Variables): Promise<(string | undefined)[]> {
  const { body } = await ask(hub, cursorsQuery, view);
  const products = body.data?.products as { edges: { cursor: string }[] } | undefined;
  if (!products) throw new Error(`the hub did not list its products: ${JSON.stringify(body.errors)}`);
  const starts: (string | undefined)[] = [];
  for (let skipped = 0; skipped + PAGE <= products.edges.length; skipped += STEP) starts.push(products.edges[skipped - 1]?.cursor);
  return starts;
}

/** The same order in every run, without neighbours side by side: a stride that has no divisor in common with the length. */
function scatter<T>(items: T[]): T[] {
  let stride = Math.max(1, Math.round(items.length * 0.618));
  while (divisor(stride, items.length) !== 1) stride += 1;
  return items.flatMap((_, i) => items[(i * stride) % items.length] ?? []);
}

const divisor = (a: number, b: number): number => (b === 0 ? a : divisor(b, a % b));
