/** A company that sells: its methods, a way to ask the orders subgraph, and an ERP that answers as it is told. For tests of writes. */
import { graphql } from 'graphql';
import { expect, onTestFinished } from 'vitest';
import type { Connected, Entity } from '#connectors/connector.ts';
import type { ApplyContext } from '#hub/apply.ts';
import { bind } from '#hub/bindings.ts';
import { newId } from '#hub/id.ts';
import { setUpOwners } from '#hub/setup.ts';
import { findSystem, moveSystem } from '#hub/systems.ts';
import type { Viewer } from '#hub/viewer.ts';
import { startWorker } from '#hub/worker.ts';
import { appliers, handlers } from '#subgraphs/index.ts';
import { orders } from '#subgraphs/orders/index.ts';
import { CHANNEL, COMPANY, ERP, openGround, type TestGround } from './ground.ts';

// biome-ignore lint/suspicious/noExplicitAny: a test reads whatever it asked for.
export type Data = any;

/** The whole answer, errors and all. */
export async function answer(ground: TestGround, who: Viewer, source: string, variableValues: Record<string, unknown> = {}): Promise<Data> {
  const contextValue = orders.context(ground, { viewer: who, requestId: 'test' });
  const result = await graphql({ schema: orders.schema, source, variableValues, contextValue });
  return JSON.parse(JSON.stringify(result));
}

/** The data; fails on errors. */
export async function ask(ground: TestGround, who: Viewer, source: string, variables: Record<string, unknown> = {}): Promise<Data> {
  const { data, errors } = await answer(ground, who, source, variables);
  expect(errors).toBeUndefined();
  return data;
}

/** The company with its delivery and payment methods, on top of what every ground has. */
export async function openCompany(now?: number): Promise<TestGround> {
  const ground = await openGround(now === undefined ? {} : { now });
  const company = {
    code: 'main',
    name: 'Splot Demo sp. z o.o.',
    country: 'PL',
    currency: 'PLN',
    zone: 'Europe/Warsaw',
    loyalty: { perPoint: '10', worth: '0.10', days: 365 },
  };
  const channel = { code: 'online', companyCode: 'main', name: 'Sklep', currency: 'PLN', languages: ['pl'], pricesIncludeTax: true };
  await ground.db.write((trx) => setUpOwners(trx, [company], [channel]));
  return ground;
}

const PLACE = `mutation($input: OrderPlaceInput!) { orderPlace(input: $input) {
  order { id number couponCodes estimated tax { reason ruleName } reporting { net { amount currencyCode } gross { amount } rate source }
    discounts { code title amount { amount } } status { phase erp } paymentTerms dueOn
    lines { nodes { sku unitNet { amount currencyCode } net { amount } gross { amount } taxPercent discounts { code title amount { amount } } } }
    totals { net { amount } gross { amount currencyCode } deliveryNet { amount } tax { amount } } }
  operation { id } userErrors { __typename code message field
    ... on CreditLimitError { available { amount currencyCode } required { amount } shortBy { amount } }
    ... on PriceChangedError { changes { sku promised { amount } current { amount } } } } } }`;

export const place = async (ground: TestGround, who: Viewer, input: Record<string, unknown>): Promise<Data> =>
  (await ask(ground, who, PLACE, { input })).orderPlace;

export const anOrder = (sku: string, more: Record<string, unknown> = {}): Record<string, unknown> => ({
  idempotencyKey: newId('operation'),
  wait: 'PT0S',
  shippingAddress: { line1: 'ul. Długa 1', city: 'Kraków', country: 'PL' },
  delivery: { methodCode: 'pickup' },
  payment: { methodCode: 'blik' },
  lines: [{ sku, quantity: '1' }],
  ...more,
});

/** Applies records as the sync would, in a transaction of their own. */
export const apply = (
  ground: TestGround,
  systemId: string,
  entity: Entity,
  records: readonly unknown[],
  more: { readStartedAt?: number; bulk?: boolean; system?: Partial<ApplyContext['system']> } = {},
): Promise<{ changed: number; failed: number }> =>
  ground.db.write(async (trx) => {
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
    const applied = await appliers[entity]?.apply(trx, [...records], {
      system: { ...system, ...more.system },
      now: ground.now(),
      readStartedAt: more.readStartedAt ?? ground.now(),
      bulk: more.bulk ?? false,
    });
    if (!applied) throw new Error(`nobody applies ${entity}`);
    return applied;
  });

/** The ERP's driver: a real worker over a connector that the test brings. Variants are bound by their SKU. */
export async function runErp(ground: TestGround, push: Connected['push'], find: Connected['find'] = {}): Promise<void> {
  const row = await findSystem(ground.db.read, ERP);
  if (!row) throw new Error('no ERP');
  const connected: Connected = {
    writeClass: 'NATIVE_KEY',
    lookupGraceMs: 0,
    check: async () => ({ ok: true, product: 'Test ERP' }),
    pull: {},
    push: { partyCreate: async () => ({ externalId: newId('customer'), addressIds: [] }), ...push },
    find,
    close: async () => {},
  };
  const kind = { name: 'test', role: 'ERP' as const, product: 'Test ERP', settings: {}, connect: () => connected };
  const variants = await ground.db.read.selectFrom('variant').select(['id', 'sku']).execute();
  await ground.db.write(async (trx) => {
    const bound = variants.map(({ id, sku }) => ({ externalId: sku, id }));
    await bind(trx, ERP, 'variants', bound, ground.now());
    await moveSystem(trx, ERP, 'ACTIVE', null, ground.now());
  });
  const worker = startWorker({
    db: ground.db,
    feed: ground.feed,
    systems: [{ row, kind, connected }],
    appliers: {},
    handlers,
    orderStatus: async () => null,
    now: Date.now,
    log: () => {},
  });
  Object.assign(ground, { wake: () => worker.wake() });
  onTestFinished(() => worker.stop());
}

const PREVIEW = `query($input: OrderPreviewInput!) { orderPreview(input: $input) {
  lines { sku unitNet { amount currencyCode } net { amount } taxPercent estimated discounts { code title amount { amount } } errors { code } }
  totals { net { amount } gross { amount currencyCode } deliveryNet { amount } } tax { reason ruleName } estimated
  paymentMethods { code allowed reason } credit { allowed required { amount currencyCode } shortBy { amount } }
  priceToken validUntil warnings { code field } } }`;
/** Answers the preview of these lines. */
export const preview = async (ground: TestGround, who: Viewer, input: Record<string, unknown>) =>
  (await ask(ground, who, PREVIEW, { input })).orderPreview;
