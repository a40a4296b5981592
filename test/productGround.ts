/** What the suites of the catalogue share: records of an ERP and a shop, told to the hub, and questions about them. */
import { graphql } from 'graphql';
import type { CategoryRecord, Entity, ParameterRecord, ProductRecord, VariantRecord } from '#connectors/connector.ts';
import type { ApplyContext } from '#hub/apply.ts';
import { micros, ONE } from '#hub/money.ts';
import { notePublished, productPublication } from '#hub/publication.ts';
import type { Viewer } from '#hub/viewer.ts';
import { products, productsAppliers } from '#subgraphs/products/index.ts';
import { CHANNEL, COMPANY, ERP, SHOP, type TestGround, viewer } from './ground.ts';

export const DAY = 86_400_000;
export interface ProductWishes {
  title?: string;
  titles?: Record<string, string>;
  description?: string;
  brand?: string;
  sku?: string;
  active?: boolean;
  media?: string[];
  categories?: string[];
  parameters?: ParameterRecord[];
  variants?: VariantRecord[];
}

export function aProduct(externalId: string, wishes: ProductWishes = {}): ProductRecord {
  return {
    externalId,
    active: wishes.active ?? true,
    kind: 'SIMPLE',
    ...(wishes.brand ? { brand: wishes.brand } : {}),
    title: Object.entries(wishes.titles ?? { pl: wishes.title ?? externalId }).map(([locale, value]) => ({ locale, value })),
    description: wishes.description ? [{ locale: 'pl', value: wishes.description }] : [],
    categoryIds: wishes.categories ?? [],
    axes: [],
    media: (wishes.media ?? []).map((name) => ({ url: `https://erp.example/${name}`, contentHash: name })),
    parameters: wishes.parameters ?? [],
    variants: wishes.variants ?? [aVariant(wishes.sku ?? externalId)],
  };
}

export function aVariant(sku: string, more: Partial<VariantRecord> = {}): VariantRecord {
  return {
    externalId: sku,
    sku,
    active: true,
    gtins: [],
    options: [],
    parameters: [],
    unitCode: 'PCE',
    salesUnits: [],
    taxPercent: '23',
    ...more,
  };
}

export function aShopPage(
  externalId: string,
  sku: string,
  more: { title?: string; description?: string; media?: string[]; slug?: string } = {},
): ProductRecord {
  return {
    ...aProduct(externalId, { title: more.title ?? sku, ...(more.description ? { description: more.description } : {}) }),
    ...(more.slug ? { slug: more.slug } : {}),
    media: (more.media ?? []).map((name) => ({ url: `https://shop.example/${name}`, contentHash: `shop-${name}` })),
    variants: [aVariant(sku, { externalId: `${externalId}-${sku}` })],
  };
}

export const aCategory = (externalId: string, name: string, parentId?: string, active = true): CategoryRecord => ({
  externalId,
  ...(parentId ? { parentId } : {}),
  name: [{ locale: 'pl', value: name }],
  active,
});

export const label = (code: string) => ({ code, label: [{ locale: 'pl', value: code }] });
export const text = (code: string, value: string): ParameterRecord => ({ ...label(code), value: { kind: 'TEXT', text: value } });
export const number = (code: string, value: string, unitCode?: string): ParameterRecord => ({
  ...label(code),
  value: { kind: 'NUMBER', number: value, ...(unitCode ? { unitCode } : {}) },
});
export const flag = (code: string, value: boolean): ParameterRecord => ({ ...label(code), value: { kind: 'BOOLEAN', flag: value } });
export const choice = (code: string, value: string, name: string): ParameterRecord => ({
  ...label(code),
  value: { kind: 'CHOICE', code: value, label: name },
});

export function context(ground: TestGround, options: { bulk?: boolean; shop?: boolean } = {}): ApplyContext {
  const system = { companyId: COMPANY, channelId: CHANNEL, zone: 'Europe/Warsaw', goLiveAt: null, mode: 'ACTIVE' as const };
  return {
    system: options.shop ? { ...system, id: SHOP, role: 'SHOP' } : { ...system, id: ERP, role: 'ERP' },
    now: ground.now(),
    readStartedAt: ground.now(),
    bulk: options.bulk ?? false,
  };
}

export const apply = (ground: TestGround, entity: Entity, records: unknown[], options: { bulk?: boolean; shop?: boolean } = {}) =>
  ground.db.write(async (trx) => productsAppliers[entity]?.apply(trx, records, context(ground, options)));

export const erp = (ground: TestGround, records: ProductRecord[], options: { bulk?: boolean } = {}) =>
  apply(ground, 'products', records, options);
export const shop = (ground: TestGround, records: ProductRecord[]) => apply(ground, 'products', records, { shop: true });
export const categories = (ground: TestGround, records: CategoryRecord[]) => apply(ground, 'categories', records);

