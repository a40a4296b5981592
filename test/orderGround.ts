import { graphql } from 'graphql';
import { expect } from 'vitest';
import type { OrderRecord } from '#connectors/connector.ts';
import type { ApplyContext } from '#hub/apply.ts';
import { micros } from '#hub/money.ts';
import type { Viewer } from '#hub/viewer.ts';
import { orders, ordersAppliers } from '#subgraphs/orders/index.ts';
import { CHANNEL, COMPANY, ERP, type TestGround, viewer } from './ground.ts';

export const START = Date.UTC(2026, 2, 2, 9, 0, 0);
export const m = micros;

export async function ask(ground: TestGround, who: Viewer, source: string, variableValues: Record<string, unknown> = {}) {
  const contextValue = orders.context(ground, { viewer: who, requestId: 'test' });
  const result = await graphql({ schema: orders.schema, source, variableValues, contextValue });
  return JSON.parse(JSON.stringify(result)) as {
    data?: Record<string, never>;
    errors?: { message: string; extensions: { code: string } }[];
  };
}

// biome-ignore lint/suspicious/noExplicitAny: a test reads whatever it asked for.
export async function data(ground: TestGround, who: Viewer, source: string, variables: Record<string, unknown> = {}): Promise<any> {
  const result = await ask(ground, who, source, variables);
  expect(result.errors).toBeUndefined();
  return result.data;
}

export function aRecord(more: Partial<OrderRecord> = {}): OrderRecord {
  return {
    externalId: 'o1',
    number: 'S-1',
    contact: { name: 'Żaneta Łoś', email: 'z@example.org', phone: '500' },
    shippingAddress: { line1: 'Długa 1', city: 'Kraków', country: 'PL' },
    currency: 'PLN',
    placedAt: START - 60_000,
    couponCodes: [],
    pricesIncludeTax: true,
    deliveryMethodCode: 'courier',
    deliveryMethodName: 'Kurier',
    lines: [
      {
        sku: 'TENT-2',
        title: 'Namiot',
        quantity: m('2'),
        unitNet: m('100'),
        unitGross: m('123'),
        discounts: [{ code: 'WIOSNA', title: 'Wiosna', basis: 'GROSS', amount: m('24.60'), percent: '10' }],
        taxPercent: '23',
        net: m('180'),
        tax: m('41.40'),
        gross: m('221.40'),
      },
    ],
    totals: { net: m('190'), tax: m('43.70'), gross: m('233.70'), deliveryNet: m('10'), deliveryGross: m('12.30') },
    payments: [],
    fulfilments: [],
    documents: [],
    phase: 'RECEIVED',
    sourceStatus: 'placed',
    placed: true,
    ...more,
  };
}

export function contextFor(ground: TestGround, systemId: string, more: Partial<ApplyContext['system']> = {}): ApplyContext {
  const role = systemId === ERP ? ('ERP' as const) : ('SHOP' as const);
  return {
    system: { id: systemId, companyId: COMPANY, channelId: CHANNEL, role, zone: 'Europe/Warsaw', goLiveAt: null, mode: 'ACTIVE', ...more },
    now: ground.now(),
    readStartedAt: ground.now(),
    bulk: false,
  };
}

export const apply = (ground: TestGround, systemId: string, records: OrderRecord[], more: Partial<ApplyContext['system']> = {}) =>
  ground.db.write(async (trx) => {
    const result = await ordersAppliers.orders?.apply(trx, records, contextFor(ground, systemId, more));
    return result ?? { changed: 0, failed: 0 };
  });

export const theOrder = (ground: TestGround) => ground.db.read.selectFrom('salesOrder').selectAll().executeTakeFirstOrThrow();
export const operations = (ground: TestGround) =>
  ground.db.read.selectFrom('operation').select(['kind', 'idempotencyKey', 'subjectId']).orderBy('id').execute();

export const staff = viewer('staff');
