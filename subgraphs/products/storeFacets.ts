/** Values to narrow a list by. Each facet is counted as if its own condition were off, so that a second value can be chosen. */
import { sql } from 'kysely';
import type { Db } from '#hub/database.ts';
import { formatMicros, formatQuantity } from '#hub/money.ts';
import type { FacetRow, LocalLabel } from './mappers.ts';
import { type Conditions, conditionsOf, type ProductExpressions, type Search, sellableNow } from './search.ts';
import { findTexts } from './store.ts';
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

/** A category counts what stands below it, too: counted by product and category, then added up along the tree. */
async function categoryFacet(db: Db, search: Search, languages: readonly string[]): Promise<Found> {
  const { sight } = search;
  let tree = db.selectFrom('category').select(['id', 'parentId']).where('companyId', '=', sight.companyId);
  if (!sight.all) tree = tree.where('active', '=', 1);
  const rows = await db
    .withRecursive('above(root, id)', (cte) =>
      cte
        .selectFrom('category')
        .select(['category.id as root', 'category.id as id'])
        .where('category.companyId', '=', sight.companyId)
        .union(
          cte
            .selectFrom('above')
            .innerJoin('category', 'category.id', 'above.id')
            .select(['above.root as root', sql<string>`category.parent_id`.as('id')])
            .where('category.parentId', 'is not', null),
        ),
    )
    .selectFrom('above')
    .innerJoin('productCategory', 'productCategory.categoryId', 'above.root')
    .innerJoin(tree.as('shown'), 'shown.id', 'above.id')
    .select((eb) => ['above.id', eb.fn.count<number>('productCategory.productId').distinct().as('products')])
    .where('productCategory.productId', 'in', (eb) => eb.selectFrom('product').select('product.id').where(only(search, 'categoryIds')))
    .groupBy('above.id')
    .orderBy('products', 'desc')
    .orderBy('above.id')
    .limit(VALUES)
    .execute();
  const texts = rows.length
    ? await findTexts(
        db,
        rows.map((row) => row.id),
      )
    : [];
  return {
    values: rows.map(({ id, products }) => {
      const name = servedText(
        texts.filter((text) => text.entityId === id),
        'name',
        languages,
      );
      return value(id, name ?? id, products, search.selectedCategories);
    }),
  };
}

async function priceFacet(db: Db, search: Search): Promise<Found> {
  const row = await db
    .selectFrom('product')
    .select((eb) => [
      eb.fn.min<bigint | null>('product.sortPriceMicros').as('lowMicros'),
      eb.fn.max<bigint | null>('product.sortPriceMicros').as('highMicros'),
    ])
    .where(only(search, 'price'))
    .executeTakeFirstOrThrow();
  return {
    values: [],
    min: row.lowMicros === null ? null : formatMicros(row.lowMicros),
    max: row.highMicros === null ? null : formatMicros(row.highMicros),
  };
}

async function availabilityFacet(db: Db, search: Search, languages: readonly string[]): Promise<Found> {
  const row = await db
    .selectFrom('product')
    .select((eb) => [
      eb.fn.countAll<number>().as('products'),
      sql<number>`coalesce(sum(case when ${sellableNow(eb)} then 1 else 0 end), 0)`.as('sellable'),
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
  if (!search.sight.all)
    query = query.where('parameter.ownerId', 'not in', (eb) =>
      eb.selectFrom('variant').select('variant.id').where('variant.active', '=', 0),
    );
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