export async function prices(ground: TestGround, of: Record<string, string>, list = 'retail') {
  await apply(ground, 'priceLists', [
    { externalId: list, code: list, name: list, currency: 'PLN', isDefault: list === 'retail', active: true },
  ]);
  await apply(
    ground,
    'prices',
    Object.entries(of).map(([variantId, unitNet]) => ({ listId: list, variantId, rows: [{ minQuantity: ONE, unitNet: micros(unitNet) }] })),
  );
}

export const retire = (ground: TestGround, entity: Entity, sweepStartedAt: number, options: { shop?: boolean } = {}) =>
  ground.db.write(async (trx) => productsAppliers[entity]?.retire?.(trx, { ...context(ground, options), sweepStartedAt }));

export async function stock(ground: TestGround, sku: string, level: { onHand: string; reserved?: string; kind?: string }) {
  const variantId = await boundId(ground, 'variants', sku);
  await ground.db.write(async (trx) => {
    const locationId = `loc_${sku}`;
    await trx
      .insertInto('location')
      .values({
        id: locationId,
        companyId: COMPANY,
        code: sku,
        name: sku,
        kind: level.kind ?? 'WAREHOUSE',
        active: 1,
        address: null,
        systemId: ERP,
        updatedAt: 0,
      })
      .execute();
    await trx
      .insertInto('stockLevel')
      .values({
        id: `lvl_${sku}`,
        variantId,
        locationId,
        onHandMicros: micros(level.onHand),
        reservedInErpMicros: micros(level.reserved ?? '0'),
        reservedInHubMicros: 0n,
        safetyBufferMicros: 0n,
        minimumMicros: null,
        maximumMicros: null,
        systemId: ERP,
        version: 1,
        changedAt: ground.now(),
        asOf: ground.now(),
      })
      .execute();
  });
}

export async function aCustomer(ground: TestGround, id: string) {
  await ground.db.write((trx) =>
    trx
      .insertInto('customer')
      .values({
        id,
        companyId: COMPANY,
        kind: 'BUSINESS',
        name: id,
        active: 1,
        groups: '[]',
        creditUsedMicros: 0n,
        creditOverdueMicros: 0n,
        creditHeldMicros: 0n,
        creditBlocked: 1,
        search: '',
        sortName: '',
        version: 1,
        createdAt: 0,
        updatedAt: 0,
        asOf: 0,
      } as never)
      .execute(),
  );
}

export async function boundId(ground: TestGround, entity: string, externalId: string): Promise<string> {
  const row = await ground.db.read
    .selectFrom('binding')
    .select('id')
    .where('systemId', '=', ERP)
    .where('entity', '=', entity)
    .where('externalId', '=', externalId)
    .executeTakeFirstOrThrow();
  return row.id;
}
export const productId = (ground: TestGround, externalId: string) => boundId(ground, 'products', externalId);

export const push = async (ground: TestGround, externalId: string) =>
  productPublication(ground.db.read, SHOP, await productId(ground, externalId), ground.now());

/** What the delivery worker does: the shop answers with numbers made of its own and the SKU. */
export async function publish(ground: TestGround, externalId: string, shopId: string) {
  const told = await push(ground, externalId);
  if (!told) throw new Error('nothing to publish');
  const ack = { externalId: shopId, variants: told.variants.map(({ sku }) => ({ sku, externalId: `${shopId}-${sku}` })) };
  const id = await productId(ground, externalId);
  await ground.db.write((trx) => notePublished(trx, SHOP, id, told, ack, ground.now()));
}

// biome-ignore lint/suspicious/noExplicitAny: answers are looked at by the test that asked.
export type Answer = any;

export async function run(ground: TestGround, source: string, variables: Record<string, unknown>, as: Viewer) {
  const contextValue = products.context(ground, { viewer: as, requestId: 'test' });
  return graphql({ schema: products.schema, source, variableValues: variables, contextValue });
}

export async function ask(
  ground: TestGround,
  source: string,
  variables: Record<string, unknown> = {},
  as: Viewer = viewer('storefront'),
): Promise<Answer> {
  const { data, errors } = await run(ground, source, variables, as);
  if (errors?.[0]) throw errors[0].originalError ?? errors[0];
  return JSON.parse(JSON.stringify(data));
}

export async function refusal(ground: TestGround, source: string, as: Viewer = viewer('storefront')): Promise<unknown> {
  const { errors } = await run(ground, source, {}, as);
  return errors?.[0]?.extensions.code;
}

export const titles = (data: Answer): string[] => data.products.nodes.map((node: { title: string }) => node.title);

/** Titles of what a search finds. */
export async function found(ground: TestGround, search: string): Promise<string[]> {
  return titles(await ask(ground, 'query($search: String) { products(search: $search) { nodes { title } } }', { search }));
}

export async function events(ground: TestGround): Promise<unknown[]> {
  const rows = await ground.db.read.selectFrom('event').select('payload').where('topic', '=', 'product').orderBy('position').execute();
  return rows.map((row) => JSON.parse(row.payload));
}

export async function deliveries(ground: TestGround): Promise<string[]> {
  return (await ground.db.read.selectFrom('delivery').select('kind').execute()).map((row) => row.kind);
}
