/**
 * The storefront list as one would write it by hand for this one shop, over the hub's own tables: a page of products, then what belongs to
 * them in a statement a table. It knows that visitors buy by the default list in złoty, that no promotion runs and that all warehouses sell.
 */
import { fastify } from 'fastify';
import { grossPrice, money, ONE, quantity } from '#hub/money.ts';
import { openHandStore, type Parameter, type Row } from './handStore.ts';

interface Asked {
  first: number;
  after?: string;
  filter?: { categoryIds?: string[]; availability?: string[]; price?: { from?: string; to?: string } };
  sort: [{ by: 'TITLE' | 'PRICE'; direction: 'ASC' | 'DESC' }];
}

const STALE_AFTER = 30 * 60_000;
const LOW = 3n * ONE;
const authorization = `Bearer ${process.env.BENCH_KEY}`;
const { companyId } = JSON.parse(process.env.BENCH_VIEWER ?? '{}') as { companyId: string };
const store = openHandStore(process.env);
const { among } = store;
const today = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Warsaw' });

const list = String((await store.rows('select id from price_list where company_id = ? and is_default = 1', [companyId]))[0]?.id);
const parents = new Map(
  (await store.rows('select id, parent_id from category where company_id = ?', [companyId])).map((row) => [String(row.id), row.parent_id]),
);
const sale = (await store.rows("select id, code from location where kind = 'WAREHOUSE' and active = 1 order by code", [])).map((row) =>
  String(row.id),
);

/** A category and everything below it. */
function below(ids: readonly string[]): string[] {
  const inside = (id: string | null | undefined): boolean => id != null && (ids.includes(id) || inside(parents.get(id) as string | null));
  return [...parents.keys()].filter(inside);
}

const sellable = 'l.on_hand_micros - l.reserved_in_erp_micros - l.reserved_in_hub_micros - l.safety_buffer_micros';

async function readPage({ first, after, filter, sort: [{ by, direction }] }: Asked) {
  const column = by === 'TITLE' ? 'sort_title' : 'sort_price_micros';
  const descending = direction === 'DESC';
  const conditions = ["p.company_id = ? and p.lifecycle = 'ACTIVE'"];
  const parameters: Parameter[] = [companyId];
  const where = (text: string, ...values: Parameter[]) => {
    conditions.push(text);
    parameters.push(...values);
  };
  if (by === 'PRICE') where('p.sort_price_micros is not null');
  if (filter?.categoryIds)
    where(`exists (select 1 from product_category c where c.product_id = p.id and ${among('c.category_id')})`, below(filter.categoryIds));
  if (filter?.price?.from) where('p.sort_price_micros >= ?', BigInt(filter.price.from) * ONE);
  if (filter?.price?.to) where('p.sort_price_micros <= ?', BigInt(filter.price.to) * ONE);
  if (filter?.availability)
    where(
      `exists (select 1 from variant v join stock_level l on l.variant_id = v.id where v.product_id = p.id and v.active = 1 and ${among('l.location_id')} and ${sellable} > 0)`,
      sale,
    );
  if (after) {
    const cursor = JSON.parse(Buffer.from(after, 'base64url').toString('utf8')) as [string, ...(string | number)[]];
    const key = by === 'TITLE' ? String(cursor[1]) : BigInt(String(cursor[2]));
    where(`(p.${column}, p.id) ${descending ? '<' : '>'} (?, ?)`, key, String(cursor.at(-1)));
  }
  const way = descending ? 'desc' : 'asc';
  const rows = await store.rows(
    `select p.id, coalesce(p.shop_slug, p.slug) as slug, p.${column} as sort_key from product p where ${conditions.join(' and ')} order by p.${column} ${way}, p.id ${way} limit ?`,
    [...parameters, first + 1],
  );
  const page = rows.slice(0, first);
  const last = page.at(-1);
  const order = `${by}${descending ? '-' : '+'}`;
  const endCursor = last && (by === 'TITLE' ? [order, last.sort_key, last.id] : [order, 0, String(last.sort_key), last.id]);
  return { page, hasNextPage: rows.length > first, endCursor: endCursor && Buffer.from(JSON.stringify(endCursor)).toString('base64url') };
}

