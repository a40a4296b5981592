/** What the suites of stock share: an ERP that tells of it, and questions about it. */
import { graphql } from 'graphql';
import type { Entity, StockRecord } from '#connectors/connector.ts';
import type { ApplyContext } from '#hub/apply.ts';
import { bind } from '#hub/bindings.ts';
import { newId } from '#hub/id.ts';
import { type Micros, ONE } from '#hub/money.ts';
import type { Viewer } from '#hub/viewer.ts';
import { stock, stockAppliers } from '#subgraphs/stock/index.ts';
import { CHANNEL, COMPANY, ERP, type TestGround, viewer } from './ground.ts';

export const pieces = (count: number): Micros => BigInt(count) * ONE;

// biome-ignore lint/suspicious/noExplicitAny: answers are looked at by their shape.
export type Answer = any;

export function contextOf(ground: TestGround, as: Viewer) {
  return stock.context(ground, { viewer: as, requestId: 'r' });
}

export async function ask(ground: TestGround, as: Viewer, source: string, variableValues: Record<string, unknown> = {}): Promise<Answer> {
  const result = await graphql({ schema: stock.schema, source, contextValue: contextOf(ground, as), variableValues });
  if (result.errors) throw result.errors[0];
  return JSON.parse(JSON.stringify(result.data));
}

export const code = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => undefined,
    (error: { extensions?: { code?: string } }) => error.extensions?.code,
  );

export async function aVariant(
  ground: TestGround,
  externalId: string,
  more: { salesUnits?: string; productId?: string } = {},
): Promise<string> {
  const id = newId('variant');
  const row = {
    position: 0,
    active: 1,
    unitCode: 'PCE',
    minQuantityMicros: ONE,
    stepMicros: ONE,
    options: '[]',
    salesUnits: '[]',
    taxPercent: '23',
  };
  await ground.db.write(async (trx) => {
    await trx
      .insertInto('variant')
      .values({
        id,
        productId: newId('product'),
        companyId: COMPANY,
        sku: externalId,
        systemId: ERP,
        version: 1,
        updatedAt: 0,
        asOf: 0,
        ...row,
        ...more,
      })
      .execute();
    await bind(trx, ERP, 'variants', [{ externalId, id }], 0);
  });
  return id;
}

export function applyContext(ground: TestGround, more: Partial<ApplyContext> = {}, systemId = ERP): ApplyContext {
  const role = systemId === ERP ? ('ERP' as const) : ('SHOP' as const);
  const system = {
    id: systemId,
    companyId: COMPANY,
    channelId: CHANNEL,
    role,
    zone: 'Europe/Warsaw',
    goLiveAt: null,
    mode: 'ACTIVE' as const,
  };
  return { system, now: ground.now(), readStartedAt: ground.now(), bulk: false, ...more };
}

export function told(ground: TestGround, entity: Entity, records: unknown[], more: Partial<ApplyContext> = {}, systemId = ERP) {
  return ground.db.write(async (trx) => stockAppliers[entity]?.apply(trx, records, applyContext(ground, more, systemId)));
}

export function swept(ground: TestGround, entity: Entity, sweepStartedAt: number) {
  return ground.db.write(async (trx) => stockAppliers[entity]?.retire?.(trx, { ...applyContext(ground), sweepStartedAt }));
}

/** Two warehouses, W1 and W2, and a pickup point P. */
export async function places(ground: TestGround): Promise<void> {
  await told(ground, 'locations', [
    { externalId: 'w2', code: 'W2', name: 'Magazyn 2', kind: 'WAREHOUSE', active: true },
    {
      externalId: 'w1',
      code: 'W1',
      name: 'Magazyn 1',
      kind: 'WAREHOUSE',
      active: true,
      address: { line1: 'Prosta 1', city: 'Łódź', country: 'PL' },
    },
    { externalId: 'p', code: 'P', name: 'Punkt odbioru', kind: 'PICKUP_POINT', active: true },
  ]);
}

export const level = (variantId: string, onHand: number, more: Partial<StockRecord> & { reserved?: Micros } = {}): StockRecord => ({
  variantId,
  locationId: 'w1',
  onHand: pieces(onHand),
  reserved: 0n,
  ...more,
});

export const staff = viewer('staff');
export const storefront = viewer('storefront');

export async function events(ground: TestGround, topic: string): Promise<Answer[]> {
  const rows = await ground.db.read.selectFrom('event').selectAll().where('topic', '=', topic).orderBy('position').execute();
  return rows.map((row) => JSON.parse(row.payload));
}

export const AVAILABILITY = `query ($id: ID!, $for: AvailabilityContext) { _entities(representations: [{ __typename: "Variant", id: $id }]) { ... on Variant {
  availability(for: $for) { status sellable { value unitCode } sellableCapped restockOn promise { quantity { value } availableOn source location { code } } provenance { asOf servedFrom } }
  pickup(for: $for) { location { code } status sellable { value } readyOn }
} } }`;

export async function availabilityOf(
  ground: TestGround,
  id: string,
  asked: Record<string, unknown> = {},
  as: Viewer = staff,
): Promise<Answer> {
  const answer = await ask(ground, as, AVAILABILITY, { id, for: asked });
  return { ...answer._entities[0].availability, pickup: answer._entities[0].pickup };
}
