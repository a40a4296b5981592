/** A shop for tests of prices: articles, lists, rows and buyers, told as an ERP tells them. */
import { createSourceEventStream, execute, graphql, parse } from 'graphql';
import type { PriceRecord, PromotionRecord } from '#connectors/connector.ts';
import type { ApplyContext } from '#hub/apply.ts';
import { ONE } from '#hub/money.ts';
import { type PriceContext, quotePrices } from '#hub/pricing.ts';
import type { Viewer } from '#hub/viewer.ts';
import { products, productsAppliers } from '#subgraphs/products/index.ts';
import { CHANNEL, COMPANY, ERP, openGround, SHOP, type TestGround, viewer } from './ground.ts';

export const ZONE = 'Europe/Warsaw';

export function applyContext(ground: TestGround, options: { bulk?: boolean; shop?: boolean } = {}): ApplyContext {
  const system = { companyId: COMPANY, channelId: CHANNEL, zone: ZONE, goLiveAt: null, mode: 'ACTIVE' as const };
  return {
    system: options.shop ? { ...system, id: SHOP, role: 'SHOP' } : { ...system, id: ERP, role: 'ERP' },
    now: ground.now(),
    readStartedAt: ground.now(),
    bulk: options.bulk ?? false,
  };
}

export async function apply(
  ground: TestGround,
  entity: 'categories' | 'products' | 'priceLists' | 'prices' | 'promotions' | 'taxRules' | 'exchangeRates',
  records: unknown[],
  options: { bulk?: boolean; shop?: boolean } = {},
) {
  return ground.db.write(async (trx) => productsAppliers[entity]?.apply(trx, records, applyContext(ground, options)));
}

/** Articles A, B and C (or N0…) with the ids of the same name in the ERP; `categoryOf` are categories by article, 'top/below' for one below another. */
export async function aShop(count = 0, categoryOf: Record<string, string> = {}): Promise<TestGround> {
  const ground = await openGround();
  const names = count ? Array.from({ length: count }, (_, i) => `N${i}`) : ['A', 'B', 'C'];
  const records = names.map((name) => ({
    externalId: name,
    active: true,
    kind: 'SIMPLE',
    title: [{ locale: 'pl', value: `Towar ${name}` }],
    description: [],
    categoryIds: [categoryOf[name]?.split('/').at(-1)].filter((category) => category !== undefined),
    axes: [],
    media: [],
    parameters: [],
    variants: [
      {
        externalId: name,
        sku: name,
        active: true,
        gtins: [],
        options: [],
        parameters: [],
        unitCode: 'PCE',
        salesUnits: [],
        taxPercent: '23',
      },
    ],
  }));
  const categories = [...new Set(Object.values(categoryOf))].flatMap((path) =>
    path
      .split('/')
      .map((id, i, all) => ({ externalId: id, ...(i ? { parentId: all[i - 1] } : {}), name: [{ locale: 'pl', value: id }], active: true })),
  );
  if (categories.length) await apply(ground, 'categories', categories);
  for (let i = 0; i < records.length; i += 50) await apply(ground, 'products', records.slice(i, i + 50));
  return ground;
}

export const aList = (ground: TestGround, code: string, more: { isDefault?: boolean; currency?: string } = {}) =>
  apply(ground, 'priceLists', [
    { externalId: code, code, name: `Cennik ${code}`, currency: 'PLN', isDefault: false, active: true, ...more },
  ]);

export const prices = (ground: TestGround, listId: string, variantId: string, rows: PriceRecord['rows']) =>
  apply(ground, 'prices', [{ listId, variantId, rows }]);

export async function aCustomer(
  ground: TestGround,
  { list, discountPercent, ...more }: { list: string; discountPercent?: string; taxRuleId?: string; taxId?: string },
): Promise<string> {
  const id = `cus_${list}`;
  const priceListId = await idOf(ground, 'priceLists', list);
  await ground.db.write(async (trx) => {
    await trx
      .insertInto('customer')
      .values({
        id,
        companyId: COMPANY,
        kind: 'BUSINESS',
        name: list,
        active: 1,
        groups: '[]',
        priceListId,
        discountPercent: discountPercent ?? null,
        creditUsedMicros: 0n,
        creditOverdueMicros: 0n,
        creditHeldMicros: 0n,
        creditBlocked: 0,
        search: '',
        sortName: '',
        version: 1,
        createdAt: 0,
        updatedAt: 0,
        asOf: 0,
        ...more,
      } as never)
      .execute();
  });
  return id;
}

