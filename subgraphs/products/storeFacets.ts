/** Values to narrow a list by. Each facet is counted as if its own condition were off, so that a second value can be chosen. */
import { sql } from 'kysely';
import { channelLocations } from '#hub/channelLocations.ts';
import type { Db } from '#hub/database.ts';
import { formatMicros, formatQuantity } from '#hub/money.ts';
import type { FacetRow, LocalLabel } from './mappers.ts';
import { type Conditions, conditionsOf, type ProductExpressions, parameterShown, type Search, sellableNow } from './search.ts';
import { findTexts } from './store.ts';
import { findPriceColumn } from './storeSortPrices.ts';
import { displayOf, servedText } from './texts.ts';

type Values = FacetRow['values'];
type Except = keyof Conditions | { parameter: string };

const VALUES = 50;
/** Codes of parameters that get a facet when all are asked for. */
const PARAMETERS = 20;

const fixed = {
  CATEGORY: { labels: label('Kategoria', 'Category'), read: categoryFacet },
  BRAND: { labels: label('Marka', 'Brand'), read: brandFacet },
  PRICE: { labels: label('Cena', 'Price'), read: priceFacet },
  AVAILABILITY: { labels: label('Dostępność', 'Availability'), read: availabilityFacet },
} as const;

type Found = Pick<FacetRow, 'values'> & Partial<Pick<FacetRow, 'min' | 'max'>>;

/** Facets with at least one value; unknown codes are left out. */
export async function readFacets(
  db: Db,
  search: Search,
  codes: readonly string[] | undefined,
  languages: readonly string[],
): Promise<FacetRow[]> {
  const facets: FacetRow[] = [];
  for (const [code, { labels, read }] of Object.entries(fixed) as [keyof typeof fixed, (typeof fixed)[keyof typeof fixed]][]) {
    if (codes && !codes.includes(code)) continue;
    const found = await read(db, search, languages);
    if (found.values.length || found.min != null) facets.push({ code, kind: code, labels, min: null, max: null, ...found });
  }
  return [...facets, ...(await parameterFacets(db, search, codes, languages))];
}

const only = (search: Search, except?: Except) => (eb: ProductExpressions) => eb.and(conditionsOf(eb, search, except));

async function brandFacet(db: Db, search: Search): Promise<Found> {
  const rows = await db
    .selectFrom('product')
    .select((eb) => ['product.brand', eb.fn.countAll<number>().as('products')])
    .where(only(search, 'brands'))
    .where('product.brand', 'is not', null)
    .groupBy('product.brand')
    .orderBy('products', 'desc')
    .orderBy('product.brand')
    .limit(VALUES)
    .execute();
  const selected = new Set(search.conditions.brands);
  return { values: rows.map(({ brand, products }) => value(brand ?? '', brand ?? '', products, selected)) };
}

/** A category counts what stands below it, too; a product that stands in several places below counts once. */
async function categoryFacet(db: Db, search: Search, languages: readonly string[]): Promise<Found> {
  const { sight } = search;
  const tree = await db.selectFrom('category').select(['id', 'parentId', 'active']).where('companyId', '=', sight.companyId).execute();
  const parents = new Map(tree.map(({ id, parentId }) => [id, parentId]));
  const counts = new Map<string, number>();
  for (const { places, products } of await countPlaces(db, search)) {
    const above = new Set<string>();
    for (const place of places)
      for (let id: string | null | undefined = place; id != null && parents.has(id) && !above.has(id); id = parents.get(id)) above.add(id);
    for (const id of above) counts.set(id, (counts.get(id) ?? 0) + products);
  }
  const shown = new Set(tree.filter((category) => sight.all || category.active === 1).map(({ id }) => id));
  const most = [...counts]
    .filter(([id]) => shown.has(id))
    .sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1))
    .slice(0, VALUES);
  const texts = Map.groupBy(
    most.length
      ? await findTexts(
          db,
          most.map(([id]) => id),
        )
      : [],
    (text) => text.entityId,
  );
  return {
    values: most.map(([id, products]) =>
      value(id, servedText(texts.get(id) ?? [], 'name', languages) ?? id, products, search.selectedCategories),
    ),
  };
}

/** How many products stand in exactly these places. Those in one or two are counted by the database, the few others come one by one. */
async function countPlaces(db: Db, search: Search): Promise<{ places: string[]; products: number }[]> {
  const placed = db
    .selectFrom('productCategory')
    .select((eb) => [
      'productCategory.productId',
      eb.fn.min('productCategory.categoryId').as('low'),
      eb.fn.max('productCategory.categoryId').as('high'),
      eb.fn.countAll<number>().as('places'),
    ])
    .where('productCategory.productId', 'in', (eb) => eb.selectFrom('product').select('product.id').where(only(search, 'categoryIds')))
    .groupBy('productCategory.productId');
  const few = await db
    .selectFrom(placed.as('placed'))
    .select((eb) => ['low', 'high', eb.fn.countAll<number>().as('products')])
    .where('places', '<=', 2)
    .groupBy(['low', 'high'])
    .execute();
  const many = await db
    .selectFrom('productCategory')
    .innerJoin(placed.as('placed'), 'placed.productId', 'productCategory.productId')
    .select(['productCategory.productId', 'productCategory.categoryId'])
    .where('placed.places', '>', 2)
    .execute();
  const others = Map.groupBy(many, (row) => row.productId).values();
  return [
    ...few.map(({ low, high, products }) => ({ places: [low, high], products: Number(products) })),
    ...[...others].map((rows) => ({ places: rows.map((row) => row.categoryId), products: 1 })),
  ];
}

