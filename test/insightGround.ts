import { graphql } from 'graphql';
import { expect } from 'vitest';
import { newId } from '#hub/id.ts';
import { micros as m } from '#hub/money.ts';
import type { Viewer } from '#hub/viewer.ts';
import { buildFacts, insight } from '#subgraphs/insight/index.ts';
import { COMPANY, ERP, type TestGround, viewer } from './ground.ts';

// biome-ignore lint/suspicious/noExplicitAny: a test reads whatever it asked for.
export async function ask(ground: TestGround, who: Viewer, source: string, variableValues: Record<string, unknown> = {}): Promise<any> {
  const contextValue = insight.context(ground, { viewer: who, requestId: 'test' });
  const result = await graphql({ schema: insight.schema, source, variableValues, contextValue });
  expect(result.errors).toBeUndefined();
  return result.data;
}

export async function build(ground: TestGround): Promise<void> {
  ground.advance(1_000);
  while (await ground.db.write((trx) => buildFacts(trx, COMPANY, ground.now())));
}

export async function anInvoice(
  ground: TestGround,
  more: Record<string, unknown> = {},
  lines: { variantId?: string; quantity: string; net: string }[] = [],
  orderIds: string[] = [],
): Promise<string> {
  const id = newId('invoice');
  await ground.db.write(async (trx) => {
    await trx
      .insertInto('invoice')
      .values({
        id,
        companyId: COMPANY,
        systemId: ERP,
        documentId: newId('erpDocument'),
        kind: 'INVOICE',
        side: 'RECEIVABLE',
        partyName: 'Górski Świat',
        currency: 'PLN',
        issuedOn: '2026-02-01',
        dueOn: '2026-02-15',
        netMicros: m('100'),
        taxMicros: m('23'),
        grossMicros: m('123'),
        openMicros: m('123'),
        state: 'POSTED',
        version: 1,
        updatedAt: ground.now(),
        asOf: ground.now(),
        ...more,
      })
      .execute();
    for (const [position, line] of lines.entries())
      await trx
        .insertInto('invoiceLine')
        .values({
          invoiceId: id,
          position,
          variantId: line.variantId ?? null,
          quantityMicros: m(line.quantity),
          netMicros: m(line.net),
          taxMicros: 0n,
          taxPercent: '23',
        })
        .execute();
    for (const orderId of orderIds) await trx.insertInto('invoiceOrder').values({ invoiceId: id, orderId }).execute();
  });
  return id;
}

export const SALES = `query($input: SalesReportInput!) { salesReport(input: $input) { asOf otherCurrencies
  rows { key { dimension id label } orders units net { amount } cost { amount } margin { amount } marginPercent discounts { amount } returnsNet { amount } handlingCost { amount } rowsWithoutCost }
  total { orders units net { amount } margin { amount } returnsNet { amount } rowsWithoutCost } } }`;
export const march = { from: '2026-03-01', to: '2026-03-31' };
export const boss = viewer('admin');
