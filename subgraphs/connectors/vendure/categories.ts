/** Collections of the shop. One that the hub makes is filled by a facet value of the hub's own, so nobody sorts products by hand. */
import { z } from 'zod';
import type { CategoryPush, CategoryRecord, Page } from '../connector.ts';
import type { Shop } from './shop.ts';
import { given, id, localTexts, toLanguage } from './values.ts';

/** Facet whose values are the hub's categories. Its values are never shown as parameters. */
export const categoryFacet = 'splot-category';

const operation = z.object({ code: z.string(), args: z.array(z.object({ name: z.string(), value: z.string() })) });
const collection = z.object({
  id,
  slug: z.string(),
  parentId: id,
  isPrivate: z.boolean(),
  translations: z.array(z.object({ languageCode: z.string(), name: z.string(), slug: z.string() })),
  filters: z.array(operation),
});
type Collection = z.infer<typeof collection>;
const list = z.object({ collections: z.object({ totalItems: z.number(), items: z.array(collection) }) });
const fields = 'id slug parentId isPrivate translations { languageCode name slug } filters { code args { name value } }';
const pageSize = 500;

/** A shop has tens of them: every pull reads them all. */
export function pullCategories(shop: Shop) {
  return async function* (_cursor: string | null, signal: AbortSignal): AsyncGenerator<Page<CategoryRecord>> {
    const readStartedAt = shop.now();
    const items = await readCollections(shop, {}, signal);
    const known = new Set(items.map((item) => item.id));
    const records = items.map((item) => ({
      externalId: item.id,
      // The root is not in the list.
      ...given('parentId', known.has(item.parentId) ? item.parentId : undefined),
      name: localTexts(item.translations, (translation) => translation.name),
      slug: item.slug,
      active: !item.isPrivate,
    }));
    yield { records, cursor: String(readStartedAt), readStartedAt, total: records.length };
  };
}

async function readCollections(shop: Shop, filter: Record<string, unknown>, signal: AbortSignal): Promise<Collection[]> {
  const items: Collection[] = [];
  for (;;) {
    const { collections } = await shop.admin.ask(
      `query ($o: CollectionListOptions) { collections(options: $o) { totalItems items { ${fields} } } }`,
      { o: { take: pageSize, skip: items.length, sort: { id: 'ASC' }, filter } },
      list,
      signal,
    );
    items.push(...collections.items);
    if (collections.items.length < pageSize) return items;
  }
}

/** Upserts by binding, then by the hub's key, then by slug: a shop that already shows this category keeps its own collection. */
export async function pushCategory(shop: Shop, push: CategoryPush, signal: AbortSignal): Promise<{ externalId: string }> {
  const value = await ensureFacetValue(shop, push, signal);
  const there = await findCollection(shop, push, signal);
  const { language, languages } = await shop.channel(signal);
  const names = push.name.filter((name) => languages.includes(toLanguage(name.locale)));
  const fallback = names[0]?.value ?? push.name[0]?.value ?? push.slug;
  const texts = names.some((name) => toLanguage(name.locale) === language) ? names : [...names, { locale: language, value: fallback }];
  const filter = facetFilter(value);
  if (!there) {
    const has = await shop.has(signal);
    const input = {
      isPrivate: !push.active,
      ...given('parentId', push.parentExternalId),
      filters: [filter],
      inheritFilters: false,
      translations: texts.map(({ locale, value: name }) => {
        const languageCode = toLanguage(locale);
        return { languageCode, name, slug: languageCode === language ? push.slug : `${push.slug}-${languageCode}`, description: '' };
      }),
      ...(has.collectionKey ? { customFields: { erpId: push.hubId } } : {}),
    };
    const { createCollection } = await shop.admin.ask(
      'mutation ($i: CreateCollectionInput!) { createCollection(input: $i) { id } }',
      { i: input },
      z.object({ createCollection: z.object({ id }) }),
      signal,
    );
    return { externalId: createCollection.id };
  }
  const change = {
    ...(there.isPrivate === push.active ? { isPrivate: !push.active } : {}),
    ...(filtersOf(there).includes(value) ? {} : { filters: [...there.filters.map(asInput), facetFilter(value, there.filters.length > 0)] }),
    ...translationChange(there, texts),
  };
  if (Object.keys(change).length > 0) {
    await shop.admin.ask(
      'mutation ($i: UpdateCollectionInput!) { updateCollection(input: $i) { id } }',
      { i: { id: there.id, ...change } },
      z.unknown(),
      signal,
    );
  }
  if (push.parentExternalId !== undefined && push.parentExternalId !== there.parentId) {
    await shop.admin.ask(
      'mutation ($i: MoveCollectionInput!) { moveCollection(input: $i) { id } }',
      { i: { collectionId: there.id, parentId: push.parentExternalId, index: 0 } },
      z.unknown(),
      signal,
    );
  }
  return { externalId: there.id };
}