export async function idOf(ground: TestGround, entity: string, externalId: string): Promise<string> {
  const row = await ground.db.read
    .selectFrom('binding')
    .select('id')
    .where('entity', '=', entity)
    .where('externalId', '=', externalId)
    .executeTakeFirst();
  return row?.id ?? 'none';
}

export const context = (ground: TestGround, more: Partial<PriceContext> = {}): PriceContext => ({
  companyId: COMPANY,
  channelId: CHANNEL,
  date: '2026-03-02',
  now: ground.now(),
  currency: 'PLN',
  ...more,
});

export async function quote(ground: TestGround, lines: [string, number][], more: Partial<PriceContext> = {}) {
  const requests = [];
  for (const [name, quantity] of lines)
    requests.push({ variantId: await idOf(ground, 'variants', name), quantity: BigInt(quantity) * ONE });
  return quotePrices(ground.db.read, requests, context(ground, more));
}

export async function sortPrice(ground: TestGround, name: string): Promise<bigint | null | undefined> {
  const id = await idOf(ground, 'products', name);
  return (await ground.db.read.selectFrom('product').select('sortPriceMicros').where('id', '=', id).executeTakeFirst())?.sortPriceMicros;
}

/** Statements on the database while something runs; look-ups of ids, and the feed that polls beside it, left out. */
export async function statements(ground: TestGround, run: () => Promise<unknown>): Promise<number> {
  let count = 0;
  const executor = ground.db.read.getExecutor();
  const original = executor.executeQuery;
  executor.executeQuery = function counted(query, ...rest) {
    if (!/binding|event/.test(query.sql)) count += 1;
    return original.call(this, query, ...rest) as never;
  };
  try {
    await run();
  } finally {
    executor.executeQuery = original;
  }
  return count;
}

/** A promotion told by the ERP: running, without a code, for everything, unless said otherwise. */
export const promotion = (ground: TestGround, code: string, more: Partial<PromotionRecord>) =>
  apply(ground, 'promotions', [
    { externalId: code, code, title: `Promocja ${code}`, active: true, couponCodes: [], conditions: {}, ...more } satisfies PromotionRecord,
  ]);

/** Answers what a subgraph's own schema answers. */
// biome-ignore lint/suspicious/noExplicitAny: answers of many shapes.
export async function ask(ground: TestGround, source: string, as: Viewer = viewer('storefront')): Promise<any> {
  const contextValue = products.context(ground, { viewer: as, requestId: 'test' });
  const { data, errors } = await graphql({ schema: products.schema, source, contextValue });
  if (errors) throw errors[0];
  return data;
}

/** Listens to a subscription; each message as plain data. */
// biome-ignore lint/suspicious/noExplicitAny: answers of many shapes.
export async function* listen(ground: TestGround, source: string, as: Viewer = viewer('storefront')): AsyncGenerator<any> {
  const contextOf = () => products.context(ground, { viewer: as, requestId: 'test' });
  const stream = await createSourceEventStream({ schema: products.schema, document: parse(source), contextValue: contextOf() });
  if (!(Symbol.asyncIterator in stream)) throw stream.errors?.[0];
  for await (const rootValue of stream) {
    // As the gateway does: each message is executed with what is loaded anew.
    const { data, errors } = await execute({ schema: products.schema, document: parse(source), rootValue, contextValue: contextOf() });
    if (errors) throw errors[0];
    yield JSON.parse(JSON.stringify(data));
  }
}

/** The code of the refusal. */
export async function refusal(ground: TestGround, source: string, as?: Viewer): Promise<unknown> {
  const error = await ask(ground, source, as).then(
    () => undefined,
    (thrown: { extensions?: { code?: unknown } }) => thrown,
  );
  return error?.extensions?.code;
}