async function answer(asked: Asked) {
  const { page, hasNextPage, endCursor } = await readPage(asked);
  const products = page.map((row) => String(row.id));
  const [titles, media, variants] = await Promise.all([
    store.rows(`select entity_id, source, value from localized_text where ${among('entity_id')} and field = 'title' and locale = 'pl'`, [
      products,
    ]),
    store.rows(`select owner_id, source, url, alt from media where ${among('owner_id')} order by position`, [products]),
    store.rows(
      `select id, product_id, sku, unit_code, min_quantity_micros, tax_percent from variant where ${among('product_id')} and active = 1 order by position, id`,
      [products],
    ),
  ]);
  const variantsOf = groupBy(variants, 'product_id');
  const shown = products.flatMap((id) => (variantsOf.get(id) ?? []).slice(0, 2));
  const ids = shown.map((row) => String(row.id));
  const [prices, levels, incoming, pulls] = await Promise.all([
    store.rows(
      `select variant_id, min_quantity_micros, valid_from, valid_to, unit_net_micros from price where ${among('variant_id')} and price_list_id = ?`,
      [ids, list],
    ),
    store.rows(
      `select l.variant_id, l.location_id, ${sellable} as sellable, l.as_of, l.system_id from stock_level l where ${among('l.variant_id')} and ${among('l.location_id')}`,
      [ids, sale],
    ),
    store.rows(
      `select variant_id, location_id, quantity_micros from incoming_delivery where ${among('variant_id')} and open = 1 and ${among('location_id')} order by expected_on, id`,
      [ids, sale],
    ),
    store.rows("select system_id, pulled_at from cursor where entity = 'stock'", []),
  ]);
  const day = today.format(Date.now());
  const pulledAt = new Map(pulls.map((row) => [row.system_id, Number(row.pulled_at)]));
  const [titlesOf, mediaOf, pricesOf, levelsOf, incomingOf] = [
    groupBy(titles, 'entity_id'),
    groupBy(media, 'owner_id'),
    groupBy(prices, 'variant_id'),
    groupBy(levels, 'variant_id'),
    groupBy(incoming, 'variant_id'),
  ];
  const nodes = page.map((product) => {
    const id = String(product.id);
    return {
      slug: product.slug,
      title: fromShop(titlesOf.get(id))[0]?.value ?? product.slug,
      media: fromShop(mediaOf.get(id))
        .slice(0, 1)
        .map(({ url, alt }) => ({ url, alt })),
      variants: {
        nodes: (variantsOf.get(id) ?? []).slice(0, 2).map((variant) => ({
          sku: variant.sku,
          price: priceOf(variant, pricesOf.get(String(variant.id)) ?? [], day),
          availability: { status: statusOf(levelsOf.get(String(variant.id)) ?? [], incomingOf.get(String(variant.id)) ?? [], pulledAt) },
        })),
      },
    };
  });
  return { data: { products: { nodes, pageInfo: { hasNextPage, endCursor } } } };
}

function groupBy(rows: Row[], column: string): Map<string, Row[]> {
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const key = String(row[column]);
    const group = groups.get(key);
    if (group) group.push(row);
    else groups.set(key, [row]);
  }
  return groups;
}

function fromShop(rows: Row[] = []): Row[] {
  const shops = rows.filter(({ source }) => source === 'shop');
  return shops.length ? shops : rows;
}

function priceOf(variant: Row, rows: Row[], day: string) {
  const least = variant.min_quantity_micros as bigint;
  const wanted = least > ONE ? least : ONE;
  // At each minimum the row that holds today; one with dates goes before one without.
  const tiers = new Map<bigint, Row>();
  for (const row of rows) {
    const from = String(row.valid_from);
    const to = String(row.valid_to);
    if ((from !== '' && from > day) || (to !== '' && day > to)) continue;
    const minimum = row.min_quantity_micros as bigint;
    if (!tiers.has(minimum) || from !== '' || to !== '') tiers.set(minimum, row);
  }
  const sorted = [...tiers].sort(([a], [b]) => (a < b ? -1 : 1));
  const holds = sorted.findLast(([minimum]) => minimum <= wanted);
  if (!holds) return null;
  const gross = (row: Row) => money(grossPrice(row.unit_net_micros as bigint, String(variant.tax_percent)), 'PLN');
  return {
    unitGross: gross(holds[1]),
    tiers: sorted.map(([minimum, row]) => ({ minQuantity: quantity(minimum, String(variant.unit_code)), unitGross: gross(row) })),
  };
}

function statusOf(levels: Row[], incoming: Row[], pulledAt: Map<unknown, number>): string {
  const asOf = Math.min(...levels.map((level) => Math.max(Number(level.as_of), pulledAt.get(level.system_id) ?? 0)));
  if (!levels.length || Date.now() - asOf > STALE_AFTER) return 'UNKNOWN';
  let sum = 0n;
  const owed = new Map<unknown, bigint>();
  for (const level of levels) {
    const free = level.sellable as bigint;
    if (free > 0n) sum += free;
    else owed.set(level.location_id, -free);
  }
  if (sum > LOW) return 'IN_STOCK';
  if (sum > 0n) return 'LOW';
  for (const delivery of incoming) {
    const debt = owed.get(delivery.location_id) ?? 0n;
    const amount = delivery.quantity_micros as bigint;
    if (amount > debt) return 'INCOMING';
    owed.set(delivery.location_id, debt - amount);
  }
  return 'OUT_OF_STOCK';
}

const app = fastify({ forceCloseConnections: true });
app.post<{ Body: { variables: Asked } }>('/', async ({ body, headers }, reply) => {
  if (headers.authorization !== authorization) return reply.code(401).send();
  return reply.header('content-type', 'application/json; charset=utf-8').send(JSON.stringify(await answer(body.variables)));
});
console.log(`hand-written at ${await app.listen({ host: '127.0.0.1', port: 0 })}/`);