function translationChange(there: Collection, texts: { locale: string; value: string }[]) {
  const changed = texts.filter(({ locale, value }) => {
    const now = there.translations.find((translation) => translation.languageCode === toLanguage(locale));
    return now !== undefined && now.name !== value;
  });
  return changed.length > 0
    ? { translations: changed.map(({ locale, value }) => ({ languageCode: toLanguage(locale), name: value })) }
    : {};
}

async function findCollection(shop: Shop, push: CategoryPush, signal: AbortSignal): Promise<Collection | undefined> {
  const has = await shop.has(signal);
  const ways = [
    ...(push.externalId === undefined ? [] : [{ id: { eq: push.externalId } }]),
    ...(has.collectionKey ? [{ erpId: { eq: push.hubId } }] : []),
    { slug: { eq: push.slug } },
  ];
  for (const filter of ways) {
    const [found] = await readCollections(shop, filter, signal);
    if (found) return found;
  }
  return undefined;
}

/** Facet values that fill these collections. */
export async function facetValuesOf(shop: Shop, collectionIds: string[], signal: AbortSignal): Promise<string[]> {
  if (collectionIds.length === 0) return [];
  const items = await readCollections(shop, { id: { in: collectionIds } }, signal);
  return [...new Set(items.flatMap(filtersOf))];
}

/** Values the shop's own facet filters and ours name; the last one is ours where there is one. */
function filtersOf(item: Collection): string[] {
  return item.filters
    .filter((filter) => filter.code === 'facet-value-filter')
    .flatMap((filter) => {
      const named = filter.args.find((arg) => arg.name === 'facetValueIds')?.value ?? '[]';
      return z.array(z.coerce.string()).parse(JSON.parse(named));
    })
    .slice(-1);
}

const asInput = (filter: z.infer<typeof operation>) => ({ code: filter.code, arguments: filter.args });

function facetFilter(valueId: string, besides = false) {
  const args: Record<string, string> = { facetValueIds: JSON.stringify([valueId]), containsAny: 'true', combineWithAnd: String(!besides) };
  return { code: 'facet-value-filter', arguments: Object.entries(args).map(([name, value]) => ({ name, value })) };
}

const facetAnswer = z.object({ facets: z.object({ items: z.array(z.object({ id })) }) });
const valueAnswer = z.object({ facetValues: z.object({ items: z.array(z.object({ id, code: z.string() })) }) });

async function ensureFacetValue(shop: Shop, push: CategoryPush, signal: AbortSignal): Promise<string> {
  const { language } = await shop.channel(signal);
  const { admin } = shop;
  const { facets } = await admin.ask(
    'query ($c: String!) { facets(options: { filter: { code: { eq: $c } } }) { items { id } } }',
    { c: categoryFacet },
    facetAnswer,
    signal,
  );
  const facetId =
    facets.items[0]?.id ??
    (
      await admin.ask(
        'mutation ($i: CreateFacetInput!) { createFacet(input: $i) { id } }',
        { i: { code: categoryFacet, isPrivate: true, translations: [{ languageCode: language, name: categoryFacet }] } },
        z.object({ createFacet: z.object({ id }) }),
        signal,
      )
    ).createFacet.id;
  const code = push.hubId.toLowerCase();
  const { facetValues } = await admin.ask(
    'query ($c: String!, $f: String!) { facetValues(options: { filter: { code: { eq: $c }, facetId: { eq: $f } } }) { items { id code } } }',
    { c: code, f: facetId },
    valueAnswer,
    signal,
  );
  const [found] = facetValues.items;
  if (found) return found.id;
  const { createFacetValue } = await admin.ask(
    'mutation ($i: CreateFacetValueInput!) { createFacetValue(input: $i) { id } }',
    { i: { facetId, code, translations: [{ languageCode: language, name: push.name[0]?.value ?? push.slug }] } },
    z.object({ createFacetValue: z.object({ id }) }),
    signal,
  );
  return createFacetValue.id;
}