async function priceFacet(db: Db, search: Search): Promise<Found> {
  const price = await findPriceColumn(db, search.sight.companyId, search.channelId);
  const row = await db
    .selectFrom('product')
    .select([sql<bigint | null>`min(${price})`.as('lowMicros'), sql<bigint | null>`max(${price})`.as('highMicros')])
    .where(only(search, 'price'))
    .executeTakeFirstOrThrow();
  return {
    values: [],
    min: row.lowMicros === null ? null : formatMicros(row.lowMicros),
    max: row.highMicros === null ? null : formatMicros(row.highMicros),
  };
}

async function availabilityFacet(db: Db, search: Search, languages: readonly string[]): Promise<Found> {
  const places = await channelLocations(db, search.channelId);
  const row = await db
    .selectFrom('product')
    .select((eb) => [
      eb.fn.countAll<number>().as('products'),
      sql<number>`coalesce(sum(case when ${sellableNow(eb, places)} then 1 else 0 end), 0)`.as('sellable'),
    ])
    .where(only(search, 'availability'))
    .executeTakeFirstOrThrow();
  const selected = search.conditions.availability ?? new Set<string>();
  const polish = languages[0]?.startsWith('pl') ?? true;
  const sellable = Number(row.sellable);
  const values = [
    value('IN_STOCK', polish ? 'Dostępne' : 'In stock', sellable, selected),
    value('OUT_OF_STOCK', polish ? 'Niedostępne' : 'Out of stock', row.products - sellable, selected),
  ];
  return { values: values.filter(({ count, selected }) => count > 0 || selected) };
}

interface ParameterCount {
  code: string;
  kind: string;
  value: string;
  display: string;
  label: string;
  products: number;
  lowMicros: bigint | null;
  highMicros: bigint | null;
}

async function parameterFacets(
  db: Db,
  search: Search,
  codes: readonly string[] | undefined,
  languages: readonly string[],
): Promise<FacetRow[]> {
  const all = !codes || codes.includes('PARAMETER');
  const named = codes?.filter((code) => !(code in fixed) && code !== 'PARAMETER') ?? [];
  if (!all && !named.length) return [];
  const chosen = new Set(search.conditions.parameters?.map(({ code }) => code));
  const rows = await countParameters(db, search, all ? undefined : named);
  const byCode = Map.groupBy(rows, (row) => row.code);
  // What is chosen is counted again without its own condition.
  for (const code of chosen) {
    if (!all && !named.includes(code)) continue;
    byCode.set(code, await countParameters(db, search, [code], { parameter: code }));
  }
  const facets = [...byCode].filter(([, of]) => of.length).map(([code, of]) => parameterFacet(code, of, search, languages));
  const total = (facet: FacetRow) => facet.values.reduce((sum, { count }) => sum + count, 0);
  return facets.sort((a, b) => total(b) - total(a) || (a.code < b.code ? -1 : 1)).slice(0, PARAMETERS);
}

async function countParameters(db: Db, search: Search, codes: readonly string[] | undefined, except?: Except): Promise<ParameterCount[]> {
  let query = db
    .selectFrom('parameter')
    .select((eb) => [
      'parameter.code',
      'parameter.kind',
      'parameter.value',
      eb.fn.min<string>('parameter.display').as('display'),
      eb.fn.min<string>('parameter.label').as('label'),
      eb.fn.count<number>('parameter.productId').distinct().as('products'),
      eb.fn.min<bigint | null>('parameter.numberMicros').as('lowMicros'),
      eb.fn.max<bigint | null>('parameter.numberMicros').as('highMicros'),
    ])
    .where('parameter.productId', 'in', (eb) => eb.selectFrom('product').select('product.id').where(only(search, except)))
    .groupBy(['parameter.code', 'parameter.kind', 'parameter.value'])
    .orderBy('products', 'desc')
    .orderBy('parameter.value')
    .limit(5_000);
  if (codes) query = query.where('parameter.code', 'in', codes);
  if (!search.sight.all) query = query.where(() => parameterShown);
  return query.execute();
}

function parameterFacet(code: string, rows: ParameterCount[], search: Search, languages: readonly string[]): FacetRow {
  const wanted = search.conditions.parameters?.find((parameter) => parameter.code === code);
  const selected = new Set(wanted?.anyOf);
  const lows = rows.flatMap((row) => row.lowMicros ?? []);
  const highs = rows.flatMap((row) => row.highMicros ?? []);
  const low = lows.reduce<bigint | undefined>((least, x) => (least === undefined || x < least ? x : least), undefined);
  const high = highs.reduce<bigint | undefined>((most, x) => (most === undefined || x > most ? x : most), undefined);
  return {
    code,
    kind: 'PARAMETER',
    labels: JSON.parse(rows[0]?.label ?? '[]') as LocalLabel[],
    values: rows.slice(0, VALUES).map((row) => value(row.value, displayOf(row, languages), row.products, selected)),
    min: low === undefined ? null : formatQuantity(low),
    max: high === undefined ? null : formatQuantity(high),
  };
}

const value = (name: string, text: string, count: number, selected: ReadonlySet<string>): Values[number] => ({
  value: name,
  label: text,
  count: Number(count),
  selected: selected.has(name),
});

function label(pl: string, en: string): LocalLabel[] {
  return [
    { locale: 'pl', value: pl },
    { locale: 'en', value: en },
  ];
}
